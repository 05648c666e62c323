//! Which events of a lane get a label and where, which become bands, and which are left to clusters.
//!
//! Time depends on pixels: the view is cut into cells of some points, the events of a cell are one or a few ranges of
//! the index, and a heap over the ranges hands out events by importance until the cells are full. Cells are powers of
//! two of a second and lie at fixed times, so that panning never regroups anything.

use super::areas::{LANE_PADDING, LaneArea, row_height, track_height};
use super::cluster::{self, Cluster};
use super::dates::date_words;
use super::index::Best;
use super::looks::Looks;
use super::rows::{KEPT_GAP, Rows};
use super::{Index, LayoutStyle, Rect, TextMeasure, TimeScale};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// Points of the narrowest cell that labels compete for.
const CELL: f64 = 6.0;
/// Points of the narrowest stretch that one cluster covers.
const CLUSTER: f64 = 48.0;
/// Rows from which on a lane has room for so many labels that the narrowest cells are worth their time.
const MANY_ROWS: usize = 4;
/// Labels are cut to a multiple of so many points, so that zooming does not cut each anew in every frame.
const CUT_STEP: f64 = 8.0;
/// A class whose longest item is no longer than this is drawn as points.
const POINT: f64 = 10.0;
/// A class whose shortest item takes this share of the plot is drawn as bands in the background.
const BAND: f64 = 0.7;
/// Labels longer than this are cut.
const LONGEST_LABEL: f64 = 480.0;
/// To this they are cut where they find no room otherwise.
const CUT_LABEL: f64 = 220.0;
/// A label shorter than this is no use.
const SHORTEST_LABEL: f64 = 40.0;
/// Importance (0 to 1) that a label gains by having stood in the frame before.
const KEPT_BONUS: f32 = 0.25;
/// Importance that a bar as wide as the plot loses, so that long events do not take the rows of short ones.
const WIDTH_PENALTY: f64 = 0.4;
/// Labels that may fail to find room before their cell counts as full.
const FAILS: u8 = 2;
/// Points between a mark and its label.
const LABEL_GAP: f64 = 5.0;
/// Points between a label and its date.
pub(super) const DATE_GAP: f64 = 7.0;
/// Points of the shortest bar.
const LEAST_BAR: f64 = 6.0;
/// Points of the arrow of an open side.
pub(super) const TAIL: f64 = 26.0;

/// What layout works with.
pub(super) struct Context<'a> {
    pub index: &'a Index,
    pub style: &'a LayoutStyle,
    pub measure: &'a dyn TextMeasure,
    pub scale: TimeScale,
    pub plot: Rect,
    /// Whole seconds of the view: an item is in view when it begins before the end and ends behind the start.
    pub view: Range<i64>,
}

/// How an item stands on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    #[default]
    Point,
    Bar,
    Band,
}

/// An item drawn by itself.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub position: usize,
    pub form: Form,
    /// The mark without arrow: from begin to end of a bar or band, around the middle of a point.
    pub mark: Rect,
    /// Empty for none.
    pub label: String,
    pub label_x: f64,
    /// The date in words behind the label; empty for none.
    pub date: String,
    /// Everything, for the pointer.
    pub extent: Rect,
    /// Row in the lane; bands count from the bottom.
    pub row: usize,
    pub selected: bool,
}

/// One lane, laid out.
#[derive(Clone, Debug)]
pub(super) struct LanePicture {
    pub bands: Vec<Placed>,
    pub placed: Vec<Placed>,
    pub clusters: Vec<Cluster>,
    /// Of everything in view.
    pub looks: Looks,
}

/// A range of positions whose best item is the next to hand out. All stretches of a lane are disjoint.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretch {
    pub range: Range<usize>,
    pub best: Best,
    pub cell: usize,
    /// Number of the group in its lane; ranges of one group are sorted by begin.
    pub group: usize,
    pub form: Form,
    /// Importance that its items lose.
    pub penalty: f32,
    /// The row it had in the frame before; only of a stretch of one item.
    pub kept: Option<usize>,
}

impl Stretch {
    /// Another one that differs in its range alone.
    fn of(&self, index: &Index, range: Range<usize>) -> Stretch {
        let best = index.best(range.clone());
        Stretch { range, best, kept: None, ..*self }
    }

    /// Takes what follows directly in the same group; whether it does.
    pub fn join(&mut self, next: &Stretch) -> bool {
        let follows = self.group == next.group && self.range.end == next.range.start;
        if follows {
            self.range.end = next.range.end;
            if next.best.rank < self.best.rank {
                self.best = next.best;
            }
        }
        follows
    }
}

/// Cells of the view, and the clusters they belong to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells {
    secs: f64,
    /// The power of two that `secs` is.
    exponent: i32,
    first: i64,
    /// Cells that one cluster covers.
    a_cluster: i64,
}

impl Cells {
    /// The cells of a lane with so many rows: one row holds a dozen labels, however many cells compete for it.
    fn of(scale: &TimeScale, rows: usize) -> Cells {
        let width = match rows {
            MANY_ROWS.. => CELL,
            2.. => 2.0 * CELL,
            _ => 4.0 * CELL,
        };
        let least = scale.viewport.secs() / scale.width * width;
        let exponent = least.log2().ceil() as i32;
        let secs = 2_f64.powi(exponent);
        let first = (scale.viewport.start() / secs).floor() as i64;
        Cells { secs, exponent, first, a_cluster: (CLUSTER / width) as i64 }
    }

    /// A cell by its number among all of time.
    fn of_number(&self, number: i64) -> usize {
        (number - self.first).max(0) as usize
    }

    /// What begins before the view belongs to its first cell.
    fn of_time(&self, secs: i64) -> usize {
        self.of_number((secs as f64 / self.secs).floor() as i64)
    }

    fn end_of(&self, cell: usize) -> f64 {
        (self.first + cell as i64 + 1) as f64 * self.secs
    }

    pub fn cluster_of(&self, cell: usize) -> usize {
        ((self.first + cell as i64).div_euclid(self.a_cluster) - self.first.div_euclid(self.a_cluster)) as usize
    }

    /// Seconds where the cluster's cells start and end.
    pub fn cluster_span(&self, cluster: usize) -> (f64, f64) {
        let start = self.first.div_euclid(self.a_cluster) + cluster as i64;
        let secs = self.secs * self.a_cluster as f64;
        (start as f64 * secs, (start + 1) as f64 * secs)
    }
}

/// Lays a lane out. `favoured` are, sorted by position, the items labelled in the frame before with their rows, and the
/// selected one.
pub(super) fn place_lane(
    context: &Context<'_>,
    area: &LaneArea,
    favoured: &[(usize, Option<usize>)],
    selected: Option<usize>,
) -> LanePicture {
    let mut lane = Lane::new(context, area, favoured, selected);
    lane.collect();
    lane.place_bands();
    lane.place_labels();
    lane.place_more_bands();
    let clusters = cluster::clusters(context, area, &lane.cells, &lane.left);
    LanePicture { bands: lane.bands, placed: lane.placed, clusters, looks: lane.looks }
}

struct Lane<'a> {
    context: &'a Context<'a>,
    area: &'a LaneArea,
    favoured: &'a [(usize, Option<usize>)],
    selected: Option<usize>,
    cells: Cells,
    stretches: Vec<Stretch>,
    /// The bands' stretches, apart: they do not compete with labels.
    wide: Vec<Stretch>,
    /// What no place was found for.
    left: Vec<Stretch>,
    rows: Rows,
    bands: Vec<Placed>,
    placed: Vec<Placed>,
    looks: Looks,
}

/// A label beside its mark: text, date, where it starts, how wide both are.
struct Beside {
    label: String,
    date: String,
    x: f64,
    width: f64,
}

/// By importance, then rank; the greatest comes first. The number names a stretch.
type Candidate = (u32, Reverse<u64>, usize);

impl<'a> Lane<'a> {
    fn new(
        context: &'a Context<'a>,
        area: &'a LaneArea,
        favoured: &'a [(usize, Option<usize>)],
        selected: Option<usize>,
    ) -> Lane<'a> {
        let room = area.height - track_height(context.style) - LANE_PADDING;
        let rows = (room / row_height(context.style) + 1e-6).floor().max(1.0) as usize;
        let rows = if area.folded { 0 } else { rows };
        Lane {
            context,
            area,
            favoured,
            selected,
            cells: Cells::of(&context.scale, rows),
            stretches: Vec::new(),
            wide: Vec::new(),
            left: Vec::new(),
            rows: Rows::new(rows),
            bands: Vec::new(),
            placed: Vec::new(),
            looks: Looks::default(),
        }
    }

    /// Finds the ranges of what is in view, cell by cell.
    fn collect(&mut self) {
        let index = self.context.index;
        let secs_per_point = self.context.scale.viewport.secs() / self.context.scale.width;
        let view = self.context.view.clone();
        for (number, group) in index.groups_of(self.area.lane).iter().enumerate() {
            let begins = index.begins_of(group.range.clone());
            let offset = group.range.start;
            // Whatever begins earlier than the longest item lasts has ended before the view.
            let reach = begins.partition_point(|&begin| begin.saturating_add(group.max_secs) <= view.start) + offset;
            let inside = begins.partition_point(|&begin| begin < view.start) + offset;
            let end = begins.partition_point(|&begin| begin < view.end) + offset;
            if reach >= end {
                continue;
            }
            let share = group.min_secs as f64 / secs_per_point / self.context.plot.width;
            let form = if group.max_secs as f64 / secs_per_point <= POINT {
                Form::Point
            } else if share < BAND {
                Form::Bar
            } else {
                Form::Band
            };
            let penalty = if form == Form::Bar { (share * WIDTH_PENALTY) as f32 } else { 0.0 };
            let like = Stretch { group: number, form, penalty, ..Stretch::default() };
            index.ending_behind(reach..inside, view.start, &mut |range| {
                self.looks = self.looks | index.looks_in(range.clone());
                self.add(range, &like, None);
            });
            if inside < end {
                self.looks = self.looks | index.looks_in(inside..end);
                self.collect_cells(inside..end, like);
            }
        }
    }

    /// The same of the items of one group that begin in view.
    fn collect_cells(&mut self, range: Range<usize>, mut like: Stretch) {
        let (index, cells) = (self.context.index, self.cells);
        if let Ok(exponent) = u32::try_from(cells.exponent) {
            let found = index.cells(range.clone(), exponent, |number, range, best| {
                like.cell = cells.of_number(number);
                self.add(range, &like, best);
            });
            if found {
                return;
            }
        }
        let mut at = range.start;
        while at < range.end {
            like.cell = cells.of_time(index.begin(at));
            let next = index.first_from(at..range.end, cells.end_of(like.cell));
            self.add(at..next, &like, None);
            at = next;
        }
    }

    /// Takes up what is left of a range, the favoured items in it apart. `like` says what the stretches have in common,
    /// `best` which of the items is the most important where that is known.
    fn add(&mut self, range: Range<usize>, like: &Stretch, best: Option<Best>) {
        let index = self.context.index;
        index.live(range.clone(), |part| {
            let best = best.filter(|_| part == range);
            self.add_live(part, like, best);
        });
    }

    fn add_live(&mut self, range: Range<usize>, like: &Stretch, best: Option<Best>) {
        let index = self.context.index;
        let first = self.favoured.partition_point(|&(position, _)| position < range.start);
        let mut at = range.start;
        let mut push = |range: Range<usize>, best: Option<Best>, kept| {
            if !range.is_empty() {
                let best = best.unwrap_or_else(|| index.best(range.clone()));
                let stretch = Stretch { range, best, kept, ..*like };
                if like.form == Form::Band { self.wide.push(stretch) } else { self.stretches.push(stretch) }
            }
        };
        for &(position, row) in self.favoured[first..].iter().take_while(|(position, _)| *position < range.end) {
            push(at..position, None, None);
            push(position..position + 1, None, row);
            at = position + 1;
        }
        let best = best.filter(|_| at == range.start);
        push(at..range.end, best, None);
    }

    fn candidate(&self, stretch: &Stretch, number: usize) -> Candidate {
        let best = stretch.best;
        let bonus = if Some(best.position) == self.selected {
            10.0
        } else if stretch.kept.is_some() {
            KEPT_BONUS
        } else {
            0.0
        };
        // Above 0, where the bits of a float are ordered as the float is.
        let importance = 1.0 + best.importance - stretch.penalty + bonus;
        (importance.to_bits(), Reverse(best.rank), number)
    }

    /// Hands the items of the stretches to `place`, most important first; what it does not take is left over. `closed`
    /// tells which stretches are not worth a try.
    fn hand_out(
        &mut self,
        mut stretches: Vec<Stretch>,
        closed: impl Fn(&Lane<'_>, &Stretch) -> bool,
        mut place: impl FnMut(&mut Lane<'_>, &Stretch) -> bool,
    ) {
        let candidates = stretches.iter().enumerate().map(|(at, stretch)| self.candidate(stretch, at));
        let mut heap: BinaryHeap<Candidate> = candidates.collect();
        while let Some((_, _, at)) = heap.pop() {
            let stretch = stretches[at].clone();
            if closed(self, &stretch) {
                self.left.push(stretch);
                continue;
            }
            let best = stretch.best.position;
            if !place(self, &stretch) {
                // Nothing else of it has a chance either when there is no room left for what is no better.
                if closed(self, &Stretch { kept: None, ..stretch.clone() }) {
                    self.left.push(stretch);
                    continue;
                }
                self.left.push(Stretch { range: best..best + 1, ..stretch.clone() });
            }
            for range in [stretch.range.start..best, best + 1..stretch.range.end] {
                if !range.is_empty() {
                    let part = stretch.of(self.context.index, range);
                    heap.push(self.candidate(&part, stretches.len()));
                    stretches.push(part);
                }
            }
        }
    }

    /// Bands lie at the bottom of the lane, over what rows are there; as many as leave room for the labels.
    fn place_bands(&mut self) {
        let wide = std::mem::take(&mut self.wide);
        self.hand_out_bands(wide, 0, (self.rows.len() / 4).min(4));
        let used = self.bands.iter().map(|band| band.row + 1).max().unwrap_or(0);
        self.rows.truncate(self.rows.len() - used);
        self.wide = std::mem::take(&mut self.left);
    }

    /// Half of the rows that the labels left empty at the bottom go to what bands found no place before; all of them
    /// where there is nothing but bands.
    fn place_more_bands(&mut self) {
        let used = self.bands.iter().map(|band| band.row + 1).max().unwrap_or(0);
        let empty = self.rows.empty_at_the_end();
        let most = if self.placed.is_empty() { empty } else { empty.div_ceil(2) };
        let wide = std::mem::take(&mut self.wide);
        self.hand_out_bands(wide, used, most);
    }

    /// Places bands in `most` strips, the lowest being number `first` from the bottom.
    fn hand_out_bands(&mut self, wide: Vec<Stretch>, first: usize, most: usize) {
        let mut strips = Rows::new(most);
        let full = std::cell::Cell::new(most == 0);
        self.hand_out(
            wide,
            |lane, stretch| full.get() && lane.selected != Some(stretch.best.position),
            |lane, stretch| {
                let band = lane.band(stretch.best.position, first, &mut strips);
                let found = band.is_some();
                match band {
                    Some(band) => lane.bands.push(band),
                    // A lane too low for bands still shows the selected one, as a bar in its rows.
                    None if lane.selected == Some(stretch.best.position) => {
                        lane.stretches.push(Stretch { form: Form::Bar, ..stretch.clone() });
                        return true;
                    }
                    None => full.set(true),
                }
                found
            },
        );
    }

    fn band(&self, position: usize, first: usize, strips: &mut Rows) -> Option<Placed> {
        let (from, to) = self.context.span_x(position);
        let row = (0..strips.len()).find(|&row| strips.is_free(row, from, to, 1.0))?;
        strips.take(row, from, to);
        let row = first + row;
        let height = row_height(self.context.style);
        let bottom = self.area.top + self.area.height - LANE_PADDING - row as f64 * height;
        let mark = Rect::new(from, bottom - height + 2.0, (to - from).max(1.0), height - 2.0);
        let label = self.context.cut_label(position, mark.width - 16.0);
        Some(Placed {
            position,
            form: Form::Band,
            mark,
            label,
            label_x: mark.x + 8.0,
            date: String::new(),
            extent: mark,
            row,
            selected: self.selected == Some(position),
        })
    }

    /// Hands out labels until nothing is left or the cells are full.
    fn place_labels(&mut self) {
        let stretches = std::mem::take(&mut self.stretches);
        let cells = stretches.iter().map(|stretch| stretch.cell + 1).max().unwrap_or(0);
        // Points and bars find room at different places, so that they are counted apart.
        let fails = [vec![std::cell::Cell::new(0_u8); cells], vec![std::cell::Cell::new(0_u8); cells]];
        let fails_of = |stretch: &Stretch| &fails[usize::from(stretch.form == Form::Bar)][stretch.cell];
        let favoured =
            |lane: &Lane<'_>, stretch: &Stretch| stretch.kept.is_some() || lane.selected == Some(stretch.best.position);
        self.hand_out(
            stretches,
            |lane, stretch| fails_of(stretch).get() >= FAILS && !favoured(lane, stretch),
            |lane, stretch| match lane.place(stretch) {
                Ok(placed) => {
                    lane.rows.take(placed.row, placed.extent.x, placed.extent.right());
                    lane.placed.push(placed);
                    true
                }
                Err(full) => {
                    let fails = fails_of(stretch);
                    fails.set(if full { FAILS } else { fails.get() + 1 });
                    false
                }
            },
        );
    }

    /// Finds a row for the stretch's best item; `Err(true)` when not even its mark finds one.
    fn place(&self, stretch: &Stretch) -> Result<Placed, bool> {
        let (context, position) = (self.context, stretch.best.position);
        let (from, to) = context.mark_x(stretch.best, stretch.form);
        let row_of = |left: f64, right: f64| {
            let kept = stretch.kept.filter(|&row| self.rows.is_free(row, left, right, KEPT_GAP));
            kept.or_else(|| self.rows.first_free(left, right))
        };
        if row_of(from, to).is_none() {
            return Err(true);
        }
        let looks = context.index.looks(position);
        let before = if looks.has(Looks::OPEN_BEGIN) { TAIL } else { 0.0 };
        let after = if looks.has(Looks::OPEN_END) { TAIL } else { 0.0 };
        let (left, right) = (from - before, to + after);
        if row_of(left, right).is_none() {
            return Err(true);
        }
        let widest = (context.plot.width * 0.5).min(LONGEST_LABEL);
        // Most have no room: seen before anybody looks for their words.
        let least = right + LABEL_GAP + SHORTEST_LABEL + 1.0;
        let is_right = to - from < SHORTEST_LABEL && right + LABEL_GAP + widest + 1.0 < context.plot.right();
        if is_right && stretch.kept.is_none() && context.style.show_labels && row_of(left, least).is_none() {
            return Err(false);
        }
        let date = context.date(position);
        for (longest, date) in [(widest, date.as_str()), (CUT_LABEL, "")] {
            let beside = context.beside(position, (from, to), (left, right), longest, date);
            let gap = if beside.label.is_empty() { 0.0 } else { 1.0 };
            let (left, right) = (left.min(beside.x - gap), right.max(beside.x + beside.width + gap));
            if let Some(row) = row_of(left, right) {
                return Ok(self.at_row(stretch, row, (from, to), (left, right), beside));
            }
        }
        Err(false)
    }

    fn at_row(
        &self,
        stretch: &Stretch,
        row: usize,
        (from, to): (f64, f64),
        (left, right): (f64, f64),
        beside: Beside,
    ) -> Placed {
        let height = row_height(self.context.style);
        let top = self.area.top + track_height(self.context.style) + row as f64 * height;
        let mark = Rect::new(from, top + 2.5, to - from, height - 5.0);
        Placed {
            position: stretch.best.position,
            form: stretch.form,
            mark,
            label: beside.label,
            label_x: beside.x,
            date: beside.date,
            extent: Rect::new(left, top + 1.0, right - left, height - 2.0),
            row,
            selected: self.selected == Some(stretch.best.position),
        }
    }
}

impl Context<'_> {
    /// Where the item begins and ends, inside the plot.
    fn span_x(&self, position: usize) -> (f64, f64) {
        let inside = |secs: i64| self.scale.x_from_time(secs as f64).clamp(self.plot.x, self.plot.right());
        (inside(self.index.begin(position)), inside(self.index.end(position)))
    }

    /// Left and right edge of the mark.
    fn mark_x(&self, item: Best, form: Form) -> (f64, f64) {
        let (from, to) = self.span_x(item.position);
        if form == Form::Point {
            // A little larger for what matters more.
            let radius = 3.6 + 1.4 * f64::from(item.importance);
            let middle = ((from + to) / 2.0).clamp(self.plot.x + radius, self.plot.right() - radius);
            return (middle - radius, middle + radius);
        }
        let missing = (LEAST_BAR - (to - from)).max(0.0) / 2.0;
        let from = (from - missing).clamp(self.plot.x, self.plot.right() - LEAST_BAR);
        (from, (to + missing).max(from + LEAST_BAR))
    }

    pub fn width(&self, text: &str) -> f64 {
        self.measure.width(text, self.style.text_size, false)
    }

    /// The item's date in words, where dates are shown.
    fn date(&self, position: usize) -> String {
        if self.style.show_dates && self.style.show_labels {
            date_words(self.index, position, self.style.date_style)
        } else {
            String::new()
        }
    }

    /// Points that a date takes behind its label.
    fn date_width(&self, date: &str) -> f64 {
        if date.is_empty() { 0.0 } else { DATE_GAP + self.measure.width(date, self.style.text_size - 1.0, false) }
    }

    /// The label, inside a bar that is long enough, else right of everything, else left; cut, and without its date, to
    /// where it can be longest when it has room nowhere.
    fn beside(
        &self,
        position: usize,
        (from, to): (f64, f64),
        (left, right): (f64, f64),
        longest: f64,
        date: &str,
    ) -> Beside {
        let label = self.cut_label(position, longest);
        let width = self.width(&label) + self.date_width(date);
        let room_right = self.plot.right() - right - 2.0 * LABEL_GAP;
        let room_left = left - self.plot.x - 2.0 * LABEL_GAP;
        let x = if width + 12.0 <= to - from {
            Some(from + 6.0)
        } else if width <= room_right {
            Some(right + LABEL_GAP)
        } else if width <= room_left {
            Some(left - LABEL_GAP - width)
        } else {
            None
        };
        if let Some(x) = x {
            return Beside { label, date: date.to_owned(), x, width };
        }
        if !date.is_empty() {
            return self.beside(position, (from, to), (left, right), longest, "");
        }
        let room_inside = to - from - 12.0;
        let room = room_right.max(room_left).max(room_inside);
        let label = self.cut_label(position, room);
        let width = self.width(&label);
        let x = if label.is_empty() || room == room_inside {
            from + 6.0
        } else if room == room_right {
            right + LABEL_GAP
        } else {
            left - LABEL_GAP - width
        };
        Beside { label, date: String::new(), x, width }
    }

    /// The label, or as much of it as `room` holds; empty where that is too little to be of use.
    fn cut_label(&self, position: usize, room: f64) -> String {
        if !self.style.show_labels {
            return String::new();
        }
        let label = self.index.label(position);
        if self.width(label) <= room {
            return label.to_owned();
        }
        let room = (room / CUT_STEP).floor() * CUT_STEP;
        if room < SHORTEST_LABEL { String::new() } else { cut(label, room, |text| self.width(text)) }
    }
}

/// The text, or its longest beginning that fits into `room` with an ellipsis.
pub(super) fn cut(text: &str, room: f64, width: impl Fn(&str) -> f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let room = room - width("…");
    let fitting = ends.partition_point(|&end| width(&text[..end]) <= room);
    let end = fitting.checked_sub(1).map_or(0, |last| ends[last]);
    format!("{}…", text[..end].trim_end())
}
