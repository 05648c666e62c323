//! Trains the tagger and the parser of English from treebanks in CoNLL-U and writes `assets/models/english.syntax`.
//!
//!     cargo run --release --no-default-features --example train_syntax -- OUT TRAIN.conllu… --test TEST.conllu…
//!
//! Averaged perceptrons over hashed features; the parser learns with a dynamic oracle (Goldberg and Nivre, TACL 2013).
//! Same input, same bytes.

use dateline::text::syntax::training::*;
use dateline::text::syntax::{Relation, Tag};
use std::collections::BTreeMap;

const TAG_ROUNDS: usize = 6;
const MOVE_ROUNDS: usize = 10;
const RELATION_ROUNDS: usize = 6;

struct Sentence {
    forms: Vec<String>,
    words: Vec<Word>,
    tags: Vec<Tag>,
    /// The number of words is the root.
    heads: Vec<u16>,
    relations: Vec<Relation>,
    /// The tags that the trained tagger gives; the parser learns from these.
    guessed: Vec<Tag>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let out = args.next().ok_or("usage: train_syntax OUT TRAIN… --test TEST…")?;
    let paths: Vec<String> = args.collect();
    let cut = paths.iter().position(|path| path == "--test").unwrap_or(paths.len());
    let read = |paths: &[String]| -> std::io::Result<Vec<Sentence>> {
        let mut all = Vec::new();
        for path in paths {
            all.extend(std::fs::read_to_string(path)?.split("\n\n").filter_map(sentence));
        }
        Ok(all)
    };
    let mut train = read(&paths[..cut])?;
    println!("{} sentences, {} words", train.len(), train.iter().map(|s| s.words.len()).sum::<usize>());
    shuffle(&mut train, 1);

    // Each half is tagged by a model of the other half, so that the parser meets the tagger's real mistakes.
    let half = train.len() / 2;
    let (first, second) = (train_tagger(&train[..half], 4), train_tagger(&train[half..], 4));
    for (at, sentence) in train.iter_mut().enumerate() {
        tag_words(if at < half { &second } else { &first }, &sentence.words, &mut sentence.guessed);
    }
    let tagger = train_tagger(&train, TAG_ROUNDS);
    let moves = train_parser(&mut train);
    let relations = train_namer(&mut train);

    let mut bytes = Vec::new();
    tagger.write(&mut bytes, 0);
    moves.write(&mut bytes, 1);
    relations.write(&mut bytes, 0);
    std::fs::write(&out, &bytes)?;
    for path in paths.get(cut + 1..).unwrap_or(&[]) {
        let mut test = read(std::slice::from_ref(path))?;
        report(path, &mut test, &tagger.rounded(), &as_read(moves.rounded()), &relations.rounded());
    }
    Ok(())
}

/// With the first column as the program works it out.
fn as_read(mut moves: Perceptron<MOVE_COLUMNS>) -> Perceptron<MOVE_COLUMNS> {
    for row in &mut moves.scores {
        row[0] = i32::from(first_move(row[1] as i8, row[2] as i8));
    }
    moves
}

fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for at in (1..items.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        items.swap(at, (state % (at as u64 + 1)) as usize);
    }
}

/// One block of a CoNLL-U file, hyphenated compounds joined to one word.
fn sentence(block: &str) -> Option<Sentence> {
    struct Row {
        form: String,
        tag: String,
        head: usize,
        relation: String,
        spaced: bool,
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut glued_until = (0, true);
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() < 10 || fields[0].contains('.') {
            continue;
        }
        let spaced = !fields[9].contains("SpaceAfter=No");
        if let Some((_, last)) = fields[0].split_once('-') {
            glued_until = (last.parse().ok()?, spaced);
            continue;
        }
        let id: usize = fields[0].parse().ok()?;
        let spaced = match id.cmp(&glued_until.0) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => glued_until.1,
            std::cmp::Ordering::Greater => spaced,
        };
        rows.push(Row {
            form: fields[1].to_owned(),
            tag: fields[4].to_owned(),
            head: fields[6].parse().ok()?,
            relation: fields[7].to_owned(),
            spaced,
        });
    }
    if rows.is_empty() || rows.len() > 120 {
        return None;
    }
    // Group of every word: hyphens written without spaces join their neighbours.
    let mut group = vec![0; rows.len()];
    for at in 1..rows.len() {
        let hyphen = |row: &Row| row.tag == "HYPH" && row.form.len() <= 3;
        let joined = !rows[at - 1].spaced
            && (hyphen(&rows[at]) && at + 1 < rows.len() && !rows[at].spaced
                || hyphen(&rows[at - 1]) && at >= 2 && !rows[at - 2].spaced);
        group[at] = group[at - 1] + usize::from(!joined);
    }
    let count = group[rows.len() - 1] + 1;
    let mut s = Sentence {
        forms: vec![String::new(); count],
        words: Vec::new(),
        tags: Vec::new(),
        heads: vec![count as u16; count],
        relations: vec![Relation::Other; count],
        guessed: Vec::new(),
    };
    for g in 0..count {
        let members: Vec<usize> = (0..rows.len()).filter(|&at| group[at] == g).collect();
        for &at in &members {
            s.forms[g].push_str(&rows[at].form);
        }
        let outward = |at: usize| rows[at].head == 0 || group[rows[at].head - 1] != g;
        let main = members.iter().copied().find(|&at| outward(at)).unwrap_or(members[0]);
        let last = *members.last()?;
        let joined = members.len() > 1;
        let mut tag = penn(&rows[if joined { last } else { main }].tag, &rows[main].form);
        if joined && matches!(rows[main].relation.as_str(), "amod" | "compound") && !tag.is_proper() {
            tag = Tag::JJ;
        }
        s.tags.push(tag);
        s.words.push(Word::new(&s.forms[g]));
        if rows[main].head > 0 {
            s.heads[g] = group[rows[main].head - 1] as u16;
            s.relations[g] = relation(&rows[main].relation);
        }
    }
    Some(s)
}

fn penn(tag: &str, form: &str) -> Tag {
    if let Some(tag) = Tag::from_name(tag) {
        return tag;
    }
    match tag {
        "HYPH" | "NFP" => Tag::Colon,
        "ADD" => Tag::NNP,
        "AFX" => Tag::JJ,
        "LS" => Tag::CD,
        "GW" => Tag::NN,
        _ if form.chars().all(|c| !c.is_alphanumeric()) => Tag::SYM,
        _ => Tag::NN,
    }
}

fn relation(name: &str) -> Relation {
    if let Some(relation) = Relation::from_name(name) {
        return relation;
    }
    match name {
        "obl:tmod" | "obl:npmod" | "nmod:tmod" | "nmod:npmod" | "nmod:unmarked" => Relation::Unmarked,
        "nsubj:outer" => Relation::Subject,
        "csubj:pass" | "csubj:outer" => Relation::ClauseSubject,
        "obl:agent" | "obl:arg" => Relation::Oblique,
        "nmod:desc" => Relation::Compound,
        "det:predet" => Relation::Determiner,
        "cc:preconj" => Relation::Conjunction,
        "advcl:relcl" => Relation::AdverbClause,
        "fixed" => Relation::Case,
        _ => Relation::from_name(name.split(':').next().unwrap_or("")).unwrap_or(Relation::Other),
    }
}

/// A table of scores in training: the sum over time is kept beside the score.
struct Perceptron<const W: usize> {
    bits: u32,
    scores: Vec<[i32; W]>,
    totals: Vec<[i64; W]>,
    stamps: Vec<[u32; W]>,
    time: u32,
    /// The fingerprint of the feature that a row belongs to; 0 for none. The most frequent one gets it.
    owners: Vec<u8>,
}

/// Features met less often than this get no row.
const RARE: u32 = 2;

/// Scores are shipped as multiples of this, of 127 at most, and rows without one above the other number are left out:
/// half the size for a tenth of a point.
const GRAIN: f64 = 3.0;
const LEAST: f64 = 9.0;

impl<const W: usize> Weights<W> for Perceptron<W> {
    fn add(&self, features: &[u32], scores: &mut [i32; W]) {
        for &feature in features.iter().filter(|&&feature| self.owns(feature)) {
            for (score, weight) in scores.iter_mut().zip(&self.scores[(feature >> (32 - self.bits)) as usize]) {
                *score += weight;
            }
        }
    }
}

impl<const W: usize> Perceptron<W> {
    fn new(bits: u32) -> Perceptron<W> {
        let rows = 1 << bits;
        Perceptron {
            bits,
            scores: vec![[0; W]; rows],
            totals: vec![[0; W]; rows],
            stamps: vec![[0; W]; rows],
            time: 0,
            owners: vec![0; rows],
        }
    }

    /// Gives every row to the most frequent of the features that share it.
    fn assign(&mut self, counts: &BTreeMap<u32, u32>) {
        let mut most = vec![RARE - 1; self.owners.len()];
        for (&feature, &count) in counts {
            let row = (feature >> (32 - self.bits)) as usize;
            if count > most[row] {
                most[row] = count;
                self.owners[row] = fingerprint(feature);
            }
        }
    }

    fn owns(&self, feature: u32) -> bool {
        self.owners[(feature >> (32 - self.bits)) as usize] == fingerprint(feature)
    }

    fn update(&mut self, features: &[u32], right: usize, wrong: usize) {
        for &feature in features {
            if !self.owns(feature) {
                continue;
            }
            let row = (feature >> (32 - self.bits)) as usize;
            for (column, change) in [(right, 1), (wrong, -1)] {
                let since = self.time - self.stamps[row][column];
                self.totals[row][column] += i64::from(self.scores[row][column]) * i64::from(since);
                self.stamps[row][column] = self.time;
                self.scores[row][column] += change;
            }
        }
    }

    fn average(&mut self) {
        for row in 0..self.scores.len() {
            for column in 0..W {
                let since = i64::from(self.time - self.stamps[row][column]);
                let total = self.totals[row][column] + i64::from(self.scores[row][column]) * since;
                // 256ths, so that rounding to a byte loses little.
                self.scores[row][column] = (total * 256 / i64::from(self.time.max(1))) as i32;
            }
        }
    }

    /// What a score is divided by to fit a byte: all but the largest 2 in 1000 do.
    fn step(&self) -> f64 {
        let mut sizes: Vec<i32> = self.scores.iter().flatten().map(|score| score.abs()).filter(|&s| s > 0).collect();
        sizes.sort_unstable();
        let large = sizes.get(sizes.len() * 998 / 1000).copied().unwrap_or(127);
        (f64::from(large) / 127.0).max(1.0)
    }

    /// As it is shipped: multiples of [`GRAIN`], without the rows that hardly count.
    fn rounded(&self) -> Perceptron<W> {
        let step = self.step();
        let byte = |score: i32| (f64::from(score) / step).clamp(-127.0, 127.0);
        let grain = |score: i32| (byte(score) / GRAIN).round() * GRAIN;
        let counts = |row: &[i32; W]| row.iter().any(|&score| byte(score).abs() > LEAST);
        let scores = self.scores.iter().map(|row| if counts(row) { row.map(|s| grain(s) as i32) } else { [0; W] });
        let owners = self.scores.iter().zip(&self.owners).map(|(row, &owner)| if counts(row) { owner } else { 0 });
        Perceptron {
            bits: self.bits,
            scores: scores.collect(),
            totals: Vec::new(),
            stamps: Vec::new(),
            time: 0,
            owners: owners.collect(),
        }
    }

    /// The rows, each without its first columns where these follow from the others.
    fn write(&self, out: &mut Vec<u8>, without: usize) {
        let rounded = self.rounded();
        for (row, owner) in rounded.scores.iter().zip(&rounded.owners) {
            out.extend(row[without..W - 1].iter().map(|&score| score as i8 as u8));
            out.push(*owner);
        }
    }
}

fn count(counts: &mut BTreeMap<u32, u32>, features: &[u32]) {
    for &feature in features {
        *counts.entry(feature).or_default() += 1;
    }
}

fn train_tagger(train: &[Sentence], rounds: usize) -> Perceptron<TAG_COLUMNS> {
    let mut model = Perceptron::new(TAG_BITS);
    let mut counts = BTreeMap::new();
    for s in train {
        for at in 0..s.words.len() {
            let before = |steps: usize| at.checked_sub(steps).map_or(45, |at| s.tags[at] as u32);
            count(&mut counts, &tag_features(&s.words, at, before(1), before(2)));
        }
    }
    model.assign(&counts);
    let mut order: Vec<usize> = (0..train.len()).collect();
    for round in 0..rounds {
        shuffle(&mut order, 100 + round as u64);
        let (mut right, mut all) = (0, 0);
        for &at in &order {
            let s = &train[at];
            let (mut before, mut before2) = (45, 45);
            for at in 0..s.words.len() {
                model.time += 1;
                let features = tag_features(&s.words, at, before, before2);
                let mut scores = [0; TAG_COLUMNS];
                model.add(&features, &mut scores);
                let guess = best(&scores[..Tag::ALL.len()]);
                let gold = s.tags[at] as usize;
                if guess != gold {
                    model.update(&features, gold, guess);
                }
                right += usize::from(guess == gold);
                all += 1;
                (before2, before) = (before, guess as u32);
            }
        }
        println!("tagger round {round}: {:.2}", 100.0 * right as f64 / all as f64);
    }
    model.average();
    model
}

/// The moves that lose no arc of the gold tree that could still be had.
fn good_moves(machine: &Machine, gold: &[u16]) -> Vec<Move> {
    let n = gold.len() as u16;
    let (next, stack) = (machine.next, &machine.stack);
    let Some(&top) = stack.last() else { return vec![Move::Shift] };
    let head = |word: u16| if word < n { gold[word as usize] } else { u16::MAX };
    if next < n && head(next) == top {
        return vec![Move::Shift];
    }
    if head(top) == next {
        return vec![Move::Left];
    }
    let linked = |a: u16, b: u16| head(a) == b || head(b) == a;
    let mut good: Vec<Move> = Move::ALL.into_iter().filter(|&step| machine.allows(step)).collect();
    if stack.len() >= 2 && head(top) == stack[stack.len() - 2] {
        good.retain(|&step| step != Move::Left);
    }
    if next < n && stack.iter().any(|&word| linked(next, word)) {
        good.retain(|&step| step != Move::Shift);
    }
    if (next + 1..=n).any(|word| linked(top, word)) {
        good.retain(|&step| step == Move::Shift);
    }
    good
}

fn train_parser(train: &mut [Sentence]) -> Perceptron<MOVE_COLUMNS> {
    let mut model = Perceptron::new(MOVE_BITS);
    let mut machine = Machine::default();
    let mut counts = BTreeMap::new();
    for s in train.iter() {
        machine.start(s.words.len());
        while !machine.is_done() {
            count(&mut counts, &move_features(&machine.state(&s.words, &s.guessed)));
            let moves = good_moves(&machine, &s.heads);
            let Some(&step) = moves.first().or(Move::ALL.iter().find(|&&step| machine.allows(step))) else { break };
            machine.apply(step);
        }
    }
    model.assign(&counts);
    let mut order: Vec<usize> = (0..train.len()).collect();
    for round in 0..MOVE_ROUNDS {
        shuffle(&mut order, 200 + round as u64);
        let (mut right, mut all) = (0, 0);
        for &at in &order {
            let s = &train[at];
            machine.start(s.words.len());
            while !machine.is_done() {
                if machine.stack.is_empty() {
                    machine.apply(Move::Shift);
                    continue;
                }
                model.time += 1;
                let features = move_features(&machine.state(&s.words, &s.guessed));
                let mut scores = [0; MOVE_COLUMNS];
                model.add(&features, &mut scores);
                let pick = |moves: &[Move]| moves.iter().copied().max_by_key(|&m| (scores[m as usize], -(m as i32)));
                let allowed: Vec<Move> = Move::ALL.into_iter().filter(|&step| machine.allows(step)).collect();
                let Some(guess) = pick(&allowed) else { break };
                if let Some(gold) = pick(&good_moves(&machine, &s.heads))
                    && !good_moves(&machine, &s.heads).contains(&guess)
                {
                    model.update(&features, gold as usize, guess as usize);
                }
                machine.apply(guess);
            }
            right += machine.heads.iter().zip(&s.heads).filter(|(a, b)| a == b).count();
            all += s.heads.len();
        }
        println!("parser round {round}: {:.2}", 100.0 * right as f64 / all as f64);
    }
    model.average();
    model
}

fn train_namer(train: &mut [Sentence]) -> Perceptron<RELATION_COLUMNS> {
    let mut model = Perceptron::new(RELATION_BITS);
    let mut left = Vec::new();
    let mut counts = BTreeMap::new();
    for s in train.iter() {
        left_children(&s.heads, &mut left);
        let mut siblings = vec![40; s.heads.len() + 1];
        for at in 0..s.heads.len() {
            let head = s.heads[at] as usize;
            if head < s.heads.len() && !s.guessed[at].is_punctuation() {
                count(&mut counts, &arc_features(&arc(&s.words, &s.guessed, &s.heads, &left, at, siblings[head])));
                siblings[head] = s.relations[at] as u32;
            }
        }
    }
    model.assign(&counts);
    let mut order: Vec<usize> = (0..train.len()).collect();
    for round in 0..RELATION_ROUNDS {
        shuffle(&mut order, 300 + round as u64);
        let (mut right, mut all) = (0, 0);
        for &at in &order {
            let s = &train[at];
            left_children(&s.heads, &mut left);
            let mut siblings = vec![40; s.heads.len() + 1];
            for at in 0..s.heads.len() {
                let head = s.heads[at] as usize;
                if head >= s.heads.len() || s.guessed[at].is_punctuation() {
                    continue;
                }
                model.time += 1;
                let features = arc_features(&arc(&s.words, &s.guessed, &s.heads, &left, at, siblings[head]));
                let mut scores = [0; RELATION_COLUMNS];
                model.add(&features, &mut scores);
                let (guess, gold) = (best(&scores[..Relation::ALL.len()]), s.relations[at] as usize);
                if guess != gold {
                    model.update(&features, gold, guess);
                }
                siblings[head] = guess as u32;
                right += usize::from(guess == gold);
                all += 1;
            }
        }
        println!("relations round {round}: {:.2}", 100.0 * right as f64 / all as f64);
    }
    model.average();
    model
}

fn report(
    path: &str,
    test: &mut [Sentence],
    tagger: &Perceptron<TAG_COLUMNS>,
    moves: &Perceptron<MOVE_COLUMNS>,
    relations: &Perceptron<RELATION_COLUMNS>,
) {
    let (mut words, mut tags, mut counted, mut heads, mut labelled) = (0, 0, 0, 0, 0);
    let mut confusion: BTreeMap<(Tag, Tag), usize> = BTreeMap::new();
    let mut machine = Machine::default();
    let (mut left, mut siblings, mut named) = (Vec::new(), Vec::new(), Vec::new());
    for s in test {
        tag_words(tagger, &s.words, &mut s.guessed);
        parse(moves, &mut machine, &s.words, &s.guessed);
        name_relations(relations, &s.words, &s.guessed, &machine.heads, &mut left, &mut siblings, &mut named);
        for (at, found) in named.iter().enumerate() {
            words += 1;
            tags += usize::from(s.guessed[at] == s.tags[at]);
            if s.guessed[at] != s.tags[at] {
                *confusion.entry((s.tags[at], s.guessed[at])).or_default() += 1;
            }
            if s.tags[at].is_punctuation() {
                continue;
            }
            counted += 1;
            let head = machine.heads[at] == s.heads[at];
            heads += usize::from(head);
            let root = s.heads[at] as usize >= s.heads.len();
            labelled += usize::from(head && (root || *found == s.relations[at]));
        }
    }
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let name = path.rsplit('/').next().unwrap_or(path);
    println!(
        "{name}: tags {:.2}  heads {:.2}  heads and relations {:.2}  (punctuation left out of the trees)",
        share(tags, words),
        share(heads, counted),
        share(labelled, counted)
    );
    let mut worst: Vec<_> = confusion.into_iter().collect();
    worst.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let line: Vec<String> =
        worst.iter().take(8).map(|((gold, got), n)| format!("{}→{} {n}", gold.name(), got.name())).collect();
    println!("  most mistaken: {}", line.join(", "));
}
