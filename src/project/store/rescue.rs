//! What can still be read of a damaged file, in a new one.

use super::{Stage, Store, StoreError, Watch, articles, done, journal};
use crate::project::{Article, Edit, History, Project};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What came of it.
pub struct Rescued {
    /// The new file.
    pub path: PathBuf,
    /// What is in it and what is lost, a line each, for the user.
    pub report: Vec<String>,
}

/// Reads what can be read of a damaged project and writes it to a new file beside it, or in the folder `else_in` where
/// nothing can be written there; the damaged one is left as it is.
pub fn rescue(path: &Path, else_in: Option<&Path>, watch: Watch<'_>) -> Result<Rescued, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|reason| StoreError::from_sqlite(path, reason))?;
    let found = articles::load(&connection, watch);
    if watch.is_cancelled() {
        return Err(StoreError::Cancelled(path.to_path_buf()));
    }
    (watch.tell)(Stage::Rescuing);
    let journal = journal::load(&connection, &found.articles);
    if found.articles.is_empty() && journal.edits.is_empty() {
        return Err(StoreError::damaged(path, "nothing in it can be read"));
    }
    let (edits, lost) = (journal.edits.len(), journal.faults.clone());
    let done = done(&connection).unwrap_or(edits).min(edits);
    let mut project = Project::replay(History::new(journal.edits, done), super::reader(&found.articles));
    let left = left_over(&project, &found.articles, lost.is_empty());
    let added = left.len();
    if !left.is_empty() {
        project.apply(Edit::Add { at: project.articles().len(), articles: left });
    }
    let beside = write(&free_name(path), &project);
    let target = match (beside, else_in.zip(path.file_name())) {
        (Err(_), Some((folder, name))) => write(&free_name(&folder.join(name)), &project)?,
        (written, _) => written?,
    };
    let mut report = vec![format!("Rescued: {} articles and {edits} edits", project.articles().len())];
    if added > 0 {
        report.push(format!("{added} articles are there without what was done to them"));
    }
    report.extend(found.faults.into_iter().chain(lost).map(|fault| format!("Lost: {fault}")));
    Ok(Rescued { path: target, report })
}

/// Writes the project to a new file; gives that.
fn write(target: &Path, project: &Project) -> Result<PathBuf, StoreError> {
    Store::create(target)?.sync(project)?;
    Ok(target.to_path_buf())
}

/// Articles that the readable part of the journal does not lead to; none where all of it could be read.
fn left_over(project: &Project, articles: &articles::Articles, journal_is_whole: bool) -> Vec<Arc<Article>> {
    if journal_is_whole {
        return Vec::new();
    }
    let mut left = BTreeMap::new();
    for article in articles.values() {
        if project.article(&article.document.id).is_none() {
            left.insert(article.document.id.clone(), Arc::clone(article));
        }
    }
    left.into_values().collect()
}

fn free_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = |number: usize| match number {
        1 => format!("{stem} (rescued).{}", super::EXTENSION),
        n => format!("{stem} (rescued {n}).{}", super::EXTENSION),
    };
    (1..).map(|number| path.with_file_name(name(number))).find(|path| !path.exists()).unwrap_or_default()
}
