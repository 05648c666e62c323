//! Days and parts of a year worked out: feasts, the n-th weekday, the week of a day.

use super::super::expr::{Holiday, Yearless};
use crate::time::{Granularity, Period, TimePoint};

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

/// The day of the feast in the year.
fn holiday_in(holiday: Holiday, year: i64) -> Period {
    let point = match holiday {
        Holiday::Fixed(month, day) => TimePoint::from_ymd(year, month, day),
        Holiday::Easter(offset) => easter(year).map(|sunday| sunday.plus_days(i64::from(offset))),
        Holiday::Nth { month, weekday, nth, then } => nth_weekday(year, month, weekday, nth, then),
    };
    point.map_or(Period::Year(year), Period::day_of)
}

fn nth_weekday(year: i64, month: u8, weekday: u8, nth: i8, then: i8) -> Option<TimePoint> {
    let found = if nth > 0 {
        let first = TimePoint::from_ymd(year, month, 1)?;
        let ahead = (i64::from(weekday) - i64::from(first.weekday())).rem_euclid(7);
        first.plus_days(ahead + 7 * (i64::from(nth) - 1))
    } else {
        let last = Period::Month(year, month).span().end.plus_days(-1);
        last.plus_days(-(i64::from(last.weekday()) - i64::from(weekday)).rem_euclid(7))
    };
    Some(found.plus_days(i64::from(then)))
}

/// Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i64) -> Option<TimePoint> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    TimePoint::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
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
