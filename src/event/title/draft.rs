//! A title in the making: words of the sentence in order, cut where a phrase ends.

use super::MAX_CHARS;
use crate::event::clause::Sentence;
use crate::event::lexicon::Kinds;
use crate::text::syntax::{Relation, Tag};

/// A word of the sentence, or one put in.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Word(usize),
    Put(String),
}

/// What must stand, and what may be cut from behind.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Words of the subject; may be cut from behind too, where the rest does not help.
    pub subject: Vec<Said>,
    pub verb: Vec<Said>,
    pub rest: Vec<Said>,
    /// From where on `rest` is somebody's own words.
    pub quoted_from: Option<usize>,
}

/// How much a cut takes away from what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Loss {
    /// A phrase more or less.
    Detail,
    /// What one would ask for: "of what?", "where to?".
    Asked,
    /// What remains is no sentence.
    Broken,
}

impl Draft {
    /// The text, at most so many characters: of all cuts the one that leaves the most and breaks the least. `None` where
    /// the word that matters would not stand in it.
    pub fn fit(&self, s: &Sentence<'_>, part: usize, max: usize) -> Option<String> {
        let holds = |said: &[Said]| said.iter().any(|said| matches!(said, Said::Word(at) if *at == part));
        let (in_verb, in_rest) = (holds(&self.verb), holds(&self.rest));
        if !(in_verb || in_rest || holds(&self.subject)) {
            return None;
        }
        let whole = |subject: &[Said], rest: &[Said]| self.render(s, subject, rest);
        let text = whole(&self.subject, &self.rest);
        if text.chars().count() <= max {
            return Some(text);
        }
        let mut subjects = vec![(self.subject.len(), 0)];
        subjects.extend(cuts(s, &self.subject, false).into_iter().map(|(end, loss)| (end, 10 + loss.price())));
        let mut rests = cuts(s, &self.rest, self.verb.is_empty());
        if let Some(first_verb) = self.told_verb(s) {
            rests.iter_mut().filter(|cut| cut.0 <= first_verb).for_each(|cut| cut.1 = Loss::Broken);
        }
        rests.push((self.rest.len(), Loss::Detail));
        let mut best: Option<(i32, String)> = None;
        for &(subject, subject_price) in &subjects {
            for &(end, loss) in &rests {
                if !(in_verb || holds(&self.subject[..subject]) || holds(&self.rest[..end])) {
                    continue;
                }
                let text = whole(&self.subject[..subject], &self.rest[..end]);
                let chars = text.chars().count();
                let worth = chars as i32 - subject_price - loss.price();
                if chars <= max && best.as_ref().is_none_or(|(known, _)| worth > *known) {
                    best = Some((worth, text));
                }
            }
        }
        best.map(|(_, text)| text)
    }

    /// Of what somebody says, where its verb stands in `rest`.
    fn told_verb(&self, s: &Sentence<'_>) -> Option<usize> {
        let says = self.verb.iter().any(|said| matches!(said, Said::Word(at) if s.kinds(*at).has(Kinds::SAYING)));
        let is_verb = |said: &Said| matches!(said, Said::Word(at) if s.tag(*at).is_finite() || s.tag(*at) == Tag::MD);
        self.rest.iter().position(is_verb).filter(|_| says)
    }

    fn render(&self, s: &Sentence<'_>, subject: &[Said], rest: &[Said]) -> String {
        match self.quoted_from.filter(|&from| from < rest.len()) {
            Some(from) => {
                let (before, quoted) = rest.split_at(from);
                let before = render(s, subject.iter().chain(&self.verb).chain(before));
                format!("{before} “{}”", render(s, quoted.iter()))
            }
            None => render(s, subject.iter().chain(&self.verb).chain(rest)),
        }
    }
}

impl Loss {
    /// In characters that one would give to avoid it.
    fn price(self) -> i32 {
        match self {
            Loss::Detail => 0,
            Loss::Asked => 12,
            Loss::Broken => 60,
        }
    }
}

/// The whole sentence without what is left out, where it is short enough and no more than one sentence.
pub(super) fn whole(s: &Sentence<'_>, left_out: &[bool]) -> Option<String> {
    let words: Vec<Said> = (0..s.tree.len()).filter(|&at| !left_out[at]).map(Said::Word).collect();
    let text = render(s, words.iter());
    (text.chars().count() <= MAX_CHARS).then_some(text)
}

/// Places where the words may end, in order, with what is lost there.
fn cuts(s: &Sentence<'_>, said: &[Said], may_be_empty: bool) -> Vec<(usize, Loss)> {
    let kept = |word: usize| said.iter().any(|said| matches!(said, Said::Word(at) if *at == word));
    let first = said.iter().find_map(|said| match said {
        Said::Word(at) => Some(*at),
        Said::Put(_) => None,
    });
    let Some(first) = first else { return Vec::new() };
    let mut out = Vec::new();
    for (end, said_here) in said.iter().enumerate() {
        let Said::Word(at) = *said_here else { continue };
        if end == 0 && may_be_empty || !is_boundary(s, at) && (at == 0 || at == first || kept(at - 1)) {
            continue;
        }
        out.push((end, loss(s, at).max(seen(s, said.get(end.wrapping_sub(1)), at))));
    }
    out
}

/// Whether a phrase can begin with the word.
fn is_boundary(s: &Sentence<'_>, at: usize) -> bool {
    matches!(
        s.tag(at),
        Tag::IN
            | Tag::TO
            | Tag::CC
            | Tag::WDT
            | Tag::WP
            | Tag::WPS
            | Tag::WRB
            | Tag::VBG
            | Tag::VBN
            | Tag::Comma
            | Tag::RB
    )
}

/// What the words themselves say against a cut in front of `at`, whatever the tree says.
fn seen(s: &Sentence<'_>, before: Option<&Said>, at: usize) -> Loss {
    const HELPERS: &[&str] =
        &["is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "'s", "'re"];
    let names = |s: &Sentence<'_>, at: usize| s.tag(at).is_proper();
    let helped = matches!(s.tag(at), Tag::VBN | Tag::VBG | Tag::RB | Tag::TO | Tag::IN);
    match before {
        Some(Said::Word(before)) if helped && (s.is(*before, HELPERS) || s.tag(*before) == Tag::MD) => Loss::Broken,
        // "Gulf of Mexico"
        Some(Said::Word(before))
            if s.is(at, &["of"]) && names(s, *before) && at + 1 < s.tree.len() && names(s, at + 1) =>
        {
            Loss::Broken
        }
        _ if s.is(at, &["of"]) => Loss::Asked,
        _ => Loss::Detail,
    }
}

/// What is lost when the sentence ends before the word: which bonds of the tree are cut.
fn loss(s: &Sentence<'_>, end: usize) -> Loss {
    let mut worst = Loss::Detail;
    for word in 0..s.tree.len() {
        let Some(head) = s.tree.head(word) else { continue };
        if (word < end) == (head < end) || s.tag(word).is_punctuation() {
            continue;
        }
        worst = worst.max(bond(s, word, head));
    }
    worst
}

/// How much the head, or the word itself, lacks without the other.
fn bond(s: &Sentence<'_>, word: usize, head: usize) -> Loss {
    let right = head < word;
    match s.relation(word) {
        Relation::Object
        | Relation::IndirectObject
        | Relation::OpenComplement
        | Relation::Copula
        | Relation::Auxiliary
        | Relation::PassiveAuxiliary
        | Relation::Case
        | Relation::Marker
        | Relation::Determiner
        | Relation::Number
        | Relation::Compound
        | Relation::Possessor
        | Relation::Subject
        | Relation::PassiveSubject
        | Relation::ClauseSubject
        | Relation::Particle
        | Relation::Flat => Loss::Broken,
        Relation::Adjective | Relation::Adverb if !right => Loss::Broken,
        // A noun phrase in front of a verb that would be cut off.
        Relation::Oblique | Relation::Unmarked | Relation::NounModifier if !right => Loss::Broken,
        Relation::ContentClause if s.object(head).is_none() => Loss::Broken,
        Relation::NounModifier if s.preposition(word).is_some_and(|p| s.is(p, &["of"])) => Loss::Asked,
        Relation::Oblique
            if s.tag(head).is_verb() && s.object(head).is_none() && first_oblique(s, head) == Some(word) =>
        {
            Loss::Asked
        }
        Relation::NounClause if s.tree.children(word).any(|child| s.tag(child) == Tag::TO) => Loss::Asked,
        Relation::Conjunct if (head..word).any(|at| s.is(at, &["between", "both", "either", "neither"])) => {
            Loss::Broken
        }
        _ => Loss::Detail,
    }
}

fn first_oblique(s: &Sentence<'_>, verb: usize) -> Option<usize> {
    s.tree.children(verb).find(|&child| child > verb && s.relation(child) == Relation::Oblique)
}

/// The words as they stand in the text, others with a space between.
pub(super) fn render<'a>(s: &Sentence<'_>, said: impl Iterator<Item = &'a Said>) -> String {
    let mut out = String::with_capacity(MAX_CHARS + 16);
    let mut last: Option<usize> = None;
    for said in said {
        // "calls it a “a tragedy”"
        if let (Said::Word(at), Some(last)) = (said, last)
            && s.tag(*at) == Tag::DT
            && s.word(*at) == s.word(last)
        {
            continue;
        }
        let (letters, glued) = match said {
            Said::Put(words) => (words.as_str(), false),
            Said::Word(at) => {
                let touches =
                    last.is_some_and(|last| last + 1 == *at && s.tree.ranges[last].end == s.tree.ranges[*at].start);
                let letters = s.word(*at);
                let clings = matches!(s.tag(*at), Tag::POS | Tag::Comma) || matches!(letters, "n't" | "n’t" | "%");
                (letters, touches || clings)
            }
        };
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        // The participle that opened the sentence now stands inside.
        let opened = matches!(said, Said::Word(0)) && !out.is_empty() && s.tag(0).is_verb();
        if opened {
            out.push_str(&letters.to_lowercase());
        } else {
            out.push_str(letters);
        }
        last = match said {
            Said::Word(at) => Some(*at),
            Said::Put(_) => None,
        };
    }
    out
}
