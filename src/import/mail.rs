//! Mails (EML), mailboxes (MBOX) and pages saved as one file (MHTML), all of them MIME.

use super::kind::{self, Kind};
use super::{Budget, ImportError, ImportOptions, Imported, Origin, failed, html, read, stopped};
use crate::text::{About, Document, DocumentId, Fact, Published, PublishedFrom};
use crate::time::PartialDate;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use std::path::Path;

/// A mail, and its attachments as documents of their own.
pub(super) fn read_mail(origin: Origin, bytes: &[u8], options: &ImportOptions) -> Imported {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return failed(broken(origin, "a mail"));
    };
    let mut imported = Imported { documents: vec![document(origin, &message)], errors: Vec::new() };
    let budget = Budget::new(options);
    for (number, part) in (1..).zip(message.attachments()) {
        let name = part.attachment_name().map_or_else(|| format!("{number}"), str::to_owned);
        // Only the last part of a foreign name counts: it must not lead anywhere.
        let name =
            Path::new(&name).file_name().map_or_else(|| number.to_string(), |n| n.to_string_lossy().into_owned());
        let path = origin.path.join(&name);
        let id = format!("{}#{name}", origin.id);
        match kind::of(&path, part.contents()) {
            Kind::Refused(refusal) => {
                imported.errors.push(ImportError::Refused { path, refusal }.found_in_folder());
            }
            _ => match origin.enter(&path, &id, &budget) {
                Ok(inside) => imported.append(read(inside, part.contents(), options)),
                Err(error) => imported.errors.push(error),
            },
        }
    }
    imported
}

/// The mails of a mailbox, numbered from 1.
pub(super) fn read_mailbox(origin: Origin, bytes: &[u8], options: &ImportOptions) -> Imported {
    let mut imported = Imported::default();
    for (number, mail) in (1..).zip(split(bytes)) {
        if stopped(origin, options, &mut imported) {
            break;
        }
        let id = origin.id_of(number);
        imported.append(read_mail(Origin { id: &id, ..origin }, &mail, options));
    }
    imported
}

/// The page of an MHTML file.
pub(super) fn read_saved_page(origin: Origin, bytes: &[u8]) -> Imported {
    let message = MessageParser::default().parse(bytes);
    let Some(page) = message.as_ref().and_then(|message| message.body_html(0)) else {
        return failed(broken(origin, "a saved page"));
    };
    let mut document = html::document(origin, &page);
    let location = message.as_ref().and_then(|m| m.header_raw("Snapshot-Content-Location")).map(str::trim);
    if let Some(address) = location.filter(|address| address.starts_with("http")) {
        document.source = address.to_owned();
        document.about.note(Fact::Address, Some(address), "the saved page's head");
    }
    Imported { documents: vec![document], errors: Vec::new() }
}

fn broken(origin: Origin, format: &'static str) -> ImportError {
    ImportError::Broken { path: origin.path(), format, reason: "nothing in it can be read".to_owned() }
}

fn document(origin: Origin, message: &Message) -> Document {
    let parts = message.text_body.iter().filter_map(|&part| message.parts.get(usize::try_from(part).ok()?));
    let texts: Vec<String> = parts
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(text.replace("\r\n", "\n")),
            PartType::Html(page) => Some(html::plain_text(page)),
            _ => None,
        })
        .collect();
    let text = texts.join("\n");
    // The day in the sender's own zone, as the header writes it.
    let published = message.date().and_then(|date| {
        let date = PartialDate::from_ymd(i64::from(date.year), date.month, date.day)?;
        Some(Published { date, from: PublishedFrom::Meta })
    });
    Document {
        id: DocumentId::from(origin.id),
        source: origin.source(),
        title: message.subject().map(str::to_owned).filter(|subject| !subject.trim().is_empty()),
        author: message
            .from()
            .and_then(|from| from.first())
            .and_then(|sender| sender.name.as_ref().or(sender.address.as_ref()).map(|name| name.to_string())),
        published,
        language: None,
        about: About::dated(published, "the mail's date"),
        text,
    }
    .told_by("the mail's head")
}

/// The mails between lines that begin with "From " (RFC 4155); ">From " inside them loses its mark.
fn split(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut mails: Vec<Vec<u8>> = Vec::new();
    let mut after_blank = true;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if after_blank && line.starts_with(b"From ") {
            mails.push(Vec::new());
        } else if let Some(mail) = mails.last_mut() {
            let marks = line.iter().take_while(|&&byte| byte == b'>').count();
            let quoted = marks > 0 && line[marks..].starts_with(b"From ");
            mail.extend_from_slice(if quoted { &line[1..] } else { line });
        }
        after_blank = line.trim_ascii().is_empty();
    }
    mails
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: Ada Miller <ada@example.org>\r\nSubject: The =?utf-8?q?M=C3=BChle?=\r\n\
                        Date: Fri, 12 Jun 2020 23:30:00 -0500\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
                        It burned on Thursday.\r\n";

    #[test]
    fn a_mail_gives_subject_sender_day_and_body() {
        let imported = read_mail(Origin::new(Path::new("a.eml"), "a.eml"), MAIL.as_bytes(), &ImportOptions::default());
        let document = &imported.documents[0];
        assert_eq!(document.title.as_deref(), Some("The Mühle"));
        assert_eq!(document.author.as_deref(), Some("Ada Miller"));
        assert_eq!(document.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-12"));
        assert_eq!(document.text, "It burned on Thursday.\n");
    }

    #[test]
    fn a_mailbox_is_a_document_a_mail() {
        let mailbox =
            format!("From ada Fri Jun 12 2020\r\n{MAIL}\r\nFrom ben Sat Jun 13 2020\r\n{MAIL}>From here on\r\n");
        let origin = Origin::new(Path::new("in.mbox"), "in.mbox");
        let imported = read_mailbox(origin, mailbox.as_bytes(), &ImportOptions::default());
        let ids: Vec<&str> = imported.documents.iter().map(|document| &*document.id.0).collect();
        assert_eq!(ids, ["in.mbox#1", "in.mbox#2"]);
        assert!(imported.documents[1].text.ends_with("\nFrom here on\n"));
    }

    #[test]
    fn a_saved_page_is_read_as_a_page() {
        let mhtml = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/mill\r\nMIME-Version: 1.0\r\n\
                     Content-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n\
                     <html lang=en><title>Mill</title><meta name=date content=2020-06-12><p>The mill burned down.</p>\r\n--b--\r\n";
        let imported = read_saved_page(Origin::new(Path::new("a.mhtml"), "a.mhtml"), mhtml.as_bytes());
        let document = &imported.documents[0];
        assert_eq!(document.source, "https://example.org/mill");
        assert_eq!(document.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-12"));
        assert!(document.text.contains("The mill burned down."));
    }
}
