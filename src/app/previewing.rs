//! What another publication date would move, worked out in the background while it is typed.

use super::App;
use super::jobs::{Job, Outcome};
use crate::project::Moves;
use crate::text::{DocumentId, Published};
use std::sync::Arc;

/// The last date that was asked about.
pub(super) struct Preview {
    ids: Vec<DocumentId>,
    published: Option<Published>,
    job: Option<Job<Moves>>,
    moves: Option<Moves>,
}

impl App {
    /// What the date would move in these articles; `None` while it is being worked out, for which it asks to be drawn again.
    pub fn preview_published(&mut self, ids: &[DocumentId], published: Option<Published>) -> Option<&Moves> {
        let asked = |preview: &Preview| preview.ids == ids && preview.published == published;
        if !self.preview.as_ref().is_some_and(asked) {
            self.preview = self.start_preview(ids, published);
        }
        let preview = self.preview.as_mut()?;
        if let Some(Outcome::Done(moves)) = preview.job.as_ref().map(Job::poll) {
            preview.moves = Some(moves);
            preview.job = None;
        }
        preview.moves.as_ref()
    }

    fn start_preview(&self, ids: &[DocumentId], published: Option<Published>) -> Option<Preview> {
        let articles = self.project.articles().iter().filter(|article| ids.contains(&article.document.id));
        let told = articles.map(|article| (Arc::clone(article), self.project.held(&article.document.id)));
        let told: Vec<_> = told.collect();
        let work = move |_: &super::Progress| {
            let mut all = Moves::default();
            told.iter().for_each(|(article, held)| all.take(Moves::if_published(article, published, held)));
            all
        };
        let job = Job::start("Preview".to_owned(), self.waker(), work).ok();
        Some(Preview { ids: ids.to_vec(), published, job, moves: None })
    }

    /// Waits until what was asked last is worked out.
    pub(super) fn finish_preview(&mut self) {
        let Some(preview) = &mut self.preview else { return };
        if let Some(Outcome::Done(moves)) = preview.job.take().map(|job| job.wait()) {
            preview.moves = Some(moves);
        }
    }

    /// Forgets what was worked out, because the project is another now.
    pub(super) fn forget_preview(&mut self) {
        self.preview = None;
    }
}
