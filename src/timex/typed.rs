//! Dates as a person types them into a field.

use super::{Modifier, Timex, TimexType, tag_text};
use crate::time::edtf::{Edtf, EdtfDate};
use crate::time::{PartialDate, Period, TimeSpan};

/// A date that someone typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedDate {
    pub period: Period,
    /// "late 2017", "c. 1200".
    pub modifier: Option<Modifier>,
}

impl TypedDate {
    /// The date, where it is a year, a month or a day.
    pub fn date(&self) -> Option<PartialDate> {
        self.period.to_partial_date()
    }

    /// All that it covers.
    pub fn span(&self) -> TimeSpan {
        self.period.span()
    }
}

/// Reads a date in any form that the tagger or EDTF knows: "12 Jun 2020", "June 2020", "44 BC", "2020-06-12", "1990s",
/// and, where today is given, "yesterday" or "last week". `None` for what is no date.
///
/// ```
/// use dateline::timex::parse_date;
/// assert_eq!(parse_date("12 jun 2020", None).unwrap().period.to_string(), "2020-06-12");
/// assert_eq!(parse_date("44 BC", None).unwrap().period.to_string(), "BC0044");
/// assert_eq!(parse_date("soon", None), None);
/// ```
pub fn parse_date(text: &str, today: Option<PartialDate>) -> Option<TypedDate> {
    let text = text.trim().trim_end_matches(['.', ',']);
    if let Some(Edtf::Date(EdtfDate { period, .. })) = Edtf::parse(text) {
        return Some(TypedDate { period, modifier: None });
    }
    if let Some(period) = short_year(text).or_else(|| timex_period(text)) {
        return Some(TypedDate { period, modifier: None });
    }
    // A field has no sentence around it: names of months are taken as such in any case.
    [text.to_string(), capitalised(text)].into_iter().find_map(|text| whole_expression(&text, today))
}

/// "79", "1066": a year of one to four digits.
fn short_year(text: &str) -> Option<Period> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|year| *year > 0).map(Period::Year)
}

/// A TIMEX3 value: "2020-W24", "BC0044".
fn timex_period(text: &str) -> Option<Period> {
    let plain = text.len() > 4 && !text.contains(char::is_whitespace) && !text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| Period::from_timex(&text.to_uppercase())).flatten()
}

/// Reads one time expression that is all of the text and needs no other date, resolved as in an article: "before 2014",
/// "12 June 2020 at 15:30". `None` for anything else.
pub fn parse_timex(text: &str) -> Option<Timex> {
    let text = text.trim().trim_end_matches(['.', ',']);
    [text.to_string(), capitalised(text)].into_iter().find_map(|text| {
        let timex = whole_timex(&text, None)?;
        let dated = matches!(timex.kind, TimexType::Date | TimexType::Time) || timex.edtf.is_some();
        (dated && timex.span.is_some()).then_some(timex)
    })
}

fn whole_expression(text: &str, today: Option<PartialDate>) -> Option<TypedDate> {
    let timex = whole_timex(text, today)?;
    Some(TypedDate { period: Period::from_timex(&timex.value)?, modifier: timex.modifier })
}

fn whole_timex(text: &str, today: Option<PartialDate>) -> Option<Timex> {
    let mut timexes = tag_text(text, today);
    let [timex] = timexes.as_slice() else { return None };
    let before = text.get(..timex.range.start)?.trim();
    let introduced =
        before.is_empty() || ["on", "in", "at", "the"].iter().any(|word| before.eq_ignore_ascii_case(word));
    let after = text.get(timex.range.end..)?.trim_matches(|c: char| c.is_whitespace() || c == '.');
    (introduced && after.is_empty()).then(|| timexes.swap_remove(0))
}

/// Every word with a capital, eras and zones in capitals.
fn capitalised(text: &str) -> String {
    let word = |word: &str| {
        if ["bc", "bce", "ad", "ce"].iter().any(|era| word.eq_ignore_ascii_case(era)) {
            return word.to_uppercase();
        }
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let today = PartialDate::from_iso("2020-06-12");
        assert_eq!(parse_date(text, today).map(|date| date.period.to_string()).as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn dates_are_read_in_any_form() {
        for text in [
            "12 Jun 2020",
            "12 june 2020",
            "June 12, 2020",
            "2020-06-12",
            "12.06.2020",
            "Friday 12 June 2020",
            "on 12 June 2020",
        ] {
            check(text, "2020-06-12");
        }
        check("June 2020", "2020-06");
        check("may 2020", "2020-05");
        check("2014", "2014");
        check("79", "0079");
        check("44 bc", "BC0044");
        check("15 March 44 BC", "BC0044-03-15");
        check("1990s", "199");
        check("199X", "199");
        check("19th century", "18");
        check("2020-W24", "2020-W24");
    }

    #[test]
    fn relative_dates_count_from_today() {
        check("yesterday", "2020-06-11");
        check("last week", "2020-W23");
        check("Thursday", "2020-06-11");
        assert_eq!(parse_date("yesterday", None), None);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "soon", "12 June 2020 and later", "31 February 2020", "three days", "12345"] {
            assert_eq!(parse_date(text, None), None, "{text}");
        }
    }
}
