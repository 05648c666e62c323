//! Whether a finished title can stand by itself: read back as a sentence, it must have a subject, a verb with all that
//! belongs to it, and no word that leans on the text around it.

use super::ends::{cuts_list, ends_open, passive_with_object, says_nothing, stands_last, torn_preposition};
use super::leans::{is_several, leaning};
use crate::event::clause::Sentence;
use crate::event::given_names::given_to;
use crate::event::lexicon::Kinds;
use crate::text::TextRange;
use crate::text::syntax::{Parser, Relation, Tag, Tree};
use crate::time::words::names_month_or_weekday;
use std::cell::RefCell;
use std::collections::VecDeque;

thread_local! {
    /// The parser of titles beside that of sentences, which is in use meanwhile.
    static READER: RefCell<(Parser, Tree)> = RefCell::new((Parser::default(), Tree::default()));
    /// What was read last: several ways to tell a happening lead to the same words.
    static LAST: RefCell<VecDeque<(String, Known, Sound)>> = const { RefCell::new(VecDeque::new()) };
}

/// So many titles are remembered.
const REMEMBERED: usize = 12;

/// How well a title reads when it is read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::event) enum Sound {
    /// It is no sentence, or leans on the text around it.
    No,
    /// The words may make a sentence, but the grammar that is read out of them is odd.
    Odd,
    Yes,
}

/// What is known of a title besides its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// It is a headline.
    pub headline: bool,
    /// Its verb has a tense.
    pub finite: bool,
    /// A phrase ends with its last word in the text that it is from.
    pub ends: bool,
}

/// How well the title of a clause reads as a sentence.
pub(super) fn sentence(title: &str, known: Known) -> Sound {
    if !is_clean(title) {
        return Sound::No;
    }
    let known_already = LAST.with_borrow(|last| {
        last.iter().find(|(other, how, _)| other == title && *how == known).map(|&(_, _, sound)| sound)
    });
    if let Some(sound) = known_already {
        return sound;
    }
    let sound = read_back(title, known);
    LAST.with_borrow_mut(|last| {
        last.truncate(REMEMBERED - 1);
        last.push_front((title.to_owned(), known, sound));
    });
    sound
}

fn read_back(title: &str, known: Known) -> Sound {
    let read = |words: &str, known: Known| {
        let text = format!("{words}.");
        READER.with_borrow_mut(|(parser, tree)| {
            parser.parse_into(&text, TextRange::new(0, text.len()), tree);
            let s = Sentence { text: &text, tree };
            (whole(&s, known), leaning(&s))
        })
    };
    let (whole, leaning) = read(title, known);
    let sound = whole.min(leaning);
    match quoted(title).filter(|_| sound > Sound::No) {
        Some(words) if read(words, Known { headline: false, ..known }).0 < Sound::Yes => Sound::No,
        _ => sound,
    }
}

/// Whether the title of a noun says enough by itself; `first` is what its first word is in the text.
pub(super) fn phrase(title: &str, first: Option<Tag>) -> Sound {
    if !is_clean(title) {
        return Sound::No;
    }
    READER.with_borrow_mut(|(parser, tree)| {
        parser.parse_into(title, TextRange::new(0, title.len()), tree);
        let s = Sentence { text: title, tree };
        let Some(last) = s.tree.len().checked_sub(1) else { return Sound::No };
        // "the Milltown strike": read alone, the noun may pass for a verb.
        let happens = s.kinds(last).has(Kinds::NEWS);
        let noun_first = usize::from(first.is_some_and(Tag::is_noun));
        let verb = (noun_first..s.tree.len() - usize::from(happens))
            .any(|at| matches!(s.tag(at), Tag::MD | Tag::VBZ | Tag::VBP) || s.is(at, &["as", "such", "there"]));
        let ends = s.tag(last).is_noun() || matches!(s.tag(last), Tag::CD | Tag::Close) || happens;
        // "Few days after the fire"
        let lasts =
            (0..s.tree.len().min(3)).any(|at| s.is(at, &["days", "weeks", "months", "years", "hours", "minutes"]));
        if lasts && s.is(0, &["few", "several", "days", "weeks", "months", "years", "hours", "two", "three"]) {
            return Sound::No;
        }
        // "Paying dividends", not "Meeting in London".
        if s.tag(0) == Tag::IN || s.tag(0) == Tag::VBG && !s.kinds(0).has(Kinds::HAPPENING) {
            return Sound::No;
        }
        let named = (1..s.tree.len()).any(|at| s.tag(at).is_proper());
        let of = (1..last).any(|at| matches!(s.tag(at), Tag::IN | Tag::TO));
        let owner = s.tree.len() > 1 && s.tag(1) == Tag::POS && (s.tree.len() < 5 || !s.tag(0).is_proper());
        // "the Milltown bombing", not "the council meeting": many are held.
        let two = happens
            && first.is_some_and(Tag::is_proper)
            && !s.is(last, &["meeting", "summit", "visit", "vote", "decision", "trial", "flight"]);
        let says = named && (of && s.tree.len() > 3 || s.tree.len() > 2) || two;
        if ends && !verb && !owner && says { leaning(&s) } else { Sound::No }
    })
}

/// Somebody's own words at the end of a title.
fn quoted(title: &str) -> Option<&str> {
    title.strip_suffix('”')?.rsplit_once('“').map(|(_, words)| words)
}

/// Letters that a sentence of prose has: no rest of a page's markup, nobody who speaks of himself or to the reader.
pub(super) fn is_clean(title: &str) -> bool {
    const SPEAKERS: &[&str] = &[
        "i", "me", "my", "we", "us", "our", "ours", "you", "your", "yours", "i'm", "i've", "we're", "we've", "you're",
    ];
    let outside: String =
        title.split('“').map(|part| part.split_once('”').map_or(part, |(_, behind)| behind)).collect();
    let spoken = outside
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .any(|word| word != "US" && SPEAKERS.contains(&word.to_lowercase().as_str()));
    let odd = title.contains(['|', '\\', '_', '{', '}', '@', '<', '>', '…', '?', '!', '=', '*'])
        // A hash in front of a number is a pound whose sign was lost.
        || title.split('#').skip(1).any(|behind| !behind.starts_with(|c: char| c.is_ascii_digit()))
        || title.contains("http")
        || title.contains(",,")
        || title.contains(" BST")
        || title.split_once(" - ").is_some_and(|(head, _)| !head.contains(' '))
        || title.contains("--")
        || title.contains(" /")
        || title.split(' ').next().is_some_and(|first| first.ends_with('-'))
        || title.contains("``")
        || title.matches('(').count() != title.matches(')').count();
    let doubled = title.split(' ').zip(title.split(' ').skip(1)).any(|(a, b)| a == b && a.len() > 1);
    // "AP The mayor", "1-Firm cuts prices": what agencies put in front.
    let mut words = title.split(' ');
    let label = words.next().is_some_and(|first| {
        let digits = first.trim_start_matches(|c: char| c.is_ascii_digit());
        digits.len() < first.len() && digits.starts_with('-') && digits[1..].starts_with(char::is_uppercase)
            || first == "AP"
            || ["AFP", "EXTRA", "LIVE", "VIDEO", "UPDATE", "BST"].contains(&first)
                && words.next().is_some_and(|next| next.starts_with(char::is_uppercase))
    });
    // "Ada Miller Paul Roe opens the show": two people whom a list of names ran together.
    let mut words = title.split(' ');
    let mut next = || words.next().unwrap_or("");
    let (first, second, third, fourth) = (next(), next(), next(), next());
    let name = |word: &str| word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic);
    let two = given_to(first).is_some()
        && name(second)
        && given_to(second).is_none()
        && given_to(third).is_some()
        && name(fourth);
    if two {
        return false;
    }
    // "7 April Miller explores": a date in front.
    let mut words = title.split(' ');
    let day = words.next().is_some_and(|first| first.len() <= 2 && first.bytes().all(|byte| byte.is_ascii_digit()));
    let dated = day && words.next().is_some_and(names_month_or_weekday);
    const OPENERS: &[&str] =
        &["Whose", "Including", "Little", "Which", "Whom", "Than", "Whether", "Him", "Her", "Them"];
    let opened = title.split(' ').next().is_some_and(|first| OPENERS.contains(&first));
    // "isn t", "BP s": what an apostrophe left behind.
    let torn = title.split(' ').skip(1).any(|word| ["s", "t", "re", "ve", "ll"].contains(&word));
    // "had any contact" of "denied that it had any contact"
    let denies = ["no", "not", "n't", "n’t", "never", "nor", "if", "whether", "denied", "denies", "without"];
    let any = [" has any ", " have any ", " had any "].iter().any(|any| title.contains(any))
        && !title.split(' ').any(|word| denies.iter().any(|denies| word == *denies || word.ends_with("n't")));
    !spoken && !odd && !doubled && !label && !dated && !torn && !opened && !any
}

/// Whether the clause has a subject in front of its verb, agrees with it, and every clause within it is whole.
fn whole(s: &Sentence<'_>, known: Known) -> Sound {
    let Known { headline, finite, ends } = known;
    let Some(root) = s.tree.roots().find(|&root| !s.tag(root).is_punctuation()) else { return Sound::No };
    let to = s.tree.children(root).any(|child| child < root && s.tag(child) == Tag::TO);
    let tensed = (1..s.tree.len()).any(|at| s.tag(at).is_finite() || s.tag(at) == Tag::MD);
    let told = tensed || finite || headline && to;
    if !told || ends_open(s, root, ends) {
        return Sound::No;
    }
    if !s.is_predicate(root) || !(s.is_finite(root) || s.copula(root).is_some() || headline && to) {
        return Sound::Odd;
    }
    let subjects = || {
        let subject = |at: &usize| {
            matches!(s.relation(*at), Relation::Subject | Relation::PassiveSubject | Relation::ClauseSubject)
        };
        s.tree.children(root).filter(subject)
    };
    let Some(subject) = subjects().find(|&at| at < root) else { return Sound::Odd };
    // "People died": who?
    if s.tree.len() < 4 && s.tag(subject) == Tag::NNS {
        return Sound::No;
    }
    // "The pilot, the first man is being treated": an aside without its end.
    let comma = |at: &usize| s.tag(*at) == Tag::Comma;
    let commas = (0..s.tree.len()).filter(comma).count();
    let first = (0..s.tree.len()).find(comma).unwrap_or(0);
    let torn = commas == 1
        && first + 1 < s.tree.len()
        && s.tag(first + 1) == Tag::DT
        && !(0..first).any(|at| {
            s.tag(at).is_verb() || s.tag(at) == Tag::IN && s.relation(at) == Relation::Marker || s.tag(at) == Tag::WRB
        })
        && s.tag(0) != Tag::IN
        && root > first;
    if torn {
        return Sound::No;
    }
    if passive_with_object(s, root) || torn_preposition(s) || says_nothing(s, root) {
        return Sound::No;
    }
    let clauses = clauses(s, root);
    if clauses < Sound::Yes {
        return clauses;
    }
    let behind = subjects().any(|at| at > root && s.tag(at) != Tag::EX);
    let verbal = s.tag(subject).is_verb() && s.relation(subject) != Relation::ClauseSubject;
    // "A bill introduced by the mayor": no active past has "by" behind it, unless something fell by half.
    let by = root + 1 < s.tree.len() && s.is(root + 1, &["by"]) && s.auxiliaries(root).next().is_none();
    if by && !stands_last(s.word(root)) || cuts_list(s) {
        return Sound::No;
    }
    if !agree(s, subject, root) {
        return Sound::No;
    }
    if behind || verbal {
        return Sound::Odd;
    }
    Sound::Yes
}

fn verb_group(s: &Sentence<'_>, at: usize) -> usize {
    match s.relation(at) {
        Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula => s.tree.head(at).unwrap_or(at),
        _ => at,
    }
}

/// Every word that opens a clause has a verb behind it, and every verb with a tense has something that opens its clause.
fn clauses(s: &Sentence<'_>, root: usize) -> Sound {
    let tensed = |at: &usize| s.tag(*at).is_finite() || s.tag(*at) == Tag::MD;
    let relative = |at: &usize| matches!(s.tag(*at), Tag::WDT | Tag::WP);
    let that = |at: &usize| s.is(*at, &["that"]) && matches!(s.tag(*at), Tag::IN | Tag::WDT);
    let words = || 0..s.tree.len();
    for at in words() {
        let opens = relative(&at)
            || s.tag(at) == Tag::WRB && !s.is(at, &["how"])
            || s.is(at, &["that", "because", "although", "though", "unless"]) && s.tag(at) == Tag::IN;
        if opens && !(at + 1..s.tree.len()).any(|word| s.tag(word).is_verb() || s.tag(word) == Tag::MD) {
            return Sound::No;
        }
    }
    let fits = |at: usize| {
        let verb = verb_group(s, at);
        let own = s.tree.children(verb).any(|child| {
            matches!(s.relation(child), Relation::Subject | Relation::PassiveSubject | Relation::ClauseSubject)
        });
        match s.relation(verb) {
            _ if verb == root => true,
            Relation::Conjunct => own || s.tree.head(verb).is_some_and(|head| s.is_predicate(head)),
            Relation::RelativeClause => own,
            Relation::ContentClause | Relation::AdverbClause | Relation::NounClause | Relation::Parataxis => {
                let opened = s
                    .tree
                    .children(verb)
                    .any(|child| child < verb && (s.relation(child) == Relation::Marker || s.tag(child) == Tag::WRB));
                let told = s.tree.head(verb).is_some_and(|head| {
                    s.kinds(head).has(Kinds::SAYING)
                        || s.kinds(head).has(Kinds::THINKS)
                        || s.kinds(head).has(Kinds::SPEECH_ACT)
                });
                own && (opened || told)
            }
            _ => false,
        }
    };
    // The tree may be wrong; the words alone say how many clauses there can be.
    let joins = |at: &usize| {
        relative(at)
            || s.is(*at, &["that", "clear", "sure", "certain", "confident", "afraid"])
            || matches!(s.tag(*at), Tag::WRB | Tag::CC)
            || s.tag(*at) == Tag::IN && s.relation(*at) == Relation::Marker
            || s.tag(*at).is_verb()
                && [Kinds::SAYING, Kinds::THINKS, Kinds::SPEECH_ACT].into_iter().any(|kind| s.kinds(*at).has(kind))
    };
    let clauses = 1 + words().filter(joins).count();
    if words().filter(tensed).count() > clauses && words().filter(tensed).any(|at| !fits(at)) {
        return Sound::Odd;
    }
    // "said that a driver who was hurt": what is said needs a verb of its own.
    let bare = s.is(root, &["said", "says", "say", "thinks", "believes", "hopes", "adds", "added"]);
    let behind = || root + 1..s.tree.len();
    if s.kinds(root).has(Kinds::SAYING)
        && !s.is_passive(root)
        && !s.text.contains('“')
        && (bare || behind().any(|at| that(&at) && s.tag(at) == Tag::IN))
    {
        let infinitive = |at: usize| s.tag(at) == Tag::TO && at + 1 < s.tree.len() && s.tag(at + 1) == Tag::VB;
        let verbs =
            behind().filter(tensed).count() + usize::from(behind().any(|at| s.is(at, &["be"]) || infinitive(at)));
        let within =
            behind().filter(|at| relative(at) || s.relation(*at) == Relation::RelativeClause && !fits(*at)).count();
        if verbs <= within {
            return Sound::Odd;
        }
    }
    Sound::Yes
}

/// "a majority are", "the odds has": subject and verb of different number. Bodies may be told as several.
fn agree(s: &Sentence<'_>, subject: usize, root: usize) -> bool {
    let first = s.auxiliaries(root).next().unwrap_or(root);
    let joined = s.tree.child(subject, Relation::Conjunct).is_some();
    let verb = s.tag(first);
    let several = s.is(first, &["are", "were", "have", "do"]);
    let single = s.is(first, &["is", "was", "has", "does"]);
    match s.tag(subject) {
        Tag::NNS => !(single || verb == Tag::VBZ && !several),
        Tag::NN if !joined => {
            let one = |at: usize| s.is(at, &["a", "an"]) || s.tag(at) == Tag::CD && s.is(at, &["one"]);
            let a = s.tree.children(subject).any(|child| child < subject && one(child));
            // "the impact pollute"
            let plural =
                verb == Tag::VBP && s.relation(first) != Relation::Auxiliary && !s.kinds(subject).has(Kinds::PERSON);
            is_several(s, subject) || !(a && several || plural)
        }
        // "Anna Miller were made part of it"
        Tag::NNP
            if several
                && (0..first).all(|at| s.tag(at).is_proper())
                && (0..first).any(|at| given_to(s.word(at)).is_some()) =>
        {
            false
        }
        // "Miller cement the wall"
        Tag::NNP | Tag::NNPS if !joined => {
            let main =
                verb == Tag::VBP && s.relation(first) != Relation::Auxiliary && !several && !s.is(first, &["say"]);
            !main
                || s.tree.child(subject, Relation::Determiner).is_some()
                || s.tag(subject) == Tag::NNPS && s.tree.span(subject).len() > 1
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_sentence_is_sound() {
        for title in [
            "The council closed the old mill",
            "The army withdrew from Harlow",
            "The mill in Harlow burned down",
            "The mayor said the bridge would open to cars",
            "Police said they had arrested two men",
            "The firm is expected to close the mine",
            "It emerged that the bridge was unsafe",
            "The mayor said “The mill is safe”",
        ] {
            assert_eq!(sentence(title, Known { finite: true, ..Known::default() }), Sound::Yes, "{title}");
        }
    }

    #[test]
    fn what_is_torn_off_is_not() {
        for title in [
            "The council approved",
            "The mayor compared the handling",
            "The firm said that a man who was arrested",
            "Officials found it hard",
            "A bill introduced by the mayor",
            "The bank received gifts from the firm, its owners",
            "The council will choose between its plan",
            "The river was more than twice as high",
            "A bridge was damaged the town",
            "A mill have closed the gate",
            "Mayor Peter Miller were made part of the town",
        ] {
            assert!(sentence(title, Known { finite: true, ..Known::default() }) < Sound::Yes, "{title}");
        }
    }

    #[test]
    fn a_word_that_looks_like_one_that_describes_may_end_a_phrase() {
        let known = Known { finite: true, ..Known::default() };
        let title = "Divers sealed the wellhead";
        assert!(sentence(title, known) < Sound::Yes, "taken for an adjective");
        assert_eq!(sentence(title, Known { ends: true, ..known }), Sound::Yes);
    }

    #[test]
    fn what_leans_on_the_text_around_it_is_not() {
        for title in [
            "He was pulled out of the canal",
            "This valley might run out of water",
            "The mayor met him in Harlow",
            "Others had left the hall",
            "We apologised to the town",
            "The mayor will sign it into law",
            "Those worries had been raised in Harlow",
        ] {
            assert_eq!(sentence(title, Known { finite: true, ..Known::default() }), Sound::No, "{title}");
        }
    }

    #[test]
    fn a_phrase_names_somebody_or_some_place() {
        assert_eq!(phrase("Blast in Harlow", None), Sound::Yes);
        assert_eq!(phrase("Explosion on the Harlow Star", None), Sound::Yes);
        for title in ["Special meeting", "Congressional hearing", "Talks on the matter", "His trip to Harlow"] {
            assert_eq!(phrase(title, None), Sound::No, "{title}");
        }
    }
}
