//! Dates that a page shows: marked up as such, or in a line near the headline.

use super::super::page::{Page, selector, words};
use super::TIMES;
use crate::import::date::{self, NumericOrder, Said, in_line, notice, opens_with_date};
use crate::text::letters;
use crate::time::PartialDate;
use ego_tree::NodeId;
use regex::Regex;
use scraper::{ElementRef, Selector};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::LazyLock;

static MARKED: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "[itemprop~='datePublished'], time[pubdate], time[class*='publish'], time[class*='entry-date'], abbr.published, \
         [property~='dc:date'], [property='schema:datePublished'], [property='datePublished'], \
         [property='schema:dateCreated']",
    )
});
static HEADINGS: LazyLock<Selector> = LazyLock::new(|| selector("h1, h2, h3"));
static ABBREVIATED: LazyLock<Selector> = LazyLock::new(|| selector("abbr[title]"));

/// Elements that may hold a date line.
fn is_textual(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "span"
            | "li"
            | "ul"
            | "td"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "small"
            | "em"
            | "i"
            | "b"
            | "strong"
            | "font"
            | "header"
            | "address"
            | "figcaption"
            | "dd"
            | "time"
            | "a"
            | "abbr"
            | "section"
    )
}

/// What a page shows, looked through once however often it is asked.
pub(super) struct Visible<'p> {
    page: &'p Page,
    order: NumericOrder,
    headline: OnceCell<Headline>,
    /// In document order.
    textual: OnceCell<Vec<ElementRef<'p>>>,
    /// The line that most looks like that of the publication date.
    best_line: OnceCell<Option<Candidate>>,
}

/// Where on a page dates belong to something else than its article, most often.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)comment|kommentar|sidebar|related|widget|footer|recommend|teaser|archive|calendar|kalender|copyright|event-|respond|latest|recent|popular|similar|more-|newsticker|ticker",
    )
    .expect("a constant pattern")
});

/// Where they do always.
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)comment|kommentar|respond|sidebar|related|recommend|calendar|kalender|veranstaltung|copyright")
        .expect("a constant pattern")
});

/// Classes and ids of elements that hold the date.
static DATE_CLASS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)publish|pubdate|date|datum|fecha|posted|created|timestamp|submitted|veröff|meta|byline|author|autor|info|time|stand",
    )
    .expect("a constant pattern")
});

/// Whether an element stands in one of those places. What holds the headline is no such place, whatever its name:
/// "has-sidebar" is a class of whole pages.
fn is_within(element: ElementRef, places: &Regex, around_headline: &HashSet<NodeId>) -> bool {
    let tags_too = std::ptr::eq(places, &*ASIDE);
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .chain([element])
        .filter(|ancestor| !around_headline.contains(&ancestor.id()))
        .any(|ancestor| {
            let value = ancestor.value();
            if matches!(value.name(), "body" | "html") {
                return false;
            }
            // What is quoted, posts of other sites above all, has a date of its own.
            value.name() == "blockquote"
                || tags_too && matches!(value.name(), "aside" | "footer" | "nav")
                || is_in_place(ancestor, places)
        })
}

/// Whether a name of the element is that of such a place. What says that it was published is of the article itself, even
/// where that is a comment.
fn is_in_place(element: ElementRef, places: &Regex) -> bool {
    let values = ["class", "id"].iter().filter_map(|key| element.value().attr(key));
    let mut names = values.flat_map(str::split_ascii_whitespace);
    names.any(|name| places.is_match(name) && !name.to_ascii_lowercase().contains("publish"))
}

fn named(element: ElementRef, pattern: &Regex) -> bool {
    ["class", "id"].iter().filter_map(|key| element.value().attr(key)).any(|name| pattern.is_match(name))
}

fn is_update(element: ElementRef) -> bool {
    let value = element.value();
    ["class", "itemprop", "id"].iter().filter_map(|key| value.attr(key)).any(|name| {
        let name = name.to_ascii_lowercase();
        // WordPress themes call the date that they show "updated" as well.
        (name.contains("updat") || name.contains("modif"))
            && !name.contains("publish")
            && !name.contains("date updated")
    })
}

/// The date that an element states in an attribute, else in its words.
fn stated(element: ElementRef, order: NumericOrder) -> Option<PartialDate> {
    let value = element.value();
    ["datetime", "content", "title", "data-datetime", "data-date", "data-time"]
        .iter()
        .find_map(|key| full(date::parse(value.attr(key)?, order)?))
        .or_else(|| short_words(element).and_then(|text| full(date::parse(&text, order)?)))
}

/// A publication date is a day.
fn full(date: PartialDate) -> Option<PartialDate> {
    date.day.is_some().then_some(date)
}

/// The words of an element that is short enough to be a date line.
fn short_words(element: ElementRef) -> Option<String> {
    let mut length = 0;
    let mut digits = false;
    for text in element.text() {
        length += text.trim().len();
        digits |= text.bytes().any(|b| b.is_ascii_digit());
        if length > 160 {
            return None;
        }
    }
    digits.then(|| words(element))
}

/// How "This entry was posted on …" opens; blogs go on with categories and feeds, at any length.
static NOTICE_OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\s*(?:this|dieser|ce|cet|cette|este|esta|questo|dit|deze) (?:entry|post|article|story|artikel|beitrag|eintrag|bericht|billet|note|entrada|artículo|articolo) (?:was|wurde|a été|fue|è stato|is|werd)\s",
    )
    .expect("a constant pattern")
});

/// The beginning of such a notice where the whole is too long for a date line.
fn long_notice(element: ElementRef) -> Option<String> {
    const OPENING_CHARS: usize = 150;
    let first = element.text().find(|text| !text.trim().is_empty())?;
    if !NOTICE_OPENING.is_match(first) {
        return None;
    }
    Some(words(element).chars().take(OPENING_CHARS).collect())
}

/// A short line with a date, and how much it looks like the publication date's; less is better.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    aside: bool,
    said: Said,
    /// 0: of a class that says so; 1: nothing but a date.
    unnamed: bool,
    distance: usize,
    date: PartialDate,
}

impl<'p> Visible<'p> {
    pub(super) fn of(page: &'p Page, order: NumericOrder) -> Visible<'p> {
        let (headline, textual, best_line) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Visible { page, order, headline, textual, best_line }
    }

    fn textual(&self) -> &[ElementRef<'p>] {
        self.textual.get_or_init(|| {
            let elements = self.page.dom.tree.root().descendants().filter_map(ElementRef::wrap);
            elements.filter(|element| is_textual(element.value().name())).collect()
        })
    }

    fn headline(&self) -> &Headline {
        self.headline.get_or_init(|| Headline::of(self.page, self.textual()))
    }

    /// Elements that microdata, RDFa or microformats call the publication date, then the `time` nearest to the headline,
    /// unless a line stands much nearer.
    pub(super) fn marked_up(&self) -> Option<PartialDate> {
        let headline = self.headline();
        let marked: Vec<ElementRef> = self.page.dom.select(&MARKED).filter(|element| !is_update(*element)).collect();
        let outside = |element: &ElementRef, places: &Regex| !is_within(*element, places, &headline.around);
        let stated_outside = |places: &Regex| {
            marked.iter().filter(|element| outside(element, places)).find_map(|element| stated(*element, self.order))
        };
        stated_outside(&ASIDE).or_else(|| stated_outside(&FOREIGN)).or_else(|| {
            let times = self.textual().iter().enumerate().filter(|(_, element)| {
                element.value().name() == "time" && !is_update(**element) && outside(element, &FOREIGN)
            });
            let dated = times.filter_map(|(place, element)| {
                let date = stated(*element, self.order)?;
                Some((!outside(element, &ASIDE), headline.distance(place), date))
            });
            match (dated.min(), self.best_line()) {
                (Some((_, distance, _)), Some(line)) if !line.aside && line.distance + MUCH_NEARER < distance => {
                    Some(line.date)
                }
                (nearest, _) => nearest.map(|(_, _, date)| date),
            }
        })
    }

    /// The visible line nearest to the headline that is nothing but a date, a byline with one, or a notice of
    /// publication.
    pub(super) fn in_lines(&self) -> Option<PartialDate> {
        self.best_line().map(|line| line.date)
    }

    fn best_line(&self) -> Option<&Candidate> {
        let best = self.best_line.get_or_init(|| {
            let lines = self.textual().iter().enumerate();
            lines.filter_map(|(place, element)| self.candidate(place, *element)).min()
        });
        best.as_ref()
    }

    fn candidate(&self, place: usize, element: ElementRef) -> Option<Candidate> {
        let text = short_words(element).or_else(|| long_notice(element))?;
        let order = self.order;
        let found = date::find(&text, order);
        let first = found.first()?.date;
        let by_class = named(element, &DATE_CLASS);
        let (date, said) = in_line(&text, order)
            .or_else(|| Some((notice(&text, order)?, Said::Published)))
            .or_else(|| opens_with_date(&text, order).map(|date| (date, Said::Plain)))
            .or_else(|| (by_class && text.chars().count() < 80).then_some((first, Said::Plain)))?;
        if said == Said::Updated || date.day.is_none() || is_update(element) && said != Said::Published {
            return None;
        }
        let around = &self.headline().around;
        if is_within(element, &FOREIGN, around) {
            return None;
        }
        let (aside, distance) = (is_within(element, &ASIDE, around), self.headline().distance(place));
        Some(Candidate { aside, said, unnamed: !by_class, distance, date })
    }

    /// Anything at all that shows a date: a `time` or an abbreviation that says it in full anywhere, a line on when the
    /// page was last changed.
    pub(super) fn anywhere(&self) -> Option<PartialDate> {
        let order = self.order;
        let quoted = |element: &ElementRef| {
            element.ancestors().filter_map(ElementRef::wrap).any(|ancestor| ancestor.value().name() == "blockquote")
        };
        let mut times = self.page.dom.select(&TIMES).filter(|time| !quoted(time));
        let abbreviated = || {
            let mut marked = self.page.dom.select(&ABBREVIATED).filter(|element| !quoted(element));
            marked.find_map(|element| full(date::parse(element.value().attr("title")?, order)?))
        };
        let lines = || {
            self.textual().iter().filter(|element| !quoted(element)).find_map(|element| {
                let text = short_words(*element)?;
                in_line(&text, order).and_then(|(date, _)| full(date)).or_else(|| {
                    let lower = text.to_lowercase();
                    let marked = ["©", "copyright", "updated", "stand:", "geändert", "aktualisiert", "änderung"];
                    let is_marked = marked.iter().any(|word| lower.contains(word));
                    is_marked.then(|| full(date::find(&text, order).first()?.date)).flatten()
                })
            })
        };
        times.find_map(|element| stated(element, order)).or_else(abbreviated).or_else(lines)
    }
}

/// A `time` so many elements further from the headline than a line belongs to another article.
const MUCH_NEARER: usize = 40;

/// Where the headline stands.
struct Headline {
    /// Textual elements before it.
    place: usize,
    /// The elements that it stands in.
    around: HashSet<NodeId>,
}

impl Headline {
    fn of(page: &Page, textual: &[ElementRef]) -> Headline {
        let headings: Vec<ElementRef> = page.dom.select(&HEADINGS).collect();
        let title = page.title().map(letters).unwrap_or_default();
        let of_title = headings.iter().find(|heading| {
            let text = letters(&words(**heading));
            text.len() > 5 && !title.is_empty() && (title.contains(&text) || text.contains(&title))
        });
        match of_title.or_else(|| headings.iter().find(|heading| heading.value().name() == "h1")) {
            None => Headline { place: 0, around: HashSet::new() },
            Some(heading) => Headline {
                // Ids count up in document order.
                place: textual.iter().take_while(|element| element.id() < heading.id()).count(),
                around: heading.ancestors().map(|ancestor| ancestor.id()).collect(),
            },
        }
    }

    /// A date stands below the headline more often than above it.
    fn distance(&self, place: usize) -> usize {
        if place >= self.place { place - self.place } else { (self.place - place) * 3 }
    }
}
