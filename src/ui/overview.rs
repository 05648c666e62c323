//! The density of all events under the timeline; dragging in it moves and sizes the view.

use crate::app::{App, Command};
use egui::{Response, Role, Sense, Ui, WidgetInfo};

/// Height that it wants, points.
pub const HEIGHT: f32 = 56.0;

/// Draws the overview over all the room that `ui` has.
pub fn overview_ui(ui: &mut Ui, _app: &mut App, _commands: &mut Vec<Command>) -> Response {
    let response = ui.allocate_response(ui.available_size(), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "overview"));
    response
}
