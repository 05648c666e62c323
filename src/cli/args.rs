//! The arguments, as clap reads them.

use crate::import::{self, Input, Limits};
use crate::time::{PartialDate, TimePoint, TimeSpan};
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Turn articles into a timeline of the dated events in them, each linked to its sentence.
///
/// With paths or with nothing, the window opens. The subcommands need no display.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Files, folders or a .dateline project to open in the window
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  dateline articles/                                   open a folder in the window
  dateline extract articles/ > events.jsonl            every time expression and event, an article a line
  dateline extract --format csv -o events.csv a.html   the events as a table
  dateline timeline --dates 10 articles/               the ten days that matter most
  dateline export --png t.png --svg t.svg articles/    draw the timeline into files

Exit status: 0 all read; 1 some input failed, the rest is done; 2 wrong call.";

/// What a call asks for.
#[derive(Debug)]
pub enum Call {
    Window(Vec<PathBuf>),
    Command(Box<Command>),
}

impl Args {
    /// The arguments of this process; prints help and errors, and leaves, as clap does (status 2 for a wrong call).
    pub fn from_process() -> Call {
        let args = Args::parse();
        match args.command {
            Some(command) => Call::Command(Box::new(command)),
            None => Call::Window(args.paths),
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write every time expression and event, an article a line
    #[command(after_help = "\
Offsets count Unicode code points, half-open. Articles come in input order, and the same input gives the same bytes.

Examples:
  dateline extract article.txt
  dateline extract --published 2020-06-12 article.txt
  cat article.txt | dateline extract -
  dateline extract --format csv -o events.csv articles/")]
    Extract(ExtractArgs),
    /// Pick the days that matter most and say what happened
    #[command(after_help = "\
Examples:
  dateline timeline --dates 10 articles/
  dateline timeline --dates 20 --from 2019-01-01 --to 2020-06-30 --format md articles/ > chronology.md")]
    Timeline(TimelineArgs),
    /// Draw the timeline into files
    #[command(after_help = "\
Name one file or more; they all show the same timeline. Existing files are replaced.

Examples:
  dateline export --png t.png --svg t.svg articles/
  dateline export --png t.png --width 1600 --height 900 --scale 2 --theme dark --title \"Spring 2020\" articles/
  dateline export --csv events.csv --from 2019 --to 2020-06 articles/")]
    Export(ExportArgs),
    /// Parse one file from standard input, on behalf of another process of Dateline
    #[command(name = import::CHILD_SUBCOMMAND, hide = true)]
    Parse { most_pages: usize },
}

#[derive(Debug, clap::Args)]
pub struct ExtractArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    /// How to write it
    #[arg(long, value_enum, default_value_t = ExtractFormat::Jsonl)]
    pub format: ExtractFormat,
    /// Write to this file instead of standard output, replacing it
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExtractFormat {
    /// A JSON object a line, an article each
    Jsonl,
    /// A row for each event mention
    Csv,
    /// The text with TIMEX3 and EVENT tags
    Timeml,
}

#[derive(Debug, clap::Args)]
pub struct TimelineArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    /// How many days to pick
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub dates: u32,
    #[command(flatten)]
    pub range: Range,
    /// How to write it
    #[arg(long, value_enum, default_value_t = TimelineFormat::Json)]
    pub format: TimelineFormat,
    /// Write to this file instead of standard output, replacing it
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TimelineFormat {
    /// A list of days, each with its sentences and articles
    Json,
    /// Markdown for reading
    Md,
}

#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub files: ExportFiles,
    #[command(flatten)]
    pub range: Range,
    /// Points
    #[arg(long, default_value_t = 1600, value_parser = clap::value_parser!(u32).range(200..=20_000))]
    pub width: u32,
    /// Points; more when the events need it
    #[arg(long, default_value_t = 900, value_parser = clap::value_parser!(u32).range(100..=20_000))]
    pub height: u32,
    /// Pixels a point in the PNG
    #[arg(long, default_value_t = 1.0, value_parser = scale)]
    pub scale: f64,
    #[arg(long, value_enum, default_value_t = Theme::Light)]
    pub theme: Theme,
    /// What the lanes of the picture are
    #[arg(long, value_enum, value_name = "KEY", default_value_t = Lanes::None)]
    pub lanes: Lanes,
    /// How letters are kept in the SVG
    #[arg(long, value_enum, default_value_t = TextAs::Outlines)]
    pub text_as: TextAs,
    /// A line above the timeline
    #[arg(long, default_value = "", hide_default_value = true)]
    pub title: String,
}

/// The files to write; one at least.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = true)]
pub struct ExportFiles {
    /// Draw a picture
    #[arg(long, value_name = "FILE")]
    pub png: Option<PathBuf>,
    /// Draw a vector graphic
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
    /// Write the events as a table, with the mark that lets Excel read it
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// Write the articles and their events as JSON Lines
    #[arg(long, value_name = "FILE")]
    pub jsonl: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lanes {
    None,
    Article,
    /// The site or the folder that an article comes from
    Source,
    Status,
    Participant,
    Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextAs {
    /// Looks the same everywhere
    Outlines,
    /// Can be searched and edited
    Text,
}

/// What to read.
#[derive(Debug, clap::Args)]
pub struct Inputs {
    /// Files, folders (walked), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Publication date of every article, over what it says itself: 2020-06-12, 2020-06 or 2020
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    pub published: Option<PartialDate>,
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// What one file may cost; what is over a limit is told, and the rest goes on.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Limits")]
pub struct LimitArgs {
    /// Read no file larger than this, packed or unpacked
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub max_file_mb: Option<u64>,
    /// Give up on a PDF after this many seconds
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub max_secs: Option<u64>,
    /// Read only so many pages of a PDF
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub max_pages: Option<u64>,
    /// Open archives and attachments inside each other only so deep
    #[arg(long, value_name = "N")]
    pub max_nesting: Option<u8>,
}

impl LimitArgs {
    pub(super) fn limits(&self) -> Limits {
        let default = Limits::default();
        let file_bytes = self.max_file_mb.map_or(default.file_bytes, |mb| mb * 1_000_000);
        Limits {
            file_bytes,
            // An archive of one file that is within its limit is within its own.
            archive_bytes: default.archive_bytes.max(file_bytes),
            parse_secs: self.max_secs.unwrap_or(default.parse_secs),
            pages: self.max_pages.and_then(|pages| pages.try_into().ok()).unwrap_or(default.pages),
            nesting: self.max_nesting.unwrap_or(default.nesting),
            ..default
        }
    }
}

impl Inputs {
    pub(super) fn to_import(&self) -> Vec<Input> {
        self.paths.iter().map(|path| if path.as_os_str() == "-" { Input::Stdin } else { path.clone().into() }).collect()
    }
}

/// Part of time, both ends included.
#[derive(Debug, clap::Args)]
pub struct Range {
    /// Leave out what is before: 2020-06-12, 2020-06, 2020, or -0043 for 44 BC
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    pub from: Option<PartialDate>,
    /// Leave out what is after; the day, month or year itself is still in
    #[arg(long, value_name = "DATE", value_parser = date, allow_hyphen_values = true)]
    pub to: Option<PartialDate>,
}

impl Range {
    pub(super) fn is_all(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// A missing end is the end of the scale.
    pub(super) fn span(&self) -> TimeSpan {
        let start = self.from.as_ref().map_or(TimePoint(i64::MIN), |date| date.span().start);
        let end = self.to.as_ref().map_or(TimePoint(i64::MAX), |date| date.span().end);
        TimeSpan::new(start, end)
    }
}

fn date(text: &str) -> Result<PartialDate, String> {
    PartialDate::from_iso(text).ok_or_else(|| "write it as 2020-06-12, 2020-06 or 2020".to_owned())
}

fn scale(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(scale) if (0.1..=8.0).contains(&scale) => Ok(scale),
        _ => Err("a number from 0.1 to 8".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn paths_without_a_subcommand_open_the_window() {
        let args = Args::try_parse_from(["dateline", "a.txt", "folder"]).unwrap();
        assert!(args.command.is_none());
        assert_eq!(args.paths.len(), 2);
    }

    #[test]
    fn years_before_christ_are_dates() {
        let args = Args::try_parse_from(["dateline", "timeline", "--dates", "3", "--from", "-0044", "a.txt"]).unwrap();
        let Some(Command::Timeline(args)) = args.command else { panic!("not a timeline call") };
        assert_eq!(args.range.from.map(|date| date.year), Some(-44));
    }
}
