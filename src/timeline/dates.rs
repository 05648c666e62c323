//! An item's date in a few words, for beside its label: "11 June 2020", "late 2017", "since June 2018".

use super::Index;
use super::looks::Looks;
use super::ticks::year_label;
use crate::time::words::period_words;
use crate::time::{DateStyle, Granularity, Period, TimePoint};

/// From this granularity on there is no period with a name.
const DEEP_STEP: i64 = 100_000;

/// The words; they say no more than the item's precision does.
pub(super) fn date_words(index: &Index, position: usize, style: DateStyle) -> String {
    let (begin, end) = (index.begin(position), index.end(position));
    let (granularity, looks) = (index.granularity(position), index.looks(position));
    let words = if looks.has(Looks::SOFT) {
        vague_words(begin, end, style)
    } else if looks.has(Looks::OPEN_END) {
        format!("since {}", point_words(begin, granularity, style))
    } else if looks.has(Looks::OPEN_BEGIN) {
        format!("until {}", point_words(end - 1, granularity, style))
    } else {
        span_words(begin, end, granularity, style)
    };
    if looks.has(Looks::APPROXIMATE) { format!("c. {words}") } else { words }
}

fn span_words(begin: i64, end: i64, granularity: Granularity, style: DateStyle) -> String {
    // The whole of a period has its name, however finely it was written.
    let days = [Granularity::Day, granularity, Granularity::Month, Granularity::Year];
    for period in days.into_iter().filter_map(|granularity| period(begin, granularity)) {
        let span = period.span();
        if (span.start.0, span.end.0) == (begin, end) {
            return period_words(&period, style);
        }
    }
    let (from, to) = (point_words(begin, granularity, style), point_words(end - 1, granularity, style));
    if from == to { from } else { format!("{from} to {to}") }
}

/// "early", "mid" or "late" of the smallest period that holds it.
fn vague_words(begin: i64, end: i64, style: DateStyle) -> String {
    let sizes =
        [Granularity::Month, Granularity::Year, Granularity::Decade, Granularity::Century, Granularity::Millennium];
    let holds = |period: &Period| period.span().start.0 <= begin && end <= period.span().end.0;
    let Some(holder) = sizes.into_iter().filter_map(|size| period(begin, size)).find(holds) else {
        return span_words(begin, end, Granularity::Year, style);
    };
    let (whole, middle) = (holder.span(), begin / 2 + end / 2);
    let share = (middle - whole.start.0) as f64 / whole.secs().max(1) as f64;
    let part = if share < 0.36 {
        "early"
    } else if share > 0.64 {
        "late"
    } else {
        "mid"
    };
    format!("{part} {}", period_words(&holder, style))
}

fn point_words(at: i64, granularity: Granularity, style: DateStyle) -> String {
    let day = || period_words(&Period::day_of(TimePoint(at)), style);
    match granularity {
        Granularity::Second | Granularity::Minute => {
            let civil = TimePoint(at).civil();
            format!("{}, {:02}:{:02}", day(), civil.hour, civil.minute)
        }
        Granularity::Age => year_label(TimePoint(at).civil().year, DEEP_STEP),
        granularity => period(at, granularity).map_or_else(day, |period| period_words(&period, style)),
    }
}

/// The period of this size that the moment lies in; `None` for sizes without names.
fn period(at: i64, granularity: Granularity) -> Option<Period> {
    let day = Period::day_of(TimePoint(at));
    match granularity {
        Granularity::Second | Granularity::Minute | Granularity::Hour | Granularity::DayPart | Granularity::Age => None,
        Granularity::Day => Some(day),
        granularity => Some(day.widen(granularity)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Status;
    use crate::time::{FuzzySpan, PartialDate, TimeSpan};
    use crate::timeline::{Item, ItemId, LaneId};

    fn words(from: &str, to: &str, granularity: Granularity, change: impl Fn(&mut Item)) -> String {
        let start = |text: &str| PartialDate::from_iso(text).unwrap().span().start;
        let mut item = Item {
            id: ItemId(0),
            lane: LaneId(0),
            span: FuzzySpan::within(TimeSpan::new(start(from), start(to))),
            granularity,
            status: Status::Happened,
            approximate: false,
            soft_edges: false,
            label: String::new(),
            importance: 0.5,
            claims: 1,
        };
        change(&mut item);
        date_words(&Index::build(vec![item], Vec::new(), Vec::new()), 0, DateStyle::DayMonthYear)
    }

    #[test]
    fn dates_say_what_is_known() {
        let plain = |from, to, granularity| words(from, to, granularity, |_| {});
        assert_eq!(plain("2020-06-11", "2020-06-12", Granularity::Day), "11 June 2020");
        assert_eq!(plain("2020-06-01", "2020-07-01", Granularity::Month), "June 2020");
        assert_eq!(plain("2014", "2015", Granularity::Year), "2014");
        assert_eq!(plain("-0043", "-0042", Granularity::Year), "44 BC");
        assert_eq!(plain("2019-06-12", "2020-06-12", Granularity::Day), "12 June 2019 to 11 June 2020");
        assert_eq!(words("2017-09", "2018", Granularity::Month, |item| item.soft_edges = true), "late 2017");
        assert_eq!(words("1200", "1201", Granularity::Year, |item| item.approximate = true), "c. 1200");
        let open = |item: &mut Item| item.span.latest_end = None;
        assert_eq!(words("2018-06", "2018-07", Granularity::Month, open), "since June 2018");
    }
}
