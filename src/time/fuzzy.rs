//! Spans: exact ones, and ones whose begin and end are known only within bounds.

use super::TimePoint;
use serde::{Deserialize, Serialize};

/// A half-open span of time, never empty the wrong way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeSpan {
    pub start: TimePoint,
    /// Exclusive; never before `start`.
    pub end: TimePoint,
}

impl TimeSpan {
    /// The span between two moments, in either order.
    pub fn new(a: TimePoint, b: TimePoint) -> TimeSpan {
        TimeSpan { start: a.min(b), end: a.max(b) }
    }

    /// Length in seconds.
    pub fn secs(self) -> i64 {
        self.end.0.saturating_sub(self.start.0)
    }
}

/// What is known of when something began and ended: four bounds, ends exclusive (after SIMILE Timeline's start,
/// latestStart, earliestEnd, end). `None` is an open side.
///
/// "Within 2014" (at some time in it): begin and end both anywhere from 2014-01-01 to 2015-01-01.
/// "Throughout 2014": begin exactly 2014-01-01, end exactly 2015-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FuzzySpan {
    pub earliest_begin: Option<TimePoint>,
    pub latest_begin: Option<TimePoint>,
    pub earliest_end: Option<TimePoint>,
    pub latest_end: Option<TimePoint>,
}

impl FuzzySpan {
    /// At some time within the span.
    pub fn within(span: TimeSpan) -> FuzzySpan {
        FuzzySpan {
            earliest_begin: Some(span.start),
            latest_begin: Some(span.end),
            earliest_end: Some(span.start),
            latest_end: Some(span.end),
        }
    }

    /// The span within which it happened at some time; `None` where more or less is known.
    pub fn as_within(&self) -> Option<TimeSpan> {
        let (start, end) = (self.earliest_begin?, self.latest_end?);
        let span = TimeSpan { start, end };
        (*self == FuzzySpan::within(span)).then_some(span)
    }

    /// All through the span.
    pub fn throughout(span: TimeSpan) -> FuzzySpan {
        FuzzySpan {
            earliest_begin: Some(span.start),
            latest_begin: Some(span.start),
            earliest_end: Some(span.end),
            latest_end: Some(span.end),
        }
    }

    /// The widest span it may cover; an open side is `None`.
    pub fn hull(&self) -> (Option<TimePoint>, Option<TimePoint>) {
        (self.earliest_begin, self.latest_end)
    }
}
