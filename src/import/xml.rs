//! XML as a flat run of steps: no tree, no recursion, no entities but those of XML itself.

use super::charset;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What a document says next; names come without their prefix.
#[derive(Debug)]
pub(super) enum Step<'a> {
    Open(&'a str, Attributes<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// The attributes of an element, looked up by their name without its prefix.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let attribute = self
            .0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|a| a.key.local_name().as_ref() == name.as_bytes())?;
        let raw = String::from_utf8_lossy(&attribute.value);
        Some(quick_xml::escape::unescape(&raw).map_or_else(|_| raw.to_string(), |value| value.into_owned()))
    }
}

/// Tells `on_step` of every element and text. Of a broken document, all before the break is told; the error says why
/// it ends there. Entities that a document declares itself are left out: they can grow without end.
pub(super) fn walk(bytes: &[u8], mut on_step: impl FnMut(Step)) -> Result<(), String> {
    let xml = charset::decode(bytes, None);
    let mut reader = Reader::from_str(&xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut depth = 0usize;
    loop {
        match reader.read_event() {
            Err(error) => return Err(error.to_string()),
            Ok(Event::Eof) if depth > 0 => return Err("it ends in the middle".to_owned()),
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(element)) => {
                depth += 1;
                open(&element, &mut on_step);
            }
            Ok(Event::Empty(element)) => {
                open(&element, &mut on_step);
                close(element.local_name().as_ref(), &mut on_step);
            }
            Ok(Event::End(element)) => {
                depth = depth.saturating_sub(1);
                close(element.local_name().as_ref(), &mut on_step);
            }
            Ok(Event::Text(text)) => on_step(Step::Text(&String::from_utf8_lossy(&text))),
            Ok(Event::CData(text)) => on_step(Step::Text(&String::from_utf8_lossy(&text))),
            Ok(Event::GeneralRef(reference)) => {
                let name = String::from_utf8_lossy(&reference).into_owned();
                if let Ok(text) = quick_xml::escape::unescape(&format!("&{name};")) {
                    on_step(Step::Text(&text));
                }
            }
            Ok(_) => {}
        }
    }
}

fn open(element: &BytesStart, on_step: &mut impl FnMut(Step)) {
    let name = element.local_name();
    on_step(Step::Open(&String::from_utf8_lossy(name.as_ref()), Attributes(element)));
}

fn close(name: &[u8], on_step: &mut impl FnMut(Step)) {
    on_step(Step::Close(&String::from_utf8_lossy(name)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(xml: &str) -> (String, Result<(), String>) {
        let mut told = String::new();
        let end = walk(xml.as_bytes(), |step| match step {
            Step::Open(name, attributes) => {
                told += &format!("<{name}{}>", attributes.get("val").map(|v| format!(" {v}")).unwrap_or_default());
            }
            Step::Close(name) => told += &format!("</{name}>"),
            Step::Text(text) => told += text,
        });
        (told, end)
    }

    #[test]
    fn names_lose_their_prefix_and_entities_of_xml_are_read() {
        let (told, end) = steps("<w:p w:val='a&amp;b'>x &lt; y &#233;<w:br/></w:p>");
        assert_eq!(told, "<p a&b>x < y é<br></br></p>");
        assert_eq!(end, Ok(()));
    }

    #[test]
    fn entities_that_grow_are_left_out() {
        let laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>one &c; two</a>";
        assert_eq!(steps(laughs).0, "<a>one  two</a>");
    }

    #[test]
    fn a_document_cut_short_is_told_as_far_as_it_goes() {
        let (told, end) = steps("<a>one<b>two");
        assert_eq!(told, "<a>one<b>two");
        assert!(end.is_err());
    }
}
