//! A pile of articles with what was read out of them and what the user did; every change an invertible [`Edit`].

mod article;
mod changes;
mod chronology;
mod clusters;
mod edit;
mod effective;
mod entry;
mod folding;
mod history;
mod marking;
mod marks;
mod outline;
mod own;
mod preview;
pub mod remembered;
mod reread;
mod say;
pub mod search;
mod shared_str;
mod shift;
pub mod store;
mod telling;
#[cfg(test)]
mod tests;
mod user_date;

pub use article::{Article, KeptReading};
pub use changes::Version;
pub use chronology::Chronology;
pub use edit::{DateChange, Edit, EventKey, OwnChange};
pub use effective::{Dated, Origin, ReadBy};
pub use entry::{Claim, Entry, EntryId};
pub use folding::{Copies, FoldChange};
pub use history::{History, Step};
pub use marks::{Colour, Field, MarkChange, Marks};
pub use own::Place;
pub use preview::{DateSaid, Move, Moves};
pub use reread::{Arrivals, Change, Fresh, Offer, Orphan, OrphanId, Plan, Remark, Revision, Snapshot, Tally};
pub use say::Say;
pub use shared_str::SharedStr;
pub use shift::Shift;
pub use telling::Telling;
pub use user_date::UserDate;

use crate::event::Event;
use crate::text::{Document, DocumentId, Published};
use chronology::Sources;
use clusters::{At, Clusters, Rearranged};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The articles in the order they came, the user's edits, and the chronology that follows from both.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// Shared with the history, which keeps what was removed.
    articles: Vec<Arc<Article>>,
    /// Where each article stands; follows from `articles`.
    places: BTreeMap<DocumentId, usize>,
    /// Which mentions tell the same; follows from `articles`.
    clusters: Clusters,
    /// What the user took off the timeline, keyed to the text it stands on.
    hidden: BTreeSet<EventKey>,
    /// Near copies by what they are folded into.
    folded: BTreeMap<DocumentId, DocumentId>,
    /// The copies of each article that has some; follows from `folded`.
    copies: BTreeMap<DocumentId, Vec<DocumentId>>,
    /// Mentions of copies that count with those of the article that they are folded into; follows from `folded`.
    doubled: BTreeSet<EventKey>,
    /// What the user said about mentions; those without a word of it are absent.
    marks: BTreeMap<EventKey, Marks>,
    /// The mentions of each group; follows from `marks`.
    groups: BTreeMap<u64, BTreeSet<EventKey>>,
    /// Mentions that the user made.
    own: BTreeMap<EventKey, Event>,
    /// Their keys by their numbers; follows from `own`.
    own_keys: BTreeMap<u32, EventKey>,
    /// What reading again left to be said of mentions.
    remarks: BTreeMap<EventKey, Remark>,
    /// What the user said of words that no longer stand.
    orphans: BTreeMap<OrphanId, Orphan>,
    /// Follows from all of these.
    chronology: Chronology,
    history: History,
    /// Articles at the end that an edit is still to be made of.
    growing: usize,
    /// The time that the next edit is done at, seconds since 1970 (UTC).
    now_secs: i64,
}

impl Project {
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    pub fn article(&self, id: &DocumentId) -> Option<&Article> {
        self.places.get(id).map(|&at| self.articles[at].as_ref())
    }

    /// Every event once, with its claims, in time order; undated ones last. Hidden ones are left out.
    pub fn chronology(&self) -> &Chronology {
        &self.chronology
    }

    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.chronology.entry(id)
    }

    /// The entry that this mention belongs to: how a selection finds its event again after the articles changed.
    pub fn entry_of(&self, key: &EventKey) -> Option<&Entry> {
        let entries = places_in(&self.places, &self.articles, key).into_iter().filter_map(|at| self.chronology.at(at));
        entries.into_iter().find(|entry| self.is_told_by(entry, key))
    }

    /// Mentions that the user took off the timeline.
    pub fn hidden(&self) -> &BTreeSet<EventKey> {
        &self.hidden
    }

    /// What the user said about mentions.
    pub fn marks(&self) -> &BTreeMap<EventKey, Marks> {
        &self.marks
    }

    /// Mentions that the user made.
    pub fn own(&self) -> &BTreeMap<EventKey, Event> {
        &self.own
    }

    pub fn history(&self) -> &History {
        &self.history
    }

    /// Tells the project what time it is (seconds since 1970, UTC), for the history; nothing else hangs on it.
    pub fn set_now(&mut self, secs: i64) {
        self.now_secs = secs;
    }

    /// The time that the next edit is done at, as it was told.
    pub fn now_secs(&self) -> i64 {
        self.now_secs
    }

    /// The project that a history leads to; `article_of` gives the article for a document whose publication date the
    /// user changed.
    pub fn replay(history: History, article_of: impl Fn(Document) -> Article) -> Project {
        Project::replay_with(history, article_of, None)
    }

    /// The same, where it is known which mentions tell the same: see [`Project::clusters_to_bytes`].
    fn replay_with(history: History, article_of: impl Fn(Document) -> Article, clusters: Option<&[u8]>) -> Project {
        let mut project = Project::default();
        for step in &history.steps()[..history.done()] {
            project.change(&step.edit, &article_of);
        }
        project.history = history;
        project.settle();
        project.settle_folds();
        let known = clusters.and_then(|bytes| Clusters::from_bytes(&project.articles, bytes));
        project.clusters = known.unwrap_or_else(|| Clusters::of(&project.articles));
        project.chronology = Chronology::build(&project.sources());
        project
    }

    /// Which mentions tell the same, to be stored, so that opening need not compare them again.
    fn clusters_to_bytes(&self) -> Vec<u8> {
        self.clusters.to_bytes()
    }

    /// Adds what was read, in one edit. A document whose id is already there gets ` (2)` and so on behind its id.
    /// Without articles nothing happens.
    pub fn add(&mut self, articles: Vec<Article>) {
        self.add_part(articles);
        self.end_add();
    }

    /// Adds the beginning, or more, of what will be one edit once [`Project::end_add`] or another edit ends it. Until
    /// then it cannot be undone, and no file of the project knows of it.
    pub fn add_part(&mut self, mut articles: Vec<Article>) {
        if articles.is_empty() {
            return;
        }
        let mut taken: BTreeSet<DocumentId> = self.articles.iter().map(|a| a.document.id.clone()).collect();
        for article in &mut articles {
            let mut number = 2;
            let wanted = article.document.id.0.clone();
            while !taken.insert(article.document.id.clone()) {
                article.document.id = DocumentId::from(format!("{wanted} ({number})"));
                number += 1;
            }
        }
        self.growing += articles.len();
        let articles = articles.into_iter().map(Arc::new).collect();
        self.perform(&Edit::Add { at: self.articles.len(), articles });
    }

    /// Makes one edit of what [`Project::add_part`] added.
    pub fn end_add(&mut self) {
        let at = self.articles.len() - std::mem::take(&mut self.growing);
        let articles = self.articles[at..].to_vec();
        if !articles.is_empty() {
            self.history.push(Edit::Add { at, articles }, self.now_secs);
        }
    }

    /// Takes articles out, in one edit; ids that are not there are passed over.
    pub fn remove(&mut self, ids: &[DocumentId]) {
        let articles: Vec<_> = (self.articles.iter().enumerate())
            .filter(|(_, article)| ids.contains(&article.document.id))
            .map(|(at, article)| (at, article.clone()))
            .collect();
        if !articles.is_empty() {
            self.apply(Edit::Remove { articles });
        }
    }

    /// Sets or clears the publication date; everything that hangs on it is worked out again.
    pub fn set_published(&mut self, id: &DocumentId, published: Option<Published>) {
        self.set_dates(std::slice::from_ref(id), published);
    }

    /// Sets or clears the publication date of several articles, in one edit. It holds the articles as they were read
    /// before, so that taking it back is exact whatever rules read them then.
    pub fn set_dates(&mut self, ids: &[DocumentId], published: Option<Published>) {
        let again = |at: usize| {
            let before = &self.articles[at];
            let document = Document { published, ..before.document.clone() };
            let after = Article::read(document).of_original(before.original);
            (Arc::clone(before), Arc::new(after))
        };
        let places: BTreeSet<usize> = ids.iter().filter_map(|id| self.places.get(id).copied()).collect();
        let changed = places.into_iter().filter(|&at| self.articles[at].document.published != published);
        let articles: Vec<_> = changed.map(again).collect();
        let name = match articles.len() {
            0 => return,
            1 => "Change the publication date".to_owned(),
            n => format!("Change the publication date of {n} articles"),
        };
        let revision = Revision { articles, ..Revision::default() };
        self.apply(Edit::Many { name, edits: vec![Edit::Revise(Box::new(revision))] });
    }

    /// Takes all mentions of the entry off the timeline; those of the user's own are deleted.
    pub fn hide(&mut self, id: EntryId) {
        self.reject(&[id]);
    }

    /// Puts hidden mentions back.
    pub fn restore(&mut self, keys: Vec<EventKey>) {
        let keys: Vec<_> = keys.into_iter().filter(|key| self.hidden.contains(key)).collect();
        if !keys.is_empty() {
            self.apply(Edit::Restore { keys });
        }
    }

    /// Does the edit and puts it on the undo stack; what was undone can then no longer be redone.
    pub fn apply(&mut self, edit: Edit) {
        self.end_add();
        let edit = self.exact(edit, &mut BTreeMap::new());
        self.perform(&edit);
        self.history.push(edit, self.now_secs);
    }

    /// The edit without what is so already: hiding what is hidden would show it when it is taken back. `hides` are the
    /// mentions that the edits before it, done as one with it, hide or show.
    fn exact(&self, edit: Edit, hides: &mut BTreeMap<EventKey, bool>) -> Edit {
        let mut changes = |key: &EventKey, hide: bool| {
            let before = hides.insert(key.clone(), hide).unwrap_or_else(|| self.hidden.contains(key));
            before != hide
        };
        match edit {
            Edit::Hide { mut keys, title } => {
                keys.retain(|key| changes(key, true));
                Edit::Hide { keys, title }
            }
            Edit::Restore { mut keys } => {
                keys.retain(|key| changes(key, false));
                Edit::Restore { keys }
            }
            Edit::Many { name, edits } => {
                Edit::Many { name, edits: edits.into_iter().map(|edit| self.exact(edit, hides)).collect() }
            }
            edit => edit,
        }
    }

    /// Takes the last edit back and says which it was.
    pub fn undo(&mut self) -> Option<String> {
        self.end_add();
        let edit = self.history.step_back()?;
        self.perform(&edit.inverse());
        Some(edit.to_string())
    }

    /// Does the last undone edit again and says which it was.
    pub fn redo(&mut self) -> Option<String> {
        self.end_add();
        let edit = self.history.step_forward()?;
        self.perform(&edit);
        Some(edit.to_string())
    }

    /// Takes back or does again until this many steps of the history are done.
    pub fn go_to_step(&mut self, done: usize) {
        let mut edits = Vec::new();
        while self.history.done() > done
            && let Some(edit) = self.history.step_back()
        {
            edits.push(edit.inverse());
        }
        while self.history.done() < done
            && let Some(edit) = self.history.step_forward()
        {
            edits.push(edit);
        }
        self.perform(&Edit::Many { name: String::new(), edits });
    }

    /// Carries the edit out and brings along what follows from it, which costs as much as the edit touches.
    fn perform(&mut self, edit: &Edit) {
        let before = self.articles.clone();
        let touched = self.change(edit, &Article::read);
        let change = Rearranged::between(&before, &self.articles);
        let mut changed = BTreeSet::new();
        if let Some(change) = &change {
            self.settle();
            changed = self.clusters.follow(change, &before, &self.articles);
        }
        changed.extend(touched.iter().flat_map(|key| places_in(&self.places, &self.articles, key)));
        if change.is_some() || edit.folds() {
            let counted_otherwise = self.settle_folds();
            changed.extend(counted_otherwise.iter().flat_map(|key| places_in(&self.places, &self.articles, key)));
        }
        let mut chronology = std::mem::take(&mut self.chronology);
        match &change {
            None => chronology.update(changed, &self.sources()),
            Some(change) => chronology.follow(change, changed, &self.sources()),
        }
        self.chronology = chronology;
    }

    /// Carries the edit out, all but what follows from it, and gives the mentions that it speaks of.
    fn change(&mut self, edit: &Edit, article_of: &impl Fn(Document) -> Article) -> Vec<EventKey> {
        match edit {
            Edit::Add { at, articles } => {
                let at = (*at).min(self.articles.len());
                self.articles.splice(at..at, articles.iter().cloned());
            }
            Edit::Insert { articles } => {
                for (at, article) in articles {
                    self.articles.insert((*at).min(self.articles.len()), Arc::clone(article));
                }
            }
            Edit::Remove { articles } => {
                let ids: BTreeSet<&DocumentId> = articles.iter().map(|(_, a)| &a.document.id).collect();
                self.articles.retain(|article| !ids.contains(&article.document.id));
            }
            Edit::SetPublished { id, after, .. } => self.publish(id, *after, article_of),
            Edit::SetDates { changes } => {
                changes.iter().for_each(|change| self.publish(&change.id, change.after, article_of));
            }
            Edit::Hide { keys, .. } => {
                self.hidden.extend(keys.iter().cloned());
                return keys.clone();
            }
            Edit::Restore { keys } => {
                keys.iter().for_each(|key| _ = self.hidden.remove(key));
                return keys.clone();
            }
            Edit::Mark { changes, .. } => {
                for change in changes {
                    self.set_marks(&change.key, change.after.clone());
                }
                return changes.iter().map(|change| change.key.clone()).collect();
            }
            Edit::Own { changes, .. } => {
                for OwnChange { key, after, .. } in changes {
                    self.set_own(key, after.clone());
                }
                return changes.iter().map(|change| change.key.clone()).collect();
            }
            Edit::Fold { changes } => self.change_folds(changes),
            Edit::Revise(revision) => return self.take_revision(revision),
            Edit::Many { edits, .. } => {
                return edits.iter().flat_map(|edit| self.change(edit, article_of)).collect();
            }
        }
        Vec::new()
    }

    fn publish(&mut self, id: &DocumentId, published: Option<Published>, article_of: &impl Fn(Document) -> Article) {
        if let Some(article) = self.articles.iter_mut().find(|article| &article.document.id == id) {
            let original = article.original;
            *article = Arc::new(article_of(Document { published, ..article.document.clone() }).of_original(original));
        }
    }

    fn set_own(&mut self, key: &EventKey, event: Option<Event>) {
        // The numbers are small: one more than the highest there is.
        let number = key.own as u32;
        match event {
            Some(event) => {
                self.own.insert(key.clone(), event);
                self.own_keys.insert(number, key.clone());
            }
            None => {
                self.own.remove(key);
                self.own_keys.remove(&number);
            }
        }
    }

    fn set_marks(&mut self, key: &EventKey, marks: Marks) {
        let group = marks.group;
        let before = match marks == Marks::NONE {
            true => self.marks.remove(key),
            false => self.marks.insert(key.clone(), marks),
        };
        if let Some(group) = before.and_then(|marks| marks.group)
            && let Some(keys) = self.groups.get_mut(&group)
        {
            keys.remove(key);
            if keys.is_empty() {
                self.groups.remove(&group);
            }
        }
        if let Some(group) = group {
            self.groups.entry(group).or_default().insert(key.clone());
        }
    }

    /// Takes note of where each article stands now.
    fn settle(&mut self) {
        let ids = self.articles.iter().map(|article| article.document.id.clone());
        self.places = ids.enumerate().map(|(at, id)| (id, at)).collect();
    }

    fn sources(&self) -> Sources<'_> {
        Sources {
            articles: &self.articles,
            places: &self.places,
            clusters: &self.clusters,
            hidden: &self.hidden,
            doubled: &self.doubled,
            marks: &self.marks,
            groups: &self.groups,
            own: &self.own,
            own_keys: &self.own_keys,
        }
    }
}

/// The places of a key's mentions; none where the article is not there or no longer says so. Of what the user made
/// there is always one, whether it is there or not.
fn places_in(places: &BTreeMap<DocumentId, usize>, articles: &[Arc<Article>], key: &EventKey) -> Vec<At> {
    if key.is_own() {
        return vec![At::own(key.own)];
    }
    let Some(&at) = places.get(&key.document) else { return Vec::new() };
    articles[at].outline().find(key.in_title, key.trigger).map(|event| At::new(at, event)).collect()
}
