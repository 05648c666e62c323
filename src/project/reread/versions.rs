//! Which articles that come are newer versions of articles that are there.

use super::Fresh;
use crate::event::{self, Reading};
use crate::project::{Article, Project};
use crate::text::{Document, DocumentId, PublishedFrom};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A version has at least this share of its three-word sequences in common with the one before, or it is another article
/// at the same address, such as the front page of a newspaper.
const LEAST_ALIKE: f64 = 0.2;

/// Sorts out articles that come, against those that were there when it was made.
#[derive(Debug, Default)]
pub struct Arrivals {
    there: BTreeSet<DocumentId>,
    updated: BTreeSet<DocumentId>,
    /// How many came that are there already, word for word.
    pub known: usize,
    /// Newer versions of articles that are there.
    pub newer: Vec<Fresh>,
}

impl Arrivals {
    pub fn new(project: &Project) -> Arrivals {
        let there = project.articles.iter().map(|article| article.document.id.clone()).collect();
        Arrivals { there, ..Arrivals::default() }
    }

    /// Whether something came that is there, in this version or in another.
    pub fn has_any(&self) -> bool {
        self.known > 0 || !self.newer.is_empty()
    }

    /// Gives those that are new. A newer version has the same address as an article that is there, or the same title
    /// from the same source, and a text that is alike.
    pub fn sort_out(&mut self, project: &Project, articles: Vec<Article>) -> Vec<Article> {
        let mut there: BTreeMap<(&str, &str), Vec<&Arc<Article>>> = BTreeMap::new();
        for article in project.articles.iter().filter(|article| self.there.contains(&article.document.id)) {
            there.entry(address(&article.document)).or_default().push(article);
        }
        let mut new = Vec::new();
        for article in articles {
            let known = there.get(&address(&article.document)).map_or(&[][..], Vec::as_slice);
            if known.iter().any(|known| is_same(&known.document, &article.document)) {
                self.known += 1;
                continue;
            }
            let free = known.iter().filter(|known| !self.updated.contains(&known.document.id));
            match free.copied().find(|known| is_version(&known.document, &article.document)) {
                Some(before) => {
                    self.updated.insert(before.document.id.clone());
                    self.newer.push(newer(Arc::clone(before), article));
                }
                None => new.push(article),
            }
        }
        new
    }
}

/// Where an article comes from: its web address; a file; the headline of what was pasted.
fn address(document: &Document) -> (&str, &str) {
    let headline = if document.source.is_empty() { document.headline() } else { "" };
    (&document.source, headline)
}

fn is_same(known: &Document, new: &Document) -> bool {
    known.text == new.text && known.title == new.title
}

/// Whether it is the same article with another text. A file may hold many, which their titles or places in it tell apart.
fn is_version(known: &Document, new: &Document) -> bool {
    let web = ["http://", "https://"].iter().any(|scheme| known.source.starts_with(scheme));
    let same_title = known.title.is_some() && known.title == new.title;
    let same_place = known.id == new.id || known.source.is_empty();
    (web || same_title || same_place) && alike(&known.text, &new.text) >= LEAST_ALIKE
}

/// The share of the shorter text's sequences of three words that stand in the other too; 0 to 1.
fn alike(a: &str, b: &str) -> f64 {
    let (a, b) = (shingles(a), shingles(b));
    let shorter = a.len().min(b.len());
    if shorter == 0 { 0.0 } else { a.intersection(&b).count() as f64 / shorter as f64 }
}

fn shingles(text: &str) -> BTreeSet<[&str; 3]> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(3).map(|words| [words[0], words[1], words[2]]).collect()
}

/// The version under the id of the one before. A publication date that the user set stays, and one that is known stands
/// for one that is not.
fn newer(before: Arc<Article>, article: Article) -> Fresh {
    let kept = before.document.published;
    let set = kept.is_some_and(|published| published.from == PublishedFrom::Option);
    let published = if set { kept } else { article.document.published.or(kept) };
    let read_so = published == article.document.published;
    let document = Document { id: before.document.id.clone(), published, ..article.document };
    let found = if read_so { Reading::clone(&article.reading) } else { event::read(&document) };
    Fresh { before, document, found, original: article.original }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "The army captured the town in 2014. Rebels attacked the base on January 3, 2020, and left at night.";

    fn article(id: &str, source: &str, text: &str) -> Article {
        Article::read(Document { source: source.to_owned(), ..Document::from_text(id, text) })
    }

    /// How many of (new, known, newer) an article is where the other is there.
    fn check(there: Article, comes: Article, expected: (usize, usize, usize)) {
        let mut project = Project::default();
        project.add(vec![there]);
        let case = comes.document.clone();
        let mut arrivals = Arrivals::new(&project);
        let new = arrivals.sort_out(&project, vec![comes]);
        let counts = (new.len(), arrivals.known, arrivals.newer.len());
        assert_eq!(counts, expected, "{case:?}");
    }

    #[test]
    fn the_same_again_is_known_and_another_text_at_its_address_is_a_version() {
        let corrected = format!("Corrected. {TEXT}");
        for source in ["https://example.org/a", "/articles/a.txt", ""] {
            check(article("a", source, TEXT), article("a", source, TEXT), (0, 1, 0));
            if !source.is_empty() {
                check(article("a", source, TEXT), article("a", source, &corrected), (0, 0, 1));
            }
        }
    }

    #[test]
    fn what_was_pasted_is_told_by_its_headline() {
        let (old, new) = (format!("Town captured\n\n{TEXT}"), format!("Town captured\n\n{TEXT} It was cold."));
        check(article("Pasted article 1", "", &old), article("Pasted article 2", "", &new), (0, 0, 1));
        check(article("Pasted article 1", "", TEXT), article("Pasted article 2", "", "It rained."), (1, 0, 0));
    }

    #[test]
    fn another_article_at_the_same_address_is_new() {
        let other = "A bakery in the old harbour burned down last night; nobody was hurt, the owner said on Monday.";
        check(article("a", "https://example.org/", TEXT), article("a", "https://example.org/", other), (1, 0, 0));
    }

    #[test]
    fn articles_of_one_file_are_told_apart() {
        let file = "/articles/all.jsonl";
        check(article("all#1", file, TEXT), article("all#2", file, &format!("{TEXT} So they say.")), (1, 0, 0));
        check(article("all#1", file, TEXT), article("all#1", file, &format!("{TEXT} So they say.")), (0, 0, 1));
    }

    #[test]
    fn the_same_text_from_elsewhere_is_new() {
        check(article("a", "https://example.org/a", TEXT), article("a", "https://example.com/a", TEXT), (1, 0, 0));
    }

    #[test]
    fn a_version_keeps_the_id_and_the_date_that_the_user_set() {
        let mut project = Project::default();
        project.add(vec![article("a", "/a.txt", TEXT)]);
        let id = project.articles()[0].document.id.clone();
        let date = crate::time::PartialDate::from_ymd(2020, 6, 12).expect("a day");
        let set = crate::text::Published { date, from: PublishedFrom::Option };
        project.set_published(&id, Some(set));
        let mut arrivals = Arrivals::new(&project);
        arrivals.sort_out(&project, vec![article("a", "/a.txt", &format!("{TEXT} More."))]);
        assert_eq!(arrivals.newer[0].document.published, Some(set));
        assert_eq!(arrivals.newer[0].document.id, id);
    }
}
