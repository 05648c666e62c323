//! The part of time in which most happens: what a timeline shows first.

use super::Index;
use crate::time::{TimePoint, TimeSpan};

/// The share of events and articles that the dense part holds at least.
const MOST: f64 = 0.75;
/// All of time is shown while it is no more than this many times as long as its dense part.
const LOOSE: i64 = 4;
/// What follows within this share of the dense part's length belongs to it.
const NEAR: i64 = 8;
/// Fewer events and articles than this have no dense part.
const FEWEST: usize = 8;

impl Index {
    /// The shortest part of time with most of the events and articles, where all of time is so much longer that they
    /// would stand in a heap: one event in 492 BC beside a thousand in 2009. `None` where everything can be shown at
    /// once. Looks at every item: for opening, not for frames.
    pub fn dense_part(&self) -> Option<TimeSpan> {
        let extent = self.extent()?;
        let middles = self.spans().map(|span| span.start.0 / 2 + span.end.0 / 2);
        let mut times: Vec<i64> = middles.chain(self.publications().iter().map(|(at, _)| at.0)).collect();
        if times.len() < FEWEST {
            return None;
        }
        times.sort_unstable();
        let (first, last) = grown(&times, densest(&times));
        let part = TimeSpan::new(TimePoint(first), TimePoint(last));
        (part.secs().max(86_400) < extent.secs() / LOOSE).then_some(part)
    }
}

/// First and last of the shortest run of [`MOST`] of the sorted times, as places in them.
fn densest(times: &[i64]) -> (usize, usize) {
    let count = ((times.len() as f64 * MOST).ceil() as usize).clamp(1, times.len());
    let starts = 0..=times.len() - count;
    let start = starts.min_by_key(|&start| times[start + count - 1] - times[start]).unwrap_or(0);
    (start, start + count - 1)
}

/// Takes in what lies near on both sides, so that no event stands just outside.
fn grown(times: &[i64], (mut first, mut last): (usize, usize)) -> (i64, i64) {
    let reach = ((times[last] - times[first]) / NEAR).max(86_400);
    while first > 0 && times[first] - times[first - 1] <= reach {
        first -= 1;
    }
    while last + 1 < times.len() && times[last + 1] - times[last] <= reach {
        last += 1;
    }
    (times[first], times[last])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Status;
    use crate::time::{FuzzySpan, Granularity};
    use crate::timeline::{Item, ItemId, LaneId};

    fn index(years: impl IntoIterator<Item = i64>, published: &[i64]) -> Index {
        let item = |(id, year): (usize, i64)| {
            let start = TimePoint::from_year(year);
            Item {
                id: ItemId(id),
                lane: LaneId(0),
                span: FuzzySpan::within(TimeSpan::new(start, start.plus_days(1))),
                granularity: Granularity::Day,
                status: Status::Happened,
                approximate: false,
                soft_edges: false,
                label: String::new(),
                importance: 0.5,
                claims: 1,
            }
        };
        let items: Vec<Item> = years.into_iter().enumerate().map(item).collect();
        let published = published.iter().map(|&year| (TimePoint::from_year(year), String::new())).collect();
        Index::build(items, Vec::new(), published)
    }

    fn years(index: &Index) -> Option<(i64, i64)> {
        let year = |at: TimePoint| at.plus_days(1).civil().year;
        index.dense_part().map(|part| (year(part.start), year(part.end)))
    }

    #[test]
    fn one_event_of_antiquity_does_not_heap_up_the_rest() {
        let index = index((2000..2020).chain([-491]), &[2010]);
        assert_eq!(years(&index), Some((2000, 2019)));
    }

    #[test]
    fn what_is_spread_evenly_or_little_is_shown_whole() {
        assert_eq!(years(&index(1900..2000, &[])), None);
        assert_eq!(years(&index([-491, 2000, 2001], &[])), None);
        assert_eq!(years(&index([], &[])), None);
    }

    #[test]
    fn what_lies_near_the_dense_part_belongs_to_it() {
        // Three quarters lie in 1950 to 2025; the others follow year by year, and one far off.
        let index = index((1950..2050).chain([-9000]), &[]);
        assert_eq!(years(&index), Some((1950, 2049)));
    }

    #[test]
    fn publication_dates_count_as_events_do() {
        let few = (2000..2004).chain([500, 900, 1300]);
        assert_eq!(years(&index(few.clone(), &[])), None);
        let published: Vec<i64> = (0..30).map(|at| 2000 + at % 4).collect();
        assert_eq!(years(&index(few, &published)), Some((2000, 2003)));
    }
}
