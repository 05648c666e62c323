//! What leaves the program: the scene as SVG and PNG, the events as JSON Lines, CSV and TimeML.

pub mod atomic;
pub mod csv;
pub mod jsonl;
pub mod log_file;
pub mod picture;
mod png;
mod report;
mod said;
mod svg;
pub mod timeml;

pub use png::{PngError, png};
pub use report::report;
pub use said::Said;
pub use svg::{TextAs, foreign_characters, svg};

use crate::event::Reading;
use crate::text::Document;

/// A document with what was read out of it, and the cluster of each of its events, as [`crate::event::cluster`]
/// numbers them.
#[derive(Clone, Copy, Debug)]
pub struct Extract<'a> {
    pub document: &'a Document,
    pub reading: &'a Reading,
    pub clusters: &'a [usize],
    /// What the user says of each event; empty where there is no project.
    pub said: &'a [Said],
}
