//! TimeML: the text with its TIMEX3 and EVENT tags, the links between them behind it (TimeML 1.2.1).

use super::Extract;
use crate::event::{Certainty, DatedBy, Event};
use crate::text::TextRange;
use crate::timex::{Anchor, Timex};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes one article as a TimeML document, without an XML declaration so that several can stand in one file.
///
/// # Errors
/// Only those of `out`.
pub fn write_document(out: &mut dyn Write, extract: Extract) -> io::Result<()> {
    let Extract { document, reading, .. } = extract;
    writeln!(out, "<TimeML>")?;
    writeln!(out, "<DOCID>{}</DOCID>", escape(&document.id.0))?;
    if let Some(published) = document.published {
        let date = published.date;
        writeln!(
            out,
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{date}\" temporalFunction=\"false\" \
             functionInDocument=\"CREATION_TIME\">{date}</TIMEX3></DCT>"
        )?;
    }
    if let Some(title) = &document.title {
        writeln!(out, "<TITLE>{}</TITLE>", escape(title))?;
    }
    write!(out, "<TEXT>")?;
    let (body, tagged) = tag_text(&document.text, &reading.timexes, &reading.events);
    out.write_all(body.as_bytes())?;
    writeln!(out, "</TEXT>")?;
    write_links(out, &reading.events, &tagged, document.published.is_some())?;
    writeln!(out, "</TimeML>")
}

/// One tag to set: where, and its two halves.
struct Tag {
    range: TextRange,
    open: String,
    close: &'static str,
}

/// The text with its tags, and the events that got one. A tag that would cross another is left out: XML nests.
fn tag_text(text: &str, timexes: &[Timex], events: &[Event]) -> (String, Vec<usize>) {
    let mut tags: Vec<(Tag, Option<usize>)> =
        timexes.iter().enumerate().map(|(index, timex)| (timex_tag(index, timex), None)).collect();
    // Two readings of one verb (a verb with two dates) share its tag.
    let mut triggers: BTreeMap<TextRange, usize> = BTreeMap::new();
    for (index, event) in events.iter().enumerate().filter(|(_, event)| !event.in_title) {
        triggers.entry(event.trigger).or_insert(index);
    }
    tags.extend(triggers.iter().map(|(&range, &index)| (event_tag(index, range), Some(index))));
    tags.sort_by_key(|(tag, _)| (tag.range.start, std::cmp::Reverse(tag.range.end)));

    let (mut body, mut at, mut tagged) = (String::new(), 0, Vec::new());
    let mut open: Option<(usize, &'static str)> = None;
    let mut inside_end = 0;
    for (tag, event) in &tags {
        if let Some((end, close)) = open.filter(|&(end, _)| end <= tag.range.start) {
            push(&mut body, text, at, end);
            body.push_str(close);
            (at, open) = (end, None);
        }
        let fits = match open {
            None => tag.range.start >= at,
            Some((end, _)) => event.is_some() && tag.range.end <= end && tag.range.start >= at.max(inside_end),
        };
        if !fits || tag.range.is_empty() || text.get(tag.range.start..tag.range.end).is_none() {
            continue;
        }
        push(&mut body, text, at, tag.range.start);
        body.push_str(&tag.open);
        at = tag.range.start;
        match open {
            None => open = Some((tag.range.end, tag.close)),
            Some(_) => {
                push(&mut body, text, at, tag.range.end);
                body.push_str(tag.close);
                at = tag.range.end;
                inside_end = at;
            }
        }
        tagged.extend(*event);
    }
    if let Some((end, close)) = open {
        push(&mut body, text, at, end);
        body.push_str(close);
        at = end;
    }
    push(&mut body, text, at, text.len());
    tagged.sort_unstable();
    (body, tagged)
}

fn push(body: &mut String, text: &str, from: usize, to: usize) {
    body.push_str(&escape(text.get(from..to).unwrap_or("")));
}

fn timex_tag(index: usize, timex: &Timex) -> Tag {
    let modifier = timex.modifier.map(|modifier| format!(" mod=\"{}\"", name(&modifier))).unwrap_or_default();
    let anchored = match timex.anchor {
        Anchor::None => " temporalFunction=\"false\"",
        Anchor::Published(_) => " temporalFunction=\"true\" anchorTimeID=\"t0\"",
        _ => " temporalFunction=\"true\"",
    };
    let open = format!(
        "<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"{}\"{modifier}{anchored}>",
        index + 1,
        name(&timex.kind),
        escape(&timex.value)
    );
    Tag { range: timex.range, open, close: "</TIMEX3>" }
}

fn event_tag(index: usize, range: TextRange) -> Tag {
    Tag { range, open: format!("<EVENT eid=\"e{}\" class=\"OCCURRENCE\">", index + 1), close: "</EVENT>" }
}

/// An instance for each tagged event, and its link to the time that dates it.
fn write_links(out: &mut dyn Write, events: &[Event], tagged: &[usize], has_dct: bool) -> io::Result<()> {
    for &index in tagged {
        let event = &events[index];
        let number = index + 1;
        let tense = if event.future { "FUTURE" } else { "NONE" };
        let polarity = if event.negated { "NEG" } else { "POS" };
        let modality = match event.certainty {
            Certainty::Certain => "",
            Certainty::Probable => " modality=\"probable\"",
            Certainty::Possible => " modality=\"possible\"",
        };
        writeln!(
            out,
            "<MAKEINSTANCE eiid=\"ei{number}\" eventID=\"e{number}\" tense=\"{tense}\" aspect=\"NONE\" \
             polarity=\"{polarity}\" pos=\"OTHER\"{modality}/>"
        )?;
    }
    let links = tagged.iter().filter_map(|&index| Some((index, time_of(&events[index], has_dct)?)));
    for (link, (index, time)) in links.enumerate() {
        writeln!(
            out,
            "<TLINK lid=\"l{}\" eventInstanceID=\"ei{}\" relatedToTime=\"t{time}\" relType=\"IS_INCLUDED\"/>",
            link + 1,
            index + 1
        )?;
    }
    Ok(())
}

/// The number of the TIMEX3 that dates the event.
fn time_of(event: &Event, has_dct: bool) -> Option<usize> {
    match (event.timex, event.by) {
        (Some(timex), _) => Some(timex + 1),
        (None, DatedBy::Dct) if has_dct => Some(0),
        _ => None,
    }
}

fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// Escaped for text and attributes; the control characters that XML 1.0 cannot hold become U+FFFD, one for one.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // A parser would turn it into a line feed.
            '\r' => escaped.push_str("&#13;"),
            '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(range: (usize, usize)) -> (Vec<Timex>, Vec<Event>) {
        let timex = Timex {
            range: TextRange::new(range.0, range.1),
            kind: crate::timex::TimexType::Date,
            value: "2020-06-11".to_owned(),
            modifier: None,
            edtf: None,
            span: None,
            granularity: None,
            anchor: Anchor::None,
            rule: "test",
            derivation: Default::default(),
        };
        (vec![timex], Vec::new())
    }

    #[test]
    fn tags_stand_round_their_words_and_text_is_escaped() {
        let (timexes, events) = dated((6, 14));
        let (body, _) = tag_text("A & B Thursday <C>", &timexes, &events);
        assert_eq!(
            body,
            "A &amp; B <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2020-06-11\" temporalFunction=\"false\">Thursday</TIMEX3> &lt;C&gt;"
        );
    }

    #[test]
    fn a_range_that_does_not_fit_the_text_is_left_out() {
        let (timexes, events) = dated((1, 40));
        assert_eq!(tag_text("é short", &timexes, &events).0, "é short");
    }
}
