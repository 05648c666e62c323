//! What the tree says of a clause: who does it, to whom, in which voice and tense.

use super::given_names::given_to;
use super::lexicon::{Kinds, kinds};
use crate::text::syntax::{Relation, Tag, Tree};

/// A tree together with its text, asked about its clauses.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub text: &'a str,
    pub tree: &'a Tree,
}

impl<'a> Sentence<'a> {
    pub fn word(&self, at: usize) -> &'a str {
        self.tree.text(self.text, at)
    }

    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    pub fn tag(&self, at: usize) -> Tag {
        self.tree.tags[at]
    }

    pub fn relation(&self, at: usize) -> Relation {
        self.tree.relations[at]
    }

    pub fn kinds(&self, at: usize) -> Kinds {
        kinds(self.tree.words[at].lower)
    }

    /// The preposition in front of what hangs on `at`.
    pub fn preposition(&self, at: usize) -> Option<usize> {
        self.tree.children(at).find(|&child| child < at && self.relation(child) == Relation::Case)
    }

    /// Auxiliaries of a predicate, the copula among them, in order.
    pub fn auxiliaries(&self, verb: usize) -> impl Iterator<Item = usize> + '_ {
        // "The mayor was among the injured, the police said": what stands before a comma helps another verb.
        let joined = move |child: usize| {
            !(self.kinds(verb).has(Kinds::SAYING) && (child..verb).any(|at| self.tag(at) == Tag::Comma))
        };
        self.tree.children(verb).filter(move |&child| {
            child < verb
                && joined(child)
                && (matches!(self.relation(child), Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula)
                    || self.tag(child) == Tag::MD)
        })
    }

    /// "was killed", "to be held", and a bare participle that describes a noun.
    pub fn is_passive(&self, verb: usize) -> bool {
        if self.tag(verb) != Tag::VBN && self.tag(verb) != Tag::VBD || self.object_before_subject(verb).is_some() {
            return false;
        }
        let mut be = false;
        let mut any = false;
        for aux in self.auxiliaries(verb) {
            any = true;
            be = self.is(aux, &["be", "is", "are", "was", "were", "been", "being", "'s", "'re", "get", "gets", "got"]);
        }
        be || self.tree.child(verb, Relation::PassiveSubject).is_some()
            || self.opens_sentence(verb) && self.object(verb).is_none()
            || !any
                && self.tag(verb) == Tag::VBN
                && matches!(self.relation(verb), Relation::NounClause | Relation::Adjective)
    }

    /// "the challenge the mayor outlined": the object of a past that the parser took for a participle of its subject.
    pub fn object_before_subject(&self, verb: usize) -> Option<usize> {
        let subject = self.tree.head(verb).filter(|&head| head + 1 == verb && self.tag(head).is_noun())?;
        let describes = self.tag(verb) == Tag::VBN && self.relation(verb) == Relation::NounClause;
        let determiner = self.tree.child(subject, Relation::Determiner).filter(|_| describes)?;
        determiner.checked_sub(1).filter(|&noun| self.tag(noun).is_noun())
    }

    /// The verb that this one is joined to by "and", as far left as it goes.
    pub fn first_conjunct(&self, mut verb: usize) -> usize {
        for _ in 0..8 {
            match self.tree.head(verb) {
                Some(head) if self.relation(verb) == Relation::Conjunct && head < verb => verb = head,
                _ => break,
            }
        }
        verb
    }

    /// The subject that stands with the verb itself; of several words that the parser took for it the one next to the verb,
    /// where a comma stands between.
    pub fn own_subject(&self, verb: usize) -> Option<usize> {
        let mut subjects = self
            .tree
            .children(verb)
            .filter(|&child| matches!(self.relation(child), Relation::Subject | Relation::PassiveSubject))
            .filter(|&subject| subject < verb || self.tag(subject) != Tag::EX)
            // "Rescued on Friday, the boy became …"
            .filter(|&subject| subject > 0 || !matches!(self.tag(subject), Tag::VBN | Tag::VBD))
            // "In light of progress the army left": a phrase with a preposition is no subject, whatever the parser says.
            .filter(|&subject| self.preposition(subject).is_none());
        let first = subjects.next()?;
        let last = subjects.rfind(|&subject| subject < verb).filter(|&last| {
            let comma = |at: usize| self.tag(at) == Tag::Comma;
            (first..last).any(comma) && !(last..verb).any(comma) && !self.follows_preposition(last)
        });
        // "Harlow paper maker Brown Mills": nouns side by side are one phrase.
        let mut subject = last.unwrap_or(first);
        let joined = |at: usize| {
            self.tree.head(at) == Some(verb)
                && matches!(self.relation(at), Relation::Subject | Relation::PassiveSubject)
                && self.tag(at).is_noun()
        };
        while self.tag(subject).is_noun() && subject + 1 < verb && joined(subject + 1) {
            subject += 1;
        }
        Some(self.behind_article(subject))
    }

    /// "The Airbus landed": the name, where the parser took its article for the head.
    fn behind_article(&self, word: usize) -> usize {
        let names = |at: &usize| self.tag(*at).is_noun();
        match self.tag(word) {
            Tag::DT => (word + 1..self.tree.len()).take_while(names).last().unwrap_or(word),
            _ => word,
        }
    }

    /// Whether the phrase that ends at the noun stands behind a preposition, whatever the tree says.
    fn follows_preposition(&self, noun: usize) -> bool {
        let nominal = |at: usize| {
            self.tag(at).is_noun() || matches!(self.tag(at), Tag::DT | Tag::JJ | Tag::POS | Tag::PRPS | Tag::CD)
        };
        (0..noun).rev().find(|&at| !nominal(at)).is_some_and(|at| self.tag(at) == Tag::IN && !self.is(at, &["that"]))
    }

    /// Who or what the verb is said of, over "and", over "plan to …" and out of relative clauses.
    pub fn subject(&self, verb: usize) -> Option<usize> {
        if self.opens_sentence(verb) {
            return self.subject_behind(verb);
        }
        self.subject_in_tree(verb).or_else(|| self.subject_in_front(verb))
    }

    /// "Rescued on Friday by a fisherman, the boy …": a participle in front of the clause that it adds to.
    pub fn opens_sentence(&self, verb: usize) -> bool {
        verb == 0 && matches!(self.tag(verb), Tag::VBN | Tag::VBD) && self.own_subject(verb).is_none()
    }

    /// The noun behind the comma that ends an opening participle.
    fn subject_behind(&self, verb: usize) -> Option<usize> {
        let comma = (verb + 1..self.tree.len()).find(|&at| self.tag(at) == Tag::Comma)?;
        let nominal = |at: &usize| {
            self.tag(*at).is_noun() || matches!(self.tag(*at), Tag::DT | Tag::JJ | Tag::PRPS | Tag::POS | Tag::CD)
        };
        let noun = (comma + 1..self.tree.len()).take_while(nominal).last()?;
        let verb_follows = (noun + 1..self.tree.len())
            .find(|&at| self.tag(at) != Tag::RB)
            .is_some_and(|at| self.tag(at).is_finite() || self.tag(at) == Tag::MD);
        (verb_follows && self.tag(noun).is_noun()).then_some(noun)
    }

    /// A subject that the parser lost: the noun right in front of the verb, or in front of an aside between commas.
    fn subject_in_front(&self, verb: usize) -> Option<usize> {
        if !self.is_finite(verb) {
            return None;
        }
        let start = self.auxiliaries(verb).next().unwrap_or(verb).min(verb);
        let mut at = start.checked_sub(1)?;
        while matches!(self.tag(at), Tag::RB) {
            at = at.checked_sub(1)?;
        }
        // "Harlow Steel Corporation (HSC) closed"
        if self.tag(at) == Tag::Right {
            at = (0..at).rev().find(|&open| self.tag(open) == Tag::Left)?.checked_sub(1)?;
        }
        if self.tag(at) == Tag::Comma {
            let first_comma = (0..at).find(|&other| self.tag(other) == Tag::Comma)?;
            let noun = first_comma.checked_sub(1)?;
            let opens = !(0..=noun).any(|word| self.tag(word).is_verb() || self.tag(word) == Tag::IN);
            return (opens && self.tag(noun).is_noun()).then_some(noun);
        }
        // "The mill in Harlow closed"
        while let Some(head) = self.tree.head(at).filter(|&head| head < at && self.tag(head).is_noun()) {
            if self.relation(at) != Relation::NounModifier || self.preposition(at).is_none() {
                break;
            }
            at = head;
        }
        self.tag(at).is_noun().then_some(at).filter(|&noun| {
            self.preposition(noun).is_none() && !matches!(self.relation(noun), Relation::Object | Relation::Compound)
        })
    }

    fn subject_in_tree(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..8 {
            if let Some(subject) = self.own_subject(at) {
                if matches!(self.tag(subject), Tag::WDT | Tag::WP) || self.is(subject, &["which", "who"]) {
                    let noun = self.noun_before(subject).or_else(|| self.antecedent(at));
                    return noun.map(|noun| self.what_begins(noun, at));
                }
                return Some(subject);
            }
            let head = self.tree.head(at)?;
            match self.relation(at) {
                Relation::Conjunct if self.is_predicate(head) => {}
                Relation::OpenComplement => {
                    // "urged them to leave": the object is who leaves.
                    let object = self.tree.child(head, Relation::Object).filter(|&object| object < at);
                    if object.is_some() {
                        return object;
                    }
                }
                Relation::NounClause
                    if self.tag(at) == Tag::VBN || self.tag(at) == Tag::VBG || self.tag(at) == Tag::VBD =>
                {
                    return Some(head);
                }
                // "a fisherman whose boat is moored": it is the boat that is.
                Relation::RelativeClause if (0..at).rev().take(6).any(|word| self.tag(word) == Tag::WPS) => {
                    return None;
                }
                Relation::RelativeClause => return self.antecedent(at),
                Relation::AdverbClause if matches!(self.tag(at), Tag::VBG | Tag::VBN) => {}
                _ => return None,
            }
            at = head;
        }
        None
    }

    /// The noun that "that", "which" or "who" as the verb's subject means.
    pub fn relative_noun(&self, verb: usize) -> Option<usize> {
        let relative = self.own_subject(verb).filter(|&subject| matches!(self.tag(subject), Tag::WDT | Tag::WP))?;
        self.noun_before(relative)
    }

    /// The noun right in front of "which" or "who": parsers attach relative clauses too high more often than too low.
    fn noun_before(&self, relative: usize) -> Option<usize> {
        let mut at = relative.checked_sub(1)?;
        if self.tag(at) == Tag::Comma {
            at = at.checked_sub(1)?;
        }
        while let Some(head) = self.tree.head(at).filter(|&head| {
            self.tag(at).is_noun()
                && matches!(self.relation(at), Relation::Flat | Relation::Compound)
                && self.tag(head).is_noun()
        }) {
            at = head;
        }
        // "a fire in the Port of Leith, which …": behind a comma the clause is about the thing, not its place.
        let apart = relative.checked_sub(1).is_some_and(|before| self.tag(before) == Tag::Comma);
        // A name alone is told from no other by "that" or "which".
        let alone = self.tree.child(at, Relation::Determiner).is_none();
        let about = if apart { self.is(relative, &["which"]) } else { alone && self.is(relative, &["which", "that"]) };
        while about && self.tag(at).is_proper() {
            let of = self.preposition(at).is_some_and(|p| self.is(p, &["of"]));
            let place = self.preposition(at).is_some_and(|p| self.is(p, &["in", "at", "off", "near", "on"]));
            // "told of a fire in Milltown that", where "in" was hung on the telling
            let touching = self.preposition(at).and_then(|p| p.checked_sub(1)).filter(|&noun| self.tag(noun).is_noun());
            let head = touching.filter(|_| !apart).or_else(|| self.tree.head(at));
            match head.filter(|&head| head < at && self.tag(head).is_noun()) {
                // "the Gulf of Mexico"
                Some(head) if of && self.tag(head).is_proper() && !apart => at = head,
                // "the site of the Harlow Star, which sank": of a name only the happening is meant.
                Some(head) if of && self.is_happening(head) => at = head,
                Some(head) if place && !self.kinds(head).has(Kinds::PERSON) && self.tag(head) != Tag::NNP => at = head,
                _ => break,
            }
        }
        // "Ada Miller of the Institute in Harlow, who led": a person.
        let somebody = |at: usize| {
            self.kinds(at).has(Kinds::PERSON)
                || at > 0 && given_to(self.word(at - 1)).is_some()
                || given_to(self.word(at)).is_some()
        };
        if self.is(relative, &["who"]) && !somebody(at) {
            let above = std::iter::successors(Some(at), |&at| {
                self.tree.head(at).filter(|&head| head < at && self.tag(head).is_noun())
            });
            if let Some(person) = above.take(4).find(|&at| somebody(at)) {
                at = person;
            }
        }
        self.tag(at).is_noun().then_some(at)
    }

    /// "the building of the mills, which began in May", "the attacks on the inn in Harlow that took place": what begins, and what
    /// takes place, is a happening.
    fn what_begins(&self, noun: usize, verb: usize) -> usize {
        let above = |noun: usize| self.tree.head(noun).filter(|&head| head < noun && self.tag(head).is_noun());
        let occurs = self.is(verb, &["occurred", "occurs", "happened", "happens", "erupted"])
            || self.is(verb, &["took", "takes", "take"]) && verb + 1 < self.tree.len() && self.is(verb + 1, &["place"]);
        if occurs {
            return std::iter::successors(Some(noun), |&at| above(at))
                .find(|&at| self.is_happening(at))
                .unwrap_or(noun);
        }
        let begins = self
            .is(verb, &["began", "begins", "started", "starts", "ended", "ends", "lasted", "continued", "continues"]);
        let of = self.preposition(noun).is_some_and(|at| self.is(at, &["of"]));
        let happens = |head: usize| {
            let word = self.word(head);
            self.is_happening(head) || ["ing", "ion", "ment"].iter().any(|end| word.ends_with(end))
        };
        above(noun).filter(|&head| begins && of && happens(head)).unwrap_or(noun)
    }

    fn antecedent(&self, verb: usize) -> Option<usize> {
        let first = self.first_conjunct(verb);
        matches!(self.relation(first), Relation::RelativeClause | Relation::NounClause)
            .then(|| self.tree.head(first))
            .flatten()
            .filter(|&noun| self.tag(noun).is_noun() || self.tag(noun) == Tag::CD)
    }

    pub fn object(&self, verb: usize) -> Option<usize> {
        self.tree.children(verb).find(|&child| self.relation(child) == Relation::Object && child > verb)
    }

    /// A verb, or a noun or adjective with a copula.
    pub fn is_predicate(&self, at: usize) -> bool {
        self.tag(at).is_verb() || self.copula(at).is_some()
    }

    pub fn copula(&self, at: usize) -> Option<usize> {
        self.tree.children(at).find(|&child| {
            self.relation(child) == Relation::Copula
                && child < at
                && !(self.kinds(at).has(Kinds::SAYING) && (child..at).any(|word| self.tag(word) == Tag::Comma))
                && (self.tag(child).is_verb() || self.tag(child) == Tag::MD)
        })
    }

    /// A verb with a tense of its own or of its auxiliaries: it can carry a clause.
    pub fn is_finite(&self, verb: usize) -> bool {
        self.tag(verb).is_finite()
            || self.auxiliaries(verb).any(|aux| self.tag(aux).is_finite() || self.tag(aux) == Tag::MD)
    }

    /// A noun that is a happening.
    pub fn is_happening(&self, at: usize) -> bool {
        // A capital makes it a part of a name: "Committee on Government Reform". "A murder charge" is no murder.
        let part = self.tree.head(at).is_some_and(|head| {
            let nominal = |word: usize| self.tag(word).is_noun() || matches!(self.tag(word), Tag::JJ | Tag::CD);
            head > at && self.tag(head).is_noun() && (at + 1..head).all(nominal) && self.preposition(at).is_none()
        });
        matches!(self.tag(at), Tag::NN | Tag::NNS) && !part && self.kinds(at).has(Kinds::HAPPENING)
    }

    /// Whether any noun is a happening.
    pub fn has_happening(&self) -> bool {
        (0..self.tree.len()).any(|at| self.is_happening(at))
    }

    /// The nearest verb above.
    pub fn verb_above(&self, at: usize) -> Option<usize> {
        let mut at = self.tree.head(at)?;
        for _ in 0..12 {
            if self.is_predicate(at) {
                return Some(at);
            }
            at = self.tree.head(at)?;
        }
        None
    }
}
