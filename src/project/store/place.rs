//! Whether a file is still where it was: writing to one that was moved or deleted would help nobody.

use std::fs;
use std::path::Path;

/// What a file is by, whatever its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity(u64, u64);

/// Of the file at the path; `None` where there is none, or its drive is gone.
#[cfg(unix)]
pub fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    // No handle is opened: closing it would end the locks that SQLite holds on the file.
    fs::metadata(path).ok().map(|found| Identity(found.dev(), found.ino()))
}

/// Elsewhere an open file cannot be moved, only its drive be gone.
#[cfg(not(unix))]
pub fn identity(path: &Path) -> Option<Identity> {
    fs::metadata(path).ok().map(|_| Identity(0, 0))
}
