//! What a typed date was read as, told while it is typed.

use super::date_words::user_date_words;
use crate::project::{Move, UserDate};
use crate::time::words::{period_words, weekday_name};
use crate::time::{DateStyle, Granularity, Period, TimePoint};
use crate::timex::Modifier;

/// What a typed date means, a line each: the date in words; precision, certainty and EDTF.
pub fn reading_words(date: &UserDate, style: DateStyle) -> [String; 2] {
    let mut words = user_date_words(date, style);
    if let (Some(Period::Day(..)), Some(begin)) = (Period::from_timex(&date.value), date.span.earliest_begin) {
        words = format!("{}, {words}", weekday_name(begin.weekday()));
    } else if let Some(bounds) = bounds_words(date, style) {
        words = format!("{words}: {bounds}");
    }
    let certainty = match (date.is_uncertain(), date.modifier) {
        (true, Some(Modifier::Approx)) => "uncertain and approximate",
        (true, _) => "uncertain",
        (false, Some(Modifier::Approx)) => "approximate",
        (false, _) => "certain",
    };
    let edtf = date.edtf.as_ref().map(|edtf| format!(" · reads as EDTF {edtf}")).unwrap_or_default();
    [words, format!("To the {} · {certainty}{edtf}", granularity_word(date.granularity))]
}

/// "1 January 2014 to 31 December 2014", where the date covers more than a day of the calendar.
fn bounds_words(date: &UserDate, style: DateStyle) -> Option<String> {
    let (begin, end) = date.span.hull();
    let day = |point: TimePoint| period_words(&Period::day_of(point), style);
    let last = |point: TimePoint| day(point.plus_secs(-1));
    match (begin, end) {
        (Some(begin), Some(end)) if end.0 - begin.0 <= 86_400 => None,
        (Some(begin), Some(end)) => Some(format!("{} to {}", day(begin), last(end))),
        (Some(begin), None) => Some(format!("from {} on", day(begin))),
        (None, Some(end)) => Some(format!("up to {}", last(end))),
        (None, None) => None,
    }
}

/// Why something typed is no date, and what to write; `None` where nothing is typed.
pub fn unread_words(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let advice = "Write it like 12 June 2020, June 2020, c. 1200, 44 BC, 2014 to 2016, or in EDTF: 2020-06~.";
    let reason = match day_of_numbers(typed) {
        Some((year, month, _)) if !(1..=12).contains(&month) => format!("{year} has no month {month}."),
        Some((year, month, day)) => {
            let name = crate::time::words::month_name(month as u8);
            format!("{name} {year} has no day {day}.")
        }
        None if is_relative(typed) => "It does not say from which day it counts.".to_owned(),
        None => "Not read as a date.".to_owned(),
    };
    Some(format!("{reason} {advice}"))
}

/// Year, month and day of what is written in numbers: "2020-02-31".
fn day_of_numbers(typed: &str) -> Option<(u32, u32, u32)> {
    let mut parts = typed.split('-').map(|part| part.parse::<u32>().ok());
    let date = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(date)
}

fn is_relative(typed: &str) -> bool {
    let words = ["yesterday", "today", "tomorrow", "last", "next", "ago", "this"];
    typed.to_lowercase().split_whitespace().any(|word| words.contains(&word))
}

fn granularity_word(granularity: Granularity) -> &'static str {
    match granularity {
        Granularity::Second => "second",
        Granularity::Minute => "minute",
        Granularity::Hour => "hour",
        Granularity::DayPart => "part of the day",
        Granularity::Day => "day",
        Granularity::Week => "week",
        Granularity::Month => "month",
        Granularity::Quarter => "quarter",
        Granularity::Season => "season",
        Granularity::Half => "half-year",
        Granularity::Year => "year",
        Granularity::Decade => "decade",
        Granularity::Century => "century",
        Granularity::Millennium => "millennium",
        Granularity::Age => "million years",
    }
}

/// "11 June 2020 → 18 June 2020" with a dash for the arrow, which not every font has.
pub fn move_words(moved: &Move, style: DateStyle) -> String {
    let words = |(value, modifier, edtf): &crate::project::DateSaid| {
        super::value_words(value, *modifier, edtf.as_deref(), style) //
    };
    format!("{} – becomes {}", words(&moved.before), words(&moved.after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, words: &str, below: &str) {
        let date = UserDate::read(typed).unwrap_or_else(|| panic!("{typed} is no date"));
        assert_eq!(reading_words(&date, DateStyle::DayMonthYear), [words, below], "{typed}");
    }

    #[test]
    fn a_typed_date_is_read_back() {
        check("2020-06-11", "Thursday, 11 June 2020", "To the day · certain · reads as EDTF 2020-06-11");
        check(
            "2020-06?",
            "June 2020 (uncertain): 1 June 2020 to 30 June 2020",
            "To the month · uncertain · reads as EDTF 2020-06?",
        );
        check(
            "2014 to 2016",
            "2014 to 2016: 1 January 2014 to 31 December 2016",
            "To the year · certain · reads as EDTF 2014/2016",
        );
        check(
            "since June 2020",
            "since June 2020: from 1 June 2020 on",
            "To the month · certain · reads as EDTF 2020-06/..",
        );
    }

    #[test]
    fn what_is_no_date_says_why() {
        let why = |typed: &str| unread_words(typed).unwrap_or_default();
        assert!(why("2021-02-30").starts_with("February 2021 has no day 30. Write it like"), "{}", why("2021-02-30"));
        assert!(why("2021-13-01").starts_with("2021 has no month 13."));
        assert!(why("yesterday").starts_with("It does not say from which day it counts."));
        assert!(why("soon").starts_with("Not read as a date."));
        assert_eq!(unread_words(" "), None);
    }
}
