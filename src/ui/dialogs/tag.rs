//! A new tag for the selected events.

use super::super::theme::Theme;
use super::{buttons, main_button, modal, other_button};
use crate::app::Command;
use crate::project::{EntryId, Say};
use egui::{Context, Key, RichText, TextEdit};

/// The dialog's state.
pub struct TagDialog {
    ids: Vec<EntryId>,
    tag: String,
    had_focus: bool,
}

impl TagDialog {
    pub fn new(ids: Vec<EntryId>) -> TagDialog {
        TagDialog { ids, tag: String::new(), had_focus: false }
    }

    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, commands: &mut Vec<Command>) -> bool {
        let mut stay = true;
        let close = modal(ctx, "New tag", 360.0, |ui| {
            let words = match self.ids.len() {
                1 => "For the selected event".to_owned(),
                n => format!("For the {n} selected events"),
            };
            ui.label(RichText::new(words).small().color(Theme::of(ui).weak));
            let label = ui.label("Tag");
            let field = ui.add(TextEdit::singleline(&mut self.tag).desired_width(f32::INFINITY)).labelled_by(label.id);
            if !std::mem::replace(&mut self.had_focus, true) {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let ready = !self.tag.trim().is_empty();
            buttons(ui, |ui| {
                let add = main_button(ui, "Add tag", ready);
                if ready && (add || entered) {
                    commands.push(Command::Say(self.ids.clone(), Say::Tag(self.tag.clone())));
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
