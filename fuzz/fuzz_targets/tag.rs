//! Any text is tagged without a panic; the expressions are in order, do not overlap and lie on character boundaries.
//! Run it with `cargo +nightly fuzz run tag` (cargo-fuzz).

#![no_main]

use dateline::text::{Document, Published, PublishedFrom};
use dateline::time::PartialDate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut document = Document::from_text("fuzz", text);
    document.published =
        PartialDate::from_iso("2020-06-12").map(|date| Published { date, from: PublishedFrom::Option });
    for published in [document.published, None] {
        document.published = published;
        let mut behind = 0;
        for timex in dateline::timex::tag(&document) {
            assert!(timex.range.start >= behind && timex.range.end > timex.range.start);
            assert!(text.get(timex.range.start..timex.range.end).is_some());
            assert!(!timex.value.is_empty());
            behind = timex.range.end;
        }
    }
});
