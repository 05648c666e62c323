//! How the user wants the lanes: in which order, which folded, which not at all.

use super::{Index, LaneId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A lane that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownLane {
    pub lane: LaneId,
    /// Only the track of marks and clusters, without rows of labels.
    pub folded: bool,
}

/// What was said of lanes, by their names, so that it holds when articles come and go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LaneWishes {
    /// On top, in this order; the others follow as they come.
    order: Vec<String>,
    folded: BTreeSet<String>,
    hidden: BTreeSet<String>,
}

impl LaneWishes {
    /// The lanes to be shown from top to bottom; `None` for all of them as they come.
    pub fn shown(&self, index: &Index) -> Option<Arc<[ShownLane]>> {
        if *self == LaneWishes::default() {
            return None;
        }
        let keys = keys(index);
        let places: BTreeMap<&str, usize> = keys.iter().enumerate().map(|(at, key)| (key.as_str(), at)).collect();
        let mut lanes: Vec<usize> = self.order.iter().filter_map(|key| places.get(key.as_str()).copied()).collect();
        let first: BTreeSet<usize> = lanes.iter().copied().collect();
        lanes.extend((0..keys.len()).filter(|lane| !first.contains(lane)));
        let shown = lanes.into_iter().filter(|&lane| !self.hidden.contains(&keys[lane]));
        Some(shown.map(|lane| ShownLane { lane: LaneId(lane), folded: self.folded.contains(&keys[lane]) }).collect())
    }

    /// The lanes that are there and not shown.
    pub fn hidden(&self, index: &Index) -> Vec<LaneId> {
        if self.hidden.is_empty() {
            return Vec::new();
        }
        let keys = keys(index).into_iter().enumerate();
        keys.filter(|(_, key)| self.hidden.contains(key)).map(|(lane, _)| LaneId(lane)).collect()
    }

    pub fn is_folded(&self, index: &Index, lane: LaneId) -> bool {
        !self.folded.is_empty() && self.folded.contains(&key(index, lane))
    }

    pub fn set_folded(&mut self, index: &Index, lane: LaneId, folded: bool) {
        set(&mut self.folded, key(index, lane), folded);
    }

    /// Folds all lanes, or none.
    pub fn fold_all(&mut self, index: &Index, folded: bool) {
        self.folded = if folded { keys(index).into_iter().collect() } else { BTreeSet::new() };
    }

    pub fn set_hidden(&mut self, index: &Index, lane: LaneId, hidden: bool) {
        set(&mut self.hidden, key(index, lane), hidden);
    }

    /// Hides all lanes but this one.
    pub fn show_only(&mut self, index: &Index, lane: LaneId) {
        self.hidden = keys(index).into_iter().collect();
        self.set_hidden(index, lane, false);
    }

    pub fn show_all(&mut self) {
        self.hidden.clear();
    }

    /// Puts the lane to the place `to` among those that are shown.
    pub fn put(&mut self, index: &Index, lane: LaneId, to: usize) {
        let keys = keys(index);
        let natural = || (0..keys.len()).map(|lane| ShownLane { lane: LaneId(lane), folded: false }).collect();
        let mut lanes: Vec<LaneId> = self.shown(index).unwrap_or_else(natural).iter().map(|shown| shown.lane).collect();
        lanes.retain(|other| *other != lane);
        lanes.insert(to.min(lanes.len()), lane);
        let order: Vec<LaneId> = lanes.iter().copied().chain(self.hidden(index)).collect();
        // What follows as it would anyhow need not be said.
        let mut said = order.len();
        while said > 0 && (said == order.len() || order[said - 1].0 < order[said].0) {
            said -= 1;
        }
        let rest: BTreeSet<usize> = order[said..].iter().map(|lane| lane.0).collect();
        let is_natural = rest.iter().copied().eq(order[said..].iter().map(|lane| lane.0));
        let said = if is_natural { said } else { order.len() };
        self.order = order[..said].iter().map(|lane| keys[lane.0].clone()).collect();
    }
}

fn set(names: &mut BTreeSet<String>, name: String, present: bool) {
    if present {
        names.insert(name);
    } else {
        names.remove(&name);
    }
}

/// A name for each lane that no other has: the second of two with the same headline has its number behind it.
fn keys(index: &Index) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let number = |name| {
        let count = seen.entry(name).or_default();
        *count += 1;
        *count
    };
    let numbers: Vec<usize> = index.lanes().iter().map(String::as_str).map(number).collect();
    let key =
        |(name, number): (&String, usize)| if number == 1 { name.clone() } else { format!("{name}\u{1}{number}") };
    index.lanes().iter().zip(numbers).map(key).collect()
}

fn key(index: &Index, lane: LaneId) -> String {
    keys(index).into_iter().nth(lane.0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        Index::build(Vec::new(), ["a", "b", "b", "c"].map(str::to_owned).to_vec(), Vec::new())
    }

    fn order(wishes: &LaneWishes) -> Vec<usize> {
        wishes
            .shown(&index())
            .map_or_else(|| vec![0, 1, 2, 3], |lanes| lanes.iter().map(|shown| shown.lane.0).collect())
    }

    #[test]
    fn lanes_are_put_where_they_are_wanted() {
        let mut wishes = LaneWishes::default();
        wishes.put(&index(), LaneId(3), 0);
        assert_eq!(order(&wishes), [3, 0, 1, 2]);
        assert_eq!(wishes.order, ["c"], "the others follow as they come");
        wishes.put(&index(), LaneId(0), 3);
        assert_eq!(order(&wishes), [3, 1, 2, 0]);
        wishes.put(&index(), LaneId(3), 9);
        wishes.put(&index(), LaneId(0), 0);
        assert_eq!(order(&wishes), [0, 1, 2, 3]);
        assert_eq!(wishes, LaneWishes::default());
    }

    #[test]
    fn hidden_lanes_are_known_and_come_back_to_their_place() {
        let mut wishes = LaneWishes::default();
        wishes.set_hidden(&index(), LaneId(2), true);
        assert_eq!((order(&wishes), wishes.hidden(&index())), (vec![0, 1, 3], vec![LaneId(2)]));
        wishes.put(&index(), LaneId(3), 0);
        assert_eq!(order(&wishes), [3, 0, 1]);
        wishes.show_all();
        assert_eq!(order(&wishes), [3, 0, 1, 2]);
        wishes.show_only(&index(), LaneId(1));
        assert_eq!(order(&wishes), [1]);
    }

    #[test]
    fn folding_goes_by_name_and_tells_lanes_of_one_name_apart() {
        let mut wishes = LaneWishes::default();
        wishes.set_folded(&index(), LaneId(2), true);
        assert!(wishes.is_folded(&index(), LaneId(2)) && !wishes.is_folded(&index(), LaneId(1)));
        wishes.fold_all(&index(), true);
        assert!(wishes.shown(&index()).unwrap().iter().all(|shown| shown.folded));
    }
}
