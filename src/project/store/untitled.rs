//! Projects that have no name yet: files in the program's data folder.

use super::{EXTENSION, Store, StoreError};
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A project without a name, as it is offered again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untitled {
    pub path: PathBuf,
    /// When it was changed last, seconds since 1970 (UTC).
    pub changed_secs: i64,
    pub articles: usize,
}

/// Makes a new one; folders that lack are made.
pub fn create_untitled(folder: &Path) -> Result<Store, StoreError> {
    fs::create_dir_all(folder).map_err(|reason| StoreError::from_io(folder, reason))?;
    let mut number = 1;
    loop {
        match Store::create(&folder.join(format!("Untitled {number}.{EXTENSION}"))) {
            Err(StoreError::Io { reason, .. }) if reason.kind() == io::ErrorKind::AlreadyExists => number += 1,
            made => return made,
        }
    }
}

/// Those that are there and hold something, newest first.
pub fn untitled(folder: &Path) -> Vec<Untitled> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let ours = paths.filter(|path| path.extension().is_some_and(|end| end == EXTENSION));
    let mut found: Vec<Untitled> = ours.filter_map(look_into).collect();
    found.sort_by(|a, b| (b.changed_secs, &b.path).cmp(&(a.changed_secs, &a.path)));
    found
}

fn look_into(path: PathBuf) -> Option<Untitled> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&path, flags).ok()?;
    let articles: i64 = connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0)).ok()?;
    let last = "SELECT coalesce(max(at_secs), 0) FROM journal";
    let changed_secs = connection.query_row(last, [], |row| row.get(0)).ok()?;
    (articles > 0).then_some(Untitled { path, changed_secs, articles: articles as usize })
}

/// Deletes one whose content was saved under a name.
pub fn discard(path: &Path) {
    if let Err(reason) = fs::remove_file(path) {
        log::warn!("a project that has a name now stays in the data folder too: {reason}");
    }
}
