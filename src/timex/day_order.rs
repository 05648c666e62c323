//! Whether a document writes the day before the month, by its language and address: settles "03/04/2020".

use crate::text::Document;

/// Regions of English, as BCP 47 subtags, and their domains, where the day stands first.
const REGIONS: &[(&str, &str)] =
    &[("GB", ".uk"), ("IE", ".ie"), ("AU", ".au"), ("NZ", ".nz"), ("IN", ".in"), ("ZA", ".za")];

/// `true` where the language tag names such a region ("en-GB") or the address lies in one (`bbc.co.uk`).
pub fn is_day_first(document: &Document) -> bool {
    let tag = document.language.as_deref().unwrap_or("");
    let region = tag.split(['-', '_']).nth(1);
    let host = document.source.split_once("://").and_then(|(_, rest)| rest.split(['/', ':', '?']).next());
    REGIONS.iter().any(|(code, domain)| {
        region.is_some_and(|region| region.eq_ignore_ascii_case(code))
            || host.is_some_and(|host| host.ends_with(domain))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tag;
    use super::*;

    fn day(source: &str, language: Option<&str>, text: &str) -> String {
        let mut document = Document::from_text("one", text);
        document.source = source.to_string();
        document.language = language.map(str::to_string);
        tag(&document).remove(0).value
    }

    #[test]
    fn language_and_address_settle_the_order_of_day_and_month() {
        let text = "The form is dated 03/04/2020.";
        assert_eq!(day("", None, text), "2020-03-04");
        assert_eq!(day("", Some("en-US"), text), "2020-03-04");
        assert_eq!(day("", Some("en-GB"), text), "2020-04-03");
        assert_eq!(day("https://www.example.co.uk/a", None, text), "2020-04-03");
        assert_eq!(day("https://www.example.com/a.uk", None, text), "2020-03-04");
    }

    #[test]
    fn the_dates_of_the_text_weigh_more_than_its_address() {
        let text = "The forms are dated 03/04/2020 and 03/27/2020.";
        assert_eq!(day("https://www.example.co.uk/a", None, text), "2020-03-04");
    }
}
