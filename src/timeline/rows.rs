//! The rows that labels stand in: which stretches of each are taken.

/// Points that a new label keeps free beside it.
pub(super) const NEW_GAP: f64 = 12.0;
/// Points that a label which already stood in the row may come close, so that it does not vanish at once when zooming
/// draws things together.
pub(super) const KEPT_GAP: f64 = 3.0;

/// Rows of taken stretches, each sorted and without overlaps.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    taken: Vec<Vec<(f64, f64)>>,
}

impl Rows {
    pub fn new(count: usize) -> Rows {
        Rows { taken: vec![Vec::new(); count] }
    }

    pub fn len(&self) -> usize {
        self.taken.len()
    }

    /// Takes the rows from `count` on away; what stands there stays taken.
    pub fn truncate(&mut self, count: usize) {
        self.taken.truncate(count);
    }

    /// Number of rows behind the last that something stands in.
    pub fn empty_at_the_end(&self) -> usize {
        self.taken.iter().rev().take_while(|row| row.is_empty()).count()
    }

    /// Whether the stretch is free in the row, with `gap` on both sides.
    pub fn is_free(&self, row: usize, from: f64, to: f64, gap: f64) -> bool {
        let Some(row) = self.taken.get(row) else { return false };
        let at = row.partition_point(|&(_, end)| end + gap <= from);
        row.get(at).is_none_or(|&(start, _)| to + gap <= start)
    }

    /// The first row, from the top, with the stretch free.
    pub fn first_free(&self, from: f64, to: f64) -> Option<usize> {
        (0..self.taken.len()).find(|&row| self.is_free(row, from, to, NEW_GAP))
    }

    pub fn take(&mut self, row: usize, from: f64, to: f64) {
        let row = &mut self.taken[row];
        let at = row.partition_point(|&(start, _)| start < from);
        row.insert(at, (from, to));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_takes_what_leaves_the_gap() {
        let mut rows = Rows::new(2);
        rows.take(0, 100.0, 200.0);
        assert_eq!(rows.first_free(150.0, 160.0), Some(1));
        assert_eq!(rows.first_free(200.0 + NEW_GAP, 300.0), Some(0));
        assert_eq!(rows.first_free(200.0 + NEW_GAP - 1.0, 300.0), Some(1));
        assert!(rows.is_free(0, 200.0 + KEPT_GAP, 300.0, KEPT_GAP));
        rows.take(1, 0.0, 1000.0);
        assert_eq!(rows.first_free(150.0, 160.0), None);
    }
}
