//! Extracting again, as a job: what the program finds now is brought together with what the user did.

use super::App;
use super::jobs::{Job, Outcome, Progress};
use crate::project::{Arrivals, Article, Fresh, Plan, Tally};
use crate::text::DocumentId;
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Articles being read again, or newer versions of them, and brought together with what the user did.
pub(super) struct Rereading {
    /// `None` when it was stopped.
    pub job: Job<Option<Read>>,
    /// The revision of the project that its plan is for.
    revision: u64,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Again,
    Newer,
}

/// What was read, and what taking it up would do.
pub(super) struct Read {
    fresh: Vec<Fresh>,
    plan: Plan,
}

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

/// What the edit is called.
fn edit_name(kind: Kind, fresh: &[Fresh]) -> String {
    match (kind, fresh) {
        (Kind::Again, [one]) => format!("Extract again from “{}”", one.document.headline()),
        (Kind::Again, many) => format!("Extract again from {} articles", many.len()),
        (Kind::Newer, [one]) => format!("Update “{}”", one.document.headline()),
        (Kind::Newer, many) => format!("Update {} articles", many.len()),
    }
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
        self.start_rereading(name, Kind::Again, move |progress| read_again(articles, progress));
    }

    /// Reads on another thread and works out there what taking it up does, as the project stands now.
    fn start_rereading(
        &mut self,
        name: String,
        kind: Kind,
        read: impl FnOnce(&Progress) -> Option<Vec<Fresh>> + Send + 'static,
    ) {
        let snapshot = self.project.snapshot();
        let work = move |progress: &Progress| {
            let fresh = read(progress)?;
            let plan = snapshot.plan(&edit_name(kind, &fresh), &fresh);
            Some(Read { fresh, plan })
        };
        match Job::start(name, self.waker(), work) {
            Ok(job) => self.rereading = Some(Rereading { job, revision: self.revision(), kind }),
            Err(reason) => self.messages.notify("Could not start extracting again", vec![reason.to_string()]),
        }
    }

    /// Lets go of what is being read again for a project that is no longer open.
    pub(super) fn leave_rereading(&mut self) {
        if let Some(rereading) = self.rereading.take() {
            rereading.job.progress.cancel();
        }
    }

    pub(super) fn poll_rereading(&mut self) {
        if let Some(outcome) = self.rereading.as_ref().map(|rereading| rereading.job.poll()) {
            self.take_rereading(outcome);
        }
    }

    /// Waits until all that is being read again is taken up.
    pub(super) fn finish_rereading(&mut self) {
        while let Some(outcome) = self.rereading.as_ref().map(|rereading| rereading.job.wait()) {
            self.take_rereading(outcome);
        }
    }

    fn take_rereading(&mut self, outcome: Outcome<Option<Read>>) {
        if matches!(outcome, Outcome::Running) {
            return;
        }
        let Some(Rereading { job, revision, kind }) = self.rereading.take() else { return };
        match outcome {
            Outcome::Running => {}
            // The user went on working: what was read holds, what it does is worked out again.
            Outcome::Done(Some(Read { mut fresh, .. })) if revision != self.revision() => {
                if kind == Kind::Newer {
                    self.stand_on(&mut fresh);
                }
                self.start_rereading(job.name, kind, move |_| Some(fresh));
            }
            Outcome::Done(Some(read)) => self.take_fresh(read, kind),
            Outcome::Done(None) => self.messages.toast("Stopped: nothing was changed"),
            Outcome::Lost => {
                let advice = "The program made a mistake; the log file says more. Nothing was changed.";
                self.messages.notify("Extracting again ended too early", vec![advice.to_owned()]);
            }
        }
    }

    /// Lets newer versions be those of the articles as they stand now, whatever was done to these meanwhile.
    fn stand_on(&self, newer: &mut [Fresh]) {
        for fresh in newer {
            let mut articles = self.project.articles().iter();
            if let Some(article) = articles.find(|article| article.document.id == fresh.before.document.id) {
                fresh.before = Arc::clone(article);
            }
        }
    }

    fn take_fresh(&mut self, read: Read, kind: Kind) {
        let done = self.project.history().done();
        let tally = self.project.carry_out(&edit_name(kind, &read.fresh), read.plan);
        let changed = self.project.history().done() != done;
        if changed {
            self.changed();
        }
        let told = match (kind, read.fresh.len()) {
            (Kind::Again, _) if !changed => {
                self.messages.toast("Extracted again: nothing reads otherwise");
                return;
            }
            (Kind::Again, _) => "Extracted again".to_owned(),
            (Kind::Newer, 1) => "Updated 1 article".to_owned(),
            (Kind::Newer, n) => format!("Updated {n} articles"),
        };
        let orphaned = if tally.orphaned > 0 { "; see Edit > Orphaned…" } else { "" };
        self.messages.toast_undoable(format!("{told}: {}{orphaned}", tally_words(&tally)));
    }

    /// Takes up what an import brought of articles that were there.
    pub(super) fn take_versions(&mut self, arrivals: Arrivals) {
        if arrivals.known > 0 {
            let were = |n: usize| if n == 1 { "1 article was".to_owned() } else { format!("{n} articles were") };
            self.messages.toast(format!("{} there already", were(arrivals.known)));
        }
        let mut newer = arrivals.newer;
        if !newer.is_empty() {
            // What is being read again meanwhile is of articles that this replaces.
            self.finish_rereading();
            self.stand_on(&mut newer);
            self.start_rereading("Updating articles".to_owned(), Kind::Newer, move |_| Some(newer));
        }
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
