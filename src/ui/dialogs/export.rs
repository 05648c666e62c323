//! File > Export…: what, how it looks, where to, with a preview of the very scene that is written.

use super::super::picker::{Asking, Picker, Question};
use super::super::theme::{self, Theme};
use super::open::typed_path;
use super::preview::preview_ui;
use super::{buttons, main_button, modal, other_button};
use crate::app::{App, Command, ExportSpec, FileKind, parse_typed_date, partial_date_words};
use crate::export::TextAs;
use crate::export::picture::{PictureOptions, PictureRange, picture_scene};
use crate::time::{PartialDate, TimeSpan};
use crate::timeline::{Palette, Scene};
use egui::{Context, DragValue, RichText, TextEdit, Ui, vec2};
use std::path::PathBuf;
use std::sync::Arc;

/// What part of time is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    All,
    View,
    /// What was drawn out on the timeline.
    Selected,
    FromTo,
}

const SELECTED: &str = "The selected part of time";

/// The dialog's state.
pub struct ExportDialog {
    kind: FileKind,
    path: String,
    part: Part,
    /// The part of time that was drawn out when the dialog opened.
    selected: Option<TimeSpan>,
    from: String,
    to: String,
    dark: bool,
    source_line: bool,
    scale: f64,
    text: TextAs,
    options: PictureOptions,
    asking: Option<Asking>,
    had_focus: bool,
    /// The file is there, and the user is asked whether to replace it.
    replace: Option<PathBuf>,
    /// The scene of the preview, and what it was laid out from.
    scene: Option<(u64, PictureOptions, Scene)>,
}

impl ExportDialog {
    pub fn new(app: &App, dark: bool, kind: FileKind) -> ExportDialog {
        let folder = app.settings.export_folder.clone().or_else(documents).unwrap_or_default();
        let path = folder.join("timeline").with_extension(kind.extension()).display().to_string();
        let today = app.timeline.today.map(|day| day.0 as f64);
        let (date_style, lanes) = (app.settings.date_style, app.timeline.lanes.clone());
        let colours = app.timeline.colours.clone();
        let options = PictureOptions { date_style, today, lanes, colours, ..PictureOptions::default() };
        ExportDialog {
            kind,
            path,
            part: if app.timeline.range.is_some() { Part::Selected } else { Part::All },
            selected: app.timeline.range,
            from: String::new(),
            to: String::new(),
            dark,
            source_line: true,
            scale: 2.0,
            text: TextAs::Outlines,
            options,
            asking: None,
            had_focus: false,
            replace: None,
            scene: None,
        }
    }

    /// Shows it; false when it is to be closed.
    pub fn show(&mut self, ctx: &Context, app: &App, picker: &Arc<dyn Picker>, commands: &mut Vec<Command>) -> bool {
        self.take_answer();
        let mut stay = true;
        let room = ctx.content_rect().size();
        let height = (room.y - 210.0).clamp(240.0, 520.0);
        let close = modal(ctx, "Export", 1040.0, |ui| {
            if let Some(path) = self.replace.clone() {
                stay = self.replace_ui(ui, &path, commands);
                return;
            }
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(300.0);
                    egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                        ui.set_width(286.0);
                        self.kind_ui(ui);
                        if self.kind.is_picture() {
                            self.picture_ui(ui, app);
                        } else if self.selected.is_some() {
                            self.table_range_ui(ui);
                        }
                    });
                });
                ui.add_space(8.0);
                ui.vertical(|ui| self.preview_ui(ui, app, height));
            });
            ui.add_space(8.0);
            let entered = self.path_ui(ui, ctx, picker);
            buttons(ui, |ui| {
                let target = typed_path(&self.path);
                let ready = target.is_some() && self.range_problem().is_none();
                if (main_button(ui, "Export", ready) || entered && ready)
                    && let Some(target) = target
                {
                    let target = if target.extension().is_some() { target } else { self.kind.named(&target) };
                    if target.exists() {
                        self.replace = Some(target);
                    } else {
                        commands.push(self.command(target));
                        stay = false;
                    }
                }
                if other_button(ui, "Cancel") {
                    stay = false;
                }
            });
        });
        // Closing the question whether to replace leads back to the dialog.
        if close && self.replace.take().is_some() {
            return true;
        }
        stay && !close
    }

    fn command(&self, target: PathBuf) -> Command {
        let within = self.selected.filter(|_| self.part == Part::Selected);
        let picture = self.options.clone();
        let spec = ExportSpec { kind: self.kind, target, within, picture, scale: self.scale, text: self.text };
        Command::Export(Box::new(spec))
    }

    /// Asks whether to replace the file; false when the dialog is done.
    fn replace_ui(&mut self, ui: &mut Ui, path: &std::path::Path, commands: &mut Vec<Command>) -> bool {
        let colors = Theme::of(ui);
        let folder = path.is_dir();
        let words = if folder {
            "This is a folder. Choose a name for the file in it."
        } else {
            "This file is there already. Replace it?"
        };
        ui.label(words);
        ui.label(RichText::new(path.display().to_string()).small().color(colors.weak));
        let mut stay = true;
        buttons(ui, |ui| {
            if !folder && main_button(ui, "Replace", true) {
                commands.push(self.command(path.to_path_buf()));
                stay = false;
            }
            if other_button(ui, "Back") {
                self.replace = None;
            }
        });
        stay
    }

    fn kind_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for kind in FileKind::ALL {
                if ui.selectable_label(self.kind == kind, kind.name()).clicked() {
                    self.kind = kind;
                    if let Some(path) = typed_path(&self.path) {
                        self.path = kind.named(&path).display().to_string();
                    }
                }
            }
        });
        ui.add_space(4.0);
        let colors = Theme::of(ui);
        let words = match self.kind {
            FileKind::Png => "A picture for reports, slides and the web",
            FileKind::Svg => "A drawing that stays sharp at any size and can be edited",
            FileKind::Csv => "A table for spreadsheets: a row for each mention, with its quote and source",
            FileKind::JsonLines => "Everything for other programs: a line for each article, with text and events",
        };
        ui.label(RichText::new(words).small().color(colors.weak));
        ui.add_space(theme::GAP);
    }

    fn picture_ui(&mut self, ui: &mut Ui, app: &App) {
        self.size_ui(ui);
        self.range_ui(ui, app);
        section(ui, "Looks");
        ui.horizontal(|ui| {
            ui.radio_value(&mut self.dark, false, "Light");
            ui.radio_value(&mut self.dark, true, "Dark");
        });
        ui.columns(2, |columns| {
            columns[0].checkbox(&mut self.options.labels, "Labels");
            columns[0].checkbox(&mut self.options.axis, "Axis");
            columns[1].checkbox(&mut self.options.legend, "Legend");
            columns[1].checkbox(&mut self.source_line, "Source line");
        });
        let label = ui.label("Title line");
        ui.add(TextEdit::singleline(&mut self.options.title).desired_width(f32::INFINITY).hint_text("None"))
            .labelled_by(label.id);
        if self.kind == FileKind::Svg {
            section(ui, "Text in the drawing");
            ui.radio_value(&mut self.text, TextAs::Outlines, "As outlines: looks the same everywhere");
            ui.radio_value(&mut self.text, TextAs::Text, "As text: can be searched and edited");
        }
        self.options.palette = if self.dark { Palette::dark() } else { Palette::light() };
        self.options.source_line = if self.source_line { source_line(app) } else { String::new() };
    }

    fn size_ui(&mut self, ui: &mut Ui) {
        section(ui, "Size");
        ui.horizontal(|ui| {
            let width = ui.label("Width");
            ui.add(DragValue::new(&mut self.options.width).range(300.0..=12_000.0).speed(4.0).fixed_decimals(0))
                .labelled_by(width.id);
            let height = ui.label("Height");
            ui.add(DragValue::new(&mut self.options.height).range(200.0..=12_000.0).speed(4.0).fixed_decimals(0))
                .labelled_by(height.id);
        });
        if self.kind == FileKind::Png {
            ui.horizontal(|ui| {
                ui.label("Scale");
                for scale in [1.0, 2.0, 3.0, 4.0] {
                    if ui.selectable_label(self.scale == scale, format!("{scale}x")).clicked() {
                        self.scale = scale;
                    }
                }
            });
            let (width, height) = self.page();
            let words = format!("{:.0} x {:.0} pixels", width * self.scale, height * self.scale);
            ui.label(RichText::new(words).small().color(Theme::of(ui).weak));
        }
    }

    /// Width and height of the page; a scene that needs more room than asked for makes it higher.
    fn page(&self) -> (f64, f64) {
        self.scene
            .as_ref()
            .map_or((self.options.width, self.options.height), |(_, _, scene)| (scene.width, scene.height))
    }

    fn range_ui(&mut self, ui: &mut Ui, app: &App) {
        section(ui, "What part of time");
        ui.radio_value(&mut self.part, Part::All, "Everything");
        ui.radio_value(&mut self.part, Part::View, "What is in view");
        if self.selected.is_some() {
            ui.radio_value(&mut self.part, Part::Selected, SELECTED);
        }
        ui.radio_value(&mut self.part, Part::FromTo, "From one date to another");
        if self.part == Part::FromTo {
            ui.horizontal(|ui| {
                for (name, typed) in [("From", &mut self.from), ("to", &mut self.to)] {
                    let label = ui.label(name);
                    ui.add(TextEdit::singleline(typed).desired_width(96.0).hint_text("2020-06")).labelled_by(label.id);
                }
            });
            let colors = Theme::of(ui);
            let (words, color) = match (self.range_problem(), self.dates()) {
                (Some(problem), _) => (problem.to_owned(), colors.warning),
                (None, Some((from, to))) => {
                    let words = |date: &PartialDate| partial_date_words(date, app.settings.date_style);
                    (format!("{} to {}", words(&from), words(&to)), colors.weak)
                }
                (None, None) => (String::new(), colors.weak),
            };
            ui.label(RichText::new(words).small().color(color));
        }
        self.options.range = match self.part {
            Part::All => PictureRange::All,
            Part::View => PictureRange::View(app.timeline.viewport),
            Part::Selected => self.selected.map_or(PictureRange::All, PictureRange::Span),
            Part::FromTo => match self.dates().filter(|_| self.range_problem().is_none()) {
                Some((from, to)) => PictureRange::Span(TimeSpan::new(from.span().start, to.span().end)),
                None => self.options.range,
            },
        };
    }

    /// Tables of a selected part of time have the events that may lie in it.
    fn table_range_ui(&mut self, ui: &mut Ui) {
        section(ui, "What part of time");
        let mut selected = self.part == Part::Selected;
        ui.radio_value(&mut selected, false, "Everything");
        ui.radio_value(&mut selected, true, SELECTED);
        self.part = if selected { Part::Selected } else { Part::All };
    }

    fn dates(&self) -> Option<(PartialDate, PartialDate)> {
        Some((parse_typed_date(&self.from)?, parse_typed_date(&self.to)?))
    }

    /// Why the dates typed make no range.
    fn range_problem(&self) -> Option<&'static str> {
        if self.part != Part::FromTo || !self.kind.is_picture() {
            return None;
        }
        match self.dates() {
            None => Some("Two dates, such as 2020-06 or 12 June 2020"),
            Some((from, to)) if from.span().start >= to.span().end => Some("The second date must be later"),
            Some(_) => None,
        }
    }

    fn preview_ui(&mut self, ui: &mut Ui, app: &App, height: f32) {
        let room = vec2(ui.available_width(), height - 24.0);
        let colors = Theme::of(ui);
        if !self.kind.is_picture() {
            table_preview_ui(ui, app, self.kind);
            return;
        }
        let fresh = self
            .scene
            .as_ref()
            .is_some_and(|(revision, options, _)| *revision == app.revision() && *options == self.options);
        if !fresh {
            let scene = picture_scene(&app.timeline.index, &self.options);
            self.scene = Some((app.revision(), self.options.clone(), scene));
        }
        if let Some((_, _, scene)) = &self.scene {
            ui.label(RichText::new("Preview").small().color(colors.weak));
            preview_ui(ui, scene, room);
        }
    }

    /// The path with the desktop's dialog beside it; true when Enter was pressed in it.
    fn path_ui(&mut self, ui: &mut Ui, ctx: &Context, picker: &Arc<dyn Picker>) -> bool {
        let mut entered = false;
        ui.horizontal(|ui| {
            let label = ui.label("File");
            let width = ui.available_width() - 110.0;
            let field = TextEdit::singleline(&mut self.path).desired_width(width).min_size(vec2(0.0, 28.0));
            let field = ui.add(field.align(egui::Align2::LEFT_CENTER)).labelled_by(label.id);
            if !std::mem::replace(&mut self.had_focus, true) {
                field.request_focus();
            }
            entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            ui.add_enabled_ui(self.asking.is_none(), |ui| {
                if other_button(ui, "Choose…") {
                    let name =
                        typed_path(&self.path).and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
                    let name = name.unwrap_or_else(|| format!("timeline.{}", self.kind.extension()));
                    self.asking = Asking::start(ctx, picker, Question::Save(name));
                }
            });
        });
        entered
    }

    fn take_answer(&mut self) {
        let Some(answer) = self.asking.as_ref().and_then(Asking::poll) else { return };
        self.asking = None;
        if let Some(path) = answer.and_then(|paths| paths.into_iter().next()) {
            self.path = path.display().to_string();
        }
    }
}

fn section(ui: &mut Ui, name: &str) {
    ui.add_space(theme::GAP);
    ui.label(RichText::new(name).small().color(Theme::of(ui).weak));
}

fn documents() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    Some(dirs.document_dir().unwrap_or(dirs.home_dir()).to_path_buf())
}

fn source_line(app: &App) -> String {
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let (articles, events) = (app.project.articles().len(), app.project.chronology().len());
    let undated = app.timeline.index.undated();
    let mut line = format!("{}, {}", count(articles, "article", "articles"), count(events, "event", "events"));
    if undated > 0 {
        line.push_str(&format!("; {undated} undated left out"));
    }
    line
}

/// The first rows of a table, in words.
fn table_preview_ui(ui: &mut Ui, app: &App, kind: FileKind) {
    let colors = Theme::of(ui);
    let mentions: usize = app.project.chronology().iter().map(|entry| entry.claims.len()).sum();
    let words = match kind {
        FileKind::Csv => format!("{mentions} rows, the first of them"),
        _ => format!("{} lines with {mentions} mentions, the first of them", app.project.articles().len()),
    };
    ui.label(RichText::new(words).small().color(colors.weak));
    for entry in app.project.chronology().iter().take(12) {
        ui.horizontal(|ui| {
            let date = crate::app::entry_date_words(&app.project, entry, app.settings.date_style);
            ui.add_sized(
                [150.0, 18.0],
                egui::Label::new(RichText::new(date).small()).truncate().halign(egui::Align::LEFT),
            );
            ui.add(egui::Label::new(RichText::new(entry.title.as_str()).small().color(colors.strong)).truncate());
        });
    }
}
