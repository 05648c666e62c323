//! A limit to how deep elements nest: parsers take time in the square of the depth, or run out of stack.

use std::borrow::Cow;

/// Browsers stop at 512, but no page that people read nests nearly so deep, and body extraction takes time in its square.
const MAX_DEPTH: usize = 128;

/// Elements that need no end tag, or have none: they do not count.
const UNCOUNTED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot", "colgroup", "html", "head",
    "body", "rp", "rt", "basefont", "frame", "keygen",
];

/// The page, without the tags (never the text) of what nests deeper than [`MAX_DEPTH`].
pub(super) fn limit_depth(html: &str) -> Cow<'_, str> {
    if html.matches('<').count() <= 2 * MAX_DEPTH {
        return Cow::Borrowed(html);
    }
    let mut flat: Option<String> = None;
    let (mut depth, mut at, mut kept_from) = (0usize, 0, 0);
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let Some(tag) = Tag::at(html, open) else {
            at = open + 1;
            continue;
        };
        at = tag.end;
        if tag.is_end {
            let too_deep = depth > MAX_DEPTH;
            depth = depth.saturating_sub(1);
            if too_deep {
                flat.get_or_insert_default().push_str(&html[kept_from..open]);
                kept_from = tag.end;
            }
        } else {
            depth += 1;
            if depth > MAX_DEPTH {
                flat.get_or_insert_default().push_str(&html[kept_from..open]);
                kept_from = tag.end;
            }
        }
    }
    match flat {
        None => Cow::Borrowed(html),
        Some(mut flat) => {
            flat.push_str(&html[kept_from..]);
            Cow::Owned(flat)
        }
    }
}

/// A tag that counts.
struct Tag {
    is_end: bool,
    end: usize,
}

impl Tag {
    fn at(html: &str, open: usize) -> Option<Tag> {
        let rest = &html[open + 1..];
        let (is_end, rest) = match rest.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let name_len = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = &rest[..name_len];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        if UNCOUNTED.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            return None;
        }
        let end = open + html[open..].find('>')? + 1;
        if html[open..end].ends_with("/>") {
            return None;
        }
        Some(Tag { is_end, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deep_page_keeps_its_text() {
        let html = format!("{}text{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let flat = limit_depth(&html);
        assert!(flat.contains("text"));
        assert_eq!(flat.matches("<div>").count(), MAX_DEPTH);
    }

    #[test]
    fn a_usual_page_is_left_alone() {
        let html = "<div><p>one<p>two<br></div>".repeat(1000);
        assert!(matches!(limit_depth(&html), Cow::Borrowed(_)));
    }
}
