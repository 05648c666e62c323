//! So far from a moment: "three days ago", "two years later", "two weeks ago today", "the year-earlier period".

use super::dates::dated;
use super::relative::{counted_unit, days_beside};
use super::words::Word;
use crate::timex::TimexType::{Date, Time};
use crate::timex::expr::{Count, Expr, From, Unit, Which};
use crate::timex::view::{Match, View};

/// "three days ago", "two years later", "a week earlier", "two weeks from now".
pub fn shift(v: &View, i: usize) -> Option<Match> {
    let (amount, unit, mut at) = counted_unit(v, i)?;
    if let Some(found) = shift_of_two(v, amount, unit, at) {
        return Some(found);
    }
    // "two years and a half later" is not written; "a year or so ago" is.
    if v.is(at, Word::Or) && v.is_any(at + 1, &["so", "more"]) {
        at += 2;
    }
    // "a year or two later"
    let or_two = v.is(i, Word::A) && v.is(at, Word::Or) && v.is(at + 1, Word::Cardinal(2));
    let (amount, at) = if or_two { (Count::Vague, at + 2) } else { (amount, at) };
    if let Some(found) = counted_from_day(v, amount, unit, at) {
        return Some(found);
    }
    let (later, from, end) = match v.word(at) {
        Word::Ago => (false, From::Now, at + 1),
        // "in ten years' time", "in a week's time"
        Word::Mark(b'\'') | Word::Possessive if v.is(at + 1, Word::Time) && v.is(i.wrapping_sub(1), Word::In) => {
            (true, From::Now, at + 2)
        }
        Word::Hence => (true, From::Now, at + 1),
        Word::Later => (true, From::Narrative, at + 1),
        Word::Earlier => (false, From::Narrative, at + 1),
        Word::From if v.is(at + 1, Word::Now) || v.is(at + 1, Word::Today) => (true, From::Now, at + 2),
        Word::Previous if v.is_text(at, "prior") && !v.is_text(at + 1, "to") => (false, From::Narrative, at + 1),
        _ if v.is_any(at, &["afterwards", "afterward", "thereafter"]) => (true, From::Narrative, at + 1),
        _ if v.is_any(at, &["previously", "beforehand"]) => (false, From::Narrative, at + 1),
        Word::After | Word::Before if ends_clause(v, at + 1) => (v.is(at, Word::After), From::Narrative, at + 1),
        _ => return None,
    };
    let kind = if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) { Time } else { Date };
    let rule = if from == From::Now { "shift_from_now" } else { "shift_in_narrative" };
    Some(Match { end, kind, expr: Expr::Shift { count: amount, unit, later, from }, modifier: None, rule })
}

/// "two weeks and two days ago", "a year and three months later": counted in the smaller unit.
fn shift_of_two(v: &View, amount: Count, unit: Unit, at: usize) -> Option<Match> {
    let (smaller, smaller_unit, end) = counted_unit(v, at + 1).filter(|_| v.is(at, Word::And))?;
    let (Count::Tenths(amount), Count::Tenths(smaller)) = (amount, smaller) else { return None };
    let factor = match (unit, smaller_unit) {
        (Unit::Year, Unit::Month) => 12,
        (Unit::Week, Unit::Day) => 7,
        (Unit::Hour, Unit::Minute) | (Unit::Minute, Unit::Second) => 60,
        _ => return None,
    };
    let (later, from) = match v.word(end) {
        Word::Ago => (false, From::Now),
        Word::Later => (true, From::Narrative),
        Word::Earlier => (false, From::Narrative),
        _ => return None,
    };
    let count = Count::Tenths(amount.saturating_mul(factor).saturating_add(smaller));
    let rule = if from == From::Now { "shift_from_now" } else { "shift_in_narrative" };
    let kind = if matches!(smaller_unit, Unit::Minute | Unit::Second) { Time } else { Date };
    let expr = Expr::Shift { count, unit: smaller_unit, later, from };
    Some(Match { end: end + 1, kind, expr, modifier: None, rule })
}

/// "two weeks ago today", "a week from Friday", "three days before Christmas": days counted from a day that is named.
fn counted_from_day(v: &View, amount: Count, unit: Unit, at: usize) -> Option<Match> {
    let Count::Tenths(tenths) = amount else { return None };
    if unit == Unit::Year && v.is(at, Word::Ago) {
        let (unit, end) = match (v.word(at + 1), v.word(at + 2)) {
            (Word::Today, _) => (Unit::Day, at + 2),
            (Word::This, Word::Unit(unit @ (Unit::Week | Unit::Month))) => (unit, at + 3),
            _ => return None,
        };
        let years = i32::try_from(tenths / 10).ok()?;
        return dated(end, Expr::YearsAgo { years, unit }, "years_ago_today");
    }
    let days = match unit {
        Unit::Day => tenths / 10,
        Unit::Week => (tenths / 10).saturating_mul(7),
        _ => return None,
    };
    if tenths % 10 != 0 {
        return None;
    }
    let days = match v.word(at) {
        Word::Before => return days_beside(v, at + 1, -days),
        Word::After => return days_beside(v, at + 1, days),
        Word::Ago => -days,
        Word::From => days,
        _ => return None,
    };
    let day = match v.word(at + 1) {
        Word::Today if days < 0 => Expr::DayFromNow(0),
        Word::Yesterday if days < 0 => Expr::DayFromNow(-1),
        Word::Tomorrow if days > 0 => Expr::DayFromNow(1),
        // "two weeks ago, Friday's vote" speaks of two times.
        Word::Weekday(_) if v.is(at + 2, Word::Possessive) => return None,
        Word::Weekday(day) => Expr::Weekday(day, if days < 0 { Which::Bare } else { Which::This }),
        _ => return None,
    };
    dated(at + 2, Expr::DaysFrom(Box::new(day), i8::try_from(days).ok()?), "day_beside")
}

pub fn ends_clause(v: &View, i: usize) -> bool {
    matches!(v.word(i), Word::Mark(b'.' | b',')) || v.str(i).is_empty() || matches!(v.str(i), ";" | "?" | "!")
}

/// "the year-earlier period", "year-ago profit": the same time a year before.
pub fn year_ago(v: &View, i: usize) -> Option<Match> {
    let Word::Unit(unit @ (Unit::Year | Unit::Month | Unit::Week)) = v.word(i) else { return None };
    let glued = v.is_mark(i + 1, b'-') && v.is_glued(i + 1) && v.is_glued(i + 2);
    let from = match v.word(i + 2) {
        Word::Ago => From::Now,
        Word::Earlier => From::Narrative,
        _ => return None,
    };
    let expr = Expr::Shift { count: Count::whole(1), unit, later: false, from };
    let rule = if from == From::Now { "shift_from_now" } else { "shift_in_narrative" };
    (glued && !v.is_mark(i.wrapping_sub(1), b'-')).then(|| dated(i + 3, expr, rule))?
}

/// "weeks later", "years ago": how many is not said.
pub fn event_shift(v: &View, i: usize) -> Option<Match> {
    let Word::Units(unit) = v.word(i) else { return None };
    let (later, from) = match v.word(i + 1) {
        Word::Ago => (false, From::Now),
        Word::Later => (true, From::Narrative),
        Word::Earlier => (false, From::Narrative),
        _ => return None,
    };
    dated(i + 2, Expr::Shift { count: Count::Vague, unit, later, from }, "vague_shift")
}
