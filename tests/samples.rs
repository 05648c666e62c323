//! The sample articles that a new user opens first: each has its date, its headline and events.

use dateline::event::{self, Reading, Status};
use dateline::import::{ImportOptions, read_file, sources};
use dateline::text::Document;
use std::path::Path;

/// Id, publication date and the least number of events of each sample.
const SAMPLES: [(&str, &str, usize); 9] = [
    ("europes-new-rocket.html", "2025-03-07", 15),
    ("harbour-fire-trial.txt", "2023-11-17", 15),
    ("how-the-republic-died.md", "2018-03-15", 20),
    ("parliament-votes", "2020-01-06", 5),
    ("third-time-lucky", "2020-04-10", 5),
    ("at-the-white-house", "2020-08-21", 5),
    ("questions-before-the-talks.md", "2020-06-10", 12),
    ("rockets-test-the-promise.html", "2020-06-15", 12),
    ("talks-open-2020-06-12.txt", "2020-06-12", 12),
];

fn samples() -> Vec<(Document, Reading)> {
    let (sources, errors) = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples"));
    assert!(errors.is_empty(), "{errors:?}");
    let mut read = Vec::new();
    for source in &sources {
        let imported = read_file(source, &ImportOptions::default());
        assert!(imported.errors.is_empty(), "{:?}", imported.errors);
        read.extend(imported.documents.into_iter().map(|document| {
            let reading = event::read(&document);
            (document, reading)
        }));
    }
    read
}

#[test]
fn every_sample_has_its_publication_date() {
    let found: Vec<(String, String)> = (samples().into_iter())
        .map(|(document, _)| {
            let date = document.published.map(|published| published.date.to_string());
            (String::from(document.id), date.unwrap_or_default())
        })
        .collect();
    let expected: Vec<_> = SAMPLES.iter().map(|(id, date, _)| ((*id).to_owned(), (*date).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_sample_is_full_of_events() {
    for ((document, reading), (id, _, least)) in samples().iter().zip(SAMPLES) {
        let found = reading.events.len();
        assert!(found >= least, "{id} ({}) has {found} events", document.headline());
    }
}

#[test]
fn menus_footers_and_notices_of_a_saved_page_are_no_part_of_the_article() {
    for (document, _) in samples().iter().filter(|(document, _)| document.id.0.ends_with(".html")) {
        for foreign in ["cookies", "Subscribe", "Most read", "Read also", "Copyright", "Privacy", "All rights"] {
            assert!(!document.text.contains(foreign), "{}: {foreign}", document.id.0);
        }
        assert!(document.title.as_deref().is_some_and(|title| !title.contains(['|', '-'])), "{:?}", document.title);
    }
}

#[test]
fn the_samples_hold_what_happened_what_is_planned_and_what_is_denied() {
    let samples = samples();
    for status in [Status::Happened, Status::Planned, Status::Possible, Status::Denied] {
        let found = samples.iter().any(|(_, reading)| reading.events.iter().any(|event| event.status == status));
        assert!(found, "no event is {status:?}");
    }
}
