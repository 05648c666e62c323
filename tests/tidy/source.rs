//! Rust source as tidy reads it: comments, string contents and test code blanked, lines kept.

use super::{name_of, root, walk};
use std::fs;

/// One file of `src/` that is not test code.
pub struct Source {
    /// Path below the project: `src/time/fuzzy.rs`.
    pub name: String,
    /// The text without comments, the contents of strings, and test modules.
    pub code: String,
}

impl Source {
    /// All of `src/`, without the files that only tests include.
    pub fn all() -> Vec<Source> {
        let mut paths = Vec::new();
        walk(&root().join("src"), &mut paths);
        let texts: Vec<(String, String)> = (paths.iter())
            .filter(|path| path.extension().is_some_and(|end| end == "rs"))
            .map(|path| (name_of(path), fs::read_to_string(path).expect("source is UTF-8")))
            .collect();
        let test_files: Vec<String> = texts.iter().flat_map(|(name, text)| test_modules(name, text)).collect();
        let is_test = |name: &str| {
            let stem = name.trim_end_matches(".rs").trim_end_matches("/mod");
            test_files.iter().any(|test| stem == test || stem.starts_with(&format!("{test}/")))
        };
        (texts.into_iter())
            .filter(|(name, _)| !is_test(name))
            .map(|(name, text)| Source { code: code_only(&text), name })
            .collect()
    }

    /// `time` of `src/time/fuzzy.rs`; `lib` of `src/lib.rs`.
    pub fn layer(&self) -> String {
        let below = self.name.trim_start_matches("src/");
        below.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_string()
    }

    /// Lines that are not test code.
    pub fn own_lines(&self) -> usize {
        self.code.trim_end().lines().count()
    }

    /// Every identifier with its line, from 1.
    pub fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().flat_map(|(number, line)| {
            line.split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .filter(|word| !word.is_empty())
                .map(move |word| (number + 1, word))
        })
    }

    /// The modules named behind `crate::`, or behind enough `super::` to reach the crate.
    pub fn crate_modules(&self) -> Vec<(usize, String)> {
        let depth = self.name.trim_start_matches("src/").trim_end_matches("/mod.rs").split('/').count();
        let up = "super::".repeat(depth);
        let mut found = self.named_behind("crate::");
        found.extend(self.named_behind(&up));
        found
    }

    /// The modules named behind `std::`.
    pub fn std_modules(&self) -> Vec<(usize, String)> {
        self.named_behind("std::")
    }

    /// The names directly behind `prefix`: one, or those of a braced group.
    fn named_behind(&self, prefix: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for (at, _) in self.code.match_indices(prefix) {
            if self.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let line = self.code[..at].lines().count().max(1);
            let rest = &self.code[at + prefix.len()..];
            let names = match rest.strip_prefix('{') {
                Some(group) => group_heads(group),
                None => vec![first_word(rest)],
            };
            found.extend(names.into_iter().filter(|name| !name.is_empty()).map(|name| (line, name)));
        }
        found
    }
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// `a`, `b` and `c` of `a, b::{x, y}, c}`.
fn group_heads(group: &str) -> Vec<String> {
    let mut heads = vec![first_word(group)];
    let mut depth = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(first_word(&group[at + 1..])),
            _ => {}
        }
    }
    heads
}

/// The files behind `#[cfg(test)] mod name;`, as paths without their ending.
fn test_modules(name: &str, text: &str) -> Vec<String> {
    let dir = match name.strip_suffix("/mod.rs") {
        Some(dir) => dir.to_string(),
        None if name == "src/lib.rs" || name == "src/main.rs" => "src".to_string(),
        None => name.trim_end_matches(".rs").to_string(),
    };
    let text = blank_comments_and_strings(text);
    (text.split("#[cfg(test)]").skip(1))
        .filter_map(|rest| {
            let rest = rest.trim_start().trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
            let module = rest.trim_start().strip_prefix("mod ")?;
            let name = first_word(module);
            module[name.len()..].trim_start().starts_with(';').then(|| format!("{dir}/{name}"))
        })
        .collect()
}

/// `text` with comments, the contents of strings and `#[cfg(test)]` items turned to blanks; line breaks stay.
pub fn code_only(text: &str) -> String {
    let mut code: Vec<char> = blank_comments_and_strings(text).chars().collect();
    let mark: Vec<char> = "#[cfg(test)]".chars().collect();
    let mut at = 0;
    while at + mark.len() <= code.len() {
        if code[at..at + mark.len()] != mark[..] {
            at += 1;
            continue;
        }
        let end = item_end(&code, at + mark.len());
        blank(&mut code[at..end]);
        at = end;
    }
    code.into_iter().collect()
}

/// Behind the item that starts at `at`: its closing brace, or a semicolon before any brace.
fn item_end(code: &[char], at: usize) -> usize {
    let mut depth = 0;
    for (offset, c) in code[at..].iter().enumerate() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + offset + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + offset + 1,
            _ => {}
        }
    }
    code.len()
}

fn blank(chars: &mut [char]) {
    for c in chars.iter_mut().filter(|c| **c != '\n') {
        *c = ' ';
    }
}

fn blank_comments_and_strings(text: &str) -> String {
    let mut code: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < code.len() {
        let rest = &code[at..];
        let end = match rest[0] {
            '/' if rest.get(1) == Some(&'/') => at + line_length(rest),
            '/' if rest.get(1) == Some(&'*') => at + block_comment_length(rest),
            '"' => at + quoted_length(rest),
            'r' | 'b' if !at.checked_sub(1).is_some_and(|before| is_word(code[before])) => match raw_length(rest) {
                Some(length) => at + length,
                None => at + 1,
            },
            '\'' => at + char_length(rest),
            _ => at + 1,
        };
        let end = end.min(code.len());
        if end > at + 1 {
            blank(&mut code[at..end]);
        }
        at = end;
    }
    code.into_iter().collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn line_length(rest: &[char]) -> usize {
    rest.iter().position(|c| *c == '\n').unwrap_or(rest.len())
}

fn block_comment_length(rest: &[char]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at + 1 < rest.len() {
        match (rest[at], rest[at + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn quoted_length(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// Length of `r"…"`, `r#"…"#`, `br#"…"#`; `None` for anything else that starts with r or b.
fn raw_length(rest: &[char]) -> Option<usize> {
    let behind_b = usize::from(rest[0] == 'b');
    if rest.get(behind_b) != Some(&'r') {
        return None;
    }
    let hashes = rest[behind_b + 1..].iter().take_while(|c| **c == '#').count();
    let open = behind_b + 1 + hashes;
    if rest.get(open) != Some(&'"') {
        return None;
    }
    let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let body = &rest[open + 1..];
    let length = body.windows(close.len()).position(|window| window == close).unwrap_or(body.len());
    Some(open + 1 + length + close.len())
}

/// Length of a character literal; 1 for a lifetime.
fn char_length(rest: &[char]) -> usize {
    match (rest.get(1), rest.get(2)) {
        (Some('\\'), _) => rest[3.min(rest.len())..].iter().position(|c| *c == '\'').map_or(rest.len(), |at| at + 4),
        (Some(_), Some('\'')) => 3,
        _ => 1,
    }
}
