//! Dates with the month as a word: "11 June 2020", "June 11", "Thursday, 11 June", "June 2020", "May".

use super::super::words::Word;
use super::numeric::numeric;
use super::{dated, day_number, day_of, introduces, month, two_or_four, year};
use crate::time::{Granularity, Period};
use crate::timex::expr::{Expr, Unit, Which, Yearless};
use crate::timex::view::{Match, View};

/// "Thursday, 11 June 2020": the weekday adds nothing but belongs to the expression.
pub(super) fn with_weekday(v: &View, i: usize) -> Option<Match> {
    let short = match v.word(i) {
        Word::Weekday(_) => false,
        Word::WeekdayShort(_) => true,
        _ => return None,
    };
    let mut at = i + 1;
    if short && v.is_mark(at, b'.') && v.is_glued(at) {
        at += 1;
    }
    if v.is_mark(at, b',') {
        at += 1;
    }
    let found = numeric(v, at).or_else(|| written(v, at))?;
    let has_day = match &found.expr {
        Expr::Fixed(period) => period.granularity() == Granularity::Day,
        Expr::Yearless(Yearless::Day(..), _) => true,
        _ => false,
    };
    has_day.then_some(Match { rule: "weekday_date", ..found })
}

/// Dates with the month as a word.
pub(super) fn written(v: &View, i: usize) -> Option<Match> {
    day_first(v, i).or_else(|| month_first(v, i))
}

/// "11 June 2020", "the 11th of June".
pub(super) fn day_first(v: &View, i: usize) -> Option<Match> {
    let start = i + usize::from(v.is(i, Word::The));
    let (day, mut at) = day_number(v, start)?;
    if start > i && at == start + 1 && v.is(start, Word::Digits) {
        return None;
    }
    if v.is(at, Word::Of) {
        at += 1;
    }
    if v.is_mark(at, b'-') && v.is_glued(at) && v.is_glued(at + 1) {
        at += 1;
    }
    let dashed = v.is_mark(at - 1, b'-');
    let (month, mut end) = month(v, at)?;
    // "12 may" is a verb more often than a month.
    if !v.is_capital(at) && month == 5 {
        return None;
    }
    if dashed && v.is_mark(end, b'-') && v.is_glued(end) && v.is_glued(end + 1) && v.width(end + 1) >= 2 {
        let year = two_or_four(v, end + 1)?;
        return day_of(year, month, day).and_then(|expr| dated(end + 2, expr, "day_month_year"));
    }
    if let Some((year, year_end)) = year_after(v, end)
        && let Some(expr) = day_of(year, month, day)
    {
        end = year_end;
        return dated(end, expr, "day_month_year");
    }
    if let Some(early) = early_year_after(v, end) {
        return dated(end + 1, day_of(early, month, day)?, "day_month_year");
    }
    // "6 JUN 44" of a military message.
    if v.is_upper(at) && !dashed && v.width(end) == 2 && v.is(start, Word::Digits) && !v.is_mark(end + 1, b':') {
        let expr = day_of(two_or_four(v, end)?, month, day)?;
        return dated(end + 1, expr, "day_month_year");
    }
    Period::day(2000, month, day)?;
    day_in_year_said(v, end, month, day)
        .or_else(|| dated(end, Expr::Yearless(Yearless::Day(month, day), Which::Bare), "day_month"))
}

/// A year that follows a month or day, perhaps behind a comma or "of".
pub(super) fn year_after(v: &View, i: usize) -> Option<(i64, usize)> {
    let at = i + usize::from(v.is_mark(i, b',') || v.is(i, Word::Of) || v.is_text(i, "in"));
    if v.begins_paragraph(at) {
        return None;
    }
    let found = year(v, at)?;
    // "on June 5, 2000 people": the comma belongs to the sentence.
    Some(found)
}

/// "25 December 800 in Rome": three digits that count nothing.
fn early_year_after(v: &View, i: usize) -> Option<i64> {
    let year = v.integer(i).filter(|year| v.width(i) == 3 && *year >= 100 && !v.is_glued(i) && !v.begins_line(i))?;
    let over = matches!(v.str(i + 1), "." | "," | ";" | "")
        || matches!(v.word(i + 1), Word::In | Word::At | Word::The | Word::By);
    (over && !v.is_glued(i + 2)).then_some(year)
}

/// "June 11, 2020", "June 11", "June 2020", "June".
pub(super) fn month_first(v: &View, i: usize) -> Option<Match> {
    let (month, at) = month(v, i)?;
    if !v.is_capital(i) && !is_lower_month(v, i) {
        return None;
    }
    // "May the 4th", but "late in May the Fifth Fleet".
    let day_at = at + usize::from(v.is(at, Word::The) && v.is(at + 1, Word::Digits));
    if let Some((day, end)) = day_number(v, day_at).filter(|_| !v.begins_paragraph(day_at)) {
        let is_clock = v.is_mark(end, b':') && v.is_glued(end + 1) || matches!(v.word(end), Word::Am | Word::Pm);
        if !is_clock && Period::day(2000, month, day).is_some() {
            if let Some((year, year_end)) = year_after(v, end).filter(|_| !v.is(end, Word::In))
                && let Some(expr) = day_of(year, month, day)
            {
                return dated(year_end, expr, "month_day_year");
            }
            return day_in_year_said(v, end, month, day)
                .or_else(|| dated(end, Expr::Yearless(Yearless::Day(month, day), Which::Bare), "month_day"));
        }
    }
    if let Some((year, end)) = year_after(v, at)
        && !v.is_text(at, "in")
    {
        return dated(end, Expr::Fixed(Period::Month(year, month)), "month_year");
    }
    if let Some(which) = year_said(v, at) {
        let year = Box::new(Expr::Unit(Unit::Year, which));
        return dated(at + 2, Expr::InYear(Yearless::Month(month), year), "month_of_year");
    }
    if v.is_mark(at, b'\'') && v.width(at + 1) == 2 {
        return dated(at + 2, Expr::Fixed(Period::Month(two_or_four(v, at + 1)?, month)), "month_year");
    }
    if matches!(v.word(i), Word::MonthShort(_)) && !v.is_mark(i + 1, b'.') {
        return None;
    }
    is_month_alone(v, i, month).then(|| dated(at, Expr::Yearless(Yearless::Month(month), Which::Bare), "month"))?
}

/// "5 June last year", "June 5, last year".
fn day_in_year_said(v: &View, end: usize, month: u8, day: u8) -> Option<Match> {
    let end = end + usize::from(v.is_mark(end, b',') && v.is(end + 1, Word::Last) && !v.begins_line(end + 1));
    let year = Box::new(Expr::Unit(Unit::Year, year_said(v, end)?));
    dated(end + 2, Expr::InYear(Yearless::Day(month, day), year), "day_of_year")
}

/// "this year", "last year", "next year" behind a month.
fn year_said(v: &View, i: usize) -> Option<Which> {
    let which = match v.word(i) {
        Word::This => Which::This,
        Word::Last => Which::Last,
        Word::Next => Which::Next,
        _ => return None,
    };
    v.is(i + 1, Word::Unit(Unit::Year)).then_some(which)
}

/// Months are written in lower case only by the careless; "may" and "march" never count then.
fn is_lower_month(v: &View, i: usize) -> bool {
    matches!(v.word(i), Word::Month(month) if month != 5 && month != 3 && month != 8)
}

/// Whether a lone month name is a month: "Theresa May", "June Carter" and "March on!" are not.
fn is_month_alone(v: &View, i: usize, month: u8) -> bool {
    let named_before = i > 0
        && v.is(i - 1, Word::Other)
        && v.is_capital(i - 1)
        && !v.begins_line(i)
        && v.tokens[i - 1].kind == crate::text::TokenKind::Word
        && !v.is_any(i - 1, &["In", "While", "When", "As", "Because", "But", "If", "Although", "Though", "Before"]);
    let ambiguous = matches!(month, 3 | 4 | 5 | 6 | 8);
    if named_before && ambiguous {
        return false;
    }
    let introduced = introduces(v.before(i))
        || matches!(
            v.before(i),
            Word::From
                | Word::To
                | Word::Last
                | Word::Next
                | Word::This
                | Word::Mid
                | Word::Through
                | Word::Between
                | Word::And
                | Word::During
                | Word::For
                | Word::Or
                | Word::Before
                | Word::After
                | Word::Mark(b'-' | b'(')
        );
    let named_after = v.is(i + 1, Word::Other)
        && v.is_capital(i + 1)
        && v.tokens.get(i + 1).is_some_and(|token| token.kind == crate::text::TokenKind::Word && !token.is_glued());
    // "a March operation", "the May elections"; "the March on Rome" is none.
    let attributive = matches!(v.before(i), Word::A | Word::The)
        && v.is(i + 1, Word::Other)
        && v.is_word(i + 1)
        && !v.is_capital(i + 1)
        && !v.is_glued(i + 1);
    // "May Jones and June Smith": names go on in capitals, and "and" introduces no month by itself.
    let listed = matches!(v.before(i), Word::And | Word::Or) && named_after;
    match month {
        4 | 5 | 6 | 8 if listed => false,
        // "the mayor of May Pen"
        5 if v.is(i.wrapping_sub(1), Word::Of) && named_after => false,
        5 | 3 => introduced || attributive,
        4 | 6 | 8 => introduced || !named_after,
        _ => true,
    }
}
