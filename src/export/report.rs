//! The report of an import as a file: what was not read, why, and what to do.

use super::atomic::write;
use crate::import::ReportEntry;
use std::io;
use std::path::Path;

/// Writes the entries, as CSV where the path ends so, else as text for reading.
pub fn report(path: &Path, name: &str, entries: &[ReportEntry]) -> io::Result<()> {
    let is_csv = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    let content = if is_csv { as_csv(entries)? } else { as_text(name, entries).into_bytes() };
    write(path, |file| file.write_all(&content))
}

fn as_csv(entries: &[ReportEntry]) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["file", "fate", "reason", "advice"])?;
    for entry in entries {
        writer.write_record([&entry.file, &entry.fate.to_string(), &entry.reason, &entry.advice])?;
    }
    writer.into_inner().map_err(|error| error.into_error())
}

fn as_text(name: &str, entries: &[ReportEntry]) -> String {
    let mut text = format!("{name}\n");
    let mut fate = None;
    for entry in entries {
        if fate != Some(entry.fate) {
            let count = entries.iter().filter(|other| other.fate == entry.fate).count();
            text.push_str(&format!("\n{count} {}\n", entry.fate));
            fate = Some(entry.fate);
        }
        text.push_str(&format!("\n{}\n    {}\n", entry.file, entry.reason));
        if !entry.advice.is_empty() {
            text.push_str(&format!("    {}\n", entry.advice));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Fate;

    #[test]
    fn text_groups_by_fate_and_csv_quotes() {
        let entry = |fate, file: &str| ReportEntry {
            fate,
            file: file.into(),
            reason: "a picture, no text".into(),
            advice: "save it as text".into(),
        };
        let entries = [entry(Fate::Failed, "a"), entry(Fate::Failed, "b"), entry(Fate::Duplicate, "c")];
        let text = as_text("Reading x", &entries);
        assert!(
            text.starts_with("Reading x\n\n2 not read\n\na\n    a picture, no text\n    save it as text\n"),
            "{text}"
        );
        assert!(text.contains("\n1 the same again\n\nc\n"), "{text}");
        let csv = String::from_utf8(as_csv(&entries).unwrap()).unwrap();
        assert!(csv.contains("a,not read,\"a picture, no text\",save it as text\n"), "{csv}");
    }
}
