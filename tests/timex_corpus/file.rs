//! Reads the notation of the corpus: sentences with the answers marked under them (told in `tests/timex.rs`).

use dateline::text::TextRange;
use dateline::time::PartialDate;
use std::fmt;

/// A file of the corpus, read.
pub struct CorpusFile {
    pub examples: Vec<Example>,
    /// What does not follow the notation: line (from 1) and what is wrong.
    pub slips: Vec<(usize, String)>,
}

/// A text to be tagged at once, with its answers.
#[derive(Default)]
pub struct Example {
    pub text: String,
    /// Publication date; `None` where nobody knows it.
    pub written: Option<PartialDate>,
    pub marks: Vec<Mark>,
    /// How many of its lines stand under "Leave alone".
    pub leave_alone: usize,
    /// Where in `text` each line of the file begins: byte, line (from 1).
    lines: Vec<(usize, usize)>,
}

/// An answer marked under the words that it means.
pub struct Mark {
    pub range: TextRange,
    pub right: Answer,
    /// What the program says today, where that is wrong.
    pub fixme: Option<String>,
    /// Line in the file, from 1.
    pub line: usize,
    /// The line up to the fixme.
    stem: String,
}

#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// Type, value, `mod` and EDTF as in the file, one space between them.
    Timex(String),
    /// The words are no time expression.
    Nothing,
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Answer::Timex(words) => words,
            Answer::Nothing => "nothing",
        })
    }
}

/// A line of the file that is to be written anew, or taken out.
pub struct Change {
    pub line: usize,
    pub to: Option<String>,
    pub why: String,
}

/// The file's text with the changed lines in place.
pub fn with_changed_lines(source: &str, changes: &[Change]) -> String {
    let mut text = String::with_capacity(source.len());
    for (index, line) in source.lines().enumerate() {
        let change = changes.iter().find(|change| change.line == index + 1);
        let Some(line) = change.map_or(Some(line), |change| change.to.as_deref()) else { continue };
        text.push_str(line);
        text.push('\n');
    }
    text
}

impl Mark {
    /// This mark's line with another fixme, or none.
    pub fn change(&self, fixme: Option<&str>, why: String) -> Change {
        let to = match fixme {
            Some(fixme) => Some(format!("{}  fixme: today {fixme}", self.stem)),
            // Without its fixme a mark of what is no date says nothing.
            None if self.right == Answer::Nothing => None,
            None => Some(self.stem.clone()),
        };
        Change { line: self.line, to, why }
    }
}

impl Example {
    /// The line of the file (from 1) that the byte of the text came from.
    pub fn line_at(&self, byte: usize) -> usize {
        self.lines.iter().rev().find(|(begin, _)| *begin <= byte).map_or(0, |(_, line)| *line)
    }

    fn add_line(&mut self, line: &str, number: usize, paragraph: bool) {
        if !self.text.is_empty() {
            self.text.push_str(if paragraph { "\n\n" } else { " " });
        }
        self.lines.push((self.text.len(), number));
        self.text.push_str(line);
    }
}

impl CorpusFile {
    pub fn parse(source: &str) -> CorpusFile {
        let mut reader = Reader::default();
        for (index, line) in source.lines().enumerate() {
            reader.read_line(line, index + 1);
        }
        reader.end_example();
        CorpusFile { examples: reader.examples, slips: reader.slips }
    }
}

#[derive(Default)]
struct Reader {
    examples: Vec<Example>,
    slips: Vec<(usize, String)>,
    /// The example that is being read; `None` between two, and before the first heading.
    open: Option<Example>,
    begun: bool,
    written: Option<PartialDate>,
    /// Several lines are one text.
    long: bool,
    leave_alone: bool,
    after_empty_line: bool,
}

impl Reader {
    fn read_line(&mut self, line: &str, number: usize) {
        if let Some(group) = line.strip_prefix("## ") {
            self.end_example();
            self.leave_alone = group == "Leave alone";
        } else if let Some(heading) = line.strip_prefix("# ") {
            self.end_example();
            self.begun = true;
            self.leave_alone = false;
            if let Err(slip) = self.read_heading(heading) {
                self.slips.push((number, slip));
            }
        } else if line.trim().is_empty() {
            self.after_empty_line = true;
        } else if !self.begun {
            // The file's opening words.
        } else if line.trim_start().starts_with('^') {
            if let Err(slip) = self.read_mark(line, number) {
                self.slips.push((number, slip));
            }
        } else {
            self.read_text(line, number);
        }
    }

    fn read_heading(&mut self, heading: &str) -> Result<(), String> {
        let (written, long) = match heading {
            "Without a date." => (None, false),
            "A history, without a date." => (None, true),
            _ => {
                let alone = heading.strip_prefix("Written on ").map(|day| (day, false));
                let day = alone.or_else(|| heading.strip_prefix("An article of ").map(|day| (day, true)));
                let (day, long) = day.ok_or_else(|| format!("no known heading: {heading}"))?;
                (Some(day_of_heading(day)?), long)
            }
        };
        (self.written, self.long) = (written, long);
        Ok(())
    }

    fn read_text(&mut self, line: &str, number: usize) {
        if !self.long {
            self.end_example();
        }
        let written = self.written;
        let example = self.open.get_or_insert_with(|| Example { written, ..Example::default() });
        example.add_line(line, number, self.after_empty_line);
        example.leave_alone += usize::from(self.leave_alone);
        self.after_empty_line = false;
    }

    fn read_mark(&mut self, line: &str, number: usize) -> Result<(), String> {
        let example = self.open.as_mut().ok_or("a mark with no sentence above it")?;
        let (begin, _) = *example.lines.last().ok_or("a mark with no sentence above it")?;
        let (stem, fixme) = match line.split_once("fixme: today ") {
            Some((stem, fixme)) => (stem.trim_end(), Some(fixme.trim_end().to_owned())),
            None => (line.trim_end(), None),
        };
        let column = stem.chars().take_while(|c| *c == ' ').count();
        let width = stem.trim_start().chars().take_while(|c| *c == '^').count();
        let range = range_of_columns(&example.text, begin, column, width)?;
        let words: Vec<&str> = stem.trim_start_matches([' ', '^']).split_whitespace().collect();
        let right = read_answer(&words)?;
        if right == Answer::Nothing && fixme.is_none() {
            return Err("what is no date needs no mark".to_owned());
        }
        if example.marks.last().is_some_and(|mark| mark.range.end > range.start) {
            return Err("the marks under a sentence stand in order".to_owned());
        }
        example.marks.push(Mark { range, right, fixme, line: number, stem: stem.to_owned() });
        Ok(())
    }

    fn end_example(&mut self) {
        self.after_empty_line = false;
        let Some(example) = self.open.take() else { return };
        if example.marks.is_empty() && example.leave_alone == 0 {
            self.slips.push((example.line_at(0), "no answer is marked".to_owned()));
        }
        self.examples.push(example);
    }
}

/// "Tuesday 2013-02-12." as a date; the weekday must be that of the date.
fn day_of_heading(words: &str) -> Result<PartialDate, String> {
    let slip = || format!("not a weekday and a date: {words}");
    let (weekday, date) = words.strip_suffix('.').and_then(|words| words.split_once(' ')).ok_or_else(slip)?;
    let day: chrono::NaiveDate = date.parse().map_err(|_| slip())?;
    if day.format("%A").to_string() != weekday {
        return Err(format!("{date} is a {}", day.format("%A")));
    }
    PartialDate::from_iso(date).ok_or_else(slip)
}

/// The bytes of the text under the columns of a mark (both counted in characters).
fn range_of_columns(text: &str, begin: usize, column: usize, width: usize) -> Result<TextRange, String> {
    let line = &text[begin..];
    let ends = line.char_indices().map(|(byte, _)| byte).chain([line.len()]);
    let bytes: Vec<usize> = ends.collect();
    let (Some(start), Some(end)) = (bytes.get(column), bytes.get(column + width)) else {
        return Err("the mark stands beyond the end of the sentence".to_owned());
    };
    let words = &line[*start..*end];
    if words.trim() != words || words.is_empty() {
        return Err(format!("the mark begins or ends beside the words: {words:?}"));
    }
    let cuts = |byte: usize| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        letter(line[..byte].chars().next_back()) && letter(line[byte..].chars().next())
    };
    // "1990s" is cut nowhere; "mid-1990s", "10am" and "20°" neither. A mark that cuts a word has slipped by a column.
    if cuts(*start) || cuts(*end) {
        return Err(format!("the mark cuts a word: {words:?}"));
    }
    Ok(TextRange { start: begin + start, end: begin + end })
}

fn read_answer(words: &[&str]) -> Result<Answer, String> {
    match words {
        ["nothing"] => Ok(Answer::Nothing),
        ["DATE" | "TIME" | "DURATION" | "SET", _, ..] => Ok(Answer::Timex(words.join(" "))),
        _ => Err(format!("not a type and a value: {}", words.join(" "))),
    }
}
