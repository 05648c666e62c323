//! `dateline export`: the timeline drawn into files, and the events as tables.

use super::args::ExportArgs;
use super::output::{self, CliError};
use super::{Outcome, read::Corpus};
use crate::export::{csv, jsonl};

pub(super) fn run(args: &ExportArgs) -> Result<Outcome, CliError> {
    let corpus = Corpus::read(&args.inputs);
    if let Some(path) = &args.files.csv {
        output::write_file(path, |out| {
            out.write_all(csv::EXCEL_MARK)?;
            csv::write(out, corpus.extracts())
        })?;
    }
    if let Some(path) = &args.files.jsonl {
        output::write_file(path, |out| corpus.extracts().try_for_each(|extract| jsonl::write_document(out, extract)))?;
    }
    Ok(corpus.outcome)
}
