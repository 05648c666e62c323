//! The list of events beside the timeline: which of them, in which order.

use crate::project::{Entry, EntryId, Project};
use crate::time::TimeSpan;
use std::cmp::Ordering;
use std::sync::Arc;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SortBy {
    #[default]
    Date,
    Title,
    Status,
    /// How many articles tell it.
    Claims,
}

/// Filter, order, and the rows that follow from them.
#[derive(Clone, Debug, Default)]
pub struct EventList {
    /// Words that an event must all have in its title, quotes or articles' headlines; case does not matter.
    pub filter: String,
    /// The part of time that events must touch.
    pub within: Option<TimeSpan>,
    pub sort_by: SortBy,
    pub descending: bool,
    rows: Arc<Vec<EntryId>>,
    /// What `rows` was worked out from.
    built_for: Option<(u64, String, Option<TimeSpan>, SortBy, bool)>,
}

impl EventList {
    /// The entries to show, top to bottom. Worked out anew only when `revision` (of the project), filter or order changed.
    pub fn rows(&mut self, project: &Project, revision: u64) -> &Arc<Vec<EntryId>> {
        let wanted = (revision, self.filter.clone(), self.within, self.sort_by, self.descending);
        if self.built_for.as_ref() != Some(&wanted) {
            // Let go first: what nobody else holds is changed without a copy.
            self.rows = Arc::default();
            self.rows = rows(project, &self.filter, self.within, (self.sort_by, self.descending));
            self.built_for = Some(wanted);
        }
        &self.rows
    }

    /// Whether the rows are in time order, oldest first.
    pub(super) fn is_in_time_order(&self) -> bool {
        self.sort_by == SortBy::Date && !self.descending
    }

    /// Sorts by the column, the other way round when it already was.
    pub fn sort(&mut self, by: SortBy) {
        self.descending = self.sort_by == by && !self.descending;
        self.sort_by = by;
    }

    /// The entry `steps` rows below `from` (above when negative), stopping at the ends; the first without `from`.
    pub fn neighbour(&self, from: Option<EntryId>, steps: i64) -> Option<EntryId> {
        let last = self.rows.len().checked_sub(1)?;
        let at = from.and_then(|id| self.rows.iter().position(|&row| row == id));
        let to = at.map_or(0, |at| (at as i64).saturating_add(steps).clamp(0, last as i64) as usize);
        self.rows.get(to).copied()
    }
}

fn rows(
    project: &Project,
    filter: &str,
    within: Option<TimeSpan>,
    (sort_by, descending): (SortBy, bool),
) -> Arc<Vec<EntryId>> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() && within.is_none() && sort_by == SortBy::Date {
        return match descending {
            true => Arc::new(project.chronology().ids().iter().rev().copied().collect()),
            false => project.chronology().shared_ids(),
        };
    }
    let telling = project.telling(&words);
    let mut entries: Vec<&Entry> =
        (project.chronology().iter()).filter(|entry| touches(entry, within) && telling.has_all(entry)).collect();
    // The chronology is in time order and the sort is stable, so that equals stay in time order.
    let order = |a: &Entry, b: &Entry| match sort_by {
        SortBy::Date => Ordering::Equal,
        SortBy::Title => a.title.to_lowercase().cmp(&b.title.to_lowercase()),
        SortBy::Status => a.status.cmp(&b.status),
        SortBy::Claims => a.claims.len().cmp(&b.claims.len()),
    };
    entries.sort_by(|a, b| order(a, b));
    if descending {
        entries.reverse();
    }
    Arc::new(entries.iter().map(|entry| entry.id).collect())
}

/// Whether the entry may lie in the part of time; undated ones lie nowhere.
pub(super) fn touches(entry: &Entry, within: Option<TimeSpan>) -> bool {
    let Some(within) = within else { return true };
    let Some((begin, end)) = entry.span().map(|span| span.hull()) else { return false };
    begin.is_none_or(|begin| begin < within.end) && end.is_none_or(|end| end > within.start)
}
