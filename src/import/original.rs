//! The file that an article was read from: which bytes it had, and whether it still has them.

use crate::time::{PartialDate, TimePoint};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

/// What became of the file that an article was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Original {
    /// It is as it was, as far as is known.
    Same,
    /// It is there with other bytes.
    Changed,
    Gone,
}

impl Original {
    /// Looks at the file; `sha256` is that of its bytes when it was read, where that is known.
    pub fn of(path: &Path, sha256: Option<[u8; 32]>) -> Original {
        match (sha256_of(path), sha256) {
            (Err(_), _) => Original::Gone,
            (Ok(now), Some(then)) if now != then => Original::Changed,
            _ => Original::Same,
        }
    }
}

/// The files of an import by the SHA-256 of their bytes, each read once however many articles are in it.
#[derive(Debug, Default)]
pub struct Originals {
    known: Mutex<BTreeMap<PathBuf, Option<[u8; 32]>>>,
}

impl Originals {
    /// That of the file at `source`; `None` for addresses and for what cannot be read.
    pub fn sha256(&self, source: &str) -> Option<[u8; 32]> {
        let path = Path::new(source);
        if !path.is_absolute() {
            return None;
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry(path.to_path_buf()).or_insert_with(|| sha256_of(path).ok())
    }
}

/// The day (UTC) on which the file at `source` was last written: a guess at when an article without a date is of. `None`
/// for addresses and for what cannot be asked.
pub fn file_day(source: &str) -> Option<PartialDate> {
    let path = Path::new(source);
    if !path.is_absolute() {
        return None;
    }
    let written = fs::metadata(path).and_then(|meta| meta.modified()).ok()?;
    let secs = written.duration_since(UNIX_EPOCH).ok()?.as_secs();
    let civil = TimePoint(i64::try_from(secs).ok()?).civil();
    PartialDate::from_ymd(civil.year, civil.month, civil.day)
}

fn sha256_of(path: &Path) -> io::Result<[u8; 32]> {
    let mut file = File::open(path)?;
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hash.finalize().into()),
            len => hash.update(&piece[..len]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_file_is_that_on_which_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mill.txt");
        let file = File::create(&path).unwrap();
        // 12 June 2020, 10:00 UTC.
        file.set_modified(UNIX_EPOCH + std::time::Duration::from_secs(1_591_956_000)).unwrap();
        assert_eq!(file_day(&path.to_string_lossy()).map(|day| day.to_string()).as_deref(), Some("2020-06-12"));
        assert_eq!(file_day("https://example.org/mill"), None);
    }

    #[test]
    fn a_file_is_as_it_was_or_changed_or_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mill.txt");
        fs::write(&path, "The mill closed.").unwrap();
        let source = path.to_string_lossy();
        let then = Originals::default().sha256(&source);
        assert!(then.is_some());
        assert_eq!(Original::of(&path, then), Original::Same);
        fs::write(&path, "The mill opened.").unwrap();
        assert_eq!(Original::of(&path, then), Original::Changed);
        assert_eq!(Original::of(&path, None), Original::Same);
        fs::remove_file(&path).unwrap();
        assert_eq!(Original::of(&path, then), Original::Gone);
        assert_eq!(Originals::default().sha256("https://example.org/mill"), None);
    }
}
