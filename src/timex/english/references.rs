//! References that no calendar holds: "now", "at present", "recently", "in the past", "the near future", "long ago".

use super::dates::dated;
use super::words::Word;
use crate::timex::expr::{Expr, Reference, Unit};
use crate::timex::view::{Match, View};

pub fn find(v: &View, i: usize) -> Option<Match> {
    loose(v, i).or_else(|| {
        let (end, reference) = present(v, i).or_else(|| past(v, i)).or_else(|| future(v, i))?;
        dated(end, Expr::Reference(reference), "reference")
    })
}

/// "now", "right now", "these days", "currently", "the present day", "at present", "the time being", "the moment".
fn present(v: &View, i: usize) -> Option<(usize, Reference)> {
    let end = match v.word(i) {
        // "now that the war was over" is a conjunction.
        Word::Now if v.is_text(i + 1, "that") => return None,
        Word::Now => i + 1,
        Word::Other if v.is_text(i, "right") && v.is_text(i + 1, "now") => i + 2,
        Word::These if v.is(i + 1, Word::Units(Unit::Day)) => i + 2,
        Word::Current
            if (!v.is_capital(i) || opens_sentence(v, i)) && is_adjective(v, i) && !v.is_text(i + 1, "affairs") =>
        {
            i + 1
        }
        // "the government's present estimates"
        Word::Present if is_present_adjective(v, i) => i + 1,
        Word::Reference(Reference::Present) => i + 1,
        Word::Present if v.is(i + 1, Word::Unit(Unit::Day)) => i + 2,
        Word::At if v.is(i + 1, Word::Present) && ends_phrase(v, i + 2) => i + 2,
        Word::The => return present_after_the(v, i).map(|end| (end, Reference::Present)),
        _ => return None,
    };
    Some((end, Reference::Present))
}

/// "the present day", "until the present", "for the time being", "at the moment".
fn present_after_the(v: &View, i: usize) -> Option<usize> {
    match v.word(i + 1) {
        Word::Present => match v.word(i + 2) {
            Word::Unit(Unit::Day) => Some(i + 3),
            Word::Time if v.is(i.wrapping_sub(1), Word::At) => Some(i + 3),
            _ => (matches!(v.before(i), Word::To | Word::Until) && ends_phrase(v, i + 2)).then_some(i + 2),
        },
        Word::Time if v.is(i.wrapping_sub(1), Word::For) && v.is_text(i + 2, "being") => Some(i + 3),
        // "from the moment he arrived" is another one.
        Word::Moment => (matches!(v.before(i), Word::At | Word::For) && ends_phrase(v, i + 2)).then_some(i + 2),
        _ => None,
    }
}

/// "recently", "more recently", "a recent survey", "in the past", "long ago", "not so long ago", "some time ago".
fn past(v: &View, i: usize) -> Option<(usize, Reference)> {
    let end = match v.word(i) {
        Word::Recent => i + 1,
        Word::More if v.is_text(i + 1, "recently") => i + 2,
        Word::Reference(Reference::Past) => i + 1,
        Word::Long if v.is(i + 1, Word::Ago) && !v.is_text(i.wrapping_sub(1), "how") => i + 2,
        // "a long time ago", "the other day"
        Word::A if v.is(i + 1, Word::Long) && v.is(i + 2, Word::Time) && v.is(i + 3, Word::Ago) => i + 4,
        Word::The if v.is_text(i + 1, "other") && v.is(i + 2, Word::Unit(Unit::Day)) && ends_phrase(v, i + 3) => i + 3,
        Word::Other if v.is_text(i, "not") => {
            let at = i + 1 + usize::from(v.is_any(i + 1, &["so", "too", "very"]));
            (v.is(at, Word::Long) && v.is(at + 1, Word::Ago)).then_some(at + 2)?
        }
        Word::About if v.is_text(i, "some") && v.is(i + 1, Word::Time) && v.is(i + 2, Word::Ago) => i + 3,
        Word::The if v.is(i + 1, Word::Past) => {
            let introduced = matches!(v.before(i), Word::In | Word::Of | Word::From);
            (introduced && ends_phrase(v, i + 2)).then_some(i + 2)?
        }
        _ => return None,
    };
    Some((end, Reference::Past))
}

/// "the future", "the near future", "the days ahead", "the weeks to come".
fn future(v: &View, i: usize) -> Option<(usize, Reference)> {
    if let Some(end) = some_day(v, i) {
        return Some((end, Reference::Future));
    }
    let is_future = |at: usize| v.is(at, Word::Reference(Reference::Future));
    let named = v.is_capital(i) && v.is(i.wrapping_sub(1), Word::The);
    if is_future(i) && !named {
        return Some((i + 1, Reference::Future));
    }
    if !v.is(i, Word::The) {
        return None;
    }
    if let Word::Units(_) = v.word(i + 1) {
        let ahead = v.is_text(i + 2, "ahead") && !v.is(i + 3, Word::Of);
        let to_come = v.is(i + 2, Word::To) && v.is_text(i + 3, "come");
        return if ahead { Some((i + 3, Reference::Future)) } else { to_come.then_some((i + 4, Reference::Future)) };
    }
    let at = i + 1 + usize::from(v.is_any(i + 1, &["near", "foreseeable", "distant", "immediate"]));
    // "Back to the Future" is a name.
    (is_future(at) && !v.is_capital(at)).then_some((at + 1, Reference::Future))
}

fn opens_sentence(v: &View, i: usize) -> bool {
    (v.begins_line(i) || matches!(v.str(i.wrapping_sub(1)), "." | "!" | "?" | "\"" | "”")) && !v.is_capital(i + 1)
}

/// "their present owner", "the present crisis", but "her present was wrapped".
fn is_present_adjective(v: &View, i: usize) -> bool {
    const OWNERS: &[&str] = &["his", "her", "its", "their", "our", "my"];
    const NOUNS: &[&str] = &[
        "administration",
        "government",
        "situation",
        "crisis",
        "system",
        "level",
        "levels",
        "rate",
        "leadership",
        "circumstances",
        "conflict",
        "generation",
    ];
    let noun = v.is(i + 1, Word::Other) && v.is_word(i + 1) && !v.is_capital(i + 1) && !ends_phrase(v, i + 1);
    let owned = v.is(i.wrapping_sub(1), Word::Possessive) || v.is_any(i.wrapping_sub(1), OWNERS);
    let told = v.is_any(i + 1, &["to", "for", "wrapped", "from", "arrived", "came", "at", "in"]);
    noun && (owned && !told || v.is(i.wrapping_sub(1), Word::The) && v.is_any(i + 1, NOUNS))
}

/// "One day he may return it", "maybe one day", "some day".
fn some_day(v: &View, i: usize) -> Option<usize> {
    const REACH: usize = 4;
    const HOPES: &[&str] = &[
        "may", "might", "could", "will", "would", "'ll", "’ll", "hopes", "hope", "hoping", "maybe", "perhaps", "wants",
    ];
    if !v.is(i + 1, Word::Unit(Unit::Day)) {
        return None;
    }
    let hoped = || {
        (1..=REACH).any(|step| v.is_any(i + 1 + step, HOPES))
            || (1..=REACH).take_while(|back| i >= *back && v.is_word(i - back)).any(|back| v.is_any(i - back, HOPES))
    };
    let one = v.is(i, Word::Cardinal(1))
        && !v.is_mark(i + 1, b'-')
        && hoped()
        && !matches!(v.word(i + 2), Word::Ago | Word::Later | Word::Before | Word::After | Word::Earlier | Word::Of);
    let some = v.is_text(i, "some") && hoped();
    (one || some).then_some(i + 2)
}

/// "the current owner", but "the current was strong" and "a current of air".
fn is_adjective(v: &View, i: usize) -> bool {
    v.is_word_or_number(i + 1) && !ends_phrase(v, i + 1) && !v.is_any(i.wrapping_sub(1), &["electric", "electrical"])
}

/// Whether a phrase is over at the token: a mark, a preposition, a pronoun or an auxiliary stands there.
pub fn ends_phrase(v: &View, i: usize) -> bool {
    const OPENERS: &[&str] = &[
        "he", "she", "it", "they", "we", "you", "i", "his", "her", "their", "our", "its", "there", "is", "are", "was",
        "were", "has", "have", "had", "will", "would", "may", "might", "can", "could", "because", "but", "with",
        "when", "that", "as", "into", "on", "not", "nobody", "who", "which",
    ];
    !v.is_word_or_number(i)
        || v.begins_line(i)
        || matches!(
            v.word(i),
            Word::The
                | Word::A
                | Word::Of
                | Word::In
                | Word::At
                | Word::By
                | Word::From
                | Word::To
                | Word::And
                | Word::Or
        )
        || v.is_any(i, OPENERS)
}

/// What only a history means as a time: "the former king", "at that time", "during this period".
fn loose(v: &View, i: usize) -> Option<Match> {
    if v.is(i, Word::Former) {
        // "the former" of two things stands before no noun.
        let named = i > 0 && v.is(i - 1, Word::The) && !v.is(i + 1, Word::Other);
        return if named { None } else { dated(i + 1, Expr::Reference(Reference::Past), "former") };
    }
    let introduced = matches!(
        v.before(i),
        Word::At
            | Word::By
            | Word::During
            | Word::Until
            | Word::Since
            | Word::From
            | Word::In
            | Word::After
            | Word::Before
    );
    if !introduced {
        return None;
    }
    let at = match (v.word(i), v.word(i + 1)) {
        (Word::This | Word::That, Word::Same) => i + 2,
        (Word::The, Word::Same) => i + 2,
        (Word::This | Word::That, _) => i + 1,
        _ => return None,
    };
    if !matches!(v.word(at), Word::Time | Word::Period | Word::Point | Word::Moment) {
        return None;
    }
    // "at this point in time"
    let end = at + 1 + if v.is(at, Word::Point) && v.is(at + 1, Word::In) && v.is(at + 2, Word::Time) { 2 } else { 0 };
    // In news "at this time" is now, "at that time" is not known.
    let now = v.is(i, Word::This) && at == i + 1 && v.is(i.wrapping_sub(1), Word::At) && ends_phrase(v, end);
    dated(end, Expr::Here, if now { HERE_AND_NOW } else { HERE })
}

/// Rule of "at that time", which only a history dates.
pub const HERE: &str = "here";

/// Rule of "at this time": where a history has come to, and the present of news.
pub const HERE_AND_NOW: &str = "here_and_now";
