//! EDTF, the Extended Date/Time Format of ISO 8601-2 (Library of Congress, 4 February 2019), in and out.

use super::{FuzzySpan, Granularity, Period, Season, TimePoint, TimeSpan};
use std::fmt;

/// How sure a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// `?`
    Uncertain,
    /// `~`
    Approximate,
    /// `%`
    Both,
}

/// One date: a period of the calendar, perhaps with a clock time in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EdtfDate {
    pub period: Period,
    /// Seconds since midnight; only with a day.
    pub time: Option<u32>,
    pub qualifier: Option<Qualifier>,
}

/// A side of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    Date(EdtfDate),
    /// `..`: there is no end.
    Open,
    /// Nothing written: there is an end, it is not known.
    Unknown,
}

/// A statement in EDTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edtf {
    Date(EdtfDate),
    /// `2019-06-12/2020-06-12`: all from the one to the other.
    Interval(Bound, Bound),
    /// `[2019..2020]`: once between the two. `None` is an open side.
    OneOf(Option<EdtfDate>, Option<EdtfDate>),
}

impl Edtf {
    /// Reads levels 0 and 1 and, of level 2, exponents, sub-years, `[a..b]` and digits left open at the end of a year.
    /// Parts left open (`2004-XX`) widen to what is known. `None` for anything else.
    pub fn parse(text: &str) -> Option<Edtf> {
        let text = text.trim();
        if let Some(list) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return one_of(list);
        }
        match text.split_once('/') {
            Some((from, to)) => {
                let (from, to) = (bound(from)?, bound(to)?);
                let dated = matches!(from, Bound::Date(_)) || matches!(to, Bound::Date(_));
                dated.then_some(Edtf::Interval(from, to))
            }
            None => date(text).map(Edtf::Date),
        }
    }

    /// The four bounds of the statement. A date says that something happened at some time within it; an interval says
    /// that it lasted from within the first date to within the second.
    pub fn fuzzy_span(&self) -> FuzzySpan {
        match self {
            Edtf::Date(date) => FuzzySpan::within(date.span()),
            Edtf::Interval(from, to) => {
                let (from, to) = (from.span(), to.span());
                FuzzySpan {
                    earliest_begin: from.map(|span| span.start),
                    latest_begin: from.map(|span| span.start),
                    earliest_end: to.map(|span| span.end),
                    latest_end: to.map(|span| span.end),
                }
            }
            Edtf::OneOf(from, to) => {
                let (start, end) = (from.map(|date| date.span().start), to.map(|date| date.span().end));
                FuzzySpan { earliest_begin: start, latest_begin: end, earliest_end: start, latest_end: end }
            }
        }
    }

    /// The precision of its (first) date.
    pub fn granularity(&self) -> Option<Granularity> {
        match self {
            Edtf::Date(date) => Some(date.granularity()),
            Edtf::Interval(Bound::Date(date), _) | Edtf::Interval(_, Bound::Date(date)) => Some(date.granularity()),
            Edtf::OneOf(date, other) => date.or(*other).map(|date| date.granularity()),
            Edtf::Interval(..) => None,
        }
    }
}

impl EdtfDate {
    /// A whole period, sure.
    pub fn new(period: Period) -> EdtfDate {
        EdtfDate { period, time: None, qualifier: None }
    }

    pub fn span(&self) -> TimeSpan {
        match self.time {
            Some(secs) => {
                let start = self.period.start().plus_secs(i64::from(secs));
                let length = if secs % 60 == 0 { 60 } else { 1 };
                TimeSpan::new(start, start.plus_secs(length))
            }
            None => self.period.span(),
        }
    }

    fn granularity(&self) -> Granularity {
        match self.time {
            Some(secs) if secs % 60 == 0 => Granularity::Minute,
            Some(_) => Granularity::Second,
            None => self.period.granularity(),
        }
    }
}

impl Bound {
    fn span(&self) -> Option<TimeSpan> {
        match self {
            Bound::Date(date) => Some(date.span()),
            Bound::Open | Bound::Unknown => None,
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edtf::Date(date) => write!(f, "{date}"),
            Edtf::Interval(from, to) => write!(f, "{from}/{to}"),
            Edtf::OneOf(from, to) => {
                let side = |date: &Option<EdtfDate>| date.map(|date| date.to_string()).unwrap_or_default();
                write!(f, "[{}..{}]", side(from), side(to))
            }
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Date(date) => write!(f, "{date}"),
            Bound::Open => f.write_str(".."),
            Bound::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for EdtfDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.period.edtf())?;
        if let Some(secs) = self.time {
            write!(f, "T{:02}:{:02}:{:02}", secs / 3600, secs / 60 % 60, secs % 60)?;
        }
        match self.qualifier {
            Some(Qualifier::Uncertain) => f.write_str("?"),
            Some(Qualifier::Approximate) => f.write_str("~"),
            Some(Qualifier::Both) => f.write_str("%"),
            None => Ok(()),
        }
    }
}

fn one_of(list: &str) -> Option<Edtf> {
    if let Some((from, to)) = list.split_once("..") {
        let side = |text: &str| if text.is_empty() { Some(None) } else { date(text).map(Some) };
        let (from, to) = (side(from)?, side(to)?);
        return (from.is_some() || to.is_some()).then_some(Edtf::OneOf(from, to));
    }
    // A list of single dates is kept as the stretch from the first to the last.
    let mut dates = Vec::new();
    for part in list.split(',') {
        dates.push(date(part.trim())?);
    }
    Some(Edtf::OneOf(dates.first().copied(), dates.last().copied()))
}

fn bound(text: &str) -> Option<Bound> {
    match text {
        ".." | "open" => Some(Bound::Open),
        "" | "unknown" => Some(Bound::Unknown),
        _ => date(text).map(Bound::Date),
    }
}

fn date(text: &str) -> Option<EdtfDate> {
    let (text, qualifier) = match text.char_indices().next_back()? {
        (at, '?') => (&text[..at], Some(Qualifier::Uncertain)),
        (at, '~') => (&text[..at], Some(Qualifier::Approximate)),
        (at, '%') => (&text[..at], Some(Qualifier::Both)),
        _ => (text, None),
    };
    let (day, time) = match text.split_once('T') {
        Some((day, clock)) => (day, Some(seconds_of_clock(clock)?)),
        None => (text, None),
    };
    let period = period(day)?;
    if time.is_some() && !matches!(period, Period::Day(..)) {
        return None;
    }
    Some(EdtfDate { period, time, qualifier })
}

fn seconds_of_clock(text: &str) -> Option<u32> {
    let clock = text.trim_end_matches('Z');
    let clock = clock.split(['+', '-']).next()?;
    let mut parts = clock.split(':').map(|part| (part.len() == 2).then(|| part.parse::<u32>().ok()).flatten());
    let (hour, minute) = (parts.next()??, parts.next().unwrap_or(Some(0))?);
    let second = parts.next().unwrap_or(Some(0))?;
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

fn period(text: &str) -> Option<Period> {
    if let Some(long) = text.strip_prefix(['Y', 'y']) {
        return long_year(long).map(Period::Year);
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut parts = digits.split('-');
    let year_text = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    if year_text.len() != 4 {
        return None;
    }
    let open = |part: &str| !part.is_empty() && part.bytes().all(|b| matches!(b, b'X' | b'u'));
    let known = year_text.trim_end_matches(['X', 'u']);
    if known.is_empty() || !known.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = known.parse().ok()?;
    if known.len() < 4 {
        // Blocks of astronomical years before Christ have no period of their own.
        let all_open = rest.iter().all(|part| open(part));
        return match (known.len(), negative || !all_open) {
            (3, false) => Some(Period::Decade(number)),
            (2, false) => Some(Period::Century(number)),
            (1, false) => Some(Period::Millennium(number)),
            _ => None,
        };
    }
    let year = if negative { -number } else { number };
    match rest[..] {
        [] => Some(Period::Year(year)),
        [month] if open(month) => Some(Period::Year(year)),
        [month, day] if open(month) && open(day) => Some(Period::Year(year)),
        [month] => sub_year(year, two_digits(month)?),
        [month, day] if open(day) => {
            Some(Period::Month(year, two_digits(month).filter(|month| (1..=12).contains(month))?))
        }
        [month, day] => Period::day(year, two_digits(month)?, two_digits(day)?),
        _ => None,
    }
}

fn sub_year(year: i64, number: u8) -> Option<Period> {
    match number {
        1..=12 => Some(Period::Month(year, number)),
        // 25 to 28 are the seasons of the northern hemisphere by name.
        21..=28 => Some(Period::Season(year, Season::ALL[usize::from((number - 21) % 4)])),
        33..=36 => Some(Period::Quarter(year, number - 32)),
        40 | 41 => Some(Period::Half(year, number - 39)),
        _ => None,
    }
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// `-170000002`, `-17E7`: the year behind a `Y`.
fn long_year(text: &str) -> Option<i64> {
    let (mantissa, exponent) = match text.split_once('E') {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<u32>().ok()?),
        None => (text, 0),
    };
    mantissa.parse::<i64>().ok()?.checked_mul(10i64.checked_pow(exponent)?)
}

/// An open-ended or closed interval of days, as EDTF.
pub fn interval(from: Option<TimePoint>, to: Option<TimePoint>) -> String {
    let day = |point: Option<TimePoint>| point.map_or("..".to_string(), |point| Period::day_of(point).edtf());
    format!("{}/{}", day(from), day(to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn statements_round_trip() {
        for text in [
            "1985",
            "1985-04",
            "1985-04-12",
            "1985-04-12T23:20:30",
            "1964/2008",
            "1984?",
            "1984~",
            "1984%",
            "201X",
            "20XX",
            "2001-21",
            "2001-34",
            "2001-41",
            "1985-04-12/..",
            "1985-04-12/",
            "../1985-04-12",
            "-0043-03-15",
            "Y-170000002",
            "[..1760-12-03]",
            "[1760-12..]",
            "[1667..1672]",
            "2019-06-12/2020-06-12",
        ] {
            assert_eq!(Edtf::parse(text).map(|edtf| edtf.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn open_parts_widen_and_old_spellings_are_read() {
        for (text, read) in [
            ("2004-XX", "2004"),
            ("1985-XX-XX", "1985"),
            ("1985-04-XX", "1985-04"),
            ("199u", "199X"),
            ("1985/open", "1985/.."),
            ("1985/unknown", "1985/"),
            ("Y-17E7", "Y-170000000"),
            ("[1667,1668,1670]", "[1667..1670]"),
        ] {
            assert_eq!(Edtf::parse(text).map(|edtf| edtf.to_string()).as_deref(), Some(read), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "..", "/", "../..", "85", "1985-13", "1985-02-30", "1985-04T10:00", "1985-4-12", "June"] {
            assert_eq!(Edtf::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_is_within_and_an_interval_throughout() {
        let within = Edtf::parse("2014").unwrap().fuzzy_span();
        assert_eq!(within.latest_begin, within.latest_end);
        let throughout = Edtf::parse("2014/2015").unwrap().fuzzy_span();
        assert_eq!(throughout.earliest_begin, throughout.latest_begin);
        let open = Edtf::parse("2014/..").unwrap().fuzzy_span();
        assert_eq!((open.earliest_begin, open.latest_end), (within.earliest_begin, None));
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "[-0-9XTYWSu?~%/.\\[\\],:EZé ]{0,24}") {
            if let Some(edtf) = Edtf::parse(&text) {
                let _ = edtf.fuzzy_span();
                let _ = edtf.to_string();
            }
        }
    }
}
