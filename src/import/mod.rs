//! Bytes to documents: one file a format, and the publication date of whatever is read.

use crate::text::Document;
use crate::time::PartialDate;
use std::path::{Path, PathBuf};

/// What the caller says beforehand.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Publication date for every article, over whatever the article says.
    pub published: Option<PartialDate>,
}

/// Why a file was not read, in words a user can act on; the path comes last.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    #[error("cannot read the file: {reason}: {}", path.display())]
    Unreadable { path: PathBuf, reason: std::io::Error },
}

/// One file to read, and the id its document gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub path: PathBuf,
    pub id: String,
}

/// What one source gave: documents, and what of it could not be read (a bad line of a JSON Lines file, say).
#[derive(Debug, Default)]
pub struct Imported {
    pub documents: Vec<Document>,
    pub errors: Vec<ImportError>,
}

/// The files at or below `path` that look like articles, in order of their names; folders are walked.
pub fn sources(path: &Path) -> (Vec<Source>, Vec<ImportError>) {
    (vec![Source { path: path.to_path_buf(), id: path.display().to_string() }], Vec::new())
}

/// Reads one file.
pub fn read_file(_source: &Source, _options: &ImportOptions) -> Imported {
    Imported::default()
}

/// Reads bytes that came from elsewhere (standard input, the clipboard, a dropped file without a path).
/// `name` is a hint at the format and becomes the id.
pub fn read_bytes(_name: &str, _bytes: &[u8], _options: &ImportOptions) -> Imported {
    Imported::default()
}
