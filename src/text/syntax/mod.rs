//! The grammar of a sentence: parts of speech and what hangs on what.
//!
//! A tagger and a parser of our own, both linear models trained by `examples/train_syntax.rs`. Of the crates there are,
//! `harper-brill` has no parser, tells no past tense from a participle, and in its present version cannot be had without a
//! neural network library of 150 crates; titles, reported speech and which date belongs to which verb need a tree.

mod certain;
mod features;
mod mend;
mod model;
mod parser;
mod roots;
mod subjects;
mod tag;
mod tree;

pub use features::{Word, hash_of};
pub use tag::{Relation, Tag};
pub use tree::{Parser, Tree};

/// What training needs of the insides.
#[doc(hidden)]
pub mod training {
    pub use super::features::*;
    pub use super::model::{MOVE_BITS, RELATION_BITS, TAG_BITS, first_move};
    pub use super::parser::*;
}
