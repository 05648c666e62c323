//! A project being opened: which, how far it is, and the way out.

use super::super::bidi;
use super::super::theme::Theme;
use super::{buttons, other_button};
use crate::app::{Command, OpeningNow};
use egui::{Context, Frame, Id, Key, Margin, Modal, ProgressBar, RichText};
use std::time::Duration;

/// Shows it over everything else, which cannot be used meanwhile.
pub fn show(ctx: &Context, opening: OpeningNow<'_>, commands: &mut Vec<Command>) {
    let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::same(16)).corner_radius(10);
    Modal::new(Id::unique("opening")).frame(frame).show(ctx, |ui| {
        let colors = Theme::of(ui);
        ui.set_width(380.0_f32.min(ctx.content_rect().width() - 48.0));
        let name = opening.path.file_stem().unwrap_or_default().to_string_lossy();
        ui.label(RichText::new(format!("Opening {}", bidi::display(&name))).heading().color(colors.strong));
        ui.label(RichText::new(opening.path.display().to_string()).small().color(colors.weak));
        ui.add_space(8.0);
        let progress = opening.progress;
        let share = progress.share();
        ui.add(ProgressBar::new(share.unwrap_or(1.0)).animate(share.is_none()).desired_height(8.0));
        let stage = if progress.is_cancelled() { "Stopping" } else { progress.stage() };
        let words = match progress.total() {
            0 => stage.to_owned(),
            total => format!("{stage}: {} of {total}", progress.done()),
        };
        ui.label(RichText::new(words).small().color(colors.text));
        buttons(ui, |ui| {
            let stop =
                other_button(ui, "Cancel") || ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Escape));
            if stop && !progress.is_cancelled() {
                commands.push(Command::CancelJob);
            }
        });
    });
    // The numbers move while the job's thread works.
    ctx.request_repaint_after(Duration::from_millis(50));
}
