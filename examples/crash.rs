//! Kills a program at random moments while it imports, edits, merges, undoes and brings an old file up, and looks
//! whether anything that it said was done is lost. Then lets every write fail once.
//!
//! `cargo run --release --example crash -- --kills 300 --seed 1` prints `kills 300 opened 300 edits N lost 0`, and where
//! the system can limit the size of files `writes failed N edits stored again N lost 0`.

use dateline::event;
use dateline::project::store::Store;
use dateline::project::{Article, Colour, Copies, Entry, EntryId, Fresh, Place, Project, Say, Shift, UserDate};
use dateline::text::{Document, DocumentId, Published, PublishedFrom, TextRange};
use dateline::time::PartialDate;
use rusqlite::Connection;
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
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
            0 | 1 => ("--import", 20 + random.below(1_000)),
            2 => ("--migrate", random.below(25)),
            _ => ("--edit", 20 + random.below(1_000)),
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
    let keys_of = |entry: &Entry| entry.claims.iter().map(|claim| project.key_of(claim)).collect::<Vec<_>>();
    let entries: Vec<_> =
        project.chronology().iter().map(|entry| (&entry.title, &entry.value, keys_of(entry))).collect();
    let keys = || project.chronology().iter().flat_map(|entry| &entry.claims).map(|claim| project.key_of(claim));
    let remarks: Vec<_> = keys().filter_map(|key| project.remark(&key)).collect();
    let orphans: Vec<_> = project.orphans().collect();
    let said = (project.marks(), project.hidden(), project.own(), remarks, orphans);
    let seen = format!("{:?}", (articles, said, edits, history.done(), entries));
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

/// Lets every single write of some series of edits fail once.
#[cfg(target_os = "linux")]
fn limits(seed: u64) -> Result<bool> {
    const SERIES: u64 = 6;
    let (mut failed, mut edits, mut lost) = (0, 0, 0);
    for series in 0..SERIES {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("limited.dateline");
        drop(Store::create(&path)?);
        // Without the trap the system would end a program that writes beyond the limit.
        let output = Command::new("bash")
            .args(["-c", "trap '' XFSZ; exec \"$@\"", "limited"])
            .arg(std::env::current_exe()?)
            .args(["--limited".as_ref(), path.as_os_str(), (seed + series).to_string().as_ref()])
            .output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let words = |name: &str| said.lines().rev().find_map(|line| line.strip_prefix(name));
        failed += words("failed ").and_then(|count| count.parse().ok()).unwrap_or(0);
        edits += words("edits ").and_then(|count| count.parse().ok()).unwrap_or(0);
        let (_, project) = Store::open(&path)?;
        if !output.status.success() || words("done ") != Some(&digest(&project)) || !agrees(&project) {
            lost += 1;
            println!("series {series}: {said}{}", String::from_utf8_lossy(&output.stderr));
        }
    }
    println!("writes failed {failed} edits stored again {edits} lost {lost}");
    Ok(lost == 0 && failed > edits && edits > 0)
}

#[cfg(not(target_os = "linux"))]
fn limits(_seed: u64) -> Result<bool> {
    Ok(true)
}

/// Stores each edit while files may not grow beyond a limit that rises until it is stored: so the first write fails, then
/// the second, and so on. Closing fails as well. After each failure the same edit is stored again.
#[cfg(target_os = "linux")]
fn limited(path: &Path, seed: u64) -> Result<bool> {
    use rlimit::Resource;
    /// Half of what a page takes in the log, with its head: no write is passed over.
    const STEP: u64 = 2_060;
    let (_, hard) = Resource::FSIZE.get()?;
    let (mut store, mut project) = Store::open(path)?;
    let mut random = Random(seed);
    let (mut failed, mut edits) = (0_u64, 0_u64);
    while edits < 40 {
        step(&mut project, &mut random);
        if store.holds(&project) {
            continue;
        }
        edits += 1;
        for limit in (0..).step_by(STEP as usize) {
            Resource::FSIZE.set(limit, hard)?;
            let stored = store.sync(&project);
            Resource::FSIZE.set(hard, hard)?;
            match stored {
                Ok(()) => break,
                Err(error) if error.to_string().contains("limited.dateline") => failed += 1,
                Err(error) => return Err(format!("a message without the file: {error}").into()),
            }
        }
        if edits % 8 == 0 {
            // What cannot be folded into the file on closing stays beside it.
            Resource::FSIZE.set(4_096 * random.below(20), hard)?;
            drop(store);
            Resource::FSIZE.set(hard, hard)?;
            let (reopened, again) = Store::open(path)?;
            if digest(&again) != digest(&project) {
                return Err("closing lost something".into());
            }
            (store, project) = (reopened, again);
        }
    }
    println!("failed {failed}\nedits {edits}\ndone {}", digest(&project));
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
    match (random.below(18), one, other, document) {
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
        (16, _, _, Some(copy)) => {
            let kept = documents[0].document.id.clone();
            project.fold(&[Copies { kept, copies: vec![copy] }]);
        }
        (17, _, _, Some(copy)) => project.unfold(&[copy]),
        (10, ..) => drop(project.undo()),
        (11, ..) => drop(project.redo()),
        (12, Some(one), Some(other), Some(_)) => edit_claims(project, random, (one, other)),
        (13, Some(one), Some(other), Some(_)) => edit_events(project, random, (one, other)),
        (14, _, _, Some(id)) => read_again(project, random, &id),
        (15, _, _, Some(id)) => settle_reading(project, random, &id),
        _ if documents.is_empty() => project.add(vec![article(random)]),
        _ => {}
    }
}

/// Claims added, moved, removed, separated and split.
fn edit_claims(project: &mut Project, random: &mut Random, (one, other): (EntryId, EntryId)) {
    let document = project.articles()[random.below(project.articles().len() as u64) as usize].document.id.clone();
    let Some(place) = words(project, random, &document) else { return };
    let key = project.entry(one).and_then(|entry| entry.claims.last()).map(|claim| project.key_of(claim));
    match (random.below(6), key) {
        (0 | 1, _) => drop(project.add_claim(one, &place)),
        (2, Some(key)) => drop(project.move_claim(&key, &place)),
        (3, Some(key)) => project.remove_claim(&key),
        (4, Some(key)) => project.separate(&key),
        _ => project.split(if random.below(2) == 0 { one } else { other }),
    }
}

/// Events made, doubled, taken apart, moved in time and coloured, several at once.
fn edit_events(project: &mut Project, random: &mut Random, (one, other): (EntryId, EntryId)) {
    let length = ["+3 days", "-1 month", "+2 years"][random.below(3) as usize];
    let date = UserDate::read(&format!("May {}", 1990 + random.below(30)));
    match (random.below(7), Shift::read(length), date) {
        (0, _, date) => drop(project.create(None, &format!("Event {}", random.below(1000)), date.as_ref())),
        (1, ..) => drop(project.duplicate(one)),
        (2, ..) => project.unmerge(one),
        (3, Some(shift), _) => project.shift(&[one, other], shift),
        (4, _, Some(date)) => project.say(&[one], &Say::Redate(Box::new(date))),
        (5, ..) => project.say(&[one, other], &Say::Colour(Some(Colour::Sky))),
        _ => project.reject(&[one, other]),
    }
}

/// The article as later rules read it, or with another text.
fn read_again(project: &mut Project, random: &mut Random, id: &DocumentId) {
    let Some(before) = project.articles().iter().find(|article| &article.document.id == id).map(Arc::clone) else {
        return;
    };
    let mut fresh = Fresh::again(before);
    if random.below(3) == 0 {
        fresh.document.text = format!("The mayor resigned in {}. {}", 1990 + random.below(30), fresh.document.text);
        fresh.found = event::read(&fresh.document);
    }
    fresh.found.rules = fresh.before.rules() + 1;
    match (random.below(3), fresh.found.events.first_mut()) {
        (0, Some(event)) => event.title = format!("Title {}", random.below(1000)),
        (1, Some(_)) => drop(fresh.found.events.remove(0)),
        _ => {}
    }
    project.revise("Extract again", &[fresh]);
}

/// What reading again left to be settled.
fn settle_reading(project: &mut Project, random: &mut Random, document: &DocumentId) {
    let keys = project.chronology().iter().flat_map(|entry| entry.claims.iter().map(|claim| project.key_of(claim)));
    let offered = keys.into_iter().find(|key| project.remark(key).is_some_and(|remark| remark.offer.is_some()));
    let orphan = project.orphans().next().map(|(id, _)| id.clone());
    match (random.below(4), offered, orphan) {
        (0, Some(key), _) => project.take_offer(&key),
        (1, Some(key), _) => project.decline_offer(&key),
        (2, _, Some(orphan)) => project.dismiss_orphan(&orphan),
        (_, _, Some(orphan)) => {
            if let Some(place) = words(project, random, document) {
                project.attach_orphan(&orphan, &place);
            }
        }
        _ => {}
    }
}

/// Some words of the article.
fn words(project: &Project, random: &mut Random, document: &DocumentId) -> Option<Place> {
    let text = &project.article(document)?.document.text;
    let word = ["Workers", "base", "January", "captured"][random.below(4) as usize];
    let start = text.find(word)?;
    Some(Place { document: document.clone(), in_title: false, range: TextRange::new(start, start + word.len()) })
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
