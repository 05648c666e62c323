//! RSS and Atom: any bytes. `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run feeds fuzz/corpus/feeds fuzz/seeds/feeds`.

#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read("a.xml", bytes));
