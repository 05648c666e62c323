//! Units counted from where the text is at or from publication: "last week", "that year", "three days ago".

use super::super::Anchor;
use super::super::expr::{From, Unit, Which};
use super::super::say::Steps;
use super::{Dated, Resolver};
use crate::time::{Granularity, Period};

impl Resolver {
    pub(super) fn unit(&self, words: &str, unit: Unit, which: Which) -> Option<Dated> {
        let (here, anchor) = self.anchor_for(which)?;
        let step = match which {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
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

    pub(super) fn shift(&self, words: &str, tenths: i64, unit: Unit, later: bool, from: From) -> Option<Dated> {
        let (base, anchor) = match from {
            From::Now => self.now()?,
            From::Narrative => self.here()?,
        };
        let sign = if later { 1 } else { -1 };
        let whole = tenths / 10 * sign;
        let (granularity, steps) = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Fortnight => (Granularity::Week, whole.saturating_mul(2)),
            // Ten years before a year are a year.
            Unit::Decade => (Granularity::Year, whole.saturating_mul(10)),
            Unit::Century if tenths < 100 => (Granularity::Year, whole.saturating_mul(100)),
            _ => (unit.granularity(), whole),
        };
        if base.granularity() > granularity || steps.abs() > 1_000_000 {
            return None;
        }
        let period = base.widen(granularity).plus(steps);
        self.anchored(words, period, anchor, Steps::relative(words))
    }
}
