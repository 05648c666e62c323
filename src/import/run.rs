//! From paths to documents on all cores, results in input order, memory bounded by a batch.

use super::kind::{self, Kind};
use super::{
    ImportError, ImportOptions, Imported, Origin, SNIFF_BYTES, Source, jsonl, overrule, read, read_file, sources,
};
use crate::text::Document;
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

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
    /// How far it is. Told first with nothing done, then after every batch.
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
/// thread, in input order. Stops soon after `cancel` is set, having told everything that was done.
///
/// Only a batch of files (or lines of a JSON Lines file) is in memory at a time; folders are walked first.
pub fn run<T: Send>(
    inputs: &[Input],
    options: &ImportOptions,
    cancel: &AtomicBool,
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
    let mut batch = Batch::default();
    for (done, file) in files.into_iter().enumerate() {
        progress.files_done = done;
        // A JSON Lines file is many tasks, any other file is one.
        let (lines, whole) = match Lines::open(&file, options) {
            Some(lines) => (Some(lines), None),
            None => (None, Some(file)),
        };
        for task in lines.into_iter().flatten().chain(whole) {
            batch.push(task);
            if batch.is_full() {
                progress.bytes_done += batch.bytes;
                batch.flush(options, cancel, &work, &mut on_step);
                on_step(Step::Progress(progress));
            }
            if cancel.load(Ordering::Relaxed) {
                return;
            }
        }
    }
    batch.flush(options, cancel, &work, &mut on_step);
    on_step(Step::Progress(Progress { files_done: progress.files, bytes_done: progress.bytes, ..progress }));
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
}

impl Task {
    fn bytes(&self) -> u64 {
        match self {
            Task::File(source) => std::fs::metadata(&source.path).map_or(0, |meta| meta.len()),
            Task::Stdin => 0,
            Task::Line { line, .. } => line.as_ref().map_or(0, |line| line.len() as u64),
        }
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

/// Tasks that are done together, small enough to hold in memory.
#[derive(Default)]
struct Batch {
    tasks: Vec<Task>,
    bytes: u64,
}

impl Batch {
    /// Enough to keep the cores busy between two progress reports.
    const TASKS: usize = 64;
    const BYTES: u64 = 4_000_000;

    fn push(&mut self, task: Task) {
        self.bytes += task.bytes();
        self.tasks.push(task);
    }

    fn is_full(&self) -> bool {
        self.tasks.len() >= Batch::TASKS || self.bytes >= Batch::BYTES
    }

    fn flush<T: Send>(
        &mut self,
        options: &ImportOptions,
        cancel: &AtomicBool,
        work: &(impl Fn(Document) -> T + Sync),
        on_step: &mut impl FnMut(Step<T>),
    ) {
        let tasks = std::mem::take(&mut self.tasks);
        self.bytes = 0;
        let results: Vec<(Vec<T>, Vec<ImportError>)> = tasks
            .into_par_iter()
            .filter(|_| !cancel.load(Ordering::Relaxed))
            .map(|task| {
                let imported = task.read(options);
                (imported.documents.into_par_iter().map(work).collect(), imported.errors)
            })
            .collect();
        for (documents, errors) in results {
            documents.into_iter().for_each(|document| on_step(Step::Document(document)));
            errors.into_iter().for_each(|error| on_step(Step::Error(error)));
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
        let mut line = Vec::new();
        let read = (&mut self.reader).take(self.limit + 1).read_until(b'\n', &mut line);
        self.number += 1;
        let path = self.source.path.clone();
        let line = match read {
            Ok(0) => return None,
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
