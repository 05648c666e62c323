//! An article in a project: its text, what was read out of it, and the outline that the chronology is made from.

use super::outline::Outline;
use crate::event::{self, Reading};
use crate::text::Document;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::borrow::Cow;
use std::fmt;
use std::io::{Read, Write};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// A document and what is read out of it.
#[derive(Clone)]
pub struct Article {
    pub document: Document,
    pub reading: KeptReading,
    outline: Outline,
}

impl Article {
    pub fn new(document: Document, reading: Reading) -> Article {
        let outline = Outline::of(&document, &reading);
        Article { document, reading: KeptReading::from(reading), outline }
    }

    /// Tags and extracts.
    pub fn read(document: Document) -> Article {
        let reading = event::read(&document);
        Article::new(document, reading)
    }

    /// An article of a file; `packed` is what [`Article::packed`] gave for the reading.
    pub(super) fn stored(document: Document, reading: &Reading, packed: Vec<u8>) -> Article {
        let outline = Outline::of(&document, reading);
        let packed = Arc::<[u8]>::from(packed);
        Article { document, reading: KeptReading { packed: packed.into(), open: OnceLock::new() }, outline }
    }

    /// The reading as it is stored.
    pub(super) fn packed(&self) -> Arc<[u8]> {
        Arc::clone(self.reading.packed.get_or_init(|| pack(&self.reading).into()))
    }

    pub(super) fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The same with its reading packed, which takes a tenth of the memory until somebody looks at it.
    #[must_use]
    pub fn compact(mut self) -> Article {
        self.packed();
        self.reading.open = OnceLock::new();
        self
    }
}

impl PartialEq for Article {
    fn eq(&self, other: &Article) -> bool {
        self.document == other.document && self.reading == other.reading
    }
}

impl fmt::Debug for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Article").field("document", &self.document).field("reading", &self.reading).finish()
    }
}

/// Reads as the [`Reading`] it is. In a large project most are packed: looking at one unpacks it, and it stays so.
#[derive(Clone)]
pub struct KeptReading {
    /// At least one of the two is there.
    packed: OnceLock<Arc<[u8]>>,
    open: OnceLock<Box<Reading>>,
}

impl KeptReading {
    /// The reading for a short look: what was packed stays packed. For who goes through all articles.
    pub fn peek(&self) -> Cow<'_, Reading> {
        match self.open.get() {
            Some(open) => Cow::Borrowed(open),
            None => Cow::Owned(self.unpacked()),
        }
    }

    fn unpacked(&self) -> Reading {
        let packed = self.packed.get().map_or(&[][..], |packed| packed);
        unpack(packed).unwrap_or_else(|reason| {
            // What is stored is checked when it is loaded.
            log::error!("what was found in an article cannot be unpacked: {reason}");
            Reading::default()
        })
    }
}

impl Deref for KeptReading {
    type Target = Reading;

    fn deref(&self) -> &Reading {
        self.open.get_or_init(|| Box::new(self.unpacked()))
    }
}

impl PartialEq for KeptReading {
    fn eq(&self, other: &KeptReading) -> bool {
        *self.peek() == *other.peek()
    }
}

impl fmt::Debug for KeptReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.peek().fmt(f)
    }
}

impl From<Reading> for KeptReading {
    fn from(reading: Reading) -> KeptReading {
        KeptReading { packed: OnceLock::new(), open: Box::new(reading).into() }
    }
}

/// Deflated JSON: a field that a later version adds has its default in what an earlier one wrote.
fn pack(reading: &Reading) -> Vec<u8> {
    let json = serde_json::to_vec(reading).unwrap_or_default();
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::new(4));
    // Writing to memory does not fail.
    let _ = packed.write_all(&json);
    packed.finish().unwrap_or_default()
}

pub(super) fn unpack(packed: &[u8]) -> Result<Reading, String> {
    let mut json = Vec::new();
    DeflateDecoder::new(packed).read_to_end(&mut json).map_err(|error| error.to_string())?;
    serde_json::from_slice(&json).map_err(|error| error.to_string())
}
