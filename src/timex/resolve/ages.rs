//! Times so long ago that no calendar counts them: "65 million years ago".

use super::super::say::Steps;
use super::Value;
use crate::time::{FuzzySpan, Granularity, Period, TimePoint, TimeSpan};

/// Tenths of years from which on a time is told in the thousands and millions of geology.
pub(super) const LONG_AGO: i64 = 200_000;

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
