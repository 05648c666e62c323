//! The timeline's part of the state: what is in view, and the events as layout wants them.

use crate::project::{EntryId, Project};
use crate::time::{FuzzySpan, TimePoint, TimeSpan};
use crate::timeline::{Grouping, Index, ItemId, Placement, Viewport, index_from};

/// What the timeline remembers from frame to frame.
#[derive(Clone, Debug)]
pub struct TimelineState {
    /// What is in view, or what the view is moving to.
    pub viewport: Viewport,
    /// Where the labels of the frame before stood.
    pub placement: Option<Placement>,
    pub hovered: Option<EntryId>,
    /// Points that the lanes are scrolled down.
    pub scroll: f64,
    /// The day of the line for today; `None` draws none.
    pub today: Option<TimePoint>,
    /// The plain wheel pans and does not zoom.
    pub wheel_pans: bool,
    /// What the lanes are.
    pub grouping: Grouping,
    /// The part of time that was drawn out with Shift.
    pub range: Option<TimeSpan>,
    /// The dated entries; an item's number is its entry's.
    pub index: Index,
}

impl Default for TimelineState {
    fn default() -> TimelineState {
        let index = Index::default();
        TimelineState {
            viewport: fit(&index),
            placement: None,
            hovered: None,
            scroll: 0.0,
            today: None,
            wheel_pans: false,
            grouping: Grouping::None,
            range: None,
            index,
        }
    }
}

impl TimelineState {
    /// Sorts the events into other lanes; the view stays.
    pub(super) fn group(&mut self, project: &Project, grouping: Grouping) {
        self.grouping = grouping;
        // Rows of the lanes before mean nothing in the new ones.
        self.placement = None;
        self.scroll = 0.0;
        self.rebuild(project);
    }

    /// Takes over the project's dated entries; the view stays.
    pub(super) fn rebuild(&mut self, project: &Project) {
        self.index = index_from(project, self.grouping);
        self.hovered = self.hovered.filter(|id| self.index.label_of(ItemId(id.0)).is_some());
    }
}

/// The view that shows all, with room at the sides; a century about the year 2000 where there is nothing.
pub fn fit(index: &Index) -> Viewport {
    match index.extent() {
        Some(extent) => framing(extent),
        None => Viewport::framing(TimeSpan::new(TimePoint::from_year(1950), TimePoint::from_year(2050)), 0.0),
    }
}

/// The view that frames one event: its whole span, and as much on both sides that one sees where it lies.
pub fn frame(span: &FuzzySpan) -> Option<Viewport> {
    let (begin, end) = span.hull();
    let span = TimeSpan::new(begin.or(end)?, end.or(begin)?);
    // A moment is framed by a day, an open side by a year.
    let least = if begin.is_none() || end.is_none() { 366 * 86_400 } else { 86_400 };
    let missing = (least - span.secs()).max(0) / 2;
    let span = TimeSpan::new(span.start.plus_secs(-missing), span.end.plus_secs(missing));
    Some(Viewport::framing(span, 1.5))
}

fn framing(extent: TimeSpan) -> Viewport {
    let least = 86_400;
    let missing = (least - extent.secs()).max(0) / 2;
    Viewport::framing(TimeSpan::new(extent.start.plus_secs(-missing), extent.end.plus_secs(missing)), 0.06)
}
