//! The line at the foot of the window: what is open, what is hidden, what is being done.

use super::actions::Action;
use super::theme::Theme;
use crate::app::{App, Command};
use crate::project::{EventKey, Project};
use egui::{Align, Layout, Popup, ProgressBar, RichText, ScrollArea, Ui};

/// The status line.
pub fn status_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>, commands: &mut Vec<Command>) {
    let colors = Theme::of(ui);
    let small = |text: String| RichText::new(text).small().color(colors.weak);
    ui.horizontal(|ui| {
        ui.label(small(counts_words(&app.project)));
        hidden_ui(ui, &app.project, commands);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some((name, progress, elapsed_secs)) = app.job() {
                if ui.small_button("Cancel").clicked() {
                    commands.push(Command::CancelJob);
                }
                let (done, total) = (progress.done(), progress.total());
                ui.add(ProgressBar::new(progress.share().unwrap_or(0.0)).desired_width(140.0).desired_height(8.0));
                let mut count = if total > 0 { format!("{done} of {total}") } else { String::new() };
                if progress.failed() > 0 {
                    count.push_str(&format!(", {} failed", progress.failed()));
                }
                if let Some(secs) = progress.secs_left(elapsed_secs) {
                    count.push_str(&format!(", {} left", duration_words(secs)));
                }
                ui.label(small(format!("{name}  {count}")));
                // The numbers move while the job's thread works.
                ui.request_repaint_after(std::time::Duration::from_millis(100));
            } else if app.project.articles().is_empty() {
                ui.label(small("Nothing leaves this machine".to_owned()));
            } else if ui.link(small("Keys".to_owned())).clicked() {
                actions.push(Action::Keys);
            }
        });
    });
}

/// "12 s", "3 min", rounded up.
fn duration_words(secs: f64) -> String {
    if secs < 90.0 { format!("{} s", secs.ceil()) } else { format!("{} min", (secs / 60.0).ceil()) }
}

fn counts_words(project: &Project) -> String {
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let undated = project.chronology().undated();
    let mut words = format!(
        "{}   ·   {}",
        count(project.articles().len(), "article", "articles"),
        count(project.chronology().len(), "event", "events"),
    );
    if undated > 0 {
        words.push_str(&format!(" ({undated} without a place on the timeline)"));
    }
    words
}

/// The tray of hidden events: how many, which, and the way back.
fn hidden_ui(ui: &mut Ui, project: &Project, commands: &mut Vec<Command>) {
    let hidden: Vec<&EventKey> =
        project.hidden().iter().filter(|key| project.article(&key.document).is_some()).collect();
    if hidden.is_empty() {
        return;
    }
    let button = ui.small_button(format!("{} rejected", hidden.len()));
    Popup::menu(&button).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        let colors = Theme::of(ui);
        ui.set_min_width(360.0);
        ui.set_max_width(420.0);
        ui.label(RichText::new("Rejected events").strong().color(colors.strong));
        ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
            for key in &hidden {
                ui.horizontal(|ui| {
                    let title = title_of(project, key);
                    if ui.small_button("Restore").on_hover_text(format!("Restore “{title}”")).clicked() {
                        commands.push(Command::Restore(vec![(*key).clone()]));
                    }
                    ui.add(egui::Label::new(RichText::new(super::bidi::display(&title)).small()).truncate());
                });
            }
        });
        if ui.button("Restore all").clicked() {
            commands.push(Command::Restore(hidden.iter().map(|key| (*key).clone()).collect()));
            ui.close();
        }
    });
}

fn title_of(project: &Project, key: &EventKey) -> String {
    let event = project.article(&key.document).and_then(|article| {
        let mut events = article.reading.events.iter();
        events.find(|event| event.in_title == key.in_title && event.trigger == key.trigger)
    });
    event.map_or_else(|| "an event that is no longer read".to_owned(), |event| event.title.clone())
}
