//! An event in words, as the list, the details and the clipboard give it.

use super::{entry_date_words, partial_date_words};
use crate::event::Event;
use crate::project::{Article, Claim, Entry, Project};
use crate::time::DateStyle;

/// The article and the event that a claim points at.
pub fn claimed<'p>(project: &'p Project, claim: &Claim) -> (&'p Article, &'p Event) {
    let article = &project.articles()[claim.article];
    (article, &article.reading.events[claim.event])
}

/// The sentence that a claim stands on, on one line.
pub fn claim_text(project: &Project, claim: &Claim) -> String {
    let (article, event) = claimed(project, claim);
    let text = if event.in_title { article.document.title.as_deref().unwrap_or("") } else { &article.document.text };
    event.sentence.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `date — title — “quote” — source`, for the clipboard.
pub fn copy_text(project: &Project, entry: &Entry, style: DateStyle) -> String {
    let claim = &entry.claims[entry.lead];
    let document = &claimed(project, claim).0.document;
    let mut source = document.headline().to_owned();
    if let Some(published) = document.published {
        source.push_str(&format!(", {}", partial_date_words(&published.date, style)));
    }
    if !document.source.is_empty() && document.source != source {
        source.push_str(&format!(", {}", document.source));
    }
    format!(
        "{} — {} — “{}” — {source}",
        entry_date_words(project, entry, style),
        entry.title,
        claim_text(project, claim)
    )
}
