//! A greedy transition parser (arc-hybrid, after Kuhlmann, Gómez-Rodríguez and Satta, ACL 2011): two moves a word.
//!
//! The tree is projective, so that whatever hangs on a word is one unbroken run of words.

use super::certain::certain;
use super::features::{
    Arc, MOVE_COLUMNS, NONE, RELATION_COLUMNS, State, TAG_COLUMNS, Word, arc_features, move_features, tag_features,
};
use super::mend::mend;
use super::tag::{Relation, Tag};

/// A linear model: for every feature a row of scores, one a column.
pub trait Weights<const W: usize> {
    /// The sum of the features' rows.
    fn add(&self, features: &[u32], scores: &mut [i32; W]);
}

/// Tags the words one by one, from left to right.
pub fn tag_words(model: &impl Weights<TAG_COLUMNS>, words: &[Word], tags: &mut Vec<Tag>) {
    tags.clear();
    let small = words.iter().filter(|word| word.has_small_letters()).count();
    let shouts = 2 * small < words.len();
    let (mut before, mut before2) = (45, 45);
    for at in 0..words.len() {
        if let Some(tag) = certain(&words[at]) {
            tags.push(tag);
            (before2, before) = (before, tag as u32);
            continue;
        }
        let mut scores = [0i32; TAG_COLUMNS];
        model.add(&tag_features(words, at, before, before2), &mut scores);
        let mut tag = Tag::ALL[best(&scores[..Tag::ALL.len()])];
        // "victory over IS", "the US": the treebanks hardly know names that look like a small word.
        if (tag.is_verb() || matches!(tag, Tag::PRP | Tag::WP | Tag::IN)) && !shouts && words[at].is_acronym() {
            tag = Tag::NNP;
        }
        tags.push(tag);
        (before2, before) = (before, tag as u32);
    }
    mend(words, tags, shouts);
}

/// Index of the highest score, the first of equals.
pub fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (at, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = at;
        }
    }
    best
}

/// What the parser may do next. The numbers are the model's columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Puts the next word on the stack.
    Shift = 0,
    /// The top of the stack hangs on the word below it.
    Right = 1,
    /// The top of the stack hangs on the next word; on the root where there is none.
    Left = 2,
}

impl Move {
    pub const ALL: [Move; 3] = [Move::Shift, Move::Right, Move::Left];
}

/// The parser's state; its vectors are used again from sentence to sentence.
#[derive(Default)]
pub struct Machine {
    /// Head of every word; the number of words stands for the root.
    pub heads: Vec<u16>,
    pub stack: Vec<u16>,
    /// The next word.
    pub next: u16,
    left: Vec<[u16; 2]>,
    right: Vec<[u16; 2]>,
    left_count: Vec<u8>,
    right_count: Vec<u8>,
}

impl Machine {
    pub fn start(&mut self, words: usize) {
        self.heads.clear();
        self.heads.resize(words, NONE);
        self.stack.clear();
        self.next = 0;
        for children in [&mut self.left, &mut self.right] {
            children.clear();
            children.resize(words, [NONE; 2]);
        }
        for count in [&mut self.left_count, &mut self.right_count] {
            count.clear();
            count.resize(words, 0);
        }
    }

    fn len(&self) -> u16 {
        self.heads.len() as u16
    }

    pub fn is_done(&self) -> bool {
        self.next >= self.len() && self.stack.is_empty()
    }

    pub fn allows(&self, step: Move) -> bool {
        match step {
            Move::Shift => self.next < self.len(),
            Move::Right => self.stack.len() >= 2,
            Move::Left => !self.stack.is_empty(),
        }
    }

    pub fn apply(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Right => {
                let Some(child) = self.stack.pop() else { return };
                let Some(&head) = self.stack.last() else { return };
                self.heads[child as usize] = head;
                let children = &mut self.right[head as usize];
                *children = [children[1], child];
                let count = &mut self.right_count[head as usize];
                *count = (*count + 1).min(7);
            }
            Move::Left => {
                let Some(child) = self.stack.pop() else { return };
                self.heads[child as usize] = self.next;
                if self.next < self.len() {
                    let children = &mut self.left[self.next as usize];
                    *children = [children[1], child];
                    let count = &mut self.left_count[self.next as usize];
                    *count = (*count + 1).min(7);
                }
            }
        }
    }

    pub fn state<'a>(&'a self, words: &'a [Word], tags: &'a [Tag]) -> State<'a> {
        let from_top = |depth: usize| self.stack.len().checked_sub(depth + 1).map_or(NONE, |at| self.stack[at]);
        State {
            words,
            tags,
            left: &self.left,
            right: &self.right,
            left_count: &self.left_count,
            right_count: &self.right_count,
            stack: [from_top(0), from_top(1), from_top(2)],
            buffer: self.next,
        }
    }
}

/// The best move that the state allows.
pub fn choose(model: &impl Weights<MOVE_COLUMNS>, machine: &Machine, words: &[Word], tags: &[Tag]) -> Move {
    // Only a shift is possible on an empty stack, and only a left move at the very end of one word.
    if machine.stack.is_empty() {
        return Move::Shift;
    }
    let mut scores = [0i32; MOVE_COLUMNS];
    model.add(&move_features(&machine.state(words, tags)), &mut scores);
    // Nothing hangs on punctuation, unless there is no other way.
    let punctuation = |word: u16| tags.get(word as usize).is_some_and(|tag| tag.is_punctuation());
    let below = machine.stack.len().checked_sub(2).map(|at| machine.stack[at]);
    let sound = |step: Move| match step {
        Move::Shift => true,
        Move::Right => !below.is_some_and(punctuation),
        Move::Left => !punctuation(machine.next),
    };
    let any_sound = Move::ALL.into_iter().any(|step| machine.allows(step) && sound(step));
    let allowed = Move::ALL.into_iter().filter(|&step| machine.allows(step) && (sound(step) || !any_sound));
    allowed.max_by_key(|&step| (scores[step as usize], -(step as i32))).unwrap_or(Move::Shift)
}

/// Fills `machine.heads`.
pub fn parse(model: &impl Weights<MOVE_COLUMNS>, machine: &mut Machine, words: &[Word], tags: &[Tag]) {
    machine.start(words.len());
    while !machine.is_done() {
        let step = choose(model, machine, words, tags);
        machine.apply(step);
    }
}

/// First and last child on the left of every word, `NONE` for none: `[first, last]`.
pub fn left_children(heads: &[u16], out: &mut Vec<[u16; 2]>) {
    out.clear();
    out.resize(heads.len(), [NONE; 2]);
    for (child, &head) in heads.iter().enumerate() {
        if (head as usize) < heads.len() && child < head as usize {
            let [first, last] = &mut out[head as usize];
            if *first == NONE {
                *first = child as u16;
            }
            *last = child as u16;
        }
    }
}

/// The arc from `dependent` to its head as the namer of relations sees it.
pub fn arc<'a>(
    words: &'a [Word],
    tags: &'a [Tag],
    heads: &[u16],
    left: &[[u16; 2]],
    dependent: usize,
    sibling: u32,
) -> Arc<'a> {
    let head = heads[dependent];
    let head_left = left.get(head as usize).copied().unwrap_or([NONE; 2]);
    Arc {
        words,
        tags,
        head,
        dependent: dependent as u16,
        first_left: left[dependent][0],
        last_left: left[dependent][1],
        head_first_left: head_left[0],
        head_last_left: head_left[1],
        sibling,
        grandparent: heads.get(head as usize).copied().unwrap_or(NONE),
    }
}

/// Names the relation of every word to its head. Punctuation and roots get [`Relation::Other`].
pub fn name_relations(
    model: &impl Weights<RELATION_COLUMNS>,
    words: &[Word],
    tags: &[Tag],
    heads: &[u16],
    scratch: &mut Vec<[u16; 2]>,
    siblings: &mut Vec<u8>,
    out: &mut Vec<Relation>,
) {
    left_children(heads, scratch);
    siblings.clear();
    siblings.resize(heads.len() + 1, 40);
    out.clear();
    for dependent in 0..heads.len() {
        let head = heads[dependent] as usize;
        if head >= heads.len() || tags[dependent].is_punctuation() {
            out.push(Relation::Other);
            continue;
        }
        let sibling = &mut siblings[head];
        let mut scores = [0i32; RELATION_COLUMNS];
        model.add(&arc_features(&arc(words, tags, heads, scratch, dependent, u32::from(*sibling))), &mut scores);
        // "(built of stone) burned": no verb is helped by one behind it.
        if dependent > head {
            scores[Relation::Auxiliary as usize] = i32::MIN;
            scores[Relation::PassiveAuxiliary as usize] = i32::MIN;
        }
        let relation = Relation::ALL[best(&scores[..Relation::ALL.len()])];
        *sibling = relation as u8;
        out.push(relation);
    }
}
