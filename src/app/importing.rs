//! Taking up what an import reads: parts as they come, the report at the end.

use super::App;
use super::jobs::{Job, Outcome};
use super::reading::{self, ReadResult, Task, UnclearTable};
use super::timeline_state::first_view;
use crate::import::{Columns, Fate, ImportOptions, ReportEntry};
use crate::project::{Arrivals, Article};
use crate::text::DocumentId;
use crate::timeline::Viewport;
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

/// An import under way.
pub(super) struct Import {
    pub(super) job: Job<ReadResult>,
    parts: Receiver<Vec<Article>>,
    /// Articles taken up so far.
    count: usize,
    /// The view that showed everything when the first part came; `None` where there was something before.
    fitted: Option<Viewport>,
    /// Hash of the text, for every article that is there.
    texts: HashMap<u64, DocumentId>,
    /// Articles whose text was there before, and where.
    copies: Vec<(DocumentId, DocumentId)>,
    /// Sorts out what was there before the import began.
    arrivals: Arrivals,
}

/// What the last import did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportReport {
    /// "Reading articles"
    pub name: String,
    pub files: usize,
    pub articles: usize,
    /// Files that the user left out by stopping.
    pub left_out: usize,
    /// Failures first.
    pub entries: Vec<ReportEntry>,
    /// Articles of the project whose text came twice, the later ones.
    pub copies: Vec<DocumentId>,
}

impl ImportReport {
    /// How many entries are of this kind.
    pub fn count(&self, fate: Fate) -> usize {
        self.entries.iter().filter(|entry| entry.fate == fate).count()
    }
}

impl App {
    /// What the last import did; `None` before the first.
    pub fn import_report(&self) -> Option<&ImportReport> {
        self.report.as_ref()
    }

    /// Tables whose columns the user is to tell.
    pub fn unclear_tables(&self) -> &[UnclearTable] {
        &self.tables
    }

    pub(super) fn begin(&mut self, task: Task) {
        if self.import.is_some() {
            self.waiting.push(task);
            return;
        }
        let (sender, parts) = channel();
        let waker = self.waker();
        let options = ImportOptions { limits: self.settings.limits.clone(), ..ImportOptions::default() };
        let name = task.name();
        let job = Job::start(name, self.waker(), move |progress| {
            reading::read(task, options, progress, |articles| {
                // The window may be gone by now; then nobody waits.
                let _ = sender.send(articles);
                waker();
            })
        });
        match job {
            Ok(job) => {
                let articles = self.project.articles().iter();
                let texts = articles.map(|article| (text_key(article), article.document.id.clone())).collect();
                let (count, fitted, copies) = (0, None, Vec::new());
                let arrivals = Arrivals::new(&self.project);
                self.import = Some(Import { job, parts, count, fitted, texts, copies, arrivals });
            }
            Err(reason) => self.messages.notify("Could not start reading", vec![reason.to_string()]),
        }
    }

    /// Takes up what has come, without waiting.
    pub(super) fn poll_import(&mut self) {
        let Some(import) = &self.import else { return };
        // Asked before the parts are taken: what a finished job handed over is all there.
        let outcome = import.job.poll();
        self.take_parts();
        self.take_end(outcome);
    }

    /// Waits for all imports.
    pub(super) fn finish_imports(&mut self) {
        while let Some(import) = &self.import {
            let outcome = import.job.wait();
            self.take_parts();
            self.take_end(outcome);
        }
    }

    fn take_parts(&mut self) {
        let Some(import) = &self.import else { return };
        let articles: Vec<Article> = import.parts.try_iter().flatten().collect();
        self.take_up(articles);
    }

    fn take_up(&mut self, articles: Vec<Article>) {
        let articles = match &mut self.import {
            Some(import) => import.arrivals.sort_out(&self.project, articles),
            None => articles,
        };
        if articles.is_empty() {
            return;
        }
        let first_new = self.project.articles().len();
        self.project.add_part(articles);
        self.note_copies(first_new);
        self.changed();
        let fitted = self.import.as_ref().and_then(|import| import.fitted);
        if first_new == 0 || fitted == Some(self.timeline.viewport) {
            self.timeline.viewport = first_view(&self.timeline.index);
            self.views.begin(self.timeline.viewport);
        }
        let viewport = self.timeline.viewport;
        if let Some(import) = &mut self.import {
            import.fitted = (first_new == 0 || import.fitted.is_some()).then_some(viewport);
            import.count += self.project.articles().len() - first_new;
        }
        if first_new == 0 || self.shown.is_none() {
            let shown = self.project.articles()[first_new].document.id.clone();
            self.show(shown);
        }
    }

    /// Takes up articles that were read elsewhere.
    pub fn add(&mut self, articles: Vec<Article>) {
        self.take_up(articles);
        self.project.end_add();
        self.changed();
    }

    /// Looks which of the articles from `first_new` on have the text of one before.
    fn note_copies(&mut self, first_new: usize) {
        let Some(import) = &mut self.import else { return };
        for article in &self.project.articles()[first_new..] {
            let id = &article.document.id;
            match import.texts.get(&text_key(article)) {
                Some(other) => {
                    let same = |other: &Article| other.document.text.trim() == article.document.text.trim();
                    if self.project.article(other).is_some_and(same) {
                        import.copies.push((id.clone(), other.clone()));
                    }
                }
                None => drop(import.texts.insert(text_key(article), id.clone())),
            }
        }
    }

    fn take_end(&mut self, outcome: Outcome<ReadResult>) {
        match outcome {
            Outcome::Running => return,
            Outcome::Done(mut result) => {
                self.take_up(std::mem::take(&mut result.articles));
                self.end_import(result);
            }
            Outcome::Lost => {
                let advice = "The program made a mistake; the log file says more. What was read before is there.";
                self.messages.notify("Reading ended too early", vec![advice.to_owned()]);
            }
        }
        let arrivals = self.import.take().map(|import| import.arrivals).unwrap_or_default();
        self.project.end_add();
        self.changed();
        self.take_versions(arrivals);
        if !self.waiting.is_empty() {
            let next = self.waiting.remove(0);
            self.begin(next);
        }
    }

    fn end_import(&mut self, result: ReadResult) {
        let Some(import) = &mut self.import else { return };
        let copies = std::mem::take(&mut import.copies);
        let mut report = ImportReport {
            name: import.job.name.clone(),
            files: result.files,
            articles: import.count,
            left_out: result.left_out,
            entries: result.report,
            copies: copies.iter().map(|(id, _)| id.clone()).collect(),
        };
        report.entries.extend(copies.iter().map(|(id, other)| ReportEntry {
            fate: Fate::Duplicate,
            file: id.0.to_string(),
            reason: format!("the same text as {}", other.0),
            advice: "remove one of the two".to_owned(),
        }));
        report.entries.sort_by_key(|entry| entry.fate);
        self.tables.extend(result.tables);
        if let (1, Some(last)) = (report.articles, self.project.articles().last()) {
            let id = last.document.id.clone();
            self.show(id);
        }
        self.tell(&report);
        self.report = Some(report);
    }

    fn tell(&mut self, report: &ImportReport) {
        let articles = |n: usize| if n == 1 { "1 article".to_owned() } else { format!("{n} articles") };
        let failed: Vec<String> = (report.entries.iter())
            .filter(|entry| matches!(entry.fate, Fate::Failed | Fate::Partial))
            .map(ToString::to_string)
            .collect();
        if report.left_out > 0 {
            let files = if report.left_out == 1 { "1 file".to_owned() } else { format!("{} files", report.left_out) };
            self.messages.toast(format!("Stopped with {} read and {files} left out", articles(report.articles)));
        } else if report.articles > 0 {
            let passed_over = match report.count(Fate::PassedOver) {
                0 => String::new(),
                n => format!("; {n} hidden or foreign {} passed over", if n == 1 { "file" } else { "files" }),
            };
            let copies = match report.copies.len() {
                0 => String::new(),
                n => format!("; {n} of them {} before", if n == 1 { "was there" } else { "were there" }),
            };
            self.messages.toast(format!("Read {}{copies}{passed_over}", articles(report.articles)));
        } else if failed.is_empty() && !self.import.as_ref().is_some_and(|import| import.arrivals.has_any()) {
            let advice = "There was no article in it that Dateline can read.";
            self.messages.notify("Nothing was read", vec![advice.to_owned()]);
        }
        if failed.is_empty() {
            return;
        }
        let title = match failed.len() {
            1 => "1 thing could not be read".to_owned(),
            n => format!("{n} things could not be read"),
        };
        let more = failed.len().saturating_sub(MOST_TOLD);
        let mut lines: Vec<String> = failed.into_iter().take(MOST_TOLD).collect();
        if more > 0 {
            lines.push(format!("and {more} more: Articles > Import report… lists them all"));
        }
        self.messages.notify(title, lines);
    }

    pub(super) fn save_report(&mut self, path: &Path) {
        let Some(report) = &self.report else { return };
        match crate::export::report(path, &report.name, &report.entries) {
            Ok(()) => self.messages.toast(format!("Written: {}", path.display())),
            Err(error) => self.messages.notify("The report was not saved", vec![error.to_string()]),
        }
    }

    /// Reads the table with the columns that the user chose; `None` leaves it out.
    pub(super) fn read_table(&mut self, path: PathBuf, columns: Option<Columns>) {
        self.tables.retain(|table| table.path != path);
        if let Some(columns) = columns {
            self.begin(Task::Table { path, columns });
        }
    }
}

/// A notice with more lines than this is a report.
const MOST_TOLD: usize = 20;

fn text_key(article: &Article) -> u64 {
    let mut hash = DefaultHasher::new();
    article.document.text.trim().hash(&mut hash);
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Settings};
    use super::*;
    use std::sync::Arc;

    fn import(files: &[(&str, &str)]) -> App {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let mut app = App::new(Settings::default(), Arc::new(|| {}));
        app.perform(Command::Open(vec![folder.path().to_path_buf()]));
        app.finish_jobs();
        app
    }

    #[test]
    fn an_import_in_parts_is_one_edit() {
        let texts: Vec<(String, String)> =
            (0..30).map(|n| (format!("{n:02}.txt"), format!("The army captured town number {n} in 2014."))).collect();
        let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let mut app = import(&files);
        assert_eq!(app.project.articles().len(), 30);
        assert_eq!(app.project.history().undo_name().as_deref(), Some("Add 30 articles"));
        app.perform(Command::Undo);
        assert!(app.project.articles().is_empty());
        app.perform(Command::Redo);
        assert_eq!(app.project.articles().len(), 30);
    }

    #[test]
    fn the_report_has_an_entry_for_each_failure_and_each_copy() {
        let story = "The army captured the town in 2014.";
        let app = import(&[("a.txt", story), ("b.txt", story), ("c.txt", ""), ("d.png", "\u{89}PNG"), (".e", "x")]);
        let report = app.import_report().unwrap();
        let told: Vec<_> = report.entries.iter().map(|entry| (entry.fate, entry.file.as_str())).collect();
        assert_eq!((report.articles, report.copies.len()), (3, 1));
        assert!(told[0].0 == Fate::Failed && told[0].1.ends_with("c.txt"), "{told:?}");
        assert_eq!(told[1], (Fate::Duplicate, "b.txt"));
        assert_eq!(report.entries[1].reason, "the same text as a.txt");
    }
}
