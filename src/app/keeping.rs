//! Where the project is kept: its file, a new one in the data folder where it has none, and what to say when neither
//! can be had.

use super::jobs::{Job, Outcome, Progress, let_go_of};
use super::saving::Saving;
use super::timeline_state::{Built, first_view};
use super::{App, Command};
use crate::import::Original;
use crate::project::store::{self, Missing, Store, StoreError, Untitled};
use crate::project::{Article, Edit, Project};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SendError, channel};
use std::time::Duration;

/// The project's file and the folder for projects without a name.
#[derive(Default)]
pub(super) struct Keeping {
    pub(super) store: Option<Store>,
    /// The same while it writes on another thread.
    writing: Option<Writing>,
    pub(super) saving: Option<Saving>,
    /// `None` keeps a project without a name in memory alone.
    pub(super) folder: Option<PathBuf>,
    /// What the folder held when it was looked into last.
    found: Vec<Untitled>,
    /// The trouble that was told last, so that it is told once.
    told: Option<String>,
    /// Set when it is time to try again what failed.
    due: Arc<AtomicBool>,
    /// Seconds to wait before that; 0 while all is well.
    wait_secs: u64,
    /// Nothing but what the program was started with is in the project.
    pub(super) passing: bool,
}

/// A file that is being written to.
struct Writing {
    path: PathBuf,
    /// `None` where nothing was handed over to it.
    job: Job<Option<(Store, Result<(), StoreError>)>>,
}

/// With more articles than this to be written, the window does not wait for it.
pub(super) const MOST_AT_ONCE: usize = 12;

/// The longest wait between two tries.
const MOST_WAIT_SECS: u64 = 60;

impl App {
    /// Says where projects without a name are kept.
    pub fn keep_in(&mut self, folder: PathBuf) {
        self.keeping.found = store::untitled(&folder);
        self.keeping.folder = Some(folder);
    }

    /// The file that holds the project; `None` while there is none.
    pub fn project_file(&self) -> Option<&Path> {
        let writing = || self.keeping.writing.as_ref().map(|writing| writing.path.as_path());
        self.keeping.store.as_ref().map(Store::path).or_else(writing)
    }

    pub(super) fn store(&self) -> Option<&Store> {
        self.keeping.store.as_ref()
    }

    /// Why the project cannot be changed here; `None` where it can.
    pub fn read_only(&self) -> Option<&str> {
        self.keeping.store.as_ref().and_then(Store::read_only)
    }

    /// Whether all of the project is in its file.
    pub(super) fn is_kept(&self) -> bool {
        self.keeping.store.as_ref().is_some_and(|store| store.holds(&self.project))
    }

    /// Projects that were never given a name and are not open here, newest first.
    pub fn untitled(&self) -> &[Untitled] {
        &self.keeping.found
    }

    /// Brings the file up to date. Where that fails, the work stays in memory and the next change tries again.
    pub(super) fn keep(&mut self) {
        if self.keeping.writing.is_none() {
            let kept = self.try_keep();
            self.take_kept(kept);
        }
    }

    fn take_kept(&mut self, kept: Result<(), StoreError>) {
        match kept {
            Ok(()) if self.keeping.writing.is_some() => {}
            Ok(()) => {
                if self.keeping.told.take().is_some() {
                    self.messages.toast("Your changes are stored again");
                }
                self.keeping.wait_secs = 0;
            }
            Err(error) => {
                let line = error.to_string();
                if !matches!(error, StoreError::ReadOnly { .. }) {
                    self.try_later();
                }
                log::warn!("the project is not stored: {line}");
                if self.keeping.told.as_ref() != Some(&line) {
                    self.messages.notify("Your changes are not stored yet", vec![line.clone()]);
                    self.keeping.told = Some(line);
                }
            }
        }
    }

    /// Tries again after a while, each time a longer one.
    fn try_later(&mut self) {
        let keeping = &mut self.keeping;
        keeping.wait_secs = (keeping.wait_secs * 2).clamp(1, MOST_WAIT_SECS);
        let (due, waker, wait) = (Arc::clone(&keeping.due), Arc::clone(&self.waker), keeping.wait_secs);
        let started = std::thread::Builder::new().name("store again".to_owned()).spawn(move || {
            std::thread::sleep(Duration::from_secs(wait));
            due.store(true, Ordering::Release);
            waker();
        });
        if let Err(reason) = started {
            log::warn!("changes are stored with the next one only: {reason}");
        }
    }

    /// Tries again what could not be stored, when it is time.
    pub(super) fn keep_if_due(&mut self) {
        if self.keeping.due.swap(false, Ordering::Acquire) && self.keeping.writing.is_none() && !self.is_kept() {
            self.keep();
        }
    }

    /// Opens what the program was started with. As long as nothing else comes in and nothing is edited, a project of it
    /// need not be kept: the same files lead to it again.
    pub fn open_at_start(&mut self, paths: Vec<PathBuf>) {
        self.perform(Command::Open(paths));
        self.keeping.passing = true;
    }

    /// Stores what is left to store and lets go of the file; the last thing before the program ends.
    pub fn close(&mut self) {
        self.stop_opening();
        self.finish_saving();
        self.keep();
        self.let_go();
    }

    fn let_go(&mut self) {
        self.finish_writing();
        let is_passing = self.keeping.passing && self.is_untitled() && self.is_only_opened();
        let file = self.project_file().map(Path::to_path_buf);
        self.keeping.store = None;
        self.keeping.passing = false;
        if let Some(file) = file.filter(|_| is_passing) {
            store::discard(&file);
        }
    }

    /// Whether all in it came from files that are still there, in one go, and nothing was done to it.
    fn is_only_opened(&self) -> bool {
        let steps = self.project.history().steps();
        let is_there =
            |article: &Arc<Article>| Original::of(Path::new(&article.document.source), None) != Original::Gone;
        matches!(steps, [step] if matches!(step.edit, Edit::Add { .. })) && self.project.articles().iter().all(is_there)
    }

    fn try_keep(&mut self) -> Result<(), StoreError> {
        if self.keeping.store.is_none()
            && let Some(folder) = &self.keeping.folder
            && !self.project.history().steps().is_empty()
        {
            self.keeping.store = Some(store::create_untitled(folder)?);
        }
        let Some(store) = &mut self.keeping.store else { return Ok(()) };
        let Some(missing) = store.missing(&self.project) else { return Ok(()) };
        if missing.articles() <= MOST_AT_ONCE || store.read_only().is_some() {
            return store.write(missing);
        }
        self.start_writing(missing)
    }

    /// Writes on another thread; where none can be had, on this one.
    fn start_writing(&mut self, missing: Missing) -> Result<(), StoreError> {
        let Some(mut store) = self.keeping.store.take() else { return Ok(()) };
        let path = store.path().to_path_buf();
        // Handed over once the thread is there: where there is none, the file is still here.
        let (sender, receiver) = channel::<(Store, Missing)>();
        let work = move |_: &Progress| {
            receiver.recv().ok().map(|(mut store, missing)| {
                let written = store.write(missing);
                (store, written)
            })
        };
        match Job::start("Storing", self.waker(), work) {
            Ok(job) => {
                if let Err(SendError((store, _))) = sender.send((store, missing)) {
                    self.keeping.store = Some(store);
                    return Ok(());
                }
                self.keeping.writing = Some(Writing { path, job });
                Ok(())
            }
            Err(reason) => {
                log::warn!("stored on the thread of the window: {reason}");
                let written = store.write(missing);
                self.keeping.store = Some(store);
                written
            }
        }
    }

    /// Takes the file back when it is written, without waiting.
    pub(super) fn poll_writing(&mut self) {
        if let Some(outcome) = self.keeping.writing.as_ref().map(|writing| writing.job.poll()) {
            self.take_written(outcome);
        }
    }

    /// Waits until all that is to be stored is.
    pub fn finish_storing(&mut self) {
        self.finish_saving();
        self.finish_writing();
    }

    /// Waits until the file is written.
    pub(super) fn finish_writing(&mut self) {
        while let Some(outcome) = self.keeping.writing.as_ref().map(|writing| writing.job.wait()) {
            self.take_written(outcome);
        }
    }

    fn take_written(&mut self, outcome: Outcome<Option<(Store, Result<(), StoreError>)>>) {
        if matches!(outcome, Outcome::Running) {
            return;
        }
        let Some(writing) = self.keeping.writing.take() else { return };
        let written = match outcome {
            Outcome::Done(Some((store, written))) => {
                self.keeping.store = Some(store);
                written
            }
            _ => {
                // The thread fell over and let go of the file: it is opened anew.
                log::error!("storing ended too early");
                Store::open(&writing.path).map(|(store, _)| self.keeping.store = Some(store))
            }
        };
        let is_well = written.is_ok();
        self.take_kept(written);
        // What was done meanwhile is still to be stored.
        if is_well && !self.is_kept() {
            self.keep();
        }
    }

    /// Begins an empty project. The one that is open stays in its file.
    pub(super) fn new_project(&mut self) {
        if self.may_leave() {
            self.replace(None, Project::default(), None);
        }
    }

    pub(super) fn is_untitled(&self) -> bool {
        match (self.project_file(), &self.keeping.folder) {
            (Some(file), Some(folder)) => file.parent().is_some_and(|parent| same(parent, folder)),
            _ => false,
        }
    }

    /// Whether nothing would be lost by leaving the open project; says so where it would.
    pub(super) fn may_leave(&mut self) -> bool {
        if self.import.is_some() {
            self.messages.toast("Articles are still being read");
            return false;
        }
        self.finish_saving();
        self.finish_writing();
        self.keep();
        self.finish_writing();
        let lost = !self.unsaved().is_empty();
        if lost {
            let advice = "File > Save as… stores it elsewhere.";
            self.messages.notify("What is open is not stored and would be lost", vec![advice.to_owned()]);
        }
        !lost
    }

    /// Puts another project into the place of the one that is open, with the index that was made of it.
    pub(super) fn replace(&mut self, store: Option<Store>, project: Project, index: Option<Built>) {
        // The old file is folded and let go before anything else is told.
        self.let_go();
        self.leave_rereading();
        self.keeping.store = store;
        self.keeping.found = self.keeping.folder.as_deref().map(store::untitled).unwrap_or_default();
        let open = self.project_file().map(Path::to_path_buf);
        self.keeping.found.retain(|untitled| Some(&untitled.path) != open.as_ref());
        let now = self.project.now_secs();
        let_go_of(std::mem::replace(&mut self.project, project));
        self.project.set_now(now);
        self.put_off = false;
        self.keeping.told = None;
        (self.selected, self.selected_entry, self.shown) = (None, None, None);
        self.beside.clear();
        let first = index.map(|built| self.timeline.take(built));
        self.recall_project_view();
        self.changed();
        self.timeline.viewport = first.unwrap_or_else(|| first_view(&self.timeline.index));
    }
}

pub(super) fn same(a: &Path, b: &Path) -> bool {
    let full = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    full(a) == full(b)
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;
    use crate::text::Document;
    use std::fs;

    fn app(folder: &Path) -> App {
        let mut app = App::new(Settings::default(), Arc::new(|| {}));
        app.keep_in(folder.join("data"));
        app
    }

    fn paste(app: &mut App) {
        let bytes = b"The army captured the town in 2014. Rebels attacked the base on January 3, 2020.".to_vec();
        app.perform(Command::OpenBytes { name: "Mill".into(), bytes });
        app.finish_jobs();
    }

    fn titles(app: &App) -> Vec<String> {
        app.project.chronology().iter().map(|entry| entry.title.to_string()).collect()
    }

    #[test]
    fn a_project_without_a_name_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = app(folder.path());
        paste(&mut first);
        let id = first.project.chronology()[0].id;
        first.perform(Command::Reject(vec![id]));
        assert!(first.unsaved().is_empty());
        let left = titles(&first);
        drop(first);
        let mut second = app(folder.path());
        assert!(second.project.articles().is_empty());
        let untitled = second.untitled().to_vec();
        assert_eq!(untitled.len(), 1);
        assert_eq!(untitled[0].articles, 1);
        second.perform(Command::Open(vec![untitled[0].path.clone()]));
        second.finish_jobs();
        assert_eq!(titles(&second), left);
        second.perform(Command::Undo);
        assert_eq!(second.project.chronology().len(), left.len() + 1);
    }

    #[test]
    fn articles_never_go_into_an_old_project_unasked() {
        let folder = tempfile::tempdir().unwrap();
        for round in 0..2 {
            let mut app = app(folder.path());
            paste(&mut app);
            assert_eq!((app.project.articles().len(), app.untitled().len()), (1, round));
        }
    }

    fn started_with(folder: &Path, article: &Path) -> App {
        let mut app = app(folder);
        app.open_at_start(vec![article.to_path_buf()]);
        app.finish_jobs();
        app
    }

    #[test]
    fn what_the_program_was_only_started_with_leaves_no_project_behind() {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("mill.txt");
        fs::write(&article, "The army captured the town in 2014.").unwrap();
        started_with(folder.path(), &article).close();
        assert!(app(folder.path()).untitled().is_empty());

        let mut edited = started_with(folder.path(), &article);
        let id = edited.project.chronology()[0].id;
        edited.perform(Command::Reject(vec![id]));
        edited.perform(Command::Undo);
        edited.close();
        assert_eq!(app(folder.path()).untitled().len(), 1);

        let mut with_more = started_with(folder.path(), &article);
        paste(&mut with_more);
        with_more.close();
        assert_eq!(app(folder.path()).untitled().len(), 2);

        let mut gone = started_with(folder.path(), &article);
        fs::remove_file(&article).unwrap();
        gone.close();
        assert_eq!(app(folder.path()).untitled().len(), 3);
    }

    #[test]
    fn what_could_not_be_stored_is_stored_when_it_can_be() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("data");
        fs::write(&blocked, "a file where the folder is to be").unwrap();
        let mut app = app(folder.path());
        paste(&mut app);
        assert!(!app.unsaved().is_empty());
        assert_eq!(app.messages.notices().len(), 1);
        fs::remove_file(&blocked).unwrap();
        app.keeping.due.store(true, Ordering::Release);
        app.poll();
        assert!(app.unsaved().is_empty());
        assert_eq!(app.keeping.wait_secs, 0);
    }

    #[cfg(unix)]
    #[test]
    fn no_change_is_lost_silently_when_the_file_was_moved_away() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = app(folder.path());
        paste(&mut app);
        let file = folder.path().join("mill.dateline");
        app.perform(Command::SaveAs(file.clone()));
        fs::rename(&file, folder.path().join("elsewhere")).unwrap();
        let id = app.project.chronology()[0].id;
        app.perform(Command::Say(vec![id], crate::project::Say::Title(Some("The town falls".into()))));
        app.perform(Command::Undo);
        app.perform(Command::Redo);
        assert_eq!(app.unsaved().changes, 1);
        assert!(app.messages.notices().iter().any(|notice| notice.details[0].contains("moved")));
        app.perform(Command::NewProject);
        assert!(!app.project.articles().is_empty(), "what would be lost is not left");
        app.perform(Command::SaveAs(folder.path().join("again")));
        assert!(app.unsaved().is_empty());
        let (_, again) = Store::open(&folder.path().join("again.dateline")).unwrap();
        assert!(again.chronology().iter().any(|entry| entry.title == "The town falls"));
    }

    #[test]
    fn much_is_stored_on_another_thread_and_what_is_done_meanwhile_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = app(folder.path());
        let article = |n: usize| {
            let text = format!("The army captured the town number {n} in 2014.");
            Article::read(Document::from_text(format!("article {n}"), text))
        };
        app.add((0..2 * MOST_AT_ONCE).map(article).collect());
        assert!(app.keeping.writing.is_some() && app.project_file().is_some());
        let id = app.project.chronology()[0].id;
        app.perform(Command::Reject(vec![id]));
        app.finish_jobs();
        assert!(app.keeping.writing.is_none() && app.unsaved().is_empty());
        let left = titles(&app);
        let file = app.project_file().unwrap().to_path_buf();
        app.close();
        assert_eq!(Store::open(&file).unwrap().1.chronology().len(), left.len());
    }

    #[test]
    fn an_empty_window_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = app(folder.path());
        app.perform(Command::NewProject);
        drop(app);
        assert!(!folder.path().join("data").exists());
    }

    #[test]
    fn a_project_open_elsewhere_cannot_be_changed_here() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = app(folder.path());
        paste(&mut first);
        let file = folder.path().join("mill.dateline");
        first.perform(Command::SaveAs(file.clone()));
        let mut second = app(folder.path());
        second.perform(Command::Open(vec![file]));
        second.finish_jobs();
        assert_eq!(second.read_only(), Some("The project is open in another window"));
        let before = titles(&second);
        let id = second.project.chronology()[0].id;
        second.perform(Command::Reject(vec![id]));
        second.perform(Command::Undo);
        assert_eq!(titles(&second), before);
    }
}
