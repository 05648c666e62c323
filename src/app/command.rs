//! Everything a user can do, whether by gesture, menu, shortcut or palette.

use super::LaneCommand;
use super::exporting::ExportSpec;
use super::settings::ThemeChoice;
use crate::import::Columns;
use crate::project::{EntryId, EventKey};
use crate::text::{DocumentId, Published};
use crate::time::{DateStyle, TimeSpan};
use crate::timeline::{Grouping, Viewport};
use std::path::PathBuf;

/// One thing to do; [`super::App::perform`] carries it out.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Reads files and folders, in the background. A project among them is opened in the place of what is open, and the
    /// rest goes into it.
    Open(Vec<PathBuf>),
    /// Begins an empty project.
    NewProject,
    /// Writes the project to this file and goes on there, over a file that is there: whoever sends this has asked.
    SaveAs(PathBuf),
    /// Reads bytes that have no file: the clipboard, say. `name` becomes the id.
    OpenBytes {
        name: String,
        bytes: Vec<u8>,
    },
    /// Reads a table whose columns were not clear, now that they are told; `None` leaves it out.
    ReadTable(PathBuf, Option<Columns>),
    /// Writes the report of the last import, as CSV where the path ends so, else as text.
    SaveImportReport(PathBuf),
    /// Reads the sample articles that come with the program.
    OpenSamples,
    Remove(Vec<DocumentId>),
    SetPublished(DocumentId, Option<Published>),
    /// The same for several articles, in one edit.
    SetDates(Vec<DocumentId>, Option<Published>),
    Select(Option<EntryId>),
    /// Selects the event that this mention belongs to and shows the mention in the reader.
    SelectMention(EventKey),
    /// Adds the event to what is selected, or takes it away.
    SelectAlso(EntryId),
    /// Selects these alone; the first is the one that is shown.
    SelectMany(Vec<EntryId>),
    /// Selects every event that lies in view, wholly or in part.
    SelectInView,
    SelectNext,
    SelectPrevious,
    SelectFirst,
    SelectLast,
    /// Frame the entry on the timeline.
    Frame(EntryId),
    FrameSelection,
    FitAll,
    /// The part of time in which most happens, as the timeline opens.
    FitMost,
    View(Viewport),
    /// Zoom about the middle, closer when above 1.
    Zoom(f64),
    /// Pan by a share of the view, later when positive.
    Pan(f64),
    /// The view before this one, and back again.
    ViewBack,
    ViewForward,
    /// What the timeline's lanes are.
    SetGrouping(Grouping),
    Lane(LaneCommand),
    /// How high the timeline's rows are; 1 is usual, 0.8 to 3 possible.
    SetRowScale(f64),
    /// Whether lines lead from the selected event to the days on which it was told.
    ShowLinks(bool),
    /// Marks the view with a name.
    AddBookmark(String),
    GoToBookmark(usize),
    RemoveBookmark(usize),
    /// Whether the plain wheel pans the timeline and does not zoom it.
    SetWheelPans(bool),
    /// The event `steps` further in the lane of the selected one.
    SelectInLane(isize),
    /// Shows only events of this part of time in the list; `None` all.
    FilterTo(Option<TimeSpan>),
    ShowDocument(DocumentId),
    Hide(EntryId),
    Restore(Vec<EventKey>),
    /// Writes a file in the background, over one that is there: whoever sends this has asked.
    Export(Box<ExportSpec>),
    Undo,
    Redo,
    CancelJob,
    SetDateStyle(DateStyle),
    SetTheme(ThemeChoice),
    /// Takes the notice with this number off the screen.
    DismissNotice(u64),
    DismissAllNotices,
}

impl Command {
    /// Whether it changes the project, which one that is open elsewhere does not allow.
    pub fn edits(&self) -> bool {
        use Command::{Hide, OpenBytes, OpenSamples, ReadTable, Redo, Remove, Restore, SetDates, SetPublished, Undo};
        matches!(
            self,
            OpenBytes { .. }
                | OpenSamples
                | ReadTable(..)
                | Remove(_)
                | SetPublished(..)
                | SetDates(..)
                | Hide(_)
                | Restore(_)
                | Undo
                | Redo
        )
    }
}
