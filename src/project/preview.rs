//! What an edit would move, told before it is done.

use super::{Article, EventKey, Project};
use crate::event::{self, Event};
use crate::text::{DocumentId, Published};
use crate::time::PartialDate;
use crate::timex::Modifier;
use std::collections::{BTreeMap, BTreeSet};

/// A date as a mention has it: TIMEX3 value, its modifier, and the same in EDTF.
pub type DateSaid = (String, Option<Modifier>, Option<String>);

/// An event that would get another date.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    pub title: String,
    pub before: DateSaid,
    pub after: DateSaid,
}

/// What another date of an article or an expression would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moves {
    /// In the order of the text.
    pub moved: Vec<Move>,
    /// Titles of what would be read as an event only then.
    pub new: Vec<String>,
    /// Titles of what would no longer be read as an event.
    pub gone: Vec<String>,
    /// How many stay, because the user dated them.
    pub held: usize,
    /// How many stay, because their date is less exact than the length that it is to move by, or there is none.
    pub coarse: usize,
}

impl Moves {
    /// Puts what another article would do behind it.
    pub fn take(&mut self, other: Moves) {
        self.moved.extend(other.moved);
        self.new.extend(other.new);
        self.gone.extend(other.gone);
        self.held += other.held;
        self.coarse += other.coarse;
    }

    /// What another publication date would do to the events of an article; `held` are those that the user dated,
    /// `hidden` those that are not shown. Reads the article, so that it takes its time.
    pub fn if_published(
        article: &Article,
        published: Option<Published>,
        (held, hidden): &(BTreeSet<EventKey>, BTreeSet<EventKey>),
    ) -> Moves {
        let mut document = article.document.clone();
        document.published = published;
        let reading = event::read(&document);
        let mut moves = Moves::default();
        let key = |event: &Event| EventKey::found(document.id.clone(), event.in_title, event.trigger);
        let mut before: BTreeMap<EventKey, &Event> =
            article.reading.events.iter().map(|event| (key(event), event)).collect();
        for event in &reading.events {
            let key = key(event);
            let old = before.remove(&key);
            if hidden.contains(&key) {
                continue;
            }
            match old {
                None => moves.new.push(event.title.clone()),
                Some(old) if said(old) == said(event) => {}
                Some(_) if held.contains(&key) => moves.held += 1,
                Some(old) => {
                    moves.moved.push(Move { title: event.title.clone(), before: said(old), after: said(event) });
                }
            }
        }
        let gone = before.into_iter().filter(|(key, _)| !hidden.contains(key));
        moves.gone = gone.map(|(_, event)| event.title.clone()).collect();
        moves
    }
}

impl Project {
    /// The mentions of an article that the user dated, and those that are not shown: see [`Moves::if_published`].
    pub fn held(&self, id: &DocumentId) -> (BTreeSet<EventKey>, BTreeSet<EventKey>) {
        let dated = self.marks.iter().filter(|(_, marks)| marks.date.is_some()).map(|(key, _)| key);
        let of = |key: &&EventKey| &key.document == id;
        (dated.filter(of).cloned().collect(), self.hidden.iter().filter(of).cloned().collect())
    }

    /// What [`Project::count_from`] would do; `None` where the mention hangs on no expression that counts from a date.
    pub fn moves_if_counted_from(&self, key: &EventKey, from: PartialDate) -> Option<Moves> {
        let (_, changes) = self.counted_from(key, from)?;
        let mut moves = Moves::default();
        for change in changes {
            let Some(entry) = self.entry_of(&change.key) else { continue };
            let Some(after) = change.after.date else { continue };
            let dated = self.dated(entry);
            let before = (dated.value.to_owned(), dated.modifier, dated.edtf.map(str::to_owned));
            let after = (after.value, after.modifier, after.edtf);
            if before != after {
                moves.moved.push(Move { title: entry.title.to_string(), before, after });
            }
        }
        Some(moves)
    }
}

fn said(event: &Event) -> DateSaid {
    (event.value.clone(), event.modifier, event.edtf.clone())
}
