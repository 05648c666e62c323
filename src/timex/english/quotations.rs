//! Older words within a newer text: the quotation that a dated letter, diary or speech opens, or that a dated speaker closes.

use super::words::Word;
use crate::timex::view::View;

/// What is written or spoken on a day of its own.
const DOCUMENTS: &[&str] = &[
    "letter",
    "letters",
    "diary",
    "entry",
    "memo",
    "memorandum",
    "note",
    "email",
    "mail",
    "cable",
    "dispatch",
    "despatch",
    "telegram",
    "message",
    "report",
    "log",
    "journal",
    "statement",
    "minutes",
    "transcript",
    "post",
    "tweet",
    "speech",
    "one",
    "another",
];

/// Verbs that bring a quotation.
const SAYS: &[&str] = &[
    "reads", "read", "says", "said", "writes", "wrote", "states", "stated", "records", "recorded", "notes", "noted",
    "adds", "added", "told", "warned", "warns",
];

/// Verbs with which it goes on.
const GOES_ON: &[&str] =
    &["adds", "added", "continues", "continued", "goes", "went", "concludes", "concluded", "ends", "ended"];

/// How far a verb stands from its quotation, and a document from its date, in tokens.
const REACH: usize = 14;

/// Longest quotation, in tokens.
const LONGEST: usize = 150;

/// The quotations that are of the day named from one token up to another, as tokens between the marks: "In a letter of
/// 4 May 1932 he writes: “Yesterday …”", "“Today …,” she said on 25 May 1961".
pub fn dated_quotations(v: &View, first: usize, end: usize) -> Vec<(usize, usize)> {
    let Some((open, close)) = opened_behind(v, first, end).or_else(|| closed_before(v, first)) else {
        return Vec::new();
    };
    let mut found = vec![(open, close)];
    let mut at = close;
    while let Some((open, close)) = carried_on(v, at) {
        found.push((open, close));
        at = close;
    }
    found
}

/// "A diary entry for 12 March 1938 reads: “…”"
fn opened_behind(v: &View, first: usize, end: usize) -> Option<(usize, usize)> {
    let open = (end..end + REACH).take_while(|&at| !stops(v, at)).find(|&at| opens(v, at))?;
    let around = first.saturating_sub(REACH / 2)..open;
    let document = around.clone().any(|at| v.is_any(at, DOCUMENTS));
    let brought = { around }.any(|at| v.is_any(at, SAYS));
    let close = closing(v, open)?;
    (document && brought).then_some((open, close))
}

/// "“Today I ask for money,” the president said on 25 May 1961."
fn closed_before(v: &View, first: usize) -> Option<(usize, usize)> {
    if !v.is(first.wrapping_sub(1), Word::On) {
        return None;
    }
    let near = (1..=REACH).map_while(|back| first.checked_sub(back)).take_while(|&at| !stops(v, at));
    let close = near.into_iter().find(|&at| closes(v, at))?;
    let said = (close + 1..first).any(|at| v.is_any(at, SAYS));
    let open = (1..=LONGEST).map_while(|back| close.checked_sub(back)).find(|&at| opens(v, at))?;
    said.then_some((open, close))
}

/// "He adds: “…”", "“…,” it goes on": the next quotation, where it is of the same hand.
fn carried_on(v: &View, close: usize) -> Option<(usize, usize)> {
    const NEAR: usize = 8;
    let open = (close + 1..close + NEAR).find(|&at| opens(v, at))?;
    let end = closing(v, open)?;
    let before = (close + 1..open).any(|at| v.is_any(at, GOES_ON));
    let behind =
        open <= close + 2 && (end + 1..end + NEAR).take_while(|&at| !stops(v, at)).any(|at| v.is_any(at, GOES_ON));
    (before || behind).then_some((open, end))
}

fn closing(v: &View, open: usize) -> Option<usize> {
    (open + 1..open + LONGEST).find(|&at| closes(v, at))
}

fn opens(v: &View, at: usize) -> bool {
    v.str(at) == "“" || v.str(at) == "\"" && v.is_glued(at + 1) && !v.is_glued(at)
}

fn closes(v: &View, at: usize) -> bool {
    v.str(at) == "”" || v.str(at) == "\"" && v.is_glued(at)
}

fn stops(v: &View, at: usize) -> bool {
    matches!(v.str(at), "." | "?" | "!" | "") || v.begins_paragraph(at)
}
