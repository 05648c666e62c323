//! Dates in the head of a plain text: any bytes. `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run dates fuzz/corpus/dates fuzz/seeds/dates`.

#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read("a.txt", bytes));
