//! Time to x and back, and the ticks of the axis.

use super::Viewport;

/// Maps the seconds of a viewport to the pixels `left..left + width`. f64 all through: f32 only at the painter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    pub viewport: Viewport,
    /// Points from the left edge of the page.
    pub left: f64,
    /// Points; at least 1.
    pub width: f64,
}

impl TimeScale {
    pub fn x_from_time(&self, secs: f64) -> f64 {
        self.left + (secs - self.viewport.start()) / self.viewport.secs() * self.width
    }

    pub fn time_from_x(&self, x: f64) -> f64 {
        self.viewport.start() + (x - self.left) / self.width * self.viewport.secs()
    }
}

/// One mark of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Seconds.
    pub at: f64,
    pub label: String,
    /// Belongs to the upper, coarser row.
    pub coarse: bool,
}
