//! Articles as text: documents, ranges in them, anchors, tokens, sentences, parts of speech and grammar.

mod about;
mod anchor;
mod document;
pub(crate) mod glued;
mod near_copies;
mod range;
mod sentences;
pub mod syntax;
mod tokens;
pub(crate) mod words;

pub(crate) use about::letters;
pub use about::{About, Claim, DateClaim, Fact};
pub use anchor::{Anchor, Places, Reattached, Standing, carry, carry_within, reattach};
pub use document::{Document, DocumentId, Published, PublishedFrom};
pub use near_copies::{Family, Signature, families};
pub use range::{CodePoints, TextRange};
pub use sentences::{Sentence, SentenceKind, sentences};
pub use tokens::{Gap, Token, TokenKind, tokenize};
