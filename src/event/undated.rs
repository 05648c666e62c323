//! What a sentence tells without a time of its own: the news of a headline or lede, what goes on about a day told before,
//! what holds on the day of writing.

use super::clause::Sentence;
use super::lexicon::Kinds;
use crate::text::syntax::{Relation, Tag};

/// The verb that a headline or a lede is about.
pub(super) fn main_happening(s: &Sentence<'_>) -> Option<usize> {
    let root = s.tree.roots().find(|&root| s.tag(root).is_verb())?;
    let verb = if s.is_finite(root) || s.own_subject(root).is_some() { root } else { return None };
    // "days before the mill burned, …": background, whatever the parser makes of it.
    if s.tree.children(verb).any(|child| child < verb && s.is(child, &["before", "after"])) {
        return None;
    }
    // "Boeing, it said, …" and "X did Y, officials said": what is said leads.
    if s.kinds(verb).has(Kinds::SAYING) {
        let said = s.tree.children(verb).find(|&c| {
            matches!(s.relation(c), Relation::ContentClause | Relation::Parataxis) && c < verb && s.tag(c).is_verb()
        });
        return said.or(Some(verb));
    }
    Some(verb)
}

/// Words of a sentence that tells of another time than the one before it.
const ELSEWHEN: &[&str] = &[
    "earlier",
    "previously",
    "later",
    "once",
    "before",
    "already",
    "since",
    "ago",
    "often",
    "usually",
    "never",
    "always",
    "used",
    "years",
    "months",
    "weeks",
    "days",
    "last",
    "next",
    "recently",
    "until",
    "formerly",
    "originally",
];

/// Whether the words let a sentence go on about the day before it; asked before it is parsed.
pub(super) fn may_go_on(sentence: &str) -> bool {
    const SAYS: &[&str] = &["said", "says", "told", "has", "have", "had", "will", "is", "are"];
    let not = |word: &str| SAYS.contains(&word) || ELSEWHEN.iter().any(|other| word.eq_ignore_ascii_case(other));
    !sentence.split(|c: char| !c.is_alphanumeric()).any(not)
}

/// The verb of a sentence that tells the next thing that happened: a plain past, no saying, no state.
pub(super) fn goes_on(s: &Sentence<'_>) -> Option<usize> {
    let verb = s.tree.roots().find(|&root| s.tag(root).is_verb() && s.is_finite(root))?;
    let past = match s.auxiliaries(verb).next() {
        None => s.tag(verb) == Tag::VBD,
        Some(first) => s.tag(verb) == Tag::VBN && s.is(first, &["was", "were"]),
    };
    let kinds = s.kinds(verb);
    let stands_back = [Kinds::SAYING, Kinds::STATE, Kinds::THINKS].into_iter().any(|kind| kinds.has(kind));
    // "Twelve were killed in the bombing": that has its own day.
    let other = s.tree.children(verb).any(|child| s.is_happening(child) && s.relation(child) != Relation::Object);
    (past && !stands_back && !other && s.own_subject(verb).is_some()).then_some(verb)
}

/// Verbs of what was so before and will be so after.
pub(super) const LASTING: &[&str] = &[
    "relies",
    "rely",
    "exists",
    "exist",
    "encompasses",
    "encompass",
    "employs",
    "employ",
    "owns",
    "own",
    "contains",
    "contain",
    "consists",
    "consist",
    "belongs",
    "belong",
    "knows",
    "know",
    "means",
    "mean",
    "likes",
    "like",
    "loves",
    "love",
    "looks",
    "seems",
    "resembles",
    "resemble",
    "depends",
    "depend",
    "includes",
    "include",
    "represents",
    "represent",
    "lies",
    "lie",
    "costs",
    "cost",
    "weighs",
    "deserves",
    "deserve",
    "lives",
    "matters",
    "matter",
    "involves",
    "involve",
    "concerns",
    "sits",
    "uses",
    "use",
    "kills",
    "kill",
    "gets",
    "ranges",
    "range",
    "oversees",
    "oversee",
    "devotes",
    "devote",
    "specializes",
    "specialises",
    "explores",
    "reflects",
    "reflect",
    "underscores",
    "underscore",
    "tracks",
    "deals",
    "stipulates",
    "stipulate",
    "evokes",
    "evoke",
    "infringes",
    "infringe",
    "requires",
    "require",
    "provides",
    "provide",
    "features",
    "comprises",
    "houses",
    "dwell",
];

/// Participles of what is so of somebody or something for long.
const LASTING_PASSIVES: &[&str] = &[
    "accused",
    "charged",
    "suspected",
    "based",
    "known",
    "called",
    "located",
    "situated",
    "designed",
    "made",
    "used",
    "considered",
    "believed",
    "thought",
    "regarded",
    "seen",
    "composed",
    "comprised",
    "named",
    "linked",
    "associated",
    "found",
];

/// Verbs that tell what holds now: "says", "is being built", "plan to open". Where the sentence names no time
/// (`timeless`), a saying in the past belongs to the day of the news as well.
pub(super) fn told_in_the_present(s: &Sentence<'_>, timeless: bool) -> Vec<usize> {
    (0..s.tree.len())
        .filter(|&verb| {
            let helps = matches!(
                s.relation(verb),
                Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula | Relation::Case | Relation::Marker
            );
            let present = matches!(s.tag(verb), Tag::VBZ | Tag::VBP)
                || matches!(s.tag(verb), Tag::VBN | Tag::VBG)
                    && s.auxiliaries(verb).next().is_some_and(|first| s.is(first, &["is", "are", "'s", "'re"]));
            // "is accused of it", "is based on it": so before, and so after.
            let stands = s.is(verb, LASTING_PASSIVES)
                && s.auxiliaries(verb).next().is_some_and(|first| s.is(first, &["is", "are", "'s", "'re"]))
                && !s.auxiliaries(verb).any(|helper| s.is(helper, &["being"]));
            let said = timeless
                && s.tag(verb) == Tag::VBD
                && s.kinds(verb).has(Kinds::SAYING)
                && (s.tree.head(verb).is_none() || s.relation(verb) == Relation::Parataxis);
            let conditional = (s.tree.children(verb))
                .any(|child| s.is(child, &["if", "when", "unless", "whether", "before", "after", "until"]));
            // "a debate that risks …": what describes a noun is background.
            let background = matches!(
                s.relation(s.first_conjunct(verb)),
                Relation::RelativeClause | Relation::NounClause | Relation::AdverbClause
            );
            let lasts = s.is(verb, LASTING)
                // "has its offices in Harlow", unlike "has a meeting"
                || s.is(verb, &["has", "have"])
                    && s.object(verb).is_none_or(|object| !s.is_happening(object))
                    && !(verb + 1..s.tree.len().min(verb + 6)).any(|at| {
                        matches!(s.tag(at), Tag::VBN | Tag::VBD | Tag::CD) || s.word(at).ends_with("ed")
                    });
            s.tag(verb).is_verb()
                && !helps
                && (present || said)
                && !conditional
                && !background
                && !lasts
                && !stands
                && s.subject(verb).is_some()
        })
        .collect()
}
