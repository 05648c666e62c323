//! A text as the rules see it: tokens, and what each can be to a time expression.

use crate::text::{Gap, Token, TokenKind};
use crate::timex::Modifier;
use crate::timex::TimexType;
use crate::timex::english::words::Word;
use crate::timex::expr::Expr;

/// Tokens of a text with their words; positions outside are [`Word::Other`], so that rules may look around freely.
pub struct View<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub words: &'t [Word],
}

/// What a rule read from a place on.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Index of the token behind it.
    pub end: usize,
    pub kind: TimexType,
    pub expr: Expr,
    pub modifier: Option<Modifier>,
    pub rule: &'static str,
}

impl View<'_> {
    pub fn word(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or(Word::Other)
    }

    /// The word before the place.
    pub fn before(&self, at: usize) -> Word {
        at.checked_sub(1).map_or(Word::Other, |at| self.word(at))
    }

    /// The token as written; empty outside the text.
    pub fn str(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    pub fn is(&self, at: usize, word: Word) -> bool {
        self.word(at) == word
    }

    pub fn is_mark(&self, at: usize, mark: u8) -> bool {
        self.word(at) == Word::Mark(mark)
    }

    /// Whether the token stands glued to the one before.
    pub fn is_glued(&self, at: usize) -> bool {
        at < self.tokens.len() && self.tokens[at].is_glued()
    }

    /// Whether a line or paragraph begins with the token.
    pub fn begins_line(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.gap >= Gap::Line)
    }

    pub fn begins_paragraph(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.gap == Gap::Paragraph)
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.str(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the token is made of letters.
    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    pub fn is_word_or_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind != TokenKind::Punct)
    }

    pub fn is_upper(&self, at: usize) -> bool {
        let word = self.str(at);
        word.len() > 1 && word.chars().all(|c| !c.is_lowercase())
    }

    /// Whether the token is the given word, in any case.
    pub fn is_text(&self, at: usize, word: &str) -> bool {
        self.str(at).eq_ignore_ascii_case(word)
    }

    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_text(at, word))
    }

    /// The value of plain digits: no commas, no decimals, at most nine of them.
    pub fn integer(&self, at: usize) -> Option<i64> {
        let digits = (self.word(at) == Word::Digits).then(|| self.str(at))?;
        (digits.len() <= 9).then(|| digits.parse().ok()).flatten()
    }

    /// How many digits a plain number has.
    pub fn width(&self, at: usize) -> usize {
        if self.integer(at).is_some() { self.str(at).len() } else { 0 }
    }
}
