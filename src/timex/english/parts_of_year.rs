//! Seasons, decades, centuries, days and weeks of a month: "summer 2007", "the 1990s", "the 19th century".

use super::dates::{dated, era, fiscal_year, short_year, year};
use super::numbers::ordinal;
use super::words::Word;
use crate::time::{Granularity, Period, Season};
use crate::timex::expr::{Expr, Unit, Which, Yearless};
use crate::timex::view::{Match, View};

pub fn find(v: &View, i: usize) -> Option<Match> {
    nth_day(v, i)
        .or_else(|| numbered_day(v, i))
        .or_else(|| season(v, i))
        .or_else(|| week_of(v, i))
        .or_else(|| decade(v, i))
        .or_else(|| decade_of_century(v, i))
        .or_else(|| nth_month(v, i))
        .or_else(|| century(v, i))
}

/// "the first month of 1991", "the first three months of 2012", "the last six months of this year".
fn nth_month(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    let last = v.is(at, Word::Last) || v.is_text(at, "final");
    if !last && !v.is(at, Word::Ordinal(1)) {
        return None;
    }
    let (months, end) = match v.word(at + 1) {
        Word::Unit(Unit::Month) => (1, at + 2),
        Word::Cardinal(3 | 6) | Word::Digits if v.is(at + 2, Word::Units(Unit::Month)) => {
            (super::numbers::cardinal(v, at + 1).map_or_else(|| v.integer(at + 1), |(n, _)| Some(n))?, at + 3)
        }
        _ => return None,
    };
    let part = match (months, last) {
        (1, false) => Yearless::Month(1),
        (1, true) => Yearless::Month(12),
        (3, false) => Yearless::Quarter(1),
        (3, true) => Yearless::Quarter(4),
        (6, false) => Yearless::Half(1),
        (6, true) => Yearless::Half(2),
        _ => return None,
    };
    let (expr, end) = of_year(v, end, part).filter(|_| v.is(end, Word::Of))?;
    dated(end, expr, "months_of_year")
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
    dated(end, expr, "month_of_year")
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
    over.then(|| dated(i + 3, Expr::NthDayOf { nth, weekday: None, of }, "numbered_day"))?
}

fn season(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    let Word::Season(season) = v.word(at) else { return None };
    // "winter2012" of an address
    if v.is_glued(at + 1) && v.is(at + 1, Word::Digits) {
        return None;
    }
    if v.begins_paragraph(at) && at > i {
        return None;
    }
    let part = Yearless::Season(season);
    // "the summer months of 2003"
    let behind = at + 1 + usize::from(v.is(at + 1, Word::Units(Unit::Month)) && v.is(at + 2, Word::Of));
    if let Some((expr, end)) = of_year(v, behind, part) {
        return dated(across_new_year(v, end, &expr), expr, "season_year");
    }
    // "from spring to autumn 1789"
    let joined = matches!(v.before(i), Word::From | Word::Between)
        && matches!(v.word(at + 1), Word::To | Word::And | Word::Mark(b'-'))
        && matches!(v.word(at + 2), Word::Season(_));
    (joined || is_season(v, i, at)).then(|| dated(at + 1, Expr::Yearless(part, Which::Bare), "season"))?
}

/// Where "the winter of 1946-47" ends, which stands at the last token of its first year.
fn across_new_year(v: &View, end: usize, expr: &Expr) -> usize {
    let Expr::Fixed(Period::Season(year, Season::Winter)) = expr else { return end };
    let joint = matches!(v.word(end), Word::Mark(b'-' | b'/')) && v.is_glued(end) && v.is_glued(end + 1);
    let next =
        v.integer(end + 1).filter(|next| joint && matches!(v.width(end + 1), 2 | 4) && (year + 1 - next) % 100 == 0);
    if next.is_some() { end + 2 } else { end }
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
    let initial = v.is_capital(before) && v.str(before).len() == 1 && v.is_mark(before + 1, b'.');
    let named =
        (initial || v.is(before, Word::Other)) && v.is_capital(before) && v.is_word(before) && !v.begins_line(at);
    let names = v.is(at + 1, Word::Other) && v.is_capital(at + 1) && v.is_word(at + 1) && (!introduced || at > i);
    if v.is_capital(at) && (named || names) {
        return false;
    }
    if v.is_text(at, "fall") {
        // "the fall guy"
        let falls = v.is_any(at + 1, &["guy", "guys", "prevention", "hazard", "hazards"]);
        // "to halt the fall"
        let told = at == i
            || i == 0
            || v.begins_line(i)
            || !v.is(i - 1, Word::Other)
            || !v.is_word(i - 1)
            || v.is_text(i - 1, "into");
        return introduced && told && !falls && !matches!(v.word(at + 1), Word::Of | Word::In | Word::To | Word::From);
    }
    if v.is_text(at, "spring") {
        let verb = v.is_any(i.wrapping_sub(1), &["to", "will", "would", "could", "can", "may", "might"])
            || v.is_any(at + 1, &["up", "to", "from", "into", "back"]);
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
            return dated(next + 1, Expr::Fixed(Period::Decade(decade)), "decade");
        }
    }
    if is_measured(v, i) {
        return None;
    }
    // "the roaring twenties"
    let roaring = at + usize::from(at > i && v.is_any(at, &["roaring", "swinging", "booming"]));
    if let Word::Decades(tens) = v.word(roaring) {
        let at = roaring;
        let introduced = at > i || matches!(v.before(i), Word::Early | Word::Late | Word::Mid | Word::Mark(b'-'));
        // "in his fifties" is an age.
        return introduced.then(|| dated(at + 1, Expr::Fixed(Period::Decade(190 + i64::from(tens))), "decade"))?;
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
        return dated(era_end, Expr::Fixed(Period::Decade(-(number / 10) - 1)), "decade");
    }
    match v.width(number_at) {
        4 if (1000..=2100).contains(&number) => {
            // "the 1800s" is the century.
            let century = number % 100 == 0 && number < 1900;
            let period = if century { Period::Century(number / 100) } else { Period::Decade(number / 10) };
            dated(end, Expr::Fixed(period), "decade")
        }
        2 if quoted == 1
            || at > i
            || matches!(v.before(i), Word::Early | Word::Late | Word::Mid | Word::Mark(b'-')) =>
        {
            // The '20s are those of the twentieth century to most who write of them, the '10s are not.
            let year = if number < 20 { 2000 + number } else { 1900 + number };
            dated(end, Expr::Fixed(Period::Decade(year / 10)), "decade")
        }
        _ => None,
    }
}

/// "temperatures in the 60s", "his heart rate was in the sixties"
fn is_measured(v: &View, i: usize) -> bool {
    const REACH: usize = 8;
    const MEASURES: &[&str] = &[
        "temperature",
        "temperatures",
        "rate",
        "rates",
        "degrees",
        "highs",
        "lows",
        "mph",
        "mercury",
        "thermometer",
        "climbed",
        "scored",
    ];
    let inside = (1..=REACH).take_while(|back| i >= *back && v.is_word_or_number(i - back));
    (v.is(i.wrapping_sub(1), Word::In) || v.is_any(i.wrapping_sub(1), &["into"]) || v.is(i.wrapping_sub(1), Word::To))
        && inside.into_iter().any(|back| v.is_any(i - back, MEASURES))
}

/// "the last decade of the 19th century", "the first decade of the 21st century".
fn decade_of_century(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    let (nth, end) = match v.word(at) {
        Word::Last => (10, at + 1),
        _ if v.is_text(at, "final") => (10, at + 1),
        _ => ordinal(v, at).filter(|(nth, _)| (1..=10).contains(nth))?,
    };
    if !v.is(end, Word::Unit(Unit::Decade)) || !v.is(end + 1, Word::Of) {
        return None;
    }
    let whole = century(v, end + 2)?;
    let Expr::Fixed(Period::Century(century)) = whole.expr else { return None };
    (century >= 0).then(|| dated(whole.end, Expr::Fixed(Period::Decade(century * 10 + nth - 1)), "decade"))?
}

/// "XIX" of "the XIX century".
fn roman(v: &View, i: usize) -> Option<(i64, usize)> {
    const CENTURIES: &[&str] = &[
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
        "XVIII", "XIX", "XX", "XXI",
    ];
    let number = v.str(i).strip_suffix("th").or_else(|| v.str(i).strip_suffix("st")).unwrap_or(v.str(i));
    let at = CENTURIES.iter().position(|name| *name == number)?;
    Some((at as i64 + 1, i + 1))
}

/// "the 19th century", "the fifth century BC", "19th-century", "the XIX century".
fn century(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    let (number, end) = ordinal(v, at).or_else(|| roman(v, at))?;
    // "the Twentieth Century Society", "20th Century Fox"
    const NAMED_FOR: &[&str] =
        &["Society", "Fox", "Women", "Studios", "Pictures", "Fund", "Club", "Foundation", "Limited", "Press"];
    if v.is_capital(end) && v.is_capital(end + 1) && v.is_any(end + 1, NAMED_FOR) {
        return None;
    }
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
    dated(end, Expr::Fixed(period), "century")
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
        .then(|| dated(end, Expr::Fixed(Period::Century(number - 1)), "century"))?
}

/// "the week of March 6", "the week ending 7 June", "the last week of March", "the first week of the month".
fn week_of(v: &View, i: usize) -> Option<Match> {
    let at = skip_the(v, i);
    let (nth, week_at) = match v.word(at) {
        Word::Unit(Unit::Week | Unit::Weekend) => (None, at),
        Word::Last => (Some(-1), at + 1),
        _ => {
            let (number, end) = ordinal(v, at)?;
            (Some(number), end)
        }
    };
    let weekend = v.is(week_at, Word::Unit(Unit::Weekend));
    // "the week ending 7 June"
    let bounded = nth.is_none() && v.is_any(week_at + 1, &["ending", "ended", "beginning", "starting", "commencing"]);
    if weekend && nth.is_none() && (bounded || !v.is(week_at + 1, Word::Of)) {
        return None;
    }
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
    // "the weekend of 14-15 April 2012"
    let end = match super::dates::find(v, whole.end + 1) {
        Some(second) if whole.rule == "day_of_range" && weekend => second.end,
        _ => whole.end,
    };
    let (of, nth) = (Box::new(of), nth.map_or(0, |nth| nth as i8));
    let expr = if weekend { Expr::WeekendOf(of, nth) } else { Expr::WeekOf(of, nth) };
    fits.then(|| dated(end, expr, "week_of"))?
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
    fits.then(|| dated(whole.end, expr, "nth_day"))?
}
