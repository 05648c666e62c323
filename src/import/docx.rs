//! Word documents (DOCX): paragraphs, tables, text boxes, foot- and endnotes; the document's properties.

use super::archive::Archive;
use super::properties::Properties;
use super::xml::{self, Step};
use super::{ImportError, Imported, Origin};

const FORMAT: &str = "a Word document";

/// Reads a package that holds `main`, the document's text.
pub(super) fn read(origin: Origin, mut archive: Archive, main: &str) -> Imported {
    let mut imported = Imported::default();
    let mut body = Body::default();
    for part in [main, "word/footnotes.xml", "word/endnotes.xml"] {
        if !archive.holds(part) {
            continue;
        }
        match archive.read(part) {
            Ok(unpacked) => {
                let end = xml::walk(&unpacked.bytes, |step| body.step(&step));
                if let Some(reason) = unpacked.broken.or(end.err()) {
                    imported.errors.push(ImportError::Partial { path: origin.path(), format: FORMAT, reason });
                }
                body.end_line();
            }
            Err(error) => imported.errors.push(error),
        }
    }
    let properties = match archive.read("docProps/core.xml") {
        Ok(unpacked) => Properties::read(&unpacked.bytes),
        Err(_) => Properties::default(),
    };
    let empty = body.text.trim().is_empty();
    let kept = body.text.trim_end().len();
    body.text.truncate(kept);
    body.end_line();
    if !empty || imported.errors.is_empty() {
        imported.documents.push(properties.apply(origin, body.text));
    }
    imported
}

/// The text as it grows.
#[derive(Default)]
struct Body {
    text: String,
    /// Inside a run's text, as opposed to the spaces between elements.
    in_text: bool,
    /// Levels inside what is the same thing told again for older programs.
    in_fallback: usize,
    in_cell: usize,
}

impl Body {
    fn step(&mut self, step: &Step) {
        match step {
            Step::Open("Fallback", _) => self.in_fallback += 1,
            Step::Close("Fallback") => self.in_fallback = self.in_fallback.saturating_sub(1),
            _ if self.in_fallback > 0 => {}
            Step::Open("t", _) => self.in_text = true,
            Step::Close("t") => self.in_text = false,
            Step::Text(text) if self.in_text => self.text.push_str(text),
            Step::Open("tab", attributes) if attributes.get("val").is_none() => self.text.push('\t'),
            Step::Open("br" | "cr", _) => self.text.push('\n'),
            Step::Open("noBreakHyphen", _) => self.text.push('\u{2011}'),
            Step::Open("tc", _) => self.in_cell += 1,
            Step::Close("tc") => {
                self.in_cell = self.in_cell.saturating_sub(1);
                self.text.push('\t');
            }
            Step::Close("tr") => self.end_line(),
            // A text box stands inside the paragraph that it is anchored to.
            Step::Open("txbxContent", _) => self.end_line(),
            Step::Close("p") if self.in_cell > 0 => self.end_cell_paragraph(),
            Step::Close("p") => self.end_paragraph(),
            _ => {}
        }
    }

    fn end_cell_paragraph(&mut self) {
        if !self.text.ends_with(['\t', '\n', ' ']) {
            self.text.push(' ');
        }
    }

    fn end_paragraph(&mut self) {
        self.end_line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn end_line(&mut self) {
        let kept = self.text.trim_end_matches([' ', '\t']).len();
        self.text.truncate(kept);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::zip_of;
    use super::super::{ImportOptions, package};
    use super::*;
    use std::path::Path;

    const CORE: &str = "<cp:coreProperties xmlns:dc='d' xmlns:cp='c' xmlns:dcterms='t'><dc:title>The mill</dc:title>\
        <dc:creator>Ada Miller</dc:creator><dcterms:created>2020-06-12T09:00:00Z</dcterms:created></cp:coreProperties>";

    fn docx(body: &str) -> Vec<u8> {
        let document = format!("<?xml version='1.0'?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
        zip_of(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("docProps/core.xml", CORE.as_bytes()),
            ("word/document.xml", document.as_bytes()),
        ])
    }

    fn read_docx(bytes: &[u8]) -> Imported {
        package::read(Origin::new(Path::new("a.docx"), "a.docx"), bytes, &ImportOptions::default())
    }

    fn text_of(body: &str) -> String {
        read_docx(&docx(body)).documents.remove(0).text
    }

    #[test]
    fn a_word_document_gives_text_and_properties() {
        let imported = read_docx(&docx(
            "<w:p><w:r><w:t>The mill </w:t></w:r><w:r><w:t>burned on Thursday.</w:t></w:r></w:p>\
             <w:p><w:r><w:t>It was rebuilt.</w:t></w:r></w:p>",
        ));
        let document = &imported.documents[0];
        assert_eq!(document.text, "The mill burned on Thursday.\n\nIt was rebuilt.\n");
        assert_eq!(document.title.as_deref(), Some("The mill"));
        assert_eq!(document.author.as_deref(), Some("Ada Miller"));
        assert_eq!(document.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-12"));
        assert!(imported.errors.is_empty());
    }

    #[test]
    fn a_row_of_a_table_is_a_line() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let table = format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>", cell("a"), cell("b"), cell("c"));
        assert_eq!(text_of(&table), "a \tb\nc\n");
    }

    #[test]
    fn what_was_deleted_and_field_codes_are_no_text() {
        let body = "<w:p><w:del><w:r><w:delText>No</w:delText></w:r></w:del><w:r><w:instrText>DATE</w:instrText></w:r>\
                    <w:ins><w:r><w:t>Yes</w:t></w:r></w:ins></w:p>";
        assert_eq!(text_of(body), "Yes\n");
    }

    #[test]
    fn a_broken_document_is_read_as_far_as_it_goes() {
        let imported = read_docx(&docx("<w:p><w:r><w:t>The mill burned.</w:t></w:r></w:p><w:p><"));
        assert!(imported.documents[0].text.starts_with("The mill burned."));
        assert!(imported.errors[0].to_string().contains("read as far as it goes"));
    }

    #[test]
    fn half_a_file_is_refused_with_a_reason() {
        let whole = docx("<w:p><w:r><w:t>The mill burned.</w:t></w:r></w:p>");
        let imported = read_docx(&whole[..whole.len() / 2]);
        assert!(imported.documents.is_empty());
        assert!(imported.errors[0].to_string().contains("a Word document"));
    }
}
