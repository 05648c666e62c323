//! A parsed sentence, and the parser that makes it.

use super::features::{NONE, Word};
use super::model::Model;
use super::parser::{Machine, name_relations, parse, tag_words};
use super::tag::{Relation, Tag};
use super::{roots, subjects};
use crate::text::TextRange;
use crate::text::words::split_words;

/// A sentence as a tree of words. The vectors are as long as the sentence has words.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Where each word stands in the text.
    pub ranges: Vec<TextRange>,
    pub words: Vec<Word>,
    pub tags: Vec<Tag>,
    /// Index of the head; a root has the number of words.
    heads: Vec<u16>,
    pub relations: Vec<Relation>,
    /// First and last word of what hangs on the word, itself included; the last inclusive.
    spans: Vec<(u16, u16)>,
    /// Children in order, those of all words one after the other.
    children: Vec<u16>,
    /// Where the children of each word begin in `children`; one more than there are words.
    child_starts: Vec<u32>,
}

impl Tree {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// What the word hangs on; `None` for a root.
    pub fn head(&self, word: usize) -> Option<usize> {
        let head = self.heads[word] as usize;
        (head < self.len()).then_some(head)
    }

    /// The words that hang directly on the word, in order.
    pub fn children(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let (from, to) = (self.child_starts[word] as usize, self.child_starts[word + 1] as usize);
        self.children[from..to].iter().map(|&child| child as usize)
    }

    /// The first child with the relation.
    pub fn child(&self, word: usize, relation: Relation) -> Option<usize> {
        self.children(word).find(|&child| self.relations[child] == relation)
    }

    /// The words that hang on the word, directly or not, itself included: an unbroken run.
    pub fn span(&self, word: usize) -> std::ops::Range<usize> {
        let (first, last) = self.spans[word];
        first as usize..last as usize + 1
    }

    /// The words that hang on no other.
    pub fn roots(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(|&word| self.head(word).is_none())
    }

    /// The word's letters.
    pub fn text<'t>(&self, text: &'t str, word: usize) -> &'t str {
        self.ranges[word].of(text)
    }

    fn index_children(&mut self) {
        let n = self.heads.len();
        self.child_starts.clear();
        self.child_starts.resize(n + 2, 0);
        for &head in &self.heads {
            self.child_starts[(head as usize).min(n) + 1] += 1;
        }
        for at in 1..self.child_starts.len() {
            self.child_starts[at] += self.child_starts[at - 1];
        }
        self.children.clear();
        self.children.resize(n, 0);
        // Filled from behind, so that the starts end up where they belong and children stay in order.
        let mut filled = self.child_starts.clone();
        for (child, &head) in self.heads.iter().enumerate() {
            let slot = &mut filled[(head as usize).min(n)];
            self.children[*slot as usize] = child as u16;
            *slot += 1;
        }
        self.measure_spans();
    }

    /// Spans by walking from the leaves up: a head lies at most as many steps away as there are words.
    fn measure_spans(&mut self) {
        let n = self.heads.len();
        self.spans.clear();
        self.spans.extend((0..n).map(|at| (at as u16, at as u16)));
        for at in 0..n {
            let mut head = self.heads[at] as usize;
            let mut steps = 0;
            while head < n && steps <= n {
                let span = &mut self.spans[head];
                let wider = (span.0.min(at as u16), span.1.max(at as u16));
                if wider == *span {
                    break;
                }
                *span = wider;
                head = self.heads[head] as usize;
                steps += 1;
            }
        }
    }
}

/// Parses sentences; keeps its memory from one to the next.
pub struct Parser {
    model: Model,
    machine: Machine,
    left: Vec<[u16; 2]>,
    siblings: Vec<u8>,
}

impl Default for Parser {
    fn default() -> Parser {
        Parser { model: Model::english(), machine: Machine::default(), left: Vec::new(), siblings: Vec::new() }
    }
}

impl Parser {
    /// Parses the sentence at `range` into `tree`, whose memory is used again.
    pub fn parse_into(&mut self, text: &str, range: TextRange, tree: &mut Tree) {
        split_words(text, range, &mut tree.ranges);
        tree.words.clear();
        tree.words.extend(tree.ranges.iter().map(|word| Word::new(word.of(text))));
        tag_words(&self.model.tags, &tree.words, &mut tree.tags);
        parse(&self.model.moves, &mut self.machine, &tree.words, &tree.tags);
        tree.heads.clear();
        tree.heads
            .extend(self.machine.heads.iter().map(|&head| if head == NONE { tree.words.len() as u16 } else { head }));
        roots::join(&tree.words, &tree.tags, &mut tree.heads);
        name_relations(
            &self.model.relations,
            &tree.words,
            &tree.tags,
            &tree.heads,
            &mut self.left,
            &mut self.siblings,
            &mut tree.relations,
        );
        subjects::raise(&tree.words, &mut tree.tags, &mut tree.heads, &mut tree.relations);
        tree.index_children();
    }

    /// The tree of a sentence.
    pub fn parse(&mut self, text: &str, range: TextRange) -> Tree {
        let mut tree = Tree::default();
        self.parse_into(text, range, &mut tree);
        tree
    }
}
