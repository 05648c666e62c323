//! Articles > Import report…: what was not read, why, and what to do; to be saved as text or CSV.

use super::super::theme::Theme;
use super::open::typed_path;
use super::{buttons, main_button, modal, other_button};
use crate::app::{App, Command, ImportReport};
use crate::import::{Fate, ReportEntry};
use egui::{Context, RichText, ScrollArea, TextEdit, Ui};

/// The dialog's state.
#[derive(Default)]
pub struct ReportDialog {
    path: String,
}

impl ReportDialog {
    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, app: &App, commands: &mut Vec<Command>) -> bool {
        let Some(report) = app.import_report() else { return false };
        let mut stay = true;
        let close = modal(ctx, "Import report", 680.0, |ui| {
            let colors = Theme::of(ui);
            ui.label(RichText::new(&report.name).color(colors.strong));
            ui.label(RichText::new(summary(report)).color(colors.weak));
            ui.add_space(6.0);
            entries_ui(ui, report);
            ui.add_space(8.0);
            let label = ui.label("Save as (.txt or .csv)");
            let hint = "import-report.csv";
            let field = TextEdit::singleline(&mut self.path).desired_width(f32::INFINITY).hint_text(hint);
            ui.add(field).labelled_by(label.id);
            buttons(ui, |ui| {
                let path = typed_path(&self.path);
                if main_button(ui, "Save report", path.is_some()) {
                    commands.extend(path.map(Command::SaveImportReport));
                }
                if other_button(ui, "Close") {
                    stay = false;
                }
                let copies: Vec<_> =
                    report.copies.iter().filter(|id| app.project.article(id).is_some()).cloned().collect();
                if !copies.is_empty() && other_button(ui, &format!("Remove {} the same again", copies.len())) {
                    commands.push(Command::Remove(copies));
                }
            });
        });
        stay && !close
    }
}

fn summary(report: &ImportReport) -> String {
    let mut words = format!("{} files, {} articles", report.files, report.articles);
    for fate in [Fate::Failed, Fate::Partial, Fate::Duplicate, Fate::PassedOver] {
        match report.count(fate) {
            0 => {}
            count => words.push_str(&format!(", {count} {fate}")),
        }
    }
    if report.left_out > 0 {
        words.push_str(&format!(", {} left out because you stopped", report.left_out));
    }
    words
}

fn entries_ui(ui: &mut Ui, report: &ImportReport) {
    let colors = Theme::of(ui);
    if report.entries.is_empty() {
        ui.label(RichText::new("Everything was read").color(colors.text));
        return;
    }
    let row = ui.text_style_height(&egui::TextStyle::Body) * 2.0 + 10.0;
    ScrollArea::vertical().id_salt("report").max_height(300.0).auto_shrink([false, true]).show_rows(
        ui,
        row,
        report.entries.len(),
        |ui, rows| report.entries[rows].iter().for_each(|entry| entry_ui(ui, entry, row)),
    );
}

/// Two lines, cut at the width; the whole of them on hover.
fn entry_ui(ui: &mut Ui, entry: &ReportEntry, height: f32) {
    let colors = Theme::of(ui);
    let color = match entry.fate {
        Fate::Failed | Fate::Partial => colors.warning,
        Fate::Duplicate | Fate::PassedOver => colors.weak,
    };
    let width = ui.available_width();
    ui.allocate_ui(egui::vec2(width, height), |ui| {
        ui.set_min_height(height - ui.spacing().item_spacing.y);
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.add(egui::Label::new(RichText::new(&entry.file).color(colors.text)).truncate());
        let advice = if entry.advice.is_empty() { String::new() } else { format!("; {}", entry.advice) };
        let words = format!("{}: {}{advice}", entry.fate, entry.reason);
        ui.add(egui::Label::new(RichText::new(&words).small().color(color)).truncate()).on_hover_text(words);
    });
}
