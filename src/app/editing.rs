//! Edits of events, as commands: each told in a toast with the way back.

use super::{App, Ask, Command};
use crate::project::{EntryId, EventKey, Place, Project, UserDate};

impl App {
    /// Carries out a command that edits events; gives back one that does not.
    pub(super) fn edit(&mut self, command: Command) -> Option<Command> {
        match command {
            Command::Say(ids, say) => self.change(|project| project.say(&ids, &say)),
            Command::Shift(ids, shift) => self.change(|project| project.shift(&ids, shift)),
            Command::Reject(ids) => self.reject(&ids),
            Command::Merge(ids) => self.change(|project| project.merge(&ids)),
            Command::Unmerge(id) => self.change(|project| project.unmerge(id)),
            Command::Split(id) => self.change(|project| project.split(id)),
            Command::Separate(key) => self.change(|project| project.separate(&key)),
            Command::RemoveClaim(key) => self.change(|project| project.remove_claim(&key)),
            Command::Create { place, title, date } => self.create(place.as_ref(), &title, date.as_ref()),
            Command::Duplicate(id) => {
                let key = self.change(|project| project.duplicate(id));
                self.select_made(key);
            }
            Command::AddClaim(id, place) => drop(self.change(|project| project.add_claim(id, &place))),
            Command::MoveClaim(key, place) => {
                let key = self.change(|project| project.move_claim(&key, &place));
                self.select_made(key);
            }
            Command::CountFrom(key, date) => self.change(|project| project.count_from(&key, date)),
            Command::Restore(keys) => self.restore(keys),
            other => return Some(other),
        }
        None
    }

    /// Lets the project be changed and tells the edit that came of it; says so when none did.
    fn change<T>(&mut self, change: impl FnOnce(&mut Project) -> T) -> T {
        let before = self.project.history().done();
        let result = change(&mut self.project);
        if self.project.history().done() == before {
            self.messages.toast("Nothing to change: it is so already");
        } else {
            self.changed();
            if let Some(name) = self.project.history().undo_name() {
                self.messages.toast_undoable(name);
            }
        }
        result
    }

    fn create(&mut self, place: Option<&Place>, title: &str, date: Option<&UserDate>) {
        let key = self.change(|project| project.create(place, title, date));
        self.select_made(key);
    }

    /// Rejects and goes on to the row below, where what is selected goes.
    fn reject(&mut self, ids: &[EntryId]) {
        let stays = self.selected_entry.is_some_and(|id| !ids.contains(&id));
        let next = if stays { self.selected_entry } else { self.after(ids) };
        let next = next.and_then(|id| self.project.entry(id)).map(|entry| self.project.lead_key(entry));
        self.change(|project| project.reject(ids));
        match next {
            Some(key) => self.select_mention(key),
            None => self.select(None),
        }
    }

    /// The row to go on with when these go: the first below the selected one that stays, else the last above it.
    fn after(&mut self, ids: &[EntryId]) -> Option<EntryId> {
        let selected = self.selected_entry.or_else(|| ids.first().copied());
        let rows = self.list_rows();
        let at = rows.iter().position(|row| Some(*row) == selected)?;
        let stays = |row: &&EntryId| !ids.contains(row);
        rows[at..].iter().find(stays).or_else(|| rows[..at].iter().rev().find(stays)).copied()
    }

    fn restore(&mut self, keys: Vec<EventKey>) {
        let first = keys.first().cloned();
        self.change(|project| project.restore(keys));
        if let Some(key) = first {
            self.select_mention(key);
        }
    }

    /// Goes to another step of the history.
    pub(super) fn go_to_step(&mut self, done: usize) {
        self.project.go_to_step(done);
        self.changed();
        let words = match self.project.history().undo_name() {
            Some(name) => format!("Back at: {name}"),
            None => "Back at the beginning".to_owned(),
        };
        self.messages.toast(words);
    }

    /// What the window is to ask the user, once.
    pub fn take_ask(&mut self) -> Option<Ask> {
        self.asked.take()
    }
}
