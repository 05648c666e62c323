//! Which mentions tell the same event, kept up to date bucket by bucket when articles come and go.

use super::Article;
use crate::event::{self, Mention};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A mention by its place: an article of the project, an event of that article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct At {
    pub article: u32,
    pub event: u32,
}

impl At {
    pub fn new(article: usize, event: usize) -> At {
        // More than four billion articles do not fit into memory.
        At { article: article as u32, event: event as u32 }
    }

    /// A mention that the user made, behind those of all articles.
    pub fn own(number: u64) -> At {
        At { article: OWN, event: number as u32 }
    }

    pub fn is_own(self) -> bool {
        self.article == OWN
    }
}

/// Stands for the article of what the user made; the upper half of an id holds it on every machine.
const OWN: u32 = if usize::BITS < 64 { 0xffff } else { u32::MAX };

/// Each mention's cluster, named by its first mention. It is what [`event::cluster`] gives for all articles at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Clusters {
    /// For each article the first mention of each event's cluster.
    heads: Vec<Vec<At>>,
    /// The mentions of clusters that have more than one.
    members: BTreeMap<At, Vec<At>>,
    /// All mentions that are compared, sorted by bucket; empty until it is needed.
    buckets: Vec<(u32, At)>,
}

/// How the articles of a project changed places.
pub(super) struct Rearranged {
    /// The new place of each article that was there; `None` for one that is gone.
    pub to: Vec<Option<u32>>,
    /// The places of those that are new.
    pub fresh: Vec<u32>,
}

impl Rearranged {
    /// `None` where nothing changed.
    pub fn between(before: &[Arc<Article>], after: &[Arc<Article>]) -> Option<Rearranged> {
        if before.len() == after.len() && before.iter().zip(after).all(|(before, after)| Arc::ptr_eq(before, after)) {
            return None;
        }
        let places: BTreeMap<*const Article, u32> =
            after.iter().enumerate().map(|(at, article)| (Arc::as_ptr(article), at as u32)).collect();
        let to: Vec<_> = before.iter().map(|article| places.get(&Arc::as_ptr(article)).copied()).collect();
        let kept: BTreeSet<u32> = to.iter().flatten().copied().collect();
        Some(Rearranged { to, fresh: (0..after.len() as u32).filter(|at| !kept.contains(at)).collect() })
    }

    /// Whether those that stay keep their places.
    pub fn is_in_place(&self) -> bool {
        self.to.iter().enumerate().all(|(at, to)| to.is_none_or(|to| to as usize == at))
    }

    /// Whether those that stay keep their order.
    pub fn is_in_order(&self) -> bool {
        self.to.iter().flatten().is_sorted()
    }

    pub fn place(&self, at: At) -> Option<At> {
        if at.is_own() {
            return Some(at);
        }
        Some(At { article: self.to[at.article as usize]?, event: at.event })
    }
}

impl Clusters {
    /// Compares all mentions.
    pub fn of(articles: &[Arc<Article>]) -> Clusters {
        let mut clusters = Clusters { heads: own_heads(articles), ..Clusters::default() };
        clusters.buckets = all_buckets(articles);
        let buckets: BTreeSet<u32> = clusters.buckets.iter().map(|(bucket, _)| *bucket).collect();
        clusters.compare(articles, &buckets);
        clusters.tell_along(articles, 0..articles.len());
        clusters.members = members(&clusters.heads);
        clusters
    }

    /// As they are stored: a byte for each event that is told once.
    pub fn to_bytes(&self) -> Vec<u8> {
        let told_first = |(article, events): (usize, &Vec<At>)| -> Vec<Option<(u32, u32)>> {
            let own = |event| At::new(article, event);
            let heads = events.iter().enumerate();
            heads.map(|(event, head)| (*head != own(event)).then_some((head.article, head.event))).collect()
        };
        let heads: Vec<_> = self.heads.iter().enumerate().map(told_first).collect();
        postcard::to_extend(&heads, Vec::new()).unwrap_or_default()
    }

    /// Takes up what [`Clusters::to_bytes`] gave for the same articles; `None` where it cannot be of these.
    pub fn from_bytes(articles: &[Arc<Article>], bytes: &[u8]) -> Option<Clusters> {
        let stored: Vec<Vec<Option<(u32, u32)>>> = postcard::from_bytes(bytes).ok()?;
        let mut heads = own_heads(articles);
        let fits = stored.len() == heads.len() && stored.iter().zip(&heads).all(|(a, b)| a.len() == b.len());
        if !fits {
            return None;
        }
        for (article, events) in stored.into_iter().enumerate() {
            for (event, head) in events.into_iter().enumerate() {
                if let Some((of, first)) = head {
                    heads[article][event] = At { article: of, event: first };
                }
            }
        }
        let head_of = |at: &At| heads.get(at.article as usize).and_then(|events| events.get(at.event as usize));
        let sound = heads.iter().flatten().all(|at| head_of(at) == Some(at));
        sound.then(|| Clusters { members: members(&heads), buckets: Vec::new(), heads })
    }

    pub fn head(&self, at: At) -> At {
        self.heads[at.article as usize][at.event as usize]
    }

    /// Whether the mention is all of its cluster.
    pub fn is_alone(&self, at: At) -> bool {
        self.head(at) == at && !self.members.contains_key(&at)
    }

    /// All mentions of the cluster that the head names.
    pub fn members(&self, head: At) -> Vec<At> {
        self.members.get(&head).cloned().unwrap_or_else(|| vec![head])
    }

    /// Follows a change of the articles. Gives the mentions whose cluster is another now, new ones among them, by the
    /// places that they have now.
    pub fn follow(&mut self, change: &Rearranged, before: &[Arc<Article>], articles: &[Arc<Article>]) -> BTreeSet<At> {
        if self.buckets.is_empty() {
            self.buckets = all_buckets(before);
        }
        let gone = (0..before.len()).filter(|&at| change.to[at].is_none());
        let fresh = change.fresh.iter().map(|&at| at as usize);
        let touched = gone.map(|at| &before[at]).chain(fresh.clone().map(|at| &articles[at]));
        let touched: BTreeSet<u32> = touched.flat_map(|article| compared(article).map(|(_, bucket)| bucket)).collect();
        let heads_before = self.take_places(change, articles);
        let mut new: Vec<(u32, At)> = (fresh
            .flat_map(|at| compared(&articles[at]).map(move |(event, bucket)| (bucket, At::new(at, event)))))
        .collect();
        self.buckets.append(&mut new);
        // Two sorted runs: what the standard library's sort does best.
        self.buckets.sort();
        let compared = self.compare(articles, &touched);
        let involved: BTreeSet<usize> = compared.iter().map(|at| at.article as usize).collect();
        self.tell_along(articles, involved.iter().copied().chain(change.fresh.iter().map(|&at| at as usize)));
        self.changed(&heads_before)
    }

    /// Moves all to the new places; gives the heads as they were, those that are gone as `None`.
    fn take_places(&mut self, change: &Rearranged, articles: &[Arc<Article>]) -> Vec<Vec<Option<At>>> {
        let mut before: Vec<Vec<Option<At>>> =
            articles.iter().map(|article| vec![None; article.outline().len()]).collect();
        let mut heads = own_heads(articles);
        for (at, events) in std::mem::take(&mut self.heads).into_iter().enumerate() {
            if let Some(to) = change.to[at] {
                for (event, head) in events.into_iter().enumerate() {
                    let head = change.place(head);
                    before[to as usize][event] = head;
                    if let Some(head) = head {
                        heads[to as usize][event] = head;
                    }
                }
            }
        }
        self.heads = heads;
        if change.to.iter().any(Option::is_none) || !change.is_in_place() {
            self.buckets = self.buckets.iter().filter_map(|(bucket, at)| Some((*bucket, change.place(*at)?))).collect();
        }
        before
    }

    /// Compares the mentions of these buckets anew, and gives those of them that were compared.
    fn compare(&mut self, articles: &[Arc<Article>], buckets: &BTreeSet<u32>) -> Vec<At> {
        let places: Vec<&[(u32, At)]> = (buckets.iter())
            .map(|bucket| {
                let from = self.buckets.partition_point(|(other, _)| other < bucket);
                let len = self.buckets[from..].partition_point(|(other, _)| other == bucket);
                &self.buckets[from..from + len]
            })
            .collect();
        let mut mentions = mentions(articles, places.iter().filter(|places| places.len() > 1).copied().flatten());
        let mut found: Vec<(At, At)> = Vec::new();
        for places in places {
            let of_bucket: Vec<(usize, Mention)> =
                (places.iter()).filter_map(|(_, at)| Some((at.article as usize, mentions.remove(at)?))).collect();
            match of_bucket.len() == places.len() {
                true => {
                    let first = event::first_mentions(&of_bucket);
                    found.extend(places.iter().zip(first).map(|((_, at), first)| (*at, places[first].1)));
                }
                // Alone in its bucket.
                false => found.extend(places.iter().map(|(_, at)| (*at, *at))),
            }
        }
        for (at, head) in &found {
            self.heads[at.article as usize][at.event as usize] = *head;
        }
        found.into_iter().map(|(at, _)| at).collect()
    }

    /// What is told in the same words as an event before it goes with that.
    fn tell_along(&mut self, articles: &[Arc<Article>], which: impl Iterator<Item = usize>) {
        for at in which {
            for (event, brief) in articles[at].outline().events().enumerate() {
                if let Some(other) = brief.told_before {
                    self.heads[at][event] = self.heads[at][other];
                }
            }
        }
    }

    fn changed(&mut self, before: &[Vec<Option<At>>]) -> BTreeSet<At> {
        let mut changed = BTreeSet::new();
        for (article, (now, before)) in self.heads.iter().zip(before).enumerate() {
            for (event, (now, before)) in now.iter().zip(before).enumerate() {
                if Some(*now) != *before {
                    changed.insert(At::new(article, event));
                }
            }
        }
        self.members = members(&self.heads);
        changed
    }
}

fn own_heads(articles: &[Arc<Article>]) -> Vec<Vec<At>> {
    let events =
        |(at, article): (usize, &Arc<Article>)| (0..article.outline().len()).map(|event| At::new(at, event)).collect();
    articles.iter().enumerate().map(events).collect()
}

fn all_buckets(articles: &[Arc<Article>]) -> Vec<(u32, At)> {
    let mut buckets: Vec<(u32, At)> = (articles.par_iter().enumerate())
        .flat_map_iter(|(at, article)| compared(article).map(move |(event, bucket)| (bucket, At::new(at, event))))
        .collect();
    buckets.par_sort_unstable();
    buckets
}

/// The events of an article that are compared with others, each with its bucket.
fn compared(article: &Article) -> impl Iterator<Item = (usize, u32)> + '_ {
    let events = article.outline().events().enumerate();
    events.filter(|(_, brief)| brief.told_before.is_none()).map(|(event, brief)| (event, brief.bucket))
}

/// What the mentions are compared by, article by article, so that each is unpacked once.
fn mentions<'a>(articles: &[Arc<Article>], places: impl Iterator<Item = &'a (u32, At)>) -> BTreeMap<At, Mention> {
    let mut wanted: BTreeMap<u32, Vec<At>> = BTreeMap::new();
    places.for_each(|(_, at)| wanted.entry(at.article).or_default().push(*at));
    let wanted: Vec<(u32, Vec<At>)> = wanted.into_iter().collect();
    let found = wanted.into_par_iter().flat_map_iter(|(at, places)| {
        let article = &articles[at as usize];
        let reading = article.reading.peek();
        let mention = |at: At| {
            let event = &reading.events[at.event as usize];
            (at, Mention::of(event, event::text_of(&article.document, event)))
        };
        places.into_iter().map(mention).collect::<Vec<_>>()
    });
    found.collect::<Vec<_>>().into_iter().collect()
}

fn members(heads: &[Vec<At>]) -> BTreeMap<At, Vec<At>> {
    let mut members: BTreeMap<At, Vec<At>> = BTreeMap::new();
    for (article, events) in heads.iter().enumerate() {
        for (event, &head) in events.iter().enumerate() {
            let at = At::new(article, event);
            if head != at {
                members.entry(head).or_insert_with(|| vec![head]).push(at);
            }
        }
    }
    members
}
