//! An item on its way into a table, and the order in which items stand there.

use super::Item;
use crate::event::Status;
use crate::project::SharedStr;
use crate::time::Granularity;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What layout needs of an item besides its place: 16 bytes.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    pub id: usize,
    pub importance: f32,
    pub claims: u16,
    pub granularity: Granularity,
    pub flags: u8,
}

pub const OPEN_BEGIN: u8 = 1;
pub const OPEN_END: u8 = 2;
pub const APPROXIMATE: u8 = 4;
pub const SOFT: u8 = 8;
/// More or less is known than that it lies within its span.
pub const INNER: u8 = 16;
/// Stands for an open inner bound.
pub const OPEN: i64 = i64::MIN;

/// What items are sorted by where it is about importance: earlier, then lower numbers, go first among equals.
pub type RankKey = (u32, Reverse<u16>, Option<i64>, usize);

impl Facts {
    fn of(item: &Item, key: &Key) -> Facts {
        let span = item.span;
        let is_within = span.as_within().is_some_and(|within| (within.start.0, within.end.0) == (key.begin, key.end));
        let mut flags = 0;
        for (holds, flag) in [
            (span.earliest_begin.is_none(), OPEN_BEGIN),
            (span.latest_end.is_none(), OPEN_END),
            (item.approximate, APPROXIMATE),
            (item.soft_edges, SOFT),
            (!is_within, INNER),
        ] {
            flags |= if holds { flag } else { 0 };
        }
        Facts {
            id: item.id.0,
            importance: importance(item),
            claims: claims(item),
            granularity: item.granularity,
            flags,
        }
    }

    /// Of an item that begins then.
    pub fn rank_key(&self, begin: i64) -> RankKey {
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
    pub key: Key,
    pub facts: Facts,
    /// Latest begin and earliest end; [`OPEN`] for an open side.
    pub inner: (i64, i64),
    pub status: Status,
    pub label: &'a SharedStr,
}

impl<'a> Draft<'a> {
    /// The item under this label; `None` for one without any bound.
    pub fn of(item: &Item, label: &'a SharedStr) -> Option<Draft<'a>> {
        let key = Key::of(item)?;
        let bound = |at: Option<crate::time::TimePoint>| at.map_or(OPEN, |at| at.0);
        let inner = (bound(item.span.latest_begin), bound(item.span.earliest_end));
        Some(Draft { key, facts: Facts::of(item, &key), inner, status: item.status, label })
    }
}

/// What items are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub lane: u32,
    pub class: u32,
    pub begin: i64,
    pub end: i64,
}

impl Key {
    /// `None` for an item without any bound.
    fn of(item: &Item) -> Option<Key> {
        let span = item.span;
        let known = [span.earliest_begin, span.latest_begin, span.earliest_end, span.latest_end];
        let begin = span.earliest_begin.or_else(|| known.into_iter().flatten().min())?.0.clamp(-LIMIT, LIMIT);
        let end = span.latest_end.or_else(|| known.into_iter().flatten().max())?.0.clamp(-LIMIT, LIMIT);
        // A moment is a second long, so that every item lies in half-open views.
        Some(Key::new(item.lane.0 as u32, begin, end.max(begin + 1)))
    }

    pub fn new(lane: u32, begin: i64, end: i64) -> Key {
        Key { lane, class: class(end - begin), begin, end }
    }
}

/// 64 billion years; keeps differences inside `i64`.
const LIMIT: i64 = 2_000_000_000_000_000_000;

/// The power of two of a length in seconds.
pub fn class(secs: i64) -> u32 {
    secs.max(1).ilog2()
}

/// Gives the draft of a number, the same one each time.
pub type Drafts<'d, 'a> = &'d (dyn Fn(usize) -> Draft<'a> + Sync);

/// A draft's place and number, in 24 bytes, since many are sorted at once.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub lane: u32,
    pub number: u32,
    pub begin: i64,
    pub end: i64,
}

impl Row {
    pub fn key(&self) -> Key {
        Key::new(self.lane, self.begin, self.end)
    }
}

/// Items on their way: how many, and where it is known their numbers in the order of begin and end, of equals the lower
/// number first.
pub struct Batch<'d, 'a> {
    pub count: usize,
    pub draft: Drafts<'d, 'a>,
    pub in_time: Option<Vec<u32>>,
}

/// Drafts in the order of a table.
pub struct Sorted {
    pub rows: Vec<Row>,
    /// Of each number its place in the order of importance, and its status.
    pub ranks: Vec<u32>,
    pub statuses: Vec<Status>,
    /// Whether the numbers are in the order of the items' ids.
    pub by_id: bool,
}

/// Sorts the drafts.
pub fn sorted(batch: Batch<'_, '_>) -> Sorted {
    let Batch { count, draft, in_time } = batch;
    let numbers = || (0..count as u32).into_par_iter();
    let (mut ids, mut keys) = (Vec::new(), Vec::new());
    let id_and_rank_key = |number: u32| {
        let draft = draft(number as usize);
        let (importance, Reverse(claims), begin, id) = draft.facts.rank_key(draft.key.begin);
        let first = u64::from(importance) << 16 | u64::from(u16::MAX - claims);
        (id, (first, begin.unwrap_or(i64::MIN), number))
    };
    numbers().map(id_and_rank_key).unzip_into_vecs(&mut ids, &mut keys);
    let by_id = ids.is_sorted();
    let ranks = ranks(keys, &ids, by_id);
    drop(ids);
    let (mut rows, mut statuses) = (Vec::new(), Vec::new());
    let row_and_status = |number: u32| {
        let draft = draft(number as usize);
        let Key { lane, begin, end, .. } = draft.key;
        (Row { lane, number, begin, end }, draft.status)
    };
    numbers().map(row_and_status).unzip_into_vecs(&mut rows, &mut statuses);
    let rank = |row: &Row| ranks[row.number as usize];
    if let Some(in_time) = in_time {
        rows = in_groups(&in_time.par_iter().map(|&number| rows[number as usize]).collect::<Vec<Row>>());
        let same = |a: &Row, b: &Row| a.key() == b.key();
        rows.chunk_by_mut(same).for_each(|equals| equals.sort_unstable_by_key(rank));
    }
    // Items with an open side stand elsewhere here than in time.
    let order = |a: &Row, b: &Row| a.key().cmp(&b.key()).then_with(|| rank(a).cmp(&rank(b)));
    if !rows.is_sorted_by(|a, b| order(a, b).is_le()) {
        rows.par_sort_unstable_by(order);
    }
    Sorted { rows, ranks, statuses, by_id }
}

/// Those of one lane and class together, in the order that they have.
fn in_groups(rows: &[Row]) -> Vec<Row> {
    let group = |row: &Row| (row.lane, row.key().class);
    let mut ends: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    rows.iter().for_each(|row| *ends.entry(group(row)).or_default() += 1);
    let mut at = 0;
    for place in ends.values_mut() {
        at += std::mem::replace(place, at);
    }
    let mut grouped = rows.to_vec();
    for row in rows {
        if let Some(place) = ends.get_mut(&group(row)) {
            grouped[*place] = *row;
            *place += 1;
        }
    }
    grouped
}

fn ranks(mut keys: Vec<(u64, i64, u32)>, ids: &[usize], by_id: bool) -> Vec<u32> {
    match by_id {
        true => keys.par_sort_unstable(),
        false => keys.par_sort_unstable_by_key(|&(first, begin, number)| (first, begin, ids[number as usize])),
    }
    let mut ranks = vec![0; keys.len()];
    for (rank, (.., number)) in keys.iter().enumerate() {
        ranks[*number as usize] = rank as u32;
    }
    ranks
}
