//! Reading files and reading dates out of them, as one job.

use super::jobs::Progress;
use super::samples;
use crate::import::{self, ImportError, ImportOptions, Imported, Input, Step};
use crate::project::Article;
use std::path::PathBuf;

/// What to read.
#[derive(Clone, Debug)]
pub enum Task {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// Bytes without a file, as from the clipboard; the name becomes the id.
    Bytes { name: String, bytes: Vec<u8> },
    /// The articles that come with the program.
    Samples,
}

/// What came of it: everything that could be read, and why the rest could not.
#[derive(Debug, Default)]
pub struct ReadResult {
    pub articles: Vec<Article>,
    pub errors: Vec<String>,
    /// Stopped by the user with this many files left.
    pub left_out: usize,
    /// Files of a folder that are no articles or hidden, which is no failure.
    pub passed_over: usize,
}

/// Reads all, on all cores, results in input order. Stops soon when cancelled and keeps what it has.
pub fn read(task: Task, progress: &Progress) -> ReadResult {
    match task {
        Task::Paths(paths) => read_paths(paths, progress),
        Task::Bytes { name, bytes } => {
            let mut result = ReadResult::default();
            let mut imported = import::read_bytes(&name, &bytes, &ImportOptions::default());
            for document in &mut imported.documents {
                // There is no file to come back to: an empty source says so.
                document.source.clear();
            }
            result.take(imported);
            result
        }
        Task::Samples => {
            let mut result = ReadResult::default();
            for (name, bytes) in samples::SAMPLES {
                let mut imported = import::read_bytes(name, bytes, &ImportOptions::default());
                for document in &mut imported.documents {
                    document.source = format!("Dateline's samples/{name}");
                }
                result.take(imported);
            }
            result
        }
    }
}

impl ReadResult {
    fn take(&mut self, imported: Imported) {
        self.articles.extend(imported.documents.into_iter().map(Article::read));
        imported.errors.iter().for_each(|error| self.take_error(error));
    }

    fn take_error(&mut self, error: &ImportError) {
        match error.is_failure() {
            true => self.errors.push(error.to_string()),
            false => self.passed_over += 1,
        }
    }
}

fn read_paths(paths: Vec<PathBuf>, progress: &Progress) -> ReadResult {
    let inputs: Vec<Input> = paths.into_iter().map(Input::from).collect();
    let mut result = ReadResult::default();
    let (mut done, mut total) = (0, 0);
    import::run(&inputs, &ImportOptions::default(), progress.cancel_flag(), Article::read, |step| match step {
        Step::Document(article) => result.articles.push(article),
        Step::Error(error) => result.take_error(&error),
        Step::Progress(at) => {
            (done, total) = (at.files_done, at.files);
            progress.set(done, total);
        }
    });
    if progress.is_cancelled() {
        result.left_out = total - done;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_are_read_without_an_error() {
        let result = read(Task::Samples, &Progress::default());
        assert!(result.errors.is_empty(), "{:?}", result.errors);
        assert!(result.articles.len() >= samples::SAMPLES.len());
    }

    #[test]
    fn what_is_not_there_is_told_and_the_rest_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let good = folder.path().join("good.txt");
        std::fs::write(&good, "The mill closed in 2014.").unwrap();
        let missing = folder.path().join("missing.txt");
        let result = read(Task::Paths(vec![missing, good]), &Progress::default());
        assert_eq!(result.articles.len(), 1);
        assert!(result.errors.len() == 1 && result.errors[0].contains("missing.txt"), "{:?}", result.errors);
    }

    #[test]
    fn pasted_text_has_no_source() {
        let task = Task::Bytes { name: "Pasted article".into(), bytes: b"The mill closed in 2014.".to_vec() };
        let result = read(task, &Progress::default());
        assert_eq!(result.articles[0].document.source, "");
    }
}
