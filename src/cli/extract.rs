//! `dateline extract`: every time expression and event.

use super::args::{ExtractArgs, ExtractFormat};
use super::output::{self, CliError};
use super::{Outcome, read::Corpus};
use crate::export::{csv, jsonl, timeml};
use std::io::{self, Write};

pub(super) fn run(args: &ExtractArgs) -> Result<Outcome, CliError> {
    let corpus = Corpus::read(&args.inputs);
    output::write(args.output.as_deref(), |out| match args.format {
        ExtractFormat::Jsonl => corpus.extracts().try_for_each(|extract| jsonl::write_document(out, extract)),
        ExtractFormat::Csv => csv::write(out, corpus.extracts()),
        ExtractFormat::Timeml => write_timeml(out, &corpus),
    })?;
    Ok(corpus.outcome)
}

/// One article is a TimeML document; several stand in a `TimeMLCorpus`, as XML has one root.
fn write_timeml(out: &mut dyn Write, corpus: &Corpus) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let several = corpus.articles.len() != 1;
    if several {
        writeln!(out, "<TimeMLCorpus>")?;
    }
    corpus.extracts().try_for_each(|extract| timeml::write_document(out, extract))?;
    if several {
        writeln!(out, "</TimeMLCorpus>")?;
    }
    Ok(())
}
