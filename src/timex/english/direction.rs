//! Whether the sentence around an expression tells of what was or of what is to come.

use super::words::{Table, Word};
use crate::timex::expr::Direction;
use crate::timex::view::View;
use std::sync::OnceLock;

/// What a word of a sentence says about its time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    None,
    /// It looks ahead.
    Future,
    /// A verb of the present: what it says of a month or a day lies near, before or after.
    Present,
    /// A past form that does not end in -ed, or an auxiliary of the past.
    Past,
    /// Ends in -ed and is no past form.
    NoParticiple,
}

const VERBS: &[(Verb, &str)] = &[
    (
        Verb::Future,
        "will 'll ’ll shall wo expected scheduled planned plans plan due slated upcoming intends intend hopes expects \
         would should going deadline planning aims pledged vowed promised begins opens starts ahead \
         expect anticipate anticipates forecast forecasts meets votes arrives visits resumes reopens",
    ),
    (Verb::Present, "is are am could may might can must says say makes comes gets remains continues means looks seems"),
    (
        Verb::Past,
        "was were had did said told came went took made began became left won lost met held found gave got saw fell \
         rose led ran sent shot struck broke brought built bought sold spoke wrote fought has have been drew flew grew \
         hit kept knew paid sat stood swore taught thought threw wore chose cut dealt drove fled felt forgot heard hid \
         laid lay lent meant rode sank sang shook slept spent stole swept swung woke withdrew overthrew sought caught",
    ),
    (Verb::NoParticiple, "indeed hundred exceed proceed succeed speed need seed breed feed deed weed reed heed sled"),
];

/// Modal verbs and "to": what follows them is not yet done, even as a participle ("to be completed").
const AHEAD_OF_BE: &[&str] = &["will", "would", "should", "to", "shall", "must", "may", "might"];

fn verb(word: &str) -> Verb {
    static TABLE: OnceLock<Table<Verb>> = OnceLock::new();
    let verb = TABLE.get_or_init(|| Table::new(VERBS, Verb::None)).get(word.as_bytes());
    if verb == Verb::None && word.len() > 3 && word.ends_with("ed") { Verb::Past } else { verb }
}

/// How far to look for the verb, in tokens.
const REACH: usize = 30;

/// Which way the nearest telling verb of the sentence points; the one before the expression counts first.
pub fn direction(v: &View, first: usize, end: usize) -> Direction {
    if is_as_soon_as(v, first) {
        return Direction::Future;
    }
    if is_fixture(v, first, end)
        || is_timetable(v, first, end)
        || is_put_off_to(v, first)
        || is_set_as_deadline(v, first, end)
    {
        return Direction::Future;
    }
    if let Some(direction) = verb_right_behind(v, first, end) {
        return direction;
    }
    if is_vow(v, first, end) {
        return Direction::Past;
    }
    if is_former_plan(v, first, end) {
        return Direction::Present;
    }
    // "Wednesday's ruling" has been made, whatever the verb says of it.
    let possessed = matches!(v.word(end), Word::Possessive);
    let before = scan(v, &mut (first.saturating_sub(REACH)..first).rev());
    if before != Direction::Unknown {
        return if possessed && before == Direction::Future { Direction::Unknown } else { before };
    }
    scan(v, &mut (end..(end + REACH).min(v.tokens.len())))
}

/// "the council on Sunday issued", "the mayor on Monday will": between a subject and its verb, that verb says it.
fn verb_right_behind(v: &View, first: usize, end: usize) -> Option<Direction> {
    let weekday = matches!(v.word(first), Word::Weekday(_)) && end == first + 1;
    let apart = first > 1 && v.is(first - 1, Word::On);
    if !weekday || !apart || !is_lower(v, end) || v.str(first - 2).ends_with(|c: char| !c.is_alphabetic()) {
        return None;
    }
    // "was cancelled on Sunday said", "planned on Monday was": the word before is a verb with the day for itself.
    if verb(v.str(first - 2)) != Verb::None || looks_like_participle(v.str(first - 2)) {
        return None;
    }
    match verb(v.str(end)) {
        Verb::Past => Some(Direction::Past),
        Verb::Future if v.is_any(end, &["will", "would", "shall", "plans", "hopes", "expects", "intends"]) => {
            Some(Direction::Future)
        }
        _ => None,
    }
}

/// "vowed on Monday that it would", "promised Friday to": the day is that of the vow.
fn is_vow(v: &View, first: usize, end: usize) -> bool {
    let at = first - usize::from(first > 0 && v.is(first - 1, Word::On));
    let weekday = matches!(v.word(first), Word::Weekday(_)) && end == first + 1;
    weekday && at > 0 && v.is_any(at - 1, &["pledged", "vowed", "promised"])
}

/// "had been planned for July", "was due in May": told when the plan may have been over, so the month is the nearest.
fn is_former_plan(v: &View, first: usize, end: usize) -> bool {
    let month = matches!(v.word(first), Word::Month(_)) && end == first + 1;
    let planned = month
        && first >= 4
        && v.is_any(first - 1, &["for", "in"])
        && v.is_any(first - 2, &["planned", "scheduled", "expected", "due", "slated", "set"]);
    planned
        && (v.is_any(first - 3, &["was", "were"])
            || v.is_any(first - 3, &["been", "originally", "initially", "first"])
                && v.is_any(first - 4, &["had", "was", "were"]))
}

fn looks_like_participle(word: &str) -> bool {
    word.len() > 3 && (word.ends_with("ed") || word.ends_with("ing"))
}

/// "ahead of the talks", "vacation plans": a word of what is to come that is no verb here.
fn is_no_verb(v: &View, at: usize) -> bool {
    let noun = v.is_any(at, &["plans", "plan", "votes", "forecast", "forecasts"]);
    let described = at > 0
        && v.is_any(
            at - 1,
            &["vacation", "travel", "holiday", "business", "the", "his", "her", "their", "its", "no", "these", "such"],
        );
    // "the hastily planned trip"
    let participle = v.is_any(at, &["planned", "scheduled", "expected"]);
    let opens = |at: usize| v.is_any(at, &["the", "a", "an", "his", "her", "their", "its"]);
    let describes = participle && at > 1 && (opens(at - 1) || v.str(at - 1).ends_with("ly") && opens(at - 2));
    v.is_text(at, "ahead") && v.is_text(at + 1, "of") || noun && described || describes
}

/// "as soon as Tuesday", "as early as next week".
fn is_as_soon_as(v: &View, first: usize) -> bool {
    first >= 3 && v.is_text(first - 1, "as") && v.is_any(first - 2, &["soon", "early"]) && v.is_text(first - 3, "as")
}

/// "postponed the vote until Monday", "gave them until noon Tuesday", "was rescheduled for May": still to come when it
/// was done.
fn is_put_off_to(v: &View, first: usize) -> bool {
    const REACH: usize = 8;
    const VERBS: &[&str] = &[
        "postponed",
        "delayed",
        "deferred",
        "adjourned",
        "extended",
        "rescheduled",
        "suspended",
        "gave",
        "given",
        "give",
        "gives",
        "moved",
        "recessed",
        "have",
        "has",
    ];
    let until = matches!(v.before(first), Word::Until);
    if !until && !matches!(v.before(first), Word::For | Word::To) {
        return false;
    }
    let verb = (2..=REACH)
        .take_while(|back| first >= *back && !ends_sentence(v, first - back))
        .find(|back| v.is_any(first - back, VERBS));
    verb.is_some_and(|back| {
        until && !v.is_any(first - back, &["have", "has", "moved"])
            || v.is_any(first - back, &["postponed", "rescheduled", "adjourned", "deferred"])
            // "have until Friday", with nothing between.
            || until && back == 2
    })
}

/// "The game is Saturday", "polls are on Sunday": a day that has come is said with "was".
fn is_fixture(v: &View, first: usize, end: usize) -> bool {
    let at = first - usize::from(first > 0 && v.is(first - 1, Word::On));
    let weekday = matches!(v.word(first), Word::Weekday(_)) && end == first + 1;
    weekday && at > 0 && v.is_any(at - 1, &["is", "are"]) && !v.is_any(at.saturating_sub(2), &["it", "today"])
}

/// "Polls open Sunday", "the leaders meet on Saturday": what is in the timetable is said in the plain present.
fn is_timetable(v: &View, first: usize, end: usize) -> bool {
    const VERBS: &[&str] = &[
        "open", "close", "meet", "begin", "start", "resume", "reopen", "arrive", "gather", "convene", "expire", "vote",
    ];
    let at = first - usize::from(first > 0 && v.is(first - 1, Word::On));
    let weekday = matches!(v.word(first), Word::Weekday(_)) && end == first + 1;
    weekday && at > 1 && v.is_any(at - 1, VERBS) && is_lower(v, at - 1) && {
        let who = v.str(at - 2);
        who.len() > 3 && who.ends_with('s') && !who.ends_with("ss") || v.is_any(at - 2, &["they", "people"])
    }
}

/// "set Friday as the deadline".
fn is_set_as_deadline(v: &View, first: usize, end: usize) -> bool {
    first > 0 && v.is_text(first - 1, "set") && v.is_text(end, "as")
}

fn scan(v: &View, places: &mut dyn Iterator<Item = usize>) -> Direction {
    for at in places {
        if ends_sentence(v, at) {
            break;
        }
        if !is_lower(v, at) {
            continue;
        }
        // "she hoped to finish in June"
        let hoped =
            v.is_any(at, &["hoped", "wanted"]) && v.is_text(at + 1, "to") && at > 0 && !v.is_text(at - 1, "had");
        if hoped || v.is_text(at, "set") && v.is_any(at + 1, &["for", "to"]) {
            return Direction::Future;
        }
        match verb(v.str(at)) {
            Verb::Future if is_no_verb(v, at) => {}
            Verb::Future => return Direction::Future,
            // "is to vote"
            Verb::Present if v.is_text(at + 1, "to") => return Direction::Future,
            Verb::Present => return Direction::Present,
            Verb::Past if at > 0 && v.is_any(at - 1, &["is", "are", "being"]) => {}
            Verb::Past => return if is_ahead(v, at) { Direction::Future } else { Direction::Past },
            Verb::None | Verb::NoParticiple => {}
        }
    }
    Direction::Unknown
}

/// Whether a participle stands in "will be closed", "to be completed", "should have been told" (the last is past).
fn is_ahead(v: &View, at: usize) -> bool {
    let be = (1..=2).find(|back| at >= *back && v.is_any(at - back, &["be", "get"]));
    be.is_some_and(|back| (1..=3).any(|more| at >= back + more && v.is_any(at - back - more, AHEAD_OF_BE)))
}

/// "Gen. Smith", "J. Doe", "Roe vs. Wade": the dot belongs to the word.
fn is_title(v: &View, at: usize) -> bool {
    const TITLES: &[&str] = &[
        "mr", "mrs", "ms", "dr", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt", "maj", "prof", "rev", "st",
        "vs",
    ];
    v.is_any(at, TITLES) || v.is_capital(at) && v.str(at).chars().count() == 1
}

fn is_lower(v: &View, at: usize) -> bool {
    v.str(at).bytes().next().is_some_and(|first| !first.is_ascii_uppercase())
}

fn ends_sentence(v: &View, at: usize) -> bool {
    let mark = v.str(at);
    matches!(mark, "?" | "!" | ";")
        || mark == "."
            && v.is_capital(at + 1)
            && !v.is_glued(at + 1)
            && !(at > 0 && v.is_glued(at) && is_title(v, at - 1))
        || v.begins_paragraph(at + 1)
}
