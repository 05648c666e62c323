//! Bytes to documents: one file a format, and the publication date of whatever is read.
//!
//! [`run`] is the whole way from paths to documents; [`read_file`] and [`read_bytes`] read one thing.

mod charset;
mod date;
mod error;
mod feed;
mod gzip;
mod html;
mod jsonl;
mod kind;
mod mail;
mod markdown;
mod plain;
mod run;
mod walk;

pub use error::ImportError;
pub use kind::Refusal;
pub use run::{Input, Progress, Step, run};
pub use walk::{Source, sources};

use crate::text::{Document, Published, PublishedFrom};
use crate::time::PartialDate;
use kind::Kind;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What the caller says beforehand.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Publication date for every article, over whatever the article says.
    pub published: Option<PartialDate>,
    pub limits: Limits,
}

/// What one file may cost; a message that refuses a file names the limit.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of one file, or of one line of a JSON Lines file; 200 MB by default.
    pub file_bytes: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { file_bytes: 200_000_000 }
    }
}

/// What one source gave: documents, and what of it could not be read (a bad line of a JSON Lines file, say).
#[derive(Debug, Default)]
pub struct Imported {
    pub documents: Vec<Document>,
    pub errors: Vec<ImportError>,
}

/// Where bytes came from, for the documents and messages made of them.
#[derive(Clone, Copy, Debug)]
struct Origin<'a> {
    path: &'a Path,
    id: &'a str,
}

impl Origin<'_> {
    /// The id of the `number`-th article of a container, counted from 1.
    fn id_of(&self, number: usize) -> String {
        format!("{}#{number}", self.id)
    }

    fn source(&self) -> String {
        self.path.display().to_string()
    }

    fn path(&self) -> PathBuf {
        self.path.to_path_buf()
    }
}

/// How much of a file tells its kind.
const SNIFF_BYTES: usize = 8192;

/// Reads one file.
pub fn read_file(source: &Source, options: &ImportOptions) -> Imported {
    match load(&source.path, options) {
        Ok(bytes) => read(Origin { path: &source.path, id: &source.id }, &bytes, options),
        Err(error) => Imported { documents: Vec::new(), errors: vec![error] },
    }
}

/// Reads bytes that came from elsewhere (standard input, the clipboard, a dropped file without a path).
/// `name` is a hint at the format and becomes the id.
pub fn read_bytes(name: &str, bytes: &[u8], options: &ImportOptions) -> Imported {
    read(Origin { path: Path::new(name), id: name }, bytes, options)
}

/// The whole file, unless its first block or its size already says no.
fn load(path: &Path, options: &ImportOptions) -> Result<Vec<u8>, ImportError> {
    let unreadable = |reason| ImportError::Unreadable { path: path.to_path_buf(), reason };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    (&mut file).take(SNIFF_BYTES as u64).read_to_end(&mut bytes).map_err(unreadable)?;
    if let Kind::Refused(refusal) = kind::of(path, &bytes) {
        return Err(ImportError::Refused { path: path.to_path_buf(), refusal });
    }
    let limit = options.limits.file_bytes;
    file.take(limit + 1 - bytes.len() as u64).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(ImportError::TooBig { path: path.to_path_buf(), limit_mb: limit / 1_000_000 });
    }
    Ok(bytes)
}

/// A format's library that panics on a hostile file costs this file alone.
fn read(origin: Origin, bytes: &[u8], options: &ImportOptions) -> Imported {
    std::panic::catch_unwind(|| read_kind(origin, bytes, options))
        .unwrap_or_else(|_| failed(ImportError::Fault { path: origin.path() }))
}

fn read_kind(origin: Origin, bytes: &[u8], options: &ImportOptions) -> Imported {
    let mut imported = match kind::of(origin.path, bytes) {
        Kind::Refused(refusal) => failed(ImportError::Refused { path: origin.path(), refusal }),
        Kind::JsonLines => jsonl::read(origin, bytes),
        Kind::Html => html::read(origin, bytes),
        Kind::Markdown => markdown::read(origin, bytes),
        Kind::Mail => mail::read_mail(origin, bytes, options),
        Kind::Mailbox => mail::read_mailbox(origin, bytes, options),
        Kind::SavedPage => mail::read_saved_page(origin, bytes),
        Kind::Feed => feed::read(origin, bytes),
        Kind::Gzip => return gzip::read_packed(origin, bytes, options),
        Kind::Plain => plain::read(origin, bytes),
    };
    imported.documents.iter_mut().for_each(|document| overrule(document, options));
    imported
}

fn failed(error: ImportError) -> Imported {
    Imported { documents: Vec::new(), errors: vec![error] }
}

/// The caller's word on the publication date stands over that of the article.
fn overrule(document: &mut Document, options: &ImportOptions) {
    if let Some(date) = options.published {
        document.published = Some(Published { date, from: PublishedFrom::Option });
    }
}
