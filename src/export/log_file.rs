//! The log file: what went wrong, for a report of a fault. No text of any article goes into it.

use log::{LevelFilter, Log, Metadata, Record};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// A file larger than this begins anew at the next start; the one before is kept beside it.
const MAX_BYTES: u64 = 1_000_000;

struct FileLog {
    file: Mutex<File>,
    /// What stands before each line: the caller's clock.
    stamp: fn() -> String,
}

impl Log for FileLog {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // Of other crates only what is worth a report.
        let ours = metadata.target().starts_with("dateline");
        metadata.level() <= if ours { LevelFilter::Info } else { LevelFilter::Warn }
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata())
            && let Ok(mut file) = self.file.lock()
        {
            // A full disk is no reason to stop.
            let _ = writeln!(file, "{} {} {}: {}", (self.stamp)(), record.level(), record.target(), record.args());
        }
    }

    fn flush(&self) {}
}

/// Sends the log of the whole program to the file from now on; folders that lack are made.
///
/// # Errors
/// Whatever making folder or file fails with, or that there is a log already.
pub fn start(path: &Path, stamp: fn() -> String) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::metadata(path).is_ok_and(|meta| meta.len() > MAX_BYTES) {
        fs::rename(path, path.with_extension("old.log"))?;
    }
    let file = OpenOptions::new().create(true).append(true).open(path)?;
    log::set_boxed_logger(Box::new(FileLog { file: Mutex::new(file), stamp })).map_err(io::Error::other)?;
    log::set_max_level(LevelFilter::Info);
    Ok(())
}

/// Leaves word that the program fell over, for [`take_crash`] of the next run.
pub fn leave_crash(log_file: &Path) {
    // There is nothing left to tell when even this fails.
    let _ = fs::write(crash_mark(log_file), "");
}

/// Whether the last run fell over; asked once.
pub fn take_crash(log_file: &Path) -> bool {
    fs::remove_file(crash_mark(log_file)).is_ok()
}

fn crash_mark(log_file: &Path) -> PathBuf {
    log_file.with_extension("crashed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("dateline.log");
        assert!(!take_crash(&file));
        leave_crash(&file);
        assert!(take_crash(&file) && !take_crash(&file));
    }

    #[test]
    fn the_log_goes_to_the_file_with_the_time_in_front() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deeper").join("dateline.log");
        start(&file, || "noon".to_owned()).unwrap();
        log::info!("first line");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("noon INFO dateline") && text.contains("first line"), "{text}");
        assert!(start(&file, String::new).is_err());
    }
}
