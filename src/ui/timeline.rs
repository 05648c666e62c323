//! The timeline: a canvas that shows [`crate::timeline::layout`]'s scene and turns gestures into [`Command`]s.
//!
//! Nothing of the layout is decided here. A frame goes: take over the view that the program asks for, let gestures
//! and keys move it, lay out, paint, and name what stands there for assistive technologies and tooltips.

mod band;
mod camera;
mod corner;
mod gestures;
mod keys;
mod lane_drag;
mod menus;
mod nodes;
mod paint;
mod range;
mod redate;
mod text;
mod tooltip;

pub use range::range_bar_ui;
pub use tooltip::Description;

use super::event_menu::event_menu_ui;
use super::theme;
use crate::app::{App, Command, TimelineState};
use crate::project::EntryId;
use crate::timeline::fonts::FontMeasure;
use crate::timeline::{self, Hit, ItemId, LayoutStyle, Links, Palette, Scene, TimeScale, Viewport};
use camera::Camera;
use egui::{Id, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo};
use std::sync::{Arc, Mutex};
use text::TextCache;

/// The program's timeline over all the room that `ui` has; what the user does to it goes into `commands`.
pub fn timeline_ui(ui: &mut Ui, app: &mut App, commands: &mut Vec<Command>) -> Response {
    let (selected, also_selected) = (app.selected(), app.selection());
    let links = links(app);
    // Taken out, so that menus can ask the program while the canvas changes its own state.
    let mut state = std::mem::take(&mut app.timeline);
    let describe = |id| Description::of(&app.project, id, app.settings.date_style);
    let event_menu = |ui: &mut Ui, id: EntryId, commands: &mut Vec<Command>| event_ui(ui, app, id, commands);
    state.wheel_pans = app.settings.wheel_pans;
    let style = LayoutStyle {
        date_style: app.settings.date_style,
        today: state.today.map(|day| day.0 as f64),
        row_scale: app.settings.row_scale,
        lanes: state.lanes.clone(),
        colours: state.colours.clone(),
        fold_marks: true,
        legend_room: corner::tray_width(state.index.undated()),
        links,
        ..layout_style(ui)
    };
    let timeline =
        Timeline { selected, also_selected: &also_selected, style, describe: &describe, event_menu: &event_menu };
    let response = canvas_ui(ui, &timeline, &mut state, commands);
    app.timeline = state;
    corner::lanes_ui(ui, response.rect, app, commands);
    corner::tray_ui(ui, response.rect, app, commands);
    response
}

/// What can be done with an event, below what the timeline itself offers; with all that is selected where it is among
/// that.
fn event_ui(ui: &mut Ui, app: &App, id: EntryId, commands: &mut Vec<Command>) {
    let ids = if app.is_selected(id) { app.selection() } else { vec![id] };
    event_menu_ui(ui, app, &ids, commands);
}

/// Where else the selected event is told.
fn links(app: &App) -> Links {
    let Some(entry) = app.selected_entry().filter(|entry| entry.claims.len() <= MOST_LINKED) else {
        return Links::default();
    };
    let claims = timeline::claim_lanes(&app.project, &app.timeline.index, app.timeline.grouping, entry);
    let mut published: Vec<f64> = Vec::new();
    if app.settings.show_links {
        let dates = entry.claims.iter().filter_map(|claim| app.project.article_of(claim)?.document.published);
        published = dates.map(|published| published.date.span().start.0 as f64).collect();
    }
    Links { claims, published }
}

/// An event that more articles tell is not linked: the lines would cover everything.
const MOST_LINKED: usize = 24;

/// The style of the screen: the theme's colours, axis, labels and legend.
pub fn layout_style(ui: &Ui) -> LayoutStyle {
    LayoutStyle {
        text_size: f64::from(TextStyle::Small.resolve(ui.style()).size),
        show_legend: true,
        ..LayoutStyle::new(1.0, 1.0, palette(ui))
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
    /// Everything that is selected.
    pub also_selected: &'a [EntryId],
    /// Colours, text size and what else is to be drawn; size, scroll and selection are filled in here.
    pub style: LayoutStyle,
    /// What tooltips and assistive technologies say of an event.
    pub describe: &'a dyn Fn(EntryId) -> Option<Description>,
    /// What the menu of an event offers besides selecting and framing it.
    pub event_menu: &'a dyn Fn(&mut Ui, EntryId, &mut Vec<Command>),
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
    let mut also_selected: Vec<ItemId> = timeline.also_selected.iter().map(|id| ItemId(id.0)).collect();
    also_selected.sort_unstable();
    let style = LayoutStyle {
        width: f64::from(rect.width()),
        height: f64::from(rect.height()),
        selected: timeline.selected.map(|id| ItemId(id.0)),
        also_selected,
        scroll: state.scroll,
        show_legend: timeline.style.show_legend && rect.height() >= LOWEST_WITH_LEGEND,
        ..timeline.style.clone()
    };
    let measure = FontMeasure::shared();
    memory.plot = timeline::plot_area(&state.index, &style, measure);
    (state.plot, memory.row_scale) = (memory.plot, style.row_scale);
    memory.follow(ui, state.viewport);
    memory.scroll_to_selected(timeline.selected, &style, state);
    if ui.is_enabled() {
        if memory.redate.as_ref().is_none_or(redate::Redate::is_cancelled) {
            keys::keys(ui, &response, timeline.selected, memory, state, commands);
        }
        gestures::gestures(ui, &response, memory, timeline, state, commands);
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
    if let Some(band) = memory.band {
        band::paint(ui, &response, band);
    }
    redate::paint_armed(ui, &response, memory);
    redate::paint(ui, &response, memory, timeline);
    lane_drag::paint(ui, &response, memory, state.lanes.as_deref().unwrap_or_default());
    scroll_bar(ui, rect, memory, state);
    nodes::nodes(ui, &response, (&scene, memory), timeline, state, commands);
    memory.remember(scene);
    state.hovered = tooltip::hover(ui, &response, memory, timeline, state);
    menus::menus(ui, &response, memory, timeline, state, commands);
    response
}

/// Shows how far the lanes are scrolled where they do not fit.
fn scroll_bar(ui: &Ui, rect: Rect, memory: &Memory, state: &TimelineState) {
    if memory.scroll_range <= 0.0 {
        return;
    }
    let plot = memory.plot;
    let content = memory.scroll_range + plot.height;
    let height = (plot.height * plot.height / content).max(24.0).min(plot.height);
    let top = plot.y + (plot.height - height) * (state.scroll / memory.scroll_range).clamp(0.0, 1.0);
    let corner = rect.min + egui::vec2(rect.width() - 7.0, top as f32);
    let bar = Rect::from_min_size(corner, egui::vec2(5.0, height as f32));
    ui.painter().rect_filled(bar, 2.5, theme::Theme::of(ui).weak.gamma_multiply(0.45));
}

/// Paints any scene, without a canvas around it: for previews.
pub fn paint_scene(painter: &egui::Painter, origin: Pos2, scene: &Scene) {
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
    /// Corners of the rubber band under way, points of the screen.
    band: Option<(Pos2, Pos2)>,
    lane_drag: Option<lane_drag::LaneDrag>,
    /// The event whose date is being dragged.
    redate: Option<redate::Redate>,
    /// The event that the next drag dates anew, no key held.
    armed: Option<ItemId>,
    /// What the menu that was opened last is about.
    menu: Option<menus::Target>,
    /// When a click took a cluster apart, seconds.
    split_at: Option<f64>,
    /// Where the range began that is being drawn out, seconds.
    range_from: Option<f64>,
    /// Where things stood in the frame before: what a click of this frame meant.
    hits: Vec<(timeline::Rect, Hit)>,
    /// The part of the canvas on which time runs.
    plot: timeline::Rect,
    /// How high rows are drawn.
    row_scale: f64,
    /// Points that the lanes can be scrolled.
    scroll_range: f64,
    /// When F was pressed last, seconds.
    last_framed: Option<f64>,
    /// What was selected in the frame before.
    selected: Option<EntryId>,
    /// The event's node that has the focus.
    focus_node: Option<Id>,
    names: nodes::Names,
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
            band: None,
            lane_drag: None,
            redate: None,
            armed: None,
            menu: None,
            split_at: None,
            range_from: None,
            hits: Vec::new(),
            plot: timeline::Rect { x: 0.0, y: 0.0, width: 1.0, height: 1.0 },
            row_scale: 1.0,
            scroll_range: 0.0,
            last_framed: None,
            selected: None,
            focus_node: None,
            names: nodes::Names::default(),
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

    /// Scrolls to the lane of what was selected in this frame.
    fn scroll_to_selected(&self, selected: Option<EntryId>, style: &LayoutStyle, state: &mut TimelineState) {
        let new = selected.filter(|_| selected != self.selected && self.scroll_range > 0.0);
        let Some(lane) = new.and_then(|id| state.index.lane_of_item(ItemId(id.0))) else { return };
        let style = LayoutStyle { scroll: 0.0, ..style.clone() };
        if let Some((top, height)) = timeline::lane_place(&state.index, &style, FontMeasure::shared(), lane) {
            let (top, bottom) = (top - self.plot.y, top - self.plot.y + height);
            let least = (bottom - self.plot.height).min(top);
            state.scroll = state.scroll.clamp(least, top).clamp(0.0, self.scroll_range);
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
