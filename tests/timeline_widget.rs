//! The timeline canvas by itself: what gestures and keys do to view and selection.
#![cfg(feature = "window")]

use dateline::app::{App, Command, LaneCommand, TimelineState};
use dateline::event::Status;
use dateline::project::{EntryId, Say};
use dateline::time::{DateStyle, FuzzySpan, Granularity, TimePoint, TimeSpan};
use dateline::timeline::{Grouping, Index, Item, ItemId, LaneId, LayoutStyle, ShownLane, Viewport};
use dateline::ui::overview::{Overview, strip_ui};
use dateline::ui::timeline::{Description, Timeline, canvas_ui, layout_style};
use dateline::ui::{DatelineApp, Start};
use egui::accesskit::Role;
use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, TouchPhase, Vec2, pos2, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeMap;

const DAY: f64 = 86_400.0;

/// A canvas of three events, and all that it has asked for.
struct Canvas {
    state: TimelineState,
    selected: Option<EntryId>,
    commands: Vec<Command>,
}

fn day(year: i64, month: u8, day: u8) -> TimePoint {
    TimePoint::from_ymd(year, month, day).expect("a day of the calendar")
}

fn item(id: usize, start: TimePoint, end: TimePoint, label: &str) -> Item {
    Item {
        id: ItemId(id),
        lane: LaneId(0),
        span: FuzzySpan::within(TimeSpan::new(start, end)),
        granularity: Granularity::Day,
        status: Status::Happened,
        approximate: false,
        soft_edges: false,
        label: label.to_owned(),
        importance: 0.5,
        claims: 1,
    }
}

impl Canvas {
    fn new() -> Canvas {
        let items = vec![
            item(1, day(2020, 6, 5), day(2020, 6, 6), "Miners strike"),
            item(2, day(2020, 6, 11), day(2020, 6, 12), "Talks open"),
            item(3, day(2020, 6, 24), day(2020, 6, 25), "A bridge falls"),
        ];
        let index = Index::build(items, vec![String::new()], Vec::new());
        let viewport = Viewport::framing(TimeSpan::new(day(2020, 6, 1), day(2020, 7, 1)), 0.0);
        let state = TimelineState { index, viewport, ..TimelineState::default() };
        Canvas { state, selected: None, commands: Vec::new() }
    }

    fn view(&self) -> Viewport {
        self.state.viewport
    }
}

/// One frame of the canvas; view and selection follow what it asks for.
fn canvas(ui: &mut egui::Ui, canvas: &mut Canvas) {
    let names: Vec<String> = canvas
        .state
        .index
        .items()
        .map(|item| (item.id, item.label))
        .collect::<BTreeMap<_, _>>()
        .into_values()
        .collect();
    let describe = |id: EntryId| {
        let title = names.get(id.0 - 1)?.clone();
        Some(Description { title, when: format!("day {}", id.0), status: "happened".into(), ..Default::default() })
    };
    let style = LayoutStyle { lanes: canvas.state.lanes.clone(), ..layout_style(ui) };
    let event_menu = |_: &mut egui::Ui, _: EntryId, _: &mut Vec<Command>| {};
    let timeline =
        Timeline { selected: canvas.selected, also_selected: &[], style, describe: &describe, event_menu: &event_menu };
    let mut commands = Vec::new();
    canvas_ui(ui, &timeline, &mut canvas.state, &mut commands);
    for command in &commands {
        match command {
            Command::View(view) => canvas.state.viewport = *view,
            Command::Select(selected) => canvas.selected = *selected,
            _ => {}
        }
    }
    canvas.commands.append(&mut commands);
}

fn harness() -> Harness<'static, Canvas> {
    Harness::builder().with_size(vec2(800.0, 400.0)).with_max_steps(8).build_ui_state(canvas, Canvas::new())
}

/// The canvas on the screen.
fn canvas_rect(harness: &Harness<'_, Canvas>) -> egui::Rect {
    harness.get_by_label("Timeline").rect()
}

fn time_at(harness: &Harness<'_, Canvas>, pos: Pos2) -> f64 {
    let (rect, view) = (canvas_rect(harness), harness.state().view());
    view.start() + f64::from((pos.x - rect.left()) / rect.width()) * view.secs()
}

fn wheel(harness: &mut Harness<'_, Canvas>, delta: Vec2, modifiers: Modifiers) {
    harness.event(Event::ModifiersChanged(modifiers));
    harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta,
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers,
    });
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run_steps(12);
}

fn button(harness: &Harness<'_, Canvas>, pos: Pos2, button: PointerButton, pressed: bool) {
    harness.event(Event::PointerMoved(pos));
    harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
}

fn button_with(harness: &Harness<'_, Canvas>, pos: Pos2, button: PointerButton, pressed: bool, modifiers: Modifiers) {
    harness.event(Event::PointerMoved(pos));
    harness.event(Event::PointerButton { pos, button, pressed, modifiers });
}

/// Within a millionth of the view.
fn assert_same_view(a: Viewport, b: Viewport) {
    let close = |x: f64, y: f64| (x - y).abs() < a.secs() * 1e-6;
    assert!(close(a.start(), b.start()) && close(a.secs(), b.secs()), "{a:?} is not {b:?}");
}

#[test]
fn ctrl_and_wheel_zoom_and_keep_the_time_under_the_pointer() {
    let mut harness = harness();
    for (x, lines) in [(200.0, 2.0), (613.0, 1.0), (50.0, -2.0)] {
        let pos = pos2(x, 150.0);
        harness.hover_at(pos);
        harness.run();
        let (time, before) = (time_at(&harness, pos), harness.state().view());
        wheel(&mut harness, vec2(0.0, lines), Modifiers::COMMAND);
        let after = harness.state().view();
        assert!((after.secs() < before.secs()) == (lines > 0.0), "{before:?} became {after:?}");
        assert!((time_at(&harness, pos) - time).abs() < after.secs() * 1e-4);
    }
}

#[test]
fn a_pinch_zooms_by_its_own_factor() {
    let mut harness = harness();
    let pos = pos2(300.0, 150.0);
    harness.hover_at(pos);
    harness.run();
    let (time, before) = (time_at(&harness, pos), harness.state().view());
    harness.event(Event::Zoom(1.25));
    harness.run();
    assert!((harness.state().view().secs() * 1.25 - before.secs()).abs() < 1.0);
    assert!((time_at(&harness, pos) - time).abs() < before.secs() * 1e-4);
}

#[test]
fn shift_and_wheel_pan_in_time() {
    let mut harness = harness();
    harness.hover_at(pos2(300.0, 150.0));
    harness.run();
    let before = harness.state().view();
    wheel(&mut harness, vec2(0.0, -2.0), Modifiers::SHIFT);
    let after = harness.state().view();
    assert!(after.start() > before.start());
    assert_eq!(after.secs(), before.secs());
}

#[test]
fn what_is_dragged_stays_under_the_pointer_and_back_is_no_move() {
    for pressed in [PointerButton::Primary, PointerButton::Middle] {
        let mut harness = harness();
        let before = harness.state().view();
        let start = pos2(400.0, 300.0);
        button(&harness, start, pressed, true);
        harness.run();
        let time = time_at(&harness, start);
        for x in [407.0, 450.0, 290.0] {
            let pos = pos2(x, 300.0);
            harness.event(Event::PointerMoved(pos));
            harness.run();
            assert!((time_at(&harness, pos) - time).abs() < 1.0, "at {x}");
        }
        harness.event(Event::PointerMoved(start));
        harness.run();
        assert_eq!(harness.state().view(), before);
        button(&harness, start, pressed, false);
        harness.run();
        assert_eq!(harness.state().view(), before);
    }
}

#[test]
fn the_secondary_button_zooms_to_the_box_that_it_draws() {
    let mut harness = harness();
    let (from, to) = (pos2(600.0, 200.0), pos2(200.0, 250.0));
    let expected = (time_at(&harness, to), time_at(&harness, from));
    button(&harness, from, PointerButton::Secondary, true);
    harness.event(Event::PointerMoved(to));
    harness.run();
    button(&harness, to, PointerButton::Secondary, false);
    harness.run();
    let view = harness.state().view();
    assert!((view.start() - expected.0).abs() < 1.0 && (view.end() - expected.1).abs() < 1.0, "{view:?}");
}

#[test]
fn keys_pan_zoom_and_step_through_events() {
    let check = |key: Key, modifiers: Modifiers, expected: Command| {
        let mut harness = harness();
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        assert_eq!(harness.state().commands, [expected], "{key:?}");
    };
    check(Key::ArrowRight, Modifiers::NONE, Command::SelectNext);
    check(Key::ArrowLeft, Modifiers::NONE, Command::SelectPrevious);
    check(Key::Home, Modifiers::NONE, Command::SelectFirst);
    check(Key::End, Modifiers::NONE, Command::SelectLast);
    check(Key::Num0, Modifiers::NONE, Command::FitAll);
    check(Key::Num7, Modifiers::NONE, Command::FitAll);
    check(Key::Num8, Modifiers::NONE, Command::FitMost);
    check(Key::Num9, Modifiers::NONE, Command::FrameSelection);
    check(Key::F, Modifiers::NONE, Command::FrameSelection);
    check(Key::Comma, Modifiers::NONE, Command::SelectInLane(-1));
    check(Key::Period, Modifiers::NONE, Command::SelectInLane(1));
    check(Key::Escape, Modifiers::NONE, Command::Select(None));
    let view = Canvas::new().view();
    check(Key::ArrowRight, Modifiers::SHIFT, Command::View(view.pan(0.15 * view.secs())));
    check(Key::D, Modifiers::NONE, Command::View(view.pan(0.15 * view.secs())));
    check(Key::A, Modifiers::NONE, Command::View(view.pan(-0.15 * view.secs())));
    let middle = view.start() + view.secs() / 2.0;
    check(Key::W, Modifiers::NONE, Command::View(view.zoom_at(middle, 1.5)));
    check(Key::Plus, Modifiers::NONE, Command::View(view.zoom_at(middle, 1.5)));
    check(Key::Minus, Modifiers::NONE, Command::View(view.zoom_at(middle, 1.0 / 1.5)));
}

#[test]
fn keys_with_ctrl_do_nothing_to_the_timeline() {
    let mut harness = harness();
    for key in [Key::Num0, Key::Plus, Key::Minus, Key::F, Key::A] {
        harness.key_press_modifiers(Modifiers::COMMAND, key);
    }
    harness.run_steps(6);
    assert_eq!(harness.state().commands, []);
}

#[test]
fn one_shows_a_day_and_four_a_year() {
    let mut harness = harness();
    harness.key_press(Key::Num1);
    harness.run();
    assert!((harness.state().view().secs() - 1.04 * DAY).abs() < 1.0);
    harness.key_press(Key::Num4);
    harness.run();
    assert_same_view(harness.state().view(), Viewport::framing(TimeSpan::new(day(2020, 1, 1), day(2021, 1, 1)), 0.02));
}

#[test]
fn f_twice_fits_the_selection_closely() {
    let mut harness = harness();
    harness.state_mut().selected = Some(EntryId(2));
    harness.run();
    harness.key_press(Key::F);
    harness.key_press(Key::F);
    harness.run();
    assert_eq!(harness.state().commands.first(), Some(&Command::FrameSelection));
    assert_same_view(
        harness.state().view(),
        Viewport::framing(TimeSpan::new(day(2020, 6, 11), day(2020, 6, 12)), 0.05),
    );
}

/// The overview of the same events, and what it asks for.
fn overview() -> Harness<'static, Canvas> {
    Harness::builder().with_size(vec2(800.0, 60.0)).with_step_dt(0.05).with_max_steps(8).build_ui_state(
        |ui, canvas: &mut Canvas| {
            let (index, view) = (&canvas.state.index, canvas.state.viewport);
            let mut commands = Vec::new();
            let overview = Overview {
                index,
                revision: 1,
                viewport: view,
                selected: &[ItemId(2)],
                found: &[ItemId(3)],
                date_style: DateStyle::default(),
            };
            strip_ui(ui, &overview, &mut commands);
            for command in &commands {
                if let Command::View(view) = command {
                    canvas.state.viewport = *view;
                }
            }
            canvas.commands.append(&mut commands);
        },
        Canvas::new(),
    )
}

#[test]
fn dragging_the_window_on_the_overview_pans_and_back_is_no_move() {
    let mut harness = overview();
    harness.state_mut().state.viewport = Viewport::new(day(2020, 6, 10).0 as f64, 5.0 * DAY);
    harness.run();
    let before = harness.state().view();
    // The strip runs from 5 to 25 June with three hundredths beside: 13 June lies in the middle of the window.
    let start = pos2(8.0 + 784.0 * 0.41, 20.0);
    button(&harness, start, PointerButton::Primary, true);
    harness.event(Event::PointerMoved(start + vec2(80.0, 0.0)));
    harness.run();
    let after = harness.state().view();
    assert!(after.start() > before.start() + DAY, "{after:?}");
    assert_eq!(after.secs(), before.secs());
    harness.event(Event::PointerMoved(start));
    harness.run();
    assert_eq!(harness.state().view(), before);
}

#[test]
fn a_click_on_the_overview_centres_and_a_double_click_fits_all() {
    let mut harness = overview();
    harness.state_mut().state.viewport = Viewport::new(day(2020, 6, 6).0 as f64, DAY);
    harness.run();
    let place = pos2(500.0, 20.0);
    button(&harness, place, PointerButton::Primary, true);
    button(&harness, place, PointerButton::Primary, false);
    harness.run();
    let view = harness.state().view();
    assert_eq!(view.secs(), DAY);
    assert!(view.start() > day(2020, 6, 15).0 as f64, "{view:?}");
    harness.run_steps(12);
    for pressed in [true, false, true, false] {
        button(&harness, place, PointerButton::Primary, pressed);
    }
    harness.run_steps(10);
    assert_eq!(harness.state().commands.last(), Some(&Command::FitAll));
}

/// The name of the second event's node.
const TALKS: &str = "Talks open, day 2, happened";

#[test]
fn a_click_on_an_event_selects_it_and_one_beside_clears() {
    let mut harness = harness();
    harness.run();
    harness.get_by_label(TALKS).click();
    harness.run();
    assert_eq!(harness.state().selected, Some(EntryId(2)));
    let empty = canvas_rect(&harness).left_bottom() + vec2(30.0, -30.0);
    button(&harness, empty, PointerButton::Primary, true);
    button(&harness, empty, PointerButton::Primary, false);
    harness.run();
    assert_eq!(harness.state().selected, None);
}

#[test]
fn assistive_technologies_select_an_event_by_name() {
    let mut harness = harness();
    harness.run();
    harness.get_by_label(TALKS).click_accesskit();
    harness.run();
    assert_eq!(harness.state().selected, Some(EntryId(2)));
}

#[test]
fn events_stand_in_time_order_for_assistive_technologies() {
    let harness = harness();
    let names: Vec<String> =
        (harness.query_all_by_role(Role::ListBoxOption)).filter_map(|node| node.accesskit_node().label()).collect();
    assert_eq!(names, ["Miners strike, day 1, happened", TALKS, "A bridge falls, day 3, happened"]);
}

#[test]
fn a_double_click_frames_an_event_and_on_nothing_all() {
    let check = |expected: Command, place: fn(&Harness<'_, Canvas>) -> Pos2| {
        let mut harness = Harness::builder().with_step_dt(0.05).build_ui_state(canvas, Canvas::new());
        harness.run_steps(3);
        let place = place(&harness);
        for pressed in [true, false, true, false] {
            button(&harness, place, PointerButton::Primary, pressed);
        }
        harness.run_steps(12);
        assert_eq!(harness.state().commands.last(), Some(&expected));
    };
    check(Command::Frame(EntryId(2)), |harness| harness.get_by_label(TALKS).rect().center());
    check(Command::FitAll, |harness| canvas_rect(harness).left_bottom() + vec2(30.0, -30.0));
}

#[test]
fn hovering_over_an_event_tells_of_it() {
    let mut harness = harness();
    harness.run();
    harness.get_by_label(TALKS).hover();
    harness.run_steps(8);
    harness.get_by_label("day 2 · happened");
    assert_eq!(harness.state().state.hovered, Some(EntryId(2)));
}

#[test]
fn the_focus_goes_with_the_selection() {
    let mut harness = harness();
    harness.get_by_label("Timeline").focus();
    harness.run();
    harness.state_mut().selected = Some(EntryId(1));
    harness.run();
    assert!(harness.get_by_label("Miners strike, day 1, happened").is_focused());
    harness.state_mut().selected = Some(EntryId(2));
    harness.run();
    assert!(harness.get_by_label(TALKS).is_focused());
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().commands.last(), Some(&Command::SelectNext));
}

/// A canvas of so many lanes that they do not fit.
fn lanes() -> Harness<'static, Canvas> {
    let mut start = Canvas::new();
    let items = (0..60)
        .map(|lane| Item { lane: LaneId(lane), ..item(lane + 1, day(2020, 6, 11), day(2020, 6, 12), "Talks open") });
    let names = (0..60).map(|lane| format!("Lane {lane}")).collect();
    start.state.index = Index::build(items.collect(), names, Vec::new());
    Harness::builder().with_size(vec2(800.0, 400.0)).with_max_steps(8).build_ui_state(canvas, start)
}

#[test]
fn the_wheel_scrolls_lanes_that_do_not_fit_and_zooms_over_the_axis() {
    let mut harness = lanes();
    let before = harness.state().view();
    harness.hover_at(pos2(400.0, 200.0));
    harness.run_steps(3);
    wheel(&mut harness, vec2(0.0, -3.0), Modifiers::NONE);
    assert_eq!(harness.state().view(), before);
    assert!((harness.state().state.scroll - 120.0).abs() < 1.0, "three notches of forty points");
    wheel(&mut harness, vec2(0.0, 30.0), Modifiers::NONE);
    assert_eq!(harness.state().state.scroll, 0.0);
    harness.hover_at(pos2(400.0, 20.0));
    harness.run_steps(3);
    wheel(&mut harness, vec2(0.0, 1.0), Modifiers::NONE);
    assert!(harness.state().view().secs() < before.secs());
    assert_eq!(harness.state().state.scroll, 0.0);
}

#[test]
fn beside_names_of_lanes_the_time_under_the_pointer_stays_all_the_same() {
    let mut harness = lanes();
    harness.run_steps(3);
    // The events of all lanes lie at the same time: they are the measure.
    let mark = |harness: &Harness<'_, Canvas>| harness.get_by_label(TALKS).rect().left();
    let before = mark(&harness);
    harness.hover_at(pos2(before + 5.0, 200.0));
    harness.run_steps(3);
    wheel(&mut harness, vec2(0.0, 1.0), Modifiers::COMMAND);
    assert!((mark(&harness) - before).abs() < 8.0, "{before} became {}", mark(&harness));
}

#[test]
fn a_lane_is_folded_by_a_click_on_its_name_and_moved_by_a_drag() {
    let mut harness = lanes();
    let order: Vec<ShownLane> = (0..60).map(|lane| ShownLane { lane: LaneId(lane), folded: lane == 1 }).collect();
    harness.state_mut().state.lanes = Some(order.into());
    harness.run_steps(3);
    let name = pos2(40.0, 70.0);
    button(&harness, name, PointerButton::Primary, true);
    button(&harness, name, PointerButton::Primary, false);
    harness.run_steps(3);
    assert_eq!(harness.state().commands, [Command::Lane(LaneCommand::Fold(LaneId(0), true))]);
    let view = harness.state().view();
    button(&harness, name, PointerButton::Primary, true);
    harness.event(Event::PointerMoved(pos2(40.0, 150.0)));
    harness.run_steps(2);
    harness.event(Event::PointerMoved(pos2(40.0, 170.0)));
    harness.run_steps(2);
    button(&harness, pos2(40.0, 170.0), PointerButton::Primary, false);
    harness.run_steps(2);
    let moved = harness.state().commands.last().cloned();
    assert!(matches!(moved, Some(Command::Lane(LaneCommand::Put(LaneId(0), to))) if to > 0), "{moved:?}");
    assert_eq!(harness.state().view(), view, "the view stays");
}

#[test]
fn ctrl_and_click_adds_and_ctrl_shift_and_drag_selects_several() {
    let mut harness = harness();
    let place = harness.get_by_label_contains("Talks open").rect().center();
    harness.event(Event::ModifiersChanged(Modifiers::COMMAND));
    for pressed in [true, false] {
        button_with(&harness, place, PointerButton::Primary, pressed, Modifiers::COMMAND);
    }
    harness.run();
    assert_eq!(harness.state().commands, [Command::SelectAlso(EntryId(2))]);
    let keys = Modifiers::COMMAND.plus(Modifiers::SHIFT);
    harness.event(Event::ModifiersChanged(keys));
    let before = harness.state().view();
    button_with(&harness, pos2(790.0, 350.0), PointerButton::Primary, true, keys);
    harness.event(Event::PointerMoved(pos2(400.0, 200.0)));
    harness.run();
    harness.event(Event::PointerMoved(pos2(240.0, 45.0)));
    harness.run();
    button_with(&harness, pos2(240.0, 45.0), PointerButton::Primary, false, keys);
    harness.run();
    assert_eq!(harness.state().commands.last(), Some(&Command::SelectMany(vec![EntryId(2), EntryId(3)])));
    assert_eq!((harness.state().view(), harness.state().state.range), (before, None));
}

#[test]
fn alt_and_wheel_make_rows_higher_and_the_secondary_button_opens_a_menu() {
    let mut harness = harness();
    harness.hover_at(pos2(300.0, 150.0));
    harness.run();
    wheel(&mut harness, vec2(0.0, 1.0), Modifiers::ALT);
    let scales =
        harness.state().commands.iter().filter(|command| matches!(command, Command::SetRowScale(s) if *s > 1.0));
    assert!(scales.count() > 0);
    let place = harness.get_by_label_contains("Talks open").rect().center();
    button(&harness, place, PointerButton::Secondary, true);
    button(&harness, place, PointerButton::Secondary, false);
    harness.run_steps(4);
    harness.get_by_label("Add to the selection").click();
    harness.run_steps(4);
    assert_eq!(harness.state().commands.last(), Some(&Command::SelectAlso(EntryId(2))));
}

#[test]
fn shift_and_drag_draw_out_a_part_of_time_and_escape_clears_it() {
    let mut harness = harness();
    let before = harness.state().view();
    let (from, to) = (pos2(600.0, 200.0), pos2(200.0, 230.0));
    let (start, end) = (time_at(&harness, to), time_at(&harness, from));
    harness.event(Event::ModifiersChanged(Modifiers::SHIFT));
    button(&harness, from, PointerButton::Primary, true);
    harness.event(Event::PointerMoved(pos2(400.0, 210.0)));
    harness.run();
    harness.event(Event::PointerMoved(to));
    harness.run();
    button(&harness, to, PointerButton::Primary, false);
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run();
    let range = harness.state().state.range.expect("a range");
    let close = |point: TimePoint, secs: f64| (point.0 as f64 - secs).abs() <= DAY / 2.0;
    assert!(close(range.start, start) && close(range.end, end), "{range:?}, not {start} to {end}");
    assert_eq!(harness.state().view(), before);
    assert_eq!(harness.state().state.index.count_in(range), 1);
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().state.range, None);
    assert_eq!(harness.state().commands, []);
}

#[test]
fn the_plain_wheel_pans_where_the_settings_say_so() {
    let mut harness = harness();
    harness.state_mut().state.wheel_pans = true;
    harness.hover_at(pos2(300.0, 250.0));
    harness.run();
    let before = harness.state().view();
    wheel(&mut harness, vec2(0.0, -2.0), Modifiers::NONE);
    let after = harness.state().view();
    assert!(after.start() > before.start(), "{before:?} became {after:?}");
    assert_eq!(after.secs(), before.secs());
}

/// Two articles of our own, in a window.
fn window() -> Harness<'static, Option<DatelineApp>> {
    let mut window = Harness::builder().with_size(vec2(1280.0, 800.0)).with_max_steps(60).build_ui_state(
        |ui, app: &mut Option<DatelineApp>| {
            let app = app.get_or_insert_with(|| DatelineApp::new(ui, Start::default()));
            app.frame_ui(ui);
        },
        None,
    );
    let texts = [
        "The army captured the town in 1890. The mill burned down on 3 May 2016.",
        "Rebels attacked the base on 4 May 2016. The governor resigned in July 2017.",
    ];
    for (number, text) in texts.into_iter().enumerate() {
        let name = format!("article {number}");
        app(&mut window).perform(Command::OpenBytes { name, bytes: text.as_bytes().to_vec() });
    }
    settle(&mut window);
    window
}

fn app<'h>(window: &'h mut Harness<'_, Option<DatelineApp>>) -> &'h mut App {
    window.state_mut().as_mut().expect("made in the first frame").app_mut()
}

fn settle(window: &mut Harness<'_, Option<DatelineApp>>) {
    app(window).finish_jobs();
    window.run_steps(20);
}

#[test]
fn a_typed_date_is_gone_to_and_alt_and_arrows_lead_back_and_forward() {
    let mut window = window();
    let all = app(&mut window).timeline.viewport;
    window.key_press_modifiers(Modifiers::COMMAND, Key::G);
    window.run_steps(6);
    window.get_by_role_and_label(Role::TextInput, "Date").type_text("the 1840s");
    window.run_steps(3);
    assert!(window.query_all_by_label_contains("10 years").next().is_some());
    window.get_by_label("Go").click();
    settle(&mut window);
    let decade = app(&mut window).timeline.viewport;
    let expected = Viewport::framing(TimeSpan::new(TimePoint::from_year(1840), TimePoint::from_year(1850)), 0.1);
    assert_same_view(decade, expected);
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    settle(&mut window);
    assert_same_view(app(&mut window).timeline.viewport, all);
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    settle(&mut window);
    assert_same_view(app(&mut window).timeline.viewport, decade);
}

#[test]
fn lanes_by_article_have_their_own_next_event() {
    let mut window = window();
    app(&mut window).perform(Command::SetGrouping(Grouping::Article));
    assert_eq!(app(&mut window).timeline.index.lanes().len(), 2);
    app(&mut window).perform(Command::SelectFirst);
    let value = |window: &mut Harness<'_, _>| app(window).selected_entry().map(|entry| entry.value.clone());
    assert_eq!(value(&mut window).as_deref(), Some("1890"));
    app(&mut window).perform(Command::SelectInLane(1));
    app(&mut window).perform(Command::SelectInLane(1));
    // The other article's events of 2016 and 2017 are passed over.
    assert_eq!(value(&mut window).as_deref(), Some("2016-05-03"));
    assert_eq!(app(&mut window).settings.lanes, Grouping::Article);
}

#[test]
fn a_part_of_time_is_told_and_filters_the_list() {
    let mut window = window();
    let range = TimeSpan::new(day(2016, 5, 1), day(2016, 5, 15));
    app(&mut window).timeline.range = Some(range);
    settle(&mut window);
    assert!(window.query_all_by_label("14 days · 2 events").next().is_some());
    let all = app(&mut window).list_rows().len();
    window.get_by_label("Filter to this").click();
    settle(&mut window);
    assert_eq!((app(&mut window).list_rows().len(), all), (2, 4));
    window.get_by_label("All of time").click();
    settle(&mut window);
    assert_eq!(app(&mut window).list_rows().len(), all);
    window.get_by_label("Export this…").click();
    settle(&mut window);
    let choice = window.get_by_label("The selected part of time").accesskit_node().toggled();
    assert_eq!(choice, Some(egui::accesskit::Toggled::True), "the export begins with this part");
    window.key_press(Key::Escape);
    settle(&mut window);
    window.get_by_label("Zoom here").click();
    settle(&mut window);
    assert_same_view(app(&mut window).timeline.viewport, Viewport::framing(range, 0.02));
    assert_eq!(app(&mut window).timeline.range, None);
}

/// Holds Alt, presses at the first place and moves to the others one by one.
fn alt_drag(harness: &mut Harness<'_, Canvas>, from: Pos2, to: &[Pos2]) {
    harness.event(Event::ModifiersChanged(Modifiers::ALT));
    button_with(harness, from, PointerButton::Primary, true, Modifiers::ALT);
    for pos in to {
        harness.event(Event::PointerMoved(*pos));
        harness.run_steps(3);
    }
}

fn let_go(harness: &mut Harness<'_, Canvas>, at: Pos2) {
    button_with(harness, at, PointerButton::Primary, false, Modifiers::ALT);
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run_steps(3);
}

fn redated(harness: &Harness<'_, Canvas>) -> Option<(EntryId, String)> {
    harness.state().commands.iter().find_map(|command| match command {
        Command::Say(ids, Say::Redate(date)) => Some((ids[0], date.edtf.clone().unwrap_or_default())),
        _ => None,
    })
}

#[test]
fn alt_and_drag_date_an_event_anew_at_the_precision_of_the_ticks() {
    let mut harness = harness();
    harness.run();
    let (day_width, before) = (800.0 / 30.0, harness.state().view());
    let mark = harness.get_by_label(TALKS).rect().left();
    let y = harness.get_by_label(TALKS).rect().center().y;
    let middle = pos2(mark + day_width / 2.0, y);
    alt_drag(&mut harness, middle, &[middle + vec2(20.0, 0.0), middle + vec2(2.2 * day_width, 3.0)]);
    harness.get_by_label("New date: 13 June 2020");
    assert_eq!(redated(&harness), None, "nothing is said before it is let go");
    let_go(&mut harness, middle + vec2(2.2 * day_width, 3.0));
    assert_eq!(redated(&harness), Some((EntryId(2), "2020-06-13".to_owned())));
    assert_eq!(harness.state().view(), before, "the view stays");
    assert_eq!(harness.state().commands.len(), 1);
}

#[test]
fn the_ends_of_an_event_are_dragged_one_by_one() {
    let mut harness = harness();
    harness.run();
    let day_width = 800.0 / 30.0;
    let rect = harness.get_by_label(TALKS).rect();
    let end = pos2(rect.left() + day_width - 2.0, rect.center().y);
    alt_drag(&mut harness, end, &[end + vec2(20.0, 0.0), end + vec2(3.0 * day_width, 0.0)]);
    let_go(&mut harness, end + vec2(3.0 * day_width, 0.0));
    assert_eq!(redated(&harness), Some((EntryId(2), "[2020-06-11..2020-06-14]".to_owned())));
}

/// Drags with no key held.
fn plain_drag(harness: &mut Harness<'_, Canvas>, from: Pos2, to: Pos2) {
    button_with(harness, from, PointerButton::Primary, true, Modifiers::NONE);
    for pos in [from + (to - from) / 2.0, to] {
        harness.event(Event::PointerMoved(pos));
        harness.run_steps(3);
    }
    button_with(harness, to, PointerButton::Primary, false, Modifiers::NONE);
    harness.run_steps(3);
}

#[test]
fn the_menu_and_the_key_r_let_the_next_drag_date_an_event_anew() {
    const ADVICE: &str = "Drag its middle or an end to another date; Esc leaves it";
    for by_menu in [true, false] {
        let mut harness = harness();
        harness.state_mut().selected = Some(EntryId(2));
        harness.run();
        let (day_width, before) = (800.0 / 30.0, harness.state().view());
        let rect = harness.get_by_label(TALKS).rect();
        let middle = pos2(rect.left() + day_width / 2.0, rect.center().y);
        if by_menu {
            button_with(&harness, middle, PointerButton::Secondary, true, Modifiers::NONE);
            button_with(&harness, middle, PointerButton::Secondary, false, Modifiers::NONE);
            harness.run_steps(3);
            harness.get_by_label("Drag to another date").click();
        } else {
            harness.key_press(Key::R);
        }
        harness.run_steps(5);
        harness.get_by_label(ADVICE);
        plain_drag(&mut harness, middle, middle + vec2(2.2 * day_width, 0.0));
        assert_eq!(redated(&harness), Some((EntryId(2), "2020-06-13".to_owned())), "by menu: {by_menu}");
        assert_eq!(harness.state().view(), before, "the view stays");
        assert!(harness.query_by_label(ADVICE).is_none(), "one drag and no more");
        harness.state_mut().commands.clear();
        plain_drag(&mut harness, middle, middle + vec2(2.2 * day_width, 0.0));
        assert_eq!(redated(&harness), None);
        assert_ne!(harness.state().view(), before, "the next drag pans");
    }
}

#[test]
fn escape_leaves_the_date_before_a_drag_too() {
    let mut harness = harness();
    harness.state_mut().selected = Some(EntryId(2));
    harness.run();
    harness.key_press(Key::R);
    harness.run_steps(3);
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    let rect = harness.get_by_label(TALKS).rect();
    plain_drag(&mut harness, rect.left_center() + vec2(13.0, 0.0), rect.left_center() + vec2(70.0, 0.0));
    assert_eq!(redated(&harness), None);
    assert_eq!(harness.state().selected, Some(EntryId(2)), "the selection stays");
}

#[test]
fn escape_leaves_a_dragged_date_as_it_was() {
    let mut harness = harness();
    harness.state_mut().selected = Some(EntryId(1));
    harness.run();
    let rect = harness.get_by_label(TALKS).rect();
    let middle = pos2(rect.left() + 13.0, rect.center().y);
    alt_drag(&mut harness, middle, &[middle + vec2(20.0, 0.0), middle + vec2(60.0, 0.0)]);
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    harness.event(Event::PointerMoved(middle + vec2(90.0, 0.0)));
    harness.run_steps(3);
    let_go(&mut harness, middle + vec2(90.0, 0.0));
    assert_eq!(harness.state().commands, []);
    assert_eq!(harness.state().selected, Some(EntryId(1)), "the selection stays");
}

#[test]
fn every_event_in_view_is_a_node_or_counted_in_one_in_time_order() {
    let mut start = Canvas::new();
    let starts = (0..3_000_i64).map(|n| day(2020, 6, 1).plus_secs(n * n % 2_592_000));
    let items = (1..).zip(starts).map(|(id, at)| item(id, at, at.plus_secs(86_400), "Talks open"));
    start.state.index = Index::build(items.collect(), vec![String::new()], Vec::new());
    let mut harness =
        Harness::builder().with_size(vec2(1900.0, 1000.0)).with_max_steps(8).build_ui_state(canvas, start);
    harness.run_steps(3);
    let events: Vec<(f32, f32)> =
        (harness.query_all_by_role(Role::ListBoxOption)).map(|node| (node.rect().left(), node.rect().top())).collect();
    assert!(events.len() > 200, "{}", events.len());
    let clusters: Vec<usize> = (harness.query_all_by_role(Role::Button))
        .filter_map(|node| node.accesskit_node().label()?.split_once(" events, ")?.0.parse().ok())
        .collect();
    assert_eq!(events.len() + clusters.iter().sum::<usize>(), 3_000);
    let cluster = harness.query_all_by_label_contains(" events, ").next().expect("a cluster");
    let before = harness.state().view();
    cluster.click_accesskit();
    harness.run_steps(12);
    assert!(harness.state().view().secs() < before.secs(), "a click takes it apart");
}
