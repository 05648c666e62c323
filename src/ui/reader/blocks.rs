//! An article cut into blocks that are laid out only when they come into view, with the heights known so far.

use crate::text::{Document, TextRange};

/// Longest block in bytes: a text without line breaks is cut at blanks, so that one block is quickly laid out.
const MAX_BLOCK: usize = 4000;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline that the format gives; its range counts in the title.
    Title,
    /// The first line of a text without such a headline, when it is short.
    Heading,
    Paragraph,
}

/// A paragraph or a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    pub range: TextRange,
}

/// The blocks of one article with their heights, exact for those laid out, guessed for the others.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    list: Vec<Block>,
    heights: Vec<f32>,
    exact: Vec<bool>,
    width: f32,
}

impl Blocks {
    pub fn new(document: &Document) -> Blocks {
        let list = split(document);
        let (heights, exact) = (vec![0.0; list.len()], vec![false; list.len()]);
        Blocks { list, heights, exact, width: 0.0 }
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn get(&self, at: usize) -> Block {
        self.list[at]
    }

    /// Forgets the heights when the width changed; `guess` gives one from bytes.
    pub fn fit(&mut self, width: f32, guess: impl Fn(&Block) -> f32) {
        if (self.width - width).abs() > 0.1 {
            self.width = width;
            self.exact.fill(false);
            self.heights = self.list.iter().map(guess).collect();
        }
    }

    pub fn is_exact(&self, at: usize) -> bool {
        self.exact[at]
    }

    pub fn set_height(&mut self, at: usize, height: f32) {
        (self.heights[at], self.exact[at]) = (height, true);
    }

    pub fn height(&self, at: usize) -> f32 {
        self.heights[at]
    }

    pub fn total_height(&self) -> f32 {
        self.heights.iter().sum()
    }

    /// Distance from the top of the first block to that of this one.
    pub fn top(&self, at: usize) -> f32 {
        self.heights[..at].iter().sum()
    }

    /// The first block that reaches below `y`, and its top.
    pub fn first_below(&self, y: f32) -> (usize, f32) {
        let mut top = 0.0;
        for (at, height) in self.heights.iter().enumerate() {
            if top + height > y {
                return (at, top);
            }
            top += height;
        }
        (self.list.len(), top)
    }

    /// The block that the byte lies in.
    pub fn containing(&self, offset: usize, in_title: bool) -> Option<usize> {
        self.list.iter().position(|block| {
            (block.kind == BlockKind::Title) == in_title && block.range.start <= offset && offset <= block.range.end
        })
    }
}

fn split(document: &Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(title) = &document.title {
        blocks.push(Block { kind: BlockKind::Title, range: TextRange::new(0, title.len()) });
    }
    for line in lines(&document.text) {
        let first = blocks.is_empty() && line.len() <= 160;
        for range in cut(&document.text, line) {
            let kind = if first { BlockKind::Heading } else { BlockKind::Paragraph };
            blocks.push(Block { kind, range });
        }
    }
    blocks
}

/// Lines that hold something, without the blanks around it.
fn lines(text: &str) -> impl Iterator<Item = TextRange> + '_ {
    text.split('\n')
        .scan(0, |start, line| {
            let at = *start;
            *start += line.len() + 1;
            let begin = at + (line.len() - line.trim_start().len());
            Some(TextRange::new(begin, begin.max(at + line.trim_end().len())))
        })
        .filter(|range| !range.is_empty())
}

fn cut(text: &str, line: TextRange) -> Vec<TextRange> {
    let mut parts = Vec::new();
    let mut start = line.start;
    while line.end - start > MAX_BLOCK {
        let limit = text.floor_char_boundary(start + MAX_BLOCK);
        let end = text[start..limit].rfind(' ').map_or(limit, |blank| start + blank + 1);
        parts.push(TextRange::new(start, end));
        start = end;
    }
    parts.push(TextRange::new(start, line.end));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(document: &Document) -> Vec<&str> {
        split(document).iter().map(|block| block.range.of(&document.text)).collect()
    }

    #[test]
    fn every_line_with_words_is_a_block() {
        let document = Document::from_text("a", "Head\n\n  First. \r\n\nSecond.\n");
        assert_eq!(words(&document), ["Head", "First.", "Second."]);
        assert_eq!(split(&document)[0].kind, BlockKind::Heading);
        assert_eq!(split(&document)[1].kind, BlockKind::Paragraph);
    }

    #[test]
    fn a_title_of_its_own_stands_first_and_the_text_has_no_heading() {
        let mut document = Document::from_text("a", "First.");
        document.title = Some("Title".into());
        let kinds: Vec<_> = split(&document).iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Title, BlockKind::Paragraph]);
    }

    #[test]
    fn a_text_without_line_breaks_is_cut_at_blanks() {
        let document = Document::from_text("a", "word ".repeat(5000));
        let blocks = split(&document);
        assert!(blocks.len() > 5 && blocks.iter().all(|block| block.range.len() <= MAX_BLOCK));
        assert!(blocks.iter().all(|block| block.range.of(&document.text).starts_with("word")));
    }

    #[test]
    fn a_place_is_found_in_its_block_at_its_height() {
        let mut blocks = Blocks::new(&Document::from_text("a", "one\ntwo\nthree"));
        blocks.fit(100.0, |_| 10.0);
        blocks.set_height(1, 30.0);
        assert_eq!(blocks.containing(5, false), Some(1));
        assert_eq!(blocks.top(2), 40.0);
        assert_eq!(blocks.first_below(15.0), (1, 10.0));
        assert_eq!(blocks.total_height(), 50.0);
    }

    proptest! {
        #[test]
        fn blocks_hold_every_character_that_is_no_blank(text in "[a-zé \n\r–]{0,200}") {
            let document = Document::from_text("a", text.clone());
            let kept: String = words(&document).concat().split_whitespace().collect();
            let expected: String = text.split_whitespace().collect();
            prop_assert_eq!(kept, expected);
        }
    }
}
