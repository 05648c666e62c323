//! Opening a project's file on a thread of its own, while the window says how far that is.

use super::App;
use super::jobs::{Job, Outcome, Progress};
use super::keeping::same;
use super::reading::Task;
use super::timeline_state::Built;
use crate::project::Project;
use crate::project::store::{self, Stage, Store, StoreError, Watch};
use crate::timeline::Grouping;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A project's file being opened.
pub(super) struct Opening {
    job: Job<Result<Opened, Failed>>,
    path: PathBuf,
    /// Files that are to be read into it.
    then: Vec<PathBuf>,
}

/// A project that is ready to be shown.
struct Opened {
    store: Store,
    project: Project,
    index: Built,
    /// What was rescued and what was lost, where the file was damaged.
    rescued: Option<Vec<String>>,
}

/// Why it is not: a title and a line.
struct Failed(&'static str, String);

/// How far the opening of a project is.
#[derive(Clone, Copy, Debug)]
pub struct OpeningNow<'a> {
    pub path: &'a Path,
    pub progress: &'a Progress,
    pub elapsed_secs: f64,
}

/// A small project is there within the frame.
const AT_ONCE: Duration = Duration::from_millis(12);

impl App {
    /// The project that is being opened; what is shown cannot be changed meanwhile.
    pub fn opening(&self) -> Option<OpeningNow<'_>> {
        self.opening.as_ref().map(|opening| OpeningNow {
            path: &opening.path,
            progress: &opening.job.progress,
            elapsed_secs: opening.job.started.elapsed().as_secs_f64(),
        })
    }

    /// Opens a project's file in the place of what is open, and then reads the files `then`; a damaged one is rescued
    /// first.
    pub(super) fn open_project(&mut self, path: &Path, then: Vec<PathBuf>) {
        if self.project_file().is_some_and(|open| same(open, path)) {
            self.messages.toast("This project is open already");
            return self.read_files(then);
        }
        if !self.may_leave() {
            return self.read_files(then);
        }
        let name = format!("Opening {}", path.file_name().unwrap_or(path.as_os_str()).display());
        let (file, grouping, folder) = (path.to_path_buf(), self.timeline.grouping, self.keeping.folder.clone());
        match Job::start(name, self.waker(), move |progress| open(&file, folder.as_deref(), grouping, progress)) {
            Ok(job) => {
                let soon = job.wait_for(AT_ONCE);
                self.opening = Some(Opening { job, path: path.to_path_buf(), then });
                self.take_opened(soon);
            }
            Err(reason) => self.messages.notify("The project was not opened", vec![reason.to_string()]),
        }
    }

    /// Takes the project up when it is there, without waiting.
    pub(super) fn poll_opening(&mut self) {
        if let Some(outcome) = self.opening.as_ref().map(|opening| opening.job.poll()) {
            self.take_opened(outcome);
        }
    }

    /// Waits until the project is there.
    pub fn finish_opening(&mut self) {
        while let Some(outcome) = self.opening.as_ref().map(|opening| opening.job.wait()) {
            self.take_opened(outcome);
        }
    }

    /// Calls the opening off and waits for its end.
    pub(super) fn stop_opening(&mut self) {
        if let Some(opening) = self.opening.take() {
            opening.job.progress.cancel();
            drop(opening.job.wait());
        }
    }

    /// Lets files be read into the project that is being opened, once it is there; false while there is none.
    pub(super) fn read_later(&mut self, paths: &[PathBuf]) -> bool {
        let Some(opening) = &mut self.opening else { return false };
        opening.then.extend_from_slice(paths);
        true
    }

    fn take_opened(&mut self, outcome: Outcome<Result<Opened, Failed>>) {
        if matches!(outcome, Outcome::Running) {
            return;
        }
        let Some(Opening { job, path, then }) = self.opening.take() else { return };
        match outcome {
            // What came too late to be called off is let go all the same.
            Outcome::Done(_) if job.progress.is_cancelled() => {
                self.messages.toast("Stopped: nothing was opened");
                return;
            }
            Outcome::Done(Ok(opened)) => self.take_project(&path, opened),
            Outcome::Done(Err(Failed(title, line))) => self.messages.notify(title, vec![line]),
            Outcome::Lost => {
                let line = format!("The program made a mistake; the log file says more: {}", path.display());
                self.messages.notify("The project was not opened", vec![line]);
            }
            Outcome::Running => {}
        }
        self.read_files(then);
    }

    pub(super) fn read_files(&mut self, paths: Vec<PathBuf>) {
        if paths.is_empty() || self.read_only().is_some() {
            return;
        }
        for path in paths.iter().rev() {
            self.settings.add_recent(path);
        }
        self.begin(Task::Paths(paths));
    }

    fn take_project(&mut self, path: &Path, opened: Opened) {
        let Opened { store, project, index, rescued } = opened;
        if let Some(lines) = rescued {
            self.messages.notify("The project is damaged; what can be read was rescued", lines);
            return self.replace(Some(store), project, Some(index));
        }
        if let Some(why) = store.read_only() {
            let advice = "It can be looked at, but not changed. File > Save as… makes a copy that can.";
            self.messages.notify(format!("{why}: read only"), vec![advice.to_owned(), path.display().to_string()]);
        }
        let again = store.read_again();
        if !again.is_empty() {
            let mut lines = vec![
                "What another version of the program found in them cannot be understood by this one.".to_owned(),
                "What you said is kept; what no longer fits is listed under Edit > Orphaned…".to_owned(),
            ];
            lines.extend(again.iter().map(|id| id.0.to_string()));
            let count =
                if again.len() == 1 { "1 article was".to_owned() } else { format!("{} articles were", again.len()) };
            self.messages.notify(format!("{count} read again"), lines);
        }
        if let Some(migrated) = store.migrated() {
            let line = format!("The file as it was is kept as {}", migrated.backup.display());
            self.messages.notify("The project was brought to the form of this version", vec![line]);
        }
        self.replace(Some(store), project, Some(index));
        if !self.is_untitled() {
            self.settings.add_recent(path);
        }
    }
}

/// `else_in` is where a damaged file is rescued to when nothing can be written beside it.
fn open(path: &Path, else_in: Option<&Path>, grouping: Grouping, progress: &Progress) -> Result<Opened, Failed> {
    let tell = |stage: Stage| match stage {
        Stage::Articles { done, total } => progress.set_stage("Reading the articles", done, total),
        Stage::BackingUp => progress.set_stage("Making a copy of the file as it was", 0, 0),
        Stage::Migrating { done, total } => progress.set_stage("Bringing it to the form of this version", done, total),
        Stage::Comparing => progress.set_stage("Finding what tells of the same event", 0, 0),
        Stage::Rescuing => progress.set_stage("It is damaged: rescuing what can be read", 0, 0),
    };
    let cancelled = || progress.is_cancelled();
    let watch = Watch { tell: &tell, cancelled: &cancelled };
    let (opened, rescued) = match Store::open_watched(path, watch) {
        Err(StoreError::Damaged { why, .. }) => rescue(path, else_in, &why, watch)?,
        opened => (opened, None),
    };
    let (store, project) = opened.map_err(|error| Failed("The project was not opened", error.to_string()))?;
    progress.set_stage("Putting the events in order", 0, 0);
    let index = Built::of(&project, grouping);
    Ok(Opened { store, project, index, rescued })
}

type Rescue = (Result<(Store, Project), StoreError>, Option<Vec<String>>);

fn rescue(path: &Path, else_in: Option<&Path>, why: &str, watch: Watch<'_>) -> Result<Rescue, Failed> {
    match store::rescue(path, else_in, watch) {
        Ok(rescued) => {
            let mut lines = vec![format!("{why}: {}", path.display())];
            lines.extend(rescued.report);
            lines.push(format!("The damaged file is left as it is; this is {}", rescued.path.display()));
            Ok((Store::open_watched(&rescued.path, watch), Some(lines)))
        }
        Err(error) => Err(Failed("The project is damaged and could not be rescued", format!("{why}; {error}"))),
    }
}
