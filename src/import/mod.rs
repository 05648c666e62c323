//! Bytes to documents: one file a format, and the publication date of whatever is read.
//!
//! [`run`] is the whole way from paths to documents; [`read_file`] and [`read_bytes`] read one thing.

mod archive;
mod cancel;
mod charset;
mod child;
mod compressed_rtf;
mod date;
mod doc;
mod docx;
mod epub;
mod error;
mod feed;
mod gzip;
mod html;
mod http;
mod jsonl;
mod kind;
mod mail;
mod markdown;
mod msg;
mod odt;
mod original;
mod package;
mod pdf;
mod plain;
mod properties;
mod report;
mod rtf;
mod run;
mod salvage;
mod table;
mod walk;
mod warc;
mod web;
mod xml;

pub use cancel::Cancel;
pub use child::{SUBCOMMAND as CHILD_SUBCOMMAND, serve as serve_as_child, use_child_processes};
pub use error::ImportError;
pub use kind::Refusal;
pub use original::{Original, Originals, file_day};
pub use report::{Fate, ReportEntry};
pub use run::{Input, Progress, Step, run};
pub use table::{Columns, TablePreview};
pub use walk::{Source, sources};
pub use web::{read_address, web_address};

use crate::text::{Document, Published, PublishedFrom};
use crate::time::PartialDate;
use kind::Kind;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// What the caller says beforehand.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Publication date for every article, over whatever the article says.
    pub published: Option<PartialDate>,
    /// What the columns of tables hold, over what their names say.
    pub columns: Option<Columns>,
    pub limits: Limits,
    /// Stops the reading of what it was given to.
    pub cancel: Cancel,
}

/// What one file may cost; a message that refuses a file names the limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Bytes of one file, or of one line of a JSON Lines file; 200 MB by default.
    pub file_bytes: u64,
    /// Bytes of all that one archive holds, unpacked, archives inside it included; 400 MB by default.
    pub archive_bytes: u64,
    /// Files in one archive; 10,000 by default.
    pub archive_files: usize,
    /// Unpacked bytes for each packed one, of a file in an archive that unpacks to more than 1 MB; 300 by default.
    pub archive_ratio: u64,
    /// How deep archives and attachments may nest; 4 by default.
    pub nesting: u8,
    /// Seconds that a PDF may take to parse; 8 by default.
    pub parse_secs: u64,
    /// Pages of a PDF that are read, what follows being left out; 3,000 by default, more than any book has.
    pub pages: usize,
    /// Bytes of a page fetched from the web; 20 MB by default.
    pub fetch_bytes: u64,
    /// Seconds for a page from the web, redirects included; 30 by default.
    pub fetch_secs: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 200_000_000,
            archive_bytes: 400_000_000,
            archive_files: 10_000,
            archive_ratio: 300,
            nesting: 4,
            parse_secs: 8,
            pages: 3000,
            fetch_bytes: 20_000_000,
            fetch_secs: 30,
        }
    }
}

/// What one source gave: documents, and what of it could not be read (a bad line of a JSON Lines file, say).
#[derive(Debug, Default)]
pub struct Imported {
    pub documents: Vec<Document>,
    pub errors: Vec<ImportError>,
}

impl Imported {
    fn append(&mut self, other: Imported) {
        self.documents.extend(other.documents);
        self.errors.extend(other.errors);
    }
}

/// Where bytes came from, for the documents and messages made of them.
#[derive(Clone, Copy, Debug)]
struct Origin<'a> {
    path: &'a Path,
    id: &'a str,
    /// Containers around it, and what the outermost of them may still unpack.
    inside: Option<(u8, &'a Budget)>,
}

/// What a container and all that it holds may still cost.
#[derive(Debug)]
struct Budget {
    bytes: AtomicU64,
    nesting: u8,
}

impl Budget {
    fn new(options: &ImportOptions) -> Budget {
        Budget { bytes: AtomicU64::new(options.limits.archive_bytes), nesting: options.limits.nesting }
    }

    fn left(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    fn spend(&self, bytes: u64) {
        self.bytes.store(self.left().saturating_sub(bytes), Ordering::Relaxed);
    }
}

impl<'a> Origin<'a> {
    fn new(path: &'a Path, id: &'a str) -> Origin<'a> {
        Origin { path, id, inside: None }
    }

    /// The budget of the outermost container, or the one given, if this is the outermost.
    fn budget(&self, own: &'a Budget) -> &'a Budget {
        self.inside.map_or(own, |(_, budget)| budget)
    }

    /// Something that this container holds.
    fn enter(&self, path: &'a Path, id: &'a str, own: &'a Budget) -> Result<Origin<'a>, ImportError> {
        let (depth, budget) = self.inside.unwrap_or((0, own));
        if depth >= budget.nesting {
            return Err(ImportError::NestedTooDeep { path: path.to_path_buf(), limit: budget.nesting });
        }
        Ok(Origin { path, id, inside: Some((depth + 1, budget)) })
    }

    /// The id of the `number`-th article of a container, counted from 1.
    fn id_of(&self, number: usize) -> String {
        format!("{}#{number}", self.id)
    }

    /// The web address that it was fetched from.
    fn address(&self) -> Option<String> {
        let source = self.source();
        (source.starts_with("http://") || source.starts_with("https://")).then_some(source)
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
        Ok(bytes) => read(Origin::new(&source.path, &source.id), &bytes, options),
        Err(error) => Imported { documents: Vec::new(), errors: vec![error] },
    }
}

/// Reads bytes that came from elsewhere (standard input, the clipboard, a dropped file without a path).
/// `name` is a hint at the format and becomes the id.
pub fn read_bytes(name: &str, bytes: &[u8], options: &ImportOptions) -> Imported {
    read(Origin::new(Path::new(name), name), bytes, options)
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

/// Marks a file's documents where only part of it could be read. Of many, only the last can be cut short.
fn partly_read(mut imported: Imported) -> Imported {
    let why = imported.errors.iter().find(|error| error.is_partial()).map(ImportError::reason);
    if let (Some(why), Some(document)) = (why, imported.documents.last_mut()) {
        document.about.partial = Some(why);
    }
    imported
}

fn read_kind(origin: Origin, bytes: &[u8], options: &ImportOptions) -> Imported {
    let mut imported = match kind::of(origin.path, bytes) {
        Kind::Refused(refusal) => failed(ImportError::Refused { path: origin.path(), refusal }),
        Kind::JsonLines => jsonl::read(origin, bytes),
        Kind::Json => jsonl::read_list(origin, bytes),
        Kind::Html => html::read(origin, bytes),
        Kind::Markdown => markdown::read(origin, bytes),
        Kind::Table => table::read(origin, bytes, options),
        Kind::Mail => mail::read_mail(origin, bytes, options),
        Kind::Mailbox => mail::read_mailbox(origin, bytes, options),
        Kind::SavedPage => mail::read_saved_page(origin, bytes),
        Kind::Feed => feed::read(origin, bytes),
        Kind::Pdf => pdf::read(origin, bytes, options),
        Kind::Rtf => rtf::read(origin, bytes),
        Kind::Ole => return msg::read(origin, bytes, options),
        Kind::Warc => return warc::read(origin, bytes, options),
        Kind::Zip => return package::read(origin, bytes, options),
        Kind::Gzip => return gzip::read_packed(origin, bytes, options),
        Kind::Plain => plain::read(origin, bytes),
    };
    imported.documents.iter_mut().for_each(|document| overrule(document, options));
    partly_read(imported)
}

/// Notes that the user stopped the reading of a file before its end, where that is so.
fn stopped(origin: Origin, options: &ImportOptions, imported: &mut Imported) -> bool {
    let stopped = options.cancel.is_set();
    if stopped {
        imported.errors.push(ImportError::Stopped { path: origin.path() });
    }
    stopped
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
