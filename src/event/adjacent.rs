//! What a time expression dates by where it stands, for what the parser hangs elsewhere.

use super::clause::Sentence;
use super::dating::Dated;
use super::lexicon::Kinds;
use crate::text::syntax::{Relation, Tag};
use std::ops::Range;

/// Prepositions that a time stands behind.
const AT: &[&str] = &["on", "in", "at"];

/// Verbs that say of something that it lies ahead.
const PLANNED: &[&str] =
    &["plan", "plans", "planned", "schedule", "scheduled", "expect", "expected", "slated", "set", "due"];

/// The preposition right in front of the time.
fn preposition(s: &Sentence<'_>, words: &Range<usize>, of: &[&str]) -> Option<usize> {
    words.start.checked_sub(1).filter(|&at| s.tag(at) == Tag::IN && s.is(at, of))
}

/// "said Monday they will go", "said on Monday they will go": a day right behind a verb belongs to that verb, whatever
/// follows.
pub(super) fn right_behind(s: &Sentence<'_>, words: &Range<usize>) -> Option<Dated> {
    let preposition = preposition(s, words, AT);
    let mut verb = preposition.unwrap_or(words.start).checked_sub(1)?;
    if s.tag(verb) == Tag::RB && preposition.is_none() {
        verb = verb.checked_sub(1)?;
    }
    // "voted on Friday's motion"
    let goes_on =
        words.end < s.tree.len() && (s.tag(words.end).is_noun() || matches!(s.tag(words.end), Tag::POS | Tag::JJ));
    if preposition.is_some() && goes_on {
        return None;
    }
    let describes = matches!(s.relation(verb), Relation::Adjective | Relation::Compound);
    // "in a letter published Monday"
    let behind_noun = s.tag(verb) == Tag::VBN
        && verb > 0
        && (s.tag(verb - 1).is_noun() || s.tag(verb - 1) == Tag::Comma)
        && s.tree.head(verb).is_none_or(|head| head < verb || words.contains(&head));
    let tense = matches!(s.tag(verb), Tag::VBD | Tag::VBN | Tag::VBZ | Tag::VBP)
        && !matches!(s.relation(verb), Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula)
        && (!describes || behind_noun);
    // "announced 2 days ago" is about the announcing; "lost 30 years" is no date at all.
    let light = s.is(verb, &["was", "were"]) || preposition.is_some() && s.is(verb, &["is", "are"]);
    let plain = if preposition.is_some() { 0.9 } else { 0.95 };
    (tense && !light && !s.tag(words.start).is_punctuation()).then_some(Dated { trigger: verb, plain })
}

/// "a reference to attacks over the past year", "The bombing on Monday killed two": a phrase right behind a happening is
/// its own where the parser hangs it elsewhere.
pub(super) fn right_behind_noun(s: &Sentence<'_>, words: &Range<usize>, top: usize) -> Option<Dated> {
    let preposition = preposition(s, words, &["on", "in", "at", "of", "over", "during", "from"]);
    let noun = preposition.unwrap_or(words.start).checked_sub(1).filter(|&noun| s.is_happening(noun))?;
    if verb_behind(s, words.end).is_some() && is_subject_phrase(s, noun) {
        return Some(Dated { trigger: noun, plain: 0.85 });
    }
    let head = s.tree.head(top)?;
    let elsewhere = head != noun && !s.tag(head).is_verb() && s.copula(head).is_none();
    elsewhere.then(|| {
        governing(s, noun).map_or(Dated { trigger: noun, plain: 0.75 }, |verb| Dated { trigger: verb, plain: 0.8 })
    })
}

/// The verb with a tense that follows at once.
fn verb_behind(s: &Sentence<'_>, from: usize) -> Option<usize> {
    let next = (from..s.tree.len()).find(|&at| s.tag(at) != Tag::RB)?;
    (s.tag(next).is_finite() || s.tag(next) == Tag::MD).then(|| helped(s, next))
}

/// "The bombing on Monday killed two": what a happening in front of its verb did, it did then.
pub(super) fn done_by(s: &Sentence<'_>, words: &Range<usize>, noun: usize) -> Option<usize> {
    let verb = verb_behind(s, words.end).filter(|_| noun < words.start && is_subject_phrase(s, noun))?;
    let happened =
        matches!(s.tag(verb), Tag::VBD | Tag::VBN) && !s.auxiliaries(verb).any(|aux| s.is(aux, &["has", "have"]));
    let kinds = s.kinds(verb);
    let tells = [Kinds::SAYING, Kinds::SPEECH_ACT, Kinds::STATE, Kinds::THINKS].into_iter().any(|kind| kinds.has(kind));
    (happened && !tells && s.copula(verb).is_none()).then_some(verb)
}

/// Whether no verb and no other preposition than "of" stands between the beginning of the clause and the noun.
fn is_subject_phrase(s: &Sentence<'_>, noun: usize) -> bool {
    let start = (0..noun).rev().find(|&at| !is_nominal(s, at) && !s.is(at, &["of"]));
    start.is_none_or(|at| {
        matches!(s.tag(at), Tag::Comma | Tag::CC | Tag::Open | Tag::Colon | Tag::RB)
            || s.is(at, &["that", "after", "before", "as", "because", "since", "while"])
                && s.relation(at) == Relation::Marker
    })
}

/// Whether the word can stand in a noun phrase.
fn is_nominal(s: &Sentence<'_>, at: usize) -> bool {
    s.tag(at).is_noun()
        || matches!(s.tag(at), Tag::DT | Tag::JJ | Tag::JJR | Tag::JJS | Tag::POS | Tag::PRPS | Tag::CD | Tag::Currency)
}

/// "initiated a round of talks on Thursday": the verb before, over "of".
fn governing(s: &Sentence<'_>, noun: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..3 {
        let head = s.tree.head(at)?;
        if s.tag(head).is_verb() {
            return (s.relation(at) == Relation::Object && s.is_finite(head)).then_some(head);
        }
        if !s.preposition(at).is_some_and(|p| s.is(p, &["of"])) {
            return None;
        }
        at = head;
    }
    None
}

/// "It was not until Tuesday that the mayor spoke".
pub(super) fn cleft(s: &Sentence<'_>, words: &Range<usize>) -> Option<Dated> {
    if words.end >= s.tree.len() || !s.is(words.end, &["that", "when"]) {
        return None;
    }
    let is_filler = |at: usize| s.tag(at) == Tag::IN || s.tag(at) == Tag::RB;
    let be = (0..words.start).rev().find(|&at| !is_filler(at)).filter(|&at| s.is(at, &["was", "is", "'s"]))?;
    be.checked_sub(1).filter(|&it| s.is(it, &["it"]))?;
    let verb = main_verb_after(s, words.end + 1)?;
    Some(Dated { trigger: verb, plain: 0.85 })
}

/// "…, but in March a judge ruled against them": a time that opens a clause behind "and" or "that" dates its verb.
pub(super) fn opens_clause(s: &Sentence<'_>, words: &Range<usize>) -> Option<Dated> {
    let start = preposition(s, words, AT).unwrap_or(words.start);
    let before = start.checked_sub(1)?;
    if s.tag(before) != Tag::CC && !s.is(before, &["that"]) {
        return None;
    }
    let from = words.end + usize::from(words.end < s.tree.len() && s.tag(words.end) == Tag::Comma);
    let verb = main_verb_after(s, from)?;
    let plain = (from..verb).all(|at| {
        is_nominal(s, at)
            || matches!(s.tag(at), Tag::RB | Tag::PRP | Tag::IN | Tag::MD)
            || s.tag(at).is_verb() && s.tree.head(at) == Some(verb)
    });
    (plain && from < verb).then_some(Dated { trigger: verb, plain: 0.7 })
}

/// The verb of the first clause from there on, relative clauses left aside; of "had just ended" the participle.
pub(super) fn main_verb_after(s: &Sentence<'_>, from: usize) -> Option<usize> {
    let mut within = false;
    for at in from..s.tree.len() {
        match s.tag(at) {
            Tag::WDT | Tag::WP | Tag::WPS | Tag::WRB => within = true,
            tag if tag.is_finite() || tag == Tag::MD => {
                if !within {
                    return Some(helped(s, at));
                }
                within = false;
            }
            _ => {}
        }
    }
    None
}

/// The verb that an auxiliary helps, whatever the parser took it for; itself for other verbs.
pub(super) fn helped(s: &Sentence<'_>, verb: usize) -> usize {
    let helps = matches!(s.relation(verb), Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula);
    if let Some(head) = s.tree.head(verb).filter(|&head| helps && head > verb) {
        return head;
    }
    let next = (verb + 1..s.tree.len()).find(|&at| s.tag(at) != Tag::RB);
    let Some(next) = next else { return verb };
    let have = s.is(verb, &["has", "have", "had"]) && s.tag(next) == Tag::VBN;
    let be = s.is(verb, &["is", "are", "was", "were"]) && matches!(s.tag(next), Tag::VBN | Tag::VBG);
    let modal = s.tag(verb) == Tag::MD && s.tag(next) == Tag::VB;
    if have || be || modal { next } else { verb }
}

/// "planned a rally on Saturday", "a ruling is expected next month": what is dated is what lies ahead. The noun for
/// that, where the verb itself is no news.
pub(super) fn planned(s: &Sentence<'_>, words: &Range<usize>, verb: usize) -> Option<usize> {
    if !s.is(verb, PLANNED) || words.start < verb {
        return None;
    }
    let object = s.object(verb).filter(|&object| object < words.start);
    let passive = s.tag(verb) == Tag::VBN || s.is(verb, &["due"]);
    object.or_else(|| s.subject(verb).filter(|_| passive)).filter(|&noun| s.is_happening(noun))
}

/// "has been arrested over the bombing last year", "condemned on Saturday the attacks in Harlow on Friday": a verb that
/// cannot have this time, or has another, leaves it to the happening named right before.
pub(super) fn noun_instead(
    s: &Sentence<'_>,
    words: &Range<usize>,
    dates: &[Range<usize>],
    verb: usize,
    past: bool,
) -> Option<usize> {
    if !s.tag(verb).is_verb() || words.start <= verb {
        return None;
    }
    let since = preposition(s, words, &["since", "until", "over", "during", "through", "for"]).is_some();
    let perfect = past && !since && is_done_by_now(s, verb);
    let other =
        dates.iter().filter(|other| *other != words && other.start.abs_diff(verb) <= 3 && other.end <= words.start);
    let from = other.map(|other| other.end.max(verb + 1)).max();
    // "were questioned in connection with the bombing last month"
    const ABOUT: &[&str] =
        &["connection", "response", "retaliation", "revenge", "reaction", "role", "involvement", "link"];
    let about = (verb + 1..words.start).find(|&at| s.is(at, ABOUT)).filter(|_| past);
    if from.is_none() && !perfect && about.is_none() {
        return None;
    }
    let from = from.or(about);
    let noun = (from.unwrap_or(verb + 1)..words.start).rev().find(|&at| s.is_happening(at))?;
    let between = |at: usize| {
        is_nominal(s, at) || matches!(s.tag(at), Tag::IN | Tag::RP | Tag::TO | Tag::CC | Tag::RB | Tag::RBR)
    };
    (noun + 1..words.start).all(between).then_some(noun)
}

/// "has ordered", "to stand trial" of "has been ordered to stand trial": without a day of its own before that of writing.
pub(super) fn is_done_by_now(s: &Sentence<'_>, verb: usize) -> bool {
    // "are thought to have fallen in March" has its time.
    let helps = |helper: usize| helper > 0 && (s.tag(helper - 1) == Tag::TO || s.tag(helper - 1) == Tag::MD);
    let perfect = |verb: usize| {
        let first = s.auxiliaries(verb).next();
        first.is_some_and(|helper| s.is(helper, &["has", "have", "'ve", "’ve"]) && !helps(helper))
    };
    let infinitive = s.tag(verb) == Tag::VB && (verb.saturating_sub(2)..verb).any(|at| s.tag(at) == Tag::TO);
    perfect(verb) || infinitive && s.verb_above(verb).is_some_and(perfect)
}

/// "During his speech Monday night": the happening right in front of the time, where another word was found for it.
pub(super) fn noun_in_front(s: &Sentence<'_>, words: &Range<usize>) -> Option<usize> {
    let preposition = preposition(s, words, &["on"]);
    let noun = preposition.unwrap_or(words.start).checked_sub(1).filter(|&noun| s.is_happening(noun))?;
    let opener = (0..noun).rev().find(|&at| !is_nominal(s, at))?;
    s.is(opener, &["during", "in", "at"]).then_some(noun)
}

/// "raised it during an appearance on Sunday": the verb of what was done in the happening, done at the same time.
pub(super) fn done_in(s: &Sentence<'_>, noun: usize, words: &Range<usize>) -> Option<usize> {
    let opener = (0..noun).rev().find(|&at| !is_nominal(s, at))?;
    if !s.is(opener, &["during", "in", "at"]) {
        return None;
    }
    if (0..opener).all(|at| s.tag(at) == Tag::RB) {
        let comma = words.end < s.tree.len() && s.tag(words.end) == Tag::Comma;
        return main_verb_after(s, words.end).filter(|&verb| comma && s.tag(verb) == Tag::VBD);
    }
    let verb = (0..opener).rev().find(|&at| !is_nominal(s, at) && !matches!(s.tag(at), Tag::RB | Tag::PRP))?;
    let tells = matches!(s.tag(verb), Tag::VBD | Tag::VBN) && !s.kinds(verb).has(Kinds::STATE);
    tells.then_some(verb)
}
