//! Messages of Outlook: any bytes as the streams of a sound container, and as the container itself.
//! `.ci/fuzz` runs all targets; this one alone: `cargo +nightly fuzz run msg fuzz/corpus/msg fuzz/seeds/msg`.

#![no_main]

mod common;
mod container;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let streams = [
        "/__properties_version1.0",
        "/__substg1.0_0037001F",
        "/__substg1.0_1000001E",
        "/__substg1.0_10130102",
        "/__attach_version1.0_#00000000/__substg1.0_3707001F",
        "/__attach_version1.0_#00000000/__substg1.0_37010102",
    ];
    common::read("a.msg", &container::of(bytes, &streams));
});
