//! Whether anchors are found again in texts that were changed at random, and how fast.
//!
//! `cargo bench --bench anchors` changes the articles of `../shared/data/timelines` where they are there, and made up
//! ones with many sentences that are alike: paragraphs are added, moved, removed and doubled, sentences are added, moved,
//! removed and reworded. Each sentence of the old text is anchored. An anchor must be found where its sentence went or
//! not at all, and at least 99 of 100 whose sentences still stand word for word must be found; else the run fails.

use dateline::text::{Anchor, Places, Reattached, TextRange, carry};
use std::process::ExitCode;
use std::time::Instant;

#[path = "common/timelines.rs"]
mod timelines;

/// Each article is changed so often.
const ROUNDS: usize = 3;

fn main() -> ExitCode {
    let mut random = Random(7);
    let made_up: Vec<Vec<Vec<String>>> = (0..400).map(|_| made_up(&mut random)).collect();
    let mut good = report("made-up texts", &made_up, &mut random);
    let real = news(&mut random);
    if real.is_empty() {
        println!("../shared/data/timelines is not there");
    } else {
        good &= report("news timelines", &real, &mut random);
    }
    speed(&made_up);
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A small generator, so that each run changes the same.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// A sentence, and which of the old text it was.
#[derive(Clone)]
struct Piece {
    words: String,
    origin: Option<usize>,
    reworded: bool,
    /// Came with a paragraph that was doubled.
    copied: bool,
}

impl Piece {
    fn new(words: String) -> Piece {
        Piece { words, origin: None, reworded: false, copied: false }
    }
}

type Paragraphs = Vec<Vec<Piece>>;

/// Where the sentence of an origin went.
#[derive(Clone, Copy)]
struct Went {
    range: TextRange,
    reworded: bool,
    copied: bool,
}

#[derive(Default)]
struct Score {
    anchors: usize,
    /// Their sentence stands word for word in the new text.
    standing: usize,
    found: usize,
    /// Attached to the same words elsewhere: to a copy of their paragraph, or to the only words like theirs.
    copies: usize,
    /// Attached to other words than those that theirs became.
    wrong: usize,
    /// Attached to a rewording of theirs.
    followed: usize,
    reworded: usize,
}

fn report(name: &str, texts: &[Vec<Vec<String>>], random: &mut Random) -> bool {
    let mut scores = [Score::default(), Score::default()];
    for text in texts {
        for _ in 0..ROUNDS {
            try_one(text, texts, random, &mut scores);
        }
    }
    let mut good = true;
    for (how, score) in ["both texts", "anchor alone"].iter().zip(&scores) {
        let right = 100.0 * (score.anchors - score.wrong) as f64 / score.anchors as f64;
        let found = 100.0 * score.found as f64 / score.standing as f64;
        println!(
            "{name}, {how}: {} anchors, on the right text or orphaned {right:.3} % ({} wrong), \
             word for word and found {found:.2} % of {}, reworded and found {} of {}, on a copy {}",
            score.anchors, score.wrong, score.standing, score.followed, score.reworded, score.copies
        );
        // An anchor alone sees 32 characters around it, which cannot tell copies of paragraphs apart.
        good &= score.wrong == 0 && (*how == "anchor alone" || found >= 99.0);
    }
    good
}

fn try_one(text: &[Vec<String>], texts: &[Vec<Vec<String>>], random: &mut Random, scores: &mut [Score; 2]) {
    let mut count = 0;
    let mut numbered = |words: &String| {
        count += 1;
        Piece { origin: Some(count - 1), ..Piece::new(words.clone()) }
    };
    let old: Paragraphs = text.iter().map(|paragraph| paragraph.iter().map(&mut numbered).collect()).collect();
    let mut new = old.clone();
    for _ in 0..=random.below(6) {
        change(&mut new, texts, random);
    }
    let (old_text, old_places) = written(&old);
    let (new_text, new_places) = written(&new);
    let (old_index, new_index) = (Places::new(&old_text), Places::new(&new_text));
    for (origin, went) in old_places {
        let Some(origin) = origin else { continue };
        let now: Vec<Went> =
            new_places.iter().filter(|(other, _)| *other == Some(origin)).map(|(_, went)| *went).collect();
        let anchor = Anchor::at(&old_index, went.range);
        let found = [carry(&old_index, went.range, &new_index), anchor.reattach(&new_index)];
        for (found, score) in found.into_iter().zip(scores.iter_mut()) {
            judge(found, went.range, &now, score, |range| {
                let words = went.range.of(&old_text);
                range.of(&new_text) == words && new_text.matches(words).count() == 1
            });
        }
    }
}

/// `now` holds where the sentence went, and its copies.
fn judge(
    found: Reattached,
    before: TextRange,
    now: &[Went],
    score: &mut Score,
    only_such_words: impl Fn(TextRange) -> bool,
) {
    score.anchors += 1;
    let original = now.iter().find(|went| !went.copied);
    score.standing += usize::from(original.is_some_and(|went| !went.reworded));
    score.reworded += usize::from(original.is_some_and(|went| went.reworded));
    let Some(range) = found.range(before) else { return };
    // A rewording may begin or end with a changed word.
    let fits = |went: &&Went| match went.reworded {
        true => overlap(went.range, range) * 10 >= range.len().max(went.range.len()) * 8,
        false => went.range == range,
    };
    match now.iter().find(fits) {
        Some(went) if went.copied => score.copies += 1,
        Some(went) if went.reworded => score.followed += 1,
        Some(_) => score.found += 1,
        None if only_such_words(range) => score.copies += 1,
        None => score.wrong += 1,
    }
}

fn overlap(a: TextRange, b: TextRange) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn written(paragraphs: &Paragraphs) -> (String, Vec<(Option<usize>, Went)>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for paragraph in paragraphs {
        for (at, piece) in paragraph.iter().enumerate() {
            text.push_str(if at > 0 { " " } else { "" });
            let start = text.len();
            text.push_str(&piece.words);
            let range = TextRange::new(start, text.len());
            places.push((piece.origin, Went { range, reworded: piece.reworded, copied: piece.copied }));
        }
        text.push_str("\n\n");
    }
    (text, places)
}

fn change(text: &mut Paragraphs, texts: &[Vec<Vec<String>>], random: &mut Random) {
    let text_of_others = random.pick(texts);
    let others: Vec<Piece> = random.pick(text_of_others).iter().cloned().map(Piece::new).collect();
    let known = |piece: &Piece| text.iter().flatten().any(|other| other.words == piece.words);
    if others.iter().any(known) {
        // What is added is not what stands there.
        return;
    }
    let at = random.below(text.len());
    let to = random.below(text.len() + 1);
    if text.is_empty() {
        text.push(others);
        return;
    }
    match random.below(10) {
        0 => text.insert(to, others),
        1 => {
            let paragraph = text.remove(at);
            text.insert(to.min(text.len()), paragraph);
        }
        2 => drop(text.remove(at)),
        // Right beside its original a copy cannot be told from it.
        3 if to.abs_diff(at) > 1 => {
            let copy = text[at].iter().map(|piece| Piece { copied: true, ..piece.clone() }).collect();
            text.insert(to, copy);
        }
        // Nor can one of two same sentences that follow each other.
        4 if others[0].words != text[at][0].words => text[at].insert(0, others[0].clone()),
        5 => {
            let inside = random.below(text[at].len());
            text[at].remove(inside);
            text.retain(|paragraph| !paragraph.is_empty());
        }
        6 => {
            let (a, b) = (random.below(text[at].len()), random.below(text[at].len()));
            if text[at][a].words != text[at][b].words {
                text[at].swap(a, b);
            }
        }
        7 if Some(&others[0].words) != text[at].last().map(|piece| &piece.words) => text[at].push(others[0].clone()),
        8 | 9 => {
            let inside = random.below(text[at].len());
            reword(&mut text[at][inside], random);
        }
        _ => {}
    }
}

/// Changes one word, drops one or says half of it anew.
fn reword(piece: &mut Piece, random: &mut Random) {
    let mut words: Vec<String> = piece.words.split(' ').map(str::to_owned).collect();
    let at = random.below(words.len());
    match random.below(3) {
        0 => words[at] = "some".to_owned(),
        1 if words.len() > 1 => drop(words.remove(at)),
        _ => {
            let half = words.len() / 2;
            words.truncate(half);
            words.push("and nobody knows what came of it.".to_owned());
        }
    }
    let new = words.join(" ");
    piece.reworded |= new != piece.words;
    piece.words = new;
}

/// Paragraphs of sentences of which many are alike and some the same.
fn made_up(random: &mut Random) -> Vec<Vec<String>> {
    let who = ["The council", "The army", "The owner of the mill", "A court in the capital", "Workers at the harbour"];
    let did = ["closed", "captured", "sold", "rebuilt", "visited", "inspected", "burned down"];
    let what = ["the old mill", "the town hall", "the bridge over the river", "two ships", "the northern villages"];
    let when = ["on Monday", "on Tuesday", "in March 2014", "in May 2014", "three weeks later", "the year before"];
    let short = ["The talks failed.", "Nobody was hurt.", "It rained.", "He did not answer."];
    let paragraphs = 2 + random.below(12);
    (0..paragraphs)
        .map(|_| {
            let sentences = 1 + random.below(5);
            (0..sentences)
                .map(|_| match random.below(24) {
                    0 => (*random.pick(&short)).to_owned(),
                    n => {
                        let (who, did, what, when) =
                            (random.pick(&who), random.pick(&did), random.pick(&what), random.pick(&when));
                        let more = ["", " after a long debate", " without giving any reason for it"][n % 3];
                        format!("{who} {did} {what} {when}{more}, {} days before the vote.", 2 + random.below(300))
                    }
                })
                .collect()
        })
        .collect()
}

/// News articles, a line a sentence, one to three of them a paragraph.
fn news(random: &mut Random) -> Vec<Vec<Vec<String>>> {
    timelines::lines().iter().filter_map(|line| paragraphs(line, random)).collect()
}

fn paragraphs(line: &str, random: &mut Random) -> Option<Vec<Vec<String>>> {
    let record: serde_json::Value = serde_json::from_str(line).ok()?;
    let text = record["text"].as_str()?;
    let mut sentences = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).peekable();
    let mut paragraphs = Vec::new();
    while sentences.peek().is_some() {
        let count = 1 + random.below(3);
        paragraphs.push(sentences.by_ref().take(count).collect());
    }
    (!paragraphs.is_empty()).then_some(paragraphs)
}

/// How long all sentences of a long text take, and one ten times as long.
fn speed(texts: &[Vec<Vec<String>>]) {
    for bytes in [100_000, 1_000_000, 10_000_000] {
        let all = texts.iter().cycle().flatten().enumerate();
        let mut paragraphs = Paragraphs::new();
        let mut length = 0;
        for (number, paragraph) in all {
            let piece =
                |words: &String| Piece { origin: Some(number), ..Piece::new(format!("In report {number}: {words}")) };
            paragraphs.push(paragraph.iter().map(piece).collect());
            length += paragraph.iter().map(|words| words.len() + 20).sum::<usize>();
            if length > bytes {
                break;
            }
        }
        let (old, places) = written(&paragraphs);
        paragraphs.rotate_left(3);
        for paragraph in paragraphs.iter_mut().step_by(5) {
            paragraph[0].words = paragraph[0].words.replacen(" the ", " that ", 1);
        }
        let (new, _) = written(&paragraphs);
        let begun = Instant::now();
        let (old_index, new_index) = (Places::new(&old), Places::new(&new));
        let found = places.iter().filter(|(_, went)| carry(&old_index, went.range, &new_index) != Reattached::Orphaned);
        let found = found.count();
        let secs = begun.elapsed().as_secs_f64();
        println!(
            "{} kB, {} sentences, {found} found: {secs:.2} s, {:.1} µs each",
            old.len() / 1000,
            places.len(),
            1e6 * secs / places.len() as f64
        );
    }
}
