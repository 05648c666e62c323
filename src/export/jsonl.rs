//! JSON Lines: a document a line, with its time expressions and events. The keys are fixed: scripts depend on them.

use super::{Extract, Said};
use crate::event::{Certainty, DatedBy, Event, Role, Status};
use crate::text::{CodePoints, Document, PublishedFrom, TextRange};
use crate::time::{FuzzySpan, TimePoint};
use crate::timex::{Anchor, Modifier, Timex, TimexType};
use serde::Serialize;
use std::io::{self, Write};

/// Writes one line: the document, its time expressions and its events, offsets in code points.
///
/// # Errors
/// Only those of `out`.
pub fn write_document(out: &mut dyn Write, extract: Extract) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &line(extract))?;
    out.write_all(b"\n")
}

/// The four dates of a span are written as days, or to the second where they are not midnight.
pub fn iso(point: TimePoint) -> String {
    let civil = point.civil();
    let mut text = String::new();
    match civil.year {
        year if year < 0 => text.push_str(&format!("-{:04}", year.unsigned_abs())),
        // ISO 8601: more than four digits take a sign.
        year if year > 9999 => text.push_str(&format!("+{year}")),
        year => text.push_str(&format!("{year:04}")),
    }
    text.push_str(&format!("-{:02}-{:02}", civil.month, civil.day));
    if (civil.hour, civil.minute, civil.second) != (0, 0, 0) {
        text.push_str(&format!("T{:02}:{:02}:{:02}", civil.hour, civil.minute, civil.second));
    }
    text
}

/// What an expression hangs on, in one string; `None` when it stands by itself.
pub fn anchor(anchor: &Anchor) -> Option<String> {
    match anchor {
        Anchor::None => None,
        Anchor::Published(date) => Some(format!("dct {date}")),
        Anchor::Narrative(value) => Some(format!("narrative {value}")),
        Anchor::Unknown => Some("unknown".to_owned()),
    }
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    source: &'a str,
    title: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<String>,
    published_from: Option<PublishedFrom>,
    language: Option<&'a str>,
    text: &'a str,
    timexes: Vec<TimexLine<'a>>,
    events: Vec<EventLine<'a>>,
}

#[derive(Serialize)]
struct TimexLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(rename = "type")]
    kind: TimexType,
    value: &'a str,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<Modifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edtf: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    anchor: Option<String>,
    rule: &'a str,
}

#[derive(Serialize)]
struct EventLine<'a> {
    id: String,
    cluster: String,
    title: &'a str,
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    within: Option<&'static str>,
    trigger: Quote<'a>,
    sentence: Place,
    timex: Option<usize>,
    by: DatedBy,
    value: &'a str,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<Modifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edtf: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    status: Status,
    future: bool,
    certainty: Certainty,
    negated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribution: Option<&'a str>,
    participants: Vec<ParticipantLine<'a>>,
    places: Vec<Quote<'a>>,
    confidence: f64,
    importance: f64,
    /// Only in the files of a project.
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<&'a Said>,
}

#[derive(Serialize)]
struct Span {
    earliest_begin: Option<String>,
    latest_begin: Option<String>,
    earliest_end: Option<String>,
    latest_end: Option<String>,
}

#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Quote<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct ParticipantLine<'a> {
    role: Role,
    text: &'a str,
    start: usize,
    end: usize,
}

fn line(extract: Extract<'_>) -> Line<'_> {
    let Extract { document, reading, clusters, said } = extract;
    let text = Counted::new(&document.text);
    let title = Counted::new(document.title.as_deref().unwrap_or(""));
    let events = reading.events.iter().enumerate().map(|(index, event)| {
        let counted = if event.in_title { &title } else { &text };
        let line = event_line(event, index, clusters.get(index).copied().unwrap_or(index), counted);
        EventLine { user: said.get(index), ..line }
    });
    Line {
        published: document.published.map(|published| published.date.to_string()),
        published_from: document.published.map(|published| published.from),
        timexes: reading.timexes.iter().map(|timex| timex_line(timex, &text)).collect(),
        events: events.collect(),
        ..head(document)
    }
}

fn head(document: &Document) -> Line<'_> {
    Line {
        id: &document.id.0,
        source: &document.source,
        title: document.title.as_deref(),
        author: document.author.as_deref(),
        published: None,
        published_from: None,
        language: document.language.as_deref(),
        text: &document.text,
        timexes: Vec::new(),
        events: Vec::new(),
    }
}

fn timex_line<'a>(timex: &'a Timex, text: &Counted<'a>) -> TimexLine<'a> {
    let Place { start, end } = text.place(timex.range);
    TimexLine {
        start,
        end,
        text: timex.range.of(text.text),
        kind: timex.kind,
        value: &timex.value,
        modifier: timex.modifier,
        edtf: timex.edtf.as_deref(),
        span: timex.span.as_ref().map(span),
        anchor: anchor(&timex.anchor),
        rule: timex.rule,
    }
}

fn event_line<'a>(event: &'a Event, index: usize, cluster: usize, text: &Counted<'a>) -> EventLine<'a> {
    EventLine {
        id: format!("e{}", index + 1),
        cluster: format!("c{}", cluster + 1),
        title: &event.title,
        within: event.in_title.then_some("title"),
        trigger: text.quote(event.trigger),
        sentence: text.place(event.sentence),
        timex: event.timex,
        by: event.by,
        value: &event.value,
        modifier: event.modifier,
        edtf: event.edtf.as_deref(),
        span: event.span.as_ref().map(span),
        status: event.status,
        future: event.future,
        certainty: event.certainty,
        negated: event.negated,
        attribution: event.attribution.as_deref(),
        participants: event
            .participants
            .iter()
            .map(|participant| {
                let Place { start, end } = text.place(participant.range);
                ParticipantLine { role: participant.role, text: &participant.name, start, end }
            })
            .collect(),
        places: event.places.iter().map(|&range| text.quote(range)).collect(),
        confidence: rounded(event.confidence),
        importance: rounded(event.importance),
        user: None,
    }
}

fn span(span: &FuzzySpan) -> Span {
    Span {
        earliest_begin: span.earliest_begin.map(iso),
        latest_begin: span.latest_begin.map(iso),
        earliest_end: span.earliest_end.map(iso),
        latest_end: span.latest_end.map(iso),
    }
}

/// Three decimals: more would only show how floats are stored.
fn rounded(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}

/// A text whose byte ranges become code points.
struct Counted<'a> {
    text: &'a str,
    points: CodePoints,
}

impl<'a> Counted<'a> {
    fn new(text: &'a str) -> Counted<'a> {
        Counted { text, points: CodePoints::new(text) }
    }

    fn place(&self, range: TextRange) -> Place {
        Place { start: self.points.at(self.text, range.start), end: self.points.at(self.text, range.end) }
    }

    fn quote(&self, range: TextRange) -> Quote<'a> {
        let Place { start, end } = self.place(range);
        Quote { start, end, text: range.of(self.text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn span_dates_are_days_unless_they_have_a_time() {
        let check = |point: TimePoint, expected: &str| assert_eq!(iso(point), expected);
        check(TimePoint::from_ymd(2020, 6, 11).unwrap(), "2020-06-11");
        check(TimePoint::from_ymd(-43, 3, 15).unwrap(), "-0043-03-15");
        check(TimePoint::from_ymd(12_000, 1, 1).unwrap(), "+12000-01-01");
        check(TimePoint::from_ymd(2020, 6, 11).unwrap().plus_secs(3600 * 14 + 90), "2020-06-11T14:01:30");
    }

    #[test]
    fn a_document_without_events_has_all_its_keys() {
        let document = Document::from_text("a.txt", "Grüße\n");
        let reading = crate::event::Reading::default();
        let mut out = Vec::new();
        write_document(&mut out, Extract { document: &document, reading: &reading, clusters: &[], said: &[] }).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "{\"id\":\"a.txt\",\"source\":\"\",\"title\":null,\"author\":null,\"published\":null,\"published_from\":null,\
             \"language\":null,\"text\":\"Grüße\\n\",\"timexes\":[],\"events\":[]}\n"
        );
    }
}
