//! A new event: from words of an article or from nothing.

use super::super::details::date_reading_ui;
use super::super::theme::Theme;
use super::{buttons, main_button, modal, other_button};
use crate::app::{App, Command, unread_words};
use crate::project::{Place, UserDate};
use egui::{Context, Key, RichText, TextEdit};

/// The dialog's state.
pub struct NewEventDialog {
    place: Option<Place>,
    words: String,
    title: String,
    date: String,
    had_focus: bool,
}

impl NewEventDialog {
    /// For an event on these words, or on none.
    pub fn new(app: &App, place: Option<Place>) -> NewEventDialog {
        let words = place.as_ref().and_then(|place| app.words_at(place)).unwrap_or_default();
        NewEventDialog { place, title: words.clone(), words, date: String::new(), had_focus: false }
    }

    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, app: &App, commands: &mut Vec<Command>) -> bool {
        let mut stay = true;
        let close = modal(ctx, "New event", 440.0, |ui| {
            let colors = Theme::of(ui);
            if !self.words.is_empty() {
                let words = super::super::bidi::display(&self.words).into_owned();
                ui.label(RichText::new(format!("“{words}”")).color(colors.text));
            }
            let label = ui.label("What happened");
            let title = TextEdit::singleline(&mut self.title).desired_width(f32::INFINITY);
            let title = ui.add(title).labelled_by(label.id);
            if !std::mem::replace(&mut self.had_focus, true) {
                title.request_focus();
            }
            let label = ui.label("When");
            let hint = "12 June 2020, c. 1200, 2014 to 2016; may stay empty";
            let date = TextEdit::singleline(&mut self.date).desired_width(f32::INFINITY).hint_text(hint);
            let date = ui.add(date).labelled_by(label.id);
            let read = UserDate::read(&self.date);
            let error = unread_words(&self.date).filter(|_| read.is_none());
            date_reading_ui(ui, &self.date, error.as_ref(), app.settings.date_style);
            let entered = (title.lost_focus() || date.lost_focus()) && ui.input(|i| i.key_pressed(Key::Enter));
            let ready = !self.title.trim().is_empty() && error.is_none();
            buttons(ui, |ui| {
                let create = main_button(ui, "Create", ready);
                if ready && (create || entered) {
                    let (place, title) = (self.place.clone(), self.title.clone());
                    commands.push(Command::Create { place, title, date: read });
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
