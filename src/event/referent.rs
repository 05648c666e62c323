//! What a pronoun stands for, where the text settles it.

use super::clause::Sentence;
use super::given_names::{Given, given_to};
use super::lexicon::{self, Kinds};
use super::people::{Names, phrase_range};
use crate::text::syntax::{Relation, Tag, hash_of};
use crate::time::words::names_month_or_weekday;

/// What a sentence says of a pronoun in the one behind it.
pub(super) enum Before {
    /// It stands for this.
    Name(String),
    /// The sentence is told of the same pronoun: what that stands for.
    Same,
    Nothing,
}

/// What the pronoun or back reference at `pronoun` stands for, out of its own sentence: the subject of what it is
/// reported by, or the only one before it that it can stand for.
pub(super) fn referent_within(s: &Sentence<'_>, pronoun: usize, names: &Names) -> Option<String> {
    let above = s.verb_above(pronoun).and_then(|verb| s.verb_above(verb));
    // "…, saying that it means to"
    let speaks = |above: usize| s.tag(above) == Tag::VBG && s.kinds(above).has(Kinds::SAYING);
    let reporting = above
        .and_then(|above| if speaks(above) { s.subject(above) } else { s.own_subject(above) })
        .filter(|&subject| subject < pronoun);
    // "A low-cost airline announced it will …": what speaks is what "it" means, with an article or without.
    let body = |subject: usize| {
        s.is(pronoun, &["it", "its"])
            && (matches!(s.tag(subject), Tag::NN | Tag::NNP)
                // "General Motors", not "the Philippines"
                || s.tag(subject) == Tag::NNPS && s.tree.child(subject, Relation::Compound).is_some())
            && !s.kinds(subject).has(Kinds::PERSON)
            && !(s.tag(subject) == Tag::NNP && names_person(s, subject, names))
    };
    // "said Roe had come with Miller after he collapsed": either.
    let between = |subject: usize| rivals(s, pronoun, names).any(|at| at > subject && s.word(at) != s.word(subject));
    let aside = s.verb_above(pronoun).is_some_and(|verb| s.relation(verb) == Relation::AdverbClause);
    let reporting = reporting.filter(|&subject| !(aside && s.is(pronoun, &["he", "she"]) && between(subject)));
    let reporting = reporting.filter(|&subject| agrees(s, subject, s.word(pronoun), names) || body(subject));
    let mut earlier = rivals(s, pronoun, names);
    let first = earlier.next();
    let only = first.filter(|&first| earlier.all(|other| s.word(other) == s.word(first)));
    reporting.or(only).map(|subject| short_name(s, subject))
}

/// The subjects in front of the pronoun that it can stand for.
fn rivals<'a>(s: &'a Sentence<'_>, pronoun: usize, names: &'a Names) -> impl Iterator<Item = usize> + 'a {
    (0..pronoun).filter(move |&at| {
        !matches!(s.relation(at), Relation::Compound | Relation::Flat | Relation::Other)
            && agrees(s, at, s.word(pronoun), names)
            && is_name_or_phrase(s, at)
    })
}

/// What a pronoun stands for, out of the sentence before: its subject, or the only person there.
pub(super) fn referent_before(before: &Sentence<'_>, pronoun: &str, names: &Names) -> Before {
    let root = before.tree.roots().find(|&root| before.is_predicate(root));
    let Some(subject) = root.and_then(|root| before.own_subject(root)) else { return Before::Nothing };
    let nominative = match pronoun.to_ascii_lowercase().as_str() {
        "his" | "him" => "he",
        "her" => "she",
        "its" => "it",
        "their" | "them" => "they",
        _ => pronoun,
    };
    if before.tag(subject) == Tag::PRP && before.word(subject).eq_ignore_ascii_case(nominative) {
        return if stands_for_nothing(before, subject) { Before::Nothing } else { Before::Same };
    }
    if agrees(before, subject, pronoun, names) && is_name_or_phrase(before, subject) {
        return Before::Name(short_name(before, subject));
    }
    if !matches!(nominative, "he" | "she") {
        return Before::Nothing;
    }
    let mut persons = (0..before.tree.len()).filter(|&at| {
        !matches!(before.relation(at), Relation::Compound | Relation::Flat | Relation::Other)
            && agrees(before, at, pronoun, names)
            && is_name_or_phrase(before, at)
    });
    match (persons.next(), persons.next()) {
        (Some(one), None) => Before::Name(short_name(before, one)),
        (None, _) => Before::Same,
        _ => Before::Nothing,
    }
}

/// Whether another subject stands between the sentence before and the pronoun: it may as well stand for that.
pub(super) fn has_rival(s: &Sentence<'_>, pronoun: usize, names: &Names) -> bool {
    rivals(s, pronoun, names).next().is_some()
}

/// "It was announced that …", "it took two days to …", "it rained": the word stands for nothing named before.
pub(super) fn stands_for_nothing(s: &Sentence<'_>, pronoun: usize) -> bool {
    const VERBS: &[&str] = &[
        "seems", "seemed", "appears", "appeared", "takes", "took", "taken", "emerged", "emerges", "rained", "snowed",
        "happened", "happens", "happen", "occur", "occurs", "occurred", "matters", "mattered", "turned", "turns",
        "follows", "followed",
    ];
    if !s.is(pronoun, &["it"]) {
        return false;
    }
    let Some(verb) = s.verb_above(pronoun) else { return true };
    let clause = |child: usize| {
        child > verb
            && matches!(
                s.relation(child),
                Relation::ContentClause
                    | Relation::ClauseSubject
                    | Relation::OpenComplement
                    | Relation::RelativeClause
                    | Relation::NounClause
            )
    };
    s.is(verb, VERBS) || (s.is_passive(verb) || s.copula(verb).is_some()) && s.tree.children(verb).any(clause)
}

/// A single word that opens its sentence is written large whatever it is ("Little is known"): a name only where the text
/// writes it large elsewhere too.
fn is_name_or_phrase(s: &Sentence<'_>, noun: usize) -> bool {
    let range = phrase_range(s, noun);
    let words = range.of(s.text);
    if s.tag(noun) != Tag::NNP || words.contains(' ') {
        return !words.contains(" from ");
    }
    let opens = !s.text[..range.start].trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',');
    !opens
        || s.text.match_indices(words).any(|(at, _)| {
            let before = s.text[..at].trim_end_matches(' ');
            before.len() < at && before.ends_with(|c: char| c.is_lowercase() || c == ',')
        })
}

/// "Earlier in the day, it …": nothing that does anything.
const TIMES: &[&str] = &[
    "day",
    "week",
    "month",
    "year",
    "morning",
    "afternoon",
    "evening",
    "night",
    "weekend",
    "time",
    "end",
    "beginning",
    "start",
    "moment",
    "meantime",
];

fn agrees(s: &Sentence<'_>, noun: usize, pronoun: &str, names: &Names) -> bool {
    let several = matches!(s.tag(noun), Tag::NNS | Tag::NNPS) || s.tree.child(noun, Relation::Conjunct).is_some();
    let determiner = s.tree.child(noun, Relation::Determiner);
    let definite = determiner.is_some_and(|word| s.is(word, &["the"]));
    let named = s.tag(noun) == Tag::NNP;
    let person = s.kinds(noun).has(Kinds::PERSON);
    match pronoun.to_ascii_lowercase().as_str() {
        "he" | "him" | "his" | "she" | "her" => {
            let title = |titles: &[&str]| s.tree.span(noun).any(|at| s.is(at, titles));
            let other = match pronoun.to_ascii_lowercase().as_str() {
                "she" | "her" => title(&["mr", "mr.", "sir", "king", "prince", "chairman", "spokesman"]),
                _ => title(&["mrs", "mrs.", "ms", "ms.", "miss", "queen", "princess", "spokeswoman"]),
            };
            let she = pronoun.eq_ignore_ascii_case("she") || pronoun.eq_ignore_ascii_case("her");
            let range = s.tree.span(noun);
            let last = s.word(range.rev().find(|&at| s.tag(at).is_proper()).unwrap_or(noun));
            let full = names.person(last).unwrap_or(last);
            // "Mayor Anna Miller"
            let given = full.split(' ').rev().skip(1).find_map(given_to);
            let other = other || given.is_some_and(|given| (given == Given::Woman) != she);
            !several
                && !other
                && (named && (names_person(s, noun, names) || names_somebody(s, noun)) || definite && person && !named)
        }
        "it" | "its" => {
            let body = named && (determiner.is_some() || s.tree.span(noun).len() == 1);
            let time = s.is(noun, TIMES) || names_month_or_weekday(s.word(noun));
            !several
                && !person
                && !time
                && (body && !names_person(s, noun, names) || definite && s.tag(noun) == Tag::NN)
        }
        "they" | "them" | "their" | "sides" | "parties" | "both" => {
            let time = s
                .word(noun)
                .strip_suffix('s')
                .is_some_and(|one| TIMES.contains(&one) || one == "hour" || one == "minute");
            several && s.tag(noun).is_noun() && !time
        }
        _ => false,
    }
}

/// What only people and bodies do.
const ACTS: &[&str] = &[
    "agreed",
    "agrees",
    "acquired",
    "acquires",
    "bought",
    "buys",
    "hired",
    "hires",
    "owns",
    "owned",
    "sold",
    "sells",
    "plans",
    "planned",
    "hopes",
    "hoped",
    "wants",
    "wanted",
    "intends",
    "intended",
    "tried",
    "tries",
    "decided",
    "decides",
    "refused",
    "refuses",
    "promised",
    "promises",
    "employs",
    "employed",
    "invested",
    "invests",
    "apologised",
    "apologized",
    "filed",
    "sued",
    "sues",
    "signed",
    "signs",
    "joined",
    "joins",
];

/// Whether only people and bodies do what the verb says.
pub(super) fn is_act(s: &Sentence<'_>, verb: usize) -> bool {
    let kinds = s.kinds(verb);
    // "The fire threatens to reach the town"
    const THINGS_TOO: &[&str] =
        &["threatens", "threatened", "threaten", "shows", "showed", "suggests", "suggested", "means"];
    !s.is(verb, THINGS_TOO)
        && !s.is_passive(verb)
        && (s.is(verb, ACTS)
            || [Kinds::SAYING, Kinds::THINKS, Kinds::SPEECH_ACT].into_iter().any(|kind| kinds.has(kind)))
}

/// What acts where there are several: peoples and places, and kinds of people.
const MANY: &[&str] = &[
    "country",
    "nation",
    "state",
    "town",
    "city",
    "side",
    "force",
    "troop",
    "investor",
    "market",
    "family",
    "agent",
    "crew",
    "fan",
    "supporter",
    "protester",
    "demonstrator",
    "exile",
    "refugee",
    "migrant",
    "survivor",
    "relative",
    "parent",
    "villager",
    "trader",
    "member",
    "voter",
    "miner",
    "critic",
    "opponent",
    "consumer",
    "user",
    "reader",
    "employee",
];

/// Whether a name can be that of somebody who acts: written large, or a noun for a body.
pub(super) fn can_act(name: &str) -> bool {
    const BODIES: &[&str] = &[
        "company",
        "firm",
        "group",
        "government",
        "bank",
        "agency",
        "ministry",
        "court",
        "council",
        "committee",
        "commission",
        "party",
        "union",
        "army",
        "department",
        "administration",
        "team",
        "panel",
        "board",
        "parliament",
        "giant",
        "maker",
        "airline",
        "regulator",
        "authority",
        "club",
        "school",
        "university",
        "hospital",
        "church",
        "newspaper",
        "paper",
        "organisation",
        "organization",
        "association",
        "charity",
        "report",
        "study",
        "statement",
    ];
    let last = name.rsplit(' ').next().unwrap_or(name);
    // "the companies"
    let one =
        last.strip_suffix("ies").map(|stem| format!("{stem}y")).or_else(|| last.strip_suffix('s').map(str::to_owned));
    last.starts_with(char::is_uppercase)
        || ["police", "people", "men", "women", "children", "staff"].contains(&last)
        || BODIES.contains(&last)
        || one.is_some_and(|one| BODIES.contains(&one.as_str()) || MANY.contains(&one.as_str()))
        || lexicon::kinds(hash_of(last)).has(Kinds::PERSON)
}

/// Whether only a thing does what the verb says, no body that a name stands for.
pub(super) fn is_of_things_only(s: &Sentence<'_>, verb: usize) -> bool {
    s.is(
        verb,
        &[
            "derives",
            "derived",
            "mutates",
            "mutated",
            "spreads",
            "circulates",
            "erupts",
            "erupted",
            "weighs",
            "weighed",
            "leaks",
            "leaked",
            "spews",
            "spewed",
            "gushes",
            "gushed",
            "flows",
            "flowed",
            "evaporates",
            "evaporated",
        ],
    )
}

/// "were shipped", "had been printed": what is done to goods and papers, to nobody who acts.
pub(super) fn is_done_to_goods(s: &Sentence<'_>, verb: usize) -> bool {
    const DONE: &[&str] = &[
        "shipped",
        "printed",
        "reprinted",
        "published",
        "translated",
        "built",
        "rebuilt",
        "manufactured",
        "installed",
        "baked",
        "brewed",
        "digitised",
        "digitized",
        "catalogued",
        "unearthed",
        "shredded",
        "auctioned",
    ];
    s.is_passive(verb) && s.is(verb, DONE)
}

/// Whether a name stands for something in the world: "the fact" does not, nor does "Thursday".
pub(super) fn is_something(name: &str) -> bool {
    let day = |word: &str| {
        names_month_or_weekday(word)
            || ["yesterday", "today", "tomorrow"].iter().any(|day| word.eq_ignore_ascii_case(day))
    };
    !ABSTRACT.contains(&name.rsplit(' ').next().unwrap_or(name)) && !name.split(' ').all(day)
}

const ABSTRACT: &[&str] = &[
    "fact",
    "thing",
    "way",
    "reason",
    "idea",
    "question",
    "point",
    "sense",
    "rest",
    "number",
    "amount",
    "kind",
    "sort",
    "lot",
    "bottom",
    "top",
    "side",
    "rate",
    "use",
    "need",
    "hope",
    "lack",
    "possibility",
    "chance",
];

/// Words in the names of bodies, places and things.
const NO_PERSONS: &str = "administration afghanistan africa agency airlines airport alabama alaska america argentina army asia association \
    australia austria authority avenue baghdad bangladesh bank bay beach beijing belgium berlin board bolivia boston \
    brazil britain brussels bureau california canada canal capital center centre chicago chile china church city \
    club co coast college colombia commission committee company conference congress corp corporation council country \
    county court cuba denmark department district east egypt england ethiopia europe exchange federation finland \
    florida force forces forum foundation france fund geneva germany ghana government greece group guard gulf haiti \
    health holdings hospital hotel house hungary inc india indonesia industries institute institution international \
    iran iraq ireland island islands israel italy jamaica japan jordan journal kenya kingdom korea kuwait lake \
    league lebanon library libya london louisiana ltd magazine malaysia market mexico ministry mississippi moscow \
    museum nations nato navy nepal netherlands network news nigeria north norway office oil opec organisation \
    organization pakistan paris park parliament party peru petroleum philippines plc poland police port portugal \
    post press program project qatar radio republic research reserve river russia school scotland sea securities \
    senate service services singapore society somalia south spain square state states station steel street sudan \
    sweden switzerland syria system systems taiwan tanzania tehran television texas thailand times town trade \
    treasury trust turkey uganda ukraine union university valley venezuela vietnam village wales war washington west \
    world york";

/// A single name that does something: a person as well as a firm.
fn names_somebody(s: &Sentence<'_>, noun: usize) -> bool {
    let single = |at: usize| at >= s.tree.len() || !s.tag(at).is_proper();
    // "The senate ordered Caesar to go": only people are ordered.
    const DONE_TO: &[&str] = &[
        "ordered",
        "told",
        "asked",
        "urged",
        "accused",
        "arrested",
        "appointed",
        "elected",
        "warned",
        "murdered",
        "invited",
        "persuaded",
        "pardoned",
        "married",
        "succeeded",
        "exiled",
        "jailed",
    ];
    let addressed = matches!(s.relation(noun), Relation::Object | Relation::IndirectObject)
        && s.tree.head(noun).is_some_and(|verb| s.is(verb, DONE_TO));
    (matches!(s.relation(noun), Relation::Subject | Relation::PassiveSubject) || addressed)
        && single(noun + 1)
        && (noun == 0 || single(noun - 1))
        && s.tree.child(noun, Relation::Determiner).is_none()
        && s.tree.words[noun].has_small_letters()
        && !is_no_person(s.word(noun))
        && is_name_or_phrase(s, noun)
}

fn is_no_person(word: &str) -> bool {
    NO_PERSONS.split_whitespace().any(|known| word.eq_ignore_ascii_case(known))
}

/// Words in front of the name of a person.
const TITLES: &[&str] = &[
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "miss",
    "dr",
    "dr.",
    "sir",
    "lord",
    "lady",
    "president",
    "senator",
    "sen.",
    "rep.",
    "gov.",
    "governor",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "judge",
    "justice",
    "general",
    "gen.",
    "colonel",
    "col.",
    "captain",
    "capt.",
    "admiral",
    "adm.",
    "sgt.",
    "lt.",
    "professor",
    "prof.",
    "minister",
    "secretary",
    "chancellor",
    "mayor",
    "congressman",
    "congresswoman",
];

/// Whether the name is that of a person: with a title, with a first name, or the last part of such a name.
pub(super) fn names_person(s: &Sentence<'_>, noun: usize, names: &Names) -> bool {
    if s.tree.child(noun, Relation::Determiner).is_some() || !s.tree.words[noun].has_small_letters() {
        return false;
    }
    let proper = |at: usize| s.tag(at).is_proper();
    let start = (0..noun).rev().take_while(|&at| proper(at)).last().unwrap_or(noun);
    let end = (noun + 1..s.tree.len()).find(|&at| !proper(at)).unwrap_or(s.tree.len());
    if (start..end).any(|at| is_no_person(s.word(at))) {
        return false;
    }
    let titled = (start.saturating_sub(1)..noun).any(|at| s.is(at, TITLES) || s.kinds(at).has(Kinds::PERSON));
    titled
        || (2..=4).contains(&(end - start))
            && (start..end).all(|at| s.tree.words[at].has_small_letters() || s.word(at).ends_with('.'))
        || names
            .person(s.word(end - 1))
            .is_some_and(|full| !full.split(' ').any(is_no_person) && full.split(' ').count() <= 3)
}

/// The noun with its names and without its descriptions: at most six words.
fn short_name(s: &Sentence<'_>, noun: usize) -> String {
    let mut range = phrase_range(s, noun);
    if range.of(s.text).split_whitespace().count() > 6 {
        range = s.tree.ranges[noun];
    }

    let name = range.of(s.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s"));
    bare.map(str::to_owned).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use crate::event::read;
    use crate::text::{Document, Published, PublishedFrom};
    use crate::time::PartialDate;

    fn last_title(text: &str) -> Option<String> {
        let mut document = Document::from_text("test", text);
        let date = PartialDate::from_iso("2011-05-13").unwrap();
        document.published = Some(Published { date, from: PublishedFrom::Option });
        let events = read(&document).events;
        events.into_iter().rfind(|event| event.timex.is_some()).map(|event| event.title)
    }

    #[test]
    fn who_it_was_done_to_is_named() {
        assert_eq!(
            last_title("The mill owners sued the town, but in March 2009 a judge ruled against them.").as_deref(),
            Some("A judge ruled against the mill owners")
        );
    }

    #[test]
    fn nouns_side_by_side_are_one_name() {
        assert_eq!(
            last_title("Brown Steel said that it plans to hire forty men in June 2011.").as_deref(),
            Some("Brown Steel plans to hire forty men")
        );
    }

    #[test]
    fn a_pronoun_stands_for_the_subject_of_the_sentence_before() {
        for (text, title) in [
            ("The mill reopened on Thursday. It had closed in 2004.", "The mill had closed"),
            ("The mayor lost the vote in 2003. He resigned in 2004.", "The mayor resigned"),
            ("The town knew Miller. Miller lost the vote. He left the party. He resigned in 2004.", "Miller resigned"),
            ("The workers left the mill in 2003. They returned in 2004.", "The workers returned"),
            ("The mill reopened on Thursday. Without a buyer, it closed in 2004.", "The mill closed"),
        ] {
            assert_eq!(last_title(text).as_deref(), Some(title), "{text}");
        }
    }

    #[test]
    fn what_nobody_could_know_is_not_made_up() {
        for text in [
            "The mayor spoke to the workers. It closed in 2004.",
            "The mill reopened. It took two years until 2004.",
            "The bridge was old. It was announced in 2004 that the ferry would stop.",
            "The mayor was ill. The lawyer said that Miller was drunk when he fell in 2004.",
        ] {
            let title = last_title(text).unwrap_or_default();
            assert!(
                !title.to_lowercase().contains("mayor") && !title.contains("mill") && !title.contains("bridge"),
                "{title}"
            );
        }
    }
}
