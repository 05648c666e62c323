//! The packed rich text of Outlook messages ([MS-OXRTFCP]): LZ77 over a window that begins with usual words of RTF.

/// What the window holds at first; the numbers and words are those of the specification.
const FIRST_WORDS: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const WINDOW: usize = 4096;
const HEAD: usize = 16;
const PACKED: &[u8] = b"LZFu";
const PLAIN: &[u8] = b"MELA";

/// The rich text, as far as it can be unpacked; `None` for what is no such thing.
pub(super) fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?;
    let content = bytes.get(HEAD..)?;
    match bytes.get(8..12)? {
        PLAIN => Some(content[..content.len().min(size)].to_vec()),
        PACKED => Some(inflate(content, size)),
        _ => None,
    }
}

fn inflate(content: &[u8], size: usize) -> Vec<u8> {
    let mut window = [0; WINDOW];
    window[..FIRST_WORDS.len()].copy_from_slice(FIRST_WORDS);
    let (mut write, mut out) = (FIRST_WORDS.len(), Vec::new());
    let mut put = |byte: u8, window: &mut [u8; WINDOW], out: &mut Vec<u8>| {
        window[write] = byte;
        write = (write + 1) % WINDOW;
        out.push(byte);
    };
    let mut bytes = content.iter().copied();
    // A byte says of the next eight whether each is a letter or a reference.
    'runs: while let Some(control) = bytes.next() {
        for bit in 0..8 {
            if out.len() >= size {
                break 'runs;
            }
            let Some(first) = bytes.next() else { break 'runs };
            if (control >> bit) & 1 == 0 {
                put(first, &mut window, &mut out);
                continue;
            }
            let Some(second) = bytes.next() else { break 'runs };
            let reference = usize::from(u16::from_be_bytes([first, second]));
            let (offset, length) = (reference >> 4, (reference & 0xF) + 2);
            let end = (FIRST_WORDS.len() + out.len()) % WINDOW;
            if offset == end {
                break 'runs;
            }
            for step in 0..length {
                let byte = window[(offset + step) % WINDOW];
                put(byte, &mut window, &mut out);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The two examples of the specification.
    #[test]
    fn the_examples_of_the_specification_are_unpacked() {
        let hello = b"\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\x03\0\x0a\0rcpg125B2\x0a\xf3 hel\x09\0 bw\x05\xb0ld}\x0a\x80\x0f\xa0";
        assert_eq!(unpack(hello).unwrap(), b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        let crossing = b"\x1a\0\0\0\x1c\0\0\0LZFu\xe2\xd4KQA\0\x04 WXYZ\x0dn}\x01\x0e\xb0";
        assert_eq!(unpack(crossing).unwrap(), b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
    }

    #[test]
    fn what_is_cut_short_gives_what_there_is() {
        assert_eq!(unpack(b"\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\0{\\rt").unwrap(), b"{\\rt");
        assert_eq!(unpack(b"\x10\0\0\0\x05\0\0\0MELA\0\0\0\0{\\rtf1}").unwrap(), b"{\\rtf");
        assert_eq!(unpack(b"LZFu"), None);
    }
}
