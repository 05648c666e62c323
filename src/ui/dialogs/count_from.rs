//! One time expression counted from another date than the article's, with a preview of what moves.

use super::super::theme::Theme;
use super::moves::moves_ui;
use super::{buttons, main_button, modal, other_button};
use crate::app::{App, Command, long_date_words, parse_typed_date};
use crate::project::EventKey;
use egui::{Context, Key, RichText, TextEdit};

/// The dialog's state.
pub struct CountFromDialog {
    key: EventKey,
    words: String,
    typed: String,
    had_focus: bool,
}

impl CountFromDialog {
    /// For the expression that dates this mention.
    pub fn new(app: &App, key: EventKey) -> CountFromDialog {
        let claim = app
            .project
            .entry_of(&key)
            .and_then(|entry| entry.claims.iter().find(|claim| app.project.key_of(claim) == key));
        let words = claim.and_then(|claim| app.expression_of(claim)).unwrap_or_default();
        CountFromDialog { key, words, typed: String::new(), had_focus: false }
    }

    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, app: &App, commands: &mut Vec<Command>) -> bool {
        let mut stay = true;
        let close = modal(ctx, "Count from another date", 460.0, |ui| {
            let colors = Theme::of(ui);
            ui.label(RichText::new(format!("“{}”", self.words)).color(colors.strong));
            let label = ui.label("Counted from");
            let field = TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY).hint_text("12 June 2020");
            let field = ui.add(field).labelled_by(label.id);
            if !std::mem::replace(&mut self.had_focus, true) {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let date = parse_typed_date(&self.typed);
            let moves = date.and_then(|date| app.project.moves_if_counted_from(&self.key, date));
            match (&date, self.typed.trim().is_empty()) {
                (Some(date), _) => {
                    let words = long_date_words(date, app.settings.date_style);
                    ui.label(RichText::new(words).small().color(colors.accent));
                }
                (None, true) => {
                    let words = "The day that the words are said on, where it is not the article's";
                    ui.label(RichText::new(words).small().color(colors.weak));
                }
                (None, false) => {
                    let words = "Not read as a date. Type it like 12 June 2020 or 2020-06-12.";
                    ui.label(RichText::new(words).small().color(colors.warning));
                }
            }
            if date.is_some() {
                match &moves {
                    Some(moves) => moves_ui(ui, moves, app.settings.date_style),
                    None => {
                        let words = "Counted from there it has no place on the calendar.";
                        ui.label(RichText::new(words).small().color(colors.warning));
                    }
                }
            }
            let ready = moves.is_some_and(|moves| !moves.moved.is_empty());
            buttons(ui, |ui| {
                let set = main_button(ui, "Count from it", ready);
                if let Some(date) = date.filter(|_| ready && (set || entered)) {
                    commands.push(Command::CountFrom(self.key.clone(), date));
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
