//! Clock times and parts of the day: "10:35 a.m.", "18:00 UTC", "5 o'clock", "the night of 8 February", "at noon".

use super::words::Word;
use crate::time::Period;
use crate::timex::Modifier;
use crate::timex::TimexType::Time;
use crate::timex::expr::{Clock, DayPart, Expr, Unit, Which};
use crate::timex::view::{Match, View};

pub fn find(v: &View, i: usize) -> Option<Match> {
    date_time_group(v, i).or_else(|| clock(v, i)).or_else(|| night_of(v, i)).or_else(|| lone_part(v, i))
}

/// "23:20:30", "08:30" of a 24-hour clock.
pub fn twenty_four_hours(v: &View, i: usize) -> Option<(Clock, usize)> {
    let hour = v.integer(i).filter(|hour| v.width(i) <= 2 && *hour < 25)?;
    if !v.is_mark(i + 1, b':') || !v.is_glued(i + 1) || !v.is_glued(i + 2) {
        return None;
    }
    let minute = v.integer(i + 2).filter(|minute| v.width(i + 2) == 2 && *minute < 60)?;
    let mut clock = Clock { hour: hour as u8, minute: Some(minute as u8), second: None, zone: None };
    if v.is_mark(i + 3, b':') && v.is_glued(i + 3) && v.is_glued(i + 4) {
        let second = v.integer(i + 4).filter(|second| v.width(i + 4) == 2 && *second < 60)?;
        clock.second = Some(second as u8);
        return Some((clock, i + 5));
    }
    Some((clock, i + 3))
}

/// "121530Z JUN 11": day, hour, minute and zone of a military message, then month and year.
fn date_time_group(v: &View, i: usize) -> Option<Match> {
    let number = v.integer(i).filter(|_| v.width(i) == 6 && !v.is_glued(i))?;
    let (day, hour, minute) = ((number / 10_000) as u8, (number / 100 % 100) as u8, (number % 100) as u8);
    let zone = military_zone(v, i + 1).filter(|_| hour < 24 && minute < 60)?;
    let (month, at) = super::dates::month(v, i + 2)?;
    let year = super::dates::two_or_four(v, at)?;
    let day = Box::new(Expr::Fixed(Period::day(year, month, day)?));
    let clock = Clock { hour, minute: Some(minute), second: None, zone };
    let expr = Expr::Clock { clock, day: Some(day) };
    Some(Match { end: at + 1, kind: Time, expr, modifier: None, rule: "date_time_group" })
}

/// The letter of a time zone glued to a number, in minutes east of UTC; J is the local time, which names none.
fn military_zone(v: &View, i: usize) -> Option<Option<i16>> {
    let [letter] = v.str(i).as_bytes() else { return None };
    let hours = match letter {
        b'J' => return v.is_glued(i).then_some(None),
        b'Z' => 0,
        // I and J are no hours, so K is the tenth.
        b'A'..=b'I' => i16::from(letter - b'A') + 1,
        b'K'..=b'M' => i16::from(letter - b'K') + 10,
        b'N'..=b'Y' => -(i16::from(letter - b'N') + 1),
        _ => return None,
    };
    v.is_glued(i).then_some(Some(hours * 60))
}

fn clock(v: &View, i: usize) -> Option<Match> {
    if v.is_glued(i) && i > 0 && (v.is(i - 1, Word::Digits) || v.is_mark(i - 1, b':') || v.is_mark(i - 1, b'-')) {
        return None;
    }
    let (mut clock, mut at, mut sure) = base(v, i)?;
    match v.word(at) {
        Word::Am | Word::Pm if !v.begins_paragraph(at) => {
            let is_am = v.is(at, Word::Am);
            // "I am" after a number is rare, "5 am" is not.
            if clock.hour == 0 || clock.hour > 12 {
                return None;
            }
            clock.hour = clock.hour % 12 + if is_am { 0 } else { 12 };
            at += 1;
            sure = true;
        }
        Word::Oclock => {
            at += 1;
            sure = true;
        }
        Word::Units(Unit::Hour) if v.width(i) == 4 => {
            at += 1;
            sure = true;
        }
        _ => {}
    }
    if let Some((part, end)) = in_the_part(v, at)
        && clock.hour <= 12
    {
        let afternoon =
            matches!(part, DayPart::Afternoon | DayPart::Evening) || part == DayPart::Night && clock.hour >= 6;
        if afternoon && clock.hour < 12 {
            clock.hour += 12;
        }
        at = end;
        sure = true;
    }
    if let Word::Zone(minutes) = v.word(at) {
        if v.is_upper(at) {
            clock.zone = Some(minutes);
            at += 1;
            sure = true;
        }
    } else if v.is_mark(at, b'(') && matches!(v.word(at + 1), Word::Zone(_)) && v.is_mark(at + 2, b')') {
        if let Word::Zone(minutes) = v.word(at + 1) {
            clock.zone = Some(minutes);
            at += 3;
            sure = true;
        }
    } else if v.is_any(at, &["local"]) && v.is(at + 1, Word::Time) {
        at += 2;
        sure = true;
    }
    if !sure && said_today(v, at).is_none() {
        return None;
    }
    let (day, end) = match said_today(v, at) {
        Some((evening, end)) => {
            clock.hour += if evening && clock.hour < 12 { 12 } else { 0 };
            (Some(Box::new(Expr::DayFromNow(0))), end)
        }
        None => day_behind(v, at),
    };
    Some(Match { end, kind: Time, expr: Expr::Clock { clock, day }, modifier: None, rule: "clock" })
}

/// The hour and minute; whether that alone is surely a time.
fn base(v: &View, i: usize) -> Option<(Clock, usize, bool)> {
    let on_the_hour = |hour: u8| Clock { hour, minute: None, second: None, zone: None };
    if let Some((clock, end)) = twenty_four_hours(v, i) {
        // A ratio or a score has "3:2"; with a leading preposition or two-digit hour it is a time.
        let introduced = matches!(
            v.before(i),
            Word::At
                | Word::By
                | Word::Until
                | Word::From
                | Word::To
                | Word::Before
                | Word::After
                | Word::About
                | Word::Since
                | Word::Between
        );
        return Some((clock, end, introduced || v.width(i) == 2 && v.is_text(end, "hours")));
    }
    if let Some(clock) = military(v, i) {
        return Some((clock, i + 1, false));
    }
    match v.word(i) {
        Word::Noon => Some((Clock { hour: 12, minute: Some(0), second: None, zone: None }, i + 1, true)),
        Word::Midnight => Some((Clock { hour: 24, minute: Some(0), second: None, zone: None }, i + 1, true)),
        Word::Digits => {
            let text = v.str(i);
            if let Some((hour, minute)) = text.split_once('.') {
                // "10.30 a.m." as the British write it.
                let hour: u8 = hour.parse().ok().filter(|hour| *hour <= 24)?;
                let minute: u8 = minute.parse().ok().filter(|m| *m < 60 && minute.len() == 2)?;
                let meridian = matches!(v.word(i + 1), Word::Am | Word::Pm);
                return meridian.then_some((Clock { minute: Some(minute), ..on_the_hour(hour) }, i + 1, false));
            }
            let hour = v.integer(i).filter(|hour| v.width(i) <= 2 && (1..=24).contains(hour))?;
            Some((on_the_hour(hour as u8), i + 1, false))
        }
        Word::Cardinal(hour @ 1..=12) => Some((on_the_hour(hour as u8), i + 1, false)),
        _ => None,
    }
}

/// "1930" of "1930 GMT" and "1930 local time", "0600" of "0600 hours".
fn military(v: &View, i: usize) -> Option<Clock> {
    let number = v.integer(i).filter(|_| v.width(i) == 4)?;
    let (hour, minute) = (number / 100, number % 100);
    let named = matches!(v.word(i + 1), Word::Zone(_)) && v.is_upper(i + 1)
        || v.is_text(i + 1, "local") && v.is_text(i + 2, "time")
        || v.is_text(i + 1, "hours") && number < 1000;
    (named && hour < 24 && minute < 60).then_some(Clock {
        hour: hour as u8,
        minute: Some(minute as u8),
        second: None,
        zone: None,
    })
}

/// "in the morning", "at night".
fn in_the_part(v: &View, i: usize) -> Option<(DayPart, usize)> {
    match (v.word(i), v.word(i + 1), v.word(i + 2)) {
        (Word::In, Word::The, Word::Part(part)) if !v.is(i + 3, Word::Of) => Some((part, i + 3)),
        (Word::At, Word::Part(DayPart::Night), _) => Some((DayPart::Night, i + 2)),
        _ => None,
    }
}

/// "this morning", "tonight" behind an hour: whether in the later half of the day, and where it ends.
fn said_today(v: &View, at: usize) -> Option<(bool, usize)> {
    match (v.word(at), v.word(at + 1)) {
        (Word::Tonight, _) => Some((true, at + 1)),
        (Word::This, Word::Part(part)) => Some((part != DayPart::Morning, at + 2)),
        _ => None,
    }
}

/// "on Tuesday", "Tuesday", ", March 19", "today" behind a clock time.
fn day_behind(v: &View, at: usize) -> (Option<Box<Expr>>, usize) {
    let mut start = at;
    if v.is_mark(start, b',') {
        start += 1;
    }
    if v.is(start, Word::On) {
        start += 1;
    }
    if v.begins_paragraph(start) {
        return (None, at);
    }
    let found = super::dates::find(v, start).or_else(|| super::relative::find(v, start));
    if let Some(found) = found {
        let mut expr = found.expr;
        let mut end = found.end;
        if let Expr::DayPart { day: Some(day), .. } = expr {
            expr = *day;
        }
        let is_day = match &expr {
            Expr::Fixed(period) => period.granularity() == crate::time::Granularity::Day,
            Expr::Weekday(..) | Expr::DayFromNow(_) => true,
            Expr::Yearless(crate::timex::expr::Yearless::Day(..), _) => true,
            Expr::Unit(Unit::Day, Which::Same | Which::Following | Which::Previous) => true,
            _ => false,
        };
        if is_day {
            if v.is_mark(end, b'.') {
                end += 0;
            }
            return (Some(Box::new(expr)), end);
        }
    }
    (None, at)
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
        Expr::Fixed(period) => period.granularity() == crate::time::Granularity::Day,
        Expr::Yearless(crate::timex::expr::Yearless::Day(..), _) | Expr::Weekday(..) => true,
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
    if !v.is_any(at, &["morning", "afternoon", "evening", "night"]) || v.is(at + 1, Word::Of) {
        return None;
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
