//! What the program says unasked: notices under the menu until dismissed, toasts that go by themselves.

use super::icons::{Icon, icon_button, icon_label};
use super::theme::{self, Theme};
use crate::app::{App, Command, Notice};
use egui::{Align, Align2, Area, Context, Frame, Id, Layout, Margin, Order, RichText, ScrollArea, Ui, vec2};
use std::collections::BTreeMap;
use std::time::Duration;

/// Seconds that a toast stays.
const TOAST_SECS: f64 = 5.0;
/// Seconds that one with Undo stays: time to read it and to reach the button.
const UNDO_SECS: f64 = 10.0;
/// Lines of a notice that show before it is unfolded.
const FEW: usize = 2;

/// What is unfolded, and since when each toast stands.
#[derive(Debug, Default)]
pub struct NoticeView {
    unfolded: Vec<u64>,
    toast_since: BTreeMap<u64, f64>,
}

/// All notices, newest last.
pub fn notices_ui(ui: &mut Ui, view: &mut NoticeView, app: &App, commands: &mut Vec<Command>) {
    let notices = app.messages.notices();
    view.unfolded.retain(|number| notices.iter().any(|notice| notice.number == *number));
    for notice in notices {
        notice_ui(ui, view, notice, commands);
    }
}

fn notice_ui(ui: &mut Ui, view: &mut NoticeView, notice: &Notice, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui);
    let frame = Frame::new().fill(colors.warning_soft).inner_margin(Margin::symmetric(theme::PANEL_MARGIN, 6));
    let unfolded = view.unfolded.contains(&notice.number);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            icon_label(ui, Icon::Warning, colors.warning);
            ui.label(RichText::new(&notice.title).color(colors.strong));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, Icon::Close, &format!("Dismiss: {}", notice.title)).clicked() {
                    commands.push(Command::DismissNotice(notice.number));
                }
                if ui.small_button("Copy").on_hover_text("Copy the whole message").clicked() {
                    ui.copy_text(format!("{}\n{}", notice.title, notice.details.join("\n")));
                }
                let hidden = notice.details.len().saturating_sub(FEW);
                if hidden > 0 && !unfolded && ui.small_button(format!("Show {hidden} more")).clicked() {
                    view.unfolded.push(notice.number);
                }
                if unfolded && ui.small_button("Show fewer").clicked() {
                    view.unfolded.retain(|number| *number != notice.number);
                }
            });
        });
        let shown = if unfolded { notice.details.len() } else { notice.details.len().min(FEW) };
        let id = Id::unique(("notice", notice.number));
        ScrollArea::vertical().id_salt(id).max_height(150.0).auto_shrink([false, true]).show(ui, |ui| {
            for line in &notice.details[..shown] {
                ui.horizontal(|ui| {
                    ui.add_space(theme::ICON + 10.0);
                    ui.add(egui::Label::new(RichText::new(line).small().color(colors.text)).wrap());
                });
            }
        });
    });
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), egui::Stroke::new(1.0, colors.line));
}

/// The toasts at the foot of the window; those whose time is over are ended.
pub fn toasts_ui(ctx: &Context, view: &mut NoticeView, app: &mut App, commands: &mut Vec<Command>) {
    let now = ctx.input(|input| input.time);
    let toasts: Vec<(u64, f64)> = (app.messages.toasts().iter())
        .map(|toast| (toast.number, if toast.undoable { UNDO_SECS } else { TOAST_SECS }))
        .collect();
    view.toast_since.retain(|number, _| toasts.iter().any(|(other, _)| other == number));
    for (number, secs) in toasts {
        let since = *view.toast_since.entry(number).or_insert(now);
        let left = since + secs - now;
        if left <= 0.0 {
            app.messages.end_toast(number);
        } else {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
        }
    }
    if app.messages.toasts().is_empty() {
        return;
    }
    let area = Area::new(Id::unique("toasts")).order(Order::Foreground).anchor(Align2::CENTER_BOTTOM, vec2(0.0, -40.0));
    area.show(ctx, |ui| {
        let colors = Theme::of(ui);
        for toast in app.messages.toasts() {
            let (fill, text) = (colors.strong, colors.page);
            Frame::new().fill(fill).corner_radius(7).inner_margin(Margin::symmetric(14, 8)).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.label(RichText::new(&toast.text).color(text));
                    if toast.undoable {
                        let button =
                            egui::Button::new(RichText::new("Undo").color(text)).fill(fill).stroke((1.0, text));
                        if ui.add(button).clicked() {
                            commands.push(Command::Undo);
                        }
                    }
                });
            });
        }
    });
}
