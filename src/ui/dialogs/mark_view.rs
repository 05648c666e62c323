//! View > Marked views > Mark this view…: a name for what the timeline shows.

use super::{buttons, main_button, modal, other_button};
use crate::app::{App, Command, view_words};
use egui::{Context, Key, TextEdit};

/// The dialog's state.
pub struct MarkViewDialog {
    name: String,
    had_focus: bool,
}

impl MarkViewDialog {
    /// Offers what the view shows as its name.
    pub fn new(app: &App) -> MarkViewDialog {
        let name = view_words(app.timeline.viewport, app.settings.date_style);
        MarkViewDialog { name, had_focus: false }
    }

    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, commands: &mut Vec<Command>) -> bool {
        let mut stay = true;
        let close = modal(ctx, "Mark this view", 400.0, |ui| {
            let label = ui.label("Name");
            let field = TextEdit::singleline(&mut self.name).desired_width(f32::INFINITY);
            let field = ui.add(field).labelled_by(label.id);
            if !std::mem::replace(&mut self.had_focus, true) {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let named = !self.name.trim().is_empty();
            buttons(ui, |ui| {
                if (main_button(ui, "Mark", named) || entered) && named {
                    commands.push(Command::AddBookmark(self.name.trim().to_owned()));
                    stay = false;
                }
                if other_button(ui, "Cancel") {
                    stay = false;
                }
            });
        });
        stay && !close
    }
}
