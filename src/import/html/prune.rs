//! A page without what no article holds: cookie notices, advertisements, what only a script would show.

use super::page::{Page, words};
use ego_tree::NodeId;
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

/// The page as HTML, or `None` where there is nothing to take out.
pub(super) fn pruned(page: &Page) -> Option<String> {
    let all = length(page.dom.root_element());
    let foreign: Vec<NodeId> = page
        .dom
        .tree
        .root()
        .descendants()
        .filter_map(ElementRef::wrap)
        .filter(|element| is_foreign(*element) && !holds_article(*element, all))
        .map(|element| element.id())
        .collect();
    if foreign.is_empty() {
        return None;
    }
    let mut dom = page.dom.clone();
    for id in foreign {
        if let Some(mut node) = dom.tree.get_mut(id) {
            node.detach();
        }
    }
    Some(dom.html())
}

fn is_foreign(element: ElementRef) -> bool {
    let value = element.value();
    let in_text = matches!(value.name(), "div" | "section" | "aside" | "p" | "span" | "ul" | "form" | "dialog");
    in_text && ["class", "id"].iter().filter_map(|key| value.attr(key)).any(|name| FOREIGN.is_match(name))
}

/// Pages and whole articles bear such names too ("cookies-not-set", "share").
fn holds_article(element: ElementRef, all: usize) -> bool {
    let has_headline = element.descendants().any(|node| node.value().as_element().is_some_and(|e| e.name() == "h1"));
    // A notice may be longer than a short article; it names what it is about.
    let is_notice = words(element).to_lowercase().matches("cookie").count() >= 3;
    let share = length(element) as f64 / all.max(1) as f64;
    has_headline || share > if is_notice { 0.8 } else { 0.25 }
}

/// Bytes of text, scripts and styles left out.
fn length(element: ElementRef) -> usize {
    let words = |node: ego_tree::NodeRef<Node>| {
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
        let html = pruned(&page).expect("something goes");
        assert!(html.contains("The mill burned") && !html.contains("We bake"));
        assert_eq!(pruned(&Page::parse(&format!("<div class=cooking>{story}</div>"))), None);
    }
}
