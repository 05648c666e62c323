//! The user's word that no more is to be read.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Shared between who may say so and who reads; not said by default. Readers ask between the parts of a file.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
