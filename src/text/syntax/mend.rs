//! What the tagger gets wrong for want of words in its treebanks, mended by what a sentence must have.

use super::certain::certain;
use super::features::{Word, hash_of};
use super::tag::Tag;
use std::sync::LazyLock;

/// Pasts without "-ed" that the tagger takes for something else.
const PASTS: &[&str] = &[
    "sought", "held", "took", "won", "made", "met", "left", "sent", "told", "said", "fell", "rose", "led", "struck",
    "hit", "shot", "drew", "drove", "grew", "became", "began", "broke", "brought", "built", "came", "chose", "flew",
    "fought", "found", "gave", "kept", "lost", "paid", "ran", "sank", "saw", "sold", "spent", "spoke", "stood",
    "swore", "threw", "wrote", "urged", "vowed", "ruled",
];

/// Pasts that are nothing else.
const ONLY_PASTS: &[&str] = &[
    "sought", "took", "became", "began", "brought", "came", "chose", "flew", "fought", "gave", "kept", "sank", "sold",
    "spoke", "threw", "wrote", "grew", "drew", "drove", "went", "said", "told", "sent", "wept", "swam", "froze",
    "arose", "withdrew", "helped",
];

/// Prepositions behind which no clause begins.
const PREPOSITIONS: &[&str] = &["with", "of", "from", "by", "at", "between", "among", "against"];

/// Lengths of time and of ways are no verbs.
const UNITS: &[&str] =
    &["seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "miles", "kilometers"];

fn hashes(words: &[&str]) -> Vec<u32> {
    let mut hashes: Vec<u32> = words.iter().map(|word| hash_of(word)).collect();
    hashes.sort_unstable();
    hashes
}

static PAST: LazyLock<Vec<u32>> = LazyLock::new(|| hashes(PASTS));
static ONLY_PAST: LazyLock<Vec<u32>> = LazyLock::new(|| hashes(ONLY_PASTS));
static PREPOSITION: LazyLock<Vec<u32>> = LazyLock::new(|| hashes(PREPOSITIONS));
static UNIT: LazyLock<Vec<u32>> = LazyLock::new(|| hashes(UNITS));

/// "but the details of it are lost": in front of a noun phrase it joins, unless it is "all but the last".
fn mend_but(words: &[Word], tags: &mut [Tag]) {
    static BUT: LazyLock<u32> = LazyLock::new(|| hash_of("but"));
    static EXCEPT: LazyLock<Vec<u32>> =
        LazyLock::new(|| hashes(&["all", "nothing", "anything", "none", "no", "nobody", "anyone"]));
    for at in 1..tags.len() {
        if words[at].lower == *BUT && tags[at] == Tag::IN && !is_one_of(&words[at - 1], &EXCEPT) {
            tags[at] = Tag::CC;
        }
    }
}

fn is_one_of(word: &Word, list: &[u32]) -> bool {
    list.binary_search(&word.lower).is_ok()
}

/// Mends the tags of a sentence; `shouts` where it is all capitals.
pub(super) fn mend(words: &[Word], tags: &mut [Tag], shouts: bool) {
    if !shouts {
        mend_names(words, tags);
    }
    for (word, tag) in words.iter().zip(tags.iter_mut()) {
        if matches!(tag, Tag::NN | Tag::JJ | Tag::NNS) && !word.has_capital() && is_one_of(word, &ONLY_PAST) {
            *tag = Tag::VBD;
        }
    }
    mend_peoples(words, tags);
    mend_particles(words, tags);
    mend_pairs(tags);
    mend_openers(words, tags);
    mend_but(words, tags);
    mend_wells(words, tags);
    mend_plurals(words, tags);
    mend_contact_clauses(words, tags);
    mend_verbless(words, tags);
}

/// "when Castro announced": a capital inside a sentence that is no headline makes a name of what the treebanks never
/// saw.
fn mend_names(words: &[Word], tags: &mut [Tag]) {
    let letters = words.iter().filter(|word| word.has_small_letters() || word.has_capital()).count();
    let capitals = words.iter().filter(|word| word.has_capital()).count();
    if 2 * capitals > letters {
        return;
    }
    for at in 1..tags.len() {
        let inside = !matches!(tags[at - 1], Tag::Stop | Tag::Colon | Tag::Open | Tag::Close | Tag::Left);
        let odd = tags[at].is_verb() || tags[at] == Tag::FW;
        if inside && odd && words[at].has_capital() && words[at].has_small_letters() {
            tags[at] = Tag::NNP;
        }
    }
}

/// "The British left the port": the people, where a verb with a tense follows.
fn mend_peoples(words: &[Word], tags: &mut [Tag]) {
    static THE: LazyLock<u32> = LazyLock::new(|| hash_of("the"));
    static PEOPLES: LazyLock<Vec<u32>> = LazyLock::new(|| {
        hashes(&[
            "british",
            "english",
            "french",
            "dutch",
            "irish",
            "spanish",
            "welsh",
            "scottish",
            "polish",
            "danish",
            "swedish",
            "finnish",
            "turkish",
            "kurdish",
            "portuguese",
            "chinese",
            "japanese",
            "vietnamese",
            "burmese",
            "swiss",
        ])
    });
    for at in 1..tags.len().saturating_sub(1) {
        let people = tags[at] == Tag::JJ && words[at - 1].lower == *THE && is_one_of(&words[at], &PEOPLES);
        if people && matches!(tags[at + 1], Tag::VBD | Tag::MD | Tag::VBP) {
            tags[at] = Tag::NNPS;
        }
    }
}

/// "Dar es Salaam": between two capitals, a word that English does not have is part of the name.
fn mend_particles(words: &[Word], tags: &mut [Tag]) {
    static PARTICLES: LazyLock<Vec<u32>> = LazyLock::new(|| {
        hashes(&[
            "es", "el", "al", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "van", "von", "der", "bin",
            "ibn",
        ])
    });
    for at in 1..tags.len().saturating_sub(1) {
        let named = |at: usize| words[at].has_capital() && words[at].has_small_letters();
        if !words[at].has_capital() && is_one_of(&words[at], &PARTICLES) && named(at - 1) && named(at + 1) {
            tags[at] = Tag::NNP;
        }
    }
}

/// "will rise and fall": what "and" joins to a bare verb, and nothing follows, is another.
fn mend_pairs(tags: &mut [Tag]) {
    for at in 2..tags.len() {
        let ends = tags.get(at + 1).is_none_or(|next| next.is_punctuation() || matches!(next, Tag::IN | Tag::RB));
        if tags[at] == Tag::NN && tags[at - 1] == Tag::CC && tags[at - 2] == Tag::VB && ends {
            tags[at] = Tag::VB;
        }
    }
}

/// "came after officials said": in front of a noun phrase it is no adverb.
fn mend_openers(words: &[Word], tags: &mut [Tag]) {
    static OPENERS: LazyLock<Vec<u32>> = LazyLock::new(|| hashes(&["after", "before", "since"]));
    for at in 1..tags.len().saturating_sub(1) {
        let phrase =
            tags[at + 1].is_noun() || matches!(tags[at + 1], Tag::DT | Tag::PRPS | Tag::CD | Tag::PRP | Tag::JJ);
        if matches!(tags[at], Tag::RB | Tag::RP) && phrase && is_one_of(&words[at], &OPENERS) {
            tags[at] = Tag::IN;
        }
    }
}

/// Words behind the adverb "well".
const WELL: &[&str] = &[
    "knew",
    "know",
    "knows",
    "known",
    "understood",
    "above",
    "before",
    "below",
    "into",
    "over",
    "past",
    "beyond",
    "within",
    "under",
    "ahead",
    "after",
    "as",
    "aware",
    "enough",
    "short",
    "received",
    "done",
];

/// What kinds of wells there are.
static OF_WELLS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    hashes(&["oil", "gas", "relief", "water", "exploration", "production", "test", "undersea", "deepwater"])
});

static BEHIND_WELL: LazyLock<Vec<u32>> = LazyLock::new(|| hashes(WELL));

/// "from the steaming well", "the mayor's Harlow well": behind an article and a participle or a name it is a thing.
fn mend_wells(words: &[Word], tags: &mut [Tag]) {
    let well = hash_of("well");
    for at in 2..tags.len() {
        let named = tags[at - 1].is_proper() && matches!(tags[at - 2], Tag::DT | Tag::PRPS | Tag::POS);
        let named = named || is_one_of(&words[at - 1], &OF_WELLS) && tags[at - 1] == Tag::NN;
        let goes_on = words.get(at + 1).is_some_and(|next| is_one_of(next, &BEHIND_WELL));
        if tags[at] == Tag::RB && words[at].lower == well && named && !goes_on {
            tags[at] = Tag::NN;
        }
    }
    for at in 2..tags.len() {
        let described = words[at - 1].ends_in_ing() || tags[at - 1] != Tag::NN && words[at - 1].ends_in_ed();
        if tags[at] == Tag::RB && words[at].lower == well && described && matches!(tags[at - 2], Tag::DT | Tag::PRPS) {
            tags[at] = Tag::NN;
            tags[at - 1] = if words[at - 1].ends_in_ing() { Tag::VBG } else { Tag::VBN };
        }
    }
}

/// "The relatives thus far have refused", "held talks with company executives": a word in "-s" between a noun and the
/// verb, or behind a preposition where the verb stands already, is a plural.
fn mend_plurals(words: &[Word], tags: &mut [Tag]) {
    let mut verb_stands = false;
    for at in 0..tags.len() {
        match tags[at] {
            Tag::Comma | Tag::Colon | Tag::CC | Tag::WDT | Tag::WP | Tag::WRB | Tag::Stop => verb_stands = false,
            Tag::VBZ if is_one_of(&words[at], &UNIT) => tags[at] = Tag::NNS,
            // "closed the day nurseries which …"
            Tag::VBZ
                if at > 0
                    && tags[at - 1] == Tag::NN
                    && tags.get(at + 1).is_some_and(|next| matches!(next, Tag::WDT | Tag::WP)) =>
            {
                tags[at] = Tag::NNS;
            }
            Tag::VBZ
                if at > 0
                    && !words[at].has_capital()
                    && certain(&words[at]).is_none()
                    && plural_fits(words, tags, at, verb_stands) =>
            {
                tags[at] = Tag::NNS;
            }
            tag if tag.is_finite() || tag == Tag::MD => verb_stands = true,
            _ => {}
        }
    }
}

fn plural_fits(words: &[Word], tags: &[Tag], at: usize, verb_stands: bool) -> bool {
    let noun_before = matches!(tags[at - 1], Tag::NN | Tag::NNP | Tag::JJ | Tag::POS);
    let next = (at + 1..tags.len()).find(|&next| !matches!(tags[next], Tag::RB | Tag::RBR));
    let verb_follows = next.is_some_and(|next| next <= at + 3 && matches!(tags[next], Tag::MD | Tag::VBP | Tag::VBD));
    if !noun_before {
        return false;
    }
    let start = (0..at).rev().find(|&before| {
        !matches!(
            tags[before],
            Tag::NN | Tag::NNP | Tag::NNPS | Tag::NNS | Tag::JJ | Tag::POS | Tag::DT | Tag::PRPS | Tag::CD
        )
    });
    let behind_preposition =
        start.is_some_and(|start| tags[start] == Tag::IN && is_one_of(&words[start], &PREPOSITION));
    let past_follows = at + 1 < words.len() && is_one_of(&words[at + 1], &PAST);
    verb_follows || past_follows || verb_stands && behind_preposition
}

/// What somebody makes, who is named right behind it: "a report AMX issued".
static MADE: LazyLock<Vec<u32>> = LazyLock::new(|| {
    hashes(&[
        "report",
        "statement",
        "letter",
        "plan",
        "offer",
        "bid",
        "deal",
        "bill",
        "study",
        "fund",
        "speech",
        "memo",
        "bridge",
        "well",
        "cap",
        "box",
        "tube",
        "device",
        "email",
        "filing",
        "document",
        "contract",
        "lease",
        "film",
        "album",
        "song",
    ])
});

/// "the challenge the mayor outlined in 2009": behind two nouns without anything between, the second with an article,
/// stands a past, no participle.
fn mend_contact_clauses(words: &[Word], tags: &mut [Tag]) {
    let by = hash_of("by");
    for at in 3..tags.len() {
        if tags[at] != Tag::VBN || !tags[at - 1].is_noun() || words.get(at + 1).is_some_and(|next| next.lower == by) {
            continue;
        }
        let start = (0..at).rev().find(|&before| !(tags[before].is_noun() || tags[before] == Tag::JJ));
        let article = start.filter(|&start| matches!(tags[start], Tag::DT | Tag::PRPS) && start > 0);
        if article.is_some_and(|article| matches!(tags[article - 1], Tag::NN | Tag::NNS)) {
            tags[at] = Tag::VBD;
        }
        // "an interim report AMX issued in May", not "the company AMX accused of lying"
        let bare = at > 2
            && tags[at - 1] == Tag::NNP
            && tags[at - 2] == Tag::NN
            && matches!(tags[at - 3], Tag::DT | Tag::JJ | Tag::PRPS)
            && is_one_of(&words[at - 2], &MADE)
            && words.get(at + 1).is_none_or(|next| next.lower != hash_of("of"));
        if bare {
            tags[at] = Tag::VBD;
        }
    }
}

/// "A group of lawmakers introduced a bill", "but in March a judge ruled against them": a clause with a subject and no verb
/// had one that the tagger took for an adjective or a participle.
fn mend_verbless(words: &[Word], tags: &mut [Tag]) {
    let mut start = 0;
    for at in 0..=tags.len() {
        let ends =
            at == tags.len() || tags[at] == Tag::Colon || tags[at] == Tag::CC && at > 0 && tags[at - 1] == Tag::Comma;
        if ends {
            give_verb(words, tags, start..at);
            start = at + 1;
        }
    }
}

fn give_verb(words: &[Word], tags: &mut [Tag], clause: std::ops::Range<usize>) {
    let has_verb = clause.clone().any(|at| tags[at].is_finite() || tags[at] == Tag::MD);
    if has_verb || clause.len() < 4 {
        return;
    }
    let verb = clause.clone().skip(1).find(|&at| {
        let past = words[at].ends_in_ed() || is_one_of(&words[at], &PAST);
        let mut front = at;
        // "The mill (built of stone) burned down"
        if tags[front - 1] == Tag::Right {
            front = (clause.start..front).rev().find(|&open| tags[open] == Tag::Left).unwrap_or(front);
        }
        let before = (clause.start..front).rev().find(|&before| !matches!(tags[before], Tag::RB));
        let subject = before.is_some_and(|before| tags[before].is_noun() || matches!(tags[before], Tag::PRP | Tag::CD));
        let follows = at + 1 < tags.len()
            && matches!(
                tags[at + 1],
                Tag::DT
                    | Tag::IN
                    | Tag::TO
                    | Tag::PRP
                    | Tag::PRPS
                    | Tag::NN
                    | Tag::NNS
                    | Tag::NNP
                    | Tag::CD
                    | Tag::JJ
                    | Tag::RB
                    | Tag::RP
                    | Tag::Currency
            );
        past && subject && follows && !words[at].has_capital() && matches!(tags[at], Tag::JJ | Tag::VBN | Tag::NN)
    });
    if let Some(verb) = verb {
        tags[verb] = Tag::VBD;
        return;
    }
    // "The two sides, led by their ministers, plan to meet": no noun stands alone between an aside and "to".
    let plans = |at: &usize| {
        matches!(tags[*at], Tag::NN | Tag::VB)
            && tags[at - 1] == Tag::Comma
            && tags.get(at + 1) == Some(&Tag::TO)
            && tags.get(at + 2) == Some(&Tag::VB)
    };
    if let Some(verb) = clause.skip(2).find(plans) {
        tags[verb] = Tag::VBP;
    }
}

#[cfg(test)]
mod tests {
    use crate::text::TextRange;
    use crate::text::syntax::{Parser, Tag};

    fn tag_of(text: &str, word: &str) -> Tag {
        let tree = Parser::default().parse(text, TextRange::new(0, text.len()));
        let at = (0..tree.len()).find(|&at| tree.text(text, at) == word).expect("the word stands in the text");
        tree.tags[at]
    }

    #[test]
    fn a_clause_with_a_subject_has_a_verb() {
        assert_eq!(tag_of("A group of Harlow lawmakers introduced legislation this month.", "introduced"), Tag::VBD);
        assert_eq!(
            tag_of("The owners filed a suit, but in March a Harlow judge ruled against them.", "ruled"),
            Tag::VBD
        );
    }

    #[test]
    fn a_plan_behind_an_aside_is_a_verb() {
        let text = "The two sides, led by Karim Miller and by David Roe, plan to meet again in July.";
        assert_eq!(tag_of(text, "plan"), Tag::VBP);
        assert_eq!(tag_of("The mayor published a report, a plan to close the mill.", "plan"), Tag::NN);
    }

    #[test]
    fn plurals_between_a_noun_and_its_verb_are_no_verbs() {
        assert_eq!(tag_of("The Harlow relatives have refused to sign the document.", "relatives"), Tag::NNS);
        assert_eq!(tag_of("The mayor held talks with company executives on the crisis.", "executives"), Tag::NNS);
        assert_eq!(tag_of("The mayor says the bridge is safe.", "says"), Tag::VBZ);
    }

    #[test]
    fn a_clause_that_touches_its_noun_has_a_past() {
        assert_eq!(tag_of("The town met the challenge the mayor outlined in 2009.", "outlined"), Tag::VBD);
        assert_eq!(tag_of("The mill in Harlow (built of stone) burned down in 1998.", "burned"), Tag::VBD);
    }

    #[test]
    fn a_heading_without_a_verb_stays_without() {
        assert_ne!(tag_of("The newly painted bridge", "painted"), Tag::VBD);
    }
}
