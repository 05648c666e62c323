//! Which words of a sentence tell the happening: subject, verb and what follows, or the phrase of a noun.

use super::Context;
use super::cut::{is_taken_as, lacks_complement, waits_for_noun};
use super::draft::{Draft, Said};
use super::ends::stands_last;
use super::needs::{is_helper, needs_more};
use super::speech::{loses_verb_of_said, said_behind, said_in_front, says, tells_what};
use super::subject::{OPENERS, is_nominal, named_behind, said_subject, subject_of, subject_words};
use crate::event::clause::Sentence;
use crate::event::lexicon::Kinds;
use crate::event::referent::can_act;
use crate::text::syntax::{Relation, Tag};

/// Verbs that nobody is done: a bare form of theirs is no passive.
const ACTIVE: &[&str] = &[
    "died",
    "succumbed",
    "spiked",
    "vanished",
    "disappeared",
    "persisted",
    "peaked",
    "went",
    "gone",
    "came",
    "fell",
    "fallen",
    "rose",
    "risen",
    "grew",
    "arrived",
    "happened",
    "occurred",
    "emerged",
    "existed",
    "remained",
    "appeared",
    "lasted",
    "stood",
    "sat",
    "became",
    "began",
    "collapsed",
    "surfaced",
    "soared",
    "deepened",
    "widened",
    "worsened",
    "plunged",
    "dropped",
    "declined",
    "climbed",
    "jumped",
    "surged",
    "slumped",
    "tumbled",
    "erupted",
    "exploded",
    "sank",
    "crashed",
    "resigned",
    "testified",
    "retired",
    "returned",
    "lived",
    "failed",
    "pledged",
    "vowed",
    "agreed",
    "decided",
    "refused",
    "hoped",
    "tried",
];

/// Words that may stand in a list between commas.
pub(super) const LIST_REACH: usize = 7;

/// A noun that is a happening, with who and where around it.
pub(super) fn named(s: &Sentence<'_>, noun: usize, left_out: &[bool]) -> Draft {
    let span = s.tree.span(noun);
    let begins = |at: &usize| {
        !left_out[*at]
            && !matches!(s.relation(*at), Relation::Case | Relation::Marker | Relation::Conjunction)
            && !s.tag(*at).is_punctuation()
    };
    let start = (span.start..noun).find(begins).unwrap_or(noun);
    let subject: Vec<Said> = (start..=noun).filter(|&at| !left_out[at]).map(Said::Word).collect();
    let end = (noun + 1..phrase_end(s, noun, left_out)).find(|&at| {
        matches!(s.tag(at), Tag::WDT | Tag::WP | Tag::WRB)
            || s.tag(at) == Tag::Comma && !joins_list(s, at)
            || s.is(at, &["that"])
            || s.tag(at) == Tag::CC && at + 1 < s.tree.len() && s.tag(at + 1).is_verb()
            || begins_sentence(s, at)
    });
    let rest = noun + 1..end.unwrap_or_else(|| phrase_end(s, noun, left_out));
    // "a March 3, 2011, letter"
    let stray = |at: usize| s.tag(at) == Tag::Comma && left_out[at - 1];
    let rest = rest.filter(|&at| !left_out[at]).map(Said::Word).collect();
    let subject = subject.into_iter().filter(|said| !matches!(said, Said::Word(at) if *at > 0 && stray(*at))).collect();
    Draft { verb: subject, rest, ..Draft::default() }
}

/// "attacks over the past year by militias": the parser loses what follows a time.
fn phrase_end(s: &Sentence<'_>, noun: usize, left_out: &[bool]) -> usize {
    let end = s.tree.span(noun).end;
    let mut from = noun + 1;
    while from < s.tree.len() && left_out[from] {
        from += 1;
    }
    // "overturn Sunday's ruling by the court": or hangs it on the verb.
    const OF_NOUN: &[&str] = &["by", "of", "against", "between", "off", "near"];
    let joined = from == noun + 1 && from < s.tree.len() && s.is(from, OF_NOUN);
    if end > from || from >= s.tree.len() || from == noun + 1 && !joined || s.tag(from) != Tag::IN {
        return end;
    }
    let stops = |at: usize| {
        s.tag(at).is_punctuation()
            || s.tag(at).is_finite()
            || s.tag(at) == Tag::IN && s.word(at).starts_with(char::is_uppercase)
            || matches!(s.tag(at), Tag::MD | Tag::WDT | Tag::WP | Tag::WRB | Tag::TO)
    };
    let limit = s.tree.len().min(from + 8);
    (from..limit).find(|&at| stops(at)).unwrap_or(limit)
}

/// The clause of a verb, or of a noun or adjective with a copula; `part` is the word in it that matters. What
/// only adds to another clause ("…, declaring victory") is told `loosely` or not at all.
pub(super) fn told(
    s: &Sentence<'_>,
    trigger: usize,
    part: usize,
    loosely: bool,
    context: &Context<'_>,
    left_out: &[bool],
) -> Option<Draft> {
    let main = carrier(s, trigger)?;
    if is_asked(s, main) || is_empty_do(s, main) || is_not_claimed(s, main) || is_called_off(s, main) {
        return None;
    }
    // "listens to the mayor speak"
    const SENSES: &[&str] = &[
        "listens", "listen", "listened", "watches", "watch", "watched", "hears", "heard", "sees", "saw", "lets", "let",
        "makes", "made",
    ];
    let sensed = s.tree.head(main).is_some_and(|head| head < main && s.is(head, SENSES));
    if s.tag(main) == Tag::VB && s.auxiliaries(main).next().is_none() && sensed {
        return None;
    }
    let governed = s.tag(main) == Tag::VBG && main > 0 && matches!(s.tag(main - 1), Tag::IN | Tag::TO);
    let loose = governed
        || matches!(s.relation(main), Relation::AdverbClause | Relation::Other | Relation::OpenComplement)
            && matches!(s.tag(main), Tag::VBG | Tag::VBN | Tag::VB)
            && !s.is_finite(main)
            && s.own_subject(main).is_none();
    let adds = s.relation(main) == Relation::AdverbClause && main > 0 && s.tag(main - 1) == Tag::Comma;
    let opens = s.opens_sentence(main);
    // "…, killing eleven" is told with what led to it, or not at all.
    if loose && !opens && !(loosely && adds && s.tag(main) != Tag::VBG) {
        return None;
    }
    let group_start = group_start(s, main);
    let subject = subject_of(s, main, group_start, context)?;
    // "limits on making steel agreed in 2004": no thing agrees.
    const OF_PEOPLE: &[&str] = &[
        "agreed",
        "agrees",
        "decided",
        "decides",
        "refused",
        "promised",
        "apologised",
        "apologized",
        "vowed",
        "pledged",
    ];
    let thing = matches!(s.tag(subject), Tag::NN | Tag::NNS)
        && !can_act(s.word(subject))
        && !s.word(subject).starts_with(char::is_uppercase);
    if s.is(main, OF_PEOPLE) && s.auxiliaries(main).next().is_none() && thing {
        return None;
    }
    // "in 509 BC, so the Romans believed, the king fled"
    let so = s.tree.span(subject).start.checked_sub(1).is_some_and(|at| s.is(at, &["so"]));
    if so && s.kinds(main).has(Kinds::THINKS) {
        return None;
    }
    let subject_words = subject_words(s, subject, main, group_start, left_out);
    if is_governed(s, &subject_words, main, left_out) {
        return None;
    }
    // "a lid put on the pipe last week | is working": a time does nothing, unless it saw something.
    let time = context.timed.iter().any(|range| range.contains(&subject));
    if time && !s.is(main, &["saw", "sees", "marked", "marks", "brought", "was", "is", "witnessed"]) {
        return None;
    }
    // "A day | after the storm the town conceded"
    const TIMES: &[&str] =
        &["day", "days", "week", "weeks", "month", "months", "year", "years", "hours", "decade", "decades"];
    if s.is(subject, TIMES) && subject + 1 == group_start && s.kinds(main).has(Kinds::SAYING) {
        return None;
    }
    // "A survey published | on Sunday | tells"
    let mut subject_words = subject_words;
    while subject_words.last().is_some_and(|&last| {
        last > subject
            && matches!(s.tag(last), Tag::VBN | Tag::VBD)
            && last + 1 < main
            && s.tree.head(last) == Some(subject)
            && left_out[last + 1]
    }) {
        subject_words.pop();
    }
    // "deplored | Friday the blasts which killed ten"
    if let Some(article) = subject_words.iter().position(|&at| s.tag(at) == Tag::DT)
        && article > 0
        && subject_words[..article].iter().all(|at| context.timed.iter().any(|range| range.contains(at)))
    {
        subject_words.drain(..article);
    }
    let said_subject = match named_behind(s, subject, &subject_words, group_start) {
        Some(named) => named,
        None => said_subject(s, subject, &subject_words, context)?,
    };
    let mut verb: Vec<Said> = Vec::new();
    let from = if subject < main {
        adverbs_before(s, group_start).max(subject_words.last().map_or(0, |last| last + 1))
    } else {
        group_start
    };
    let be = missing_be(s, main, subject, loose || opens, context);
    // "the amount of grain sold on Monday was half of it", "the inn expressed regret"
    let amount = s.is(subject, &["amount", "number", "share", "percentage", "proportion", "rate", "level", "total"]);
    let active = main + 1 < s.tree.len() && matches!(s.tag(main + 1), Tag::NN | Tag::NNS) && !left_out[main + 1];
    if be.is_some() && (amount || active) {
        return None;
    }
    // "The boat were made": one, whatever hangs on it.
    let one = s.tag(subject) == Tag::NN && !subject_words.iter().any(|&at| s.tag(at) == Tag::CC);
    if let Some(be) = be {
        verb.push(Said::Put(if one && be == "were" { "was" } else { be }.to_owned()));
    }
    verb.extend(shared_auxiliaries(s, main).into_iter().map(Said::Word));
    verb.extend((from..=main).filter(|&at| !left_out[at] && s.tag(at) != Tag::Comma).map(Said::Word));
    let mut rest = rest(s, main, part, &subject_words, context, left_out);
    // "denied the assertion | that all the tar had sunk", of which the rest was lost.
    if let Some(Said::Word(last)) = rest.last()
        && let Some(next) = (last + 1..s.tree.len()).find(|&at| !left_out[at])
        && lacks_complement(s, *last, next)
    {
        return None;
    }
    if loses_verb_of_said(s, main, subject, &rest) {
        return None;
    }
    if let Some(object) = object_in_front(s, main, &rest) {
        let words = (s.tree.span(object).start..=object)
            .filter(|&at| !left_out[at] && s.relation(at) != Relation::Case && !s.tag(at).is_punctuation())
            .filter(|&at| !matches!(s.tag(at), Tag::WDT | Tag::CC));
        // "The talks, which the mayor proposed": "proposed the talks"
        verb.extend(words.map(|at| match s.tag(at) {
            Tag::DT | Tag::PRPS if at == 0 => Said::Put(s.word(at).to_lowercase()),
            _ => Said::Word(at),
        }));
    }
    let mut quoted_from = None;
    // "Iraq declared victory over the group" says all.
    let told = s.is(main, &["told", "tells"]);
    let open = s.kinds(main).has(Kinds::SAYING) || s.object(main).is_none() || told;
    if says(s, main) && open && !s.is_passive(main) && !tells_what(s, &rest) {
        let said = said_in_front(s, subject_words.first().copied().unwrap_or(subject).min(from), left_out);
        match said {
            Some((said, quoted)) => {
                // "told the council": who was told stays; where and how it was said goes.
                if s.object(main).is_none() && !s.is(main, &["told", "tells"]) {
                    rest.clear();
                }
                quoted_from = quoted.then_some(rest.len());
                rest.extend(said);
            }
            None => match said_behind(s, main, left_out) {
                Some(said) => {
                    quoted_from = Some(rest.len());
                    rest.extend(said);
                }
                None if rest.is_empty() || told => return None,
                None => {}
            },
        }
    }
    if rest.is_empty() && (is_helper(s, main) || needs_more(s, main)) || asks_what(s, main, subject) {
        return None;
    }
    Some(Draft { subject: said_subject, verb, rest, quoted_from, ..Draft::default() })
}

/// "tasted of | the salt angered the cook": the noun in front of the verb is that of a preposition, so what the verb is said
/// of was lost.
fn is_governed(s: &Sentence<'_>, subject: &[usize], main: usize, left_out: &[bool]) -> bool {
    let Some(&first) = subject.first().filter(|&&first| first < main && s.is_finite(main)) else { return false };
    let touches = subject.last().is_some_and(|&last| {
        (last + 1..main).all(|at| {
            matches!(s.tag(at), Tag::RB | Tag::MD) || s.tag(at).is_verb() || s.tag(at) == Tag::Comma && at == last + 1
        })
    });
    let preposition = first.checked_sub(1).filter(|&at| !left_out[at] && s.tag(at) == Tag::IN);
    touches && preposition.is_some_and(|at| s.is(at, &["of", "for", "from", "by", "at", "into", "against", "on", "in"]))
}

/// "asked whether it closed", "wonder if it closed": what is asked is not told.
fn is_asked(s: &Sentence<'_>, main: usize) -> bool {
    let opener = s.tree.children(main).find(|&child| child < main && s.is(child, &["whether", "if", "unless"]));
    let Some(opener) = opener else { return false };
    // "if the owners cut back": nobody says that they do.
    if s.relation(main) == Relation::AdverbClause && !s.is(opener, &["whether"]) {
        return true;
    }
    const ASKING: &[&str] = &[
        "know",
        "knows",
        "knew",
        "ask",
        "asks",
        "asked",
        "asking",
        "wonder",
        "wonders",
        "wondered",
        "wondering",
        "see",
        "doubt",
        "doubts",
        "doubted",
        "question",
        "questioned",
        "unclear",
        "tell",
        "determine",
        "say",
    ];
    let before = opener.checked_sub(1).filter(|&at| s.is(at, ASKING));
    s.is(opener, &["whether"]) || before.is_some()
}

/// One side of a court.
pub(super) const ACCUSERS: &[&str] = &[
    "prosecutor",
    "prosecutors",
    "prosecution",
    "plaintiff",
    "plaintiffs",
    "lawsuit",
    "lawsuits",
    "suit",
    "complaint",
    "indictment",
    "lawyer",
    "lawyers",
    "attorneys",
    "accuser",
    "accusers",
];

/// "does not mean the virus spreads", "voicing hope that the plan would work": what nobody says is so.
fn is_not_claimed(s: &Sentence<'_>, main: usize) -> bool {
    const CLAIMS: &[&str] =
        &["mean", "prove", "show", "imply", "suggest", "believe", "expect", "think", "indicate", "guarantee"];
    const HOPES: &[&str] =
        &["hope", "hopes", "doubt", "doubts", "speculation", "rumours", "rumors", "suggestions", "idea"];
    let Some(head) = s.tree.head(main).filter(|&head| head < main) else { return false };
    // "to ensure the school continues to serve the town"
    if s.relation(main) == Relation::ContentClause
        && s.is(head, &["ensure", "ensures", "ensuring", "ensured", "insure"])
    {
        return true;
    }
    // "Prosecutors say he caused the fire": what one side of a court says is told with who says it.
    let said = matches!(s.relation(main), Relation::ContentClause) && says(s, head);
    if said && s.own_subject(head).is_some_and(|subject| s.is(subject, ACCUSERS)) {
        return true;
    }
    if s.relation(main) == Relation::ContentClause && s.is(head, CLAIMS) {
        return s.tree.children(head).any(|child| child < head && s.is(child, &["not", "n't", "n’t", "never"]));
    }
    let hoped =
        s.is(head, HOPES) || (0..main).rev().take(8).any(|at| s.is(at, &["that"]) && at > 0 && s.is(at - 1, HOPES));
    let open = s.auxiliaries(main).any(|at| s.is(at, &["could", "may", "might"]));
    matches!(s.relation(main), Relation::ContentClause | Relation::NounClause) && s.is_finite(main) && hoped && !open
}

/// "a fair, planned for May, was cancelled": the plan is no news, its end is.
fn is_called_off(s: &Sentence<'_>, main: usize) -> bool {
    const PLANNED: &[&str] = &["expected", "scheduled", "planned", "due", "set", "slated"];
    const ENDED: &[&str] =
        &["cancelled", "canceled", "postponed", "scrapped", "abandoned", "suspended", "delayed", "shelved", "dropped"];
    let planned = (main.saturating_sub(4)..=main).any(|at| s.is(at, PLANNED) && s.auxiliaries(at).next().is_none());
    planned && (main + 1..s.tree.len()).any(|at| s.is(at, ENDED) && s.auxiliaries(at).next().is_some())
}

/// "the way the mayor did": a verb that stands for another.
fn is_empty_do(s: &Sentence<'_>, main: usize) -> bool {
    let helps = (main + 1..s.tree.len()).find(|&at| s.tag(at) != Tag::RB).is_some_and(|at| s.tag(at) == Tag::VB);
    s.is(main, &["does", "did"]) && s.object(main).is_none() && !helps
}

/// "plan to meet": the clause is that of the verb with a tense.
fn carrier(s: &Sentence<'_>, trigger: usize) -> Option<usize> {
    let mut main = trigger;
    for _ in 0..4 {
        let climbs = s.relation(main) == Relation::OpenComplement
            || s.relation(main) == Relation::Conjunct && matches!(s.tag(main), Tag::VB | Tag::VBG);
        if s.is_finite(main) || !climbs {
            break;
        }
        main = s.tree.head(main).filter(|&head| head < main && s.is_predicate(head))?;
    }
    Some(main)
}

/// The first word of auxiliaries, copula, "to" and "not" in front of the verb.
fn group_start(s: &Sentence<'_>, verb: usize) -> usize {
    s.tree
        .children(verb)
        .filter(|&child| {
            child < verb
                && !(says(s, verb) && (child..verb).any(|at| s.tag(at) == Tag::Comma))
                && (matches!(s.relation(child), Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula)
                    || s.tag(child) == Tag::MD
                    || s.relation(child) == Relation::Marker && s.tag(child) == Tag::TO
                    || s.is(child, &["not", "n't", "n’t", "never"]))
        })
        .min()
        .unwrap_or(verb)
}

/// The first of the adverbs right in front of the verbs: "barely", "nearly".
fn adverbs_before(s: &Sentence<'_>, verb: usize) -> usize {
    (0..verb).rev().take_while(|&at| s.tag(at) == Tag::RB).last().unwrap_or(verb)
}

/// "a credit line created in June" says of the line that it was created.
fn missing_be(
    s: &Sentence<'_>,
    main: usize,
    subject: usize,
    loose: bool,
    context: &Context<'_>,
) -> Option<&'static str> {
    let describes = matches!(s.relation(main), Relation::NounClause | Relation::RelativeClause)
        && s.tree.head(main).is_some_and(|head| head < main && s.tag(head).is_noun())
        && s.own_subject(main).is_none()
        && s.auxiliaries(main).next().is_none()
        && s.object_before_subject(main).is_none()
        && !s.tree.children(main).any(|child| child < main && matches!(s.tag(child), Tag::WDT | Tag::WP));
    let done_by_somebody = main + 1 < s.tree.len() && s.is(main + 1, &["by"]);
    let bare = match s.tag(main) {
        Tag::VBN => s.object(main).is_none(),
        // A past with a subject of its own is none of a passive, unless it says by whom.
        Tag::VBD => s.object(main).is_none() && (done_by_somebody || s.opens_sentence(main)),
        _ => false,
    };
    // "As the crisis deepened, …" has a verb, "a crisis deepened by fraud" has none.
    const OPENERS: &[&str] = &["as", "when", "while", "after", "before", "because", "since", "if", "until", "once"];
    let opens = s.tree.span(subject).start.checked_sub(1).is_some_and(|at| s.is(at, OPENERS));
    let opens = opens || s.preposition(subject).is_some_and(|at| s.is(at, OPENERS));
    // "A bill introduced by the mayor would ban it"
    let by =
        done_by_somebody && s.tag(main) == Tag::VBD && s.auxiliaries(main).next().is_none() && s.object(main).is_none();
    // "One of them calculated that …"
    let tells = main + 1 < s.tree.len() && s.is(main + 1, &["that"]) && s.auxiliaries(main).next().is_none();
    if tells
        || !(describes || loose || by)
        || !bare
        || says(s, main) && s.tag(main) == Tag::VBD
        || s.is(main, ACTIVE)
        || opens && subject < main
    {
        return None;
    }
    // "Evans" is one, "the Philippines" are told as several.
    let person = s.tag(subject) == Tag::NNPS && s.tree.child(subject, Relation::Determiner).is_none();
    let several = s.tag(subject).is_plural() && !person || s.tree.child(subject, Relation::Conjunct).is_some();
    Some(match (several, context.ahead) {
        (_, true) => "will be",
        (true, false) => "were",
        (false, false) => "was",
    })
}

/// "was arrested and charged": the auxiliary of the first verb serves both.
fn shared_auxiliaries(s: &Sentence<'_>, main: usize) -> Vec<usize> {
    let shares = s.relation(main) == Relation::Conjunct
        && matches!(s.tag(main), Tag::VBN | Tag::VBG | Tag::VB)
        && s.auxiliaries(main).next().is_none();
    let helps = |at: &usize| s.tag(*at) == Tag::MD || is_helper(s, *at);
    if shares { s.auxiliaries(s.first_conjunct(main)).filter(helps).collect() } else { Vec::new() }
}

/// What stands behind the verb, up to where its clause ends.
fn rest(
    s: &Sentence<'_>,
    main: usize,
    part: usize,
    subject: &[usize],
    context: &Context<'_>,
    left_out: &[bool],
) -> Vec<Said> {
    let root = s.tree.head(main).is_none();
    let limit = if root { s.tree.len() } else { clause_end(s, s.tree.span(main).end.max(s.tree.span(part).end)) };
    let mut out: Vec<usize> = Vec::new();
    // Where the comma went with the date: "exploded in April, killing eleven".
    let mut comma = None;
    // The verb of what is shown or said, behind an aside.
    let mut awaited: Option<usize> = None;
    let mut at = main + 1;
    while at < limit {
        if left_out[at] || subject.contains(&at) {
            at += 1;
            continue;
        }
        // "died, in 1986, stories of him": what stands behind the date's comma is another clause.
        let behind_date = out.is_empty()
            && at > main + 1
            && left_out[at - 1]
            && s.tag(at - 1) == Tag::Comma
            && stands_last(s.word(main))
            && is_nominal(s, at);
        if behind_date {
            break;
        }
        // "a round of talks held | yesterday | over the river"
        let bare = at != part
            && s.tag(at) == Tag::VBN
            && s.relation(at) == Relation::NounClause
            && s.tag(at - 1).is_noun()
            && at + 1 < limit
            && left_out[at + 1]
            && (at + 1..limit)
                .find(|&next| !left_out[next])
                .is_some_and(|next| s.tag(next) == Tag::IN && !s.is(next, &["by"]));
        if bare {
            at += 1;
            continue;
        }
        if s.tag(at) == Tag::CC && out.is_empty() {
            let verb = (at + 1..limit).find(|&next| s.tag(next) != Tag::RB && !left_out[next]);
            match verb.filter(|&verb| at == main + 1 && s.tag(verb).is_verb()).map(|verb| s.tag(verb)) {
                // "sit and wait"; "sank and killed ten" is another happening.
                Some(tag) if tag.is_finite() => break,
                Some(_) => out.push(at),
                None if at == main + 1 || verb.is_some_and(|verb| s.tag(verb).is_verb()) => break,
                None => {}
            }
            at += 1;
            continue;
        }
        // "The firm, founded in 2004, has …"
        let described = s.tag(main) == Tag::VBN && main > 0 && s.tag(main - 1) == Tag::Comma;
        if s.tag(at) == Tag::Comma && out.is_empty() && described {
            break;
        }
        if s.tag(at) == Tag::Comma && !joins_list(s, at) {
            awaited = awaited.or_else(|| waits_for_clause(s, main, &out, at));
        }
        if s.tag(at) == Tag::Comma
            && !joins_list(s, at)
            && (out.is_empty() || waits_for_verb(s, &out).is_some() || awaited.is_some_and(|clause| clause > at))
        {
            // "announced, after a long night, that", "when the ship, an old one, sank": between the commas is an aside.
            let Some(next) = (at + 1..limit).find(|&next| s.tag(next) == Tag::Comma) else { break };
            // "exploded, sending oil toward marshes, shipping lanes and beaches": no aside, but a list.
            let lists = out.is_empty() && stands_last(s.word(main)) && next + 1 < limit && is_nominal(s, next + 1);
            if lists {
                break;
            }
            at = next + 1;
            continue;
        }
        if s.tag(at) == Tag::Comma
            && let Some(behind) = aside_end(s, &out, at, limit)
        {
            at = behind;
            continue;
        }
        if out.is_empty()
            && at == part
            && s.tag(at) == Tag::VBG
            && at > 0
            && left_out[at - 1]
            && s.tag(at - 1) == Tag::Comma
        {
            comma = Some(at);
        }
        // "exploded, killing eleven": the participle that matters.
        let leads_on = s.tag(at) == Tag::Comma
            && at < part
            && (at + 1..=part).all(|word| word == part || s.tag(word) == Tag::RB || left_out[word]);
        let comes = awaited.is_some_and(|clause| at == clause || s.auxiliaries(clause).any(|helper| helper == at));
        if !leads_on && !comes && (ends_clause(s, at, main, limit) || ends_with_date(s, at, context, left_out)) {
            break;
        }
        out.push(at);
        at += 1;
    }
    if let Some(opener) = waits_for_verb(s, &out) {
        out.truncate(opener);
    }
    while out.last().is_some_and(|&last| {
        s.tag(last).is_punctuation() && s.tag(last) != Tag::Currency || s.is(last, &["that", "whether", "if"])
    }) {
        out.pop();
    }
    let commas = |at: usize| (comma == Some(at)).then(|| Said::Put(",".to_owned()));
    out.into_iter().flat_map(|at| commas(at).into_iter().chain([Said::Word(at)])).collect()
}

/// "thinks of spending | some of its money": the end of the clause that ends there by the tree, further on where its verb
/// waits for the noun that follows.
fn clause_end(s: &Sentence<'_>, end: usize) -> usize {
    const FURTHER: usize = 16;
    let waits = end > 0
        && end < s.tree.len()
        && matches!(s.tag(end - 1), Tag::VBG | Tag::VB)
        && !stands_last(s.word(end - 1))
        && (is_nominal(s, end) || s.tag(end) == Tag::Currency);
    let stops = |at: &usize| {
        s.tag(*at).is_punctuation() && s.tag(*at) != Tag::Currency || s.tag(*at).is_finite() || s.tag(*at) == Tag::MD
    };
    let limit = s.tree.len().min(end + FURTHER);
    if waits { (end..limit).find(stops).unwrap_or(limit) } else { end }
}

/// "sent a bill, for two million, to the firm", "started buying, and even selling, ships": the word behind the aside that the
/// comma opens, where the clause goes on there.
fn aside_end(s: &Sentence<'_>, before: &[usize], comma: usize, limit: usize) -> Option<usize> {
    const ASIDE: usize = 8;
    let close = (comma + 1..limit.min(comma + ASIDE)).find(|&at| s.tag(at) == Tag::Comma)?;
    let behind = Some(close + 1).filter(|&at| at < limit)?;
    let last = *before.last()?;
    let within = comma + 1..close;
    // "announced that the owner, Juan Perez, is ready"
    let named = s.tag(last).is_noun() && (comma + 1..close).all(|at| s.tag(at).is_proper());
    let told = before.iter().any(|&at| s.is(at, &["that"])) && !before.iter().any(|&at| s.tag(at).is_finite());
    if named && told && (s.tag(behind).is_finite() || s.tag(behind) == Tag::MD) {
        return Some(behind);
    }
    match s.tag(comma + 1) {
        Tag::IN => {
            let verb = within.into_iter().any(|at| s.tag(at).is_verb() || s.tag(at) == Tag::CC);
            (!verb && s.is(behind, &["to"]) && behind + 1 < limit && s.tag(behind + 1) != Tag::VB).then_some(behind)
        }
        Tag::CC => {
            let waits = matches!(s.tag(last), Tag::VBG | Tag::VB);
            let nominal = is_nominal(s, behind);
            (waits && nominal && s.tag(close - 1) == s.tag(last)).then_some(behind)
        }
        _ => None,
    }
}

/// "was made dictator in 46 BC and for life in 44 BC", "began in 133 BC. Gracchus …": what joins on to the date has another,
/// and its dot ended a sentence.
fn ends_with_date(s: &Sentence<'_>, at: usize, context: &Context<'_>, left_out: &[bool]) -> bool {
    let joins = s.tag(at) == Tag::CC && context.own.as_ref().is_some_and(|own| own.end == at);
    // "8 May: the dome fails | 2 June: the inquiry begins"
    let opens =
        |range: &std::ops::Range<usize>| range.start == at && range.end < s.tree.len() && s.is(range.end, &[":"]);
    if context.timed.iter().any(opens) {
        return true;
    }
    let stopped = left_out[at - 1] && s.word(at - 1).ends_with('.') && s.word(at).starts_with(char::is_uppercase);
    joins || stopped
}

/// "tests showed the aunt, a teacher, had caught it": what is shown is a clause whose verb is yet to come.
fn waits_for_clause(s: &Sentence<'_>, main: usize, words: &[usize], comma: usize) -> Option<usize> {
    let tensed = |at: usize| s.tag(at).is_finite() || s.tag(at) == Tag::MD;
    let content = |child: &usize| match s.relation(*child) {
        Relation::ContentClause => true,
        // Without an "and" it joins on to nothing.
        Relation::Conjunct => !(main..*child).any(|at| s.tag(at) == Tag::CC) && s.own_subject(*child).is_none(),
        _ => false,
    };
    let clause = s.tree.children(main).find(|child| *child > comma && content(child));
    let closes = |at: usize| s.tag(at) == Tag::Comma;
    clause.filter(|&clause| {
        s.is_finite(clause)
            && !words.iter().any(|&at| tensed(at))
            && s.own_subject(clause).or(s.object(main)).is_some_and(|subject| main < subject && subject < comma)
            && (comma + 1..clause).any(closes)
    })
}

/// Where the last clause begins that has no verb yet.
fn waits_for_verb(s: &Sentence<'_>, words: &[usize]) -> Option<usize> {
    let opens = |at: usize| {
        s.tag(at) == Tag::WRB && !s.is(at, &["how"])
            || s.tag(at) == Tag::IN
                && s.relation(at) == Relation::Marker
                && !is_taken_as(s, at)
                && !s.is(at, &["for", "by", "of", "in", "without", "to"])
    };
    let opener = words.iter().rposition(|&at| opens(at))?;
    let told = words[opener..].iter().any(|&at| s.tag(at).is_verb() || s.tag(at) == Tag::MD || s.tag(at) == Tag::TO);
    (!told).then_some(opener)
}

fn ends_clause(s: &Sentence<'_>, at: usize, main: usize, limit: usize) -> bool {
    if begins_sentence(s, at) {
        return true;
    }
    // "the Harlow–Milltown line"
    let glued = at > 0
        && at + 1 < s.tree.len()
        && s.tree.ranges[at - 1].end == s.tree.ranges[at].start
        && s.tree.ranges[at].end == s.tree.ranges[at + 1].start;
    match s.tag(at) {
        Tag::Colon if glued && s.is(at, &["–", "-"]) => false,
        Tag::Stop | Tag::Colon | Tag::Left | Tag::Right => true,
        Tag::Comma => !joins_list(s, at) || names_speaker(s, at),
        Tag::CC => joins_clause(s, at, main, limit) && !waits_for_noun(s, at - 1),
        tag if tag.is_finite() || tag == Tag::MD => {
            !s.word(at).starts_with(char::is_uppercase) && begins_another(s, at, main)
        }
        _ => false,
    }
}

/// "…, Kent Wells, its vice president, told": a name between commas that ends no list.
fn names_speaker(s: &Sentence<'_>, comma: usize) -> bool {
    let end = (comma + 1..s.tree.len()).find(|&at| !s.tag(at).is_proper()).unwrap_or(s.tree.len());
    let closes = end < s.tree.len() && s.tag(end) == Tag::Comma && (2..=4).contains(&(end - comma - 1));
    let listed = end + 1 < s.tree.len() && (s.tag(end + 1).is_proper() || s.tag(end + 1) == Tag::CC);
    let says = |at: usize| s.tag(at).is_finite() && says(s, at);
    closes && !listed && (end..s.tree.len()).any(says)
}

/// "… hold crisis talks The meeting was …": a headline that ran into the text behind it.
fn begins_sentence(s: &Sentence<'_>, at: usize) -> bool {
    const OPENERS: &[&str] = &[
        "the", "a", "an", "it", "he", "she", "they", "this", "but", "in", "on", "these", "those", "there", "several",
        "last", "when", "while", "after", "before", "as", "at", "for", "his", "her", "its", "their",
    ];
    let names = |at: usize| s.tag(at).is_proper() && s.word(at).starts_with(char::is_uppercase);
    // "was freed on 3 May 2009 In 2010 he went back"
    let year = |at: usize| s.word(at).len() == 4 && s.word(at).bytes().all(|byte| byte.is_ascii_digit());
    if at > 0 && at + 1 < s.tree.len() && s.word(at) == "In" && year(at - 1) && year(at + 1) {
        return true;
    }
    (s.is(at, OPENERS) || is_number_word(s, at))
        && s.word(at).starts_with(char::is_uppercase)
        && at > 0
        && (matches!(s.tag(at - 1), Tag::NN | Tag::NNS | Tag::JJ | Tag::CD | Tag::RB | Tag::VBN)
            && s.word(at - 1).starts_with(char::is_lowercase)
            // "in Harlow Two more barges", not "Alexander The Great"
            || names(at - 1) && !matches!(s.tag(at), Tag::IN) && (!is_number_word(s, at) || counts_more(s, at + 1)))
        && at + 1 < s.tree.len()
        && s.word(at + 1).starts_with(char::is_lowercase)
}

fn is_number_word(s: &Sentence<'_>, at: usize) -> bool {
    s.is(
        at,
        &[
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "more", "most", "some",
            "many",
        ],
    )
}

/// "Two more people", not "BBC Two debut".
fn counts_more(s: &Sentence<'_>, at: usize) -> bool {
    at < s.tree.len() && s.is(at, &["more", "other", "people", "men", "women", "others", "of"])
}

/// "A, B and C", "a long, hard winter", "June 5, 2010"
pub(super) fn joins_list(s: &Sentence<'_>, comma: usize) -> bool {
    let end = s.tree.len().min(comma + LIST_REACH);
    let Some(before) = comma.checked_sub(1) else { return false };
    // "two taller, more slender towers"
    let describes = |at: usize| matches!(s.tag(at), Tag::JJ | Tag::JJR | Tag::RBR | Tag::RB | Tag::VBN);
    let described = (comma + 1..end).find(|&at| !describes(at)).is_some_and(|at| at > comma + 1 && s.tag(at).is_noun());
    let adjectives = comma + 1 < end
        && (s.tag(before) == Tag::JJ && s.tag(comma + 1) == Tag::JJ || s.tag(before) == Tag::JJR && described);
    let named = (comma + 1..end).take_while(|&at| !s.tag(at).is_finite() && s.tag(at) != Tag::Stop).any(|at| {
        s.relation(at) == Relation::Conjunct
            && s.tag(at).is_noun()
            && s.tree.head(at).is_some_and(|head| head < comma && s.tag(head).is_noun())
    });
    adjectives || named && (comma..s.tree.len().min(comma + 14)).any(|at| s.tag(at) == Tag::CC)
}

/// Whether the "and" at `at` opens a clause of its own.
fn joins_clause(s: &Sentence<'_>, at: usize, main: usize, limit: usize) -> bool {
    let next = (at + 1..limit).find(|&next| s.tag(next) != Tag::RB);
    let Some(next) = next else { return true };
    if s.tag(next).is_finite() || s.tag(next) == Tag::MD || s.tag(next) == Tag::PRP {
        return true;
    }
    if opens_clause_behind(s, next, main, limit) {
        return true;
    }
    (next..limit.min(next + 9)).take_while(|&word| !s.tag(word).is_punctuation()).any(|word| {
        s.relation(word) == Relation::Conjunct
            && s.tag(word).is_verb()
            && s.tree.head(word).is_some_and(|head| head <= at && head >= main)
            && (s.is_finite(word) || word == next && s.tag(word) == Tag::VBN)
    })
}

/// "the guests sleep in barns and | hundreds of barges are moored": a row of phrases that a verb with a tense follows.
fn opens_clause_behind(s: &Sentence<'_>, from: usize, main: usize, limit: usize) -> bool {
    let in_row = |at: usize| is_nominal(s, at) || s.is(at, &["of", "in"]);
    let Some(verb) = (from..limit).find(|&at| !in_row(at)) else { return false };
    let told = (main + 1..from).any(|at| {
        s.tag(at).is_finite() || matches!(s.tag(at), Tag::MD | Tag::WRB | Tag::WP | Tag::WDT) || s.is(at, OPENERS)
    });
    let within = told || says(s, main) || s.kinds(main).has(Kinds::THINKS) || s.kinds(main).has(Kinds::SPEECH_ACT);
    verb > from
        && !within
        && s.tag(verb - 1).is_noun()
        && (s.tag(verb).is_finite() && s.tag(verb) != Tag::VBD
            || s.tag(verb) == Tag::MD
            || s.is(verb, &["was", "were", "had"]))
}

/// A verb with a tense that is no part of what the verb before governs: the parser ran on.
fn begins_another(s: &Sentence<'_>, at: usize, main: usize) -> bool {
    let verb = match s.relation(at) {
        Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula => s.tree.head(at).unwrap_or(at),
        _ => at,
    };
    let own = s.own_subject(verb).is_some_and(|subject| subject > main);
    let relative = (main + 1..at).any(|word| matches!(s.tag(word), Tag::WDT | Tag::WP | Tag::WRB));
    // "as Mexico was shut down"
    let before = (main + 1..at).rev().find(|&word| !is_nominal(s, word) && s.tag(word) != Tag::RB);
    let opened = before.is_some_and(|word| s.is(word, OPENERS) && word + 1 < at);
    let nominal = at > main + 1 && (s.tag(at - 1).is_noun() || s.tag(at - 1) == Tag::PRP || s.tag(at - 1) == Tag::RB);
    !(own || relative || opened || nominal && says(s, main))
}

/// "the challenge Obama outlined": the noun that the clause describes is its object.
fn object_in_front(s: &Sentence<'_>, main: usize, rest: &[Said]) -> Option<usize> {
    if let Some(object) = s.object_before_subject(main) {
        return Some(object);
    }
    let relative = |at: usize| matches!(s.tag(at), Tag::WDT | Tag::WP | Tag::WRB);
    let described = || s.tree.head(main).filter(|_| s.relation(main) == Relation::NounClause && s.is_finite(main));
    let subject = s.own_subject(main).or_else(described).filter(|&subject| subject < main && !relative(subject))?;
    let noun = match s.relation(main) {
        Relation::RelativeClause => s.tree.head(main).filter(|&head| head < main),
        // The parser took "the challenge the mayor outlined" for something else.
        _ => {
            let start = (0..subject).rev().take_while(|&at| is_nominal(s, at)).find(|&at| s.tag(at) == Tag::DT);
            let start = start.unwrap_or(s.tree.span(subject).start);
            let touches = matches!(s.tag(start), Tag::DT | Tag::PRPS);
            start.checked_sub(1).filter(|_| touches && s.relation(main) != Relation::Conjunct)
        }
    };
    let noun = noun.filter(|&noun| s.tag(noun).is_noun())?;
    let governs = |said: &Said| {
        let Said::Word(at) = said else { return false };
        let governed = matches!(s.relation(*at), Relation::Object | Relation::OpenComplement | Relation::ContentClause);
        governed && s.tree.head(*at) == Some(main)
    };
    let has_object = s.object(main).is_some()
        || s.tree.child(main, Relation::OpenComplement).is_some()
        || rest.first().is_some_and(governs);
    let adverbial = s.tree.children(main).any(|child| {
        s.tag(child) == Tag::WRB
            || s.preposition(child).is_some() && relative(child)
            || s.relation(child) == Relation::Marker && s.tag(child) == Tag::IN
    });
    // "a new option that the firm detailed", not "the mayor, who said"
    let pronoun = s.relation(main) == Relation::RelativeClause
        && s.tree.span(subject).start.checked_sub(1).is_some_and(|at| s.is(at, &["that", "which"]));
    let told = !says(s, main) || pronoun && !s.kinds(main).has(Kinds::SAYING);
    (s.tag(main).is_verb() && !s.is_passive(main) && !has_object && !adverbial && told).then_some(noun)
}

/// "what he considers", "what the miners say they need"
fn asks_what(s: &Sentence<'_>, main: usize, subject: usize) -> bool {
    let asks = |at: usize| s.tag(at) == Tag::WP && s.is(at, &["what"]);
    let object = s.tree.children(main).any(|child| child < main && asks(child));
    let around =
        (0..subject.min(main)).rev().take_while(|&at| !s.tag(at).is_punctuation()).take(6).find(|&at| asks(at));
    object && s.object(main).is_none()
        || around.is_some_and(|what| what + 1 < subject && s.own_subject(main) == Some(subject))
}
