//! The files that articles were read from, shown where they still are.

use super::App;
use crate::import::Original;
use crate::text::DocumentId;
use std::path::{Path, PathBuf};

impl App {
    /// Wants the article's file shown, and says what is wrong with it.
    pub(super) fn show_original(&mut self, id: &DocumentId) {
        let Some(article) = self.project.article(id) else { return };
        let path = PathBuf::from(&article.document.source);
        let (state, headline) = (Original::of(&path, article.original), article.document.headline().to_owned());
        let advice = "The article as it was read is kept in the project.";
        let title = match state {
            Original::Same => None,
            Original::Changed => Some(format!("The original of “{headline}” has changed since it was read")),
            Original::Gone => Some(format!("The original of “{headline}” is gone")),
        };
        if let Some(title) = title {
            self.messages.notify(title, vec![advice.to_owned(), path.display().to_string()]);
        }
        self.wanted_original = (state != Original::Gone).then_some(path);
    }

    /// The file to be opened with the program that the system has for it; asked for once.
    pub fn take_original(&mut self) -> Option<PathBuf> {
        self.wanted_original.take()
    }

    /// Whether the article came from a file, be it there still or not.
    pub fn has_original(&self, id: &DocumentId) -> bool {
        self.project.article(id).is_some_and(|article| Path::new(&article.document.source).is_absolute())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Settings};
    use super::*;
    use std::fs;
    use std::sync::Arc;

    #[test]
    fn an_original_is_shown_and_its_change_or_loss_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mill.txt");
        fs::write(&path, "The army captured the town in 2014.").unwrap();
        let mut app = App::new(Settings::default(), Arc::new(|| {}));
        app.perform(Command::Open(vec![path.clone()]));
        app.finish_jobs();
        let id = app.project.articles()[0].document.id.clone();
        assert!(app.has_original(&id) && app.project.articles()[0].original.is_some());
        let show = |app: &mut App| {
            app.messages.dismiss_all();
            app.perform(Command::ShowOriginal(id.clone()));
            (
                app.take_original().is_some(),
                app.messages.notices().iter().map(|notice| notice.title.clone()).collect::<Vec<_>>(),
            )
        };
        assert_eq!(show(&mut app), (true, Vec::new()));
        fs::write(&path, "The army left the town in 2014.").unwrap();
        let (shown, told) = show(&mut app);
        assert!(shown && told[0].ends_with("has changed since it was read"), "{told:?}");
        fs::remove_file(&path).unwrap();
        let (shown, told) = show(&mut app);
        assert!(!shown && told[0].ends_with("is gone"), "{told:?}");
    }
}
