//! Markdown: readable plain text without markup, and what the front matter says.

use super::date::{self, NumericOrder};
use super::plain::published_in_head;
use super::{Imported, Origin, charset};
use crate::text::{About, Document, DocumentId, Published, PublishedFrom};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

pub(super) fn read(origin: Origin, bytes: &[u8]) -> Imported {
    let source = charset::decode(bytes, None);
    Imported { documents: vec![document(origin, &source)], errors: Vec::new() }
}

fn document(origin: Origin, source: &str) -> Document {
    let (matter, body) = split(source);
    let text = plain_text(body);
    let mut document = Document { source: origin.source(), ..Document::from_text(origin.id, String::new()) };
    document.id = DocumentId::from(origin.id);
    document.title = matter.value(&["title", "headline"]);
    document.author = matter.value(&["author", "authors", "by"]);
    document.language = matter.value(&["lang", "language", "locale"]);
    if let Some(url) = matter.value(&["url", "source", "link", "canonical"]).filter(|url| url.starts_with("http")) {
        document.source = url;
    }
    let order = NumericOrder::of_language(document.language.as_deref().or(Some("en")));
    let stated = matter
        .value(&["published", "date", "pubdate", "publishdate", "published_at", "created", "dct"])
        .and_then(|value| date::parse(&value, order))
        .map(|date| Published { date, from: PublishedFrom::Meta });
    let in_head = published_in_head(&text);
    document.about = About::dated(stated, "the front matter");
    document.about.dates.extend(About::dated(in_head, "the head of the text").dates);
    document.about.publisher = matter.value(&["publisher", "site", "outlet", "newspaper"]);
    document.published = stated.or(in_head);
    document.text = text;
    document.told_by("the front matter")
}

/// The lines of the front matter that say `key: value` or `key = value`. Deeper structures are of no use here, so this
/// is no parser of YAML or TOML, and none can make it fail.
struct Matter<'a> {
    lines: Vec<&'a str>,
}

impl Matter<'_> {
    /// The value of the first of the keys that has one; a list is joined with commas.
    fn value(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| {
            let at = self.lines.iter().position(|line| key_of(line).is_some_and(|k| k.eq_ignore_ascii_case(key)))?;
            let inline = self.lines[at].split_once([':', '=']).map_or("", |(_, value)| value);
            let value = cleaned(inline);
            if !value.is_empty() {
                return Some(value);
            }
            let items: Vec<String> = self.lines[at + 1..]
                .iter()
                .map_while(|line| line.trim_start().strip_prefix("- "))
                .map(|item| cleaned(item.strip_prefix("name:").unwrap_or(item)))
                .collect();
            (!items.is_empty()).then(|| items.join(", "))
        })
    }
}

/// The key of a line that is not indented.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once([':', '='])?;
    (!key.starts_with(char::is_whitespace)).then(|| key.trim().trim_matches('"'))
}

/// A scalar without quotes and comment, an inline list without brackets.
fn cleaned(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some((inside, _)) = value.strip_prefix(quote).and_then(|rest| rest.rsplit_once(quote)) {
            return inside.replace("\\\"", "\"").replace("''", "'");
        }
    }
    let value = value.split(" #").next().unwrap_or(value).trim();
    if let Some(list) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return list.split(',').map(|item| item.trim().trim_matches(['"', '\''])).collect::<Vec<_>>().join(", ");
    }
    value.to_owned()
}

/// Front matter between `---` (YAML) or `+++` (TOML) lines, and the rest.
fn split(source: &str) -> (Matter<'_>, &str) {
    let none = (Matter { lines: Vec::new() }, source);
    let start = source.trim_start_matches('\u{feff}');
    let Some(fence) = ["---", "+++"].into_iter().find(|fence| start.lines().next().map(str::trim_end) == Some(*fence))
    else {
        return none;
    };
    let mut at = start.find('\n').map_or(start.len(), |end| end + 1);
    let mut lines = Vec::new();
    while at < start.len() {
        let end = start[at..].find('\n').map_or(start.len(), |end| at + end + 1);
        let line = start[at..end].trim_end();
        at = end;
        if line == fence || (fence == "---" && line == "...") {
            return (Matter { lines }, &start[at..]);
        }
        lines.push(line);
    }
    none
}

/// Paragraphs with blank lines between, list items and lines of code a line each; HTML tags and link targets left out.
fn plain_text(markdown: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::InlineMath(part) | Event::DisplayMath(part) => {
                text.push_str(&part);
            }
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::Rule => end_block(&mut text, "\n\n"),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => text.push('\n'),
            Event::Html(html) => {
                text.push_str(&super::html::plain_text(&html));
                end_block(&mut text, "\n\n");
            }
            Event::Start(Tag::Item) => end_block(&mut text, "\n"),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Table(_))
                if !text.ends_with("\n") =>
            {
                end_block(&mut text, "\n");
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_) | TagEnd::CodeBlock | TagEnd::Table,
            ) => {
                end_block(&mut text, "\n\n");
            }
            Event::End(TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead) => end_block(&mut text, "\n"),
            Event::End(TagEnd::TableCell) => text.push_str("  "),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Ends the line, or the paragraph, unless one ends here already.
fn end_block(text: &mut String, gap: &str) {
    if text.trim_end().is_empty() {
        text.clear();
        return;
    }
    let kept = text.trim_end().len();
    let breaks = text[kept..].matches('\n').count().max(gap.len());
    text.truncate(kept);
    text.extend(std::iter::repeat_n('\n', breaks.min(2)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn read_text(source: &str) -> Document {
        document(Origin::new(Path::new("a.md"), "a.md"), source)
    }

    #[test]
    fn markup_goes_and_words_stay() {
        let document =
            read_text("# The mill\n\nIt *burned* on\n[3 May](http://x) `2016`.\n\n- one\n- two\n\n> said <b>Ada</b>\n");
        assert_eq!(document.text, "The mill\n\nIt burned on 3 May 2016.\n\none\ntwo\n\nsaid Ada\n");
    }

    #[test]
    fn front_matter_gives_title_author_and_date() {
        let yaml = read_text(
            "---\ntitle: \"Mill: a history\"\ndate: 2020-06-12 # draft\nauthors:\n  - Ada\n  - Ben\nlang: en\n---\nText.\n",
        );
        assert_eq!(yaml.title.as_deref(), Some("Mill: a history"));
        assert_eq!(yaml.author.as_deref(), Some("Ada, Ben"));
        assert_eq!(yaml.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-12"));
        assert_eq!(yaml.text, "Text.\n");
        let toml =
            read_text("+++\ntitle = 'Mill'\ndate = 2020-06-12T10:00:00Z\nauthors = [\"Ada\", \"Ben\"]\n+++\nText.\n");
        assert_eq!(toml.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-12"));
        assert_eq!(toml.author.as_deref(), Some("Ada, Ben"));
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        assert_eq!(read_text("---\nThe mill burned.\n").text, "The mill burned.\n");
    }

    #[test]
    fn a_date_line_below_the_headline_is_read() {
        let document = read_text("# The mill\n\n*12 June 2020*\n\nIt burned.\n");
        assert_eq!(document.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-12"));
    }
}
