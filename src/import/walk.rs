//! The files at or below a path, in order of their names.

use super::ImportError;
use std::fs;
use std::path::{Path, PathBuf};

/// One file to read, and the id its document gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub path: PathBuf,
    pub id: String,
    /// Found in a folder, as opposed to named by the user.
    pub in_folder: bool,
}

/// The files at or below `path`, in order of their names; folders are walked, hidden files left out.
/// The errors say what was left out, and which folders could not be opened.
pub fn sources(path: &Path) -> (Vec<Source>, Vec<ImportError>) {
    let mut walk = Walk::default();
    match fs::metadata(path) {
        Err(reason) => walk.errors.push(ImportError::Unreadable { path: path.to_path_buf(), reason }),
        Ok(meta) if meta.is_dir() => {
            walk.folder(path, "");
            if walk.sources.is_empty() && walk.errors.is_empty() {
                walk.errors.push(ImportError::EmptyFolder { path: path.to_path_buf() });
            }
        }
        Ok(_) => {
            let id = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
            walk.sources.push(Source { path: path.to_path_buf(), id, in_folder: false });
        }
    }
    (walk.sources, walk.errors)
}

#[derive(Default)]
struct Walk {
    sources: Vec<Source>,
    errors: Vec<ImportError>,
    /// Real paths of the folders that are being walked: a link to one of them would never end.
    open: Vec<PathBuf>,
}

impl Walk {
    /// `prefix` is the id of the folder, with a slash behind it, or empty.
    fn folder(&mut self, path: &Path, prefix: &str) {
        let unreadable = |reason| ImportError::Unreadable { path: path.to_path_buf(), reason };
        let (real, entries) = match fs::canonicalize(path).and_then(|real| Ok((real, fs::read_dir(path)?))) {
            Ok(opened) => opened,
            Err(reason) => return self.errors.push(unreadable(reason)),
        };
        if self.open.contains(&real) {
            return self.errors.push(ImportError::Loop { path: path.to_path_buf() });
        }
        let mut names = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => names.push(entry.file_name()),
                Err(reason) => self.errors.push(unreadable(reason)),
            }
        }
        names.sort();
        self.open.push(real);
        for name in names {
            let id = format!("{prefix}{}", name.to_string_lossy());
            self.entry(path.join(&name), id);
        }
        self.open.pop();
    }

    fn entry(&mut self, path: PathBuf, id: String) {
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            return self.errors.push(ImportError::Hidden { path });
        }
        match fs::metadata(&path) {
            Err(reason) => self.errors.push(ImportError::Unreadable { path, reason }),
            Ok(meta) if meta.is_dir() => self.folder(&path, &format!("{id}/")),
            Ok(meta) if meta.is_file() => self.sources.push(Source { path, id, in_folder: true }),
            // Pipes and devices inside a folder could block for ever.
            Ok(_) => {}
        }
    }
}
