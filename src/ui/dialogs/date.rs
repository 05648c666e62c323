//! The publication date of an article: typed in any form, read back in words before it counts.

use super::super::theme::Theme;
use super::{buttons, main_button, modal, other_button};
use crate::app::{App, Command, long_date_words, parse_typed_date, published_from_words};
use crate::text::{DocumentId, Published, PublishedFrom};
use egui::{Context, Key, RichText, TextEdit};

/// The dialog's state.
pub struct DateDialog {
    document: DocumentId,
    typed: String,
    had_focus: bool,
}

impl DateDialog {
    /// For an article; the field begins with the date it has.
    pub fn new(app: &App, document: DocumentId) -> DateDialog {
        let published = app.project.article(&document).and_then(|article| article.document.published);
        let typed = published.map(|published| published.date.to_string()).unwrap_or_default();
        DateDialog { document, typed, had_focus: false }
    }

    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, app: &App, commands: &mut Vec<Command>) -> bool {
        let Some(article) = app.project.article(&self.document) else { return false };
        let mut stay = true;
        let close = modal(ctx, "Publication date", 440.0, |ui| {
            let colors = Theme::of(ui);
            ui.label(RichText::new(super::super::bidi::display(article.document.headline())).color(colors.strong));
            if let Some(published) = &article.document.published {
                let words = long_date_words(&published.date, app.settings.date_style);
                let from = published_from_words(published);
                ui.label(RichText::new(format!("Now {words} ({from})")).small().color(colors.weak));
            }
            let label = ui.label("Written on");
            let field = TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY).hint_text("12 June 2020");
            let field = ui.add(field).labelled_by(label.id);
            if !std::mem::replace(&mut self.had_focus, true) {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let date = parse_typed_date(&self.typed);
            let (words, color) = match (&date, self.typed.trim().is_empty()) {
                (Some(date), _) => (long_date_words(date, app.settings.date_style), colors.accent),
                (None, true) => ("A day, a month or a year".to_owned(), colors.weak),
                (None, false) => {
                    ("Not read as a date. Type it like 12 June 2020 or 2020-06-12.".to_owned(), colors.warning)
                }
            };
            ui.label(RichText::new(words).small().color(color));
            let words = "All that hangs on it, such as “yesterday” or “last week”, is worked out again.";
            ui.label(RichText::new(words).small().color(colors.weak));
            buttons(ui, |ui| {
                let set = main_button(ui, "Set date", date.is_some());
                if let Some(date) = date.filter(|_| set || entered) {
                    let published = Published { date, from: PublishedFrom::Option };
                    commands.push(Command::SetPublished(self.document.clone(), Some(published)));
                    stay = false;
                }
                if other_button(ui, "Cancel") {
                    stay = false;
                }
                if article.document.published.is_some() && other_button(ui, "Unknown") {
                    commands.push(Command::SetPublished(self.document.clone(), None));
                    stay = false;
                }
            });
        });
        stay && !close
    }
}
