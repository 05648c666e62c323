//! Numbers in digits and words: "5,000", "twenty-five", "two and a half", "several", "the 21st".

use super::words::Word;
use crate::timex::expr::{Count, Unit};
use crate::timex::view::View;

/// A count from the place on, with where it ends. "a" alone is none.
pub fn count(v: &View, i: usize) -> Option<(Count, usize)> {
    let (count, end) = plain_count(v, i)?;
    // "two and a half years", "3 1/2 weeks" have the half before the unit.
    match count {
        Count::Tenths(tenths) if v.is(end, Word::And) && v.is(end + 1, Word::A) && v.is(end + 2, Word::Half) => {
            Some((Count::Tenths(tenths.saturating_add(5)), end + 3))
        }
        // "two-and-a-half"
        Count::Tenths(tenths)
            if v.is_mark(end, b'-')
                && v.is(end + 1, Word::And)
                && v.is(end + 3, Word::A)
                && v.is(end + 5, Word::Half) =>
        {
            Some((Count::Tenths(tenths.saturating_add(5)), end + 6))
        }
        // "5 1/2"
        Count::Tenths(tenths)
            if v.is_text(end, "1") && v.is_mark(end + 1, b'/') && v.is_text(end + 2, "2") && v.is_glued(end + 2) =>
        {
            Some((Count::Tenths(tenths.saturating_add(5)), end + 3))
        }
        Count::Tenths(tenths) if v.is_text(end, "½") => Some((Count::Tenths(tenths.saturating_add(5)), end + 1)),
        _ => Some((count, end)),
    }
}

fn plain_count(v: &View, i: usize) -> Option<(Count, usize)> {
    match v.word(i) {
        Word::Digits => {
            let (tenths, mut end) = (digits(v.str(i))?, i + 1);
            let mut tenths = tenths;
            if let Word::Scale(scale) = v.word(end) {
                tenths = tenths.saturating_mul(i64::from(scale));
                end += 1;
            }
            Some((Count::Tenths(tenths), end))
        }
        // "78 million | two years ago"
        Word::Scale(_) if matches!(v.before(i), Word::Digits | Word::Cardinal(_)) && i > 0 => None,
        Word::Cardinal(_) | Word::Scale(_) => {
            let (number, end) = cardinal(v, i)?;
            Some((Count::whole(number), end))
        }
        Word::Vague => Some((Count::Vague, i + 1)),
        // "some years of peace"
        Word::About if v.is_text(i, "some") && matches!(v.word(i + 1), Word::Units(_)) => Some((Count::Vague, i + 1)),
        Word::Half
            if matches!(v.before(i), Word::Last | Word::Next | Word::Past)
                && v.is(i + 1, Word::Unit(Unit::Century)) =>
        {
            Some((Count::Tenths(5), i + 1))
        }
        Word::Dozen => Some((Count::whole(12), i + 1)),
        // "the last couple of days"; "a couple" is below.
        Word::Couple if v.is(i + 1, Word::Of) && matches!(v.before(i), Word::Last | Word::Next | Word::Past) => {
            Some((Count::whole(2), i + 2))
        }
        Word::Half if v.is(i + 1, Word::A) => Some((Count::Tenths(5), i + 2)),
        Word::Half if v.is_mark(i + 1, b'-') => Some((Count::Tenths(5), i + 2)),
        Word::A => match v.word(i + 1) {
            Word::Vague if v.is_any(i + 1, &["few"]) => Some((Count::Vague, i + 2)),
            Word::Couple => Some((Count::whole(2), i + 2 + usize::from(v.is(i + 2, Word::Of)))),
            Word::Dozen => Some((Count::whole(12), i + 2)),
            Word::Half => Some((Count::Tenths(5), i + 2 + usize::from(v.is_mark(i + 2, b'-')))),
            Word::Scale(_) => {
                let (number, end) = cardinal(v, i + 1)?;
                Some((Count::whole(number), end))
            }
            _ => None,
        },
        _ => None,
    }
}

/// A number in words.
pub fn cardinal(v: &View, i: usize) -> Option<(i64, usize)> {
    let (mut total, mut current, mut at) = (0i64, 0i64, i);
    let mut seen = false;
    // Longer numbers than twelve words are not written out.
    while at < i + 12 {
        match v.word(at) {
            Word::Cardinal(n) => {
                let n = i64::from(n);
                let fits = current % 100 == 0 || (current % 10 == 0 && current % 100 >= 20 && n < 10);
                if seen && !fits {
                    break;
                }
                current = current.saturating_add(n);
            }
            Word::Scale(100) => current = current.max(1).saturating_mul(100),
            Word::Scale(scale) => {
                total = total.saturating_add(current.max(1).saturating_mul(i64::from(scale)));
                current = 0;
            }
            Word::Mark(b'-') if seen && v.is_glued(at) && matches!(v.word(at + 1), Word::Cardinal(1..=9)) => {
                if current % 10 != 0 || current % 100 < 20 {
                    break;
                }
            }
            Word::And if seen && current % 100 == 0 && matches!(v.word(at + 1), Word::Cardinal(_)) => {
                if current == 0 && total == 0 {
                    break;
                }
            }
            _ => break,
        }
        seen = true;
        at += 1;
    }
    seen.then_some((total.saturating_add(current), at))
}

/// "21st", "twenty-first", "third".
pub fn ordinal(v: &View, i: usize) -> Option<(i64, usize)> {
    match v.word(i) {
        Word::Digits if v.is(i + 1, Word::OrdinalSuffix) && v.is_glued(i + 1) => Some((v.integer(i)?, i + 2)),
        Word::Ordinal(n) => Some((i64::from(n), i + 1)),
        Word::Unit(Unit::Second) if v.is_text(i, "second") => Some((2, i + 1)),
        Word::Cardinal(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) => {
            let at = i + 1 + usize::from(v.is_mark(i + 1, b'-'));
            match v.word(at) {
                Word::Ordinal(n) if n < 10 => Some((i64::from(tens) + i64::from(n), at + 1)),
                Word::Unit(Unit::Second) if v.is_text(at, "second") => Some((i64::from(tens) + 2, at + 1)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Tenths of a number in digits, its further decimals dropped.
fn digits(text: &str) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let mut number = 0i64;
    for byte in whole.bytes().filter(|byte| *byte != b',') {
        number = number.checked_mul(10)?.checked_add(i64::from(byte.wrapping_sub(b'0')))?;
    }
    let tenth = decimals.bytes().next().map_or(0, |byte| i64::from(byte.wrapping_sub(b'0')));
    number.checked_mul(10)?.checked_add(tenth)
}
