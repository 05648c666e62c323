//! Edits in the file: kind and payload in JSON, articles by their rows.

use super::articles::{self, ArticleRef, Articles};
use crate::project::{
    Article, Change, DateChange, Edit, EventKey, FoldChange, MarkChange, Orphan, OrphanId, OwnChange, Remark, Revision,
    Step,
};
use crate::text::{DocumentId, Published};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

/// An [`Edit`] with its articles named instead of held.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "kebab-case")]
enum Stored {
    Add { at: usize, articles: Vec<ArticleRef> },
    Insert { articles: Vec<(usize, ArticleRef)> },
    Remove { articles: Vec<(usize, ArticleRef)> },
    SetPublished { id: DocumentId, before: Option<Published>, after: Option<Published> },
    SetDates { changes: Vec<DateChange> },
    Hide { keys: Vec<EventKey>, title: String },
    Restore { keys: Vec<EventKey> },
    Mark { name: String, changes: Vec<MarkChange> },
    Own { name: String, changes: Vec<OwnChange> },
    Fold { changes: Vec<FoldChange> },
    Revise(StoredRevision),
    Many { name: String, edits: Vec<Stored> },
}

/// A [`Revision`] with its articles named.
#[derive(Serialize, Deserialize)]
struct StoredRevision {
    articles: Vec<(ArticleRef, ArticleRef)>,
    remarks: Vec<Change<EventKey, Remark>>,
    orphans: Vec<Change<OrphanId, Orphan>>,
}

/// Writes the step as entry `number`, with the articles it speaks of.
pub fn put(connection: &Connection, number: usize, step: &Step) -> rusqlite::Result<()> {
    let (stored, rows) = stored(connection, &step.edit)?;
    let value = serde_json::to_value(&stored).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let kind = value.get("kind").and_then(Value::as_str).unwrap_or_default();
    let payload = value.get("payload").map(Value::to_string).unwrap_or_default();
    connection.prepare_cached("INSERT INTO journal VALUES (?, ?, ?, ?, ?)")?.execute(params![
        number as i64,
        step.at_secs,
        step.edit.to_string(),
        kind,
        payload
    ])?;
    let mut link = connection.prepare_cached("INSERT INTO journal_article VALUES (?, ?)")?;
    for row in rows {
        link.execute(params![number as i64, row])?;
    }
    Ok(())
}

fn stored(connection: &Connection, edit: &Edit) -> rusqlite::Result<(Stored, BTreeSet<i64>)> {
    let mut rows = BTreeSet::new();
    let stored = store(connection, edit, &mut rows)?;
    Ok((stored, rows))
}

/// Puts the articles of the edit into the file and their rows into `rows`.
fn store(connection: &Connection, edit: &Edit, rows: &mut BTreeSet<i64>) -> rusqlite::Result<Stored> {
    let put = |article: &Arc<Article>, rows: &mut BTreeSet<i64>| {
        let article = articles::put(connection, article)?;
        rows.insert(article.row);
        rusqlite::Result::Ok(article)
    };
    let mut put_all = |placed: &[(usize, Arc<Article>)]| {
        placed.iter().map(|(at, article)| Ok((*at, put(article, rows)?))).collect::<rusqlite::Result<Vec<_>>>()
    };
    Ok(match edit.clone() {
        Edit::Add { at, articles } => {
            let articles = articles.iter().map(|article| put(article, rows)).collect::<rusqlite::Result<Vec<_>>>()?;
            Stored::Add { at, articles }
        }
        Edit::Insert { articles } => Stored::Insert { articles: put_all(&articles)? },
        Edit::Remove { articles } => Stored::Remove { articles: put_all(&articles)? },
        Edit::SetPublished { id, before, after } => Stored::SetPublished { id, before, after },
        Edit::SetDates { changes } => Stored::SetDates { changes },
        Edit::Hide { keys, title } => Stored::Hide { keys, title },
        Edit::Restore { keys } => Stored::Restore { keys },
        Edit::Mark { name, changes } => Stored::Mark { name, changes },
        Edit::Own { name, changes } => Stored::Own { name, changes },
        Edit::Fold { changes } => Stored::Fold { changes },
        Edit::Revise(revision) => {
            let Revision { articles, remarks, orphans } = *revision;
            let articles = articles.iter().map(|(before, after)| Ok((put(before, rows)?, put(after, rows)?)));
            let articles = articles.collect::<rusqlite::Result<Vec<_>>>()?;
            Stored::Revise(StoredRevision { articles, remarks, orphans })
        }
        Edit::Many { name, edits } => {
            let edits = edits.iter().map(|edit| store(connection, edit, rows)).collect::<rusqlite::Result<Vec<_>>>()?;
            Stored::Many { name, edits }
        }
    })
}

/// What [`load`] found, and what it could not make out.
#[derive(Default)]
pub struct Loaded {
    /// Each with its time.
    pub edits: Vec<(i64, Edit)>,
    pub faults: Vec<String>,
}

/// Reads the journal up to the first entry that cannot be read: what comes behind may hang on it.
pub fn load(connection: &Connection, articles: &Articles) -> Loaded {
    let mut loaded = Loaded::default();
    if let Err(error) = load_into(connection, articles, &mut loaded) {
        loaded.faults.push(error.to_string());
    }
    loaded
}

fn load_into(connection: &Connection, articles: &Articles, loaded: &mut Loaded) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("SELECT number, at_secs, kind, payload FROM journal ORDER BY number")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (number, at_secs): (i64, i64) = (row.get(0)?, row.get(1)?);
        let (kind, payload): (String, String) = (row.get(2)?, row.get(3)?);
        let expected = loaded.edits.len() as i64 + 1;
        if number != expected {
            loaded.faults.push(format!("entry {expected} of the journal is missing"));
            return Ok(());
        }
        match edit(&kind, &payload, articles) {
            Ok(edit) => loaded.edits.push((at_secs, edit)),
            Err(why) => {
                loaded.faults.push(format!("entry {number} of the journal: {why}"));
                return Ok(());
            }
        }
    }
    Ok(())
}

fn edit(kind: &str, payload: &str, articles: &Articles) -> Result<Edit, String> {
    let payload: Value = serde_json::from_str(payload).map_err(|error| error.to_string())?;
    let stored: Stored =
        serde_json::from_value(json!({ "kind": kind, "payload": payload })).map_err(|error| error.to_string())?;
    restored(stored, articles)
}

fn restored(stored: Stored, articles: &Articles) -> Result<Edit, String> {
    let find = |article: &ArticleRef| {
        let found = articles.get(&(article.row, articles::reading_key(article.published, article.variant)));
        found.cloned().ok_or_else(|| format!("article {} is missing", article.row))
    };
    let find_all = |placed: &[(usize, ArticleRef)]| {
        placed.iter().map(|(at, article)| Ok((*at, find(article)?))).collect::<Result<Vec<_>, String>>()
    };
    Ok(match stored {
        Stored::Add { at, articles } => {
            Edit::Add { at, articles: articles.iter().map(find).collect::<Result<_, String>>()? }
        }
        Stored::Insert { articles } => Edit::Insert { articles: find_all(&articles)? },
        Stored::Remove { articles } => Edit::Remove { articles: find_all(&articles)? },
        Stored::SetPublished { id, before, after } => Edit::SetPublished { id, before, after },
        Stored::SetDates { changes } => Edit::SetDates { changes },
        Stored::Hide { keys, title } => Edit::Hide { keys, title },
        Stored::Restore { keys } => Edit::Restore { keys },
        Stored::Mark { name, changes } => Edit::Mark { name, changes },
        Stored::Own { name, changes } => Edit::Own { name, changes },
        Stored::Fold { changes } => Edit::Fold { changes },
        Stored::Revise(StoredRevision { articles: placed, remarks, orphans }) => {
            let placed = placed.iter().map(|(before, after)| Ok((find(before)?, find(after)?)));
            let articles = placed.collect::<Result<_, String>>()?;
            Edit::Revise(Box::new(Revision { articles, remarks, orphans }))
        }
        Stored::Many { name, edits } => {
            let edits = edits.into_iter().map(|edit| restored(edit, articles)).collect::<Result<_, String>>()?;
            Edit::Many { name, edits }
        }
    })
}
