//! What stands on pages around their text and tells nothing that happened: by-lines, captions, listings, dates of pages.

use crate::text::TextRange;
use crate::text::glued::is_clock;
use crate::time::words::names_month_or_weekday;

/// What stands on pages around their text: below comments, under pictures, between links, over tables.
const FURNITURE: &[&str] = &[
    "|",
    "AP Photo",
    "Photo by",
    "Posted by",
    "Report abuse",
    "Photograph:",
    " RT @",
    "Getty Images",
    "Sign up",
    "Click here",
    "Read more",
    "All rights reserved",
    "appeared on p",
    "contributed to this report",
    "shown here",
    "pictured here",
    "seen here",
    "Letters for publication",
    "iews expressed in",
    "A version of this article",
];

/// Whether it is a sentence at all: tables are full of numbers, shouting is no news.
pub(super) fn is_readable(sentence: &str) -> bool {
    // The rest of a sentence that was torn apart: ", a member of the board, said". A name may begin small ("al-Qaida",
    // "eBay"), and there are those who write nothing large.
    let first = sentence.trim_start_matches(['"', '“', '‘', '\'', '`', ' ', '.', '(']);
    let has_capital = |text: &str| text.contains(char::is_uppercase);
    let small = first.starts_with(char::is_lowercase)
        && has_capital(first)
        && !first.split(' ').next().is_some_and(has_capital);
    if small || first.starts_with([',', ')', ';', '/']) {
        return false;
    }
    if is_listing(sentence) || is_sign_off(sentence) {
        return false;
    }
    // "On Monday Ada Miller wrote:" stands over what is answered to.
    if sentence.trim_end().ends_with("wrote:") {
        return false;
    }
    // A question tells nothing.
    if sentence.trim_end_matches(['"', '”', '’', '\'', ' ']).ends_with('?') {
        return false;
    }
    // Who shouts tells no news.
    if sentence.trim_end_matches(['"', '”', '’', '\'', ' ']).ends_with('!') {
        return false;
    }
    // Another alphabet or a garbled page: "n t ki m d ch".
    let words = sentence.split(' ').count();
    let single = |word: &&str| {
        word.len() == 1 && word.starts_with(|c: char| c.is_alphabetic() && c != 'a' && c != 'A' && c != 'I')
    };
    if sentence.split(' ').filter(single).count() * 5 > words {
        return false;
    }
    let (mut letters, mut capitals, mut digits) = (0, 0, 0);
    for byte in sentence.bytes() {
        letters += usize::from(byte.is_ascii_alphabetic() || byte >= 0x80);
        capitals += usize::from(byte.is_ascii_uppercase());
        digits += usize::from(byte.is_ascii_digit());
    }
    if FURNITURE.iter().any(|words| sentence.contains(words)) {
        return false;
    }
    // A year in a short sentence is no table.
    letters >= 10 && capitals * 2 <= letters && digits.max(4) * 4 <= letters + 16
}

/// "6.30-7.45 pm Ada Miller talks to …": the hours of a broadcast.
fn is_listing(sentence: &str) -> bool {
    let Some((from, to)) = sentence.split(' ').next().and_then(|first| first.split_once(['-', '–'])) else {
        return false;
    };
    let clock = |hour: &str| is_clock(hour.trim_end_matches(|c: char| c.is_ascii_alphabetic()));
    clock(from) && clock(to)
}

/// So many of a kind make a rule.
const SEVERAL: usize = 2;

/// Where the comments of readers begin: each is signed, below or above it.
pub(super) fn comments(text: &str) -> Option<usize> {
    const BELOW: usize = 160;
    const ABOVE: usize = 90;
    let window = |end: usize, width: usize| {
        let start = text.floor_char_boundary(end.saturating_sub(width));
        &text[start..end]
    };
    // "Posted by: ada | 8 May 2011 3:02 PM | Report abuse"
    let mut below = text.match_indices("Report abuse").filter_map(|(at, _)| {
        let before = window(at, BELOW);
        before.rfind("Posted by").map(|from| at - before.len() + from)
    });
    // "At 3:02 pm on 8 May 2011, ada wrote:"
    let mut above = text.match_indices(" wrote:").filter_map(|(at, _)| {
        let before = window(at, ABOVE);
        let from = before.rfind("At ")?;
        let signature = &before[from..];
        let dated = signature.contains(" on ") && signature.split([' ', ',']).any(is_year);
        (dated && signature.contains(':')).then_some(at - before.len() + from)
    });
    let first = |found: &mut dyn Iterator<Item = usize>| {
        let first = found.next();
        first.filter(|_| found.count() + 1 >= SEVERAL)
    };
    [first(&mut below), first(&mut above)].into_iter().flatten().min()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the text lists what is sent when: "7.00-8.00 pm RADIO MILLTOWN", again and again.
pub(super) fn is_listing_of_programmes(text: &str) -> bool {
    const LEAST: usize = 5;
    let hours = |word: &str| {
        let Some((from, to)) = word.split_once(['-', '–']) else { return false };
        [from, to].iter().all(|hour| is_clock(hour.trim_end_matches(|c: char| c.is_ascii_alphabetic())))
    };
    let mut words = text.split_ascii_whitespace().peekable();
    let mut slots = 0;
    while let Some(word) = words.next() {
        if !word.starts_with(|c: char| c.is_ascii_digit()) || !hours(word) {
            continue;
        }
        if words.peek().is_some_and(|word| ["am", "pm", "noon", "midnight"].contains(word)) {
            words.next();
        }
        let shouted = words.peek().is_some_and(|word| word.len() > 2 && word.chars().all(char::is_uppercase));
        slots += usize::from(shouted);
    }
    slots >= LEAST
}

/// "Ada Miller reports from Harlow."
fn is_sign_off(sentence: &str) -> bool {
    let mut words = sentence.split(' ');
    let named = words.by_ref().take(2).all(|word| word.starts_with(char::is_uppercase));
    named && words.next() == Some("reports") && words.next() == Some("from") && words.count() < 5
}

/// "Monday, 3 May 2011; 8:49 PM HARLOW - The …": when the page was written, in front of a sentence that it does not belong
/// to.
pub(super) fn is_stamp(text: &str, sentence: TextRange, date: TextRange) -> bool {
    let clock = date.of(text).contains([':', '.']) && date.of(text).contains(|c: char| c.is_ascii_digit());
    // A date may go on behind what was taken for the end of the sentence.
    let behind = text.get(date.end..sentence.end).and_then(|behind| behind.strip_prefix(' ')).map(str::trim_start);
    let large = behind.is_some_and(|behind| behind.starts_with(char::is_uppercase));
    // The day and the hour may be two expressions.
    let head = &text[sentence.start..date.start];
    let day = head.trim_end().ends_with([';', ','])
        && head.split([' ', ';', ',']).any(is_year)
        && head.split([' ', ',']).next().is_some_and(names_month_or_weekday);
    (head.is_empty() || day) && clock && date.of(text).contains(' ') && large
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_furniture_of_pages_is_no_sentence() {
        for furniture in [
            "6.30-7.45 pm Ada Miller talks about the mill.",
            "Peter Roe reports from Harlow.",
            "Ada Miller in Milltown contributed to this report.",
            "The mayor, shown here in May 2009, left the town.",
        ] {
            assert!(!is_readable(furniture), "{furniture}");
        }
        for sentence in
            ["The mill closed at 7.30 pm.", "The mayor reports from the port every Monday.", "1914-18 was a long war."]
        {
            assert!(is_readable(sentence), "{sentence}");
        }
    }

    #[test]
    fn readers_sign_their_comments() {
        let signed = "The mill burned. It was his fault. Posted by: ada | May 8, 2011 3:02 PM | Report abuse \
                      No. Posted by: roe | May 8, 2011 4:10 PM | Report abuse";
        assert_eq!(comments(signed), signed.find("Posted by"));
        let headed =
            "The mill burned.\nAt 3:02 pm on 8 May 2011, ada wrote: So what?\nAt 4:10 pm on 8 May 2011, roe wrote: No.";
        assert_eq!(comments(headed), headed.find("At 3:02"));
        for article in [
            "At 3:02 pm on 8 May 2011, the miller wrote: The mill burns.",
            "Posted by the town. The council wrote: No. The mayor wrote: Yes.",
        ] {
            assert_eq!(comments(article), None, "{article}");
        }
    }

    #[test]
    fn a_listing_gives_hours_and_stations() {
        let slot = "7.00-8.00 pm RADIO MILLTOWN Ada Miller hears from the king. ";
        assert!(is_listing_of_programmes(&slot.repeat(6)));
        assert!(!is_listing_of_programmes(&"The office is open 7.00-8.00 pm on weekdays. ".repeat(6)));
        assert!(!is_listing_of_programmes(slot));
    }

    #[test]
    fn the_date_of_a_page_stands_in_front_of_a_sentence() {
        let check =
            |text: &str, date: &str| is_stamp(text, TextRange::new(0, text.len()), TextRange::new(0, date.len()));
        assert!(check("Monday 3 May 2011 8:49 PM The mill burns.", "Monday 3 May 2011 8:49 PM"));
        let text = "Monday, May 3, 2011; 8:49 PM HARLOW - The mill burns.";
        let hour = TextRange::new(21, 28);
        assert!(hour.of(text) == "8:49 PM" && is_stamp(text, TextRange::new(0, text.len()), hour));
        assert!(!check("3 May 2011: The mill burns.", "3 May 2011"));
        assert!(!check("8:49 pm: The mill burns.", "8:49 pm"));
        assert!(!check("Monday, the mill burned.", "Monday"));
        // A date may run over what was taken for the end of its sentence.
        assert!(!is_stamp("It began c. 1525", TextRange::new(0, 11), TextRange::new(9, 16)));
    }
}
