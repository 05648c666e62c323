//! What a title leaves out of a sentence: the date, asides in brackets, adverbs that only join it to the text.

use super::Context;
use crate::event::clause::Sentence;
use crate::text::syntax::{Relation, Tag};
use crate::time::words::names_month_or_weekday;
use std::ops::Range;

/// Lengths of time.
pub(super) const UNITS: &[&str] = &["seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades"];

/// Adverbs that lean on the text before, or say no more than the date does.
const JOINING: &[&str] = &[
    "also",
    "however",
    "meanwhile",
    "then",
    "thus",
    "therefore",
    "still",
    "just",
    "now",
    "currently",
    "recently",
    "earlier",
    "later",
    "already",
    "finally",
    "reportedly",
    "moreover",
    "nevertheless",
    "nonetheless",
    "instead",
    "furthermore",
    "besides",
    "indeed",
    "again",
    "too",
    "yet",
    "hence",
    "hopefully",
    "repeatedly",
];

/// For each word whether a title leaves it out.
pub(super) fn words(s: &Sentence<'_>, context: &Context<'_>) -> Vec<bool> {
    let mut out = vec![false; s.tree.len()];
    brackets(s, &mut out);
    dashes(s, &mut out);
    for (at, left_out) in out.iter_mut().enumerate() {
        let quote = matches!(s.tag(at), Tag::Open | Tag::Close) || s.is(at, &["\"", "''", "``", "“", "”"]);
        let joins = matches!(s.tag(at), Tag::RB | Tag::RBR) && s.is(at, JOINING) && !is_needed(s, at);
        let clock = s.is(at, &["local"]) && at + 1 < s.tree.len() && s.is(at + 1, &["time"])
            || s.is(at, &["time"]) && at > 0 && s.is(at - 1, &["local"]);
        *left_out |= quote || joins || clock;
    }
    for range in context.timed {
        let own = context.own.as_ref() == Some(range) && !is_told(s, range);
        // "two million barrels a day"
        // "after nine months of fighting"
        let of = range.end < s.tree.len() && s.is(range.end, &["of"]);
        let aged = range.start > 0 && s.is(range.start - 1, &["aged", "ages", "age"]);
        let kept = of || aged || range.start < s.tree.len() && s.is(range.start, &["a", "an", "per", "each", "every"]);
        // "will not reopen until Sunday": without the day it would say that it never will.
        let until = range.start > 0
            && (range.start.saturating_sub(3)..range.start).any(|at| s.is(at, &["until", "till", "before"]));
        let denied =
            until && (0..range.start).any(|at| s.is(at, &["not", "n't", "n’t", "never", "without", "unlikely"]));
        let lasts = until && goes_on_until(s, range);
        // "in the town's energy future"
        // "spent most of Monday there"
        let share = range.start > 1
            && s.is(range.start - 1, &["of"])
            && s.is(range.start - 2, &["most", "much", "part", "half", "all", "some", "rest"]);
        let thing = share || range.len() == 1 && s.is(range.start, &["future", "past", "present"]);
        if denied || lasts || thing || is_span(s, range) {
            continue;
        }
        let other = context.own.as_ref() != Some(range);
        if other && (is_length(s, &widened(s, range, context.timed)) || is_of_what_was_done(s, range)) {
            continue;
        }
        if own || is_adjunct(s, range) && !kept {
            leave_out_date(s, range, &mut out);
            // "was only founded in 2009": since when, and nothing else.
            let top = range.clone().find(|&at| s.tree.head(at).is_none_or(|head| !range.contains(&head)));
            let only = top.and_then(|top| s.verb_above(top)).and_then(|verb| verb.checked_sub(1));
            if let Some(only) =
                only.filter(|&at| own && s.is(at, &["only"]) && s.is(range.start.saturating_sub(1), &["in", "on"]))
            {
                out[only] = true;
            }
            // "in May and June"
            let next = context.timed.iter().find(|next| next.start == range.end + 1);
            let joins =
                |at: usize| matches!(s.tag(at), Tag::CC | Tag::Comma) || s.is(at, &["to", "until", "through", "till"]);
            if let Some(next) = next.filter(|_| joins(range.end)) {
                out[range.end..next.end].fill(true);
            }
        }
    }
    out
}

/// "six to eight days" around either of its two times.
fn widened(s: &Sentence<'_>, range: &Range<usize>, timed: &[Range<usize>]) -> Range<usize> {
    let joins = |before: &Range<usize>, behind: &Range<usize>| {
        before.end + 1 == behind.start && before.end < s.tree.len() && s.is(before.end, &["to", "or"])
    };
    let start = timed.iter().find(|before| joins(before, range)).map_or(range.start, |before| before.start);
    let end = timed.iter().find(|behind| joins(range, behind)).map_or(range.end, |behind| behind.end);
    start..end
}

/// "for at least nine more hours", "the worst flood in 20 years": how long is part of what happened.
fn is_length(s: &Sentence<'_>, range: &Range<usize>) -> bool {
    const REACH: usize = 6;
    // "sentenced Miller to four years"
    const TO_A_LENGTH: &[&str] = &[
        "sentence",
        "sentenced",
        "condemned",
        "extended",
        "limited",
        "reduced",
        "shortened",
        "jail",
        "jailed",
        "banned",
    ];
    let counted = range.clone().any(|at| s.tag(at) == Tag::CD || s.is(at, &["several", "few", "more"]));
    let deictic =
        range.clone().any(|at| s.is(at, &["last", "past", "next", "coming", "recent", "previous", "ago", "these"]));
    let shifted =
        range.end < s.tree.len() && s.is(range.end, &["ago", "earlier", "later", "before", "after", "from", "since"]);
    if !counted || deictic || shifted || range.is_empty() || !s.is(range.end - 1, UNITS) {
        return false;
    }
    let amount = |at: usize| {
        s.is(
            at,
            &[
                "at", "least", "most", "another", "about", "more", "than", "nearly", "almost", "around", "just",
                "only", "over", "up", "to",
            ],
        )
    };
    let before = || (range.start.saturating_sub(REACH)..range.start).rev();
    let during = before().find(|&at| !amount(at)).is_some_and(|at| s.is(at, &["for", "in", "within"]));
    during || before().any(|at| s.is(at, TO_A_LENGTH)) && before().any(|at| s.is(at, &["to", "for"]))
}

/// "admitted to spilling oil in 2009": a year or a month of what the sentence's verb is about.
fn is_of_what_was_done(s: &Sentence<'_>, range: &Range<usize>) -> bool {
    let month_or_year = range.clone().all(|at| {
        names_month_or_weekday(s.word(at)) && !s.word(at).ends_with("day")
            || s.word(at).len() == 4 && s.word(at).bytes().all(|byte| byte.is_ascii_digit())
    });
    let top = range.clone().find(|&at| s.tree.head(at).is_none_or(|head| !range.contains(&head)));
    let verb = top.and_then(|top| s.verb_above(top));
    let open =
        verb.is_some_and(|verb| verb < range.start && matches!(s.tag(verb), Tag::VBG | Tag::VB) && !s.is_finite(verb));
    month_or_year && open && range.start > 0 && s.is(range.start - 1, &["in"])
}

/// "has lost half its shops since 2000", "has risen in the past ten years": how long it went on is what is told.
fn is_span(s: &Sentence<'_>, range: &Range<usize>) -> bool {
    let perfect = (0..range.start).any(|at| s.is(at, &["has", "have"]) && s.tag(at).is_finite());
    let since = range.start.checked_sub(1).is_some_and(|at| s.is(at, &["since"]));
    let past = range.clone().any(|at| s.is(at, &["recent", "past", "last"])) && s.tag(range.end - 1) == Tag::NNS;
    let done = (0..range.start).any(|at| matches!(s.tag(at), Tag::VBN | Tag::VBG));
    let ends = range.end >= s.tree.len()
        || s.tag(range.end).is_punctuation()
        || matches!(s.tag(range.end), Tag::WRB | Tag::CC);
    perfect && done && ends && (since || past && s.tag(range.start.saturating_sub(1)) == Tag::IN)
}

/// "will continue until August", "put the vote off until Monday": until when is what is told.
fn goes_on_until(s: &Sentence<'_>, range: &Range<usize>) -> bool {
    range.start > 0 && s.is(range.start - 1, &["until", "till"]) && (0..range.start).any(|at| s.tag(at).is_verb())
}

/// "no later than", "just as", "still in", "far too big": adverbs that change what is said.
fn is_needed(s: &Sentence<'_>, at: usize) -> bool {
    let too = s.is(at, &["too"]) && at + 1 < s.tree.len() && matches!(s.tag(at + 1), Tag::JJ | Tag::RB | Tag::VBN);
    let yet = s.is(at, &["yet"]) && at + 1 < s.tree.len() && s.is(at + 1, &["to"]);
    // "as yet unnamed"
    let yet = yet || s.is(at, &["yet"]) && at > 0 && s.is(at - 1, &["as"]);
    let before_adverb = too || yet || at > 0 && s.is(at - 1, &["no", "not", "n't", "far", "much", "once"]);
    before_adverb || at + 1 < s.tree.len() && s.is(at + 1, &["than", "as", "again"])
}

fn brackets(s: &Sentence<'_>, out: &mut [bool]) {
    let mut open = None;
    for at in 0..out.len() {
        match s.tag(at) {
            Tag::Left => open = open.or(Some(at)),
            Tag::Right => {
                if let Some(from) = open.take() {
                    out[from..=at].fill(true);
                }
            }
            _ => {}
        }
    }
}

/// "The crew _ five men and a boy _ left": an aside between two dashes.
fn dashes(s: &Sentence<'_>, out: &mut [bool]) {
    // "the Harlow–Milltown line"
    let glued = |at: usize| at > 0 && s.tree.ranges[at - 1].end == s.tree.ranges[at].start;
    let dash = |at: &usize| s.is(*at, &["_", "--", "–", "—", "-"]) && !(s.is(*at, &["–", "-"]) && glued(*at));
    let places: Vec<usize> = (0..out.len()).filter(dash).collect();
    if let [from, to] = places[..] {
        out[from..=to].fill(true);
    }
}

/// "The last five years saw …": the date is who or what the sentence is about.
fn is_told(s: &Sentence<'_>, range: &Range<usize>) -> bool {
    let top = range.clone().find(|&at| s.tree.head(at).is_none_or(|head| !range.contains(&head)));
    let next = range.end;
    if range.len() < 2 || next >= s.tree.len() || range.start.checked_sub(1).is_some_and(|at| s.tag(at) == Tag::IN) {
        return false;
    }
    let does = s.is(next, &["saw", "sees", "brought", "marked", "marks", "witnessed", "was", "were", "proved"]);
    top.is_some_and(|top| match s.relation(top) {
        Relation::Subject => does,
        Relation::Object => s.is(next, &["as"]),
        _ => false,
    })
}

/// A time that hangs on a verb, not one that names a thing ("the December 1988 bombing") or is what is told ("takes two
/// hours").
fn is_adjunct(s: &Sentence<'_>, range: &Range<usize>) -> bool {
    let top = range.clone().find(|&at| s.tree.head(at).is_none_or(|head| !range.contains(&head)));
    // "gave a briefing Wednesday on what …"
    let bare = range.len() == 1 && names_month_or_weekday(s.word(range.start)) && s.word(range.start).ends_with("day");
    let named = |at: usize| at < s.tree.len() && (s.tag(at).is_noun() || matches!(s.tag(at), Tag::POS | Tag::JJ));
    let before = range.start.checked_sub(1).is_some_and(|at| matches!(s.tag(at), Tag::NN | Tag::NNS));
    if bare && before && !named(range.end) {
        return true;
    }
    top.is_some_and(|top| {
        matches!(s.relation(top), Relation::Unmarked | Relation::Oblique | Relation::Adverb)
            || s.relation(top) == Relation::NounModifier && s.preposition(top).is_some_and(|p| s.is(p, &["on"]))
    })
}

/// "handed over | on Monday": behind a verb, and with a preposition behind it.
fn belongs_to_verb(s: &Sentence<'_>, at: usize, from: usize) -> bool {
    const WITH_VERBS: &[&str] = &["over", "off", "out", "up", "down", "away", "in", "on", "through", "along", "around"];
    at > 0 && from == at + 1 && s.tag(from) == Tag::IN && s.is(at, WITH_VERBS) && s.tag(at - 1).is_verb()
}

/// "promised elections | on 6 June", not "turned the lights on | Monday".
fn leads_to_day(s: &Sentence<'_>, at: usize, range: &Range<usize>) -> bool {
    s.is(at, &["on"]) && range.start == at + 1 && range.len() > 1 && at > 0 && s.tag(at - 1).is_noun()
}

/// The date with the words that only lead to it: "as far back as last June", "until sometime in 2012", "between 1994
/// and 2004", and the commas around it.
fn leave_out_date(s: &Sentence<'_>, range: &Range<usize>, out: &mut [bool]) {
    out[range.clone()].fill(true);
    // "Thursday's hearing"
    if range.end < s.tree.len() && s.tag(range.end) == Tag::POS {
        out[range.end] = true;
    }
    // "in the year before the fire"
    let mut end = range.end;
    if range.end > 0 && s.is(range.end - 1, &["before", "after"]) {
        while end < s.tree.len() && (s.tag(end).is_noun() || matches!(s.tag(end), Tag::DT | Tag::PRPS | Tag::JJ)) {
            out[end] = true;
            end += 1;
        }
    }
    let mut from = range.start;
    // "the smoke of last week's blaze", "news of second-quarter sales": the preposition is that of the noun.
    let nominal = |at: usize| s.tag(at).is_noun() || matches!(s.tag(at), Tag::JJ | Tag::VBN | Tag::VBG | Tag::POS);
    let top = range.clone().find(|&at| s.tree.head(at).is_none_or(|head| !range.contains(&head)));
    let noun = top
        .and_then(|top| s.tree.head(top))
        .filter(|&noun| noun >= range.end && matches!(s.tag(noun), Tag::NN | Tag::NNS));
    let names_noun = end == range.end && noun.is_some_and(|noun| (range.end..noun).all(nominal));
    if names_noun && from.checked_sub(1).is_some_and(|at| s.tag(at) == Tag::IN) {
        return;
    }
    // "no later than 2015"
    if from > 2 && s.is(from - 1, &["than"]) && s.is(from - 2, &["later", "earlier"]) && s.is(from - 3, &["no", "not"])
    {
        out[from - 3..from].fill(true);
        from -= 3;
    }
    while let Some(before) = from.checked_sub(1) {
        let leads = out[before] && s.tag(before) != Tag::Close && s.tag(before) != Tag::Right
            || s.tag(before) == Tag::IN
                && !belongs_to_verb(s, before, from)
                && !s.is(before, &["that", "than", "if", "into"])
                && (s.relation(before) != Relation::Particle || leads_to_day(s, before, range))
            || s.tag(before) == Tag::TO
            || s.is(
                before,
                &[
                    "about",
                    "around",
                    "sometime",
                    "shortly",
                    "soon",
                    "immediately",
                    "moments",
                    "early",
                    "late",
                    "far",
                    "beginning",
                    "starting",
                    "effective",
                    "dated",
                ],
            )
            // "back in 1990", not "fell back on Monday"
            || s.is(before, &["back"]) && s.is((before + 1).min(s.tree.len() - 1), &["in", "to", "as"])
            // "well before Monday", not "the well on Monday"
            || s.tag(before) == Tag::RB
                && s.is(before, &["well", "right", "deep"])
                && !before.checked_sub(1).is_some_and(|at| matches!(s.tag(at), Tag::JJ | Tag::DT | Tag::NN | Tag::VBN));
        if !leads {
            break;
        }
        out[before] = true;
        from = before;
    }
    let gone_before = |at: usize, out: &[bool]| at == 0 || out[at - 1];
    // "between 1994 and 2004", "on Monday and on Tuesday": the "and" between two dates.
    if from > 1 && s.tag(from - 1) == Tag::CC && out[from - 2] {
        out[from - 1] = true;
    }
    let comma_before = from.checked_sub(1).filter(|&at| s.tag(at) == Tag::Comma);
    let comma_after = Some(end).filter(|&at| at < s.tree.len() && s.tag(at) == Tag::Comma);
    if let (Some(before), Some(after)) = (comma_before, comma_after) {
        out[before] = true;
        out[after] = true;
    } else if let Some(after) = comma_after
        && gone_before(from, out)
    {
        out[after] = true;
    }
}
