//! The files of a ZIP archive whose table of contents is gone, as of one that was cut short: each has a head before it.

use flate2::read::DeflateDecoder;
use std::io::Read;

/// A packed file, as its own head describes it.
pub(super) struct Salvaged<'a> {
    pub(super) name: String,
    /// To the file's end where the head tells it, else to the end of the archive.
    pub(super) packed: &'a [u8],
    deflated: bool,
}

/// What a file's head begins with, and what stands behind a file whose size was not known before.
const HEAD: &[u8] = b"PK\x03\x04";
const BEHIND: &[u8] = b"PK\x07\x08";
const HEAD_LEN: usize = 30;

impl<'a> Salvaged<'a> {
    /// The files of the archive, `most` at most.
    pub(super) fn all(bytes: &'a [u8], most: usize) -> Vec<Salvaged<'a>> {
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(start) = find(bytes, at, HEAD).filter(|_| found.len() < most) {
            at = start + HEAD.len();
            let Some((file, end)) = Salvaged::at(bytes, start) else { continue };
            at = end;
            if !file.name.is_empty() && !file.name.ends_with('/') {
                found.push(file);
            }
        }
        found
    }

    /// The file whose head begins at `start`, and where to look for the next.
    fn at(bytes: &'a [u8], start: usize) -> Option<(Salvaged<'a>, usize)> {
        const ENCRYPTED: u16 = 1;
        const SIZE_BEHIND: u16 = 8;
        let head = bytes.get(start..start + HEAD_LEN)?;
        let short = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
        let (flags, method) = (short(6), short(8));
        let packed_len = u32::from_le_bytes([head[18], head[19], head[20], head[21]]) as usize;
        let name_end = start + HEAD_LEN + usize::from(short(26));
        let name = String::from_utf8_lossy(bytes.get(start + HEAD_LEN..name_end)?).into_owned();
        let rest = bytes.get(name_end + usize::from(short(28))..)?;
        let deflated = match method {
            0 => false,
            8 => true,
            _ => return None,
        };
        if flags & ENCRYPTED != 0 {
            return None;
        }
        let known = flags & SIZE_BEHIND == 0;
        let packed = match (known, deflated) {
            (true, _) => &rest[..rest.len().min(packed_len)],
            // It says itself where it ends.
            (false, true) => rest,
            (false, false) => {
                let file = &rest[..find(rest, 0, HEAD).unwrap_or(rest.len())];
                &file[..find(file, 0, BEHIND).unwrap_or(file.len())]
            }
        };
        let begin = bytes.len() - rest.len();
        Some((Salvaged { name, packed, deflated }, if known { begin + packed.len() } else { begin }))
    }

    pub(super) fn reader(&self) -> Box<dyn Read + 'a> {
        if self.deflated { Box::new(DeflateDecoder::new(self.packed)) } else { Box::new(self.packed) }
    }
}

fn find(bytes: &[u8], from: usize, mark: &[u8]) -> Option<usize> {
    bytes.get(from..)?.windows(mark.len()).position(|four| four == mark).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::zip_of;
    use super::super::{ImportOptions, Imported, read_bytes};

    fn read(name: &str, bytes: &[u8]) -> Imported {
        read_bytes(name, bytes, &ImportOptions::default())
    }

    #[test]
    fn an_archive_that_was_cut_short_gives_the_files_before_the_cut() {
        let long: String = (0..200).map(|n| format!("Mill {n} burned on day {}. ", n * n)).collect();
        let zip = zip_of(&[("a.txt", b"The mill burned."), ("b.txt", b"It fell."), ("c.txt", long.as_bytes())]);
        let cut = zip.len() * 2 / 3;
        let imported = read("a.zip", &zip[..cut]);
        let ids: Vec<&str> = imported.documents.iter().map(|document| &*document.id.0).collect();
        assert_eq!(ids, ["a.zip#a.txt", "a.zip#b.txt", "a.zip#c.txt"]);
        assert!(long.starts_with(imported.documents[2].text.as_str()) && imported.documents[2].about.partial.is_some());
        assert!(imported.errors.iter().any(|error| error.to_string().contains("table of contents")));
    }

    #[test]
    fn a_document_without_its_table_of_contents_is_read_in_part() {
        let word =
            b"<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>The mill burned.</w:t></w:r></w:p></w:body></w:document>";
        let docx = zip_of(&[("word/document.xml", word)]);
        let end = docx.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        let imported = read("a.docx", &docx[..end]);
        assert_eq!(imported.documents[0].text.trim(), "The mill burned.");
        assert!(imported.documents[0].about.partial.is_some());
    }

    #[test]
    fn a_document_whose_text_is_cut_off_is_no_archive_of_its_parts() {
        let docx = zip_of(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]);
        let end = docx.windows(4).rposition(|four| four == b"PK\x03\x04").unwrap();
        let imported = read("a.docx", &docx[..end]);
        assert!(imported.documents.is_empty(), "{:?}", imported.documents);
        assert!(imported.errors[0].to_string().contains("holds its text is missing"));
    }

    #[test]
    fn what_only_begins_like_an_archive_is_refused_with_a_reason() {
        let imported = read("a.zip", b"PK\x03\x04 and nothing more");
        assert!(imported.documents.is_empty() && !imported.errors.is_empty());
    }
}
