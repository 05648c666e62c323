//! Mentions of the same event gathered into one entry with several claims, and kept so edit by edit.

use super::changes::{Log, Version};
use super::clusters::{At, Clusters, Rearranged};
use super::entry::{Claim, Entry, EntryId};
use super::outline::Brief;
use super::{Article, EventKey, Marks};
use crate::event::Event;
use crate::text::DocumentId;
use crate::time::TimePoint;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;
use std::sync::Arc;

/// Every event once, in time order, undated ones last.
///
/// An edit touches only the entries of its mentions: entries keep their slots, and what is sorted are numbers of slots.
#[derive(Clone, Debug, Default)]
pub struct Chronology {
    slots: Vec<Option<Entry>>,
    free: Vec<u32>,
    /// Slots in time order.
    order: Vec<u32>,
    /// The entries' ids in the same order.
    ids: Arc<Vec<EntryId>>,
    /// For each article the slot of each event's entry; [`NOWHERE`] for what is hidden.
    slot_of: Vec<Vec<u32>>,
    /// The same for what the user made.
    slot_of_own: BTreeMap<u32, u32>,
    undated: usize,
    log: Log,
}

const NOWHERE: u32 = u32::MAX;

/// What a chronology follows from.
pub(super) struct Sources<'a> {
    pub articles: &'a [Arc<Article>],
    /// Where each article stands.
    pub places: &'a BTreeMap<DocumentId, usize>,
    pub clusters: &'a Clusters,
    pub hidden: &'a BTreeSet<EventKey>,
    /// What copies tell like the article that they are folded into; left out where the user said nothing of it.
    pub doubled: &'a BTreeSet<EventKey>,
    pub marks: &'a BTreeMap<EventKey, Marks>,
    /// The mentions of each group that the user made.
    pub groups: &'a BTreeMap<u64, BTreeSet<EventKey>>,
    /// Mentions that the user made.
    pub own: &'a BTreeMap<EventKey, Event>,
    /// Their keys by their numbers.
    pub own_keys: &'a BTreeMap<u32, EventKey>,
}

/// What makes mentions one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Same {
    /// The program thinks so; the first mention.
    Cluster(At),
    /// The user says so.
    Group(u64),
}

/// What an article tells of an event.
enum Told {
    Hidden,
    Alone(Entry),
    /// With other mentions that are the same.
    Together(Same, Brief, Claim),
}

impl Chronology {
    pub fn len(&self) -> usize {
        self.order.len()
    }

    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// In time order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> + ExactSizeIterator + Clone {
        self.order.iter().map(|&slot| self.in_slot(slot))
    }

    /// The entries with a date in an order that is quick to go through, mostly that of their ids, and their places there in
    /// time order.
    pub fn dated(&self) -> (Vec<&Entry>, Vec<u32>) {
        let dated = self.len() - self.undated;
        let (mut entries, mut places) = (Vec::with_capacity(dated), vec![NOWHERE; self.slots.len()]);
        for (slot, entry) in self.slots.iter().enumerate() {
            if let Some(entry) = entry.as_ref().filter(|entry| !is_undated(entry)) {
                places[slot] = entries.len() as u32;
                entries.push(entry);
            }
        }
        (entries, self.order[..dated].iter().map(|&slot| places[slot as usize]).collect())
    }

    /// The entry at this place in time order.
    pub fn get(&self, at: usize) -> Option<&Entry> {
        self.order.get(at).map(|&slot| self.in_slot(slot))
    }

    /// The ids in time order.
    pub fn ids(&self) -> &[EntryId] {
        &self.ids
    }

    /// Names the state that the chronology is in, for [`Chronology::changes_since`].
    pub fn version(&self) -> Version {
        self.log.version()
    }

    /// The ids of entries that came, went or became another since then, some of them more than once; `None` where that is
    /// not known and all may be another.
    pub fn changes_since(&self, version: Version) -> Option<&[EntryId]> {
        self.log.since(version)
    }

    /// The ids in time order, to be kept without a copy.
    pub fn shared_ids(&self) -> Arc<Vec<EntryId>> {
        Arc::clone(&self.ids)
    }

    /// Number of entries without a date, the last ones.
    pub fn undated(&self) -> usize {
        self.undated
    }

    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.at(id.first_mention()).filter(|entry| entry.id == id)
    }

    /// The entry's place in time order.
    pub fn position(&self, id: EntryId) -> Option<usize> {
        let slot = self.slot(id.first_mention());
        let entry = self.slots.get(slot as usize)?.as_ref().filter(|entry| entry.id == id)?;
        self.place_of(slot, entry)
    }

    /// The entry that a mention belongs to; `None` for a hidden one.
    pub(super) fn at(&self, at: At) -> Option<&Entry> {
        self.slots.get(self.slot(at) as usize)?.as_ref()
    }

    /// [`NOWHERE`] for what is hidden or not there.
    fn slot(&self, at: At) -> u32 {
        let slot = match at.is_own() {
            true => self.slot_of_own.get(&at.event),
            false => self.slot_of.get(at.article as usize).and_then(|events| events.get(at.event as usize)),
        };
        slot.copied().unwrap_or(NOWHERE)
    }

    fn set_slot(&mut self, at: At, slot: u32) {
        if !at.is_own() {
            self.slot_of[at.article as usize][at.event as usize] = slot;
        } else if slot == NOWHERE {
            self.slot_of_own.remove(&at.event);
        } else {
            self.slot_of_own.insert(at.event, slot);
        }
    }

    fn in_slot(&self, slot: u32) -> &Entry {
        self.slots[slot as usize].as_ref().expect("slots in the order are filled")
    }

    /// Groups what is not hidden.
    pub(super) fn build(sources: &Sources<'_>) -> Chronology {
        let mentions = sources.articles.iter().map(|article| article.outline().len()).sum();
        let slots = Vec::with_capacity(mentions);
        let mut chronology = Chronology { slots, slot_of: nowhere(sources.articles), ..Chronology::default() };
        let hidden: BTreeSet<At> = sources.hidden.iter().flat_map(|key| sources.places_of(key)).collect();
        let doubled: BTreeSet<At> = sources.doubled.iter().flat_map(|key| sources.places_of(key)).collect();
        let marked: BTreeMap<At, &Marks> = sources
            .marks
            .iter()
            .flat_map(|(key, marks)| sources.places_of(key).into_iter().map(move |at| (at, marks)))
            .collect();
        let mut slots: BTreeMap<Same, u32> = BTreeMap::new();
        let told = |article: usize| -> Vec<Told> {
            let told = |(event, brief): (usize, Brief)| {
                let at = At::new(article, event);
                if hidden.contains(&at) || doubled.contains(&at) && !marked.contains_key(&at) {
                    return Told::Hidden;
                }
                let group = marked.get(&at).and_then(|marks| marks.group);
                let claim = Claim::found(at, brief.in_title, brief.trigger);
                // Most events are told once: what stands alone need not be found again.
                match group.is_none() && sources.clusters.is_alone(at) {
                    true => Told::Alone(Entry::new(EntryId::of(at), brief, claim)),
                    false => {
                        let same = group.map_or_else(|| Same::Cluster(sources.clusters.head(at)), Same::Group);
                        Told::Together(same, brief, claim)
                    }
                }
            };
            sources.articles[article].outline().events().enumerate().map(told).collect()
        };
        // Some articles at once on all cores, so that few entries are there twice.
        let articles: Vec<usize> = (0..sources.articles.len()).collect();
        for some in articles.chunks(64) {
            let all: Vec<Vec<Told>> = some.par_iter().map(|&article| told(article)).collect();
            for (&article, told) in some.iter().zip(all) {
                for (event, told) in told.into_iter().enumerate() {
                    if let Some(slot) = chronology.take(At::new(article, event), told, &mut slots) {
                        chronology.slot_of[article][event] = slot;
                    }
                }
            }
        }
        for (&number, key) in sources.own_keys {
            let at = At::own(number.into());
            let Some((brief, claim)) = sources.told(at) else { continue };
            let group = sources.marks.get(key).and_then(|marks| marks.group);
            let same = group.map_or(Same::Cluster(at), Same::Group);
            let slot = *slots.entry(same).or_insert(chronology.slots.len() as u32);
            match chronology.slots.get_mut(slot as usize) {
                Some(Some(entry)) => entry.take_claim(brief, claim),
                _ => chronology.slots.push(Some(Entry::new(EntryId::of(at), brief, claim))),
            }
            chronology.set_slot(at, slot);
        }
        let touched: BTreeSet<u32> = marked.keys().map(|at| chronology.slot(*at)).collect();
        for slot in touched.into_iter().filter(|&slot| slot != NOWHERE) {
            if let Some(entry) = &mut chronology.slots[slot as usize] {
                entry.take_marks(sources.marks, |claim| sources.key_of(claim));
            }
        }
        chronology.sort();
        chronology.log = Log::begin();
        chronology
    }

    /// Puts what an article tells into a slot; `None` for what is hidden.
    fn take(&mut self, at: At, told: Told, slots: &mut BTreeMap<Same, u32>) -> Option<u32> {
        let next = self.slots.len() as u32;
        let entry = match told {
            Told::Hidden => return None,
            Told::Alone(entry) => entry,
            Told::Together(same, brief, claim) => match slots.get(&same) {
                Some(&slot) => {
                    if let Some(entry) = &mut self.slots[slot as usize] {
                        entry.take_claim(brief, claim);
                    }
                    return Some(slot);
                }
                None => {
                    slots.insert(same, next);
                    Entry::new(EntryId::of(at), brief, claim)
                }
            },
        };
        self.slots.push(Some(entry));
        Some(next)
    }

    /// Sorts what was built: slot by slot the ids go up.
    fn sort(&mut self) {
        let key_of = |slot: u32| {
            let (begin, end, _) = key(self.in_slot(slot));
            (begin, end, slot)
        };
        let mut keys: Vec<(i64, i64, u32)> = (0..self.slots.len() as u32).into_par_iter().map(key_of).collect();
        keys.par_sort_unstable();
        self.order = keys.par_iter().map(|(.., slot)| *slot).collect();
        self.undated = keys.iter().rev().take_while(|(begin, ..)| *begin == UNDATED).count();
        drop(keys);
        self.ids = Arc::new(self.order.par_iter().map(|&slot| self.in_slot(slot).id).collect());
    }

    /// Makes the entries of these mentions anew.
    pub(super) fn update(&mut self, touched: BTreeSet<At>, sources: &Sources<'_>) {
        // Going through all in a row is quicker than looking up a good part of them.
        if touched.len() > 1000 && touched.len() > self.len() / 8 {
            *self = Chronology::build(sources);
            return;
        }
        let mut gone: BTreeSet<u32> = BTreeSet::new();
        let mut groups: BTreeMap<Same, Vec<At>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<At> = touched.into_iter().collect();
        while let Some(at) = open.pop() {
            if !seen.insert(at) {
                continue;
            }
            let slot = self.slot(at);
            if slot != NOWHERE && gone.insert(slot) {
                open.extend(self.in_slot(slot).claims.iter().map(Claim::at));
            }
            let same = sources.same(at);
            groups.entry(same).or_insert_with(|| {
                let members = sources.members(same);
                open.extend(&members);
                members
            });
        }
        let new: Vec<Entry> = groups.into_values().filter_map(|members| sources.entry(&members)).collect();
        for at in seen {
            self.set_slot(at, NOWHERE);
        }
        self.replace(gone, new);
    }

    /// Puts entries in the place of others.
    fn replace(&mut self, gone: BTreeSet<u32>, new: Vec<Entry>) {
        let mut out: Vec<usize> = Vec::with_capacity(gone.len());
        for &slot in &gone {
            let place = self.place_of(slot, self.in_slot(slot));
            out.push(place.expect("every filled slot is in the order"));
        }
        out.sort_unstable();
        self.undated -= gone.iter().filter(|&&slot| is_undated(self.in_slot(slot))).count();
        let ids = gone.iter().map(|&slot| self.in_slot(slot).id).chain(new.iter().map(|entry| entry.id));
        let ids: Vec<EntryId> = ids.collect();
        self.log.note(ids);
        for slot in gone {
            self.slots[slot as usize] = None;
            self.free.push(slot);
        }
        let mut ins: Vec<(Key, u32)> = Vec::with_capacity(new.len());
        for entry in new {
            let key = key(&entry);
            let slot = self.free.pop().unwrap_or_else(|| {
                self.slots.push(None);
                self.slots.len() as u32 - 1
            });
            for claim in &entry.claims {
                self.set_slot(claim.at(), slot);
            }
            self.undated += usize::from(is_undated(&entry));
            self.slots[slot as usize] = Some(entry);
            ins.push((key, slot));
        }
        ins.sort_unstable();
        self.reorder(&out, &ins);
    }

    /// Takes the places `out` from the order and puts `ins` in; both sorted.
    fn reorder(&mut self, out: &[usize], ins: &[(Key, u32)]) {
        let rest = |order: &mut Vec<u32>, ids: &mut Vec<EntryId>| {
            let mut kept = out.iter().copied().peekable();
            let mut at = 0;
            order.retain(|_| {
                at += 1;
                kept.next_if_eq(&(at - 1)).is_none()
            });
            let mut kept = out.iter().copied().peekable();
            let mut at = 0;
            ids.retain(|_| {
                at += 1;
                kept.next_if_eq(&(at - 1)).is_none()
            });
        };
        match out {
            [] => {}
            [at] => {
                self.order.remove(*at);
                Arc::make_mut(&mut self.ids).remove(*at);
            }
            _ => rest(&mut self.order, Arc::make_mut(&mut self.ids)),
        }
        if let [((.., id), slot)] = ins {
            let at = self.order.partition_point(|&other| key(self.in_slot(other)) < ins[0].0);
            self.order.insert(at, *slot);
            Arc::make_mut(&mut self.ids).insert(at, *id);
            return;
        }
        let places: Vec<usize> =
            ins.iter().map(|(new, _)| self.order.partition_point(|&other| key(self.in_slot(other)) < *new)).collect();
        let total = self.order.len() + ins.len();
        let (mut order, mut ids) = (Vec::with_capacity(total), Vec::with_capacity(total));
        let mut from = 0;
        for (place, ((.., id), slot)) in places.into_iter().zip(ins) {
            order.extend_from_slice(&self.order[from..place]);
            ids.extend_from_slice(&self.ids[from..place]);
            order.push(*slot);
            ids.push(*id);
            from = place;
        }
        if !ins.is_empty() {
            order.extend_from_slice(&self.order[from..]);
            ids.extend_from_slice(&self.ids[from..]);
            (self.order, self.ids) = (order, Arc::new(ids));
        }
    }

    fn place_of(&self, slot: u32, entry: &Entry) -> Option<usize> {
        let wanted = key(entry);
        let place = self.order.partition_point(|&other| key(self.in_slot(other)) < wanted);
        (self.order.get(place) == Some(&slot)).then_some(place)
    }

    /// Follows a change of the articles; `changed` are the mentions whose cluster is another now, by their new places.
    pub(super) fn follow(&mut self, change: &Rearranged, changed: BTreeSet<At>, sources: &Sources<'_>) {
        if !change.is_in_order() {
            *self = Chronology::build(sources);
            return;
        }
        self.log.note_articles();
        let mut touched = changed;
        let mut gone = BTreeSet::new();
        for (article, to) in change.to.iter().enumerate() {
            if to.is_none() {
                gone.extend(self.slot_of[article].iter().copied().filter(|&slot| slot != NOWHERE));
            }
        }
        // What the user made comes and goes with its article.
        touched.extend(sources.own_keys.keys().map(|&number| At::own(number.into())));
        gone.extend(self.slot_of_own.values().copied());
        for &slot in &gone {
            touched.extend(self.in_slot(slot).claims.iter().filter_map(|claim| change.place(claim.at())));
        }
        for &slot in &gone {
            let claims: Vec<At> = self.in_slot(slot).claims.iter().map(Claim::at).collect();
            claims.into_iter().for_each(|at| self.set_slot(at, NOWHERE));
        }
        self.replace(gone, Vec::new());
        if !change.is_in_place() {
            self.take_places(change);
        }
        let mut slot_of = nowhere(sources.articles);
        for (article, slots) in std::mem::take(&mut self.slot_of).into_iter().enumerate() {
            if let Some(to) = change.to[article] {
                slot_of[to as usize] = slots;
            }
        }
        self.slot_of = slot_of;
        self.update(touched, sources);
    }

    /// The entries' claims follow their articles, which keep their order, so that the entries do too.
    fn take_places(&mut self, change: &Rearranged) {
        for entry in self.slots.iter_mut().flatten() {
            for claim in &mut entry.claims {
                claim.move_to(|at| change.to[at]);
            }
            entry.id = EntryId::of(entry.claims[0].at());
        }
        let ids = self.order.iter().map(|&slot| self.in_slot(slot).id).collect();
        self.ids = Arc::new(ids);
        self.log = Log::begin();
    }
}

impl Index<usize> for Chronology {
    type Output = Entry;

    fn index(&self, at: usize) -> &Entry {
        self.in_slot(self.order[at])
    }
}

impl PartialEq for Chronology {
    fn eq(&self, other: &Chronology) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Sources<'_> {
    fn places_of(&self, key: &EventKey) -> Vec<At> {
        super::places_in(self.places, self.articles, key)
    }

    fn same(&self, at: At) -> Same {
        let group = match self.groups.is_empty() {
            true => None,
            false => self.key(at).and_then(|key| self.marks.get(&key)).and_then(|marks| marks.group),
        };
        let head = || if at.is_own() { at } else { self.clusters.head(at) };
        group.map_or_else(|| Same::Cluster(head()), Same::Group)
    }

    /// The mentions that are one event, hidden ones among them, in the order of the articles.
    fn members(&self, same: Same) -> Vec<At> {
        match same {
            Same::Cluster(head) if head.is_own() => vec![head],
            Same::Cluster(head) => {
                let members = self.clusters.members(head).into_iter();
                members.filter(|&at| self.same(at) == same).collect()
            }
            Same::Group(group) => {
                let keys = self.groups.get(&group).into_iter().flatten();
                let mut members: Vec<At> = keys.flat_map(|key| self.places_of(key)).collect();
                members.sort_unstable();
                members
            }
        }
    }

    fn entry(&self, members: &[At]) -> Option<Entry> {
        let mut entry: Option<Entry> = None;
        for &at in members {
            let Some((brief, claim)) = self.told(at) else { continue };
            let key = self.key_of(&claim);
            let is_doubled = self.doubled.contains(&key) && !self.marks.contains_key(&key);
            if is_doubled || self.hidden.contains(&key) {
                continue;
            }
            match &mut entry {
                Some(entry) => entry.take_claim(brief, claim),
                None => entry = Some(Entry::new(EntryId::of(at), brief, claim)),
            }
        }
        let mut entry = entry?;
        entry.take_marks(self.marks, |claim| self.key_of(claim));
        Some(entry)
    }

    /// What a mention says; `None` where it is not there, or the article that it stands in is not.
    fn told(&self, at: At) -> Option<(Brief, Claim)> {
        if !at.is_own() {
            let brief = self.articles[at.article as usize].outline().event(at.event as usize)?;
            let claim = Claim::found(at, brief.in_title, brief.trigger);
            return Some((brief, claim));
        }
        let key = self.own_keys.get(&at.event)?;
        let article = self.places.get(&key.document).copied();
        let stands = article.is_some() || key.document.0.is_empty();
        let brief = self.own.get(key).map(Brief::of_own).filter(|_| stands)?;
        Some((brief, Claim::own(key, article)))
    }

    fn key_of(&self, claim: &Claim) -> EventKey {
        claim.key(self.articles, self.own_keys)
    }

    fn key(&self, at: At) -> Option<EventKey> {
        if at.is_own() {
            return self.own_keys.get(&at.event).cloned();
        }
        let article = &self.articles[at.article as usize];
        let brief = article.outline().event(at.event as usize)?;
        Some(EventKey::found(article.document.id.clone(), brief.in_title, brief.trigger))
    }
}

fn nowhere(articles: &[Arc<Article>]) -> Vec<Vec<u32>> {
    articles.iter().map(|article| vec![NOWHERE; article.outline().len()]).collect()
}

/// What entries are sorted by: begin, end, first mention; undated ones are last.
type Key = (i64, i64, EntryId);

fn key(entry: &Entry) -> Key {
    let (begin, end) = entry.span().map_or((None, None), |span| span.hull());
    let secs = |at: TimePoint| at.0.min(UNDATED - 1);
    // An open end goes before all others.
    (begin.or(end).map_or(UNDATED, secs), end.map_or(i64::MIN, secs), entry.id)
}

fn is_undated(entry: &Entry) -> bool {
    key(entry).0 == UNDATED
}

/// Stands for the begin of what has none.
const UNDATED: i64 = i64::MAX;
