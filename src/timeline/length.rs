//! How long a part of time is, in words.

use crate::time::{TimePoint, TimeSpan, days_in_month};

/// "3 years 2 months", "12 days 4 hours": the two largest units that there are, months and years by the calendar.
pub fn length_words(span: TimeSpan) -> String {
    let (years, months, days, secs) = parts(span);
    let (hours, minutes) = (secs / 3600, secs % 3600 / 60);
    let units = [
        (years, "year"),
        (months, "month"),
        (days, "day"),
        (hours, "hour"),
        (minutes, "minute"),
        (secs % 60, "second"),
    ];
    let Some(first) = units.iter().position(|&(count, _)| count > 0) else { return "no time".to_owned() };
    let shown = units[first..].iter().take(2).filter(|&&(count, _)| count > 0);
    let words: Vec<String> = shown.map(|&(count, unit)| counted(count, unit)).collect();
    words.join(" ")
}

fn counted(count: i64, unit: &str) -> String {
    let number = if count >= 10_000 { grouped(count) } else { count.to_string() };
    format!("{number} {unit}{}", if count == 1 { "" } else { "s" })
}

fn grouped(count: i64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Whole years, months and days by the calendar, and the seconds that are left.
fn parts(span: TimeSpan) -> (i64, i64, i64, i64) {
    let (from, to) = (span.start.civil(), span.end.civil());
    let secs_of_day = |point: TimePoint| point.0.rem_euclid(86_400);
    let mut months = (to.year - from.year) * 12 + i64::from(to.month) - i64::from(from.month);
    if (to.day, secs_of_day(span.end)) < (from.day, secs_of_day(span.start)) {
        months -= 1;
    }
    let first = i64::from(from.month) - 1 + months;
    let (year, month) = (from.year + first.div_euclid(12), first.rem_euclid(12) as u8 + 1);
    // A month after the 31st of January is the last day of February.
    let day = from.day.min(days_in_month(year, month));
    let anchor = TimePoint::from_ymd(year, month, day).unwrap_or(span.start).plus_secs(secs_of_day(span.start));
    let rest = (span.end.0 - anchor.0).max(0);
    (months / 12, months % 12, rest / 86_400, rest % 86_400)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(from: (i64, u8, u8), to: (i64, u8, u8), more_secs: i64) -> String {
        let point = |(year, month, day)| TimePoint::from_ymd(year, month, day).unwrap();
        length_words(TimeSpan::new(point(from), point(to).plus_secs(more_secs)))
    }

    #[test]
    fn the_two_largest_units_are_told() {
        assert_eq!(words((2020, 6, 1), (2020, 6, 2), 0), "1 day");
        assert_eq!(words((2020, 6, 1), (2020, 6, 13), 4 * 3600 + 60), "12 days 4 hours");
        assert_eq!(words((2017, 3, 10), (2020, 5, 12), 0), "3 years 2 months");
        assert_eq!(words((2020, 1, 31), (2020, 3, 1), 0), "1 month 1 day");
        assert_eq!(words((2019, 12, 20), (2020, 1, 5), 0), "16 days");
        assert_eq!(words((-43, 3, 15), (2020, 3, 15), 0), "2063 years");
        assert_eq!(words((-20_000, 1, 1), (2020, 1, 1), 0), "22,020 years");
    }

    #[test]
    fn short_spans_are_told_by_the_clock() {
        assert_eq!(words((2020, 6, 1), (2020, 6, 1), 90), "1 minute 30 seconds");
        assert_eq!(words((2020, 6, 1), (2020, 6, 1), 2 * 3600), "2 hours");
        assert_eq!(words((2020, 6, 1), (2020, 6, 1), 0), "no time");
    }
}
