//! A happening that the article names again without its date: "the bombing", some sentences after the bomb went off.

use super::clause::Sentence;
use super::lexicon::{Kinds, kinds, stem};
use super::{Certainty, DatedBy, Event, Participant};
use crate::text::TextRange;
use crate::text::syntax::{Relation, Tag, Word};
use crate::text::words::split_words;
use crate::time::Granularity;
use std::ops::Range;

/// Happenings that last, or that there are many of: naming one again does not mean that time.
const LASTING: &[&str] = &[
    "war",
    "campaign",
    "crisis",
    "occupation",
    "fight",
    "fighting",
    "unrest",
    "violence",
    "investigation",
    "inquiry",
    "probe",
    "siege",
    "epidemic",
    "pandemic",
    "famine",
    "drought",
    "recession",
    "slump",
    "migration",
    "independence",
    "process",
    "test",
    "decline",
    "rise",
    "fall",
    "cut",
    "increase",
    "deal",
    "contract",
    "case",
    "construction",
    "search",
    "negotiation",
    "ban",
    "embargo",
    "sanction",
    "program",
    "law",
    "treaty",
    "agreement",
    "sale",
    "race",
    "return",
    "move",
    "appeal",
    "leak",
    "spill",
    "disaster",
    "reform",
];

/// What sets another happening of the kind apart from the one known.
const ANOTHER: &[&str] = &[
    "earlier",
    "previous",
    "first",
    "second",
    "third",
    "fourth",
    "last",
    "next",
    "similar",
    "other",
    "another",
    "new",
    "latest",
    "recent",
    "future",
    "past",
    "annual",
    "further",
    "more",
    "final",
    "former",
    "subsequent",
    "later",
    "any",
    "possible",
    "potential",
    "planned",
    "alleged",
    "attempted",
    "such",
    "same",
];

/// A dated happening that can be named again.
pub(super) struct Known<'a> {
    stem: u32,
    /// Whether it is one happening: "the attacks" then mean more than this.
    single: bool,
    pub event: &'a Event,
}

/// The happenings of the events that can be named again: those with one date each in all that is said of their kind.
pub(super) fn known<'a>(events: &'a [Event], text: &str) -> Vec<Known<'a>> {
    let mut known: Vec<Known<'a>> = Vec::new();
    let mut unclear: Vec<u32> = Vec::new();
    for event in events.iter().filter(|event| event.by == DatedBy::Timex && !event.in_title) {
        let word = Word::new(event.trigger.of(text)).lower;
        let stem = stem(word);
        let day = |event: &Event| event.value.split('T').next().unwrap_or("").to_owned();
        if known.iter().any(|other| other.stem == stem && day(other.event) != day(event)) {
            unclear.push(stem);
        }
        let tells = kinds(word);
        let other_kind = [Kinds::SAYING, Kinds::SPEECH_ACT, Kinds::STATE, Kinds::PHASE, Kinds::LIGHT, Kinds::THINKS]
            .into_iter()
            .any(|kind| tells.has(kind));
        let known_day = event.granularity.is_some_and(|granularity| granularity <= Granularity::Month);
        if known_day && !other_kind && !event.negated && event.certainty != Certainty::Possible {
            let several = |participant: &Participant| {
                participant.range.of(text).ends_with('s') || participant.range.of(text).contains(" and ")
            };
            let single = match tells.has(Kinds::HAPPENING) {
                true => !event.trigger.of(text).ends_with('s'),
                false => !event.participants.iter().any(several),
            };
            known.push(Known { stem, single, event });
        }
    }
    known.retain(|known| !unclear.contains(&known.stem));
    known
}

/// Words that make a noun definite.
const DEFINITE: &[&str] = &["the", "this", "that", "these", "those", "his", "her", "its", "their", "'s", "’s"];

/// So many words may stand between such a word and its noun.
const REACH: usize = 4;

/// Whether the sentence has a definite word for one of them; asked before it is parsed.
pub(super) fn may_name(text: &str, sentence: TextRange, known: &[Known<'_>], words: &mut Vec<TextRange>) -> bool {
    split_words(text, sentence, words);
    words.iter().enumerate().any(|(at, range)| {
        let word = range.of(text);
        if word.len() <= 3 || !word.as_bytes()[0].is_ascii_lowercase() {
            return false;
        }
        let stem = stem(Word::new(word).lower);
        known.iter().any(|known| known.named_by(word, stem)) && is_led(text, &words[..at])
    })
}

impl Known<'_> {
    /// `stem` is that of the word.
    fn named_by(&self, word: &str, stem: u32) -> bool {
        self.stem == stem && !(self.single && word.ends_with('s')) && !lasts(word)
    }
}

/// Whether the words in front of a noun make it definite, and no other happening of its kind.
fn is_led(text: &str, before: &[TextRange]) -> bool {
    const NOT_OF_IT: &[&str] = &["of", "in", "to", "on", "for", "by", "and", "at", "with", ",", "is", "was", "a", "an"];
    for range in before.iter().rev().take(REACH) {
        let word = range.of(text);
        if DEFINITE.iter().any(|other| word.eq_ignore_ascii_case(other)) {
            return true;
        }
        if NOT_OF_IT.contains(&word) || ANOTHER.contains(&word) {
            return false;
        }
    }
    false
}

/// The nouns of the sentence that name one of them again, each with the event that has its date.
pub(super) fn named_again<'k, 'a>(
    s: &Sentence<'_>,
    range: TextRange,
    timed: &[Range<usize>],
    known: &'k [Known<'a>],
) -> Vec<(usize, &'k Known<'a>)> {
    let mut found: Vec<(usize, &Known<'_>)> = Vec::new();
    for noun in (0..s.tree.len()).filter(|&at| s.is_happening(at) && !lasts(s.word(at))) {
        let stem = stem(s.tree.words[noun].lower);
        let of_kind = known.iter().filter(|known| known.stem == stem && known.event.sentence != range);
        // The last one before it, else the first behind.
        let (before, behind): (Vec<_>, Vec<_>) = of_kind.partition(|known| known.event.trigger.start < range.start);
        let Some(known) = before.last().or_else(|| behind.first()).copied() else { continue };
        let told = found.iter().any(|(_, other)| other.stem == stem);
        let more = known.single && s.tag(noun) == Tag::NNS;
        if !told && !more && is_definite(s, noun) && fits(s, noun, timed, known.event) {
            found.push((noun, known));
        }
    }
    found
}

fn lasts(word: &str) -> bool {
    LASTING.iter().any(|other| word == *other || word.strip_suffix('s') == Some(other))
}

/// "the bombing", "this attack", "his arrest".
fn is_definite(s: &Sentence<'_>, noun: usize) -> bool {
    let whole = s.relation(noun) != Relation::Compound || s.tree.head(noun).is_none_or(|head| head < noun);
    whole
        && s.tree.children(noun).any(|child| {
            child < noun
                && (s.relation(child) == Relation::Possessor || s.tag(child) == Tag::PRPS || s.is(child, DEFINITE))
        })
}

/// Whether nothing in the noun's phrase speaks of another time, place or person than the sentence that tells it first.
fn fits(s: &Sentence<'_>, noun: usize, timed: &[Range<usize>], event: &Event) -> bool {
    let span = s.tree.span(noun);
    let end = (noun + 1..span.end)
        .find(|&at| s.tag(at).is_punctuation() || s.tag(at).is_finite() || matches!(s.tag(at), Tag::WDT | Tag::WP))
        .unwrap_or(span.end);
    let first = event.sentence.of(s.text);
    let new = |at: usize| {
        let word = s.word(at);
        let sets_apart = s.is(at, ANOTHER);
        let named = s.tag(at).is_proper() || at > 0 && word.starts_with(char::is_uppercase);
        let tells = named || s.tag(at) == Tag::CD || s.relation(at) == Relation::Compound && at < noun;
        sets_apart || tells && !first.contains(word)
    };
    // The words in front of the noun, whatever the parser hangs them on.
    let start =
        (0..noun).rev().take_while(|&at| s.tag(at).is_noun() || matches!(s.tag(at), Tag::JJ | Tag::CD | Tag::POS));
    let start = start.last().unwrap_or(noun).min(span.start);
    // "the release of a video": of what, where the first was of something else.
    let other_of = s.tree.children(noun).any(|child| {
        s.relation(child) == Relation::NounModifier
            && s.preposition(child).is_some_and(|p| s.is(p, &["of"]))
            && !first.contains(s.word(child))
    });
    let dated = timed.iter().any(|words| words.start < span.end.max(noun + 2) && words.end > span.start);
    !dated && !other_of && !(start..end).any(|at| at != noun && new(at))
}
