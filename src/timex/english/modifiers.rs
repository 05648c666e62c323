//! Words around an expression that bend it: "early 1990s", "mid-July", "the end of May", "about 1910", "more than two years".

use super::words::Word;
use crate::time::{Granularity, Period};
use crate::timex::Modifier;
use crate::timex::TimexType::{Date, Duration, Time};
use crate::timex::expr::{Expr, From, Unit, Which, Yearless};
use crate::timex::view::{Match, View};

/// The rule of units that name no moment themselves.
/// "the month", "the year": the one that we write, in a history the one that the text is at.
pub const IN_NARRATIVE: &str = "unit_in_narrative";

pub fn find(v: &View, i: usize) -> Option<Match> {
    part_of(v, i).or_else(|| year_end(v, i)).or_else(|| so_far(v, i)).or_else(|| about(v, i))
}

/// "early 1941", "late September", "mid-2007", "the end of the month", "the beginning of 1864", "early in 1862", "the rest
/// of the year".
fn part_of(v: &View, i: usize) -> Option<Match> {
    let has_the = v.is(i, Word::The);
    let start = i + usize::from(has_the);
    let word = v.word(start);
    let (modifier, mut at) = match word {
        _ if let Some(found) = years_of(v, start) => found,
        Word::Early if v.is_text(start + 1, "part") && v.is(start + 2, Word::Of) => (Modifier::Start, start + 3),
        // "at the dawn of the third millennium"
        Word::Part(_) if v.is_text(start, "dawn") && v.is(start + 1, Word::Of) && is_long(v, start + 2) => {
            (Modifier::Start, start + 2)
        }
        // "midway through last year"
        _ if v.is_any(start, &["midway", "halfway"]) && v.is(start + 1, Word::Through) => (Modifier::Mid, start + 2),
        Word::Early => (Modifier::Start, start + 1),
        Word::Late => (Modifier::End, start + 1),
        Word::Mid => (Modifier::Mid, start + 1),
        Word::Middle if v.is(start + 1, Word::Of) => (Modifier::Mid, start + 2),
        Word::End if v.is(start + 1, Word::Of) => (Modifier::End, start + 2),
        Word::Rest if v.is(start + 1, Word::Of) && has_the => (Modifier::End, start + 2),
        Word::Beginning if v.is(start + 1, Word::Of) => (Modifier::Start, start + 2),
        _ if let Some(found) = half_of(v, start) => found,
        _ if v.is_any(start, &["latter", "later"]) && v.is_text(start + 1, "part") && v.is(start + 2, Word::Of) => {
            (Modifier::End, start + 3)
        }
        _ => return None,
    };
    let adverb = matches!(word, Word::Early | Word::Late | Word::Mid);
    let hyphen = v.is_mark(at, b'-') && v.is_glued(at);
    let preposition = matches!(v.word(at), Word::In | Word::On) && !has_the;
    at += usize::from(adverb && (hyphen || preposition));
    if v.begins_paragraph(at) {
        return None;
    }
    // "late in the day", but "the late year" is none.
    let within = adverb && v.is(at - 1, Word::In);
    let inner = super::simple(v, at).or_else(|| the_unit(v, at, adverb && !within))?;
    // "At the end of the day, that is what counts": when all is said.
    let the = start - usize::from(v.is(start.wrapping_sub(1), Word::The));
    let told = v.is(the.wrapping_sub(1), Word::At) && v.is(at + 1, Word::Unit(Unit::Day)) && word == Word::End;
    let goes_on = v.is_mark(inner.end, b',')
        || v.is_any(inner.end, &["it", "that", "this", "we", "you", "they", "he", "she", "i", "the"]);
    if told && v.is(at, Word::The) && goes_on {
        return None;
    }
    let fits = matches!(inner.kind, Date | Time) && !matches!(inner.expr, Expr::Reference(_));
    // "the rest of the week" is what is left of this one.
    let rest = v.is(start, Word::Rest);
    let rule = if rest && matches!(inner.expr, Expr::Unit(_, Which::This)) { "so_far" } else { inner.rule };
    // "early next week" is one expression, "reached early Friday" a verb with its adverb.
    let week = matches!(inner.expr, Expr::Unit(Unit::Week, _));
    (fits && (rest || week || !is_fine(&inner.expr))).then_some(Match { modifier: Some(modifier), rule, ..inner })
}

/// A decade, a century or a millennium.
fn is_long(v: &View, i: usize) -> bool {
    super::simple(v, i).is_some_and(|found| match found.expr {
        Expr::Fixed(period) => period.granularity() > Granularity::Year,
        _ => false,
    })
}

/// "first half of", "last quarter of" a century, a decade or a month, and what it makes of it; a year's have names.
fn half_of(v: &View, i: usize) -> Option<(Modifier, usize)> {
    if !matches!(v.word(i + 1), Word::Half | Word::Unit(Unit::Quarter)) || !v.is(i + 2, Word::Of) {
        return None;
    }
    let last = v.is_any(i, &["last", "latter", "final", "second", "fourth"]);
    if !last && !v.is(i, Word::Ordinal(1)) {
        return None;
    }
    let of = super::simple(v, i + 3)?;
    let granularity = match &of.expr {
        Expr::Fixed(period) => period.granularity(),
        Expr::Yearless(Yearless::Month(_), _) => Granularity::Month,
        _ => return None,
    };
    let fits = matches!(granularity, Granularity::Month | Granularity::Decade | Granularity::Century);
    fits.then_some((if last { Modifier::End } else { Modifier::Start }, i + 3))
}

/// "early years of", "last days of", "closing weeks of" a date.
fn years_of(v: &View, i: usize) -> Option<(Modifier, usize)> {
    let Word::Units(Unit::Day | Unit::Week | Unit::Month | Unit::Year) = v.word(i + 1) else { return None };
    let modifier = if v.is_any(i, &["early", "first", "opening"]) {
        Modifier::Start
    } else if v.is_any(i, &["late", "last", "final", "closing"]) {
        Modifier::End
    } else {
        return None;
    };
    let of = super::simple(v, i + 3).filter(|_| v.is(i + 2, Word::Of))?;
    let dated = match &of.expr {
        Expr::Fixed(period) => period.granularity() >= Granularity::Month,
        Expr::Yearless(Yearless::Month(_), _) => true,
        _ => false,
    };
    dated.then_some((modifier, i + 3))
}

/// "year-end", "year's end", "year-end 2014", "mid-year".
fn year_end(v: &View, i: usize) -> Option<Match> {
    let (unit_at, modifier) = if v.is(i, Word::Mid) { (i + 2, Modifier::Mid) } else { (i, Modifier::End) };
    let hyphen = |at: usize| v.is_mark(at, b'-') && v.is_glued(at) && v.is_glued(at + 1);
    let is_year = v.is(unit_at, Word::Unit(Unit::Year)) && !v.is_mark(i.wrapping_sub(1), b'-');
    let end = if modifier == Modifier::Mid {
        hyphen(i + 1).then_some(unit_at + 1)?
    } else {
        let joined = hyphen(i + 1) || v.is(i + 1, Word::Possessive);
        (joined && v.is(i + 2, Word::End)).then_some(i + 3)?
    };
    if !is_year || v.is_mark(end, b'-') && v.is_glued(end) {
        return None;
    }
    let (expr, end) = match super::dates::year(v, end) {
        Some((year, end)) => (Expr::Fixed(Period::Year(year)), end),
        None => (Expr::Unit(Unit::Year, Which::This), end),
    };
    Some(Match { end, kind: Date, expr, modifier: Some(modifier), rule: "year_end" })
}

/// "the month", "the year", "the week" behind "the end of"; the one that is now, in a history the one that the text is at.
fn the_unit(v: &View, i: usize, adverb: bool) -> Option<Match> {
    if adverb || !v.is(i, Word::The) {
        return None;
    }
    let Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century)) =
        v.word(i + 1)
    else {
        return None;
    };
    // "The day" is the one told of, "the year" the one that we write.
    let which = if unit == Unit::Day { Which::Same } else { Which::This };
    let expr = Expr::Unit(unit, which);
    Some(Match { end: i + 2, kind: Date, expr, modifier: None, rule: IN_NARRATIVE })
}

/// "earlier this year", "later that month": the part of the period before or after now.
fn so_far(v: &View, i: usize) -> Option<Match> {
    let modifier = match v.word(i) {
        Word::Earlier => Modifier::Start,
        Word::Later => Modifier::End,
        _ => return None,
    };
    let at = i + 1 + usize::from(matches!(v.word(i + 1), Word::In | Word::On));
    let the_day = || the_unit(v, at, false).filter(|_| v.is(i + 1, Word::In));
    // "Later in the day before leaving" is no day before another.
    let before_event = matches!(v.word(at + 2), Word::Before | Word::After);
    let inner = the_day().filter(|_| before_event).or_else(|| super::simple(v, at)).or_else(the_day)?;
    let fits = match &inner.expr {
        Expr::Unit(_, Which::This | Which::Same) => true,
        Expr::DayFromNow(0) => true,
        Expr::Unit(..) | Expr::Yearless(..) | Expr::Fixed(_) => true,
        Expr::DayPart { .. } => false,
        _ => false,
    };
    // "rose earlier this week" is "rose" and "this week", but "earlier in the week" hangs together.
    if !fits || is_fine(&inner.expr) && inner.rule != IN_NARRATIVE && !v.is_capital(i) {
        return None;
    }
    let rule = match inner.expr {
        Expr::Unit(_, Which::This) => "so_far",
        _ => inner.rule,
    };
    Some(Match { modifier: Some(modifier), rule, ..inner })
}

/// "about 1910", "ca. 466 BC", "more than two years", "nearly a year", "at least three days", "almost four years ago".
fn about(v: &View, i: usize) -> Option<Match> {
    let (modifier, at) = match v.word(i) {
        Word::About => (Modifier::Approx, i + 1),
        Word::Circa => (Modifier::Approx, i + 1 + usize::from(v.is_mark(i + 1, b'.') && v.is_glued(i + 1))),
        Word::Nearly => (Modifier::LessThan, i + 1),
        Word::Over => (Modifier::MoreThan, i + 1),
        Word::Under => (Modifier::LessThan, i + 1),
        Word::Other if v.is_text(i, "no") && v.is(i + 1, Word::More) && v.is(i + 2, Word::Than) => {
            (Modifier::EqualOrLess, i + 3)
        }
        Word::Other if v.is_text(i, "no") && v.is_any(i + 1, &["less", "fewer"]) && v.is(i + 2, Word::Than) => {
            (Modifier::EqualOrMore, i + 3)
        }
        Word::Other if v.is_any(i, &["no", "not"]) && v.is(i + 1, Word::Later) && v.is(i + 2, Word::Than) => {
            (Modifier::OnOrBefore, i + 3)
        }
        Word::Other if v.is_any(i, &["no", "not"]) && v.is(i + 1, Word::Earlier) && v.is(i + 2, Word::Than) => {
            (Modifier::OnOrAfter, i + 3)
        }
        // "pre-1914 borders"
        Word::Other if v.is_any(i, &["pre", "post"]) && v.is_mark(i + 1, b'-') && v.is_glued(i + 1) => {
            super::dates::year(v, i + 2).filter(|_| v.is_glued(i + 2))?;
            (if v.is_text(i, "pre") { Modifier::Before } else { Modifier::After }, i + 2)
        }
        Word::Just if v.is(i + 1, Word::Under) => (Modifier::LessThan, i + 2),
        Word::Just if v.is(i + 1, Word::Over) => (Modifier::MoreThan, i + 2),
        Word::More if v.is(i + 1, Word::Than) => (Modifier::MoreThan, i + 2),
        Word::Less if v.is(i + 1, Word::Than) => (Modifier::LessThan, i + 2),
        Word::At if v.is(i + 1, Word::Least) => (Modifier::EqualOrMore, i + 2),
        Word::At if v.is(i + 1, Word::Most) => (Modifier::EqualOrLess, i + 2),
        Word::Up if v.is(i + 1, Word::To) => (Modifier::EqualOrLess, i + 2),
        _ => return None,
    };
    // Over ten years, or during them: "poured 9,000 sacks over 36 hours".
    if v.is(i, Word::Over) && is_during(v, i) {
        return None;
    }
    let inner = match modifier {
        Modifier::Before | Modifier::After => year_alone(v, at)?,
        _ => super::simple(v, at)?,
    };
    let about = v.is(i, Word::About);
    let counted =
        !about && (inner.kind == Duration && inner.rule == "duration" || matches!(inner.expr, Expr::Shift { .. }));
    let dated = modifier == Modifier::Approx
        && match &inner.expr {
            Expr::Fixed(period) => v.is(i, Word::Circa) || period.granularity() >= Granularity::Year,
            _ => false,
        };
    // "Some 1500 sheep": a year is about, but never some.
    let dated = dated && !v.is_text(i, "some");
    let bounded = matches!(modifier, Modifier::OnOrBefore | Modifier::OnOrAfter | Modifier::Before | Modifier::After)
        && matches!(inner.expr, Expr::Fixed(_) | Expr::Yearless(..) | Expr::Weekday(..) | Expr::InYear(..));
    let modifier = match (&inner.expr, modifier) {
        (Expr::Shift { from: From::Now, later: false, .. }, modifier) => before_now(modifier),
        _ => modifier,
    };
    // "over the past year" and "at least this week" keep the preposition outside.
    (counted || dated || bounded).then_some(Match { modifier: inner.modifier.or(Some(modifier)), ..inner })
}

fn year_alone(v: &View, i: usize) -> Option<Match> {
    let (year, end) = super::dates::year(v, i)?;
    super::dates::dated(end, Expr::Fixed(Period::Year(year)), "year")
}

/// Whether "over" stands behind what was counted: "9,000 sacks over 36 hours".
fn is_during(v: &View, i: usize) -> bool {
    const REACH: usize = 3;
    let before = i.wrapping_sub(1);
    let things =
        v.is(before, Word::Other) && v.is_word(before) && v.str(before).ends_with('s') && v.str(before).len() > 3;
    // "were poured into the shaft over four days"
    let place = v.is(before, Word::Other)
        && v.is_word(before)
        && v.is(i.wrapping_sub(2), Word::The)
        && matches!(v.word(i + 1), Word::Cardinal(_) | Word::Digits | Word::A);
    // "spend two billion over five years", "spread it over ten days"
    const DURING: &[&str] =
        &["spread", "cut", "paid", "spent", "repaid", "invested", "phased", "distributed", "it", "out", "built"];
    let amount = matches!(v.word(before), Word::Scale(_) | Word::Digits) || v.is_any(before, DURING);
    amount
        || place
        || things && (2..2 + REACH).any(|back| i >= back && matches!(v.word(i - back), Word::Digits | Word::Scale(_)))
}

/// "more than a year ago" is before that.
fn before_now(modifier: Modifier) -> Modifier {
    match modifier {
        Modifier::MoreThan => Modifier::Before,
        Modifier::LessThan => Modifier::After,
        Modifier::EqualOrMore => Modifier::OnOrBefore,
        Modifier::EqualOrLess => Modifier::OnOrAfter,
        other => other,
    }
}

/// Weeks and weekdays: "early" and "earlier" before them belong to the verb, "reached early Friday" as "reached".
fn is_fine(expr: &Expr) -> bool {
    match expr {
        Expr::Weekday(..) | Expr::Unit(Unit::Week, Which::This | Which::Last | Which::Next) => true,
        Expr::DayPart { day: Some(day), .. } => matches!(**day, Expr::Weekday(..)),
        _ => false,
    }
}

/// What a word before the expression says of it without belonging to it: "about five hours", "earlier this week",
/// "late Monday".
pub fn from_outside(v: &View, i: usize, found: &mut Match) {
    if found.modifier.is_some() {
        return;
    }
    let counted = found.rule == "duration" || matches!(found.expr, Expr::Shift { .. });
    let outside = match v.before(i) {
        Word::About if counted => Some(Modifier::Approx),
        Word::Early | Word::Earlier if is_fine(&found.expr) => Some(Modifier::Start),
        Word::Late | Word::Later if is_fine(&found.expr) => Some(Modifier::End),
        _ => None,
    };
    if outside.is_some() && matches!(found.expr, Expr::Unit(_, Which::This)) {
        found.rule = "so_far";
    }
    found.modifier = outside;
}
