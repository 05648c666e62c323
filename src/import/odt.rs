//! OpenDocument texts (ODT): headings, paragraphs, tables, notes; the document's properties.

use super::archive::Archive;
use super::properties::Properties;
use super::xml::{self, Step};
use super::{ImportError, Imported, Origin};

const FORMAT: &str = "an OpenDocument text";

/// Reads a package that holds `content.xml`.
pub(super) fn read(origin: Origin, mut archive: Archive) -> Imported {
    let mut imported = Imported::default();
    let properties = match archive.read("meta.xml") {
        Ok(unpacked) => Properties::read(&unpacked.bytes),
        Err(_) => Properties::default(),
    };
    let locked = archive
        .read("META-INF/manifest.xml")
        .is_ok_and(|manifest| String::from_utf8_lossy(&manifest.bytes).contains("encryption-data"));
    if locked {
        let reason = "it is locked with a password".to_owned();
        imported.errors.push(ImportError::NoText { path: origin.path(), format: FORMAT, reason });
        return imported;
    }
    let mut body = Body::default();
    match archive.read("content.xml") {
        Ok(unpacked) => {
            let end = xml::walk(&unpacked.bytes, |step| body.step(&step));
            if let Some(reason) = unpacked.broken.or(end.err()) {
                imported.errors.push(ImportError::Partial { path: origin.path(), format: FORMAT, reason });
            }
        }
        Err(error) => imported.errors.push(error),
    }
    let text = body.finish();
    if !text.trim().is_empty() || imported.errors.is_empty() {
        imported.documents.push(properties.apply(origin, text));
    }
    imported
}

/// The text as it grows.
#[derive(Default)]
struct Body {
    text: String,
    /// Paragraphs and headings that are open: a note or a text box stands inside another paragraph.
    in_paragraph: usize,
    in_cell: usize,
    /// Levels inside what is no text of the article: comments, what was deleted, names of pictures.
    hidden: usize,
    /// What notes say, told behind the text.
    notes: String,
    in_note: usize,
}

const HIDDEN: &[&str] =
    &["annotation", "tracked-changes", "title", "desc", "note-citation", "script", "event-listeners"];

impl Body {
    fn step(&mut self, step: &Step) {
        match step {
            Step::Open(name, _) if HIDDEN.contains(name) => self.hidden += 1,
            Step::Close(name) if HIDDEN.contains(name) => self.hidden = self.hidden.saturating_sub(1),
            _ if self.hidden > 0 => {}
            Step::Open("note-body", _) => self.in_note += 1,
            Step::Close("note-body") => self.in_note = self.in_note.saturating_sub(1),
            Step::Open("p" | "h", _) => self.in_paragraph += 1,
            Step::Close("p" | "h") => {
                self.in_paragraph = self.in_paragraph.saturating_sub(1);
                let in_cell = self.in_cell > 0;
                self.end_paragraph(if in_cell { " " } else { "\n\n" });
            }
            Step::Open("table-cell", _) => self.in_cell += 1,
            Step::Close("table-cell") => {
                self.in_cell = self.in_cell.saturating_sub(1);
                self.out().push('\t');
            }
            Step::Close("table-row") => self.end_paragraph("\n"),
            Step::Open("s", attributes) => {
                let count = attributes.get("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                self.out().push_str(&" ".repeat(count.min(80)));
            }
            Step::Open("tab", _) => self.out().push('\t'),
            Step::Open("line-break", _) => self.out().push('\n'),
            Step::Text(text) if self.in_paragraph > 0 => self.out().push_str(text),
            _ => {}
        }
    }

    fn out(&mut self) -> &mut String {
        if self.in_note > 0 { &mut self.notes } else { &mut self.text }
    }

    fn end_paragraph(&mut self, end: &str) {
        let out = self.out();
        let kept = out.trim_end_matches([' ', '\t']).len();
        out.truncate(kept);
        if !out.is_empty() && !out.ends_with('\n') {
            out.push_str(end);
        }
    }

    fn finish(mut self) -> String {
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        if !self.notes.is_empty() {
            self.text.push('\n');
            self.text.push_str(self.notes.trim_end());
            self.text.push('\n');
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::zip_of;
    use super::super::{ImportOptions, package};
    use super::*;
    use std::path::Path;

    const META: &str = "<office:document-meta><office:meta><dc:title>The mill</dc:title><meta:initial-creator>Ada Miller\
        </meta:initial-creator><dc:creator>Ben</dc:creator><meta:creation-date>2020-06-12T09:00:00</meta:creation-date>\
        <dc:date>2021-01-01T00:00:00</dc:date></office:meta></office:document-meta>";

    fn read_odt(body: &str, manifest: &str) -> Imported {
        let content = format!(
            "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        let odt = zip_of(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", content.as_bytes()),
            ("meta.xml", META.as_bytes()),
            ("META-INF/manifest.xml", manifest.as_bytes()),
        ]);
        package::read(Origin::new(Path::new("a.odt"), "a.odt"), &odt, &ImportOptions::default())
    }

    #[test]
    fn an_opendocument_text_gives_text_and_properties() {
        let body = "<text:h>Fire</text:h><text:p>The mill<text:s text:c='2'/>burned<text:note><text:note-citation>1</text:note-citation>\
                    <text:note-body><text:p>So they say.</text:p></text:note-body></text:note> on Thursday.</text:p>\
                    <office:annotation><text:p>No!</text:p></office:annotation>";
        let document = &read_odt(body, "<m/>").documents[0];
        assert_eq!(document.text, "Fire\n\nThe mill  burned on Thursday.\n\nSo they say.\n");
        assert_eq!(document.title.as_deref(), Some("The mill"));
        assert_eq!(document.author.as_deref(), Some("Ada Miller"));
        assert_eq!(document.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-12"));
    }

    #[test]
    fn a_locked_one_is_refused_with_a_reason() {
        let imported = read_odt("<text:p>x</text:p>", "<m><encryption-data/></m>");
        assert!(imported.documents.is_empty());
        assert!(imported.errors[0].to_string().contains("password"));
    }
}
