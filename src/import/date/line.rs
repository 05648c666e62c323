//! A line that is nothing but a publication date, or a byline with one.

use super::{NumericOrder, find};
use crate::time::PartialDate;

/// How a line gives its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum Said {
    /// "Published 12 June 2020"
    Published,
    /// "12 June 2020", "By Jane Doe, 12 June 2020"
    Plain,
    /// "Updated 13 June 2020"
    Updated,
}

const PUBLISHED: &[&str] = &[
    "published",
    "posted",
    "publication",
    "first",
    "created",
    "issued",
    "released",
    "veröffentlicht",
    "erschienen",
    "erstellt",
    "publié",
    "publiée",
    "publie",
    "paru",
    "publicado",
    "publicada",
    "publicação",
    "pubblicato",
    "pubblicata",
    "gepubliceerd",
    "geplaatst",
    "publicerad",
    "publicerat",
    "publisert",
    "udgivet",
    "julkaistu",
    "opublikowano",
    "publikováno",
    "vydáno",
    "publikované",
    "megjelent",
    "publicat",
    "опубликовано",
    "опубліковано",
    "објављено",
    "objavljeno",
    "δημοσίευση",
    "yayınlanma",
    "veröffentlichung",
    "veröffentlichungsdatum",
    "mise",
    "ligne",
];

const UPDATED: &[&str] = &[
    "updated",
    "modified",
    "last",
    "edited",
    "aktualisiert",
    "geändert",
    "bearbeitet",
    "zuletzt",
    "letzte",
    "änderung",
    "mis",
    "jour",
    "modifié",
    "actualizado",
    "actualizada",
    "modificado",
    "atualizado",
    "aggiornato",
    "aggiornamento",
    "bijgewerkt",
    "gewijzigd",
    "uppdaterad",
    "oppdatert",
    "opdateret",
    "päivitetty",
    "zaktualizowano",
    "aktualizováno",
    "frissítve",
    "actualizat",
    "обновлено",
    "оновлено",
    "güncelleme",
    "stand",
];

/// Words that may stand in such a line besides: prepositions, clocks, days of the week, time zones.
const FILLERS: &[&str] = &[
    "on",
    "at",
    "the",
    "of",
    "in",
    "date",
    "time",
    "am",
    "pm",
    "a.m",
    "p.m",
    "noon",
    "midnight",
    "gmt",
    "utc",
    "est",
    "edt",
    "cst",
    "cdt",
    "mst",
    "mdt",
    "pst",
    "pdt",
    "bst",
    "cet",
    "cest",
    "eet",
    "ist",
    "jst",
    "et",
    "pt",
    "ct",
    "uk",
    "us",
    "am",
    "um",
    "uhr",
    "den",
    "vom",
    "der",
    "datum",
    "le",
    "à",
    "a",
    "h",
    "min",
    "date",
    "el",
    "las",
    "fecha",
    "hora",
    "il",
    "alle",
    "ore",
    "data",
    "op",
    "om",
    "uur",
    "den",
    "kl",
    "klo",
    "o",
    "godz",
    "v",
    "в",
    "às",
    "em",
    "de",
    "la",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "måndag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lördag",
    "söndag",
    "mandag",
    "tirsdag",
    "lørdag",
    "søndag",
    "maanantai",
    "tiistai",
    "keskiviikko",
    "torstai",
    "perjantai",
    "lauantai",
    "sunnuntai",
    "poniedziałek",
    "wtorek",
    "środa",
    "czwartek",
    "piątek",
    "sobota",
    "niedziela",
    "pondělí",
    "úterý",
    "středa",
    "čtvrtek",
    "pátek",
    "neděle",
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
];

/// Words that begin the name of an author.
const BY: &[&str] = &["by", "von", "par", "por", "di", "da", "door", "av", "af", "autor", "author", "auteur", "autore"];

/// A name, a place and an agency take some eight words; a sentence takes more.
const BYLINE_WORDS: usize = 8;

/// The date of a line that is nothing but a date with its label and clock, a byline with a date, or the dateline that
/// opens a report ("BAGHDAD, June 12, 2020 —"); `None` for any other line, as a date in a sentence dates what the
/// sentence tells.
pub(in crate::import) fn in_line(line: &str, order: NumericOrder) -> Option<(PartialDate, Said)> {
    let line = line.trim().trim_matches(['*', '_', '#', '(', ')', '[', ']', ' ']);
    // Long lines are sentences; their beginning may still be a dateline.
    let head_end = line.char_indices().nth(160).map_or(line.len(), |(at, _)| at);
    let found = find(&line[..head_end], order);
    let first = found.first()?;
    if is_dateline(&line[..first.range.start], &line[first.range.end..]) {
        return Some((first.date, Said::Plain));
    }
    if head_end < line.len() {
        return None;
    }
    let mut best: Option<(PartialDate, Said)> = None;
    let mut from = 0;
    for date in &found {
        let said = label(&line[from..date.range.start])?;
        if best.is_none_or(|(_, before)| said < before) {
            best = Some((date.date, said));
        }
        from = date.range.end;
    }
    tail_is_clock(&line[from..]).then_some(best).flatten()
}

/// The date of a short line that says when something was published or written: "This article was posted on …". Of
/// several, the one that such a word stands before.
pub(in crate::import) fn notice(line: &str, order: NumericOrder) -> Option<PartialDate> {
    const WRITTEN: &[&str] = &[
        "article",
        "artikel",
        "beitrag",
        "eintrag",
        "billet",
        "artículo",
        "articolo",
        "geschrieben",
        "written",
        "verfasst",
    ];
    // Too common in sentences to say anything alone.
    const VAGUE: &[&str] = &["first", "issued", "released", "created", "mise", "ligne"];
    let says_so = |words: &str| {
        tokens(words).iter().map(|word| word.to_lowercase()).any(|word| {
            let word = word.as_str();
            PUBLISHED.contains(&word) && !VAGUE.contains(&word) || WRITTEN.contains(&word)
        })
    };
    let found = find(line, order);
    if !says_so(line) {
        return None;
    }
    let begins = std::iter::once(0).chain(found.iter().map(|date| date.range.end));
    let labelled = found.iter().zip(begins).find(|(date, begin)| says_so(&line[*begin..date.range.start]));
    labelled.map(|(date, _)| date).or(found.first()).map(|date| date.date)
}

/// The date that opens a short line and is set off from what follows: "June 12, 2020 at 8:45 | Filed under mills".
pub(in crate::import) fn opens_with_date(line: &str, order: NumericOrder) -> Option<PartialDate> {
    let first = find(line, order).into_iter().next()?;
    let label = label(&line[..first.range.start])?;
    let only_fillers = tokens(&line[..first.range.start]).len() <= 3;
    let mut rest = line[first.range.end..].trim_start_matches([',', '.', ' ']);
    while let Some(word) = rest.split_whitespace().next() {
        let bare = word.trim_matches([',', '.']).to_lowercase();
        if !(FILLERS.contains(&bare.as_str()) || is_clock(&bare)) {
            break;
        }
        rest = rest[word.len()..].trim_start();
    }
    let set_off =
        rest.is_empty() || rest.starts_with(['|', '·', '•', '>', '»', '–', '—', '-', '/', '(', '‹', '«', '∙']);
    (label != Said::Updated && only_fillers && set_off && line.chars().count() < 120).then_some(first.date)
}

/// What the words before a date make of it; `None` when they are a sentence.
fn label(words: &str) -> Option<Said> {
    let words = tokens(words);
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let has = |list: &[&str]| lower.iter().any(|word| list.contains(&word.as_str()));
    let rest: Vec<&String> = lower
        .iter()
        .filter(|word| {
            let word = word.as_str();
            ![PUBLISHED, UPDATED, FILLERS].iter().any(|list| list.contains(&word)) && !is_clock(word)
        })
        .collect();
    let byline = lower.first().is_some_and(|word| BY.contains(&word.as_str())) && words.len() <= BYLINE_WORDS;
    // An author, a place or a paper, perhaps with the day of the week: "The Wexmouth Courier, Friday".
    let name = rest.len() <= 4 && words.iter().all(|word| is_capitalised(word));
    if !(rest.is_empty() || byline || name) {
        return None;
    }
    Some(if has(PUBLISHED) {
        Said::Published
    } else if has(UPDATED) {
        Said::Updated
    } else {
        Said::Plain
    })
}

/// Behind the date only a clock, a zone, an author or a place may stand.
fn tail_is_clock(words: &str) -> bool {
    let words = tokens(words);
    let is_by = |word: &str| BY.contains(&word.to_lowercase().as_str());
    let opens_with_by = words.iter().find(|word| !is_clock(word)).is_some_and(|word| is_by(word));
    let rest: Vec<&&str> =
        words.iter().filter(|word| !FILLERS.contains(&word.to_lowercase().as_str()) && !is_clock(word)).collect();
    rest.is_empty() || (opens_with_by || rest.iter().all(|word| is_capitalised(word))) && rest.len() <= 5
}

/// A place in capitals before the date, a dash behind it; or a place and the date in brackets.
fn is_dateline(before: &str, after: &str) -> bool {
    if let Some(place) = before.trim_end().strip_suffix('(') {
        let words = tokens(place);
        let placed = (1..=3).contains(&words.len()) && words.iter().all(|word| is_capitalised(word));
        let closed = after.strip_prefix(')').is_some_and(|rest| rest.starts_with(['.', ':', ' ']));
        if placed && closed && place.trim_end().ends_with(|c: char| c == ',' || c.is_alphabetic()) {
            return true;
        }
    }
    let place = before.trim_end_matches([' ', ',', '(', '-', '–', '—', ':']);
    let capitals = place.chars().filter(|c| c.is_uppercase()).count();
    let small = place.chars().filter(|c| c.is_lowercase()).count();
    let dash = after.trim_start_matches([' ', ')', '.']).starts_with(['-', '–', '—', ':']);
    capitals >= 3 && small * 2 <= capitals && tokens(place).len() <= 5 && dash
}

fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || ",|•·–—:;()[]/\"“”".contains(c))
        .map(|word| word.trim_matches(['.', '-', '\'', '’']))
        .filter(|word| !word.is_empty())
        .collect()
}

/// "14", "14:00", "2pm", "14h30", "+0200".
fn is_clock(word: &str) -> bool {
    let word = word.trim_start_matches('+');
    word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 8
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let found = in_line(line, NumericOrder::MonthFirst);
        let said = found.map_or("none".to_owned(), |(date, said)| format!("{date} {said:?}"));
        assert_eq!(said, expected, "{line}");
    }

    #[test]
    fn lines_that_are_a_date_are_read() {
        check("Jun 12, 2020", "2020-06-12 Plain");
        check("Friday, 12 June 2020, 4:23 pm EDT", "2020-06-12 Plain");
        check("Published: 12 June 2020", "2020-06-12 Published");
        check("First published on 12 June 2020 at 14:00 BST", "2020-06-12 Published");
        check("Published 12 June 2020 | Updated 14 June 2020", "2020-06-12 Published");
        check("Last updated: June 14, 2020", "2020-06-14 Updated");
        check("By Jane Doe | June 12, 2020", "2020-06-12 Plain");
        check("Jane Doe, 12 June 2020", "2020-06-12 Plain");
        check("Veröffentlicht am 12. Juni 2020 um 14:00 Uhr", "2020-06-12 Published");
        check("12 June 2020 by Jane Doe", "2020-06-12 Plain");
        check("Wexmouth, (12.06.2020). The mill has burned down, and nobody came to see.", "2020-06-12 Plain");
        check("The town council met again, and the mayor (12.06.2020) said that it would not.", "none");
        check("12.06.2020 13:30 von Ada", "2020-06-12 Plain");
        check("The Wexmouth Courier, Friday 17 November 2023", "2023-11-17 Plain");
        check("BAGHDAD, Friday, June 12, 2020", "2020-06-12 Plain");
        check(
            "BAGHDAD, June 12, 2020 — The talks opened in the old palace with a minute of silence.",
            "2020-06-12 Plain",
        );
    }

    #[test]
    fn a_date_set_off_from_what_follows_is_read() {
        let check = |line: &str, expected: Option<&str>| {
            let found = opens_with_date(line, NumericOrder::MonthFirst).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{line}");
        };
        check("June 12, 2020 at 08:45 AM | Filed under mills", Some("2020-06-12"));
        check("Freitag, 12.6.2020, 19:51 > mills", Some("2020-06-12"));
        check("12 June 2020 was a fine day for mills", None);
    }

    #[test]
    fn a_date_in_a_sentence_dates_what_the_sentence_tells() {
        check("The mill opened on 12 June 2020.", "none");
        check("On 12 June 2020 the mill opened its doors to the public", "none");
        check("The talks of June 12, 2020", "none");
        check("The talks of Friday, June 12, 2020", "none");
        check("The war lasted from 12 June 2020 to 3 July 2020", "none");
        check("Jun 12", "none");
    }

    #[test]
    fn of_two_dates_in_a_notice_the_one_of_publication_counts() {
        let read = |line| notice(line, NumericOrder::DayFirst).map(|date| date.to_string());
        let both = "Letzte Änderung: 10.06.2020 Erschienen am: 12.06.2020 Lesungen: 61";
        assert_eq!(read(both).as_deref(), Some("2020-06-12"));
        assert_eq!(read("This article was posted by Ada on 12 June 2020").as_deref(), Some("2020-06-12"));
        assert_eq!(read("The mill burned on 12 June 2020"), None);
    }
}
