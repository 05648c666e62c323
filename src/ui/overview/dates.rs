//! The few dates under the overview: the roundest that have room.

use super::strip::Strip;
use crate::time::TimePoint;
use crate::time::words::{month_name, year_words};

/// Steps of years, coarse to fine; months and days follow.
const YEAR_STEPS: [i64; 11] = [1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10, 5, 1];

/// A date and its place on the strip (0 to 1).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub place: f64,
    pub text: String,
}

/// Dates no closer than `distance` (a share of the strip). Finer ones are looked for only between coarser ones that
/// stand far apart, so that the work hangs on the strip's width and not on how much time it shows.
pub(super) fn labels(strip: &Strip, distance: f64) -> Vec<Label> {
    let mut search = Search { strip, distance, labels: Vec::new() };
    let (start, end) = strip.ends();
    search.years(start, end, 0);
    search.labels.sort_by(|a, b| a.place.total_cmp(&b.place));
    search.labels
}

struct Search<'a> {
    strip: &'a Strip,
    distance: f64,
    labels: Vec<Label>,
}

impl Search<'_> {
    fn years(&mut self, start: f64, end: f64, level: usize) {
        let Some(&step) = YEAR_STEPS.get(level) else { return self.months(start, end) };
        let (first, last) = (year_of(start), year_of(end));
        let stride = step * self.thinned(&[1, 2, 5], start, end, (last - first) / step + 1);
        let mut times = Vec::new();
        let mut year = first.div_euclid(stride) * stride;
        while year <= last {
            // Astronomical -499 is 500 BC, and after 1 BC comes AD 1.
            let shown = if year <= 0 && step > 1 { year + 1 } else { year };
            let words = if (1..1000).contains(&shown) { format!("AD {shown}") } else { year_words(shown) };
            times.push((TimePoint::from_year(shown).0 as f64, words));
            year += stride;
        }
        self.place(start, end, times, |search, from, to| search.years(from, to, level + 1));
    }

    /// The least of the factors by which `count` dates between two times must be thinned to have room; the last when
    /// none is enough.
    fn thinned(&self, factors: &[i64], start: f64, end: f64, count: i64) -> i64 {
        let width = self.strip.place_from_time(end) - self.strip.place_from_time(start);
        let enough = |factor: &&i64| width * **factor as f64 / count as f64 >= self.distance;
        *factors.iter().find(enough).or(factors.last()).unwrap_or(&1)
    }

    fn months(&mut self, start: f64, end: f64) {
        let stride = self.thinned(&[1, 3, 6], start, end, ((end - start) / 2.6e6) as i64 + 1);
        let civil = TimePoint(start as i64).civil();
        let mut times = Vec::new();
        let mut month = civil.year * 12 + i64::from(civil.month) - 1;
        while let Some(first) = TimePoint::from_ymd(month.div_euclid(12), (month.rem_euclid(12) + 1) as u8, 1)
            && first.0 as f64 <= end
        {
            let name = month_name((month.rem_euclid(12) + 1) as u8).get(..3).unwrap_or("");
            if month.rem_euclid(stride) != 0 {
                month += 1;
                continue;
            }
            times.push((first.0 as f64, format!("{name} {}", year_words(month.div_euclid(12)))));
            month += 1;
        }
        self.place(start, end, times, |search, from, to| search.days(from, to));
    }

    fn days(&mut self, start: f64, end: f64) {
        let day = 86_400.0;
        let mut times = Vec::new();
        let mut at = (start / day).floor() * day;
        while at <= end {
            let civil = TimePoint(at as i64).civil();
            let name = month_name(civil.month).get(..3).unwrap_or("");
            times.push((at, format!("{} {name}", civil.day)));
            at += day;
        }
        self.place(start, end, times, |_, _, _| {});
    }

    /// Takes those of `times` that lie in `start..end` and have room, then looks between neighbours with `finer`.
    fn place(&mut self, start: f64, end: f64, times: Vec<(f64, String)>, finer: impl Fn(&mut Self, f64, f64)) {
        let mut bounds = vec![start];
        for (time, text) in times.into_iter().filter(|(time, _)| (start..end).contains(time)) {
            bounds.push(time);
            let place = self.strip.place_from_time(time);
            let has_room = self.labels.iter().all(|label| (label.place - place).abs() >= self.distance);
            if has_room && (0.0..=1.0).contains(&place) {
                self.labels.push(Label { place, text });
            }
        }
        bounds.push(end);
        for pair in bounds.windows(2) {
            let width = self.strip.place_from_time(pair[1]) - self.strip.place_from_time(pair[0]);
            if width > self.distance {
                finer(self, pair[0], pair[1]);
            }
        }
    }
}

fn year_of(secs: f64) -> i64 {
    TimePoint(secs as i64).civil().year
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{FuzzySpan, Granularity, TimeSpan};
    use crate::timeline::{Index, Item, ItemId, LaneId};

    fn texts(years: &[i64]) -> Vec<String> {
        let items = (years.iter().enumerate())
            .map(|(number, &year)| Item {
                id: ItemId(number),
                lane: LaneId(0),
                span: FuzzySpan::within(TimeSpan::new(TimePoint::from_year(year), TimePoint::from_year(year))),
                granularity: Granularity::Day,
                status: crate::event::Status::Happened,
                approximate: false,
                soft_edges: false,
                label: String::new(),
                importance: 0.5,
                claims: 1,
            })
            .collect();
        let strip = Strip::of(&Index::build(items, vec![String::new()], Vec::new()));
        labels(&strip, 0.12).into_iter().map(|label| label.text).collect()
    }

    #[test]
    fn round_years_come_first() {
        assert_eq!(texts(&[1900, 1925, 1950, 1975, 2000]), ["1900", "1920", "1940", "1960", "1980", "2000"]);
    }

    #[test]
    fn there_is_no_year_zero() {
        let texts = texts(&[-400, -200, 1, 200, 400]);
        assert!(texts.contains(&"AD 1".to_owned()) && texts.contains(&"200 BC".to_owned()), "{texts:?}");
    }

    #[test]
    fn billions_of_years_cost_no_more() {
        assert!(texts(&[-4_540_000_000, -66_000_000, 2020]).len() < 12);
    }
}
