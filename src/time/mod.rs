//! Points and spans of time, from the Big Bang to a second, with their precision and their doubt.
//!
//! All times are seconds of the proleptic Gregorian calendar without leap seconds and without a zone (they float);
//! year 0 is 1 BC, as ISO 8601 and EDTF count.

mod calendar;
pub mod edtf;
mod fuzzy;
mod partial;
mod period;
pub mod words;

pub use calendar::{Civil, TimePoint, days_in_month, is_leap_year};
pub use edtf::Edtf;
pub use fuzzy::{FuzzySpan, TimeSpan};
pub use partial::{DateStyle, PartialDate};
pub use period::{Period, Season};

use serde::{Deserialize, Serialize};

/// How fine a statement of time is, finest first. "2014" has [`Granularity::Year`] until it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Granularity {
    Second,
    Minute,
    Hour,
    /// Morning, afternoon, evening, night.
    DayPart,
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
    /// Millions of years and more.
    Age,
}
