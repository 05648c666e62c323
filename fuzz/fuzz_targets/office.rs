//! DOCX, ODT and EPUB: any bytes. `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run office fuzz/corpus/office fuzz/seeds/office`.

#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read("a.docx", bytes));
