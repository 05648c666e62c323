//! Reading files and reading dates out of them, as one job that hands over what it has as it goes.

use super::jobs::Progress;
use super::samples;
use crate::import::{
    self, Columns, ImportError, ImportOptions, Imported, Input, Originals, ReportEntry, Step, TablePreview,
};
use crate::project::Article;
use crate::text::Document;
use std::path::PathBuf;

/// What to read.
#[derive(Clone, Debug)]
pub enum Task {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// A table, with what its columns hold.
    Table { path: PathBuf, columns: Columns },
    /// A page on the web.
    Address(String),
    /// Bytes without a file, as from the clipboard; the name becomes the id.
    Bytes { name: String, bytes: Vec<u8> },
    /// The articles that come with the program.
    Samples,
}

impl Task {
    /// What the status line calls it.
    pub fn name(&self) -> String {
        let of_path = |path: &PathBuf| format!("Reading {}", path.file_name().unwrap_or(path.as_os_str()).display());
        match self {
            Task::Paths(paths) => match paths.as_slice() {
                [path] => of_path(path),
                paths => format!("Reading {} files and folders", paths.len()),
            },
            Task::Table { path, .. } => of_path(path),
            Task::Address(address) => format!("Fetching {address}"),
            Task::Bytes { name, .. } => format!("Reading {name}"),
            Task::Samples => "Reading the samples".to_owned(),
        }
    }
}

/// A table whose columns only the user can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnclearTable {
    pub path: PathBuf,
    pub preview: TablePreview,
}

/// What came of it besides articles.
#[derive(Debug, Default)]
pub struct ReadResult {
    /// Articles that were not handed over before.
    pub articles: Vec<Article>,
    pub report: Vec<ReportEntry>,
    pub tables: Vec<UnclearTable>,
    /// Files read and failed.
    pub files: usize,
    /// Stopped by the user with this many files left.
    pub left_out: usize,
}

/// Reads all, on all cores, results in input order; `hand_over` gets the articles in growing parts, the first as soon as
/// there are any, the last ones come with the result. Stops soon when cancelled and keeps what it has.
pub fn read(
    task: Task,
    options: ImportOptions,
    progress: &Progress,
    hand_over: impl FnMut(Vec<Article>),
) -> ReadResult {
    let mut result = ReadResult::default();
    let options = ImportOptions { cancel: progress.cancelled(), ..options };
    match task {
        Task::Paths(paths) => read_paths(paths, &options, progress, hand_over, &mut result),
        Task::Table { path, columns } => {
            let options = ImportOptions { columns: Some(columns), ..options };
            read_paths(vec![path], &options, progress, hand_over, &mut result);
        }
        Task::Address(address) => result.take(import::read_address(&address, &options)),
        Task::Bytes { name, bytes } => {
            let mut imported = import::read_bytes(&name, &bytes, &options);
            for document in &mut imported.documents {
                // There is no file to come back to: an empty source says so.
                document.source.clear();
            }
            result.take(imported);
        }
        Task::Samples => {
            for (name, bytes) in samples::SAMPLES {
                let mut imported = import::read_bytes(name, bytes, &ImportOptions::default());
                for document in &mut imported.documents {
                    document.source = format!("Dateline's samples/{name}");
                }
                result.take(imported);
            }
        }
    }
    result
}

impl ReadResult {
    fn take(&mut self, imported: Imported) {
        self.files += 1;
        self.articles.extend(imported.documents.into_iter().map(Article::read));
        imported.errors.into_iter().for_each(|error| self.take_error(error));
    }

    fn take_error(&mut self, error: ImportError) {
        self.report.push(ReportEntry::from(&error));
        if let ImportError::UnclearTable { path, table } = error {
            self.tables.push(UnclearTable { path, preview: *table });
        }
    }
}

/// The first part; each is twice as large as the one before, so that taking them all up costs no more than twice what
/// taking up the last one does.
const FIRST_PART: usize = 4;

fn read_paths(
    paths: Vec<PathBuf>,
    options: &ImportOptions,
    progress: &Progress,
    mut hand_over: impl FnMut(Vec<Article>),
    result: &mut ReadResult,
) {
    let originals = Originals::default();
    let article = |document: Document| {
        let original = originals.sha256(&document.source);
        // A pile of articles is mostly not looked at.
        Article::read(document).of_original(original).compact()
    };
    let inputs: Vec<Input> = paths.into_iter().map(Input::from).collect();
    let (mut done, mut total) = (0, 0);
    let mut part = FIRST_PART;
    import::run(&inputs, options, article, |step| match step {
        Step::Document(article) => {
            result.articles.push(article);
            if result.articles.len() >= part {
                part *= 2;
                hand_over(std::mem::take(&mut result.articles));
            }
        }
        Step::Error(error) => {
            progress.add_failed(usize::from(error.is_failure()));
            result.take_error(error);
        }
        Step::Progress(at) => {
            (done, total) = (at.files_done, at.files);
            progress.set(done, total);
            progress.set_work(at.bytes_done, at.bytes);
        }
    });
    result.files = done;
    if progress.is_cancelled() {
        result.left_out = total - done;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(task: Task) -> (ReadResult, Vec<usize>) {
        let mut parts = Vec::new();
        let result = read(task, ImportOptions::default(), &Progress::default(), |articles| parts.push(articles.len()));
        (result, parts)
    }

    #[test]
    fn the_samples_are_read_without_an_error() {
        let (result, _) = read_all(Task::Samples);
        assert!(result.report.is_empty(), "{:?}", result.report);
        assert!(result.articles.len() >= samples::SAMPLES.len());
    }

    #[test]
    fn what_is_not_there_is_told_and_the_rest_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let good = folder.path().join("good.txt");
        std::fs::write(&good, "The mill closed in 2014.").unwrap();
        let missing = folder.path().join("missing.txt");
        let (result, _) = read_all(Task::Paths(vec![missing, good]));
        assert_eq!(result.articles.len(), 1);
        assert!(result.report.len() == 1 && result.report[0].file.contains("missing.txt"), "{:?}", result.report);
    }

    #[test]
    fn articles_are_handed_over_in_growing_parts() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..30 {
            std::fs::write(folder.path().join(format!("{number}.txt")), "The mill closed in 2014.").unwrap();
        }
        let (result, parts) = read_all(Task::Paths(vec![folder.path().to_path_buf()]));
        assert_eq!((parts.as_slice(), result.articles.len(), result.files), (&[4, 8, 16][..], 2, 30));
    }

    #[test]
    fn a_table_that_is_not_clear_is_kept_for_the_user() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "a,b\nMill,It burned in 2014.\n").unwrap();
        let (result, _) = read_all(Task::Paths(vec![path.clone()]));
        assert_eq!(result.tables.len(), 1);
        let columns = Columns { text: Some(1), title: Some(0), ..Columns::default() };
        let (result, _) = read_all(Task::Table { path, columns });
        assert_eq!(result.articles[0].document.title.as_deref(), Some("Mill"));
    }

    #[test]
    fn pasted_text_has_no_source() {
        let task = Task::Bytes { name: "Pasted article".into(), bytes: b"The mill closed in 2014.".to_vec() };
        let (result, _) = read_all(task);
        assert_eq!(result.articles[0].document.source, "");
    }
}
