//! What the columns of a table hold.

use crate::import::date::{self, NumericOrder};
use csv::StringRecord;

/// The column of each thing, counted from 0; `None` for what the table does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    pub text: Option<usize>,
    pub title: Option<usize>,
    pub published: Option<usize>,
    pub author: Option<usize>,
    /// The web address of the article.
    pub address: Option<usize>,
    pub language: Option<usize>,
    pub id: Option<usize>,
}

/// Names of columns in the languages of Europe, best first: letters alone, in lower case.
const TEXT: &[&str] = &[
    "text",
    "fulltext",
    "content",
    "body",
    "articlebody",
    "maintext",
    "articletext",
    "article",
    "story",
    "message",
    "inhalt",
    "volltext",
    "artikeltext",
    "nachricht",
    "texte",
    "contenu",
    "corps",
    "texto",
    "contenido",
    "cuerpo",
    "conteúdo",
    "testo",
    "contenuto",
    "corpo",
    "tekst",
    "inhoud",
    "innehåll",
    "indhold",
    "innhold",
    "teksti",
    "sisältö",
    "treść",
    "obsah",
    "szöveg",
    "tartalom",
    "conținut",
    "κείμενο",
    "текст",
    "содержание",
    "зміст",
    "metin",
    "içerik",
];
const TITLE: &[&str] = &[
    "title",
    "headline",
    "heading",
    "subject",
    "titel",
    "überschrift",
    "schlagzeile",
    "betreff",
    "titre",
    "título",
    "titular",
    "titolo",
    "kop",
    "rubrik",
    "overskrift",
    "tittel",
    "otsikko",
    "tytuł",
    "titulek",
    "název",
    "nadpis",
    "cím",
    "titlu",
    "τίτλος",
    "заголовок",
    "название",
    "başlık",
];
const PUBLISHED: &[&str] = &[
    "published",
    "publicationdate",
    "publisheddate",
    "datepublished",
    "pubdate",
    "publishedat",
    "publishdate",
    "datepublish",
    "dateofpublication",
    "date",
    "datetime",
    "day",
    "time",
    "timestamp",
    "created",
    "createdat",
    "erscheinungsdatum",
    "veröffentlicht",
    "veröffentlichungsdatum",
    "datum",
    "tag",
    "datedepublication",
    "publiéle",
    "jour",
    "fechadepublicación",
    "fecha",
    "datadepublicação",
    "data",
    "datadipubblicazione",
    "publicatiedatum",
    "dato",
    "päivämäärä",
    "päiväys",
    "pvm",
    "datapublikacji",
    "dátum",
    "megjelenés",
    "datapublicării",
    "ημερομηνία",
    "дата",
    "датапубликации",
    "tarih",
];
const AUTHOR: &[&str] = &[
    "author",
    "authors",
    "byline",
    "writer",
    "creator",
    "from",
    "sender",
    "autor",
    "autorin",
    "verfasser",
    "absender",
    "auteur",
    "autores",
    "autore",
    "auteurs",
    "författare",
    "forfatter",
    "kirjoittaja",
    "szerző",
    "συγγραφέας",
    "автор",
    "yazar",
];
const ADDRESS: &[&str] =
    &["url", "link", "address", "sourceurl", "weblink", "uri", "permalink", "href", "adresse", "lien", "enlace"];
const LANGUAGE: &[&str] = &[
    "language", "lang", "locale", "sprache", "langue", "idioma", "lingua", "taal", "språk", "sprog", "język", "jazyk",
    "nyelv", "язык",
];
const ID: &[&str] = &["id", "docid", "articleid", "documentid", "uid", "guid"];

impl Columns {
    /// Those whose names are known.
    pub(super) fn by_name(names: &[String]) -> Columns {
        let plain: Vec<String> = names
            .iter()
            .map(|name| name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect())
            .collect();
        let find = |known: &[&str]| known.iter().find_map(|known| plain.iter().position(|name| name == known));
        Columns {
            text: find(TEXT),
            title: find(TITLE),
            published: find(PUBLISHED),
            author: find(AUTHOR),
            address: find(ADDRESS),
            language: find(LANGUAGE),
            id: find(ID),
        }
    }

    /// The text is the column of long cells, the publication date that of dates, the address that of addresses.
    pub(super) fn or_by_content(self, rows: &[StringRecord], width: usize) -> Columns {
        let most = |is_so: &dyn Fn(&str) -> bool| {
            (0..width).filter(|column| !self.all().contains(&Some(*column))).find(|&column| {
                let cells: Vec<&str> =
                    rows.iter().filter_map(|row| row.get(column)).filter(|c| !c.is_empty()).collect();
                !cells.is_empty() && cells.iter().filter(|cell| is_so(cell)).count() * 10 >= cells.len() * 8
            })
        };
        let is_date = |cell: &str| cell.len() < 40 && date::parse(cell, NumericOrder::MonthFirst).is_some();
        let is_plain_number = |cell: &str| cell.bytes().all(|byte| byte.is_ascii_digit()) && cell.len() != 8;
        Columns {
            text: self.text.or_else(|| self.longest(rows, width)),
            published: self.published.or_else(|| most(&|cell| is_date(cell) && !is_plain_number(cell))),
            address: self.address.or_else(|| most(&|cell| cell.starts_with("http"))),
            ..self
        }
    }

    /// The column whose cells are as long as an article and three times as long as those of any other.
    fn longest(&self, rows: &[StringRecord], width: usize) -> Option<usize> {
        const ARTICLE_CHARS: usize = 120;
        let mean = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).sum::<usize>() / rows.len().max(1)
        };
        let mut lengths: Vec<(usize, usize)> = (0..width)
            .filter(|column| !self.all().contains(&Some(*column)))
            .map(|column| (mean(column), column))
            .collect();
        lengths.sort_unstable_by(|a, b| b.cmp(a));
        let (length, column) = *lengths.first()?;
        let next = lengths.get(1).map_or(0, |(length, _)| *length);
        (length >= ARTICLE_CHARS && length >= 3 * next).then_some(column)
    }

    /// How many things have a column.
    pub(super) fn count(&self) -> usize {
        self.all().iter().flatten().count()
    }

    fn all(&self) -> [Option<usize>; 7] {
        [self.text, self.title, self.published, self.author, self.address, self.language, self.id]
    }
}
