//! Tables (CSV, TSV): an article a row. Which column holds what is known by its name, else by what stands in it, else
//! the user says so.

mod columns;

pub use columns::Columns;

use super::date::{self, NumericOrder};
use super::{ImportError, ImportOptions, Imported, Origin, charset, failed};
use crate::text::{About, Document, DocumentId, Published, PublishedFrom};
use csv::{ReaderBuilder, StringRecord};
use std::path::Path;

/// The beginning of a table whose columns are not clear, for whoever is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TablePreview {
    /// The names in the first row, "Column 1" and so on for those without one.
    pub names: Vec<String>,
    /// The first rows, each as long as `names`.
    pub rows: Vec<Vec<String>>,
    /// What could be told.
    pub guess: Columns,
}

/// Rows that the guess looks at.
const SAMPLE: usize = 50;

pub(super) fn read(origin: Origin, bytes: &[u8], options: &ImportOptions) -> Imported {
    let text = charset::decode(bytes, None);
    let table = Table::open(&text);
    let columns = options.columns.unwrap_or(table.guess);
    let Some(text_column) = columns.text.filter(|&column| column < table.names.len()) else {
        return failed(ImportError::UnclearTable { path: origin.path(), table: Box::new(table.preview()) });
    };
    let order = table.order(&columns);
    let mut imported = Imported::default();
    for (number, row) in (1..).zip(table.rows()) {
        match row {
            Ok(row) if row.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(row) => match document(origin, number, &row, &columns, order) {
                Some(document) => imported.documents.push(document),
                None => {
                    let reason = format!("nothing in the column “{}”, which holds the text", table.names[text_column]);
                    imported.errors.push(ImportError::Item { path: origin.path(), number, reason });
                }
            },
            Err(error) => {
                let reason = error.to_string();
                imported.errors.push(ImportError::Item { path: origin.path(), number, reason });
            }
        }
    }
    if imported.documents.is_empty() && imported.errors.is_empty() {
        let reason = "it has no row with text".to_owned();
        imported.errors.push(ImportError::NoText { path: origin.path(), format: "this table", reason });
    }
    imported
}

/// Whether the first bytes are those of a table: its name says so and it has columns, or it names a column for the
/// text and another that is known.
pub(super) fn looks_like_table(named_so: bool, head: &[u8]) -> bool {
    let text = charset::decode(head, None);
    let Some(first) = text.lines().next() else { return false };
    if !named_so && !DELIMITERS.iter().any(|&delimiter| first.contains(char::from(delimiter))) {
        return false;
    }
    let table = Table::open(&text);
    let named = Columns::by_name(&table.names);
    named_so && table.names.len() > 1 || named.text.is_some() && named.count() > 1
}

fn document(
    origin: Origin,
    number: usize,
    row: &StringRecord,
    columns: &Columns,
    order: NumericOrder,
) -> Option<Document> {
    let cell = |column: Option<usize>| {
        let cell = row.get(column?)?.trim();
        (!cell.is_empty()).then(|| cell.to_owned())
    };
    let text = cell(columns.text)?;
    let published = cell(columns.published)
        .and_then(|cell| date::parse(&cell, order))
        .map(|date| Published { date, from: PublishedFrom::Meta });
    let document = Document {
        id: DocumentId::from(cell(columns.id).unwrap_or_else(|| origin.id_of(number))),
        source: cell(columns.address).unwrap_or_else(|| origin.source()),
        title: cell(columns.title),
        author: cell(columns.author),
        published,
        language: cell(columns.language),
        about: About::dated(published, "the table"),
        text: text.replace("\r\n", "\n"),
    };
    Some(document.told_by("the table"))
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

struct Table<'a> {
    text: &'a str,
    delimiter: u8,
    has_header: bool,
    names: Vec<String>,
    sample: Vec<StringRecord>,
    guess: Columns,
}

impl<'a> Table<'a> {
    fn open(text: &'a str) -> Table<'a> {
        let delimiter = delimiter(text);
        let first_rows = |skip: usize| -> Vec<StringRecord> {
            reader(text, delimiter).into_records().flatten().skip(skip).take(SAMPLE).collect()
        };
        let sample = first_rows(0);
        let width = sample.iter().map(StringRecord::len).max().unwrap_or(0);
        let has_header = sample.first().is_some_and(is_header);
        let header = sample.first().filter(|_| has_header);
        let name = |at: usize| {
            let name = header.and_then(|row| row.get(at)).map(str::trim).filter(|name| !name.is_empty());
            name.map_or_else(|| format!("Column {}", at + 1), str::to_owned)
        };
        let names: Vec<String> = (0..width).map(name).collect();
        let sample = if has_header { first_rows(1) } else { sample };
        let guess = Columns::by_name(&names).or_by_content(&sample, width);
        Table { text, delimiter, has_header, names, sample, guess }
    }

    fn rows(&self) -> impl Iterator<Item = csv::Result<StringRecord>> {
        reader(self.text, self.delimiter).into_records().skip(usize::from(self.has_header))
    }

    /// Days before months, or after, as a date of the column tells that can be read only one way; else as in the
    /// United States.
    fn order(&self, columns: &Columns) -> NumericOrder {
        let Some(column) = columns.published else { return NumericOrder::MonthFirst };
        let differs = |row: &StringRecord| {
            let cell = row.get(column)?;
            let month_first = date::parse(cell, NumericOrder::MonthFirst)?;
            (date::parse(cell, NumericOrder::DayFirst)? == month_first).then_some(())?;
            let mut numbers = cell.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse::<u32>().ok());
            match (numbers.next()?, numbers.next()?) {
                (13..=31, 1..=12) => Some(NumericOrder::DayFirst),
                (1..=12, 13..=31) => Some(NumericOrder::MonthFirst),
                _ => None,
            }
        };
        self.rows().flatten().find_map(|row| differs(&row)).unwrap_or(NumericOrder::MonthFirst)
    }

    fn preview(&self) -> TablePreview {
        const SHOWN: usize = 5;
        let cells = |row: &StringRecord| {
            (0..self.names.len()).map(|at| row.get(at).unwrap_or_default().trim().to_owned()).collect()
        };
        let rows = self.sample.iter().take(SHOWN).map(cells).collect();
        TablePreview { names: self.names.clone(), rows, guess: self.guess }
    }
}

/// Rows may be of different lengths, as spreadsheets leave out empty cells at their end.
fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The one that parts the first rows into most columns, most evenly.
fn delimiter(text: &str) -> u8 {
    let score = |&delimiter: &u8| {
        let rows = reader(text, delimiter).into_records().flatten().take(10);
        let lengths: Vec<usize> = rows.map(|row| row.len()).collect();
        let Some(&first) = lengths.first().filter(|&&first| first > 1) else { return (0, 0) };
        (lengths.iter().filter(|&&length| length == first).count(), first)
    };
    // The first of equals, which is the comma.
    DELIMITERS.into_iter().rev().max_by_key(score).unwrap_or(b',')
}

/// Short cells, none of them a date or a number, each unlike the others.
fn is_header(row: &StringRecord) -> bool {
    let short = |cell: &str| cell.chars().count() <= 40;
    let value =
        |cell: &str| date::parse(cell, NumericOrder::MonthFirst).is_some() || cell.trim().parse::<f64>().is_ok();
    let mut names: Vec<&str> = row.iter().map(str::trim).filter(|name| !name.is_empty()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    all > 0 && names.len() == all && names.iter().all(|name| short(name) && !value(name))
}

/// Whether the name of a file says that it is a table.
pub(super) fn is_named_table(path: &Path) -> bool {
    super::kind::has_extension(path, &["csv", "tsv", "tab"])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_csv(csv: &str, columns: Option<Columns>) -> Imported {
        let options = ImportOptions { columns, ..ImportOptions::default() };
        read(Origin::new(Path::new("a.csv"), "a.csv"), csv.as_bytes(), &options)
    }

    /// Id, day, title and text of each article.
    fn check(csv: &str, expected: &[&str]) {
        let told = |document: &Document| {
            let day = document.published.map(|published| published.date.to_string()).unwrap_or_default();
            format!("{}|{day}|{}|{}", document.id.0, document.title.as_deref().unwrap_or(""), document.text)
        };
        let imported = read_csv(csv, None);
        assert_eq!(imported.documents.iter().map(told).collect::<Vec<_>>(), expected, "{csv}");
    }

    #[test]
    fn columns_are_known_by_their_names() {
        check(
            "Title,Date,Text\nMill,2020-06-12,\"It burned,\nall of it.\"\n",
            &["a.csv#1|2020-06-12|Mill|It burned,\nall of it."],
        );
        check("Titel;Datum;Inhalt\nMühle;12.06.2020;Sie brannte.\n", &["a.csv#1|2020-06-12|Mühle|Sie brannte."]);
        check(
            "id\tfecha de publicación\ttítulo\ttexto\n7\t12/06/2020\tMolino\tArdió.\n\t13/06/2020\t\tNada.\n",
            &["7|2020-06-12|Molino|Ardió.", "a.csv#2|2020-06-13||Nada."],
        );
    }

    #[test]
    fn columns_without_known_names_are_known_by_what_stands_in_them() {
        let text = "The mill in the valley burned down in the night before the harvest was brought in. ".repeat(3);
        check(
            &format!("x1,x2,x3\n9,2020-06-12,{text}\n8,2020-06-13,{text}\n"),
            &[&format!("a.csv#1|2020-06-12||{}", text.trim()), &format!("a.csv#2|2020-06-13||{}", text.trim())],
        );
        check(
            &format!("2020-06-12,{text}\n2020-06-13,{text}\n"),
            &[&format!("a.csv#1|2020-06-12||{}", text.trim()), &format!("a.csv#2|2020-06-13||{}", text.trim())],
        );
    }

    #[test]
    fn where_it_is_not_clear_the_user_is_asked_and_obeyed() {
        let csv = "a,b\nMill,It burned.\nDam,It fell.\n";
        let imported = read_csv(csv, None);
        let ImportError::UnclearTable { table, .. } = &imported.errors[0] else { panic!("{:?}", imported.errors) };
        assert_eq!((table.names.as_slice(), table.rows.len()), (&["a".to_owned(), "b".to_owned()][..], 2));
        assert!(imported.errors[0].to_string().contains("columns: a, b"));
        let chosen = Columns { text: Some(1), title: Some(0), ..Columns::default() };
        let imported = read_csv(csv, Some(chosen));
        assert_eq!(imported.documents[1].title.as_deref(), Some("Dam"));
        assert_eq!(imported.documents[1].text, "It fell.");
    }

    #[test]
    fn a_row_without_text_is_told_and_a_blank_one_is_not() {
        let imported = read_csv("title,text\nMill,It burned.\n,\nDam,\n", None);
        assert_eq!((imported.documents.len(), imported.errors.len()), (1, 1));
        assert!(imported.errors[0].to_string().starts_with("article 3: nothing in the column “text”"));
    }

    #[test]
    fn days_and_months_are_told_apart_by_the_whole_column() {
        check("date,text\n03/04/2020,One\n25/04/2020,Two\n", &["a.csv#1|2020-04-03||One", "a.csv#2|2020-04-25||Two"]);
        check("date,text\n03/04/2020,One\n", &["a.csv#1|2020-03-04||One"]);
    }

    #[test]
    fn tables_are_told_from_texts_with_commas() {
        assert!(looks_like_table(false, b"date,title,text\n2020-06-12,Mill,It burned.\n"));
        assert!(looks_like_table(true, b"a;b\n1;2\n"));
        assert!(!looks_like_table(false, b"Mill burns, text missing\n\nIt burned, they say.\n"));
        assert!(!looks_like_table(true, b"The mill burned.\n"));
    }
}
