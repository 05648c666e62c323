//! Outlook messages (MSG): subject, sender, day, body; attachments as documents of their own.

use super::archive::plain_name;
use super::kind::{COPY, Refusal};
use super::{
    Budget, ImportError, ImportOptions, Imported, Origin, charset, compressed_rtf, doc, failed, html, read as read_any,
    rtf,
};
use crate::text::{About, Document, DocumentId, Published, PublishedFrom};
use crate::time::PartialDate;
use cfb::CompoundFile;
use chrono::{Datelike, Days, NaiveDate};
use std::io::{Cursor, Read};

/// Reads what older programs of Office keep: a message, or something that is refused by its name.
pub(super) fn read(origin: Origin, bytes: &[u8], options: &ImportOptions) -> Imported {
    let broken = |reason: String| ImportError::Broken {
        path: origin.path(),
        format: "a file of an older Office or Outlook",
        reason,
    };
    let mut store = match CompoundFile::open(Cursor::new(bytes)) {
        Ok(file) => Store { file, limit: options.limits.file_bytes },
        Err(error) => return failed(broken(error.to_string())),
    };
    if store.file.exists("/WordDocument") {
        return doc::read(origin, &mut store.file, options.limits.file_bytes);
    }
    if !store.file.exists("/__properties_version1.0") {
        return failed(ImportError::Refused { path: origin.path(), refusal: older_office(&store) });
    }
    let mut imported = Imported { documents: vec![message(origin, &mut store)], errors: Vec::new() };
    attachments(origin, &mut store, options, &mut imported);
    imported
}

fn older_office(store: &Store) -> Refusal {
    let holds = |name: &str| store.file.exists(name);
    let (name, instead) = if holds("/Workbook") || holds("/Book") {
        ("an older spreadsheet (XLS)", "save it as CSV or copy the text and paste it")
    } else {
        ("a file of an older Office (XLS, PPT)", COPY)
    };
    Refusal::Format { name, instead }
}

struct Store<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    limit: u64,
}

impl Store<'_> {
    fn bytes(&mut self, path: &str) -> Option<Vec<u8>> {
        let stream = self.file.open_stream(path).ok()?;
        let mut bytes = Vec::new();
        // What can be read of a broken stream is better than nothing.
        let _ = stream.take(self.limit).read_to_end(&mut bytes);
        (!bytes.is_empty()).then_some(bytes)
    }

    /// A property that is text, by its number in hexadecimal; `folder` ends in a slash.
    fn text(&mut self, folder: &str, property: &str) -> Option<String> {
        let wide = self.bytes(&format!("{folder}__substg1.0_{property}001F"));
        let text = match wide {
            Some(wide) => {
                let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
                String::from_utf16_lossy(&units)
            }
            None => charset::decode(&self.bytes(&format!("{folder}__substg1.0_{property}001E"))?, None),
        };
        let text = text.trim_end_matches('\0').replace("\r\n", "\n");
        (!text.trim().is_empty()).then_some(text)
    }

    /// When it was sent, else when it came; in UTC, as no message keeps the sender's zone.
    fn sent(&mut self) -> Option<PartialDate> {
        // MS-OXMSG 2.4: 32 bytes, then entries of 16: type, number, flags, value.
        let properties = self.bytes("/__properties_version1.0")?;
        let time = |wanted: u16| {
            let entry = properties.get(32..)?.chunks_exact(16).find(|entry| {
                u16::from_le_bytes([entry[0], entry[1]]) == 0x0040 && u16::from_le_bytes([entry[2], entry[3]]) == wanted
            })?;
            Some(u64::from_le_bytes(entry[8..16].try_into().ok()?))
        };
        let ticks = time(0x0039).or_else(|| time(0x0E06)).or_else(|| time(0x3007))?;
        // Ticks of 100 ns since 1601: 864,000,000,000 a day.
        let day = NaiveDate::from_ymd_opt(1601, 1, 1)?.checked_add_days(Days::new(ticks / 864_000_000_000))?;
        PartialDate::from_ymd(day.year().into(), u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?)
    }
}

fn message(origin: Origin, store: &mut Store) -> Document {
    let page = store.bytes("/__substg1.0_10130102").map(|page| charset::decode(&page, None));
    let page = page.or_else(|| store.text("/", "1013"));
    let rich = |store: &mut Store| {
        let unpacked = compressed_rtf::unpack(&store.bytes("/__substg1.0_10090102")?)?;
        rtf::plain_text(&unpacked)
    };
    let text = store.text("/", "1000").or_else(|| page.map(|page| html::plain_text(&page))).or_else(|| rich(store));
    let published = store.sent().map(|date| Published { date, from: PublishedFrom::Meta });
    Document {
        id: DocumentId::from(origin.id),
        source: origin.source(),
        title: store.text("/", "0037"),
        author: ["0C1A", "0042", "0C1F"].iter().find_map(|property| store.text("/", property)),
        published,
        language: None,
        about: About::dated(published, "the message's date"),
        text: text.unwrap_or_default(),
    }
    .told_by("the message's head")
}

fn attachments(origin: Origin, store: &mut Store, options: &ImportOptions, imported: &mut Imported) {
    let own = Budget::new(options);
    let folders: Vec<String> = store
        .file
        .read_root_storage()
        .filter(|entry| entry.is_storage() && entry.name().starts_with("__attach_version1.0_"))
        .map(|entry| format!("/{}/", entry.name()))
        .collect();
    for (number, folder) in (1..).zip(folders) {
        let Some(bytes) = store.bytes(&format!("{folder}__substg1.0_37010102")) else { continue };
        let name = store.text(&folder, "3707").or_else(|| store.text(&folder, "3704"));
        let name =
            name.map(|name| plain_name(&name)).filter(|name| !name.is_empty()).unwrap_or_else(|| number.to_string());
        let (path, id) = (origin.path.join(&name), format!("{}#{name}", origin.id));
        let attached = match origin.enter(&path, &id, &own) {
            Ok(inside) => read_any(inside, &bytes, options),
            Err(error) => failed(error),
        };
        imported.documents.extend(attached.documents);
        imported.errors.extend(attached.errors.into_iter().map(ImportError::found_in_folder));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::path::Path;

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn store(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (path, content) in streams {
            if let Some((folder, _)) = path[1..].split_once('/') {
                file.create_storage_all(format!("/{folder}")).unwrap();
            }
            file.create_stream(path).unwrap().write_all(content).unwrap();
        }
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    fn read_msg(bytes: &[u8]) -> Imported {
        read(Origin::new(Path::new("a.msg"), "a.msg"), bytes, &ImportOptions::default())
    }

    #[test]
    fn a_message_gives_subject_sender_day_body_and_attachments() {
        let mut properties = vec![0; 32];
        properties.extend([0x40, 0, 0x39, 0, 0, 0, 0, 0]);
        // 12 June 2020 is day 153,199 since 1601.
        properties.extend((153_199u64 * 864_000_000_000 + 5).to_le_bytes());
        let imported = read_msg(&store(&[
            ("/__properties_version1.0", properties),
            ("/__substg1.0_0037001F", wide("The mill")),
            ("/__substg1.0_0C1A001F", wide("Ada Miller")),
            ("/__substg1.0_1000001F", wide("It burned on Thursday.\r\n")),
            ("/__attach_version1.0_#00000000/__substg1.0_37010102", b"It was rebuilt.".to_vec()),
            ("/__attach_version1.0_#00000000/__substg1.0_3707001F", wide("..\\b.txt")),
        ]));
        let document = &imported.documents[0];
        assert_eq!(document.title.as_deref(), Some("The mill"));
        assert_eq!(document.author.as_deref(), Some("Ada Miller"));
        assert_eq!(document.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-12"));
        assert_eq!(document.text, "It burned on Thursday.\n");
        assert_eq!(&*imported.documents[1].id.0, "a.msg#b.txt");
        assert_eq!(imported.documents[1].text, "It was rebuilt.");
    }

    #[test]
    fn a_message_of_packed_rich_text_alone_gives_its_text() {
        let rich = b"{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 It burned on Thursday.\\htmlrtf\\par}\\htmlrtf0}";
        let mut packed = [&((rich.len() + 12) as u32).to_le_bytes()[..], &(rich.len() as u32).to_le_bytes()].concat();
        packed.extend(b"MELA\0\0\0\0");
        packed.extend(rich);
        let imported = read_msg(&store(&[
            ("/__properties_version1.0", vec![0; 32]),
            ("/__substg1.0_0037001F", wide("The mill")),
            ("/__substg1.0_10090102", packed),
        ]));
        assert_eq!(imported.documents[0].text, "It burned on Thursday.\n");
    }

    #[test]
    fn older_documents_are_refused_by_name() {
        let imported = read_msg(&store(&[("/Workbook", vec![1])]));
        assert!(imported.errors[0].to_string().starts_with("an older spreadsheet (XLS) cannot be read"));
        assert!(read_msg(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...").errors[0].to_string().contains("broken"));
    }
}
