//! Who takes part, where it happens, and who says so.

use super::clause::Sentence;
use super::lexicon::Kinds;
use super::{Participant, Role};
use crate::text::TextRange;
use crate::text::syntax::{Relation, Tag};
use std::collections::BTreeMap;
use std::ops::Range;

/// The fullest form of every name in an article, by its last word.
#[derive(Default)]
pub(super) struct Names {
    fullest: BTreeMap<String, String>,
}

impl Names {
    /// Learns the names of a sentence.
    pub fn learn(&mut self, s: &Sentence<'_>) {
        let mut at = 0;
        while at < s.tree.len() {
            let start = at;
            while at < s.tree.len() && s.tag(at).is_proper() {
                at += 1;
            }
            if at - start >= 2 && at - start <= 4 {
                let range = TextRange::new(s.tree.ranges[start].start, s.tree.ranges[at - 1].end);
                let name = range.of(s.text);
                let last = s.word(at - 1);
                let known = self.fullest.entry(last.to_owned()).or_default();
                if known.is_empty() {
                    name.clone_into(known);
                }
            }
            at = at.max(start + 1);
        }
    }

    /// The fullest name that ends in the word, where there is one of several words.
    pub fn person(&self, last: &str) -> Option<&str> {
        self.fullest.get(last).map(String::as_str)
    }

    /// The fullest name for what stands there.
    fn full(&self, words: &str) -> String {
        self.fullest.get(words).map_or_else(|| words.split_whitespace().collect::<Vec<_>>().join(" "), Clone::clone)
    }
}

/// The words of a noun phrase up to its first clause or comma.
pub(super) fn phrase_range(s: &Sentence<'_>, noun: usize) -> TextRange {
    let words = phrase_words(s, noun, &[]);
    TextRange::new(s.tree.ranges[words.start].start, s.tree.ranges[words.end - 1].end)
}

/// Prepositions behind which a phrase tells circumstances, nothing of its noun.
const CIRCUMSTANCES: &[&str] =
    &["amid", "amidst", "despite", "per", "after", "before", "during", "since", "when", "while", "until", "because"];

/// The words of a noun phrase up to its first clause, comma or time.
fn phrase_words(s: &Sentence<'_>, noun: usize, timed: &[Range<usize>]) -> Range<usize> {
    let is_time = |at: usize| timed.iter().any(|range| range.contains(&at));
    let span = s.tree.span(noun);
    let mut end = noun + 1;
    for at in noun + 1..span.end {
        let clause = s.tree.head(at) == Some(noun)
            && matches!(s.relation(at), Relation::RelativeClause | Relation::NounClause | Relation::Apposition);
        let time = is_time(at) || s.tag(at) == Tag::IN && at + 1 < span.end && is_time(at + 1);
        let ends = matches!(s.tag(at), Tag::Comma | Tag::Left | Tag::Colon | Tag::WDT | Tag::WP | Tag::WRB | Tag::MD)
            || s.tag(at).is_finite() && s.relation(at) != Relation::NounClause;
        if time || clause || ends || s.is(at, CIRCUMSTANCES) {
            break;
        }
        end = at + 1;
    }
    while end > noun + 1 && matches!(s.tag(end - 1), Tag::IN | Tag::TO | Tag::DT | Tag::CC) {
        end -= 1;
    }
    let mut start = span.start;
    // "Brown | Mills agreed": nouns side by side that the parser took for two subjects.
    let subject = |at: usize| matches!(s.relation(at), Relation::Subject | Relation::PassiveSubject);
    while start > 0
        && start == noun
        && subject(noun)
        && subject(start - 1)
        && s.tag(start - 1).is_noun()
        && s.tree.head(start - 1) == s.tree.head(noun)
    {
        start = s.tree.span(start - 1).start;
    }
    while start < noun
        && (matches!(s.relation(start), Relation::Case | Relation::Marker | Relation::Conjunction)
            || is_time(start)
            || s.tag(start).is_punctuation() && s.tag(start) != Tag::Currency)
    {
        start += 1;
    }
    start..end
}

/// The words for somebody who takes part: the phrase with what the parser left out of it. "Chief | executive Marks said",
/// "Harlow Mills | and Brown Steel agreed".
fn whole_phrase(s: &Sentence<'_>, noun: usize, trigger: usize, timed: &[Range<usize>]) -> Range<usize> {
    let Range { mut start, mut end } = phrase_words(s, noun, timed);
    let free = |at: usize| at != trigger && !timed.iter().any(|range| range.contains(&at));
    let helps = |at: usize| s.is(at, &["has", "is", "are", "was", "were", "have", "had"]);
    let names = |at: usize| s.tag(at).is_noun() && free(at) && !helps(at);
    if s.tag(end - 1).is_noun() {
        let describes = |at: usize| s.tag(at) == Tag::JJ && at + 1 < s.tree.len() && names(at + 1);
        while end < s.tree.len() && (names(end) || describes(end)) {
            end += 1;
        }
    }
    if start > 0 && s.tag(start).is_proper() && names(start - 1) {
        let of_name = |at: &usize| names(*at) || matches!(s.tag(*at), Tag::DT | Tag::JJ | Tag::PRPS);
        start = (0..start).rev().take_while(of_name).last().unwrap_or(start);
    }
    // Over a short name in brackets too.
    let before = start.checked_sub(2).filter(|_| s.is(start - 1, &["and"]));
    let before =
        before.map(|at| if at >= 3 && s.tag(at) == Tag::Right && s.tag(at - 2) == Tag::Left { at - 3 } else { at });
    if let Some(before) = before.filter(|&at| names(at) && s.tag(at).is_proper() == s.tag(noun).is_proper()) {
        let of_name =
            |at: &usize| names(*at) || matches!(s.tag(*at), Tag::DT | Tag::JJ | Tag::CD | Tag::PRPS | Tag::POS);
        start = (0..=before).rev().take_while(of_name).last().unwrap_or(start);
    }
    start..end
}

/// "Harlow Steel Corporation (HSC)": the words with the short name in brackets behind them.
fn with_short_name(s: &Sentence<'_>, words: &Range<usize>) -> Range<usize> {
    let inside = words.end + 1;
    let short = inside + 1 < s.tree.len()
        && s.tag(words.end) == Tag::Left
        && s.tag(inside + 1) == Tag::Right
        && s.tree.words[inside].has_capital()
        && s.word(inside).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    words.start..if short { inside + 2 } else { words.end }
}

/// Happenings that are things as well: they are signed, lost and won.
const PAPERS: &[&str] =
    &["contract", "contracts", "loan", "loans", "grant", "grants", "statement", "statements", "treaty", "treaties"];

/// Agent and patient of the happening. What happens itself takes part in nothing: "signed an agreement" has no patient.
pub(super) fn participants(
    s: &Sentence<'_>,
    trigger: usize,
    names: &Names,
    timed: &[Range<usize>],
) -> Vec<Participant> {
    let mut out: Vec<Participant> = Vec::new();
    for (role, noun) in taking_part(s, trigger) {
        let nobody = matches!(s.tag(noun), Tag::WDT | Tag::WP | Tag::PRPS | Tag::EX | Tag::WRB)
            || s.is_happening(noun) && !s.is(noun, PAPERS);
        if nobody || timed.iter().any(|range| range.contains(&noun)) {
            continue;
        }
        let words = whole_phrase(s, noun, trigger, timed);
        let range =
            |words: Range<usize>| TextRange::new(s.tree.ranges[words.start].start, s.tree.ranges[words.end - 1].end);
        let named = with_short_name(s, &words);
        let name = names.full(range(words).of(s.text));
        let range = range(named);
        if out.iter().all(|other| other.range.end <= range.start || range.end <= other.range.start) {
            out.push(Participant { role, name, range });
        }
    }
    out
}

/// Nouns of what grows or shrinks: what does stands behind "in".
const CHANGES: &[&str] =
    &["rise", "fall", "drop", "decline", "increase", "cut", "surge", "hike", "growth", "reduction"];

/// The heads of who takes part, with their parts.
fn taking_part(s: &Sentence<'_>, trigger: usize) -> Vec<(Role, usize)> {
    let mut out = Vec::new();
    if s.tag(trigger).is_verb() {
        let passive = s.is_passive(trigger);
        out.extend(s.subject(trigger).map(|noun| (if passive { Role::Patient } else { Role::Agent }, noun)));
        for child in s.tree.children(trigger).filter(|&child| child > trigger) {
            match s.relation(child) {
                Relation::Object if s.preposition(child).is_none() => out.push((Role::Patient, child)),
                Relation::Oblique if passive && s.preposition(child).is_some_and(|p| s.is(p, &["by"])) => {
                    out.push((Role::Agent, child));
                }
                _ => {}
            }
        }
        return out;
    }
    let word = s.word(trigger);
    let changes = CHANGES.iter().any(|noun| word.strip_suffix('s').unwrap_or(word) == *noun);
    for child in s.tree.children(trigger) {
        match s.relation(child) {
            Relation::Possessor => out.push((Role::Agent, child)),
            Relation::Compound if s.tag(child).is_noun() && child + 1 == trigger => out.push((Role::Patient, child)),
            Relation::NounModifier => match s.preposition(child).map(|p| s.word(p)) {
                Some("by") => out.push((Role::Agent, child)),
                Some("of" | "on" | "against") => out.push((Role::Patient, child)),
                Some("in") if changes => out.push((Role::Patient, child)),
                _ => {}
            },
            _ => {}
        }
    }
    if s.copula(trigger).is_some() {
        out.extend(s.subject(trigger).map(|noun| (Role::Agent, noun)));
    } else if s.relation(trigger) == Relation::Object
        && !out.iter().any(|(role, noun)| *role == Role::Agent && s.tag(*noun) != Tag::PRPS)
        && let Some(verb) = s.tree.head(trigger).filter(|&verb| s.tag(verb).is_verb() && !s.is_passive(verb))
        && !s.kinds(verb).has(Kinds::SAYING)
    {
        // "The company signed the agreement": who does it stands with the verb.
        out.extend(s.subject(verb).map(|noun| (Role::Agent, noun)));
    }
    out
}

/// Nouns that with a name are a place: "the Harlow airport".
const PLACES: &[&str] = &[
    "airport",
    "area",
    "border",
    "building",
    "capital",
    "center",
    "centre",
    "church",
    "city",
    "coast",
    "court",
    "country",
    "county",
    "district",
    "embassy",
    "factory",
    "field",
    "forest",
    "headquarters",
    "home",
    "hospital",
    "hotel",
    "island",
    "islands",
    "market",
    "mosque",
    "office",
    "palace",
    "park",
    "plant",
    "port",
    "prison",
    "province",
    "region",
    "river",
    "school",
    "square",
    "stadium",
    "state",
    "station",
    "street",
    "suburb",
    "town",
    "university",
    "valley",
    "village",
];

/// Verbs that go from a place to a place.
const MOVING: &[&str] = &[
    "flew",
    "fly",
    "flies",
    "flying",
    "flown",
    "went",
    "go",
    "goes",
    "going",
    "gone",
    "travel",
    "traveled",
    "travelled",
    "traveling",
    "travelling",
    "travels",
    "return",
    "returned",
    "returning",
    "moved",
    "move",
    "moving",
    "sailed",
    "sail",
    "marched",
    "march",
    "came",
    "come",
    "fled",
    "flee",
    "drove",
    "driven",
    "deported",
    "withdrew",
    "retreated",
    "walked",
    "rode",
    "land",
];

/// What one has in a company or a person: no place.
const SHARES: &[&str] =
    &["stake", "stakes", "share", "shares", "interest", "confidence", "trust", "faith", "investment"];

/// Names of places that hang on the happening by "in", "at", "near" and the like.
pub(super) fn places(s: &Sentence<'_>, trigger: usize, timed: &[Range<usize>]) -> Vec<TextRange> {
    const IN: &[&str] = &["in", "at", "near", "outside", "inside", "into", "off", "across", "throughout"];
    const WAYS: &[&str] = &["from", "to", "via", "out", "toward", "towards", "through"];
    // "sold to Harlow Mills": only what moves has a place where it goes.
    let moves = s.is(trigger, MOVING);
    let leads = |child: usize| {
        let case = |at: &usize| *at < child && s.relation(*at) == Relation::Case;
        s.tree.children(child).filter(case).any(|p| s.is(p, IN) || moves && s.is(p, WAYS))
    };
    let names_place = |child: usize| {
        (s.tag(child).is_proper() || s.is(child, PLACES) && s.tree.span(child).any(|at| s.tag(at).is_proper()))
            && !timed.iter().any(|range| range.contains(&child))
    };
    let mut found = Vec::new();
    let mut around = vec![trigger];
    around.extend(s.object(trigger).filter(|&object| !s.is(object, SHARES)));
    // "in ceremonies in Harlow", "on Tuesday in Harlow": the parser hangs the place on the noun before it.
    let is_time = |at: usize| timed.iter().any(|range| range.contains(&at));
    let on_occasion =
        |at: usize| s.is_happening(at) && s.preposition(at).is_some_and(|p| s.is(p, &["in", "at", "during"]));
    let leads_on = |&child: &usize| child > trigger && (on_occasion(child) || is_time(child));
    around.extend(s.tree.children(trigger).filter(leads_on));
    // "made its first flight in Harlow": the verb has the place of its noun.
    let verb = s.tree.head(trigger).filter(|_| s.is_happening(trigger) && s.relation(trigger) == Relation::Object);
    if let Some(verb) = verb {
        around.push(verb);
        around.extend(s.tree.children(verb).filter(leads_on));
    }
    around.sort_unstable();
    around.dedup();
    while let Some(of) = around.pop() {
        for child in s.tree.children(of) {
            let local = matches!(s.relation(child), Relation::Oblique | Relation::NounModifier);
            // "bought for its owner a stake in Harlow Mills"
            let before = s.tree.span(child).start.checked_sub(1);
            let share = before.is_some_and(|before| s.is(before, SHARES));
            if local && leads(child) && names_place(child) && !share {
                found.push(child);
                // "from Harlow to Milltown": the parser hangs one place on the other.
                around.extend(moves.then_some(child));
            }
        }
    }
    found.sort_unstable();
    let mut out: Vec<TextRange> = Vec::new();
    for (at, &place) in found.iter().enumerate() {
        let mut words = phrase_words(s, place, timed);
        // Up to the preposition of the next.
        let next = found.get(at + 1).map(|&next| s.tree.span(next).start);
        words.end = next.filter(|&next| next > place).map_or(words.end, |next| words.end.min(next));
        out.push(TextRange::new(s.tree.ranges[words.start].start, s.tree.ranges[words.end - 1].end));
    }
    out
}

/// Who says so: the subject of the verb of saying that the happening is reported by.
pub(super) fn attribution(s: &Sentence<'_>, trigger: usize) -> Option<String> {
    let mut at = trigger;
    for _ in 0..8 {
        let head = s.tree.head(at)?;
        let reports = s.kinds(head).has(Kinds::SAYING) || s.kinds(head).has(Kinds::SPEECH_ACT);
        if reports && matches!(s.relation(at), Relation::ContentClause | Relation::Parataxis) {
            let subject = s.subject(head)?;
            return Some(phrase_range(s, subject).of(s.text).split_whitespace().collect::<Vec<_>>().join(" "));
        }
        // The parser sometimes makes "…, he said" hang on what is said.
        at = head;
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::event::{Event, Role, read};
    use crate::text::{Document, Published, PublishedFrom};
    use crate::time::PartialDate;

    /// The first event that a time expression dates, in a text written on Friday 13 May 2011.
    fn first(text: &str) -> Event {
        let mut document = Document::from_text("test", text);
        let date = PartialDate::from_iso("2011-05-13").unwrap();
        document.published = Some(Published { date, from: PublishedFrom::Option });
        read(&document).events.into_iter().find(|event| event.timex.is_some()).expect(text)
    }

    fn check(text: &str, agent: Option<&str>, patient: Option<&str>) {
        let event = first(text);
        let of = |role: Role| event.participants.iter().find(|participant| participant.role == role);
        let words = |role: Role| of(role).map(|participant| participant.range.of(text));
        assert_eq!((words(Role::Agent), words(Role::Patient)), (agent, patient), "{text}");
    }

    #[test]
    fn who_did_it_and_to_whom() {
        check("The army took the old town on Monday.", Some("The army"), Some("the old town"));
        check("The old town was taken by the army on Monday.", Some("the army"), Some("The old town"));
        check(
            "Chief executive Tom Marks left Harlow Mills on Monday.",
            Some("Chief executive Tom Marks"),
            Some("Harlow Mills"),
        );
    }

    #[test]
    fn what_happens_takes_part_in_nothing() {
        check("The union rejected the merger on Monday.", Some("The union"), None);
        check("The union signed the contract on Monday.", Some("The union"), Some("the contract"));
    }

    #[test]
    fn a_phrase_ends_before_circumstances_and_times() {
        check("The council got a new bridge despite the costs on Monday.", Some("The council"), Some("a new bridge"));
        check(
            "The Harlow Steel Corporation (HSC) closed the mill on Monday.",
            Some("The Harlow Steel Corporation (HSC)"),
            Some("the mill"),
        );
        let event = first("The Harlow Steel Corporation (HSC) closed the mill on Monday.");
        assert_eq!(event.participants[0].name, "The Harlow Steel Corporation");
    }

    #[test]
    fn places_are_where_it_happens() {
        let places =
            |text: &'static str| -> Vec<&str> { first(text).places.iter().map(|place| place.of(text)).collect() };
        assert_eq!(places("The ministers met in Harlow on Monday."), ["Harlow"]);
        assert_eq!(places("The team flew from Harlow to Milltown on Monday."), ["Harlow", "Milltown"]);
        assert_eq!(places("The bank bought a stake in Harlow on Monday."), [""; 0]);
    }
}
