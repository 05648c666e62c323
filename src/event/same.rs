//! The same event told twice: matched by its time, by what happened and by the words for who and where.

use super::lexicon::stem;
use super::{Event, Reading};
use crate::text::Document;
use crate::text::syntax::Word;
use std::collections::BTreeMap;

/// Words too common to tell one event from another.
const COMMON: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "by", "with", "and", "from", "as", "was", "were", "has",
    "have", "had", "is", "are", "be", "been", "his", "her", "its", "their", "that", "it", "he", "she", "they", "said",
    "will", "would", "new", "two", "not", "into", "over", "after", "up", "out", "or", "but", "who", "which", "this",
    "than", "also",
];

/// What a mention is matched by.
struct Mention {
    at: (usize, usize),
    words: Vec<u32>,
    /// Of those, names and numbers.
    names: Vec<u32>,
}

/// Names the same event across mentions: for each reading, in order, the cluster of each of its events.
/// Clusters are numbered from 0 in order of first mention. Only mentions of the same time and the same kind of
/// happening are compared, each with the first mention of every cluster there.
pub fn cluster(readings: &[(&Document, &Reading)]) -> Vec<Vec<usize>> {
    let mut blocks: BTreeMap<(&str, bool, u32), Vec<Mention>> = BTreeMap::new();
    let mut told_with: Vec<(usize, usize, usize)> = Vec::new();
    for (article, (document, reading)) in readings.iter().enumerate() {
        for (index, event) in reading.events.iter().enumerate() {
            if let Some(other) = same_clause(&reading.events, index) {
                told_with.push((article, index, other));
                continue;
            }
            let text = if event.in_title { document.title.as_deref().unwrap_or("") } else { &document.text };
            let what = stem(Word::new(event.trigger.of(text)).lower);
            let (words, names) = words_of(event, text);
            blocks.entry((day_of(event), event.negated, what)).or_default().push(Mention {
                at: (article, index),
                words,
                names,
            });
        }
    }
    let mut first_of: Vec<Vec<(usize, usize)>> =
        readings.iter().enumerate().map(|(a, (_, r))| (0..r.events.len()).map(|e| (a, e)).collect()).collect();
    for mentions in blocks.values() {
        let mut heads: Vec<&Mention> = Vec::new();
        for mention in mentions {
            // The most recent of a long row of different events is looked at, so that a huge block stays quick.
            match heads.iter().rev().take(200).find(|head| is_same(head, mention)) {
                Some(head) => first_of[mention.at.0][mention.at.1] = head.at,
                None => heads.push(mention),
            }
        }
    }
    for (article, index, other) in told_with {
        first_of[article][index] = first_of[article][other];
    }
    number(&first_of)
}

/// The first event before this one that the same sentence tells of the same time in the same words.
fn same_clause(events: &[Event], index: usize) -> Option<usize> {
    let event = &events[index];
    let mut found = None;
    for at in (0..index).rev().take_while(|&at| events[at].sentence == event.sentence) {
        if events[at].title == event.title && events[at].value == event.value && events[at].in_title == event.in_title {
            found = Some(at);
        }
    }
    found
}

fn number(first_of: &[Vec<(usize, usize)>]) -> Vec<Vec<usize>> {
    let mut numbers: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    (first_of.iter())
        .map(|events| {
            let of = |first: &(usize, usize)| {
                let next = numbers.len();
                *numbers.entry(*first).or_insert(next)
            };
            events.iter().map(of).collect()
        })
        .collect()
}

/// The date without its clock time: "on Friday" and "at 10:35 on Friday" may be one.
fn day_of(event: &Event) -> &str {
    event.value.split('T').next().unwrap_or("")
}

fn words_of(event: &Event, text: &str) -> (Vec<u32>, Vec<u32>) {
    let (mut words, mut names) = (Vec::new(), Vec::new());
    let mut note = |phrase: &str| {
        for word in phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let lower = word.to_lowercase();
            if COMMON.contains(&lower.as_str()) {
                continue;
            }
            let hash = stem(Word::new(&lower).lower);
            words.push(hash);
            if word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
                names.push(hash);
            }
        }
    };
    note(&event.title);
    event.participants.iter().for_each(|participant| note(&participant.name));
    event.places.iter().for_each(|place| note(place.of(text)));
    for list in [&mut words, &mut names] {
        list.sort_unstable();
        list.dedup();
    }
    (words, names)
}

fn is_same(a: &Mention, b: &Mention) -> bool {
    let shared = overlap(&a.words, &b.words);
    let smaller = a.words.len().min(b.words.len()).max(1);
    let names = overlap(&a.names, &b.names);
    // The happening itself is one of the shared words.
    let same_article = a.at.0 == b.at.0;
    let share = shared as f32 / smaller as f32;
    if same_article { shared >= 2 && share >= 0.25 } else { shared >= 3 && names >= 1 && share >= 0.4 }
}

fn overlap(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|word| b.binary_search(word).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::read;

    fn clusters(texts: &[&str]) -> Vec<Vec<usize>> {
        let documents: Vec<Document> =
            texts.iter().enumerate().map(|(at, text)| Document::from_text(at.to_string(), *text)).collect();
        let readings: Vec<Reading> = documents.iter().map(read).collect();
        cluster(&documents.iter().zip(&readings).collect::<Vec<_>>())
    }

    #[test]
    fn two_articles_that_tell_the_same_share_a_cluster() {
        let found = clusters(&[
            "Rebels attacked the town of Harlow on 3 May 2011.",
            "On 3 May 2011 the rebels attacked Harlow, a small town.",
        ]);
        assert_eq!(found, [[0], [0]]);
    }

    #[test]
    fn other_days_and_other_happenings_stay_apart() {
        let found = clusters(&[
            "Rebels attacked the town of Harlow on 3 May 2011.",
            "Rebels attacked the town of Harlow on 4 May 2011.",
            "Rebels left the town of Harlow on 3 May 2011.",
        ]);
        assert_eq!(found, [[0], [1], [2]]);
    }
}
