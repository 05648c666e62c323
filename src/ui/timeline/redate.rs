//! Alt and the primary button move an event's ends or its middle: a new date at the precision of the ticks. Where the
//! desktop keeps Alt for itself, the key R or the event's menu lets the next drag do so.

use super::{Memory, Timeline, screen_rect};
use crate::app::{Command, TimelineState, user_date_words};
use crate::project::{EntryId, Say, UserDate};
use crate::timeline::fonts::FontMeasure;
use crate::timeline::{Grip, Hit, ItemId, Step, redated};
use crate::ui::theme::{self, Theme};
use egui::{
    Align2, CursorIcon, FontId, Key, Modifiers, PointerButton, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};

/// Points around an end in which the end is held and not the middle.
const END_REACH: f32 = 6.0;
/// A mark narrower than this is held by its middle alone.
const LEAST_WITH_ENDS: f32 = 20.0;
/// Points that the hand must move before anything changes.
const LEAST_MOVE: f32 = 3.0;

/// An event that is held.
#[derive(Clone, Debug)]
pub(super) struct Redate {
    item: ItemId,
    grip: Grip,
    from: Pos2,
    /// Top and bottom of its mark, points of the screen.
    rows: (f32, f32),
    /// What its date is when it is let go; `None` until the hand has moved.
    date: Option<UserDate>,
    /// Esc was pressed: the rest of the drag does nothing.
    cancelled: bool,
}

impl Redate {
    pub fn is_cancelled(&self) -> bool {
        self.cancelled
    }
}

/// Moves the date while the button is held and says it when it is let go; true while it is held.
pub(super) fn drag(
    ui: &Ui,
    response: &Response,
    memory: &mut Memory,
    timeline: &Timeline<'_>,
    state: &TimelineState,
    commands: &mut Vec<Command>,
) -> bool {
    if response.clicked() {
        memory.armed = None;
    }
    if response.drag_started_by(PointerButton::Primary) {
        let (at, alt) = ui.input(|i| (i.pointer.press_origin(), i.modifiers.alt));
        let found = at.and_then(|at| held(response, memory, state, at));
        memory.redate = found.filter(|redate| alt || memory.armed == Some(redate.item));
    }
    let Some(mut redate) = memory.redate.take() else { return false };
    if ui.input_mut(|i| i.consume_key(Modifiers::ALT, Key::Escape) || i.consume_key(Modifiers::NONE, Key::Escape)) {
        (redate.cancelled, redate.date) = (true, None);
    }
    if !response.dragged_by(PointerButton::Primary) {
        if let Some(date) = redate.date {
            commands.push(Command::Say(vec![EntryId(redate.item.0)], Say::Redate(Box::new(date))));
        }
        memory.armed = None;
        return false;
    }
    let pointer = ui.input(|i| i.pointer.interact_pos()).filter(|_| !redate.cancelled);
    if let Some((pointer, item)) = pointer.zip(state.index.item(redate.item)) {
        let scale = memory.scale(response, memory.camera.shown());
        let step = Step::of(&scale, &timeline.style, FontMeasure::shared());
        let secs = scale.time_from_x(f64::from(pointer.x)) - scale.time_from_x(f64::from(redate.from.x));
        let moved = redate.date.is_some() || (pointer.x - redate.from.x).abs() >= LEAST_MOVE;
        redate.date = redated(&item, redate.grip, secs, step).filter(|_| moved);
        ui.set_cursor_icon(cursor_of(redate.grip, true));
    }
    memory.redate = Some(redate);
    true
}

/// The event under the place, and by what it is held there.
fn held(response: &Response, memory: &Memory, state: &TimelineState, at: Pos2) -> Option<Redate> {
    let offset = at - response.rect.min;
    let (rect, hit) = memory.hit(f64::from(offset.x), f64::from(offset.y))?;
    let Hit::Item(item) = hit else { return None };
    let span = state.index.item(*item)?.span;
    let scale = memory.scale(response, memory.camera.shown());
    let (begin, end) = span.hull();
    let x = |secs: i64| scale.x_from_time(secs as f64) as f32;
    let (begin, end) = (begin.map(|point| x(point.0)), end.map(|point| x(point.0)));
    let wide = begin.zip(end).is_none_or(|(begin, end)| end - begin >= LEAST_WITH_ENDS);
    let near = |side: Option<f32>| wide && side.is_some_and(|side| (at.x - side).abs() <= END_REACH);
    let grip = match (near(begin), near(end)) {
        (true, _) => Grip::Begin,
        (false, true) => Grip::End,
        (false, false) => Grip::Middle,
    };
    let rect = screen_rect(response.rect, rect);
    Some(Redate { item: *item, grip, from: at, rows: (rect.top(), rect.bottom()), date: None, cancelled: false })
}

/// The cursor over an event while Alt is held, or which the next drag dates anew.
pub(super) fn cursor(ui: &Ui, response: &Response, memory: &Memory, state: &TimelineState) -> Option<CursorIcon> {
    let alt = ui.input(|i| i.modifiers.alt);
    let at = response.hover_pos().filter(|_| alt || memory.armed.is_some())?;
    let redate = held(response, memory, state, at).filter(|redate| alt || memory.armed == Some(redate.item))?;
    Some(cursor_of(redate.grip, false))
}

fn cursor_of(grip: Grip, held: bool) -> CursorIcon {
    match grip {
        Grip::Middle if held => CursorIcon::Grabbing,
        Grip::Middle => CursorIcon::Grab,
        Grip::Begin | Grip::End => CursorIcon::ResizeHorizontal,
    }
}

/// Which event the next drag dates anew, and how.
pub(super) fn paint_armed(ui: &Ui, response: &Response, memory: &Memory) {
    let Some(armed) = memory.armed.filter(|_| memory.redate.is_none()) else { return };
    let is_it = |hit: &Hit| matches!(hit, Hit::Item(item) if *item == armed);
    let Some((rect, _)) = memory.hits.iter().rev().find(|(_, hit)| is_it(hit)) else { return };
    let rect = screen_rect(response.rect, rect).intersect(response.rect).expand(2.0);
    let colors = Theme::of(ui);
    let painter = ui.painter().with_clip_rect(response.rect);
    painter.rect_stroke(rect, 4.0, Stroke::new(2.0, colors.accent), StrokeKind::Outside);
    const WORDS: &str = "Drag its middle or an end to another date; Esc leaves it";
    let galley = painter.layout_no_wrap(WORDS.to_owned(), FontId::proportional(theme::SMALL), colors.strong);
    let size = galley.size() + vec2(12.0, 6.0);
    let left = rect.left().min(response.rect.right() - size.x - 4.0).max(response.rect.left() + 4.0);
    let above = rect.top() - size.y - 4.0;
    let y = if above > response.rect.top() { above } else { rect.bottom() + 4.0 };
    let label = Rect::from_min_size(pos2(left, y), size);
    painter.rect(label, 5.0, colors.panel, Stroke::new(1.0, colors.accent), StrokeKind::Inside);
    let node = ui.interact(label, response.id.with("to be dated anew"), Sense::hover());
    node.widget_info(|| WidgetInfo::labeled(Role::Label, true, WORDS));
    painter.galley(label.min + vec2(6.0, 3.0), galley, colors.strong);
}

/// Where the event will lie, and its new date in words beside the pointer.
pub(super) fn paint(ui: &Ui, response: &Response, memory: &Memory, timeline: &Timeline<'_>) {
    let Some((redate, date)) = memory.redate.as_ref().and_then(|redate| Some((redate, redate.date.as_ref()?))) else {
        return;
    };
    let scale = memory.scale(response, memory.camera.shown());
    let left = response.rect.left() + memory.plot.x as f32;
    let clip = Rect::from_x_y_ranges(left..=response.rect.right(), response.rect.y_range());
    let painter = ui.painter().with_clip_rect(clip);
    let colors = Theme::of(ui);
    let x = |secs: i64| scale.x_from_time(secs as f64).clamp(-1e5, 1e5) as f32;
    let (begin, end) = date.span.hull();
    let (from, to) = (begin.map_or(left, |at| x(at.0)), end.map_or(clip.right(), |at| x(at.0)));
    let (top, bottom) = redate.rows;
    let shape = Rect::from_x_y_ranges(from..=to.max(from + 6.0), top..=bottom);
    let stroke = Stroke::new(1.5, colors.accent);
    painter.rect(shape, 4.0, colors.accent.gamma_multiply(0.22), stroke, StrokeKind::Inside);
    let words = user_date_words(date, timeline.style.date_style);
    let galley = painter.layout_no_wrap(
        words.clone(),
        FontId::proportional(timeline.style.text_size as f32 + 1.0),
        colors.strong,
    );
    let size = galley.size() + vec2(16.0, 8.0);
    // Above the mark where there is room, else below it.
    let above = top - size.y - 6.0;
    let y = if above > response.rect.top() + memory.plot.y as f32 { above } else { bottom + 6.0 };
    let middle = shape.center().x.clamp(left + size.x / 2.0 + 4.0, (clip.right() - size.x / 2.0 - 4.0).max(left));
    let label = Align2::CENTER_TOP.anchor_size(pos2(middle, y), size);
    painter.rect(label, 5.0, colors.panel, Stroke::new(1.0, colors.accent), StrokeKind::Inside);
    let node = ui.interact(label, response.id.with("new date"), Sense::hover());
    node.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("New date: {words}")));
    painter.galley(label.min + vec2(8.0, 4.0), galley, colors.strong);
}
