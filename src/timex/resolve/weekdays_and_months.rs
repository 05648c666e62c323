//! Which one of several like-named is meant: "Thursday", "last April", "the spring".

use super::super::Anchor;
use super::super::expr::{Direction, Which, Yearless};
use super::super::say::Steps;
use super::calendar::{day_of, in_year};
use super::{Dated, Resolver};
use crate::time::{Period, Season};

impl Resolver {
    pub(super) fn weekday(&self, words: &str, weekday: u8, which: Which, direction: Direction) -> Option<Dated> {
        let (now, anchor) = self.anchor_for(which)?;
        let today = day_of(now)?;
        // Days back to the latest such weekday, today counting.
        let back = (i64::from(today.start().weekday()) - i64::from(weekday)).rem_euclid(7);
        let latest = -back;
        let next = (7 - back) % 7;
        let narrative = matches!(anchor, Anchor::Narrative(_));
        let (offset, relation) = match which {
            Which::Last | Which::Previous => (if back == 0 { -7 } else { latest }, "before"),
            Which::Next | Which::Following => (if next == 0 { 7 } else { next }, "after"),
            Which::This if direction.is_past() => (latest, "before"),
            Which::This => (next, "after"),
            Which::Bare | Which::Same if narrative => (if back <= 3 { latest } else { next }, "nearest to"),
            _ if direction.is_future() => (next, "after"),
            _ => (latest, "before"),
        };
        let relation = if offset == 0 { "on the day of" } else { relation };
        self.anchored(words, today.plus(offset), anchor, Steps::weekday(words, weekday, relation))
    }

    pub(super) fn yearless(&self, words: &str, part: Yearless, which: Which, direction: Direction) -> Option<Dated> {
        let (now, anchor) = match (direction, self.published) {
            (Direction::Ahead, Some(date)) if which == Which::Bare => (Period::from(date), Anchor::Published(date)),
            _ => self.anchor_for(which)?,
        };
        let narrative = matches!(anchor, Anchor::Narrative(_));
        let year = now.year();
        let candidates = || (-4..=4).filter_map(|offset| in_year(part, year + offset));
        let (today, end) = (now.start(), now.span().end);
        let period = match which {
            Which::Last | Which::Previous => candidates().rfind(|p| p.span().end <= today)?,
            Which::Next | Which::Following => candidates().find(|p| p.start() >= end)?,
            Which::This => in_year(part, season_year(part, now))?,
            Which::Same | Which::Bare if narrative => self.not_beyond(part, told(part, now)?),
            _ => {
                let reported = reported(part, now, direction)?;
                if which == Which::Bare
                    && let Some(told) = self.within_passage(part, reported, direction)
                {
                    let anchor = Anchor::Narrative(told.from.timex_value());
                    return self.anchored(words, told.period, anchor, Steps::relative(words));
                }
                reported
            }
        };
        self.anchored(words, period, anchor, Steps::relative(words))
    }

    /// Histories go forward: a date that would lie beyond the next one told, and would not in that one's year, is of
    /// that year.
    fn not_beyond(&self, part: Yearless, period: Period) -> Period {
        let Some(ahead) = self.ahead else { return period };
        // What lies in the year that the text is at needs no help: what is told next may look back.
        if self.current.is_some_and(|current| current.year() == period.year()) {
            return period;
        }
        let earlier = in_year(part, ahead.year()).filter(|earlier| earlier.start() <= ahead.start());
        let overshoots = period.start() >= ahead.span().end && period.year() - ahead.year() <= 2;
        earlier.filter(|_| overshoots).unwrap_or(period)
    }
}

/// The year that "this winter" belongs to.
fn season_year(part: Yearless, now: Period) -> i64 {
    let january = now.month().is_some_and(|month| month <= 2);
    match part {
        Yearless::Season(Season::Winter) if !january => now.year() + 1,
        _ => now.year(),
    }
}

/// In a history the year goes on from the last date told; a month well before it opens the next year.
fn told(part: Yearless, here: Period) -> Option<Period> {
    let same = in_year(part, here.year())?;
    let (Some(month), Some(here_month)) = (same.month(), here.month()) else { return Some(same) };
    if matches!(part, Yearless::Season(Season::Winter)) {
        // After a summer the next winter is meant, which the next year names.
        return if here_month >= 6 { in_year(part, here.year() + 1) } else { Some(same) };
    }
    if i16::from(month) - i16::from(here_month) <= -7 { in_year(part, here.year() + 1) } else { Some(same) }
}

/// In news a date without a year is the nearest one that the tense allows.
fn reported(part: Yearless, now: Period, direction: Direction) -> Option<Period> {
    let today = now.start();
    let candidates: Vec<Period> = (-1..=1).filter_map(|offset| in_year(part, now.year() + offset)).collect();
    let latest = candidates.iter().rfind(|p| p.start() <= today).copied();
    let next = candidates.iter().find(|p| p.span().end > today).copied();
    let distance = |p: &Period| (p.start().0 - today.0).abs();
    // A day without a year is within half a year; tense decides only when both are about as far.
    const NEAR_SECS: i64 = 100 * 86_400;
    // "They had fixed a March 3 vote": the tense alone does not move a date that is this near.
    const AGAINST_SECS: i64 = 45 * 86_400;
    if let Yearless::Quarter(_) | Yearless::Half(_) = part {
        // Accounts speak of this year's quarters, or of last year's until those have come.
        let this_year = in_year(part, now.year())?;
        let to_come = this_year.start() > today;
        // In autumn what will be in the first quarter is next year's; a report that will come out in May is of this one's.
        const LONG_OVER_SECS: i64 = 150 * 86_400;
        if direction.is_future() && today.0 - this_year.span().end.0 > LONG_OVER_SECS {
            return in_year(part, now.year() + 1);
        }
        return if to_come && direction.is_past() { latest } else { Some(this_year) };
    }
    match (latest, next) {
        (Some(latest), Some(next)) => {
            let nearest = if distance(&latest) <= distance(&next) { latest } else { next };
            if direction == Direction::Over {
                return Some(latest);
            }
            let is_day = matches!(part, Yearless::Day(..) | Yearless::Holiday(_));
            let against = nearest.start() > today && direction == Direction::Past
                || nearest.start() < today && direction.is_future();
            let near = if against { AGAINST_SECS } else { NEAR_SECS };
            if is_day && distance(&nearest) < near {
                return Some(nearest);
            }
            Some(match direction {
                Direction::Past | Direction::Over => latest,
                Direction::Future | Direction::Ahead => next,
                Direction::Present | Direction::Unknown => nearest,
            })
        }
        (one, other) => one.or(other),
    }
}
