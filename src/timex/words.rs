//! A TIMEX3 value in words that a person would write: "late 2017", "morning of 11 June 2020", "3 days".

use super::Modifier;
use crate::time::edtf::{Bound, Edtf};
use crate::time::words::{edtf_words, month_name, period_words, weekday_name};
use crate::time::{DateStyle, Period};

/// The value of a time expression or event in words, in the style that the user chose.
///
/// ```
/// use dateline::time::DateStyle;
/// use dateline::timex::{Modifier, words};
/// let style = DateStyle::DayMonthYear;
/// assert_eq!(words("2017", Some(Modifier::End), Some("2017"), style), "late 2017");
/// assert_eq!(words("P1Y", None, Some("2019-06-12/2020-06-12"), style), "12 June 2019 to 12 June 2020");
/// assert_eq!(words("FUTURE_REF", None, Some("2020-06-12/.."), style), "since 12 June 2020");
/// ```
pub fn words(value: &str, modifier: Option<Modifier>, edtf: Option<&str>, style: DateStyle) -> String {
    let statement = edtf.and_then(Edtf::parse);
    let period = Period::from_timex(value);
    match (&statement, period) {
        (
            Some(
                open @ (Edtf::Interval(Bound::Open | Bound::Unknown, _)
                | Edtf::Interval(_, Bound::Open | Bound::Unknown)),
            ),
            _,
        )
        | (Some(open @ Edtf::OneOf(..)), _) => edtf_words(open, style),
        (Some(stretch @ Edtf::Interval(..)), None) => edtf_words(stretch, style),
        // "earlier this year" ends on a day, not with a season of the year.
        (Some(stretch @ Edtf::Interval(..)), Some(whole))
            if Some(whole.edtf().as_str()) != edtf && modifier.is_some() =>
        {
            edtf_words(stretch, style)
        }
        (_, Some(period)) => {
            let day = period_words(&period, style);
            match value.split_once('T') {
                Some((_, time)) => time_words(time, &day),
                None => bent(day, modifier),
            }
        }
        (Some(statement), None) => edtf_words(statement, style),
        (None, None) => placeless(value, modifier),
    }
}

fn bent(words: String, modifier: Option<Modifier>) -> String {
    match modifier {
        Some(Modifier::Start) => format!("early {words}"),
        Some(Modifier::Mid) => format!("mid {words}"),
        Some(Modifier::End) => format!("late {words}"),
        Some(Modifier::Approx) => format!("c. {words}"),
        Some(Modifier::Before) => format!("before {words}"),
        Some(Modifier::After) => format!("after {words}"),
        Some(Modifier::OnOrBefore) => format!("{words} or before"),
        Some(Modifier::OnOrAfter) => format!("{words} or after"),
        Some(Modifier::LessThan) => format!("less than {words}"),
        Some(Modifier::MoreThan) => format!("more than {words}"),
        Some(Modifier::EqualOrLess) => format!("at most {words}"),
        Some(Modifier::EqualOrMore) => format!("at least {words}"),
        None => words,
    }
}

fn time_words(time: &str, day: &str) -> String {
    let part = match time {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        _ => return format!("{day}, {}", time.replace('Z', " UTC")),
    };
    format!("{part} of {day}")
}

/// What has no place on a calendar.
fn placeless(value: &str, modifier: Option<Modifier>) -> String {
    match value {
        "PRESENT_REF" => return "now".into(),
        "PAST_REF" => return "in the past".into(),
        "FUTURE_REF" => return "in the future".into(),
        _ => {}
    }
    if let Some(length) = value.strip_prefix('P').and_then(length_words) {
        return bent(length, modifier);
    }
    let (day, time) = value.split_once('T').map_or((value, None), |(day, time)| (day, Some(time)));
    let day = open_date(day);
    time.map_or(day.clone(), |time| time_words(time, &day))
}

/// "1 year", "several days": what follows the `P` of a duration.
fn length_words(length: &str) -> Option<String> {
    let (timed, length) = match length.strip_prefix('T') {
        Some(rest) => (true, rest),
        None => (false, length),
    };
    let at = length.find(|c: char| c.is_ascii_uppercase() && c != 'X')?;
    let (number, unit) = length.split_at(at);
    let unit = match (unit, timed) {
        ("S", true) => "second",
        ("M", true) => "minute",
        ("H", true) => "hour",
        ("D", _) => "day",
        ("W", _) => "week",
        ("WE", _) => "weekend",
        ("M", _) => "month",
        ("Q", _) => "quarter",
        ("S", _) => "season",
        ("Y", _) => "year",
        ("DE", _) => "decade",
        ("CE", _) => return Some(if number == "1" { "1 century".into() } else { format!("{number} centuries") }),
        ("ML", _) => "millennium",
        _ => return None,
    };
    Some(match number {
        "X" => format!("some {unit}s"),
        "1" => format!("1 {unit}"),
        _ => format!("{number} {unit}s"),
    })
}

/// A date of which the year, or more, is not known: `XXXX-WXX-4`, `XXXX-06-11`, `XXXX-SU`.
fn open_date(value: &str) -> String {
    let Some(rest) = value.strip_prefix("XXXX-") else { return "date unknown".into() };
    if let Some(weekday) = rest.strip_prefix("WXX-").and_then(|day| day.parse::<u8>().ok()) {
        return format!("a {}", weekday_name(weekday.wrapping_sub(1)));
    }
    let season = [("SP", "spring"), ("SU", "summer"), ("FA", "autumn"), ("WI", "winter")];
    if let Some((_, name)) = season.iter().find(|(code, _)| *code == rest) {
        return format!("{name}, year unknown");
    }
    let mut parts = rest.split('-');
    let month = parts.next().and_then(|month| month.parse::<u8>().ok()).map(month_name).unwrap_or("");
    match (month, parts.next().and_then(|day| day.parse::<u8>().ok())) {
        ("", _) => "date unknown".into(),
        (month, Some(day)) => format!("{day} {month}, year unknown"),
        (month, None) => format!("{month}, year unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, modifier: Option<Modifier>, edtf: Option<&str>, expected: &str) {
        assert_eq!(words(value, modifier, edtf, DateStyle::DayMonthYear), expected, "{value}");
    }

    #[test]
    fn dates_read_with_what_bends_them() {
        check("2020-06-11", None, Some("2020-06-11"), "11 June 2020");
        check("2017", Some(Modifier::End), Some("2017"), "late 2017");
        check("1200", Some(Modifier::Approx), Some("1200~"), "c. 1200");
        check("BC0044", None, Some("-0043"), "44 BC");
        check("201", None, Some("201X"), "2010s");
        check("2020-W24", None, Some("2020-06-08/2020-06-14"), "week of 8 June 2020");
    }

    #[test]
    fn stretches_read_from_one_day_to_another() {
        check("P1Y", None, Some("2019-06-12/2020-06-12"), "12 June 2019 to 12 June 2020");
        check("FUTURE_REF", None, Some("2020-06-12/.."), "since 12 June 2020");
        check("2003", None, Some("2003/.."), "since 2003");
        let so_far = Some("2020-01-01/2020-06-12");
        check("2020", Some(Modifier::Start), so_far, "1 January 2020 to 12 June 2020");
    }

    #[test]
    fn times_lengths_and_open_values_read_as_words() {
        check("2020-06-11T10:30", None, Some("2020-06-11T10:30:00"), "11 June 2020, 10:30");
        check("2020-06-11TMO", None, Some("2020-06-11"), "morning of 11 June 2020");
        check("P3D", None, None, "3 days");
        check("PXY", Some(Modifier::MoreThan), None, "more than some years");
        check("PT1H", None, None, "1 hour");
        check("PRESENT_REF", None, None, "now");
        check("XXXX-WXX-4", None, None, "a Thursday");
        check("XXXX-06-11", None, None, "11 June, year unknown");
        check("XXXX-XX-XX", None, None, "date unknown");
    }
}
