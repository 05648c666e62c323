//! Dates and spans in words a person would write: "11 June 2020", "44 BC", "2010s", "since 12 June 2020".

use super::edtf::{Bound, Edtf, EdtfDate};
use super::{DateStyle, Period};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// "January" to "December"; "" for what is no month.
pub fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("")
}

/// "Monday" for 0 to "Sunday" for 6; "" for more.
pub fn weekday_name(weekday: u8) -> &'static str {
    WEEKDAYS.get(usize::from(weekday)).copied().unwrap_or("")
}

/// Whether the word is the full name of a month or of a day of the week; case does not matter.
pub fn names_month_or_weekday(word: &str) -> bool {
    MONTHS.iter().chain(&WEEKDAYS).any(|name| name.eq_ignore_ascii_case(word))
}

/// "2014", "44 BC", "66 million years ago".
pub fn year_words(year: i64) -> String {
    match year {
        ..=-100_000 => format!("{} years ago", few_digits(-(year as f64))),
        -99_999..=0 => format!("{} BC", 1 - year),
        _ => year.to_string(),
    }
}

/// A large number in three digits: "13.8 billion", "66 million", "200,000".
fn few_digits(number: f64) -> String {
    let (scaled, unit) = match number {
        1e9.. => (number / 1e9, " billion"),
        1e6.. => (number / 1e6, " million"),
        _ => (number / 1e3, ",000"),
    };
    let decimals = if unit == ",000" || scaled >= 100.0 {
        0
    } else if scaled < 10.0 {
        2
    } else {
        1
    };
    let digits = format!("{scaled:.decimals$}");
    let digits = if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { &digits };
    format!("{digits}{unit}")
}

/// The period in words; weeks are named by their Monday.
///
/// ```
/// use dateline::time::{DateStyle, Period, words::period_words};
/// assert_eq!(period_words(&Period::Day(2020, 6, 11), DateStyle::DayMonthYear), "11 June 2020");
/// assert_eq!(period_words(&Period::Century(-5), DateStyle::DayMonthYear), "5th century BC");
/// ```
pub fn period_words(period: &Period, style: DateStyle) -> String {
    if style == DateStyle::Iso && matches!(period, Period::Day(..) | Period::Month(..) | Period::Week(..)) {
        return if period.year() > 0 { period.timex_value() } else { period.edtf() };
    }
    let year = year_words(period.year());
    match *period {
        Period::Day(_, month, day) if style == DateStyle::MonthDayYear => {
            format!("{} {day}, {year}", month_name(month))
        }
        Period::Day(_, month, day) => format!("{day} {} {year}", month_name(month)),
        Period::Month(_, month) => format!("{} {year}", month_name(month)),
        Period::Year(_) => year,
        Period::Season(_, season) => format!("{} {year}", season.name()),
        Period::Quarter(_, quarter) => format!("{} quarter of {year}", ordinal(i64::from(quarter))),
        Period::Half(_, half) => format!("{} half of {year}", if half == 1 { "first" } else { "second" }),
        Period::Week(..) => format!("week of {}", period_words(&Period::day_of(period.start()), style)),
        Period::Weekend(..) => format!("weekend of {}", period_words(&Period::day_of(period.start()), style)),
        Period::Decade(n) if n < 0 => format!("{}0s BC", -n - 1),
        Period::Decade(n) => format!("{}s", n * 10),
        Period::Century(n) => block(n, "century"),
        Period::Millennium(n) => block(n, "millennium"),
    }
}

/// An EDTF statement in words: "c. 1200", "12 June 2019 to 12 June 2020", "since 12 June 2020".
pub fn edtf_words(edtf: &Edtf, style: DateStyle) -> String {
    match edtf {
        Edtf::Date(date) => date_words(date, style),
        Edtf::Interval(Bound::Date(from), Bound::Date(to)) => {
            format!("{} to {}", date_words(from, style), date_words(to, style))
        }
        Edtf::Interval(Bound::Date(from), _) => format!("since {}", date_words(from, style)),
        Edtf::Interval(_, Bound::Date(to)) => format!("until {}", date_words(to, style)),
        Edtf::Interval(..) => String::new(),
        Edtf::OneOf(Some(from), Some(to)) => {
            format!("between {} and {}", date_words(from, style), date_words(to, style))
        }
        Edtf::OneOf(Some(from), None) => format!("after {}", date_words(from, style)),
        Edtf::OneOf(None, Some(to)) => format!("before {}", date_words(to, style)),
        Edtf::OneOf(None, None) => String::new(),
    }
}

fn date_words(date: &EdtfDate, style: DateStyle) -> String {
    use super::edtf::Qualifier;
    let mut words = period_words(&date.period, style);
    if let Some(secs) = date.time {
        words = format!("{words}, {:02}:{:02}", secs / 3600, secs / 60 % 60);
        if secs % 60 != 0 {
            words = format!("{words}:{:02}", secs % 60);
        }
    }
    match date.qualifier {
        Some(Qualifier::Approximate | Qualifier::Both) => format!("c. {words}"),
        Some(Qualifier::Uncertain) => format!("{words} (uncertain)"),
        None => words,
    }
}

/// "1st", "2nd", "11th".
pub fn ordinal(number: i64) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// "20th century", "5th century BC": block `n` counted from 0 upwards, or from -1 downwards before Christ.
fn block(n: i64, name: &str) -> String {
    if n < 0 { format!("{} {name} BC", ordinal(-n)) } else { format!("{} {name}", ordinal(n + 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edtf: &str, expected: [&str; 3]) {
        let edtf = Edtf::parse(edtf).unwrap();
        let styles = [DateStyle::DayMonthYear, DateStyle::MonthDayYear, DateStyle::Iso];
        assert_eq!(styles.map(|style| edtf_words(&edtf, style)), expected);
    }

    #[test]
    fn days_and_months_follow_the_style() {
        check("2020-06-11", ["11 June 2020", "June 11, 2020", "2020-06-11"]);
        check("2020-06", ["June 2020", "June 2020", "2020-06"]);
        check("-0043-03-15", ["15 March 44 BC", "March 15, 44 BC", "-0043-03-15"]);
        check("2020-06-11T10:30:00", ["11 June 2020, 10:30", "June 11, 2020, 10:30", "2020-06-11, 10:30"]);
    }

    #[test]
    fn coarser_periods_read_the_same_in_all_styles() {
        for (edtf, words) in [
            ("2014", "2014"),
            ("201X", "2010s"),
            ("19XX", "20th century"),
            ("-0043", "44 BC"),
            ("1200~", "c. 1200"),
            ("-9999", "10000 BC"),
            ("Y-120000", "120,000 years ago"),
            ("Y-55000000~", "c. 55 million years ago"),
            ("Y-13787000000", "13.8 billion years ago"),
            ("2020-22", "summer 2020"),
            ("2020-34", "2nd quarter of 2020"),
            ("2020-41", "second half of 2020"),
        ] {
            check(edtf, [words; 3]);
        }
    }

    #[test]
    fn spans_say_from_when_to_when() {
        check(
            "2019-06-12/2020-06-12",
            ["12 June 2019 to 12 June 2020", "June 12, 2019 to June 12, 2020", "2019-06-12 to 2020-06-12"],
        );
        check("2020-06-12/..", ["since 12 June 2020", "since June 12, 2020", "since 2020-06-12"]);
        check("../2020", ["until 2020"; 3]);
        check("[2019..2020]", ["between 2019 and 2020"; 3]);
        check("[..2020]", ["before 2020"; 3]);
    }
}
