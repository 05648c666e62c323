//! Views of the timeline that have a name.

use super::App;
use crate::time::words::period_words;
use crate::time::{DateStyle, Granularity, Period, TimePoint};
use crate::timeline::Viewport;
use serde::{Deserialize, Serialize};

/// A view to come back to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bookmark {
    pub name: String,
    /// Seconds at the left edge and seconds of the view.
    pub start: f64,
    pub secs: f64,
}

impl Bookmark {
    pub fn viewport(&self) -> Viewport {
        Viewport::new(self.start, self.secs)
    }
}

impl App {
    /// The marked views, in the order in which they were marked.
    pub fn bookmarks(&self) -> &[Bookmark] {
        &self.bookmarks
    }

    /// Marks the view that is shown; a second one of the same name takes the place of the first.
    pub(super) fn add_bookmark(&mut self, name: String) {
        let view = self.timeline.viewport;
        let bookmark = Bookmark { name, start: view.start(), secs: view.secs() };
        match self.bookmarks.iter_mut().find(|other| other.name == bookmark.name) {
            Some(other) => *other = bookmark,
            None => self.bookmarks.push(bookmark),
        }
        self.note_project_view();
    }

    pub(super) fn remove_bookmark(&mut self, at: usize) {
        if at < self.bookmarks.len() {
            self.bookmarks.remove(at);
            self.note_project_view();
        }
    }

    pub(super) fn go_to_bookmark(&mut self, at: usize) {
        if let Some(bookmark) = self.bookmarks.get(at) {
            self.timeline.viewport = bookmark.viewport();
        }
    }
}

/// A name for a view after what it shows: "March 2009 to May 2010".
pub fn view_words(view: Viewport, style: DateStyle) -> String {
    let days = view.secs() / 86_400.0;
    let granularity = match days {
        ..100.0 => Granularity::Day,
        100.0..3_000.0 => Granularity::Month,
        3_000.0..80_000.0 => Granularity::Year,
        _ => Granularity::Century,
    };
    let words = |secs: f64| period_words(&Period::day_of(TimePoint(secs as i64)).widen(granularity), style);
    let (first, last) = (words(view.start()), words(view.end()));
    if first == last { first } else { format!("{first} to {last}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Command, Settings};
    use std::sync::Arc;

    #[test]
    fn a_marked_view_is_come_back_to_and_forgotten() {
        let mut app = App::new(Settings::default(), Arc::new(|| {}));
        let view = Viewport::new(1e9, 1e6);
        app.perform(Command::View(view));
        app.perform(Command::AddBookmark("The trial".to_owned()));
        app.perform(Command::FitAll);
        app.perform(Command::GoToBookmark(0));
        assert_eq!(app.timeline.viewport, view);
        app.perform(Command::AddBookmark("The trial".to_owned()));
        assert_eq!(app.bookmarks().len(), 1);
        app.perform(Command::RemoveBookmark(0));
        app.perform(Command::RemoveBookmark(7));
        assert!(app.bookmarks().is_empty());
    }

    #[test]
    fn a_view_is_named_after_what_it_shows() {
        let year = TimePoint::from_year(2009).0 as f64;
        let words = |secs| view_words(Viewport::new(year, secs), DateStyle::DayMonthYear);
        assert_eq!(words(3_600.0), "1 January 2009");
        assert_eq!(words(400.0 * 86_400.0), "January 2009 to February 2010");
    }
}
