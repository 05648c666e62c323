//! What an expression says before anyone knows when it was written: values with parts still open.

use crate::time::{Granularity, Period, Season};
use crate::timex::{Modifier, TimexType};

/// A unit in which time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
    Millennium,
}

/// How many of a unit, in tenths, or an unknown number ("several").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Count {
    Tenths(i64),
    Vague,
}

/// Which one of several like-named periods is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// Nothing says which: "April", "Thursday". Tense and context decide.
    Bare,
    /// "last April".
    Last,
    /// "this April".
    This,
    /// "next April".
    Next,
    /// "that April", "the same year": the one that the text is at.
    Same,
    /// "the following April": counted from where the text is at.
    Following,
    /// "the previous April".
    Previous,
}

/// A part of a year whose year is not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Yearless {
    Month(u8),
    /// Month and day.
    Day(u8, u8),
    Season(Season),
    Quarter(u8),
    Half(u8),
    Holiday(Holiday),
}

/// A feast whose date can be worked out from the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holiday {
    /// Month and day.
    Fixed(u8, u8),
    /// Days from Western Easter Sunday.
    Easter(i16),
    /// Days from Orthodox Easter Sunday.
    OrthodoxEaster(i16),
    /// Month and day of the Islamic calendar, and how many days it lasts.
    Islamic { month: u8, day: u8, days: u8 },
    /// Days from the Hebrew new year in autumn, and how many days it lasts.
    Hebrew { from_new_year: i16, days: u8 },
    /// Month, weekday (0 is Monday) and which one of the month (-1 is the last), then days after it.
    Nth { month: u8, weekday: u8, nth: i8, then: i8 },
}

impl Holiday {
    /// How many days it lasts.
    pub fn days(self) -> u8 {
        match self {
            Holiday::Islamic { days, .. } | Holiday::Hebrew { days, .. } => days,
            _ => 1,
        }
    }

    /// Whether the calendar only foretells it: the sighting of the moon may move it by a day.
    pub fn is_sighted(self) -> bool {
        matches!(self, Holiday::Islamic { .. })
    }
}

/// A clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Clock {
    pub hour: u8,
    pub minute: Option<u8>,
    pub second: Option<u8>,
    /// Minutes east of UTC, where a zone is named.
    pub zone: Option<i16>,
}

/// A part of the day, by its TIMEX3 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// An age of the Earth: hundred thousands of years ago at which it begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Age {
    pub from: u16,
    pub to: u16,
}

/// A time that no calendar holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    Past,
    Present,
    Future,
}

/// What a shift counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum From {
    /// The time of writing: "ago".
    Now,
    /// Where the text is at: "later".
    Narrative,
}

/// A time expression, underspecified: no publication date has been looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// All is said.
    Fixed(Period),
    /// The year is open.
    Yearless(Yearless, Which),
    /// A part of a year that is itself an expression: "April of that year".
    InYear(Yearless, Box<Expr>),
    /// 0 is Monday.
    Weekday(u8, Which),
    /// "last week", "the same day", "this century".
    Unit(Unit, Which),
    /// Days from the day of writing: yesterday is -1.
    DayFromNow(i8),
    /// "three days ago", "two years later".
    Shift {
        count: Count,
        unit: Unit,
        later: bool,
        from: From,
    },
    /// The week of a day (0), or the n-th week of a month (-1 is the last).
    WeekOf(Box<Expr>, i8),
    /// The n-th such weekday (0 is Monday; -1 is the last) or, without one, day of a month or year.
    NthDayOf {
        nth: i8,
        weekday: Option<u8>,
        of: Box<Expr>,
    },
    /// A weekday of a week that is itself an expression: "Thursday of last week".
    WeekdayOf(u8, Box<Expr>),
    /// Days from another expression: "the day before last Tuesday".
    DaysFrom(Box<Expr>, i8),
    Clock {
        clock: Clock,
        day: Option<Box<Expr>>,
    },
    DayPart {
        part: DayPart,
        day: Option<Box<Expr>>,
    },
    Duration {
        count: Count,
        unit: Unit,
    },
    /// "two years and six months": whole numbers of a unit, and of a smaller one.
    DurationOfTwo {
        larger: (Count, Unit),
        smaller: (Count, Unit),
    },
    /// A duration that lies before or after now: "over the past year".
    Window {
        count: Count,
        unit: Unit,
        later: bool,
    },
    /// TIMEX3 value of a recurring time.
    Set(String),
    Reference(Reference),
    /// A geological age.
    Age(Age),
    /// "the turn of the century": of the one that lies nearest behind.
    TurnOf(Unit),
    /// "the day after the raid", "the night before the vote": open, its event's words stand behind it.
    ByEvent {
        unit: Unit,
        part: Option<DayPart>,
    },
    /// "20 years ago today", "a year ago this week": the same day, week or month so many years before.
    YearsAgo {
        years: i32,
        unit: Unit,
    },
    /// "the year-earlier quarter": the one before that of which the text speaks, or that year where it named none.
    YearEarlier,
    /// The n-th weekend of a month (-1 is the last).
    WeekendOf(Box<Expr>, i8),
    /// "at that time", "this period": where the text is at, as vaguely as it says.
    Here,
}

/// Where the verb of the sentence points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Past,
    /// Surely over when it was written: nobody dates a blast in advance, and "since" counts from what has begun.
    Over,
    Future,
    /// Surely to come for who writes, in a history too: "is due on 8 May".
    Ahead,
    /// A verb of the present: near, on either side.
    Present,
    Unknown,
}

impl Direction {
    pub fn is_past(self) -> bool {
        matches!(self, Direction::Past | Direction::Over)
    }

    pub fn is_future(self) -> bool {
        matches!(self, Direction::Future | Direction::Ahead)
    }
}

/// An expression found in a text, before it is resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Token indices, half-open.
    pub first: usize,
    pub end: usize,
    pub kind: TimexType,
    pub expr: Expr,
    pub modifier: Option<Modifier>,
    pub rule: &'static str,
    pub direction: Direction,
    /// Counted only where the text tells a history: "former", "at that time".
    pub loose: bool,
    /// "since", "until", "by" before it.
    pub side: Side,
    /// The words of the event that a length is counted from, as token indices: "the raid" of "a week after the raid".
    pub event: Option<(usize, usize)>,
    /// The day of the older text that it is quoted from.
    pub quoted_from: Option<Period>,
}

/// What a preposition makes of the expression behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The expression itself.
    Within,
    /// "since 2003": from it on.
    Since,
    /// "until March": up to it.
    Until,
    /// "by Friday": once, no later than it.
    By,
}

impl Found {
    /// Where the verb points; "by June" looks ahead unless a verb says otherwise.
    pub fn likely_direction(&self) -> Direction {
        match (self.direction, self.side) {
            (_, Side::Since) => Direction::Over,
            (Direction::Unknown | Direction::Present, Side::By) => Direction::Future,
            (Direction::Unknown | Direction::Present, Side::Until) => Direction::Future,
            (direction, _) => direction,
        }
    }
}

impl Unit {
    /// The TIMEX3 letter with what stands before it in a duration: `PT` for units below the day.
    pub fn duration_value(self, count: Count) -> String {
        let (prefix, letter, factor) = match self {
            Unit::Second => ("PT", "S", 1),
            Unit::Minute => ("PT", "M", 1),
            Unit::Hour => ("PT", "H", 1),
            Unit::Day => ("P", "D", 1),
            Unit::Week => ("P", "W", 1),
            Unit::Weekend => ("P", "WE", 1),
            Unit::Fortnight => ("P", "W", 2),
            Unit::Month => ("P", "M", 1),
            Unit::Quarter => ("P", "Q", 1),
            Unit::Season => ("P", "S", 1),
            Unit::Year => ("P", "Y", 1),
            Unit::Decade => ("P", "DE", 1),
            Unit::Century => ("P", "CE", 1),
            Unit::Millennium => ("P", "ML", 1),
        };
        // Half an hour and half a year have whole numbers of a smaller unit.
        match (self, count) {
            (Unit::Hour, Count::Tenths(5)) => return "PT30M".to_string(),
            (Unit::Year, Count::Tenths(5)) => return "P6M".to_string(),
            _ => {}
        }
        match count {
            Count::Vague => format!("{prefix}X{letter}"),
            Count::Tenths(tenths) => {
                let tenths = tenths.saturating_mul(factor);
                if tenths % 10 == 0 {
                    format!("{prefix}{}{letter}", tenths / 10)
                } else {
                    format!("{prefix}{}.{}{letter}", tenths / 10, tenths % 10)
                }
            }
        }
    }

    /// The same for a length in two units: "P2Y6M", "P1DT4H".
    pub fn duration_of_two((count, unit): (Count, Unit), (smaller, smaller_unit): (Count, Unit)) -> String {
        let (mut value, rest) = (unit.duration_value(count), smaller_unit.duration_value(smaller));
        let date_only = !value.starts_with("PT");
        value.push_str(rest.strip_prefix(if date_only { "P" } else { "PT" }).unwrap_or(&rest));
        value
    }

    /// The granularity of one such unit.
    pub fn granularity(self) -> Granularity {
        match self {
            Unit::Second => Granularity::Second,
            Unit::Minute => Granularity::Minute,
            Unit::Hour => Granularity::Hour,
            Unit::Day => Granularity::Day,
            Unit::Week | Unit::Weekend | Unit::Fortnight => Granularity::Week,
            Unit::Month => Granularity::Month,
            Unit::Quarter => Granularity::Quarter,
            Unit::Season => Granularity::Season,
            Unit::Year => Granularity::Year,
            Unit::Decade => Granularity::Decade,
            Unit::Century => Granularity::Century,
            Unit::Millennium => Granularity::Millennium,
        }
    }
}

impl DayPart {
    /// TIMEX3: MO, MI, AF, EV, NI.
    pub fn code(self) -> &'static str {
        ["MO", "MI", "AF", "EV", "NI"][self as usize]
    }

    /// Hours since midnight at which it begins and ends, as people speak; a night ends after midnight.
    pub fn hours(self) -> (i64, i64) {
        [(6, 12), (12, 13), (12, 18), (18, 24), (20, 30)][self as usize]
    }
}

impl Count {
    /// A whole number.
    pub fn whole(number: i64) -> Count {
        Count::Tenths(number.saturating_mul(10))
    }
}
