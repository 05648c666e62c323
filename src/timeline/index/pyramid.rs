//! Blocks over blocks of items: the most important item, the ends and the looks of any stretch in logarithmic time.

use crate::timeline::looks::Looks;
use std::ops::Range;

/// Blocks of a level that one block of the level above covers.
const FAN: usize = 16;

/// Blocks of one size. What is known of them without visiting them lies in columns, so that the sixteen of a block of the
/// level above share a cache line.
#[derive(Clone, Debug, Default)]
struct Level {
    /// The lowest rank in each.
    least: Vec<u32>,
    /// The first and the last end.
    first: Vec<i64>,
    last: Vec<i64>,
    /// All looks.
    looks: Vec<Looks>,
}

/// Levels of blocks, finest first; block `b` of level `l` covers the positions from `b * 16^(l+1)`.
#[derive(Clone, Debug, Default)]
pub struct Pyramid {
    levels: Vec<Level>,
}

impl Pyramid {
    /// The two slices hold an entry an item; `looks` gives the looks of one.
    pub fn build(ranks: &[u32], ends: &[i64], looks: impl Fn(usize) -> Looks) -> Pyramid {
        let mut levels: Vec<Level> = Vec::new();
        if ranks.len() > 1 {
            let of_block = |from: usize| all((from..ranks.len().min(from + FAN)).map(&looks));
            levels.push(Level {
                least: ranks.chunks(FAN).map(least).collect(),
                first: ends.chunks(FAN).map(first).collect(),
                last: ends.chunks(FAN).map(last).collect(),
                looks: (0..ranks.len()).step_by(FAN).map(of_block).collect(),
            });
        }
        while let Some(below) = levels.last().filter(|below| below.least.len() > 1) {
            levels.push(Level {
                least: below.least.chunks(FAN).map(least).collect(),
                first: below.first.chunks(FAN).map(first).collect(),
                last: below.last.chunks(FAN).map(last).collect(),
                looks: below.looks.chunks(FAN).map(|looks| all(looks.iter().copied())).collect(),
            });
        }
        Pyramid { levels }
    }

    pub fn heap_bytes(&self) -> usize {
        let bytes = |level: &Level| {
            level.least.capacity() * 4
                + (level.first.capacity() + level.last.capacity()) * 8
                + level.looks.capacity() * size_of::<Looks>()
        };
        self.levels.iter().map(bytes).sum()
    }

    /// The lowest rank in the range, which must not be empty.
    pub fn least_rank(&self, ranks: &[u32], range: Range<usize>) -> u32 {
        let mut lowest = u32::MAX;
        self.rows(ranks, range, |level| &level.least, |part| lowest = lowest.min(least(part)));
        lowest
    }

    /// The last of the ends in the range, which must not be empty.
    pub fn last_end(&self, ends: &[i64], range: Range<usize>) -> i64 {
        let mut latest = i64::MIN;
        self.rows(ends, range, |level| &level.last, |part| latest = latest.max(last(part)));
        latest
    }

    /// Calls `found` with rows of values that make up the range: of items at its ends, of ever larger blocks between.
    fn rows<'r, T>(
        &'r self,
        items: &'r [T],
        range: Range<usize>,
        of: impl Fn(&'r Level) -> &'r [T],
        mut found: impl FnMut(&[T]),
    ) {
        let (mut from, mut to) = (range.start, range.end);
        let mut row = items;
        for level in &self.levels {
            let (first, last) = (from.div_ceil(FAN), to / FAN);
            if first >= last {
                break;
            }
            found(&row[from..first * FAN]);
            found(&row[last * FAN..to]);
            (row, from, to) = (of(level), first, last);
        }
        found(&row[from..to]);
    }

    /// All looks in the range. `of` gives those of one position.
    pub fn looks(&self, range: Range<usize>, of: impl Fn(usize) -> Looks) -> Looks {
        let (mut from, mut to) = (range.start, range.end);
        let mut looks = Looks::default();
        let mut below: Option<&[Looks]> = None;
        let some = |below: Option<&[Looks]>, part: Range<usize>| match below {
            Some(row) => all(row[part].iter().copied()),
            None => all(part.map(&of)),
        };
        for level in &self.levels {
            let (first, last) = (from.div_ceil(FAN), to / FAN);
            if first >= last {
                break;
            }
            looks = looks | some(below, from..first * FAN) | some(below, last * FAN..to);
            (below, from, to) = (Some(&level.looks[..]), first, last);
        }
        looks | some(below, from..to)
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
                let first = self.levels[level].first[at / size];
                if first > time || self.levels[level].last[at / size] <= time {
                    len = size;
                    inside = first > time;
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
}

/// `u32::MAX` of no rank.
fn least(ranks: &[u32]) -> u32 {
    ranks.iter().copied().fold(u32::MAX, u32::min)
}

/// `i64::MAX` of no end.
fn first(ends: &[i64]) -> i64 {
    ends.iter().copied().fold(i64::MAX, i64::min)
}

/// `i64::MIN` of no end.
fn last(ends: &[i64]) -> i64 {
    ends.iter().copied().fold(i64::MIN, i64::max)
}

fn all(looks: impl Iterator<Item = Looks>) -> Looks {
    looks.fold(Looks::default(), |all, looks| all | looks)
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
            let looks = |at: usize| if values[at] % 97 == 0 { Looks::SOFT } else { Looks::of(Status::Happened) };
            let pyramid = Pyramid::build(&ranks, &values, looks);
            let (a, b) = ((from * values.len() as f64) as usize, (to * values.len() as f64) as usize);
            let range = a.min(b)..a.max(b) + 1;
            prop_assert_eq!(Some(&pyramid.least_rank(&ranks, range.clone())), ranks[range.clone()].iter().min());
            prop_assert_eq!(Some(&pyramid.last_end(&values, range.clone())), values[range.clone()].iter().max());
            prop_assert_eq!(pyramid.looks(range.clone(), looks), all(range.clone().map(looks)));
            let mut found = Vec::new();
            pyramid.ending_behind(&values, range.clone(), time, &mut |stretch| found.extend(stretch));
            let expected: Vec<usize> = range.filter(|&at| values[at] > time).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
