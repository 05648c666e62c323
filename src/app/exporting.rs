//! Writing pictures and tables of the project, as a job.

use super::event_list::touches;
use super::jobs::Progress;
use crate::event::Reading;
use crate::export::picture::{PictureOptions, picture_scene};
use crate::export::{Extract, Said, TextAs, atomic, csv, jsonl, png, svg};
use crate::project::{Article, Claim, Entry, Project};
use crate::text::Document;
use crate::time::TimeSpan;
use crate::timeline::Index;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileKind {
    #[default]
    Png,
    Svg,
    Csv,
    JsonLines,
}

impl FileKind {
    pub const ALL: [FileKind; 4] = [FileKind::Png, FileKind::Svg, FileKind::Csv, FileKind::JsonLines];

    /// As on a button.
    pub fn name(self) -> &'static str {
        ["PNG", "SVG", "CSV", "JSON Lines"][self as usize]
    }

    /// Without the dot.
    pub fn extension(self) -> &'static str {
        ["png", "svg", "csv", "jsonl"][self as usize]
    }

    pub fn is_picture(self) -> bool {
        matches!(self, FileKind::Png | FileKind::Svg)
    }

    /// The path with the kind's extension in the place of another kind's; any other ending stays and gets it behind.
    pub fn named(self, path: &Path) -> PathBuf {
        let known = path
            .extension()
            .and_then(|end| end.to_str())
            .is_some_and(|end| FileKind::ALL.iter().any(|kind| kind.extension().eq_ignore_ascii_case(end)));
        if known {
            return path.with_extension(self.extension());
        }
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(".");
        name.push(self.extension());
        path.with_file_name(name)
    }
}

/// One file to write.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportSpec {
    pub kind: FileKind,
    /// Replaced when it exists: whoever asks for this has asked the user.
    pub target: PathBuf,
    /// For tables: only events that may lie in this part of time.
    pub within: Option<TimeSpan>,
    /// For pictures.
    pub picture: PictureOptions,
    /// Pixels a point, for PNG.
    pub scale: f64,
    /// For SVG.
    pub text: TextAs,
}

/// What is exported, taken from the project at once, so that the user can go on working.
#[derive(Debug)]
pub struct Content {
    index: Index,
    articles: Vec<Shown>,
}

/// What is shown of an article.
#[derive(Debug)]
struct Shown {
    article: Arc<Article>,
    /// With the user's word in its events.
    reading: Reading,
    clusters: Vec<usize>,
    said: Vec<Said>,
}

impl Shown {
    fn of(project: &Project, article: &Arc<Article>, mut claims: Vec<(&Claim, &Entry)>) -> Shown {
        claims.sort_by_key(|(claim, entry)| (claim.event().is_none(), claim.event(), entry.id));
        let event = |&(claim, entry): &(&Claim, &Entry)| entry.marks().put_on(project.event(claim).clone());
        Shown {
            article: Arc::clone(article),
            reading: Reading { events: claims.iter().map(event).collect(), ..article.reading.peek().into_owned() },
            clusters: claims.iter().map(|(_, entry)| entry.id.0).collect(),
            said: claims.iter().map(|(claim, entry)| Said::of(project, entry, claim)).collect(),
        }
    }
}

impl Content {
    /// Takes what the kind needs. Hidden events are left out.
    pub fn of(project: &Project, index: &Index, kind: FileKind, within: Option<TimeSpan>) -> Content {
        if kind.is_picture() {
            return Content { index: index.clone(), articles: Vec::new() };
        }
        // Behind the articles: what stands in none.
        let mut shown: Vec<Vec<(&Claim, &Entry)>> = vec![Vec::new(); project.articles().len() + 1];
        for entry in project.chronology().iter().filter(|entry| touches(entry, within)) {
            for claim in &entry.claims {
                shown[claim.article().unwrap_or(project.articles().len())].push((claim, entry));
            }
        }
        let without = shown.pop().unwrap_or_default();
        let of = |(article, claims)| Shown::of(project, article, claims);
        let mut articles: Vec<Shown> = project.articles().iter().zip(shown).map(of).collect();
        if !without.is_empty() {
            let nowhere = Article::new(Document::from_text("", ""), Reading::default());
            articles.push(Shown::of(project, &Arc::new(nowhere), without));
        }
        Content { index: Index::default(), articles }
    }

    fn extracts(&self) -> impl Iterator<Item = Extract<'_>> {
        self.articles.iter().map(|Shown { article, reading, clusters, said }| Extract {
            document: &article.document,
            reading,
            clusters,
            said,
        })
    }
}

/// Writes the file whole or not at all; the error is for the user.
pub fn export(spec: &ExportSpec, content: &Content, progress: &Progress) -> Result<(), String> {
    let failed = |reason: std::io::Error| format!("{reason}: {}", spec.target.display());
    let bytes = match spec.kind {
        FileKind::Png => png(&picture_scene(&content.index, &spec.picture), spec.scale).map_err(|e| e.to_string())?,
        FileKind::Svg => svg(&picture_scene(&content.index, &spec.picture), spec.text).into_bytes(),
        FileKind::Csv => {
            let mut bytes = csv::EXCEL_MARK.to_vec();
            csv::write_project(&mut bytes, content.extracts()).map_err(failed)?;
            bytes
        }
        FileKind::JsonLines => {
            let mut bytes = Vec::new();
            content.extracts().try_for_each(|extract| jsonl::write_document(&mut bytes, extract)).map_err(failed)?;
            bytes
        }
    };
    if progress.is_cancelled() {
        return Err("Stopped before anything was written".to_owned());
    }
    atomic::write(&spec.target, |out| out.write_all(&bytes)).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event;
    use crate::project::{Colour, Say, UserDate};
    use crate::time::TimePoint;
    use crate::timeline::Colours;

    fn project() -> Project {
        let document =
            Document::from_text("a", "The army captured the town in 2014. Rebels attacked the base on 3 May 2016.");
        let reading = event::read(&document);
        let mut project = Project::default();
        project.add(vec![Article::new(document, reading)]);
        project
    }

    fn spec(kind: FileKind, target: PathBuf) -> ExportSpec {
        ExportSpec {
            kind,
            target,
            within: None,
            picture: PictureOptions::default(),
            scale: 1.0,
            text: TextAs::Outlines,
        }
    }

    #[test]
    fn a_changed_kind_changes_the_ending() {
        let named = |kind: FileKind, path: &str| kind.named(Path::new(path)).display().to_string();
        assert_eq!(named(FileKind::Svg, "a/t.png"), "a/t.svg");
        assert_eq!(named(FileKind::Csv, "a/t.PNG"), "a/t.csv");
        assert_eq!(named(FileKind::Csv, "a/No. 5"), "a/No. 5.csv");
        assert_eq!(named(FileKind::Png, "t"), "t.png");
    }

    #[test]
    fn every_kind_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let project = project();
        let index = crate::timeline::index_from(&project, crate::timeline::Grouping::None);
        for kind in FileKind::ALL {
            let target = folder.path().join(format!("t.{}", kind.extension()));
            let content = Content::of(&project, &index, kind, None);
            export(&spec(kind, target.clone()), &content, &Progress::default()).unwrap();
            let start: &[u8] = match kind {
                FileKind::Png => b"\x89PNG",
                FileKind::Svg => b"<svg",
                FileKind::Csv => csv::EXCEL_MARK,
                FileKind::JsonLines => b"{\"id\":\"a\"",
            };
            assert!(std::fs::read(&target).unwrap().starts_with(start), "{}", kind.name());
        }
    }

    #[test]
    fn pictures_have_the_colours_that_the_user_gave() {
        let mut project = project();
        let id = project.chronology()[0].id;
        project.say(&[id], &Say::Colour(Some(Colour::Purple)));
        let index = crate::timeline::index_from(&project, crate::timeline::Grouping::None);
        let picture = |colours: Colours| {
            let options = PictureOptions { colours, ..PictureOptions::default() };
            svg(&picture_scene(&index, &options), TextAs::Text)
        };
        let (plain, coloured) = (picture(Colours::default()), picture(Colours::of(&project)));
        assert!(!plain.contains("#b3558c") && coloured.contains("#b3558c"), "{coloured}");
        assert!(coloured.contains("Your colour") && !plain.contains("Your colour"));
    }

    #[test]
    fn hidden_events_are_not_in_the_tables() {
        let mut project = project();
        let events = project.chronology().len();
        let first = project.chronology()[0].id;
        project.hide(first);
        let content = Content::of(&project, &Index::default(), FileKind::JsonLines, None);
        let exported: usize = content.extracts().map(|extract| extract.reading.events.len()).sum();
        assert_eq!(exported, events - 1);
    }

    #[test]
    fn tables_have_the_users_word_and_whose_word_it_is() {
        let mut project = project();
        project.set_now(60);
        let id = project.chronology()[0].id;
        project.set_date(id, UserDate::read("March 2013").as_ref());
        project.say(&[id], &Say::End(UserDate::read("May 2013")));
        project.say(&[id], &Say::Participants(Some(vec!["Third Army".into()])));
        project.say(&[id], &Say::Tag("war".into()));
        project.create(None, "Fire at the mill", UserDate::read("3 May 2019").as_ref());
        let text = |kind: FileKind| {
            let content = Content::of(&project, &Index::default(), kind, None);
            let folder = tempfile::tempdir().unwrap();
            let target = folder.path().join("t");
            export(&spec(kind, target.clone()), &content, &Progress::default()).unwrap();
            std::fs::read_to_string(target).unwrap()
        };
        let csv = text(FileKind::Csv);
        let row = csv.lines().find(|line| line.starts_with("2013-03,2013-03/2013-05,")).expect("the dated row");
        assert!(row.contains("Third Army") && row.contains("date: user 1970-01-01T00:01:00Z"), "{row}");
        let read_by = format!(",{},{}", env!("CARGO_PKG_VERSION"), event::RULES);
        assert!(row.ends_with(&read_by), "{row}");
        assert!(csv.lines().any(|line| line.starts_with("2019-05-03,") && line.contains("Fire at the mill")), "{csv}");
        let lines: Vec<serde_json::Value> =
            text(FileKind::JsonLines).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let event = &lines[0]["events"][0];
        assert_eq!((&event["value"], &event["user"]["tags"][0]), (&"2013-03".into(), &"war".into()));
        let by = &event["user"]["read_by"];
        assert_eq!((&by["program"], &by["earlier"]), (&env!("CARGO_PKG_VERSION").into(), &false.into()));
        assert_eq!((&lines[1]["id"], &lines[1]["events"][0]["by"]), (&"".into(), &"user".into()));
    }

    #[test]
    fn tables_of_a_part_of_time_have_its_events_alone() {
        let document = Document::from_text("a", "The army captured the town in 2014.");
        let reading = event::read(&document);
        let mut project = Project::default();
        project.add(vec![Article::new(document, reading)]);
        let values = |year: i64| -> Vec<String> {
            let within = TimeSpan::new(TimePoint::from_year(year), TimePoint::from_year(year + 1));
            let content = Content::of(&project, &Index::default(), FileKind::Csv, Some(within));
            content.extracts().flat_map(|it| &it.reading.events).map(|event| event.value.clone()).collect()
        };
        assert_eq!(values(2014), ["2014"]);
        assert!(values(2009).is_empty());
    }

    #[test]
    fn a_folder_that_is_not_there_is_told_with_its_path() {
        let target = PathBuf::from("no such folder").join("t.jsonl");
        let content = Content::of(&project(), &Index::default(), FileKind::JsonLines, None);
        let error = export(&spec(FileKind::JsonLines, target), &content, &Progress::default()).unwrap_err();
        assert!(error.contains("no such folder"), "{error}");
    }
}
