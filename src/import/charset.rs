//! Bytes to text: byte order marks and declared character sets are obeyed, the rest is detected.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_15, UTF_8, WINDOWS_1252, WINDOWS_1254};

/// The text of the bytes. `declared` is what the format says of itself, overruled when the bytes are UTF-8 or do not
/// fit it. Bytes that fit nothing become U+FFFD; nothing else is changed but a byte order mark taken off.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.as_bytes())) {
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        if !(bad || is_western(encoding) && is_other_script(bytes)) {
            return text.into_owned();
        }
    }
    guess(bytes).decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether the character set fits any bytes and is named by editors and servers that nobody told otherwise.
fn is_western(encoding: &'static Encoding) -> bool {
    [WINDOWS_1252, WINDOWS_1254, ISO_8859_15].contains(&encoding)
}

/// Whether the bytes beyond ASCII stand together as the letters of whole words do: accents stand alone or by twos.
fn is_other_script(bytes: &[u8]) -> bool {
    const WORD: usize = 4;
    const LEAST: usize = 20;
    let (mut all, mut in_words) = (0, 0);
    for run in bytes.chunk_by(|a, b| a.is_ascii() == b.is_ascii()).filter(|run| !run[0].is_ascii()) {
        all += run.len();
        in_words += if run.len() >= WORD { run.len() } else { 0 };
    }
    all >= LEAST && in_words * 2 > all
}

/// A text of UTF-8 with a few broken bytes stays UTF-8, so that one bad byte does not garble every accent.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if mostly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether the sequences beyond ASCII that are valid outnumber the broken ones by ten to one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 10 * bad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_old_character_sets_are_read() {
        assert_eq!(decode(b"caf\xe9 \xfcber alles sch\xf6n", None), "café über alles schön");
        assert_eq!(decode(b"\xFF\xFEh\0i\0", None), "hi");
        assert_eq!(decode(b"\xEF\xBB\xBFhi", None), "hi");
        assert_eq!(decode(b"\xd0\xdf", Some("iso-8859-2")), "Đß");
    }

    #[test]
    fn a_wrong_declaration_is_overruled() {
        assert_eq!(decode("žluťoučký".as_bytes(), Some("iso-8859-1")), "žluťoučký");
        let story = "Старая мельница сгорела в ночь на пятницу.";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(story);
        assert_eq!(decode(&bytes, Some("iso-8859-1")), story);
        let french = "L’été dernier, à Évry, la forêt brûlée a été replantée près de l’étang.";
        let (bytes, ..) = WINDOWS_1252.encode(french);
        assert_eq!(decode(&bytes, Some("iso-8859-1")), french);
    }

    #[test]
    fn one_bad_byte_does_not_garble_the_accents_of_utf8() {
        let mut bytes = "é".repeat(40).into_bytes();
        bytes.push(0xff);
        assert_eq!(decode(&bytes, None), "é".repeat(40) + "\u{fffd}");
    }
}
