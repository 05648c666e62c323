//! From paths to documents on all cores, results in input order, memory bounded whatever the number of files.

use super::kind::{self, Kind};
use super::{
    Cancel, ImportError, ImportOptions, Imported, Origin, SNIFF_BYTES, Source, jsonl, overrule, read, read_file,
    sources,
};
use crate::text::Document;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Something to import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input, `-` on the command line.
    Stdin,
}

impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Input {
        Input::Path(path)
    }
}

/// What [`run`] tells as it goes.
#[derive(Debug)]
pub enum Step<T> {
    /// A document, worked on, in input order.
    Document(T),
    /// Something that was not read; the rest goes on.
    Error(ImportError),
    /// How far it is. Told first with nothing done, then after every file.
    Progress(Progress),
}

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub files_done: usize,
    pub files: usize,
    /// Bytes on disk of what is done; in proportion to `bytes`, the share of the work.
    pub bytes_done: u64,
    pub bytes: u64,
}

/// Reads all inputs and does `work` on every document, both on all cores; `on_step` gets the results on the calling
/// thread, in input order. Stops soon after [`ImportOptions::cancel`] is set, having told everything that was done before.
///
/// Only what is being read and a few results that wait for their turn are in memory; folders are walked first.
pub fn run<T: Send>(
    inputs: &[Input],
    options: &ImportOptions,
    work: impl Fn(Document) -> T + Sync,
    mut on_step: impl FnMut(Step<T>),
) {
    let mut files = Vec::new();
    for input in inputs {
        match input {
            Input::Stdin => files.push(Task::Stdin),
            Input::Path(path) => {
                let (found, errors) = sources(path);
                files.extend(found.into_iter().map(Task::File));
                errors.into_iter().for_each(|error| on_step(Step::Error(error)));
            }
        }
    }
    let mut progress =
        Progress { files: files.len(), bytes: files.iter().map(Task::bytes).sum(), ..Progress::default() };
    on_step(Step::Progress(progress));
    let queue = Queue::new(tasks(files, options));
    std::thread::scope(|scope| {
        // However this thread leaves, by a panic of the caller too, the workers must not wait for it.
        let _stop = StopAtEnd(&queue);
        for _ in 0..rayon::current_num_threads() {
            scope.spawn(|| queue.work(options, &work));
        }
        while let Some(result) = queue.next() {
            result.documents.into_iter().for_each(|document| on_step(Step::Document(document)));
            result.errors.into_iter().for_each(|error| on_step(Step::Error(error)));
            progress.bytes_done += result.bytes;
            if result.ends_file {
                progress.files_done += 1;
                on_step(Step::Progress(progress));
            }
        }
    });
    if !options.cancel.is_set() {
        on_step(Step::Progress(Progress { files_done: progress.files, bytes_done: progress.bytes, ..progress }));
    }
}

/// The work in input order: a JSON Lines file is a task a line, any other file is one task.
fn tasks(files: Vec<Task>, options: &ImportOptions) -> impl Iterator<Item = Task> {
    files.into_iter().flat_map(|file| {
        let (lines, whole) = match Lines::open(&file, options) {
            Some(lines) => (Some(lines), None),
            None => (None, Some(file)),
        };
        lines.into_iter().flatten().chain(whole)
    })
}

/// What one task gave.
struct Done<T> {
    documents: Vec<T>,
    errors: Vec<ImportError>,
    bytes: u64,
    ends_file: bool,
}

/// Tasks that workers take from the front, and results that wait to be told in the order of the tasks.
struct Queue<I, T> {
    state: Mutex<State<I, T>>,
    /// Something in the state has changed.
    changed: Condvar,
}

struct State<I, T> {
    tasks: I,
    /// Number of the task that is taken next.
    taken: usize,
    /// Number of the result that is told next.
    told: usize,
    /// Bytes of the tasks between the two.
    bytes: u64,
    results: BTreeMap<usize, Done<T>>,
    /// No task will be taken any more.
    exhausted: bool,
}

impl<I: Iterator<Item = Task>, T: Send> Queue<I, T> {
    /// How far workers may run ahead of a file that takes long.
    const AHEAD: usize = 256;
    const BYTES_AHEAD: u64 = 16_000_000;

    fn new(tasks: I) -> Queue<I, T> {
        let state = State { tasks, taken: 0, told: 0, bytes: 0, results: BTreeMap::new(), exhausted: false };
        Queue { state: Mutex::new(state), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State<I, T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What each worker does until nothing is left. A worker that falls over costs the file that it was at.
    fn work(&self, options: &ImportOptions, work: &(impl Fn(Document) -> T + Sync)) {
        while let Some((number, task)) = self.take(&options.cancel) {
            let (path, bytes, ends_file) = (task.path(), task.bytes(), task.ends_file());
            let read = || {
                let mut imported = task.read(options);
                let all = imported.documents.len();
                let worked = each(imported.documents, &options.cancel, work);
                if worked.len() < all
                    && !imported.errors.iter().any(|error| matches!(error, ImportError::Stopped { .. }))
                {
                    imported.errors.push(ImportError::Stopped { path: path.clone() });
                }
                (worked, imported.errors)
            };
            let (documents, errors) = catch_unwind(AssertUnwindSafe(read))
                .unwrap_or_else(|_| (Vec::new(), vec![ImportError::Fault { path }]));
            self.lock().results.insert(number, Done { documents, errors, bytes, ends_file });
            self.changed.notify_all();
        }
        self.changed.notify_all();
    }

    fn take(&self, cancel: &Cancel) -> Option<(usize, Task)> {
        let mut state = self.lock();
        loop {
            if cancel.is_set() {
                state.exhausted = true;
            }
            if state.exhausted {
                return None;
            }
            let ahead = state.taken - state.told;
            if ahead == 0 || ahead < Self::AHEAD && state.bytes < Self::BYTES_AHEAD {
                break;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let Some(task) = state.tasks.next() else {
            state.exhausted = true;
            return None;
        };
        state.bytes += task.bytes();
        state.taken += 1;
        Some((state.taken - 1, task))
    }

    /// The next result; `None` when all are told.
    fn next(&self) -> Option<Done<T>> {
        let mut state = self.lock();
        loop {
            let number = state.told;
            if let Some(done) = state.results.remove(&number) {
                state.told += 1;
                state.bytes = state.bytes.saturating_sub(done.bytes);
                self.changed.notify_all();
                return Some(done);
            }
            if state.exhausted && state.told == state.taken {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The work on the documents of one file, on all cores where they are many; what is not begun when the user stops it
/// is left out.
fn each<T: Send>(documents: Vec<Document>, cancel: &Cancel, work: &(impl Fn(Document) -> T + Sync)) -> Vec<T> {
    match documents.len() {
        0 | 1 => documents.into_iter().map(work).collect(),
        _ => documents.into_par_iter().filter_map(|document| (!cancel.is_set()).then(|| work(document))).collect(),
    }
}

/// Lets no worker wait for a caller that is gone.
struct StopAtEnd<'a, I: Iterator<Item = Task>, T: Send>(&'a Queue<I, T>);

impl<I: Iterator<Item = Task>, T: Send> Drop for StopAtEnd<'_, I, T> {
    fn drop(&mut self) {
        self.0.lock().exhausted = true;
        self.0.changed.notify_all();
    }
}

/// A piece of work that one thread does.
enum Task {
    File(Source),
    Stdin,
    /// A line of a JSON Lines file, counted from 1.
    Line {
        source: Source,
        number: usize,
        line: Result<Vec<u8>, ImportError>,
    },
    /// A JSON Lines file has no more lines.
    EndOfLines(PathBuf),
}

impl Task {
    fn bytes(&self) -> u64 {
        match self {
            Task::File(source) => std::fs::metadata(&source.path).map_or(0, |meta| meta.len()),
            Task::Stdin | Task::EndOfLines(_) => 0,
            Task::Line { line, .. } => line.as_ref().map_or(0, |line| line.len() as u64),
        }
    }

    fn path(&self) -> PathBuf {
        match self {
            Task::File(source) | Task::Line { source, .. } => source.path.clone(),
            Task::Stdin => PathBuf::from("-"),
            Task::EndOfLines(path) => path.clone(),
        }
    }

    fn ends_file(&self) -> bool {
        !matches!(self, Task::Line { .. })
    }

    fn read(self, options: &ImportOptions) -> Imported {
        match self {
            Task::File(source) => {
                let mut imported = read_file(&source, options);
                if source.in_folder {
                    imported.errors = imported.errors.into_iter().map(ImportError::found_in_folder).collect();
                }
                imported
            }
            Task::Stdin => read_stdin(options),
            Task::EndOfLines(_) => Imported::default(),
            Task::Line { source, number, line } => read_line(&source, number, line, options),
        }
    }
}

fn read_stdin(options: &ImportOptions) -> Imported {
    let path = Path::new("-");
    let limit = options.limits.file_bytes;
    let mut bytes = Vec::new();
    match io::stdin().lock().take(limit + 1).read_to_end(&mut bytes) {
        Err(reason) => super::failed(ImportError::Unreadable { path: path.to_path_buf(), reason }),
        Ok(_) if bytes.len() as u64 > limit => {
            super::failed(ImportError::TooBig { path: path.to_path_buf(), limit_mb: limit / 1_000_000 })
        }
        Ok(_) => read(Origin::new(path, "-"), &bytes, options),
    }
}

fn read_line(source: &Source, number: usize, line: Result<Vec<u8>, ImportError>, options: &ImportOptions) -> Imported {
    let origin = Origin::new(&source.path, &source.id);
    let line = match line {
        Ok(line) => super::charset::decode(&line, None),
        Err(error) => return super::failed(error),
    };
    match jsonl::read_line(origin, number, &line) {
        None => Imported::default(),
        Some(Err(error)) => super::failed(error),
        Some(Ok(mut document)) => {
            overrule(&mut document, options);
            Imported { documents: vec![document], errors: Vec::new() }
        }
    }
}

/// The lines of a JSON Lines file, read one by one, so that a corpus larger than memory can be read.
struct Lines {
    source: Source,
    reader: BufReader<File>,
    number: usize,
    limit: u64,
    /// After a failure that leaves no place to go on from.
    stopped: bool,
}

impl Lines {
    /// `None` for what is no JSON Lines file; also for what cannot be opened, which is told when it is read.
    fn open(task: &Task, options: &ImportOptions) -> Option<Lines> {
        let Task::File(source) = task else { return None };
        let mut reader = BufReader::with_capacity(1 << 16, File::open(&source.path).ok()?);
        let head = reader.fill_buf().ok()?;
        let head = &head[..head.len().min(SNIFF_BYTES)];
        (kind::of(&source.path, head) == Kind::JsonLines).then(|| Lines {
            source: source.clone(),
            reader,
            number: 0,
            limit: options.limits.file_bytes,
            stopped: false,
        })
    }

    fn stop(&mut self, error: ImportError) -> Result<Vec<u8>, ImportError> {
        self.stopped = true;
        Err(error)
    }
}

impl Iterator for Lines {
    type Item = Task;

    fn next(&mut self) -> Option<Task> {
        if self.stopped {
            return None;
        }
        let path = self.source.path.clone();
        let mut line = Vec::new();
        let read = (&mut self.reader).take(self.limit + 1).read_until(b'\n', &mut line);
        self.number += 1;
        let line = match read {
            Ok(0) => {
                self.stopped = true;
                return Some(Task::EndOfLines(path));
            }
            // What follows is the middle of a line: nothing more can be read here.
            Ok(length) if length as u64 > self.limit => {
                self.stop(ImportError::TooBig { path, limit_mb: self.limit / 1_000_000 })
            }
            Ok(_) => Ok(line),
            Err(reason) => self.stop(ImportError::Unreadable { path, reason }),
        };
        Some(Task::Line { source: self.source.clone(), number: self.number, line })
    }
}
