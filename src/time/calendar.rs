//! Seconds to calendar fields and back, for any year that an `i64` of seconds can hold.

use serde::{Deserialize, Serialize};

/// Seconds in a civil day; the scale has no leap seconds.
const DAY: i64 = 86_400;

/// A moment: seconds since 1970-01-01T00:00 on the proleptic Gregorian calendar, floating (no zone).
///
/// `i64` reaches 292 billion years either way, so that 4.5 billion years ago fits to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TimePoint(pub i64);

/// A moment split into calendar fields. `year` is astronomical: 0 is 1 BC, -43 is 44 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
}

impl TimePoint {
    /// Midnight at the start of the day, `None` where there is no such day or it lies outside `i64` seconds.
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Option<TimePoint> {
        if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        days_from_civil(year, month, day)?.checked_mul(DAY).map(TimePoint)
    }

    /// The start of the year, clamped to what `i64` seconds can hold.
    pub fn from_year(year: i64) -> TimePoint {
        let limit = i64::MAX / (366 * DAY);
        let year = year.clamp(-limit, limit);
        TimePoint::from_ymd(year, 1, 1).unwrap_or_default()
    }

    /// The calendar fields of the moment.
    pub fn civil(self) -> Civil {
        let (days, secs) = (self.0.div_euclid(DAY), self.0.rem_euclid(DAY));
        let (year, month, day) = civil_from_days(days);
        Civil { year, month, day, hour: (secs / 3600) as u8, minute: (secs / 60 % 60) as u8, second: (secs % 60) as u8 }
    }

    /// 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday, three days after a Monday.
        (self.0.div_euclid(DAY) + 3).rem_euclid(7) as u8
    }

    /// The moment `secs` later (earlier when negative), stopping at the ends of the scale.
    pub fn plus_secs(self, secs: i64) -> TimePoint {
        TimePoint(self.0.saturating_add(secs))
    }

    /// The moment `days` later (earlier when negative), stopping at the ends of the scale.
    pub fn plus_days(self, days: i64) -> TimePoint {
        self.plus_secs(days.saturating_mul(DAY))
    }
}

/// Whether the astronomical year has a 29 February.
pub fn is_leap_year(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// 28 to 31; 0 for a month that is not 1 to 12.
pub fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 => 28 + u8::from(is_leap_year(year)),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// Days since 1970-01-01. Years are counted from March, so that the leap day is the last of its year, in eras of
/// 400 years = 146 097 days (the algorithm of Howard Hinnant's `days_from_civil`).
fn days_from_civil(year: i64, month: u8, day: u8) -> Option<i64> {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    // 719 468 days lie between 0000-03-01 and 1970-01-01.
    era.checked_mul(146_097)?.checked_add(day_of_era - 719_468)
}

fn civil_from_days(days: i64) -> (i64, u8, u8) {
    // i128 so that the shift cannot overflow at the ends of the scale.
    let days = i128::from(days) + 719_468;
    let era = days.div_euclid(146_097) as i64;
    let day_of_era = days.rem_euclid(146_097) as i64;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days_convert_both_ways() {
        for (y, m, d, days) in [(1970, 1, 1, 0), (2020, 6, 12, 18_425), (-43, 3, 15, -735_160), (2000, 2, 29, 11_016)] {
            let point = TimePoint::from_ymd(y, m, d).unwrap();
            assert_eq!(point.0, days * DAY, "{y}-{m}-{d}");
            let civil = point.civil();
            assert_eq!((civil.year, civil.month, civil.day), (y, m, d));
        }
    }

    #[test]
    fn friday_12_june_2020_is_a_friday() {
        assert_eq!(TimePoint::from_ymd(2020, 6, 12).unwrap().weekday(), 4);
    }

    #[test]
    fn the_ends_of_the_scale_do_not_overflow() {
        for secs in [i64::MIN, i64::MAX] {
            let _ = TimePoint(secs).civil();
            let _ = TimePoint(secs).plus_days(i64::MAX);
        }
        assert_eq!(TimePoint::from_year(-4_540_000_000).civil().year, -4_540_000_000);
    }
}
