//! Articles that are nearly the same, looked for in the background and offered to be folded.

use super::App;
use super::jobs::{Job, Outcome};
use crate::project::{Article, Copies};
use crate::text::DocumentId;
use std::sync::Arc;

/// What is known of the near copies among the project's articles.
#[derive(Debug, Default)]
pub(super) struct NearCopies {
    found: Vec<Copies>,
    /// Of these, what is to be offered.
    offered: Vec<Copies>,
    /// The articles that were compared last, or are being compared.
    compared: Vec<Arc<Article>>,
    /// The revision of the project at which they were compared with those that there are.
    looked_at: Option<u64>,
    job: Option<Job<Vec<Copies>>>,
    /// Copies that the user does not want to hear of.
    put_off: Vec<DocumentId>,
}

impl App {
    /// Near copies that are not folded, each with the article that it would be folded into.
    pub fn near_copies(&self) -> &[Copies] {
        &self.near_copies.offered
    }

    /// Brings the offers up to date with what was found and what the user did.
    pub(super) fn settle_near_copies(&mut self) {
        let offered = |copy: &&DocumentId| {
            self.project.article(copy).is_some()
                && self.project.folded_into(copy).is_none()
                && !self.near_copies.put_off.contains(copy)
        };
        let families = self.near_copies.found.iter().filter(|family| self.project.article(&family.kept).is_some());
        let families = families.map(|family| Copies {
            kept: family.kept.clone(),
            copies: family.copies.iter().filter(offered).cloned().collect(),
        });
        let offers = families.filter(|family| !family.copies.is_empty()).collect();
        self.near_copies.offered = offers;
    }

    pub(super) fn fold_near_copies(&mut self) {
        let families = std::mem::take(&mut self.near_copies.offered);
        self.edit_project(|project| project.fold(&families));
    }

    pub(super) fn put_off_near_copies(&mut self) {
        let offers = std::mem::take(&mut self.near_copies.offered);
        self.near_copies.put_off.extend(offers.into_iter().flat_map(|family| family.copies));
    }

    /// Looks for near copies again once the articles have changed and nothing is being read.
    pub(super) fn poll_near_copies(&mut self) {
        if let Some(outcome) = self.near_copies.job.as_ref().map(Job::poll) {
            self.take_near_copies(outcome);
        }
        let is_busy = self.near_copies.job.is_some() || self.import.is_some();
        if is_busy || self.near_copies.looked_at == Some(self.revision()) {
            return;
        }
        self.near_copies.looked_at = Some(self.revision());
        let articles = self.project.articles();
        let known = &self.near_copies.compared;
        if known.len() == articles.len() && known.iter().zip(articles).all(|(known, now)| Arc::ptr_eq(known, now)) {
            return;
        }
        // What was found in another project is not offered in this one.
        if !known.first().zip(articles.first()).is_some_and(|(known, now)| Arc::ptr_eq(known, now)) {
            self.near_copies.found.clear();
            self.near_copies.offered.clear();
        }
        let articles = articles.to_vec();
        self.near_copies.compared.clone_from(&articles);
        let job = Job::start("Looking for near copies", self.waker(), move |_| Copies::among(&articles));
        match job {
            Ok(job) => self.near_copies.job = Some(job),
            Err(reason) => log::warn!("near copies are not looked for: {reason}"),
        }
    }

    /// Waits until all near copies are found.
    pub(super) fn finish_near_copies(&mut self) {
        self.poll_near_copies();
        if let Some(outcome) = self.near_copies.job.as_ref().map(Job::wait) {
            self.take_near_copies(outcome);
        }
    }

    fn take_near_copies(&mut self, outcome: Outcome<Vec<Copies>>) {
        match outcome {
            Outcome::Running => return,
            Outcome::Done(found) => {
                self.near_copies.found = found;
                self.settle_near_copies();
            }
            Outcome::Lost => log::error!("looking for near copies failed"),
        }
        self.near_copies.job = None;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Settings};
    use super::*;

    fn story(ending: &str) -> Vec<u8> {
        format!(
            "The army captured the town of Harlow in 2014. Rebels attacked the base of Wexmouth on 3 January 2015. The \
             mayor of Birk resigned on 5 May 2016, and nobody in the valley below the old mill could say why. {ending}"
        )
        .into_bytes()
    }

    fn app() -> App {
        let mut app = App::new(Settings::default(), Arc::new(|| {}));
        for (name, ending) in [("agency", ""), ("paper", "Print this page.")] {
            app.perform(Command::OpenBytes { name: name.into(), bytes: story(ending) });
            app.finish_jobs();
        }
        app
    }

    #[test]
    fn near_copies_are_offered_folded_at_a_word_and_unfolded_by_undo() {
        let mut app = app();
        let offered = app.near_copies().to_vec();
        assert_eq!(offered.iter().map(|family| family.copies.len()).sum::<usize>(), 1);
        app.perform(Command::FoldNearCopies);
        assert!(app.near_copies().is_empty());
        assert!(app.project.chronology().iter().all(|entry| entry.claims.len() == 1));
        app.perform(Command::Undo);
        assert_eq!(app.near_copies(), offered);
    }

    #[test]
    fn an_offer_that_was_put_off_does_not_come_again() {
        let mut app = app();
        app.perform(Command::PutOffNearCopies);
        assert!(app.near_copies().is_empty());
        app.perform(Command::OpenBytes { name: "later".into(), bytes: story("Read more.") });
        app.finish_jobs();
        assert_eq!(app.near_copies().len(), 1, "of the new one");
    }
}
