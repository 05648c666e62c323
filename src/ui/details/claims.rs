//! Everyone who tells the event.

use super::super::bidi;
use super::super::context_menu::context_menu;
use super::super::theme::Theme;
use super::section;
use crate::app::{App, Command, claim_text, disagreement_words, event_date_words};
use crate::project::{Claim, Entry};
use egui::{RichText, Ui, vec2};

/// A row a claim; a click opens the article there, a right click takes the claim out.
pub fn claims_ui(ui: &mut Ui, app: &App, entry: &Entry, shown: &Claim, commands: &mut Vec<Command>) {
    if entry.claims.len() < 2 {
        return;
    }
    let colors = Theme::of(ui);
    section(ui, &format!("Told {} times", entry.claims.len()));
    let told: Vec<_> = entry.claims.iter().map(|claim| (claim.article(), app.project.event(claim))).collect();
    if let Some(words) = disagreement_words(&told, app.settings.date_style) {
        ui.label(RichText::new(format!("They do not agree on the date: {words}")).small().color(colors.strong));
    }
    for claim in &entry.claims {
        let text = claim_words(app, claim);
        let chosen = claim == shown;
        let button = egui::Button::selectable(chosen, RichText::new(text).small().color(colors.text)).truncate();
        let response = ui.add_sized(vec2(ui.available_width(), 22.0), button);
        if response.clicked() {
            commands.push(Command::SelectMention(app.project.key_of(claim)));
        }
        context_menu(ui, &response, |ui| claim_menu_ui(ui, app, claim, commands));
        response.on_hover_text(format!("“{}”", bidi::display(&claim_text(&app.project, claim))));
    }
    let claim = shown;
    ui.horizontal_wrapped(|ui| {
        let tip = "The claim shown becomes an event of its own, and the program does not join it again";
        if ui.small_button("Not the same").on_hover_text(tip).clicked() {
            commands.push(Command::Separate(app.project.key_of(claim)));
        }
        if ui.small_button("Remove claim").on_hover_text("Take the claim shown off this event").clicked() {
            commands.push(Command::RemoveClaim(app.project.key_of(claim)));
        }
    });
}

fn claim_words(app: &App, claim: &Claim) -> String {
    let headline = app.project.article_of(claim).map_or("Without an article", |article| article.document.headline());
    let headline = bidi::display(headline);
    match claim.is_own() {
        true => format!("{headline}: marked by you"),
        false => format!("{headline}: {}", event_date_words(app.project.event(claim), app.settings.date_style)),
    }
}

fn claim_menu_ui(ui: &mut Ui, app: &App, claim: &Claim, commands: &mut Vec<Command>) {
    let doings = [
        ("Not the same: make it an event of its own", Command::Separate(app.project.key_of(claim))),
        ("Remove this claim", Command::RemoveClaim(app.project.key_of(claim))),
    ];
    for (name, command) in doings {
        if ui.button(name).clicked() {
            commands.push(command);
            ui.close();
        }
    }
}
