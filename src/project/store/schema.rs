//! The form of the file: what tells it from others, its tables, how SQLite is to treat it.

use super::StoreError;
use super::network;
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;

/// "DTLN", where SQLite keeps the mark of the program that a file belongs to.
const APPLICATION: i64 = 0x4454_4C4E;

/// Goes up when an older program could no longer read the file rightly. 2 has outlines, originals and the words to
/// search for.
pub const FORMAT: i64 = 2;

/// The journal is the truth; articles and readings are what its entries speak of. An article's publication date stands
/// with the journal's entries and the readings, because the user may change it. `outline` and `derived` are worked out
/// from the rest, so that opening is quick; `sum` is the SHA-256 of what was found and its outline.
const TABLES: &str = "
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE article (
        number INTEGER PRIMARY KEY,
        content BLOB NOT NULL UNIQUE,
        document TEXT NOT NULL,
        text TEXT NOT NULL,
        text_sha256 BLOB NOT NULL,
        original_sha256 BLOB
    ) STRICT;
    CREATE TABLE journal (
        number INTEGER PRIMARY KEY,
        at_secs INTEGER NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        payload TEXT NOT NULL
    ) STRICT;
    CREATE TABLE journal_article (
        entry INTEGER NOT NULL REFERENCES journal ON DELETE CASCADE,
        article INTEGER NOT NULL REFERENCES article,
        PRIMARY KEY (entry, article)
    ) STRICT;
    CREATE INDEX journal_article_article ON journal_article (article);
    INSERT INTO meta VALUES ('done', '0');
";

/// What was found in the articles.
pub const READING: &str = "
    CREATE TABLE reading (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        published TEXT NOT NULL,
        program TEXT NOT NULL,
        found BLOB NOT NULL,
        outline BLOB NOT NULL,
        outline_form INTEGER NOT NULL,
        sum BLOB NOT NULL,
        PRIMARY KEY (article, published)
    ) STRICT;
";

/// What version 2 has besides. The words know which article they stand in, and no more: the places are found in the
/// text itself.
pub const TABLES_OF_2: &str = "
    CREATE TABLE derived (name TEXT PRIMARY KEY, program TEXT NOT NULL, value BLOB NOT NULL, sum BLOB NOT NULL) STRICT;
    CREATE VIRTUAL TABLE words USING fts5(
        title, text, events,
        content='', contentless_delete=1, detail='none', tokenize='unicode61 remove_diacritics 2'
    );
";

/// Makes the tables in a new, empty file.
pub fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT}; {TABLES} {READING} {TABLES_OF_2}
         INSERT INTO meta VALUES ('written_by', '{}'); COMMIT;",
        env!("CARGO_PKG_VERSION")
    ))
}

/// What every connection sets.
pub fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(2))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What was told as done is on the disk, not only with the system.
    connection.pragma_update(None, "synchronous", "FULL")
}

/// What a connection that writes sets besides. A write-ahead log needs memory shared between programs, which a network
/// drive does not give: there it is a rollback journal.
pub fn prepare_writing(connection: &Connection, path: &Path) -> rusqlite::Result<()> {
    let mode = if network::is_remote(path) { "DELETE" } else { "WAL" };
    connection.query_row(&format!("PRAGMA journal_mode = {mode}"), [], |_| Ok(()))
}

/// Folds the write-ahead log into the file, so that its side files go and the file can be read without writing.
pub fn fold(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))
}

/// The form that the file is in.
pub fn format(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Refuses what is not a project, or one of a newer form; gives the form.
pub fn check(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let failed = |reason| StoreError::from_sqlite(path, reason);
    let application: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(failed)?;
    if application != APPLICATION {
        return Err(StoreError::NotDateline(path.to_path_buf()));
    }
    let format = format(connection).map_err(failed)?;
    if format > FORMAT {
        let written_by = connection.query_row("SELECT value FROM meta WHERE key = 'written_by'", [], |row| row.get(0));
        let written_by = written_by.unwrap_or_else(|_| "of a later date".to_owned());
        return Err(StoreError::Newer { path: path.to_path_buf(), format, written_by });
    }
    Ok(format)
}
