//! What a pronoun stands for, where the text settles it.

use super::clause::Sentence;
use super::lexicon::Kinds;
use super::people::phrase_range;
use crate::text::syntax::{Relation, Tag};

/// What a sentence says of a pronoun in the one behind it.
pub(super) enum Before {
    /// It stands for this.
    Name(String),
    /// The sentence is told of the same pronoun: what that stands for.
    Same,
    Nothing,
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
pub(super) fn referent_before(before: &Sentence<'_>, pronoun: &str) -> Before {
    let root = before.tree.roots().find(|&root| before.is_predicate(root));
    let Some(subject) = root.and_then(|root| before.own_subject(root)) else { return Before::Nothing };
    if before.tag(subject) == Tag::PRP && before.word(subject).eq_ignore_ascii_case(pronoun) {
        return if stands_for_nothing(before, subject) { Before::Nothing } else { Before::Same };
    }
    if agrees(before, subject, pronoun) && is_name_or_phrase(before, subject) {
        Before::Name(short_name(before, subject))
    } else {
        Before::Nothing
    }
}

/// Whether another subject stands between the sentence before and the pronoun: it may as well stand for that.
pub(super) fn has_rival(s: &Sentence<'_>, pronoun: usize) -> bool {
    (0..pronoun).any(|at| {
        matches!(s.relation(at), Relation::Subject | Relation::PassiveSubject)
            && !s.word(at).eq_ignore_ascii_case(s.word(pronoun))
    })
}

/// "It was announced that …", "it took two days to …", "it rained": the word stands for nothing named before.
pub(super) fn stands_for_nothing(s: &Sentence<'_>, pronoun: usize) -> bool {
    const VERBS: &[&str] = &[
        "seems", "seemed", "appears", "appeared", "takes", "took", "taken", "emerged", "emerges", "rained", "snowed",
        "happened", "happens", "turned", "turns", "follows", "followed",
    ];
    if !s.is(pronoun, &["it"]) {
        return false;
    }
    let Some(verb) = s.verb_above(pronoun) else { return true };
    let clause = |child: usize| {
        child > verb
            && matches!(
                s.relation(child),
                Relation::ContentClause
                    | Relation::ClauseSubject
                    | Relation::OpenComplement
                    | Relation::RelativeClause
                    | Relation::NounClause
            )
    };
    s.is(verb, VERBS) || (s.is_passive(verb) || s.copula(verb).is_some()) && s.tree.children(verb).any(clause)
}

/// A single word that opens its sentence is written large whatever it is ("Little is known"): a name only where the text
/// writes it large elsewhere too.
fn is_name_or_phrase(s: &Sentence<'_>, noun: usize) -> bool {
    let range = phrase_range(s, noun);
    let words = range.of(s.text);
    if s.tag(noun) != Tag::NNP || words.contains(' ') {
        return !words.contains(" from ");
    }
    let opens = !s.text[..range.start].trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',');
    !opens
        || s.text.match_indices(words).any(|(at, _)| {
            let before = s.text[..at].trim_end_matches(' ');
            before.len() < at && before.ends_with(|c: char| c.is_lowercase() || c == ',')
        })
}

/// Bodies whose names are a single word, for which neither "he" nor "she" stands.
const BODIES: &[&str] = &[
    "congress",
    "council",
    "court",
    "government",
    "house",
    "parliament",
    "police",
    "senate",
    "washington",
    "moscow",
    "beijing",
    "brussels",
    "london",
    "tehran",
    "baghdad",
];

fn agrees(s: &Sentence<'_>, noun: usize, pronoun: &str) -> bool {
    let several = matches!(s.tag(noun), Tag::NNS | Tag::NNPS) || s.tree.child(noun, Relation::Conjunct).is_some();
    let determiner = s.tree.child(noun, Relation::Determiner);
    let definite = determiner.is_some_and(|word| s.is(word, &["the"]));
    let named = s.tag(noun) == Tag::NNP;
    let person = s.kinds(noun).has(Kinds::PERSON);
    match pronoun.to_ascii_lowercase().as_str() {
        "he" | "she" => {
            !several && (named && determiner.is_none() && !s.is(noun, BODIES) || definite && person && !named)
        }
        "it" => {
            let body = named && (determiner.is_some() || s.tree.span(noun).len() == 1);
            !several && !person && (body || definite && s.tag(noun) == Tag::NN)
        }
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

#[cfg(test)]
mod tests {
    use crate::event::read;
    use crate::text::{Document, Published, PublishedFrom};
    use crate::time::PartialDate;

    fn last_title(text: &str) -> Option<String> {
        let mut document = Document::from_text("test", text);
        let date = PartialDate::from_iso("2011-05-13").unwrap();
        document.published = Some(Published { date, from: PublishedFrom::Option });
        let events = read(&document).events;
        events.into_iter().rfind(|event| event.timex.is_some()).map(|event| event.title)
    }

    #[test]
    fn a_pronoun_stands_for_the_subject_of_the_sentence_before() {
        for (text, title) in [
            ("The mill reopened on Thursday. It had closed in 2004.", "The mill had closed"),
            ("The mayor lost the vote in 2003. He resigned in 2004.", "The mayor resigned"),
            ("The town knew Miller. Miller lost the vote. He left the party. He resigned in 2004.", "Miller resigned"),
            ("The workers left the mill in 2003. They returned in 2004.", "The workers returned"),
        ] {
            assert_eq!(last_title(text).as_deref(), Some(title), "{text}");
        }
    }

    #[test]
    fn what_nobody_could_know_is_not_made_up() {
        for text in [
            "The mayor spoke to the workers. It closed in 2004.",
            "The mill reopened. It took two years until 2004.",
            "The bridge was old. It was announced in 2004 that the ferry would stop.",
            "The mayor was ill. The lawyer said that Miller was drunk when he fell in 2004.",
        ] {
            let title = last_title(text).unwrap_or_default();
            assert!(
                !title.to_lowercase().contains("mayor") && !title.contains("mill") && !title.contains("bridge"),
                "{title}"
            );
        }
    }
}
