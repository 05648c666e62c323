//! What office documents and e-books say of themselves, in the names of Dublin Core.

use super::Origin;
use super::date::{self, NumericOrder};
use super::plain::published_in_head;
use super::xml::{self, Attributes, Step};
use crate::text::{About, Document, DocumentId, Published, PublishedFrom};
use crate::time::PartialDate;

/// Title, author, date and language of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Properties {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) language: Option<String>,
    pub(super) date: Option<PartialDate>,
    pub(super) changed: Option<PartialDate>,
}

impl Properties {
    /// From any XML that holds Dublin Core; the first of several values counts, authors are listed. The date is when
    /// it was issued, else when it was created, else when it was last saved.
    pub(super) fn read(xml: &[u8]) -> Properties {
        let mut found = Properties::default();
        let mut open = String::new();
        let mut text = String::new();
        let (mut issued, mut created, mut dated, mut changed) = (None, None, None, None);
        // Who wrote it, where `creator` is whoever saved it last.
        let mut maker = None;
        // What is broken behind the properties does not make them wrong.
        let _ = xml::walk(xml, |step| match step {
            Step::Open(name, attributes) => {
                open = name_of(name, &attributes);
                text.clear();
            }
            Step::Text(more) => text.push_str(more),
            Step::Close(_) if !open.is_empty() && !text.trim().is_empty() => {
                let value = text.trim().to_owned();
                match open.as_str() {
                    "title" => first(&mut found.title, value),
                    "initial-creator" => first(&mut maker, value),
                    "creator" => match &mut found.author {
                        None => found.author = Some(value),
                        Some(author) if *author != value => *author = format!("{author}, {value}"),
                        Some(_) => {}
                    },
                    "language" => first(&mut found.language, value),
                    "issued" => first(&mut issued, value),
                    "created" | "creation-date" => first(&mut created, value),
                    "date" => first(&mut dated, value),
                    "modified" => first(&mut changed, value),
                    _ => {}
                }
                open.clear();
            }
            Step::Close(_) => open.clear(),
        });
        found.author = maker.or(found.author);
        // Beside the day on which it was made, a bare date is that of the last change.
        let saved = changed.as_ref().or(dated.as_ref().filter(|_| created.is_some()));
        found.changed = saved.and_then(|date| date::parse(date, NumericOrder::MonthFirst));
        let dates = [issued, created, dated, changed];
        found.date = dates.iter().flatten().find_map(|date| date::parse(date, NumericOrder::MonthFirst));
        found
    }

    /// The document of this text. A date in its head is nearer to the article than the day on which a file was made.
    pub(super) fn apply(self, origin: Origin, text: String) -> Document {
        let from_file = self.date.map(|date| Published { date, from: PublishedFrom::Meta });
        let in_head = published_in_head(&text);
        let mut about = About::dated(in_head, "the head of the text");
        about.dates.extend(About::dated(from_file, "the file's properties").dates);
        about.changed = self.changed;
        Document {
            id: DocumentId::from(origin.id),
            source: origin.source(),
            title: self.title,
            author: self.author,
            published: in_head.or(from_file),
            language: self.language,
            about,
            text,
        }
        .told_by("the file's properties")
    }
}

/// What an element says. In e-books `meta` names a property, and a date says of what it is one.
fn name_of(element: &str, attributes: &Attributes) -> String {
    let named = match element {
        "meta" => attributes.get("property").map(|name| name.rsplit(':').next().unwrap_or_default().to_owned()),
        "date" => attributes.get("event").and_then(|event| {
            let name = match event.to_ascii_lowercase().as_str() {
                "publication" | "original-publication" | "issued" => "issued",
                "creation" => "created",
                "modification" => "modified",
                _ => return None,
            };
            Some(name.to_owned())
        }),
        _ => None,
    };
    named.unwrap_or_else(|| element.to_owned())
}

fn first<T>(slot: &mut Option<T>, value: T) {
    slot.get_or_insert(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_on_which_a_book_came_out_comes_before_that_of_its_file() {
        let old = "<m><dc:date opf:event='modification'>2012-01-02</dc:date><dc:date opf:event='publication'>1901-05-03</dc:date></m>";
        let new = "<m><dc:date>1901-05-03</dc:date><meta property='dcterms:modified'>2012-01-02T00:00:00Z</meta><meta name='x'/></m>";
        for xml in [old, new] {
            let found = Properties::read(xml.as_bytes());
            assert_eq!(found.date.map(|date| date.to_string()).as_deref(), Some("1901-05-03"), "{xml}");
            assert_eq!(found.changed.map(|date| date.to_string()).as_deref(), Some("2012-01-02"), "{xml}");
        }
    }

    #[test]
    fn when_it_was_made_comes_before_when_it_was_saved() {
        let xml = "<m><dc:title>Mill</dc:title><dcterms:modified>2021-01-01T00:00:00Z</dcterms:modified>\
                   <dcterms:created>2020-06-12T10:00:00Z</dcterms:created><dc:creator>Ada</dc:creator><dc:creator>Ben</dc:creator></m>";
        let found = Properties::read(xml.as_bytes());
        assert_eq!(found.date.map(|date| date.to_string()).as_deref(), Some("2020-06-12"));
        assert_eq!(found.author.as_deref(), Some("Ada, Ben"));
        assert_eq!(found.title.as_deref(), Some("Mill"));
    }
}
