//! Plain text: the text as it is, its head included.

use super::{Imported, Origin, charset};
use crate::text::Document;

pub(super) fn read(origin: Origin, bytes: &[u8]) -> Imported {
    let text = charset::decode(bytes, None);
    let document = Document { source: origin.source(), ..Document::from_text(origin.id, text) };
    Imported { documents: vec![document], errors: Vec::new() }
}
