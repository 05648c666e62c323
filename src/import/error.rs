//! Why something was not read, and what to do about it.

use super::kind::Refusal;
use super::table::TablePreview;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why a file was not read. `Display` gives the reason, what the user can do, and the path last.
#[derive(Debug)]
#[non_exhaustive]
pub enum ImportError {
    Unreadable {
        path: PathBuf,
        reason: std::io::Error,
    },
    Refused {
        path: PathBuf,
        refusal: Refusal,
    },
    TooBig {
        path: PathBuf,
        limit_mb: u64,
    },
    UnpacksTooBig {
        path: PathBuf,
        limit_mb: u64,
    },
    BrokenArchive {
        path: PathBuf,
        reason: std::io::Error,
    },
    /// Packed twice.
    Nested {
        path: PathBuf,
    },
    NestedTooDeep {
        path: PathBuf,
        limit: u8,
    },
    TooManyFiles {
        path: PathBuf,
        limit: usize,
    },
    Bomb {
        path: PathBuf,
        limit: u64,
    },
    /// What could be read is there; the rest is not.
    Partial {
        path: PathBuf,
        format: &'static str,
        reason: String,
    },
    TooSlow {
        path: PathBuf,
        limit_secs: u64,
    },
    TooCostly {
        path: PathBuf,
    },
    /// Read as far as the limit goes.
    TooManyPages {
        path: PathBuf,
        limit: usize,
        left: usize,
    },
    /// Sound, but nothing that can be read.
    NoText {
        path: PathBuf,
        format: &'static str,
        reason: String,
    },
    Broken {
        path: PathBuf,
        format: &'static str,
        reason: String,
    },
    /// A web page that did not come; the reason says what to do.
    NotFetched {
        path: PathBuf,
        reason: String,
    },
    /// A reader fell over.
    Fault {
        path: PathBuf,
    },
    /// A line of JSON Lines, counted from 1.
    Line {
        path: PathBuf,
        line: usize,
        reason: String,
    },
    /// An item of a list or a row of a table, counted from 1.
    Item {
        path: PathBuf,
        number: usize,
        reason: String,
    },
    /// A table whose columns the user has to tell.
    UnclearTable {
        path: PathBuf,
        table: Box<TablePreview>,
    },
    EmptyFolder {
        path: PathBuf,
    },
    /// The user wanted no more of it.
    Stopped {
        path: PathBuf,
    },
    /// A link that leads back into its own folder.
    Loop {
        path: PathBuf,
    },
    Hidden {
        path: PathBuf,
    },
    /// Found in a folder, and of a kind that holds no article.
    Skipped {
        path: PathBuf,
        refusal: Refusal,
    },
}

impl ImportError {
    /// The same, told of a file that stood in a folder: pictures and the like are skipped, not failed.
    pub(super) fn found_in_folder(self) -> ImportError {
        match self {
            ImportError::Refused { path, refusal } if refusal.is_harmless() => ImportError::Skipped { path, refusal },
            error => error,
        }
    }

    /// Whether an article may have been lost. What a folder holds besides articles is only mentioned.
    pub fn is_failure(&self) -> bool {
        !matches!(self, ImportError::Hidden { .. } | ImportError::Skipped { .. } | ImportError::Loop { .. })
    }

    /// Whether part of the file was read.
    pub fn is_partial(&self) -> bool {
        matches!(
            self,
            ImportError::Partial { .. }
                | ImportError::BrokenArchive { .. }
                | ImportError::TooManyPages { .. }
                | ImportError::Stopped { .. }
        )
    }

    /// The file, or the file inside an archive.
    pub fn path(&self) -> &Path {
        use ImportError as E;
        match self {
            E::Unreadable { path, .. }
            | E::Refused { path, .. }
            | E::TooBig { path, .. }
            | E::UnpacksTooBig { path, .. }
            | E::BrokenArchive { path, .. }
            | E::Nested { path }
            | E::NestedTooDeep { path, .. }
            | E::TooManyFiles { path, .. }
            | E::Bomb { path, .. }
            | E::Partial { path, .. }
            | E::TooSlow { path, .. }
            | E::TooCostly { path }
            | E::TooManyPages { path, .. }
            | E::NoText { path, .. }
            | E::Broken { path, .. }
            | E::NotFetched { path, .. }
            | E::Fault { path }
            | E::Line { path, .. }
            | E::Item { path, .. }
            | E::UnclearTable { path, .. }
            | E::EmptyFolder { path }
            | E::Stopped { path }
            | E::Loop { path }
            | E::Hidden { path }
            | E::Skipped { path, .. } => path,
        }
    }

    /// What is wrong, without the path.
    pub fn reason(&self) -> String {
        use ImportError as E;
        match self {
            E::Unreadable { reason, .. } => format!("cannot read: {reason}"),
            E::Refused { refusal, .. } => refusal.reason(),
            E::TooBig { limit_mb, .. } => format!("larger than {limit_mb} MB, the limit for one file"),
            E::UnpacksTooBig { limit_mb, .. } => format!("unpacks to more than {limit_mb} MB, the limit for one file"),
            E::BrokenArchive { reason, .. } => format!("broken archive ({reason}), read as far as it goes"),
            E::Nested { .. } => "packed twice".to_owned(),
            E::NestedTooDeep { limit, .. } => format!("more than {limit} archives and mails inside each other"),
            E::TooManyFiles { limit, .. } => format!("an archive of more than {limit} files"),
            E::Bomb { limit, .. } => format!("unpacks to more than {limit} times its size, which no article does"),
            E::Partial { format, reason, .. } => format!("{format} that is broken ({reason}), read as far as it goes"),
            E::TooSlow { limit_secs, .. } => {
                format!("takes more than {limit_secs} seconds to read, the limit for one file")
            }
            E::TooCostly { .. } => {
                "needs more memory than one file may take, or is built to stop its reader".to_owned()
            }
            E::TooManyPages { limit, left: 1, .. } => {
                format!("more than {limit} pages, the limit for one file; the last page is left out")
            }
            E::TooManyPages { limit, left, .. } => {
                format!("more than {limit} pages, the limit for one file; the last {left} are left out")
            }
            E::NoText { format, reason, .. } => format!("{format} cannot be read: {reason}"),
            E::Broken { format, reason, .. } => format!("looks like {format} but is broken ({reason})"),
            E::NotFetched { reason, .. } => format!("not fetched: {reason}"),
            E::Fault { .. } => "reading it failed, by a fault of Dateline's".to_owned(),
            E::Line { line, reason, .. } => format!("line {line}: {reason}"),
            E::Item { number, reason, .. } => format!("article {number}: {reason}"),
            E::UnclearTable { table, .. } => {
                format!("which column holds the text is not clear (columns: {})", table.names.join(", "))
            }
            E::EmptyFolder { .. } => "no article in this folder".to_owned(),
            E::Stopped { .. } => "stopped before its end".to_owned(),
            E::Loop { .. } => "a link that leads back into its own folder, not followed".to_owned(),
            E::Hidden { .. } => "hidden, not read".to_owned(),
            E::Skipped { refusal, .. } => format!("skipped, {}", refusal.reason()),
        }
    }

    /// What the user can do; `None` where the reason says it, or nothing is to be done.
    pub fn advice(&self) -> Option<&str> {
        use ImportError as E;
        const AS_TEXT: &str = "save it as plain text";
        Some(match self {
            E::Refused { refusal, .. } | E::Skipped { refusal, .. } => refusal.advice(),
            E::TooBig { .. } | E::TooManyPages { .. } => "split it",
            E::UnpacksTooBig { .. } => "unpack and split it",
            E::BrokenArchive { .. } | E::Partial { .. } => "get it again",
            E::Nested { .. } | E::NestedTooDeep { .. } => "unpack it first",
            E::TooManyFiles { .. } => "unpack it and open the folder",
            E::Bomb { .. } => "not read",
            E::TooSlow { .. } | E::TooCostly { .. } | E::Fault { .. } => AS_TEXT,
            E::Broken { .. } => "save it again as plain text or a web page",
            E::UnclearTable { .. } => "name it “text”, or open the table in the window and choose",
            E::Hidden { .. } => "name it to read it",
            E::Stopped { .. } => "open it again for the rest",
            E::Unreadable { .. }
            | E::NotFetched { .. }
            | E::NoText { .. }
            | E::Line { .. }
            | E::Item { .. }
            | E::EmptyFolder { .. }
            | E::Loop { .. } => return None,
        })
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path().display();
        match self {
            ImportError::Hidden { .. } => write!(f, "{}: {path}", self.reason()),
            _ => match self.advice() {
                Some(advice) => write!(f, "{}; {advice}: {path}", self.reason()),
                None => write!(f, "{}: {path}", self.reason()),
            },
        }
    }
}

impl std::error::Error for ImportError {}
