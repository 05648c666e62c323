//! A scene of every kind of shape, as the screen shows it.
#![cfg(feature = "window")]

mod common;

use dateline::timeline::{Color, Dash, Rect, Scene, Shape, ShapeKind, TextAlign};
use dateline::ui::timeline::paint_scene;
use egui_kittest::Harness;

const INK: Color = Color { r: 30, g: 60, b: 120, a: 255 };
const PAPER: Color = Color { r: 255, g: 255, b: 255, a: 255 };
const CLEAR: Color = Color { r: 30, g: 60, b: 120, a: 0 };
const TINT: Color = Color { r: 200, g: 90, b: 20, a: 120 };

fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect { x, y, width, height }
}

fn text(at: (f64, f64), text: &str, align: TextAlign, strong: bool) -> ShapeKind {
    ShapeKind::Text { at, text: text.to_owned(), size: 12.0, align, color: INK, strong }
}

fn scene() -> Scene {
    let mut kinds = Vec::new();
    for (row, dash) in [Dash::Solid, Dash::Dashed, Dash::Dotted].into_iter().enumerate() {
        let y = 10.0 + 30.0 * row as f64;
        let stroke = Some((INK, 1.5, dash));
        kinds.push(ShapeKind::Rect { rect: rect(10.0, y, 50.0, 20.0), radius: 4.0, fill: Some(TINT), stroke });
        kinds.push(ShapeKind::Line { from: (70.0, y + 10.0), to: (120.0, y + 10.0), color: INK, width: 2.0, dash });
        kinds.push(ShapeKind::Circle { center: (145.0, y + 10.0), radius: 8.0, fill: Some(TINT), stroke });
    }
    kinds.push(ShapeKind::Gradient { rect: rect(170.0, 10.0, 60.0, 20.0), from: CLEAR, to: INK });
    kinds.push(ShapeKind::Polygon { points: vec![(170.0, 40.0), (230.0, 50.0), (170.0, 60.0)], fill: INK });
    // The anchors stand on one line: all three texts meet it with their baselines.
    kinds.push(ShapeKind::Line { from: (0.0, 120.0), to: (240.0, 120.0), color: TINT, width: 1.0, dash: Dash::Solid });
    kinds.push(text((10.0, 120.0), "Left", TextAlign::Left, false));
    kinds.push(text((120.0, 120.0), "Middle", TextAlign::Middle, true));
    kinds.push(text((230.0, 120.0), "Right", TextAlign::Right, false));
    // Bars of a billion years end outside of the picture.
    kinds.push(ShapeKind::Rect { rect: rect(-1e12, 130.0, 2e12, 6.0), radius: 0.0, fill: Some(INK), stroke: None });
    let mut shapes: Vec<Shape> = kinds.into_iter().map(|kind| Shape { kind, clip: None }).collect();
    // Only the left half of this one is drawn.
    let kind = ShapeKind::Rect { rect: rect(170.0, 70.0, 60.0, 20.0), radius: 0.0, fill: Some(INK), stroke: None };
    shapes.push(Shape { kind, clip: Some(rect(170.0, 0.0, 30.0, 140.0)) });
    Scene { width: 240.0, height: 140.0, background: PAPER, shapes, hits: Vec::new(), content_height: 0.0 }
}

#[test]
fn every_kind_of_shape_is_drawn() {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(240.0, 140.0))
        .with_pixels_per_point(2.0)
        .renderer(common::Raster::default())
        .build_ui(|ui| paint_scene(ui.painter(), egui::Pos2::ZERO, &scene()));
    harness.snapshot("scene");
}
