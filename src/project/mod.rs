//! A pile of articles with what was read out of them and what the user did; every change an invertible [`Edit`].

mod chronology;
mod edit;

pub use chronology::{Claim, Entry, EntryId};
pub use edit::{Edit, EventKey, History};

use crate::event::{self, Reading};
use crate::text::{Document, DocumentId, Published};
use std::collections::BTreeSet;

/// A document and what is read out of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    pub document: Document,
    pub reading: Reading,
}

/// The articles in the order they came, the user's edits, and the chronology that follows from both.
#[derive(Clone, Debug, Default)]
pub struct Project {
    articles: Vec<Article>,
    /// What the user took off the timeline, keyed to the text it stands on.
    hidden: BTreeSet<EventKey>,
    chronology: Vec<Entry>,
    history: History,
}

impl Project {
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    pub fn article(&self, id: &DocumentId) -> Option<&Article> {
        self.articles.iter().find(|article| &article.document.id == id)
    }

    /// Every event once, with its claims, in time order; undated ones last. Hidden ones are left out.
    pub fn chronology(&self) -> &[Entry] {
        &self.chronology
    }

    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.chronology.iter().find(|entry| entry.id == id)
    }

    /// Mentions that the user took off the timeline.
    pub fn hidden(&self) -> &BTreeSet<EventKey> {
        &self.hidden
    }

    pub fn history(&self) -> &History {
        &self.history
    }

    /// Adds what was read, in one edit. A document whose id is already there gets ` (2)` and so on behind its id.
    pub fn add(&mut self, mut articles: Vec<Article>) {
        let mut taken: BTreeSet<DocumentId> = self.articles.iter().map(|a| a.document.id.clone()).collect();
        for article in &mut articles {
            let mut number = 2;
            let wanted = article.document.id.0.clone();
            while !taken.insert(article.document.id.clone()) {
                article.document.id = DocumentId(format!("{wanted} ({number})"));
                number += 1;
            }
        }
        self.apply(Edit::Add { at: self.articles.len(), articles });
    }

    pub fn remove(&mut self, ids: &[DocumentId]) {
        let articles = (self.articles.iter().enumerate())
            .filter(|(_, article)| ids.contains(&article.document.id))
            .map(|(at, article)| (at, article.clone()))
            .collect();
        self.apply(Edit::Remove { articles });
    }

    /// Sets or clears the publication date; everything that hangs on it is worked out again.
    pub fn set_published(&mut self, id: &DocumentId, published: Option<Published>) {
        let Some(article) = self.article(id) else { return };
        let before = article.document.published;
        self.apply(Edit::SetPublished { id: id.clone(), before, after: published });
    }

    /// Takes all mentions of the entry off the timeline.
    pub fn hide(&mut self, id: EntryId) {
        let Some(entry) = self.entry(id) else { return };
        let keys = entry.claims.iter().map(|claim| claim.key.clone()).collect();
        let title = entry.title.clone();
        self.apply(Edit::Hide { keys, title });
    }

    /// Puts hidden mentions back.
    pub fn restore(&mut self, keys: Vec<EventKey>) {
        self.apply(Edit::Restore { keys });
    }

    /// Does the edit and puts it on the undo stack; what was undone can then no longer be redone.
    pub fn apply(&mut self, edit: Edit) {
        self.perform(&edit);
        self.history.push(edit);
    }

    /// Takes the last edit back and says which it was.
    pub fn undo(&mut self) -> Option<String> {
        let edit = self.history.step_back()?;
        self.perform(&edit.inverse());
        Some(edit.to_string())
    }

    /// Does the last undone edit again and says which it was.
    pub fn redo(&mut self) -> Option<String> {
        let edit = self.history.step_forward()?;
        self.perform(&edit);
        Some(edit.to_string())
    }

    fn perform(&mut self, edit: &Edit) {
        match edit {
            Edit::Add { at, articles } => {
                let at = (*at).min(self.articles.len());
                self.articles.splice(at..at, articles.iter().cloned());
            }
            Edit::Insert { articles } => {
                for (at, article) in articles {
                    self.articles.insert((*at).min(self.articles.len()), article.clone());
                }
            }
            Edit::Remove { articles } => {
                let ids: BTreeSet<&DocumentId> = articles.iter().map(|(_, a)| &a.document.id).collect();
                self.articles.retain(|article| !ids.contains(&article.document.id));
            }
            Edit::SetPublished { id, after, .. } => {
                if let Some(article) = self.articles.iter_mut().find(|a| &a.document.id == id) {
                    article.document.published = *after;
                    article.reading = event::read(&article.document);
                }
            }
            Edit::Hide { keys, .. } => self.hidden.extend(keys.iter().cloned()),
            Edit::Restore { keys } => {
                for key in keys {
                    self.hidden.remove(key);
                }
            }
        }
        self.chronology = chronology::build(&self.articles, &self.hidden);
    }
}
