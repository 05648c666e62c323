//! How a value came about, in words that a user can read.

use super::{Anchor, Derivation};
use crate::time::words::{period_words, weekday_name};
use crate::time::{DateStyle, Period};

/// The steps so far.
#[derive(Clone, Debug, Default)]
pub struct Steps(Vec<String>);

/// The period as the steps name it, days with their weekday.
pub fn say_period(period: &Period) -> String {
    period_words(period, DateStyle::DayMonthYear)
}

impl Steps {
    /// The text says it all.
    pub fn stated(words: &str) -> Steps {
        Steps(vec![format!("the text says “{}”", squeeze(words))])
    }

    /// It hangs on something that is not known.
    pub fn open(words: &str) -> Steps {
        Steps(vec![
            format!("“{}” hangs on the day of writing", squeeze(words)),
            "the publication date is not known".to_string(),
        ])
    }

    pub fn relative(words: &str) -> Steps {
        Steps(vec![format!("the text says “{}”", squeeze(words))])
    }

    pub fn weekday(words: &str, weekday: u8, relation: &str) -> Steps {
        Steps(vec![format!("“{}” is the {} {relation} {{anchor}}", squeeze(words), weekday_name(weekday))])
    }

    pub fn day_from_now(words: &str, offset: i8) -> Steps {
        let relation = match offset {
            0 => "the day of".to_string(),
            -1 => "the day before".to_string(),
            1 => "the day after".to_string(),
            days if days < 0 => format!("{} days before", -i16::from(days)),
            days => format!("{days} days after"),
        };
        Steps(vec![format!("“{}” is {relation} {{anchor}}", squeeze(words))])
    }

    /// Names the anchor that the last step speaks of, and what it was.
    pub fn counted_from(mut self, anchor: &Anchor, told_as: &str) -> Steps {
        let (name, what) = match anchor {
            Anchor::Published(date) => {
                let period = Period::from(*date);
                let weekday = match period {
                    Period::Day(..) => format!("{} ", weekday_name(period.start().weekday())),
                    _ => String::new(),
                };
                let when = if weekday.is_empty() { "in" } else { "on" };
                ("publication", format!("written {when} {weekday}{}", say_period(&period)))
            }
            Anchor::Narrative(value) => {
                let period = Period::from_timex(value).map_or_else(|| value.clone(), |period| say_period(&period));
                let told = if told_as.is_empty() { String::new() } else { format!(" (“{}”)", squeeze(told_as)) };
                ("the date told before", format!("the text is at {period}{told}"))
            }
            Anchor::None | Anchor::Unknown => ("publication", String::new()),
        };
        if let Some(last) = self.0.last_mut() {
            *last = last.replace("{anchor}", name);
        }
        if !what.is_empty() {
            self.0.push(what);
        }
        self
    }

    pub fn then(mut self, step: String) -> Steps {
        if self.0.last() != Some(&step) {
            self.0.push(step);
        }
        self
    }

    pub fn into_words(self) -> Derivation {
        self.0
    }
}

/// What a length hangs on when an event, not a date, stands behind it: "after the raid".
pub fn counted_from_event(words: &str) -> String {
    format!("counted from an event: “{}”", squeeze(words))
}

/// Line breaks and runs of blanks as one blank.
fn squeeze(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
