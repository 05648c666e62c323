//! ZIP, read within limits: nothing is written to disk, and no name in it leads anywhere.

use super::{Budget, ImportError, ImportOptions, Limits, Origin};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// A file in an archive below this size is no bomb, however well it packs.
const SMALL: u64 = 1_000_000;

/// An opened ZIP file.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    origin: Origin<'a>,
    budget: &'a Budget,
    limits: &'a Limits,
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
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        let limit = options.limits.archive_files;
        if zip.len() > limit {
            return Err(ImportError::TooManyFiles { path: origin.path(), limit });
        }
        Ok(Archive { zip, origin, budget: origin.budget(own), limits: &options.limits })
    }

    /// The names of all files in it (not folders), in the order of the archive.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.zip.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned());
        names.filter(|name| !name.ends_with('/')).collect()
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// One file of it. Of a broken one, what can be unpacked.
    pub(super) fn read(&mut self, name: &str) -> Result<Unpacked, ImportError> {
        let path = self.origin.path.join(plain_name(name));
        let unreadable = |error: ZipError| {
            let reason = error.to_string();
            ImportError::Broken { path: path.clone(), format: "a packed file", reason }
        };
        let index = self.zip.index_for_name_raw(name.as_bytes()).ok_or_else(|| unreadable(ZipError::FileNotFound))?;
        let file = self.zip.by_index(index).map_err(unreadable)?;
        // The sizes that an archive claims may be lies: what counts is what comes out.
        let packed = file.compressed_size().max(1);
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
