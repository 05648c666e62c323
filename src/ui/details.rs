//! The selected event: date in words, quote, how its date was worked out, who else says so.

use super::bidi;
use super::icons::{status_mark, status_words};
use super::theme::{self, Theme};
use crate::app::{App, Command, claim_text, claimed, copy_text, dated_by_words, event_date_words, partial_date_words};
use crate::event::Event;
use crate::project::{Article, Claim, Entry};
use crate::timex::{Anchor, Timex};
use egui::{Frame, Panel, RichText, ScrollArea, Sense, Ui, vec2};

/// The details of what is selected.
pub fn details_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    let (Some(entry), Some(claim)) = (app.selected_entry(), app.selected_claim()) else {
        super::empty_ui(ui, "No event selected", "Click one on the timeline, in the list, or a date in the text.");
        return;
    };
    buttons_ui(ui, app, entry, commands);
    ScrollArea::vertical().id_salt("details").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        let (article, event) = claimed(&app.project, claim);
        head_ui(ui, app, entry, event);
        quote_ui(ui, app, claim, article, event);
        derivation_ui(ui, app, article, event);
        claims_ui(ui, app, entry, claim, commands);
        facts_ui(ui, article, event);
        ui.add_space(theme::GAP);
    });
}

/// At the foot, so that they are there however long the details are.
fn buttons_ui(ui: &mut Ui, app: &App, entry: &Entry, commands: &mut Vec<Command>) {
    let frame = Frame::new().inner_margin(egui::Margin::symmetric(0, 6));
    Panel::bottom("event buttons").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            if ui.button("Frame").on_hover_text("Frame on timeline").clicked() {
                commands.push(Command::Frame(entry.id));
            }
            if ui.button("Copy").on_hover_text("Copy date, title, quote and source").clicked() {
                ui.copy_text(copy_text(&app.project, entry, app.settings.date_style));
            }
            if ui.button("Hide").on_hover_text("Take it off the timeline").clicked() {
                commands.push(Command::Hide(entry.id));
            }
        });
    });
}

fn head_ui(ui: &mut Ui, app: &App, entry: &Entry, event: &Event) {
    let colors = Theme::of(ui);
    ui.label(RichText::new(bidi::display(&entry.title)).size(theme::HEADING - 2.0).color(colors.strong));
    ui.label(
        RichText::new(event_date_words(event, app.settings.date_style)).size(theme::BODY + 1.0).color(colors.accent),
    );
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
        status_mark(ui.painter(), rect.center(), entry.status, colors);
        ui.label(RichText::new(status_words(entry.status)).small().color(colors.text));
        let confidence = (event.confidence.clamp(0.0, 1.0) * 100.0).round();
        ui.label(
            RichText::new(format!("·  {} ({confidence} %)", confidence_words(event.confidence)))
                .small()
                .color(colors.weak),
        )
        .on_hover_text("How likely event and date are read rightly");
    });
}

fn confidence_words(confidence: f32) -> &'static str {
    match confidence {
        c if c >= 0.8 => "well read",
        c if c >= 0.5 => "probably well read",
        _ => "doubtful: check the text",
    }
}

fn section(ui: &mut Ui, name: &str) {
    let colors = Theme::of(ui);
    ui.add_space(theme::GAP);
    ui.label(RichText::new(name).small().color(colors.weak));
}

fn quote_ui(ui: &mut Ui, app: &App, claim: &Claim, article: &Article, event: &Event) {
    let colors = Theme::of(ui);
    section(ui, if event.in_title { "In the headline" } else { "Quote" });
    Frame::new().fill(colors.page).corner_radius(6).inner_margin(8).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(format!("“{}”", bidi::display(&claim_text(&app.project, claim)))).color(colors.text));
        let mut source = article.document.headline().to_owned();
        if let Some(published) = article.document.published {
            source.push_str(&format!(", {}", partial_date_words(&published.date, app.settings.date_style)));
        }
        ui.label(RichText::new(bidi::display(&source)).small().color(colors.weak));
        if let Some(who) = &event.attribution {
            ui.label(RichText::new(format!("Said by {}", bidi::display(who))).small().color(colors.weak));
        }
    });
}

fn timex_of<'a>(article: &'a Article, event: &Event) -> Option<(&'a Timex, &'a str)> {
    let reading = &article.reading;
    let (timexes, text) = match event.in_title {
        true => (&reading.title_timexes, article.document.title.as_deref().unwrap_or("")),
        false => (&reading.timexes, article.document.text.as_str()),
    };
    let timex = timexes.get(event.timex?)?;
    Some((timex, timex.range.of(text)))
}

fn derivation_ui(ui: &mut Ui, app: &App, article: &Article, event: &Event) {
    let colors = Theme::of(ui);
    section(ui, "How the date was worked out");
    let style = app.settings.date_style;
    let mut steps = Vec::new();
    match timex_of(article, event) {
        Some((timex, words)) => {
            // Most derivations begin with the words themselves.
            if timex.derivation.first().is_none_or(|first| !first.contains(words)) {
                steps.push(format!("“{words}”"));
            }
            steps.extend(timex.derivation.iter().cloned());
            if timex.derivation.is_empty() {
                steps.extend(anchor_words(&timex.anchor, style));
            }
        }
        None => steps.push(format!("Dated by {}", dated_by_words(event.by))),
    }
    let result = event_date_words(event, style);
    if steps.last() != Some(&result) {
        steps.push(result);
    }
    let last = steps.len() - 1;
    for (at, step) in steps.iter().enumerate() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 7.0;
            let (rect, _) = ui.allocate_exact_size(vec2(9.0, 18.0), Sense::hover());
            let center = rect.center();
            if at < last {
                let below = center + vec2(0.0, 24.0);
                ui.painter().line_segment([center, below], egui::Stroke::new(1.0, colors.line));
            }
            let color = if at == last { colors.accent } else { colors.weak };
            ui.painter().circle_filled(center, 3.0, color);
            ui.label(RichText::new(step).small().color(if at == last { colors.strong } else { colors.text }));
        });
    }
    if let Some((timex, _)) = timex_of(article, event) {
        let mut code = timex.value.clone();
        if let Some(edtf) = &timex.edtf
            && *edtf != code
        {
            code.push_str(&format!("  ·  EDTF {edtf}"));
        }
        ui.label(RichText::new(format!("TIMEX3 {code}  ·  rule {}", timex.rule)).small().color(colors.weak));
    }
}

fn anchor_words(anchor: &Anchor, style: crate::time::DateStyle) -> Option<String> {
    match anchor {
        Anchor::None => None,
        Anchor::Published(date) => {
            Some(format!("counted from the publication date, {}", partial_date_words(date, style)))
        }
        Anchor::Narrative(value) => Some(format!("counted from the date the text is at, {value}")),
        Anchor::Unknown => Some("counted from the publication date, which is not known".to_owned()),
    }
}

/// Everyone who tells the event; a click opens the article there.
fn claims_ui(ui: &mut Ui, app: &App, entry: &Entry, shown: &Claim, commands: &mut Vec<Command>) {
    if entry.claims.len() < 2 {
        return;
    }
    let colors = Theme::of(ui);
    section(ui, &format!("Told {} times", entry.claims.len()));
    for claim in &entry.claims {
        let (article, event) = claimed(&app.project, claim);
        let style = app.settings.date_style;
        let headline = bidi::display(article.document.headline()).into_owned();
        let text = format!("{headline}: {}", event_date_words(event, style));
        let chosen = claim.key == shown.key;
        let button = egui::Button::selectable(chosen, RichText::new(text).small().color(colors.text)).truncate();
        let response = ui.add_sized(vec2(ui.available_width(), 22.0), button);
        if response.on_hover_text(format!("“{}”", bidi::display(&claim_text(&app.project, claim)))).clicked() {
            commands.push(Command::SelectMention(claim.key.clone()));
        }
    }
}

fn facts_ui(ui: &mut Ui, article: &Article, event: &Event) {
    let colors = Theme::of(ui);
    let text = if event.in_title { article.document.title.as_deref().unwrap_or("") } else { &article.document.text };
    let people: Vec<&str> = event.participants.iter().map(|participant| participant.name.as_str()).collect();
    let places: Vec<&str> = event.places.iter().map(|place| place.of(text)).collect();
    for (name, mut values) in [("Who", people), ("Where", places)] {
        values.dedup();
        if !values.is_empty() {
            section(ui, name);
            ui.label(RichText::new(bidi::display(&values.join(", "))).small().color(colors.text));
        }
    }
}
