//! Measures an import as the window does it: how soon the first events stand, how long all takes, the longest that a
//! frame waits, and the most memory.
//!
//!     cargo run --release --example import_folder -- FOLDER        files as they are
//!     cargo run --release --example import_folder -- --jsonl FILE… each article of these written out as a file first
//!     cargo run --release --example import_folder -- --made N      N made pages; --only-read reads them without a window
use dateline::app::{App, Command, Settings};
use dateline::import::{self, ImportOptions, Input, Step};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    import::use_child_processes();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = tempfile::tempdir()?;
    let path = match args.first().map(String::as_str) {
        Some("--jsonl") => write_articles(folder.path(), &args[1..])?,
        Some("--made") => write_pages(folder.path(), args.get(1).and_then(|n| n.parse().ok()).unwrap_or(10_000))?,
        Some(path) => PathBuf::from(path),
        None => return Err(io::Error::other("name a folder; the head of this file says how")),
    };
    match args.iter().any(|arg| arg == "--only-read") {
        true => read(&path, &mut out)?,
        false => open(path, &mut out)?,
    }
    writeln!(out, "most memory: {}", most_memory())
}

/// As the window does it, a frame every 16 ms.
fn open(path: PathBuf, out: &mut impl Write) -> io::Result<()> {
    let mut app = App::new(Settings::default(), Arc::new(|| {}));
    let started = Instant::now();
    app.perform(Command::Open(vec![path]));
    let (mut first, mut longest) = (None, Duration::ZERO);
    while app.job().is_some() {
        let frame = Instant::now();
        app.poll();
        longest = longest.max(frame.elapsed());
        if first.is_none() && !app.project.chronology().is_empty() {
            first = Some(started.elapsed());
        }
        std::thread::sleep(Duration::from_millis(16));
    }
    let all = started.elapsed();
    let (articles, events) = (app.project.articles().len(), app.project.chronology().len());
    writeln!(out, "{articles} articles, {events} events in {:.2} s", all.as_secs_f64())?;
    writeln!(out, "first events after {:.2} s", first.unwrap_or(all).as_secs_f64())?;
    writeln!(out, "longest wait of a frame {:.3} s", longest.as_secs_f64())
}

/// Reading alone, nothing kept.
fn read(path: &Path, out: &mut impl Write) -> io::Result<()> {
    let started = Instant::now();
    let (mut documents, mut bytes) = (0, 0);
    let length = |document: dateline::text::Document| document.text.len();
    import::run(&[Input::from(path.to_path_buf())], &ImportOptions::default(), length, |step| {
        if let Step::Document(length) = step {
            documents += 1;
            bytes += length;
        }
    });
    writeln!(out, "{documents} documents, {bytes} bytes of text in {:.2} s", started.elapsed().as_secs_f64())
}

fn write_articles(folder: &Path, files: &[String]) -> io::Result<PathBuf> {
    let mut number = 0;
    for file in files {
        for line in fs::read_to_string(file)?.lines() {
            let article: serde_json::Value = serde_json::from_str(line)?;
            let field = |key: &str| article.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
            let head = [field("title"), field("published"), field("dct")].map(str::trim).join("\n");
            fs::write(folder.join(format!("{number:05}.txt")), format!("{}\n\n{}", head.trim(), field("text")))?;
            number += 1;
        }
    }
    Ok(folder.to_path_buf())
}

/// Pages of some 100 KB, most of it no text, as pages are.
fn write_pages(folder: &Path, count: usize) -> io::Result<PathBuf> {
    let style = format!("<style>{}</style>", ".mill { color: red; }\n".repeat(4000));
    for number in 0..count {
        let story = format!("<p>The army captured the town of Mill {number} on {} June 2014.</p>", number % 28 + 1);
        let page = format!("<html><head>{style}<title>Mill {number}</title></head><body><h1>Mill {number}</h1>{story}");
        fs::write(folder.join(format!("{number:05}.html")), page)?;
    }
    Ok(folder.to_path_buf())
}

#[cfg(target_os = "linux")]
fn most_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}

#[cfg(not(target_os = "linux"))]
fn most_memory() -> String {
    "told under Linux only".to_owned()
}
