//! The events in view as nodes for assistive technologies (and for tests, which ask for them by name).

use super::gestures::split_view;
use super::tooltip::cluster_words;
use super::{Memory, Timeline, screen_rect};
use crate::app::{Command, TimelineState};
use crate::project::EntryId;
use crate::time::DateStyle;
use crate::timeline::{Hit, Rect, Scene};
use egui::accesskit::Action;
use egui::{EventFilter, Id, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use std::collections::{BTreeMap, BTreeSet};

/// Names of events that were said before: making them anew in every frame would cost more than the frame.
#[derive(Default)]
pub(super) struct Names {
    /// What they hold for: the project's revision and how dates are written.
    of: Option<(u64, DateStyle)>,
    names: BTreeMap<EntryId, String>,
}

impl Names {
    /// Keeps the names while they hold, and no more than some frames' worth.
    fn settle(&mut self, revision: u64, style: DateStyle, shown: usize) {
        let of = Some((revision, style));
        if self.of != of || self.names.len() > 4 * shown + 256 {
            *self = Names { of, names: BTreeMap::new() };
        }
    }

    fn get(&mut self, entry: EntryId, timeline: &Timeline<'_>) -> &str {
        let describe = || (timeline.describe)(entry).map(|it| it.label()).unwrap_or_default();
        self.names.entry(entry).or_insert_with(describe)
    }
}

/// One node for each event in view, and for each cluster of them, in time order. The pointer is the canvas's own: they
/// only take focus and clicks of assistive technologies. Where none listens, there is a node for the selected event alone.
pub(super) fn nodes(
    ui: &Ui,
    response: &Response,
    (scene, memory): (&Scene, &mut Memory),
    timeline: &Timeline<'_>,
    state: &mut TimelineState,
    commands: &mut Vec<Command>,
) {
    let focused = ui.memory(|memory| memory.focused());
    let on_node = focused.is_some() && focused == memory.focus_node;
    // The focus goes with the selection, so that what was selected is read out; but only then, or Tab could not leave.
    let follows = on_node || response.has_focus() && timeline.selected != memory.selected;
    memory.selected = timeline.selected;
    memory.focus_node = None;
    let mut focus_rect = response.has_focus().then_some(response.rect);
    let shown = match ui.has_accesskit_node(response.id) {
        true => in_time_order(scene, state),
        false => selected_alone(scene, timeline.selected),
    };
    memory.names.settle(state.revision, timeline.style.date_style, shown.len());
    for (hit, rect) in shown {
        let rect = screen_rect(response.rect, rect);
        let entry = match hit {
            Hit::Item(item) => EntryId(item.0),
            Hit::Cluster { count, start, end, .. } => {
                let id = response.id.with(("cluster", start.to_bits(), end.to_bits(), rect.top().to_bits()));
                let name = cluster_words(*count, (*start, *end), timeline.style.date_style);
                ui.interact(rect, id, Sense::hover())
                    .widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
                if asked_to_click(ui, id) {
                    let view = split_view(memory.camera.goal(), *start, *end);
                    memory.go_to(view, state, commands);
                }
                continue;
            }
            _ => continue,
        };
        let selected = timeline.selected == Some(entry);
        let id = response.id.with(("event", entry.0));
        // Tab reaches the canvas and the selected event; the arrows go on from there.
        let sense = if selected { Sense::focusable_noninteractive() } else { Sense::hover() };
        let node = ui.interact(rect, id, sense);
        let label = memory.names.get(entry, timeline);
        node.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), selected, label));
        if asked_to_click(ui, id) {
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

/// Lets assistive technologies click the node; true when one did.
fn asked_to_click(ui: &Ui, id: Id) -> bool {
    ui.accesskit_node_builder(id, |node| node.add_action(Action::Click));
    ui.input(|i| i.has_accesskit_action_request(id, Action::Click))
}

/// The arrows go from event to event; only Tab leaves.
fn keep_arrows(ui: &Ui, id: Id) {
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

/// Each event and each cluster once, with the rectangle that lies on top.
fn in_time_order<'s>(scene: &'s Scene, state: &TimelineState) -> Vec<(&'s Hit, &'s Rect)> {
    let mut seen = BTreeSet::new();
    let mut shown: Vec<(i64, &Hit, &Rect)> = Vec::new();
    // From the front: the first of equals is the one on top.
    for (rect, hit) in scene.hits.iter().rev() {
        match hit {
            Hit::Item(item) if seen.insert(*item) => {
                let begin = state.index.span_of(*item).map_or(i64::MAX, |span| span.start.0);
                shown.push((begin, hit, rect));
            }
            Hit::Cluster { start, .. } => shown.push((*start as i64, hit, rect)),
            _ => {}
        }
    }
    let number = |hit: &Hit| if let Hit::Item(item) = hit { item.0 } else { usize::MAX };
    shown.sort_by_key(|(begin, hit, _)| (*begin, number(hit)));
    shown.into_iter().map(|(_, hit, rect)| (hit, rect)).collect()
}

fn selected_alone(scene: &Scene, selected: Option<EntryId>) -> Vec<(&Hit, &Rect)> {
    let is_it = |hit: &Hit| matches!(hit, Hit::Item(item) if Some(EntryId(item.0)) == selected);
    scene.hits.iter().rev().find(|(_, hit)| is_it(hit)).map(|(rect, hit)| (hit, rect)).into_iter().collect()
}
