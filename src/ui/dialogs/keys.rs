//! Help > Keys.

use super::super::actions::{ENTRIES, Entry, Group};
use super::super::theme::Theme;
use super::modal;
use egui::{Context, Grid, RichText, ScrollArea, Ui};

/// What the mouse does, which is in no table of keys.
const GESTURES: &[(&str, &str)] = &[
    ("Drag", "Pan"),
    ("Ctrl + wheel, pinch", "Zoom at the pointer"),
    ("Wheel over the axis", "Zoom at the pointer"),
    ("Shift + wheel", "Pan"),
    ("Click", "Select an event"),
    ("Click on a number", "Take the events apart"),
    ("Ctrl + click", "Add an event to the selection"),
    ("Double-click", "Frame an event, or show everything"),
    ("Right click", "What can be done here"),
    ("Right drag", "Zoom to a box"),
    ("Shift + drag", "Select a part of time"),
    ("Ctrl + Shift + drag", "Select several events"),
    ("Alt + drag", "Date an event anew: its ends or all of it; Esc leaves it"),
    ("R, then drag", "The same for the selected event, where the desktop keeps Alt for itself"),
    ("Middle click", "Centre"),
    ("Alt + wheel", "Row height"),
    ("Lane's name", "Click folds it, drag moves it"),
    ("1 to 7", "A day, week, month, year, decade, century, all"),
    ("8 and 9", "Where most happens; what is selected"),
    ("F, then F again", "Fit the selected event closely"),
    ("L", "Fold the lane of the selected event"),
    ("Shift + Up, Shift + Down", "Move that lane"),
    ("Page up, Page down", "Scroll the lanes"),
];

/// Shows the page; false when it is to be closed.
pub fn show(ctx: &Context) -> bool {
    let height = (ctx.content_rect().height() - 140.0).max(160.0);
    !modal(ctx, "Keys", 720.0, |ui| {
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.columns(2, |columns| {
                group_ui(&mut columns[0], "Timeline", Group::Timeline);
                gestures_ui(&mut columns[0]);
                group_ui(&mut columns[1], "Articles", Group::Articles);
                group_ui(&mut columns[1], "Events", Group::Events);
                group_ui(&mut columns[1], "View", Group::View);
            });
        });
    })
}

fn group_ui(ui: &mut Ui, name: &str, group: Group) {
    let entries: Vec<&Entry> = ENTRIES.iter().filter(|entry| entry.group == group && !entry.keys.is_empty()).collect();
    table_ui(ui, name, |ui| {
        for entry in entries {
            // Two keys say enough; the others are there for keyboards that lack these.
            let keys: Vec<String> = entry.keys.iter().take(2).map(|keys| ui.format_shortcut(keys)).collect();
            row_ui(ui, &keys.join("  or  "), entry.name);
        }
    });
}

fn gestures_ui(ui: &mut Ui) {
    table_ui(ui, "Mouse on the timeline", |ui| {
        for (gesture, what) in GESTURES {
            row_ui(ui, gesture, what);
        }
    });
}

fn table_ui(ui: &mut Ui, name: &str, rows: impl FnOnce(&mut Ui)) {
    let colors = Theme::of(ui);
    ui.label(RichText::new(name).strong().color(colors.accent));
    Grid::new(name).num_columns(2).min_col_width(120.0).spacing([12.0, 4.0]).show(ui, rows);
    ui.add_space(10.0);
}

fn row_ui(ui: &mut Ui, keys: &str, what: &str) {
    let colors = Theme::of(ui);
    ui.label(RichText::new(keys).small().color(colors.strong));
    ui.label(RichText::new(what).small().color(colors.text));
    ui.end_row();
}
