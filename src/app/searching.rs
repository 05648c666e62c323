//! Words looked up in all articles: what was found, kept until words or project change.

use super::App;
use crate::project::search::{Found, search};

/// The words that are looked up, and what they lead to.
#[derive(Clone, Debug, Default)]
pub struct Searching {
    /// As typed.
    pub words: String,
    found: Found,
    /// Why nothing could be found.
    trouble: Option<String>,
    /// What `found` was worked out from.
    built_for: Option<(u64, String)>,
}

impl Searching {
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// Why the words could not be looked up, to be shown.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }
}

impl App {
    /// Brings what was found up to date with the words; costs nothing while neither they nor the project change.
    pub fn search(&mut self) -> &Searching {
        let wanted = (self.revision(), self.searching.words.clone());
        if self.searching.built_for.as_ref() != Some(&wanted) {
            let found = search(&self.project, self.store(), &self.searching.words);
            self.searching.trouble = found.as_ref().err().map(ToString::to_string);
            self.searching.found = found.unwrap_or_default();
            self.searching.built_for = Some(wanted);
        }
        &self.searching
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Settings};
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_hit_leads_to_its_place_in_the_reader() {
        let mut app = App::new(Settings::default(), Arc::new(|| {}));
        for (name, text) in
            [("Mill", "The army captured the town in 2014."), ("Base", "Rebels attacked the base in 2015.")]
        {
            app.perform(Command::OpenBytes { name: name.into(), bytes: text.as_bytes().to_vec() });
            app.finish_jobs();
        }
        app.searching.words = "rebels".to_owned();
        let found = app.search().found().clone();
        assert_eq!((found.events.len(), found.texts.len()), (1, 1));
        let hit = &found.texts[0];
        app.perform(Command::GoToPlace { document: hit.document.clone(), range: hit.range, in_title: hit.in_title });
        assert_eq!(app.shown(), Some(&hit.document));
        assert_eq!(app.reader_target().map(|target| target.range), Some(hit.range));
        app.perform(Command::Reject(vec![found.events[0].id]));
        assert!(app.search().found().events.is_empty());
    }
}
