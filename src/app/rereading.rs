//! Extracting again, as a job: what the program finds now is brought together with what the user did.

use super::App;
use super::jobs::{Job, Outcome, Progress};
use crate::project::{Arrivals, Article, Fresh, Tally};
use crate::text::DocumentId;
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Reading again under way; `None` when it was stopped.
pub(super) type Rereading = Job<Option<Vec<Fresh>>>;

fn read_again(articles: Vec<Arc<Article>>, progress: &Progress) -> Option<Vec<Fresh>> {
    let (total, done) = (articles.len(), AtomicUsize::new(0));
    progress.set(0, total);
    let again = |article: Arc<Article>| {
        if progress.is_cancelled() {
            return None;
        }
        let fresh = Fresh::again(article);
        progress.set(done.fetch_add(1, Ordering::Relaxed) + 1, total);
        Some(fresh)
    };
    articles.into_par_iter().map(again).collect()
}

impl App {
    /// How many articles were read by older rules, while the user has not put off reading them again.
    pub fn outdated(&self) -> usize {
        if self.put_off { 0 } else { self.older }
    }

    /// Reads these articles again, in the background; none is all.
    pub(super) fn extract_again(&mut self, ids: &[DocumentId]) {
        if self.rereading.is_some() {
            self.messages.toast("Articles are being read again already");
            return;
        }
        let wanted = |article: &&Arc<Article>| ids.is_empty() || ids.contains(&article.document.id);
        let articles: Vec<_> = self.project.articles().iter().filter(wanted).cloned().collect();
        if articles.is_empty() {
            return;
        }
        let name = match articles.len() {
            1 => "Extracting again".to_owned(),
            n => format!("Extracting again from {n} articles"),
        };
        match Job::start(name, self.waker(), move |progress| read_again(articles, progress)) {
            Ok(job) => self.rereading = Some(job),
            Err(reason) => self.messages.notify("Could not start extracting again", vec![reason.to_string()]),
        }
    }

    pub(super) fn take_rereading(&mut self, outcome: Outcome<Option<Vec<Fresh>>>) {
        match outcome {
            Outcome::Running => return,
            Outcome::Done(Some(fresh)) => self.take_fresh(fresh),
            Outcome::Done(None) => self.messages.toast("Stopped: nothing was changed"),
            Outcome::Lost => {
                let advice = "The program made a mistake; the log file says more. Nothing was changed.";
                self.messages.notify("Extracting again ended too early", vec![advice.to_owned()]);
            }
        }
        self.rereading = None;
    }

    fn take_fresh(&mut self, fresh: Vec<Fresh>) {
        let name = match fresh.as_slice() {
            [one] => format!("Extract again from “{}”", one.document.headline()),
            many => format!("Extract again from {} articles", many.len()),
        };
        let done = self.project.history().done();
        let tally = self.project.revise(&name, fresh);
        if self.project.history().done() == done {
            self.messages.toast("Extracted again: nothing reads otherwise");
            return;
        }
        self.changed();
        self.messages.toast_undoable(format!("Extracted again: {}", tally_words(&tally)));
    }
}

impl App {
    /// Takes up what an import brought of articles that were there.
    pub(super) fn take_versions(&mut self, arrivals: Arrivals) {
        if arrivals.known > 0 {
            let were = |n: usize| if n == 1 { "1 article was".to_owned() } else { format!("{n} articles were") };
            self.messages.toast(format!("{} there already", were(arrivals.known)));
        }
        let (name, told) = match arrivals.newer.as_slice() {
            [] => return,
            [one] => (format!("Update “{}”", one.document.headline()), "Updated 1 article".to_owned()),
            many => (format!("Update {} articles", many.len()), format!("Updated {} articles", many.len())),
        };
        let tally = self.project.revise(&name, arrivals.newer);
        self.changed();
        let orphaned = if tally.orphaned > 0 { "; see Edit > Orphaned…" } else { "" };
        self.messages.toast_undoable(format!("{told}: {}{orphaned}", tally_words(&tally)));
    }
}

/// "2 new, 1 read otherwise, 1 to look at".
fn tally_words(tally: &Tally) -> String {
    let parts = [
        (tally.new, "new"),
        (tally.followed, "read otherwise"),
        (tally.gone, "no longer read"),
        (tally.offered, "of yours read otherwise, to look at"),
        (tally.moved, "of yours moved"),
        (tally.orphaned, "of yours orphaned"),
    ];
    let words: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if words.is_empty() { "no event reads otherwise".to_owned() } else { words.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Settings};
    use super::*;
    use crate::event;
    use crate::text::Document;

    /// An app with one article, as rules of an earlier version read it.
    fn app() -> App {
        let mut app = App::new(Settings::default(), Arc::new(|| {}));
        let document =
            Document::from_text("a", "The army captured the town in 2014. Rebels attacked the base in 2016.");
        let mut reading = event::read(&document);
        reading.rules = event::RULES - 1;
        reading.events.pop();
        app.project.add(vec![Article::new(document, reading)]);
        app.changed();
        app
    }

    #[test]
    fn articles_of_older_rules_are_offered_and_one_undo_takes_the_reading_back() {
        let mut app = app();
        let before = app.project.chronology().len();
        assert_eq!(app.outdated(), 1);
        app.perform(Command::ExtractAgain(Vec::new()));
        app.finish_jobs();
        assert_eq!((app.outdated(), app.project.chronology().len()), (0, before + 1));
        assert!(app.messages.toasts().last().is_some_and(|toast| toast.text.contains("1 new") && toast.undoable));
        app.perform(Command::Undo);
        assert_eq!((app.outdated(), app.project.chronology().len()), (1, before));
    }

    #[test]
    fn what_is_stopped_changes_nothing() {
        let progress = Progress::default();
        progress.cancel();
        assert!(read_again(app().project.articles().to_vec(), &progress).is_none());
    }

    #[test]
    fn put_off_is_put_off() {
        let mut app = app();
        app.perform(Command::PutOffExtracting);
        assert_eq!(app.outdated(), 0);
    }
}
