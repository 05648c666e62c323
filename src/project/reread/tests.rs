//! What becomes of events when their article is read again.

use super::*;
use crate::project::{Entry, UserDate};
use proptest::prelude::*;

const TEXT: &str = "The army captured the town in 2014.\n\nRebels attacked the base on January 3, 2020.\n\n\
    Workers closed the mill on 5 May 2019.";

fn project() -> Project {
    let mut project = Project::default();
    project.add(vec![Article::read(Document::from_text("a", TEXT))]);
    assert_eq!(titles(&project).len(), 3, "{:?}", titles(&project));
    project
}

fn titles(project: &Project) -> Vec<String> {
    project.chronology().iter().map(|entry| format!("{} {}", entry.value, entry.title)).collect()
}

fn captured(project: &Project) -> Option<&Entry> {
    project.chronology().iter().find(|entry| entry.value == "2014" || entry.value == "2015")
}

fn key(project: &Project) -> EventKey {
    project.lead_key(captured(project).expect("the first event is there"))
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum User {
    Untouched,
    Accepted,
    Retitled,
    Redated,
    Rejected,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Now {
    Same,
    Otherwise,
    Gone,
}

fn touch(project: &mut Project, user: User) {
    let id = captured(project).expect("there").id;
    match user {
        User::Untouched => {}
        User::Accepted => project.accept(id, true),
        User::Retitled => project.set_title(id, Some("The town falls")),
        User::Redated => project.set_date(id, UserDate::read("March 2014").as_ref()),
        User::Rejected => project.hide(id),
    }
}

/// The article as another version of the rules would read it.
fn read_now(project: &Project, now: Now) -> Fresh {
    let mut fresh = Fresh::again(Arc::clone(&project.articles()[0]));
    fresh.found.rules += 1;
    match now {
        Now::Same => {}
        Now::Otherwise => {
            (fresh.found.events[0].value, fresh.found.events[0].title) = ("2015".into(), "Town captured".into());
        }
        Now::Gone => drop(fresh.found.events.remove(0)),
    }
    fresh
}

/// What is shown of the first event after reading again, and what is offered.
fn check(user: User, now: Now, shown: Option<&str>, offered: Option<Option<&str>>) {
    let mut project = project();
    touch(&mut project, user);
    let (key, before) = (key_in(&project), state(&project));
    let fresh = read_now(&project, now);
    project.revise("Extract again", &[fresh]);
    let case = format!("{user:?}, {now:?}");
    let entry = project.entry_of(&key).map(|entry| entry.value.to_string());
    assert_eq!(entry.as_deref(), shown, "{case}");
    let offer = project.remark(&key).and_then(|remark| remark.offer.clone());
    let offer = offer.map(|offer| offer.event.map(|event| event.value));
    assert_eq!(offer, offered.map(|offer| offer.map(str::to_owned)), "{case}");
    assert_eq!(project.hidden().contains(&key), user == User::Rejected, "{case}");
    assert!(project.undo().is_some());
    assert_eq!(state(&project), before, "undone: {case}");
}

fn key_in(project: &Project) -> EventKey {
    let event = &project.articles()[0].reading.events[0];
    EventKey::found(project.articles()[0].document.id.clone(), event.in_title, event.trigger)
}

#[test]
fn what_nobody_touched_follows_the_program() {
    check(User::Untouched, Now::Same, Some("2014"), None);
    check(User::Untouched, Now::Otherwise, Some("2015"), None);
    check(User::Untouched, Now::Gone, None, None);
}

#[test]
fn what_the_user_touched_stays_and_the_new_reading_is_offered() {
    for (user, value) in [(User::Accepted, "2014"), (User::Retitled, "2014"), (User::Redated, "2014-03")] {
        check(user, Now::Same, Some(value), None);
        check(user, Now::Otherwise, Some(value), Some(Some("2015")));
        check(user, Now::Gone, Some(value), Some(None));
    }
}

#[test]
fn what_was_rejected_stays_rejected() {
    for now in [Now::Same, Now::Otherwise, Now::Gone] {
        check(User::Rejected, now, None, None);
    }
}

#[test]
fn a_rejected_event_that_is_no_longer_read_can_be_restored() {
    let mut project = project();
    touch(&mut project, User::Rejected);
    let key = key_in(&project);
    let fresh = read_now(&project, Now::Gone);
    project.revise("Extract again", &[fresh]);
    project.restore(vec![key]);
    assert!(captured(&project).is_some());
}

#[test]
fn what_comes_new_is_marked_until_the_next_reading() {
    let mut project = project();
    let whole = Arc::clone(&project.articles()[0]);
    let fresh = read_now(&project, Now::Gone);
    project.revise("Extract again", &[fresh]);
    let again = Fresh { before: Arc::clone(&project.articles()[0]), ..Fresh::again(whole) };
    assert_eq!(project.revise("Extract again", &[again]).new, 1);
    let key = key(&project);
    assert!(project.remark(&key).is_some_and(|remark| remark.is_new));
    let again = Fresh::again(Arc::clone(&project.articles()[0]));
    assert_eq!(project.revise("Extract again", &[again]).new, 0);
    assert_eq!(project.remark(&key), None);
}

#[test]
fn an_offer_is_taken_and_taken_back() {
    let mut project = project();
    touch(&mut project, User::Accepted);
    let fresh = read_now(&project, Now::Otherwise);
    project.revise("Extract again", &[fresh]);
    let (key, before) = (key(&project), state(&project));
    project.take_offer(&key);
    let entry = captured(&project).expect("there");
    assert_eq!((&*entry.value, &*entry.title), ("2015", "Town captured"));
    assert!(entry.marks().accepted && project.remark(&key).is_none());
    project.undo();
    assert_eq!(state(&project), before);
}

#[test]
fn an_event_that_is_no_longer_read_goes_when_that_is_taken() {
    let mut project = project();
    touch(&mut project, User::Accepted);
    let fresh = read_now(&project, Now::Gone);
    project.revise("Extract again", &[fresh]);
    let key = key(&project);
    project.take_offer(&key);
    assert!(captured(&project).is_none() && project.hidden().contains(&key));
}

#[test]
fn what_was_declined_is_not_offered_again_but_another_reading_is() {
    let mut project = project();
    touch(&mut project, User::Accepted);
    let fresh = read_now(&project, Now::Otherwise);
    project.revise("Extract again", &[fresh]);
    let key = key(&project);
    project.decline_offer(&key);
    let declined = |project: &Project| project.remark(&key).and_then(|r| r.offer.as_ref()).map(|offer| offer.declined);
    let fresh = read_now(&project, Now::Otherwise);
    project.revise("Extract again", &[fresh]);
    assert_eq!(declined(&project), Some(true));
    let mut fresh = read_now(&project, Now::Otherwise);
    fresh.found.events[0].value = "2016".into();
    project.revise("Extract again", &[fresh]);
    assert_eq!(declined(&project), Some(false));
}

#[test]
fn another_word_for_the_same_event_is_no_second_event() {
    let mut project = project();
    touch(&mut project, User::Rejected);
    let mut fresh = Fresh::again(Arc::clone(&project.articles()[0]));
    let town = TEXT.find("town").expect("it stands there");
    fresh.found.events[0].trigger = crate::text::TextRange::new(town, town + 4);
    project.revise("Extract again", &[fresh]);
    assert!(captured(&project).is_none(), "{:?}", titles(&project));
}

/// The article in a newer version.
fn version(project: &Project, text: &str) -> Fresh {
    let before = Arc::clone(&project.articles()[0]);
    let document = Document { text: text.to_owned(), ..before.document.clone() };
    let found = event::read(&document);
    Fresh { original: None, before, document, found }
}

#[test]
fn in_a_newer_version_what_the_user_said_goes_with_the_words() {
    let mut project = project();
    touch(&mut project, User::Retitled);
    let before = state(&project);
    let newer = format!("Corrected on Friday after a complaint.\n\n{TEXT}");
    let tally = project.revise("Update “a”", &[version(&project, &newer)]);
    assert_eq!((tally.moved, tally.orphaned), (1, 0));
    let entry = captured(&project).expect("there");
    assert_eq!(&*entry.title, "The town falls");
    let key = project.key_of(&entry.claims[0]);
    assert_eq!(key.trigger.of(&newer), "captured");
    assert!(project.remark(&key).is_some_and(|remark| remark.moved));
    project.undo();
    assert_eq!(state(&project), before);
}

#[test]
fn words_that_are_gone_leave_an_orphan_and_nothing_is_attached_elsewhere() {
    let mut project = project();
    touch(&mut project, User::Retitled);
    let (newer, before) = (TEXT.replace("The army captured the town in 2014.\n\n", ""), state(&project));
    let tally = project.revise("Update “a”", &[version(&project, &newer)]);
    assert_eq!((tally.moved, tally.orphaned), (0, 1));
    assert!(project.marks().is_empty());
    let (id, orphan) = project.orphans().next().map(|(id, orphan)| (id.clone(), orphan.clone())).expect("one");
    assert_eq!(orphan.anchor.quote, "The army captured the town in 2014.");
    assert_eq!(orphan.marks.title.as_deref(), Some("The town falls"));
    project.dismiss_orphan(&id);
    assert_eq!(project.orphans().count(), 0);
    project.undo();
    assert_eq!(project.orphans().count(), 1);
    project.undo();
    assert_eq!(state(&project), before);
}

#[test]
fn an_article_that_changed_meanwhile_is_left_alone() {
    let mut project = project();
    let fresh = read_now(&project, Now::Otherwise);
    project.remove(&[project.articles()[0].document.id.clone()]);
    assert_eq!(project.revise("Extract again", &[fresh]), Tally::default());
}

/// All that a user can see of a project.
fn state(project: &Project) -> impl PartialEq + std::fmt::Debug + use<> {
    (
        project.articles().to_vec(),
        (project.hidden().clone(), project.marks().clone(), project.own().clone()),
        (project.remarks.clone(), project.orphans.clone()),
        project.chronology().clone(),
    )
}

proptest! {
    #[test]
    fn reading_again_by_the_same_rules_changes_nothing(users in prop::collection::vec((0usize..3, 0u8..5), 0..6)) {
        let mut project = project();
        for (at, user) in users {
            let Some(id) = project.chronology().get(at).map(|entry| entry.id) else { continue };
            match user {
                0 => project.accept(id, true),
                1 => project.set_title(id, Some("Another title")),
                2 => project.set_date(id, UserDate::read("1999").as_ref()),
                3 => project.hide(id),
                _ => project.star(id, true),
            }
        }
        let before = state(&project);
        let fresh = Fresh::again(Arc::clone(&project.articles()[0]));
        let steps = project.history().steps().len();
        prop_assert_eq!(project.revise("Extract again", &[fresh]), Tally::default());
        prop_assert_eq!(state(&project), before);
        prop_assert_eq!(project.history().steps().len(), steps);
    }

    #[test]
    fn undo_restores_exactly_whatever_the_newer_version(
        users in prop::collection::vec((0usize..3, 0u8..4), 0..5), order in Just(vec![0usize, 1, 2]).prop_shuffle(),
        left_out in 0usize..4, head in "[a-z ]{0,30}",
    ) {
        let mut project = project();
        for (at, user) in users {
            let Some(id) = project.chronology().get(at).map(|entry| entry.id) else { continue };
            match user {
                0 => project.accept(id, true),
                1 => project.set_title(id, Some("Another title")),
                2 => project.hide(id),
                _ => drop(project.duplicate(id)),
            }
        }
        let paragraphs: Vec<&str> = TEXT.split("\n\n").collect();
        let left: Vec<&str> = order.iter().filter(|&&at| at != left_out).map(|&at| paragraphs[at]).collect();
        let newer = format!("{head}\n\n{}", left.join("\n\n"));
        let before = state(&project);
        let fresh = version(&project, &newer);
        let done = project.history().done();
        project.revise("Update “a”", &[fresh]);
        let after = state(&project);
        // Everything that was said is still there: with its words or among the orphans.
        prop_assert!(project.history().done() > done);
        project.undo();
        prop_assert_eq!(state(&project), before);
        project.redo();
        prop_assert_eq!(&state(&project), &after);
        let replayed = Project::replay(project.history().clone(), Article::read);
        prop_assert_eq!(state(&replayed), after);
    }
}
