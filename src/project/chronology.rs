//! Mentions of the same event gathered into one entry with several claims.

use super::{Article, EventKey};
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

/// One event with all that say so. Title, date and status are those of its most confident claim.
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
}

/// Groups what is not hidden by cluster, in time order, undated entries last.
pub(super) fn build(articles: &[Arc<Article>], clusters: &[Vec<usize>], hidden: &BTreeSet<EventKey>) -> Vec<Entry> {
    let mut claims: BTreeMap<usize, Vec<Claim>> = BTreeMap::new();
    for (article, events) in clusters.iter().enumerate() {
        for (event, &cluster) in events.iter().enumerate() {
            let mention = &articles[article].reading.events[event];
            let document = articles[article].document.id.clone();
            let key = EventKey { document, in_title: mention.in_title, trigger: mention.trigger };
            if !hidden.contains(&key) {
                claims.entry(cluster).or_default().push(Claim { key, article, event });
            }
        }
    }
    let mut entries: Vec<Entry> = (claims.into_iter())
        .map(|(cluster, claims)| {
            entry(EntryId(cluster), claims, |claim| &articles[claim.article].reading.events[claim.event])
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
    }
}
