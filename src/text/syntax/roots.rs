//! A sentence has one root, its verb: what the parser, which goes from left to right and never back, left apart.

use super::features::{Word, hash_of};
use super::tag::Tag;

/// Hangs a noun that stands as a root in front of a verb without a subject on that verb, whether the verb is a root too
/// ("The fishing industry | had been fighting the ban") or was hung on the noun or on what describes it ("A ship leased by the firm sank").
pub(super) fn join(words: &[Word], tags: &[Tag], heads: &mut [u16]) {
    raise_helped(words, tags, heads);
    let none = heads.len() as u16;
    for _ in 0..2 {
        let Some(noun) = (0..heads.len()).find(|&at| heads[at] == none && !tags[at].is_punctuation()) else { return };
        if !is_subject(tags, heads, noun) {
            return;
        }
        let sentence = Sentence { words, tags, heads };
        let next = (noun + 1..heads.len()).find(|&at| heads[at] == none && !tags[at].is_punctuation());
        let verb = match next {
            Some(root) => Some(root).filter(|&root| sentence.lacks_subject(root) && sentence.touches(noun, root)),
            None => (noun + 1..heads.len()).find(|&at| sentence.lacks_subject(at)),
        };
        let Some(verb) = verb else { return };
        heads[verb] = none;
        heads[noun] = verb as u16;
        for head in &mut heads[verb + 1..] {
            if (*head as usize) < verb {
                *head = verb as u16;
            }
        }
    }
}

/// "The strike has prompted calls": a participle with "has" describes no noun behind it, it is the verb.
fn raise_helped(words: &[Word], tags: &[Tag], heads: &mut [u16]) {
    let has = ["has", "have", "had"].map(hash_of);
    for verb in 1..heads.len() {
        let noun = heads[verb] as usize;
        let helped =
            tags[verb] == Tag::VBN && (0..verb).any(|at| heads[at] as usize == verb && has.contains(&words[at].lower));
        if !helped || noun <= verb || noun >= heads.len() || !tags[noun].is_noun() {
            continue;
        }
        heads[verb] = heads[noun];
        heads[noun] = verb as u16;
        for head in &mut heads[..verb] {
            if *head as usize == noun {
                *head = verb as u16;
            }
        }
    }
}

/// A noun without a preposition and without a copula.
fn is_subject(tags: &[Tag], heads: &[u16], noun: usize) -> bool {
    let nominal = tags[noun].is_noun() || matches!(tags[noun], Tag::PRP | Tag::CD);
    let plain = |at: usize| !(tags[at].is_verb() || matches!(tags[at], Tag::IN | Tag::TO | Tag::MD | Tag::WRB));
    nominal && (0..noun).all(|at| heads[at] as usize != noun || plain(at))
}

struct Sentence<'a> {
    words: &'a [Word],
    tags: &'a [Tag],
    heads: &'a [u16],
}

impl Sentence<'_> {
    fn left(&self, verb: usize) -> impl Iterator<Item = usize> + '_ {
        (0..verb).filter(move |&at| self.heads[at] as usize == verb)
    }

    /// A verb with a tense, its own or of its auxiliaries, that no subject, "that" or "who" hangs on.
    fn lacks_subject(&self, verb: usize) -> bool {
        let tensed = |at: usize| self.tags[at].is_finite() || self.tags[at] == Tag::MD;
        let helped = self.left(verb).any(tensed);
        let opened = self.left(verb).any(|at| {
            let tag = self.tags[at];
            tag.is_noun()
                || matches!(tag, Tag::PRP | Tag::WDT | Tag::WP | Tag::WRB | Tag::EX | Tag::IN | Tag::CC)
                || tag == Tag::TO && !helped
                || tag == Tag::DT
        });
        // "a bridge that was closed": "that" is its subject, whatever it hangs on.
        let before = (0..verb).rev().find(|&at| self.tags[at] != Tag::RB && self.heads[at] as usize != verb);
        let opened = opened || before.is_some_and(|at| matches!(self.tags[at], Tag::WDT | Tag::WP));
        (self.tags[verb].is_finite() || self.tags[verb].is_verb() && helped)
            && !opened
            && !(self.words[verb].has_capital() && self.words[verb].has_small_letters())
    }

    /// Whether nothing but what hangs on the two stands between them.
    fn touches(&self, noun: usize, verb: usize) -> bool {
        (noun + 1..verb).all(|at| {
            let mut top = at;
            for _ in 0..self.heads.len() {
                if top == noun || top == verb {
                    break;
                }
                match self.heads.get(self.heads[top] as usize) {
                    Some(_) => top = self.heads[top] as usize,
                    None => break,
                }
            }
            top == noun || top == verb || self.tags[at] == Tag::Comma
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::text::TextRange;
    use crate::text::syntax::{Parser, Relation};

    /// The verb at the root and its subject.
    fn root(text: &str) -> (&str, Option<&str>) {
        let tree = Parser::default().parse(text, TextRange::new(0, text.len()));
        let root = tree.roots().next().expect("a tree has a root");
        let subject = tree.child(root, Relation::Subject).or_else(|| tree.child(root, Relation::PassiveSubject));
        (tree.text(text, root), subject.map(|at| tree.text(text, at)))
    }

    #[test]
    fn a_noun_in_front_of_a_verb_without_a_subject_is_its_subject() {
        assert_eq!(root("The fishing industry had been fighting the ban."), ("fighting", Some("industry")));
        assert_eq!(root("A cargo ship leased by the firm sank."), ("sank", Some("ship")));
        assert_eq!(root("The strike on Monday has prompted calls for a truce."), ("prompted", Some("strike")));
    }

    #[test]
    fn a_heading_of_nouns_stays_one() {
        assert_eq!(root("The price of oil").0, "price");
        assert_eq!(root("An old bridge that was closed").0, "bridge");
    }
}
