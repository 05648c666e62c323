//! A passage of news that looks back: once a paragraph has told of an earlier year, "on 20 September" and "in the autumn" go on
//! from there until it comes back to what is reported.

use super::super::english;
use super::super::expr::{Direction, Expr, Found, From, Which, Yearless};
use super::super::find::Findings;
use super::Resolver;
use super::calendar::in_year;
use super::genre::has_sentence_end;
use crate::text::Gap;
use crate::time::{FuzzySpan, Granularity, Period};

/// Where the passage is at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage {
    at: Period,
    /// A bare year that opened the sentence it stands in: only the sentences behind that one go on from it.
    year_only: bool,
    /// Whether a sentence has ended since.
    behind: bool,
    /// Whether the expression at hand says when something happened.
    goes_on: bool,
}

/// A date that the passage settles, and where the passage was.
pub(super) struct Told {
    pub period: Period,
    pub from: Period,
}

/// So many years back nobody takes a date for one of the year of writing.
const LONG_AGO_YEARS: i64 = 10;

/// What was so shortly before the day of writing is taken for news all the same, a day and a month.
const FRESH_DAY_SECS: i64 = 45 * 86_400;
const FRESH_MONTH_SECS: i64 = 120 * 86_400;

impl Resolver {
    /// Looks whether the passage goes on up to the expression.
    pub(super) fn follow(&mut self, text: &str, findings: &Findings, last_end: usize, found: &Found) {
        if self.new_paragraph || is_of_now(&found.expr) && found.rule != english::IN_NARRATIVE {
            self.passage = None;
        }
        if let Some(passage) = &mut self.passage {
            passage.behind |= has_sentence_end(text, findings, last_end, found.first);
            passage.goes_on = is_adverbial(text, findings, found);
        }
    }

    /// Opens a passage at a date with an earlier year, or moves the one that is open to what was told.
    pub(super) fn keep_passage(&mut self, text: &str, findings: &Findings, found: &Found, span: Option<FuzzySpan>) {
        let Some(published) = self.published.filter(|_| !self.narrative).map(Period::from) else { return };
        let (Some(current), Some(_)) = (self.current, span) else { return };
        if current.granularity() > Granularity::Year || current.year() >= published.year() {
            return;
        }
        let year_only = current.granularity() == Granularity::Year;
        let opens = match &found.expr {
            Expr::Fixed(period) if *period == current => match year_only {
                true => opens_sentence(text, findings, found.first),
                false => is_adverbial(text, findings, found),
            },
            Expr::Fixed(_) => false,
            _ => self.passage.is_some(),
        };
        if opens && !found.direction.is_future() {
            self.passage = Some(Passage { at: current, year_only, behind: false, goes_on: false });
        }
    }

    /// "by the end of the year": in a passage that looks back, the year that it is at.
    pub(super) fn unit_of_passage(&self, found: &Found) -> Option<Expr> {
        let Expr::Unit(unit, Which::This) = found.expr else { return None };
        let told = found.rule == english::IN_NARRATIVE && !found.direction.is_future();
        let behind = self.passage.is_some_and(|passage| passage.behind);
        (told && behind && !self.narrative).then_some(Expr::Unit(unit, Which::Same))
    }

    /// The date that the part of a year has where the passage goes on forward; `reported` is what it is in news.
    pub(super) fn within_passage(&self, part: Yearless, reported: Period, direction: Direction) -> Option<Told> {
        let passage = self.passage.filter(|passage| passage.goes_on && (passage.behind || !passage.year_only))?;
        let published = Period::from(self.published?);
        let long_ago = published.year() - passage.at.year() >= LONG_AGO_YEARS;
        let past = direction.is_past() || long_ago && !direction.is_future();
        let age = published.start().0 - reported.start().0;
        let fresh = if reported.granularity() > Granularity::Day { FRESH_MONTH_SECS } else { FRESH_DAY_SECS };
        if !past || !long_ago && (0..=fresh).contains(&age) {
            return None;
        }
        let same = in_year(part, passage.at.year())?;
        let period = match same.span().end > passage.at.start() {
            true => same,
            false => in_year(part, passage.at.year() + 1)?,
        };
        (period.start() < published.start()).then_some(Told { period, from: passage.at })
    }
}

/// Whether the expression counts from the day of writing: the passage is over.
fn is_of_now(expr: &Expr) -> bool {
    match expr {
        Expr::Weekday(..) | Expr::DayFromNow(_) => true,
        Expr::Unit(_, which) | Expr::Yearless(_, which) => matches!(which, Which::Last | Which::This | Which::Next),
        Expr::Shift { from, .. } => *from == From::Now,
        Expr::DayPart { day: Some(day), .. } | Expr::Clock { day: Some(day), .. } => is_of_now(day),
        _ => false,
    }
}

/// "on 12 July", "By mid-November", "The summer brought": no part of a name or of a noun, as in "the April 1989 fire" or "April's
/// fire".
fn is_adverbial(text: &str, findings: &Findings, found: &Found) -> bool {
    const PREPOSITIONS: &[&str] = &["in", "on", "by", "during", "from", "until", "between", "and", "around", "about"];
    let word = |at: usize| findings.tokens.get(at).map_or("", |token| token.of(text));
    let taken = found
        .first
        .checked_sub(1)
        .is_some_and(|before| PREPOSITIONS.iter().any(|preposition| word(before).eq_ignore_ascii_case(preposition)));
    let possessive = matches!(word(found.end), "'" | "’" | "'s" | "’s");
    (taken || opens_sentence(text, findings, found.first)) && !possessive
}

/// "In 1066 Harold marched north": whether nothing but a preposition stands before it in its sentence.
fn opens_sentence(text: &str, findings: &Findings, first: usize) -> bool {
    let begins = |at: usize| {
        at == 0
            || findings.tokens.get(at).is_some_and(|token| token.gap >= Gap::Line)
            || has_sentence_end(text, findings, at - 1, at)
    };
    (first.saturating_sub(2)..=first).any(begins)
}
