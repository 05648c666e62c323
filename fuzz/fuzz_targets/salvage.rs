//! ZIP archives without their table of contents: any bytes behind the mark of a packed file.
//! `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run salvage fuzz/corpus/salvage fuzz/seeds/salvage`.

#![no_main]

mod common;

/// What a packed file begins with, and the mark of the table that is taken away.
const HEAD: &[u8] = b"PK\x03\x04";
const END_OF_TABLE: &[u8] = b"PK\x05\x06";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let end = bytes.windows(4).position(|four| four == END_OF_TABLE).unwrap_or(bytes.len());
    common::read("a.zip", &[HEAD, &bytes[..end]].concat());
});
