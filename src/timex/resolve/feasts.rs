//! Feasts worked out from the year: Thanksgiving, Easter, Ramadan, Passover.

use super::super::expr::{Expr, Holiday, Yearless};
use super::Value;
use crate::time::{FuzzySpan, Period, TimePoint, TimeSpan, edtf};

/// Stretches a feast of several days over all of them, and says so where the moon has the last word.
pub(super) fn celebrate(value: &mut Value, expr: &Expr) {
    let (Expr::Yearless(Yearless::Holiday(holiday), _) | Expr::InYear(Yearless::Holiday(holiday), _)) = expr else {
        return;
    };
    let Some(first) = value.period.map(|period| period.start()) else { return };
    let last = first.plus_days(i64::from(holiday.days()) - 1);
    if holiday.days() > 1 {
        let dates = edtf::interval(Some(first), Some(last));
        value.value = format!("{}/{}", Period::day_of(first).timex_value(), Period::day_of(last).timex_value());
        value.span = Some(FuzzySpan::within(TimeSpan::new(first, last.plus_days(1))));
        value.edtf = Some(dates);
    }
    if holiday.is_sighted() {
        value.edtf = value.edtf.take().map(|dates| format!("{}~", dates.replace('/', "~/")));
        value.span = Some(FuzzySpan::within(TimeSpan::new(first.plus_days(-1), last.plus_days(2))));
        let note = "by the tabular calendar; the sighting of the moon may move it by a day";
        value.steps = std::mem::take(&mut value.steps).then(note.to_string());
    }
}

/// The day of the feast in the year, or its first.
pub(super) fn holiday_in(holiday: Holiday, year: i64) -> Period {
    let point = match holiday {
        Holiday::Fixed(month, day) => TimePoint::from_ymd(year, month, day),
        Holiday::Easter(offset) if year < FIRST_GREGORIAN_EASTER => {
            julian_easter(year).map(|sunday| sunday.plus_days(i64::from(offset)))
        }
        Holiday::Easter(offset) => easter(year).map(|sunday| sunday.plus_days(i64::from(offset))),
        Holiday::OrthodoxEaster(offset) => orthodox_easter(year).map(|sunday| sunday.plus_days(i64::from(offset))),
        Holiday::Islamic { month, day, .. } => islamic_in(year, month, day),
        Holiday::Hebrew { from_new_year, .. } => Some(hebrew_in(year, i64::from(from_new_year))),
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

/// The calendar was reformed in October 1582.
const FIRST_GREGORIAN_EASTER: i64 = 1583;

/// Orthodox Easter Sunday, as the Gregorian calendar dates it.
fn orthodox_easter(year: i64) -> Option<TimePoint> {
    // How far the Julian calendar is behind.
    let behind = year.div_euclid(100) - year.div_euclid(400) - 2;
    Some(julian_easter(year)?.plus_days(behind))
}

/// Easter Sunday as the Julian calendar dates it (Meeus, Astronomical Algorithms, chapter 8).
fn julian_easter(year: i64) -> Option<TimePoint> {
    let d = (19 * year.rem_euclid(19) + 15).rem_euclid(30);
    let e = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - d + 34).rem_euclid(7);
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    TimePoint::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// The day with the fixed number ("rata die") of Reingold and Dershowitz, Calendrical Calculations.
fn fixed(day: i64) -> TimePoint {
    const UNIX_EPOCH: i64 = 719_163;
    TimePoint((day - UNIX_EPOCH).saturating_mul(86_400))
}

/// The first day of the year with that date in the tabular Islamic calendar.
fn islamic_in(year: i64, month: u8, day: u8) -> Option<TimePoint> {
    const EPOCH: i64 = 227_015;
    let about = (year - 622) * 33 / 32;
    let month = i64::from(month);
    (about - 1..=about + 2)
        .map(|islamic| {
            let months = 29 * (month - 1) + month / 2;
            fixed(i64::from(day) + months + (islamic - 1) * 354 + (3 + 11 * islamic).div_euclid(30) + EPOCH - 1)
        })
        .find(|point| point.civil().year == year)
}

/// The day that many days from the Hebrew new year in the autumn of the year.
fn hebrew_in(year: i64, from_new_year: i64) -> TimePoint {
    /// Tishri, and Marheshvan when it is short.
    const SHORT_AUTUMN: i64 = 58;
    let hebrew = year + 3761;
    let new_year = hebrew_new_year(hebrew);
    let length = hebrew_new_year(hebrew + 1) - new_year;
    // In a year of 355 or 385 days Marheshvan has a day more.
    let longer = i64::from(from_new_year > SHORT_AUTUMN && length % 10 == 5);
    fixed(new_year + from_new_year + longer)
}

/// The fixed day number of 1 Tishri (Reingold and Dershowitz).
fn hebrew_new_year(year: i64) -> i64 {
    const EPOCH: i64 = -1_373_427;
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let day = 29 * months + (12_084 + 13_753 * months).div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let (before, this, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let delay = match (after - this, this - before) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    EPOCH + this + delay
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_fall_on_the_days_that_almanacs_give() {
        let ramadan = Holiday::Islamic { month: 9, day: 1, days: 30 };
        let (passover, hanukkah) = (-163, 83);
        let hebrew = |from_new_year| Holiday::Hebrew { from_new_year, days: 1 };
        for (holiday, year, day) in [
            (Holiday::Easter(0), 2020, "2020-04-12"),
            (Holiday::Easter(0), 1066, "1066-04-16"),
            (Holiday::OrthodoxEaster(0), 2020, "2020-04-19"),
            (Holiday::OrthodoxEaster(0), 2021, "2021-05-02"),
            (ramadan, 2020, "2020-04-24"),
            (ramadan, 2001, "2001-11-17"),
            (Holiday::Islamic { month: 12, day: 10, days: 1 }, 2013, "2013-10-15"),
            (hebrew(0), 2020, "2020-09-19"),
            (hebrew(9), 1973, "1973-10-06"),
            (hebrew(passover), 2020, "2020-04-09"),
            (hebrew(hanukkah), 2020, "2020-12-11"),
            (hebrew(hanukkah), 2013, "2013-11-28"),
            (Holiday::Nth { month: 11, weekday: 3, nth: 4, then: 1 }, 2013, "2013-11-29"),
        ] {
            assert_eq!(holiday_in(holiday, year).to_string(), day, "{holiday:?}");
        }
    }
}
