//! `dateline export`: the timeline drawn into files, and the events as tables.

use super::args::{ExportArgs, Lanes, Range, TextAs, Theme};
use super::output::{self, CliError};
use super::{Outcome, read::Corpus};
use crate::event::{Event, Reading};
use crate::export::picture::{PictureOptions, PictureRange, picture_scene};
use crate::export::{self, Extract, csv, foreign_characters, jsonl, png, svg};
use crate::project::{Article, Project};
use crate::time::TimeSpan;
use crate::timeline::{Grouping, Index, Palette, Scene, index_from};

pub(super) fn run(args: &ExportArgs) -> Result<Outcome, CliError> {
    let corpus = Corpus::read(&args.inputs);
    let outcome = corpus.outcome;
    write_tables(args, &corpus)?;
    if args.files.png.is_some() || args.files.svg.is_some() {
        write_pictures(args, corpus)?;
    }
    Ok(outcome)
}

fn write_tables(args: &ExportArgs, corpus: &Corpus) -> Result<(), CliError> {
    let chosen: Vec<(Reading, Vec<usize>)> = corpus.extracts().map(|extract| in_range(extract, &args.range)).collect();
    let extracts = || {
        corpus.articles.iter().zip(&chosen).map(|((document, _), (reading, clusters))| Extract {
            document,
            reading,
            clusters,
            said: &[],
        })
    };
    if let Some(path) = &args.files.csv {
        output::write_file(path, |out| {
            out.write_all(csv::EXCEL_MARK)?;
            csv::write(out, extracts())
        })?;
    }
    if let Some(path) = &args.files.jsonl {
        output::write_file(path, |out| extracts().try_for_each(|extract| jsonl::write_document(out, extract)))?;
    }
    Ok(())
}

/// The reading with the events that may lie in the range; undated ones only where all is asked for.
fn in_range(extract: Extract, range: &Range) -> (Reading, Vec<usize>) {
    let keep: Vec<usize> =
        (0..extract.reading.events.len()).filter(|&index| touches(&extract.reading.events[index], range)).collect();
    let events = keep.iter().map(|&index| extract.reading.events[index].clone()).collect();
    let clusters = keep.iter().filter_map(|&index| extract.clusters.get(index).copied()).collect();
    (Reading { events, ..extract.reading.clone() }, clusters)
}

fn touches(event: &Event, range: &Range) -> bool {
    if range.is_all() {
        return true;
    }
    let wanted = range.span();
    let Some((begin, end)) = event.span.map(|span| span.hull()) else { return false };
    begin.is_none_or(|begin| begin < wanted.end) && end.is_none_or(|end| end > wanted.start)
}

fn write_pictures(args: &ExportArgs, corpus: Corpus) -> Result<(), CliError> {
    let mut project = Project::default();
    project.add(corpus.articles.into_iter().map(|(document, reading)| Article::new(document, reading)).collect());
    let index = index_from(&project, grouping(args.lanes));
    let scene = picture_scene(&index, &picture_options(args, &project, &index));
    warn_of_foreign_characters(&scene);
    if let Some(path) = &args.files.png {
        let bytes = png(&scene, args.scale).map_err(|reason| CliError::Picture(reason.to_string()))?;
        output::write_file(path, |out| out.write_all(&bytes))?;
    }
    if let Some(path) = &args.files.svg {
        let text = match args.text_as {
            TextAs::Outlines => export::TextAs::Outlines,
            TextAs::Text => export::TextAs::Text,
        };
        output::write_file(path, |out| out.write_all(svg(&scene, text).as_bytes()))?;
    }
    Ok(())
}

fn grouping(lanes: Lanes) -> Grouping {
    match lanes {
        Lanes::None => Grouping::None,
        Lanes::Article => Grouping::Article,
        Lanes::Source => Grouping::Source,
        Lanes::Status => Grouping::Status,
        Lanes::Participant => Grouping::Participant,
        Lanes::Place => Grouping::Place,
    }
}

fn picture_options(args: &ExportArgs, project: &Project, index: &Index) -> PictureOptions {
    PictureOptions {
        width: f64::from(args.width),
        height: f64::from(args.height),
        range: picture_range(&args.range, index),
        palette: if args.theme == Theme::Dark { Palette::dark() } else { Palette::light() },
        title: args.title.clone(),
        source_line: format!(
            "{}, {}",
            counted(project.articles().len(), "article"),
            counted(project.chronology().len(), "event")
        ),
        ..PictureOptions::default()
    }
}

/// An open side ends where the events end.
fn picture_range(range: &Range, index: &Index) -> PictureRange {
    if range.is_all() {
        return PictureRange::All;
    }
    let wanted = range.span();
    let extent = index.extent().unwrap_or(wanted);
    let start = if range.from.is_some() { wanted.start } else { extent.start.min(wanted.end) };
    let end = if range.to.is_some() { wanted.end } else { extent.end.max(wanted.start) };
    PictureRange::Span(TimeSpan::new(start, end))
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// What the embedded fonts lack looks different on other machines: the user is told.
fn warn_of_foreign_characters(scene: &Scene) {
    let foreign = foreign_characters(scene);
    if !foreign.is_empty() {
        let shown: String = foreign.iter().take(20).collect();
        let more = if foreign.len() > 20 { " and others" } else { "" };
        eprintln!("dateline: drawn with the fonts of this machine, as ours lack them: {shown}{more}");
    }
}
