//! Dates of the calendar: "11 June 2020", "June 11", "2020-06-11", "June 2020", "2014", "44 BC", and what they are made of.

mod bare_year;
mod numeric;
mod ranges;
mod written;

pub use self::bare_year::{EARLY_YEAR, short_year};
pub use self::numeric::{AMBIGUOUS, DAY_FIRST};

use self::bare_year::bare_year;
use self::numeric::numeric;
use self::ranges::range_part;
use self::written::{month_first, with_weekday, written};
use super::numbers::ordinal;
use super::words::Word;
use crate::time::Period;
use crate::timex::TimexType::Date;
use crate::timex::expr::{Expr, Unit};
use crate::timex::view::{Match, View};

/// Years that four bare digits are read as.
pub const YEARS: std::ops::RangeInclusive<i64> = 1000..=2100;

pub fn find(v: &View, i: usize) -> Option<Match> {
    fiscal(v, i)
        .or_else(|| spelled_out(v, i))
        .or_else(|| attacks_of_2001(v, i))
        .or_else(|| numeric(v, i))
        .or_else(|| with_weekday(v, i))
        .or_else(|| written(v, i))
        .or_else(|| range_part(v, i))
        .or_else(|| bare_year(v, i))
}

/// Whether a month or year may be expected behind the word: "in '98", "since May".
pub(super) fn introduces(word: Word) -> bool {
    matches!(word, Word::In | Word::Of | Word::Since | Word::Until | Word::By | Word::Early | Word::Late)
}

/// "fiscal 1989", "fiscal year 2014", "FY2014".
fn fiscal(v: &View, i: usize) -> Option<Match> {
    if let Some((year, end)) = fiscal_year(v, i) {
        return dated(end, Expr::Fixed(Period::Year(year)), "fiscal_year");
    }
    // "the 1989 fiscal year"
    let at = i + usize::from(v.is(i, Word::The));
    let (year, end) = year(v, at).filter(|(_, end)| v.is(*end, Word::Fiscal))?;
    v.is(end + 1, Word::Unit(Unit::Year)).then(|| dated(end + 2, Expr::Fixed(Period::Year(year)), "fiscal_year"))?
}

/// The year of "fiscal 1989" and where it ends.
pub fn fiscal_year(v: &View, i: usize) -> Option<(i64, usize)> {
    if !v.is(i, Word::Fiscal) {
        return None;
    }
    year(v, i + 1 + usize::from(v.is(i + 1, Word::Unit(Unit::Year))))
}

/// "the year 1637", "the month of March 1921": the unit's name before the date.
fn spelled_out(v: &View, i: usize) -> Option<Match> {
    let at = i + usize::from(v.is(i, Word::The));
    match v.word(at) {
        Word::Other if v.is_text(at, "calendar") && v.is(at + 1, Word::Unit(Unit::Year)) => {
            let (year, end) = year(v, at + 2).filter(|_| !v.begins_line(at + 2))?;
            dated(end, Expr::Fixed(Period::Year(year)), "year")
        }
        // "week 23, 2012", "week 14 of 2011"
        Word::Unit(Unit::Week) if at == i && v.is(i + 1, Word::Digits) => {
            let week = v.integer(i + 1).filter(|week| (1..=53).contains(week))?;
            let at = i + 2 + usize::from(v.is(i + 2, Word::Of) || v.is_mark(i + 2, b','));
            let (year, end) = year(v, at).filter(|_| !v.begins_line(at))?;
            dated(end, Expr::Fixed(Period::Week(year, week as u8)), "week_of_year")
        }
        Word::Unit(Unit::Year) if at > i => {
            let (year, end) = year(v, at + 1).filter(|_| !v.begins_line(at + 1))?;
            dated(end, Expr::Fixed(Period::Year(year)), "year")
        }
        Word::Unit(Unit::Month) if at > i && v.is(at + 1, Word::Of) => {
            month(v, at + 2).filter(|_| v.is_capital(at + 2))?;
            month_first(v, at + 2).filter(|found| !matches!(found.rule, "month_day" | "month_day_year"))
        }
        _ => None,
    }
}

/// Days of history that have a name.
const NAMED_DAYS: &[(&[&str], Period)] = &[
    (&["D", "-", "Day"], Period::Day(1944, 6, 6)),
    (&["VE", "Day"], Period::Day(1945, 5, 8)),
    (&["V", "-", "E", "Day"], Period::Day(1945, 5, 8)),
    (&["VJ", "Day"], Period::Day(1945, 8, 15)),
    (&["V", "-", "J", "Day"], Period::Day(1945, 8, 15)),
];

/// "9/11" is the name of a day, and so is "the Sept. 11 attacks".
fn attacks_of_2001(v: &View, i: usize) -> Option<Match> {
    let glued = v.is_mark(i + 1, b'/') && v.is_glued(i + 1) && v.is_glued(i + 2) && !v.is_glued(i);
    let named = glued && v.str(i) == "9" && v.str(i + 2) == "11";
    // "the 7/7 bombings", "the bombings of 7/7"
    if glued && v.str(i) == "7" && v.str(i + 2) == "7" {
        let bombings =
            &["bombings", "bombing", "bombers", "bomber", "attacks", "attack", "inquest", "inquiry", "victims"];
        let of = v.is(i.wrapping_sub(1), Word::Of) && v.is_any(i.wrapping_sub(2), bombings);
        return (of || v.is_any(i + 3, bombings))
            .then(|| dated(i + 3, Expr::Fixed(Period::Day(2005, 7, 7)), "named_day"))?;
    }
    let goes_on = v.is_mark(i + 3, b'/') && v.is_glued(i + 3);
    if let Some((9, at)) = month(v, i)
        && v.str(at) == "11"
        && v.is_any(at + 1, &["attacks", "attack", "hijackers", "hijackings", "terrorist", "terror"])
    {
        return dated(at + 1, Expr::Fixed(Period::Day(2001, 9, 11)), "named_day");
    }
    if matches!(v.str(i), "D" | "V" | "VE" | "VJ")
        && let Some((name, day)) =
            NAMED_DAYS.iter().find(|(name, _)| name.iter().enumerate().all(|(k, word)| v.str(i + k) == *word))
        && !v.is(i + name.len(), Word::For)
    {
        return dated(i + name.len(), Expr::Fixed(*day), "named_day");
    }
    (named && !goes_on).then(|| dated(i + 3, Expr::Fixed(Period::Day(2001, 9, 11)), "named_day"))?
}

pub fn dated(end: usize, expr: Expr, rule: &'static str) -> Option<Match> {
    Some(Match { end, kind: Date, expr, modifier: None, rule })
}

/// A month name from the place on and where it ends; short forms take their dot and need a number beside them.
pub fn month(v: &View, i: usize) -> Option<(u8, usize)> {
    match v.word(i) {
        Word::Month(month) => Some((month, i + 1)),
        Word::MonthShort(month) if v.is_capital(i) => {
            Some((month, i + 1 + usize::from(v.is_mark(i + 1, b'.') && v.is_glued(i + 1))))
        }
        _ => None,
    }
}

/// A year with its era: "2014", "44 BC", "AD 79". Bare digits need four.
pub fn year(v: &View, i: usize) -> Option<(i64, usize)> {
    if v.is(i, Word::EraAfter) && v.is_upper(i) {
        let year = v.integer(i + 1).filter(|year| (1..=2100).contains(year))?;
        return Some((year, i + 2));
    }
    if let Some(found) = spoken_year(v, i) {
        return Some(found);
    }
    let number = v.integer(i).or_else(|| with_commas(v, i))?;
    if let Some((before_christ, end)) = era(v, i + 1) {
        let sane = (1..=99_999).contains(&number);
        return sane.then_some((if before_christ { 1 - number } else { number }, end));
    }
    (v.width(i) == 4 && YEARS.contains(&number)).then_some((number, i + 1))
}

/// "nineteen ninety-eight", "eighteen twelve": a year as it is spoken.
fn spoken_year(v: &View, i: usize) -> Option<(i64, usize)> {
    let Word::Cardinal(hundreds @ 13..=19) = v.word(i) else { return None };
    let at = i + 1 + usize::from(v.is_mark(i + 1, b'-') && v.is_glued(i + 1));
    let Word::Cardinal(10..) = v.word(at) else { return None };
    let (rest, end) = super::numbers::cardinal(v, at).filter(|(rest, _)| (10..100).contains(rest))?;
    // "Nineteen Eighty-Four" is a novel, "fifteen ten-year bonds" are counted.
    let counted = v.is_mark(end, b'-') && v.is_glued(end);
    (!counted && !v.is_capital(at)).then_some((i64::from(hundreds) * 100 + rest, end))
}

/// "10,000" of "10,000 BC".
fn with_commas(v: &View, i: usize) -> Option<i64> {
    let digits = (v.word(i) == Word::Digits).then(|| v.str(i)).filter(|digits| digits.contains(','))?;
    digits.replace(',', "").parse().ok()
}

/// "BC", "B.C.E.", "AD", "CE" from the place on: whether before Christ, and where it ends.
pub fn era(v: &View, i: usize) -> Option<(bool, usize)> {
    match v.word(i) {
        Word::EraBefore if v.is_upper(i) => Some((true, i + 1)),
        Word::EraAfter if v.is_upper(i) => Some((false, i + 1)),
        _ => None,
    }
}

/// A day of the month: "11", "11th", "eleventh".
fn day_number(v: &View, i: usize) -> Option<(u8, usize)> {
    if let Some((day, end)) = ordinal(v, i) {
        return (1..=31).contains(&day).then_some((day as u8, end));
    }
    let day = v.integer(i).filter(|day| v.width(i) <= 2 && (1..=31).contains(day))?;
    Some((day as u8, i + 1))
}

fn day_of(year: i64, month: u8, day: u8) -> Option<Expr> {
    Period::day(year, month, day).map(Expr::Fixed)
}

/// "'98", "1998": two digits are of the hundred years that end in 2029.
pub fn two_or_four(v: &View, i: usize) -> Option<i64> {
    let number = v.integer(i)?;
    match v.width(i) {
        2 => Some(if number < 30 { 2000 + number } else { 1900 + number }),
        4 => YEARS.contains(&number).then_some(number),
        _ => None,
    }
}
