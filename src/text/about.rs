//! What is known of an article besides its text, and who says so: sources may be wrong, and may not agree.

use super::{Published, PublishedFrom};
use crate::time::PartialDate;
use serde::{Deserialize, Serialize};

/// What a source says of the publication date, right or wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateClaim {
    pub date: PartialDate,
    pub from: PublishedFrom,
    /// Who says so, as it stands before "says": "the meta tag article:published_time", "the address".
    pub place: String,
}

/// What can be said of an article, apart from its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    Title,
    Author,
    /// Newspaper, site or house.
    Publisher,
    /// BCP 47.
    Language,
    /// The web address.
    Address,
}

/// What a source says of an article, right or wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub of: Fact,
    pub says: String,
    /// Who says so, as it stands before "says": "the page's JSON-LD", "the front matter".
    pub place: String,
}

/// What else is known of an article, for whoever judges it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// Newspaper, site or house.
    pub publisher: Option<String>,
    /// When it was last changed.
    pub changed: Option<PartialDate>,
    /// All that was found on the publication date, most trusted first.
    pub dates: Vec<DateClaim>,
    /// All that was found on the rest; of each fact the most trusted first, which is the one taken.
    pub claims: Vec<Claim>,
    /// Why only part of it could be read; `None` where all was.
    pub partial: Option<String>,
}

impl About {
    /// Of one date and who says so.
    pub fn dated(published: Option<Published>, place: impl Into<String>) -> About {
        let claim =
            |published: Published| DateClaim { date: published.date, from: published.from, place: place.into() };
        About { dates: published.map(claim).into_iter().collect(), ..About::default() }
    }

    /// Notes what a source says of a fact, if it says anything.
    pub fn note(&mut self, of: Fact, says: Option<&str>, place: &str) {
        if let Some(says) = says.map(str::trim).filter(|says| !says.is_empty()) {
            self.claims.push(Claim { of, says: says.to_owned(), place: place.to_owned() });
        }
    }

    /// All that was found on a fact, most trusted first.
    pub fn claims_of(&self, of: Fact) -> impl Iterator<Item = &Claim> {
        self.claims.iter().filter(move |claim| claim.of == of)
    }

    /// Who says something else of the fact than what was taken: the first of each answer.
    pub fn contradicting(&self, of: Fact, taken: &str) -> Vec<&Claim> {
        let mut others: Vec<&Claim> = Vec::new();
        for claim in self.claims_of(of) {
            let agrees = |says: &str| agree(of, says, &claim.says);
            if !agrees(taken) && !others.iter().any(|other| agrees(&other.says)) {
                others.push(claim);
            }
        }
        others
    }

    /// Who else says something else on the publication date: the first of each date.
    pub fn disagreeing(&self, published: PartialDate) -> Vec<&DateClaim> {
        let mut others: Vec<&DateClaim> = Vec::new();
        for claim in &self.dates {
            // "2020" does not contradict 12 June 2020.
            let agrees = |date: &PartialDate| {
                let (a, b) = (date.span(), claim.date.span());
                a.start < b.end && b.start < a.end
            };
            if !agrees(&published) && !others.iter().any(|other| agrees(&other.date)) {
                others.push(claim);
            }
        }
        others
    }
}

/// Whether two answers say the same, one perhaps more of it: "Mill burns" and "Mill burns | The Vale", "en" and "en-GB".
fn agree(of: Fact, one: &str, other: &str) -> bool {
    let (one, other) = match of {
        Fact::Language => (primary(one), primary(other)),
        Fact::Address => (site_and_path(one), site_and_path(other)),
        Fact::Title | Fact::Author | Fact::Publisher => (letters(one), letters(other)),
    };
    match of {
        Fact::Language | Fact::Address => one == other,
        _ => one.contains(&other) || other.contains(&one),
    }
}

fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// An address without what leads to the same page: the scheme, "www.", what follows `?` or `#`, the last slash.
fn site_and_path(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    rest.trim_start_matches("www.").to_ascii_lowercase()
}

/// Letters and digits in lower case: what two spellings of a name or a headline have in common.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(of: Fact, says: &[&str], contradicting: &[&str]) {
        let mut about = About::default();
        says.iter().for_each(|says| about.note(of, Some(says), "the page"));
        let told: Vec<&str> =
            about.contradicting(of, says.first().unwrap_or(&"")).iter().map(|claim| claim.says.as_str()).collect();
        assert_eq!(told, contradicting, "{says:?}");
    }

    #[test]
    fn sources_that_say_more_or_less_of_the_same_agree() {
        check(Fact::Title, &["Mill burns", "Mill burns | The Vale", "MILL BURNS"], &[]);
        check(Fact::Language, &["en", "en-GB", "en_US"], &[]);
        check(Fact::Address, &["https://www.example.org/a/", "http://example.org/a?from=feed#top"], &[]);
        check(Fact::Author, &[], &[]);
    }

    #[test]
    fn each_other_answer_is_told_once() {
        check(Fact::Author, &["Ada Miller", "Ben Stone", "ben stone", "Eve"], &["Ben Stone", "Eve"]);
        check(Fact::Language, &["en", "de"], &["de"]);
        check(Fact::Address, &["https://example.org/a", "https://example.org/b"], &["https://example.org/b"]);
    }
}
