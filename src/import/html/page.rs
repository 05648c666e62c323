//! What a page says of itself: meta tags, JSON-LD, its address, title, author and language.

use regex::Regex;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use std::sync::LazyLock;

/// A parsed page with its metadata laid out.
pub(super) struct Page {
    pub(super) dom: Html,
    /// Name, property or itemprop in lower case, and the content, in document order.
    metas: Vec<(String, String)>,
    /// Every object of the page's JSON-LD, outer before inner.
    objects: Vec<Value>,
    /// JSON-LD too broken to be parsed.
    broken_json: Vec<String>,
    /// Its address where it came from the web, for pages that do not name theirs.
    pub(super) fetched_from: Option<String>,
}

/// A constant selector.
pub(super) fn selector(css: &'static str) -> Selector {
    Selector::parse(css).expect("a constant selector")
}

/// The words of an element without scripts and styles, white space collapsed.
pub(super) fn words(element: ElementRef) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        let Some(part) = node.value().as_text() else { continue };
        // What these hold is one text.
        let parent = node.parent().and_then(|parent| parent.value().as_element());
        if !parent.is_some_and(|parent| matches!(parent.name(), "script" | "style")) {
            text.push_str(part);
            text.push(' ');
        }
    }
    collapse(&text)
}

pub(super) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    pub(super) fn parse(html: &str) -> Page {
        let dom = Html::parse_document(html);
        let metas = dom
            .select(&META)
            .filter_map(|meta| {
                let value = meta.value();
                let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| value.attr(key))?;
                Some((name.trim().to_ascii_lowercase(), value.attr("content")?.trim().to_owned()))
            })
            .collect();
        let (mut objects, mut broken_json) = (Vec::new(), Vec::new());
        for script in dom.select(&JSON_LD) {
            let text: String = script.text().collect();
            match lenient_json(&text) {
                Some(value) => collect_objects(&value, &mut objects, 0),
                None => broken_json.push(text),
            }
        }
        Page { dom, metas, objects, broken_json, fetched_from: None }
    }

    /// The first non-empty content of a meta tag of that name.
    pub(super) fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(key, content)| key == name && !content.is_empty()).map(|(_, content)| content.as_str())
    }

    pub(super) fn objects(&self) -> &[Value] {
        &self.objects
    }

    /// Whether it is a thread of a forum, whose posts are no comments.
    pub(super) fn is_forum(&self) -> bool {
        self.objects.iter().any(|object| types(object).any(|kind| kind == "DiscussionForumPosting"))
    }

    /// JSON-LD that could not be parsed.
    pub(super) fn broken_json(&self) -> impl Iterator<Item = &str> {
        self.broken_json.iter().map(String::as_str)
    }

    /// What its scripts say, JSON-LD among them.
    pub(super) fn scripts(&self) -> impl Iterator<Item = &str> {
        self.dom.select(&SCRIPT).flat_map(|script| script.text())
    }

    /// The address that the page gives itself.
    pub(super) fn address(&self) -> Option<String> {
        let canonical = self.dom.select(&CANONICAL).find_map(|link| link.value().attr("href")).map(str::trim);
        canonical
            .into_iter()
            .chain(["og:url", "twitter:url"].iter().filter_map(|name| self.meta(name)))
            .find(|address| address.starts_with("http"))
            .map(str::to_owned)
            .or_else(|| self.fetched_from.clone())
    }

    /// The headline: the page's own `h1` where what it tells machines confirms it; else JSON-LD, OpenGraph, a lone `h1`,
    /// the title without the site's name.
    pub(super) fn title(&self) -> Option<String> {
        let from_json = self.articles().find_map(|article| article.get("headline")?.as_str()).map(unescape);
        let h1s: Vec<String> = self.dom.select(&H1).map(words).filter(|text| !text.is_empty()).collect();
        let title = self.dom.select(&TITLE).next().map(words).filter(|text| !text.is_empty());
        let site = self.meta("og:site_name").map(str::to_owned).or_else(|| self.publisher()).unwrap_or_default();
        let told: Vec<String> = [
            from_json.map(|text| without_name(&text, &site)),
            self.meta("og:title").map(|text| without_site(text, &site)),
            self.meta("twitter:title").map(|text| without_site(text, &site)),
        ]
        .into_iter()
        .flatten()
        .map(|text| collapse(&text))
        .filter(|text| !text.is_empty())
        .collect();
        let title_of_page = title.as_deref().unwrap_or("");
        let own = h1s.iter().find(|h1| told.iter().any(|told| confirms(told, title_of_page, h1))).cloned();
        let lone = (h1s.len() == 1).then(|| h1s[0].clone());
        own.or(told.into_iter().next())
            .or(lone)
            .or(title.map(|text| without_site(&text, &site)))
            .map(|text| collapse(&text))
            .filter(|text| !text.is_empty())
    }

    pub(super) fn author(&self) -> Option<String> {
        let from_json = self.articles().find_map(|article| names(article.get("author")?));
        let from_meta =
            ["author", "article:author", "dc.creator", "dcterms.creator", "sailthru.author", "parsely-author"]
                .iter()
                .find_map(|name| self.meta(name).filter(|text| !text.starts_with("http")).map(str::to_owned));
        from_json
            .or(from_meta)
            .map(|text| collapse(&unescape(&text)))
            .filter(|text| !text.is_empty() && text.len() < 200)
    }

    /// The newspaper, house or site.
    pub(super) fn publisher(&self) -> Option<String> {
        let from_json = self.articles().find_map(|article| names(article.get("publisher")?));
        let from_meta = ["og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "application-name"]
            .iter()
            .find_map(|name| self.meta(name).map(str::to_owned));
        from_json
            .or(from_meta)
            .map(|text| collapse(&unescape(&text)))
            .filter(|text| !text.is_empty() && text.len() < 100)
    }

    /// BCP 47, as far as the page says.
    pub(super) fn language(&self) -> Option<String> {
        let root = self.dom.root_element().value();
        let attribute = root.attr("lang").or_else(|| root.attr("xml:lang"));
        let language = attribute.or_else(|| self.meta("content-language")).or_else(|| self.meta("og:locale"))?;
        let language = language.split([',', ';']).next()?.trim().replace('_', "-");
        (language.len() >= 2 && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')).then_some(language)
    }

    /// The JSON-LD objects that are articles of some kind.
    pub(super) fn articles(&self) -> impl Iterator<Item = &Value> {
        self.objects.iter().filter(|object| {
            types(object).any(|kind| {
                kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Report" | "Review" | "Recipe")
            })
        })
    }
}

/// The values of `@type`.
pub(super) fn types(object: &Value) -> impl Iterator<Item = &str> {
    let (one, many) = match object.get("@type") {
        Some(Value::String(kind)) => (Some(kind.as_str()), &[][..]),
        Some(Value::Array(kinds)) => (None, kinds.as_slice()),
        _ => (None, &[][..]),
    };
    one.into_iter().chain(many.iter().filter_map(Value::as_str))
}

static META: LazyLock<Selector> = LazyLock::new(|| selector("meta[content]"));
static SCRIPT: LazyLock<Selector> = LazyLock::new(|| selector("script"));
static JSON_LD: LazyLock<Selector> = LazyLock::new(|| selector("script[type*='ld+json']"));
static CANONICAL: LazyLock<Selector> = LazyLock::new(|| selector("link[rel='canonical']"));
static H1: LazyLock<Selector> = LazyLock::new(|| selector("h1"));
static TITLE: LazyLock<Selector> = LazyLock::new(|| selector("head > title"));

/// JSON-LD as it is found: wrapped in comments or CDATA, with bare line feeds in strings.
fn lenient_json(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text = text.trim().trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let text = text.trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        let cleaned: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&TRAILING_COMMA.replace_all(&cleaned, "$1")).ok()
    })
}

static TRAILING_COMMA: LazyLock<Regex> = LazyLock::new(|| Regex::new(r",\s*([}\]])").expect("a constant pattern"));

/// Objects nest a few levels: `@graph`, `mainEntity`, `review`.
const MAX_JSON_DEPTH: usize = 12;

fn collect_objects(value: &Value, into: &mut Vec<Value>, depth: usize) {
    if depth > MAX_JSON_DEPTH {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_objects(item, into, depth + 1)),
        Value::Object(fields) => {
            if fields.contains_key("@type") {
                into.push(value.clone());
            }
            fields.values().for_each(|field| collect_objects(field, into, depth + 1));
        }
        _ => {}
    }
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

/// JSON-LD often holds text that was escaped for HTML once more.
pub(super) fn unescape(text: &str) -> String {
    if text.contains('&') || text.contains('<') {
        words(Html::parse_fragment(text).root_element())
    } else {
        text.to_owned()
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

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_loses_the_name_of_the_site() {
        let page = Page::parse("<html lang=de_AT><title>Die Mühle steht wieder im Dorf | Tagblatt</title><body>x");
        assert_eq!(page.title().as_deref(), Some("Die Mühle steht wieder im Dorf"));
        assert_eq!(page.language().as_deref(), Some("de-AT"));
    }

    #[test]
    fn the_headline_that_readers_see_comes_before_the_one_for_machines() {
        let title = |head: &str, body: &str| Page::parse(&format!("<html><head>{head}</head><body>{body}")).title();
        let og = "<meta property='og:site_name' content='TheVale'><meta property='og:title' content='Old mill in the valley burns | TheVale'>";
        let seen = title(og, "<h1>Mill in the valley burns to the ground</h1>");
        assert_eq!(seen.as_deref(), Some("Mill in the valley burns to the ground"));
        let site = title(og, "<h1>News of the whole county</h1>");
        assert_eq!(site.as_deref(), Some("Old mill in the valley burns"));
        let json = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Mill burns - Vale\",\"publisher\":{\"name\":\"Vale\"}}</script>";
        assert_eq!(title(json, "").as_deref(), Some("Mill burns"));
        let french = json.replace("Mill burns - Vale", "Le moulin brûle\u{a0}?");
        assert_eq!(title(&french, "").as_deref(), Some("Le moulin brûle ?"));
    }

    #[test]
    fn json_ld_gives_headline_and_authors_even_when_it_is_sloppy() {
        let page = Page::parse(
            "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Mill &amp; dam\n\",\
             \"author\":[{\"name\":\"Ada\"},\"Ben\"],}]}</script>",
        );
        assert_eq!(page.title().as_deref(), Some("Mill & dam"));
        assert_eq!(page.author().as_deref(), Some("Ada, Ben"));
    }
}
