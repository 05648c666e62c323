//! What to draw: a flat list of shapes in page points, the same for screen, SVG and PNG.

use super::ItemId;

/// sRGB with straight alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    pub r: u8,
    pub g: u8,
    pub b: u8,
    pub a: u8,
}

/// Points from the top left corner of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
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
    /// One line; `at` is its anchor on the baseline.
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
    /// Several items drawn as one, most important first (at most some twenty are named), and their number.
    Cluster {
        items: Vec<ItemId>,
        count: usize,
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
