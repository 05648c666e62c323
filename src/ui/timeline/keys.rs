//! The timeline's keys, in force while no text field and nothing else has the focus.

use super::Memory;
use crate::app::{Command, LaneCommand, TimelineState};
use crate::project::EntryId;
use crate::time::{TimePoint, TimeSpan};
use crate::timeline::{Hit, ItemId, Viewport};
use egui::{Event, Key, Modifiers, Popup, Response, Ui};

/// Share of the view that one press pans.
const PAN_STEP: f64 = 0.15;
/// How much closer one press zooms.
const ZOOM_STEP: f64 = 1.5;
/// Seconds within which a second F fits the selection closely.
const DOUBLE_F_SECS: f64 = 0.6;

/// Turns the keys of this frame into commands and takes them out of the input.
pub(super) fn keys(
    ui: &Ui,
    response: &Response,
    selected: Option<EntryId>,
    memory: &mut Memory,
    state: &mut TimelineState,
    commands: &mut Vec<Command>,
) {
    if ui.text_edit_focused() || Popup::is_any_open(ui) || ui.memory(|m| m.top_modal_layer().is_some()) {
        return;
    }
    let focused = ui.memory(|m| m.focused());
    // Another widget's arrows, Home and End are its own; letters and digits mean nothing to buttons and rows.
    let owns_arrows = focused.is_none_or(|id| id == response.id || Some(id) == memory.focus_node);
    let pressed: Vec<(Key, Modifiers)> = ui.input_mut(|input| {
        let mut pressed = Vec::new();
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. }
                if is_ours(*key, *modifiers, (owns_arrows, !state.letters_taken)) =>
            {
                pressed.push((*key, *modifiers));
                false
            }
            _ => true,
        });
        pressed
    });
    for (key, modifiers) in pressed {
        press(ui, response, (key, modifiers), selected, memory, state, commands);
    }
}

fn is_ours(key: Key, modifiers: Modifiers, (owns_arrows, owns_letters): (bool, bool)) -> bool {
    if modifiers.ctrl || modifiers.command || modifiers.alt || modifiers.mac_cmd {
        return false;
    }
    match key {
        Key::ArrowLeft | Key::ArrowRight | Key::Home | Key::End => owns_arrows,
        Key::PageUp | Key::PageDown => owns_arrows && !modifiers.shift,
        Key::ArrowUp | Key::ArrowDown => owns_arrows && modifiers.shift,
        Key::Plus | Key::Equals | Key::Minus => true,
        Key::A | Key::S => owns_letters && !modifiers.shift,
        Key::W | Key::D | Key::F | Key::L | Key::R | Key::Escape => !modifiers.shift,
        Key::Comma | Key::Period => !modifiers.shift,
        key => !modifiers.shift && (key == Key::Num0 || unit_of(key).is_some()),
    }
}

fn press(
    ui: &Ui,
    response: &Response,
    (key, modifiers): (Key, Modifiers),
    selected: Option<EntryId>,
    memory: &mut Memory,
    state: &mut TimelineState,
    commands: &mut Vec<Command>,
) {
    let goal = memory.camera.goal();
    let span = selected.and_then(|id| state.index.span_of(ItemId(id.0)));
    match key {
        Key::ArrowLeft if modifiers.shift => memory.go_to(goal.pan(-PAN_STEP * goal.secs()), state, commands),
        Key::ArrowRight if modifiers.shift => memory.go_to(goal.pan(PAN_STEP * goal.secs()), state, commands),
        Key::ArrowLeft => commands.push(Command::SelectPrevious),
        Key::ArrowRight => commands.push(Command::SelectNext),
        Key::Home => commands.push(Command::SelectFirst),
        Key::End => commands.push(Command::SelectLast),
        Key::A => memory.go_to(goal.pan(-PAN_STEP * goal.secs()), state, commands),
        Key::D => memory.go_to(goal.pan(PAN_STEP * goal.secs()), state, commands),
        Key::W | Key::S => {
            let factor = if key == Key::W { ZOOM_STEP } else { 1.0 / ZOOM_STEP };
            memory.go_to(goal.zoom_at(pointed_time(ui, response, memory, goal), factor), state, commands);
        }
        Key::Plus | Key::Equals => memory.go_to(goal.zoom_at(middle(span, goal), ZOOM_STEP), state, commands),
        Key::Minus => memory.go_to(goal.zoom_at(middle(span, goal), 1.0 / ZOOM_STEP), state, commands),
        Key::Comma => commands.push(Command::SelectInLane(-1)),
        Key::Period => commands.push(Command::SelectInLane(1)),
        Key::PageUp => scroll(-0.8, memory, state),
        Key::PageDown => scroll(0.8, memory, state),
        Key::ArrowUp => move_lane(-1, selected, state, commands),
        Key::ArrowDown => move_lane(1, selected, state, commands),
        Key::L => fold_lane(selected, state, commands),
        Key::F => frame(ui, span, memory, state, commands),
        Key::R => arm(selected, memory, commands),
        Key::Escape if memory.armed.take().is_some() => {}
        Key::Escape if state.range.take().is_some() => {}
        Key::Escape => commands.push(Command::Select(None)),
        Key::Num0 => commands.push(Command::FitAll),
        key => match unit_of(key) {
            Some(Unit::All) => commands.push(Command::FitAll),
            Some(Unit::Most) => commands.push(Command::FitMost),
            Some(Unit::Selection) => commands.push(Command::FrameSelection),
            Some(unit) => memory.go_to(calendar_view(middle(span, goal), unit), state, commands),
            None => {}
        },
    }
}

/// Lets the next drag date the selected event anew, which is brought into view where it is not.
fn arm(selected: Option<EntryId>, memory: &mut Memory, commands: &mut Vec<Command>) {
    memory.armed = selected.map(|id| ItemId(id.0));
    let is_shown = |hit: &Hit| matches!(hit, Hit::Item(item) if Some(*item) == memory.armed);
    if memory.armed.is_some() && !memory.hits.iter().any(|(_, hit)| is_shown(hit)) {
        commands.push(Command::FrameSelection);
    }
}

/// Scrolls the lanes by a share of what is seen of them.
fn scroll(share: f64, memory: &Memory, state: &mut TimelineState) {
    state.scroll = (state.scroll + share * memory.plot.height).clamp(0.0, memory.scroll_range);
}

fn move_lane(steps: isize, selected: Option<EntryId>, state: &TimelineState, commands: &mut Vec<Command>) {
    if let Some(lane) = selected.and_then(|id| state.index.lane_of_item(ItemId(id.0))).filter(|_| state.lanes.is_some())
    {
        commands.push(Command::Lane(LaneCommand::Move(lane, steps)));
    }
}

fn fold_lane(selected: Option<EntryId>, state: &TimelineState, commands: &mut Vec<Command>) {
    let lane = selected.and_then(|id| state.index.lane_of_item(ItemId(id.0)));
    let shown = state.lanes.as_deref().and_then(|lanes| lanes.iter().find(|shown| Some(shown.lane) == lane));
    if let Some(shown) = shown {
        commands.push(Command::Lane(LaneCommand::Fold(shown.lane, !shown.folded)));
    }
}

/// The first F frames the selection as the program does it, a second one right after it fits it closely.
fn frame(ui: &Ui, span: Option<TimeSpan>, memory: &mut Memory, state: &mut TimelineState, commands: &mut Vec<Command>) {
    let now = ui.input(|i| i.time);
    let again = memory.last_framed.is_some_and(|last| now - last <= DOUBLE_F_SECS);
    memory.last_framed = (!again).then_some(now);
    match span.map(close_view).filter(|_| again) {
        Some(view) => memory.go_to(view, state, commands),
        None => commands.push(Command::FrameSelection),
    }
}

/// The span from edge to edge, with a little room; a moment with an hour.
fn close_view(span: TimeSpan) -> Viewport {
    let missing = (3600 - span.secs()).max(0) / 2;
    Viewport::framing(TimeSpan::new(span.start.plus_secs(-missing), span.end.plus_secs(missing)), 0.05)
}

/// The time under the pointer, the middle of the view when it is elsewhere.
fn pointed_time(ui: &Ui, response: &Response, memory: &Memory, view: Viewport) -> f64 {
    let pointer = ui.input(|i| i.pointer.hover_pos()).filter(|_| response.contains_pointer());
    let scale = memory.scale(response, view);
    pointer.map_or(view.start() + view.secs() / 2.0, |pointer| scale.time_from_x(f64::from(pointer.x)))
}

/// The middle of the selection where it is in view, else of the view.
fn middle(span: Option<TimeSpan>, view: Viewport) -> f64 {
    let selected = span.map(|span| f64::midpoint(span.start.0 as f64, span.end.0 as f64));
    selected.filter(|at| (view.start()..view.end()).contains(at)).unwrap_or(view.start() + view.secs() / 2.0)
}

/// What the keys 1 to 9 show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
    All,
    /// Where most happens.
    Most,
    /// What is selected.
    Selection,
}

fn unit_of(key: Key) -> Option<Unit> {
    Some(match key {
        Key::Num1 => Unit::Day,
        Key::Num2 => Unit::Week,
        Key::Num3 => Unit::Month,
        Key::Num4 => Unit::Year,
        Key::Num5 => Unit::Decade,
        Key::Num6 => Unit::Century,
        Key::Num7 => Unit::All,
        Key::Num8 => Unit::Most,
        Key::Num9 => Unit::Selection,
        _ => return None,
    })
}

/// The whole day, week, … of the calendar that the time lies in, with a sliver of its neighbours.
fn calendar_view(at: f64, unit: Unit) -> Viewport {
    let at = TimePoint(at as i64);
    let civil = at.civil();
    let midnight = TimePoint::from_ymd(civil.year, civil.month, civil.day).unwrap_or(at);
    let years = |length: i64| {
        let first = civil.year.div_euclid(length) * length;
        TimeSpan::new(TimePoint::from_year(first), TimePoint::from_year(first + length))
    };
    let span = match unit {
        Unit::Day => TimeSpan::new(midnight, midnight.plus_days(1)),
        Unit::Week => {
            let monday = midnight.plus_days(-i64::from(midnight.weekday()));
            TimeSpan::new(monday, monday.plus_days(7))
        }
        Unit::Month => {
            let first = midnight.plus_days(1 - i64::from(civil.day));
            TimeSpan::new(first, first.plus_days(i64::from(crate::time::days_in_month(civil.year, civil.month))))
        }
        Unit::Year => years(1),
        Unit::Decade => years(10),
        Unit::Century | Unit::All | Unit::Most | Unit::Selection => years(100),
    };
    Viewport::framing(span, 0.02)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_show_the_calendar_unit_around_a_time() {
        let at = TimePoint::from_ymd(2020, 6, 12).unwrap().0 as f64 + 5000.0;
        let shown = |unit| {
            let view = calendar_view(at, unit);
            let room = view.secs() / 1.04 * 0.02;
            let day = |secs: f64| {
                let civil = TimePoint(secs.round() as i64).civil();
                (civil.year, civil.month, civil.day)
            };
            (day(view.start() + room), day(view.end() - room))
        };
        assert_eq!(shown(Unit::Day), ((2020, 6, 12), (2020, 6, 13)));
        assert_eq!(shown(Unit::Week), ((2020, 6, 8), (2020, 6, 15)));
        assert_eq!(shown(Unit::Month), ((2020, 6, 1), (2020, 7, 1)));
        assert_eq!(shown(Unit::Year), ((2020, 1, 1), (2021, 1, 1)));
        assert_eq!(shown(Unit::Decade), ((2020, 1, 1), (2030, 1, 1)));
        assert_eq!(shown(Unit::Century), ((2000, 1, 1), (2100, 1, 1)));
    }

    #[test]
    fn keys_with_ctrl_are_left_to_the_window() {
        assert!(is_ours(Key::Num0, Modifiers::NONE, (true, true)));
        assert!(!is_ours(Key::Num0, Modifiers::COMMAND, (true, true)));
        assert!(!is_ours(Key::ArrowLeft, Modifiers::ALT, (true, true)));
        assert!(!is_ours(Key::ArrowLeft, Modifiers::NONE, (false, true)));
    }
}
