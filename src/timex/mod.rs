//! The temporal tagger: finds time expressions, gives each its TIMEX3 value and says how the value came about.

mod day_order;
mod english;
mod expr;
mod find;
mod refine;
mod resolve;
mod rule_name;
mod say;
mod typed;
mod view;
mod words;

pub use find::{Findings, find};
pub use resolve::resolve;
pub use rule_name::RuleName;
pub use typed::{TypedDate, parse_date, parse_timex};
pub use words::words;

use crate::text::{Document, TextRange};
use crate::time::{FuzzySpan, Granularity, PartialDate};
use serde::{Deserialize, Serialize};

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modifier {
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
    Start,
    Mid,
    End,
    Approx,
}

/// What a relative expression hangs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// Stands by itself: "11 June 2020".
    None,
    /// The publication date.
    Published(PartialDate),
    /// The narrative's current date (or that of a quotation), with the TIMEX3 value it was at this place.
    Narrative(String),
    /// It hangs on the publication date, and that is not known.
    Unknown,
}

/// One step of how a value came about, in words for the user: "Thursday before publication, Friday 12 June 2020".
pub type Derivation = Vec<String>;

/// One time expression of a text, resolved as far as its anchor allows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timex {
    pub range: TextRange,
    pub kind: TimexType,
    /// TIMEX3 value, as in `2020-06-11`, `2014`, `P1Y`, `FUTURE_REF`, `XXXX-WXX-4` where it could not be resolved.
    pub value: String,
    #[serde(rename = "mod")]
    pub modifier: Option<Modifier>,
    /// The same in EDTF (ISO 8601-2), where it has a place on a calendar.
    pub edtf: Option<String>,
    /// The four bounds of what it says, where it has a place on a calendar.
    pub span: Option<FuzzySpan>,
    /// The precision it was written with; `None` for references such as "now".
    pub granularity: Option<Granularity>,
    pub anchor: Anchor,
    /// Name of the rule that found it, as in `weekday`.
    #[serde(deserialize_with = "rule_name::deserialize")]
    pub rule: RuleName,
    pub derivation: Derivation,
}

/// All time expressions of the document's text, in order, none overlapping another. Never fails, on any text.
pub fn tag(document: &Document) -> Vec<Timex> {
    tag_part(document, &document.text)
}

/// The time expressions of the document's headline, their ranges in the headline; empty where it has none of its own.
pub fn tag_title(document: &Document) -> Vec<Timex> {
    tag_part(document, document.title.as_deref().unwrap_or(""))
}

fn tag_part(document: &Document, text: &str) -> Vec<Timex> {
    let mut findings = find(text);
    if day_order::is_day_first(document) {
        refine::read_day_first(&mut findings.found);
    }
    resolve(text, &findings, document.published.map(|published| published.date))
}

/// The time expressions of a text that was written on the given date, if that is known.
pub fn tag_text(text: &str, published: Option<PartialDate>) -> Vec<Timex> {
    resolve(text, &find(text), published)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Pieces that dates are made of, to be glued in any order.
    const PIECES: &[&str] = &[
        "the ",
        "last ",
        "May",
        "31",
        "1990",
        "s",
        "-",
        "/",
        "Friday",
        " ago",
        "three ",
        "weeks",
        " of ",
        "early ",
        "'",
        "BC",
        " ",
        "12:",
        "p.m.",
        "99999999999",
        "0",
        "century",
        "20th ",
        "quarter",
        "night",
        ", ",
        ".",
        "a ",
        "half ",
        "every ",
        "é",
        "Christmas",
        "million ",
        "millennia",
        "now",
        "next ",
        "\n",
        "\n\n",
        "2020-02-30",
        "T",
        "years",
        " at ",
        "half past ",
        "the day after ",
        "before ",
        "Ramadan ",
        "Passover ",
        "Jurassic ",
        "nineteen ",
        "ninety-",
        "turn of the ",
        "1945: ",
        "fiscal ",
        "two or ",
        "first ",
        "rest of ",
        "overnight",
        "Z",
        "+",
    ];

    /// Phrases that make the rules look far, or join with what stands around them, written over and over.
    const HOSTILE: &[&str] = &[
        "Monday at 5 p.m. ",
        "1, 2, 3, 4, 5, 6, 7, ",
        "two or three or four or ",
        "the first half of the last quarter of ",
        "the day before the day after the day before ",
        "1945: 0915: ",
        "\n1945: x",
        "nineteen ninety-nineteen ninety-",
        "July and August and ",
        "early late early mid-",
        "1 2 3 4 5 6 7 8 9 ",
        "one hundred thousand million ",
        "10:10 (10:10) ",
        "'98 '98 '98",
        "((((((((((",
        "2020-01-01T00:00:00",
        "a week a day a year ",
        "fiscal fiscal fiscal ",
    ];

    #[test]
    fn no_phrase_written_over_and_over_takes_long() {
        const BYTES: usize = 100_000;
        // A second or two where time grows with the length, many minutes where it grows with its square.
        const MOST: std::time::Duration = std::time::Duration::from_secs(60);
        let begin = std::time::Instant::now();
        for phrase in HOSTILE {
            tag_text(&phrase.repeat(BYTES / phrase.len()), PartialDate::from_iso("2020-06-12"));
            assert!(begin.elapsed() < MOST, "{phrase:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,80}") {
            check(&text);
        }

        #[test]
        fn glued_pieces_of_dates_do_not_make_it_panic(picks in prop::collection::vec(0..PIECES.len(), 0..30)) {
            let text: String = picks.iter().map(|pick| PIECES[*pick]).collect();
            check(&text);
        }
    }

    #[test]
    fn a_length_counted_from_an_event_keeps_the_events_words() {
        let steps = |text| tag_text(text, None)[0].derivation.join("; ");
        assert!(steps("A week after the raid on the port, they met.").ends_with("“after the raid on the port”"));
        assert!(steps("Two days before the vote he left.").ends_with("“before the vote”"));
        assert!(steps("Shops were shut on the day of the raid.").ends_with("“of the raid”"));
        assert!(steps("She wore black on the day he was sworn in.").ends_with("“he was sworn in”"));
        assert!(!steps("They met for a week, after all.").contains("event"));
    }

    #[test]
    fn a_year_holds_for_the_lines_of_a_chronology() {
        let written = PartialDate::from_iso("2011-06-01");
        let values =
            |text: &str| -> Vec<String> { tag_text(text, written).into_iter().map(|timex| timex.value).collect() };
        let list = "20 April 2010 - A mill burns.\n\nMay 2 - The mayor visits.\n\nMay 9 - The town sues.\n\nDec. 30 - Roe resigns.\n\n\
                    Jan. 4 - A new clerk comes.";
        assert_eq!(values(list), ["2010-04-20", "2010-05-02", "2010-05-09", "2010-12-30", "2011-01-04"]);
        // Without a year it has happened, unless it says otherwise.
        let list = "Sept. 2: The mayor visits.\n\nSept. 9: The town sues.\n\nOct. 1: A new clerk comes.";
        assert_eq!(values(list), ["2010-09-02", "2010-09-09", "2010-10-01"]);
        let plan = "June 12: The mayor will visit.\n\nJune 19: The town will vote.\n\nJuly 1: A new clerk comes.";
        assert_eq!(values(plan)[..2], ["2011-06-12", "2011-06-19"]);
        let steps = &tag_text(list, written)[0].derivation;
        assert!(!steps.is_empty(), "{steps:?}");
    }

    fn check(text: &str) {
        for published in [None, PartialDate::from_iso("2020"), PartialDate::from_iso("2020-06-12")] {
            let mut at = 0;
            for timex in tag_text(text, published) {
                assert!(at <= timex.range.start && timex.range.start < timex.range.end, "{text:?}");
                assert!(text.get(timex.range.start..timex.range.end).is_some(), "{text:?}");
                at = timex.range.end;
            }
        }
    }
}
