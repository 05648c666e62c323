//! What the chronology needs to know of an article's events, small enough to be held for every article.

use super::SharedStr;
use crate::event::{self, Event, Reading, Status};
use crate::text::{Document, TextRange};
use crate::time::{FuzzySpan, Granularity, TimePoint, TimeSpan};
use crate::timex::Modifier;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Goes up when outlines that were stored before can no longer be read; they are then made anew from the readings.
pub(super) const FORM: i64 = 4;

/// An outline of the events of one article, in their order.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    /// The titles and values, one behind the other.
    text: Arc<String>,
    /// A [`Row`] an event, in postcard's form.
    rows: Arc<[u8]>,
    len: usize,
    /// The version of the rules that the reading was made by.
    rules: u32,
    names: Arc<Names>,
}

/// Who takes part and where, by name, for lanes.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Names {
    /// Each once.
    all: Vec<String>,
    /// For each event the number of the first participant with a name, and of the first place: one more than its place
    /// in `all`, 0 for none.
    of_events: Vec<(u16, u16)>,
}

impl Names {
    fn of(document: &Document, events: &[Event]) -> Names {
        let (mut names, mut numbers) = (Names::default(), BTreeMap::new());
        let mut number = |name: Option<&str>, all: &mut Vec<String>| {
            let Some(name) = name.filter(|name| !name.is_empty()) else { return 0 };
            if let Some(&known) = numbers.get(name) {
                return known;
            }
            // An article with so many names has none for the rest of its events.
            let Ok(new) = u16::try_from(all.len() + 1) else { return 0 };
            all.push(name.to_owned());
            numbers.insert(name.to_owned(), new);
            new
        };
        for event in events {
            let who = event.participants.iter().map(|it| it.name.as_str()).find(|name| event::is_name(name));
            let place = event.places.first().map(|place| place.of(event::text_of(document, event)));
            let of_event = (number(who, &mut names.all), number(place, &mut names.all));
            names.of_events.push(of_event);
        }
        names
    }

    fn get(&self, number: u16) -> Option<&str> {
        self.all.get(usize::from(number).checked_sub(1)?).map(String::as_str)
    }
}

#[derive(Serialize, Deserialize)]
struct Row {
    title_len: usize,
    value_len: usize,
    span: Option<Span>,
    granularity: Option<Granularity>,
    modifier: Option<Modifier>,
    status: Status,
    confidence: f32,
    importance: f32,
    in_title: bool,
    trigger_start: usize,
    trigger_len: usize,
    told_before: Option<usize>,
    bucket: u32,
    /// Bytes from the sentence's begin to the trigger, which may stand before it, and of the sentence.
    sentence_back: i64,
    sentence_len: usize,
}

/// A span in few bytes: most are "at some time within".
#[derive(Serialize, Deserialize)]
enum Span {
    Within { start: i64, secs: i64 },
    Other(FuzzySpan),
}

impl From<FuzzySpan> for Span {
    fn from(span: FuzzySpan) -> Span {
        match span.as_within() {
            Some(within) => Span::Within { start: within.start.0, secs: within.end.0.wrapping_sub(within.start.0) },
            None => Span::Other(span),
        }
    }
}

impl From<Span> for FuzzySpan {
    fn from(span: Span) -> FuzzySpan {
        match span {
            Span::Within { start, secs } => {
                FuzzySpan::within(TimeSpan { start: TimePoint(start), end: TimePoint(start.wrapping_add(secs)) })
            }
            Span::Other(span) => span,
        }
    }
}

/// An event as far as the chronology goes.
#[derive(Clone, Debug)]
pub(super) struct Brief {
    pub title: SharedStr,
    pub value: SharedStr,
    pub span: Option<FuzzySpan>,
    pub granularity: Option<Granularity>,
    pub modifier: Option<Modifier>,
    pub status: Status,
    pub confidence: f32,
    pub importance: f32,
    pub in_title: bool,
    pub trigger: TextRange,
    pub sentence: TextRange,
    /// The event of the article that this one is the same as without being compared.
    pub told_before: Option<usize>,
    /// Only events of one bucket are compared; see [`event::bucket`].
    pub bucket: u32,
}

impl Brief {
    /// Of a mention that the user made, which is compared with no other.
    pub fn of_own(event: &Event) -> Brief {
        Brief {
            title: SharedStr::from(event.title.as_str()),
            value: SharedStr::from(event.value.as_str()),
            span: event.span,
            granularity: event.granularity,
            modifier: event.modifier,
            status: event.status,
            confidence: event.confidence,
            importance: event.importance,
            in_title: event.in_title,
            trigger: event.trigger,
            sentence: event.sentence,
            told_before: None,
            bucket: 0,
        }
    }
}

impl Outline {
    pub fn of(document: &Document, reading: &Reading) -> Outline {
        let (mut text, mut rows) = (String::new(), Vec::new());
        for (at, event) in reading.events.iter().enumerate() {
            text.push_str(&event.title);
            text.push_str(&event.value);
            rows = postcard::to_extend(&row(document, &reading.events, at), rows).unwrap_or_default();
        }
        text.shrink_to_fit();
        let names = Arc::new(Names::of(document, &reading.events));
        Outline { text: Arc::new(text), rows: rows.into(), len: reading.events.len(), rules: reading.rules, names }
    }

    /// The first participant of an event that has a name.
    pub fn participant(&self, event: usize) -> Option<&str> {
        self.names.get(self.names.of_events.get(event)?.0)
    }

    /// The first place of an event.
    pub fn place(&self, event: usize) -> Option<&str> {
        self.names.get(self.names.of_events.get(event)?.1)
    }

    /// The version of the rules that the reading was made by.
    pub fn rules(&self) -> u32 {
        self.rules
    }

    /// Number of events.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn events(&self) -> impl Iterator<Item = Brief> + '_ {
        let (mut rest, mut at) = (&*self.rows, 0);
        (0..self.len).map_while(move |_| {
            let (row, behind) = postcard::take_from_bytes::<Row>(rest).ok()?;
            rest = behind;
            let (title_end, value_end) = (at + row.title_len, at + row.title_len + row.value_len);
            let title = SharedStr::piece(&self.text, at, title_end);
            let value = SharedStr::piece(&self.text, title_end, value_end);
            at = value_end;
            Some(row.brief(title, value))
        })
    }

    pub fn event(&self, at: usize) -> Option<Brief> {
        self.events().nth(at)
    }

    /// The places of the events with this trigger: a verb with two dates is two events.
    pub fn find(&self, in_title: bool, trigger: TextRange) -> impl Iterator<Item = usize> + '_ {
        let is_it = move |brief: &Brief| brief.in_title == in_title && brief.trigger == trigger;
        self.events().enumerate().filter(move |(_, brief)| is_it(brief)).map(|(at, _)| at)
    }

    /// As it is stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        let parts = (self.len, self.text.as_str(), &*self.rows, self.rules, &*self.names);
        postcard::to_extend(&parts, Vec::new()).unwrap_or_default()
    }

    /// `None` for what [`Outline::to_bytes`] cannot have written.
    pub fn from_bytes(bytes: &[u8]) -> Option<Outline> {
        let parts: (usize, &str, &[u8], u32, Names) = postcard::from_bytes(bytes).ok()?;
        let (len, text, rows, rules, names) = parts;
        Some(Outline { text: Arc::new(text.to_owned()), rows: rows.into(), len, rules, names: Arc::new(names) })
    }
}

impl Row {
    fn brief(self, title: SharedStr, value: SharedStr) -> Brief {
        let sentence_start = (self.trigger_start as i64).saturating_sub(self.sentence_back).max(0) as usize;
        Brief {
            title,
            value,
            span: self.span.map(FuzzySpan::from),
            granularity: self.granularity,
            modifier: self.modifier,
            status: self.status,
            confidence: self.confidence,
            importance: self.importance,
            in_title: self.in_title,
            trigger: TextRange::new(self.trigger_start, self.trigger_start.saturating_add(self.trigger_len)),
            sentence: TextRange::new(sentence_start, sentence_start.saturating_add(self.sentence_len)),
            told_before: self.told_before,
            bucket: self.bucket,
        }
    }
}

fn row(document: &Document, events: &[Event], at: usize) -> Row {
    let event = &events[at];
    Row {
        title_len: event.title.len(),
        value_len: event.value.len(),
        span: event.span.map(Span::from),
        granularity: event.granularity,
        modifier: event.modifier,
        status: event.status,
        confidence: event.confidence,
        importance: event.importance,
        in_title: event.in_title,
        trigger_start: event.trigger.start,
        trigger_len: event.trigger.len(),
        sentence_back: event.trigger.start as i64 - event.sentence.start as i64,
        sentence_len: event.sentence.len(),
        told_before: event::told_before(events, at),
        bucket: event::bucket(event, event::text_of(document, event)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_says_what_the_events_say_also_when_it_was_stored() {
        let mut document = Document::from_text(
            "a",
            "The army captured the town in late 2014. Rebels attacked the base on January 3, 2020.",
        );
        document.title = Some("Town of Corby captured in 2014".to_owned());
        let reading = event::read(&document);
        assert!(reading.events.len() > 1 && reading.events.iter().any(|event| !event.participants.is_empty()));
        let outline = Outline::from_bytes(&Outline::of(&document, &reading).to_bytes()).unwrap();
        assert_eq!(outline.len(), reading.events.len());
        for (at, (brief, event)) in outline.events().zip(&reading.events).enumerate() {
            assert_eq!((&*brief.title, &*brief.value), (event.title.as_str(), event.value.as_str()));
            assert_eq!(
                (brief.span, brief.granularity, brief.modifier),
                (event.span, event.granularity, event.modifier)
            );
            assert_eq!((brief.confidence, brief.importance), (event.confidence, event.importance));
            assert_eq!((brief.trigger, brief.sentence), (event.trigger, event.sentence));
            assert!(outline.find(event.in_title, event.trigger).any(|found| found == at));
            assert_eq!(outline.participant(at), event.participants.first().map(|it| it.name.as_str()));
            let place = event.places.first().map(|place| place.of(event::text_of(&document, event)));
            assert_eq!(outline.place(at), place);
        }
        assert!(Outline::from_bytes(&[7, 7, 7]).is_none());
    }
}
