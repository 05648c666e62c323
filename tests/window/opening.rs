//! A project being opened: what the window says meanwhile, and the way out.

use super::*;
use dateline::project::{Article, Project, store};
use dateline::text::Document;
use rusqlite::Connection;

/// A project's file, and a hold on it: nobody can read it while that is there, and who opens it waits.
fn held_project(folder: &Path) -> (PathBuf, Connection) {
    let mut project = Project::default();
    project.add(vec![Article::read(Document::from_text("talks.txt", TALKS))]);
    let file = folder.join("Talks.dateline");
    store::save_as(&file, &project).expect("written");
    let hold = Connection::open(&file).expect("opened");
    hold.execute_batch("BEGIN EXCLUSIVE").expect("held");
    (file, hold)
}

fn begin(window: &mut Window, file: &Path) {
    app(window).app_mut().perform(Command::Open(vec![file.to_path_buf()]));
    window.run_steps(4);
}

#[test]
fn a_project_that_takes_long_to_open_says_so_and_then_appears_whole() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (file, hold) = held_project(folder.path());
    let (mut window, _articles) = window_with(&[("mill.txt", "The mill burned down in 2016.")]);
    begin(&mut window, &file);
    window.get_by_label("Opening Talks");
    assert_eq!(rows(&window).len(), 1, "what was open stays until the other is there");
    window.key_press(Key::Delete);
    app(&mut window).app_mut().perform(Command::Undo);
    window.run_steps(3);
    assert!(shows(&window, "Another project is being opened"));
    assert_eq!(rows(&window).len(), 1, "and is not changed meanwhile");
    let more = folder.path().join("fire.txt");
    fs::write(&more, "The granary burned down in 2017.").expect("a file for the test");
    begin(&mut window, &more);
    hold.execute_batch("COMMIT").expect("let go");
    settle(&mut window);
    assert!(window.query_by_label("Opening Talks").is_none());
    let rows = rows(&window);
    assert!(rows.iter().any(|row| row.starts_with("2014: ")), "{rows:?}");
    assert!(rows.iter().any(|row| row.starts_with("2017: ")), "what was dropped meanwhile is read into it: {rows:?}");
    assert!(!rows.iter().any(|row| row.starts_with("2016: ")), "{rows:?}");
}

#[test]
fn an_opening_can_be_called_off() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (file, hold) = held_project(folder.path());
    let (mut window, _articles) = window_with(&[("mill.txt", "The mill burned down in 2016.")]);
    begin(&mut window, &file);
    window.get_by_role_and_label(Role::Button, "Cancel").click();
    window.run_steps(3);
    window.get_by_label("Stopping");
    hold.execute_batch("COMMIT").expect("let go");
    settle(&mut window);
    assert!(shows(&window, "Stopped: nothing was opened"));
    assert!(rows(&window)[0].starts_with("2016: "), "{:?}", rows(&window));
    drop(hold);
    begin(&mut window, &file);
    settle(&mut window);
    assert!(rows(&window).iter().any(|row| row.starts_with("2014: ")), "it can be opened after all");
}

#[test]
fn what_cannot_be_opened_says_why_and_what_was_open_stays() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (file, hold) = held_project(folder.path());
    hold.execute_batch("PRAGMA user_version = 9; COMMIT").expect("let go");
    drop(hold);
    let (mut window, _articles) = window_with(&[("mill.txt", "The mill burned down in 2016.")]);
    begin(&mut window, &file);
    settle(&mut window);
    assert!(shows(&window, "The project was not opened"));
    assert!(shows(&window, "in a newer form (9) than this version reads"));
    assert_eq!(rows(&window).len(), 1);
}
