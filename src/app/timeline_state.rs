//! The timeline's part of the state: what is in view, and the events as layout wants them.

use super::lanes::LanesKept;
use super::upkeep::Upkeep;
use crate::project::{EntryId, Project};
use crate::time::{FuzzySpan, TimePoint, TimeSpan};
use crate::timeline::{Colours, Following, Grouping, Index, ItemId, LaneId, Placement, Rect, ShownLane, Viewport};
use std::sync::Arc;

/// The index of a project that is not yet shown.
#[derive(Debug)]
pub(super) struct Built {
    grouping: Grouping,
    following: Following,
    index: Index,
    first_view: Viewport,
}

impl Built {
    pub fn of(project: &Project, grouping: Grouping) -> Built {
        let (following, index) = Following::begin(project, grouping);
        let first_view = first_view(&index);
        Built { grouping, following, index, first_view }
    }
}

/// What the timeline remembers from frame to frame.
#[derive(Debug)]
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
    /// Letters are keys of something else now: of the list, while a row of it has the focus.
    pub letters_taken: bool,
    /// What the lanes are.
    pub grouping: Grouping,
    /// What the user wants of the lanes.
    pub wishes: LanesKept,
    /// The lanes from top to bottom, as wished; `None` where there is only one.
    pub lanes: Option<Arc<[ShownLane]>>,
    /// Where time ran from left to right in the frame before, points from the corner of the canvas.
    pub plot: Rect,
    /// The part of time that was drawn out with Shift.
    pub range: Option<TimeSpan>,
    /// Goes up with each change of the project.
    pub revision: u64,
    /// What the user coloured.
    pub colours: Colours,
    /// The dated entries; an item's number is its entry's.
    pub index: Index,
    /// Keeps `index` up to date.
    pub upkeep: Upkeep,
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
            letters_taken: false,
            grouping: Grouping::None,
            wishes: LanesKept::new(),
            lanes: None,
            plot: Rect::new(0.0, 0.0, 1.0, 1.0),
            range: None,
            revision: 0,
            colours: Colours::default(),
            index,
            upkeep: Upkeep::default(),
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
        self.refresh(project);
    }

    /// Takes over the index of another project, and gives the view that this opens with.
    pub(super) fn take(&mut self, built: Built) -> Viewport {
        self.index = built.index;
        self.upkeep = Upkeep::following(built.grouping, built.following);
        built.first_view
    }

    /// Takes over what changed of the project's dated entries; the view stays.
    pub(super) fn refresh(&mut self, project: &Project) {
        self.upkeep.refresh(&mut self.index, project, self.grouping);
        self.hovered = self.hovered.filter(|id| self.index.label_of(ItemId(id.0)).is_some());
        self.arrange();
    }

    /// Brings the lanes that are shown up to date with what is wished of them.
    pub(super) fn arrange(&mut self) {
        let all =
            || (0..self.index.lanes().len()).map(|lane| ShownLane { lane: LaneId(lane), folded: false }).collect();
        let wished = self.wishes.get(&self.grouping).and_then(|wishes| wishes.shown(&self.index));
        self.lanes = (self.index.lanes().len() > 1).then(|| wished.unwrap_or_else(all));
    }

    /// The lanes that are hidden.
    pub fn hidden_lanes(&self) -> Vec<LaneId> {
        let wishes = self.wishes.get(&self.grouping).filter(|_| self.lanes.is_some());
        wishes.map(|wishes| wishes.hidden(&self.index)).unwrap_or_default()
    }
}

/// The view that shows all, with room at the sides; a century about the year 2000 where there is nothing.
pub fn fit(index: &Index) -> Viewport {
    match index.extent() {
        Some(extent) => framing(extent),
        None => Viewport::framing(TimeSpan::new(TimePoint::from_year(1950), TimePoint::from_year(2050)), 0.0),
    }
}

/// The view that a timeline opens with: the part of time in which most happens, all of it where that is not much longer.
pub fn first_view(index: &Index) -> Viewport {
    index.dense_part().map_or_else(|| fit(index), framing)
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

/// The view that shows the whole span and a little around it, a moment with its day.
pub(super) fn framing(extent: TimeSpan) -> Viewport {
    let least = 86_400;
    let missing = (least - extent.secs()).max(0) / 2;
    Viewport::framing(TimeSpan::new(extent.start.plus_secs(-missing), extent.end.plus_secs(missing)), 0.06)
}
