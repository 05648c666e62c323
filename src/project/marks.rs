//! What the user said about an event, kept apart from what the program found.

use super::EventKey;
use crate::time::{FuzzySpan, Granularity, TimePoint};
use crate::timex::{Modifier, parse_date};
use serde::{Deserialize, Serialize};

/// The user's word on one mention; an event with several claims has the same on each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// Looked at and found right.
    pub accepted: bool,
    pub starred: bool,
    /// Instead of the title that the program made.
    pub title: Option<String>,
    /// Instead of the date that the program found.
    pub date: Option<UserDate>,
    pub note: Option<String>,
    /// Mentions with the same number are one event, whatever the program thinks of them.
    pub group: Option<u64>,
}

impl Marks {
    /// No word of the user.
    pub const NONE: Marks = Marks { accepted: false, starred: false, title: None, date: None, note: None, group: None };

    /// Takes from the other what is not said here: where claims came together later, the first word counts.
    pub(super) fn take_missing(&mut self, other: &Marks) {
        self.accepted |= other.accepted;
        self.starred |= other.starred;
        self.title = self.title.take().or_else(|| other.title.clone());
        self.date = self.date.take().or_else(|| other.date.clone());
        self.note = self.note.take().or_else(|| other.note.clone());
        self.group = self.group.or(other.group);
    }
}

/// A date that the user typed, with what it was read as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserDate {
    pub typed: String,
    /// TIMEX3 value.
    pub value: String,
    pub modifier: Option<Modifier>,
    pub span: FuzzySpan,
    pub granularity: Granularity,
}

impl UserDate {
    /// Reads what was typed, in any form that a date field takes; `None` for what is no date.
    ///
    /// ```
    /// use dateline::project::UserDate;
    /// assert_eq!(UserDate::read("June 2020").unwrap().value, "2020-06");
    /// assert_eq!(UserDate::read("soon"), None);
    /// ```
    pub fn read(typed: &str) -> Option<UserDate> {
        let date = parse_date(typed, None)?;
        Some(UserDate {
            typed: typed.trim().to_owned(),
            value: date.period.timex_value(),
            modifier: date.modifier,
            span: span_of(FuzzySpan::within(date.span()), date.modifier),
            granularity: date.period.granularity(),
        })
    }
}

/// "before 2014" and "since 2014" are open at one side; what else is said about a date leaves its bounds.
fn span_of(within: FuzzySpan, modifier: Option<Modifier>) -> FuzzySpan {
    let (begin, end) = within.hull();
    let open = |begin: Option<TimePoint>, end: Option<TimePoint>| FuzzySpan {
        earliest_begin: begin,
        latest_begin: begin.or(end),
        earliest_end: end.or(begin),
        latest_end: end,
    };
    match modifier {
        Some(Modifier::Before) => open(None, begin),
        Some(Modifier::OnOrBefore) => open(None, end),
        Some(Modifier::After) => open(end, None),
        Some(Modifier::OnOrAfter) => open(begin, None),
        _ => within,
    }
}

/// One mention's marks before and after an edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarkChange {
    pub key: EventKey,
    pub before: Marks,
    pub after: Marks,
}

impl MarkChange {
    pub(super) fn inverse(self) -> MarkChange {
        MarkChange { key: self.key, before: self.after, after: self.before }
    }
}
