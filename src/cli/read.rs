//! Reads what the subcommands work on, telling progress and failures on standard error.

use super::Outcome;
use super::args::Inputs;
use crate::event::{self, Reading};
use crate::export::Extract;
use crate::import::{self, ImportError, ImportOptions, Progress, Step};
use crate::text::Document;
use std::io::{self, IsTerminal, Write};

/// Everything that was read, in input order.
pub(super) struct Corpus {
    pub(super) articles: Vec<(Document, Reading)>,
    clusters: Vec<Vec<usize>>,
    pub(super) outcome: Outcome,
}

impl Corpus {
    pub(super) fn read(inputs: &Inputs) -> Corpus {
        let (published, limits) = (inputs.published, inputs.limits.limits());
        let options = ImportOptions { published, limits, ..ImportOptions::default() };
        let mut articles = Vec::new();
        let mut report = Report::new();
        import::run(&inputs.to_import(), &options, with_reading, |step| match step {
            Step::Document(article) => articles.push(article),
            Step::Error(error) => report.error(&error),
            Step::Progress(progress) => report.progress(progress),
        });
        let outcome = report.finish();
        let pairs: Vec<_> = articles.iter().map(|(document, reading)| (document, reading)).collect();
        let clusters = event::cluster(&pairs);
        Corpus { articles, clusters, outcome }
    }

    pub(super) fn extracts(&self) -> impl Iterator<Item = Extract<'_>> {
        let clusters = self.clusters.iter();
        self.articles.iter().zip(clusters).map(|((document, reading), clusters)| Extract {
            document,
            reading,
            clusters,
            said: &[],
        })
    }
}

fn with_reading(document: Document) -> (Document, Reading) {
    let reading = event::read(&document);
    (document, reading)
}

/// Tells of failures, and of progress only to a terminal.
struct Report {
    terminal: bool,
    hidden: usize,
    failed: bool,
    /// Whether a progress line stands on the terminal.
    line_open: bool,
}

impl Report {
    fn new() -> Report {
        Report { terminal: io::stderr().is_terminal(), hidden: 0, failed: false, line_open: false }
    }

    fn error(&mut self, error: &ImportError) {
        self.failed |= error.is_failure();
        match error {
            ImportError::Hidden { .. } => self.hidden += 1,
            error => {
                self.clear_line();
                eprintln!("dateline: {error}");
            }
        }
    }

    fn progress(&mut self, progress: Progress) {
        if self.terminal && progress.files > 1 {
            let percent = (progress.bytes_done * 100).checked_div(progress.bytes).unwrap_or(0);
            eprint!("\r\x1b[KReading {} of {} files, {percent} %", progress.files_done, progress.files);
            // A progress line that cannot be shown is no reason to stop.
            let _ = io::stderr().flush();
            self.line_open = true;
        }
    }

    fn clear_line(&mut self) {
        if self.line_open {
            eprint!("\r\x1b[K");
            self.line_open = false;
        }
    }

    fn finish(mut self) -> Outcome {
        self.clear_line();
        if self.hidden > 0 {
            let files =
                if self.hidden == 1 { "1 hidden file".to_owned() } else { format!("{} hidden files", self.hidden) };
            eprintln!("dateline: {files} not read; name a file to read it");
        }
        if self.failed { Outcome::Partial } else { Outcome::Complete }
    }
}
