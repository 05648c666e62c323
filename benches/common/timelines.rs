//! News articles to measure on, where they are there.

use std::path::{Path, PathBuf};

/// Every article of `$DATELINE_TIMELINES` (else `../shared/data/timelines`) as a line of JSON, in the order of the files;
/// none where there is no such folder.
pub fn lines() -> Vec<String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/timelines");
    let folder = std::env::var_os("DATELINE_TIMELINES").map_or(beside, PathBuf::from);
    let topics = folder.read_dir().into_iter().flatten();
    let mut files: Vec<PathBuf> = topics.filter_map(|topic| Some(topic.ok()?.path().join("articles.jsonl"))).collect();
    files.sort();
    let texts = files.iter().filter_map(|file| std::fs::read_to_string(file).ok());
    texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}
