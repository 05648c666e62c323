//! Articles in the file: the document with its text, and what was read out of it for a publication date.

use super::{Stage, Watch, schema, words};
use crate::project::article::{self, Article};
use crate::project::outline::{self, Outline};
use crate::text::{Document, Published};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::channel;

/// An article as the journal names it: its row, and the publication date that it has there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleRef {
    pub row: i64,
    pub published: Option<Published>,
    /// Which of the readings for this date, in the order they were stored.
    #[serde(default, skip_serializing_if = "is_first")]
    pub variant: u32,
}

fn is_first(variant: &u32) -> bool {
    *variant == 0
}

/// All articles of a file, by row and the key of their reading.
pub type Articles = BTreeMap<(i64, String), Arc<Article>>;

/// What [`load`] found, and what it could not make out.
#[derive(Default)]
pub struct Loaded {
    pub articles: Articles,
    pub faults: Vec<String>,
    /// Those whose outline another version wrote in a form that this one does not read: it was made again.
    pub outlined: Vec<(i64, String)>,
    /// Those whose reading another version of the program wrote in a way that this one does not understand: they were
    /// read again.
    pub read_again: Vec<(i64, String)>,
}

/// What a reading is filed under: the publication date, behind it a number for all but the first reading for this date.
pub fn reading_key(published: Option<Published>, variant: u32) -> String {
    let published = serde_json::to_string(&published).unwrap_or_default();
    if variant == 0 { published } else { format!("{published}#{variant}") }
}

/// Writes the article where it is not there yet.
pub fn put(connection: &Connection, article: &Article) -> rusqlite::Result<ArticleRef> {
    let document = &article.document;
    let row = match row_of(connection, document)? {
        Some(row) => row,
        None => {
            let row = put_document(connection, article)?;
            words::put(connection, row, article)?;
            row
        }
    };
    let variant = put_reading(connection, row, article, env!("CARGO_PKG_VERSION"))?;
    Ok(ArticleRef { row, published: document.published, variant })
}

/// Writes what was found in an article, by this version of the program, where it is not there yet; gives its number
/// among those for the article's date.
pub fn put_reading(connection: &Connection, row: i64, article: &Article, program: &str) -> rusqlite::Result<u32> {
    let (found, outline) = (article.packed(), article.outline().to_bytes());
    let mut variant = 0;
    loop {
        let key = reading_key(article.document.published, variant);
        let mut known = connection.prepare_cached("SELECT found FROM reading WHERE article = ? AND published = ?")?;
        match known.query_row(params![row, key], |row| row.get::<_, Vec<u8>>(0)).optional()? {
            Some(known) if known[..] == found[..] => return Ok(variant),
            Some(_) => variant += 1,
            None => {
                connection.prepare_cached("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?)")?.execute(params![
                    row,
                    key,
                    program,
                    &found[..],
                    outline,
                    outline::FORM,
                    &sum(&found, &outline)[..]
                ])?;
                return Ok(variant);
            }
        }
    }
}

/// Puts what was found in an article into the place of a reading that cannot be understood.
pub fn replace_reading(connection: &Connection, (row, key): &(i64, String), article: &Article) -> rusqlite::Result<()> {
    let (found, outline) = (article.packed(), article.outline().to_bytes());
    let sql = "UPDATE reading SET program = ?, found = ?, outline = ?, outline_form = ?, sum = ?
               WHERE article = ? AND published = ?";
    let (program, sum) = (env!("CARGO_PKG_VERSION"), sum(&found, &outline));
    connection.execute(sql, params![program, &found[..], outline, outline::FORM, &sum[..], row, key])?;
    Ok(())
}

/// Stores outlines that were made again, so that the next opening need not make them.
pub fn replace_outlines(connection: &Connection, loaded: &Loaded) -> rusqlite::Result<()> {
    if loaded.outlined.is_empty() {
        return Ok(());
    }
    let transaction = connection.unchecked_transaction()?;
    let sql = "UPDATE reading SET outline = ?, outline_form = ?, sum = ? WHERE article = ? AND published = ?";
    let mut update = transaction.prepare(sql)?;
    for key in &loaded.outlined {
        if let Some(article) = loaded.articles.get(key) {
            let (found, outline) = (article.packed(), article.outline().to_bytes());
            let sum = sum(&found, &outline);
            update.execute(params![outline, outline::FORM, &sum[..], key.0, key.1])?;
        }
    }
    drop(update);
    transaction.commit()
}

fn sum(found: &[u8], outline: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(found).chain_update(outline).finalize().into()
}

/// The row of a document, whatever its publication date.
pub fn row_of(connection: &Connection, document: &Document) -> rusqlite::Result<Option<i64>> {
    let content = content(document);
    let mut statement = connection.prepare_cached("SELECT number FROM article WHERE content = ?")?;
    statement.query_row([&content[..]], |row| row.get(0)).optional()
}

fn put_document(connection: &Connection, article: &Article) -> rusqlite::Result<i64> {
    let document = &article.document;
    // The text stands in a column of its own, to be read with any tool.
    let head = Document { text: String::new(), published: None, ..document.clone() };
    let head = serde_json::to_string(&head).unwrap_or_default();
    let text_hash = Sha256::digest(document.text.as_bytes());
    connection
        .prepare_cached(
            "INSERT INTO article (content, document, text, text_sha256, original_sha256) VALUES (?, ?, ?, ?, ?)",
        )?
        .execute(params![&content(document)[..], head, document.text, &text_hash[..], article.original])?;
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
    original: Option<[u8; 32]>,
    /// The version that read it.
    program: String,
    found: Arc<[u8]>,
    /// With its sum, where it is one that this version reads.
    outline: Option<(Vec<u8>, Vec<u8>)>,
}

/// Reads all articles, as many as can be: one thread the rows, the others what is in them. Ends with what it has when it
/// is called off.
pub fn load(connection: &Connection, watch: Watch<'_>) -> Loaded {
    let sql = "SELECT count(*) FROM reading";
    let total = connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap_or(0) as usize;
    let all_understood = understood_by(connection).as_deref() == Some(env!("CARGO_PKG_VERSION"));
    let (sender, receiver) = channel();
    let mut count = 0;
    let fault = rayon::in_place_scope(|scope| {
        let take = |row: Row| {
            let (at, sender) = (count, sender.clone());
            // Who listens outlives the scope.
            scope.spawn(move |_| _ = sender.send((at, make(row, all_understood))));
            count += 1;
            (watch.tell)(Stage::Articles { done: count, total });
            !watch.is_cancelled()
        };
        rows(connection, take).unwrap_or_else(|error| Some(error.to_string()))
    });
    drop(sender);
    let mut loaded = Loaded { faults: fault.into_iter().collect(), ..Loaded::default() };
    let mut faults = Vec::new();
    for (at, made) in receiver {
        match made {
            Ok(made) => {
                match made.anew {
                    Anew::Nothing => {}
                    Anew::Outline => loaded.outlined.push(made.key.clone()),
                    Anew::Reading => loaded.read_again.push(made.key.clone()),
                }
                loaded.articles.insert(made.key, Arc::new(made.article));
            }
            Err(fault) => faults.push((at, fault)),
        }
    }
    loaded.read_again.sort();
    loaded.outlined.sort();
    faults.sort();
    loaded.faults.extend(faults.into_iter().map(|(_, fault)| fault));
    loaded
}

/// Gives `take` the rows while it wants more, up to the first that cannot be read, which it tells of.
fn rows(connection: &Connection, mut take: impl FnMut(Row) -> bool) -> rusqlite::Result<Option<String>> {
    // A file of format 1 has neither originals nor outlines.
    let besides = match schema::format(connection)? {
        1 => "NULL, NULL, NULL, 0",
        _ => "original_sha256, outline, sum, outline_form",
    };
    let mut statement = connection.prepare(&format!(
        "SELECT number, published, document, text, text_sha256, found, {besides}, program
         FROM article JOIN reading ON article = number ORDER BY number"
    ))?;
    let found = statement.query_map([], |row| {
        let is_known = row.get::<_, i64>(9)? == outline::FORM;
        Ok(Row {
            number: row.get(0)?,
            published: row.get(1)?,
            document: row.get(2)?,
            text: row.get(3)?,
            text_hash: row.get(4)?,
            found: row.get(5)?,
            original: row.get(6)?,
            program: row.get(10)?,
            outline: if is_known { Some((row.get(7)?, row.get(8)?)) } else { None },
        })
    })?;
    for row in found {
        let row = match row {
            Ok(row) => row,
            Err(error) => return Ok(Some(error.to_string())),
        };
        if !take(row) {
            break;
        }
    }
    Ok(None)
}

struct Made {
    key: (i64, String),
    article: Article,
    anew: Anew,
}

/// What of a row could not be taken as it was.
enum Anew {
    Nothing,
    Outline,
    Reading,
}

/// The version of the program that last looked whether it understands all readings.
fn understood_by(connection: &Connection) -> Option<String> {
    let sql = "SELECT value FROM meta WHERE key = 'understood_by'";
    connection.query_row(sql, [], |row| row.get(0)).optional().ok().flatten()
}

/// Notes that this version understands all readings, so that it need not look at each again.
pub fn note_understood(connection: &Connection) -> rusqlite::Result<()> {
    let ours = env!("CARGO_PKG_VERSION");
    if understood_by(connection).as_deref() != Some(ours) {
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('understood_by', ?)", [ours])?;
    }
    Ok(())
}

/// `understood`: this version has looked at all readings of the file before.
fn make(row: Row, understood: bool) -> Result<Made, String> {
    let mut document: Document = serde_json::from_str(&row.document).map_err(|error| error.to_string())?;
    if Sha256::digest(row.text.as_bytes())[..] != row.text_hash[..] {
        return Err(format!("the text of {} is not the one that was stored", document.id.0));
    }
    document.text = row.text;
    let published = row.published.split('#').next().unwrap_or_default();
    document.published = serde_json::from_str(published).map_err(|error| error.to_string())?;
    let is_ours = understood || row.program == env!("CARGO_PKG_VERSION");
    let outline = match &row.outline {
        Some((outline, stored)) if sum(&row.found, outline)[..] != stored[..] => {
            return Err(format!("what was found in {}: it is not what was stored", document.id.0));
        }
        Some((outline, _)) => Outline::from_bytes(outline).filter(|_| is_ours || article::unpack(&row.found).is_ok()),
        None => None,
    };
    // Only what this very version stored or has seen is sure to be understood without a look at it.
    let (article, anew) = match outline.map_or_else(|| article::unpack(&row.found).map(Err), |known| Ok(Ok(known))) {
        Ok(Ok(outline)) => (Article::stored(document, row.found, outline), Anew::Nothing),
        Ok(Err(reading)) => {
            let outline = Outline::of(&document, &reading);
            (Article::stored(document, row.found, outline), Anew::Outline)
        }
        Err(_) => (Article::read(document), Anew::Reading),
    };
    Ok(Made { key: (row.number, row.published), article: article.of_original(row.original), anew })
}
