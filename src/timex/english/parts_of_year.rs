//! Seasons, decades, centuries, days and weeks of a month: "summer 2007", "the 1990s", "the 19th century".

use super::dates::{era, fiscal_year, short_year, year};
use super::numbers::ordinal;
use super::words::Word;
use crate::time::{Granularity, Period};
use crate::timex::TimexType::Date;
use crate::timex::expr::{Expr, Unit, Which, Yearless};
use crate::timex::view::{Match, View};

pub fn find(v: &View, i: usize) -> Option<Match> {
    nth_day(v, i)
        .or_else(|| numbered_day(v, i))
        .or_else(|| season(v, i))
        .or_else(|| week_of(v, i))
        .or_else(|| decade(v, i))
        .or_else(|| century(v, i))
}

pub fn date(end: usize, expr: Expr, rule: &'static str) -> Option<Match> {
    Some(Match { end, kind: Date, expr, modifier: None, rule })
}

pub fn skip_the(v: &View, i: usize) -> usize {
    i + usize::from(v.is(i, Word::The))
}

/// A year behind a part of it: "2007", "of 2007", "of that year", "of last year".
pub fn of_year(v: &View, i: usize, part: Yearless) -> Option<(Expr, usize)> {
    let of = v.is(i, Word::Of);
    let comma = v.is_mark(i, b',');
    let at = i + usize::from(of || comma);
    if v.begins_paragraph(at) {
        return None;
    }
    if let Some((year, end)) = year(v, at).or_else(|| short_year(v, at)).or_else(|| fiscal_year(v, at)) {
        return Some((in_year(part, year), end));
    }
    if !of {
        return None;
    }
    let (which, end) = match (v.word(at), v.word(at + 1), v.word(at + 2)) {
        (Word::Last, Word::Unit(Unit::Year), _) => (Which::Last, at + 2),
        (Word::Next, Word::Unit(Unit::Year), _) => (Which::Next, at + 2),
        (Word::This, Word::Unit(Unit::Year), _) => (Which::This, at + 2),
        (Word::That, Word::Unit(Unit::Year), _) => (Which::Same, at + 2),
        (Word::The, Word::Same, Word::Unit(Unit::Year)) => (Which::Same, at + 3),
        (Word::The, Word::Following | Word::Next, Word::Unit(Unit::Year)) => (Which::Following, at + 3),
        (Word::The, Word::Previous, Word::Unit(Unit::Year)) => (Which::Previous, at + 3),
        (Word::The, Word::Unit(Unit::Year), _) => (Which::Same, at + 2),
        _ => return None,
    };
    Some((Expr::InYear(part, Box::new(Expr::Unit(Unit::Year, which))), end))
}

/// The part in the year.
pub fn in_year(part: Yearless, year: i64) -> Expr {
    match part {
        Yearless::Season(season) => Expr::Fixed(Period::Season(year, season)),
        Yearless::Quarter(quarter) => Expr::Fixed(Period::Quarter(year, quarter)),
        Yearless::Half(half) => Expr::Fixed(Period::Half(year, half)),
        Yearless::Month(month) => Expr::Fixed(Period::Month(year, month)),
        _ => Expr::InYear(part, Box::new(Expr::Fixed(Period::Year(year)))),
    }
}

/// "April of that year", "July 25 of that year".
pub fn month_of_year(v: &View, i: usize) -> Option<Match> {
    let (month, at) = super::dates::month(v, i)?;
    let day = v.integer(at).filter(|day| v.width(at) <= 2 && (1..=31).contains(day));
    let (part, at) = match day {
        Some(day) => (Yearless::Day(month, u8::try_from(day).ok()?), at + 1),
        None => (Yearless::Month(month), at),
    };
    let (expr, end) = of_year(v, at, part).filter(|_| v.is(at, Word::Of))?;
    date(end, expr, "month_of_year")
}

/// "on the 24th", "by the 11th": a day of the month that the text is at. "On the 11th floor" is none.
fn numbered_day(v: &View, i: usize) -> Option<Match> {
    let introduced = matches!(v.before(i), Word::On | Word::By | Word::Until | Word::Since)
        || v.is(i.wrapping_sub(1), Word::To) && v.is_any(i.wrapping_sub(2), &["adjourned", "postponed", "deferred"]);
    let suffixed = v.is(i, Word::The) && v.is(i + 1, Word::Digits) && v.is(i + 2, Word::OrdinalSuffix);
    if !introduced || !suffixed || !v.is_glued(i + 2) {
        return None;
    }
    let nth = i8::try_from(v.integer(i + 1)?).ok().filter(|nth| (1..=31).contains(nth))?;
    let over = matches!(v.str(i + 3), "." | "," | ";" | "" | "?") || v.is(i + 3, Word::The) && v.is(i - 1, Word::On);
    let of = Box::new(Expr::Unit(Unit::Month, Which::Same));
    over.then(|| date(i + 3, Expr::NthDayOf { nth, weekday: None, of }, "numbered_day"))?
}

fn season(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    let Word::Season(season) = v.word(at) else { return None };
    if v.begins_paragraph(at) && at > i {
        return None;
    }
    let part = Yearless::Season(season);
    if let Some((expr, end)) = of_year(v, at + 1, part) {
        return date(end, expr, "season_year");
    }
    is_season(v, i, at).then(|| date(at + 1, Expr::Yearless(part, Which::Bare), "season"))?
}

/// "fall" and "spring" are verbs too, and "the fall of Rome" is no autumn.
fn is_season(v: &View, i: usize, at: usize) -> bool {
    let introduced = at > i
        || matches!(
            v.before(i),
            Word::In
                | Word::Early
                | Word::Late
                | Word::Mid
                | Word::Since
                | Word::Until
                | Word::By
                | Word::During
                | Word::Of
                | Word::This
                | Word::Mark(b'-')
        );
    // "the Arab Spring", "Donna Summer", "Mr. Winter"; "Winter Park", "Spring Street".
    let before = at.wrapping_sub(1 + usize::from(v.is_mark(at.wrapping_sub(1), b'.')));
    let named = v.is(before, Word::Other) && v.is_capital(before) && v.is_word(before) && !v.begins_line(at);
    let names = v.is(at + 1, Word::Other) && v.is_capital(at + 1) && v.is_word(at + 1) && (!introduced || at > i);
    if v.is_capital(at) && (named || names) {
        return false;
    }
    if v.is_text(at, "fall") {
        // "the fall guy"
        let falls = v.is_any(at + 1, &["guy", "guys", "prevention", "hazard", "hazards"]);
        return introduced && !falls && !matches!(v.word(at + 1), Word::Of | Word::In | Word::To | Word::From);
    }
    if v.is_text(at, "spring") {
        let verb = v.is(i.wrapping_sub(1), Word::To) || v.is_any(at + 1, &["up", "to", "from", "into", "back"]);
        let water = v.is_any(at.wrapping_sub(1), &["hot", "mineral", "coil"]);
        return !verb && !water;
    }
    true
}

/// "the 1990s", "the '90s", "the nineties", "the 470s BC", "the 1800s".
fn decade(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    // "in her early 30s", "in his late thirties"
    let bent = usize::from(matches!(v.before(i), Word::Early | Word::Late | Word::Mid));
    if v.is_any(i.wrapping_sub(1 + bent), &["his", "her", "their", "my", "our", "your"]) {
        return None;
    }
    // "the nineteen-eighties"
    if let Word::Cardinal(hundreds @ 17..=19) = v.word(at) {
        let next = at + 1 + usize::from(v.is_mark(at + 1, b'-'));
        if let Word::Decades(tens @ 2..=9) = v.word(next) {
            let decade = i64::from(hundreds) * 10 + i64::from(tens);
            return date(next + 1, Expr::Fixed(Period::Decade(decade)), "decade");
        }
    }
    if let Word::Decades(tens) = v.word(at) {
        let introduced = at > i || matches!(v.before(i), Word::Early | Word::Late | Word::Mid | Word::Mark(b'-'));
        // "in his fifties" is an age.
        return introduced.then(|| date(at + 1, Expr::Fixed(Period::Decade(190 + i64::from(tens))), "decade"))?;
    }
    let quoted = usize::from(v.is_mark(at, b'\''));
    let number_at = at + quoted;
    let number = v.integer(number_at)?;
    let mut end = number_at + 1;
    if v.is_mark(end, b'\'') && v.is_glued(end) {
        end += 1;
    }
    let plural = (v.is(end, Word::PluralS) || v.is(end, Word::Possessive)) && v.is_glued(end) && number % 10 == 0;
    if !plural {
        return None;
    }
    // "1990's budget" is the year's.
    if v.is(end, Word::Possessive) && at == i && quoted == 0 {
        return None;
    }
    end += 1;
    if let Some((true, era_end)) = era(v, end) {
        return date(era_end, Expr::Fixed(Period::Decade(-(number / 10) - 1)), "decade");
    }
    match v.width(number_at) {
        4 if (1000..=2100).contains(&number) => {
            // "the 1800s" is the century.
            let century = number % 100 == 0 && number < 1900;
            let period = if century { Period::Century(number / 100) } else { Period::Decade(number / 10) };
            date(end, Expr::Fixed(period), "decade")
        }
        2 if quoted == 1
            || at > i
            || matches!(v.before(i), Word::Early | Word::Late | Word::Mid | Word::Mark(b'-')) =>
        {
            // The '20s are those of the twentieth century to most who write of them, the '10s are not.
            let year = if number < 20 { 2000 + number } else { 1900 + number };
            date(end, Expr::Fixed(Period::Decade(year / 10)), "decade")
        }
        _ => None,
    }
}

/// "the 19th century", "the fifth century BC", "19th-century".
fn century(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    let (number, end) = ordinal(v, at)?;
    let end = end + usize::from(v.is_mark(end, b'-') && v.is_glued(end));
    let size = match v.word(end) {
        Word::Unit(unit @ (Unit::Century | Unit::Millennium)) => unit,
        Word::Units(Unit::Century) => Unit::Century,
        _ => return None,
    };
    let (before_christ, end) = era(v, end + 1).unwrap_or((false, end + 1));
    let index = if before_christ { -number } else { number - 1 };
    let period = match size {
        Unit::Century if number <= 40 => Period::Century(index),
        Unit::Millennium if number <= 20 => Period::Millennium(index),
        _ => return None,
    };
    date(end, Expr::Fixed(period), "century")
}

/// "the 19th" of "the 19th and 20th centuries".
pub fn first_of_centuries(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    let (number, end) = ordinal(v, at)?;
    if !matches!(v.word(end), Word::And | Word::Or | Word::To | Word::Mark(b'-')) {
        return None;
    }
    let next = skip_the(v, end + 1);
    let (second, after) = ordinal(v, next)?;
    let named = matches!(v.word(after), Word::Units(Unit::Century) | Word::Unit(Unit::Century));
    (named && (1..=30).contains(&number) && second > number)
        .then(|| date(end, Expr::Fixed(Period::Century(number - 1)), "century"))?
}

/// "the week of March 6", "the week ending 7 June", "the last week of March", "the first week of the month".
fn week_of(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    let (nth, week_at) = match v.word(at) {
        Word::Unit(Unit::Week) => (None, at),
        Word::Last => (Some(-1), at + 1),
        _ => {
            let (number, end) = ordinal(v, at)?;
            (Some(number), end)
        }
    };
    let weekend = v.is(week_at, Word::Unit(Unit::Weekend)) && nth.is_some();
    // "the week ending 7 June"
    let bounded = nth.is_none() && v.is_any(week_at + 1, &["ending", "ended", "beginning", "starting", "commencing"]);
    let opens = bounded || matches!(v.word(week_at + 1), Word::Of | Word::In);
    if !v.is(week_at, Word::Unit(Unit::Week)) && !weekend || !opens {
        return None;
    }
    let whole = super::dates::find(v, week_at + 2).or_else(|| month_of_year(v, week_at + 2))?;
    let granularity = match &whole.expr {
        Expr::Fixed(period) => period.granularity(),
        Expr::Yearless(Yearless::Day(..), _) => Granularity::Day,
        Expr::Yearless(Yearless::Month(_), _) | Expr::InYear(Yearless::Month(_), _) => Granularity::Month,
        _ => return None,
    };
    let fits = match nth {
        None => granularity == Granularity::Day,
        Some(nth) => granularity == Granularity::Month && (-1..=5).contains(&nth) && nth != 0,
    };
    // A week is that of its middle.
    const MIDDLE: i8 = 3;
    let of = match bounded {
        true if v.is_any(week_at + 1, &["ending", "ended"]) => Expr::DaysFrom(Box::new(whole.expr), -MIDDLE),
        true => Expr::DaysFrom(Box::new(whole.expr), MIDDLE),
        false => whole.expr,
    };
    let (of, nth) = (Box::new(of), nth.map_or(0, |nth| nth as i8));
    let expr = if weekend { Expr::WeekendOf(of, nth) } else { Expr::WeekOf(of, nth) };
    fits.then(|| date(whole.end, expr, "week_of"))?
}

/// "the first Tuesday of November", "the last day of December 1999".
fn nth_day(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    let (nth, end) = match v.word(at) {
        Word::Last => (-1, at + 1),
        _ => ordinal(v, at)?,
    };
    let weekday = match v.word(end) {
        Word::Weekday(day) => Some(day),
        Word::Unit(Unit::Day) => None,
        _ => return None,
    };
    if !matches!(v.word(end + 1), Word::Of | Word::In) {
        return None;
    }
    let whole = month_of_year(v, end + 2)
        .or_else(|| super::dates::find(v, end + 2))
        .or_else(|| super::relative::unit_said(v, end + 2))?;
    let fits = match &whole.expr {
        Expr::Unit(Unit::Month | Unit::Year, _) => true,
        Expr::Unit(Unit::Week, _) => weekday.is_none(),
        Expr::Fixed(period) => matches!(period.granularity(), Granularity::Month | Granularity::Year),
        Expr::Yearless(Yearless::Month(_), _) | Expr::InYear(Yearless::Month(_), _) => true,
        _ => false,
    };
    let most = if weekday.is_some() { 5 } else { 31 };
    let nth = i8::try_from(nth).ok().filter(|nth| (1..=most).contains(nth) || *nth == -1)?;
    let expr = Expr::NthDayOf { nth, weekday, of: Box::new(whole.expr) };
    fits.then(|| date(whole.end, expr, "nth_day"))?
}
