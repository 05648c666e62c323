//! The selected event: its fields, to be changed in place, the quote, how its date was worked out, who else says so.

mod claims;
mod derivation;
mod fields;
mod rereading;

use super::bidi;
use super::event_menu::event_menu_ui;
use super::icons::{Icon, icon_toggle};
use super::theme::{self, Theme};
use crate::app::{App, Command, claim_text, partial_date_words};
use crate::event::Event;
use crate::project::{Article, Claim, Entry, Say};
use egui::{Frame, Panel, RichText, ScrollArea, Ui};

pub use fields::{Fields, date_reading_ui};

/// The details of what is selected.
pub fn details_ui(ui: &mut Ui, fields: &mut Fields, app: &App, commands: &mut Vec<Command>) {
    let (Some(entry), Some(claim)) = (app.selected_entry(), app.selected_claim()) else {
        super::empty_ui(ui, "No event selected", "Click one on the timeline, in the list, or a date in the text.");
        return;
    };
    buttons_ui(ui, app, entry, commands);
    ScrollArea::vertical().id_salt("details").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        let others = app.selection_len().saturating_sub(1);
        if others > 0 {
            let words = format!("And {others} more selected: right-click for what goes with all");
            ui.label(RichText::new(words).small().color(Theme::of(ui).accent));
        }
        fields::head_ui(ui, fields, app, entry, commands);
        rereading::rereading_ui(ui, app, claim, commands);
        let event = app.project.event(claim);
        if let Some(article) = app.project.article_of(claim) {
            quote_ui(ui, app, claim, article, event);
            if !claim.is_own() {
                derivation::derivation_ui(ui, app, article, (claim, event), commands);
            }
        }
        claims::claims_ui(ui, app, entry, claim, commands);
        fields::fields_ui(ui, fields, app, entry, commands);
        ui.add_space(theme::GAP);
    });
}

/// At the foot, so that they are there however long the details are.
fn buttons_ui(ui: &mut Ui, app: &App, entry: &Entry, commands: &mut Vec<Command>) {
    let frame = Frame::new().inner_margin(egui::Margin::symmetric(0, 6));
    Panel::bottom("event buttons").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            let marks = entry.marks();
            let accept = if marks.accepted { "Accepted" } else { "Accept" };
            let button = egui::Button::selectable(marks.accepted, accept).frame(true);
            if ui.add(button).on_hover_text("Looked at and right (A in the list)").clicked() {
                commands.push(Command::Say(vec![entry.id], Say::Accepted(!marks.accepted)));
            }
            let star = if marks.starred { "Take off star" } else { "Star" };
            if icon_toggle(ui, Icon::Star, star, marks.starred).clicked() {
                commands.push(Command::Say(vec![entry.id], Say::Starred(!marks.starred)));
            }
            if ui.button("Reject").on_hover_text("Take it off the timeline; it can be restored").clicked() {
                commands.push(Command::Reject(vec![entry.id]));
            }
            ui.menu_button("More", |ui| event_menu_ui(ui, app, &[entry.id], commands));
        });
    });
}

fn section(ui: &mut Ui, name: &str) {
    let colors = Theme::of(ui);
    ui.add_space(theme::GAP);
    ui.label(RichText::new(name).small().color(colors.weak));
}

fn quote_ui(ui: &mut Ui, app: &App, claim: &Claim, article: &Article, event: &Event) {
    let colors = Theme::of(ui);
    section(ui, if event.in_title { "In the headline" } else { "Quote" });
    Frame::new().fill(colors.page).corner_radius(6).inner_margin(8).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(format!("“{}”", bidi::display(&claim_text(&app.project, claim)))).color(colors.text));
        let mut source = article.document.headline().to_owned();
        if let Some(published) = article.document.published {
            source.push_str(&format!(", {}", partial_date_words(&published.date, app.settings.date_style)));
        }
        ui.label(RichText::new(bidi::display(&source)).small().color(colors.weak));
        if let Some(who) = &event.attribution {
            ui.label(RichText::new(format!("Said by {}", bidi::display(who))).small().color(colors.weak));
        }
        if claim.is_own() {
            ui.label(RichText::new("Marked by you").small().color(colors.weak));
        }
    });
}
