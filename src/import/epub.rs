//! E-books (EPUB): a document a chapter, in the order of the book.

use super::archive::{Archive, plain_name};
use super::properties::Properties;
use super::xml::{self, Step};
use super::{ImportError, Imported, Origin, html};
use crate::text::{About, DocumentId, Published, PublishedFrom};

const FORMAT: &str = "an e-book";

/// Reads a package that holds `META-INF/container.xml`.
pub(super) fn read(origin: Origin, mut archive: Archive) -> Imported {
    let mut imported = Imported::default();
    let book = match Book::open(origin, &mut archive) {
        Ok(book) => book,
        Err(error) => return super::failed(error),
    };
    for (number, name) in (1..).zip(&book.chapters) {
        match archive.read(name) {
            Ok(unpacked) => {
                if let Some(reason) = unpacked.broken {
                    imported.errors.push(ImportError::Partial {
                        path: origin.path.join(plain_name(name)),
                        format: FORMAT,
                        reason,
                    });
                }
                let page = html::decode(&unpacked.bytes);
                let text = html::plain_text(&page);
                // Covers and title pages are pictures.
                if text.trim().is_empty() {
                    continue;
                }
                let mut document = book.properties.clone().apply(origin, text);
                document.id = DocumentId::from(origin.id_of(number));
                // The head of a chapter is a place in the story, not the day on which the book came out.
                document.published = book.properties.date.map(|date| Published { date, from: PublishedFrom::Meta });
                document.about = About::dated(document.published, "the book");
                document.title = heading(&document.text, document.title.as_deref());
                imported.documents.push(document.told_by("the book"));
            }
            Err(error) => imported.errors.push(error),
        }
    }
    if imported.documents.is_empty() && imported.errors.is_empty() {
        imported.errors.push(broken(origin, "no chapter with text in it"));
    }
    imported
}

/// "Book: first line of the chapter", if that is short enough to be its heading.
fn heading(text: &str, book: Option<&str>) -> Option<String> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let heading = (line.chars().count() <= 80 && !line.ends_with('.')).then_some(line);
    match (book, heading) {
        (Some(book), Some(line)) if book != line => Some(format!("{book}: {line}")),
        (Some(book), _) => Some(book.to_owned()),
        (None, line) => line.map(str::to_owned),
    }
}

fn broken(origin: Origin, reason: &str) -> ImportError {
    ImportError::Broken { path: origin.path(), format: FORMAT, reason: reason.to_owned() }
}

struct Book {
    properties: Properties,
    /// Names in the archive, in reading order.
    chapters: Vec<String>,
}

impl Book {
    fn open(origin: Origin, archive: &mut Archive) -> Result<Book, ImportError> {
        let container = archive.read("META-INF/container.xml")?;
        let mut package = None;
        // What is broken behind the first root file does not matter.
        let _ = xml::walk(&container.bytes, |step| {
            if let Step::Open("rootfile", attributes) = step
                && package.is_none()
            {
                package = attributes.get("full-path");
            }
        });
        let package = package.ok_or_else(|| broken(origin, "its container names no book"))?;
        let bytes = archive.read(&package)?.bytes;
        let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (mut items, mut chapters) = (Vec::new(), Vec::new());
        // Half a list of chapters is better than none.
        let _ = xml::walk(&bytes, |step| match step {
            Step::Open("item", attributes) => {
                let kind = attributes.get("media-type").unwrap_or_default();
                if let (Some(id), Some(href), true) =
                    (attributes.get("id"), attributes.get("href"), kind.contains("html"))
                {
                    items.push((id, href));
                }
            }
            Step::Open("itemref", attributes) => chapters.extend(attributes.get("idref")),
            _ => {}
        });
        let address = |id: &String| {
            let (_, href) = items.iter().find(|(known, _)| known == id)?;
            Some(resolve(folder, href))
        };
        let chapters = chapters.iter().take(10_000).filter_map(address).collect();
        Ok(Book { properties: Properties::read(&bytes), chapters })
    }
}

/// A relative address in the archive, `%20` and `../` worked out; it cannot leave the archive, as that has no outside.
fn resolve(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default().replace("%20", " ");
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::zip_of;
    use super::super::{ImportOptions, package};
    use super::*;
    use std::path::Path;

    #[test]
    fn a_chapter_is_a_document_in_the_order_of_the_book() {
        let opf = "<package><metadata><dc:title>The mill</dc:title><dc:creator>Ada Miller</dc:creator><dc:date>1901</dc:date>\
                   <dc:language>en</dc:language></metadata><manifest><item id='b' href='two.xhtml' media-type='application/xhtml+xml'/>\
                   <item id='a' href='t/one%20a.xhtml' media-type='application/xhtml+xml'/></manifest>\
                   <spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
        let epub = zip_of(&[
            ("mimetype", b"application/epub+zip"),
            (
                "META-INF/container.xml",
                b"<container><rootfiles><rootfile full-path='OPS/a.opf'/></rootfiles></container>",
            ),
            ("OPS/a.opf", opf.as_bytes()),
            ("OPS/two.xhtml", b"<html><body><h1>Two</h1><p>It was rebuilt.</p></body></html>"),
            ("OPS/t/one a.xhtml", b"<html><body><h1>One</h1><p>It burned.</p></body></html>"),
        ]);
        let imported = package::read(Origin::new(Path::new("a.epub"), "a.epub"), &epub, &ImportOptions::default());
        let told: Vec<_> = imported.documents.iter().map(|d| (&*d.id.0, d.title.as_deref(), d.text.as_str())).collect();
        assert_eq!(
            told,
            [
                ("a.epub#1", Some("The mill: One"), "One\n\nIt burned."),
                ("a.epub#2", Some("The mill: Two"), "Two\n\nIt was rebuilt.")
            ]
        );
        assert_eq!(imported.documents[0].published.map(|p| p.date.to_string()).as_deref(), Some("1901"));
        assert_eq!(imported.documents[0].author.as_deref(), Some("Ada Miller"));
    }
}
