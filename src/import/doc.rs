//! Documents of Word 97 to 2003 (DOC): the main text, out of the piece table, and the summary's title, author and day.
//!
//! Numbers and names of the format are those of Microsoft's open specifications [MS-DOC] and [MS-OLEPS].

use super::properties::Properties;
use super::{ImportError, Imported, Origin, failed};
use crate::time::PartialDate;
use cfb::CompoundFile;
use chrono::{Datelike, Days, NaiveDate};
use std::io::{Cursor, Read};

const FORMAT: &str = "a Word document (DOC)";

type Store<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Reads an opened file that holds `WordDocument`; `limit` are the most bytes of a stream.
pub(super) fn read(origin: Origin, store: &mut Store, limit: u64) -> Imported {
    let broken =
        |reason: &str| failed(ImportError::Broken { path: origin.path(), format: FORMAT, reason: reason.to_owned() });
    let main = stream(store, "/WordDocument", limit);
    let Some(flags) = u16_at(&main, 0x0A) else { return broken("its head is missing") };
    if flags & ENCRYPTED != 0 {
        return broken("it is protected by a password");
    }
    if u16_at(&main, 0x02).is_none_or(|version| version < WORD_97) {
        return broken("it is of a Word before 97");
    }
    let table = stream(store, if flags & TABLE_1 != 0 { "/1Table" } else { "/0Table" }, limit);
    let text = pieces(&main, &table).map(|pieces| plain(&text_of(&main, &pieces))).unwrap_or_default();
    if text.trim().is_empty() {
        return broken("there is no text in it");
    }
    let summary = stream(store, "/\u{5}SummaryInformation", limit);
    let document = properties(&summary).apply(origin, text);
    Imported { documents: vec![document], errors: Vec::new() }
}

/// Flags of the file information block (FibBase).
const ENCRYPTED: u16 = 0x0100;
const TABLE_1: u16 = 0x0200;
/// `nFib` of Word 97.
const WORD_97: u16 = 0x00C1;
/// Places in the file information block: characters of the main text, and where the piece table is.
const CCP_TEXT: usize = 0x4C;
const FC_CLX: usize = 0x01A2;
const LCB_CLX: usize = 0x01A6;

fn stream(store: &mut Store, path: &str, limit: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(stream) = store.open_stream(path) {
        // What can be read of a broken stream is better than nothing.
        let _ = stream.take(limit).read_to_end(&mut bytes);
    }
    bytes
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?)).ok()
}

/// A run of text in the main stream.
struct Piece {
    start: usize,
    characters: usize,
    /// One byte a character (Windows-1252), else two (UTF-16).
    narrow: bool,
}

/// The pieces of the main text, in its order.
fn pieces(main: &[u8], table: &[u8]) -> Option<Vec<Piece>> {
    let (start, length) = (u32_at(main, FC_CLX)?, u32_at(main, LCB_CLX)?);
    let mut clx = table.get(start..)?;
    clx = &clx[..clx.len().min(length)];
    // Formatting (1) comes before the piece table (2).
    while clx.first() == Some(&1) {
        clx = clx.get(3 + usize::from(u16_at(clx, 1)?)..)?;
    }
    if clx.first() != Some(&2) {
        return None;
    }
    let plc = clx.get(5..)?;
    let plc = &plc[..plc.len().min(u32_at(clx, 1)?)];
    // n + 1 positions of 4 bytes, then n descriptors of 8.
    let count = plc.len().checked_sub(4)? / 12;
    let mut left = u32_at(main, CCP_TEXT)?;
    let mut pieces = Vec::new();
    for number in 0..count {
        let (from, to) = (u32_at(plc, number * 4)?, u32_at(plc, number * 4 + 4)?);
        let place = u32_at(plc, (count + 1) * 4 + number * 8 + 2)?;
        let characters = to.saturating_sub(from).min(left);
        left -= characters;
        let narrow = place & 0x4000_0000 != 0;
        let place = place & 0x3FFF_FFFF;
        pieces.push(Piece { start: if narrow { place / 2 } else { place }, characters, narrow });
    }
    Some(pieces)
}

fn text_of(main: &[u8], pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        let bytes = main.get(piece.start..).unwrap_or_default();
        if piece.narrow {
            let bytes = &bytes[..bytes.len().min(piece.characters)];
            text.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0);
        } else {
            let bytes = &bytes[..bytes.len().min(piece.characters.saturating_mul(2))];
            text.push_str(&encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0);
        }
        // Pieces of a damaged file may overlap without end.
        if text.len() > main.len().saturating_mul(4) {
            break;
        }
    }
    text
}

/// Word's marks as plain text: paragraphs, lines, cells; of fields only their result.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // Whether each open field is at its instruction.
    let mut fields: Vec<bool> = Vec::new();
    for c in text.chars() {
        match c {
            '\u{13}' => fields.push(true),
            '\u{14}' => {
                if let Some(field) = fields.last_mut() {
                    *field = false;
                }
            }
            '\u{15}' => drop(fields.pop()),
            _ if fields.contains(&true) => {}
            '\r' | '\u{c}' => plain.push_str("\n\n"),
            '\u{b}' => plain.push('\n'),
            '\u{7}' => plain.push('\t'),
            '\u{1e}' => plain.push('\u{2011}'),
            '\t' => plain.push('\t'),
            c if c.is_control() => {}
            c => plain.push(c),
        }
    }
    let paragraphs = plain.split("\n\n").map(str::trim_end).filter(|paragraph| !paragraph.trim().is_empty());
    paragraphs.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// Of the summary (a property set): title (2), author (4), when it was created (12) and saved (13).
fn properties(set: &[u8]) -> Properties {
    const SECTION_START: usize = 44;
    const MOST_PROPERTIES: usize = 100;
    let section = u32_at(set, SECTION_START).and_then(|start| set.get(start..)).unwrap_or_default();
    let count = u32_at(section, 4).unwrap_or(0).min(MOST_PROPERTIES);
    let value = |wanted: usize| {
        let entry = (0..count).map(|number| 8 + number * 8).find(|at| u32_at(section, *at) == Some(wanted))?;
        section.get(u32_at(section, entry + 4)?..)
    };
    let text = |wanted| {
        // A string of the code page (VT_LPSTR): type, length, bytes.
        let value = value(wanted).filter(|value| u32_at(value, 0) == Some(30))?;
        let bytes = value.get(8..8usize.checked_add(u32_at(value, 4)?)?)?;
        let text = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0;
        let text = text.trim_end_matches('\0').trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let day = |wanted| {
        // VT_FILETIME: ticks of 100 ns since 1601, 864,000,000,000 a day.
        let value = value(wanted).filter(|value| u32_at(value, 0) == Some(64))?;
        let ticks = u64::from_le_bytes(value.get(4..12)?.try_into().ok()?);
        let day = NaiveDate::from_ymd_opt(1601, 1, 1)?.checked_add_days(Days::new(ticks / 864_000_000_000))?;
        let day = PartialDate::from_ymd(day.year().into(), day.month().try_into().ok()?, day.day().try_into().ok()?);
        day.filter(|day| day.year > 1980)
    };
    let (created, changed) = (day(12), day(13));
    Properties { title: text(2), author: text(4), language: None, date: created.or(changed), changed }
}

#[cfg(test)]
mod tests {
    use super::super::{ImportOptions, read_bytes};
    use super::*;
    use std::io::Write;

    /// A document of these pieces; `true` for those of one byte a character.
    fn doc(pieces: &[(&str, bool)], flags: u16) -> Vec<u8> {
        let mut main = vec![0; 0x400];
        main[..2].copy_from_slice(&0xA5ECu16.to_le_bytes());
        main[2..4].copy_from_slice(&WORD_97.to_le_bytes());
        main[0x0A..0x0C].copy_from_slice(&flags.to_le_bytes());
        let (mut positions, mut descriptors, mut position) = (vec![0u32], Vec::new(), 0);
        for (text, narrow) in pieces {
            let start = main.len() as u32;
            let place = if *narrow { (start * 2) | 0x4000_0000 } else { start };
            match narrow {
                true => main.extend(encoding_rs::WINDOWS_1252.encode(text).0.iter()),
                false => main.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
            }
            position += text.chars().count() as u32;
            positions.push(position);
            descriptors.extend([0, 0]);
            descriptors.extend(place.to_le_bytes());
            descriptors.extend([0, 0]);
        }
        let plc: Vec<u8> = positions.iter().flat_map(|p| p.to_le_bytes()).chain(descriptors).collect();
        let mut table = vec![1, 2, 0, 9, 9, 2];
        table.extend((plc.len() as u32).to_le_bytes());
        table.extend(plc);
        main[CCP_TEXT..CCP_TEXT + 4].copy_from_slice(&position.to_le_bytes());
        main[LCB_CLX..LCB_CLX + 4].copy_from_slice(&(table.len() as u32).to_le_bytes());
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream("/WordDocument").unwrap().write_all(&main).unwrap();
        file.create_stream("/0Table").unwrap().write_all(&table).unwrap();
        file.create_stream("/\u{5}SummaryInformation").unwrap().write_all(&summary()).unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    fn summary() -> Vec<u8> {
        let (mut set, mut section) = (vec![0; 44], Vec::new());
        set.extend(48u32.to_le_bytes());
        section.extend([0u32, 2, 2, 24, 12, 40].iter().flat_map(|n| n.to_le_bytes()));
        section.extend([30u32, 8].iter().flat_map(|n| n.to_le_bytes()));
        section.extend(b"The mill");
        section.extend(64u32.to_le_bytes());
        // 12 June 2020 is day 153,199 since 1601.
        section.extend((153_199u64 * 864_000_000_000 + 5).to_le_bytes());
        set.extend(section);
        set
    }

    fn read_doc(bytes: &[u8]) -> Imported {
        read_bytes("a.doc", bytes, &ImportOptions::default())
    }

    #[test]
    fn a_document_gives_its_text_title_and_day() {
        let bytes = doc(
            &[("It burned – \u{13} HYPERLINK x \u{14}on Thursday\u{15}.\r", true), ("Мельница\u{7}стоит.\r\r", false)],
            0,
        );
        let imported = read_doc(&bytes);
        assert!(imported.errors.is_empty(), "{:?}", imported.errors);
        let document = &imported.documents[0];
        assert_eq!(document.text, "It burned – on Thursday.\n\nМельница\tстоит.\n");
        assert_eq!(document.title.as_deref(), Some("The mill"));
        assert_eq!(document.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-12"));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let why = |bytes: &[u8]| read_doc(bytes).errors[0].to_string();
        assert!(why(&doc(&[("It burned.", true)], ENCRYPTED)).contains("password"));
        assert!(why(&doc(&[("\r", true)], 0)).contains("no text"));
    }

    #[test]
    fn a_damaged_table_gives_what_there_is_or_a_reason() {
        let whole = doc(&[("It burned.", true)], 0);
        for at in (512..whole.len()).step_by(7) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xFF;
            let imported = read_doc(&bytes);
            assert!(!imported.documents.is_empty() || !imported.errors.is_empty());
        }
    }
}
