//! The article's own text: trafilatura's reading, trimmed by what the page says of itself.

use super::blocks::{self, Block};
use super::core::{self, Core};
use super::page::{Page, collapse, unescape};
use super::prune;
use crate::import::date::{NumericOrder, in_line};
use regex::Regex;
use scraper::Html;
use std::collections::HashSet;
use std::sync::LazyLock;
use trafilatura::dom::Document;
use trafilatura::{FallbackCandidates, HtmlDateMode, Options};

/// The body as paragraphs with blank lines between, without the headline; all text of the page where no body is found.
pub(super) fn of(page: &Page) -> String {
    let whole = blocks::of(&page.dom);
    let mut found = extracted(page, &whole);
    if found.is_empty() {
        found.clone_from(&whole);
    }
    let stated = article_body(page);
    if let Some(stated) = &stated {
        if words_in(&found) * 2 < stated.split_whitespace().count() {
            return stated.clone();
        }
        trim_to(&mut found, stated);
    }
    recover(&mut found, &whole);
    trim_head(&mut found, page);
    drop_fillers(&mut found);
    trim_tail(&mut found);
    blocks::join(&found)
}

/// What trafilatura takes for the article: of the core of the page where that finds enough; else of the whole page, with
/// a second opinion (readability), which takes as long as all the rest and counts only where it finds twice as much.
fn extracted(page: &Page, whole: &[Block]) -> Vec<Block> {
    let core = core::of(page);
    let is_enough = |found: &[Block]| {
        is_most(found, whole) || core.as_ref().is_some_and(|core| is_most(found, &parsed(&core.html)))
    };
    let found = core.as_ref().map_or(Found::Unsure, |core| from_core(core, is_enough));
    if let Found::Enough(blocks) = found {
        return blocks;
    }
    let whole_page = Document::parse(&prune::pruned(page));
    let read = |page: Document, options: &Options| {
        trafilatura::extract_document(page, options).map(|result| result.content_html).unwrap_or_default()
    };
    let thorough = options().with_fallback(true);
    if let Found::Unsure = found {
        // A second opinion of one letter never wins, and none other is asked unless there is next to nothing.
        let mut opinion = FallbackCandidates::default();
        opinion.readability_html = Some("<p>x</p>".to_owned());
        let quick = read(whole_page.clone_document(), &thorough.clone().with_fallback_candidates(opinion));
        let blocks = parsed(&quick);
        // With so much found, asking readability as well has never changed what came out.
        let chars = blocks.iter().map(|block| block.text.chars().count()).sum::<usize>();
        if chars >= SHORT || quick.contains("<p") && is_enough(&blocks) {
            return blocks;
        }
    }
    parsed(&read(whole_page, &thorough))
}

/// What the core of a page gave.
enum Found {
    Enough(Vec<Block>),
    /// All that the first rules find, and the page holds more prose.
    Little,
    /// Trafilatura would look further than its first rules.
    Unsure,
}

/// Characters; trafilatura looks at a shorter text again.
const SHORT: usize = 250;

fn options() -> Options {
    Options::default().with_exclude_comments(true).with_links(true).with_html_date_mode(HtmlDateMode::Disabled)
}

fn parsed(html: &str) -> Vec<Block> {
    blocks::of(&Html::parse_document(html))
}

/// Whether a page holds less than twice as much prose.
fn is_most(found: &[Block], whole: &[Block]) -> bool {
    let length = |blocks: &[Block]| {
        blocks.iter().filter(|block| block.link_share() < 0.5).map(|block| block.text.len()).sum::<usize>()
    };
    length(whole) <= 2 * length(found)
}

fn from_core(core: &Core, is_enough: impl Fn(&[Block]) -> bool) -> Found {
    // A text shorter than this, and than a fifth of the page, is looked at again as well.
    const LONG: usize = 3000;
    let Ok(result) = trafilatura::extract(&core.html, &options()) else { return Found::Unsure };
    let chars = result.content_text.chars().count();
    if result.content_text.starts_with(core::NOTHING_FOUND) || chars < SHORT {
        return Found::Unsure;
    }
    let blocks = parsed(&result.content_html);
    if result.content_html.contains("<p") && is_enough(&blocks) {
        return Found::Enough(blocks);
    }
    if chars < LONG && chars * 5 < core.page_chars { Found::Unsure } else { Found::Little }
}

/// The body that JSON-LD states, where it is more than a teaser.
fn article_body(page: &Page) -> Option<String> {
    let bodies = page.articles().filter_map(|article| article.get("articleBody")?.as_str());
    let body = bodies.max_by_key(|body| body.len())?;
    let lines: Vec<String> =
        body.lines().map(|line| collapse(&unescape(line))).filter(|line| !line.is_empty()).collect();
    let body = lines.join("\n\n");
    (body.split_whitespace().count() >= 80).then_some(body)
}

fn words_in(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.split_whitespace().count()).sum()
}

/// Drops blocks before the first and behind the last that the stated body holds, when that holds most of the text.
fn trim_to(found: &mut Vec<Block>, stated: &str) {
    let known = shingles(stated);
    let share = |block: &Block| {
        let own = shingles(&block.text);
        own.iter().filter(|shingle| known.contains(*shingle)).count() as f64 / own.len().max(1) as f64
    };
    let inside: Vec<bool> = found.iter().map(|block| share(block) >= 0.5).collect();
    let kept: usize = found.iter().zip(&inside).filter(|(_, inside)| **inside).map(|(b, _)| b.text.len()).sum();
    let stated_len = stated.len();
    // A stated body that was cut short, or that is another text, is no measure.
    if kept * 10 < stated_len * 8 {
        return;
    }
    let (Some(first), Some(last)) = (inside.iter().position(|i| *i), inside.iter().rposition(|i| *i)) else { return };
    found.truncate(last + 1);
    found.drain(..first);
}

/// Runs of three words, lower case.
fn shingles(text: &str) -> HashSet<Vec<String>> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let size = words.len().clamp(1, 3);
    words.windows(size).map(<[String]>::to_vec).collect()
}

/// Puts back paragraphs that the page has directly before the first block found: extraction takes leads for teasers.
fn recover(found: &mut Vec<Block>, page: &[Block]) {
    let Some(first) = found.first() else { return };
    let Some(at) = page.iter().position(|block| block.text == first.text) else { return };
    // Lists of links to other articles may stand between.
    let links = |block: &Block| block.link_share() > 0.7 || block.heading && block.text.chars().count() < 20;
    let before: Vec<&Block> =
        page[..at].iter().rev().take_while(|block| is_sentence(block) || links(block)).take(MOST_RECOVERED).collect();
    let lead = before.into_iter().rev().filter(|block| is_sentence(block)).cloned().collect::<Vec<_>>();
    found.splice(0..0, lead);
}

const MOST_RECOVERED: usize = 8;

/// A paragraph of prose, as opposed to captions, menus and notices.
fn is_sentence(block: &Block) -> bool {
    const SENTENCE_CHARS: usize = 60;
    let ends = block.text.trim_end_matches(['"', '”', '“', '»', '’', ')']).ends_with(['.', '!', '?']);
    !block.heading && ends && block.text.chars().count() >= SENTENCE_CHARS && block.link_share() < 0.3
}

/// Drops what interrupts an article: advertisements, links to other articles, marks of a publishing system. On a page
/// that is a list of links, these are the article.
fn drop_fillers(found: &mut Vec<Block>) {
    let is_link = |block: &Block| block.link_share() > 0.9 && block.text.split_whitespace().count() >= 4;
    let linked: usize = found.iter().filter(|block| is_link(block)).map(|block| block.text.len()).sum();
    let all: usize = found.iter().map(|block| block.text.len()).sum();
    let keeps_links = linked * 5 > all;
    found.retain(|block| !(is_filler(block) || !keeps_links && is_link(block)));
}

fn is_filler(block: &Block) -> bool {
    let text = block.text.trim();
    let shortcode = text.starts_with('[') && text.ends_with(']') && text.contains("[/");
    text.chars().count() <= 160 && (shortcode || INTERRUPTION.is_match(text))
}

static INTERRUPTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(?:
            advert(?:isement|ising)?|anzeige|werbung|publicité|publicidad|pubblicità|reklam[ae]?|annons
            |(?:continue\ reading|story\ continues|article\ continues)(?:\ below)?(?:\ advertisement)?
            |this\ slideshow\ requires\ javascript|please\ enable\ javascript.*
            |(?:related(?:\ (?:articles?|stories|content))?|see\ more|read\ more|read\ also|don[’']t\ miss|most\ read)(?:[:\ ].*)?
            |(?:weiterlesen|lesen\ sie\ weiter)(?:\ nach\ der\ anzeige)?
        )[.:…]?$",
    )
    .expect("a constant pattern")
});

/// Blocks at the top that can be headline, byline and date line.
const HEAD_BLOCKS: usize = 4;

fn trim_head(found: &mut Vec<Block>, page: &Page) {
    let order = NumericOrder::of_language(page.language());
    let title = page.title().map(normalised);
    let mut seen = 0;
    found.retain(|block| {
        seen += 1;
        if seen > HEAD_BLOCKS {
            return true;
        }
        let text = normalised(&block.text);
        let is_title = title.as_ref().is_some_and(|title| *title == text || block.heading && title.starts_with(&text));
        let is_date = block.text.chars().count() < 100 && in_line(&block.text, order).is_some();
        let is_address = block.text.starts_with("http") && !block.text.contains(' ');
        !(is_title || is_date || is_address || text.is_empty())
    });
}

/// Drops from the end what leads elsewhere: lists of links, calls to subscribe, copyright lines.
fn trim_tail(found: &mut Vec<Block>) {
    while let Some(last) = found.last() {
        let leads_elsewhere =
            last.link_share() > 0.7 || FURNITURE.is_match(&last.text) && last.text.chars().count() < 200;
        if !(leads_elsewhere || last.heading) || found.len() == 1 {
            return;
        }
        found.pop();
    }
}

static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(?:
            ©|copyright\b|\(c\)\s|all\ rights\ reserved
            |(?:read|see|more|related|watch|also|you\ (?:may|might))\b.{0,40}[:：]?$
            |(?:get\ the\ latest|have\ a\ (?:news\ )?tip|got\ a\ (?:news\ )?tip|contact\ (?:the\ (?:author|writer|reporter)|us))\b
            |.{0,120}\b(?:follow\ (?:her|him|us|me|them)\ (?:on|at)\ |(?:may|can)\ be\ reached\ at\b|gets?\ a\ (?:share|commission)\b|may\ get\ a\ share\b)
            |(?:subscribe|sign\ up|follow\ us|share\ this|click\ here|download\ our|get\ our)\b
            |(?:updated|published|posted|last\ updated)\ (?:at|on|:)
            |(?:mehr\ zum\ thema|lesen\ sie\ auch|weitere\ artikel|zum\ thema|quelle)\b
            |(?:lire\ aussi|à\ lire|sur\ le\ même\ sujet)\b|(?:leia\ (?:também|mais)|veja\ também)\b|(?:lea\ también|lee\ también|ver\ también)\b|(?:leggi\ anche)\b|(?:lees\ ook)\b|(?:läs\ också|les\ også|læs\ også)\b|(?:czytaj\ (?:też|także))\b|(?:čtěte\ také)\b|(?:читайте\ также)
        )",
    )
    .expect("a constant pattern")
});

fn normalised(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of this body, around a story that is long enough to be found.
    fn read(before: &str, inside: &str, after: &str) -> String {
        let story = |name: &str| {
            format!(
                "<p>The {name} mill burned down in the night before the harvest was brought in, and the whole valley came \
                 out to carry water from the river until the morning.</p>"
            )
        };
        let html = format!(
            "<html><body><h1>Fire in the valley</h1><div><div class=story>{before}{}{inside}{}{after}</div></div></body></html>",
            story("old") + &story("upper") + &story("lower"),
            story("new") + &story("last")
        );
        of(&Page::parse(&html))
    }

    #[test]
    fn what_interrupts_an_article_is_left_out() {
        let inside = "<p>Advertisement</p><p><a href='/x'>READ HOW THE DAM BROKE LAST YEAR</a></p>\
                      <p>[button link=x]Buy[/button]</p><p>Continue Reading Below</p>";
        let text = read("", inside, "");
        for gone in ["Advertisement", "DAM BROKE", "button", "Continue"] {
            assert!(!text.contains(gone), "{text}");
        }
        assert!(text.contains("new mill"), "{text}");
    }

    #[test]
    fn cookie_notices_and_calls_at_the_end_are_left_out() {
        let after = "<p>Have a tip? The author can be reached at mill@example.org.</p>\
                     <div class='cookie-banner'><p>This website uses cookies to improve your experience.</p></div>";
        let text = read("", "", after);
        assert!(text.ends_with("until the morning."), "{text}");
    }
}
