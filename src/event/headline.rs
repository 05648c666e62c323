//! A headline tells without a date what the text below it tells with one: that day is the headline's too, not the day on
//! which the article appeared.

use super::same::tells_the_same;
use super::{DatedBy, Event, Status};
use crate::text::TextRange;
use crate::time::{Granularity, PartialDate};

/// News of more days ago than this is no news: the headline tells of something newer.
const NEWS_DAYS: i64 = 10;

/// The headline is as sure as what dates it, less a chance that it tells of another happening.
const HEADLINE_CONFIDENCE: f32 = 0.9;

/// Gives headlines the day of the same happening in the first sentences of the text, which end at `lede_end`.
///
/// `headline` is the range of a headline that stands in the text itself; titles are told by their events.
pub(super) fn date_by_text(
    events: &mut [Event],
    text: &str,
    title: &str,
    headline: Option<TextRange>,
    lede_end: usize,
    published: PartialDate,
) {
    let is_headline = |event: &Event| event.in_title || Some(event.sentence) == headline;
    let (first, end) = (published.span().start.plus_days(-NEWS_DAYS), published.span().end);
    let recent = |event: &Event| {
        let hull = event.span.map(|span| span.hull());
        let day = event.granularity.is_some_and(|granularity| granularity <= Granularity::Day);
        day && matches!(hull, Some((Some(begin), Some(to))) if first <= begin && to <= end)
    };
    let told = |event: &&Event| {
        !is_headline(event)
            && event.by == DatedBy::Timex
            && event.sentence.end <= lede_end
            && event.status == Status::Happened
            && !event.future
            && recent(event)
    };
    for at in 0..events.len() {
        let event = &events[at];
        let dated = event.by == DatedBy::Dct && event.status == Status::Happened;
        if !dated || !is_headline(event) {
            continue;
        }
        let words = if event.in_title { title } else { text };
        let same = events.iter().filter(told).find(|other| tells_the_same((event, words), (other, text)));
        let Some(same) = same else { continue };
        events[at] = Event {
            by: DatedBy::Context,
            // The title has expressions of its own, which the index would count in.
            timex: same.timex.filter(|_| !event.in_title),
            value: same.value.clone(),
            modifier: same.modifier,
            edtf: same.edtf.clone(),
            span: same.span,
            granularity: same.granularity,
            confidence: event.confidence.max(HEADLINE_CONFIDENCE * same.confidence),
            ..event.clone()
        };
    }
}

#[cfg(test)]
mod tests {
    use crate::event::{DatedBy, read};
    use crate::text::{Document, Published, PublishedFrom};
    use crate::time::PartialDate;

    /// Value and kind of date of the title's event, in an article of Friday 13 May 2011.
    fn headline(title: &str, text: &str) -> (String, DatedBy) {
        let mut document = Document::from_text("test", text);
        document.title = Some(title.to_owned());
        let date = PartialDate::from_iso("2011-05-13").unwrap();
        document.published = Some(Published { date, from: PublishedFrom::Option });
        let events = read(&document).events;
        let event = events.iter().find(|event| event.in_title).expect("the title tells an event");
        (event.value.clone(), event.by)
    }

    #[test]
    fn a_headline_has_the_day_that_the_text_below_gives_to_the_same() {
        let text = "The poet Ada Roe, who wrote of mills, died on Monday at the age of 90. She lived in Harlow.";
        assert_eq!(headline("Poet Ada Roe dies at 90", text), ("2011-05-09".to_owned(), DatedBy::Context));
        let text = "A court in Harlow convicted Tom Marks of fraud on Wednesday.";
        assert_eq!(headline("Mill owner Tom Marks convicted of fraud", text).0, "2011-05-11");
    }

    #[test]
    fn the_year_of_writing_in_a_headline_names_which_one_it_is() {
        let text = "The Harlow Fair opened its gates to thousands of visitors on Wednesday.";
        assert_eq!(headline("Harlow Fair 2011 opens gates to thousands", text).0, "2011-05-11");
    }

    #[test]
    fn a_headline_about_something_else_or_something_newer_keeps_the_day_of_the_article() {
        let text = "The poet Ada Roe died on Monday at the age of 90.";
        assert_eq!(headline("Tom Marks sues heirs of Ada Roe", text), ("2011-05-13".to_owned(), DatedBy::Dct));
        assert_eq!(headline("Film tells how Ada Roe died", text).1, DatedBy::Dct);
        let text = "The poet Ada Roe died in 1990. A film about her opened in Harlow on Monday.";
        assert_eq!(headline("Film tells how Ada Roe died", text).1, DatedBy::Dct);
    }
}
