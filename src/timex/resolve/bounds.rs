//! The span of what was dated, narrowed or opened: "early", "about", "since", "by".

use super::super::Modifier;
use super::super::expr::{Found, Side};
use super::{Resolver, Value};
use crate::time::{FuzzySpan, Period, TimeSpan, edtf};

impl Resolver {
    /// Narrows or widens the span as early, late, about and so on ask.
    pub(super) fn bend(&self, value: &mut Value, period: Period, found: &Found) {
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

    /// Opens the span to one side as since, until and by ask.
    pub(super) fn open_side(&self, value: &mut Value, side: Side) {
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
}
