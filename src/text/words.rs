//! Words as syntax counts them: contractions and possessives split off, abbreviations and hyphenated compounds whole.
//!
//! The cut follows the Universal Dependencies treebanks of English ("do" + "n't", "Iraq" + "'s"), as the tagger and
//! the parser were trained on those.

use super::TextRange;

/// Longest sentence that is read whole, in words; a longer one (a table, a list) is read in pieces of this length.
pub const MAX_WORDS: usize = 250;

/// Abbreviations that keep their full stop and hardly ever end a sentence, in lower case.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "lt", "col", "maj", "capt", "cpl", "sgt", "pvt",
    "adm", "cmdr", "brig", "rev", "hon", "pres", "st", "ste", "mt", "ft", "messrs", "mme", "mlle", "supt", "insp",
    "det", "amb", "vs", "v", "no", "nos", "vol", "pp", "fig", "ca", "cf", "viz", "approx", "est", "dept", "univ",
    "assn",
];

/// Abbreviations that keep their full stop and may end a sentence, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "inc", "corp", "co", "ltd", "plc", "bros", "jr", "sr", "etc", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    "ave", "blvd", "rd", "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky",
    "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va",
    "vt", "wash", "wis", "wyo", "ph.d", "bc", "ad", "a.d", "b.c", "hrs", "min", "sec", "cent", "al", "u.s", "u.k",
    "u.n", "e.u",
];

/// Whether the letters before a full stop are an abbreviation, and if so whether it may end a sentence.
pub(super) enum Abbreviation {
    None,
    /// Goes on: a title before a name, an initial.
    Inner,
    /// May end the sentence too: "Inc.", "U.S.", "p.m."
    Either,
}

/// What a full stop behind `letters` is.
pub(super) fn abbreviation(letters: &str) -> Abbreviation {
    let mut chars = letters.chars();
    let first = chars.next();
    if letters.is_empty() || letters.len() > 8 {
        return Abbreviation::None;
    }
    if chars.next().is_none() && first.is_some_and(char::is_uppercase) && letters != "I" {
        return Abbreviation::Inner;
    }
    let mut lower = [0u8; 8];
    let lower = &mut lower[..letters.len()];
    lower.copy_from_slice(letters.as_bytes());
    lower.make_ascii_lowercase();
    let is = |list: &[&str]| list.iter().any(|word| word.as_bytes() == &*lower);
    // "No." opens a number only as a capital; "no." ends many a sentence.
    if is(TITLES) && first.is_some_and(char::is_uppercase) || matches!(letters, "v" | "vs" | "ca" | "cf" | "approx") {
        return Abbreviation::Inner;
    }
    let dotted = letters.contains('.') && letters.split('.').all(|part| part.chars().count() == 1);
    if dotted || is(ABBREVIATIONS) && (first.is_some_and(char::is_uppercase) || matches!(letters, "etc" | "al")) {
        return Abbreviation::Either;
    }
    Abbreviation::None
}

/// Appends the words of `range` to `out`, which is cleared before. At most [`MAX_WORDS`]; what lies behind is left out.
pub fn split_words(text: &str, range: TextRange, out: &mut Vec<TextRange>) {
    out.clear();
    let bytes = text.as_bytes();
    let mut at = range.start;
    while at < range.end && out.len() + 3 < MAX_WORDS {
        let Some(c) = text[at..].chars().next() else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if c.is_alphanumeric() {
            let end = word_end(text, at, range.end);
            split_clitics(text, at, end, out);
            at = end;
        } else {
            let end = punctuation_end(text, bytes, at, range.end, c);
            out.push(TextRange::new(at, end));
            at = end;
        }
    }
}

fn punctuation_end(text: &str, bytes: &[u8], at: usize, limit: usize, c: char) -> usize {
    let single = at + c.len_utf8();
    if matches!(c, '\'' | '’')
        && let Some(end) = clitic_end(text, single, limit)
    {
        return end;
    }
    if matches!(c, '`' | '\'' | '-' | '.' | '_' | '*') {
        let mut end = single;
        while end < limit && bytes[end] == bytes[at] {
            end += 1;
        }
        // Quotation marks come in twos.
        return if matches!(c, '`' | '\'') { end.min(at + 2) } else { end };
    }
    single
}

/// "'s" standing after a quotation mark or a bracket: `"Dumbo"'s`.
fn clitic_end(text: &str, after: usize, limit: usize) -> Option<usize> {
    let rest = text.get(after..limit)?;
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    matches!(&rest[..end], "s" | "re" | "ve" | "ll" | "d" | "m").then_some(after + end)
}

fn word_end(text: &str, start: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    loop {
        // ASCII is most of it.
        while end < limit && bytes[end].is_ascii_alphanumeric() {
            end += 1;
        }
        if end >= limit {
            break;
        }
        let Some(c) = text[end..limit].chars().next() else { break };
        if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) {
            end += c.len_utf8();
            continue;
        }
        let next = text[end + c.len_utf8()..limit].chars().next();
        let before_is_digit = bytes[end - 1].is_ascii_digit();
        let joins = match c {
            '-' | '‐' | '‑' | '&' | '@' | '/' => next.is_some_and(char::is_alphanumeric),
            '\'' | '’' => next.is_some_and(char::is_alphabetic),
            ',' | ':' => before_is_digit && next.is_some_and(|c| c.is_ascii_digit()),
            '.' => {
                let letters = text[start..end].rsplit('-').next().unwrap_or("");
                let numeric = before_is_digit && next.is_some_and(|c| c.is_ascii_digit());
                // "U.S.", "p.m.", "Ph.D.", "example.com"
                let inner = next.is_some_and(char::is_alphanumeric) && !before_is_digit;
                if !numeric && !inner && !matches!(abbreviation(letters), Abbreviation::None) {
                    // "U.S.-led" is one word.
                    let mut behind = text[end + 1..limit].chars();
                    if behind.next() == Some('-') && behind.next().is_some_and(char::is_alphanumeric) {
                        end += 1;
                        continue;
                    }
                    return end + 1;
                }
                numeric || inner
            }
            _ => false,
        };
        if !joins {
            break;
        }
        end += c.len_utf8();
    }
    end
}

fn split_clitics(text: &str, start: usize, end: usize, out: &mut Vec<TextRange>) {
    let word = &text[start..end];
    if let Some(apostrophe) = word.rfind(['\'', '’']) {
        let mark = word[apostrophe..].chars().next().map_or(1, char::len_utf8);
        let tail = &word[apostrophe + mark..];
        let cut = match tail {
            "t" | "T" if word[..apostrophe].ends_with(['n', 'N']) => Some(apostrophe - 1),
            "s" | "S" | "re" | "ve" | "ll" | "d" | "m" => Some(apostrophe),
            _ => None,
        };
        if let Some(cut) = cut.filter(|&cut| cut > 0) {
            out.push(TextRange::new(start, start + cut));
            out.push(TextRange::new(start + cut, end));
            return;
        }
    }
    if word.eq_ignore_ascii_case("cannot") {
        out.push(TextRange::new(start, start + 3));
        out.push(TextRange::new(start + 3, end));
        return;
    }
    out.push(TextRange::new(start, end));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &str) {
        let mut out = Vec::new();
        split_words(text, TextRange::new(0, text.len()), &mut out);
        let found: Vec<&str> = out.iter().map(|range| range.of(text)).collect();
        assert_eq!(found.join(" "), words);
    }

    #[test]
    fn contractions_and_possessives_are_words_of_their_own() {
        check("They didn't; Iraq’s army can't.", "They did n't ; Iraq ’s army ca n't .");
        check("We cannot, the nations' said.", "We can not , the nations ' said .");
    }

    #[test]
    fn abbreviations_numbers_and_compounds_stay_whole() {
        check("Lt. Gen. A. Smith paid $1,000.5 at 10:35 p.m.", "Lt. Gen. A. Smith paid $ 1,000.5 at 10:35 p.m.");
        check("The U.S.-led AT&T team left the mill.", "The U.S.-led AT&T team left the mill .");
    }

    #[test]
    fn quotation_marks_of_two_strokes_are_one_word() {
        check("``Go,'' he said (at once).", "`` Go , '' he said ( at once ) .");
    }

    #[test]
    fn any_text_is_cut_on_character_boundaries() {
        for text in ["", "’", "é’s", "a\u{301}b’", "…—“x”", "\u{200b}", "1.", "x.é"] {
            let mut out = Vec::new();
            split_words(text, TextRange::new(0, text.len()), &mut out);
            assert!(out.iter().all(|range| text.get(range.start..range.end).is_some()));
        }
    }
}
