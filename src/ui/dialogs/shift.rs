//! The dates of the selected events moved by a length, with a preview of every one that moves.

use super::super::theme::Theme;
use super::moves::moves_ui;
use super::{buttons, main_button, modal, other_button};
use crate::app::{App, Command};
use crate::project::{EntryId, Moves, Shift};
use egui::{Context, Key, RichText, TextEdit};

/// The dialog's state.
pub struct ShiftDialog {
    ids: Vec<EntryId>,
    typed: String,
    had_focus: bool,
    /// What the last length that was typed would do.
    preview: Option<(Shift, Moves)>,
}

impl ShiftDialog {
    pub fn new(ids: Vec<EntryId>) -> ShiftDialog {
        ShiftDialog { ids, typed: String::new(), had_focus: false, preview: None }
    }

    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, app: &App, commands: &mut Vec<Command>) -> bool {
        let mut stay = true;
        let close = modal(ctx, "Move dates", 460.0, |ui| {
            let colors = Theme::of(ui);
            let words = match self.ids.len() {
                1 => "The date of the selected event".to_owned(),
                n => format!("The dates of {n} events"),
            };
            ui.label(RichText::new(words).small().color(colors.weak));
            let label = ui.label("Move by");
            let field = TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY).hint_text("+3 days");
            let field = ui.add(field).labelled_by(label.id);
            if !std::mem::replace(&mut self.had_focus, true) {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let shift = Shift::read(&self.typed);
            let (words, color) = match (shift, self.typed.trim().is_empty()) {
                (Some(shift), _) => (shift.to_string(), colors.accent),
                (None, true) => ("Minutes, hours, days, weeks, months or years".to_owned(), colors.weak),
                (None, false) => ("Not read as a length. Type it like +3 days or -1 month.".to_owned(), colors.warning),
            };
            ui.label(RichText::new(words).small().color(color));
            if let Some(shift) = shift {
                if self.preview.as_ref().is_none_or(|(of, _)| *of != shift) {
                    self.preview = Some((shift, app.project.moves_if_shifted(&self.ids, shift)));
                }
            } else {
                self.preview = None;
            }
            if let Some((_, moves)) = &self.preview {
                moves_ui(ui, moves, app.settings.date_style);
            }
            let ready = self.preview.as_ref().is_some_and(|(_, moves)| !moves.moved.is_empty());
            buttons(ui, |ui| {
                let set = main_button(ui, "Move", ready);
                if let Some(shift) = shift.filter(|_| ready && (set || entered)) {
                    commands.push(Command::Shift(self.ids.clone(), shift));
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
