//! Why something was not read.

use super::kind::Refusal;
use std::path::PathBuf;

/// Why a file was not read, in words a user can act on; the path comes last.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    #[error("cannot read: {reason}: {}", path.display())]
    Unreadable { path: PathBuf, reason: std::io::Error },
    #[error("{refusal}: {}", path.display())]
    Refused { path: PathBuf, refusal: Refusal },
    #[error("larger than {limit_mb} MB, the limit for one file; split it: {}", path.display())]
    TooBig { path: PathBuf, limit_mb: u64 },
    #[error("unpacks to more than {limit_mb} MB, the limit for one file; unpack and split it: {}", path.display())]
    UnpacksTooBig { path: PathBuf, limit_mb: u64 },
    #[error("broken archive ({reason}), read as far as it goes; get it again: {}", path.display())]
    BrokenArchive { path: PathBuf, reason: std::io::Error },
    #[error("packed twice; unpack it first: {}", path.display())]
    Nested { path: PathBuf },
    #[error("more than {limit} archives and mails inside each other; unpack it first: {}", path.display())]
    NestedTooDeep { path: PathBuf, limit: u8 },
    #[error("an archive of more than {limit} files; unpack it and open the folder: {}", path.display())]
    TooManyFiles { path: PathBuf, limit: usize },
    #[error("unpacks to more than {limit} times its size, which no article does; not read: {}", path.display())]
    Bomb { path: PathBuf, limit: u64 },
    /// What could be read is there; the rest is not.
    #[error("{format} that is broken ({reason}), read as far as it goes; get it again: {}", path.display())]
    Partial { path: PathBuf, format: &'static str, reason: String },
    #[error("takes more than {limit_secs} seconds to read, the limit for one file; save it as plain text: {}", path.display())]
    TooSlow { path: PathBuf, limit_secs: u64 },
    #[error("needs more memory than one file may take, or is built to stop its reader; save it as plain text: {}", path.display())]
    TooCostly { path: PathBuf },
    /// Sound, but nothing that can be read.
    #[error("{format} cannot be read: {reason}: {}", path.display())]
    NoText { path: PathBuf, format: &'static str, reason: String },
    #[error("looks like {format} but is broken ({reason}); save it again as plain text or a web page: {}", path.display())]
    Broken { path: PathBuf, format: &'static str, reason: String },
    #[error("reading it failed, by a fault of Dateline's; save it as plain text: {}", path.display())]
    Fault { path: PathBuf },
    #[error("line {line}: {reason}: {}", path.display())]
    Line { path: PathBuf, line: usize, reason: String },
    #[error("article {number}: {reason}: {}", path.display())]
    Item { path: PathBuf, number: usize, reason: String },
    #[error("no article in this folder: {}", path.display())]
    EmptyFolder { path: PathBuf },
    #[error("a link that leads back into its own folder, not followed: {}", path.display())]
    Loop { path: PathBuf },
    #[error("hidden, not read: {}", path.display())]
    Hidden { path: PathBuf },
    /// Found in a folder, and of a kind that holds no article.
    #[error("skipped, {refusal}: {}", path.display())]
    Skipped { path: PathBuf, refusal: Refusal },
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
}
