//! The ways an item can look, as a set of bits: what a legend has to explain.

use crate::event::Status;
use std::ops::BitOr;

/// A set of looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Looks(u16);

impl Looks {
    pub const APPROXIMATE: Looks = Looks(1 << 6);
    pub const SOFT: Looks = Looks(1 << 7);
    pub const OPEN_BEGIN: Looks = Looks(1 << 8);
    pub const OPEN_END: Looks = Looks(1 << 9);

    pub fn of(status: Status) -> Looks {
        Looks(match status {
            Status::Happened => 1,
            Status::Ongoing => 1 << 1,
            Status::Planned => 1 << 2,
            Status::Possible => 1 << 3,
            Status::Denied => 1 << 4,
            Status::Recurring => 1 << 5,
        })
    }

    /// Whether any look of `other` is in this set.
    pub fn has(self, other: Looks) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Looks {
    type Output = Looks;

    fn bitor(self, other: Looks) -> Looks {
        Looks(self.0 | other.0)
    }
}
