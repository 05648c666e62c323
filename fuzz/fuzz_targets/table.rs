//! CSV and TSV: any bytes. `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run table fuzz/corpus/table fuzz/seeds/table`.

#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read("a.csv", bytes));
