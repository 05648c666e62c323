//! The rubber band: Ctrl and Shift held, the primary button draws a box, and what stands in it is selected.

use super::{Memory, screen_rect};
use crate::app::{Command, TimelineState};
use crate::project::EntryId;
use crate::timeline::{Hit, ItemId, Members};
use egui::{PointerButton, Pos2, Rect, Response, Stroke, StrokeKind, Ui};

/// Draws the box out while the button is held and selects when it is let go; true while it is held.
pub(super) fn drag(
    ui: &Ui,
    response: &Response,
    memory: &mut Memory,
    state: &TimelineState,
    commands: &mut Vec<Command>,
) -> bool {
    let keys = ui.input(|i| i.modifiers.command && i.modifiers.shift);
    if response.drag_started_by(PointerButton::Primary) && keys {
        memory.band = ui.input(|i| i.pointer.press_origin()).map(|at| (at, at));
    }
    let Some((from, to)) = &mut memory.band else { return false };
    if let Some(pointer) = ui.input(|i| i.pointer.interact_pos()) {
        *to = pointer;
    }
    if response.dragged_by(PointerButton::Primary) {
        return true;
    }
    let area = Rect::from_two_pos(*from, *to);
    memory.band = None;
    let ids = events_in(response, memory, state, area);
    if !ids.is_empty() {
        commands.push(Command::SelectMany(ids));
    }
    false
}

/// The events whose marks, labels or clusters the box touches, in time order.
fn events_in(response: &Response, memory: &Memory, state: &TimelineState, area: Rect) -> Vec<EntryId> {
    let mut items: Vec<ItemId> = Vec::new();
    for (rect, hit) in &memory.hits {
        if !screen_rect(response.rect, rect).intersects(area) {
            continue;
        }
        match hit {
            Hit::Item(item) => items.push(*item),
            Hit::Cluster { members, .. } => items.extend(state.index.members(members)),
            Hit::Publication(_) | Hit::LaneHeader(_) | Hit::Axis => {}
        }
    }
    sorted(state, items)
}

/// The members of a cluster in time order.
pub(super) fn in_time_order(state: &TimelineState, members: &Members) -> Vec<EntryId> {
    sorted(state, state.index.members(members).collect())
}

fn sorted(state: &TimelineState, mut items: Vec<ItemId>) -> Vec<EntryId> {
    items.sort_by_cached_key(|item| (state.index.span_of(*item).map(|span| span.start), *item));
    items.dedup();
    items.into_iter().map(|item| EntryId(item.0)).collect()
}

/// The box as it is drawn out.
pub(super) fn paint(ui: &Ui, response: &Response, (from, to): (Pos2, Pos2)) {
    let color = crate::ui::theme::Theme::of(ui).accent;
    let area = Rect::from_two_pos(from, to).intersect(response.rect);
    ui.painter().rect(area, 2.0, color.gamma_multiply(0.10), Stroke::new(1.0, color), StrokeKind::Inside);
}
