//! The one kind of text offset inside the program, and the border to code points.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes that begins and ends on a char boundary of the text it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextRange {
    pub start: usize,
    /// Exclusive.
    pub end: usize,
}

impl TextRange {
    /// The range between two byte offsets; `start` must not lie behind `end`.
    pub fn new(start: usize, end: usize) -> TextRange {
        debug_assert!(start <= end);
        TextRange { start, end }
    }

    /// The words at the range; empty where the range does not fit the text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether the whole of `other` lies in this range.
    pub fn contains(&self, other: TextRange) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether they share at least one byte.
    pub fn overlaps(&self, other: TextRange) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Counts code points: byte offsets of one text become Unicode code points, as the JSON border and the W3C's
/// TextPositionSelector count. Built once a text; a look-up is a binary search.
pub struct CodePoints {
    /// Byte offset of every 64th code point; empty for ASCII, where bytes and code points agree.
    steps: Vec<usize>,
    text_len: usize,
}

impl CodePoints {
    const STEP: usize = 64;

    pub fn new(text: &str) -> CodePoints {
        let steps = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(CodePoints::STEP).map(|(at, _)| at).collect()
        };
        CodePoints { steps, text_len: text.len() }
    }

    /// Code points before byte `offset` of `text`, the text that this was built from.
    pub fn at(&self, text: &str, offset: usize) -> usize {
        debug_assert_eq!(text.len(), self.text_len);
        if self.steps.is_empty() {
            return offset;
        }
        let step = self.steps.partition_point(|&at| at <= offset).saturating_sub(1);
        let from = self.steps[step];
        step * CodePoints::STEP + text.get(from..offset).map_or(0, |part| part.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "é–x".repeat(100);
        let points = CodePoints::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(&text, at), count);
        }
        assert_eq!(points.at(&text, text.len()), 300);
    }
}
