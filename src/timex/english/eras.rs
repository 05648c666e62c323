//! Times that hang on no year: geological ages ("the late Cretaceous"), "the turn of the century".

use super::dates::dated;
use super::numbers::ordinal;
use super::words::Word;
use crate::time::Period;
use crate::timex::Modifier;
use crate::timex::expr::{Expr, Unit};
use crate::timex::view::{Match, View};

pub fn find(v: &View, i: usize) -> Option<Match> {
    age(v, i).or_else(|| turn(v, i))
}

/// "the Jurassic", "the late Cretaceous", "Jurassic period", "late Miocene"; not "Jurassic Park" or "Jurassic rocks".
fn age(v: &View, i: usize) -> Option<Match> {
    let at = i + usize::from(v.is(i, Word::The));
    let modifier = match v.word(at) {
        Word::Early => Some(Modifier::Start),
        Word::Middle | Word::Mid => Some(Modifier::Mid),
        Word::Late => Some(Modifier::End),
        _ => None,
    };
    let hyphen = usize::from(v.is_mark(at + 1, b'-') && v.is_glued(at + 1));
    let at = at + usize::from(modifier.is_some()) * (1 + hyphen);
    let Word::Age(age) = v.word(at) else { return None };
    let unit = v.is_any(at + 1, &["period", "era", "epoch", "age", "times"]);
    let named = v.is_capital(at + 1) && v.is_word(at + 1);
    if !v.is_capital(at) || named || at == i && !unit {
        return None;
    }
    Some(Match { modifier, ..dated(at + 1 + usize::from(unit), Expr::Age(age), "geological_age")? })
}

/// "the turn of the century", "the turn of the 20th century", "the turn of the millennium".
fn turn(v: &View, i: usize) -> Option<Match> {
    let at = i + usize::from(v.is(i, Word::The));
    if !v.is_text(at, "turn") || !v.is(at + 1, Word::Of) || !v.is(at + 2, Word::The) {
        return None;
    }
    let (expr, end) = match (v.word(at + 3), ordinal(v, at + 3)) {
        (Word::Unit(unit @ (Unit::Century | Unit::Millennium)), _) => (Expr::TurnOf(unit), at + 4),
        // "the turn of the 20th century" came with the year 1900.
        (_, Some((number @ 1..=30, end))) if v.is(end, Word::Unit(Unit::Century)) => {
            (Expr::Fixed(Period::Century(number - 1)), end + 1)
        }
        _ => return None,
    };
    Some(Match { modifier: Some(Modifier::Start), ..dated(end, expr, "turn_of_century")? })
}
