//! One thing that a user says about events.

use super::{Colour, Marks, UserDate};
use crate::event::Status;

/// What is said; `None` and empty texts give the program its word back.
#[derive(Clone, Debug, PartialEq)]
pub enum Say {
    /// Looked at and right.
    Accepted(bool),
    Starred(bool),
    Title(Option<String>),
    Date(Option<UserDate>),
    End(Option<UserDate>),
    /// Dates it from begin to end: what was said of its end goes with the old date.
    Redate(Box<UserDate>),
    Status(Option<Status>),
    Participants(Option<Vec<String>>),
    Places(Option<Vec<String>>),
    Tags(Vec<String>),
    /// Puts a tag on beside those that there are.
    Tag(String),
    Untag(String),
    Colour(Option<Colour>),
    Note(Option<String>),
}

impl Say {
    pub(super) fn put(&self, marks: &mut Marks) {
        match self {
            Say::Accepted(accepted) => marks.accepted = *accepted,
            Say::Starred(starred) => marks.starred = *starred,
            Say::Title(title) => marks.title = words(title.as_deref()),
            Say::Date(date) => marks.date.clone_from(date),
            Say::End(end) => marks.end.clone_from(end),
            Say::Redate(date) => (marks.date, marks.end) = (Some(date.as_ref().clone()), None),
            Say::Status(status) => marks.status = *status,
            Say::Participants(names) => marks.participants = names.as_deref().map(names_of),
            Say::Places(names) => marks.places = names.as_deref().map(names_of),
            Say::Tags(tags) => marks.tags = names_of(tags),
            Say::Tag(tag) => {
                let mut tags = marks.tags.clone();
                tags.push(tag.clone());
                marks.tags = names_of(&tags);
            }
            Say::Untag(tag) => marks.tags.retain(|other| other != tag),
            Say::Colour(colour) => marks.colour = *colour,
            Say::Note(note) => marks.note = words(note.as_deref()),
        }
    }

    /// What it is called in the history when it is said of `what`: "Accept “Mill closed”", "Star 3 events".
    pub(super) fn name(&self, what: &str) -> String {
        let set = |said: bool, of: &str| {
            let verb = if said { "Change" } else { "Put back" };
            format!("{verb} the {of} of {what}")
        };
        match self {
            Say::Accepted(true) => format!("Accept {what}"),
            Say::Accepted(false) => format!("Take back the acceptance of {what}"),
            Say::Starred(true) => format!("Star {what}"),
            Say::Starred(false) => format!("Take the star off {what}"),
            Say::Title(title) => set(title.is_some(), "title"),
            Say::Date(date) => set(date.is_some(), "date"),
            Say::End(end) => set(end.is_some(), "end"),
            Say::Redate(_) => set(true, "date"),
            Say::Status(status) => set(status.is_some(), "status"),
            Say::Participants(names) => set(names.is_some(), "participants"),
            Say::Places(names) => set(names.is_some(), "places"),
            Say::Tags(_) => set(true, "tags"),
            Say::Tag(tag) => format!("Tag {what} “{tag}”"),
            Say::Untag(tag) => format!("Take the tag “{tag}” off {what}"),
            Say::Colour(Some(_)) => format!("Colour {what}"),
            Say::Colour(None) => format!("Take the colour off {what}"),
            Say::Note(note) if words(note.as_deref()).is_some() => format!("Write a note to {what}"),
            Say::Note(_) => format!("Delete the note of {what}"),
        }
    }
}

fn words(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Each name once, without blanks around it and without empty ones.
fn names_of(names: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names.iter().filter_map(|name| words(Some(name))) {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}
