//! A piece of a text that is shared by many pieces.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// Reads as the `&str` it is; a copy costs no letters. A million titles are then few texts and not a million.
#[derive(Clone)]
pub struct SharedStr {
    /// Twice away, so that a million of them are small.
    text: Arc<String>,
    start: u32,
    end: u32,
}

impl SharedStr {
    /// The piece from byte `start` to byte `end` of the text; empty where that is none.
    pub(super) fn piece(text: &Arc<String>, start: usize, end: usize) -> SharedStr {
        match (u32::try_from(start), u32::try_from(end), text.get(start..end)) {
            (Ok(start), Ok(end), Some(_)) => SharedStr { text: Arc::clone(text), start, end },
            (_, _, Some(piece)) => SharedStr::from(piece),
            _ => SharedStr::from(""),
        }
    }

    /// These texts as pieces of one.
    pub fn all_of<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Vec<SharedStr> {
        let whole = Arc::new(texts.clone().collect::<String>());
        let mut at = 0;
        let piece = |text: &str| {
            at += text.len();
            SharedStr::piece(&whole, at - text.len(), at)
        };
        texts.map(piece).collect()
    }

    pub fn as_str(&self) -> &str {
        &self.text[self.start as usize..self.end as usize]
    }
}

impl Deref for SharedStr {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Default for SharedStr {
    fn default() -> SharedStr {
        SharedStr::from("")
    }
}

impl AsRef<str> for SharedStr {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for SharedStr {
    /// A text of its own; what lies beyond 4 GB of it is cut off.
    fn from(text: &str) -> SharedStr {
        let end = text.floor_char_boundary(u32::MAX as usize);
        SharedStr { text: Arc::new(text[..end].to_owned()), start: 0, end: end as u32 }
    }
}

impl PartialEq for SharedStr {
    fn eq(&self, other: &SharedStr) -> bool {
        self.as_str() == other.as_str()
    }
}

impl PartialEq<str> for SharedStr {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for SharedStr {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for SharedStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl fmt::Display for SharedStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}
