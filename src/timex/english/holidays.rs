//! Feasts and days with a name of their own: "Christmas Day", "Thanksgiving", "Easter Sunday", "New Year's Eve".

use super::words::Word;
use crate::timex::TimexType::Date;
use crate::timex::expr::{Expr, Holiday, Unit, Which, Yearless};
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
    (&["St", "Patrick", "'s", "Day"], Holiday::Fixed(3, 17)),
    (&["St", ".", "Patrick", "'s", "Day"], Holiday::Fixed(3, 17)),
    (&["Saint", "Patrick", "'s", "Day"], Holiday::Fixed(3, 17)),
    (&["Patrick", "'s", "Day"], Holiday::Fixed(3, 17)),
    (&["Fat", "Tuesday"], Holiday::Easter(-47)),
    (&["Good", "Friday"], Holiday::Easter(-2)),
    (&["Palm", "Sunday"], Holiday::Easter(-7)),
    (&["Ash", "Wednesday"], Holiday::Easter(-46)),
    (&["Mardi", "Gras"], Holiday::Easter(-47)),
    (&["Shrove", "Tuesday"], Holiday::Easter(-47)),
    (&["Maundy", "Thursday"], Holiday::Easter(-3)),
    (&["Holy", "Saturday"], Holiday::Easter(-1)),
    (&["Ascension", "Day"], Holiday::Easter(39)),
    (&["Whit", "Sunday"], Holiday::Easter(49)),
    (&["Whit", "Monday"], Holiday::Easter(50)),
    (&["Orthodox", "Easter"], Holiday::OrthodoxEaster(0)),
    (&["Black", "Friday"], Holiday::Nth { month: 11, weekday: 3, nth: 4, then: 1 }),
    (&["Cyber", "Monday"], Holiday::Nth { month: 11, weekday: 3, nth: 4, then: 4 }),
    (&["Presidents", "'", "Day"], Holiday::Nth { month: 2, weekday: 0, nth: 3, then: 0 }),
    (&["Father", "'s", "Day"], Holiday::Nth { month: 6, weekday: 6, nth: 3, then: 0 }),
    (&["Holocaust", "Memorial", "Day"], Holiday::Fixed(1, 27)),
    (&["Inauguration", "Day"], Holiday::Fixed(1, 20)),
    (&["Australia", "Day"], Holiday::Fixed(1, 26)),
    (&["Women", "'s", "Day"], Holiday::Fixed(3, 8)),
    (&["April", "Fools", "'", "Day"], Holiday::Fixed(4, 1)),
    (&["Earth", "Day"], Holiday::Fixed(4, 22)),
    (&["Anzac", "Day"], Holiday::Fixed(4, 25)),
    (&["Canada", "Day"], Holiday::Fixed(7, 1)),
    (&["Bonfire", "Night"], Holiday::Fixed(11, 5)),
    (&["Guy", "Fawkes", "Night"], Holiday::Fixed(11, 5)),
    (&["All", "Saints", "'", "Day"], Holiday::Fixed(11, 1)),
    (&["Eid", "al", "-", "Fitr"], Holiday::Islamic { month: 10, day: 1, days: 1 }),
    (&["Eid", "al", "-", "Adha"], Holiday::Islamic { month: 12, day: 10, days: 1 }),
    (&["Islamic", "New", "Year"], Holiday::Islamic { month: 1, day: 1, days: 1 }),
    (&["Rosh", "Hashanah"], Holiday::Hebrew { from_new_year: 0, days: 2 }),
    (&["Jewish", "New", "Year"], Holiday::Hebrew { from_new_year: 0, days: 2 }),
    (&["Yom", "Kippur"], Holiday::Hebrew { from_new_year: 9, days: 1 }),
];

/// "the Yom Kippur War", "the Easter Rising", "the Memorial Day Massacre" are names of their own.
const NAMED_FOR: &[&str] =
    &["War", "Rising", "Offensive", "Massacre", "Island", "Accord", "Accords", "Agreement", "Records"];

/// Things of a feast, which say nothing of a time.
const THINGS: &[&str] = &[
    "tree",
    "trees",
    "egg",
    "eggs",
    "card",
    "cards",
    "carol",
    "carols",
    "turkey",
    "turkeys",
    "mask",
    "masks",
    "pudding",
    "bunny",
    "bonnet",
    "stocking",
    "stockings",
    "decorations",
    "lights",
    "costume",
    "costumes",
];

pub fn find(v: &View, i: usize) -> Option<Match> {
    // "the Ides of March", "the Fourth of July"
    if v.is(i, Word::The) {
        let of_month = v.is_any(i + 1, &["Ides", "Fourth"]) && v.is(i + 2, Word::Of);
        return if of_month { feast(v, i + 1) } else { weekend(v, i + 1) };
    }
    weekend(v, i).or_else(|| feast(v, i))
}

/// "Christmas Day", "Easter 2014"
fn feast(v: &View, i: usize) -> Option<Match> {
    let (holiday, end) = named(v, i)?;
    let named = v.is_any(end, NAMED_FOR) && v.is_capital(end) || v.is_text(i.wrapping_sub(1), "Father");
    if named || v.is_any(end, THINGS) {
        return None;
    }
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

/// "Labor Day weekend", "the Easter holiday weekend"
fn weekend(v: &View, i: usize) -> Option<Match> {
    let (holiday, end) = named(v, i)?;
    let end = end + usize::from(v.is_text(end, "holiday"));
    let day = Expr::Yearless(Yearless::Holiday(holiday), Which::Bare);
    v.is(end, Word::Unit(Unit::Weekend)).then(|| Match {
        end: end + 1,
        kind: Date,
        expr: Expr::WeekendOf(Box::new(day), 0),
        modifier: None,
        rule: "holiday",
    })
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
    let first = v.str(i);
    let (name, holiday) = NAMES.iter().filter(|(name, _)| name[0].len() == first.len()).find(|(name, _)| {
        name.iter().enumerate().all(|(k, word)| match *word {
            "'s" => v.is(i + k, Word::Possessive),
            "'" => v.is_mark(i + k, b'\''),
            "-" => v.is_mark(i + k, b'-'),
            "." => v.is_mark(i + k, b'.'),
            word => v.is_text(i + k, word),
        })
    })?;
    Some((*holiday, i + name.len()))
}
