//! Words of time that are names here: "Mr. Weeks", "Professor Monday", "Sunday Times", "USA Today".

use super::words::Word;
use crate::timex::view::View;

const TITLES: &[&str] = &[
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Dr",
    "Prof",
    "Professor",
    "Sir",
    "Lady",
    "Lord",
    "Judge",
    "Justice",
    "Senator",
    "Sen",
    "Rep",
    "Gov",
    "Governor",
    "Gen",
    "General",
    "Col",
    "Colonel",
    "Capt",
    "Captain",
    "Sgt",
    "Sergeant",
    "Lt",
    "Lieutenant",
    "Maj",
    "Major",
    "Officer",
    "Father",
    "Sister",
    "Rev",
];

/// Whether the word stands behind a title: a surname.
pub fn is_titled(v: &View, i: usize) -> bool {
    let dot = usize::from(v.is_mark(i.wrapping_sub(1), b'.') && v.is_glued(i.wrapping_sub(1)));
    let at = i.wrapping_sub(1 + dot);
    v.is_capital(at) && v.is_any(at, TITLES) && !matches!(v.word(at), Word::Digits)
}

/// "USA Today", "The Tomorrow People", "sang Tomorrow": papers, films and songs.
pub fn names_work(v: &View, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    // "NBC's “Today” show", "the Today Programme"
    let behind = i + 1 + usize::from(matches!(v.str(i + 1), "\"" | "”" | "'" | "’"));
    if v.is(i, Word::Today) && v.is_capital(i) && v.is_any(behind, &["show", "programme", "program"]) {
        return true;
    }
    if !v.is_capital(i) || v.is_upper(i) || v.begins_line(i) || !v.is_word(before) {
        return false;
    }
    let paper = v.is(i, Word::Today)
        && v.is_capital(before)
        && !v.is_any(before, &["And", "But", "While", "Until", "Since", "By", "For"]);
    let called = v.is(before, Word::Other)
        && !v.is_capital(before)
        && v.str(before).len() > 3
        && !v.is_any(before, &["with", "into", "that", "until", "than", "from", "only", "even", "said", "says"]);
    let film = v.is(before, Word::The) && v.is_capital(i + 1) && v.is(i + 1, Word::Other);
    paper || called || film
}

/// "Sunday Times", "Black Friday", "Bloody Sunday", "Friday the 13th".
pub fn is_weekday_name(v: &View, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    // "Professor Monday", "Man Friday", "casual Friday", "Fox News Sunday", "The Mail on Sunday", "Saturday Evening Post"
    is_titled(v, i)
        || v.is_any(before, &["man", "casual"])
        || v.is_text(before, "News") && v.is_any(i.wrapping_sub(2), &["Fox", "ABC", "CBS", "NBC", "BBC", "Sky"])
        || v.is(before, Word::On)
            && v.is_any(i.wrapping_sub(2), &["Mail", "Independent"])
            && v.is_capital(i.wrapping_sub(2))
        || matches!(v.word(i + 1), Word::Part(_))
            && v.is_capital(i + 1)
            && v.is_capital(i + 2)
            && v.is(i + 2, Word::Other)
        || v.is_text(i + 1, "best") && v.is_any(before, &["his", "her", "their", "my", "your", "our"])
        || v.is_any(i + 1, &["Times", "Telegraph", "Herald", "Mirror", "Express", "Mail", "Post", "Star", "World"])
            && v.is_capital(i + 1)
        || v.is_any(
            i.wrapping_sub(1),
            &["Bloody", "Black", "Ruby", "Ash", "Palm", "Sheffield", "Super", "Cyber", "Shrove", "Maundy", "Good"],
        ) && v.is_capital(i.wrapping_sub(1))
}
