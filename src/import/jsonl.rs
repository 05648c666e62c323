//! JSON Lines, an article a line; and JSON as news corpora and exports hold it, articles in a list.

use super::date::{self, NumericOrder};
use super::{ImportError, Imported, Origin, charset};
use crate::text::{About, Document, DocumentId, Fact, Published, PublishedFrom};
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
const PUBLISHER: &[&str] = &["publisher", "source", "site", "source_domain", "newspaper", "outlet"];
const CHANGED: &[&str] = &["date_modify", "dateModified", "modified", "updated", "updated_at", "updatedAt"];
const URL: &[&str] = &["url", "link", "source_url"];
const LANGUAGE: &[&str] = &["language", "lang"];
/// The keys whose answers are kept side by side.
const FACTS: &[(Fact, &[&str])] = &[
    (Fact::Title, TITLE),
    (Fact::Author, AUTHOR),
    (Fact::Publisher, PUBLISHER),
    (Fact::Language, LANGUAGE),
    (Fact::Address, URL),
];

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
    Some(document(origin, number, &fields).ok_or_else(|| broken(NO_TEXT.to_owned())))
}

const NO_TEXT: &str = "no \"text\"; name the key that holds the article so";

/// A list of articles, an article, or an object that holds such a list somewhere.
pub(super) fn read_list(origin: Origin, bytes: &[u8]) -> Imported {
    let whole: Value = match serde_json::from_str(&charset::decode(bytes, None)) {
        Ok(whole) => whole,
        Err(error) => {
            let reason = format!("line {}, column {}", error.line(), error.column());
            return super::failed(ImportError::Broken { path: origin.path(), format: "JSON", reason });
        }
    };
    let mut imported = Imported::default();
    for (index, item) in articles(&whole).into_iter().enumerate() {
        match item.as_object().and_then(|fields| document(origin, index + 1, fields)) {
            Some(document) => imported.documents.push(document),
            None => {
                let (path, reason) = (origin.path(), NO_TEXT.to_owned());
                imported.errors.push(ImportError::Item { path, number: index + 1, reason });
            }
        }
    }
    if imported.documents.is_empty() && imported.errors.is_empty() {
        let reason = "there is no list of articles in it".to_owned();
        return super::failed(ImportError::NoText { path: origin.path(), format: "this JSON", reason });
    }
    imported
}

/// The values that should be articles: those of the first list that holds one, else the object itself.
fn articles(value: &Value) -> Vec<&Value> {
    let is_article = |value: &Value| value.as_object().is_some_and(|fields| string(fields, TEXT).is_some());
    match value {
        Value::Array(items) if items.iter().any(is_article) => items.iter().collect(),
        Value::Object(_) if is_article(value) => vec![value],
        Value::Object(fields) => fields.values().map(articles).find(|found| !found.is_empty()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The article that the fields make; `None` without a text.
fn document(origin: Origin, number: usize, fields: &Map<String, Value>) -> Option<Document> {
    let text = string(fields, TEXT)?;
    let id = fields.get("id").and_then(scalar).unwrap_or_else(|| origin.id_of(number));
    let (published, key) = published(fields).unzip();
    let keys = |names: &[&str]| string(fields, names).filter(|text| !text.trim().is_empty());
    let mut about = About {
        publisher: keys(PUBLISHER),
        changed: keys(CHANGED).and_then(|text| date::parse(&text, NumericOrder::MonthFirst)),
        ..About::dated(published, key_place(key.unwrap_or_default()))
    };
    for (fact, names) in FACTS {
        for name in *names {
            about.note(*fact, words(fields, name).as_deref(), &key_place(name));
        }
    }
    Some(Document {
        id: DocumentId::from(id),
        source: string(fields, URL).unwrap_or_else(|| origin.source()),
        title: string(fields, TITLE).filter(|title| !title.trim().is_empty()),
        author: AUTHOR.iter().find_map(|name| words(fields, name)),
        published,
        language: string(fields, LANGUAGE),
        about,
        text,
    })
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

/// The words of a key; of a list, such as of authors, all of them.
fn words(fields: &Map<String, Value>, name: &str) -> Option<String> {
    match fields.get(name)? {
        Value::Array(names) => {
            let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        value => value.as_str().filter(|words| !words.trim().is_empty()).map(str::to_owned),
    }
}

fn key_place(name: &str) -> String {
    format!("the key “{name}”")
}

/// The date, and the key that holds it.
fn published(fields: &Map<String, Value>) -> Option<(Published, &'static str)> {
    let (date, key) = PUBLISHED
        .iter()
        .find_map(|key| Some((date::parse(&scalar(fields.get(*key)?)?, NumericOrder::MonthFirst)?, *key)))?;
    Some((Published { date, from: PublishedFrom::Meta }, key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The ids and publication dates that are read, and how many articles are not.
    fn check(json: &str, expected: &[&str], errors: usize) {
        let imported = read_list(Origin::new(Path::new("a.json"), "a.json"), json.as_bytes());
        let read = |document: &Document| {
            let day = document.published.map(|published| published.date.to_string()).unwrap_or_default();
            format!("{} {day}", document.id.0)
        };
        assert_eq!(imported.documents.iter().map(read).collect::<Vec<_>>(), expected, "{json}");
        assert_eq!(imported.errors.len(), errors, "{json}");
    }

    #[test]
    fn articles_are_found_in_lists_at_any_depth() {
        check(
            r#"[{"content":"It burned.","date":"2020-06-12"},{"body":"It fell.","id":7}]"#,
            &["a.json#1 2020-06-12", "7 "],
            0,
        );
        check(
            r#"{"status":"ok","response":{"docs":[{"text":"It burned.","publishedAt":"2020-06-12T10:00:00Z"}]}}"#,
            &["a.json#1 2020-06-12"],
            0,
        );
        check("{\n\"text\": \"It burned.\"\n}", &["a.json#1 "], 0);
    }

    #[test]
    fn what_is_no_article_is_told() {
        check(r#"[{"text":"It burned."},{"title":"Nothing"},5]"#, &["a.json#1 "], 2);
        check(r#"[{"name":"x"}]"#, &[], 1);
        check(r#"[{"text":"cut"#, &[], 1);
        check(&"[".repeat(100_000), &[], 1);
    }
}
