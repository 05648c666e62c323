//! The colours that the user gave to events.

use super::ItemId;
use crate::project::{Colour, Project};
use std::sync::Arc;

/// Which items have a colour of their own; most have none and are drawn in that of their status.
#[derive(Clone, Debug, PartialEq)]
pub struct Colours(Arc<[(ItemId, Colour)]>);

impl Default for Colours {
    fn default() -> Colours {
        Colours(Arc::new([]))
    }
}

impl Colours {
    /// The colours of the project's entries; looks at what the user said, not at every event.
    pub fn of(project: &Project) -> Colours {
        let coloured = project.marks().iter().filter(|(_, marks)| marks.colour.is_some());
        let entries = coloured.filter_map(|(key, _)| project.entry_of(key));
        let mut items: Vec<(ItemId, Colour)> =
            entries.filter_map(|entry| Some((ItemId(entry.id.0), entry.marks().colour?))).collect();
        items.sort_unstable_by_key(|(item, _)| *item);
        items.dedup();
        Colours(items.into())
    }

    /// The item's own colour.
    pub fn get(&self, item: ItemId) -> Option<Colour> {
        let at = self.0.binary_search_by_key(&item, |(other, _)| *other).ok()?;
        Some(self.0[at].1)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
