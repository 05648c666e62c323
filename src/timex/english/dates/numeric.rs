//! Dates in digits alone: "2020-06-11", "11/06/2020", "11.06.2020", "20200611".

use super::super::clock;
use super::super::words::Word;
use super::{YEARS, dated, day_of, two_or_four};
use crate::time::Period;
use crate::timex::TimexType::Time;
use crate::timex::expr::{Clock, Expr};
use crate::timex::view::{Match, View};

/// Rule of a date that may be day and month or month and day; read as Americans write it until the others of the
/// document say otherwise.
pub const AMBIGUOUS: &str = "ambiguous_numeric_date";

/// Rule of a date that can only have its day first.
pub const DAY_FIRST: &str = "day_first_numeric_date";

/// "2020-06-11", "11/06/2020", "11.06.2020", "20200611".
pub(super) fn numeric(v: &View, i: usize) -> Option<Match> {
    if !v.is(i, Word::Digits) || is_inside_number(v, i) {
        return None;
    }
    iso(v, i).or_else(|| slashed(v, i)).or_else(|| slashed_month(v, i)).or_else(|| compact(v, i))
}

/// "since 01/2005", "01/2005 to 03/2006"; "Case 12/2005" and "Resolution 05/2005" are numbers of something.
fn slashed_month(v: &View, i: usize) -> Option<Match> {
    let month = v.integer(i).filter(|month| v.width(i) == 2 && (1..=12).contains(month) && !v.is_glued(i))?;
    glued_mark(v, i + 1, b"/")?;
    let year = v.integer(i + 2).filter(|year| v.width(i + 2) == 4 && YEARS.contains(year))?;
    let numbered =
        v.is_capital(i.wrapping_sub(1)) || v.is_any(i.wrapping_sub(1), &["no", "case", "file", "number", "."]);
    let goes_on = v.is_glued(i + 3) && !matches!(v.str(i + 3), "." | "," | ";" | ")");
    (!numbered && !goes_on && !v.begins_line(i))
        .then(|| dated(i + 3, Expr::Fixed(Period::Month(year, month as u8)), "numeric_month"))?
}

/// Whether the digits go on to the left: a telephone number, an address, a version.
pub(super) fn is_inside_number(v: &View, i: usize) -> bool {
    v.is_glued(i) && i > 0 && (v.is_glued(i - 1) && v.is(i.wrapping_sub(2), Word::Digits))
}

pub(super) fn glued_mark(v: &View, i: usize, marks: &[u8]) -> Option<u8> {
    let mark = marks.iter().copied().find(|mark| v.is_mark(i, *mark))?;
    (v.is_glued(i) && v.is_glued(i + 1)).then_some(mark)
}

fn iso(v: &View, i: usize) -> Option<Match> {
    let year = v.integer(i).filter(|year| v.width(i) == 4 && YEARS.contains(year))?;
    let mark = glued_mark(v, i + 1, b"-/.")?;
    let month = v.integer(i + 2).filter(|month| v.width(i + 2) <= 2 && (1..=12).contains(month))? as u8;
    if glued_mark(v, i + 3, &[mark]).is_none() {
        // "1999-10" is more often a range or a score than a month; ISO writes the month with two digits.
        let is_month = mark == b'-' && v.width(i + 2) == 2 && i64::from(month) <= year % 100;
        return is_month.then(|| dated(i + 3, Expr::Fixed(Period::Month(year, month)), "iso_month"))?;
    }
    let day = v.integer(i + 4).filter(|_| v.width(i + 4) <= 2)?;
    let date = Period::day(year, month, u8::try_from(day).ok()?)?;
    // "2013-10-05T22:10:00Z", "2011-06-30 23:59:07"
    let joined = v.is_text(i + 5, "T") && v.is_glued(i + 5) && v.is_glued(i + 6);
    let time_at = if joined { i + 6 } else { i + 5 };
    if let Some((clock, end)) = clock::twenty_four_hours(v, time_at)
        && (joined || !v.is_glued(i + 5) && !v.begins_line(i + 5) && v.width(i + 5) == 2)
    {
        let (zone, end) = clock::iso_zone(v, end).map_or((clock.zone, end), |(zone, end)| (Some(zone), end));
        let expr = Expr::Clock { clock: Clock { zone, ..clock }, day: Some(Box::new(Expr::Fixed(date))) };
        return Some(Match { end, kind: Time, expr, modifier: None, rule: "iso_time" });
    }
    dated(i + 5, Expr::Fixed(date), "iso_date")
}

fn slashed(v: &View, i: usize) -> Option<Match> {
    let first = v.integer(i).filter(|_| v.width(i) <= 2)?;
    let mark = glued_mark(v, i + 1, b"/.-")?;
    let second = v.integer(i + 2).filter(|_| v.width(i + 2) <= 2)?;
    glued_mark(v, i + 3, &[mark])?;
    let year = match v.width(i + 4) {
        4 => v.integer(i + 4).filter(|year| YEARS.contains(year))?,
        2 if mark == b'/' || mark == b'.' && first > 12 => two_or_four(v, i + 4)?,
        _ => return None,
    };
    // Goes on: an address or a version.
    if v.is_glued(i + 5) && v.is_glued(i + 6) && v.is(i + 6, Word::Digits) {
        return None;
    }
    // Dots are the European order; slashes are American unless the first number can be no month.
    let (month, day) = if mark == b'.' || first > 12 { (second, first) } else { (first, second) };
    let expr = day_of(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    let either = mark != b'.' && first <= 12 && second <= 12 && first != second;
    let rule = match (either, mark == b'.' || first > 12) {
        (true, _) => AMBIGUOUS,
        (false, true) => DAY_FIRST,
        (false, false) => "numeric_date",
    };
    dated(i + 5, expr, rule)
}

fn compact(v: &View, i: usize) -> Option<Match> {
    let number = v.integer(i).filter(|_| v.width(i) == 8)?;
    let (year, month, day) = (number / 10_000, (number / 100 % 100) as u8, (number % 100) as u8);
    if !(1900..=2100).contains(&year) || v.is_glued(i) || v.is_glued(i + 1) && !v.is_mark(i + 1, b'.') {
        return None;
    }
    dated(i + 1, day_of(year, month, day)?, "compact_date")
}
