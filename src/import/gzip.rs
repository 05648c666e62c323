//! Gzip of any other format.

use super::{ImportError, ImportOptions, Imported, Origin, failed, partly_read, read};
use flate2::read::MultiGzDecoder;
use std::io::Read;

/// Reads what is packed. Of a broken file, what could be unpacked is read, and the break is told.
pub(super) fn read_packed(origin: Origin, bytes: &[u8], options: &ImportOptions) -> Imported {
    let limit = options.limits.file_bytes;
    let mut unpacked = Vec::new();
    let broken = MultiGzDecoder::new(bytes).take(limit + 1).read_to_end(&mut unpacked).err();
    if unpacked.len() as u64 > limit {
        return failed(ImportError::UnpacksTooBig { path: origin.path(), limit_mb: limit / 1_000_000 });
    }
    let broken = broken.map(|reason| ImportError::BrokenArchive { path: origin.path(), reason });
    if unpacked.is_empty()
        && let Some(error) = broken
    {
        return failed(error);
    }
    // Gzip inside gzip is nothing that people have; unpacking it without end is a bomb.
    let mut imported = if unpacked.starts_with(b"\x1F\x8B") {
        failed(ImportError::Nested { path: origin.path() })
    } else {
        read(origin, &unpacked, options)
    };
    imported.errors.extend(broken);
    partly_read(imported)
}
