//! Scripts and styles, set apart from the page before it is parsed: they are half of it, and no reader sees them.

use std::borrow::Cow;

/// A page and what stood in its scripts.
pub(super) struct Split<'h> {
    /// Every element is there. Styles are empty, and so are scripts but those that hold JSON.
    pub(super) page: Cow<'h, str>,
    /// The text of each script, in document order.
    pub(super) scripts: Vec<&'h str>,
}

/// Elements whose content is text, whatever it looks like.
const RAW: &[&str] =
    &["script", "style", "title", "textarea", "noscript", "iframe", "xmp", "noembed", "noframes", "plaintext"];

/// Takes the text of scripts and styles out, by the rules of the HTML standard's tokenizer.
pub(super) fn set_apart(html: &str) -> Split<'_> {
    let (mut page, mut scripts) = (String::new(), Vec::new());
    let (mut at, mut kept_from) = (0, 0);
    while let Some(open) = find(html, at, '<') {
        let rest = &html[open + 1..];
        if rest.starts_with("!--") {
            at = comment_end(html, open);
            continue;
        }
        let (is_end, tag) = rest.strip_prefix('/').map_or((false, rest), |tag| (true, tag));
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let is_comment = is_end && !tag.starts_with('>') || rest.starts_with(['!', '?']);
            at = if is_comment { find(html, open, '>').map_or(html.len(), |end| end + 1) } else { open + 1 };
            continue;
        }
        let end = tag_end(html, open + 1 + usize::from(is_end));
        at = end;
        if is_end {
            continue;
        }
        let Some(name) = RAW.iter().copied().find(|name| names(rest, name)) else { continue };
        let close = if name == "script" { script_end(html, end) } else { end_tag(html, end, name) };
        at = close;
        if name == "script" {
            scripts.push(&html[end..close]);
        }
        let is_read = name == "script" && html[open..end].to_ascii_lowercase().contains("json");
        if matches!(name, "script" | "style") && !is_read && close > end {
            page.push_str(&html[kept_from..end]);
            kept_from = close;
        }
    }
    let page = match kept_from {
        0 => Cow::Borrowed(html),
        _ => Cow::Owned(page + &html[kept_from..]),
    };
    Split { page, scripts }
}

fn find(html: &str, from: usize, what: char) -> Option<usize> {
    html[from..].find(what).map(|found| from + found)
}

/// Whether a tag, behind its `<` or `</`, is of this name.
fn names(tag: &str, name: &str) -> bool {
    let is_named = tag.as_bytes().get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name.as_bytes()));
    is_named && tag.as_bytes().get(name.len()).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
}

/// Behind the `>` of a tag; one in a quoted value is none.
fn tag_end(html: &str, from: usize) -> usize {
    let bytes = html.as_bytes();
    let until = |from: usize, ends: fn(&u8) -> bool| {
        bytes.get(from..).and_then(|rest| rest.iter().position(ends)).map_or(bytes.len(), |found| from + found)
    };
    let mut at = until(from, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
    loop {
        let name = until(at, |b| !(b.is_ascii_whitespace() || *b == b'/'));
        if bytes.get(name).is_none_or(|b| *b == b'>') {
            return bytes.len().min(name + 1);
        }
        // A name may begin with the sign.
        let name_end = until(name + 1, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
        at = until(name_end, |b| !b.is_ascii_whitespace());
        if bytes.get(at) != Some(&b'=') {
            continue;
        }
        let value = until(at + 1, |b| !b.is_ascii_whitespace());
        at = match bytes.get(value) {
            Some(quote @ (b'"' | b'\'')) => {
                find(html, value + 1, char::from(*quote)).map_or(bytes.len(), |end| end + 1)
            }
            _ => until(value, |b| b.is_ascii_whitespace() || *b == b'>'),
        };
    }
}

/// Behind the comment that opens here.
fn comment_end(html: &str, open: usize) -> usize {
    let inside = open + "<!--".len();
    if let Some(short) = [">", "->"].iter().find(|short| html[inside..].starts_with(**short)) {
        return inside + short.len();
    }
    let end = html[inside..].find("-->").map_or(html.len(), |end| inside + end + "-->".len());
    html[inside..end].find("--!>").map_or(end, |end| inside + end + "--!>".len())
}

/// Where the end tag of this name opens; the end of the page where there is none.
fn end_tag(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(open) = find(html, at, '<').filter(|_| name != "plaintext") {
        if html[open + 1..].strip_prefix('/').is_some_and(|tag| names(tag, name)) {
            return open;
        }
        at = open + 1;
    }
    html.len()
}

/// Where the end tag of a script opens. Inside `<!--`, a script may hold the tags of another.
fn script_end(html: &str, from: usize) -> usize {
    let (mut at, mut escaped, mut inner) = (from, false, false);
    while let Some(mark) = html[at..].find(['<', '-']).map(|found| at + found) {
        let rest = &html[mark..];
        at = mark + 1;
        if escaped && rest.starts_with("-->") {
            (escaped, inner) = (false, false);
        } else if !escaped && rest.starts_with("<!--") {
            // The dashes may be those of the end as well.
            (escaped, at) = (true, mark + "<!".len());
        } else if rest.strip_prefix("</").is_some_and(|tag| names(tag, "script")) {
            if !inner {
                return mark;
            }
            inner = false;
        } else if escaped && rest.strip_prefix('<').is_some_and(|tag| names(tag, "script")) {
            inner = true;
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::{Html, Node};

    /// What a parser sees of a page but for the text in its scripts and styles, and that of its scripts.
    fn parsed(html: &str) -> (Vec<String>, Vec<String>) {
        let dom = Html::parse_document(html);
        let (mut nodes, mut scripts) = (Vec::new(), Vec::new());
        for node in dom.tree.root().descendants() {
            let parent = node.parent().and_then(|parent| parent.value().as_element());
            match node.value() {
                Node::Text(_) if parent.is_some_and(|parent| parent.name() == "style") => {}
                Node::Text(text) if parent.is_some_and(|parent| parent.name() == "script") => {
                    scripts.push(text.to_string());
                }
                other => nodes.push(format!("{other:?}")),
            }
        }
        (nodes, scripts)
    }

    fn check(html: &str) {
        let split = set_apart(html);
        let (nodes, scripts) = parsed(html);
        let filled: Vec<&str> = split.scripts.iter().copied().filter(|script| !script.is_empty()).collect();
        assert_eq!(filled, scripts, "{html}");
        assert_eq!(parsed(&split.page).0, nodes, "{html}\n{}", split.page);
    }

    #[test]
    fn the_page_is_the_same_without_what_its_scripts_and_styles_hold() {
        for html in [
            "<p>a<script>if (b < c) d('<p>e</p>')</script>f",
            "<SCRIPT type='x'>a</SCRIPT ><style>p > a { color: red }</style>b",
            "<script src='a>b'>c</script><p title=\"<script>\">d",
            "<!-- <script>a</script> --><p>b<!--><script>c</script>--><p>d<!---><style>e</style>",
            "<!-- a --!><script>b</script><!-- <script>c",
            "<title><script>a</script></title><textarea><script>b</textarea><script>c</script>",
            "<script><!-- a <script>b</script> c --></script>d<script>e</script>",
            "<script><!-- a </script>b --><p>c<script>d",
            "<script><!--><script></script>a",
            "<script>a</scripts>b</script/>c<scripts>d",
            "<noscript><script>a</script></noscript><script>b</script>",
            "<script>a<style>b</script>c<style>d<script>e</style>f",
            "<script a=b'>c</script><script =>d</script><script a= >e</script>",
            "a < b <3 <- </ <",
        ] {
            check(html);
        }
    }

    #[test]
    fn scripts_that_hold_json_stay() {
        let html = "<script type='application/ld+json'>{}</script><script>a</script>";
        let split = set_apart(html);
        assert_eq!(split.page, "<script type='application/ld+json'>{}</script><script></script>");
        assert_eq!(split.scripts, ["{}", "a"]);
        assert!(matches!(set_apart("<p>a</p>").page, Cow::Borrowed(_)));
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(5_000))]
        #[test]
        fn any_page_is_the_same_without_them(
            parts in proptest::collection::vec(
                proptest::sample::select(vec![
                    "<script>", "</script>", "<script a='", "'>", "<style>", "</style>", "<!--", "-->", "--!>", "->", ">", "a", " ",
                    "<p>", "</p", "<title>", "</title>", "\"", "=", "<", "é", "<textarea>", "</textarea>", "<noscript>", "</noscript>",
                ]),
                0..24,
            )
        ) {
            check(&parts.concat());
        }
    }
}
