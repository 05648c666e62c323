//! Which column of a table holds what, where its names do not tell.

use super::super::theme::Theme;
use super::{buttons, main_button, modal, other_button};
use crate::app::{Command, UnclearTable};
use crate::import::Columns;
use egui::{ComboBox, Context, Grid, RichText, ScrollArea, Ui};

/// The dialog's state.
pub struct TableDialog {
    table: UnclearTable,
    columns: Columns,
}

impl TableDialog {
    /// For a table; what could be told is chosen already.
    pub fn new(table: &UnclearTable) -> TableDialog {
        TableDialog { columns: table.preview.guess, table: table.clone() }
    }

    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, commands: &mut Vec<Command>) -> bool {
        let mut answer = None;
        let close = modal(ctx, "Columns of the table", 620.0, |ui| {
            let colors = Theme::of(ui);
            let name = self.table.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            ui.label(RichText::new(name).color(colors.strong));
            ui.label(RichText::new("Each row becomes an article. Which column holds what?").color(colors.weak));
            ui.add_space(6.0);
            self.choices_ui(ui);
            ui.add_space(6.0);
            self.rows_ui(ui);
            buttons(ui, |ui| {
                if main_button(ui, "Read table", self.columns.text.is_some()) {
                    answer = Some(Some(self.columns));
                }
                if other_button(ui, "Leave out") {
                    answer = Some(None);
                }
            });
        });
        if close && answer.is_none() {
            answer = Some(None);
        }
        let Some(answer) = answer else { return true };
        commands.push(Command::ReadTable(self.table.path.clone(), answer));
        false
    }

    fn choices_ui(&mut self, ui: &mut Ui) {
        let names = &self.table.preview.names;
        let columns = &mut self.columns;
        Grid::new("columns").num_columns(4).spacing([12.0, 6.0]).show(ui, |ui| {
            let choices: [(&str, &mut Option<usize>); 6] = [
                ("Text of the article", &mut columns.text),
                ("Headline", &mut columns.title),
                ("Publication date", &mut columns.published),
                ("Author", &mut columns.author),
                ("Web address", &mut columns.address),
                ("Language", &mut columns.language),
            ];
            for (at, (label, column)) in choices.into_iter().enumerate() {
                let label = ui.label(label);
                let chosen = column.and_then(|column| names.get(column)).map_or("none", String::as_str);
                let combo = ComboBox::from_id_salt(("column", at)).selected_text(chosen).width(150.0);
                let response = combo.show_ui(ui, |ui| {
                    ui.selectable_value(column, None, "none");
                    for (number, name) in names.iter().enumerate() {
                        ui.selectable_value(column, Some(number), name);
                    }
                });
                response.response.labelled_by(label.id);
                if at % 2 == 1 {
                    ui.end_row();
                }
            }
        });
    }

    fn rows_ui(&self, ui: &mut Ui) {
        const SHOWN_CHARS: usize = 40;
        let colors = Theme::of(ui);
        let preview = &self.table.preview;
        ScrollArea::horizontal().id_salt("rows").show(ui, |ui| {
            Grid::new("rows").striped(true).spacing([16.0, 4.0]).show(ui, |ui| {
                for name in &preview.names {
                    ui.label(RichText::new(name).small().strong().color(colors.strong));
                }
                ui.end_row();
                for row in &preview.rows {
                    for cell in row {
                        let short: String = cell.chars().take(SHOWN_CHARS).collect();
                        ui.label(RichText::new(short.replace('\n', " ")).small().color(colors.text));
                    }
                    ui.end_row();
                }
            });
        });
    }
}
