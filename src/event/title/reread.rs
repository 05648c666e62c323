//! The sentence read once more without its dates and asides: "said Friday she had left" is hard to read, "said she had
//! left" is not.

use super::draft::{fit_article, is_article};
use super::{Context, Title, left_out, title_as_read};
use crate::event::clause::Sentence;
use crate::text::TextRange;
use crate::text::syntax::{Parser, Tag, Tree};
use std::cell::RefCell;

thread_local! {
    static PARSER: RefCell<(Parser, Tree)> = RefCell::new((Parser::default(), Tree::default()));
}

/// Whether the date stands where an object or a clause goes on: "condemned Friday the layoffs".
pub(super) fn date_intrudes(s: &Sentence<'_>, context: &Context<'_>) -> bool {
    let Some(own) = &context.own else { return false };
    let before = own.start.checked_sub(1);
    let bare = before.is_some_and(|at| s.tag(at).is_verb() || s.tag(at).is_noun());
    let goes_on = own.end < s.tree.len()
        && matches!(
            s.tag(own.end),
            Tag::DT
                | Tag::PRP
                | Tag::PRPS
                | Tag::NN
                | Tag::NNS
                | Tag::NNP
                | Tag::CD
                | Tag::JJ
                | Tag::VBD
                | Tag::IN
                | Tag::TO
        );
    bare && goes_on
}

/// The title out of the sentence without what a title leaves out.
pub(super) fn title(s: &Sentence<'_>, trigger: usize, context: &Context<'_>) -> Option<Title> {
    let left_out = left_out::words(s, context);
    if !left_out.iter().any(|&out| out) || left_out[trigger] {
        return None;
    }
    let mut text = String::new();
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut end = 0;
    for at in (0..s.tree.len()).filter(|&at| !left_out[at]) {
        let range = s.tree.ranges[at];
        if let Some(&(_, before)) = starts.last()
            && before + 1 < at
            && is_article(s, before)
        {
            fit_article(&mut text, s.word(at));
        }
        if !text.is_empty() && range.start > end {
            text.push(' ');
        }
        starts.push((text.len(), at));
        text.push_str(range.of(s.text));
        end = range.end;
    }
    let (from, old) = (starts.first()?, starts.iter().find(|(_, at)| *at == trigger)?);
    let text = text.get(from.0..)?.trim_start_matches([',', ' ']).to_owned();
    let gone = starts.last()?.0 + s.word(starts.last()?.1).len() - text.len();
    PARSER.with_borrow_mut(|(parser, tree)| {
        parser.parse_into(&text, TextRange::new(0, text.len()), tree);
        let read = Sentence { text: &text, tree };
        let word = |place: usize| tree.ranges.iter().position(|range| range.start + gone == place);
        let original = |word: usize| {
            let place = tree.ranges[word].start + gone;
            starts.iter().find(|(start, _)| *start == place).map(|(_, at)| *at)
        };
        let referent = |word: usize| original(word).and_then(|at| (context.referent)(at));
        let context =
            Context { timed: &[], own: None, ahead: context.ahead, headline: context.headline, referent: &referent };
        title_as_read(&read, word(old.0)?, &context)
    })
}
