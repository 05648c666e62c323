//! Where results go, and why they may not get there.

use crate::export::atomic;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why a subcommand could not do its work; bad input is not among it, that is told and passed over.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    #[error("cannot write to standard output: {0}")]
    Stdout(io::Error),
    #[error("{0}")]
    Picture(String),
    #[error("cannot write: {reason}; choose another place: {}", path.display())]
    File { path: PathBuf, reason: io::Error },
}

impl CliError {
    pub(super) fn is_broken_pipe(&self) -> bool {
        matches!(self, CliError::Stdout(reason) if reason.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Writes to the file, at once and whole, or to standard output.
pub(super) fn write(file: Option<&Path>, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
    match file {
        Some(path) => write_file(path, fill),
        None => {
            let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            fill(&mut out).and_then(|()| out.flush()).map_err(CliError::Stdout)
        }
    }
}

pub(super) fn write_file(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
    atomic::write(path, fill).map_err(|reason| CliError::File { path: path.to_path_buf(), reason })
}
