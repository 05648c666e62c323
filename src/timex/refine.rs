//! Refiners: what neighbouring expressions say about each other, before any anchor is known.

use super::TimexType;
use super::english;
use super::expr::{Clock, Direction, Expr, Found, Which, Yearless};
use super::view::View;
use crate::time::Period;

/// "in July and August 1941", "from October to March 1945": the year stands behind the last, and holds for all.
pub fn share_years(view: &View, found: &mut [Found]) {
    for at in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(at);
        let (Some(left), Some(right)) = (before.last_mut(), after.first()) else { continue };
        let year = match &right.expr {
            Expr::Fixed(period @ (Period::Month(..) | Period::Day(..) | Period::Season(..) | Period::Quarter(..))) => {
                *period
            }
            _ => continue,
        };
        let Expr::Yearless(part, Which::Bare) = left.expr else { continue };
        if english::joined(view, left.end, right.first) {
            left.expr = in_year_before(part, year);
        }
    }
}

/// "from May 1781 until September": a month that a range ends with is of the year that it begins in, or of the next.
pub fn carry_years(view: &View, found: &mut [Found]) {
    for at in 1..found.len() {
        let (before, after) = found.split_at_mut(at);
        let (Some(left), Some(right)) = (before.last(), after.first_mut()) else { continue };
        let Expr::Fixed(from @ (Period::Month(..) | Period::Day(..))) = left.expr else { continue };
        let Expr::Yearless(part @ (Yearless::Month(_) | Yearless::Day(..)), Which::Bare) = right.expr else { continue };
        let opened = english::opens_range(view, left.first);
        if opened && right.first == left.end + 1 && english::joined(view, left.end, right.first) {
            right.expr = in_year_behind(part, from);
        }
    }
}

/// "In a letter of 4 May 1932 he writes: “Yesterday the mill burned down.”": what is quoted counts from its own day.
pub fn date_quotations(view: &View, found: &mut [Found]) {
    for at in 0..found.len() {
        let Expr::Fixed(day @ Period::Day(..)) = found[at].expr else { continue };
        for (open, close) in english::dated_quotations(view, found[at].first, found[at].end) {
            let quoted = found.iter_mut().filter(|one| (open..close).contains(&one.first));
            quoted.for_each(|one| one.quoted_from = Some(day));
        }
    }
}

/// "Wednesday at 6 pm", "May 12, 2015, at 7:05 PM": day and hour are one expression.
pub fn join_days_with_hours(view: &View, found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for mut one in found {
        if let (Some(day), Expr::Clock { day: open @ None, .. }) = (joined.last(), &mut one.expr)
            && is_day(&day.expr)
            && day.modifier.is_none()
            && english::at_between(view, day.end, one.first)
        {
            *open = Some(Box::new(day.expr.clone()));
            (one.first, one.direction, one.side) = (day.first, day.direction, day.side);
            joined.pop();
        }
        joined.push(one);
    }
    joined
}

fn is_day(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Weekday(..) | Expr::DayFromNow(_) | Expr::Fixed(Period::Day(..)) | Expr::Yearless(Yearless::Day(..), _)
    )
}

/// "at 10:35 a.m. (0735 GMT) Friday": the day stands behind a bracket, and is the clock's day too.
pub fn share_days(view: &View, found: &mut [Found]) {
    const REACH: usize = 6;
    for at in 0..found.len() {
        if !matches!(found[at].expr, Expr::Clock { day: None, .. }) {
            continue;
        }
        let end = found[at].end;
        // "Tuesday 21 June 2016 08.57 BST": the day stands right before it.
        let first = found[at].first;
        if let Some(before) = at.checked_sub(1).map(|before| &found[before])
            && is_day(&before.expr)
            && (before.end == first || before.end + 1 == first && view.is_mark(before.end, b','))
            && !view.begins_paragraph(first)
        {
            let day_before = before.expr.clone();
            if let Expr::Clock { day, .. } = &mut found[at].expr {
                *day = Some(Box::new(day_before));
            }
            continue;
        }
        let next = (at + 1..found.len())
            .take_while(|next| {
                let first = found[*next].first;
                first < end + REACH && !english::has_stop(view, end, first)
            })
            .find_map(|next| {
                let one = &found[next];
                let day = match &one.expr {
                    Expr::Weekday(..) | Expr::DayFromNow(_) | Expr::Fixed(Period::Day(..)) => &one.expr,
                    // "between 10 p.m. and midnight on 12 October"
                    Expr::Yearless(Yearless::Day(..), _) | Expr::InYear(Yearless::Day(..), _)
                        if english::is_on(view, one.first) =>
                    {
                        &one.expr
                    }
                    // "between 2 p.m. and 4 p.m. on Sunday"
                    Expr::Clock { day: Some(day), .. } if english::joined(view, end, one.first) => day,
                    _ => return None,
                };
                Some((next, day.clone()))
            });
        let Some((next, expr)) = next else { continue };
        // "Polls close at 8 p.m. (1900 GMT) on Sunday": an hour without a verb of the past announces, its day too.
        if matches!(found[at].direction, Direction::Present | Direction::Unknown) {
            found[next].direction = Direction::Future;
        }
        if let Expr::Clock { day, .. } = &mut found[at].expr {
            *day = Some(Box::new(expr));
        }
    }
}

/// "Wednesday through Friday": the two weekdays of a range lie less than a week apart.
pub fn order_weekdays(view: &View, found: &mut [Found]) {
    for at in 1..found.len() {
        let (before, after) = found.split_at_mut(at);
        let (Some(left), Some(right)) = (before.last_mut(), after.first_mut()) else { continue };
        let (Expr::Weekday(from, Which::Bare), Expr::Weekday(to, Which::Bare)) = (&left.expr, &right.expr) else {
            continue;
        };
        if right.first == left.end + 1 && english::is_up_to(view, left.end) {
            let days = (*to as i8 - *from as i8).rem_euclid(7);
            // "Wednesday to Friday last week": the last day says which.
            if view.is_text(right.end, "last") {
                left.expr = Expr::DaysFrom(Box::new(right.expr.clone()), -days);
            } else {
                right.expr = Expr::DaysFrom(Box::new(left.expr.clone()), days);
            }
            right.direction = left.direction;
        }
    }
}

/// "03/04/2020" is of 3 April where other dates of the text have their day first, in digits or as "13 April 2020", and
/// none has its month first.
pub fn settle_order(found: &mut [Found]) {
    let has = |rule: &str| found.iter().any(|one| one.rule == rule);
    let written = has("day_month_year") && !has("month_day_year") && !has("month_day");
    if has(english::DAY_FIRST) || written {
        read_day_first(found);
    }
}

/// Reads dates that could have either first with their day first, unless another one can only have its month first.
pub fn read_day_first(found: &mut [Found]) {
    if found.iter().any(|one| one.rule == "numeric_date") {
        return;
    }
    for one in found.iter_mut().filter(|one| one.rule == english::AMBIGUOUS) {
        if let Expr::Fixed(Period::Day(year, month, day)) = one.expr {
            one.expr = Expr::Fixed(Period::day(year, day, month).unwrap_or(Period::Day(year, month, day)));
            one.rule = english::DAY_FIRST;
        }
    }
}

/// "Rain will fall overnight" speaks of the night behind the day of writing.
pub fn turn_overnight(found: &mut [Found]) {
    for one in found.iter_mut().filter(|one| one.rule == english::OVERNIGHT && one.direction.is_future()) {
        if let Expr::DayPart { day: Some(day), .. } = &mut one.expr {
            **day = Expr::DayFromNow(0);
        }
    }
}

/// "1945: Police say" is a time where another line of the text begins with one that can be no year, and all of them can
/// be times; else a year.
pub fn settle_ticker(view: &View, found: &mut [Found]) {
    if !found.iter().any(|one| one.rule == english::TICKER) {
        return;
    }
    let head = |one: &Found| view.begins_line(one.first) && view.is_mark(one.end, b':') && one.end == one.first + 1;
    let clock = |one: &Found| match one.expr {
        Expr::Fixed(Period::Year(year)) if one.rule == "year" && head(one) => {
            let (hour, minute) = ((year / 100) as u8, (year % 100) as u8);
            Some((hour < 24 && minute < 60).then_some(Clock { hour, minute: Some(minute), second: None, zone: None }))
        }
        _ => None,
    };
    if found.iter().any(|one| clock(one) == Some(None)) {
        return;
    }
    for one in found.iter_mut() {
        if let Some(Some(clock)) = clock(one) {
            one.expr = Expr::Clock { clock, day: None };
            (one.kind, one.rule) = (TimexType::Time, english::TICKER);
        }
    }
}

/// A chronology, a line for each day: "April 20, 2010 - The rig explodes", then "May 2 - The president visits". A year holds for
/// the lines behind it until the months begin anew, and for those in front; where none is said, what is told has happened,
/// unless a line says that it will.
pub fn settle_chronology(view: &View, found: &mut [Found]) {
    const LEAST: usize = 3;
    // Tokens of a line that are looked at.
    const LINE: usize = 30;
    let heads: Vec<usize> = (0..found.len()).filter(|&at| heads_line(view, &found[at])).collect();
    let open = heads.iter().filter(|&&at| matches!(found[at].expr, Expr::Yearless(..))).count();
    if open < LEAST {
        return;
    }
    let place = |expr: &Expr| match expr {
        Expr::Yearless(Yearless::Day(month, day), Which::Bare) => Some((None, *month, *day)),
        Expr::Fixed(Period::Day(year, month, day)) => Some((Some(*year), *month, *day)),
        _ => None,
    };
    let Some(first) = heads.iter().find_map(|&at| place(&found[at].expr)?.0) else {
        let ahead = |at: usize| {
            let from = found[at].end + 1;
            let mut rest = (from..from + LINE).take_while(|&token| !view.begins_line(token));
            rest.any(|token| view.is_any(token, &["will", "would", "scheduled", "expected", "due"]))
        };
        if !heads.iter().any(|&at| ahead(at)) {
            heads.iter().for_each(|&at| found[at].direction = Direction::Past);
        }
        return;
    };
    let (mut year, mut before) = (first, None);
    for at in heads {
        let Some((said, month, day)) = place(&found[at].expr) else { continue };
        // "December 30", then "January 4"
        let anew = before.is_some_and(|(last, _)| month + 6 <= last);
        year = said.unwrap_or(if anew { year + 1 } else { year });
        before = Some((month, day));
        if said.is_none() && Period::day(year, month, day).is_some() {
            found[at].expr = Expr::InYear(Yearless::Day(month, day), Box::new(Expr::Fixed(Period::Year(year))));
        }
    }
}

/// "took the town on 10 June 2014. On 29 June it … In spring 2015 …": a day between two of years that are said, told in order,
/// is of the first one's year, or of the next where it comes before it.
pub fn settle_between(view: &View, found: &mut [Found]) {
    let place = |expr: &Expr| match expr {
        Expr::Fixed(Period::Day(year, month, day)) => Some((*year, *month, *day)),
        Expr::Fixed(Period::Month(year, month)) => Some((*year, *month, 1)),
        _ => None,
    };
    for at in 1..found.len().saturating_sub(1) {
        let Expr::Yearless(Yearless::Day(month, day), Which::Bare) = found[at].expr else { continue };
        let behind = match &found[at + 1].expr {
            // "In spring 2015", "at the end of 2015": somewhere in it.
            Expr::Fixed(period @ (Period::Season(..) | Period::Quarter(..) | Period::Year(..))) => {
                Some((period.year(), 12, 31))
            }
            expr => place(expr),
        };
        let (Some(before), Some(behind)) = (place(&found[at - 1].expr), behind) else { continue };
        let one = !(found[at - 1].end..=found[at + 1].first).any(|token| view.begins_paragraph(token));
        let past = found[at].direction.is_past();
        let year = before.0 + i64::from((month, day) < (before.1, before.2));
        if one && past && (year, month, day) <= behind && Period::day(year, month, day).is_some() {
            found[at].expr = Expr::InYear(Yearless::Day(month, day), Box::new(Expr::Fixed(Period::Year(year))));
        }
    }
}

/// Whether a line begins with the day, a dash or a colon behind it, or the day stands before a colon and behind no word
/// that takes it: "20 April: The rig explodes 28 April: …".
fn heads_line(view: &View, one: &Found) -> bool {
    let bullet =
        one.first > 0 && view.begins_line(one.first - 1) && matches!(view.str(one.first - 1), "*" | "•" | "-" | "–");
    let day = matches!(one.expr, Expr::Yearless(Yearless::Day(..), Which::Bare) | Expr::Fixed(Period::Day(..)));
    let inline = view.str(one.end) == ":" && !view.is_glued(one.end + 1) && !english::is_taken(view, one.first);
    day && (inline
        || (bullet || view.begins_line(one.first)) && matches!(view.str(one.end), "-" | "–" | "—" | ":" | "--"))
}

/// The part in the year of the earlier period, or in the year behind where it would come before it.
fn in_year_behind(part: Yearless, earlier: Period) -> Expr {
    let at = |year: i64| match part {
        Yearless::Month(month) => Some(Period::Month(year, month)),
        Yearless::Day(month, day) => Period::day(year, month, day),
        _ => None,
    };
    let year = earlier.year();
    let period = at(year).filter(|period| period.start() >= earlier.start()).or_else(|| at(year + 1));
    period.map_or(Expr::Yearless(part, Which::Bare), Expr::Fixed)
}

/// The part in the year of the later period, or in the year before where it would come after it.
fn in_year_before(part: Yearless, later: Period) -> Expr {
    let year = later.year();
    let at = |year: i64| match part {
        Yearless::Month(month) => Some(Period::Month(year, month)),
        Yearless::Day(month, day) => Period::day(year, month, day),
        Yearless::Season(season) => Some(Period::Season(year, season)),
        Yearless::Quarter(quarter) => Some(Period::Quarter(year, quarter)),
        Yearless::Half(half) => Some(Period::Half(year, half)),
        Yearless::Holiday(_) => None,
    };
    let period = at(year).filter(|period| period.start() <= later.start()).or_else(|| at(year - 1));
    period.map_or(Expr::Yearless(part, Which::Bare), Expr::Fixed)
}
