//! A title in the making: words of the sentence in order, cut where a phrase ends.

use super::MAX_CHARS;
use super::clause::ACCUSERS;
use super::cut::{BODIES, Loss, cuts};
use super::ends::stands_last;
use super::needs::needs_more;
use super::speech::{WITH_CLAUSE, says, tells_what};
use super::subject::is_nominal;
use crate::event::adjacent::helped;
use crate::event::clause::Sentence;
use crate::event::given_names::given_to;
use crate::event::lexicon::Kinds;
use crate::text::syntax::{Relation, Tag};
use crate::time::words::names_month_or_weekday;
use std::ops::Range;

/// A word of the sentence, or one put in.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Word(usize),
    Put(String),
}

impl Said {
    /// The place of a word of the sentence.
    pub fn word(&self) -> Option<usize> {
        match self {
            Said::Word(at) => Some(*at),
            Said::Put(_) => None,
        }
    }
}

/// A text that is short enough.
pub(super) struct Fit {
    /// In characters, less what was given for it.
    pub worth: i32,
    pub text: String,
    /// What went with the words that were cut.
    pub loss: Loss,
}

/// What must stand, and what may be cut from behind.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Words of the subject; may be cut from behind too, where the rest does not help.
    pub subject: Vec<Said>,
    pub verb: Vec<Said>,
    pub rest: Vec<Said>,
    /// From where on `rest` is somebody's own words.
    pub quoted_from: Option<usize>,
    /// What is said for a noun and its article.
    pub names: Vec<(usize, String)>,
}

/// Verbs behind which a clause stands that needs its own verb.
const THINKS: &[&str] = &[
    "hope",
    "hopes",
    "hoped",
    "believe",
    "believes",
    "believed",
    "think",
    "thinks",
    "thought",
    "expect",
    "expects",
    "expected",
    "fear",
    "fears",
    "feared",
    "show",
    "shows",
    "showed",
    "suggest",
    "suggests",
    "suggested",
    "find",
    "finds",
    "found",
    "estimate",
    "estimates",
    "estimated",
    "claim",
    "claims",
    "claimed",
    "know",
    "knew",
    "means",
    "meant",
    "predict",
    "predicts",
    "predicted",
    "prove",
    "proved",
    "realized",
    "realised",
    "decided",
    "concluded",
    "conclude",
    "insist",
    "insisted",
    "insists",
];

/// What holds because it is said.
const PERFORMS: &[&str] = &[
    "declared",
    "declares",
    "declare",
    "ruled",
    "rules",
    "decreed",
    "decided",
    "acknowledged",
    "acknowledges",
    "admitted",
    "admits",
    "conceded",
];

/// What is said with these is not known.
const GUESSES: &[&str] = &[
    "believes",
    "believe",
    "believed",
    "thinks",
    "think",
    "thought",
    "hopes",
    "hope",
    "hoped",
    "fears",
    "fear",
    "feared",
    "expects",
    "expect",
    "expected",
    "suspects",
    "suspect",
    "suspected",
    "alleges",
    "alleged",
];

impl Draft {
    /// "The Upper Dam turbine" for "the turbine" where the text has but one, "Brown Steel" for "the company"; `None` where
    /// nothing has another name.
    pub fn with_full_names(&self, s: &Sentence<'_>, referent: &dyn Fn(usize) -> Option<String>) -> Option<Draft> {
        if self.quoted_from.is_some() {
            return None;
        }
        let told = self.render(s, &self.subject, &self.rest);
        let mut names: Vec<(usize, String)> = Vec::new();
        for words in [&self.subject, &self.verb, &self.rest] {
            for noun in (0..words.len()).filter_map(|at| bare_definite(s, words, at)) {
                let Some(name) = referent(noun) else { continue };
                // Once is enough.
                let first = name.trim_start_matches("the ").split(' ').next().unwrap_or("");
                if !told.contains(first) && names.iter().all(|(_, other)| *other != name) {
                    names.push((noun, name));
                }
            }
        }
        (!names.is_empty()).then_some(Draft { names, ..self.clone() })
    }

    /// Characters of the whole.
    pub fn chars(&self, s: &Sentence<'_>) -> usize {
        self.render(s, &self.subject, &self.rest).chars().count()
    }

    /// The subject with the words of its phrase in front that the parser hung elsewhere: "the energy | officials".
    pub fn with_whole_subject(mut self, s: &Sentence<'_>, left_out: &[bool]) -> Draft {
        let Some(&Said::Word(first)) = self.subject.first() else { return self };
        if !matches!(s.tag(first), Tag::NN | Tag::NNS) {
            return self;
        }
        let describes = |at: usize| {
            !left_out[at] && matches!(s.tag(at), Tag::NN | Tag::NNS | Tag::NNP | Tag::JJ | Tag::POS | Tag::CD)
        };
        let from = (0..first).rev().take_while(|&at| describes(at)).last();
        let Some(from) = from else { return self };
        let opener = from.checked_sub(1).filter(|&at| !left_out[at] && matches!(s.tag(at), Tag::DT | Tag::PRPS));
        // A name in front of it without an article may be the subject of another clause: "told BP officials".
        if opener.is_none() && (from..first).any(|at| s.tag(at).is_proper()) {
            return self;
        }
        let from = opener.unwrap_or(from);
        self.subject.splice(0..0, (from..first).map(Said::Word));
        self
    }

    /// With names in place of the pronouns that no noun before them in the title explains.
    pub fn with_referents(&self, s: &Sentence<'_>, referent: &dyn Fn(usize) -> Option<String>) -> Draft {
        if self.quoted_from.is_some() {
            return self.clone();
        }
        let mut named = false;
        let mut name = |said: &Said| -> Said {
            let Said::Word(at) = *said else {
                named = true;
                return said.clone();
            };
            let explained = named;
            named |= s.tag(at).is_noun();
            let theirs = s.tag(at) == Tag::PRPS && s.is(at, &["his", "her", "its", "their"]);
            if explained || !theirs {
                return said.clone();
            }
            named = true;
            // "Roe and Miller all said their mills had closed"
            let name = referent(at).map(|name| {
                [" all", " both"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name).to_owned()
            });
            match name {
                Some(name) if name.ends_with('s') => Said::Put(format!("{name}'")),
                Some(name) => Said::Put(format!("{name}'s")),
                None => said.clone(),
            }
        };
        let mut subject: Vec<Said> = self.subject.iter().map(&mut name).collect();
        let mut verb: Vec<Said> = self.verb.iter().map(&mut name).collect();
        let mut rest: Vec<Said> = self.rest.iter().map(&mut name).collect();
        // "several of the government's partners"
        for said in subject.iter_mut().skip(1).chain(&mut verb).chain(&mut rest) {
            if let Said::Put(words) = said
                && let Some(bare) = words.strip_prefix("The ")
            {
                *words = format!("the {bare}");
            }
        }
        Draft { subject, verb, rest, ..Draft::default() }
    }

    /// With names in place of the pronouns behind the verb: "ruled against the owners" for "ruled against them". `None` where
    /// there is none, or where what one stands for is not known or does it itself.
    pub fn with_objects(&self, s: &Sentence<'_>, referent: &dyn Fn(usize) -> Option<String>) -> Option<Draft> {
        if self.quoted_from.is_some() {
            return None;
        }
        let (subject, told) = (render(s, self.subject.iter()), self.render(s, &self.subject, &self.rest));
        let mut rest = self.rest.clone();
        let mut named = false;
        for said in &mut rest {
            let Said::Word(at) = *said else { continue };
            if s.tag(at) != Tag::PRP || !s.is(at, &["him", "her", "them"]) || s.relation(at) == Relation::Subject {
                continue;
            }
            let name = referent(at).filter(|name| !told.contains(name.as_str()) && !name.contains(&subject))?;
            *said = Said::Put(name.strip_prefix("The ").map_or(name.clone(), |bare| format!("the {bare}")));
            named = true;
        }
        named.then(|| Draft { rest, ..self.clone() })
    }

    /// Texts of at most so many characters, the best first: what leaves the most and breaks the least. Empty where the word
    /// that matters would not stand in them, or where every cut is worse than `worst`.
    pub fn fits(&self, s: &Sentence<'_>, part: Option<usize>, worst: Loss) -> Vec<Fit> {
        let holds = |said: &[Said]| {
            part.is_none_or(|part| said.iter().any(|said| matches!(said, Said::Word(at) if *at == part)))
        };
        if !(holds(&self.verb) || holds(&self.rest) || holds(&self.subject)) {
            return Vec::new();
        }
        // Somebody's own words are cut where nothing is lost, or not at all.
        let worst = if self.quoted_from.is_some() { Loss::Detail } else { worst };
        let mut found: Vec<Fit> = Vec::new();
        let text = self.render(s, &self.subject, &self.rest);
        if text.chars().count() <= MAX_CHARS {
            found.push(Fit { worth: i32::MAX, text, loss: Loss::Detail });
        }
        for (subject, subject_price, subject_loss) in self.shorter_subjects(s, worst) {
            for (rest, rest_price, rest_loss) in self.shorter_rests(s, worst) {
                if !(holds(&self.verb) || holds(&subject) || holds(&rest)) {
                    continue;
                }
                let text = self.render(s, &subject, &rest);
                let chars = text.chars().count();
                if chars <= MAX_CHARS {
                    let gone = &self.subject[subject.len().min(self.subject.len())..];
                    let whole = rest.len() == self.rest.len() && !leaves_unclear(s, &subject, gone);
                    let whole = if whole { WHOLE } else { 0 };
                    let worth = chars as i32 + whole - subject_price - rest_price;
                    found.push(Fit { worth, text, loss: subject_loss.max(rest_loss) });
                }
            }
        }
        found.sort_by_key(|found| std::cmp::Reverse(found.worth));
        found.dedup_by(|a, b| a.text == b.text);
        found
    }

    /// For each word of the sentence whether it is told.
    fn mask(&self, s: &Sentence<'_>) -> Vec<bool> {
        let mut told = vec![false; s.tree.len()];
        for said in self.subject.iter().chain(&self.verb).chain(&self.rest) {
            if let Said::Word(at) = said {
                told[*at] = true;
            }
        }
        told
    }

    /// The subject whole and shortened, with what that costs.
    fn shorter_subjects(&self, s: &Sentence<'_>, worst: Loss) -> Vec<(Vec<Said>, i32, Loss)> {
        // "the town and the port signed": one of two is not the truth.
        let joins =
            |end: usize| matches!(self.subject[end], Said::Word(at) if matches!(s.tag(at), Tag::CC | Tag::Comma));
        let mut out = vec![(self.subject.clone(), 0, Loss::Detail)];
        let shorter =
            cuts(s, &self.subject, &self.mask(s), false).into_iter().filter(|cut| cut.1 <= worst && !joins(cut.0));
        out.extend(shorter.map(|(end, loss)| (self.subject[..end].to_vec(), 10 + loss.price(), loss)));
        // "a group of lawmakers"
        const GROUP_PRICE: i32 = 8;
        let word = |place: usize| match self.subject.get(place) {
            Some(Said::Word(at)) => Some(*at),
            _ => None,
        };
        if let (Some(article), Some(group), Some(of)) = (word(0), word(1), word(2))
            && s.is(article, &["a"])
            && s.is(group, &["group", "number", "coalition", "team"])
            && s.is(of, &["of"])
            && self.subject.len() > 3
        {
            out.push((self.subject[3..].to_vec(), GROUP_PRICE, Loss::Detail));
        }
        out
    }

    /// What stands behind the verb, whole and shortened at its end and within, with what that costs.
    fn shorter_rests(&self, s: &Sentence<'_>, worst: Loss) -> Vec<(Vec<Said>, i32, Loss)> {
        let mut out = Vec::new();
        let needy = self.verb.iter().rev().find_map(Said::word).map(|at| needs_more(s, at));
        let within = if self.quoted_from.is_some() { Vec::new() } else { asides(s, &self.rest) };
        for without in std::iter::once(None).chain(within.into_iter().map(Some)) {
            let rest: Vec<Said> = match &without {
                Some(aside) => [&self.rest[..aside.start], &self.rest[aside.end..]].concat(),
                None => self.rest.clone(),
            };
            let price = if without.is_some() { ASIDE_PRICE } else { 0 };
            let shorter = Draft { rest: rest.clone(), ..self.clone() };
            let mut ends = cuts(s, &rest, &shorter.mask(s), self.verb.is_empty());
            let told = shorter.told_verb(s);
            for cut in &mut ends {
                if told.is_some_and(|told| cut.0 <= told) || needy == Some(true) && cut.0 == 0 {
                    cut.1 = Loss::Senseless;
                }
            }
            ends.push((rest.len(), Loss::Detail));
            let ends = ends.into_iter().filter(|cut| cut.1 <= worst);
            out.extend(ends.map(|(end, loss)| (rest[..end].to_vec(), price + loss.price(), loss)));
        }
        out
    }

    /// Of what somebody says or thinks, where its verb stands in `rest`.
    fn told_verb(&self, s: &Sentence<'_>) -> Option<usize> {
        let says =
            |said: &Said| matches!(said, Said::Word(at) if says(s, *at) || s.is(*at, THINKS) || s.is(*at, WITH_CLAUSE));
        if !self.verb.iter().any(says) || !tells_what(s, &self.rest) {
            return None;
        }
        let words = self.rest.iter().map(Said::word);
        let aside = |at: usize| matches!(s.tag(at), Tag::WDT | Tag::WP | Tag::WRB) && !s.is(at, &["that"]);
        let verb = |at: usize| s.tag(at).is_finite() || s.tag(at) == Tag::MD;
        let found = words.clone().position(|at| at.is_some_and(|at| verb(at) || aside(at)))?;
        words.clone().nth(found).flatten().is_some_and(verb).then_some(found)
    }

    /// What somebody says, without who says it: "said on Monday that the bridge is safe". `None` where it has no verb, is
    /// somebody's own words or speaks of the one who says it.
    pub fn told_alone(&self, s: &Sentence<'_>) -> Option<Draft> {
        let verb = self.told_verb(s).filter(|_| self.quoted_from.is_none())?;
        let that = self.rest[..verb].iter().position(|said| matches!(said, Said::Word(at) if s.is(*at, &["that"])));
        let told = self.rest.get(that.map_or(0, |that| that + 1)..)?;
        let verb = verb - (self.rest.len() - told.len());
        let leans = match told.first()? {
            Said::Word(at) => matches!(
                s.tag(*at),
                Tag::PRP | Tag::PRPS | Tag::IN | Tag::WRB | Tag::TO | Tag::RB | Tag::CC | Tag::EX | Tag::VBG
            ),
            Said::Put(word) => {
                ["it", "he", "she", "they", "there", "this", "that", "if", "in", "his", "its"].contains(&word.as_str())
            }
        };
        // In quotation marks are the words of who says it, and what he thinks.
        if let (Some(first), Some(last)) = (told.iter().find_map(Said::word), told.iter().rev().find_map(Said::word))
            && (first..last).any(|at| matches!(s.tag(at), Tag::Open | Tag::Close))
        {
            return None;
        }
        // What is only thought is no fact either.
        let thought = |said: &Said| matches!(said, Said::Word(at) if s.is(*at, GUESSES));
        let accuses = |said: &Said| matches!(said, Said::Word(at) if s.is(*at, ACCUSERS));
        // "The court ruled that the vote is void": the ruling is what happened.
        let performs = |said: &Said| matches!(said, Said::Word(at) if s.is(*at, PERFORMS));
        if self.verb.iter().any(|said| thought(said) || performs(said)) || self.subject.iter().any(accuses) {
            return None;
        }
        // Nor is what was so before it was said of the day of saying, nor a verdict.
        if let Some(verb) = told[verb].word()
            && (was_before(s, verb) || judges(s, verb))
        {
            return None;
        }
        // "warned the town it would …": who is told stands in front of what is.
        let spoken = |said: &Said| matches!(said, Said::Word(at) if matches!(s.tag(*at), Tag::PRP | Tag::PRPS));
        let first_person = ["i", "me", "my", "we", "us", "our"];
        let own = |said: &Said| matches!(said, Said::Word(at) if s.is(*at, &first_person));
        // What a share of those asked thinks is no fact.
        let counted = |said: &Said| matches!(said, Said::Word(at) if s.tag(*at) == Tag::CD || s.is(*at, &["most", "many", "some", "few", "majority", "half", "polls", "critics", "analysts"]));
        let leans =
            leans || self.subject.iter().any(counted) || told[..verb].iter().any(spoken) || told.iter().any(own);
        let addressed =
            that.is_none() && self.verb.iter().any(|said| matches!(said, Said::Word(at) if s.is(*at, &["told", "tells", "warned", "assured", "asked", "informed", "promised"])));
        let (subject, rest) = told.split_at(verb);
        let (verb, rest) = rest.split_at(1);
        let alone = Draft {
            subject: subject.to_vec(),
            verb: verb.to_vec(),
            rest: rest.to_vec(),
            names: self.names.clone(),
            quoted_from: None,
        };
        (!leans && !addressed && !subject.is_empty()).then_some(alone)
    }

    /// Only the person's name in place of office and all, and the last name alone: each with what that costs, in
    /// characters.
    pub fn with_bare_name(&self, s: &Sentence<'_>) -> Vec<(i32, Draft)> {
        const WITHOUT_OFFICE: i32 = 4;
        const LAST_NAME: i32 = 25;
        let Some((given, last)) = self.name(s) else { return Vec::new() };
        let told = |words: &[usize]| Draft { subject: words.iter().copied().map(Said::Word).collect(), ..self.clone() };
        let full = given.map(|given| (WITHOUT_OFFICE, told(&(given..=last).collect::<Vec<usize>>())));
        full.into_iter().chain([(LAST_NAME, told(&[last]))]).collect()
    }

    /// Without how it was done ("successfully docked") and without whose one with a name is ("the Kingdom's Queen Ada"), each with
    /// its price.
    pub fn leaner(&self, s: &Sentence<'_>) -> Vec<(i32, Draft)> {
        const MANNER: i32 = 3;
        const OWNER: i32 = 6;
        let manner =
            |said: &Said| matches!(said, Said::Word(at) if s.tag(*at) == Tag::RB && s.word(*at).ends_with("lly"));
        let mut out = Vec::new();
        if self.verb.len() > 1 && self.verb[..self.verb.len() - 1].iter().any(manner) {
            let verb = self.verb.iter().filter(|said| !manner(said)).cloned().collect();
            out.push((MANNER, Draft { verb, ..self.clone() }));
        }
        let owner = self.subject.iter().position(|said| said.word().is_some_and(|at| s.tag(at) == Tag::POS));
        if let Some(owner) = owner {
            let named = |said: &Said| {
                said.word().is_some_and(|at| s.tag(at).is_proper() && s.tree.words[at].has_small_letters())
            };
            let behind = &self.subject[owner + 1..];
            let person = behind
                .first()
                .and_then(Said::word)
                .is_some_and(|at| is_officer(s, at) || given_to(s.word(at)).is_some());
            if behind.len() > 1 && person && behind.iter().all(named) {
                out.push((OWNER, Draft { subject: behind.to_vec(), ..self.clone() }));
            }
        }
        out
    }

    /// Where the given name of the person that the subject is stands, if it is known to be one, and the last name.
    fn name(&self, s: &Sentence<'_>) -> Option<(Option<usize>, usize)> {
        let named = |said: &Said| match said {
            Said::Word(at) if s.relation(*at) == Relation::Flat && s.tag(*at).is_proper() => Some(*at),
            // Behind a given name, whatever the tree says.
            Said::Word(at) if *at > 0 && s.tag(*at).is_proper() && given_to(s.word(at - 1)).is_some() => Some(*at),
            // "Commissioner Ada Miller"
            Said::Word(at)
                if *at > 1 && s.tag(*at).is_proper() && s.tag(at - 1).is_proper() && is_officer(s, at - 2) =>
            {
                Some(*at)
            }
            _ => None,
        };
        let first = self.subject.iter().position(|said| named(said).is_some())?;
        const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii"];
        let names = || self.subject[first..].iter().map_while(named);
        let last = names().filter(|&at| !s.is(at, SUFFIXES)).last()?;
        const HOUSES: &[&str] = &["plc", "inc", "corp", "co", "ltd", "llc", "group", "bank", "company"];
        // "Mines and Quarries Agency Commissioner Ada Miller" is one, "the council and Ada Miller" are not.
        let officer = |said: &Said| matches!(said, Said::Word(at) if is_officer(s, *at));
        let joins = |said: &Said| matches!(said, Said::Word(at) if s.tag(*at) == Tag::CC);
        let body = |said: &Said| matches!(said, Said::Word(at) if s.is(*at, BODIES));
        let one = match (self.subject.iter().rposition(joins), self.subject[..first].iter().rposition(officer)) {
            (None, _) => true,
            (Some(and), Some(officer)) => and < officer && self.subject[and..officer].iter().any(body),
            (Some(_), None) => false,
        };
        // "the trial of a friend of Paul Miller" is not Miller's.
        let other = |said: &Said| matches!(said, Said::Word(at) if matches!(s.tag(*at), Tag::VBN | Tag::VBG) || s.tag(*at) == Tag::IN && s.is(*at, &["of", "by", "for"]) && !is_of_office(s, *at, last));
        let itself = !self.subject[..first].iter().any(other);
        // "The Harlow Miller's owner"
        let ends = matches!(self.subject.last(), Some(Said::Word(end)) if *end == last || s.is(*end, SUFFIXES));
        (ends
            && self.subject.len() > 1
            && one
            && itself
            && s.tree.words[last].has_small_letters()
            && !s.is(last, HOUSES))
        .then(|| {
            let given = (1..=3)
                .filter_map(|back| last.checked_sub(back))
                .take_while(|&at| s.tag(at).is_proper())
                .find(|&at| given_to(s.word(at)).is_some() || at > 0 && is_officer(s, at - 1))
                // "Michael Robert Miller"
                .map(|at| if at > 0 && given_to(s.word(at - 1)).is_some() { at - 1 } else { at });
            let whole = given.filter(|&given| {
                self.subject.first().is_some_and(|said| !matches!(said, Said::Word(at) if *at == given))
            });
            (whole, last)
        })
    }

    fn render(&self, s: &Sentence<'_>, subject: &[Said], rest: &[Said]) -> String {
        match self.quoted_from.filter(|&from| from < rest.len()) {
            Some(from) => {
                let (before, quoted) = rest.split_at(from);
                let before = render(s, subject.iter().chain(&self.verb).chain(before));
                format!("{before} “{}”", render(s, quoted.iter()))
            }
            None if self.names.is_empty() => render(s, subject.iter().chain(&self.verb).chain(rest)),
            None => {
                let words: Vec<&Said> = subject.iter().chain(&self.verb).chain(rest).collect();
                render(s, self.named(&words).iter())
            }
        }
    }

    /// The words with names put in for what has one.
    fn named(&self, words: &[&Said]) -> Vec<Said> {
        let name = |said: Option<&&Said>| match said {
            Some(Said::Word(at)) => self.names.iter().find(|(noun, _)| noun == at).map(|(_, name)| name.clone()),
            _ => None,
        };
        let mut out = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            match name(words.get(at + 1)) {
                Some(name) => {
                    out.push(Said::Put(name));
                    at += 2;
                }
                None => {
                    out.push(words[at].clone());
                    at += 1;
                }
            }
        }
        out
    }
}

/// "Vice President of the United States Joe Miller": an office and what it is of, not somebody of Miller's.
fn is_of_office(s: &Sentence<'_>, of: usize, last: usize) -> bool {
    let office = of > 0 && s.is(of, &["of"]) && is_officer(s, of - 1);
    let given = (of + 2..last).find(|&at| given_to(s.word(at)).is_some());
    office && given.is_some_and(|given| s.tag(given - 1).is_proper())
}

/// An office written as part of a name: "Commissioner".
fn is_officer(s: &Sentence<'_>, at: usize) -> bool {
    s.tag(at).is_proper() && s.kinds(at).has(Kinds::PERSON)
}

/// "said the pump failed", "said that it had failed": before the saying, unless it was going on.
fn was_before(s: &Sentence<'_>, first: usize) -> bool {
    let verb = helped(s, first);
    s.tag(first) == Tag::VBD && !s.is(first, &["was", "were"]) && !s.kinds(verb).has(Kinds::STATE)
}

/// "caused", "must", "needs to": somebody's view, which is told with whose it is.
fn judges(s: &Sentence<'_>, first: usize) -> bool {
    const VERDICTS: &[&str] = &[
        "cause",
        "causes",
        "caused",
        "contribute",
        "contributes",
        "contributed",
        "underscore",
        "underscores",
        "need",
        "needs",
        "deserve",
        "deserves",
        "fail",
        "fails",
        "failed",
        "harm",
        "prove",
        "proves",
        "threaten",
        "threatens",
    ];
    s.is(first, &["must", "should", "ought", "shall"]) || s.is(helped(s, first), VERDICTS)
}

/// Whether a shortened subject does not tell any more who or what: a name went, or only "the pressure" is left.
fn leaves_unclear(s: &Sentence<'_>, left: &[Said], gone: &[Said]) -> bool {
    let named = gone.iter().filter_map(Said::word).any(|at| s.tag(at).is_proper());
    let of = gone.first().and_then(Said::word).is_some_and(|at| s.is(at, &["of", "to"]));
    let bare = left.first().and_then(Said::word).is_some_and(|at| s.is(at, &["the"]))
        && !left.iter().filter_map(Said::word).any(|at| s.tag(at).is_proper());
    !gone.is_empty() && (named || of || bare)
}

/// In characters that one would give to tell all that stands behind the verb.
const WHOLE: i32 = 14;

/// In characters that one would give to keep a clause that describes a noun within the title.
const ASIDE_PRICE: i32 = 6;

/// Clauses in the words that describe a noun and end before the last of them: what remains is a sentence still.
fn asides(s: &Sentence<'_>, words: &[Said]) -> Vec<Range<usize>> {
    let place = |at: usize| words.iter().position(|said| matches!(said, Said::Word(word) if *word == at));
    let mut out = Vec::new();
    for said in words {
        let Said::Word(clause) = *said else { continue };
        let describes = matches!(s.relation(clause), Relation::RelativeClause | Relation::NounClause)
            && s.tree.head(clause).is_some_and(|head| head < clause && s.tag(head).is_noun());
        let span = s.tree.span(clause);
        // "a second round | of load tests | on the bridge"
        if !describes || span.clone().next().is_some_and(|first| s.is(first, &["of"])) {
            continue;
        }
        if let (Some(start), Some(end)) = (span.clone().find_map(place), span.rev().find_map(place))
            && end + 1 < words.len()
            && !tears(s, words, clause, end)
        {
            out.push(start..end + 1);
        }
    }
    out.extend(between_verbs(s, words));
    out.truncate(3);
    out
}

/// Whether what follows belongs to the clause, whatever the tree makes of it: "a manoeuvre to seal | the shaft", "to seal a leak in
/// the Gulf | of Mexico".
fn tears(s: &Sentence<'_>, words: &[Said], clause: usize, end: usize) -> bool {
    let (Said::Word(last), Some(Said::Word(next))) = (&words[end], words.get(end + 1)) else { return false };
    let object = *last == clause
        && matches!(s.tag(clause), Tag::VB | Tag::VBG)
        && (is_nominal(s, *next) || s.tag(*next) == Tag::Currency)
        && !stands_last(s.word(clause));
    object || s.is(*next, &["of"]) && s.tag(*last).is_noun()
}

/// "that a man | who was returned from the border | had not admitted it": whatever the tree makes of it, the first verb
/// behind "who" is that of its clause, and the second goes on where the noun was left.
fn between_verbs(s: &Sentence<'_>, words: &[Said]) -> Option<Range<usize>> {
    let word = |place: usize| match words.get(place) {
        Some(Said::Word(at)) => Some(*at),
        _ => None,
    };
    let tensed = |place: &usize| word(*place).is_some_and(|at| s.tag(at).is_finite() || s.tag(at) == Tag::MD);
    let opens = |place: &usize| word(*place).is_some_and(|at| matches!(s.tag(at), Tag::WP | Tag::WDT | Tag::WPS));
    let joins = |place: usize| {
        word(place).is_some_and(|at| {
            matches!(s.tag(at), Tag::CC | Tag::WP | Tag::WDT | Tag::WRB | Tag::Comma | Tag::PRP)
                || s.relation(at) == Relation::Marker && s.tag(at) == Tag::IN
        })
    };
    let start = (1..words.len()).find(opens).filter(|&place| word(place - 1).is_some_and(|at| s.tag(at).is_noun()))?;
    let first = (start + 1..words.len()).find(tensed)?;
    let second = (first + 1..words.len()).find(tensed)?;
    (second > first + 1 && !(start + 1..second).any(joins)).then_some(start..second)
}

/// The noun of "the turbine" with nothing that says which: neither in front of it nor behind.
fn bare_definite(s: &Sentence<'_>, words: &[Said], at: usize) -> Option<usize> {
    let (Said::Word(the), Some(Said::Word(noun))) = (&words[at], words.get(at + 1)) else { return None };
    let goes_on = match words.get(at + 2) {
        Some(Said::Word(next)) => {
            s.tag(*next).is_noun()
                || s.tag(*next) == Tag::CD
                || s.is(*next, &["of"])
                || matches!(s.tag(*next), Tag::WDT | Tag::WP | Tag::WPS)
        }
        _ => false,
    };
    (s.is(*the, &["the"]) && *noun == the + 1 && s.tag(*noun) == Tag::NN && !goes_on).then_some(*noun)
}

/// The whole sentence without what is left out, where it is short enough and no more than one sentence.
pub(super) fn whole(s: &Sentence<'_>, left_out: &[bool]) -> Option<String> {
    let words: Vec<Said> = (0..s.tree.len()).filter(|&at| !left_out[at]).map(Said::Word).collect();
    let text = render(s, words.iter());
    (text.chars().count() <= MAX_CHARS).then_some(text)
}

/// "Thursday's hearing", "the Dec. 19 petition": the date took the article along.
fn lost_article(s: &Sentence<'_>, at: usize, last: Option<usize>) -> bool {
    const TIMES: &[&str] = &[
        "today",
        "yesterday",
        "tonight",
        "tomorrow",
        "week",
        "weekend",
        "month",
        "year",
        "decade",
        "night",
        "evening",
        "morning",
        "afternoon",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
    ];
    let nominal = s.tag(at).is_noun() || matches!(s.tag(at), Tag::JJ | Tag::JJS);
    let Some(before) = at.checked_sub(1).filter(|_| nominal) else { return false };
    if s.tag(before) == Tag::POS {
        return before > 0 && (s.is(before - 1, TIMES) || names_month_or_weekday(s.word(before - 1)));
    }
    let from = last.map_or(0, |last| last + 1).max(at.saturating_sub(5));
    let article = (from..at).rev().find(|&word| s.tag(word) == Tag::DT && s.is(word, &["the"]));
    article.is_some_and(|article| {
        let mut between = article + 1..at;
        between.clone().any(|word| s.tag(word) == Tag::CD)
            && between.all(|word| s.tag(word).is_proper() || s.tag(word) == Tag::CD || s.is(word, &[","]))
    })
}

/// A contracted verb in full.
fn expanded(s: &Sentence<'_>, at: usize) -> Option<&'static str> {
    let next = at + 1 < s.tree.len() && s.tag(at + 1) == Tag::VBN;
    match s.word(at) {
        "'ll" | "’ll" => Some("will"),
        "'re" | "’re" => Some("are"),
        "'ve" | "’ve" => Some("have"),
        "'s" | "’s" if s.tag(at).is_verb() => Some(if next { "has" } else { "is" }),
        "'d" | "’d" => Some(if next { "had" } else { "would" }),
        _ => None,
    }
}

/// "a", "an", not the letter of "influenza A".
pub(super) fn is_article(s: &Sentence<'_>, at: usize) -> bool {
    s.tag(at) == Tag::DT && s.is(at, &["a", "an"]) && (at == 0 || s.word(at).starts_with('a'))
}

/// Makes the last article of the text, "a" or "an", that of the word which follows it now.
pub(super) fn fit_article(text: &mut String, next: &str) {
    const LIKE_CONSONANTS: &[&str] = &["uni", "use", "usu", "eu", "one", "once", "uk", "us "];
    // "an F-rank", "an MRI scan"
    if !next.chars().nth(1).is_some_and(char::is_lowercase) {
        return;
    }
    let next = next.to_lowercase();
    let vowel =
        next.starts_with(['a', 'e', 'i', 'o', 'u']) && !LIKE_CONSONANTS.iter().any(|like| next.starts_with(like));
    if vowel && text.ends_with(['a', 'A']) {
        text.push('n');
    } else if !vowel && text.ends_with('n') && next.starts_with(char::is_alphabetic) {
        text.pop();
    }
}

/// The words as they stand in the text, others with a space between.
pub(super) fn render<'a>(s: &Sentence<'_>, said: impl Iterator<Item = &'a Said>) -> String {
    let mut out = String::with_capacity(MAX_CHARS + 16);
    let mut last: Option<usize> = None;
    let mut put = false;
    for said in said {
        // "calls it a “a tragedy”"
        if let (Said::Word(at), Some(last)) = (said, last)
            && s.tag(*at) == Tag::DT
            && s.word(*at) == s.word(last)
        {
            continue;
        }
        let (letters, glued) = match said {
            Said::Put(words) => (words.as_str(), words == ","),
            // "Brown Motors' profit"
            Said::Word(at) if put && s.tag(*at) == Tag::POS && out.ends_with('s') => ("'", true),
            // "Miller 'll speak"
            Said::Word(at) if put && expanded(s, *at).is_some() => (expanded(s, *at).unwrap_or(""), false),
            Said::Word(at) => {
                let touches =
                    last.is_some_and(|last| last + 1 == *at && s.tree.ranges[last].end == s.tree.ranges[*at].start);
                let letters = s.word(*at);
                let clings = matches!(s.tag(*at), Tag::POS | Tag::Comma) || matches!(letters, "n't" | "n’t" | "%");
                (letters, touches || clings)
            }
        };
        // "an April blast" without its date
        if last.is_some_and(|last| is_article(s, last) && !matches!(said, Said::Word(at) if *at == last + 1)) {
            fit_article(&mut out, letters);
        }
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        if let Said::Word(at) = said
            && last.is_none_or(|last| last + 1 != *at)
            && !put
            && lost_article(s, *at, last)
        {
            out.push_str("the ");
        }
        // "#10bn": the mark in front of an amount, which is no word of the clause.
        if let Said::Word(at) = said
            && s.word(*at).starts_with(|c: char| c.is_ascii_digit())
            && s.text[..s.tree.ranges[*at].start].ends_with('#')
            && !out.ends_with('#')
        {
            out.push('#');
        }
        // The participle that opened the sentence now stands inside.
        let opened = matches!(said, Said::Word(0)) && !out.is_empty() && s.tag(0).is_verb();
        if opened {
            out.push_str(&letters.to_lowercase());
        } else {
            out.push_str(letters);
        }
        put = matches!(said, Said::Put(_));
        last = said.word();
    }
    out
}
