//! The events as layout needs them: sorted once, asked every frame, brought up to date event by event.
//!
//! Items lie lane by lane, in a lane by length class (the power of two of their seconds), in a class by begin. What a
//! view shows of a class is then a range found by binary search, and a pyramid over the ranges knows the most
//! important item, the last end and the looks of any stretch without visiting its items.
//!
//! An edit leaves the large table as it is: what is gone is passed over, what is new stands in a small table beside it,
//! whose positions follow those of the large one. [`Index::folded`] makes one table of both.

mod buckets;
mod draft;
mod pyramid;
mod table;

use super::looks::Looks;
use crate::event::Status;
use crate::project::SharedStr;
use crate::time::{FuzzySpan, Granularity, TimePoint, TimeSpan};
pub(super) use draft::{Batch, Draft};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
pub(super) use table::Group;
use table::Table;

/// Names an item; the caller's number (an entry's id).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub usize);

/// Index into the lanes of an [`Index`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LaneId(pub usize);

/// One event to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub id: ItemId,
    pub lane: LaneId,
    pub span: FuzzySpan,
    pub granularity: Granularity,
    pub status: Status,
    /// "c. 1200": drawn with a dotted outline.
    pub approximate: bool,
    /// "late 2017": its bounds are themselves vague, so its edges fade.
    pub soft_edges: bool,
    pub label: String,
    /// 0 to 1.
    pub importance: f32,
    /// Number of articles that tell it.
    pub claims: usize,
}

/// The most important item of a range.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Best {
    pub position: usize,
    /// Lower is more important; no two are equal.
    pub rank: u64,
    /// 0 to 1.
    pub importance: f32,
}

/// What became another in an [`Index`].
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// Items that are no longer there; those that never were are passed over.
    pub gone: Vec<ItemId>,
    /// Items that are new or another now, in the lanes as they are now.
    pub new: Vec<Item>,
    /// The lanes as they are now; `None` where nothing changed about them.
    pub lanes: Option<LanesNow>,
}

/// The names of lanes from top to bottom, each with the lane that it was before. A lane that is left out must have lost
/// all its items.
pub type LanesNow = Vec<(String, Option<LaneId>)>;

/// Items sorted by time, lane by lane. Building sorts; everything else is a look-up.
///
/// An open side of a span is kept as open, but takes its place at the last bound that is known on that side: "since
/// 2014" lies where its begin lies, and is drawn with an arrow.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Shared, so that a copy of the index is cheap.
    base: Arc<Table>,
    /// Positions of the base whose items are gone, sorted.
    dead: Vec<u32>,
    /// What came since.
    fresh: Table,
    /// Place of each of these in the order of importance, among those of the base.
    fresh_ranks: Vec<u64>,
    /// Of both tables, those of one lane together.
    groups: Vec<Group>,
    /// Where the groups of each lane start in `groups`, by its number in the tables, and one past the last.
    lane_groups: Vec<usize>,
    lanes: Vec<String>,
    /// The number of each lane in the tables.
    inside: Vec<u32>,
    /// And back; `u32::MAX` for a lane that is no more.
    outside: Vec<u32>,
    publications: Vec<(TimePoint, String)>,
    undated: usize,
    extent: Option<TimeSpan>,
}

impl Index {
    /// `lanes` are their names from top to bottom; `publications` the articles' dates with their headlines. Items without
    /// any bound are counted as undated; items of a lane that is not there go to the last lane.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "the index stands for the items; callers have no more use for them"
    )]
    pub fn build(items: Vec<Item>, lanes: Vec<String>, publications: Vec<(TimePoint, String)>) -> Index {
        let lanes = if lanes.is_empty() { vec![String::new()] } else { lanes };
        let last = lanes.len() - 1;
        let labels = SharedStr::all_of(items.iter().map(|item| item.label.as_str()));
        let drafts = items.iter().zip(&labels).map(|(item, label)| {
            let lane = LaneId(item.lane.0.min(last));
            Draft::of(&Item { lane, label: String::new(), ..*item }, label)
        });
        let drafts: Vec<Draft<'_>> = drafts.flatten().collect();
        let undated = items.len() - drafts.len();
        let batch = Batch { count: drafts.len(), draft: &|number| drafts[number], in_time: None };
        Index::of(batch, lanes, publications).with_undated(undated)
    }

    /// The same of items that are on their way already, in lanes that are there.
    pub(super) fn of(batch: Batch<'_, '_>, lanes: Vec<String>, publications: Vec<(TimePoint, String)>) -> Index {
        let base = Arc::new(Table::build(batch));
        let numbers: Vec<u32> = (0..lanes.len() as u32).collect();
        let mut index = Index { base, lanes, inside: numbers.clone(), outside: numbers, ..Index::default() };
        index.settle();
        index.set_publications(publications);
        index
    }

    /// Says when the articles were published, with their headlines.
    pub fn set_publications(&mut self, mut publications: Vec<(TimePoint, String)>) {
        publications.sort_by_key(|(at, _)| *at);
        self.publications = publications;
    }

    /// Takes changes over, in time that depends on how many there are, and on those taken over since the last time that
    /// the index was built or folded.
    pub fn update(&mut self, update: Update) {
        let Update { gone, new, lanes } = update;
        if let Some(lanes) = lanes {
            self.take_lanes(lanes);
        }
        let touched: BTreeSet<ItemId> = gone.into_iter().chain(new.iter().map(|item| item.id)).collect();
        let dead = touched.iter().filter_map(|id| self.base.position(*id)).map(|at| at as u32);
        self.dead.extend(dead.collect::<Vec<u32>>());
        self.dead.sort_unstable();
        self.dead.dedup();
        let stays = (0..self.fresh.len()).filter(|&at| !touched.contains(&self.fresh.id(at)));
        let mut fresh: Vec<Item> = stays.map(|at| self.fresh.item(at)).collect();
        let last = self.lanes.len() - 1;
        fresh.extend(new.into_iter().map(|mut item| {
            item.lane.0 = self.inside[item.lane.0.min(last)] as usize;
            item
        }));
        let labels: Vec<SharedStr> = fresh.iter().map(|item| SharedStr::from(item.label.as_str())).collect();
        let drafts = fresh.iter().zip(&labels).filter_map(|(item, label)| Draft::of(item, label));
        let drafts: Vec<Draft<'_>> = drafts.collect();
        self.fresh = Table::build(Batch { count: drafts.len(), draft: &|number| drafts[number], in_time: None });
        self.settle();
    }

    fn take_lanes(&mut self, lanes: LanesNow) {
        let inside = std::mem::take(&mut self.inside);
        self.outside.fill(u32::MAX);
        for (place, (_, before)) in lanes.iter().enumerate() {
            let number = before.and_then(|before| inside.get(before.0).copied()).unwrap_or_else(|| {
                self.outside.push(u32::MAX);
                self.outside.len() as u32 - 1
            });
            self.outside[number as usize] = place as u32;
            self.inside.push(number);
        }
        self.lanes = lanes.into_iter().map(|(name, _)| name).collect();
        if self.lanes.is_empty() {
            self.lanes.push(String::new());
            self.inside.push(0);
            self.outside[0] = 0;
        }
    }

    /// How many changes [`Index::update`] took over since the index was built or folded.
    pub fn changes(&self) -> usize {
        self.dead.len() + self.fresh.len()
    }

    /// The same in one table: what a frame costs depends a little on [`Index::changes`]. Takes time by items.
    #[must_use]
    pub fn folded(&self) -> Index {
        let base = Arc::new(Table::merged(&self.base, &self.dead, &self.fresh));
        let mut folded = Index { base, dead: Vec::new(), fresh: Table::default(), ..self.clone() };
        folded.settle();
        folded
    }

    /// What follows from the tables.
    fn settle(&mut self) {
        let mut before = 0;
        let ranks = self.fresh.by_rank().map(|(at, key)| {
            // Rank `r` of the base stands at `r + 1` times 2^32; what is more important than it, between it and the one before.
            before += 1;
            (at, ((self.base.more_important(key) as u64) << 32) + before)
        });
        let mut fresh_ranks = vec![0; self.fresh.len()];
        ranks.for_each(|(at, rank)| fresh_ranks[at as usize] = rank);
        self.fresh_ranks = fresh_ranks;
        self.settle_groups();
        let first = self.groups.iter().map(|group| self.begin(group.range.start)).min();
        let mut last = None;
        for part in [0..self.base.len(), self.base.len()..self.positions()] {
            self.live(part, |range| last = last.max(Some(self.last_end(range))));
        }
        self.extent = first.zip(last).map(|(first, last)| TimeSpan::new(TimePoint(first), TimePoint(last)));
    }

    /// The groups of both tables; those of one lane and class know the shortest and the longest of both.
    fn settle_groups(&mut self) {
        let mut groups: Vec<Group> = self.base.groups().iter().filter_map(|group| self.live_group(group)).collect();
        let mut fresh: BTreeMap<(u32, u32), Group> = BTreeMap::new();
        for group in self.fresh.groups() {
            let range = group.range.start + self.base.len()..group.range.end + self.base.len();
            fresh.insert((group.lane, group.class()), Group { range, ..group.clone() });
        }
        for group in &mut groups {
            if let Some(other) = fresh.get_mut(&(group.lane, group.class())) {
                group.min_secs = group.min_secs.min(other.min_secs);
                group.max_secs = group.max_secs.max(other.max_secs);
                (other.min_secs, other.max_secs) = (group.min_secs, group.max_secs);
            }
        }
        groups.extend(fresh.into_values());
        groups.sort_by_key(|group| group.lane);
        let mut at = 0;
        self.lane_groups = (0..=self.outside.len())
            .map(|lane| {
                at += groups[at..].iter().take_while(|group| (group.lane as usize) < lane).count();
                at
            })
            .collect();
        self.groups = groups;
    }

    /// The group of the base without what is gone of it; `None` where all is.
    fn live_group(&self, group: &Group) -> Option<Group> {
        let dead = self.dead_in(&group.range);
        if dead.is_empty() {
            return Some(group.clone());
        }
        let (first, last) = self.live_ends(group.range.clone())?;
        let secs = |at: usize| self.base.end(at) - self.base.begin(at);
        let mut found = Group { range: first..last + 1, ..group.clone() };
        if dead.iter().any(|&at| secs(at as usize) == group.min_secs || secs(at as usize) == group.max_secs) {
            (found.min_secs, found.max_secs) = (secs(first), secs(first));
            let mut is_known = false;
            self.live(group.range.clone(), |range| {
                for at in range {
                    if is_known {
                        return;
                    }
                    found.min_secs = found.min_secs.min(secs(at));
                    found.max_secs = found.max_secs.max(secs(at));
                    is_known = (found.min_secs, found.max_secs) == (group.min_secs, group.max_secs);
                }
            });
        }
        Some(found)
    }

    /// First and last position of the range that are not gone.
    fn live_ends(&self, range: Range<usize>) -> Option<(usize, usize)> {
        let mut ends: Option<(usize, usize)> = None;
        self.live(range, |part| ends = Some((ends.map_or(part.start, |(first, _)| first), part.end - 1)));
        ends
    }

    fn dead_in(&self, range: &Range<usize>) -> &[u32] {
        let place = |at: usize| self.dead.partition_point(|&dead| (dead as usize) < at);
        if self.dead.is_empty() { &[] } else { &self.dead[place(range.start)..place(range.end)] }
    }

    /// Calls `found` with the stretches of the range between what is gone; none of them is empty.
    pub(super) fn live(&self, range: Range<usize>, mut found: impl FnMut(Range<usize>)) {
        let mut at = range.start;
        for &dead in self.dead_in(&range) {
            let dead = dead as usize;
            if at < dead {
                found(at..dead);
            }
            at = dead + 1;
        }
        if at < range.end {
            found(at..range.end);
        }
    }

    /// Counts `count` more events that have no place on a calendar.
    #[must_use]
    pub fn with_undated(mut self, count: usize) -> Index {
        self.undated += count;
        self
    }

    /// Says how many events have no place on a calendar.
    pub fn set_undated(&mut self, count: usize) {
        self.undated = count;
    }

    /// Events without a place on a calendar; they are in no lane.
    pub fn undated(&self) -> usize {
        self.undated
    }

    /// Number of dated items.
    pub fn len(&self) -> usize {
        self.positions() - self.dead.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One more than the last position.
    pub(super) fn positions(&self) -> usize {
        self.base.len() + self.fresh.len()
    }

    /// Every dated item, those that came last behind the others. Makes a copy of each: not for every frame.
    pub fn items(&self) -> impl Iterator<Item = Item> + '_ {
        self.live_positions().map(|position| self.item_at(position))
    }

    /// What [`Index::span_of`] gives for each item, in the same order.
    pub fn spans(&self) -> impl Iterator<Item = TimeSpan> + '_ {
        self.live_positions().map(|position| self.span(position))
    }

    fn live_positions(&self) -> impl Iterator<Item = usize> + '_ {
        let mut dead = self.dead.iter().map(|&at| at as usize).peekable();
        (0..self.positions()).filter(move |&at| dead.next_if_eq(&at).is_none())
    }

    /// A copy of the item of this id.
    pub fn item(&self, id: ItemId) -> Option<Item> {
        self.position(id).map(|position| self.item_at(position))
    }

    /// The part of time that the item takes, an open side ending at its last known bound.
    pub fn span_of(&self, id: ItemId) -> Option<TimeSpan> {
        self.position(id).map(|position| self.span(position))
    }

    /// The item's label without a copy.
    pub fn label_of(&self, id: ItemId) -> Option<&str> {
        self.position(id).map(|position| self.label(position))
    }

    /// The lane that the item stands in.
    pub fn lane_of_item(&self, id: ItemId) -> Option<LaneId> {
        self.position(id).map(|position| self.lane_of(position))
    }

    /// How many items lie in the span, wholly or in part. Looks at every item: for ranges, not for frames.
    pub fn count_in(&self, span: TimeSpan) -> usize {
        self.spans().filter(|item| item.start < span.end && item.end.max(item.start.plus_secs(1)) > span.start).count()
    }

    pub fn lanes(&self) -> &[String] {
        &self.lanes
    }

    /// Number of items in the lane.
    pub fn lane_len(&self, lane: LaneId) -> usize {
        let live = |group: &Group| group.range.len() - self.dead_in(&group.range).len();
        self.groups_of(lane).iter().map(live).sum()
    }

    /// The articles' dates with their headlines, oldest first.
    pub fn publications(&self) -> &[(TimePoint, String)] {
        &self.publications
    }

    /// From the first begin to the last end of any item; `None` without items.
    pub fn extent(&self) -> Option<TimeSpan> {
        self.extent
    }

    /// Bytes that the index takes on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.base.heap_bytes()
            + self.fresh.heap_bytes()
            + self.dead.capacity() * 4
            + self.fresh_ranks.capacity() * 8
            + self.groups.capacity() * size_of::<Group>()
            + self.lane_groups.capacity() * size_of::<usize>()
            + (self.inside.capacity() + self.outside.capacity()) * 4
            + self.lanes.iter().map(|name| name.capacity() + size_of::<String>()).sum::<usize>()
            + self.publications.iter().map(|(_, title)| title.capacity() + 32).sum::<usize>()
    }

    /// Position of the item of this id.
    pub(super) fn position(&self, id: ItemId) -> Option<usize> {
        let in_base = self.base.position(id).filter(|&at| self.dead.binary_search(&(at as u32)).is_err());
        in_base.or_else(|| self.fresh.position(id).map(|at| at + self.base.len()))
    }

    /// The same, looking first where the item was in an index that was perhaps another.
    pub(super) fn position_near(&self, id: ItemId, guess: usize) -> Option<usize> {
        let is_there = guess < self.positions()
            && self.id(guess) == id
            && (guess >= self.base.len() || self.dead.binary_search(&(guess as u32)).is_err());
        if is_there { Some(guess) } else { self.position(id) }
    }

    pub(super) fn groups_of(&self, lane: LaneId) -> &[Group] {
        let Some(&number) = self.inside.get(lane.0) else { return &[] };
        match (self.lane_groups.get(number as usize), self.lane_groups.get(number as usize + 1)) {
            (Some(&from), Some(&to)) => &self.groups[from..to],
            _ => &[],
        }
    }

    /// The table that a position lies in, and where in it.
    fn table(&self, position: usize) -> (&Table, usize) {
        match position.checked_sub(self.base.len()) {
            None => (&self.base, position),
            Some(at) => (&self.fresh, at),
        }
    }

    /// The same of a range, which must lie in one table.
    fn table_of(&self, range: Range<usize>) -> (&Table, Range<usize>, usize) {
        match range.start.checked_sub(self.base.len()) {
            None => (&self.base, range, 0),
            Some(start) => (&self.fresh, start..range.end - self.base.len(), self.base.len()),
        }
    }

    pub(super) fn lane_of(&self, position: usize) -> LaneId {
        let (table, at) = self.table(position);
        LaneId(self.outside[table.lane_of(at) as usize] as usize)
    }

    fn span(&self, position: usize) -> TimeSpan {
        let (table, at) = self.table(position);
        table.span(at)
    }

    pub(super) fn id(&self, position: usize) -> ItemId {
        let (table, at) = self.table(position);
        table.id(at)
    }

    pub(super) fn begin(&self, position: usize) -> i64 {
        let (table, at) = self.table(position);
        table.begin(at)
    }

    pub(super) fn end(&self, position: usize) -> i64 {
        let (table, at) = self.table(position);
        table.end(at)
    }

    /// The begins of a range of one group.
    pub(super) fn begins_of(&self, range: Range<usize>) -> &[i64] {
        let (table, range, _) = self.table_of(range);
        &table.begins()[range]
    }

    /// The first position of a range of one group whose item does not begin before `time`; the range's end where all do.
    pub(super) fn first_from(&self, range: Range<usize>, time: f64) -> usize {
        let (table, range, offset) = self.table_of(range);
        table.first_from(range, time) + offset
    }

    /// Calls `found` with what of a range of one group begins in each cell of `2^exponent` seconds: the number of the
    /// cell, the positions, and the most important of them where that is known. Whether there is a grid so fine.
    pub(super) fn cells(
        &self,
        range: Range<usize>,
        exponent: u32,
        mut found: impl FnMut(i64, Range<usize>, Option<Best>),
    ) -> bool {
        let (table, range, offset) = self.table_of(range);
        table.cells(range, exponent, |part, bucket| {
            let is_whole = part == (bucket.start as usize..bucket.end as usize);
            let part = part.start + offset..part.end + offset;
            let position = bucket.best as usize + offset;
            let rank = || if offset == 0 { rank_of_base(bucket.rank) } else { self.rank(position) };
            let best = || Best { position, rank: rank(), importance: bucket.importance };
            found(bucket.cell, part, is_whole.then(best));
        })
    }

    /// Lower is more important; no two are equal.
    pub(super) fn rank(&self, position: usize) -> u64 {
        match position.checked_sub(self.base.len()) {
            None => rank_of_base(self.base.rank(position)),
            Some(at) => self.fresh_ranks[at],
        }
    }

    pub(super) fn granularity(&self, position: usize) -> Granularity {
        let (table, at) = self.table(position);
        table.granularity(at)
    }

    pub(super) fn importance(&self, position: usize) -> f32 {
        let (table, at) = self.table(position);
        table.importance(at)
    }

    pub(super) fn label(&self, position: usize) -> &str {
        let (table, at) = self.table(position);
        table.label(at)
    }

    pub(super) fn status(&self, position: usize) -> Status {
        let (table, at) = self.table(position);
        table.status(at)
    }

    /// Calls `found` with stretches of `range`, which lies in one group, of all items that end behind `time`.
    pub(super) fn ending_behind(&self, range: Range<usize>, time: i64, found: &mut impl FnMut(Range<usize>)) {
        let (table, range, offset) = self.table_of(range);
        table.ending_behind(range, time, &mut |range| {
            self.live(range.start + offset..range.end + offset, &mut *found);
        });
    }

    /// All looks of a range of one group.
    pub(super) fn looks_in(&self, range: Range<usize>) -> Looks {
        let mut looks = Looks::default();
        self.live(range, |range| {
            let (table, range, _) = self.table_of(range);
            looks = looks | table.looks_in(range);
        });
        looks
    }

    /// The looks of everything that is there.
    pub(super) fn all_looks(&self) -> Looks {
        self.looks_in(0..self.base.len()) | self.looks_in(self.base.len()..self.positions())
    }

    /// The most important of the positions, which must not be empty and have nothing in them that is gone.
    pub(super) fn best(&self, range: Range<usize>) -> Best {
        let (table, range, offset) = self.table_of(range);
        let position = table.best(range) + offset;
        Best { position, rank: self.rank(position), importance: self.importance(position) }
    }

    /// The last end of such positions.
    pub(super) fn last_end(&self, range: Range<usize>) -> i64 {
        let (table, range, _) = self.table_of(range);
        table.last_end(range)
    }

    /// How the item looks, for the legend and the painter.
    pub(super) fn looks(&self, position: usize) -> Looks {
        let (table, at) = self.table(position);
        table.looks(at)
    }

    /// From when to when the item certainly went on; `None` for what happened at some time within its span.
    pub(super) fn core(&self, position: usize) -> Option<(i64, i64)> {
        let (table, at) = self.table(position);
        table.core(at)
    }

    fn item_at(&self, position: usize) -> Item {
        let (table, at) = self.table(position);
        Item { lane: self.lane_of(position), ..table.item(at) }
    }
}

/// Among the ranks of both tables, with room for those of the second before each.
fn rank_of_base(rank: u32) -> u64 {
    (u64::from(rank) + 1) << 32
}
