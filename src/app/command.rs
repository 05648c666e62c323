//! Everything a user can do, whether by gesture, menu, shortcut or palette.

use super::LaneCommand;
use super::exporting::ExportSpec;
use super::settings::ThemeChoice;
use crate::import::Columns;
use crate::project::{EntryId, EventKey, Field, OrphanId, Place, Say, Shift, UserDate};
use crate::text::{DocumentId, Published, TextRange};
use crate::time::{DateStyle, PartialDate, TimeSpan};
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
    /// Fetches a page from the web and reads it.
    OpenAddress(String),
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
    /// Shows a place of an article in the reader: in its text, in its headline when `in_title`.
    GoToPlace {
        document: DocumentId,
        range: TextRange,
        in_title: bool,
    },
    /// Opens the file that the article was read from; says so when it is gone or has changed since.
    ShowOriginal(DocumentId),
    /// Reads these articles again, in the background, and brings what is found together with what the user did; none is
    /// all.
    ExtractAgain(Vec<DocumentId>),
    /// Does not offer it again before the next project.
    PutOffExtracting,
    /// Folds the near copies that are offered into the articles that they are copies of.
    FoldNearCopies,
    /// Does not offer them again before the next start.
    PutOffNearCopies,
    /// Lets these copies stand for themselves again.
    Unfold(Vec<DocumentId>),
    /// Takes what the program reads now in the place of the earlier reading that the user's word kept.
    TakeOffer(EventKey),
    /// Keeps the earlier reading.
    DeclineOffer(EventKey),
    /// Lets go of what was said of words that no longer stand.
    DismissOrphan(OrphanId),
    /// Lets it stand on these words.
    AttachOrphan(OrphanId, Place),
    /// Selects the rows of the list from the one selected last by itself to this one.
    SelectTo(EntryId),
    /// Selects all rows of the list.
    SelectListed,
    /// Says the same of all these events.
    Say(Vec<EntryId>, Say),
    /// Moves the dates of all these events by a length.
    Shift(Vec<EntryId>, Shift),
    /// Takes the events off the timeline; they can be restored. Those that the user made are deleted.
    Reject(Vec<EntryId>),
    Merge(Vec<EntryId>),
    Unmerge(EntryId),
    /// Makes an event of each claim.
    Split(EntryId),
    /// Makes the claim an event of its own that the program does not join again.
    Separate(EventKey),
    RemoveClaim(EventKey),
    /// Makes an event that stands on words of an article, or on none.
    Create {
        place: Option<Place>,
        title: String,
        date: Option<UserDate>,
    },
    Duplicate(EntryId),
    /// Makes the words a further claim of the event.
    AddClaim(EntryId, Place),
    /// Lets a claim stand on other words.
    MoveClaim(EventKey, Place),
    /// Counts the expression that dates the mention from another date.
    CountFrom(EventKey, PartialDate),
    /// Goes to the state with this many steps of the history done.
    GoToStep(usize),
    /// Words of the article were marked, or no longer are.
    MarkWords(Option<Place>),
    /// Lets the window ask the user.
    Ask(Ask),
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
        use Command::{
            AddClaim, AttachOrphan, CountFrom, Create, DeclineOffer, DismissOrphan, Duplicate, ExtractAgain,
            FoldNearCopies, GoToStep, Merge, MoveClaim, OpenAddress, OpenBytes, OpenSamples, ReadTable, Redo, Reject,
            Remove, RemoveClaim, Restore, Say, Separate, SetDates, SetPublished, Shift, Split, TakeOffer, Undo, Unfold,
            Unmerge,
        };
        matches!(
            self,
            OpenAddress(_)
                | OpenBytes { .. }
                | OpenSamples
                | ReadTable(..)
                | Remove(_)
                | SetPublished(..)
                | SetDates(..)
                | Restore(_)
                | Undo
                | Redo
                | Say(..)
                | Shift(..)
                | Reject(_)
                | Merge(_)
                | Unmerge(_)
                | Split(_)
                | Separate(_)
                | RemoveClaim(_)
                | Create { .. }
                | Duplicate(_)
                | AddClaim(..)
                | MoveClaim(..)
                | CountFrom(..)
                | GoToStep(_)
                | ExtractAgain(_)
                | FoldNearCopies
                | Unfold(_)
                | TakeOffer(_)
                | DeclineOffer(_)
                | DismissOrphan(_)
                | AttachOrphan(..)
        )
    }
}

impl Command {
    /// Whether it leaves the project that is open for another.
    pub fn leaves(&self) -> bool {
        matches!(self, Command::NewProject | Command::SaveAs(_))
    }
}

/// What a command needs to know of the user first.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// A field of the selected event.
    Edit(Field),
    /// A tag for these events.
    Tag(Vec<EntryId>),
    /// The length that the dates of these events are to move by.
    Shift(Vec<EntryId>),
    /// Title and date of a new event, on these words or on none.
    Create(Option<Place>),
    /// The date that the mention's expression is counted from.
    CountFrom(EventKey),
}
