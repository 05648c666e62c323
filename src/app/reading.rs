//! Reading files and reading dates out of them, as one job.

use super::jobs::Progress;
use crate::event;
use crate::import::{self, ImportError, ImportOptions, Imported, Source};
use crate::project::Article;
use crate::text::Document;
use rayon::prelude::*;
use std::path::PathBuf;

/// What to read.
#[derive(Clone, Debug)]
pub enum Task {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// Bytes without a file; the name becomes the id.
    Bytes { name: String, bytes: Vec<u8> },
}

/// What came of it: everything that could be read, and why the rest could not.
#[derive(Debug, Default)]
pub struct ReadResult {
    pub articles: Vec<Article>,
    pub errors: Vec<String>,
    /// Stopped by the user with this many files left.
    pub left_out: usize,
}

/// Reads all, on all cores, results in input order. Stops between two files when cancelled and keeps what it has.
pub fn read(task: &Task, progress: &Progress) -> ReadResult {
    match task {
        Task::Paths(paths) => read_paths(paths, progress),
        Task::Bytes { name, bytes } => {
            progress.set_total(1);
            let imported = import::read_bytes(name, bytes, &ImportOptions::default());
            gather([Some(extract(imported))])
        }
    }
}

fn read_paths(paths: &[PathBuf], progress: &Progress) -> ReadResult {
    let mut sources: Vec<Source> = Vec::new();
    let mut errors: Vec<ImportError> = Vec::new();
    for path in paths {
        let (found, failed) = import::sources(path);
        sources.extend(found);
        errors.extend(failed);
    }
    progress.set_total(sources.len());
    let read: Vec<Option<(Vec<Article>, Vec<String>)>> = (sources.par_iter())
        .map(|source| {
            if progress.is_cancelled() {
                return None;
            }
            let part = extract(import::read_file(source, &ImportOptions::default()));
            progress.advance();
            Some(part)
        })
        .collect();
    let mut result = gather(read);
    result.errors.splice(0..0, errors.iter().map(ToString::to_string));
    result
}

fn extract(imported: Imported) -> (Vec<Article>, Vec<String>) {
    let article = |document: Document| {
        let reading = event::read(&document);
        Article { document, reading }
    };
    let articles = imported.documents.into_iter().map(article).collect();
    (articles, imported.errors.iter().map(ToString::to_string).collect())
}

fn gather(parts: impl IntoIterator<Item = Option<(Vec<Article>, Vec<String>)>>) -> ReadResult {
    let mut result = ReadResult::default();
    for part in parts {
        match part {
            Some((articles, errors)) => {
                result.articles.extend(articles);
                result.errors.extend(errors);
            }
            None => result.left_out += 1,
        }
    }
    result
}
