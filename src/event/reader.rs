//! Reads a document sentence by sentence and makes an event of every happening that has a date.

use super::adjacent::is_done_by_now;
use super::again::{known, may_name, named_again};
use super::clause::Sentence;
use super::dating::{Dated, Time, dated_by, words_of};
use super::definite::{Company, Things, company_within, is_company, names_company};
use super::extent::extent;
use super::furniture::{comments, is_listing_of_programmes, is_readable, is_stamp};
use super::headline::date_by_text;
use super::lexicon::Kinds;
use super::no_news::{is_caption, is_no_news, is_nowadays};
use super::people::{Names, attribution, participants, places};
use super::referent::{
    Before, can_act, has_rival, is_act, is_done_to_goods, is_of_things_only, is_something, referent_before,
    referent_within, stands_for_nothing,
};
use super::status::{When, standing};
use super::title::{Context, Sound, says, title};
use super::undated::{goes_on, main_happening, may_go_on, told_in_the_present};
use super::weight::{Place, Told, calibrated, confidence, importance};
use super::{Certainty, DatedBy, Event, Status};
use crate::text::syntax::{Parser, Relation, Tag, Tree};
use crate::text::{self, Document, SentenceKind, TextRange, sentences};
use crate::time::words::names_month_or_weekday;
use crate::time::{FuzzySpan, Granularity, PartialDate};
use crate::timex::{Anchor, Timex, TimexType};
use std::cell::RefCell;
use std::ops::Range;

thread_local! {
    /// A parser keeps its memory from article to article.
    static PARSER: RefCell<Parser> = RefCell::new(Parser::default());
}

/// Events below this are left out: nobody could rely on them. What only the article's own date dates is judged
/// on its own scale.
const LEAST_CONFIDENCE: f32 = 0.55;
const LEAST_BY_DCT: f32 = 0.54;

/// So many sentences of a news article tell in the present tense what holds on the day it appears; further on they
/// tell the background.
const PRESENT_SENTENCES: usize = 6;

/// So many sentences of the running text tell what the headline tells.
const LEDE_SENTENCES: usize = 4;

/// What companies have and nothing else.
const OF_A_COMPANY: &[&str] =
    &["shares", "stock", "shareholders", "dividend", "earnings", "profit", "profits", "sales"];

/// What a title that leaves something to ask is worth beside one that does not.
const HALF_TOLD: f32 = 0.6;

/// So many sentences back a pronoun is followed to what it stands for.
const REACH: usize = 4;

/// Words that are prepositions as often as verbs.
const PREPOSITIONS: &[&str] =
    &["during", "according", "including", "following", "regarding", "concerning", "compared", "based"];

pub(super) fn read(document: &Document, timexes: &[Timex], title_timexes: &[Timex]) -> Vec<Event> {
    let published = document.published.map(|published| published.date);
    let news = !published.is_some_and(|day| tells_of_long_ago(timexes, day));
    PARSER.with_borrow_mut(|parser| {
        let mut out = Vec::new();
        if let Some(title) = &document.title {
            let mut part = Part { news, ..Part::new(title, title_timexes, published, true) };
            part.read(parser, &sentences(title), &mut out);
        }
        let programme = is_listing_of_programmes(&document.text);
        let mut part =
            Part { news: news && !programme, programme, ..Part::new(&document.text, timexes, published, false) };
        let mut sentences = sentences(&document.text);
        // What readers wrote below the article is not the article's.
        if let Some(from) = comments(&document.text) {
            sentences.retain(|sentence| sentence.range.end <= from);
        }
        part.read(parser, &sentences, &mut out);
        part.read_again(parser, &sentences, &mut out);
        if let Some(day) = published.filter(|_| news) {
            let headline =
                sentences.first().filter(|first| first.kind == SentenceKind::Heading).map(|first| first.range);
            let lede = sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Prose).take(LEDE_SENTENCES);
            let end = lede.last().map_or(0, |last| last.range.end);
            date_by_text(&mut out, &document.text, document.title.as_deref().unwrap_or(""), headline, end, day);
        }
        out
    })
}

/// A text to be read, with its time expressions.
struct Part<'a> {
    text: &'a str,
    timexes: &'a [Timex],
    published: Option<PartialDate>,
    in_title: bool,
    /// Whether headline and lede may be dated by the day of publication.
    news: bool,
    /// Whether it lists what a station will send: "this week" says when that is heard, not when it happened.
    programme: bool,
    names: Names,
    things: Things<'a>,
    /// Sentences with a noun that is a happening, so that none is parsed twice.
    parsed: Vec<(TextRange, Tree)>,
}

/// Most of the dates lie more than ten years back: a history, whose headline tells nothing of the day it appeared.
fn tells_of_long_ago(timexes: &[Timex], published: PartialDate) -> bool {
    let limit = published.span().start.plus_days(-3652);
    let ends = || timexes.iter().filter_map(|timex| timex.span.and_then(|span| span.latest_end));
    2 * ends().filter(|&end| end < limit).count() > ends().count()
}

/// What of a sentence the article's own date may date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leads {
    /// Headline or lede: what it is about.
    Main,
    /// The sentences after the lede: what they tell in the present tense.
    Present,
    No,
}

/// How plain it is that a statement in the present tense holds on the article's day.
const PRESENT_PLAIN: f32 = 0.4;

/// What is named again is as sure as where it is told first, less a chance that another is meant.
const AGAIN_CONFIDENCE: f32 = 0.85;
const AGAIN_IMPORTANCE: f32 = 0.3;

/// So many sentences after one with a day may go on about that day.
const PASSAGE_SENTENCES: usize = 2;
const CONTEXT_IMPORTANCE: f32 = 0.5;

/// A day that the text is at.
#[derive(Clone, Copy, Debug)]
struct Passage {
    timex: usize,
    day: PartialDate,
    /// Since the one that has the day.
    sentences: usize,
}

impl Passage {
    /// One sentence further; `None` where that is too far.
    fn go_on(self) -> Option<Passage> {
        let sentences = self.sentences + 1;
        (sentences <= PASSAGE_SENTENCES).then_some(Passage { sentences, ..self })
    }
}

/// What dates an event.
struct Date<'a> {
    timex: Option<(usize, &'a Timex)>,
    by: DatedBy,
    /// Whether it dates another happening first.
    shared: bool,
}

impl<'a> Part<'a> {
    fn new(text: &'a str, timexes: &'a [Timex], published: Option<PartialDate>, in_title: bool) -> Part<'a> {
        let (names, things) = (Names::default(), Things::of(text));
        Part { text, timexes, published, in_title, news: true, programme: false, names, things, parsed: Vec::new() }
    }

    fn read(&mut self, parser: &mut Parser, sentences: &[text::Sentence], out: &mut Vec<Event>) {
        let prose = sentences.iter().filter(|s| s.kind == SentenceKind::Prose).count();
        let (mut index, mut next) = (0, 0);
        let mut lede_told = self.in_title;
        let mut passage: Option<Passage> = None;
        let mut tree = Tree::default();
        // The sentence parsed last, and which one it is.
        let mut before = Tree::default();
        let mut before_at: Option<usize> = None;
        // A sentence further back.
        let mut further = Tree::default();
        for (at, sentence) in sentences.iter().enumerate() {
            while next < self.timexes.len() && self.timexes[next].range.end <= sentence.range.start {
                next += 1;
            }
            let first = next;
            while next < self.timexes.len() && self.timexes[next].range.start < sentence.range.end {
                next += 1;
            }
            let heading = sentence.kind != SentenceKind::Prose || self.in_title;
            let top = heading && index == 0 && sentence.kind != SentenceKind::Label;
            let place = Place { headline: top, index, count: prose };
            index += usize::from(!heading);
            let lede = !heading && !lede_told;
            lede_told |= lede;
            let opening = !heading && self.news && self.published.is_some() && index <= PRESENT_SENTENCES;
            let has_date = self.timexes[first..next].iter().any(|timex| timex.span.is_some());
            let on = passage.filter(|_| !heading && first == next).and_then(Passage::go_on);
            passage = on;
            let on = on.filter(|_| may_go_on(sentence.range.of(self.text)));
            if sentence.kind == SentenceKind::Label || !(lede || top || opening || has_date || on.is_some()) {
                continue;
            }
            if !is_readable(sentence.range.of(self.text)) {
                continue;
            }
            parser.parse_into(self.text, sentence.range, &mut tree);
            let s = Sentence { text: self.text, tree: &tree };
            self.names.learn(&s);
            let names = &self.names;
            let mut previous_known = before_at.is_some_and(|before| before + 1 == at);
            let mut previous = |pronoun: &str| {
                for back in 1..=REACH {
                    let earlier = at.checked_sub(back).map(|at| sentences[at])?;
                    if earlier.kind != SentenceKind::Prose {
                        return None;
                    }
                    let parsed = if back == 1 { &mut before } else { &mut further };
                    if back > 1 || !previous_known {
                        parser.parse_into(self.text, earlier.range, parsed);
                        previous_known = true;
                    }
                    match referent_before(&Sentence { text: self.text, tree: parsed }, pronoun, names) {
                        Before::Name(name) => return Some(name),
                        Before::Same => {}
                        Before::Nothing => return None,
                    }
                }
                None
            };
            let previous = RefCell::new(&mut previous);
            let referent = |word: usize| {
                if stands_for_nothing(&s, word) {
                    return None;
                }
                if is_company(&s, word) {
                    return match company_within(&s, word, names) {
                        Company::Named(name) => Some(name),
                        Company::Unclear => None,
                        Company::None => (*previous.borrow_mut())("it"),
                    }
                    .filter(|name| names_company(self.text, name))
                    .or_else(|| {
                        let before = at.checked_sub(1).map_or(sentence.range, |at| sentences[at].range);
                        self.things.company(s.word(word), &self.text[before.start..sentence.range.end])
                    });
                }
                if s.tag(word) == Tag::NN {
                    return self.things.full_name(&s, word);
                }
                let found = match has_rival(&s, word, names) {
                    true => referent_within(&s, word, names),
                    false => referent_within(&s, word, names).or_else(|| (*previous.borrow_mut())(s.word(word))),
                };
                // "its shares": of a company, not of the day's performance.
                let owned = s.is(word, &["its"]) && word + 1 < s.tree.len() && s.is(word + 1, OF_A_COMPANY);
                let verb = s.verb_above(word);
                let acts = s.is(word, &["it", "they"]) && verb.is_some_and(|verb| is_act(&s, verb));
                let thing = verb.is_some_and(|verb| is_of_things_only(&s, verb));
                // "They were shipped to the coast; the poet's heirs want them back": the same goods both times.
                let shipped =
                    |at: usize| s.is(at, &["they"]) && s.verb_above(at).is_some_and(|v| is_done_to_goods(&s, v));
                let goods = s.is(word, &["they", "them", "their"]) && (0..=word).any(shipped);
                found.filter(|name| {
                    is_something(name)
                        && !(thing && name.starts_with(char::is_uppercase))
                        && (!owned || names_company(self.text, name))
                        && (!acts || can_act(name))
                        && !(goods && can_act(name))
                })
            };
            let leads = if lede || top {
                Leads::Main
            } else if opening {
                Leads::Present
            } else {
                Leads::No
            };
            let known = out.len();
            self.read_sentence(&s, sentence.range, first..next, place, leads, &referent, out);
            match (on, heading) {
                (Some(on), _) => {
                    let event = self.gone_on(&s, sentence.range, on, place, &out[known..], &referent);
                    // Only what goes on itself is gone on from.
                    passage = event.is_some().then_some(on);
                    out.extend(event);
                }
                (None, false) if first < next => passage = self.passage(&out[known..]),
                (None, false) => {}
                (None, true) => {}
            }
            if !heading && s.has_happening() {
                self.parsed.push((sentence.range, tree.clone()));
            }
            std::mem::swap(&mut tree, &mut before);
            before_at = Some(at);
        }
    }

    /// The one day in the past that all dated events of a sentence happened on: what follows may go on about it.
    fn passage(&self, events: &[Event]) -> Option<Passage> {
        let mut days = events.iter().filter(|event| event.by == DatedBy::Timex).map(|event| {
            let timex = event.timex?;
            let day = PartialDate::from_iso(event.value.split('T').next()?)?;
            let told = event.granularity? <= Granularity::Day && !event.future && !event.negated;
            told.then_some(Passage { timex, day, sentences: 0 })
        });
        let first = days.next()??;
        days.all(|other| other.is_some_and(|other| other.day == first.day)).then_some(first)
    }

    /// What a sentence without a time tells in the past, right behind one that has a day: "He laid the blame on the guards."
    fn gone_on(
        &self,
        s: &Sentence<'_>,
        range: TextRange,
        passage: Passage,
        place: Place,
        told: &[Event],
        referent: &dyn Fn(usize) -> Option<String>,
    ) -> Option<Event> {
        let trigger = goes_on(s).filter(|&trigger| self.may_be_trigger(s, trigger))?;
        let known = told.iter().any(|event| event.trigger == s.tree.ranges[trigger]);
        let date =
            Date { timex: Some((passage.timex, &self.timexes[passage.timex])), by: DatedBy::Context, shared: false };
        let event = self.event(s, range, Dated { trigger, plain: 0.5 }, &date, &[], place, referent);
        event.filter(|_| !known).map(|event| Event {
            value: passage.day.to_string(),
            edtf: Some(passage.day.to_string()),
            span: Some(FuzzySpan::within(passage.day.span())),
            granularity: Some(Granularity::Day),
            modifier: None,
            importance: event.importance * CONTEXT_IMPORTANCE,
            ..event
        })
    }

    /// Finds what the text names again without its date, and puts it in its place among the events.
    fn read_again(&self, parser: &mut Parser, sentences: &[text::Sentence], out: &mut Vec<Event>) {
        let mut again: Vec<Event> = Vec::new();
        let known = known(out, self.text);
        let mut tree = Tree::default();
        let mut words = Vec::new();
        for sentence in sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Prose) {
            let range = sentence.range;
            if known.is_empty() || !may_name(self.text, range, &known, &mut words) || !is_readable(range.of(self.text))
            {
                continue;
            }
            let parsed = self.parsed.binary_search_by_key(&range.start, |(range, _)| range.start);
            let tree = match parsed {
                Ok(at) => &self.parsed[at].1,
                Err(_) => {
                    parser.parse_into(self.text, range, &mut tree);
                    &tree
                }
            };
            let s = Sentence { text: self.text, tree };
            let first = self.timexes.partition_point(|timex| timex.range.end <= range.start);
            let timed: Vec<Range<usize>> = (self.timexes[first..].iter())
                .take_while(|timex| timex.range.start < range.end)
                .map(|timex| words_of(&s, timex.range))
                .collect();
            for (noun, known) in named_again(&s, range, &timed, &known) {
                if !out.iter().any(|event| event.trigger == s.tree.ranges[noun] && !event.in_title) {
                    again.extend(self.again(&s, range, noun, known.event, &timed));
                }
            }
        }
        if !again.is_empty() {
            out.append(&mut again);
            out.sort_by_key(|event| (!event.in_title, event.trigger.start));
        }
    }

    /// The event named once more: with its date and its title, in the words of this sentence.
    fn again(
        &self,
        s: &Sentence<'_>,
        range: TextRange,
        noun: usize,
        event: &Event,
        timed: &[Range<usize>],
    ) -> Option<Event> {
        let timex = event.timex.map(|at| &self.timexes[at]);
        let standing = standing(s, noun, self.when(timex), false);
        (standing.negated == event.negated && standing.future == event.future).then(|| Event {
            trigger: s.tree.ranges[noun],
            sentence: range,
            status: standing.status,
            certainty: standing.certainty,
            attribution: attribution(s, noun),
            participants: participants(s, noun, &self.names, timed),
            places: places(s, noun, timed),
            confidence: (event.confidence * AGAIN_CONFIDENCE).max(0.05),
            importance: event.importance * AGAIN_IMPORTANCE,
            ..event.clone()
        })
    }

    #[allow(clippy::too_many_arguments)]
    fn read_sentence(
        &self,
        s: &Sentence<'_>,
        range: TextRange,
        timexes: Range<usize>,
        place: Place,
        leads: Leads,
        referent: &dyn Fn(usize) -> Option<String>,
        out: &mut Vec<Event>,
    ) {
        // "Harlow Fair 2011 opens": in a headline the year of writing names which one it is.
        let headline = self.in_title || place.headline;
        let is_edition = |timex: &Timex| {
            // "earns a profit in 2011" says when.
            let when = words_of(s, timex.range).start.checked_sub(1).is_some_and(|at| s.tag(at) == Tag::IN);
            let this_year = self.published.is_some_and(|day| day.to_string().starts_with(&timex.value));
            headline
                && !when
                && timex.granularity == Some(Granularity::Year)
                && timex.anchor == Anchor::None
                && this_year
        };
        let timed: Vec<Range<usize>> = (timexes.clone())
            .map(|at| {
                let words = words_of(s, self.timexes[at].range);
                if is_edition(&self.timexes[at]) { words.start..words.start } else { words }
            })
            .collect();
        let dates: Vec<Range<usize>> = (timexes.clone().zip(&timed))
            .filter(|(at, _)| self.timexes[*at].span.is_some())
            .map(|(_, words)| words.clone())
            .collect();
        let mut found: Vec<(Dated, Date<'_>)> = Vec::new();
        for (at, words) in timexes.zip(&timed) {
            let timex = &self.timexes[at];
            if timex.span.is_none()
                || self.is_trend(timex)
                || is_stamp(self.text, range, timex.range)
                || is_edition(timex)
            {
                continue;
            }
            if self.programme && timex.anchor != Anchor::None {
                continue;
            }
            let past = self.when(Some(timex)) == When::Before;
            let long = timex.granularity.is_some_and(|granularity| granularity >= Granularity::Month);
            for (rank, dated) in
                dated_by(s, &Time { words, timed: &timed, dates: &dates, past, long }).into_iter().enumerate()
            {
                let inside_time = timed.iter().any(|words| words.contains(&dated.trigger));
                if inside_time || !self.may_be_trigger(s, dated.trigger) {
                    continue;
                }
                let date = Date { timex: Some((at, timex)), by: DatedBy::Timex, shared: rank > 0 };
                match found.iter_mut().find(|(other, _)| other.trigger == dated.trigger) {
                    // Two dates for one happening: the finer one tells more, then the one that it does not share.
                    Some((other, known)) => {
                        let grain =
                            |date: &Date<'_>| date.timex.and_then(|(_, t)| t.granularity).unwrap_or(Granularity::Age);
                        let (new, old) = (grain(&date), grain(known));
                        // "Five days later, on 20 April": the day that is named.
                        let counted = |date: &Date<'_>| date.timex.is_some_and(|(_, t)| t.rule.starts_with("shift"));
                        let named = new == old && counted(known) && !counted(&date);
                        if new < old || named || new == old && known.shared && !date.shared {
                            (*other, *known) = (dated, date);
                        }
                    }
                    None => found.push((dated, date)),
                }
            }
        }
        if leads == Leads::Main
            && self.news
            && self.published.is_some()
            && let Some(trigger) = main_happening(s)
            && !found.iter().any(|(dated, _)| dated.trigger == trigger)
            && self.may_be_trigger(s, trigger)
        {
            found.push((Dated { trigger, plain: 0.5 }, Date { timex: None, by: DatedBy::Dct, shared: false }));
        }
        if leads == Leads::Present || leads == Leads::Main && !self.in_title && self.news && self.published.is_some() {
            for trigger in told_in_the_present(s, timed.is_empty()) {
                if !found.iter().any(|(dated, _)| dated.trigger == trigger) && self.may_be_trigger(s, trigger) {
                    found.push((
                        Dated { trigger, plain: PRESENT_PLAIN },
                        Date { timex: None, by: DatedBy::Dct, shared: false },
                    ));
                }
            }
        }
        found.sort_by_key(|(dated, _)| dated.trigger);
        for (dated, date) in found {
            let Some(event) = self.event(s, range, dated, &date, &timed, place, referent) else { continue };
            // One clause that gave the title of two dates: the surer one keeps it. Two words for what happened at one
            // time stay: `same` makes one event of them.
            let same_sentence = out.iter().rev().take_while(|other| other.sentence == event.sentence).count();
            // "admitted to spilling oil in 2009", told of the day when it was admitted, tells of 2009 as well.
            let with_its_time = |told: &str| {
                let time = told.strip_prefix(event.title.as_str()).and_then(|rest| rest.strip_prefix(" in "));
                time.is_some_and(|time| {
                    time.split(' ').all(|word| names_month_or_weekday(word) || word.parse::<u16>().is_ok())
                })
            };
            let whole = (out.iter().rev().take(same_sentence))
                .position(|other| with_its_time(&other.title) && other.value != event.value);
            if let Some(other) = whole.map(|from_end| out.len() - 1 - from_end) {
                if out[other].by == DatedBy::Dct {
                    out[other] = event;
                }
                continue;
            }
            let told = (out.iter().rev().take(same_sentence)).position(|other| {
                other.title == event.title && (other.value != event.value || event.by == DatedBy::Dct)
            });
            // "saw a drop in sales": a noun that is no news by itself adds nothing to the clause that it stands in.
            let word = |range: TextRange| s.tree.ranges.partition_point(|word| word.end <= range.start);
            let is_part = |trigger: TextRange, other: TextRange| adds_nothing(s, word(trigger), word(other));
            // "signed agreements with two firms": the noun by itself tells less.
            let is_paper = |trigger: TextRange, other: TextRange| signs(s, word(trigger), word(other));
            let part = (out.iter().rev().take(same_sentence)).position(|other| {
                let told = other.title == event.title || is_paper(event.trigger, other.trigger);
                told && other.value == event.value
                    && (is_part(event.trigger, other.trigger) || is_part(other.trigger, event.trigger))
            });
            match told.or(part).map(|from_end| out.len() - 1 - from_end) {
                Some(other) if part.is_some() && is_part(out[other].trigger, event.trigger) => out[other] = event,
                Some(_) if part.is_some() => {}
                Some(other) if surer(&event, &out[other]) => out[other] = event,
                Some(_) => {}
                None => out.push(event),
            }
        }
    }

    /// Whether the word can say what happened at all.
    fn may_be_trigger(&self, s: &Sentence<'_>, at: usize) -> bool {
        let word = s.word(at);
        // "At 4:55 pm reader wrote:", "Posted by reader": the furniture of a page.
        let furniture = at + 1 < s.tree.len()
            && (s.kinds(at).has(Kinds::SAYING) && s.is(at + 1, &[":"])
                || s.is(at, &["posted", "updated", "published", "filed"])
                    && s.is(at + 1, &["by", ":", "at", "on"])
                    && s.auxiliaries(at).next().is_none());
        let preposition = s.is(at, PREPOSITIONS) && s.auxiliaries(at).next().is_none();
        // "was calm", "there was no word": nothing happened.
        let is_be = s.is(at, &["is", "are", "was", "were", "be", "been", "being", "'s", "'re"]);
        let amount = s.is(at, &["some", "most", "many", "all"]);
        !furniture
            && !amount
            && !preposition
            && !is_be
            && word.len() <= 40
            && word.chars().any(char::is_alphabetic)
            && (s.tag(at).is_verb() || s.is_happening(at) || s.copula(at).is_some() && s.preposition(at).is_none())
            && !matches!(s.tag(at), Tag::PRP | Tag::CD | Tag::DT)
    }

    #[allow(clippy::too_many_arguments)]
    fn event(
        &self,
        s: &Sentence<'_>,
        range: TextRange,
        dated: Dated,
        date: &Date<'_>,
        timed: &[Range<usize>],
        place: Place,
        referent: &dyn Fn(usize) -> Option<String>,
    ) -> Option<Event> {
        let trigger = dated.trigger;
        let mut confidence = confidence(s, trigger, dated.plain, date.by);
        let least = if date.by == DatedBy::Timex { LEAST_CONFIDENCE } else { LEAST_BY_DCT };
        if confidence < least {
            return None;
        }
        if is_contrary_to_fact(s, trigger) {
            return None;
        }
        let timex = date.timex.map(|(_, timex)| timex);
        // "The council should resign": what somebody thinks, unless it is due on a day that is not over.
        let ought = s.auxiliaries(trigger).any(|helper| s.is(helper, &["should", "ought"]));
        if ought && (timex.is_none() || self.when(timex) == When::Before) {
            return None;
        }
        let standing = standing(s, trigger, self.when(timex), is_recurring(s, trigger, timex));
        let own = timex.map(|timex| words_of(s, timex.range));
        let ahead = self.when(timex) == When::After;
        if standing.status == Status::Happened && timex.is_some_and(|timex| self.is_still_to_come(s, trigger, timex)) {
            return None;
        }
        if timex.is_some_and(|timex| self.is_of_another(s, trigger, timex)) {
            return None;
        }
        let headline = self.in_title || place.headline;
        let title = title(s, trigger, &Context { timed, own, ahead, headline, referent })?;
        // What only the article's own date dates is worth telling where it can be told well.
        if title.sound < Sound::Yes && date.by != DatedBy::Timex && dated.plain <= PRESENT_PLAIN {
            return None;
        }
        let status = status_told(s, trigger, standing.status, &title.text, self.when(timex));
        let (well_told, title) = (title.sound == Sound::Yes && !title.asks, title.text);
        let title = if standing.future { with_will(s, title) } else { title };
        // "would have allowed it", of whatever verb tells it.
        if title.contains(" would have ") && !title.contains(" would have to ") {
            return None;
        }
        if is_of_a_thing(s, trigger) && self.tells_of_company(&title) {
            return None;
        }
        // "which until 2008 was profitable": when it ended says nothing of what does not end then.
        let until = timex.is_some_and(|timex| {
            let words = words_of(s, timex.range);
            // "It was not until Monday that he spoke"
            let not = (words.start.saturating_sub(2)..words.start).any(|at| s.is(at, &["not"]));
            timex.edtf.as_deref().is_some_and(|edtf| edtf.starts_with("../")) && !not
        });
        if until && !["until", "till", "before", "through"].iter().any(|word| title.contains(word)) {
            return None;
        }
        if is_caption(s, trigger, timed, timex) || is_no_news(s, trigger) || is_nowadays(s, trigger, timex) {
            return None;
        }
        // "accuses him of a part in the murder in January": what is told in the present did not happen then.
        let present = matches!(s.tag(trigger), Tag::VBZ | Tag::VBP) && s.auxiliaries(trigger).next().is_none();
        let behind = timex.is_some_and(|timex| words_of(s, timex.range).start > trigger + 1);
        let granularity = timex.and_then(|timex| timex.granularity);
        let month = granularity.is_some_and(|granularity| granularity >= Granularity::Month);
        if present && behind && month && !headline && self.when(timex) == When::Before {
            return None;
        }
        // "The halls are covered with pictures": of nobody, nowhere, and at no time of its own.
        let goes_on = s.tag(trigger) == Tag::VBG || s.auxiliaries(trigger).any(|helper| s.is(helper, &["being"]));
        let holds = !(s.kinds(trigger).has(Kinds::SAYING) || goes_on || s.kinds(trigger).has(Kinds::NEWS));
        if date.by == DatedBy::Dct
            && dated.plain <= PRESENT_PLAIN
            && place.index > 1
            && holds
            && !names_anything(s, &title)
        {
            return None;
        }
        let unnamed = ["He ", "She ", "They ", "We ", "I ", "You "].iter().any(|pronoun| title.starts_with(pronoun));
        if standing.certainty != Certainty::Certain {
            confidence -= 0.05;
        }
        let published = self.published;
        let (value, modifier, edtf, span, granularity) = match timex {
            Some(t) => {
                let next = date.timex.and_then(|(at, _)| self.timexes.get(at + 1));
                let (modifier, edtf, span) = extent(s, trigger, t, next);
                (t.value.clone(), modifier, edtf, span, t.granularity)
            }
            None => {
                let day = published?;
                (
                    day.to_string(),
                    None,
                    Some(day.to_string()),
                    Some(FuzzySpan::within(day.span())),
                    Some(Granularity::Day),
                )
            }
        };
        let participants = participants(s, trigger, &self.names, timed);
        let told = Told {
            named: participants.iter().any(|p| p.range.of(s.text).chars().any(char::is_uppercase)),
            share: (title.len() as f32 / range.len().max(1) as f32).min(1.0),
        };
        Some(Event {
            title,
            in_title: self.in_title,
            trigger: s.tree.ranges[trigger],
            sentence: range,
            timex: date.timex.map(|(at, _)| at),
            by: date.by,
            value,
            modifier,
            edtf,
            span,
            granularity,
            status,
            future: standing.future,
            certainty: standing.certainty,
            negated: standing.negated,
            attribution: attribution(s, trigger),
            participants,
            places: places(s, trigger, timed),
            confidence: calibrated(confidence, date.by),
            importance: if unnamed { 0.5 } else { 1.0 }
                * if date.by == DatedBy::Dct && dated.plain <= PRESENT_PLAIN { 0.4 } else { 1.0 }
                * if well_told { 1.0 } else { HALF_TOLD }
                * importance(s, trigger, place, status, granularity, told),
        })
    }

    /// Whether the title's subject is the name of a company: where it ignites, the parser lost the "which" in between.
    fn tells_of_company(&self, title: &str) -> bool {
        let large = |word: &&str| word.starts_with(|c: char| c.is_uppercase());
        let name: Vec<&str> = title.split(' ').take_while(large).collect();
        let acronym = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
        match name[..] {
            [] | ["The", ..] => false,
            [one] if acronym(one) => true,
            _ => names_company(self.text, &name.join(" ")),
        }
    }

    /// "in recent weeks", "over the past decade": what went on all the time is no event of that time.
    fn is_trend(&self, timex: &Timex) -> bool {
        const LONG_YEARS: u32 = 5;
        let Some(length) = timex.value.strip_prefix('P') else { return false };
        let years = length.strip_suffix('Y').and_then(|years| years.parse::<u32>().ok());
        let decades = ["DE", "CE", "ML"].iter().any(|unit| length.ends_with(unit));
        let long = decades || years.is_some_and(|years| years >= LONG_YEARS);
        let ended = timex.span.is_some_and(|span| span.earliest_begin.is_none());
        long && self.when(Some(timex)) != When::After || length.starts_with('X') && ended
    }

    /// "has promised elections on 6 June 2021": what has happened did not happen on a day that is still to come, so the
    /// day is that of something else. A date that the text gives whole is left to a plain past: articles are revised, and
    /// the day that a file gives for its article may be wrong.
    fn is_still_to_come(&self, s: &Sentence<'_>, trigger: usize, timex: &Timex) -> bool {
        // What is the next day here may be today where it happened.
        const SLACK_SECS: i64 = 86_400;
        let (Some(published), Some(span)) = (self.published, timex.span) else { return false };
        let perfect = s.auxiliaries(trigger).any(|helper| s.is(helper, &["has", "have"]));
        let appointed = s.is(trigger, &["set", "scheduled", "planned", "slated", "due"]);
        let ahead = span.hull().0.is_some_and(|begin| begin.0 >= published.span().end.0 + SLACK_SECS);
        ahead && !appointed && (perfect || timex.anchor != Anchor::None)
    }

    /// "A court has ordered a trial over the death in 2009": what has been done has no day of its own, so the day is that of
    /// something else. "has on Monday ordered" has one all the same.
    fn is_of_another(&self, s: &Sentence<'_>, trigger: usize, timex: &Timex) -> bool {
        let words = words_of(s, timex.range);
        let verb = s.verb_above(trigger).filter(|_| !s.tag(trigger).is_verb() && !s.kinds(trigger).has(Kinds::NEWS));
        let perfect = is_done_by_now(s, verb.unwrap_or(trigger));
        let known = timex.edtf.as_deref().is_some_and(|edtf| !edtf.contains(['/', '[']));
        // "has lost two million in the first quarter", "has posted a profit for last year": what the accounts say.
        let accounts = timex.granularity.is_some_and(|grain| matches!(grain, Granularity::Quarter | Granularity::Half))
            || words.start > 0 && s.is(words.start - 1, &["for"])
            || words.start > 1 && s.is(words.start - 2, &["for"]);
        // "began last week, and masons have mended walls"
        let joined = s
            .own_subject(trigger)
            .is_some_and(|subject| words.end <= subject && (words.end..subject).any(|at| s.tag(at) == Tag::CC));
        let elsewhere = words.start > trigger + 2 || joined;
        perfect && known && !accounts && elsewhere && self.when(Some(timex)) == When::Before
    }

    /// How the date lies to the day of writing.
    fn when(&self, timex: Option<&Timex>) -> When {
        let Some(timex) = timex else { return When::Now };
        match timex.value.as_str() {
            "FUTURE_REF" => return When::After,
            "PAST_REF" => return When::Before,
            _ => {}
        }
        let (Some(published), Some(span)) = (self.published, timex.span) else { return When::Now };
        let published = published.span();
        match span.hull() {
            (_, Some(end)) if end <= published.start => When::Before,
            (Some(begin), _) if begin >= published.end => When::After,
            // "in the coming months", "over the next year": from now on.
            (Some(begin), _) if begin >= published.start && timex.rule == "window" => When::After,
            // "by 2012": at any time until then, so it had not happened.
            (None, Some(end)) if end > published.end => When::After,
            _ => When::Now,
        }
    }
}

/// "said the dam would be mended": what is told without who said it "will be".
fn with_will(s: &Sentence<'_>, title: String) -> String {
    let Some((before, behind)) = title.split_once(" would ") else { return title };
    let tells =
        |word: &str| (0..s.tree.len()).any(|at| s.word(at) == word && (s.tag(at).is_finite() || s.tag(at) == Tag::MD));
    let have = behind.starts_with("have ") || behind.starts_with("not have ");
    let open = behind.split(' ').any(|word| ["if", "unless", "could"].contains(&word));
    let bare = !have && !open && !before.split(' ').any(tells);
    if bare { format!("{before} will {behind}") } else { title }
}

/// How what the title tells stands, where that is not what the trigger says: "will close" of "said on Monday that it will
/// close", "plans to close". `future` and `certainty` stay those of the trigger: it was said.
fn status_told(s: &Sentence<'_>, trigger: usize, status: Status, title: &str, when: When) -> Status {
    if status != Status::Happened {
        return status;
    }
    if plans_now(s, trigger, when) {
        return Status::Planned;
    }
    if !says(s, trigger) || title.split(' ').any(|word| word == s.word(trigger)) {
        return status;
    }
    let mut words = title.split(' ');
    let says_too = |word: &str| ["said", "says", "told", "if", "what", "who", "which", "that"].contains(&word);
    match words.find(|word| says_too(word) || ["will", "could", "may", "might"].contains(word)) {
        Some("will") => Status::Planned,
        Some("could" | "may" | "might") => Status::Possible,
        _ => status,
    }
}

/// "plans to close", "is expected to close", "said it hoped to close by Friday": a plan that holds on the day.
fn plans_now(s: &Sentence<'_>, trigger: usize, when: When) -> bool {
    let to = s.tree.child(trigger, Relation::OpenComplement).is_some_and(|done| {
        done > trigger && s.tree.children(done).any(|child| child > trigger && s.tag(child) == Tag::TO)
    });
    let plain = matches!(s.tag(trigger), Tag::VBZ | Tag::VBP)
        && s.is(trigger, &["plans", "plan", "intends", "intend", "hopes", "hope"]);
    let is = s.auxiliaries(trigger).chain(s.copula(trigger)).any(|helper| s.is(helper, &["is", "are"]));
    let expected = is && s.is(trigger, &["scheduled", "due", "set", "slated", "likely"]);
    // "is expected in Harlow", "is forecast to shrink"
    let foreseen = is && s.is(trigger, &["expected", "forecast", "predicted", "projected"]);
    let hoped = when == When::After && s.is(trigger, &["hoped", "planned", "intended", "hopes", "hope"]);
    // "Her trial has been scheduled", for a day to come.
    let appointed =
        when == When::After && s.is(trigger, &["scheduled", "slated"]) && s.auxiliaries(trigger).next().is_some();
    appointed || foreseen || to && (plain || expected || hoped)
}

/// Whether a word says no more than another of the same clause: "saw" of "saw a drop", "occurred" of "the blast occurred", "made"
/// of "made its first flight", "agreement" of "signed the agreement".
fn adds_nothing(s: &Sentence<'_>, word: usize, other: usize) -> bool {
    const OCCURS: &[&str] = &["occurred", "occurs", "happened", "happens"];
    if s.tag(word).is_verb() {
        let holds = s.kinds(word).has(Kinds::LIGHT) || s.is(word, OCCURS);
        return holds && s.kinds(other).has(Kinds::NEWS) && hangs(s, other, word);
    }
    !s.kinds(word).has(Kinds::NEWS) || signs(s, word, other)
}

fn hangs(s: &Sentence<'_>, noun: usize, verb: usize) -> bool {
    s.tree.head(noun) == Some(verb)
        && matches!(s.relation(noun), Relation::Subject | Relation::PassiveSubject | Relation::Object)
}

/// "signed the agreement": a paper, and what is done with it.
fn signs(s: &Sentence<'_>, paper: usize, verb: usize) -> bool {
    const PAPERS: &[&str] = &[
        "agreement",
        "agreements",
        "contract",
        "contracts",
        "deal",
        "deals",
        "treaty",
        "treaties",
        "accord",
        "accords",
        "pact",
        "pacts",
        "bill",
        "memorandum",
        "declaration",
        "statement",
    ];
    s.is(paper, PAPERS) && s.tag(verb).is_verb() && !s.kinds(verb).has(Kinds::LIGHT) && hangs(s, paper, verb)
}

/// "exploded", "sank": what no company does.
fn is_of_a_thing(s: &Sentence<'_>, trigger: usize) -> bool {
    s.is(
        trigger,
        &["exploded", "explode", "explodes", "sank", "sink", "sinks", "sunk", "ignited", "ruptured", "capsized"],
    )
}

/// Whether a title has a name or a number in it.
fn names_anything(s: &Sentence<'_>, title: &str) -> bool {
    let behind = title.split(' ').skip(1).any(|word| word.contains(|c: char| c.is_uppercase() || c.is_numeric()));
    let first = title.split(' ').next().unwrap_or("").trim_end_matches("'s").trim_end_matches("’s");
    // What is not in the sentence as another word was put in for a pronoun.
    let named = !(0..s.tree.len()).any(|at| !s.tag(at).is_proper() && s.word(at).eq_ignore_ascii_case(first));
    behind || named || first.contains(|c: char| c.is_numeric()) || first.chars().skip(1).any(char::is_uppercase)
}

/// "would have won the vote", "should have been closed": what neither happened nor will.
fn is_contrary_to_fact(s: &Sentence<'_>, trigger: usize) -> bool {
    let is_object = !s.tag(trigger).is_verb() && s.relation(trigger) == Relation::Object;
    let verb = s.tree.head(trigger).filter(|_| is_object).unwrap_or(trigger);
    let skip = |at: &usize| s.tag(*at) == Tag::RB || s.is(*at, &["not", "n't", "n’t"]);
    let Some(have) = (verb.saturating_sub(3)..=verb).rev().find(|&at| s.is(at, &["have"])) else { return false };
    let modal = (0..have).rev().find(|at| !skip(at));
    let done = (have + 1..s.tree.len()).find(|at| !skip(at));
    modal.is_some_and(|at| s.is(at, &["would", "should", "'d"]))
        && done.is_some_and(|at| (s.tag(at).is_verb() || s.tag(at) == Tag::JJ) && (at == verb || have == verb))
}

/// Whether the first deserves the title: a date of its own goes before the article's.
fn surer(event: &Event, other: &Event) -> bool {
    let own = |event: &Event| event.by == DatedBy::Timex;
    (own(event), event.confidence) > (own(other), other.confidence)
}

/// "every year", "a string of attacks over the past year"
fn is_recurring(s: &Sentence<'_>, trigger: usize, timex: Option<&Timex>) -> bool {
    let Some(timex) = timex else { return false };
    if timex.kind == TimexType::Set {
        return true;
    }
    timex.kind == TimexType::Duration && matches!(s.tag(trigger), Tag::NNS | Tag::NNPS)
}

#[cfg(test)]
mod tests {
    use crate::event::{DatedBy, Event, Status, read};
    use crate::text::{Document, Published, PublishedFrom};
    use crate::time::PartialDate;

    /// The events of a text written on Friday 13 May 2011.
    fn events(text: &str) -> Vec<Event> {
        let mut document = Document::from_text("test", text);
        let date = PartialDate::from_iso("2011-05-13").unwrap();
        document.published = Some(Published { date, from: PublishedFrom::Option });
        read(&document).events
    }

    fn check(text: &str, expected: &[(&str, &str, &str, Status)]) {
        let found = events(text);
        let found: Vec<(&str, &str, &str, Status)> = (found.iter())
            .filter(|event| event.timex.is_some())
            .map(|event| (event.trigger.of(text), event.value.as_str(), event.title.as_str(), event.status))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_title_is_a_clause_without_its_date() {
        check(
            "The council closed the old mill on 3 May 2011.",
            &[("closed", "2011-05-03", "The council closed the old mill", Status::Happened)],
        );
    }

    #[test]
    fn reported_speech_has_two_dates() {
        let text = "The mayor said on Tuesday that the army took the town in 2009.";
        let found: Vec<(String, String)> = events(text)
            .iter()
            .filter(|e| e.timex.is_some())
            .map(|e| (e.trigger.of(text).into(), e.value.clone()))
            .collect();
        assert_eq!(found, [("said".to_owned(), "2011-05-10".to_owned()), ("took".to_owned(), "2009".to_owned())]);
    }

    #[test]
    fn what_lies_ahead_is_planned_and_what_did_not_happen_denied() {
        assert_eq!(events("The company will open a mine in June 2012.")[0].status, Status::Planned);
        assert_eq!(events("The company did not open the mine in 2008.")[0].status, Status::Denied);
        assert_eq!(events("The company must close its mine by June 2012.")[0].status, Status::Planned);
        assert_eq!(events("The company may open a mine in June 2012.")[0].status, Status::Possible);
    }

    #[test]
    fn what_neither_happened_nor_will_is_no_event() {
        check("The mayor would have won the vote in 2009.", &[]);
        check("The board should have closed the mine in 2008.", &[]);
        assert!(!events("The mayor may have won the vote in 2009.").is_empty());
    }

    #[test]
    fn a_title_is_not_cut_where_it_says_how_something_is_taken() {
        let critics = "Critics described the move as unethical in 2009.";
        assert_eq!(events(critics)[0].title, "Critics described the move as unethical");
        let dall = "Ms Dall served two terms from 2004 as an elected voice of tenants on the Council on Rural Affairs and \
                    still sits in its upper chamber, together with Peter Ohm and two former mayors.";
        let told = events(dall);
        assert!(!told.is_empty() && told.iter().all(|event| !event.title.ends_with("the Council")), "{told:?}");
        let rate = "On Monday the firm raised its estimate of what the well had lost to 20,000 barrels per day or a little more.";
        assert!(events(rate).iter().all(|event| !event.title.ends_with("barrels")), "{:?}", events(rate));
    }

    #[test]
    fn a_title_names_who_it_was_and_all_of_them() {
        let title = |text: &str| events(text).into_iter().map(|event| event.title).next().unwrap_or_default();
        assert_eq!(title("The Vice President, Ada Roe, left Harlow on Monday."), "Vice President Ada Roe left Harlow");
        assert_eq!(title("The mayor, Ada Roe, left Harlow on Monday."), "Ada Roe left Harlow");
        assert_eq!(
            title("The fair of the guilds of Harlow, Essex took place on Monday."),
            "The fair of the guilds of Harlow, Essex took place"
        );
        assert_eq!(
            title("Tom Marks was sentenced to ten years in prison on Monday."),
            "Tom Marks was sentenced to ten years in prison"
        );
        assert_eq!(title("The British left the port in 1947."), "The British left the port");
        assert!(
            !title("A judge ruled the town's practice of selling, or lending, boats is unlawful on Monday.")
                .ends_with("practice")
        );
    }

    #[test]
    fn a_building_of_1973_did_not_fall_then() {
        check_dated("The 1973 mill collapsed after an explosion.", &[]);
        check_dated("The 1973 mill collapsed on Monday.", &[("collapsed", "2011-05-09")]);
        check_dated("A 1973 law banned the trade.", &[("banned", "1973")]);
    }

    #[test]
    fn what_was_a_habit_or_would_have_been_is_no_event() {
        check_dated("The firm used to publish its results in 2008.", &[]);
        assert!(events("On Monday concrete would have allowed them to plug the well.").is_empty());
        assert!(
            events("She said Tom Marks came with Peter Roe after he fell on Monday. Marks and Roe are old.")
                .iter()
                .all(|event| event.title != "Tom Marks fell")
        );
    }

    #[test]
    fn titles_keep_what_they_would_be_nothing_without() {
        let title = |text: &str| events(text).into_iter().map(|event| event.title).next().unwrap_or_default();
        assert_eq!(
            title("An old crew ran the Harlow–Milltown line on Monday in the hills."),
            "An old crew ran the Harlow–Milltown line in the hills"
        );
        assert_eq!(
            title("Tom Marks helped draft the deal with Roe that was signed in 2005."),
            "Tom Marks helped draft the deal with Roe"
        );
        assert_eq!(
            title("#10bn was wiped off the value of the firm on Monday."),
            "£10bn was wiped off the value of the firm"
        );
        let text = "On Saturday, former Vice President of the United States Ada Miller won the first vote of the party in South Harlow.";
        assert!(title(text).contains("Ada Miller won"), "{}", title(text));
        let text = "On Monday the town announced three days of mourning for the miners who were lost in the flood of the old mine.";
        assert!(title(text).contains("three days of mourning"), "{}", title(text));
        assert_eq!(
            title("The domes will not be set for six to eight days, Tom Marks said on Tuesday."),
            "Tom Marks said the domes will not be set for six to eight days"
        );
        let fined = title("The Health and Safety Executive fined the firm on Monday.");
        assert!(fined.ends_with("Health and Safety Executive fined the firm"), "{fined}");
        let text = "There were attacks on the embassy in Harlow that took place on Monday.";
        assert_eq!(title(text), "Attacks on the embassy in Harlow took place");
    }

    #[test]
    fn what_is_scheduled_is_planned() {
        let found = events("The trial of Tom Marks has been scheduled for June 2011.");
        assert!(!found.is_empty() && found.iter().all(|event| event.status == Status::Planned), "{found:?}");
        let found = events("Mayor Ada Roe is to step down today.");
        assert!(!found.is_empty() && found.iter().all(|event| event.status == Status::Planned), "{found:?}");
    }

    #[test]
    fn no_company_explodes() {
        for text in [
            "AMX was running the Harlow plant when it exploded in 2009.",
            "The plant was run by AMX that exploded in 2009.",
        ] {
            assert!(events(text).iter().all(|event| !event.title.starts_with("AMX exploded")), "{text}");
        }
        assert!(
            events("The Harlow plant exploded in 2009.").iter().any(|event| event.title == "The Harlow plant exploded")
        );
    }

    #[test]
    fn what_is_told_stands_as_the_title_says() {
        let status = |text: &str| events(text).first().map(|event| event.status);
        assert_eq!(
            status("The council will close the mill, the mayor said on Monday. It is old."),
            Some(Status::Planned)
        );
        assert_eq!(status("The firm is expected to close the mill, and to sell it."), Some(Status::Planned));
        assert_eq!(status("The mayor sought to calm the miners on Monday."), Some(Status::Happened));
        let text = "It was not until 1983 that the town closed the mill.";
        assert_eq!(events(text)[0].edtf.as_deref(), Some("1983"));
    }

    #[test]
    fn an_aside_keeps_its_verb_and_the_subject_gets_its_own() {
        let text = "On Monday Ada Roe, who runs a fund for Brown Steel, bought the old mill.";
        assert!(events(text).iter().any(|event| event.title == "Ada Roe bought the old mill"), "{:?}", events(text));
        let text = "Since the rig exploded on 3 May 2009, sending oil toward a shore of marshes, lanes and beaches, \
                    fishing has been banned.";
        assert!(events(text).iter().any(|event| event.title == "The rig exploded"), "{:?}", events(text));
        let text = "The firm says its manoeuvre to seal the shaft has failed, dashing hopes on Monday.";
        assert!(events(text).iter().all(|event| !event.title.contains("manoeuvre the shaft")), "{:?}", events(text));
        let text = "The pump was only taken off the list of old pumps in 2009.";
        check(text, &[("taken", "2009", "The pump was taken off the list of old pumps", Status::Happened)]);
    }

    #[test]
    fn a_date_that_a_thing_owns_dates_no_verb() {
        check_dated("The band has postponed Sunday's shows in Harlow.", &[]);
        check_dated("The firm will ask the court to set aside the order of last month.", &[]);
        check_dated("The firm has spent two million since the explosion at the mill on 20 April.", &[]);
        check_dated("Tuesday's report warned the town of floods.", &[("warned", "2011-05-10")]);
        let text = "Five days later, on 20 April 2010, the well blew out.";
        assert!(events(text).iter().all(|event| event.value == "2010-04-20"), "{:?}", events(text));
    }

    #[test]
    fn what_is_counted_from_has_the_date_behind_it() {
        check_dated("Ada Roe met the miners two days after the explosion in June 2009.", &[]);
        check_dated("He ran a home for widows of the June 11, 2001, terrorist attacks.", &[]);
        check_dated("A slick reached the shore last month, and crews have laid booms.", &[("reached", "2011-04")]);
    }

    #[test]
    fn what_somebody_thinks_should_be_done_is_no_event() {
        check(
            "The mayor said on Monday that the council should resign.",
            &[("said", "2011-05-09", "The mayor said that the council should resign", Status::Happened)],
        );
        assert_eq!(dated("The bridge should be finished in June 2011.").len(), 1);
    }

    #[test]
    fn what_holds_of_nobody_in_particular_is_no_news() {
        let lede = "Tom Marks opened a mill in Harlow on Thursday. It makes paper.";
        let count = |text: &str| events(&format!("{lede} {text}")).iter().filter(|e| e.by == DatedBy::Dct).count();
        let before = count("");
        assert_eq!(count("The halls are covered with pictures."), before);
        assert_eq!(count("Marks has an office in Milltown."), before);
        assert_eq!(count("Marks is building a second mill in Milltown."), before + 1);
    }

    #[test]
    fn a_date_that_names_a_thing_dates_nothing() {
        check("The army stopped at the 1967 border.", &[]);
    }

    /// Trigger and value of every event that a time expression dates, in text order.
    fn dated(text: &str) -> Vec<(String, String)> {
        let found = events(text).into_iter().filter(|event| event.timex.is_some());
        found.map(|event| (event.trigger.of(text).to_owned(), event.value)).collect()
    }

    fn check_dated(text: &str, expected: &[(&str, &str)]) {
        let found = dated(text);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(trigger, value)| (trigger.as_str(), value.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_happening_with_its_date_behind_it_is_dated_whatever_it_did() {
        check_dated(
            "The bombing in Harlow on Monday killed two guards.",
            &[("bombing", "2011-05-09"), ("killed", "2011-05-09")],
        );
        check_dated(
            "The report condemned the strikes. The strike on Monday has prompted calls for a truce.",
            &[("strike", "2011-05-09")],
        );
    }

    #[test]
    fn a_plan_leaves_its_date_to_what_is_planned() {
        check_dated("Workers planned a large demonstration in Harlow on Saturday.", &[("demonstration", "2011-05-14")]);
    }

    #[test]
    fn what_is_told_in_the_perfect_has_no_date_in_the_past() {
        let found = dated("Two men have been arrested over the bombing of a mill in Harlow last month.");
        assert_eq!(found, [("bombing".to_owned(), "2011-04".to_owned())]);
    }

    #[test]
    fn a_date_between_it_was_and_that_is_of_the_verb_behind() {
        check_dated("It was not until Tuesday that the mayor spoke to the miners.", &[("spoke", "2011-05-10")]);
    }

    #[test]
    fn a_participle_in_front_has_a_date_of_its_own() {
        check(
            "Rescued on 3 May 2011 by fishermen off the coast, Brown has become a symbol.",
            &[("Rescued", "2011-05-03", "Brown was rescued by fishermen off the coast", Status::Happened)],
        );
    }

    #[test]
    fn what_is_named_again_has_the_date_of_its_first_telling() {
        let text = "A bomb exploded in Harlow on Monday. Police are searching for those behind the explosion.";
        let found: Vec<Event> = events(text).into_iter().filter(|event| event.timex.is_some()).collect();
        let triggers: Vec<&str> = found.iter().map(|event| event.trigger.of(text)).collect();
        assert_eq!(triggers, ["exploded", "explosion"]);
        assert_eq!((found[1].value.as_str(), &found[1].title), ("2011-05-09", &found[0].title));
        assert!(found[1].confidence < found[0].confidence && found[1].importance < found[0].importance);
    }

    #[test]
    fn a_sentence_without_a_time_goes_on_about_the_day_before_it() {
        let context = |text: &str| -> Vec<(String, String)> {
            let found = events(text).into_iter().filter(|event| event.by == DatedBy::Context);
            found.map(|event| (event.trigger.of(text).to_owned(), event.value)).collect()
        };
        let first = "The army took the town on 3 May 2011.";
        let found = context(&format!("{first} Soldiers burned the old mill. The mayor fled to the hills."));
        assert_eq!(found, [("burned".into(), "2011-05-03".into()), ("fled".into(), "2011-05-03".into())]);
        for other in [
            "Soldiers had burned the old mill earlier.",
            "Soldiers burned the mill in 1998.",
            "The mill belonged to the town.",
            "Twelve people were killed in the bombing.",
        ] {
            assert_eq!(context(&format!("{first} {other}")), [], "{other}");
        }
    }

    #[test]
    fn another_happening_of_the_kind_is_not_the_one_told() {
        for other in ["the earlier explosion", "an explosion", "the Milltown explosion", "the explosions"] {
            let text = format!("A bomb exploded in Harlow on Monday. The mayor spoke of {other}.");
            let found = dated(&text);
            assert_eq!(found, [("exploded".to_owned(), "2011-05-09".to_owned())], "{other}");
        }
        // Two of the kind, and nobody says which.
        let found = dated(
            "A bomb exploded in Harlow on Monday. A bomb exploded in Milltown on Tuesday. Nobody has heard the explosion.",
        );
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn since_when_there_was_nothing_like_it_dates_nothing() {
        check_dated("The town reels from its worst flood since 1930.", &[]);
        check_dated("It was the first rise of the fares since 2004.", &[]);
        check_dated("It was the worst flood since the 1930 Harlow flood.", &[("flood", "1930")]);
        check_dated("The town has seen the first flood of the 21st century.", &[]);
        assert!(events("The 1918 and 1968 floods damaged the mill.").iter().all(|e| !e.title.starts_with("The and")));
    }

    #[test]
    fn captions_and_programmes_tell_nothing_that_happened() {
        check_dated("Birds fly past the booms, 3 May 2011.", &[]);
        check_dated("At 10 pm on Monday Ada Miller looks back on the strike.", &[]);
        check_dated("3 May 2009: The dam breaks.", &[("breaks", "2009-05-03")]);
    }

    #[test]
    fn a_date_dates_its_own_line_of_a_list_and_no_clause_that_has_another() {
        check(
            "3 May 2009: The dam breaks 7 May 2009: The mill in Harlow closes.",
            &[("breaks", "2009-05-03", "The dam breaks", Status::Happened)],
        );
        check_dated(
            "On 3 May 2009, four days before the mill burned, the owner left the town.",
            &[("left", "2009-05-03")],
        );
    }

    #[test]
    fn a_time_within_an_aside_or_a_comparison_dates_nothing() {
        check_dated("The talks, which the mayor first proposed on Monday, are the broadest of their kind.", &[]);
        check_dated("The fair opens a month later than planned.", &[]);
        check_dated("An inspection planned for May 2009 was called off by the town.", &[("planned", "2009-05")]);
    }

    #[test]
    fn a_time_behind_since_is_that_of_its_clause() {
        check_dated(
            "The council, which has found fault with Roe over nearly all his plans since the fire began in April 2011, renewed its attack on him.",
            &[("fire", "2011-04"), ("began", "2011-04")],
        );
    }

    #[test]
    fn what_has_happened_is_not_dated_ahead() {
        check_dated("The mayor has promised early elections on 6 June 2012, ahead of time.", &[]);
        check_dated("The mayor handed over the keys of the town for the fair next month.", &[]);
        check_dated("The council has planned a meeting for 6 June 2012.", &[("meeting", "2012-06-06")]);
        check_dated("The mayor resigned on 6 June 2012.", &[("resigned", "2012-06-06")]);
    }

    #[test]
    fn a_share_of_a_day_is_told_with_the_day() {
        check(
            "The mayor spent most of Monday on the road.",
            &[("spent", "2011-05-09", "The mayor spent most of Monday on the road", Status::Happened)],
        );
    }

    #[test]
    fn until_when_it_was_put_off_is_told() {
        check(
            "The vote was put off until June 2012.",
            &[("put", "2012-06", "The vote was put off until June 2012", Status::Happened)],
        );
    }

    #[test]
    fn what_went_on_all_the_time_has_no_time_of_its_own() {
        for text in ["In recent weeks the mayor has visited nine mills.", "The firm has grown in the past ten years."] {
            assert!(events(text).iter().all(|event| event.by == DatedBy::Dct), "{text}");
        }
        assert!(events("The firm will spend two million over the next ten years.").iter().any(|e| e.timex.is_some()));
    }

    #[test]
    fn what_has_long_been_so_is_no_news_of_the_day() {
        let lede = "Tom Marks opened a mill in Harlow on Thursday.";
        let by_day = |text: &str| {
            let found = events(&format!("{lede} {text}"));
            found
                .iter()
                .filter(|event| event.by == DatedBy::Dct && !event.title.starts_with("Tom Marks opened"))
                .count()
        };
        assert_eq!(by_day("Marks is accused of fraud in Milltown."), 0);
        assert_eq!(by_day("Harlow uses a third of the water of Milltown."), 0);
        assert_eq!(by_day("Marks is being sued in Milltown."), 1);
    }

    #[test]
    fn without_a_verb_there_is_no_event() {
        assert!(events("Source link, May 2011").is_empty());
        assert!(events("").is_empty());
    }

    #[test]
    fn a_headline_is_dated_by_the_article() {
        let headline = |text: &str| {
            let told = events(text).into_iter().find(|event| event.title.contains("Army takes"));
            told.map(|event| (event.by, event.value))
        };
        let found = headline("Army takes the town\n\nSoldiers moved into Harlow in the night.");
        assert_eq!(found, Some((DatedBy::Dct, "2011-05-13".to_owned())));
        // Unless the text below says when.
        let found = headline("Army takes the town\n\nThe army took the town on Thursday.");
        assert_eq!(found, Some((DatedBy::Context, "2011-05-12".to_owned())));
    }

    #[test]
    fn titles_are_short_and_end_in_a_whole_word() {
        let long = "The old company that had owned the largest mill of the valley for a century and a half, and its many partners in \
            the towns along the river, sold the buildings, the land around them and all the machines in 2004.";
        for event in events(long) {
            assert!(event.title.chars().count() <= 80, "{}", event.title);
            assert!(long.to_lowercase().contains(event.title.rsplit(' ').next().unwrap().to_lowercase().as_str()));
        }
    }

    #[test]
    fn what_goes_on_from_one_time_to_another_has_both() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let found = events(text);
            let found: Vec<(&str, &str)> =
                found.iter().filter_map(|event| Some((event.trigger.of(text), event.edtf.as_deref()?))).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("Ada Roe led the mill from 1989 to 1993.", &[("led", "1989/1993")]);
        check("Ada Roe led the mill from 1989-1993.", &[("led", "1989/1993")]);
        check("Ten mills burned between January and March.", &[("burned", "2011-01/2011-03")]);
        check("Sales of the mill fell by a tenth between January and March.", &[("fell", "2011-01/2011-03")]);
        check("The mill burned in January and the dam broke in March.", &[("burned", "2011-01"), ("broke", "2011-03")]);
        check("The vote was moved from 3 March to 8 April.", &[("moved", "2011-03-03")]);
        check(
            "The mill has not leaked since 9 April, when divers sealed the pipe.",
            &[("leaked", "2011-04-09/.."), ("sealed", "2011-04-09")],
        );
    }

    #[test]
    fn when_somebody_lived_does_not_date_what_they_did() {
        check_dated("John Miller (1826-1897) married Ada Roe (1830).", &[]);
        check_dated("They opened a 1930s house.", &[]);
        check_dated("John Miller (1826) married Ada Roe in 1850.", &[("married", "1850")]);
    }

    #[test]
    fn what_has_been_done_has_no_day_of_its_own() {
        check_dated("A court has ordered the driver to stand trial over a crash in 2009.", &[]);
        check_dated("For the final quarter of 2010, the mill says it made a profit.", &[("made", "2010-Q4")]);
        check_dated("A court on Monday ordered a trial.", &[("ordered", "2011-05-09")]);
        check_dated("The mill has lost two million in the third quarter of 2010.", &[("lost", "2010-Q3")]);
        check_dated("Sales are thought to have fallen by a tenth in March.", &[("fallen", "2011-03")]);
    }

    #[test]
    fn what_was_said_would_be_done_will_be() {
        check(
            "Ada Roe said on Monday that the council would close the old mill on 3 June.",
            &[
                ("said", "2011-05-09", "Ada Roe said that the council would close the old mill", Status::Happened),
                ("close", "2011-06-03", "The council will close the old mill", Status::Planned),
            ],
        );
    }

    #[test]
    fn how_long_it_went_on_is_part_of_what_happened() {
        check(
            "On Monday the firm pumped cement into the well for seven hours.",
            &[("pumped", "2011-05-09", "The firm pumped cement into the well for seven hours", Status::Happened)],
        );
        check(
            "Last month the firm admitted to spilling nine tonnes of oil in 2009.",
            &[("admitted", "2011-04", "The firm admitted to spilling nine tonnes of oil in 2009", Status::Happened)],
        );
    }
}
