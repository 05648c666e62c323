//! Dates of the calendar: "11 June 2020", "June 11", "Thursday, 11 June", "2020-06-11", "June 2020", "2014", "44 BC".

use super::numbers::ordinal;
use super::words::Word;
use crate::time::{Granularity, Period};
use crate::timex::TimexType::{Date, Time};
use crate::timex::expr::{Clock, Expr, Unit, Which, Yearless};
use crate::timex::view::{Match, View};

/// Years that four bare digits are read as.
const YEARS: std::ops::RangeInclusive<i64> = 1000..=2100;

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

/// "fiscal 1989", "fiscal year 2014", "FY2014".
fn fiscal(v: &View, i: usize) -> Option<Match> {
    if !v.is(i, Word::Fiscal) {
        return None;
    }
    let at = i + 1 + usize::from(v.is(i + 1, Word::Unit(Unit::Year)));
    let (year, end) = year(v, at)?;
    dated(end, Expr::Fixed(Period::Year(year)), "fiscal_year")
}

/// "the year 1637", "the month of March 1921": the unit's name before the date.
fn spelled_out(v: &View, i: usize) -> Option<Match> {
    let at = i + usize::from(v.is(i, Word::The));
    match v.word(at) {
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

/// "9/11" is the name of a day.
fn attacks_of_2001(v: &View, i: usize) -> Option<Match> {
    let glued = v.is_mark(i + 1, b'/') && v.is_glued(i + 1) && v.is_glued(i + 2) && !v.is_glued(i);
    let named = glued && v.str(i) == "9" && v.str(i + 2) == "11";
    let goes_on = v.is_mark(i + 3, b'/') && v.is_glued(i + 3);
    (named && !goes_on).then(|| dated(i + 3, Expr::Fixed(Period::Day(2001, 9, 11)), "named_day"))?
}

fn dated(end: usize, expr: Expr, rule: &'static str) -> Option<Match> {
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
    let number = v.integer(i).or_else(|| with_commas(v, i))?;
    if let Some((before_christ, end)) = era(v, i + 1) {
        let sane = (1..=99_999).contains(&number);
        return sane.then_some((if before_christ { 1 - number } else { number }, end));
    }
    (v.width(i) == 4 && YEARS.contains(&number)).then_some((number, i + 1))
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

/// "Thursday, 11 June 2020": the weekday adds nothing but belongs to the expression.
fn with_weekday(v: &View, i: usize) -> Option<Match> {
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
fn written(v: &View, i: usize) -> Option<Match> {
    day_first(v, i).or_else(|| month_first(v, i))
}

/// "11 June 2020", "the 11th of June".
fn day_first(v: &View, i: usize) -> Option<Match> {
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
    // "6 JUN 44" of a military message.
    if v.is_upper(at) && !dashed && v.width(end) == 2 && v.is(start, Word::Digits) && !v.is_mark(end + 1, b':') {
        let expr = day_of(two_or_four(v, end)?, month, day)?;
        return dated(end + 1, expr, "day_month_year");
    }
    Period::day(2000, month, day)?;
    day_in_year_said(v, end, month, day)
        .or_else(|| dated(end, Expr::Yearless(Yearless::Day(month, day), Which::Bare), "day_month"))
}

fn day_of(year: i64, month: u8, day: u8) -> Option<Expr> {
    Period::day(year, month, day).map(Expr::Fixed)
}

/// A year that follows a month or day, perhaps behind a comma or "of".
fn year_after(v: &View, i: usize) -> Option<(i64, usize)> {
    let at = i + usize::from(v.is_mark(i, b',') || v.is(i, Word::Of) || v.is_text(i, "in"));
    if v.begins_paragraph(at) {
        return None;
    }
    let found = year(v, at)?;
    // "on June 5, 2000 people": the comma belongs to the sentence.
    Some(found)
}

/// "June 11, 2020", "June 11", "June 2020", "June".
fn month_first(v: &View, i: usize) -> Option<Match> {
    let (month, at) = month(v, i)?;
    if !v.is_capital(i) && !is_lower_month(v, i) {
        return None;
    }
    // "May the 4th", but "by the end of May the Second Squadron".
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

/// "5 June last year".
fn day_in_year_said(v: &View, end: usize, month: u8, day: u8) -> Option<Match> {
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
    let introduced = matches!(
        v.before(i),
        Word::In
            | Word::Of
            | Word::Since
            | Word::Until
            | Word::By
            | Word::From
            | Word::To
            | Word::Last
            | Word::Next
            | Word::This
            | Word::Early
            | Word::Late
            | Word::Mid
            | Word::Through
            | Word::Between
            | Word::And
            | Word::During
            | Word::Mark(b'-')
            | Word::For
            | Word::Or
            | Word::Before
            | Word::After
            | Word::Mark(b'(')
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
        5 | 3 => introduced || attributive,
        4 | 6 | 8 => introduced || !named_after,
        _ => true,
    }
}

/// "2020-06-11", "11/06/2020", "11.06.2020", "20200611".
fn numeric(v: &View, i: usize) -> Option<Match> {
    if !v.is(i, Word::Digits) || is_inside_number(v, i) {
        return None;
    }
    iso(v, i).or_else(|| slashed(v, i)).or_else(|| compact(v, i))
}

/// Whether the digits go on to the left: a telephone number, an address, a version.
fn is_inside_number(v: &View, i: usize) -> bool {
    v.is_glued(i) && i > 0 && (v.is_glued(i - 1) && v.is(i.wrapping_sub(2), Word::Digits))
}

fn glued_mark(v: &View, i: usize, marks: &[u8]) -> Option<u8> {
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
    if v.is_text(i + 5, "T")
        && v.is_glued(i + 5)
        && v.is_glued(i + 6)
        && let Some((clock, end)) = super::clock::twenty_four_hours(v, i + 6)
    {
        let day = Some(Box::new(Expr::Fixed(date)));
        let expr = Expr::Clock { clock: Clock { ..clock }, day };
        return Some(Match { end, kind: Time, expr, modifier: None, rule: "iso_time" });
    }
    dated(i + 5, Expr::Fixed(date), "iso_date")
}

/// Rule of a date that may be day and month or month and day; read as Americans write it until the others of the
/// document say otherwise.
pub const AMBIGUOUS: &str = "ambiguous_numeric_date";

/// Rule of a date that can only have its day first.
pub const DAY_FIRST: &str = "day_first_numeric_date";

fn slashed(v: &View, i: usize) -> Option<Match> {
    let first = v.integer(i).filter(|_| v.width(i) <= 2)?;
    let mark = glued_mark(v, i + 1, b"/.-")?;
    let second = v.integer(i + 2).filter(|_| v.width(i + 2) <= 2)?;
    glued_mark(v, i + 3, &[mark])?;
    let year = match v.width(i + 4) {
        4 => v.integer(i + 4).filter(|year| YEARS.contains(year))?,
        2 if mark == b'/' => two_or_four(v, i + 4)?,
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

/// "'98", "1998": two digits are of the hundred years that end in 2029.
pub fn two_or_four(v: &View, i: usize) -> Option<i64> {
    let number = v.integer(i)?;
    match v.width(i) {
        2 => Some(if number < 30 { 2000 + number } else { 1900 + number }),
        4 => YEARS.contains(&number).then_some(number),
        _ => None,
    }
}

/// Parts of ranges that lean on their neighbour: "3–5 June", "June 3–5", "1914–18", "499–493 BC".
fn range_part(v: &View, i: usize) -> Option<Match> {
    leading_day(v, i).or_else(|| trailing_day(v, i)).or_else(|| trailing_year(v, i)).or_else(|| leading_era(v, i))
}

fn is_joint(v: &View, i: usize) -> bool {
    matches!(v.word(i), Word::Mark(b'-' | b'/') | Word::To | Word::And | Word::Or | Word::Through)
}

/// "3" of "3–5 June 1904", "3 and 5 June".
fn leading_day(v: &View, i: usize) -> Option<Match> {
    let (day, at) = day_number(v, i)?;
    if !is_joint(v, at) || v.is_glued(i) && v.is(i.wrapping_sub(1), Word::Digits) {
        return None;
    }
    let next = at + 1 + usize::from(v.is(at + 1, Word::The));
    let whole = day_first(v, next)?;
    let expr = match whole.expr {
        Expr::Fixed(Period::Day(year, month, _)) => day_of(year, month, day)?,
        Expr::Yearless(Yearless::Day(month, _), which) => Expr::Yearless(Yearless::Day(month, day), which),
        _ => return None,
    };
    dated(at, expr, "day_of_range")
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

/// A year by itself.
fn bare_year(v: &View, i: usize) -> Option<Match> {
    let (year, end) = year(v, i)?;
    let with_era = end > i + 1;
    if !with_era && !is_year_alone(v, i, year) {
        return None;
    }
    dated(end, Expr::Fixed(Period::Year(year)), "year")
}

/// What four digits before it count.
const COUNTED: &[&str] = &[
    "%", "$", "percent", "dollars", "people", "men", "women", "troops", "miles", "km", "feet", "metres", "meters",
    "pages", "copies", "kB", "MB", "GB", "votes", "points", "barrels", "tons", "tonnes", "acres", "calories",
];

/// What four digits after it number or name.
const NUMBERED: &[&str] = &[
    "Room",
    "Windows",
    "Version",
    "Resolution",
    "Route",
    "Flight",
    "Highway",
    "Euro",
    "Office",
    "Channel",
    "Model",
    "Section",
    "Article",
    "Unit",
    "No",
    "Number",
    "number",
    "page",
    "version",
    "room",
    "Box",
    "Agenda",
    "Vision",
];

/// Whether four bare digits are a year: not a price, a count, a number of something, part of a longer number.
fn is_year_alone(v: &View, i: usize, year: i64) -> bool {
    // "rose from 297 to 1051"
    let counts_up = v.is(i.wrapping_sub(1), Word::To)
        && v.is(i.wrapping_sub(2), Word::Digits)
        && v.width(i.wrapping_sub(2)) < 4
        && v.is(i.wrapping_sub(3), Word::From);
    if counts_up {
        return false;
    }
    // "020 7946 1990" is dialled.
    let number = i.checked_sub(1).and_then(|before| v.integer(before)).filter(|number| !YEARS.contains(number));
    let dialled = number.is_some_and(|number| number >= 100) && v.tokens[i].gap == crate::text::Gap::Space;
    if dialled {
        return false;
    }
    let glued_before = v.is_glued(i) && i > 0;
    if glued_before {
        let fine = matches!(v.before(i), Word::Mark(b'(' | b'-' | b'/' | b'~') | Word::Other)
            && !v.is_any(i - 1, &["$", "£", "€", "#", "%", "+", "="])
            && v.tokens[i - 1].kind == crate::text::TokenKind::Punct;
        if !fine {
            return false;
        }
        let joins_number = matches!(v.before(i), Word::Mark(b'-' | b'/')) && v.is(i.wrapping_sub(2), Word::Digits);
        if joins_number && v.width(i.wrapping_sub(2)) != 4 {
            return false;
        }
        let names_thing = v.is_mark(i - 1, b'-') && v.is_glued(i - 1) && v.is(i.wrapping_sub(2), Word::Other);
        if names_thing {
            return false;
        }
    }
    // "1990s" is a decade; "2000-seat" a count; "1500m" a distance.
    if v.is_glued(i + 1) && v.tokens.get(i + 1).is_some_and(|token| token.kind == crate::text::TokenKind::Word) {
        return v.is(i + 1, Word::Possessive);
    }
    if v.is_any(i + 1, COUNTED) || v.is_any(i.wrapping_sub(1), NUMBERED) {
        return false;
    }
    // "a 2000-seat hall"; "1998-99" and "1990-present" are years.
    let compound = v.is_mark(i + 1, b'-') && v.is_glued(i + 1) && v.is_glued(i + 2) && v.is(i + 2, Word::Other);
    if compound && !v.is_text(i + 2, "present") && !v.is_capital(i + 2) {
        return false;
    }
    if v.is_mark(i + 1, b'-') && v.is_glued(i + 1) && v.is_glued(i + 2) && v.width(i + 2) >= 3 && v.width(i + 2) != 4 {
        return false;
    }
    if v.is_mark(i + 1, b':') && v.is_glued(i + 2) && v.is(i + 2, Word::Digits) {
        return false;
    }
    // "Directive 1999/70", but "the 2013/14 season"
    if v.is_mark(i + 1, b'/') && v.is_glued(i + 1) && v.is_glued(i + 2) {
        let next = v.integer(i + 2).filter(|_| matches!(v.width(i + 2), 2 | 4));
        if next.is_none_or(|next| next % 100 != (year + 1) % 100) && v.is(i + 2, Word::Digits) {
            return false;
        }
    }
    // "1861-1863"
    let range_to = glued_mark(v, i + 1, b"-/").and_then(|_| v.integer(i + 2)).filter(|_| v.width(i + 2) == 4);
    if range_to.is_some_and(|last| YEARS.contains(&last) && last > year) {
        return true;
    }
    let introduced = matches!(
        v.before(i),
        Word::In
            | Word::Since
            | Word::Until
            | Word::From
            | Word::To
            | Word::By
            | Word::Of
            | Word::During
            | Word::Between
            | Word::And
            | Word::Early
            | Word::Late
            | Word::Mid
            | Word::Mark(b'(' | b'-' | b'/' | b',')
            | Word::Before
            | Word::After
            | Word::The
            | Word::For
            | Word::Through
            | Word::About
            | Word::Circa
            | Word::Or
            | Word::On
    );
    if introduced {
        let counted = v.is(i + 1, Word::Other)
            && v.str(i + 1).ends_with('s')
            && v.str(i + 1).len() > 3
            && !v.is_capital(i + 1)
            && !matches!(v.before(i), Word::In | Word::Since | Word::The);
        return !counted || year >= 1900 && matches!(v.before(i), Word::Of | Word::By);
    }
    // "owned 2000 sheep": a round number before a noun counts it.
    let round = year % 100 == 0 && v.is(i + 1, Word::Other) && !v.is_capital(i + 1) && v.is_word(i + 1);
    (1900..=2030).contains(&year) && !round
}
