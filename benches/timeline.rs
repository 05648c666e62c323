//! What a frame costs while panning and zooming through all scales: layout, shapes and tessellation.
//!
//! `cargo bench --bench timeline` checks the counts of every scene first, then prints a line a case:
//! `timeline n=1000000 lanes=12 data=bursts p50_ms=… p99_ms=… index_ms=… bytes_per_event=… ratio_egui_plot=… hit_us=…`.
//! `layout_p99_ms` is the layout alone; with `--no-default-features` there is nothing else to measure. Words behind
//! `--`, such as `n=1000000 lanes=12`, leave only the cases whose line begins with all of them.

#[cfg(feature = "window")]
#[path = "timeline/frame.rs"]
mod frame;

use dateline::event::Status;
use dateline::export::picture::{PictureOptions, picture_scene};
use dateline::export::png;
use dateline::time::{FuzzySpan, Granularity, TimePoint, TimeSpan};
use dateline::timeline::fonts::FontMeasure;
use dateline::timeline::{Hit, Index, Item, ItemId, LaneId, LayoutStyle, Palette, Placement, Scene, Viewport, layout};
use std::hint::black_box;
use std::time::Instant;

const DAY: i64 = 86_400;
const YEAR: i64 = 31_556_952;
const FRAMES: usize = 400;

fn main() {
    for count in [10_000, 100_000, 1_000_000] {
        for (lanes, data) in [
            (1, Data::Bursts),
            (12, Data::Bursts),
            (200, Data::Bursts),
            (10_000, Data::Bursts),
            (1, Data::LongTail),
            (1, Data::Years),
            (1, Data::OneInstant),
        ] {
            case(count, lanes, data);
        }
    }
    picture();
}

/// How long a picture of 8000 x 3000 pixels takes, from the events to the bytes of the PNG.
fn picture() {
    let name = "picture n=5000 size=8000x3000";
    if !is_wanted(name) {
        return;
    }
    let index = Index::build(Data::Years.items(5_000, 1), vec![String::new()], Vec::new());
    let options = PictureOptions { width: 2000.0, height: 750.0, ..PictureOptions::default() };
    let start = Instant::now();
    let scene = picture_scene(&index, &options);
    let layout_ms = start.elapsed().as_secs_f64() * 1e3;
    let bytes = png(&scene, 4.0).expect("24 million pixels are allowed").len();
    let png_ms = start.elapsed().as_secs_f64() * 1e3;
    let texts = scene.texts().count();
    println!("{name} texts={texts} layout_ms={layout_ms:.0} png_ms={png_ms:.0} bytes={bytes}");
}

/// Whether the words behind `--` leave this case.
fn is_wanted(name: &str) -> bool {
    // Cargo itself gives "--bench".
    let mut wanted = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    wanted.all(|word| name.split(' ').any(|part| part == word))
}

fn case(count: usize, lanes: usize, data: Data) {
    let name = format!("n={count} lanes={lanes} data={}", data.name());
    if !is_wanted(&name) {
        return;
    }
    let items = data.items(count, lanes);
    let names = if lanes == 1 { vec![String::new()] } else { (0..lanes).map(|lane| format!("Lane {lane}")).collect() };
    let start = Instant::now();
    let index = Index::build(items, names, Vec::new());
    let index_ms = start.elapsed().as_secs_f64() * 1e3;
    let style = LayoutStyle { show_legend: true, ..LayoutStyle::new(1280.0, 800.0, Palette::light()) };
    check(&index, lanes, &style);
    let views = journey(&index);
    let (layouts, scenes) = frames(&index, &style, &views);
    let layouts = Times::of(layouts);
    let (whole, ratio) = whole_frames(&index, &style, &views).unwrap_or((layouts.clone(), "-".to_owned()));
    let bytes = index.heap_bytes() as f64 / count as f64;
    println!(
        "timeline {name} p50_ms={:.3} p99_ms={:.3} max_ms={:.3} index_ms={index_ms:.0} \
         bytes_per_event={bytes:.0} ratio_egui_plot={ratio} layout_p99_ms={:.3} hit_us={:.2}",
        whole.quantile(0.5),
        whole.quantile(0.99),
        whole.quantile(1.0),
        layouts.quantile(0.99),
        hit_micros(&scenes),
    );
}

/// Every event in view is counted exactly once, in the scene of the whole and in some of a part.
fn check(index: &Index, lanes: usize, style: &LayoutStyle) {
    let style = LayoutStyle { height: 200.0 + 60.0 * lanes as f64, ..style.clone() };
    let Some(extent) = index.extent() else { return };
    let whole = Viewport::framing(extent, 0.05);
    for view in [whole, whole.zoom_at(whole.start() + 0.9 * whole.secs(), 7.0)] {
        let (scene, _) = layout(index, &view, &style, FontMeasure::shared(), None);
        let counted: usize = scene
            .hits
            .iter()
            .map(|(_, hit)| match hit {
                Hit::Item(_) => 1,
                Hit::Cluster { count, .. } => *count,
                _ => 0,
            })
            .sum();
        let (start, end) = (view.start().floor(), view.end().ceil());
        let inside = |item: &Item| {
            let (begin, last) = item.span.hull();
            let (begin, last) = (begin.map_or(0, |at| at.0), last.map_or(0, |at| at.0));
            (begin as f64) < end && (last.max(begin + 1) as f64) > start
        };
        assert_eq!(counted, index.items().filter(inside).count(), "events of the scene and of the index differ");
    }
}

/// Milliseconds, sorted.
#[derive(Clone)]
struct Times(Vec<f64>);

impl Times {
    fn of(mut times: Vec<f64>) -> Times {
        times.sort_by(f64::total_cmp);
        Times(times)
    }

    fn quantile(&self, share: f64) -> f64 {
        let at = (self.0.len().saturating_sub(1) as f64 * share).round() as usize;
        self.0.get(at).copied().unwrap_or(f64::NAN)
    }
}

/// Times of whole frames, and how many times as long egui_plot takes for as many points.
#[cfg(feature = "window")]
fn whole_frames(index: &Index, style: &LayoutStyle, views: &[Viewport]) -> Option<(Times, String)> {
    let ours = Times::of(frame::canvas(index, views, style));
    let theirs = Times::of(frame::plot(index, style));
    let ratio = format!("{:.1}", theirs.quantile(0.5) / ours.quantile(0.5));
    Some((ours, ratio))
}

#[cfg(not(feature = "window"))]
fn whole_frames(_: &Index, _: &LayoutStyle, _: &[Viewport]) -> Option<(Times, String)> {
    None
}

/// Zooms from all of time to minutes and back about places with events, panning on the way.
fn journey(index: &Index) -> Vec<Viewport> {
    let Some(extent) = index.extent() else { return Vec::new() };
    let whole = Viewport::framing(extent, 0.05);
    let factor = (whole.secs() / 3_600.0).powf(2.0 / FRAMES as f64);
    let mut views = Vec::new();
    for target in [0.31, 0.9, 0.999] {
        let mut view = whole;
        for frame in 0..FRAMES {
            let at = whole.start() + target * whole.secs();
            let factor = if frame < FRAMES / 2 { factor } else { 1.0 / factor };
            view = view.zoom_at(at, factor).pan(view.secs() * if frame % 2 == 0 { 0.01 } else { -0.01 });
            views.push(view);
        }
    }
    views
}

/// Milliseconds of each layout, and some of the scenes.
fn frames(index: &Index, style: &LayoutStyle, views: &[Viewport]) -> (Vec<f64>, Vec<Scene>) {
    let measure = FontMeasure::shared();
    let (mut times, mut scenes) = (Vec::new(), Vec::new());
    let mut placement: Option<Placement> = None;
    for (frame, view) in views.iter().enumerate() {
        let start = Instant::now();
        let (scene, next) = black_box(layout(index, view, style, measure, placement.as_ref()));
        times.push(start.elapsed().as_secs_f64() * 1e3);
        placement = Some(next);
        if frame % 50 == 0 {
            scenes.push(scene);
        }
    }
    (times, scenes)
}

/// Microseconds of the slowest scene's hit test, over places all over it.
fn hit_micros(scenes: &[Scene]) -> f64 {
    let mut worst: f64 = 0.0;
    for scene in scenes {
        let start = Instant::now();
        for place in 0..1_000 {
            let share = f64::from(place) / 1_000.0;
            black_box(scene.hit(share * scene.width, (share * 37.0).fract() * scene.height));
        }
        worst = worst.max(start.elapsed().as_secs_f64() * 1e6 / 1_000.0);
    }
    worst
}

/// Shapes that real piles of events have.
#[derive(Clone, Copy, Debug)]
enum Data {
    /// A thousand events in one day, then silence; a third of them known by the month or the year only.
    Bursts,
    /// One event in 3000 BC, the rest in 2020.
    LongTail,
    /// Known by the year only.
    Years,
    /// Ten thousand on the very same instant, again and again.
    OneInstant,
}

impl Data {
    fn name(self) -> &'static str {
        match self {
            Data::Bursts => "bursts",
            Data::LongTail => "long-tail",
            Data::Years => "years",
            Data::OneInstant => "one-instant",
        }
    }

    fn items(self, count: usize, lanes: usize) -> Vec<Item> {
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        (0..count).map(|id| self.item(id, lanes, &mut random)).collect()
    }

    fn item(self, id: usize, lanes: usize, random: &mut Random) -> Item {
        let y2020 = TimePoint::from_year(2020).0;
        let (begin, secs, granularity) = match self {
            Data::Bursts => {
                let burst = (id / 1_000) as i64 * 97 * DAY / 7;
                let day = y2020 - burst % (300 * YEAR);
                match random.below(6) {
                    0 => (TimePoint::from_year(TimePoint(day).civil().year).0, YEAR, Granularity::Year),
                    1 => (day.div_euclid(30 * DAY) * 30 * DAY, 30 * DAY, Granularity::Month),
                    2 => (day + random.below(DAY as u64) as i64, 60, Granularity::Minute),
                    _ => (day.div_euclid(DAY) * DAY, DAY, Granularity::Day),
                }
            }
            Data::LongTail if id == 0 => (TimePoint::from_year(-2999).0, YEAR, Granularity::Year),
            Data::LongTail => (y2020 + random.below(366) as i64 * DAY, DAY, Granularity::Day),
            Data::Years => {
                let year = 1700 + random.below(321) as i64;
                let (begin, end) = (TimePoint::from_year(year).0, TimePoint::from_year(year + 1).0);
                (begin, end - begin, Granularity::Year)
            }
            Data::OneInstant => (y2020 + (id / 10_000) as i64 * 3 * DAY, 0, Granularity::Second),
        };
        let words = ["The council", "A tanker", "Two ministers", "The court of appeal", "Rebels", "Doctors"];
        let deeds =
            ["meeting in the capital", "leaving port", "resigning over the report", "ruling", "warning of rain"];
        Item {
            id: ItemId(id),
            lane: LaneId(random.below(lanes as u64) as usize),
            span: FuzzySpan::within(TimeSpan::new(TimePoint(begin), TimePoint(begin + secs))),
            granularity,
            status: if random.below(8) == 0 { Status::Planned } else { Status::Happened },
            approximate: random.below(40) == 0,
            soft_edges: random.below(40) == 0,
            label: format!("{} {}", words[random.below(6) as usize], deeds[random.below(5) as usize]),
            importance: random.below(1 << 20) as f32 / (1 << 20) as f32,
            claims: 1 + random.below(4) as usize,
        }
    }
}

/// Xorshift: the same data on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }
}
