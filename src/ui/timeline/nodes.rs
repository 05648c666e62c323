//! The events in view as nodes for assistive technologies (and for tests, which ask for them by name).

use super::{Memory, Timeline, screen_rect};
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
    (scene, memory): (&Scene, &mut Memory),
    timeline: &Timeline<'_>,
    state: &TimelineState,
    commands: &mut Vec<Command>,
) {
    let focused = ui.memory(|memory| memory.focused());
    let on_node = focused.is_some() && focused == memory.focus_node;
    // The focus goes with the selection, so that what was selected is read out; but only then, or Tab could not leave.
    let follows = on_node || response.has_focus() && timeline.selected != memory.selected;
    memory.selected = timeline.selected;
    memory.focus_node = None;
    let mut focus_rect = response.has_focus().then_some(response.rect);
    for (item, rect) in in_time_order(scene, state) {
        let entry = EntryId(item.0);
        let selected = timeline.selected == Some(entry);
        let rect = screen_rect(response.rect, rect);
        let id = response.id.with(("event", item.0));
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
        if selected && follows {
            node.request_focus();
        }
        if node.has_focus() {
            memory.focus_node = Some(id);
            keep_arrows(ui, id);
            focus_rect = Some(rect.expand(2.0));
        }
    }
    if response.has_focus() {
        keep_arrows(ui, response.id);
    }
    if let Some(rect) = focus_rect {
        let stroke = Stroke::new(2.0, ui.visuals().selection.stroke.color);
        ui.painter().with_clip_rect(response.rect).rect_stroke(rect, 3.0, stroke, StrokeKind::Inside);
    }
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
