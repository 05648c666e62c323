//! Items in columns, sorted once; everything else is a look-up.

use super::pyramid::Pyramid;
use super::{Item, ItemId, LaneId};
use crate::event::Status;
use crate::time::{FuzzySpan, Granularity, TimePoint, TimeSpan};
use crate::timeline::looks::Looks;
use rayon::slice::ParallelSliceMut;
use std::cmp::Reverse;
use std::ops::Range;

/// A lane's items of one length class.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub lane: u32,
    /// Positions of its items.
    pub range: Range<usize>,
    /// Seconds of the shortest and the longest of them.
    pub min_secs: i64,
    pub max_secs: i64,
}

impl Group {
    /// The power of two of its items' seconds.
    pub fn class(&self) -> u32 {
        class(self.max_secs)
    }
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

/// One in so many begins is kept apart.
const SAMPLE: usize = 32;

const OPEN_BEGIN: u8 = 1;
const OPEN_END: u8 = 2;
const APPROXIMATE: u8 = 4;
const SOFT: u8 = 8;
/// Stands for an open inner bound.
const OPEN: i64 = i64::MIN;

/// How many of the sorted times come first in having it: doubling steps, then halving ones, so that near ends are found
/// fast.
fn gallop(times: &[i64], has: impl Fn(&i64) -> bool) -> usize {
    let mut step = 1;
    while times.get(step).is_some_and(&has) {
        step *= 2;
    }
    let from = step / 2;
    let to = (step + 1).min(times.len());
    from + times[from..to].partition_point(has)
}

/// Items lane by lane, in a lane by length class, in a class by begin.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The columns of one item stand at the same position.
    begins: Vec<i64>,
    /// Every 32nd of them, from the first on: a search among these few stays in the cache.
    some_begins: Vec<i64>,
    /// Exclusive; always behind the begin.
    ends: Vec<i64>,
    /// Place in the order of importance, 0 the most important; no two are equal.
    ranks: Vec<u32>,
    facts: Vec<Facts>,
    statuses: Vec<Status>,
    /// Where each label ends in `text`; it starts where the one before ends.
    label_ends: Vec<u32>,
    text: String,
    /// Positions sorted by item id.
    by_id: Vec<u32>,
    /// Positions, the most important first.
    by_rank: Vec<u32>,
    groups: Vec<Group>,
    pyramid: Pyramid,
}

/// What items are sorted by where it is about importance: earlier, then lower numbers, go first among equals.
pub type RankKey = (u32, Reverse<u16>, Option<i64>, usize);

impl Table {
    /// Sorts them.
    pub fn build(drafts: &[Draft<'_>]) -> Table {
        let ranks = ranks(drafts);
        let mut keyed: Vec<(Key, u32, u32)> =
            drafts.iter().zip(&ranks).enumerate().map(|(at, (draft, rank))| (draft.key, *rank, at as u32)).collect();
        drop(ranks);
        keyed.par_sort_unstable();
        let mut table = Table::with_capacity(keyed.len(), drafts.iter().map(|draft| draft.label.len()).sum());
        table.by_rank = vec![0; keyed.len()];
        for (position, (key, rank, at)) in keyed.iter().enumerate() {
            let draft = &drafts[*at as usize];
            table.push(key, draft.facts, draft.status, draft.label);
            table.by_rank[*rank as usize] = position as u32;
        }
        drop(keyed);
        let mut ids: Vec<(usize, u32)> =
            table.facts.iter().enumerate().map(|(position, facts)| (facts.id, position as u32)).collect();
        ids.par_sort_unstable();
        table.by_id = ids.into_iter().map(|(_, position)| position).collect();
        table.finish();
        table
    }

    /// Both tables in one, but for the positions `dead` (sorted) of the first; no item is in both.
    pub fn merged(base: &Table, dead: &[u32], fresh: &Table) -> Table {
        let dead_at = |at: u32| dead.binary_search(&at).is_ok();
        let alive = || (0..base.len() as u32).filter(|&at| !dead_at(at));
        let count = base.len() - dead.len() + fresh.len();
        let mut merged = Table::with_capacity(count, base.text.len() + fresh.text.len());
        let mut to = [vec![u32::MAX; base.len()], vec![u32::MAX; fresh.len()]];
        let key = |table: &Table, lane: u32, at: u32| (table.key(lane, at as usize), table.rank_key(at as usize));
        let (base_lanes, fresh_lanes) = (base.lane_numbers(), fresh.lane_numbers());
        let mut news = (0..fresh.len() as u32).peekable();
        let mut take = |table: &Table, which: usize, lane: u32, at: u32| {
            to[which][at as usize] = merged.len() as u32;
            let row = at as usize;
            merged.push(&table.key(lane, row), table.facts[row], table.statuses[row], table.label(row));
        };
        for at in alive() {
            let lane = base_lanes[at as usize];
            while let Some(new) = news.next_if(|&new| key(fresh, fresh_lanes[new as usize], new) < key(base, lane, at))
            {
                take(fresh, 1, fresh_lanes[new as usize], new);
            }
            take(base, 0, lane, at);
        }
        news.for_each(|new| take(fresh, 1, fresh_lanes[new as usize], new));
        let [base_to, fresh_to] = to;
        let interleaved = |old: &[u32], new: &[u32], less: &dyn Fn(u32, u32) -> bool| {
            let mut order = Vec::with_capacity(count);
            let mut news = new.iter().copied().peekable();
            for &at in old.iter().filter(|at| !dead_at(**at)) {
                while let Some(new) = news.next_if(|&new| less(new, at)) {
                    order.push(fresh_to[new as usize]);
                }
                order.push(base_to[at as usize]);
            }
            order.extend(news.map(|new| fresh_to[new as usize]));
            order
        };
        merged.by_rank = interleaved(&base.by_rank, &fresh.by_rank, &|new, at| {
            fresh.rank_key(new as usize) < base.rank_key(at as usize)
        });
        merged.by_id = interleaved(&base.by_id, &fresh.by_id, &|new, at| {
            fresh.facts[new as usize].id < base.facts[at as usize].id
        });
        merged.finish();
        merged
    }

    fn with_capacity(count: usize, text: usize) -> Table {
        Table {
            begins: Vec::with_capacity(count),
            ends: Vec::with_capacity(count),
            facts: Vec::with_capacity(count),
            statuses: Vec::with_capacity(count),
            label_ends: Vec::with_capacity(count),
            text: String::with_capacity(text),
            ..Table::default()
        }
    }

    /// Rows come sorted by key, then rank.
    fn push(&mut self, key: &Key, facts: Facts, status: Status, label: &str) {
        let (at, secs) = (self.begins.len(), key.end - key.begin);
        self.begins.push(key.begin);
        self.ends.push(key.end);
        self.facts.push(facts);
        self.statuses.push(status);
        // Labels beyond 4 GB of them are left empty.
        if self.text.len() + label.len() <= u32::MAX as usize {
            self.text.push_str(label);
        }
        self.label_ends.push(self.text.len() as u32);
        match self.groups.last_mut() {
            Some(group) if (group.lane, group.class()) == (key.lane, key.class) => {
                group.range.end = at + 1;
                group.min_secs = group.min_secs.min(secs);
                group.max_secs = group.max_secs.max(secs);
            }
            _ => self.groups.push(Group { lane: key.lane, range: at..at + 1, min_secs: secs, max_secs: secs }),
        }
    }

    /// What follows from the rows and `by_rank`.
    fn finish(&mut self) {
        self.ranks = vec![0; self.by_rank.len()];
        for (rank, &at) in self.by_rank.iter().enumerate() {
            self.ranks[at as usize] = rank as u32;
        }
        self.some_begins = self.begins.iter().copied().step_by(SAMPLE).collect();
        self.pyramid = Pyramid::build(&self.ranks, &self.ends, |at| self.looks(at));
    }

    pub fn len(&self) -> usize {
        self.begins.len()
    }

    pub fn heap_bytes(&self) -> usize {
        (self.begins.capacity() + self.some_begins.capacity()) * 8
            + self.ends.capacity() * 8
            + self.ranks.capacity() * 4
            + self.facts.capacity() * size_of::<Facts>()
            + self.statuses.capacity()
            + self.label_ends.capacity() * 4
            + self.text.capacity()
            + self.by_id.capacity() * 4
            + self.by_rank.capacity() * 4
            + self.groups.capacity() * size_of::<Group>()
            + self.pyramid.heap_bytes()
    }

    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    pub fn begins(&self) -> &[i64] {
        &self.begins
    }

    /// The first of the positions, which are of one group, whose item does not begin before `time`.
    pub fn first_from(&self, range: Range<usize>, time: f64) -> usize {
        let before = |&begin: &i64| (begin as f64) < time;
        let samples = range.start.div_ceil(SAMPLE)..range.end.div_ceil(SAMPLE);
        let found = samples.start + gallop(&self.some_begins[samples.clone()], before);
        let start = if found == samples.start { range.start } else { (found - 1) * SAMPLE };
        let end = if found == samples.end { range.end } else { found * SAMPLE };
        start + self.begins[start..end].partition_point(before)
    }

    pub fn span(&self, at: usize) -> TimeSpan {
        TimeSpan { start: TimePoint(self.begins[at]), end: TimePoint(self.ends[at]) }
    }

    /// Position of the item of this id.
    pub fn position(&self, id: ItemId) -> Option<usize> {
        let found = self.by_id.partition_point(|&at| self.facts[at as usize].id < id.0);
        let position = *self.by_id.get(found)? as usize;
        (self.facts[position].id == id.0).then_some(position)
    }

    pub fn lane_of(&self, at: usize) -> u32 {
        self.groups[self.groups.partition_point(|group| group.range.end <= at)].lane
    }

    fn lane_numbers(&self) -> Vec<u32> {
        self.groups.iter().flat_map(|group| std::iter::repeat_n(group.lane, group.range.len())).collect()
    }

    pub fn id(&self, at: usize) -> ItemId {
        ItemId(self.facts[at].id)
    }

    pub fn begin(&self, at: usize) -> i64 {
        self.begins[at]
    }

    pub fn end(&self, at: usize) -> i64 {
        self.ends[at]
    }

    /// Positions with their keys, the most important first.
    pub fn by_rank(&self) -> impl Iterator<Item = (u32, RankKey)> + '_ {
        self.by_rank.iter().map(|&at| (at, self.rank_key(at as usize)))
    }

    pub fn rank(&self, at: usize) -> u32 {
        self.ranks[at]
    }

    /// How many items are more important than one with this key.
    pub fn more_important(&self, key: RankKey) -> usize {
        self.by_rank.partition_point(|&at| self.rank_key(at as usize) < key)
    }

    pub fn rank_key(&self, at: usize) -> RankKey {
        self.facts[at].rank_key(self.begins[at])
    }

    fn key(&self, lane: u32, at: usize) -> Key {
        let (begin, end) = (self.begins[at], self.ends[at]);
        Key { lane, class: class(end - begin), begin, end }
    }

    pub fn granularity(&self, at: usize) -> Granularity {
        self.facts[at].granularity
    }

    pub fn importance(&self, at: usize) -> f32 {
        self.facts[at].importance
    }

    pub fn label(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.label_ends[before]);
        &self.text[start as usize..self.label_ends[at] as usize]
    }

    pub fn status(&self, at: usize) -> Status {
        self.statuses[at]
    }

    /// Calls `found` with the longest stretches of `range` whose items all end behind `time`.
    pub fn ending_behind(&self, range: Range<usize>, time: i64, found: &mut impl FnMut(Range<usize>)) {
        self.pyramid.ending_behind(&self.ends, range, time, found);
    }

    pub fn looks_in(&self, range: Range<usize>) -> Looks {
        self.pyramid.looks(range, |at| self.looks(at))
    }

    /// The most important of the positions, which must not be empty.
    pub fn best(&self, range: Range<usize>) -> usize {
        self.by_rank[self.pyramid.least_rank(&self.ranks, range) as usize] as usize
    }

    /// The last end of the positions, which must not be empty.
    pub fn last_end(&self, range: Range<usize>) -> i64 {
        self.pyramid.last_end(&self.ends, range)
    }

    pub fn looks(&self, at: usize) -> Looks {
        let facts = &self.facts[at];
        let mut looks = Looks::of(self.statuses[at]);
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

    pub fn core(&self, at: usize) -> Option<(i64, i64)> {
        let facts = &self.facts[at];
        let begin = if facts.latest_begin == OPEN { self.ends[at] } else { facts.latest_begin };
        let end = if facts.earliest_end == OPEN { begin } else { facts.earliest_end };
        (begin < end).then_some((begin, end))
    }

    /// A copy of the item, its lane as the table numbers them.
    pub fn item(&self, at: usize) -> Item {
        let facts = &self.facts[at];
        let bound = |secs: i64, open: bool| (!open).then_some(TimePoint(secs));
        let latest_end = bound(self.ends[at], facts.flags & OPEN_END != 0);
        Item {
            id: ItemId(facts.id),
            lane: LaneId(self.lane_of(at) as usize),
            span: FuzzySpan {
                earliest_begin: bound(self.begins[at], facts.flags & OPEN_BEGIN != 0),
                latest_begin: bound(facts.latest_begin, facts.latest_begin == OPEN),
                earliest_end: bound(facts.earliest_end, facts.earliest_end == OPEN),
                latest_end,
            },
            granularity: facts.granularity,
            status: self.statuses[at],
            approximate: facts.flags & APPROXIMATE != 0,
            soft_edges: facts.flags & SOFT != 0,
            label: self.label(at).to_owned(),
            importance: facts.importance,
            claims: usize::from(facts.claims),
        }
    }
}

impl Facts {
    fn of(item: &Item) -> Facts {
        let span = item.span;
        let mut flags = 0;
        flags |= if span.earliest_begin.is_none() { OPEN_BEGIN } else { 0 };
        flags |= if span.latest_end.is_none() { OPEN_END } else { 0 };
        flags |= if item.approximate { APPROXIMATE } else { 0 };
        flags |= if item.soft_edges { SOFT } else { 0 };
        Facts {
            id: item.id.0,
            latest_begin: span.latest_begin.map_or(OPEN, |at| at.0),
            earliest_end: span.earliest_end.map_or(OPEN, |at| at.0),
            importance: importance(item),
            claims: claims(item),
            granularity: item.granularity,
            flags,
        }
    }

    /// Of an item that begins then.
    fn rank_key(&self, begin: i64) -> RankKey {
        // The bits of a positive float are ordered as the float is.
        let begin = (self.flags & OPEN_BEGIN == 0).then_some(begin);
        (!self.importance.to_bits(), Reverse(self.claims), begin, self.id)
    }
}

fn importance(item: &Item) -> f32 {
    // Adding 0 makes -0 to 0, whose bits are the lowest.
    if item.importance.is_finite() { item.importance.clamp(0.0, 1.0) + 0.0 } else { 0.0 }
}

fn claims(item: &Item) -> u16 {
    item.claims.min(usize::from(u16::MAX)) as u16
}

/// An item on its way into a table.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    key: Key,
    facts: Facts,
    status: Status,
    label: &'a str,
}

impl<'a> Draft<'a> {
    /// The item under this label; `None` for one without any bound.
    pub fn of(item: &Item, label: &'a str) -> Option<Draft<'a>> {
        Some(Draft { key: Key::of(item)?, facts: Facts::of(item), status: item.status, label })
    }

    fn rank_key(&self) -> RankKey {
        self.facts.rank_key(self.key.begin)
    }
}

/// Each draft's place in the order of importance.
fn ranks(drafts: &[Draft<'_>]) -> Vec<u32> {
    // Most are told apart by their importance.
    let mut keys: Vec<(u32, u32)> =
        drafts.iter().enumerate().map(|(at, draft)| (draft.rank_key().0, at as u32)).collect();
    let rest = |at: u32| (drafts[at as usize].rank_key(), at);
    keys.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| rest(a.1).cmp(&rest(b.1))));
    let mut ranks = vec![0; drafts.len()];
    for (rank, (_, at)) in keys.iter().enumerate() {
        ranks[*at as usize] = rank as u32;
    }
    ranks
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
    fn of(item: &Item) -> Option<Key> {
        let span = item.span;
        let known = [span.earliest_begin, span.latest_begin, span.earliest_end, span.latest_end];
        let begin = span.earliest_begin.or_else(|| known.into_iter().flatten().min())?.0.clamp(-LIMIT, LIMIT);
        let end = span.latest_end.or_else(|| known.into_iter().flatten().max())?.0.clamp(-LIMIT, LIMIT);
        // A moment is a second long, so that every item lies in half-open views.
        let end = end.max(begin + 1);
        Some(Key { lane: item.lane.0 as u32, class: class(end - begin), begin, end })
    }
}

/// 64 billion years; keeps differences inside `i64`.
const LIMIT: i64 = 2_000_000_000_000_000_000;

/// The power of two of a length in seconds.
fn class(secs: i64) -> u32 {
    secs.max(1).ilog2()
}
