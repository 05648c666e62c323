//! The program without a screen: its state, the [`Command`]s that change it, background jobs.

mod bookmarks;
mod command;
mod date_words;
mod editing;
mod event_list;
mod exporting;
mod find;
mod importing;
mod jobs;
mod keeping;
mod lanes;
mod near_copies;
mod notice;
mod opening;
mod originals;
mod previewing;
mod quote;
mod reading;
mod rereading;
mod samples;
mod saving;
mod searching;
mod selection;
mod settings;
mod state;
mod timeline_state;
mod typed_words;
mod upkeep;
mod views;

pub use bookmarks::{Bookmark, view_words};
pub use command::{Ask, Command};
pub use date_words::{
    about_lines, dated_by_words, disagreement_words, doubt_words, entry_date_words, event_date_words, long_date_words,
    parse_typed_date, partial_date_words, published_from_words, user_date_words, value_words,
};
pub use event_list::{EventList, SortBy};
pub use exporting::{ExportSpec, FileKind};
pub use find::find_all;
pub use importing::ImportReport;
pub use jobs::{Job, Outcome, Progress, Waker};
pub use lanes::{LaneCommand, LanesKept, ProjectView};
pub use notice::{Messages, Notice, Toast};
pub use opening::OpeningNow;
pub use quote::{claim_text, copy_text};
pub use reading::{Task, UnclearTable};
pub use searching::Searching;
pub use settings::{Panels, Settings, ThemeChoice, WindowPlace};
pub use state::{App, ReaderTarget, Unsaved};
pub use timeline_state::TimelineState;
pub use typed_words::{move_words, reading_words, unread_words};
pub use views::Views;
