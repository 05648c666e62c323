//! The icon of the window, drawn from `assets/icon.svg` at start.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Pixels of a side: enough for every task bar.
const SIDE: u32 = 128;

/// The icon; `None` only if the drawing were broken, which a test rules out.
pub fn icon() -> Option<egui::IconData> {
    let tree = Tree::from_str(include_str!("../../assets/icon.svg"), &Options::default()).ok()?;
    let mut pixmap = Pixmap::new(SIDE, SIDE)?;
    let scale = SIDE as f32 / tree.size().width().max(tree.size().height());
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let rgba = pixmap.pixels().iter().flat_map(|pixel| {
        let color = pixel.demultiply();
        [color.red(), color.green(), color.blue(), color.alpha()]
    });
    Some(egui::IconData { rgba: rgba.collect(), width: SIDE, height: SIDE })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_icon_is_drawn_and_not_empty() {
        let icon = super::icon().unwrap();
        assert_eq!(icon.rgba.len(), (icon.width * icon.height * 4) as usize);
        assert!(icon.rgba.chunks(4).any(|pixel| pixel[3] == 255));
    }
}
