//! An article as the rest of the program sees it: stored text that never changes, and what is known about it.

use super::{About, Fact};
use crate::time::PartialDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Names a document: its path below the path given, `#n` behind it for the n-th article of a container, or the `id`
/// that a JSON line gives.
///
/// Copies share the letters: every event's key holds one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct DocumentId(pub Arc<str>);

impl From<String> for DocumentId {
    fn from(id: String) -> DocumentId {
        DocumentId(id.into())
    }
}

impl From<&str> for DocumentId {
    fn from(id: &str) -> DocumentId {
        DocumentId(id.into())
    }
}

impl From<DocumentId> for String {
    fn from(id: DocumentId) -> String {
        id.0.as_ref().to_owned()
    }
}

/// Where a publication date was found, most trusted last to be overruled: the user's own word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublishedFrom {
    /// A meta tag, front matter or a JSON key.
    Meta,
    /// The address has the date in it.
    Url,
    /// schema.org JSON-LD in the page.
    JsonLd,
    /// A line of the article itself, as in its head.
    Text,
    /// `--published`, or typed by the user.
    Option,
    /// The file's own time: a guess.
    File,
}

/// The publication date, the document creation time (DCT) of TimeML: the day in the source's own time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    pub date: PartialDate,
    pub from: PublishedFrom,
}

/// One article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub id: DocumentId,
    /// File path or address it was read from; empty for pasted text.
    pub source: String,
    /// A headline that the format gives apart from the text (HTML, JSON, front matter); a plain text keeps its head in `text`.
    pub title: Option<String>,
    pub author: Option<String>,
    pub published: Option<Published>,
    /// BCP 47, as far as known.
    pub language: Option<String>,
    #[serde(default)]
    pub about: About,
    /// Exactly what was read; every [`super::TextRange`] points into it.
    pub text: String,
}

impl Document {
    /// A document of nothing but text, for tests and pasted articles.
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Document {
        Document {
            id: DocumentId::from(id.into()),
            source: String::new(),
            title: None,
            author: None,
            published: None,
            language: None,
            about: About::default(),
            text: text.into(),
        }
    }

    /// Notes that what it tells of itself, apart from its dates, comes from one place: "the front matter".
    #[must_use]
    pub fn told_by(mut self, place: &str) -> Document {
        let publisher = self.about.publisher.clone();
        let address = self.source.starts_with("http").then_some(self.source.as_str());
        let facts = [
            (Fact::Title, self.title.as_deref()),
            (Fact::Author, self.author.as_deref()),
            (Fact::Publisher, publisher.as_deref()),
            (Fact::Language, self.language.as_deref()),
            (Fact::Address, address),
        ];
        facts.into_iter().for_each(|(fact, says)| self.about.note(fact, says, place));
        self
    }

    /// The headline: the title, else the first line of the text that has words, else the id.
    pub fn headline(&self) -> &str {
        self.title
            .as_deref()
            .or_else(|| self.text.lines().map(str::trim).find(|line| !line.is_empty()))
            .unwrap_or(&self.id.0)
    }
}
