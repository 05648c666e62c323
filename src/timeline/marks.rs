//! How each kind of event is drawn: form and line tell the statuses apart as well as colour does.

use super::looks::Looks;
use super::place::{Form, TAIL};
use super::{Color, Dash, LayoutStyle, Rect, Shape, ShapeKind};
use crate::event::Status;

/// What a mark's look depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub rect: Rect,
    pub form: Form,
    pub status: Status,
    /// The status's, or the user's own.
    pub color: Color,
    pub looks: Looks,
    /// Where the certain part of a bar starts and ends; `None` for what happened at some time within it.
    pub core: Option<(f64, f64)>,
}

/// Opacity of what certainly was, of what was at some time within, and of a band.
const CERTAIN: u8 = 125;
const WITHIN: u8 = 48;
const BAND: u8 = 24;
const OUTLINE: u8 = 190;
const RADIUS: f64 = 4.0;

/// Shapes with one clip rectangle.
pub(super) struct Pen<'a> {
    pub shapes: &'a mut Vec<Shape>,
    pub clip: Option<Rect>,
}

impl Pen<'_> {
    pub fn push(&mut self, kind: ShapeKind) {
        self.shapes.push(Shape { kind, clip: self.clip });
    }

    pub fn rect(&mut self, rect: Rect, radius: f64, fill: Option<Color>, stroke: Option<(Color, f64, Dash)>) {
        self.push(ShapeKind::Rect { rect, radius, fill, stroke });
    }

    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), color: Color, width: f64, dash: Dash) {
        self.push(ShapeKind::Line { from, to, color, width, dash });
    }
}

/// Draws the mark.
pub(super) fn draw(pen: &mut Pen<'_>, mark: &Mark, style: &LayoutStyle) {
    match mark.form {
        Form::Point => point(pen, mark, style),
        Form::Bar => bar(pen, mark, style),
        Form::Band => band(pen, mark),
    }
    if mark.form != Form::Band {
        tails(pen, mark);
    }
}

fn point(pen: &mut Pen<'_>, mark: &Mark, style: &LayoutStyle) {
    let (color, ground) = (mark.color, style.palette.background);
    let radius = mark.rect.width / 2.0;
    let center = (mark.rect.x + radius, mark.rect.y + mark.rect.height / 2.0);
    let circle = |radius, fill, stroke| ShapeKind::Circle { center, radius, fill, stroke };
    match mark.status {
        Status::Happened => pen.push(circle(radius, Some(color), None)),
        Status::Ongoing => {
            let (x, y) = center;
            let reach = radius * 1.15;
            let points = vec![(x - reach * 0.8, y - reach), (x + reach * 1.1, y), (x - reach * 0.8, y + reach)];
            pen.push(ShapeKind::Polygon { points, fill: color });
        }
        Status::Planned => pen.push(circle(radius - 0.5, Some(ground), Some((color, 1.8, Dash::Solid)))),
        Status::Possible => pen.push(circle(radius - 0.3, Some(ground), Some((color, 1.6, Dash::Dashed)))),
        Status::Denied => {
            pen.push(circle(radius - 0.5, Some(ground), Some((color, 1.6, Dash::Solid))));
            let reach = radius + 1.5;
            let (from, to) = ((center.0 - reach, center.1 + reach), (center.0 + reach, center.1 - reach));
            pen.line(from, to, color, 1.6, Dash::Solid);
        }
        Status::Recurring => {
            pen.push(circle(radius - 0.3, Some(ground), Some((color, 1.4, Dash::Solid))));
            pen.push(circle(radius * 0.45, Some(color), None));
        }
    }
    if mark.looks.has(Looks::APPROXIMATE) {
        pen.push(circle(radius + 2.2, None, Some((color, 1.2, Dash::Dotted))));
    }
}

fn bar(pen: &mut Pen<'_>, mark: &Mark, style: &LayoutStyle) {
    let color = mark.color;
    let rect = mark.rect;
    let hollow = matches!(mark.status, Status::Planned | Status::Possible | Status::Denied);
    let soft = mark.looks.has(Looks::SOFT);
    let radius = RADIUS.min(rect.width / 2.0);
    if hollow && !soft {
        pen.rect(rect, radius, Some(style.palette.background.with_alpha(200)), None);
    } else if let Some((from, to)) = mark.core {
        certain(pen, rect, (from.max(rect.x), to.min(rect.right())), color);
    } else if soft {
        // A vague statement has no edges to show: it rises and falls.
        let strength = if hollow { WITHIN / 2 } else { WITHIN + 30 };
        fading(pen, rect, color, strength);
    } else {
        pen.rect(rect, radius, Some(color.with_alpha(WITHIN)), None);
    }
    let faded = soft || mark.core.is_some_and(|(from, to)| from > rect.x + 1.0 || to < rect.right() - 1.0);
    let dash = outline(mark);
    if !faded || hollow || dash == Dash::Dotted {
        let width = if hollow { 1.5 } else { 1.0 };
        let inner = Rect::new(rect.x + 0.5, rect.y + 0.5, (rect.width - 1.0).max(0.5), rect.height - 1.0);
        let color = color.with_alpha(if faded { OUTLINE / 2 } else { OUTLINE });
        pen.rect(inner, radius, None, Some((color, width, dash)));
    }
    match mark.status {
        Status::Recurring => {
            let y = rect.bottom() - 3.0;
            pen.line((rect.x + 4.0, y), (rect.right() - 3.0, y), color, 2.4, Dash::Dotted);
        }
        Status::Denied if rect.width > 16.0 => {
            let right = rect.right() - 1.0;
            pen.line((right - 9.0, rect.bottom() - 1.0), (right, rect.y + 1.0), color, 1.5, Dash::Solid);
            pen.line((right - 9.0, rect.y + 1.0), (right, rect.bottom() - 1.0), color, 1.5, Dash::Solid);
        }
        Status::Ongoing if !mark.looks.has(Looks::OPEN_END) && rect.width > 12.0 => {
            let (right, middle) = (rect.right() - 2.0, rect.y + rect.height / 2.0);
            let points = vec![(right - 5.0, middle - 4.0), (right, middle), (right - 5.0, middle + 4.0)];
            pen.push(ShapeKind::Polygon { points, fill: color });
        }
        _ => {}
    }
}

/// Full where it certainly was, fading out to where it possibly began and ended.
fn certain(pen: &mut Pen<'_>, rect: Rect, (from, to): (f64, f64), color: Color) {
    let (faint, full) = (color.with_alpha(12), color.with_alpha(CERTAIN));
    let piece = |from: f64, to: f64| Rect { x: from, width: to - from, ..rect };
    if from > rect.x + 1.0 {
        pen.push(ShapeKind::Gradient { rect: piece(rect.x, from), from: faint, to: full });
    }
    let whole = from <= rect.x + 1.0 && to >= rect.right() - 1.0;
    let radius = if whole { RADIUS.min(rect.width / 2.0) } else { 0.0 };
    let (from, to) = if whole { (rect.x, rect.right()) } else { (from.max(rect.x), to.max(from)) };
    pen.rect(piece(from, to), radius, Some(full), None);
    if to < rect.right() - 1.0 {
        pen.push(ShapeKind::Gradient { rect: piece(to, rect.right()), from: full, to: faint });
    }
}

fn fading(pen: &mut Pen<'_>, rect: Rect, color: Color, strength: u8) {
    let (none, full) = (color.with_alpha(0), color.with_alpha(strength));
    let edge = rect.width * 0.35;
    let piece = |from: f64, width: f64| Rect { x: from, width, ..rect };
    pen.push(ShapeKind::Gradient { rect: piece(rect.x, edge), from: none, to: full });
    pen.rect(piece(rect.x + edge, rect.width - 2.0 * edge), 0.0, Some(full), None);
    pen.push(ShapeKind::Gradient { rect: piece(rect.right() - edge, edge), from: full, to: none });
}

fn outline(mark: &Mark) -> Dash {
    if mark.looks.has(Looks::APPROXIMATE) {
        Dash::Dotted
    } else if mark.status == Status::Possible {
        Dash::Dashed
    } else {
        Dash::Solid
    }
}

fn band(pen: &mut Pen<'_>, mark: &Mark) {
    let color = mark.color;
    pen.rect(mark.rect, 2.0, Some(color.with_alpha(BAND)), None);
    let y = mark.rect.y + 0.5;
    pen.line((mark.rect.x, y), (mark.rect.right(), y), color.with_alpha(110), 1.0, outline(mark));
}

/// An open side runs out and ends in an arrow.
fn tails(pen: &mut Pen<'_>, mark: &Mark) {
    let color = mark.color;
    let y = mark.rect.y + mark.rect.height / 2.0;
    for (look, from, towards) in [(Looks::OPEN_BEGIN, mark.rect.x, -1.0), (Looks::OPEN_END, mark.rect.right(), 1.0)] {
        if !mark.looks.has(look) {
            continue;
        }
        let tip = from + towards * (TAIL - 2.0);
        let back = tip - towards * 6.0;
        let dash = if mark.status == Status::Possible { Dash::Dashed } else { Dash::Solid };
        pen.line((from, y), (back, y), color.with_alpha(OUTLINE), 1.8, dash);
        pen.push(ShapeKind::Polygon { points: vec![(back, y - 3.6), (tip, y), (back, y + 3.6)], fill: color });
    }
}
