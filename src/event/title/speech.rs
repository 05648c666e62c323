//! Somebody says something: where what is said stands, and in whose words.

use super::draft::Said;
use crate::event::clause::Sentence;
use crate::event::lexicon::Kinds;
use crate::text::syntax::Tag;

/// Whether what is said stands behind the verb of saying.
pub(super) fn tells_what(s: &Sentence<'_>, rest: &[Said]) -> bool {
    // "said on Friday, a day after the council met": that tells when it was said.
    const ASIDES: &[&str] = &["after", "before", "when", "as", "while", "because", "since", "until", "where"];
    for said in rest {
        let Said::Word(at) = said else { continue };
        if s.is(*at, ASIDES) {
            return false;
        }
        if s.tag(*at).is_finite() || matches!(s.tag(*at), Tag::MD | Tag::TO) {
            return true;
        }
    }
    false
}

pub(in crate::event) fn says(s: &Sentence<'_>, verb: usize) -> bool {
    s.kinds(verb).has(Kinds::SAYING) || s.kinds(verb).has(Kinds::SPEECH_ACT)
}

/// "The spill grew, the company said": what is said stands in front, and whether in somebody's own words. `None` where
/// nothing is.
pub(super) fn said_in_front(s: &Sentence<'_>, before: usize, left_out: &[bool]) -> Option<(Vec<Said>, bool)> {
    // "…, he said", not "…, and he said"
    let mark = (0..before).rev().find(|&at| !left_out[at] || is_quote(s, at))?;
    if s.tag(mark) != Tag::Comma && !is_quote(s, mark) {
        return None;
    }
    let end = (0..mark).rev().find(|&at| !left_out[at] && !s.tag(at).is_punctuation())? + 1;
    let start = (0..end).rev().find(|&at| matches!(s.tag(at), Tag::Stop | Tag::Colon)).map_or(0, |at| at + 1);
    let words: Vec<usize> =
        (start..end).filter(|&at| !left_out[at]).skip_while(|&at| matches!(s.tag(at), Tag::CC | Tag::Comma)).collect();
    let first = *words.first()?;
    words.iter().any(|&at| s.tag(at).is_finite() || s.tag(at) == Tag::MD).then_some(())?;
    let own_words = words.iter().any(|&at| s.is(at, &["i", "we", "me", "us", "my", "our"]));
    let quoted = (start..=first).any(|at| is_quote(s, at)) || start > 0 && is_quote(s, start - 1);
    let quoted = own_words && quoted;
    let mut out: Vec<Said> = words.into_iter().map(Said::Word).collect();
    // "Cuban exiles", "the Cuban exiles"
    const PEOPLES: &[&str] = &["an", "ese", "ish", "ic", "eek", "ench", "utch", "aqi", "eli"];
    let people = s.tag(first) == Tag::JJ && PEOPLES.iter().any(|end| s.word(first).ends_with(end));
    // A plural at the beginning of a sentence that the tagger took for a name.
    let name = s.tag(first).is_proper() && !(first == 0 && s.tag(first) == Tag::NNPS && !goes_on_as_name(s, first));
    if !quoted && !people && !name && !s.is(first, &["I"]) {
        out[0] = Said::Put(small(s.word(first)));
    }
    Some((out, quoted))
}

/// "The judge told him: “You may not …”": somebody's own words behind a colon, up to the end of the sentence or quotation.
pub(super) fn said_behind(s: &Sentence<'_>, verb: usize, left_out: &[bool]) -> Option<Vec<Said>> {
    let colon = (verb + 1..s.tree.len().min(verb + 12)).find(|&at| s.tag(at) == Tag::Colon && s.is(at, &[":"]))?;
    let open = Some(colon + 1).filter(|&at| at < s.tree.len() && is_quote(s, at))?;
    let ends = |at: usize| is_quote(s, at) || matches!(s.tag(at), Tag::Stop | Tag::Colon);
    let end = (open + 1..s.tree.len()).find(|&at| ends(at)).unwrap_or(s.tree.len());
    let words: Vec<usize> = (open + 1..end).filter(|&at| !left_out[at]).collect();
    let told = words.iter().any(|&at| s.tag(at).is_finite() || s.tag(at) == Tag::MD);
    told.then(|| words.into_iter().map(Said::Word).collect())
}

fn goes_on_as_name(s: &Sentence<'_>, at: usize) -> bool {
    at + 1 < s.tree.len() && s.tag(at + 1).is_proper()
}

fn is_quote(s: &Sentence<'_>, at: usize) -> bool {
    matches!(s.tag(at), Tag::Open | Tag::Close) || s.is(at, &["\"", "''", "``", "“", "”"])
}

/// The word with a small first letter, unless it is written in capitals.
fn small(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if !word.chars().nth(1).is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => word.to_owned(),
    }
}
