//! HTML as a list of paragraphs of plain text.

use super::page::collapse;
use scraper::{Html, Node};

/// A paragraph, heading, list item or table row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Block {
    /// One line.
    pub(super) text: String,
    /// Characters of it that are links.
    pub(super) linked: usize,
    pub(super) heading: bool,
    /// Follows the block before without a blank line: list items, table rows, lines of an address.
    pub(super) tight: bool,
}

impl Block {
    /// 0 to 1: how much of it is links.
    pub(super) fn link_share(&self) -> f64 {
        self.linked as f64 / self.text.chars().count().max(1) as f64
    }
}

/// The blocks of a page, in document order.
pub(super) fn of(dom: &Html) -> Vec<Block> {
    let mut writer = Writer::default();
    // Iterative: a page may nest deep.
    for edge in dom.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => writer.open(node.value()),
            ego_tree::iter::Edge::Close(node) => writer.close(node.value()),
        }
    }
    writer.finish(false);
    writer.blocks
}

/// Blocks with a blank line between them.
pub(super) fn join(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        if !text.is_empty() {
            text.push_str(if block.tight { "\n" } else { "\n\n" });
        }
        text.push_str(&block.text);
    }
    text
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    line: String,
    linked: usize,
    in_link: usize,
    hidden: usize,
    heading: bool,
    next_tight: bool,
}

impl Writer {
    fn open(&mut self, node: &Node) {
        match node {
            Node::Text(text) if self.hidden == 0 => {
                if self.in_link > 0 {
                    self.linked += collapse(text).chars().count();
                }
                self.line.push_str(text);
            }
            Node::Element(element) => match element.name() {
                "script" | "style" | "noscript" | "template" | "head" | "svg" | "iframe" | "select" | "button" => {
                    self.hidden += 1;
                }
                "a" => self.in_link += 1,
                "br" => self.finish(true),
                "td" | "th" => self.line.push(' '),
                name if is_block(name) => {
                    self.finish(matches!(name, "li" | "tr" | "dt" | "dd"));
                    self.heading = is_heading(name);
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn close(&mut self, node: &Node) {
        let Node::Element(element) = node else { return };
        match element.name() {
            "script" | "style" | "noscript" | "template" | "head" | "svg" | "iframe" | "select" | "button" => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            "a" => self.in_link = self.in_link.saturating_sub(1),
            name if is_block(name) => self.finish(false),
            _ => {}
        }
    }

    /// Ends the line that is being written; `next_tight` is what the next block will be.
    fn finish(&mut self, next_tight: bool) {
        let text = collapse(&self.line);
        if !text.is_empty() {
            let tight = self.next_tight && !self.blocks.is_empty();
            self.blocks.push(Block { text, linked: self.linked, heading: self.heading, tight });
            self.heading = false;
            self.next_tight = next_tight;
        } else {
            self.next_tight = next_tight;
        }
        self.line.clear();
        self.linked = 0;
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_block(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "p" | "div"
                | "section"
                | "article"
                | "main"
                | "header"
                | "footer"
                | "aside"
                | "nav"
                | "blockquote"
                | "pre"
                | "ul"
                | "ol"
                | "li"
                | "dl"
                | "dt"
                | "dd"
                | "table"
                | "tr"
                | "figure"
                | "figcaption"
                | "address"
                | "hr"
                | "body"
                | "details"
                | "summary"
                | "form"
                | "fieldset"
                | "caption"
                | "center"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(join(&of(&Html::parse_document(html))), expected, "{html}");
    }

    #[test]
    fn blocks_become_paragraphs_and_lines() {
        check("<p>One\n two</p><p>Three<br>four</p>", "One two\n\nThree\nfour");
        check("<ul><li>a</li><li>b</li></ul><p>c", "a\nb\n\nc");
        check("<table><tr><td>1</td><td>2</td></tr></table>", "1 2");
        check("<style>x{}</style><script>y()</script>z", "z");
    }

    #[test]
    fn the_share_of_links_is_counted() {
        let blocks = of(&Html::parse_document("<p><a>abcd</a> efgh"));
        assert!((blocks[0].link_share() - 4.0 / 9.0).abs() < 1e-9);
    }
}
