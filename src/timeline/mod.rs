//! Pure layout of the timeline: events and a view in, a [`Scene`] of shapes out. No screen, no clock, no hash-map order.

mod index;
mod layout;
mod scale;
mod scene;
mod style;
mod viewport;

pub use index::{Index, Item, ItemId, LaneId};
pub use layout::{Placement, layout};
pub use scale::{Tick, TimeScale};
pub use scene::{Color, Dash, Hit, Rect, Scene, Shape, ShapeKind, TextAlign};
pub use style::{LayoutStyle, Palette, TextMeasure};
pub use viewport::Viewport;
