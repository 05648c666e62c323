//! The days that matter in a pile of articles, each with a sentence or two.

use super::Reading;
use crate::text::{Document, TextRange};
use crate::time::{FuzzySpan, PartialDate, TimePoint, TimeSpan};
use std::collections::{BTreeMap, BTreeSet, HashMap};

const DAY_SECS: i64 = 86_400;

/// What an article adds to a day of which it tells an event, for every day that lies between the two: what is spoken of
/// weeks later mattered. Picked on ten topics of news timelines (0.05, 0.1 and 0.15 tried), not tried on others.
const PER_DAY_LATER: f64 = 0.15;

/// Beyond a month, later makes no difference.
const MOST_DAYS_LATER: i64 = 30;

/// A sentence longer than this is not shown.
const LONGEST_SENTENCE_WORDS: usize = 60;

/// One day of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    pub date: PartialDate,
    /// At most two sentences, word by word from the articles, white space made single.
    pub summary: Vec<String>,
    /// Indices of the articles that tell of the day, in order.
    pub articles: Vec<usize>,
}

#[derive(Default)]
struct Candidate {
    weight: f64,
    /// Article and sentence, with how much the best event in it says.
    sentences: BTreeMap<(usize, TextRange), f64>,
    articles: BTreeSet<usize>,
}

/// The `count` most important days within `range` (`None`: any), oldest first.
///
/// A day weighs the articles that name it by an expression of time, and the days that had passed when each of them told
/// its events. Its sentences are those that say most of what is said about the day, no two alike.
pub fn timeline(articles: &[(&Document, &Reading)], count: usize, range: Option<TimeSpan>) -> Vec<Day> {
    let mut days: BTreeMap<TimePoint, Candidate> = BTreeMap::new();
    let wanted = |day: &TimePoint| range.is_none_or(|range| range.start <= *day && *day < range.end);
    for (index, (document, reading)) in articles.iter().enumerate() {
        let named: BTreeSet<TimePoint> = reading.timexes.iter().filter_map(|timex| day_of(timex.span?)).collect();
        for day in named.into_iter().filter(wanted) {
            days.entry(day).or_default().weight += 1.0;
        }
        let published = document.published.map(|published| published.date.span().start);
        for event in reading.events.iter().filter(|event| !event.in_title) {
            let Some(day) = event.span.and_then(day_of).filter(wanted) else { continue };
            let candidate = days.entry(day).or_default();
            let later = published.map_or(0, |published| (published.0 - day.0) / DAY_SECS).clamp(0, MOST_DAYS_LATER);
            if candidate.articles.insert(index) {
                candidate.weight += PER_DAY_LATER * later as f64;
            }
            let says = candidate.sentences.entry((index, event.sentence)).or_default();
            *says = says.max(f64::from(event.importance * event.confidence));
        }
    }
    let mut ranked: Vec<(TimePoint, Candidate)> =
        days.into_iter().filter(|(_, day)| !day.sentences.is_empty()).collect();
    ranked.sort_by(|a, b| b.1.weight.total_cmp(&a.1.weight).then(a.0.cmp(&b.0)));
    ranked.truncate(count);
    ranked.sort_by_key(|(day, _)| *day);
    let rarity = Rarity::of(articles);
    ranked.into_iter().filter_map(|(day, candidate)| describe(articles, &rarity, day, &candidate)).collect()
}

/// The day of a span that is a day or a part of one.
fn day_of(span: FuzzySpan) -> Option<TimePoint> {
    let (begin, end) = span.hull();
    let (begin, end) = (begin?, end?);
    let civil = begin.civil();
    let day = TimePoint::from_ymd(civil.year, civil.month, civil.day)?;
    (end.0.saturating_sub(day.0) <= DAY_SECS).then_some(day)
}

/// In how many articles a word stands.
struct Rarity {
    articles: HashMap<String, u32>,
    count: f64,
}

impl Rarity {
    fn of(articles: &[(&Document, &Reading)]) -> Rarity {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for (document, _) in articles {
            for word in words_of(&document.text) {
                *counts.entry(word).or_default() += 1;
            }
        }
        Rarity { articles: counts, count: articles.len() as f64 }
    }

    fn weight(&self, word: &str) -> f64 {
        let count = self.articles.get(word).copied().unwrap_or(1).max(1);
        (1.0 + self.count / f64::from(count)).ln()
    }
}

/// The different words, in lower case, short ones and those that say nothing left out.
fn words_of(text: &str) -> BTreeSet<String> {
    const EMPTY: &[&str] = &[
        "the", "and", "for", "that", "with", "was", "were", "has", "have", "had", "are", "been", "his", "her", "its",
        "their", "said", "will", "would", "not", "into", "over", "after", "out", "but", "who", "which", "this", "than",
        "also", "from", "you", "about", "there", "more", "they", "she",
    ];
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 2)
        .map(str::to_lowercase)
        .filter(|word| !EMPTY.contains(&word.as_str()))
        .collect()
}

fn describe(articles: &[(&Document, &Reading)], rarity: &Rarity, day: TimePoint, candidate: &Candidate) -> Option<Day> {
    // The same words told by several articles (agency copy) are one sentence.
    let mut sentences: BTreeMap<String, f64> = BTreeMap::new();
    for (&(article, range), &says) in &candidate.sentences {
        let sentence = range.of(&articles[article].0.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let known = sentences.entry(sentence).or_default();
        *known = known.max(says);
    }
    let words: Vec<BTreeSet<String>> = sentences.keys().map(|sentence| words_of(sentence)).collect();
    let mut spoken: HashMap<&str, u32> = HashMap::new();
    for word in words.iter().flatten() {
        *spoken.entry(word).or_default() += 1;
    }
    let mut ranked: Vec<(f64, &String, &BTreeSet<String>)> = sentences
        .iter()
        .zip(&words)
        .filter(|((sentence, _), _)| sentence.split(' ').count() <= LONGEST_SENTENCE_WORDS)
        .map(|((sentence, says), words)| {
            let central: f64 =
                words.iter().map(|word| f64::from(1 + spoken[word.as_str()]).ln() * rarity.weight(word)).sum();
            (says * central / (sentence.split(' ').count() as f64).sqrt(), sentence, words)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let mut summary: Vec<(&String, &BTreeSet<String>)> = Vec::new();
    for (_, sentence, words) in ranked {
        let repeats = |other: &BTreeSet<String>| words.intersection(other).count() * 2 >= words.len().min(other.len());
        if summary.len() < 2 && !summary.iter().any(|(_, other)| repeats(other)) {
            summary.push((sentence, words));
        }
    }
    let civil = day.civil();
    Some(Day {
        date: PartialDate::from_ymd(civil.year, civil.month, civil.day)?,
        summary: summary.into_iter().map(|(sentence, _)| sentence.clone()).collect(),
        articles: candidate.articles.iter().copied().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Published, PublishedFrom};

    fn article(id: &str, day: &str, text: &str) -> Document {
        let mut document = Document::from_text(id, text);
        let date = PartialDate::from_iso(day).unwrap();
        document.published = Some(Published { date, from: PublishedFrom::Option });
        document
    }

    #[test]
    fn a_day_that_many_articles_name_comes_before_one_that_few_name() {
        let documents = [
            article(
                "a",
                "2011-05-06",
                "The old mill burned down on 3 May 2011. The mayor visited the ruin on 5 May 2011.",
            ),
            article("b", "2011-05-20", "A fire destroyed the mill on 3 May 2011."),
        ];
        let readings: Vec<Reading> = documents.iter().map(crate::event::read).collect();
        let pairs: Vec<_> = documents.iter().zip(&readings).collect();
        let days = timeline(&pairs, 1, None);
        assert_eq!(days.len(), 1);
        assert_eq!(days[0].date.to_string(), "2011-05-03");
        assert!(days[0].summary.iter().all(|sentence| sentence.contains("3 May 2011")));
        assert_eq!(days[0].articles, [0, 1]);
    }

    #[test]
    fn days_outside_the_range_are_left_out() {
        let document = article("a", "2011-05-06", "The old mill burned down on 3 May 2011.");
        let reading = crate::event::read(&document);
        let june = PartialDate::from_iso("2011-06").unwrap().span();
        assert!(timeline(&[(&document, &reading)], 5, Some(june)).is_empty());
    }
}
