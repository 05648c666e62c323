//! News or history, and what stands between two expressions: what the text around them says.

use super::super::expr::{Expr, Found, From, Which};
use super::super::find::Findings;
use crate::text::Gap;
use crate::time::{Granularity, Period};

/// Whether the dates of the text come from its own telling rather than from the day it was published: histories give
/// full dates in plenty and hardly a weekday, "yesterday" or "last week".
pub(super) fn is_narrative(found: &[Found], published: Option<Period>) -> bool {
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
            Expr::DayPart { day: Some(day), .. } | Expr::Clock { day: Some(day), .. }
                if matches!(**day, Expr::Weekday(..) | Expr::DayFromNow(_)) =>
            {
                reported += 2;
            }
            Expr::Unit(_, Which::Last | Which::This | Which::Next) => reported += 2,
            Expr::Shift { from: From::Now, .. } => reported += 1,
            _ => {}
        }
    }
    told >= 4 && told_finely >= 2 && told > 2 * reported
}

/// The next date that the text gives with its year, not far on.
pub(super) fn next_told(rest: &[Found]) -> Option<Period> {
    const REACH: usize = 8;
    rest.iter().take(REACH).find_map(|found| match found.expr {
        Expr::Fixed(period) if period.granularity() < Granularity::Year && !found.direction.is_future() => Some(period),
        _ => None,
    })
}

/// A blank line between two tokens.
pub(super) fn has_paragraph(findings: &Findings, from: usize, to: usize) -> bool {
    findings.tokens.get(from..=to).unwrap_or_default().iter().any(|token| token.gap >= Gap::Line)
}

/// A full stop or a paragraph between two tokens.
pub(super) fn has_sentence_end(text: &str, findings: &Findings, from: usize, to: usize) -> bool {
    findings.tokens.get(from..to).unwrap_or_default().iter().any(|token| matches!(token.of(text), "." | "?" | "!"))
}
