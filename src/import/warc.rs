//! Web archives (WARC, ISO 28500): each page that a server answered with, as a document of its own.

use super::{Budget, ImportError, ImportOptions, Imported, Origin, failed, http, read as read_any, stopped};
use crate::text::Fact;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::io::Read;

const FORMAT: &str = "a web archive";

pub(super) fn read(origin: Origin, bytes: &[u8], options: &ImportOptions) -> Imported {
    let own = Budget::new(options);
    let mut imported = Imported::default();
    let mut rest = bytes;
    let mut number = 0;
    while let Some(start) = next_record(rest) {
        let Some((record, behind)) = Record::read(&rest[start..]) else { break };
        rest = behind;
        if stopped(origin, options, &mut imported) {
            break;
        }
        number += 1;
        let Some(body) = record.body(options.limits.file_bytes) else { continue };
        let modified = body.modified.as_deref();
        let id = origin.id_of(number);
        let page = match origin.enter(origin.path, &id, &own) {
            Ok(inside) => read_any(inside, &body.bytes, options),
            Err(error) => failed(error),
        };
        imported.documents.extend(page.documents.into_iter().map(|mut document| {
            if let Some(address) = record.header("WARC-Target-URI") {
                document.source = address.trim_matches(['<', '>']).to_owned();
                document.about.note(Fact::Address, Some(&document.source), "the web archive");
            }
            http::note_modified(&mut document, modified);
            document
        }));
        // Pictures and scripts belong to every archive.
        imported.errors.extend(page.errors.into_iter().map(ImportError::found_in_folder));
        if record.cut {
            let reason = "its last record is cut short".to_owned();
            imported.errors.push(ImportError::Partial { path: origin.path(), format: FORMAT, reason });
        }
    }
    if imported.documents.is_empty() && !imported.errors.iter().any(ImportError::is_failure) {
        let reason = "no page in it that could be read".to_owned();
        imported.errors.push(ImportError::Broken { path: origin.path(), format: FORMAT, reason });
    }
    imported
}

/// Records follow each other with two empty lines between; after a broken one, the next is looked for.
fn next_record(bytes: &[u8]) -> Option<usize> {
    bytes.windows(5).position(|window| window == b"WARC/")
}

/// Names in lower case, and values.
type Headers = Vec<(String, String)>;

struct Record<'a> {
    headers: Headers,
    content: &'a [u8],
    cut: bool,
}

/// The headers of a block of `Name: value` lines and what is behind its empty line.
fn split_headers(bytes: &[u8]) -> Option<(Headers, &[u8])> {
    let mut headers = Vec::new();
    let mut at = 0;
    loop {
        let line = bytes.get(at..)?.split_inclusive(|&byte| byte == b'\n').next()?;
        at += line.len();
        let text = String::from_utf8_lossy(line);
        let text = text.trim();
        if text.is_empty() {
            return Some((headers, &bytes[at..]));
        }
        if let Some((name, value)) = text.split_once(':') {
            headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
        if headers.len() > 500 {
            return None;
        }
    }
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

impl<'a> Record<'a> {
    fn read(bytes: &'a [u8]) -> Option<(Record<'a>, &'a [u8])> {
        let (headers, rest) = split_headers(bytes)?;
        let length = find(&headers, "content-length").and_then(|length| length.parse::<usize>().ok()).unwrap_or(0);
        let end = length.min(rest.len());
        let record = Record { headers, content: &rest[..end], cut: length > rest.len() };
        Some((record, &rest[end..]))
    }

    fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// The text or page that the record holds, unpacked; `None` for requests, metadata, redirects, pictures.
    fn body(&self, limit: u64) -> Option<Body> {
        match self.header("WARC-Type")? {
            "conversion" | "resource" if is_text(self.header("Content-Type")) => {
                Some(Body { bytes: self.content.to_vec(), modified: None })
            }
            "response" if self.content.starts_with(b"HTTP/") => {
                let (headers, body) = split_headers(self.content)?;
                let status = self.content.split(|&byte| byte == b' ').nth(1)?;
                if !status.starts_with(b"2") || !is_text(find(&headers, "content-type")) {
                    return None;
                }
                let body = match find(&headers, "transfer-encoding") {
                    Some(encoding) if encoding.eq_ignore_ascii_case("chunked") => unchunk(body),
                    _ => body.to_vec(),
                };
                let bytes = unpack(find(&headers, "content-encoding"), body, limit);
                let bytes = http::in_utf8(find(&headers, "content-type"), bytes);
                let modified = find(&headers, "last-modified").map(str::to_owned);
                Some(Body { bytes, modified }).filter(|body| !body.bytes.trim_ascii().is_empty())
            }
            _ => None,
        }
    }
}

/// What a record holds, and when its server says that it was last changed.
struct Body {
    bytes: Vec<u8>,
    modified: Option<String>,
}

fn is_text(content_type: Option<&str>) -> bool {
    const TYPES: &[&str] = &[
        "text/html",
        "text/plain",
        "application/xhtml",
        "application/pdf",
        "application/rss",
        "application/atom",
        "text/xml",
        "application/xml",
    ];
    content_type.is_some_and(|kind| TYPES.iter().any(|known| kind.to_ascii_lowercase().starts_with(known)))
}

/// RFC 9112, 7.1; of a body that is not in chunks after all, the body.
fn unchunk(body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    let mut rest = body;
    while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
        let line = String::from_utf8_lossy(&rest[..end]);
        let size = line.trim().split(';').next().unwrap_or_default().trim();
        let Ok(size) = usize::from_str_radix(size, 16) else { break };
        rest = &rest[end + 1..];
        let size_here = size.min(rest.len());
        whole.extend_from_slice(&rest[..size_here]);
        rest = &rest[size_here..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if size == 0 || rest.is_empty() {
            break;
        }
    }
    if whole.is_empty() { body.to_vec() } else { whole }
}

/// As many bytes as the limit allows of a packed body; a body that is not packed after all stays as it is.
fn unpack(encoding: Option<&str>, body: Vec<u8>, limit: u64) -> Vec<u8> {
    let mut unpacked = Vec::new();
    let read = match encoding.map(str::to_ascii_lowercase).as_deref() {
        Some("gzip" | "x-gzip") => MultiGzDecoder::new(&body[..]).take(limit).read_to_end(&mut unpacked),
        Some("deflate") => ZlibDecoder::new(&body[..]).take(limit).read_to_end(&mut unpacked),
        _ => return body,
    };
    if read.is_err() && unpacked.is_empty() { body } else { unpacked }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn record(kind: &str, content: &str) -> String {
        let length = content.len();
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/mill\r\nContent-Length: {length}\r\n\r\n{content}\r\n\r\n"
        )
    }

    fn read_warc(warc: &str) -> Imported {
        read(Origin::new(Path::new("a.warc"), "a.warc"), warc.as_bytes(), &ImportOptions::default())
    }

    const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Mill</title><p>The mill burned down.</p></html>";

    #[test]
    fn each_page_is_a_document_with_its_address() {
        let chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n\
                       10\r\n<html><p>It was \r\n8\r\nrebuilt.\r\n0\r\n\r\n";
        let moved = "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>Moved</p>";
        let warc = record("warcinfo", "software: x")
            + &record("request", "GET /")
            + &record("response", PAGE)
            + &record("response", moved)
            + &record("response", chunked);
        let imported = read_warc(&warc);
        let texts: Vec<&str> = imported.documents.iter().map(|document| document.text.as_str()).collect();
        assert_eq!(texts.len(), 2);
        assert!(texts[0].contains("The mill burned down."));
        assert!(texts[1].contains("It was rebuilt."));
        assert_eq!(imported.documents[0].source, "https://example.org/mill");
        assert_eq!(&*imported.documents[0].id.0, "a.warc#3");
    }

    #[test]
    fn the_servers_headers_tell_the_character_set_and_a_guess_at_the_day() {
        let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\nLast-Modified: Fri, 12 Jun 2020 10:00:00 GMT\r\n\r\n<html><p>";
        let (page, ..) = encoding_rs::WINDOWS_1251.encode("Мельница сгорела.");
        let length = answer.len() + page.len();
        let head = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n{answer}");
        let warc = [head.as_bytes(), &page].concat();
        let imported = read(Origin::new(Path::new("a.warc"), "a.warc"), &warc, &ImportOptions::default());
        let document = &imported.documents[0];
        assert_eq!(document.text, "Мельница сгорела.");
        assert_eq!(document.published, None);
        assert_eq!(document.about.dates[0].date.to_string(), "2020-06-12");
    }

    #[test]
    fn an_archive_of_nothing_but_pictures_says_so() {
        let imported =
            read_warc(&record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\u{0}\u{1}\u{2}"));
        assert!(imported.documents.is_empty());
        assert!(
            imported.errors.iter().any(|error| error.to_string().starts_with("looks like a web archive but is broken"))
        );
    }

    #[test]
    fn a_record_cut_short_is_read_as_far_as_it_goes() {
        let warc = record("response", PAGE);
        let imported = read_warc(&warc[..warc.len() - 14]);
        assert!(imported.documents[0].text.contains("The mill burned"));
        assert!(imported.errors[0].to_string().contains("cut short"));
        assert!(read_warc("WARC/1.0\r\nWARC-Ty").documents.is_empty());
    }
}
