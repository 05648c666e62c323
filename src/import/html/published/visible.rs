//! Dates that a page shows: marked up as such, or in a line near the headline.

use super::super::page::{Page, selector, words};
use super::TIMES;
use crate::import::date::{self, NumericOrder, Said, in_line, is_notice};
use crate::time::PartialDate;
use regex::Regex;
use scraper::{ElementRef, Selector};
use std::sync::LazyLock;

static MARKED: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "[itemprop~='datePublished'], time[pubdate], time[class*='publish'], time[class*='entry-date'], abbr.published, \
         [property~='dc:date'], [property='schema:datePublished'], [property='datePublished'], \
         [property='schema:dateCreated']",
    )
});
static HEADINGS: LazyLock<Selector> = LazyLock::new(|| selector("h1, h2, h3"));
static TEXTUAL: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "p, div, span, li, ul, td, h2, h3, h4, h5, h6, small, em, i, b, strong, font, header, address, figcaption, dd, \
         time, a, abbr, section",
    )
});

/// Where on a page dates belong to something else than its article, most often.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)comment|kommentar|sidebar|related|widget|footer|recommend|teaser|archive|calendar|kalender|copyright|event-|respond|latest|recent|popular|similar|more-|newsticker|ticker",
    )
    .expect("a constant pattern")
});

/// Where they do always.
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)comment|kommentar|respond|sidebar|related|recommend|calendar|kalender|veranstaltung|copyright")
        .expect("a constant pattern")
});

/// Classes and ids of elements that hold the date.
static DATE_CLASS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)publish|pubdate|date|datum|fecha|posted|created|timestamp|submitted|veröff|meta|byline|author|autor|info|time|stand",
    )
    .expect("a constant pattern")
});

fn is_within(element: ElementRef, places: &Regex) -> bool {
    let tags_too = std::ptr::eq(places, &*ASIDE);
    element.ancestors().filter_map(ElementRef::wrap).chain([element]).any(|ancestor| {
        let value = ancestor.value();
        if matches!(value.name(), "body" | "html") {
            return false;
        }
        tags_too && matches!(value.name(), "aside" | "footer" | "nav") || named(ancestor, places)
    })
}

fn named(element: ElementRef, pattern: &Regex) -> bool {
    ["class", "id"].iter().filter_map(|key| element.value().attr(key)).any(|name| pattern.is_match(name))
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

/// A publication date is a day.
fn full(date: PartialDate) -> Option<PartialDate> {
    date.day.is_some().then_some(date)
}

/// The words of an element that is short enough to be a date line.
fn short_words(element: ElementRef) -> Option<String> {
    let mut length = 0;
    let mut digits = false;
    for text in element.text() {
        length += text.trim().len();
        digits |= text.bytes().any(|b| b.is_ascii_digit());
        if length > 160 {
            return None;
        }
    }
    digits.then(|| words(element))
}

/// Elements that microdata, RDFa or microformats call the publication date, then any `time` element of the article.
pub(super) fn marked_up(page: &Page, order: NumericOrder) -> Option<PartialDate> {
    let marked = || page.dom.select(&MARKED).filter(|element| !is_update(*element));
    let times = || page.dom.select(&TIMES).filter(|element| !is_update(*element));
    let of = |element: ElementRef| stated(element, order);
    marked()
        .filter(|element| !is_within(*element, &ASIDE))
        .find_map(of)
        .or_else(|| marked().filter(|element| !is_within(*element, &FOREIGN)).find_map(of))
        .or_else(|| times().filter(|element| !is_within(*element, &ASIDE)).find_map(of))
        .or_else(|| times().filter(|element| !is_within(*element, &FOREIGN)).find_map(of))
}

/// A short line with a date, and how much it looks like the publication date's; less is better.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    aside: bool,
    said: Said,
    /// 0: of a class that says so; 1: nothing but a date.
    unnamed: bool,
    distance: usize,
    date: PartialDate,
}

/// The visible line nearest to the headline that is nothing but a date, a byline with one, or a notice of publication.
pub(super) fn in_lines(page: &Page, order: NumericOrder) -> Option<PartialDate> {
    let headline = headline_place(page);
    let lines = page.dom.select(&TEXTUAL).enumerate().filter_map(|(place, element)| {
        let text = short_words(element)?;
        let by_class = named(element, &DATE_CLASS);
        let (date, said) = in_line(&text, order)
            .or_else(|| {
                let date = date::find(&text, order).first()?.date;
                is_notice(&text).then_some((date, Said::Published))
            })
            .or_else(|| {
                let date = date::find(&text, order).first()?.date;
                (by_class && text.chars().count() < 80).then_some((date, Said::Plain))
            })?;
        if said == Said::Updated || date.day.is_none() || is_update(element) && said != Said::Published {
            return None;
        }
        if is_within(element, &FOREIGN) {
            return None;
        }
        // A date stands below the headline more often than above it.
        let distance = if place >= headline { place - headline } else { (headline - place) * 3 };
        Some(Candidate { aside: is_within(element, &ASIDE), said, unnamed: !by_class, distance, date })
    });
    lines.min().map(|candidate| candidate.date)
}

/// The number of textual elements before the headline.
fn headline_place(page: &Page) -> usize {
    let Some(title) = page.title().map(|title| letters(&title)) else { return 0 };
    let headings: Vec<ElementRef> = page.dom.select(&HEADINGS).collect();
    let of_title = headings.iter().find(|heading| {
        let text = letters(&words(**heading));
        !text.is_empty() && (title.contains(&text) || text.contains(&title))
    });
    let Some(heading) = of_title.or_else(|| headings.iter().find(|heading| heading.value().name() == "h1")) else {
        return 0;
    };
    // Ids count up in document order.
    page.dom.select(&TEXTUAL).take_while(|element| element.id() < heading.id()).count()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Anything at all that shows a date: a `time` element anywhere, a line on when the page was last changed.
pub(super) fn anywhere(page: &Page, order: NumericOrder) -> Option<PartialDate> {
    page.dom.select(&TIMES).find_map(|element| stated(element, order)).or_else(|| {
        page.dom.select(&TEXTUAL).find_map(|element| {
            let text = short_words(element)?;
            in_line(&text, order).and_then(|(date, _)| full(date)).or_else(|| {
                let lower = text.to_lowercase();
                let marked = ["©", "copyright", "updated", "stand:", "geändert", "aktualisiert", "änderung"];
                marked
                    .iter()
                    .any(|word| lower.contains(word))
                    .then(|| full(date::find(&text, order).first()?.date))
                    .flatten()
            })
        })
    })
}
