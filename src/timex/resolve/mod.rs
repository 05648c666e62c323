//! From underspecified expressions to dates: the only place that sees the anchor.

mod ages;
mod bounds;
mod calendar;
mod feasts;
mod genre;
mod passage;
mod times_of_day;
mod units;
mod unsettled;
mod weekdays_and_months;
mod windows;

use self::ages::{LONG_AGO, age, long_ago};
use self::calendar::{day_of, in_year, nth_day, week_of};
use self::feasts::celebrate;
use self::genre::{has_paragraph, has_sentence_end, is_narrative, next_told};
use self::passage::Passage;
use self::times_of_day::is_at_hour;
use self::unsettled::{open_granularity, open_value};
use super::english;
use super::expr::{Count, Direction, Expr, Found, From, Reference, Unit, Which};
use super::find::Findings;
use super::say::{Steps, counted_from_event, say_period};
use super::{Anchor, Timex};
use crate::text::TextRange;
use crate::time::{FuzzySpan, Granularity, PartialDate, Period, Season};

/// Gives every expression its value, for a text published on the given date. Called again when that date changes.
pub fn resolve(text: &str, findings: &Findings, published: Option<PartialDate>) -> Vec<Timex> {
    let narrative = published.is_none() || is_narrative(&findings.found, published.map(Period::from));
    let mut resolver = Resolver { published, narrative, ..Resolver::default() };
    let mut timexes = Vec::with_capacity(findings.found.len());
    let mut last_end = 0;
    for (at, found) in findings.found.iter().enumerate().filter(|(_, found)| narrative || !found.loose) {
        if has_sentence_end(text, findings, last_end, found.first) {
            resolver.last_day = None;
        }
        resolver.new_paragraph = has_paragraph(findings, last_end, found.first);
        resolver.follow(text, findings, last_end, found);
        resolver.ahead = next_told(&findings.found[at + 1..]);
        resolver.quoted_from = found.quoted_from;
        last_end = found.end;
        resolver.at_hour = is_at_hour(text, findings, found.first);
        let mut timex = resolver.timex(text, findings.range(found), found);
        resolver.keep_lead(timex.range, found);
        resolver.keep_passage(text, findings, found, timex.span);
        if let Some((first, end)) = found.event {
            timex.derivation.push(counted_from_event(findings.range_of(first, end).of(text)));
        }
        timexes.push(timex);
    }
    timexes
}

#[derive(Default)]
struct Resolver {
    published: Option<PartialDate>,
    narrative: bool,
    /// Where the text is at: the last date it told.
    current: Option<Period>,
    /// As the text put it.
    current_words: String,
    /// A decade or century told since then.
    backdrop: Option<Period>,
    /// The last day named in this sentence, for clock times.
    last_day: Option<Period>,
    /// The day of the older text that is quoted here.
    quoted_from: Option<Period>,
    /// The next date told with its year.
    ahead: Option<Period>,
    /// Whether a line begins between the expression before and this one.
    new_paragraph: bool,
    /// The day of what the article opens with.
    lead_day: Option<Period>,
    /// Whether the expression at hand stands behind "at" or the like.
    at_hour: bool,
    /// Where a passage of news that tells of an earlier year is at.
    passage: Option<Passage>,
}

/// A period with what it was counted from.
struct Dated {
    period: Period,
    anchor: Anchor,
    steps: Steps,
}

/// What an expression comes to.
struct Value {
    value: String,
    edtf: Option<String>,
    span: Option<FuzzySpan>,
    granularity: Option<Granularity>,
    anchor: Anchor,
    steps: Steps,
    period: Option<Period>,
}

impl Value {
    fn without_place(value: String, granularity: Option<Granularity>, steps: Steps) -> Value {
        Value { value, edtf: None, span: None, granularity, anchor: Anchor::None, steps, period: None }
    }
}

impl Resolver {
    fn timex(&mut self, text: &str, range: TextRange, found: &Found) -> Timex {
        let words = range.of(text);
        let mut value = self.value(words, found);
        if let Some(period) = value.period {
            self.bend(&mut value, period, found);
            celebrate(&mut value, &found.expr);
            self.open_side(&mut value, found.side);
            self.move_to(period, words, found);
            if period.granularity() == Granularity::Day {
                self.last_day = Some(period);
            }
        }
        if found.rule == english::AMBIGUOUS {
            value.steps = value.steps.then("day and month could stand the other way round".to_string());
        }
        Timex {
            range,
            kind: found.kind,
            value: value.value,
            modifier: found.modifier,
            edtf: value.edtf,
            span: value.span,
            granularity: value.granularity,
            anchor: value.anchor,
            rule: found.rule,
            derivation: value.steps.into_words(),
        }
    }

    /// The text has come to the period, unless it only looks back or ahead from where it is.
    fn move_to(&mut self, period: Period, words: &str, found: &Found) {
        if period.granularity() > Granularity::Year {
            self.backdrop = Some(period);
            return;
        }
        // The text goes on from where it was before the quotation.
        if self.quoted_from.is_some() {
            return;
        }
        let looks_away = matches!(
            &found.expr,
            Expr::Here
                | Expr::Unit(_, Which::Previous | Which::Last | Which::Next)
                | Expr::Yearless(_, Which::Previous | Which::Last | Which::Next)
                | Expr::Shift { later: false, .. }
        );
        // "A year earlier it earned two million": the accounts go on about the year that they are of.
        let compares = matches!(
            &found.expr,
            Expr::YearEarlier | Expr::Shift { unit: Unit::Year, later: false, from: From::Narrative, .. }
        );
        if !self.narrative && compares {
            return;
        }
        if self.narrative && self.current.is_some() && (looks_away || self.is_flashback(period, found)) {
            return;
        }
        self.current = Some(period);
        self.current_words = words.to_string();
        self.backdrop = None;
    }

    /// A year long gone, or one to come, named in passing.
    fn is_flashback(&self, period: Period, found: &Found) -> bool {
        let Some(current) = self.current else { return false };
        if self.new_paragraph || !matches!(found.expr, Expr::Fixed(_)) {
            return false;
        }
        let ahead = found.direction.is_future() && period.start() > current.start();
        let far_back = period.span().end <= current.start();
        ahead || far_back
    }

    fn value(&self, words: &str, found: &Found) -> Value {
        let of_passage = self.unit_of_passage(found);
        match of_passage.as_ref().unwrap_or(&found.expr) {
            Expr::Duration { count, unit } => {
                Value::without_place(unit.duration_value(*count), Some(unit.granularity()), Steps::stated(words))
            }
            Expr::DurationOfTwo { larger, smaller } => {
                let value = Unit::duration_of_two(*larger, *smaller);
                Value::without_place(value, Some(smaller.1.granularity()), Steps::stated(words))
            }
            Expr::Set(value) => Value::without_place(value.clone(), None, Steps::stated(words)),
            Expr::Here if found.rule == english::HERE_AND_NOW && !self.narrative => {
                Value::without_place("PRESENT_REF".to_string(), None, Steps::stated(words))
            }
            Expr::Reference(reference) => {
                let value = match reference {
                    Reference::Past => "PAST_REF",
                    Reference::Present => "PRESENT_REF",
                    Reference::Future => "FUTURE_REF",
                };
                Value::without_place(value.to_string(), None, Steps::stated(words))
            }
            Expr::Age(which) => age(words, *which, found.modifier),
            by_event @ Expr::ByEvent { .. } => {
                Value::without_place(open_value(by_event), open_granularity(by_event), Steps::stated(words))
            }
            Expr::Window { count, unit, later } => self.window(words, *count, *unit, *later),
            Expr::Clock { clock, day } => self.clock(words, found, *clock, day.as_deref()),
            Expr::DayPart { part, day } => self.day_part(words, found, *part, day.as_deref()),
            Expr::Shift { count: Count::Vague, later, .. } => {
                let value = if *later { "FUTURE_REF" } else { "PAST_REF" };
                Value::without_place(value.to_string(), None, Steps::stated(words))
            }
            Expr::Fixed(winter @ Period::Season(_, Season::Winter)) => {
                // "The winter of 1914" began in December 1914; TIMEX3 names it by that year all the same.
                let next = winter.plus(4);
                let span = next.span();
                let last = Period::day_of(span.end.plus_days(-1)).widen(Granularity::Month);
                let first = Period::day_of(span.start).widen(Granularity::Month);
                Value {
                    value: winter.timex_value(),
                    edtf: Some(format!("{}/{}", first.edtf(), last.edtf())),
                    span: Some(FuzzySpan::within(span)),
                    granularity: Some(Granularity::Season),
                    anchor: Anchor::None,
                    steps: Steps::stated(words),
                    period: Some(*winter),
                }
            }
            Expr::Shift { count: Count::Tenths(tenths), unit: Unit::Year, later: false, .. } if *tenths >= LONG_AGO => {
                long_ago(words, *tenths / 10)
            }
            expr => match self.dated(words, expr, found.likely_direction()) {
                Some(dated) => Value {
                    value: dated.period.timex_value(),
                    edtf: Some(dated.period.edtf()),
                    span: Some(FuzzySpan::within(dated.period.span())),
                    granularity: Some(dated.period.granularity()),
                    anchor: dated.anchor,
                    steps: dated.steps,
                    period: Some(dated.period),
                },
                None => Value {
                    anchor: Anchor::Unknown,
                    ..Value::without_place(self.open_value(expr), open_granularity(expr), Steps::open(words))
                },
            },
        }
    }

    /// What stands when nothing says which one is meant; the era is known from where the text is at.
    fn open_value(&self, expr: &Expr) -> String {
        let value = open_value(expr);
        match self.current {
            Some(current) if current.year() <= 0 && value.starts_with('X') => format!("BC{value}"),
            _ => value,
        }
    }

    /// The day, month or year that "now" is for the text, with the anchor that it came from.
    fn now(&self) -> Option<(Period, Anchor)> {
        if let Some(day) = self.quoted_from {
            return Some((day, Anchor::Narrative(day.timex_value())));
        }
        if self.narrative
            && let Some(current) = self.current
        {
            return Some((current, Anchor::Narrative(current.timex_value())));
        }
        self.published.map(|date| (Period::from(date), Anchor::Published(date)))
    }

    /// Where the text is at: its last date, else the day of publication.
    fn here(&self) -> Option<(Period, Anchor)> {
        match self.quoted_from.or(self.current) {
            Some(current) => Some((current, Anchor::Narrative(current.timex_value()))),
            None => self.published.map(|date| (Period::from(date), Anchor::Published(date))),
        }
    }

    fn anchor_for(&self, which: Which) -> Option<(Period, Anchor)> {
        match which {
            Which::Same | Which::Following | Which::Previous => self.here(),
            _ => self.now(),
        }
    }

    fn dated(&self, words: &str, expr: &Expr, direction: Direction) -> Option<Dated> {
        match expr {
            Expr::Fixed(period) => Some(Dated {
                period: *period,
                anchor: Anchor::None,
                steps: Steps::stated(words).then(say_period(period)),
            }),
            Expr::DayFromNow(offset) => {
                let (now, anchor) = self.now()?;
                let day = day_of(now)?;
                self.anchored(words, day.plus(i64::from(*offset)), anchor, Steps::day_from_now(words, *offset))
            }
            Expr::Weekday(weekday, which) => self.weekday(words, *weekday, *which, direction),
            Expr::Yearless(part, which) => self.yearless(words, *part, *which, direction),
            Expr::InYear(part, year) => {
                let year = self.dated(words, year, direction)?;
                let period = in_year(*part, year.period.year())?;
                Some(Dated { period, anchor: year.anchor, steps: year.steps.then(say_period(&period)) })
            }
            Expr::Unit(Unit::Weekend, Which::Bare) => {
                let (now, _) = self.now()?;
                let begun = day_of(now)?.start().weekday() >= 5;
                let which = if begun || direction.is_future() { Which::This } else { Which::Last };
                self.unit(words, Unit::Weekend, which, Direction::Unknown)
            }
            Expr::Unit(unit, which) => self.unit(words, *unit, *which, direction),
            Expr::Shift { count: Count::Tenths(tenths), unit, later, from } => {
                self.shift(words, *tenths, *unit, *later, *from)
            }
            Expr::Here => {
                let (here, anchor) = self.here()?;
                self.anchored(words, self.backdrop.unwrap_or(here), anchor, Steps::relative(words))
            }
            Expr::YearsAgo { years, unit } => {
                let (now, anchor) = self.now()?;
                let Period::Day(year, month, day) = now else { return None };
                let year = year - i64::from(*years);
                let same = Period::day(year, month, day).or_else(|| Period::day(year, month, day - 1))?;
                let period = match (unit, now.widen(Granularity::Week)) {
                    // The week of the same number; few years have a 53rd.
                    (Unit::Week, Period::Week(this, week)) => Period::Week(this - i64::from(*years), week.min(52)),
                    _ => same.widen(unit.granularity()),
                };
                self.anchored(words, period, anchor, Steps::relative(words))
            }
            Expr::YearEarlier => {
                let (here, anchor) = self.here()?;
                let period = match here {
                    Period::Quarter(year, quarter) => Period::Quarter(year - 1, quarter),
                    Period::Half(year, half) => Period::Half(year - 1, half),
                    other => Period::Year(other.year() - 1),
                };
                self.anchored(words, period, anchor, Steps::relative(words))
            }
            Expr::TurnOf(unit) => {
                let (now, anchor) = self.now()?;
                // Up to fifteen years before, the coming one is meant.
                let near = Period::Year(now.year() + 15).widen(unit.granularity());
                self.anchored(words, near, anchor, Steps::relative(words))
            }
            Expr::WeekendOf(base, nth) => {
                const SATURDAY: u8 = 5;
                let base = self.dated(words, base, direction)?;
                let saturday = match (nth, base.period) {
                    // "Labor Day weekend": the one that the day is at.
                    (0, day @ Period::Day(..)) => {
                        let back = (i64::from(day.start().weekday()) - i64::from(SATURDAY)).rem_euclid(7);
                        day.plus(if back <= 3 { -back } else { 7 - back })
                    }
                    (nth, period) => nth_day(period, *nth, Some(SATURDAY))?,
                };
                let period = match saturday.widen(Granularity::Week) {
                    Period::Week(year, week) => Period::Weekend(year, week),
                    other => other,
                };
                Some(Dated { period, anchor: base.anchor, steps: base.steps.then(say_period(&period)) })
            }
            Expr::WeekOf(base, nth) => {
                let base = self.dated(words, base, direction)?;
                let period = week_of(base.period, *nth)?;
                Some(Dated { period, anchor: base.anchor, steps: base.steps.then(say_period(&period)) })
            }
            Expr::NthDayOf { nth, weekday, of } => {
                let base = self.dated(words, of, direction)?;
                let period = nth_day(base.period, *nth, *weekday)?;
                Some(Dated { period, anchor: base.anchor, steps: base.steps.then(say_period(&period)) })
            }
            Expr::WeekdayOf(weekday, week) => {
                let base = self.dated(words, week, direction)?;
                let period = Period::day_of(base.period.start().plus_days(i64::from(*weekday)));
                Some(Dated { period, anchor: base.anchor, steps: base.steps.then(say_period(&period)) })
            }
            Expr::DaysFrom(base, days) => {
                let base = self.dated(words, base, direction)?;
                let period = day_of(base.period)?.plus(i64::from(*days));
                Some(Dated { period, anchor: base.anchor, steps: base.steps.then(say_period(&period)) })
            }
            _ => None,
        }
    }

    fn anchored(&self, _words: &str, period: Period, anchor: Anchor, steps: Steps) -> Option<Dated> {
        // The day that the news is about, or a passage, may lie further back than what was told last.
        let is_current = |value: &str| self.current.is_some_and(|current| current.timex_value() == value);
        let told_as = match &anchor {
            Anchor::Narrative(value) if !is_current(value) => "",
            _ => &self.current_words,
        };
        let steps = steps.counted_from(&anchor, told_as).then(say_period(&period));
        Some(Dated { period, anchor, steps })
    }
}

impl Findings {
    /// The bytes that the expression covers.
    pub fn range(&self, found: &Found) -> TextRange {
        self.range_of(found.first, found.end)
    }

    /// The bytes from one token up to another.
    fn range_of(&self, first: usize, end: usize) -> TextRange {
        let start = self.tokens.get(first).map_or(0, |token| token.start);
        let end = end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.end);
        TextRange::new(start, end.max(start))
    }
}
