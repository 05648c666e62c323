//! Words of time that are names here: "Mr. Weeks", "Professor Monday".

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
