//! Near copies of an article folded into it: what they tell in the same words counts once.

use super::{Article, Edit, EventKey, Project};
use crate::text::{DocumentId, Family, families};
use crate::time::TimePoint;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The article that a copy is folded into, before and after; `None` where it stands for itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoldChange {
    pub copy: DocumentId,
    pub before: Option<DocumentId>,
    pub after: Option<DocumentId>,
}

impl FoldChange {
    pub(super) fn inverse(self) -> FoldChange {
        FoldChange { before: self.after, after: self.before, ..self }
    }
}

/// An article and those that are nearly the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copies {
    /// The earliest, the longer of two of one day.
    pub kept: DocumentId,
    pub copies: Vec<DocumentId>,
}

impl Copies {
    /// The families of near copies among these articles.
    pub fn among(articles: &[Arc<Article>]) -> Vec<Copies> {
        use rayon::prelude::*;
        let mut compared: Vec<_> = (articles.par_iter().enumerate())
            .filter_map(|(place, article)| Some((place, article, article.signature()?)))
            .collect();
        compared.sort_by_key(|(place, article, _)| {
            let document = &article.document;
            let day = document.published.map_or(TimePoint(i64::MAX), |published| published.date.span().start);
            (day, std::cmp::Reverse(document.text.len()), *place)
        });
        let texts: Vec<_> =
            compared.iter().map(|(_, article, signature)| (article.document.text.as_str(), *signature)).collect();
        let id = |at: usize| compared[at].1.document.id.clone();
        let copies =
            |Family { first, copies }| Copies { kept: id(first), copies: copies.into_iter().map(id).collect() };
        families(&texts).into_iter().map(copies).collect()
    }
}

impl Project {
    /// The article that this one is folded into; `None` where it stands for itself, also while the other is not there.
    pub fn folded_into(&self, id: &DocumentId) -> Option<&DocumentId> {
        self.folded.get(id).filter(|kept| self.places.contains_key(*kept))
    }

    /// The articles that are folded into this one, in the order of their ids.
    pub fn copies_of(&self, kept: &DocumentId) -> &[DocumentId] {
        self.copies.get(kept).map_or(&[], Vec::as_slice)
    }

    /// Folds copies into the articles that they are copies of, in one edit.
    pub fn fold(&mut self, families: &[Copies]) {
        let changes = families.iter().flat_map(|family| {
            // What is folded itself cannot be folded into.
            let kept = self.folded_into(&family.kept).unwrap_or(&family.kept);
            let copies = family.copies.iter().filter(move |copy| *copy != kept);
            copies.map(move |copy| (copy.clone(), Some(kept.clone())))
        });
        let changes: Vec<_> = changes.collect();
        self.set_folds(changes);
    }

    /// Lets copies stand for themselves again, in one edit.
    pub fn unfold(&mut self, copies: &[DocumentId]) {
        self.set_folds(copies.iter().map(|copy| (copy.clone(), None)).collect());
    }

    fn set_folds(&mut self, wanted: Vec<(DocumentId, Option<DocumentId>)>) {
        let changes: Vec<FoldChange> = (wanted.into_iter())
            .filter(|(copy, _)| self.places.contains_key(copy))
            .map(|(copy, after)| FoldChange { before: self.folded.get(&copy).cloned(), copy, after })
            .filter(|change| change.before != change.after)
            .collect();
        if !changes.is_empty() {
            self.apply(Edit::Fold { changes });
        }
    }

    pub(super) fn change_folds(&mut self, changes: &[FoldChange]) {
        for FoldChange { copy, after, .. } in changes {
            match after {
                Some(kept) => drop(self.folded.insert(copy.clone(), kept.clone())),
                None => drop(self.folded.remove(copy)),
            }
        }
    }

    /// Works out anew which copies each article has, and which mentions they have in common with it; gives
    /// those for which that has changed.
    pub(super) fn settle_folds(&mut self) -> Vec<EventKey> {
        let mut doubled = BTreeSet::new();
        let mut copies: BTreeMap<DocumentId, Vec<DocumentId>> = BTreeMap::new();
        for (copy, kept) in &self.folded {
            if let (Some(copy), Some(kept)) = (self.article(copy), self.article(kept)) {
                doubled.extend(told_by_both(kept, copy));
                copies.entry(kept.document.id.clone()).or_default().push(copy.document.id.clone());
            }
        }
        self.copies = copies;
        let before = std::mem::replace(&mut self.doubled, doubled);
        before.symmetric_difference(&self.doubled).cloned().collect()
    }
}

/// The mentions of the copy that the other article has in the same words. Dates may differ: a copy of the next day
/// counts its "yesterday" from that.
fn told_by_both(kept: &Article, copy: &Article) -> Vec<EventKey> {
    let mut told: BTreeMap<(bool, String), usize> = BTreeMap::new();
    for event in kept.outline().events() {
        *told.entry((event.in_title, event.title.to_string())).or_default() += 1;
    }
    let both = copy.outline().events().filter_map(|event| {
        let left = told.get_mut(&(event.in_title, event.title.to_string())).filter(|left| **left > 0)?;
        *left -= 1;
        Some(EventKey::found(copy.document.id.clone(), event.in_title, event.trigger))
    });
    both.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, Published, PublishedFrom};
    use crate::time::PartialDate;

    fn story() -> String {
        "The army captured the town of Harlow in 2014. Rebels attacked the base of Wexmouth on 3 January 2015. The mayor \
         of Birk resigned on 5 May 2016, and nobody in the valley below the old mill could say why he had gone so soon."
            .to_owned()
    }

    fn article(id: &str, day: u8, text: String) -> Article {
        let mut document = Document::from_text(id, text);
        let date = PartialDate::from_ymd(2020, 6, day).unwrap();
        document.published = Some(Published { date, from: PublishedFrom::Option });
        Article::read(document)
    }

    /// A copy, printed before, that says one thing more; and an article of its own.
    fn project() -> Project {
        let longer = format!("{} Floods destroyed the bridge of Ashford in 2018.", story());
        let mut project = Project::default();
        let other = article("other", 1, "Rebels left the base of Wexmouth on 9 January 2015.".to_owned());
        project.add(vec![article("late", 14, longer), other, article("early", 12, story())]);
        project
    }

    fn id(name: &str) -> DocumentId {
        DocumentId(name.into())
    }

    fn told(project: &Project) -> Vec<(String, usize)> {
        project.chronology().iter().map(|entry| (entry.title.to_string(), entry.claims.len())).collect()
    }

    #[test]
    fn a_folded_copy_is_no_second_source_and_what_it_alone_tells_stays() {
        let mut project = project();
        let before = told(&project);
        let families = Copies::among(project.articles());
        assert_eq!(families, [Copies { kept: id("early"), copies: vec![id("late")] }]);
        project.fold(&families);
        let claims = |project: &Project, name: &str| {
            let claims = project.chronology().iter().flat_map(|entry| &entry.claims);
            claims.filter(|claim| project.key_of(claim).document == id(name)).count()
        };
        assert_eq!(claims(&project, "late"), 1, "the bridge");
        assert_eq!(claims(&project, "early"), project.article(&id("early")).unwrap().event_count());
        assert_eq!(project.folded_into(&id("late")), Some(&id("early")));
        assert_eq!(project.history().undo_name().as_deref(), Some("Fold 1 near copy"));
        let rebuilt = Project::replay(project.history().clone(), Article::read);
        assert_eq!(rebuilt.chronology(), project.chronology());
        project.undo();
        assert_eq!(told(&project), before);
        project.redo();
        project.unfold(&[id("late")]);
        assert_eq!(told(&project), before);
    }

    #[test]
    fn a_copy_speaks_for_itself_when_the_other_is_removed_or_it_was_marked() {
        let mut project = project();
        project.fold(&Copies::among(project.articles()));
        let folded = told(&project);
        project.remove(&[id("early")]);
        assert_eq!(project.folded_into(&id("late")), None);
        assert!(told(&project).iter().any(|(title, _)| title.contains("captured")));
        project.undo();
        assert_eq!(told(&project), folded);
        project.unfold(&[id("late")]);
        let key = project.doubled_if_folded();
        project.accept(project.entry_of(&key).unwrap().id, true);
        project.fold(&Copies::among(project.articles()));
        assert!(project.entry_of(&key).is_some(), "what the user marked stays");
    }

    impl Project {
        fn doubled_if_folded(&self) -> EventKey {
            let both = told_by_both(self.article(&id("early")).unwrap(), self.article(&id("late")).unwrap());
            both.into_iter().next().unwrap()
        }
    }
}
