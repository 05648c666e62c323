//! A project's dated entries as items in lanes, for the window and the command line alike.

use super::{Following, Index, Item, ItemId, LaneId};
use crate::event::{Event, Status, is_name};
use crate::project::{Entry, Project};
use crate::text::Document;
use crate::time::{Granularity, TimePoint};
use crate::timex::Modifier;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What the lanes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    /// One lane without a name.
    #[default]
    None,
    /// A lane an article, in the order of the articles; an event stands in the lane of its leading claim.
    Article,
    /// A lane for the site or the folder that an article comes from, those with most events first.
    Source,
    /// A lane a status, those that occur.
    Status,
    /// A lane for the first-named participant, those with most events first; a last one for events without.
    Participant,
    /// A lane for the first-named place, those with most events first; a last one for events without.
    Place,
    /// A lane for the first tag, those with most events first; a last one for events without.
    Tag,
}

/// The project's dated entries in lanes; an item's number is its entry's. Entries without a span are counted as undated.
pub fn index_from(project: &Project, grouping: Grouping) -> Index {
    Following::begin(project, grouping).1
}

/// Whether the entry has a place on the timeline.
pub(super) fn is_dated(entry: &Entry) -> bool {
    entry.span().is_some_and(|span| span.hull() != (None, None))
}

/// The entry as an item, still without its label; `None` where it is undated.
pub(super) fn item(entry: &Entry, lane: usize) -> Option<Item> {
    let span = entry.span().filter(|_| is_dated(entry))?;
    let modifier = entry.modifier;
    Some(Item {
        id: ItemId(entry.id.0),
        lane: LaneId(lane),
        span,
        granularity: entry.granularity.unwrap_or(Granularity::Day),
        status: entry.status,
        approximate: modifier == Some(Modifier::Approx),
        soft_edges: matches!(modifier, Some(Modifier::Start | Modifier::Mid | Modifier::End)),
        label: String::new(),
        importance: entry.weight(),
        claims: entry.claims.len(),
    })
}

/// Every article's day of publication with its headline.
pub(super) fn publications(project: &Project) -> Vec<(TimePoint, String)> {
    let mut publications: Vec<(TimePoint, String)> = (project.articles().iter())
        .filter_map(|article| {
            let published = article.document.published?;
            Some((published.date.span().start, article.document.headline().to_owned()))
        })
        .collect();
    publications.sort();
    publications
}

/// What the lane of an entry is: lanes come in the order of the number, in that those with most events first, in that
/// by name.
pub(super) type LaneKey<'p> = (usize, Cow<'p, str>);

/// The number of the lane of what has no name.
pub(super) const NAMELESS: usize = usize::MAX;

/// The lane that the entry stands in.
pub(super) fn lane_key<'p>(project: &'p Project, grouping: Grouping, entry: &'p Entry) -> LaneKey<'p> {
    let by_name = |name: Option<Cow<'p, str>>, nameless: &'static str| match name {
        Some(name) => (0, name),
        None => (NAMELESS, Cow::Borrowed(nameless)),
    };
    match grouping {
        Grouping::None => (0, Cow::Borrowed("")),
        // Events without an article come last.
        Grouping::Article => match entry.claims[entry.lead].article() {
            Some(at) => (at, Cow::Borrowed(project.articles()[at].document.headline())),
            None => (NAMELESS, Cow::Borrowed("No article")),
        },
        Grouping::Status => {
            let at = STATUSES.iter().position(|(status, _)| *status == entry.status).unwrap_or(0);
            (at, Cow::Borrowed(STATUSES[at].1))
        }
        Grouping::Participant => by_name(project.first_participant(entry).map(Cow::Borrowed), "No participant"),
        Grouping::Place => by_name(project.first_place(entry).map(Cow::Borrowed), "No place"),
        Grouping::Source => {
            let article = project.article_of(&entry.claims[entry.lead]);
            let name = article.map(|article| source_name(&article.document)).filter(|name| !name.is_empty());
            by_name(name.map(Cow::Owned), "Pasted")
        }
        Grouping::Tag => by_name(entry.marks().tags.first().map(|tag| Cow::Borrowed(tag.as_str())), "No tag"),
    }
}

/// The lanes of the index that the entry's other claims would stand in by themselves, where that is another than its
/// own, and the middle of the time that each gives, in seconds.
pub fn claim_lanes(project: &Project, index: &Index, grouping: Grouping, entry: &Entry) -> Vec<(LaneId, f64)> {
    let own = index.lane_of_item(ItemId(entry.id.0));
    let mut found = Vec::new();
    for (at, claim) in entry.claims.iter().enumerate() {
        let Some(article) = project.article_of(claim) else { continue };
        let event = project.event(claim);
        let name = match grouping {
            // A tag is put on the event, not on one of its claims.
            Grouping::None | Grouping::Tag => None,
            Grouping::Article => Some(article.document.headline().to_owned()),
            Grouping::Source => Some(source_name(&article.document)),
            Grouping::Status => {
                STATUSES.into_iter().find(|(status, _)| *status == event.status).map(|(_, name)| name.to_owned())
            }
            Grouping::Participant => {
                let mut names = event.participants.iter().map(|participant| &participant.name);
                names.find(|name| is_name(name)).cloned()
            }
            Grouping::Place => place_name(&article.document, event),
        };
        let lane = name.and_then(|name| index.lanes().iter().position(|lane| *lane == name)).map(LaneId);
        let hull = event.span.map(|span| span.hull());
        let secs = hull.and_then(|(begin, end)| Some(begin.or(end)?.0 as f64 / 2.0 + end.or(begin)?.0 as f64 / 2.0));
        if let (Some(lane), Some(secs)) = (lane, secs)
            && at != entry.lead
            && Some(lane) != own
        {
            found.push((lane, secs));
        }
    }
    found
}

/// Where an article comes from: the host of its address, else the folder of its file.
fn source_name(document: &Document) -> String {
    let source = &document.source;
    if let Some((_, rest)) = source.split_once("://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        return host.trim_start_matches("www.").to_owned();
    }
    let mut parts = source.rsplit(['/', '\\']).skip(1).filter(|part| !part.is_empty());
    parts.next().unwrap_or("").to_owned()
}

fn place_name(document: &Document, event: &Event) -> Option<String> {
    let text = if event.in_title { document.title.as_deref().unwrap_or("") } else { &document.text };
    event.places.first().map(|place| place.of(text).to_owned()).filter(|name| !name.is_empty())
}

const STATUSES: [(Status, &str); 6] = [
    (Status::Happened, "Happened"),
    (Status::Ongoing, "Ongoing"),
    (Status::Planned, "Planned"),
    (Status::Possible, "Possible"),
    (Status::Denied, "Denied"),
    (Status::Recurring, "Recurring"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Certainty, DatedBy, Reading};
    use crate::project::{Article, Say};
    use crate::text::{Document, Published, PublishedFrom, TextRange};
    use crate::time::{FuzzySpan, PartialDate};

    fn event(title: &str, status: Status, at: usize, year: Option<i64>) -> Event {
        let date = year.map(|year| PartialDate { year, month: None, day: None });
        Event {
            title: title.to_owned(),
            in_title: false,
            trigger: TextRange::new(at, at + 1),
            sentence: TextRange::new(0, 9),
            timex: None,
            by: DatedBy::Dct,
            value: String::new(),
            modifier: None,
            edtf: None,
            span: date.map(|date| FuzzySpan::within(date.span())),
            granularity: date.map(|_| Granularity::Year),
            status,
            future: false,
            certainty: Certainty::Certain,
            negated: false,
            attribution: None,
            participants: Vec::new(),
            places: Vec::new(),
            confidence: 1.0,
            importance: 0.5,
        }
    }

    fn project() -> Project {
        let mut project = Project::default();
        let mut document = Document::from_text("a", "A bridge opened. A dam is to follow.");
        let date = PartialDate::from_ymd(2001, 2, 3).unwrap();
        document.published = Some(Published { date, from: PublishedFrom::Text });
        let events = vec![
            event("Bridge opening", Status::Happened, 2, Some(2001)),
            event("Dam following", Status::Planned, 19, Some(2005)),
            event("Something some day", Status::Planned, 22, None),
        ];
        let reading = Reading { events, ..Reading::default() };
        project.add(vec![Article::new(document, reading)]);
        project
    }

    #[test]
    fn entries_without_a_span_are_counted_as_undated() {
        let index = index_from(&project(), Grouping::None);
        assert_eq!((index.len(), index.undated()), (2, 1));
        assert_eq!(index.lanes(), [""]);
        assert_eq!(index.publications().len(), 1);
    }

    #[test]
    fn lanes_by_status_are_those_that_occur() {
        let index = index_from(&project(), Grouping::Status);
        assert_eq!(index.lanes(), ["Happened", "Planned"]);
        let lanes: Vec<usize> = index.items().map(|item| item.lane.0).collect();
        assert_eq!(lanes, [0, 1]);
    }

    #[test]
    fn lanes_by_tag_are_those_of_the_first_tag() {
        let mut project = project();
        let ids: Vec<_> = project.chronology().iter().map(|entry| entry.id).collect();
        project.say(&ids[..1], &Say::Tags(vec!["work".to_owned(), "town".to_owned()]));
        let index = index_from(&project, Grouping::Tag);
        assert_eq!(index.lanes(), ["work", "No tag"]);
        assert_eq!(index.lane_of_item(ItemId(ids[0].0)), Some(LaneId(0)));
    }

    #[test]
    fn lanes_by_article_have_its_headline() {
        let index = index_from(&project(), Grouping::Article);
        assert_eq!(index.lanes(), ["A bridge opened. A dam is to follow."]);
    }
}
