//! Kills a program at random moments while it imports, edits, merges, undoes and brings an old file up, and looks
//! whether anything that it said was done is lost. Then lets every write fail once.
//!
//! `cargo run --release --example crash -- --kills 300 --seed 1` prints `kills 300 opened 300 edits N lost 0`, and where
//! the system can limit the size of files `limits N failed N stored again N lost 0`.

use dateline::project::store::Store;
use dateline::project::{Article, Project, UserDate};
use dateline::text::{Document, Published, PublishedFrom};
use dateline::time::PartialDate;
use rusqlite::Connection;
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
        [flag, path, seed] if flag == "--edit" => edit(Path::new(path), seed.parse().unwrap_or(0), step),
        [flag, path, seed] if flag == "--import" => edit(Path::new(path), seed.parse().unwrap_or(0), import),
        [flag, path, _] if flag == "--migrate" => migrate(Path::new(path)),
        [flag, path, seed] if flag == "--limited" => limited(Path::new(path), seed.parse().unwrap_or(0)),
        _ => {
            let (kills, seed) = (number("--kills", 300), number("--seed", 1));
            crash(kills, seed).and_then(|kept| Ok(limits(seed)? && kept))
        }
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
    let mut known = digest(&Project::default());
    for kill in 0..kills {
        let (what, millis) = match random.below(10) {
            0 | 1 => ("--import", 20 + random.below(400)),
            2 => ("--migrate", random.below(25)),
            _ => ("--edit", 20 + random.below(400)),
        };
        if what == "--migrate" {
            make_old(&path)?;
        }
        let said = run_and_kill(what, &path, random.below(u64::MAX), millis, known)?;
        edits += said.acknowledged;
        match Store::open(&path) {
            Ok((_, project)) => {
                opened += 1;
                known = digest(&project);
                if said.begun.iter().chain([&said.last]).all(|possible| *possible != known) || !agrees(&project) {
                    lost += 1;
                    println!("kill {kill} {what}: the file holds {known}, the last said to be done is {}", said.last);
                }
            }
            Err(error) => return Err(format!("kill {kill} {what}: {error}").into()),
        }
        remove_backups(folder.path())?;
    }
    println!("kills {kills} opened {opened} edits {edits} lost {lost}");
    Ok(opened == kills && lost == 0)
}

/// Whether the state is the one that the journal leads to from the beginning.
fn agrees(project: &Project) -> bool {
    let again = Project::replay(project.history().clone(), Article::read);
    again.chronology() == project.chronology() && again.articles() == project.articles()
}

/// Takes from the file what its second version brought, as the first wrote it.
fn make_old(path: &Path) -> Result<()> {
    let connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA foreign_keys = OFF; BEGIN; DROP TABLE words; DROP TABLE derived;
         CREATE TABLE old_article (
             number INTEGER PRIMARY KEY, content BLOB NOT NULL UNIQUE, document TEXT NOT NULL, text TEXT NOT NULL,
             text_sha256 BLOB NOT NULL) STRICT;
         INSERT INTO old_article SELECT number, content, document, text, text_sha256 FROM article;
         CREATE TABLE old_reading (
             article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, published TEXT NOT NULL,
             program TEXT NOT NULL, found BLOB NOT NULL, PRIMARY KEY (article, published)) STRICT;
         INSERT INTO old_reading SELECT article, published, program, found FROM reading;
         PRAGMA legacy_alter_table = ON;
         DROP TABLE reading; DROP TABLE article;
         ALTER TABLE old_article RENAME TO article; ALTER TABLE old_reading RENAME TO reading;
         PRAGMA user_version = 1; COMMIT;",
    )?;
    Ok(())
}

/// Each kill while a file is brought up may leave a copy of it.
fn remove_backups(folder: &Path) -> Result<()> {
    for file in folder.read_dir()? {
        let path = file?.path();
        if path.to_string_lossy().contains("(backup of format 1") {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// What the program said before it was killed, by digests of the project.
struct Said {
    acknowledged: usize,
    /// The project after the last edit that it said was done.
    last: String,
    /// The project after an edit that it began to write; it may be in the file or not.
    begun: Option<String>,
}

/// Lets the program work, and kills it some time after it has said that it is ready.
fn run_and_kill(what: &str, path: &Path, seed: u64, millis: u64, known: String) -> Result<Said> {
    let mut child = Command::new(std::env::current_exe()?)
        .args([what.as_ref(), path.as_os_str(), seed.to_string().as_ref()])
        .stdout(Stdio::piped())
        .spawn()?;
    let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    let mut said = Said { acknowledged: 0, last: known, begun: None };
    if lines.next().ok_or("the program ended before it began")?? != "ready" {
        return Err("the program said something else than that it is ready".into());
    }
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
                said.last = digest.to_owned();
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
    let articles: Vec<_> = project.articles().iter().map(|article| &article.document).collect();
    let edits: Vec<_> = history.steps().iter().map(|step| (step.at_secs, step.edit.to_string())).collect();
    let entries: Vec<_> =
        project.chronology().iter().map(|entry| (&entry.title, &entry.value, &entry.claims)).collect();
    let seen = format!("{:?}", (articles, project.marks(), project.hidden(), edits, history.done(), entries));
    let hash = seen
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// Works until it is killed, and says of each edit when it begins and when it is done.
fn edit(path: &Path, seed: u64, step: fn(&mut Project, &mut Random)) -> Result<bool> {
    let (mut store, mut project) = Store::open(path)?;
    let mut random = Random(seed);
    let mut out = std::io::stdout().lock();
    say(&mut out, "ready")?;
    loop {
        step(&mut project, &mut random);
        if !store.holds(&project) {
            say(&mut out, &format!("begin {}", digest(&project)))?;
            store.sync(&project)?;
            say(&mut out, &format!("done {}", digest(&project)))?;
        }
    }
}

/// Opens an old file, which brings it up.
fn migrate(path: &Path) -> Result<bool> {
    say(&mut std::io::stdout().lock(), "ready")?;
    drop(Store::open(path)?);
    Ok(true)
}

/// A line that is out at once, whatever becomes of the program.
fn say(out: &mut impl Write, line: &str) -> Result<()> {
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// Runs the same edits with ever larger limits on the size of files, so that each write that makes one grow fails once.
#[cfg(target_os = "linux")]
fn limits(seed: u64) -> Result<bool> {
    let (mut runs, mut failed, mut again, mut lost) = (0, 0, 0, 0);
    // From the size of an empty project on, a page of 4096 bytes (8 blocks of 512) at a time.
    for pages in 20..80 {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("limited.dateline");
        drop(Store::create(&path)?);
        // Without the trap the system would end a program that writes beyond the limit.
        let script = format!("trap '' XFSZ; ulimit -S -f {}; exec \"$@\"", pages * 8);
        let output = Command::new("bash")
            .args(["-c", &script, "limited"])
            .arg(std::env::current_exe()?)
            .args(["--limited".as_ref(), path.as_os_str(), (seed + pages).to_string().as_ref()])
            .output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        runs += 1;
        failed += said.lines().filter(|line| line.starts_with("failed ")).count();
        again += said.lines().filter(|line| *line == "stored again").count();
        let last = said.lines().rev().find_map(|line| line.strip_prefix("done "));
        let (_, project) = Store::open(&path)?;
        if !output.status.success() || last != Some(&digest(&project)) || !agrees(&project) {
            lost += 1;
            println!("limit {pages}: {said}{}", String::from_utf8_lossy(&output.stderr));
        }
    }
    println!("limits {runs} failed {failed} stored again {again} lost {lost}");
    Ok(lost == 0 && failed == again && failed > 0)
}

#[cfg(not(target_os = "linux"))]
fn limits(_seed: u64) -> Result<bool> {
    Ok(true)
}

/// Edits until a write fails, goes on in memory, and stores all when there is room again.
#[cfg(target_os = "linux")]
fn limited(path: &Path, seed: u64) -> Result<bool> {
    use rlimit::Resource;
    let (mut store, mut project) = Store::open(path)?;
    let mut random = Random(seed);
    for _ in 0..60 {
        step(&mut project, &mut random);
        if let Err(error) = store.sync(&project) {
            println!("failed {error}");
            (0..5).for_each(|_| step(&mut project, &mut random));
            let (_, hard) = Resource::FSIZE.get()?;
            Resource::FSIZE.set(hard, hard)?;
            store.sync(&project)?;
            println!("stored again");
        }
    }
    println!("done {}", digest(&project));
    Ok(store.holds(&project))
}

#[cfg(not(target_os = "linux"))]
fn limited(_path: &Path, _seed: u64) -> Result<bool> {
    Ok(true)
}

/// Many articles at once, then all of them away again.
fn import(project: &mut Project, random: &mut Random) {
    match project.articles().len() {
        0..40 => project.add((0..12).map(|_| article(random)).collect()),
        _ => {
            let ids: Vec<_> = project.articles().iter().skip(6).map(|article| article.document.id.clone()).collect();
            project.remove(&ids);
        }
    }
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
    Article::read(document)
}
