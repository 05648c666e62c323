//! Words that are nearly the same: where they stand in a text, and which of them became which.
//!
//! Places to look at are those that share the beginnings of words with the quote, at about the same distances; there the
//! least number of changed characters is counted (Sellers 1980), only as far as it stays small (Ukkonen 1985).

use super::super::TextRange;
use super::places::Places;
use std::cmp::Reverse;

/// A quote is found where no more than one in twenty of its characters is another: 95 % alike.
const ALIKE: usize = 20;

/// What is 90 % alike elsewhere makes the place unsure.
const NEARLY_ALIKE: usize = 10;

/// Longer quotes are found word for word or not at all.
const LONGEST_CHARS: usize = 4000;

/// Beginnings of words that stand at more places than this lead nowhere.
const COMMON: usize = 32;

/// One in so many beginnings of words must be there, for a place to be looked at: 10 % of changes leave more.
const SHARED: usize = 4;

/// No more places than this are looked at.
const MOST_PLACES: usize = 16;

/// The one place whose words are at least 95 % those of the quote, no other being 90 % alike.
pub(super) fn closest(quote: &str, places: &Places) -> Option<TextRange> {
    let chars = chars(quote)?;
    let [(changes, range)] = alike(quote, &chars, places)[..] else { return None };
    let longer = chars.len().max(range.of(places.text()).chars().count());
    (changes * ALIKE <= longer).then(|| whole_words(places.text(), range))
}

/// Whether no words of the text are 90 % like the quote, but those at one place.
pub(super) fn stands_apart(quote: &str, places: &Places) -> bool {
    chars(quote).is_some_and(|chars| alike(quote, &chars, places).len() <= 1)
}

/// `None` for a quote too short or too long to be told by what it is like.
fn chars(quote: &str) -> Option<Vec<char>> {
    let chars: Vec<char> = quote.chars().take(LONGEST_CHARS + 1).collect();
    (ALIKE..=LONGEST_CHARS).contains(&chars.len()).then_some(chars)
}

/// All places that are 90 % alike, no two of which overlap, each with the number of changed characters.
fn alike(quote: &str, chars: &[char], places: &Places) -> Vec<(usize, TextRange)> {
    let mut found: Vec<(usize, TextRange)> = Vec::new();
    for window in windows(quote, places) {
        let Some((changes, range)) = best_within(chars, places.text(), window) else { continue };
        match found.iter_mut().find(|(_, other)| other.overlaps(range)) {
            Some(other) => *other = (*other).min((changes, range)),
            None => found.push((changes, range)),
        }
    }
    found
}

/// Parts of the text that share words with the quote, as long as it and somewhat longer; those that share most first.
fn windows(quote: &str, places: &Places) -> Vec<TextRange> {
    let slack = (quote.len() / NEARLY_ALIKE + 4) as i64;
    let mut shifts: Vec<i64> = Vec::new();
    let mut telling = 0;
    for (offset, seeds) in places.seeds_within(quote).filter(|(_, seeds)| seeds.len() <= COMMON) {
        telling += 1;
        shifts.extend(seeds.iter().map(|&(_, at)| i64::from(at) - offset as i64));
    }
    shifts.sort_unstable();
    let mut groups: Vec<(usize, i64, i64)> = Vec::new();
    for shift in shifts {
        match groups.last_mut() {
            Some((count, first, last)) if shift - *first <= slack => (*count, *last) = (*count + 1, shift),
            _ => groups.push((1, shift, shift)),
        }
    }
    groups.retain(|(count, ..)| count * SHARED >= telling);
    groups.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    groups.truncate(MOST_PLACES);
    let text = places.text();
    let window = |(_, first, last): (usize, i64, i64)| {
        let start = usize::try_from(first - slack).unwrap_or(0).min(text.len());
        let end = usize::try_from(last + quote.len() as i64 + slack).unwrap_or(0).min(text.len());
        TextRange::new(text.floor_char_boundary(start), text.ceil_char_boundary(end.max(start)))
    };
    groups.into_iter().map(window).collect()
}

/// The part of the window that the quote becomes with the fewest changes, and how many; `None` above one in ten.
fn best_within(quote: &[char], text: &str, window: TextRange) -> Option<(usize, TextRange)> {
    let limit = quote.len() / NEARLY_ALIKE;
    // For each row, a count of characters of the quote: the changes so far, and where the part begins that has them.
    let mut column: Vec<(usize, usize)> = (0..=quote.len()).map(|row| (row, window.start)).collect();
    let mut active = limit.min(quote.len());
    // Of equals the shortest: it has the fewest characters that the quote has not.
    let mut best: Option<(usize, usize, TextRange)> = None;
    for (offset, char) in window.of(text).char_indices() {
        let end = window.start + offset + char.len_utf8();
        let mut diagonal = column[0];
        column[0] = (0, end);
        let last = (active + 1).min(quote.len());
        for row in 1..=last {
            let left = if row > active { (usize::MAX - 1, end) } else { column[row] };
            let changed = usize::from(quote[row - 1] != char);
            let cell =
                [(diagonal.0 + changed, diagonal.1), (left.0 + 1, left.1), (column[row - 1].0 + 1, column[row - 1].1)];
            diagonal = column[row];
            column[row] =
                cell.into_iter().min_by_key(|&(changes, start)| (changes, Reverse(start))).expect("three cells");
        }
        active = last;
        while active > 0 && column[active].0 > limit {
            active -= 1;
        }
        if active == quote.len() {
            let (changes, start) = column[active];
            let range = TextRange::new(start.min(end), end);
            let candidate = (changes, range.len(), range);
            best = Some(best.map_or(candidate, |best| best.min(candidate)));
        }
    }
    best.map(|(changes, _, range)| (changes, range))
}

/// The range without the words that it cuts: a part of another word was counted as a change of the first or last.
fn whole_words(text: &str, range: TextRange) -> TextRange {
    let word = |char: &char| char.is_alphanumeric();
    let cut =
        |beside: Option<char>, first: Option<char>| beside.is_some_and(|c| word(&c)) && first.is_some_and(|c| word(&c));
    let words = range.of(text);
    let (mut start, mut end) = (range.start, range.end);
    if cut(text[..start].chars().next_back(), words.chars().next()) {
        let rest = words.trim_start_matches(|char| word(&char));
        start = end - rest.trim_start_matches(|char| !word(&char)).len();
    }
    if cut(text[end..].chars().next(), words.chars().next_back()) {
        let rest = text[start..end].trim_end_matches(|char| word(&char));
        end = start + rest.trim_end_matches(|char| !word(&char)).len();
    }
    TextRange::new(start, end)
}

/// Where the words at `inner` of the old quote stand in the new one, if each of their characters is still there, in one
/// piece.
///
/// ```
/// use dateline::text::{TextRange, carry_within};
/// let (old, new) = ("The old mill closed on Monday.", "The mill closed on Monday.");
/// assert_eq!(carry_within(old, TextRange::new(13, 19), new), Some(TextRange::new(9, 15)));
/// assert_eq!(carry_within(old, TextRange::new(4, 7), new), None);
/// ```
pub fn carry_within(old: &str, inner: TextRange, new: &str) -> Option<TextRange> {
    let words = old.get(inner.start..inner.end)?;
    if old == new {
        return Some(inner);
    }
    // What both begin and end with is theirs without counting.
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = old.chars().zip(new.chars()).take_while(same).map(|(char, _)| char.len_utf8()).sum();
    let end: usize = old[start..]
        .chars()
        .rev()
        .zip(new[start..].chars().rev())
        .take_while(same)
        .map(|(char, _)| char.len_utf8())
        .sum();
    if inner.end <= start {
        return Some(inner);
    }
    if inner.start >= old.len() - end {
        let shift = |at: usize| at + new.len() - old.len();
        return Some(TextRange::new(shift(inner.start), shift(inner.end)));
    }
    let (old_middle, new_middle) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let partners = align(old_middle, new_middle)?;
    let partner = |at: usize| -> Option<usize> {
        if at < start {
            Some(at)
        } else if at >= old.len() - end {
            Some(at + new.len() - old.len())
        } else {
            partners.iter().find(|(from, _)| *from == at - start).map(|(_, to)| to + start)
        }
    };
    let first = partner(inner.start)?;
    let there = TextRange::new(first, first + words.len());
    let whole = words.char_indices().all(|(offset, _)| partner(inner.start + offset) == Some(first + offset));
    (whole && there.of(new) == words).then_some(there)
}

/// Pairs of places of the same character, for the fewest changes between two short texts; `None` for long ones.
fn align(old: &str, new: &str) -> Option<Vec<(usize, usize)>> {
    const MOST_CELLS: usize = 4_000_000;
    let a: Vec<(usize, char)> = old.char_indices().collect();
    let b: Vec<(usize, char)> = new.char_indices().collect();
    let width = b.len() + 1;
    if (a.len() + 1) * width > MOST_CELLS {
        return None;
    }
    let mut changes = vec![0u32; (a.len() + 1) * width];
    for row in 0..=a.len() {
        for column in 0..width {
            changes[row * width + column] = match (row, column) {
                (0, column) => column as u32,
                (row, 0) => row as u32,
                (row, column) => {
                    let diagonal = changes[(row - 1) * width + column - 1] + u32::from(a[row - 1].1 != b[column - 1].1);
                    let up = changes[(row - 1) * width + column] + 1;
                    diagonal.min(up).min(changes[row * width + column - 1] + 1)
                }
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (a.len(), b.len());
    while row > 0 && column > 0 {
        let here = changes[row * width + column];
        let same = a[row - 1].1 == b[column - 1].1;
        if here == changes[(row - 1) * width + column - 1] + u32::from(!same) {
            if same {
                pairs.push((a[row - 1].0, b[column - 1].0));
            }
            (row, column) = (row - 1, column - 1);
        } else if here == changes[(row - 1) * width + column] + 1 {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    pairs.reverse();
    Some(pairs)
}
