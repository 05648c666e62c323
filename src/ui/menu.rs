//! The menus on top of the window.

use super::actions::{self, Action};
use super::event_menu::event_menu_ui;
use super::icons::{Icon, icon_button};
use super::theme::Theme;
use crate::app::{App, Command, Settings, ThemeChoice, view_words};
use crate::time::DateStyle;
use egui::{Button, MenuBar, RichText, Ui};
use std::path::Path;

/// The bar with its menus; what was chosen goes into `actions` and `commands`.
pub fn menu_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>, commands: &mut Vec<Command>) {
    MenuBar::new().ui(ui, |ui| {
        ui.menu_button("File", |ui| file_ui(ui, app, actions, commands));
        ui.menu_button("Articles", |ui| {
            for action in [
                Action::AddAddress,
                Action::SetDate,
                Action::ExtractAgain,
                Action::RemoveArticle,
                Action::Find,
                Action::ImportReport,
            ] {
                item(ui, app, action, actions);
            }
        });
        ui.menu_button("Edit", |ui| edit_ui(ui, app, actions, commands));
        ui.menu_button("View", |ui| view_ui(ui, app, actions, commands));
        ui.menu_button("Help", |ui| {
            item(ui, app, Action::Keys, actions);
            item(ui, app, Action::About, actions);
        });
    });
}

fn file_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>, commands: &mut Vec<Command>) {
    item(ui, app, Action::NewProject, actions);
    item(ui, app, Action::Open, actions);
    ui.menu_button("Open recent", |ui| recent_ui(ui, &app.settings, commands));
    item(ui, app, Action::OpenSamples, actions);
    item(ui, app, Action::Paste, actions);
    ui.separator();
    item(ui, app, Action::SaveAs, actions);
    ui.separator();
    item(ui, app, Action::Export, actions);
    ui.separator();
    item(ui, app, Action::Quit, actions);
}

fn recent_ui(ui: &mut Ui, settings: &Settings, commands: &mut Vec<Command>) {
    ui.set_min_width(200.0);
    if settings.recent.is_empty() {
        ui.label(RichText::new("Nothing opened yet").color(Theme::of(ui).weak));
    }
    for path in &settings.recent {
        if ui.button(short_path(path)).on_hover_text(path.display().to_string()).clicked() {
            commands.push(Command::Open(vec![path.clone()]));
        }
    }
}

/// The last two parts of a path, which tell most.
pub fn short_path(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts[parts.len().saturating_sub(2)..].join("/")
}

fn edit_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>, commands: &mut Vec<Command>) {
    let named = |name: &str, edit: Option<String>| match edit {
        Some(edit) => format!("{name}: {}", lower_first(&edit)),
        None => name.to_owned(),
    };
    let history = app.project.history();
    item_named(ui, app, Action::Undo, &named("Undo", history.undo_name()), actions);
    item_named(ui, app, Action::Redo, &named("Redo", history.redo_name()), actions);
    ui.separator();
    item(ui, app, Action::History, actions);
    item(ui, app, Action::Orphans, actions);
    ui.separator();
    item(ui, app, Action::NewEvent, actions);
    item(ui, app, Action::AddClaim, actions);
    item(ui, app, Action::MoveHere, actions);
    ui.separator();
    for action in [
        Action::Accept,
        Action::Star,
        Action::EditTitle,
        Action::EditDate,
        Action::ShiftDates,
        Action::Tag,
        Action::Merge,
    ] {
        item(ui, app, action, actions);
    }
    ui.add_enabled_ui(app.selected().is_some(), |ui| {
        ui.menu_button("More for the event", |ui| event_menu_ui(ui, app, &app.selection(), commands));
    });
    item(ui, app, Action::CopyEvent, actions);
    item(ui, app, Action::HideEvent, actions);
    item(ui, app, Action::SelectInView, actions);
    item(ui, app, Action::SelectListed, actions);
    ui.separator();
    item(ui, app, Action::Find, actions);
    item(ui, app, Action::SearchAll, actions);
    item(ui, app, Action::Filter, actions);
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn view_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>, commands: &mut Vec<Command>) {
    for action in
        [Action::FitAll, Action::FitMost, Action::FrameSelection, Action::GoToDate, Action::ZoomIn, Action::ZoomOut]
    {
        item(ui, app, action, actions);
    }
    item(ui, app, Action::ViewBack, actions);
    item(ui, app, Action::ViewForward, actions);
    let mut pans = app.settings.wheel_pans;
    if ui.checkbox(&mut pans, "Wheel pans the timeline").clicked() {
        commands.push(Command::SetWheelPans(pans));
    }
    let mut links = app.settings.show_links;
    if ui.checkbox(&mut links, "Lines to publication dates").clicked() {
        commands.push(Command::ShowLinks(links));
    }
    ui.menu_button("Lanes", |ui| super::lanes::lanes_ui(ui, app, commands));
    ui.menu_button("Marked views", |ui| marked_views_ui(ui, app, actions, commands));
    ui.separator();
    for action in [Action::NextEvent, Action::PreviousEvent, Action::FirstEvent, Action::LastEvent] {
        item(ui, app, action, actions);
    }
    ui.separator();
    let panels = &app.settings.panels;
    for (action, open) in [
        (Action::ToggleLibrary, panels.show_library && !panels.timeline_alone),
        (Action::ToggleEvents, panels.show_events && !panels.timeline_alone),
        (Action::ToggleDetails, panels.show_details && !panels.timeline_alone),
        (Action::TimelineAlone, panels.timeline_alone),
    ] {
        let mut open = open;
        let entry = actions::of(action);
        if ui.checkbox(&mut open, entry.name).clicked() {
            actions.push(action);
        }
    }
    ui.separator();
    ui.menu_button("Theme", |ui| {
        let choices =
            [(ThemeChoice::System, "As the desktop"), (ThemeChoice::Light, "Light"), (ThemeChoice::Dark, "Dark")];
        for (choice, name) in choices {
            if ui.radio(app.settings.theme == choice, name).clicked() {
                commands.push(Command::SetTheme(choice));
            }
        }
    });
    ui.menu_button("Dates", |ui| {
        let styles = [
            (DateStyle::DayMonthYear, "11 June 2020"),
            (DateStyle::MonthDayYear, "June 11, 2020"),
            (DateStyle::Iso, "2020-06-11"),
        ];
        for (style, example) in styles {
            if ui.radio(app.settings.date_style == style, example).clicked() {
                commands.push(Command::SetDateStyle(style));
            }
        }
    });
    ui.menu_button("Text size", |ui| {
        for action in [Action::TextLarger, Action::TextSmaller, Action::TextNormal] {
            item(ui, app, action, actions);
        }
    });
}

fn marked_views_ui(ui: &mut Ui, app: &App, actions: &mut Vec<Action>, commands: &mut Vec<Command>) {
    item(ui, app, Action::MarkView, actions);
    if app.bookmarks().is_empty() {
        return;
    }
    ui.separator();
    for (at, bookmark) in app.bookmarks().iter().enumerate() {
        ui.horizontal(|ui| {
            let go = ui.button(&bookmark.name);
            let words = view_words(bookmark.viewport(), app.settings.date_style);
            if go.on_hover_text(words).clicked() {
                commands.push(Command::GoToBookmark(at));
                ui.close();
            }
            let label = format!("Forget “{}”", bookmark.name);
            if icon_button(ui, Icon::Close, &label).clicked() {
                commands.push(Command::RemoveBookmark(at));
            }
        });
    }
}

fn item(ui: &mut Ui, app: &App, action: Action, actions: &mut Vec<Action>) {
    item_named(ui, app, action, actions::of(action).name, actions);
}

fn item_named(ui: &mut Ui, app: &App, action: Action, name: &str, actions: &mut Vec<Action>) {
    ui.set_min_width(230.0);
    let mut button = Button::new(name);
    if let Some(keys) = actions::of(action).keys.first() {
        button = button.shortcut_text(RichText::new(ui.format_shortcut(keys)).color(Theme::of(ui).weak));
    }
    if ui.add_enabled(actions::is_enabled(action, app), button).clicked() {
        actions.push(action);
        ui.close();
    }
}
