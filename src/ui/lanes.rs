//! View > Lanes: what the timeline's lanes are, and which of them are shown.

use super::bidi;
use super::theme::Theme;
use crate::app::{App, Command, LaneCommand};
use crate::timeline::{Grouping, LaneId};
use egui::{Button, RichText, ScrollArea, Ui};

const CHOICES: [(Grouping, &str); 7] = [
    (Grouping::None, "One for all"),
    (Grouping::Article, "By article"),
    (Grouping::Source, "By source"),
    (Grouping::Status, "By status"),
    (Grouping::Participant, "By participant"),
    (Grouping::Place, "By place"),
    (Grouping::Tag, "By tag"),
];

/// "By article".
pub fn name_of(grouping: Grouping) -> &'static str {
    CHOICES.iter().find(|(choice, _)| *choice == grouping).map_or("", |(_, name)| name)
}

/// A line for each choice, the one in force marked; then what can be done with the lanes that there are.
pub fn lanes_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    for (grouping, name) in CHOICES {
        if ui.radio(app.timeline.grouping == grouping, name).clicked() {
            commands.push(Command::SetGrouping(grouping));
            ui.close();
        }
    }
    if app.timeline.lanes.is_none() {
        return;
    }
    ui.separator();
    let hidden = app.timeline.hidden_lanes().len();
    for (name, enabled, command) in [
        ("Fold all".to_owned(), true, LaneCommand::FoldAll(true)),
        ("Unfold all".to_owned(), true, LaneCommand::FoldAll(false)),
        (format!("Show {hidden} hidden"), hidden > 0, LaneCommand::ShowAll),
    ] {
        if ui.add_enabled(enabled, Button::new(name)).clicked() {
            commands.push(Command::Lane(command));
            ui.close();
        }
    }
    ui.menu_button("Arrange", |ui| arrange_ui(ui, app, commands));
}

/// Every lane with what moves, folds, hides and shows it: for the keyboard, and for lanes that are hidden.
fn arrange_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    let shown = app.timeline.lanes.as_deref().unwrap_or_default();
    let hidden = app.timeline.hidden_lanes();
    let row = ui.spacing().interact_size.y;
    ui.set_min_width(340.0);
    ScrollArea::vertical().max_height(360.0).show_rows(ui, row, shown.len() + hidden.len(), |ui, rows| {
        for at in rows {
            match shown.get(at) {
                Some(lane) => lane_row_ui(ui, app, lane.lane, Some((at, shown.len(), lane.folded)), commands),
                None => lane_row_ui(ui, app, hidden[at - shown.len()], None, commands),
            }
        }
    });
}

/// `place`: which of how many that are shown it is, and whether it is folded; `None` for a hidden one.
fn lane_row_ui(ui: &mut Ui, app: &App, lane: LaneId, place: Option<(usize, usize, bool)>, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui);
    let name = app.timeline.index.lanes().get(lane.0).map_or("", String::as_str);
    let mut button = |ui: &mut Ui, enabled: bool, text: &str, what: &str, command: LaneCommand| {
        let button = ui.add_enabled(enabled, Button::new(text).small()).on_hover_text(what);
        let label = format!("{what}: {name}");
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, &label));
        if button.clicked() {
            commands.push(Command::Lane(command));
        }
    };
    ui.horizontal(|ui| {
        match place {
            Some((at, count, folded)) => {
                button(ui, at > 0, "↑", "Move up", LaneCommand::Move(lane, -1));
                button(ui, at + 1 < count, "↓", "Move down", LaneCommand::Move(lane, 1));
                let (text, what) = if folded { ("Unfold", "Unfold") } else { ("Fold", "Fold") };
                button(ui, true, text, what, LaneCommand::Fold(lane, !folded));
                button(ui, true, "Hide", "Hide", LaneCommand::Hide(lane));
            }
            None => button(ui, true, "Show", "Show", LaneCommand::Show(lane)),
        }
        let color = if place.is_some() { colors.text } else { colors.weak };
        ui.add(egui::Label::new(RichText::new(bidi::display(name)).small().color(color)).truncate());
    });
}
