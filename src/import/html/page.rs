//! A page, parsed, with what it says to machines: meta tags and JSON-LD.

use super::scripts::{self, Split};
use super::{facts, flatten};
use crate::text::{About, Claim, Fact};
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
    /// The text of its scripts, which the tree has no more.
    scripts: Vec<String>,
    /// What it says of its title, author, publisher, language and address.
    claims: About,
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

/// What a look through the elements of a page gathers.
#[derive(Default)]
pub(super) struct Gathered {
    metas: Vec<(String, String)>,
    json: Vec<String>,
    pub(super) headings: Vec<String>,
    pub(super) title: Option<String>,
    pub(super) canonical: Option<String>,
}

impl Gathered {
    fn of(dom: &Html) -> Gathered {
        let mut gathered = Gathered::default();
        for element in dom.tree.root().descendants().filter_map(ElementRef::wrap) {
            gathered.look_at(element);
        }
        gathered
    }

    fn look_at(&mut self, element: ElementRef) {
        let value = element.value();
        let is = |name: &str, wanted: &str| value.attr(name).is_some_and(|text| text.eq_ignore_ascii_case(wanted));
        match value.name() {
            "meta" => {
                let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| value.attr(key));
                if let (Some(name), Some(content)) = (name, value.attr("content")) {
                    self.metas.push((name.trim().to_ascii_lowercase(), content.trim().to_owned()));
                }
            }
            "script" if value.attr("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) => {
                self.json.push(element.text().collect());
            }
            "link" if self.canonical.is_none() && is("rel", "canonical") => {
                self.canonical = value.attr("href").map(|address| address.trim().to_owned());
            }
            "h1" => self.headings.extend(Some(words(element)).filter(|text| !text.is_empty())),
            "title" if self.title.is_none() => {
                let parent = element.parent().and_then(ElementRef::wrap);
                let in_head = parent.is_some_and(|parent| parent.value().name() == "head");
                self.title = in_head.then(|| words(element));
            }
            _ => {}
        }
    }
}

impl Page {
    #[cfg(test)]
    pub(super) fn parse(html: &str) -> Page {
        Page::fetched(html, None)
    }

    /// A page that came from this address, which it may not name itself.
    pub(super) fn fetched(html: &str, address: Option<&str>) -> Page {
        let Split { page, scripts } = scripts::set_apart(html);
        let dom = Html::parse_document(&flatten::limit_depth(&page));
        let scripts = scripts.into_iter().map(str::to_owned).collect();
        let mut gathered = Gathered::of(&dom);
        let (mut objects, mut broken_json) = (Vec::new(), Vec::new());
        for text in std::mem::take(&mut gathered.json) {
            match lenient_json(&text) {
                Some(value) => collect_objects(&value, &mut objects, 0),
                None => broken_json.push(text),
            }
        }
        let metas = std::mem::take(&mut gathered.metas);
        let mut page = Page { dom, metas, objects, broken_json, scripts, claims: About::default() };
        page.claims = facts::of(&page, &gathered, address);
        page
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
        self.scripts.iter().map(String::as_str)
    }

    /// The most trusted answer to what is asked of the page.
    fn first(&self, of: Fact) -> Option<&str> {
        self.claims.claims_of(of).next().map(|claim| claim.says.as_str())
    }

    /// Its address, as it says itself, else that which it was fetched from.
    pub(super) fn address(&self) -> Option<&str> {
        self.first(Fact::Address)
    }

    /// The headline.
    pub(super) fn title(&self) -> Option<&str> {
        self.first(Fact::Title)
    }

    pub(super) fn author(&self) -> Option<&str> {
        self.first(Fact::Author)
    }

    /// The newspaper, house or site.
    pub(super) fn publisher(&self) -> Option<&str> {
        self.first(Fact::Publisher)
    }

    /// BCP 47, as far as the page says.
    pub(super) fn language(&self) -> Option<&str> {
        self.first(Fact::Language)
    }

    /// All answers, to be kept with the article.
    pub(super) fn claims(&self) -> &[Claim] {
        &self.claims.claims
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

/// JSON-LD often holds text that was escaped for HTML once more.
pub(super) fn unescape(text: &str) -> String {
    if text.contains('&') || text.contains('<') {
        words(Html::parse_fragment(text).root_element())
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_loses_the_name_of_the_site() {
        let page = Page::parse("<html lang=de_AT><title>Die Mühle steht wieder im Dorf | Tagblatt</title><body>x");
        assert_eq!(page.title(), Some("Die Mühle steht wieder im Dorf"));
        assert_eq!(page.language(), Some("de-AT"));
    }

    #[test]
    fn the_headline_that_readers_see_comes_before_the_one_for_machines() {
        let title = |head: &str, body: &str| {
            Page::parse(&format!("<html><head>{head}</head><body>{body}")).title().map(str::to_owned)
        };
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
        assert_eq!(page.title(), Some("Mill & dam"));
        assert_eq!(page.author(), Some("Ada, Ben"));
    }
}
