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
pub const TAG_BITS: u32 = 18;
pub const MOVE_BITS: u32 = 20;
pub const RELATION_BITS: u32 = 17;

const TAG_BYTES: usize = TAG_COLUMNS << TAG_BITS;
const MOVE_BYTES: usize = MOVE_COLUMNS << MOVE_BITS;
const RELATION_BYTES: usize = RELATION_COLUMNS << RELATION_BITS;

/// The first score of a move's row is not in the file: see [`first_move`].
const PACKED_MOVE_BYTES: usize = (MOVE_COLUMNS - 1) << MOVE_BITS;

/// The score of the first move out of the other two: in training one gets what another loses, so that the three add
/// up to nothing.
pub fn first_move(second: i8, third: i8) -> i8 {
    second.saturating_add(third).saturating_neg()
}

/// `examples/train_syntax.rs` makes it; `assets/models/README.md` says out of what. Most of it is zeros: gzip.
static PACKED: &[u8] = include_bytes!("../../../assets/models/english.syntax.gz");

/// Unpacked on first use.
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut packed = Vec::with_capacity(TAG_BYTES + PACKED_MOVE_BYTES + RELATION_BYTES);
    // The asset is a part of the program, so that it cannot be damaged; a test unpacks it.
    let read = flate2::read::GzDecoder::new(PACKED).read_to_end(&mut packed);
    debug_assert!(read.is_ok());
    packed.resize(TAG_BYTES + PACKED_MOVE_BYTES + RELATION_BYTES, 0);
    let (tags, rest) = packed.split_at(TAG_BYTES);
    let (moves, relations) = rest.split_at(PACKED_MOVE_BYTES);
    let mut bytes = Vec::with_capacity(TAG_BYTES + MOVE_BYTES + RELATION_BYTES);
    bytes.extend_from_slice(tags);
    for row in moves.as_chunks::<{ MOVE_COLUMNS - 1 }>().0 {
        let [second, third, owner] = *row;
        bytes.extend([first_move(second as i8, third as i8) as u8, second, third, owner]);
    }
    bytes.extend_from_slice(relations);
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

/// More features than any of the models has.
const MANY: usize = 64;

impl<const W: usize> Weights<W> for Table<W> {
    /// First which rows count, then their sum: the rows lie far apart in memory, and so all are asked for at once.
    #[inline(always)]
    fn add(&self, features: &[u32], scores: &mut [i32; W]) {
        let mut starts = [0; MANY];
        let mut owned = 0;
        for &feature in features {
            let start = (feature >> self.shift) as usize * W;
            let owner = self.rows.get(start + W - 1).copied().unwrap_or(0);
            starts[owned % MANY] = start;
            owned += usize::from(owner == fingerprint(feature));
        }
        let mut sums = [0i16; W];
        for &start in &starts[..owned.min(MANY)] {
            if let Some(row) = self.rows.get(start..start + W) {
                for (sum, &weight) in sums.iter_mut().zip(row) {
                    *sum += i16::from(weight as i8);
                }
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score = i32::from(sum);
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
        assert_eq!(bytes.len(), TAG_BYTES + PACKED_MOVE_BYTES + RELATION_BYTES);
    }
}
