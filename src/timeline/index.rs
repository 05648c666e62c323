//! The events as layout needs them: sorted once, asked every frame.

use crate::event::Status;
use crate::time::{FuzzySpan, Granularity, TimePoint, TimeSpan};

/// Names an item; the caller's number (an entry's id).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub usize);

/// Index into the lanes of an [`Index`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LaneId(pub usize);

/// One event to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub id: ItemId,
    pub lane: LaneId,
    pub span: FuzzySpan,
    pub granularity: Granularity,
    /// "Within": at some time in the span, as opposed to all through it.
    pub status: Status,
    /// Approximate: "c. 1200".
    pub approximate: bool,
    pub label: String,
    /// 0 to 1.
    pub importance: f32,
    /// Number of articles that tell it.
    pub claims: usize,
}

/// Items sorted by time, lane by lane.
#[derive(Clone, Debug, Default)]
pub struct Index {
    items: Vec<Item>,
    lanes: Vec<String>,
    /// Days on which articles were published, as marks on the axis.
    publications: Vec<(TimePoint, String)>,
}

impl Index {
    /// `lanes` are their names from top to bottom; `publications` the articles' dates with their headlines.
    pub fn build(items: Vec<Item>, lanes: Vec<String>, publications: Vec<(TimePoint, String)>) -> Index {
        Index { items, lanes, publications }
    }

    pub fn items(&self) -> &[Item] {
        &self.items
    }

    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    pub fn lanes(&self) -> &[String] {
        &self.lanes
    }

    pub fn publications(&self) -> &[(TimePoint, String)] {
        &self.publications
    }

    /// From the first to the last bound of any item; `None` without items.
    pub fn extent(&self) -> Option<TimeSpan> {
        let bounds = self.items.iter().flat_map(|item| {
            let (begin, end) = item.span.hull();
            [begin.or(end), end.or(begin)].into_iter().flatten()
        });
        let (first, last) = (bounds.clone().min()?, bounds.max()?);
        Some(TimeSpan::new(first, last))
    }
}
