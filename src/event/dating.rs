//! Which happening a time expression dates: by grammar, not by distance.

use super::adjacent::{
    cleft, done_by, helped, main_verb_after, noun_in_front, noun_instead, opens_clause, planned, right_behind,
    right_behind_noun,
};
use super::clause::Sentence;
use super::lexicon::Kinds;
use super::sharing::share;
use crate::text::syntax::{Relation, Tag};
use crate::time::words::names_month_or_weekday;
use std::ops::Range;

/// A happening with the time expression that dates it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dated {
    pub trigger: usize,
    /// 0 to 1: how plain the grammar is.
    pub plain: f32,
}

/// The words that a time expression covers in the sentence.
pub(super) fn words_of(s: &Sentence<'_>, range: crate::text::TextRange) -> Range<usize> {
    let ranges = &s.tree.ranges;
    let first = ranges.partition_point(|word| word.end <= range.start);
    let last = ranges.partition_point(|word| word.start < range.end);
    first..last.max(first)
}

/// A time expression among the words of its sentence.
pub(super) struct Time<'a> {
    pub words: &'a Range<usize>,
    /// All time expressions of the sentence, this one among them.
    pub timed: &'a [Range<usize>],
    /// Those of them that have a place on a calendar.
    pub dates: &'a [Range<usize>],
    /// Whether it lies before the day of writing.
    pub past: bool,
    /// Whether it is a month or longer.
    pub long: bool,
}

/// What the time expression dates, the main happening first; empty where it dates none.
pub(super) fn dated_by(s: &Sentence<'_>, time: &Time<'_>) -> Vec<Dated> {
    let words = time.words;
    let Some(top) = words.clone().find(|&at| s.tree.head(at).is_none_or(|head| !words.contains(&head))) else {
        return Vec::new();
    };
    // "a month later than planned"
    let than = words.end < s.tree.len() && s.is(words.end, &["than"]);
    let record = is_record_since(s, words) || is_first_of(s, words);
    let aside = is_in_apposition(s, words) || is_compared(s, words) || record;
    if than || aside || is_of_name(s, words) || is_kind(s, words) {
        return Vec::new();
    }
    if let Some(noun) = noun_of_phrase(s, words) {
        let mut all: Vec<Dated> =
            s.is_happening(noun).then_some(Dated { trigger: noun, plain: 0.9 }).into_iter().collect();
        if !all.is_empty() {
            share(s, words, time.timed, &mut all);
        }
        return all;
    }
    if is_of_thing(s, words) {
        return Vec::new();
    }
    // "Today's report estimated": a paper tells on its day.
    const PAPERS: &[&str] =
        &["study", "report", "budget", "paper", "survey", "poll", "statement", "figures", "data", "results"];
    let tells = |noun: usize| s.is(noun, PAPERS) && s.relation(noun) == Relation::Subject;
    if owned_by(s, words).is_some_and(|noun| !s.is_happening(noun) && !tells(noun)) {
        return Vec::new();
    }
    if let Some(noun) = counted_after(s, time) {
        return vec![Dated { trigger: noun, plain: 0.85 }];
    }
    let quoted_end = quotation_end(s, words);
    let found = (cleft(s, words))
        .or_else(|| right_behind(s, words))
        .or_else(|| right_behind_noun(s, words, top))
        .or_else(|| climb(s, words, top))
        .map(|found| carried_by(s, found))
        .map(|found| said_now(s, time, found))
        .map(|found| before_clause(s, words, found))
        .or_else(|| in_front(s, words))
        .or_else(|| opens_clause(s, words))
        .or_else(|| behind_clause(s, words))
        .and_then(|found| past_aside(s, words, found));
    let Some(found) = found else { return Vec::new() };
    let mut all = vec![found];
    if let Some(noun) = noun_instead(s, words, time.dates, found.trigger, time.past) {
        all = vec![Dated { trigger: noun, plain: 0.75 }];
    } else if let Some(noun) = planned(s, words, found.trigger) {
        let passive = s.object(found.trigger).is_none();
        all = vec![Dated { trigger: noun, plain: 0.85 }];
        all.extend(passive.then_some(Dated { plain: 0.8 * found.plain, ..found }));
    }
    if let Some(verb) = done_by(s, words, all[0].trigger) {
        all.push(Dated { trigger: verb, plain: 0.75 });
    }
    if let Some(noun) = noun_in_front(s, words).filter(|noun| all.iter().all(|dated| dated.trigger != *noun)) {
        all.push(Dated { trigger: noun, plain: 0.7 });
    }
    // "“It was so in 1918,” the officer told them": the time within the quotation is not that of telling.
    all.retain(|dated| quoted_end.is_none_or(|end| dated.trigger < end));
    // "8 May: the dome fails 2 June: …": a date before a colon dates what stands behind it.
    let bare = words.start.checked_sub(1).is_none_or(|at| s.tag(at) != Tag::IN && !s.tag(at).is_verb());
    if bare && words.end < s.tree.len() && s.is(words.end, &[":"]) {
        all.retain(|dated| dated.trigger > words.end);
        if all.is_empty() {
            all.extend(main_verb_after(s, words.end).and_then(|verb| settle(s, verb, 0.7)));
        }
    }
    if let Some(other) = all.iter().position(|dated| is_before_or_after(s, time.timed, words, dated.trigger)) {
        let clause = all.remove(other).trigger;
        let comma = (clause..s.tree.len()).find(|&at| s.tag(at) == Tag::Comma);
        if all.is_empty()
            && let Some(verb) = comma.and_then(|comma| main_verb_after(s, comma))
        {
            all.push(Dated { trigger: verb, plain: 0.75 });
        }
    }
    // "has been harsh since the fire began in May": the time is that of what began.
    let since = since_clause(s, words);
    if let Some((since, verb)) = since {
        all.retain(|dated| dated.trigger > since);
        if all.is_empty() {
            all.extend(settle(s, verb, 0.8));
        }
    }
    let Some(&found) = all.first() else { return all };
    share_with_conjuncts(s, time, found, &mut all);
    share_with_when(s, words, found, &mut all);
    share(s, words, time.timed, &mut all);
    if let Some((since, _)) = since {
        // "…, renewed its attack": the clause around it goes on behind the comma.
        let around = |at: usize| {
            s.tag(at).is_finite() && words.end < at && (words.end..at).any(|between| s.tag(between) == Tag::Comma)
        };
        all.retain(|dated| dated.trigger > since && !around(dated.trigger));
    }
    all
}

/// "On 16 April, four days before the rig exploded": the day of the verb behind "before" is another.
fn is_before_or_after(s: &Sentence<'_>, timed: &[Range<usize>], words: &Range<usize>, trigger: usize) -> bool {
    let opener = s.tree.children(trigger).find(|&child| child < trigger && s.is(child, &["before", "after"]));
    opener.filter(|&opener| opener >= words.end).is_some_and(|opener| {
        let length = |other: &&Range<usize>| other.end == opener || other.contains(&opener);
        timed.iter().find(length).is_some_and(|other| other != words)
    })
}

/// "the May 3 floods", "his July 2009 tour": between an article and its noun a date is that of the noun, wherever the
/// parser hangs it.
fn noun_of_phrase(s: &Sentence<'_>, words: &Range<usize>) -> Option<usize> {
    let before = words.start.checked_sub(1)?;
    let opened = matches!(s.tag(before), Tag::DT | Tag::PRPS);
    let within = |at: &usize| s.tag(*at).is_noun() || matches!(s.tag(*at), Tag::JJ | Tag::VBG | Tag::VBN);
    let day = words.clone().any(|at| names_month_or_weekday(s.word(at)));
    // "the Sept. 11, 2001, attacks"
    let comma = words.end < s.tree.len()
        && s.tag(words.end) == Tag::Comma
        && words.end.checked_sub(1).is_some_and(|last| s.tag(last) == Tag::CD && s.word(last).len() == 4);
    let last = (words.end + usize::from(comma)..s.tree.len()).take_while(within).last()?;
    (opened && day && s.tag(last).is_noun()).then_some(last)
}

/// "The 1973 building collapsed": how old a thing is, not when something happened to it.
fn is_of_thing(s: &Sentence<'_>, words: &Range<usize>) -> bool {
    const MADE: &[&str] = &[
        "building",
        "buildings",
        "house",
        "houses",
        "home",
        "homes",
        "bridge",
        "bridges",
        "car",
        "cars",
        "model",
        "models",
        "ship",
        "vessel",
        "plane",
        "aircraft",
        "jet",
        "church",
        "mosque",
        "temple",
        "hotel",
        "school",
        "tower",
        "stadium",
        "theatre",
        "theater",
        "station",
        "plant",
        "factory",
        "mill",
        "road",
        "tunnel",
        "dam",
        "rig",
        "engine",
        "truck",
        "bus",
        "train",
        "boat",
        "painting",
        "statue",
        "monument",
        "structure",
    ];
    let year = words.len() == 1 && s.tag(words.start) == Tag::CD && s.word(words.start).len() == 4;
    let opened = words.start.checked_sub(1).is_some_and(|at| matches!(s.tag(at), Tag::PRPS | Tag::DT));
    let within = |at: &usize| s.tag(*at).is_noun() || matches!(s.tag(*at), Tag::JJ);
    let last = (words.end..s.tree.len()).take_while(within).last();
    year && opened && last.is_some_and(|last| s.is(last, MADE))
}

/// "Wednesday's move", "the order of last month": the thing that the date is said of. "In Wednesday's speech he said" says when.
fn owned_by(s: &Sentence<'_>, words: &Range<usize>) -> Option<usize> {
    const SHARES: &[&str] = &[
        "most",
        "much",
        "all",
        "part",
        "half",
        "rest",
        "some",
        "end",
        "beginning",
        "start",
        "night",
        "morning",
        "evening",
        "course",
    ];
    let nominal = |at: &usize| s.tag(*at).is_noun() || matches!(s.tag(*at), Tag::JJ | Tag::CD | Tag::VBG);
    let when = words
        .start
        .checked_sub(1)
        .is_some_and(|at| s.is(at, &["in", "at", "on", "during", "before", "after", "since"]));
    if !when && words.end < s.tree.len() && s.tag(words.end) == Tag::POS {
        return (words.end + 1..s.tree.len()).take_while(nominal).last().filter(|&at| s.tag(at).is_noun());
    }
    let of = words.start.checked_sub(1).filter(|&at| s.is(at, &["of"]))?;
    let noun = of.checked_sub(1).filter(|&at| s.tag(at).is_noun() && !s.is(at, SHARES))?;
    let deictic = words.clone().any(|at| s.is(at, &["last", "next", "this"]));
    deictic.then_some(noun)
}

/// "two days after the miller's arrest in June 2009": the month is that of the arrest.
fn counted_after(s: &Sentence<'_>, time: &Time<'_>) -> Option<usize> {
    let preposition = time.words.start.checked_sub(1).filter(|&at| s.is(at, &["in", "on"]))?;
    let noun = preposition.checked_sub(1).filter(|&at| s.is_happening(at) && !s.tag(at).is_verb())?;
    let within = |at: &usize| s.tag(*at).is_noun() || matches!(s.tag(*at), Tag::DT | Tag::PRPS | Tag::POS | Tag::JJ);
    let opener = (0..noun).rev().find(|at| !within(at)).filter(|&at| s.is(at, &["after", "before", "following"]))?;
    let apart = !is_moments(s, opener.saturating_sub(1));
    (apart && time.timed.iter().any(|other| other.end == opener || other.contains(&opener))).then_some(noun)
}

/// "37 seconds | after its launch": on the same day.
pub(super) fn is_moments(s: &Sentence<'_>, at: usize) -> bool {
    s.is(at, &["second", "seconds", "minute", "minutes", "hour", "hours", "moments"])
}

/// Where the quotation ends that the time stands in, a comma before its end, so that it is a whole saying.
fn quotation_end(s: &Sentence<'_>, words: &Range<usize>) -> Option<usize> {
    let quote = |at: usize| matches!(s.tag(at), Tag::Open | Tag::Close);
    // "Today we have won," somebody said today.
    if words.clone().any(|at| s.is(at, &["today", "tonight"])) {
        return None;
    }
    let close = (words.end..s.tree.len()).find(|&at| quote(at)).filter(|&at| s.tag(at) == Tag::Close)?;
    let open = (0..words.start).rev().find(|&at| quote(at));
    let opened = open.is_none_or(|at| s.tag(at) == Tag::Open);
    (opened && close > 0 && s.tag(close - 1) == Tag::Comma).then_some(close)
}

/// "up from two million a year ago", "higher than in May", "compared with 2009": the time of what it is compared with.
fn is_compared(s: &Sentence<'_>, words: &Range<usize>) -> bool {
    const REACH: usize = 14;
    const MORE: &[&str] = &["up", "down", "higher", "lower", "more", "less", "fewer", "larger", "smaller", "greater"];
    // "compared with", not "have compared the fire to that of 1990"
    let compared = |at: usize| {
        s.is(at, &["compared"])
            && s.tag(at) == Tag::VBN
            && s.is(at + 1, &["with", "to"])
            && s.auxiliaries(at).next().is_none()
    };
    // "will double from two million last year to four": from where it starts.
    let base = words.end < s.tree.len() && s.is(words.end, &["to"]);
    for at in (words.start.saturating_sub(REACH)..words.start).rev() {
        let more = at > 0 && (s.is(at - 1, MORE) || s.tag(at - 1) == Tag::JJR);
        // "more than a year ago", "no later than Monday"
        let amount =
            at > 0 && s.is(at - 1, &["more", "less", "fewer", "later", "earlier", "sooner", "longer", "rather"]);
        let than = s.is(at, &["than"]) && !amount && (more || at + 1 < words.start);
        let from = s.is(at, &["from"]) && (more || base && at + 1 < words.start);
        if than || from || s.is(at, &["versus"]) || compared(at) {
            return true;
        }
        let stops = s.tag(at).is_verb()
            || s.tag(at) == Tag::MD
            || matches!(s.tag(at), Tag::Stop | Tag::Colon | Tag::Comma | Tag::WDT | Tag::WP | Tag::WRB);
        if stops {
            return false;
        }
    }
    false
}

/// "The base, the target of rockets in March, had housed …": the time of an aside is not that of the verb behind it.
fn is_in_apposition(s: &Sentence<'_>, words: &Range<usize>) -> bool {
    let comma = |at: &usize| s.tag(*at) == Tag::Comma;
    let Some(open) = (0..words.start).rev().find(comma).filter(|&at| at > 0) else { return false };
    let Some(close) = (words.end..s.tree.len()).find(comma) else { return false };
    let quiet = |at: usize| {
        !(s.tag(at).is_verb() || s.tag(at) == Tag::MD || matches!(s.tag(at), Tag::WDT | Tag::WP | Tag::WRB))
    };
    let opens = matches!(s.tag(open + 1), Tag::DT | Tag::JJ) || s.is(open + 1, &["off"]);
    let phrase = opens && s.tag(open - 1).is_noun() && (open..close).all(quiet);
    let verb = close + 1 < s.tree.len() && (s.tag(close + 1).is_finite() || s.tag(close + 1) == Tag::MD);
    let happens = (open + 1..words.start).any(|at| s.is_happening(at));
    phrase && verb && !happens && !(0..open).any(|at| s.tag(at).is_verb())
}

/// Where "since" opens the clause that the time stands in, and the clause's verb.
fn since_clause(s: &Sentence<'_>, words: &Range<usize>) -> Option<(usize, usize)> {
    let stops = |at: &usize| !matches!(s.tag(*at), Tag::Comma | Tag::Colon | Tag::WDT | Tag::WP);
    let since = (0..words.start).rev().take_while(stops).find(|&at| s.is(at, &["since"]))?;
    let verb = (since + 1..words.start).rev().find(|&at| s.tag(at).is_finite())?;
    Some((since, verb))
}

/// "a 21st century treaty", "a 1930s house": of what kind it is.
fn is_kind(s: &Sentence<'_>, words: &Range<usize>) -> bool {
    let Some(before) = words.start.checked_sub(1) else { return false };
    let article = s.is(before, &["a", "an"]) || s.is(words.start, &["a", "an"]);
    let described = words.end < s.tree.len() && (s.tag(words.end).is_noun() || s.tag(words.end) == Tag::JJ);
    let long = words.clone().any(|at| s.is(at, &["century"]) || s.word(at).ends_with("0s"));
    article && described && long && !(words.end..s.tree.len().min(words.end + 3)).any(|at| s.is_happening(at))
}

/// "Ada Roe (1826) married Peter Miller", "(1830-1895)": when who is named lived, or what is named was made.
fn is_of_name(s: &Sentence<'_>, words: &Range<usize>) -> bool {
    let Some(open) = (words.start.saturating_sub(3)..words.start).rev().find(|&at| s.is(at, &["("])) else {
        return false;
    };
    let Some(close) = (words.end..s.tree.len().min(words.end + 4)).find(|&at| s.is(at, &[")"])) else { return false };
    let only_times = (open + 1..close).all(|at| {
        words.contains(&at)
            || s.tag(at) == Tag::CD
            || matches!(s.word(at), "-" | "–" | "—" | "b." | "d." | "born" | "died" | "c." | "b" | "d")
    });
    open > 0 && only_times && s.tag(open - 1).is_proper() && !s.is_happening(open - 1)
}

/// "the first flood of the 21st century": which one it is of many.
fn is_first_of(s: &Sentence<'_>, words: &Range<usize>) -> bool {
    const REACH: usize = 5;
    let long = words.clone().any(|at| s.is(at, &["century", "millennium", "decade"]));
    let of = words.start.checked_sub(1).filter(|&at| long && s.is(at, &["of"]));
    of.is_some_and(|of| {
        let mut before = (of.saturating_sub(REACH)..of).rev().take_while(|&at| !s.tag(at).is_verb());
        before.any(|at| s.tag(at) == Tag::JJS || s.is(at, &["first", "second", "last"]))
    })
}

/// "its worst crisis since the 1930s", "the first strike since 1990": how long there was nothing like it.
fn is_record_since(s: &Sentence<'_>, words: &Range<usize>) -> bool {
    const REACH: usize = 7;
    let since = words
        .start
        .checked_sub(1)
        .filter(|&at| s.is(at, &["since"]))
        .or_else(|| words.start.checked_sub(2).filter(|&at| s.is(at, &["since"]) && s.tag(at + 1) == Tag::DT));
    // "the worst since the 1989 Harlow Star spill": that spill has its date.
    let names_noun = words.end < s.tree.len() && (s.tag(words.end).is_noun() || s.tag(words.end) == Tag::JJ);
    let Some(since) = since.filter(|_| !names_noun) else { return false };
    let record = |at: usize| {
        s.tag(at) == Tag::JJS && !s.is(at, &["least"])
            || s.is(at, &["first", "most"]) && !s.is(at.saturating_sub(1), &["at"])
    };
    let before = (since.saturating_sub(REACH)..since).rev();
    before.take_while(|&at| !s.tag(at).is_verb() && s.tag(at) != Tag::Comma).any(record)
}

/// "For 2009 the firm says it made a profit": it says so now, and made it then.
fn said_now(s: &Sentence<'_>, time: &Time<'_>, found: Dated) -> Dated {
    let verb = found.trigger;
    let now = matches!(s.tag(verb), Tag::VBZ | Tag::VBP) && s.kinds(verb).has(Kinds::SAYING);
    if !now || !time.past || !time.long || time.words.start > verb {
        return found;
    }
    let said = s
        .tree
        .children(verb)
        .find(|&child| child > verb && s.relation(child) == Relation::ContentClause && s.tag(child) == Tag::VBD);
    said.map_or(found, |trigger| Dated { trigger, plain: 0.9 * found.plain })
}

/// "On Monday Ada Roe, who runs a fund, bought the mill", "Also Friday, a firm that owns a quarter of the well blasted the
/// town": a date in front of everything is not that of what only describes the subject.
fn past_aside(s: &Sentence<'_>, words: &Range<usize>, found: Dated) -> Option<Dated> {
    let front = (0..words.start).all(|at| matches!(s.tag(at), Tag::IN | Tag::RB | Tag::CC));
    let opened = |by: usize| matches!(s.tag(by), Tag::WP | Tag::WDT) || s.is(by, &["that", "which", "who"]);
    if !front || found.trigger <= words.end || !opened(found.trigger - 1) {
        return Some(found);
    }
    let verb = main_verb_after(s, words.end).filter(|&verb| verb > found.trigger)?;
    settle(s, verb, 0.9 * found.plain)
}

/// "was found on Monday after a boat sank": the day in front of the clause is that of the verb before it.
fn before_clause(s: &Sentence<'_>, words: &Range<usize>, found: Dated) -> Dated {
    let opened = words.end < found.trigger
        && s.is(words.end, &["after", "before"])
        && s.tag(found.trigger).is_finite()
        && s.tree.children(found.trigger).any(|child| child == words.end);
    // "It will be 2015 before a trial begins" dates the trial.
    let main = s.verb_above(found.trigger).filter(|&main| {
        let between = (main + 1..words.start).any(|at| s.tag(at).is_finite() || s.tag(at) == Tag::MD);
        opened
            && main < words.start
            && !between
            && matches!(s.tag(main), Tag::VBD | Tag::VBN)
            && !s.is(main, &["was", "were", "been"])
    });
    main.map_or(found, |trigger| Dated { trigger, ..found })
}

/// "practiced forming a chain on Monday": the verb with a tense carries what it governs, unless that lies ahead.
fn carried_by(s: &Sentence<'_>, found: Dated) -> Dated {
    let at = found.trigger;
    if s.tag(at) != Tag::VBG || s.relation(at) != Relation::OpenComplement {
        return found;
    }
    match s.tree.head(at) {
        Some(head) if head < at && s.is_finite(head) && !s.kinds(head).has(Kinds::PLAN) => {
            Dated { trigger: head, plain: 0.9 * found.plain }
        }
        _ => found,
    }
}

/// "Also Friday, the mayor …": a date in front of everything dates the main verb, however it was attached.
fn in_front(s: &Sentence<'_>, words: &Range<usize>) -> Option<Dated> {
    if words.start > 3 || (0..words.start).any(|at| s.tag(at).is_noun() || s.tag(at).is_verb()) {
        return None;
    }
    let after = words.end..s.tree.len();
    let root = s.tree.roots().find(|&root| after.contains(&root) && s.tag(root).is_verb() && s.is_finite(root));
    let verb = root.or_else(|| {
        after.clone().find(|&at| s.tag(at).is_verb() && s.is_finite(at) && s.own_subject(at).is_some_and(|o| o < at))
    });
    match verb {
        Some(verb) => settle(s, verb, 0.8),
        None => settle(s, main_verb_after(s, words.end)?, 0.75),
    }
}

/// "left Harlow today by train": a bare day that the parser hung on a noun although no noun follows it dates the
/// verb with a tense before it.
fn behind_clause(s: &Sentence<'_>, words: &Range<usize>) -> Option<Dated> {
    let next = words.end;
    let noun_follows =
        next < s.tree.len() && (s.tag(next).is_noun() || matches!(s.tag(next), Tag::JJ | Tag::POS | Tag::CD));
    let before = words.start.checked_sub(1)?;
    let joined = match s.tag(before) {
        Tag::IN => s.is(before, &["on", "in", "at", "during"]),
        tag => tag.is_noun() || tag == Tag::RB || tag == Tag::CD,
    };
    if noun_follows || !joined {
        return None;
    }
    let verb = (0..words.start).rev().take_while(|&at| !matches!(s.tag(at), Tag::CC)).find(|&at| {
        s.tag(at).is_verb()
            && s.is_finite(at)
            && !matches!(s.relation(at), Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula)
    })?;
    settle(s, verb, 0.65)
}

/// Walks from the time expression up to the word it dates.
fn climb(s: &Sentence<'_>, words: &Range<usize>, top: usize) -> Option<Dated> {
    let mut at = top;
    let mut plain = 1.0_f32;
    for step in 0..10 {
        let Some(head) = s.tree.head(at) else { return lonely(s, words, at) };
        let relation = s.relation(at);
        if words.contains(&head) {
            at = head;
            continue;
        }
        if s.tag(head).is_verb() {
            return settle(s, head, plain);
        }
        if s.copula(head).is_some() && (s.is_happening(head) || s.preposition(head).is_none()) {
            // "was mayor in 2004": a state, unless the noun itself is a happening.
            let happening = s.is_happening(head);
            return Some(Dated { trigger: head, plain: plain * if happening { 0.8 } else { 0.45 } });
        }
        if s.is_happening(head) {
            let direct = step == 0 && before_noun(s, at, head);
            if direct {
                return Some(Dated { trigger: head, plain: 0.9 * plain });
            }
            return Some(noun_or_verb(s, head, at, plain));
        }
        if s.tag(head).is_noun() || s.tag(head) == Tag::CD {
            // "the 1967 borders", "Tuesday's paper", "the constitution of 1972" date nothing that happened.
            let fixed = before_noun(s, at, head) && step == 0
                || s.preposition(at).is_some_and(|p| s.is(p, &["of", "for", "from"]))
                    && relation == Relation::NounModifier;
            if fixed {
                return None;
            }
        }
        plain *= 0.85;
        at = head;
    }
    None
}

/// "the 2014 offensive", "Thursday's talks"
fn before_noun(s: &Sentence<'_>, at: usize, noun: usize) -> bool {
    at < noun
        && matches!(
            s.relation(at),
            Relation::Compound
                | Relation::Possessor
                | Relation::Number
                | Relation::Adjective
                | Relation::Unmarked
                | Relation::NounModifier
                | Relation::Determiner
                | Relation::Flat
        )
}

/// A root that is no verb: a headline of nouns ("Thursday's talks in Rome"), or the parser lost the verb.
fn lonely(s: &Sentence<'_>, words: &Range<usize>, root: usize) -> Option<Dated> {
    if !words.contains(&root) {
        return (s.is_happening(root)).then_some(Dated { trigger: root, plain: 0.5 });
    }
    // The date itself became the root: the first verb that hangs on it.
    let verb = s.tree.children(root).find(|&child| s.tag(child).is_verb() && s.is_finite(child))?;
    settle(s, verb, 0.6)
}

/// From the verb that the grammar names to the one that says what happened.
fn settle(s: &Sentence<'_>, verb: usize, plain: f32) -> Option<Dated> {
    // An auxiliary that the parser took for a verb: on to the verb it helps.
    if matches!(s.relation(verb), Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula)
        && let Some(head) = s.tree.head(verb).filter(|&head| head > verb)
    {
        return Some(Dated { trigger: head, plain: plain * 0.9 });
    }
    let verb = helped(s, verb);
    // "according to", "including", "following" are no happenings.
    if matches!(s.relation(verb), Relation::Case | Relation::Marker)
        || s.tag(verb) == Tag::VBG && s.is(verb, &["according", "including", "following", "regarding", "during"])
    {
        let above = s.verb_above(verb)?;
        return Some(Dated { trigger: above, plain: plain * 0.7 });
    }
    // "plan to meet in July", "are expected to vote on Friday": what lies ahead is what is dated.
    let complement = s.tree.child(verb, Relation::OpenComplement).filter(|&c| c > verb && s.tag(c).is_verb());
    if let Some(complement) = complement {
        let ahead = s.kinds(verb).has(Kinds::PLAN) || s.is(verb, &["going", "likely", "able", "used", "had", "have"]);
        if ahead && !s.kinds(verb).has(Kinds::SPEECH_ACT) {
            return Some(Dated { trigger: complement, plain });
        }
    }
    Some(Dated { trigger: verb, plain })
}

/// A phrase behind a happening noun may belong to the noun or to the verb before it: "condemned the bombing on
/// Thursday" is about the condemning, "the attack on Thursday killed ten" about the attack.
fn noun_or_verb(s: &Sentence<'_>, noun: usize, date: usize, plain: f32) -> Dated {
    let as_noun = Dated { trigger: noun, plain: 0.8 * plain };
    let mut at = noun;
    for _ in 0..6 {
        let Some(head) = s.tree.head(at) else { return as_noun };
        if s.tag(head).is_verb() {
            let behind = matches!(s.relation(at), Relation::Object | Relation::Oblique) && head < at && at <= date;
            // A participle of the noun's own ("killed in the attack on Friday") shares its date with the noun.
            if behind && !s.kinds(head).has(Kinds::STATE) {
                return Dated { trigger: head, plain: 0.75 * plain };
            }
            return as_noun;
        }
        if !s.tag(head).is_noun() || head > at {
            return as_noun;
        }
        at = head;
    }
    as_noun
}

/// A date in front of the clause dates every verb that "and" joins: "On Monday troops crossed the river and took the town".
/// One behind the first verb does so less plainly: "was arrested on Monday and charged".
fn share_with_conjuncts(s: &Sentence<'_>, time: &Time<'_>, found: Dated, all: &mut Vec<Dated>) {
    let words = time.words;
    let verb = found.trigger;
    if !s.tag(verb).is_verb() {
        return;
    }
    let behind = words.start > verb;
    for other in s.tree.children(verb).filter(|&c| s.relation(c) == Relation::Conjunct && s.tag(c).is_verb()) {
        let span = s.tree.span(other);
        let own_time = s.tree.children(other).any(|c| s.relation(c) == Relation::Unmarked)
            || time.timed.iter().any(|timed| timed != words && timed.start > other && span.contains(&timed.start))
            || behind && s.kinds(other).has(Kinds::SAYING);
        let alike = s.tag(other) == s.tag(verb) || s.tag(other).is_finite() && s.is_finite(verb);
        // "caught fire on Monday after a blast and sank": only what joins on right behind the date.
        let joins = (words.end..other)
            .all(|at| matches!(s.tag(at), Tag::CC | Tag::RB | Tag::Comma) || s.tree.head(at) == Some(other));
        let follows = other > words.start && matches!(s.tag(other), Tag::VBD | Tag::VBN) && joins;
        if s.own_subject(other).is_none() && !own_time && alike && (!behind || follows) {
            all.push(Dated { trigger: other, plain: found.plain * if behind { 0.65 } else { 0.8 } });
        }
    }
}

/// "perished when their boat sank in November": both happened then. And "on Thursday, when two were arrested".
fn share_with_when(s: &Sentence<'_>, words: &Range<usize>, found: Dated, all: &mut Vec<Dated>) {
    let joined_by_when = |clause: usize| {
        s.tree.span(clause).next().is_some_and(|first| s.is(first, &["when"])) && s.tag(clause).is_verb()
    };
    if s.relation(found.trigger) == Relation::AdverbClause
        && joined_by_when(found.trigger)
        && let Some(main) = s.tree.head(found.trigger).filter(|&main| s.tag(main) == Tag::VBD && main < found.trigger)
    {
        all.push(Dated { trigger: main, plain: 0.7 * found.plain });
    }
    let comma_when = words.end + 1 < s.tree.len() && s.tag(words.end) == Tag::Comma && s.is(words.end + 1, &["when"]);
    if comma_when {
        let clause = (words.end + 2..s.tree.len())
            .find(|&at| s.tag(at).is_verb() && s.is_finite(at) && s.tree.span(at).contains(&(words.end + 1)));
        if let Some(verb) = clause {
            all.retain(|dated| dated.trigger != verb);
            all.push(Dated { trigger: verb, plain: 0.8 });
        }
    }
}
