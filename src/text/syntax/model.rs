//! The trained model of English: three tables of small whole numbers, shipped inside the program.

use super::features::{MOVE_COLUMNS, RELATION_COLUMNS, TAG_COLUMNS, fingerprint};
use super::parser::Weights;
use std::io::Read;
use std::sync::LazyLock;

/// Rows of scores; a feature's hash names its row, and the last column says which feature owns the row.
#[derive(Clone, Copy)]
pub struct Table<const W: usize> {
    rows: &'static [u8],
    /// The hash is shifted right by this to give the row.
    shift: u32,
}

/// Bits of the row numbers of the three tables.
pub const TAG_BITS: u32 = 17;
pub const MOVE_BITS: u32 = 18;
pub const RELATION_BITS: u32 = 15;

const TAG_BYTES: usize = TAG_COLUMNS << TAG_BITS;
const MOVE_BYTES: usize = MOVE_COLUMNS << MOVE_BITS;
const RELATION_BYTES: usize = RELATION_COLUMNS << RELATION_BITS;

/// `examples/train_syntax.rs` makes it; `assets/models/README.md` says out of what. Most of it is zeros: gzip.
static PACKED: &[u8] = include_bytes!("../../../assets/models/english.syntax.gz");

/// Unpacked on first use.
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut bytes = Vec::with_capacity(TAG_BYTES + MOVE_BYTES + RELATION_BYTES);
    // The asset is a part of the program, so that it cannot be damaged; a test unpacks it.
    let read = flate2::read::GzDecoder::new(PACKED).read_to_end(&mut bytes);
    debug_assert!(read.is_ok());
    bytes.resize(TAG_BYTES + MOVE_BYTES + RELATION_BYTES, 0);
    bytes
});

/// The three tables.
#[derive(Clone, Copy)]
pub struct Model {
    pub tags: Table<TAG_COLUMNS>,
    pub moves: Table<MOVE_COLUMNS>,
    pub relations: Table<RELATION_COLUMNS>,
}

impl Model {
    /// The model of English.
    pub fn english() -> Model {
        let (tags, rest) = BYTES.split_at(TAG_BYTES);
        let (moves, relations) = rest.split_at(MOVE_BYTES);
        Model {
            tags: Table { rows: tags, shift: 32 - TAG_BITS },
            moves: Table { rows: moves, shift: 32 - MOVE_BITS },
            relations: Table { rows: relations, shift: 32 - RELATION_BITS },
        }
    }
}

impl<const W: usize> Weights<W> for Table<W> {
    #[inline(always)]
    fn add(&self, feature: u32, scores: &mut [i32; W]) {
        let start = (feature >> self.shift) as usize * W;
        if let Some(row) = self.rows.get(start..start + W)
            && row[W - 1] == fingerprint(feature)
        {
            for (score, &weight) in scores.iter_mut().zip(row) {
                *score += i32::from(weight as i8);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_is_whole() {
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(PACKED).read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes.len(), TAG_BYTES + MOVE_BYTES + RELATION_BYTES);
    }
}
