//! Colours and sizes that layout uses; named once for light and once for dark.

use super::{ItemId, scene::Color};
use crate::time::DateStyle;

/// Measures text with the fonts that will draw it.
pub trait TextMeasure {
    /// Width in points of one line at `size` points.
    fn width(&self, text: &str, size: f64, strong: bool) -> f64;
}

/// Colours of one theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    pub background: Color,
    pub text: Color,
    pub weak_text: Color,
    pub grid: Color,
    pub selection: Color,
}

/// Everything besides events and view that the scene depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct LayoutStyle {
    /// Points.
    pub width: f64,
    pub height: f64,
    pub palette: Palette,
    pub date_style: DateStyle,
    /// Points; 12 by default.
    pub text_size: f64,
    /// Drawn in front, with its label.
    pub selected: Option<ItemId>,
    /// Points that the lanes are scrolled down.
    pub scroll: f64,
    /// Seconds of "today", for its line; `None` draws none.
    pub today: Option<f64>,
    pub show_axis: bool,
    pub show_labels: bool,
    pub show_legend: bool,
    /// A line above everything; empty for none.
    pub title: String,
    /// A line below everything; empty for none.
    pub source_line: String,
}
