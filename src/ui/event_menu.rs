//! What can be done with events: one menu for rows, marks on the timeline, the details and the menu bar.

use super::icons::status_words;
use super::theme::Theme;
use crate::app::{App, Ask, Command, copy_text};
use crate::event::Status;
use crate::project::{Claim, Colour, Entry, EntryId, Field, Say};
use egui::{Color32, RichText, Ui};

pub const STATUSES: [Status; 6] =
    [Status::Happened, Status::Ongoing, Status::Planned, Status::Possible, Status::Denied, Status::Recurring];

/// The menu for these events; one alone can do more than several.
pub fn event_menu_ui(ui: &mut Ui, app: &App, ids: &[EntryId], commands: &mut Vec<Command>) {
    ui.set_min_width(220.0);
    let entries: Vec<&Entry> = ids.iter().filter_map(|id| app.project.entry(*id)).collect();
    match entries.as_slice() {
        [] => {
            ui.label(RichText::new("No event selected").color(Theme::of(ui).weak));
        }
        [entry] => {
            show_ui(ui, app, entry, commands);
            ui.separator();
            say_ui(ui, app, &entries, commands);
            ui.separator();
            change_ui(ui, app, entry, commands);
            ui.separator();
            reject_ui(ui, &entries, commands);
        }
        several => {
            ui.label(RichText::new(format!("{} events", several.len())).small().color(Theme::of(ui).weak));
            say_ui(ui, app, several, commands);
            ui.separator();
            item(ui, &format!("Merge {} events", several.len()), Command::Merge(ids.to_vec()), commands);
            ui.separator();
            reject_ui(ui, several, commands);
        }
    }
}

fn item(ui: &mut Ui, name: &str, command: Command, commands: &mut Vec<Command>) {
    if ui.button(name).clicked() {
        commands.push(command);
        ui.close();
    }
}

fn ids_of(entries: &[&Entry]) -> Vec<EntryId> {
    entries.iter().map(|entry| entry.id).collect()
}

fn show_ui(ui: &mut Ui, app: &App, entry: &Entry, commands: &mut Vec<Command>) {
    item(ui, "Frame on timeline", Command::Frame(entry.id), commands);
    if ui.button("Copy event").clicked() {
        ui.copy_text(copy_text(&app.project, entry, app.settings.date_style));
        ui.close();
    }
}

/// What can be said of one as of many.
fn say_ui(ui: &mut Ui, app: &App, entries: &[&Entry], commands: &mut Vec<Command>) {
    let ids = || ids_of(entries);
    let all = |is: fn(&Entry) -> bool| entries.iter().all(|entry| is(entry));
    let (accepted, starred) = (all(|entry| entry.marks().accepted), all(|entry| entry.marks().starred));
    let accept = if accepted { "Take back acceptance" } else { "Accept" };
    item(ui, accept, Command::Say(ids(), Say::Accepted(!accepted)), commands);
    let star = if starred { "Take off star" } else { "Star" };
    item(ui, star, Command::Say(ids(), Say::Starred(!starred)), commands);
    ui.menu_button("Status", |ui| {
        for status in STATUSES {
            let chosen = entries.iter().all(|entry| entry.status == status);
            if ui.radio(chosen, status_words(status)).clicked() {
                commands.push(Command::Say(ids(), Say::Status(Some(status))));
                ui.close();
            }
        }
    });
    item(ui, "Move dates…", Command::Ask(Ask::Shift(ids())), commands);
    ui.menu_button("Colour", |ui| colours_ui(ui, entries, commands));
    ui.menu_button("Tag", |ui| tags_ui(ui, app, entries, commands));
}

fn colours_ui(ui: &mut Ui, entries: &[&Entry], commands: &mut Vec<Command>) {
    for colour in Colour::ALL {
        let chosen = entries.iter().all(|entry| entry.marks().colour == Some(colour));
        ui.horizontal(|ui| {
            let [r, g, b] = colour.rgb();
            let (rect, _) = ui.allocate_exact_size(egui::vec2(12.0, 12.0), egui::Sense::hover());
            ui.painter().rect_filled(rect, 3.0, Color32::from_rgb(r, g, b));
            if ui.radio(chosen, colour.name()).clicked() {
                commands.push(Command::Say(ids_of(entries), Say::Colour(Some(colour))));
                ui.close();
            }
        });
    }
    item(ui, "No colour", Command::Say(ids_of(entries), Say::Colour(None)), commands);
}

/// The tags of the project, those that all have ticked.
fn tags_ui(ui: &mut Ui, app: &App, entries: &[&Entry], commands: &mut Vec<Command>) {
    for tag in app.tags() {
        let mut has = entries.iter().all(|entry| entry.marks().tags.contains(&tag));
        if ui.checkbox(&mut has, &tag).clicked() {
            let say = if has { Say::Tag(tag) } else { Say::Untag(tag) };
            commands.push(Command::Say(ids_of(entries), say));
            ui.close();
        }
    }
    item(ui, "New tag…", Command::Ask(Ask::Tag(ids_of(entries))), commands);
}

/// What goes with one event only.
fn change_ui(ui: &mut Ui, app: &App, entry: &Entry, commands: &mut Vec<Command>) {
    for (name, field) in [("Edit title", Field::Title), ("Edit date", Field::Date), ("Write note", Field::Note)] {
        if ui.button(name).clicked() {
            commands.push(Command::Select(Some(entry.id)));
            commands.push(Command::Ask(Ask::Edit(field)));
            ui.close();
        }
    }
    item(ui, "Duplicate", Command::Duplicate(entry.id), commands);
    if entry.claims.len() > 1 {
        item(ui, &format!("Split into {} events", entry.claims.len()), Command::Split(entry.id), commands);
    }
    if entry.marks().group.is_some() {
        item(ui, "Unmerge", Command::Unmerge(entry.id), commands);
    }
    let lead = &entry.claims[entry.lead];
    if let Some(words) = app.expression_of(lead) {
        let name = format!("Count “{words}” from another date…");
        item(ui, &name, Command::Ask(Ask::CountFrom(app.project.key_of(lead))), commands);
    }
}

fn reject_ui(ui: &mut Ui, entries: &[&Entry], commands: &mut Vec<Command>) {
    let own = entries.iter().all(|entry| entry.claims.iter().all(Claim::is_own));
    let verb = if own { "Delete" } else { "Reject" };
    let name = if entries.len() == 1 { format!("{verb} event") } else { format!("{verb} {} events", entries.len()) };
    item(ui, &name, Command::Reject(ids_of(entries)), commands);
}
