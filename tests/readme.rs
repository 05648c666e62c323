//! What the README says the program understands, asked of the program.

use dateline::text::{Document, Published, PublishedFrom};
use dateline::time::PartialDate;
use dateline::timex::{self, Modifier};

#[test]
fn the_program_reads_every_phrase_as_the_readme_says() {
    let rows = phrases();
    assert!(rows.len() >= 20, "the table of phrases is gone: {} rows", rows.len());
    let wrong: Vec<String> = (rows.iter())
        .filter_map(|(phrase, expected)| {
            let got = read(phrase);
            (got != *expected).then(|| format!("{phrase}: README says {expected}, the program reads {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rows of the table under "What it understands".
fn phrases() -> Vec<(String, String)> {
    let readme = include_str!("../README.md");
    let (_, section) = readme.split_once("## What it understands").expect("the section stands");
    let (section, _) = section.split_once("\n## ").expect("another section follows");
    (section.lines())
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "))
        .filter(|(phrase, _)| *phrase != "words")
        .map(|(phrase, value)| (phrase.to_owned(), value.to_owned()))
        .collect()
}

/// What stands in the right column for the one expression of a sentence with the phrase.
fn read(phrase: &str) -> String {
    let text = format!("The committee met {phrase} in Geneva.");
    let mut document = Document::from_text("readme", &text);
    let date = PartialDate::from_ymd(2020, 6, 12).expect("a day of June");
    document.published = Some(Published { date, from: PublishedFrom::Option });
    let found: Vec<String> = (timex::tag(&document).iter())
        .map(|timex| match timex.modifier {
            Some(modifier) => format!("{}, {}", timex.value, name(modifier)),
            None => timex.value.clone(),
        })
        .collect();
    found.join("; ")
}

fn name(modifier: Modifier) -> String {
    let name = serde_json::to_string(&modifier).expect("a modifier has a name");
    name.trim_matches('"').to_owned()
}
