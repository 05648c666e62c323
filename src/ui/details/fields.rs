//! The fields of an event, each changed where it stands.

use super::super::icons::{Icon, icon_button, status_mark, status_words};
use super::super::local_time::day_and_time;
use super::super::theme::{self, Theme};
use super::super::{bidi, event_menu};
use crate::app::{App, Command, entry_date_words, reading_words, unread_words, user_date_words};
use crate::project::{Colour, Entry, EventKey, Field, Origin, ReadBy, Say, UserDate};
use crate::time::DateStyle;
use egui::{Button, Color32, ComboBox, Id, Key, RichText, Sense, TextEdit, Ui, WidgetInfo, vec2};

/// Which field is being changed.
#[derive(Debug, Default)]
pub struct Fields {
    editing: Option<Editing>,
}

#[derive(Clone, Debug)]
struct Editing {
    /// A mention of the event.
    key: EventKey,
    field: Field,
    text: String,
    before: String,
    has_focus: bool,
}

/// A field that is typed.
struct Typed {
    field: Field,
    name: &'static str,
    /// "" where there is nothing.
    shown: String,
    hint: &'static str,
    size: f32,
}

impl Fields {
    /// Puts the cursor into a field of the selected event.
    pub fn edit(&mut self, app: &App, field: Field) {
        let Some(entry) = app.selected_entry() else { return };
        let text = text_of(app, entry, field);
        let key = app.project.lead_key(entry);
        self.editing = Some(Editing { key, field, before: text.clone(), text, has_focus: false });
    }

    fn is_editing(&self, app: &App, entry: &Entry, field: Field) -> bool {
        let of = |editing: &Editing| editing.field == field && app.project.is_told_by(entry, &editing.key);
        self.editing.as_ref().is_some_and(of)
    }

    /// Takes over what was typed for an event that is no longer the selected one.
    fn finish_others(&mut self, app: &App, entry: &Entry, commands: &mut Vec<Command>) {
        let Some(editing) = &self.editing else { return };
        if app.project.is_told_by(entry, &editing.key) {
            return;
        }
        let say = say_of(editing.field, &editing.text);
        if let (Some(other), Ok(say)) = (app.project.entry_of(&editing.key), say)
            && editing.text != editing.before
        {
            commands.push(Command::Say(vec![other.id], say));
        }
        self.editing = None;
    }
}

/// Title, date and status.
pub fn head_ui(ui: &mut Ui, fields: &mut Fields, app: &App, entry: &Entry, commands: &mut Vec<Command>) {
    fields.finish_others(app, entry, commands);
    let typed = |field, name, hint, size| Typed { field, name, shown: shown_of(app, entry, field), hint, size };
    typed_ui(ui, fields, app, entry, &typed(Field::Title, "Title", "What happened", theme::HEADING - 2.0), commands);
    let hint = "12 June 2020, c. 1200, 2014 to 2016";
    typed_ui(ui, fields, app, entry, &typed(Field::Date, "Date", hint, theme::BODY + 1.0), commands);
    status_ui(ui, app, entry, commands);
}

/// What else there is to say.
pub fn fields_ui(ui: &mut Ui, fields: &mut Fields, app: &App, entry: &Entry, commands: &mut Vec<Command>) {
    let rows = [
        (Field::Participants, "Who", "Names, with a semicolon between"),
        (Field::Places, "Where", "Places, with a semicolon between"),
        (Field::End, "Ended", "Where it lasted: its last day, month or year"),
        (Field::Tags, "Tags", "Words to find and group it by, with a comma between"),
        (Field::Note, "Note", "For yourself"),
    ];
    ui.add_space(theme::GAP);
    for (field, name, hint) in rows {
        let typed = Typed { field, name, shown: shown_of(app, entry, field), hint, size: theme::SMALL + 1.0 };
        named_ui(ui, name, |ui| typed_ui(ui, fields, app, entry, &typed, commands));
    }
    named_ui(ui, "Colour", |ui| colour_ui(ui, entry, commands));
    origins_ui(ui, app, entry);
}

/// A field behind its name.
fn named_ui(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    const NAME_WIDTH: f32 = 48.0;
    let color = Theme::of(ui).weak;
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(NAME_WIDTH, 20.0), Sense::hover());
        let at = rect.left_center();
        ui.painter().text(at, egui::Align2::LEFT_CENTER, name, egui::FontId::proportional(theme::SMALL), color);
        ui.vertical(content);
    });
}

fn typed_ui(ui: &mut Ui, fields: &mut Fields, app: &App, entry: &Entry, typed: &Typed, commands: &mut Vec<Command>) {
    if fields.is_editing(app, entry, typed.field) {
        input_ui(ui, fields, app, entry, typed, commands);
        return;
    }
    let colors = Theme::of(ui);
    let (text, color) = match (typed.shown.is_empty(), typed.field) {
        (true, _) => ("Add…".to_owned(), colors.weak),
        (false, Field::Title) => (bidi::display(&typed.shown).into_owned(), colors.strong),
        (false, Field::Date) => (typed.shown.clone(), colors.accent),
        (false, _) => (bidi::display(&typed.shown).into_owned(), colors.text),
    };
    let origin = app.project.origin(entry, typed.field);
    ui.horizontal_top(|ui| {
        let is_users = matches!(origin, Origin::User { at_secs: Some(_) });
        let room = ui.available_width() - if is_users { 32.0 } else { 0.0 };
        let text = RichText::new(text).size(typed.size).color(color);
        let button = Button::new(text).frame(false).wrap();
        let button = ui.allocate_ui(vec2(room, 0.0), |ui| ui.add(button)).inner;
        button.widget_info(|| {
            WidgetInfo::labeled(egui::Role::Button, true, format!("{}: {}", typed.name, typed.shown)) //
        });
        let words = origin_words(origin, app.settings.date_style);
        if button.on_hover_text(format!("{words}Click to change").trim()).clicked() {
            fields.edit(app, typed.field);
        }
        let what = format!("Put back {} as the program has it", typed.name.to_lowercase());
        if is_users && icon_button(ui, Icon::Back, &what).clicked() {
            commands.push(Command::Say(vec![entry.id], nothing(typed.field)));
        }
    });
}

fn input_ui(ui: &mut Ui, fields: &mut Fields, app: &App, entry: &Entry, typed: &Typed, commands: &mut Vec<Command>) {
    let Some(editing) = &mut fields.editing else { return };
    let id = Id::unique(("field of the event", typed.name));
    let field = match typed.field {
        Field::Note => TextEdit::multiline(&mut editing.text).desired_rows(3),
        _ => TextEdit::singleline(&mut editing.text),
    };
    let response = ui.add(field.id(id).hint_text(typed.hint).desired_width(f32::INFINITY));
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, "", editing.text.as_str(), typed.hint);
        info.label = Some(typed.name.to_owned());
        info
    });
    if !std::mem::replace(&mut editing.has_focus, true) {
        response.request_focus();
        select_all(ui, id, &editing.text);
    }
    let say = said(entry, editing);
    if matches!(typed.field, Field::Date | Field::End) {
        date_reading_ui(ui, &editing.text, say.as_ref().err(), app.settings.date_style);
    }
    let (escaped, entered) = ui.input(|input| (input.key_pressed(Key::Escape), input.key_pressed(Key::Enter)));
    if response.lost_focus() && escaped {
        fields.editing = None;
        return;
    }
    if !response.lost_focus() {
        return;
    }
    match say {
        Ok(say) => {
            if editing.text != editing.before {
                commands.push(Command::Say(vec![entry.id], say));
            }
            fields.editing = None;
        }
        // What cannot be read stays to be mended.
        Err(_) if entered => response.request_focus(),
        Err(_) => {}
    }
}

fn select_all(ui: &Ui, id: Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::text_edit::TextEditState::default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
    state.store(ui, id);
}

/// Under a field for a date: what it means, or what to write.
pub fn date_reading_ui(ui: &mut Ui, typed: &str, error: Option<&String>, style: DateStyle) {
    let colors = Theme::of(ui);
    let small = |text: &str, color: Color32| RichText::new(text.to_owned()).small().color(color);
    match (error, UserDate::read(typed)) {
        (Some(error), _) => drop(ui.label(small(error, colors.warning))),
        (None, Some(date)) => {
            let [words, below] = reading_words(&date, style);
            ui.label(small(&words, colors.accent));
            ui.label(small(&below, colors.weak));
        }
        (None, None) => drop(ui.label(small("A day, month, year or stretch, in words or EDTF", colors.weak))),
    }
}

/// What the text says of the field, or why it cannot be read.
fn said(entry: &Entry, editing: &Editing) -> Result<Say, String> {
    let say = say_of(editing.field, &editing.text)?;
    let begin = entry.marks().date.as_ref().map_or_else(|| entry.span(), |date| Some(date.span));
    if let (Say::End(Some(end)), Some(begin)) = (&say, begin.and_then(|span| span.earliest_begin))
        && end.span.latest_end.is_some_and(|end| end <= begin)
    {
        return Err("It would end before it began.".to_owned());
    }
    Ok(say)
}

fn say_of(field: Field, text: &str) -> Result<Say, String> {
    let names = || {
        let between = if text.contains(';') || field != Field::Tags { ';' } else { ',' };
        text.split(between).map(str::to_owned).collect::<Vec<_>>()
    };
    let date = || match unread_words(text).filter(|_| UserDate::read(text).is_none()) {
        Some(why) => Err(why),
        None => Ok(UserDate::read(text)),
    };
    let empty = text.trim().is_empty();
    Ok(match field {
        Field::Date => Say::Date(date()?),
        Field::End => Say::End(date()?),
        Field::Participants => Say::Participants((!empty).then(names)),
        Field::Places => Say::Places((!empty).then(names)),
        Field::Tags => Say::Tags(names()),
        Field::Note => Say::Note(Some(text.to_owned())),
        _ => Say::Title(Some(text.to_owned())),
    })
}

/// What gives the field back to the program.
fn nothing(field: Field) -> Say {
    match field {
        Field::Accepted => Say::Accepted(false),
        Field::Starred => Say::Starred(false),
        Field::Title => Say::Title(None),
        Field::Date => Say::Date(None),
        Field::End => Say::End(None),
        Field::Status => Say::Status(None),
        Field::Participants => Say::Participants(None),
        Field::Places => Say::Places(None),
        Field::Tags => Say::Tags(Vec::new()),
        Field::Colour => Say::Colour(None),
        Field::Note => Say::Note(None),
    }
}

fn shown_of(app: &App, entry: &Entry, field: Field) -> String {
    match field {
        Field::Date => entry_date_words(&app.project, entry, app.settings.date_style),
        Field::End => {
            let end = entry.marks().end.as_ref();
            end.map(|end| user_date_words(end, app.settings.date_style)).unwrap_or_default()
        }
        field => text_of(app, entry, field),
    }
}

/// The field as text to be changed.
fn text_of(app: &App, entry: &Entry, field: Field) -> String {
    let marks = entry.marks();
    match field {
        Field::Title => entry.title.to_string(),
        Field::Date => {
            let dated = app.project.dated(entry);
            let typed = marks.date.as_ref().map(|date| date.typed.clone());
            let edtf = dated.edtf.map(str::to_owned);
            typed.filter(|typed| UserDate::read(typed).is_some()).or(edtf).unwrap_or_default()
        }
        Field::End => marks.end.as_ref().map(|end| end.typed.clone()).unwrap_or_default(),
        Field::Participants => app.project.participants(entry).join("; "),
        Field::Places => app.project.places(entry).join("; "),
        Field::Tags => marks.tags.join(", "),
        Field::Note => marks.note.clone().unwrap_or_default(),
        Field::Accepted | Field::Starred | Field::Status | Field::Colour => String::new(),
    }
}

fn status_ui(ui: &mut Ui, app: &App, entry: &Entry, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
        status_mark(ui.painter(), rect.center(), entry.status, colors);
        let shown = RichText::new(status_words(entry.status)).small();
        let chooser = ComboBox::from_id_salt("status of the event").selected_text(shown).show_ui(ui, |ui| {
            for status in event_menu::STATUSES {
                if ui.selectable_label(entry.status == status, status_words(status)).clicked() {
                    commands.push(Command::Say(vec![entry.id], Say::Status(Some(status))));
                }
            }
        });
        let name = format!("Status: {}", status_words(entry.status));
        chooser.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
        let origin = app.project.origin(entry, Field::Status);
        chooser.response.on_hover_text(origin_words(origin, app.settings.date_style).trim());
        if matches!(origin, Origin::User { at_secs: Some(_) })
            && icon_button(ui, Icon::Back, "Put back status as the program has it").clicked()
        {
            commands.push(Command::Say(vec![entry.id], Say::Status(None)));
        }
    });
    let words = match entry.claims[entry.lead].is_own() {
        true => "Written by you".to_owned(),
        false => {
            let confidence = (entry.confidence.clamp(0.0, 1.0) * 100.0).round();
            format!("{} ({confidence} %)", confidence_words(entry.confidence))
        }
    };
    ui.label(RichText::new(words).small().color(colors.weak))
        .on_hover_text("How likely event and date are read rightly");
}

fn confidence_words(confidence: f32) -> &'static str {
    match confidence {
        c if c >= 0.8 => "Well read",
        c if c >= 0.5 => "Probably well read",
        _ => "Doubtful: check the text",
    }
}

/// A swatch a colour; a click on the one that is set takes it off.
fn colour_ui(ui: &mut Ui, entry: &Entry, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for colour in Colour::ALL {
            let chosen = entry.marks().colour == Some(colour);
            let (rect, response) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::click());
            let name = format!("Colour {}", colour.name().to_lowercase());
            response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, chosen, &name));
            let [r, g, b] = colour.rgb();
            ui.painter().rect_filled(rect.shrink(3.0), 4.0, Color32::from_rgb(r, g, b));
            if chosen || response.hovered() || response.has_focus() {
                let color = if chosen { colors.strong } else { colors.weak };
                ui.painter().rect_stroke(rect.shrink(1.0), 5.0, (1.5, color), egui::StrokeKind::Inside);
            }
            if response.on_hover_text(&name).clicked() {
                commands.push(Command::Say(vec![entry.id], Say::Colour((!chosen).then_some(colour))));
            }
        }
    });
}

/// Whose word each field is, folded away until asked for.
fn origins_ui(ui: &mut Ui, app: &App, entry: &Entry) {
    let colors = Theme::of(ui);
    ui.add_space(theme::GAP);
    let title = RichText::new("Where each field comes from").small().color(colors.weak);
    let version = app.project.read_by(&entry.claims[entry.lead]).map(version_words).unwrap_or_default();
    egui::CollapsingHeader::new(title).id_salt("origins").show(ui, |ui| {
        for field in Field::ALL {
            let origin = app.project.origin(entry, field);
            let words = origin_words(origin, app.settings.date_style);
            let words = words.trim().trim_end_matches('.');
            if !words.is_empty() {
                let by = if matches!(origin, Origin::Rule(_) | Origin::Program) { version.as_str() } else { "" };
                let words = format!("{}: {}{by}", field_name(field), lower_first(words));
                ui.label(RichText::new(words).small().color(colors.text));
            }
        }
    });
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// " (Dateline 0.1.0, rules 7)".
fn version_words(by: ReadBy<'_>) -> String {
    let earlier = if by.kept { "before " } else { "" };
    let program = if by.program.is_empty() { String::new() } else { format!("Dateline {}, ", by.program) };
    format!(" ({earlier}{program}rules {})", by.rules)
}

fn field_name(field: Field) -> &'static str {
    match field {
        Field::Accepted => "Accepted",
        Field::Starred => "Star",
        Field::Title => "Title",
        Field::Date => "Date",
        Field::End => "End",
        Field::Status => "Status",
        Field::Participants => "Who",
        Field::Places => "Where",
        Field::Tags => "Tags",
        Field::Colour => "Colour",
        Field::Note => "Note",
    }
}

/// "Set by you on 25 November 2026, 14:02. ", with a blank behind to go on; "" where there is nothing.
fn origin_words(origin: Origin, style: DateStyle) -> String {
    match origin {
        Origin::User { at_secs: Some(secs) } => format!("Set by you on {}. ", day_and_time(secs, style)),
        Origin::User { at_secs: None } => "Made by you. ".to_owned(),
        Origin::Rule(rule) => format!("Found by the rule “{rule}”. "),
        Origin::Program => "Read by the program in the sentence. ".to_owned(),
        Origin::Nobody => String::new(),
    }
}
