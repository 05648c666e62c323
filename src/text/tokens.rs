//! Text cut into words, numbers and punctuation: the ground that dates and events are read from.

use super::TextRange;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters. "o'clock", "O'Brien" and dotted abbreviations ("U.S.", "p.m.") are one token; "don't" is "do" + "n't",
    /// "year's" is "year" + "'s"; words joined by a hyphen are several, the hyphen between them.
    Word,
    /// Digits, with thousands commas and a decimal point: "5,000", "3.5". In "1990s" and "20th" the letters follow as
    /// a word of their own; in "12.06.2020" and "10:30" the marks stand apart.
    Number,
    /// One character that is none of the above.
    Punct,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Nothing: the two are glued together.
    None,
    /// Blanks.
    Space,
    /// A line break. Also the gap before the first token.
    Line,
    /// A blank line.
    Paragraph,
}

/// A word, number or mark of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    pub start: usize,
    /// Exclusive.
    pub end: usize,
    pub kind: TokenKind,
    pub gap: Gap,
}

impl Token {
    /// Where the token lies in its text.
    pub fn range(&self) -> TextRange {
        TextRange::new(self.start, self.end)
    }

    /// The token as written.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether nothing stands between this token and the one before.
    pub fn is_glued(&self) -> bool {
        self.gap == Gap::None
    }
}

/// All tokens of the text, in order. One pass; every character that is not white space lies in exactly one token.
pub fn tokenize(text: &str) -> Vec<Token> {
    // English prose has some five bytes a token, white space included.
    let mut tokens = Vec::with_capacity(text.len() / 5 + 8);
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0 };
    let mut gap = Gap::Line;
    while scanner.at < text.len() {
        match scanner.class(scanner.at) {
            Class::Blank(len) => {
                scanner.at += len;
                gap = gap.max(Gap::Space);
            }
            Class::Newline => {
                scanner.at += 1;
                gap = if gap >= Gap::Line && !tokens.is_empty() { Gap::Paragraph } else { Gap::Line };
            }
            class => {
                scanner.push_token(class, gap, &mut tokens);
                gap = Gap::None;
            }
        }
    }
    tokens
}

/// What the character at a place is, with its length in bytes where that is not always one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter(usize),
    Digit,
    Blank(usize),
    Newline,
    Mark(usize),
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

impl Scanner<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn class(&self, at: usize) -> Class {
        match self.byte(at) {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter(1),
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t' | b'\r' | 0x0b | 0x0c => Class::Blank(1),
            b'\n' => Class::Newline,
            0..=0x7f => Class::Mark(1),
            _ => self.class_beyond_ascii(at),
        }
    }

    fn class_beyond_ascii(&self, at: usize) -> Class {
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { return Class::Mark(1) };
        // The soft hyphen, zero-width joiners and combining accents belong to the word they stand in.
        let joins = matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}');
        if c.is_alphanumeric() || joins {
            Class::Letter(c.len_utf8())
        } else if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}') {
            Class::Blank(c.len_utf8())
        } else {
            Class::Mark(c.len_utf8())
        }
    }

    fn push_token(&mut self, class: Class, gap: Gap, tokens: &mut Vec<Token>) {
        let start = self.at;
        let kind = match class {
            Class::Letter(_) => {
                self.push_word(gap, tokens);
                return;
            }
            Class::Digit => {
                let after_dot = start > 1 && self.byte(start - 1) == b'.' && self.byte(start - 2).is_ascii_digit();
                self.at = self.number_end(start, after_dot);
                TokenKind::Number
            }
            Class::Mark(len) | Class::Blank(len) => {
                self.at += len;
                TokenKind::Punct
            }
            Class::Newline => return,
        };
        tokens.push(Token { start, end: self.at, kind, gap });
    }

    fn letters_end(&self, mut at: usize) -> usize {
        while let Class::Letter(len) = self.class(at) {
            at += len;
        }
        at
    }

    fn digits_end(&self, mut at: usize) -> usize {
        while self.byte(at).is_ascii_digit() {
            at += 1;
        }
        at
    }

    /// A word from `self.at` on, its clitic as a second token.
    fn push_word(&mut self, gap: Gap, tokens: &mut Vec<Token>) {
        let start = self.at;
        let mut end = self.letters_end(start);
        if end == start + 1 && self.byte(end) == b'.' {
            end = self.abbreviation_end(start).unwrap_or(end);
        }
        let mut clitic = None;
        while let Some(mark) = self.apostrophe(end) {
            let tail = end + mark;
            let tail_end = self.letters_end(tail);
            if tail_end == tail {
                break;
            }
            let letters = &self.bytes[tail..tail_end];
            let is = |word: &str| letters.eq_ignore_ascii_case(word.as_bytes());
            if is("t") && matches!(self.byte(end - 1), b'n' | b'N') && end > start + 1 {
                clitic = Some((end - 1, tail_end));
                break;
            }
            if ["s", "re", "ve", "ll", "d", "m"].into_iter().any(is) {
                clitic = Some((end, tail_end));
                break;
            }
            end = tail_end;
        }
        let word_end = clitic.map_or(end, |(at, _)| at);
        tokens.push(Token { start, end: word_end, kind: TokenKind::Word, gap });
        self.at = word_end;
        if let Some((at, clitic_end)) = clitic {
            tokens.push(Token { start: at, end: clitic_end, kind: TokenKind::Word, gap: Gap::None });
            self.at = clitic_end;
        }
    }

    /// The end of "U.S.", "p.m" and their like, of which `start` is the first letter.
    fn abbreviation_end(&self, start: usize) -> Option<usize> {
        let single = |at: usize| self.byte(at).is_ascii_alphabetic() && self.letters_end(at) == at + 1;
        let mut at = start + 1;
        while self.byte(at) == b'.' && single(at + 1) {
            at += 2;
        }
        let letters = (at - start).div_ceil(2);
        (letters > 1).then(|| at + usize::from(self.byte(at) == b'.'))
    }

    /// The length of an apostrophe at the place.
    fn apostrophe(&self, at: usize) -> Option<usize> {
        match self.byte(at) {
            b'\'' => Some(1),
            0xe2 if self.bytes[at..].starts_with("’".as_bytes()) => Some(3),
            _ => None,
        }
    }

    fn number_end(&self, start: usize, after_dot: bool) -> usize {
        let mut end = self.digits_end(start);
        if end - start <= 3 {
            while self.byte(end) == b',' && self.digits_end(end + 1) == end + 4 {
                end += 4;
            }
        }
        if !after_dot && self.byte(end) == b'.' {
            let decimals_end = self.digits_end(end + 1);
            // With a second point it is a dotted date, an address or a version.
            let dotted = self.byte(decimals_end) == b'.' && self.byte(decimals_end + 1).is_ascii_digit();
            if decimals_end > end + 1 && !dotted {
                end = decimals_end;
            }
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let tokens: Vec<&str> = tokenize(text).iter().map(|t| t.of(text)).collect();
        assert_eq!(tokens, expected);
    }

    #[test]
    fn words_numbers_and_marks_come_apart() {
        check("The mill closed on 3 May.", &["The", "mill", "closed", "on", "3", "May", "."]);
        check("1990s, 20th, Q3", &["1990", "s", ",", "20", "th", ",", "Q", "3"]);
        check("mid-July", &["mid", "-", "July"]);
    }

    #[test]
    fn clitics_are_tokens_of_their_own() {
        check("Friday's", &["Friday", "'s"]);
        check("last year’s", &["last", "year", "’s"]);
        check("don't can’t", &["do", "n't", "ca", "n’t"]);
        check("o'clock O'Brien", &["o'clock", "O'Brien"]);
        check("the '90s", &["the", "'", "90", "s"]);
    }

    #[test]
    fn dotted_abbreviations_are_one_token() {
        check("at 5 p.m. in the U.S., a.m", &["at", "5", "p.m.", "in", "the", "U.S.", ",", "a.m"]);
        check("J. Doe", &["J", ".", "Doe"]);
    }

    #[test]
    fn numbers_keep_thousands_and_decimals_but_not_dates() {
        check("5,000 3.5 2,014", &["5,000", "3.5", "2,014"]);
        check("12.06.2020 10:30", &["12", ".", "06", ".", "2020", "10", ":", "30"]);
        check("12,2020", &["12", ",", "2020"]);
    }

    #[test]
    fn gaps_tell_lines_from_paragraphs() {
        let gaps: Vec<Gap> = tokenize("a b\nc\n\nd-").iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::Line, Gap::Space, Gap::Line, Gap::Paragraph, Gap::None]);
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(text in "\\PC{0,60}") {
            let mut at = 0;
            for token in tokenize(&text) {
                prop_assert!(text.is_char_boundary(token.start) && text.is_char_boundary(token.end));
                prop_assert!(at <= token.start && token.start < token.end);
                at = token.end;
            }
            prop_assert!(at <= text.len());
        }
    }
}
