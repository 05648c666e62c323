//! Articles read again, and newer versions of them: what the user did stays.

use super::*;
use dateline::event;
use dateline::project::{Article, Project, store};
use dateline::text::{Document, Published, PublishedFrom};
use dateline::time::PartialDate;

/// A project's file that older rules read: they made another title of the first event, which the user accepted.
fn older_project(folder: &Path) -> PathBuf {
    let mut document = Document::from_text("talks.txt", TALKS);
    let date = PartialDate::from_ymd(2020, 6, 12).expect("a day");
    document.published = Some(Published { date, from: PublishedFrom::Text });
    let mut reading = event::read(&document);
    reading.rules = event::RULES - 1;
    let captured = reading.events.iter_mut().find(|event| event.value == "2014").expect("it is read");
    captured.title = "Army in the town".to_owned();
    let mut project = Project::default();
    project.add(vec![Article::new(document, reading)]);
    let id = project.chronology().iter().find(|entry| entry.value == "2014").expect("it is there").id;
    project.accept(id, true);
    let file = folder.join("talks.dateline");
    store::save_as(&file, &project).expect("written");
    file
}

#[test]
fn a_project_that_older_rules_read_is_offered_to_be_read_again() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = older_project(folder.path());
    let mut window = open_window(Start { paths: vec![file], ..start() });
    assert!(shows(&window, "1 article was read by an older version"));
    click(&mut window, "Extract again");
    assert!(!shows(&window, "read by an older version"));
    assert!(shows(&window, "Extracted again: 1 of yours read otherwise, to look at"));

    click_containing(&mut window, "2014: Army in the town");
    assert!(shows(&window, "The program now reads"));
    click(&mut window, "Take it");
    assert!(!rows(&window).iter().any(|row| row.contains("Army in the town")), "{:?}", rows(&window));
    click(&mut window, "Undo");
    assert!(shows(&window, "The program now reads"));
    click(&mut window, "Keep mine");
    assert!(!shows(&window, "The program now reads"));
    assert!(rows(&window).iter().any(|row| row.contains("Army in the town")));
    for _ in 0..2 {
        press(&mut window, Modifiers::COMMAND, Key::Z);
    }
    assert!(shows(&window, "1 article was read by an older version"));
}

#[test]
fn reading_again_can_be_put_off_and_asked_for_from_the_menu() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = older_project(folder.path());
    let mut window = open_window(Start { paths: vec![file], ..start() });
    click(&mut window, "Not now");
    assert!(!shows(&window, "read by an older version"));
    click(&mut window, "Articles");
    click(&mut window, "Extract again");
    assert!(shows(&window, "Extracted again: "));
}

fn rewrite(window: &mut Window, folder: &tempfile::TempDir, text: &str) {
    let path = folder.path().join("talks.txt");
    fs::write(&path, text).expect("a file for the test");
    app(window).app_mut().perform(Command::Open(vec![path]));
    settle(window);
}

#[test]
fn a_changed_file_is_a_newer_version_and_what_no_longer_fits_is_listed() {
    let (mut window, folder) = window_with(&[("talks.txt", TALKS)]);
    click_containing(&mut window, "2014: ");
    click(&mut window, "Accept");
    click_containing(&mut window, "3 January 2020: ");
    click(&mut window, "Star");
    let before = rows(&window);
    rewrite(&mut window, &folder, &TALKS.replace("The army captured the town in 2014.", "So it was said."));
    assert_eq!(app(&mut window).app().project.articles().len(), 1);
    assert!(shows(&window, "1 of yours moved, 1 of yours orphaned"));
    assert!(rows(&window).iter().any(|row| row.contains("3 January 2020: ") && row.contains("starred")));

    click(&mut window, "Edit");
    click(&mut window, "Orphaned…");
    assert!(shows(&window, "“The army captured the town in 2014.”"));
    click(&mut window, "Dismiss");
    assert!(!shows(&window, "“The army captured the town in 2014.”"));
    click(&mut window, "Close");
    for _ in 0..2 {
        press(&mut window, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(rows(&window), before);
}

#[test]
fn the_same_file_again_is_there_already() {
    let (mut window, folder) = window_with(&[("talks.txt", TALKS)]);
    rewrite(&mut window, &folder, TALKS);
    assert_eq!(app(&mut window).app().project.articles().len(), 1);
    assert!(shows(&window, "1 article was there already"));
}
