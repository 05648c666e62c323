//! From underspecified expressions to dates: the only place that sees the anchor.

use super::english;
use super::expr::{
    Clock, Count, DayPart, Direction, Expr, Found, From, Holiday, Reference, Side, Unit, Which, Yearless,
};
use super::find::Findings;
use super::say::{Steps, counted_from_event, say_period};
use super::{Anchor, Modifier, Timex};
use crate::text::{Gap, TextRange};
use crate::time::{FuzzySpan, Granularity, PartialDate, Period, Season, TimePoint, TimeSpan, edtf};

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
        resolver.ahead = next_told(&findings.found[at + 1..]);
        last_end = found.end;
        let mut timex = resolver.timex(text, findings.range(found), found);
        if let Some((first, end)) = found.event {
            timex.derivation.push(counted_from_event(findings.range_of(first, end).of(text)));
        }
        timexes.push(timex);
    }
    timexes
}

/// Whether the dates of the text come from its own telling rather than from the day it was published: histories give
/// full dates in plenty and hardly a weekday, "yesterday" or "last week".
fn is_narrative(found: &[Found], published: Option<Period>) -> bool {
    let published_year = published.map_or(0, |period| period.year());
    let (mut told, mut told_finely, mut reported) = (0, 0, 0);
    for one in found {
        match &one.expr {
            Expr::Fixed(period) if (period.year() - published_year).abs() > 1 => {
                told += 1;
                told_finely += usize::from(period.granularity() < Granularity::Year);
            }
            Expr::Fixed(period) if period.year() == published_year => reported += 1,
            Expr::Weekday(_, Which::Bare | Which::Last | Which::Next | Which::This) | Expr::DayFromNow(_) => {
                reported += 2;
            }
            Expr::DayPart { day: Some(day), .. } if matches!(**day, Expr::Weekday(..) | Expr::DayFromNow(_)) => {
                reported += 2;
            }
            Expr::Unit(_, Which::Last | Which::This | Which::Next) => reported += 1,
            Expr::Shift { from: From::Now, .. } => reported += 1,
            _ => {}
        }
    }
    told >= 4 && told_finely >= 2 && told > 2 * reported
}

/// The next date that the text gives with its year, not far on.
fn next_told(rest: &[Found]) -> Option<Period> {
    const REACH: usize = 8;
    rest.iter().take(REACH).find_map(|found| match found.expr {
        Expr::Fixed(period) if period.granularity() < Granularity::Year && found.direction != Direction::Future => {
            Some(period)
        }
        _ => None,
    })
}

/// A blank line between two tokens.
fn has_paragraph(findings: &Findings, from: usize, to: usize) -> bool {
    findings.tokens.get(from..=to).unwrap_or_default().iter().any(|token| token.gap >= Gap::Line)
}

/// A full stop or a paragraph between two tokens.
fn has_sentence_end(text: &str, findings: &Findings, from: usize, to: usize) -> bool {
    findings.tokens.get(from..to).unwrap_or_default().iter().any(|token| matches!(token.of(text), "." | "?" | "!"))
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
    /// The next date told with its year.
    ahead: Option<Period>,
    /// Whether a line begins between the expression before and this one.
    new_paragraph: bool,
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
        let looks_away = matches!(
            &found.expr,
            Expr::Here
                | Expr::Unit(_, Which::Previous | Which::Last | Which::Next)
                | Expr::Yearless(_, Which::Previous | Which::Last | Which::Next)
                | Expr::Shift { later: false, .. }
        );
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
        let ahead = found.direction == Direction::Future && period.start() > current.start();
        let far_back = period.span().end <= current.start();
        ahead || far_back
    }

    fn value(&self, words: &str, found: &Found) -> Value {
        match &found.expr {
            Expr::Duration { count, unit } => {
                Value::without_place(unit.duration_value(*count), Some(unit.granularity()), Steps::stated(words))
            }
            Expr::Set(value) => Value::without_place(value.clone(), None, Steps::stated(words)),
            Expr::Reference(reference) => {
                let value = match reference {
                    Reference::Past => "PAST_REF",
                    Reference::Present => "PRESENT_REF",
                    Reference::Future => "FUTURE_REF",
                };
                Value::without_place(value.to_string(), None, Steps::stated(words))
            }
            Expr::ComingUp => self.coming_up(words),
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

    /// Opens the span to one side as since, until and by ask.
    fn open_side(&self, value: &mut Value, side: Side) {
        let (Some(span), Some(edtf)) = (value.span, value.edtf.as_deref()) else { return };
        let Some(date) = edtf.split('/').next_back() else { return };
        let (begin, end) = span.hull();
        match side {
            Side::Within => {}
            Side::Since => {
                let first = edtf.split('/').next().unwrap_or(edtf);
                value.edtf = Some(format!("{first}/.."));
                value.span = Some(FuzzySpan {
                    earliest_begin: begin,
                    latest_begin: span.latest_begin,
                    earliest_end: span.latest_begin,
                    latest_end: None,
                });
            }
            Side::Until => {
                value.edtf = Some(format!("../{date}"));
                value.span = Some(FuzzySpan {
                    earliest_begin: None,
                    latest_begin: span.earliest_end,
                    earliest_end: span.earliest_end,
                    latest_end: end,
                });
            }
            Side::By => {
                value.edtf = Some(format!("[..{date}]"));
                value.span =
                    Some(FuzzySpan { earliest_begin: None, latest_begin: end, earliest_end: None, latest_end: end });
            }
        }
    }

    /// Narrows or widens the span as early, late, about and so on ask.
    fn bend(&self, value: &mut Value, period: Period, found: &Found) {
        let Some(modifier) = found.modifier else { return };
        let span = period.span();
        if found.rule == "so_far"
            && let Some(now) = self.published.map(|date| date.span())
        {
            let (from, to) = match modifier {
                Modifier::Start => (span.start, now.start),
                _ => (now.start, span.end),
            };
            if from < to && span.start <= now.start && now.start < span.end {
                value.span = Some(FuzzySpan::within(TimeSpan::new(from, to)));
                let last = if modifier == Modifier::Start { to } else { to.plus_days(-1) };
                value.edtf = Some(edtf::interval(Some(from), Some(last)));
                return;
            }
        }
        let third = span.secs() / 3;
        let bent = match modifier {
            Modifier::Start => TimeSpan::new(span.start, span.start.plus_secs(third)),
            Modifier::Mid => TimeSpan::new(span.start.plus_secs(third), span.end.plus_secs(-third)),
            Modifier::End => TimeSpan::new(span.end.plus_secs(-third), span.end),
            Modifier::Approx => {
                value.edtf = value.edtf.take().map(|edtf| format!("{edtf}~"));
                // One more of the same kind on either side.
                TimeSpan::new(period.plus(-1).start(), period.plus(1).span().end)
            }
            _ => span,
        };
        value.span = Some(FuzzySpan::within(bent));
    }

    /// The day, month or year that "now" is for the text, with the anchor that it came from.
    fn now(&self) -> Option<(Period, Anchor)> {
        if self.narrative
            && let Some(current) = self.current
        {
            return Some((current, Anchor::Narrative(current.timex_value())));
        }
        self.published.map(|date| (Period::from(date), Anchor::Published(date)))
    }

    /// Where the text is at: its last date, else the day of publication.
    fn here(&self) -> Option<(Period, Anchor)> {
        match self.current {
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
                let which = if begun || direction == Direction::Future { Which::This } else { Which::Last };
                self.unit(words, Unit::Weekend, which)
            }
            Expr::Unit(unit, which) => self.unit(words, *unit, *which),
            Expr::Shift { count: Count::Tenths(tenths), unit, later, from } => {
                self.shift(words, *tenths, *unit, *later, *from)
            }
            Expr::Here => {
                let (here, anchor) = self.here()?;
                self.anchored(words, self.backdrop.unwrap_or(here), anchor, Steps::relative(words))
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
        let steps = steps.counted_from(&anchor, &self.current_words).then(say_period(&period));
        Some(Dated { period, anchor, steps })
    }

    fn weekday(&self, words: &str, weekday: u8, which: Which, direction: Direction) -> Option<Dated> {
        let (now, anchor) = self.anchor_for(which)?;
        let today = day_of(now)?;
        // Days back to the latest such weekday, today counting.
        let back = (i64::from(today.start().weekday()) - i64::from(weekday)).rem_euclid(7);
        let latest = -back;
        let next = (7 - back) % 7;
        let narrative = matches!(anchor, Anchor::Narrative(_));
        let (offset, relation) = match which {
            Which::Last | Which::Previous => (if back == 0 { -7 } else { latest }, "before"),
            Which::Next | Which::Following => (if next == 0 { 7 } else { next }, "after"),
            Which::This if direction == Direction::Past => (latest, "before"),
            Which::This => (next, "after"),
            Which::Bare | Which::Same if narrative => (if back <= 3 { latest } else { next }, "nearest to"),
            _ if direction == Direction::Future => (next, "after"),
            _ => (latest, "before"),
        };
        let relation = if offset == 0 { "on the day of" } else { relation };
        self.anchored(words, today.plus(offset), anchor, Steps::weekday(words, weekday, relation))
    }

    fn yearless(&self, words: &str, part: Yearless, which: Which, direction: Direction) -> Option<Dated> {
        let (now, anchor) = self.anchor_for(which)?;
        let narrative = matches!(anchor, Anchor::Narrative(_));
        let year = now.year();
        let candidates = || (-4..=4).filter_map(|offset| in_year(part, year + offset));
        let (today, end) = (now.start(), now.span().end);
        let period = match which {
            Which::Last | Which::Previous => candidates().rfind(|p| p.span().end <= today)?,
            Which::Next | Which::Following => candidates().find(|p| p.start() >= end)?,
            Which::This => in_year(part, season_year(part, now))?,
            Which::Same | Which::Bare if narrative => self.not_beyond(part, told(part, now)?),
            _ => reported(part, now, direction)?,
        };
        self.anchored(words, period, anchor, Steps::relative(words))
    }

    /// Histories go forward: a date that would lie beyond the next one told, and would not in that one's year, is of
    /// that year.
    fn not_beyond(&self, part: Yearless, period: Period) -> Period {
        let Some(ahead) = self.ahead else { return period };
        let earlier = in_year(part, ahead.year()).filter(|earlier| earlier.start() <= ahead.start());
        let overshoots = period.start() >= ahead.span().end && period.year() - ahead.year() <= 2;
        earlier.filter(|_| overshoots).unwrap_or(period)
    }

    fn unit(&self, words: &str, unit: Unit, which: Which) -> Option<Dated> {
        let (here, anchor) = self.anchor_for(which)?;
        let step = match which {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
            _ => 0,
        };
        if let Some(backdrop) = self
            .backdrop
            .filter(|backdrop| backdrop.granularity() == unit.granularity() && matches!(anchor, Anchor::Narrative(_)))
        {
            return self.anchored(words, backdrop.plus(step), anchor, Steps::relative(words));
        }
        // "The end of the day" in news that has named no day yet is that of publication.
        let published = self.published.map(|date| (Period::from(date), Anchor::Published(date)));
        let (here, anchor) = match published {
            Some(now) if which == Which::Same && !self.narrative && here.granularity() > unit.granularity() => now,
            _ => (here, anchor),
        };
        // What is coarser than the unit cannot say which one it was.
        if here.granularity() > unit.granularity() {
            return None;
        }
        let base = match unit {
            Unit::Weekend => match here.widen(Granularity::Week) {
                Period::Week(year, week) => Period::Weekend(year, week),
                other => other,
            },
            Unit::Fortnight => return None,
            _ => here.widen(unit.granularity()),
        };
        self.anchored(words, base.plus(step), anchor, Steps::relative(words))
    }

    fn shift(&self, words: &str, tenths: i64, unit: Unit, later: bool, from: From) -> Option<Dated> {
        let (base, anchor) = match from {
            From::Now => self.now()?,
            From::Narrative => self.here()?,
        };
        let sign = if later { 1 } else { -1 };
        let whole = tenths / 10 * sign;
        let (granularity, steps) = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Fortnight => (Granularity::Week, whole.saturating_mul(2)),
            // Ten years before a year are a year.
            Unit::Decade => (Granularity::Year, whole.saturating_mul(10)),
            Unit::Century if tenths < 100 => (Granularity::Year, whole.saturating_mul(100)),
            _ => (unit.granularity(), whole),
        };
        if base.granularity() > granularity || steps.abs() > 1_000_000 {
            return None;
        }
        let period = base.widen(granularity).plus(steps);
        self.anchored(words, period, anchor, Steps::relative(words))
    }

    fn window(&self, words: &str, count: Count, unit: Unit, later: bool) -> Value {
        let mut value =
            Value::without_place(unit.duration_value(count), Some(unit.granularity()), Steps::stated(words));
        let Some((now, anchor)) = self.now() else { return value };
        let Some(today) = day_of(now) else { return value };
        let far = match count {
            Count::Tenths(tenths) => days_away(today, tenths / 10, unit, later),
            Count::Vague => None,
        };
        let today = today.start();
        if far.is_none() && matches!(count, Count::Tenths(_)) {
            return value;
        }
        let (from, to) = if later { (Some(today), far) } else { (far, Some(today)) };
        value.edtf = Some(edtf::interval(from, to));
        value.span = Some(FuzzySpan { earliest_begin: from, latest_begin: from, earliest_end: to, latest_end: to });
        value.steps = Steps::relative(words).counted_from(&anchor, &self.current_words);
        value.anchor = anchor;
        value
    }

    fn coming_up(&self, words: &str) -> Value {
        let mut value = Value::without_place("FUTURE_REF".into(), None, Steps::relative(words));
        let Some((now, anchor)) = self.now() else { return value };
        let start = now.start();
        value.edtf = Some(edtf::interval(Some(start), None));
        value.span = Some(FuzzySpan {
            earliest_begin: Some(start),
            latest_begin: None,
            earliest_end: Some(start),
            latest_end: None,
        });
        value.steps = value.steps.counted_from(&anchor, &self.current_words);
        value.anchor = anchor;
        value
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
        let (now, anchor) = self.now()?;
        (now.granularity() == Granularity::Day).then(|| self.anchored(words, now, anchor, Steps::relative(words)))?
    }

    fn clock(&self, words: &str, found: &Found, clock: Clock, day: Option<&Expr>) -> Value {
        let time = clock_value(clock);
        // "Doors open at 9 a.m. Tuesday": an hour without a verb of the past announces.
        let direction = match found.direction {
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

    fn day_part(&self, words: &str, found: &Found, part: DayPart, day: Option<&Expr>) -> Value {
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

/// Tenths of years from which on a time is told in the thousands and millions of geology.
const LONG_AGO: i64 = 200_000;

/// "65 million years ago": TIMEX2's `MA65`, give or take a twentieth.
fn long_ago(words: &str, years: i64) -> Value {
    let (letters, size) = match years {
        1_000_000_000.. => ("GA", 1_000_000_000),
        1_000_000.. => ("MA", 1_000_000),
        _ => ("KA", 1_000),
    };
    let whole = years / size;
    let tenth = years % size * 10 / size;
    let value = if tenth == 0 { format!("{letters}{whole}") } else { format!("{letters}{whole}.{tenth}") };
    let span = TimeSpan::new(
        TimePoint::from_year((-years).saturating_sub(years / 20)),
        TimePoint::from_year(-years + years / 20),
    );
    Value {
        edtf: Some(format!("{}~", Period::Year(-years).edtf())),
        span: Some(FuzzySpan::within(span)),
        ..Value::without_place(value, Some(Granularity::Age), Steps::stated(words))
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

/// The period itself where it is a day.
fn day_of(period: Period) -> Option<Period> {
    (period.granularity() == Granularity::Day).then_some(period)
}

/// The day `count` units away from the day.
fn days_away(today: Period, count: i64, unit: Unit, later: bool) -> Option<TimePoint> {
    let count = if later { count } else { -count };
    let count = count.clamp(-100_000, 100_000);
    let (year, month, day) = match today {
        Period::Day(year, month, day) => (year, month, day),
        _ => return None,
    };
    let months = |count: i64| {
        let target = Period::Month(year, month).plus(count);
        let last = target.span().end.plus_days(-1);
        let wanted = target.start().plus_days(i64::from(day) - 1);
        Some(wanted.min(last))
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day => Some(today.start().plus_days(count)),
        Unit::Week | Unit::Weekend => Some(today.start().plus_days(count * 7)),
        Unit::Fortnight => Some(today.start().plus_days(count * 14)),
        Unit::Month => months(count),
        Unit::Quarter | Unit::Season => months(count * 3),
        Unit::Year => months(count * 12),
        Unit::Decade => months(count * 120),
        Unit::Century => months(count * 1200),
        Unit::Millennium => months(count * 12_000),
    }
}

/// The part in the year.
fn in_year(part: Yearless, year: i64) -> Option<Period> {
    match part {
        Yearless::Month(month) => Some(Period::Month(year, month)),
        Yearless::Day(month, day) => Period::day(year, month, day),
        Yearless::Season(season) => Some(Period::Season(year, season)),
        Yearless::Quarter(quarter) => Some(Period::Quarter(year, quarter)),
        Yearless::Half(half) => Some(Period::Half(year, half)),
        Yearless::Holiday(holiday) => Some(holiday_in(holiday, year)),
    }
}

/// The day of the feast in the year.
fn holiday_in(holiday: Holiday, year: i64) -> Period {
    let point = match holiday {
        Holiday::Fixed(month, day) => TimePoint::from_ymd(year, month, day),
        Holiday::Easter(offset) => easter(year).map(|sunday| sunday.plus_days(i64::from(offset))),
        Holiday::Nth { month, weekday, nth, then } => nth_weekday(year, month, weekday, nth, then),
    };
    point.map_or(Period::Year(year), Period::day_of)
}

fn nth_weekday(year: i64, month: u8, weekday: u8, nth: i8, then: i8) -> Option<TimePoint> {
    let found = if nth > 0 {
        let first = TimePoint::from_ymd(year, month, 1)?;
        let ahead = (i64::from(weekday) - i64::from(first.weekday())).rem_euclid(7);
        first.plus_days(ahead + 7 * (i64::from(nth) - 1))
    } else {
        let last = Period::Month(year, month).span().end.plus_days(-1);
        last.plus_days(-(i64::from(last.weekday()) - i64::from(weekday)).rem_euclid(7))
    };
    Some(found.plus_days(i64::from(then)))
}

/// Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i64) -> Option<TimePoint> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    TimePoint::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// The year that "this winter" belongs to.
fn season_year(part: Yearless, now: Period) -> i64 {
    let january = now.month().is_some_and(|month| month <= 2);
    match part {
        Yearless::Season(Season::Winter) if !january => now.year() + 1,
        _ => now.year(),
    }
}

/// The week of a day, or the n-th of a month; the last is the one that its last day lies in.
fn week_of(base: Period, nth: i8) -> Option<Period> {
    match nth {
        0 => Some(base.widen(Granularity::Week)),
        nth if nth > 0 => Some(base.widen(Granularity::Week).plus(i64::from(nth) - 1)),
        _ => Some(Period::week_of(base.span().end.plus_days(-1))),
    }
}

/// The n-th day of the period, or its n-th such weekday; `None` where it has none.
fn nth_day(of: Period, nth: i8, weekday: Option<u8>) -> Option<Period> {
    let span = of.span();
    let step = if weekday.is_some() { 7 } else { 1 };
    let point = if nth > 0 {
        let ahead = weekday.map_or(0, |day| (i64::from(day) - i64::from(span.start.weekday())).rem_euclid(7));
        span.start.plus_days(ahead + step * (i64::from(nth) - 1))
    } else {
        let last = span.end.plus_days(-1);
        last.plus_days(-weekday.map_or(0, |day| (i64::from(last.weekday()) - i64::from(day)).rem_euclid(7)))
    };
    (point < span.end).then(|| Period::day_of(point))
}

/// In a history the year goes on from the last date told; a month well before it opens the next year.
fn told(part: Yearless, here: Period) -> Option<Period> {
    let same = in_year(part, here.year())?;
    let (Some(month), Some(here_month)) = (same.month(), here.month()) else { return Some(same) };
    if matches!(part, Yearless::Season(Season::Winter)) {
        // After a summer the next winter is meant, which the next year names.
        return if here_month >= 6 { in_year(part, here.year() + 1) } else { Some(same) };
    }
    if i16::from(month) - i16::from(here_month) <= -7 { in_year(part, here.year() + 1) } else { Some(same) }
}

/// In news a date without a year is the nearest one that the tense allows.
fn reported(part: Yearless, now: Period, direction: Direction) -> Option<Period> {
    let today = now.start();
    let candidates: Vec<Period> = (-1..=1).filter_map(|offset| in_year(part, now.year() + offset)).collect();
    let latest = candidates.iter().rfind(|p| p.start() <= today).copied();
    let next = candidates.iter().find(|p| p.span().end > today).copied();
    let distance = |p: &Period| (p.start().0 - today.0).abs();
    // A day without a year is within half a year; tense decides only when both are about as far.
    const NEAR_SECS: i64 = 100 * 86_400;
    // "They had set a July 4 deadline": the tense alone does not move a date that is this near.
    const AGAINST_SECS: i64 = 45 * 86_400;
    if let Yearless::Quarter(_) | Yearless::Half(_) = part {
        // Accounts speak of this year's quarters, or of last year's until those have come.
        let this_year = in_year(part, now.year())?;
        let to_come = this_year.start() > today;
        return if to_come && direction == Direction::Past { latest } else { Some(this_year) };
    }
    match (latest, next) {
        (Some(latest), Some(next)) => {
            let nearest = if distance(&latest) <= distance(&next) { latest } else { next };
            let is_day = matches!(part, Yearless::Day(..) | Yearless::Holiday(_));
            let against = nearest.start() > today && direction == Direction::Past
                || nearest.start() < today && direction == Direction::Future;
            let near = if against { AGAINST_SECS } else { NEAR_SECS };
            if is_day && distance(&nearest) < near {
                return Some(nearest);
            }
            Some(match direction {
                Direction::Past => latest,
                Direction::Future => next,
                Direction::Present | Direction::Unknown => nearest,
            })
        }
        (one, other) => one.or(other),
    }
}

/// What stands when nothing says which one is meant.
fn open_value(expr: &Expr) -> String {
    match expr {
        Expr::Weekday(day, _) => format!("XXXX-WXX-{}", day + 1),
        Expr::Yearless(part, _) | Expr::InYear(part, _) => match part {
            Yearless::Month(month) => format!("XXXX-{month:02}"),
            Yearless::Day(month, day) => format!("XXXX-{month:02}-{day:02}"),
            Yearless::Season(season) => format!("XXXX-{}", season.code()),
            Yearless::Quarter(quarter) => format!("XXXX-Q{quarter}"),
            Yearless::Half(half) => format!("XXXX-H{half}"),
            Yearless::Holiday(Holiday::Fixed(month, day)) => format!("XXXX-{month:02}-{day:02}"),
            Yearless::Holiday(_) => "XXXX-XX-XX".into(),
        },
        Expr::Unit(unit, _) | Expr::Shift { unit, .. } => match unit {
            Unit::Year => "XXXX".into(),
            Unit::Month => "XXXX-XX".into(),
            Unit::Week | Unit::Fortnight => "XXXX-WXX".into(),
            Unit::Weekend => "XXXX-WXX-WE".into(),
            Unit::Quarter => "XXXX-QX".into(),
            Unit::Decade => "XXX".into(),
            Unit::Century => "XX".into(),
            Unit::Millennium => "X".into(),
            Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX".into(),
            Unit::Day | Unit::Season => "XXXX-XX-XX".into(),
        },
        _ => "XXXX-XX-XX".into(),
    }
}

fn open_granularity(expr: &Expr) -> Option<Granularity> {
    match expr {
        Expr::Weekday(..) | Expr::DayFromNow(_) | Expr::DaysFrom(..) => Some(Granularity::Day),
        Expr::Yearless(part, _) | Expr::InYear(part, _) => in_year(*part, 2000).map(|period| period.granularity()),
        Expr::Unit(unit, _) | Expr::Shift { unit, .. } => Some(unit.granularity()),
        _ => None,
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
