//! JSON Lines: an article a line.

use super::date::{self, NumericOrder};
use super::{ImportError, Imported, Origin, charset};
use crate::text::{Document, DocumentId, Published, PublishedFrom};
use serde_json::{Map, Value};

/// Names under which corpora keep the text, best first.
const TEXT: &[&str] = &["text", "content", "body", "articleBody", "maintext", "full_text", "article"];
const PUBLISHED: &[&str] = &[
    "published",
    "dct",
    "date",
    "time",
    "date_publish",
    "pub_date",
    "pubDate",
    "datePublished",
    "published_at",
    "publishedAt",
];
const TITLE: &[&str] = &["title", "headline"];
const AUTHOR: &[&str] = &["author", "authors", "byline"];
const URL: &[&str] = &["url", "link", "source_url"];
const LANGUAGE: &[&str] = &["language", "lang"];

pub(super) fn read(origin: Origin, bytes: &[u8]) -> Imported {
    let text = charset::decode(bytes, None);
    let mut imported = Imported::default();
    for (index, line) in text.lines().enumerate() {
        match read_line(origin, index + 1, line) {
            None => {}
            Some(Ok(document)) => imported.documents.push(document),
            Some(Err(error)) => imported.errors.push(error),
        }
    }
    imported
}

/// The article of one line, counted from 1; `None` for a blank line.
pub(super) fn read_line(origin: Origin, number: usize, line: &str) -> Option<Result<Document, ImportError>> {
    if line.trim().is_empty() {
        return None;
    }
    let broken = |reason: String| ImportError::Line { path: origin.path(), line: number, reason };
    let fields = match serde_json::from_str::<Value>(line) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => return Some(Err(broken("not an object; an article is {\"text\": …}".to_owned()))),
        Err(error) => {
            let column = error.column();
            return Some(Err(broken(format!("not JSON, broken at column {column}; mend or delete the line"))));
        }
    };
    let Some(text) = string(&fields, TEXT) else {
        return Some(Err(broken("no \"text\"; name the key that holds the article so".to_owned())));
    };
    let id = fields.get("id").and_then(scalar).unwrap_or_else(|| origin.id_of(number));
    Some(Ok(Document {
        id: DocumentId(id),
        source: string(&fields, URL).unwrap_or_else(|| origin.source()),
        title: string(&fields, TITLE).filter(|title| !title.trim().is_empty()),
        author: author(&fields),
        published: published(&fields),
        language: string(&fields, LANGUAGE),
        text,
    }))
}

/// The first of the keys that holds a string.
fn string(fields: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| fields.get(*key)?.as_str().map(str::to_owned))
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// One author or a list of them.
fn author(fields: &Map<String, Value>) -> Option<String> {
    AUTHOR.iter().find_map(|key| match fields.get(*key)? {
        Value::Array(names) => {
            let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        value => value.as_str().filter(|name| !name.trim().is_empty()).map(str::to_owned),
    })
}

fn published(fields: &Map<String, Value>) -> Option<Published> {
    let date = PUBLISHED.iter().find_map(|key| date::parse(&scalar(fields.get(*key)?)?, NumericOrder::MonthFirst))?;
    Some(Published { date, from: PublishedFrom::Meta })
}
