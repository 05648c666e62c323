//! An article in a project: its text, what was read out of it, and the outline that the chronology is made from.

use super::outline::Outline;
use crate::event::{self, Reading};
use crate::text::{Document, Signature};
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
    /// SHA-256 of the file that it was read from; `None` for what came from no file.
    pub original: Option<[u8; 32]>,
    outline: Outline,
    /// What its text is compared with others by, once somebody asked.
    signature: OnceLock<Option<Box<Signature>>>,
}

impl Article {
    pub fn new(document: Document, reading: Reading) -> Article {
        let outline = Outline::of(&document, &reading);
        let (reading, signature) = (KeptReading::from(reading), OnceLock::new());
        Article { document, reading, original: None, outline, signature }
    }

    /// The same, read from a file with this SHA-256.
    #[must_use]
    pub fn of_original(mut self, sha256: Option<[u8; 32]>) -> Article {
        self.original = sha256;
        self
    }

    /// Tags and extracts.
    pub fn read(document: Document) -> Article {
        let reading = event::read(&document);
        Article::new(document, reading)
    }

    /// An article of a project's file; `packed` is what [`Article::packed`] gave for the reading.
    pub(super) fn stored(document: Document, packed: Arc<[u8]>, outline: Outline) -> Article {
        let reading = KeptReading { packed: packed.into(), open: OnceLock::new() };
        Article { document, reading, original: None, outline, signature: OnceLock::new() }
    }

    /// The reading as it is stored.
    pub(super) fn packed(&self) -> Arc<[u8]> {
        Arc::clone(self.reading.packed.get_or_init(|| pack(&self.reading).into()))
    }

    /// Number of its events, without unpacking its reading.
    pub fn event_count(&self) -> usize {
        self.outline.len()
    }

    /// What its text is compared with others by; `None` for a short one. Worked out once.
    pub(super) fn signature(&self) -> Option<&Signature> {
        self.signature.get_or_init(|| Signature::of(&self.document.text).map(Box::new)).as_deref()
    }

    /// The version of the rules that read it; see [`event::RULES`].
    pub fn rules(&self) -> u32 {
        self.outline.rules()
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
    let json = serde_json::to_vec(&without_repeats(reading.clone())).unwrap_or_default();
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::new(6));
    // Writing to memory does not fail.
    let _ = packed.write_all(&json);
    packed.finish().unwrap_or_default()
}

pub(super) fn unpack(packed: &[u8]) -> Result<Reading, String> {
    let mut json = Vec::new();
    DeflateDecoder::new(packed).read_to_end(&mut json).map_err(|error| error.to_string())?;
    serde_json::from_slice(&json).map(with_repeats).map_err(|error| error.to_string())
}

/// Stands for the date of an event that is just that of its expression, which most are. No TIMEX3 value is like it.
const AS_ITS_TIMEX: &str = "=";

fn without_repeats(mut reading: Reading) -> Reading {
    for event in &mut reading.events {
        let timexes = if event.in_title { &reading.title_timexes } else { &reading.timexes };
        if let Some(timex) = event.timex.and_then(|at| timexes.get(at))
            && (&event.value, event.modifier, &event.edtf) == (&timex.value, timex.modifier, &timex.edtf)
            && (event.span, event.granularity) == (timex.span, timex.granularity)
        {
            event.value = AS_ITS_TIMEX.to_owned();
            (event.modifier, event.edtf, event.span, event.granularity) = (None, None, None, None);
        }
    }
    reading
}

fn with_repeats(mut reading: Reading) -> Reading {
    for event in &mut reading.events {
        let timexes = if event.in_title { &reading.title_timexes } else { &reading.timexes };
        if event.value == AS_ITS_TIMEX
            && let Some(timex) = event.timex.and_then(|at| timexes.get(at))
        {
            (event.value, event.modifier, event.edtf) = (timex.value.clone(), timex.modifier, timex.edtf.clone());
            (event.span, event.granularity) = (timex.span, timex.granularity);
        }
    }
    reading
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_reading_is_the_one_that_was_found() {
        let mut document = Document::from_text(
            "a",
            "The army captured the town in late 2014. Rebels attacked the base on January 3, 2020. The mill closed yesterday.",
        );
        document.title = Some("Town captured in 2014".to_owned());
        let reading = event::read(&document);
        assert!(reading.events.iter().any(|event| event.timex.is_some()));
        assert_eq!(unpack(&pack(&reading)).unwrap(), reading);
        let article = Article::new(document, reading.clone()).compact();
        assert_eq!(*article.reading, reading);
        assert!(unpack(b"no reading").is_err());
    }
}
