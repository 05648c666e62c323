//! An event in words, as the list, the details and the clipboard give it.

use super::{entry_date_words, partial_date_words};
use crate::project::{Article, Claim, Entry, Project};
use crate::time::DateStyle;

/// The sentence that a claim stands on, on one line; "" for a claim without an article.
pub fn claim_text(project: &Project, claim: &Claim) -> String {
    project.event(claim).sentence.of(project.text_of(claim)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `date — title — “quote” — source`, for the clipboard; without an article there is neither quote nor source.
pub fn copy_text(project: &Project, entry: &Entry, style: DateStyle) -> String {
    let claim = &entry.claims[entry.lead];
    let head = format!("{} — {}", entry_date_words(project, entry, style), entry.title);
    let Some(Article { document, .. }) = project.article_of(claim) else { return head };
    let mut source = document.headline().to_owned();
    if let Some(published) = document.published {
        source.push_str(&format!(", {}", partial_date_words(&published.date, style)));
    }
    if !document.source.is_empty() && document.source != source {
        source.push_str(&format!(", {}", document.source));
    }
    format!("{head} — “{}” — {source}", claim_text(project, claim))
}
