//! Pure layout of the timeline: events and a view in, a [`Scene`] of shapes out. No screen, no clock, no hash-map order.

mod areas;
mod axis;
mod cluster;
mod dates;
mod dense;
pub mod fonts;
mod from_project;
mod index;
mod lanes;
mod layout;
mod legend;
mod length;
mod looks;
mod marks;
mod members;
mod place;
mod pyramid;
mod rows;
mod scale;
mod scene;
mod style;
mod ticks;
mod viewport;

pub use from_project::{Grouping, claim_lanes, index_from};
pub use index::{Index, Item, ItemId, LaneId};
pub use lanes::{LaneWishes, ShownLane};
pub use layout::{Placement, lane_place, layout, plot_area, time_scale};
pub use length::length_words;
pub use members::Members;
pub use scale::{Tick, TimeScale};
pub use scene::{Color, Dash, Hit, Rect, Scene, Shape, ShapeKind, TextAlign};
pub use style::{LayoutStyle, Links, Palette, TextMeasure};
pub use viewport::Viewport;
