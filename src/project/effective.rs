//! What holds of an event: the user's word where there is one, else what the program found; and whose word it is.

use super::outline::Outline;
use super::{Article, Claim, Entry, EventKey, Field, Marks, Project};
use crate::event::{DatedBy, Event, is_name};
use crate::time::{Edtf, FuzzySpan, Granularity};
use crate::timex::{Modifier, RuleName};

/// The date that holds of an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated<'p> {
    /// TIMEX3 value.
    pub value: &'p str,
    pub modifier: Option<Modifier>,
    pub edtf: Option<&'p str>,
    /// That of the whole event, its end included.
    pub span: Option<FuzzySpan>,
    pub granularity: Option<Granularity>,
}

/// Whose word a field is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Origin {
    /// The user's; since when, seconds since 1970 (UTC), where that is known.
    User { at_secs: Option<i64> },
    /// A rule of the tagger, for dates.
    Rule(RuleName),
    /// Worked out by the program from the sentence.
    Program,
    /// There is nothing.
    Nobody,
}

/// Which version of the program read a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadBy<'p> {
    /// "" where it was not noted.
    pub program: &'p str,
    /// The version of its rules; 0 where it was not noted.
    pub rules: u32,
    /// An earlier version than this read the mention, which the user's word kept when its article was read again.
    pub kept: bool,
}

impl Marks {
    /// The event as the user has it.
    pub fn put_on(&self, mut event: Event) -> Event {
        if let Some(title) = &self.title {
            event.title.clone_from(title);
        }
        if let Some(date) = &self.date {
            (event.value, event.modifier, event.edtf) = (date.value.clone(), date.modifier, date.edtf.clone());
            (event.span, event.granularity) = (Some(date.span), Some(date.granularity));
        }
        if let Some(end) = &self.end {
            event.span = Some(until(event.span, end.span));
            let begin = event.edtf.as_deref().unwrap_or("..");
            let edtf = end.edtf.as_ref().and_then(|end| Edtf::parse(&format!("{begin}/{end}")));
            event.edtf = edtf.map(|edtf| edtf.to_string()).or(event.edtf);
        }
        event.status = self.status.unwrap_or(event.status);
        event
    }
}

/// From within the one to within the other.
pub(super) fn until(begin: Option<FuzzySpan>, end: FuzzySpan) -> FuzzySpan {
    let (earliest_end, latest_end) = end.hull();
    let (earliest_begin, latest_begin) = begin.map_or((None, None), |begin| begin.hull());
    FuzzySpan {
        earliest_begin,
        // Nothing begins after it ended.
        latest_begin: [latest_begin, latest_end].into_iter().flatten().min(),
        earliest_end: earliest_end.max(earliest_begin),
        latest_end,
    }
}

impl Project {
    /// The mention that a claim is.
    pub fn key_of(&self, claim: &Claim) -> EventKey {
        claim.key(&self.articles, &self.own_keys)
    }

    /// The mention that leads an entry.
    pub fn lead_key(&self, entry: &Entry) -> EventKey {
        self.key_of(&entry.claims[entry.lead])
    }

    /// Whether the mention is one of the entry's.
    pub fn is_told_by(&self, entry: &Entry, key: &EventKey) -> bool {
        entry.claims.iter().any(|claim| self.key_of(claim) == *key)
    }

    /// What a claim says, as the program found it or the user made it.
    pub fn event(&self, claim: &Claim) -> &Event {
        match (claim.article(), claim.event()) {
            (Some(article), Some(event)) => &self.articles[article].reading.events[event],
            _ => &self.own[&self.key_of(claim)],
        }
    }

    /// The article that a claim stands in; `None` for what the user wrote down without one.
    pub fn article_of(&self, claim: &Claim) -> Option<&Article> {
        claim.article().map(|at| self.articles[at].as_ref())
    }

    /// The text that the ranges of a claim count in: the article's or its headline, "" without an article.
    pub fn text_of(&self, claim: &Claim) -> &str {
        let Some(article) = self.article_of(claim) else { return "" };
        if claim.is_in_title() { article.document.title.as_deref().unwrap_or("") } else { &article.document.text }
    }

    /// What the leading claim of an entry says.
    pub fn lead(&self, entry: &Entry) -> &Event {
        self.event(&entry.claims[entry.lead])
    }

    /// The date that holds of the event.
    pub fn dated<'p>(&'p self, entry: &'p Entry) -> Dated<'p> {
        let lead = self.lead(entry);
        let (span, granularity) = (entry.span(), entry.granularity);
        match &entry.marks().date {
            Some(date) => {
                Dated { value: &date.value, modifier: date.modifier, edtf: date.edtf.as_deref(), span, granularity }
            }
            None => {
                Dated { value: &lead.value, modifier: lead.modifier, edtf: lead.edtf.as_deref(), span, granularity }
            }
        }
    }

    /// Who takes part, by name, each once.
    pub fn participants(&self, entry: &Entry) -> Vec<String> {
        entry.marks().participants.clone().unwrap_or_else(|| {
            once(self.lead(entry).participants.iter().map(|participant| participant.name.clone())) //
        })
    }

    /// Where it happened, by name, each once.
    pub fn places(&self, entry: &Entry) -> Vec<String> {
        entry.marks().places.clone().unwrap_or_else(|| {
            let text = self.text_of(&entry.claims[entry.lead]);
            once(self.lead(entry).places.iter().map(|place| place.of(text).to_owned()))
        })
    }

    /// The first who takes part and is named, without a look into the reading.
    pub fn first_participant<'p>(&'p self, entry: &'p Entry) -> Option<&'p str> {
        match (&entry.marks().participants, self.own_lead(entry)) {
            (Some(names), _) => names.iter().map(String::as_str).find(|name| is_name(name)),
            (None, Some(own)) => own.participants.iter().map(|it| it.name.as_str()).find(|name| is_name(name)),
            (None, None) => self.lead_names(entry).and_then(|(outline, event)| outline.participant(event)),
        }
    }

    /// The first place, likewise.
    pub fn first_place<'p>(&'p self, entry: &'p Entry) -> Option<&'p str> {
        let name = match (&entry.marks().places, self.own_lead(entry)) {
            (Some(names), _) => names.first().map(String::as_str),
            (None, Some(own)) => own.places.first().map(|place| place.of(self.text_of(&entry.claims[entry.lead]))),
            (None, None) => self.lead_names(entry).and_then(|(outline, event)| outline.place(event)),
        };
        name.filter(|name| !name.is_empty())
    }

    /// The leading mention where the user made it.
    fn own_lead(&self, entry: &Entry) -> Option<&Event> {
        let lead = &entry.claims[entry.lead];
        lead.is_own().then(|| self.event(lead))
    }

    fn lead_names(&self, entry: &Entry) -> Option<(&Outline, usize)> {
        let lead = &entry.claims[entry.lead];
        Some((self.articles[lead.article()?].outline(), lead.event()?))
    }

    /// Whose word the field is.
    pub fn origin(&self, entry: &Entry, field: Field) -> Origin {
        let marks = entry.marks();
        if marks.says(field) {
            return Origin::User { at_secs: marks.said_at.get(&field).copied() };
        }
        let (claim, lead) = (&entry.claims[entry.lead], self.lead(entry));
        let is_there = match field {
            Field::Title => true,
            Field::Date => lead.span.is_some() || !lead.value.is_empty(),
            Field::Status => !claim.is_own(),
            Field::Participants => !lead.participants.is_empty(),
            Field::Places => !lead.places.is_empty(),
            _ => false,
        };
        match field {
            _ if !is_there => Origin::Nobody,
            _ if lead.by == DatedBy::User => Origin::User { at_secs: None },
            Field::Date => self.rule_of(claim).map_or(Origin::Program, Origin::Rule),
            _ => Origin::Program,
        }
    }

    /// Which version read the mention; `None` for one that the user made.
    pub fn read_by(&self, claim: &Claim) -> Option<ReadBy<'_>> {
        let reading = &self.article_of(claim).filter(|_| !claim.is_own())?.reading;
        let kept = self.remark(&self.key_of(claim)).is_some_and(|remark| remark.offer.is_some());
        Some(ReadBy { program: &reading.program, rules: reading.rules, kept })
    }

    fn rule_of(&self, claim: &Claim) -> Option<RuleName> {
        let reading = &self.article_of(claim)?.reading;
        let timexes = if claim.is_in_title() { &reading.title_timexes } else { &reading.timexes };
        Some(timexes.get(self.event(claim).timex?)?.rule)
    }
}

fn once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}
