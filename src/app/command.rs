//! Everything a user can do, whether by gesture, menu, shortcut or palette.

use crate::project::{EntryId, EventKey};
use crate::text::{DocumentId, Published};
use crate::timeline::Viewport;
use std::path::PathBuf;

/// One thing to do; [`super`] carries it out.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    Open(Vec<PathBuf>),
    OpenBytes {
        name: String,
        bytes: Vec<u8>,
    },
    Remove(Vec<DocumentId>),
    SetPublished(DocumentId, Option<Published>),
    Select(Option<EntryId>),
    SelectNext,
    SelectPrevious,
    SelectFirst,
    SelectLast,
    /// Frame the entry on the timeline.
    Frame(EntryId),
    FrameSelection,
    FitAll,
    View(Viewport),
    /// Zoom about the middle, closer when above 1.
    Zoom(f64),
    /// Pan by a share of the view, later when positive.
    Pan(f64),
    ShowDocument(DocumentId),
    Hide(EntryId),
    Restore(Vec<EventKey>),
    Undo,
    Redo,
    CancelJob,
}
