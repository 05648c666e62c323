//! The tagger's examples: plain text with the answers marked under it, in `tests/timex/*.txt`, readable by someone
//! who does not program.
//!
//! # The notation
//!
//! ```text
//! Lines before the first heading say what the file covers.
//!
//! # Written on Tuesday 2013-02-12.
//! The mill closed three days ago and reopened yesterday.
//!                 ^^^^^^^^^^^^^^ DATE 2013-02-09
//!                                             ^^^^^^^^^ DATE 2013-02-11
//! It will reopen late in 2014.
//!                ^^^^^^^^^^^^ DATE 2014 END
//!
//! ## Leave alone
//! A long time ago there was a mill.
//!
//! # Written on no known day.
//! It closed on Thursday.
//!              ^^^^^^^^ DATE XXXX-WXX-4
//! fixme DATE 2013-02-14
//! ```
//!
//! - `# Written on …` gives the publication date for all that follows; the weekday is checked. `no known day` takes
//!   it away.
//! - A line of text is a document of its own. Lines that belong together are joined by a `\` at the end of the first.
//! - Under it, a line of `^` marks each expression: its type, its TIMEX3 value, and its `mod` if it has one. Marks
//!   count characters, not bytes.
//! - `## Leave alone` opens lines in which nothing must be found; any other `##` heading ends that and names a family.
//! - A line `fixme TYPE VALUE [MOD]` under a mark gives the right answer where the mark holds today's wrong one;
//!   `fixme nothing` and `fixme missing TYPE VALUE "words"` stand for what should not be there, and what is not found.
//!   The test fails when a `fixme` has come true, so that it is then taken out.
//! - No two lines of text may be alike.

use dateline::time::PartialDate;
use dateline::timex::{Timex, tag_text};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// One line of text with the answers marked under it.
struct Example {
    line: usize,
    text: String,
    marks: Vec<Mark>,
    published: Option<PartialDate>,
    /// Nothing should be found in it.
    alone: bool,
}

/// A marked expression: character offsets, and its answer as written.
#[derive(Debug, PartialEq, Eq)]
struct Mark {
    start: usize,
    end: usize,
    answer: String,
    /// The right answer, where `answer` is today's wrong one.
    fixme: Option<String>,
}

#[test]
fn every_expression_of_the_corpus_is_read_as_marked() {
    let mut failures = String::new();
    let mut count = 0;
    for path in files() {
        for example in read(&path) {
            count += example.marks.len().max(1);
            if let Some(failure) = check(&example) {
                let _ = writeln!(failures, "{}:{}: {failure}", path.display(), example.line);
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(count > 300, "only {count} expressions in the corpus");
}

#[test]
fn no_two_lines_of_the_corpus_are_alike() {
    let mut seen = BTreeSet::new();
    for path in files() {
        for example in read(&path) {
            assert!(seen.insert(example.text.clone()), "{}:{}: {}", path.display(), example.line, example.text);
        }
    }
}

#[test]
fn a_good_share_of_the_corpus_is_to_be_left_alone() {
    let examples: Vec<Example> = files().iter().flat_map(|path| read(path)).collect();
    let alone = examples.iter().filter(|example| example.alone).count();
    assert!(alone * 5 >= examples.len(), "{alone} of {}", examples.len());
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/timex");
    let mut files: Vec<PathBuf> = folder
        .read_dir()
        .expect("the corpus stands in tests/timex")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> Vec<Example> {
    let source = std::fs::read_to_string(path).expect("corpus files are UTF-8");
    let place = |line: usize| format!("{}:{}", path.display(), line + 1);
    let mut examples: Vec<Example> = Vec::new();
    let mut published = None;
    let (mut alone, mut begun, mut joined) = (false, false, false);
    for (number, line) in source.lines().enumerate() {
        if let Some(heading) = line.strip_prefix("# ") {
            published = publication(heading).unwrap_or_else(|| panic!("{}: {heading}", place(number)));
            (alone, begun) = (false, true);
        } else if let Some(heading) = line.strip_prefix("## ") {
            alone = heading == "Leave alone";
        } else if !begun || line.trim().is_empty() {
            joined = false;
        } else if line.trim_start().starts_with('^') {
            let example = examples.last_mut().expect("a mark stands under a line");
            example.marks.push(mark(line));
        } else if let Some(right) = line.strip_prefix("fixme ") {
            let example = examples.last_mut().expect("a fixme stands under a line");
            match example.marks.last_mut() {
                Some(mark) if !right.starts_with("missing") => mark.fixme = Some(right.trim().to_string()),
                _ => assert!(right.starts_with("missing"), "{}: nothing to mend", place(number)),
            }
        } else {
            let (text, goes_on) = line.strip_suffix('\\').map_or((line, false), |text| (text, true));
            match examples.last_mut() {
                Some(last) if joined => {
                    last.text.push('\n');
                    last.text.push_str(text);
                }
                _ => {
                    examples.push(Example { line: number + 1, text: text.into(), marks: Vec::new(), published, alone })
                }
            }
            joined = goes_on;
        }
    }
    examples
}

/// The day of "Written on Tuesday 2013-02-12."; the outer `None` is a heading that cannot be read.
fn publication(heading: &str) -> Option<Option<PartialDate>> {
    let day = heading.strip_prefix("Written on ")?.strip_suffix('.')?;
    if day == "no known day" {
        return Some(None);
    }
    let (weekday, date) = day.split_once(' ')?;
    let date = PartialDate::from_iso(date)?;
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let is_right = names[usize::from(date.span().start.weekday())] == weekday;
    is_right.then_some(Some(date))
}

fn mark(line: &str) -> Mark {
    let start = line.chars().take_while(|c| *c == ' ').count();
    let length = line.chars().skip(start).take_while(|c| *c == '^').count();
    let answer = line.chars().skip(start + length).collect::<String>().trim().to_string();
    Mark { start, end: start + length, answer, fixme: None }
}

/// What is wrong with the reading of the example, `None` if nothing is.
fn check(example: &Example) -> Option<String> {
    if example.alone && example.marks.iter().any(|mark| mark.fixme.as_deref() != Some("nothing")) {
        return Some("a mark under “Leave alone” needs a “fixme nothing”".into());
    }
    let found: Vec<Mark> =
        tag_text(&example.text, example.published).iter().map(|timex| found(&example.text, timex)).collect();
    let expected: Vec<(usize, usize, &str)> =
        example.marks.iter().map(|mark| (mark.start, mark.end, mark.answer.as_str())).collect();
    let got: Vec<(usize, usize, &str)> =
        found.iter().map(|mark| (mark.start, mark.end, mark.answer.as_str())).collect();
    if got != expected {
        let mut message = format!("{}\n", example.text);
        for (title, marks) in [("expected", &expected), ("found", &got)] {
            let _ = writeln!(message, "  {title}:");
            for (start, end, answer) in marks {
                let words: String = example.text.chars().skip(*start).take(end - start).collect();
                let _ = writeln!(message, "    “{words}” {answer}");
            }
        }
        return Some(message);
    }
    let mended = example.marks.iter().find(|mark| mark.fixme.as_deref() == Some(mark.answer.as_str()))?;
    Some(format!("“{}” is right now: take the fixme out", mended.answer))
}

fn found(text: &str, timex: &Timex) -> Mark {
    let characters = |end: usize| text[..end].chars().count();
    let name = |value: &serde_json::Value| value.as_str().unwrap_or("").to_string();
    let kind = name(&serde_json::to_value(timex.kind).unwrap_or_default());
    let mut answer = format!("{kind} {}", timex.value);
    if let Some(modifier) = timex.modifier {
        let _ = write!(answer, " {}", name(&serde_json::to_value(modifier).unwrap_or_default()));
    }
    Mark { start: characters(timex.range.start), end: characters(timex.range.end), answer, fixme: None }
}
