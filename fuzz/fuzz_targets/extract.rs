//! Any text and headline is read without a panic, and what is found lies inside it.
//! Run it with `cargo +nightly fuzz run extract` (cargo-fuzz).

#![no_main]

use dateline::text::{Document, Published, PublishedFrom};
use dateline::time::PartialDate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str, u16)| {
    let (title, text, day) = input;
    let mut document = Document::from_text("fuzz", text);
    document.title = Some(title.to_string());
    let date = PartialDate::from_ymd(1900 + i64::from(day % 200), 1 + (day % 12) as u8, 1 + (day % 28) as u8);
    document.published = date.map(|date| Published { date, from: PublishedFrom::Meta });
    let reading = dateline::event::read(&document);
    for event in &reading.events {
        let stored = if event.in_title { title } else { text };
        assert!(stored.get(event.trigger.start..event.trigger.end).is_some());
        assert!(stored.get(event.sentence.start..event.sentence.end).is_some());
        assert!(!event.title.is_empty());
    }
    let clusters = dateline::event::cluster(&[(&document, &reading)]);
    assert_eq!(clusters[0].len(), reading.events.len());
});
