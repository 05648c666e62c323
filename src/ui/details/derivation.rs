//! How the program came to a date.

use super::super::theme::Theme;
use super::section;
use crate::app::{App, Ask, Command, dated_by_words, event_date_words, partial_date_words};
use crate::event::{DatedBy, Event};
use crate::project::{Article, Claim};
use crate::timex::{Anchor, Timex};
use egui::{RichText, Sense, Ui, vec2};

fn timex_of<'a>(article: &'a Article, event: &Event) -> Option<(&'a Timex, &'a str)> {
    let reading = &article.reading;
    let (timexes, text) = match event.in_title {
        true => (&reading.title_timexes, article.document.title.as_deref().unwrap_or("")),
        false => (&reading.timexes, article.document.text.as_str()),
    };
    let timex = timexes.get(event.timex?)?;
    Some((timex, timex.range.of(text)))
}

/// How the program came to the date, step by step; with the way to count it from another day.
pub fn derivation_ui(
    ui: &mut Ui,
    app: &App,
    article: &Article,
    (claim, event): (&Claim, &Event),
    commands: &mut Vec<Command>,
) {
    let colors = Theme::of(ui);
    section(ui, "How the date was worked out");
    let style = app.settings.date_style;
    let mut steps = Vec::new();
    match timex_of(article, event) {
        Some((timex, words)) => {
            match event.by {
                DatedBy::Context if timex.range.start >= event.sentence.end => {
                    steps.push("The text below this headline tells the same with its date".to_owned());
                }
                DatedBy::Context => steps.push("The text goes on about the day of the sentence before".to_owned()),
                _ if event.is_named_again(timex.range) => {
                    steps.push("Named again here; dated where the article tells it first".to_owned());
                }
                _ => {}
            }
            // Most derivations begin with the words themselves.
            if timex.derivation.first().is_none_or(|first| !first.contains(words)) {
                steps.push(format!("“{words}”"));
            }
            steps.extend(timex.derivation.iter().cloned());
            if timex.derivation.is_empty() {
                steps.extend(anchor_words(&timex.anchor, style));
            }
        }
        None if event.in_title && event.by == DatedBy::Context => {
            steps.push("The text below this headline tells the same with its date".to_owned());
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
    if let Some(words) = app.expression_of(claim)
        && ui.small_button(format!("Count “{words}” from another date…")).clicked()
    {
        commands.push(Command::Ask(Ask::CountFrom(app.project.key_of(claim))));
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
