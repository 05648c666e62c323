//! What the program tells the user unasked: notices that stay until dismissed, toasts that go by themselves.

/// A message that stays until the user dismisses it: what could not be read, say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Unlike that of any other notice of the run.
    pub number: u64,
    /// What it is about, short.
    pub title: String,
    /// One line each; may be long.
    pub details: Vec<String>,
}

/// A short message that goes by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    pub number: u64,
    pub text: String,
    /// Whether "Undo" is offered beside it.
    pub undoable: bool,
}

/// Both kinds, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    notices: Vec<Notice>,
    toasts: Vec<Toast>,
    next: u64,
}

impl Messages {
    /// More than this many toasts at once would cover what the user works on.
    const MAX_TOASTS: usize = 3;

    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    pub fn toasts(&self) -> &[Toast] {
        &self.toasts
    }

    pub fn notify(&mut self, title: impl Into<String>, details: Vec<String>) {
        let number = self.number();
        self.notices.push(Notice { number, title: title.into(), details });
    }

    pub fn toast(&mut self, text: impl Into<String>) {
        self.push_toast(text.into(), false);
    }

    /// A toast about something that Undo takes back.
    pub fn toast_undoable(&mut self, text: impl Into<String>) {
        self.push_toast(text.into(), true);
    }

    pub fn dismiss(&mut self, number: u64) {
        self.notices.retain(|notice| notice.number != number);
    }

    pub fn dismiss_all(&mut self) {
        self.notices.clear();
    }

    /// Takes a toast away; the window does when its time is over.
    pub fn end_toast(&mut self, number: u64) {
        self.toasts.retain(|toast| toast.number != number);
    }

    fn push_toast(&mut self, text: String, undoable: bool) {
        // Only the last edit can be undone by one click.
        for toast in &mut self.toasts {
            toast.undoable = false;
        }
        let number = self.number();
        self.toasts.push(Toast { number, text, undoable });
        let surplus = self.toasts.len().saturating_sub(Messages::MAX_TOASTS);
        self.toasts.drain(..surplus);
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_stays_until_it_is_dismissed() {
        let mut messages = Messages::default();
        messages.notify("Not read", vec!["a.txt is empty".into()]);
        messages.notify("Not read", vec!["b.txt is empty".into()]);
        messages.dismiss(messages.notices()[0].number);
        assert_eq!(messages.notices().len(), 1);
        assert_eq!(messages.notices()[0].details, ["b.txt is empty"]);
    }

    #[test]
    fn only_the_newest_toast_offers_undo() {
        let mut messages = Messages::default();
        for number in 0..5 {
            messages.toast_undoable(format!("Edit {number}"));
        }
        let undoable: Vec<_> = messages.toasts().iter().map(|t| (t.text.as_str(), t.undoable)).collect();
        assert_eq!(undoable, [("Edit 2", false), ("Edit 3", false), ("Edit 4", true)]);
    }
}
