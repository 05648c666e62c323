//! Web pages: any bytes. `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run html fuzz/corpus/html fuzz/seeds/html`.

#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read("a.html", bytes));
