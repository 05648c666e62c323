//! How much lies before and after the view, said at the edges of the overview.

use crate::time::words::period_words;
use crate::time::{DateStyle, Granularity, Period, TimePoint};
use crate::timeline::{Index, Viewport};

/// The events' begins and ends, each sorted: what lies outside of a view is then two look-ups.
#[derive(Clone, Debug, Default)]
pub(super) struct Outside {
    begins: Vec<i64>,
    ends: Vec<i64>,
}

impl Outside {
    pub fn of(index: &Index) -> Outside {
        let mut begins: Vec<i64> = index.spans().map(|span| span.start.0).collect();
        let mut ends: Vec<i64> = index.spans().map(|span| span.end.0).collect();
        begins.sort_unstable();
        ends.sort_unstable();
        Outside { begins, ends }
    }

    /// How many events end before the view and how many begin after it.
    pub fn counts(&self, view: Viewport) -> (usize, usize) {
        let before = self.ends.partition_point(|&end| end as f64 <= view.start());
        let after = self.begins.len() - self.begins.partition_point(|&begin| (begin as f64) < view.end());
        (before, after)
    }
}

/// "12 events before 2009"; `None` for no events.
pub(super) fn before_words(count: usize, view: Viewport, style: DateStyle) -> Option<String> {
    let words = match granularity(view) {
        None => clock_words((view.start() / 60.0).ceil(), style),
        Some(granularity) => {
            let period = Period::day_of(TimePoint(view.start() as i64)).widen(granularity);
            // Where the view begins in the middle of a year, what lies before it also lies before the next year.
            let inside = (period.start().0 as f64) < view.start();
            period_words(&if inside { period.plus(1) } else { period }, style)
        }
    };
    (count > 0).then(|| format!("{} before {words}", events(count)))
}

/// "3 events after 2009"; `None` for no events.
pub(super) fn after_words(count: usize, view: Viewport, style: DateStyle) -> Option<String> {
    let words = match granularity(view) {
        None => clock_words((view.end() / 60.0).floor(), style),
        Some(granularity) => {
            period_words(&Period::day_of(TimePoint(view.end() as i64)).widen(granularity).plus(-1), style)
        }
    };
    (count > 0).then(|| format!("{} after {words}", events(count)))
}

/// About as fine as one sees it; `None` where one sees the hours.
fn granularity(view: Viewport) -> Option<Granularity> {
    match view.secs() / 86_400.0 {
        ..10.0 => None,
        10.0..200.0 => Some(Granularity::Day),
        200.0..4_000.0 => Some(Granularity::Month),
        _ => Some(Granularity::Year),
    }
}

fn clock_words(minutes: f64, style: DateStyle) -> String {
    let at = TimePoint((minutes * 60.0) as i64);
    let civil = at.civil();
    format!("{}, {:02}:{:02}", period_words(&Period::day_of(at), style), civil.hour, civil.minute)
}

fn events(count: usize) -> String {
    if count == 1 { "1 event".to_owned() } else { format!("{count} events") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::TimeSpan;

    #[test]
    fn what_is_said_of_the_outside_is_true() {
        let day = |year, month, day| TimePoint::from_ymd(year, month, day).unwrap();
        let view = Viewport::framing(TimeSpan::new(day(2009, 3, 14), day(2010, 6, 20)), 0.0);
        let style = DateStyle::DayMonthYear;
        assert_eq!(before_words(12, view, style).as_deref(), Some("12 events before April 2009"));
        assert_eq!(after_words(1, view, style).as_deref(), Some("1 event after May 2010"));
        assert_eq!(before_words(0, view, style), None);
        let hours = Viewport::new(day(2009, 3, 14).0 as f64 + 14_410.0, 7_200.0);
        assert_eq!(before_words(2, hours, style).as_deref(), Some("2 events before 14 March 2009, 04:01"));
        assert_eq!(after_words(2, hours, style).as_deref(), Some("2 events after 14 March 2009, 06:00"));
    }
}
