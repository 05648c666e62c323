//! What the models look at: hashes of words, their shape and their neighbours. Training and reading share it.

use super::tag::{Relation, Tag};

/// A word as the models see it: hashes, computed once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Of the lower-case letters; numbers by their shape.
    pub lower: u32,
    /// Of the last three characters.
    pub suffix3: u32,
    /// Of the last two.
    pub suffix2: u32,
    /// Capital, all capitals, digit, hyphen and the like.
    pub shape: u32,
}

/// The hash of a lower-case word, the same as [`Word::lower`] of it.
pub fn hash_of(lower: &str) -> u32 {
    Word::new(lower).lower
}

impl Word {
    pub fn new(word: &str) -> Word {
        let bytes = word.as_bytes();
        let Some(&first) = bytes.first() else { return Word::default() };
        let mut shape = 0;
        let mut digits = 0;
        let mut hash = FNV_START;
        let mut tail = [0u8; 3];
        for &byte in bytes {
            let lower = byte.to_ascii_lowercase();
            hash = (hash ^ u32::from(lower)).wrapping_mul(FNV_PRIME);
            tail = [tail[1], tail[2], lower];
            shape |= match byte {
                b'A'..=b'Z' => 1,
                b'a'..=b'z' => 2,
                b'0'..=b'9' => 4,
                b'-' => 8,
                b'.' => 16,
                0x80.. => 32,
                _ => 64,
            };
            digits += u32::from(byte.is_ascii_digit());
        }
        shape |= u32::from(first.is_ascii_uppercase()) << 8 | u32::from(bytes.len() == 1) << 9;
        let starts_with_digit = first.is_ascii_digit();
        if digits as usize == bytes.len() && bytes.len() == 4 && matches!(first, b'1' | b'2') {
            hash = YEAR;
        } else if starts_with_digit && shape & 3 == 0 {
            hash = NUMBER;
        }
        let suffix2 = mix(1, u32::from(tail[1]), u32::from(tail[2]));
        Word { lower: hash, suffix2, suffix3: mix(2, suffix2, u32::from(tail[0])), shape }
    }

    /// Whether it is two or more capitals and nothing else.
    pub fn is_acronym(&self) -> bool {
        self.shape == 1 | 1 << 8
    }

    /// Whether the last two letters are "ed".
    pub fn ends_in_ed(&self) -> bool {
        self.suffix2 == mix(1, u32::from(b'e'), u32::from(b'd'))
    }

    /// Whether the last three letters are "ing".
    pub fn ends_in_ing(&self) -> bool {
        self.suffix3 == Word::new("ing").suffix3
    }

    pub fn has_capital(&self) -> bool {
        self.shape & 1 != 0
    }

    pub fn has_small_letters(&self) -> bool {
        self.shape & 2 != 0
    }

    /// Stands for what lies outside the sentence.
    pub const OUTSIDE: Word = Word { lower: 1, suffix3: 1, suffix2: 1, shape: 1 << 12 };
}

const FNV_START: u32 = 0x811c_9dc5;
const FNV_PRIME: u32 = 0x0100_0193;
const YEAR: u32 = 3;
const NUMBER: u32 = 5;

/// One well-spread number out of a feature's place in the list and what stands there.
#[inline(always)]
pub fn mix(feature: u32, a: u32, b: u32) -> u32 {
    let mixed = (u64::from(a) << 32 | u64::from(b)) ^ (u64::from(feature) << 17).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 32) as u32
}

pub const TAG_FEATURES: usize = 18;

/// The features of the word at `at`; `before` and `before2` are the tags of the two words in front (45: none).
#[inline]
pub fn tag_features(words: &[Word], at: usize, before: u32, before2: u32) -> [u32; TAG_FEATURES] {
    let get =
        |index: isize| usize::try_from(index).ok().and_then(|index| words.get(index)).copied().unwrap_or(Word::OUTSIDE);
    let i = at as isize;
    let (word, prev, prev2, next, next2) = (words[at], get(i - 1), get(i - 2), get(i + 1), get(i + 2));
    let first = u32::from(at == 0) << 13;
    [
        mix(10, word.lower, 0),
        mix(11, word.suffix3, word.shape),
        mix(12, word.suffix2, 0),
        mix(13, word.shape, first),
        mix(14, before, 0),
        mix(15, before, before2),
        mix(16, word.lower, before),
        mix(17, prev.lower, 0),
        mix(18, prev.lower, word.lower),
        mix(19, next.lower, word.lower),
        mix(20, next.lower, 0),
        mix(21, next.suffix3, next.shape),
        mix(22, next2.lower, 0),
        mix(23, prev2.lower, 0),
        mix(24, word.suffix3, before),
        mix(25, word.shape | first, prev.shape ^ next.shape << 14),
        mix(26, word.suffix2, next.suffix2),
        mix(27, word.suffix3, prev.suffix3),
    ]
}

/// What the parser sees of the sentence and of the tree so far.
pub struct State<'a> {
    pub words: &'a [Word],
    pub tags: &'a [Tag],
    /// Leftmost and rightmost two children, nearest last; `NONE` for none.
    pub left: &'a [[u16; 2]],
    pub right: &'a [[u16; 2]],
    /// Number of children on either side, counted up to 7.
    pub left_count: &'a [u8],
    pub right_count: &'a [u8],
    /// Top of the stack first; `NONE` for none.
    pub stack: [u16; 3],
    /// The next words of the buffer.
    pub buffer: u16,
}

pub const NONE: u16 = u16::MAX;

pub const MOVE_FEATURES: usize = 40;

/// The features of a parser state.
#[inline]
pub fn move_features(s: &State<'_>) -> [u32; MOVE_FEATURES] {
    let n = s.words.len() as u16;
    let word = |i: u16| if i < n { s.words[i as usize].lower } else { 1 };
    let tag = |i: u16| if i < n { s.tags[i as usize] as u32 } else { 60 };
    let child = |i: u16, table: &[[u16; 2]], k: usize| if i < n { table[i as usize][k] } else { NONE };
    let count = |i: u16, table: &[u8]| if i < n { u32::from(table[i as usize]) } else { 9 };
    let [s0, s1, s2] = s.stack;
    let b0 = s.buffer;
    let (b1, b2) = (b0.saturating_add(1), b0.saturating_add(2));
    let (ws0, ws1, wb0, wb1) = (word(s0), word(s1), word(b0), word(b1));
    let (ts0, ts1, ts2, tb0, tb1, tb2) = (tag(s0), tag(s1), tag(s2), tag(b0), tag(b1), tag(b2));
    let (s0l, s0l2) = (child(s0, s.left, 1), child(s0, s.left, 0));
    let (s0r, s0r2) = (child(s0, s.right, 1), child(s0, s.right, 0));
    let (b0l, b0l2) = (child(b0, s.left, 1), child(b0, s.left, 0));
    let (s1r, s1l) = (child(s1, s.right, 1), child(s1, s.left, 1));
    let distance = if s0 < n && b0 < n {
        match b0 - s0 {
            d @ 0..=4 => u32::from(d),
            5..=6 => 5,
            7..=10 => 6,
            _ => 7,
        }
    } else {
        8
    };
    let two = |a: u32, b: u32| a << 8 | b;
    let three = |a: u32, b: u32, c: u32| a << 16 | b << 8 | c;
    [
        mix(40, ws0, ts0),
        mix(41, wb0, tb0),
        mix(42, ws1, ts1),
        mix(43, wb1, tb1),
        mix(44, ts0, tb0),
        mix(45, ws0, wb0),
        mix(46, ws0, tb0),
        mix(47, wb0, ts0),
        mix(48, two(ts0, tb0), tb1),
        mix(49, three(tb0, tb1, tb2), ts0),
        mix(50, three(ts0, ts1, tb0), 0),
        mix(51, three(ts2, ts1, ts0), tb0),
        mix(52, three(ts0, tag(s0r), tb0), 0),
        mix(53, three(ts0, tag(s0l), tb0), 0),
        mix(54, three(ts0, tb0, tag(b0l)), 0),
        mix(55, three(ts1, ts0, tag(s0l)), tb0),
        mix(56, two(ts0, tb0), distance),
        mix(57, ws0, distance),
        mix(58, wb0, distance),
        mix(59, ws0, count(s0, s.right_count) << 4 | count(s0, s.left_count)),
        mix(60, two(ts0, tb0), count(s0, s.right_count) << 4 | count(s0, s.left_count)),
        mix(61, wb0, count(b0, s.left_count)),
        mix(62, tb0, count(b0, s.left_count) << 8 | ts0),
        mix(63, three(ts0, tag(s0r), tag(s0r2)), tb0),
        mix(64, three(ts0, tag(s0l), tag(s0l2)), tb0),
        mix(65, three(tb0, tag(b0l), tag(b0l2)), ts0),
        mix(66, word(s0r), two(ts0, tb0)),
        mix(67, word(s0l), two(ts0, tb0)),
        mix(68, word(b0l), two(ts0, tb0)),
        mix(69, two(ts1, ts0), wb0),
        mix(70, ws1, two(ts0, tb0)),
        mix(71, ws1, wb0),
        mix(72, ws1, ws0),
        mix(73, word(s1r), two(ts1, tb0)),
        mix(74, three(ts1, tag(s1r), tag(s1l)), two(ts0, tb0)),
        mix(75, ws0, two(tb0, tb1)),
        mix(76, wb1, two(ts0, tb0)),
        mix(77, three(ts0, tb0, ts1), distance),
        mix(78, word(b2), two(ts0, tb0)),
        mix(79, two(ts0, tb0), u32::from(s1 == NONE) << 1 | u32::from(b0 >= n)),
    ]
}

/// What the namer of relations sees of a finished tree.
pub struct Arc<'a> {
    pub words: &'a [Word],
    pub tags: &'a [Tag],
    /// `NONE` for the root.
    pub head: u16,
    pub dependent: u16,
    /// First and last child on the left side of the dependent: its preposition, its auxiliary, its subject.
    pub first_left: u16,
    pub last_left: u16,
    /// First child on the left side of the head, and the auxiliary nearest to it.
    pub head_first_left: u16,
    pub head_last_left: u16,
    /// Relation of the dependent before, under the same head; 40 for none.
    pub sibling: u32,
    /// Head of the head.
    pub grandparent: u16,
}

pub const ARC_FEATURES: usize = 22;

/// The features of an arc.
#[inline]
pub fn arc_features(a: &Arc<'_>) -> [u32; ARC_FEATURES] {
    let n = a.words.len() as u16;
    let get = |i: u16| if i < n { a.words[i as usize] } else { Word::OUTSIDE };
    let word = |i: u16| get(i).lower;
    let tag = |i: u16| if i < n { a.tags[i as usize] as u32 } else { 60 };
    let (h, d) = (a.head, a.dependent);
    let (wh, wd, th, td) = (word(h), word(d), tag(h), tag(d));
    let right = u32::from(h < d);
    let near = u32::from(h.abs_diff(d) == 1);
    let pair = th << 12 | td << 4 | right << 1 | near;
    let next = d.saturating_add(1);
    let before = d.wrapping_sub(1);
    [
        mix(100, pair, 0),
        mix(101, wd, right),
        mix(102, wh, td << 1 | right),
        mix(103, wd, wh),
        mix(104, wd, th << 1 | right),
        mix(105, pair, word(a.first_left)),
        mix(106, pair, word(a.last_left)),
        mix(107, pair, tag(a.first_left) << 8 | tag(a.last_left)),
        mix(108, pair, word(a.head_last_left)),
        mix(109, pair, tag(a.head_first_left) << 8 | tag(a.head_last_left)),
        mix(110, pair, a.sibling),
        mix(111, wh, a.sibling << 8 | td),
        mix(112, pair, tag(next)),
        mix(113, pair, tag(before)),
        mix(114, pair, word(before)),
        mix(115, get(d).suffix3, pair),
        mix(116, get(h).suffix3, pair),
        mix(117, pair, tag(a.grandparent)),
        mix(118, word(a.first_left), wh),
        mix(119, word(a.head_last_left), td << 1 | right),
        mix(120, get(d).shape, pair),
        mix(121, pair, word(next)),
    ]
}

/// Names the feature that a row belongs to: the last column holds it, so that features which only share the row's
/// number add nothing. Never 0, which marks a row without an owner.
#[inline(always)]
pub fn fingerprint(feature: u32) -> u8 {
    (feature & 0xff).max(1) as u8
}

/// Columns of the models: tags, moves, relations, and the fingerprint, padded so that rows are whole machine words.
pub const TAG_COLUMNS: usize = 48;
pub const MOVE_COLUMNS: usize = 4;
pub const RELATION_COLUMNS: usize = 32;

const _: () = assert!(Tag::ALL.len() < TAG_COLUMNS && Relation::ALL.len() < RELATION_COLUMNS);
