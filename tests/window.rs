//! The window as a user works with it, asked by label, without a screen.
#![cfg(feature = "window")]

use dateline::app::{Command, Settings};
use dateline::ui::{DatelineApp, Picker, Start};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Written for these tests: Friday 12 June 2020 in its head, events before and after it.
const TALKS: &str = "Talks on the troops open in Baghdad

BAGHDAD, June 12, 2020

The two governments opened their talks on Thursday. The army captured the town in 2014.
Rebels attacked the base on January 3, 2020. The delegations will meet again in July.
";

#[path = "window/rereading.rs"]
mod rereading;

#[path = "window/edits.rs"]
mod edits;

#[path = "window/opening.rs"]
mod opening;

#[path = "window/import.rs"]
mod import;

type Window = Harness<'static, Option<DatelineApp>>;

/// A desktop without file dialogs.
struct NoPicker;

impl Picker for NoPicker {
    fn files(&self) -> Option<Vec<PathBuf>> {
        None
    }

    fn folder(&self) -> Option<PathBuf> {
        None
    }

    fn save(&self, _name: &str) -> Option<PathBuf> {
        None
    }
}

fn open_window(start: Start) -> Window {
    let mut start = Some(start);
    let mut window = Harness::builder().with_size([1280.0, 800.0]).with_max_steps(60).build_ui_state(
        move |ui, app: &mut Option<DatelineApp>| {
            let app = app.get_or_insert_with(|| DatelineApp::new(ui, start.take().expect("only the first frame")));
            app.frame_ui(ui);
        },
        None,
    );
    settle(&mut window);
    window
}

fn start() -> Start {
    Start { picker: Arc::new(NoPicker), ..Start::default() }
}

/// A window with these articles, written to files with these names.
fn window_with(articles: &[(&str, &str)]) -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut paths = Vec::new();
    for (name, text) in articles {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file for the test");
        paths.push(path);
    }
    (open_window(Start { paths, ..start() }), folder)
}

/// Lets the background finish and the window show what came of it.
fn settle(window: &mut Window) {
    // What is done may ask for more: a table that is read when its columns are chosen.
    for _ in 0..2 {
        app(window).app_mut().finish_jobs();
        window.run_steps(6);
    }
}

fn app(window: &mut Window) -> &mut DatelineApp {
    window.state_mut().as_mut().expect("made in the first frame")
}

fn click(window: &mut Window, label: &str) {
    // A dialog is called like the button that it opens with.
    match window.query_by_role_and_label(Role::Button, label) {
        Some(button) => button.click(),
        None => window.get_by_label(label).click(),
    }
    window.run_steps(6);
    settle(window);
}

fn click_containing(window: &mut Window, part: &str) {
    window.get_by_label_contains(part).click();
    window.run_steps(6);
    settle(window);
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(6);
    settle(window);
}

fn type_into(window: &mut Window, label: &str, text: &str) {
    let field = window.get_by_role_and_label(Role::TextInput, label);
    field.focus();
    window.run_steps(2);
    window.get_by_role_and_label(Role::TextInput, label).type_text(text);
    window.run_steps(3);
}

fn shows(window: &Window, part: &str) -> bool {
    window.query_all_by_label_contains(part).next().is_some()
}

/// The rows of the event list, top to bottom.
fn rows(window: &Window) -> Vec<String> {
    let mut rows: Vec<(f32, String)> = window
        .query_all_by_role(Role::Button)
        .filter_map(|node| {
            let label = node.accesskit_node().label()?;
            let is_row = ["(happened", "(ongoing", "(planned", "(possible", "(denied", "(recurring"];
            is_row.iter().any(|status| label.contains(status)).then(|| (node.rect().top(), label))
        })
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, label)| label).collect()
}

fn copied(window: &Window) -> Option<String> {
    window.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn an_empty_window_says_what_to_do() {
    let mut window = open_window(start());
    for words in ["Open articles…", "drop files", "paste the text", "Look at the samples"] {
        assert!(shows(&window, words), "{words}");
    }
    click(&mut window, "Look at the samples");
    assert!(!shows(&window, "Open articles…"));
    assert!(app(&mut window).app().project.articles().len() >= 6);
}

#[test]
fn recent_files_stand_on_the_welcome_page_and_open_with_a_click() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("talks.txt");
    fs::write(&path, TALKS).expect("a file for the test");
    let mut settings = Settings::default();
    settings.add_recent(&path);
    let mut window = open_window(Start { settings, ..start() });
    click_containing(&mut window, "talks.txt");
    assert_eq!(app(&mut window).app().project.articles().len(), 1);
}

#[test]
fn a_typed_path_opens_without_any_dialog_of_the_desktop() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("talks.txt");
    fs::write(&path, TALKS).expect("a file for the test");
    let mut window = open_window(start());
    press(&mut window, Modifiers::COMMAND, Key::O);
    type_into(&mut window, "Path of a file or folder", &path.display().to_string());
    click(&mut window, "Open");
    assert!(shows(&window, "Talks on the troops open in Baghdad"));
    assert!(shows(&window, "12 June 2020"));
}

#[test]
fn a_desktop_without_dialogs_is_told_and_the_path_still_works() {
    let mut window = open_window(start());
    press(&mut window, Modifiers::COMMAND, Key::O);
    window.get_by_label("Choose files…").click();
    for _ in 0..1000 {
        window.run_steps(2);
        if shows(&window, "Nothing was chosen") {
            break;
        }
        std::thread::yield_now();
    }
    assert!(shows(&window, "Nothing was chosen"));
    assert!(shows(&window, "Path of a file or folder"));
}

#[test]
fn pasted_text_becomes_an_article() {
    let mut window = open_window(start());
    window.event(Event::Paste(TALKS.to_owned()));
    window.run_steps(2);
    settle(&mut window);
    assert!(shows(&window, "Talks on the troops open in Baghdad"));
    assert_eq!(app(&mut window).app().unsaved().pasted_articles, 1);
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn dropped_files_open() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("talks.txt");
    fs::write(&path, TALKS).expect("a file for the test");
    let mut window = open_window(start());
    window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    window.run_steps(2);
    settle(&mut window);
    assert!(shows(&window, "Talks on the troops open in Baghdad"));
}

#[test]
fn what_could_not_be_read_stays_listed_until_dismissed() {
    let (mut window, folder) = window_with(&[("talks.txt", TALKS)]);
    let missing = folder.path().join("gone.txt");
    app(&mut window).app_mut().perform(Command::Open(vec![missing]));
    settle(&mut window);
    window.run_steps(300);
    assert!(shows(&window, "gone.txt"));
    click(&mut window, "Dismiss: 1 thing could not be read");
    assert!(!shows(&window, "1 thing could not be read"));
}

#[test]
fn the_list_names_every_event_with_its_date_and_status() {
    let (window, _folder) = window_with(&[("talks.txt", TALKS)]);
    let rows = rows(&window);
    for date in ["2014: ", "3 January 2020: ", "11 June 2020: ", "July 2020: "] {
        assert!(rows.iter().any(|row| row.starts_with(date)), "{date} in {rows:?}");
    }
    assert!(rows.iter().any(|row| row.starts_with("July 2020: ") && row.contains("(planned")), "{rows:?}");
}

#[test]
fn a_click_on_a_date_in_the_text_selects_and_frames_its_event() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS)]);
    window.get_by_role_and_label(Role::Link, "Thursday").click();
    window.run_steps(6);
    let state = app(&mut window).app();
    let entry = state.selected_entry().expect("an event is selected");
    assert_eq!(entry.value, "2020-06-11");
    assert!(state.timeline.viewport.secs() < 60.0 * 86_400.0, "{:?}", state.timeline.viewport);
    assert!(shows(&window, "How the date was worked out"));
    assert!(shows(&window, "“Thursday”"));
    assert!(shows(&window, "12 June 2020"));
}

#[test]
fn a_click_on_a_row_shows_the_quote_and_its_source() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS)]);
    click_containing(&mut window, "2014: ");
    assert!(shows(&window, "“The army captured the town in 2014.”"));
}

#[test]
fn a_changed_publication_date_moves_what_hangs_on_it_and_undo_takes_it_back() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS)]);
    press(&mut window, Modifiers::COMMAND, Key::D);
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_into(&mut window, "Written on", "19 June 2020");
    assert!(shows(&window, "Friday, 19 June 2020"));
    click(&mut window, "Set date");
    assert!(rows(&window).iter().any(|row| row.starts_with("18 June 2020: ")), "{:?}", rows(&window));
    assert_eq!(app(&mut window).app().unsaved().changes, 1);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(shows(&window, "Undone: Change the publication date"));
    assert!(rows(&window).iter().any(|row| row.starts_with("11 June 2020: ")));
    assert!(app(&mut window).app().unsaved().is_empty());
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(rows(&window).iter().any(|row| row.starts_with("18 June 2020: ")));
}

#[test]
fn an_article_without_a_date_says_so_and_takes_one() {
    let (mut window, _folder) = window_with(&[("note.txt", "The mill closed on Thursday.")]);
    assert!(shows(&window, "date unknown"));
    assert!(shows(&window, "No publication date"));
    let field = "Publication date of The mill closed on Thursday.";
    type_into(&mut window, field, "2020-06-12");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(!shows(&window, "date unknown"));
    assert!(rows(&window).iter().any(|row| row.starts_with("11 June 2020: ")), "{:?}", rows(&window));
}

#[test]
fn an_article_without_dates_says_why_there_is_nothing() {
    let (window, _folder) = window_with(&[("note.txt", "The mill stands on the river.")]);
    assert!(shows(&window, "No dates found"));
    assert!(shows(&window, "No words in this text name a time"));
}

#[test]
fn delete_hides_the_event_and_goes_on_to_the_next() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS)]);
    let before = rows(&window);
    click_containing(&mut window, "3 January 2020: ");
    press(&mut window, Modifiers::NONE, Key::Delete);
    let after = rows(&window);
    assert_eq!(after.len(), before.len() - 1);
    assert!(!after.iter().any(|row| row.starts_with("3 January 2020: ")));
    let selected = app(&mut window).app().selected_entry().map(|entry| entry.value.clone());
    assert_eq!(selected.as_deref(), Some("2020-06-11"));
    assert!(shows(&window, "Reject “"));
    click_containing(&mut window, " rejected");
    click(&mut window, "Restore all");
    assert_eq!(rows(&window), before);
}

#[test]
fn arrows_go_through_the_list_and_through_time() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS)]);
    let value = |window: &mut Window| app(window).app().selected_entry().map(|entry| entry.value.clone());
    press(&mut window, Modifiers::NONE, Key::Home);
    assert_eq!(value(&mut window).as_deref(), Some("2014"));
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(value(&mut window).as_deref(), Some("2020-01-03"));
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(value(&mut window).as_deref(), Some("2014"));
    press(&mut window, Modifiers::NONE, Key::End);
    assert_eq!(value(&mut window).as_deref(), Some("2020-07"));
}

#[test]
fn words_filter_the_list_and_heads_sort_it() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS)]);
    let all = rows(&window);
    press(&mut window, Modifiers::COMMAND, Key::L);
    type_into(&mut window, "Filter events", "army town");
    let filtered = rows(&window);
    assert!(filtered.len() < all.len() && filtered[0].starts_with("2014: "), "{filtered:?}");
    click(&mut window, "Clear filter");
    click(&mut window, "Sort by date");
    let mut reversed = all;
    reversed.reverse();
    assert_eq!(rows(&window), reversed);
}

#[test]
fn find_counts_the_places_and_goes_round() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS)]);
    press(&mut window, Modifiers::COMMAND, Key::F);
    type_into(&mut window, "Find in article", "the");
    let count = TALKS.to_lowercase().matches("the").count();
    assert!(shows(&window, &format!("1 of {count}")));
    click(&mut window, "Previous match");
    assert!(shows(&window, &format!("{count} of {count}")));
    click(&mut window, "Next match");
    assert!(shows(&window, &format!("1 of {count}")));
    click(&mut window, "Close find");
    assert!(!shows(&window, "Find in article"));
}

#[test]
fn copying_an_event_gives_date_title_quote_and_source() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS)]);
    click_containing(&mut window, "2014: ");
    let title = app(&mut window).app().selected_entry().map(|entry| entry.title.clone()).expect("selected");
    window.event(Event::Copy);
    window.step();
    let text = copied(&window).expect("something is copied");
    assert!(text.starts_with(&format!("2014 — {title} — “The army captured the town in 2014.” — Talks on")), "{text}");
    assert!(text.contains("12 June 2020") && text.contains("talks.txt"), "{text}");
}

#[test]
fn a_picture_is_exported_and_an_existing_file_is_replaced_only_after_asking() {
    let (mut window, folder) = window_with(&[("talks.txt", TALKS)]);
    let target = folder.path().join("timeline.svg");
    for round in 0..2 {
        press(&mut window, Modifiers::COMMAND, Key::E);
        assert!(shows(&window, "Preview"));
        press(&mut window, Modifiers::COMMAND, Key::A);
        type_into(&mut window, "File", &target.display().to_string());
        click(&mut window, "SVG");
        click(&mut window, "Export");
        if round == 1 {
            assert!(shows(&window, "This file is there already"));
            assert_eq!(fs::read(&target).expect("still there"), b"old");
            click(&mut window, "Replace");
        }
        settle(&mut window);
        assert!(fs::read_to_string(&target).expect("written").starts_with("<svg"));
        fs::write(&target, "old").expect("a file for the test");
    }
}

#[test]
fn an_export_that_fails_is_told_with_the_path() {
    let (mut window, folder) = window_with(&[("talks.txt", TALKS)]);
    let target = folder.path().join("no such folder").join("events.csv");
    press(&mut window, Modifiers::COMMAND, Key::E);
    click(&mut window, "CSV");
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_into(&mut window, "File", &target.display().to_string());
    click(&mut window, "Export");
    assert!(shows(&window, "Nothing was exported"));
    assert!(shows(&window, "no such folder"));
}

#[test]
fn quitting_asks_only_when_something_would_be_lost() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS)]);
    let close = |window: &mut Window| {
        let root = window.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        root.events.push(ViewportEvent::Close);
        window.step();
        let root = window.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        root.events.clear();
        window.run_steps(3);
    };
    close(&mut window);
    assert!(!shows(&window, "Quit Dateline?"));
    click_containing(&mut window, "2014: ");
    press(&mut window, Modifiers::NONE, Key::Delete);
    close(&mut window);
    assert!(shows(&window, "Quit Dateline?"));
    assert!(shows(&window, "1 change"));
    click(&mut window, "Cancel");
    assert!(!shows(&window, "Quit Dateline?"));
}

#[test]
fn removing_an_article_can_be_undone() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS), ("mill.txt", "The mill closed in 1999.")]);
    let id = app(&mut window).app().project.articles()[1].document.id.clone();
    app(&mut window).app_mut().perform(Command::Remove(vec![id]));
    settle(&mut window);
    assert!(shows(&window, "Remove 1 article"));
    assert!(!shows(&window, "The mill closed in 1999."));
    click(&mut window, "Undo");
    assert!(shows(&window, "The mill closed in 1999."));
}

#[test]
fn f8_gives_the_timeline_the_whole_window_and_the_panels_come_back() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS)]);
    let height = |window: &Window| window.get_by_role_and_label(Role::Canvas, "Timeline").rect().height();
    let among_panels = height(&window);
    press(&mut window, Modifiers::NONE, Key::F8);
    assert!(height(&window) > 1.5 * among_panels);
    assert!(rows(&window).is_empty() && window.query_by_label("Overview").is_some());
    press(&mut window, Modifiers::NONE, Key::F8);
    assert!((height(&window) - among_panels).abs() < 1.0);
    press(&mut window, Modifiers::NONE, Key::F8);
    press(&mut window, Modifiers::COMMAND, Key::L);
    assert!(!rows(&window).is_empty(), "filtering needs the list");
}

#[test]
fn the_pages_of_keys_and_about_open_and_close() {
    let mut window = open_window(start());
    press(&mut window, Modifiers::NONE, Key::F1);
    assert!(shows(&window, "Mouse on the timeline"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!shows(&window, "Mouse on the timeline"));
    click(&mut window, "Help");
    click(&mut window, "About Dateline");
    assert!(shows(&window, "MIT OR Apache-2.0"));
    click(&mut window, "Close");
    assert!(!shows(&window, "Nothing leaves this machine;"));
}

#[test]
fn dates_are_written_as_the_settings_say() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS)]);
    click(&mut window, "View");
    window.get_by_label("Dates").hover();
    window.run_steps(10);
    click(&mut window, "June 11, 2020");
    assert!(rows(&window).iter().any(|row| row.starts_with("June 11, 2020: ")), "{:?}", rows(&window));
}

#[test]
fn a_project_without_a_name_is_offered_again_with_what_was_done_to_it() {
    let data = tempfile::tempdir().expect("a folder for the test");
    let keeping = || Start { project_folder: Some(data.path().join("projects")), ..start() };
    let (_, articles) = window_with(&[("talks.txt", TALKS)]);
    let mut window = open_window(Start { paths: vec![articles.path().join("talks.txt")], ..keeping() });
    let before = rows(&window);
    press(&mut window, Modifiers::NONE, Key::Home);
    press(&mut window, Modifiers::NONE, Key::Delete);
    let left = rows(&window);
    assert_eq!(left.len() + 1, before.len());
    drop(window);

    let mut window = open_window(keeping());
    click_containing(&mut window, "Untitled project from");
    assert_eq!(rows(&window), left);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(rows(&window), before);
}

#[test]
fn a_project_saved_under_a_name_opens_from_its_file() {
    let data = tempfile::tempdir().expect("a folder for the test");
    let file = data.path().join("talks.dateline");
    let (mut window, _articles) = window_with(&[("talks.txt", TALKS)]);
    let before = rows(&window);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    type_into(&mut window, "Path of the project", &file.display().to_string());
    click(&mut window, "Save");
    assert!(file.is_file());
    drop(window);
    let window = open_window(Start { paths: vec![file], ..start() });
    assert_eq!(rows(&window), before);
}

#[test]
fn words_are_searched_in_all_articles_and_a_hit_leads_to_its_place() {
    let (mut window, _folder) = window_with(&[("talks.txt", TALKS), ("mill.txt", "The old mill closed in 1999.")]);
    press(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::F);
    assert!(shows(&window, "Articles and events are searched as you type"));
    type_into(&mut window, "Words", "rebels base");
    settle(&mut window);
    click_containing(&mut window, "Event: Rebels");
    let title = app(&mut window).app().selected_entry().map(|entry| entry.title.to_string());
    assert!(title.is_some_and(|title| title.contains("attack")));
    click_containing(&mut window, "2014. Rebels attacked the base");
    let target = app(&mut window).app().reader_target().cloned().expect("a place in the reader");
    assert_eq!(target.range.of(TALKS), "Rebels");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_role_and_label(Role::TextInput, "Words").is_none());
    click(&mut window, "Edit");
    click_containing(&mut window, "Search all articles…");
    type_into(&mut window, "Words", "x");
    assert!(shows(&window, "No article has all of these words"));
}
