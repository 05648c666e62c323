//! The text layer of a PDF, in reading order, and the document's properties.

use super::layout::{self, Piece};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use serde::{Deserialize, Serialize};

/// Letters on one page; more are drawn for no reader.
const MOST_GLYPHS: usize = 200_000;

/// What a PDF says.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(in crate::import) struct Parsed {
    pub(in crate::import) title: Option<String>,
    pub(in crate::import) author: Option<String>,
    /// Year, month and day on which it was made.
    pub(in crate::import) created: Option<(u16, u8, u8)>,
    pub(in crate::import) text: String,
    /// Pages that were left out.
    pub(in crate::import) pages_left: usize,
}

/// Reads the first pages of a PDF, `most_pages` of them, in this process: the caller sees to time, memory and stack.
pub(in crate::import) fn parse(bytes: Vec<u8>, most_pages: usize) -> Result<Parsed, String> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => "it is locked with a password".to_owned(),
        LoadPdfError::Invalid => "its structure cannot be made out".to_owned(),
    })?;
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    let mut pictures = 0usize;
    for page in pdf.pages().iter().take(most_pages) {
        let (width, height) = page.render_dimensions();
        let mut reader = Reader::default();
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(
            page.initial_transform(true).to_kurbo(),
            area,
            &cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        interpret_page(page, &mut context, &mut reader);
        pictures += reader.pictures;
        pages.push(layout::lines(reader.pieces));
    }
    let pages_left = pdf.pages().len().saturating_sub(most_pages);
    layout::without_running_heads(&mut pages);
    let columns: Vec<_> = pages.into_iter().flatten().collect();
    let text = layout::paragraphs(&columns);
    if text.trim().is_empty() {
        return Err(match pictures {
            0 => "there is no text in it".to_owned(),
            _ => "it holds only pictures of text; run a text recognition (OCR) over it first".to_owned(),
        });
    }
    let metadata = pdf.metadata();
    Ok(Parsed {
        title: metadata.title.as_deref().and_then(pdf_string),
        author: metadata.author.as_deref().and_then(pdf_string),
        created: metadata.creation_date.map(|date| (date.year, date.month, date.day)),
        text,
        pages_left,
    })
}

/// UTF-16 with a mark, UTF-8 with a mark, or Latin.
fn pdf_string(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| char::from(byte)).collect(),
    };
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    (!text.is_empty()).then(|| text.to_owned())
}

/// Quotes that a font gives no name, by their place in the character sets of PDF and of TeX.
fn without_name(code: u32) -> Option<char> {
    match code {
        0x27 | 0x92 => Some('’'),
        0x60 | 0x91 => Some('‘'),
        0x93 => Some('“'),
        0x94 => Some('”'),
        0x96 => Some('–'),
        0x97 => Some('—'),
        0x20 => Some(' '),
        _ => None,
    }
}

/// Ligatures as letters, so that words can be found; no control characters.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        match c {
            '\u{fb00}' => plain.push_str("ff"),
            '\u{fb01}' => plain.push_str("fi"),
            '\u{fb02}' => plain.push_str("fl"),
            '\u{fb03}' => plain.push_str("ffi"),
            '\u{fb04}' => plain.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => plain.push_str("st"),
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}

/// Takes the letters of a page and draws nothing.
#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    glyphs: usize,
    pictures: usize,
    /// Where the last run of letters began.
    last_start: Option<Point>,
}

impl Reader {
    fn letter(&mut self, text: &str, from: Point, to: Point, size: f64) {
        self.glyphs += 1;
        let finite = [from.x, from.y, to.x, size].iter().all(|number| number.is_finite());
        if self.glyphs > MOST_GLYPHS || !finite || size < 0.5 {
            return;
        }
        if let Some(piece) = self.pieces.last_mut() {
            let gap = from.x - piece.right;
            let same_line = (from.y - piece.y).abs() < 0.25 * size && (piece.size - size).abs() < 0.4 * size;
            // The same letter a second time is how bold is feigned.
            if same_line
                && from.x < piece.right - 0.5 * size
                && piece.text.ends_with(text)
                && from.x > piece.right - 1.2 * size
                && to.x <= piece.right + 0.1 * size
            {
                return;
            }
            if same_line && gap > -0.3 * size && gap < 0.9 * size {
                if gap > 0.16 * size && !piece.text.ends_with(' ') && text != " " {
                    piece.text.push(' ');
                }
                piece.text.push_str(text);
                piece.right = piece.right.max(to.x);
                return;
            }
        }
        if !text.trim().is_empty() {
            self.pieces.push(Piece { left: from.x, right: to.x, y: from.y, size, text: text.to_owned() });
        }
    }
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        // Letters with an outline are drawn twice.
        let start = run.glyphs().first().map(|glyph| props.transform * glyph.transform() * Point::ZERO);
        let again = matches!(mode, DrawMode::Stroke(_)) && start == self.last_start;
        self.last_start = start;
        if again {
            return;
        }
        for glyph in run.glyphs() {
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) if !text.is_empty() => text,
                _ => match without_name(glyph.char_code()) {
                    Some(c) => c.to_string(),
                    None => continue,
                },
            };
            let transform: Affine = props.transform * glyph.transform();
            let from = transform * Point::ZERO;
            let advance = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let advance = advance.map_or(500.0, f64::from);
            let to = transform * Point::new(advance, 0.0);
            let up = transform * Point::new(0.0, 1000.0);
            // Text that runs up or down a margin is no part of the article.
            if (to.y - from.y).abs() > (to.x - from.x).abs() + 0.01 {
                continue;
            }
            self.letter(&plain(&text), from, to, (up - from).hypot());
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.pictures += 1;
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
