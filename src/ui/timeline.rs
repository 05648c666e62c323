//! The timeline as a widget.

use crate::app::{App, Command};
use egui::{Response, Role, Sense, Ui, WidgetInfo};

/// Draws the timeline over all the room that `ui` has; what the user does to it goes into `commands`.
pub fn timeline_ui(ui: &mut Ui, _app: &mut App, _commands: &mut Vec<Command>) -> Response {
    let response = ui.allocate_response(ui.available_size(), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "timeline"));
    response
}
