//! Articles as text: documents, ranges in them, tokens, sentences, parts of speech.

mod document;
mod range;
mod tokens;

pub use document::{Document, DocumentId, Published, PublishedFrom};
pub use range::{CodePoints, TextRange};
pub use tokens::{Gap, Token, TokenKind, tokenize};
