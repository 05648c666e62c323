//! What a server says of the page that it sends: the character set, and when the page was last changed.

use super::charset;
use super::date::{self, NumericOrder};
use crate::text::{DateClaim, Document, PublishedFrom};

/// The bytes of a text in UTF-8, where the header `Content-Type` names another character set.
pub(super) fn in_utf8(content_type: Option<&str>, bytes: Vec<u8>) -> Vec<u8> {
    let Some(kind) = content_type.map(str::to_ascii_lowercase).filter(|kind| kind.starts_with("text/")) else {
        return bytes;
    };
    match kind.split_once("charset=") {
        Some((_, label)) => {
            let label = label.split(';').next().unwrap_or_default().trim_matches(['"', '\'', ' ']);
            charset::decode(&bytes, Some(label)).into_bytes()
        }
        None => bytes,
    }
}

/// Notes the header `Last-Modified` for a document without a date. It is offered as a guess and not taken: many servers
/// make each page anew.
pub(super) fn note_modified(document: &mut Document, header: Option<&str>) {
    let date = header.and_then(|header| date::parse(header, NumericOrder::DayFirst));
    if let (None, Some(date)) = (document.published, date) {
        let place = "the server's header Last-Modified".to_owned();
        document.about.dates.push(DateClaim { date, from: PublishedFrom::File, place });
    }
}
