//! Where words stand, told so that they are found again when the text around them has changed: at the right place or
//! not at all.
//!
//! An [`Anchor`] stands alone and can be stored; it holds what the W3C's Web Annotation Data Model calls a
//! TextPositionSelector and a TextQuoteSelector. [`carry`] does the same with both texts at hand, and sees more: not 32
//! characters beside the words, but all of both texts.

mod alike;
mod places;

pub use alike::carry_within;
pub use places::Places;

use super::TextRange;
use alike::{closest, stands_apart};
use places::Passage;
use serde::{Deserialize, Serialize};

/// Characters of context that an anchor keeps on each side.
const CONTEXT_CHARS: usize = 32;

/// Words of this many bytes or more do not come together twice by chance.
const LONG_BYTES: usize = 24;

/// Bytes of context that may be the same by chance.
const SOME_BYTES: usize = 8;

/// Bytes of context that one place must have in common with the old one, more than any other has, to be told from them.
const MARGIN_BYTES: usize = 16;

/// Bytes beside words that must have been kept on one side, where the words are short, changed, or stand several times.
const AGREEING_BYTES: usize = 32;

/// How words can be told from all others in their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// They stand there once, and no others are 90 % like them.
    Alone,
    /// They stand there once, and others are like them.
    AmongAlike,
    /// They stand there so many times, with this prefix and suffix once.
    ByContext { copies: usize },
    /// They stand there several times with the same words around them.
    Repeated,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// In bytes of the text.
    pub position: TextRange,
    /// The words at the place.
    pub quote: String,
    /// Up to 32 characters before them.
    pub prefix: String,
    /// Up to 32 characters behind them.
    pub suffix: String,
    /// SHA-256 of the whole text, hexadecimal.
    pub text_sha256: String,
    pub standing: Standing,
}

/// What became of a place in another text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reattached {
    /// The words stand where they stood.
    Held,
    /// They stand here now, word for word or nearly so.
    Moved(TextRange),
    /// They stand nowhere, or not surely at one place.
    Orphaned,
}

impl Reattached {
    /// Where the words of `before` are now.
    pub fn range(self, before: TextRange) -> Option<TextRange> {
        match self {
            Reattached::Held => Some(before),
            Reattached::Moved(range) => Some(range),
            Reattached::Orphaned => None,
        }
    }
}

impl Anchor {
    /// Anchors the range. For many of one text see [`Anchor::at`].
    ///
    /// ```
    /// use dateline::text::{Anchor, Reattached, TextRange, reattach};
    /// let text = "The mill closed in 2014. It will reopen next year.";
    /// let anchor = Anchor::new(text, TextRange::new(0, 24));
    /// assert_eq!(reattach(&anchor, text), Reattached::Held);
    /// let longer = format!("Update. {text}");
    /// assert_eq!(reattach(&anchor, &longer), Reattached::Moved(TextRange::new(8, 32)));
    /// assert_eq!(reattach(&anchor, "The bakery burned down."), Reattached::Orphaned);
    /// ```
    pub fn new(text: &str, range: TextRange) -> Anchor {
        Anchor::at(&Places::new(text), range)
    }

    /// Anchors the range of a text whose places are known. A range that does not fit the text anchors no words, which
    /// are found nowhere but in the same text.
    pub fn at(places: &Places, range: TextRange) -> Anchor {
        let passage = places.passage(range);
        let before = passage.before.char_indices().rev().nth(CONTEXT_CHARS - 1).map_or(0, |(at, _)| at);
        let prefix = &passage.before[before..];
        let after = passage.after.char_indices().nth(CONTEXT_CHARS).map_or(passage.after.len(), |(at, _)| at);
        let suffix = &passage.after[..after];
        Anchor {
            position: range,
            quote: passage.quote.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            text_sha256: places.sha256().to_owned(),
            standing: standing(places, Passage { before: prefix, quote: passage.quote, after: suffix }),
        }
    }

    fn passage(&self) -> Passage<'_> {
        Passage { before: &self.prefix, quote: &self.quote, after: &self.suffix }
    }

    /// Finds the words in a text whose places are known.
    pub fn reattach(&self, new: &Places) -> Reattached {
        if self.text_sha256 == new.sha256() {
            return Reattached::Held;
        }
        let found = match new.copies(&self.quote) {
            // Too many to tell apart.
            None => None,
            Some(copies) if copies.is_empty() => {
                (self.standing == Standing::Alone).then(|| reworded(self.passage(), new)).flatten()
            }
            Some(copies) => self.choose(new, &copies),
        };
        told(self.position, found)
    }

    fn choose(&self, new: &Places, copies: &[usize]) -> Option<TextRange> {
        let passage = self.passage();
        let at = match self.standing {
            Standing::Alone | Standing::AmongAlike if copies.len() == 1 => {
                let agrees = passage.agrees_at(new, copies[0], AGREEING_BYTES);
                (self.quote.len() >= LONG_BYTES || agrees).then_some(copies[0])
            }
            Standing::Alone | Standing::AmongAlike => dominant(new, passage, copies),
            // Where one went or came, its double may have got its neighbours.
            Standing::ByContext { copies: before } if before != copies.len() => None,
            Standing::ByContext { .. } => only(copies.iter().filter(|&&at| passage.stands_at(new, at))).copied(),
            Standing::Repeated => None,
        }?;
        Some(TextRange::new(at, at + self.quote.len()))
    }
}

/// Finds the words of an anchor in another text: exactly where the text is the same; else at the one place where they
/// stand word for word, told by their context where there are more; else at the one place whose words are 95 % alike
/// beside words that stood there before.
pub fn reattach(anchor: &Anchor, new_text: &str) -> Reattached {
    anchor.reattach(&Places::new(new_text))
}

/// As [`reattach`], with the old text at hand: a place is told from others by all that stands around it.
pub fn carry(old: &Places, range: TextRange, new: &Places) -> Reattached {
    if old.text() == new.text() {
        return Reattached::Held;
    }
    let passage = old.passage(range);
    let (Some(before), Some(after)) = (old.copies(passage.quote), new.copies(passage.quote)) else {
        return Reattached::Orphaned;
    };
    let found = match (before.as_slice(), after.as_slice()) {
        // What is like several old places could have been any of them.
        (_, []) => reworded(passage, new).filter(|_| stands_apart(passage.quote, old)),
        ([_], &[at]) if passage.quote.len() >= LONG_BYTES || passage.agrees_at(new, at, AGREEING_BYTES) => {
            Some(TextRange::new(at, at + passage.quote.len()))
        }
        ([_], [_]) => None,
        (before, after) => mutual(old, new, range, before, after),
    };
    told(range, found)
}

fn told(before: TextRange, found: Option<TextRange>) -> Reattached {
    match found {
        Some(range) if range == before => Reattached::Held,
        Some(range) => Reattached::Moved(range),
        None => Reattached::Orphaned,
    }
}

/// The copy in the new text that fits the old place best, if no other old place fits that copy as well.
fn mutual(old: &Places, new: &Places, range: TextRange, before: &[usize], after: &[usize]) -> Option<TextRange> {
    let passage = old.passage(range);
    let at = dominant(new, passage, after)?;
    if before.len() > 1 && !passage.agrees_on_both_sides(new, at, AGREEING_BYTES) {
        return None;
    }
    let there = TextRange::new(at, at + range.len());
    (dominant(old, new.passage(there), before)? == range.start).then_some(there)
}

/// The copy with clearly more of the passage's context than any other has, on neither side clearly less.
fn dominant(places: &Places, passage: Passage, copies: &[usize]) -> Option<usize> {
    let shared: Vec<(usize, usize)> = copies.iter().map(|&at| passage.shared_at(places, at)).collect();
    let best = (0..copies.len()).max_by_key(|&at| shared[at].0 + shared[at].1)?;
    let (before, after) = shared[best];
    let beats = |&(b, a): &(usize, usize)| {
        before + SOME_BYTES >= b && after + SOME_BYTES >= a && before + after >= b + a + MARGIN_BYTES
    };
    let agrees = passage.agrees_at(places, copies[best], AGREEING_BYTES);
    let mut others = (0..copies.len()).filter(|&at| at != best);
    (agrees && others.all(|at| beats(&shared[at]))).then(|| copies[best])
}

/// The place whose words are nearly those of the passage, beside words that stood there before.
fn reworded(passage: Passage, new: &Places) -> Option<TextRange> {
    let range = closest(passage.quote, new)?;
    passage.agrees_around(new, range, AGREEING_BYTES).then_some(range)
}

fn standing(places: &Places, passage: Passage) -> Standing {
    match places.copies(passage.quote) {
        Some(copies) if copies.len() == 1 && stands_apart(passage.quote, places) => Standing::Alone,
        Some(copies) if copies.len() == 1 => Standing::AmongAlike,
        Some(copies) if only(copies.iter().filter(|&&at| passage.stands_at(places, at))).is_some() => {
            Standing::ByContext { copies: copies.len() }
        }
        _ => Standing::Repeated,
    }
}

/// The item of an iterator that has one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests;
