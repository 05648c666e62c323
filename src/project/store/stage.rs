//! How far the opening of a file is, for who waits.

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The articles are read; how many of how many.
    Articles { done: usize, total: usize },
    /// A file of an older form is copied before it is changed.
    BackingUp,
    /// It is brought to the form of today; how many articles of how many.
    Migrating { done: usize, total: usize },
    /// Which mentions tell the same is worked out anew, because another version of the program did it last.
    Comparing,
    /// What can be read of a damaged file is written to a new one.
    Rescuing,
}

/// Who waits: is told how far it is, and can call it off.
#[derive(Clone, Copy)]
pub struct Watch<'w> {
    /// Called from several threads.
    pub tell: &'w (dyn Fn(Stage) + Sync),
    /// Asked now and then: once it says so, opening ends soon with [`super::StoreError::Cancelled`] and leaves the file as
    /// it was.
    pub cancelled: &'w (dyn Fn() -> bool + Sync),
}

impl Watch<'_> {
    /// Nobody is told, and nobody calls it off.
    pub const NOBODY: Watch<'static> = Watch { tell: &|_| {}, cancelled: &|| false };

    pub(super) fn is_cancelled(&self) -> bool {
        (self.cancelled)()
    }
}
