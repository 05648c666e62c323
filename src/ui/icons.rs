//! Small pictures drawn with the painter, because the embedded fonts have none.

use super::theme::{ICON, Theme};
use egui::{Color32, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Close,
    Search,
    Up,
    Down,
    Warning,
    Calendar,
    Star,
    Check,
    /// An arrow that turns back.
    Back,
}

/// Draws the icon in the middle of `rect`.
pub fn paint(painter: &Painter, rect: Rect, icon: Icon, color: Color32) {
    let side = ICON.min(rect.width()).min(rect.height());
    let rect = Rect::from_center_size(rect.center(), Vec2::splat(side));
    let at = |x: f32, y: f32| -> Pos2 { rect.min + vec2(x, y) * side };
    let stroke = Stroke::new(1.4, color);
    let line = |points: &[(f32, f32)]| {
        painter.add(Shape::line(points.iter().map(|&(x, y)| at(x, y)).collect(), stroke));
    };
    match icon {
        Icon::Close => {
            line(&[(0.22, 0.22), (0.78, 0.78)]);
            line(&[(0.78, 0.22), (0.22, 0.78)]);
        }
        Icon::Search => {
            painter.circle_stroke(at(0.42, 0.42), side * 0.28, stroke);
            line(&[(0.63, 0.63), (0.88, 0.88)]);
        }
        Icon::Up => line(&[(0.22, 0.64), (0.5, 0.36), (0.78, 0.64)]),
        Icon::Down => line(&[(0.22, 0.36), (0.5, 0.64), (0.78, 0.36)]),
        Icon::Warning => {
            line(&[(0.5, 0.1), (0.94, 0.88), (0.06, 0.88), (0.5, 0.1)]);
            line(&[(0.5, 0.38), (0.5, 0.62)]);
            painter.circle_filled(at(0.5, 0.75), side * 0.055, color);
        }
        Icon::Star => {
            // The five points, and between them those at 0.38 of the way, as in a drawn star.
            let point = |n: usize| {
                let (angle, radius) =
                    (std::f32::consts::PI * n as f32 / 5.0, if n.is_multiple_of(2) { 0.48 } else { 0.19 });
                at(0.5 + radius * angle.sin(), 0.53 - radius * angle.cos())
            };
            painter.add(Shape::closed_line((0..10).map(point).collect(), Stroke::new(1.2, color)));
        }
        Icon::Check => line(&[(0.15, 0.55), (0.4, 0.8), (0.85, 0.22)]),
        Icon::Back => {
            line(&[(0.36, 0.2), (0.14, 0.42), (0.36, 0.64)]);
            line(&[(0.14, 0.42), (0.62, 0.42), (0.84, 0.56), (0.84, 0.72), (0.62, 0.86), (0.4, 0.86)]);
        }
        Icon::Calendar => {
            let body = Rect::from_min_max(at(0.1, 0.2), at(0.9, 0.9));
            painter.rect_stroke(body, 2.0, stroke, egui::StrokeKind::Middle);
            line(&[(0.1, 0.42), (0.9, 0.42)]);
            line(&[(0.32, 0.08), (0.32, 0.28)]);
            line(&[(0.68, 0.08), (0.68, 0.28)]);
        }
    }
}

/// An icon button that stays down while `on`.
pub fn icon_toggle(ui: &mut Ui, icon: Icon, name: &str, on: bool) -> Response {
    let colors = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(24.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, name));
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() || on {
            ui.painter().rect_filled(rect, 5.0, if on { colors.accent_soft } else { colors.hover });
        }
        paint(ui.painter(), rect, icon, if on { colors.accent } else { colors.weak });
    }
    response.on_hover_text(name)
}

/// A button that shows nothing but an icon; `name` is its tooltip and what a screen reader says.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let colors = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 5.0, colors.hover);
        }
        let color = if !ui.is_enabled() {
            colors.weak.gamma_multiply(0.5)
        } else if response.hovered() {
            colors.strong
        } else {
            colors.weak
        };
        paint(ui.painter(), rect, icon, color);
    }
    response.on_hover_text(name)
}

/// An icon that stands beside a text which says the same.
pub fn icon_label(ui: &mut Ui, icon: Icon, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(ICON + 2.0), Sense::hover());
    paint(ui.painter(), rect, icon, color);
}

/// The mark of a status: filled what happened, hollow what is planned, half what is said to be possible.
pub fn status_mark(painter: &Painter, center: Pos2, status: crate::event::Status, colors: &Theme) {
    use crate::event::Status;
    let color = colors.status(status);
    let radius = 4.5;
    let stroke = Stroke::new(1.6, color);
    match status {
        Status::Happened => {
            painter.circle_filled(center, radius, color);
        }
        Status::Ongoing => {
            painter.rect_filled(Rect::from_center_size(center, vec2(11.0, 6.0)), 3.0, color);
        }
        Status::Planned => {
            painter.circle_stroke(center, radius - 0.6, stroke);
        }
        Status::Possible => {
            painter.circle_stroke(center, radius - 0.6, stroke);
            painter.circle_filled(center, 1.6, color);
        }
        Status::Denied => {
            painter.circle_stroke(center, radius - 0.6, stroke);
            painter.line_segment([pos2(center.x - 3.2, center.y + 3.2), pos2(center.x + 3.2, center.y - 3.2)], stroke);
        }
        Status::Recurring => {
            for offset in [-4.0, 0.0, 4.0] {
                painter.circle_filled(center + vec2(offset, 0.0), 1.8, color);
            }
        }
    }
}

/// "Happened", "Planned", …
pub fn status_words(status: crate::event::Status) -> &'static str {
    use crate::event::Status;
    match status {
        Status::Happened => "Happened",
        Status::Ongoing => "Ongoing",
        Status::Planned => "Planned",
        Status::Possible => "Possible",
        Status::Denied => "Denied",
        Status::Recurring => "Recurring",
    }
}
