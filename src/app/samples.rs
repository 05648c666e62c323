//! The sample articles, built into the program so that they can be looked at wherever it is started.

macro_rules! samples {
    ($($name:literal),* $(,)?) => {
        /// File name and bytes of each.
        pub const SAMPLES: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("../../assets/samples/", $name)))),*];
    };
}

samples![
    "europes-new-rocket.html",
    "harbour-fire-trial.txt",
    "how-the-republic-died.md",
    "iraq-wire.jsonl",
    "questions-before-the-talks.md",
    "rockets-test-the-promise.html",
    "talks-open-2020-06-12.txt",
];
