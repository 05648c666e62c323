//! File > Save as…: the path that the project is to have.

use super::super::theme::Theme;
use super::open::typed_path;
use super::{buttons, main_button, modal, other_button};
use crate::app::Command;
use crate::project::store;
use egui::{Context, Key, RichText, TextEdit};

/// The dialog's state.
#[derive(Default)]
pub struct SaveDialog {
    path: String,
    /// The path that the user was told is taken.
    taken: Option<String>,
    had_focus: bool,
}

impl SaveDialog {
    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, commands: &mut Vec<Command>) -> bool {
        let mut stay = true;
        let close = modal(ctx, "Save project as", 520.0, |ui| {
            let colors = Theme::of(ui);
            let label = ui.label("Path of the project");
            let field =
                TextEdit::singleline(&mut self.path).desired_width(f32::INFINITY).hint_text("research.dateline");
            let field = ui.add(field).labelled_by(label.id);
            if !std::mem::replace(&mut self.had_focus, true) {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let asked = self.taken.as_ref() == Some(&self.path);
            let words = match asked {
                true => "This file is there already.",
                false => "Every change is stored there at once; there is no need to save again.",
            };
            let color = if asked { colors.warning } else { colors.weak };
            ui.label(RichText::new(words).small().color(color));
            buttons(ui, |ui| {
                let path = typed_path(&self.path).map(|path| store::with_extension(&path));
                let pressed = main_button(ui, if asked { "Replace" } else { "Save" }, path.is_some());
                if let Some(path) = path.filter(|_| pressed || (entered && !asked)) {
                    if !asked && store::is_taken(&path) {
                        self.taken = Some(self.path.clone());
                    } else {
                        commands.push(Command::SaveAs(path));
                        stay = false;
                    }
                }
                if other_button(ui, "Cancel") {
                    stay = false;
                }
            });
        });
        stay && !close
    }
}
