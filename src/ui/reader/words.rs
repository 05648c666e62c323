//! The words of the article that the pointer marks: what a new event or claim is to stand on.

use super::block_text::BlockText;
use super::blocks::{Block, BlockKind};
use crate::project::Place;
use crate::text::{DocumentId, TextRange};
use egui::{Pos2, Response, Ui};

/// A range under way or done, in bytes of the headline or the text.
#[derive(Clone, Debug, Default)]
pub struct Words {
    in_title: bool,
    anchor: Option<usize>,
    head: usize,
}

impl Words {
    /// Follows the pointer over one block of the article.
    pub fn follow(&mut self, ui: &Ui, response: &Response, block: &Block, words: &str, laid: (&BlockText, Pos2)) {
        let Some(pointer) = ui.input(|input| input.pointer.interact_pos()) else { return };
        let (laid, origin) = laid;
        if !response.rect.intersect(ui.clip_rect()).contains(pointer) {
            return;
        }
        let in_title = block.kind == BlockKind::Title;
        let local = laid.offset_at(pointer - origin);
        let offset = block.range.start + local;
        let (pressed, down) = ui.input(|input| (input.pointer.primary_pressed(), input.pointer.primary_down()));
        let shift = ui.input(|input| input.modifiers.shift);
        if response.double_clicked() {
            let word = word_around(words, local);
            (self.in_title, self.anchor) = (in_title, Some(block.range.start + word.start));
            self.head = block.range.start + word.end;
        } else if pressed && !shift && response.contains_pointer() {
            *self = Words { in_title, anchor: Some(offset), head: offset };
        } else if (down || pressed) && self.anchor.is_some() && self.in_title == in_title {
            self.head = offset;
        }
    }

    pub fn clear(&mut self) {
        self.anchor = None;
    }

    /// The range without blanks at its ends; `None` for nothing.
    pub fn range(&self, text: &str) -> Option<TextRange> {
        let anchor = self.anchor?;
        let (start, end) = (anchor.min(self.head), anchor.max(self.head));
        let words = text.get(start..end)?;
        let start = start + (words.len() - words.trim_start().len());
        let end = start + words.trim().len();
        (start < end).then(|| TextRange::new(start, end))
    }

    /// The place that is marked in the article; `None` for none.
    pub fn place(&self, document: &DocumentId, title: &str, text: &str) -> Option<Place> {
        let range = self.range(if self.in_title { title } else { text })?;
        Some(Place { document: document.clone(), in_title: self.in_title, range })
    }
}

/// The word that the byte stands in.
fn word_around(text: &str, at: usize) -> TextRange {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let before = text.get(..at).unwrap_or("");
    let after = text.get(at..).unwrap_or("");
    let start = before.trim_end_matches(is_word).len();
    let end = at + (after.len() - after.trim_start_matches(is_word).len());
    TextRange::new(start.min(end), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_no_blanks_at_its_ends_in_either_direction() {
        let text = "The mill closed.";
        for (anchor, head) in [(3, 9), (9, 3)] {
            let words = Words { in_title: false, anchor: Some(anchor), head };
            assert_eq!(words.range(text), Some(TextRange::new(4, 8)));
        }
        assert_eq!(Words { in_title: false, anchor: Some(3), head: 4 }.range(text), None);
    }

    #[test]
    fn a_word_is_found_from_inside_it() {
        assert_eq!(word_around("The mill’s end", 6).of("The mill’s end"), "mill’s");
    }
}
