//! Days and parts of a year worked out: "the last Monday of May", "the first week of June".

use super::super::expr::Yearless;
use super::feasts::holiday_in;
use crate::time::{Granularity, Period};

/// The period itself where it is a day.
pub(super) fn day_of(period: Period) -> Option<Period> {
    (period.granularity() == Granularity::Day).then_some(period)
}

/// The part in the year.
pub(super) fn in_year(part: Yearless, year: i64) -> Option<Period> {
    match part {
        Yearless::Month(month) => Some(Period::Month(year, month)),
        Yearless::Day(month, day) => Period::day(year, month, day),
        Yearless::Season(season) => Some(Period::Season(year, season)),
        Yearless::Quarter(quarter) => Some(Period::Quarter(year, quarter)),
        Yearless::Half(half) => Some(Period::Half(year, half)),
        Yearless::Holiday(holiday) => Some(holiday_in(holiday, year)),
    }
}

/// The week of a day, or the n-th of a month; the last is the one that its last day lies in.
pub(super) fn week_of(base: Period, nth: i8) -> Option<Period> {
    match nth {
        0 => Some(base.widen(Granularity::Week)),
        nth if nth > 0 => Some(base.widen(Granularity::Week).plus(i64::from(nth) - 1)),
        _ => Some(Period::week_of(base.span().end.plus_days(-1))),
    }
}

/// The n-th day of the period, or its n-th such weekday; `None` where it has none.
pub(super) fn nth_day(of: Period, nth: i8, weekday: Option<u8>) -> Option<Period> {
    let span = of.span();
    let step = if weekday.is_some() { 7 } else { 1 };
    let point = if nth > 0 {
        let ahead = weekday.map_or(0, |day| (i64::from(day) - i64::from(span.start.weekday())).rem_euclid(7));
        span.start.plus_days(ahead + step * (i64::from(nth) - 1))
    } else {
        let last = span.end.plus_days(-1);
        last.plus_days(-weekday.map_or(0, |day| (i64::from(last.weekday()) - i64::from(day)).rem_euclid(7)))
    };
    (point < span.end).then(|| Period::day_of(point))
}
