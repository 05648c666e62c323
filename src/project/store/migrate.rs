//! Files that an older version wrote, brought to today's form after a copy of them was made.

use super::articles::{self, Articles};
use super::{EXTENSION, Stage, StoreError, Watch, journal, schema, words};
use rusqlite::{Connection, TransactionBehavior, params};
use std::fs;
use std::path::{Path, PathBuf};

/// What happened to a file on opening, for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The form that it had.
    pub from: i64,
    /// The copy of the file as it was.
    pub backup: PathBuf,
}

/// Copies the file and then brings it to today's form, whole or not at all.
pub fn migrate(connection: &mut Connection, path: &Path, from: i64, watch: Watch<'_>) -> Result<Migrated, StoreError> {
    let loaded = articles::load(connection, watch);
    let cancelled = || StoreError::Cancelled(path.to_path_buf());
    if watch.is_cancelled() {
        return Err(cancelled());
    }
    let journal = journal::load(connection, &loaded.articles);
    if let Some(fault) = loaded.faults.first().or(journal.faults.first()) {
        return Err(StoreError::damaged(path, fault));
    }
    (watch.tell)(Stage::BackingUp);
    let backup = back_up(connection, path, from)?;
    match bring_up(connection, &loaded.articles, watch) {
        Ok(true) => Ok(Migrated { from, backup }),
        Ok(false) => {
            // The file is as it was, and needs no copy.
            let _ = fs::remove_file(&backup);
            Err(cancelled())
        }
        Err(reason) => Err(StoreError::from_sqlite(path, reason)),
    }
}

/// A copy beside the file, its log included, on the disk before anything is changed.
fn back_up(connection: &Connection, path: &Path, from: i64) -> Result<PathBuf, StoreError> {
    let backup = free_name(path, from);
    let copied = connection.execute("VACUUM INTO ?", [backup.to_string_lossy()]);
    let synced = copied.map_err(|reason| StoreError::from_sqlite(&backup, reason)).and_then(|_| {
        let file = fs::OpenOptions::new().append(true).open(&backup);
        file.and_then(|file| file.sync_all()).map_err(|reason| StoreError::from_io(&backup, reason))
    });
    match synced {
        Ok(()) => Ok(backup),
        Err(error) => {
            let _ = fs::remove_file(&backup);
            Err(error)
        }
    }
}

fn free_name(path: &Path, from: i64) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = |number: usize| match number {
        1 => format!("{stem} (backup of format {from}).{EXTENSION}"),
        n => format!("{stem} (backup of format {from}, {n}).{EXTENSION}"),
    };
    (1..).map(|number| path.with_file_name(name(number))).find(|path| !path.exists()).unwrap_or_default()
}

/// False where it was called off: then nothing was changed.
fn bring_up(connection: &mut Connection, articles: &Articles, watch: Watch<'_>) -> rusqlite::Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(&format!(
        "ALTER TABLE article ADD COLUMN original_sha256 BLOB;
         ALTER TABLE reading RENAME TO old_reading;
         {}
         {}",
        schema::READING,
        schema::TABLES_OF_2
    ))?;
    let mut program = transaction.prepare("SELECT program FROM old_reading WHERE article = ? AND published = ?")?;
    let mut last = None;
    for (done, ((row, published), article)) in articles.iter().enumerate() {
        (watch.tell)(Stage::Migrating { done, total: articles.len() });
        if watch.is_cancelled() {
            return Ok(false);
        }
        let program: String = program.query_row(params![row, published], |row| row.get(0))?;
        articles::put_reading(&transaction, *row, article, &program)?;
        if last.replace(*row) != Some(*row) {
            words::put(&transaction, *row, article)?;
        }
    }
    drop(program);
    transaction.execute_batch(&format!(
        "DROP TABLE old_reading; PRAGMA user_version = {}; UPDATE meta SET value = '{}' WHERE key = 'written_by';",
        schema::FORMAT,
        env!("CARGO_PKG_VERSION")
    ))?;
    transaction.commit().map(|()| true)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mixed, state};
    use super::super::{Store, StoreError, rescue, save_as};
    use super::*;
    use crate::project::Project;
    use crate::project::search::search;
    use std::io::Write;
    use std::sync::atomic::{AtomicBool, Ordering};

    /// The tables as version 1 made them.
    const TABLES_OF_1: &str = "
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
        CREATE TABLE article (
            number INTEGER PRIMARY KEY, content BLOB NOT NULL UNIQUE, document TEXT NOT NULL, text TEXT NOT NULL,
            text_sha256 BLOB NOT NULL
        ) STRICT;
        CREATE TABLE reading (
            article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, published TEXT NOT NULL, program TEXT NOT NULL,
            found BLOB NOT NULL, PRIMARY KEY (article, published)
        ) STRICT;
        CREATE TABLE journal (
            number INTEGER PRIMARY KEY, at_secs INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
            payload TEXT NOT NULL
        ) STRICT;
        CREATE TABLE journal_article (
            entry INTEGER NOT NULL REFERENCES journal ON DELETE CASCADE, article INTEGER NOT NULL REFERENCES article,
            PRIMARY KEY (entry, article)
        ) STRICT;
        CREATE INDEX journal_article_article ON journal_article (article);
        PRAGMA application_id = 0x44544C4E; PRAGMA user_version = 1;
    ";

    /// The project in a file as version 1 wrote it.
    fn write_version_1(path: &Path, project: &Project) {
        let newer = path.with_extension("newer");
        save_as(&newer, project).unwrap();
        let connection = Connection::open(path).unwrap();
        connection.execute_batch(TABLES_OF_1).unwrap();
        connection.execute("ATTACH ? AS newer", [newer.to_string_lossy()]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO meta SELECT * FROM newer.meta;
                 INSERT INTO article SELECT number, content, document, text, text_sha256 FROM newer.article;
                 INSERT INTO journal SELECT * FROM newer.journal;
                 INSERT INTO journal_article SELECT * FROM newer.journal_article;",
            )
            .unwrap();
        for ((row, published), article) in articles::load(&Connection::open(&newer).unwrap(), Watch::NOBODY).articles {
            let mut found = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::new(4));
            found.write_all(&serde_json::to_vec(&*article.reading).unwrap()).unwrap();
            let found = found.finish().unwrap();
            connection
                .execute("INSERT INTO reading VALUES (?, ?, '0.1.0', ?)", params![row, published, found])
                .unwrap();
        }
        drop(connection);
        fs::remove_file(newer).unwrap();
    }

    #[test]
    fn a_file_of_version_1_is_brought_up_and_a_copy_of_it_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mill.dateline");
        let project = mixed();
        write_version_1(&path, &project);
        let (store, opened) = Store::open(&path).unwrap();
        assert_eq!(state(&opened), state(&project));
        let backup = folder.path().join("mill (backup of format 1).dateline");
        assert_eq!(store.migrated(), Some(&Migrated { from: 1, backup: backup.clone() }));
        assert!(!search(&opened, Some(&store), "town").unwrap().is_empty());
        drop(store);
        let connection = Connection::open(&backup).unwrap();
        assert_eq!(schema::format(&connection).unwrap(), 1);
        drop(connection);
        let (store, again) = Store::open(&path).unwrap();
        assert_eq!(store.migrated(), None);
        assert_eq!(state(&again), state(&project));
        drop(store);
        // The copy is a project itself.
        assert_eq!(state(&Store::open(&backup).unwrap().1), state(&project));
    }

    #[test]
    fn a_migration_that_is_called_off_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mill.dateline");
        write_version_1(&path, &mixed());
        let before = fs::read(&path).unwrap();
        for stage in ["articles", "copy", "migrating"] {
            let cancelled = AtomicBool::new(false);
            let tell = |told: Stage| {
                let is_it = match told {
                    Stage::Articles { .. } => stage == "articles",
                    Stage::BackingUp => stage == "copy",
                    Stage::Migrating { done, .. } => stage == "migrating" && done > 0,
                    _ => false,
                };
                cancelled.fetch_or(is_it, Ordering::Relaxed);
            };
            let is_cancelled = || cancelled.load(Ordering::Relaxed);
            let opened = Store::open_watched(&path, Watch { tell: &tell, cancelled: &is_cancelled });
            assert!(matches!(opened, Err(StoreError::Cancelled(_))), "{stage}");
            assert_eq!(schema::format(&Connection::open(&path).unwrap()).unwrap(), 1);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{stage}");
        }
        // The header counts the changes of the journal's kind; the rest is the same.
        assert_eq!(fs::read(&path).unwrap().len(), before.len());
        assert_eq!(state(&Store::open(&path).unwrap().1), state(&mixed()));
    }

    #[test]
    fn a_second_opening_of_an_old_file_leaves_it_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mill.dateline");
        let project = mixed();
        write_version_1(&path, &project);
        let lock = super::super::lock::ask(&path);
        let (store, opened) = Store::open(&path).unwrap();
        assert!(store.read_only().is_some() && store.migrated().is_none());
        assert_eq!(state(&opened), state(&project));
        assert!(!search(&opened, Some(&store), "town").unwrap().is_empty());
        drop((store, lock));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_damaged_old_file_is_rescued_and_not_migrated() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mill.dateline");
        write_version_1(&path, &mixed());
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch("UPDATE journal SET payload = '{' WHERE number = 5").unwrap();
        drop(connection);
        assert!(matches!(Store::open(&path), Err(StoreError::Damaged { .. })));
        let rescued = rescue(&path, None, Watch::NOBODY).unwrap();
        assert_eq!(Store::open(&rescued.path).unwrap().1.articles().len(), 2);
        assert_eq!(schema::format(&Connection::open(&path).unwrap()).unwrap(), 1);
    }
}
