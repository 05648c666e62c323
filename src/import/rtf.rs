//! Rich text (RTF): the text without its marks, and the document's properties. Groups are a list, not a recursion.

use super::properties::Properties;
use super::{ImportError, Imported, Origin, failed};
use crate::time::PartialDate;
use encoding_rs::Encoding;
use std::collections::BTreeMap;

/// Groups deeper than any program writes; beyond that, they share a state.
const MAX_DEPTH: usize = 1000;

pub(super) fn read(origin: Origin, bytes: &[u8]) -> Imported {
    let mut reader = Reader::default();
    let whole = reader.run(bytes);
    let format = "a rich text file (RTF)";
    if reader.text.trim().is_empty() {
        reader.text = std::mem::take(&mut reader.margins);
    }
    if reader.text.trim().is_empty() {
        let reason = "there is no text in it".to_owned();
        return failed(ImportError::Broken { path: origin.path(), format, reason });
    }
    let mut imported = Imported::default();
    if !whole {
        let reason = "it ends in the middle".to_owned();
        imported.errors.push(ImportError::Partial { path: origin.path(), format, reason });
    }
    let text = reader.text.trim_end().to_owned() + "\n";
    imported.documents.push(reader.properties.apply(origin, text));
    imported
}

/// The text of a rich text inside something else; `None` where there is none.
pub(super) fn plain_text(bytes: &[u8]) -> Option<String> {
    let mut reader = Reader::default();
    // What there is of a text that ends in the middle is better than nothing.
    reader.run(bytes);
    let text = reader.text.trim();
    (!text.is_empty()).then(|| format!("{text}\n"))
}

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Target {
    #[default]
    Text,
    Title,
    Author,
    /// `\creatim`: its numbers are what counts.
    Created,
    /// `\info`: only the groups in it say something.
    Info,
    Fonts,
    Margin,
    Nothing,
}

#[derive(Clone, Copy, Debug)]
struct State {
    target: Target,
    /// Characters that follow a `\u` for older programs.
    skip_after_unicode: usize,
    font: i32,
    /// Marks that only repeat in RTF what the HTML that was packed into it says ([MS-OXRTFEX]).
    only_rtf: bool,
}

/// Destinations that hold no text of the article.
const NO_TEXT: &[&str] = &[
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "objdata",
    "themedata",
    "colorschememapping",
    "latentstyles",
    "datastore",
    "fldinst",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "filetbl",
    "atnid",
    "atnauthor",
    "annotation",
    "bkmkstart",
    "bkmkend",
    "listtext",
    "pntext",
    "pntxta",
    "pntxtb",
    "nonshppict",
    "shpinst",
    "mmathPr",
    "wgrffmtfilter",
];

struct Reader {
    text: String,
    /// Bytes in an old character set that are not yet text.
    pending: Vec<u8>,
    state: State,
    groups: Vec<State>,
    /// Directly behind the brace that opens a group.
    at_start: bool,
    /// Heads and feet of pages: all the text of some forms.
    margins: String,
    depth: usize,
    skip: usize,
    default_set: &'static Encoding,
    fonts: BTreeMap<i32, &'static Encoding>,
    high: Option<u16>,
    created: [i64; 3],
    properties: Properties,
}

impl Default for Reader {
    fn default() -> Reader {
        Reader {
            text: String::new(),
            pending: Vec::new(),
            state: State { target: Target::Text, skip_after_unicode: 1, font: -1, only_rtf: false },
            groups: Vec::new(),
            at_start: false,
            margins: String::new(),
            depth: 0,
            skip: 0,
            default_set: encoding_rs::WINDOWS_1252,
            fonts: BTreeMap::new(),
            high: None,
            created: [0; 3],
            properties: Properties::default(),
        }
    }
}

impl Reader {
    /// Whether all groups were closed.
    fn run(&mut self, bytes: &[u8]) -> bool {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' => self.open(),
                b'}' => {
                    self.close();
                    if self.depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    at = self.control(bytes, at);
                    self.at_start = false;
                }
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
        }
        self.flush();
        let [year, month, day] = self.created;
        self.properties.date = PartialDate::from_ymd(year, month.try_into().unwrap_or(0), day.try_into().unwrap_or(0))
            .filter(|_| year > 1900);
        self.depth == 0
    }

    fn open(&mut self) {
        self.flush();
        self.depth += 1;
        self.at_start = true;
        if self.depth <= MAX_DEPTH {
            self.groups.push(self.state);
        }
    }

    fn close(&mut self) {
        self.flush();
        if self.depth <= MAX_DEPTH
            && let Some(state) = self.groups.pop()
        {
            self.state = state;
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// A control word or symbol, from behind its backslash; returns where it ends.
    fn control(&mut self, bytes: &[u8], start: usize) -> usize {
        let rest = &bytes[start..];
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            return self.symbol(rest, start);
        }
        let name = String::from_utf8_lossy(&rest[..letters.min(32)]).into_owned();
        let mut end = letters;
        let minus = rest.get(end) == Some(&b'-');
        end += usize::from(minus);
        let digits = rest[end..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number =
            std::str::from_utf8(&rest[end..end + digits.min(10)]).ok().and_then(|digits| digits.parse::<i64>().ok());
        let number = number.map(|number| if minus { -number } else { number });
        end += digits;
        end += usize::from(rest.get(end) == Some(&b' '));
        if name == "bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            return (start + end).saturating_add(length).min(bytes.len());
        }
        self.word(&name, number);
        start + end
    }

    fn symbol(&mut self, rest: &[u8], start: usize) -> usize {
        match rest.first() {
            Some(b'\'') => {
                let hex = rest.get(1..3).and_then(|hex| std::str::from_utf8(hex).ok());
                if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                    self.byte(byte);
                    return start + 3;
                }
                start + 1
            }
            Some(b'*') => {
                // A destination that may be passed over by whoever does not know it.
                if self.state.target == Target::Text && self.at_start {
                    self.state.target = Target::Nothing;
                }
                start + 1
            }
            Some(b'~') => self.char('\u{a0}', start),
            Some(b'_') => self.char('\u{2011}', start),
            Some(b'-') => start + 1,
            Some(b'\r' | b'\n') => {
                self.paragraph();
                start + 1
            }
            Some(&symbol) => {
                self.byte(symbol);
                start + 1
            }
            None => start,
        }
    }

    fn char(&mut self, c: char, start: usize) -> usize {
        self.put(&c.to_string());
        start + 1
    }

    fn word(&mut self, name: &str, number: Option<i64>) {
        let value = number.and_then(|number| i32::try_from(number).ok()).unwrap_or(0);
        match name {
            "par" | "sect" | "page" => self.paragraph(),
            "line" | "row" => self.put("\n"),
            "cell" | "tab" => self.put("\t"),
            "htmlrtf" => {
                self.flush();
                self.state.only_rtf = number != Some(0);
            }
            "emdash" => self.put("—"),
            "endash" => self.put("–"),
            "lquote" => self.put("‘"),
            "rquote" => self.put("’"),
            "ldblquote" => self.put("“"),
            "rdblquote" => self.put("”"),
            "bullet" => self.put("•"),
            "u" => self.unicode(value),
            "uc" => self.state.skip_after_unicode = usize::try_from(value).unwrap_or(1).min(16),
            "ansicpg" => self.default_set = code_page(value).unwrap_or(self.default_set),
            "mac" => self.default_set = encoding_rs::MACINTOSH,
            "f" => {
                self.flush();
                self.state.font = value;
            }
            "fcharset" if self.state.target == Target::Fonts => {
                if let Some(set) = charset(value) {
                    self.fonts.insert(self.state.font, set);
                }
            }
            "fonttbl" => self.state.target = Target::Fonts,
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
                self.state.target = Target::Margin;
            }
            "info" => self.state.target = Target::Info,
            "title" if self.state.target == Target::Info => self.state.target = Target::Title,
            "author" if self.state.target == Target::Info => self.state.target = Target::Author,
            "creatim" if self.state.target == Target::Info => self.state.target = Target::Created,
            "yr" if self.state.target == Target::Created => self.created[0] = value.into(),
            "mo" if self.state.target == Target::Created => self.created[1] = value.into(),
            "dy" if self.state.target == Target::Created => self.created[2] = value.into(),
            name if NO_TEXT.contains(&name) => self.state.target = Target::Nothing,
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        self.at_start = false;
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.pending.push(byte);
        }
    }

    fn unicode(&mut self, value: i32) {
        // The number is 16 bits, written as signed by some programs.
        let unit = (value & 0xFFFF) as u16;
        self.flush();
        match (self.high.take(), unit) {
            (_, 0xD800..=0xDBFF) => self.high = Some(unit),
            (Some(high), 0xDC00..=0xDFFF) => self.put(&String::from_utf16_lossy(&[high, unit])),
            _ => self.put(&String::from_utf16_lossy(&[unit])),
        }
        self.skip = self.state.skip_after_unicode;
    }

    fn flush(&mut self) {
        self.skip = 0;
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let set = self.fonts.get(&self.state.font).copied().unwrap_or(self.default_set);
        let text = set.decode_without_bom_handling(&bytes).0.into_owned();
        self.write(&text);
    }

    fn put(&mut self, text: &str) {
        self.flush();
        self.write(text);
    }

    fn write(&mut self, text: &str) {
        match self.state.target {
            Target::Text if self.state.only_rtf => {}
            Target::Text => self.text.push_str(text),
            Target::Margin => self.margins.push_str(text),
            Target::Title => self.properties.title.get_or_insert_default().push_str(text),
            Target::Author => self.properties.author.get_or_insert_default().push_str(text),
            Target::Created | Target::Info | Target::Fonts | Target::Nothing => {}
        }
    }

    fn paragraph(&mut self) {
        self.flush();
        if self.state.target == Target::Margin {
            self.margins.push('\n');
        }
        if self.state.target == Target::Text && !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str(if self.text.ends_with('\n') { "\n" } else { "\n\n" });
        }
    }
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        437 | 850 | 819 | 1252 => "windows-1252".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        866 => "ibm866".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The numbers of `\fcharset`.
fn charset(number: i32) -> Option<&'static Encoding> {
    code_page(match number {
        0 => return None,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn read_rtf(rtf: &str) -> Imported {
        read(Origin::new(Path::new("a.rtf"), "a.rtf"), rtf.as_bytes())
    }

    fn check(rtf: &str, expected: &str) {
        assert_eq!(read_rtf(rtf).documents[0].text, expected, "{rtf}");
    }

    #[test]
    fn the_text_comes_without_its_marks() {
        check(
            r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\stylesheet{\s0 Normal;}}\f0 The {\b mill} burned.\par It was \'fcber.\par}",
            "The mill burned.\n\nIt was über.\n",
        );
        check(r"{\rtf1 a\u8217 'b \u-10179 ?\u-8704 ?}", "a’b 😀\n");
        check(r"{\rtf1{\fonttbl{\f1\fcharset204 Arial;}}\f1\'cc\'e8\'f0}", "Мир\n");
        check(
            r"{\rtf1 See {\field{\*\fldinst HYPERLINK x}{\fldrslt here}}.{\*\unknown secret}{\pict\bin3 }}}}.}",
            "See here..\n",
        );
    }

    #[test]
    fn properties_are_read() {
        let rtf = r"{\rtf1{\info{\title The mill}{\author Ada Miller}{\creatim\yr2020\mo6\dy12\hr9}}The mill burned.}";
        let document = &read_rtf(rtf).documents[0];
        assert_eq!(document.title.as_deref(), Some("The mill"));
        assert_eq!(document.author.as_deref(), Some("Ada Miller"));
        assert_eq!(document.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-12"));
    }

    #[test]
    fn half_a_file_is_read_as_far_as_it_goes() {
        let imported = read_rtf(r"{\rtf1 The mill burned.\par It wa");
        assert!(imported.documents[0].text.starts_with("The mill burned."));
        assert!(imported.errors[0].to_string().contains("ends in the middle"));
        assert!(read_rtf(&"{\\rtf1 ".repeat(100_000)).documents.is_empty());
    }
}
