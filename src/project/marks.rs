//! What the user said about an event, kept apart from what the program found.

use super::{EventKey, UserDate};
use crate::event::Status;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The user's word on one mention; an event with several claims has the same on each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// Looked at and found right.
    #[serde(skip_serializing_if = "is_false")]
    pub accepted: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub starred: bool,
    /// Instead of the title that the program made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Instead of the date that the program found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<UserDate>,
    /// When it ended, where its date says when it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<UserDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Instead of those that the program found; may be none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participants: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Mentions with the same number are one event, whatever the program thinks of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<u64>,
    /// When the user said so of each field, seconds since 1970 (UTC); what is the program's again is absent.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub said_at: BTreeMap<Field, i64>,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// What of an event a user can say something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Accepted,
    Starred,
    Title,
    Date,
    End,
    Status,
    Participants,
    Places,
    Tags,
    Colour,
    Note,
}

impl Field {
    pub const ALL: [Field; 11] = [
        Field::Accepted,
        Field::Starred,
        Field::Title,
        Field::Date,
        Field::End,
        Field::Status,
        Field::Participants,
        Field::Places,
        Field::Tags,
        Field::Colour,
        Field::Note,
    ];
}

/// Colours that people with any kind of colour vision tell apart (after Okabe and Ito, "Color Universal Design").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    Orange,
    Sky,
    Green,
    Yellow,
    Blue,
    Vermilion,
    Purple,
}

impl Colour {
    pub const ALL: [Colour; 7] =
        [Colour::Orange, Colour::Sky, Colour::Green, Colour::Yellow, Colour::Blue, Colour::Vermilion, Colour::Purple];

    pub fn name(self) -> &'static str {
        ["Orange", "Sky blue", "Green", "Yellow", "Blue", "Vermilion", "Purple"][self as usize]
    }

    /// Red, green, blue.
    pub fn rgb(self) -> [u8; 3] {
        [
            [0xe6, 0x9f, 0x00],
            [0x56, 0xb4, 0xe9],
            [0x00, 0x9e, 0x73],
            [0xf0, 0xe4, 0x42],
            [0x00, 0x72, 0xb2],
            [0xd5, 0x5e, 0x00],
            [0xcc, 0x79, 0xa7],
        ][self as usize]
    }
}

impl Marks {
    /// No word of the user.
    pub const NONE: Marks = Marks {
        accepted: false,
        starred: false,
        title: None,
        date: None,
        end: None,
        status: None,
        participants: None,
        places: None,
        tags: Vec::new(),
        colour: None,
        note: None,
        group: None,
        said_at: BTreeMap::new(),
    };

    /// Whether the user says something about the field.
    pub fn says(&self, field: Field) -> bool {
        match field {
            Field::Accepted => self.accepted,
            Field::Starred => self.starred,
            Field::Title => self.title.is_some(),
            Field::Date => self.date.is_some(),
            Field::End => self.end.is_some(),
            Field::Status => self.status.is_some(),
            Field::Participants => self.participants.is_some(),
            Field::Places => self.places.is_some(),
            Field::Tags => !self.tags.is_empty(),
            Field::Colour => self.colour.is_some(),
            Field::Note => self.note.is_some(),
        }
    }

    fn agrees(&self, other: &Marks, field: Field) -> bool {
        match field {
            Field::Accepted => self.accepted == other.accepted,
            Field::Starred => self.starred == other.starred,
            Field::Title => self.title == other.title,
            Field::Date => self.date == other.date,
            Field::End => self.end == other.end,
            Field::Status => self.status == other.status,
            Field::Participants => self.participants == other.participants,
            Field::Places => self.places == other.places,
            Field::Tags => self.tags == other.tags,
            Field::Colour => self.colour == other.colour,
            Field::Note => self.note == other.note,
        }
    }

    /// Notes the time on each field that `before` has otherwise.
    pub(super) fn stamp(&mut self, before: &Marks, now_secs: i64) {
        for field in Field::ALL {
            if !self.says(field) {
                self.said_at.remove(&field);
            } else if !self.agrees(before, field) {
                self.said_at.insert(field, now_secs);
            }
        }
    }

    /// Takes from the other what is not said here: where claims came together later, the first word counts.
    pub(super) fn take_missing(&mut self, other: &Marks) {
        for (&field, &at) in &other.said_at {
            if !self.says(field) {
                self.said_at.insert(field, at);
            }
        }
        self.accepted |= other.accepted;
        self.starred |= other.starred;
        fill(&mut self.title, &other.title);
        fill(&mut self.date, &other.date);
        fill(&mut self.end, &other.end);
        fill(&mut self.status, &other.status);
        fill(&mut self.participants, &other.participants);
        fill(&mut self.places, &other.places);
        let new: Vec<String> = other.tags.iter().filter(|tag| !self.tags.contains(tag)).cloned().collect();
        self.tags.extend(new);
        fill(&mut self.colour, &other.colour);
        fill(&mut self.note, &other.note);
        fill(&mut self.group, &other.group);
    }
}

fn fill<T: Clone>(own: &mut Option<T>, other: &Option<T>) {
    if own.is_none() {
        own.clone_from(other);
    }
}

/// One mention's marks before and after an edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarkChange {
    pub key: EventKey,
    pub before: Marks,
    pub after: Marks,
}

impl MarkChange {
    pub(super) fn inverse(self) -> MarkChange {
        MarkChange { key: self.key, before: self.after, after: self.before }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_written_by_an_older_program_is_read() {
        let marks: Marks = serde_json::from_str(r#"{"accepted":true,"title":"Mill closed"}"#).unwrap();
        assert_eq!(marks, Marks { accepted: true, title: Some("Mill closed".into()), ..Marks::default() });
    }

    #[test]
    fn only_what_is_said_is_written() {
        let marks = Marks { tags: vec!["mill".into()], colour: Some(Colour::Sky), ..Marks::default() };
        assert_eq!(serde_json::to_string(&marks).unwrap(), r#"{"tags":["mill"],"colour":"sky"}"#);
    }

    #[test]
    fn the_time_stands_on_what_changed_and_goes_with_it() {
        let before = Marks::default();
        let mut after = Marks { starred: true, ..before.clone() };
        after.stamp(&before, 60);
        assert_eq!(after.said_at.get(&Field::Starred), Some(&60));
        let mut later = Marks { accepted: true, ..after.clone() };
        later.stamp(&after, 90);
        assert_eq!(later.said_at, BTreeMap::from([(Field::Accepted, 90), (Field::Starred, 60)]));
        let mut back = Marks { accepted: false, starred: false, ..later.clone() };
        back.stamp(&later, 99);
        assert!(back.said_at.is_empty());
    }

    #[test]
    fn no_word_is_the_default() {
        assert_eq!(Marks::NONE, Marks::default());
    }
}
