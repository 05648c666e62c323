//! Help > About: version, and the licences of all that the program is made of.

use super::super::theme::Theme;
use super::modal;
use egui::{Context, RichText, ScrollArea};
use std::path::Path;

/// Crates and fonts with their licences; made by `assets/licences.py`.
const LICENCES: &str = include_str!("../../../assets/licences.txt");

/// Shows the page; false when it is to be closed.
pub fn show(ctx: &Context, log_file: Option<&Path>) -> bool {
    let height = (ctx.content_rect().height() - 280.0).max(120.0);
    !modal(ctx, "About Dateline", 560.0, |ui| {
        let colors = Theme::of(ui);
        ui.label(RichText::new(format!("Version {}", env!("CARGO_PKG_VERSION"))).color(colors.strong));
        ui.label("Turns a pile of articles into a timeline of the dated events in them, each linked to its sentence.");
        ui.label("Nothing leaves this machine; only a web address that you add is asked for its page.");
        ui.label(RichText::new("Licence: MIT OR Apache-2.0").small().color(colors.weak));
        if let Some(path) = log_file {
            ui.label(RichText::new(format!("Log file: {}", path.display())).small().color(colors.weak));
        }
        ui.add_space(8.0);
        ui.label(RichText::new("Made with").strong().color(colors.accent));
        let lines: Vec<&str> = LICENCES.lines().collect();
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show_rows(
            ui,
            16.0,
            lines.len(),
            |ui, rows| {
                for line in &lines[rows] {
                    ui.label(RichText::new(*line).small().color(colors.text));
                }
            },
        );
    })
}
