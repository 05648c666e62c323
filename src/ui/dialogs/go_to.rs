//! View > Go to date…: a date typed in any form, read back in words before the timeline goes there.

use super::super::theme::Theme;
use super::{buttons, main_button, modal, other_button};
use crate::app::{App, Command};
use crate::time::words::period_words;
use crate::time::{PartialDate, TimePoint};
use crate::timeline::{Viewport, length_words};
use crate::timex::parse_date;
use egui::{Context, Key, RichText, TextEdit};

/// The dialog's state.
#[derive(Default)]
pub struct GoToDialog {
    typed: String,
    had_focus: bool,
}

impl GoToDialog {
    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, app: &App, commands: &mut Vec<Command>) -> bool {
        let mut stay = true;
        let close = modal(ctx, "Go to date", 440.0, |ui| {
            let colors = Theme::of(ui);
            let label = ui.label("Date");
            let hint = "44 BC, March 2020, the 1840s, last week";
            let field = TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY).hint_text(hint);
            let field = ui.add(field).labelled_by(label.id);
            if !std::mem::replace(&mut self.had_focus, true) {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            let found = parse_date(&self.typed, app.timeline.today.and_then(day_of));
            let (words, color) = match (&found, self.typed.trim().is_empty()) {
                (Some(date), _) => {
                    let words = period_words(&date.period, app.settings.date_style);
                    (format!("{words} ({})", length_words(date.span())), colors.accent)
                }
                (None, true) => ("A day, month, year, decade or century, in any words".to_owned(), colors.weak),
                (None, false) => {
                    ("Not read as a date. Type it like 12 June 2020, 44 BC or last week.".to_owned(), colors.warning)
                }
            };
            ui.label(RichText::new(words).small().color(color));
            buttons(ui, |ui| {
                let go = main_button(ui, "Go", found.is_some());
                if let Some(date) = found.filter(|_| go || entered) {
                    commands.push(Command::View(Viewport::framing(date.span(), 0.1)));
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

fn day_of(point: TimePoint) -> Option<PartialDate> {
    let civil = point.civil();
    PartialDate::from_ymd(civil.year, civil.month, civil.day)
}
