//! Named stretches of the calendar, from a day to a millennium, with their TIMEX3 and EDTF spellings.

use super::{Granularity, PartialDate, TimePoint, TimeSpan};
use std::fmt;

/// The four seasons of the northern year; winter begins in the December before the year that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A stretch of the calendar that has a name. Years are astronomical: 0 is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// `2` is 2000 to 2999; `-1` the first before Christ.
    Millennium(i64),
    /// `19` is 1900 to 1999; `-4` is the fourth before Christ, 400 BC to 301 BC counted as 399 to 300 (TIMEX2's `BC03`).
    Century(i64),
    /// `199` is 1990 to 1999; `-49` is the 480s BC.
    Decade(i64),
    Year(i64),
    /// Half 1 or 2.
    Half(i64, u8),
    /// Quarter 1 to 4.
    Quarter(i64, u8),
    Season(i64, Season),
    /// Month 1 to 12.
    Month(i64, u8),
    /// ISO 8601 week of an ISO week year.
    Week(i64, u8),
    /// Saturday and Sunday of an ISO week.
    Weekend(i64, u8),
    /// Year, month, day: always a day of the calendar, see [`Period::day`].
    Day(i64, u8, u8),
}

impl Season {
    /// All, in the order of the year.
    pub const ALL: [Season; 4] = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];

    /// TIMEX3: SP, SU, FA, WI.
    pub fn code(self) -> &'static str {
        ["SP", "SU", "FA", "WI"][self as usize]
    }

    /// "spring", "summer", "autumn", "winter".
    pub fn name(self) -> &'static str {
        ["spring", "summer", "autumn", "winter"][self as usize]
    }

    /// The first of its three months (meteorological seasons).
    pub fn first_month(self) -> u8 {
        3 + 3 * self as u8
    }

    /// The season that the month lies in.
    pub fn of_month(month: u8) -> Season {
        Season::ALL[usize::from((month + 9) % 12 / 3)]
    }
}

impl Period {
    /// A day, `None` where the calendar has no such day.
    pub fn day(year: i64, month: u8, day: u8) -> Option<Period> {
        TimePoint::from_ymd(year, month, day)?;
        Some(Period::Day(year, month, day))
    }

    /// The day that the moment lies in.
    pub fn day_of(point: TimePoint) -> Period {
        let civil = point.civil();
        Period::Day(civil.year, civil.month, civil.day)
    }

    /// The ISO week that the day lies in.
    pub fn week_of(point: TimePoint) -> Period {
        // The week belongs to the year that its Thursday lies in.
        let thursday = point.plus_days(3 - i64::from(point.weekday()));
        let year = thursday.civil().year;
        let day_of_year = (thursday.0 - TimePoint::from_year(year).0).div_euclid(86_400);
        Period::Week(year, (day_of_year / 7 + 1) as u8)
    }

    pub fn granularity(&self) -> Granularity {
        match self {
            Period::Millennium(_) => Granularity::Millennium,
            Period::Century(_) => Granularity::Century,
            Period::Decade(_) => Granularity::Decade,
            Period::Year(_) => Granularity::Year,
            Period::Half(..) => Granularity::Half,
            Period::Quarter(..) => Granularity::Quarter,
            Period::Season(..) => Granularity::Season,
            Period::Month(..) => Granularity::Month,
            Period::Week(..) | Period::Weekend(..) => Granularity::Week,
            Period::Day(..) => Granularity::Day,
        }
    }

    /// The year of its first day.
    pub fn year(&self) -> i64 {
        match *self {
            Period::Millennium(n) => first_year(n, 1000),
            Period::Century(n) => first_year(n, 100),
            Period::Decade(n) => first_year(n, 10),
            Period::Year(year)
            | Period::Half(year, _)
            | Period::Quarter(year, _)
            | Period::Season(year, _)
            | Period::Month(year, _)
            | Period::Week(year, _)
            | Period::Weekend(year, _)
            | Period::Day(year, ..) => year,
        }
    }

    /// The month it lies in or begins with, where it is no longer than a season.
    pub fn month(&self) -> Option<u8> {
        match *self {
            Period::Month(_, month) | Period::Day(_, month, _) => Some(month),
            Period::Week(..) | Period::Weekend(..) | Period::Season(..) | Period::Quarter(..) => {
                Some(self.start().civil().month)
            }
            _ => None,
        }
    }

    /// Its first moment.
    pub fn start(&self) -> TimePoint {
        self.span().start
    }

    /// All of it.
    pub fn span(&self) -> TimeSpan {
        let years = |first: i64, count: i64| {
            let start = TimePoint::from_year(first);
            TimeSpan::new(start, TimePoint::from_year(first.saturating_add(count)))
        };
        let months = |year: i64, month: u8, count: i64| {
            let month_start = |index: i64| {
                let year = year.saturating_add(index.div_euclid(12));
                let month = (index.rem_euclid(12) + 1) as u8;
                TimePoint::from_ymd(year, month, 1).unwrap_or_else(|| TimePoint::from_year(year))
            };
            let index = i64::from(month.max(1)) - 1;
            TimeSpan::new(month_start(index), month_start(index + count))
        };
        match *self {
            Period::Millennium(n) => years(first_year(n, 1000), 1000),
            Period::Century(n) => years(first_year(n, 100), 100),
            Period::Decade(n) => years(first_year(n, 10), 10),
            Period::Year(year) => years(year, 1),
            Period::Half(year, half) => months(year, half.saturating_sub(1) * 6 + 1, 6),
            Period::Quarter(year, quarter) => months(year, quarter.saturating_sub(1) * 3 + 1, 3),
            Period::Season(year, Season::Winter) => months(year.saturating_sub(1), 12, 3),
            Period::Season(year, season) => months(year, season.first_month(), 3),
            Period::Month(year, month) => months(year, month, 1),
            Period::Week(year, week) => {
                let start = week_start(year, week);
                TimeSpan::new(start, start.plus_days(7))
            }
            Period::Weekend(year, week) => {
                let start = week_start(year, week);
                TimeSpan::new(start.plus_days(5), start.plus_days(7))
            }
            Period::Day(year, month, day) => {
                let start = TimePoint::from_ymd(year, month, day).unwrap_or_else(|| TimePoint::from_year(year));
                TimeSpan::new(start, start.plus_days(1))
            }
        }
    }

    /// The period of the same kind `count` later (earlier when negative).
    pub fn plus(&self, count: i64) -> Period {
        let step = |year: i64, part: u8, parts: i64| {
            let index = (i64::from(part.max(1)) - 1).saturating_add(count);
            (year.saturating_add(index.div_euclid(parts)), (index.rem_euclid(parts) + 1) as u8)
        };
        match *self {
            Period::Millennium(n) => Period::Millennium(n.saturating_add(count)),
            Period::Century(n) => Period::Century(n.saturating_add(count)),
            Period::Decade(n) => Period::Decade(n.saturating_add(count)),
            Period::Year(year) => Period::Year(year.saturating_add(count)),
            Period::Half(year, half) => {
                let (year, half) = step(year, half, 2);
                Period::Half(year, half)
            }
            Period::Quarter(year, quarter) => {
                let (year, quarter) = step(year, quarter, 4);
                Period::Quarter(year, quarter)
            }
            Period::Season(year, season) => {
                // Winter is the first of its year.
                let (year, number) = step(year, (season as u8 + 1) % 4 + 1, 4);
                Period::Season(year, Season::ALL[usize::from((number + 2) % 4)])
            }
            Period::Month(year, month) => {
                let (year, month) = step(year, month, 12);
                Period::Month(year, month)
            }
            Period::Week(year, week) => Period::week_of(week_start(year, week).plus_days(count.saturating_mul(7))),
            Period::Weekend(..) => match Period::week_of(self.start().plus_days(count.saturating_mul(7))) {
                Period::Week(year, week) => Period::Weekend(year, week),
                other => other,
            },
            Period::Day(..) => Period::day_of(self.start().plus_days(count)),
        }
    }

    /// The period of the given granularity that its first day lies in (itself where it is as fine).
    pub fn widen(&self, to: Granularity) -> Period {
        if self.granularity() == to {
            return *self;
        }
        let (year, start) = (self.year(), self.start());
        let month = start.civil().month;
        match to {
            Granularity::Millennium => Period::Millennium(index_of_year(year, 1000)),
            Granularity::Century => Period::Century(index_of_year(year, 100)),
            Granularity::Decade => Period::Decade(index_of_year(year, 10)),
            Granularity::Year => Period::Year(year),
            Granularity::Half => Period::Half(year, (month - 1) / 6 + 1),
            Granularity::Quarter => Period::Quarter(year, (month - 1) / 3 + 1),
            Granularity::Season if month == 12 => Period::Season(year.saturating_add(1), Season::Winter),
            Granularity::Season => Period::Season(year, Season::of_month(month)),
            Granularity::Month => Period::Month(start.civil().year, month),
            Granularity::Week => Period::week_of(start),
            _ => Period::day_of(start),
        }
    }

    /// The calendar date, where it is a day, a month or a year.
    pub fn to_partial_date(&self) -> Option<PartialDate> {
        match *self {
            Period::Year(year) => Some(PartialDate { year, month: None, day: None }),
            Period::Month(year, month) => Some(PartialDate { year, month: Some(month), day: None }),
            Period::Day(year, month, day) => Some(PartialDate { year, month: Some(month), day: Some(day) }),
            _ => None,
        }
    }

    /// TIMEX3 value: `2020-06-11`, `2020-W24`, `199`, `BC0044-03-15`.
    pub fn timex_value(&self) -> String {
        self.to_string()
    }

    /// EDTF (ISO 8601-2): `199X`, `2020-21`, `-0043-03-15`; what it has no notation for is an interval.
    pub fn edtf(&self) -> String {
        let year = edtf_year(self.year());
        match *self {
            Period::Millennium(n) if (0..10).contains(&n) => format!("{n}XXX"),
            Period::Century(n) if (0..100).contains(&n) => format!("{n:02}XX"),
            Period::Decade(n) if (0..1000).contains(&n) => format!("{n:03}X"),
            Period::Year(_) => year,
            Period::Half(_, half) => format!("{year}-{}", 39 + half),
            Period::Quarter(_, quarter) => format!("{year}-{}", 32 + quarter),
            Period::Season(_, season) => format!("{year}-{}", 21 + season as u8),
            Period::Month(_, month) => format!("{year}-{month:02}"),
            Period::Day(_, month, day) => format!("{year}-{month:02}-{day:02}"),
            Period::Week(..) | Period::Weekend(..) => {
                let span = self.span();
                let last = Period::day_of(span.end.plus_days(-1));
                format!("{}/{}", Period::day_of(span.start).edtf(), last.edtf())
            }
            Period::Millennium(_) | Period::Century(_) | Period::Decade(_) => {
                let last = self.span().end.plus_days(-1).civil().year;
                format!("{year}/{}", edtf_year(last))
            }
        }
    }

    /// Reads a TIMEX3 date value; what follows a `T` is dropped. `None` for what is not fully given.
    pub fn from_timex(value: &str) -> Option<Period> {
        let date = value.split('T').next()?;
        let (before_christ, digits) = match date.strip_prefix("BC") {
            Some(rest) => (true, rest),
            None => (false, date),
        };
        let (year_text, rest) = match digits.find('-') {
            Some(at) => (&digits[..at], Some(&digits[at + 1..])),
            None => (digits, None),
        };
        if year_text.is_empty() || !year_text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number: i64 = year_text.parse().ok()?;
        let index = if before_christ { -number - 1 } else { number };
        let Some(rest) = rest else {
            return match year_text.len() {
                1 => Some(Period::Millennium(index)),
                2 => Some(Period::Century(index)),
                3 => Some(Period::Decade(index)),
                _ => Some(Period::Year(if before_christ { 1 - number } else { number })),
            };
        };
        let year = if before_christ { 1 - number } else { number };
        if let Some(season) = Season::ALL.into_iter().find(|season| season.code() == rest) {
            return Some(Period::Season(year, season));
        }
        let numbered = |prefix: char, most: u8| {
            let number: u8 = rest.strip_prefix(prefix)?.parse().ok()?;
            (1..=most).contains(&number).then_some(number)
        };
        if let Some(quarter) = numbered('Q', 4) {
            return Some(Period::Quarter(year, quarter));
        }
        if let Some(half) = numbered('H', 2) {
            return Some(Period::Half(year, half));
        }
        if let Some(week) = rest.strip_prefix('W') {
            let (week, tail) = week.split_at_checked(2)?;
            let week: u8 = week.parse().ok().filter(|week| (1..=53).contains(week))?;
            return match tail {
                "" => Some(Period::Week(year, week)),
                "-WE" => Some(Period::Weekend(year, week)),
                _ => None,
            };
        }
        let mut parts = rest.split('-');
        let month: u8 = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
        match parts.next() {
            None => Some(Period::Month(year, month)),
            Some(day) => Period::day(year, month, day.parse().ok()?),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let indexed = |f: &mut fmt::Formatter<'_>, index: i64, width: usize| {
            let (era, number) = if index < 0 { ("BC", -index - 1) } else { ("", index) };
            write!(f, "{era}{number:0width$}")
        };
        match *self {
            Period::Millennium(n) => return indexed(f, n, 1),
            Period::Century(n) => return indexed(f, n, 2),
            Period::Decade(n) => return indexed(f, n, 3),
            _ => {}
        }
        let year = self.year();
        if year <= 0 {
            write!(f, "BC{:04}", 1 - year)?;
        } else {
            write!(f, "{year:04}")?;
        }
        match *self {
            Period::Half(_, half) => write!(f, "-H{half}"),
            Period::Quarter(_, quarter) => write!(f, "-Q{quarter}"),
            Period::Season(_, season) => write!(f, "-{}", season.code()),
            Period::Month(_, month) => write!(f, "-{month:02}"),
            Period::Week(_, week) => write!(f, "-W{week:02}"),
            Period::Weekend(_, week) => write!(f, "-W{week:02}-WE"),
            Period::Day(_, month, day) => write!(f, "-{month:02}-{day:02}"),
            _ => Ok(()),
        }
    }
}

impl From<PartialDate> for Period {
    fn from(date: PartialDate) -> Period {
        match (date.month, date.day) {
            (Some(month), Some(day)) => Period::Day(date.year, month, day),
            (Some(month), None) => Period::Month(date.year, month),
            (None, _) => Period::Year(date.year),
        }
    }
}

/// The ISO week that is `week` of the ISO year, from its Monday.
fn week_start(year: i64, week: u8) -> TimePoint {
    // 4 January always lies in week 1.
    let fourth = TimePoint::from_year(year).plus_days(3);
    fourth.plus_days(7 * (i64::from(week) - 1) - i64::from(fourth.weekday()))
}

/// The first year of the `n`-th block of `size` years. Before Christ the blocks count backwards: block -4 of 100
/// years is 399 BC to 300 BC, in astronomical years -398 to -299.
fn first_year(n: i64, size: i64) -> i64 {
    if n >= 0 { n.saturating_mul(size) } else { n.saturating_mul(size).saturating_add(2) }
}

fn index_of_year(year: i64, size: i64) -> i64 {
    if year > 0 { year / size } else { -((1 - year) / size) - 1 }
}

/// A year as EDTF writes it: at least four digits, a `Y` before more.
pub(super) fn edtf_year(year: i64) -> String {
    match year {
        10_000.. | ..=-10_000 => format!("Y{year}"),
        ..0 => format!("-{:04}", -year),
        _ => format!("{year:04}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timex_values_round_trip() {
        for value in [
            "2020-06-11",
            "2020-06",
            "2020",
            "199",
            "19",
            "2",
            "2020-W24",
            "2020-W24-WE",
            "2020-Q2",
            "2020-H1",
            "2020-SU",
            "BC0044-03-15",
            "BC0499",
            "BC047",
            "BC03",
            "BC0480-WI",
        ] {
            assert_eq!(Period::from_timex(value).unwrap().to_string(), value);
        }
        for value in ["XXXX-06", "P1Y", "PRESENT_REF", "2020-13", "2020-02-30", "", "2020-W60"] {
            assert_eq!(Period::from_timex(value), None, "{value}");
        }
    }

    #[test]
    fn weeks_follow_iso_8601() {
        for (day, week) in [((2020, 6, 12), "2020-W24"), ((2021, 1, 3), "2020-W53"), ((2019, 12, 30), "2020-W01")] {
            let point = TimePoint::from_ymd(day.0, day.1, day.2).unwrap();
            assert_eq!(Period::week_of(point).to_string(), week);
        }
    }

    #[test]
    fn blocks_of_years_before_christ_count_backwards() {
        let years = |value| {
            let span = Period::from_timex(value).unwrap().span();
            (span.start.civil().year, span.end.civil().year)
        };
        // 399 BC is the astronomical year -398.
        assert_eq!(years("BC03"), (-398, -298));
        assert_eq!(years("BC048"), (-488, -478));
        assert_eq!(years("19"), (1900, 2000));
        assert_eq!(Period::Year(-479).widen(Granularity::Decade).to_string(), "BC048");
        assert_eq!(Period::Year(-479).widen(Granularity::Century).to_string(), "BC04");
    }

    #[test]
    fn steps_carry_into_the_next_year() {
        assert_eq!(Period::Month(2020, 12).plus(1).to_string(), "2021-01");
        assert_eq!(Period::Quarter(2020, 1).plus(-1).to_string(), "2019-Q4");
        assert_eq!(Period::Day(2020, 3, 1).plus(-1).to_string(), "2020-02-29");
        assert_eq!(Period::Week(2020, 53).plus(1).to_string(), "2021-W01");
        assert_eq!(Period::Season(2020, Season::Winter).plus(1).to_string(), "2020-SP");
        assert_eq!(Period::Season(2020, Season::Autumn).plus(1).to_string(), "2021-WI");
    }

    #[test]
    fn edtf_names_what_it_can() {
        for (value, edtf) in [
            ("199", "199X"),
            ("19", "19XX"),
            ("2020-SU", "2020-22"),
            ("2020-Q2", "2020-34"),
            ("2020-H2", "2020-41"),
            ("2020-W24", "2020-06-08/2020-06-14"),
            ("BC0044-03-15", "-0043-03-15"),
            ("BC047", "-0478/-0469"),
        ] {
            assert_eq!(Period::from_timex(value).unwrap().edtf(), edtf);
        }
    }
}
