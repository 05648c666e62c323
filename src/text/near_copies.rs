//! Texts that are nearly the same: agency copies, print versions, a page saved twice.
//!
//! [`Signature`] is MinHash (Broder 1997) over runs of words, with one permutation (Li, Owen, Zhang 2012); texts whose
//! signatures share a band are compared run by run, so that the time grows with the number of texts, not of pairs.

use std::collections::{BTreeMap, HashMap};

/// Words of a run.
const RUN_WORDS: usize = 4;
/// Shorter texts have too few runs to be nearly alike by anything but chance: they are copies where all their words are
/// the same.
const LEAST_RUNS: usize = 30;
/// Shorter ones are headings and greetings.
const FEWEST_RUNS: usize = 6;
const BANDS: usize = 32;
const BAND_VALUES: usize = 4;
const VALUES: usize = BANDS * BAND_VALUES;
/// Of the shorter text's runs, those that the longer has too.
const CONTAINED: f64 = 0.8;
/// Of all runs of both, those that both have: a text that is quoted in a much longer one is no copy of it.
const SHARED: f64 = 0.5;
/// Values that the signatures of two texts must share before their runs are compared: with half of their runs in common, all
/// but one pair in a thousand share more.
const LEAST_EQUAL: usize = VALUES * 36 / 100;
/// Texts of one band that a text is compared with, at most: more are boilerplate.
const MOST_COMPARED: usize = 8;

/// What a text is compared by: alike texts have many values in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature([u16; VALUES]);

impl Signature {
    /// `None` for a text too short to be told from another.
    pub fn of(text: &str) -> Option<Signature> {
        let mut least = [u64::MAX; VALUES];
        let mut count = 0;
        for run in runs(text) {
            count += 1;
            let value = &mut least[(run % VALUES as u64) as usize];
            *value = (*value).min(run / VALUES as u64);
        }
        if count < FEWEST_RUNS {
            return None;
        }
        let mut values = [0; VALUES];
        for (at, value) in values.iter_mut().enumerate() {
            // An empty place borrows from the next one that is not (Shrivastava, Li 2014).
            let lent = (0..VALUES).find(|step| least[(at + step) % VALUES] != u64::MAX)?;
            let mixed = mix(least[(at + lent) % VALUES].wrapping_add(lent as u64));
            *value = (mixed >> 48) as u16;
        }
        Some(Signature(values))
    }

    /// Whether the texts may have half of their runs in common, as far as the signatures tell.
    fn may_share(&self, other: &Signature) -> bool {
        self.0.iter().zip(&other.0).filter(|(own, other)| own == other).count() >= LEAST_EQUAL
    }

    fn bands(&self) -> impl Iterator<Item = [u16; BAND_VALUES]> + '_ {
        self.0.as_chunks::<BAND_VALUES>().0.iter().copied()
    }
}

/// A text and others that are nearly the same, by their places among those given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    pub first: usize,
    pub copies: Vec<usize>,
}

/// The families among these texts, each named by its first.
pub fn families(texts: &[(&str, &Signature)]) -> Vec<Family> {
    let mut of_band: HashMap<(usize, [u16; BAND_VALUES]), Vec<usize>> = HashMap::new();
    let mut families: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut known: HashMap<usize, Vec<u64>> = HashMap::new();
    for (at, (text, signature)) in texts.iter().enumerate() {
        let mut candidates: Vec<usize> = Vec::new();
        for band in signature.bands().enumerate() {
            candidates.extend(of_band.get(&band).into_iter().flatten());
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.retain(|&other| signature.may_share(texts[other].1));
        let own = if candidates.is_empty() { Vec::new() } else { sorted_runs(text) };
        let first = candidates.into_iter().find(|&other| {
            let others = known.entry(other).or_insert_with(|| sorted_runs(texts[other].0));
            is_copy(&own, others)
        });
        match first {
            Some(first) => families.entry(first).or_default().push(at),
            None => {
                for band in signature.bands().enumerate() {
                    let texts = of_band.entry(band).or_default();
                    if texts.len() < MOST_COMPARED {
                        texts.push(at);
                    }
                }
            }
        }
    }
    families.into_iter().map(|(first, copies)| Family { first, copies }).collect()
}

/// The runs of a text, each once, in order of their numbers.
fn sorted_runs(text: &str) -> Vec<u64> {
    let mut runs: Vec<u64> = runs(text).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

fn is_copy(one: &[u64], other: &[u64]) -> bool {
    let (small, large) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if small.len() < LEAST_RUNS {
        return small == large;
    }
    let both = small.iter().filter(|run| large.binary_search(run).is_ok()).count();
    let all = small.len() + large.len() - both;
    both as f64 >= CONTAINED * small.len() as f64 && both as f64 >= SHARED * all as f64
}

/// A number for each run of words, case and punctuation left out. Scripts without spaces count their letters as words.
fn runs(text: &str) -> impl Iterator<Item = u64> + '_ {
    let mut last = [0u64; RUN_WORDS];
    let mut count = 0;
    words(text).filter_map(move |word| {
        last.rotate_left(1);
        last[RUN_WORDS - 1] = word;
        count += 1;
        (count >= RUN_WORDS).then(|| last.iter().fold(0, |hash, word| mix(hash ^ word)))
    })
}

/// The words' hashes (FNV-1a).
fn words(text: &str) -> impl Iterator<Item = u64> + '_ {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let mut letters = text.chars().peekable();
    std::iter::from_fn(move || {
        while letters.next_if(|c| !c.is_alphanumeric()).is_some() {}
        let mut hash = START;
        while let Some(letter) = letters.next_if(|c| c.is_alphanumeric()) {
            for lower in letter.to_lowercase() {
                hash = (hash ^ u64::from(u32::from(lower))).wrapping_mul(0x0100_0000_01b3);
            }
            if is_ideograph(letter) || letters.peek().is_some_and(|next| is_ideograph(*next)) {
                break;
            }
        }
        (hash != START).then_some(hash)
    })
}

fn is_ideograph(letter: char) -> bool {
    ('\u{2E80}'..='\u{9FFF}').contains(&letter) || ('\u{AC00}'..='\u{D7FF}').contains(&letter)
}

/// Spreads a number over all 64 bits (the end of SplitMix64).
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A story of so many sentences, no two alike.
    fn story(name: &str, sentences: usize) -> String {
        (0..sentences).map(|n| format!("{name}{n} burned and {name}{} fell. ", n * 7)).collect()
    }

    fn found(texts: &[String]) -> Vec<Family> {
        let signatures: Vec<Signature> = texts.iter().map(|text| Signature::of(text).unwrap()).collect();
        families(&texts.iter().map(String::as_str).zip(&signatures).collect::<Vec<_>>())
    }

    #[test]
    fn a_print_version_and_an_agency_copy_are_found() {
        let print = format!("PRINT VERSION. {} All rights reserved.", story("Harlow", 20));
        let agency = story("Harlow", 20).to_uppercase().replace("HARLOW4 BURNED", "A fire broke out at Harlow4");
        let texts = [story("Harlow", 20), story("Wexmouth", 20), print, agency, story("Wexmouth", 19)];
        let expected = [Family { first: 0, copies: vec![2, 3] }, Family { first: 1, copies: vec![4] }];
        assert_eq!(found(&texts), expected);
    }

    #[test]
    fn a_new_report_with_the_old_background_is_no_copy() {
        let background = story("Harlow", 10);
        let texts = [format!("{}{background}", story("Birk", 8)), format!("{}{background}", story("Ashford", 8))];
        assert_eq!(found(&texts), []);
        assert_eq!(found(&[story("Harlow", 40), story("Harlow", 12)]), [], "a quoted beginning");
        assert_eq!(Signature::of("The mill burned."), None);
    }

    #[test]
    fn a_short_text_is_a_copy_only_word_for_word() {
        let short = "The mill of Harlow burned down in the night before the harvest.".to_owned();
        let other = short.replace("Harlow", "Birk");
        let expected = [Family { first: 0, copies: vec![2] }];
        assert_eq!(found(&[short.clone(), other, short.to_uppercase()]), expected);
    }

    #[test]
    fn thousands_of_texts_take_no_time_in_their_square() {
        let texts: Vec<String> = (0..2000).map(|n| story(&format!("Town{}", n / 2), 12)).collect();
        let found = found(&texts);
        assert_eq!(found.len(), 1000);
        assert!(found.iter().all(|family| family.copies == [family.first + 1]));
    }
}
