//! An event of the chronology with all that say so.

use super::clusters::At;
use super::effective::until;
use super::outline::Brief;
use super::{Article, EventKey, Marks, SharedStr};
use crate::event::Status;
use crate::text::TextRange;
use crate::time::{FuzzySpan, Granularity, TimePoint, TimeSpan};
use crate::timex::Modifier;
use smallvec::{SmallVec, smallvec};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

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

/// One article's statement of an event; [`super::Project::key_of`] names the mention that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// [`NONE`] for an event that the user wrote down without a text. 16 bytes are all of it: there are a million.
    article: u32,
    /// Index into the article's events, or the number of what the user made; with the flags.
    event: u32,
    /// Where the trigger stands; a text is shorter than 4 GB.
    start: u32,
    end: u32,
}

const NONE: u32 = u32::MAX;
/// The user made it.
const OWN: u32 = 1 << 31;
const IN_TITLE: u32 = 1 << 30;
const NUMBER: u32 = IN_TITLE - 1;

impl Claim {
    /// Of a mention that the program found.
    pub(super) fn found(at: At, in_title: bool, trigger: TextRange) -> Claim {
        Claim::new(at.article, at.event, in_title, trigger)
    }

    /// Of a mention that the user made; its article's place, `None` where it stands in none.
    pub(super) fn own(key: &EventKey, article: Option<usize>) -> Claim {
        let article = article.map_or(NONE, |at| at as u32);
        Claim::new(article, key.own as u32 & NUMBER | OWN, key.in_title, key.trigger)
    }

    fn new(article: u32, event: u32, in_title: bool, trigger: TextRange) -> Claim {
        let event = if in_title { event | IN_TITLE } else { event };
        Claim { article, event, start: trigger.start as u32, end: trigger.end as u32 }
    }

    /// Index into the project's articles; `None` for an event that the user wrote down without a text.
    pub fn article(&self) -> Option<usize> {
        (self.article != NONE).then_some(self.article as usize)
    }

    /// Index into that article's events; `None` for what the user made. See [`super::Project::event`].
    pub fn event(&self) -> Option<usize> {
        (!self.is_own()).then_some((self.event & NUMBER) as usize)
    }

    /// Whether the user made the mention.
    pub fn is_own(&self) -> bool {
        self.event & OWN != 0
    }

    /// Whether it stands in the headline.
    pub fn is_in_title(&self) -> bool {
        self.event & IN_TITLE != 0
    }

    /// The word that tells of the event, in the text (in the headline when [`Claim::is_in_title`]).
    pub fn trigger(&self) -> TextRange {
        TextRange::new(self.start as usize, self.end as usize)
    }

    pub(super) fn at(&self) -> At {
        match self.is_own() {
            true => At::own(u64::from(self.event & NUMBER)),
            false => At { article: self.article, event: self.event & NUMBER },
        }
    }

    /// The mention, where own ones have their keys here by number.
    pub(super) fn key(&self, articles: &[Arc<Article>], own_keys: &BTreeMap<u32, EventKey>) -> EventKey {
        let own = self.is_own().then(|| own_keys.get(&(self.event & NUMBER))).flatten().cloned();
        own.unwrap_or_else(|| {
            let document = self.article().map_or_else(|| "".into(), |at| articles[at].document.id.clone());
            EventKey::found(document, self.is_in_title(), self.trigger())
        })
    }

    /// Follows its article to another place.
    pub(super) fn move_to(&mut self, place: impl Fn(usize) -> Option<u32>) {
        self.article = self.article().and_then(place).unwrap_or(self.article);
    }
}

/// The span of an entry in 24 bytes: most are "at some time within".
#[derive(Clone, Debug, PartialEq)]
enum Span {
    None,
    Within { start: i64, end: i64 },
    Other(Box<FuzzySpan>),
}

impl Span {
    fn open(&self) -> Option<FuzzySpan> {
        match self {
            Span::None => None,
            Span::Within { start, end } => {
                Some(FuzzySpan::within(TimeSpan { start: TimePoint(*start), end: TimePoint(*end) }))
            }
            Span::Other(span) => Some(**span),
        }
    }
}

impl From<Option<FuzzySpan>> for Span {
    fn from(span: Option<FuzzySpan>) -> Span {
        match span {
            None => Span::None,
            Some(span) => match span.as_within() {
                Some(within) => Span::Within { start: within.start.0, end: within.end.0 },
                None => Span::Other(Box::new(span)),
            },
        }
    }
}

/// One event with all that say so. Title, date and status are those of the claim that dates it most finely, of those the
/// most confident, where the user has not said otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: EntryId,
    pub title: SharedStr,
    pub value: SharedStr,
    span: Span,
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
            span: brief.span.into(),
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

    /// From its begin to its end.
    pub fn span(&self) -> Option<FuzzySpan> {
        self.span.open()
    }

    /// 0 to 1: how much it deserves a label. What several articles tell matters more than what one does; behind eight, one more
    /// says nothing new.
    pub fn weight(&self) -> f32 {
        const MOST_ARTICLES: usize = 8;
        const SHARE: f32 = 0.6;
        let articles = self.claims.chunk_by(|a, b| a.article == b.article).take(MOST_ARTICLES).count().max(1);
        let told = (articles as f32).log2() / (MOST_ARTICLES as f32).log2();
        self.importance + (1.0 - self.importance).max(0.0) * SHARE * told
    }

    /// What the user says about it.
    pub fn marks(&self) -> &Marks {
        static NONE: Marks = Marks::NONE;
        self.marks.as_deref().unwrap_or(&NONE)
    }

    /// Another mention of it, behind those that it has. One that says the day leads before one that says the month, unless
    /// it is much less sure; of two that say as much, the more confident one.
    pub(super) fn take_claim(&mut self, brief: Brief, claim: Claim) {
        const MUCH: f32 = 0.15;
        self.importance = self.importance.max(brief.importance);
        // The clock tells no more of what happened.
        let grain =
            |granularity: Option<Granularity>| granularity.map_or(Granularity::Age, |it| it.max(Granularity::Day));
        let (new, old) = (grain(brief.granularity), grain(self.granularity));
        let leads = match new.cmp(&old) {
            Ordering::Less => brief.confidence > self.confidence - MUCH,
            Ordering::Equal => brief.confidence > self.confidence,
            Ordering::Greater => brief.confidence > self.confidence + MUCH,
        };
        if leads {
            self.lead = self.claims.len();
            (self.title, self.value) = (brief.title, brief.value);
            (self.span, self.granularity, self.modifier) = (brief.span.into(), brief.granularity, brief.modifier);
            (self.status, self.confidence) = (brief.status, brief.confidence);
        }
        self.claims.push(claim);
    }

    /// The user's word goes over the program's. Where claims came together later, each mark is the first that there is.
    pub(super) fn take_marks(&mut self, all: &BTreeMap<EventKey, Marks>, key_of: impl Fn(&Claim) -> EventKey) {
        let lead = std::iter::once(&self.claims[self.lead]);
        let mut marks: Option<Box<Marks>> = None;
        for said in lead.chain(&self.claims).filter_map(|claim| all.get(&key_of(claim))) {
            marks.get_or_insert_default().take_missing(said);
        }
        let Some(marks) = marks else { return };
        if let Some(title) = &marks.title {
            self.title = SharedStr::from(title.as_str());
        }
        if let Some(date) = &marks.date {
            self.value = SharedStr::from(date.value.as_str());
            (self.span, self.granularity, self.modifier) =
                (Some(date.span).into(), Some(date.granularity), date.modifier);
        }
        if let Some(end) = &marks.end {
            self.span = Some(until(self.span(), end.span)).into();
            self.granularity = self.granularity.or(Some(end.granularity));
        }
        self.status = marks.status.unwrap_or(self.status);
        self.marks = Some(marks);
    }
}
