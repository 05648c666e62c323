//! Where a title that is too long may end, and what is lost there.

use super::clause::{LIST_REACH, joins_list};
use super::draft::Said;
use super::left_out::UNITS;
use crate::event::clause::Sentence;
use crate::event::lexicon::Kinds;
use crate::text::syntax::{Relation, Tag};

/// Nouns that say nothing without what follows: "a series of", "thousands of".
const MEASURES: &[&str] = &[
    "series",
    "number",
    "thousands",
    "hundreds",
    "dozens",
    "scores",
    "millions",
    "billions",
    "million",
    "billion",
    "kind",
    "kinds",
    "sort",
    "lot",
    "majority",
    "pair",
    "ratio",
    "amount",
    "percent",
    "%",
    "half",
    "most",
    "some",
    "all",
    "any",
    "many",
    "one",
    "two",
    "three",
    "plenty",
    "range",
    "variety",
    "handful",
    "couple",
    "rest",
    "end",
    "start",
    "beginning",
    "front",
    "middle",
    "lack",
    "because",
    "out",
    "instead",
    "ahead",
    "quarter",
    "third",
    "sense",
    "possibility",
    "total",
    "worth",
    "group",
    "one-half",
    "swath",
    "swaths",
    "part",
    "parts",
    "portion",
    "stretch",
    "piece",
    "pieces",
];

/// How much a cut takes away from what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Loss {
    /// A phrase more or less.
    Detail,
    /// What one would ask for: "of what?", "where to?".
    Asked,
    /// What remains is no sentence, says the tree, which may be wrong.
    Broken,
    /// What remains is none, say the words themselves.
    Senseless,
}

impl Loss {
    /// In characters that one would give to avoid it.
    pub fn price(self) -> i32 {
        match self {
            Loss::Detail => 0,
            Loss::Asked => 40,
            Loss::Broken => 60,
            Loss::Senseless => 1000,
        }
    }
}

/// Places where the words may end, in order, with what is lost there; `told` are all words of the title.
pub(super) fn cuts(s: &Sentence<'_>, said: &[Said], told: &[bool], may_be_empty: bool) -> Vec<(usize, Loss)> {
    let kept = |word: usize| said.iter().any(|said| matches!(said, Said::Word(at) if *at == word));
    let first = said.iter().find_map(Said::word);
    let Some(first) = first else { return Vec::new() };
    let mut out = Vec::new();
    for (end, said_here) in said.iter().enumerate() {
        let Said::Word(at) = *said_here else { continue };
        if end == 0 && may_be_empty || !is_boundary(s, at) && (at == 0 || at == first || kept(at - 1)) {
            continue;
        }
        // "9/11", "five - and ten-year": what is written as one word.
        let glued = at > 0 && s.tree.ranges[at - 1].end == s.tree.ranges[at].start && !s.tag(at).is_punctuation();
        let hyphen = s.is(at, &["-", "–"]) || at > 0 && s.is(at - 1, &["-", "/", "\\/"]);
        if glued || hyphen {
            continue;
        }
        // "the depth of its | ageing dam": what dangles goes too, and that cut stands further in front.
        let leads = |word: usize| matches!(s.tag(word), Tag::DT | Tag::PRPS | Tag::IN | Tag::TO | Tag::CC);
        if end > 0 && matches!(said[end - 1], Said::Word(word) if leads(word) && s.relation(word) != Relation::Particle)
        {
            continue;
        }
        let split = if splits_list(s, said, end) || splits_clause(s, said, end) || lacks_verb(s, &said[..end]) {
            Loss::Senseless
        } else {
            Loss::Detail
        };
        out.push((end, loss(s, &said[end..], told).max(seen(s, said.get(end.wrapping_sub(1)), at)).max(split)));
    }
    out
}

/// Whether a phrase can begin with the word.
fn is_boundary(s: &Sentence<'_>, at: usize) -> bool {
    matches!(
        s.tag(at),
        Tag::IN
            | Tag::TO
            | Tag::CC
            | Tag::WDT
            | Tag::WP
            | Tag::WPS
            | Tag::WRB
            | Tag::VBG
            | Tag::VBN
            | Tag::Comma
            | Tag::RB
    ) || s.tag(at) == Tag::VBD
        // "a mechanism meant to seal it"
        && at > 0
        && s.tag(at - 1).is_noun()
        && at + 1 < s.tree.len()
        && s.tag(at + 1) == Tag::TO
        && s.relation(at) == Relation::NounClause
}

/// What the words themselves say against a cut in front of `at`, whatever the tree says.
fn seen(s: &Sentence<'_>, before: Option<&Said>, at: usize) -> Loss {
    const HELPERS: &[&str] =
        &["is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "'s", "'re"];
    let names = |s: &Sentence<'_>, at: usize| s.tag(at).is_proper();
    let helped = matches!(s.tag(at), Tag::VBN | Tag::VBG | Tag::RB | Tag::TO | Tag::IN);
    match before {
        Some(Said::Word(before)) if helped && (s.is(*before, HELPERS) || s.tag(*before) == Tag::MD) => Loss::Senseless,
        // "Gulf of Mexico"
        Some(Said::Word(before))
            if s.is(at, &["of"]) && names(s, *before) && at + 1 < s.tree.len() && names(s, at + 1) =>
        {
            Loss::Senseless
        }
        // "Council on Foreign Relations"
        Some(Said::Word(before))
            if s.is(at, &["on", "for"])
                && names(s, *before)
                && s.is(*before, BODIES)
                && at + 1 < s.tree.len()
                && names(s, at + 1) =>
        {
            Loss::Senseless
        }
        Some(Said::Word(before)) if s.is(at, &["of"]) && s.is(*before, MEASURES) => Loss::Senseless,
        // "three days | of mourning", "the openness | of the talks"
        Some(Said::Word(before))
            if s.is(at, &["of"])
                && (s.is(*before, UNITS) && *before > 0 && s.tag(before - 1) == Tag::CD
                    || s.word(*before).ends_with("ness")) =>
        {
            Loss::Senseless
        }
        // "the commonwealth | of Puerto Rico"
        Some(Said::Word(before))
            if s.is(at, &["of"]) && s.is(*before, LANDS) && at + 1 < s.tree.len() && names(s, at + 1) =>
        {
            Loss::Senseless
        }
        // "became the first town | to ban it", "banned boats | from landing"
        Some(Said::Word(_)) if is_first_to(s, at) => Loss::Senseless,
        Some(Said::Word(before))
            if s.is(at, &["from"])
                && at + 1 < s.tree.len()
                && s.tag(at + 1) == Tag::VBG
                && (before.saturating_sub(6)..=*before).any(|word| s.is(word, KEPT_FROM)) =>
        {
            Loss::Senseless
        }
        // "at a Harlow | , Essex home"
        Some(Said::Word(before))
            if s.tag(at) == Tag::Comma
                && names(s, *before)
                && *before > 0
                && s.is(*before - 1, &["a", "an"])
                && at + 1 < s.tree.len()
                && names(s, at + 1) =>
        {
            Loss::Senseless
        }
        Some(Said::Word(before))
            if s.is(at, &["with"]) && s.is(*before, &["contact", "touch", "line", "connection"]) =>
        {
            Loss::Senseless
        }
        // "too early | to say"
        Some(Said::Word(before))
            if s.is(at, &["to"]) && s.tag(*before) == Tag::JJ && *before > 0 && s.is(before - 1, &["too"]) =>
        {
            Loss::Senseless
        }
        // "his chief | of staff"
        Some(Said::Word(before))
            if s.is(at, &["of"])
                && s.is(*before, &["chief", "chiefs", "secretary", "speaker"])
                && at + 1 < s.tree.len()
                && s.is(at + 1, &["staff", "state", "defense", "defence", "the"]) =>
        {
            Loss::Senseless
        }
        Some(Said::Word(before)) if s.is(at, &["to"]) && s.is(*before, AMOUNTS) => Loss::Senseless,
        Some(Said::Word(before)) if s.is(at, &["to"]) && s.is(*before, TOWARDS) => Loss::Senseless,
        // "the Department of Roads | , Rivers and Ports"
        Some(Said::Word(before))
            if s.tag(at) == Tag::Comma
                && s.tag(*before).is_proper()
                && at + 1 < s.tree.len()
                && s.tag(at + 1).is_proper()
                && (at + 1..s.tree.len().min(at + 2 * LIST_REACH))
                    .any(|word| s.tag(word) == Tag::CC && word + 1 < s.tree.len() && s.tag(word + 1).is_proper()) =>
        {
            Loss::Senseless
        }
        // "two taller | , more slender towers"
        Some(Said::Word(before))
            if s.tag(at) == Tag::Comma && matches!(s.tag(*before), Tag::JJ | Tag::JJR) && joins_list(s, at) =>
        {
            Loss::Senseless
        }
        _ if is_taken_as(s, at) || is_for_somebody_to(s, at) => Loss::Senseless,
        Some(Said::Word(before)) if describes_noun(s, *before, at) || waits_for_noun(s, *before) => Loss::Senseless,
        _ if s.tag(at) == Tag::TO
            && (at.saturating_sub(5)..at).any(|word| s.tag(word).is_verb() && has_others_do(s, word)) =>
        {
            Loss::Senseless
        }
        Some(Said::Word(before))
            if s.tag(at) == Tag::IN
                && s.is(
                    *before,
                    &["instances", "cases", "situation", "situations", "circumstances", "ways", "example", "examples"],
                )
                && at + 1 < s.tree.len()
                && s.is(at + 1, &["which", "whom"]) =>
        {
            Loss::Senseless
        }
        // "20,000 barrels | per day"
        _ if s.is(at, &["per"]) => Loss::Senseless,
        // "may cost up | to two million"
        Some(Said::Word(before))
            if s.is(at, &["to"]) && s.is(*before, &["up", "according", "due", "thanks", "prior"]) =>
        {
            Loss::Senseless
        }
        // "said he was pleased | that …"
        Some(Said::Word(before)) if s.is(at, &["that", "of", "about", "with"]) && s.is(*before, FEELINGS) => {
            Loss::Asked
        }
        // "an independently | administered fund"
        Some(Said::Word(before)) if matches!(s.tag(*before), Tag::RB) && matches!(s.tag(at), Tag::VBN | Tag::JJ) => {
            Loss::Senseless
        }
        // "had a part | in the rescue", "is the biggest leak | ever"
        Some(Said::Word(before)) if lacks_complement(s, *before, at) => Loss::Senseless,
        Some(Said::Word(before))
            if (before.saturating_sub(3)..*before)
                .any(|word| s.tag(word) == Tag::JJS && !s.is(word, &["most", "least"]))
                && s.tag(*before).is_noun()
                && s.is(at, &["ever", "in", "since", "of", "for", "on"]) =>
        {
            Loss::Senseless
        }
        // "did everything | in her power", "the fact | that it leaks"
        Some(Said::Word(before)) if s.is(*before, &["everything"]) && s.is(at, &["in"]) => Loss::Senseless,
        // "all the owners confronted | with losses"
        Some(Said::Word(before))
            if s.tag(*before) == Tag::VBN
                && s.relation(*before) == Relation::NounClause
                && s.is(at, &["with", "by", "to", "in", "from", "for"]) =>
        {
            Loss::Broken
        }
        // "an order | that limited the fishing"
        Some(Said::Word(before))
            if s.is(at, &["that"])
                && s.is(*before, DOCUMENTS)
                && (before.saturating_sub(3)..*before).any(|word| s.is(word, &["a", "an"])) =>
        {
            Loss::Asked
        }
        _ if s.is(at, &["of"]) => Loss::Asked,
        Some(Said::Word(before))
            if s.is(at, &["for", "to", "on", "against", "with", "behind"]) && s.is(*before, DIRECTED) =>
        {
            Loss::Asked
        }
        _ => Loss::Detail,
    }
}

/// What a land or a place is, before its name.
const LANDS: &[&str] = &[
    "commonwealth",
    "republic",
    "kingdom",
    "state",
    "province",
    "territory",
    "island",
    "emirate",
    "county",
    "city",
    "town",
    "village",
    "region",
];

/// Verbs of what one does not let others do.
const KEPT_FROM: &[&str] =
    &["banned", "barred", "prevented", "stopped", "kept", "blocked", "prohibited", "excluded", "withdrew", "refrained"];

/// "the first town | in the valley to ban it": what it was the first to do.
fn is_first_to(s: &Sentence<'_>, at: usize) -> bool {
    const REACH: usize = 8;
    let stops = |at: &usize| s.tag(*at).is_verb() || s.tag(*at).is_punctuation() || s.tag(*at) == Tag::MD;
    let first = (at.saturating_sub(REACH)..at)
        .rev()
        .take_while(|at| !stops(at))
        .any(|at| s.is(at, &["first", "last", "only", "second", "third"]) && at > 0 && s.is(at - 1, &["the"]));
    let to = (at..s.tree.len().min(at + REACH)).take_while(|at| !stops(at)).find(|&at| s.tag(at) == Tag::TO);
    first && to.is_some_and(|to| to + 1 < s.tree.len() && s.tag(to + 1) == Tag::VB)
}

/// What one asks of what it says.
const DOCUMENTS: &[&str] = &[
    "order",
    "rule",
    "law",
    "bill",
    "report",
    "statement",
    "letter",
    "model",
    "policy",
    "agreement",
    "deal",
    "clause",
    "provision",
    "amendment",
    "proposal",
    "resolution",
    "memo",
    "study",
    "plan",
    "system",
    "programme",
    "program",
];

/// What bodies are called, before what they are for.
pub(super) const BODIES: &[&str] = &[
    "service",
    "administration",
    "council",
    "committee",
    "commission",
    "subcommittee",
    "department",
    "ministry",
    "office",
    "center",
    "centre",
    "bureau",
    "institute",
    "agency",
    "organization",
    "organisation",
    "association",
    "foundation",
    "fund",
    "board",
    "conference",
    "summit",
    "panel",
    "court",
    "convention",
];

/// "had a part | in the rescue", "the fact | that it leaks": what remains asks for what follows.
pub(super) fn lacks_complement(s: &Sentence<'_>, before: usize, at: usize) -> bool {
    // "a plan | that is fair" describes the plan.
    let describes =
        s.is(at, &["that"]) && at + 1 < s.tree.len() && (s.tag(at + 1).is_finite() || s.tag(at + 1) == Tag::MD);
    let opens = (s.tag(at) == Tag::TO || s.is(at, COMPLEMENTS)) && !describes;
    s.is(before, RELATIONAL) && opens || s.is(before, CLAIMS) && s.is(at, &["that"])
}

/// What opens the complement of a noun.
const COMPLEMENTS: &[&str] = &[
    "of", "for", "in", "on", "against", "with", "behind", "from", "over", "about", "that", "into", "at", "between",
    "as", "by", "toward", "towards",
];

/// Nouns that are nothing without what they are of, to or about.
const RELATIONAL: &[&str] = &[
    "way",
    "ways",
    "role",
    "roles",
    "response",
    "reaction",
    "resistance",
    "opposition",
    "reference",
    "approach",
    "answer",
    "wrath",
    "remnants",
    "remnant",
    "roots",
    "ban",
    "assertion",
    "assertions",
    "allegation",
    "allegations",
    "claims",
    "calls",
    "concerns",
    "fears",
    "hopes",
    "doubts",
    "questions",
    "wake",
    "level",
    "levels",
    "scale",
    "size",
    "extent",
    "type",
    "types",
    "purpose",
    "aim",
    "goal",
    "version",
    "risk",
    "risks",
    "danger",
    "prospect",
    "prospects",
    "possibility",
    "impact",
    "effects",
    "source",
    "heart",
    "brink",
    "verge",
    "outskirts",
    "need",
    "potential",
    "outrage",
    "criticism",
    "pressure",
    "contribution",
    "commitment",
    "alternative",
    "exception",
    "attitude",
    "testament",
    "tribute",
    "key",
    "keys",
    "grist",
    "relation",
    "links",
    "fight",
    "battle",
    "crackdown",
    "charges",
    "symbol",
    "image",
    "sense",
    "lack",
    "resolution",
    "legislation",
    "reason",
    "reasons",
    "series",
    "kind",
    "stage",
    "decision",
    "decisions",
    "proposal",
    "proposals",
    "plan",
    "plans",
    "effort",
    "efforts",
    "attempt",
    "attempts",
    "campaign",
    "request",
    "permission",
    "approval",
    "support",
    "demand",
    "demands",
    "permit",
    "permits",
    "licence",
    "license",
    "eye",
    "lid",
    "grip",
];

/// Nouns that say nothing without what is so.
const CLAIMS: &[&str] =
    &["fact", "idea", "notion", "claim", "view", "theory", "point", "news", "belief", "evidence", "condition"];

/// Adjectives that name no state without what it is directed to.
const TOWARDS: &[&str] = &[
    "close",
    "near",
    "committed",
    "dedicated",
    "opposed",
    "devoted",
    "accustomed",
    "prone",
    "akin",
    "subject",
    "similar",
    "comparable",
    "equal",
    "attributable",
];

/// Nouns that one asks of what, for what or to what they are.
const DIRECTED: &[&str] = &[
    "groundwork",
    "way",
    "case",
    "basis",
    "foundation",
    "stage",
    "need",
    "desire",
    "reason",
    "reasons",
    "responsibility",
    "support",
    "demand",
    "demands",
    "access",
    "threat",
    "impact",
    "effect",
    "solution",
    "alternative",
    "link",
    "links",
    "ties",
    "role",
    "interest",
    "stake",
    "share",
    "shares",
    "throat",
    "top",
    "bottom",
    "edge",
    "cost",
    "costs",
    "value",
    "price",
    "amount",
    "size",
    "extent",
    "scale",
    "cause",
    "causes",
    "head",
    "chief",
    "chairman",
    "director",
    "wave",
    "ban",
    "limit",
    "limits",
    "effort",
    "efforts",
    "attempt",
    "attempts",
    "plan",
    "plans",
    "permission",
    "approval",
    "push",
    "calls",
    "call",
    "bid",
    "drive",
    "campaign",
    "quest",
    "proposal",
    "plea",
    "request",
    "appeal",
    "fight",
    "battle",
    "struggle",
    "search",
    "decision",
    "decisions",
    "promise",
    "vow",
    "pledge",
    "refusal",
    "right",
    "power",
    "ability",
    "order",
    "potential",
    "chance",
    "opportunity",
    "challenge",
    "challenges",
    "letter",
    "letters",
    "reference",
];

/// What one feels about something.
const FEELINGS: &[&str] = &[
    "honest",
    "critical",
    "reminiscent",
    "wary",
    "supportive",
    "sceptical",
    "skeptical",
    "representative",
    "indicative",
    "pleased",
    "confident",
    "glad",
    "sure",
    "certain",
    "aware",
    "unaware",
    "afraid",
    "hopeful",
    "proud",
    "sorry",
    "worried",
    "concerned",
    "convinced",
    "optimistic",
    "disappointed",
    "satisfied",
    "capable",
    "guilty",
    "full",
];

/// "nothing | to say about it"
const AMOUNTS: &[&str] = &["nothing", "something", "anything", "little", "much", "everything", "enough"];

/// "police described the fire | as arson": how something is taken is what is told.
pub(super) fn is_taken_as(s: &Sentence<'_>, at: usize) -> bool {
    const REACH: usize = 10;
    const STEMS: &[&str] = &[
        "treat",
        "regard",
        "describ",
        "portray",
        "characteri",
        "depict",
        "denounc",
        "hail",
        "confirm",
        "recogni",
        "identif",
        "dismiss",
        "class",
        "rank",
        "brand",
        "label",
        "serve",
        "act",
        "view",
        "cite",
        "condemn",
        "acclaim",
        "prais",
    ];
    let takes = |word: usize| {
        let lower = s.word(word).to_lowercase();
        s.tag(word).is_verb() && STEMS.iter().any(|stem| lower.starts_with(stem))
    };
    s.is(at, &["as"]) && (at.saturating_sub(REACH)..at).rev().find(|&word| s.tag(word).is_verb()).is_some_and(takes)
}

/// "it was hard | for miners | to breathe"
fn is_for_somebody_to(s: &Sentence<'_>, at: usize) -> bool {
    const REACH: usize = 6;
    let behind_it = |word: usize| (word.saturating_sub(REACH)..word).any(|before| s.is(before, &["it"]));
    let opens = |word: usize| word > 0 && s.is(word, &["for"]) && s.tag(word - 1) == Tag::JJ && behind_it(word);
    if s.tag(at) == Tag::TO {
        let mut before = (at.saturating_sub(REACH)..at).rev();
        return before.find(|&word| s.tag(word) == Tag::IN || s.tag(word).is_verb()).is_some_and(opens);
    }
    opens(at) && (at..s.tree.len().min(at + REACH)).any(|word| s.tag(word) == Tag::TO)
}

/// "a new oil | drilling ban", "20 rich | and poor countries": the noun is yet to come.
fn describes_noun(s: &Sentence<'_>, before: usize, at: usize) -> bool {
    let Some(next) = Some(at + 1).filter(|&next| next < s.tree.len() && before + 1 == at) else { return false };
    let describes = |at: usize| matches!(s.tag(at), Tag::JJ | Tag::VBN | Tag::VBG | Tag::CD);
    match s.tag(at) {
        Tag::VBN | Tag::VBG => s.tag(next).is_noun() && matches!(s.tag(before), Tag::NN | Tag::JJ | Tag::CD),
        Tag::CC => describes(before) && s.tag(before) != Tag::CD && describes(next),
        _ => false,
    }
}

/// "for virtually worthless | plans": an adjective behind a preposition or an article.
pub(super) fn waits_for_noun(s: &Sentence<'_>, last: usize) -> bool {
    if s.tag(last) != Tag::JJ {
        return false;
    }
    let opener = (0..last).rev().find(|&at| !matches!(s.tag(at), Tag::JJ | Tag::RB | Tag::Open | Tag::Close));
    opener.is_some_and(|at| matches!(s.tag(at), Tag::IN | Tag::DT) && !s.is(at, &["as", "than", "the"]))
}

/// "allowing scientists to begin": the verb says what its object does.
fn has_others_do(s: &Sentence<'_>, verb: usize) -> bool {
    const STEMS: &[&str] = &[
        "allow", "forc", "ask", "order", "urg", "want", "expect", "permit", "enabl", "requir", "caus", "agree", "plan",
        "decid", "direct", "instruct", "command", "persuad", "convinc", "invit", "compel", "pressur", "advis", "refus",
        "declin", "vow", "pledg", "promis", "manag", "intend", "threaten",
    ];
    let word = s.word(verb).to_lowercase();
    STEMS.iter().any(|stem| word.starts_with(stem))
}

/// "suggests the sale | of barges has slowed": what follows the noun is the verb of a clause that the words before open.
fn splits_clause(s: &Sentence<'_>, said: &[Said], end: usize) -> bool {
    const OPENERS: &[&str] = &[
        "expects",
        "expect",
        "expected",
        "suggests",
        "suggest",
        "suggesting",
        "suggested",
        "shows",
        "showed",
        "showing",
        "suspect",
        "suspects",
        "suspected",
        "indicate",
        "indicates",
        "indicated",
        "found",
        "finds",
        "reveal",
        "reveals",
        "revealed",
    ];
    let opens = |at: usize| {
        s.is(at, OPENERS)
            || s.tag(at).is_verb()
                && [Kinds::SAYING, Kinds::THINKS].into_iter().any(|kind| s.kinds(at).has(kind))
                && !s.is_passive(at)
    };
    let phrase = |at: usize| {
        s.tag(at).is_noun()
            || matches!(s.tag(at), Tag::DT | Tag::JJ | Tag::CD | Tag::POS | Tag::PRPS | Tag::VBN)
            || s.is(at, &["of", "for", "in", "from", "on", "at", "by"])
    };
    let before = said[..end].iter().rev().map(Said::word).find(|at| at.is_none_or(|at| !phrase(at))).flatten();
    // "did not want the trial | of the driver to be the last word"
    let to = |at: usize| s.tag(at) == Tag::TO && at + 1 < s.tree.len() && s.tag(at + 1) == Tag::VB;
    let ends = |at: &usize| s.tag(*at) == Tag::Comma;
    if before.is_some_and(|at| {
        s.tag(at).is_verb() && s.is(at, &["want", "wants", "wanted", "urged", "allow", "allowed", "forced"])
    }) && said[..end].last().and_then(Said::word) != before
        && said[end..].iter().filter_map(Said::word).take_while(|at| !ends(at)).any(to)
    {
        return true;
    }
    if !before.is_some_and(opens) || said[..end].last().and_then(Said::word) == before {
        return false;
    }
    // "tests showed the aunt | , a teacher, had caught it"
    let cut = said[end..].iter().find_map(Said::word);
    let told = |verb: usize| {
        s.tree.children(verb).any(|child| {
            s.relation(child) == Relation::ContentClause && cut.is_some_and(|cut| child >= cut) && s.is_finite(child)
        })
    };
    if before.is_some_and(told) {
        return true;
    }
    let stops =
        |at: usize| matches!(s.tag(at), Tag::Comma | Tag::WDT | Tag::WP | Tag::WRB | Tag::CC) || s.is(at, &["that"]);
    let verb = said[end..]
        .iter()
        .filter_map(Said::word)
        .take_while(|&at| !stops(at))
        .find(|&at| s.tag(at).is_finite() || s.tag(at) == Tag::MD);
    verb.is_some()
}

/// "because an announcement | about it had not been made": a clause without its verb.
fn lacks_verb(s: &Sentence<'_>, said: &[Said]) -> bool {
    for said in said.iter().rev() {
        let Said::Word(at) = *said else { return false };
        if s.tag(at).is_verb() || s.tag(at) == Tag::MD || s.tag(at) == Tag::TO {
            return false;
        }
        let opens = s.tag(at) == Tag::IN && s.relation(at) == Relation::Marker
            || s.is(at, &["because", "although", "while", "if", "whether"])
            || s.is(at, &["that"]) && s.tag(at) == Tag::IN;
        if opens || matches!(s.tag(at), Tag::WDT | Tag::WP | Tag::WRB) {
            return true;
        }
    }
    false
}

/// "against BP, Transocean and others": a list loses its end.
fn splits_list(s: &Sentence<'_>, said: &[Said], end: usize) -> bool {
    let listed = |at: usize| s.tag(at) == Tag::Comma && joins_list(s, at);
    let Some(and) = said[end..].iter().filter_map(Said::word).take(LIST_REACH).find(|&at| s.tag(at) == Tag::CC) else {
        return false;
    };
    let before = said[..end].iter().filter_map(Said::word).rev().take(LIST_REACH).find(|&at| listed(at));
    before.is_some_and(|comma| and - comma <= 2 * LIST_REACH)
        && s.tree.head(and).is_some_and(|last| {
            s.tree.head(last).is_some_and(|first| said[end].word().is_some_and(|cut| first < cut && cut <= last))
        })
}

/// What is lost with the words at the end: which bonds of the tree between them and the rest of the title are cut.
fn loss(s: &Sentence<'_>, gone: &[Said], told: &[bool]) -> Loss {
    let mut kept = told.to_vec();
    let words = || gone.iter().filter_map(Said::word);
    words().for_each(|at| kept[at] = false);
    let mut worst = Loss::Detail;
    for word in words().filter(|&at| !s.tag(at).is_punctuation()) {
        if let Some(head) = s.tree.head(word).filter(|&head| kept[head]) {
            worst = worst.max(bond(s, word, head));
        }
        for child in s.tree.children(word).filter(|&child| kept[child] && !s.tag(child).is_punctuation()) {
            worst = worst.max(bond(s, child, word));
        }
    }
    worst
}

/// How much the head, or the word itself, lacks without the other.
fn bond(s: &Sentence<'_>, word: usize, head: usize) -> Loss {
    let right = head < word;
    match s.relation(word) {
        // "introduced a bill | to grant them land"
        Relation::OpenComplement
            if s.object(head).or_else(|| first_oblique(s, head)).is_some_and(|before| before < word) =>
        {
            Loss::Asked
        }
        // "is worried that …": what the parser takes for the subject of it.
        Relation::ClauseSubject if right => Loss::Asked,
        // Of several subjects the first is it.
        Relation::Subject | Relation::PassiveSubject
            if s.tree.children(head).any(|other| {
                other < word && matches!(s.relation(other), Relation::Subject | Relation::PassiveSubject)
            }) =>
        {
            Loss::Detail
        }
        // "spend the money | set aside for roads": a participle without a verb that helps it describes the noun.
        Relation::Subject | Relation::PassiveSubject
            if !right && s.tag(head) == Tag::VBN && s.auxiliaries(head).next().is_none() =>
        {
            Loss::Detail
        }
        // "parts of the coast in a raid", where "of" was hung on the raid: the noun behind it is its own.
        Relation::Case if s.tree.children(word).any(|own| own > word && s.tag(own).is_noun()) => Loss::Detail,
        Relation::Object
        | Relation::IndirectObject
        | Relation::OpenComplement
        | Relation::Copula
        | Relation::Auxiliary
        | Relation::PassiveAuxiliary
        | Relation::Case
        | Relation::Marker
        | Relation::Determiner
        | Relation::Number
        | Relation::Compound
        | Relation::Possessor
        | Relation::Subject
        | Relation::PassiveSubject
        | Relation::ClauseSubject
        | Relation::Particle
        | Relation::Flat => Loss::Broken,
        Relation::Adjective | Relation::Adverb if !right => Loss::Broken,
        // A noun phrase in front of a verb that would be cut off.
        Relation::Oblique | Relation::Unmarked | Relation::NounModifier if !right => Loss::Broken,
        // "repeated the line | that it was safe"
        Relation::ContentClause | Relation::NounClause
            if right && s.tag(head).is_noun() && s.tree.children(word).any(|child| s.is(child, &["that"])) =>
        {
            Loss::Asked
        }
        Relation::ContentClause if s.object(head).is_none() => Loss::Broken,
        Relation::NounModifier if s.preposition(word).is_some_and(|p| s.is(p, &["of"])) => Loss::Asked,
        Relation::Oblique
            if s.tag(head).is_verb() && s.object(head).is_none() && first_oblique(s, head) == Some(word) =>
        {
            Loss::Asked
        }
        Relation::NounClause if s.tree.children(word).any(|child| s.tag(child) == Tag::TO) => Loss::Asked,
        Relation::Conjunct if (head..word).any(|at| s.is(at, &["between", "both", "either", "neither"])) => {
            Loss::Broken
        }
        _ => Loss::Detail,
    }
}

fn first_oblique(s: &Sentence<'_>, verb: usize) -> Option<usize> {
    s.tree.children(verb).find(|&child| child > verb && s.relation(child) == Relation::Oblique)
}
