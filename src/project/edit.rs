//! What a user can do to a project, each with its inverse.

use super::{Article, FoldChange, MarkChange, Revision};
use crate::event::Event;
use crate::text::{DocumentId, Published, TextRange};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// An event mention by the text it stands on, so that reading the article again does not lose it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventKey {
    pub document: DocumentId,
    pub in_title: bool,
    pub trigger: TextRange,
    /// 0 for what the program found; the number of a mention that the user made.
    #[serde(default, skip_serializing_if = "is_found")]
    pub own: u64,
}

fn is_found(own: &u64) -> bool {
    *own == 0
}

impl EventKey {
    /// The key of a mention that the program found.
    pub fn found(document: DocumentId, in_title: bool, trigger: TextRange) -> EventKey {
        EventKey { document, in_title, trigger, own: 0 }
    }

    /// Whether the user made the mention.
    pub fn is_own(&self) -> bool {
        self.own != 0
    }
}

/// A mention that the user made, before and after an edit; `None` where there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnChange {
    pub key: EventKey,
    pub before: Option<Event>,
    pub after: Option<Event>,
}

impl OwnChange {
    fn inverse(self) -> OwnChange {
        OwnChange { key: self.key, before: self.after, after: self.before }
    }
}

/// A publication date before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateChange {
    pub id: DocumentId,
    pub before: Option<Published>,
    pub after: Option<Published>,
}

impl DateChange {
    fn inverse(self) -> DateChange {
        DateChange { before: self.after, after: self.before, ..self }
    }
}

/// One change of a project. `Display` names it for the history: "Remove 2 articles".
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Puts articles in, one behind the other.
    Add {
        at: usize,
        articles: Vec<Arc<Article>>,
    },
    /// Puts articles back at the places they had, lowest place first.
    Insert {
        articles: Vec<(usize, Arc<Article>)>,
    },
    /// Takes articles out; their places, lowest first.
    Remove {
        articles: Vec<(usize, Arc<Article>)>,
    },
    /// Reads the article anew for another publication date, as files of earlier versions have it; what is set now is a
    /// [`Edit::Revise`].
    SetPublished {
        id: DocumentId,
        before: Option<Published>,
        after: Option<Published>,
    },
    /// The same for several articles at once.
    SetDates {
        changes: Vec<DateChange>,
    },
    Hide {
        keys: Vec<EventKey>,
        title: String,
    },
    Restore {
        keys: Vec<EventKey>,
    },
    /// Changes what the user says about events: accepts, stars, corrects, annotates, merges or separates them.
    Mark {
        /// What it is called in the history: "Accept “Mill closed”".
        name: String,
        changes: Vec<MarkChange>,
    },
    /// Makes, changes or deletes mentions of the user's own.
    Own {
        name: String,
        changes: Vec<OwnChange>,
    },
    /// Folds near copies into what they are copies of, or lets them stand for themselves.
    Fold {
        changes: Vec<FoldChange>,
    },
    /// Puts other readings or newer versions in the place of articles.
    Revise(Box<Revision>),
    /// Several edits that are done and undone as one.
    Many {
        name: String,
        edits: Vec<Edit>,
    },
}

impl Edit {
    /// The edit that takes this one back.
    pub fn inverse(&self) -> Edit {
        match self.clone() {
            Edit::Add { at, articles } => Edit::Remove { articles: (at..).zip(articles).collect() },
            Edit::Insert { articles } => Edit::Remove { articles },
            Edit::Remove { articles } => Edit::Insert { articles },
            Edit::SetPublished { id, before, after } => Edit::SetPublished { id, before: after, after: before },
            Edit::SetDates { changes } => {
                Edit::SetDates { changes: changes.into_iter().map(DateChange::inverse).collect() }
            }
            Edit::Hide { keys, .. } => Edit::Restore { keys },
            Edit::Restore { keys } => Edit::Hide { keys, title: String::new() },
            Edit::Mark { name, changes } => {
                Edit::Mark { name, changes: changes.into_iter().map(MarkChange::inverse).collect() }
            }
            Edit::Own { name, changes } => {
                Edit::Own { name, changes: changes.into_iter().map(OwnChange::inverse).collect() }
            }
            Edit::Fold { changes } => Edit::Fold { changes: changes.into_iter().map(FoldChange::inverse).collect() },
            Edit::Revise(revision) => Edit::Revise(Box::new(revision.inverse())),
            Edit::Many { name, edits } => Edit::Many { name, edits: edits.iter().rev().map(Edit::inverse).collect() },
        }
    }
}

impl Edit {
    /// Whether it folds or unfolds near copies.
    pub(super) fn folds(&self) -> bool {
        let mut folds = false;
        self.visit(&mut |edit| folds |= matches!(edit, Edit::Fold { .. }));
        folds
    }

    /// Shows the edit, and in the place of many each of them, in the order they are done.
    pub fn visit<'e>(&'e self, see: &mut impl FnMut(&'e Edit)) {
        match self {
            Edit::Many { edits, .. } => edits.iter().for_each(|edit| edit.visit(see)),
            edit => see(edit),
        }
    }
}

impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let articles = |n: usize| if n == 1 { "1 article".to_owned() } else { format!("{n} articles") };
        match self {
            Edit::Add { articles: added, .. } => write!(f, "Add {}", articles(added.len())),
            Edit::Insert { articles: added } => write!(f, "Put back {}", articles(added.len())),
            Edit::Remove { articles: gone } => write!(f, "Remove {}", articles(gone.len())),
            Edit::SetPublished { .. } => write!(f, "Change the publication date"),
            Edit::SetDates { changes } => write!(f, "Change the publication date of {}", articles(changes.len())),
            Edit::Hide { title, .. } => write!(f, "Reject “{title}”"),
            Edit::Restore { keys } if keys.len() == 1 => write!(f, "Restore 1 mention"),
            Edit::Restore { keys } => write!(f, "Restore {} mentions", keys.len()),
            Edit::Fold { changes } => {
                let what = if changes.iter().all(|change| change.after.is_none()) { "Unfold" } else { "Fold" };
                let copies = if changes.len() == 1 { "copy" } else { "copies" };
                write!(f, "{what} {} near {copies}", changes.len())
            }
            Edit::Revise(_) => f.write_str("Extract again"),
            Edit::Mark { name, .. } | Edit::Own { name, .. } | Edit::Many { name, .. } => f.write_str(name),
        }
    }
}
