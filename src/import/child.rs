//! A parser that a hostile file can make run for ever, or out of memory or stack, runs in a child process with limits:
//! the worst costs that one file.

use super::Cancel;
use super::pdf::{Parsed, parse as parse_pdf};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Memory of the child, where the system can hold it to that.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 420_000_000;
/// Deeply nested files need much stack; beyond that, the child dies alone.
const STACK: usize = 64 << 20;
/// The subcommand of the child.
pub const SUBCOMMAND: &str = "parse-pdf";

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says that this process is the program itself, which can be started again as the child. Without this, as when
/// Dateline is used as a library, files are parsed in the process.
pub fn use_child_processes() {
    if let Ok(program) = std::env::current_exe() {
        PROGRAM.get_or_init(|| program);
    }
}

/// Why the child has no answer.
#[derive(Debug)]
pub(super) enum Failure {
    TooSlow,
    Died,
    /// By the user.
    Stopped,
    /// The parser's own word.
    Unreadable(String),
}

/// The text of a PDF's first pages, where that takes no longer than `limit`; a book of a thousand takes a second.
pub(super) fn parse(bytes: &[u8], limit: Duration, most_pages: usize, cancel: &Cancel) -> Result<Parsed, Failure> {
    match PROGRAM.get().and_then(|program| start(program, most_pages).ok()) {
        Some(child) => ask(child, bytes, limit, cancel),
        None => in_process(bytes.to_vec(), limit, most_pages),
    }
}

fn start(program: &PathBuf, most_pages: usize) -> io::Result<Child> {
    let mut command = Command::new(program);
    command.args([SUBCOMMAND, &most_pages.to_string()]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

fn ask(mut child: Child, bytes: &[u8], limit: Duration, cancel: &Cancel) -> Result<Parsed, Failure> {
    let deadline = Instant::now() + limit;
    let (Some(mut input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Failure::Died);
    };
    let (ended, answer) = thread::scope(|scope| {
        // A child that dies early leaves the pipe broken; its answer says so better.
        scope.spawn(move || {
            let _ = input.write_all(bytes);
        });
        let answer = scope.spawn(move || {
            let mut answer = Vec::new();
            output.read_to_end(&mut answer).map(|_| answer)
        });
        let ended = wait(&mut child, deadline, cancel);
        (ended, answer.join())
    });
    if !ended {
        return Err(if cancel.is_set() { Failure::Stopped } else { Failure::TooSlow });
    }
    let answer = answer.ok().and_then(Result::ok).unwrap_or_default();
    match serde_json::from_slice::<Result<Parsed, String>>(&answer) {
        Ok(parsed) => parsed.map_err(Failure::Unreadable),
        Err(_) => Err(Failure::Died),
    }
}

/// Whether the child ended by itself; killed otherwise.
fn wait(child: &mut Child, deadline: Instant, cancel: &Cancel) -> bool {
    let mut pause = Duration::from_micros(200);
    loop {
        match child.try_wait() {
            Ok(Some(_)) => return true,
            Ok(None) if Instant::now() < deadline && !cancel.is_set() => thread::sleep(pause),
            _ => break,
        }
        pause = (pause * 2).min(Duration::from_millis(10));
    }
    // One that cannot be killed has just ended.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// A thread cannot be stopped: one that takes too long is left behind.
fn in_process(bytes: Vec<u8>, limit: Duration, most_pages: usize) -> Result<Parsed, Failure> {
    let (sender, answer) = mpsc::channel();
    let work = move || drop(sender.send(parse_pdf(bytes, most_pages)));
    thread::Builder::new().stack_size(STACK).spawn(work).map_err(|_| Failure::Died)?;
    match answer.recv_timeout(limit) {
        Ok(parsed) => parsed.map_err(Failure::Unreadable),
        Err(RecvTimeoutError::Timeout) => Err(Failure::TooSlow),
        Err(RecvTimeoutError::Disconnected) => Err(Failure::Died),
    }
}

/// The child's side: a file on standard input, what its first pages say on `output` as JSON.
pub fn serve(output: &mut dyn Write, most_pages: usize) -> io::Result<()> {
    limit_memory()?;
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    // The parent has the watch.
    let answer = match in_process(bytes, Duration::MAX, most_pages) {
        Ok(parsed) => Ok(parsed),
        Err(Failure::Unreadable(reason)) => Err(reason),
        Err(Failure::TooSlow | Failure::Died | Failure::Stopped) => return Err(io::Error::other("the parser failed")),
    };
    serde_json::to_writer(output, &answer)?;
    Ok(())
}

#[cfg(target_os = "linux")]
fn limit_memory() -> io::Result<()> {
    rlimit::Resource::DATA.set(MEMORY, MEMORY)
}

#[cfg(not(target_os = "linux"))]
fn limit_memory() -> io::Result<()> {
    Ok(())
}
