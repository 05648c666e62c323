//! Whether an event happened, goes on, is planned, possible or denied: from tense, modals, negation and what governs it.

use super::clause::Sentence;
use super::lexicon::Kinds;
use super::{Certainty, Status};
use crate::text::syntax::{Relation, Tag};

/// The facts behind a status.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Standing {
    pub status: Status,
    pub future: bool,
    pub certainty: Certainty,
    pub negated: bool,
}

/// How the date lies to the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Before,
    /// The day of writing, or not known.
    Now,
    After,
}

const NEGATIONS: &[&str] = &["not", "n't", "n’t", "never", "neither", "nor", "hardly", "cannot"];
const MAYBE: &[&str] = &["may", "might", "could", "can", "should", "ca", "would"];

/// What the grammar says of the happening at `trigger`.
pub(super) fn standing(s: &Sentence<'_>, trigger: usize, when: When, recurring: bool) -> Standing {
    let mut facts = Facts::default();
    facts.look_at(s, trigger);
    facts.look_above(s, trigger);
    // A past is past, whatever day was made of "this weekend".
    let future = when == When::After && !is_past(s, trigger) || facts.future && when != When::Before;
    let certainty = if facts.possible {
        Certainty::Possible
    } else if facts.probable || future && facts.meant {
        Certainty::Probable
    } else {
        Certainty::Certain
    };
    let status = if facts.negated {
        Status::Denied
    } else if facts.possible && !(future && facts.planned) {
        Status::Possible
    } else if future {
        Status::Planned
    } else if recurring {
        Status::Recurring
    } else if facts.progressive && when == When::Now {
        Status::Ongoing
    } else {
        Status::Happened
    };
    Standing { status, future, certainty, negated: facts.negated }
}

/// "closed", "was closed", "had closed"; not "would have closed".
fn is_past(s: &Sentence<'_>, verb: usize) -> bool {
    let mut auxiliaries = s.auxiliaries(verb);
    match auxiliaries.next() {
        None => s.tag(verb) == Tag::VBD,
        Some(first) => s.tag(verb) == Tag::VBN && s.is(first, &["was", "were", "had", "has", "have"]),
    }
}

#[derive(Default)]
struct Facts {
    future: bool,
    planned: bool,
    /// Planned by what somebody plans, hopes or orders; a plain "will" says it for certain.
    meant: bool,
    possible: bool,
    probable: bool,
    negated: bool,
    progressive: bool,
}

impl Facts {
    fn look_at(&mut self, s: &Sentence<'_>, trigger: usize) {
        let first = s.first_conjunct(trigger);
        let with_own = s.auxiliaries(trigger).next().is_some() || s.own_subject(trigger).is_some();
        let of_group = if with_own || first == trigger { trigger } else { first };
        let mut have = false;
        for aux in s.auxiliaries(of_group) {
            let past_would = s.is(aux, &["would", "'d"]);
            if s.is(aux, &["will", "'ll", "wo", "shall"]) || past_would {
                self.future = true;
                self.planned = true;
            } else if s.tag(aux) == Tag::MD && s.is(aux, MAYBE) {
                self.possible = true;
            }
            have |= s.is(aux, &["have", "has", "had", "'ve"]);
            if s.tag(trigger) == Tag::VBG && s.is(aux, &["is", "are", "'s", "'re", "am", "be", "been"]) {
                self.progressive = true;
            }
        }
        // "US to pull more troops": how headlines tell a plan.
        let infinitive = s.tree.children(trigger).any(|c| s.tag(c) == Tag::TO && c < trigger);
        if infinitive && s.tree.head(trigger).is_none() {
            self.future = true;
            self.planned = true;
        }
        // "would have sunk": it did not.
        if have && s.auxiliaries(of_group).any(|aux| s.is(aux, &["would", "could", "should", "might"])) {
            self.future = false;
            self.possible = true;
        }
        for child in s.tree.children(trigger) {
            let adverb = matches!(
                s.relation(child),
                Relation::Adverb | Relation::Determiner | Relation::Auxiliary | Relation::Other
            );
            if adverb && s.is(child, NEGATIONS) || s.relation(child) == Relation::Determiner && s.is(child, &["no"]) {
                self.negated = true;
            }
            if s.relation(child) == Relation::Adverb {
                self.probable |=
                    s.is(child, &["reportedly", "allegedly", "apparently", "probably", "likely", "presumably"]);
                self.possible |= s.is(child, &["possibly", "perhaps", "maybe"]);
            }
            let conditional =
                s.relation(child) == Relation::Marker && s.is(child, &["if", "unless", "whether", "lest"]);
            self.possible |= conditional;
            self.probable |= s.relation(child) == Relation::Adjective
                && s.is(child, &["alleged", "suspected", "apparent", "reported"]);
            let no_one = matches!(s.relation(child), Relation::Subject | Relation::PassiveSubject)
                && (s.is(child, &["nobody", "none", "nothing"])
                    || s.is(child, &["one"]) && child > 0 && s.is(child - 1, &["no"])
                    || s.tree.children(child).any(|c| s.is(c, &["no", "neither"])));
            self.negated |= no_one;
        }
    }

    /// What stands above tells of plans, doubts and failures: "plan to meet", "may have to", "failed to sign".
    fn look_above(&mut self, s: &Sentence<'_>, trigger: usize) {
        let mut at = s.first_conjunct(trigger);
        for step in 0..4 {
            let Some(head) = s.tree.head(at) else { return };
            let to_infinitive = s.tree.children(at).any(|c| s.tag(c) == Tag::TO);
            let relation = s.relation(at);
            let kinds = s.kinds(head);
            match relation {
                Relation::OpenComplement | Relation::NounClause if to_infinitive => {
                    if kinds.has(Kinds::FAILS) {
                        self.negated = true;
                    } else if kinds.has(Kinds::PLAN) && !s.is(head, &["sought"])
                        || s.is(head, &["going", "likely", "due", "set", "plan", "plans", "agreement", "ready"])
                    {
                        self.future = true;
                        self.planned = true;
                        self.meant = true;
                    } else if s.is(head, &["is", "are"])
                        && s.tree.children(at).any(|child| child == head + 1 && s.tag(child) == Tag::TO)
                    {
                        // "is to step down"
                        self.future = true;
                        self.planned = true;
                    }
                    self.above_group(s, head);
                }
                Relation::OpenComplement => self.above_group(s, head),
                Relation::AdverbClause if to_infinitive && step == 0 => self.future = true,
                Relation::ContentClause => {
                    self.probable |= kinds.has(Kinds::THINKS);
                    self.negated |= kinds.has(Kinds::DENIES);
                    return;
                }
                Relation::Object | Relation::Oblique if s.tag(at).is_noun() => {
                    if s.tag(head).is_verb() {
                        if kinds.has(Kinds::PLAN) || s.is(head, &["scheduled", "expected", "planned"]) {
                            self.future = true;
                            self.planned = true;
                        }
                        self.negated |= kinds.has(Kinds::FAILS) || kinds.has(Kinds::DENIES);
                        self.above_group(s, head);
                    }
                    return;
                }
                Relation::Subject | Relation::PassiveSubject if s.tag(at).is_noun() && s.tag(head).is_verb() => {
                    if s.is(head, &["scheduled", "expected", "planned", "slated"]) {
                        self.future = true;
                        self.planned = true;
                    }
                    self.above_group(s, head);
                    return;
                }
                _ => return,
            }
            at = head;
        }
    }

    fn above_group(&mut self, s: &Sentence<'_>, verb: usize) {
        for aux in s.auxiliaries(verb) {
            if s.is(aux, &["will", "'ll", "wo"]) {
                self.future = true;
                self.planned = true;
            } else if s.tag(aux) == Tag::MD && s.is(aux, MAYBE) {
                self.possible |= !s.is(aux, &["would"]);
                self.future |= s.is(aux, &["would"]);
            }
        }
        self.negated |= s.tree.children(verb).any(|c| s.relation(c) == Relation::Adverb && s.is(c, NEGATIONS));
    }
}
