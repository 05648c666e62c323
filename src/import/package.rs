//! What a ZIP file is, by the names in it: an office document, an e-book, or an archive of any other files.

use super::archive::{Archive, plain_name};
use super::kind::{self, Refusal};
use super::{
    Budget, ImportError, ImportOptions, Imported, Origin, docx, epub, failed, odt, partly_read, read as read_any,
    stopped,
};

/// Reads a ZIP file of any kind.
pub(super) fn read(origin: Origin, bytes: &[u8], options: &ImportOptions) -> Imported {
    let own = Budget::new(options);
    let format = kind::zipped_name(bytes);
    let archive = match Archive::open(origin, format, bytes, options, &own) {
        Ok(archive) => archive,
        Err(error) => return failed(error),
    };
    let damage = archive.damage();
    let mut imported = read_archive(origin, archive, bytes, &own, options);
    // What is refused by its name is none the better for being whole.
    if imported.errors.iter().all(|error| !matches!(error, ImportError::Refused { .. })) {
        imported.errors.extend(damage);
    }
    if imported.errors.iter().any(ImportError::is_partial) && imported.documents.len() == 1 {
        imported = partly_read(imported);
    }
    imported
}

fn read_archive(origin: Origin, archive: Archive, bytes: &[u8], own: &Budget, options: &ImportOptions) -> Imported {
    let names = archive.names();
    let main = |start: &str| names.iter().find(|name| name.starts_with(start) && name.ends_with(".xml"));
    if let Some(main) = main("word/document") {
        partly_read(docx::read(origin, archive, main))
    } else if main("xl/workbook").is_some() || main("ppt/presentation").is_some() {
        failed(ImportError::Refused { path: origin.path(), refusal: Refusal::zipped(bytes) })
    } else if archive.holds("META-INF/container.xml") {
        epub::read(origin, archive)
    } else if archive.holds("content.xml") {
        partly_read(odt::read(origin, archive))
    } else if archive.damage().is_some() && !kind::is_archive(bytes) {
        let reason = "the part that holds its text is missing".to_owned();
        failed(ImportError::Broken { path: origin.path(), format: kind::zipped_name(bytes), reason })
    } else {
        read_files(origin, archive, own, options)
    }
}

/// The files of an archive, as those of a folder: what holds no text is passed over.
fn read_files(origin: Origin, mut archive: Archive, own: &Budget, options: &ImportOptions) -> Imported {
    let mut imported = Imported::default();
    let mut names = archive.names();
    names.sort();
    // What two files of one name hold cannot be told apart.
    names.dedup();
    for name in names {
        if stopped(origin, options, &mut imported) {
            break;
        }
        let plain = plain_name(&name);
        let (path, id) = (origin.path.join(&plain), format!("{}#{plain}", origin.id));
        if is_hidden(&plain) {
            imported.errors.push(ImportError::Hidden { path });
            continue;
        }
        let one = match (origin.enter(&path, &id, own), archive.read(&name)) {
            (Err(error), _) | (_, Err(error)) => failed(error),
            (Ok(inside), Ok(unpacked)) => {
                let mut one = read_any(inside, &unpacked.bytes, options);
                let reason =
                    unpacked.broken.map(|reason| ImportError::Partial { path, format: "a packed file", reason });
                one.errors.extend(reason);
                partly_read(one)
            }
        };
        imported.documents.extend(one.documents);
        imported.errors.extend(one.errors.into_iter().map(ImportError::found_in_folder));
    }
    if imported.documents.is_empty() && imported.errors.is_empty() {
        imported.errors.push(ImportError::EmptyFolder { path: origin.path() });
    }
    imported
}

/// Hidden files, and what macOS packs beside every file.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::zip_of;
    use super::*;
    use std::path::Path;

    fn read_zip(bytes: &[u8], options: &ImportOptions) -> Imported {
        read(Origin::new(Path::new("a.zip"), "a.zip"), bytes, options)
    }

    #[test]
    fn an_archive_is_read_like_a_folder() {
        let inner = zip_of(&[("c.txt", b"The mill was rebuilt.")]);
        let zip = zip_of(&[
            ("../b.txt", b"The mill burned."),
            ("a/page.html", b"<html><p>The mill closed.</p>"),
            ("more.zip", &inner),
            ("x.png", b"\x89PNG..."),
            (".hidden", b"no"),
        ]);
        let imported = read_zip(&zip, &ImportOptions::default());
        let ids: Vec<&str> = imported.documents.iter().map(|document| &*document.id.0).collect();
        assert_eq!(ids, ["a.zip#b.txt", "a.zip#a/page.html", "a.zip#more.zip#c.txt"]);
        assert!(imported.errors.iter().all(|error| !error.is_failure()), "{:?}", imported.errors);
    }

    #[test]
    fn archives_nest_only_so_deep() {
        let mut zip = zip_of(&[("a.txt", b"The mill burned.")]);
        for _ in 0..6 {
            zip = zip_of(&[("in.zip", &zip)]);
        }
        let imported = read_zip(&zip, &ImportOptions::default());
        assert!(imported.documents.is_empty());
        assert!(matches!(imported.errors[0], ImportError::NestedTooDeep { limit: 4, .. }));
    }

    #[test]
    fn all_archives_in_each_other_share_one_limit() {
        let mut options = ImportOptions::default();
        options.limits.archive_bytes = 1500;
        let texts = zip_of(&[("a.txt", &[b'a'; 700]), ("b.txt", &[b'b'; 700])]);
        let zip = zip_of(&[("1.zip", &texts), ("2.zip", &texts)]);
        let imported = read_zip(&zip, &options);
        assert_eq!(imported.documents.len(), 1);
        assert!(imported.errors.iter().any(|error| matches!(error, ImportError::UnpacksTooBig { .. })));
    }

    #[test]
    fn an_archive_that_is_being_read_can_be_stopped() {
        let options = ImportOptions::default();
        options.cancel.set();
        let imported = read_zip(&zip_of(&[("a.txt", b"The mill burned."), ("b.txt", b"It fell.")]), &options);
        assert!(imported.documents.is_empty());
        let told: Vec<String> = imported.errors.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["stopped before its end; open it again for the rest: a.zip"]);
    }

    #[test]
    fn too_many_files_are_refused() {
        let mut options = ImportOptions::default();
        options.limits.archive_files = 1;
        let imported = read_zip(&zip_of(&[("a.txt", b"a"), ("b.txt", b"b")]), &options);
        assert!(matches!(imported.errors[0], ImportError::TooManyFiles { limit: 1, .. }));
    }
}
