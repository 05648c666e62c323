//! Expressions that hang on a moment: "yesterday", "last week", "that year", "the past two months".

use super::dates::dated;
use super::names::{is_weekday_name, names_work};
use super::numbers::{count, ordinal};
use super::shifts::{ends_clause, event_shift, shift, year_ago};
use super::words::Word;
use crate::timex::Modifier;
use crate::timex::TimexType::{Date, Duration, Set, Time};
use crate::timex::expr::{Count, DayPart, Expr, From, Reference, Unit, Which, Yearless};
use crate::timex::view::{Match, View};

pub fn find(v: &View, i: usize) -> Option<Match> {
    // Of equally long readings the last wins: "the past year" is a window, not the year before.
    let rules = [
        day_from_now,
        shift,
        year_ago,
        event_shift,
        determined,
        unit_told,
        unit_ended,
        all_weekend,
        new_year,
        bare_weekday,
        neighbour_day,
        window,
    ];
    rules.into_iter().filter_map(|rule| rule(v, i)).max_by_key(|found| found.end)
}

/// "yesterday", "today", "tomorrow", "the day after tomorrow".
fn day_from_now(v: &View, i: usize) -> Option<Match> {
    let days = |at: usize| match v.word(at) {
        Word::Yesterday => Some(-1),
        Word::Today => Some(0),
        Word::Tomorrow => Some(1),
        _ => None,
    };
    if let Some(offset) = days(i) {
        // "Even today charts are drawn by hand"
        if v.is(i, Word::Today) && v.is_text(i.wrapping_sub(1), "even") {
            return dated(i + 1, Expr::Reference(Reference::Present), "reference");
        }
        return if names_work(v, i) { None } else { dated(i + 1, Expr::DayFromNow(offset), "day_from_now") };
    }
    let start = i + usize::from(v.is(i, Word::The));
    if !v.is(start, Word::Unit(Unit::Day)) {
        return None;
    }
    let step = match v.word(start + 1) {
        Word::Before => -1,
        Word::After => 1,
        _ => return None,
    };
    let offset = days(start + 2).filter(|offset| offset * step > 0)?;
    dated(start + 3, Expr::DayFromNow(offset + step), "day_from_now")
}

/// The singular or plural unit at the place.
pub fn unit(v: &View, i: usize) -> Option<Unit> {
    match v.word(i) {
        Word::Unit(unit) | Word::Units(unit) => Some(unit),
        _ => None,
    }
}

/// What may stand between a count and its unit.
const DESCRIBING: &[&str] = &[
    "long",
    "additional",
    "short",
    "whole",
    "solid",
    "straight",
    "consecutive",
    "extra",
    "further",
    "difficult",
    "hard",
    "working",
    "business",
    "calendar",
    "successive",
    "happy",
    "tough",
    "turbulent",
    "agonising",
    "agonizing",
    "entire",
];

/// A count and a unit: "three days", "a week", "several months", "three-day".
pub fn counted_unit(v: &View, i: usize) -> Option<(Count, Unit, usize)> {
    let (count, mut at) = match count(v, i) {
        Some(found) => found,
        None if v.is(i, Word::A) && matches!(v.word(i + 1), Word::Unit(_)) => (Count::whole(1), i + 1),
        None if v.is(i, Word::A)
            && v.is_any(i + 1, &["full", "whole", "good", "extra", "additional", "further", "entire"]) =>
        {
            (Count::whole(1), i + 2)
        }
        // "another day" is any; "for another day" is a day more.
        None if v.is(i, Word::Another)
            && (v.is(i.wrapping_sub(1), Word::For) || !v.is(i + 1, Word::Unit(Unit::Day))) =>
        {
            (Count::whole(1), i + 1)
        }
        None => return None,
    };
    while v.is(at, Word::More) || v.is(at, Word::Full) || v.is_any(at, DESCRIBING) && unit(v, at + 1).is_some() {
        at += 1;
    }
    // "seven accident-free years"
    let compound = v.is(at, Word::Other) && v.is_word(at) && v.is_mark(at + 1, b'-') && v.is_glued(at + 1);
    if compound && v.is_glued(at + 2) && v.is_text(at + 2, "free") && matches!(v.word(at + 3), Word::Units(_)) {
        at += 3;
    }
    if v.is_mark(at, b'-') && v.is_glued(at) {
        at += 1;
    }
    // "a quarter century"
    if v.is(at, Word::Unit(Unit::Quarter)) {
        let century = at + 1 + usize::from(v.is_mark(at + 1, b'-') && v.is_glued(at + 1));
        if count == Count::whole(1) && v.is(century, Word::Unit(Unit::Century)) {
            return Some((Count::whole(25), Unit::Year, century + 1));
        }
    }
    let unit = unit(v, at)?;
    // "five Year Seven pupils"
    if v.is(at, Word::Unit(Unit::Year)) && v.is_capital(at) && matches!(v.word(at + 1), Word::Cardinal(_)) {
        return None;
    }
    // "an hour and a half"
    let with_half = v.is(at + 1, Word::And) && v.is(at + 2, Word::A) && v.is(at + 3, Word::Half);
    if let (Count::Tenths(tenths), true) = (count, with_half) {
        return Some((Count::Tenths(tenths.saturating_add(5)), unit, at + 4));
    }
    // "second" is an ordinal unless something counts it.
    if unit == Unit::Second && v.is(i, Word::A) && v.is(i + 1, Word::Unit(Unit::Second)) {
        return None;
    }
    (!v.begins_paragraph(at)).then_some((count, unit, at + 1))
}

/// "the past two months", "the last three years", "the next few days", "the coming months", "recent years".
fn window(v: &View, i: usize) -> Option<Match> {
    // "could last two days"
    const MODALS: &[&str] =
        &["could", "would", "will", "can", "may", "might", "must", "should", "shall", "to", "not", "n't", "n’t", "'ll"];
    if v.is(i, Word::Last) && v.is_any(i.wrapping_sub(1), MODALS) {
        return None;
    }
    let has_the = v.is(i, Word::The);
    let mut at = i + usize::from(has_the || v.is(i, Word::These));
    // "the two previous years", "the first three months"
    let later = match v.word(at) {
        Word::Past | Word::Last | Word::Previous => false,
        Word::Recent => {
            let Word::Units(unit) = v.word(at + 1) else { return None };
            let expr = Expr::Window { count: Count::Vague, unit, later: false };
            return Some(Match { end: at + 2, kind: Duration, expr, modifier: None, rule: "window" });
        }
        Word::Next | Word::Coming | Word::Following => true,
        _ => return None,
    };
    // "over the next year" is a stretch, "the next year" another year.
    let ahead =
        v.is(at, Word::Next) && has_the && matches!(v.before(i), Word::Over | Word::Within | Word::For | Word::During);
    // "the last decade" is the ten years behind us, "the last year" the year before.
    let long = matches!(v.word(at + 1), Word::Unit(Unit::Decade | Unit::Century));
    // "has hampered the work for the last week"
    let lasting = has_the
        && v.is(at, Word::Last)
        && match v.before(i) {
            Word::Over | Word::Within | Word::During => true,
            // "a profit for the last year" is the calendar's.
            Word::For => !matches!(v.word(at + 1), Word::Unit(Unit::Year | Unit::Quarter)),
            _ => false,
        };
    let past = v.is(at, Word::Past) || has_the && v.is(at, Word::Last) && long || lasting;
    at += 1;
    if let Some((amount, end)) = count(v, at) {
        let described = v.is_any(end, DESCRIBING) && unit(v, end + 1).is_some();
        let end = end + usize::from(described || v.is_mark(end, b'-') && v.is_glued(end));
        let unit = unit(v, end)?;
        // "the last three months of the war": not those up to now.
        if v.is(end + 1, Word::Of) && !later {
            let expr = Expr::Duration { count: amount, unit };
            return Some(Match { end: end + 1, kind: Duration, expr, modifier: None, rule: "duration" });
        }
        let expr = Expr::Window { count: amount, unit, later };
        return Some(Match { end: end + 1, kind: Duration, expr, modifier: None, rule: "window" });
    }
    match v.word(at) {
        Word::Units(unit) => {
            let expr = Expr::Window { count: Count::Vague, unit, later };
            Some(Match { end: at + 1, kind: Duration, expr, modifier: None, rule: "window" })
        }
        // "in the next day or two"
        Word::Unit(unit)
            if v.is(at + 1, Word::Or)
                && v.is(at + 2, Word::Cardinal(2))
                && !matches!(v.word(at + 3), Word::Units(_)) =>
        {
            let expr = Expr::Window { count: Count::Vague, unit, later };
            Some(Match { end: at + 3, kind: Duration, expr, modifier: None, rule: "window" })
        }
        // "the past year" is a stretch up to now; "last year" is the calendar's.
        Word::Unit(unit) if (past || ahead) && unit != Unit::Weekend => {
            // "over the last year and a half"
            let half = v.is(at + 1, Word::And) && v.is(at + 2, Word::A) && v.is(at + 3, Word::Half);
            let (count, end) = if half { (Count::Tenths(15), at + 4) } else { (Count::whole(1), at + 1) };
            let expr = Expr::Window { count, unit, later };
            Some(Match { end, kind: Duration, expr, modifier: None, rule: "window" })
        }
        _ => None,
    }
}

/// "last", "the next", "that same": which one, where the word for it ends.
fn which(v: &View, i: usize) -> Option<(Which, usize)> {
    let (start, has_the) = if v.is(i, Word::The) { (i + 1, true) } else { (i, false) };
    let start = start + usize::from(v.is_text(start, "very"));
    let found = match v.word(start) {
        Word::Last if has_the => (Which::Last, start + 1),
        Word::Last => (Which::Last, start + 1),
        Word::Past => (Which::Last, start + 1),
        Word::Next if has_the => (Which::Following, start + 1),
        Word::Next => (Which::Next, start + 1),
        Word::Coming => (Which::Next, start + 1),
        Word::Current => (Which::This, start + 1),
        Word::Present
            if has_the
                && matches!(
                    v.word(start + 1),
                    Word::Unit(Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century)
                ) =>
        {
            (Which::This, start + 1)
        }
        Word::Other if v.is_text(start, "latest") && is_accounted(v, start + 1) => (Which::Last, start + 1),
        Word::Following => (Which::Following, start + 1),
        Word::Previous => (Which::Previous, start + 1),
        Word::Same if has_the => (Which::Same, start + 1),
        Word::This if !has_the => match v.word(start + 1) {
            Word::Past | Word::Last => (Which::Last, start + 2),
            Word::Coming | Word::Next => (Which::Next, start + 2),
            Word::Same => (Which::Same, start + 2),
            _ => (Which::This, start + 1),
        },
        Word::That if !has_the => {
            (Which::Same, start + 1 + usize::from(v.is(start + 1, Word::Same) || v.is_text(start + 1, "very")))
        }
        _ => return None,
    };
    Some(found)
}

/// The units of "the latest quarter", "the latest week".
fn is_accounted(v: &View, i: usize) -> bool {
    matches!(v.word(i), Word::Unit(Unit::Quarter | Unit::Month | Unit::Week)) && !v.is_mark(i + 1, b'-')
}

/// "sales in the quarter", "profit for the year": the period that the text speaks of. "For the year of the flood" and
/// "in the month to June" say another one.
fn unit_told(v: &View, i: usize) -> Option<Match> {
    let introduced = matches!(v.before(i), Word::In | Word::For | Word::During) && v.is(i, Word::The);
    // "in the Quarter" is a part of a town.
    if v.is_capital(i + 1) && !v.is_upper(i + 1) {
        return None;
    }
    let Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)) = v.word(i + 1) else { return None };
    let over = matches!(v.str(i + 2), "." | "," | ";" | "")
        || matches!(v.word(i + 2), Word::And | Word::From)
        || v.is_any(i + 2, &["was", "were", "rose", "fell", "as", "but", "because", "is", "are"]);
    let which = if unit == Unit::Week { Which::This } else { Which::Same };
    (introduced && over).then(|| dated(i + 2, Expr::Unit(unit, which), "unit_in_narrative"))?
}

/// "the quarter ended June 30", "the fiscal year ended Aug. 31": the one that the day is in.
fn unit_ended(v: &View, i: usize) -> Option<Match> {
    let at = i + 1 + usize::from(v.is_any(i + 1, &["fiscal", "financial"]));
    let said = v.is(i, Word::The) && v.is_any(at + 1, &["ended", "ending"]);
    let month = match v.word(at + 2) {
        Word::Month(month) | Word::MonthShort(month) if said => month,
        _ => return None,
    };
    let expr = match v.word(at) {
        Word::Unit(Unit::Quarter) => Expr::Yearless(Yearless::Quarter((month - 1) / 3 + 1), Which::Bare),
        Word::Unit(Unit::Year) => Expr::Unit(Unit::Year, Which::This),
        _ => return None,
    };
    dated(at + 1, expr, "unit_ended")
}

/// "in the new year": the one to come.
fn new_year(v: &View, i: usize) -> Option<Match> {
    let said = v.is(i, Word::The) && v.is_text(i + 1, "new") && v.is(i + 2, Word::Unit(Unit::Year));
    let alone = v.is(i.wrapping_sub(1), Word::In) && super::references::ends_phrase(v, i + 3) && !v.is(i + 3, Word::Of);
    let expr = Expr::Unit(Unit::Year, Which::Next);
    (said && alone).then_some(Match { end: i + 3, kind: Date, expr, modifier: Some(Modifier::Start), rule: "unit" })
}

/// "open all weekend"
fn all_weekend(v: &View, i: usize) -> Option<Match> {
    let all = v.is(i, Word::Unit(Unit::Weekend)) && v.is_text(i.wrapping_sub(1), "all");
    all.then(|| dated(i + 1, Expr::Unit(Unit::Weekend, Which::Bare), "weekend"))?
}

/// "the month", "last year", "this week" behind "the last day of".
pub fn unit_said(v: &View, i: usize) -> Option<Match> {
    let (which, at) =
        if v.is(i, Word::The) && matches!(v.word(i + 1), Word::Unit(_)) { (Which::Same, i + 1) } else { which(v, i)? };
    let Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) = v.word(at) else { return None };
    dated(at + 1, Expr::Unit(unit, which), "unit")
}

/// "last week", "that September", "the following spring", "this morning", "last Friday", "next Christmas".
fn determined(v: &View, i: usize) -> Option<Match> {
    let (which, at) = which(v, i)?;
    if v.begins_paragraph(at) {
        return None;
    }
    // "the coming weekend" is this week's.
    let weekend = v.is(at, Word::Unit(Unit::Weekend)) && v.is(at - 1, Word::Coming);
    let which = if weekend { Which::This } else { which };
    let narrative = matches!(which, Which::Same | Which::Following | Which::Previous);
    match v.word(at) {
        // "that may", "that second", "this minute" are none.
        Word::Unit(Unit::Second | Unit::Minute | Unit::Hour | Unit::Fortnight | Unit::Millennium) => None,
        Word::Fiscal if v.is(at + 1, Word::Unit(Unit::Year)) => {
            dated(at + 2, Expr::Unit(Unit::Year, which), if narrative { "unit_in_narrative" } else { "unit" })
        }
        Word::Unit(unit) => {
            if v.is(at + 1, Word::Mark(b'-')) && v.is_glued(at + 1) && v.is_glued(at + 2) {
                return None;
            }
            // "the last year of the war", "the last day before the vote" are none of the calendar's.
            let the = v.is(i, Word::The) || v.is(i.wrapping_sub(1), Word::The);
            let name = v.is_capital(at + 2) && !v.is_upper(at + 2);
            let owned = name || v.is(at + 2, Word::The) || v.is_any(at + 2, &["his", "her", "its", "their"]);
            if the && which == Which::Last && (v.is(at + 1, Word::Before) || v.is(at + 1, Word::Of) && owned) {
                return None;
            }
            dated(at + 1, Expr::Unit(unit, which), if narrative { "unit_in_narrative" } else { "unit" })
        }
        Word::Month(month) if v.is_capital(at) => month_after_which(v, at, month, which),
        Word::MonthShort(month) if v.is_capital(at) && v.is_mark(at + 1, b'.') => {
            month_after_which(v, at + 1, month, which)
        }
        Word::Weekday(day) => with_part(v, at + 1, Expr::Weekday(day, which), "weekday"),
        Word::Season(season) => {
            if v.is_text(at, "fall") && matches!(which, Which::Same) {
                return None;
            }
            dated(at + 1, Expr::Yearless(Yearless::Season(season), which), "season")
        }
        Word::Part(part) => {
            let day = match which {
                Which::Last => Expr::DayFromNow(-1),
                Which::This => Expr::DayFromNow(0),
                Which::Next => Expr::DayFromNow(1),
                _ => Expr::Unit(Unit::Day, which),
            };
            part_match(at + 1, part, day)
        }
        Word::Holiday(holiday) => {
            let end = at + 1 + usize::from(v.is_any(at + 1, &["Day", "Eve"]));
            dated(end, Expr::Yearless(Yearless::Holiday(holiday), which), "holiday")
        }
        Word::Time if which == Which::Same || which == Which::This => {
            // "at that time", "this time" point at the text's own now; "this time it failed" counts.
            None
        }
        _ => {
            let (number, end) = ordinal(v, at)?;
            let Word::Unit(Unit::Quarter) = v.word(end) else { return None };
            let quarter = u8::try_from(number).ok().filter(|quarter| (1..=4).contains(quarter))?;
            dated(end + 1, Expr::Yearless(Yearless::Quarter(quarter), which), "quarter")
        }
    }
}

fn month_after_which(v: &View, at: usize, month: u8, which: Which) -> Option<Match> {
    if let Some(day) = v.integer(at + 1).filter(|day| v.width(at + 1) <= 2 && (1..=31).contains(day)) {
        crate::time::Period::day(2000, month, day as u8)?;
        // "in this July 3, 2015, file photo"
        if super::dates::year(v, at + 2 + usize::from(v.is_mark(at + 2, b','))).is_some() {
            return None;
        }
        return dated(at + 2, Expr::Yearless(Yearless::Day(month, day as u8), which), "month_day");
    }
    dated(at + 1, Expr::Yearless(Yearless::Month(month), which), "month")
}

fn part_match(end: usize, part: DayPart, day: Expr) -> Option<Match> {
    Some(Match {
        end,
        kind: Time,
        expr: Expr::DayPart { part, day: Some(Box::new(day)) },
        modifier: None,
        rule: "day_part",
    })
}

/// A day, and the part of it that may follow: "Friday morning".
pub fn with_part(v: &View, at: usize, day: Expr, rule: &'static str) -> Option<Match> {
    let part_at = at + usize::from(v.is_mark(at, b'-') && v.is_glued(at));
    if let Word::Part(part) = v.word(part_at) {
        // "on Friday nights"
        if let (Expr::Weekday(weekday, Which::Bare), true) = (&day, v.str(part_at).ends_with('s')) {
            let expr = Expr::Set(format!("XXXX-WXX-{}T{}", weekday + 1, part.code()));
            return Some(Match { end: part_at + 1, kind: Set, expr, modifier: None, rule: "set" });
        }
        return part_match(part_at + 1, part, day);
    }
    dated(at, day, rule)
}

/// "Thursday", "Wednesday night".
fn bare_weekday(v: &View, i: usize) -> Option<Match> {
    match v.word(i) {
        Word::Weekday(day) => {
            if !v.is_capital(i) || is_weekday_name(v, i) {
                return None;
            }
            weekday_of_week(v, i, day)
                .or_else(|| weekday_placed(v, i, day))
                .or_else(|| with_part(v, i + 1, Expr::Weekday(day, Which::Bare), "weekday"))
        }
        // "told The Sun." is a paper.
        Word::WeekdayShort(day)
            if v.is_capital(i) && v.is_mark(i + 1, b'.') && v.is_glued(i + 1) && v.before(i) != Word::The =>
        {
            dated(i + 2, Expr::Weekday(day, Which::Bare), "weekday")
        }
        Word::Tonight => {
            let day = Some(Box::new(Expr::DayFromNow(0)));
            Some(Match {
                end: i + 1,
                kind: Time,
                expr: Expr::DayPart { part: DayPart::Night, day },
                modifier: None,
                rule: "day_part",
            })
        }
        Word::Yesterday | Word::Tomorrow | Word::Today => {
            let offset = match v.word(i) {
                Word::Yesterday => -1,
                Word::Tomorrow => 1,
                _ => 0,
            };
            let found = with_part(v, i + 1, Expr::DayFromNow(offset), "day_from_now")?;
            (found.end > i + 1).then_some(found)
        }
        _ => None,
    }
}

/// "Thursday of last week".
fn weekday_of_week(v: &View, i: usize, day: u8) -> Option<Match> {
    let of = usize::from(v.is(i + 1, Word::Of));
    let (which, at) = which(v, i + 1 + of).filter(|_| of == 1)?;
    let week = Box::new(Expr::Unit(Unit::Week, which));
    v.is(at, Word::Unit(Unit::Week)).then(|| dated(at + 1, Expr::WeekdayOf(day, week), "weekday"))?
}

/// "Saturday week", "Saturday the 2nd", "Friday last".
fn weekday_placed(v: &View, i: usize, day: u8) -> Option<Match> {
    if v.is(i + 1, Word::Unit(Unit::Week)) && super::references::ends_phrase(v, i + 2) && !v.is(i + 2, Word::Of) {
        let next = Expr::Weekday(day, Which::This);
        return dated(i + 2, Expr::DaysFrom(Box::new(next), 7), "weekday");
    }
    if v.is(i + 1, Word::The)
        && v.is(i + 2, Word::Digits)
        && let Some((nth, end)) = ordinal(v, i + 2)
        && super::references::ends_phrase(v, end)
        && !v.is(end, Word::Of)
    {
        let nth = i8::try_from(nth).ok().filter(|nth| (1..=31).contains(nth))?;
        let of = Box::new(Expr::Unit(Unit::Month, Which::Same));
        return dated(end, Expr::NthDayOf { nth, weekday: None, of }, "numbered_day");
    }
    let last = v.is(i + 1, Word::Last) && (super::references::ends_phrase(v, i + 2));
    last.then(|| dated(i + 2, Expr::Weekday(day, Which::Last), "weekday"))?
}

/// "the day before", "the next day", "the day after", "the year before", "the year previous".
fn neighbour_day(v: &View, i: usize) -> Option<Match> {
    // "six weeks to the day after the ferry sank"
    let to_the_day = v.is(i.wrapping_sub(1), Word::To) && unit(v, i.wrapping_sub(2)).is_some();
    if !v.is(i, Word::The) || to_the_day {
        return None;
    }
    if v.is(i + 1, Word::Unit(Unit::Weekend)) && v.is(i + 2, Word::After) && v.is(i + 3, Word::Next) {
        let expr = Expr::Shift { count: Count::whole(2), unit: Unit::Weekend, later: true, from: From::Now };
        return dated(i + 4, expr, "shift_from_now");
    }
    // "over the weekend": the one behind us, or before us.
    if v.is(i + 1, Word::Unit(Unit::Weekend)) && !v.is_mark(i + 2, b'-') {
        return dated(i + 2, Expr::Unit(Unit::Weekend, Which::Bare), "weekend");
    }
    if let Word::Part(part) = v.word(i + 1) {
        if v.is(i + 2, Word::Before) && v.is(i + 3, Word::Last) && !matches!(v.word(i + 4), Word::Weekday(_)) {
            return part_match(i + 4, part, Expr::DayFromNow(-2));
        }
        let expr = Expr::ByEvent { unit: Unit::Day, part: Some(part) };
        // "the dawn of the oil age"
        let end = match hangs_on_event(v, i + 2) {
            true => i + 2,
            false => of_event(v, i + 2).filter(|_| !v.is_text(i + 1, "dawn"))?,
        };
        return Some(Match { end, kind: Time, expr, modifier: None, rule: "by_event" });
    }
    let unit = match v.word(i + 1) {
        Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) => unit,
        Word::Weekday(day) if v.is(i + 2, Word::Before) && v.is(i + 3, Word::Last) => {
            let last = Expr::Weekday(day, Which::Last);
            return dated(i + 4, Expr::DaysFrom(Box::new(last), -7), "weekday");
        }
        _ => return None,
    };
    let before_last = v.is(i + 2, Word::Before) && v.is(i + 3, Word::Last);
    if before_last && unit != Unit::Day && !matches!(v.word(i + 4), Word::Unit(_) | Word::Weekday(_) | Word::Month(_)) {
        let expr = Expr::Shift { count: Count::whole(2), unit, later: false, from: From::Now };
        return dated(i + 4, expr, "shift_from_now");
    }
    if v.is(i + 2, Word::After)
        && v.is(i + 3, Word::Next)
        && !matches!(v.word(i + 4), Word::Unit(_) | Word::Weekday(_) | Word::Month(_))
    {
        let expr = Expr::Shift { count: Count::whole(2), unit, later: true, from: From::Now };
        return dated(i + 4, expr, "shift_from_now");
    }
    if let Some(found) = beside_date(v, i, unit) {
        return Some(found);
    }
    if hangs_on_event(v, i + 2) {
        return dated(i + 2, Expr::ByEvent { unit, part: None }, "by_event");
    }
    if let Some(end) = of_event(v, i + 2) {
        return dated(end, Expr::ByEvent { unit, part: None }, "by_event");
    }
    // "the day he died"
    if v.is_any(i + 2, &["he", "she", "they", "we"]) && !v.is(i.wrapping_sub(1), Word::Of) {
        return dated(i + 2, Expr::ByEvent { unit, part: None }, "by_event");
    }
    let which = match v.word(i + 2) {
        Word::Before => Which::Previous,
        Word::After => Which::Following,
        Word::Following => Which::Following,
        Word::Previous => Which::Previous,
        _ => return None,
    };
    if matches!(v.word(i + 2), Word::Before) && v.is(i + 3, Word::Last) {
        let weekday = match v.word(i + 4) {
            Word::Weekday(day) => day,
            _ => return None,
        };
        return dated(i + 5, Expr::DaysFrom(Box::new(Expr::Weekday(weekday, Which::Last)), -1), "day_beside");
    }
    if !ends_clause(v, i + 3) && matches!(v.word(i + 2), Word::Following | Word::After) && !v.is(i + 3, Word::Other) {
        return None;
    }
    dated(i + 3, Expr::Unit(unit, which), "unit_in_narrative")
}

/// "the day after Christmas", "the day before 3 May": the day beside one that is named.
fn beside_date(v: &View, i: usize, unit: Unit) -> Option<Match> {
    let later = v.is(i + 2, Word::After);
    if unit != Unit::Day || !later && !v.is(i + 2, Word::Before) {
        return None;
    }
    days_beside(v, i + 3, if later { 1 } else { -1 })
}

/// The day that many days from the one named at the place, which the phrase ends with.
pub fn days_beside(v: &View, i: usize, days: i64) -> Option<Match> {
    let named = super::dates::find(v, i).or_else(|| super::holidays::find(v, i))?;
    let is_day = match &named.expr {
        Expr::Fixed(period) => period.granularity() == crate::time::Granularity::Day,
        Expr::Yearless(Yearless::Day(..), _) => true,
        Expr::Yearless(Yearless::Holiday(feast), _) | Expr::InYear(Yearless::Holiday(feast), _) => feast.days() == 1,
        _ => false,
    };
    // "two days after the Oct. 23 shooting" hangs on the shooting.
    let over = super::references::ends_phrase(v, named.end) && !v.is(named.end, Word::Possessive);
    let days = i8::try_from(days).ok().filter(|_| is_day && over)?;
    dated(named.end, Expr::DaysFrom(Box::new(named.expr), days), "day_beside")
}

/// Where "of the murder" behind "the day" ends: a noun, of which there may be two.
fn of_event(v: &View, i: usize) -> Option<usize> {
    let determined = matches!(v.word(i + 1), Word::The) || v.is_any(i + 1, &["his", "her", "their", "its"]);
    let noun = |at: usize| {
        v.is(at, Word::Other)
            && v.is_word(at)
            && !v.is_capital(at)
            && !super::direction::is_verb(v.str(at))
            && !super::references::ends_phrase(v, at)
    };
    if !v.is(i, Word::Of) || !determined || !noun(i + 2) {
        return None;
    }
    // "the miller's death"
    if v.is(i + 3, Word::Possessive) {
        return noun(i + 4).then_some(i + 5);
    }
    let two = noun(i + 3)
        && !noun(i + 4)
        && !v.str(i + 3).ends_with("ing")
        && !v.is_any(i + 3, &["what", "how", "whose", "and"]);
    Some(i + 3 + usize::from(two))
}

/// Whether the preposition at the place has an event behind it: "after the funeral", "before he died"; "the day before,
/// he left" and "the year before in Paris" count from where the text is at.
fn hangs_on_event(v: &View, i: usize) -> bool {
    const GOES_ON: &[&str] = &[
        "when", "as", "with", "because", "but", "that", "while", "was", "were", "is", "are", "had", "has", "have",
        "did", "during", "about", "near", "also", "last", "next", "it",
    ];
    let Some((_, end)) = super::event_behind(v, i) else { return false };
    // "The day before a frigate had run aground", "a year to the day after".
    let pluperfect = v.is(i, Word::Before) && (i + 2..end).any(|at| v.is_text(at, "had"));
    let to_the_day = v.is(i.wrapping_sub(3), Word::To);
    !pluperfect
        && !to_the_day
        && !v.is_any(i + 1, GOES_ON)
        && !matches!(
            v.word(i + 1),
            Word::In
                | Word::On
                | Word::At
                | Word::By
                | Word::From
                | Word::To
                | Word::For
                | Word::And
                | Word::Or
                | Word::Of
        )
}
