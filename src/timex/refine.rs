//! Refiners: what neighbouring expressions say about each other, before any anchor is known.

use super::english;
use super::expr::{Expr, Found, Which, Yearless};
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

/// "at 10:35 a.m. (0735 GMT) Friday": the day stands behind a bracket, and is the clock's day too.
pub fn share_days(view: &View, found: &mut [Found]) {
    const REACH: usize = 6;
    for at in 0..found.len() {
        if !matches!(found[at].expr, Expr::Clock { day: None, .. }) {
            continue;
        }
        let end = found[at].end;
        let day = (found[at + 1..].iter())
            .take_while(|next| next.first < end + REACH && !english::has_stop(view, end, next.first))
            .find(|next| matches!(next.expr, Expr::Weekday(..) | Expr::DayFromNow(_) | Expr::Fixed(Period::Day(..))))
            .map(|next| next.expr.clone());
        if let Expr::Clock { day: open, .. } = &mut found[at].expr {
            *open = day.map(Box::new);
        }
    }
}

/// "03/04/2020" is of 3 April where another date of the text has its day first, and none its month.
pub fn settle_order(found: &mut [Found]) {
    let has = |rule: &str| found.iter().any(|one| one.rule == rule);
    if !has(english::DAY_FIRST) || has("numeric_date") {
        return;
    }
    for one in found.iter_mut().filter(|one| one.rule == english::AMBIGUOUS) {
        if let Expr::Fixed(Period::Day(year, month, day)) = one.expr {
            one.expr = Expr::Fixed(Period::day(year, day, month).unwrap_or(Period::Day(year, month, day)));
            one.rule = english::DAY_FIRST;
        }
    }
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
