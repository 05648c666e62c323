//! Finding words in an article, whatever their case.

use crate::text::TextRange;

/// All places where `query` stands in `text`, in order, none overlapping; none for an empty query.
/// Upper and lower case are the same.
pub fn find_all(text: &str, query: &str) -> Vec<TextRange> {
    if query.is_empty() {
        return Vec::new();
    }
    if text.is_ascii() && query.is_ascii() {
        let (folded, query) = (text.to_ascii_lowercase(), query.to_ascii_lowercase());
        return places(&folded, &query).map(|(start, end)| TextRange::new(start, end)).collect();
    }
    // Lower case may be longer or shorter than upper case: each folded byte remembers the character it came from.
    let mut folded = String::with_capacity(text.len());
    let mut origin: Vec<(usize, usize)> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        for lower in c.to_lowercase() {
            folded.push(lower);
            origin.resize(folded.len(), (at, at + c.len_utf8()));
        }
    }
    let query = query.to_lowercase();
    places(&folded, &query).map(|(start, end)| TextRange::new(origin[start].0, origin[end - 1].1)).collect()
}

fn places<'t>(text: &'t str, query: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
    text.match_indices(query).map(|(at, found)| (at, at + found.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'t>(text: &'t str, query: &str) -> Vec<&'t str> {
        find_all(text, query).iter().map(|range| range.of(text)).collect()
    }

    #[test]
    fn case_does_not_matter_in_any_script() {
        assert_eq!(found("Talks opened; TALKS went on", "talks"), ["Talks", "TALKS"]);
        assert_eq!(found("Ärger – ÄRGER", "ärger"), ["Ärger", "ÄRGER"]);
        assert_eq!(found("İstanbul, İSTANBUL", "İstanbul"), ["İstanbul", "İSTANBUL"]);
        assert_eq!(found("ΜΎΛΟΣ και μύλος", "μύλο"), ["ΜΎΛΟ", "μύλο"]);
    }

    #[test]
    fn nothing_is_found_for_nothing() {
        assert_eq!(found("text", ""), Vec::<&str>::new());
        assert_eq!(found("", "text"), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn every_place_found_lies_on_char_boundaries_and_they_do_not_overlap(text in "\\PC{0,60}", query in "\\PC{1,4}") {
            let mut end = 0;
            for range in find_all(&text, &query) {
                prop_assert!(text.get(range.start..range.end).is_some());
                prop_assert!(range.start >= end || range.end > end);
                end = range.end;
            }
        }

        #[test]
        fn a_word_cut_from_the_text_is_found_where_it_was(text in "\\PC{1,60}", at in 0usize..60) {
            let chars: Vec<(usize, char)> = text.char_indices().collect();
            let (start, c) = chars[at % chars.len()];
            let range = TextRange::new(start, start + c.len_utf8());
            prop_assert!(find_all(&text, range.of(&text)).iter().any(|found| found.contains(range)));
        }
    }
}
