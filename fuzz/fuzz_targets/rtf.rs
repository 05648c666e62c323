//! Rich text: any bytes. `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run rtf fuzz/corpus/rtf fuzz/seeds/rtf`.

#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read("a.rtf", bytes));
