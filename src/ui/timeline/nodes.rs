//! The events in view as nodes for assistive technologies (and for tests, which ask for them by name).

use super::{Timeline, screen_rect};
use crate::app::{Command, TimelineState};
use crate::project::EntryId;
use crate::timeline::{Hit, ItemId, Rect, Scene};
use egui::accesskit::Action;
use egui::{EventFilter, Id, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

/// As many as a person would step through; the rest has the event list.
const MAX_NODES: usize = 200;

/// One node for each event in view, in time order. The pointer is the canvas's own: they only take focus and clicks of
/// assistive technologies.
pub(super) fn nodes(
    ui: &Ui,
    response: &Response,
    scene: &Scene,
    timeline: &Timeline<'_>,
    state: &TimelineState,
    commands: &mut Vec<Command>,
) {
    let had_focus = response.has_focus();
    let mut focus_rect = had_focus.then_some(response.rect);
    for (item, rect) in in_time_order(scene, state) {
        let entry = EntryId(item.0);
        let selected = timeline.selected == Some(entry);
        let rect = screen_rect(response.rect, rect);
        let id = node_id(response.id, item);
        // Tab reaches the canvas and the selected event; the arrows go on from there.
        let sense = if selected { Sense::focusable_noninteractive() } else { Sense::hover() };
        let node = ui.interact(rect, id, sense);
        node.widget_info(|| {
            let label = (timeline.describe)(entry).map(|it| it.label()).unwrap_or_default();
            WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), selected, label)
        });
        ui.accesskit_node_builder(id, |node| node.add_action(Action::Click));
        if ui.input(|i| i.has_accesskit_action_request(id, Action::Click)) {
            commands.push(Command::Select(Some(entry)));
        }
        if selected && focus_moves_here(ui, response.id) {
            node.request_focus();
        }
        if node.has_focus() {
            keep_arrows(ui, id);
            focus_rect = Some(rect.expand(2.0));
        }
    }
    if had_focus {
        keep_arrows(ui, response.id);
    }
    if let Some(rect) = focus_rect {
        let stroke = Stroke::new(2.0, ui.visuals().selection.stroke.color);
        ui.painter().with_clip_rect(response.rect).rect_stroke(rect, 3.0, stroke, StrokeKind::Inside);
    }
}

/// Whether the focus is on another event of this canvas: it follows the selection.
fn focus_moves_here(ui: &Ui, canvas: Id) -> bool {
    ui.memory(|memory| memory.focused()).is_some_and(|focused| is_node(ui, canvas, focused))
}

/// Whether the id is that of an event on the canvas.
pub(super) fn is_node(ui: &Ui, canvas: Id, id: Id) -> bool {
    ui.data(|data| data.get_temp::<Id>(id)) == Some(canvas)
}

fn node_id(canvas: Id, item: ItemId) -> Id {
    canvas.with(("event", item.0))
}

/// The arrows go from event to event; only Tab leaves.
fn keep_arrows(ui: &Ui, id: Id) {
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

/// Each event once, with the rectangle that lies on top.
fn in_time_order<'s>(scene: &'s Scene, state: &TimelineState) -> Vec<(ItemId, &'s Rect)> {
    let mut items: Vec<(ItemId, &Rect)> = (scene.hits.iter().rev())
        .filter_map(|(rect, hit)| match hit {
            Hit::Item(item) => Some((*item, rect)),
            _ => None,
        })
        .take(4 * MAX_NODES)
        .collect();
    // Stable: the first of equals is the one on top.
    items.sort_by_key(|(item, _)| *item);
    items.dedup_by_key(|(item, _)| *item);
    items.sort_by_cached_key(|(item, _)| (state.index.span_of(*item).map(|span| span.start), *item));
    items.truncate(MAX_NODES);
    items
}
