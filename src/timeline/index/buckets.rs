//! Where the items of a group begin on grids of time, coarser and coarser: what a frame asks of a million items then
//! lies in a row in memory, and not all over it.

use std::iter::Peekable;
use std::ops::Range;

/// The columns that buckets are made of, an entry an item.
#[derive(Clone, Copy)]
pub struct Columns<'t> {
    pub begins: &'t [i64],
    pub ranks: &'t [u32],
    pub importance: &'t (dyn Fn(usize) -> f32 + Sync),
}

/// The items that begin in one cell of a grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    /// Number of the cell: begins divided by its seconds, rounded down.
    pub cell: i64,
    /// The first of the positions and one past the last.
    pub start: u32,
    pub end: u32,
    /// The most important item, its rank and its importance.
    pub best: u32,
    pub rank: u32,
    pub importance: f32,
}

/// A grid whose cells last two to the power of `exponent` seconds; cells without items are not there.
#[derive(Clone, Debug)]
struct Grid {
    exponent: u32,
    buckets: Vec<Bucket>,
}

/// The grids of one group, finest first; none where it has few items.
#[derive(Clone, Debug, Default)]
pub struct Grids {
    grids: Vec<Grid>,
}

/// Items that the buckets of the finest grid hold on average at least: fewer are looked at one by one.
const LEAST: usize = 4;
/// Smaller groups have no grids.
const FEW: usize = 64;

impl Grids {
    /// Those of the positions of one group, sorted by begin.
    pub fn build(columns: Columns<'_>, range: Range<usize>) -> Grids {
        let mut grids: Vec<Grid> = Vec::new();
        let begins = &columns.begins[range.clone()];
        if begins.len() < FEW {
            return Grids { grids };
        }
        // Two neighbours are in different cells up to the highest bit in which they differ.
        let mut differ = [0_usize; 64];
        for pair in begins.windows(2).filter(|pair| pair[0] != pair[1]) {
            differ[((pair[0] ^ pair[1]) as u64).ilog2() as usize] += 1;
        }
        let cells = |exponent: u32| 1 + differ[exponent as usize..].iter().sum::<usize>();
        for exponent in 0..63 {
            let most = grids.last().map_or(begins.len() / LEAST, |grid| grid.buckets.len() / 2);
            if cells(exponent) <= most {
                let next = match grids.last() {
                    Some(finer) => finer.coarser(exponent).collect(),
                    None => Grid::finest(columns, range.clone(), exponent),
                };
                grids.push(Grid { exponent, buckets: next });
            }
        }
        Grids { grids }
    }

    pub fn heap_bytes(&self) -> usize {
        self.grids.capacity() * size_of::<Grid>()
            + self.grids.iter().map(|grid| grid.buckets.capacity() * size_of::<Bucket>()).sum::<usize>()
    }

    /// The buckets from the one that holds the position on, of cells that last two to the power of `exponent` seconds;
    /// `None` where no grid is so fine.
    pub fn from(&self, position: usize, exponent: u32) -> Option<impl Iterator<Item = Bucket> + '_> {
        let coarser = self.grids.partition_point(|grid| grid.exponent <= exponent);
        let grid = &self.grids[coarser.checked_sub(1)?];
        let behind = grid.buckets.partition_point(|bucket| bucket.start as usize <= position);
        let shift = exponent - grid.exponent;
        // Buckets before it may be of the same cell.
        let at = behind.checked_sub(1)?;
        let cell = grid.buckets[at].cell >> shift;
        let before = grid.buckets[..at].iter().rev().take_while(|bucket| bucket.cell >> shift == cell).count();
        Some(Coarser { buckets: grid.buckets[at - before..].iter().copied().peekable(), shift })
    }
}

impl Grid {
    fn finest(columns: Columns<'_>, range: Range<usize>, exponent: u32) -> Vec<Bucket> {
        let single = |at: usize| {
            let (rank, importance) = (columns.ranks[at], (columns.importance)(at));
            Bucket { cell: columns.begins[at], start: at as u32, end: at as u32 + 1, best: at as u32, rank, importance }
        };
        Coarser { buckets: range.map(single).peekable(), shift: exponent }.collect()
    }

    fn coarser(&self, exponent: u32) -> impl Iterator<Item = Bucket> + '_ {
        Coarser { buckets: self.buckets.iter().copied().peekable(), shift: exponent - self.exponent }
    }
}

/// Buckets of a grid whose cells are `2^shift` times as long, made of those of another.
struct Coarser<I: Iterator<Item = Bucket>> {
    buckets: Peekable<I>,
    shift: u32,
}

impl<I: Iterator<Item = Bucket>> Iterator for Coarser<I> {
    type Item = Bucket;

    fn next(&mut self) -> Option<Bucket> {
        let first = self.buckets.next()?;
        let mut all = Bucket { cell: first.cell >> self.shift, ..first };
        while let Some(next) = self.buckets.next_if(|next| next.cell >> self.shift == all.cell) {
            all.end = next.end;
            if next.rank < all.rank {
                (all.best, all.rank, all.importance) = (next.best, next.rank, next.importance);
            }
        }
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_grid_has_the_items_that_begin_in_its_cells(
            mut begins in prop::collection::vec(prop_oneof![-500_i64..500, -4_000_000_000..4_000_000_000_i64], 1..400),
            exponent in 0_u32..40,
            first in 0.0..1.0,
        ) {
            begins.sort_unstable();
            let count = begins.len();
            let ranks: Vec<u32> = (0..count as u32).map(|at| (at * 7919 + 3) % 1_000_003).collect();
            let columns = Columns { begins: &begins, ranks: &ranks, importance: &|at| at as f32 };
            let grids = Grids::build(columns, 0..count);
            let from = (first * count as f64) as usize;
            let Some(found) = grids.from(from, exponent) else { return Ok(()) };
            let found: Vec<Bucket> = found.collect();
            let cell = |at: usize| begins[at].div_euclid(1 << exponent);
            let start = (0..count).find(|&at| cell(at) == cell(from)).unwrap_or(0);
            let mut expected = Vec::new();
            for at in start..count {
                if at == start || cell(at) != cell(at - 1) {
                    let end = (at..count).find(|&other| cell(other) != cell(at)).unwrap_or(count);
                    let best = (at..end).min_by_key(|&other| ranks[other]).unwrap_or(at);
                    let (cell, rank, importance) = (cell(at), ranks[best], best as f32);
                    expected.push(Bucket { cell, start: at as u32, end: end as u32, best: best as u32, rank, importance });
                }
            }
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn grids_take_little_room_beside_their_items() {
        for spread in [1_i64, 60, 86_400, 1 << 40] {
            let begins: Vec<i64> = (0..10_000).map(|at| at / 10 * spread + at % 3).collect();
            let ranks: Vec<u32> = (0..10_000).collect();
            let grids = Grids::build(Columns { begins: &begins, ranks: &ranks, importance: &|_| 0.0 }, 0..10_000);
            let buckets: usize = grids.grids.iter().map(|grid| grid.buckets.len()).sum();
            assert!(buckets <= 10_000 / 2, "{buckets} for a spread of {spread}");
            assert!(!grids.grids.is_empty());
        }
    }
}
