//! Parts of ranges that lean on their neighbour: "3–5 June", "June 3–5", "1914–18", "499–493 BC".

use super::super::words::Word;
use super::numeric::is_inside_number;
use super::written::{day_first, year_after};
use super::{dated, day_number, day_of, era, month, year};
use crate::time::Period;
use crate::timex::expr::{Expr, Which, Yearless};
use crate::timex::view::{Match, View};

/// Parts of ranges that lean on their neighbour: "3–5 June", "June 3–5", "1914–18", "499–493 BC".
pub(super) fn range_part(v: &View, i: usize) -> Option<Match> {
    leading_day(v, i).or_else(|| trailing_day(v, i)).or_else(|| trailing_year(v, i)).or_else(|| leading_era(v, i))
}

fn is_joint(v: &View, i: usize) -> bool {
    matches!(v.word(i), Word::Mark(b'-' | b'/') | Word::To | Word::And | Word::Or | Word::Through)
}

/// "3" of "3–5 June 1904", "3 and 5 June".
fn leading_day(v: &View, i: usize) -> Option<Match> {
    let (day, at) = day_number(v, i)?;
    if !is_joint(v, at) && !v.is_mark(at, b',') || v.is_glued(i) && v.is(i.wrapping_sub(1), Word::Digits) {
        return None;
    }
    let next = at + 1 + usize::from(v.is(at + 1, Word::The));
    // "24, 25 and 27 June"
    let listed = v.is_mark(at, b',');
    let whole = match day_first(v, next) {
        Some(whole) if !listed => whole,
        None if listed => listed_day(v, next)?,
        _ => return None,
    };
    let expr = match whole.expr {
        Expr::Fixed(Period::Day(year, month, _)) => day_of(year, month, day)?,
        Expr::Yearless(Yearless::Day(month, _), which) => Expr::Yearless(Yearless::Day(month, day), which),
        _ => return None,
    };
    dated(at, expr, "day_of_range")
}

/// The day whose month the days before it in a list share: "27 June" of "24, 25 and 27 June".
fn listed_day(v: &View, i: usize) -> Option<Match> {
    /// Days in a list.
    const MOST: usize = 6;
    let mut at = i;
    for _ in 0..MOST {
        let (_, end) = day_number(v, at)?;
        at = end;
        at += usize::from(v.is_mark(at, b','));
        let last = matches!(v.word(at), Word::And | Word::Or);
        at += usize::from(last);
        if last {
            return day_first(v, at);
        }
        if at == end {
            return None;
        }
    }
    None
}

/// "5" of "June 3–5", "June 3 and 5".
fn trailing_day(v: &View, i: usize) -> Option<Match> {
    let (day, mut end) = day_number(v, i)?;
    let joint = i.checked_sub(1).filter(|at| is_joint(v, *at))?;
    let day_at = joint.checked_sub(1)?;
    let suffix = usize::from(v.is(day_at, Word::OrdinalSuffix));
    let first_at = day_at.checked_sub(suffix)?;
    let mut month_at = first_at.checked_sub(1)?;
    if v.is_mark(month_at, b'.') {
        month_at = month_at.checked_sub(1)?;
    }
    let (month, after_month) = month(v, month_at)?;
    let (first, after_day) = day_number(v, after_month)?;
    if after_month != first_at || after_day != joint || first >= day {
        return None;
    }
    // "June 3 to 5 people", "June 3 and 5 others" count something else.
    let dash = v.is_mark(joint, b'-');
    let goes_on = v.is_any(end, &["were", "was", "saw", "had", "respectively", "when", "while", "where", "as", "but"]);
    if !dash && !goes_on && v.is(end, Word::Other) && v.is_word(end) {
        return None;
    }
    let mut expr = Expr::Yearless(Yearless::Day(month, day), Which::Bare);
    if let Some((year, year_end)) = year_after(v, end).filter(|_| !v.is(end, Word::In)) {
        expr = day_of(year, month, day)?;
        end = year_end;
    }
    dated(end, expr, "day_of_range")
}

/// "18" of "1914–18".
fn trailing_year(v: &View, i: usize) -> Option<Match> {
    let number = v.integer(i).filter(|_| v.width(i) == 2 && v.is_glued(i))?;
    let joint = i.checked_sub(1).filter(|at| matches!(v.word(*at), Word::Mark(b'-' | b'/')) && v.is_glued(*at))?;
    let (first, end) = year(v, joint.checked_sub(1)?)?;
    if super::bare_year::is_number_of(v, joint - 1) {
        return None;
    }
    let dashed_on = v.is_mark(i + 1, b'-') && v.is_glued(i + 1);
    (end == joint && number > first % 100 && !dashed_on)
        .then(|| dated(i + 1, Expr::Fixed(Period::Year(first / 100 * 100 + number)), "year_of_range"))?
}

/// "499" of "499–493 BC", "from 499 to 493 BC".
fn leading_era(v: &View, i: usize) -> Option<Match> {
    let number = v.integer(i).filter(|number| (1..=9999).contains(number))?;
    if !is_joint(v, i + 1) || is_inside_number(v, i) {
        return None;
    }
    let (last, end) = year(v, i + 2)?;
    let before_christ = matches!(era(v, end.checked_sub(1)?), Some((true, _)));
    (before_christ && number > 1 - last)
        .then(|| dated(i + 1, Expr::Fixed(Period::Year(1 - number)), "year_of_range"))?
}
