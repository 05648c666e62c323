//! A title in the making: words of the sentence in order, cut where a phrase ends.

use super::MAX_CHARS;
use super::clause::needs_more;
use super::cut::{Loss, cuts};
use super::speech::{says, tells_what};
use crate::event::clause::Sentence;
use crate::text::syntax::{Relation, Tag};
use crate::time::words::names_month_or_weekday;

/// A word of the sentence, or one put in.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Word(usize),
    Put(String),
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

impl Draft {
    /// The text, at most so many characters: of all cuts the one that leaves the most and breaks the least. `None` where
    /// the word that matters would not stand in it, or where every cut is worse than `worst`.
    pub fn fit(&self, s: &Sentence<'_>, part: Option<usize>, worst: Loss) -> Option<String> {
        let holds = |said: &[Said]| {
            part.is_none_or(|part| said.iter().any(|said| matches!(said, Said::Word(at) if *at == part)))
        };
        let (in_verb, in_rest) = (holds(&self.verb), holds(&self.rest));
        if !(in_verb || in_rest || holds(&self.subject)) {
            return None;
        }
        let whole = |subject: &[Said], rest: &[Said]| self.render(s, subject, rest);
        let text = whole(&self.subject, &self.rest);
        if text.chars().count() <= MAX_CHARS {
            return Some(text);
        }
        let mut subjects = vec![(self.subject.len(), 0)];
        // "the town and the port signed": one of two is not the truth.
        let joins =
            |end: usize| matches!(self.subject[end], Said::Word(at) if matches!(s.tag(at), Tag::CC | Tag::Comma));
        let shorter = cuts(s, &self.subject, false).into_iter().filter(|cut| cut.1 <= worst && !joins(cut.0));
        subjects.extend(shorter.map(|(end, loss)| (end, 10 + loss.price())));
        let mut rests = cuts(s, &self.rest, self.verb.is_empty());
        if let Some(first_verb) = self.told_verb(s) {
            rests.iter_mut().filter(|cut| cut.0 <= first_verb).for_each(|cut| cut.1 = Loss::Senseless);
        }
        let needy = self.verb.iter().rev().find_map(|said| match said {
            Said::Word(at) => Some(needs_more(s, *at)),
            Said::Put(_) => None,
        });
        if needy == Some(true) {
            rests.iter_mut().filter(|cut| cut.0 == 0).for_each(|cut| cut.1 = Loss::Senseless);
        }
        rests.push((self.rest.len(), Loss::Detail));
        rests.retain(|cut| cut.1 <= worst);
        let mut best: Option<(i32, String)> = None;
        for &(subject, subject_price) in &subjects {
            for &(end, loss) in &rests {
                if !(in_verb || holds(&self.subject[..subject]) || holds(&self.rest[..end])) {
                    continue;
                }
                let text = whole(&self.subject[..subject], &self.rest[..end]);
                let chars = text.chars().count();
                let worth = chars as i32 - subject_price - loss.price();
                if chars <= MAX_CHARS && best.as_ref().is_none_or(|(known, _)| worth > *known) {
                    best = Some((worth, text));
                }
            }
        }
        best.map(|(_, text)| text)
    }

    /// Of what somebody says or thinks, where its verb stands in `rest`.
    fn told_verb(&self, s: &Sentence<'_>) -> Option<usize> {
        let says = |said: &Said| matches!(said, Said::Word(at) if says(s, *at) || s.is(*at, THINKS));
        if !self.verb.iter().any(says) || !tells_what(s, &self.rest) {
            return None;
        }
        let words = self.rest.iter().map(|said| match said {
            Said::Word(at) => Some(*at),
            Said::Put(_) => None,
        });
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
        // "warned the town it would …": who is told stands in front of what is.
        let spoken = |said: &Said| matches!(said, Said::Word(at) if matches!(s.tag(*at), Tag::PRP | Tag::PRPS));
        let first_person = ["i", "me", "my", "we", "us", "our"];
        let own = |said: &Said| matches!(said, Said::Word(at) if s.is(*at, &first_person));
        let leans = leans || told[..verb].iter().any(spoken) || told.iter().any(own);
        let addressed =
            that.is_none() && self.verb.iter().any(|said| matches!(said, Said::Word(at) if s.is(*at, &["told", "tells", "warned", "assured", "asked", "informed", "promised"])));
        let (subject, rest) = told.split_at(verb);
        let (verb, rest) = rest.split_at(1);
        let alone = Draft { subject: subject.to_vec(), verb: verb.to_vec(), rest: rest.to_vec(), quoted_from: None };
        (!leans && !addressed && !subject.is_empty()).then_some(alone)
    }

    /// The last name of a person in place of all that stands around it.
    pub fn with_last_name(&self, s: &Sentence<'_>) -> Option<Draft> {
        let named = |said: &Said| match said {
            Said::Word(at) if s.relation(*at) == Relation::Flat && s.tag(*at).is_proper() => Some(*at),
            _ => None,
        };
        let first = self.subject.iter().position(|said| named(said).is_some())?;
        let last = self.subject[first..].iter().map_while(named).last()?;
        let name = Said::Word(last);
        const HOUSES: &[&str] = &["plc", "inc", "corp", "co", "ltd", "llc", "group", "bank", "company"];
        let one = !self.subject.iter().any(|said| matches!(said, Said::Word(at) if s.tag(*at) == Tag::CC));
        (self.subject.len() > 1 && one && s.tree.words[last].has_small_letters() && !s.is(last, HOUSES))
            .then(|| Draft { subject: vec![name], ..self.clone() })
    }

    fn render(&self, s: &Sentence<'_>, subject: &[Said], rest: &[Said]) -> String {
        match self.quoted_from.filter(|&from| from < rest.len()) {
            Some(from) => {
                let (before, quoted) = rest.split_at(from);
                let before = render(s, subject.iter().chain(&self.verb).chain(before));
                format!("{before} “{}”", render(s, quoted.iter()))
            }
            None => render(s, subject.iter().chain(&self.verb).chain(rest)),
        }
    }
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
            Said::Put(words) => (words.as_str(), false),
            Said::Word(at) => {
                let touches =
                    last.is_some_and(|last| last + 1 == *at && s.tree.ranges[last].end == s.tree.ranges[*at].start);
                let letters = s.word(*at);
                let clings = matches!(s.tag(*at), Tag::POS | Tag::Comma) || matches!(letters, "n't" | "n’t" | "%");
                (letters, touches || clings)
            }
        };
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
        // The participle that opened the sentence now stands inside.
        let opened = matches!(said, Said::Word(0)) && !out.is_empty() && s.tag(0).is_verb();
        if opened {
            out.push_str(&letters.to_lowercase());
        } else {
            out.push_str(letters);
        }
        put = matches!(said, Said::Put(_));
        last = match said {
            Said::Word(at) => Some(*at),
            Said::Put(_) => None,
        };
    }
    out
}
