//! What a project's file keeps, and what it says when it cannot.

use super::*;
use crate::event::{self, Reading};
use crate::project::tests::{run, step};
use crate::project::{Article, Chronology, Copies, EventKey, Fresh, Marks, UserDate};
use crate::text::{DocumentId, Published, PublishedFrom};
use crate::time::PartialDate;
use proptest::prelude::*;
use std::sync::Arc;

fn article(id: &str) -> Article {
    let mut document = Document::from_text(
        id,
        format!(
            "Workers closed the mill of {id} on Thursday. The mill will reopen in July 2021. The army captured the town in 2014."
        ),
    );
    document.published = Some(published(12));
    let reading = event::read(&document);
    Article::new(document, reading)
}

fn published(day: u8) -> Published {
    Published { date: PartialDate::from_ymd(2020, 6, day).expect("a day of June"), from: PublishedFrom::Option }
}

/// All that a user can see of a project, the history with it.
pub(super) type State = (Vec<Arc<Article>>, BTreeMap<EventKey, Marks>, Vec<EventKey>, Chronology, Vec<String>, usize);

pub(super) fn state(project: &Project) -> State {
    let history = project.history();
    (
        project.articles().to_vec(),
        project.marks().clone(),
        project.hidden().iter().cloned().collect(),
        project.chronology().clone(),
        history.steps().iter().map(|step| format!("{} {}", step.at_secs, step.edit)).collect(),
        history.done(),
    )
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A project with two articles and an edit of every kind.
pub(super) fn mixed() -> Project {
    let mut project = Project::default();
    project.set_now(1_600_000_000);
    project.add(vec![article("Ashford"), article("Birk")]);
    project.set_now(1_600_000_060);
    project.set_published(&DocumentId("Ashford".into()), Some(published(19)));
    let ids: Vec<_> = project.chronology().iter().map(|entry| entry.id).collect();
    project.accept(ids[0], true);
    project.star(ids[0], true);
    project.set_title(ids[0], Some("The mill stands still"));
    project.set_date(ids[0], UserDate::read("late 2019").as_ref());
    project.set_note(ids[0], Some("Ask the miller."));
    let ids: Vec<_> = project.chronology().iter().map(|entry| entry.id).collect();
    project.merge(&ids[..2]);
    project.fold(&[Copies { kept: DocumentId("Ashford".into()), copies: vec![DocumentId("Birk".into())] }]);
    project.hide(project.chronology()[0].id);
    project.undo();
    project.remove(&[DocumentId("Birk".into())]);
    project.undo();
    project
}

fn files(folder: &tempfile::TempDir) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_written_is_read_again_with_its_history_and_only_one_file_stays() {
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    let project = mixed();
    let mut store = Store::create(&path).unwrap();
    store.sync(&project).unwrap();
    drop(store);
    assert_eq!(files(&folder), ["mill.dateline"]);
    let (store, mut again) = Store::open(&path).unwrap();
    assert!(store.read_only().is_none() && store.holds(&again));
    assert_eq!(state(&again), state(&project));
    while again.undo().is_some() {}
    assert!(again.articles().is_empty());
}

#[test]
fn each_change_is_in_the_file_before_it_is_closed() {
    let (folder, copies) = (folder(), folder());
    let path = folder.path().join("mill.dateline");
    let mut store = Store::create(&path).unwrap();
    let mut project = Project::default();
    project.add(vec![article("Ashford")]);
    store.sync(&project).unwrap();
    project.accept(project.chronology()[0].id, true);
    store.sync(&project).unwrap();
    // What a program that ends here would leave behind.
    for name in ["mill.dateline", "mill.dateline-wal"] {
        fs::copy(folder.path().join(name), copies.path().join(name)).unwrap();
    }
    let (_, again) = Store::open(&copies.path().join("mill.dateline")).unwrap();
    assert_eq!(state(&again), state(&project));
}

#[test]
fn a_second_opening_is_read_only_and_says_why() {
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    let mut store = Store::create(&path).unwrap();
    let mut project = mixed();
    store.sync(&project).unwrap();
    let (mut second, seen) = Store::open(&path).unwrap();
    assert_eq!(state(&seen), state(&project));
    assert_eq!(second.read_only(), Some("The project is open in another window"));
    let mut changed = seen;
    changed.undo();
    let error = second.sync(&changed).unwrap_err().to_string();
    assert!(error.starts_with("The project is open in another window, so nothing is written"), "{error}");
    drop(second);
    project.undo();
    store.sync(&project).unwrap();
    drop(store);
    let (third, seen) = Store::open(&path).unwrap();
    assert!(third.read_only().is_none());
    assert_eq!(state(&seen), state(&project));
}

#[test]
fn other_files_are_refused_with_what_they_need() {
    let folder = folder();
    let path = folder.path().join("some.dateline");
    let error = |path: &Path| Store::open(path).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(error(&path).starts_with("There is no such file"));
    fs::write(
        &path,
        "Only a text, but a longer one than the head of a database is, so that it is looked into.".repeat(9),
    )
    .unwrap();
    assert!(error(&path).starts_with("This is not a Dateline project"), "{}", error(&path));
    fs::remove_file(&path).unwrap();
    drop(Store::create(&path).unwrap());
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch("PRAGMA user_version = 7; UPDATE meta SET value = '9.1.0' WHERE key = 'written_by'")
        .unwrap();
    drop(connection);
    assert!(error(&path).contains("open it with Dateline 9.1.0 or newer"), "{}", error(&path));
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA application_id = 1").unwrap();
    drop(connection);
    assert!(error(&path).starts_with("This is not a Dateline project"));
}

#[test]
fn a_full_disk_loses_nothing_and_the_next_write_catches_up() {
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    let mut store = Store::create(&path).unwrap();
    let mut project = mixed();
    store.sync(&project).unwrap();
    let before = state(&project);
    let pages: i64 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.connection.pragma_update(None, "max_page_count", pages).unwrap();
    let long = Document::from_text("long", "The mill closed in 2014. ".repeat(4000));
    let reading = event::read(&long);
    project.add(vec![Article::new(long, reading)]);
    let error = store.sync(&project).unwrap_err();
    assert!(matches!(error, StoreError::DiskFull(_)), "{error}");
    assert!(!store.holds(&project));
    assert_eq!(state(&Store::open(&path).unwrap().1), before);
    store.connection.pragma_update(None, "max_page_count", 1_000_000).unwrap();
    project.star(project.chronology()[0].id, false);
    store.sync(&project).unwrap();
    assert_eq!(state(&Store::open(&path).unwrap().1), state(&project));
}

#[cfg(unix)]
#[test]
fn a_file_that_is_moved_away_takes_what_was_stored_and_the_rest_waits_for_it() {
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    let mut store = Store::create(&path).unwrap();
    let mut project = mixed();
    store.sync(&project).unwrap();
    let before = state(&project);
    let elsewhere = folder.path().join("elsewhere.dateline");
    fs::rename(&path, &elsewhere).unwrap();
    project.star(project.chronology()[0].id, false);
    project.set_note(project.chronology()[0].id, Some("Ask the miller."));
    let error = store.sync(&project).unwrap_err();
    assert!(matches!(error, StoreError::Moved(_)) && error.to_string().contains("Save as"), "{error}");
    assert!(!store.holds(&project));
    assert_eq!(state(&Store::open(&elsewhere).unwrap().1), before);
    // Another file in its place is left alone.
    fs::write(&path, "something else").unwrap();
    assert!(matches!(store.sync(&project), Err(StoreError::Moved(_))));
    assert_eq!(fs::read(&path).unwrap(), b"something else");
    fs::rename(&elsewhere, &path).unwrap();
    store.sync(&project).unwrap();
    assert!(store.can_find());
    let stored = state(&project);
    // What was done to it by another name is not written over.
    fs::rename(&path, &elsewhere).unwrap();
    project.star(project.chronology()[0].id, true);
    assert!(store.sync(&project).is_err());
    let (mut other, mut theirs) = Store::open(&elsewhere).unwrap();
    assert_eq!(state(&theirs), stored);
    theirs.set_note(theirs.chronology()[0].id, Some("Ask her again."));
    other.sync(&theirs).unwrap();
    drop(other);
    fs::rename(&elsewhere, &path).unwrap();
    assert!(matches!(store.sync(&project), Err(StoreError::Moved(_))));
    drop(store);
    assert_eq!(state(&Store::open(&path).unwrap().1), state(&theirs));
}

#[test]
fn a_damaged_file_is_told_and_what_can_be_read_is_rescued() {
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    save_as(&path, &mixed()).unwrap();
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("UPDATE journal SET payload = '{' WHERE number = 5").unwrap();
    drop(connection);
    let error = Store::open(&path).err().unwrap();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    let rescued = rescue(&path, None, Watch::NOBODY).unwrap();
    assert_eq!(rescued.path, folder.path().join("mill (rescued).dateline"));
    assert!(rescued.report.iter().any(|line| line.starts_with("Lost: entry 5 of the journal")), "{:?}", rescued.report);
    let (_, project) = Store::open(&rescued.path).unwrap();
    assert_eq!(project.articles().len(), 2);
    assert_eq!(project.history().steps().len(), 4);
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_rescued_beside_the_file_is_rescued_elsewhere() {
    use std::os::fd::AsRawFd;
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    save_as(&path, &mixed()).unwrap();
    // The same file in a folder where nobody can make another.
    let file = fs::File::open(&path).unwrap();
    let there = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
    assert!(rescue(&there, None, Watch::NOBODY).is_err());
    let rescued = rescue(&there, Some(folder.path()), Watch::NOBODY).unwrap();
    assert_eq!(rescued.path.parent(), Some(folder.path()));
    assert_eq!(Store::open(&rescued.path).unwrap().1.articles().len(), 2);
}

#[test]
fn a_text_that_is_not_the_stored_one_is_told() {
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    save_as(&path, &mixed()).unwrap();
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("UPDATE article SET text = text || 'x' WHERE number = 1").unwrap();
    drop(connection);
    assert!(matches!(Store::open(&path), Err(StoreError::Damaged { .. })));
}

#[test]
fn a_torn_file_gives_an_error_and_never_a_wrong_project() {
    let folder = folder();
    let whole = folder.path().join("mill.dateline");
    let project = mixed();
    save_as(&whole, &project).unwrap();
    let bytes = fs::read(&whole).unwrap();
    let torn = folder.path().join("torn.dateline");
    for at in (0..bytes.len()).step_by(997) {
        fs::write(&torn, &bytes[..at]).unwrap();
        assert!(Store::open(&torn).is_err(), "cut at {at}");
        let mut wrong = bytes.clone();
        wrong[at..(at + 64).min(bytes.len())].fill(0xA5);
        fs::write(&torn, &wrong).unwrap();
        if let Ok((_, read)) = Store::open(&torn) {
            assert_eq!(read.articles(), project.articles(), "overwritten at {at}");
        }
        let _ = rescue(&torn, None, Watch::NOBODY);
    }
}

#[test]
fn what_was_undone_and_overtaken_is_gone_from_the_file() {
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    let mut store = Store::create(&path).unwrap();
    let mut project = Project::default();
    project.add(vec![article("secret")]);
    store.sync(&project).unwrap();
    project.undo();
    project.add(vec![article("other")]);
    store.sync(&project).unwrap();
    let left: i64 = store.connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 1);
}

#[test]
fn save_as_replaces_a_file_whole() {
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    fs::write(&path, "something else").unwrap();
    let project = mixed();
    save_as(&path, &project).unwrap();
    assert_eq!(files(&folder), ["mill.dateline"]);
    assert_eq!(state(&Store::open(&path).unwrap().1), state(&project));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_reopened_file_is_the_project_in_memory_after_any_edits(
        steps in prop::collection::vec((step(), prop::bool::weighted(0.1)), 0..40),
    ) {
        let folder = folder();
        let path = folder.path().join("mill.dateline");
        let mut store = Store::create(&path).unwrap();
        let mut project = Project::default();
        for (now, (step, reopens)) in steps.iter().enumerate() {
            project.set_now(now as i64);
            run(&mut project, step);
            store.sync(&project).unwrap();
            if *reopens {
                drop(store);
                let (reopened, again) = Store::open(&path).unwrap();
                prop_assert_eq!(state(&again), state(&project));
                (store, project) = (reopened, again);
            }
        }
        drop(store);
        let (_, mut again) = Store::open(&path).unwrap();
        prop_assert_eq!(state(&again), state(&project));
        while again.undo().is_some() {}
        prop_assert_eq!(again.articles().len() + again.marks().len() + again.hidden().len(), 0);
    }
}

#[test]
fn what_is_worked_out_from_the_rest_may_be_missing_or_wrong() {
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    let project = mixed();
    for harm in [
        "DELETE FROM derived",
        "UPDATE derived SET value = x'0000'",
        "UPDATE derived SET program = '0.0.0'",
        "UPDATE reading SET outline_form = 0, outline = x'', sum = x''",
    ] {
        save_as(&path, &project).unwrap();
        Connection::open(&path).unwrap().execute_batch(harm).unwrap();
        assert_eq!(state(&Store::open(&path).unwrap().1), state(&project), "{harm}");
    }
    save_as(&path, &project).unwrap();
    Connection::open(&path).unwrap().execute_batch("UPDATE reading SET outline = x'00'").unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Damaged { .. })));
}

#[test]
fn readings_by_other_rules_newer_versions_and_orphans_are_read_again() {
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    let mut project = mixed();
    let mut store = Store::create(&path).unwrap();
    store.sync(&project).unwrap();
    let mut fresh = Fresh::again(Arc::clone(&project.articles()[0]));
    fresh.found.rules += 1;
    fresh.found.events[0].title = "The mill is shut".to_owned();
    project.revise("Extract again", &[fresh]);
    let mut fresh = Fresh::again(Arc::clone(&project.articles()[1]));
    fresh.document.text = "Nothing of it is left.".to_owned();
    fresh.found = event::read(&fresh.document);
    project.accept(project.chronology()[0].id, true);
    project.revise("Update “Birk”", &[fresh]);
    store.sync(&project).unwrap();
    drop(store);
    let (_, mut again) = Store::open(&path).unwrap();
    assert_eq!(state(&again), state(&project));
    assert_eq!(again.orphans().collect::<Vec<_>>(), project.orphans().collect::<Vec<_>>());
    while again.undo().is_some() {}
    assert!(again.articles().is_empty());
}

#[test]
fn a_file_of_older_rules_says_so() {
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    let new = article("Ashford");
    let mut reading = Reading::clone(&new.reading);
    reading.rules = event::RULES - 1;
    let mut project = Project::default();
    project.add(vec![Article::new(new.document.clone(), reading), article("Birk")]);
    let mut store = Store::create(&path).unwrap();
    store.sync(&project).unwrap();
    drop(store);
    let (_, again) = Store::open(&path).unwrap();
    assert_eq!(again.read_by_older_rules(), [new.document.id]);
}

#[test]
fn a_reading_that_cannot_be_understood_is_told_and_read_again_and_nothing_that_was_said_is_lost() {
    let folder = folder();
    let path = folder.path().join("mill.dateline");
    let mut project = Project::default();
    let found = article("Ashford");
    let mut reading = Reading::clone(&found.reading);
    // An event that only the other version found.
    let mut other = reading.events[0].clone();
    other.trigger = crate::text::TextRange::new(0, 7);
    other.title = "Workers".to_owned();
    reading.events.insert(0, other);
    project.add(vec![Article::new(found.document.clone(), reading), article("Birk")]);
    let ids: Vec<_> = project.chronology().iter().map(|entry| entry.id).collect();
    ids.iter().for_each(|id| project.set_note(*id, Some("Ask the miller.")));
    let notes = project.marks().len();
    save_as(&path, &project).unwrap();
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("UPDATE meta SET value = '9.9.9' WHERE key = 'understood_by'").unwrap();
    let written = "UPDATE reading SET program = '9.9.9', found = x'00ff', outline_form = 99
                   WHERE article = (SELECT number FROM article WHERE document LIKE '%Ashford%')";
    connection.execute_batch(written).unwrap();
    drop(connection);
    let (mut store, mut again) = Store::open(&path).unwrap();
    assert_eq!(store.read_again(), std::slice::from_ref(&found.document.id));
    assert_eq!(*again.article(&found.document.id).unwrap(), found);
    let orphans: Vec<_> = again.orphans().map(|(_, orphan)| orphan.marks.note.clone()).collect();
    assert_eq!(orphans, [Some("Ask the miller.".to_owned())]);
    assert_eq!(again.marks().len(), notes - 1);
    store.sync(&again).unwrap();
    drop(store);
    let (store, reopened) = Store::open(&path).unwrap();
    assert!(store.read_again().is_empty(), "it is understood from now on");
    assert_eq!(state(&reopened), state(&again));
    while again.undo().is_some() {}
}
