//! Which events tell of words, asked of all of a project at once and without unpacking what was read.

use super::{Article, Entry, Project};
use rayon::prelude::*;

/// For each event, which of some words stand in it.
pub struct Telling<'p> {
    project: &'p Project,
    /// In small letters.
    words: &'p [String],
    parts: Vec<Part>,
}

/// The same for as many of the words as there are bits.
struct Part {
    words: std::ops::Range<usize>,
    /// For each article the words in its headline.
    headlines: Vec<u64>,
    /// For each of its events those in its sentence and its date.
    events: Vec<Vec<u64>>,
}

impl Project {
    /// Looks for these words, which are in small letters.
    pub fn telling<'p>(&'p self, words: &'p [String]) -> Telling<'p> {
        let most = u64::BITS as usize;
        let parts = (0..words.len()).step_by(most).map(|start| {
            let range = start..(start + most).min(words.len());
            let some = &words[range.clone()];
            let of_article = |article: &std::sync::Arc<Article>| {
                (found(article.document.headline(), some), events(article, some)) //
            };
            let (headlines, events) = self.articles.par_iter().map(of_article).unzip();
            Part { words: range, headlines, events }
        });
        Telling { project: self, words, parts: parts.collect() }
    }
}

impl Telling<'_> {
    /// Whether the entry has all of the words: in its title, date, note or tags, in one of the sentences that tell of it,
    /// or in the headline of an article that does.
    pub fn has_all(&self, entry: &Entry) -> bool {
        self.parts.iter().all(|part| {
            let words = &self.words[part.words.clone()];
            let all = u64::MAX >> (u64::BITS as usize - words.len());
            let told = entry.claims.iter().fold(0, |told, claim| {
                let headline = claim.article().map_or(0, |article| part.headlines[article]);
                let sentence = match (claim.article(), claim.event()) {
                    (Some(article), Some(event)) => part.events[article].get(event).copied().unwrap_or(0),
                    _ => {
                        let event = self.project.event(claim);
                        found(event.sentence.of(self.project.text_of(claim)), words) | found(&event.value, words)
                    }
                };
                told | headline | sentence
            });
            if told == all {
                return true;
            }
            let marks = entry.marks();
            let said = marks.note.iter().chain(&marks.tags).map(String::as_str);
            said.chain([&*entry.title, &*entry.value]).fold(told, |told, text| told | found(text, words)) == all
        })
    }
}

fn events(article: &Article, words: &[String]) -> Vec<u64> {
    let document = &article.document;
    let title = document.title.as_deref().unwrap_or("");
    let of_event = |brief: super::outline::Brief| {
        let text = if brief.in_title { title } else { &document.text };
        found(brief.sentence.of(text), words) | found(&brief.value, words)
    };
    article.outline().events().map(of_event).collect()
}

/// A bit for each word that the text has.
fn found(text: &str, words: &[String]) -> u64 {
    let text = text.to_lowercase();
    let bit = |(at, word): (usize, &String)| u64::from(text.contains(word.as_str())) << at;
    words.iter().enumerate().map(bit).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Place, Say, UserDate};
    use crate::text::{Document, TextRange};

    fn project() -> Project {
        let mut project = Project::default();
        let mut document = Document::from_text(
            "a",
            "The army captured the old town in 2014. Nobody saw the miller. Rebels attacked the base in 2016.",
        );
        document.title = Some("News of the war".to_owned());
        project.add(vec![Article::read(document).compact()]);
        project
    }

    fn titles(project: &Project, words: &str) -> Vec<String> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let telling = project.telling(&words);
        project
            .chronology()
            .iter()
            .filter(|entry| telling.has_all(entry))
            .map(|entry| entry.value.to_string())
            .collect()
    }

    #[test]
    fn words_stand_in_the_sentence_the_headline_or_what_the_user_wrote() {
        let mut project = project();
        assert_eq!(titles(&project, "OLD town"), ["2014"]);
        assert_eq!(titles(&project, "war"), ["2014", "2016"]);
        assert_eq!(titles(&project, "war base 2016"), ["2016"]);
        assert!(titles(&project, "miller").is_empty() && titles(&project, "old base").is_empty());
        let id = project.chronology()[0].id;
        project.say(&[id], &Say::Tag("disputed".into()));
        project.set_note(id, Some("Ask the miller."));
        assert_eq!(titles(&project, "miller disputed army"), ["2014"]);
        let start = project.articles()[0].document.text.find("Nobody").unwrap();
        let place = Place { document: "a".into(), in_title: false, range: TextRange::new(start, start + 6) };
        project.create(Some(&place), "An eyewitness", UserDate::read("2015").as_ref());
        assert_eq!(titles(&project, "saw eyewitness"), ["2015"]);
    }

    #[test]
    fn more_words_than_bits_are_all_looked_for() {
        let project = project();
        let many = "army ".repeat(70);
        assert_eq!(titles(&project, &many), ["2014"]);
        assert!(titles(&project, &format!("{many} base")).is_empty());
    }
}
