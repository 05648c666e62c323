//! What a cluster holds: found out when somebody asks, not for every cluster of every frame.

use super::{Index, ItemId};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// The events of a cluster, as stretches of the [`Index`] that it was laid out from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Members(Vec<Range<u32>>);

impl Members {
    pub(super) fn of(ranges: &[Range<usize>]) -> Members {
        Members(ranges.iter().map(|range| range.start as u32..range.end as u32).collect())
    }

    fn ranges(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.0.iter().map(|range| range.start as usize..range.end as usize)
    }
}

impl Index {
    /// All of them, in no particular order.
    pub fn members<'i>(&'i self, members: &'i Members) -> impl Iterator<Item = ItemId> + 'i {
        members.ranges().flatten().filter(|&position| position < self.positions()).map(|position| self.id(position))
    }

    /// The most important of them, at most `count`, the most important first.
    pub fn most_important(&self, members: &Members, count: usize) -> Vec<ItemId> {
        let known = members.ranges().filter(|range| !range.is_empty() && range.end <= self.positions());
        let stretch = |range: Range<usize>| {
            let best = self.best(range.clone());
            (Reverse(best.rank), best.position, range.start, range.end)
        };
        let mut heap: BinaryHeap<(Reverse<u64>, usize, usize, usize)> = known.map(stretch).collect();
        let mut found = Vec::new();
        while found.len() < count
            && let Some((_, best, start, end)) = heap.pop()
        {
            found.push(self.id(best));
            heap.extend([start..best, best + 1..end].into_iter().filter(|range| !range.is_empty()).map(stretch));
        }
        found
    }
}
