//! The program without a screen: its state, the [`Command`]s that change it, background jobs.

mod command;
mod event_list;
mod jobs;
mod notice;
mod quote;
mod reading;
mod settings;
mod state;
mod timeline_state;

pub use command::Command;
pub use event_list::{EventList, SortBy};
pub use jobs::{Job, Outcome, Progress, Waker};
pub use notice::{Messages, Notice, Toast};
pub use quote::{claim_text, claimed, copy_text, date_words};
pub use reading::{ReadResult, Task};
pub use settings::{Panels, Settings, ThemeChoice, WindowPlace};
pub use state::{App, ReaderTarget, Unsaved};
pub use timeline_state::TimelineState;
