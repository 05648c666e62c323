//! The timeline: a canvas that shows [`crate::timeline::layout`]'s scene and turns gestures into [`Command`]s.
//!
//! Nothing of the layout is decided here. A frame goes: take over the view that the program asks for, let gestures
//! and keys move it, lay out, paint, and name what stands there for assistive technologies and tooltips.

mod camera;
mod gestures;
mod keys;
mod nodes;
mod paint;
mod range;
mod text;
mod tooltip;

pub use range::range_bar_ui;
pub use tooltip::Description;

use super::theme;
use crate::app::{App, Command, TimelineState};
use crate::project::EntryId;
use crate::timeline::fonts::FontMeasure;
use crate::timeline::{self, Hit, ItemId, LayoutStyle, Palette, Scene, TimeScale, Viewport};
use camera::Camera;
use egui::{Id, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo};
use std::sync::{Arc, Mutex};
use text::TextCache;

/// The program's timeline over all the room that `ui` has; what the user does to it goes into `commands`.
pub fn timeline_ui(ui: &mut Ui, app: &mut App, commands: &mut Vec<Command>) -> Response {
    let selected = app.selected();
    let App { project, settings, timeline: state, .. } = app;
    let describe = |id| Description::of(project, id, settings.date_style);
    state.wheel_pans = settings.wheel_pans;
    let today = state.today.map(|day| day.0 as f64);
    let style = LayoutStyle { date_style: settings.date_style, today, ..layout_style(ui) };
    canvas_ui(ui, &Timeline { selected, style, describe: &describe }, state, commands)
}

/// The style of the screen: the theme's colours, axis, labels and legend.
pub fn layout_style(ui: &Ui) -> LayoutStyle {
    LayoutStyle {
        width: 1.0,
        height: 1.0,
        palette: palette(ui),
        date_style: Default::default(),
        text_size: f64::from(TextStyle::Small.resolve(ui.style()).size),
        selected: None,
        scroll: 0.0,
        today: None,
        show_axis: true,
        show_labels: true,
        show_dates: false,
        show_legend: true,
        title: String::new(),
        source_line: String::new(),
    }
}

fn palette(ui: &Ui) -> Palette {
    let theme = theme::Theme::of(ui);
    Palette {
        background: paint::color(theme.page),
        text: paint::color(theme.text),
        weak_text: paint::color(theme.weak),
        ..if ui.visuals().dark_mode { Palette::dark() } else { Palette::light() }
    }
}

/// A canvas lower than this, in points, gives the legend's room to the events.
const LOWEST_WITH_LEGEND: f32 = 230.0;

/// What the canvas shows besides its own state.
pub struct Timeline<'a> {
    pub selected: Option<EntryId>,
    /// Colours, text size and what else is to be drawn; size, scroll and selection are filled in here.
    pub style: LayoutStyle,
    /// What tooltips and assistive technologies say of an event.
    pub describe: &'a dyn Fn(EntryId) -> Option<Description>,
}

/// The canvas, filling what room there is. Gestures and keys go to `commands`; the view that they lead to is painted
/// in this very frame.
pub fn canvas_ui(
    ui: &mut Ui,
    timeline: &Timeline<'_>,
    state: &mut TimelineState,
    commands: &mut Vec<Command>,
) -> Response {
    let rect = ui.available_rect_before_wrap();
    let response = ui.allocate_rect(rect, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, ui.is_enabled(), "Timeline"));

    let memory = Memory::of(ui, response.id, state.viewport);
    let Ok(mut memory) = memory.lock() else { return response };
    let memory = &mut *memory;
    let style = LayoutStyle {
        width: f64::from(rect.width()),
        height: f64::from(rect.height()),
        selected: timeline.selected.map(|id| ItemId(id.0)),
        scroll: state.scroll,
        show_legend: timeline.style.show_legend && rect.height() >= LOWEST_WITH_LEGEND,
        ..timeline.style.clone()
    };
    let measure = FontMeasure::shared();
    memory.plot = timeline::plot_area(&state.index, &style, measure);
    memory.follow(ui, state.viewport);
    if ui.is_enabled() {
        keys::keys(ui, &response, timeline.selected, memory, state, commands);
        gestures::gestures(ui, &response, memory, state, commands);
    }
    memory.camera.advance(ui.input(|i| i.time), ease_secs(ui));
    if memory.camera.is_moving() {
        ui.request_repaint();
    }

    memory.texts.begin_frame(ui.painter());
    let style = LayoutStyle { scroll: state.scroll, ..style };
    let view = memory.camera.shown();
    let (scene, placement) = timeline::layout(&state.index, &view, &style, measure, state.placement.as_ref());
    state.placement = Some(placement);

    if ui.is_rect_visible(rect) {
        paint::paint(&ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())), rect.min, &scene, &mut memory.texts);
    }
    memory.texts.end_frame();
    if let Some((left, right)) = memory.zoom_box {
        let color = theme::Theme::of(ui).accent;
        let shape = Rect::from_x_y_ranges(left..=right, rect.y_range()).intersect(rect);
        ui.painter().rect(shape, 0.0, color.gamma_multiply(0.12), Stroke::new(1.0, color), StrokeKind::Inside);
    }
    if let Some(part) = state.range {
        range::paint(ui, &response, memory, part);
    }
    nodes::nodes(ui, &response, (&scene, memory), timeline, state, commands);
    memory.remember(scene);
    state.hovered = tooltip::hover(ui, &response, memory, timeline, state);
    response
}

/// Paints any scene, without a canvas around it: for previews.
pub fn paint_scene(painter: &egui::Painter, origin: egui::Pos2, scene: &Scene) {
    let mut texts = TextCache::default();
    texts.begin_frame(painter);
    paint::paint(painter, origin, scene, &mut texts);
}

/// Tells the timeline of this context to stand at the viewport at once and not to ease over to it: for gestures
/// elsewhere, such as a drag on the overview.
pub fn jump_to(ctx: &egui::Context, viewport: Viewport) {
    ctx.data_mut(|data| data.insert_temp(direct_view_id(), Some(viewport)));
}

fn direct_view_id() -> Id {
    Id::unique("the view that a gesture outside of the timeline asks for")
}

/// Seconds of the longest ease; none where the style has animations off.
fn ease_secs(ui: &Ui) -> f64 {
    if ui.style().animation_time > 0.0 { Camera::LONGEST_SECS } else { 0.0 }
}

/// What the canvas keeps from frame to frame and nobody else needs to know.
struct Memory {
    camera: Camera,
    texts: TextCache,
    drag: Option<gestures::Drag>,
    /// Left and right of the zoom box under way, points of the screen.
    zoom_box: Option<(f32, f32)>,
    /// Where the range began that is being drawn out, seconds.
    range_from: Option<f64>,
    /// Where things stood in the frame before: what a click of this frame meant.
    hits: Vec<(timeline::Rect, Hit)>,
    /// The part of the canvas on which time runs.
    plot: timeline::Rect,
    /// Points that the lanes can be scrolled.
    scroll_range: f64,
    /// When F was pressed last, seconds.
    last_framed: Option<f64>,
    /// What was selected in the frame before.
    selected: Option<EntryId>,
    /// The event's node that has the focus.
    focus_node: Option<Id>,
}

impl Memory {
    fn of(ui: &Ui, id: Id, viewport: Viewport) -> Arc<Mutex<Memory>> {
        ui.data_mut(|data| data.get_temp_mut_or_insert_with(id, || Arc::new(Mutex::new(Memory::new(viewport)))).clone())
    }

    fn new(viewport: Viewport) -> Memory {
        Memory {
            camera: Camera::new(viewport),
            texts: TextCache::default(),
            drag: None,
            zoom_box: None,
            range_from: None,
            hits: Vec::new(),
            plot: timeline::Rect { x: 0.0, y: 0.0, width: 1.0, height: 1.0 },
            scroll_range: 0.0,
            last_framed: None,
            selected: None,
            focus_node: None,
        }
    }

    /// Heads for the view that the program asks for, or stands there at once when a gesture elsewhere asked.
    fn follow(&mut self, ui: &Ui, goal: Viewport) {
        let direct = ui.data_mut(|data| data.remove_temp::<Option<Viewport>>(direct_view_id()));
        if direct.flatten() == Some(goal) {
            self.camera.jump(goal);
        } else {
            self.camera.head_for(goal);
        }
    }

    /// The scale of the canvas on the screen.
    fn scale(&self, response: &Response, viewport: Viewport) -> TimeScale {
        let left = f64::from(response.rect.left()) + self.plot.x;
        TimeScale { viewport, left, width: self.plot.width.max(1.0) }
    }

    /// Moves the view under the user's hand.
    fn stand_at(&mut self, view: Viewport, state: &mut TimelineState, commands: &mut Vec<Command>) {
        if view != self.camera.shown() || view != state.viewport {
            self.camera.jump(view);
            state.viewport = view;
            commands.push(Command::View(view));
        }
    }

    /// Eases to the view.
    fn go_to(&mut self, view: Viewport, state: &mut TimelineState, commands: &mut Vec<Command>) {
        self.camera.head_for(view);
        state.viewport = view;
        commands.push(Command::View(view));
    }

    fn remember(&mut self, scene: Scene) {
        self.scroll_range = (scene.content_height - self.plot.height).max(0.0);
        self.hits = scene.hits;
    }

    /// What lies at the point of the page; a mark is also hit from a few points beside it.
    fn hit(&self, x: f64, y: f64) -> Option<&(timeline::Rect, Hit)> {
        const REACH: f64 = 3.0;
        let within = |rect: &timeline::Rect, reach: f64| {
            (rect.x - reach..=rect.x + rect.width + reach).contains(&x)
                && (rect.y - reach..=rect.y + rect.height + reach).contains(&y)
        };
        let is_mark = |hit: &Hit| matches!(hit, Hit::Item(_) | Hit::Cluster { .. } | Hit::Publication(_));
        let exact = self.hits.iter().rev().find(|(rect, _)| within(rect, 0.0));
        match exact {
            Some((_, hit)) if is_mark(hit) => exact,
            _ => self.hits.iter().rev().find(|(rect, hit)| is_mark(hit) && within(rect, REACH)).or(exact),
        }
    }
}

/// A rectangle of the page on the screen.
fn screen_rect(canvas: Rect, rect: &timeline::Rect) -> Rect {
    let min = canvas.min + egui::vec2(rect.x as f32, rect.y as f32);
    Rect::from_min_size(min, egui::vec2(rect.width as f32, rect.height as f32)).intersect(canvas)
}
