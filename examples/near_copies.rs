//! Lists which articles are near copies of which, to be judged by eye: `cargo run --release --example near_copies -- PATH…`

use dateline::import::{self, ImportOptions, Input, Step};
use dateline::text::{Document, Signature, families};
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;

fn main() -> io::Result<()> {
    let inputs: Vec<Input> = std::env::args().skip(1).map(|path| Input::from(PathBuf::from(path))).collect();
    let mut documents: Vec<Document> = Vec::new();
    import::run(
        &inputs,
        &ImportOptions::default(),
        |document| document,
        |step| {
            if let Step::Document(document) = step {
                documents.push(document);
            }
        },
    );
    let started = Instant::now();
    let signed: Vec<(&Document, Signature)> =
        documents.iter().filter_map(|document| Some((document, Signature::of(&document.text)?))).collect();
    let texts: Vec<(&str, &Signature)> =
        signed.iter().map(|(document, signature)| (document.text.as_str(), signature)).collect();
    let found = families(&texts);
    let seconds = started.elapsed().as_secs_f64();
    let mut out = io::stdout().lock();
    let line = |document: &Document| {
        let day = document.published.map(|published| published.date.to_string()).unwrap_or_default();
        format!("{} {day} {:6} characters: {}", document.id.0, document.text.len(), document.headline())
    };
    for family in &found {
        writeln!(out, "{}", line(signed[family.first].0))?;
        for &copy in &family.copies {
            writeln!(out, "    {}", line(signed[copy].0))?;
        }
    }
    let copies: usize = found.iter().map(|family| family.copies.len()).sum();
    writeln!(out, "{} articles, {copies} copies of {} in {seconds:.2} s", documents.len(), found.len())
}
