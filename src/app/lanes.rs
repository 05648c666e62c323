//! What the user does with the timeline's lanes.

use super::bookmarks::Bookmark;
use super::{App, Settings};
use crate::timeline::{Grouping, LaneId, LaneWishes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the user wants of the lanes, by what they are.
pub type LanesKept = BTreeMap<Grouping, LaneWishes>;

/// One thing to do with lanes; their numbers are those of the timeline's index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneCommand {
    /// Shows only the lane's marks, or its labels again.
    Fold(LaneId, bool),
    FoldAll(bool),
    Hide(LaneId),
    /// Hides all others.
    ShowOnly(LaneId),
    Show(LaneId),
    ShowAll,
    /// Puts it to this place among the lanes that are shown.
    Put(LaneId, usize),
    /// Moves it up (down when positive) by so many lanes.
    Move(LaneId, isize),
}

impl App {
    pub(super) fn arrange_lanes(&mut self, command: LaneCommand) {
        let state = &mut self.timeline;
        let index = &state.index;
        let wishes = state.wishes.entry(state.grouping).or_default();
        match command {
            LaneCommand::Fold(lane, folded) => wishes.set_folded(index, lane, folded),
            LaneCommand::FoldAll(folded) => wishes.fold_all(index, folded),
            LaneCommand::Hide(lane) => wishes.set_hidden(index, lane, true),
            LaneCommand::ShowOnly(lane) => wishes.show_only(index, lane),
            LaneCommand::Show(lane) => wishes.set_hidden(index, lane, false),
            LaneCommand::ShowAll => wishes.show_all(),
            LaneCommand::Put(lane, to) => wishes.put(index, lane, to),
            LaneCommand::Move(lane, steps) => {
                let shown = state.lanes.as_deref().unwrap_or_default();
                if let Some(at) = shown.iter().position(|shown| shown.lane == lane) {
                    wishes.put(index, lane, at.saturating_add_signed(steps));
                }
            }
        }
        state.arrange();
        self.note_project_view();
    }

    /// Writes down, with the settings, what was said of lanes and which views were marked in this project.
    pub(super) fn note_project_view(&mut self) {
        let Some(project) = self.project_file().map(Path::to_path_buf) else { return };
        let view = ProjectView { project, lanes: self.timeline.wishes.clone(), bookmarks: self.bookmarks.clone() };
        self.settings.note_project_view(view);
    }

    /// Takes up again what was written down of the project that was opened.
    pub(super) fn recall_project_view(&mut self) {
        let project = self.project_file();
        let view = self.settings.project_views.iter().find(|view| Some(view.project.as_path()) == project).cloned();
        let view = view.unwrap_or_default();
        self.bookmarks = view.bookmarks;
        self.timeline.wishes = view.lanes;
        self.timeline.arrange();
    }
}

/// How one looked at a project; it is kept with the settings and changes nothing of the project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProjectView {
    /// The project's file.
    pub project: PathBuf,
    pub lanes: LanesKept,
    pub bookmarks: Vec<Bookmark>,
}

impl Settings {
    /// Projects whose views are remembered.
    const MAX_PROJECT_VIEWS: usize = 50;

    fn note_project_view(&mut self, view: ProjectView) {
        self.project_views.retain(|other| other.project != view.project);
        let is_plain = view.bookmarks.is_empty() && view.lanes.values().all(|wishes| *wishes == LaneWishes::default());
        if !is_plain {
            self.project_views.insert(0, view);
            self.project_views.truncate(Settings::MAX_PROJECT_VIEWS);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Command;
    use std::sync::Arc;

    fn app() -> App {
        let mut app = App::new(Settings { lanes: Grouping::Status, ..Settings::default() }, Arc::new(|| {}));
        let text = "The mill burned down on 3 May 2016. The court will meet on 4 July 2017. The mayor may resign on 5 May 2018.";
        app.perform(Command::OpenBytes { name: "a".to_owned(), bytes: text.as_bytes().to_vec() });
        app.finish_jobs();
        app
    }

    fn shown(app: &App) -> Vec<usize> {
        app.timeline.lanes.iter().flat_map(|lanes| lanes.iter()).map(|shown| shown.lane.0).collect()
    }

    #[test]
    fn lanes_are_moved_hidden_and_brought_back() {
        let mut app = app();
        let all = shown(&app);
        assert!(all.len() >= 2, "{all:?}");
        app.perform(Command::Lane(LaneCommand::Move(LaneId(1), -1)));
        assert_eq!(shown(&app)[..2], [1, 0]);
        app.perform(Command::Lane(LaneCommand::Hide(LaneId(0))));
        assert!(!shown(&app).contains(&0));
        app.perform(Command::Lane(LaneCommand::ShowAll));
        assert_eq!(shown(&app).len(), all.len());
        app.perform(Command::SetGrouping(Grouping::None));
        app.perform(Command::SetGrouping(Grouping::Status));
        assert_eq!(shown(&app)[..2], [1, 0], "what was said of these lanes still holds");
    }

    #[test]
    fn views_of_a_project_come_back_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = app();
        app.perform(Command::SaveAs(folder.path().join("mill")));
        app.perform(Command::Lane(LaneCommand::Hide(LaneId(0))));
        app.perform(Command::AddBookmark("The fire".to_owned()));
        let file = app.project_file().unwrap().to_path_buf();
        app.perform(Command::NewProject);
        assert!(app.bookmarks().is_empty());
        app.perform(Command::Open(vec![file]));
        app.finish_jobs();
        assert!(!shown(&app).contains(&0));
        assert_eq!(app.bookmarks()[0].name, "The fire");
    }
}
