//! PDF: any bytes. `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run pdf fuzz/corpus/pdf fuzz/seeds/pdf`.

#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read("a.pdf", bytes));
