//! The whole window as a picture, with articles whose events are given here, so that only looks can change it.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, reason = "a test whose made-up article is wrong has failed")]

mod common;

use dateline::app::{Command, Settings, ThemeChoice};
use dateline::event::{self, Certainty, DatedBy, Event, Reading, Status};
use dateline::project::Article;
use dateline::text::{Document, Published, PublishedFrom, TextRange};
use dateline::time::{Edtf, PartialDate};
use dateline::ui::{DatelineApp, Start};
use egui_kittest::Harness;

const TEXT: &str = "The dam above the town burst in March 1911.\n\
    An inquiry sat through the whole of 1912 and heard ninety people.\n\
    On 4 June 1912 the company's engineer admitted that he had never seen the drawings.\n\
    The town voted on 9 November 1912 to build again on higher ground.\n\
    Work is to begin in 1913.\n\
    The company denies that it was warned in late 1910.";

/// Words of the text, the date as EDTF, a title and a status.
const EVENTS: &[(&str, &str, &str, Status)] = &[
    ("burst", "1911-03", "The dam above the town bursts", Status::Happened),
    ("sat", "1912-01-01/1912-12-31", "An inquiry hears ninety people", Status::Happened),
    ("admitted", "1912-06-04", "The engineer admits that he never saw the drawings", Status::Happened),
    ("voted", "1912-11-09", "The town votes to build on higher ground", Status::Happened),
    ("begin", "1913", "Work begins on the new town", Status::Planned),
    ("warned", "1910-10/1910-12", "The company is warned", Status::Denied),
];

fn event(&(word, edtf, title, status): &(&str, &str, &str, Status)) -> Event {
    let at = TEXT.find(word).unwrap();
    let line = TEXT[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = TEXT[at..].find('\n').map_or(TEXT.len(), |length| at + length);
    let read = Edtf::parse(edtf).unwrap();
    Event {
        title: title.to_owned(),
        in_title: false,
        trigger: TextRange::new(at, at + word.len()),
        sentence: TextRange::new(line, end),
        timex: None,
        by: DatedBy::Context,
        value: edtf.to_owned(),
        modifier: None,
        edtf: Some(edtf.to_owned()),
        span: Some(read.fuzzy_span()),
        granularity: read.granularity(),
        status,
        future: status == Status::Planned,
        certainty: Certainty::Certain,
        negated: false,
        attribution: None,
        participants: Vec::new(),
        places: Vec::new(),
        confidence: 0.9,
        importance: 0.5,
    }
}

fn article() -> Article {
    let published = Published { date: PartialDate::from_ymd(1912, 11, 12).unwrap(), from: PublishedFrom::Text };
    let document = Document {
        title: Some("After the flood".to_owned()),
        published: Some(published),
        language: Some("en".to_owned()),
        ..Document::from_text("flood.txt", TEXT)
    };
    let reading = Reading { events: EVENTS.iter().map(event).collect(), rules: event::RULES, ..Reading::default() };
    Article::new(document, reading)
}

/// The window in the theme, with the article open and the event of this title selected.
fn window(theme: ThemeChoice, selected: Option<&str>) -> Harness<'static, Option<DatelineApp>> {
    let selected = selected.map(str::to_owned);
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1000.0, 640.0))
        .with_max_steps(40)
        .with_render_cursor(false)
        .renderer(common::Raster::default())
        .build_ui_state(
            move |ui: &mut egui::Ui, state: &mut Option<DatelineApp>| {
                let app = state.get_or_insert_with(|| opened(ui, theme, selected.as_deref()));
                let page = egui::UiBuilder::new().max_rect(ui.content_rect());
                ui.scope_builder(page, |ui| {
                    ui.set_clip_rect(ui.content_rect());
                    app.frame_ui(ui);
                });
            },
            None,
        );
    // Past the word that says how many articles were read.
    harness.run_steps(60);
    harness
}

fn opened(ctx: &egui::Context, theme: ThemeChoice, selected: Option<&str>) -> DatelineApp {
    let settings = Settings { theme, ..Settings::default() };
    let mut window = DatelineApp::new(ctx, Start { settings, ..Start::default() });
    let app = window.app_mut();
    app.add(vec![article()]);
    let entry = app.project.chronology().iter().find(|entry| Some(entry.title.as_str()) == selected);
    if let Some(id) = entry.map(|entry| entry.id) {
        app.perform(Command::Select(Some(id)));
    }
    window
}

#[test]
fn the_window_in_light() {
    window(ThemeChoice::Light, None).snapshot("window-light");
}

#[test]
fn the_window_in_dark_with_an_event_selected() {
    window(ThemeChoice::Dark, Some("The dam above the town bursts")).snapshot("window-dark-selected");
}

#[test]
fn the_same_window_is_the_same_picture() {
    let picture = || window(ThemeChoice::Light, None).render().unwrap();
    assert!(picture() == picture());
}
