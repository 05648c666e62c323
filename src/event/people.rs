//! Who takes part, where it happens, who says so, and what a pronoun stands for.

use super::clause::Sentence;
use super::lexicon::Kinds;
use super::{Participant, Role};
use crate::text::TextRange;
use crate::text::syntax::{Relation, Tag};
use std::collections::BTreeMap;
use std::ops::Range;

/// The fullest form of every name in an article, by its last word.
#[derive(Default)]
pub(super) struct Names {
    fullest: BTreeMap<String, String>,
}

impl Names {
    /// Learns the names of a sentence.
    pub fn learn(&mut self, s: &Sentence<'_>) {
        let mut at = 0;
        while at < s.tree.len() {
            let start = at;
            while at < s.tree.len() && s.tag(at).is_proper() {
                at += 1;
            }
            if at - start >= 2 && at - start <= 4 {
                let range = TextRange::new(s.tree.ranges[start].start, s.tree.ranges[at - 1].end);
                let name = range.of(s.text);
                let last = s.word(at - 1);
                let known = self.fullest.entry(last.to_owned()).or_default();
                if known.is_empty() {
                    name.clone_into(known);
                }
            }
            at = at.max(start + 1);
        }
    }

    /// The fullest name for what stands there.
    fn full(&self, words: &str) -> String {
        self.fullest.get(words).map_or_else(|| words.split_whitespace().collect::<Vec<_>>().join(" "), Clone::clone)
    }
}

/// The words of a noun phrase up to its first clause or comma.
pub(super) fn phrase_range(s: &Sentence<'_>, noun: usize) -> TextRange {
    phrase_before(s, noun, &[])
}

/// The words of a noun phrase up to its first clause, comma or time.
fn phrase_before(s: &Sentence<'_>, noun: usize, timed: &[Range<usize>]) -> TextRange {
    let is_time = |at: usize| timed.iter().any(|range| range.contains(&at));
    let span = s.tree.span(noun);
    let mut end = noun + 1;
    for at in noun + 1..span.end {
        let clause = s.tree.head(at) == Some(noun)
            && matches!(s.relation(at), Relation::RelativeClause | Relation::NounClause | Relation::Apposition);
        let time = is_time(at) || s.tag(at) == Tag::IN && at + 1 < span.end && is_time(at + 1);
        if time || clause || matches!(s.tag(at), Tag::Comma | Tag::Left | Tag::Colon | Tag::WDT | Tag::WP) {
            break;
        }
        end = at + 1;
    }
    let mut start = span.start;
    while start < noun
        && (matches!(s.relation(start), Relation::Case | Relation::Marker | Relation::Conjunction)
            || is_time(start)
            || s.tag(start).is_punctuation())
    {
        start += 1;
    }
    TextRange::new(s.tree.ranges[start].start, s.tree.ranges[end - 1].end)
}

/// Agent and patient of the happening.
pub(super) fn participants(
    s: &Sentence<'_>,
    trigger: usize,
    names: &Names,
    timed: &[Range<usize>],
) -> Vec<Participant> {
    let mut out = Vec::new();
    let mut add = |role: Role, noun: usize| {
        if timed.iter().any(|range| range.contains(&noun)) {
            return;
        }
        let range = phrase_before(s, noun, timed);
        out.push(Participant { role, name: names.full(range.of(s.text)), range });
    };
    if !s.tag(trigger).is_verb() {
        for child in s.tree.children(trigger) {
            match s.relation(child) {
                Relation::Possessor => add(Role::Agent, child),
                Relation::NounModifier => match s.preposition(child).map(|p| s.word(p)) {
                    Some("by") => add(Role::Agent, child),
                    Some("of" | "on" | "against") => add(Role::Patient, child),
                    _ => {}
                },
                _ => {}
            }
        }
        if let Some(subject) = s.copula(trigger).and_then(|_| s.subject(trigger)) {
            add(Role::Agent, subject);
        }
        return out;
    }
    let passive = s.is_passive(trigger);
    if let Some(subject) = s.subject(trigger) {
        add(if passive { Role::Patient } else { Role::Agent }, subject);
    }
    for child in s.tree.children(trigger).filter(|&child| child > trigger) {
        match s.relation(child) {
            Relation::Object => add(Role::Patient, child),
            Relation::Oblique if passive && s.preposition(child).is_some_and(|p| s.is(p, &["by"])) => {
                add(Role::Agent, child);
            }
            _ => {}
        }
    }
    out
}

/// Nouns that with a name are a place: "the Harlow airport".
const PLACES: &[&str] = &[
    "airport",
    "area",
    "border",
    "building",
    "capital",
    "center",
    "centre",
    "church",
    "city",
    "coast",
    "court",
    "country",
    "county",
    "district",
    "embassy",
    "factory",
    "field",
    "forest",
    "headquarters",
    "home",
    "hospital",
    "hotel",
    "island",
    "islands",
    "market",
    "mosque",
    "office",
    "palace",
    "park",
    "plant",
    "port",
    "prison",
    "province",
    "region",
    "river",
    "school",
    "square",
    "stadium",
    "state",
    "station",
    "street",
    "suburb",
    "town",
    "university",
    "valley",
    "village",
];

/// Verbs that go from a place to a place.
const MOVING: &[&str] = &[
    "flew",
    "fly",
    "flies",
    "flying",
    "flown",
    "went",
    "go",
    "goes",
    "going",
    "gone",
    "travel",
    "traveled",
    "travelled",
    "traveling",
    "return",
    "returned",
    "returning",
    "moved",
    "move",
    "moving",
    "sailed",
    "sail",
    "marched",
    "march",
    "came",
    "come",
    "fled",
    "flee",
    "drove",
    "driven",
    "deported",
    "withdrew",
    "retreated",
    "walked",
    "rode",
    "land",
];

/// Names of places that hang on the happening by "in", "at", "near" and the like.
pub(super) fn places(s: &Sentence<'_>, trigger: usize, timed: &[Range<usize>]) -> Vec<TextRange> {
    let mut out = Vec::new();
    // "sold to Harlow Mills": only what moves has a place where it goes.
    let moves = s.is(trigger, MOVING);
    let mut look = |of: usize| {
        for child in s.tree.children(of) {
            let local = matches!(s.relation(child), Relation::Oblique | Relation::NounModifier)
                && s.preposition(child).is_some_and(|p| {
                    s.is(p, &["in", "at", "near", "outside", "inside", "into", "off", "across", "throughout"])
                        || moves && s.is(p, &["from", "to"])
                })
                && (s.tag(child).is_proper()
                    || s.is(child, PLACES) && s.tree.span(child).any(|at| s.tag(at).is_proper()))
                && !timed.iter().any(|range| range.contains(&child));
            if local {
                out.push(phrase_before(s, child, timed));
            }
        }
    };
    look(trigger);
    if let Some(object) = s.object(trigger) {
        look(object);
    }
    out
}

/// Who says so: the subject of the verb of saying that the happening is reported by.
pub(super) fn attribution(s: &Sentence<'_>, trigger: usize) -> Option<String> {
    let mut at = trigger;
    for _ in 0..8 {
        let head = s.tree.head(at)?;
        let reports = s.kinds(head).has(Kinds::SAYING) || s.kinds(head).has(Kinds::SPEECH_ACT);
        if reports && matches!(s.relation(at), Relation::ContentClause | Relation::Parataxis) {
            let subject = s.subject(head)?;
            return Some(phrase_range(s, subject).of(s.text).split_whitespace().collect::<Vec<_>>().join(" "));
        }
        // The parser sometimes makes "…, he said" hang on what is said.
        at = head;
    }
    None
}

/// What the pronoun or back reference at `pronoun` stands for, out of its own sentence: the subject of what it is
/// reported by.
pub(super) fn referent_within(s: &Sentence<'_>, pronoun: usize) -> Option<String> {
    let verb = s.verb_above(pronoun)?;
    let above = s.verb_above(verb)?;
    let subject = s.own_subject(above).filter(|&subject| subject < pronoun)?;
    agrees(s, subject, s.word(pronoun)).then(|| short_name(s, subject))
}

/// What a pronoun stands for, out of the sentence before: its subject.
pub(super) fn referent_before(before: &Sentence<'_>, pronoun: &str) -> Option<String> {
    let root = before.tree.roots().find(|&root| before.is_predicate(root))?;
    let subject = before.own_subject(root)?;
    agrees(before, subject, pronoun).then(|| short_name(before, subject))
}

fn agrees(s: &Sentence<'_>, noun: usize, pronoun: &str) -> bool {
    let several = matches!(s.tag(noun), Tag::NNS | Tag::NNPS) || s.tree.child(noun, Relation::Conjunct).is_some();
    let has_article = s.tree.child(noun, Relation::Determiner).is_some();
    match pronoun.to_ascii_lowercase().as_str() {
        "he" | "she" => s.tag(noun) == Tag::NNP && !several && !has_article,
        "it" => s.tag(noun) == Tag::NNP && !several && (has_article || s.tree.span(noun).len() == 1),
        "they" | "sides" | "parties" | "both" => several && s.tag(noun).is_noun(),
        _ => false,
    }
}

/// The noun with its names and without its descriptions: at most six words.
fn short_name(s: &Sentence<'_>, noun: usize) -> String {
    let mut range = phrase_range(s, noun);
    if range.of(s.text).split_whitespace().count() > 6 {
        range = s.tree.ranges[noun];
    }

    range.of(s.text).split_whitespace().collect::<Vec<_>>().join(" ")
}
