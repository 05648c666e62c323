//! Words looked up in all articles and in the titles of all events.

use super::store::{Store, StoreError};
use super::{Article, At, Entry, EntryId, Project};
use crate::text::{DocumentId, TextRange};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// An event whose title has the words.
#[derive(Clone, Debug, PartialEq)]
pub struct EventHit {
    pub id: EntryId,
    pub title: String,
}

/// A place in an article that has one of the words, where the article has all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct TextHit {
    pub document: DocumentId,
    /// The headline of the article.
    pub headline: String,
    /// Where the word stands, in the text (in the title when `in_title`).
    pub range: TextRange,
    pub in_title: bool,
    /// The words around it, on one line.
    pub snippet: String,
    /// Where the word stands in the snippet.
    pub in_snippet: TextRange,
}

/// What [`search`] found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub events: Vec<EventHit>,
    pub texts: Vec<TextHit>,
    /// Whether there is more than is listed.
    pub more: bool,
}

impl Found {
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.texts.is_empty()
    }
}

/// As many as are looked at.
const MOST_EVENTS: usize = 100;
const MOST_TEXTS: usize = 200;
const MOST_IN_ONE_ARTICLE: usize = 3;
/// Bytes around a word in its snippet.
const AROUND: usize = 60;

/// Looks the words up: articles that have them all, as whole words or beginnings of words, whatever their case. The
/// project's file knows which articles to look into; without one all are looked into.
pub fn search(project: &Project, store: Option<&Store>, words: &str) -> Result<Found, StoreError> {
    let words = words_of(words);
    if words.is_empty() {
        return Ok(Found::default());
    }
    let places: Vec<usize> = match store.filter(|store| store.can_find()) {
        Some(store) => store.find(&words)?.iter().filter_map(|id| project.places.get(id).copied()).collect(),
        None => {
            let all = project.articles.par_iter().enumerate();
            all.filter(|(_, article)| tells_of(article, &words)).map(|(at, _)| at).collect()
        }
    };
    let mut found = Found { events: events(project, &places, &words), ..Found::default() };
    found.more = found.events.len() > MOST_EVENTS;
    found.events.truncate(MOST_EVENTS);
    // The first articles usually fill the list: the rest is then not looked into.
    for some in places.chunks(64) {
        let hits = some.par_iter().map(|&at| texts(&project.articles[at], &words));
        found.texts.extend(hits.collect::<Vec<_>>().into_iter().flatten());
        if found.texts.len() > MOST_TEXTS {
            found.texts.truncate(MOST_TEXTS);
            found.more = true;
            break;
        }
    }
    Ok(found)
}

/// Whether each of the words stands somewhere in the article or in the titles of its events.
fn tells_of(article: &Article, words: &[String]) -> bool {
    let document = &article.document;
    words.iter().all(|word| {
        let has = |text: &str| words_in(text).any(|range| begins_with(range.of(text), word));
        has(document.title.as_deref().unwrap_or(""))
            || has(&document.text)
            || article.outline().events().any(|event| has(&event.title))
    })
}

/// The words, in small letters, each once.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_lowercase).collect();
    words.sort();
    words.dedup();
    words
}

/// Events of these articles with all of the words in their titles, and those that the user gave such a title or note.
fn events(project: &Project, places: &[usize], words: &[String]) -> Vec<EventHit> {
    let marked = project.marks.iter().filter(|(_, marks)| {
        let mut said = [&marks.title, &marks.note].into_iter().flatten();
        said.any(|text| has_all(text, words))
    });
    let mut found = Hits::default();
    marked.for_each(|(key, _)| found.take(project.entry_of(key)));
    for &article in places {
        for (event, brief) in project.articles[article].outline().events().enumerate() {
            if has_all(&brief.title, words) {
                let entry = project.chronology.at(At::new(article, event));
                found.take(entry.filter(|entry| entry.marks().title.is_none()));
            }
        }
        if found.hits.len() > MOST_EVENTS {
            break;
        }
    }
    found.hits
}

/// Events, each once.
#[derive(Default)]
struct Hits {
    hits: Vec<EventHit>,
    seen: BTreeSet<EntryId>,
}

impl Hits {
    fn take(&mut self, entry: Option<&Entry>) {
        if let Some(entry) = entry
            && self.seen.insert(entry.id)
        {
            self.hits.push(EventHit { id: entry.id, title: entry.title.to_string() });
        }
    }
}

fn texts(article: &Article, words: &[String]) -> Vec<TextHit> {
    let document = &article.document;
    let mut hits = Vec::new();
    for (text, in_title) in [(document.title.as_deref().unwrap_or(""), true), (document.text.as_str(), false)] {
        let mut behind = 0;
        for range in places_of(text, words) {
            if hits.len() == MOST_IN_ONE_ARTICLE {
                return hits;
            }
            // What the snippet before shows already is no hit of its own.
            if range.start >= behind {
                behind = range.end + AROUND;
                let (snippet, in_snippet) = snippet(text, range);
                let (document, headline) = (document.id.clone(), document.headline().to_owned());
                hits.push(TextHit { document, headline, range, in_title, snippet, in_snippet });
            }
        }
    }
    hits
}

/// Where words of the text begin with one of these.
fn places_of<'t>(text: &'t str, words: &'t [String]) -> impl Iterator<Item = TextRange> + 't {
    words_in(text).filter(|range| words.iter().any(|word| begins_with(range.of(text), word)))
}

fn words_in(text: &str) -> impl Iterator<Item = TextRange> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let len = text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
        at = start + len;
        Some(TextRange::new(start, at))
    })
}

/// Whether a word of a text begins with a word in small letters.
fn begins_with(word: &str, wanted: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    wanted.chars().all(|letter| letters.next() == Some(letter))
}

fn has_all(text: &str, words: &[String]) -> bool {
    words.iter().all(|word| words_in(text).any(|range| begins_with(range.of(text), word)))
}

/// The words around the range on one line, and where the range is in it.
fn snippet(text: &str, range: TextRange) -> (String, TextRange) {
    let start = text.ceil_char_boundary(range.start.saturating_sub(AROUND));
    let end = text.floor_char_boundary((range.end + AROUND).min(text.len()));
    let start = if start == 0 { 0 } else { next_word(text, start, range.start) };
    let end = if end == text.len() { end } else { text[range.end..end].rfind(' ').map_or(end, |at| range.end + at) };
    let one_line = |part: &str| part.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect::<String>();
    let mut line = String::new();
    if start > 0 {
        line.push('…');
    }
    line.push_str(&one_line(&text[start..range.start]));
    let from = line.len();
    line.push_str(range.of(text));
    let in_line = TextRange::new(from, line.len());
    line.push_str(&one_line(&text[range.end..end]));
    if end < text.len() {
        line.push('…');
    }
    (line, in_line)
}

fn next_word(text: &str, from: usize, last: usize) -> usize {
    text[from..last].find(' ').map_or(from, |at| from + at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::store::Store;
    use super::*;
    use crate::text::Document;

    fn article(id: &str, text: &str) -> Article {
        let mut document = Document::from_text(id, text);
        document.title = Some(format!("News of {id}"));
        Article::read(document)
    }

    fn project() -> Project {
        let mut project = Project::default();
        project.add(vec![
            article("Ashford", "The army captured the old town in 2014. Nobody saw the miller\u{2019}s boat."),
            article("Birk", "Rebels attacked the base on January 3, 2020. The town was quiet; a miller slept."),
        ]);
        project
    }

    fn check(project: &Project, store: Option<&Store>) {
        let found = |words: &str| search(project, store, words).unwrap();
        let places = |words: &str| -> Vec<(String, String)> {
            let texts = found(words).texts.into_iter();
            texts.map(|hit| (hit.document.0.to_string(), hit.in_snippet.of(&hit.snippet).to_owned())).collect()
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(places("MILL"), [pair("Ashford", "miller"), pair("Birk", "miller")]);
        assert_eq!(places("town captured")[0], pair("Ashford", "captured"));
        assert_eq!(places("news birk")[0], pair("Birk", "News"));
        assert!(places("town birch").is_empty() && places("  \"*( ").is_empty() && places("NOT").is_empty());
        let events = found("rebels attack").events;
        assert_eq!(events.len(), 1);
        assert_eq!(project.entry(events[0].id).unwrap().title, events[0].title.as_str());
        let hit = &found("slept").texts[0];
        assert_eq!(hit.range.of(&project.articles()[1].document.text), "slept");
    }

    #[test]
    fn words_are_found_where_they_stand_with_a_file_and_without() {
        let folder = tempfile::tempdir().unwrap();
        let project = project();
        check(&project, None);
        let mut store = Store::create(&folder.path().join("mill.dateline")).unwrap();
        store.sync(&project).unwrap();
        check(&project, Some(&store));
    }

    #[test]
    fn what_the_user_wrote_is_found_and_what_was_removed_is_not() {
        let mut project = project();
        let id = project.chronology()[0].id;
        project.set_title(id, Some("Seizure of the granary"));
        assert_eq!(search(&project, None, "granary").unwrap().events[0].id, id);
        assert!(search(&project, None, "captured").unwrap().events.is_empty());
        project.remove(&["Birk".into()]);
        assert!(search(&project, None, "rebels").unwrap().is_empty());
    }

    #[test]
    fn a_snippet_shows_whole_words_around() {
        let text = "zero one two three four five six seven eight nine ten eleven twelve the\nmill thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";
        let at = text.find("mill").unwrap();
        let (line, range) = snippet(text, TextRange::new(at, at + 4));
        assert_eq!(range.of(&line), "mill");
        assert!(line.contains("the mill thirteen"), "{line}");
        let words: Vec<&str> = line.trim_matches('…').split_whitespace().collect();
        assert!(words.len() > 8 && words.len() < 22, "{line}");
        assert!(words.iter().all(|word| text.split_whitespace().any(|other| other == *word)), "{line}");
    }
}
