//! Saved web pages: the article's body as plain text, its headline, author, language and publication date.

mod blocks;
mod body;
mod core;
mod facts;
mod flatten;
mod page;
mod prune;
mod published;
mod scripts;

use super::{Imported, Origin, charset};
use crate::text::{About, Document, DocumentId};
use page::Page;
use regex::bytes::Regex;
use std::sync::LazyLock;

pub(super) fn read(origin: Origin, bytes: &[u8]) -> Imported {
    let html = decode(bytes);
    Imported { documents: vec![document(origin, &html)], errors: Vec::new() }
}

/// The article of a page. A page without a recognisable article gives all its text.
pub(super) fn document(origin: Origin, html: &str) -> Document {
    let page = Page::fetched(html, origin.address().as_deref());
    let text = body::of(&page);
    let dates = published::of(&page, &text);
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Document {
        id: DocumentId::from(origin.id),
        source: page.address().map_or_else(|| origin.source(), str::to_owned),
        title: owned(page.title()),
        author: owned(page.author()),
        published: dates.published,
        language: owned(page.language()),
        about: About {
            publisher: owned(page.publisher()),
            changed: dates.changed,
            dates: dates.claims,
            claims: page.claims().to_vec(),
            partial: None,
        },
        text,
    }
}

/// Plain text of a piece of HTML: a feed's entry, a mail's body, a chapter.
pub(super) fn plain_text(html: &str) -> String {
    let html = flatten::limit_depth(html);
    blocks::join(&blocks::of(&scraper::Html::parse_document(&html)))
}

/// The page as text, in the character set that it names.
pub(super) fn decode(bytes: &[u8]) -> String {
    charset::decode(bytes, declared(bytes).as_deref())
}

/// The character set that the page's head names.
fn declared(bytes: &[u8]) -> Option<String> {
    static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([a-z0-9_:.\-]+)"#)
            .expect("a constant pattern")
    });
    let head = &bytes[..bytes.len().min(8192)];
    let label = CHARSET.captures(head)?.get(1)?.as_bytes();
    Some(String::from_utf8_lossy(label).into_owned())
}
