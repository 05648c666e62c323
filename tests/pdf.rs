//! PDFs made here byte by byte, read as scripts and the window read them: in a process of their own.

#![allow(clippy::unwrap_used, reason = "a test that cannot run its program has failed")]

use std::fmt::Write;
use std::fs;
use std::process::Command;

/// A line of text and where it begins, in points from the lower left corner of the page.
type Line<'a> = (u32, u32, &'a str);

/// A PDF of one page in 12 point Helvetica.
fn pdf(lines: &[Line]) -> String {
    let mut content = String::new();
    for (x, y, text) in lines {
        writeln!(content, "BT /F 12 Tf {x} {y} Td ({text}) Tj ET").unwrap();
    }
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        "<</Title(The fall of the harbour)/Author(Ada Miller)>>".to_owned(),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        write!(file, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let (size, start) = (objects.len() + 1, file.len());
    write!(file, "xref\n0 {size}\n{table}trailer<</Size {size}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{start}\n%%EOF")
        .unwrap();
    file
}

/// The document that `extract` prints, or what it says instead.
fn extract(file: &str) -> Result<serde_json::Value, String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pdf"), file).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let output = program.args(["extract", "a.pdf"]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_slice(&output.stdout).map_err(|_| format!("exit {:?}: {said}", output.status.code()))
}

#[test]
fn text_is_read_with_the_hyphen_at_a_line_end_mended() {
    let lines = [(50, 700, "The army captured the har-"), (50, 685, "bour town on 3 May 2016.")];
    let document = extract(&pdf(&lines)).unwrap();
    assert_eq!(document["title"], "The fall of the harbour");
    assert_eq!(document["author"], "Ada Miller");
    let text = document["text"].as_str().unwrap();
    assert!(text.contains("captured the harbour town on 3 May 2016."), "{text:?}");
    assert_eq!(document["events"][0]["value"], "2016-05-03");
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left =
        ["Rebels attacked the base", "on January 3, 2020, and", "held it for two days in", "which nobody slept."];
    let right =
        ["The army came back and", "captured the town again", "on February 7, 2020, at", "the end of the siege."];
    let column = |x: u32, words: &[&'static str]| -> Vec<_> {
        (0..).zip(words).map(|(at, words)| (x, 700 - 15 * at, *words)).collect()
    };
    let lines = [column(50, &left), column(330, &right)].concat();
    let text =
        extract(&pdf(&lines)).unwrap()["text"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(text, [left.join(" "), right.join(" ")].join(" "));
}

#[test]
fn a_pdf_without_text_says_so() {
    let said = extract(&pdf(&[])).unwrap_err();
    assert!(said.contains("exit Some(1)") && said.contains("there is no text in it"), "{said}");
}

#[test]
fn a_pdf_cut_short_is_read_or_refused_with_a_reason() {
    let whole = pdf(&[(50, 700, "The army captured the town in 2014.")]);
    for part in [40, 200, 400, whole.len() - 20] {
        if let Err(said) = extract(&whole[..part]) {
            assert!(said.contains("exit Some(1)") && said.contains("a.pdf"), "{said}");
        }
    }
}
