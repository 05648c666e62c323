//! The embedded fonts, drawn with on screen and in files alike, and text measured with them.

use super::TextMeasure;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::sync::OnceLock;

/// One embedded font.
#[derive(Clone, Copy, Debug)]
pub struct EmbeddedFont {
    /// The family name that the font gives itself, as SVG and font databases know it.
    pub family: &'static str,
    /// A TrueType file.
    pub data: &'static [u8],
}

/// The fonts in order: a character is drawn with the first that has it.
///
/// Ubuntu Light (what egui draws with), then DejaVu Sans for arrows, Arabic, Hebrew, Vietnamese and the letters of
/// transliteration. A window installs them in this order, so that its labels are as wide as layout thinks.
pub fn embedded() -> [EmbeddedFont; 2] {
    [
        EmbeddedFont { family: "Ubuntu", data: epaint_default_fonts::UBUNTU_LIGHT },
        EmbeddedFont { family: "DejaVu Sans", data: dejavu::sans::regular() },
    ]
}

/// Code points with a table entry: the basic multilingual plane.
const TABLE: usize = 0x1_0000;

/// Measures text with the advance widths of the embedded fonts.
///
/// A line stands in the first font that has all its characters, as the writer of pictures does it; the window, which
/// takes the first font for every character by itself, draws it a little narrower. Kerning and joining are left out:
/// both nearly always make a line shorter, and layout needs an upper bound.
#[derive(Debug)]
pub struct FontMeasure {
    /// For each font the advance in em by code point; NaN where it lacks the character.
    advances: Vec<Vec<f32>>,
}

impl FontMeasure {
    /// The one table of the program, made on first use.
    pub fn shared() -> &'static FontMeasure {
        static SHARED: OnceLock<FontMeasure> = OnceLock::new();
        SHARED.get_or_init(FontMeasure::new)
    }

    fn new() -> FontMeasure {
        let fonts = embedded();
        FontMeasure { advances: fonts.iter().filter_map(|font| advances(font.data)).collect() }
    }

    /// Whether an embedded font draws the character (control and format characters need no glyph).
    pub fn has(&self, c: char) -> bool {
        c.is_control() || self.advance(c).is_some()
    }

    fn advance(&self, c: char) -> Option<f32> {
        self.advances.iter().find_map(|font| font.get(c as usize).copied().filter(|advance| !advance.is_nan()))
    }
}

/// The advances of one font, in em.
fn advances(data: &[u8]) -> Option<Vec<f32>> {
    let font = FontRef::new(data).ok()?;
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let mut advances = vec![f32::NAN; TABLE];
    for (code, glyph) in font.charmap().mappings() {
        if let Some(advance) = advances.get_mut(code as usize) {
            *advance = metrics.advance_width(glyph).unwrap_or(f32::NAN);
        }
    }
    Some(advances)
}

impl TextMeasure for FontMeasure {
    fn width(&self, text: &str, size: f64, _strong: bool) -> f64 {
        // The sum is not a number as soon as one character is lacking.
        let in_font =
            |font: &Vec<f32>| -> f32 { text.chars().map(|c| font.get(c as usize).copied().unwrap_or(f32::NAN)).sum() };
        let whole = self.advances.iter().map(in_font).find(|em| !em.is_nan());
        // A character of an unknown font counts a full em: Han, kana, hangul and emoji are that wide, the rest narrower.
        let em = whole.unwrap_or_else(|| text.chars().map(|c| self.advance(c).unwrap_or(1.0)).sum());
        f64::from(em) * size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_fonts_draw_the_scripts_they_are_there_for() {
        let measure = FontMeasure::shared();
        for c in "Aé–—…→←ʿḥṭẓ₂Ωжأمש✓ệ′".chars() {
            assert!(measure.has(c), "{c}");
        }
        assert!(!measure.has('中'));
    }

    #[test]
    fn width_grows_with_text_and_size() {
        let measure = FontMeasure::shared();
        let one = measure.width("June", 12.0, false);
        assert!(one > 15.0 && one < 40.0, "{one}");
        assert!((measure.width("JuneJune", 12.0, false) - 2.0 * one).abs() < 1e-3);
        assert!((measure.width("June", 24.0, false) - 2.0 * one).abs() < 1e-3);
        assert_eq!(measure.width("中中", 10.0, false), 20.0);
        // One letter that only the second font has brings all of the line into it.
        assert!(measure.width("Juneḥ", 12.0, false) > one + measure.width("ḥ", 12.0, false));
    }
}
