//! Articles in the file: the document with its text, and what was read out of it for a publication date.

use crate::project::article::{self, Article};
use crate::text::{Document, Published};
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An article as the journal names it: its row, and the publication date that it has there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleRef {
    pub row: i64,
    pub published: Option<Published>,
}

/// All articles of a file, by row and publication date.
pub type Articles = BTreeMap<(i64, String), Arc<Article>>;

/// What [`load`] found, and what it could not make out.
#[derive(Default)]
pub struct Loaded {
    pub articles: Articles,
    pub faults: Vec<String>,
}

/// The publication date as readings are filed under it.
pub fn published_key(published: Option<Published>) -> String {
    serde_json::to_string(&published).unwrap_or_default()
}

/// Writes the article where it is not there yet.
pub fn put(connection: &Connection, article: &Article) -> rusqlite::Result<ArticleRef> {
    let document = &article.document;
    let row = match row_of(connection, document)? {
        Some(row) => row,
        None => put_document(connection, document)?,
    };
    let published = published_key(document.published);
    let known = connection
        .prepare_cached("SELECT 1 FROM reading WHERE article = ? AND published = ?")?
        .exists(params![row, published])?;
    if !known {
        connection.prepare_cached("INSERT INTO reading VALUES (?, ?, ?, ?)")?.execute(params![
            row,
            published,
            env!("CARGO_PKG_VERSION"),
            &article.packed()[..]
        ])?;
    }
    Ok(ArticleRef { row, published: document.published })
}

/// The row of a document, whatever its publication date.
pub fn row_of(connection: &Connection, document: &Document) -> rusqlite::Result<Option<i64>> {
    let content = content(document);
    let mut statement = connection.prepare_cached("SELECT number FROM article WHERE content = ?")?;
    statement.query_row([&content[..]], |row| row.get(0)).optional()
}

fn put_document(connection: &Connection, document: &Document) -> rusqlite::Result<i64> {
    // The text stands in a column of its own, to be read with any tool.
    let head = Document { text: String::new(), published: None, ..document.clone() };
    let head = serde_json::to_string(&head).unwrap_or_default();
    let text_hash = Sha256::digest(document.text.as_bytes());
    connection
        .prepare_cached("INSERT INTO article (content, document, text, text_sha256) VALUES (?, ?, ?, ?)")?
        .execute(params![&content(document)[..], head, document.text, &text_hash[..]])?;
    Ok(connection.last_insert_rowid())
}

/// What tells articles apart: all of the document but its publication date.
fn content(document: &Document) -> [u8; 32] {
    let mut hash = Sha256::new();
    let parts = [
        &*document.id.0,
        &document.source,
        document.title.as_deref().unwrap_or(""),
        document.author.as_deref().unwrap_or(""),
        document.language.as_deref().unwrap_or(""),
        &document.text,
    ];
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// One row of articles and readings, as it stands in the file.
struct Row {
    number: i64,
    published: String,
    document: String,
    text: String,
    text_hash: Vec<u8>,
    found: Vec<u8>,
}

/// Reads all articles, as many as can be.
pub fn load(connection: &Connection) -> Loaded {
    let mut loaded = Loaded::default();
    let rows = match rows(connection) {
        Ok((rows, fault)) => {
            loaded.faults.extend(fault);
            rows
        }
        Err(error) => {
            loaded.faults.push(error.to_string());
            Vec::new()
        }
    };
    let made: Vec<_> = rows.into_par_iter().map(make).collect();
    for made in made {
        match made {
            Ok((key, article)) => drop(loaded.articles.insert(key, Arc::new(article))),
            Err(fault) => loaded.faults.push(fault),
        }
    }
    loaded
}

/// The rows up to the first that cannot be read.
fn rows(connection: &Connection) -> rusqlite::Result<(Vec<Row>, Option<String>)> {
    let mut statement = connection.prepare(
        "SELECT number, published, document, text, text_sha256, found
         FROM article JOIN reading ON article = number ORDER BY number",
    )?;
    let found = statement.query_map([], |row| {
        Ok(Row {
            number: row.get(0)?,
            published: row.get(1)?,
            document: row.get(2)?,
            text: row.get(3)?,
            text_hash: row.get(4)?,
            found: row.get(5)?,
        })
    })?;
    let mut rows = Vec::new();
    for row in found {
        match row {
            Ok(row) => rows.push(row),
            Err(error) => return Ok((rows, Some(error.to_string()))),
        }
    }
    Ok((rows, None))
}

fn make(row: Row) -> Result<((i64, String), Article), String> {
    let mut document: Document = serde_json::from_str(&row.document).map_err(|error| error.to_string())?;
    if Sha256::digest(row.text.as_bytes())[..] != row.text_hash[..] {
        return Err(format!("the text of {} is not the one that was stored", document.id.0));
    }
    document.text = row.text;
    document.published = serde_json::from_str(&row.published).map_err(|error| error.to_string())?;
    let reading =
        article::unpack(&row.found).map_err(|error| format!("what was found in {}: {error}", document.id.0))?;
    Ok(((row.number, row.published), Article::stored(document, &reading, row.found)))
}
