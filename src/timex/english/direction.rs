//! Whether the sentence around an expression tells of what was or of what is to come.

use crate::timex::expr::Direction;
use crate::timex::view::View;

const FUTURE: &[&str] = &[
    "will",
    "'ll",
    "shall",
    "expected",
    "scheduled",
    "planned",
    "plans",
    "plan",
    "due",
    "slated",
    "upcoming",
    "intends",
    "intend",
    "hopes",
    "set",
    "begins",
    "opens",
    "starts",
    "wo",
    "going",
    "expects",
    "would",
    "could",
    "may",
    "should",
];

const PAST: &[&str] = &[
    "was", "were", "had", "did", "said", "told", "came", "went", "took", "made", "began", "became", "left", "won",
    "lost", "met", "held", "found", "gave", "got", "saw", "fell", "rose", "led", "ran", "sent", "shot", "struck",
    "broke", "brought", "built", "bought", "sold", "spoke", "wrote", "fought", "has", "have", "been", "drew", "flew",
    "grew", "hit", "kept", "knew", "paid", "put", "read", "sat", "stood", "swore", "taught", "thought", "threw",
    "wore",
];

/// How far to look for the verb, in tokens.
const REACH: usize = 30;

/// Which way the nearest telling verb of the sentence points; the one before the expression counts first.
pub fn direction(v: &View, first: usize, end: usize) -> Direction {
    let (before, distance_before) = scan(v, &mut (first.saturating_sub(REACH)..first).rev());
    let (after, distance_after) = scan(v, &mut (end..(end + REACH).min(v.tokens.len())));
    match (before, after) {
        (Direction::Unknown, other) | (other, Direction::Unknown) => other,
        _ if distance_after < distance_before => after,
        _ => before,
    }
}

fn scan(v: &View, places: &mut dyn Iterator<Item = usize>) -> (Direction, usize) {
    for (distance, at) in places.enumerate() {
        if ends_sentence(v, at) {
            break;
        }
        let word = v.str(at);
        if FUTURE.iter().any(|future| word.eq_ignore_ascii_case(future)) && !v.is_capital(at) {
            // "was expected to", "had planned" still look ahead.
            return (Direction::Future, distance);
        }
        if PAST.iter().any(|past| word.eq_ignore_ascii_case(past)) || is_past_form(word) {
            return (Direction::Past, distance);
        }
    }
    (Direction::Unknown, usize::MAX)
}

fn is_past_form(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && word.bytes().all(|b| b.is_ascii_lowercase())
}

fn ends_sentence(v: &View, at: usize) -> bool {
    let mark = v.str(at);
    matches!(mark, "?" | "!" | ";")
        || mark == "." && v.is_capital(at + 1) && !v.is_glued(at + 1)
        || v.begins_paragraph(at + 1)
}
