//! What "the turbine" is called where the text names it in full, and which company "the company" is.

use super::clause::Sentence;
use super::lexicon::Kinds;
use super::people::Names;
use super::referent::names_person;
use crate::text::syntax::{Relation, Tag};
use crate::time::words::names_month_or_weekday;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// What the nouns of an article are called in full, looked up when it is asked for.
pub(super) struct Things<'a> {
    text: &'a str,
    known: RefCell<BTreeMap<String, Option<Named>>>,
    companies: OnceCell<Vec<(&'a str, usize)>>,
}

/// Nouns that stand for a company named before.
static COMPANIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "company firm group bank airline insurer carmaker automaker manufacturer retailer brewer lender drugmaker \
    steelmaker publisher broadcaster",
    )
});

/// Nouns of which a text speaks in general, or of many, or that a name before them describes and does not name.
static UNNAMED: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "area campaign case city coast country day event government home issue leader market money month nation \
    number office part people place plan policy price problem report rest side state system team time town \
    version way week world year public people law name website site newspaper story article video page south \
    north east west deal book film show season game crowd press economy floor program programme studio news \
    school response debate vote board staff data budget industry sector community police region band dog song \
    album series trade stock index test sale section house family room street weather victory win",
    )
});

/// Words in the names of what is no company.
static NO_COMPANIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "House Times Post Journal News Senate Congress Department Ministry Agency Commission Committee University \
    College School Court Guard Navy Army Force Police Council Parliament Government Association Society \
    Institute Union Nations Party Reuters Bloomberg Telegraph Guardian Mirror Mail Independent Today Wall \
    Washington London Gulf Coast State States County City Street Democrats Republicans Health White EPA FDA CDC NOAA \
    WHO UN NATO SEC FBI CIA BBC CNN NBC ABC CBS AP AFP",
    )
});

/// What stands behind the name of a company in a text that tells of it.
static OF_COMPANY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "spokesman spokeswoman chief executive executives shares shareholders officials boss managing engineers plc \
    PLC Plc Corp Corp. Corporation Inc Inc. Co Co. Ltd AG SA customers employees stock chairman",
    )
});

/// Last words of the names of companies that belong to the name.
static LAST_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words("Group Holdings Motor Motors Bank Airlines Airways Steel Energy Petroleum Oil"));

/// Words that open a sentence in front of a name.
static OPENERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "The A An But And In On As At By For If When While After Before Since Meanwhile However Former Even With From \
    To That So Now Then What Why How Although Though Because Yet Only Both Analysts Outgoing Chief New It He She \
    They We Also Earlier Last",
    )
});

/// Words between a name and its noun that tell of what kind it is, not which.
static KINDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words("oil drilling gas offshore oil-drilling passenger cargo nuclear"));

/// Names that only tell of where something is.
static ORIGINS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "US U.S. UK U.K. EU American British Chinese German French Russian Japanese Indian Mexican Canadian Spanish \
    Italian Australian European Asian African Arab Israeli Iraqi Iranian Irish Scottish Welsh English Swiss \
    Dutch Greek Turkish Brazilian Korean Democratic Republican Christian Muslim Jewish Islamic Soviet Latin \
    Western Eastern Southern Northern New First Second Last Great Old Mr Mr. Mrs Ms Dr President Prime Senator \
    Internet I TV Other Many Most Some All Two Three Four Five Our Its His Her Their My This That These Those \
    Both",
    )
});

impl<'a> Things<'a> {
    pub fn of(text: &'a str) -> Things<'a> {
        Things { text, known: RefCell::default(), companies: OnceCell::new() }
    }

    /// "the Upper Dam turbine" for a turbine, where the text has named it before and knows no other by name.
    pub fn full_name(&self, s: &Sentence<'_>, noun: usize) -> Option<String> {
        let word = s.word(noun);
        let is_thing = s.tag(noun) == Tag::NN
            && !s.kinds(noun).has(Kinds::PERSON)
            && !UNNAMED.contains(word)
            && word.chars().all(char::is_lowercase)
            && word.len() > 2;
        if !is_thing {
            return None;
        }
        let known = self.known.borrow().get(word).cloned();
        let known = known.unwrap_or_else(|| {
            let found = self.look_for(word);
            self.known.borrow_mut().insert(word.to_owned(), found.clone());
            found
        });
        known.filter(|named| named.from < s.tree.ranges[noun].start).map(|named| named.full)
    }

    fn look_for(&self, noun: &str) -> Option<Named> {
        let mut found: Vec<(&str, usize, Named)> = Vec::new();
        for (at, _) in self.text.match_indices(noun) {
            let behind = self.text[at + noun.len()..].chars().next();
            if behind.is_some_and(|c| c.is_alphanumeric() || c == '-') {
                continue;
            }
            let Some((name, kind)) = named_before(&self.text[..at]) else { continue };
            let kind = if kind.is_empty() { String::new() } else { format!("{kind} ") };
            let full = format!("the {name} {kind}{noun}");
            match found.iter_mut().find(|(other, ..)| *other == name) {
                Some((_, count, known)) => {
                    *count += 1;
                    if full.len() < known.full.len() {
                        known.full = full;
                    }
                }
                None => found.push((name, 1, Named { full, from: at })),
            }
        }
        // Two of the kind: nobody could know which is meant, unless the text speaks of one again and again.
        let all: usize = found.iter().map(|(_, count, _)| count).sum();
        let (_, most, named) = found.into_iter().max_by_key(|(_, count, _)| *count)?;
        (most == all || most >= MOST_OF && most * 5 >= all * 4).then_some(named)
    }

    /// What "the company" and "the firm" mean where nothing near tells: the company that the article is about, named most
    /// often by far, where the words given name no other.
    pub fn company(&self, noun: &str, near: &str) -> Option<String> {
        if !matches!(noun, "company" | "firm") {
            return None;
        }
        let companies = self.companies.get_or_init(|| companies(self.text));
        let (name, count) = companies.first()?;
        let rival = companies.get(1).map_or(0, |(_, count)| *count);
        let other = companies[1..].iter().any(|(name, _)| near.contains(name));
        (*count >= MOST_OF && *count >= 2 * rival && !other).then(|| (*name).to_owned())
    }
}

/// So often a thing is named that others of its kind are told apart from it.
const MOST_OF: usize = 3;

/// The companies that a text names, most often named first.
fn companies(text: &str) -> Vec<(&str, usize)> {
    let mut names: Vec<&str> = Vec::new();
    // Bytes of the words written large that stand in front.
    let mut run: Option<Range<usize>> = None;
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n']) {
        let (start, bare) = (at, word.trim_end());
        at += word.len();
        if let Some(run) = run.clone()
            && OF_COMPANY.contains(bare.trim_end_matches([',', '.']))
            && !names.contains(&&text[run.clone()])
        {
            names.push(&text[run]);
        }
        let own = bare.trim_end_matches("'s").trim_end_matches("’s");
        if let Some(run) = run.clone()
            && LAST_WORDS.contains(own)
            && run.end + 1 == start
            && !names.contains(&&text[run.start..start + own.len()])
        {
            names.push(&text[run.start..start + own.len()]);
        }
        let is_name = own.len() > 1
            && own.starts_with(char::is_uppercase)
            && own.chars().all(char::is_alphanumeric)
            && !NO_COMPANIES.contains(own)
            && !ORIGINS.contains(own)
            && !OPENERS.contains(own)
            && !OF_COMPANY.contains(own);
        run = match run {
            _ if !is_name => None,
            // "Moltek's" and the end of a line end a name.
            Some(run) if text[..start].ends_with(' ') && run.end + 1 == start => Some(run.start..start + own.len()),
            _ => Some(start..start + own.len()),
        };
    }
    names.retain(|name| name.split(' ').count() <= 3);
    let count = |name: &str| {
        let ends = |at: usize| text[at + name.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        text.match_indices(name).filter(|(at, _)| ends(*at)).count()
    };
    let mut found: Vec<(&str, usize)> = names.into_iter().map(|name| (name, count(name))).collect();
    found.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    found
}

/// What a thing is called in full, and from which byte of the text on that is known.
#[derive(Clone, Debug)]
struct Named {
    full: String,
    from: usize,
}

/// The name in front of a noun, and the kind between the two: "the Upper Dam | passenger | ferry".
fn named_before(before: &str) -> Option<(&str, &str)> {
    let line = before.rsplit(['\n', '.', ',', ';', ':', '"', '“', '”', '(', ')']).next()?;
    let rest = line.strip_suffix(' ')?;
    let last = rest.rsplit(' ').next()?;
    let (rest, kind) = match KINDS.contains(last) {
        true => (rest.strip_suffix(last)?.strip_suffix(' ')?, last),
        false => (rest, ""),
    };
    let mut start = rest.len();
    let mut words = 0;
    let mut before = rest.rsplit(' ').peekable();
    while let Some(word) = before.next() {
        let large = |word: &str| word.starts_with(char::is_uppercase) && !matches!(word, "The" | "A" | "An");
        // "the Gulf of Harlow oil spill"
        let of = word == "of" && words > 0 && before.peek().is_some_and(|next| large(next));
        if !of && (!large(word) || word.contains('-')) {
            let name = &rest[start..];
            let plain = |word: &str| {
                ORIGINS.contains(word)
                    || word.ends_with('s') && word.contains(['\'', '’'])
                    || names_month_or_weekday(word)
            };
            let leads = matches!(word, "the" | "The" | "a" | "an") || word.ends_with("'s") || word.ends_with("’s");
            let is_named = leads && (1..=4).contains(&words) && !name.split(' ').any(plain);
            return is_named.then_some((name, kind));
        }
        start = start.checked_sub(word.len() + usize::from(words > 0))?;
        words += 1;
    }
    None
}

/// The company that "the company" means, out of its own sentence: the only name before it that can be one.
pub(super) fn company_within(s: &Sentence<'_>, noun: usize, names: &Names) -> Company {
    if !is_company(s, noun) {
        return Company::None;
    }
    // "Tom Marks, a spokesman for Brown Steel, defended the company"
    let speaks = (1..noun).find(|&at| {
        s.is(at, &["for", "of", "at"])
            && s.is(at - 1, &["spokesman", "spokeswoman", "executive", "chairman", "president", "ceo"])
    });
    if let Some(start) = speaks.map(|at| at + 1).filter(|&at| at < noun && s.tag(at).is_proper()) {
        let end = (start..noun).find(|&at| !s.tag(at).is_proper()).unwrap_or(noun);
        return Company::Named(s.text[s.tree.ranges[start].start..s.tree.ranges[end - 1].end].to_owned());
    }
    let mut only: Option<&str> = None;
    let mut at = 0;
    while at < noun {
        let start = at;
        while at < noun && s.tag(at).is_proper() && s.relation(at) != Relation::Other {
            at += 1;
        }
        if at == start {
            at += 1;
            continue;
        }
        // "Brown Steel CEO Tom Marks"
        let office = (start + 1..at).find(|&at| s.is(at, &["ceo", "chief", "chairman", "president", "cfo", "boss"]));
        let last = office.unwrap_or(at) - 1;
        // "Brown Steel said", "Brown Steel chairman Tom Marks said".
        let of_office = office.is_some()
            || s.relation(last) == Relation::Compound
                && s.tree.head(last).is_some_and(|head| s.kinds(head).has(Kinds::PERSON) || s.tag(head).is_proper());
        let tells = matches!(s.relation(last), Relation::Subject | Relation::PassiveSubject);
        if !(of_office || tells) || office.is_none() && names_person(s, last, names) {
            continue;
        }
        let name = &s.text[s.tree.ranges[start].start..s.tree.ranges[last].end];
        if only.is_some_and(|other| other != name) {
            return Company::Unclear;
        }
        only = Some(name);
    }
    only.map_or(Company::None, |name| Company::Named(name.to_owned()))
}

/// Whether a name, or the pronoun's, is that of a company for all that the text tells.
pub(super) fn names_company(text: &str, name: &str) -> bool {
    let bare = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
    let large = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    if !bare.split(' ').all(|word| large(word) && !NO_COMPANIES.contains(word)) {
        return false;
    }
    let stated = bare.split(' ').skip(1).any(|word| OF_COMPANY.contains(word) || LAST_WORDS.contains(word));
    stated
        || text.match_indices(bare).any(|(at, _)| {
            let behind = text[at + bare.len()..].trim_start_matches("'s").trim_start_matches("’s");
            let next = behind.strip_prefix(' ').and_then(|rest| rest.split([' ', ',', '.']).next());
            next.is_some_and(|next| OF_COMPANY.contains(next))
        })
}

/// What the sentence says of a company in it.
pub(super) enum Company {
    Named(String),
    Unclear,
    /// Nothing in the sentence can be it.
    None,
}

/// Whether the noun stands for a company named before.
pub(super) fn is_company(s: &Sentence<'_>, noun: usize) -> bool {
    s.tag(noun) == Tag::NN && COMPANIES.contains(s.word(noun))
}

fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use crate::event::read;
    use crate::text::{Document, Published, PublishedFrom};
    use crate::time::PartialDate;

    /// The last title of an event with a date of its own, in a text written on Friday 13 May 2011.
    fn check(text: &str, title: &str) {
        let mut document = Document::from_text("test", text);
        let date = PartialDate::from_iso("2011-05-13").unwrap();
        document.published = Some(Published { date, from: PublishedFrom::Option });
        let events = read(&document).events;
        let last = events.into_iter().rfind(|event| event.timex.is_some()).map(|event| event.title);
        assert_eq!(last.as_deref(), Some(title), "{text}");
    }

    #[test]
    fn a_thing_is_called_by_the_name_that_the_text_gave_it() {
        let named = "Divers looked at the Upper Dam turbine for cracks.";
        check(&format!("{named} The turbine broke down in 2004."), "The Upper Dam turbine broke down");
        check(&format!("{named} A flood hit the turbine in 2004."), "A flood hit the Upper Dam turbine");
        check(&format!("{named} The new turbine broke down in 2004."), "The new turbine broke down");
        check(
            &format!("{named} Nobody asked for the Lower Dam turbine. The turbine broke down in 2004."),
            "The turbine broke down",
        );
        // Named only later, or by where it is from.
        check("The turbine broke down in 2004.", "The turbine broke down");
        check("The Swiss turbine was old. The turbine broke down in 2004.", "The turbine broke down");
    }

    #[test]
    fn a_company_is_called_by_its_name_where_there_is_but_one() {
        let moltek = "Nobody bought Moltek shares. Moltek closed a mill.";
        check(&format!("{moltek} The company lost the suit in 2004."), "Moltek lost the suit");
        check("AMX chairman Tom Marks said that the company had lost the suit in 2004.", "AMX had lost the suit");
        check("Tom Marks was ill. The company lost the suit in 2004.", "The company lost the suit");
        check(
            "Nobody bought Brown Motors shares. Brown Motors had no money, and Brown Motors had debts. The company's trial began in 2004.",
            "Brown Motors' trial began",
        );
    }
}
