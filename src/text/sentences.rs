//! Cuts an article into sentences.
//!
//! Our own code, so that headlines without a full stop, lines broken to fit a page and the head of agency copy
//! ("NAIROBI, Kenya (AP) _") are cut by the same rules as the words. The crate `sentencex` has not been measured against it.

use super::TextRange;
use super::words::{Abbreviation, abbreviation};

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SentenceKind {
    Prose,
    /// A line of its own without a full stop: headline, subheading, caption.
    Heading,
    /// "LONDON (Reuters) -", "Why it matters:": no statement.
    Label,
}

/// A sentence, and where in the article it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub range: TextRange,
    pub kind: SentenceKind,
    /// Counted from 0; lines that belong together are one paragraph.
    pub paragraph: usize,
}

/// The sentences of a text, in order; no two overlap.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(text.len() / 100 + 4);
    let wrapped = is_hard_wrapped(text);
    let mut paragraph = 0;
    let mut block: Option<TextRange> = None;
    let mut close = |block: &mut Option<TextRange>, paragraph: usize| {
        if let Some(range) = block.take() {
            split_block(text, range, paragraph, &mut out);
        }
    };
    let mut after_blank = true;
    for line in lines(text) {
        if line.is_empty() {
            close(&mut block, paragraph);
            after_blank = true;
            continue;
        }
        let joins = block.is_some_and(|block| continues(text, block, line, wrapped));
        match &mut block {
            Some(range) if joins => range.end = line.end,
            _ => {
                close(&mut block, paragraph);
                paragraph += usize::from(after_blank || !wrapped);
                block = Some(line);
            }
        }
        after_blank = false;
    }
    close(&mut block, paragraph);
    out
}

/// The lines without the white space around them.
fn lines(text: &str) -> impl Iterator<Item = TextRange> + '_ {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        trimmed(text, start, start + line.len())
    })
}

fn trimmed(text: &str, start: usize, end: usize) -> TextRange {
    let part = &text[start..end];
    let lead = part.len() - part.trim_start().len();
    TextRange::new(start + lead, start + lead + part.trim().len())
}

/// Whether the lines were broken to fit a page: most long lines of several go on in the next.
fn is_hard_wrapped(text: &str) -> bool {
    let (mut long, mut open) = (0, 0);
    for line in lines(text).take(400) {
        let line = line.of(text);
        if line.len() > 100 {
            return false;
        }
        if line.len() >= 50 {
            long += 1;
            open += usize::from(!ends_sentence(line));
        }
    }
    long >= 4 && open * 2 > long
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(|c: char| is_closer(c) || c == '*');
    line.ends_with(['.', '!', '?', '…', ':', ';'])
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»' | '›')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '(' | '[' | '«' | '`' | '¿' | '¡')
}

/// Whether a line goes on with the sentence of the lines before it.
fn continues(text: &str, block: TextRange, line: TextRange, wrapped: bool) -> bool {
    let before = block.of(text);
    let first = line.of(text).chars().next().unwrap_or(' ');
    if matches!(first, '*' | '•' | '-' | '–' | '#' | '|') {
        return false;
    }
    if wrapped {
        let last_line = before.rsplit('\n').next().unwrap_or("").trim();
        return last_line.len() >= 40;
    }
    first.is_lowercase() && !ends_sentence(before)
}

fn split_block(text: &str, block: TextRange, paragraph: usize, out: &mut Vec<Sentence>) {
    let mut start = block.start;
    if let Some(end) = label_end(text, block) {
        out.push(Sentence { range: trimmed(text, start, end), kind: SentenceKind::Label, paragraph });
        start = end;
    }
    let first = out.len();
    let mut at = start;
    while let Some(end) = next_end(text, at, block.end) {
        push(text, start, end, paragraph, out);
        start = end;
        at = end;
    }
    push(text, start, block.end, paragraph, out);
    if paragraph <= 1 && first <= 1 {
        cut_headline(text, first, out);
    }
    if out.len() == first + 1 && !ends_sentence(out[first].range.of(text)) && out[first].range.len() < 160 {
        out[first].kind = SentenceKind::Heading;
    }
}

/// Takes headline and caption off the article's first sentence where the break between them got lost.
fn cut_headline(text: &str, first: usize, out: &mut Vec<Sentence>) {
    for at in first..first + 3 {
        let Some(&sentence) = out.get(at) else { return };
        let Some(seam) = super::glued::seam(sentence.range.of(text), text) else { continue };
        let seam = sentence.range.start + seam;
        out[at] =
            Sentence { range: trimmed(text, sentence.range.start, seam), kind: SentenceKind::Heading, ..sentence };
        let mut rest = trimmed(text, seam, sentence.range.end);
        // "HARLOW, May 16 (Post) - The mill …"
        if let Some(end) = label_end(text, rest) {
            out.insert(
                at + 1,
                Sentence { range: trimmed(text, rest.start, end), kind: SentenceKind::Label, ..sentence },
            );
            rest = trimmed(text, end, rest.end);
            out.insert(at + 2, Sentence { range: rest, ..sentence });
            return;
        }
        out.insert(at + 1, Sentence { range: rest, ..sentence });
    }
}

fn push(text: &str, start: usize, end: usize, paragraph: usize, out: &mut Vec<Sentence>) {
    let range = trimmed(text, start, end);
    if !range.is_empty() {
        out.push(Sentence { range, kind: SentenceKind::Prose, paragraph });
    }
}

/// Where the next sentence end at or after `from` lies; closing quotation marks belong to the sentence.
fn next_end(text: &str, from: usize, limit: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..limit)?.iter().position(|&b| matches!(b, b'.' | b'!' | b'?' | 0xe2))?;
        let Some(c) = text.get(at..limit).and_then(|rest| rest.chars().next()) else {
            at += 1;
            continue;
        };
        if !matches!(c, '.' | '!' | '?' | '…') {
            at += c.len_utf8();
            continue;
        }
        let mark = at;
        at += c.len_utf8();
        while bytes.get(at).is_some_and(|b| matches!(b, b'.' | b'!' | b'?')) && at < limit {
            at += 1;
        }
        let single_stop = c == '.' && at == mark + 1;
        let closed = skip(text, at, limit, is_closer);
        let gap = skip(text, closed, limit, char::is_whitespace);
        if gap == closed {
            // No white space: an abbreviation, a number, an address; or the end.
            if closed >= limit {
                return None;
            }
            continue;
        }
        if gap >= limit {
            return None;
        }
        if ends_here(text, from, mark, single_stop, closed > at, gap, limit) {
            return Some(closed);
        }
    }
}

fn skip(text: &str, from: usize, limit: usize, test: impl Fn(char) -> bool) -> usize {
    let rest = text.get(from..limit).unwrap_or("");
    limit - rest.trim_start_matches(test).len()
}

fn ends_here(text: &str, from: usize, mark: usize, single_stop: bool, quoted: bool, next: usize, limit: usize) -> bool {
    let rest = &text[next..limit];
    let first = rest.trim_start_matches(is_opener).chars().next().unwrap_or(' ');
    let goes_on = matches!(first, ',' | ';' | '-' | '–' | '—') || first.is_alphabetic() && !first.is_uppercase();
    if goes_on {
        return false;
    }
    if !single_stop || quoted {
        return true;
    }
    let before = &text[from..mark];
    let letters = before.rsplit(|c: char| c.is_whitespace() || is_opener(c) || is_closer(c) || c == '-').next();
    match abbreviation(letters.unwrap_or("")) {
        Abbreviation::None => {
            // "No. 10" is a number and "c. 1525" a year, "it said no. The" an end.
            !(matches!(letters, Some("No" | "c")) && first.is_numeric())
        }
        Abbreviation::Inner => false,
        // "in 53 BC. Crassus had …": behind a year of an era a capital begins anew.
        Abbreviation::Either => {
            let era = matches!(letters, Some("BC" | "BCE" | "AD" | "CE")) && first.is_uppercase();
            era || starts_sentence(rest)
        }
    }
}

/// Words that open a sentence and hardly ever go on with a name behind an abbreviation.
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "You",
    "Mr",
    "Mrs",
    "Ms",
    "This",
    "That",
    "These",
    "Those",
    "In",
    "On",
    "At",
    "But",
    "And",
    "However",
    "After",
    "Before",
    "When",
    "While",
    "As",
    "If",
    "His",
    "Her",
    "Its",
    "Their",
    "Our",
    "There",
    "For",
    "With",
    "Since",
    "Some",
    "Many",
    "Most",
    "All",
    "Both",
    "One",
    "Two",
    "What",
    "Why",
    "How",
    "Who",
    "Earlier",
    "Later",
    "Last",
    "Meanwhile",
    "Although",
    "Though",
    "Under",
    "By",
    "From",
    "So",
    "Yet",
    "No",
    "Not",
    "Officials",
    "Police",
];

fn starts_sentence(rest: &str) -> bool {
    let word = rest.trim_start_matches(is_opener);
    let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    STARTERS.contains(&&word[..end])
}

/// The end of what stands before the first sentence of a paragraph without belonging to it.
fn label_end(text: &str, block: TextRange) -> Option<usize> {
    let head_end = text.floor_char_boundary(block.end.min(block.start + 120));
    let head = &text[block.start..head_end];
    credit_head(head)
        .or_else(|| agency_head(head))
        .or_else(|| colon_head(head))
        .map(|end| block.start + end)
        .filter(|&end| end < block.end)
}

/// "NAIROBI, Kenya (AP) _", "LONDON (Reuters) -", "BAGHDAD, June 3 —", "AP HOUMA, La. --".
fn agency_head(head: &str) -> Option<usize> {
    let (at, dash) = [" _", " - ", " – ", " — ", " -- ", "--"]
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| (at, *dash)))
        .min_by_key(|&(at, dash)| (at, std::cmp::Reverse(dash.len())))?;
    let before = &head[..at];
    let first_word = before.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or("");
    let long = first_word.len() >= 3 || first_word == "AP";
    let shouted = long && first_word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '\''));
    // "HARLOW, La., Sept. 24"
    let abbreviated = |word: &str| word.len() <= 6 && word.starts_with(char::is_uppercase);
    let stopped =
        before.split_whitespace().any(|word| word.contains('.') && !abbreviated(word)) || before.contains('?');
    let agency = before.ends_with(')') && before.rfind('(').is_some_and(|open| at - open < 24);
    // A sentence that only has a dash in it is longer, or has no capitals.
    (shouted && at < 40 && !stopped || shouted && agency || agency && at < 60).then_some(at + dash.len())
}

/// "Ada Miller/AP", "Peter Roe\/Reuters": who took the picture, before a capital.
fn credit_head(head: &str) -> Option<usize> {
    const AGENCIES: &[&str] = &[
        "/AP ",
        "/EPA ",
        "/AFP ",
        "/Reuters ",
        "/Getty Images ",
        "/Getty ",
        "/AFP/Getty Images ",
        "/AFP/Getty ",
        "/Rex ",
    ];
    let found = AGENCIES.iter().filter_map(|agency| head.find(agency).map(|at| (at, agency.len())));
    let (at, length) = found.min_by_key(|&(at, length)| (at, std::cmp::Reverse(length)))?;
    let name = head[..at].trim_end_matches('\\');
    let words = name.split(' ').count();
    let named = (2..=4).contains(&words) && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let end = at + length;
    (named && head[end..].starts_with(char::is_uppercase)).then_some(end)
}

/// "Why it matters:", "Intel:" before a capital.
fn colon_head(head: &str) -> Option<usize> {
    let colon = head.find(':')?;
    let (before, after) = (&head[..colon], &head[colon + 1..]);
    let words = before.split_whitespace().count();
    let next = after.trim_start_matches(|c: char| c.is_whitespace()).chars().next()?;
    (colon < 32
        && words <= 4
        && after.starts_with(char::is_whitespace)
        && next.is_uppercase()
        && before.starts_with(char::is_uppercase)
        && before.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\'' | '’' | '-' | '/')))
    .then_some(colon + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).iter().map(|s| s.range.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        check(
            "Lt. Gen. J. Doe of the U.S. Army met Mr. Roe at 5 p.m. on Friday. He left.",
            &["Lt. Gen. J. Doe of the U.S. Army met Mr. Roe at 5 p.m. on Friday.", "He left."],
        );
        check(
            "The mill was built c. 1525 by a monk. It burned.",
            &["The mill was built c. 1525 by a monk.", "It burned."],
        );
    }

    #[test]
    fn an_abbreviation_may_end_a_sentence_too() {
        check("He moved to the U.S. The move took a day.", &["He moved to the U.S.", "The move took a day."]);
        check("It began at 5 p.m. The end was late.", &["It began at 5 p.m.", "The end was late."]);
    }

    #[test]
    fn quotation_marks_stay_with_their_sentence() {
        check("“We won.” The crowd cheered.", &["“We won.”", "The crowd cheered."]);
        check("“Did you win?” she asked. No one spoke.", &["“Did you win?” she asked.", "No one spoke."]);
    }

    #[test]
    fn a_headline_without_a_full_stop_is_a_sentence_of_its_own() {
        let text = "Mill burns down in the valley\n\nMay 3, 2011\n\nA mill burned down. No one died.";
        check(text, &["Mill burns down in the valley", "May 3, 2011", "A mill burned down.", "No one died."]);
        assert_eq!(sentences(text)[0].kind, SentenceKind::Heading);
        assert_eq!(sentences(text)[2].kind, SentenceKind::Prose);
    }

    #[test]
    fn a_headline_that_lost_its_line_break_is_a_sentence_of_its_own() {
        let text = "Mill burns down in the valley The fire began at noon.";
        check(text, &["Mill burns down in the valley", "The fire began at noon."]);
        assert_eq!(sentences(text)[0].kind, SentenceKind::Heading);
    }

    #[test]
    fn lines_broken_to_fit_a_page_are_joined() {
        let line = "The old mill by the river burned for three days and the\nwhole of the valley could see the smoke from the hills and\nfrom the road that leads to the town of the millers until a\nlate rain put the fire out and the people could go home to\nsleep. Nobody knows why.";
        assert_eq!(sentences(line).len(), 2);
    }

    #[test]
    fn heads_of_agency_copy_and_labels_stand_apart() {
        check("SPRINGFIELD, Ill. (XY) _ The mill burned.", &["SPRINGFIELD, Ill. (XY) _", "The mill burned."]);
        check("AP HARLOW, La. -- The mill burned.", &["AP HARLOW, La. --", "The mill burned."]);
        check("Ada Miller/AP The mill burned.", &["Ada Miller/AP", "The mill burned."]);
        check("Why it matters:  The mill was old.", &["Why it matters:", "The mill was old."]);
    }

    #[test]
    fn any_text_is_cut_on_character_boundaries() {
        for text in ["", ".", "…", "é. É", "“”. ’", "a…\u{a0}B", "x\n\n\ny.\u{2028}Z", "—", "A: É"] {
            for sentence in sentences(text) {
                assert!(!sentence.range.of(text).is_empty());
            }
        }
    }
}
