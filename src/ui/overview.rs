//! The density of all events under the timeline, with the view as a window on it: its body pans, its edges zoom.

mod dates;
mod outside;
mod strip;

use super::{theme, timeline};
use crate::app::{App, Command, Job, Outcome};
use crate::time::words::period_words;
use crate::time::{DateStyle, Granularity, Period, TimePoint};
use crate::timeline::{Index, ItemId, Viewport};
use egui::{
    Align2, CursorIcon, FontId, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Tooltip, Ui, WidgetInfo, pos2,
    vec2,
};
use egui_plot::{Bar, BarChart, Plot};
use outside::Outside;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex};
use strip::Strip;

/// Height that it wants, points.
pub const HEIGHT: f32 = 56.0;

/// Height of the row of dates, points.
const DATES: f32 = 15.0;
/// Width of a bar of the histogram, points.
const BAR: f32 = 3.0;
/// From how many points beside an edge of the window it is still taken hold of.
const REACH: f32 = 5.0;
/// The window is drawn and held at least this wide, points.
const NARROWEST: f32 = 8.0;
/// Points between the dates.
const DATE_DISTANCE: f32 = 90.0;

/// As many selected events are marked.
const MOST_SELECTED: usize = 500;
/// Points between the marks of shortened stretches.
const BREAK_DISTANCE: f32 = 60.0;

/// Draws the overview over all the room that `ui` has.
pub fn overview_ui(ui: &mut Ui, app: &mut App, commands: &mut Vec<Command>) -> Response {
    let selected: Vec<ItemId> = app.selection().iter().map(|id| ItemId(id.0)).collect();
    let searching = !app.list.filter.trim().is_empty();
    let found: Vec<ItemId> =
        if searching { app.list_rows().iter().map(|id| ItemId(id.0)).collect() } else { Vec::new() };
    let overview = Overview {
        index: &app.timeline.index,
        revision: app.revision(),
        viewport: app.timeline.viewport,
        selected: &selected,
        found: &found,
        date_style: app.settings.date_style,
    };
    strip_ui(ui, &overview, commands)
}

/// What the overview shows.
#[derive(Clone, Copy, Debug)]
pub struct Overview<'a> {
    pub index: &'a Index,
    /// Goes up with each change of the index.
    pub revision: u64,
    /// The view of the timeline.
    pub viewport: Viewport,
    pub selected: &'a [ItemId],
    /// What a search found; nothing without one.
    pub found: &'a [ItemId],
    pub date_style: DateStyle,
}

/// The overview of an index; the strip is worked out anew only when the revision changes.
pub fn strip_ui(ui: &mut Ui, overview: &Overview<'_>, commands: &mut Vec<Command>) -> Response {
    let Overview { index, revision, viewport, selected, found, date_style } = *overview;
    let room = ui.available_rect_before_wrap();
    let memory = Memory::of(ui, ui.scope_id().with("overview"));
    let Ok(mut memory) = memory.lock() else { return ui.allocate_rect(room, Sense::hover()) };
    let memory = &mut *memory;
    memory.refresh(ui, index, revision, room.width());

    let response = histogram_ui(ui, memory, room.size());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, ui.is_enabled(), "Overview"));
    let window = Window::of(&memory.built.strip, viewport, response.rect);
    let view = memory.drag(ui, &response, &window, viewport, commands).unwrap_or(viewport);
    let window = Window::of(&memory.built.strip, view, response.rect);
    let painter = ui.painter().with_clip_rect(room);
    dates(&painter, ui, memory, response.rect);
    memory.mark_found(&painter, ui, index, found, response.rect);
    for span in selected.iter().take(MOST_SELECTED).filter_map(|id| index.span_of(*id)) {
        let x =
            |time: f64| memory.built.strip.place_from_time(time) as f32 * response.rect.width() + response.rect.left();
        let range = x(span.start.0 as f64)..=x(span.end.0 as f64);
        let mark = Rect::from_x_y_ranges(range, response.rect.y_range()).expand2(vec2(1.0, 0.0));
        let accent = theme::Theme::of(ui).accent;
        painter.rect_filled(mark, 0.0, accent.gamma_multiply(if mark.width() < 6.0 { 0.8 } else { 0.3 }));
    }
    window_shape(&painter, ui, &window, response.rect);
    let on_words = outside_ui(ui, memory, index, view, date_style, response.rect, commands);
    if memory.drag.is_none()
        && !on_words
        && let Some(pointer) = response.hover_pos()
    {
        let place = f64::from((pointer.x - response.rect.left()) / response.rect.width());
        let words = memory.words(place, date_style);
        Tooltip::for_enabled(&response).at_pointer().gap(14.0).show(|ui| ui.label(words));
    }
    response
}

/// Says at the edges what lies before and after the view; a click shows that too. True while the pointer is on it.
fn outside_ui(
    ui: &mut Ui,
    memory: &Memory,
    index: &Index,
    view: Viewport,
    style: DateStyle,
    rect: Rect,
    commands: &mut Vec<Command>,
) -> bool {
    let Some(extent) = index.extent() else { return false };
    let (before, after) = memory.built.outside.counts(view);
    let margin = |secs: f64| secs * 0.04;
    let (first, last) = (extent.start.0 as f64, extent.end.0 as f64);
    let sides = [
        (outside::before_words(before, view, style), Align2::LEFT_TOP, first - margin(view.end() - first), view.end()),
        (outside::after_words(after, view, style), Align2::RIGHT_TOP, view.start(), last + margin(last - view.start())),
    ];
    let mut hovered = false;
    for (words, align, start, end) in sides {
        let Some(words) = words else { continue };
        let colors = theme::Theme::of(ui);
        let galley =
            ui.painter().layout_no_wrap(words.clone(), FontId::proportional(theme::SMALL - 1.0), colors.accent);
        let corner = if align == Align2::LEFT_TOP { rect.left_top() } else { rect.right_top() };
        let place = align.anchor_size(corner, galley.size() + vec2(20.0, 4.0));
        let response = ui.interact(place, ui.scope_id().with(("outside", align == Align2::LEFT_TOP)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &words));
        let ground = if response.hovered() || response.has_focus() { colors.accent_soft } else { colors.page };
        ui.painter().rect_filled(place.shrink(1.0), 3.0, ground.gamma_multiply(0.92));
        // An arrow towards what is out of sight.
        let (base, tip) =
            if align == Align2::LEFT_TOP { (place.left() + 9.0, -5.0) } else { (place.right() - 9.0, 5.0) };
        let y = place.center().y;
        let arrow = vec![pos2(base, y - 4.0), pos2(base + tip, y), pos2(base, y + 4.0)];
        ui.painter().add(egui::Shape::convex_polygon(arrow, colors.accent, Stroke::NONE));
        let left = if align == Align2::LEFT_TOP { 14.0 } else { 5.0 };
        ui.painter().galley(place.min + vec2(left, 2.0), galley, colors.accent);
        hovered |= response.hovered();
        if response.on_hover_text("Show them as well").clicked() {
            commands.push(Command::View(Viewport::new(start, end - start)));
        }
    }
    hovered
}

/// The bars, heights as square roots: a day with one event is still seen beside one with a thousand.
fn histogram_ui(ui: &mut Ui, memory: &Memory, size: egui::Vec2) -> Response {
    let colors = theme::Theme::of(ui);
    let color = colors.weak.gamma_multiply(0.55);
    let highest = memory.built.density.iter().copied().fold(0.0, f64::max).sqrt().max(1.0);
    let width = 1.0 / memory.built.density.len().max(1) as f64;
    let bars: Vec<Bar> = (memory.built.density.iter().enumerate())
        .filter(|(_, count)| **count > 0.0)
        .map(|(at, count)| {
            // At least a point or two high.
            let height = (count.sqrt() / highest).max(0.08);
            Bar::new((at as f64 + 0.5) * width, height).width(width * 0.8).fill(color).stroke(Stroke::NONE)
        })
        .collect();
    Plot::new("density")
        .width(size.x)
        .height((size.y - DATES).max(8.0))
        .sense(Sense::click_and_drag())
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .show_axes(false)
        .show_grid(false)
        .show_crosshair(false)
        .show_x(false)
        .show_y(false)
        .show_background(false)
        .set_margin_fraction(vec2(0.0, 0.0))
        .default_x_bounds(0.0, 1.0)
        .default_y_bounds(0.0, 1.15)
        .auto_bounds(false)
        .show(ui, |plot| plot.bar_chart(BarChart::new("events", bars).allow_hover(false)))
        .response
}

/// The dates below, and marks where empty stretches are shortened.
fn dates(painter: &egui::Painter, ui: &Ui, memory: &Memory, rect: Rect) {
    let colors = theme::Theme::of(ui);
    let x = |place: f64| rect.left() + place as f32 * rect.width();
    let font = FontId::proportional(theme::SMALL - 1.0);
    for label in &memory.built.labels {
        let at = x(label.place);
        painter.line_segment([pos2(at, rect.bottom()), pos2(at, rect.bottom() + 3.0)], Stroke::new(1.0, colors.line));
        let galley = painter.layout_no_wrap(label.text.clone(), font.clone(), colors.weak);
        let left = (at - galley.size().x / 2.0).clamp(rect.left() + 2.0, rect.right() - galley.size().x - 2.0);
        painter.galley(pos2(left, rect.bottom() + 1.5), galley, colors.weak);
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, colors.line));
    let mut last = f32::NEG_INFINITY;
    for at in memory.built.strip.breaks().iter().map(|&place| x(place)) {
        // Where many short stretches are shortened a few marks say so.
        if at - last >= BREAK_DISTANCE {
            last = at;
            painter.text(pos2(at, rect.bottom() - 1.0), Align2::CENTER_BOTTOM, "//", font.clone(), colors.weak);
        }
    }
}

/// Shades what is out of view and frames what is in it.
fn window_shape(painter: &egui::Painter, ui: &Ui, window: &Window, rect: Rect) {
    let colors = theme::Theme::of(ui);
    let shade = colors.panel.gamma_multiply(0.6);
    let shown = Rect::from_x_y_ranges(window.left..=window.right, rect.y_range());
    painter.rect_filled(Rect::from_min_max(rect.min, pos2(shown.left(), rect.bottom())), 0.0, shade);
    painter.rect_filled(Rect::from_min_max(pos2(shown.right(), rect.top()), rect.max), 0.0, shade);
    painter.rect_filled(shown, 0.0, colors.accent.gamma_multiply(0.08));
    painter.rect_stroke(shown.shrink(0.5), 2.0, Stroke::new(1.0, colors.accent), StrokeKind::Inside);
    for x in [window.left, window.right] {
        let grip = Rect::from_center_size(pos2(x, rect.center().y), vec2(4.0, (rect.height() * 0.45).min(18.0)));
        painter.rect_filled(grip, 2.0, colors.accent);
    }
}

/// The view on the strip, in points of the screen.
#[derive(Clone, Copy, Debug)]
struct Window {
    left: f32,
    right: f32,
}

impl Window {
    /// Kept inside the strip, at its edge when the view lies beyond.
    fn of(strip: &Strip, view: Viewport, rect: Rect) -> Window {
        let x = |time: f64| rect.left() + (strip.place_from_time(time).clamp(-1.0, 2.0) as f32) * rect.width();
        let (left, right) = (x(view.start()), x(view.end()));
        let missing = (NARROWEST - (right - left)).max(0.0) / 2.0;
        let clamp =
            |x: f32, room: f32| x.clamp(rect.left() + room, (rect.right() - NARROWEST + room).max(rect.left() + room));
        Window { left: clamp(left - missing, 0.0), right: clamp(right + missing, NARROWEST) }
    }

    /// What of it lies at `x`.
    fn part_at(&self, x: f32) -> Part {
        // A narrow window is all body: its edges are taken hold of from outside.
        let inside = ((self.right - self.left) / 4.0).min(REACH);
        if (self.left - REACH..self.left + inside).contains(&x) {
            Part::Start
        } else if (self.right - inside..self.right + REACH).contains(&x) {
            Part::End
        } else if (self.left..self.right).contains(&x) {
            Part::Body
        } else {
            Part::Outside
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Start,
    Body,
    End,
    Outside,
}

/// A drag of a part of the window: the view and the pointer when it began.
#[derive(Clone, Copy, Debug)]
struct Drag {
    part: Part,
    view: Viewport,
    origin: f32,
}

/// What follows from the index and the width of the strip.
#[derive(Default)]
struct Built {
    strip: Strip,
    outside: Outside,
    density: Vec<f64>,
    labels: Vec<dates::Label>,
}

impl Built {
    fn of(index: &Index, width: f32) -> Built {
        let strip = Strip::of(index);
        Built {
            outside: Outside::of(index),
            density: strip::density(index, &strip, bars(width)),
            labels: dates::labels(&strip, f64::from(DATE_DISTANCE / width.max(DATE_DISTANCE))),
            strip,
        }
    }
}

/// Bars of the histogram that stand side by side.
fn bars(width: f32) -> usize {
    (width / BAR).floor().clamp(1.0, 4000.0) as usize
}

/// What a [`Built`] is of: revision, number of events, bars.
type Of = (u64, usize, usize);

/// From so many events on the strip is worked out on a thread of its own, and the one before stands meanwhile.
const MANY: usize = 50_000;

/// What is kept until the index changes, and the drag under way.
#[derive(Default)]
struct Memory {
    built_for: Option<Of>,
    building: Option<(Of, Job<Built>)>,
    built: Built,
    /// The bars with something that a search found, and what of.
    marked: Vec<bool>,
    marked_for: Option<u64>,
    drag: Option<Drag>,
}

impl Memory {
    fn of(ui: &Ui, id: Id) -> Arc<Mutex<Memory>> {
        ui.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<Memory>>>(id).clone())
    }

    fn refresh(&mut self, ui: &Ui, index: &Index, revision: u64, width: f32) {
        if let Some((of, job)) = self.building.take() {
            match job.poll() {
                Outcome::Running => self.building = Some((of, job)),
                Outcome::Done(built) => (self.built, self.built_for) = (built, Some(of)),
                Outcome::Lost => {}
            }
        }
        let wanted = (revision, index.len(), bars(width));
        if self.built_for == Some(wanted) || self.building.is_some() {
            return;
        }
        if index.len() >= MANY {
            let (index, ctx) = (index.clone(), ui.ctx().clone());
            let waker = Arc::new(move || ctx.request_repaint());
            let job = Job::start("Overview", waker, move |_| Built::of(&index, width));
            self.building = job.ok().map(|job| (wanted, job));
        } else {
            (self.built, self.built_for) = (Built::of(index, width), Some(wanted));
        }
    }

    /// Marks what a search found, one tick a bar.
    fn mark_found(&mut self, painter: &egui::Painter, ui: &Ui, index: &Index, found: &[ItemId], rect: Rect) {
        if found.is_empty() {
            return;
        }
        let bars = self.built.density.len().max(1);
        let mut hasher = DefaultHasher::new();
        (found, &self.built_for).hash(&mut hasher);
        let key = hasher.finish();
        if self.marked_for != Some(key) {
            self.marked_for = Some(key);
            self.marked = vec![false; bars];
            for span in found.iter().filter_map(|id| index.span_of(*id)) {
                let middle = span.start.0 as f64 / 2.0 + span.end.0 as f64 / 2.0;
                let bar = (self.built.strip.place_from_time(middle) * bars as f64).clamp(0.0, bars as f64 - 1.0);
                self.marked[bar as usize] = true;
            }
        }
        let color = theme::Theme::of(ui).found_now;
        for bar in (0..bars).filter(|&bar| self.marked[bar]) {
            let x = rect.left() + (bar as f32 + 0.5) / bars as f32 * rect.width();
            let tick = Rect::from_center_size(pos2(x, rect.bottom() - 5.0), vec2(BAR, 10.0));
            painter.rect_filled(tick, 1.0, color);
        }
    }

    /// What stands at a place of the strip: the date, as fine as a bar is, and how much happened.
    fn words(&self, place: f64, style: DateStyle) -> String {
        let bars = self.built.density.len().max(1);
        let bar = ((place * bars as f64) as usize).min(bars - 1);
        let (from, to) = (bar as f64 / bars as f64, (bar + 1) as f64 / bars as f64);
        let secs = self.built.strip.time_from_place(to) - self.built.strip.time_from_place(from);
        let day = Period::day_of(TimePoint(self.built.strip.time_from_place(place) as i64));
        let date = day.widen(match (secs / 86_400.0) as i64 {
            0..=5 => Granularity::Day,
            6..=180 => Granularity::Month,
            181..=1800 => Granularity::Year,
            1801..=18_000 => Granularity::Decade,
            18_001..=180_000 => Granularity::Century,
            _ => Granularity::Millennium,
        });
        let words = period_words(&date, style);
        match self.built.density.get(bar).copied().unwrap_or(0.0) {
            count if count < 0.01 => words,
            // Of a year-precise event only a part falls on a day.
            count if count < 0.95 => format!("{words} · part of a longer event"),
            count if count < 1.5 => format!("{words} · 1 event"),
            count => format!("{words} · {count:.0} events"),
        }
    }

    /// Moves the view by what is done to its window; what it is afterwards, where that changed.
    fn drag(
        &mut self,
        ui: &Ui,
        response: &Response,
        window: &Window,
        viewport: Viewport,
        commands: &mut Vec<Command>,
    ) -> Option<Viewport> {
        let pointer = ui.input(|i| i.pointer.interact_pos());
        if let Some(pointer) = pointer.filter(|_| response.hovered() || response.dragged()) {
            let part = self.drag.map_or_else(|| window.part_at(pointer.x), |drag| drag.part);
            ui.set_cursor_icon(match part {
                Part::Start | Part::End => CursorIcon::ResizeHorizontal,
                Part::Body if self.drag.is_some() => CursorIcon::Grabbing,
                Part::Body => CursorIcon::Grab,
                Part::Outside => CursorIcon::Default,
            });
        }
        if response.double_clicked() {
            commands.push(Command::FitAll);
            return None;
        }
        let time_at =
            |x: f32| self.built.strip.time_from_place(f64::from((x - response.rect.left()) / response.rect.width()));
        if response.clicked() {
            let at = time_at(response.interact_pointer_pos()?.x);
            commands.push(Command::View(Viewport::new(at - viewport.secs() / 2.0, viewport.secs())));
            return None;
        }
        let Some(pointer) = pointer.filter(|_| response.dragged()) else {
            self.drag = None;
            return self.wheel(ui, response, viewport, commands);
        };
        let drag = *self.drag.get_or_insert_with(|| {
            let origin = ui.input(|i| i.pointer.press_origin()).unwrap_or(pointer).x;
            Drag { part: window.part_at(origin), view: viewport, origin }
        });
        let view = dragged(&self.built.strip, response.rect, drag, pointer.x);
        self.direct(ui, view, viewport, commands)
    }

    /// The wheel zooms about the time under the pointer.
    fn wheel(&self, ui: &Ui, response: &Response, viewport: Viewport, commands: &mut Vec<Command>) -> Option<Viewport> {
        let pointer = response.hover_pos()?;
        let (travel, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
        let factor = f64::from(pinch) * (f64::from(travel.y) / 200.0).exp();
        let pan = -f64::from(travel.x / response.rect.width()) * viewport.secs();
        if factor == 1.0 && pan == 0.0 {
            return None;
        }
        ui.input_mut(|i| i.smooth_scroll_delta = egui::Vec2::ZERO);
        let place = f64::from((pointer.x - response.rect.left()) / response.rect.width());
        let at = self.built.strip.time_from_place(place).clamp(viewport.start(), viewport.end());
        self.direct(ui, viewport.pan(pan).zoom_at(at, factor), viewport, commands)
    }

    fn direct(&self, ui: &Ui, view: Viewport, viewport: Viewport, commands: &mut Vec<Command>) -> Option<Viewport> {
        if view == viewport {
            return None;
        }
        timeline::jump_to(ui, view);
        commands.push(Command::View(view));
        Some(view)
    }
}

/// The view that a drag to `x` leads to. All follows from where it began, so that a drag and back is no move.
fn dragged(strip: &Strip, rect: Rect, drag: Drag, x: f32) -> Viewport {
    let moved = f64::from((x - drag.origin) / rect.width());
    if moved == 0.0 {
        return drag.view;
    }
    let shifted = |time: f64| strip.time_from_place(strip.place_from_time(time) + moved);
    let (start, end) = (drag.view.start(), drag.view.end());
    match drag.part {
        Part::Start => {
            let start = shifted(start).min(end - Viewport::MIN_SECS);
            Viewport::new(start, end - start)
        }
        Part::End => Viewport::new(start, (shifted(end) - start).max(Viewport::MIN_SECS)),
        Part::Body => {
            let middle = start + drag.view.secs() / 2.0;
            Viewport::new(shifted(middle) - drag.view.secs() / 2.0, drag.view.secs())
        }
        Part::Outside => {
            let place = f64::from((x - rect.left()) / rect.width());
            Viewport::new(strip.time_from_place(place) - drag.view.secs() / 2.0, drag.view.secs())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drag(part: Part) -> Drag {
        Drag { part, view: Viewport::new(1000.0, 200.0), origin: 50.0 }
    }

    fn rect() -> Rect {
        Rect::from_min_size(pos2(0.0, 0.0), vec2(100.0, 40.0))
    }

    /// One point is a hundred seconds.
    fn strip() -> Strip {
        Strip::linear(0.0, 10_000.0)
    }

    #[test]
    fn dragging_the_body_pans_and_an_edge_zooms() {
        let ends = |part| {
            let view = dragged(&strip(), rect(), drag(part), 60.0);
            (view.start().round(), view.end().round())
        };
        assert_eq!(ends(Part::Body), (2000.0, 2200.0));
        assert_eq!(ends(Part::End), (1000.0, 2200.0));
        assert_eq!(ends(Part::Start), (1199.0, 1200.0), "an edge stops at the other");
        assert_eq!(ends(Part::Outside), (5900.0, 6100.0));
    }

    #[test]
    fn a_drag_and_back_is_no_move() {
        for part in [Part::Start, Part::Body, Part::End] {
            assert_eq!(dragged(&strip(), rect(), drag(part), 50.0), drag(part).view);
        }
    }

    #[test]
    fn a_view_of_a_second_still_has_a_window_to_take_hold_of() {
        let window = Window::of(&strip(), Viewport::new(5000.0, 1.0), rect());
        assert_eq!(window.right - window.left, NARROWEST);
        assert_eq!(window.part_at(50.0), Part::Body);
        assert_eq!(window.part_at(44.0), Part::Start);
        assert_eq!(window.part_at(56.0), Part::End);
    }

    #[test]
    fn a_view_beyond_the_strip_leaves_its_window_at_the_edge() {
        let window = Window::of(&strip(), Viewport::new(1e9, 100.0), rect());
        assert_eq!((window.left, window.right), (92.0, 100.0));
    }
}
