//! The ticks of the axis: a fine row and a coarse row, chosen by the pixels there are and never by the span.

use super::{TextMeasure, Tick, TimeScale};
use crate::time::words::{month_name, period_words, weekday_name};
use crate::time::{DateStyle, Period, TimePoint};

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// The mean Gregorian year.
const YEAR: i64 = 31_556_952;
/// From this many years a tick on, the axis counts "years ago".
const DEEP: i64 = 100_000;
/// Points that a fine label keeps free around it.
const GAP: f64 = 16.0;
/// Points that a coarse label keeps free around it.
const COARSE_GAP: f64 = 12.0;
/// Neither i64 seconds nor a picture need more: 200 billion years.
const LIMIT_SECS: f64 = 6e18;

/// A length that ticks repeat by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds(i64),
    Day,
    Week,
    Months(i64),
    Years(i64),
    /// Before and after the start of AD 1.
    Era,
}

/// How the fine row writes its ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// 14:05:30
    Seconds,
    /// 14:05
    Minutes,
    /// Thu 11
    LongDay,
    /// 11
    ShortDay,
    LongMonth,
    ShortMonth,
    /// Q3
    Quarter,
    Year,
}

/// How the coarse row writes days, longest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayForm {
    /// Thursday 11 June 2020
    Long,
    /// Thu 11 Jun 2020
    Short,
    /// 11 Jun 2020
    Bare,
}

/// The two rows of an axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ticks {
    pub fine: Vec<Tick>,
    /// From the one that the left edge lies in; each reaches to the next.
    pub coarse: Vec<Tick>,
    pub unit: Unit,
}

/// The ticks of the scale, with labels of `size` points.
pub(super) fn ticks(scale: &TimeScale, style: DateStyle, measure: &dyn TextMeasure, size: f64) -> Ticks {
    let secs_per_point = scale.viewport.secs() / scale.width;
    let edges = [scale.viewport.start(), scale.viewport.end()];
    let years = edges.map(|secs| TimePoint(secs.clamp(-LIMIT_SECS, LIMIT_SECS) as i64).civil().year);
    let (unit, form) = fine_unit(secs_per_point, years, measure, size);
    let fine = starts(unit, scale, false)
        .map(|at| Tick { at: at as f64, label: fine_label(unit, form, TimePoint(at)), coarse: false })
        .collect();
    let coarse = match coarse_unit(unit) {
        Some(coarse) => {
            let room = coarse.secs() / secs_per_point - COARSE_GAP;
            let day = day_form(room, style, measure, size + 1.0);
            let label = |at: i64| coarse_label(coarse, day, TimePoint(at), style);
            starts(coarse, scale, true).map(|at| Tick { at: at as f64, label: label(at), coarse: true }).collect()
        }
        None => Vec::new(),
    };
    Ticks { fine, coarse, unit }
}

/// The unit of the fine ticks.
pub(super) fn unit_at(scale: &TimeScale, measure: &dyn TextMeasure, size: f64) -> Unit {
    let edges = [scale.viewport.start(), scale.viewport.end()];
    let years = edges.map(|secs| TimePoint(secs.clamp(-LIMIT_SECS, LIMIT_SECS) as i64).civil().year);
    fine_unit(scale.viewport.secs() / scale.width, years, measure, size).0
}

/// The finest unit whose ticks have room for their labels; `years` are those at the edges of the view.
fn fine_unit(secs_per_point: f64, years: [i64; 2], measure: &dyn TextMeasure, size: f64) -> (Unit, Form) {
    let fits = |unit: Unit, sample: &str| unit.secs() / secs_per_point >= measure.width(sample, size, false) + GAP;
    let longest_year = |step: i64| {
        let labels = years.map(|year| year_label(floor_year(year, step), step));
        let [first, last] = labels;
        if first.len() > last.len() { first } else { last }
    };
    let clock = [
        (1, Form::Seconds),
        (5, Form::Seconds),
        (15, Form::Seconds),
        (30, Form::Seconds),
        (MINUTE, Form::Minutes),
        (5 * MINUTE, Form::Minutes),
        (15 * MINUTE, Form::Minutes),
        (30 * MINUTE, Form::Minutes),
        (HOUR, Form::Minutes),
        (3 * HOUR, Form::Minutes),
        (6 * HOUR, Form::Minutes),
        (12 * HOUR, Form::Minutes),
    ];
    let calendar = [
        (Unit::Day, Form::LongDay, "Wed 30"),
        (Unit::Day, Form::ShortDay, "30"),
        (Unit::Week, Form::ShortDay, "30"),
        (Unit::Months(1), Form::LongMonth, "September"),
        (Unit::Months(1), Form::ShortMonth, "May"),
        (Unit::Months(3), Form::Quarter, "Q4"),
    ];
    let by_clock = clock.into_iter().map(|(secs, form)| {
        let sample = if form == Form::Seconds { "20:00:00" } else { "20:00" };
        (Unit::Seconds(secs), form, sample.to_owned())
    });
    let by_calendar = calendar.into_iter().map(|(unit, form, sample)| (unit, form, sample.to_owned()));
    // 1, 2, 5, 10 … years, to 50 billion.
    let by_years = (0..11).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i64.pow(power))).map(|step| {
        let sample = if step >= DEEP { "100.5 million years ago".to_owned() } else { longest_year(step) };
        (Unit::Years(step), Form::Year, sample)
    });
    by_clock
        .chain(by_calendar)
        .chain(by_years)
        .find(|(unit, _, sample)| fits(*unit, sample))
        .map_or((Unit::Years(50_000_000_000), Form::Year), |(unit, form, _)| (unit, form))
}

fn coarse_unit(fine: Unit) -> Option<Unit> {
    match fine {
        Unit::Seconds(_) => Some(Unit::Day),
        Unit::Day | Unit::Week => Some(Unit::Months(1)),
        Unit::Months(_) => Some(Unit::Years(1)),
        Unit::Years(1 | 2) => Some(Unit::Years(10)),
        Unit::Years(5 | 10 | 20) => Some(Unit::Years(100)),
        Unit::Years(50 | 100 | 200) => Some(Unit::Years(1_000)),
        Unit::Years(years) if years < DEEP => Some(Unit::Era),
        Unit::Years(_) | Unit::Era => None,
    }
}

impl Unit {
    /// Its usual length.
    fn secs(self) -> f64 {
        match self {
            Unit::Seconds(secs) => secs as f64,
            Unit::Day => DAY as f64,
            Unit::Week => 7.0 * DAY as f64,
            Unit::Months(months) => months as f64 * YEAR as f64 / 12.0,
            Unit::Years(years) => years as f64 * YEAR as f64,
            Unit::Era => f64::INFINITY,
        }
    }

    /// The start of the one that the moment lies in.
    fn floor(self, at: i64) -> i64 {
        let civil = || TimePoint(at).civil();
        match self {
            Unit::Seconds(secs) => at.div_euclid(secs) * secs,
            Unit::Day => at.div_euclid(DAY) * DAY,
            // 1970-01-01 was a Thursday; the Monday before lies three days earlier.
            Unit::Week => (at + 3 * DAY).div_euclid(7 * DAY) * (7 * DAY) - 3 * DAY,
            Unit::Months(months) => {
                let civil = civil();
                let month = (i64::from(civil.month) - 1) / months * months + 1;
                TimePoint::from_ymd(civil.year, month as u8, 1).map_or(at, |point| point.0)
            }
            Unit::Years(years) => TimePoint::from_year(floor_year(civil().year, years)).0,
            Unit::Era => {
                let start = TimePoint::from_year(1).0;
                if at < start { i64::MIN / 2 } else { start }
            }
        }
    }

    /// The start of the one behind that which starts at `at`.
    fn next(self, at: i64) -> i64 {
        match self {
            Unit::Seconds(secs) => at + secs,
            Unit::Day => at + DAY,
            Unit::Week => at + 7 * DAY,
            Unit::Months(months) => {
                let civil = TimePoint(at).civil();
                let month = i64::from(civil.month) - 1 + months;
                let (year, month) = (civil.year + month.div_euclid(12), month.rem_euclid(12) + 1);
                TimePoint::from_ymd(year, month as u8, 1).map_or(i64::MAX, |point| point.0)
            }
            Unit::Years(years) => {
                let year = TimePoint(at).civil().year;
                // The BC years end where AD 1 begins; from there the next round year follows, AD 1 itself not counted.
                let next = if year < 1 { (year + years).min(1) } else { floor_year(year, years).max(0) + years };
                let next = if year == 1 && years > 1 { years } else { next };
                TimePoint::from_year(next).0
            }
            Unit::Era => {
                let start = TimePoint::from_year(1).0;
                if at < start { start } else { i64::MAX }
            }
        }
    }
}

/// The first astronomical year of the block of `years` that the year lies in. People count from AD 1 on and from 1 BC
/// back: blocks are 200–101 BC, 100–1 BC, AD 1–99, 100–199.
fn floor_year(year: i64, years: i64) -> i64 {
    if year >= 1 {
        (year / years * years).max(1)
    } else {
        // 1 - year is the number BC.
        1 - (1 - year + years - 1) / years * years
    }
}

/// The starts of the unit in view; with the one that the left edge lies in when `from_edge`.
fn starts(unit: Unit, scale: &TimeScale, from_edge: bool) -> impl Iterator<Item = i64> {
    let start = scale.viewport.start().clamp(-LIMIT_SECS, LIMIT_SECS);
    let end = scale.viewport.end().clamp(-LIMIT_SECS, LIMIT_SECS);
    let first = unit.floor(start.floor() as i64);
    std::iter::successors(Some(first), move |&at| Some(unit.next(at)).filter(|&next| next > at))
        .skip_while(move |&at| !from_edge && (at as f64) < start)
        .take_while(move |&at| (at as f64) < end)
}

fn fine_label(unit: Unit, form: Form, at: TimePoint) -> String {
    let civil = at.civil();
    match form {
        Form::Seconds => format!("{:02}:{:02}:{:02}", civil.hour, civil.minute, civil.second),
        Form::Minutes => format!("{:02}:{:02}", civil.hour, civil.minute),
        Form::LongDay => format!("{} {}", short(weekday_name(at.weekday())), civil.day),
        Form::ShortDay => civil.day.to_string(),
        Form::LongMonth => month_name(civil.month).to_owned(),
        Form::ShortMonth => short(month_name(civil.month)).to_owned(),
        Form::Quarter => format!("Q{}", (civil.month - 1) / 3 + 1),
        Form::Year => match unit {
            Unit::Years(years) => year_label(civil.year, years),
            _ => year_label(civil.year, 1),
        },
    }
}

/// The first three letters.
fn short(name: &str) -> &str {
    name.get(..3).unwrap_or(name)
}

/// The longest form that fits in `room` points on any day, so that it stays while the days scroll by.
fn day_form(room: f64, style: DateStyle, measure: &dyn TextMeasure, size: f64) -> DayForm {
    // Wednesday 30 September is as long as a day gets.
    let Some(day) = TimePoint::from_ymd(2020, 9, 30) else { return DayForm::Bare };
    let fits = |form: &DayForm| measure.width(&day_label(*form, day, style), size, true) <= room;
    [DayForm::Long, DayForm::Short].into_iter().find(fits).unwrap_or(DayForm::Bare)
}

fn day_label(form: DayForm, at: TimePoint, style: DateStyle) -> String {
    let civil = at.civil();
    let day = period_words(&Period::Day(civil.year, civil.month, civil.day), style);
    if style == DateStyle::Iso {
        return day;
    }
    let (weekday, month) = (weekday_name(at.weekday()), month_name(civil.month));
    match form {
        DayForm::Long => format!("{weekday} {day}"),
        DayForm::Short => format!("{} {}", short(weekday), day.replace(month, short(month))),
        DayForm::Bare => day.replace(month, short(month)),
    }
}

fn coarse_label(unit: Unit, day: DayForm, at: TimePoint, style: DateStyle) -> String {
    let civil = at.civil();
    let (year, month) = (civil.year, civil.month);
    match unit {
        Unit::Day => day_label(day, at, style),
        Unit::Months(_) => period_words(&Period::Month(year, month), style),
        Unit::Years(1) => year_label(year, 1),
        Unit::Years(years) if year < 1 => format!("{}–{} BC", 1 - year, 2 - year - years),
        Unit::Years(years) if year == 1 => format!("AD 1–{}", years - 1),
        Unit::Years(years) if years > 100 => format!("{}–{}", year_label(year, years), year + years - 1),
        Unit::Years(_) => format!("{}s", year_label(year, 1)),
        Unit::Era => if year < 1 { "BC" } else { "AD" }.to_owned(),
        Unit::Seconds(_) | Unit::Week => String::new(),
    }
}

/// A year as people write it, when ticks are `step` years apart: "2020", "AD 476", "44 BC", "66 million years ago".
pub(super) fn year_label(year: i64, step: i64) -> String {
    match year {
        ..=0 if step >= DEEP => format!("{} years ago", big(-year, step)),
        ..=0 => format!("{} BC", grouped(1 - year)),
        1..1_000 => format!("AD {year}"),
        1_000..10_000 => year.to_string(),
        _ if step >= DEEP => format!("in {} years", big(year, step)),
        _ => format!("AD {}", grouped(year)),
    }
}

/// "66 million", "4.5 billion", with the digits that the step needs.
fn big(years: i64, step: i64) -> String {
    let (unit, name) = if years >= 1_000_000_000 {
        (1_000_000_000, "billion")
    } else if years >= 1_000_000 {
        (1_000_000, "million")
    } else {
        return grouped(round_to(years, step));
    };
    let mut digits = 0;
    let mut rest = unit;
    while rest > step && digits < 6 {
        rest /= 10;
        digits += 1;
    }
    let number = format!("{:.digits$}", round_to(years, step) as f64 / unit as f64);
    let number = if digits > 0 { number.trim_end_matches('0').trim_end_matches('.') } else { &number };
    format!("{number} {name}")
}

/// A BC block starts one year off the round number of years ago.
fn round_to(years: i64, step: i64) -> i64 {
    (years + step / 2) / step * step
}

/// 12345 as 12,345; numbers under ten thousand stay as they are.
pub(super) fn grouped(number: i64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::TimeSpan;
    use crate::timeline::Viewport;
    use crate::timeline::fonts::FontMeasure;
    use proptest::prelude::*;

    fn year(year: i64) -> TimePoint {
        TimePoint::from_year(year)
    }

    fn rows(start: TimePoint, end: TimePoint, width: f64) -> (Vec<String>, Vec<String>) {
        let viewport = Viewport::framing(TimeSpan::new(start, end), 0.0);
        let scale = TimeScale { viewport, left: 0.0, width };
        let ticks = ticks(&scale, DateStyle::DayMonthYear, FontMeasure::shared(), 11.0);
        let labels = |row: Vec<Tick>| row.into_iter().map(|tick| tick.label).collect();
        (labels(ticks.coarse), labels(ticks.fine))
    }

    #[test]
    fn there_is_no_year_zero() {
        let (coarse, fine) = rows(year(-3), year(5), 800.0);
        assert_eq!(fine, ["4 BC", "3 BC", "2 BC", "1 BC", "AD 1", "AD 2", "AD 3", "AD 4"]);
        assert_eq!(coarse, ["10–1 BC", "AD 1–9"]);
        let (coarse, fine) = rows(year(-299), year(301), 400.0);
        assert_eq!(fine, ["300 BC", "200 BC", "100 BC", "AD 1", "AD 100", "AD 200", "AD 300"]);
        assert_eq!(coarse, ["1000–1 BC", "AD 1–999"]);
    }

    #[test]
    fn each_scale_has_its_rows() {
        let day = |d| TimePoint::from_ymd(2020, 6, d).unwrap();
        let check = |(coarse, fine): (Vec<String>, Vec<String>), first_coarse: &str, first_fine: &[&str]| {
            assert_eq!(coarse[0], first_coarse);
            assert_eq!(fine[..first_fine.len()], *first_fine);
        };
        check(rows(day(11), day(12), 1200.0), "Thursday 11 June 2020", &["00:00", "01:00", "02:00"]);
        check(
            rows(day(11), day(11).plus_secs(30), 3000.0),
            "Thursday 11 June 2020",
            &["00:00:00", "00:00:01", "00:00:02"],
        );
        check(rows(day(11), day(18), 1000.0), "Thu 11 Jun 2020", &["00:00", "12:00"]);
        check(rows(day(11), day(19), 800.0), "11 Jun 2020", &["00:00", "12:00"]);
        check(rows(day(8), day(18), 800.0), "June 2020", &["Mon 8", "Tue 9"]);
        check(rows(day(1), day(30), 900.0), "June 2020", &["1", "2"]);
        check(rows(year(2020), year(2021), 900.0), "2020", &["January", "February"]);
        check(rows(year(2020), year(2021), 600.0), "2020", &["Jan", "Feb"]);
        check(rows(year(2020), year(2024), 600.0), "2020", &["Q1", "Q2"]);
        check(rows(year(2010), year(2030), 1200.0), "2010s", &["2010", "2011"]);
        check(rows(year(1900), year(2000), 800.0), "1900s", &["1900", "1910"]);
        check(rows(year(1000), year(2500), 800.0), "1000–1999", &["1000", "1100"]);
    }

    #[test]
    fn deep_time_counts_years_ago() {
        let (coarse, fine) = rows(year(-70_000_000), year(-60_000_000), 1200.0);
        assert!(coarse.is_empty());
        assert_eq!(fine[..2], ["70 million years ago", "68 million years ago"]);
        let (_, fine) = rows(year(-13_800_000_000), year(2000), 1200.0);
        assert_eq!(fine[0], "12 billion years ago");
        let (_, fine) = rows(year(-66_000_010), year(-66_000_000), 1200.0);
        assert_eq!(fine[0], "66,000,011 BC");
    }

    #[test]
    fn numbers_are_grouped_from_five_digits_on() {
        assert_eq!([grouped(9_999), grouped(10_000), grouped(1_234_567)], ["9999", "10,000", "1,234,567"]);
    }

    proptest! {
        #[test]
        fn ticks_are_bounded_by_pixels_and_their_labels_never_touch(
            start in -4.0e17..4.0e17_f64, power in 0.0..17.9_f64, width in 100.0..8000.0_f64,
        ) {
            // Where f64 still tells one pixel from the next.
            let secs = 10_f64.powf(power).max(start.abs() * 1e-10);
            let scale = TimeScale { viewport: Viewport::new(start, secs), left: 0.0, width };
            let measure = FontMeasure::shared();
            let ticks = ticks(&scale, DateStyle::DayMonthYear, measure, 11.0);
            prop_assert!(ticks.fine.len() as f64 <= width / GAP + 2.0);
            for pair in ticks.fine.windows(2) {
                // 1 BC and AD 1 stand closer than round years do, and short labels make up for it.
                let room = scale.x_from_time(pair[1].at) - scale.x_from_time(pair[0].at);
                prop_assert!(room > 0.0);
                prop_assert!(
                    measure.width(&pair[0].label, 11.0, false) < room + 0.1 || pair[1].label == "AD 1" || pair[0].label == "AD 1",
                    "{:?} in {room}", pair,
                );
            }
            // A day of the year 1,245,232,367 BC may find no room; one of four digits does.
            let has_room = matches!(ticks.unit, Unit::Seconds(_)) && start.abs() < 6e10;
            for pair in ticks.coarse.windows(2).skip(1).filter(|_| has_room) {
                let room = scale.x_from_time(pair[1].at) - scale.x_from_time(pair[0].at);
                prop_assert!(measure.width(&pair[0].label, 12.0, true) <= room, "{:?} in {room}", pair);
            }
        }
    }
}
