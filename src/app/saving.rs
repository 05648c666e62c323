//! Save as…: the project in a new file with a name, on a thread of its own where there is much of it.

use super::App;
use super::jobs::{Job, Outcome};
use super::keeping::{MOST_AT_ONCE, same};
use crate::project::store::{self, Missing, Store, StoreError};
use std::path::{Path, PathBuf};

/// A new file that the project is written to.
pub(super) struct Saving {
    path: PathBuf,
    job: Job<Result<Store, StoreError>>,
}

impl App {
    /// Writes the project to a file with a name, over one that is there: whoever asks for this has asked. A project
    /// without a name moves there, one with a name stays where it was too. A large one is written on another thread.
    pub(super) fn save_as(&mut self, path: &Path) {
        if self.keeping.saving.is_some() {
            self.messages.toast("The project is still being saved");
            return;
        }
        let path = store::with_extension(path);
        if self.project_file().is_some_and(|open| same(open, &path)) {
            self.messages.toast("It is stored there already");
            return;
        }
        let all = Missing::all_of(&self.project);
        if all.articles() <= MOST_AT_ONCE {
            let saved = store::save_missing_as(&path, all);
            return self.take_saved(&path, saved);
        }
        let (name, target) = (format!("Saving {}", path.file_name().unwrap_or_default().display()), path.clone());
        match Job::start(name, self.waker(), move |_| store::save_missing_as(&target, all)) {
            Ok(job) => self.keeping.saving = Some(Saving { path, job }),
            Err(reason) => self.messages.notify("The project was not saved", vec![reason.to_string()]),
        }
    }

    /// Goes on in the file that the project was saved as; what was done meanwhile is stored there too.
    fn take_saved(&mut self, path: &Path, saved: Result<Store, StoreError>) {
        self.finish_writing();
        match saved {
            Ok(store) => {
                let before = self.is_untitled().then(|| self.project_file().map(Path::to_path_buf)).flatten();
                self.keeping.store = Some(store);
                if let Some(before) = before {
                    store::discard(&before);
                }
                self.keeping.passing = false;
                self.settings.add_recent(path);
                self.keep();
                self.note_project_view();
                self.messages.toast(format!("Saved: {}", path.display()));
            }
            Err(error) => self.messages.notify("The project was not saved", vec![error.to_string()]),
        }
    }

    pub(super) fn saving(&self) -> Option<&Job<Result<Store, StoreError>>> {
        self.keeping.saving.as_ref().map(|saving| &saving.job)
    }

    /// Takes the new file over when it is written, without waiting.
    pub(super) fn poll_saving(&mut self) {
        if let Some(outcome) = self.saving().map(Job::poll) {
            self.end_saving(outcome);
        }
    }

    /// Waits until the new file is written.
    pub(super) fn finish_saving(&mut self) {
        while let Some(outcome) = self.saving().map(Job::wait) {
            self.end_saving(outcome);
        }
    }

    fn end_saving(&mut self, outcome: Outcome<Result<Store, StoreError>>) {
        if matches!(outcome, Outcome::Running) {
            return;
        }
        let Some(Saving { path, .. }) = self.keeping.saving.take() else { return };
        match outcome {
            Outcome::Done(saved) => self.take_saved(&path, saved),
            _ => {
                let advice = "The program made a mistake; the log file says more.";
                self.messages.notify("The project was not saved", vec![advice.to_owned()]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Settings};
    use super::*;
    use crate::project::Article;
    use crate::text::Document;
    use std::sync::Arc;

    /// A program with so many articles.
    fn app(folder: &Path, articles: usize) -> App {
        let mut app = App::new(Settings::default(), Arc::new(|| {}));
        app.keep_in(folder.join("data"));
        let article = |n: usize| {
            let text = format!("The army captured the town number {n} in 2014.");
            Article::read(Document::from_text(format!("article {n}"), text))
        };
        app.add((0..articles).map(article).collect());
        app.finish_jobs();
        app
    }

    fn titles(app: &App) -> Vec<String> {
        app.project.chronology().iter().map(|entry| entry.title.to_string()).collect()
    }

    #[test]
    fn saved_as_it_moves_to_its_name_and_a_new_one_begins_empty() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = app(folder.path(), 1);
        let titles_before = titles(&app);
        app.perform(Command::SaveAs(folder.path().join("mill")));
        let file = folder.path().join("mill.dateline");
        assert_eq!(app.project_file(), Some(file.as_path()));
        assert!(app.untitled().is_empty() && app.unsaved().is_empty());
        app.perform(Command::NewProject);
        assert!(app.project.articles().is_empty());
        app.perform(Command::Open(vec![file]));
        app.finish_jobs();
        assert_eq!(titles(&app), titles_before);
    }

    #[test]
    fn much_is_saved_under_a_name_on_another_thread_and_what_is_done_meanwhile_goes_there_too() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = app(folder.path(), 2 * MOST_AT_ONCE);
        let untitled = app.project_file().unwrap().to_path_buf();
        let file = folder.path().join("mill.dateline");
        app.perform(Command::SaveAs(file.clone()));
        assert!(app.keeping.saving.is_some() && app.project_file() == Some(&untitled));
        let id = app.project.chronology()[0].id;
        app.perform(Command::Reject(vec![id]));
        app.finish_jobs();
        assert!(app.project_file() == Some(&file) && !untitled.exists() && app.unsaved().is_empty());
        let (left, hidden) = (titles(&app).len(), app.project.hidden().len());
        app.perform(Command::Undo);
        app.perform(Command::Redo);
        app.close();
        let (_, again) = Store::open(&file).unwrap();
        assert_eq!((again.chronology().len(), again.hidden().len()), (left, hidden));
    }
}
