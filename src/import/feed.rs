//! RSS and Atom: an entry a document.

use super::{ImportError, Imported, Origin, failed, html};
use crate::text::{About, Document, DocumentId, Published, PublishedFrom};
use crate::time::PartialDate;
use feed_rs::model::Entry;

pub(super) fn read(origin: Origin, bytes: &[u8]) -> Imported {
    let feed = match feed_rs::parser::parse(bytes) {
        Ok(feed) => feed,
        Err(error) => {
            let reason = error.to_string();
            return failed(ImportError::Broken { path: origin.path(), format: "a feed", reason });
        }
    };
    if feed.entries.is_empty() {
        let reason = "there is no entry in it; open the address that it is from again, or save the articles themselves"
            .to_owned();
        return failed(ImportError::NoText { path: origin.path(), format: "this feed", reason });
    }
    let language = feed.language;
    let publisher = feed.title.map(|title| title.content.trim().to_owned()).filter(|title| !title.is_empty());
    let documents = (1..)
        .zip(&feed.entries)
        .map(|(number, entry)| document(origin, number, entry, (language.clone(), publisher.clone())));
    Imported { documents: documents.collect(), errors: Vec::new() }
}

fn document(
    origin: Origin,
    number: usize,
    entry: &Entry,
    (language, publisher): (Option<String>, Option<String>),
) -> Document {
    let content = entry.content.as_ref().and_then(|content| content.body.clone());
    let summary = entry.summary.as_ref().map(|summary| summary.content.clone());
    let body = content.or(summary).unwrap_or_default();
    let date = entry.published.or(entry.updated).and_then(|time| PartialDate::from_iso(&time.to_rfc3339()));
    let authors: Vec<&str> =
        entry.authors.iter().map(|author| author.name.as_str()).filter(|name| !name.is_empty()).collect();
    let published = date.map(|date| Published { date, from: PublishedFrom::Meta });
    let changed = entry.updated.and_then(|time| PartialDate::from_iso(&time.to_rfc3339()));
    let about = About { publisher, changed, ..About::dated(published, "the feed") };
    Document {
        id: DocumentId::from(origin.id_of(number)),
        source: entry.links.first().map_or_else(|| origin.source(), |link| link.href.clone()),
        title: entry.title.as_ref().map(|title| title.content.trim().to_owned()).filter(|title| !title.is_empty()),
        author: (!authors.is_empty()).then(|| authors.join(", ")),
        published,
        language,
        about,
        text: html::plain_text(&body),
    }
    .told_by("the feed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn an_entry_is_a_document() {
        let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Mills</title><link>https://example.org/</link>\
                   <description>d</description><language>en-gb</language>\
                   <item><title>Mill burns</title><link>https://example.org/1</link>\
                   <pubDate>Fri, 12 Jun 2020 10:00:00 GMT</pubDate>\
                   <description>&lt;p&gt;It &lt;b&gt;burned&lt;/b&gt;.&lt;/p&gt;</description></item></channel></rss>";
        let imported = read(Origin::new(Path::new("a.rss"), "a.rss"), rss.as_bytes());
        let document = &imported.documents[0];
        assert_eq!((&*document.id.0, document.text.as_str()), ("a.rss#1", "It burned."));
        assert_eq!(document.title.as_deref(), Some("Mill burns"));
        assert_eq!(document.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-12"));
        assert_eq!(document.source, "https://example.org/1");
    }

    #[test]
    fn a_feed_without_an_entry_is_told() {
        // With one letter of its name space lost, no element of it means anything.
        let atom = "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3org/2005/Atom\"><title>Mills</title>\
                    <entry><title>Mill burns</title><summary>It burned.</summary></entry></feed>";
        let imported = read(Origin::new(Path::new("a.atom"), "a.atom"), atom.as_bytes());
        assert!(imported.documents.is_empty());
        assert!(imported.errors[0].to_string().contains("no entry"), "{}", imported.errors[0]);
    }

    #[test]
    fn what_is_no_feed_is_refused_with_a_reason() {
        let imported = read(Origin::new(Path::new("a.rss"), "a.rss"), b"<html><p>no feed</p></html>");
        assert!(imported.documents.is_empty());
        assert!(imported.errors[0].to_string().contains("a feed"));
    }
}
