//! No subject stands behind a preposition: where the parser took the last noun of a row of phrases ("the cost of oil from
//! the well | has risen") for what the verb is said of, the first noun of the row is.

use super::features::{Word, hash_of};
use super::tag::{Relation, Tag};
use crate::time::words::weekday_name;
use std::sync::LazyLock;

/// Prepositions behind which no clause begins.
const PREPOSITIONS: &[&str] = &[
    "of", "in", "on", "at", "from", "with", "by", "into", "between", "among", "against", "near", "off", "under",
    "within",
];

/// What opens a clause as well as a phrase.
const OPENERS: &[&str] =
    &["as", "after", "before", "since", "until", "while", "because", "if", "that", "although", "once"];

/// Verbs behind which a clause needs no opener.
const TELLS: &[&str] = &[
    "said", "says", "say", "hoped", "hopes", "hope", "believes", "believe", "believed", "thinks", "think", "fears",
    "feared",
];

/// Days that stand between a subject and its verb, beside those of the week.
const DAYS: &[&str] = &["today", "yesterday", "tonight", "tomorrow"];

/// Phrases of a row, and members of a list in it.
const REACH: usize = 8;

fn hashes(words: &[&str]) -> Vec<u32> {
    words.iter().map(|word| hash_of(word)).collect()
}

static PREPOSITION: LazyLock<Vec<u32>> = LazyLock::new(|| hashes(PREPOSITIONS));
static OPENER: LazyLock<Vec<u32>> = LazyLock::new(|| hashes(OPENERS));
static TELLING: LazyLock<Vec<u32>> = LazyLock::new(|| hashes(TELLS));
static DAY: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let weekdays = (0..7).map(|weekday| hash_of(&weekday_name(weekday).to_ascii_lowercase()));
    hashes(DAYS).into_iter().chain(weekdays).collect()
});

/// Raises the first noun of each row of phrases that touches a verb to the subject of it.
pub(super) fn raise(words: &[Word], tags: &mut [Tag], heads: &mut [u16], relations: &mut [Relation]) {
    for last in 1..tags.len() {
        let verb = match relations[last] {
            Relation::Subject | Relation::PassiveSubject => heads[last] as usize,
            _ => match verb_behind(tags, heads, relations, last) {
                Some(verb) => verb,
                None => continue,
            },
        };
        if let Some(row) = row(words, tags, heads, relations, last, verb) {
            hang(tags, heads, relations, &row);
        }
        open_clause(words, tags, heads, relations, last, verb);
    }
    for verb in 2..tags.len() {
        if let Some(noun) = subject_before_aside(tags, heads, relations, verb) {
            hang_over_aside(heads, relations, noun, verb);
        }
    }
}

/// "Ada Roe, who runs a fund for Brown Steel, bought the mill": the noun in front of the aside that is the verb's subject,
/// where the tree gives it none, or one within the aside.
fn subject_before_aside(tags: &[Tag], heads: &[u16], relations: &[Relation], verb: usize) -> Option<usize> {
    if !tags[verb].is_finite() {
        return None;
    }
    let close = (0..verb).rev().find(|&at| tags[at] != Tag::RB).filter(|&at| tags[at] == Tag::Comma)?;
    let relative = |at: usize| matches!(tags[at], Tag::WP | Tag::WDT);
    let open = (1..close).rev().find(|&at| relative(at)).filter(|&at| tags[at - 1] == Tag::Comma)? - 1;
    let told = (open + 2..close).any(|at| tags[at].is_finite() || tags[at] == Tag::MD);
    let joined = (open + 1..close).any(|at| tags[at] == Tag::CC && tags[at + 1].is_finite());
    let mut noun = open.checked_sub(1).filter(|&at| tags[at].is_noun() && told && !joined)?;
    // "Ada Roe", "the head of the mill"
    for _ in 0..4 {
        let head = heads[noun] as usize;
        let governed = (0..noun).any(|at| heads[at] as usize == noun && relations[at] == Relation::Case);
        let part = matches!(relations[noun], Relation::Flat | Relation::Compound | Relation::Conjunct)
            || relations[noun] == Relation::NounModifier && governed;
        if !part || head >= tags.len() || !tags[head].is_noun() || head > open {
            break;
        }
        noun = head;
    }
    let subject = (0..verb).find(|&at| {
        heads[at] as usize == verb && matches!(relations[at], Relation::Subject | Relation::PassiveSubject)
    });
    // A noun that another verb in front of it has taken is that one's.
    let free = match heads[noun] as usize {
        head if head >= tags.len() => true,
        head => head > open || !tags[head].is_verb(),
    };
    (free && subject.is_none_or(|subject| open < subject && subject < close)).then_some(noun)
}

/// Makes the noun the verb's subject, and the verb what the noun was.
fn hang_over_aside(heads: &mut [u16], relations: &mut [Relation], noun: usize, verb: usize) {
    for at in noun + 1..verb {
        let lost = heads[at] as usize == verb && matches!(relations[at], Relation::Subject | Relation::PassiveSubject);
        if lost {
            (heads[at], relations[at]) = (noun as u16, Relation::NounModifier);
        }
    }
    let above = std::iter::successors(Some(verb), |&at| Some(heads[at] as usize).filter(|&head| head < heads.len()));
    if above.take(heads.len()).any(|at| at == noun) {
        take_place(heads, relations, verb, noun);
    }
    (heads[noun], relations[noun]) = (verb as u16, Relation::Subject);
}

/// "two days after a strike killed a general": what stands before the subject of a verb opens the clause of the verb, and is no
/// preposition of the noun.
fn open_clause(words: &[Word], tags: &[Tag], heads: &mut [u16], relations: &mut [Relation], noun: usize, verb: usize) {
    let subject =
        matches!(relations[noun], Relation::Subject | Relation::PassiveSubject) && heads[noun] as usize == verb;
    if !subject || noun >= verb || !tags[verb].is_verb() {
        return;
    }
    let opens = |at: &usize| heads[*at] as usize == noun && tags[*at] == Tag::IN && OPENER.contains(&words[*at].lower);
    let Some(opener) = (0..noun).find(opens) else { return };
    heads[opener] = verb as u16;
    relations[opener] = Relation::Marker;
    if relations[verb] == Relation::Conjunct && (heads[verb] as usize) < opener {
        relations[verb] = Relation::AdverbClause;
    }
}

/// The verb without a subject that the noun touches.
fn verb_behind(tags: &[Tag], heads: &[u16], relations: &[Relation], noun: usize) -> Option<usize> {
    let next = noun + 1;
    let tensed = tags.get(next).is_some_and(|tag| tag.is_finite() || *tag == Tag::MD);
    if !tags[noun].is_noun() || !tensed {
        return None;
    }
    let verb = match relations[next] {
        Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula => heads[next] as usize,
        _ => next,
    };
    let subject = |at: usize| {
        heads[at] as usize == verb
            && matches!(relations[at], Relation::Subject | Relation::PassiveSubject | Relation::ClauseSubject)
    };
    (verb > noun && verb < tags.len() && !(0..verb).any(subject)).then_some(verb)
}

/// A row of phrases in front of a verb.
struct Row {
    first: usize,
    last: usize,
    verb: usize,
    /// "as the cost of bread rose"
    opener: Option<usize>,
}

fn row(words: &[Word], tags: &[Tag], heads: &[u16], relations: &[Relation], last: usize, verb: usize) -> Option<Row> {
    let is = |at: usize, list: &[u32]| list.contains(&words[at].lower);
    let preposition = |at: usize| tags[at] == Tag::IN && is(at, &PREPOSITION);
    if verb <= last || verb >= tags.len() || !tags[last].is_noun() {
        return None;
    }
    let helps = |at: usize| heads[at] as usize == verb && (tags[at].is_finite() || tags[at] == Tag::MD);
    let tensed = tags[verb].is_finite() || (last + 1..verb).any(helps);
    let own = |at: usize| {
        tags[at] == Tag::RB
            || is(at, &DAY)
            || heads[at] as usize == last
            || heads[at] as usize == verb && !tags[at].is_noun()
    };
    // The verb may come behind an aside between commas.
    let behind = match tags[last + 1] {
        Tag::Comma => (last + 2..verb).rev().find(|&at| tags[at] == Tag::Comma)?,
        _ => last + 1,
    };
    let touches = (behind..verb).all(own);
    if !tensed || !touches {
        return None;
    }
    let mut first = last;
    let mut start = phrase_start(tags, last);
    let (mut governed, mut listed) = (false, false);
    for _ in 0..REACH {
        let Some(before) = start.checked_sub(1) else { break };
        let joins = match tags[before] {
            Tag::CC => true,
            Tag::Comma => listed,
            _ => false,
        };
        let noun = if joins {
            listed = true;
            before.checked_sub(1)
        } else if preposition(before) {
            governed = true;
            before.checked_sub(1)
        } else if tags[before] == Tag::VBG && before > 1 && preposition(before - 1) {
            governed = true;
            Some(before - 2)
        } else if tags[before] == Tag::VBG
            && before > 0
            && tags[before - 1].is_noun()
            && matches!(tags[start], Tag::DT | Tag::PRPS)
        {
            // "the towns fitting that description"
            governed = true;
            before.checked_sub(1)
        } else if tags[before] == Tag::VB
            && before > 1
            && tags[before - 1] == Tag::TO
            && (governed || heads[before - 2] as usize == verb)
        {
            governed = true;
            // "hopes of a way to stop oil from …"
            before.checked_sub(2)
        } else {
            break;
        };
        // "from a rig leaking into the river"
        let noun = match noun {
            Some(noun) if governed && noun > 0 && matches!(tags[noun], Tag::VBG | Tag::VBN) => noun.checked_sub(1),
            noun => noun,
        };
        let noun = noun.filter(|&noun| tags[noun].is_noun() || noun == 0 && matches!(tags[0], Tag::VBG | Tag::VB))?;
        first = noun;
        start = phrase_start(tags, noun);
    }
    let opener = start.checked_sub(1);
    let opens = opener.is_none_or(|at| {
        // "Meanwhile, the cost of …", "In May, the head of …"
        let led_in = tags[at] == Tag::Comma
            && (at == 1 || matches!(tags[0], Tag::IN | Tag::RB))
            && !tags[..at].iter().any(|tag| tag.is_verb() || *tag == Tag::Comma);
        let told = tags[at].is_finite() && is(at, &TELLING);
        led_in
            || told
            || tags[at] == Tag::IN && is(at, &OPENER)
            || matches!(tags[at], Tag::Open | Tag::Colon | Tag::WRB)
    });
    let opener = opener.filter(|&at| tags[at] == Tag::IN);
    // "Speaking on the radio late on Monday evening the mayor praised the guard": a name follows the row.
    if tags[first] == Tag::VBG
        && (phrase_start(tags, last) + 1..=last).any(|at| tags[at - 1] == Tag::NN && tags[at].is_proper())
    {
        return None;
    }
    // "as diplomats and their guests go on": the verb has no other subject.
    let alone = opener.is_some() && relations[last] != Relation::Subject && relations[last] != Relation::PassiveSubject;
    ((governed || alone) && opens).then_some(Row { first, last, verb, opener })
}

/// The first word of the phrase that ends with the noun.
fn phrase_start(tags: &[Tag], noun: usize) -> usize {
    let mut start = noun;
    while let Some(before) = start.checked_sub(1) {
        let article = matches!(tags[start], Tag::DT | Tag::PRPS);
        let nominal = tags[before].is_noun()
            || matches!(
                tags[before],
                Tag::DT | Tag::PRPS | Tag::JJ | Tag::JJR | Tag::JJS | Tag::CD | Tag::POS | Tag::Currency | Tag::PDT
            );
        // "of convicted members", "in a ruined town"
        let participle = matches!(tags[before], Tag::VBN | Tag::VBG)
            && before > 0
            && matches!(tags[before - 1], Tag::IN | Tag::DT | Tag::PRPS | Tag::JJ);
        if !(nominal || participle) || article && tags[before] != Tag::PDT {
            break;
        }
        start = before;
    }
    start
}

/// Hangs the verb where the noun above it hung.
fn take_place(heads: &mut [u16], relations: &mut [Relation], verb: usize, noun: usize) {
    heads[verb] = heads[noun];
    relations[verb] = match relations[noun] {
        _ if heads[noun] as usize == heads.len() => Relation::Other,
        Relation::Subject | Relation::PassiveSubject | Relation::Case => Relation::ContentClause,
        relation => relation,
    };
}

fn hang(tags: &mut [Tag], heads: &mut [u16], relations: &mut [Relation], row: &Row) {
    let &Row { first, last, verb, opener } = row;
    let inside = first..last + 1;
    let in_row = |at: usize| inside.contains(&at) || opener == Some(at);
    // What the verb hung on by way of the row, it hangs on by itself.
    let above = std::iter::successors(Some(verb), |&at| Some(heads[at] as usize).filter(|&head| head < heads.len()));
    if let Some(top) = above.take(heads.len()).filter(|&at| in_row(at)).last() {
        take_place(heads, relations, verb, top);
        for head in &mut heads[verb + 1..] {
            if inside.contains(&(*head as usize)) {
                *head = verb as u16;
            }
        }
    }
    let subject = match relations[last] {
        relation @ (Relation::Subject | Relation::PassiveSubject) => relation,
        _ if (last..verb).any(|at| heads[at] as usize == verb && relations[at] == Relation::PassiveAuxiliary) => {
            Relation::PassiveSubject
        }
        _ => Relation::Subject,
    };
    for at in first + 1..=last {
        if at != last && inside.contains(&(heads[at] as usize)) {
            continue;
        }
        let noun = |at: &usize| tags[*at].is_noun();
        let governs = tags[at] == Tag::IN;
        let next = (at + 1..=last).find(|at| noun(at) && (*at == last || !noun(&(at + 1))));
        // Unless the noun hangs on the preposition already.
        let free = |next: usize| {
            let above =
                std::iter::successors(Some(next), |&at| Some(heads[at] as usize).filter(|&head| head < heads.len()));
            !above.take(heads.len()).any(|above| above == at)
        };
        match next.filter(|&next| governs && free(next)) {
            Some(next) => (heads[at], relations[at]) = (next as u16, Relation::Case),
            None => {
                heads[at] = first as u16;
                relations[at] = if tags[at].is_noun() { Relation::NounModifier } else { Relation::Other };
            }
        }
    }
    if tags[first].is_verb() {
        tags[first] = Tag::NN;
    }
    heads[first] = verb as u16;
    relations[first] = subject;
    if let Some(opener) = opener {
        heads[opener] = verb as u16;
        relations[opener] = Relation::Marker;
    }
}

#[cfg(test)]
mod tests {
    use crate::text::TextRange;
    use crate::text::syntax::{Parser, Relation};
    use proptest::prelude::*;

    /// The subject of a verb.
    fn subject<'t>(text: &'t str, verb: &str) -> Option<&'t str> {
        let tree = Parser::default().parse(text, TextRange::new(0, text.len()));
        let verb = (0..tree.len()).find(|&at| tree.text(text, at) == verb)?;
        let subject = |relation| tree.child(verb, relation);
        subject(Relation::Subject).or_else(|| subject(Relation::PassiveSubject)).map(|at| tree.text(text, at))
    }

    #[test]
    fn the_first_noun_of_a_row_is_the_subject() {
        for (text, verb, noun) in [
            ("Work on repairing the bridge ended in silence Wednesday.", "ended", "Work"),
            (
                "As output of the Miller Bay mine on Harlow's South Ridge fell in 2004, the firm cut jobs.",
                "fell",
                "output",
            ),
            (
                "Swimming in a narrow strip of water between Harlow and Miller Bay was banned on Sunday.",
                "banned",
                "Swimming",
            ),
            ("The price of insuring ships of Harlow, Milltown and Miller Bay rose on Monday.", "rose", "price"),
        ] {
            assert_eq!(subject(text, verb), Some(noun), "{text}");
        }
    }

    /// Words that rows of phrases are made of, to be strung in any order.
    const PIECES: &[&str] = &[
        "the",
        "a",
        "Miller",
        "cost",
        "ships",
        "of",
        "in",
        "from",
        "on",
        "before",
        "as",
        "since",
        "and",
        ",",
        "to",
        "stop",
        "leaking",
        "leased",
        "rose",
        "has",
        "risen",
        "was",
        "closed",
        "will",
        "rise",
        "that",
        "which",
        "well",
        "Harlow",
        "Bay",
        "repairing",
        "now",
        "said",
        "“",
        "”",
        "after",
    ];

    proptest! {
        #[test]
        fn every_word_still_hangs_on_a_root(pieces in proptest::collection::vec(0..PIECES.len(), 1..24)) {
            let text = pieces.iter().map(|&at| PIECES[at]).collect::<Vec<_>>().join(" ");
            let tree = Parser::default().parse(&text, TextRange::new(0, text.len()));
            for word in 0..tree.len() {
                let top = std::iter::successors(Some(word), |&at| tree.head(at)).take(tree.len() + 1).count();
                prop_assert!(top <= tree.len(), "{text}: {word}");
            }
        }
    }

    #[test]
    fn a_phrase_before_the_subject_is_none() {
        for (text, verb, noun) in [
            ("In the spring of 2009 the mayor of Harlow resigned.", "resigned", "spring"),
            ("The army took the town of Harlow and Miller fled.", "fled", "town"),
            ("On the bridge in Harlow a bus caught fire.", "caught", "bridge"),
        ] {
            assert_ne!(subject(text, verb), Some(noun), "{text}");
        }
    }
}
