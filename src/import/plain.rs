//! Plain text: the text as it is, its head included; the publication date is looked for in the head.

use super::date::{NumericOrder, Said, in_line};
use super::{Imported, Origin, charset};
use crate::text::{About, Document, Published, PublishedFrom};

pub(super) fn read(origin: Origin, bytes: &[u8]) -> Imported {
    let text = charset::decode(bytes, None);
    let published = published_in_head(&text);
    let about = About::dated(published, "the head of the text");
    let document = Document { source: origin.source(), published, about, ..Document::from_text(origin.id, text) };
    Imported { documents: vec![document], errors: Vec::new() }
}

/// Lines with words that can be the head: title, byline, date, a line on where the article comes from.
const HEAD_LINES: usize = 6;

/// The date that a line of the head gives, "Published …" before a bare date, a bare date before "Updated …".
pub(super) fn published_in_head(text: &str) -> Option<Published> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(HEAD_LINES);
    let found: Vec<_> = lines.filter_map(|line| in_line(line, NumericOrder::MonthFirst)).collect();
    let best = |wanted: Said| found.iter().find(|(_, said)| *said == wanted).map(|(date, _)| *date);
    let date = best(Said::Published).or_else(|| best(Said::Plain)).or_else(|| best(Said::Updated))?;
    Some(Published { date, from: PublishedFrom::Text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let found = published_in_head(text).map(|published| published.date.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn the_head_of_an_article_gives_its_date() {
        check("Mill reopens after flood\n\nJun 12, 2020\n\nThe mill reopened on Thursday.", Some("2020-06-12"));
        check("Mill reopens\nBy Jane Doe\nUpdated 14 June 2020\nPublished 12 June 2020\n", Some("2020-06-12"));
        check("Mill reopens\n\nThe mill closed on 3 May 2019.\n", None);
    }

    #[test]
    fn dates_far_below_the_head_are_none_of_its() {
        check(&("A line of the story that goes on.\n".repeat(10) + "12 June 2020\n"), None);
    }
}
