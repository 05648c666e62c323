//! Mentions of the same event gathered into one entry with several claims.

use super::{Article, EventKey, Marks};
use crate::event::{Event, Status};
use crate::time::{FuzzySpan, Granularity};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Names an event of the chronology while the articles stay the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub usize);

/// One article's statement of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub key: EventKey,
    /// Index into the project's articles.
    pub article: usize,
    /// Index into that article's events.
    pub event: usize,
}

/// One event with all that say so. Title, date and status are those of its most confident claim, where the user has
/// not said otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: EntryId,
    pub title: String,
    pub value: String,
    pub span: Option<FuzzySpan>,
    pub granularity: Option<Granularity>,
    pub status: Status,
    pub confidence: f32,
    pub importance: f32,
    /// In the order of the articles; never empty.
    pub claims: Vec<Claim>,
    /// Index into `claims` of the one that gave title and date.
    pub lead: usize,
    /// What the user says about it.
    pub marks: Marks,
}

/// Groups what is not hidden by cluster, in time order, undated entries last.
pub(super) fn build(
    articles: &[Arc<Article>],
    clusters: &[Vec<usize>],
    hidden: &BTreeSet<EventKey>,
    marks: &BTreeMap<EventKey, Marks>,
) -> Vec<Entry> {
    let mut claims: BTreeMap<usize, Vec<Claim>> = BTreeMap::new();
    for (article, events) in clusters.iter().enumerate() {
        for (event, &cluster) in events.iter().enumerate() {
            let mention = &articles[article].reading.events[event];
            let document = articles[article].document.id.clone();
            let key = EventKey { document, in_title: mention.in_title, trigger: mention.trigger };
            if !hidden.contains(&key) {
                // Numbers of the user's own groups count down from the top, so that they never meet a cluster's.
                let group = marks.get(&key).and_then(|marks| marks.group);
                let id = group.map_or(cluster, |group| usize::MAX - group as usize);
                claims.entry(id).or_default().push(Claim { key, article, event });
            }
        }
    }
    let mut entries: Vec<Entry> = (claims.into_iter())
        .map(|(cluster, claims)| {
            let mut entry =
                entry(EntryId(cluster), claims, |claim| &articles[claim.article].reading.events[claim.event]);
            take_marks(&mut entry, marks);
            entry
        })
        .collect();
    entries.sort_by_key(|entry| {
        let hull = entry.span.map(|span| span.hull());
        let begin = hull.and_then(|(begin, end)| begin.or(end));
        (begin.is_none(), begin, hull.and_then(|(_, end)| end), entry.id)
    });
    entries
}

fn entry<'a>(id: EntryId, claims: Vec<Claim>, event_of: impl Fn(&Claim) -> &'a Event) -> Entry {
    let lead = (1..claims.len()).fold(0, |best, at| {
        if event_of(&claims[at]).confidence > event_of(&claims[best]).confidence { at } else { best }
    });
    let event = event_of(&claims[lead]);
    let importance = claims.iter().map(|claim| event_of(claim).importance).fold(0.0, f32::max);
    Entry {
        id,
        title: event.title.clone(),
        value: event.value.clone(),
        span: event.span,
        granularity: event.granularity,
        status: event.status,
        confidence: event.confidence,
        importance,
        claims,
        lead,
        marks: Marks::default(),
    }
}

/// The user's word goes over the program's. Where claims came together later, each mark is the first that there is.
fn take_marks(entry: &mut Entry, all: &BTreeMap<EventKey, Marks>) {
    let lead = std::iter::once(&entry.claims[entry.lead]);
    for marks in lead.chain(&entry.claims).filter_map(|claim| all.get(&claim.key)) {
        let own = &mut entry.marks;
        own.accepted |= marks.accepted;
        own.starred |= marks.starred;
        own.title = own.title.take().or_else(|| marks.title.clone());
        own.date = own.date.take().or_else(|| marks.date.clone());
        own.note = own.note.take().or_else(|| marks.note.clone());
        own.group = own.group.or(marks.group);
    }
    if let Some(title) = &entry.marks.title {
        entry.title.clone_from(title);
    }
    if let Some(date) = &entry.marks.date {
        entry.value.clone_from(&date.value);
        entry.span = Some(date.span);
        entry.granularity = Some(date.granularity);
    }
}
