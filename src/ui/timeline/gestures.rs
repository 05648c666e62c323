//! Mouse, trackpad and touch on the canvas.

use super::{Memory, Timeline, band, lane_drag, range, redate};
use crate::app::{Command, LaneCommand, TimelineState};
use crate::project::EntryId;
use crate::timeline::{Hit, Viewport};
use egui::{CursorIcon, PointerButton, Pos2, Response, Ui};

/// The view and the pointer when the drag began. The view of every later frame follows from these two, so that a
/// drag and back is no move at all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drag {
    view: Viewport,
    scroll: f64,
    origin: Pos2,
}

/// Moves the view under the pointer and selects what is clicked.
pub(super) fn gestures(
    ui: &Ui,
    response: &Response,
    memory: &mut Memory,
    timeline: &Timeline<'_>,
    state: &mut TimelineState,
    commands: &mut Vec<Command>,
) {
    wheel(ui, response, memory, state, commands);
    let lanes = state.lanes.clone();
    let taken = lane_drag::drag(ui, response, memory, lanes.as_deref().unwrap_or_default(), commands)
        || redate::drag(ui, response, memory, timeline, state, commands)
        || band::drag(ui, response, memory, state, commands)
        || range::drag(ui, response, memory, state);
    if !taken {
        drag(ui, response, memory, state, commands);
    }
    zoom_box(ui, response, memory, state, commands);
    click(ui, response, memory, state, commands);
    cursor(ui, response, memory, state);
}

/// Points of wheel travel that zoom by e; egui's own Ctrl+wheel has the same.
const ZOOM_POINTS: f64 = 200.0;

/// Points of wheel travel with Alt that make rows higher by e.
const ROW_POINTS: f64 = 400.0;

fn wheel(ui: &Ui, response: &Response, memory: &mut Memory, state: &mut TimelineState, commands: &mut Vec<Command>) {
    let Some(pointer) = ui.input(|i| i.pointer.hover_pos()).filter(|_| response.contains_pointer()) else { return };
    let (travel, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
    if travel == egui::Vec2::ZERO && pinch == 1.0 {
        return;
    }
    // Whatever surrounds the canvas must not scroll as well.
    ui.input_mut(|i| i.smooth_scroll_delta = egui::Vec2::ZERO);

    if ui.input(|i| i.modifiers.alt) {
        commands.push(Command::SetRowScale(memory.row_scale * (f64::from(travel.y) / ROW_POINTS).exp()));
        return;
    }
    let shown = memory.camera.shown();
    let mut view = shown;
    let (mut zoom, mut sideways) = (f64::from(pinch), f64::from(travel.x));
    if memory.scroll_range > 0.0 && !over_axis(memory, response, pointer) {
        state.scroll = (state.scroll - f64::from(travel.y)).clamp(0.0, memory.scroll_range);
    } else if state.wheel_pans && !over_axis(memory, response, pointer) {
        sideways += f64::from(travel.y);
    } else {
        zoom *= (f64::from(travel.y) / ZOOM_POINTS).exp();
    }
    if sideways != 0.0 {
        view = view.pan(-sideways / memory.plot.width.max(1.0) * view.secs());
    }
    if zoom != 1.0 && zoom.is_finite() && zoom > 0.0 {
        view = view.zoom_at(memory.scale(response, view).time_from_x(f64::from(pointer.x)), zoom);
    }
    if view != shown {
        memory.stand_at(view, state, commands);
        if let Some(drag) = &mut memory.drag {
            *drag = Drag { view, scroll: state.scroll, origin: pointer };
        }
    }
}

fn over_axis(memory: &Memory, response: &Response, pointer: Pos2) -> bool {
    matches!(hit_at(memory, response, pointer), Some(Hit::Axis | Hit::Publication(_)))
}

/// What the pointer is on.
pub(super) fn hit_at<'m>(memory: &'m Memory, response: &Response, pointer: Pos2) -> Option<&'m Hit> {
    let at = pointer - response.rect.min;
    memory.hit(f64::from(at.x), f64::from(at.y)).map(|(_, hit)| hit)
}

fn drag(ui: &Ui, response: &Response, memory: &mut Memory, state: &mut TimelineState, commands: &mut Vec<Command>) {
    let held = [PointerButton::Primary, PointerButton::Middle].into_iter().any(|button| response.dragged_by(button));
    let Some(pointer) = ui.input(|i| i.pointer.interact_pos()).filter(|_| held) else {
        memory.drag = None;
        return;
    };
    let drag = *memory.drag.get_or_insert_with(|| Drag {
        view: memory.camera.shown(),
        scroll: state.scroll,
        // Where the button went down, not where egui was sure of a drag: nothing slips under the pointer.
        origin: ui.input(|i| i.pointer.press_origin()).unwrap_or(pointer),
    });
    let moved = pointer - drag.origin;
    let width = memory.plot.width.max(1.0);
    state.scroll = (drag.scroll - f64::from(moved.y)).clamp(0.0, memory.scroll_range);
    memory.stand_at(drag.view.pan(-f64::from(moved.x) / width * drag.view.secs()), state, commands);
}

/// The secondary button draws a box; what is in it fills the canvas when the button is let go.
fn zoom_box(ui: &Ui, response: &Response, memory: &mut Memory, state: &mut TimelineState, commands: &mut Vec<Command>) {
    /// Points below which it was no box but a click with an unsteady hand.
    const NARROWEST: f32 = 6.0;
    if response.dragged_by(PointerButton::Secondary) {
        let ends = ui.input(|i| Some((i.pointer.press_origin()?.x, i.pointer.interact_pos()?.x)));
        memory.zoom_box = ends.map(|(a, b)| (a.min(b), a.max(b)));
    } else if let Some((left, right)) = memory.zoom_box.take()
        && right - left >= NARROWEST
    {
        let scale = memory.scale(response, memory.camera.shown());
        let (start, end) = (scale.time_from_x(f64::from(left)), scale.time_from_x(f64::from(right)));
        memory.go_to(Viewport::new(start, end - start), state, commands);
    }
}

/// Seconds between the clicks of a double one.
const DOUBLE_SECS: f64 = 0.6;

fn click(ui: &Ui, response: &Response, memory: &mut Memory, state: &mut TimelineState, commands: &mut Vec<Command>) {
    if response.clicked() || response.drag_started() {
        // The keys are the timeline's from now on.
        ui.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
    let Some(pointer) = response.interact_pointer_pos() else { return };
    let hit = hit_at(memory, response, pointer).cloned();
    let (now, toggles) = ui.input(|i| (i.time, i.modifiers.command));
    // The second click of a double one finds the cluster gone that the first has taken apart.
    let split = memory.split_at.is_some_and(|at| now - at < DOUBLE_SECS);
    if response.double_clicked() {
        if !split {
            double_click(hit.as_ref(), memory, state, commands);
        }
    } else if response.middle_clicked() {
        let at = memory.scale(response, memory.camera.shown()).time_from_x(f64::from(pointer.x));
        memory.go_to(centred(memory.camera.goal(), at), state, commands);
    } else if response.clicked() {
        match hit {
            Some(Hit::Item(item)) if toggles => commands.push(Command::SelectAlso(EntryId(item.0))),
            Some(Hit::Item(item)) => commands.push(Command::Select(Some(EntryId(item.0)))),
            Some(Hit::Cluster { start, end, .. }) => {
                memory.split_at = Some(now);
                memory.go_to(split_view(memory.camera.goal(), start, end), state, commands);
            }
            Some(Hit::LaneHeader(lane)) => {
                let folded = state.lanes.as_deref().and_then(|lanes| lanes.iter().find(|shown| shown.lane == lane));
                if let Some(shown) = folded {
                    commands.push(Command::Lane(LaneCommand::Fold(lane, !shown.folded)));
                }
            }
            Some(Hit::Publication(_) | Hit::Axis) => {}
            None if toggles => {}
            None => commands.push(Command::Select(None)),
        }
    }
}

fn double_click(hit: Option<&Hit>, memory: &mut Memory, state: &mut TimelineState, commands: &mut Vec<Command>) {
    match hit {
        Some(Hit::Item(item)) => commands.push(Command::Frame(EntryId(item.0))),
        Some(Hit::Cluster { start, end, .. }) => {
            memory.go_to(split_view(memory.camera.goal(), *start, *end), state, commands);
        }
        Some(Hit::LaneHeader(_) | Hit::Publication(_)) => {}
        Some(Hit::Axis) | None => commands.push(Command::FitAll),
    }
}

fn cursor(ui: &Ui, response: &Response, memory: &Memory, state: &TimelineState) {
    if memory.redate.is_some() {
        return;
    }
    if let Some(icon) = redate::cursor(ui, response, memory, state) {
        ui.set_cursor_icon(icon);
    } else if memory.drag.is_some() {
        ui.set_cursor_icon(CursorIcon::Grabbing);
    } else if let Some(pointer) = response.hover_pos() {
        match hit_at(memory, response, pointer) {
            Some(Hit::Item(_) | Hit::Cluster { .. } | Hit::LaneHeader(_)) => {
                ui.set_cursor_icon(CursorIcon::PointingHand);
            }
            Some(Hit::Axis) => ui.set_cursor_icon(CursorIcon::ResizeHorizontal),
            _ => {}
        }
    }
}

/// The view with the time in its middle.
pub(super) fn centred(view: Viewport, at: f64) -> Viewport {
    Viewport::new(at - view.secs() / 2.0, view.secs())
}

/// The view that spreads a cluster over most of the canvas; one of a single instant comes eight times closer.
pub(super) fn split_view(view: Viewport, start: f64, end: f64) -> Viewport {
    const SPREAD: f64 = 0.7;
    let secs = ((end - start) / SPREAD).min(view.secs() / 2.0).max(view.secs() / 4096.0);
    let secs = if end - start > 0.0 { secs } else { view.secs() / 8.0 };
    centred(Viewport::new(start, secs), (start + end) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_is_spread_over_most_of_the_view() {
        let view = split_view(Viewport::new(0.0, 1000.0), 400.0, 435.0);
        assert_eq!((view.start(), view.end()), (392.5, 442.5));
    }

    #[test]
    fn a_cluster_of_one_instant_still_comes_closer() {
        let view = split_view(Viewport::new(0.0, 800.0), 400.0, 400.0);
        assert_eq!((view.start(), view.end()), (350.0, 450.0));
    }
}
