//! The articles: title, publication date, how many events.

use super::bidi;
use super::context_menu::context_menu;
use super::icons::{Icon, icon_label};
use super::theme::{self, Theme};
use crate::app::{App, Command, about_lines, doubt_words, parse_typed_date, partial_date_words};
use crate::import::file_day;
use crate::project::Article;
use crate::text::{DocumentId, Published, PublishedFrom};
use crate::time::PartialDate;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Frame, Id, Margin, Modifiers, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, TextEdit, Ui, WidgetInfo,
    vec2,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the library remembers from frame to frame: dates half typed, articles picked to be changed together.
#[derive(Debug, Default)]
pub struct Library {
    typed: BTreeMap<DocumentId, String>,
    /// The days of the files of articles without a date, once they were asked.
    file_days: BTreeMap<DocumentId, Option<PartialDate>>,
    picked: BTreeSet<DocumentId>,
    /// The article clicked last, from which Shift reaches.
    anchor: Option<DocumentId>,
}

/// What the library asks for that needs a dialog.
pub enum LibraryAction {
    EditDates(Vec<DocumentId>),
    /// Shows the file in the desktop's file manager.
    Reveal(DocumentId),
}

/// The list of articles. Ctrl and Shift pick several.
pub fn library_ui(ui: &mut Ui, library: &mut Library, app: &App, commands: &mut Vec<Command>) -> Option<LibraryAction> {
    let mut action = None;
    let colors = Theme::of(ui);
    library.picked.retain(|id| app.project.article(id).is_some());
    heading_ui(ui, "Articles", app.project.articles().len());
    if library.picked.len() > 1 {
        picked_ui(ui, library, commands, &mut action);
    }
    near_copies_ui(ui, app, commands);
    ScrollArea::vertical().id_salt("articles").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for article in app.project.articles() {
            let id = &article.document.id;
            // A copy is told with the article that it is folded into, unless it is being read.
            if app.project.folded_into(id).is_some() && app.shown() != Some(id) {
                continue;
            }
            let chosen = app.shown() == Some(id) || library.picked.contains(id);
            let response = article_ui(ui, app, article, chosen);
            if response.clicked() {
                library.click(ui.input(|input| input.modifiers), id, app, commands);
            }
            context_menu(ui, &response, |ui| {
                ui.set_min_width(190.0);
                menu_ui(ui, library, app, article, commands, &mut action);
            });
            if article.document.published.is_none() {
                unknown_date_ui(ui, library, app, article, commands);
            }
        }
        if app.project.articles().is_empty() {
            ui.label(RichText::new("None yet").color(colors.weak));
        }
    });
    action
}

impl Library {
    fn click(&mut self, modifiers: Modifiers, id: &DocumentId, app: &App, commands: &mut Vec<Command>) {
        let ids = || app.project.articles().iter().map(|article| &article.document.id);
        let place = |wanted: &DocumentId| ids().position(|id| id == wanted);
        let anchor = self.anchor.clone().or_else(|| app.shown().cloned()).unwrap_or_else(|| id.clone());
        if modifiers.command {
            if self.picked.is_empty() {
                self.picked.insert(anchor);
            }
            if !self.picked.remove(id) {
                self.picked.insert(id.clone());
            }
            self.anchor = Some(id.clone());
        } else if modifiers.shift
            && let (Some(from), Some(to)) = (place(&anchor), place(id))
        {
            self.picked = ids().skip(from.min(to)).take(from.abs_diff(to) + 1).cloned().collect();
            self.anchor = Some(anchor);
        } else {
            self.picked.clear();
            self.anchor = Some(id.clone());
            commands.push(Command::ShowDocument(id.clone()));
        }
    }

    /// The article, with the others where it is among those picked.
    fn with_picked(&self, id: &DocumentId) -> Vec<DocumentId> {
        if self.picked.contains(id) { self.picked.iter().cloned().collect() } else { vec![id.clone()] }
    }
}

/// Offers to fold articles that are nearly the same.
fn near_copies_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    const MOST_NAMED: usize = 12;
    let families = app.near_copies();
    let count: usize = families.iter().map(|family| family.copies.len()).sum();
    if count == 0 {
        return;
    }
    let colors = Theme::of(ui);
    let headline = |id: &DocumentId| {
        let article = app.project.article(id);
        article.map_or_else(|| id.0.to_string(), |article| article.document.headline().to_owned())
    };
    ui.horizontal(|ui| {
        let words = if count == 1 { "1 near copy".to_owned() } else { format!("{count} near copies") };
        ui.label(RichText::new(words).small().color(colors.strong)).on_hover_ui(|ui| {
            ui.label(RichText::new("Nearly the same text as another article").small());
            for family in families.iter().take(MOST_NAMED) {
                let copies: Vec<String> = family.copies.iter().map(headline).collect();
                ui.label(RichText::new(format!("{}: {}", headline(&family.kept), copies.join(", "))).small());
            }
            if families.len() > MOST_NAMED {
                ui.label(RichText::new(format!("and {} more", families.len() - MOST_NAMED)).small());
            }
        });
    });
    ui.horizontal_wrapped(|ui| {
        let fold = ui.small_button("Fold");
        if fold.on_hover_text("Counts them as one source with the earliest of them").clicked() {
            commands.push(Command::FoldNearCopies);
        }
        if ui.small_button("Keep apart").clicked() {
            commands.push(Command::PutOffNearCopies);
        }
    });
}

/// What can be done with the copies that are folded into an article, or with the copy.
fn copies_menu_ui(ui: &mut Ui, app: &App, id: &DocumentId, commands: &mut Vec<Command>) {
    let mut copies = app.project.copies_of(id).to_vec();
    for copy in &copies {
        let headline = app.project.article(copy).map_or("", |article| article.document.headline());
        if ui.button(format!("Show copy “{headline}”")).clicked() {
            commands.push(Command::ShowDocument(copy.clone()));
        }
    }
    if app.project.folded_into(id).is_some() {
        copies.push(id.clone());
    }
    if !copies.is_empty() && ui.button(format!("Unfold {}", copies_words(copies.len()))).clicked() {
        commands.push(Command::Unfold(copies));
    }
}

fn copies_words(count: usize) -> String {
    if count == 1 { "1 copy".to_owned() } else { format!("{count} copies") }
}

/// How many are picked, and what can be done to all of them.
fn picked_ui(ui: &mut Ui, library: &mut Library, commands: &mut Vec<Command>, action: &mut Option<LibraryAction>) {
    let colors = Theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(format!("{} selected", library.picked.len())).small().color(colors.strong));
        if ui.small_button("Set date…").clicked() {
            *action = Some(LibraryAction::EditDates(library.picked.iter().cloned().collect()));
        }
        if ui.small_button("Remove selected").clicked() {
            commands.push(Command::Remove(library.picked.iter().cloned().collect()));
        }
        if ui.small_button("Select none").clicked() {
            library.picked.clear();
        }
    });
}

fn menu_ui(
    ui: &mut Ui,
    library: &Library,
    app: &App,
    article: &Article,
    commands: &mut Vec<Command>,
    action: &mut Option<LibraryAction>,
) {
    let id = &article.document.id;
    let ids = library.with_picked(id);
    let of = |count: usize| if count > 1 { format!(" of {count} articles") } else { String::new() };
    if ui.button(format!("Change publication date{}…", of(ids.len()))).clicked() {
        *action = Some(LibraryAction::EditDates(ids.clone()));
    }
    let has_file = std::path::Path::new(&article.document.source).is_absolute();
    if ui.add_enabled(has_file, egui::Button::new("Show in file manager")).clicked() {
        *action = Some(LibraryAction::Reveal(id.clone()));
    }
    if ui.add_enabled(has_file, egui::Button::new("Show original")).clicked() {
        commands.push(Command::ShowOriginal(id.clone()));
    }
    if ui.button("Extract again").clicked() {
        commands.push(Command::ExtractAgain(ids.clone()));
    }
    copies_menu_ui(ui, app, id, commands);
    let remove = if ids.len() > 1 { format!("Remove {} articles", ids.len()) } else { "Remove".to_owned() };
    if ui.button(remove).clicked() {
        commands.push(Command::Remove(ids));
    }
}

/// A panel's name with a number.
pub fn heading_ui(ui: &mut Ui, name: &str, count: usize) {
    let colors = Theme::of(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new(name).strong().color(colors.strong));
        if count > 0 {
            ui.label(RichText::new(count.to_string()).small().color(colors.weak));
        }
    });
}

/// One article; the whole of it is a button.
fn article_ui(ui: &mut Ui, app: &App, article: &Article, chosen: bool) -> Response {
    let colors = Theme::of(ui);
    let document = &article.document;
    let width = ui.available_width();
    let inner = width - 16.0;
    let title =
        two_lines(ui, &bidi::display(document.headline()), inner, if chosen { colors.strong } else { colors.text });
    let date = match &document.published {
        Some(published) => partial_date_words(&published.date, app.settings.date_style),
        None => "date unknown".to_owned(),
    };
    let events = events_words(article.event_count());
    let mut below = format!("{date}  ·  {events}");
    let copies = app.project.copies_of(&document.id).len();
    if copies > 0 {
        below += &format!("  ·  {}", copies_words(copies));
    }
    if app.project.folded_into(&document.id).is_some() {
        below += "  ·  folded copy";
    }
    let color = if document.published.is_some() { colors.weak } else { colors.warning };
    let below = ui.painter().layout_no_wrap(below, egui::FontId::proportional(theme::SMALL), color);
    let doubt = doubt_words(document, app.settings.date_style);
    let doubt = doubt.or_else(|| document.about.partial.as_ref().map(|_| "read in part".to_owned()));
    let doubt = doubt.map(|words| {
        let mut job = LayoutJob::simple(words, egui::FontId::proportional(theme::SMALL), colors.warning, inner);
        job.wrap = TextWrapping { max_width: inner, max_rows: 1, ..TextWrapping::default() };
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    });
    let doubt_height = doubt.as_ref().map_or(0.0, |doubt| doubt.size().y + 1.0);
    let height = title.size().y + below.size().y + doubt_height + 14.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let name = format!("{}, {date}, {events}", document.headline());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
    if ui.is_rect_visible(rect) {
        row_background(ui, rect, &response, chosen);
        let at = rect.min + vec2(8.0, 6.0);
        let below_at = at + vec2(0.0, title.size().y + 2.0);
        ui.painter().galley(at, title, colors.text);
        let doubt_at = below_at + vec2(0.0, below.size().y + 1.0);
        ui.painter().galley(below_at, below, color);
        if let Some(doubt) = doubt {
            ui.painter().galley(doubt_at, doubt, colors.warning);
        }
    }
    response.on_hover_ui(|ui| {
        for line in about_lines(document, app.settings.date_style) {
            ui.label(RichText::new(line).small());
        }
    })
}

/// Up to two lines of text, the rest left out.
pub fn two_lines(ui: &Ui, text: &str, width: f32, color: egui::Color32) -> std::sync::Arc<egui::Galley> {
    let mut job = LayoutJob::simple(text.to_owned(), egui::FontId::proportional(theme::BODY), color, width);
    job.wrap = TextWrapping { max_width: width, max_rows: 2, break_anywhere: false, ..TextWrapping::default() };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// What lies behind a row of a list, and the ring around the one with the focus.
pub fn row_background(ui: &Ui, rect: Rect, response: &Response, chosen: bool) {
    let colors = Theme::of(ui);
    if chosen {
        ui.painter().rect_filled(rect, 5.0, colors.accent_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 5.0, colors.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 5.0, Stroke::new(1.5, colors.accent), egui::StrokeKind::Inside);
    }
}

fn events_words(count: usize) -> String {
    match count {
        0 => "no events".to_owned(),
        1 => "1 event".to_owned(),
        n => format!("{n} events"),
    }
}

/// The field for a date that no one knows yet.
fn unknown_date_ui(ui: &mut Ui, library: &mut Library, app: &App, article: &Article, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui);
    let id = &article.document.id;
    let typed = library.typed.entry(id.clone()).or_default();
    let frame = Frame::new().inner_margin(Margin { left: 8, right: 8, top: 0, bottom: 6 });
    let source = &article.document.source;
    let file_day = *library.file_days.entry(id.clone()).or_insert_with(|| file_day(source));
    let mut set = false;
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            icon_label(ui, Icon::Calendar, colors.warning);
            let field = TextEdit::singleline(typed)
                .id(Id::unique(("published", &id.0)))
                .hint_text("Publication date")
                .desired_width(f32::INFINITY);
            let response = ui.add(field);
            let name = format!("Publication date of {}", article.document.headline());
            response.widget_info(|| {
                let mut info = WidgetInfo::text_edit(true, "", typed.as_str(), "Publication date");
                info.label = Some(name.clone());
                info
            });
            set = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        });
        if !typed.trim().is_empty() && parse_typed_date(typed).is_none() {
            ui.label(RichText::new("Type it like 12 June 2020 or 2020-06-12").small().color(colors.warning));
        }
        let by_server = article.document.about.dates.iter().find(|claim| claim.from == PublishedFrom::File);
        let guess = file_day.map(|date| (date, "The day on which the file was last written".to_owned()));
        let guess = guess.or_else(|| by_server.map(|claim| (claim.date, format!("So says {}", claim.place))));
        if let Some((date, why)) = guess {
            let words = format!("Guess {}", partial_date_words(&date, app.settings.date_style));
            let guess = ui.small_button(words).on_hover_text(why);
            if guess.clicked() {
                commands.push(Command::SetPublished(id.clone(), Some(Published { date, from: PublishedFrom::File })));
            }
        }
    });
    if set && let Some(date) = parse_typed_date(typed) {
        commands.push(Command::SetPublished(id.clone(), Some(Published { date, from: PublishedFrom::Option })));
        library.typed.remove(id);
    }
}
