//! The articles: title, publication date, how many events.

use crate::app::{App, Command};
use egui::{ScrollArea, Ui};

/// The list of articles.
pub fn library_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        for article in app.project.articles() {
            let id = &article.document.id;
            if ui.selectable_label(app.shown() == Some(id), article.document.headline()).clicked() {
                commands.push(Command::ShowDocument(id.clone()));
            }
        }
    });
}
