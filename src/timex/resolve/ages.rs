//! Times so long ago that no calendar counts them: "65 million years ago".

use super::super::Modifier;
use super::super::expr::Age;
use super::super::say::Steps;
use super::Value;
use crate::time::{FuzzySpan, Granularity, Period, TimePoint, TimeSpan};

/// Tenths of years from which on a time is told in the thousands and millions of geology.
pub(super) const LONG_AGO: i64 = 100_000;

/// "65 million years ago": TIMEX2's `MA65`, give or take a twentieth.
pub(super) fn long_ago(words: &str, years: i64) -> Value {
    let (letters, size) = match years {
        1_000_000_000.. => ("GA", 1_000_000_000),
        1_000_000.. => ("MA", 1_000_000),
        _ => ("KA", 1_000),
    };
    let whole = years / size;
    let tenth = years % size * 10 / size;
    let value = if tenth == 0 { format!("{letters}{whole}") } else { format!("{letters}{whole}.{tenth}") };
    let span = TimeSpan::new(
        TimePoint::from_year((-years).saturating_sub(years / 20)),
        TimePoint::from_year(-years + years / 20),
    );
    Value {
        edtf: Some(format!("{}~", Period::Year(-years).edtf())),
        span: Some(FuzzySpan::within(span)),
        ..Value::without_place(value, Some(Granularity::Age), Steps::stated(words))
    }
}

/// The span of a geological age, or of its early, middle or late third: `MA201.4/MA143.1`.
pub(super) fn age(words: &str, age: Age, modifier: Option<Modifier>) -> Value {
    const YEARS: i64 = 100_000;
    let (from, to) = (i64::from(age.from) * YEARS, i64::from(age.to) * YEARS);
    let third = (from - to) / 3;
    let (begin, end) = match modifier {
        Some(Modifier::Start) => (from, from - third),
        Some(Modifier::Mid) => (from - third, to + third),
        Some(Modifier::End) => (to + third, to),
        _ => (from, to),
    };
    let span = TimeSpan::new(TimePoint::from_year(-begin), TimePoint::from_year(-end));
    let ago = |age: u16| match (age / 10, age % 10) {
        (millions, 0) => millions.to_string(),
        (millions, tenth) => format!("{millions}.{tenth}"),
    };
    let chart = format!("from {} to {} million years ago by the stratigraphic chart", ago(age.from), ago(age.to));
    Value {
        edtf: Some(format!("{}/{}", Period::Year(-begin).edtf(), Period::Year(-end).edtf())),
        span: Some(FuzzySpan::within(span)),
        ..Value::without_place(
            format!("MA{}/MA{}", ago(age.from), ago(age.to)),
            Some(Granularity::Age),
            Steps::stated(words).then(chart),
        )
    }
}
