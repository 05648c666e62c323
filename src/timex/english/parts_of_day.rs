//! Parts of the day: "the night of 8 February", "dawn on Tuesday", "late afternoon", "overnight", "in the evening".

use super::words::Word;
use crate::time::Granularity;
use crate::timex::Modifier;
use crate::timex::TimexType::{Set, Time};
use crate::timex::expr::{DayPart, Expr, Unit, Which, Yearless};
use crate::timex::view::{Match, View};

pub fn find(v: &View, i: usize) -> Option<Match> {
    night_of(v, i).or_else(|| part_on_day(v, i)).or_else(|| overnight(v, i)).or_else(|| lone_part(v, i))
}

fn part_of_day(end: usize, part: DayPart, day: Expr) -> Option<Match> {
    let expr = Expr::DayPart { part, day: Some(Box::new(day)) };
    Some(Match { end, kind: Time, expr, modifier: None, rule: "day_part" })
}

/// "dawn on Tuesday", "lunchtime Friday", "afternoon on 3 May", "early evening on Friday": the day stands behind.
fn part_on_day(v: &View, i: usize) -> Option<Match> {
    let Word::Part(part) = v.word(i) else { return None };
    let moment = v.is_any(i, &["dawn", "daybreak", "sunrise", "dusk", "nightfall", "sunset", "lunchtime"]);
    let on = v.is(i + 1, Word::On);
    if !on && !moment || v.is_any(i, &["overnight"]) {
        return None;
    }
    let at = i + 1 + usize::from(on);
    let day = super::dates::find(v, at).or_else(|| super::relative::find(v, at))?;
    let fits = match &day.expr {
        Expr::Fixed(period) => period.granularity() == Granularity::Day,
        Expr::Yearless(Yearless::Day(..), _) | Expr::Weekday(..) | Expr::DayFromNow(_) => true,
        _ => false,
    };
    fits.then(|| part_of_day(day.end, part, day.expr))?
}

/// "late afternoon", "mid-morning", "early evening" behind a preposition: of the day that the text is at.
fn bent_part(v: &View, i: usize, part: DayPart) -> Option<Match> {
    let hyphen = usize::from(v.is_mark(i.wrapping_sub(1), b'-'));
    let introduced = matches!(
        v.before(i.wrapping_sub(1 + hyphen)),
        Word::In
            | Word::By
            | Word::Until
            | Word::At
            | Word::Before
            | Word::After
            | Word::Since
            | Word::The
            | Word::During
    );
    introduced.then(|| part_of_day(i + 1, part, Expr::Unit(Unit::Day, Which::Same)))?
}

/// Rule of the night that lies before publication, or behind it with a verb of the future.
pub const OVERNIGHT: &str = "overnight";

/// "The storm struck overnight." "An overnight train" and "famous overnight" are none.
fn overnight(v: &View, i: usize) -> Option<Match> {
    if !v.is_text(i, "overnight") {
        return None;
    }
    let heads = v.is_capital(i) && (v.is_mark(i + 1, b',') || matches!(v.word(i + 1), Word::The | Word::A));
    let behind = matches!(v.str(i + 1), "." | "," | ";" | "")
        || matches!(
            v.word(i + 1),
            Word::In | Word::On | Word::At | Word::By | Word::And | Word::From | Word::To | Word::After
        )
        || v.is_any(i + 1, &["as", "near", "into", "outside", "when", "with"]);
    let adverb = v.is(i.wrapping_sub(1), Word::Other) && v.is_word(i.wrapping_sub(1)) && behind;
    let figure = v.is_any(
        i.wrapping_sub(1),
        &[
            "change",
            "changed",
            "changes",
            "happen",
            "solved",
            "sensation",
            "success",
            "virtually",
            "literally",
            "not",
            "famous",
            "rich",
            "disappear",
        ],
    );
    let found = part_of_day(i + 1, DayPart::Night, Expr::DayFromNow(-1))?;
    (heads || adverb && !figure).then_some(Match { rule: OVERNIGHT, ..found })
}

/// "early hours", "early morning hours", "small hours", "evening hours": the part of the day, and where it ends.
fn small_hours(v: &View, i: usize) -> Option<(DayPart, usize)> {
    let small = v.is_any(i, &["early", "small", "wee"]);
    let at = i + usize::from(small);
    match (v.word(at), v.word(at + 1)) {
        (Word::Units(Unit::Hour), _) if small => Some((DayPart::Morning, at + 1)),
        (Word::Part(part), Word::Units(Unit::Hour)) => Some((part, at + 2)),
        _ => None,
    }
}

/// "the night of 8 February", "the morning of that day", "the evening of June 4, 1940".
fn night_of(v: &View, i: usize) -> Option<Match> {
    let at = i + usize::from(v.is(i, Word::The));
    let early = v.is(at, Word::Early).then_some(Modifier::Start);
    let (part, at) = small_hours(v, at).or_else(|| match v.word(at) {
        Word::Part(part) => Some((part, at + 1)),
        _ => None,
    })?;
    if !v.is(at, Word::Of) {
        return None;
    }
    let mut day = super::dates::find(v, at + 1).or_else(|| super::relative::find(v, at + 1))?;
    // "the early hours of Thursday morning"
    if let Expr::DayPart { day: Some(inner), .. } = day.expr {
        day.expr = *inner;
    }
    let fits = match &day.expr {
        Expr::Fixed(period) => period.granularity() == Granularity::Day,
        Expr::Yearless(Yearless::Day(..), _) | Expr::Weekday(..) => true,
        Expr::Unit(Unit::Day, _) => true,
        _ => false,
    };
    fits.then(|| Match {
        end: day.end,
        kind: Time,
        expr: Expr::DayPart { part, day: Some(Box::new(day.expr)) },
        modifier: early,
        rule: "day_part",
    })
}

/// "the morning", "the afternoon", "overnight": the day is the one the text is at.
fn lone_part(v: &View, i: usize) -> Option<Match> {
    // "They travelled at night": on any night.
    if v.is_text(i, "night") && v.is(i.wrapping_sub(1), Word::At) {
        let expr = Expr::Set("XXXX-XX-XXTNI".to_string());
        return Some(Match { end: i + 1, kind: Time, expr, modifier: None, rule: "any_night" });
    }
    let at = i + usize::from(v.is(i, Word::The));
    let Word::Part(part) = v.word(at) else { return None };
    // "attacked at dawn", "by nightfall"
    let moment = at == i && v.is_any(i, &["dawn", "daybreak", "sunrise", "dusk", "nightfall", "sunset"]);
    let before = matches!(v.before(i), Word::At | Word::By | Word::Until | Word::Before | Word::After | Word::Since);
    if moment
        && before
        && !v.is_capital(i)
        && (super::references::ends_phrase(v, i + 1) || !v.is_word(i + 1))
        && !v.is(i + 1, Word::Of)
    {
        return part_of_day(i + 1, part, Expr::Unit(Unit::Day, Which::Same));
    }
    if !v.is_any(at, &["morning", "afternoon", "evening", "night", "mornings", "afternoons", "evenings"])
        || v.is(at + 1, Word::Of)
    {
        return None;
    }
    if matches!(v.before(i), Word::Early | Word::Late)
        || v.is_mark(i.wrapping_sub(1), b'-') && v.is(i.wrapping_sub(2), Word::Mid)
    {
        return bent_part(v, i, part);
    }
    // "in the evenings": on any
    if at > i && v.is(i.wrapping_sub(1), Word::In) && v.is_any(at, &["mornings", "afternoons", "evenings"]) {
        let expr = Expr::Set(format!("XXXX-XX-XXT{}", part.code()));
        return Some(Match { end: at + 1, kind: Set, expr, modifier: None, rule: "set" });
    }
    let introduced = matches!(v.before(i), Word::In | Word::At | Word::During | Word::By | Word::Until);
    let named = v.is(at + 1, Word::Other) && at > i && part == DayPart::Night;
    (introduced && !named && at > i).then(|| Match {
        end: at + 1,
        kind: Time,
        expr: Expr::DayPart { part, day: Some(Box::new(Expr::Unit(Unit::Day, Which::Same))) },
        modifier: None,
        rule: "day_part",
    })
}
