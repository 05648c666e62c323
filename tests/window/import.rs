//! Importing: the report, tables, several articles at once.

use super::{Window, app, settle, shows, window_with};
use egui::accesskit::Role;
use egui::{Event, Modifiers, PointerButton};
use egui_kittest::kittest::{NodeT, Queryable};
use std::fs;

/// Presses what is called so, a button before a text of the same name.
fn click(window: &mut Window, label: &str) {
    let is_button = |role: Role| matches!(role, Role::Button | Role::ComboBox | Role::MenuItem | Role::RadioButton);
    let node = window.get_all_by_label(label).find(|node| is_button(node.accesskit_node().role()));
    node.unwrap_or_else(|| panic!("no button “{label}”")).click_accesskit();
    settle(window);
}

fn click_with(window: &mut Window, modifiers: Modifiers, part: &str) {
    let place = window.get_all_by_role(Role::Button).find(|node| {
        node.accesskit_node().label().is_some_and(|label| label.contains(part) && label.contains("event"))
    });
    let place = place.expect("an article of that name").rect().center();
    window.event_modifiers(Event::PointerMoved(place), modifiers);
    for pressed in [true, false] {
        let button = PointerButton::Primary;
        window.event_modifiers(Event::PointerButton { pos: place, button, pressed, modifiers }, modifiers);
    }
    settle(window);
}

fn type_into(window: &mut Window, label: &str, text: &str) {
    window.get_by_label(label).focus();
    window.run_steps(2);
    window.get_by_label(label).type_text(text);
    settle(window);
}

const STORY: &str = "The army captured the town in 2014.";

#[test]
fn the_report_lists_what_was_not_read_and_is_saved() {
    let (mut window, folder) = window_with(&[("a.txt", STORY), ("b.txt", STORY), ("c.txt", "")]);
    click(&mut window, "Articles");
    click(&mut window, "Import report…");
    assert!(shows(&window, "3 files, 2 articles, 1 not read, 1 the same again"));
    assert!(shows(&window, "the file is empty; save the article again"));
    let path = folder.path().join("report.csv");
    type_into(&mut window, "Save as (.txt or .csv)", &path.display().to_string());
    click(&mut window, "Save report");
    let saved = fs::read_to_string(&path).unwrap();
    assert!(saved.contains("c.txt,not read,the file is empty,save the article again"), "{saved}");
    click(&mut window, "Remove 1 the same again");
    assert_eq!(app(&mut window).app().project.articles().len(), 1);
}

#[test]
fn a_table_that_is_not_clear_asks_for_its_columns() {
    let (mut window, _folder) = window_with(&[("a.csv", "a,b\nMill,The army captured the town in 2014.\n")]);
    assert!(shows(&window, "Columns of the table"));
    click(&mut window, "Text of the article");
    click(&mut window, "b");
    click(&mut window, "Read table");
    let articles = app(&mut window).app().project.articles().to_vec();
    assert_eq!(articles.len(), 1);
    assert_eq!(articles[0].document.text, STORY);
}

#[test]
fn several_articles_get_a_date_at_once_and_undo_takes_it_back() {
    let story = |name: &str| format!("{name}\n\n{STORY} It was retaken on Thursday.");
    let (mut window, _folder) =
        window_with(&[("a.txt", &story("Mill")), ("b.txt", &story("Dam")), ("c.txt", &story("Weir"))]);
    click_with(&mut window, Modifiers::NONE, "Mill");
    click_with(&mut window, Modifiers::COMMAND, "Weir");
    assert!(shows(&window, "2 selected"));
    click(&mut window, "Set date…");
    type_into(&mut window, "Written on", "June 2020");
    click(&mut window, "Set date");
    let dates = |window: &mut Window| -> Vec<Option<String>> {
        let articles = app(window).app().project.articles().to_vec();
        articles.iter().map(|article| article.document.published.map(|p| p.date.to_string())).collect()
    };
    assert_eq!(dates(&mut window), [Some("2020-06".to_owned()), None, Some("2020-06".to_owned())]);
    app(&mut window).app_mut().perform(dateline::app::Command::Undo);
    assert_eq!(dates(&mut window), [None, None, None]);
}

#[test]
fn a_date_that_the_address_contradicts_is_shown_with_its_doubt() {
    let page = "<html><head><meta property='article:published_time' content='2020-06-12'>\
                <link rel=canonical href='https://example.org/2020/06/04/mill'></head><body><h1>The mill</h1>\
                <p>The army captured the town in 2014, and nobody in the valley heard of it for many days.</p></body></html>";
    let (mut window, _folder) = window_with(&[("a.html", page)]);
    click(&mut window, "Articles");
    click(&mut window, "Change publication date… Ctrl+D");
    assert!(shows(&window, "says the page's meta tag article:published_time"));
    click(&mut window, "4 June 2020");
    click(&mut window, "Set date");
    let article = app(&mut window).app().project.articles()[0].clone();
    assert_eq!(article.document.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-04"));
}

#[test]
fn a_page_is_fetched_only_when_its_address_is_typed_and_fetch_is_pressed() {
    use std::io::{Read, Write};
    let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/mill", server.local_addr().unwrap());
    let served = std::thread::spawn(move || {
        let (mut stream, _) = server.accept().unwrap();
        let mut head = [0; 4096];
        let length = stream.read(&mut head).unwrap();
        let page = format!("<html><h1>The mill</h1><p>{STORY}</p></html>");
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n{page}").unwrap();
        String::from_utf8_lossy(&head[..length]).into_owned()
    });
    let (mut window, _folder) = window_with(&[("a.txt", STORY)]);
    click(&mut window, "Articles");
    click(&mut window, "Add from a web address…");
    type_into(&mut window, "Web address of an article", "file:///etc");
    assert!(shows(&window, "Not a web address"));
    click(&mut window, "Cancel");
    click(&mut window, "Articles");
    click(&mut window, "Add from a web address…");
    type_into(&mut window, "Web address of an article", &address);
    click(&mut window, "Fetch");
    assert!(served.join().unwrap().starts_with("GET /mill"));
    let articles = app(&mut window).app().project.articles().to_vec();
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[1].document.source, address);
}

#[test]
fn near_copies_are_offered_folded_and_unfolded_again() {
    let story = "The army captured the town of Harlow in 2014. Rebels attacked the base of Wexmouth on 3 January 2015. The \
                 mayor of Birk resigned on 5 May 2016, and nobody in the valley below the old mill could say why.";
    let print = format!("{story} Print this page.");
    let (mut window, _folder) =
        window_with(&[("a.txt", story), ("b.txt", &print), ("c.txt", "The miller sold the mill on 7 July 2018.")]);
    assert!(shows(&window, "1 near copy"));
    // What was done is told in the same words.
    let offered = |window: &mut Window| app(window).app().near_copies().len();
    click(&mut window, "Fold");
    assert_eq!(offered(&mut window), 0);
    let told_twice = |window: &mut Window| {
        app(window).app().project.chronology().iter().filter(|entry| entry.claims.len() > 1).count()
    };
    assert_eq!(told_twice(&mut window), 0);
    app(&mut window).app_mut().perform(dateline::app::Command::Undo);
    settle(&mut window);
    assert_eq!(offered(&mut window), 1);
    assert!(told_twice(&mut window) > 0);
    click(&mut window, "Keep apart");
    assert_eq!(offered(&mut window), 0);
}
