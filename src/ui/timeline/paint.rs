//! A [`Scene`] as egui shapes: a flat run from f64 page points to f32 screen points, nothing decided here.

use super::text::TextCache;
use crate::timeline::{self, Color, Dash, Scene, ShapeKind, TextAlign};
use egui::epaint::{CornerRadius, RectShape, TextShape};
use egui::{Color32, Direction, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

/// Points outside of the page beyond which coordinates are cut off: f32 is exact to 1/100 point there, and bars of a
/// billion years keep their edges out of sight.
const MARGIN: f64 = 10_000.0;

/// Paints the scene with its top left corner at `origin`.
pub(super) fn paint(painter: &egui::Painter, origin: Pos2, scene: &Scene, texts: &mut TextCache) {
    let page = Page { origin, width: scene.width, height: scene.height };
    // One clipped painter for a run of shapes: egui joins what shares a clip into one mesh.
    let mut clip = None;
    let mut clipped = painter.clone();
    let mut shapes = Vec::with_capacity(scene.shapes.len() + 1);
    let background = Rect::from_min_size(origin, vec2(scene.width as f32, scene.height as f32));
    shapes.push(Shape::rect_filled(background, 0.0, color32(scene.background)));
    for shape in &scene.shapes {
        if shape.clip != clip {
            clipped.extend(shapes.drain(..));
            clip = shape.clip;
            clipped = match clip {
                Some(clip) => painter.with_clip_rect(page.rect(&clip).intersect(painter.clip_rect())),
                None => painter.clone(),
            };
        }
        page.convert(&shape.kind, painter, texts, &mut shapes);
    }
    clipped.extend(shapes);
}

/// The colour as egui holds it: premultiplied.
pub(super) fn color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// egui's colour as the scene holds it: straight alpha.
pub(super) fn color(color: Color32) -> Color {
    let [r, g, b, a] = color.to_srgba_unmultiplied();
    Color { r, g, b, a }
}

/// Where the page stands on the screen.
struct Page {
    origin: Pos2,
    width: f64,
    height: f64,
}

impl Page {
    fn pos(&self, (x, y): (f64, f64)) -> Pos2 {
        let x = x.clamp(-MARGIN, self.width + MARGIN);
        let y = y.clamp(-MARGIN, self.height + MARGIN);
        pos2(self.origin.x + x as f32, self.origin.y + y as f32)
    }

    fn rect(&self, rect: &timeline::Rect) -> Rect {
        Rect::from_two_pos(self.pos((rect.x, rect.y)), self.pos((rect.x + rect.width, rect.y + rect.height)))
    }

    fn convert(&self, kind: &ShapeKind, painter: &egui::Painter, texts: &mut TextCache, out: &mut Vec<Shape>) {
        match kind {
            ShapeKind::Rect { rect, radius, fill, stroke } => {
                let rect = self.rect(rect);
                let fill = fill.map_or(Color32::TRANSPARENT, color32);
                let radius = CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8);
                let solid = stroke.filter(|(_, _, dash)| *dash == Dash::Solid);
                let line = solid.map_or(Stroke::NONE, |(color, width, _)| Stroke::new(width as f32, color32(color)));
                out.push(Shape::Rect(RectShape::new(rect, radius, fill, line, StrokeKind::Inside)));
                if let Some((color, width, dash)) = stroke.filter(|(_, _, dash)| *dash != Dash::Solid) {
                    let line = rect.shrink(width as f32 / 2.0);
                    let corners = [line.left_top(), line.right_top(), line.right_bottom(), line.left_bottom()];
                    for side in 0..4 {
                        broken_line([corners[side], corners[(side + 1) % 4]], (color, width, dash), out);
                    }
                }
            }
            ShapeKind::Gradient { rect, from, to } => {
                let colors = [color32(*from), color32(*to)];
                out.push(Shape::gradient_rect(self.rect(rect), Direction::LeftToRight, colors));
            }
            ShapeKind::Line { from, to, color, width, dash } => {
                broken_line([self.pos(*from), self.pos(*to)], (*color, *width, *dash), out);
            }
            ShapeKind::Circle { center, radius, fill, stroke } => {
                let (center, radius) = (self.pos(*center), *radius as f32);
                if let Some(fill) = fill {
                    out.push(Shape::circle_filled(center, radius, color32(*fill)));
                }
                match stroke {
                    Some((color, width, Dash::Solid)) => {
                        out.push(Shape::circle_stroke(center, radius, Stroke::new(*width as f32, color32(*color))));
                    }
                    Some((color, width, dash)) => {
                        let ring = ring(center, radius);
                        out.extend(Shape::dashed_line(
                            &ring,
                            stroke_of(*color, *width),
                            on(*dash, *width),
                            off(*dash, *width),
                        ));
                    }
                    None => {}
                }
            }
            ShapeKind::Polygon { points, fill } => {
                let points = points.iter().map(|&point| self.pos(point)).collect();
                out.push(Shape::convex_polygon(points, color32(*fill), Stroke::NONE));
            }
            ShapeKind::Text { at, text, size, align, color, strong } => {
                let (galley, ascent) = texts.galley(painter, text, *size as f32);
                let width = galley.size().x;
                let anchor = self.pos(*at);
                let left = match align {
                    TextAlign::Left => anchor.x,
                    TextAlign::Middle => anchor.x - width / 2.0,
                    TextAlign::Right => anchor.x - width,
                };
                let at = pos2(left, anchor.y - ascent);
                let color = color32(*color);
                out.push(Shape::Text(TextShape::new(at, galley.clone(), color)));
                if *strong {
                    out.push(Shape::Text(TextShape::new(at + vec2(*size as f32 / STRONG, 0.0), galley, color)));
                }
            }
        }
    }
}

/// Strong text is struck twice, this part of its size apart, as [`ShapeKind::Text`] has it.
const STRONG: f32 = 30.0;

fn stroke_of(color: Color, width: f64) -> Stroke {
    Stroke::new(width as f32, color32(color))
}

/// Lengths of the marks and gaps of a dashed line in points.
fn on(dash: Dash, width: f64) -> f32 {
    match dash {
        Dash::Solid => f32::INFINITY,
        Dash::Dashed => 4.0_f32.max(3.0 * width as f32),
        Dash::Dotted => (width as f32).max(1.0),
    }
}

fn off(dash: Dash, width: f64) -> f32 {
    match dash {
        Dash::Solid => 0.0,
        Dash::Dashed => 3.0_f32.max(2.0 * width as f32),
        Dash::Dotted => 2.0_f32.max(2.0 * width as f32),
    }
}

fn broken_line(ends: [Pos2; 2], (color, width, dash): (Color, f64, Dash), out: &mut Vec<Shape>) {
    match dash {
        Dash::Solid => out.push(Shape::line_segment(ends, stroke_of(color, width))),
        Dash::Dashed | Dash::Dotted if ends[0].x == ends[1].x || ends[0].y == ends[1].y => {
            out.push(straight_dashes(ends, (color32(color), width as f32), on(dash, width), off(dash, width)));
        }
        Dash::Dashed | Dash::Dotted => {
            out.extend(Shape::dashed_line(&ends, stroke_of(color, width), on(dash, width), off(dash, width)));
        }
    }
}

/// The dashes of an upright or level line as one mesh: around a long bar there are a thousand of them, and each would
/// be a shape of its own.
fn straight_dashes([from, to]: [Pos2; 2], (color, width): (Color32, f32), on: f32, off: f32) -> Shape {
    let mut mesh = Mesh::default();
    let way = to - from;
    let length = way.length();
    if length <= 0.0 {
        return Shape::Noop;
    }
    let (along, across) = (way / length, (way / length).rot90() * (width / 2.0));
    let mut at = 0.0;
    while at < length {
        let (a, b) = (from + along * at, from + along * (at + on).min(length));
        mesh.add_colored_rect(Rect::from_two_pos(a - across, b + across), color);
        at += on + off;
    }
    Shape::mesh(mesh)
}

/// A circle as a closed run of points, fine enough for dashes.
fn ring(center: Pos2, radius: f32) -> Vec<Pos2> {
    const STEPS: usize = 32;
    (0..=STEPS)
        .map(|step| center + radius * egui::Vec2::angled(step as f32 / STEPS as f32 * std::f32::consts::TAU))
        .collect()
}
