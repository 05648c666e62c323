//! How long a happening took: what the words around its time say.

use super::clause::Sentence;
use super::dating::words_of;
use crate::text::TextRange;
use crate::time::{FuzzySpan, PartialDate, TimeSpan};
use crate::timex::{Modifier, Timex};

/// What of its time a happening takes up: from 1989 to 1993 it goes on for years, "not since 9 April, when the boiler
/// burst" it bursts on that day. `next` is the time that the text gives next.
pub(super) fn extent(
    s: &Sentence<'_>,
    trigger: usize,
    timex: &Timex,
    next: Option<&Timex>,
) -> (Option<Modifier>, Option<String>, Option<FuzzySpan>) {
    let as_said = || (timex.modifier, timex.edtf.clone(), timex.span);
    let words = words_of(s, timex.range);
    if timex.edtf.as_deref().is_some_and(|edtf| edtf.ends_with("/..")) {
        let when = (words.end..s.tree.len().min(words.end + 2)).find(|&at| s.is(at, &["when"]));
        let day = when.filter(|&when| when < trigger).and_then(|_| PartialDate::from_iso(&timex.value));
        return match day {
            Some(day) => (None, Some(day.to_string()), Some(FuzzySpan::within(day.span()))),
            None => as_said(),
        };
    }
    // "It was not until 1983 that …": in that year.
    let not_until =
        words.start > 1 && s.is(words.start - 1, &["until", "till"]) && s.is(words.start - 2, &["not", "n't", "n’t"]);
    if let Some(date) = PartialDate::from_iso(&timex.value).filter(|_| not_until) {
        return (None, Some(date.to_string()), Some(FuzzySpan::within(date.span())));
    }
    let Some(last) = next else { return as_said() };
    match (joined(s, timex.range, last.range), timex.span, last.span, &timex.edtf, &last.edtf) {
        (Some(joint), Some(first), Some(end), Some(from), Some(to))
            if first.hull().1 <= end.hull().1
                && timex.granularity == last.granularity
                && !(s.is(trigger, MOVES) || [from, to].into_iter().any(|edtf| edtf.contains(['/', '[', '.']))) =>
        {
            let all = match (joint, first.hull().0, end.hull().1) {
                (Joint::Between, Some(begin), Some(end)) => FuzzySpan::within(TimeSpan::new(begin, end)),
                _ => FuzzySpan {
                    earliest_begin: first.earliest_begin,
                    latest_begin: first.latest_begin,
                    earliest_end: end.earliest_end,
                    latest_end: end.latest_end,
                },
            };
            (None, Some(format!("{from}/{to}")), Some(all))
        }
        _ => as_said(),
    }
}

/// What is put from one day to another does not last from the one to the other.
const MOVES: &[&str] = &["moved", "postponed", "delayed", "rescheduled", "shifted", "changed", "deferred", "adjourned"];

/// How two times stand to each other that say one stretch.
enum Joint {
    /// "from 1989 to 1993"
    FromTo,
    /// "between July and August": at some time within.
    Between,
}

/// Whether two times stand as "from … to …" or "between … and …".
fn joined(s: &Sentence<'_>, first: TextRange, last: TextRange) -> Option<Joint> {
    let before = words_of(s, first).start.checked_sub(1);
    let opened = |words: &[&str]| before.is_some_and(|at| s.is(at, words));
    match s.text.get(first.end..last.start)?.trim() {
        "-" | "–" | "—" | "through" => Some(Joint::FromTo),
        "to" | "until" | "till" if opened(&["from"]) => Some(Joint::FromTo),
        "and" if opened(&["between"]) => Some(Joint::Between),
        _ => None,
    }
}
