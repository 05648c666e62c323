//! Feasts and days with a name of their own: "Christmas Day", "Thanksgiving", "Easter Sunday", "New Year's Eve".

use super::words::Word;
use crate::timex::TimexType::Date;
use crate::timex::expr::{Expr, Holiday, Which, Yearless};
use crate::timex::view::{Match, View};

/// Names of several words with what they are; the first word decides quickly that a place holds none.
const NAMES: &[(&[&str], Holiday)] = &[
    (&["New", "Year", "'s", "Day"], Holiday::Fixed(1, 1)),
    (&["New", "Year", "'s", "Eve"], Holiday::Fixed(12, 31)),
    (&["Valentine", "'s", "Day"], Holiday::Fixed(2, 14)),
    (&["Independence", "Day"], Holiday::Fixed(7, 4)),
    (&["Boxing", "Day"], Holiday::Fixed(12, 26)),
    (&["Labor", "Day"], Holiday::Nth { month: 9, weekday: 0, nth: 1, then: 0 }),
    (&["Memorial", "Day"], Holiday::Nth { month: 5, weekday: 0, nth: -1, then: 0 }),
    (&["Columbus", "Day"], Holiday::Nth { month: 10, weekday: 0, nth: 2, then: 0 }),
    (&["Election", "Day"], Holiday::Nth { month: 11, weekday: 0, nth: 1, then: 1 }),
    (&["Veterans", "Day"], Holiday::Fixed(11, 11)),
    (&["Armistice", "Day"], Holiday::Fixed(11, 11)),
    (&["May", "Day"], Holiday::Fixed(5, 1)),
    (&["Bastille", "Day"], Holiday::Fixed(7, 14)),
    (&["Ides", "of", "March"], Holiday::Fixed(3, 15)),
    (&["Fourth", "of", "July"], Holiday::Fixed(7, 4)),
    (&["Martin", "Luther", "King", "Day"], Holiday::Nth { month: 1, weekday: 0, nth: 3, then: 0 }),
    (&["Remembrance", "Day"], Holiday::Fixed(11, 11)),
    (&["Patrick", "'s", "Day"], Holiday::Fixed(3, 17)),
    (&["Good", "Friday"], Holiday::Easter(-2)),
    (&["Palm", "Sunday"], Holiday::Easter(-7)),
    (&["Ash", "Wednesday"], Holiday::Easter(-46)),
];

pub fn find(v: &View, i: usize) -> Option<Match> {
    let (holiday, end) = named(v, i)?;
    let part = Yearless::Holiday(holiday);
    let at = end + usize::from(v.is_mark(end, b',') || v.is(end, Word::Of));
    let (expr, end) = match super::dates::year(v, at) {
        Some((year, year_end)) => {
            let year = Expr::Fixed(crate::time::Period::Year(year));
            (Expr::InYear(part, Box::new(year)), year_end)
        }
        None => (Expr::Yearless(part, Which::Bare), end),
    };
    Some(Match { end, kind: Date, expr, modifier: None, rule: "holiday" })
}

fn named(v: &View, i: usize) -> Option<(Holiday, usize)> {
    if !v.is_capital(i) {
        return None;
    }
    if let Word::Holiday(holiday) = v.word(i) {
        return Some(match holiday {
            Holiday::Fixed(12, 25) if v.is_text(i + 1, "Eve") => (Holiday::Fixed(12, 24), i + 2),
            Holiday::Easter(_) if v.is_text(i + 1, "Monday") => (Holiday::Easter(1), i + 2),
            Holiday::Easter(_) if v.is_text(i + 1, "Sunday") => (holiday, i + 2),
            _ if v.is_text(i + 1, "Day") => (holiday, i + 2),
            _ => (holiday, i + 1),
        });
    }
    let (name, holiday) = NAMES.iter().find(|(name, _)| {
        name.iter()
            .enumerate()
            .all(|(k, word)| v.is_text(i + k, word) || *word == "'s" && v.is(i + k, Word::Possessive))
    })?;
    Some((*holiday, i + name.len()))
}
