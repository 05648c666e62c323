//! What a page says of its title, author, publisher, language and address: all answers, the most trusted first.

use super::page::{Gathered, Page, collapse, unescape};
use crate::text::{About, Fact, letters};
use serde_json::Value;

const JSON: &str = "the page's JSON-LD";

fn meta_place(name: &str) -> String {
    format!("the page's meta tag {name}")
}

/// All that the page says; `fetched_from` is its address where it came from the web.
pub(super) fn of(page: &Page, gathered: &Gathered, fetched_from: Option<&str>) -> About {
    let mut about = About::default();
    publishers(page, &mut about);
    titles(page, gathered, &mut about);
    authors(page, &mut about);
    languages(page, &mut about);
    addresses(page, gathered, fetched_from, &mut about);
    about
}

/// The headline: the page's own `h1` where what it tells machines confirms it; else JSON-LD, OpenGraph, a lone `h1`,
/// the title without the site's name.
fn titles(page: &Page, gathered: &Gathered, about: &mut About) {
    let from_json = page.articles().find_map(|article| article.get("headline")?.as_str()).map(unescape);
    let title = gathered.title.as_deref().filter(|text| !text.is_empty());
    let publisher = about.claims_of(Fact::Publisher).next().map(|claim| claim.says.as_str());
    let site = page.meta("og:site_name").or(publisher).unwrap_or_default().to_owned();
    let mut told = vec![(from_json.map(|text| without_name(&text, &site)), JSON.to_owned())];
    for name in ["og:title", "twitter:title"] {
        told.push((page.meta(name).map(|text| without_site(text, &site)), meta_place(name)));
    }
    let told: Vec<(String, String)> = (told.into_iter())
        .filter_map(|(text, place)| Some((collapse(&text?), place)))
        .filter(|(text, _)| !text.is_empty())
        .collect();
    let confirmed = |h1: &&String| told.iter().any(|(told, _)| confirms(told, title.unwrap_or_default(), h1));
    let own = gathered.headings.iter().find(confirmed);
    about.note(Fact::Title, own.map(String::as_str), "the page's headline");
    told.iter().for_each(|(text, place)| about.note(Fact::Title, Some(text), place));
    if let (None, [lone]) = (own, gathered.headings.as_slice()) {
        about.note(Fact::Title, Some(lone), "the page's headline");
    }
    let title = title.map(|text| collapse(&without_site(text, &site)));
    about.note(Fact::Title, title.as_deref(), "the page's title");
}

const AUTHOR_METAS: [&str; 6] =
    ["author", "article:author", "dc.creator", "dcterms.creator", "sailthru.author", "parsely-author"];

fn authors(page: &Page, about: &mut About) {
    const LONGEST: usize = 200;
    let from_json = page.articles().find_map(|article| names(article.get("author")?));
    note_name(about, Fact::Author, from_json.as_deref(), JSON, LONGEST);
    for name in AUTHOR_METAS {
        let stated = page.meta(name).filter(|text| !text.starts_with("http"));
        note_name(about, Fact::Author, stated, &meta_place(name), LONGEST);
    }
}

const PUBLISHER_METAS: [&str; 5] =
    ["og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "application-name"];

fn publishers(page: &Page, about: &mut About) {
    const LONGEST: usize = 100;
    let from_json = page.articles().find_map(|article| names(article.get("publisher")?));
    note_name(about, Fact::Publisher, from_json.as_deref(), JSON, LONGEST);
    for name in PUBLISHER_METAS {
        note_name(about, Fact::Publisher, page.meta(name), &meta_place(name), LONGEST);
    }
}

/// Notes a name, unless it is longer than names are (in bytes).
fn note_name(about: &mut About, of: Fact, stated: Option<&str>, place: &str, longest: usize) {
    let name = stated.map(|text| collapse(&unescape(text))).filter(|text| text.len() < longest);
    about.note(of, name.as_deref(), place);
}

/// BCP 47, as far as the page says.
fn languages(page: &Page, about: &mut About) {
    let root = page.dom.root_element().value();
    let attribute = root.attr("lang").or_else(|| root.attr("xml:lang"));
    let mut note = |stated: Option<&str>, place: &str| {
        let Some(language) = stated.and_then(|text| text.split([',', ';']).next()) else { return };
        let language = language.trim().replace('_', "-");
        if language.len() >= 2 && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            about.note(Fact::Language, Some(&language), place);
        }
    };
    note(attribute, "the page's root element");
    for name in ["content-language", "og:locale"] {
        note(page.meta(name), &meta_place(name));
    }
}

fn addresses(page: &Page, gathered: &Gathered, fetched_from: Option<&str>, about: &mut About) {
    let mut note = |stated: Option<&str>, place: &str| {
        about.note(Fact::Address, stated.filter(|address| address.starts_with("http")), place);
    };
    note(gathered.canonical.as_deref(), "the page's canonical link");
    for name in ["og:url", "twitter:url"] {
        note(page.meta(name), &meta_place(name));
    }
    note(fetched_from, "the fetched address");
}

/// An author: a name, an object with a name, or a list of either.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(name) if !name.starts_with("http") => Some(name.clone()),
        Value::Object(fields) => fields.get("name").and_then(names),
        Value::Array(authors) => {
            let all: Vec<String> = authors.iter().filter_map(names).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

/// Whether the `h1` is the headline: the page's title begins with it, or it has half of its words, or of those that
/// machines are told, in common with them. Names of sites and of sections are `h1` too.
fn confirms(told: &str, title: &str, h1: &str) -> bool {
    const MOST_CHARS: usize = 300;
    let parts = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let (told, title, own) = (parts(told), parts(title), parts(h1));
    if own.len() < 3 || h1.chars().count() > MOST_CHARS {
        return false;
    }
    let shared = own.iter().filter(|word| told.contains(word)).count();
    title.starts_with(&own) || shared * 2 >= own.len().min(told.len()).max(1)
}

/// The text without the site's name behind a dash or bar.
fn without_name(text: &str, site: &str) -> String {
    let cut = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let named = !site.is_empty() && letters(site).contains(&letters(cut)) && letters(cut).len() > 2;
    if named { without_site(text, site) } else { text.to_owned() }
}

/// "Mill reopens | The Daily" without its last part, where that is the site's name or short beside the rest.
fn without_site(title: &str, site: &str) -> String {
    let cut = [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " • "]
        .iter()
        .filter_map(|separator| title.rfind(separator).map(|at| (at, at + separator.len())))
        .max();
    let Some((at, behind)) = cut else { return title.to_owned() };
    let (head, tail) = (&title[..at], &title[behind..]);
    let is_site = !site.is_empty() && tail.to_lowercase().contains(&site.to_lowercase());
    if is_site || tail.chars().count() * 2 < head.chars().count() { head.trim().to_owned() } else { title.to_owned() }
}
