//! An event of the chronology with all that say so.

use super::clusters::At;
use super::effective::until;
use super::outline::Brief;
use super::{EventKey, Marks, SharedStr};
use crate::event::Status;
use crate::time::{FuzzySpan, Granularity};
use crate::timex::Modifier;
use smallvec::{SmallVec, smallvec};
use std::collections::BTreeMap;

/// Names an event of the chronology while the articles stay the same: by its first mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub usize);

/// The upper half of an id is the article, the lower the event in it: the ids are in the order of the mentions.
const HALF: u32 = usize::BITS / 2;

impl EntryId {
    pub(super) fn of(at: At) -> EntryId {
        EntryId(((at.article as usize) << HALF) | at.event as usize)
    }

    pub(super) fn first_mention(self) -> At {
        At::new(self.0 >> HALF, self.0 & ((1 << HALF) - 1))
    }
}

/// One article's statement of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub key: EventKey,
    /// [`NONE`] for nothing: a million of them are to be small.
    article: u32,
    event: u32,
}

const NONE: u32 = u32::MAX;

impl Claim {
    pub(super) fn new(key: EventKey, article: Option<usize>, event: Option<usize>) -> Claim {
        // More than four billion articles do not fit into memory.
        let number = |at: Option<usize>| at.map_or(NONE, |at| at as u32);
        Claim { key, article: number(article), event: number(event) }
    }

    /// Index into the project's articles; `None` for an event that the user wrote down without a text.
    pub fn article(&self) -> Option<usize> {
        (self.article != NONE).then_some(self.article as usize)
    }

    /// Index into that article's events; `None` for what the user made. See [`super::Project::event`].
    pub fn event(&self) -> Option<usize> {
        (self.event != NONE).then_some(self.event as usize)
    }

    pub(super) fn at(&self) -> At {
        match (self.article(), self.event()) {
            (Some(article), Some(event)) => At::new(article, event),
            _ => At::own(self.key.own),
        }
    }

    /// Follows its article to another place.
    pub(super) fn move_to(&mut self, place: impl Fn(usize) -> Option<u32>) {
        self.article = self.article().and_then(place).unwrap_or(self.article);
    }
}

/// One event with all that say so. Title, date and status are those of its most confident claim, where the user has
/// not said otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: EntryId,
    pub title: SharedStr,
    pub value: SharedStr,
    /// From its begin to its end.
    pub span: Option<FuzzySpan>,
    pub granularity: Option<Granularity>,
    /// Of the date; the user's where the date is the user's.
    pub modifier: Option<Modifier>,
    pub status: Status,
    pub confidence: f32,
    pub importance: f32,
    /// In the order of the articles, the user's own last; never empty.
    pub claims: SmallVec<[Claim; 1]>,
    /// Index into `claims` of the one that gave title and date.
    pub lead: usize,
    /// Boxed, because there are none for most events.
    marks: Option<Box<Marks>>,
}

impl Entry {
    /// An event as its first mention tells it.
    pub(super) fn new(id: EntryId, brief: Brief, claim: Claim) -> Entry {
        Entry {
            id,
            title: brief.title,
            value: brief.value,
            span: brief.span,
            granularity: brief.granularity,
            modifier: brief.modifier,
            status: brief.status,
            confidence: brief.confidence,
            importance: brief.importance.max(0.0),
            claims: smallvec![claim],
            lead: 0,
            marks: None,
        }
    }

    /// What the user says about it.
    pub fn marks(&self) -> &Marks {
        static NONE: Marks = Marks::NONE;
        self.marks.as_deref().unwrap_or(&NONE)
    }

    /// Another mention of it, behind those that it has. A more confident one leads.
    pub(super) fn take_claim(&mut self, brief: Brief, claim: Claim) {
        self.importance = self.importance.max(brief.importance);
        if brief.confidence > self.confidence {
            self.lead = self.claims.len();
            (self.title, self.value) = (brief.title, brief.value);
            (self.span, self.granularity, self.modifier) = (brief.span, brief.granularity, brief.modifier);
            (self.status, self.confidence) = (brief.status, brief.confidence);
        }
        self.claims.push(claim);
    }

    /// The user's word goes over the program's. Where claims came together later, each mark is the first that there is.
    pub(super) fn take_marks(&mut self, all: &BTreeMap<EventKey, Marks>) {
        let lead = std::iter::once(&self.claims[self.lead]);
        let mut marks: Option<Box<Marks>> = None;
        for said in lead.chain(&self.claims).filter_map(|claim| all.get(&claim.key)) {
            marks.get_or_insert_default().take_missing(said);
        }
        let Some(marks) = marks else { return };
        if let Some(title) = &marks.title {
            self.title = SharedStr::from(title.as_str());
        }
        if let Some(date) = &marks.date {
            self.value = SharedStr::from(date.value.as_str());
            (self.span, self.granularity, self.modifier) = (Some(date.span), Some(date.granularity), date.modifier);
        }
        if let Some(end) = &marks.end {
            self.span = Some(until(self.span, end.span));
            self.granularity = self.granularity.or(Some(end.granularity));
        }
        self.status = marks.status.unwrap_or(self.status);
        self.marks = Some(marks);
    }
}
