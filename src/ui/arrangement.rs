//! Where the panels stand: library on the left, timeline with its overview on top, list, article and details below.

use super::{library, overview, theme, timeline};
use crate::app::{App, Command};
use egui::{CentralPanel, Frame, Margin, Panel, Ui};

/// All panels between menu and status line.
pub fn arrangement_ui(ui: &mut Ui, app: &mut App, commands: &mut Vec<Command>) {
    let colors = theme::Theme::of(ui);
    let side = Frame::new().fill(colors.panel).inner_margin(Margin::same(theme::PANEL_MARGIN));
    let page = Frame::new().fill(colors.page);
    if app.settings.panels.show_library {
        let panel = Panel::left("library").frame(side).size_range(150.0..=480.0);
        let shown =
            panel.default_size(app.settings.panels.library_width).show(ui, |ui| library::library_ui(ui, app, commands));
        app.settings.panels.library_width = shown.response.rect.width();
    }
    let height = ui.available_height();
    let panel = Panel::top("timeline").frame(page).resizable(true).size_range(140.0..=(height - 160.0).max(141.0));
    let shown = panel.default_size(height * app.settings.panels.timeline_share).show(ui, |ui| {
        Panel::bottom("overview")
            .frame(page)
            .exact_size(overview::HEIGHT)
            .show(ui, |ui| overview::overview_ui(ui, app, commands));
        CentralPanel::no_frame().show(ui, |ui| timeline::timeline_ui(ui, app, commands));
    });
    app.settings.panels.timeline_share = shown.response.rect.height() / height.max(1.0);
    if app.settings.panels.show_events {
        let panel = Panel::left("events").frame(page).size_range(220.0..=900.0);
        let shown = panel.default_size(app.settings.panels.events_width).show(ui, |ui| ui.label("Events"));
        app.settings.panels.events_width = shown.response.rect.width();
    }
    if app.settings.panels.show_details {
        let panel = Panel::right("details").frame(side).size_range(200.0..=700.0);
        let shown = panel.default_size(app.settings.panels.details_width).show(ui, |ui| ui.label("Details"));
        app.settings.panels.details_width = shown.response.rect.width();
    }
    CentralPanel::default()
        .frame(page.inner_margin(Margin::same(theme::PANEL_MARGIN)))
        .show(ui, |ui| ui.label("Article"));
}
