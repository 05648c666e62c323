//! How fast the tagger reads, and the whole way from text to events: characters a second on one core and on all, and how
//! tagging grows with the text.
//!
//! `cargo bench --bench tag` reads the articles of `../shared/data/timelines` where they are there (news of 2009 to
//! 2011 of several papers), else the samples of `assets/samples`. The count of time expressions is checked first: a
//! tagger that finds nothing is quick.

use dateline::event::{self, Reading};
use dateline::text::{Document, Published, PublishedFrom};
use dateline::time::PartialDate;
use dateline::timex::tag_text;
use rayon::prelude::*;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

#[path = "common/timelines.rs"]
mod timelines;

struct Article {
    text: String,
    published: Option<PartialDate>,
}

fn main() {
    let articles = articles();
    let characters: usize = articles.iter().map(|article| article.text.chars().count()).sum();
    let timexes: usize = articles.iter().map(|article| tag_text(&article.text, article.published).len()).sum();
    // News has a time expression every 150 to 400 characters.
    assert!(timexes * 1000 > characters, "only {timexes} time expressions in {characters} characters");
    println!("{} articles, {characters} characters, {timexes} time expressions", articles.len());

    report("one core", characters, || {
        for article in &articles {
            black_box(tag_text(&article.text, article.published));
        }
    });
    report("all cores", characters, || {
        articles.par_iter().for_each(|article| {
            black_box(tag_text(&article.text, article.published));
        });
    });

    whole_way(&articles, characters);

    let all: String = articles.iter().flat_map(|article| [article.text.as_str(), "\n\n"]).collect();
    // The same words each time, so that the curve shows what the length costs and not what stands in the text.
    const LARGEST: usize = 10_000_000;
    let text = sized(&all, LARGEST);
    let characters = text.chars().count();
    for size in [10_000, 100_000, 1_000_000, LARGEST] {
        let pieces = pieces(&text, size);
        report(&format!("in texts of {} kB", size / 1000), characters, || {
            for piece in &pieces {
                black_box(tag_text(piece, PartialDate::from_iso("2010-06-12")));
            }
        });
    }
}

/// The text in pieces of about `size` bytes, each of them up to the end of a word.
fn pieces(text: &str, size: usize) -> Vec<&str> {
    let mut out = Vec::with_capacity(text.len() / size + 1);
    let mut rest = text;
    while rest.len() > size {
        let near = rest.floor_char_boundary(size);
        let end = rest[..near].rfind(char::is_whitespace).filter(|&at| at > 0).unwrap_or(near);
        let (piece, behind) = rest.split_at(end);
        out.push(piece);
        rest = behind;
    }
    out.push(rest);
    out
}

/// From texts to events that are told once.
fn whole_way(articles: &[Article], characters: usize) {
    let document = |(at, article): (usize, &Article)| {
        let mut document = Document::from_text(at.to_string(), article.text.as_str());
        document.published = article.published.map(|date| Published { date, from: PublishedFrom::Option });
        document
    };
    let documents: Vec<Document> = articles.iter().enumerate().map(document).collect();
    let readings: Vec<Reading> = documents.par_iter().map(event::read).collect();
    let events: usize = readings.iter().map(|reading| reading.events.len()).sum();
    assert!(events * 10_000 > characters, "only {events} events in {characters} characters");
    println!("{events} events");
    report("text to events, one core", characters, || {
        for document in &documents {
            black_box(event::read(document));
        }
    });
    let start = Instant::now();
    let readings: Vec<Reading> = documents.par_iter().map(event::read).collect();
    let pairs: Vec<(&Document, &Reading)> = documents.iter().zip(&readings).collect();
    black_box(event::cluster(&pairs));
    println!("{:24} {:8.2} s with what is the same, on all cores", "all articles", start.elapsed().as_secs_f64());
}

/// Runs for at least two seconds and prints the best run, which noise can only slow.
fn report(name: &str, characters: usize, run: impl Fn()) {
    let begin = Instant::now();
    let mut best = Duration::MAX;
    let mut runs = 0;
    while begin.elapsed() < Duration::from_secs(2) || runs < 3 {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed());
        runs += 1;
    }
    println!("{name:24} {:8.2} million characters a second", characters as f64 / best.as_secs_f64() / 1e6);
}

/// The text repeated or cut to about `size` bytes.
fn sized(text: &str, size: usize) -> String {
    let mut sized = text.repeat(size / text.len().max(1) + 1);
    sized.truncate(sized.floor_char_boundary(size));
    sized
}

fn articles() -> Vec<Article> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut articles: Vec<Article> = timelines::lines().iter().filter_map(|line| article(line)).collect();
    if articles.is_empty() {
        let samples = root.join("assets/samples").read_dir().into_iter().flatten();
        articles = samples
            .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok())
            .map(|text| Article { text, published: PartialDate::from_iso("2020-06-12") })
            .collect();
    }
    articles
}

fn article(line: &str) -> Option<Article> {
    let record: serde_json::Value = serde_json::from_str(line).ok()?;
    let published = record["published"].as_str().and_then(PartialDate::from_iso);
    Some(Article { text: record["text"].as_str()?.to_string(), published })
}
