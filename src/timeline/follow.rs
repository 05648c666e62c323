//! Keeps an index up to date with a project, in time by what changed.

use super::from_project::{LaneKey, NAMELESS, item, lane_key, publications};
use super::index::{Batch, Draft};
use super::{Grouping, Index, Item, ItemId, LaneId, LanesNow, Update};
use crate::project::{Entry, EntryId, Project, Version};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What an [`Index`] was made of.
#[derive(Clone, Debug)]
pub struct Following {
    grouping: Grouping,
    version: Version,
    lanes: Lanes,
}

/// More changes than this are not followed one by one.
const MOST: usize = 5_000;

impl Following {
    /// The index of all dated entries of the project, and what is needed to keep it up to date.
    pub fn begin(project: &Project, grouping: Grouping) -> (Following, Index) {
        let entries = project.chronology();
        let (dated, in_time) = entries.dated();
        let (lanes, places) = Lanes::of(project, grouping, &dated);
        let draft = |at: usize| {
            let lane = places.get(at).map_or(0, |lane| *lane as usize);
            let item = item(dated[at], lane).and_then(|item| Draft::of(&item, &dated[at].title));
            item.expect("dated entries have a bound")
        };
        let undated = entries.len() - dated.len();
        let batch = Batch { count: dated.len(), draft: &draft, in_time: Some(in_time) };
        let index = Index::of(batch, lanes.names(), publications(project)).with_undated(undated);
        (Following { grouping, version: entries.version(), lanes }, index)
    }

    /// Brings the index up to date with the project that it was made of, and gives what that changed; `None` where it
    /// must be made anew.
    pub fn follow(&mut self, index: &mut Index, project: &Project) -> Option<Update> {
        let entries = project.chronology();
        let changed = entries.changes_since(self.version).filter(|changed| changed.len() <= MOST)?;
        let changed: BTreeSet<EntryId> = changed.iter().copied().collect();
        let mut update = Update::default();
        for id in changed {
            if let Some(lane) = index.lane_of_item(ItemId(id.0)) {
                self.lanes.counts[lane.0] -= 1;
                update.gone.push(ItemId(id.0));
            }
            let entry = project.entry(id);
            if let Some((entry, new)) = entry.and_then(|entry| Some((entry, item(entry, 0)?))) {
                let lane = self.lanes.add(lane_key(project, self.grouping, entry));
                update.new.push(Item { lane: LaneId(lane), label: entry.title.to_string(), ..new });
            }
        }
        let before = index.lanes().len();
        let (order, names) = (self.lanes.sort(), self.lanes.names());
        if order.len() != before || !order.iter().copied().eq(0..before) || names != index.lanes() {
            let mut places = BTreeMap::new();
            for (place, &lane) in order.iter().enumerate() {
                places.insert(lane, place);
            }
            update.new.iter_mut().for_each(|item| item.lane.0 = places[&item.lane.0]);
            let was = |lane: usize| (lane < before).then_some(LaneId(lane));
            let lanes: LanesNow = names.into_iter().zip(order.iter().map(|&lane| was(lane))).collect();
            update.lanes = Some(lanes);
        }
        if !self.version.has_articles_of(entries.version()) {
            index.set_publications(publications(project));
        }
        index.update(update.clone());
        index.set_undated(entries.undated());
        self.version = entries.version();
        Some(update)
    }
}

/// As [`LaneKey`], for keeping.
type Key = (usize, String);

/// The lanes from top to bottom, and how many events stand in each.
#[derive(Clone, Debug)]
struct Lanes {
    grouping: Grouping,
    keys: Vec<Key>,
    counts: Vec<usize>,
}

impl Lanes {
    /// The lanes of these entries, and in which of them each stands; nothing of the latter where there is but one.
    fn of<'p>(project: &'p Project, grouping: Grouping, entries: &[&'p Entry]) -> (Lanes, Vec<u32>) {
        let mut lanes = Lanes { grouping, keys: Vec::new(), counts: Vec::new() };
        if grouping == Grouping::None {
            let count = entries.len();
            lanes.keys.extend((count > 0).then(|| (0, String::new())));
            lanes.counts.extend((count > 0).then_some(count));
            return (lanes, Vec::new());
        }
        let mut numbers: BTreeMap<LaneKey<'_>, u32> = BTreeMap::new();
        let mut lane_of = Vec::new();
        for entry in entries {
            let next = numbers.len() as u32;
            let lane = *numbers.entry(lane_key(project, grouping, entry)).or_insert(next);
            lanes.counts.resize(numbers.len(), 0);
            lanes.counts[lane as usize] += 1;
            lane_of.push(lane);
        }
        lanes.keys = vec![(0, String::new()); numbers.len()];
        for ((rank, name), lane) in numbers {
            lanes.keys[lane as usize] = (rank, name.into_owned());
        }
        let mut places = vec![0; lanes.keys.len()];
        for (place, lane) in lanes.sort().into_iter().enumerate() {
            places[lane] = place as u32;
        }
        lane_of.iter_mut().for_each(|lane| *lane = places[*lane as usize]);
        (lanes, lane_of)
    }

    /// Counts one more event of this lane, which is put last where it is new.
    fn add(&mut self, (rank, name): LaneKey<'_>) -> usize {
        let known = self.keys.iter().position(|key| key.0 == rank && key.1 == name);
        let lane = known.unwrap_or_else(|| {
            self.keys.push((rank, name.into_owned()));
            self.counts.push(0);
            self.keys.len() - 1
        });
        self.counts[lane] += 1;
        lane
    }

    /// Puts the lanes in order and leaves out those without events; gives the place that each had.
    fn sort(&mut self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.keys.len()).filter(|&lane| self.counts[lane] > 0).collect();
        let key = |lane: usize| (self.keys[lane].0, Reverse(self.counts[lane]), self.keys[lane].1.as_str());
        let is_sorted = order.is_sorted_by(|&a, &b| key(a) <= key(b));
        if !is_sorted {
            order.sort_by(|&a, &b| key(a).cmp(&key(b)));
        }
        if !is_sorted || order.len() < self.keys.len() {
            self.counts = order.iter().map(|&lane| self.counts[lane]).collect();
            self.keys = order.iter().map(|&lane| std::mem::take(&mut self.keys[lane])).collect();
        }
        order
    }

    /// As they are shown: where nothing has a name, neither has the lane.
    fn names(&self) -> Vec<String> {
        let by_name = !matches!(self.grouping, Grouping::None | Grouping::Article | Grouping::Status);
        match self.keys.as_slice() {
            [] => vec![String::new()],
            [(NAMELESS, _)] if by_name => vec![String::new()],
            keys => keys.iter().map(|(_, name)| name.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Article, Say, UserDate};
    use crate::text::Document;
    use crate::timeline::index_from;

    fn article(name: &str, text: &str) -> Article {
        let mut document = Document::from_text(format!("{name}/{name}.txt"), text);
        document.title = Some(format!("About {name}"));
        Article::read(document)
    }

    fn project() -> Project {
        let mut project = Project::default();
        project.add(vec![
            article("a", "Rebels attacked the base on 9 August 2018. The army captured the town in 2014. Police closed the bridge on 3 May 2016."),
            article("b", "The council will close the mill on 5 May 2031. Rebels attacked the harbour on 2 June 2019."),
        ]);
        assert!(project.chronology().len() > 4);
        project
    }

    /// What the window shows of an index, whatever its items stand on inside.
    fn shown(index: &Index) -> (Vec<Item>, Vec<String>, usize, Vec<usize>) {
        let mut items: Vec<Item> = index.items().collect();
        items.sort_by_key(|item| item.id);
        let lens = (0..index.lanes().len()).map(|lane| index.lane_len(LaneId(lane))).collect();
        (items, index.lanes().to_vec(), index.undated(), lens)
    }

    /// An edit by its place among the events.
    type Do<'a> = &'a dyn Fn(&mut Project, EntryId);

    #[test]
    fn an_index_that_follows_edits_is_the_one_made_anew() {
        let edits: [Do<'_>; 9] = [
            &|project, id| project.say(&[id], &Say::Tag("war".into())),
            &|project, id| project.hide(id),
            &|project, id| project.set_title(id, Some("Another title")),
            &|project, id| project.set_date(id, UserDate::read("late 1999").as_ref()),
            &|project, id| project.say(&[id], &Say::Participants(Some(vec!["Third Army".into()]))),
            &|project, id| project.say(&[id], &Say::Participants(Some(Vec::new()))),
            &|project, id| {
                let other = project.chronology().iter().map(|entry| entry.id).find(|other| *other != id);
                other.into_iter().for_each(|other| project.merge(&[id, other]));
            },
            &|project, _| _ = project.create(None, "Fire at the mill", UserDate::read("3 May 2019").as_ref()),
            &|project, _| _ = (project.history().done() > 1).then(|| project.undo()),
        ];
        let groupings = [
            Grouping::None,
            Grouping::Article,
            Grouping::Source,
            Grouping::Status,
            Grouping::Participant,
            Grouping::Place,
            Grouping::Tag,
        ];
        for grouping in groupings {
            let mut project = project();
            let (mut following, mut index) = Following::begin(&project, grouping);
            for round in 0..40 {
                if let Some(id) = project.chronology().get(round % 3).map(|entry| entry.id) {
                    edits[(round * 5 + round / 9) % edits.len()](&mut project, id);
                }
                let followed = following.follow(&mut index, &project);
                assert!(followed.is_some(), "a small edit is followed");
                assert_eq!(shown(&index), shown(&index_from(&project, grouping)), "{grouping:?} after {round}");
            }
        }
    }

    #[test]
    fn what_cannot_be_followed_is_made_anew() {
        let mut project = project();
        let (mut following, mut index) = Following::begin(&project, Grouping::None);
        let copy = project.clone();
        assert!(following.follow(&mut index, &copy).is_none(), "a copy may have gone another way");
        let first = project.articles()[0].document.id.clone();
        project.remove(&[first]);
        assert!(following.follow(&mut index, &project).is_none(), "the numbers of the events are others");
    }
}
