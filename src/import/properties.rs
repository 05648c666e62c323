//! What office documents and e-books say of themselves, in the names of Dublin Core.

use super::Origin;
use super::date::{self, NumericOrder};
use super::plain::published_in_head;
use super::xml::{self, Step};
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
        let (mut issued, mut created, mut changed) = (None, None, None);
        // Who wrote it, where `creator` is whoever saved it last.
        let mut maker = None;
        // What is broken behind the properties does not make them wrong.
        let _ = xml::walk(xml, |step| match step {
            Step::Open(name, _) => {
                name.clone_into(&mut open);
                text.clear();
            }
            Step::Text(more) => text.push_str(more),
            Step::Close(name) if name == open && !text.trim().is_empty() => {
                let value = text.trim().to_owned();
                match name {
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
                    "date" | "modified" => first(&mut changed, value),
                    _ => {}
                }
                open.clear();
            }
            Step::Close(_) => open.clear(),
        });
        found.author = maker.or(found.author);
        found.changed = changed.as_ref().and_then(|date| date::parse(date, NumericOrder::MonthFirst));
        let dates = [issued, created, changed];
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
    }
}

fn first<T>(slot: &mut Option<T>, value: T) {
    slot.get_or_insert(value);
}

#[cfg(test)]
mod tests {
    use super::*;

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
