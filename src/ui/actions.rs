//! What menus and keys can do: one table for both, and for the page of keys.

use crate::app::{App, Ask, Command};
use crate::project::{EntryId, Field, Say};
use egui::{Key, KeyboardShortcut, Modifiers};

/// Something a menu item or a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    NewProject,
    SaveAs,
    Open,
    OpenSamples,
    Paste,
    Export,
    Quit,
    Undo,
    Redo,
    CopyEvent,
    HideEvent,
    Accept,
    Star,
    EditTitle,
    EditDate,
    Tag,
    ShiftDates,
    Merge,
    NewEvent,
    AddClaim,
    MoveHere,
    SelectListed,
    History,
    ExtractAgain,
    Orphans,
    SetDate,
    RemoveArticle,
    AddAddress,
    ImportReport,
    Find,
    SearchAll,
    Filter,
    NextEvent,
    PreviousEvent,
    FirstEvent,
    LastEvent,
    RowBelow,
    RowAbove,
    FrameSelection,
    FitAll,
    FitMost,
    SelectInView,
    MarkView,
    GoToDate,
    ViewBack,
    ViewForward,
    NextInLane,
    PreviousInLane,
    ZoomIn,
    ZoomOut,
    PanEarlier,
    PanLater,
    TextLarger,
    TextSmaller,
    TextNormal,
    ToggleLibrary,
    ToggleEvents,
    ToggleDetails,
    TimelineAlone,
    Menu,
    Keys,
    About,
    Escape,
}

/// How the page of keys groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Articles,
    Events,
    Timeline,
    View,
}

/// One action with its name and keys; the first key is shown.
pub struct Entry {
    pub action: Action,
    pub name: &'static str,
    pub group: Group,
    pub keys: &'static [KeyboardShortcut],
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

/// Ctrl, on macOS ⌘.
const fn command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn command_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn entry(action: Action, name: &'static str, group: Group, keys: &'static [KeyboardShortcut]) -> Entry {
    Entry { action, name, group, keys }
}

/// All of them. Longer combinations stand before shorter ones with the same key, because the first that fits wins.
pub const ENTRIES: &[Entry] = &[
    entry(Action::NewEvent, "New event…", Group::Events, &[plain(Key::Insert), command_shift(Key::E)]),
    entry(Action::ShiftDates, "Move dates…", Group::Events, &[command_shift(Key::D)]),
    entry(Action::Open, "Open…", Group::Articles, &[command(Key::O)]),
    entry(Action::NewProject, "New project", Group::Articles, &[command(Key::N)]),
    entry(Action::SaveAs, "Save as…", Group::Articles, &[command_shift(Key::S)]),
    entry(Action::Paste, "Paste as article", Group::Articles, &[command(Key::V)]),
    entry(Action::OpenSamples, "Open the samples", Group::Articles, &[]),
    entry(Action::Export, "Export…", Group::Articles, &[command(Key::E)]),
    entry(Action::SearchAll, "Search all articles…", Group::Articles, &[command_shift(Key::F)]),
    entry(Action::Find, "Find in article", Group::Articles, &[command(Key::F)]),
    entry(Action::SetDate, "Change publication date…", Group::Articles, &[command(Key::D)]),
    entry(Action::RemoveArticle, "Remove article", Group::Articles, &[]),
    entry(Action::AddAddress, "Add from a web address…", Group::Articles, &[]),
    entry(Action::ImportReport, "Import report…", Group::Articles, &[]),
    entry(Action::Quit, "Quit", Group::Articles, &[command(Key::Q)]),
    entry(Action::Redo, "Redo", Group::Events, &[command_shift(Key::Z), command(Key::Y)]),
    entry(Action::Undo, "Undo", Group::Events, &[command(Key::Z)]),
    entry(Action::CopyEvent, "Copy event", Group::Events, &[command(Key::C)]),
    entry(Action::HideEvent, "Reject event", Group::Events, &[plain(Key::Delete), plain(Key::Backspace)]),
    entry(Action::Accept, "Accept", Group::Events, &[command(Key::Enter)]),
    entry(Action::Star, "Star", Group::Events, &[command_shift(Key::B)]),
    entry(Action::EditDate, "Edit date", Group::Events, &[shift(Key::F2)]),
    entry(Action::EditTitle, "Edit title", Group::Events, &[plain(Key::F2)]),
    entry(Action::AddClaim, "Add marked words as a claim", Group::Events, &[command_shift(Key::Insert)]),
    entry(Action::MoveHere, "Move event to marked words", Group::Events, &[command_shift(Key::M)]),
    entry(Action::Tag, "Tag…", Group::Events, &[command(Key::T)]),
    entry(Action::Merge, "Merge selected events", Group::Events, &[command(Key::M)]),
    entry(Action::SelectInView, "Select all in view", Group::Events, &[command_shift(Key::A)]),
    entry(Action::SelectListed, "Select all in the list", Group::Events, &[command(Key::A)]),
    entry(Action::ExtractAgain, "Extract again", Group::Articles, &[]),
    entry(Action::Orphans, "Orphaned…", Group::Events, &[]),
    entry(Action::History, "History…", Group::Events, &[command(Key::H)]),
    entry(Action::Filter, "Filter events", Group::Events, &[command(Key::L)]),
    entry(Action::RowBelow, "Event below in the list", Group::Events, &[plain(Key::ArrowDown)]),
    entry(Action::RowAbove, "Event above in the list", Group::Events, &[plain(Key::ArrowUp)]),
    entry(Action::PanLater, "Pan later", Group::Timeline, &[shift(Key::ArrowRight), plain(Key::D)]),
    entry(Action::PanEarlier, "Pan earlier", Group::Timeline, &[shift(Key::ArrowLeft), plain(Key::A)]),
    entry(Action::NextEvent, "Next event", Group::Timeline, &[plain(Key::ArrowRight)]),
    entry(Action::PreviousEvent, "Previous event", Group::Timeline, &[plain(Key::ArrowLeft)]),
    entry(Action::FirstEvent, "First event", Group::Timeline, &[plain(Key::Home)]),
    entry(Action::LastEvent, "Last event", Group::Timeline, &[plain(Key::End)]),
    entry(Action::FrameSelection, "Frame selected event", Group::Timeline, &[plain(Key::F)]),
    entry(Action::FitAll, "Show everything", Group::Timeline, &[plain(Key::Num0)]),
    entry(Action::FitMost, "Show where most happens", Group::Timeline, &[plain(Key::Num8)]),
    entry(Action::MarkView, "Mark this view…", Group::View, &[command(Key::B)]),
    entry(Action::NextInLane, "Next event in the lane", Group::Timeline, &[plain(Key::Period)]),
    entry(Action::PreviousInLane, "Previous event in the lane", Group::Timeline, &[plain(Key::Comma)]),
    entry(Action::GoToDate, "Go to date…", Group::View, &[command(Key::G)]),
    entry(Action::ViewBack, "Back to the view before", Group::View, &[alt(Key::ArrowLeft)]),
    entry(Action::ViewForward, "Forward to the next view", Group::View, &[alt(Key::ArrowRight)]),
    entry(
        Action::ZoomIn,
        "Zoom in",
        Group::Timeline,
        &[plain(Key::Plus), plain(Key::Equals), shift(Key::Plus), plain(Key::W)],
    ),
    entry(Action::ZoomOut, "Zoom out", Group::Timeline, &[plain(Key::Minus), plain(Key::S)]),
    entry(Action::TextLarger, "Larger text", Group::View, &[command(Key::Plus)]),
    entry(Action::TextSmaller, "Smaller text", Group::View, &[command(Key::Minus)]),
    entry(Action::TextNormal, "Normal text size", Group::View, &[command(Key::Num0)]),
    entry(Action::Menu, "Menu of what has the focus", Group::View, &[shift(Key::F10), plain(Key::Menu)]),
    entry(Action::ToggleLibrary, "Articles", Group::View, &[plain(Key::F9)]),
    entry(Action::ToggleEvents, "Events", Group::View, &[plain(Key::F10)]),
    entry(Action::ToggleDetails, "Details", Group::View, &[plain(Key::F11)]),
    entry(Action::TimelineAlone, "Timeline alone", Group::View, &[plain(Key::F8)]),
    entry(Action::Keys, "Keys", Group::View, &[plain(Key::F1), shift(Key::Questionmark), plain(Key::Questionmark)]),
    entry(Action::Escape, "Close what is open, then clear the selection", Group::View, &[plain(Key::Escape)]),
    entry(Action::About, "About Dateline", Group::View, &[]),
];

/// The entry of an action.
pub fn of(action: Action) -> &'static Entry {
    // Every action stands in the table, which a test checks.
    ENTRIES.iter().find(|entry| entry.action == action).unwrap_or(&ENTRIES[0])
}

/// Whether it would do anything now.
pub fn is_enabled(action: Action, app: &App) -> bool {
    match action {
        Action::Undo => app.project.history().undo_name().is_some(),
        Action::Redo => app.project.history().redo_name().is_some(),
        Action::CopyEvent
        | Action::HideEvent
        | Action::FrameSelection
        | Action::Accept
        | Action::Star
        | Action::EditTitle
        | Action::EditDate
        | Action::ShiftDates
        | Action::Tag => app.selected().is_some(),
        Action::Merge => app.selection_len() > 1,
        Action::AddClaim | Action::MoveHere => app.selected().is_some() && app.words().is_some(),
        Action::ExtractAgain => !app.project.articles().is_empty(),
        Action::History => !app.project.history().steps().is_empty(),
        Action::ViewBack => app.views().can_go_back(),
        Action::ViewForward => app.views().can_go_forward(),
        Action::Export
        | Action::GoToDate
        | Action::SearchAll
        | Action::NextInLane
        | Action::PreviousInLane
        | Action::FitAll
        | Action::FitMost
        | Action::SelectInView
        | Action::MarkView
        | Action::NextEvent
        | Action::PreviousEvent
        | Action::FirstEvent
        | Action::LastEvent => !app.project.chronology().is_empty(),
        Action::ImportReport => app.import_report().is_some(),
        Action::Find | Action::SetDate | Action::RemoveArticle => app.shown().is_some(),
        _ => true,
    }
}

/// The command that an action is, for those that need nothing of the screen.
pub fn command_of(action: Action, app: &App) -> Option<Command> {
    Some(match action {
        Action::Undo => Command::Undo,
        Action::Redo => Command::Redo,
        Action::ExtractAgain => Command::ExtractAgain(Vec::new()),
        Action::NewProject => Command::NewProject,
        Action::HideEvent => Command::Reject(selection(app)?),
        Action::Accept => {
            let accepted = app.selected_entry()?.marks().accepted;
            Command::Say(selection(app)?, Say::Accepted(!accepted))
        }
        Action::Star => {
            let starred = app.selected_entry()?.marks().starred;
            Command::Say(selection(app)?, Say::Starred(!starred))
        }
        Action::EditTitle => Command::Ask(Ask::Edit(Field::Title)),
        Action::EditDate => Command::Ask(Ask::Edit(Field::Date)),
        Action::Tag => Command::Ask(Ask::Tag(selection(app)?)),
        Action::ShiftDates => Command::Ask(Ask::Shift(selection(app)?)),
        Action::Merge => Command::Merge(selection(app)?),
        Action::NewEvent => Command::Ask(Ask::Create(app.words().cloned())),
        Action::AddClaim => Command::AddClaim(app.selected()?, app.words()?.clone()),
        Action::MoveHere => Command::MoveClaim(app.project.key_of(app.selected_claim()?), app.words()?.clone()),
        Action::SelectListed => Command::SelectListed,
        Action::RemoveArticle => Command::Remove(vec![app.shown()?.clone()]),
        Action::NextEvent => Command::SelectNext,
        Action::PreviousEvent => Command::SelectPrevious,
        Action::FirstEvent => Command::SelectFirst,
        Action::LastEvent => Command::SelectLast,
        Action::FrameSelection => Command::FrameSelection,
        Action::OpenSamples => Command::OpenSamples,
        Action::NextInLane => Command::SelectInLane(1),
        Action::PreviousInLane => Command::SelectInLane(-1),
        Action::ViewBack => Command::ViewBack,
        Action::ViewForward => Command::ViewForward,
        Action::FitAll => Command::FitAll,
        Action::FitMost => Command::FitMost,
        Action::SelectInView => Command::SelectInView,
        Action::ZoomIn => Command::Zoom(1.5),
        Action::ZoomOut => Command::Zoom(1.0 / 1.5),
        Action::PanEarlier => Command::Pan(-0.25),
        Action::PanLater => Command::Pan(0.25),
        _ => return None,
    })
}

fn selection(app: &App) -> Option<Vec<EntryId>> {
    Some(app.selection()).filter(|ids| !ids.is_empty())
}

/// The actions whose keys were pressed in this frame, taken out of the input. Keys without Ctrl are left to a text
/// field that has the focus.
pub fn pressed(ctx: &egui::Context) -> Vec<Action> {
    let typing = ctx.text_edit_focused();
    let mut actions = Vec::new();
    for entry in ENTRIES {
        // The timeline takes its keys itself. Of copy and paste egui makes events; Quit is the window system's.
        let elsewhere = matches!(entry.action, Action::CopyEvent | Action::Paste | Action::Quit | Action::Escape);
        if elsewhere || entry.group == Group::Timeline {
            continue;
        }
        for shortcut in entry.keys {
            let bare = !shortcut.modifiers.command;
            let edits_text = matches!(
                entry.action,
                Action::Undo | Action::Redo | Action::SelectInView | Action::SelectListed | Action::History
            );
            let keeps = typing && (bare || edits_text);
            if !keeps && ctx.input_mut(|input| input.consume_shortcut(shortcut)) {
                actions.push(entry.action);
            }
        }
    }
    actions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_a_key() {
        let mut seen: Vec<(KeyboardShortcut, Action)> = Vec::new();
        for entry in ENTRIES {
            for key in entry.keys {
                let other = seen.iter().find(|(taken, _)| taken == key);
                assert!(other.is_none(), "{:?} and {:?}", entry.action, other);
                seen.push((*key, entry.action));
            }
        }
    }

    #[test]
    fn every_action_stands_in_the_table_once() {
        for entry in ENTRIES {
            assert_eq!(ENTRIES.iter().filter(|other| other.action == entry.action).count(), 1, "{}", entry.name);
            assert_eq!(of(entry.action).name, entry.name);
        }
        assert_eq!(ENTRIES.len(), Action::Escape as usize + 1);
    }
}
