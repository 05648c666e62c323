//! Who or what a title is about.

use super::Context;
use super::clause::joins_list;
use super::draft::Said;
use super::speech::says;
use crate::event::clause::Sentence;
use crate::event::given_names::given_to;
use crate::event::lexicon::Kinds;
use crate::text::syntax::{Relation, Tag};

/// The noun or pronoun that the verb is said of, where the parser lost it too.
pub(super) fn subject_of(s: &Sentence<'_>, main: usize, group_start: usize, context: &Context<'_>) -> Option<usize> {
    // "200 barrels a day": a rate does nothing.
    let rate = |word: usize| {
        s.is(word, &["day", "week", "month", "year", "hour"]) && word > 0 && s.is(word - 1, &["a", "an", "per"])
    };
    let is_time = |word: usize| rate(word) || context.timed.iter().any(|range| range.contains(&word));
    if let Some(behind) = speaker_behind(s, main, &is_time) {
        return Some(behind);
    }
    if let Some(shared) = shared_over_and(s, main, group_start, &is_time) {
        return Some(shared);
    }
    if let Some(pronoun) = pronoun_in_front(s, main, group_start) {
        return Some(pronoun);
    }
    let named = nearest_subject(s, main, group_start, &is_time)
        .or_else(|| s.subject(main))
        .filter(|&subject| !is_time(subject));
    let named = named.map(|subject| described_over_comma(s, subject, main));
    if s.own_subject(main).is_none()
        && let Some(near) = noun_in_front(s, main, group_start, &is_time)
    {
        return Some(head_of_row(s, near, group_start, &is_time).unwrap_or(near));
    }
    let named = named.map(|subject| head_of_row(s, subject, group_start, &is_time).unwrap_or(subject));
    named.or_else(|| subject_over_time(s, main, group_start, &is_time))
}

/// "The study by the agency, released on Monday": behind a comma the participle describes all of the phrase.
fn described_over_comma(s: &Sentence<'_>, mut noun: usize, main: usize) -> usize {
    let behind = main > 0 && s.tag(main - 1) == Tag::Comma && s.tag(main) == Tag::VBN;
    while behind && noun < main && s.relation(noun) == Relation::NounModifier {
        match s.tree.head(noun) {
            Some(head) if head < noun && s.tag(head).is_noun() => noun = head,
            _ => break,
        }
    }
    noun
}

/// "the situation we face": a pronoun that is nothing but a subject, right in front of the verb.
fn pronoun_in_front(s: &Sentence<'_>, main: usize, group_start: usize) -> Option<usize> {
    let before = (0..group_start).rev().find(|&at| s.tag(at) != Tag::RB)?;
    (s.is_finite(main) && s.is(before, &["i", "we", "he", "she", "they"])).then_some(before)
}

/// Of several words that the parser took for the subject, the one next to the verb, where a comma or the beginning of a
/// clause stands between.
fn nearest_subject(
    s: &Sentence<'_>,
    main: usize,
    group_start: usize,
    is_time: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let subjects = s.tree.children(main).filter(|&child| {
        matches!(s.relation(child), Relation::Subject | Relation::PassiveSubject)
            && child < group_start
            && s.preposition(child).is_none()
            && !is_time(child)
            && !matches!(s.tag(child), Tag::WDT | Tag::WP)
    });
    let subjects: Vec<usize> = subjects.collect();
    let (first, last) = (*subjects.first()?, *subjects.last()?);
    let parts = (first..last).any(|at| {
        matches!(s.tag(at), Tag::Comma | Tag::Open | Tag::Close)
            || s.tag(at).is_finite()
            || s.tag(at) == Tag::IN && s.is(at, OPENERS)
    });
    Some(if parts { last } else { first })
}

/// "had crossed the pass in May and had taken the town": where the parser took the object before the "and" for the subject,
/// that of the verb before is it.
fn shared_over_and(
    s: &Sentence<'_>,
    main: usize,
    group_start: usize,
    is_time: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let wrong = s.subject(main).filter(|&wrong| wrong < group_start)?;
    let skips = |at: usize| is_time(at) || matches!(s.tag(at), Tag::IN | Tag::Comma | Tag::RB);
    let and = (0..group_start).rev().find(|&at| !skips(at)).filter(|&at| s.tag(at) == Tag::CC && at > wrong)?;
    let before = |at: &usize| s.tag(*at).is_verb() && s.is_finite(*at) && *at != main;
    let verb = (0..and).rev().find(|at| before(at) && s.own_subject(*at).is_some_and(|subject| subject < *at))?;
    s.own_subject(verb).filter(|&subject| subject != wrong && !matches!(s.tag(subject), Tag::WDT | Tag::WP))
}

/// "“…,” said Senator Miller": who says it stands behind the verb.
fn speaker_behind(s: &Sentence<'_>, main: usize, is_time: &dyn Fn(usize) -> bool) -> Option<usize> {
    let before = main.checked_sub(1)?;
    let quoted = matches!(s.tag(before), Tag::Comma | Tag::Close) || s.is(before, &["\"", "''", "”"]);
    // "…, the mayor, told Reuters": who was told stands behind.
    let tells = s.is(main, &["told", "tells", "asked", "asks"]);
    if !quoted || tells || !says(s, main) || s.tag(main) == Tag::VBG {
        return None;
    }
    let told = (0..before).any(|at| s.tag(at).is_finite() || s.tag(at) == Tag::MD);
    if !told {
        return None;
    }
    let names = |at: usize| {
        !is_time(at) && (s.tag(at).is_noun() || matches!(s.tag(at), Tag::DT | Tag::JJ | Tag::POS | Tag::PRPS))
    };
    let end = (main + 1..s.tree.len()).find(|&at| !names(at)).unwrap_or(s.tree.len());
    // "…, said the mayor should resign": the noun is the subject of what is said.
    let begins = end < s.tree.len() && (s.tag(end).is_finite() || s.tag(end) == Tag::MD);
    (main + 1..end).next_back().filter(|&last| s.tag(last).is_noun() && !begins)
}

/// "predict that BP will spend": where the parser lost the subject, the noun right in front rather than one far off.
fn noun_in_front(s: &Sentence<'_>, main: usize, group_start: usize, is_time: &dyn Fn(usize) -> bool) -> Option<usize> {
    if !s.is_finite(main) {
        return None;
    }
    let at = (0..group_start).rev().find(|&at| s.tag(at) != Tag::RB)?;
    if s.tag(at) == Tag::PRP {
        let object = s.is(at, &["him", "her", "them", "us", "me", "himself", "herself", "itself", "themselves"]);
        return (!object).then_some(at);
    }
    let noun = s.tag(at).is_noun() && s.relation(at) != Relation::Object && !is_time(at);
    let governed =
        s.tree.head(at).is_some_and(|head| s.tag(head).is_noun() && head < at) || s.preposition(at).is_some();
    (noun && !governed && !follows_preposition(s, at)).then_some(at)
}

/// "The trial of the man accused of causing the death of Miller has been postponed": where the row of phrases in front of the
/// verb opens with a noun, that is what the verb is said of, not the last of them.
fn head_of_row(s: &Sentence<'_>, subject: usize, verb: usize, is_time: &dyn Fn(usize) -> bool) -> Option<usize> {
    let touches = (subject + 1..verb).all(|at| s.tag(at).is_noun() || s.tag(at) == Tag::RB);
    if subject >= verb || !touches || !follows_preposition(s, subject) {
        return None;
    }
    let of_row = |at: usize| {
        !is_time(at)
            && (is_nominal(s, at)
                || matches!(s.tag(at), Tag::IN | Tag::VBN | Tag::VBG)
                    && !s.is(at, OPENERS)
                    && !s.is(at, &["in", "on", "at", "with", "for"]))
    };
    let start = (0..subject).rev().take_while(|&at| of_row(at)).last()?;
    let opens = start == 0 || matches!(s.tag(start - 1), Tag::Comma | Tag::CC) || s.is(start - 1, &["that"]);
    let end = (start..subject).find(|&at| !is_nominal(s, at))?;
    let head = end.checked_sub(1).filter(|&head| head >= start && s.tag(head).is_noun())?;
    (opens && s.is(end, &["of"])).then_some(head)
}

/// Whether the phrase that ends at the noun stands behind a preposition, whatever the tree says.
fn follows_preposition(s: &Sentence<'_>, noun: usize) -> bool {
    (0..noun)
        .rev()
        .find(|&at| !is_nominal(s, at) && s.tag(at) != Tag::CC)
        .is_some_and(|at| matches!(s.tag(at), Tag::IN | Tag::TO) && !s.is(at, OPENERS))
}

/// Words behind which a clause begins as well as a phrase.
pub(super) const OPENERS: &[&str] = &["that", "after", "before", "as", "since", "until", "while", "because", "if"];

/// "The Netherlands early this week became …": the noun in front of the time in front of the verb.
fn subject_over_time(
    s: &Sentence<'_>,
    main: usize,
    group_start: usize,
    is_time: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    if !s.is_finite(main) {
        return None;
    }
    let mut at = group_start.checked_sub(1)?;
    let mut over_time = false;
    while is_time(at) || matches!(s.tag(at), Tag::RB) || over_time && matches!(s.tag(at), Tag::Comma | Tag::IN) {
        over_time |= is_time(at);
        at = at.checked_sub(1)?;
    }
    for _ in 0..6 {
        match s.tree.head(at) {
            Some(head)
                if s.tag(head).is_noun() && !is_time(head) && (head < at || s.relation(at) == Relation::Compound) =>
            {
                at = head;
            }
            _ => break,
        }
    }
    (s.tag(at).is_noun() && s.preposition(at).is_none() && s.relation(at) != Relation::Object).then_some(at)
}

/// The words of the subject up to its first aside or relative clause.
pub(super) fn subject_words(
    s: &Sentence<'_>,
    subject: usize,
    main: usize,
    group_start: usize,
    left_out: &[bool],
) -> Vec<usize> {
    let mut span = s.tree.span(subject);
    if subject < main {
        span.end = span.end.min(group_start);
        let clause = s.tree.span(main).start;
        if clause > subject {
            span.end = span.end.min(clause);
        }
        // "the former [mayor] said": names and nouns that the parser left out.
        while span.end < group_start && s.tag(span.end).is_noun() && s.tag(span.end - 1).is_noun() {
            span.end += 1;
        }
    }
    while span.start > 0
        && s.tag(span.start).is_proper()
        && s.tag(span.start - 1).is_proper()
        && !left_out[span.start - 1]
    {
        span.start -= 1;
    }
    // "the Gulf of | Harlow oil crisis": the place is one name, whatever hangs on it.
    if span.start > 1
        && s.is(span.start - 1, &["of"])
        && s.tag(span.start).is_proper()
        && s.tag(subject) == Tag::NN
        && s.is(
            span.start - 2,
            &["gulf", "bay", "strait", "straits", "sea", "city", "state", "university", "isle", "cape"],
        )
    {
        span.start -= 2;
        if span.start > 0 && s.tag(span.start - 1) == Tag::DT {
            span.start -= 1;
        }
    }
    let leads = |at: usize| {
        left_out[at]
            || s.tag(at).is_punctuation() && s.tag(at) != Tag::Currency
            || matches!(s.tag(at), Tag::CC | Tag::WRB | Tag::UH)
            || s.is(at, &["not"])
            || s.tag(at) == Tag::IN && s.is(at, OPENERS)
            // "stopped serving meals that were cooked there"
            || s.tag(at) == Tag::VBG && at > 0 && s.tag(at - 1).is_verb()
            || matches!(s.relation(at), Relation::Case | Relation::Marker | Relation::Conjunction)
    };
    let verb_before = (span.start..subject).rev().find(|&at| s.tag(at).is_finite() || s.tag(at) == Tag::MD);
    let start = verb_before.map_or(span.start, |verb| verb + 1);
    let start = (start..subject).find(|&at| !leads(at)).unwrap_or(subject);
    // "lenders such as banks that …"
    // "…, 91 cases The boy had arrived": a headline that ran into the sentence.
    let glued = |at: &usize| {
        s.is(*at, &["the", "a", "an"])
            && s.word(*at).starts_with(char::is_uppercase)
            && *at > start
            && matches!(s.tag(at - 1), Tag::NN | Tag::NNS | Tag::VBN | Tag::VBG | Tag::NNP)
            && s.tag(*at) == Tag::DT
    };
    let start = (start..subject).rev().find(glued).unwrap_or(start);
    // "…, annual conference Paul Miller said": so does a name behind a noun that is no office.
    let office = |at: usize| {
        s.kinds(at).has(Kinds::PERSON)
            || s.is(
                at,
                &[
                    "officer",
                    "executive",
                    "nominee",
                    "candidate",
                    "boss",
                    "chief",
                    "star",
                    "legend",
                    "veteran",
                    "giant",
                ],
            )
            || ["er", "or", "ist", "man", "woman", "ian"].iter().any(|end| s.word(at).ends_with(end))
    };
    let named = |at: &usize| {
        *at > start
            && given_to(s.word(*at)).is_some()
            && s.tag(at - 1) == Tag::NN
            && !office(at - 1)
            && *at < subject
            && s.tag(at + 1).is_proper()
    };
    let start = (start..subject).rev().find(named).unwrap_or(start);
    // "John Miller, Sr. commanded": the name stands before the comma.
    let suffix = start == subject && s.is(subject, &["jr", "jr.", "sr", "sr.", "ii", "iii"]);
    let comma = start.checked_sub(1).filter(|&at| suffix && s.tag(at) == Tag::Comma);
    let start = comma.map_or(start, |comma| {
        (0..comma).rev().take_while(|&at| s.tag(at).is_proper() && !left_out[at]).last().unwrap_or(start)
    });
    let such = start + 1 < subject && s.is(start, &["such"]) && s.is(start + 1, &["as"]);
    let start = if such { start + 2 } else { start };
    let stops = |at: usize| {
        at > subject
            && (s.tag(at) == Tag::Comma && !joins_list(s, at)
                || matches!(s.tag(at), Tag::Colon | Tag::WDT | Tag::WP | Tag::WPS | Tag::WRB | Tag::MD)
                || s.tag(at).is_finite() && s.relation(at) != Relation::NounClause)
    };
    let own_end = span.end.max(subject + 1);
    let end = (start..own_end).find(|&at| stops(at));
    // "The transition away from coal will take time": what the parser lost on the way to the verb.
    let end = end.unwrap_or_else(|| {
        let plain = subject < main
            && (own_end..group_start).all(|at| !stops(at) && !s.tag(at).is_punctuation() && !s.tag(at).is_verb())
            && (own_end..group_start).any(|at| s.tag(at).is_noun());
        if plain { group_start } else { own_end }
    });
    let start = joined_before(s, subject, start, group_start, left_out)
        .or_else(|| row_before(s, start, left_out))
        .unwrap_or(start);
    (start..end).filter(|&at| !left_out[at]).collect()
}

/// "two Americans and a Briton were killed": where the verb is of several and the noun of one, the phrase begins before
/// the "and".
fn joined_before(
    s: &Sentence<'_>,
    subject: usize,
    start: usize,
    group_start: usize,
    left_out: &[bool],
) -> Option<usize> {
    let one = matches!(s.tag(subject), Tag::NN | Tag::NNP) && s.tree.child(subject, Relation::Conjunct).is_none();
    let and = start.checked_sub(1).filter(|&at| s.is(at, &["and"]))?;
    // "Miller, Mayor Roe and others had left"
    if s.is(subject, &["others", "another"]) && s.tag(and - 1).is_noun() {
        let listed = |at: &usize| (is_nominal(s, *at) || s.tag(*at) == Tag::Comma) && !left_out[*at];
        return (0..and).rev().take_while(listed).filter(|&at| is_nominal(s, at)).last();
    }
    // "The Health and Safety Executive issued": one name, with nothing in front of it.
    let first = (0..and).rev().take_while(|&at| is_nominal(s, at) && !left_out[at]).last();
    if one && first == Some(0) && and < 3 {
        return first;
    }
    if !one || subject > group_start || !s.is(group_start, &["were", "are", "have"]) {
        return None;
    }
    (0..and).rev().take_while(|&at| is_nominal(s, at)).last()
}

/// "thousands of people in coats, masks and helmets gathered", "The fair in Harlow, Essex took place": what the parser took for the
/// subject is the end of a row that nothing but a phrase stands in front of; where that begins.
fn row_before(s: &Sentence<'_>, start: usize, left_out: &[bool]) -> Option<usize> {
    let joint = start.checked_sub(1).filter(|&at| !left_out[at] && (s.is(at, &["and"]) || s.tag(at) == Tag::Comma))?;
    // ", and the mill was sold" begins a clause.
    if s.tag(start) == Tag::DT {
        return None;
    }
    // "The son of a farmer, Roe came to town": behind a comma only the rest of a place.
    let place = joint > 0 && s.tag(joint - 1).is_proper() && s.tag(start).is_proper();
    if s.tag(joint) == Tag::Comma && !place {
        return None;
    }
    let from = (0..joint).find(|&at| !left_out[at] && !s.tag(at).is_punctuation())?;
    let opens = s.tag(from).is_noun() || matches!(s.tag(from), Tag::DT | Tag::JJ | Tag::PRPS);
    let clause = |at: usize| {
        s.tag(at).is_finite()
            || matches!(
                s.tag(at),
                Tag::MD | Tag::WRB | Tag::WDT | Tag::WP | Tag::TO | Tag::Colon | Tag::Open | Tag::Close
            )
            || s.tag(at) == Tag::IN && s.is(at, OPENERS)
            || s.tag(at) == Tag::RB
    };
    let phrase = (from..joint).any(|at| s.tag(at) == Tag::IN && !left_out[at]);
    (opens && phrase && !(from..joint).any(clause)).then_some(from)
}

/// Whether the word can stand in a noun phrase in front of its noun, or is the noun.
pub(super) fn is_nominal(s: &Sentence<'_>, at: usize) -> bool {
    s.tag(at).is_noun()
        || matches!(s.tag(at), Tag::DT | Tag::JJ | Tag::JJR | Tag::JJS | Tag::POS | Tag::PRPS | Tag::CD | Tag::Currency)
}

/// "The Vice President, Ada Roe, said", "Roe's son, Tom Marks, died": the name that an aside right behind a person gives.
pub(super) fn named_behind(s: &Sentence<'_>, subject: usize, words: &[usize], verb: usize) -> Option<Vec<Said>> {
    const LONGEST_NAME: usize = 4;
    let (&first, &last) = (words.first()?, words.last()?);
    let comma = (last + 1 < verb).then_some(last + 1).filter(|&at| s.tag(at) == Tag::Comma)?;
    let name: Vec<usize> = (comma + 1..verb).take_while(|&at| s.tag(at).is_proper()).collect();
    let close = comma + 1 + name.len();
    let aside = close + 1 == verb && s.tag(close) == Tag::Comma && (1..=LONGEST_NAME).contains(&name.len());
    let person = s.kinds(subject).has(Kinds::PERSON) && matches!(s.tag(subject), Tag::NN | Tag::NNP);
    // "The boss of the firm, Ada Roe, said"
    if !aside || !person || name.len() == 1 && given_to(s.word(name[0])).is_some() {
        return None;
    }
    let office = s.tag(first) == Tag::DT && words[1..].iter().all(|&at| s.tag(at).is_proper());
    let kin = words.len() < 5 && words.iter().any(|&at| s.tag(at) == Tag::POS) && subject == last;
    let role = match (office, kin) {
        (true, _) => &words[1..],
        (_, true) => words,
        _ => &[],
    };
    Some(role.iter().chain(&name).copied().map(Said::Word).collect())
}

/// The subject as it is told: by name where a pronoun stands for one. `None` where nobody could know who is meant.
pub(super) fn said_subject(
    s: &Sentence<'_>,
    subject: usize,
    words: &[usize],
    context: &Context<'_>,
) -> Option<Vec<Said>> {
    let vague = s.tag(subject) == Tag::PRP || s.tag(subject) == Tag::DT || means_somebody_before(s, subject);
    if vague {
        if let Some(name) = (context.referent)(subject) {
            return Some(vec![Said::Put(name)]);
        }
        // "This led to …" says nothing without the text before, nor does "I"; "he" at least says that somebody did.
        let nobody = [
            "it",
            "that",
            "this",
            "i",
            "we",
            "you",
            "me",
            "us",
            "himself",
            "herself",
            "itself",
            "themselves",
            "him",
            "them",
        ];
        if s.tag(subject) == Tag::DT || s.is(subject, &nobody) {
            return None;
        }
    }
    if matches!(s.tag(subject), Tag::WP | Tag::WDT | Tag::WRB | Tag::RB | Tag::IN | Tag::CC)
        || s.tag(subject).is_punctuation()
    {
        return None;
    }
    // "how much the port earns" is asked, not told.
    let asked = |at: usize| s.is(at, &["how"]) || s.tag(at) == Tag::JJ && at > 0 && s.is(at - 1, &["how"]);
    if words.first().is_some_and(|&first| asked(first) || first > 0 && asked(first - 1)) {
        return None;
    }
    // "whose book came out" is about the book of somebody.
    if words.iter().any(|&at| s.tag(at) == Tag::WPS) {
        return None;
    }
    let mut said: Vec<Said> = words.iter().copied().map(Said::Word).collect();
    // "That ban was lifted": the one told of.
    if let [first, second, ..] = words
        && s.tag(*first) == Tag::DT
        && s.is(*first, &["this", "that", "these", "those"])
        && s.is_happening(*second)
        && context.own.is_some()
        && !context.timed.iter().any(|range| range.contains(first))
    {
        said[0] = Said::Put("the".to_owned());
    }
    (!said.is_empty()).then_some(said)
}

/// "the two sides": a noun phrase that means somebody named before.
fn means_somebody_before(s: &Sentence<'_>, noun: usize) -> bool {
    s.tag(noun) == Tag::NNS && s.is(noun, &["sides", "parties"])
}
