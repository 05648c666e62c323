//! What to draw: a flat list of shapes in page points, the same for screen, SVG and PNG.

use super::{ItemId, Members};

/// sRGB with straight alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    pub r: u8,
    pub g: u8,
    pub b: u8,
    pub a: u8,
}

impl Color {
    /// An opaque colour from `0xrrggbb`.
    pub const fn rgb(hex: u32) -> Color {
        Color { r: (hex >> 16) as u8, g: (hex >> 8) as u8, b: hex as u8, a: 255 }
    }

    /// The same colour, `a` of 255 opaque.
    #[must_use]
    pub const fn with_alpha(self, a: u8) -> Color {
        Color { a, ..self }
    }

    /// This colour mixed with `share` (0 to 1) of another, opaque as this one.
    #[must_use]
    pub fn mixed(self, other: Color, share: f64) -> Color {
        let mix = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8;
        Color { r: mix(self.r, other.r), g: mix(self.g, other.g), b: mix(self.b, other.b), a: self.a }
    }
}

/// Points from the top left corner of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width, height }
    }

    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Half-open, so that of two touching rectangles one contains the point between them.
    pub fn contains(&self, x: f64, y: f64) -> bool {
        self.x <= x && x < self.right() && self.y <= y && y < self.bottom()
    }

    /// Whether they share an area.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextAlign {
    Left,
    Middle,
    Right,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    Solid,
    Dashed,
    Dotted,
}

/// The forms that every back end can draw.
#[derive(Clone, Debug, PartialEq)]
pub enum ShapeKind {
    /// A filled, optionally outlined rectangle with rounded corners.
    Rect {
        rect: Rect,
        radius: f64,
        fill: Option<Color>,
        stroke: Option<(Color, f64, Dash)>,
    },
    /// A rectangle whose fill runs evenly from one colour at its left edge to another at its right edge.
    Gradient {
        rect: Rect,
        from: Color,
        to: Color,
    },
    Line {
        from: (f64, f64),
        to: (f64, f64),
        color: Color,
        width: f64,
        dash: Dash,
    },
    Circle {
        center: (f64, f64),
        radius: f64,
        fill: Option<Color>,
        stroke: Option<(Color, f64, Dash)>,
    },
    /// A filled polygon without holes, convex.
    Polygon {
        points: Vec<(f64, f64)>,
        fill: Color,
    },
    /// One line; `at` is its anchor on the baseline. `strong` is emboldened by an outline a thirtieth of its size
    /// wide (or by drawing it twice that far apart): the embedded font has one weight, and so it keeps its width.
    Text {
        at: (f64, f64),
        text: String,
        size: f64,
        align: TextAlign,
        color: Color,
        strong: bool,
    },
}

/// A form, and the rectangle outside of which nothing of it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    pub kind: ShapeKind,
    pub clip: Option<Rect>,
}

/// What lies under a place of the scene.
#[derive(Clone, Debug, PartialEq)]
pub enum Hit {
    Item(ItemId),
    /// Several items drawn as one, and their number.
    Cluster {
        members: Members,
        count: usize,
        /// Seconds from the first begin to the last end.
        start: f64,
        end: f64,
    },
    /// A publication mark: index into the publications of the index.
    Publication(usize),
    LaneHeader(super::LaneId),
    Axis,
}

/// The drawn page and where its parts can be hit.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Points.
    pub width: f64,
    pub height: f64,
    pub background: Color,
    /// Back to front.
    pub shapes: Vec<Shape>,
    /// Back to front: the last that contains a point is the one on top.
    pub hits: Vec<(Rect, Hit)>,
    /// Height that all lanes would take, for a scroll bar.
    pub content_height: f64,
}

impl Scene {
    /// What lies on top at the point.
    pub fn hit(&self, x: f64, y: f64) -> Option<&Hit> {
        self.hits.iter().rev().find(|(rect, _)| rect.contains(x, y)).map(|(_, hit)| hit)
    }

    /// Every text of the scene, in drawing order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.shapes.iter().filter_map(|shape| match &shape.kind {
            ShapeKind::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
    }
}
