//! All time on one strip: time to place and back, with long empty stretches shortened.

use crate::time::TimeSpan;
use crate::timeline::Index;

/// A stretch of time and the part of the strip that shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Piece {
    /// Seconds.
    time: f64,
    /// 0 at the left edge of the strip, 1 at the right.
    place: f64,
}

/// Maps the time from the first event to the last, and a little around it, to the strip's 0 to 1.
///
/// One event in 3000 BC and a thousand in 2020 would leave a thousand of them one pixel. So no empty stretch is shown
/// longer than a limit, and the limit is lowered until the densest half of the events has a fair share of the strip.
/// Where they are spread evenly already, nothing is shortened and the strip is a plain scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Strip {
    /// Rising in both; never fewer than two.
    pieces: Vec<Piece>,
    /// Places in the middle of shortened stretches.
    breaks: Vec<f64>,
}

/// The least share of the strip that the densest half of the events gets; spread evenly it has about a half.
const FAIR_SHARE: f64 = 0.3;
/// Room on both sides of the events, as a share of the strip.
const MARGIN: f64 = 0.03;

impl Default for Strip {
    /// The strip of nothing.
    fn default() -> Strip {
        Strip::through(&[], None)
    }
}

impl Strip {
    /// The strip of all events of the index.
    pub fn of(index: &Index) -> Strip {
        let mut times: Vec<f64> =
            index.spans().flat_map(|span| [span.start, span.end]).map(|point| point.0 as f64).collect();
        times.sort_by(f64::total_cmp);
        let extent = index.extent();
        Strip::through(&times, extent)
    }

    /// The strip through the sorted times; without any, through the extent or a century.
    fn through(times: &[f64], extent: Option<TimeSpan>) -> Strip {
        let (Some(&first), Some(&last)) = (times.first(), times.last()) else {
            let (start, end) = extent.map_or((-631_152_000.0, 2_524_608_000.0), |e| (e.start.0 as f64, e.end.0 as f64));
            return Strip::linear(start, end.max(start + 1.0));
        };
        let day = 86_400.0;
        if last - first < day {
            return Strip::linear(first - day, last + day);
        }
        let limit = gap_limit(times);
        let total: f64 = gaps(times).map(|gap| gap.min(limit)).sum();
        let room = 1.0 - 2.0 * MARGIN;
        let margin_secs = total * MARGIN / room;
        let mut pieces = vec![Piece { time: first - margin_secs, place: 0.0 }, Piece { time: first, place: MARGIN }];
        let mut breaks = Vec::new();
        let mut shown = 0.0;
        for pair in times.windows(2) {
            let gap = pair[1] - pair[0];
            let before = MARGIN + shown / total * room;
            shown += gap.min(limit);
            // Only where the slope changes is a new piece needed.
            if gap > limit {
                let after = MARGIN + shown / total * room;
                push(&mut pieces, Piece { time: pair[0], place: before });
                push(&mut pieces, Piece { time: pair[1], place: after });
                breaks.push((before + after) / 2.0);
            }
        }
        push(&mut pieces, Piece { time: last, place: 1.0 - MARGIN });
        push(&mut pieces, Piece { time: last + margin_secs, place: 1.0 });
        Strip { pieces, breaks }
    }

    pub fn linear(start: f64, end: f64) -> Strip {
        Strip { pieces: vec![Piece { time: start, place: 0.0 }, Piece { time: end, place: 1.0 }], breaks: Vec::new() }
    }

    /// Seconds at the left and at the right edge.
    pub fn ends(&self) -> (f64, f64) {
        (self.time_from_place(0.0), self.time_from_place(1.0))
    }

    /// Where a time lies; below 0 and above 1 outside of the strip.
    pub fn place_from_time(&self, time: f64) -> f64 {
        let at = self.pieces.partition_point(|piece| piece.time <= time);
        let (a, b) = self.around(at);
        a.place + (time - a.time) * ((b.place - a.place) / (b.time - a.time))
    }

    /// The time at a place; beyond the edges the scale goes on as it is there.
    pub fn time_from_place(&self, place: f64) -> f64 {
        let at = self.pieces.partition_point(|piece| piece.place <= place);
        let (a, b) = self.around(at);
        a.time + (place - a.place) * ((b.time - a.time) / (b.place - a.place))
    }

    /// Places where a long empty stretch was shortened.
    pub fn breaks(&self) -> &[f64] {
        &self.breaks
    }

    fn around(&self, at: usize) -> (Piece, Piece) {
        let right = at.clamp(1, self.pieces.len() - 1);
        (self.pieces[right - 1], self.pieces[right])
    }
}

/// Keeps the pieces strictly rising: a shortened stretch may begin right where the piece before ended.
fn push(pieces: &mut Vec<Piece>, next: Piece) {
    if pieces.last().is_none_or(|last| last.time < next.time && last.place < next.place) {
        pieces.push(next);
    }
}

fn gaps(times: &[f64]) -> impl Iterator<Item = f64> + '_ {
    times.windows(2).map(|pair| pair[1] - pair[0])
}

/// The longest that an empty stretch may be shown; infinite where nothing need be shortened.
fn gap_limit(times: &[f64]) -> f64 {
    let half = times.len() / 2 + 1;
    let secs = |window: &&[f64]| window[window.len() - 1] - window[0];
    let densest = times.windows(half).min_by(|a, b| secs(a).total_cmp(&secs(b))).unwrap_or(times);
    let shown = |times: &[f64], limit: f64| gaps(times).map(|gap| gap.min(limit)).sum::<f64>();
    let fair = |limit: f64| shown(densest, limit) >= FAIR_SHARE * shown(times, limit);
    if fair(f64::INFINITY) {
        return f64::INFINITY;
    }
    // The share of the densest half falls as the limit rises, near enough; the scale is logarithmic, so the search is too.
    let longest = gaps(times).fold(1.0, f64::max);
    let (mut low, mut high) = (0.0, longest.ln());
    for _ in 0..60 {
        let limit = f64::midpoint(low, high);
        if fair(limit.exp()) {
            low = limit;
        } else {
            high = limit;
        }
    }
    // Never shorter than a day: below that there is nothing to tell apart on a strip.
    low.exp().max(86_400.0)
}

/// How many events there are in each of `count` equal parts of the strip. An event that lasts, or of which only the
/// year is known, is spread evenly over its span.
pub(super) fn density(index: &Index, strip: &Strip, count: usize) -> Vec<f64> {
    let bin = |time: f64| (strip.place_from_time(time) * count as f64).clamp(0.0, count as f64 - 1.0) as usize;
    // Differences first, so that an event costs the same however long it is.
    let mut steps = vec![0.0; count + 1];
    for span in index.spans() {
        // The end is exclusive.
        let (first, last) = (bin(span.start.0 as f64), bin((span.end.0 as f64 - 1.0).max(span.start.0 as f64)));
        let share = 1.0 / (last - first + 1) as f64;
        steps[first] += share;
        steps[last + 1] -= share;
    }
    let mut sum = 0.0;
    steps[..count]
        .iter()
        .map(|step| {
            sum += step;
            // What is left of shares that cancel out is no event.
            if sum < 1e-9 { 0.0 } else { sum }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: f64 = 31_556_952.0;

    fn strip(times: &[f64]) -> Strip {
        Strip::through(times, None)
    }

    #[test]
    fn evenly_spread_events_stand_on_a_plain_scale() {
        let times: Vec<f64> = (0..100).map(|n| f64::from(n) * YEAR).collect();
        let strip = strip(&times);
        assert_eq!(strip.breaks(), [] as [f64; 0]);
        assert!((strip.place_from_time(49.5 * YEAR) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn one_event_in_3000_bc_leaves_room_for_those_of_2020() {
        let mut times = vec![-4970.0 * YEAR];
        times.extend((0..200).map(|n| 50.0 * YEAR + f64::from(n) * 86_400.0));
        let strip = strip(&times);
        let from = strip.place_from_time(50.0 * YEAR);
        let to = strip.place_from_time(50.0 * YEAR + 199.0 * 86_400.0);
        assert!(to - from > 0.5, "2020 has {} of the strip", to - from);
        assert_eq!(strip.breaks().len(), 1);
    }

    #[test]
    fn a_history_of_antiquity_beside_this_years_news_leaves_room_for_both() {
        let mut times: Vec<f64> = (0..40).map(|n| -2200.0 * YEAR + f64::from(n) * 5.0 * YEAR).collect();
        times.extend((0..100).map(|n| 50.0 * YEAR + f64::from(n) * 4.0 * 86_400.0));
        let strip = strip(&times);
        let room = |from: f64, to: f64| strip.place_from_time(to) - strip.place_from_time(from);
        assert!(room(50.0 * YEAR, 51.0 * YEAR) > 0.25, "the news");
        assert!(room(-2200.0 * YEAR, -2005.0 * YEAR) > 0.25, "antiquity");
    }

    #[test]
    fn ten_thousand_events_on_one_instant_and_one_far_away_have_a_strip() {
        let mut times = vec![0.0; 10_000];
        times.push(1e17);
        let strip = strip(&times);
        assert!(strip.place_from_time(0.0) < strip.place_from_time(1e17));
        assert!(strip.place_from_time(0.0).is_finite());
    }

    #[test]
    fn place_and_time_are_each_others_inverse() {
        let times = [-5e10, -4.9e10, 0.0, 1.0, 5.0, 1e6, 1.0001e9, 1.0002e9, 1.0003e9];
        let strip = strip(&times);
        let mut last = f64::NEG_INFINITY;
        for step in -20..=120 {
            let place = f64::from(step) / 100.0;
            let time = strip.time_from_place(place);
            assert!(time > last, "the strip must rise at {place}");
            last = time;
            assert!((strip.place_from_time(time) - place).abs() < 1e-6, "{place}");
        }
    }

    #[test]
    fn nothing_still_has_a_strip() {
        let strip = strip(&[]);
        assert!(strip.ends().0 < strip.ends().1);
    }
}
