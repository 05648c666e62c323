//! Units counted from where the text is at or from publication: "last week", "that year", "three days ago".

use super::super::Anchor;
use super::super::expr::{Direction, From, Unit, Which};
use super::super::say::Steps;
use super::{Dated, Resolver};
use crate::time::{Granularity, Period};

impl Resolver {
    pub(super) fn unit(&self, words: &str, unit: Unit, which: Which, direction: Direction) -> Option<Dated> {
        let (here, anchor) = self.anchor_for(which)?;
        let step = match which {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
            Which::This => self.this_one(unit, direction),
            _ => 0,
        };
        if let Some(backdrop) = self
            .backdrop
            .filter(|backdrop| backdrop.granularity() == unit.granularity() && matches!(anchor, Anchor::Narrative(_)))
        {
            return self.anchored(words, backdrop.plus(step), anchor, Steps::relative(words));
        }
        // "The end of the day" in news that has named no day yet is that of publication.
        let published = self.published.map(|date| (Period::from(date), Anchor::Published(date)));
        let (here, anchor) = match published {
            Some(now) if which == Which::Same && !self.narrative && here.granularity() > unit.granularity() => now,
            _ => (here, anchor),
        };
        // What is coarser than the unit cannot say which one it was.
        if here.granularity() > unit.granularity() {
            return None;
        }
        let base = match unit {
            Unit::Weekend => match here.widen(Granularity::Week) {
                Period::Week(year, week) => Period::Weekend(year, week),
                other => other,
            },
            Unit::Fortnight => return None,
            _ => here.widen(unit.granularity()),
        };
        self.anchored(words, base.plus(step), anchor, Steps::relative(words))
    }

    /// On a Monday or Tuesday "this weekend" is the one just over where the verb is of the past; on a Sunday "this week"
    /// begins where it is of what is to come. In weeks from the calendar's.
    fn this_one(&self, unit: Unit, direction: Direction) -> i64 {
        const MONDAY_TUESDAY: std::ops::RangeInclusive<u8> = 0..=1;
        const SUNDAY: u8 = 6;
        let Some((Period::Day(..), Anchor::Published(day))) = self.now() else { return 0 };
        let weekday = Period::from(day).start().weekday();
        match unit {
            Unit::Weekend if direction.is_past() && MONDAY_TUESDAY.contains(&weekday) => -1,
            Unit::Week if direction.is_future() && weekday == SUNDAY => 1,
            _ => 0,
        }
    }

    pub(super) fn shift(&self, words: &str, tenths: i64, unit: Unit, later: bool, from: From) -> Option<Dated> {
        let (base, anchor) = match from {
            From::Now => self.now()?,
            From::Narrative => self.here()?,
        };
        let sign = if later { 1 } else { -1 };
        // "By the early 1720s … A century later"
        if let (From::Narrative, Some(backdrop), 0) = (from, self.backdrop, tenths % 10) {
            let steps = match (unit, backdrop.granularity()) {
                (Unit::Decade, Granularity::Decade) | (Unit::Century, Granularity::Century) => Some(1),
                (Unit::Century, Granularity::Decade) => Some(10),
                _ => None,
            };
            if let Some(steps) = steps.filter(|_| tenths < 1000) {
                let period = backdrop.plus(sign * steps * tenths / 10);
                let anchor = Anchor::Narrative(backdrop.timex_value());
                return self.anchored(words, period, anchor, Steps::relative(words));
            }
        }
        let whole = tenths / 10 * sign;
        let (granularity, steps) = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            // "half a century ago", "a decade and a half later": the year so many years away.
            Unit::Century | Unit::Decade if tenths % 10 != 0 => {
                let years = if unit == Unit::Century { 100 } else { 10 };
                (Granularity::Year, sign * (tenths.saturating_mul(years) / 10))
            }
            Unit::Fortnight => (Granularity::Week, whole.saturating_mul(2)),
            // Ten years before a year are a year.
            Unit::Decade => (Granularity::Year, whole.saturating_mul(10)),
            Unit::Century if tenths < 100 => (Granularity::Year, whole.saturating_mul(100)),
            _ => (unit.granularity(), whole),
        };
        if base.granularity() > granularity || steps.abs() > 1_000_000 {
            return None;
        }
        // "a year and a half ago" is eighteen months ago, somewhere in that year.
        let by_months = unit == Unit::Year && tenths % 10 != 0 && base.granularity() <= Granularity::Month;
        let period = match by_months {
            true => {
                base.widen(Granularity::Month).plus(sign * (tenths.saturating_mul(12) / 10)).widen(Granularity::Year)
            }
            false => base.widen(granularity).plus(steps),
        };
        let period = match (unit, period) {
            (Unit::Weekend, Period::Week(year, week)) => Period::Weekend(year, week),
            _ => period,
        };
        self.anchored(words, period, anchor, Steps::relative(words))
    }
}
