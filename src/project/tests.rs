//! What edits do and what takes them back.

use super::*;
use crate::event::{Reading, Status};
use crate::text::{PublishedFrom, TextRange};
use crate::time::PartialDate;
use proptest::prelude::*;

fn article(id: &str) -> Article {
    let mut document =
        Document::from_text(id, format!("Workers closed the mill of {id} on Thursday. The mill will reopen in July."));
    document.published = Some(published(12));
    Article::read(document)
}

fn published(day: u8) -> Published {
    Published { date: PartialDate::from_ymd(2020, 6, day).expect("a day of June"), from: PublishedFrom::Option }
}

/// Everything of a project that a user can see.
#[derive(Debug, PartialEq)]
struct State {
    articles: Vec<Arc<Article>>,
    hidden: BTreeSet<EventKey>,
    marks: BTreeMap<EventKey, Marks>,
    own: BTreeMap<EventKey, Event>,
    remarks: BTreeMap<EventKey, Remark>,
    orphans: BTreeMap<OrphanId, Orphan>,
    folded: BTreeMap<DocumentId, DocumentId>,
    chronology: Chronology,
}

fn state(project: &Project) -> State {
    State {
        articles: project.articles.clone(),
        hidden: project.hidden.clone(),
        marks: project.marks.clone(),
        own: project.own.clone(),
        remarks: project.remarks.clone(),
        orphans: project.orphans.clone(),
        folded: project.folded.clone(),
        chronology: project.chronology.clone(),
    }
}

/// Something that a user does, at places that may be there or not.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Add(u8),
    Remove(u8),
    Publish(u8, u8),
    Hide(u8),
    Restore,
    Say(u8, Say),
    Merge(u8, u8),
    Unmerge(u8),
    Split(u8),
    Separate(u8),
    Create(Option<u8>),
    AddClaim(u8),
    MoveClaim(u8),
    RemoveClaim(u8),
    Duplicate(u8),
    Reject(u8, u8),
    CountFrom(u8, u8),
    Shift(u8, u8, &'static str),
    /// Rules of a later version read the article.
    ReadAgain(u8, u8),
    /// Its text comes anew, with a sentence more, or without one.
    NewVersion(u8, bool),
    TakeOffer,
    DeclineOffer,
    DismissOrphan,
    AttachOrphan(u8),
    /// So many steps back in the history, forwards when negative.
    GoBack(i8),
    Fold(u8, u8),
    Unfold(u8),
    Undo,
    Redo,
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0u8..4).prop_map(Step::Add),
        (0u8..6).prop_map(Step::Remove),
        (0u8..6, 1u8..28).prop_map(|(at, day)| Step::Publish(at, day)),
        (0u8..6).prop_map(Step::Hide),
        Just(Step::Restore),
        Just(Step::Undo),
        Just(Step::Redo),
        (0u8..6, say()).prop_map(|(at, say)| Step::Say(at, say)),
        (0u8..6, 0u8..6).prop_map(|(a, b)| Step::Merge(a, b)),
        (0u8..6).prop_map(Step::Unmerge),
        (0u8..6).prop_map(Step::Split),
        (0u8..6).prop_map(Step::Separate),
        prop::option::of(0u8..6).prop_map(Step::Create),
        (0u8..6).prop_map(Step::AddClaim),
        (0u8..6).prop_map(Step::MoveClaim),
        (0u8..6).prop_map(Step::RemoveClaim),
        (0u8..6).prop_map(Step::Duplicate),
        (0u8..6, 0u8..6).prop_map(|(a, b)| Step::Reject(a, b)),
        (0u8..6, 1u8..28).prop_map(|(at, day)| Step::CountFrom(at, day)),
        (0u8..6, 0u8..6, prop::sample::select(vec!["+3 days", "-1 month", "+2 years"]))
            .prop_map(|(a, b, length)| Step::Shift(a, b, length)),
        (0u8..6, 0u8..3).prop_map(|(at, what)| Step::ReadAgain(at, what)),
        (0u8..6, any::<bool>()).prop_map(|(at, longer)| Step::NewVersion(at, longer)),
        Just(Step::TakeOffer),
        Just(Step::DeclineOffer),
        Just(Step::DismissOrphan),
        (0u8..6).prop_map(Step::AttachOrphan),
        (-4i8..4).prop_map(Step::GoBack),
        (0u8..6, 0u8..6).prop_map(|(kept, copy)| Step::Fold(kept, copy)),
        (0u8..6).prop_map(Step::Unfold),
    ]
}

fn say() -> impl Strategy<Value = Say> {
    let words = || prop::option::of("\\PC{0,12}");
    let date = || prop::option::of(Just("late 2019")).prop_map(|typed| typed.and_then(UserDate::read));
    let names = || prop::option::of(Just(vec!["Ann Miller".to_owned()]));
    prop_oneof![
        any::<bool>().prop_map(Say::Accepted),
        any::<bool>().prop_map(Say::Starred),
        words().prop_map(Say::Title),
        date().prop_map(Say::Date),
        date().prop_map(Say::End),
        Just(UserDate::read("May 2018").expect("a date")).prop_map(|date| Say::Redate(Box::new(date))),
        prop::option::of(Just(Status::Denied)).prop_map(Say::Status),
        names().prop_map(Say::Participants),
        names().prop_map(Say::Places),
        Just(Say::Tags(vec!["mill".to_owned(), "work".to_owned()])),
        Just(Say::Tag("mill".to_owned())),
        Just(Say::Untag("mill".to_owned())),
        prop::option::of(Just(Colour::Sky)).prop_map(Say::Colour),
        words().prop_map(Say::Note),
    ]
}

pub(super) fn run(project: &mut Project, step: &Step) {
    let id_at = |project: &Project, at: u8| project.articles.get(at as usize).map(|a| a.document.id.clone());
    match step {
        Step::Add(n) => project.add(vec![article(&format!("place{n}")), article("mill")]),
        Step::Remove(at) => project.remove(&id_at(project, *at).into_iter().collect::<Vec<_>>()),
        Step::Publish(at, day) => {
            if let Some(id) = id_at(project, *at) {
                project.set_published(&id, Some(published(*day)));
            }
        }
        Step::Hide(at) => {
            if let Some(id) = project.chronology.get(*at as usize).map(|entry| entry.id) {
                project.hide(id);
            }
        }
        Step::Restore => {
            let keys = project.hidden.iter().take(1).cloned().collect();
            project.restore(keys);
        }
        Step::Say(at, say) => project.say(&id(project, *at).into_iter().collect::<Vec<_>>(), say),
        Step::Merge(a, b) => {
            project.merge(&[id(project, *a), id(project, *b)].into_iter().flatten().collect::<Vec<_>>());
        }
        Step::Unmerge(at) => id(project, *at).into_iter().for_each(|id| project.unmerge(id)),
        Step::Split(at) => id(project, *at).into_iter().for_each(|id| project.split(id)),
        Step::Separate(at) => claim(project, *at).iter().for_each(|key| project.separate(key)),
        Step::Create(at) => {
            let place = at.and_then(|at| place(project, at));
            project.create(place.as_ref(), "Fire at the mill", UserDate::read("3 May 2019").as_ref());
        }
        Step::AddClaim(at) => {
            if let (Some(id), Some(place)) = (id(project, *at), place(project, at / 2)) {
                project.add_claim(id, &place);
            }
        }
        Step::MoveClaim(at) => {
            if let (Some(key), Some(place)) = (claim(project, *at), place(project, at / 2)) {
                project.move_claim(&key, &place);
            }
        }
        Step::RemoveClaim(at) => claim(project, *at).iter().for_each(|key| project.remove_claim(key)),
        Step::Duplicate(at) => id(project, *at).into_iter().for_each(|id| drop(project.duplicate(id))),
        Step::Reject(a, b) => {
            project.reject(&[id(project, *a), id(project, *b)].into_iter().flatten().collect::<Vec<_>>());
        }
        Step::CountFrom(at, day) => {
            claim(project, *at).iter().for_each(|key| project.count_from(key, published(*day).date));
        }
        Step::Shift(a, b, length) => {
            let ids: Vec<EntryId> = [id(project, *a), id(project, *b)].into_iter().flatten().collect();
            project.shift(&ids, Shift::read(length).expect("a length"));
        }
        Step::ReadAgain(at, what) => read_again(project, *at, *what),
        Step::NewVersion(at, longer) => new_version(project, *at, *longer),
        Step::TakeOffer => offered(project).iter().for_each(|key| project.take_offer(key)),
        Step::DeclineOffer => offered(project).iter().for_each(|key| project.decline_offer(key)),
        Step::DismissOrphan => orphan(project).iter().for_each(|orphan| project.dismiss_orphan(orphan)),
        Step::AttachOrphan(at) => {
            if let (Some(orphan), Some(place)) = (orphan(project), place(project, *at)) {
                project.attach_orphan(&orphan, &place);
            }
        }
        Step::GoBack(steps) => {
            let done = project.history().done();
            project.go_to_step(done.saturating_add_signed(-isize::from(*steps)));
        }
        Step::Fold(kept, copy) => {
            if let (Some(kept), Some(copy)) = (id_at(project, *kept), id_at(project, *copy)) {
                project.fold(&[Copies { kept, copies: vec![copy] }]);
            }
        }
        Step::Unfold(at) => project.unfold(&id_at(project, *at).into_iter().collect::<Vec<_>>()),
        Step::Undo => drop(project.undo()),
        Step::Redo => drop(project.redo()),
    }
}

fn read_again(project: &mut Project, at: u8, what: u8) {
    let Some(article) = project.articles.get(usize::from(at)) else { return };
    let mut fresh = Fresh::again(Arc::clone(article));
    fresh.found.rules = article.rules() + 1;
    match (what, fresh.found.events.first_mut()) {
        (0, Some(event)) => event.title = format!("Read by rules {}", fresh.found.rules),
        (1, Some(_)) => drop(fresh.found.events.remove(0)),
        _ => {}
    }
    project.revise("Extract again", &[fresh]);
}

fn new_version(project: &mut Project, at: u8, longer: bool) {
    let Some(article) = project.articles.get(usize::from(at)) else { return };
    let mut document = article.document.clone();
    document.text = match longer {
        true => format!("The mayor resigned on 5 May 2018. {}", document.text),
        false => document.text.split_inclusive(". ").skip(1).collect(),
    };
    let found = crate::event::read(&document);
    let fresh = Fresh { document, found, original: None, before: Arc::clone(article) };
    project.revise("Update 1 article", &[fresh]);
}

/// The first mention with a reading that the user may take.
fn offered(project: &Project) -> Option<EventKey> {
    let mut offers = project.remarks.iter().filter(|(_, remark)| remark.offer.is_some());
    offers.next().map(|(key, _)| key.clone())
}

fn orphan(project: &Project) -> Option<OrphanId> {
    project.orphans.keys().next().cloned()
}

fn id(project: &Project, at: u8) -> Option<EntryId> {
    project.chronology.get(usize::from(at)).map(|entry| entry.id)
}

/// The last claim of an event.
fn claim(project: &Project, at: u8) -> Option<EventKey> {
    project.chronology.get(usize::from(at))?.claims.last().map(|claim| project.key_of(claim))
}

/// The word "closed" of an article.
fn place(project: &Project, at: u8) -> Option<Place> {
    let document = &project.articles.get(usize::from(at))?.document;
    let start = document.text.find("closed")?;
    Some(Place { document: document.id.clone(), in_title: false, range: TextRange::new(start, start + 6) })
}

proptest! {
    #[test]
    fn undoing_everything_and_redoing_it_leads_back_to_the_same_state(steps in prop::collection::vec(step(), 0..24)) {
        let mut project = Project::default();
        for step in &steps {
            run(&mut project, step);
        }
        let reached = state(&project);
        prop_assert_eq!(&state(&Project::replay(project.history.clone(), Article::read)), &reached);
        let mut done = 0;
        while project.undo().is_some() {
            done += 1;
        }
        prop_assert_eq!(state(&project), state(&Project::default()));
        for _ in 0..done {
            project.redo();
        }
        prop_assert_eq!(state(&project), reached);
    }
}

#[test]
fn ten_thousand_edits_with_undo_and_redo_are_what_the_journal_leads_to() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    const EDITS: usize = 10_000;
    let (mut runner, strategy) = (TestRunner::deterministic(), step());
    let mut project = Project::default();
    let mut edits = 0;
    while edits < EDITS {
        let step = strategy.new_tree(&mut runner).expect("steps need no luck").current();
        let step = match step {
            Step::Add(at) if project.articles.len() > 8 => Step::Remove(at),
            step => step,
        };
        let before = (project.history.done(), project.history.steps().last().map(|step| step.serial));
        run(&mut project, &step);
        let after = (project.history.done(), project.history.steps().last().map(|step| step.serial));
        edits += usize::from(before != after);
        if edits % 1_000 == 0 && before != after {
            let again = Project::replay(project.history.clone(), Article::read);
            assert_eq!(state(&again), state(&project), "after {edits} edits");
        }
    }
    let reached = state(&project);
    // The last step may have been taken back: what was done is done again, no more.
    let done = project.history.done();
    assert!(done > 100 && !reached.marks.is_empty() && !reached.own.is_empty());
    while project.undo().is_some() {}
    assert_eq!(state(&project), state(&Project::default()));
    while project.history.done() < done {
        assert!(project.redo().is_some());
    }
    assert_eq!(state(&project), reached);
}

#[test]
fn a_document_with_an_id_that_is_taken_gets_a_number_behind_it() {
    let mut project = Project::default();
    project.add(vec![article("a"), article("a")]);
    project.add(vec![article("a")]);
    let ids: Vec<_> = project.articles().iter().map(|a| &*a.document.id.0).collect();
    assert_eq!(ids, ["a", "a (2)", "a (3)"]);
}

#[test]
fn a_changed_publication_date_moves_what_hangs_on_it_and_undo_takes_it_back() {
    let mut project = Project::default();
    project.add(vec![article("a")]);
    let before = project.articles()[0].reading.clone();
    project.set_published(&DocumentId("a".into()), Some(published(19)));
    assert_eq!(project.articles()[0].reading.timexes.first().map(|t| t.value.as_str()), Some("2020-06-18"));
    assert_eq!(project.undo().as_deref(), Some("Change the publication date"));
    assert_eq!(project.articles()[0].reading, before);
}

#[test]
fn taking_a_publication_date_back_is_exact_whatever_rules_read_the_article_before() {
    let mut project = Project::default();
    let new = article("a");
    let mut reading = Reading::clone(&new.reading);
    reading.rules = crate::event::RULES - 1;
    reading.events[0].title = "As older rules read it".to_owned();
    project.add(vec![Article::new(new.document.clone(), reading)]);
    project.accept(project.chronology()[0].id, true);
    let before = state(&project);
    project.set_published(&new.document.id, Some(published(19)));
    assert_ne!(state(&project), before);
    project.undo();
    assert_eq!(state(&project), before);
    let fresh = Fresh::again(Arc::clone(&project.articles()[0]));
    project.revise("Extract again", &[fresh]);
    let merged = state(&project);
    project.set_dates(&[new.document.id], None);
    project.undo();
    assert_eq!(state(&project), merged);
}

#[test]
fn moved_dates_are_told_before_and_taken_back_at_once() {
    let mut project = one();
    let ids: Vec<EntryId> = project.chronology().iter().map(|entry| entry.id).collect();
    project.say(&[ids[0]], &Say::End(UserDate::read("15 June 2020")));
    let before = state(&project);
    let shift = Shift::read("+3 days").unwrap();
    let moves = project.moves_if_shifted(&ids, shift);
    let dates: Vec<_> = moves.moved.iter().map(|m| (m.before.0.as_str(), m.after.0.as_str())).collect();
    assert_eq!((dates, moves.coarse), (vec![("2020-06-11", "2020-06-14")], ids.len() - 1));
    project.shift(&ids, shift);
    let entry = project.entry(ids[0]).unwrap();
    assert_eq!(&*entry.value, "2020-06-14");
    assert_eq!(entry.span().unwrap().hull().1, UserDate::read("18 June 2020").unwrap().span.latest_end);
    assert_eq!(project.undo().unwrap(), format!("Move “{}” 3 days later", before.chronology[0].title));
    assert_eq!(state(&project), before);
}

#[test]
fn setting_the_date_it_has_is_no_edit() {
    let mut project = Project::default();
    project.add(vec![article("a")]);
    project.set_published(&DocumentId("a".into()), Some(published(12)));
    assert_eq!(project.history().undo_name().as_deref(), Some("Add 1 article"));
}

/// A project with one article whose mill closed on Thursday 11 June 2020.
fn one() -> Project {
    let mut project = Project::default();
    project.set_now(60);
    project.add(vec![article("a")]);
    project
}

fn titles(project: &Project) -> Vec<&str> {
    project.chronology().iter().map(|entry| &*entry.title).collect()
}

#[test]
fn what_the_user_says_holds_and_what_is_taken_back_is_the_programs_again() {
    let mut project = one();
    let first = project.chronology()[0].clone();
    project.set_now(90);
    for say in [
        Say::Title(Some(" Mill stands still ".into())),
        Say::Date(UserDate::read("1 June 2020")),
        Say::End(UserDate::read("9 June 2020")),
        Say::Status(Some(Status::Possible)),
        Say::Participants(Some(vec!["Ann".into(), " ".into(), "Ann".into()])),
        Say::Places(Some(vec!["Ashford".into()])),
        Say::Tag("mill".into()),
        Say::Colour(Some(Colour::Green)),
    ] {
        project.say(&[first.id], &say);
    }
    let entry = project.entry(first.id).unwrap();
    assert_eq!(entry.title, "Mill stands still");
    assert_eq!(project.dated(entry).value, "2020-06-01");
    let days = |typed: &str| UserDate::read(typed).unwrap().span;
    let span = entry.span().unwrap();
    assert_eq!(span.hull(), (days("1 June 2020").earliest_begin, days("9 June 2020").latest_end));
    assert_eq!(
        (span.latest_begin, span.earliest_end),
        (days("1 June 2020").latest_end, days("9 June 2020").earliest_begin)
    );
    assert_eq!(entry.status, Status::Possible);
    assert_eq!((project.participants(entry), project.places(entry)), (vec!["Ann".into()], vec!["Ashford".into()]));
    assert_eq!((&entry.marks().tags[..], entry.marks().colour), (&["mill".to_owned()][..], Some(Colour::Green)));
    assert_eq!(project.origin(entry, Field::Title), Origin::User { at_secs: Some(90) });
    project.say(&[first.id], &Say::Date(None));
    let entry = project.entry(first.id).unwrap();
    assert_eq!(project.origin(entry, Field::Date), Origin::Rule("weekday"));
    for _ in 0..9 {
        project.undo();
    }
    assert_eq!(project.entry(first.id), Some(&first));
}

#[test]
fn saying_the_same_again_is_no_edit() {
    let mut project = one();
    let id = project.chronology()[0].id;
    project.star(id, true);
    let steps = project.history().done();
    project.set_now(99);
    project.star(id, true);
    assert_eq!(project.history().done(), steps);
}

#[test]
fn what_is_said_of_several_events_is_one_edit() {
    let mut project = one();
    let ids: Vec<EntryId> = project.chronology().iter().map(|entry| entry.id).collect();
    project.say(&ids, &Say::Accepted(true));
    assert!(project.chronology().iter().all(|entry| entry.marks().accepted));
    assert_eq!(project.undo().as_deref(), Some(format!("Accept {} events", ids.len()).as_str()));
    assert!(project.chronology().iter().all(|entry| !entry.marks().accepted));
}

#[test]
fn an_event_from_nothing_stands_without_an_article() {
    let mut project = one();
    let before = state(&project);
    let key = project.create(None, "Fire at the mill", UserDate::read("3 May 2019").as_ref()).unwrap();
    let entry = project.entry_of(&key).unwrap();
    assert_eq!((&*entry.title, &*entry.value), ("Fire at the mill", "2019-05-03"));
    assert!(project.article_of(&entry.claims[0]).is_none());
    assert_eq!(project.origin(entry, Field::Date), Origin::User { at_secs: Some(60) });
    let id = entry.id;
    project.reject(&[id]);
    assert_eq!(state(&project), before);
    assert_eq!(project.undo().as_deref(), Some("Delete “Fire at the mill”"));
    assert!(project.entry_of(&key).is_some());
}

#[test]
fn an_event_on_words_goes_with_its_article_and_comes_back_with_it() {
    let mut project = one();
    let place = place(&project, 0).unwrap();
    let key = project.create(Some(&place), "Closing", None).unwrap();
    let entry = project.entry_of(&key).unwrap();
    let sentence = project.lead(entry).sentence.of(project.text_of(&entry.claims[0])).to_owned();
    assert_eq!(sentence, "Workers closed the mill of a on Thursday.");
    project.remove(&[place.document]);
    assert!(project.chronology().is_empty());
    project.undo();
    assert!(project.entry_of(&key).is_some());
}

#[test]
fn a_claim_is_added_separated_and_removed() {
    let mut project = one();
    project.add(vec![Article::new(Document::from_text("b", "It closed for good."), Reading::default())]);
    let id = project.chronology()[0].id;
    let title = project.chronology()[0].title.clone();
    let other = Place { document: DocumentId("b".into()), in_title: false, range: TextRange::new(3, 9) };
    let key = project.add_claim(id, &other).unwrap();
    let entry = project.entry_of(&key).unwrap();
    assert_eq!((entry.claims.len(), &*entry.title), (2, title.as_str()));
    project.separate(&key);
    assert_eq!(project.entry_of(&key).unwrap().claims.len(), 1);
    project.undo();
    project.remove_claim(&key);
    assert!(project.entry_of(&key).is_none());
    assert_eq!(project.chronology()[0].claims.len(), 1);
}

#[test]
fn a_moved_event_keeps_what_is_said_of_it() {
    let mut project = one();
    let entry = project.chronology()[0].clone();
    project.set_note(entry.id, Some("Ask the miller."));
    let start = project.articles()[0].document.text.find("reopen").unwrap();
    let document = project.articles()[0].document.id.clone();
    let place = Place { document, in_title: false, range: TextRange::new(start, start + 6) };
    let first = project.key_of(&entry.claims[0]);
    let key = project.move_claim(&first, &place).unwrap();
    let moved = project.entry_of(&key).unwrap();
    assert_eq!((&moved.title, &moved.value, moved.span()), (&entry.title, &entry.value, entry.span()));
    assert_eq!(moved.marks().note.as_deref(), Some("Ask the miller."));
    assert!(project.entry_of(&first).is_none());
    project.undo();
    assert_eq!(project.entry_of(&first).unwrap().marks().note.as_deref(), Some("Ask the miller."));
}

#[test]
fn split_claims_stay_apart_and_unmerging_joins_them_again() {
    let mut project = Project::default();
    project.add(vec![article("a"), Article::read(Document { id: DocumentId("b".into()), ..article("a").document })]);
    let before = titles(&project).len();
    let id = project.chronology()[0].id;
    assert_eq!(project.chronology()[0].claims.len(), 2, "the same words are one event");
    project.split(id);
    assert_eq!(titles(&project).len(), before + 1);
    project.undo();
    assert_eq!(titles(&project).len(), before);
}

#[test]
fn a_duplicate_is_an_event_of_its_own() {
    let mut project = one();
    let entry = project.chronology()[0].clone();
    project.star(entry.id, true);
    let key = project.duplicate(entry.id).unwrap();
    let second = project.entry_of(&key).unwrap();
    assert_eq!((&second.title, second.span(), second.marks().starred), (&entry.title, entry.span(), true));
    let second = second.id;
    project.set_title(second, Some("Reopening put off"));
    assert_eq!(project.entry(entry.id).unwrap().title, entry.title);
}

#[test]
fn an_expression_is_counted_from_another_date() {
    let mut project = one();
    let (id, key) = (project.chronology()[0].id, project.lead_key(&project.chronology()[0]));
    let moves = project.moves_if_counted_from(&key, published(19).date).unwrap();
    let dates: Vec<_> = moves.moved.iter().map(|m| (m.before.0.as_str(), m.after.0.as_str())).collect();
    assert_eq!(dates, [("2020-06-11", "2020-06-18")]);
    project.count_from(&key, published(19).date);
    assert_eq!(project.entry(id).unwrap().value, "2020-06-18");
    assert_eq!(project.undo().as_deref(), Some("Count “Thursday” from 2020-06-19"));
    assert_eq!(project.entry(id).unwrap().value, "2020-06-11");
}

#[test]
fn what_another_publication_date_moves_is_told_before() {
    let mut project = one();
    let id = project.articles()[0].document.id.clone();
    let later = project.chronology().iter().last().unwrap().id;
    project.set_date(later, UserDate::read("2021").as_ref());
    let next_year = Published { date: PartialDate::from_ymd(2021, 6, 11).unwrap(), from: PublishedFrom::Option };
    let moves = Moves::if_published(&project.articles()[0], Some(next_year), &project.held(&id));
    let dates: Vec<_> = moves.moved.iter().map(|m| (m.before.0.as_str(), m.after.0.as_str())).collect();
    assert_eq!((dates, moves.held), (vec![("2020-06-11", "2021-06-10")], 1));
}

#[test]
fn a_step_of_the_history_is_gone_back_to_at_once() {
    let mut project = one();
    let id = project.chronology()[0].id;
    project.star(id, true);
    let starred = state(&project);
    project.accept(id, true);
    project.set_note(id, Some("Ask the miller."));
    let end = state(&project);
    project.go_to_step(2);
    assert_eq!(state(&project), starred);
    project.go_to_step(9);
    assert_eq!(state(&project), end);
}
