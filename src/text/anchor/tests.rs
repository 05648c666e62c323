//! Where anchors are found in changed texts.

use super::*;
use proptest::prelude::*;

const OLD: &str = "The council met on Monday in the old town hall of Ashford.\n\n\
    Workers closed the mill on Thursday after the river had risen by two metres.\n\n\
    The talks failed. Nobody said why they had failed so soon.\n\n\
    In the evening the guests left the town. The talks failed. A new round is planned for July.";

fn range_of(text: &str, words: &str) -> TextRange {
    let start = text.find(words).expect("the words stand in the text");
    TextRange::new(start, start + words.len())
}

/// Both ways of finding the words must agree.
fn found(words: &str, new: &str) -> Option<String> {
    let range = range_of(OLD, words);
    let by_anchor = reattach(&Anchor::new(OLD, range), new).range(range);
    let by_texts = carry(&Places::new(OLD), range, &Places::new(new)).range(range);
    assert_eq!(by_anchor, by_texts, "“{words}”");
    by_texts.map(|range| range.of(new).to_owned())
}

const MILL: &str = "Workers closed the mill on Thursday after the river had risen by two metres.";

#[test]
fn in_the_same_text_everything_holds() {
    let range = TextRange::new(3, 9);
    assert_eq!(reattach(&Anchor::new(OLD, range), OLD), Reattached::Held);
}

#[test]
fn a_sentence_moves_with_its_paragraph() {
    let new = format!("{MILL}\n\n{}", OLD.replace(&format!("{MILL}\n\n"), ""));
    assert_eq!(found(MILL, &new).as_deref(), Some(MILL));
}

#[test]
fn what_stands_behind_a_change_moves_and_what_stands_before_holds() {
    let new = OLD.replace("In the evening", "Late in the evening");
    let check = |words: &str, expected: &dyn Fn(Reattached) -> bool| {
        let range = range_of(OLD, words);
        assert!(expected(carry(&Places::new(OLD), range, &Places::new(&new))), "{words}");
    };
    check(MILL, &|found| found == Reattached::Held);
    check("A new round is planned for July.", &|found| matches!(found, Reattached::Moved(_)));
}

#[test]
fn a_slightly_reworded_sentence_is_found_at_its_place() {
    let new = OLD.replace("risen by two metres", "risen by ten metres");
    assert_eq!(found(MILL, &new).as_deref(), Some(MILL.replace("two", "ten").as_str()));
}

#[test]
fn a_sentence_that_became_another_is_orphaned() {
    let new = OLD.replace(MILL, "Workers shut the factory after a flood had reached the doors.");
    assert_eq!(found(MILL, &new), None);
}

#[test]
fn a_sentence_is_not_attached_to_its_double_when_it_goes() {
    let new = OLD.replacen("The talks failed. ", "", 1);
    assert_eq!(found("The talks failed.", &new), None);
}

#[test]
fn the_double_of_a_sentence_that_goes_stays_attached() {
    let second = OLD.rfind("The talks failed.").expect("it stands there");
    let range = TextRange::new(second, second + 17);
    let new = OLD.replacen("The talks failed. ", "", 1);
    let moved = Reattached::Moved(TextRange::new(second - 18, second - 1));
    assert_eq!(carry(&Places::new(OLD), range, &Places::new(&new)), moved);
    // 32 characters on each side do not tell which of the two is gone.
    assert_eq!(reattach(&Anchor::new(OLD, range), &new), Reattached::Orphaned);
}

#[test]
fn a_sentence_like_another_is_not_attached_to_it_when_it_goes() {
    let first = "On Monday the police counted 214 stolen bicycles in the eastern districts of the town.";
    let second = first.replace("Monday", "Sunday");
    let between = "The mayor did not want to say anything about it before the end of the week.";
    let old = format!("{first} {between} Then came the rain. {second} It was a record.");
    let new = format!("{between} Then came the rain. {second} It was a record.");
    let range = range_of(&old, first);
    assert_eq!(carry(&Places::new(&old), range, &Places::new(&new)), Reattached::Orphaned);
    assert_eq!(reattach(&Anchor::new(&old, range), &new), Reattached::Orphaned);
}

#[test]
fn a_copy_elsewhere_does_not_draw_the_original_away() {
    let new = format!("{OLD}\n\n{MILL}");
    let range = range_of(OLD, MILL);
    assert_eq!(carry(&Places::new(OLD), range, &Places::new(&new)), Reattached::Held);
}

#[test]
fn words_that_stand_often_and_alike_are_held_only_in_the_same_text() {
    let old = "It rained. ".repeat(30);
    let range = TextRange::new(110, 120);
    let anchor = Anchor::new(&old, range);
    assert_eq!(anchor.standing, Standing::Repeated);
    assert_eq!(reattach(&anchor, &old), Reattached::Held);
    assert_eq!(reattach(&anchor, &old[11..]), Reattached::Orphaned);
}

#[test]
fn other_scripts_are_found_too() {
    let old = "El río creció. На площади собрались тысячи людей в четверг. 上周四工厂关闭了，工人们离开了城市。";
    let new = format!("Actualizado. {old}");
    for words in ["На площади собрались тысячи людей в четверг.", "上周四工厂关闭了，工人们离开了城市。"]
    {
        let range = range_of(old, words);
        let moved = reattach(&Anchor::new(old, range), &new).range(range).expect("found");
        assert_eq!(moved.of(&new), words);
    }
}

#[test]
fn a_range_that_does_not_fit_is_orphaned() {
    let anchor = Anchor::new("short", TextRange::new(3, 900));
    assert_eq!(reattach(&anchor, "short and more"), Reattached::Orphaned);
    assert_eq!(carry(&Places::new("é"), TextRange::new(1, 2), &Places::new("é and more")), Reattached::Orphaned);
}

#[test]
fn a_word_is_carried_into_the_changed_sentence_or_not_at_all() {
    let check = |old: &str, word: &str, new: &str, expected: Option<&str>| {
        let carried = carry_within(old, range_of(old, word), new);
        assert_eq!(carried.map(|range| range.of(new)), expected, "{old} / {new}");
    };
    check("The mill closed early.", "closed", "The big mill closed early.", Some("closed"));
    check("The mill closed early.", "closed", "The mill was closed very early.", Some("closed"));
    check("The mill closed early.", "closed", "The mill opened early.", None);
    check("The mill closed early.", "early.", "Mill closed early.", Some("early."));
}

proptest! {
    #[test]
    fn what_is_found_is_alike_whatever_the_texts(
        old in "[abc é\n]{0,120}", new in "[abc é\n]{0,120}", start in 0usize..100, len in 0usize..60,
    ) {
        let start = old.floor_char_boundary(start.min(old.len()));
        let end = old.floor_char_boundary((start + len).min(old.len()));
        let range = TextRange::new(start, end.max(start));
        for found in [reattach(&Anchor::new(&old, range), &new), carry(&Places::new(&old), range, &Places::new(&new))] {
            if let Some(there) = found.range(range) {
                prop_assert!(new.get(there.start..there.end).is_some());
                if range.len() < 20 {
                    prop_assert_eq!(there.of(&new), range.of(&old));
                }
            }
        }
    }

    #[test]
    fn every_sentence_is_found_behind_a_new_head(head in "[a-z ]{1,60}") {
        let new = format!("{head}\n\n{OLD}");
        let moved = range_of(OLD, MILL);
        let expected = TextRange::new(moved.start + head.len() + 2, moved.end + head.len() + 2);
        prop_assert_eq!(reattach(&Anchor::new(OLD, moved), &new), Reattached::Moved(expected));
    }
}
