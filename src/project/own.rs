//! Events and claims that the user makes.

use super::{Edit, EntryId, EventKey, MarkChange, Marks, OwnChange, Project, UserDate};
use crate::event::{Certainty, DatedBy, Event, Status};
use crate::text::{DocumentId, TextRange, sentences};
use std::collections::BTreeSet;

/// Words of an article that an event or a claim stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub document: DocumentId,
    pub in_title: bool,
    pub range: TextRange,
}

impl Project {
    /// Makes an event that stands on these words, or on none. Gives its key; `None` where the place is not there.
    pub fn create(&mut self, place: Option<&Place>, title: &str, date: Option<&UserDate>) -> Option<EventKey> {
        let (key, event) = self.own_mention(place)?;
        let mut after = Marks { title: Some(title.trim().to_owned()), date: date.cloned(), ..Marks::default() };
        after.stamp(&Marks::NONE, self.now_secs);
        let name = format!("Create “{}”", title.trim());
        let mark = MarkChange { key: key.clone(), before: Marks::default(), after };
        self.apply(Edit::Many {
            edits: vec![put(&name, key.clone(), event), Edit::Mark { name: name.clone(), changes: vec![mark] }],
            name,
        });
        Some(key)
    }

    /// Makes the words a further claim of the event. Gives its key.
    pub fn add_claim(&mut self, id: EntryId, place: &Place) -> Option<EventKey> {
        let entry = self.entry(id)?;
        let name = format!("Add a claim to “{}”", entry.title);
        let keys: Vec<EventKey> = entry.claims.iter().map(|claim| self.key_of(claim)).collect();
        let group = entry.marks().group.unwrap_or_else(|| self.history.free_group());
        let (key, event) = self.own_mention(Some(place))?;
        let join = |marks: &mut Marks| marks.group = Some(group);
        let changes = keys.iter().chain([&key]).filter_map(|key| self.mark_change(key, &join)).collect();
        self.apply(Edit::Many {
            edits: vec![put(&name, key.clone(), event), Edit::Mark { name: name.clone(), changes }],
            name,
        });
        Some(key)
    }

    /// Lets a claim stand on other words; what is said of it goes along. Gives its new key.
    pub fn move_claim(&mut self, key: &EventKey, place: &Place) -> Option<EventKey> {
        let entry = self.entry_of(key)?;
        let claim = entry.claims.iter().find(|claim| self.key_of(claim) == *key)?;
        let old = self.event(claim).clone();
        let name = format!("Move “{}”", entry.title);
        let (alone, group) = (entry.claims.len() == 1, entry.marks().group);
        let others: Vec<EventKey> = entry.claims.iter().map(|claim| self.key_of(claim)).filter(|k| k != key).collect();
        let (new_key, new) = self.own_mention(Some(place))?;
        let mut event = Event { in_title: new.in_title, trigger: new.trigger, sentence: new.sentence, ..own(old) };
        if (&key.document, key.in_title) != (&place.document, place.in_title) {
            // The words for who and where stand in the other text.
            (event.participants, event.places) = (Vec::new(), Vec::new());
        }
        let mut edits = vec![put(&name, new_key.clone(), event)];
        edits.push(self.gone(key, &name, &entry_title(self, key)));
        let group = if alone { group } else { Some(group.unwrap_or_else(|| self.history.free_group())) };
        let mut after = self.marks.get(key).cloned().unwrap_or_default();
        after.group = group;
        let mut changes = vec![MarkChange { key: new_key.clone(), before: Marks::default(), after }];
        if !alone {
            let join = |marks: &mut Marks| marks.group = group;
            changes.extend(others.iter().filter_map(|key| self.mark_change(key, &join)));
        }
        if key.is_own() {
            changes.extend(self.mark_change(key, &|marks: &mut Marks| *marks = Marks::default()));
        }
        edits.push(Edit::Mark { name: name.clone(), changes });
        self.apply(Edit::Many { name, edits });
        Some(new_key)
    }

    /// Takes one claim off its event: one of the user's own is deleted, one that the program found is rejected.
    pub fn remove_claim(&mut self, key: &EventKey) {
        let Some(entry) = self.entry_of(key) else { return };
        let name = format!("Remove a claim of “{}”", entry.title);
        let edits = self.without(std::slice::from_ref(key), &name, &entry.title);
        self.apply(Edit::Many { name, edits });
    }

    /// Makes a second event like this one, on the same words. Gives its key.
    pub fn duplicate(&mut self, id: EntryId) -> Option<EventKey> {
        let entry = self.entry(id)?;
        let name = format!("Duplicate “{}”", entry.title);
        let lead = &entry.claims[entry.lead];
        let event = own(self.event(lead).clone());
        let key = EventKey { own: self.free_own(), ..self.key_of(lead) };
        let mut after = entry.marks().clone();
        after.group = None;
        let mut edits = vec![put(&name, key.clone(), event)];
        if after != Marks::default() {
            let change = MarkChange { key: key.clone(), before: Marks::default(), after };
            edits.push(Edit::Mark { name: name.clone(), changes: vec![change] });
        }
        self.apply(Edit::Many { name, edits });
        Some(key)
    }

    /// Takes the events off the timeline: what the program found goes to the rejected ones, from which it can be
    /// restored; what the user made is deleted.
    pub fn reject(&mut self, ids: &[EntryId]) {
        let ids: BTreeSet<EntryId> = ids.iter().copied().filter(|id| self.entry(*id).is_some()).collect();
        let ids: Vec<EntryId> = ids.into_iter().collect();
        let entries = || ids.iter().filter_map(|id| self.entry(*id));
        let keys: Vec<EventKey> =
            entries().flat_map(|entry| entry.claims.iter().map(|claim| self.key_of(claim))).collect();
        if keys.is_empty() {
            return;
        }
        let verb = if keys.iter().all(EventKey::is_own) { "Delete" } else { "Reject" };
        let name = format!("{verb} {}", self.named(&ids));
        let title = entries().next().map(|entry| entry.title.to_string()).unwrap_or_default();
        let mut edits = self.without(&keys, &name, &title);
        match edits.len() {
            1 if ids.len() == 1 => self.apply(edits.remove(0)),
            _ => self.apply(Edit::Many { name, edits }),
        }
    }

    fn without(&self, keys: &[EventKey], name: &str, title: &str) -> Vec<Edit> {
        let (own, found): (Vec<EventKey>, Vec<EventKey>) = keys.iter().cloned().partition(EventKey::is_own);
        let mut edits = Vec::new();
        if !found.is_empty() {
            edits.push(Edit::Hide { keys: found, title: title.to_owned() });
        }
        if !own.is_empty() {
            let forget = |key: &EventKey| self.mark_change(key, &|marks: &mut Marks| *marks = Marks::default());
            let changes: Vec<MarkChange> = own.iter().filter_map(forget).collect();
            if !changes.is_empty() {
                edits.push(Edit::Mark { name: name.to_owned(), changes });
            }
            let changes =
                own.into_iter().map(|key| OwnChange { before: self.own.get(&key).cloned(), key, after: None });
            edits.push(Edit::Own { name: name.to_owned(), changes: changes.collect() });
        }
        edits
    }

    /// Takes the mention away; what is said of it is left to the caller.
    fn gone(&self, key: &EventKey, name: &str, title: &str) -> Edit {
        if key.is_own() {
            let change = OwnChange { key: key.clone(), before: self.own.get(key).cloned(), after: None };
            Edit::Own { name: name.to_owned(), changes: vec![change] }
        } else {
            Edit::Hide { keys: vec![key.clone()], title: title.to_owned() }
        }
    }

    /// A mention of the user's own on these words, not yet in the project.
    pub(super) fn own_mention(&self, place: Option<&Place>) -> Option<(EventKey, Event)> {
        let own = self.free_own();
        let Some(Place { document, in_title, range }) = place else {
            let key = EventKey { document: DocumentId::from(""), in_title: false, trigger: EMPTY, own };
            return Some((key, blank(false, EMPTY, EMPTY, "")));
        };
        let article = self.article(document)?;
        let text = if *in_title { article.document.title.as_deref()? } else { article.document.text.as_str() };
        let words = text.get(range.start..range.end)?;
        let sentence = if *in_title { TextRange::new(0, text.len()) } else { sentence_around(text, *range) };
        let key = EventKey { document: document.clone(), in_title: *in_title, trigger: *range, own };
        Some((key, blank(*in_title, *range, sentence, words)))
    }

    /// A number that no mention has.
    fn free_own(&self) -> u64 {
        self.own.keys().map(|key| key.own).max().unwrap_or(0) + 1
    }
}

const EMPTY: TextRange = TextRange { start: 0, end: 0 };

fn entry_title(project: &Project, key: &EventKey) -> String {
    project.entry_of(key).map(|entry| entry.title.to_string()).unwrap_or_default()
}

fn put(name: &str, key: EventKey, event: Event) -> Edit {
    Edit::Own { name: name.to_owned(), changes: vec![OwnChange { key, before: None, after: Some(event) }] }
}

/// The mention as one of the user's: it keeps its date, but no longer follows the expression that gave it.
pub(super) fn own(event: Event) -> Event {
    Event { by: DatedBy::User, timex: None, ..event }
}

/// An undated event; what is said of it are marks. It never leads where the program found a claim.
/// The mention of a key alone, with nothing but its words.
pub(super) fn blank_at(text: &str, key: &EventKey) -> Event {
    blank(key.in_title, key.trigger, key.trigger, key.trigger.of(text))
}

fn blank(in_title: bool, trigger: TextRange, sentence: TextRange, words: &str) -> Event {
    Event {
        title: words.split_whitespace().collect::<Vec<_>>().join(" "),
        in_title,
        trigger,
        sentence,
        timex: None,
        by: DatedBy::User,
        value: String::new(),
        modifier: None,
        edtf: None,
        span: None,
        granularity: None,
        status: Status::Happened,
        future: false,
        certainty: Certainty::Certain,
        negated: false,
        attribution: None,
        participants: Vec::new(),
        places: Vec::new(),
        confidence: 0.0,
        importance: 0.5,
    }
}

/// The sentences that the words touch.
fn sentence_around(text: &str, range: TextRange) -> TextRange {
    let touched = sentences(text).into_iter().map(|sentence| sentence.range).filter(|around| around.overlaps(range));
    touched.fold(range, |all, one| TextRange::new(all.start.min(one.start), all.end.max(one.end)))
}
