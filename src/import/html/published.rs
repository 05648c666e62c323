//! When a page was published, from what it says of itself, most trusted first.

use super::page::{Page, selector, types, words};
use crate::import::date::{self, NumericOrder, Said, in_line};
use crate::text::{Published, PublishedFrom};
use crate::time::PartialDate;
use regex::Regex;
use scraper::{ElementRef, Selector};
use serde_json::Value;
use std::sync::LazyLock;

/// The publication date and where it was found: JSON-LD, meta tags, marked-up dates, the address, a visible line, and
/// only then the date of the last change.
pub(super) fn of(page: &Page, text: &str) -> Option<Published> {
    let order = NumericOrder::of_language(page.language().as_deref());
    let from = |from: PublishedFrom| move |date: PartialDate| Published { date, from };
    json_ld(page, "datePublished", order)
        .map(from(PublishedFrom::JsonLd))
        .or_else(|| metas(page, PUBLISHED_METAS, order).map(from(PublishedFrom::Meta)))
        .or_else(|| marked_up(page, order).map(from(PublishedFrom::Meta)))
        .or_else(|| in_address(page).map(from(PublishedFrom::Url)))
        .or_else(|| in_classes(page, order).map(from(PublishedFrom::Text)))
        .or_else(|| in_lines(page, order).map(from(PublishedFrom::Text)))
        .or_else(|| json_ld(page, "dateCreated", order).map(from(PublishedFrom::JsonLd)))
        .or_else(|| json_ld(page, "dateModified", order).map(from(PublishedFrom::JsonLd)))
        .or_else(|| metas(page, CHANGED_METAS, order).map(from(PublishedFrom::Meta)))
        .or_else(|| any_time(page, order).map(from(PublishedFrom::Meta)))
        .or_else(|| in_text(text, order).map(from(PublishedFrom::Text)))
}

/// Meta tags that give the publication date, most trusted first (OpenGraph, schema.org, Dublin Core, and those of
/// widespread publishing systems).
const PUBLISHED_METAS: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "bt:pubdate",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "published-date",
    "publication_date",
    "publicationdate",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_date",
    "published_time",
    "published",
    "pubdate",
    "pub_date",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.published",
    "dc.date.created",
    "dcterms.created",
    "dc.created",
    "dc.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.available",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "eprints.datestamp",
    "originalpublicationdate",
    "article_date_original",
    "article:post_date",
    "datecreated",
    "date_published",
    "displaydate",
    "contentdate",
    "content_create_date",
    "created",
    "date.created",
    "creation_date",
    "date",
    "time",
    "doc_date",
    "timestamp",
    "release_date",
    "video:release_date",
];

/// Those of the last change: better than nothing.
const CHANGED_METAS: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "last-modified",
    "lastmod",
    "modified",
    "modified_date",
    "dcterms.modified",
    "dc.date.modified",
    "dc.modified",
    "revision_date",
    "updated_time",
    "article:updated_time",
    "revised",
];

fn metas(page: &Page, names: &[&str], order: NumericOrder) -> Option<PartialDate> {
    names.iter().find_map(|name| full(date::parse(page.meta(name)?, order)?))
}

/// A publication date is a day, as far as machines write it.
fn full(date: PartialDate) -> Option<PartialDate> {
    date.day.is_some().then_some(date)
}

/// The key of the article's JSON-LD object, else of the page's, never of a comment or a picture.
fn json_ld(page: &Page, key: &str, order: NumericOrder) -> Option<PartialDate> {
    let of = |object: &Value| full(date::parse(object.get(key)?.as_str()?, order)?);
    page.articles().find_map(of).or_else(|| {
        page.objects()
            .iter()
            .filter(|object| {
                !types(object)
                    .any(|kind| matches!(kind, "Comment" | "ImageObject" | "Person" | "Organization" | "Offer"))
            })
            .find_map(of)
    })
}

static MARKED: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "[itemprop~='datePublished'], time[pubdate], time[class*='publish'], time[class*='entry-date'], abbr.published, [property~='dc:date'], [property='schema:datePublished'], [property='datePublished']",
    )
});
static TIMES: LazyLock<Selector> = LazyLock::new(|| selector("time"));
static CLASSES: LazyLock<Selector> = LazyLock::new(|| selector("[class], [id]"));
static TEXTUAL: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "p, div, span, li, td, h2, h3, h4, h5, h6, small, em, i, b, strong, font, header, address, figcaption, dd, time, a",
    )
});

/// Where on a page dates belong to something else.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)comment|kommentar|sidebar|related|widget|footer|recommend|teaser|archive|calendar|kalender|copyright|event-|respond|latest|recent|popular|similar|more-|newsticker|ticker")
        .expect("a constant pattern")
});

fn is_aside(element: ElementRef) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).chain([element]).any(|ancestor| {
        let value = ancestor.value();
        if matches!(value.name(), "body" | "html") {
            return false;
        }
        matches!(value.name(), "aside" | "footer" | "nav")
            || ["class", "id"].iter().any(|key| value.attr(key).is_some_and(|name| ASIDE.is_match(name)))
    })
}

fn is_update(element: ElementRef) -> bool {
    let value = element.value();
    ["class", "itemprop", "id"].iter().filter_map(|key| value.attr(key)).any(|name| {
        let name = name.to_ascii_lowercase();
        (name.contains("updat") || name.contains("modif")) && !name.contains("publish")
    })
}

/// The date that an element states in an attribute, else in its words.
fn stated(element: ElementRef, order: NumericOrder) -> Option<PartialDate> {
    let value = element.value();
    ["datetime", "content", "title", "data-datetime", "data-date", "data-time"]
        .iter()
        .find_map(|key| full(date::parse(value.attr(key)?, order)?))
        .or_else(|| short_words(element).and_then(|text| full(date::parse(&text, order)?)))
}

/// The words of an element that is short enough to be a date line.
fn short_words(element: ElementRef) -> Option<String> {
    let mut length = 0;
    for text in element.text() {
        length += text.trim().len();
        if length > 160 {
            return None;
        }
    }
    Some(words(element)).filter(|text| text.bytes().any(|b| b.is_ascii_digit()))
}

/// Elements that microdata, microformats or their class call the publication date.
fn marked_up(page: &Page, order: NumericOrder) -> Option<PartialDate> {
    let marked = page.dom.select(&MARKED).filter(|element| !is_aside(*element) && !is_update(*element));
    marked.into_iter().find_map(|element| stated(element, order)).or_else(|| {
        let times = page.dom.select(&TIMES).filter(|element| !is_aside(*element) && !is_update(*element));
        times.into_iter().find_map(|element| stated(element, order))
    })
}

/// Any `time` element at all, also an aside one.
fn any_time(page: &Page, order: NumericOrder) -> Option<PartialDate> {
    page.dom.select(&TIMES).find_map(|element| stated(element, order))
}

/// `/2020/06/12/`, `/2020-06-12-`, `/20200612`: a year, a month and a day in the address.
fn in_address(page: &Page) -> Option<PartialDate> {
    static IN_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[/_.\-=](?P<y>(?:19|20)\d{2})(?:[/_\-]?)(?P<m>0?[1-9]|1[0-2])(?:[/_\-]?)(?P<d>0[1-9]|[12]\d|3[01]|[1-9])(?:[/_.\-]|$|[a-z])")
            .expect("a constant pattern")
    });
    let address = page.address()?;
    let path = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let captures = IN_ADDRESS.captures(path)?;
    let part = |name: &str| captures.name(name).and_then(|part| part.as_str().parse::<i64>().ok());
    PartialDate::from_ymd(part("y")?, u8::try_from(part("m")?).ok()?, u8::try_from(part("d")?).ok()?)
}

static DATE_CLASS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)publish|pubdate|pub-date|entry-date|post-?date|post-?meta|entry-meta|article-?date|article-?meta|byline|dateline|date|datum|fecha|posted|created|timestamp|submitted|veröff|meta|author|info|time|stand|autor")
        .expect("a constant pattern")
});

/// Elements whose class or id says that they hold the date, "Published …" before the rest.
fn in_classes(page: &Page, order: NumericOrder) -> Option<PartialDate> {
    let elements = page.dom.select(&CLASSES).filter(|element| {
        let value = element.value();
        ["class", "id"].iter().filter_map(|key| value.attr(key)).any(|name| DATE_CLASS.is_match(name))
            && !is_update(*element)
            && !is_aside(*element)
    });
    for element in elements {
        let Some(text) = short_words(element) else { continue };
        if let Some((date, said)) = in_line(&text, order) {
            if said != Said::Updated {
                return Some(date);
            }
        } else if let Some(found) = date::find(&text, order).first() {
            if text.chars().count() < 80 {
                return full(found.date);
            }
        }
    }
    None
}

/// Visible lines that are nothing but a date or a byline with one.
fn in_lines(page: &Page, order: NumericOrder) -> Option<PartialDate> {
    let mut plain = None;
    for element in page.dom.select(&TEXTUAL).filter(|element| !is_aside(*element)) {
        let Some(text) = short_words(element) else { continue };
        match in_line(&text, order) {
            Some((date, Said::Published)) => return Some(date),
            Some((date, Said::Plain)) => plain = plain.or(Some(date)),
            _ => {}
        }
    }
    plain
}

/// The first whole date of the article's first words.
fn in_text(text: &str, order: NumericOrder) -> Option<PartialDate> {
    let end = text.char_indices().nth(400).map_or(text.len(), |(at, _)| at);
    date::find(&text[..end], order).first().map(|found| found.date)
}
