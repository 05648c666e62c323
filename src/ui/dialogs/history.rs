//! Edit > History…: every edit with its time; a click goes back to that state, or forward again.

use super::super::local_time::day_then_time;
use super::super::theme::{self, Theme};
use super::modal;
use crate::app::{App, Command};
use egui::{Button, Context, RichText, ScrollArea, Ui, vec2};

/// Shows it; false when it is to be closed.
pub fn show(ctx: &Context, app: &App, commands: &mut Vec<Command>) -> bool {
    let close = modal(ctx, "History", 460.0, |ui| {
        let colors = Theme::of(ui);
        let words =
            "A click goes back to the state behind that edit. What is grey is undone and comes back with a click.";
        ui.label(RichText::new(words).small().color(colors.weak));
        let steps = app.project.history().steps().len();
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]);
        area.show_rows(ui, theme::ROW, steps + 1, |ui, rows| {
            for row in rows {
                // Newest on top, the empty project at the foot.
                step_ui(ui, app, steps - row, commands);
            }
        });
    });
    !close
}

/// The state with this many steps done.
fn step_ui(ui: &mut Ui, app: &App, done: usize, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui);
    let history = app.project.history();
    let (name, when) = match done.checked_sub(1).and_then(|at| history.steps().get(at)) {
        Some(step) => {
            let (day, time) = day_then_time(step.at_secs, app.settings.date_style);
            (step.edit.to_string(), format!("{day}, {time}"))
        }
        None => ("Empty project".to_owned(), String::new()),
    };
    let color = if done > history.done() { colors.weak } else { colors.text };
    let button = Button::selectable(done == history.done(), RichText::new(&name).color(color))
        .right_text(RichText::new(when).small().color(colors.weak))
        .truncate()
        .min_size(vec2(ui.available_width(), theme::ROW));
    if ui.add(button).clicked() {
        commands.push(Command::GoToStep(done));
    }
}
