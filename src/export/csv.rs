//! CSV: an event mention a row, for spreadsheets.

use super::jsonl::{anchor, iso};
use super::{Extract, Said};
use crate::event::Event;
use crate::text::TextRange;
use serde::Serialize;
use std::io::{self, Write};

const HEADER: &[&str] = &[
    "date",
    "edtf",
    "mod",
    "earliest_begin",
    "latest_begin",
    "earliest_end",
    "latest_end",
    "title",
    "status",
    "certainty",
    "negated",
    "attribution",
    "participants",
    "places",
    "quote",
    "expression",
    "rule",
    "anchor",
    "dated_by",
    "article",
    "article_title",
    "author",
    "published",
    "published_from",
    "source",
    "cluster",
    "confidence",
    "importance",
];

/// What a project adds behind them.
const USER_HEADER: &[&str] = &["accepted", "starred", "own", "tags", "colour", "note", "origins", "program", "rules"];

/// The byte order mark without which Excel takes UTF-8 for the local character set.
pub const EXCEL_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Writes a header and a row for each event mention.
///
/// Cells from foreign text that a spreadsheet would run as a formula get an apostrophe in front (after OWASP, "CSV
/// Injection").
///
/// # Errors
/// Only those of `out`.
pub fn write<'a>(out: &mut dyn Write, extracts: impl IntoIterator<Item = Extract<'a>>) -> io::Result<()> {
    let mut rows = ::csv::Writer::from_writer(out);
    rows.write_record(HEADER)?;
    for extract in extracts {
        for (index, event) in extract.reading.events.iter().enumerate() {
            rows.write_record(row(extract, index, event))?;
        }
    }
    rows.flush()
}

/// The same for a project: with what the user says in columns behind the others.
///
/// # Errors
/// Only those of `out`.
pub fn write_project<'a>(out: &mut dyn Write, extracts: impl IntoIterator<Item = Extract<'a>>) -> io::Result<()> {
    let mut rows = ::csv::Writer::from_writer(out);
    rows.write_record(HEADER.iter().chain(USER_HEADER))?;
    for extract in extracts {
        for (index, event) in extract.reading.events.iter().enumerate() {
            let said = extract.said.get(index).cloned().unwrap_or_default();
            rows.write_record(row(extract, index, event).into_iter().chain(said_cells(&said)))?;
        }
    }
    rows.flush()
}

fn said_cells(said: &Said) -> Vec<String> {
    let origins = said.origins.iter().map(|(field, origin)| format!("{}: {origin}", name(field)));
    vec![
        said.accepted.to_string(),
        said.starred.to_string(),
        said.own.to_string(),
        cell(&said.tags.join("; ")),
        said.colour.as_ref().map(name).unwrap_or_default(),
        cell(&one_line(said.note.as_deref().unwrap_or(""))),
        origins.collect::<Vec<_>>().join("; "),
        said.read_by.as_ref().map(|by| by.program.clone()).unwrap_or_default(),
        said.read_by.as_ref().filter(|by| by.rules > 0).map(|by| by.rules.to_string()).unwrap_or_default(),
    ]
}

fn row(extract: Extract, index: usize, event: &Event) -> Vec<String> {
    let Extract { document, reading, clusters, said } = extract;
    let said = said.get(index);
    let (text, timexes) = if event.in_title {
        (document.title.as_deref().unwrap_or(""), &reading.title_timexes)
    } else {
        (document.text.as_str(), &reading.timexes)
    };
    let timex = event.timex.and_then(|index| timexes.get(index));
    let day = |pick: fn(&crate::time::FuzzySpan) -> Option<crate::time::TimePoint>| {
        event.span.as_ref().and_then(pick).map(iso).unwrap_or_default()
    };
    let quote = |range: TextRange| one_line(range.of(text));
    let join = |words: Vec<String>| words.join("; ");
    let participants = said.and_then(|said| said.participants.clone()).unwrap_or_else(|| {
        event.participants.iter().map(|participant| participant.name.clone()).collect() //
    });
    let places = said.and_then(|said| said.places.clone());
    let places = places.unwrap_or_else(|| event.places.iter().map(|&range| quote(range)).collect());
    vec![
        event.value.clone(),
        event.edtf.clone().unwrap_or_default(),
        event.modifier.as_ref().map(name).unwrap_or_default(),
        day(|span| span.earliest_begin),
        day(|span| span.latest_begin),
        day(|span| span.earliest_end),
        day(|span| span.latest_end),
        cell(&event.title),
        name(&event.status),
        name(&event.certainty),
        event.negated.to_string(),
        cell(event.attribution.as_deref().unwrap_or("")),
        cell(&join(participants)),
        cell(&join(places)),
        cell(&quote(event.sentence)),
        cell(&timex.map(|timex| quote(timex.range)).unwrap_or_default()),
        timex.map(|timex| timex.rule.to_owned()).unwrap_or_default(),
        timex.and_then(|timex| anchor(&timex.anchor)).unwrap_or_default(),
        name(&event.by),
        cell(&document.id.0),
        cell(&one_line(document.headline())),
        cell(document.author.as_deref().unwrap_or("")),
        document.published.map(|published| published.date.to_string()).unwrap_or_default(),
        document.published.map(|published| name(&published.from)).unwrap_or_default(),
        cell(&document.source),
        clusters.get(index).map(|cluster| format!("c{}", cluster + 1)).unwrap_or_default(),
        format!("{:.3}", event.confidence),
        format!("{:.3}", event.importance),
    ]
}

/// The word that JSON has for it.
fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_never_becomes_a_formula() {
        assert_eq!(cell("=HYPERLINK(\"http://x\")"), "'=HYPERLINK(\"http://x\")");
        assert_eq!(cell("2 = 2"), "2 = 2");
    }

    #[test]
    fn without_events_there_is_a_header() {
        let mut out = Vec::new();
        write(&mut out, []).unwrap();
        assert_eq!(String::from_utf8(out).unwrap().lines().count(), 1);
    }
}
