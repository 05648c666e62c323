//! What became of the files of an import that were not simply read: an entry each, to be shown and saved.

use super::ImportError;
use std::fmt;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    Failed,
    /// What could be read is there.
    Partial,
    /// The same article came from another file.
    Duplicate,
    /// Hidden, or of a kind that holds no article.
    PassedOver,
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fate::Failed => "not read",
            Fate::Partial => "read in part",
            Fate::Duplicate => "the same again",
            Fate::PassedOver => "passed over",
        })
    }
}

/// One line of an import's report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportEntry {
    pub fate: Fate,
    pub file: String,
    pub reason: String,
    /// What the user can do; may be empty.
    pub advice: String,
}

impl From<&ImportError> for ReportEntry {
    fn from(error: &ImportError) -> ReportEntry {
        let fate = match error {
            error if error.is_partial() => Fate::Partial,
            error if error.is_failure() => Fate::Failed,
            _ => Fate::PassedOver,
        };
        ReportEntry {
            fate,
            file: error.path().display().to_string(),
            reason: error.reason(),
            advice: error.advice().unwrap_or_default().to_owned(),
        }
    }
}

/// As a message: reason, what to do, the file last.
impl fmt::Display for ReportEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.advice.as_str() {
            "" => write!(f, "{}: {}", self.reason, self.file),
            advice => write!(f, "{}; {advice}: {}", self.reason, self.file),
        }
    }
}
