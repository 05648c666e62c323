//! From time expressions to events: what happened, when, to whom, how sure, told once.

mod adjacent;
mod again;
mod clause;
mod dating;
mod definite;
mod extent;
mod furniture;
mod given_names;
mod headline;
mod lexicon;
mod no_news;
mod people;
mod reader;
mod referent;
mod same;
mod sharing;
mod status;
mod timeline;
mod title;
mod undated;
mod weight;

pub use same::{Mention, bucket, cluster, first_mentions, text_of, told_before};
pub use timeline::{Day, timeline};

use crate::text::{Document, TextRange};
use crate::time::{FuzzySpan, Granularity};
use crate::timex::{Modifier, Timex};
use serde::{Deserialize, Serialize};

/// What the window says of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Happened,
    Ongoing,
    Planned,
    Possible,
    Denied,
    Recurring,
}

/// How sure the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    Certain,
    Probable,
    Possible,
}

/// What gave an event its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DatedBy {
    /// A time expression of its own.
    Timex,
    /// The article's publication date.
    Dct,
    /// The passage it stands in.
    Context,
    /// The user: never what is read out of a text.
    User,
}

/// The part that a participant plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Agent,
    Patient,
}

/// Someone or something that takes part in an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    pub role: Role,
    /// The fullest name the article gives it; the range holds the words that stand there.
    pub name: String,
    pub range: TextRange,
}

/// Whether a participant's name is one: "he" is somebody else in every article.
pub fn is_name(participant: &str) -> bool {
    const PRONOUNS: [&str; 17] = [
        "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "who", "which", "that", "this",
        "these",
    ];
    !PRONOUNS.contains(&participant.to_lowercase().as_str())
}

/// One mention of an event in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// A readable clause of our own making: subject, verb, object; no date.
    pub title: String,
    /// Whether all ranges count in the document's title instead of its text.
    pub in_title: bool,
    /// The verb or noun that says what happened.
    pub trigger: TextRange,
    pub sentence: TextRange,
    /// Index into the timexes of the text (of the title when `in_title`).
    pub timex: Option<usize>,
    pub by: DatedBy,
    /// TIMEX3 value of its date.
    pub value: String,
    #[serde(rename = "mod")]
    pub modifier: Option<Modifier>,
    pub edtf: Option<String>,
    /// `None` for what has no place on a calendar: the tray of undated events.
    pub span: Option<FuzzySpan>,
    pub granularity: Option<Granularity>,
    /// Of what the title tells: planned for "the council will close the mill" of "the mayor said on Monday".
    pub status: Status,
    /// Of the trigger, as `certainty` and `negated` are: what was said on Monday is past.
    pub future: bool,
    pub certainty: Certainty,
    pub negated: bool,
    /// Who says so.
    pub attribution: Option<String>,
    pub participants: Vec<Participant>,
    pub places: Vec<TextRange>,
    /// 0 to 1: how likely trigger and date are right.
    pub confidence: f32,
    /// 0 to 1: how much it deserves a label.
    pub importance: f32,
}

impl Event {
    /// Whether the sentence only names again what another sentence tells with its date, whose range is given.
    pub fn is_named_again(&self, timex: TextRange) -> bool {
        !(self.sentence.start <= timex.start && timex.end <= self.sentence.end)
    }
}

/// The version of the rules that find and date events, and of those for time expressions. It goes up by one whenever
/// they read any text otherwise than before: projects that older rules read are then offered to be read again.
pub const RULES: u32 = 4;

/// What is read out of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    pub timexes: Vec<Timex>,
    pub title_timexes: Vec<Timex>,
    /// In text order, those of the title first.
    pub events: Vec<Event>,
    /// The version of the rules that read it; 0 for readings from before they were counted.
    #[serde(default)]
    pub rules: u32,
    /// The version of the program that read it; "" where that was not noted.
    #[serde(default)]
    pub program: String,
}

/// The events of the document, in text order, those of its title first.
pub fn extract(document: &Document, timexes: &[Timex], title_timexes: &[Timex]) -> Vec<Event> {
    reader::read(document, timexes, title_timexes)
}

/// Tags and extracts in one go.
pub fn read(document: &Document) -> Reading {
    let timexes = crate::timex::tag(document);
    let title_timexes = crate::timex::tag_title(document);
    let events = extract(document, &timexes, &title_timexes);
    Reading { timexes, title_timexes, events, rules: RULES, program: env!("CARGO_PKG_VERSION").to_owned() }
}
