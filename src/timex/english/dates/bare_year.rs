//! A year by itself: "2014", "44 BC"; not "2014 seats", "Boeing 2014", "Room 2014".

use super::super::words::Word;
use super::numeric::glued_mark;
use super::{YEARS, dated, introduces, year};
use crate::time::Period;
use crate::timex::expr::Expr;
use crate::timex::view::{Match, View};

/// A year by itself.
pub(super) fn bare_year(v: &View, i: usize) -> Option<Match> {
    if let Some((year, end)) = short_year(v, i) {
        return dated(end, Expr::Fixed(Period::Year(year)), "year");
    }
    if let Some(early) = three_digits(v, i) {
        return Some(early);
    }
    let (year, end) = year(v, i)?;
    let with_era = end > i + 1;
    let spoken = matches!(v.word(i), Word::Cardinal(_));
    if spoken && !introduces(v.before(i)) && !matches!(v.before(i), Word::From | Word::To) {
        return None;
    }
    if !with_era && !is_year_alone(v, i, year) {
        return None;
    }
    dated(end, Expr::Fixed(Period::Year(year)), "year")
}

/// Rule of a year of three digits, which only a history has.
pub const EARLY_YEAR: &str = "early_year";

/// "in 793.", "In 731 a monk", "(936–973)": years of three digits.
fn three_digits(v: &View, i: usize) -> Option<Match> {
    let plain = |at: usize| v.integer(at).filter(|number| v.width(at) == 3 && *number >= 100);
    let year = plain(i)?;
    let dash = |at: usize| v.is_mark(at, b'-') && v.is_glued(at) && v.is_glued(at + 1);
    let opens = v.is_mark(i.wrapping_sub(1), b'(') && dash(i + 1) && plain(i + 2).is_some_and(|last| last > year);
    let closes = v.is_mark(i + 1, b')')
        && dash(i.wrapping_sub(1))
        && v.is_mark(i.wrapping_sub(3), b'(')
        && plain(i.wrapping_sub(2)).is_some_and(|first| first < year);
    let introduced = matches!(v.before(i), Word::In | Word::Since | Word::Until | Word::By) && !v.is_glued(i);
    let over = matches!(v.str(i + 1), "." | "," | ";" | "")
        || matches!(v.word(i + 1), Word::The | Word::A)
        || v.is_any(i + 1, &["he", "she", "they", "his", "her", "their", "when", "was", "were"]);
    (opens || closes || introduced && over && !v.is_glued(i + 2))
        .then(|| dated(i + 1, Expr::Fixed(Period::Year(year)), EARLY_YEAR))?
}

/// "in '98", "the class of '68", "since '45": two digits behind an apostrophe that are all of the year.
pub fn short_year(v: &View, i: usize) -> Option<(i64, usize)> {
    let written = v.is_mark(i, b'\'') && !v.is_glued(i) && v.is_glued(i + 1) && v.width(i + 1) == 2;
    let introduced = introduces(v.before(i)) || matches!(v.before(i), Word::Before | Word::After);
    // "of '45 minutes'" opens a quotation.
    let over = !v.is_glued(i + 2) && (v.is(i + 2, Word::Other) && !v.str(i + 2).ends_with('s') || !v.is_word(i + 2))
        || matches!(v.str(i + 2), "." | "," | ";" | ")" | "?")
        || matches!(
            v.word(i + 2),
            Word::And | Word::Or | Word::To | Word::The | Word::A | Word::In | Word::At | Word::On
        );
    (written && introduced && over).then_some((super::two_or_four(v, i + 1)?, i + 2))
}

/// What four digits before it count.
const COUNTED: &[&str] = &[
    "%",
    "$",
    "percent",
    "dollars",
    "people",
    "men",
    "women",
    "troops",
    "miles",
    "km",
    "feet",
    "metres",
    "meters",
    "pages",
    "copies",
    "kB",
    "MB",
    "GB",
    "votes",
    "points",
    "barrels",
    "tons",
    "tonnes",
    "acres",
    "calories",
    "square",
    "kilowatts",
    "megawatts",
    "words",
    "cattle",
    "hectares",
    "kilometers",
    "kilometres",
    "yards",
    "pounds",
    "euros",
    "residents",
    "employees",
    "soldiers",
    "students",
    "light",
    "ballots",
    "m",
    "ft",
    "kg",
    "mm",
];

/// What four digits after it number or name.
const NUMBERED: &[&str] = &[
    "Room",
    "Windows",
    "Version",
    "Resolution",
    "Route",
    "Flight",
    "Highway",
    "Euro",
    "Office",
    "Channel",
    "Model",
    "Section",
    "Article",
    "Unit",
    "No",
    "Number",
    "number",
    "page",
    "version",
    "room",
    "Box",
    "Agenda",
    "Vision",
    "Suite",
    "Rule",
    "RFC",
    "lot",
    "Lines",
    "pages",
    "paragraphs",
    "verses",
];

/// Who makes cars: "a 1987 Ford" is a car, whenever it is told of.
const CAR_MAKES: &[&str] = &[
    "Audi",
    "BMW",
    "Buick",
    "Cadillac",
    "Chevrolet",
    "Chevy",
    "Chrysler",
    "Dodge",
    "Fiat",
    "Ford",
    "Honda",
    "Hyundai",
    "Jaguar",
    "Jeep",
    "Kia",
    "Lexus",
    "Lincoln",
    "Mazda",
    "Mercedes",
    "Mitsubishi",
    "Nissan",
    "Oldsmobile",
    "Peugeot",
    "Plymouth",
    "Pontiac",
    "Porsche",
    "Renault",
    "Saab",
    "Subaru",
    "Suzuki",
    "Toyota",
    "Volkswagen",
    "Volvo",
];

/// "some 1200 to 1500 shops", "between 1600 and 1800 seats": round numbers of a range that counts something.
fn counts_range(v: &View, i: usize) -> bool {
    let joins = |at: usize| v.is(at, Word::To) || v.is(at, Word::And) || v.is(at, Word::Or) || v.is_mark(at, b'-');
    let round = |at: usize| v.width(at) == 4 && v.integer(at).is_some_and(|number| number % 100 == 0);
    let noun = |at: usize| v.is(at, Word::Other) && v.is_word(at) && !v.is_capital(at);
    let counted = |at: usize| noun(at) && (v.str(at).ends_with('s') || noun(at + 1) && v.str(at + 1).ends_with('s'));
    let first = joins(i + 1) && round(i + 2) && counted(i + 3);
    let last = i > 1 && joins(i - 1) && round(i - 2) && counted(i + 1);
    round(i) && (first || last)
}

/// "Room 2014", "pages 1914-18"
pub(super) fn is_number_of(v: &View, i: usize) -> bool {
    v.is_any(i.wrapping_sub(1), NUMBERED)
}

/// "lines 1900 to 1950"; of two numbers that fall, "carried 1945 to 1812", neither is a year.
fn is_numbered_to(v: &View, i: usize) -> bool {
    let joint = i.wrapping_sub(1);
    let falls = |from: usize, to: usize| v.integer(from) > v.integer(to) && v.width(from) == 4 && v.width(to) == 4;
    let opened = |at: usize| matches!(v.before(at), Word::From | Word::Between | Word::In);
    if v.is(i + 1, Word::To) && falls(i, i + 2) && !opened(i)
        || v.is(joint, Word::To) && falls(i.wrapping_sub(2), i) && !opened(i.wrapping_sub(2))
    {
        return true;
    }
    (v.is(joint, Word::To) || v.is_mark(joint, b'-'))
        && v.is(i.wrapping_sub(2), Word::Digits)
        && v.is_any(i.wrapping_sub(3), NUMBERED)
}

/// "example.org/2014/report"
fn is_in_address(v: &View, i: usize) -> bool {
    v.is_mark(i.wrapping_sub(1), b'/') && v.is_glued(i) && v.is_glued(i - 1) && v.is_word(i.wrapping_sub(2))
}

/// Whether four bare digits are a year: not a price, a count, a number of something, part of a longer number.
fn is_year_alone(v: &View, i: usize, year: i64) -> bool {
    // "rose from 297 to 1051"
    let counts_up = v.is(i.wrapping_sub(1), Word::To)
        && v.is(i.wrapping_sub(2), Word::Digits)
        && v.width(i.wrapping_sub(2)) < 4
        && v.is(i.wrapping_sub(3), Word::From);
    if counts_up {
        return false;
    }
    // "020 7946 1990" is dialled.
    let number = i.checked_sub(1).and_then(|before| v.integer(before)).filter(|number| !YEARS.contains(number));
    let dialled = number.is_some_and(|number| number >= 100) && v.tokens[i].gap == crate::text::Gap::Space;
    if dialled {
        return false;
    }
    let glued_before = v.is_glued(i) && i > 0;
    if glued_before {
        let fine = matches!(v.before(i), Word::Mark(b'(' | b'-' | b'/' | b'~') | Word::Other)
            && !v.is_any(i - 1, &["$", "£", "€", "#", "%", "+", "="])
            && v.tokens[i - 1].kind == crate::text::TokenKind::Punct;
        if !fine {
            return false;
        }
        let joins_number = matches!(v.before(i), Word::Mark(b'-' | b'/')) && v.is(i.wrapping_sub(2), Word::Digits);
        if joins_number && v.width(i.wrapping_sub(2)) != 4 {
            return false;
        }
        let names_thing = v.is_mark(i - 1, b'-') && v.is_glued(i - 1) && v.is(i.wrapping_sub(2), Word::Other);
        if names_thing {
            return false;
        }
    }
    // "1990s" is a decade; "2000-seat" a count; "1500m" a distance.
    if v.is_glued(i + 1) && v.tokens.get(i + 1).is_some_and(|token| token.kind == crate::text::TokenKind::Word) {
        return v.is(i + 1, Word::Possessive);
    }
    let at_clock = v.is(i.wrapping_sub(2), Word::At) && v.is(i.wrapping_sub(1), Word::About);
    // "a 1987 Ford", "the Peugeot 2008"; "in 1987 Ford closed a plant" is a year.
    let model = v.is_any(i + 1, CAR_MAKES) && matches!(v.before(i), Word::A | Word::The | Word::Possessive)
        || v.is_any(i.wrapping_sub(1), CAR_MAKES) && matches!(v.word(i.wrapping_sub(2)), Word::A | Word::The);
    if model || counts_range(v, i) || at_clock {
        return false;
    }
    if v.is_any(i + 1, COUNTED) || is_number_of(v, i) || is_numbered_to(v, i) || is_in_address(v, i) {
        return false;
    }
    // "a crowd of 1966"
    if v.is(i.wrapping_sub(1), Word::Of) && v.is_any(i.wrapping_sub(2), &["crowd", "total", "audience", "attendance"]) {
        return false;
    }
    // "a 2000-seat hall"; "1998-99" and "1990-present" are years.
    let compound = v.is_mark(i + 1, b'-') && v.is_glued(i + 1) && v.is_glued(i + 2) && v.is(i + 2, Word::Other);
    if compound && !v.is_text(i + 2, "present") && !v.is_capital(i + 2) {
        return false;
    }
    if v.is_mark(i + 1, b'-') && v.is_glued(i + 1) && v.is_glued(i + 2) && v.width(i + 2) >= 3 && v.width(i + 2) != 4 {
        return false;
    }
    if v.is_mark(i + 1, b':') && v.is_glued(i + 2) && v.is(i + 2, Word::Digits) {
        return false;
    }
    // "Directive 1999/70", but "the 2013/14 season"
    if v.is_mark(i + 1, b'/') && v.is_glued(i + 1) && v.is_glued(i + 2) {
        let next = v.integer(i + 2).filter(|_| matches!(v.width(i + 2), 2 | 4));
        if next.is_none_or(|next| next % 100 != (year + 1) % 100) && v.is(i + 2, Word::Digits) {
            return false;
        }
    }
    // "1861-1863"
    let range_to = glued_mark(v, i + 1, b"-/").and_then(|_| v.integer(i + 2)).filter(|_| v.width(i + 2) == 4);
    if range_to.is_some_and(|last| YEARS.contains(&last) && last > year) {
        return true;
    }
    let introduced = matches!(
        v.before(i),
        Word::In
            | Word::Since
            | Word::Until
            | Word::From
            | Word::To
            | Word::By
            | Word::Of
            | Word::During
            | Word::Between
            | Word::And
            | Word::Early
            | Word::Late
            | Word::Mid
            | Word::Mark(b'(' | b'-' | b'/' | b',')
            | Word::Before
            | Word::After
            | Word::The
            | Word::For
            | Word::Through
            | Word::About
            | Word::Circa
            | Word::Or
            | Word::On
    ) && !v.is_text(i.wrapping_sub(1), "some");
    // "around 1300 route kilometres", "about 1010 ± 195": a number of them.
    let plain = |at: usize| v.is(at, Word::Other) && v.is_word(at) && !v.is_capital(at) && !v.begins_line(at);
    let describes = plain(i + 1) && !["ing", "ly", "ed"].iter().any(|end| v.str(i + 1).ends_with(end));
    let counted = describes && plain(i + 2) && v.str(i + 2).ends_with('s') && v.str(i + 2).len() > 3;
    if v.is(i.wrapping_sub(1), Word::About) && (counted || v.str(i + 1) == "±") {
        return false;
    }
    // "dated 1642", "as early as 1794", "(c. 1525)", "1567 or 1568"
    let dot = usize::from(v.is_mark(i.wrapping_sub(1), b'.'));
    let introduced = introduced
        || v.is(i.wrapping_sub(1), Word::Than)
        || v.is_text(i.wrapping_sub(1), "dated")
        || v.is_text(i.wrapping_sub(1), "as") && v.is_any(i.wrapping_sub(2), &["early", "late", "recently"])
        || v.is(i.wrapping_sub(1 + dot), Word::Circa)
        || v.is(i + 1, Word::Or) && v.integer(i + 2) == Some(year + 1);
    if introduced {
        let counted = v.is(i + 1, Word::Other)
            && v.str(i + 1).ends_with('s')
            && v.str(i + 1).len() > 3
            && !v.is_capital(i + 1)
            && !matches!(v.before(i), Word::In | Word::Since | Word::The);
        const MEASURED: &[&str] = &[
            "levels",
            "prices",
            "figures",
            "standards",
            "results",
            "elections",
            "rates",
            "estimates",
            "profits",
            "sales",
        ];
        return !counted
            || year >= 1900 && v.is_any(i + 1, MEASURED)
            || year >= 1900 && matches!(v.before(i), Word::Of | Word::By);
    }
    // "owned 2000 sheep": a round number before a noun counts it.
    let round = year % 100 == 0 && v.is(i + 1, Word::Other) && !v.is_capital(i + 1) && v.is_word(i + 1);
    (1900..=2030).contains(&year) && !round
}
