//! Several events selected at once: one that details and reader show, and others beside it.

use super::App;
use super::event_list::touches;
use super::timeline_state::framing;
use crate::project::{EntryId, EventKey, Project};
use crate::time::TimeSpan;
use crate::timeline::ItemId;
use std::collections::BTreeSet;

/// The events that are selected beside the one that is shown, kept by a mention each as that one is.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    keys: BTreeSet<EventKey>,
    entries: BTreeSet<EntryId>,
}

/// What else is remembered of what was selected.
#[derive(Clone, Debug, Default)]
pub(super) struct Remembered {
    /// Where a row of rows begins that Shift and click draw out: what was selected last by itself.
    anchor: Option<EventKey>,
    /// What was selected before an edit made what is now: selected again when that edit is undone.
    before: Option<EventKey>,
}

impl Beside {
    pub fn clear(&mut self) {
        *self = Beside::default();
    }

    fn insert(&mut self, project: &Project, id: EntryId) {
        if let Some(entry) = project.entry(id) {
            self.keys.insert(project.lead_key(entry));
            self.entries.insert(id);
        }
    }

    fn remove(&mut self, project: &Project, id: EntryId) -> bool {
        let entry = project.entry(id).filter(|_| self.entries.remove(&id));
        if let Some(entry) = entry {
            for claim in &entry.claims {
                self.keys.remove(&project.key_of(claim));
            }
        }
        entry.is_some()
    }

    /// Finds the entries anew after the project changed; what is gone is no longer selected.
    pub fn follow(&mut self, project: &Project) {
        if self.keys.is_empty() {
            return;
        }
        self.keys.retain(|key| project.entry_of(key).is_some());
        self.entries = self.keys.iter().filter_map(|key| project.entry_of(key)).map(|entry| entry.id).collect();
    }
}

impl App {
    /// Everything that is selected: first the one that is shown, then the others by number.
    pub fn selection(&self) -> Vec<EntryId> {
        let others = self.beside.entries.iter().copied().filter(|id| Some(*id) != self.selected_entry);
        self.selected_entry.into_iter().chain(others).collect()
    }

    /// How many events are selected.
    pub fn selection_len(&self) -> usize {
        let shown = self.selected_entry.is_some_and(|id| !self.beside.entries.contains(&id));
        self.beside.entries.len() + usize::from(shown)
    }

    pub fn is_selected(&self, id: EntryId) -> bool {
        self.selected_entry == Some(id) || self.beside.entries.contains(&id)
    }

    /// Adds the event to what is selected, or takes it away.
    pub(super) fn select_also(&mut self, id: EntryId) {
        if self.selected_entry == Some(id) {
            let next = self.beside.entries.iter().copied().find(|&other| other != id);
            let mut others = std::mem::take(&mut self.beside);
            if let Some(next) = next {
                others.remove(&self.project, next);
            }
            self.select(next);
            self.beside = others;
        } else if !self.beside.remove(&self.project, id) {
            let mut others = std::mem::take(&mut self.beside);
            if let Some(shown) = self.selected_entry {
                others.insert(&self.project, shown);
            }
            self.select(Some(id));
            self.beside = others;
        }
    }

    /// Selects these alone; the first is the one that is shown.
    pub(super) fn select_many(&mut self, ids: &[EntryId]) {
        self.select(ids.first().copied());
        let wanted: BTreeSet<EntryId> = ids.iter().skip(1).copied().collect();
        for entry in self.project.chronology().iter().filter(|entry| wanted.contains(&entry.id)) {
            self.beside.keys.insert(self.project.lead_key(entry));
            self.beside.entries.insert(entry.id);
        }
    }

    /// Selects the rows of the list from the one selected last by itself to this one.
    pub(super) fn select_to(&mut self, id: EntryId) {
        let anchor = self.remembered.anchor.clone();
        let from = anchor.as_ref().and_then(|key| self.project.entry_of(key)).map(|entry| entry.id);
        let rows = self.list_rows();
        let at = |id: EntryId| rows.iter().position(|&row| row == id);
        let Some(to) = at(id) else { return };
        let from = from.and_then(at).unwrap_or(to);
        let mut part = rows[from.min(to)..=from.max(to)].to_vec();
        if from < to {
            // The last one picked is the one that is shown.
            part.reverse();
        }
        self.select_many(&part);
        self.remembered.anchor = anchor;
    }

    /// Selects all rows of the list.
    pub(super) fn select_listed(&mut self) {
        let shown = self.selected_entry;
        let mut rows = self.list_rows().to_vec();
        if let Some(at) = rows.iter().position(|row| Some(*row) == shown) {
            rows.swap(0, at);
        }
        self.select_many(&rows);
    }

    /// The mention that is shown is selected by itself.
    pub(super) fn remember_anchor(&mut self) {
        self.remembered = Remembered { anchor: self.selected.clone(), before: None };
    }

    /// Selects what an edit made.
    pub(super) fn select_made(&mut self, key: Option<EventKey>) {
        if let Some(key) = key {
            let before = self.selected.clone();
            self.select_mention(key);
            self.remembered.before = before;
        }
    }

    /// Finds the entry of what is selected again, else of what was selected before it was made.
    pub(super) fn follow_selected(&mut self) {
        let project = &self.project;
        let is_there = |key: &EventKey| project.entry_of(key).is_some();
        if !self.selected.as_ref().is_some_and(is_there) {
            self.selected = self.remembered.before.take().filter(is_there);
        }
        self.selected_entry = self.selected.as_ref().and_then(|key| self.project.entry_of(key)).map(|entry| entry.id);
        self.beside.follow(&self.project);
    }

    pub(super) fn select_in_view(&mut self) {
        let view = Some(self.timeline.viewport.span());
        let entries = self.project.chronology().iter().filter(|entry| touches(entry, view));
        let ids: Vec<EntryId> = entries.map(|entry| entry.id).collect();
        self.select_many(&ids);
    }

    /// Frames what is selected, all of it where that is more than one event.
    pub(super) fn frame_selection(&mut self) {
        match self.selection().as_slice() {
            [] => {}
            [one] => self.frame(*one),
            several => {
                let spans: Vec<TimeSpan> =
                    several.iter().filter_map(|id| self.timeline.index.span_of(ItemId(id.0))).collect();
                let start = spans.iter().map(|span| span.start).min();
                let end = spans.iter().map(|span| span.end).max();
                if let Some((start, end)) = start.zip(end) {
                    self.timeline.viewport = framing(TimeSpan::new(start, end));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Command, Settings};
    use std::sync::Arc;

    fn app() -> App {
        let mut app = App::new(Settings::default(), Arc::new(|| {}));
        let text = "The mill burned down on 3 May 2016. The governor resigned on 4 July 2017. Rebels attacked the base \
                    on 9 August 2018.";
        app.perform(Command::OpenBytes { name: "a".to_owned(), bytes: text.as_bytes().to_vec() });
        app.finish_jobs();
        app
    }

    fn ids(app: &App) -> Vec<EntryId> {
        app.project.chronology().iter().map(|entry| entry.id).collect()
    }

    #[test]
    fn toggling_adds_and_takes_away_and_a_plain_selection_is_alone() {
        let mut app = app();
        let [a, b, c] = ids(&app)[..] else { panic!("three events") };
        for id in [a, b, c] {
            app.perform(Command::SelectAlso(id));
        }
        assert_eq!((app.selected(), app.selection().len()), (Some(c), 3));
        app.perform(Command::SelectAlso(a));
        assert_eq!(app.selection(), [c, b]);
        app.perform(Command::SelectAlso(c));
        assert_eq!(app.selection(), [b]);
        app.perform(Command::SelectMany(vec![a, c]));
        assert_eq!(app.selection(), [a, c]);
        app.perform(Command::Select(Some(b)));
        assert_eq!(app.selection(), [b]);
    }

    #[test]
    fn the_selection_outlives_a_change_of_the_articles() {
        let mut app = app();
        let [a, b, _] = ids(&app)[..] else { panic!("three events") };
        app.perform(Command::SelectMany(vec![a, b]));
        let bytes = "The bridge fell on 1 May 1999.".as_bytes().to_vec();
        app.perform(Command::OpenBytes { name: "b".to_owned(), bytes });
        app.finish_jobs();
        let titles: Vec<&str> =
            app.selection().iter().filter_map(|id| app.project.entry(*id)).map(|entry| entry.title.as_str()).collect();
        assert_eq!(titles.len(), 2, "{titles:?}");
        app.perform(Command::FrameSelection);
        let view = app.timeline.viewport;
        assert!(view.secs() > 400.0 * 86_400.0 && view.secs() < 1500.0 * 86_400.0, "{view:?}");
    }
}
