//! `dateline timeline`: the days that matter most, and what happened on them.

use super::args::{Range, TimelineArgs, TimelineFormat};
use super::output::{self, CliError};
use super::{Outcome, read::Corpus};
use crate::time::TimePoint;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// A chosen day.
#[derive(Serialize)]
struct Day {
    date: String,
    summary: Vec<String>,
    articles: Vec<String>,
}

pub(super) fn run(args: &TimelineArgs) -> Result<Outcome, CliError> {
    let corpus = Corpus::read(&args.inputs);
    let days = select(&corpus, args.dates as usize, &args.range);
    output::write(args.output.as_deref(), |out| match args.format {
        TimelineFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &days)?;
            out.write_all(b"\n")
        }
        TimelineFormat::Md => write_markdown(out, &days),
    })?;
    Ok(corpus.outcome)
}

fn write_markdown(out: &mut dyn Write, days: &[Day]) -> io::Result<()> {
    for day in days {
        writeln!(out, "## {}\n", day.date)?;
        for sentence in &day.summary {
            writeln!(out, "{sentence}\n")?;
        }
        writeln!(out, "Source: {}\n", day.articles.join(", "))?;
    }
    Ok(())
}

/// Days by the importance of all that happened on them, oldest first; two sentences a day.
fn select(corpus: &Corpus, count: usize, range: &Range) -> Vec<Day> {
    #[derive(Default)]
    struct Candidate {
        weight: f64,
        sentences: Vec<(f32, String)>,
        articles: BTreeSet<String>,
    }
    let wanted = range.span();
    let mut days: BTreeMap<TimePoint, Candidate> = BTreeMap::new();
    for (document, reading) in &corpus.articles {
        for event in reading.events.iter().filter(|event| !event.in_title) {
            let Some((Some(begin), Some(end))) = event.span.map(|span| span.hull()) else { continue };
            // Only what is known to the day can choose a day.
            if end.0.saturating_sub(begin.0) > 86_400 || begin < wanted.start || begin >= wanted.end {
                continue;
            }
            let civil = begin.civil();
            let Some(day) = TimePoint::from_ymd(civil.year, civil.month, civil.day) else { continue };
            let candidate = days.entry(day).or_default();
            candidate.weight += f64::from(event.importance * event.confidence);
            let sentence = event.sentence.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
            candidate.sentences.push((event.importance, sentence));
            candidate.articles.insert(document.id.0.clone());
        }
    }
    let mut ranked: Vec<(TimePoint, Candidate)> = days.into_iter().collect();
    ranked.sort_by(|a, b| b.1.weight.total_cmp(&a.1.weight).then(a.0.cmp(&b.0)));
    ranked.truncate(count);
    ranked.sort_by_key(|(day, _)| *day);
    ranked
        .into_iter()
        .map(|(day, mut candidate)| {
            candidate.sentences.sort_by(|a, b| b.0.total_cmp(&a.0));
            let mut summary: Vec<String> = Vec::new();
            for (_, sentence) in candidate.sentences {
                if summary.len() < 2 && !summary.contains(&sentence) {
                    summary.push(sentence);
                }
            }
            Day { date: crate::export::jsonl::iso(day), summary, articles: candidate.articles.into_iter().collect() }
        })
        .collect()
}
