//! Dates moved by a length of the calendar: "+3 days", "-1 month".

use super::{Edit, preview::DateSaid};
use super::{Entry, EntryId, MarkChange, Marks, Move, Moves, Project, UserDate};
use crate::time::edtf::{Bound, Edtf, EdtfDate};
use crate::time::{FuzzySpan, Granularity, Period, TimePoint, days_in_month};
use std::fmt;

/// A length that dates move by; later when positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    count: i64,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

const UNITS: [(Unit, &str, &[&str]); 6] = [
    (Unit::Minute, "minute", &["m", "min", "mins"]),
    (Unit::Hour, "hour", &["h", "hr", "hrs"]),
    (Unit::Day, "day", &["d"]),
    (Unit::Week, "week", &["w", "wk", "wks"]),
    (Unit::Month, "month", &["mo", "mos"]),
    (Unit::Year, "year", &["y", "yr", "yrs"]),
];

/// Nobody means more; keeps sums inside the calendar.
const MOST: i64 = 10_000_000_000;

impl Shift {
    /// Reads what was typed; `None` for what is no length.
    ///
    /// ```
    /// use dateline::project::Shift;
    /// assert_eq!(Shift::read("-1 month").unwrap().to_string(), "1 month earlier");
    /// assert_eq!(Shift::read("2 weeks later").unwrap().to_string(), "2 weeks later");
    /// assert_eq!(Shift::read("soon"), None);
    /// ```
    pub fn read(typed: &str) -> Option<Shift> {
        let typed = typed.trim().to_lowercase().replace('−', "-");
        let (backwards, rest) = match typed.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, typed.strip_prefix('+').unwrap_or(&typed)),
        };
        let rest = rest.trim();
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, rest) = rest.split_at(digits);
        let mut words = rest.split_whitespace();
        let count = match number {
            "" => number_word(words.next()?)?,
            number => number.parse::<i64>().ok().filter(|count| *count <= MOST)?,
        };
        let word = words.next()?;
        let unit = UNITS.iter().find(|(_, name, short)| {
            word.strip_suffix('s').unwrap_or(word) == *name || short.contains(&word) //
        });
        let (unit, ..) = unit?;
        let backwards = match (words.next(), backwards) {
            (None, backwards) => backwards,
            (Some("later" | "after" | "forward" | "ahead"), false) => false,
            (Some("earlier" | "before" | "back" | "ago"), false) => true,
            _ => return None,
        };
        let shift = Shift { count: if backwards { -count } else { count }, unit: *unit };
        (words.next().is_none() && count != 0).then_some(shift)
    }

    /// Months, days and seconds of it; two of the three are 0.
    fn parts(self) -> (i64, i64, i64) {
        match self.unit {
            Unit::Minute => (0, 0, self.count * 60),
            Unit::Hour => (0, 0, self.count * 3600),
            Unit::Day => (0, self.count, 0),
            Unit::Week => (0, self.count * 7, 0),
            Unit::Month => (self.count, 0, 0),
            Unit::Year => (self.count * 12, 0, 0),
        }
    }

    /// The date so much later; `None` where it is less exact than the length: "2016" has no three days later.
    fn date(self, date: &EdtfDate) -> Option<EdtfDate> {
        let (months, mut days, mut secs) = self.parts();
        if date.time.is_none() {
            (days, secs) = (days + secs / DAY, secs % DAY);
        }
        if months != 0 {
            return Some(EdtfDate { period: months_later(date.period, months)?, ..*date });
        }
        if let Some(time) = date.time {
            let at = date.period.start().plus_days(days).plus_secs(i64::from(time) + secs);
            let period = Period::day_of(at);
            return Some(EdtfDate { period, time: Some((at.0 - period.start().0) as u32), ..*date });
        }
        let period = match date.period {
            day @ Period::Day(..) if secs == 0 => day.plus(days),
            week @ (Period::Week(..) | Period::Weekend(..)) if secs == 0 && days % 7 == 0 => week.plus(days / 7),
            _ => return None,
        };
        Some(EdtfDate { period, ..*date })
    }

    fn statement(self, edtf: &Edtf) -> Option<Edtf> {
        let side = |date: &Option<EdtfDate>| match date {
            Some(date) => self.date(date).map(Some),
            None => Some(None),
        };
        let bound = |bound: &Bound| match bound {
            Bound::Date(date) => self.date(date).map(Bound::Date),
            open => Some(*open),
        };
        Some(match edtf {
            Edtf::Date(date) => Edtf::Date(self.date(date)?),
            Edtf::Interval(from, to) => Edtf::Interval(bound(from)?, bound(to)?),
            Edtf::OneOf(from, to) => Edtf::OneOf(side(from)?, side(to)?),
        })
    }

    /// A bound so much later. The end of a month is exclusive: its last second moves, and the end goes behind it.
    fn point(self, at: TimePoint, is_end: bool) -> TimePoint {
        let (months, days, secs) = self.parts();
        if months == 0 {
            return at.plus_days(days).plus_secs(secs);
        }
        let civil = at.civil();
        let starts_month = civil.day == 1 && at == Period::day_of(at).start();
        let behind = i64::from(is_end && !starts_month);
        let at = at.plus_secs(-behind);
        let day = Period::day_of(at);
        let later = months_later(day, months).unwrap_or(day);
        later.start().plus_secs(at.0 - day.start().0 + behind)
    }

    fn span(self, span: FuzzySpan) -> FuzzySpan {
        FuzzySpan {
            earliest_begin: span.earliest_begin.map(|at| self.point(at, false)),
            latest_begin: span.latest_begin.map(|at| self.point(at, span.latest_begin == span.latest_end)),
            earliest_end: span.earliest_end.map(|at| self.point(at, span.earliest_end != span.earliest_begin)),
            latest_end: span.latest_end.map(|at| self.point(at, true)),
        }
    }

    /// A whole date so much later: value, EDTF and bounds.
    fn dated(self, said: &DateSaid, span: FuzzySpan, granularity: Granularity) -> Option<UserDate> {
        let (value, modifier, edtf) = said;
        let period = Period::from_timex(value);
        let edtf = match edtf.as_deref().and_then(Edtf::parse) {
            Some(edtf) => edtf,
            None => Edtf::Date(EdtfDate::new(period?)),
        };
        let moved = self.statement(&edtf)?;
        let mut date = UserDate::of_edtf(&moved.to_string(), moved)?;
        date.granularity = granularity;
        if edtf.fuzzy_span() != span {
            date.span = self.span(span);
        }
        // "Before March 2014" is filed under the month that it names.
        if !matches!(edtf, Edtf::Date(_))
            && let Some(period) = period
        {
            date.value = self.date(&EdtfDate::new(period))?.period.timex_value();
        }
        date.modifier = *modifier;
        Some(date)
    }

    /// A date of the user's so much later.
    fn user_date(self, date: &UserDate) -> Option<UserDate> {
        let said = (date.value.clone(), date.modifier, date.edtf.clone());
        self.dated(&said, date.span, date.granularity)
    }
}

const DAY: i64 = 86_400;

/// The day in a shorter month is its last.
fn months_later(period: Period, months: i64) -> Option<Period> {
    let whole = |parts: i64| (months % parts == 0).then(|| period.plus(months / parts));
    match period {
        Period::Day(year, month, day) => {
            let index = i64::from(month) - 1 + months;
            let (year, month) = (year + index.div_euclid(12), (index.rem_euclid(12) + 1) as u8);
            Some(Period::Day(year, month, day.min(days_in_month(year, month))))
        }
        Period::Month(..) => whole(1),
        Period::Quarter(..) | Period::Season(..) => whole(3),
        Period::Half(..) => whole(6),
        Period::Year(_) => whole(12),
        Period::Decade(_) => whole(120),
        Period::Century(_) => whole(1_200),
        Period::Millennium(_) => whole(12_000),
        Period::Week(..) | Period::Weekend(..) => None,
    }
}

fn number_word(word: &str) -> Option<i64> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let at = WORDS.iter().position(|other| *other == word).map(|at| at as i64 + 1);
    at.or_else(|| matches!(word, "a" | "an").then_some(1))
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, name, _) = UNITS[self.unit as usize];
        let many = if self.count.abs() == 1 { "" } else { "s" };
        let way = if self.count < 0 { "earlier" } else { "later" };
        write!(f, "{} {name}{many} {way}", self.count.abs())
    }
}

impl Project {
    /// Moves the dates of these events, in one edit; those less exact than the length stay.
    pub fn shift(&mut self, ids: &[EntryId], shift: Shift) {
        let mut changes = Vec::new();
        let mut moved = Vec::new();
        for entry in ids.iter().filter_map(|id| self.entry(*id)) {
            let Some((date, end)) = self.shifted(entry, shift) else { continue };
            moved.push(entry.id);
            let put = |marks: &mut Marks| (marks.date, marks.end) = (Some(date.clone()), end.clone());
            let of_entry = entry.claims.iter().filter_map(|claim| self.mark_change(&self.key_of(claim), &put));
            changes.extend(of_entry.collect::<Vec<MarkChange>>());
        }
        if !changes.is_empty() {
            let name = format!("Move {} {shift}", self.named(&moved));
            self.apply(Edit::Mark { name, changes });
        }
    }

    /// What [`Project::shift`] would do.
    pub fn moves_if_shifted(&self, ids: &[EntryId], shift: Shift) -> Moves {
        let mut moves = Moves::default();
        let mut ids = ids.to_vec();
        ids.sort_by_cached_key(|id| self.chronology.position(*id));
        for entry in ids.iter().filter_map(|id| self.entry(*id)) {
            let dated = self.dated(entry);
            let before = (dated.value.to_owned(), dated.modifier, dated.edtf.map(str::to_owned));
            match self.shifted(entry, shift) {
                Some((date, _)) => {
                    let after = (date.value, date.modifier, date.edtf);
                    moves.moved.push(Move { title: entry.title.to_string(), before, after });
                }
                None => moves.coarse += 1,
            }
        }
        moves
    }

    /// Date and end of the event so much later; `None` where one of them cannot move.
    fn shifted(&self, entry: &Entry, shift: Shift) -> Option<(UserDate, Option<UserDate>)> {
        let date = match &entry.marks().date {
            Some(date) => shift.user_date(date)?,
            None => {
                let lead = self.lead(entry);
                let said = (lead.value.clone(), lead.modifier, lead.edtf.clone());
                shift.dated(&said, lead.span?, lead.granularity?)?
            }
        };
        let end = match &entry.marks().end {
            Some(end) => Some(shift.user_date(end)?),
            None => None,
        };
        Some((date, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(date: &str, shift: &str, after: Option<&str>) {
        let (date, length) = (UserDate::read(date).expect("a date"), Shift::read(shift).expect("a length"));
        let moved = length.user_date(&date);
        assert_eq!(moved.as_ref().and_then(|date| date.edtf.as_deref()), after, "{} {shift}", date.typed);
        if let Some(moved) = moved {
            let again = UserDate::read(moved.edtf.as_deref().unwrap_or_default()).expect("EDTF is read");
            assert_eq!(moved.span, again.span, "{} {shift}", date.typed);
        }
    }

    #[test]
    fn lengths_are_read_with_sign_or_word() {
        let words = |typed: &str| Shift::read(typed).map(|shift| shift.to_string());
        for (typed, expected) in [
            ("+3 days", "3 days later"),
            ("-1 month", "1 month earlier"),
            ("− 2 years", "2 years earlier"),
            ("a week", "1 week later"),
            ("two weeks back", "2 weeks earlier"),
            ("90 min", "90 minutes later"),
            ("3d", "3 days later"),
        ] {
            assert_eq!(words(typed).as_deref(), Some(expected), "{typed}");
        }
        for typed in ["", "3", "days", "+0 days", "-3 days later", "3 days soon", "3 days later on", "99999999999 days"]
        {
            assert_eq!(words(typed), None, "{typed}");
        }
    }

    #[test]
    fn dates_move_by_the_calendar() {
        check("2016-05-30", "+3 days", Some("2016-06-02"));
        check("2016-01-31", "+1 month", Some("2016-02-29"));
        check("2016-02-29", "-1 year", Some("2015-02-28"));
        check("2016-05", "-1 month", Some("2016-04"));
        check("2016", "+24 months", Some("2018"));
        check("199X", "+10 years", Some("200X"));
        check("-0043", "+44 years", Some("0001"));
        check("2016-05-30T23:30", "+1 hour", Some("2016-05-31T00:30:00"));
        check("2016-05-30", "+48 hours", Some("2016-06-01"));
    }

    #[test]
    fn stretches_move_whole_and_keep_their_open_sides() {
        check("2016-01-30/2016-02-29", "+1 month", Some("2016-02-29/2016-03-29"));
        check("2016/..", "+1 year", Some("2017/.."));
        check("[2014..2016]", "-2 years", Some("[2012..2014]"));
        check("1984~", "+1 year", Some("1985~"));
    }

    #[test]
    fn what_is_less_exact_than_the_length_does_not_move() {
        check("2016", "+3 days", None);
        check("2016-05", "+1 week", None);
        check("199X", "+1 year", None);
        check("2016-05-30", "+90 min", None);
    }

    #[test]
    fn vague_bounds_move_along() {
        let late = UserDate::read("late 2017").expect("a date");
        let moved = Shift::read("+1 year").and_then(|shift| shift.user_date(&late)).expect("it moves");
        let wanted = UserDate::read("late 2018").expect("a date");
        assert_eq!((moved.value, moved.modifier, moved.span), (wanted.value, wanted.modifier, wanted.span));
        let before = UserDate::read("before March 2014").expect("a date");
        let moved = Shift::read("+1 month").and_then(|shift| shift.user_date(&before)).expect("it moves");
        assert_eq!((moved.value.as_str(), moved.edtf.as_deref()), ("2014-04", Some("[..2014-03]")));
    }
}
