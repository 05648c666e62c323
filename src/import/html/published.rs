//! When a page was published, from what it says of itself, most trusted first.

mod visible;

use super::page::{Page, selector, types};
use crate::import::date::{self, NumericOrder};
use crate::text::{DateClaim, Published, PublishedFrom};
use crate::time::PartialDate;
use regex::Regex;
use scraper::Selector;
use serde_json::Value;
use std::sync::LazyLock;
use visible::Visible;

/// What a page says of its dates.
pub(super) struct Dates {
    pub(super) published: Option<Published>,
    /// All that was found on it, the one that was taken first.
    pub(super) claims: Vec<DateClaim>,
    pub(super) changed: Option<PartialDate>,
}

/// The publication date and where it was found: JSON-LD, meta tags, marked-up dates, the address, a visible line, and
/// only then the date of the last change.
///
/// A clock time in UTC says little of the day in the source's own zone: the address or a visible line that names a
/// neighbouring day overrules it.
pub(super) fn of(page: &Page, text: &str) -> Dates {
    let order = NumericOrder::of_language(page.language());
    let stated = json_ld(page, "datePublished", order)
        .or_else(|| in_scripts(page.broken_json(), &DATE_PUBLISHED, order))
        .map(|stated| (stated, PublishedFrom::JsonLd, "the page's JSON-LD".to_owned()));
    let meta = metas(page, PUBLISHED_METAS, order)
        .map(|(stated, name)| (stated, PublishedFrom::Meta, format!("the page's meta tag {name}")));
    let changed = json_ld(page, "dateModified", order)
        .or_else(|| metas(page, CHANGED_METAS, order).map(|(stated, _)| stated))
        .map(|stated| stated.date);
    let addressed = in_address(page).map(|date| claim(date, PublishedFrom::Url, "the address"));
    let visible = Visible::of(page, order);
    let mut claims = Vec::new();
    for (stated, from, place) in stated.into_iter().chain(meta) {
        let local = stated.utc_hour.and_then(|hour| local_day(page, &visible, stated.date, hour, order));
        claims.push(DateClaim { date: local.unwrap_or(stated.date), from, place });
    }
    match (claims.first(), addressed) {
        (Some(first), Some(addressed)) if is_long_before(addressed.date, first.date) => claims.insert(0, addressed),
        (Some(_), addressed) => claims.extend(addressed),
        (None, _) => claims.extend(unstated(page, &visible, text, order)),
    }
    let published = claims.first().map(|claim| Published { date: claim.date, from: claim.from });
    Dates { published, claims, changed }
}

fn claim(date: PartialDate, from: PublishedFrom, place: &str) -> DateClaim {
    DateClaim { date, from, place: place.to_owned() }
}

/// The date of a page that states none for machines.
fn unstated(page: &Page, visible: &Visible, text: &str, order: NumericOrder) -> Option<DateClaim> {
    use PublishedFrom::{JsonLd, Meta, Text, Url};
    let as_claim = |from: PublishedFrom, place: &'static str| move |date: PartialDate| claim(date, from, place);
    let of = |stated: Stated| stated.date;
    let meta = |names| {
        let (stated, name) = metas(page, names, order)?;
        Some(claim(stated.date, Meta, &format!("the page's meta tag {name}")))
    };
    let line = || visible.in_lines().map(as_claim(Text, "a line of the page"));
    visible
        .marked_up()
        .map(as_claim(Meta, "a date marked up in the page"))
        .or_else(|| meta(UNCLEAR_METAS))
        .or_else(|| in_address(page).map(as_claim(Url, "the address")))
        .or_else(line)
        .or_else(|| opening(text, order).map(as_claim(Text, "the beginning of the text")))
        .or_else(|| {
            in_scripts(page.scripts(), &DATE_PUBLISHED, order).map(of).map(as_claim(Meta, "a script in the page"))
        })
        .or_else(|| in_scripts(page.scripts(), &SCRIPTED, order).map(of).map(as_claim(Meta, "a script in the page")))
        .or_else(|| json_ld(page, "dateCreated", order).map(of).map(as_claim(JsonLd, "the page's JSON-LD")))
        .or_else(|| json_ld(page, "dateModified", order).map(of).map(as_claim(JsonLd, "the last change in JSON-LD")))
        .or_else(|| meta(CHANGED_METAS))
        .or_else(|| visible.anywhere().map(as_claim(Text, "a date somewhere on the page")))
        .or_else(|| in_text(text, order).map(as_claim(Text, "the first words of the text")))
        .or_else(|| in_address_of_picture(page).map(as_claim(Url, "the address of its picture")))
        .or_else(|| month_in_address(page).map(as_claim(Url, "the address")))
}

/// A page that moved to another publishing system keeps the day in its address, and its metadata tell of the move.
fn is_long_before(addressed: PartialDate, stated: PartialDate) -> bool {
    const MONTH_SECS: i64 = 30 * 86_400;
    stated.span().start.0 - addressed.span().start.0 > MONTH_SECS
}

/// Meta tags that give the publication date, most trusted first (OpenGraph, schema.org, Dublin Core, and those of
/// widespread publishing systems).
const PUBLISHED_METAS: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "bt:pubdate",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "published-date",
    "publication_date",
    "publicationdate",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_date",
    "published_time",
    "published_at",
    "published",
    "pubdate",
    "pub_date",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.published",
    "dc.date.created",
    "dcterms.created",
    "dc.created",
    "dc.issued",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "eprints.datestamp",
    "originalpublicationdate",
    "article_date_original",
    "article:post_date",
    "date_published",
    "displaydate",
    "contentdate",
    "content_create_date",
    "release_date",
    "video:release_date",
];

/// Tags that hold the publication date on most sites, and the day on which the page was made on some.
const UNCLEAR_METAS: &[&str] = &[
    "date",
    "dc.date",
    "dcterms.date",
    "dcterms.available",
    "datecreated",
    "date.created",
    "created",
    "created_at",
    "creation_date",
    "doc_date",
    "time",
    "timestamp",
];

/// Those of the last change: better than nothing.
const CHANGED_METAS: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "last-modified",
    "lastmod",
    "modified",
    "modified_date",
    "dcterms.modified",
    "dc.date.modified",
    "dc.modified",
    "revision_date",
    "updated_time",
    "article:updated_time",
    "revised",
];

/// A day that a machine wrote, and the hour of its clock where that was UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stated {
    date: PartialDate,
    utc_hour: Option<i64>,
}

impl Stated {
    fn read(text: &str, order: NumericOrder) -> Option<Stated> {
        // Midnight is a day without a clock.
        let midnight = text.contains("T00:00:00") || text.contains(" 00:00:00");
        let text = text.trim();
        let utc = text.contains(':')
            && !midnight
            && ["Z", "z", "+00:00", "+0000", "-00:00", "GMT", "UTC"].iter().any(|zone| text.ends_with(zone));
        let hour = || HOUR.captures(text)?.name("hour")?.as_str().parse().ok();
        let date = date::parse(text, order)?;
        date.day.is_some().then_some(Stated { date, utc_hour: if utc { hour() } else { None } })
    }
}

/// The date and the name of the first of the tags that has one.
fn metas(page: &Page, names: &[&'static str], order: NumericOrder) -> Option<(Stated, &'static str)> {
    names.iter().find_map(|name| Some((Stated::read(page.meta(name)?, order)?, *name)))
}

/// The key of the article's JSON-LD object, else of the page's, never of a comment or a picture.
fn json_ld(page: &Page, key: &str, order: NumericOrder) -> Option<Stated> {
    let of = |object: &Value| Stated::read(object.get(key)?.as_str()?, order);
    page.articles().find_map(of).or_else(|| {
        let others = page.objects().iter().filter(|object| {
            !types(object).any(|kind| matches!(kind, "Comment" | "ImageObject" | "Person" | "Organization" | "Offer"))
        });
        others.into_iter().find_map(of)
    })
}

/// JSON-LD too broken to be parsed, and what other scripts took from it.
static DATE_PUBLISHED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#""datePublished"\s*:\s*"(?P<date>[^"]{8,40})""#).expect("a constant pattern"));

static HOUR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[T ](?P<hour>\d{2}):").expect("a constant pattern"));

/// What publishing systems hand to their statistics: `"publishDate":"2020-06-12"`, `publication_date = '2020-06-12'`.
static SCRIPTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?i)(?:(?:publish(?:ed|ing)?|publication|pub|creation|created)[_-]?(?:date|time|at|on)|date(?:publication|creation))\\?["']?\s*[:=]\s*\\?["'](?P<date>[^"'\\]{8,40})"#,
    )
    .expect("a constant pattern")
});

fn in_scripts<'p>(mut scripts: impl Iterator<Item = &'p str>, pattern: &Regex, order: NumericOrder) -> Option<Stated> {
    scripts.find_map(|script| {
        pattern.captures_iter(script).find_map(|captures| Stated::read(captures.name("date")?.as_str(), order))
    })
}

/// The day before or after `utc_day` that the address, a script with a zone or a visible line names.
/// No zone that people publish in is more than ten hours behind UTC (Honolulu) or fourteen ahead (Kiritimati).
fn local_day(
    page: &Page,
    visible: &Visible,
    utc_day: PartialDate,
    utc_hour: i64,
    order: NumericOrder,
) -> Option<PartialDate> {
    let near = |date: &PartialDate| match date.span().start.0 - utc_day.span().start.0 {
        0 => true,
        -86_400 => utc_hour < 10,
        86_400 => utc_hour >= 10,
        _ => false,
    };
    let scripted = || {
        let mut all = page
            .scripts()
            .flat_map(|script| SCRIPTED.captures_iter(script))
            .filter_map(|found| Stated::read(found.name("date")?.as_str(), order));
        all.find(|stated| stated.utc_hour.is_none()).map(|stated| stated.date)
    };
    in_address(page).filter(near).or_else(|| scripted().filter(near)).or_else(|| visible.in_lines().filter(near))
}

/// `/2020/06/12/`, `/2020-06-12-`, `/20200612`, `/12-06-2020-`: a year, a month and a day in the address.
fn in_address(page: &Page) -> Option<PartialDate> {
    day_in(page.address()?)
}

/// Publishing systems store the picture that goes with an article in a folder of the day.
fn in_address_of_picture(page: &Page) -> Option<PartialDate> {
    ["og:image", "twitter:image", "twitter:image:src"].iter().find_map(|name| day_in(page.meta(name)?))
}

fn day_in(address: &str) -> Option<PartialDate> {
    static IN_ADDRESS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        [
            r"/(?P<y>(?:19|20)\d{2})/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:[/_.\-]|$)",
            r"[/_.\-=](?P<y>(?:19|20)\d{2})-(?P<m>\d{2})-(?P<d>\d{2})(?:[/_.\-]|$)",
            r"[/_.\-=](?P<y>(?:19|20)\d{2})_(?P<m>\d{2})_(?P<d>\d{2})(?:[/_.\-]|$)",
            r"[/_.\-=](?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:[/_.\-]|$)",
            r"[/_.\-=](?P<d>\d{2})-(?P<m>\d{2})-(?P<y>(?:19|20)\d{2})(?:[/_.\-]|$)",
            r"/(?P<y>(?:19|20)\d{2})/(?P<m>\d{2})(?P<d>\d{2})(?:[/_.\-]|$)",
        ]
        .iter()
        .map(|pattern| Regex::new(pattern).expect("a constant pattern"))
        .collect()
    });
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    IN_ADDRESS.iter().find_map(|pattern| {
        let captures = pattern.captures(path)?;
        let part = |name: &str| captures.name(name).and_then(|part| part.as_str().parse::<i64>().ok());
        PartialDate::from_ymd(part("y")?, u8::try_from(part("m")?).ok()?, u8::try_from(part("d")?).ok()?)
    })
}

/// `/2020/06/`: better than nothing.
fn month_in_address(page: &Page) -> Option<PartialDate> {
    static MONTH: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"/(?P<y>(?:19|20)\d{2})/(?P<m>0[1-9]|1[0-2])/").expect("a constant pattern"));
    let captures = MONTH.captures(page.address()?)?;
    PartialDate::from_iso(&format!("{}-{}", &captures["y"], &captures["m"]))
}

/// The date in front of the article's first sentence: "WEXMOUTH, June 12, 2020 –".
fn opening(text: &str, order: NumericOrder) -> Option<PartialDate> {
    let line = text.lines().find(|line| !line.trim().is_empty())?;
    date::in_line(line, order).map(|(date, _)| date).filter(|date| date.day.is_some())
}

/// The first whole date of the article's first words.
fn in_text(text: &str, order: NumericOrder) -> Option<PartialDate> {
    let end = text.char_indices().nth(400).map_or(text.len(), |(at, _)| at);
    date::find(&text[..end], order).first().map(|found| found.date)
}

static TIMES: LazyLock<Selector> = LazyLock::new(|| selector("time"));

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let page = Page::parse(html);
        let found = of(&page, "").published.map(|published| {
            let from = serde_json::to_value(published.from).unwrap();
            format!("{} {}", published.date, from.as_str().unwrap_or_default())
        });
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{html}");
    }

    #[test]
    fn what_machines_read_comes_before_what_people_read() {
        check(
            "<meta property='article:published_time' content='2020-06-12T08:00:00+02:00'><p>Posted 1 May 2019</p>",
            "2020-06-12 meta",
        );
        check(
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2020-06-12\"}</script>\
             <meta name=date content=2020-06-14>",
            "2020-06-12 json-ld",
        );
        check("<link rel=canonical href='https://example.org/2020/06/12/mill'><p>x</p>", "2020-06-12 url");
    }

    #[test]
    fn a_utc_clock_gives_way_to_the_day_of_the_address() {
        check(
            "<meta property='article:published_time' content='2020-06-13T02:00:00Z'>\
             <link rel=canonical href='https://example.org/2020/06/12/mill'>",
            "2020-06-12 meta",
        );
        check(
            "<meta property='article:published_time' content='2020-06-13T02:00:00Z'>\
             <link rel=canonical href='https://example.org/2020/06/10/mill'>",
            "2020-06-13 meta",
        );
        check(
            "<meta property='article:published_time' content='2020-06-13T11:00:00Z'>\
             <link rel=canonical href='https://example.org/2020/06/12/mill'>",
            "2020-06-13 meta",
        );
    }

    #[test]
    fn a_line_near_the_headline_is_read_in_any_language() {
        check(
            "<h1>Die Mühle</h1><p>Veröffentlicht am 12. Juni 2020</p><p>Am 1. Mai 2019 brannte sie.</p>",
            "2020-06-12 text",
        );
        check("<h1>Mill</h1><small>Friday, 12.6.2020, 19:51</small>", "2020-06-12 text");
        check("<h1>Le moulin</h1><div class=meta>le 12 juin 2020 par Ada</div>", "2020-06-12 text");
        check("<h1>Mill</h1><p>It burned on 12 June 2020 and nobody came.</p>", "none");
    }

    #[test]
    fn dates_of_comments_are_not_those_of_the_article() {
        check(
            "<h1>Mill</h1><div class=comments><time datetime=2021-01-01>1 Jan</time></div><p class=date>12 June 2020</p>",
            "2020-06-12 text",
        );
    }

    #[test]
    fn the_date_of_a_comment_piece_is_not_that_of_a_readers_comment() {
        let dated =
            |class: &str| format!("<h1>Mill</h1><div class='{class}'><span>12 June 2020</span></div><p>1 May 2019</p>");
        check(&dated("HeaderComment_publishDate"), "2020-06-12 text");
        check(&dated("comments"), "2019-05-01 text");
    }

    #[test]
    fn a_line_below_the_headline_comes_before_a_time_far_from_it() {
        let others = "<li><a href='/x'>Another mill</a></li>".repeat(30);
        check(
            &format!(
                "<h1>Mill</h1><ul><li>12 June 2020</li></ul>{others}<span><time datetime=2020-07-30>30 July</time></span>"
            ),
            "2020-06-12 meta",
        );
    }

    #[test]
    fn an_abbreviation_and_the_address_of_a_picture_are_better_than_nothing() {
        check("<p><abbr title='Friday, 12 June 2020 at 04:00'>long ago</abbr>", "2020-06-12 text");
        check(
            "<meta property='og:image' content='https://example.org/files/2020/06/12/mill.png'><p>x",
            "2020-06-12 url",
        );
    }

    #[test]
    fn a_page_that_moved_keeps_the_day_of_its_address() {
        check(
            "<meta property='article:published_time' content='2019-06-17T18:28:00+0200'>\
             <link rel=canonical href='https://example.org/2017/7/12/mill'>",
            "2017-07-12 url",
        );
    }

    #[test]
    fn a_long_notice_below_the_article_is_read_and_a_quoted_post_is_not() {
        let filed = "and filed under mills, dams, fires and other things that happen in a valley. ".repeat(3);
        check(
            &format!("<h1>Mill</h1><p><small>This entry was posted on Friday, June 12, 2020 {filed}</small></p>"),
            "2020-06-12 text",
        );
        check(
            "<h1>Mill</h1><blockquote><p>Burned! <a href='#'>June 11, 2020</a></p></blockquote><p class=date>12 June 2020</p>",
            "2020-06-12 text",
        );
    }

    #[test]
    fn a_week_number_in_the_address_is_no_month() {
        check("<link rel=canonical href='https://example.org/2023/43/mill'>", "none");
    }

    #[test]
    fn json_ld_that_does_not_parse_still_gives_its_date() {
        check(
            "<script type='application/ld+json'>{\"a\": oops, \"datePublished\": \"2020-06-12T10:00:00+01:00\"}</script>",
            "2020-06-12 json-ld",
        );
    }
}
