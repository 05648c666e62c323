//! Edit > Search all articles…: a field, and under it the events and the places in the articles that have the words.

use super::bidi;
use super::theme::{self, Theme};
use crate::app::{App, Command};
use crate::project::search::{EventHit, TextHit};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Context, FontId, RichText, ScrollArea, Sense, TextEdit, Ui, Window};

/// The window inside the window, and whether it is there.
#[derive(Default)]
pub struct SearchWindow {
    is_open: bool,
    wants_focus: bool,
}

impl SearchWindow {
    /// Shows it with the words of the last time, ready to be typed over.
    pub fn open(&mut self) {
        (self.is_open, self.wants_focus) = (true, true);
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    pub fn close(&mut self) {
        self.is_open = false;
    }

    pub fn show(&mut self, ctx: &Context, app: &mut App, commands: &mut Vec<Command>) {
        if !self.is_open {
            return;
        }
        let mut stays = true;
        let room = ctx.content_rect();
        Window::new("Search all articles")
            .open(&mut stays)
            .anchor(Align2::CENTER_TOP, [0.0, 48.0])
            .collapsible(false)
            .resizable(false)
            .default_width(520.0_f32.min(room.width() - 48.0))
            .show(ctx, |ui| {
                self.field_ui(ui, app);
                found_ui(ui, app, (room.height() - 220.0).max(120.0), commands);
            });
        self.is_open &= stays;
    }

    fn field_ui(&mut self, ui: &mut Ui, app: &mut App) {
        let label = ui.label("Words");
        let field = TextEdit::singleline(&mut app.searching.words)
            .desired_width(f32::INFINITY)
            .hint_text("Words that an article has all of, or their beginnings");
        let field = ui.add(field).labelled_by(label.id);
        if std::mem::take(&mut self.wants_focus) {
            field.request_focus();
        }
    }
}

fn found_ui(ui: &mut Ui, app: &mut App, height: f32, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui);
    let is_empty = app.searching.words.trim().is_empty();
    let searching = app.search();
    let found = searching.found();
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let line = match searching.trouble() {
        Some(trouble) => trouble.to_owned(),
        None if is_empty => "Articles and events are searched as you type".to_owned(),
        None if found.is_empty() => "No article has all of these words".to_owned(),
        None => format!(
            "{}, {}{}",
            count(found.events.len(), "event", "events"),
            count(found.texts.len(), "place in the articles", "places in the articles"),
            if found.more { "; more words lead to fewer" } else { "" }
        ),
    };
    ui.label(RichText::new(line).small().color(if searching.trouble().is_some() {
        colors.warning
    } else {
        colors.weak
    }));
    ScrollArea::vertical().id_salt("found").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for hit in &found.events {
            event_ui(ui, hit, commands);
        }
        for hit in &found.texts {
            text_ui(ui, hit, commands);
        }
    });
}

fn event_ui(ui: &mut Ui, hit: &EventHit, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui);
    let mut job = LayoutJob::default();
    job.append("Event  ", 0.0, format(colors.accent));
    job.append(&bidi::display(&hit.title), 0.0, format(colors.strong));
    if row_ui(ui, job, &format!("Event: {}", hit.title)) {
        commands.push(Command::Select(Some(hit.id)));
    }
}

fn text_ui(ui: &mut Ui, hit: &TextHit, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui);
    let mut job = LayoutJob::default();
    job.append(&format!("{}\n", bidi::display(&hit.headline)), 0.0, format(colors.strong));
    let (before, behind) = (&hit.snippet[..hit.in_snippet.start], &hit.snippet[hit.in_snippet.end..]);
    job.append(&bidi::display(before), 0.0, format(colors.text));
    job.append(&bidi::display(hit.in_snippet.of(&hit.snippet)), 0.0, format(colors.accent));
    job.append(&bidi::display(behind), 0.0, format(colors.text));
    if row_ui(ui, job, &format!("{}: {}", hit.headline, hit.snippet)) {
        let (document, range, in_title) = (hit.document.clone(), hit.range, hit.in_title);
        commands.push(Command::GoToPlace { document, range, in_title });
    }
}

fn format(color: egui::Color32) -> TextFormat {
    TextFormat::simple(FontId::proportional(theme::BODY), color)
}

/// A hit as wide as the list; true when it is clicked.
fn row_ui(ui: &mut Ui, mut job: LayoutJob, name: &str) -> bool {
    let width = ui.available_width();
    job.wrap.max_width = width - 16.0;
    job.wrap.max_rows = 3;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = egui::vec2(width, galley.size().y + 10.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    super::library::row_background(ui, rect, &response, false);
    let color = Theme::of(ui).text;
    ui.painter().galley(rect.min + egui::vec2(8.0, 5.0), galley, color);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.clicked()
}
