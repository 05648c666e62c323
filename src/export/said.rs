//! What the user says about a mention, beside what stands in its event: for the files of a project.

use super::jsonl::iso;
use crate::project::{Claim, Colour, Entry, Field, Origin, Project};
use crate::time::TimePoint;
use serde::Serialize;
use std::collections::BTreeMap;

/// The user's word on one mention, and whose word each of its fields is.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Said {
    pub accepted: bool,
    pub starred: bool,
    /// Whether the user made the mention.
    pub own: bool,
    /// Instead of those that the program found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participants: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<Vec<String>>,
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// For each field that is there: "user 2026-11-25T14:02:00Z", "rule weekday", "program".
    pub origins: BTreeMap<Field, String>,
    /// The version that found what is not the user's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_by: Option<Version>,
}

/// A version of the program and of its rules.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Version {
    /// "" where it was not noted.
    pub program: String,
    pub rules: u32,
    /// An earlier one than this.
    pub earlier: bool,
}

impl Said {
    pub fn of(project: &Project, entry: &Entry, claim: &Claim) -> Said {
        let marks = entry.marks();
        let origin = |field: Field| Some((field, origin_words(project.origin(entry, field))?));
        Said {
            accepted: marks.accepted,
            starred: marks.starred,
            own: claim.is_own(),
            participants: marks.participants.clone(),
            places: marks.places.clone(),
            tags: marks.tags.clone(),
            colour: marks.colour,
            note: marks.note.clone(),
            read_by: project.read_by(claim).map(|by| {
                Version { program: by.program.to_owned(), rules: by.rules, earlier: by.kept } //
            }),
            origins: Field::ALL.into_iter().filter_map(origin).collect(),
        }
    }
}

fn origin_words(origin: Origin) -> Option<String> {
    match origin {
        Origin::User { at_secs: Some(secs) } => Some(format!("user {}Z", iso(TimePoint(secs)))),
        Origin::User { at_secs: None } => Some("user".to_owned()),
        Origin::Rule(rule) => Some(format!("rule {rule}")),
        Origin::Program => Some("program".to_owned()),
        Origin::Nobody => None,
    }
}
