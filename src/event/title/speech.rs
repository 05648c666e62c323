//! Somebody says something: where what is said stands, and in whose words.

use super::draft::Said;
use super::subject::{OPENERS, is_nominal};
use crate::event::clause::Sentence;
use crate::event::lexicon::Kinds;
use crate::text::syntax::{Relation, Tag};

/// Verbs behind which a clause stands as often as a noun.
pub(super) const WITH_CLAUSE: &[&str] = &["ruled", "rules", "indicated", "indicates", "determined"];

/// "The judge ruled the practice", of "ruled the practice of selling boats, which is old, is unlawful": what is ruled was lost.
pub(super) fn loses_verb_of_said(s: &Sentence<'_>, main: usize, subject: usize, rest: &[Said]) -> bool {
    const COURTS: &[&str] =
        &["judge", "judges", "court", "courts", "justices", "tribunal", "jury", "panel", "commission", "board"];
    let of_noun = rest.first().and_then(Said::word).is_some_and(|at| is_nominal(s, at));
    let clause = |at: usize| s.tag(at).is_finite() || matches!(s.tag(at), Tag::MD | Tag::TO);
    if s.is(main, &["ruled", "rules"])
        && s.is(subject, COURTS)
        && of_noun
        && !rest.iter().filter_map(Said::word).any(clause)
    {
        return true;
    }
    let verb = verb_of_said(s, main);
    verb.is_some_and(|verb| !rest.is_empty() && !rest.iter().filter_map(Said::word).any(|at| at == verb))
}

/// "ruled the practice is unlawful": the verb of what is said, where no "that" leads to it.
fn verb_of_said(s: &Sentence<'_>, main: usize) -> Option<usize> {
    const REACH: usize = 40;
    let passive = s.auxiliaries(main).next().is_some_and(|helper| s.is(helper, &["is", "are", "was", "were"]));
    if !s.is(main, WITH_CLAUSE) || passive || main + 1 < s.tree.len() && s.tag(main + 1) == Tag::IN {
        return None;
    }
    let mut aside = false;
    for at in main + 1..s.tree.len().min(main + REACH) {
        // "a source, whom they did not name, said"
        let opens = matches!(s.tag(at), Tag::WDT | Tag::WP | Tag::WPS | Tag::WRB);
        if opens && s.tag(at - 1) == Tag::Comma {
            aside = true;
        } else if opens || s.is(at, OPENERS) || s.tag(at) == Tag::CC && at + 1 < s.tree.len() && !is_nominal(s, at + 1)
        {
            return None;
        } else if s.tag(at) == Tag::Comma {
            aside = false;
        } else if !aside && (s.tag(at).is_finite() || s.tag(at) == Tag::MD) && s.relation(at) != Relation::NounClause {
            return (s.tag(at - 1) != Tag::CC).then_some(at);
        }
    }
    None
}

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
