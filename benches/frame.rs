//! What a frame of the timeline costs: layout, shapes and tessellation while panning and zooming through all scales,
//! beside egui_plot's points of the same data.
//!
//! `cargo bench --bench frame` prints a line a case:
//! `frame n=100000 data=bursts p50_ms=… p99_ms=… max_ms=… ratio_egui_plot=…`.

use dateline::app::TimelineState;
use dateline::event::Status;
use dateline::project::EntryId;
use dateline::time::{FuzzySpan, Granularity, TimePoint, TimeSpan};
use dateline::timeline::{Index, Item, ItemId, LaneId, Viewport};
use dateline::ui::timeline::{Description, Timeline, canvas_ui, layout_style};
use egui::{Context, RawInput, Rect, pos2, vec2};
use std::time::Instant;

const DAY: i64 = 86_400;

fn main() {
    for count in [10_000, 100_000, 1_000_000] {
        for data in [Data::Even, Data::Bursts, Data::LongTail, Data::OneInstant] {
            let items = data.items(count);
            let points: Vec<[f64; 2]> =
                items.iter().map(|item| [begin(item) as f64, f64::from(item.importance)]).collect();
            let extent = extent(&items);
            let built = Instant::now();
            let index = Index::build(items, vec![String::new()], Vec::new());
            let index_ms = built.elapsed().as_secs_f64() * 1e3;
            let mut ours = timeline(index, extent);
            let mut theirs = if count <= 100_000 { plot(&points) } else { Vec::new() };
            let quantile = |times: &mut Vec<f64>, share: f64| {
                times.sort_by(f64::total_cmp);
                times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1))).copied()
            };
            let p50 = quantile(&mut ours, 0.5).unwrap_or(0.0);
            let p99 = quantile(&mut ours, 0.99).unwrap_or(0.0);
            let max = quantile(&mut ours, 1.0).unwrap_or(0.0);
            let ratio = quantile(&mut theirs, 0.5).map_or("-".to_owned(), |plot| format!("{:.1}", plot / p50));
            println!(
                "frame n={count} data={data:?} p50_ms={p50:.2} p99_ms={p99:.2} max_ms={max:.2} \
                 index_ms={index_ms:.0} ratio_egui_plot={ratio}"
            );
        }
    }
}

/// Shapes that real piles of events have.
#[derive(Clone, Copy, Debug)]
enum Data {
    /// Spread over a century, a third of them known by the month or the year only.
    Even,
    /// A thousand events in one day, then silence.
    Bursts,
    /// One event in 3000 BC, the rest in 2020.
    LongTail,
    /// All on the very same instant.
    OneInstant,
}

impl Data {
    fn items(self, count: usize) -> Vec<Item> {
        let mut random = Random(7);
        let year = TimePoint::from_year(2020).0;
        (0..count)
            .map(|number| {
                let begin = match self {
                    Data::Even => TimePoint::from_year(1920).0 + random.below(100 * 365 * DAY as u64) as i64,
                    Data::Bursts => year + (number / 1000) as i64 * 40 * DAY + random.below(DAY as u64) as i64,
                    Data::LongTail if number == 0 => TimePoint::from_year(-2999).0,
                    Data::LongTail => year + random.below(365 * DAY as u64) as i64,
                    Data::OneInstant => year,
                };
                let (secs, granularity) = match (self, number % 9) {
                    (Data::Even, 0) => (365 * DAY, Granularity::Year),
                    (Data::Even, 1 | 2) => (30 * DAY, Granularity::Month),
                    _ => (DAY, Granularity::Day),
                };
                let span = TimeSpan::new(TimePoint(begin), TimePoint(begin + secs));
                Item {
                    id: ItemId(number),
                    lane: LaneId(0),
                    span: FuzzySpan::within(span),
                    granularity,
                    status: if number % 5 == 0 { Status::Planned } else { Status::Happened },
                    approximate: number % 50 == 0,
                    soft_edges: number % 70 == 0,
                    label: format!("{} {} {number}", WHO[number % WHO.len()], WHAT[number / 7 % WHAT.len()]),
                    importance: random.below(1000) as f32 / 1000.0,
                    claims: 1,
                }
            })
            .collect()
    }
}

const WHO: [&str; 5] = ["The council", "A court in the capital", "Miners", "The river authority", "Two ministers"];
const WHAT: [&str; 4] = ["opens the inquiry into case", "strike over", "refuse to sign", "publish report"];

fn begin(item: &Item) -> i64 {
    item.span.earliest_begin.map_or(0, |point| point.0)
}

fn extent(items: &[Item]) -> TimeSpan {
    let begins = items.iter().map(begin);
    let (first, last) = (begins.clone().min().unwrap_or(0), begins.max().unwrap_or(0));
    TimeSpan::new(TimePoint(first), TimePoint(last + DAY))
}

/// Milliseconds of each frame of a journey: from all of it down to minutes about some places and back, panning.
fn timeline(index: Index, extent: TimeSpan) -> Vec<f64> {
    let mut state = TimelineState { index, ..TimelineState::default() };
    let whole = Viewport::framing(extent, 0.05);
    let mut views = Vec::new();
    for place in [0.02, 0.3, 0.5, 0.77, 0.98] {
        let at = whole.start() + whole.secs() * place;
        let mut view = whole;
        while view.secs() > 600.0 {
            views.push(view);
            view = view.zoom_at(at, 1.15).pan(view.secs() * 0.003);
        }
    }
    let ctx = Context::default();
    let mut times = Vec::with_capacity(views.len());
    for (frame, view) in views.into_iter().enumerate() {
        state.viewport = view;
        let millis = frame_millis(&ctx, frame, |ui| {
            ui.style_mut().animation_time = 0.0;
            let describe = |_: EntryId| Some(Description::default());
            let timeline = Timeline { selected: None, style: layout_style(ui), describe: &describe };
            let mut commands = Vec::new();
            canvas_ui(ui, &timeline, &mut state, &mut commands);
            assert!(commands.is_empty(), "nobody touched the timeline");
        });
        // The first frames load the font.
        if frame > 2 {
            times.push(millis);
        }
    }
    times
}

/// The same number of points in a plot of egui_plot.
fn plot(points: &[[f64; 2]]) -> Vec<f64> {
    let ctx = Context::default();
    let points: Vec<egui_plot::PlotPoint> = points.iter().map(|&[x, y]| egui_plot::PlotPoint::new(x, y)).collect();
    (0..20)
        .map(|frame| {
            frame_millis(&ctx, frame, |ui| {
                egui_plot::Plot::new("points").show(ui, |plot| {
                    plot.points(egui_plot::Points::new("events", egui_plot::PlotPoints::Borrowed(&points)));
                });
            })
        })
        .skip(3)
        .collect()
}

/// Runs and tessellates one frame.
fn frame_millis(ctx: &Context, frame: usize, mut draw: impl FnMut(&mut egui::Ui)) -> f64 {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 480.0))),
        time: Some(frame as f64 / 60.0),
        ..RawInput::default()
    };
    let begun = Instant::now();
    let mut output = ctx.run_ui(input, &mut draw);
    let meshes = ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
    let millis = begun.elapsed().as_secs_f64() * 1e3;
    assert!(!meshes.is_empty(), "a frame must show something");
    output.textures_delta.clear();
    millis
}

/// SplitMix64: the same data in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}
