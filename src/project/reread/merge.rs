//! The three ways: the reading then, the reading now, the user's word.

use super::{Fresh, Offer, Orphan, Remark, Tally};
use crate::event::{Event, Participant, Reading};
use crate::project::{EventKey, Marks, Project};
use crate::text::{Anchor, Document, DocumentId, Places, TextRange, carry, carry_within};
use crate::timex::Timex;
use std::collections::{BTreeMap, BTreeSet};

/// What there is to say of one article's mentions.
#[derive(Default)]
pub struct Said<'p> {
    pub marks: BTreeMap<&'p EventKey, &'p Marks>,
    pub hidden: BTreeSet<&'p EventKey>,
    pub own: BTreeMap<&'p EventKey, &'p Event>,
    pub remarks: BTreeMap<&'p EventKey, &'p Remark>,
}

impl<'p> Said<'p> {
    pub fn of(project: &'p Project, id: &DocumentId) -> Said<'p> {
        let here = |key: &EventKey| &key.document == id;
        Said {
            marks: project.marks.iter().filter(|(key, _)| here(key)).collect(),
            hidden: project.hidden.iter().filter(|key| here(key)).collect(),
            own: project.own.iter().filter(|(key, _)| here(key)).collect(),
            remarks: project.remarks.iter().filter(|(key, _)| here(key)).collect(),
        }
    }
}

/// What came of one article.
#[derive(Default)]
pub struct Merged {
    pub reading: Reading,
    /// Mentions that the user said something of, and where they are now; `None` for orphans.
    pub moves: Vec<(EventKey, Option<EventKey>)>,
    /// The user's own mentions at their new places.
    pub own: BTreeMap<EventKey, Event>,
    pub orphans: Vec<(EventKey, Orphan)>,
    pub remarks: BTreeMap<EventKey, Remark>,
}

/// Where what stood in the old text stands in the new one.
struct Carrier<'t> {
    /// Text, then title; `None` where both are the same.
    texts: [Option<(Places<'t>, Places<'t>)>; 2],
    old: &'t Document,
}

impl<'t> Carrier<'t> {
    fn new(old: &'t Document, new: &'t Document) -> Carrier<'t> {
        let pair = |old: &'t str, new: &'t str| (old != new).then(|| (Places::new(old), Places::new(new)));
        let titles = pair(old.title.as_deref().unwrap_or(""), new.title.as_deref().unwrap_or(""));
        Carrier { texts: [pair(&old.text, &new.text), titles], old }
    }

    /// The event at its new place: its sentence and its trigger must be found, other words go where they are not.
    fn carry(&self, event: &Event) -> Option<Event> {
        let Some((old, new)) = &self.texts[usize::from(event.in_title)] else { return Some(event.clone()) };
        let sentence = carry(old, event.sentence, new).range(event.sentence)?;
        let (before, after) = (event.sentence.of(old.text()), sentence.of(new.text()));
        let inside = |range: TextRange| -> Option<TextRange> {
            if !event.sentence.contains(range) {
                return carry(old, range, new).range(range);
            }
            let inner = TextRange::new(range.start - event.sentence.start, range.end - event.sentence.start);
            let there = carry_within(before, inner, after)?;
            Some(TextRange::new(there.start + sentence.start, there.end + sentence.start))
        };
        let mut moved = Event { sentence, trigger: inside(event.trigger)?, ..event.clone() };
        moved.participants = (event.participants.iter())
            .filter_map(|who| Some(Participant { range: inside(who.range)?, ..who.clone() }))
            .collect();
        moved.places = event.places.iter().filter_map(|place| inside(*place)).collect();
        Some(moved)
    }

    fn carry_timex(&self, timex: &Timex, in_title: bool) -> Option<Timex> {
        let Some((old, new)) = &self.texts[usize::from(in_title)] else { return Some(timex.clone()) };
        let range = carry(old, timex.range, new).range(timex.range)?;
        Some(Timex { range, ..timex.clone() })
    }

    /// Whether the text is another now.
    fn is_other(&self, in_title: bool) -> bool {
        self.texts[usize::from(in_title)].is_some()
    }

    fn text(&self, in_title: bool) -> &'t str {
        if in_title { self.old.title.as_deref().unwrap_or("") } else { &self.old.text }
    }
}

/// An event that stays as it was.
struct Kept {
    event: Event,
    /// The expression that dated it.
    timex: Option<Timex>,
    /// The event of the new reading that it stands in the place of.
    replaces: Option<usize>,
}

/// Brings the three together; counts into `tally`.
///
/// What nobody touched follows the program. What the user accepted or said anything of stays as it was, and what the
/// program reads there now is offered. What was rejected stays rejected. What comes new is marked as new.
pub fn merge(fresh: &Fresh, said: &Said, tally: &mut Tally) -> Merged {
    let carrier = Carrier::new(&fresh.before.document, &fresh.document);
    let base = fresh.before.reading.peek();
    let id = &fresh.before.document.id;
    let key_of = |event: &Event| EventKey::found(id.clone(), event.in_title, event.trigger);
    let carried: Vec<Option<Event>> = base.events.iter().map(|event| carrier.carry(event)).collect();
    let touched: Vec<bool> = (base.events.iter().map(key_of))
        .map(|key| said.marks.contains_key(&key) || said.hidden.contains(&key))
        .collect();
    let pairs = pair(&carried, &touched, &fresh.found);
    let mut merged = Merged::default();
    let mut kept: Vec<Kept> = Vec::new();
    for (at, event) in base.events.iter().enumerate() {
        let now = pairs[at].map(|now| &fresh.found.events[now]);
        let differs = now.is_some_and(|now| !says_same(&carrier, event, now, fresh));
        if !touched[at] {
            tally.followed += usize::from(differs);
            tally.gone += usize::from(now.is_none());
            continue;
        }
        let key = key_of(event);
        let Some(there) = &carried[at] else {
            tally.orphaned += 1;
            merged.orphans.push((key.clone(), orphan(&carrier, event, said, &key)));
            merged.moves.push((key, None));
            continue;
        };
        let marked = said.marks.contains_key(&key);
        let stays = now.is_none() || (marked && differs);
        let now_key = key_of(now.filter(|_| !stays).unwrap_or(there));
        let before = said.remarks.get(&key).copied();
        let moved = now_key != key && carrier.is_other(event.in_title);
        let offer = (stays && marked).then(|| offer(now, before));
        tally.moved += usize::from(moved);
        tally.offered += usize::from(offer.as_ref().is_some_and(|offer| !offer.declined));
        let remark = Remark { is_new: false, moved: moved || before.is_some_and(|before| before.moved), offer };
        if remark != Remark::default() {
            merged.remarks.insert(now_key.clone(), remark);
        }
        if now_key != key {
            merged.moves.push((key, Some(now_key)));
        }
        if stays {
            let timexes = if event.in_title { &base.title_timexes } else { &base.timexes };
            let timex = event.timex.and_then(|at| timexes.get(at));
            let timex = timex.and_then(|timex| carrier.carry_timex(timex, event.in_title));
            kept.push(Kept { event: there.clone(), timex, replaces: pairs[at] });
        }
    }
    let paired: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
    for (_, event) in fresh.found.events.iter().enumerate().filter(|(now, _)| !paired.contains(now)) {
        tally.new += 1;
        merged.remarks.insert(key_of(event), Remark { is_new: true, ..Remark::default() });
    }
    merged.reading = with_kept(&fresh.found, kept, &mut merged.remarks);
    carry_own(&carrier, said, &mut merged, tally);
    let known: BTreeSet<EventKey> = base.events.iter().map(key_of).collect();
    carry_rest(&carrier, said, &known, &mut merged);
    merged
}

/// The new reading, with the kept events and the expressions that dated them.
fn with_kept(found: &Reading, kept: Vec<Kept>, remarks: &mut BTreeMap<EventKey, Remark>) -> Reading {
    let mut reading = found.clone();
    for kept in &kept {
        if let Some(timex) = &kept.timex {
            let timexes = if kept.event.in_title { &mut reading.title_timexes } else { &mut reading.timexes };
            if place_of(timexes, timex).is_none() {
                let at = timexes.partition_point(|other| other.range <= timex.range);
                timexes.insert(at, timex.clone());
            }
        }
    }
    // What was found counts in the lists before the insertions.
    let (texts, titles) = (reading.timexes.clone(), reading.title_timexes.clone());
    let renumber = |event: &mut Event| {
        let (before, after) = match event.in_title {
            true => (&found.title_timexes, &titles),
            false => (&found.timexes, &texts),
        };
        event.timex = event.timex.and_then(|at| place_of(after, before.get(at)?));
    };
    reading.events.iter_mut().for_each(renumber);
    remarks.values_mut().filter_map(|remark| remark.offer.as_mut()?.event.as_mut()).for_each(renumber);
    for Kept { mut event, timex, replaces } in kept {
        let timexes = if event.in_title { &titles } else { &texts };
        event.timex = timex.and_then(|timex| place_of(timexes, &timex));
        match replaces {
            Some(now) => reading.events[now] = event,
            None => reading.events.push(event),
        }
    }
    sort(&mut reading.events);
    reading
}

fn place_of(timexes: &[Timex], timex: &Timex) -> Option<usize> {
    timexes.iter().position(|other| other.range == timex.range && other.value == timex.value)
}

/// What the program reads now, declined where the user declined the same before.
fn offer(now: Option<&Event>, before: Option<&Remark>) -> Offer {
    let facts = |event: &Option<Event>| {
        event.as_ref().map(|event| (event.title.clone(), event.value.clone(), event.modifier, event.status))
    };
    let event = now.cloned();
    let known = before.and_then(|remark| remark.offer.as_ref());
    let declined = known.is_some_and(|known| known.declined && facts(&known.event) == facts(&event));
    Offer { event, declined }
}

/// In text order, those of the title first.
pub fn sort(events: &mut [Event]) {
    events.sort_by_key(|event| (!event.in_title, event.trigger));
}

/// For each event then the one now: the same word; else, for what the user touched, the only one left in the sentence
/// that has a word or the date in common with it.
fn pair(carried: &[Option<Event>], touched: &[bool], found: &Reading) -> Vec<Option<usize>> {
    let at: BTreeMap<(bool, TextRange), usize> =
        found.events.iter().enumerate().map(|(now, event)| ((event.in_title, event.trigger), now)).collect();
    let exact = |event: &Option<Event>| at.get(&event.as_ref().map(|event| (event.in_title, event.trigger))?).copied();
    let mut pairs: Vec<Option<usize>> = carried.iter().map(exact).collect();
    let mut taken: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
    for at in 0..carried.len() {
        let Some(event) = carried[at].as_ref().filter(|_| touched[at] && pairs[at].is_none()) else { continue };
        let alike = |now: &Event| {
            now.in_title == event.in_title
                && event.sentence.contains(now.trigger)
                && (now.trigger.overlaps(event.trigger) || now.value == event.value)
        };
        let mut left = (found.events.iter().enumerate()).filter(|(now, event)| !taken.contains(now) && alike(event));
        if let (Some((now, _)), None) = (left.next(), left.next()) {
            taken.insert(now);
            pairs[at] = Some(now);
        }
    }
    pairs
}

/// Whether a reader would see no difference.
fn says_same(carrier: &Carrier, then: &Event, now: &Event, fresh: &Fresh) -> bool {
    let text = if now.in_title { fresh.document.title.as_deref().unwrap_or("") } else { &fresh.document.text };
    let who = |event: &Event| event.participants.iter().map(|who| (who.role, who.name.clone())).collect::<Vec<_>>();
    let whereabouts = |event: &Event, text: &str| -> Vec<String> {
        event.places.iter().map(|place| place.of(text).to_owned()).collect()
    };
    (&then.title, &then.value, then.modifier, &then.edtf, then.span, then.status, &then.attribution)
        == (&now.title, &now.value, now.modifier, &now.edtf, now.span, now.status, &now.attribution)
        && who(then) == who(now)
        && whereabouts(then, carrier.text(then.in_title)) == whereabouts(now, text)
}

fn orphan(carrier: &Carrier, event: &Event, said: &Said, key: &EventKey) -> Orphan {
    let marks = said.marks.get(key).map(|marks| (*marks).clone()).unwrap_or_default();
    let anchor = Anchor::new(carrier.text(event.in_title), event.sentence);
    Orphan { anchor, event: event.clone(), marks, hidden: said.hidden.contains(key) }
}

fn carry_own(carrier: &Carrier, said: &Said, merged: &mut Merged, tally: &mut Tally) {
    for (key, event) in &said.own {
        match carrier.carry(event) {
            None => {
                tally.orphaned += 1;
                merged.orphans.push(((*key).clone(), orphan(carrier, event, said, key)));
                merged.moves.push(((*key).clone(), None));
            }
            Some(there) if there != **event => {
                let moved = EventKey { trigger: there.trigger, ..(*key).clone() };
                tally.moved += 1;
                merged.remarks.insert(moved.clone(), Remark { moved: true, ..Remark::default() });
                merged.own.insert(moved.clone(), there);
                merged.moves.push(((*key).clone(), Some(moved)));
            }
            Some(_) => {
                if let Some(remark) = said.remarks.get(key) {
                    merged.remarks.insert((*key).clone(), (*remark).clone());
                }
            }
        }
    }
}

/// What was said of mentions that the reading before did not have: their words are carried, or it is let go with them.
fn carry_rest(carrier: &Carrier, said: &Said, known: &BTreeSet<EventKey>, merged: &mut Merged) {
    let said_of = said.marks.keys().chain(&said.hidden).copied();
    let rest: BTreeSet<&EventKey> = said_of.filter(|key| !key.is_own() && !known.contains(*key)).collect();
    for key in rest {
        let Some((old, new)) = &carrier.texts[usize::from(key.in_title)] else { continue };
        match carry(old, key.trigger, new).range(key.trigger) {
            Some(trigger) if trigger != key.trigger => {
                merged.moves.push((key.clone(), Some(EventKey { trigger, ..key.clone() })));
            }
            Some(_) => {}
            None => {
                let event = crate::project::own::blank_at(carrier.text(key.in_title), key);
                merged.orphans.push((key.clone(), orphan(carrier, &event, said, key)));
                merged.moves.push((key.clone(), None));
            }
        }
    }
}
