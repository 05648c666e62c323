//! The page that stands while nothing is open: what to do.

use super::actions::{self, Action};
use super::menu::short_path;
use super::theme::Theme;
use crate::app::{App, Command, partial_date_words};
use crate::project::store::Untitled;
use crate::time::{DateStyle, Period, TimePoint};
use egui::{Align2, Button, FontId, Frame, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};

/// The welcome page.
pub fn welcome_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui);
    let height = ui.available_height();
    egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space((height * 0.5 - 270.0).max(16.0));
            picture_ui(ui);
            ui.add_space(10.0);
            ui.label(RichText::new("Dateline").size(34.0).color(colors.strong));
            ui.add_space(2.0);
            let words = "Drop articles on this window and see when everything in them happened.";
            ui.label(RichText::new(words).size(16.0).color(colors.weak));
            ui.add_space(22.0);
            drop_place_ui(ui, actions);
            ui.add_space(14.0);
            untitled_ui(ui, app, commands);
            recent_ui(ui, app, commands);
        });
    });
}

/// A small timeline: dots, a bar, a hollow ring for what is to come.
fn picture_ui(ui: &mut Ui) {
    let colors = Theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(220.0, 54.0), Sense::hover());
    let painter = ui.painter();
    let y = rect.bottom() - 14.0;
    painter.line_segment([pos2(rect.left(), y), pos2(rect.right(), y)], Stroke::new(1.5, colors.line));
    for tick in 0..8 {
        let x = rect.left() + 10.0 + tick as f32 * 28.5;
        painter.line_segment([pos2(x, y), pos2(x, y + 6.0)], Stroke::new(1.5, colors.line));
    }
    let bar = Rect::from_min_size(pos2(rect.left() + 62.0, y - 34.0), vec2(64.0, 9.0));
    painter.rect_filled(bar, 4.5, colors.accent.gamma_multiply(0.45));
    for (x, above) in [(24.0, 14.0), (52.0, 14.0), (96.0, 14.0), (150.0, 30.0)] {
        painter.circle_filled(pos2(rect.left() + x, y - above), 5.0, colors.accent);
    }
    painter.circle_stroke(pos2(rect.left() + 190.0, y - 14.0), 4.5, Stroke::new(2.0, colors.accent));
}

fn drop_place_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let colors = Theme::of(ui);
    let frame =
        Frame::new().fill(colors.panel).stroke(Stroke::new(1.0, colors.line)).corner_radius(10).inner_margin(20);
    ui.scope(|ui| {
        ui.set_max_width(560.0);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let primary = RichText::new("Open articles…").size(15.0).color(colors.on_accent);
            if ui.add(Button::new(primary).fill(colors.accent).min_size(vec2(200.0, 36.0))).clicked() {
                actions.push(Action::Open);
            }
            ui.add_space(4.0);
            let paste =
                actions::of(Action::Paste).keys.first().map(|keys| ui.format_shortcut(keys)).unwrap_or_default();
            let words = format!("or drop files and folders here, or paste the text of an article with {paste}");
            ui.label(RichText::new(words).color(colors.text));
            ui.label(
                RichText::new("Web pages, PDF, Word, mails, e-books, feeds, archives, plain text")
                    .small()
                    .color(colors.weak),
            );
            ui.add_space(4.0);
            if ui.button("Look at the samples").clicked() {
                actions.push(Action::OpenSamples);
            }
        });
    });
}

/// Projects that were never given a name: what was open when the window closed, or when the machine failed.
fn untitled_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    if app.untitled().is_empty() {
        return;
    }
    let colors = Theme::of(ui);
    ui.label(RichText::new("Go on with").small().color(colors.weak));
    for untitled in app.untitled().iter().take(4) {
        let words = untitled_words(untitled, app.settings.date_style);
        if ui.link(RichText::new(words).color(colors.accent)).clicked() {
            commands.push(Command::Open(vec![untitled.path.clone()]));
        }
    }
    ui.add_space(8.0);
}

/// "Untitled project from 12 June 2020, 3 articles".
fn untitled_words(untitled: &Untitled, style: DateStyle) -> String {
    let day = Period::day_of(TimePoint(untitled.changed_secs)).to_partial_date();
    let day = day.map(|day| partial_date_words(&day, style)).unwrap_or_default();
    let articles =
        if untitled.articles == 1 { "1 article".to_owned() } else { format!("{} articles", untitled.articles) };
    format!("Untitled project from {day}, {articles}")
}

fn recent_ui(ui: &mut Ui, app: &App, commands: &mut Vec<Command>) {
    if app.settings.recent.is_empty() {
        return;
    }
    let colors = Theme::of(ui);
    ui.label(RichText::new("Recent").small().color(colors.weak));
    for path in app.settings.recent.iter().take(6) {
        let link = ui.link(RichText::new(short_path(path)).color(colors.accent));
        if link.on_hover_text(path.display().to_string()).clicked() {
            commands.push(Command::Open(vec![path.clone()]));
        }
    }
}

/// What covers the window while files hang over it.
pub fn drop_hint_ui(ctx: &egui::Context) {
    let hovering = ctx.input(|input| !input.raw.hovered_files.is_empty());
    if !hovering {
        return;
    }
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop hint"));
    let painter = ctx.layer_painter(layer);
    let colors = if ctx.global_style().visuals.dark_mode { &super::theme::DARK } else { &super::theme::LIGHT };
    let rect = ctx.content_rect();
    painter.rect_filled(rect, 0.0, colors.page.gamma_multiply(0.85));
    painter.rect_stroke(rect.shrink(12.0), 12.0, Stroke::new(2.0, colors.accent), egui::StrokeKind::Inside);
    let words = "Drop to read these articles";
    painter.text(rect.center(), Align2::CENTER_CENTER, words, FontId::proportional(22.0), colors.strong);
}
