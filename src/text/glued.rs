//! Headlines and captions that lost their line break: "Mill burns down in the valley The fire began…".
//!
//! Text taken from pages often has them before its first sentence. A capital that no name explains shows the seam: a
//! small word that opens sentences, written large between a word and a word written small.

use crate::time::words::names_month_or_weekday;

/// Words that open sentences and, written large before a small letter, hardly ever go on with one.
const OPENERS: &[&str] = &[
    "A",
    "After",
    "An",
    "As",
    "At",
    "But",
    "By",
    "For",
    "From",
    "He",
    "Her",
    "His",
    "If",
    "In",
    "It",
    "Its",
    "Many",
    "More",
    "Officials",
    "On",
    "One",
    "Police",
    "She",
    "Some",
    "The",
    "Their",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Two",
    "We",
    "When",
    "While",
    "With",
];

/// Words behind which a capital A is a name: "influenza A viruses", "category A prisoners".
const LETTERED: &[&str] = &[
    "appendix",
    "block",
    "category",
    "class",
    "division",
    "gate",
    "grade",
    "group",
    "hepatitis",
    "influenza",
    "level",
    "option",
    "part",
    "plan",
    "schedule",
    "section",
    "series",
    "side",
    "team",
    "terminal",
    "type",
    "unit",
    "vitamin",
    "ward",
    "flu",
    "streptococcus",
    "from",
];

/// Words behind which the capital may open a title: "the film The birds", "a song called In the mood".
const TITLED: &[&str] = &[
    "album",
    "as",
    "band",
    "book",
    "called",
    "entitled",
    "film",
    "game",
    "hit",
    "magazine",
    "movie",
    "musical",
    "named",
    "newspaper",
    "novel",
    "opera",
    "play",
    "poem",
    "series",
    "show",
    "single",
    "song",
    "titled",
];

/// No headline with its caption is longer, which also bounds the time that looking for its end takes.
const MOST_WORDS: usize = 80;

/// A headline has words enough to be told from a name.
const LEAST_WORDS: usize = 3;

/// Agencies whose names stand behind those of photographers.
const AGENCIES: &[&str] =
    &["AP", "PA", "EPA", "AFP", "Reuters", "REUTERS", "Getty", "GETTY", "Rex", "Corbis", "Alamy", "Images"];

/// So many words of a sentence may name who took the picture.
const CREDIT_WORDS: usize = 6;

/// What a sentence goes on with behind its subject.
const HELPERS: &[&str] = &[
    "has", "had", "is", "was", "were", "are", "have", "will", "would", "said", "says", "died", "can", "could", "may",
    "might", "must", "should", "did", "does",
];

/// Words that a noun phrase goes on behind, so that a capital there may be a name.
const LEADING: &[&str] = &[
    "a",
    "about",
    "after",
    "against",
    "all",
    "an",
    "and",
    "as",
    "at",
    "before",
    "between",
    "by",
    "during",
    "former",
    "for",
    "from",
    "his",
    "her",
    "in",
    "into",
    "its",
    "like",
    "many",
    "more",
    "most",
    "new",
    "no",
    "of",
    "off",
    "on",
    "or",
    "other",
    "our",
    "over",
    "said",
    "says",
    "several",
    "some",
    "than",
    "that",
    "the",
    "their",
    "these",
    "this",
    "those",
    "to",
    "two",
    "under",
    "when",
    "which",
    "while",
    "who",
    "with",
    "would",
    "told",
    "asked",
    "named",
    "called",
    "met",
    "saying",
    "say",
    "adding",
    "claiming",
    "warning",
    "insisting",
    "if",
    "whether",
    "how",
    "why",
    "where",
    "because",
    "since",
    "means",
];

/// Where, in bytes, the sentence begins that stands behind a headline in `text`; None without a seam. `whole` is the text that
/// it is from.
pub(super) fn seam(text: &str, whole: &str) -> Option<usize> {
    let mut words = text.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    });
    let (_, mut before) = words.next()?;
    let (mut start, mut word) = words.next()?;
    // "Monday, May 3, 2011; 8:49 PM HARLOW - …"
    let stamped = names_month_or_weekday(before.trim_end_matches(','));
    // Whether the word before the last is a time of the day.
    let mut clock = false;
    // Where the words began that are written in capitals, up to the last one.
    let mut shout = None;
    for (count, (next_start, next)) in words.enumerate().take(MOST_WORDS) {
        let opens =
            OPENERS.contains(&word) && (small(next) || word == "The" && shouted(next)) && ends_headline(before, word);
        // "Friday 2 May 2014 11.05 BST A mill closed …": the time of the page in front of its text.
        let zone = matches!(before, "BST" | "GMT" | "EDT" | "EST" | "PDT" | "PST" | "CDT" | "CST" | "CET" | "UTC")
            || stamped && matches!(before, "AM" | "PM");
        if zone && clock && word.starts_with(char::is_uppercase) {
            return Some(start);
        }
        // "Ada Miller/AP The mill …": who took the picture in front of it.
        let credit = before.rsplit(['/', '\\']).next().is_some_and(|agency| AGENCIES.contains(&agency));
        if credit && before.contains('/') && count < CREDIT_WORDS && word.starts_with(char::is_uppercase) {
            return Some(start);
        }
        clock = is_clock(before) || zone && clock;
        let counts = ["Hundreds", "Thousands", "Millions", "Dozens", "Scores"].contains(&word) && next == "of";
        let many = counts && before.ends_with(char::is_alphanumeric);
        let article = word == "The" && ends_headline(before, word) && !LEADING.contains(&before);
        if count + 2 > LEAST_WORDS && is_named_again(&text[..start], before, word, next) {
            return Some(with_apposition(&text[..start], word, whole));
        }
        if count + 2 > LEAST_WORDS && is_dateline(word, next) {
            return Some(shout.unwrap_or(start));
        }
        shout = shouted(word).then(|| shout.unwrap_or(start));
        if count + 2 > LEAST_WORDS && (opens || article || many || is_common(before, word, next, whole)) {
            return Some(start);
        }
        (before, start, word) = (word, next_start, next);
    }
    None
}

/// "since the fire Pumps of the town": a plural that the text has written small as well is no name.
fn is_common(before: &str, word: &str, next: &str, whole: &str) -> bool {
    const LEAST: usize = 5;
    let plural = word.len() >= LEAST && word.ends_with('s') && word.starts_with(|c: char| c.is_ascii_uppercase());
    if !plural || !small(next) || !word[1..].bytes().all(|byte| byte.is_ascii_lowercase()) || LEADING.contains(&before)
    {
        return false;
    }
    // "the flow Forecasters expect": what people are called by what they do is hardly ever a name.
    let doers = word.ends_with("ers") && word.len() > 6 && word != "Reuters" && word != "Brothers";
    let lower = word.to_ascii_lowercase();
    let apart = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphabetic() && *byte != b'-');
    ends_headline(before, word)
        && (doers
            || whole.match_indices(lower.as_str()).any(|(at, _)| {
                apart(at.checked_sub(1).and_then(|at| whole.as_bytes().get(at)))
                    && apart(whole.as_bytes().get(at + lower.len()))
            }))
}

/// "Roe gets four years in prison Roe's former driver …": a sentence that names again whom the headline has named.
fn is_named_again(headline: &str, before: &str, word: &str, next: &str) -> bool {
    const LEAST: usize = 2;
    let bare = |word: &str| word.trim_end_matches(',').trim_end_matches("'s").trim_end_matches("’s").to_owned();
    let name = bare(word);
    let large = name.len() >= LEAST && name.starts_with(char::is_uppercase) && !OPENERS.contains(&name.as_str());
    let plain = before.ends_with(char::is_alphanumeric) && small(before) && !LEADING.contains(&before);
    if !large || !plain {
        return false;
    }
    let named = || headline.split(' ').any(|word| bare(word) == name);
    let acts = HELPERS.contains(&next) || next.len() > 4 && next.ends_with("ed");
    match next.starts_with(char::is_uppercase) {
        // "Ada Roe's mother", "Ada Roe has"
        true => [format!("{name} {}", bare(next)), format!("{word} {next}")].iter().any(|both| headline.contains(both)),
        // "Oil spills in the valley – photos Oil firms blame each other"
        false => {
            acts && named()
                || headline.split(' ').next() == Some(word)
                    && headline.split(' ').skip(1).any(|w| w == name.to_lowercase())
        }
    }
}

/// Where the sentence begins whose subject has words in front: "since the spill Oil giant Lex has announced …".
fn with_apposition(headline: &str, name: &str, whole: &str) -> usize {
    const MOST_WORDS: usize = 4;
    let mut at = headline.len();
    let mut words = headline.rsplit(' ').skip(1).take(MOST_WORDS + 1).peekable();
    while let Some(word) = words.next() {
        at = at.saturating_sub(word.len() + 1);
        if small(word) {
            continue;
        }
        let common = format!(" {} ", word.to_lowercase());
        let nation = ["ish", "ese", "ian", "ican", "ean"].iter().any(|end| word.ends_with(end));
        let opens = words.peek().is_some_and(|&before| ends_headline(before, word) && !LEADING.contains(&before));
        let describes = word != name && word.len() > 2 && (nation || whole.contains(&common));
        return if opens && describes { at } else { headline.len() };
    }
    headline.len()
}

/// "… at the mill HARLOW, May 16 (Agency) - …": where and when it was written.
fn is_dateline(word: &str, next: &str) -> bool {
    const LEAST: usize = 4;
    let place = word.strip_suffix(',').unwrap_or("");
    place.len() >= LEAST && place.chars().all(char::is_uppercase) && names_month_or_weekday(next)
}

/// "17.37", "12:45"
pub(crate) fn is_clock(word: &str) -> bool {
    word.len() <= 5
        && word.contains(['.', ':'])
        && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b':')
        && word.starts_with(|c: char| c.is_ascii_digit())
}

fn small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// "The US", "The BBC": within a sentence the article of such a name is written small.
fn shouted(word: &str) -> bool {
    word.len() >= 2 && word.chars().all(|c| c.is_uppercase() || c == '.')
}

fn ends_headline(before: &str, opener: &str) -> bool {
    let word = before.trim_end_matches(['\'', '’', '”', '"', ')']);
    let plain = word.ends_with(|c: char| c.is_alphanumeric())
        && word.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    plain && !TITLED.contains(&word) && !(opener == "A" && LETTERED.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind(text: &str) -> Option<&str> {
        seam(text, text).map(|at| &text[at..])
    }

    #[test]
    fn a_sentence_opens_behind_a_headline() {
        assert_eq!(behind("Mill burns down in the valley The fire began at noon."), Some("The fire began at noon."));
        assert_eq!(behind("Divers find a leak The BBC said so."), Some("The BBC said so."));
        assert_eq!(behind("Dam ‘not safe’ say engineers A leak was found."), Some("A leak was found."));
        assert_eq!(behind("Page last changed on 3 May 2011 It was a long day."), Some("It was a long day."));
    }

    #[test]
    fn a_plural_that_is_written_small_elsewhere_is_no_name() {
        let text = "First hope for the mill since the fire Pumps of the town keep the cellar dry. Two pumps failed.";
        assert!(behind(text).is_some_and(|behind| behind.starts_with("Pumps of")), "{text}");
        assert_eq!(behind("The mayor joined Veterans in the park. A day for heroes."), None);
        assert_eq!(
            behind("Oil Washes Ashore in Harlow Thousands of barrels were lost."),
            Some("Thousands of barrels were lost.")
        );
    }

    #[test]
    fn a_sentence_names_again_whom_the_headline_names() {
        for (text, sentence) in [
            (
                "Lex has a new head since the spill Oil giant Lex has told its staff. The oil is gone.",
                "Oil giant Lex has told its staff. The oil is gone.",
            ),
            ("Lex frozen out of the race British firm Lex has lost.", "British firm Lex has lost."),
            ("Lex agrees a deal on the mill Lex has sold nine of them.", "Lex has sold nine of them."),
            (
                "Divers tried in vain to save the ferry The Harlow Star disaster cost lives.",
                "The Harlow Star disaster cost lives.",
            ),
            (
                "Two mills burned in the valley HARLOW, May 16 (Post) - Two mills burned.",
                "HARLOW, May 16 (Post) - Two mills burned.",
            ),
            (
                "Two mills burned in the valley OLD HARLOW, May 16 (Post) - Two mills.",
                "OLD HARLOW, May 16 (Post) - Two mills.",
            ),
            ("Ada Roe's driver bars his master from court Ada Roe was told.", "Ada Roe was told."),
            ("Monday, May 3, 2011; 8:49 PM A mill burned.", "A mill burned."),
            ("Ada Miller\\/AP\\/PA Peter Roe used his visit well.", "Peter Roe used his visit well."),
            ("Roe's Lex Miller starts to look weak Roe's Lex Miller speaks up.", "Roe's Lex Miller speaks up."),
        ] {
            assert_eq!(behind(text), Some(sentence));
        }
        for text in [
            "Roe said that the mayor of Roe would resign.",
            "The firm told The Harlow Post that it was sold.",
            "He works for the bank of Miller and Miller of Harlow.",
            "The mayor wrote to Lex on Monday, saying Lex was late.",
            "Storms from the Gulf swept oil into fragile Gulf wetlands.",
        ] {
            assert_eq!(behind(text), None, "{text}");
        }
    }

    #[test]
    fn the_time_of_a_page_ends_its_head() {
        assert_eq!(behind("Monday 3 May 2011 23.18 BST A mill burned."), Some("A mill burned."));
        assert_eq!(behind("The ferry left at 10:15 BST for Harlow."), None);
    }

    #[test]
    fn names_and_titles_are_no_seam() {
        for text in [
            "He was ill with influenza A viruses again.",
            "They saw the film The birds of winter twice.",
            "She reads every week of The Economist at home.",
            "We met in The Hague on Monday.",
            "Mill Burns Down In the valley below.",
            "The fire began. In the end it went out.",
            "",
            "a",
        ] {
            assert_eq!(behind(text), None, "{text}");
        }
    }
}
