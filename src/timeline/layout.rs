//! The layout itself.

use super::{Index, ItemId, LayoutStyle, Scene, TextMeasure, Viewport};

/// Which labels stood where, so that the next frame keeps them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// The row of every labelled item in its lane, sorted by item.
    pub(super) rows: Vec<(ItemId, u32)>,
}

/// The scene for the view. `before` is the placement of the frame before, `None` for exports.
pub fn layout(
    _index: &Index,
    _viewport: &Viewport,
    style: &LayoutStyle,
    _measure: &dyn TextMeasure,
    _before: Option<&Placement>,
) -> (Scene, Placement) {
    let scene = Scene {
        width: style.width,
        height: style.height,
        background: style.palette.background,
        shapes: Vec::new(),
        hits: Vec::new(),
        content_height: 0.0,
    };
    (scene, Placement::default())
}
