//! The events as a list of real widgets: sorted, filtered by words, all of it reached by keys and screen readers.

use super::bidi;
use super::context_menu::context_menu;
use super::event_menu::event_menu_ui;
use super::icons::{Icon, icon_button, icon_label, paint, status_mark, status_words};
use super::library::{heading_ui, row_background};
use super::theme::{self, Theme};
use crate::app::{App, Ask, Command, SortBy, entry_date_words};
use crate::project::{Entry, EntryId, Field, Say};
use crate::time::words::period_words;
use crate::time::{Period, TimePoint};
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, FontId, Frame, Galley, Id, Key, Margin, Modifiers, Rect, Response, RichText, Role, ScrollArea, Sense,
    TextEdit, Ui, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

const MARK_WIDTH: f32 = 22.0;
const CLAIMS_WIDTH: f32 = 22.0;
/// From this width on a row has one line, below it two.
const ONE_LINE_FROM: f32 = 520.0;

/// What the list remembers from frame to frame.
#[derive(Debug, Default)]
pub struct ListView {
    selected_before: Option<EntryId>,
    /// Whether a row had the keyboard's focus in the frame before.
    has_focus: bool,
    /// Points that the rows are scrolled down.
    offset: f32,
    pub focus_filter: bool,
}

/// The list with its filter and its heads.
pub fn event_list_ui(ui: &mut Ui, view: &mut ListView, app: &mut App, commands: &mut Vec<Command>) {
    let margin = Margin { left: 10, right: 6, top: 8, bottom: 4 };
    Frame::new().inner_margin(margin).show(ui, |ui| filter_ui(ui, view, app));
    heads_ui(ui, app);
    let rows = app.shared_rows();
    if rows.is_empty() {
        let (title, advice) = match app.project.chronology().is_empty() {
            true => ("No events", "Nothing in the open articles says when something happened."),
            false if app.list.filter.is_empty() => ("No events", "Nothing is dated to this part of time."),
            false => ("No match", "No event has all these words in its title, its quote or its article's headline."),
        };
        super::empty_ui(ui, title, advice);
        return;
    }
    if view.has_focus && !ui.text_edit_focused() {
        keys(ui, app, commands);
    }
    rows_ui(ui, view, app, &rows, commands);
    app.timeline.letters_taken = view.has_focus;
}

/// Keys for going through the list and judging row by row, in force while a row has the focus.
fn keys(ui: &Ui, app: &App, commands: &mut Vec<Command>) {
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, command) in [
        (Key::ArrowLeft, Command::SelectPrevious),
        (Key::ArrowRight, Command::SelectNext),
        (Key::Home, Command::SelectFirst),
        (Key::End, Command::SelectLast),
    ] {
        if pressed(key) {
            commands.push(command);
        }
    }
    let ids = app.selection();
    let Some(&first) = ids.first() else { return };
    if [Key::A, Key::Enter].into_iter().any(pressed) {
        commands.push(Command::Say(ids.clone(), Say::Accepted(true)));
        commands.extend(app.list.neighbour(Some(first), 1).map(|next| Command::Select(Some(next))));
    }
    if pressed(Key::X) {
        commands.push(Command::Reject(ids.clone()));
    }
    if pressed(Key::E) {
        commands.push(Command::Ask(Ask::Edit(Field::Title)));
    }
    if pressed(Key::S) {
        let starred = app.selected_entry().is_some_and(|entry| entry.marks().starred);
        commands.push(Command::Say(ids.clone(), Say::Starred(!starred)));
    }
    if pressed(Key::T) {
        commands.push(Command::Ask(Ask::Tag(ids.clone())));
    }
    if pressed(Key::M) && ids.len() > 1 {
        commands.push(Command::Merge(ids));
    }
}

fn filter_ui(ui: &mut Ui, view: &mut ListView, app: &mut App) {
    let colors = Theme::of(ui);
    let (shown, all) = (app.list_rows().len(), app.project.chronology().len());
    heading_ui(ui, "Events", 0);
    within_ui(ui, app);
    ui.horizontal(|ui| {
        icon_label(ui, Icon::Search, colors.weak);
        let right = 96.0;
        let field = TextEdit::singleline(&mut app.list.filter)
            .id(Id::unique("event filter"))
            .hint_text("Filter by words")
            .desired_width((ui.available_width() - right).max(60.0));
        let response = ui.add(field);
        response.widget_info(|| {
            let mut info = WidgetInfo::text_edit(true, "", app.list.filter.as_str(), "Filter by words");
            info.label = Some("Filter events".to_owned());
            info
        });
        if std::mem::take(&mut view.focus_filter) {
            response.request_focus();
        }
        if app.list.filter.is_empty() && app.list.within.is_none() {
            ui.label(RichText::new(all.to_string()).small().color(colors.weak));
        } else {
            if !app.list.filter.is_empty() && icon_button(ui, Icon::Close, "Clear filter").clicked() {
                app.list.filter.clear();
            }
            ui.label(RichText::new(format!("{shown} of {all}")).small().color(colors.weak));
        }
    });
}

/// Says which part of time the list is held to, with the way out of it.
fn within_ui(ui: &mut Ui, app: &mut App) {
    let Some(within) = app.list.within else { return };
    let words = |point: TimePoint| period_words(&Period::day_of(point), app.settings.date_style);
    let (first, last) = (words(within.start), words(within.end.plus_secs(-1)));
    let text = if first == last { first } else { format!("{first} to {last}") };
    ui.horizontal(|ui| {
        ui.label(RichText::new(text).small().color(Theme::of(ui).accent));
        if icon_button(ui, Icon::Close, "All of time").clicked() {
            app.list.within = None;
        }
    });
}

/// The heads of the columns; a click sorts.
fn heads_ui(ui: &mut Ui, app: &mut App) {
    let colors = Theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let columns = Columns::of(rect);
    let heads = [
        (columns.mark, SortBy::Status, "", "Sort by status"),
        (columns.date, SortBy::Date, "Date", "Sort by date"),
        (columns.title, SortBy::Title, "Event", "Sort by title"),
        (columns.claims, SortBy::Claims, "", "Sort by number of articles"),
    ];
    for (rect, by, name, what) in heads {
        let response = ui.interact(rect, Id::unique(("sort", what)), Sense::click());
        let chosen = app.list.sort_by == by;
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, what));
        let color = if chosen || response.hovered() { colors.strong } else { colors.weak };
        let text =
            ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, name, FontId::proportional(theme::SMALL), color);
        if chosen || response.hovered() {
            let icon = if app.list.descending && chosen { Icon::Up } else { Icon::Down };
            let at = Rect::from_center_size(pos2(text.right() + 9.0, rect.center().y), vec2(10.0, 10.0));
            paint(ui.painter(), at, icon, color);
        }
        if response.has_focus() {
            row_background(ui, rect, &response, false);
        }
        if response.on_hover_text(what).clicked() {
            app.list.sort(by);
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, colors.line));
}

/// Where the columns of a row lie.
struct Columns {
    mark: Rect,
    date: Rect,
    title: Rect,
    claims: Rect,
}

impl Columns {
    fn of(row: Rect) -> Columns {
        let inner = row.shrink2(vec2(8.0, 0.0));
        let part = |from: f32, to: f32| Rect::from_x_y_ranges(from..=to.max(from), inner.y_range());
        let (left, right) = (inner.left(), inner.right());
        // A date of two lines leaves the titles their room.
        let date_width = (inner.width() * 0.27).clamp(84.0, 132.0);
        let (date, title, claims) = (left + MARK_WIDTH, left + MARK_WIDTH + date_width, right - CLAIMS_WIDTH);
        Columns {
            mark: part(left, date),
            date: part(date, title - 8.0),
            title: part(title, claims - 4.0),
            claims: part(claims, right),
        }
    }
}

fn rows_ui(ui: &mut Ui, view: &mut ListView, app: &App, rows: &[EntryId], commands: &mut Vec<Command>) {
    let height = if ui.available_width() >= ONE_LINE_FROM { theme::ROW } else { 2.0 * 18.0 + 8.0 };
    let mut area = ScrollArea::vertical().id_salt("events").auto_shrink(false);
    let selected = app.selected();
    // The focus goes along with the selection, so that keys go on where they were.
    let mut follow = None;
    if selected != view.selected_before {
        view.selected_before = selected;
        follow = selected.filter(|_| view.has_focus);
        if let Some(at) = selected.and_then(|id| rows.iter().position(|&row| row == id)) {
            area = scroll_into_view(area, at as f32 * height, height, view.offset, ui.available_height());
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut has_focus = false;
    let output = area.show_rows(ui, height, rows.len(), |ui, visible| {
        for at in visible {
            if let Some(entry) = app.project.entry(rows[at]) {
                let row = row_ui(ui, app, entry, height, commands);
                if follow == Some(entry.id) || row.clicked() {
                    row.request_focus();
                }
                has_focus |= row.has_focus();
            }
        }
    });
    view.has_focus = has_focus;
    view.offset = output.state.clamped_offset().y;
}

/// Scrolls only when the row is out of view.
fn scroll_into_view(area: ScrollArea, top: f32, height: f32, offset: f32, room: f32) -> ScrollArea {
    if top < offset {
        area.vertical_scroll_offset(top)
    } else if top + height > offset + room {
        area.vertical_scroll_offset(top + height - room)
    } else {
        area
    }
}

fn row_ui(ui: &mut Ui, app: &App, entry: &Entry, height: f32, commands: &mut Vec<Command>) -> Response {
    let colors = Theme::of(ui);
    let style = app.settings.date_style;
    let chosen = app.is_selected(entry.id);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let response = ui.interact(rect, Id::unique(("event", entry.id.0)), Sense::click());
    let date = entry_date_words(&app.project, entry, style);
    let claims = if entry.claims.len() > 1 { format!(", told {} times", entry.claims.len()) } else { String::new() };
    let (accepted, starred) = (entry.marks().accepted, entry.marks().starred);
    let marks = [(accepted, ", accepted"), (starred, ", starred")];
    let marks: String = marks.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect();
    let name = format!("{date}: {} ({}{claims}{marks})", entry.title, status_words(entry.status).to_lowercase());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
    if ui.is_rect_visible(rect) {
        row_background(ui, rect.shrink2(vec2(3.0, 0.0)), &response, chosen);
        let columns = Columns::of(rect);
        status_mark(ui.painter(), pos2(columns.mark.left() + 6.0, rect.center().y), entry.status, colors);
        let date_color = if entry.span().is_some() { colors.text } else { colors.weak };
        let date = galley(ui, &date, columns.date.width(), height, date_color);
        put(ui, date, columns.date);
        let title = galley(ui, &bidi::display(&entry.title), columns.title.width(), height, colors.strong);
        put(ui, title, columns.title);
        marks_ui(ui, entry, &columns, colors);
        if entry.claims.len() > 1 {
            ui.painter().text(
                columns.claims.right_center(),
                Align2::RIGHT_CENTER,
                format!("{}", entry.claims.len()),
                FontId::proportional(theme::SMALL),
                colors.weak,
            );
        }
    }
    act(ui, &response, app, entry, commands);
    let row = response.clone();
    let quote = crate::app::claim_text(&app.project, &entry.claims[entry.lead]);
    response.on_hover_ui(|ui| {
        ui.set_max_width(380.0);
        ui.label(RichText::new(bidi::display(&entry.title)).color(colors.strong));
        ui.label(RichText::new(entry_date_words(&app.project, entry, style)).color(colors.accent));
        if !quote.is_empty() {
            ui.label(RichText::new(format!("“{}”", bidi::display(&quote))).color(colors.text));
        }
    });
    row
}

/// What the user said: a stripe of the colour at the left edge, a tick and a star beside the title.
fn marks_ui(ui: &Ui, entry: &Entry, columns: &Columns, colors: &Theme) {
    if let Some(colour) = entry.marks().colour {
        let [r, g, b] = colour.rgb();
        let stripe =
            Rect::from_x_y_ranges(columns.mark.left() - 5.0..=columns.mark.left() - 2.0, columns.mark.y_range());
        ui.painter().rect_filled(stripe.shrink2(vec2(0.0, 3.0)), 1.5, egui::Color32::from_rgb(r, g, b));
    }
    let (mut x, y) = (columns.claims.right() - 6.0, columns.claims.center().y);
    if entry.claims.len() > 1 {
        x -= 18.0;
    }
    for (is, icon) in [(entry.marks().accepted, Icon::Check), (entry.marks().starred, Icon::Star)] {
        if is {
            paint(ui.painter(), Rect::from_center_size(pos2(x, y), vec2(12.0, 12.0)), icon, colors.accent);
            x -= 15.0;
        }
    }
}

fn act(ui: &Ui, response: &Response, app: &App, entry: &Entry, commands: &mut Vec<Command>) {
    if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        commands.push(match (modifiers.command, modifiers.shift) {
            (true, _) => Command::SelectAlso(entry.id),
            (false, true) => Command::SelectTo(entry.id),
            (false, false) => Command::Select(Some(entry.id)),
        });
    }
    if response.double_clicked() {
        commands.push(Command::Frame(entry.id));
    }
    if response.secondary_clicked() && !app.is_selected(entry.id) {
        commands.push(Command::Select(Some(entry.id)));
    }
    context_menu(ui, response, |ui| {
        let ids = if app.is_selected(entry.id) { app.selection() } else { vec![entry.id] };
        event_menu_ui(ui, app, &ids, commands);
    });
    // The arrow keys go up and down the list, they do not wander to other widgets.
    if response.has_focus() {
        let filter = egui::EventFilter { vertical_arrows: true, horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
}

fn galley(ui: &Ui, text: &str, width: f32, height: f32, color: egui::Color32) -> Arc<Galley> {
    let mut job = LayoutJob::simple(text.to_owned(), FontId::proportional(theme::BODY), color, width);
    let max_rows = if height > theme::ROW { 2 } else { 1 };
    job.wrap =
        TextWrapping { max_width: width.max(10.0), max_rows, break_anywhere: max_rows == 1, ..Default::default() };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn put(ui: &Ui, galley: Arc<Galley>, column: Rect) {
    let at = pos2(column.left(), column.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, egui::Color32::PLACEHOLDER);
}
