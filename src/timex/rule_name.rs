//! Names of rules read back from a file: each name is kept once for as long as the program runs.

use serde::{Deserialize, Deserializer};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// The name of a rule, as in `weekday`.
pub type RuleName = &'static str;

static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// A stored name as the rules themselves give it. There are some dozens of rules, so that what is kept stays small.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<&'static str, D::Error> {
    let name = String::deserialize(from)?;
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name.as_str()) {
        return Ok(known);
    }
    let kept: &'static str = name.leak();
    names.insert(kept);
    Ok(kept)
}
