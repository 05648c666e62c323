//! ZIP, gzip and what is in them: any bytes. `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run archives fuzz/corpus/archives fuzz/seeds/archives`.

#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read("a.zip", bytes));
