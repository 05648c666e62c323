//! The article: its text with what was read in it, linked to the timeline both ways.

mod block_text;
mod blocks;
mod find_bar;
mod words;

use super::icons::{Icon, icon_label};
use super::theme::{self, Theme};
use crate::app::{App, Ask, Command, ReaderTarget, long_date_words, published_from_words, value_words};
use crate::event::Event;
use crate::project::{Article, EventKey};
use crate::text::{DocumentId, TextRange};
use crate::timex::Timex;
use block_text::{BlockFormat, BlockText};
use blocks::{Block, BlockKind, Blocks};
use egui::text::TextFormat;
use egui::text_selection::LabelSelectionState;
use egui::{
    Color32, CursorIcon, FontId, Id, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};
use find_bar::FindBar;
use std::ops::Range;
use words::Words;

/// Widest column of text, points: some 80 characters.
const COLUMN: f32 = 660.0;
const SIDE: f32 = 22.0;
const PARAGRAPH_GAP: f32 = 9.0;

/// What the reader remembers from frame to frame.
#[derive(Default)]
pub struct Reader {
    pub find: FindBar,
    blocks: Blocks,
    blocks_of: Option<(DocumentId, u64)>,
    target_seen: u64,
    /// A place to bring into view.
    wanted: Option<Place>,
    last_view: (f32, f32),
    words: Words,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    offset: usize,
    in_title: bool,
}

/// What clicks in the article ask for.
pub enum ReaderAction {
    /// Change the publication date of the article shown.
    EditDate(DocumentId),
}

/// The reader with its find bar; says what it cannot do itself.
pub fn reader_ui(ui: &mut Ui, reader: &mut Reader, app: &App, commands: &mut Vec<Command>) -> Option<ReaderAction> {
    let Some(article) = app.shown().and_then(|id| app.project.article(id)) else {
        super::empty_ui(ui, "No article", "Open one, drop it here, or paste its text.");
        return None;
    };
    reader.follow(app, article);
    if reader.find.is_open() {
        let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(SIDE as i8, 5)).fill(Theme::of(ui).panel);
        frame.show(ui, |ui| reader.find.ui(ui));
        reader.find.update(&article.document);
        if let Some(range) = reader.find.take_move() {
            reader.wanted = Some(Place { offset: range.start, in_title: false });
        }
    }
    let action = head_ui(ui, app, article);
    body_ui(ui, reader, app, article, commands);
    action
}

impl Reader {
    /// Takes over another article, and wishes to see a place of it.
    fn follow(&mut self, app: &App, article: &Article) {
        let wanted = (article.document.id.clone(), app.revision());
        if self.blocks_of.as_ref() != Some(&wanted) {
            let other_article = self.blocks_of.as_ref().is_none_or(|(id, _)| *id != wanted.0);
            self.blocks = Blocks::new(&article.document);
            self.blocks_of = Some(wanted);
            if other_article {
                self.words.clear();
                self.wanted = Some(Place { offset: 0, in_title: article.document.title.is_some() });
            }
        }
        if let Some(ReaderTarget { document, range, in_title, number }) = app.reader_target()
            && *number != self.target_seen
            && *document == article.document.id
        {
            self.target_seen = *number;
            self.wanted = Some(Place { offset: range.start, in_title: *in_title });
        }
    }
}

/// Publication date, author, source, and what to know about the article as a whole.
fn head_ui(ui: &mut Ui, app: &App, article: &Article) -> Option<ReaderAction> {
    let colors = Theme::of(ui);
    let document = &article.document;
    let mut action = None;
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(SIDE as i8, 7));
    frame.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(7.0, 3.0);
            let small = |text: &str| RichText::new(text.to_owned()).small().color(colors.weak);
            let (words, doubt) = match &document.published {
                Some(published) => {
                    (long_date_words(&published.date, app.settings.date_style), published_from_words(published))
                }
                None => ("No publication date".to_owned(), "dates such as “yesterday” stay open without it"),
            };
            let color = if document.published.is_some() { colors.accent } else { colors.warning };
            icon_label(ui, Icon::Calendar, color);
            let date = ui.link(RichText::new(words).small().color(color));
            if date.on_hover_text("Change the publication date…").clicked() {
                action = Some(ReaderAction::EditDate(document.id.clone()));
            }
            ui.label(small(&format!("({doubt})")));
            if let Some(author) = &document.author {
                ui.label(small(&super::bidi::display(author)));
            }
            if !document.source.is_empty() {
                let name = document.source.rsplit(['/', '\\']).next().unwrap_or(&document.source);
                ui.label(small(name)).on_hover_text(&document.source);
            }
        });
        if let Some(reason) = no_dates_reason(article) {
            let frame = egui::Frame::new().fill(colors.warning_soft).corner_radius(6).inner_margin(8);
            frame.show(ui, |ui| {
                ui.label(RichText::new("No dates found").color(colors.strong));
                ui.label(RichText::new(reason).small().color(colors.text));
            });
        }
    });
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, colors.line));
    action
}

/// Why an article has nothing on the timeline; `None` when it has.
fn no_dates_reason(article: &Article) -> Option<String> {
    let reading = &article.reading;
    if reading.events.iter().any(|event| event.span.is_some()) {
        return None;
    }
    let timexes = reading.timexes.len() + reading.title_timexes.len();
    let letters = article.document.text.chars().filter(|c| c.is_alphabetic()).take(2000).collect::<Vec<_>>();
    let latin = letters.iter().filter(|c| c.is_ascii_alphabetic() || ('À'..='ɏ').contains(*c)).count();
    Some(if letters.is_empty() {
        "There are no words in this text.".to_owned()
    } else if latin * 2 < letters.len() {
        "This text is in a script that Dateline does not read dates in yet.".to_owned()
    } else if timexes == 0 {
        "No words in this text name a time, such as “June 2014”, “last week” or “yesterday”. Dateline reads English best."
            .to_owned()
    } else if article.document.published.is_none() {
        "What times it names hang on the day it was written, and that is not known. Type the publication date above."
            .to_owned()
    } else {
        "It names times (underlined below), but none of them tells when something happened.".to_owned()
    })
}

fn body_ui(ui: &mut Ui, reader: &mut Reader, app: &App, article: &Article, commands: &mut Vec<Command>) {
    let width = (ui.available_width() - 2.0 * SIDE - 10.0).clamp(120.0, COLUMN);
    reader.blocks.fit(width, |block| guess_height(block, width));
    let view_height = ui.available_height();
    let mut area = ScrollArea::vertical().id_salt("article").auto_shrink(false);
    if let Some(offset) = scroll_to_wanted(ui, reader, article, width, view_height) {
        area = area.vertical_scroll_offset(offset);
    }
    let output = area.show_viewport(ui, |ui, viewport| {
        let painter = BlockPainter::new(app, article, &reader.find);
        // Room below the last line lets any line be scrolled to the middle.
        ui.set_height(reader.blocks.total_height() + view_height * 0.4 + 12.0);
        ui.set_width(ui.available_width());
        let left_top = ui.max_rect().min + vec2(SIDE, 12.0);
        let (mut at, mut top) = reader.blocks.first_below(viewport.min.y - 12.0);
        while at < reader.blocks.len() && top < viewport.max.y {
            let block = reader.blocks.get(at);
            let text = block_words(article, &block);
            let laid = BlockText::new(ui, text, &format_of(ui, &block, width));
            reader.blocks.set_height(at, block_height(&laid, &block));
            let rect = Rect::from_min_size(left_top + vec2(0.0, top), vec2(width, laid.galley.size().y));
            painter.paint(ui, &mut reader.words, &block, (&laid, rect), commands);
            top += reader.blocks.height(at);
            at += 1;
        }
    });
    reader.last_view = (output.state.clamped_offset().y, output.inner_rect.height());
    let document = &article.document;
    let place = reader.words.place(&document.id, document.title.as_deref().unwrap_or(""), &document.text);
    if place.as_ref() != app.words() && !ui.input(|input| input.pointer.primary_down()) {
        commands.push(Command::MarkWords(place));
    }
}

/// The offset that brings the wanted place into view; `None` when it is there already or nothing is wanted.
fn scroll_to_wanted(ui: &Ui, reader: &mut Reader, article: &Article, width: f32, view_height: f32) -> Option<f32> {
    let place = reader.wanted.take()?;
    let at = reader.blocks.containing(place.offset, place.in_title).unwrap_or(0);
    if reader.blocks.len() == 0 || (at == 0 && place.offset == 0) {
        return Some(0.0);
    }
    // All that will stand above it in the view is laid out, so that its place is exact.
    let (mut first, mut above) = (at, 0.0);
    loop {
        let block = reader.blocks.get(first);
        if !reader.blocks.is_exact(first) {
            let laid = BlockText::new(ui, block_words(article, &block), &format_of(ui, &block, width));
            reader.blocks.set_height(first, block_height(&laid, &block));
        }
        if first == 0 || above > view_height {
            break;
        }
        first -= 1;
        above += reader.blocks.height(first);
    }
    let block = reader.blocks.get(at);
    let laid = BlockText::new(ui, block_words(article, &block), &format_of(ui, &block, width));
    let (top, bottom) = laid.line_of(place.offset.saturating_sub(block.range.start));
    let line = reader.blocks.top(at) + 12.0 + top;
    let (offset, height) = reader.last_view;
    let margin = 30.0;
    if line >= offset + margin && line + 3.0 * (bottom - top) <= offset + height - margin {
        return None;
    }
    // What stands in the upper half of the first page is shown with the headline.
    Some(if line < view_height * 0.5 { 0.0 } else { line - view_height * 0.3 })
}

fn block_words<'a>(article: &'a Article, block: &Block) -> &'a str {
    match block.kind {
        BlockKind::Title => block.range.of(article.document.title.as_deref().unwrap_or("")),
        _ => block.range.of(&article.document.text),
    }
}

fn format_of(ui: &Ui, block: &Block, width: f32) -> BlockFormat {
    let colors = Theme::of(ui);
    let heading = block.kind != BlockKind::Paragraph;
    let size = if heading { theme::HEADING + 3.0 } else { theme::READING };
    let color = if heading { colors.strong } else { colors.text };
    let mut format = TextFormat::simple(FontId::proportional(size), color);
    format.line_height = Some((size * 1.5).round());
    BlockFormat { format, width }
}

fn block_height(laid: &BlockText, block: &Block) -> f32 {
    laid.galley.size().y + if block.kind == BlockKind::Paragraph { PARAGRAPH_GAP } else { PARAGRAPH_GAP + 4.0 }
}

/// From an average letter as wide as half its height.
fn guess_height(block: &Block, width: f32) -> f32 {
    let per_line = (width / (theme::READING * 0.48)).max(1.0);
    (block.range.len() as f32 / per_line).ceil() * (theme::READING * 1.5).round() + PARAGRAPH_GAP
}

/// Paints blocks with what is marked in them.
struct BlockPainter<'a> {
    app: &'a App,
    article: &'a Article,
    /// The event whose claim is selected, when it stands in this article.
    selected: Option<(&'a Event, EventKey)>,
    matches: &'a [TextRange],
    current_match: Option<TextRange>,
}

impl<'a> BlockPainter<'a> {
    fn new(app: &'a App, article: &'a Article, find: &'a FindBar) -> BlockPainter<'a> {
        let selected = app.selected_claim().and_then(|claim| {
            let key = app.project.key_of(claim);
            (key.document == article.document.id).then(|| (app.project.event(claim), key))
        });
        BlockPainter { app, article, selected, matches: find.matches(), current_match: find.current() }
    }

    fn paint(
        &self,
        ui: &mut Ui,
        words: &mut Words,
        block: &Block,
        (laid, rect): (&BlockText, Rect),
        commands: &mut Vec<Command>,
    ) {
        let in_title = block.kind == BlockKind::Title;
        let origin = laid.origin(rect);
        let scope =
            UiBuilder::new().max_rect(rect).id_salt(("block", block.kind == BlockKind::Title, block.range.start));
        let mut child = ui.new_child(scope);
        let ui = &mut child;
        // Text can be selected, and the Tab key passes over it.
        let response = ui.allocate_rect(rect.expand2(vec2(0.0, 1.0)), Sense::click_and_drag() - Sense::FOCUSABLE);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, block_words(self.article, block)));
        words.follow(ui, &response, block, block_words(self.article, block), (laid, origin));
        response.context_menu(|ui| self.words_menu_ui(ui, commands));
        self.paint_marks(ui, block, laid, origin);
        let colors = Theme::of(ui);
        LabelSelectionState::label_text_selection(
            ui,
            &response,
            origin,
            laid.galley.clone(),
            colors.text,
            Stroke::NONE,
        );
        let timexes = if in_title { &self.article.reading.title_timexes } else { &self.article.reading.timexes };
        let first = timexes.partition_point(|timex| timex.range.end <= block.range.start);
        for (at, timex) in timexes.iter().enumerate().skip(first) {
            if timex.range.start >= block.range.end {
                break;
            }
            self.timex_ui(ui, (at, timex, in_title), laid, (block, origin), commands);
        }
    }

    fn paint_marks(&self, ui: &Ui, block: &Block, laid: &BlockText, origin: egui::Pos2) {
        let colors = Theme::of(ui);
        let in_title = block.kind == BlockKind::Title;
        let fill = |range: TextRange, color: Color32| {
            let Some(range) = local(block, range) else { return };
            for rect in laid.rects(range) {
                let rect = rect.translate(origin.to_vec2()).expand2(vec2(1.5, -1.0));
                ui.painter().rect_filled(rect, 3.0, color);
            }
        };
        if let Some((event, _)) = &self.selected
            && event.in_title == in_title
        {
            fill(event.sentence, colors.sentence);
            fill(event.trigger, colors.trigger);
            let timexes = if in_title { &self.article.reading.title_timexes } else { &self.article.reading.timexes };
            if let Some(timex) = event.timex.and_then(|at| timexes.get(at)) {
                fill(timex.range, colors.timex);
            }
        }
        if let Some(place) = self.app.words()
            && place.in_title == in_title
            && place.document == self.article.document.id
        {
            fill(place.range, colors.accent_soft);
        }
        if !in_title {
            let first = self.matches.partition_point(|range| range.end <= block.range.start);
            for range in self.matches[first..].iter().take_while(|range| range.start < block.range.end) {
                let now = Some(*range) == self.current_match;
                fill(*range, if now { colors.found_now } else { colors.found });
            }
        }
    }

    /// What can be done with the marked words.
    fn words_menu_ui(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        ui.set_min_width(240.0);
        let Some(place) = self.app.words().filter(|place| place.document == self.article.document.id) else {
            ui.label(RichText::new("Mark words first, to make an event of them").color(Theme::of(ui).weak));
            return;
        };
        let mut doings =
            vec![("New event from these words…".to_owned(), Command::Ask(Ask::Create(Some(place.clone()))))];
        if let (Some(entry), Some(claim)) = (self.app.selected_entry(), self.app.selected_claim()) {
            let add = Command::AddClaim(entry.id, place.clone());
            doings.push((format!("Add as a claim of “{}”", entry.title), add));
            let moved = Command::MoveClaim(self.app.project.key_of(claim), place.clone());
            doings.push((format!("Move “{}” here", entry.title), moved));
        }
        let orphans = self.app.project.orphans().filter(|(id, _)| id.key.document == place.document);
        doings.extend(orphans.map(|(id, orphan)| {
            (format!("Attach “{}”", orphan.title()), Command::AttachOrphan(id.clone(), place.clone()))
        }));
        for (name, command) in doings {
            if ui.add(egui::Button::new(name).truncate()).clicked() {
                commands.push(command);
                ui.close();
            }
        }
        if ui.button("Copy words").clicked() {
            ui.copy_text(self.app.words_at(place).unwrap_or_default());
            ui.close();
        }
    }

    /// Underlines a time expression and makes it a link to its event.
    fn timex_ui(
        &self,
        ui: &mut Ui,
        (at, timex, in_title): (usize, &Timex, bool),
        laid: &BlockText,
        (block, origin): (&Block, egui::Pos2),
        commands: &mut Vec<Command>,
    ) {
        let Some(range) = local(block, timex.range) else { return };
        let colors = Theme::of(ui);
        let events = self.events_of(at, in_title);
        let color = if events.is_empty() { colors.weak.gamma_multiply(0.6) } else { colors.accent };
        let mut whole: Option<Response> = None;
        for (part, rect) in laid.rects(range.clone()).into_iter().enumerate() {
            let rect = rect.translate(origin.to_vec2());
            let y = rect.bottom() - 3.5;
            ui.painter().line_segment([pos2(rect.left(), y), pos2(rect.right(), y)], Stroke::new(1.2, color));
            let id = Id::unique(("timex", ui.unique_id(), at, in_title, part));
            let response = ui.interact(rect, id, Sense::click());
            whole = Some(match whole {
                Some(before) => before | response,
                None => response,
            });
        }
        let Some(response) = whole else { return };
        let text = block_words(self.article, block);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &text[range.clone()]));
        if response.has_focus() {
            ui.painter().rect_stroke(
                response.rect.expand(1.0),
                3.0,
                Stroke::new(1.5, colors.accent),
                egui::StrokeKind::Outside,
            );
        }
        if response.clicked() && !events.is_empty() {
            let next = self.next_of(&events);
            commands.push(Command::SelectMention(next));
            commands.push(Command::FrameSelection);
        }
        let response = if events.is_empty() { response } else { response.on_hover_cursor(CursorIcon::PointingHand) };
        response.on_hover_ui(|ui| self.timex_tooltip(ui, timex, events.len()));
    }

    fn timex_tooltip(&self, ui: &mut Ui, timex: &Timex, events: usize) {
        let colors = Theme::of(ui);
        ui.set_max_width(340.0);
        let style = self.app.settings.date_style;
        ui.label(
            RichText::new(value_words(&timex.value, timex.modifier, timex.edtf.as_deref(), style)).color(colors.strong),
        );
        for step in &timex.derivation {
            ui.label(RichText::new(step).small().color(colors.weak));
        }
        let words = match events {
            0 => "No event hangs on it".to_owned(),
            1 => "Click to show its event on the timeline".to_owned(),
            n => format!("{n} events hang on it: click to go from one to the next"),
        };
        ui.label(RichText::new(words).small().color(colors.text));
    }

    /// Keys of the events that the time expression dates, those hidden left out.
    fn events_of(&self, timex: usize, in_title: bool) -> Vec<EventKey> {
        let events = self.article.reading.events.iter();
        events
            .filter(|event| event.in_title == in_title && event.timex == Some(timex))
            .map(|event| EventKey::found(self.article.document.id.clone(), in_title, event.trigger))
            .filter(|key| !self.app.project.hidden().contains(key))
            .collect()
    }

    fn next_of(&self, keys: &[EventKey]) -> EventKey {
        let selected = self.selected.as_ref().map(|(_, key)| key);
        let at = keys.iter().position(|key| Some(key) == selected).map_or(0, |at| (at + 1) % keys.len());
        keys[at].clone()
    }
}

/// The part of the range that lies in the block, in bytes from the block's start.
fn local(block: &Block, range: TextRange) -> Option<Range<usize>> {
    let (start, end) = (range.start.max(block.range.start), range.end.min(block.range.end));
    (start < end).then(|| start - block.range.start..end - block.range.start)
}
