//! One block laid out: from bytes of the article to places on screen and back, also where words run right to left.

use super::super::bidi;
use egui::text::{CCursor, LayoutJob, TextFormat};
use egui::{Align, Galley, Pos2, Rect, Ui, pos2};
use std::ops::Range;
use std::sync::Arc;

/// How the text of a block looks.
#[derive(Clone, Debug)]
pub struct BlockFormat {
    pub format: TextFormat,
    /// Points.
    pub width: f32,
}

/// A block ready to be painted.
pub struct BlockText {
    pub galley: Arc<Galley>,
    /// Whether its lines begin at the right.
    pub rtl: bool,
    /// Where each part of the display text comes from: its first byte there, its bytes in the block. In display order.
    pieces: Vec<(usize, Range<usize>)>,
}

impl BlockText {
    /// Lays the text out.
    pub fn new(ui: &Ui, text: &str, format: &BlockFormat) -> BlockText {
        if !bidi::has_rtl(text) {
            let mut job = LayoutJob::single_section(text.to_owned(), format.format.clone());
            job.wrap.max_width = format.width;
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            return BlockText { galley, rtl: false, pieces: vec![(0, 0..text.len())] };
        }
        BlockText::with_bidi(ui, text, format)
    }

    /// Lines are broken in reading order first, then each is put into display order.
    fn with_bidi(ui: &Ui, text: &str, format: &BlockFormat) -> BlockText {
        let rtl = bidi::is_rtl_paragraph(text);
        let (mut display, mut pieces) = (String::new(), Vec::new());
        for line in break_lines(ui, text, format) {
            if !display.is_empty() {
                display.push('\n');
            }
            let visible = line.start..line.start + text[line.clone()].trim_end().len();
            for piece in bidi::visual_pieces(text, visible) {
                pieces.push((display.len(), piece.range.clone()));
                display.push_str(&piece.shown(text));
            }
        }
        let mut job = LayoutJob::single_section(display, format.format.clone());
        // The lines are broken already; what a measure missed by a hair must not break them again.
        job.wrap.max_width = f32::INFINITY;
        job.halign = if rtl { Align::RIGHT } else { Align::LEFT };
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        BlockText { galley, rtl, pieces }
    }

    /// Where the galley is put for its lines to fill `rect`.
    pub fn origin(&self, rect: Rect) -> Pos2 {
        if self.rtl { rect.right_top() } else { rect.left_top() }
    }

    /// The places of the bytes, a rectangle for each part of a line, relative to the galley's origin.
    pub fn rects(&self, range: Range<usize>) -> Vec<Rect> {
        let mut rects = Vec::new();
        for (start, piece) in &self.pieces {
            let (from, to) = (range.start.max(piece.start), range.end.min(piece.end));
            if from < to {
                let display = self.galley.text();
                let chars = |byte: usize| display.get(..byte).map_or(0, |before| before.chars().count());
                self.push_rects(chars(start + from - piece.start)..chars(start + to - piece.start), &mut rects);
            }
        }
        rects
    }

    /// The byte of the block at a point, relative to the galley's origin.
    pub fn offset_at(&self, at: egui::Vec2) -> usize {
        let display = self.galley.text();
        let chars = self.galley.cursor_from_pos(at).index.0;
        let byte = display.char_indices().nth(chars).map_or(display.len(), |(byte, _)| byte);
        let piece = self.pieces.iter().rev().find(|(start, _)| *start <= byte);
        piece.map_or(0, |(start, piece)| (piece.start + byte - start).min(piece.end))
    }

    /// Top and bottom of the line that the byte stands in, relative to the galley's origin.
    pub fn line_of(&self, offset: usize) -> (f32, f32) {
        let rects = self.rects(offset..offset + 1);
        let line = rects.first().copied().unwrap_or_else(|| self.galley.pos_from_cursor(CCursor::default()));
        (line.top(), line.bottom())
    }

    fn push_rects(&self, chars: Range<usize>, rects: &mut Vec<Rect>) {
        let mut first = 0;
        for row in &self.galley.rows {
            let count = row.char_count_excluding_newline().0;
            let (from, to) = (chars.start.max(first), chars.end.min(first + count));
            if from < to {
                let x = |at: usize| row.pos.x + row.row.x_offset((at - first).into());
                rects.push(Rect::from_min_max(pos2(x(from), row.min_y()), pos2(x(to), row.max_y())));
            }
            first += row.char_count_including_newline().0;
        }
    }
}

/// Breaks at blanks, in reading order, each line as wide as fits.
fn break_lines(ui: &Ui, text: &str, format: &BlockFormat) -> Vec<Range<usize>> {
    let width_of = |part: &str| {
        let job = LayoutJob::single_section(part.to_owned(), format.format.clone());
        ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x
    };
    let mut lines: Vec<Range<usize>> = Vec::new();
    let (mut start, mut used) = (0, 0.0);
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let width = width_of(word);
        if used > 0.0 && used + width_of(word.trim_end()) > format.width {
            lines.push(start..at);
            (start, used) = (at, 0.0);
        }
        used += width;
        at += word.len();
    }
    lines.push(start..text.len());
    lines
}
