//! Display order for Hebrew, Arabic and their neighbours: egui draws every word rightly but sets words from left to
//! right, so that the words of a line are handed to it in the order in which they are to stand.

use std::borrow::Cow;
use std::ops::Range;
use unicode_bidi::{BidiClass, BidiInfo, bidi_class};

/// Whether any character runs from right to left.
pub fn has_rtl(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL))
}

/// Whether the paragraph as a whole runs from right to left, after its first strong character.
pub fn is_rtl_paragraph(text: &str) -> bool {
    let strong =
        text.chars().map(bidi_class).find(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL));
    matches!(strong, Some(BidiClass::R | BidiClass::AL))
}

/// A part of a line that is drawn from left to right as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the paragraph.
    pub range: Range<usize>,
    pub rtl: bool,
}

impl Piece {
    /// The characters to draw: brackets that stand alone in a right-to-left run point the other way. Those that touch
    /// letters are turned by the shaper. The length in bytes stays.
    pub fn shown<'t>(&self, paragraph: &'t str) -> Cow<'t, str> {
        let text = &paragraph[self.range.clone()];
        let letters = |c: char| matches!(bidi_class(c), BidiClass::R | BidiClass::AL);
        if !self.rtl || text.chars().any(letters) || !text.chars().any(|c| mirrored(c) != c) {
            return Cow::Borrowed(text);
        }
        Cow::Owned(text.chars().map(mirrored).collect())
    }
}

/// Of the same length in bytes for all that are turned.
fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

/// The words of one line (bytes of `paragraph`, which has no line break) in the order in which they stand on screen,
/// left to right. Letters inside a word, and numbers, keep their order.
pub fn visual_pieces(paragraph: &str, line: Range<usize>) -> Vec<Piece> {
    let info = BidiInfo::new(paragraph, None);
    let Some(whole) = info.paragraphs.first() else { return vec![Piece { range: line, rtl: false }] };
    let line = line.start..line.end.min(whole.range.end);
    if line.is_empty() {
        return Vec::new();
    }
    let (levels, runs) = info.visual_runs(whole, line);
    let mut pieces = Vec::new();
    for run in runs {
        if levels.get(run.start).is_some_and(|level| level.is_rtl()) {
            let words = split_words(paragraph, run);
            pieces.extend(words.into_iter().rev().map(|range| Piece { range, rtl: true }));
        } else {
            pieces.push(Piece { range: run, rtl: false });
        }
    }
    pieces
}

/// Words and the blanks between them, each a piece.
fn split_words(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    for (at, c) in text[run.clone()].char_indices() {
        let (start, end) = (run.start + at, run.start + at + c.len_utf8());
        let blank = c.is_whitespace();
        match pieces.last_mut() {
            Some(last) if before == Some(blank) => last.end = end,
            _ => pieces.push(start..end),
        }
        before = Some(blank);
    }
    pieces
}

/// One line of text in display order; borrowed where nothing runs from right to left.
pub fn display(text: &str) -> Cow<'_, str> {
    if !has_rtl(text) {
        return Cow::Borrowed(text);
    }
    let line = text.split(['\n', '\r']).next().unwrap_or("");
    Cow::Owned(visual_pieces(line, 0..line.len()).into_iter().map(|piece| piece.shown(line)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn left_to_right_text_is_left_alone() {
        assert!(matches!(display("The mill closed in 2014 – é"), Cow::Borrowed(_)));
    }

    #[test]
    fn the_words_of_a_hebrew_line_stand_from_right_to_left() {
        assert_eq!(display("שלום עולם"), "עולם שלום");
    }

    #[test]
    fn numbers_in_a_hebrew_line_are_not_mirrored() {
        assert_eq!(display("שנת 2014 טובה"), "טובה 2014 שנת");
        assert_eq!(display("שלום (780)"), "(780) שלום");
    }

    #[test]
    fn a_name_in_an_english_line_keeps_its_place() {
        assert_eq!(display("He said שלום עולם twice"), "He said עולם שלום twice");
    }

    proptest! {
        #[test]
        fn no_character_is_lost_or_doubled(text in "[a-z0-9 ()אבגדهوی،.]{0,40}") {
            // Brackets may be turned: they count as the same.
            let plain = |text: &str| -> Vec<char> { text.replace(')', "(").chars().collect() };
            let (mut shown, mut kept) = (plain(&display(&text)), plain(&text));
            shown.sort_unstable();
            kept.sort_unstable();
            prop_assert_eq!(shown, kept);
        }
    }
}
