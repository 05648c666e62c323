//! The days that matter in a pile of articles, each with a sentence or two.

use super::{DatedBy, Reading};
use crate::text::Document;
use crate::time::{PartialDate, TimePoint, TimeSpan};
use std::collections::{BTreeMap, BTreeSet};

/// One day of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    pub date: PartialDate,
    /// One or two sentences, word by word from the articles, white space made single.
    pub summary: Vec<String>,
    /// Indices of the articles that tell of the day, in order.
    pub articles: Vec<usize>,
}

#[derive(Default)]
struct Candidate {
    weight: f64,
    /// How good a sentence is, and where: article, byte range.
    sentences: Vec<(f64, usize, usize, usize)>,
    articles: BTreeSet<usize>,
}

/// The `count` most important days within `range` (a missing end is open), oldest first.
///
/// A day weighs what the articles say of it: every event dated to it counts, those of other days' articles most, as
/// what is still spoken of later mattered.
pub fn timeline(articles: &[(&Document, &Reading)], count: usize, range: Option<TimeSpan>) -> Vec<Day> {
    let mut days: BTreeMap<TimePoint, Candidate> = BTreeMap::new();
    for (index, (document, reading)) in articles.iter().enumerate() {
        for event in reading.events.iter().filter(|event| !event.in_title) {
            let Some((Some(begin), Some(end))) = event.span.map(|span| span.hull()) else { continue };
            let wanted = range.is_none_or(|range| range.start <= begin && begin < range.end);
            if end.0.saturating_sub(begin.0) > 86_400 || !wanted {
                continue;
            }
            let civil = begin.civil();
            let Some(day) = TimePoint::from_ymd(civil.year, civil.month, civil.day) else { continue };
            let candidate = days.entry(day).or_default();
            let said = if event.by == DatedBy::Timex { 1.0 } else { 0.6 };
            candidate.weight += said * f64::from(event.importance * event.confidence);
            let value = f64::from(event.importance * event.confidence);
            candidate.sentences.push((value, index, event.sentence.start, event.sentence.end));
            candidate.articles.insert(index);
            let _ = document;
        }
    }
    let mut ranked: Vec<(TimePoint, Candidate)> = days.into_iter().collect();
    ranked.sort_by(|a, b| b.1.weight.total_cmp(&a.1.weight).then(a.0.cmp(&b.0)));
    ranked.truncate(count);
    ranked.sort_by_key(|(day, _)| *day);
    ranked.into_iter().filter_map(|(day, candidate)| finish(articles, day, candidate)).collect()
}

fn finish(articles: &[(&Document, &Reading)], day: TimePoint, mut candidate: Candidate) -> Option<Day> {
    let civil = day.civil();
    candidate.sentences.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut summary: Vec<String> = Vec::new();
    for (_, article, start, end) in candidate.sentences {
        let words = articles[article].0.text.get(start..end).unwrap_or("");
        let sentence = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if summary.len() < 2 && !summary.contains(&sentence) {
            summary.push(sentence);
        }
    }
    let date = PartialDate::from_ymd(civil.year, civil.month, civil.day)?;
    Some(Day { date, summary, articles: candidate.articles.into_iter().collect() })
}
