//! What part of time is in view.

use crate::time::{TimePoint, TimeSpan};

/// The visible span in f64 seconds on the scale of [`TimePoint`]; never empty, never outside what the scale holds.
///
/// f64 suffices: at 6.4e10 s (the year 4000) neighbouring values lie 8 µs apart, at 4.5 billion years 16 s.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    start: f64,
    secs: f64,
}

impl Viewport {
    /// One second.
    pub const MIN_SECS: f64 = 1.0;
    /// 30 billion years.
    pub const MAX_SECS: f64 = 30e9 * 31_556_952.0;

    /// The view that starts at `start` seconds and is `secs` long, brought inside the limits.
    pub fn new(start: f64, secs: f64) -> Viewport {
        let secs =
            if secs.is_finite() { secs.clamp(Viewport::MIN_SECS, Viewport::MAX_SECS) } else { Viewport::MAX_SECS };
        let start = if start.is_finite() { start.clamp(-Viewport::MAX_SECS, Viewport::MAX_SECS) } else { 0.0 };
        Viewport { start, secs }
    }

    /// The span with a margin of `margin` of its length on both sides.
    pub fn framing(span: TimeSpan, margin: f64) -> Viewport {
        let secs = (span.secs() as f64).max(Viewport::MIN_SECS);
        Viewport::new(span.start.0 as f64 - secs * margin, secs * (1.0 + 2.0 * margin))
    }

    /// Seconds at the left edge.
    pub fn start(&self) -> f64 {
        self.start
    }

    /// Seconds at the right edge.
    pub fn end(&self) -> f64 {
        self.start + self.secs
    }

    /// Length in seconds.
    pub fn secs(&self) -> f64 {
        self.secs
    }

    /// Moved by `secs`, later when positive.
    #[must_use]
    pub fn pan(&self, secs: f64) -> Viewport {
        Viewport::new(self.start + secs, self.secs)
    }

    /// `factor` times as close (2 halves the span), keeping the time `at` where it is.
    #[must_use]
    pub fn zoom_at(&self, at: f64, factor: f64) -> Viewport {
        let secs = (self.secs / factor).clamp(Viewport::MIN_SECS, Viewport::MAX_SECS);
        Viewport::new(at - (at - self.start) * (secs / self.secs), secs)
    }

    /// The whole span as moments, outwards to full seconds.
    pub fn span(&self) -> TimeSpan {
        TimeSpan::new(TimePoint(self.start.floor() as i64), TimePoint(self.end().ceil() as i64))
    }
}
