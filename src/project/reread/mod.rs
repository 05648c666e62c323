//! Reading articles again, or newer versions of them: what the program found then, what it finds now and what the user
//! did, brought together.

mod merge;
#[cfg(test)]
mod tests;
mod versions;

pub use versions::Arrivals;

use super::{Article, Edit, EventKey, MarkChange, Marks, OwnChange, Place, Project};
use crate::event::{self, Event, Reading};
use crate::text::{Anchor, Document, DocumentId};
use merge::{Merged, Said, merge};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What reading again left to be said of a mention.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remark {
    /// It was not there before.
    pub is_new: bool,
    /// Its words stand elsewhere in the newer version of its article.
    pub moved: bool,
    /// The program reads it otherwise now than when the user touched it.
    pub offer: Option<Offer>,
}

/// What the program reads now where the user's word on an earlier reading stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// `None` where it no longer reads an event there.
    pub event: Option<Event>,
    /// The user keeps the earlier one.
    pub declined: bool,
}

/// What the user said of words that no longer stand in their article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Orphan {
    /// The sentence, as it stood.
    pub anchor: Anchor,
    pub event: Event,
    pub marks: Marks,
    pub hidden: bool,
}

impl Orphan {
    /// The title that it had.
    pub fn title(&self) -> &str {
        self.marks.title.as_deref().unwrap_or(&self.event.title)
    }
}

/// Names an orphan: the mention that it was, and a number for those that stood at the same place of other versions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OrphanId {
    pub key: EventKey,
    pub number: u32,
}

/// One thing before and after an edit; `None` where there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change<K, V> {
    pub key: K,
    pub before: Option<V>,
    pub after: Option<V>,
}

impl<K, V> Change<K, V> {
    fn inverse(self) -> Change<K, V> {
        Change { key: self.key, before: self.after, after: self.before }
    }
}

/// Articles in the place of their earlier readings or versions, and what is said of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Revision {
    /// Before and after, with the same id.
    pub articles: Vec<(Arc<Article>, Arc<Article>)>,
    pub remarks: Vec<Change<EventKey, Remark>>,
    pub orphans: Vec<Change<OrphanId, Orphan>>,
}

impl Revision {
    pub(super) fn inverse(self) -> Revision {
        Revision {
            articles: self.articles.into_iter().map(|(before, after)| (after, before)).collect(),
            remarks: self.remarks.into_iter().map(Change::inverse).collect(),
            orphans: self.orphans.into_iter().map(Change::inverse).collect(),
        }
    }
}

/// An article read again: its document, or a newer version of it, and what the program finds there now.
#[derive(Clone, Debug)]
pub struct Fresh {
    pub before: Arc<Article>,
    pub document: Document,
    pub found: Reading,
    /// SHA-256 of the file that the document was read from.
    pub original: Option<[u8; 32]>,
}

impl Fresh {
    /// Reads the article again.
    pub fn again(before: Arc<Article>) -> Fresh {
        let (document, found) = (before.document.clone(), event::read(&before.document));
        Fresh { original: before.original, before, document, found }
    }
}

/// What reading again came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub articles: usize,
    pub new: usize,
    /// Events that nobody had touched and that the program reads otherwise now.
    pub followed: usize,
    /// Such events that it no longer reads.
    pub gone: usize,
    /// Touched events for which there is another reading.
    pub offered: usize,
    /// Touched or rejected events whose words stand elsewhere.
    pub moved: usize,
    pub orphaned: usize,
}

/// What taking up what was read again would do, worked out beforehand: see [`Project::plan`].
#[derive(Clone, Debug, Default)]
pub struct Plan {
    edits: Vec<Edit>,
    tally: Tally,
}

/// The articles and all that the user said, as they stand, for work on another thread.
pub struct Snapshot(Project);

impl Snapshot {
    /// What [`Project::carry_out`] does with what was read again, while the project is as it was.
    pub fn plan(&self, name: &str, fresh: &[Fresh]) -> Plan {
        self.0.plan(name, fresh)
    }
}

/// What the user said, going along with the mentions that it was said of.
#[derive(Default)]
struct Words {
    moves: Vec<(EventKey, Option<EventKey>)>,
    own_gone: Vec<OwnChange>,
    own_come: Vec<OwnChange>,
}

impl Words {
    fn take(&mut self, project: &Project, merged: &Merged) {
        for (from, to) in &merged.moves {
            if let Some(event) = project.own.get(from) {
                self.own_gone.push(OwnChange { key: from.clone(), before: Some(event.clone()), after: None });
            }
            if let Some(to) = to
                && let Some(event) = merged.own.get(to)
            {
                self.own_come.push(OwnChange { key: to.clone(), before: None, after: Some(event.clone()) });
            }
        }
        self.moves.extend(merged.moves.iter().cloned());
    }

    /// The edits in their order: a place that one mention leaves may be the one that another comes to.
    fn edits(self, project: &Project, name: &str, revision: Revision) -> Vec<Edit> {
        let mut edits = Vec::new();
        let hidden = || self.moves.iter().filter(|(from, _)| project.hidden.contains(from));
        let left: Vec<EventKey> = hidden().map(|(from, _)| from.clone()).collect();
        let come: Vec<EventKey> = hidden().filter_map(|(_, to)| to.clone()).collect();
        let marks = self.marks(project);
        let name = name.to_owned();
        if !left.is_empty() {
            edits.push(Edit::Restore { keys: left });
        }
        if !self.own_gone.is_empty() {
            edits.push(Edit::Own { name: name.clone(), changes: self.own_gone });
        }
        if revision != Revision::default() {
            edits.push(Edit::Revise(Box::new(revision)));
        }
        if !self.own_come.is_empty() {
            edits.push(Edit::Own { name: name.clone(), changes: self.own_come });
        }
        if !marks.is_empty() {
            edits.push(Edit::Mark { name: name.clone(), changes: marks });
        }
        if !come.is_empty() {
            edits.push(Edit::Hide { keys: come, title: name });
        }
        edits
    }

    fn marks(&self, project: &Project) -> Vec<MarkChange> {
        let mut after: BTreeMap<&EventKey, Marks> =
            self.moves.iter().map(|(from, _)| (from, Marks::default())).collect();
        for (from, to) in &self.moves {
            if let (Some(to), Some(word)) = (to, project.marks.get(from)) {
                after.insert(to, word.clone());
            }
        }
        let change = |(key, after): (&EventKey, Marks)| {
            let before = project.marks.get(key).cloned().unwrap_or_default();
            (before != after).then(|| MarkChange { key: key.clone(), before, after })
        };
        after.into_iter().filter_map(change).collect()
    }
}

/// The remarks of one article before and after, where they are not the same.
fn differences(said: &Said, after: &BTreeMap<EventKey, Remark>) -> Vec<Change<EventKey, Remark>> {
    let keys: BTreeSet<&EventKey> = said.remarks.keys().copied().chain(after.keys()).collect();
    let change = |key: &EventKey| {
        let (before, after) = (said.remarks.get(key).copied(), after.get(key));
        (before != after).then(|| Change { key: key.clone(), before: before.cloned(), after: after.cloned() })
    };
    keys.into_iter().filter_map(change).collect()
}

impl Project {
    /// What reading again left to be said of a mention.
    pub fn remark(&self, key: &EventKey) -> Option<&Remark> {
        self.remarks.get(key)
    }

    /// What the user said of words that no longer stand.
    pub fn orphans(&self) -> impl Iterator<Item = (&OrphanId, &Orphan)> {
        self.orphans.iter()
    }

    /// The articles that were read by older rules than this program has.
    pub fn read_by_older_rules(&self) -> Vec<DocumentId> {
        let older = self.articles.iter().filter(|article| article.rules() < event::RULES);
        older.map(|article| article.document.id.clone()).collect()
    }

    /// Takes up what was read again, in one edit. What changed meanwhile is left as it is.
    pub fn revise(&mut self, name: &str, fresh: &[Fresh]) -> Tally {
        let plan = self.plan(name, fresh);
        self.carry_out(name, plan)
    }

    /// Does what was planned, in one edit, where the project is still the one that it was planned for.
    pub fn carry_out(&mut self, name: &str, plan: Plan) -> Tally {
        if !plan.edits.is_empty() {
            self.apply(Edit::Many { name: name.to_owned(), edits: plan.edits });
        }
        plan.tally
    }

    /// All that a plan hangs on; what follows from it is left out.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot(Project {
            articles: self.articles.clone(),
            places: self.places.clone(),
            hidden: self.hidden.clone(),
            marks: self.marks.clone(),
            own: self.own.clone(),
            remarks: self.remarks.clone(),
            orphans: self.orphans.clone(),
            ..Project::default()
        })
    }

    fn plan(&self, name: &str, fresh: &[Fresh]) -> Plan {
        let mut tally = Tally::default();
        let mut words = Words::default();
        let mut revision = Revision::default();
        for fresh in fresh {
            let id = &fresh.before.document.id;
            let stands = self.places.get(id).is_some_and(|&at| Arc::ptr_eq(&self.articles[at], &fresh.before));
            if !stands {
                continue;
            }
            let said = Said::of(self, id);
            let merged = merge(fresh, &said, &mut tally);
            words.take(self, &merged);
            revision.remarks.extend(differences(&said, &merged.remarks));
            for (key, orphan) in merged.orphans {
                let number = self.free_orphan(&key);
                revision.orphans.push(Change { key: OrphanId { key, number }, before: None, after: Some(orphan) });
            }
            let article = Article::new(fresh.document.clone(), merged.reading).of_original(fresh.original);
            if article != *fresh.before {
                tally.articles += 1;
                revision.articles.push((Arc::clone(&fresh.before), Arc::new(article)));
            }
        }
        Plan { edits: words.edits(self, name, revision), tally }
    }

    /// Lets what the user said of mentions that these articles no longer have be orphaned, in one edit: after they were
    /// read again without knowing what had been found.
    pub(super) fn orphan_unfound(&mut self, ids: &[DocumentId]) {
        let mut words = Words::default();
        let mut revision = Revision::default();
        for id in ids {
            let Some(article) = self.article(id) else { continue };
            let said: BTreeSet<&EventKey> = self.marks.keys().chain(&self.hidden).collect();
            let of_article = said.into_iter().filter(|key| &key.document == id && !key.is_own());
            for key in of_article.filter(|key| article.outline().find(key.in_title, key.trigger).next().is_none()) {
                let text =
                    if key.in_title { article.document.title.as_deref().unwrap_or("") } else { &article.document.text };
                let event = super::own::blank_at(text, key);
                let orphan = Orphan {
                    anchor: Anchor::new(text, event.sentence),
                    event,
                    marks: self.marks.get(key).cloned().unwrap_or_default(),
                    hidden: self.hidden.contains(key),
                };
                let number = self.free_orphan(key);
                revision.orphans.push(Change {
                    key: OrphanId { key: key.clone(), number },
                    before: None,
                    after: Some(orphan),
                });
                words.moves.push((key.clone(), None));
            }
        }
        let name = "Read again what could not be understood";
        let edits = words.edits(self, name, revision);
        if !edits.is_empty() {
            self.apply(Edit::Many { name: name.to_owned(), edits });
        }
    }

    fn free_orphan(&self, key: &EventKey) -> u32 {
        let of_key = self.orphans.keys().filter(|id| &id.key == key).map(|id| id.number + 1);
        of_key.max().unwrap_or(0)
    }

    /// Takes what the program reads now in the place of what the user's word stood on; where it reads nothing there any
    /// more, the event goes to the rejected ones.
    pub fn take_offer(&mut self, key: &EventKey) {
        let Some(Remark { offer: Some(offer), .. }) = self.remarks.get(key).cloned() else { return };
        let Some(&at) = self.places.get(&key.document) else { return };
        let before = Arc::clone(&self.articles[at]);
        let place = before.reading.events.iter().position(|e| (e.in_title, e.trigger) == (key.in_title, key.trigger));
        let Some(place) = place else { return };
        let mut edits = Vec::new();
        let remarks = vec![self.without_offer(key)];
        let title = before.reading.events[place].title.clone();
        let name = format!("Take the program’s reading of “{title}”");
        match offer.event {
            None => {
                edits.push(Edit::Revise(Box::new(Revision { remarks, ..Revision::default() })));
                edits.push(Edit::Hide { keys: vec![key.clone()], title });
            }
            Some(event) => {
                let mut reading = Reading::clone(&before.reading);
                let moved = EventKey { trigger: event.trigger, ..key.clone() };
                reading.events[place] = event;
                merge::sort(&mut reading.events);
                let after = Arc::new(Article::new(before.document.clone(), reading).of_original(before.original));
                let articles = vec![(before, after)];
                edits.push(Edit::Revise(Box::new(Revision { articles, remarks, ..Revision::default() })));
                edits.extend(self.move_word(&name, key, &moved));
            }
        }
        self.apply(Edit::Many { name, edits });
    }

    /// What the user said goes along when the event stands on another word now. The title and the date that the user gave
    /// stay: they are no reading.
    fn move_word(&self, name: &str, from: &EventKey, to: &EventKey) -> Option<Edit> {
        let word = self.marks.get(from).filter(|_| from != to)?.clone();
        let before = self.marks.get(to).cloned().unwrap_or_default();
        let changes = vec![
            MarkChange { key: from.clone(), before: word.clone(), after: Marks::default() },
            MarkChange { key: to.clone(), before, after: word },
        ];
        Some(Edit::Mark { name: name.to_owned(), changes })
    }

    fn without_offer(&self, key: &EventKey) -> Change<EventKey, Remark> {
        let before = self.remarks.get(key).cloned();
        let after = before.clone().map(|remark| Remark { offer: None, ..remark });
        Change { key: key.clone(), before, after: after.filter(|remark| *remark != Remark::default()) }
    }

    /// Keeps what the user's word stands on; the same reading is not offered again.
    pub fn decline_offer(&mut self, key: &EventKey) {
        let Some(before @ Remark { offer: Some(offer), .. }) = self.remarks.get(key) else { return };
        let offer = Some(Offer { declined: true, ..offer.clone() });
        let after = Some(Remark { offer, ..before.clone() });
        let remarks = vec![Change { key: key.clone(), before: Some(before.clone()), after }];
        let revision = Revision { remarks, ..Revision::default() };
        let name = "Keep an event as it is".to_owned();
        self.apply(Edit::Many { name, edits: vec![Edit::Revise(Box::new(revision))] });
    }

    /// Lets what was said of words that no longer stand be said of these, as an event of the user's own.
    pub fn attach_orphan(&mut self, id: &OrphanId, place: &Place) {
        let Some(orphan) = self.orphans.get(id).cloned() else { return };
        let Some((key, mention)) = self.own_mention(Some(place)) else { return };
        let name = format!("Attach “{}”", orphan.title());
        let event = Event {
            in_title: mention.in_title,
            trigger: mention.trigger,
            sentence: mention.sentence,
            participants: Vec::new(),
            places: Vec::new(),
            ..super::own::own(orphan.event.clone())
        };
        let orphans = vec![Change { key: id.clone(), before: Some(orphan.clone()), after: None }];
        let own = vec![OwnChange { key: key.clone(), before: None, after: Some(event) }];
        let mut edits = vec![
            Edit::Revise(Box::new(Revision { orphans, ..Revision::default() })),
            Edit::Own { name: name.clone(), changes: own },
        ];
        if orphan.marks != Marks::default() {
            let changes = vec![MarkChange { key, before: Marks::default(), after: orphan.marks }];
            edits.push(Edit::Mark { name: name.clone(), changes });
        }
        self.apply(Edit::Many { name, edits });
    }

    /// Lets go of what was said of words that no longer stand.
    pub fn dismiss_orphan(&mut self, id: &OrphanId) {
        let Some(orphan) = self.orphans.get(id) else { return };
        let orphans = vec![Change { key: id.clone(), before: Some(orphan.clone()), after: None }];
        let name = format!("Dismiss “{}”", orphan.title());
        let revision = Revision { orphans, ..Revision::default() };
        self.apply(Edit::Many { name, edits: vec![Edit::Revise(Box::new(revision))] });
    }

    /// Puts the articles, remarks and orphans of a revision in; gives the mentions that it speaks of.
    pub(super) fn take_revision(&mut self, revision: &Revision) -> Vec<EventKey> {
        for (before, after) in &revision.articles {
            if let Some(article) = self.articles.iter_mut().find(|a| a.document.id == before.document.id) {
                *article = Arc::clone(after);
            }
        }
        for Change { key, after, .. } in &revision.remarks {
            match after {
                Some(remark) => drop(self.remarks.insert(key.clone(), remark.clone())),
                None => drop(self.remarks.remove(key)),
            }
        }
        for Change { key, after, .. } in &revision.orphans {
            match after {
                Some(orphan) => drop(self.orphans.insert(key.clone(), orphan.clone())),
                None => drop(self.orphans.remove(key)),
            }
        }
        revision.remarks.iter().map(|change| change.key.clone()).collect()
    }
}
