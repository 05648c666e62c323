//! The legend: a sample and a word for every look that is there.

use super::cluster::SMALL;
use super::looks::Looks;
use super::marks::{self, Mark, Pen};
use super::place::{Form, TAIL};
use super::{Dash, Index, LayoutStyle, Rect, ShapeKind, TextAlign, TextMeasure};
use crate::event::Status;

/// What a legend can explain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sample {
    Status(Status),
    Approximate,
    Vague,
    Open,
    Cluster,
    Published,
    Today,
    Coloured,
}

const ENTRIES: [(Sample, &str); 13] = [
    (Sample::Status(Status::Happened), "Happened"),
    (Sample::Status(Status::Ongoing), "Ongoing"),
    (Sample::Status(Status::Planned), "Planned"),
    (Sample::Status(Status::Possible), "Possible"),
    (Sample::Status(Status::Denied), "Denied"),
    (Sample::Status(Status::Recurring), "Recurring"),
    (Sample::Approximate, "About"),
    (Sample::Vague, "Vague"),
    (Sample::Open, "Open end"),
    (Sample::Cluster, "Several"),
    (Sample::Published, "Article"),
    (Sample::Today, "Today"),
    (Sample::Coloured, "Your colour"),
];

/// What a scene shows besides its items' looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shown {
    pub looks: Looks,
    pub clusters: bool,
    pub publications: bool,
    pub today: bool,
    pub coloured: bool,
}

impl Shown {
    /// All that can be shown of the index.
    fn most(index: &Index, style: &LayoutStyle) -> Shown {
        Shown {
            looks: index.all_looks(),
            clusters: true,
            publications: !index.publications().is_empty(),
            today: style.today.is_some(),
            coloured: !style.colours.is_empty(),
        }
    }

    fn has(&self, sample: Sample) -> bool {
        match sample {
            Sample::Status(status) => self.looks.has(Looks::of(status)),
            Sample::Approximate => self.looks.has(Looks::APPROXIMATE),
            Sample::Vague => self.looks.has(Looks::SOFT),
            Sample::Open => self.looks.has(Looks::OPEN_BEGIN | Looks::OPEN_END),
            Sample::Cluster => self.clusters,
            Sample::Published => self.publications,
            Sample::Today => self.today,
            Sample::Coloured => self.coloured,
        }
    }
}

/// Points between entries where there is room, and where there is little.
const GAP: f64 = 18.0;
const NARROW_GAP: f64 = 10.0;

/// Lines that the legend of all that the index holds takes on a page this wide; it does not hang on what is in view, so
/// that nothing jumps.
pub(super) fn lines(index: &Index, style: &LayoutStyle, measure: &dyn TextMeasure) -> usize {
    let (total, _) = longest(&Shown::most(index, style), style, measure);
    let room = style.width - 32.0 - style.legend_room;
    // Lines are not filled to their ends.
    let lines = if total <= room { 1.0 } else { (total / (room - 60.0).max(140.0)).ceil() };
    lines.max(1.0) as usize
}

/// Width of all entries in one line, and their number, with little room between them.
fn longest(shown: &Shown, style: &LayoutStyle, measure: &dyn TextMeasure) -> (f64, usize) {
    let entries = ENTRIES.iter().filter(|(sample, _)| shown.has(*sample));
    let widths: Vec<f64> =
        entries.map(|(sample, name)| entry_width(*sample, name, style, measure) + NARROW_GAP).collect();
    (widths.iter().sum(), widths.len())
}

/// Height of a line of the legend.
pub(super) fn line_height(style: &LayoutStyle) -> f64 {
    (style.text_size + 8.0).round()
}

fn sample_width(sample: Sample) -> f64 {
    match sample {
        Sample::Status(_) | Sample::Approximate => 12.0,
        Sample::Vague | Sample::Cluster | Sample::Coloured => 26.0,
        Sample::Open => 6.0 + TAIL,
        Sample::Published | Sample::Today => 8.0,
    }
}

fn entry_width(sample: Sample, name: &str, style: &LayoutStyle, measure: &dyn TextMeasure) -> f64 {
    sample_width(sample) + 5.0 + measure.width(name, style.text_size - 1.0, false)
}

/// Draws what is shown, from left to right, a new line where one is full.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect, shown: &Shown, style: &LayoutStyle, measure: &dyn TextMeasure) {
    let size = style.text_size - 1.0;
    let (mut x, mut top) = (area.x, area.y + 4.0);
    let right = area.right() - style.legend_room;
    let (total, count) = longest(shown, style, measure);
    let spare = (right - area.x - total) / count.max(1) as f64;
    let gap = (NARROW_GAP + spare).clamp(NARROW_GAP, GAP);
    for (sample, name) in ENTRIES {
        if !shown.has(sample) {
            continue;
        }
        let width = entry_width(sample, name, style, measure);
        if x > area.x && x + width > right {
            (x, top) = (area.x, top + line_height(style));
        }
        let middle = top + line_height(style) / 2.0;
        draw_sample(pen, sample, x, middle, style);
        pen.push(ShapeKind::Text {
            at: (x + sample_width(sample) + 5.0, middle + size * 0.36),
            text: name.to_owned(),
            size,
            align: TextAlign::Left,
            color: style.palette.weak_text,
            strong: false,
        });
        x += width + gap;
    }
}

fn draw_sample(pen: &mut Pen<'_>, sample: Sample, x: f64, middle: f64, style: &LayoutStyle) {
    let palette = &style.palette;
    let point = |status, looks| Mark {
        rect: Rect::new(x + 1.5, middle - 4.5, 9.0, 9.0),
        form: Form::Point,
        status,
        color: palette.of(status),
        looks,
        core: None,
    };
    let bar = |rect, looks| Mark { rect, form: Form::Bar, ..point(Status::Happened, looks) };
    match sample {
        Sample::Status(status) => marks::draw(pen, &point(status, Looks::of(status)), style),
        Sample::Approximate => {
            let mark = Mark {
                rect: Rect::new(x + 2.5, middle - 3.5, 7.0, 7.0),
                ..point(Status::Happened, Looks::APPROXIMATE)
            };
            marks::draw(pen, &mark, style);
        }
        Sample::Vague => {
            let rect = Rect::new(x, middle - 5.0, 26.0, 10.0);
            marks::draw(pen, &bar(rect, Looks::SOFT), style);
        }
        Sample::Open => {
            let rect = Rect::new(x, middle - 4.0, 6.0, 8.0);
            marks::draw(pen, &bar(rect, Looks::OPEN_END), style);
        }
        Sample::Cluster => {
            pen.rect(Rect::new(x, middle - 6.0, 22.0, 12.0), 6.0, Some(palette.cluster), None);
            for dot in 0..3 {
                let center = (x + 6.0 + 5.0 * f64::from(dot), middle);
                pen.push(ShapeKind::Circle {
                    center,
                    radius: SMALL / 2.2,
                    fill: Some(palette.cluster_text),
                    stroke: None,
                });
            }
        }
        Sample::Published => {
            pen.rect(Rect::new(x + 2.5, middle - 4.0, 3.0, 8.0), 1.5, Some(palette.publication), None);
        }
        Sample::Today => {
            pen.line((x + 4.0, middle - 6.0), (x + 4.0, middle + 6.0), palette.today, 1.2, Dash::Dashed);
        }
        Sample::Coloured => {
            for (dot, color) in [0.0, 8.0, 16.0].into_iter().zip([0, 1, 6].map(|at| palette.own[at])) {
                let center = (x + 5.0 + dot, middle);
                pen.push(ShapeKind::Circle { center, radius: 3.2, fill: Some(color), stroke: None });
            }
        }
    }
}
