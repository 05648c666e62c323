//! Publication dates as people and machines write them, in the languages of Europe and a few more.
//!
//! This is no temporal tagger: it reads only whole calendar dates with their year, as they stand in page heads, meta
//! tags and mail headers, and it does so in any language at once.

mod line;
mod months;

pub(super) use line::{Said, in_line, notice, opens_with_date};

use crate::time::PartialDate;
use months::month;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// Which of two numbers is the month where both could be: "03/04/2020".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum NumericOrder {
    /// As everywhere but in the United States.
    #[default]
    DayFirst,
    MonthFirst,
}

impl NumericOrder {
    /// By a BCP 47 tag; plain `en` counts as American, as most English pages that write such dates are.
    pub(super) fn of_language(tag: Option<&str>) -> NumericOrder {
        let tag = tag.unwrap_or("").to_ascii_lowercase().replace('_', "-");
        if tag == "en" || tag.starts_with("en-us") { NumericOrder::MonthFirst } else { NumericOrder::DayFirst }
    }
}

/// A date and the bytes of the text that say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) date: PartialDate,
}

/// The first date in a short machine-made or human-made string: a meta tag, a header, front matter, a JSON key.
pub(super) fn parse(text: &str, order: NumericOrder) -> Option<PartialDate> {
    let text = text.trim();
    PartialDate::from_iso(text)
        .filter(plausible)
        .or_else(|| find(text, order).first().map(|found| found.date))
        .or_else(|| unix_time(text))
}

/// All whole dates in the text, in order, none overlapping another.
pub(super) fn find(text: &str, order: NumericOrder) -> Vec<Found> {
    const LEAST_DIGITS: usize = 3;
    let mut all: Vec<Found> = Vec::new();
    if text.bytes().filter(u8::is_ascii_digit).take(LEAST_DIGITS).count() < LEAST_DIGITS {
        return all;
    }
    for form in FORMS.iter() {
        for captures in form.pattern.captures_iter(text) {
            let Some(whole) = captures.get(0) else { continue };
            let range = whole.start()..whole.end();
            if glued(text, &range)
                || all.iter().any(|other| other.range.start < range.end && range.start < other.range.end)
            {
                continue;
            }
            if let Some(date) = (form.read)(&captures, order).filter(plausible) {
                all.push(Found { range, date });
            }
        }
    }
    all.sort_by_key(|found| found.range.start);
    all
}

/// Whether the match is a piece of a longer number or word.
fn glued(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    before.is_some_and(|c| c.is_ascii_digit() || c.is_ascii_alphabetic()) || after.is_some_and(|c| c.is_ascii_digit())
}

/// The web began in 1991, but digitised newspapers carry their own dates; nothing is published in the far future.
fn plausible(date: &PartialDate) -> bool {
    (1600..2100).contains(&date.year)
}

/// Seconds or milliseconds since 1970, between 1990 and 2100.
fn unix_time(text: &str) -> Option<PartialDate> {
    let secs = match (text.len(), text.parse::<i64>().ok()?) {
        (9 | 10, secs) => secs,
        (12 | 13, millis) => millis / 1000,
        _ => return None,
    };
    let civil = crate::time::TimePoint(secs).civil();
    PartialDate::from_ymd(civil.year, civil.month, civil.day).filter(|date| (1990..2100).contains(&date.year))
}

/// A way to write a date.
struct Form {
    pattern: Regex,
    read: fn(&Captures, NumericOrder) -> Option<PartialDate>,
}

fn number(captures: &Captures, name: &str) -> Option<i64> {
    captures.name(name)?.as_str().parse().ok()
}

fn named(captures: &Captures, _order: NumericOrder) -> Option<PartialDate> {
    let day = u8::try_from(number(captures, "d")?).ok()?;
    PartialDate::from_ymd(year(captures)?, month(captures.name("month")?.as_str())?, day)
}

fn year_month_day(captures: &Captures, _order: NumericOrder) -> Option<PartialDate> {
    let part = |name| u8::try_from(number(captures, name)?).ok();
    PartialDate::from_ymd(year(captures)?, part("m")?, part("d")?)
}

fn two_numbers(captures: &Captures, order: NumericOrder) -> Option<PartialDate> {
    let part = |name| u8::try_from(number(captures, name)?).ok();
    let (first, second) = (part("a")?, part("b")?);
    // Full stops are never American.
    let dotted = captures.name("sep").is_some_and(|sep| sep.as_str() == ".");
    let month_first = second > 12 || (order == NumericOrder::MonthFirst && !dotted && first <= 12);
    let (day, month) = if month_first { (second, first) } else { (first, second) };
    PartialDate::from_ymd(year(captures)?, month, day)
}

/// Two digits are a year from 1970 to 2069 (POSIX `strptime` splits at 69).
fn year(captures: &Captures) -> Option<i64> {
    let text = captures.name("y")?.as_str().trim_start_matches(['\'', '’']);
    let year: i64 = text.parse().ok()?;
    Some(match (text.len(), year) {
        (2, 0..=69) => 2000 + year,
        (2, _) => 1900 + year,
        _ => year,
    })
}

/// All ways to write a date, the surer first.
static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let form = |pattern: &str, read| Form { pattern: Regex::new(pattern).expect("a constant pattern"), read };
    vec![
        // 2020-06-12, 2020/6/12, 2020.06.12, 2020-06-12T10:00
        form(r"(?P<y>\d{4})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})", year_month_day),
        // 2020年6月12日, 2020년 6월 12일
        form(r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]", year_month_day),
        // 12 June 2020, 12. Juni 2020, 1er juin 2020, 12 de junio de 2020, 12-Jun-2020, 12. 6月 is no such thing
        form(
            r"(?i)(?P<d>\d{1,2})(?:\.|st|nd|rd|th|er|e|º|ª|°|-a)?[\s\-–.]*(?:of\s+|de\s+|d[’'])?(?P<month>\p{L}{3,14})\.?,?[\s\-–/.]*(?:de\s+|del\s+|of\s+)?(?P<y>\d{4})",
            named,
        ),
        // June 12, 2020; Jun. 12 2020; Jun 12th, 2020
        form(r"(?i)(?P<month>\p{L}{3,14})\.?\s*(?P<d>\d{1,2})(?:st|nd|rd|th)?[,.]?\s+(?P<y>\d{4})", named),
        // 2020. június 12.; 2020 m. birželio 12; 2020, June 12; 2020-Jun-12
        form(r"(?i)(?P<y>\d{4})\.?(?:\s+m\.|\s+gada?)?,?[\s\-]+(?P<month>\p{L}{3,14})\.?[\s\-]+(?P<d>\d{1,2})", named),
        // 12.06.2020, 12/6/2020, 12-06-2020, 12. 6. 2020, 12 | 06 | 2020
        form(r"(?P<a>\d{1,2})\s?(?P<sep>[-/.|])\s?(?P<b>\d{1,2})\s?[-/.|]\s?(?P<y>\d{4})", two_numbers),
        // 12.06.20, 12/06/20, 12 Jun '20
        form(r"(?P<a>\d{1,2})\s?(?P<sep>[/.])\s?(?P<b>\d{1,2})[/.]\s?(?P<y>\d{2})", two_numbers),
        form(r"(?i)(?P<d>\d{1,2})\.?\s(?P<month>\p{L}{3,14})\.?\s[’'](?P<y>\d{2})", named),
        // 20200612 and 20200612T1000
        form(r"(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)", year_month_day),
    ]
});

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = parse(text, NumericOrder::DayFirst).map(|date| date.to_string());
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
    }

    #[test]
    fn dates_of_machines_are_read() {
        for text in
            ["2020-06-12", "2020-06-12T23:30:00-05:00", "20200612", "2020/06/12 10:00", "Fri, 12 Jun 2020 10:00:00 GMT"]
        {
            check(text, "2020-06-12");
        }
        check("1591956000", "2020-06-12");
        check("1591956000000", "2020-06-12");
        check("2020-06", "2020-06");
    }

    #[test]
    fn dates_of_people_are_read_in_their_languages() {
        for text in [
            "June 12, 2020",
            "Jun. 12 2020",
            "12 June 2020",
            "12th of June, 2020",
            "Friday, June 12th, 2020",
            "12. Juni 2020",
            "Freitag, 12. Juni 2020, 14:00 Uhr",
            "12 juin 2020",
            "12 de junio de 2020",
            "12 giugno 2020",
            "12 de junho de 2020",
            "12 juni 2020",
            "12. června 2020",
            "12 czerwca 2020",
            "12 июня 2020",
            "12 червня 2020",
            "2020. június 12.",
            "12. kesäkuuta 2020",
            "12 Haziran 2020",
            "12 Ιουνίου 2020",
            "12 iunie 2020",
            "12 d’agost 2020",
            "2020年6月12日",
            "2020년 6월 12일",
            "12. lipnja 2020.",
            "12 يونيو 2020",
            "12-Jun-2020",
            "12.06.2020",
            "12. 6. 2020",
            "12 | 06 | 2020",
            "12.06.20",
        ] {
            let expected = if text.contains("agost") { "2020-08-12" } else { "2020-06-12" };
            check(text, expected);
        }
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        for text in ["", "99.99.2020", "31 February 2020", "call 12345678901", "1.2.3", "12 monkeys 2020"] {
            check(text, "none");
        }
    }

    #[test]
    fn slashes_follow_the_language() {
        assert_eq!(parse("03/04/2020", NumericOrder::MonthFirst).unwrap().to_string(), "2020-03-04");
        assert_eq!(parse("03/04/2020", NumericOrder::DayFirst).unwrap().to_string(), "2020-04-03");
        assert_eq!(parse("03.04.2020", NumericOrder::MonthFirst).unwrap().to_string(), "2020-04-03");
        assert_eq!(parse("06/13/2020", NumericOrder::DayFirst).unwrap().to_string(), "2020-06-13");
    }
}
