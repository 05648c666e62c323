//! Reads documents as JSON Lines from standard input and prints their time expressions, offsets in code points.
use dateline::text::CodePoints;
use dateline::time::PartialDate;
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or("");
        let published = record["dct"].as_str().and_then(PartialDate::from_iso);
        let points = CodePoints::new(text);
        let timexes: Vec<_> = dateline::timex::tag_text(text, published)
            .iter()
            .map(|timex| {
                serde_json::json!({"start": points.at(text, timex.range.start), "end": points.at(text, timex.range.end),
                    "text": timex.range.of(text), "type": timex.kind, "value": timex.value, "mod": timex.modifier,
                    "edtf": timex.edtf, "rule": timex.rule, "anchor": timex.anchor, "derivation": timex.derivation})
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({"id": record["id"], "timexes": timexes}))?;
    }
    Ok(())
}
