//! Any bytes under any name are read or refused, without a panic. The first byte chooses the ending of the name.
//! Run it with `cargo +nightly fuzz run import` (cargo-fuzz).

#![no_main]

use dateline::import::{ImportOptions, read_bytes};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 7] = ["a", "a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.xhtml"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let imported = read_bytes(NAMES[*first as usize % NAMES.len()], rest, &ImportOptions::default());
    for error in &imported.errors {
        assert!(!error.to_string().is_empty());
    }
});
