//! Dates that the user typed.

use crate::time::edtf::{Edtf, EdtfDate, Qualifier};
use crate::time::{FuzzySpan, Granularity};
use crate::timex::{Modifier, Timex, parse_date, parse_timex};
use serde::{Deserialize, Serialize};

/// A date that the user typed, with what it was read as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserDate {
    pub typed: String,
    /// TIMEX3 value; of what lasts from one date to another, the interval as ISO 8601 writes it.
    pub value: String,
    pub modifier: Option<Modifier>,
    #[serde(default)]
    pub edtf: Option<String>,
    pub span: FuzzySpan,
    pub granularity: Granularity,
}

impl UserDate {
    /// Reads what was typed, in any form that a date field takes; `None` for what is no date.
    ///
    /// ```
    /// use dateline::project::UserDate;
    /// assert_eq!(UserDate::read("June 2020").unwrap().value, "2020-06");
    /// assert_eq!(UserDate::read("2014 to 2016").unwrap().edtf.as_deref(), Some("2014/2016"));
    /// assert_eq!(UserDate::read("soon"), None);
    /// ```
    pub fn read(typed: &str) -> Option<UserDate> {
        let typed = typed.trim();
        (Edtf::parse(typed).and_then(|edtf| UserDate::of_edtf(typed, edtf)))
            .or_else(|| parse_timex(typed).and_then(|timex| UserDate::of_timex(typed, &timex)))
            .or_else(|| of_two(typed))
            .or_else(|| of_word(typed))
            .or_else(|| {
                let date = parse_date(typed, None)?;
                let edtf = Edtf::Date(EdtfDate::new(date.period));
                Some(UserDate { modifier: date.modifier, ..UserDate::of_edtf(typed, edtf)? })
            })
    }

    /// A statement in EDTF; `None` for one without any date.
    pub fn of_edtf(typed: &str, edtf: Edtf) -> Option<UserDate> {
        let (value, modifier) = match &edtf {
            Edtf::Date(date) => (value_of(date), modifier_of(date)),
            statement => (statement.to_string(), None),
        };
        Some(UserDate {
            typed: typed.to_owned(),
            value,
            modifier,
            edtf: Some(edtf.to_string()),
            span: edtf.fuzzy_span(),
            granularity: edtf.granularity()?,
        })
    }

    /// What an expression was resolved to; `None` where it has no place on a calendar.
    pub fn of_timex(typed: &str, timex: &Timex) -> Option<UserDate> {
        let span = timex.span?;
        Some(UserDate {
            typed: typed.to_owned(),
            value: timex.value.clone(),
            modifier: timex.modifier,
            edtf: timex.edtf.clone(),
            span,
            granularity: timex.granularity.unwrap_or(Granularity::Day),
        })
    }

    /// Whether the user marked it as uncertain (`?` or `%` in EDTF).
    pub fn is_uncertain(&self) -> bool {
        self.edtf.as_deref().is_some_and(|edtf| edtf.contains(['?', '%']))
    }
}

fn value_of(date: &EdtfDate) -> String {
    let day = date.period.timex_value();
    match date.time {
        Some(secs) if secs % 60 == 0 => format!("{day}T{:02}:{:02}", secs / 3600, secs / 60 % 60),
        Some(secs) => format!("{day}T{:02}:{:02}:{:02}", secs / 3600, secs / 60 % 60, secs % 60),
        None => day,
    }
}

fn modifier_of(date: &EdtfDate) -> Option<Modifier> {
    matches!(date.qualifier, Some(Qualifier::Approximate | Qualifier::Both)).then_some(Modifier::Approx)
}

/// "c. 1200", "before 2014", "since 12 June 2020": a date behind a word that the tagger reads in sentences alone.
fn of_word(typed: &str) -> Option<UserDate> {
    let (word, rest) = typed.split_once(' ').or_else(|| typed.split_once('.'))?;
    let edtf = edtf_of(rest)?;
    let Some(Edtf::Date(EdtfDate { period, .. })) = Edtf::parse(&edtf) else { return None };
    let (statement, modifier) = match word.to_lowercase().trim_end_matches('.') {
        "c" | "ca" | "circa" | "about" | "around" => (format!("{}~", period.edtf()), Modifier::Approx),
        "before" => (format!("[..{}]", period.plus(-1).edtf()), Modifier::Before),
        "after" => (format!("[{}..]", period.plus(1).edtf()), Modifier::After),
        "by" => (format!("[..{edtf}]"), Modifier::OnOrBefore),
        "since" | "from" => (format!("{edtf}/.."), Modifier::OnOrAfter),
        "until" | "till" => return UserDate::of_edtf(typed, Edtf::parse(&format!("../{edtf}"))?),
        _ => return None,
    };
    let value = period.timex_value();
    Some(UserDate { value, modifier: Some(modifier), ..UserDate::of_edtf(typed, Edtf::parse(&statement)?)? })
}

/// "2014 to 2016", "12 June – 3 July 2020" lasted from the one to the other; "between 2014 and 2016" was once in it.
fn of_two(typed: &str) -> Option<UserDate> {
    let lower = typed.to_lowercase();
    if let Some(rest) = lower.strip_prefix("between ") {
        let at = typed.len() - rest.len();
        let (from, to) = typed.get(at..)?.split_once(" and ")?;
        return UserDate::of_edtf(typed, Edtf::parse(&format!("[{}..{}]", edtf_of(from)?, edtf_of(to)?))?);
    }
    let inner = if lower.starts_with("from ") { typed.get(5..)? } else { typed };
    [" to ", " until ", " – ", " - ", "–", "-"].into_iter().find_map(|between| {
        let (from, to) = inner.split_once(between)?;
        let edtf = Edtf::parse(&format!("{}/{}", edtf_of(from)?, edtf_of(to)?))?;
        let span = edtf.fuzzy_span();
        (span.earliest_begin < span.latest_end).then(|| UserDate::of_edtf(typed, edtf))?
    })
}

/// One date as EDTF; statements with two sides of their own do not go into another.
fn edtf_of(typed: &str) -> Option<String> {
    let edtf = match parse_timex(typed.trim()) {
        Some(timex) => timex.edtf?,
        None => parse_date(typed, None)?.period.edtf(),
    };
    matches!(Edtf::parse(&edtf), Some(Edtf::Date(_))).then_some(edtf)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, value: &str, edtf: &str) {
        let date = UserDate::read(typed).unwrap_or_else(|| panic!("{typed} is no date"));
        assert_eq!((date.value.as_str(), date.edtf.as_deref()), (value, Some(edtf)), "{typed}");
    }

    #[test]
    fn dates_are_read_in_words_and_in_edtf() {
        check("12 June 2020", "2020-06-12", "2020-06-12");
        check("june 2020", "2020-06", "2020-06");
        check("44 BC", "BC0044", "-0043");
        check("2020-06-12T15:30:00", "2020-06-12T15:30", "2020-06-12T15:30:00");
        check("1984~", "1984", "1984~");
        check("c. 1200", "1200", "1200~");
        check("1066", "1066", "1066");
        check("79", "0079", "0079");
        check("1990s", "199", "199X");
        check("before March 2014", "2014-03", "[..2014-02]");
        check("after 2014", "2014", "[2015..]");
        check("since 12 June 2020", "2020-06-12", "2020-06-12/..");
        check("until 2016", "../2016", "../2016");
        check("by 2016", "2016", "[..2016]");
    }

    #[test]
    fn two_dates_are_a_stretch() {
        check("2014 to 2016", "2014/2016", "2014/2016");
        check("from June 2019 to 3 May 2020", "2019-06/2020-05-03", "2019-06/2020-05-03");
        check("1939-1945", "1939/1945", "1939/1945");
        check("between 2014 and 2016", "[2014..2016]", "[2014..2016]");
        check("2014/2016", "2014/2016", "2014/2016");
        check("2014/..", "2014/..", "2014/..");
    }

    #[test]
    fn what_is_said_of_its_bounds_is_in_its_span() {
        let before = UserDate::read("before 2014").unwrap().span;
        let first = UserDate::read("2014").unwrap().span;
        assert_eq!((before.earliest_begin, before.latest_end), (None, first.earliest_begin));
        assert_eq!(UserDate::read("since 2014").unwrap().span.earliest_begin, first.earliest_begin);
        assert!(UserDate::read("1984?").unwrap().is_uncertain());
    }

    #[test]
    fn what_is_no_date_is_none() {
        for typed in ["", "soon", "yesterday", "2020-02-31", "2016 to 2014", "between friends and foes", "to", "-"] {
            assert_eq!(UserDate::read(typed), None, "{typed}");
        }
    }
}
