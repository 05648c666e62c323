//! What holds for every timeline, whatever its events and whatever its view.

use dateline::event::Status;
use dateline::export::{TextAs, svg};
use dateline::time::{FuzzySpan, Granularity, TimePoint, TimeSpan};
use dateline::timeline::fonts::FontMeasure;
use dateline::timeline::{
    Hit, Index, Item, ItemId, LaneId, LayoutStyle, Links, Palette, Placement, Rect, Scene, ShapeKind, ShownLane,
    TextAlign, TextMeasure, Update, Viewport, layout, plot_area,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const DAY: i64 = 86_400;
const STATUSES: [Status; 6] =
    [Status::Happened, Status::Ongoing, Status::Planned, Status::Possible, Status::Denied, Status::Recurring];

fn words(count: usize) -> String {
    ["A ship", "leaving", "port", "after", "the council", "voting", "again", "in silence"][..count.min(8)].join(" ")
}

/// An event by some numbers: where, how long, how it looks.
fn item() -> impl Strategy<Value = Item> {
    let begin = prop_oneof![0_i64..100, 0_i64..20_000, Just(5_000_i64)].prop_map(|day| day * DAY);
    let secs = prop_oneof![Just(0_i64), Just(DAY), Just(30 * DAY), Just(365 * DAY), 1_i64..4_000 * DAY];
    (begin, secs, 0_usize..6, 0_u8..16, 1_usize..8, 0.0..1.0_f32, 0_usize..3).prop_map(
        |(begin, secs, status, flags, count, importance, lane)| {
            let span = TimeSpan::new(TimePoint(begin), TimePoint(begin + secs));
            let within = FuzzySpan::within(span);
            let span = match flags {
                0 => FuzzySpan { earliest_begin: None, ..within },
                1 => FuzzySpan { earliest_end: None, latest_end: None, ..within },
                2..8 => FuzzySpan::throughout(span),
                _ => within,
            };
            Item {
                id: ItemId(0),
                lane: LaneId(lane),
                span,
                granularity: Granularity::Day,
                status: STATUSES[status],
                approximate: flags == 9,
                soft_edges: flags == 10,
                label: words(count),
                importance,
                claims: 1,
            }
        },
    )
}

fn items(most: usize) -> impl Strategy<Value = Vec<Item>> {
    prop::collection::vec(item(), 1..most).prop_map(|mut items| {
        for (id, item) in items.iter_mut().enumerate() {
            item.id = ItemId(id * 3);
        }
        items
    })
}

fn index(items: &[Item], lanes: usize) -> Index {
    let names = if lanes == 1 { vec![String::new()] } else { (0..lanes).map(|n| format!("Lane {n}")).collect() };
    Index::build(items.to_vec(), names, vec![(TimePoint(3 * DAY), "An article".to_owned())])
}

/// A view by where it lies in the events' time and how many days long it is.
fn view() -> impl Strategy<Value = Viewport> {
    (-200.0..20_000.0_f64, -3.0..4.6_f64)
        .prop_map(|(start, power)| Viewport::new(start * DAY as f64, 10_f64.powf(power) * DAY as f64))
}

fn style(width: f64, height: f64) -> LayoutStyle {
    LayoutStyle { show_legend: true, today: Some(0.0), ..LayoutStyle::new(width, height, Palette::light()) }
}

fn laid_out(index: &Index, view: &Viewport, style: &LayoutStyle, before: Option<&Placement>) -> (Scene, Placement) {
    layout(index, view, style, FontMeasure::shared(), before)
}

/// The rectangles of all texts in the plot.
fn text_rects(scene: &Scene, plot: Rect) -> Vec<(Rect, String)> {
    let texts = scene.shapes.iter().filter_map(|shape| match &shape.kind {
        ShapeKind::Text { at, text, size, align, strong, .. } => {
            let width = FontMeasure::shared().width(text, *size, *strong);
            let x = if *align == TextAlign::Middle { at.0 - width / 2.0 } else { at.0 };
            Some((Rect::new(x, at.1 - size * 0.7, width, *size * 0.7), text.clone()))
        }
        _ => None,
    });
    texts.filter(|(rect, _)| rect.overlaps(&plot) && rect.x >= plot.x).collect()
}

fn is_in_view(item: &Item, view: &Viewport) -> bool {
    let bounds = [item.span.earliest_begin, item.span.latest_begin, item.span.earliest_end, item.span.latest_end];
    let begin =
        item.span.earliest_begin.or(bounds.into_iter().flatten().min()).expect("an item of the index has a bound").0;
    let end = item
        .span
        .latest_end
        .or(bounds.into_iter().flatten().max())
        .expect("an item of the index has a bound")
        .0
        .max(begin + 1);
    (begin as f64) < view.end().ceil() && (end as f64) > view.start().floor()
}

fn labelled(placement: &Placement) -> BTreeSet<ItemId> {
    placement.items().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn zooming_keeps_the_time_under_the_pointer(view in view(), share in 0.0..1.0_f64, factor in 0.1..10.0_f64) {
        let at = view.start() + share * view.secs();
        let zoomed = view.zoom_at(at, factor);
        let share_after = (at - zoomed.start()) / zoomed.secs();
        prop_assert!((share - share_after).abs() < 1e-6, "{share} became {share_after}");
    }

    #[test]
    fn panning_there_and_back_is_no_move(view in view(), share in -3.0..3.0_f64) {
        let secs = share * view.secs();
        let back = view.pan(secs).pan(-secs);
        prop_assert!((back.start() - view.start()).abs() <= view.secs() * 1e-6);
        prop_assert_eq!(back.secs(), view.secs());
    }

    #[test]
    fn nothing_overlaps_and_every_event_is_there_once(
        items in items(400), view in view(), lanes in 1_usize..4, width in 300.0..1600.0_f64, height in 200.0..1100.0_f64,
        selected in prop::option::of(0_usize..400),
    ) {
        let index = index(&items, lanes);
        let selected = selected.map(|at| ItemId(at * 3));
        let style = LayoutStyle { selected, ..style(width, height.max(120.0 + 60.0 * lanes as f64)) };
        let (scene, placement) = laid_out(&index, &view, &style, None);
        // A second frame, a little further, keeps the same laws.
        let next = view.zoom_at(view.start() + 0.3 * view.secs(), 1.3);
        let (second, _) = laid_out(&index, &next, &style, Some(&placement));
        let plot = plot_area(&index, &style, FontMeasure::shared());
        for (scene, view) in [(&scene, &view), (&second, &next)] {
            let texts = text_rects(scene, plot);
            for (at, (rect, text)) in texts.iter().enumerate() {
                prop_assert!(rect.right() <= style.width + 0.01, "{text} is cut off");
                for (other, words) in &texts[at + 1..] {
                    prop_assert!(!rect.overlaps(other), "{text} {rect:?} over {words} {other:?}");
                }
            }
            let marks: Vec<&(Rect, Hit)> =
                scene.hits.iter().filter(|(_, hit)| matches!(hit, Hit::Item(_) | Hit::Cluster { .. })).collect();
            let mut seen = BTreeSet::new();
            let mut total = 0;
            for (at, (rect, hit)) in marks.iter().enumerate() {
                for (other, second) in marks[at + 1..].iter() {
                    let shared = rect.right().min(other.right()) - rect.x.max(other.x);
                    prop_assert!(!rect.overlaps(other) || shared < 2.01, "{hit:?} {rect:?} over {second:?} {other:?}");
                }
                match hit {
                    Hit::Item(id) => {
                        prop_assert!(seen.insert(*id), "{id:?} twice");
                        total += 1;
                    }
                    Hit::Cluster { members, count, .. } => {
                        let items: Vec<ItemId> = index.members(members).collect();
                        prop_assert!(*count > 1 && items.len() == *count);
                        let first = index.most_important(members, 1);
                        prop_assert!(items.contains(&first[0]));
                        for id in items {
                            prop_assert!(seen.insert(id), "{id:?} twice");
                        }
                        total += count;
                    }
                    _ => {}
                }
            }
            let expected: Vec<ItemId> =
                items.iter().filter(|item| is_in_view(item, view)).map(|item| item.id).collect();
            prop_assert_eq!(total, expected.len());
            prop_assert!(seen.iter().eq(&expected), "what is shown and what is in view differ");
            if let Some(id) = selected.filter(|id| expected.contains(id)) {
                prop_assert!(scene.hits.iter().any(|(_, hit)| *hit == Hit::Item(id)), "the selected item is hidden");
            }
        }
    }

    #[test]
    fn lanes_keep_their_place_whatever_the_view(
        items in items(200), a in view(), b in view(), lanes in 2_usize..5, fold in 0_usize..5, scroll in 0.0..400.0_f64,
    ) {
        let index = index(&items, lanes);
        let shown = (0..lanes).rev().map(|lane| ShownLane { lane: LaneId(lane), folded: lane == fold }).collect();
        let style = LayoutStyle { lanes: Some(shown), scroll, ..style(900.0, 300.0) };
        let headers = |view: &Viewport| -> Vec<(Rect, Hit)> {
            let (scene, _) = laid_out(&index, view, &style, None);
            scene.hits.into_iter().filter(|(_, hit)| matches!(hit, Hit::LaneHeader(_))).collect()
        };
        let first = headers(&a);
        prop_assert_eq!(&first, &headers(&b));
        for pair in first.windows(2) {
            prop_assert!((pair[0].0.bottom() - pair[1].0.y).abs() < 1e-6, "lanes stand one below the other");
        }
    }

    #[test]
    fn the_same_input_gives_the_same_scene(items in items(200), view in view()) {
        let (index, style) = (index(&items, 2), style(900.0, 500.0));
        let first = laid_out(&index, &view, &style, None);
        prop_assert_eq!(&first, &laid_out(&index, &view, &style, None));
        let second = laid_out(&index, &view, &style, Some(&first.1));
        prop_assert_eq!(labelled(&second.1), labelled(&first.1));
    }

    #[test]
    fn svg_holds_the_texts_of_the_scene(items in items(60), view in view()) {
        let (scene, _) = laid_out(&index(&items, 3), &view, &style(900.0, 500.0), None);
        let svg = svg(&scene, TextAs::Text);
        let inside: Vec<&str> = svg
            .split("<text").skip(1)
            .map(|element| element.split_once('>').unwrap().1.split_once("</text>").unwrap().0)
            .collect();
        let texts: Vec<&str> = scene.texts().collect();
        prop_assert_eq!(inside, texts);
    }
}

/// A zoom of 2 %, over many views of many events: of the labels whose events stay in view, 95 % stay.
#[test]
fn a_small_zoom_keeps_the_labels() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut before, mut kept) = (0, 0);
    for _ in 0..150 {
        let tree = (items(900), view(), 0.0..1.0_f64, prop::bool::ANY);
        let (items, view, share, closer) = tree.new_tree(&mut runner).unwrap().current();
        let (index, style) = (index(&items, 1), style(1280.0, 800.0));
        let (_, mut placement) = laid_out(&index, &view, &style, None);
        let mut view = view;
        // One step after another: what is kept must not wear off.
        for _ in 0..10 {
            let next = view.zoom_at(view.start() + share * view.secs(), if closer { 1.02 } else { 1.0 / 1.02 });
            let (_, after) = laid_out(&index, &next, &style, Some(&placement));
            let now = labelled(&after);
            for id in labelled(&placement) {
                let item = index.item(id).unwrap();
                if is_in_view(&item, &next) {
                    before += 1;
                    kept += usize::from(now.contains(&id));
                }
            }
            (view, placement) = (next, after);
        }
    }
    let share = f64::from(kept as u32) / f64::from(before as u32);
    assert!(before > 10_000, "only {before} labels");
    assert!(share >= 0.95, "{share:.3} of {before} labels stayed");
}

use proptest::strategy::ValueTree;

/// An event on one day, counted from 1970.
fn event(id: usize, lane: usize, day: i64) -> Item {
    Item {
        id: ItemId(id),
        lane: LaneId(lane),
        span: FuzzySpan::within(TimeSpan::new(TimePoint(day * DAY), TimePoint((day + 1) * DAY))),
        granularity: Granularity::Day,
        status: Status::Happened,
        approximate: false,
        soft_edges: false,
        label: "The mill closing".to_owned(),
        importance: 0.5,
        claims: 2,
    }
}

#[test]
fn the_line_to_a_claim_in_a_lane_scrolled_away_ends_in_an_arrow_at_the_edge() {
    let lanes: Vec<String> = (0..9).map(|lane| format!("Paper {lane}")).collect();
    let index = Index::build(vec![event(1, 4, 50), event(2, 8, 20)], lanes, Vec::new());
    let (view, measure) = (Viewport::new(0.0, (100 * DAY) as f64), FontMeasure::shared());
    for (scroll, lane) in [(0.0, 8), (1e9, 0)] {
        let links = Links { claims: vec![(LaneId(lane), (52 * DAY) as f64)], published: Vec::new() };
        let style = LayoutStyle {
            selected: Some(ItemId(1)),
            links,
            scroll,
            ..LayoutStyle::new(1000.0, 400.0, Palette::light())
        };
        let plot = plot_area(&index, &style, measure);
        let scene = layout(&index, &view, &style, measure, None).0;
        let tips = scene.shapes.iter().filter_map(|shape| match &shape.kind {
            ShapeKind::Polygon { points, fill } if *fill == style.palette.selection => Some(points[1].1),
            _ => None,
        });
        let edge = if lane == 0 { plot.y } else { plot.bottom() };
        assert_eq!(tips.collect::<Vec<f64>>(), [edge], "scrolled by {scroll}");
    }
}

#[test]
fn lines_lead_from_the_selected_event_to_its_claims_in_other_lanes_and_to_where_it_was_told() {
    let lanes = vec!["Gazette".to_owned(), "Courier".to_owned()];
    let told = vec![(TimePoint(70 * DAY), "The mill is shut".to_owned())];
    let index = Index::build(vec![event(1, 0, 50), event(2, 1, 20)], lanes, told);
    let (view, measure) = (Viewport::new(0.0, (100 * DAY) as f64), FontMeasure::shared());
    let claim = (LaneId(1), (52 * DAY) as f64);
    let links = Links { claims: vec![claim], published: vec![(70 * DAY) as f64, (400 * DAY) as f64] };
    let style =
        |links| LayoutStyle { selected: Some(ItemId(1)), links, ..LayoutStyle::new(1000.0, 400.0, Palette::light()) };
    let scene = |links| layout(&index, &view, &style(links), measure, None).0;
    let (plain, linked) = (scene(Links::default()), scene(links));
    let new: Vec<&ShapeKind> =
        linked.shapes.iter().filter(|shape| !plain.shapes.contains(shape)).map(|shape| &shape.kind).collect();
    let plot = plot_area(&index, &style(Links::default()), measure);
    let x = |secs: f64| plot.x + secs / view.secs() * plot.width;
    let ends: Vec<(f64, f64)> = new
        .iter()
        .filter_map(|kind| match kind {
            ShapeKind::Line { to, .. } => Some(*to),
            _ => None,
        })
        .collect();
    // What lies outside of the view has no line.
    assert_eq!(ends.len(), 2, "{new:?}");
    assert!((ends[0].0 - x((70 * DAY) as f64)).abs() < 0.5 && (ends[0].1 - plot.y).abs() < 0.5, "{ends:?}");
    assert!((ends[1].0 - x(claim.1)).abs() < 0.5 && ends[1].1 > plot.y + plot.height / 2.0, "{ends:?}");
    assert!(new.iter().any(|kind| matches!(kind, ShapeKind::Circle { .. })), "a ring marks the other claim");
}

/// Changes of an index: which of its items go, which come, and whether the lanes are put in another order.
type Change = (Vec<usize>, Vec<Item>, bool);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = (prop::collection::vec(0_usize..400, 0..12), prop::collection::vec(item(), 0..12), any::<bool>());
    prop::collection::vec(change, 1..6)
}

/// What a scene shows, with the members of its clusters by name and not by where they stand in the index.
fn said(index: &Index, scene: &Scene) -> Vec<String> {
    let hits = scene.hits.iter().map(|(rect, hit)| match hit {
        Hit::Cluster { members, count, start, end } => {
            let ids: BTreeSet<ItemId> = index.members(members).collect();
            format!("{rect:?} {ids:?} {count} {start} {end} {:?}", index.most_important(members, 3))
        }
        other => format!("{rect:?} {other:?}"),
    });
    scene.shapes.iter().map(|shape| format!("{shape:?}")).chain(hits).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn an_index_brought_up_to_date_shows_what_one_made_anew_shows(
        items in items(400), changes in changes(), lanes in 1_usize..4, views in prop::collection::vec(view(), 3..4),
        fold_at in 0_usize..6, selected in prop::option::of(0_usize..400),
    ) {
        let mut updated = index(&items, lanes);
        let mut names = updated.lanes().to_vec();
        let mut left: Vec<Item> = updated.items().collect();
        for (round, (gone, new, reorders)) in changes.into_iter().enumerate() {
            if round == fold_at {
                updated = updated.folded();
                prop_assert_eq!(updated.changes(), 0);
            }
            let gone: BTreeSet<ItemId> = gone.into_iter().map(|at| ItemId(at * 3)).collect();
            let mut lanes_now = None;
            if reorders {
                // The last lane comes first, and a new one without items last.
                let last = names.len() - 1;
                let was = |lane: usize| if lane == 0 { last } else { lane - 1 };
                let mut now: Vec<_> = (0..=last).map(|lane| (names[was(lane)].clone(), Some(LaneId(was(lane))))).collect();
                now.push((format!("New {round}"), None));
                left.iter_mut().for_each(|item| item.lane.0 = (item.lane.0 + 1) % (last + 1));
                names = now.iter().map(|(name, _)| name.clone()).collect();
                lanes_now = Some(now);
            }
            left.retain(|item| !gone.contains(&item.id));
            // Some come back under a number that went, others are new.
            let mut numbers = gone.iter().copied().chain((0..).map(|n| ItemId(10_000 + round * 100 + n)));
            let new: Vec<Item> = new.into_iter().map(|item| Item {
                id: numbers.next().expect("there is no end of numbers"),
                lane: LaneId(item.lane.0.min(names.len() - 1)),
                ..item
            }).collect();
            left.extend(new.iter().cloned());
            updated.update(Update { gone: gone.into_iter().collect(), new, lanes: lanes_now });
            let anew = Index::build(left.clone(), names.clone(), vec![(TimePoint(3 * DAY), "An article".to_owned())]);
            prop_assert_eq!((updated.len(), updated.extent(), updated.lanes()), (anew.len(), anew.extent(), anew.lanes()));
            let style = LayoutStyle { selected: selected.map(|at| ItemId(at * 3)), ..style(1000.0, 700.0) };
            let mut before = (None, None);
            for view in &views {
                let (scene, placement) = laid_out(&updated, view, &style, before.0.as_ref());
                let (expected, expected_placement) = laid_out(&anew, view, &style, before.1.as_ref());
                prop_assert_eq!(said(&updated, &scene), said(&anew, &expected));
                prop_assert_eq!(&placement, &expected_placement);
                before = (Some(placement), Some(expected_placement));
            }
        }
    }
}
