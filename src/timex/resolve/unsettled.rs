//! What stands where nothing says which one is meant: `XXXX-WXX-4`, `XXXX-06-11`.

use super::super::expr::{Expr, Holiday, Unit, Yearless};
use super::calendar::in_year;
use crate::time::Granularity;

/// What stands when nothing says which one is meant.
pub(super) fn open_value(expr: &Expr) -> String {
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
        Expr::ByEvent { part: Some(part), .. } => format!("XXXX-XX-XXT{}", part.code()),
        Expr::Unit(unit, _) | Expr::Shift { unit, .. } | Expr::ByEvent { unit, .. } => match unit {
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

pub(super) fn open_granularity(expr: &Expr) -> Option<Granularity> {
    match expr {
        Expr::Weekday(..) | Expr::DayFromNow(_) | Expr::DaysFrom(..) => Some(Granularity::Day),
        Expr::Yearless(part, _) | Expr::InYear(part, _) => in_year(*part, 2000).map(|period| period.granularity()),
        Expr::ByEvent { part: Some(_), .. } => Some(Granularity::DayPart),
        Expr::Unit(unit, _) | Expr::Shift { unit, .. } | Expr::ByEvent { unit, .. } => Some(unit.granularity()),
        _ => None,
    }
}
