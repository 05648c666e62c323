//! What reading again left to be said of the selected mention.

use super::super::bidi;
use super::super::theme::Theme;
use super::section;
use crate::app::{App, Command, event_date_words};
use crate::project::Claim;
use egui::{Frame, RichText, Ui};

/// That it is new or moved, and what the program reads now where the user's word keeps an earlier reading.
pub fn rereading_ui(ui: &mut Ui, app: &App, claim: &Claim, commands: &mut Vec<Command>) {
    let Some(remark) = app.project.remark(&app.project.key_of(claim)) else { return };
    let colors = Theme::of(ui);
    if remark.is_new {
        ui.label(RichText::new("New since extracting again").small().color(colors.accent));
    }
    if remark.moved {
        let words = "Moved: its words stand elsewhere in the newer version of the article";
        ui.label(RichText::new(words).small().color(colors.warning));
    }
    let Some(offer) = remark.offer.as_ref().filter(|offer| !offer.declined) else { return };
    section(ui, "The program now reads");
    Frame::new().fill(colors.warning_soft).corner_radius(6).inner_margin(8).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let (words, date) = match &offer.event {
            Some(event) => (bidi::display(&event.title).into_owned(), event_date_words(event, app.settings.date_style)),
            None => ("No event here".to_owned(), String::new()),
        };
        ui.label(RichText::new(words).color(colors.strong));
        if !date.is_empty() {
            ui.label(RichText::new(date).color(colors.accent));
        }
        ui.horizontal(|ui| {
            let take = "Put it in the place of the earlier reading; your own words stay";
            if ui.button("Take it").on_hover_text(take).clicked() {
                commands.push(Command::TakeOffer(app.project.key_of(claim)));
            }
            if ui.button("Keep mine").on_hover_text("Leave the event as it is").clicked() {
                commands.push(Command::DeclineOffer(app.project.key_of(claim)));
            }
        });
    });
}
