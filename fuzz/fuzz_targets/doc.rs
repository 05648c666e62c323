//! Documents of Word 97 to 2003: any bytes as the streams of a sound container, and as the container itself.
//! `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run doc fuzz/corpus/doc fuzz/seeds/doc`.

#![no_main]

mod common;
mod container;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let streams = ["/WordDocument", "/0Table", "/\u{5}SummaryInformation"];
    common::read("a.doc", &container::of(bytes, &streams));
});
