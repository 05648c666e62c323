//! Which entries of a chronology changed, so that who follows it need not look at all of them.

use super::EntryId;
use std::sync::atomic::{AtomicU64, Ordering};

/// A state of a chronology.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    log: u64,
    len: usize,
    articles: usize,
}

impl Version {
    /// Whether the articles are the same, where what lies between is known.
    pub fn has_articles_of(self, other: Version) -> bool {
        self.articles == other.articles
    }
}

/// The changes since the chronology was made; a copy of it has a log of its own.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// No other has it; 0 for that of an empty chronology.
    number: u64,
    changed: Vec<EntryId>,
    /// How many times articles came, went or became others.
    articles: usize,
}

/// After so many changes it is quicker to look at all.
const LONGEST: usize = 100_000;

impl Log {
    pub fn begin() -> Log {
        static NUMBERS: AtomicU64 = AtomicU64::new(1);
        Log { number: NUMBERS.fetch_add(1, Ordering::Relaxed), ..Log::default() }
    }

    pub fn version(&self) -> Version {
        Version { log: self.number, len: self.changed.len(), articles: self.articles }
    }

    pub fn since(&self, version: Version) -> Option<&[EntryId]> {
        (version.log == self.number).then(|| self.changed.get(version.len..)).flatten()
    }

    pub fn note(&mut self, ids: Vec<EntryId>) {
        if self.number == 0 || self.changed.len() + ids.len() > LONGEST {
            *self = Log::begin();
        } else {
            self.changed.extend(ids);
        }
    }

    pub fn note_articles(&mut self) {
        self.articles += 1;
    }
}

impl Clone for Log {
    fn clone(&self) -> Log {
        Log::begin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_known_until_it_is_too_much_and_only_where_it_happened() {
        let mut log = Log::begin();
        let (before, copy) = (log.version(), log.clone());
        log.note(vec![EntryId(1), EntryId(2)]);
        assert_eq!(log.since(before), Some(&[EntryId(1), EntryId(2)][..]));
        assert_eq!(log.since(log.version()), Some(&[][..]));
        assert_eq!((copy.since(before), Log::default().since(before)), (None, None));
        log.note(vec![EntryId(3); LONGEST]);
        assert_eq!(log.since(before), None);
    }
}
