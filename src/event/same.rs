//! The same event told twice: matched by its time, by what happened and by the words for who and where.

use super::lexicon::{Kinds, kinds, stem};
use super::{Event, Reading, Role};
use crate::text::Document;
use crate::text::syntax::{Word, hash_of};
use std::collections::BTreeMap;

/// Words too common to tell one event from another.
const COMMON: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "by", "with", "and", "from", "as", "was", "were", "has",
    "have", "had", "is", "are", "be", "been", "his", "her", "its", "their", "that", "it", "he", "she", "they", "said",
    "will", "would", "new", "two", "not", "into", "over", "after", "up", "out", "or", "but", "who", "which", "this",
    "than", "also",
];

/// What a mention is matched by.
pub struct Mention {
    /// The date without its clock time, whether the text denies it, and the stem of its trigger.
    kind: (String, bool, u32),
    words: Vec<u32>,
    /// Of those, names and numbers.
    names: Vec<u32>,
    /// Who says it, where it is no more than a saying.
    speaker: Option<Vec<u32>>,
    /// Whether the sentence opens its article and is a headline.
    headline: bool,
    /// Begin and end of its time, seconds; `None` for an open side or no place on a calendar.
    span: Option<(i64, i64)>,
    /// Whether it is a kind of happening that comes to one only once.
    once: bool,
}

impl Mention {
    /// `text` is what the event's ranges count in.
    pub fn of(event: &Event, text: &str) -> Mention {
        let (words, names) = words_of(event, text);
        let kind = (day_of(event).to_owned(), event.negated, what(event, text));
        let agent = event.participants.iter().find(|participant| participant.role == Role::Agent);
        let speaker = || agent.map(|agent| content_words(&agent.name)).unwrap_or_default();
        let speaker = is_saying(event.trigger.of(text)).then(speaker);
        let span = event.span.and_then(|span| match span.hull() {
            (Some(begin), Some(end)) => Some((begin.0, end.0)),
            _ => None,
        });
        let once = ONCE.iter().any(|word| hash_of(word) == kind.2);
        Mention { kind, words, names, speaker, headline: is_headline(event, text), span, once }
    }

    /// Whether its time is a day or less.
    fn is_of_a_day(&self) -> bool {
        self.span.is_some_and(|(begin, end)| end - begin <= DAY)
    }

    fn is_within(&self, other: &Mention) -> bool {
        let (Some((begin, end)), Some((from, to))) = (self.span, other.span) else { return false };
        from <= begin && end <= to
    }
}

/// Seconds.
const DAY: i64 = 86_400;

/// Stems of what comes to one only once: two days are two opinions of it.
const ONCE: &[&str] = &[
    "die",
    "death",
    "born",
    "birth",
    "sink",
    "sank",
    "explod",
    "explosion",
    "collaps",
    "resign",
    "assassinat",
    "drown",
];

/// Only mentions with the same number are compared: it stands for the month and the kind of the happening (FNV-1a).
pub fn bucket(event: &Event, text: &str) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    let kind = what(event, text).to_le_bytes();
    for byte in month_of(event).bytes().chain([u8::from(event.negated)]).chain(kind) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash
}

/// For each mention of a bucket, in the order of the articles, the first that it is the same as: often itself.
/// The numbers are those of the articles.
///
/// Those of the same time are compared with each other; then those of a week or a month with those of a day in it, and
/// what comes to one only once with what is told of the days around.
pub fn first_mentions(mentions: &[(usize, Mention)]) -> Vec<usize> {
    let mut first = of_one_time(mentions);
    let heads: Vec<usize> = (0..mentions.len()).filter(|&at| first[at] == at).collect();
    let joined = across_times(mentions, &heads);
    if !joined.is_empty() {
        for head in &mut first {
            while let Some(&other) = joined.get(head) {
                *head = other;
            }
        }
    }
    first
}

/// So many of a kind in a month are compared across times; where there are more, they are no news.
const MOST_ACROSS: usize = 400;

/// Heads that are told by another, each with a head before it.
fn across_times(mentions: &[(usize, Mention)], heads: &[usize]) -> BTreeMap<usize, usize> {
    let mut kinds: BTreeMap<(bool, u32), Vec<usize>> = BTreeMap::new();
    for &head in heads {
        let mention = &mentions[head].1;
        if mention.speaker.is_none() && mention.span.is_some() {
            kinds.entry((mention.kind.1, mention.kind.2)).or_default().push(head);
        }
    }
    let mut joined = BTreeMap::new();
    let mut join = |a: usize, b: usize| {
        let end = |mut at: usize, joined: &BTreeMap<usize, usize>| {
            while let Some(&next) = joined.get(&at) {
                at = next;
            }
            at
        };
        let (a, b) = (end(a, &joined), end(b, &joined));
        if a != b {
            joined.insert(a.max(b), a.min(b));
        }
    };
    for heads in kinds.values().filter(|heads| (2..=MOST_ACROSS).contains(&heads.len())) {
        let days: Vec<usize> = heads.iter().copied().filter(|&at| mentions[at].1.is_of_a_day()).collect();
        for &coarse in heads.iter().filter(|&&at| !mentions[at].1.is_of_a_day()) {
            let told = |day: &&usize| {
                let (day, coarse) = (&mentions[**day].1, &mentions[coarse].1);
                day.is_within(coarse) && is_plainly_same(day, coarse)
            };
            let mut found = days.iter().filter(told);
            // On two days of the month: nobody could know which is meant.
            if let (Some(&day), None) = (found.next(), found.next()) {
                join(day, coarse);
            }
        }
        for (at, &day) in days.iter().enumerate() {
            for &other in &days[at + 1..] {
                let (a, b) = (&mentions[day].1, &mentions[other].1);
                let apart = |a: (i64, i64), b: (i64, i64)| (a.0 - b.0).abs() <= 3 * DAY;
                let near = a.span.zip(b.span).is_some_and(|(a, b)| apart(a, b));
                if a.once && near && mentions[day].0 != mentions[other].0 && is_plainly_same(a, b) {
                    join(day, other);
                }
            }
        }
    }
    joined
}

/// The same by more than is asked of mentions of one time.
fn is_plainly_same(a: &Mention, b: &Mention) -> bool {
    let shared = overlap(&a.words, &b.words);
    let smaller = a.words.len().min(b.words.len()).max(1);
    shared >= 3 && overlap(&a.names, &b.names) >= 1 && shared * 3 >= smaller * 2
}

/// The same of those of one time alone.
fn of_one_time(mentions: &[(usize, Mention)]) -> Vec<usize> {
    let mut heads_of: BTreeMap<&(String, bool, u32), Vec<usize>> = BTreeMap::new();
    let mut first = Vec::with_capacity(mentions.len());
    for (at, (article, mention)) in mentions.iter().enumerate() {
        let heads = heads_of.entry(&mention.kind).or_default();
        let is_head = |&head: &usize| is_same(&mentions[head].1, mention, mentions[head].0 == *article);
        // The most recent of a long row of different events is looked at, so that a huge bucket stays quick.
        match heads.iter().copied().rev().take(200).find(is_head) {
            Some(head) => first.push(head),
            None => {
                heads.push(at);
                first.push(at);
            }
        }
    }
    first
}

/// Names the same event across mentions: for each reading, in order, the cluster of each of its events.
/// Clusters are numbered from 0 in order of first mention. Only mentions of the same time and the same kind of
/// happening are compared, each with the first mention of every cluster there.
pub fn cluster(readings: &[(&Document, &Reading)]) -> Vec<Vec<usize>> {
    let mut buckets: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
    let mut told_with: Vec<(usize, usize, usize)> = Vec::new();
    for (article, (document, reading)) in readings.iter().enumerate() {
        for (index, event) in reading.events.iter().enumerate() {
            match told_before(&reading.events, index) {
                Some(other) => told_with.push((article, index, other)),
                None => buckets.entry(bucket(event, text_of(document, event))).or_default().push((article, index)),
            }
        }
    }
    let mut first_of: Vec<Vec<(usize, usize)>> =
        readings.iter().enumerate().map(|(a, (_, r))| (0..r.events.len()).map(|e| (a, e)).collect()).collect();
    for places in buckets.values().filter(|places| places.len() > 1) {
        let mention = |&(article, index): &(usize, usize)| {
            let (document, reading) = readings[article];
            let event = &reading.events[index];
            (article, Mention::of(event, text_of(document, event)))
        };
        let mentions: Vec<_> = places.iter().map(mention).collect();
        for (&(article, index), first) in places.iter().zip(first_mentions(&mentions)) {
            first_of[article][index] = places[first];
        }
    }
    for (article, index, other) in told_with {
        first_of[article][index] = first_of[article][other];
    }
    number(&first_of)
}

/// The text that the event's ranges count in.
pub fn text_of<'d>(document: &'d Document, event: &Event) -> &'d str {
    if event.in_title { document.title.as_deref().unwrap_or("") } else { &document.text }
}

/// The first event before this one that the same sentence tells of the same time in the same words: such a pair is one
/// event without being compared.
pub fn told_before(events: &[Event], index: usize) -> Option<usize> {
    let event = &events[index];
    let mut found = None;
    for at in (0..index).rev().take_while(|&at| events[at].sentence == event.sentence) {
        if events[at].title == event.title && events[at].value == event.value && events[at].in_title == event.in_title {
            found = Some(at);
        }
    }
    found
}

/// "said", "added" and "told reporters" are one kind of happening.
fn what(event: &Event, text: &str) -> u32 {
    let word = event.trigger.of(text);
    if is_saying(word) { hash_of("say") } else { stem(Word::new(word).lower) }
}

fn is_saying(word: &str) -> bool {
    const SAY: &[&str] = &["say", "tell", "add", "note", "state", "explain", "comment", "remark", "stress", "insist"];
    let hash = Word::new(word).lower;
    let kinds = kinds(hash);
    kinds.has(Kinds::SAYING) && !kinds.has(Kinds::HAPPENING) && SAY.iter().any(|say| hash_of(say) == stem(hash))
}

/// Whether the sentence stands on top of everything, or is the title, and ends without a full stop.
fn is_headline(event: &Event, text: &str) -> bool {
    let before = &text[..event.sentence.start.min(text.len())];
    let sentence = event.sentence.of(text).trim_end();
    before.trim().is_empty() && !sentence.ends_with(['.', '!', '?', '”', '"'])
}

fn number(first_of: &[Vec<(usize, usize)>]) -> Vec<Vec<usize>> {
    let mut numbers: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    (first_of.iter())
        .map(|events| {
            let of = |first: &(usize, usize)| {
                let next = numbers.len();
                *numbers.entry(*first).or_insert(next)
            };
            events.iter().map(of).collect()
        })
        .collect()
}

/// The month of a day, and of a week that begins in it; else the date itself.
fn month_of(event: &Event) -> String {
    let day = day_of(event);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match day.split('-').collect::<Vec<_>>()[..] {
        [year, month, _] if digits(year) && digits(month) => format!("{year}-{month}"),
        [year, week] if digits(year) && week.starts_with('W') => {
            let begin = event.span.and_then(|span| span.hull().0).map(|begin| begin.civil());
            begin.map_or_else(|| day.to_owned(), |begin| format!("{:04}-{:02}", begin.year, begin.month))
        }
        _ => day.to_owned(),
    }
}

/// The date without its clock time: "on Friday" and "at 10:35 on Friday" may be one.
fn day_of(event: &Event) -> &str {
    event.value.split('T').next().unwrap_or("")
}

fn words_of(event: &Event, text: &str) -> (Vec<u32>, Vec<u32>) {
    let (mut words, mut names) = (Vec::new(), Vec::new());
    let mut note = |phrase: &str| {
        for (word, hash) in hashed(phrase) {
            words.push(hash);
            if word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
                names.push(hash);
            }
        }
    };
    note(&event.title);
    event.participants.iter().for_each(|participant| note(&participant.name));
    event.places.iter().for_each(|place| note(place.of(text)));
    for list in [&mut words, &mut names] {
        list.sort_unstable();
        list.dedup();
    }
    (words, names)
}

/// The words that tell something, each with the number of its stem.
fn hashed(phrase: &str) -> impl Iterator<Item = (&str, u32)> {
    phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).filter_map(|word| {
        let lower = word.to_lowercase();
        (!COMMON.contains(&lower.as_str())).then(|| (word, stem(Word::new(&lower).lower)))
    })
}

fn content_words(phrase: &str) -> Vec<u32> {
    let mut words: Vec<u32> = hashed(phrase).map(|(_, hash)| hash).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn is_same(a: &Mention, b: &Mention, same_article: bool) -> bool {
    if let (Some(a), Some(b)) = (&a.speaker, &b.speaker)
        && !a.is_empty()
        && !b.is_empty()
    {
        let one = overlap(a, b) * 2 > a.len().min(b.len());
        if same_article || !one {
            return one;
        }
    }
    // A headline tells what the text below it tells.
    if same_article && a.headline != b.headline {
        return true;
    }
    let shared = overlap(&a.words, &b.words);
    let smaller = a.words.len().min(b.words.len()).max(1);
    let names = overlap(&a.names, &b.names);
    // The happening itself is one of the shared words.
    let share = shared as f32 / smaller as f32;
    // The very same words need no name among them.
    if shared >= 4 && a.words == b.words {
        return true;
    }
    if same_article { shared >= 2 && share >= 0.25 } else { shared >= 3 && names >= 1 && share >= 0.4 }
}

/// Whether a headline tells what a sentence below it tells, each with the text that its ranges count in: by the kind of the
/// happening and another word, or by most of the words and a name.
pub(super) fn tells_the_same((headline, title): (&Event, &str), (event, text): (&Event, &str)) -> bool {
    let (a, b) = (Mention::of(headline, title), Mention::of(event, text));
    if let (Some(a), Some(b)) = (&a.speaker, &b.speaker)
        && overlap(a, b) == 0
    {
        return false;
    }
    let shared = overlap(&a.words, &b.words);
    let one_kind = a.kind.2 == b.kind.2;
    // "Film tells how she died": that she did is told by the way.
    let by_the_way = a.words.contains(&b.kind.2);
    let share = 2 * shared >= a.words.len().min(b.words.len());
    let most = shared >= 3 && overlap(&a.names, &b.names) >= 1 && share && !by_the_way;
    headline.negated == event.negated && (one_kind && shared >= 2 || most)
}

fn overlap(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|word| b.binary_search(word).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::read;
    use crate::text::{Published, PublishedFrom};
    use crate::time::PartialDate;

    /// The clusters of texts written on Friday 13 May 2011.
    fn clusters(texts: &[&str]) -> Vec<Vec<usize>> {
        let document = |(at, text): (usize, &&str)| {
            let mut document = Document::from_text(at.to_string(), *text);
            let date = PartialDate::from_iso("2011-05-13").unwrap();
            document.published = Some(Published { date, from: PublishedFrom::Option });
            document
        };
        let documents: Vec<Document> = texts.iter().enumerate().map(document).collect();
        let readings: Vec<Reading> = documents.iter().map(read).collect();
        cluster(&documents.iter().zip(&readings).collect::<Vec<_>>())
    }

    #[test]
    fn two_articles_that_tell_the_same_share_a_cluster() {
        let found = clusters(&[
            "Rebels attacked the town of Harlow on 3 May 2011.",
            "On 3 May 2011 the rebels attacked Harlow, a small town.",
        ]);
        assert_eq!(found, [[0], [0]]);
    }

    #[test]
    fn a_headline_and_the_text_below_it_tell_the_same() {
        let found = clusters(&["The army takes the port\n\nSoldiers took the harbour of the town today."]);
        assert_eq!(found, [[0, 0]]);
    }

    #[test]
    fn the_same_words_need_no_name_to_be_the_same_event_and_other_words_do() {
        let told = "The second tunnel will reach the flooded mine on 20 May 2011.";
        assert_eq!(clusters(&[told, told]), [[0], [0]]);
        let other = "A rescue team will reach the blocked road on 20 May 2011.";
        assert_eq!(clusters(&[told, other]), [[0], [1]]);
    }

    #[test]
    fn sayings_of_one_speaker_are_one_and_of_two_are_two() {
        let found = clusters(&[
            "Mayor Brown said on 3 May 2011 that the mill was safe. Mayor Brown said on 3 May 2011 that a road would open. \
             Judge Green said on 3 May 2011 that the court would sit.",
        ]);
        assert_eq!(found, [[0, 0, 1]]);
    }

    #[test]
    fn the_month_and_a_day_in_it_are_one_event_where_no_other_day_is_told() {
        let month = "The ferry Queen Mary hit a reef off Harlow in March 2011.";
        let day = |day: u8| format!("The ferry Queen Mary hit a reef off Harlow on {day} March 2011.");
        assert_eq!(clusters(&[month, &day(3)]), [[0], [0]]);
        assert_eq!(clusters(&[&day(3), month, &day(3)]), [[0], [0], [0]]);
        assert_eq!(clusters(&[month, &day(3), &day(9)]), [[0], [1], [2]]);
        assert_eq!(clusters(&["A lorry hit a wall in Milltown in March 2011.", &day(3)]), [[0], [1]]);
    }

    #[test]
    fn two_days_are_two_opinions_of_what_comes_only_once() {
        let sank = |day: u8| format!("The ferry Queen Mary sank off Harlow on {day} March 2011.");
        assert_eq!(clusters(&[&sank(3), &sank(4)]), [[0], [0]]);
        assert_eq!(clusters(&[&sank(3), &sank(20)]), [[0], [1]]);
        let left = |day: u8| format!("The ferry Queen Mary left Harlow on {day} March 2011.");
        assert_eq!(clusters(&[&left(3), &left(4)]), [[0], [1]]);
    }

    #[test]
    fn other_days_and_other_happenings_stay_apart() {
        let found = clusters(&[
            "Rebels attacked the town of Harlow on 3 May 2011.",
            "Rebels attacked the town of Harlow on 4 May 2011.",
            "Rebels left the town of Harlow on 3 May 2011.",
        ]);
        assert_eq!(found, [[0], [1], [2]]);
    }
}
