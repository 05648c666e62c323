//! The state of the program and how each command changes it.

use super::bookmarks::Bookmark;
use super::exporting::{self, Content, ExportSpec};
use super::importing::{Import, ImportReport};
use super::jobs::{Job, Outcome, Progress, Waker};
use super::keeping::Keeping;
use super::near_copies::NearCopies;
use super::opening::Opening;
use super::previewing::Preview;
use super::reading::{Task, UnclearTable};
use super::rereading::Rereading;
use super::selection::{Beside, Remembered};
use super::timeline_state::{first_view, fit, frame};
use super::views::Views;
use super::{Ask, Command, EventList, Messages, Searching, Settings, TimelineState};
use crate::project::store::EXTENSION;
use crate::project::{Article, Claim, Edit, Entry, EntryId, EventKey, Place, Project};
use crate::text::{DocumentId, Published, TextRange};
use crate::timeline::{Colours, ItemId};
use crate::timex::Anchor;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// What the reader is to bring into view, told anew by each command that wants it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReaderTarget {
    pub document: DocumentId,
    /// In the text (in the headline when `in_title`).
    pub range: TextRange,
    pub in_title: bool,
    /// Goes up with each wish, so that the reader sees one that is like the last.
    pub number: u64,
}

/// Everything that the window shows.
pub struct App {
    pub project: Project,
    pub settings: Settings,
    pub timeline: TimelineState,
    pub list: EventList,
    pub messages: Messages,
    /// Words looked up in all articles; [`App::search`] keeps what was found up to date.
    pub searching: Searching,
    /// The mention that is selected; its entry is looked up, because entries get new numbers when articles change.
    pub(super) selected: Option<EventKey>,
    pub(super) selected_entry: Option<EntryId>,
    pub(super) beside: Beside,
    pub(super) remembered: Remembered,
    pub(super) asked: Option<Ask>,
    pub(super) preview: Option<Preview>,
    /// Words of the article that the user marked.
    words: Option<Place>,
    /// The article in the reader.
    pub(super) shown: Option<DocumentId>,
    reader_target: Option<ReaderTarget>,
    pub(super) import: Option<Import>,
    pub(super) waiting: Vec<Task>,
    pub(super) report: Option<ImportReport>,
    pub(super) tables: Vec<UnclearTable>,
    /// The file that is to be shown.
    pub(super) wanted_original: Option<PathBuf>,
    pub(super) views: Views,
    pub(super) bookmarks: Vec<Bookmark>,
    export: Option<Exporting>,
    pub(super) keeping: Keeping,
    pub(super) opening: Option<Opening>,
    pub(super) near_copies: NearCopies,
    pub(super) rereading: Option<Rereading>,
    /// How many articles older rules read.
    pub(super) older: usize,
    /// The user does not want to hear of them now.
    pub(super) put_off: bool,
    /// Goes up with each change of the project.
    revision: u64,
    pub(super) waker: Waker,
}

/// A file being written.
struct Exporting {
    job: Job<Result<(), String>>,
    target: PathBuf,
}

/// What quitting now would lose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsaved {
    /// What the user did, other than to open articles, which can be opened again.
    pub changes: usize,
    pub pasted_articles: usize,
}

impl Unsaved {
    pub fn is_empty(&self) -> bool {
        *self == Unsaved::default()
    }
}

impl App {
    /// An empty program. `waker` is called from other threads when there is something new to show.
    pub fn new(settings: Settings, waker: Waker) -> App {
        let timeline = TimelineState { grouping: settings.lanes, ..TimelineState::default() };
        App {
            project: Project::default(),
            settings,
            timeline,
            list: EventList::default(),
            messages: Messages::default(),
            searching: Searching::default(),
            selected: None,
            selected_entry: None,
            beside: Beside::default(),
            remembered: Remembered::default(),
            asked: None,
            preview: None,
            words: None,
            shown: None,
            reader_target: None,
            import: None,
            waiting: Vec::new(),
            report: None,
            tables: Vec::new(),
            wanted_original: None,
            views: Views::default(),
            bookmarks: Vec::new(),
            export: None,
            keeping: Keeping::default(),
            opening: None,
            near_copies: NearCopies::default(),
            rereading: None,
            older: 0,
            put_off: false,
            revision: 0,
            waker,
        }
    }

    pub fn selected(&self) -> Option<EntryId> {
        self.selected_entry
    }

    pub fn selected_entry(&self) -> Option<&Entry> {
        self.project.entry(self.selected_entry?)
    }

    /// The claim of the selected entry that the reader shows: the one picked, else the one that leads.
    pub fn selected_claim(&self) -> Option<&Claim> {
        let entry = self.selected_entry()?;
        let picked = entry.claims.iter().find(|claim| Some(self.project.key_of(claim)) == self.selected);
        picked.or_else(|| entry.claims.get(entry.lead))
    }

    /// Words of the article that the user marked.
    pub fn words(&self) -> Option<&Place> {
        self.words.as_ref()
    }

    /// The words at a place, on one line.
    pub fn words_at(&self, place: &Place) -> Option<String> {
        let document = &self.project.article(&place.document)?.document;
        let text = if place.in_title { document.title.as_deref()? } else { &document.text };
        Some(place.range.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The words that give a claim its date by counting from another one; `None` where none do.
    pub fn expression_of(&self, claim: &Claim) -> Option<String> {
        let reading = &self.project.article_of(claim)?.reading;
        let timexes = if claim.is_in_title() { &reading.title_timexes } else { &reading.timexes };
        let timex = timexes.get(self.project.event(claim).timex?)?;
        let words = timex.range.of(self.project.text_of(claim));
        (timex.anchor != Anchor::None).then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// All tags of the project, each once, by name.
    pub fn tags(&self) -> Vec<String> {
        let tags = self.project.marks().values().flat_map(|marks| &marks.tags);
        tags.collect::<BTreeSet<_>>().into_iter().cloned().collect()
    }

    pub fn shown(&self) -> Option<&DocumentId> {
        self.shown.as_ref()
    }

    pub fn reader_target(&self) -> Option<&ReaderTarget> {
        self.reader_target.as_ref()
    }

    /// Where back and forward through the views lead.
    pub fn views(&self) -> &Views {
        &self.views
    }

    /// The rows of the event list.
    pub fn list_rows(&mut self) -> &[EntryId] {
        self.list.rows(&self.project, self.revision)
    }

    /// The same, to be kept without a copy.
    pub fn shared_rows(&mut self) -> Arc<Vec<EntryId>> {
        Arc::clone(self.list.rows(&self.project, self.revision))
    }

    /// Goes up with each change of the project.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Name, progress and seconds so far of the job under way; reading first.
    pub fn job(&self) -> Option<(&str, &Progress, f64)> {
        fn told<T>(job: &Job<T>) -> (&str, &Progress, f64) {
            (job.name.as_str(), job.progress.as_ref(), job.started.elapsed().as_secs_f64())
        }
        let reading = self.import.as_ref().map(|import| told(&import.job));
        let rereading = || self.rereading.as_ref().map(|rereading| told(&rereading.job));
        let export = || self.export.as_ref().map(|export| told(&export.job));
        reading.or_else(rereading).or_else(export).or_else(|| self.saving().map(told))
    }

    pub fn waker(&self) -> Waker {
        Arc::clone(&self.waker)
    }

    /// Carries one command out.
    pub fn perform(&mut self, command: Command) {
        if self.opening.is_some() && (command.edits() || command.leaves()) {
            self.messages.toast("Another project is being opened");
            return;
        }
        if command.edits()
            && let Some(why) = self.read_only()
        {
            let words = format!("{why}: it cannot be changed here");
            self.messages.toast(words);
            return;
        }
        self.carry_out(command);
        self.views.follow(self.timeline.viewport);
    }

    fn carry_out(&mut self, command: Command) {
        let Some(command) = self.edit(command) else { return };
        match command {
            Command::Open(paths) => self.open(paths),
            Command::NewProject => self.new_project(),
            Command::SaveAs(path) => self.save_as(&path),
            Command::OpenBytes { name, bytes } => self.begin(Task::Bytes { name, bytes }),
            Command::OpenSamples => self.begin(Task::Samples),
            Command::OpenAddress(address) => self.begin(Task::Address(address)),
            Command::ReadTable(path, columns) => self.read_table(path, columns),
            Command::SaveImportReport(path) => self.save_report(&path),
            Command::Remove(ids) => self.remove(&ids),
            Command::SetPublished(id, published) => self.set_published(&id, published),
            Command::SetDates(ids, published) => self.set_dates(&ids, published),
            Command::Select(id) => self.select(id),
            Command::SelectMention(key) => self.select_mention(key),
            Command::SelectAlso(id) => self.select_also(id),
            Command::SelectMany(ids) => self.select_many(&ids),
            Command::SelectInView => self.select_in_view(),
            Command::SelectNext => self.step(1),
            Command::SelectPrevious => self.step(-1),
            Command::SelectFirst => {
                let first = self.dated().first().copied();
                self.select(first);
            }
            Command::SelectLast => {
                let last = self.dated().last().copied();
                self.select(last);
            }
            Command::Frame(id) => self.frame(id),
            Command::FrameSelection => self.frame_selection(),
            Command::FitMost => self.timeline.viewport = first_view(&self.timeline.index),
            Command::FitAll => self.timeline.viewport = fit(&self.timeline.index),
            Command::View(viewport) => self.timeline.viewport = viewport,
            Command::Zoom(factor) => {
                let view = self.timeline.viewport;
                self.timeline.viewport = view.zoom_at(view.start() + view.secs() / 2.0, factor);
            }
            Command::Pan(share) => {
                let view = self.timeline.viewport;
                self.timeline.viewport = view.pan(view.secs() * share);
            }
            Command::ViewBack => {
                self.timeline.viewport = self.views.back(self.timeline.viewport).unwrap_or(self.timeline.viewport);
            }
            Command::ViewForward => {
                self.timeline.viewport = self.views.forward(self.timeline.viewport).unwrap_or(self.timeline.viewport);
            }
            Command::SetGrouping(grouping) => {
                self.settings.lanes = grouping;
                self.timeline.group(&self.project, grouping);
            }
            Command::Lane(command) => self.arrange_lanes(command),
            Command::SetRowScale(scale) => self.settings.row_scale = scale.clamp(0.8, 3.0),
            Command::ShowLinks(shown) => self.settings.show_links = shown,
            Command::AddBookmark(name) => self.add_bookmark(name),
            Command::GoToBookmark(at) => self.go_to_bookmark(at),
            Command::RemoveBookmark(at) => self.remove_bookmark(at),
            Command::SetWheelPans(pans) => self.settings.wheel_pans = pans,
            Command::SelectInLane(steps) => self.step_in_lane(steps),
            Command::FilterTo(span) => self.list.within = span,
            Command::ShowDocument(id) => self.show(id),
            Command::GoToPlace { document, range, in_title } => self.go_to_place(document, range, in_title),
            Command::ShowOriginal(id) => self.show_original(&id),
            Command::ExtractAgain(ids) => self.extract_again(&ids),
            Command::PutOffExtracting => self.put_off = true,
            Command::TakeOffer(key) => self.edit_project(|project| project.take_offer(&key)),
            Command::DeclineOffer(key) => self.edit_project(|project| project.decline_offer(&key)),
            Command::DismissOrphan(id) => self.edit_project(|project| project.dismiss_orphan(&id)),
            Command::AttachOrphan(id, place) => self.edit_project(|project| project.attach_orphan(&id, &place)),
            Command::FoldNearCopies => self.fold_near_copies(),
            Command::PutOffNearCopies => self.put_off_near_copies(),
            Command::Unfold(copies) => self.edit_project(|project| project.unfold(&copies)),
            Command::SelectTo(id) => self.select_to(id),
            Command::SelectListed => self.select_listed(),
            Command::GoToStep(done) => self.go_to_step(done),
            Command::MarkWords(words) => self.words = words,
            Command::Ask(ask) => self.asked = Some(ask),
            Command::Export(spec) => self.export(*spec),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::CancelJob => self.cancel(),
            Command::SetDateStyle(style) => self.settings.date_style = style,
            Command::SetTheme(theme) => self.settings.theme = theme,
            Command::DismissNotice(number) => self.messages.dismiss(number),
            Command::DismissAllNotices => self.messages.dismiss_all(),
            _ => {}
        }
    }

    /// Takes over what the background did; called once a frame.
    pub fn poll(&mut self) {
        self.poll_opening();
        self.poll_saving();
        self.poll_import();
        self.keep_if_due();
        self.timeline.upkeep.poll(&mut self.timeline.index, &self.waker);
        if let Some(outcome) = self.export.as_ref().map(|export| export.job.poll()) {
            self.take_export(outcome);
        }
        self.poll_rereading();
        self.poll_writing();
        self.poll_near_copies();
    }

    /// Waits until all background work is done, as tests and scripts want it.
    pub fn finish_jobs(&mut self) {
        self.finish_opening();
        self.finish_saving();
        if let Some(outcome) = self.export.as_ref().map(|export| export.job.wait()) {
            self.take_export(outcome);
        }
        self.finish_imports();
        self.finish_rereading();
        self.finish_writing();
        self.finish_near_copies();
        self.finish_preview();
    }

    /// What quitting now would lose: nothing where the project is in its file.
    pub fn unsaved(&self) -> Unsaved {
        if self.is_kept() {
            return Unsaved::default();
        }
        let history = self.project.history();
        let (stored, done) = self.store().map_or((0, 0), |store| store.steps_of(&self.project));
        let steps = &history.steps()[stored.min(history.done())..history.done()];
        let changes = steps.iter().filter(|step| !matches!(step.edit, Edit::Add { .. })).count();
        let is_pasted = |article: &&Arc<Article>| article.document.source.is_empty();
        let opened = steps.iter().filter_map(|step| match &step.edit {
            Edit::Add { articles, .. } => Some(articles),
            _ => None,
        });
        Unsaved {
            changes: changes + done.saturating_sub(history.done()),
            pasted_articles: opened.flatten().filter(is_pasted).count(),
        }
    }

    fn open(&mut self, paths: Vec<PathBuf>) {
        let is_project = |path: &PathBuf| path.extension().is_some_and(|end| end == EXTENSION);
        let (projects, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(is_project);
        match projects.first() {
            _ if self.read_later(&paths) => {
                let name = projects.first().map(|project| project.display().to_string());
                name.into_iter().for_each(|name| self.messages.toast(format!("Not opened beside another: {name}")));
            }
            Some(project) => self.open_project(project, paths),
            None => self.read_files(paths),
        }
    }

    fn remove(&mut self, ids: &[DocumentId]) {
        self.project.remove(ids);
        self.after_edit(|history| history.undo_name());
    }

    fn set_published(&mut self, id: &DocumentId, published: Option<Published>) {
        let Some(article) = self.project.article(id) else { return };
        if article.document.published == published {
            return;
        }
        self.project.set_published(id, published);
        self.after_edit(|history| history.undo_name());
    }

    fn set_dates(&mut self, ids: &[DocumentId], published: Option<Published>) {
        self.project.set_dates(ids, published);
        self.after_edit(|history| history.undo_name());
    }

    pub(super) fn edit_project(&mut self, edit: impl FnOnce(&mut Project)) {
        edit(&mut self.project);
        self.after_edit(|history| history.undo_name());
    }

    fn after_edit(&mut self, name: impl Fn(&crate::project::History) -> Option<String>) {
        self.changed();
        if let Some(name) = name(self.project.history()) {
            self.messages.toast_undoable(name);
        }
    }

    fn undo(&mut self) {
        match self.project.undo() {
            Some(name) => {
                self.changed();
                self.messages.toast(format!("Undone: {name}"));
            }
            None => self.messages.toast("Nothing to undo"),
        }
    }

    fn redo(&mut self) {
        match self.project.redo() {
            Some(name) => {
                self.changed();
                self.messages.toast(format!("Done again: {name}"));
            }
            None => self.messages.toast("Nothing to redo"),
        }
    }

    fn cancel(&mut self) {
        if let Some(opening) = self.opening() {
            return opening.progress.cancel();
        }
        self.waiting.clear();
        if let Some((_, progress, _)) = self.job() {
            progress.cancel();
        }
    }

    fn export(&mut self, spec: ExportSpec) {
        if self.export.is_some() {
            self.messages.toast("An export is still being written");
            return;
        }
        let content = Content::of(&self.project, &self.timeline.index, spec.kind, spec.within);
        let target = spec.target.clone();
        let name = format!("Writing {}", target.file_name().unwrap_or_default().to_string_lossy());
        self.settings.export_folder = target.parent().filter(|folder| folder.is_absolute()).map(PathBuf::from);
        match Job::start(name, self.waker(), move |progress| exporting::export(&spec, &content, progress)) {
            Ok(job) => self.export = Some(Exporting { job, target }),
            Err(reason) => self.messages.notify("Could not start writing", vec![reason.to_string()]),
        }
    }

    fn take_export(&mut self, outcome: Outcome<Result<(), String>>) {
        if matches!(outcome, Outcome::Running) {
            return;
        }
        let Some(Exporting { target, .. }) = self.export.take() else { return };
        match outcome {
            Outcome::Running => {}
            Outcome::Done(Ok(())) => self.messages.toast(format!("Written: {}", target.display())),
            Outcome::Done(Err(reason)) => self.messages.notify("Nothing was exported", vec![reason]),
            Outcome::Lost => {
                let line = format!("The program made a mistake; the log file says more: {}", target.display());
                self.messages.notify("Nothing was exported", vec![line]);
            }
        }
    }

    /// Brings everything that follows from the project up to date.
    pub(super) fn changed(&mut self) {
        self.revision += 1;
        self.older = self.project.read_by_older_rules().len();
        self.forget_preview();
        self.settle_near_copies();
        self.keep();
        self.timeline.refresh(&self.project);
        (self.timeline.revision, self.timeline.colours) = (self.revision, Colours::of(&self.project));
        self.follow_selected();
        if self.shown.as_ref().is_none_or(|id| self.project.article(id).is_none()) {
            self.shown = self.project.articles().first().map(|article| article.document.id.clone());
        }
    }

    fn go_to_place(&mut self, document: DocumentId, range: TextRange, in_title: bool) {
        if self.project.article(&document).is_some() {
            let number = self.reader_target.as_ref().map_or(0, |target| target.number) + 1;
            self.shown = Some(document.clone());
            self.reader_target = Some(ReaderTarget { document, range, in_title, number });
        }
    }

    pub(super) fn show(&mut self, id: DocumentId) {
        if self.project.article(&id).is_some() {
            self.shown = Some(id);
        }
    }

    pub(super) fn select(&mut self, id: Option<EntryId>) {
        self.beside.clear();
        match id.and_then(|id| self.project.entry(id)).map(|entry| self.project.lead_key(entry)) {
            Some(key) => self.select_mention(key),
            None => {
                (self.selected, self.selected_entry) = (None, None);
                self.remember_anchor();
            }
        }
    }

    pub(super) fn select_mention(&mut self, key: EventKey) {
        self.beside.clear();
        let Some(entry) = self.project.entry_of(&key) else { return };
        let Some(claim) = entry.claims.iter().find(|claim| self.project.key_of(claim) == key) else { return };
        let range = self.project.event(claim).sentence;
        let stands = claim.article().is_some();
        self.selected_entry = Some(entry.id);
        if stands {
            self.go_to_place(key.document.clone(), range, key.in_title);
        }
        self.selected = Some(key);
        self.remember_anchor();
        self.bring_into_view();
    }

    /// Moves the view, without zooming, so that the selected event is in it.
    fn bring_into_view(&mut self) {
        let Some(span) = self.selected_entry().and_then(|entry| entry.span()) else { return };
        let (begin, end) = span.hull();
        let (Some(begin), Some(end)) = (begin.or(end), end.or(begin)) else { return };
        let view = self.timeline.viewport;
        let (begin, end) = (begin.0 as f64, end.0 as f64);
        if end < view.start() || begin > view.end() {
            let middle = (begin + end) / 2.0;
            self.timeline.viewport = view.pan(middle - (view.start() + view.secs() / 2.0));
        }
    }

    pub(super) fn frame(&mut self, id: EntryId) {
        let span = self.project.entry(id).and_then(|entry| entry.span());
        if let Some(viewport) = span.as_ref().and_then(frame) {
            self.timeline.viewport = viewport;
        }
    }

    /// Entries that stand on the timeline and that the filter of the list leaves, in time order.
    fn dated(&mut self) -> Vec<EntryId> {
        let mut ids = self.list_rows().to_vec();
        let chronology = self.project.chronology();
        if !self.list.is_in_time_order() {
            ids.sort_by_cached_key(|&id| chronology.position(id));
        }
        let dated = chronology.len() - chronology.undated();
        ids.truncate(ids.partition_point(|&id| chronology.position(id).is_some_and(|at| at < dated)));
        ids
    }

    fn step(&mut self, steps: isize) {
        let dated = self.dated();
        self.step_among(&dated, steps);
    }

    /// As [`Command::SelectNext`], passing over events of other lanes.
    fn step_in_lane(&mut self, steps: isize) {
        let mut dated = self.dated();
        let index = &self.timeline.index;
        let lane = |id: EntryId| index.lane_of_item(ItemId(id.0));
        if let Some(wanted) = self.selected_entry.and_then(lane) {
            dated.retain(|&id| lane(id) == Some(wanted));
        }
        self.step_among(&dated, steps);
    }

    fn step_among(&mut self, dated: &[EntryId], steps: isize) {
        let at = self.selected_entry.and_then(|id| dated.iter().position(|&other| other == id));
        let to = match at {
            Some(at) => at.saturating_add_signed(steps).min(dated.len() - 1),
            // What is selected is filtered out or has no date: the nearest end.
            None if steps > 0 => 0,
            None => dated.len().saturating_sub(1),
        };
        self.select(dated.get(to).copied());
    }
}
