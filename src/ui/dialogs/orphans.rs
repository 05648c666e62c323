//! Edit > Orphaned…: what the user said of words that no longer stand in their articles.

use super::super::bidi;
use super::super::theme::Theme;
use super::modal;
use crate::app::{App, Command};
use crate::project::{Orphan, OrphanId};
use egui::{Context, Frame, RichText, ScrollArea, Ui};

/// Shows the list; false when it is to be closed.
pub fn show(ctx: &Context, app: &App, commands: &mut Vec<Command>) -> bool {
    !modal(ctx, "Orphaned", 560.0, |ui| {
        let colors = Theme::of(ui);
        let words = "These words no longer stand in their articles. To keep what you said of them, mark other words in \
                     the article and choose Attach from the menu of the right button.";
        ui.label(RichText::new(words).small().color(colors.weak));
        ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show(ui, |ui| {
            for (id, orphan) in app.project.orphans() {
                orphan_ui(ui, app, id, orphan, commands);
            }
            if app.project.orphans().next().is_none() {
                ui.label(RichText::new("None: all that you said stands on its words").color(colors.text));
            }
        });
    })
}

fn orphan_ui(ui: &mut Ui, app: &App, id: &OrphanId, orphan: &Orphan, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui);
    Frame::new().fill(colors.page).corner_radius(6).inner_margin(8).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(bidi::display(orphan.title())).color(colors.strong));
        ui.label(RichText::new(format!("“{}”", bidi::display(&orphan.anchor.quote))).color(colors.text));
        let article = app.project.article(&id.key.document);
        let article = article.map_or("An article that is not there", |article| article.document.headline());
        let said = if orphan.hidden { "rejected" } else { "with your changes" };
        ui.label(RichText::new(format!("{}  ·  {said}", bidi::display(article))).small().color(colors.weak));
        ui.horizontal(|ui| {
            if ui.button("Show article").clicked() {
                commands.push(Command::ShowDocument(id.key.document.clone()));
            }
            if ui.button("Dismiss").on_hover_text("Let go of what you said of these words").clicked() {
                commands.push(Command::DismissOrphan(id.clone()));
            }
        });
    });
    ui.add_space(6.0);
}
