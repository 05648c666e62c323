//! The window: one file a panel or widget, `theme.rs` for every colour and size.

mod actions;
mod arrangement;
mod bidi;
mod context_menu;
mod details;
mod dialogs;
mod event_list;
pub mod event_menu;
mod fonts;
mod icons;
mod lanes;
mod library;
mod local_time;
mod menu;
mod notices;
mod outdated;
pub mod overview;
mod picker;
mod reader;
mod remember;
mod search;
mod status;
mod theme;
pub mod timeline;
mod welcome;
mod window_icon;

pub use picker::{DesktopPicker, Picker};

use crate::app::{App, Ask, Command, FileKind, Settings, copy_text};
use crate::text::DocumentId;
use crate::time::TimePoint;
use actions::Action;
use arrangement::Wish;
use dialogs::address::AddressDialog;
use dialogs::count_from::CountFromDialog;
use dialogs::date::DateDialog;
use dialogs::export::ExportDialog;
use dialogs::go_to::GoToDialog;
use dialogs::import_report::ReportDialog;
use dialogs::mark_view::MarkViewDialog;
use dialogs::new_event::NewEventDialog;
use dialogs::open::OpenDialog;
use dialogs::quit::{self, Answer};
use dialogs::save::SaveDialog;
use dialogs::shift::ShiftDialog;
use dialogs::table::TableDialog;
use dialogs::tag::TagDialog;
use egui::text_selection::LabelSelectionState;
use egui::{Context, Event, Frame, Key, Margin, Modifiers, Panel, Popup, RichText, Ui, ViewportCommand};
use std::path::PathBuf;
use std::sync::Arc;

/// What the window starts with.
pub struct Start {
    /// Files and folders to open.
    pub paths: Vec<PathBuf>,
    pub settings: Settings,
    /// The day that the timeline calls today; `None` for none.
    pub today: Option<TimePoint>,
    /// Where settings are written when they change; `None` writes none.
    pub settings_file: Option<PathBuf>,
    /// Where projects without a name are kept; `None` keeps them in memory alone.
    pub project_folder: Option<PathBuf>,
    /// Named in the About page.
    pub log_file: Option<PathBuf>,
    /// Shown as notices at once: title and lines.
    pub notices: Vec<(String, Vec<String>)>,
    pub picker: Arc<dyn Picker>,
}

impl Default for Start {
    fn default() -> Start {
        Start {
            paths: Vec::new(),
            settings: Settings::default(),
            today: None,
            settings_file: None,
            project_folder: None,
            log_file: None,
            notices: Vec::new(),
            picker: Arc::new(DesktopPicker),
        }
    }
}

/// The window's state: the program's, and what only the screen knows.
pub struct DatelineApp {
    app: App,
    panes: Panes,
    dialog: Option<Dialog>,
    picker: Arc<dyn Picker>,
    log_file: Option<PathBuf>,
    memory: remember::Memory,
    /// The user said that quitting may lose what is not saved.
    may_quit: bool,
    pasted: usize,
}

/// What the panels remember from frame to frame.
#[derive(Default)]
pub struct Panes {
    library: library::Library,
    list: event_list::ListView,
    fields: details::Fields,
    reader: reader::Reader,
    notices: notices::NoticeView,
    search: search::SearchWindow,
}

enum Dialog {
    Open(OpenDialog),
    Date(DateDialog),
    GoTo(GoToDialog),
    MarkView(MarkViewDialog),
    Export(Box<ExportDialog>),
    Save(SaveDialog),
    Table(Box<TableDialog>),
    Report(ReportDialog),
    Address(AddressDialog),
    NewEvent(NewEventDialog),
    CountFrom(CountFromDialog),
    Shift(ShiftDialog),
    Tag(TagDialog),
    History,
    Orphans,
    Keys,
    About,
    Quit,
}

impl DatelineApp {
    /// Prepares the context (colours, sizes) and begins to read what it is to start with.
    pub fn new(ctx: &Context, start: Start) -> DatelineApp {
        theme::install(ctx);
        fonts::install(ctx);
        theme::apply_choice(ctx, start.settings.theme);
        ctx.set_zoom_factor(start.settings.text_size);
        let waker = {
            let ctx = ctx.clone();
            Arc::new(move || ctx.request_repaint())
        };
        let memory = remember::Memory::new(start.settings_file, &start.settings);
        let mut app = App::new(start.settings, waker);
        app.timeline.today = start.today;
        if let Some(folder) = start.project_folder {
            app.keep_in(folder);
        }
        for (title, lines) in start.notices {
            app.messages.notify(title, lines);
        }
        app.open_at_start(start.paths);
        DatelineApp {
            app,
            panes: Panes::default(),
            dialog: None,
            picker: start.picker,
            log_file: start.log_file,
            memory,
            may_quit: false,
            pasted: 0,
        }
    }

    /// The program behind the window.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The program behind the window, to be changed.
    pub fn app_mut(&mut self) -> &mut App {
        &mut self.app
    }

    /// One frame.
    pub fn frame_ui(&mut self, ui: &mut Ui) {
        self.app.project.set_now(chrono::Utc::now().timestamp());
        self.app.poll();
        let mut commands = Vec::new();
        let mut wanted = self.keys(ui, &mut commands);
        self.take_drops(ui, &mut commands);
        self.guard_quit(ui);
        let colors = theme::Theme::of(ui);
        let bar = Frame::new().fill(colors.panel).inner_margin(Margin::symmetric(8, 3));
        Panel::top("menu").frame(bar).show(ui, |ui| menu::menu_ui(ui, &self.app, &mut wanted, &mut commands));
        if !self.app.messages.notices().is_empty() {
            Panel::top("notices").frame(Frame::new()).show_separator_line(false).show(ui, |ui| {
                notices::notices_ui(ui, &mut self.panes.notices, &self.app, &mut commands);
            });
        }
        if self.app.outdated() > 0 {
            Panel::top("outdated").frame(Frame::new()).show_separator_line(false).show(ui, |ui| {
                outdated::outdated_ui(ui, &self.app, &mut commands);
            });
        }
        Panel::bottom("status").frame(bar).show(ui, |ui| status::status_ui(ui, &self.app, &mut wanted, &mut commands));
        let wish = arrangement::arrangement_ui(ui, &mut self.panes, &mut self.app, &mut wanted, &mut commands);
        self.panes.search.show(ui, &mut self.app, &mut commands);
        self.dialogs(ui, &mut commands);
        notices::toasts_ui(ui, &mut self.panes.notices, &mut self.app, &mut commands);
        welcome::drop_hint_ui(ui);
        for action in wanted {
            self.act(ui, action, &mut commands);
        }
        match wish {
            Some(Wish::EditDates(ids)) => self.edit_dates(ids),
            Some(Wish::Reveal(id)) => self.reveal(ui, &id),
            None => {}
        }
        let theme_before = self.app.settings.theme;
        for command in commands {
            self.app.perform(command);
        }
        if let Some(path) = self.app.take_original() {
            ui.open_url(egui::OpenUrl::new_tab(format!("file://{}", path.display())));
        }
        if let Some(ask) = self.app.take_ask() {
            self.ask(ask);
        }
        if self.app.settings.theme != theme_before {
            theme::apply_choice(ui, self.app.settings.theme);
        }
        self.memory.follow(ui, &mut self.app);
    }

    /// Writes what is to be remembered; called when the window closes.
    pub fn save(&mut self) {
        self.app.close();
        self.memory.save(&mut self.app);
    }

    /// Keys that belong to no panel.
    fn keys(&mut self, ui: &Ui, commands: &mut Vec<Command>) -> Vec<Action> {
        if self.dialog.is_some() || self.app.opening().is_some() || Popup::is_any_open(ui) {
            return Vec::new();
        }
        if self.panes.reader.find.is_open() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.panes.reader.find.close();
        }
        if self.panes.search.is_open() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.panes.search.close();
        }
        let mut wanted = actions::pressed(ui);
        if wanted.contains(&Action::Menu) {
            context_menu::want(ui);
        }
        if !ui.text_edit_focused() {
            self.clipboard(ui, &mut wanted, commands);
        }
        wanted
    }

    /// Copy and paste where neither a text field nor selected text takes them.
    fn clipboard(&mut self, ui: &Ui, wanted: &mut Vec<Action>, commands: &mut Vec<Command>) {
        let events = ui.input(|input| input.events.clone());
        for event in events {
            match event {
                Event::Copy if !has_selected_text(ui) => wanted.push(Action::CopyEvent),
                Event::Paste(text) => self.paste(text, commands),
                _ => {}
            }
        }
    }

    fn paste(&mut self, text: String, commands: &mut Vec<Command>) {
        if text.trim().is_empty() {
            self.app.messages.toast("There is no text on the clipboard");
            return;
        }
        self.pasted += 1;
        let name = format!("Pasted article {}", self.pasted);
        commands.push(Command::OpenBytes { name, bytes: text.into_bytes() });
    }

    fn take_drops(&self, ui: &Ui, commands: &mut Vec<Command>) {
        let dropped = ui.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<PathBuf> = dropped.iter().map(|file| file.path().to_path_buf()).collect();
        if !paths.is_empty() {
            commands.push(Command::Open(paths));
        }
    }

    /// Keeps the window open while something would be lost.
    fn guard_quit(&mut self, ui: &Ui) {
        let closing = ui.input(|input| input.viewport().close_requested());
        if closing {
            self.app.finish_storing();
        }
        if closing && !self.may_quit && !self.app.unsaved().is_empty() {
            ui.send_viewport_cmd(ViewportCommand::CancelClose);
            self.dialog = Some(Dialog::Quit);
        }
    }

    fn act(&mut self, ui: &Ui, action: Action, commands: &mut Vec<Command>) {
        if !actions::is_enabled(action, &self.app) {
            return;
        }
        if let Some(command) = actions::command_of(action, &self.app) {
            commands.push(command);
            return;
        }
        let panels = &mut self.app.settings.panels;
        match action {
            Action::Open => self.dialog = Some(Dialog::Open(OpenDialog::default())),
            Action::Export => {
                let export = ExportDialog::new(&self.app, ui.visuals().dark_mode, FileKind::Png);
                self.dialog = Some(Dialog::Export(Box::new(export)));
            }
            Action::AddAddress => self.dialog = Some(Dialog::Address(AddressDialog::default())),
            Action::ImportReport => self.dialog = Some(Dialog::Report(ReportDialog::default())),
            Action::SaveAs => self.dialog = Some(Dialog::Save(SaveDialog::default())),
            Action::Paste => ui.send_viewport_cmd(ViewportCommand::RequestPaste),
            Action::Quit => ui.send_viewport_cmd(ViewportCommand::Close),
            Action::CopyEvent => self.copy_event(ui),
            Action::SetDate => {
                if let Some(id) = self.app.shown().cloned() {
                    self.edit_dates(vec![id]);
                }
            }
            Action::GoToDate => self.dialog = Some(Dialog::GoTo(GoToDialog::default())),
            Action::MarkView => self.dialog = Some(Dialog::MarkView(MarkViewDialog::new(&self.app))),
            Action::Find => {
                panels.timeline_alone = false;
                self.panes.reader.find.open();
            }
            Action::SearchAll => self.panes.search.open(),
            Action::Filter => {
                panels.open(|panels| &mut panels.show_events);
                self.panes.list.focus_filter = true;
            }
            Action::RowBelow => self.step_row(1, commands),
            Action::RowAbove => self.step_row(-1, commands),
            Action::TextLarger => egui::gui_zoom::zoom_in(ui),
            Action::TextSmaller => egui::gui_zoom::zoom_out(ui),
            Action::TextNormal => ui.set_zoom_factor(1.0),
            Action::ToggleLibrary => panels.toggle(|panels| &mut panels.show_library),
            Action::ToggleEvents => panels.toggle(|panels| &mut panels.show_events),
            Action::ToggleDetails => panels.toggle(|panels| &mut panels.show_details),
            Action::TimelineAlone => panels.timeline_alone = !panels.timeline_alone,
            Action::History => self.dialog = Some(Dialog::History),
            Action::Orphans => self.dialog = Some(Dialog::Orphans),
            Action::Keys => self.dialog = Some(Dialog::Keys),
            Action::About => self.dialog = Some(Dialog::About),
            _ => {}
        }
    }

    fn ask(&mut self, ask: Ask) {
        match ask {
            Ask::Edit(field) => {
                self.app.settings.panels.open(|panels| &mut panels.show_details);
                self.panes.fields.edit(&self.app, field);
            }
            Ask::Shift(ids) => self.dialog = Some(Dialog::Shift(ShiftDialog::new(ids))),
            Ask::Tag(ids) => self.dialog = Some(Dialog::Tag(TagDialog::new(ids))),
            Ask::Create(place) => self.dialog = Some(Dialog::NewEvent(NewEventDialog::new(&self.app, place))),
            Ask::CountFrom(key) => self.dialog = Some(Dialog::CountFrom(CountFromDialog::new(&self.app, key))),
        }
    }

    fn step_row(&mut self, steps: i64, commands: &mut Vec<Command>) {
        self.app.list_rows();
        if let Some(id) = self.app.list.neighbour(self.app.selected(), steps) {
            commands.push(Command::Select(Some(id)));
        }
    }

    fn copy_event(&mut self, ui: &Ui) {
        let Some(entry) = self.app.selected_entry() else { return };
        ui.copy_text(copy_text(&self.app.project, entry, self.app.settings.date_style));
        self.app.messages.toast("Copied date, title, quote and source");
    }

    fn edit_dates(&mut self, ids: Vec<DocumentId>) {
        self.dialog = Some(Dialog::Date(DateDialog::new(&self.app, ids)));
    }

    /// Opens the folder that the article's file lies in.
    fn reveal(&mut self, ui: &Ui, id: &DocumentId) {
        let Some(article) = self.app.project.article(id) else { return };
        let path = PathBuf::from(&article.document.source);
        let folder = path.parent().unwrap_or(&path).display().to_string();
        ui.open_url(egui::OpenUrl::new_tab(format!("file://{folder}")));
    }

    fn dialogs(&mut self, ui: &Ui, commands: &mut Vec<Command>) {
        if let Some(opening) = self.app.opening() {
            dialogs::opening::show(ui, opening, commands);
            return;
        }
        if self.dialog.is_none() {
            self.dialog =
                self.app.unclear_tables().first().map(|table| Dialog::Table(Box::new(TableDialog::new(table))));
        }
        let Some(dialog) = &mut self.dialog else { return };
        let stays = match dialog {
            Dialog::Open(open) => open.show(ui, &self.picker, commands),
            Dialog::Date(date) => date.show(ui, &mut self.app, commands),
            Dialog::NewEvent(new) => new.show(ui, &self.app, commands),
            Dialog::CountFrom(count) => count.show(ui, &self.app, commands),
            Dialog::Shift(shift) => shift.show(ui, &self.app, commands),
            Dialog::Tag(tag) => tag.show(ui, commands),
            Dialog::History => dialogs::history::show(ui, &self.app, commands),
            Dialog::Orphans => dialogs::orphans::show(ui, &self.app, commands),
            Dialog::GoTo(go_to) => go_to.show(ui, &self.app, commands),
            Dialog::MarkView(mark) => mark.show(ui, commands),
            Dialog::Export(export) => export.show(ui, &self.app, &self.picker, commands),
            Dialog::Save(save) => save.show(ui, commands),
            Dialog::Table(table) => table.show(ui, commands),
            Dialog::Address(address) => address.show(ui, commands),
            Dialog::Report(report) => report.show(ui, &self.app, commands),
            Dialog::Keys => dialogs::keys::show(ui),
            Dialog::About => dialogs::about::show(ui, self.log_file.as_deref()),
            Dialog::Quit => match quit::show(ui, &self.app.unsaved()) {
                None => true,
                Some(Answer::Quit) => {
                    self.may_quit = true;
                    ui.send_viewport_cmd(ViewportCommand::Close);
                    false
                }
                Some(Answer::SaveAs) => {
                    *dialog = Dialog::Save(SaveDialog::default());
                    true
                }
                Some(Answer::Export) => {
                    let export = ExportDialog::new(&self.app, ui.visuals().dark_mode, FileKind::Csv);
                    *dialog = Dialog::Export(Box::new(export));
                    true
                }
                Some(Answer::Cancel) => false,
            },
        };
        if !stays {
            self.dialog = None;
        }
    }
}

fn has_selected_text(ctx: &Context) -> bool {
    ctx.plugin::<LabelSelectionState>().lock().has_selection()
}

/// What stands in a panel that has nothing to show.
fn empty_ui(ui: &mut Ui, title: &str, advice: &str) {
    let colors = theme::Theme::of(ui);
    let height = ui.available_height();
    ui.vertical_centered(|ui| {
        ui.add_space((height * 0.3).clamp(8.0, 120.0));
        ui.label(RichText::new(title).color(colors.strong));
        ui.label(RichText::new(advice).small().color(colors.weak));
    });
}

impl eframe::App for DatelineApp {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame_ui(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.save();
    }
}

/// Opens the window and stays until it is closed.
pub fn run(paths: Vec<PathBuf>) -> Result<(), eframe::Error> {
    let now = chrono::Local::now().naive_local().and_utc().timestamp();
    let start = Start { paths, today: Some(TimePoint(now)), ..remember::start() };
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("dateline")
        .with_title("Dateline")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 420.0]);
    if let Some(place) = start.settings.window {
        viewport = viewport.with_inner_size([place.width, place.height]).with_maximized(place.maximized);
        if let Some((x, y)) = place.position {
            viewport = viewport.with_position([x, y]);
        }
    }
    if let Some(icon) = window_icon::icon() {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    eframe::run_native("Dateline", options, Box::new(|cc| Ok(Box::new(DatelineApp::new(&cc.egui_ctx, start)))))
}
