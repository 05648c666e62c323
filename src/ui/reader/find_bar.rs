//! Finding words in the article: the bar above it, the places found, the one looked at.

use super::super::icons::{Icon, icon_button};
use super::super::theme::Theme;
use crate::app::find_all;
use crate::text::{Document, DocumentId, TextRange};
use egui::{Key, RichText, TextEdit, Ui};

/// What is looked for and where it stands.
#[derive(Clone, Debug, Default)]
pub struct FindBar {
    open: bool,
    query: String,
    matches: Vec<TextRange>,
    current: usize,
    wants_focus: bool,
    found_in: Option<(DocumentId, String)>,
    /// Set when the reader is to move to the current place.
    moved: bool,
}

impl FindBar {
    /// Opens the bar with the cursor in it.
    pub fn open(&mut self) {
        self.open = true;
        self.wants_focus = true;
    }

    /// Closes it; false when it was closed already.
    pub fn close(&mut self) -> bool {
        std::mem::take(&mut self.open)
    }

    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The places in the article's text; none while the bar is closed.
    pub fn matches(&self) -> &[TextRange] {
        if self.open { &self.matches } else { &[] }
    }

    pub fn current(&self) -> Option<TextRange> {
        self.matches().get(self.current).copied()
    }

    /// The place to bring into view, once.
    pub fn take_move(&mut self) -> Option<TextRange> {
        if std::mem::take(&mut self.moved) { self.current() } else { None }
    }

    /// To the next place, from the last to the first.
    pub fn step(&mut self, forward: bool) {
        let count = self.matches.len();
        if count > 0 {
            self.current = (self.current + if forward { 1 } else { count - 1 }) % count;
            self.moved = true;
        }
    }

    /// Looks again when article or words changed.
    pub fn update(&mut self, document: &Document) {
        let wanted = (document.id.clone(), self.query.clone());
        if self.open && self.found_in.as_ref() != Some(&wanted) {
            self.matches = find_all(&document.text, &self.query);
            self.current = 0;
            self.moved = !self.matches.is_empty();
            self.found_in = Some(wanted);
        }
    }

    /// The bar itself.
    pub fn ui(&mut self, ui: &mut Ui) {
        let colors = Theme::of(ui);
        ui.horizontal(|ui| {
            let label = ui.label(RichText::new("Find in article").small().color(colors.weak));
            let field = ui.add(
                TextEdit::singleline(&mut self.query).desired_width((ui.available_width() - 190.0).clamp(80.0, 260.0)),
            );
            let field = field.labelled_by(label.id);
            if std::mem::take(&mut self.wants_focus) {
                field.request_focus();
            }
            let (enter, shift) = ui.input(|i| (i.key_pressed(Key::Enter), i.modifiers.shift));
            if field.lost_focus() && enter {
                self.step(!shift);
                field.request_focus();
            }
            if icon_button(ui, Icon::Up, "Previous match").clicked() {
                self.step(false);
            }
            if icon_button(ui, Icon::Down, "Next match").clicked() {
                self.step(true);
            }
            ui.label(RichText::new(self.count_words()).small().color(colors.weak));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, Icon::Close, "Close find").clicked() {
                    self.close();
                }
            });
        });
    }

    fn count_words(&self) -> String {
        match (self.query.is_empty(), self.matches.len()) {
            (true, _) => String::new(),
            (false, 0) => "not found".to_owned(),
            (false, count) => format!("{} of {count}", self.current + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(query: &str) -> FindBar {
        let mut bar = FindBar { query: query.into(), ..FindBar::default() };
        bar.open();
        bar.update(&Document::from_text("a", "one two One two one"));
        bar
    }

    #[test]
    fn stepping_goes_round() {
        let mut bar = bar("one");
        assert_eq!(bar.count_words(), "1 of 3");
        bar.step(false);
        assert_eq!(bar.count_words(), "3 of 3");
        bar.step(true);
        assert_eq!(bar.count_words(), "1 of 3");
        assert_eq!(bar.take_move(), Some(TextRange::new(0, 3)));
        assert_eq!(bar.take_move(), None);
    }

    #[test]
    fn what_is_not_there_is_said() {
        let mut bar = bar("three");
        bar.step(true);
        assert_eq!(bar.count_words(), "not found");
        assert_eq!(bar.current(), None);
    }

    #[test]
    fn a_closed_bar_marks_nothing() {
        let mut bar = bar("two");
        assert_eq!(bar.matches().len(), 2);
        assert!(bar.close() && !bar.close());
        assert!(bar.matches().is_empty());
    }
}
