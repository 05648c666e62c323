//! What the user says about events, as edits.

use super::{Edit, Entry, EntryId, EventKey, MarkChange, Marks, Project, Say, UserDate};
use crate::time::PartialDate;
use crate::timex::{Timex, tag_text};
use std::collections::BTreeSet;

impl Project {
    /// Says the same of all these events, in one edit; nothing where all is so already.
    pub fn say(&mut self, ids: &[EntryId], say: &Say) {
        let name = say.name(&self.named(ids));
        self.mark(ids, &name, |marks| say.put(marks));
    }

    /// Says that the event was looked at and is right, or takes that back.
    pub fn accept(&mut self, id: EntryId, accepted: bool) {
        self.say(&[id], &Say::Accepted(accepted));
    }

    pub fn star(&mut self, id: EntryId, starred: bool) {
        self.say(&[id], &Say::Starred(starred));
    }

    /// Calls the event otherwise; `None` or nothing but blanks gives it the title back that the program made.
    pub fn set_title(&mut self, id: EntryId, title: Option<&str>) {
        self.say(&[id], &Say::Title(title.map(str::to_owned)));
    }

    /// Dates the event otherwise; `None` gives it the date back that the program found.
    pub fn set_date(&mut self, id: EntryId, date: Option<&UserDate>) {
        self.say(&[id], &Say::Date(date.cloned()));
    }

    /// Writes a note to the event; `None` or nothing but blanks takes it away.
    pub fn set_note(&mut self, id: EntryId, note: Option<&str>) {
        self.say(&[id], &Say::Note(note.map(str::to_owned)));
    }

    /// Makes one event of several; their claims stay apart in it. Fewer than two are left as they are.
    pub fn merge(&mut self, ids: &[EntryId]) {
        let ids: BTreeSet<EntryId> = ids.iter().copied().filter(|id| self.entry(*id).is_some()).collect();
        if ids.len() < 2 {
            return;
        }
        let group = self.history.free_group();
        let ids: Vec<EntryId> = ids.into_iter().collect();
        self.mark(&ids, &format!("Merge {} events", ids.len()), |marks| marks.group = Some(group));
    }

    /// Takes a merged event apart again, into what the program thinks is the same.
    pub fn unmerge(&mut self, id: EntryId) {
        let name = format!("Unmerge {}", self.named(&[id]));
        self.mark(&[id], &name, |marks| marks.group = None);
    }

    /// Makes an event of each claim, and keeps the program from joining them again.
    pub fn split(&mut self, id: EntryId) {
        let Some(entry) = self.entry(id).filter(|entry| entry.claims.len() > 1) else { return };
        let name = format!("Split “{}” into {} events", entry.title, entry.claims.len());
        let keys: Vec<EventKey> = entry.claims.iter().map(|claim| self.key_of(claim)).collect();
        let first = self.history.free_group();
        let changes = (first..).zip(&keys).filter_map(|(group, key)| {
            self.mark_change(key, &|marks: &mut Marks| marks.group = Some(group)) //
        });
        let changes = changes.collect();
        self.apply(Edit::Mark { name, changes });
    }

    /// Says that this claim is not of the same event as the others beside it: it becomes an event of its own, and the
    /// program does not join them again.
    pub fn separate(&mut self, key: &EventKey) {
        let Some(entry) = self.entry_of(key).filter(|entry| entry.claims.len() > 1) else { return };
        let name = format!("Take a claim out of “{}”", entry.title);
        let group = self.history.free_group();
        let change = self.mark_change(key, &|marks: &mut Marks| marks.group = Some(group));
        self.apply(Edit::Mark { name, changes: change.into_iter().collect() });
    }

    /// Counts one time expression from another date than the article's, and dates the events that hang on it so. Nothing
    /// where it does not hang on a date or no event hangs on it.
    pub fn count_from(&mut self, key: &EventKey, from: PartialDate) {
        let Some((words, changes)) = self.counted_from(key, from) else { return };
        if !changes.is_empty() {
            self.apply(Edit::Mark { name: format!("Count “{words}” from {from}"), changes });
        }
    }

    /// The words of the expression that dates this mention and what [`Project::count_from`] would change.
    pub(super) fn counted_from(&self, key: &EventKey, from: PartialDate) -> Option<(String, Vec<MarkChange>)> {
        let claim = self.entry_of(key)?.claims.iter().find(|claim| self.key_of(claim) == *key)?;
        let (event, text) = (self.event(claim), self.text_of(claim));
        let reading = &self.article_of(claim)?.reading;
        let timexes = if event.in_title { &reading.title_timexes } else { &reading.timexes };
        let at = event.timex?;
        let timex = timexes.get(at)?;
        let words = timex.range.of(text).to_owned();
        let resolved = counted(timex, event.sentence.of(text), event.sentence.start, from)?;
        let date = UserDate::of_timex(&format!("{words}, counted from {from}"), &resolved)?;
        let same = |other: &&crate::event::Event| other.in_title == event.in_title && other.timex == Some(at);
        let keys = (reading.events.iter().filter(same))
            .map(|other| EventKey::found(key.document.clone(), other.in_title, other.trigger))
            .filter(|key| !self.hidden.contains(key));
        let put = |marks: &mut Marks| marks.date = Some(date.clone());
        Some((words, keys.filter_map(|key| self.mark_change(&key, &put)).collect()))
    }

    /// "“Mill closed”" for one event, "3 events" for several.
    pub(super) fn named(&self, ids: &[EntryId]) -> String {
        match ids {
            [id] => self.entry(*id).map_or_else(|| "an event".to_owned(), |entry| format!("“{}”", entry.title)),
            ids => format!("{} events", ids.len()),
        }
    }

    /// Changes the marks of every mention of these entries, in one edit; nothing where all is so already.
    fn mark(&mut self, ids: &[EntryId], name: &str, change: impl Fn(&mut Marks)) {
        let changes = self.mark_changes(ids, change);
        if !changes.is_empty() {
            self.apply(Edit::Mark { name: name.to_owned(), changes });
        }
    }

    fn mark_changes(&self, ids: &[EntryId], change: impl Fn(&mut Marks)) -> Vec<MarkChange> {
        let entries: Vec<&Entry> = ids.iter().filter_map(|id| self.entry(*id)).collect();
        let keys = entries.iter().flat_map(|entry| entry.claims.iter().map(|claim| self.key_of(claim)));
        keys.filter_map(|key| self.mark_change(&key, &change)).collect()
    }

    pub(super) fn mark_change(&self, key: &EventKey, change: &impl Fn(&mut Marks)) -> Option<MarkChange> {
        let before = self.marks.get(key).cloned().unwrap_or_default();
        let mut after = before.clone();
        change(&mut after);
        after.stamp(&before, self.now_secs);
        (before != after).then(|| MarkChange { key: key.clone(), before, after })
    }
}

/// The expression as its sentence, written on the date, would mean it.
fn counted(timex: &Timex, sentence: &str, sentence_start: usize, from: PartialDate) -> Option<Timex> {
    let start = timex.range.start.checked_sub(sentence_start)?;
    tag_text(sentence, Some(from)).into_iter().find(|found| found.range.start == start)
}
