//! Blocks over blocks of items: the most important item, the ends and the looks of any stretch in logarithmic time.

use crate::timeline::looks::Looks;
use std::ops::Range;

/// Blocks of a level that one block of the level above covers.
const FAN: usize = 16;

/// What is known of a block without visiting it, but for its lowest rank.
#[derive(Clone, Copy, Debug)]
struct Block {
    looks: Looks,
    min_end: i64,
    max_end: i64,
}

/// Blocks of one size.
#[derive(Clone, Debug, Default)]
struct Level {
    /// The lowest rank in each: by themselves, so that the sixteen of a block of the level above share a cache line.
    least: Vec<u32>,
    blocks: Vec<Block>,
}

/// Levels of blocks, finest first; block `b` of level `l` covers the positions from `b * 16^(l+1)`.
#[derive(Clone, Debug, Default)]
pub struct Pyramid {
    levels: Vec<Level>,
}

impl Pyramid {
    /// The two slices hold an entry an item; `looks` gives the looks of one.
    pub fn build(ranks: &[u32], ends: &[i64], looks: impl Fn(usize) -> Looks) -> Pyramid {
        let item = |at: usize| Block { looks: looks(at), min_end: ends[at], max_end: ends[at] };
        let mut levels: Vec<Level> = Vec::new();
        if ranks.len() > 1 {
            let all = |from: usize| merged((from..ranks.len().min(from + FAN)).map(item));
            let blocks = (0..ranks.len()).step_by(FAN).filter_map(all).collect();
            levels.push(Level { least: ranks.chunks(FAN).map(least).collect(), blocks });
        }
        while let Some(below) = levels.last().filter(|below| below.blocks.len() > 1) {
            let blocks = below.blocks.chunks(FAN).filter_map(|blocks| merged(blocks.iter().copied())).collect();
            levels.push(Level { least: below.least.chunks(FAN).map(least).collect(), blocks });
        }
        Pyramid { levels }
    }

    pub fn heap_bytes(&self) -> usize {
        let bytes = |level: &Level| level.least.capacity() * 4 + level.blocks.capacity() * size_of::<Block>();
        self.levels.iter().map(bytes).sum()
    }

    /// The lowest rank in the range, which must not be empty.
    pub fn least_rank(&self, ranks: &[u32], range: Range<usize>) -> u32 {
        let (mut from, mut to) = (range.start, range.end);
        let (mut row, mut lowest) = (ranks, u32::MAX);
        for level in &self.levels {
            let (first, last) = (from.div_ceil(FAN), to / FAN);
            if first >= last {
                break;
            }
            lowest = lowest.min(least(&row[from..first * FAN])).min(least(&row[last * FAN..to]));
            (row, from, to) = (&level.least, first, last);
        }
        lowest.min(least(&row[from..to]))
    }

    /// The last of the ends in the range, which must not be empty.
    pub fn last_end(&self, ends: &[i64], range: Range<usize>) -> i64 {
        let mut last = ends[range.start];
        self.cover(range, &mut |piece| {
            last = last.max(match piece {
                Piece::Item(at) => ends[at],
                Piece::Block(block) => block.max_end,
            });
        });
        last
    }

    /// All looks in the range. `of` gives those of one position.
    pub fn looks(&self, range: Range<usize>, of: impl Fn(usize) -> Looks) -> Looks {
        let mut looks = Looks::default();
        self.cover(range, &mut |piece| {
            looks = looks
                | match piece {
                    Piece::Item(at) => of(at),
                    Piece::Block(block) => block.looks,
                };
        });
        looks
    }

    /// Calls `found` with the longest stretches of `range` whose items all end behind `time`, in order.
    pub fn ending_behind(&self, ends: &[i64], range: Range<usize>, time: i64, found: &mut impl FnMut(Range<usize>)) {
        let mut open: Option<Range<usize>> = None;
        let top = self.levels.len();
        let (mut at, stop) = (range.start, range.end);
        while at < stop {
            // The largest aligned block that starts here, fits and needs no look inside.
            let mut len = 1;
            let mut inside = ends[at] > time;
            for level in 0..top {
                let size = FAN.pow(level as u32 + 1);
                if at % size != 0 || at + size > stop {
                    break;
                }
                let block = &self.levels[level].blocks[at / size];
                if block.min_end > time || block.max_end <= time {
                    len = size;
                    inside = block.min_end > time;
                }
            }
            match &mut open {
                Some(stretch) if inside => stretch.end = at + len,
                Some(stretch) => {
                    found(stretch.clone());
                    open = None;
                }
                None if inside => open = Some(at..at + len),
                None => {}
            }
            at += len;
        }
        if let Some(stretch) = open {
            found(stretch);
        }
    }

    /// Splits the range into the fewest aligned blocks and single items.
    fn cover(&self, range: Range<usize>, visit: &mut impl FnMut(Piece<'_>)) {
        let (mut at, stop) = (range.start, range.end);
        while at < stop {
            let mut piece = Piece::Item(at);
            let mut len = 1;
            for (number, level) in self.levels.iter().enumerate() {
                let size = len * FAN;
                if at % size != 0 || at + size > stop {
                    break;
                }
                piece = Piece::Block(&level.blocks[at / size]);
                len = size;
                debug_assert_eq!(size, FAN.pow(number as u32 + 1));
            }
            visit(piece);
            at += len;
        }
    }
}

enum Piece<'a> {
    Item(usize),
    Block(&'a Block),
}

/// `u32::MAX` of no rank.
fn least(ranks: &[u32]) -> u32 {
    ranks.iter().copied().fold(u32::MAX, u32::min)
}

/// `None` of no block.
fn merged(blocks: impl Iterator<Item = Block>) -> Option<Block> {
    blocks.reduce(|all, block| Block {
        looks: all.looks | block.looks,
        min_end: all.min_end.min(block.min_end),
        max_end: all.max_end.max(block.max_end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Status;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_said_of_a_stretch_is_what_a_full_look_finds(
            values in prop::collection::vec(0_i64..1000, 1..700), from in 0.0..1.0, to in 0.0..1.0, time in 0_i64..1000,
        ) {
            let mut order: Vec<u32> = (0..values.len() as u32).collect();
            order.sort_by_key(|&at| (values[at as usize], at));
            let mut ranks = vec![0; values.len()];
            for (rank, at) in order.iter().enumerate() {
                ranks[*at as usize] = rank as u32;
            }
            let pyramid = Pyramid::build(&ranks, &values, |_| Looks::of(Status::Happened));
            let (a, b) = ((from * values.len() as f64) as usize, (to * values.len() as f64) as usize);
            let range = a.min(b)..a.max(b) + 1;
            prop_assert_eq!(Some(&pyramid.least_rank(&ranks, range.clone())), ranks[range.clone()].iter().min());
            prop_assert_eq!(Some(&pyramid.last_end(&values, range.clone())), values[range.clone()].iter().max());
            let mut found = Vec::new();
            pyramid.ending_behind(&values, range.clone(), time, &mut |stretch| found.extend(stretch));
            let expected: Vec<usize> = range.filter(|&at| values[at] > time).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
