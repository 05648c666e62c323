//! Words that cannot be understood without the text around them.

use super::sound::Sound;
use crate::event::clause::Sentence;
use crate::event::lexicon::Kinds;
use crate::text::syntax::{Relation, Tag};

/// Whether all its words can be understood without the text around it: hardly where its subject cannot, or a pronoun; less
/// well where it speaks of "those worries" behind its verb.
pub(super) fn leaning(s: &Sentence<'_>) -> Sound {
    let mut sound = Sound::Yes;
    for at in (0..s.tree.len()).filter(|&at| leans(s, at)) {
        let behind = (0..at).any(|before| s.tag(before).is_finite());
        let pointing = behind
            && matches!(s.tag(at), Tag::DT | Tag::PDT)
            && at + 1 < s.tree.len()
            && (s.tag(at + 1).is_noun() || s.tag(at + 1) == Tag::JJ);
        sound = sound.min(if pointing { Sound::Odd } else { Sound::No });
    }
    sound
}

/// Nouns of one that may be told as several, and amounts: "the police are", "a number have".
pub(super) fn is_several(s: &Sentence<'_>, noun: usize) -> bool {
    const NOUNS: &[&str] = &[
        "police",
        "staff",
        "family",
        "crew",
        "team",
        "group",
        "company",
        "firm",
        "government",
        "public",
        "press",
        "party",
        "committee",
        "couple",
        "number",
        "majority",
        "minority",
        "range",
        "series",
        "total",
        "percent",
        "%",
        "rest",
        "half",
        "lot",
    ];
    s.is(noun, NOUNS)
}

fn leans(s: &Sentence<'_>, at: usize) -> bool {
    const HERE: &[&str] = &["this", "these", "those", "that", "such"];
    let next = at + 1;
    if matches!(s.tag(at), Tag::DT | Tag::PDT) && s.is(at, HERE) {
        let who = next < s.tree.len()
            && (matches!(s.tag(next), Tag::WP | Tag::WDT | Tag::VBG | Tag::VBN | Tag::IN | Tag::JJ));
        return !(who && s.is(at, &["those"]));
    }
    if at == 0
        && s.is(
            at,
            &[
                "other",
                "others",
                "another",
                "both",
                "such",
                "one",
                "same",
                "similarly",
                "most",
                "some",
                "all",
                "each",
                "more",
            ],
        )
    {
        let of = next < s.tree.len() && (s.is(next, &["of", "than"]) || s.tag(next) == Tag::CD) && !s.is(at, &["both"]);
        let people = next < s.tree.len() && s.tag(next).is_noun() && s.is(at, &["some", "most", "all", "one", "more"]);
        return !(of || people);
    }
    if at == 0 && names_nobody(s) {
        return true;
    }
    // "something that would continue"
    if at == 0
        && s.is(at, &["something", "anything", "everything", "anyone", "anybody", "someone", "somebody", "whoever"])
    {
        return true;
    }
    if s.is(at, &["there"]) {
        return s.tag(at) != Tag::EX;
    }
    if !matches!(s.tag(at), Tag::PRP | Tag::PRPS) {
        return false;
    }
    // An object is somebody else than the subject of its verb.
    let object = s.is(at, &["him", "them"])
        || s.tag(at) == Tag::PRP && s.is(at, &["it", "her"]) && s.relation(at) == Relation::Object;
    let own = s.verb_above(at).filter(|_| object).and_then(|verb| s.subject(verb));
    // "the guests of the inn wear them"
    let of_own =
        |noun: usize| own.is_some_and(|own| own == noun || s.is(at, &["them"]) && s.tree.span(own).contains(&noun));
    let before = |test: &dyn Fn(usize) -> bool| (0..at).filter(|&noun| !of_own(noun)).any(test);
    let part = |noun: usize| matches!(s.relation(noun), Relation::Compound | Relation::Flat);
    let person = |noun: usize| {
        (s.tag(noun).is_proper() || s.kinds(noun).has(Kinds::PERSON) && s.tag(noun) != Tag::NNS) && !part(noun)
    };
    let thing = |noun: usize| {
        s.tag(noun).is_proper() && (!object || !s.tree.words[noun].has_small_letters()) && !part(noun)
            || s.tag(noun) == Tag::NN && !s.kinds(noun).has(Kinds::PERSON) && !part(noun)
    };
    let several = |noun: usize| {
        (s.tag(noun).is_plural()
            || s.tag(noun).is_noun() && (s.tree.child(noun, Relation::Conjunct).is_some() || is_several(s, noun)))
            && !part(noun)
    };
    if s.is(at, &["he", "him", "his", "she", "her", "himself", "herself"]) {
        !before(&person)
    } else if s.is(at, &["it", "its", "itself"]) {
        !before(&thing) && !is_filler(s, at)
    } else if s.is(at, &["they", "them", "their", "themselves"]) {
        !before(&several)
    } else {
        false
    }
}

/// "The procedure failed", "the two were held": one of many, and which one only the text before tells.
fn names_nobody(s: &Sentence<'_>) -> bool {
    const ONE_OF_MANY: &[&str] = &[
        "next",
        "latest",
        "former",
        "latter",
        "nations",
        "sides",
        "procedure",
        "operation",
        "technique",
        "device",
        "measure",
        "measures",
        "move",
        "letter",
        "document",
        "article",
        "case",
        "picture",
        "show",
        "program",
        "programme",
        "results",
        "number",
        "amount",
        "rate",
        "figure",
        "figures",
        "effort",
        "situation",
        "loophole",
        "item",
        "suit",
        "meeting",
        "session",
        "event",
        "study",
        "site",
        "page",
        "story",
        "trip",
        "system",
        "scheme",
        "one",
        "other",
        "others",
        "same",
        "first",
        "second",
        "two",
        "three",
        "pair",
        "couple",
        "plan",
        "law",
        "bill",
        "proposal",
        "decisions",
        "work",
        "news",
        "deal",
        "tests",
        "test",
    ];
    // "Relatives lived in Harlow": whose?
    const OF_SOMEBODY: &[&str] = &["relative", "relatives", "ancestor", "ancestors", "information"];
    let noun = usize::from(s.is(0, &["a", "an", "the", "some", "any"]));
    if noun < s.tree.len() && s.is(noun, OF_SOMEBODY) && !(noun + 1 < s.tree.len() && s.is(noun + 1, &["of"])) {
        return true;
    }
    let Some(verb) = (2..s.tree.len()).find(|&at| s.tag(at) != Tag::RB) else { return false };
    let told = s.tag(verb).is_finite() || s.tag(verb) == Tag::MD;
    s.is(0, &["the"]) && s.tree.len() > 2 && s.is(1, ONE_OF_MANY) && told
}

/// "It emerged that …": the word stands for what follows.
fn is_filler(s: &Sentence<'_>, at: usize) -> bool {
    // "made it clear"
    let as_object = at + 1 < s.tree.len()
        && s.is(at + 1, &["clear", "easier", "hard", "harder", "difficult", "possible", "impossible", "easy"]);
    as_object || at == 0 && crate::event::referent::stands_for_nothing(s, at)
}
