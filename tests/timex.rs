//! The temporal tagger, held to the examples in `tests/timex/*.txt`: plain text with the answers marked under it.
//!
//! # How to read and write an example
//!
//! ```text
//! # Written on Tuesday 2013-02-12.
//! The mill closed three days ago and reopened yesterday.
//!                 ^^^^^^^^^^^^^^ DATE 2013-02-09
//!                                             ^^^^^^^^^ DATE 2013-02-11
//!
//! ## Leave alone
//! A long time ago there was a mill.
//! ```
//!
//! - What stands before the first line with `#` says what the file covers.
//! - `# Written on Tuesday 2013-02-12.` The lines below were written on that day, each a text by itself.
//!   `# Without a date.` Nobody knows when they were written.
//! - `# An article of Tuesday 2013-02-12.` and `# A history, without a date.` The lines below, up to the next line with
//!   `#`, are one text, so that a later line may hang on an earlier one. An empty line begins a paragraph.
//! - `## Some words` names a group. Below `## Leave alone` nothing may be found but what is marked, and every line counts
//!   as a sentence that is to be left alone; elsewhere a line with no mark is a slip, unless it belongs to a longer text.
//! - A mark stands under the words that it means (one `^` a character), then come type, value and, if there is one, `mod`,
//!   as TIMEX3 writes them: `^^^^^^^^^ DATE 2017 END`. `edtf 2017-21` behind it also asks for the EDTF value.
//! - `^^^ DATE 2013-02-09  fixme: today DATE 2013-02-16` holds the right answer and what the program says today. Other
//!   words than the marked ones are told with `on`: `fixme: today DATE 2013 on "in 2013"`. `nothing` stands for no answer, on
//!   either side: `^^^ nothing  fixme: today DATE 2013-05` marks what is no date.
//!
//! The test fails where the program errs without a fixme, where it errs otherwise than the fixme says, and where a fixme
//! has come right. `UPDATE_SNAPSHOTS=1 cargo test --test timex` strikes those that came right and brings the others up to
//! date; a new fixme is always written by hand.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its examples has failed")]

#[path = "timex_corpus/file.rs"]
mod file;

use dateline::text::TextRange;
use dateline::timex::{Timex, tag_text};
use file::{Answer, CorpusFile, Example, Mark};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn the_tagger_reads_the_corpus_as_marked() {
    let mut report = Report::default();
    for path in corpus_files() {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let source = fs::read_to_string(&path).unwrap();
        let file = CorpusFile::parse(&source);
        report.failures.extend(file.slips.iter().map(|(line, slip)| format!("{name}:{line}: {slip}")));
        let before = report.changes.len();
        for example in &file.examples {
            report.check(&name, example);
        }
        let changes = report.changes.split_off(before);
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() && !changes.is_empty() {
            fs::write(&path, file::with_changed_lines(&source, &changes)).unwrap();
        } else {
            report.failures.extend(changes.iter().map(|change| format!("{name}:{}: {}", change.line, change.why)));
        }
    }
    println!("{}", report.totals());
    assert!(report.failures.is_empty(), "{}\n{}", report.failures.join("\n"), report.totals());
}

#[test]
fn every_file_opens_by_saying_what_it_covers() {
    for path in corpus_files() {
        let source = fs::read_to_string(&path).unwrap();
        let opening = source.lines().next().unwrap_or("");
        assert!(opening.ends_with('.') && !opening.starts_with('#'), "{}", path.display());
    }
}

#[test]
fn no_two_sentences_are_alike() {
    let mut seen = BTreeSet::new();
    for path in corpus_files() {
        for example in CorpusFile::parse(&fs::read_to_string(&path).unwrap()).examples {
            let text = example.text.clone();
            assert!(seen.insert(text), "{}:{}: {}", path.display(), example.line_at(0), example.text);
        }
    }
}

fn corpus_files() -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/timex");
    let mut files: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    files.sort();
    files
}

/// What a run found: failures as `file:line: what is wrong`, fixmes that no longer say what the program does, and totals.
#[derive(Default)]
struct Report {
    failures: Vec<String>,
    changes: Vec<file::Change>,
    expressions: usize,
    /// Expressions without a fixme.
    right: usize,
    leave_alone: usize,
    fixmes: usize,
}

impl Report {
    fn check(&mut self, name: &str, example: &Example) {
        let found = tag_text(&example.text, example.written);
        self.leave_alone += example.leave_alone;
        for mark in &example.marks {
            let is_expression = mark.right != Answer::Nothing;
            self.expressions += usize::from(is_expression);
            self.right += usize::from(is_expression && mark.fixme.is_none());
            self.fixmes += usize::from(mark.fixme.is_some());
            self.check_mark(name, example, mark, &found);
        }
        for timex in &found {
            if !example.marks.iter().any(|mark| overlap(mark.range, timex.range)) {
                let line = example.line_at(timex.range.start);
                let words = &example.text[timex.range.start..timex.range.end];
                self.failures.push(format!("{name}:{line}: not marked, but read as {}: {words:?}", answer(timex)));
            }
        }
    }

    fn check_mark(&mut self, name: &str, example: &Example, mark: &Mark, found: &[Timex]) {
        let today = today(&example.text, mark, found);
        let is_right = today == mark.right.to_string();
        let words = &example.text[mark.range.start..mark.range.end];
        match &mark.fixme {
            None if !is_right => {
                self.failures.push(format!("{name}:{}: {words:?} is {}, today {today}", mark.line, mark.right));
            }
            Some(_) if is_right => {
                self.changes.push(mark.change(None, format!("{words:?} has come right: strike the fixme")));
            }
            Some(fixme) if *fixme != today => {
                self.changes
                    .push(mark.change(Some(&today), format!("{words:?}: the fixme says {fixme}, today {today}")));
            }
            _ => {}
        }
    }

    fn totals(&self) -> String {
        format!(
            "{} expressions, {} of them without a fixme; {} sentences to be left alone; {} fixmes in all",
            self.expressions, self.right, self.leave_alone, self.fixmes
        )
    }
}

/// What the program says of the marked words, written as in a fixme.
fn today(text: &str, mark: &Mark, found: &[Timex]) -> String {
    let with_edtf = matches!(&mark.right, Answer::Timex(right) if right.contains(" edtf "));
    let said: Vec<String> = (found.iter())
        .filter(|timex| overlap(mark.range, timex.range))
        .map(|timex| {
            let edtf = timex.edtf.as_ref().filter(|_| with_edtf).map(|edtf| format!(" edtf {edtf}"));
            let said = answer(timex) + &edtf.unwrap_or_default();
            if timex.range == mark.range {
                return said;
            }
            format!("{said} on \"{}\"", &text[timex.range.start..timex.range.end])
        })
        .collect();
    if said.is_empty() { "nothing".to_owned() } else { said.join(" and ") }
}

fn overlap(one: TextRange, other: TextRange) -> bool {
    one.start < other.end && other.start < one.end
}

/// Type, value and `mod` as the corpus writes them.
fn answer(timex: &Timex) -> String {
    let kind = serde_json::to_string(&timex.kind).unwrap();
    let modifier = timex.modifier.map(|modifier| serde_json::to_string(&modifier).unwrap());
    let parts = [Some(kind), Some(timex.value.clone()), modifier];
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| part.trim_matches('"').to_owned()).collect();
    parts.join(" ")
}
