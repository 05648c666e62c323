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
