//! The line that offers to extract again where older rules read the articles.

use super::icons::{Icon, icon_label};
use super::theme::{self, Theme};
use crate::app::{App, Command};
use egui::{Align, Frame, Layout, Margin, RichText, Ui};

/// The line; nothing is drawn where all is read by the rules of this program.
pub fn outdated_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    let count = app.outdated();
    let colors = Theme::of(ui);
    let frame = Frame::new().fill(colors.accent_soft).inner_margin(Margin::symmetric(theme::PANEL_MARGIN, 6));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            icon_label(ui, Icon::Calendar, colors.accent);
            let articles = if count == 1 { "1 article was".to_owned() } else { format!("{count} articles were") };
            let words = format!("{articles} read by an older version. What you did stays when they are read again.");
            ui.label(RichText::new(words).color(colors.strong));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Not now").clicked() {
                    commands.push(Command::PutOffExtracting);
                }
                if ui.button("Extract again").clicked() {
                    commands.push(Command::ExtractAgain(Vec::new()));
                }
            });
        });
    });
}
