//! The kind of a file, known by its first bytes; its name is only a hint.

use super::{SNIFF_BYTES, table};
use std::fmt;
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    JsonLines,
    /// Articles in a list, or one object over several lines.
    Json,
    Html,
    Markdown,
    /// CSV or TSV.
    Table,
    Mail,
    Mailbox,
    /// MHTML.
    SavedPage,
    Feed,
    /// Any of the others, packed.
    Gzip,
    /// An office document, an e-book or an archive: only the names in it tell.
    Zip,
    Pdf,
    Rtf,
    /// A message of Outlook, or a file of an older Office.
    Ole,
    Warc,
    Refused(Refusal),
}

/// A kind of file that is not read; `Display` says what to do instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    Empty,
    /// Nothing that is text in any character set.
    Binary,
    /// A format known by name, and what to do with it.
    Format {
        name: &'static str,
        instead: &'static str,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.reason(), self.advice())
    }
}

impl Refusal {
    /// What it is.
    pub fn reason(self) -> String {
        match self {
            Refusal::Empty => "the file is empty".to_owned(),
            Refusal::Binary => "not text, and not a format that Dateline knows".to_owned(),
            Refusal::Format { name, .. } => format!("{name} cannot be read"),
        }
    }

    /// What to do instead.
    pub fn advice(self) -> &'static str {
        match self {
            Refusal::Empty => "save the article again",
            Refusal::Binary => "save it as plain text",
            Refusal::Format { instead, .. } => instead,
        }
    }
}

impl Refusal {
    /// Whether a folder may hold such files beside its articles without anyone missing them.
    pub(super) fn is_harmless(self) -> bool {
        match self {
            Refusal::Empty => false,
            Refusal::Binary => true,
            Refusal::Format { instead, .. } => instead == NOT_TEXT,
        }
    }
}

const NOT_TEXT: &str = "it holds no text";

pub(super) const COPY: &str = "open it, copy the text and paste it, or save it as a web page or plain text";
const UNPACK: &str = "unpack it and open the folder";

/// First bytes of what is refused by name.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"\x89PNG", "a picture (PNG)", NOT_TEXT),
    (b"\xFF\xD8\xFF", "a picture (JPEG)", NOT_TEXT),
    (b"GIF8", "a picture (GIF)", NOT_TEXT),
    (b"II*\0", "a picture (TIFF)", NOT_TEXT),
    (b"MM\0*", "a picture (TIFF)", NOT_TEXT),
    (b"\0\0\x01\0", "an icon", NOT_TEXT),
    (b"RIFF", "a picture, sound or film (RIFF)", NOT_TEXT),
    (b"ID3", "a sound file (MP3)", NOT_TEXT),
    (b"OggS", "a sound file (Ogg)", NOT_TEXT),
    (b"\x1A\x45\xDF\xA3", "a film (Matroska)", NOT_TEXT),
    (b"\x7FELF", "a program", NOT_TEXT),
    (b"MZ\x90\0", "a program", NOT_TEXT),
    (b"wOFF", "a font", NOT_TEXT),
    (b"wOF2", "a font", NOT_TEXT),
    (b"SQLite format 3", "a database (SQLite)", "export the articles as JSON Lines"),
    (b"7z\xBC\xAF", "a 7-Zip archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xFD7zXZ", "an xz archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive", UNPACK),
    (b"\xFFWPC", "a WordPerfect document", COPY),
    (b"AT&TFORM", "a DjVu document", "run a text recognition (OCR) over it and save it as PDF or plain text"),
    (b"%!PS", "a PostScript document", "turn it into PDF"),
    (b"ITSF", "a help file (CHM)", COPY),
    (b"ITOLITLS", "an e-book (LIT)", EPUB),
    (b"!BDN", "a store of Outlook (PST, OST)", "export its messages as MSG, EML or MBOX"),
    (b"bplist00", "a page saved by Safari (webarchive)", "open it and save it as page source or PDF"),
];

const EPUB: &str = "turn it into EPUB, or copy the text and paste it";

/// The same further on: where the mark stands, and what it is.
const MAGIC_INSIDE: &[(usize, &[u8], &str, &str)] = &[
    (4, b"ftyp", "a film or picture (MP4, HEIC)", NOT_TEXT),
    (60, b"BOOKMOBI", "an e-book of Kindle (MOBI, AZW)", EPUB),
    (257, b"ustar", "a tar archive", UNPACK),
];

/// What ZIP files are by the names and bytes at their beginning.
const ZIPPED: &[(&[u8], &str, &str)] = &[
    (b"application/epub+zip", "an e-book (EPUB)", COPY),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file (ODT, ODS, ODP)", COPY),
    (b"word/", "a Word document (DOCX)", COPY),
    (b"xl/", "a spreadsheet (XLSX)", "save it as CSV or copy the text and paste it"),
    (b"ppt/", "a presentation (PPTX)", COPY),
    (b"[Content_Types].xml", "an Office document (DOCX, XLSX, PPTX)", COPY),
];

const ZIP: &(&[u8], &str, &str) = &(b"PK", "a ZIP archive", UNPACK);

fn zipped(head: &[u8]) -> &'static (&'static [u8], &'static str, &'static str) {
    let head = &head[..head.len().min(SNIFF_BYTES)];
    let holds = |what: &[u8]| head.windows(what.len()).any(|window| window == what);
    ZIPPED.iter().find(|(mark, ..)| holds(mark)).unwrap_or(ZIP)
}

/// What to call a ZIP file that cannot be opened.
pub(super) fn zipped_name(head: &[u8]) -> &'static str {
    zipped(head).1
}

/// Whether a ZIP file is an archive of any files, as opposed to a document that is kept in one.
pub(super) fn is_archive(head: &[u8]) -> bool {
    zipped_name(head) == ZIP.1
}

impl Refusal {
    /// A ZIP file of a kind that is not read.
    pub(super) fn zipped(head: &[u8]) -> Refusal {
        let (_, name, instead) = *zipped(head);
        Refusal::Format { name, instead }
    }
}

/// A format that is refused, by its first bytes.
fn refused(head: &[u8]) -> Option<Refusal> {
    let named = |(_, name, instead): &(&[u8], &'static str, &'static str)| Refusal::Format { name, instead };
    let inside = MAGIC_INSIDE.iter().find(|(at, mark, ..)| head.get(*at..).is_some_and(|rest| rest.starts_with(mark)));
    inside
        .map(|(_, _, name, instead)| Refusal::Format { name, instead })
        .or_else(|| MAGIC.iter().find(|(magic, ..)| head.starts_with(magic)).map(named))
}

/// The kind of a file whose first bytes are `head`.
pub(super) fn of(path: &Path, head: &[u8]) -> Kind {
    if head.is_empty() {
        return Kind::Refused(Refusal::Empty);
    }
    if let Some(refusal) = refused(head) {
        return Kind::Refused(refusal);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    // Some programs write a few bytes before the mark.
    if head.iter().take(1024).position(|&b| b == b'%').is_some_and(|at| head[at..].starts_with(b"%PDF-")) {
        return Kind::Pdf;
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0") {
        return Kind::Ole;
    }
    if head.starts_with(b"WARC/") {
        return Kind::Warc;
    }
    if head.trim_ascii_start().starts_with(b"{\\rtf") {
        return Kind::Rtf;
    }
    if head.starts_with(b"\x1F\x8B") {
        return Kind::Gzip;
    }
    if is_binary(head) {
        return Kind::Refused(Refusal::Binary);
    }
    // Heads of mails grow with every station; a page says within its first kilobytes what it is.
    const HEADERS_BYTES: usize = 65_536;
    let first = |most: usize| &head[..head.len().min(most)];
    if let Some(kind) = mail_kind(first(HEADERS_BYTES)) {
        return kind;
    }
    if looks_like_json_list(head) {
        Kind::Json
    } else if looks_like_json_object(head) {
        Kind::JsonLines
    } else if looks_like_feed(first(2 * SNIFF_BYTES)) {
        Kind::Feed
    } else if looks_like_html(path, first(2 * SNIFF_BYTES)) {
        Kind::Html
    } else if has_extension(path, &["md", "markdown", "mdown", "mkd"]) || has_front_matter(first(2 * SNIFF_BYTES)) {
        Kind::Markdown
    } else if table::looks_like_table(table::is_named_table(path), head) {
        Kind::Table
    } else {
        Kind::Plain
    }
}

/// Text has no zero bytes, unless it is UTF-16, and few control characters.
fn is_binary(head: &[u8]) -> bool {
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return false;
    }
    // So few at a time that a byte holds their count, for the compiler to count many at once.
    let in_part = |part: &[u8]| part.iter().map(|b| u8::from(matches!(b, 1..=8 | 14..=26 | 28..=31 | 127))).sum::<u8>();
    let control: usize = head.chunks(255).map(|part| usize::from(in_part(part))).sum();
    head.contains(&0) || control * 20 > head.len()
}

fn looks_like_json_object(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let Some(rest) = head.strip_prefix(b"{") else { return false };
    matches!(rest.trim_ascii_start().first(), Some(b'"'))
}

/// `[` and `{`, or a `{` that is alone in its line: JSON Lines end an object in the line that begins it.
fn looks_like_json_list(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let opens_object = |rest: &[u8]| rest.trim_ascii_start().first() == Some(&b'{');
    match head.split_first() {
        Some((b'[', rest)) => opens_object(rest),
        Some((b'{', rest)) => {
            let line_ends = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r')) == Some(&b'\n');
            line_ends && rest.trim_ascii_start().first() == Some(&b'"')
        }
        _ => false,
    }
}

/// A page says so at once; with a name that says so, any tag will do.
fn looks_like_html(path: &Path, head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let named = has_extension(path, &["html", "htm", "xhtml", "shtml", "php", "asp", "aspx"]);
    let start = head.trim_start_matches('\u{feff}').trim_start();
    let declares = ["<!doctype html", "<html", "<head", "<body"];
    if named {
        return start.contains('<');
    }
    declares.iter().any(|tag| start.starts_with(tag))
        || start.starts_with(['<']) && (declares.iter().any(|tag| head.contains(tag)) || head.contains("<meta "))
}

/// The lines before the first blank one are headers, and some of them only mails have.
fn mail_kind(head: &[u8]) -> Option<Kind> {
    const TELLING: &[&str] =
        &["from", "date", "subject", "received", "return-path", "message-id", "mime-version", "delivered-to", "to"];
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}');
    if text.starts_with("From ") {
        let second = text.lines().nth(1)?;
        return is_header(second).then_some(Kind::Mailbox);
    }
    let headers: Vec<&str> = text.lines().take_while(|line| !line.trim().is_empty()).collect();
    let well_formed = headers.iter().all(|line| line.starts_with([' ', '\t']) || is_header(line));
    let names: Vec<String> =
        headers.iter().filter_map(|line| line.split_once(':')).map(|(name, _)| name.to_ascii_lowercase()).collect();
    let telling = TELLING.iter().filter(|name| names.iter().any(|known| known == *name)).count();
    let mime = names.iter().any(|name| name == "mime-version" || name == "received" || name == "message-id");
    if !(well_formed && (telling >= 3 || mime && telling >= 2)) {
        return None;
    }
    let all = headers.join(" ").to_ascii_lowercase();
    let saved = all.contains("multipart/related") && !all.contains("received:") && !all.contains("message-id:");
    Some(if saved { Kind::SavedPage } else { Kind::Mail })
}

/// `Name: value`, the name of letters and hyphens.
fn is_header(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.len() < 60 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    })
}

/// The root element of a feed, behind declaration, comments and style sheets.
fn looks_like_feed(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let start = head.trim_start_matches('\u{feff}').trim_start();
    start.starts_with('<')
        && start
            .split('<')
            .map(str::trim_start)
            .find(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()))
            .is_some_and(|root| {
                ["rss", "feed", "rdf:RDF"].iter().any(|name| {
                    root.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>', '\n', '\r', '\t']))
                })
            })
}

/// `---` or `+++` in the first line and `key: value` or `key = value` in the second.
fn has_front_matter(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let mut lines = head.trim_start_matches('\u{feff}').lines();
    let separator = match lines.next().map(str::trim_end) {
        Some("---") => ':',
        Some("+++") => '=',
        _ => return false,
    };
    lines.next().and_then(|line| line.split_once(separator)).is_some_and(|(key, _)| {
        let key = key.trim();
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
    })
}

/// Whether the name ends so, in any case, before an ending that says how it is packed.
pub(super) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    extensions.iter().any(|extension| name.strip_suffix(extension).is_some_and(|stem| stem.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, head: &[u8], expected: &str) {
        let kind = match of(Path::new(name), head) {
            Kind::Refused(refusal) => refusal.to_string(),
            kind => format!("{kind:?}"),
        };
        assert!(kind.starts_with(expected), "{name}: {kind}");
    }

    #[test]
    fn content_says_more_than_the_name() {
        check("a.txt", b"{\"text\":\"x\"}", "JsonLines");
        check("a.json", b"[ {\"text\":\"x\"}]", "Json");
        check("a.json", b"{\r\n  \"text\":\"x\"}", "Json");
        check("a.txt", b"[1] The mill burned.", "Plain");
        check("a.txt", b"<!DOCTYPE html><p>x", "Html");
        check("a", b"<?xml version='1.0'?><html><body>x", "Html");
        check("a.xml", b"<?xml version='1.0'?>\n<rss version='2.0'><channel>", "Feed");
        check("a.md", b"# The mill", "Markdown");
        check("a.txt", b"---\ntitle: The mill\n---\n", "Markdown");
        check("a.csv", b"date,text\n2020-06-12,It burned.\n", "Table");
        check("a.csv", b"It burned.\n", "Plain");
        check("a.eml", b"From: a@b\nTo: c@d\nSubject: x\nDate: Fri, 12 Jun 2020 10:00:00 +0000\n\nHi", "Mail");
        check("a", b"From a@b Fri Jun 12 10:00:00 2020\nFrom: a@b\n\nHi", "Mailbox");
        check("a.txt", b"From here on: nothing.\nThe mill burned.", "Plain");
        check("a.txt", b"Date: 12 June 2020\n\nThe mill burned.", "Plain");
    }

    #[test]
    fn what_cannot_be_read_is_refused_by_name() {
        check("a.txt", b"", "the file is empty");
        check("a.txt", &[0; 64], "not text");
        check(
            "a.mobi",
            &[&[b'x'; 60][..], b"BOOKMOBI"].concat(),
            "an e-book of Kindle (MOBI, AZW) cannot be read; turn it",
        );
        check("a.tar", &[&[0; 257][..], b"ustar\0"].concat(), "a tar archive cannot be read; unpack it");
        check("a.wpd", b"\xFFWPC\0", "a WordPerfect document cannot be read");
        check("a.webarchive", b"bplist00\xD1", "a page saved by Safari");
        check("a.txt", b"%PDF-1.7\n", "Pdf");
        check("a.txt", b"PK\x03\x04....a.txt", "Zip");
        check("a.txt", b"{\\rtf1\\ansi", "Rtf");
        check("a.txt", b"\xD0\xCF\x11\xE0\xA1", "Ole");
        check("a.txt", b"WARC/1.0\r\n", "Warc");
    }

    #[test]
    fn utf16_is_text() {
        check("a.txt", b"\xFF\xFEh\0i\0", "Plain");
    }
}
