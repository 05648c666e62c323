//! From placed glyphs to text: lines, columns in reading order, paragraphs.

/// A piece of a line, as the file places it; y grows downwards.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) left: f64,
    pub(super) right: f64,
    /// The baseline.
    pub(super) y: f64,
    /// Height of the letters' em square.
    pub(super) size: f64,
    pub(super) text: String,
}

/// A line of a column.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) text: String,
}

/// Fewer lines than these beside each other are a table or a caption, not columns.
const LINES_OF_COLUMN: usize = 4;

/// The lines of a page in reading order, column by column.
pub(super) fn lines(pieces: Vec<Piece>) -> Vec<Vec<Line>> {
    let mut columns = Vec::new();
    // Pages have few columns; the depth keeps odd ones cheap.
    split(pieces, 4, &mut columns);
    columns.into_iter().map(to_lines).filter(|lines| !lines.is_empty()).collect()
}

fn split(pieces: Vec<Piece>, depth: u8, columns: &mut Vec<Vec<Piece>>) {
    let Some(gutter) = (depth > 0).then(|| gutter(&pieces)).flatten() else {
        columns.push(pieces);
        return;
    };
    let (mut across, beside): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(|piece| crosses(piece, gutter));
    across.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rest = beside;
    let mut heads: Vec<Piece> = Vec::new();
    for piece in across {
        let (above, below): (Vec<Piece>, Vec<Piece>) =
            rest.into_iter().partition(|other| other.y < piece.y - piece.size * 0.3);
        rest = below;
        if !above.is_empty() {
            columns.push(std::mem::take(&mut heads));
            sides(above, gutter, depth, columns);
        }
        heads.push(piece);
    }
    columns.push(heads);
    sides(rest, gutter, depth, columns);
}

fn sides(pieces: Vec<Piece>, gutter: f64, depth: u8, columns: &mut Vec<Vec<Piece>>) {
    let (left, right): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(|piece| piece.right <= gutter);
    split(left, depth - 1, columns);
    split(right, depth - 1, columns);
}

fn crosses(piece: &Piece, gutter: f64) -> bool {
    piece.left < gutter - 1.0 && piece.right > gutter
}

/// Where a column begins that has another to its left, the two standing side by side.
fn gutter(pieces: &[Piece]) -> Option<f64> {
    let mut edges: Vec<f64> = pieces.iter().map(|piece| piece.left).collect();
    edges.sort_by(f64::total_cmp);
    let mut best: Option<(usize, f64)> = None;
    let mut at = 0;
    while at < edges.len() {
        let edge = edges[at];
        let same = edges[at..].iter().take_while(|other| **other - edge < 2.0).count();
        at += same;
        if same < LINES_OF_COLUMN {
            continue;
        }
        let gutter = edge - 0.5;
        let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), 0usize);
        for piece in pieces {
            if crosses(piece, gutter) {
                across += 1;
            } else if piece.right <= gutter {
                left.push(piece);
            } else {
                right.push(piece);
            }
        }
        let weight = left.len().min(right.len());
        if weight >= LINES_OF_COLUMN
            && across * 3 <= left.len() + right.len()
            && are_prose(&left)
            && are_prose(&right)
            && beside(&left, &right)
            && best.is_none_or(|(known, _)| weight > known)
        {
            best = Some((weight, gutter));
        }
    }
    best.map(|(_, gutter)| gutter)
}

/// Cells of a table are short, lines of a column are not.
fn are_prose(pieces: &[&Piece]) -> bool {
    let mut widths: Vec<f64> = pieces.iter().map(|piece| (piece.right - piece.left) / piece.size.max(1.0)).collect();
    widths.sort_by(f64::total_cmp);
    widths.get(widths.len() / 2).is_some_and(|median| *median > 7.0)
}

fn beside(left: &[&Piece], right: &[&Piece]) -> bool {
    let top = left.iter().map(|piece| piece.y).fold(f64::INFINITY, f64::min);
    let bottom = left.iter().map(|piece| piece.y).fold(f64::NEG_INFINITY, f64::max);
    right.iter().filter(|piece| piece.y >= top - 1.0 && piece.y <= bottom + 1.0).count() >= LINES_OF_COLUMN - 1
}

fn to_lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|first| piece.y - first.y < 0.45 * first.size.min(piece.size)) => {
                line.push(piece);
            }
            _ => lines.push(vec![piece]),
        }
    }
    lines.into_iter().filter_map(join).collect()
}

fn join(mut pieces: Vec<Piece>) -> Option<Line> {
    pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut pieces = pieces.into_iter();
    let first = pieces.next()?;
    let mut line = Line { left: first.left, right: first.right, y: first.y, size: first.size, text: first.text };
    for piece in pieces {
        let gap = piece.left - line.right;
        let spaced = line.text.ends_with(' ') || piece.text.starts_with(' ');
        if gap > 0.12 * piece.size && !spaced {
            line.text.push(' ');
        }
        line.text.push_str(&piece.text);
        line.right = line.right.max(piece.right);
        line.size = line.size.max(piece.size);
    }
    line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.text.is_empty()).then_some(line)
}

/// Paragraphs with a blank line between them; words that a hyphen parts at the end of a line are whole again.
pub(super) fn paragraphs(columns: &[Vec<Line>]) -> String {
    let mut text = String::new();
    for lines in columns {
        let right = lines.iter().map(|line| line.right).fold(0.0, f64::max);
        let pitch = usual_pitch(lines);
        let mut previous: Option<&Line> = None;
        for line in lines {
            match previous {
                None if goes_on(&text, &line.text) => append(&mut text, &line.text),
                None => begin(&mut text, &line.text),
                Some(before) if is_new(before, line, right, pitch) => begin(&mut text, &line.text),
                Some(_) => append(&mut text, &line.text),
            }
            previous = Some(line);
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn usual_pitch(lines: &[Line]) -> f64 {
    let mut steps: Vec<f64> = lines.windows(2).map(|pair| pair[1].y - pair[0].y).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(f64::INFINITY)
}

fn is_new(before: &Line, line: &Line, right: f64, pitch: f64) -> bool {
    let step = line.y - before.y;
    let size = before.size.max(1.0);
    let bigger = (line.size - before.size).abs() > 0.12 * size;
    let indented = line.left - before.left > 0.8 * size && line.left - before.left < 6.0 * size;
    let stops_early = before.right < right - 6.0 * size && !hyphenated(&before.text);
    let ends = before.text.ends_with(['.', '!', '?', ':', '"', '”']);
    step > (1.35 * pitch).max(1.05 * size) && step > 1.6 * size
        || step > 1.35 * pitch
        || bigger
        || indented && ends
        || stops_early && (ends || before.right < right - 15.0 * size)
}

fn begin(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(line);
}

fn append(text: &mut String, line: &str) {
    if hyphenated(text) && line.starts_with(char::is_lowercase) {
        text.truncate(text.trim_end_matches(['-', '\u{ad}', '\u{2010}']).len());
    } else if !text.ends_with('\u{2014}') {
        text.push(' ');
    }
    text.push_str(line);
}

fn hyphenated(text: &str) -> bool {
    let mut ends = text.chars().rev();
    matches!(ends.next(), Some('-' | '\u{ad}' | '\u{2010}')) && ends.next().is_some_and(char::is_alphabetic)
}

/// A sentence runs over into the next column or page.
fn goes_on(text: &str, next: &str) -> bool {
    next.starts_with(char::is_lowercase)
        && text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | ';'))
}

/// Takes off what stands at the top or bottom of many pages, and page numbers.
pub(super) fn without_running_heads(pages: &mut [Vec<Vec<Line>>]) {
    let margins: Vec<Vec<String>> =
        pages.iter().map(|page| edges(page).iter().map(|line| shape(&line.text)).collect()).collect();
    let repeated = |shape: &String| {
        let times = margins.iter().filter(|page| page.contains(shape)).count();
        times >= 3 && times * 3 >= pages_with_text(&margins)
    };
    let drop: Vec<Vec<f64>> = pages
        .iter()
        .zip(&margins)
        .map(|(page, shapes)| {
            let lines = edges(page);
            lines
                .iter()
                .zip(shapes)
                .filter(|(_, shape)| repeated(shape) || is_page_number(shape))
                .map(|(line, _)| line.y)
                .collect()
        })
        .collect();
    let single = pages.len() == 1;
    for (page, ys) in pages.iter_mut().zip(drop) {
        // On a page of its own, a number alone may be all there is.
        if single && page.iter().map(Vec::len).sum::<usize>() < 3 {
            continue;
        }
        for column in page.iter_mut() {
            column.retain(|line| !ys.contains(&line.y) || line.text.chars().count() > 120);
        }
        page.retain(|column| !column.is_empty());
    }
}

fn pages_with_text(margins: &[Vec<String>]) -> usize {
    margins.iter().filter(|page| !page.is_empty()).count()
}

/// The topmost and the lowest two lines of a page.
fn edges(page: &[Vec<Line>]) -> Vec<&Line> {
    let mut lines: Vec<&Line> = page.iter().flatten().collect();
    lines.sort_by(|a, b| a.y.total_cmp(&b.y));
    let count = lines.len();
    lines.into_iter().enumerate().filter(|(at, _)| *at < 2 || *at + 2 >= count).map(|(_, line)| line).collect()
}

/// A line with its numbers made alike, so that the heads of two pages are the same.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() {
            if !shape.ends_with('#') {
                shape.push('#');
            }
        } else {
            shape.extend(c.to_lowercase());
        }
    }
    shape
}

fn is_page_number(shape: &str) -> bool {
    let bare = shape.trim_matches(['-', '–', '—', ' ', '|', '[', ']']);
    matches!(bare, "#" | "page #" | "page # of #" | "p. #" | "# of #" | "# / #" | "#/#" | "seite #" | "seite # von #")
}
