//! English: word tables apart from rules, a file a family.

mod clock;
mod dates;
mod direction;
mod durations;
mod eras;
mod holidays;
mod joints;
mod modifiers;
mod names;
mod numbers;
mod parts_of_day;
mod parts_of_year;
mod quarters;
mod quotations;
mod references;
mod relative;
mod shifts;
pub mod words;

pub use clock::TICKER;
pub use dates::{AMBIGUOUS, DAY_FIRST, EARLY_YEAR};
pub use direction::direction;
pub use joints::{
    at_between, event_behind, event_named_by, has_stop, is_on, is_taken, is_up_to, joined, opens_range, side,
};
pub use modifiers::IN_NARRATIVE;
pub use parts_of_day::OVERNIGHT;
pub use quotations::dated_quotations;
pub use references::{HERE, HERE_AND_NOW};

use super::view::{Match, View};

/// The families, in the order in which equally long matches win.
const FAMILIES: [fn(&View, usize) -> Option<Match>; 12] = [
    clock::find,
    parts_of_day::find,
    parts_of_year::month_of_year,
    dates::find,
    holidays::find,
    eras::find,
    parts_of_year::find,
    quarters::find,
    parts_of_year::first_of_centuries,
    relative::find,
    references::find,
    durations::find,
];

/// The longest expression that begins at the token.
pub fn longest(v: &View, i: usize) -> Option<Match> {
    let plain = simple(v, i);
    let mut found = match (modifiers::find(v, i), plain) {
        (Some(bent), Some(plain)) if plain.end >= bent.end => plain,
        (bent, plain) => bent.or(plain)?,
    };
    modifiers::from_outside(v, i, &mut found);
    Some(found)
}

/// The longest expression that begins at the token, without words that bend it.
fn simple(v: &View, i: usize) -> Option<Match> {
    let mut best: Option<Match> = None;
    for family in FAMILIES {
        if let Some(found) = family(v, i)
            && best.as_ref().is_none_or(|best| found.end > best.end)
        {
            best = Some(found);
        }
    }
    best
}
