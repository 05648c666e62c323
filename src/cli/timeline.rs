//! `dateline timeline`: the days that matter most, and what happened on them.

use super::args::{Range, TimelineArgs, TimelineFormat};
use super::output::{self, CliError};
use super::{Outcome, read::Corpus};
use crate::event;
use serde::Serialize;
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

/// The days as they are written: with the ids of the articles.
fn select(corpus: &Corpus, count: usize, range: &Range) -> Vec<Day> {
    let pairs: Vec<_> = corpus.articles.iter().map(|(document, reading)| (document, reading)).collect();
    (event::timeline(&pairs, count, Some(range.span())).into_iter())
        .map(|day| Day {
            date: day.date.to_string(),
            summary: day.summary,
            articles: day.articles.iter().map(|&at| corpus.articles[at].0.id.clone().into()).collect(),
        })
        .collect()
}
