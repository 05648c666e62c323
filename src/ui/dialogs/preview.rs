//! A page drawn small: the scene of an export, fitted into the room that there is.

use super::super::theme::Theme;
use super::super::timeline::paint_scene;
use crate::timeline::{Rect, Scene, Shape, ShapeKind};
use egui::{Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

/// Draws the scene as large as fits into `room`, with an edge around it.
pub fn preview_ui(ui: &mut Ui, scene: &Scene, room: Vec2) {
    let factor = (f64::from(room.x) / scene.width).min(f64::from(room.y) / scene.height).min(1.0);
    let size = vec2((scene.width * factor) as f32, (scene.height * factor) as f32);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "Preview"));
    let small = scaled(scene, factor);
    let background = small.background;
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, 0.0, egui::Color32::from_rgb(background.r, background.g, background.b));
    paint_scene(&painter, rect.min, &small);
    ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, Theme::of(ui).line), StrokeKind::Outside);
}

/// The scene with every length multiplied; what can be hit is left out.
fn scaled(scene: &Scene, factor: f64) -> Scene {
    Scene {
        width: scene.width * factor,
        height: scene.height * factor,
        shapes: scene.shapes.iter().map(|shape| scaled_shape(shape, factor)).collect(),
        hits: Vec::new(),
        content_height: scene.content_height * factor,
        ..scene.clone()
    }
}

fn scaled_shape(shape: &Shape, factor: f64) -> Shape {
    let mut shape = shape.clone();
    let rect = |r: &mut Rect| *r = Rect::new(r.x * factor, r.y * factor, r.width * factor, r.height * factor);
    let point = |p: &mut (f64, f64)| *p = (p.0 * factor, p.1 * factor);
    shape.clip.iter_mut().for_each(rect);
    match &mut shape.kind {
        ShapeKind::Rect { rect: area, radius, stroke, .. } => {
            rect(area);
            *radius *= factor;
            stroke.iter_mut().for_each(|(_, width, _)| *width *= factor);
        }
        ShapeKind::Gradient { rect: area, .. } => rect(area),
        ShapeKind::Line { from, to, width, .. } => {
            point(from);
            point(to);
            *width *= factor;
        }
        ShapeKind::Circle { center, radius, stroke, .. } => {
            point(center);
            *radius *= factor;
            stroke.iter_mut().for_each(|(_, width, _)| *width *= factor);
        }
        ShapeKind::Polygon { points, .. } => points.iter_mut().for_each(point),
        ShapeKind::Text { at, size, .. } => {
            point(at);
            *size *= factor;
        }
    }
    shape
}
