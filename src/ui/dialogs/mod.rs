//! Windows inside the window that want an answer first.

pub mod about;
pub mod address;
pub mod count_from;
pub mod date;
pub mod export;
pub mod go_to;
pub mod history;
pub mod import_report;
pub mod keys;
pub mod mark_view;
mod moves;
pub mod new_event;
pub mod open;
pub mod opening;
pub mod orphans;
mod preview;
pub mod quit;
pub mod save;
pub mod shift;
pub mod table;
pub mod tag;

use super::icons::{Icon, icon_button};
use super::theme::Theme;
use egui::{Align, Button, Frame, Id, Layout, Margin, Modal, RichText, Ui};

/// Shows a dialog with its title and a button that closes it; true when it is to be closed.
pub fn modal(ctx: &egui::Context, title: &str, width: f32, content: impl FnOnce(&mut Ui)) -> bool {
    let mut close = false;
    let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::same(16)).corner_radius(10);
    let room = ctx.content_rect().width() - 48.0;
    let response = Modal::new(Id::unique(("dialog", title))).frame(frame).show(ctx, |ui| {
        let colors = Theme::of(ui);
        ui.set_width(width.min(room));
        ui.horizontal(|ui| {
            ui.label(RichText::new(title).heading().color(colors.strong));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                close |= icon_button(ui, Icon::Close, "Close").clicked();
            });
        });
        ui.add_space(8.0);
        content(ui);
    });
    close || response.should_close()
}

/// The button that does what the dialog is for.
pub fn main_button(ui: &mut Ui, name: &str, enabled: bool) -> bool {
    let colors = Theme::of(ui);
    let text = RichText::new(name).color(if enabled { colors.on_accent } else { colors.weak });
    let fill = if enabled { colors.accent } else { colors.button };
    ui.add_enabled(enabled, Button::new(text).fill(fill).min_size(egui::vec2(84.0, 28.0))).clicked()
}

/// A button beside it.
pub fn other_button(ui: &mut Ui, name: &str) -> bool {
    ui.add(Button::new(name).min_size(egui::vec2(84.0, 28.0))).clicked()
}

/// The row of buttons at the foot of a dialog, the main one at the right.
pub fn buttons(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.add_space(10.0);
    ui.with_layout(Layout::right_to_left(Align::Center), content);
}
