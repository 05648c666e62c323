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
         expect anticipate anticipates forecast forecasts predict predicts meets votes arrives visits resumes reopens supposed",
    ),
    (Verb::Present, "is are am could may might can must says say makes comes gets remains continues means looks seems"),
    (
        Verb::Past,
        "was were had did said told came went took made began became left won lost met held found gave got saw fell \
         rose led ran sent shot struck broke brought built bought sold spoke wrote fought has have been drew flew grew \
         hit kept knew paid sat stood swore taught thought threw wore chose cut dealt drove fled felt forgot heard hid \
         laid lay lent meant rode sank sang shook slept spent stole swept swung woke withdrew overthrew sought caught blew grounded",
    ),
    (
        Verb::NoParticiple,
        "indeed unabated hundred exceed proceed succeed speed need seed breed feed deed weed reed heed sled",
    ),
];

/// Modal verbs and "to": what follows them is not yet done, even as a participle ("to be completed").
const AHEAD_OF_BE: &[&str] = &["will", "would", "should", "to", "shall", "must", "may", "might"];

fn verb(word: &str) -> Verb {
    static TABLE: OnceLock<Table<Verb>> = OnceLock::new();
    let verb = TABLE.get_or_init(|| Table::new(VERBS, Verb::None)).get(word.as_bytes());
    if verb == Verb::None && word.len() > 3 && word.ends_with("ed") { Verb::Past } else { verb }
}

/// Whether the word is a verb that tells a time.
pub fn is_verb(word: &str) -> bool {
    verb(word) != Verb::None
}

/// How far to look for the verb, in tokens.
const REACH: usize = 30;

/// Which way the nearest telling verb of the sentence points; the one before the expression counts first.
pub fn direction(v: &View, first: usize, end: usize) -> Direction {
    if is_as_soon_as(v, first)
        || v.is_text(first.wrapping_sub(1), "come") && !v.is_any(first.wrapping_sub(2), &["has", "have", "had"])
    {
        return Direction::Future;
    }
    if is_fixture(v, first, end)
        || is_timetable(v, first, end)
        || is_put_off_to(v, first)
        || is_set_as_deadline(v, first, end)
    {
        return Direction::Future;
    }
    if is_month_of_delivery(v, first, end) {
        return Direction::Ahead;
    }
    if is_day_of_the_unplanned(v, first, end) || is_counted_since(v, first) {
        return Direction::Over;
    }
    if is_day_of_saying(v, first, end) {
        return Direction::Past;
    }
    if is_day_of_the_planned(v, first, end) {
        return Direction::Present;
    }
    let month = is_of_month(v, first, end);
    let before = || scan(v, Stands::Before, month, &mut (first.saturating_sub(REACH)..first).rev());
    let behind = || scan(v, Stands::Behind, month, &mut (end..(end + REACH).min(v.tokens.len())));
    if let Some(direction) = verb_right_behind(v, first, end) {
        // "will meet her at the mill on Monday determined to win"
        let participle = direction == Direction::Past && v.str(end).ends_with("ed");
        if !(participle && before().is_future()) {
            return direction;
        }
    }
    // "The rule applies from January"
    if month
        && v.is(first.wrapping_sub(1), Word::From)
        && v.is_any(first.wrapping_sub(2), &["applies", "apply", "effective", "payable"])
    {
        return Direction::Future;
    }
    if is_vow(v, first, end) {
        return Direction::Past;
    }
    if is_former_plan(v, first, end) {
        return Direction::Present;
    }
    // "…, she said, and by Friday, crews will": the day opens a clause of its own.
    if opens_clause(v, first, end) {
        let direction = behind();
        if direction != Direction::Unknown {
            return direction;
        }
    }
    let before = before();
    if !before.is_future() && stands_behind_the_unplanned(v, first, end) {
        return Direction::Over;
    }
    // "Wednesday's ruling" has been made, whatever the verb says of it.
    let possessed = matches!(v.word(end), Word::Possessive);
    let weekday = matches!(v.word(first), Word::Weekday(_));
    if weekday && !possessed && before == Direction::Present && is_announced(v, first) {
        return Direction::Future;
    }
    if before != Direction::Unknown {
        return if possessed && before.is_future() { Direction::Unknown } else { before };
    }
    let behind = behind();
    // "With the vote on Wednesday night, the other house is expected to …", "minutes of the July meeting will be released"
    if behind.is_future() && (stands_in_opening(v, first, end) || is_month_of_accounts(v, first, end)) {
        Direction::Unknown
    } else {
        behind
    }
}

/// "With the vote on Wednesday,": a phrase before the clause that tells why now.
fn stands_in_opening(v: &View, first: usize, end: usize) -> bool {
    const REACH: usize = 12;
    let opens = (1..=REACH).take_while(|back| first >= *back).find(|back| {
        let at = first - back;
        at == 0 || v.begins_line(at) || ends_sentence(v, at - 1)
    });
    v.is_text(end, ",")
        && opens.is_some_and(|back| v.is_any(first - back, &["with", "after", "following", "despite", "amid", "since"]))
}

/// On which side of the expression a verb stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Before,
    Behind,
}

/// What nobody knows the day of in advance.
const UNPLANNED: &str = "explosion explosions blast blasts blowout spill accident crash collision disaster catastrophe tragedy \
    attack attacks bombing bombings shooting shootings massacre murder killing assassination death earthquake quake \
    tsunami fire outbreak riot riots uprising raid coup collapse arrest incident ambush hijacking sinking";

fn is_unplanned(v: &View, at: usize) -> bool {
    let word = v.str(at);
    is_lower(v, at) && v.is_word(at) && UNPLANNED.split_ascii_whitespace().any(|noun| noun == word)
}

/// Whether the expression is one of the months, or of their days.
fn is_of_month(v: &View, first: usize, end: usize) -> bool {
    [Some(first), end.checked_sub(1)].into_iter().flatten().any(|at| matches!(v.word(at), Word::Month(_)))
}

/// "the March 3 explosion"
fn is_day_of_the_unplanned(v: &View, first: usize, end: usize) -> bool {
    const REACH: usize = 3;
    const AGAIN: &[&str] = &["anniversary", "drill", "memorial", "hearing", "trial", "inquest"];
    let opens = |back: usize| first >= back && v.is_any(first - back, &["the", "an", "a", "this", "that"]);
    let determined = opens(1) || opens(2) && is_lower(v, first - 1) && verb(v.str(first - 1)) == Verb::None;
    determined && is_of_month(v, first, end) && {
        let mut behind = (end..end + REACH).take_while(|&at| v.is_word(at) && is_lower(v, at));
        behind.find(|&at| is_unplanned(v, at)).is_some_and(|at| !v.is_any(at + 1, AGAIN))
    }
}

/// "crude for December delivery fell", "the January contract": what is dealt in is still to come.
fn is_month_of_delivery(v: &View, first: usize, end: usize) -> bool {
    let month = matches!(v.word(first), Word::Month(_)) && end == first + 1;
    month && v.is_any(end, &["delivery", "contract", "contracts", "futures"])
}

/// "the July meeting", "June figures": what they tell may be over, whatever will be done with them.
fn is_month_of_accounts(v: &View, first: usize, end: usize) -> bool {
    const ACCOUNTS: &[&str] =
        &["meeting", "report", "figures", "data", "sales", "results", "numbers", "survey", "earnings", "output"];
    let month = matches!(v.word(first), Word::Month(_)) && end == first + 1;
    month && v.is_any(end, ACCOUNTS)
}

/// "the mayor's statement on Wednesday that he will go"
fn is_day_of_saying(v: &View, first: usize, end: usize) -> bool {
    let weekday = matches!(v.word(first), Word::Weekday(_)) && end == first + 1;
    weekday
        && first >= 3
        && v.is(first - 1, Word::On)
        && v.is_any(first - 2, &["announcement", "statement", "comments", "remarks"])
        && matches!(v.word(first - 3), Word::Possessive)
        && v.is_text(end, "that")
}

/// "the 8 October gig", "stuck to its August target": near, before or after, whatever the verb says.
fn is_day_of_the_planned(v: &View, first: usize, end: usize) -> bool {
    const PLANNED: &[&str] = &[
        "target",
        "deadline",
        "election",
        "elections",
        "vote",
        "poll",
        "polls",
        "referendum",
        "summit",
        "gig",
        "concert",
        "launch",
        "hearing",
        "trial",
        "primary",
    ];
    let opens = first >= 1 && v.is_any(first - 1, &["the", "a", "an", "its", "their", "his", "her", "this"]);
    opens && is_of_month(v, first, end) && v.is_any(end, PLANNED) && !v.is(first, Word::The)
}

/// "the spill in April", "the death of a guard on 25 June"
fn stands_behind_the_unplanned(v: &View, first: usize, end: usize) -> bool {
    const REACH: usize = 5;
    const OPEN: &[&str] = &["possible", "for", "against", "of", "any", "or", "no"];
    if !matches!(v.before(first), Word::On | Word::In | Word::Of) || !is_of_month(v, first, end) {
        return false;
    }
    let noun = (2..=REACH)
        .take_while(|back| first > *back && v.is_word(first - back) && verb(v.str(first - back)) == Verb::None)
        .find(|back| is_unplanned(v, first - back));
    noun.is_some_and(|back| {
        let at = first - back;
        (back == 2 || v.is_text(at + 1, "of")) && !v.is_any(at - 1, OPEN)
    })
}

/// "since the end of the strike in April", "its first since February".
fn is_counted_since(v: &View, first: usize) -> bool {
    const REACH: usize = 6;
    (1..=REACH)
        .take_while(|back| first >= *back && (v.is_word_or_number(first - back)))
        .take_while(|back| {
            let word = v.str(first - back);
            verb(word) == Verb::None || v.is_text(first - back, "since")
        })
        .any(|back| v.is_text(first - back, "since"))
}

/// "and by Friday, crews …"
fn opens_clause(v: &View, first: usize, end: usize) -> bool {
    let at = first - usize::from(matches!(v.before(first), Word::On | Word::In | Word::By));
    at < first && at > 0 && v.is_any(at - 1, &["and", "but"]) && v.is_text(end, ",")
}

/// "there is a meeting on Monday", "may take until Tuesday": what there is on a day, or may be, is to come.
fn is_announced(v: &View, first: usize) -> bool {
    const REACH: usize = 10;
    (1..=REACH).take_while(|back| first >= *back && !ends_sentence(v, first - back)).any(|back| {
        let at = first - back;
        at > 0 && v.is_any(at, &["is", "are", "'s", "’s"]) && v.is_text(at - 1, "there")
            || v.is_any(at, &["may", "might"]) && is_lower(v, at) && !v.is_any(at + 1, &["have", "not"])
    })
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
    let participle = v.is_any(at, &["planned", "scheduled", "slated", "expected", "forecast"]);
    let opens = |at: usize| v.is_any(at, &["the", "a", "an", "his", "her", "their", "its"]);
    let describes = participle && at > 1 && (opens(at - 1) || v.str(at - 1).ends_with("ly") && opens(at - 2));
    // "higher than expected", "as planned"
    let measured = participle && at > 0 && v.is_any(at - 1, &["than", "as"]);
    v.is_text(at, "ahead") && v.is_text(at + 1, "of") || noun && described || describes || measured
}

/// "the planned", but not "than planned".
fn is_plan(v: &View, at: usize) -> bool {
    v.is_any(at, &["planned", "scheduled", "slated", "expected"]) && !v.is_any(at - 1, &["than", "as"])
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
        "bailed",
        "remanded",
        "have",
        "has",
    ];
    let until = matches!(v.before(first), Word::Until);
    if !until && !matches!(v.before(first), Word::For | Word::To) {
        return false;
    }
    let verb = (2..=REACH).take_while(|back| first >= *back && !ends_sentence(v, first - back)).find(|back| {
        v.is_any(first - back, VERBS) || v.is_text(first - back, "off") && v.is_text(first - back - 1, "put")
    });
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

/// "of escaped oil", "the wounded men": a participle that describes a noun.
fn describes(v: &View, at: usize) -> bool {
    at > 0
        && v.str(at).ends_with("ed")
        && v.is_any(
            at - 1,
            &[
                "of", "the", "a", "an", "its", "their", "his", "her", "for", "with", "from", "by", "in", "on", "at",
                "these", "those", "any", "some",
            ],
        )
}

/// "has been invited to speak in May", "has decided to leave in June": what follows is not yet done.
fn is_told_to(v: &View, at: usize) -> bool {
    const TOLD: &[&str] =
        &["confirmed", "invited", "summoned", "booked", "tipped", "lined", "rescheduled", "subpoenaed"];
    let decided =
        v.is_any(at, &["agreed", "decided", "offered"]) && at > 0 && v.is_any(at - 1, &["has", "have", "also", "now"]);
    (v.is_any(at, TOLD) || decided) && v.is_text(at + 1, "to")
}

fn scan(v: &View, side: Stands, month: bool, places: &mut dyn Iterator<Item = usize>) -> Direction {
    // "is likely to be ready by mid-August"; farther off the day may hang on something else.
    const NEAR: usize = 6;
    for (far, at) in places.enumerate() {
        if ends_sentence(v, at) {
            break;
        }
        if !is_lower(v, at) {
            continue;
        }
        // "she hoped to finish in June"
        let hoped =
            v.is_any(at, &["hoped", "wanted"]) && v.is_text(at + 1, "to") && at > 0 && !v.is_text(at - 1, "had");
        if hoped
            || v.is_text(at, "set") && v.is_any(at + 1, &["for", "to"])
            || far < NEAR && v.is_text(at, "likely") && v.is_text(at + 1, "to") && !v.is_text(at + 2, "have")
            || side == Stands::Before && is_told_to(v, at)
        {
            return Direction::Future;
        }
        let infinitive = at > 0 && v.is_any(at, &["cut", "hit"]) && v.is_any(at - 1, AHEAD_OF_BE);
        if describes(v, at) && !(month && is_plan(v, at)) || infinitive {
            continue;
        }
        match verb(v.str(at)) {
            // "the slated visit in May"
            Verb::Future if is_no_verb(v, at) && side == Stands::Before && month && is_plan(v, at) => {
                return Direction::Future;
            }
            Verb::Future if is_no_verb(v, at) => {}
            // "In May the firm forecast a loss"
            Verb::Future if side == Stands::Behind && v.is_any(at, &["forecast", "promised", "pledged", "vowed"]) => {
                return Direction::Past;
            }
            // "promised in its May 4 filing": the day is that of the promise.
            Verb::Future if v.is_any(at, &["promised", "pledged", "vowed"]) && v.is_any(at + 1, &["in", "on"]) => {
                return Direction::Past;
            }
            // "is due on 8 May"
            Verb::Future
                if at > 0
                    && v.is_any(at - 1, &["is", "are"])
                    && v.is_any(at, &["due", "scheduled", "expected", "slated"]) =>
            {
                return Direction::Ahead;
            }
            Verb::Future => return Direction::Future,
            // "is to vote", "he is due to meet her"
            Verb::Present if v.is_text(at + 1, "to") => return Direction::Future,
            Verb::Present if v.is_any(at, &["is", "are", "am"]) && looks_ahead(v, at + 1) => return Direction::Ahead,
            Verb::Present => return Direction::Present,
            Verb::Past if is_state(v, at) => {}
            // "has announced a concert on 8 October": near, before or after.
            Verb::Past
                if month
                    && side == Stands::Before
                    && v.is_text(at, "announced")
                    && !v.is_any(at + 1, &["on", "in", "late", "early"])
                    && !matches!(v.word(at + 1), Word::Month(_)) =>
            {
                return Direction::Present;
            }
            // "The October meeting has been cancelled": before it came, or when it was over.
            Verb::Past
                if month
                    && side == Stands::Behind
                    && v.is_any(at, &["has", "have", "is", "was"])
                    && (at..at + 3).any(|at| v.is_any(at, &["cancelled", "canceled", "postponed", "scrapped"])) =>
            {
                return Direction::Present;
            }
            Verb::Past => return if is_ahead(v, at) { Direction::Future } else { Direction::Past },
            Verb::None | Verb::NoParticiple => {}
        }
    }
    Direction::Unknown
}

/// "is closed", "is not stopped": a participle of the present.
fn is_state(v: &View, at: usize) -> bool {
    const BE: &[&str] = &["is", "are", "being"];
    at > 0 && v.is_any(at - 1, BE)
        || at > 1 && v.is_any(at - 1, &["not", "n't", "now", "also", "still", "usually"]) && v.is_any(at - 2, BE)
}

/// "due to", "not expected to", "set for": behind "is", what is to come.
fn looks_ahead(v: &View, at: usize) -> bool {
    let at = at + usize::from(v.is_any(at, &["not", "also", "now", "still"]));
    v.is_any(
        at,
        &["due", "expected", "scheduled", "slated", "going", "planning", "hoping", "supposed", "likely", "set"],
    ) && v.is_any(at + 1, &["to", "for", "on"])
}

/// Whether a participle stands in "will be closed", "to be completed", "should have been told" (the last is past).
fn is_ahead(v: &View, at: usize) -> bool {
    let be = (1..=2).find(|back| at >= *back && v.is_any(at - back, &["be", "get", "stay", "remain", "keep"]));
    // "could be contained", but "could not be reached"
    const DENIED: usize = 8;
    let denied =
        |at: usize| (at.saturating_sub(DENIED)..at).any(|at| v.is_any(at, &["neither", "nor", "nobody", "no", "none"]));
    let could = |at: usize| v.is_any(at, &["could", "can"]) && !denied(at);
    be.is_some_and(|back| {
        at > back && could(at - back - 1)
            || (1..=3).any(|more| at >= back + more && v.is_any(at - back - more, AHEAD_OF_BE))
    })
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
