//! Why a project's file cannot be opened or written.

use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};

/// A situation that the user can do something about, with the file it is about last.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("There is no such file: {}", .0.display())]
    NotFound(PathBuf),
    #[error("This is not a Dateline project: {}", .0.display())]
    NotDateline(PathBuf),
    #[error(
        "The project was written by Dateline {written_by} in a newer form ({format}) than this version reads; open it with \
         Dateline {written_by} or newer: {}", path.display()
    )]
    Newer { path: PathBuf, format: i64, written_by: String },
    #[error("The file is damaged ({why}): {}", path.display())]
    Damaged { path: PathBuf, why: String },
    #[error("The disk is full; make room, or save the project elsewhere: {}", .0.display())]
    DiskFull(PathBuf),
    #[error("The drive did not take what was written to it; the work is kept in memory. Save the project elsewhere: {}", .0.display())]
    DriveFailed(PathBuf),
    #[error(
        "The file is no longer there: it was moved, renamed or deleted, or its drive is gone. The work is kept in memory; \
         put the file back, or store it elsewhere with File > Save as…: {}", .0.display()
    )]
    Moved(PathBuf),
    #[error("{why}, so nothing is written: {}", path.display())]
    ReadOnly { path: PathBuf, why: String },
    #[error("The opening was called off: {}", .0.display())]
    Cancelled(PathBuf),
    #[error("{reason}: {}", path.display())]
    Io { path: PathBuf, reason: io::Error },
    #[error("The file could not be read or written ({reason}): {}", path.display())]
    Sqlite { path: PathBuf, reason: rusqlite::Error },
}

impl StoreError {
    /// What SQLite says, as the situation it is.
    pub(super) fn from_sqlite(path: &Path, reason: rusqlite::Error) -> StoreError {
        let path = path.to_path_buf();
        match reason.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::DiskFull(path),
            Some(ErrorCode::SystemIoFailure) => StoreError::DriveFailed(path),
            Some(ErrorCode::NotADatabase) => StoreError::NotDateline(path),
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path, why: reason.to_string() },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                StoreError::ReadOnly { path, why: "There is no right to change the file".to_owned() }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                StoreError::ReadOnly { path, why: "Another program is using the file".to_owned() }
            }
            _ => StoreError::Sqlite { path, reason },
        }
    }

    pub(super) fn from_io(path: &Path, reason: io::Error) -> StoreError {
        let path = path.to_path_buf();
        match reason.kind() {
            io::ErrorKind::NotFound => StoreError::NotFound(path),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull(path),
            _ => StoreError::Io { path, reason },
        }
    }

    pub(super) fn damaged(path: &Path, why: impl Into<String>) -> StoreError {
        StoreError::Damaged { path: path.to_path_buf(), why: why.into() }
    }
}
