//! Times of day as the clock on the wall has them.

use crate::time::words::period_words;
use crate::time::{DateStyle, Period};
use chrono::{DateTime, Datelike, Local, Timelike};

/// "25 November 2026, 14:02" for seconds since 1970 (UTC).
pub fn day_and_time(secs: i64, style: DateStyle) -> String {
    let Some(time) = local(secs) else { return "an unknown day".to_owned() };
    format!("{}, {}", day_words(&time, style), clock(&time))
}

/// The day, and the time of that day.
pub fn day_then_time(secs: i64, style: DateStyle) -> (String, String) {
    local(secs).map_or_else(Default::default, |time| (day_words(&time, style), clock(&time)))
}

fn local(secs: i64) -> Option<DateTime<Local>> {
    Some(DateTime::from_timestamp(secs, 0)?.with_timezone(&Local))
}

fn day_words(time: &DateTime<Local>, style: DateStyle) -> String {
    let day = Period::Day(i64::from(time.year()), time.month() as u8, time.day() as u8);
    period_words(&day, style)
}

fn clock(time: &DateTime<Local>) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}
