//! Finders: every expression of a text, longest match first, from left to right. No anchor is known here.

use super::english;
use super::english::words::{Lexicon, Word};
use super::expr::{Direction, Expr, Found};
use super::refine;
use super::view::View;
use crate::text::{Gap, Token, tokenize};
use std::sync::OnceLock;

/// The expressions of a text, not yet resolved, with the tokens that they point into.
pub struct Findings {
    pub(super) tokens: Vec<Token>,
    pub(super) found: Vec<Found>,
}

/// How many tokens before a run of known words an expression may begin: "New Year's Eve", "seven accident-free years".
const NAME_REACH: usize = 4;

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::new)
}

/// Finds the expressions of the text, in order, none overlapping another.
pub fn find(text: &str) -> Findings {
    let tokens = tokenize(text);
    let lexicon = lexicon();
    let words: Vec<Word> = tokens.iter().map(|token| lexicon.word(text, token)).collect();
    let view = View { text, tokens: &tokens, words: &words };
    let mut found = Vec::new();
    for (first, end) in runs(&view) {
        search(&view, first, end, &mut found);
    }
    for one in &mut found {
        one.direction = english::direction(&view, one.first, one.end);
        one.event = match one.expr {
            Expr::Duration { .. } | Expr::DurationOfTwo { .. } => english::event_behind(&view, one.end),
            Expr::ByEvent { .. } => english::event_named_by(&view, one.first, one.end),
            _ => None,
        };
    }
    refine::turn_overnight(&mut found);
    refine::settle_ticker(&view, &mut found);
    refine::share_years(&view, &mut found);
    refine::carry_years(&view, &mut found);
    refine::settle_chronology(&view, &mut found);
    refine::settle_between(&view, &mut found);
    let mut found = refine::join_days_with_hours(&view, found);
    refine::share_days(&view, &mut found);
    refine::order_weekdays(&view, &mut found);
    refine::settle_order(&mut found);
    refine::date_quotations(&view, &mut found);
    Findings { found, tokens }
}

/// Runs of words that the tables know, with one among them that an expression can hang on.
fn runs<'v>(view: &'v View) -> impl Iterator<Item = (usize, usize)> + 'v {
    let mut at = 0;
    let mut searched = 0;
    std::iter::from_fn(move || {
        while at < view.words.len() {
            if view.words[at] == Word::Other {
                at += 1;
                continue;
            }
            let first = at;
            let mut has_core = false;
            while at < view.words.len() && view.words[at] != Word::Other {
                has_core |= view.words[at].is_core();
                at += 1;
                if view.tokens.get(at).is_some_and(|token| token.gap == Gap::Paragraph) {
                    break;
                }
            }
            if has_core {
                let reach = first.saturating_sub(NAME_REACH).max(searched);
                searched = at;
                return Some((reach, at));
            }
        }
        None
    })
}

fn search(view: &View, first: usize, end: usize, found: &mut Vec<Found>) {
    let mut at = first;
    if let Some(last) = found.last() {
        at = at.max(last.end);
    }
    while at < end {
        if !view.words[at].opens() {
            at += 1;
            continue;
        }
        match english::longest(view, at) {
            Some(matched) if matched.end > at => {
                found.push(Found {
                    first: at,
                    end: matched.end,
                    kind: matched.kind,
                    expr: matched.expr,
                    modifier: matched.modifier,
                    rule: matched.rule,
                    direction: Direction::Unknown,
                    loose: matches!(matched.rule, "former" | english::HERE | english::EARLY_YEAR),
                    side: english::side(view, at),
                    event: None,
                    quoted_from: None,
                });
                at = matched.end;
            }
            _ => at += 1,
        }
    }
}
