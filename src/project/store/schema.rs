//! The form of the file: what tells it from others, its tables, how SQLite is to treat it.

use super::StoreError;
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;

/// "DTLN", where SQLite keeps the mark of the program that a file belongs to.
const APPLICATION: i64 = 0x4454_4C4E;

/// Goes up when an older program could no longer read the file rightly.
const FORMAT: i64 = 1;

/// The journal is the truth; articles and readings are what its entries speak of. An article's publication date stands
/// with the journal's entries and the readings, because the user may change it.
const TABLES: &str = "
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE article (
        number INTEGER PRIMARY KEY,
        content BLOB NOT NULL UNIQUE,
        document TEXT NOT NULL,
        text TEXT NOT NULL,
        text_sha256 BLOB NOT NULL
    ) STRICT;
    CREATE TABLE reading (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        published TEXT NOT NULL,
        program TEXT NOT NULL,
        found BLOB NOT NULL,
        PRIMARY KEY (article, published)
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

/// Makes the tables in a new, empty file.
pub fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT}; {TABLES}
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

/// What a connection that writes sets besides. Where a write-ahead log cannot be (it needs memory shared between
/// programs), SQLite stays with its rollback journal.
pub fn prepare_writing(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))
}

/// Folds the write-ahead log into the file, so that its side files go and the file can be read without writing.
pub fn fold(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))
}

/// Refuses what is not a project, or one of a newer form.
pub fn check(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let failed = |reason| StoreError::from_sqlite(path, reason);
    if number("application_id").map_err(failed)? != APPLICATION {
        return Err(StoreError::NotDateline(path.to_path_buf()));
    }
    let format = number("user_version").map_err(failed)?;
    if format > FORMAT {
        let written_by = connection.query_row("SELECT value FROM meta WHERE key = 'written_by'", [], |row| row.get(0));
        let written_by = written_by.unwrap_or_else(|_| "of a later date".to_owned());
        return Err(StoreError::Newer { path: path.to_path_buf(), format, written_by });
    }
    Ok(())
}
