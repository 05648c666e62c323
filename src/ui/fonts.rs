//! The fonts of the window: those that the files are drawn with too, so that labels are as wide as layout thinks.

use crate::timeline::fonts::embedded;
use egui::{Context, FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// Puts the embedded fonts that egui lacks behind its own: arrows, Arabic, Hebrew, Vietnamese and the letters of
/// transliteration. The fonts of the system are asked only for what is still missing.
pub fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    // The first of them is egui's own.
    for (place, font) in embedded().into_iter().enumerate().skip(1) {
        fonts.font_data.insert(font.family.to_owned(), Arc::new(FontData::from_static(font.data)));
        for family in [FontFamily::Proportional, FontFamily::Monospace] {
            let names = fonts.families.entry(family).or_default();
            names.insert(place.min(names.len()), font.family.to_owned());
        }
    }
    ctx.set_fonts(fonts);
}
