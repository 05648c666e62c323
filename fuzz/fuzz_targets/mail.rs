//! Mails, mailboxes and pages saved as MIME: any bytes. `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run mail fuzz/corpus/mail fuzz/seeds/mail`.

#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read("a.eml", bytes));
