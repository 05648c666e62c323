//! How a page is divided: title, axis, lanes, legend, source line; and how high each lane is.
//!
//! Nothing here looks at the view, so that no lane jumps while zooming and panning.

use super::legend;
use super::ticks::grouped;
use super::{Index, LaneId, LayoutStyle, Rect, ShownLane, TextMeasure};

/// Lanes whose names are measured for the width of their column.
const NAMES_MEASURED: usize = 200;

/// Where everything goes, in page points.
#[derive(Clone, Debug)]
pub(super) struct Areas {
    pub title: Rect,
    /// Both rows of ticks, and below them the strip of the publication marks.
    pub axis: Rect,
    /// Height of the strip of the publication marks; 0 without any.
    pub publications: f64,
    /// Column of the lanes' names; no width when there is only one lane and it has no name.
    pub names: Rect,
    /// Where time runs from left to right.
    pub plot: Rect,
    pub legend: Rect,
    pub source: Rect,
    /// Height of all lanes.
    pub content_height: f64,
    /// Points that the lanes are scrolled, brought inside what there is.
    pub scroll: f64,
}

/// One lane's place.
#[derive(Clone, Copy, Debug)]
pub(super) struct LaneArea {
    pub lane: LaneId,
    pub top: f64,
    pub height: f64,
    pub folded: bool,
}

/// Height of a row of labels.
pub(super) fn row_height(style: &LayoutStyle) -> f64 {
    ((style.text_size + 10.0) * style.row_scale.clamp(0.8, 3.0)).round()
}

/// Height of the track of clusters and small marks at the top of each lane.
pub(super) fn track_height(style: &LayoutStyle) -> f64 {
    (style.text_size + 12.0).round()
}

/// Points of the mark for folding before a lane's name.
pub(super) const FOLD: f64 = 14.0;

/// Room below the last row of a lane.
pub(super) const LANE_PADDING: f64 = 6.0;

/// The least height that shows a lane: the track and one row of labels.
fn least_lane_height(style: &LayoutStyle) -> f64 {
    track_height(style) + row_height(style) + LANE_PADDING
}

/// The height of a lane of which only the track is shown.
fn folded_lane_height(style: &LayoutStyle) -> f64 {
    track_height(style) + 4.0
}

/// The lanes to be shown, from top to bottom.
fn shown_lanes<'a>(index: &'a Index, style: &'a LayoutStyle) -> impl Iterator<Item = ShownLane> + 'a {
    let all = if style.lanes.is_some() { 0 } else { index.lanes().len() };
    let wished = style.lanes.iter().flat_map(|lanes| lanes.iter().copied());
    let known = wished.filter(|shown| shown.lane.0 < index.lanes().len());
    (0..all).map(|lane| ShownLane { lane: LaneId(lane), folded: false }).chain(known)
}

fn least_height(shown: ShownLane, style: &LayoutStyle) -> f64 {
    if shown.folded { folded_lane_height(style) } else { least_lane_height(style) }
}

impl Areas {
    pub fn of(index: &Index, style: &LayoutStyle, measure: &dyn TextMeasure) -> Areas {
        let (width, height) = (style.width.max(1.0), style.height.max(1.0));
        let line = style.text_size;
        let framed = !style.title.is_empty() || !style.source_line.is_empty();
        let margin = if framed { 16.0 } else { 0.0 };
        let title = if style.title.is_empty() { 0.0 } else { (line * 3.2).round() };
        let publications = if style.show_axis && !index.publications().is_empty() { 12.0 } else { 0.0 };
        let axis = if style.show_axis { 2.0 * axis_row(style) + publications } else { 0.0 };
        let source = if style.source_line.is_empty() { 0.0 } else { (line * 2.2).round() };
        let legend_lines = legend::lines(index, style, measure) as f64;
        let legend = if style.show_legend { legend_lines * legend::line_height(style) + 8.0 } else { 0.0 };
        let names = names_width(index, style, measure, width);
        let top = title + axis;
        let bottom = (height - legend - source).max(top + 1.0);
        let area = bottom - top;
        let least: f64 = shown_lanes(index, style).map(|shown| least_height(shown, style)).sum();
        let content_height = area.max(least);
        Areas {
            title: Rect::new(margin, 0.0, width - 2.0 * margin, title),
            axis: Rect::new(0.0, title, width, axis),
            publications,
            names: Rect::new(0.0, top, names, area),
            plot: Rect::new(names, top, (width - names).max(1.0), area),
            legend: Rect::new(margin.max(8.0), bottom, width - 2.0 * margin.max(8.0), legend),
            source: Rect::new(margin.max(8.0), bottom + legend, width - 2.0 * margin.max(8.0), source),
            content_height,
            scroll: style.scroll.clamp(0.0, content_height - area),
        }
    }

    /// The lanes that can be seen, from top to bottom.
    pub fn visible_lanes(&self, index: &Index, style: &LayoutStyle) -> Vec<LaneArea> {
        let in_sight = |area: &LaneArea| area.top + area.height > self.plot.y && area.top < self.plot.bottom();
        self.lanes(index, style).filter(in_sight).collect()
    }

    /// All lanes that are shown, from top to bottom.
    pub fn lanes<'a>(&'a self, index: &'a Index, style: &'a LayoutStyle) -> impl Iterator<Item = LaneArea> + 'a {
        let spare = Spare::of(self.content_height, index, style);
        let (mut top, mut shares) = (self.plot.y - self.scroll, 0.0);
        shown_lanes(index, style).map(move |shown| {
            let height = least_height(shown, style) + spare.height(index, shown, style, &mut shares);
            let area = LaneArea { lane: shown.lane, top, height, folded: shown.folded };
            top += height;
            area
        })
    }
}

/// What is left of the height when each lane has the least, handed out in whole rows of labels: open lanes with more
/// events get more of it, by the square root, so that none starves; none gets more rows than it has events.
struct Spare {
    /// Rows of those lanes that could have more than they get, and the sum of their weights.
    rows: f64,
    weight: f64,
    /// Rows for each unit of weight, before it is known which lanes need no more.
    first_share: f64,
    /// Points for each open lane that are no whole row.
    rest: f64,
}

impl Spare {
    fn of(content_height: f64, index: &Index, style: &LayoutStyle) -> Spare {
        let open = || shown_lanes(index, style).filter(|shown| !shown.folded);
        let least: f64 = shown_lanes(index, style).map(|shown| least_height(shown, style)).sum();
        let (spare, row) = ((content_height - least).max(0.0), row_height(style));
        let all = (spare / row).floor();
        let first_share = all / open().map(|shown| weight(index, shown)).sum::<f64>().max(0.1);
        let (mut rows, mut sum, mut wanted) = (all, 0.0, 0.0);
        for shown in open() {
            let most = most_rows(index, shown);
            if first_share * weight(index, shown) >= most {
                rows -= most;
                wanted += most;
            } else {
                sum += weight(index, shown);
            }
        }
        let given = if sum > 0.0 { all } else { wanted };
        let rest = (spare - given * row).max(0.0) / (open().count().max(1) as f64);
        Spare { rows: rows.max(0.0), weight: sum.max(0.1), first_share, rest }
    }

    /// What the lane gets; `shares` are the rows that the lanes above it had a right to.
    fn height(&self, index: &Index, shown: ShownLane, style: &LayoutStyle, shares: &mut f64) -> f64 {
        if shown.folded {
            return 0.0;
        }
        let most = most_rows(index, shown);
        let rows = if self.first_share * weight(index, shown) >= most {
            most
        } else {
            let before = shares.floor();
            *shares += self.rows * weight(index, shown) / self.weight + 1e-9;
            shares.floor() - before
        };
        rows * row_height(style) + self.rest
    }
}

fn weight(index: &Index, shown: ShownLane) -> f64 {
    (index.lane_len(shown.lane) as f64).sqrt().max(0.5)
}

/// Rows beside the first that the lane has events for.
fn most_rows(index: &Index, shown: ShownLane) -> f64 {
    (index.lane_len(shown.lane) as f64 - 1.0).max(0.0)
}

/// Height of one row of tick labels.
pub(super) fn axis_row(style: &LayoutStyle) -> f64 {
    (style.text_size + 9.0).round()
}

fn names_width(index: &Index, style: &LayoutStyle, measure: &dyn TextMeasure, width: f64) -> f64 {
    let lanes = index.lanes();
    if lanes.len() == 1 && lanes[0].is_empty() {
        return 0.0;
    }
    let names = lanes.iter().take(NAMES_MEASURED);
    let widest = names.map(|name| measure.width(name, style.text_size, true)).fold(0.0, f64::max);
    // A folded lane has its number beside its name.
    let number = || measure.width(&grouped(index.len() as i64), style.text_size - 1.0, false) + 6.0;
    let fold = if style.fold_marks { FOLD + number() } else { 0.0 };
    (widest + fold + 20.0).clamp(80.0, (width * 0.17).clamp(80.0, 220.0)).round()
}
