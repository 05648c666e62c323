//! One window writes a project; who comes second is told. The lock is the system's own, so that it ends with the
//! program however that ends.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Held for as long as this program may write the project.
pub struct Lock {
    path: PathBuf,
    /// Dropping it gives the lock up.
    _file: File,
}

/// What came of asking for the lock.
pub enum Asked {
    Mine(Lock),
    /// Another window has it.
    Taken,
    /// There can be none here, as in a folder without the right to write.
    Impossible(io::Error),
}

/// Asks for the lock of a project, without waiting.
pub fn ask(project: &Path) -> Asked {
    let path = beside(project);
    // The holder before may take its file away between our opening and our locking it: then the lock is worth nothing.
    for _ in 0..100 {
        let file = match OpenOptions::new().create(true).truncate(false).write(true).open(&path) {
            Ok(file) => file,
            Err(reason) => return Asked::Impossible(reason),
        };
        match file.try_lock() {
            Ok(()) if is_still(&path, &file) => return Asked::Mine(Lock { path, _file: file }),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Asked::Taken,
            Err(TryLockError::Error(reason)) => return Asked::Impossible(reason),
        }
    }
    Asked::Taken
}

#[cfg(unix)]
fn is_still(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (std::fs::metadata(path), file.metadata()) {
        (Ok(there), Ok(held)) => (there.dev(), there.ino()) == (held.dev(), held.ino()),
        _ => false,
    }
}

/// Elsewhere an open file cannot be taken away.
#[cfg(not(unix))]
fn is_still(path: &Path, _file: &File) -> bool {
    path.exists()
}

fn beside(project: &Path) -> PathBuf {
    let mut name = OsString::from(project.file_name().unwrap_or_default());
    name.push("-lock");
    project.with_file_name(name)
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Left behind it does no harm: the lock is on the open file, not in its being there.
        let _ = std::fs::remove_file(&self.path);
    }
}
