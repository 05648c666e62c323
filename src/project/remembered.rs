//! A small file that is remembered from one run of the program to the next, such as the settings.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why what was remembered cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum RecallError {
    #[error("{reason}: {}", path.display())]
    Unreadable { path: PathBuf, reason: io::Error },
    /// The file is out of the way, so that the next run starts clean.
    #[error("{why}. The file is kept as {}", aside.display())]
    KeptAside { why: String, aside: PathBuf },
    #[error("{why}, and it could not be kept aside ({reason}): {}", path.display())]
    NotKeptAside { why: String, path: PathBuf, reason: io::Error },
}

/// Reads the file with `parse`; `None` where there is none. A file that makes no sense is renamed to end in
/// `.broken.json`, because what is in it may still be worth something to its owner.
pub fn recall<T, E: ToString>(path: &Path, parse: impl FnOnce(&str) -> Result<T, E>) -> Result<Option<T>, RecallError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(reason) => return Err(RecallError::Unreadable { path: path.to_path_buf(), reason }),
    };
    let why = match String::from_utf8(bytes) {
        Err(_) => "the file is not text".to_owned(),
        Ok(text) => match parse(&text) {
            Ok(value) => return Ok(Some(value)),
            Err(why) => why.to_string(),
        },
    };
    let aside = path.with_extension("broken.json");
    Err(match fs::rename(path, &aside) {
        Ok(()) => RecallError::KeptAside { why, aside },
        Err(reason) => RecallError::NotKeptAside { why, path: path.to_path_buf(), reason },
    })
}

/// Writes the file whole or not at all; folders that lack are made.
pub fn remember(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".dateline-").suffix(".part").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|failed| failed.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(path: &Path) -> Result<Option<i32>, RecallError> {
        recall(path, |text| text.trim().parse())
    }

    #[test]
    fn what_is_written_is_read_again_and_nothing_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deeper").join("settings.json");
        assert_eq!(number(&path).unwrap(), None);
        remember(&path, "42\n").unwrap();
        remember(&path, "43\n").unwrap();
        assert_eq!(number(&path).unwrap(), Some(43));
    }

    #[test]
    fn what_makes_no_sense_is_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        for bytes in [&b"no number"[..], b"\xff\xfe"] {
            fs::write(&path, bytes).unwrap();
            let error = number(&path).unwrap_err();
            assert!(error.to_string().contains("settings.broken.json"), "{error}");
            assert!(!path.exists());
            assert_eq!(fs::read(folder.path().join("settings.broken.json")).unwrap(), bytes);
        }
    }
}
