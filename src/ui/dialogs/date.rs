//! The publication date of an article: typed in any form, read back in words before it counts.

use super::super::theme::Theme;
use super::moves::moves_ui;
use super::{buttons, main_button, modal, other_button};
use crate::app::{App, Command, long_date_words, parse_typed_date, partial_date_words, published_from_words};
use crate::project::Article;
use crate::text::{DocumentId, Published, PublishedFrom};
use crate::time::DateStyle;
use egui::{Context, Key, RichText, TextEdit, Ui};

/// Points that the list of what moves takes.
const PREVIEW_HEIGHT: f32 = 170.0;

/// The dialog's state.
pub struct DateDialog {
    documents: Vec<DocumentId>,
    typed: String,
    had_focus: bool,
}

impl DateDialog {
    /// For articles; the field begins with the date that all of them have.
    pub fn new(app: &App, documents: Vec<DocumentId>) -> DateDialog {
        let dates = documents.iter().map(|id| Some(app.project.article(id)?.document.published?.date));
        let mut dates: Vec<_> = dates.collect();
        dates.dedup();
        let typed = match dates.as_slice() {
            [Some(date)] => date.to_string(),
            _ => String::new(),
        };
        DateDialog { documents, typed, had_focus: false }
    }

    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, app: &mut App, commands: &mut Vec<Command>) -> bool {
        let asked = parse_typed_date(&self.typed).map(|date| Published { date, from: PublishedFrom::Option });
        let moves = asked.and_then(|published| app.preview_published(&self.documents, Some(published)).cloned());
        let app = &*app;
        let Some(article) = self.documents.first().and_then(|id| app.project.article(id)) else { return false };
        let style = app.settings.date_style;
        let mut stay = true;
        let close = modal(ctx, "Publication date", 440.0, |ui| {
            let colors = Theme::of(ui);
            let headline = super::super::bidi::display(article.document.headline());
            let name = match self.documents.len() {
                1 => headline.into_owned(),
                count => format!("{count} articles: {headline} and others"),
            };
            ui.label(RichText::new(name).color(colors.strong));
            if self.documents.len() > 1 {
                ui.label(RichText::new("All of them get this date").small().color(colors.weak));
            } else if let Some(published) = &article.document.published {
                let words = long_date_words(&published.date, style);
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
            if self.documents.len() == 1 {
                self.claims_ui(ui, article, style);
            }
            let date = parse_typed_date(&self.typed);
            let (words, color) = match (&date, self.typed.trim().is_empty()) {
                (Some(date), _) => (long_date_words(date, style), colors.accent),
                (None, true) => ("A day, a month or a year".to_owned(), colors.weak),
                (None, false) => {
                    ("Not read as a date. Type it like 12 June 2020 or 2020-06-12.".to_owned(), colors.warning)
                }
            };
            ui.label(RichText::new(words).small().color(color));
            let words = "All that hangs on it, such as “yesterday” or “last week”, is worked out again.";
            ui.label(RichText::new(words).small().color(colors.weak));
            // As high empty as full, so that nothing moves under the pointer when the list is there.
            ui.allocate_ui(egui::vec2(ui.available_width(), PREVIEW_HEIGHT), |ui| {
                ui.set_min_height(PREVIEW_HEIGHT);
                match &moves {
                    Some(moves) => moves_ui(ui, moves, app.settings.date_style),
                    None if date.is_some() => {
                        ui.label(RichText::new("Working out what moves…").small().color(colors.weak));
                        ui.request_repaint_after(std::time::Duration::from_millis(50));
                    }
                    None => {}
                }
            });
            buttons(ui, |ui| {
                let set = main_button(ui, "Set date", date.is_some());
                if let Some(date) = date.filter(|_| set || entered) {
                    let published = Published { date, from: PublishedFrom::Option };
                    commands.push(self.command(Some(published)));
                    stay = false;
                }
                if other_button(ui, "Cancel") {
                    stay = false;
                }
                if article.document.published.is_some() && other_button(ui, "Unknown") {
                    commands.push(self.command(None));
                    stay = false;
                }
            });
        });
        stay && !close
    }

    fn command(&self, published: Option<Published>) -> Command {
        match self.documents.as_slice() {
            [id] => Command::SetPublished(id.clone(), published),
            ids => Command::SetDates(ids.to_vec(), published),
        }
    }

    /// What the article itself says, to be taken with a click.
    fn claims_ui(&mut self, ui: &mut Ui, article: &Article, style: DateStyle) {
        let claims = &article.document.about.dates;
        if claims.len() < 2 {
            return;
        }
        let colors = Theme::of(ui);
        for claim in claims {
            ui.horizontal(|ui| {
                let words = partial_date_words(&claim.date, style);
                if ui.small_button(&words).on_hover_text(format!("Take {words}")).clicked() {
                    self.typed = claim.date.to_string();
                }
                ui.label(RichText::new(format!("says {}", claim.place)).small().color(colors.weak));
            });
        }
    }
}
