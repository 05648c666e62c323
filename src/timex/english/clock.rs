//! Clock times: "10:35 a.m.", "18:00 UTC", "5 o'clock", "half past ten", "at noon", "1945:" of a live ticker.

use super::dates::YEARS;
use super::words::Word;
use crate::time::Period;
use crate::timex::TimexType::Time;
use crate::timex::expr::{Clock, DayPart, Expr, Unit, Which};
use crate::timex::view::{Match, View};

pub fn find(v: &View, i: usize) -> Option<Match> {
    date_time_group(v, i).or_else(|| ticker(v, i)).or_else(|| clock(v, i)).or_else(|| first_hour(v, i))
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

/// "Z", "+01:00", "-0500" glued to an ISO time: minutes east of UTC, and where it ends.
pub fn iso_zone(v: &View, i: usize) -> Option<(i16, usize)> {
    if !v.is_glued(i) {
        return None;
    }
    if v.str(i) == "Z" {
        return Some((0, i + 1));
    }
    let sign = match v.str(i) {
        "+" => 1,
        "-" | "−" => -1,
        _ => return None,
    };
    let number = v.integer(i + 1).filter(|_| v.is_glued(i + 1))? as i16;
    let colon = v.is_mark(i + 2, b':') && v.is_glued(i + 2) && v.is_glued(i + 3) && v.width(i + 3) == 2;
    match v.width(i + 1) {
        2 if colon => Some((sign * (number * 60 + v.integer(i + 3)? as i16), i + 4)),
        2 => Some((sign * number * 60, i + 2)),
        4 => Some((sign * (number / 100 * 60 + number % 100), i + 2)),
        _ => None,
    }
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

/// "8" of "from 8 to 10 p.m. Monday", "7:30" of "7:30-9 p.m.": its half of the day and its day stand behind the other.
fn first_hour(v: &View, i: usize) -> Option<Match> {
    let (hour, end, _) = base(v, i).filter(|(hour, ..)| (1..=12).contains(&hour.hour) && !v.is_glued(i))?;
    if !v.is(i, Word::Digits) || !matches!(v.word(end), Word::To | Word::And | Word::Mark(b'-')) {
        return None;
    }
    let Match { expr: Expr::Clock { clock, day }, end: last, .. } = clock(v, end + 1)? else { return None };
    // The other one says which half of the day.
    let (_, other_end, _) = base(v, end + 1)?;
    if !matches!(v.word(other_end), Word::Am | Word::Pm) || last <= end {
        return None;
    }
    let afternoon = clock.hour >= 12;
    let morning_first = afternoon && hour.hour < 12 && hour.hour > clock.hour % 12 && clock.hour != 12;
    let half = if afternoon && !morning_first { 12 } else { 0 };
    let first = Clock { hour: hour.hour % 12 + half, zone: clock.zone, ..hour };
    let expr = Expr::Clock { clock: first, day };
    Some(Match { end, kind: Time, expr, modifier: None, rule: "first_hour" })
}

fn clock(v: &View, i: usize) -> Option<Match> {
    // "7-9 p.m." is a stretch; "3-2", "10:30:05" are none.
    let hours = v.is_mark(i.wrapping_sub(1), b'-')
        && (v.width(i.wrapping_sub(2)) <= 2)
        && base(v, i).is_some_and(|(_, end, _)| matches!(v.word(end), Word::Am | Word::Pm));
    if v.is_glued(i)
        && i > 0
        && !hours
        && (v.is(i - 1, Word::Digits) || v.is_mark(i - 1, b':') || v.is_mark(i - 1, b'-'))
    {
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
        // "the Nine O'Clock News"
        Word::Oclock if v.is_capital(at) && v.is_capital(at + 1) && v.is(at + 1, Word::Other) => return None,
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
    if v.is(at, Word::ZoneName) && v.is_upper(at) && sure {
        at += 1;
    } else if let Word::Zone(minutes) = v.word(at) {
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
    } else if v.is_text(at, "local") && v.is(at + 1, Word::Time) {
        at += 2;
        sure = true;
    } else if named_time(v, at) && sure {
        let expr = Expr::Clock { clock, day: None };
        return Some(Match { end: at + 2, kind: Time, expr, modifier: None, rule: "clock" });
    }
    let that_day = v.is(at, Word::That) && matches!(v.word(at + 1), Word::Part(_)) && v.is(i.wrapping_sub(1), Word::At);
    if !sure && said_today(v, at).is_none() && !that_day {
        return None;
    }
    // "at four that afternoon"
    if let (true, Word::Part(part)) = (that_day, v.word(at + 1)) {
        clock.hour += if part != DayPart::Morning && clock.hour < 12 { 12 } else { 0 };
        let day = Some(Box::new(Expr::Unit(Unit::Day, Which::Same)));
        return Some(Match {
            end: at + 2,
            kind: Time,
            expr: Expr::Clock { clock, day },
            modifier: None,
            rule: "clock",
        });
    }
    let (day, end) = match said_today(v, at) {
        Some((days, evening, end)) => {
            clock.hour += if evening && clock.hour < 12 { 12 } else { 0 };
            (Some(Box::new(Expr::DayFromNow(days))), end)
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
    if let Some((clock, end)) = past_the_hour(v, i) {
        let introduced =
            matches!(v.before(i), Word::At | Word::By | Word::Until | Word::Before | Word::After | Word::About)
                || v.is_any(i.wrapping_sub(1), &["was", "is"]);
        return Some((clock, end, introduced));
    }
    if let Some(clock) = military(v, i) {
        return Some((clock, i + 1, false));
    }
    if let Some(clock) = at_four_digits(v, i) {
        return Some((clock, i + 1, true));
    }
    match v.word(i) {
        // "High Noon", "Midnight Express"
        Word::Noon | Word::Midnight if v.is_capital(i) && is_named(v, i) => None,
        // "twelve noon", "12 midnight"
        Word::Cardinal(12) | Word::Digits if is_twelve(v, i) && v.is(i + 1, Word::Noon) => {
            Some((Clock { hour: 12, minute: Some(0), second: None, zone: None }, i + 2, true))
        }
        Word::Cardinal(12) | Word::Digits if is_twelve(v, i) && v.is(i + 1, Word::Midnight) => {
            Some((Clock { hour: 24, minute: Some(0), second: None, zone: None }, i + 2, true))
        }
        Word::Noon => Some((Clock { hour: 12, minute: Some(0), second: None, zone: None }, i + 1, true)),
        Word::Midnight => Some((Clock { hour: 24, minute: Some(0), second: None, zone: None }, i + 1, true)),
        Word::Digits => {
            let text = v.str(i);
            if let Some((hour, minute)) = text.split_once('.') {
                // "10.30 a.m." as the British write it.
                let hour: u8 = hour.parse().ok().filter(|hour| *hour <= 24)?;
                let minute: u8 = minute.parse().ok().filter(|m| *m < 60 && minute.len() == 2)?;
                let meridian = matches!(v.word(i + 1), Word::Am | Word::Pm)
                    || in_the_part(v, i + 1).is_some() && v.is(i.wrapping_sub(1), Word::At)
                    || matches!(v.word(i + 1), Word::Zone(_)) && v.is_upper(i + 1);
                return meridian.then_some((Clock { minute: Some(minute), ..on_the_hour(hour) }, i + 1, false));
            }
            let hour = v.integer(i).filter(|hour| v.width(i) <= 2 && (1..=24).contains(hour))?;
            Some((on_the_hour(hour as u8), i + 1, false))
        }
        Word::Cardinal(hour @ 1..=12) => Some((on_the_hour(hour as u8), i + 1, false)),
        _ => None,
    }
}

fn is_twelve(v: &View, i: usize) -> bool {
    v.is(i, Word::Cardinal(12)) || v.integer(i) == Some(12)
}

/// Whether a capital stands beside it that begins no sentence.
fn is_named(v: &View, i: usize) -> bool {
    let behind = v.is_capital(i + 1) && v.is(i + 1, Word::Other) && v.is_word(i + 1);
    behind || v.is_text(i.wrapping_sub(1), "high") && v.is_capital(i.wrapping_sub(1))
}

/// "Malaysian time", "Pacific time": whose clock it is, which says no zone by itself.
fn named_time(v: &View, i: usize) -> bool {
    v.is_capital(i) && v.is(i, Word::Other) && v.is_word(i) && v.is(i + 1, Word::Time) && !v.is_capital(i + 1)
}

/// "half past ten", "quarter past three", "a quarter to six".
fn past_the_hour(v: &View, i: usize) -> Option<(Clock, usize)> {
    let at = i + usize::from(v.is(i, Word::A));
    let minutes = match v.word(at) {
        Word::Half if at == i => 30,
        Word::Unit(Unit::Quarter) => 15,
        _ => return None,
    };
    let hour = match v.word(at + 2) {
        Word::Cardinal(hour @ 1..=12) => hour as u8,
        _ => v.integer(at + 2).filter(|hour| (1..=12).contains(hour))? as u8,
    };
    let (hour, minute) = match v.word(at + 1) {
        Word::Past => (hour, minutes),
        Word::To if minutes == 15 => (if hour == 1 { 12 } else { hour - 1 }, 45),
        _ => return None,
    };
    // Nobody says when the day is meant.
    let at_night = matches!((v.word(at + 3), v.word(at + 5)), (Word::In, Word::Part(DayPart::Morning)));
    let hour = if hour < 7 && !at_night && !v.is(at + 3, Word::Am) { hour + 12 } else { hour };
    Some((Clock { hour, minute: Some(minute), second: None, zone: None }, at + 3))
}

/// "1930" of "1930 GMT" and "1930 local time", "0600" of "0600 hours".
fn military(v: &View, i: usize) -> Option<Clock> {
    let number = v.integer(i).filter(|_| v.width(i) == 4)?;
    let (hour, minute) = (number / 100, number % 100);
    let introduced = matches!(
        v.before(i),
        Word::At | Word::By | Word::Until | Word::From | Word::Before | Word::After | Word::About
    );
    let named = matches!(v.word(i + 1), Word::Zone(_)) && v.is_upper(i + 1)
        || v.is_text(i + 1, "local") && v.is_text(i + 2, "time")
        || v.is(i + 1, Word::Units(Unit::Hour)) && (number < 1000 || introduced);
    (named && hour < 24 && minute < 60).then_some(Clock {
        hour: hour as u8,
        minute: Some(minute as u8),
        second: None,
        zone: None,
    })
}

/// "0600" of "left at 0600": digits that begin with a nought behind a preposition of times.
fn at_four_digits(v: &View, i: usize) -> Option<Clock> {
    let number = v.integer(i).filter(|_| v.width(i) == 4 && v.str(i).starts_with('0'))?;
    let introduced = matches!(v.before(i), Word::At | Word::Before | Word::After | Word::Until);
    let (hour, minute) = (number / 100, number % 100);
    let alone = !v.is_glued(i + 1) || matches!(v.str(i + 1), "." | "," | ";" | ")");
    (introduced && alone && minute < 60).then_some(Clock {
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

/// "this morning", "tonight", "tomorrow night" behind an hour: days from now, whether in the later half of the day, and
/// where it ends.
fn said_today(v: &View, at: usize) -> Option<(i8, bool, usize)> {
    let days = match v.word(at) {
        Word::Tonight => return Some((0, true, at + 1)),
        Word::This => 0,
        Word::Yesterday => -1,
        Word::Tomorrow => 1,
        _ => return None,
    };
    let Word::Part(part) = v.word(at + 1) else { return None };
    Some((days, part != DayPart::Morning, at + 2))
}

/// "1945: Police say", "09:12 The count begins": a time at the head of a line of a live ticker. Four digits that could be
/// a year wait for the rest of the text.
fn ticker(v: &View, i: usize) -> Option<Match> {
    if !v.begins_line(i) || v.begins_line(i + 1) {
        return None;
    }
    let (clock, end) = match twenty_four_hours(v, i) {
        Some((clock, end)) if v.width(i) == 2 && !v.begins_line(end) && clock.hour < 24 => (clock, end),
        Some(_) => return None,
        None => {
            let number = v.integer(i).filter(|_| v.width(i) == 4 && v.is_mark(i + 1, b':') && v.is_glued(i + 1))?;
            let (hour, minute) = (number / 100, number % 100);
            let certain = !YEARS.contains(&number) && hour < 24 && minute < 60 && !v.is_glued(i + 2);
            let clock = Clock { hour: hour as u8, minute: Some(minute as u8), second: None, zone: None };
            certain.then_some((clock, i + 1))?
        }
    };
    let marked = v.is_mark(end, b':') || v.is_mark(end, b'-') && !v.is_glued(end);
    let said =
        marked || v.is_capital(end) && !matches!(v.word(end), Word::Am | Word::Pm | Word::Zone(_) | Word::ZoneName);
    let expr = Expr::Clock { clock, day: None };
    said.then_some(Match { end, kind: Time, expr, modifier: None, rule: TICKER })
}

/// Rule of the times of a live ticker.
pub const TICKER: &str = "ticker";

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
