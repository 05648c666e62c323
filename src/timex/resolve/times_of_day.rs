//! Clock times and parts of the day, and the day that they lie in.

use super::super::Anchor;
use super::super::expr::{Clock, DayPart, Direction, Expr, Found, Unit, Which};
use super::super::find::Findings;
use super::super::say::Steps;
use super::{Dated, Resolver, Value};
use crate::text::TextRange;
use crate::time::{FuzzySpan, Granularity, Period, TimeSpan};

/// The news of an article stands in so many bytes at its beginning.
const LEAD_BYTES: usize = 500;

/// What happened so many days before an article was written may be its news.
const NEWS_DAYS: i64 = 4;

/// Whether an hour stands behind "at" or the like: in front of a line it may be that of the line itself.
pub(super) fn is_at_hour(text: &str, findings: &Findings, first: usize) -> bool {
    const PREPOSITIONS: &[&str] = &["at", "around", "about", "by", "until", "from", "since", "before", "after"];
    let before = first.checked_sub(1).and_then(|before| findings.tokens.get(before));
    before.is_some_and(|token| PREPOSITIONS.iter().any(|word| token.of(text).eq_ignore_ascii_case(word)))
}

impl Resolver {
    /// Keeps the first day that the article tells of in the past, if it does so at once. What is said of the day of publication
    /// is news too: an hour further on may be of either day, and is taken for that of publication.
    pub(super) fn keep_lead(&mut self, range: TextRange, found: &Found) {
        let Some(published) = self.published.filter(|_| !self.narrative).map(Period::from) else { return };
        let told = self.lead_day.is_none() && range.start < LEAD_BYTES && found.direction.is_past();
        let recent = published.start().plus_days(-NEWS_DAYS)..=published.start();
        match self.last_day {
            Some(day) if day == published => self.lead_day = Some(published),
            Some(day) if told && self.current == Some(day) && recent.contains(&day.start()) => {
                self.lead_day = Some(day);
            }
            _ => {}
        }
    }

    /// The day that a clock time or part of a day lies in.
    fn day_for(&self, words: &str, day: Option<&Expr>, direction: Direction) -> Option<Dated> {
        if let Some(expr) = day {
            return self.dated(words, expr, direction).filter(|dated| dated.period.granularity() == Granularity::Day);
        }
        if let Some(day) = self.last_day {
            let anchor = Anchor::Narrative(day.timex_value());
            return self.anchored(words, day, anchor, Steps::relative(words));
        }
        // "Fire broke out on Tuesday. … The roof fell at 6:40 a.m.": of the day that the text is at.
        if let (false, Some(day @ Period::Day(..)), Some(published)) = (self.narrative, self.current, self.published)
            && direction.is_past()
            && !self.new_paragraph
            && day.start() <= Period::from(published).start()
        {
            let anchor = Anchor::Narrative(day.timex_value());
            return self.anchored(words, day, anchor, Steps::relative(words));
        }
        // "The plane came down on Thursday. … It had taken off at 3 p.m.": of the day that the news is about.
        if let Some(day) = self.lead_day.filter(|_| self.at_hour && direction.is_past() && self.quoted_from.is_none()) {
            let anchor = Anchor::Narrative(day.timex_value());
            return self.anchored(words, day, anchor, Steps::relative(words));
        }
        let (now, anchor) = self.now()?;
        (now.granularity() == Granularity::Day).then(|| self.anchored(words, now, anchor, Steps::relative(words)))?
    }

    pub(super) fn clock(&self, words: &str, found: &Found, clock: Clock, day: Option<&Expr>) -> Value {
        let time = clock_value(clock);
        // "Doors open at 9 a.m. Tuesday": an hour without a verb of the past announces.
        let direction = match found.direction {
            _ if matches!(day, Some(Expr::Yearless(..) | Expr::InYear(..))) => found.likely_direction(),
            Direction::Present | Direction::Unknown => Direction::Future,
            known => known,
        };
        match self.day_for(words, day, direction) {
            Some(dated) => {
                let secs = clock_secs(clock);
                let start = dated.period.start().plus_secs(secs);
                let (length, granularity) = match (clock.minute, clock.second) {
                    (_, Some(_)) => (1, Granularity::Second),
                    (Some(_), None) => (60, Granularity::Minute),
                    (None, None) => (3600, Granularity::Hour),
                };
                let civil = start.civil();
                let edtf = format!(
                    "{}T{:02}:{:02}:{:02}",
                    Period::day_of(start).edtf(),
                    civil.hour,
                    civil.minute,
                    civil.second
                );
                Value {
                    value: format!("{}T{time}", dated.period.timex_value()),
                    edtf: Some(edtf),
                    span: Some(FuzzySpan::within(TimeSpan::new(start, start.plus_secs(length)))),
                    granularity: Some(granularity),
                    anchor: dated.anchor,
                    steps: dated.steps,
                    period: Some(dated.period),
                }
            }
            None => Value {
                anchor: Anchor::Unknown,
                ..Value::without_place(format!("XXXX-XX-XXT{time}"), Some(Granularity::Minute), Steps::open(words))
            },
        }
    }

    pub(super) fn day_part(&self, words: &str, found: &Found, part: DayPart, day: Option<&Expr>) -> Value {
        // "During the night two boats sank": news tells of the night before it was published.
        const LAST_NIGHT: Expr = Expr::DayFromNow(-1);
        let unsaid = matches!(day, Some(Expr::Unit(Unit::Day, Which::Same)));
        let over =
            unsaid && part == DayPart::Night && found.direction.is_past() && !self.narrative && self.current.is_none();
        let day = if over { Some(&LAST_NIGHT) } else { day };
        match self.day_for(words, day, found.direction) {
            Some(dated) => {
                let (from, to) = part.hours();
                let start = dated.period.start();
                let span = TimeSpan::new(start.plus_secs(from * 3600), start.plus_secs(to * 3600));
                Value {
                    value: format!("{}T{}", dated.period.timex_value(), part.code()),
                    edtf: Some(dated.period.edtf()),
                    span: Some(FuzzySpan::within(span)),
                    granularity: Some(Granularity::DayPart),
                    anchor: dated.anchor,
                    steps: dated.steps,
                    period: Some(dated.period),
                }
            }
            None => Value {
                anchor: Anchor::Unknown,
                ..Value::without_place(
                    format!("XXXX-XX-XXT{}", part.code()),
                    Some(Granularity::DayPart),
                    Steps::open(words),
                )
            },
        }
    }
}

fn clock_value(clock: Clock) -> String {
    let mut text = format!("{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0));
    if let Some(second) = clock.second {
        text.push_str(&format!(":{second:02}"));
    }
    match clock.zone {
        None => {}
        Some(0) => text.push('Z'),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            text.push_str(&format!("{sign}{:02}", minutes.abs() / 60));
            if minutes % 60 != 0 {
                text.push_str(&format!(":{:02}", minutes.abs() % 60));
            }
        }
    }
    text
}

fn clock_secs(clock: Clock) -> i64 {
    i64::from(clock.hour) * 3600 + i64::from(clock.minute.unwrap_or(0)) * 60 + i64::from(clock.second.unwrap_or(0))
}
