//! Kills a program at random moments while it edits a project, and looks whether anything that it said was done is lost.
//!
//! `cargo run --release --example crash -- --kills 300 --seed 1` prints `kills 300 opened 300 edits N lost 0`.

use dateline::event;
use dateline::project::store::Store;
use dateline::project::{Article, Project, UserDate};
use dateline::text::{Document, Published, PublishedFrom};
use dateline::time::PartialDate;
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, otherwise: u64| {
        let at = args.iter().position(|arg| arg == name);
        at.and_then(|at| args.get(at + 1)).and_then(|value| value.parse().ok()).unwrap_or(otherwise)
    };
    let done = match args.as_slice() {
        [flag, path, seed] if flag == "--edit" => edit(Path::new(path), seed.parse().unwrap_or(0)).map(|()| true),
        _ => crash(number("--kills", 300), number("--seed", 1)),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Numbers that look random and are the same for the same seed (SplitMix64, Steele et al. 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}

/// Kills and reopens; true when nothing was lost.
fn crash(kills: u64, seed: u64) -> Result<bool> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("crash.dateline");
    drop(Store::create(&path)?);
    let mut random = Random(seed);
    let (mut opened, mut edits, mut lost) = (0, 0, 0);
    for kill in 0..kills {
        let said = run_and_kill(&path, random.below(u64::MAX), 20 + random.below(400))?;
        edits += said.acknowledged;
        match Store::open(&path) {
            Ok((_, project)) => {
                opened += 1;
                let now = digest(&project);
                if said.begun.iter().chain(&said.last).all(|possible| *possible != now) {
                    lost += 1;
                    println!("kill {kill}: the file holds {now}, the last that was said to be done is {:?}", said.last);
                }
            }
            Err(error) => println!("kill {kill}: {error}"),
        }
    }
    println!("kills {kills} opened {opened} edits {edits} lost {lost}");
    Ok(opened == kills && lost == 0)
}

/// What the program said before it was killed, by digests of the project.
struct Said {
    acknowledged: usize,
    /// The project after the last edit that it said was done.
    last: Option<String>,
    /// The project after an edit that it began to write; it may be in the file or not.
    begun: Option<String>,
}

/// Lets the program edit, and kills it some time after it has said that it is ready.
fn run_and_kill(path: &Path, seed: u64, millis: u64) -> Result<Said> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(["--edit".as_ref(), path.as_os_str(), seed.to_string().as_ref()])
        .stdout(Stdio::piped())
        .spawn()?;
    let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    let mut said = Said { acknowledged: 0, last: None, begun: None };
    let ready = lines.next().ok_or("the program ended before it began")??;
    said.last = ready.strip_prefix("ready ").map(str::to_owned);
    let killer = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(millis));
        let killed = child.kill();
        child.wait().and(killed)
    });
    for line in lines {
        match line?.split_once(' ') {
            Some(("begin", digest)) => said.begun = Some(digest.to_owned()),
            Some(("done", digest)) => {
                said.acknowledged += 1;
                said.last = Some(digest.to_owned());
                said.begun = None;
            }
            _ => {}
        }
    }
    killer.join().map_err(|_| "the killer fell over")??;
    Ok(said)
}

/// All that a user can see of the project, in 16 digits (FNV-1a).
fn digest(project: &Project) -> String {
    let history = project.history();
    let edits: Vec<_> = history.steps().iter().map(|step| (step.at_secs, &step.edit)).collect();
    let seen = format!("{:?}", (project.articles(), project.marks(), project.hidden(), edits, history.done()));
    let hash = seen
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// Edits until it is killed, and says of each edit when it begins and when it is done.
fn edit(path: &Path, seed: u64) -> Result<()> {
    let (mut store, mut project) = Store::open(path)?;
    let mut random = Random(seed);
    let mut out = std::io::stdout().lock();
    say(&mut out, "ready", &project)?;
    loop {
        step(&mut project, &mut random);
        if !store.holds(&project) {
            say(&mut out, "begin", &project)?;
            store.sync(&project)?;
            say(&mut out, "done", &project)?;
        }
    }
}

/// A line that is out at once, whatever becomes of the program.
fn say(out: &mut impl Write, word: &str, project: &Project) -> Result<()> {
    writeln!(out, "{word} {}", digest(project))?;
    Ok(out.flush()?)
}

fn step(project: &mut Project, random: &mut Random) {
    let entries = project.chronology();
    let id = |random: &mut Random| entries.get(random.below(entries.len() as u64) as usize).map(|entry| entry.id);
    let (one, other) = (id(random), id(random));
    let documents = project.articles();
    let document = documents.get(random.below(documents.len() as u64) as usize).map(|a| a.document.id.clone());
    match (random.below(12), one, other, document) {
        (0, ..) if documents.len() < 12 => project.add(vec![article(random), article(random)]),
        (1, _, _, Some(id)) if documents.len() > 8 => project.remove(&[id]),
        (2, _, _, Some(id)) => project.set_published(&id, published(random)),
        (3, Some(id), ..) => project.hide(id),
        (4, ..) => project.restore(project.hidden().iter().take(2).cloned().collect()),
        (5, Some(id), ..) => project.accept(id, random.below(2) == 0),
        (6, Some(id), ..) => project.set_title(id, Some(&format!("Title {}", random.below(1000)))),
        (7, Some(id), ..) => project.set_date(id, UserDate::read(&(1900 + random.below(120)).to_string()).as_ref()),
        (8, Some(id), ..) => project.set_note(id, Some(&format!("Note {}", random.below(1000)))),
        (9, Some(one), Some(other), _) => project.merge(&[one, other]),
        (10, ..) => drop(project.undo()),
        (11, ..) => drop(project.redo()),
        _ if documents.is_empty() => project.add(vec![article(random)]),
        _ => {}
    }
}

fn published(random: &mut Random) -> Option<Published> {
    let date = PartialDate::from_ymd(2020, 6, 1 + random.below(28) as u8)?;
    Some(Published { date, from: PublishedFrom::Option })
}

fn article(random: &mut Random) -> Article {
    let number = random.below(1000);
    let text = format!(
        "Workers closed mill {number} on Thursday. Rebels attacked the base on January 3, 2020. The army captured the town in {}.",
        1990 + random.below(30)
    );
    let mut document = Document::from_text(format!("article {number}"), text);
    document.published = published(random);
    let reading = event::read(&document);
    Article::new(document, reading)
}
