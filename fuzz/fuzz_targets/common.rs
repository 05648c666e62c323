//! What every target of foreign bytes checks: they are read or refused, without a panic, and every document is sound.

use dateline::import::{ImportOptions, read_bytes};
use std::path::Component;

/// Limits far below the usual ones: a target that unpacks hundreds of megabytes finds nothing new.
pub fn read(name: &str, bytes: &[u8]) {
    let mut options = ImportOptions::default();
    options.limits.file_bytes = 4_000_000;
    options.limits.archive_bytes = 8_000_000;
    let imported = read_bytes(name, bytes, &options);
    for error in &imported.errors {
        assert!(!error.reason().is_empty());
        // "..b" is a name like any other.
        let leads_up = |part: Component| part == Component::ParentDir;
        assert!(!error.path().components().any(leads_up), "a name that leads elsewhere");
    }
    for document in &imported.documents {
        assert!(!document.id.0.is_empty());
        let _ = document.headline();
    }
}
