//! PDF: read in a child process, as a hostile file can cost any time and memory.

mod layout;
mod parse;

pub(super) use parse::{Parsed, parse};

use super::properties::Properties;
use super::{ImportError, ImportOptions, Imported, Origin, child, failed};
use crate::time::PartialDate;
use std::time::Duration;

const FORMAT: &str = "a PDF";

pub(super) fn read(origin: Origin, bytes: &[u8], options: &ImportOptions) -> Imported {
    let limit_secs = options.limits.parse_secs;
    match child::parse(bytes, Duration::from_secs(limit_secs), options.limits.pages, &options.cancel) {
        Ok(parsed) => document(origin, parsed, options.limits.pages),
        Err(child::Failure::TooSlow) => failed(ImportError::TooSlow { path: origin.path(), limit_secs }),
        Err(child::Failure::Stopped) => failed(ImportError::Stopped { path: origin.path() }),
        Err(child::Failure::Died) => failed(ImportError::TooCostly { path: origin.path() }),
        Err(child::Failure::Unreadable(reason)) => {
            failed(ImportError::NoText { path: origin.path(), format: FORMAT, reason })
        }
    }
}

fn document(origin: Origin, parsed: Parsed, most_pages: usize) -> Imported {
    let created = parsed.created.and_then(|(year, month, day)| PartialDate::from_ymd(year.into(), month, day));
    let properties =
        Properties { title: parsed.title, author: parsed.author, language: None, date: created, changed: None };
    let mut imported = Imported { documents: vec![properties.apply(origin, parsed.text)], errors: Vec::new() };
    if parsed.pages_left > 0 {
        imported.errors.push(ImportError::TooManyPages {
            path: origin.path(),
            limit: most_pages,
            left: parsed.pages_left,
        });
    }
    imported
}
