//! Asked before quitting would lose something.

use super::super::theme::Theme;
use super::{buttons, main_button, modal, other_button};
use crate::app::Unsaved;
use egui::{Context, RichText};

/// What the user chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    SaveAs,
    Export,
    Quit,
    Cancel,
}

/// Shows the question; `None` while there is no answer.
pub fn show(ctx: &Context, unsaved: &Unsaved) -> Option<Answer> {
    let mut answer = None;
    let close = modal(ctx, "Quit Dateline?", 460.0, |ui| {
        let colors = Theme::of(ui);
        ui.label("The project could not be stored. Your articles stay where they are; this would be lost:");
        for line in lines(unsaved) {
            ui.horizontal(|ui| {
                ui.add_space(8.0);
                ui.label(RichText::new(format!("•  {line}")).color(colors.strong));
            });
        }
        buttons(ui, |ui| {
            if main_button(ui, "Save as…", true) {
                answer = Some(Answer::SaveAs);
            }
            if other_button(ui, "Export events…") {
                answer = Some(Answer::Export);
            }
            if other_button(ui, "Quit anyway") {
                answer = Some(Answer::Quit);
            }
            if other_button(ui, "Cancel") {
                answer = Some(Answer::Cancel);
            }
        });
    });
    if close { Some(answer.unwrap_or(Answer::Cancel)) } else { answer }
}

fn lines(unsaved: &Unsaved) -> Vec<String> {
    let count = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    [count(unsaved.changes, "change", "changes"), count(unsaved.pasted_articles, "pasted article", "pasted articles")]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_lost_is_told() {
        let unsaved = Unsaved { changes: 2, pasted_articles: 1 };
        assert_eq!(lines(&unsaved), ["2 changes", "1 pasted article"]);
        assert_eq!(lines(&Unsaved { changes: 0, pasted_articles: 2 }), ["2 pasted articles"]);
    }
}
