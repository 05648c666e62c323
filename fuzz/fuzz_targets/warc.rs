//! Web archives: any bytes. `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run warc fuzz/corpus/warc fuzz/seeds/warc`.

#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read("a.warc", bytes));
