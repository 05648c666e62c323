//! A title for an event: its clause as the sentence has it, without the date, asides and who says so, cut where a
//! phrase ends.

mod clause;
mod cut;
mod draft;
mod ends;
mod leans;
mod left_out;
mod needs;
mod reread;
mod sound;
mod speech;
mod subject;

use super::clause::Sentence;
use super::dating::is_moments;
use super::lexicon::Kinds;
use crate::text::syntax::{Relation, Tag};
use cut::Loss;
use draft::{Draft, Fit};
use sound::Known;
pub(super) use sound::Sound;
pub(super) use speech::says;
use std::ops::Range;

/// Longest title, in characters.
pub(super) const MAX_CHARS: usize = 80;

/// What the words of a title are taken from besides the sentence.
pub(super) struct Context<'a> {
    /// Words that belong to a time expression.
    pub timed: &'a [Range<usize>],
    /// Words of the time expression that dates the happening.
    pub own: Option<Range<usize>>,
    /// Whether it lies ahead of the day of writing.
    pub ahead: bool,
    /// Whether the sentence is a headline, a title already.
    pub headline: bool,
    /// What a pronoun stands for, where the text settles it.
    pub referent: &'a dyn Fn(usize) -> Option<String>,
}

/// A title, and how well it reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub text: String,
    pub sound: Sound,
    /// Whether it leaves something to ask: of what, where to?
    pub asks: bool,
}

/// The title of the happening at `trigger`; `None` where no readable one can be made.
pub(super) fn title(s: &Sentence<'_>, trigger: usize, context: &Context<'_>) -> Option<Title> {
    let intrudes = reread::date_intrudes(s, context);
    let mut odd = None;
    let own = !s.tag(trigger).is_verb() && has_own_date(s, trigger, context);
    for again in [intrudes, !intrudes] {
        // Without its date the noun would be told with what is said about it.
        if again && own {
            continue;
        }
        let title = match again {
            true => reread::title(s, trigger, context),
            false => title_as_read(s, trigger, context),
        };
        if title.as_ref().is_some_and(|title| title.sound == Sound::Yes) {
            return title;
        }
        odd = odd.or(title);
    }
    odd
}

/// The title out of the tree as it is.
fn title_as_read(s: &Sentence<'_>, trigger: usize, context: &Context<'_>) -> Option<Title> {
    if let Some(paper) = published_paper(s, trigger) {
        let tells = |&verb: &usize| match s.relation(paper) {
            Relation::Subject => s.is_finite(verb),
            // "wrote in an essay published on Sunday"
            Relation::Oblique => s.is_finite(verb) && says(s, verb),
            _ => false,
        };
        let verb = s.tree.head(paper).filter(tells)?;
        return title_of(s, verb, verb, false, context);
    }
    let ways: [&dyn Fn() -> Option<Title>; 5] = [
        // "The attack killed ten", "held a meeting": the clause says more, and happened at the same time.
        &|| happens_with(s, trigger, context.ahead).and_then(|verb| title_of(s, verb, trigger, false, context)),
        &|| title_of(s, trigger, trigger, false, context),
        &|| title_within(s, trigger, context),
        &|| title_of(s, trigger, trigger, true, context).filter(|_| s.tag(trigger).is_verb()),
        &|| title_around(s, trigger, context),
    ];
    let mut odd = None;
    for way in ways {
        match way() {
            Some(title) if title.sound == Sound::Yes => return Some(title),
            title => odd = odd.or(title),
        }
    }
    odd
}

/// "a survey released on Monday showed …": what it shows is the news, not that it is out.
fn published_paper(s: &Sentence<'_>, trigger: usize) -> Option<usize> {
    const OUT: &[&str] = &[
        "released",
        "published",
        "issued",
        "conducted",
        "commissioned",
        "screened",
        "aired",
        "broadcast",
        "posted",
        "made",
    ];
    const PAPERS: &[&str] = &[
        "survey",
        "surveys",
        "study",
        "studies",
        "poll",
        "polls",
        "report",
        "reports",
        "letter",
        "letters",
        "statement",
        "statements",
        "update",
        "analysis",
        "article",
        "documentary",
        "interview",
        "figures",
        "data",
        "estimate",
        "estimates",
        "memo",
        "documents",
        "results",
        "findings",
        "review",
        "paper",
        "transcript",
        "forecast",
    ];
    let paper = s.tree.head(trigger).filter(|&noun| noun < trigger && s.is(noun, PAPERS))?;
    let describes = matches!(s.relation(trigger), Relation::NounClause | Relation::RelativeClause);
    (describes && s.is(trigger, OUT) && s.auxiliaries(trigger).next().is_none()).then_some(paper)
}

/// "…, killing eleven", "at the summit": the clause of the same time that it adds to, where the two together are too long.
fn title_around(s: &Sentence<'_>, trigger: usize, context: &Context<'_>) -> Option<Title> {
    let adds = s.tag(trigger) == Tag::VBG && s.relation(trigger) == Relation::AdverbClause && trigger > 0 && {
        let before = (0..trigger).rev().find(|&at| s.tag(at) != Tag::RB)?;
        s.tag(before) == Tag::Comma
    };
    let occasion = s.relation(trigger) == Relation::Oblique
        && s.preposition(trigger).is_some_and(|at| s.is(at, &["in", "at", "during"]));
    let verb = s.verb_above(trigger).filter(|&verb| verb < trigger && s.is_finite(verb) && !says(s, verb))?;
    let past = matches!(s.tag(verb), Tag::VBD | Tag::VBN) && context.timed.len() < 2 && !context.ahead;
    ((adds || occasion) && past).then(|| title_of(s, verb, verb, false, context)).flatten()
}

/// "to lease 100 tankers", "the decision": the clause that it stands in says who and what.
fn title_within(s: &Sentence<'_>, trigger: usize, context: &Context<'_>) -> Option<Title> {
    let within = matches!(
        s.relation(trigger),
        Relation::Subject | Relation::PassiveSubject | Relation::Object | Relation::Oblique
    );
    if s.is_finite(trigger) || !s.tag(trigger).is_verb() && !within {
        return None;
    }
    // "has recovered since hitting a low in May": that it recovered is of another time.
    let governed = s.tag(trigger) == Tag::VBG
        && trigger > 0
        && s.is(trigger - 1, &["since", "before", "of", "for", "from", "without", "about"]);
    if governed {
        return None;
    }
    // "an inspection planned for May was cancelled"
    if s.tag(trigger) == Tag::VBN && s.relation(trigger) == Relation::NounClause {
        return None;
    }
    let mut verb = s.verb_above(trigger)?;
    let then = match s.relation(trigger) {
        Relation::Subject | Relation::PassiveSubject => context.ahead || !is_aftermath(s, verb),
        Relation::Oblique => {
            s.preposition(trigger).is_some_and(|at| s.is(at, &["in", "at", "during"])) && !is_aftermath(s, verb)
        }
        _ => false,
    };
    if !s.tag(trigger).is_verb() && !then && has_own_date(s, trigger, context) {
        return None;
    }
    for _ in 0..3 {
        if s.is_finite(verb) {
            return title_of(s, verb, trigger, false, context);
        }
        verb = s.verb_above(verb)?;
    }
    None
}

/// "a 1979 accident", "his July concerts": the date is the noun's alone, not that of what is said about it.
fn has_own_date(s: &Sentence<'_>, noun: usize, context: &Context<'_>) -> bool {
    let within = |at: usize| {
        s.tag(at).is_noun()
            || matches!(s.tag(at), Tag::JJ | Tag::CD | Tag::POS | Tag::Comma | Tag::VBN | Tag::VBG)
            || context.own.as_ref().is_some_and(|own| own.contains(&at))
    };
    // "… since the blast on 20 April", "over a fire at its mill in 2005"
    let apart = s.preposition(noun).is_some_and(|at| {
        s.is(at, &["after", "before", "following", "since", "over", "despite"]) && !is_moments(s, at.saturating_sub(1))
    });
    let behind = |own: &Range<usize>| {
        let own_phrase = own.start == noun + 2 || s.tree.span(noun).contains(&own.start);
        apart && own.start > noun && own_phrase && s.is(own.start - 1, &["in", "on"])
    };
    context.own.as_ref().is_some_and(|own| own.end <= noun && (own.end..noun).all(within) || behind(own))
}

/// "The blast triggered a wave of lawsuits", "has cost the firm two million": what came of it came later.
fn is_aftermath(s: &Sentence<'_>, verb: usize) -> bool {
    const AFTERMATH: &[&str] = &[
        "triggered",
        "prompted",
        "raised",
        "raises",
        "sparked",
        "fuelled",
        "fueled",
        "renewed",
        "exposed",
        "exposes",
        "highlighted",
        "highlights",
        "underscored",
        "underscores",
        "revived",
        "led",
        "leads",
        "showed",
        "shows",
        "revealed",
        "reveals",
        "forced",
        "remains",
        "remained",
        "cost",
        "haunts",
    ];
    // "The blast triggered a fire": at once.
    let at_once = s.is(verb, &["triggered", "sparked"])
        && s.object(verb).is_some_and(|object| s.is_happening(object) && s.kinds(object).has(Kinds::NEWS));
    s.is(verb, AFTERMATH) && !at_once || s.auxiliaries(verb).next().is_some_and(|helper| s.is(helper, &["has", "have"]))
}

/// The verb of what a noun does, or is made to do.
fn happens_with(s: &Sentence<'_>, noun: usize, ahead: bool) -> Option<usize> {
    if s.tag(noun).is_verb() || s.copula(noun).is_some() {
        return None;
    }
    let verb = s.tree.head(noun).filter(|&verb| s.tag(verb).is_verb() && s.is_finite(verb))?;
    let kinds = s.kinds(verb);
    let tells = [Kinds::SAYING, Kinds::SPEECH_ACT, Kinds::STATE, Kinds::THINKS].into_iter().any(|kind| kinds.has(kind));
    let holds = kinds.has(Kinds::LIGHT)
        || kinds.has(Kinds::PHASE)
        || s.is(
            verb,
            &[
                "hosts",
                "hosting",
                "hosted",
                "staged",
                "organized",
                "organised",
                "attended",
                "attend",
                "issued",
                "delivered",
                "launched",
                "survived",
                "suffered",
                "won",
                "lost",
                "committed",
                "signed",
                "ordered",
            ],
        );
    let with = match s.relation(noun) {
        Relation::Subject | Relation::PassiveSubject => !tells && (ahead || !is_aftermath(s, verb)),
        Relation::Object => holds,
        _ => false,
    };
    with.then_some(verb)
}

/// So many of the ways to shorten a clause are read back.
const TRIES: usize = 6;

/// Verbs of what will not happen.
const CALLS_OFF: &[&str] = &[
    "cancel",
    "cancels",
    "cancelled",
    "canceled",
    "cancelling",
    "canceling",
    "postpone",
    "postponed",
    "postponing",
    "scrapped",
    "abandoned",
    "avoid",
    "avoided",
    "prevent",
    "prevented",
    "averted",
];

/// The clause of `verb`, in which `told` must stand; see [`clause::told`] for `loosely`.
fn title_of(s: &Sentence<'_>, verb: usize, told: usize, loosely: bool, context: &Context<'_>) -> Option<Title> {
    let left_out = left_out::words(s, context);
    let verb_like = s.is_predicate(verb);
    let finished = |text: &str| {
        let text = finish(text, verb_like)?;
        let sound = match verb_like {
            true => {
                let known = Known {
                    headline: context.headline,
                    finite: s.is_finite(verb),
                    ends: !context.timed.is_empty() && ends_phrase(s, &text),
                };
                sound::sentence(&text, known)
            }
            false => {
                let first = text.split(' ').next().unwrap_or("");
                let word = (0..s.tree.len())
                    .find(|&at| s.word(at).eq_ignore_ascii_case(first) && (at > 0 || !s.tag(at).is_proper()));
                sound::phrase(&text, word.map(|at| s.tag(at)))
            }
        };
        (sound > Sound::No).then_some(Title { text, sound, asks: false })
    };
    // "…, court is told"
    let leads = s.tree.head(verb).is_none() || s.relation(verb) == Relation::Conjunct && says(s, verb);
    let whole = (context.headline && leads).then(|| draft::whole(s, &left_out)).flatten();
    // A headline is a title already, whatever it leaves out.
    if let Some(text) = whole.and_then(|text| finish(&text, true)).filter(|text| sound::is_clean(text)) {
        return Some(Title { text, sound: Sound::Yes, asks: false });
    }
    let draft = match verb_like {
        true => clause::told(s, verb, told, loosely, context, &left_out)?.with_whole_subject(s, &left_out),
        // "cancelled Wednesday's visit to the town"
        false if s.tree.head(verb).is_some_and(|head| s.is(head, CALLS_OFF)) => return None,
        // "The statement on the matter" says nothing that happened.
        false if !s.kinds(verb).has(Kinds::NEWS) => return None,
        false => clause::named(s, verb, &left_out),
    };
    let draft = draft.with_referents(s, context.referent);
    let full = draft.with_full_names(s, context.referent);
    // Who is meant is worth less than what happened.
    let named = full.filter(|full| full.chars(s) <= MAX_CHARS || draft.chars(s) > MAX_CHARS);
    let objects = draft.with_objects(s, context.referent);
    let mut odd = None;
    for draft in named.iter().chain([&draft]).chain(&objects) {
        match shortened(s, draft, told, &finished) {
            Some(title) if title.sound == Sound::Yes => return Some(title),
            title => odd = odd.or(title),
        }
    }
    odd
}

/// Whether a phrase ends with the title's last word, says the sentence: it ends there, or a preposition follows.
fn ends_phrase(s: &Sentence<'_>, title: &str) -> bool {
    let last = title.rsplit(' ').next().unwrap_or(title);
    let Some(at) = (0..s.tree.len()).rev().find(|&at| s.word(at) == last) else { return false };
    let next = at + 1;
    next >= s.tree.len()
        || matches!(s.tag(next), Tag::IN | Tag::TO)
        || s.tag(next).is_punctuation() && s.tag(next) != Tag::Comma
}

/// The draft, cut to fit where it must be; `finished` makes a title of the words.
fn shortened(s: &Sentence<'_>, draft: &Draft, told: usize, finished: &dyn Fn(&str) -> Option<Title>) -> Option<Title> {
    let mut odd = None;
    // What is said is worth more than who says it, and both more than a title that leaves something to ask.
    let said = draft.told_alone(s);
    let strict: &[(bool, Loss)] = if said.is_some() { &[(false, Loss::Detail), (true, Loss::Detail)] } else { &[] };
    for &(alone, worst) in strict.iter().chain(&[(false, Loss::Asked), (true, Loss::Asked)]) {
        let mut texts = match alone {
            false => draft.fits(s, Some(told), worst),
            true => said.as_ref().map(|said| said.fits(s, None, worst)).unwrap_or_default(),
        };
        if !alone && texts.first().is_none_or(|fit| fit.worth < i32::MAX) {
            for (price, short) in draft.with_bare_name(s).into_iter().chain(draft.leaner(s)) {
                let shorter = short.fits(s, Some(told), worst).into_iter();
                texts.extend(shorter.map(|fit| Fit { worth: fit.worth.saturating_sub(price), ..fit }));
            }
            texts.sort_by_key(|fit| std::cmp::Reverse(fit.worth));
        }
        let titles = texts.iter().take(TRIES).filter_map(|fit| {
            let asks = fit.loss >= Loss::Asked;
            finished(&fit.text).map(|title| Title { asks, ..title })
        });
        for title in titles {
            if title.sound == Sound::Yes {
                return Some(title);
            }
            odd = odd.or(Some(title));
        }
    }
    odd
}

/// "UPDATE 2-Mill burns down": what an agency puts in front of a headline that it sends again.
fn without_slug(text: &str) -> &str {
    let Some((slug, headline)) = text.split_once('-') else { return text };
    let shouts = slug.len() > 2 && slug.chars().all(|c| c.is_uppercase() || c.is_numeric() || c == ' ');
    let kind = slug.split(' ').next().unwrap_or("");
    const SLUGS: &[&str] = &[
        "UPDATE",
        "WRAPUP",
        "RPT",
        "REFILE",
        "CORRECTED",
        "FACTBOX",
        "TIMELINE",
        "ANALYSIS",
        "EXCLUSIVE",
        "INTERVIEW",
        "PREVIEW",
        "SNAPSHOT",
        "FEATURE",
        "SPECIAL",
        "POLL",
        "TEXT",
        "INSTANT",
    ];
    if shouts && SLUGS.contains(&kind) { headline } else { text }
}

/// "£10bn" for "#10bn": a pound whose sign was lost on the way.
fn with_pounds(text: &str) -> Option<String> {
    let amount = |behind: &str| {
        let number = behind.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        let unit = number.trim_start_matches(' ');
        number.len() < behind.len()
            && ["m", "bn", "million", "billion", "k", "tn"]
                .iter()
                .any(|name| unit.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    };
    let (before, behind) = text.split_once('#').filter(|(_, behind)| amount(behind))?;
    Some(format!("{before}£{behind}"))
}

/// "the deal that was signed", of which the date went: the deal.
fn without_bare_relative(text: &str) -> &str {
    let mut words = text.rsplitn(4, ' ');
    let (last, be, that, before) = (words.next(), words.next(), words.next(), words.next());
    let done = last.is_some_and(|last| last.ends_with("ed") || ["held", "made", "built", "begun"].contains(&last));
    let bare = done
        && be.is_some_and(|be| ["was", "were"].contains(&be))
        && that.is_some_and(|that| ["that", "which"].contains(&that));
    // "It was the hall that burned" needs more than a noun in front.
    match before.filter(|before| bare && before.split(' ').count() > 3) {
        Some(before) => before.trim_end_matches(','),
        None => text,
    }
}

/// First letter upper case, nothing dangling at the end. `None` where nothing readable is left.
fn finish(text: &str, verb_like: bool) -> Option<String> {
    let mut text = without_slug(text)
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '£' | '€' | '#' | '%' | '.' | ')' | '”'))
        .to_owned();
    let quoted = text.ends_with('”') && text.contains('“');
    text.truncate(text.trim_end_matches('”').len());
    const WENT: &[&str] =
        &["went", "go", "goes", "going", "gone", "carry", "carried", "dragged", "drags", "moved", "lived"];
    let goes_on = |text: &str| {
        let mut words = text.rsplit(' ');
        match words.next() {
            Some("on") => words.next().is_some_and(|word| WENT.contains(&word)),
            // "as the council is sworn in"
            Some("in") => {
                words.next().is_some_and(|word| ["sworn", "moves", "steps", "weighs", "caved", "caves"].contains(&word))
            }
            _ => false,
        }
    };
    while let Some(last) = text.rsplit(' ').next().filter(|last| dangles(last) && !goes_on(&text)) {
        let cut = text.len() - last.len();
        text.truncate(text[..cut].trim_end().len());
        if text.is_empty() {
            return None;
        }
    }
    let text = text.trim_end_matches([',', ';', ':', ' ', '-']);
    // "The effort, may begin": the comma of an aside that went.
    let aside = text.split_once(", ").filter(|(before, behind)| {
        let helps = ["may", "will", "would", "could", "is", "was", "are", "were", "has", "had", "can"];
        !before.contains(',')
            && !behind.contains(',')
            && behind.split(' ').next().is_some_and(|word| helps.contains(&word))
    });
    let joined = aside.map(|(before, behind)| format!("{before} {behind}"));
    let text = joined.as_deref().unwrap_or(text);
    const EMPTY: &[&str] = &[" in order", " that took place", " which took place", " that occurred", " that happened"];
    let text = EMPTY.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let text = without_bare_relative(text);
    let pounds = with_pounds(text);
    let text = pounds.as_deref().unwrap_or(text);
    const HELPERS: &[&str] =
        &["is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could", "may"];
    // What is left of a table, of the head of a page or of a subject that was lost.
    let first = text.split(' ').next().unwrap_or("").to_lowercase();
    if text.contains('|') || HELPERS.contains(&first.as_str()) || first == "and" {
        return None;
    }
    if text.rsplit(' ').next().is_some_and(|last| HELPERS.contains(&last) || last.ends_with("n't")) {
        return None;
    }
    if !verb_like {
        const OTHERS: &[&str] = &[
            "his", "her", "its", "their", "our", "my", "your", "this", "that", "these", "those", "no", "any", "some",
            "all", "most", "one", "part", "same", "such", "other", "another", "smaller", "larger", "bigger", "fewer",
        ];
        if text.split(' ').any(|word| matches!(word, "me" | "us" | "I" | "we" | "my" | "our" | "you")) {
            return None;
        }
        let bare = ["the ", "The ", "a ", "A ", "an ", "An ", "earlier ", "Earlier ", "last "]
            .iter()
            .find_map(|article| text.strip_prefix(article));
        let text = bare.unwrap_or(text);
        // "The same sentence", "a smaller mission": beside what the text tells before.
        if text.split(' ').next().is_some_and(|first| OTHERS.contains(&first.to_lowercase().as_str())) {
            return None;
        }
        return text.contains(' ').then(|| capital(text));
    }
    let text = if quoted { format!("{text}”") } else { text.to_owned() };
    text.contains(' ').then(|| capital(&text))
}

fn dangles(word: &str) -> bool {
    const DANGLING: &[&str] = &[
        "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "the", "a", "an", "as", "that",
        "into", "than", "over", "under", "after", "before", "between", "against", "during", "about", "its", "their",
        "his", "her", "which", "who", "since", "until", "through", "not", "up to", "nor", "if", "while", "because",
        "amid", "near", "when", "where", "whether", "how", "what", "so", "both", "just", "only", "within",
    ];
    // A word of the next line, written large.
    const LARGE: &[&str] = &["On", "In", "At", "By", "For", "From", "With", "The", "A", "An"];
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    DANGLING.contains(&bare) || LARGE.contains(&bare)
}

fn capital(text: &str) -> String {
    // "eBay" is written so.
    if text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use crate::event::read;
    use crate::text::{Document, Published, PublishedFrom};
    use crate::time::PartialDate;

    /// The titles of a text written on Friday 13 May 2011, of events with a date of their own.
    fn titles(text: &str) -> Vec<String> {
        let mut document = Document::from_text("test", text);
        let date = PartialDate::from_iso("2011-05-13").unwrap();
        document.published = Some(Published { date, from: PublishedFrom::Option });
        let events = read(&document).events;
        events.into_iter().filter(|event| event.timex.is_some()).map(|event| event.title).collect()
    }

    #[test]
    fn a_title_is_the_clause_without_its_date() {
        for (text, title) in [
            (
                "The council tapped Miller last month to be head of the port.",
                "The council tapped Miller to be head of the port",
            ),
            ("On Monday the guards closed the old bridge.", "The guards closed the old bridge"),
            ("The army withdrew from Harlow in March 2009, officials said.", "The army withdrew from Harlow"),
            ("The ship sank in 2004 when a storm hit the coast.", "The ship sank when a storm hit the coast"),
            ("The bridge, an iron one, was closed in 2004.", "The bridge was closed"),
            ("The mill in Harlow (a stone one) burned down in 1998.", "The mill in Harlow burned down"),
            ("The mill closed in 2008.", "The mill closed"),
        ] {
            assert_eq!(titles(text).first().map(String::as_str), Some(title), "{text}");
        }
    }

    #[test]
    fn who_says_something_is_told_with_what_is_said() {
        for (text, title) in [
            (
                "The company said on Tuesday that it would close the mill.",
                "The company said that it would close the mill",
            ),
            ("“The mill is safe,” the mayor said on Monday.", "The mayor said the mill is safe"),
            ("“We will rebuild the mill,” the mayor said on Monday.", "The mayor said “We will rebuild the mill”"),
        ] {
            assert!(titles(text).iter().any(|found| found == title), "{text}: {:?}", titles(text));
        }
    }

    #[test]
    fn a_participle_that_describes_a_noun_is_told_in_the_passive() {
        let found = titles("The report praises a dam built in 1998 by the army.");
        assert_eq!(found, ["A dam was built by the army"]);
    }

    #[test]
    fn the_object_in_front_of_a_clause_comes_back_behind_its_verb() {
        let found = titles("The town lived up to the challenge the mayor outlined in 2009.");
        assert_eq!(found, ["The mayor outlined the challenge"]);
    }

    #[test]
    fn a_long_clause_is_cut_where_a_phrase_ends() {
        let found = titles(
            "The regional water board signed an agreement in 2004 with the owners of the two largest paper mills of the valley.",
        );
        assert!(found[0].starts_with("The regional water board signed an agreement"), "{found:?}");
        assert!(found[0].chars().count() <= super::MAX_CHARS && !found[0].ends_with(" of"), "{found:?}");
    }

    #[test]
    fn what_is_said_is_told_rather_than_all_that_the_speaker_is() {
        let found = titles(
            "The former chairman of the harbour authority and of the county council, Paul Miller, said Thursday that the new bridge will open to cars, buses and trucks.",
        );
        assert!(found.iter().any(|title| title.contains("bridge will open")), "{found:?}");
        let found = titles(
            "The regional association of the owners of paper mills said on Monday that the workers of the two largest mills will strike.",
        );
        assert!(found.iter().any(|title| title.contains("will strike")), "{found:?}");
    }

    #[test]
    fn no_title_ends_where_the_noun_is_yet_to_come() {
        for text in [
            "The regional water board of Harlow announced on Monday a series of measures against the flood of the river.",
            "The council of Harlow criticised the owners of the two mills on Monday for virtually worthless plans.",
            "The old bridge over the river was closed on Monday because an inspection by the port had not been made.",
        ] {
            for title in titles(text) {
                assert!(!["series", "worthless", "inspection"].iter().any(|end| title.ends_with(end)), "{title}");
            }
        }
    }

    #[test]
    fn a_date_that_goes_leaves_its_article() {
        assert_eq!(titles("Thursday's hearing was closed to the public."), ["The hearing was closed to the public"]);
    }

    #[test]
    fn words_behind_a_colon_are_told_with_who_says_them() {
        let found = titles("The judge told the owner on Monday: “You may not open the mill.”");
        assert_eq!(found, ["The judge told the owner “You may not open the mill”"]);
    }

    #[test]
    fn a_date_between_verb_and_object_does_not_hide_what_was_done() {
        let found = titles("The union condemned Friday the layoffs which cost forty drivers their jobs.");
        assert_eq!(found[0], "The union condemned the layoffs which cost forty drivers their jobs");
        assert_eq!(
            titles("The mayor said Monday she had been misled by the lawyer who left the town.")
                .first()
                .map(String::as_str),
            Some("The mayor said she had been misled by the lawyer who left the town")
        );
    }

    #[test]
    fn a_part_is_told_with_its_whole() {
        let found = titles(
            "The Harlow Regiment flooded parts of the valley’s southwest with a surprise breach of the dam in 1944.",
        );
        assert_eq!(found[0], "The Harlow Regiment flooded parts of the valley’s southwest");
    }

    #[test]
    fn a_clause_that_describes_goes_before_the_end_does() {
        let found = titles(
            "The school said on Monday that a pupil who was sent home from Milltown had not broken the window of the library.",
        );
        assert_eq!(found, ["The school said that a pupil had not broken the window of the library"]);
    }

    #[test]
    fn a_happening_is_told_by_what_it_did_or_who_held_it() {
        assert_eq!(titles("Thursday's blast killed two guards in Harlow."), ["The blast killed two guards in Harlow"]);
        assert_eq!(
            titles("The owners will hold a special meeting on 16 May 2011 in Harlow.").last().map(String::as_str),
            Some("The owners will hold a special meeting in Harlow")
        );
    }

    #[test]
    fn what_did_not_happen_until_a_day_is_told_with_the_day() {
        assert_eq!(
            titles("The bridge will not reopen until 3 June 2011."),
            ["The bridge will not reopen until 3 June 2011"]
        );
    }

    #[test]
    fn adverbs_in_front_of_the_verb_stay() {
        assert_eq!(titles("The new rules barely changed the port in 2004."), ["The new rules barely changed the port"]);
    }

    #[test]
    fn questions_and_the_furniture_of_pages_tell_nothing() {
        assert_eq!(titles("Did the mill close in 2004?"), [""; 0]);
        assert_eq!(titles("The mill closed in 2004 Posted by: reader | Report abuse"), [""; 0]);
        assert_eq!(titles(", a member of the board, left the firm in 2004."), [""; 0]);
        assert_eq!(titles("of the board, Ada Miller, left the firm in 2004."), [""; 0]);
        assert_eq!(titles("On 3 May 2004 Ada Miller wrote:"), [""; 0]);
    }

    #[test]
    fn small_letters_time_zones_and_addresses_hide_nothing() {
        assert_eq!(titles("the army took the town in 2004."), ["The army took the town"]);
        assert_eq!(titles("eBay bought the firm in 2004."), ["eBay bought the firm"]);
        assert_eq!(titles("The ferry sank at 10:15 BST on 3 May 2011.").len(), 1);
        assert_eq!(titles("The film was shown in 2011 (http://example.org/film).").len(), 1);
    }

    #[test]
    fn what_joins_two_verbs_stays() {
        assert_eq!(titles("In 2012 the river will rise and fall, the mayor said.")[0], "The river will rise and fall");
        assert_eq!(
            titles("The mayor left the council in 2004 and was replaced by Miller.")[0],
            "The mayor left the council"
        );
        assert_eq!(
            titles("Roe spent six months of 2004 as a fellow of the Council on Public Works and is still its clerk."),
            ["Roe spent six months as a fellow of the Council on Public Works"]
        );
    }

    #[test]
    fn words_that_turn_what_is_said_stay() {
        assert_eq!(titles("The last wall has yet to be painted in 2012."), ["The last wall has yet to be painted"]);
        assert_eq!(
            titles("The owner handed over on Monday the keys of the mill.")[0],
            "The owner handed over the keys of the mill"
        );
    }

    #[test]
    fn an_article_fits_the_word_that_follows_it_now() {
        let found = titles("The town has changed since an August 2004 fire in the mill destroyed the market.");
        assert!(found.iter().all(|title| !title.contains("An fire") && !title.contains("an fire")), "{found:?}");
        assert!(found.iter().any(|title| title.starts_with("A fire in the mill")), "{found:?}");
    }

    #[test]
    fn two_sides_meet_each_other_and_one_meets_somebody() {
        assert_eq!(
            titles("The two councils, led by Ada Miller and by David Roe, plan to meet in the mill in July 2011."),
            ["The two councils plan to meet in the mill"]
        );
        assert_eq!(titles("The mayor was due to meet on Monday."), [""; 0]);
    }

    #[test]
    fn what_opens_a_clause_keeps_its_subject() {
        let found = titles(
            "Iraq's parliament voted on Sunday to end the presence of foreign troops, two days after an American drone strike \
             killed General Qassem Soleimani and the militia commander Abu Mahdi al-Muhandis on the road from Baghdad airport.",
        );
        assert!(
            !found.is_empty() && found.iter().all(|title| !title.starts_with("Iraq's parliament killed")),
            "{found:?}"
        );
    }

    #[test]
    fn one_happening_of_a_clause_is_told_once() {
        for text in [
            "The airline signed the agreement in Harlow on Monday.",
            "The blast occurred at the mill in Harlow on Monday.",
        ] {
            assert_eq!(titles(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn what_nobody_says_is_so_is_not_told_as_so() {
        for text in [
            "The report does not mean the bridge is closing in 2012.",
            "The mayor voiced hope that the mill would reopen in 2012.",
            "A tribute fair, expected to be held in Harlow in May 2012, was cancelled by the town.",
            "The prosecutors say the driver caused the fire in 2009.",
            "The council works to ensure the school continues to serve the town in 2012.",
        ] {
            let found = titles(text);
            for claim in [
                "The bridge is closing",
                "The mill would reopen",
                "expected to be held",
                "The driver caused",
                "The school continues",
            ] {
                assert!(!found.iter().any(|title| title.contains(claim) && !title.contains("say")), "{found:?}");
            }
        }
    }

    #[test]
    fn the_date_of_a_noun_is_not_that_of_what_is_said_about_it() {
        assert_eq!(titles("The report recalled the 1989 Harlow Star spill."), ["Harlow Star spill"]);
        assert_eq!(titles("Roe was hired by the town to prepare its planned July 2011 concerts."), [""; 0]);
        assert_eq!(titles("The Harlow blast on May 2 has cost the owners two million."), ["Harlow blast"]);
        let found = titles("The ferry caught fire on May 2 after a blast and sank.");
        assert!(!found.is_empty() && found.iter().all(|title| !title.contains("sank")), "{found:?}");
    }

    #[test]
    fn what_a_paper_says_is_the_news_not_that_it_is_out() {
        let found = titles("A survey released on Monday showed that most workers want to leave.");
        assert!(!found.is_empty(), "{found:?}");
        assert!(found.iter().all(|title| title == "A survey showed that most workers want to leave"), "{found:?}");
        assert_eq!(
            titles("The council closed the mill, according to a study issued on Monday by the owners."),
            [""; 0]
        );
    }

    #[test]
    fn a_clause_that_is_told_keeps_its_verb_and_its_end() {
        assert_eq!(
            titles(
                "Tests on Monday showed the aunt of the youngest pupil, a teacher from Harlow, had also caught the fever."
            ),
            ["Tests showed the aunt of the youngest pupil had caught the fever"]
        );
        assert_eq!(
            titles(
                "The chairman of the county council said on Monday that the enormous fire at the paper mill had the potential to \
                 ruin the whole valley."
            ),
            ["The enormous fire at the paper mill had the potential to ruin the whole valley"]
        );
        assert_eq!(
            titles(
                "The owner suggested on Monday that if Roe were a clerk of his, the man would long have lost his post."
            ),
            [""; 0]
        );
    }

    #[test]
    fn a_verdict_and_what_was_before_are_told_with_who_says_so() {
        for text in [
            "The spokesman for the county council of Harlow said on Monday that one aged pump had let in all the water of the river.",
            "The spokesman for the county council of Harlow said on Monday that one aged pump must be replaced by the owner of the mill.",
        ] {
            assert!(titles(text).iter().all(|title| !title.starts_with("One aged pump")), "{text}: {:?}", titles(text));
        }
    }

    #[test]
    fn an_office_with_and_in_its_name_is_held_by_one() {
        let found = titles(
            "Mines and Quarries Agency Commissioner Ada Miller ruled last week that two families who lived beside the old \
             mill should leave.",
        );
        assert!(found.iter().any(|title| title.starts_with("Ada Miller") || title.starts_with("Miller")), "{found:?}");
    }

    #[test]
    fn who_and_which_are_what_they_describe() {
        let found = titles("Divers went down to the site of the Harlow Star, which sank on 3 May 2009.");
        assert_eq!(found, ["The Harlow Star sank"]);
        let found = titles("Peter Miller of the Institute for Rivers in Harlow, who led a study in 2009, fell ill.");
        assert_eq!(found, ["Peter Miller of the Institute for Rivers in Harlow led a study"]);
    }

    #[test]
    fn no_place_does_what_the_thing_in_it_did() {
        let found = titles("The council spoke of a fire in Milltown that killed two guards in 2009.");
        assert!(found.iter().any(|title| title == "A fire killed two guards"), "{found:?}");
        let found = titles("Divers looked at a pipe in the Gulf of Harlow that ruptured in 2009.");
        assert!(found.iter().any(|title| title == "A pipe in the Gulf of Harlow ruptured"), "{found:?}");
    }

    #[test]
    fn what_as_opens_has_its_own_subject() {
        let found = titles(
            "The county said on Sunday it will slash its bus fares in Harlow as French councillors and their German guests \
             continue a round of talks.",
        );
        assert_eq!(found, ["The county said it will slash its bus fares in Harlow"]);
    }

    #[test]
    fn no_title_ends_where_one_would_ask_on() {
        assert_eq!(titles("The clerk said in a speech on Monday."), [""; 0]);
        assert_eq!(
            titles("The owner's bill rose by 9 percent in 2009 compared with 2008."),
            ["The owner's bill rose by 9 percent"]
        );
        assert_eq!(
            titles("Children aged 6 to 9 months were tested in 2009."),
            ["Children aged 6 to 9 months were tested"]
        );
        for text in [
            "Chemists of the college in Harlow challenged on Monday the old council's assertion that nearly all the tar in the \
             river had sunk.",
            "Miller met Roe on Monday soon after the council had risked once more the wrath of the families of forty drowned miners.",
        ] {
            assert!(
                titles(text).iter().all(|title| !title.ends_with("assertion") && !title.ends_with("wrath")),
                "{text}"
            );
        }
    }

    #[test]
    fn one_of_many_says_nothing_by_itself() {
        assert_eq!(titles("The procedure failed in 2009."), [""; 0]);
        assert_eq!(titles("The procedure of the mill failed in 2009.").len(), 1);
    }

    #[test]
    fn since_when_and_until_when_it_goes_on_is_told() {
        assert_eq!(titles("The town has lost nine shops since 2004."), ["The town has lost nine shops since 2004"]);
        assert_eq!(
            titles("The strike will continue until 3 June 2011."),
            ["The strike will continue until 3 June 2011"]
        );
    }

    #[test]
    fn the_preposition_of_what_a_date_stands_before_stays() {
        assert_eq!(
            titles("The mayor appeared at Tuesday's hearing in Harlow."),
            ["The mayor appeared at the hearing in Harlow"]
        );
    }

    #[test]
    fn somebody_is_named_without_his_office_where_both_do_not_fit() {
        let found = titles(
            "Harlow Paper Mills chief executive Peter Miller was due to meet on Monday with the owners of the bridge and the port.",
        );
        assert_eq!(found, ["Peter Miller was due to meet with the owners of the bridge and the port"]);
    }

    #[test]
    fn he_is_no_woman_and_she_no_man() {
        let found = titles("Anna Miller ran the mill. Peter Roe said she had left Harlow in 2004.");
        assert!(
            found.iter().all(|title| !title.starts_with("Peter Roe had") && !title.starts_with("Roe had")),
            "{found:?}"
        );
    }

    #[test]
    fn who_cannot_do_it_is_not_said_to() {
        let found = titles("The escape of oil went on. It hopes to have closed the well by June 2011.");
        assert!(found.iter().all(|title| !title.contains("scape hopes")), "{found:?}");
    }

    #[test]
    fn who_acts_is_not_shipped() {
        let text = "The councils spoke about the letters of the poet. They were shipped to Harlow in 2004.";
        assert!(titles(text).iter().all(|title| !title.contains("ouncils were shipped")));
        assert_eq!(
            titles("The letters lay in a cellar. They were shipped to Harlow in 2004."),
            ["The letters were shipped to Harlow"]
        );
    }

    #[test]
    fn the_word_before_the_day_goes_with_it() {
        assert_eq!(
            titles("The mayor has scheduled early elections on 6 June 2012, a year ahead of time."),
            ["The mayor has scheduled early elections ahead of time"]
        );
    }

    #[test]
    fn what_is_asked_or_compared_is_no_news() {
        assert_eq!(titles("The owners wonder if the mill will close in 2012."), [""; 0]);
        assert_eq!(titles("The council asked whether the firm played any role in 2004."), [""; 0]);
        assert_eq!(titles("The firm earned two million, up from one million in 2004."), [""; 0]);
        assert_eq!(titles("The mill blew up more than two years ago."), ["The mill blew up"]);
    }

    #[test]
    fn the_situation_that_one_faces_does_not_face() {
        assert_eq!(titles("The trouble we face in 2011 grew out of small debts."), [""; 0]);
    }

    #[test]
    fn what_leans_on_the_text_before_gets_no_title() {
        assert_eq!(titles("This led to a strike in 2009."), [""; 0]);
        assert_eq!(titles("We apologised in 2009."), [""; 0]);
        for title in titles("In May ministers will meet in Harlow to decide how much Milltown spends in 2012.") {
            assert!(!title.starts_with("Much") && !title.starts_with("Milltown"), "{title}");
        }
    }
}
