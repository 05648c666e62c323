//! The list of events that an edit would move, before and after.

use super::super::bidi;
use super::super::theme::Theme;
use crate::app::move_words;
use crate::project::Moves;
use crate::time::DateStyle;
use egui::{RichText, ScrollArea, Ui};

/// Every event that would move, and how many would come, go or stay.
pub fn moves_ui(ui: &mut Ui, moves: &Moves, style: DateStyle) {
    let colors = Theme::of(ui);
    let small = |text: String, color| RichText::new(text).small().color(color);
    ui.add_space(6.0);
    let head = match moves.moved.len() {
        0 => "No event moves".to_owned(),
        1 => "1 event moves".to_owned(),
        n => format!("{n} events move"),
    };
    ui.label(RichText::new(head).color(colors.strong));
    ScrollArea::vertical().id_salt("moves").max_height(110.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for moved in &moves.moved {
            ui.label(small(move_words(moved, style), colors.accent));
            ui.label(small(bidi::display(&moved.title).into_owned(), colors.text));
            ui.add_space(3.0);
        }
    });
    let counted = |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
    let mut beside = Vec::new();
    if !moves.new.is_empty() {
        beside.push(counted(moves.new.len(), "event is new", "events are new"));
    }
    if !moves.gone.is_empty() {
        beside.push(counted(moves.gone.len(), "event goes", "events go"));
    }
    if moves.held > 0 {
        beside.push(counted(moves.held, "stays where you dated it", "stay where you dated them"));
    }
    if moves.coarse > 0 {
        let (one, many) = ("stays: its date is not as exact as that", "stay: their dates are not as exact as that");
        beside.push(counted(moves.coarse, one, many));
    }
    if !beside.is_empty() {
        ui.label(small(beside.join(" · "), colors.weak));
    }
}
