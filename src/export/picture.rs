//! A whole timeline as one page: the scene that SVG and PNG files are drawn from.

use crate::time::{DateStyle, TimePoint, TimeSpan};
use crate::timeline::fonts::FontMeasure;
use crate::timeline::{
    Colours, Hit, Index, LayoutStyle, Palette, Placement, Scene, ShownLane, Viewport, layout, plot_area,
};
use std::sync::Arc;

/// What part of time a picture shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum PictureRange {
    /// Every event, with some room on both sides.
    #[default]
    All,
    /// What is in view in the window.
    View(Viewport),
    /// From one day to another.
    Span(TimeSpan),
}

/// What a picture looks like. By default 1600 x 900 points, light, with labels, axis and legend.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureOptions {
    /// Points.
    pub width: f64,
    /// Points; a picture of more lanes than fit grows.
    pub height: f64,
    pub range: PictureRange,
    pub palette: Palette,
    pub date_style: DateStyle,
    /// A line above everything; empty for none.
    pub title: String,
    /// A line below everything, as in "7 articles, 23 events"; empty for none.
    pub source_line: String,
    pub labels: bool,
    pub axis: bool,
    pub legend: bool,
    /// Seconds of "today", for its line; `None` draws none.
    pub today: Option<f64>,
    /// The lanes from top to bottom; `None` draws all as they come.
    pub lanes: Option<Arc<[ShownLane]>>,
    /// What the user coloured.
    pub colours: Colours,
}

impl Default for PictureOptions {
    fn default() -> PictureOptions {
        PictureOptions {
            width: 1600.0,
            height: 900.0,
            range: PictureRange::All,
            palette: Palette::light(),
            date_style: DateStyle::default(),
            title: String::new(),
            source_line: String::new(),
            labels: true,
            axis: true,
            legend: true,
            today: None,
            lanes: None,
            colours: Colours::default(),
        }
    }
}

/// Sizes of text that a picture of few events may have, best first, and whether dates stand behind the labels.
const LARGER: [(f64, bool); 5] = [(17.0, true), (15.0, true), (13.5, true), (12.0, true), (13.0, false)];
/// Size of the text in a picture of many events.
const USUAL: f64 = 12.0;

/// The page. Nothing on it is cut off: labels turn to the side that has room, and lanes that do not fit make it higher.
/// Text is as large as leaves every event its own label, with its date where there is room for that too.
pub fn picture_scene(index: &Index, options: &PictureOptions) -> Scene {
    let viewport = viewport(index, options.range);
    for (text_size, show_dates) in LARGER {
        let (scene, placement) = page(index, options, &viewport, text_size, show_dates);
        if shows_all(&scene, &placement) {
            return scene;
        }
    }
    page(index, options, &viewport, USUAL, false).0
}

fn page(
    index: &Index,
    options: &PictureOptions,
    viewport: &Viewport,
    text_size: f64,
    show_dates: bool,
) -> (Scene, Placement) {
    let measure = FontMeasure::shared();
    let mut style = LayoutStyle {
        date_style: options.date_style,
        text_size,
        today: options.today,
        show_axis: options.axis,
        show_labels: options.labels,
        show_dates,
        show_legend: options.legend,
        title: options.title.clone(),
        source_line: options.source_line.clone(),
        lanes: options.lanes.clone(),
        colours: options.colours.clone(),
        ..LayoutStyle::new(options.width.max(1.0), options.height.max(1.0), options.palette.clone())
    };
    let (scene, placement) = layout(index, viewport, &style, measure, None);
    let missing = scene.content_height - plot_area(index, &style, measure).height;
    if missing <= 0.5 {
        return (scene, placement);
    }
    style.height += missing.ceil();
    layout(index, viewport, &style, measure, None)
}

/// Whether every event has its label, none of them shortened.
fn shows_all(scene: &Scene, placement: &Placement) -> bool {
    placement.unlabelled() == 0
        && !scene.hits.iter().any(|(_, hit)| matches!(hit, Hit::Cluster { .. }))
        && !scene.texts().any(|text| text.ends_with('…'))
}

/// The view of a range.
pub fn viewport(index: &Index, range: PictureRange) -> Viewport {
    match range {
        PictureRange::View(viewport) => viewport,
        PictureRange::Span(span) => Viewport::framing(span, 0.0),
        PictureRange::All => match index.extent() {
            Some(extent) => {
                // At least a day, so that a single moment stands in the middle of something.
                let missing = (86_400 - extent.secs()).max(0) / 2;
                let extent = TimeSpan::new(extent.start.plus_secs(-missing), extent.end.plus_secs(missing));
                Viewport::framing(extent, 0.03)
            }
            None => {
                let (start, end) = (TimePoint::from_year(1950), TimePoint::from_year(2050));
                Viewport::framing(TimeSpan::new(start, end), 0.0)
            }
        },
    }
}
