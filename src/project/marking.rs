//! What the user says about events, as edits.

use super::{Edit, Entry, EntryId, EventKey, MarkChange, Marks, Project, UserDate};
use std::collections::BTreeSet;

impl Project {
    /// Says that the event was looked at and is right, or takes that back.
    pub fn accept(&mut self, id: EntryId, accepted: bool) {
        let verb = if accepted { "Accept" } else { "Take back the acceptance of" };
        self.mark(&[id], |title| format!("{verb} “{title}”"), |marks| marks.accepted = accepted);
    }

    pub fn star(&mut self, id: EntryId, starred: bool) {
        let verb = if starred { "Star" } else { "Take the star off" };
        self.mark(&[id], |title| format!("{verb} “{title}”"), |marks| marks.starred = starred);
    }

    /// Calls the event otherwise; `None` or nothing but blanks gives it the title back that the program made.
    pub fn set_title(&mut self, id: EntryId, title: Option<&str>) {
        let title = words(title);
        self.mark(&[id], |before| format!("Change the title of “{before}”"), |marks| marks.title.clone_from(&title));
    }

    /// Dates the event otherwise; `None` gives it the date back that the program found.
    pub fn set_date(&mut self, id: EntryId, date: Option<&UserDate>) {
        self.mark(&[id], |title| format!("Change the date of “{title}”"), |marks| marks.date = date.cloned());
    }

    /// Writes a note to the event; `None` or nothing but blanks takes it away.
    pub fn set_note(&mut self, id: EntryId, note: Option<&str>) {
        let note = words(note);
        let verb = if note.is_some() { "Write a note to" } else { "Delete the note of" };
        self.mark(&[id], |title| format!("{verb} “{title}”"), |marks| marks.note.clone_from(&note));
    }

    /// Makes one event of several; their claims stay apart in it. Fewer than two are left as they are.
    pub fn merge(&mut self, ids: &[EntryId]) {
        let ids: BTreeSet<EntryId> = ids.iter().copied().filter(|id| self.entry(*id).is_some()).collect();
        if ids.len() < 2 {
            return;
        }
        let group = self.history.free_group();
        let ids: Vec<EntryId> = ids.into_iter().collect();
        let name = format!("Merge {} events", ids.len());
        self.mark(&ids, |_| name.clone(), |marks| marks.group = Some(group));
    }

    /// Takes a merged event apart again, into what the program thinks is the same.
    pub fn unmerge(&mut self, id: EntryId) {
        self.mark(&[id], |title| format!("Unmerge “{title}”"), |marks| marks.group = None);
    }

    /// Changes the marks of every mention of these entries, in one edit; nothing where all is so already.
    fn mark(&mut self, ids: &[EntryId], name: impl Fn(&str) -> String, change: impl Fn(&mut Marks)) {
        let entries: Vec<&Entry> = ids.iter().filter_map(|id| self.entry(*id)).collect();
        let Some(first) = entries.first() else { return };
        let name = name(&first.title);
        let keys = entries.iter().flat_map(|entry| entry.claims.iter().map(|claim| &claim.key));
        let changes: Vec<MarkChange> = keys.filter_map(|key| self.mark_change(key, &change)).collect();
        if !changes.is_empty() {
            self.apply(Edit::Mark { name, changes });
        }
    }

    fn mark_change(&self, key: &EventKey, change: &impl Fn(&mut Marks)) -> Option<MarkChange> {
        let before = self.marks.get(key).cloned().unwrap_or_default();
        let mut after = before.clone();
        change(&mut after);
        (before != after).then(|| MarkChange { key: key.clone(), before, after })
    }
}

fn words(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
