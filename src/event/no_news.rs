//! Sentences that have a verb and a day and tell nothing that happened: captions of pictures, how a poll was made, who had
//! nothing to say, what is so nowadays or most of the time.

use super::clause::Sentence;
use super::dating::words_of;
use super::lexicon::Kinds;
use super::undated::LASTING;
use crate::text::syntax::Tag;
use crate::time::words::names_month_or_weekday;
use crate::timex::Timex;
use std::ops::Range;

/// "Birds fly past the booms, 3 May 2011.", "At 10 pm Ada Miller looks back": the caption of a picture, the programme of a
/// station.
pub(super) fn is_caption(s: &Sentence<'_>, trigger: usize, timed: &[Range<usize>], timex: Option<&Timex>) -> bool {
    let tells = [Kinds::SAYING, Kinds::SPEECH_ACT].into_iter().any(|kind| s.kinds(trigger).has(kind));
    let present = matches!(s.tag(trigger), Tag::VBZ | Tag::VBP) && s.auxiliaries(trigger).next().is_none() && !tells;
    let dated = |words: &Range<usize>| {
        let ends = (words.end..s.tree.len()).all(|at| s.tag(at).is_punctuation());
        let bare = words.start > 0 && s.tag(words.start - 1) != Tag::IN;
        let month = words.clone().any(|at| names_month_or_weekday(s.word(at)));
        ends && bare && month && words.clone().any(|at| s.tag(at) == Tag::CD)
    };
    let clock = timex.is_some_and(|timex| {
        let time = timex.value.split_once('T').is_some_and(|(_, time)| time.starts_with(|c: char| c.is_ascii_digit()));
        time && s.is(0, &["at", "from"]) && words_of(s, timex.range).start == 1
    });
    let posed = timex.is_none() && is_at_work(s, trigger);
    present && (clock || timed.iter().any(dated) || shows_scene(s, trigger) || names_places(s) || posed)
        || is_seen(s, trigger)
}

/// "Traders work at a kiosk", "People wear masks": nobody in particular, doing what one sees people do.
fn is_at_work(s: &Sentence<'_>, trigger: usize) -> bool {
    const DO: &[&str] = &["cross", "wear", "work", "watch", "wait", "carry", "clean", "look", "walk", "queue"];
    let bare = s.subject(trigger).is_some_and(|subject| {
        matches!(s.tag(subject), Tag::NNS)
            && !s.tree.children(subject).any(|child| matches!(s.tag(child), Tag::DT | Tag::CD | Tag::PRPS | Tag::POS))
    });
    let next = trigger + 1;
    let placed = s.is(trigger, &["works"]) && next < s.tree.len() && s.is(next, &["in", "at", "on"]);
    bare && s.is(trigger, DO) || placed
}

/// "Ada Roe, left, listens to Peter Miller": where who stands on the picture.
fn names_places(s: &Sentence<'_>) -> bool {
    (1..s.tree.len().saturating_sub(2)).any(|at| {
        s.tag(at) == Tag::Comma
            && s.tag(at - 1).is_proper()
            && s.is(at + 1, &["left", "right", "center", "centre"])
            && (s.tag(at + 2) == Tag::Comma || s.is(at + 2, &["and"]))
    })
}

/// "Oil is seen gushing", "The mill is shown in flames"
fn is_seen(s: &Sentence<'_>, trigger: usize) -> bool {
    s.is(trigger, &["seen", "shown", "pictured", "photographed"])
        && s.auxiliaries(trigger).any(|helper| s.is(helper, &["is", "are"]))
        && !s.tree.children(trigger).any(|child| s.is(child, &["as", "by", "not"]))
}

/// "A pelican flaps its wings", "This 2010 photo shows corals": what is seen on a picture.
fn shows_scene(s: &Sentence<'_>, trigger: usize) -> bool {
    const SCENE: &[&str] = &[
        "lies", "lie", "flap", "flaps", "glisten", "glistens", "float", "floats", "stand", "stands", "sit", "sits",
        "walk", "walks", "pose", "poses", "wade", "wades", "swim", "swims", "hang", "hangs", "peer", "peers", "kneel",
        "kneels", "smile", "smiles", "wave", "waves", "stroll", "strolls", "perch", "perches", "rest", "rests",
        "roost", "roosts",
    ];
    const PICTURES: &[&str] =
        &["photo", "photograph", "picture", "image", "view", "video", "graphic", "map", "chart", "photos", "images"];
    const SHOWS: &[&str] = &["shows", "show", "depicts", "provided", "taken", "gathered", "made"];
    let pictured = s.subject(trigger).is_some_and(|subject| s.is(subject, PICTURES)) && s.is(trigger, SHOWS);
    // "make their way", "lies in ruins" too are seen.
    let way =
        s.is(trigger, &["make", "makes", "wend"]) && s.object(trigger).is_some_and(|object| s.is(object, &["way"]));
    // "stands at two million", "stands accused"
    let next = trigger + 1;
    let counts = |at: usize| {
        (at..s.tree.len().min(at + 3))
            .any(|at| matches!(s.tag(at), Tag::CD | Tag::Currency) || s.is(at, &["risk", "odds", "heart"]))
    };
    let figure =
        next < s.tree.len() && (s.is(next, &["accused", "by", "to", "for"]) || s.is(next, &["at"]) && counts(next + 1));
    let done_to = s.object(trigger).is_some_and(|object| !s.is(object, &["wings", "oars"]));
    pictured || s.is(trigger, SCENE) && !figure && !done_to || way
}

/// "The poll was conducted in June", "would not comment on Monday", "flu often disappears in summer".
pub(super) fn is_no_news(s: &Sentence<'_>, trigger: usize) -> bool {
    is_method(s, trigger) || is_silence(s, trigger) || is_habit(s, trigger)
}

/// How a poll was made, not what it found.
fn is_method(s: &Sentence<'_>, trigger: usize) -> bool {
    const POLLS: &[&str] =
        &["poll", "polls", "survey", "surveys", "study", "interviews", "sample", "people", "adults", "voters"];
    const MADE: &[&str] = &["conducted", "surveyed", "polled", "based", "interviewed"];
    s.is(trigger, MADE)
        && s.is_passive(trigger)
        && (s.subject(trigger).is_some_and(|subject| s.is(subject, POLLS)) || s.is(trigger, &["surveyed", "polled"]))
}

/// "would not comment", "could not be reached", "declined to comment".
fn is_silence(s: &Sentence<'_>, trigger: usize) -> bool {
    const SILENT: &[&str] =
        &["comment", "commented", "reached", "respond", "responded", "elaborate", "available", "return"];
    let negated = |at: usize| s.tree.children(at).any(|child| s.is(child, &["not", "n't", "n’t"]));
    let declines = |at: usize| s.is(at, &["declined", "refused", "declines", "refuses"]);
    let comments = |at: usize| s.is(at, &["comment", "elaborate"]);
    // "had no details of it"
    let knows_nothing = s.is(trigger, &["has", "have", "had"])
        && s.object(trigger).is_some_and(|object| {
            s.is(object, &["information", "comment", "details", "knowledge"])
                && s.tree.children(object).any(|child| s.is(child, &["no"]))
        });
    let says_so = s.kinds(trigger).has(Kinds::SAYING)
        && (trigger + 1..s.tree.len().min(trigger + 6)).any(|at| {
            s.is(at, &["no"]) && {
                (at + 1..s.tree.len().min(at + 3)).any(|at| s.is(at, &["information", "comment", "details"]))
            }
        });
    knows_nothing
        || says_so
        || s.is(trigger, SILENT)
            && negated(trigger)
            && (!s.is(trigger, &["respond", "responded", "return"])
                || (trigger + 1..s.tree.len())
                    .any(|at| s.is(at, &["requests", "request", "calls", "call", "inquiries"])))
        || declines(trigger) && (trigger + 1..s.tree.len().min(trigger + 3)).any(comments)
        || comments(trigger) && (trigger.saturating_sub(2)..trigger).any(declines)
}

/// "typically delivered", "often disappear", "traditionally wins", "used to publish it".
fn is_habit(s: &Sentence<'_>, trigger: usize) -> bool {
    const MOSTLY: &[&str] = &[
        "often",
        "usually",
        "typically",
        "traditionally",
        "generally",
        "normally",
        "regularly",
        "routinely",
        "sometimes",
    ];
    // "was used to seal it" tells what for.
    let once = trigger > 1
        && s.tag(trigger - 1) == Tag::TO
        && s.is(trigger - 2, &["used"])
        && !s.is_passive(trigger - 2)
        && !(trigger > 2 && s.is(trigger - 3, &["is", "are", "was", "were", "be", "been", "being"]));
    let mostly = s.tree.children(trigger).any(|child| s.is(child, MOSTLY))
        && !s.auxiliaries(trigger).any(|helper| s.is(helper, &["has", "have", "had"]));
    s.tag(trigger).is_verb() && (once || mostly)
}

/// "Today thousands of wells stand within sight of the shore": how things are nowadays, not what came about on the day.
pub(super) fn is_nowadays(s: &Sentence<'_>, trigger: usize, timex: Option<&Timex>) -> bool {
    let Some(timex) = timex else { return false };
    let words = words_of(s, timex.range);
    let today = words.len() == 1 && s.is(words.start, &["today"]);
    let plain = matches!(s.tag(trigger), Tag::VBZ | Tag::VBP) && s.auxiliaries(trigger).next().is_none();
    let holds =
        [Kinds::STATE, Kinds::THINKS].into_iter().any(|kind| s.kinds(trigger).has(kind)) || s.is(trigger, LASTING);
    today && plain && holds && s.copula(trigger).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;
    use crate::text::syntax::{Parser, Tree};

    /// Whether any verb of the sentence is told as no news.
    fn is_told(text: &str) -> bool {
        let mut tree = Tree::default();
        Parser::default().parse_into(text, TextRange::new(0, text.len()), &mut tree);
        let s = Sentence { text, tree: &tree };
        !(0..s.tree.len()).any(|at| s.tag(at).is_verb() && (is_no_news(&s, at) || is_caption(&s, at, &[], None)))
    }

    #[test]
    fn silence_method_habit_and_scenes_are_no_news() {
        for nothing in [
            "The poll was conducted in June among a thousand adults.",
            "The mayor declined to comment on Monday.",
            "The mayor could not be reached on Monday.",
            "The mayor usually closed the mill in summer.",
            "The firm used to publish its results.",
            "A heron flaps its wings on the weir.",
            "This photo shows the weir.",
            "A guard stands at the gate of the mill.",
            "Ada Roe, left, listens to Peter Miller at the mill.",
            "Smoke is seen over the mill.",
            "People wear masks in the street.",
        ] {
            assert!(!is_told(nothing), "{nothing}");
        }
        for news in [
            "The inquiry was conducted by a judge.",
            "A cap was used to seal the well.",
            "The mayor commented on Monday.",
            "The firm reached a deal.",
            "The toll stands at nine.",
            "The dam poses a threat.",
            "The report shows that the weir was weak.",
        ] {
            assert!(is_told(news), "{news}");
        }
    }
}
