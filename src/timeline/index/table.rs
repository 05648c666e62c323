//! Items in columns, sorted once; everything else is a look-up.

use super::buckets::{Bucket, Columns, Grids};
use super::draft::{
    APPROXIMATE, Batch, Facts, INNER, Key, OPEN, OPEN_BEGIN, OPEN_END, RankKey, SOFT, Sorted, class, sorted,
};
use super::pyramid::Pyramid;
use super::{Item, ItemId, LaneId};
use crate::event::Status;
use crate::project::SharedStr;
use crate::time::{FuzzySpan, Granularity, TimePoint, TimeSpan};
use crate::timeline::looks::Looks;
use rayon::prelude::*;
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

/// One in so many begins is kept apart.
const SAMPLE: usize = 32;

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
    /// Position, latest begin and earliest end of the items of which more or less is known than that they lie
    /// within their spans; sorted.
    inner: Vec<(u32, (i64, i64))>,
    /// Shared with who gave them.
    labels: Vec<SharedStr>,
    /// Positions sorted by item id.
    by_id: Vec<u32>,
    /// Positions, the most important first.
    by_rank: Vec<u32>,
    groups: Vec<Group>,
    /// Of each of these.
    grids: Vec<Grids>,
    pyramid: Pyramid,
}

impl Table {
    /// Sorts them.
    pub fn build(batch: Batch<'_, '_>) -> Table {
        let (count, draft) = (batch.count, batch.draft);
        let Sorted { rows, ranks, statuses, by_id } = sorted(batch);
        let mut table = Table::default();
        let numbers = || rows.par_iter().map(|row| row.number as usize);
        // By number first: the drafts lie in a row, and so do the texts that their labels share.
        let mut labels: Vec<Option<SharedStr>> =
            (0..count).into_par_iter().map(|number| Some(draft(number).label.clone())).collect();
        table.labels = rows.iter().map(|row| labels[row.number as usize].take().unwrap_or_default()).collect();
        drop(labels);
        let facts: Vec<Facts> = (0..count).into_par_iter().map(|number| draft(number).facts).collect();
        table.facts = numbers().map(|number| facts[number]).collect();
        drop(facts);
        table.statuses = numbers().map(|number| statuses[number]).collect();
        (table.by_rank, table.by_id) = (vec![0; count], vec![0; count]);
        for (position, row) in rows.iter().enumerate() {
            table.by_rank[ranks[row.number as usize] as usize] = position as u32;
            table.by_id[row.number as usize] = position as u32;
            table.count(position, row.lane, row.end - row.begin);
        }
        let inner = table.facts.iter().enumerate().filter(|(_, facts)| facts.flags & INNER != 0);
        let inner = inner.map(|(position, _)| (position as u32, draft(rows[position].number as usize).inner));
        table.inner = inner.collect();
        (table.begins, table.ends) =
            rayon::join(|| rows.iter().map(|row| row.begin).collect(), || rows.iter().map(|row| row.end).collect());
        drop((rows, ranks));
        // Where the numbers are in the order of the ids, so are the positions already.
        if !by_id {
            table.by_id.par_sort_unstable_by_key(|&position| table.facts[position as usize].id);
        }
        table.finish();
        table
    }

    /// Both tables in one, but for the positions `dead` (sorted) of the first; no item is in both.
    pub fn merged(base: &Table, dead: &[u32], fresh: &Table) -> Table {
        let dead_at = |at: u32| dead.binary_search(&at).is_ok();
        let alive = || (0..base.len() as u32).filter(|&at| !dead_at(at));
        let count = base.len() - dead.len() + fresh.len();
        let mut merged = Table::with_capacity(count);
        let mut to = [vec![u32::MAX; base.len()], vec![u32::MAX; fresh.len()]];
        let key = |table: &Table, lane: u32, at: u32| (table.key(lane, at as usize), table.rank_key(at as usize));
        let (base_lanes, fresh_lanes) = (base.lane_numbers(), fresh.lane_numbers());
        let mut news = (0..fresh.len() as u32).peekable();
        let mut take = |table: &Table, which: usize, lane: u32, at: u32| {
            to[which][at as usize] = merged.len() as u32;
            let row = at as usize;
            merged.push(table, lane, row);
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

    fn with_capacity(count: usize) -> Table {
        Table {
            begins: Vec::with_capacity(count),
            ends: Vec::with_capacity(count),
            facts: Vec::with_capacity(count),
            statuses: Vec::with_capacity(count),
            labels: Vec::with_capacity(count),
            ..Table::default()
        }
    }

    /// Takes a row of another table over, behind those that are there; rows come sorted by key, then rank.
    fn push(&mut self, other: &Table, lane: u32, row: usize) {
        let at = self.begins.len();
        self.begins.push(other.begins[row]);
        self.ends.push(other.ends[row]);
        self.facts.push(other.facts[row]);
        self.statuses.push(other.statuses[row]);
        self.labels.push(other.labels[row].clone());
        if other.facts[row].flags & INNER != 0 {
            self.inner.push((at as u32, other.inner(row)));
        }
        self.count(at, lane, other.ends[row] - other.begins[row]);
    }

    /// Counts the item at the next position to its group.
    fn count(&mut self, at: usize, lane: u32, secs: i64) {
        match self.groups.last_mut() {
            Some(group) if (group.lane, group.class()) == (lane, class(secs)) => {
                group.range.end = at + 1;
                group.min_secs = group.min_secs.min(secs);
                group.max_secs = group.max_secs.max(secs);
            }
            _ => self.groups.push(Group { lane, range: at..at + 1, min_secs: secs, max_secs: secs }),
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
        let importance = |at: usize| self.facts[at].importance;
        let columns = Columns { begins: &self.begins, ranks: &self.ranks, importance: &importance };
        self.grids = self.groups.par_iter().map(|group| Grids::build(columns, group.range.clone())).collect();
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
            + self.inner.capacity() * size_of::<(u32, (i64, i64))>()
            + self.labels.capacity() * size_of::<SharedStr>()
            + self.by_id.capacity() * 4
            + self.by_rank.capacity() * 4
            + self.groups.capacity() * size_of::<Group>()
            + self.grids.capacity() * size_of::<Grids>()
            + self.grids.iter().map(Grids::heap_bytes).sum::<usize>()
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

    /// Calls `found` with what of the positions, which are of one group, begins in each cell of `2^exponent` seconds, and
    /// with the cell's bucket; whether there is a grid as fine.
    pub fn cells(&self, range: Range<usize>, exponent: u32, mut found: impl FnMut(Range<usize>, Bucket)) -> bool {
        let number = self.groups.partition_point(|group| group.range.end <= range.start);
        let Some(buckets) = self.grids[number].from(range.start, exponent) else { return false };
        for bucket in buckets.take_while(|bucket| (bucket.start as usize) < range.end) {
            found(range.start.max(bucket.start as usize)..range.end.min(bucket.end as usize), bucket);
        }
        true
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
        Key::new(lane, self.begins[at], self.ends[at])
    }

    pub fn granularity(&self, at: usize) -> Granularity {
        self.facts[at].granularity
    }

    pub fn importance(&self, at: usize) -> f32 {
        self.facts[at].importance
    }

    pub fn label(&self, at: usize) -> &str {
        &self.labels[at]
    }

    /// Latest begin and earliest end; [`OPEN`] for an open side.
    fn inner(&self, at: usize) -> (i64, i64) {
        match self.inner.binary_search_by_key(&(at as u32), |(position, _)| *position) {
            Ok(found) => self.inner[found].1,
            Err(_) => (self.ends[at], self.begins[at]),
        }
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
        if self.facts[at].flags & INNER == 0 {
            return None;
        }
        let (latest_begin, earliest_end) = self.inner(at);
        let begin = if latest_begin == OPEN { self.ends[at] } else { latest_begin };
        let end = if earliest_end == OPEN { begin } else { earliest_end };
        (begin < end).then_some((begin, end))
    }

    /// A copy of the item, its lane as the table numbers them.
    pub fn item(&self, at: usize) -> Item {
        let facts = &self.facts[at];
        let bound = |secs: i64, open: bool| (!open).then_some(TimePoint(secs));
        let latest_end = bound(self.ends[at], facts.flags & OPEN_END != 0);
        let (latest_begin, earliest_end) = self.inner(at);
        Item {
            id: ItemId(facts.id),
            lane: LaneId(self.lane_of(at) as usize),
            span: FuzzySpan {
                earliest_begin: bound(self.begins[at], facts.flags & OPEN_BEGIN != 0),
                latest_begin: bound(latest_begin, latest_begin == OPEN),
                earliest_end: bound(earliest_end, earliest_end == OPEN),
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
