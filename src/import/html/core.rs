//! The part of a page that its body is looked for in at first: without what trafilatura takes out before it begins. A
//! tree half as large costs half the time, as it is copied some ten times.

use super::page::Page;
use super::prune::{escape, holds_article, is_foreign, is_invisible, is_void, length, tells};
use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{ElementRef, Node};
use std::borrow::Cow;
use std::sync::LazyLock;

/// A page for [`trafilatura::extract`] without a second opinion.
pub(super) struct Core {
    pub(super) html: String,
    /// The characters that trafilatura counts on the whole page to see whether it found too little, or some more.
    pub(super) page_chars: usize,
}

/// What trafilatura would look for in the whole page, were it not told, none of which is used. Title and author, which a
/// second opinion leaves out of the text, are not among it.
pub(super) static FACTS: LazyLock<String> = LazyLock::new(|| {
    let metas = ["description", "site_name", "type"].map(|name| meta(name, "x")).concat()
        + &meta("url", "https://example.org/")
        + &meta("image", "https://example.org/x.png");
    metas + &json_ld(&serde_json::json!({ "@type": "NewsArticle", "articleSection": "x", "keywords": "x" }))
});

/// All of that, and a text that is taken where the rules find nothing, before anything else is looked at.
static HEAD: LazyLock<String> = LazyLock::new(|| {
    let metas = meta("title", "x") + &meta("author", "Ada Miller");
    let text = NOTHING_FOUND.repeat(NOTHING_LEN / NOTHING_FOUND.len());
    let found = json_ld(&serde_json::json!({ "@type": "NewsArticle", "articleBody": text }));
    format!("<html><head>{metas}{}{found}</head>", *FACTS)
});

fn json_ld(object: &serde_json::Value) -> String {
    format!("<script type='application/ld+json'>{object}</script>")
}

fn meta(name: &str, content: &str) -> String {
    format!("<meta property='og:{name}' content='{content}'>")
}

/// Begins what comes back where the rules found nothing.
pub(super) const NOTHING_FOUND: &str = "nothing found ";
/// So long that trafilatura is content with it.
const NOTHING_LEN: usize = 4000;

/// `None` for a thread of a forum, where comments are the article.
pub(super) fn of(page: &Page) -> Option<Core> {
    if page.is_forum() {
        return None;
    }
    let root = page.dom.tree.root();
    let mut writer = Writer { all: length(page.dom.root_element()), html: HEAD.clone(), ..Writer::default() };
    writer.behind_removed.push(false);
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => writer.open(node, element),
                Node::Text(text) => writer.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    writer.close(element);
                }
            }
        }
    }
    Some(Core { html: writer.html, page_chars: writer.page_chars })
}

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Kept,
    /// Its content stands in its place.
    Unwrapped,
    /// Gone, though its text may count.
    Removed {
        counted: bool,
    },
}

#[derive(Default)]
struct Writer {
    html: String,
    page_chars: usize,
    /// Bytes of text on the page.
    all: usize,
    open: Vec<Part>,
    /// How many of the open elements are removed, and how many of them without their text being counted.
    removed: usize,
    uncounted: usize,
    /// How many of the open elements show white space as it is.
    preformatted: usize,
    /// For each open element that is kept: whether text that comes next follows a removed element, and goes with it.
    behind_removed: Vec<bool>,
}

impl Writer {
    fn open(&mut self, node: NodeRef<Node>, element: &Element) {
        let part = match self.removed {
            0 => self.part(node, element),
            _ => Part::Removed { counted: !is_uncounted(element.name()) },
        };
        match part {
            Part::Kept => {
                self.set_behind_removed(false);
                self.behind_removed.push(false);
                self.tag(node, element);
            }
            Part::Unwrapped => {}
            Part::Removed { counted } => {
                if self.removed == 0 && is_cleaned(element.name()) {
                    self.set_behind_removed(true);
                }
                self.removed += 1;
                self.uncounted += usize::from(!counted);
            }
        }
        self.preformatted += usize::from(is_preformatted(element.name()));
        self.open.push(part);
    }

    fn close(&mut self, element: &Element) {
        self.preformatted -= usize::from(is_preformatted(element.name()));
        match self.open.pop() {
            Some(Part::Kept) => {
                self.behind_removed.pop();
                if !is_void(element.name()) {
                    self.html.extend(["</", tag_name(element.name()), ">"]);
                }
            }
            Some(Part::Removed { counted }) => {
                self.removed -= 1;
                self.uncounted -= usize::from(!counted);
            }
            Some(Part::Unwrapped) | None => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.uncounted == 0 {
            self.page_chars += text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>();
        }
        if self.removed == 0 && self.behind_removed.last() == Some(&false) {
            match self.preformatted {
                0 => escape(&mut self.html, &one_space(text)),
                _ => escape(&mut self.html, text),
            }
        }
    }

    fn set_behind_removed(&mut self, behind: bool) {
        if let Some(last) = self.behind_removed.last_mut() {
            *last = behind;
        }
    }

    fn part(&self, node: NodeRef<Node>, element: &Element) -> Part {
        let name = element.name();
        if is_invisible(name) || is_comments(element) {
            return Part::Removed { counted: false };
        }
        if ElementRef::wrap(node).is_some_and(|element| is_foreign(element) && !holds_article(element, self.all)) {
            return Part::Removed { counted: false };
        }
        let is_table_in_figure = || {
            let names = node.descendants().filter_map(|inner| inner.value().as_element());
            name == "figure" && names.into_iter().any(|element| element.name() == "table")
        };
        if is_cleaned(name) && !is_table_in_figure() {
            return Part::Removed { counted: !is_uncounted(name) };
        }
        if name == "html" || is_unwrapped(name) { Part::Unwrapped } else { Part::Kept }
    }

    fn tag(&mut self, node: NodeRef<Node>, element: &Element) {
        self.html.extend(["<", tag_name(element.name())]);
        let is_code = matches!(element.name(), "blockquote" | "pre" | "q" | "code");
        for (name, text) in element.attrs() {
            let is_looked_at = matches!(
                name,
                "class"
                    | "id"
                    | "role"
                    | "itemprop"
                    | "style"
                    | "aria-hidden"
                    | "data-component"
                    | "data-lp-replacement-content"
            );
            if (is_looked_at || is_code && name == "lang") && tells(name, text) {
                self.html.extend([" ", name, "=\""]);
                escape(&mut self.html, text);
                self.html.push('"');
            }
        }
        self.html.push('>');
        // A parser drops the first line feed of these.
        if matches!(element.name(), "pre" | "listing") && node.has_children() {
            self.html.push('\n');
        }
    }
}

/// Runs of white space shortened to a line feed where they hold one, else to a space: trafilatura walks over
/// indentation each time that it looks at a text.
fn one_space(text: &str) -> Cow<'_, str> {
    let is_space = |b: u8| b.is_ascii_whitespace();
    let bytes = text.as_bytes();
    if !bytes.windows(2).any(|pair| is_space(pair[0]) && is_space(pair[1])) {
        return Cow::Borrowed(text);
    }
    let mut short = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_whitespace()) {
        let (words, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(from.len());
        short.push_str(words);
        short.push(if from[..end].contains('\n') { '\n' } else { ' ' });
        rest = &from[end..];
    }
    Cow::Owned(short + rest)
}

/// Elements whose white space is seen.
fn is_preformatted(name: &str) -> bool {
    matches!(name, "pre" | "textarea" | "listing" | "code")
}

/// Figures that are kept hold a table and are mere boxes.
fn tag_name(name: &str) -> &str {
    if name == "figure" { "div" } else { name }
}

/// Elements that trafilatura removes, with the text behind them up to the next element.
fn is_cleaned(name: &str) -> bool {
    matches!(
        name,
        "aside"
            | "embed"
            | "footer"
            | "form"
            | "head"
            | "menu"
            | "object"
            | "applet"
            | "audio"
            | "canvas"
            | "figure"
            | "map"
            | "picture"
            | "video"
            | "area"
            | "blink"
            | "button"
            | "datalist"
            | "dialog"
            | "frame"
            | "frameset"
            | "fieldset"
            | "input"
            | "label"
            | "legend"
            | "marquee"
            | "math"
            | "menuitem"
            | "nav"
            | "optgroup"
            | "option"
            | "output"
            | "param"
            | "progress"
            | "rp"
            | "rt"
            | "rtc"
            | "select"
            | "track"
            | "textarea"
            | "time"
            | "use"
    )
}

/// Elements that trafilatura takes for their content alone.
fn is_unwrapped(name: &str) -> bool {
    matches!(
        name,
        "abbr"
            | "acronym"
            | "address"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "data"
            | "dfn"
            | "font"
            | "hgroup"
            | "img"
            | "ins"
            | "mark"
            | "ruby"
            | "small"
            | "tbody"
            | "tfoot"
            | "thead"
    )
}

/// Whether trafilatura leaves its text out where it counts that of the page.
fn is_uncounted(name: &str) -> bool {
    is_invisible(name) || matches!(name, "aside" | "footer" | "head")
}

/// Containers of readers' comments, as trafilatura knows them.
fn is_comments(element: &Element) -> bool {
    if !matches!(element.name(), "div" | "ol" | "ul" | "dl" | "section" | "details") {
        return false;
    }
    let begins = |text: &str, with: &[&str]| with.iter().any(|word| text.starts_with(word));
    let is_named = |id: &str| begins(id, &["comment", "Comment", "comol", "disqus_thread", "dsq-comments"]);
    let is_classed = |class: &str| {
        begins(class, &["comment", "Comment"]) || class.contains("article-comments") || class.contains("post-comments")
    };
    element.attr("id").is_some_and(is_named) || element.attr("class").is_some_and(is_classed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn core_of(html: &str) -> String {
        let html = of(&Page::parse(html)).expect("no forum").html;
        html.split_once("</head>").map_or_else(String::new, |(_, body)| body.to_owned())
    }

    #[test]
    fn what_is_taken_out_goes_with_the_text_behind_it() {
        assert_eq!(
            core_of("<body><p>a</p><aside>b</aside> c <nav>d</nav> e <p>f</p> g"),
            "<body><p>a</p><p>f</p> g</body>"
        );
        assert_eq!(core_of("<body><div><form>a</form></div> b"), "<body><div></div> b</body>");
        assert_eq!(core_of("<body><p>a<script>b</script> c<!-- d --></p>"), "<body><p>a c</p></body>");
        assert_eq!(core_of("<body><div class=comments>a</div> b"), "<body> b</body>");
    }

    #[test]
    fn white_space_is_short_where_nobody_sees_it() {
        assert_eq!(
            core_of("<body>\n  \n<p>a  b\t\n c </p>\n<pre>d  e\n\n<b>  f</b></pre>  g"),
            "<body>\n<p>a b\nc </p>\n<pre>\nd  e\n\n<b>  f</b></pre> g</body>"
        );
        assert_eq!(one_space("é\u{a0} \n \u{2003}"), "é\u{a0}\n\u{2003}");
    }

    #[test]
    fn what_counts_only_for_its_content_is_taken_off() {
        assert_eq!(
            core_of("<body><p lang=en data-x=y class='a \"b\"'><small>a</small> <img src=x>b</p>"),
            "<body><p class=\"a &quot;b&quot;\">a b</p></body>"
        );
        assert_eq!(
            core_of("<body><figure><table><tr><td>1</table></figure><figure><p>2</figure>"),
            "<body><div><table><tr><td>1</td></tr></table></div></body>"
        );
    }

    #[test]
    fn the_rules_find_the_same_in_the_core_as_on_the_page() {
        let story: String = (0..12)
            .map(|n| format!("<p>The <small>old</small> mill of valley {n} burned <a href=x>down</a> in the night before the harvest.</p>"))
            .collect();
        let page = Page::parse(&format!(
            "<title>Mill</title><nav><ul><li>Home</ul></nav><article class=entry-content>{story}<aside>More</aside> tail\
             <ul><li>one mill</li><li>two mills</li></ul></article><footer>All rights reserved</footer>"
        ));
        let options = trafilatura::Options::default().with_exclude_comments(true);
        let read =
            |html: &str| trafilatura::extract(html, &options).map(|result| result.content_text).unwrap_or_default();
        let core = of(&page).expect("no forum");
        let found = read(&core.html);
        assert_eq!(found, read(&super::super::prune::pruned(&page)));
        assert!(found.contains("valley 11") && found.contains("two mills") && !found.contains("tail"), "{found}");
        assert!(found.chars().count() <= core.page_chars);
    }

    #[test]
    fn a_page_without_an_article_says_that_nothing_was_found() {
        let core = of(&Page::parse("<div>Mill</div>")).expect("no forum");
        let options = trafilatura::Options::default().with_exclude_comments(true);
        let found = trafilatura::extract(&core.html, &options).map(|result| result.content_text);
        assert!(found.is_ok_and(|text| text.starts_with(NOTHING_FOUND)));
    }
}
