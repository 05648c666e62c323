//! Stretches that end or begin now: "over the past year", "in the coming months".

use super::super::expr::{Count, Unit};
use super::super::say::Steps;
use super::calendar::day_of;
use super::{Resolver, Value};
use crate::time::{FuzzySpan, Period, TimePoint, edtf};

impl Resolver {
    pub(super) fn window(&self, words: &str, count: Count, unit: Unit, later: bool) -> Value {
        let mut value =
            Value::without_place(unit.duration_value(count), Some(unit.granularity()), Steps::stated(words));
        let Some((now, anchor)) = self.now() else { return value };
        let Some(today) = day_of(now) else { return value };
        let far = match count {
            Count::Tenths(tenths) => days_away(today, tenths / 10, unit, later),
            Count::Vague => None,
        };
        let today = today.start();
        if far.is_none() && matches!(count, Count::Tenths(_)) {
            return value;
        }
        let (from, to) = if later { (Some(today), far) } else { (far, Some(today)) };
        value.edtf = Some(edtf::interval(from, to));
        value.span = Some(FuzzySpan { earliest_begin: from, latest_begin: from, earliest_end: to, latest_end: to });
        value.steps = Steps::relative(words).counted_from(&anchor, &self.current_words);
        value.anchor = anchor;
        value
    }
}

/// The day `count` units away from the day.
fn days_away(today: Period, count: i64, unit: Unit, later: bool) -> Option<TimePoint> {
    let count = if later { count } else { -count };
    let count = count.clamp(-100_000, 100_000);
    let (year, month, day) = match today {
        Period::Day(year, month, day) => (year, month, day),
        _ => return None,
    };
    let months = |count: i64| {
        let target = Period::Month(year, month).plus(count);
        let last = target.span().end.plus_days(-1);
        let wanted = target.start().plus_days(i64::from(day) - 1);
        Some(wanted.min(last))
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day => Some(today.start().plus_days(count)),
        Unit::Week | Unit::Weekend => Some(today.start().plus_days(count * 7)),
        Unit::Fortnight => Some(today.start().plus_days(count * 14)),
        Unit::Month => months(count),
        Unit::Quarter | Unit::Season => months(count * 3),
        Unit::Year => months(count * 12),
        Unit::Decade => months(count * 120),
        Unit::Century => months(count * 1200),
        Unit::Millennium => months(count * 12_000),
    }
}
