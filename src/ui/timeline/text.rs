//! Laid-out texts, kept while they are shown.

use crate::ui::bidi;
use egui::{Color32, FontFamily, FontId, Galley};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Galleys by content. egui has such a cache too, but asking it costs a new string and a new job for every text of
/// every frame.
#[derive(Default)]
pub(super) struct TextCache {
    galleys: HashMap<u64, Kept>,
    frame: u64,
    /// A galley asked of egui every frame: when egui hands out another one, it has thrown away what the old ones
    /// point into (its atlas was full, or fonts or scale changed).
    sentinel: Option<Arc<Galley>>,
}

struct Kept {
    galley: Arc<Galley>,
    /// As it is stored; the galley has it in the order in which it is shown.
    text: String,
    text_size: f32,
    ascent: f32,
    used: u64,
}

impl TextCache {
    pub fn begin_frame(&mut self, painter: &egui::Painter) {
        self.frame += 1;
        let sentinel = lay_out(painter, "x", 12.0);
        // Asked for above all others, so that egui keeps it from frame to frame.
        if self.sentinel.as_ref().is_none_or(|before| !Arc::ptr_eq(before, &sentinel)) {
            self.galleys.clear();
        }
        self.sentinel = Some(sentinel);
    }

    /// The text on one line at `size` points, and how far its baseline lies below its top.
    pub fn galley(&mut self, painter: &egui::Painter, text: &str, size: f32) -> (Arc<Galley>, f32) {
        let key = key(text, size);
        if let Some(kept) = self.galleys.get_mut(&key)
            && kept.text_size == size
            && kept.text == text
        {
            kept.used = self.frame;
            return (kept.galley.clone(), kept.ascent);
        }
        let galley = lay_out(painter, &bidi::display(text), size);
        let ascent = ascent(&galley);
        let text = text.to_owned();
        self.galleys.insert(key, Kept { galley: galley.clone(), text, text_size: size, ascent, used: self.frame });
        (galley, ascent)
    }

    /// Forgets what this frame did not show, once there is a good deal of it.
    pub fn end_frame(&mut self) {
        const ROOM: usize = 2000;
        if self.galleys.len() > ROOM {
            let frame = self.frame;
            self.galleys.retain(|_, kept| kept.used == frame);
        }
    }
}

fn key(text: &str, size: f32) -> u64 {
    let mut hasher = DefaultHasher::new();
    (text, size.to_bits()).hash(&mut hasher);
    hasher.finish()
}

fn lay_out(painter: &egui::Painter, text: &str, size: f32) -> Arc<Galley> {
    painter.layout_no_wrap(text.to_owned(), FontId::new(size, FontFamily::Proportional), Color32::PLACEHOLDER)
}

fn ascent(galley: &Galley) -> f32 {
    let row = galley.rows.first();
    row.and_then(|row| Some(row.pos.y + row.row.glyphs.first()?.pos.y)).unwrap_or(0.0)
}
