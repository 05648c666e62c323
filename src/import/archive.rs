//! ZIP, read within limits: nothing is written to disk, and no name in it leads anywhere.

use super::salvage::Salvaged;
use super::{Budget, ImportError, ImportOptions, Limits, Origin};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// A file in an archive below this size is no bomb, however well it packs.
const SMALL: u64 = 1_000_000;

/// An opened ZIP file.
pub(super) struct Archive<'a> {
    contents: Contents<'a>,
    format: &'static str,
    origin: Origin<'a>,
    budget: &'a Budget,
    limits: &'a Limits,
}

enum Contents<'a> {
    Whole(ZipArchive<Cursor<&'a [u8]>>),
    /// The table of contents is gone.
    Salvaged(Vec<Salvaged<'a>>),
}

impl<'a> Archive<'a> {
    /// `format` names the file in messages.
    pub(super) fn open(
        origin: Origin<'a>,
        format: &'static str,
        bytes: &'a [u8],
        options: &'a ImportOptions,
        own: &'a Budget,
    ) -> Result<Archive<'a>, ImportError> {
        let broken = |error: ZipError| ImportError::Broken { path: origin.path(), format, reason: error.to_string() };
        let limit = options.limits.archive_files;
        let (contents, count) = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) => {
                let count = zip.len();
                (Contents::Whole(zip), count)
            }
            Err(error) => {
                let files = Salvaged::all(bytes, limit.saturating_add(1));
                if files.is_empty() {
                    return Err(broken(error));
                }
                let count = files.len();
                (Contents::Salvaged(files), count)
            }
        };
        if count > limit {
            return Err(ImportError::TooManyFiles { path: origin.path(), limit });
        }
        Ok(Archive { contents, format, origin, budget: origin.budget(own), limits: &options.limits })
    }

    /// What is wrong with the archive as a whole.
    pub(super) fn damage(&self) -> Option<ImportError> {
        let Contents::Salvaged(files) = &self.contents else { return None };
        let reason = format!("its table of contents is missing; {} found without it", files_words(files.len()));
        Some(ImportError::Partial { path: self.origin.path(), format: self.format, reason })
    }

    /// The names of all files in it (not folders), in the order of the archive.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = match &self.contents {
            Contents::Whole(zip) => {
                zip.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
            }
            Contents::Salvaged(files) => files.iter().map(|file| file.name.clone()).collect(),
        };
        names.retain(|name| !name.ends_with('/'));
        names
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        match &self.contents {
            Contents::Whole(zip) => zip.index_for_name(name).is_some(),
            Contents::Salvaged(files) => files.iter().any(|file| file.name == name),
        }
    }

    /// One file of it. Of a broken one, what can be unpacked.
    pub(super) fn read(&mut self, name: &str) -> Result<Unpacked, ImportError> {
        let path = self.origin.path.join(plain_name(name));
        let unreadable = |error: ZipError| {
            let reason = error.to_string();
            ImportError::Broken { path: path.clone(), format: "a packed file", reason }
        };
        // The sizes that an archive claims may be lies: what counts is what comes out.
        let (file, packed): (Box<dyn Read + '_>, u64) = match &mut self.contents {
            Contents::Whole(zip) => {
                let index =
                    zip.index_for_name_raw(name.as_bytes()).ok_or_else(|| unreadable(ZipError::FileNotFound))?;
                let file = zip.by_index(index).map_err(unreadable)?;
                let packed = file.compressed_size().max(1);
                (Box::new(file), packed)
            }
            Contents::Salvaged(files) => {
                let file = files.iter().find(|file| file.name == name);
                let file = file.ok_or_else(|| unreadable(ZipError::FileNotFound))?;
                (file.reader(), file.packed.len().max(1) as u64)
            }
        };
        let limit = self.limits.file_bytes.min(self.budget.left());
        let most_by_ratio = SMALL.max(packed.saturating_mul(self.limits.archive_ratio));
        let mut bytes = Vec::new();
        let broken = file.take(limit.min(most_by_ratio) + 1).read_to_end(&mut bytes).err();
        let length = bytes.len() as u64;
        self.budget.spend(length);
        if length > limit {
            return Err(ImportError::UnpacksTooBig {
                path,
                limit_mb: self.limits.file_bytes.min(self.limits.archive_bytes) / 1_000_000,
            });
        }
        if length > most_by_ratio {
            return Err(ImportError::Bomb { path, limit: self.limits.archive_ratio });
        }
        Ok(Unpacked { bytes, broken: broken.map(|error| error.to_string()) })
    }
}

fn files_words(count: usize) -> String {
    if count == 1 { "1 file was".to_owned() } else { format!("{count} files were") }
}

/// A file that was unpacked, and why it ends too early, if it does.
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    pub(super) broken: Option<String>,
}

/// A name from an archive as a relative path without steps upwards, drives or roots.
pub(super) fn plain_name(name: &str) -> String {
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':'));
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::io::Write;
    use std::path::Path;
    use zip::write::SimpleFileOptions;

    /// A ZIP file of these names and contents.
    pub(in crate::import) fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
            writer.start_file(*name, options).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn names_lead_nowhere() {
        assert_eq!(plain_name("../../etc/passwd"), "etc/passwd");
        assert_eq!(plain_name("C:\\a\\..\\b.txt"), "a/b.txt");
        assert_eq!(plain_name("/a//b/./c"), "a/b/c");
    }

    #[test]
    fn a_bomb_is_refused() {
        let zip = zip_of(&[("a.txt", &vec![b' '; 5_000_000])]);
        let options = ImportOptions::default();
        let own = Budget::new(&options);
        let origin = Origin::new(Path::new("a.zip"), "a.zip");
        let mut archive = Archive::open(origin, "a ZIP archive", &zip, &options, &own).unwrap();
        let error = archive.read("a.txt").err().map(|error| error.to_string());
        assert!(error.unwrap().starts_with("unpacks to more than 300 times"));
    }
}
