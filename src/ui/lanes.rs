//! View > Lanes: what the timeline's lanes are.

use crate::app::{App, Command};
use crate::timeline::Grouping;
use egui::Ui;

const CHOICES: [(Grouping, &str); 5] = [
    (Grouping::None, "One for all"),
    (Grouping::Article, "By article"),
    (Grouping::Status, "By status"),
    (Grouping::Participant, "By participant"),
    (Grouping::Place, "By place"),
];

/// A line for each choice; the one in force is marked.
pub fn lanes_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    for (grouping, name) in CHOICES {
        if ui.radio(app.timeline.grouping == grouping, name).clicked() {
            commands.push(Command::SetGrouping(grouping));
            ui.close();
        }
    }
}
