//! The edits done so far and those undone since, each with its time.

use super::Edit;

/// An edit of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Given once and never again in this history, so that whoever keeps a copy sees what is new.
    pub(super) serial: u64,
    /// Seconds since 1970 (UTC) when it was done.
    pub at_secs: i64,
    pub edit: Edit,
}

/// All edits in the order they were done; those behind [`History::done`] are undone and can be redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    steps: Vec<Step>,
    done: usize,
    last_serial: u64,
    /// The highest number that any group of events ever had.
    last_group: u64,
}

impl History {
    /// A history read back from a file.
    pub(super) fn new(edits: Vec<(i64, Edit)>, done: usize) -> History {
        let steps: Vec<Step> =
            (1..).zip(edits).map(|(serial, (at_secs, edit))| Step { serial, at_secs, edit }).collect();
        let last_group = steps.iter().map(|step| highest_group(&step.edit)).max().unwrap_or(0);
        History { done: done.min(steps.len()), last_serial: steps.len() as u64, last_group, steps }
    }

    /// All steps, the undone ones last.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many of the steps are done.
    pub fn done(&self) -> usize {
        self.done
    }

    /// Name of the edit that undo would take back.
    pub fn undo_name(&self) -> Option<String> {
        self.done.checked_sub(1).map(|last| self.steps[last].edit.to_string())
    }

    /// Name of the edit that redo would do again.
    pub fn redo_name(&self) -> Option<String> {
        self.steps.get(self.done).map(|step| step.edit.to_string())
    }

    /// A number that no group has or ever had: also what is undone keeps its own.
    pub(super) fn free_group(&self) -> u64 {
        self.last_group + 1
    }

    pub(super) fn push(&mut self, edit: Edit, at_secs: i64) {
        self.steps.truncate(self.done);
        self.last_serial += 1;
        self.last_group = self.last_group.max(highest_group(&edit));
        self.steps.push(Step { serial: self.last_serial, at_secs, edit });
        self.done = self.steps.len();
    }

    pub(super) fn step_back(&mut self) -> Option<Edit> {
        self.done = self.done.checked_sub(1)?;
        Some(self.steps[self.done].edit.clone())
    }

    pub(super) fn step_forward(&mut self) -> Option<Edit> {
        let edit = self.steps.get(self.done)?.edit.clone();
        self.done += 1;
        Some(edit)
    }
}

fn highest_group(edit: &Edit) -> u64 {
    let mut highest = 0;
    edit.visit(&mut |edit| {
        if let Edit::Mark { changes, .. } = edit {
            let groups = changes.iter().filter_map(|change| change.after.group.max(change.before.group));
            highest = groups.max().unwrap_or(0).max(highest);
        }
    });
    highest
}
