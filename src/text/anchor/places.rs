//! A text indexed by its words, so that a quote is found without reading the text again.

use super::super::TextRange;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::OnceLock;

/// Bytes that a look-up compares at once.
const SEED_BYTES: usize = 8;

/// With more copies than this nobody could tell them apart.
const MOST_COPIES: usize = 64;

/// Looks at this many places before it gives up on a quote made of nothing but very common words.
const MOST_LOOKS: usize = 4096;

/// How far context is compared.
const FAR_BYTES: usize = 2000;

/// A text and where its words begin. Built once a text, in time that grows hardly faster than its length.
#[derive(Debug)]
pub struct Places<'t> {
    text: &'t str,
    /// The eight bytes at the beginning of a word, and where that is; sorted.
    seeds: Vec<(u64, u32)>,
    sha256: OnceLock<String>,
}

/// Words with what stands before and behind them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage<'t> {
    pub before: &'t str,
    pub quote: &'t str,
    pub after: &'t str,
}

impl<'t> Places<'t> {
    pub fn new(text: &'t str) -> Places<'t> {
        let at_u32 = |(at, key)| Some((key, u32::try_from(at).ok()?));
        let mut seeds: Vec<(u64, u32)> = seeds(text).filter_map(at_u32).collect();
        seeds.sort_unstable();
        Places { text, seeds, sha256: OnceLock::new() }
    }

    pub fn text(&self) -> &'t str {
        self.text
    }

    /// SHA-256 of the text, hexadecimal; worked out when it is first asked for.
    pub(super) fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| {
            Sha256::digest(self.text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
                // Writing to a string does not fail.
                let _ = write!(hex, "{byte:02x}");
                hex
            })
        })
    }

    /// The words at the range with all that stands around them; nothing where the range does not fit.
    pub(super) fn passage(&self, range: TextRange) -> Passage<'t> {
        match (self.text.get(..range.start), self.text.get(range.start..range.end), self.text.get(range.end..)) {
            (Some(before), Some(quote), Some(after)) => Passage { before, quote, after },
            _ => Passage { before: "", quote: "", after: "" },
        }
    }

    /// Where the quote stands word for word; `None` for more places than can be told apart, or no words at all.
    pub(super) fn copies(&self, quote: &str) -> Option<Vec<usize>> {
        if quote.is_empty() {
            return None;
        }
        let rarest = self.seeds_within(quote).min_by_key(|(_, places)| places.len());
        let Some((offset, places)) = rarest else {
            return few(self.text.match_indices(quote).map(|(at, _)| at));
        };
        if places.len() > MOST_LOOKS {
            return None;
        }
        let begins = places.iter().filter_map(|&(_, at)| (at as usize).checked_sub(offset));
        few(begins.filter(|&at| self.text.as_bytes()[at..].starts_with(quote.as_bytes())))
    }

    /// The beginnings of words in the quote, each with the places that begin alike. The first word is left out, because
    /// the quote does not tell whether it is a whole one.
    pub(super) fn seeds_within<'s>(&'s self, quote: &'s str) -> impl Iterator<Item = (usize, &'s [(u64, u32)])> {
        seeds(quote).filter(|&(offset, _)| offset > 0).map(|(offset, key)| {
            let from = self.seeds.partition_point(|&(other, _)| other < key);
            let count = self.seeds[from..].partition_point(|&(other, _)| other == key);
            (offset, &self.seeds[from..from + count])
        })
    }
}

fn few(places: impl Iterator<Item = usize>) -> Option<Vec<usize>> {
    let places: Vec<usize> = places.take(MOST_COPIES + 1).collect();
    (places.len() <= MOST_COPIES).then_some(places)
}

/// The places where words begin that have eight bytes before the end of the text, with these bytes.
fn seeds(text: &str) -> impl Iterator<Item = (usize, u64)> + '_ {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, char)| {
        // Scripts from CJK on up are written without blanks: there each character begins a word.
        let begins = char.is_alphanumeric() && (!before.is_alphanumeric() || char >= '\u{2e80}');
        before = char;
        let bytes = text.as_bytes().get(at..at + SEED_BYTES)?;
        begins.then(|| (at, u64::from_le_bytes(bytes.try_into().expect("as many bytes as were asked for"))))
    })
}

impl Passage<'_> {
    /// Bytes before and behind that stand around `at` too.
    pub(super) fn shared_at(&self, places: &Places, at: usize) -> (usize, usize) {
        self.shared_around(places, TextRange::new(at, at + self.quote.len()))
    }

    fn shared_around(&self, places: &Places, range: TextRange) -> (usize, usize) {
        let (before, after) = (&places.text.as_bytes()[..range.start], &places.text.as_bytes()[range.end..]);
        let same = |(a, b): &(&u8, &u8)| a == b;
        let left =
            self.before.as_bytes().iter().rev().zip(before.iter().rev()).take(FAR_BYTES).take_while(same).count();
        let right = self.after.as_bytes().iter().zip(after).take(FAR_BYTES).take_while(same).count();
        (left, right)
    }

    /// Whether all of the context stands there.
    pub(super) fn stands_at(&self, places: &Places, at: usize) -> bool {
        self.shared_at(places, at) == (self.before.len(), self.after.len())
    }

    pub(super) fn agrees_at(&self, places: &Places, at: usize, bytes: usize) -> bool {
        self.agrees_around(places, TextRange::new(at, at + self.quote.len()), bytes)
    }

    /// Whether the context on one side is the same for so many bytes. A side without so much text agrees where both
    /// texts end alike; where that is so on both sides, both must.
    pub(super) fn agrees_around(&self, places: &Places, range: TextRange, bytes: usize) -> bool {
        let (left, right) = self.shared_around(places, range);
        let (ends_left, ends_right) = self.ends_around(places, range);
        left >= bytes || right >= bytes || (ends_left && ends_right)
    }

    /// Whether it is so on both sides.
    pub(super) fn agrees_on_both_sides(&self, places: &Places, at: usize, bytes: usize) -> bool {
        let range = TextRange::new(at, at + self.quote.len());
        let (left, right) = self.shared_around(places, range);
        let (ends_left, ends_right) = self.ends_around(places, range);
        (left >= bytes || ends_left) && (right >= bytes || ends_right)
    }

    /// Whether both texts begin, and end, alike beside the words.
    fn ends_around(&self, places: &Places, range: TextRange) -> (bool, bool) {
        let (left, right) = self.shared_around(places, range);
        (
            left == self.before.len() && left == range.start,
            right == self.after.len() && right == places.text.len() - range.end,
        )
    }
}
