//! A part of time that is drawn out with Shift and the primary button, and what can be done with it.

use super::Memory;
use crate::app::{App, Command, TimelineState};
use crate::time::{TimePoint, TimeSpan};
use crate::timeline::{Viewport, length_words};
use crate::ui::actions::Action;
use crate::ui::theme::Theme;
use egui::{Area, Frame, Id, Order, PointerButton, Rect, Response, RichText, Stroke, StrokeKind, Ui, pos2};

/// Draws the range out while the button is held; true while it is.
pub(super) fn drag(ui: &Ui, response: &Response, memory: &mut Memory, state: &mut TimelineState) -> bool {
    if response.drag_started_by(PointerButton::Primary) && ui.input(|i| i.modifiers.shift && !i.modifiers.command) {
        let origin = ui.input(|i| i.pointer.press_origin());
        memory.range_from = origin.map(|at| time_at(memory, response, at.x));
    }
    let Some(from) = memory.range_from else { return false };
    if !response.dragged_by(PointerButton::Primary) {
        memory.range_from = None;
        return false;
    }
    if let Some(pointer) = ui.input(|i| i.pointer.interact_pos()) {
        let to = time_at(memory, response, pointer.x);
        state.range = Some(between(from, to, memory.camera.shown().secs() / memory.plot.width.max(1.0)));
    }
    true
}

fn time_at(memory: &Memory, response: &Response, x: f32) -> f64 {
    memory.scale(response, memory.camera.shown()).time_from_x(f64::from(x))
}

/// The span of two times in any order. Ends are taken to the nearest unit of the clock or the calendar that is as fine
/// as the hand: a day where a point is hours, an hour where it is minutes.
fn between(from: f64, to: f64, secs_a_point: f64) -> TimeSpan {
    let unit = [86_400.0, 3_600.0, 60.0].into_iter().find(|unit| secs_a_point * 8.0 >= *unit).unwrap_or(1.0);
    let round = |secs: f64| TimePoint(((secs / unit).round() * unit) as i64);
    let (start, end) = (round(from.min(to)), round(from.max(to)));
    TimeSpan::new(start, end.max(start.plus_secs(unit as i64)))
}

/// The range as a veil over the timeline.
pub(super) fn paint(ui: &Ui, response: &Response, memory: &Memory, range: TimeSpan) {
    let scale = memory.scale(response, memory.camera.shown());
    let x = |point: TimePoint| scale.x_from_time(point.0 as f64).clamp(-1e5, 1e5) as f32;
    let color = Theme::of(ui).accent;
    // The legend below the lanes stays free.
    let bottom = response.rect.top() + (memory.plot.y + memory.plot.height) as f32;
    let veil = Rect::from_x_y_ranges(x(range.start)..=x(range.end), response.rect.top()..=bottom);
    let left = response.rect.left() + memory.plot.x as f32;
    let clip = Rect::from_x_y_ranges(left..=response.rect.right(), response.rect.y_range());
    let painter = ui.painter().with_clip_rect(clip);
    painter.rect(veil, 0.0, color.gamma_multiply(0.12), Stroke::new(1.0, color), StrokeKind::Inside);
}

/// Length, number of events, and the buttons, in a bar over the lower edge of the timeline.
pub fn range_bar_ui(ui: &Ui, timeline: Rect, app: &mut App, actions: &mut Vec<Action>, commands: &mut Vec<Command>) {
    let Some(range) = app.timeline.range else { return };
    let colors = Theme::of(ui);
    let count = app.timeline.index.count_in(range);
    let events = if count == 1 { "1 event".to_owned() } else { format!("{count} events") };
    let frame = Frame::popup(ui.style()).inner_margin(egui::Margin::symmetric(10, 6));
    // The legend below the lanes stays free.
    let plot_bottom = (app.timeline.plot.bottom() as f32).min(timeline.height());
    let mut close = false;
    Area::new(Id::unique("selected part of time"))
        .order(Order::Middle)
        .pivot(egui::Align2::CENTER_BOTTOM)
        .fixed_pos(pos2(timeline.center().x, timeline.top() + plot_bottom - 8.0))
        .constrain_to(timeline)
        .show(ui, |ui| {
            frame.show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.label(RichText::new(format!("{} · {events}", length_words(range))).color(colors.strong));
                    if ui.button("Zoom here").clicked() {
                        commands.push(Command::View(Viewport::framing(range, 0.02)));
                        close = true;
                    }
                    if ui.button("Filter to this").clicked() {
                        commands.push(Command::FilterTo(Some(range)));
                        app.settings.panels.show_events = true;
                    }
                    if ui.button("Export this…").clicked() {
                        actions.push(Action::Export);
                    }
                    close |= ui.button("Clear").on_hover_text("Esc").clicked();
                });
            });
        });
    if close {
        app.timeline.range = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_taken_to_what_the_hand_can_point_at() {
        let day = 86_400.0;
        let range = between(10.4 * day, 2.6 * day, 20_000.0);
        assert_eq!((range.start.0, range.end.0), (3 * 86_400, 10 * 86_400));
        let hours = between(3_500.0, 7_300.0, 500.0);
        assert_eq!((hours.start.0, hours.end.0), (3_600, 7_200));
        assert!(between(5.0, 5.0, 0.01).secs() > 0);
    }
}
