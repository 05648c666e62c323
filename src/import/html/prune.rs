//! A page without what no article holds: cookie notices, advertisements, what only a script would show.

use super::core::FACTS;
use super::page::{Page, words};
use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use regex::Regex;
use scraper::{ElementRef, Node};
use std::sync::LazyLock;

/// Classes and ids of what is no part of an article.
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)(?:^|[\s_-])(?:cookies?|gdpr|dsgvo|consent|cmp|onetrust|cookiebot|didomi|ad|ads|advert|advertisement|adslot|sponsored|
            newsletter|rollover|tooltip|popup|modal|paywall|subscribe|share|sharing|social|sharedaddy)(?:$|[\s_-])",
    )
    .expect("a constant pattern")
});

/// The page as HTML, as far as body extraction looks at it: without these, without scripts, styles and comments, and
/// with other words for what its head says to machines.
pub(super) fn pruned(page: &Page) -> String {
    let all = length(page.dom.root_element());
    let mut html = String::new();
    let mut hidden = 0;
    let is_gone = |node: NodeRef<Node>| match node.value() {
        Node::Element(value) => {
            is_invisible(value.name())
                || ElementRef::wrap(node).is_some_and(|element| is_foreign(element) && !holds_article(element, all))
        }
        _ => false,
    };
    for edge in page.dom.tree.root().traverse() {
        match edge {
            Edge::Open(node) if hidden > 0 || is_gone(node) => hidden += 1,
            Edge::Close(_) if hidden > 0 => hidden -= 1,
            Edge::Open(node) => open(&mut html, node),
            Edge::Close(node) => close(&mut html, node.value(), page),
        }
    }
    html
}

pub(super) fn is_invisible(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "link" | "meta" | "base" | "source"
    )
}

fn open(html: &mut String, node: NodeRef<Node>) {
    match node.value() {
        Node::Element(value) => {
            html.push('<');
            html.push_str(value.name());
            for (name, text) in value.attrs().filter(|(name, text)| tells(name, text)) {
                html.extend([" ", name, "=\""]);
                escape(html, text);
                html.push('"');
            }
            html.push('>');
            // A parser drops the first line feed of these.
            if matches!(value.name(), "pre" | "textarea" | "listing") {
                html.push('\n');
            }
        }
        Node::Text(text) => escape(html, text),
        Node::Doctype(_) => html.push_str("<!DOCTYPE html>"),
        _ => {}
    }
}

fn close(html: &mut String, value: &Node, page: &Page) {
    let Node::Element(value) = value else { return };
    if value.name() == "head" {
        html.push_str(&FACTS);
        if page.is_forum() {
            html.push_str(r#"<script type="application/ld+json">{"@type":"DiscussionForumPosting"}</script>"#);
        }
    }
    if !is_void(value.name()) {
        html.extend(["</", value.name(), ">"]);
    }
}

/// Whether an attribute says what an element is, as opposed to how it looks or behaves.
pub(super) fn tells(name: &str, text: &str) -> bool {
    const MOST_BYTES: usize = 500;
    match name {
        "style" => ["display", "visibility", "hidden"].iter().any(|word| text.contains(word)),
        "srcset" | "sizes" | "src" | "width" | "height" => false,
        _ => {
            !name.starts_with("on")
                && text.len() <= MOST_BYTES
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        }
    }
}

pub(super) fn is_void(name: &str) -> bool {
    matches!(name, "area" | "br" | "col" | "embed" | "hr" | "img" | "input" | "param" | "track" | "wbr")
}

pub(super) fn escape(html: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(entity);
        from = at + 1;
    }
    html.push_str(&text[from..]);
}

pub(super) fn is_foreign(element: ElementRef) -> bool {
    let value = element.value();
    let in_text = matches!(value.name(), "div" | "section" | "aside" | "p" | "span" | "ul" | "form" | "dialog");
    in_text && ["class", "id"].iter().filter_map(|key| value.attr(key)).any(|name| FOREIGN.is_match(name))
}

/// Pages and whole articles bear such names too ("cookies-not-set", "share").
pub(super) fn holds_article(element: ElementRef, all: usize) -> bool {
    let has_headline = element.descendants().any(|node| node.value().as_element().is_some_and(|e| e.name() == "h1"));
    // A notice may be longer than a short article; it names what it is about.
    let is_notice = words(element).to_lowercase().matches("cookie").count() >= 3;
    let share = length(element) as f64 / all.max(1) as f64;
    has_headline || share > if is_notice { 0.8 } else { 0.25 }
}

/// Bytes of text, scripts and styles left out.
pub(super) fn length(element: ElementRef) -> usize {
    let words = |node: NodeRef<Node>| {
        let text = node.value().as_text()?;
        let parent = node.parent()?;
        let hidden = parent.value().as_element().is_some_and(|e| matches!(e.name(), "script" | "style" | "noscript"));
        (!hidden).then(|| text.trim().len())
    };
    element.descendants().filter_map(words).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_notice_goes_and_an_article_of_such_a_name_stays() {
        let story = "<p>The mill burned down in the night.</p>".repeat(20);
        let page = Page::parse(&format!(
            "<body class='cookies-not-set'><article class='share'>{story}</article><div id='cookie-bar'>We bake.</div>"
        ));
        let html = pruned(&page);
        assert!(html.contains("The mill burned") && !html.contains("We bake"));
        assert!(pruned(&Page::parse("<div class=cooking>The mill burned</div>")).contains("The mill burned"));
    }

    #[test]
    fn what_is_kept_is_read_as_it_was() {
        let page = Page::parse(
            "<head><title>Mill & dam</title><meta name=a content=b></head><body onload='x()'><pre>\n\nOne &lt;two&gt;</pre>\
             <p class='a \"b\"' style='color:red' hidden>2 &lt; 3<br>it's&nbsp;4<!-- no --><script>y()</script><img src=z alt=mill>",
        );
        let expected = "<html><head><title>Mill &amp; dam</title>FACTS</head><body><pre>\n\nOne &lt;two&gt;</pre>\
             <p class=\"a &quot;b&quot;\" hidden=\"\">2 &lt; 3<br>it's\u{a0}4<img alt=\"mill\"></p></body></html>";
        let expected = expected.replace("FACTS", &FACTS);
        assert_eq!(pruned(&page), expected);
        assert_eq!(pruned(&Page::parse(&expected)), expected);
    }
}
