//! Keeps the timeline's index up to date: edit by edit in no time, and now and then in one piece on a thread of its own.

use super::jobs::{Job, Outcome, Waker};
use crate::project::Project;
use crate::timeline::{Following, Grouping, Index, Update};

/// What follows the project, and the work under way.
#[derive(Debug, Default)]
pub struct Upkeep {
    /// With what the lanes were.
    following: Option<(Grouping, Following)>,
    folding: Option<Folding>,
}

/// An index being folded, and what was changed meanwhile.
#[derive(Debug)]
struct Folding {
    job: Job<Index>,
    since: Vec<Update>,
}

/// With so many changes in it, an index is folded.
const MANY: usize = 500;
/// So few items are folded while one waits: in some milliseconds.
const FEW_ITEMS: usize = 20_000;

impl Upkeep {
    /// Goes on from an index that was made elsewhere, with these lanes.
    pub(super) fn following(grouping: Grouping, following: Following) -> Upkeep {
        Upkeep { following: Some((grouping, following)), folding: None }
    }

    /// Takes over what changed in the project; all of it where the lanes are others.
    pub(super) fn refresh(&mut self, index: &mut Index, project: &Project, grouping: Grouping) {
        let following = self.following.as_mut().filter(|(lanes, _)| *lanes == grouping);
        match following.and_then(|(_, following)| following.follow(index, project)) {
            Some(update) => {
                if let Some(folding) = &mut self.folding {
                    folding.since.push(update);
                }
            }
            None => {
                let (following, whole) = Following::begin(project, grouping);
                *index = whole;
                self.following = Some((grouping, following));
                self.folding = None;
            }
        }
    }

    /// Folds an index with many changes; called once a frame.
    pub(super) fn poll(&mut self, index: &mut Index, waker: &Waker) {
        match self.folding.as_ref().map(|folding| folding.job.poll()) {
            Some(Outcome::Running) => {}
            Some(Outcome::Done(folded)) => {
                let since = self.folding.take().map(|folding| folding.since).unwrap_or_default();
                let (undated, publications) = (index.undated(), index.publications().to_vec());
                *index = folded;
                since.into_iter().for_each(|update| index.update(update));
                index.set_undated(undated);
                index.set_publications(publications);
            }
            Some(Outcome::Lost) => self.folding = None,
            None if index.changes() < MANY => {}
            None if index.len() <= FEW_ITEMS => *index = index.folded(),
            None => {
                let whole = index.clone();
                let job = Job::start("Sorting the timeline", waker.clone(), move |_| whole.folded());
                self.folding = job.ok().map(|job| Folding { job, since: Vec::new() });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Article, UserDate};
    use crate::text::Document;
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    #[test]
    fn many_edits_are_folded_and_none_is_lost() {
        let mut project = Project::default();
        let text: String = (0..600).map(|n| format!("Rebels attacked base {n} on 9 May {}. ", 1400 + n)).collect();
        project.add(vec![Article::read(Document::from_text("a", text))]);
        assert!(project.chronology().len() > 400);
        let waker: Waker = Arc::new(|| {});
        let (mut upkeep, mut index) = (Upkeep::default(), Index::default());
        upkeep.refresh(&mut index, &project, Grouping::None);
        let ids = project.chronology().ids().to_vec();
        for (round, id) in ids.iter().take(400).enumerate() {
            project.set_title(*id, Some(&format!("Title {round}")));
            upkeep.refresh(&mut index, &project, Grouping::None);
        }
        assert!(index.changes() >= MANY);
        // As a large index is folded, with an edit meanwhile.
        let whole = index.clone();
        let job = Job::start("folding", Arc::clone(&waker), move |_| whole.folded()).unwrap();
        upkeep.folding = Some(Folding { job, since: Vec::new() });
        project.set_date(ids[0], UserDate::read("3 May 2019").as_ref());
        project.hide(ids[1]);
        upkeep.refresh(&mut index, &project, Grouping::None);
        let begun = Instant::now();
        while upkeep.folding.is_some() && begun.elapsed() < Duration::from_secs(60) {
            upkeep.poll(&mut index, &waker);
            std::thread::yield_now();
        }
        assert!(index.changes() < 10, "{} changes", index.changes());
        let fresh = crate::timeline::index_from(&project, Grouping::None);
        let items = |index: &Index| {
            let mut items: Vec<_> = index.items().collect();
            items.sort_by_key(|item| item.id);
            items
        };
        assert_eq!(items(&index), items(&fresh));
        // A small one while one waits.
        for (round, id) in ids.iter().skip(2).take(300).enumerate() {
            project.set_title(*id, Some(&format!("Name {round}")));
        }
        upkeep.refresh(&mut index, &project, Grouping::None);
        upkeep.poll(&mut index, &waker);
        assert_eq!(
            (index.changes(), items(&index)),
            (0, items(&crate::timeline::index_from(&project, Grouping::None)))
        );
    }
}
