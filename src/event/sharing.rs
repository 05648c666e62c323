//! Which other happenings of the sentence a date holds for, once it is known which one it dates.

use super::adjacent::done_in;
use super::clause::Sentence;
use super::dating::Dated;
use super::lexicon::Kinds;
use crate::text::syntax::{Relation, Tag};
use std::ops::Range;

/// Adds to `all` the happenings that share the date at `words` with those already there.
pub(super) fn share(s: &Sentence<'_>, words: &Range<usize>, timed: &[Range<usize>], all: &mut Vec<Dated>) {
    let clause = Clause { s, words, timed };
    let mut at = 0;
    // What is added is looked at in its turn: "was wounded in the raid that …".
    while at < all.len() && all.len() < 6 {
        let dated = all[at];
        let mut found = Vec::new();
        if s.tag(dated.trigger).is_verb() {
            clause.nouns_of(dated, &mut found);
            clause.main_clause_over(dated, &mut found);
            clause.clauses_under(dated, &mut found);
            clause.described_by(dated, &mut found);
            clause.joined_before(dated, &mut found);
        } else {
            let verb = done_in(s, dated.trigger, words).filter(|&verb| !clause.has_own_time(verb));
            found.extend(verb.map(|verb| Dated { trigger: verb, plain: 0.8 * dated.plain }));
        }
        for other in found {
            if all.iter().all(|known| known.trigger != other.trigger) {
                all.push(other);
            }
        }
        at += 1;
    }
}

struct Clause<'a, 'b> {
    s: &'a Sentence<'b>,
    words: &'a Range<usize>,
    timed: &'a [Range<usize>],
}

impl Clause<'_, '_> {
    /// Whether a time expression other than the one at hand stands among what hangs on the word.
    fn has_own_time(&self, at: usize) -> bool {
        let s = self.s;
        (self.timed.iter().filter(|other| *other != self.words))
            .any(|other| other.clone().any(|word| self.hangs_on(word, at)))
            || s.is(at, &["previous", "earlier"])
    }

    fn hangs_on(&self, mut word: usize, on: usize) -> bool {
        for _ in 0..6 {
            match self.s.tree.head(word) {
                Some(head) if head == on => return true,
                Some(head) => word = head,
                None => return false,
            }
        }
        false
    }

    /// "lost an eye in a duel in 1822", "the fire began on Friday": the noun happened with the verb.
    fn nouns_of(&self, dated: Dated, found: &mut Vec<Dated>) {
        let s = self.s;
        let happens = s.is(
            dated.trigger,
            &["occurred", "occur", "happened", "came", "began", "begin", "started", "took", "held", "erupted", "ended"],
        );
        // "lifted a ban", "charged with murder": the noun has another time, or none.
        const OTHER_TIME: &[&str] = &[
            "lifted",
            "lift",
            "cancelled",
            "canceled",
            "postponed",
            "delayed",
            "suspended",
            "opposed",
            "supported",
            "charged",
            "accused",
            "convicted",
            "sought",
            "marked",
        ];
        if s.is(dated.trigger, OTHER_TIME) {
            return;
        }
        for noun in s.tree.children(dated.trigger).filter(|&child| s.is_happening(child)) {
            let shares = match s.relation(noun) {
                Relation::Subject | Relation::PassiveSubject => happens,
                Relation::Object => {
                    !s.kinds(dated.trigger).has(Kinds::SAYING)
                        && !s.kinds(dated.trigger).has(Kinds::SPEECH_ACT)
                        && !s.kinds(dated.trigger).has(Kinds::PLAN)
                        && !s.kinds(dated.trigger).has(Kinds::FAILS)
                }
                Relation::Oblique | Relation::NounModifier => {
                    s.preposition(noun).is_some_and(|p| s.is(p, &["in", "at", "during", "with", "into"]))
                }
                _ => false,
            };
            if shares && !self.has_own_time(noun) {
                found.push(Dated { trigger: noun, plain: 0.7 * dated.plain });
            }
        }
    }

    /// "fled when the dam burst on Saturday".
    fn main_clause_over(&self, dated: Dated, found: &mut Vec<Dated>) {
        let s = self.s;
        let Some(main) = s.tree.head(dated.trigger).filter(|&main| s.tag(main).is_verb()) else { return };
        if s.relation(dated.trigger) != Relation::AdverbClause {
            return;
        }
        let joined =
            s.tree.children(dated.trigger).any(|child| child < dated.trigger && s.is(child, &["as", "when", "while"]));
        let past = matches!(s.tag(main), Tag::VBD | Tag::VBN);
        if joined && past && !self.has_own_time(main) {
            found.push(Dated { trigger: main, plain: 0.7 * dated.plain });
        }
    }

    /// "burst on Friday, flooding two farms": what follows from it happened then too; and "was freed in
    /// November after the lock rusted".
    fn clauses_under(&self, dated: Dated, found: &mut Vec<Dated>) {
        let s = self.s;
        if !matches!(s.tag(dated.trigger), Tag::VBD | Tag::VBN) || s.kinds(dated.trigger).has(Kinds::SAYING) {
            return;
        }
        for verb in s.tree.children(dated.trigger) {
            let occasion = s.relation(verb) == Relation::AdverbClause
                && s.tag(verb) == Tag::VBD
                && verb > dated.trigger
                && s.tree.children(verb).any(|child| child < verb && s.is(child, &["after", "when", "as"]));
            let result = occasion
                || s.relation(verb) == Relation::AdverbClause
                    && s.tag(verb) == Tag::VBG
                    && verb > dated.trigger
                    && !s.kinds(verb).has(Kinds::SAYING)
                    && !s.tree.children(verb).any(|child| s.relation(child) == Relation::Marker);
            if result && !self.has_own_time(verb) {
                found.push(Dated { trigger: verb, plain: 0.9 * dated.plain });
            }
        }
    }

    /// "the vote that made her mayor in 1987" and "said in a memo dated Monday".
    fn described_by(&self, dated: Dated, found: &mut Vec<Dated>) {
        let s = self.s;
        // "blamed for the spill when he appeared on Thursday"
        let when = s.tree.children(dated.trigger).any(|child| s.tag(child) == Tag::WRB);
        let describes = matches!(s.relation(dated.trigger), Relation::RelativeClause | Relation::NounClause) && !when;
        let Some(noun) = s.tree.head(dated.trigger).filter(|_| describes) else { return };
        let noun = s.relative_noun(dated.trigger).unwrap_or(noun);
        // "the talks, which the mayor proposed on Monday": when it was spoken of.
        let kinds = s.kinds(dated.trigger);
        let spoken = [Kinds::SAYING, Kinds::SPEECH_ACT, Kinds::PLAN].into_iter().any(|kind| kinds.has(kind));
        if s.is_happening(noun) && !self.has_own_time(noun) && !spoken {
            found.push(Dated { trigger: noun, plain: 0.7 * dated.plain });
        }
        let made_public =
            s.is(dated.trigger, &["published", "released", "dated", "issued", "read", "broadcast", "aired", "made"]);
        let above = s.tree.head(noun).filter(|&verb| s.kinds(verb).has(Kinds::SAYING) && s.is_finite(verb));
        if let Some(verb) = above.filter(|&verb| made_public && !self.has_own_time(verb)) {
            found.push(Dated { trigger: verb, plain: 0.75 * dated.plain });
        }
    }

    /// "packed and left on Friday": a date at the end of the row holds for the whole row.
    fn joined_before(&self, dated: Dated, found: &mut Vec<Dated>) {
        let s = self.s;
        let behind = self.words.start > dated.trigger && s.relation(dated.trigger) == Relation::Conjunct;
        let Some(first) = s.tree.head(dated.trigger).filter(|&first| behind && first < dated.trigger) else { return };
        let alike = s.tag(first) == s.tag(dated.trigger) && s.own_subject(dated.trigger).is_none();
        if alike && s.tag(first).is_verb() && !self.has_own_time(first) {
            found.push(Dated { trigger: first, plain: 0.7 * dated.plain });
        }
    }
}
