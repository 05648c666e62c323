//! The packed rich text of Outlook's messages: any bytes as it, in a message that holds nothing else.
//! `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run packed_rtf fuzz/corpus/packed_rtf fuzz/seeds/packed_rtf`.

#![no_main]

mod common;
mod container;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let properties = [0; 32];
    let message = container::with(&[("/__properties_version1.0", &properties[..]), ("/__substg1.0_10090102", bytes)]);
    common::read("a.msg", &message);
});
