//! What the secondary button offers, by what it was pressed on.

use super::gestures::{centred, hit_at, split_view};
use super::{Memory, Timeline, screen_rect};
use crate::app::{Command, LaneCommand, TimelineState, view_words};
use crate::project::EntryId;
use crate::time::words::period_words;
use crate::time::{Period, TimePoint};
use crate::timeline::{Hit, LaneId, Viewport};
use crate::ui::bidi;
use crate::ui::context_menu::{context_menu_at, take_wanted};
use crate::ui::theme::Theme;
use egui::{Pos2, Response, RichText, Ui};

/// What the menu that is open is about.
#[derive(Clone, Debug)]
pub(super) struct Target {
    hit: Option<Hit>,
    /// Seconds under the pointer when it was opened.
    at: f64,
}

/// Opens the menu where the secondary button was clicked, and shows it while it is open.
pub(super) fn menus(
    ui: &Ui,
    response: &Response,
    memory: &mut Memory,
    timeline: &Timeline<'_>,
    state: &TimelineState,
    commands: &mut Vec<Command>,
) {
    if response.secondary_clicked()
        && let Some(pointer) = ui.input(|i| i.pointer.interact_pos())
    {
        let at = memory.scale(response, memory.camera.shown()).time_from_x(f64::from(pointer.x));
        memory.menu = Some(Target { hit: hit_at(memory, response, pointer).cloned(), at });
    }
    let by_key = key_target(ui, response, memory, timeline);
    let at = by_key.map(|(target, at)| {
        memory.menu = Some(target);
        at
    });
    let Some(target) = memory.menu.clone() else { return };
    context_menu_at(ui, response, at, |ui| {
        ui.set_min_width(200.0);
        match &target.hit {
            Some(Hit::Item(item)) => {
                if event_ui(ui, EntryId(item.0), timeline, commands) {
                    memory.armed = Some(*item);
                }
            }
            Some(Hit::Cluster { count, start, end, members }) => {
                title_ui(ui, &format!("{count} events"));
                if ui.button("Zoom in until they part").clicked() {
                    commands.push(Command::View(split_view(state.viewport, *start, *end)));
                }
                if ui.button("Select them all").clicked() {
                    commands.push(Command::SelectMany(super::band::in_time_order(state, members)));
                }
                ui.separator();
                for item in state.index.most_important(members, 8) {
                    let Some(label) = state.index.label_of(item) else { continue };
                    if ui.button(bidi::display(label)).clicked() {
                        commands.push(Command::Select(Some(EntryId(item.0))));
                    }
                }
            }
            Some(Hit::LaneHeader(lane)) => lane_ui(ui, *lane, state, commands),
            Some(Hit::Publication(_) | Hit::Axis) | None => time_ui(ui, target.at, timeline, state, commands),
        }
    });
}

/// What the menu key opens the menu of, and where: the selected event where it stands in view, else the middle of the
/// view. `None` while the key is not pressed or something else has the focus.
fn key_target(ui: &Ui, response: &Response, memory: &Memory, timeline: &Timeline<'_>) -> Option<(Target, Pos2)> {
    let focused = ui.memory(|memory| memory.focused());
    let has_focus = focused.is_none_or(|id| id == response.id || Some(id) == memory.focus_node);
    if !has_focus || !take_wanted(ui) {
        return None;
    }
    let view = memory.camera.shown();
    let is_selected = |hit: &Hit| matches!(hit, Hit::Item(item) if Some(EntryId(item.0)) == timeline.selected);
    let (hit, place) = match memory.hits.iter().rev().find(|(_, hit)| is_selected(hit)) {
        Some((rect, hit)) => (Some(hit.clone()), screen_rect(response.rect, rect).left_bottom()),
        None => (None, response.rect.center()),
    };
    let at = memory.scale(response, view).time_from_x(f64::from(place.x));
    Some((Target { hit, at }, place))
}

fn title_ui(ui: &mut Ui, title: &str) {
    let colors = Theme::of(ui);
    ui.set_max_width(320.0);
    ui.add(egui::Label::new(RichText::new(bidi::display(title)).small().color(colors.weak)).truncate());
    ui.separator();
}

/// True when the next drag is to date the event anew.
fn event_ui(ui: &mut Ui, id: EntryId, timeline: &Timeline<'_>, commands: &mut Vec<Command>) -> bool {
    if let Some(description) = (timeline.describe)(id) {
        title_ui(ui, &description.title);
    }
    if ui.button("Show in the article").clicked() {
        commands.push(Command::Select(Some(id)));
    }
    let add = if timeline.also_selected.contains(&id) || timeline.selected == Some(id) {
        "Take out of the selection"
    } else {
        "Add to the selection"
    };
    if ui.button(add).clicked() {
        commands.push(Command::SelectAlso(id));
    }
    let tip = "The next drag of its middle or of an end moves it. Alt and drag does the same at once.";
    let armed = ui.button("Drag to another date").on_hover_text(tip).clicked();
    ui.separator();
    (timeline.event_menu)(ui, id, commands);
    armed
}

/// What can be done with a lane: for its header's menu.
pub(super) fn lane_ui(ui: &mut Ui, lane: LaneId, state: &TimelineState, commands: &mut Vec<Command>) {
    title_ui(ui, state.index.lanes().get(lane.0).map_or("", String::as_str));
    let shown = state.lanes.as_deref().unwrap_or_default();
    let at = shown.iter().position(|shown| shown.lane == lane);
    let folded = at.is_some_and(|at| shown[at].folded);
    let mut item = |ui: &mut Ui, enabled: bool, name: &str, command: LaneCommand| {
        if ui.add_enabled(enabled, egui::Button::new(name)).clicked() {
            commands.push(Command::Lane(command));
        }
    };
    item(ui, true, if folded { "Unfold" } else { "Fold" }, LaneCommand::Fold(lane, !folded));
    item(ui, true, "Hide", LaneCommand::Hide(lane));
    item(ui, shown.len() > 1, "Hide all others", LaneCommand::ShowOnly(lane));
    ui.separator();
    item(ui, at.is_some_and(|at| at > 0), "Move up", LaneCommand::Move(lane, -1));
    item(ui, at.is_some_and(|at| at + 1 < shown.len()), "Move down", LaneCommand::Move(lane, 1));
    item(ui, at.is_some_and(|at| at > 0), "Move to the top", LaneCommand::Put(lane, 0));
    ui.separator();
    item(ui, true, "Fold all lanes", LaneCommand::FoldAll(true));
    item(ui, true, "Unfold all lanes", LaneCommand::FoldAll(false));
    let hidden = state.hidden_lanes().len();
    if hidden > 0 {
        item(ui, true, &format!("Show {hidden} hidden"), LaneCommand::ShowAll);
    }
}

fn time_ui(ui: &mut Ui, at: f64, timeline: &Timeline<'_>, state: &TimelineState, commands: &mut Vec<Command>) {
    let style = timeline.style.date_style;
    title_ui(ui, &period_words(&Period::day_of(TimePoint(at as i64)), style));
    let view = state.viewport;
    let to: [(&str, Viewport); 3] = [
        ("Centre here", centred(view, at)),
        ("Zoom in here", view.zoom_at(at, 4.0)),
        ("Zoom out here", view.zoom_at(at, 0.25)),
    ];
    for (name, view) in to {
        if ui.button(name).clicked() {
            commands.push(Command::View(view));
        }
    }
    ui.separator();
    if ui.button("Show everything").clicked() {
        commands.push(Command::FitAll);
    }
    if ui.button("Show where most happens").clicked() {
        commands.push(Command::FitMost);
    }
    if ui.button("Select all in view").clicked() {
        commands.push(Command::SelectInView);
    }
    if ui.button("Mark this view").on_hover_text("It stands in View > Marked views from now on").clicked() {
        commands.push(Command::AddBookmark(view_words(view, style)));
    }
}
