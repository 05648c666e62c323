//! What a large project costs: opening to the first frame's data, one edit until it is on the disk, undo, search, size.
//!
//! `cargo bench --bench project` builds a made-up project of 1,000,000 events in 5,000 articles, and one of the articles
//! of `$DATELINE_TIMELINES` (else `../shared/data/timelines`) where they are there. It checks the counts first and then
//! prints a line a case. `-- --events 50000` makes the project smaller. Opening and editing run in a program of their own,
//! so that its memory is theirs.

use dateline::app::{App, Command, Settings};
use dateline::project::search::search;
use dateline::project::store::{self, Store};
use dateline::project::{Article, EntryId, Project, UserDate};
use dateline::text::{Document, Published, PublishedFrom};
use dateline::time::PartialDate;
use dateline::timeline::fonts::FontMeasure;
use dateline::timeline::{LayoutStyle, Palette, layout};
use rayon::prelude::*;
use std::error::Error;
use std::path::Path;
use std::process::{self, ExitCode};
use std::sync::Arc;
use std::time::Instant;

#[path = "common/timelines.rs"]
mod timelines;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const EVENTS_PER_ARTICLE: usize = 200;
const ROUNDS: usize = 15;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let number = args.iter().position(|arg| arg == "--events").and_then(|at| args.get(at + 1)?.parse().ok());
    let done = match args.as_slice() {
        [flag, path] if flag == "--open" => open(Path::new(path)),
        [flag, path] if flag == "--edit" => edit(Path::new(path)),
        _ => all(number.unwrap_or(1_000_000)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn all(events: usize) -> Result<()> {
    case("made-up", made_up(events))?;
    match real() {
        articles if articles.is_empty() => println!("project data=timelines absent"),
        articles => case("timelines", articles)?,
    }
    Ok(())
}

fn case(name: &str, articles: Vec<Article>) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("large.dateline");
    let text: usize = articles.iter().map(|article| article.document.text.len()).sum();
    let count = articles.len();
    let start = Instant::now();
    let mut project = Project::default();
    project.add(articles);
    let add_ms = millis(start);
    let mentions: usize = project.chronology().iter().map(|entry| entry.claims.len()).sum();
    let events = project.chronology().len();
    assert!(mentions >= events && events > count, "only {events} events in {count} articles");
    let start = Instant::now();
    store::save_as(&path, &project)?;
    let save_ms = millis(start);
    drop(project);
    let bytes = std::fs::metadata(&path)?.len() as usize;
    println!(
        "project data={name} articles={count} events={mentions} entries={events} text_mb={:.1} file_mb={:.1} \
         file_over_text={:.2} add_ms={add_ms:.0} save_ms={save_ms:.0}",
        text as f64 / 1e6,
        bytes as f64 / 1e6,
        bytes as f64 / text as f64
    );
    for flag in ["--open", "--edit"] {
        let status = process::Command::new(std::env::current_exe()?).arg(flag).arg(&path).status()?;
        if !status.success() {
            return Err(format!("{flag} failed").into());
        }
    }
    Ok(())
}

fn app() -> App {
    App::new(Settings::default(), Arc::new(|| {}))
}

/// What the first frame shows: the rows of the list and the scene of the timeline.
fn frame(app: &mut App) -> usize {
    let rows = app.list_rows().len();
    let style = LayoutStyle::new(1280.0, 800.0, Palette::light());
    let (scene, _) = layout(&app.timeline.index, &app.timeline.viewport, &style, FontMeasure::shared(), None);
    rows + scene.hits.len()
}

fn open(path: &Path) -> Result<()> {
    FontMeasure::shared();
    let start = Instant::now();
    let mut app = app();
    app.perform(Command::Open(vec![path.to_path_buf()]));
    app.finish_opening();
    let seen = frame(&mut app);
    let open_ms = millis(start);
    app.finish_jobs();
    assert!(app.project.chronology().len() <= seen, "the first frame does not know all events");
    let (now, most) = memory();
    println!("project open_ms={open_ms:.0} memory_mb={now} most_memory_mb={most}");
    Ok(())
}

fn edit(path: &Path) -> Result<()> {
    let (mut store, mut project) = Store::open(path)?;
    let ids: Vec<EntryId> = project.chronology().ids().to_vec();
    let pick = |round: usize| ids[(round * 7919 + 13) % ids.len()];
    type Edit<'a> = (&'a str, &'a dyn Fn(&mut Project, usize));
    let edits: [Edit<'_>; 5] = [
        ("accept", &|project, round| project.accept(pick(round), true)),
        ("title", &|project, round| project.set_title(pick(round + 100), Some("Another title"))),
        ("date", &|project, round| project.set_date(pick(round + 200), UserDate::read("late 1999").as_ref())),
        ("hide", &|project, round| project.hide(pick(round + 300))),
        ("merge", &|project, round| project.merge(&[pick(round + 400), pick(round + 500)])),
    ];
    for (name, change) in edits {
        let mut times = (Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            let before = project.chronology().len();
            let start = Instant::now();
            change(&mut project, round);
            store.sync(&project)?;
            times.0.push(millis(start));
            let start = Instant::now();
            project.undo();
            store.sync(&project)?;
            times.1.push(millis(start));
            assert_eq!(project.chronology().len(), before, "undo does not lead back");
        }
        let (done, undone) = (Times::of(times.0), Times::of(times.1));
        println!(
            "project edit={name} p50_ms={:.1} max_ms={:.1} undo_p50_ms={:.1} undo_max_ms={:.1}",
            done.middle(),
            done.most(),
            undone.middle(),
            undone.most()
        );
    }
    for words in ["council", "harbour strike", "cap", "minister resigned"] {
        let mut times = Vec::new();
        let mut hits = 0;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let found = search(&project, Some(&store), words)?;
            times.push(millis(start));
            hits = found.events.len() + found.texts.len();
        }
        let times = Times::of(times);
        println!("project search={words:?} hits={hits} p50_ms={:.1} max_ms={:.1}", times.middle(), times.most());
    }
    drop((store, project));
    window_edits(path)
}

/// The same in the window: the command, and what the next frame needs of it.
fn window_edits(path: &Path) -> Result<()> {
    let mut app = app();
    app.perform(Command::Open(vec![path.to_path_buf()]));
    app.finish_jobs();
    frame(&mut app);
    let ids: Vec<EntryId> = app.project.chronology().ids().to_vec();
    let mut times = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let start = Instant::now();
        app.perform(Command::Reject(vec![ids[(round * 7919 + 13) % ids.len()]]));
        frame(&mut app);
        times.0.push(millis(start));
        let start = Instant::now();
        app.perform(Command::Undo);
        frame(&mut app);
        times.1.push(millis(start));
    }
    let (done, undone) = (Times::of(times.0), Times::of(times.1));
    println!(
        "project window_edit=hide p50_ms={:.1} max_ms={:.1} undo_p50_ms={:.1} undo_max_ms={:.1}",
        done.middle(),
        done.most(),
        undone.middle(),
        undone.most()
    );
    Ok(())
}

fn millis(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

/// Milliseconds, sorted.
struct Times(Vec<f64>);

impl Times {
    fn of(mut times: Vec<f64>) -> Times {
        times.sort_by(f64::total_cmp);
        Times(times)
    }

    fn middle(&self) -> f64 {
        self.0[self.0.len() / 2]
    }

    fn most(&self) -> f64 {
        self.0[self.0.len() - 1]
    }
}

/// Megabytes of this program now and at most; "?" where the system does not say.
fn memory() -> (String, String) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes =
            line.and_then(|line| line.trim_start_matches(':').trim().split(' ').next()?.parse::<u64>().ok());
        kilobytes.map_or("?".to_owned(), |kilobytes| (kilobytes / 1000).to_string())
    };
    (of("VmRSS"), of("VmHWM"))
}

/// Xorshift: the same data on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % limit as u64) as usize
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const WHO: &[&str] = &[
    "The council",
    "Rebels",
    "The army",
    "Police",
    "The minister",
    "Doctors",
    "The court",
    "Workers",
    "Protesters",
    "The company",
    "The president",
    "Engineers",
    "The bank",
    "Soldiers",
    "Farmers",
    "The union",
];
const DID: &[&str] = &[
    "closed",
    "attacked",
    "captured",
    "visited",
    "opened",
    "bombed",
    "destroyed",
    "bought",
    "sold",
    "left",
    "evacuated",
    "rebuilt",
    "inspected",
    "occupied",
    "flooded",
    "sued",
];
const WHAT: &[&str] = &[
    "the mill",
    "the base",
    "the harbour",
    "the bridge",
    "the hospital",
    "the school",
    "the refinery",
    "the port",
    "the dam",
    "the station",
    "the market",
    "the embassy",
    "the plant",
    "the airfield",
    "the archive",
    "the museum",
];
const WHERE: &[&str] = &[
    "Ashford",
    "Birkdale",
    "Corby",
    "Dunmore",
    "Eastleigh",
    "Falmouth",
    "Granby",
    "Harlow",
    "Ilford",
    "Jarrow",
    "Kendal",
    "Lynton",
    "Morpeth",
    "Newquay",
    "Oakham",
    "Penrith",
];
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn made_up(events: usize) -> Vec<Article> {
    let articles = events.div_ceil(EVENTS_PER_ARTICLE);
    let made: Vec<Article> = (0..articles).into_par_iter().map(made_up_article).collect();
    let mentions: usize = made.iter().map(|article| article.reading.peek().events.len()).sum();
    assert!(mentions * 20 > events * 19, "only {mentions} of {events} made-up events are read");
    made
}

/// Two hundred sentences with an event each.
fn made_up_article(number: usize) -> Article {
    let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (number as u64 + 1).wrapping_mul(0xbf58_476d_1ce4_e5b9));
    let mut text = String::new();
    for sentence in 0..EVENTS_PER_ARTICLE {
        let (who, did, what, place) = (random.of(WHO), random.of(DID), random.of(WHAT), random.of(WHERE));
        let (day, month, year) = (1 + random.below(28), random.of(MONTHS), 1950 + random.below(70));
        text.push_str(&format!("{who} {did} {what} of {place} on {day} {month} {year}."));
        text.push_str(if sentence % 5 == 4 { "\n\n" } else { " " });
    }
    let mut document = Document::from_text(format!("made-up/{number}.txt"), text);
    document.title = Some(format!("Events of year {number}"));
    document.published = published("2020-06-12");
    Article::read(document).compact()
}

fn published(iso: &str) -> Option<Published> {
    Some(Published { date: PartialDate::from_iso(iso)?, from: PublishedFrom::Meta })
}

fn real() -> Vec<Article> {
    let lines = timelines::lines();
    lines.par_iter().enumerate().filter_map(|(number, line)| real_article(number, line)).collect()
}

fn real_article(number: usize, line: &str) -> Option<Article> {
    let record: serde_json::Value = serde_json::from_str(line).ok()?;
    let mut document = Document::from_text(format!("timelines/{number}"), record["text"].as_str()?);
    document.title = record["title"].as_str().map(str::to_owned);
    document.published = record["published"].as_str().and_then(published);
    Some(Article::read(document).compact())
}
