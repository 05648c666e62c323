//! The events as layout needs them: sorted once, asked every frame.
//!
//! Items lie lane by lane, in a lane by length class (the power of two of their seconds), in a class by begin. What a
//! view shows of a class is then a range found by binary search, and a [`Pyramid`] over the ranges knows the most
//! important item, the last end and the looks of any stretch without visiting its items.

use super::looks::Looks;
use super::pyramid::Pyramid;
use crate::event::Status;
use crate::time::{FuzzySpan, Granularity, TimePoint, TimeSpan};
use std::ops::Range;

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

/// A lane's items of one length class.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub lane: u32,
    /// Positions of its items.
    pub range: Range<usize>,
    /// Seconds of the shortest and the longest of them.
    pub min_secs: i64,
    pub max_secs: i64,
}

/// What layout needs of an item besides its place: 32 bytes.
#[derive(Clone, Copy, Debug)]
struct Facts {
    id: usize,
    /// `i64::MIN` for an open side.
    latest_begin: i64,
    earliest_end: i64,
    importance: f32,
    claims: u16,
    granularity: Granularity,
    flags: u8,
}

const OPEN_BEGIN: u8 = 1;
const OPEN_END: u8 = 2;
const APPROXIMATE: u8 = 4;
const SOFT: u8 = 8;
/// Stands for an open inner bound.
const OPEN: i64 = i64::MIN;

/// Items sorted by time, lane by lane. Building sorts; everything else is a look-up.
///
/// An open side of a span is kept as open, but takes its place at the last bound that is known on that side: "since
/// 2014" lies where its begin lies, and is drawn with an arrow.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The four columns of one item stand at the same position.
    begins: Vec<i64>,
    /// Exclusive; always behind the begin.
    ends: Vec<i64>,
    /// Place in the order of importance, 0 the most important; no two are equal.
    ranks: Vec<u32>,
    facts: Vec<Facts>,
    statuses: Vec<Status>,
    /// Where each label ends in `text`; it starts where the one before ends.
    label_ends: Vec<usize>,
    text: String,
    /// Positions sorted by item id.
    by_id: Vec<u32>,
    groups: Vec<Group>,
    /// Where each lane's groups start in `groups`, and one past the last.
    lane_groups: Vec<usize>,
    pyramid: Pyramid,
    lanes: Vec<String>,
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
    pub fn build(items: Vec<Item>, lanes: Vec<String>, mut publications: Vec<(TimePoint, String)>) -> Index {
        let lanes = if lanes.is_empty() { vec![String::new()] } else { lanes };
        publications.sort_by_key(|(at, _)| *at);
        let given = items.len();
        let mut keyed: Vec<(Key, u32)> = (items.iter().enumerate())
            .filter_map(|(at, item)| Some((Key::of(item, lanes.len())?, at as u32)))
            .collect();
        let ranks = ranks(&items);
        keyed.sort_unstable_by_key(|(key, at)| (*key, ranks[*at as usize]));
        let mut index = Index { undated: given - keyed.len(), lanes, publications, ..Index::default() };
        index.reserve(&items, keyed.len());
        for (key, at) in &keyed {
            index.push(key, &items[*at as usize]);
        }
        index.ranks = keyed.iter().map(|(_, at)| ranks[*at as usize]).collect();
        index.finish(&keyed);
        index
    }

    fn reserve(&mut self, items: &[Item], count: usize) {
        self.begins.reserve_exact(count);
        self.ends.reserve_exact(count);
        self.facts.reserve_exact(count);
        self.statuses.reserve_exact(count);
        self.label_ends.reserve_exact(count);
        self.text.reserve_exact(items.iter().map(|item| item.label.len()).sum());
    }

    fn push(&mut self, key: &Key, item: &Item) {
        let span = item.span;
        let mut flags = 0;
        flags |= if span.earliest_begin.is_none() { OPEN_BEGIN } else { 0 };
        flags |= if span.latest_end.is_none() { OPEN_END } else { 0 };
        flags |= if item.approximate { APPROXIMATE } else { 0 };
        flags |= if item.soft_edges { SOFT } else { 0 };
        self.begins.push(key.begin);
        self.ends.push(key.end);
        self.facts.push(Facts {
            id: item.id.0,
            latest_begin: span.latest_begin.map_or(OPEN, |at| at.0),
            earliest_end: span.earliest_end.map_or(OPEN, |at| at.0),
            importance: if item.importance.is_finite() { item.importance.clamp(0.0, 1.0) } else { 0.0 },
            claims: item.claims.min(usize::from(u16::MAX)) as u16,
            granularity: item.granularity,
            flags,
        });
        self.statuses.push(item.status);
        self.text.push_str(&item.label);
        self.label_ends.push(self.text.len());
    }

    fn finish(&mut self, keyed: &[(Key, u32)]) {
        let count = keyed.len();
        self.by_id = (0..count as u32).collect();
        let facts = &self.facts;
        self.by_id.sort_unstable_by_key(|&at| (facts[at as usize].id, at));
        for (position, (key, _)) in keyed.iter().enumerate() {
            let secs = key.end - key.begin;
            match self.groups.last_mut() {
                Some(group) if (group.lane, class(group.max_secs)) == (key.lane, key.class) => {
                    group.range.end = position + 1;
                    group.min_secs = group.min_secs.min(secs);
                    group.max_secs = group.max_secs.max(secs);
                }
                _ => self.groups.push(Group {
                    lane: key.lane,
                    range: position..position + 1,
                    min_secs: secs,
                    max_secs: secs,
                }),
            }
        }
        self.lane_groups = (0..=self.lanes.len())
            .map(|lane| self.groups.partition_point(|group| (group.lane as usize) < lane))
            .collect();
        let looks: Vec<Looks> = (0..count).map(|at| self.looks(at)).collect();
        self.pyramid = Pyramid::build(&self.ranks, &self.ends, &looks);
        let first = self.groups.iter().map(|group| self.begins[group.range.start]).min();
        let last = self.ends.iter().max();
        self.extent = first.zip(last).map(|(first, last)| TimeSpan::new(TimePoint(first), TimePoint(*last)));
    }

    /// Counts `count` more events that have no place on a calendar.
    #[must_use]
    pub fn with_undated(mut self, count: usize) -> Index {
        self.undated += count;
        self
    }

    /// Events without a place on a calendar; they are in no lane.
    pub fn undated(&self) -> usize {
        self.undated
    }

    /// Number of dated items.
    pub fn len(&self) -> usize {
        self.begins.len()
    }

    pub fn is_empty(&self) -> bool {
        self.begins.is_empty()
    }

    /// Every dated item, lane by lane. Makes a copy of each: not for every frame.
    pub fn items(&self) -> impl Iterator<Item = Item> + '_ {
        (0..self.len()).map(|position| self.item_at(position))
    }

    /// What [`Index::span_of`] gives for each item, lane by lane.
    pub fn spans(&self) -> impl Iterator<Item = TimeSpan> + '_ {
        let ends = self.begins.iter().zip(&self.ends);
        ends.map(|(&begin, &end)| TimeSpan { start: TimePoint(begin), end: TimePoint(end) })
    }

    /// A copy of the item of this id.
    pub fn item(&self, id: ItemId) -> Option<Item> {
        self.position(id).map(|position| self.item_at(position))
    }

    /// The part of time that the item takes, an open side ending at its last known bound.
    pub fn span_of(&self, id: ItemId) -> Option<TimeSpan> {
        self.position(id).map(|at| TimeSpan { start: TimePoint(self.begins[at]), end: TimePoint(self.ends[at]) })
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
        self.groups_of(lane).iter().map(|group| group.range.len()).sum()
    }

    /// The articles' dates with their headlines, oldest first.
    pub fn publications(&self) -> &[(TimePoint, String)] {
        &self.publications
    }

    /// From the first begin to the last end of any item; `None` without items.
    pub fn extent(&self) -> Option<TimeSpan> {
        self.extent
    }

    /// How many items begin in each of `columns` equal parts of the span; for an overview.
    pub fn density(&self, span: TimeSpan, columns: usize) -> Vec<usize> {
        let mut counts = vec![0; columns];
        let secs = span.secs().max(1) as f64;
        for group in &self.groups {
            let begins = &self.begins[group.range.clone()];
            let mut at = begins.partition_point(|&begin| begin < span.start.0);
            for (column, count) in counts.iter_mut().enumerate() {
                let end = if column + 1 == columns {
                    span.end.0
                } else {
                    span.start.0.saturating_add((secs * (column + 1) as f64 / columns as f64) as i64)
                };
                let next = at + begins[at..].partition_point(|&begin| begin < end);
                *count += next - at;
                at = next;
            }
        }
        counts
    }

    /// Bytes that the index takes on the heap.
    pub fn heap_bytes(&self) -> usize {
        self.begins.capacity() * 8
            + self.ends.capacity() * 8
            + self.ranks.capacity() * 4
            + self.facts.capacity() * size_of::<Facts>()
            + self.statuses.capacity()
            + self.label_ends.capacity() * size_of::<usize>()
            + self.text.capacity()
            + self.by_id.capacity() * 4
            + self.groups.capacity() * size_of::<Group>()
            + self.lane_groups.capacity() * size_of::<usize>()
            + self.pyramid.heap_bytes()
            + self.lanes.iter().map(|name| name.capacity() + size_of::<String>()).sum::<usize>()
            + self.publications.iter().map(|(_, title)| title.capacity() + 32).sum::<usize>()
    }

    /// Position of the item of this id.
    pub(super) fn position(&self, id: ItemId) -> Option<usize> {
        let found = self.by_id.partition_point(|&at| self.facts[at as usize].id < id.0);
        let position = *self.by_id.get(found)? as usize;
        (self.facts[position].id == id.0).then_some(position)
    }

    pub(super) fn groups_of(&self, lane: LaneId) -> &[Group] {
        match (self.lane_groups.get(lane.0), self.lane_groups.get(lane.0 + 1)) {
            (Some(&from), Some(&to)) => &self.groups[from..to],
            _ => &[],
        }
    }

    pub(super) fn lane_of(&self, position: usize) -> LaneId {
        let group = self.groups.partition_point(|group| group.range.end <= position);
        LaneId(self.groups[group].lane as usize)
    }

    pub(super) fn id(&self, position: usize) -> ItemId {
        ItemId(self.facts[position].id)
    }

    pub(super) fn begin(&self, position: usize) -> i64 {
        self.begins[position]
    }

    pub(super) fn end(&self, position: usize) -> i64 {
        self.ends[position]
    }

    pub(super) fn begins(&self) -> &[i64] {
        &self.begins
    }

    pub(super) fn rank(&self, position: usize) -> u32 {
        self.ranks[position]
    }

    pub(super) fn granularity(&self, position: usize) -> Granularity {
        self.facts[position].granularity
    }

    pub(super) fn importance(&self, position: usize) -> f32 {
        self.facts[position].importance
    }

    pub(super) fn label(&self, position: usize) -> &str {
        let start = position.checked_sub(1).map_or(0, |before| self.label_ends[before]);
        &self.text[start..self.label_ends[position]]
    }

    pub(super) fn status(&self, position: usize) -> Status {
        self.statuses[position]
    }

    /// Calls `found` with the longest stretches of `range` whose items all end behind `time`.
    pub(super) fn ending_behind(&self, range: Range<usize>, time: i64, found: &mut impl FnMut(Range<usize>)) {
        self.pyramid.ending_behind(&self.ends, range, time, found);
    }

    /// All looks of a range.
    pub(super) fn looks_in(&self, range: Range<usize>) -> Looks {
        self.pyramid.looks(range, |position| self.looks(position))
    }

    /// The most important of the positions, which must not be empty.
    pub(super) fn best(&self, range: Range<usize>) -> usize {
        self.pyramid.best(&self.ranks, range)
    }

    /// How the item looks, for the legend and the painter.
    pub(super) fn looks(&self, position: usize) -> Looks {
        let facts = &self.facts[position];
        let mut looks = Looks::of(self.statuses[position]);
        for (flag, look) in [
            (APPROXIMATE, Looks::APPROXIMATE),
            (SOFT, Looks::SOFT),
            (OPEN_BEGIN, Looks::OPEN_BEGIN),
            (OPEN_END, Looks::OPEN_END),
        ] {
            if facts.flags & flag != 0 {
                looks = looks | look;
            }
        }
        looks
    }

    /// From when to when the item certainly went on; `None` for what happened at some time within its span.
    pub(super) fn core(&self, position: usize) -> Option<(i64, i64)> {
        let facts = &self.facts[position];
        let begin = if facts.latest_begin == OPEN { self.ends[position] } else { facts.latest_begin };
        let end = if facts.earliest_end == OPEN { begin } else { facts.earliest_end };
        (begin < end).then_some((begin, end))
    }

    fn item_at(&self, position: usize) -> Item {
        let facts = &self.facts[position];
        let bound = |secs: i64, open: bool| (!open).then_some(TimePoint(secs));
        let latest_end = bound(self.ends[position], facts.flags & OPEN_END != 0);
        Item {
            id: ItemId(facts.id),
            lane: self.lane_of(position),
            span: FuzzySpan {
                earliest_begin: bound(self.begins[position], facts.flags & OPEN_BEGIN != 0),
                latest_begin: bound(facts.latest_begin, facts.latest_begin == OPEN),
                earliest_end: bound(facts.earliest_end, facts.earliest_end == OPEN),
                latest_end,
            },
            granularity: facts.granularity,
            status: self.statuses[position],
            approximate: facts.flags & APPROXIMATE != 0,
            soft_edges: facts.flags & SOFT != 0,
            label: self.label(position).to_owned(),
            importance: facts.importance,
            claims: usize::from(facts.claims),
        }
    }
}

/// What items are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    lane: u32,
    class: u32,
    begin: i64,
    end: i64,
}

impl Key {
    /// `None` for an item without any bound.
    fn of(item: &Item, lanes: usize) -> Option<Key> {
        let span = item.span;
        let known = [span.earliest_begin, span.latest_begin, span.earliest_end, span.latest_end];
        let begin = span.earliest_begin.or_else(|| known.into_iter().flatten().min())?.0.clamp(-LIMIT, LIMIT);
        let end = span.latest_end.or_else(|| known.into_iter().flatten().max())?.0.clamp(-LIMIT, LIMIT);
        // A moment is a second long, so that every item lies in half-open views.
        let end = end.max(begin + 1);
        Some(Key { lane: item.lane.0.min(lanes - 1) as u32, class: class(end - begin), begin, end })
    }
}

/// 64 billion years; keeps differences inside `i64`.
const LIMIT: i64 = 2_000_000_000_000_000_000;

/// The power of two of a length in seconds.
fn class(secs: i64) -> u32 {
    secs.max(1).ilog2()
}

/// Each item's place in the order of importance; earlier, then earlier given, goes first among equals.
fn ranks(items: &[Item]) -> Vec<u32> {
    let mut keys: Vec<(u32, u32)> = (items.iter().enumerate())
        .map(|(at, item)| {
            let importance = if item.importance.is_finite() { item.importance.clamp(0.0, 1.0) } else { 0.0 };
            // The bits of a positive float are ordered as the float is.
            (!importance.to_bits(), at as u32)
        })
        .collect();
    keys.sort_unstable_by_key(|&(importance, at)| {
        let item = &items[at as usize];
        (importance, std::cmp::Reverse(item.claims), item.span.earliest_begin, item.id, at)
    });
    let mut ranks = vec![0; items.len()];
    for (rank, (_, at)) in keys.iter().enumerate() {
        ranks[*at as usize] = rank as u32;
    }
    ranks
}
