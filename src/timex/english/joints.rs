//! Words between and before expressions: "and", "to", "since", "until", "by".

use super::words::Word;
use crate::timex::expr::Side;
use crate::timex::view::View;

/// Whether the tokens between two expressions do no more than join them: "and", "to", "or", a dash.
pub fn joined(v: &View, from: usize, to: usize) -> bool {
    let joint = |at: usize| {
        matches!(
            v.word(at),
            Word::And | Word::Or | Word::To | Word::Through | Word::Until | Word::Mark(b'-' | b'/' | b',')
        )
    };
    match to.checked_sub(from) {
        Some(1) => joint(from),
        Some(2) => joint(from) && (joint(from + 1) || matches!(v.word(from + 1), Word::The | Word::Early | Word::Late)),
        _ => false,
    }
}

/// Whether the word before an expression opens a range: "from May 1781".
pub fn opens_range(v: &View, first: usize) -> bool {
    matches!(v.before(first), Word::From | Word::Between)
}

/// Whether a preposition or an article takes the expression: "on 20 April".
pub fn is_taken(v: &View, first: usize) -> bool {
    matches!(
        v.before(first),
        Word::On
            | Word::In
            | Word::By
            | Word::Of
            | Word::From
            | Word::To
            | Word::Until
            | Word::Since
            | Word::The
            | Word::For
    )
}

/// Whether "on" takes the expression.
pub fn is_on(v: &View, first: usize) -> bool {
    v.before(first) == Word::On
}

/// Whether the token leads to the end of a range: "through", "to", a dash.
pub fn is_up_to(v: &View, at: usize) -> bool {
    matches!(v.word(at), Word::Through | Word::To | Word::Until | Word::Mark(b'-'))
}

/// Whether "at", perhaps behind a comma, is all that stands between a day and an hour.
pub fn at_between(v: &View, from: usize, to: usize) -> bool {
    let at = from + usize::from(v.is_mark(from, b','));
    v.is(at, Word::At) && to == at + 1 && !(from..=to).any(|at| v.begins_paragraph(at))
}

/// Whether a sentence ends between two tokens.
pub fn has_stop(v: &View, from: usize, to: usize) -> bool {
    (from..to).any(|at| matches!(v.str(at), "." | "?" | "!" | ";") || v.begins_paragraph(at))
}

/// What the word before an expression makes of it.
pub fn side(v: &View, first: usize) -> Side {
    match v.before(first) {
        Word::Since => Side::Since,
        Word::Until => Side::Until,
        Word::By => Side::By,
        _ => Side::Within,
    }
}

/// The words of the event that a length before them is counted from, the preposition among them: "after the raid" of
/// "a week after the raid on the port, ...". They end at a mark, a subject that begins the main clause, or a line.
pub fn event_behind(v: &View, end: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 9;
    const SUBJECTS: &[&str] = &["he", "she", "it", "they", "we", "you", "i", "there"];
    if !matches!(v.word(end), Word::After | Word::Before) {
        return None;
    }
    let subject = |at: usize| at > end + 1 && v.is_any(at, SUBJECTS);
    let ends = |at: &usize| !v.is_word_or_number(*at) || v.begins_line(*at) || subject(*at) || v.word(*at).is_core();
    let last = (end + 1..=end + LONGEST).find(ends).unwrap_or(end + LONGEST);
    (last > end + 1).then_some((end, last))
}

/// The event that a day or night is named by, as token indices: "after the raid" behind "the day", "of the murder" within
/// "the day of the murder", "he died" behind "the day".
pub fn event_named_by(v: &View, first: usize, end: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 9;
    let of = || (first..end).find(|&at| v.is(at, Word::Of)).map(|of| (of, end));
    let clause = || {
        let last = (end..end + LONGEST).find(|&at| !v.is_word_or_number(at) || v.begins_line(at));
        v.is_any(end, &["he", "she", "they", "we"]).then_some((end, last.unwrap_or(end + LONGEST)))
    };
    event_behind(v, end).or_else(of).or_else(clause)
}
