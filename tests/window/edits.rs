//! Checking and mending events in the window: each operation from its place, and back with Undo.

use super::*;
use dateline::project::{Colour, Entry, Say};
use dateline::timeline::{Grouping, ItemId};
use egui::{Modifiers, PointerButton, Pos2, vec2};

fn talks() -> (Window, tempfile::TempDir) {
    window_with(&[("talks.txt", TALKS)])
}

fn selected(window: &mut Window) -> Entry {
    app(window).app().selected_entry().cloned().expect("an event is selected")
}

fn row_with(window: &Window, part: &str) -> String {
    rows(window).into_iter().find(|row| row.contains(part)).unwrap_or_else(|| panic!("{part} in {:?}", rows(window)))
}

fn undo(window: &mut Window) {
    click(window, "Undo");
}

/// Clicks what lies further down in the details.
fn click_below(window: &mut Window, label: &str) {
    window.get_by_label_contains(label).scroll_to_me();
    window.run_steps(6);
    click_containing(window, label);
}

/// Types into a field that is open, in the place of what stands in it.
fn retype(window: &mut Window, label: &str, text: &str) {
    press(window, Modifiers::COMMAND, Key::A);
    type_into(window, label, text);
}

#[test]
fn accept_and_star_are_told_and_taken_back() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "2014: ");
    click(&mut window, "Accept");
    assert!(row_with(&window, "2014: ").contains("accepted"));
    assert!(shows(&window, "Accept “"));
    undo(&mut window);
    assert!(!row_with(&window, "2014: ").contains("accepted"));
    click(&mut window, "Star");
    assert!(row_with(&window, "2014: ").contains("starred"));
    undo(&mut window);
    assert!(!row_with(&window, "2014: ").contains("starred"));
}

#[test]
fn keys_judge_row_by_row_while_the_list_has_the_focus() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "2014: ");
    let view = app(&mut window).app().timeline.viewport;
    press(&mut window, Modifiers::NONE, Key::A);
    assert!(row_with(&window, "2014: ").contains("accepted"));
    assert_eq!(app(&mut window).app().timeline.viewport, view, "A does not pan here");
    assert_eq!(&*selected(&mut window).value, "2020-01-03");
    let before = rows(&window).len();
    press(&mut window, Modifiers::NONE, Key::X);
    assert_eq!(rows(&window).len(), before - 1);
    assert!(shows(&window, "1 rejected"));
    assert_eq!(&*selected(&mut window).value, "2020-06-11");
    press(&mut window, Modifiers::NONE, Key::S);
    assert!(selected(&mut window).marks().starred);
    undo(&mut window);
    assert!(!selected(&mut window).marks().starred);
}

#[test]
fn a_title_is_changed_in_place_and_put_back() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "2014: ");
    let before = selected(&mut window).title.to_string();
    press(&mut window, Modifiers::NONE, Key::F2);
    retype(&mut window, "Title", "Town taken");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(row_with(&window, "2014: ").contains("Town taken"));
    assert!(shows(&window, &format!("Change the title of “{before}”")));
    click(&mut window, "Put back title as the program has it");
    assert_eq!(&*selected(&mut window).title, before);
    undo(&mut window);
    assert_eq!(&*selected(&mut window).title, "Town taken");
}

#[test]
fn a_typed_date_is_read_back_before_it_counts_and_stands_everywhere() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "2014: ");
    press(&mut window, Modifiers::SHIFT, Key::F2);
    retype(&mut window, "Date", "2013-02-30");
    assert!(shows(&window, "February 2013 has no day 30."));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(&*selected(&mut window).value, "2014");
    retype(&mut window, "Date", "11 Feb 2013?");
    assert!(shows(&window, "Not read as a date."));
    retype(&mut window, "Date", "2013-02-11?");
    assert!(shows(&window, "Monday, 11 February 2013 (uncertain)"));
    assert!(shows(&window, "To the day · uncertain · reads as EDTF 2013-02-11?"));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(row_with(&window, "11 February 2013 (uncertain): ").contains("(happened"));
    assert!(shows(&window, "Date: 11 February 2013 (uncertain)"));
    undo(&mut window);
    row_with(&window, "2014: ");
}

#[test]
fn an_end_makes_a_stretch_and_none_before_the_begin() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "3 January 2020: ");
    click_below(&mut window, "Ended: ");
    type_into(&mut window, "Ended", "2019");
    assert!(shows(&window, "It would end before it began."));
    retype(&mut window, "Ended", "9 January 2020");
    press(&mut window, Modifiers::NONE, Key::Enter);
    row_with(&window, "3 January 2020 to 9 January 2020: ");
    undo(&mut window);
    row_with(&window, "3 January 2020: ");
}

#[test]
fn who_where_tags_note_and_colour_are_fields() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "2014: ");
    for (name, text) in
        [("Who", "Third Army; Rebels"), ("Where", "Baghdad"), ("Tags", "war, towns"), ("Note", "Check.")]
    {
        click_below(&mut window, &format!("{name}: "));
        retype(&mut window, name, text);
        click_containing(&mut window, "2014: ");
    }
    let project = &app(&mut window).app().project;
    let entry = project.chronology().iter().find(|entry| &*entry.value == "2014").expect("still there").clone();
    assert_eq!(project.participants(&entry), ["Third Army", "Rebels"]);
    assert_eq!(project.places(&entry), ["Baghdad"]);
    assert_eq!(entry.marks().tags, ["war", "towns"]);
    assert_eq!(entry.marks().note.as_deref(), Some("Check."));
    click_below(&mut window, "Colour green");
    assert_eq!(selected(&mut window).marks().colour, Some(Colour::Green));
    undo(&mut window);
    assert_eq!(selected(&mut window).marks().colour, None);
    assert!(shows(&window, "Tags: war, towns"));
}

#[test]
fn several_rows_are_merged_and_unmerged() {
    let (mut window, _folder) = talks();
    let before = rows(&window);
    click_containing(&mut window, "2014: ");
    window.get_by_label_contains("3 January 2020: ").click_modifiers(Modifiers::COMMAND);
    window.run_steps(6);
    assert!(shows(&window, "And 1 more selected"));
    press(&mut window, Modifiers::COMMAND, Key::M);
    assert_eq!(rows(&window).len(), before.len() - 1);
    assert!(shows(&window, "Merge 2 events") && shows(&window, "Told 2 times"));
    undo(&mut window);
    assert_eq!(rows(&window), before);
    press(&mut window, Modifiers::COMMAND, Key::Y);
    click_below(&mut window, "Not the same");
    assert_eq!(rows(&window).len(), before.len());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    click(&mut window, "More");
    click(&mut window, "Unmerge");
    assert_eq!(rows(&window), before);
}

#[test]
fn shift_and_click_selects_rows_for_one_edit() {
    let (mut window, _folder) = talks();
    let all = rows(&window).len();
    click_containing(&mut window, "2014: ");
    window.get_by_label_contains("11 June 2020: ").click_modifiers(Modifiers::SHIFT);
    window.run_steps(6);
    let count = app(&mut window).app().selection_len();
    assert!(count >= 3, "{count}");
    press(&mut window, Modifiers::COMMAND, Key::T);
    type_into(&mut window, "Tag", "talks");
    click(&mut window, "Add tag");
    let tagged = |window: &mut Window| {
        let entries = app(window).app().project.chronology();
        entries.iter().filter(|entry| entry.marks().tags == ["talks"]).count()
    };
    assert_eq!(tagged(&mut window), count);
    undo(&mut window);
    assert_eq!(tagged(&mut window), 0);
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert_eq!(app(&mut window).app().selection_len(), all);
    press(&mut window, Modifiers::NONE, Key::Delete);
    assert!(rows(&window).is_empty());
    undo(&mut window);
    assert_eq!(rows(&window).len(), all);
}

#[test]
fn the_context_menu_of_a_row_acts_on_it() {
    let (mut window, _folder) = talks();
    window.get_by_label_contains("2014: ").click_secondary();
    window.run_steps(4);
    click(&mut window, "Duplicate");
    assert_eq!(rows(&window).iter().filter(|row| row.starts_with("2014: ")).count(), 2);
    undo(&mut window);
    assert_eq!(rows(&window).iter().filter(|row| row.starts_with("2014: ")).count(), 1);
}

#[test]
fn an_event_is_written_down_without_an_article() {
    let (mut window, _folder) = talks();
    press(&mut window, Modifiers::NONE, Key::Insert);
    type_into(&mut window, "What happened", "Minister resigns");
    type_into(&mut window, "When", "2 May 2019");
    assert!(shows(&window, "Thursday, 2 May 2019"));
    click(&mut window, "Create");
    assert!(row_with(&window, "2 May 2019: ").contains("Minister resigns"));
    assert!(shows(&window, "Written by you"));
    undo(&mut window);
    assert!(!rows(&window).iter().any(|row| row.contains("Minister resigns")));
}

/// Marks words of the article with the pointer, from the first to behind the last.
fn mark(window: &mut Window, first: Pos2, last: Pos2) {
    window.event(Event::PointerMoved(first));
    window.run_steps(2);
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.event(button(first, true));
    window.run_steps(2);
    window.event(Event::PointerMoved(last));
    window.run_steps(2);
    window.event(button(last, false));
    window.run_steps(4);
}

#[test]
fn words_marked_with_the_pointer_become_an_event_a_claim_or_a_new_place() {
    let (mut window, _folder) = talks();
    let block = window.get_by_label_contains("their talks on Thursday").rect();
    let line = block.left_top() + vec2(2.0, 12.0);
    mark(&mut window, line, line + vec2(150.0, 0.0));
    let words = app(&mut window).app().words().cloned().expect("words are marked");
    let text = app(&mut window).app().words_at(&words).expect("they stand in the article");
    assert!(text.starts_with("The two governments"), "{text}");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    assert!(shows(&window, &format!("“{text}”")));
    click(&mut window, "Create");
    assert_eq!(&*selected(&mut window).title, text);
    undo(&mut window);
    click_containing(&mut window, "2014: ");
    mark(&mut window, line, line + vec2(150.0, 0.0));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Insert);
    assert_eq!(selected(&mut window).claims.len(), 2);
    undo(&mut window);
    assert_eq!(selected(&mut window).claims.len(), 1);
    mark(&mut window, line, line + vec2(150.0, 0.0));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    let moved = selected(&mut window);
    assert_eq!((&*moved.value, moved.claims[0].trigger()), ("2014", words.range));
    undo(&mut window);
    assert!(rows(&window).iter().any(|row| row.starts_with("2014: ")));
}

#[test]
fn a_right_click_on_marked_words_offers_what_they_are_good_for() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "2014: ");
    let block = window.get_by_label_contains("their talks on Thursday").rect();
    let at = block.left_top() + vec2(4.0, 12.0);
    mark(&mut window, at, at + vec2(150.0, 0.0));
    for pressed in [true, false] {
        window.event(Event::PointerMoved(at));
        window.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.run_steps(2);
    }
    window.run_steps(4);
    assert!(shows(&window, "New event from these words…") && shows(&window, "Add as a claim of “"));
}

#[test]
fn a_publication_date_tells_what_it_moves() {
    let (mut window, _folder) = talks();
    press(&mut window, Modifiers::COMMAND, Key::D);
    retype(&mut window, "Written on", "19 June 2020");
    settle(&mut window);
    assert!(shows(&window, "11 June 2020 – becomes 18 June 2020"));
    click(&mut window, "Cancel");
    row_with(&window, "11 June 2020: ");
}

#[test]
fn one_expression_is_counted_from_another_date() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "11 June 2020: ");
    click_below(&mut window, "Count “Thursday” from another date…");
    type_into(&mut window, "Counted from", "26 June 2020");
    assert!(shows(&window, "11 June 2020 – becomes 25 June 2020"));
    click(&mut window, "Count from it");
    row_with(&window, "25 June 2020: ");
    undo(&mut window);
    row_with(&window, "11 June 2020: ");
}

#[test]
fn the_history_leads_back_to_any_state_and_forward_again() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "2014: ");
    click(&mut window, "Accept");
    click(&mut window, "Star");
    press(&mut window, Modifiers::COMMAND, Key::H);
    click_containing(&mut window, "Add 1 article");
    assert!(!row_with(&window, "2014: ").contains("accepted"));
    click_containing(&mut window, "Star “");
    assert!(row_with(&window, "2014: ").contains("accepted, starred"));
    click(&mut window, "Close");
    assert!(!shows(&window, "Empty project"));
}

#[test]
fn each_field_says_whose_word_it_is() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "11 June 2020: ");
    click(&mut window, "Accept");
    click_below(&mut window, "Where each field comes from");
    assert!(shows(&window, "Date: found by the rule “weekday”"));
    let version = format!("(Dateline {}, rules {})", env!("CARGO_PKG_VERSION"), dateline::event::RULES);
    assert!(shows(&window, &format!("Title: read by the program in the sentence {version}")));
    assert!(shows(&window, "Accepted: set by you on "));
}

#[test]
fn dates_of_several_events_move_by_a_length_that_tells_what_it_moves() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "2014: ");
    window.get_by_label_contains("3 January 2020: ").click_modifiers(Modifiers::COMMAND);
    window.run_steps(6);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    type_into(&mut window, "Move by", "some days");
    assert!(shows(&window, "Not read as a length."));
    retype(&mut window, "Move by", "+1 month");
    assert!(shows(&window, "1 month later") && shows(&window, "1 event moves"));
    assert!(shows(&window, "3 January 2020 – becomes 3 February 2020"));
    assert!(shows(&window, "1 stays: its date is not as exact as that"));
    retype(&mut window, "Move by", "-1 year");
    assert!(shows(&window, "2 events move") && shows(&window, "2014 – becomes 2013"));
    click(&mut window, "Move");
    row_with(&window, "2013: ");
    row_with(&window, "3 January 2019: ");
    assert!(shows(&window, "Move 2 events 1 year earlier"));
    undo(&mut window);
    row_with(&window, "2014: ");
    row_with(&window, "3 January 2020: ");
}

#[test]
fn the_menu_key_opens_the_menu_of_what_has_the_focus() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "2014: ");
    press(&mut window, Modifiers::SHIFT, Key::F10);
    assert!(shows(&window, "Duplicate"));
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(!shows(&window, "Duplicate"), "the first line was chosen");
    window.get_by_label("Timeline").focus();
    window.run_steps(4);
    press(&mut window, Modifiers::NONE, Key::Menu);
    assert!(shows(&window, "Show in the article") && shows(&window, "Duplicate"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!shows(&window, "Duplicate"));
    assert!(app(&mut window).app().settings.panels.show_events, "Shift and F10 is not F10");
}

#[test]
fn an_own_colour_and_tags_are_seen_on_the_timeline() {
    let (mut window, _folder) = talks();
    click_containing(&mut window, "2014: ");
    click_below(&mut window, "Colour green");
    let id = selected(&mut window).id;
    let colour = |window: &mut Window| app(window).app().timeline.colours.get(ItemId(id.0));
    assert_eq!(colour(&mut window), Some(Colour::Green));
    app(&mut window).app_mut().perform(Command::Say(vec![id], Say::Tag("war".to_owned())));
    app(&mut window).app_mut().perform(Command::SetGrouping(Grouping::Tag));
    window.run_steps(4);
    assert_eq!(app(&mut window).app().timeline.index.lanes(), ["war", "No tag"]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(colour(&mut window), None);
    assert_eq!(app(&mut window).app().timeline.index.lanes(), [""]);
}
