//! The words of the articles and of their events' titles, to be searched for.

use crate::project::Article;
use crate::text::{Document, DocumentId};
use rusqlite::{Connection, params};

/// More articles than anybody looks through.
const LIMIT: i64 = 500;

/// Takes up an article's words under its row.
pub fn put(connection: &Connection, row: i64, article: &Article) -> rusqlite::Result<()> {
    let document = &article.document;
    connection
        .prepare_cached("INSERT INTO words (rowid, title, text, events) VALUES (?, ?, ?, ?)")?
        .execute(params![row, document.title.as_deref().unwrap_or(""), document.text, titles(article)])?;
    Ok(())
}

fn titles(article: &Article) -> String {
    article.outline().events().fold(String::new(), |mut titles, event| {
        titles.push_str(&event.title);
        titles.push('\n');
        titles
    })
}

/// The articles that have all of the words, each word in full or its beginning, in the order they came.
pub fn find(connection: &Connection, words: &[String]) -> rusqlite::Result<Vec<DocumentId>> {
    // In double quotes a word is never taken for an operator.
    let query: Vec<String> = words.iter().map(|word| format!("\"{}\"*", word.replace('"', ""))).collect();
    let mut statement = connection.prepare_cached(
        "SELECT document FROM article
         WHERE number IN (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?) ORDER BY number",
    )?;
    let heads = statement.query_map(params![query.join(" "), LIMIT], |row| row.get::<_, String>(0))?;
    let mut found = Vec::new();
    for head in heads {
        if let Ok(document) = serde_json::from_str::<Document>(&head?) {
            found.push(document.id);
        }
    }
    found.dedup();
    Ok(found)
}
