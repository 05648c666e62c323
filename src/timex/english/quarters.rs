//! Quarters and halves of a year, as accounts tell them: "the second quarter of 2008", "fiscal 1990 first quarter",
//! "last year's third quarter", "the year-earlier quarter", "first-half profit", "Q3 2008".

use super::dates::{dated, fiscal_year, year};
use super::numbers::ordinal;
use super::parts_of_year::{in_year, of_year, skip_the};
use super::words::Word;
use crate::timex::expr::{Expr, Unit, Which, Yearless};
use crate::timex::view::{Match, View};

pub fn find(v: &View, i: usize) -> Option<Match> {
    coded(v, i).or_else(|| of_owner(v, i)).or_else(|| year_earlier(v, i)).or_else(|| named(v, i))
}

/// "Q3 2008", "H1 of last year".
fn coded(v: &View, i: usize) -> Option<Match> {
    // "2Q 2009", "2012 Q2"
    if v.width(i) == 1 && v.str(i + 1) == "Q" && v.is_glued(i + 1) && !v.is_glued(i) {
        let quarter = u8::try_from(v.integer(i)?).ok().filter(|quarter| (1..=4).contains(quarter))?;
        let (expr, end) = of_year(v, i + 2, Yearless::Quarter(quarter))?;
        return dated(end, expr, "quarter");
    }
    if let Some((year, end)) = year(v, i).filter(|(_, end)| v.str(*end) == "Q" && !v.is_glued(*end)) {
        let quarter = v.integer(end + 1).filter(|n| v.is_glued(end + 1) && (1..=4).contains(n))?;
        return dated(end + 2, in_year(Yearless::Quarter(quarter as u8), year), "quarter");
    }
    if !v.is_glued(i + 1) || v.is_glued(i) && i > 0 && v.is_word_or_number(i - 1) || v.width(i + 1) != 1 {
        return None;
    }
    let number = u8::try_from(v.integer(i + 1)?).ok()?;
    let part = match v.str(i) {
        "Q" if (1..=4).contains(&number) => Yearless::Quarter(number),
        "H" if (1..=2).contains(&number) => Yearless::Half(number),
        _ => return None,
    };
    if let Some((expr, end)) = of_year(v, i + 2, part) {
        return dated(end, expr, "quarter");
    }
    // "H1" alone is a heading or a car.
    matches!(part, Yearless::Quarter(_)).then(|| dated(i + 2, Expr::Yearless(part, Which::Bare), "quarter"))?
}

/// "last year's third quarter", "the 1988 third quarter", "fiscal 1990 first half".
fn of_owner(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    if let Some((year, end)) = fiscal_year(v, at).or_else(|| year(v, at)) {
        let end = end + usize::from(v.is(end, Word::Possessive));
        let (part, end) = part(v, end)?;
        return dated(end, in_year(part, year), "quarter");
    }
    let which = match v.word(i) {
        Word::Last => Which::Last,
        Word::This => Which::This,
        Word::Next => Which::Next,
        _ => return None,
    };
    if !v.is(i + 1, Word::Unit(Unit::Year)) || !v.is(i + 2, Word::Possessive) {
        return None;
    }
    let (part, end) = part(v, i + 3)?;
    dated(end, Expr::InYear(part, Box::new(Expr::Unit(Unit::Year, which))), "quarter")
}

/// "the year-earlier quarter", "year-ago period": as long a time, a year before.
fn year_earlier(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    let hyphen = v.is_mark(at + 1, b'-') && v.is_glued(at + 1);
    let before = v.is(at, Word::Unit(Unit::Year)) && hyphen && matches!(v.word(at + 2), Word::Ago | Word::Earlier);
    if !before || !matches!(v.word(at + 3), Word::Unit(Unit::Quarter) | Word::Period) {
        return None;
    }
    dated(at + 4, Expr::YearEarlier, "year_earlier")
}

/// "the second quarter of 2008", "the fourth quarter", "the first half of this year", "third-quarter".
fn named(v: &View, i: usize) -> Option<Match> {
    let (part, end) = part(v, skip_the(v, i))?;
    // "the third-quarter loss": the article is the loss's.
    if v.is(i, Word::The) && v.is_mark(end - 2, b'-') {
        return None;
    }
    if let Some((expr, end)) = of_year(v, end, part) {
        return dated(end, expr, "quarter");
    }
    // "the first half" alone is of a match as often as of a year; "the last quarter" is a window.
    let last = v.is_any(skip_the(v, i), &["last", "final", "late", "latter"]);
    let alone = match part {
        Yearless::Half(_) => v.is_any(end, ACCOUNTED) && v.is_mark(end - 2, b'-'),
        _ => !last && !v.is(end, Word::Of),
    };
    alone.then(|| dated(end, Expr::Yearless(part, Which::Bare), "quarter"))?
}

/// What companies tell by the half-year.
const ACCOUNTED: &[&str] = &[
    "profit",
    "profits",
    "earnings",
    "results",
    "result",
    "net",
    "revenue",
    "revenues",
    "sales",
    "loss",
    "losses",
    "income",
    "figures",
    "pretax",
    "pre-tax",
    "operating",
    "turnover",
    "dividend",
    "output",
];

/// A quarter or half from its ordinal on: "third quarter", "fiscal second-quarter", "second" of "second and third quarters".
fn part(v: &View, i: usize) -> Option<(Yearless, usize)> {
    let at = i + usize::from(v.is(i, Word::Fiscal));
    let (number, end) = match ordinal(v, at) {
        Some(found) => found,
        None if is_part(v, at + 1) && v.is_any(at, &["last", "final", "late", "latter"]) => (-1, at + 1),
        None => return None,
    };
    let unit_at = end + usize::from(v.is(end, Word::Fiscal) || v.is_mark(end, b'-') && v.is_glued(end));
    let quarter = || u8::try_from(number).ok().filter(|n| (1..=4).contains(n)).map(Yearless::Quarter);
    match v.word(unit_at) {
        Word::Unit(Unit::Quarter) if number == -1 => Some((Yearless::Quarter(4), unit_at + 1)),
        Word::Unit(Unit::Quarter) => Some((quarter()?, unit_at + 1)),
        Word::Half if number == -1 => Some((Yearless::Half(2), unit_at + 1)),
        Word::Half => Some((Yearless::Half(u8::try_from(number).ok().filter(|n| (1..=2).contains(n))?), unit_at + 1)),
        // "the second and third quarters"
        Word::Units(Unit::Quarter) if matches!(v.before(at), Word::And | Word::Or) => Some((quarter()?, unit_at + 1)),
        Word::And | Word::Or => {
            let (second, after) = ordinal(v, unit_at + 1)?;
            let after = after + usize::from(v.is_mark(after, b'-') && v.is_glued(after));
            let named = matches!(v.word(after), Word::Unit(Unit::Quarter) | Word::Units(Unit::Quarter));
            (named && second > number).then_some((quarter()?, end))
        }
        _ => None,
    }
}

/// A quarter or a half, perhaps behind a hyphen or "fiscal".
fn is_part(v: &View, i: usize) -> bool {
    let at = i + usize::from(matches!(v.word(i), Word::Fiscal | Word::Mark(b'-')));
    matches!(v.word(at), Word::Unit(Unit::Quarter) | Word::Half)
}
