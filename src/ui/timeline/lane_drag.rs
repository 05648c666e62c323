//! Lanes moved by their headers.

use super::{Memory, screen_rect};
use crate::app::{Command, LaneCommand};
use crate::timeline::{Hit, LaneId, ShownLane};
use crate::ui::theme::Theme;
use egui::{CursorIcon, PointerButton, Response, Stroke, Ui};

/// A lane on its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct LaneDrag {
    lane: LaneId,
    /// Points of the screen.
    y: f32,
}

/// Takes a header up, and puts its lane down where the button is let go; true while it is held.
pub(super) fn drag(
    ui: &Ui,
    response: &Response,
    memory: &mut Memory,
    lanes: &[ShownLane],
    commands: &mut Vec<Command>,
) -> bool {
    if response.drag_started_by(PointerButton::Primary)
        && let Some(origin) = ui.input(|i| i.pointer.press_origin())
        && let Some(Hit::LaneHeader(lane)) = super::gestures::hit_at(memory, response, origin)
    {
        memory.lane_drag = Some(LaneDrag { lane: *lane, y: origin.y });
    }
    let Some(drag) = &mut memory.lane_drag else { return false };
    if let Some(pointer) = ui.input(|i| i.pointer.interact_pos()) {
        drag.y = pointer.y;
    }
    let drag = *drag;
    if response.dragged_by(PointerButton::Primary) {
        ui.set_cursor_icon(CursorIcon::Grabbing);
        return true;
    }
    memory.lane_drag = None;
    let (to, _) = place(response, memory, lanes, drag.y);
    let from = lanes.iter().position(|shown| shown.lane == drag.lane);
    if let (Some(to), Some(from)) = (to, from) {
        // Taken out first, the lanes below it stand one place higher.
        let to = if from < to { to - 1 } else { to };
        if to != from {
            commands.push(Command::Lane(LaneCommand::Put(drag.lane, to)));
        }
    }
    false
}

/// The place among the lanes that the height on the screen stands for, and the height of its line.
fn place(response: &Response, memory: &Memory, lanes: &[ShownLane], y: f32) -> (Option<usize>, f32) {
    let mut found = (None, y);
    for (rect, hit) in &memory.hits {
        let Hit::LaneHeader(lane) = hit else { continue };
        let rect = screen_rect(response.rect, rect);
        let Some(at) = lanes.iter().position(|shown| shown.lane == *lane) else { continue };
        if y >= rect.center().y {
            found = (Some(at + 1), rect.bottom());
        } else if found.0.is_none() {
            return (Some(at), rect.top());
        }
    }
    found
}

/// A line where the lane would be put.
pub(super) fn paint(ui: &Ui, response: &Response, memory: &Memory, lanes: &[ShownLane]) {
    let Some(drag) = memory.lane_drag else { return };
    let (_, y) = place(response, memory, lanes, drag.y);
    let stroke = Stroke::new(2.0, Theme::of(ui).accent);
    ui.painter().with_clip_rect(response.rect).hline(response.rect.x_range(), y, stroke);
}
