//! Small things that stand on the canvas: what the lanes are, and the tray of events without a date.

use crate::app::{App, Command, entry_date_words};
use crate::timeline::Grouping;
use crate::ui::bidi;
use crate::ui::theme::{SMALL, Theme};
use egui::{Align2, Popup, PopupCloseBehavior, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// The button over the lanes' names: says what the lanes are and how many are hidden, and offers others.
pub(super) fn lanes_ui(ui: &mut Ui, canvas: Rect, app: &App, commands: &mut Vec<Command>) {
    let plot = app.timeline.plot;
    if app.timeline.lanes.is_none() || plot.x < 40.0 || plot.y < 16.0 {
        return;
    }
    let place = Rect::from_min_size(canvas.min, vec2(plot.x as f32, plot.y as f32)).shrink2(vec2(6.0, 4.0));
    let hidden = app.timeline.hidden_lanes().len();
    let name = match app.timeline.grouping {
        Grouping::None => "Lanes",
        grouping => crate::ui::lanes::name_of(grouping),
    };
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let button = ui.small_button(RichText::new(format!("{name} ▾")).size(SMALL));
            Popup::menu(&button).show(|ui| crate::ui::lanes::lanes_ui(ui, app, commands));
            if hidden > 0 {
                let words = format!("{hidden} hidden");
                let link = ui.link(RichText::new(words).size(SMALL - 1.0)).on_hover_text("Show them again");
                if link.clicked() {
                    commands.push(Command::Lane(crate::app::LaneCommand::ShowAll));
                }
            }
        });
    });
}

/// Points that the tray's button takes beside the legend; none without undated events.
pub(super) fn tray_width(undated: usize) -> f64 {
    if undated == 0 { 0.0 } else { 96.0 + 7.0 * undated.to_string().len() as f64 }
}

/// The tray of undated events: how many, and which.
pub(super) fn tray_ui(ui: &mut Ui, canvas: Rect, app: &App, commands: &mut Vec<Command>) {
    let undated = app.timeline.index.undated();
    if undated == 0 {
        return;
    }
    let size = vec2(tray_width(undated) as f32 - 12.0, 18.0);
    let corner = pos2(canvas.right() - 6.0, canvas.bottom() - 5.0);
    let place = Align2::RIGHT_BOTTOM.anchor_size(corner, size);
    let button =
        ui.put(place, egui::Button::new(RichText::new(format!("{undated} undated ▴")).size(SMALL - 1.0)).small());
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        let colors = Theme::of(ui);
        ui.set_min_width(320.0);
        ui.set_max_width(420.0);
        ui.label(RichText::new("Events without a place on the timeline").strong().color(colors.strong));
        let entries: Vec<_> = app.project.chronology().iter().filter(|entry| is_undated(entry)).collect();
        ScrollArea::vertical().max_height(260.0).show_rows(
            ui,
            ui.spacing().interact_size.y,
            entries.len(),
            |ui, rows| {
                for entry in &entries[rows] {
                    let words = entry_date_words(&app.project, entry, app.settings.date_style);
                    let text = format!("{} · {words}", bidi::display(&entry.title));
                    let row = egui::Button::selectable(app.selected() == Some(entry.id), RichText::new(text).small());
                    if ui.add(row.truncate()).clicked() {
                        commands.push(Command::Select(Some(entry.id)));
                    }
                }
            },
        );
    });
}

fn is_undated(entry: &crate::project::Entry) -> bool {
    entry.span().is_none_or(|span| span.hull() == (None, None))
}
