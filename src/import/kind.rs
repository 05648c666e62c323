//! The kind of a file, known by its first bytes; its name is only a hint.

use std::fmt;
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    JsonLines,
    Html,
    Markdown,
    /// Any of the others, packed.
    Gzip,
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
        match self {
            Refusal::Empty => f.write_str("the file is empty; save the article again"),
            Refusal::Binary => f.write_str("not text, and not a format that Dateline knows; save it as plain text"),
            Refusal::Format { name, instead } => write!(f, "{name} cannot be read; {instead}"),
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

/// Magic numbers of what is refused by name.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"\x89PNG", "a picture (PNG)", NOT_TEXT),
    (b"\xFF\xD8\xFF", "a picture (JPEG)", NOT_TEXT),
    (b"GIF8", "a picture (GIF)", NOT_TEXT),
    (b"%PDF", "a PDF", "open it, copy the text and paste it here"),
];

/// The kind of a file whose first bytes are `head`.
pub(super) fn of(path: &Path, head: &[u8]) -> Kind {
    if head.is_empty() {
        return Kind::Refused(Refusal::Empty);
    }
    if let Some((_, name, instead)) = MAGIC.iter().find(|(magic, ..)| head.starts_with(magic)) {
        return Kind::Refused(Refusal::Format { name, instead });
    }
    if head.starts_with(b"\x1F\x8B") {
        return Kind::Gzip;
    }
    if is_binary(head) {
        return Kind::Refused(Refusal::Binary);
    }
    if looks_like_json_object(head) {
        Kind::JsonLines
    } else if looks_like_html(path, head) {
        Kind::Html
    } else if has_extension(path, &["md", "markdown", "mdown", "mkd"]) || has_front_matter(head) {
        Kind::Markdown
    } else {
        Kind::Plain
    }
}

/// Text has no zero bytes, unless it is UTF-16, and few control characters.
fn is_binary(head: &[u8]) -> bool {
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return false;
    }
    let control = head.iter().filter(|b| matches!(b, 1..=8 | 14..=26 | 28..=31 | 127)).count();
    head.contains(&0) || control * 20 > head.len()
}

fn looks_like_json_object(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let Some(rest) = head.strip_prefix(b"{") else { return false };
    matches!(rest.trim_ascii_start().first(), Some(b'"'))
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
fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    extensions.iter().any(|extension| name.strip_suffix(extension).is_some_and(|stem| stem.ends_with('.')))
}
