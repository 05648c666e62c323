//! A calendar date of which the day, or the day and the month, may be unknown.

use super::{TimePoint, TimeSpan, days_in_month};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A year, a month or a day of the proleptic Gregorian calendar. Displays as ISO 8601: `2020`, `2020-06`, `2020-06-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    /// Astronomical: 0 is 1 BC.
    pub year: i64,
    pub month: Option<u8>,
    /// Only with a month.
    pub day: Option<u8>,
}

/// How dates are written on screen and in files meant for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateStyle {
    /// 11 June 2020
    #[default]
    DayMonthYear,
    /// June 11, 2020
    MonthDayYear,
    /// 2020-06-11
    Iso,
}

impl PartialDate {
    /// A day, `None` where the calendar has no such day.
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Option<PartialDate> {
        TimePoint::from_ymd(year, month, day)?;
        Some(PartialDate { year, month: Some(month), day: Some(day) })
    }

    /// Reads `2020`, `2020-06` or `2020-06-12` (what follows a `T` is dropped); years before 1 BC as `-0043`.
    pub fn from_iso(text: &str) -> Option<PartialDate> {
        let date = text.trim().split('T').next()?;
        let (sign, digits) = match date.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, date),
        };
        let mut parts = digits.split('-');
        let year_digits = parts.next()?;
        if year_digits.len() < 4 || !year_digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year = sign * year_digits.parse::<i64>().ok()?;
        let two_digits = |part: &str| {
            (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u8>().ok()).flatten()
        };
        let month = parts.next().map(two_digits);
        let day = parts.next().map(two_digits);
        if parts.next().is_some() {
            return None;
        }
        match (month, day) {
            (None, _) => Some(PartialDate { year, month: None, day: None }),
            (Some(month), None) => {
                let month = month.filter(|m| (1..=12).contains(m))?;
                Some(PartialDate { year, month: Some(month), day: None })
            }
            (Some(month), Some(day)) => PartialDate::from_ymd(year, month?, day?),
        }
    }

    /// The span that the date covers.
    pub fn span(&self) -> TimeSpan {
        let month = self.month.unwrap_or(1);
        let day = self.day.unwrap_or(1);
        let start = TimePoint::from_ymd(self.year, month, day).unwrap_or_else(|| TimePoint::from_year(self.year));
        let end = match (self.month, self.day) {
            (Some(_), Some(_)) => start.plus_days(1),
            (Some(month), None) => start.plus_days(i64::from(days_in_month(self.year, month))),
            (None, _) => TimePoint::from_year(self.year + 1),
        };
        TimeSpan::new(start, end)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.year < 0 {
            write!(f, "-{:04}", -self.year)?;
        } else {
            write!(f, "{:04}", self.year)?;
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_round_trip_and_impossible_ones_are_refused() {
        for text in ["2020", "2020-06", "2020-06-12", "-0043-03-15", "0000"] {
            assert_eq!(PartialDate::from_iso(text).unwrap().to_string(), text);
        }
        for text in ["", "20", "2020-13", "2020-02-30", "2020-6-1", "2020-06-12-1", "June"] {
            assert_eq!(PartialDate::from_iso(text), None, "{text}");
        }
    }
}
