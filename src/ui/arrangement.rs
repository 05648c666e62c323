//! Where the panels stand: library on the left, timeline with its overview on top, list, article and details below.

use super::actions::Action;
use super::library::{self, LibraryAction};
use super::reader::{self, ReaderAction};
use super::{Panes, details, event_list, overview, theme, timeline, welcome};
use crate::app::{App, Command};
use crate::text::DocumentId;
use egui::{CentralPanel, Frame, Margin, Panel, Rect, Ui};

/// What a panel asks for that is done in a dialog or outside of the window.
pub enum Wish {
    EditDates(Vec<DocumentId>),
    Reveal(DocumentId),
}

/// All panels between menu and status line.
pub fn arrangement_ui(
    ui: &mut Ui,
    panes: &mut Panes,
    app: &mut App,
    actions: &mut Vec<Action>,
    commands: &mut Vec<Command>,
) -> Option<Wish> {
    let colors = theme::Theme::of(ui);
    let page = Frame::new().fill(colors.page);
    if app.project.articles().is_empty() {
        CentralPanel::default().frame(page).show(ui, |ui| welcome::welcome_ui(ui, app, actions, commands));
        return None;
    }
    if app.settings.panels.timeline_alone {
        let timeline = timeline_with_overview(ui, app, commands);
        timeline::range_bar_ui(ui, timeline, app, actions, commands);
        return None;
    }
    let window = ui.available_width();
    let mut wish = None;
    if app.settings.panels.show_library {
        let side = Frame::new().fill(colors.panel).inner_margin(Margin { left: 8, right: 6, top: 8, bottom: 4 });
        let panel = Panel::left("library").frame(side).size_range(160.0..=480.0);
        let width = app.settings.panels.library_width.unwrap_or((window * 0.17).clamp(180.0, 300.0));
        let shown = panel.default_size(width).show(ui, |ui| library::library_ui(ui, &mut panes.library, app, commands));
        remember_width(&mut app.settings.panels.library_width, width, shown.response.rect.width());
        wish = shown.inner.map(|action| match action {
            LibraryAction::EditDates(ids) => Wish::EditDates(ids),
            LibraryAction::Reveal(id) => Wish::Reveal(id),
        });
    }
    let timeline = timeline_panel(ui, app, commands);
    timeline::range_bar_ui(ui, timeline, app, actions, commands);
    if app.settings.panels.show_events {
        let panel = Panel::left("events").frame(page).size_range(230.0..=1000.0);
        let width = app.settings.panels.events_width.unwrap_or((window * 0.26).clamp(250.0, 560.0));
        let shown =
            panel.default_size(width).show(ui, |ui| event_list::event_list_ui(ui, &mut panes.list, app, commands));
        remember_width(&mut app.settings.panels.events_width, width, shown.response.rect.width());
    }
    if app.settings.panels.show_details {
        let side = Frame::new().fill(colors.panel).inner_margin(Margin { left: 14, right: 8, top: 10, bottom: 4 });
        let panel = Panel::right("details").frame(side).size_range(210.0..=700.0);
        let width = app.settings.panels.details_width.unwrap_or((window * 0.22).clamp(230.0, 440.0));
        let shown = panel.default_size(width).show(ui, |ui| details::details_ui(ui, &mut panes.fields, app, commands));
        remember_width(&mut app.settings.panels.details_width, width, shown.response.rect.width());
    }
    let shown =
        CentralPanel::default().frame(page).show(ui, |ui| reader::reader_ui(ui, &mut panes.reader, app, commands));
    if let Some(ReaderAction::EditDate(id)) = shown.inner {
        wish = Some(Wish::EditDates(vec![id]));
    }
    wish
}

/// The timeline above its overview, in all the room there is; where the timeline itself lies.
fn timeline_with_overview(ui: &mut Ui, app: &mut App, commands: &mut Vec<Command>) -> Rect {
    let page = Frame::new().fill(theme::Theme::of(ui).page);
    let strip = Panel::bottom("overview").frame(page).exact_size(overview::HEIGHT);
    strip.show(ui, |ui| overview::overview_ui(ui, app, commands));
    CentralPanel::default().frame(page).show(ui, |ui| timeline::timeline_ui(ui, app, commands)).inner.rect
}

/// The same as a panel whose height the user can change.
fn timeline_panel(ui: &mut Ui, app: &mut App, commands: &mut Vec<Command>) -> Rect {
    let page = Frame::new().fill(theme::Theme::of(ui).page);
    let height = ui.available_height();
    let panel = Panel::top("timeline").frame(page).resizable(true).size_range(150.0..=(height - 150.0).max(151.0));
    let share = app.settings.panels.timeline_share;
    let shown = panel.default_size(height * share).show(ui, |ui| timeline_with_overview(ui, app, commands));
    let now = shown.response.rect.height() / height.max(1.0);
    if differs(share, now) {
        app.settings.panels.timeline_share = now;
    }
    shown.inner
}

/// Keeps a width that the user changed.
fn remember_width(kept: &mut Option<f32>, before: f32, now: f32) {
    if differs(before, now) {
        *kept = Some(now);
    }
}

/// Whether two sizes differ by more than rounding, so that settings do not change each frame.
fn differs(before: f32, now: f32) -> bool {
    (before - now).abs() > 0.005 * before.abs()
}
