//! Dates as people read and type them.

use crate::event::{DatedBy, Event, Status};
use crate::project::{Entry, Project, UserDate};
use crate::text::{About, DateClaim, Document, Fact, Published, PublishedFrom};
use crate::time::words::{edtf_words, period_words, weekday_name};
use crate::time::{DateStyle, Edtf, PartialDate, Period};
use crate::timex::{self, Modifier};

/// The date that holds of the entry, in words: the user's where there is one, else that of the claim that leads.
pub fn entry_date_words(project: &Project, entry: &Entry, style: DateStyle) -> String {
    let dated = project.dated(entry);
    let words = told_words(dated.value, dated.modifier, dated.edtf, entry.status, style);
    match &entry.marks().end {
        Some(end) if dated.value.is_empty() => format!("until {}", user_date_words(end, style)),
        Some(end) => format!("{words} to {}", user_date_words(end, style)),
        None => words,
    }
}

/// What a date that the user typed was read as, in words.
pub fn user_date_words(date: &UserDate, style: DateStyle) -> String {
    value_words(&date.value, date.modifier, date.edtf.as_deref(), style)
}

/// "11 June 2020", "late 2017", "12 June 2019 to 12 June 2020"; what has no date says what kind of none.
pub fn event_date_words(event: &Event, style: DateStyle) -> String {
    told_words(&event.value, event.modifier, event.edtf.as_deref(), event.status, style)
}

/// The same as [`value_words`]; what is planned has not begun, so that an open end is "from 12 June 2020 on", not "since".
fn told_words(value: &str, modifier: Option<Modifier>, edtf: Option<&str>, status: Status, style: DateStyle) -> String {
    let begin = edtf.and_then(|edtf| edtf.strip_suffix("/..")).filter(|_| status == Status::Planned);
    match begin {
        Some(begin) if Period::from_timex(value).is_some() => {
            let modifier = modifier.filter(|modifier| *modifier != Modifier::OnOrAfter);
            format!("from {} on", value_words(value, modifier, Some(begin), style))
        }
        Some(begin) => format!("from {} on", value_words("", None, Some(begin), style)),
        None => value_words(value, modifier, edtf, style),
    }
}

/// A TIMEX3 value in words, with its EDTF where it has one.
pub fn value_words(value: &str, modifier: Option<Modifier>, edtf: Option<&str>, style: DateStyle) -> String {
    if let Some(period) = Period::from_timex(value) {
        let words = with_modifier(with_time_of_day(period_words(&period, style), value), modifier, &period);
        let uncertain = edtf.is_some_and(|edtf| edtf.ends_with(['?', '%']));
        return match edtf.unwrap_or("") {
            _ if uncertain => format!("{words} (uncertain)"),
            _ if matches!(modifier, Some(Modifier::OnOrAfter | Modifier::OnOrBefore)) => words,
            edtf if edtf.ends_with("/..") => format!("since {words}"),
            edtf if edtf.starts_with("../") => format!("until {words}"),
            edtf if edtf.starts_with("[..") => format!("by {words}"),
            // "from 1989 to 1993": the value is that of the first.
            edtf => match edtf.strip_prefix(&period.edtf()).and_then(|rest| Edtf::parse(rest.strip_prefix('/')?)) {
                Some(last) => format!("{words} to {}", edtf_words(&last, style)),
                None => words,
            },
        };
    }
    let words = edtf.and_then(Edtf::parse).map(|edtf| edtf_words(&edtf, style)).unwrap_or_default();
    if !words.is_empty() {
        return words;
    }
    match value {
        "PRESENT_REF" => "now, undated".to_owned(),
        "PAST_REF" => "in the past, undated".to_owned(),
        "FUTURE_REF" => "in the future, undated".to_owned(),
        _ => "undated".to_owned(),
    }
}

/// Adds what stands behind the `T` of a value: a clock time or a part of the day.
fn with_time_of_day(words: String, value: &str) -> String {
    let Some((_, time)) = value.split_once('T') else { return words };
    let part = match time {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        clock if clock.starts_with(|c: char| c.is_ascii_digit()) => clock,
        _ => return words,
    };
    format!("{words}, {part}")
}

fn with_modifier(words: String, modifier: Option<Modifier>, period: &Period) -> String {
    let named = !matches!(period, Period::Day(..));
    match modifier {
        Some(Modifier::Start) if named => format!("early {words}"),
        Some(Modifier::Mid) if named => format!("mid-{words}"),
        Some(Modifier::End) if named => format!("late {words}"),
        Some(Modifier::Approx) => format!("c. {words}"),
        Some(Modifier::Before) => format!("before {words}"),
        Some(Modifier::After) => format!("after {words}"),
        Some(Modifier::OnOrBefore) => format!("by {words}"),
        Some(Modifier::OnOrAfter) => format!("since {words}"),
        _ => words,
    }
}

/// A publication date: "12 June 2020", "June 2020", "2020".
pub fn partial_date_words(date: &PartialDate, style: DateStyle) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => period_words(&Period::Day(date.year, month, day), style),
        (Some(month), None) => period_words(&Period::Month(date.year, month), style),
        (None, _) => period_words(&Period::Year(date.year), style),
    }
}

/// The same with its day of the week, where it has a day: "Friday, 12 June 2020".
pub fn long_date_words(date: &PartialDate, style: DateStyle) -> String {
    let words = partial_date_words(date, style);
    match date.day {
        Some(_) => format!("{}, {words}", weekday_name(date.span().start.weekday())),
        None => words,
    }
}

/// Where a publication date comes from, to stand behind it.
pub fn published_from_words(published: &Published) -> &'static str {
    match published.from {
        PublishedFrom::Meta => "from the file's own data",
        PublishedFrom::Url => "from the web address",
        PublishedFrom::JsonLd => "from the page's own data",
        PublishedFrom::Text => "read in the text",
        PublishedFrom::Option => "set by you",
        PublishedFrom::File => "a guess from the file's time",
    }
}

/// "the address says 4 March 2019": what else is said of the publication date, where it does not agree.
pub fn doubt_words(document: &Document, style: DateStyle) -> Option<String> {
    let published = document.published.filter(|published| published.from != PublishedFrom::Option)?;
    let others = document.about.disagreeing(published.date);
    let says = |claim: &&DateClaim| format!("{} says {}", claim.place, partial_date_words(&claim.date, style));
    (!others.is_empty()).then(|| others.iter().map(says).collect::<Vec<_>>().join("; "))
}

/// All that is known of an article besides its text, a line each, for whoever judges it.
pub fn about_lines(document: &Document, style: DateStyle) -> Vec<String> {
    let about = &document.about;
    let mut lines = Vec::new();
    if let Some(published) = &document.published {
        let words = long_date_words(&published.date, style);
        let by_claim = about.dates.iter().find(|claim| claim.date == published.date && claim.from == published.from);
        lines.push(match by_claim {
            Some(claim) => format!("Published {words}, says {}", claim.place),
            None => format!("Published {words}, {}", published_from_words(published)),
        });
    }
    lines.extend(doubt_words(document, style).map(|words| format!("But {words}")));
    lines.extend(about.changed.map(|date| format!("Changed {}", partial_date_words(&date, style))));
    let address = document.source.starts_with("http").then_some(document.source.as_str());
    fact_lines(&mut lines, about, Fact::Title, document.title.as_deref());
    fact_lines(&mut lines, about, Fact::Author, document.author.as_deref());
    fact_lines(&mut lines, about, Fact::Publisher, about.publisher.as_deref());
    fact_lines(&mut lines, about, Fact::Language, document.language.as_deref());
    fact_lines(&mut lines, about, Fact::Address, address);
    lines.extend(about.partial.as_ref().map(|why| format!("Read in part: {why}")));
    if address.is_none() {
        lines.push(if document.source.is_empty() { "Pasted text".to_owned() } else { document.source.clone() });
    }
    lines
}

/// What was taken for the fact and who says so, and below it who says otherwise.
fn fact_lines(lines: &mut Vec<String>, about: &About, fact: Fact, taken: Option<&str>) {
    let Some(taken) = taken else { return };
    let label = match fact {
        Fact::Title => "Title: ",
        Fact::Author => "By ",
        Fact::Publisher => "Publisher: ",
        Fact::Language => "Language: ",
        Fact::Address => "",
    };
    let by_claim = about.claims_of(fact).find(|claim| claim.says == taken);
    let source = by_claim.map(|claim| format!(", says {}", claim.place)).unwrap_or_default();
    lines.push(format!("{label}{taken}{source}"));
    lines.extend(
        about.contradicting(fact, taken).iter().map(|claim| format!("But {} says {}", claim.place, claim.says)),
    );
}

/// "2 say 14 May 2011, 1 says 15 May 2011": where those who tell an event do not agree on its date, most first. `None` where
/// all their dates fit together, as a month and a day in it do. The number names the article of a claim; what has none
/// stands for itself.
pub fn disagreement_words(claims: &[(Option<usize>, &Event)], style: DateStyle) -> Option<String> {
    let hull = |event: &Event| event.span.and_then(|span| span.hull().0.zip(span.hull().1));
    let apart = claims.iter().enumerate().any(|(at, (_, one))| {
        claims[at + 1..].iter().any(|(_, other)| match (hull(one), hull(other)) {
            (Some((begin, end)), Some((other_begin, other_end))) => end <= other_begin || other_end <= begin,
            _ => false,
        })
    });
    if !apart {
        return None;
    }
    // Who says each date; an article that says it twice counts once.
    let mut told: Vec<(String, Vec<Option<usize>>)> = Vec::new();
    for (article, event) in claims {
        let words = value_words(event.value.split('T').next().unwrap_or(""), event.modifier, None, style);
        let at = told.iter().position(|(known, _)| *known == words).unwrap_or_else(|| {
            told.push((words, Vec::new()));
            told.len() - 1
        });
        if article.is_none() || !told[at].1.contains(article) {
            told[at].1.push(*article);
        }
    }
    told.sort_by_key(|(_, who)| std::cmp::Reverse(who.len()));
    let says = |(words, who): &(String, Vec<Option<usize>>)| {
        format!("{} {} {words}", who.len(), if who.len() == 1 { "says" } else { "say" })
    };
    Some(told.iter().map(says).collect::<Vec<_>>().join(", "))
}

/// How an event got its date, short.
pub fn dated_by_words(by: DatedBy) -> &'static str {
    match by {
        DatedBy::Timex => "a time expression in the sentence",
        DatedBy::Dct => "the publication date of the article",
        DatedBy::Context => "the passage that it stands in",
        DatedBy::User => "you",
    }
}

/// A date that someone typed, in any form that the tagger reads in full: "2020-06-12", "12 June 2020", "June 2020",
/// "44 BC". `None` for what is no date, or none that stands by itself.
pub fn parse_typed_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if let Some(date) = PartialDate::from_iso(text) {
        return Some(date);
    }
    let document = Document::from_text("typed", text);
    let timexes = timex::tag(&document);
    let [timex] = timexes.as_slice() else { return None };
    let beside = text.len() - timex.range.len();
    // Brackets, full stops and the like may stand beside it, words may not.
    let rest = [&text[..timex.range.start], &text[timex.range.end..]];
    if beside > 0 && rest.iter().any(|part| part.chars().any(char::is_alphanumeric)) {
        return None;
    }
    if timex.modifier.is_some() {
        return None;
    }
    Period::from_timex(&timex.value)?.to_partial_date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_in_words() {
        let check = |value: &str, modifier, edtf: Option<&str>, expected: &str| {
            assert_eq!(value_words(value, modifier, edtf, DateStyle::DayMonthYear), expected, "{value}");
        };
        check("2020-06-11", None, None, "11 June 2020");
        check("2017", Some(Modifier::End), None, "late 2017");
        check("BC0044", None, None, "44 BC");
        check("P1Y", None, Some("2019-06-12/2020-06-12"), "12 June 2019 to 12 June 2020");
        check("2020-06-11TNI", None, None, "11 June 2020, night");
        check("2020-06-11T15:30", None, None, "11 June 2020, 15:30");
        check("FUTURE_REF", None, None, "in the future, undated");
        check("XXXX-WXX-4", None, None, "undated");
        check("1989", None, Some("1989/1993"), "1989 to 1993");
        check("2020-06-11", None, Some("2020-06-11/.."), "since 11 June 2020");
        check("2020-06-11", None, Some("[..2020-06-11]"), "by 11 June 2020");
    }

    #[test]
    fn what_is_planned_has_not_been_since() {
        let words =
            |value: &str, edtf: &str, status| told_words(value, None, Some(edtf), status, DateStyle::DayMonthYear);
        assert_eq!(words("PXM", "2020-06-12/..", Status::Planned), "from 12 June 2020 on");
        assert_eq!(words("2020-06", "2020-06/..", Status::Planned), "from June 2020 on");
        assert_eq!(words("2020-06", "2020-06/..", Status::Happened), "since June 2020");
        assert_eq!(words("2020-06-12", "2020-06-12", Status::Planned), "12 June 2020");
    }

    #[test]
    fn a_date_that_sources_disagree_on_is_told_with_each_of_them() {
        let claim = |text: &str, from, place: &str| DateClaim {
            date: PartialDate::from_iso(text).unwrap(),
            from,
            place: place.to_owned(),
        };
        let mut document = Document::from_text("a", "x");
        document.about.dates = vec![
            claim("2020-06-12", PublishedFrom::Meta, "the page's meta tag date"),
            claim("2020", PublishedFrom::Text, "a line of the page"),
            claim("2019-03-04", PublishedFrom::Url, "the address"),
        ];
        document.published = Some(Published { date: document.about.dates[0].date, from: PublishedFrom::Meta });
        let lines = about_lines(&document, DateStyle::Iso);
        assert_eq!(lines[0], "Published Friday, 2020-06-12, says the page's meta tag date");
        assert_eq!(lines[1], "But the address says 2019-03-04");
        document.published = Some(Published { date: document.about.dates[0].date, from: PublishedFrom::Option });
        assert_eq!(doubt_words(&document, DateStyle::Iso), None);
    }

    #[test]
    fn each_fact_is_told_with_its_source_and_with_who_says_otherwise() {
        let mut document = Document::from_text("a", "x");
        document.source = "https://example.org/mill".to_owned();
        document.author = Some("Ada Miller".to_owned());
        document.about.note(Fact::Author, Some("Ada Miller"), "the page's JSON-LD");
        document.about.note(Fact::Author, Some("The Vale"), "the page's meta tag author");
        document.about.note(Fact::Address, Some("https://example.org/dam"), "the page's canonical link");
        assert_eq!(
            about_lines(&document, DateStyle::Iso),
            [
                "By Ada Miller, says the page's JSON-LD",
                "But the page's meta tag author says The Vale",
                "https://example.org/mill",
                "But the page's canonical link says https://example.org/dam"
            ]
        );
    }

    #[test]
    fn claims_that_do_not_agree_on_the_date_are_counted_by_article() {
        let read = |text: &str| crate::event::read(&Document::from_text("a", text)).events.remove(0);
        let (on_14, on_15) = (read("The mill closed on 14 May 2011."), read("The mill closed on 15 May 2011."));
        let in_may = read("The mill closed in May 2011.");
        let words = |claims: &[(Option<usize>, &Event)]| disagreement_words(claims, DateStyle::DayMonthYear);
        let claims = [(Some(0), &on_15), (Some(1), &on_14), (Some(2), &on_14), (Some(2), &on_14)];
        assert_eq!(words(&claims).as_deref(), Some("2 say 14 May 2011, 1 says 15 May 2011"));
        assert_eq!(words(&[(Some(0), &on_14), (Some(1), &in_may)]), None);
        assert_eq!(words(&[(Some(0), &on_14)]), None);
    }

    #[test]
    fn a_typed_iso_date_needs_no_tagger() {
        assert_eq!(parse_typed_date(" 2020-06-12 "), PartialDate::from_ymd(2020, 6, 12));
        assert_eq!(parse_typed_date("2020-13-12"), None);
        assert_eq!(parse_typed_date("soon"), None);
        assert_eq!(parse_typed_date(""), None);
    }

    #[test]
    fn a_day_is_told_with_its_day_of_the_week() {
        let date = PartialDate::from_ymd(2020, 6, 12).unwrap();
        assert_eq!(long_date_words(&date, DateStyle::DayMonthYear), "Friday, 12 June 2020");
    }
}
