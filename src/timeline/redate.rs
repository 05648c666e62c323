//! A date from a gesture: what an event's date becomes when its ends or its middle are dragged.

use super::ticks::{Unit, unit_at};
use super::{Item, LayoutStyle, TextMeasure, TimeScale};
use crate::project::UserDate;
use crate::time::edtf::{Bound, Edtf, EdtfDate, Qualifier};
use crate::time::{Granularity, Period, TimePoint};

/// The part of an event that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    Begin,
    Middle,
    End,
}

/// How exact a dragged date is: a tick of the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step(Exact);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exact {
    /// So many seconds, at most a day.
    Clock(i64),
    Calendar(Granularity),
    Years(i64),
}

impl Step {
    /// The precision of the fine ticks of this scale. EDTF knows no weeks: where ticks are weeks, days are meant.
    pub fn of(scale: &TimeScale, style: &LayoutStyle, measure: &dyn TextMeasure) -> Step {
        Step(match unit_at(scale, measure, style.text_size - 1.0) {
            Unit::Seconds(secs) => Exact::Clock(secs),
            Unit::Day | Unit::Week => Exact::Calendar(Granularity::Day),
            Unit::Months(3) => Exact::Calendar(Granularity::Quarter),
            Unit::Months(_) => Exact::Calendar(Granularity::Month),
            Unit::Years(..10) => Exact::Calendar(Granularity::Year),
            Unit::Years(..100) => Exact::Calendar(Granularity::Decade),
            Unit::Years(..1_000) => Exact::Calendar(Granularity::Century),
            Unit::Years(..10_000) => Exact::Calendar(Granularity::Millennium),
            Unit::Years(years) => Exact::Years(years),
            Unit::Era => Exact::Calendar(Granularity::Millennium),
        })
    }
}

/// The item's date with the grip `by_secs` later (earlier when negative), to the nearest step. An end that is not held
/// keeps its place, and an open one stays open; an event no longer than a step becomes that step. `None` for a grip on an
/// open side.
pub fn redated(item: &Item, grip: Grip, by_secs: f64, step: Step) -> Option<UserDate> {
    let (begin, end) = item.span.hull();
    let by = by_secs as i64;
    let later = |at: TimePoint| at.0.saturating_add(by).clamp(-LIMIT, LIMIT);
    let (first, last) = match (grip, begin, end) {
        (Grip::Begin, Some(begin), end) => {
            let mut cell = step.0.cell(step.0.nearest(later(begin)));
            if let Some(end) = end.filter(|end| cell.start >= end.0) {
                cell = step.0.cell(end.0 - 1);
            }
            (Some(cell.first), end.map(|end| kept_end(item, step, end.0)))
        }
        (Grip::End, begin, Some(end)) => {
            let mut cell = step.0.cell(step.0.nearest(later(end)) - 1);
            if let Some(begin) = begin.filter(|begin| cell.end <= begin.0) {
                cell = step.0.cell(begin.0);
            }
            (begin.map(|begin| kept_begin(item, step, begin.0)), Some(cell.last))
        }
        (Grip::Middle, Some(begin), Some(end)) => {
            let middle = step.0.cell((later(begin) / 2).saturating_add(later(end) / 2));
            if end.0 - begin.0 <= middle.end - middle.start {
                (Some(middle.first), Some(middle.single))
            } else {
                let (from, to) = (step.0.nearest(later(begin)), step.0.nearest(later(end)));
                let cell = step.0.cell(from);
                (Some(cell.first), Some(if to > cell.end { step.0.cell(to - 1).last } else { cell.single }))
            }
        }
        (Grip::Middle, Some(begin), None) => (Some(step.0.cell(step.0.nearest(later(begin))).first), None),
        (Grip::Middle, None, Some(end)) => (None, Some(step.0.cell(step.0.nearest(later(end)) - 1).last)),
        _ => return None,
    };
    let about = |date: EdtfDate| {
        let qualifier = item.approximate.then_some(Qualifier::Approximate);
        EdtfDate { qualifier, ..date }
    };
    let edtf = statement(first.map(about), last.map(about), lasts(item));
    UserDate::of_edtf(&edtf.to_string(), edtf)
}

/// 64 billion years; keeps differences inside `i64`.
const LIMIT: i64 = 2_000_000_000_000_000_000;

/// Whether it went on from begin to end; else it happened at some time between.
fn lasts(item: &Item) -> bool {
    let span = item.span;
    match span.hull() {
        (Some(_), Some(_)) => span.latest_begin < span.earliest_end,
        (Some(_), None) => span.latest_begin.is_some(),
        _ => span.earliest_end.is_some(),
    }
}

fn statement(first: Option<EdtfDate>, last: Option<EdtfDate>, lasts: bool) -> Edtf {
    match (first, last) {
        (Some(first), Some(last)) if first == last => Edtf::Date(first),
        (first, last) if lasts => {
            Edtf::Interval(first.map_or(Bound::Open, Bound::Date), last.map_or(Bound::Open, Bound::Date))
        }
        (first, last) => Edtf::OneOf(first, last),
    }
}

/// The date of a begin that stays: the coarsest that says it exactly, of step, the item's own precision, day and minute.
fn kept_begin(item: &Item, step: Step, at: i64) -> EdtfDate {
    let cells = precisions(item, step).map(|exact| exact.cell(at));
    cells.into_iter().find(|cell| cell.start == at).map_or_else(|| Exact::Clock(1).cell(at).first, |cell| cell.first)
}

fn kept_end(item: &Item, step: Step, at: i64) -> EdtfDate {
    let cells = precisions(item, step).map(|exact| exact.cell(at - 1));
    cells.into_iter().find(|cell| cell.end == at).map_or_else(|| Exact::Clock(1).cell(at - 1).last, |cell| cell.last)
}

fn precisions(item: &Item, step: Step) -> [Exact; 4] {
    // What is finer than a day, and a week, has no notation of its own in EDTF.
    let own = match item.granularity {
        finer if finer < Granularity::Day => Granularity::Day,
        Granularity::Week => Granularity::Day,
        own => own,
    };
    [step.0, Exact::Calendar(own), Exact::Calendar(Granularity::Day), Exact::Clock(60)]
}

/// One step of the calendar or the clock.
struct Cell {
    start: i64,
    /// Exclusive.
    end: i64,
    /// What a stretch that begins with it is written from, and one that ends with it to.
    first: EdtfDate,
    last: EdtfDate,
    /// The end of a statement that is this step alone: `first` again, where one date says it.
    single: EdtfDate,
}

impl Exact {
    /// The step that the moment lies in.
    fn cell(self, at: i64) -> Cell {
        match self {
            Exact::Clock(secs) => {
                let start = at.div_euclid(secs) * secs;
                let least = if secs % 60 == 0 { 60 } else { 1 };
                let (first, last) = (clock(start), clock(start + secs - least));
                Cell { start, end: start + secs, first, last, single: first }
            }
            Exact::Calendar(granularity) => {
                let period = Period::day_of(TimePoint(at)).widen(granularity);
                let span = period.span();
                if has_notation(period) {
                    let date = EdtfDate::new(period);
                    return Cell { start: span.start.0, end: span.end.0, first: date, last: date, single: date };
                }
                years(span.start.civil().year, span.end.plus_days(-1).civil().year)
            }
            Exact::Years(count) => {
                let first = TimePoint(at).civil().year.div_euclid(count) * count;
                years(first, first + count - 1)
            }
        }
    }

    /// The border of steps that is nearest to the moment.
    fn nearest(self, at: i64) -> i64 {
        let cell = self.cell(at);
        if at - cell.start < cell.end - at { cell.start } else { cell.end }
    }
}

fn years(first: i64, last: i64) -> Cell {
    let date = |year| EdtfDate::new(Period::Year(year));
    let (start, end) = (TimePoint::from_year(first).0, TimePoint::from_year(last + 1).0);
    Cell { start, end, first: date(first), last: date(last), single: date(last) }
}

/// Blocks of years before Christ have no notation of their own in EDTF.
fn has_notation(period: Period) -> bool {
    match period {
        Period::Millennium(n) => (1..10).contains(&n),
        Period::Century(n) => (1..100).contains(&n),
        Period::Decade(n) => (1..1000).contains(&n),
        _ => true,
    }
}

fn clock(at: i64) -> EdtfDate {
    let period = Period::day_of(TimePoint(at));
    EdtfDate { time: Some((at - period.start().0) as u32), ..EdtfDate::new(period) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Status;
    use crate::timeline::{ItemId, LaneId};

    const DAY: f64 = 86_400.0;

    fn item(edtf: &str) -> Item {
        let date = UserDate::read(edtf).expect("a date");
        Item {
            id: ItemId(1),
            lane: LaneId(0),
            span: date.span,
            granularity: date.granularity,
            status: Status::Happened,
            approximate: edtf.contains('~'),
            soft_edges: false,
            label: String::new(),
            importance: 0.5,
            claims: 1,
        }
    }

    fn check(before: &str, grip: Grip, days: f64, step: Exact, after: &str) {
        let date = redated(&item(before), grip, days * DAY, Step(step)).map(|date| date.edtf.unwrap_or_default());
        assert_eq!(date.as_deref(), Some(after), "{before}, {grip:?} {days} days later");
    }

    #[test]
    fn the_middle_moves_all_of_it_to_the_nearest_tick() {
        check("2016-05-10", Grip::Middle, 2.4, Exact::Calendar(Granularity::Day), "2016-05-12");
        check("2016-05-10", Grip::Middle, 40.0, Exact::Calendar(Granularity::Month), "2016-06");
        check("2016-05-10", Grip::Middle, 400.0, Exact::Calendar(Granularity::Decade), "201X");
        check("2016-05-10/2016-05-12", Grip::Middle, -3.0, Exact::Calendar(Granularity::Day), "2016-05-07/2016-05-09");
        check("2016", Grip::Middle, 366.0, Exact::Calendar(Granularity::Year), "2017");
        check("2016", Grip::Middle, 10.0, Exact::Calendar(Granularity::Day), "[2016-01-11..2017-01-10]");
        let hours = "[2016-05-10T06:00:00..2016-05-11T05:59:00]";
        check("2016-05-10", Grip::Middle, 0.25, Exact::Clock(3600), hours);
    }

    #[test]
    fn an_end_moves_and_the_other_stays() {
        check("2016-05-10/2016-05-12", Grip::End, 5.2, Exact::Calendar(Granularity::Day), "2016-05-10/2016-05-17");
        check("2016-05-10/2016-05-12", Grip::Begin, -40.0, Exact::Calendar(Granularity::Month), "2016-04/2016-05-12");
        check("2016", Grip::End, -184.0, Exact::Calendar(Granularity::Month), "[2016-01..2016-06]");
        check("2016-05-10", Grip::End, 3.0, Exact::Calendar(Granularity::Day), "[2016-05-10..2016-05-13]");
    }

    #[test]
    fn an_end_of_a_week_that_stays_is_its_day() {
        let week = Item { granularity: Granularity::Week, ..item("[2009-04-27..2009-05-03]") };
        let date = redated(&week, Grip::End, 40.0 * DAY, Step(Exact::Calendar(Granularity::Month)));
        assert_eq!(date.and_then(|date| date.edtf).as_deref(), Some("[2009-04-27..2009-05]"));
    }

    #[test]
    fn an_end_stops_at_the_other() {
        check("2016-05-10/2016-05-12", Grip::Begin, 30.0, Exact::Calendar(Granularity::Day), "2016-05-12");
        check("2016-05-10/2016-05-12", Grip::End, -30.0, Exact::Calendar(Granularity::Day), "2016-05-10");
    }

    #[test]
    fn open_sides_stay_open_and_about_stays_about() {
        check("2016/..", Grip::Middle, 366.0, Exact::Calendar(Granularity::Year), "2017/..");
        check("[..2016-05]", Grip::End, 31.0, Exact::Calendar(Granularity::Month), "[..2016-06]");
        check("1200~", Grip::Middle, 366.0, Exact::Calendar(Granularity::Year), "1201~");
        assert_eq!(redated(&item("2016/.."), Grip::End, DAY, Step(Exact::Calendar(Granularity::Day))), None);
    }

    #[test]
    fn blocks_of_years_before_christ_are_written_as_stretches() {
        check("-0475", Grip::Middle, 0.0, Exact::Calendar(Granularity::Decade), "[-0478..-0469]");
    }
}
