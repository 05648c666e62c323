//! File > Open…: a path typed or pasted, or the desktop's own dialog.

use super::super::picker::{Asking, Picker, Question};
use super::super::theme::Theme;
use super::{buttons, main_button, modal, other_button};
use crate::app::Command;
use egui::{Context, Key, RichText, TextEdit};
use std::path::PathBuf;
use std::sync::Arc;

/// The dialog's state.
#[derive(Default)]
pub struct OpenDialog {
    path: String,
    asking: Option<Asking>,
    /// The desktop's dialog came back with nothing.
    came_back_empty: bool,
    had_focus: bool,
}

impl OpenDialog {
    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, picker: &Arc<dyn Picker>, commands: &mut Vec<Command>) -> bool {
        let mut stay = self.take_answer(commands);
        let close = modal(ctx, "Open", 520.0, |ui| {
            let colors = Theme::of(ui);
            let label = ui.label("Path of a file or folder");
            let field = TextEdit::singleline(&mut self.path).desired_width(f32::INFINITY).hint_text("articles/2020");
            let field = ui.add(field).labelled_by(label.id);
            if !std::mem::replace(&mut self.had_focus, true) {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            ui.horizontal(|ui| {
                ui.add_enabled_ui(self.asking.is_none(), |ui| {
                    if other_button(ui, "Choose files…") {
                        self.ask(ctx, picker, Question::Files);
                    }
                    if other_button(ui, "Choose a folder…") {
                        self.ask(ctx, picker, Question::Folder);
                    }
                });
                if self.asking.is_some() {
                    ui.spinner();
                    ui.label(RichText::new("The dialog of your desktop is open").small().color(colors.weak));
                }
            });
            if self.came_back_empty {
                let words = "Nothing was chosen. Should no dialog have opened, type the path above.";
                ui.label(RichText::new(words).small().color(colors.weak));
            }
            let kinds = "Text, web pages, PDF, Word and other office texts, mails, e-books, feeds, tables, JSON, archives. A folder is read with all folders in it. \
                Files can also be dropped on the window, and text pasted into it.";
            ui.label(RichText::new(kinds).small().color(colors.weak));
            buttons(ui, |ui| {
                let path = typed_path(&self.path);
                if main_button(ui, "Open", path.is_some()) || (entered && path.is_some()) {
                    commands.push(Command::Open(path.into_iter().collect()));
                    stay = false;
                }
                if other_button(ui, "Cancel") {
                    stay = false;
                }
            });
        });
        stay && !close
    }

    fn ask(&mut self, ctx: &Context, picker: &Arc<dyn Picker>, question: Question) {
        self.came_back_empty = false;
        self.asking = Asking::start(ctx, picker, question);
    }

    /// Opens what the desktop's dialog gave; false when it gave something.
    fn take_answer(&mut self, commands: &mut Vec<Command>) -> bool {
        let Some(answer) = self.asking.as_ref().and_then(Asking::poll) else { return true };
        self.asking = None;
        match answer {
            Some(paths) => {
                commands.push(Command::Open(paths));
                false
            }
            None => {
                self.came_back_empty = true;
                true
            }
        }
    }
}

/// The path without blanks and quotation marks around it, `~` for the home folder; `None` when nothing is typed.
pub fn typed_path(text: &str) -> Option<PathBuf> {
    let text = text.trim().trim_matches(['"', '\'']);
    let text = text.strip_prefix("file://").unwrap_or(text);
    if text.is_empty() {
        return None;
    }
    if let Some(rest) = text.strip_prefix("~/").or(if text == "~" { Some("") } else { None })
        && let Some(dirs) = directories::BaseDirs::new()
    {
        return Some(dirs.home_dir().join(rest));
    }
    Some(PathBuf::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_may_be_pasted_with_what_file_managers_put_around_it() {
        for text in ["/a/b c", " /a/b c\n", "\"/a/b c\"", "'/a/b c'", "file:///a/b c"] {
            assert_eq!(typed_path(text), Some(PathBuf::from("/a/b c")), "{text:?}");
        }
        assert_eq!(typed_path("  "), None);
        assert!(typed_path("~/articles").is_some_and(|path| path.ends_with("articles") && !path.starts_with("~")));
    }
}
