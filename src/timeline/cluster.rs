//! What no label was found for: small marks, and clusters with their count where marks would touch.

use super::Rect;
use super::areas::{LaneArea, track_height};
use super::place::{Cells, Context, Stretch};
use super::ticks::grouped;
use std::ops::Range;

/// Points between neighbours.
const GAP: f64 = 3.0;
/// Half the width of a small mark.
pub(super) const SMALL: f64 = 3.0;

/// Items drawn as one.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub count: usize,
    /// Position of the most important one.
    pub best: usize,
    /// Positions of all of them.
    pub ranges: Vec<Range<usize>>,
    /// Seconds from the first begin to the last end.
    pub start: i64,
    pub end: i64,
    pub rect: Rect,
}

/// A number of events as a cluster writes it.
pub(super) fn count_text(count: usize) -> String {
    // Over a hundred thousand nobody reads the last digits.
    match count {
        ..100_000 => grouped(count as i64),
        100_000..1_000_000 => format!("{}k", count / 1_000),
        _ => format!("{}.{}M", count / 1_000_000, count / 100_000 % 10),
    }
}

/// A cluster in the making.
#[derive(Clone, Debug)]
struct Draft {
    stretches: Vec<Stretch>,
    count: usize,
    left: f64,
    right: f64,
    /// Edges of its cells inside the plot.
    from: f64,
    to: f64,
}

/// Gathers the stretches by cluster, left to right, none touching the next.
pub(super) fn clusters(context: &Context<'_>, area: &LaneArea, cells: &Cells, stretches: &[Stretch]) -> Vec<Cluster> {
    let keyed = stretches.iter().enumerate();
    let keyed = keyed.map(|(at, stretch)| (cells.cluster_of(stretch.cell), stretch.range.start, at));
    let mut keyed: Vec<(usize, usize, usize)> = keyed.collect();
    keyed.sort_unstable();
    let mut drafts: Vec<Draft> = Vec::new();
    for group in keyed.chunk_by(|a, b| a.0 == b.0) {
        let (from, to) = cells.cluster_span(group[0].0);
        let inside = |secs: f64| context.scale.x_from_time(secs).clamp(context.plot.x, context.plot.right());
        let mut joined: Vec<Stretch> = Vec::new();
        for &(_, _, at) in group {
            let stretch = &stretches[at];
            if !joined.last_mut().is_some_and(|last| last.join(stretch)) {
                joined.push(stretch.clone());
            }
        }
        let mut draft = Draft {
            count: joined.iter().map(|stretch| stretch.range.len()).sum(),
            stretches: joined,
            left: 0.0,
            right: 0.0,
            from: inside(from),
            to: inside(to),
        };
        draft.settle(context);
        add(&mut drafts, draft, context);
    }
    drafts.into_iter().map(|draft| draft.finish(context, area)).collect()
}

/// Puts the draft behind the others: a little aside when it would touch the last, or together with it.
fn add(drafts: &mut Vec<Draft>, mut draft: Draft, context: &Context<'_>) {
    if let Some(last) = drafts.last() {
        let missing = last.right + GAP - draft.left;
        if missing > 0.0 && draft.count > 1 && draft.right + missing <= draft.to {
            draft.left += missing;
            draft.right += missing;
        }
        if draft.left < last.right + GAP
            && let Some(last) = drafts.pop()
        {
            let mut both = last;
            both.stretches.append(&mut draft.stretches);
            both.count += draft.count;
            both.to = draft.to;
            both.settle(context);
            add(drafts, both, context);
            return;
        }
    }
    drafts.push(draft);
}

impl Draft {
    /// Finds the place: a single mark stands at its time, a cluster in the middle of its items, inside its cells.
    fn settle(&mut self, context: &Context<'_>) {
        let index = context.index;
        let x = |secs: i64| context.scale.x_from_time(secs as f64).clamp(context.plot.x, context.plot.right());
        let first = self.stretches.iter().map(|stretch| index.begin(stretch.range.start)).min().unwrap_or(0);
        if self.count == 1 {
            let position = self.stretches[0].range.start;
            let middle = (x(index.begin(position)) + x(index.end(position))) / 2.0;
            let middle = middle.clamp(self.from.min(self.to), self.to);
            let middle = middle.clamp(context.plot.x + SMALL, context.plot.right() - SMALL);
            (self.left, self.right) = (middle - SMALL, middle + SMALL);
            return;
        }
        let last = self.stretches.iter().map(|stretch| index.begin(stretch.range.end - 1)).max().unwrap_or(first);
        let size = context.style.text_size - 1.0;
        let width = context.measure.width(&count_text(self.count), size, false) + 12.0;
        let middle = (x(first) + x(last)) / 2.0;
        let most_left = (self.to - GAP - width).max(self.from).min(context.plot.right() - width);
        self.left = (middle - width / 2.0).clamp(self.from.min(most_left), most_left).max(context.plot.x);
        self.right = self.left + width;
    }

    fn finish(self, context: &Context<'_>, area: &LaneArea) -> Cluster {
        let index = context.index;
        let begins = self.stretches.iter().map(|stretch| index.begin(stretch.range.start));
        let ends = self.stretches.iter().map(|stretch| index.last_end(stretch.range.clone()));
        let track = track_height(context.style);
        let height = if self.count == 1 { 2.0 * SMALL } else { context.style.text_size + 4.0 };
        let top = area.top + ((track - height) / 2.0).round() + 1.0;
        Cluster {
            count: self.count,
            start: begins.min().unwrap_or(0),
            end: ends.max().unwrap_or(0),
            rect: Rect::new(self.left, top, self.right - self.left, height),
            best: self
                .stretches
                .iter()
                .min_by_key(|stretch| stretch.best.rank)
                .map_or(0, |stretch| stretch.best.position),
            ranges: self.stretches.into_iter().map(|stretch| stretch.range).collect(),
        }
    }
}
