//! Lengths of time and recurring times: "three days", "a year", "16-hour", "weeks", "every Friday", "daily".

use super::names::is_titled;
use super::numbers::{count, ordinal};
use super::relative::{counted_unit, unit_said};
use super::words::Word;
use crate::timex::Modifier;
use crate::timex::TimexType::{Duration, Set};
use crate::timex::expr::{Count, Expr, Holiday, Unit, Which, Yearless};
use crate::timex::view::{Match, View};

pub fn find(v: &View, i: usize) -> Option<Match> {
    set(v, i)
        .or_else(|| unit_long(v, i))
        .or_else(|| thousands_of(v, i))
        .or_else(|| at_least(v, i))
        .or_else(|| duration(v, i))
        .or_else(|| leading_count(v, i))
        .or_else(|| bare_units(v, i))
}

/// "two" of "two or three weeks", "five" of "five- to seven-year terms": its unit stands behind the other number.
fn leading_count(v: &View, i: usize) -> Option<Match> {
    let (Count::Tenths(fewer), end) = count(v, i).filter(|_| !v.is(i, Word::A) && !v.is_glued(i))? else { return None };
    let joint = end + usize::from(v.is_mark(end, b'-') && v.is_glued(end) && !v.is_glued(end + 1));
    let joined = match v.word(joint) {
        Word::To | Word::Or | Word::Mark(b'-') => true,
        Word::And => v.is(i.wrapping_sub(1), Word::Between),
        _ => false,
    };
    let (Count::Tenths(more), unit, _) = counted_unit(v, joint + 1).filter(|_| joined)? else { return None };
    // Seasons and quarters are counted in sports and parts; "from 9 to 17 March" counts no months.
    let fits = fewer < more && more < 10_000 && !matches!(unit, Unit::Season | Unit::Quarter);
    let expr = Expr::Duration { count: Count::Tenths(fewer), unit };
    (fits && !v.is(joint + 1, Word::A)).then_some(Match {
        end,
        kind: Duration,
        expr,
        modifier: None,
        rule: "leading_count",
    })
}

fn duration(v: &View, i: usize) -> Option<Match> {
    if let Some(found) = first_of(v, i).or_else(|| quarter_of(v, i)).or_else(|| stretch_told(v, i)) {
        return Some(found);
    }
    if v.is(i, Word::A) && unit_long(v, i + 1).is_some() {
        return None;
    }
    let (count, unit, mut end) = counted_unit(v, i)?;
    if unit == Unit::Season {
        return None;
    }
    // "41-year-old" is an age.
    if v.is_mark(end, b'-') && v.is(end + 1, Word::Old) {
        return None;
    }
    if v.is_mark(end, b'-') && v.is(end + 1, Word::Long) && v.is_glued(end) {
        end += 2;
    }
    // "nine years old", "26 years of age"
    if v.is(end, Word::Old) {
        end += 1;
    } else if v.is(end, Word::Of) && v.is_text(end + 1, "age") {
        end += 2;
    }
    // "a year-on-year rise", "a day-to-day struggle"
    if v.is(i, Word::A) && v.is_mark(end, b'-') && v.is_glued(end) && v.is_glued(end + 1) && !v.is(end + 1, Word::Long)
    {
        return None;
    }
    if v.is(i, Word::A) && matches!(unit, Unit::Minute | Unit::Weekend) {
        return None;
    }
    // "It was a good day": how it was, not how long.
    const JUDGED: &[&str] = &[
        "good",
        "bad",
        "great",
        "sad",
        "dark",
        "tough",
        "rough",
        "proud",
        "historic",
        "terrible",
        "wonderful",
        "busy",
    ];
    if v.is(i, Word::A) && v.is_any(i + 1, JUDGED) {
        return None;
    }
    // "the Thirty Years' War"
    if names_war(v, end) {
        return None;
    }
    // "60 Minutes" is a programme.
    if v.is(i, Word::Digits)
        && v.is_any(end - 1, &["Minutes", "Hours"])
        && v.is_capital(end - 1)
        && !v.is_upper(end - 1)
    {
        return None;
    }
    // Quarters are parts of a whole more often than of a year.
    if unit == Unit::Quarter && !v.is_any(end - 2, &["consecutive", "straight"]) {
        return None;
    }
    // "ten a day", "24 hours a day": how often, not how long; read as a set below.
    if v.is(i, Word::A) && is_rate(v, i) {
        return Some(Match {
            end,
            kind: Set,
            expr: Expr::Set(unit.duration_value(count)),
            modifier: None,
            rule: "rate",
        });
    }
    if let Some((smaller, smaller_unit, end)) = remainder(v, unit, end) {
        let expr = Expr::DurationOfTwo { larger: (count, unit), smaller: (smaller, smaller_unit) };
        return Some(Match { end, kind: Duration, expr, modifier: None, rule: "duration" });
    }
    // "a week or so"
    let about = v.is(end, Word::Or) && v.is_text(end + 1, "so");
    let (end, modifier) = if about { (end + 2, Some(Modifier::Approx)) } else { (end, None) };
    Some(Match { end, kind: Duration, expr: Expr::Duration { count, unit }, modifier, rule: "duration" })
}

/// "and six months" of "two years and six months": the rest of a length in smaller units.
fn remainder(v: &View, larger: Unit, i: usize) -> Option<(Count, Unit, usize)> {
    let joined = v.is(i, Word::And) || v.is_mark(i, b',') && !v.begins_line(i + 1);
    let at = i + 1 + usize::from(v.is_mark(i, b',') && v.is(i + 1, Word::And));
    let (count, unit, end) = counted_unit(v, at).filter(|_| joined && !v.is(at, Word::A))?;
    let fits = match larger {
        Unit::Year => matches!(unit, Unit::Month | Unit::Week | Unit::Day),
        Unit::Month => matches!(unit, Unit::Week | Unit::Day),
        Unit::Week => unit == Unit::Day,
        Unit::Day => matches!(unit, Unit::Hour | Unit::Minute),
        Unit::Hour => unit == Unit::Minute,
        Unit::Minute => unit == Unit::Second,
        _ => false,
    };
    // "in two years and six days later" goes on with another.
    let over =
        !matches!(v.word(end), Word::Ago | Word::Later | Word::Earlier | Word::Before | Word::After | Word::Mark(b'-'));
    (fits && over && matches!(count, Count::Tenths(_))).then_some((count, unit, end))
}

/// "30+ years"
fn at_least(v: &View, i: usize) -> Option<Match> {
    let plus = v.is(i, Word::Digits) && v.str(i + 1) == "+" && v.is_glued(i + 1);
    let number = v.integer(i).filter(|number| plus && (1..10_000).contains(number))?;
    let Word::Units(unit) = v.word(i + 2) else { return None };
    let expr = Expr::Duration { count: Count::Tenths(number * 10), unit };
    let modifier = Some(Modifier::EqualOrMore);
    (unit != Unit::Season).then_some(Match { end: i + 3, kind: Duration, expr, modifier, rule: "at_least" })
}

/// "thousands of years", "tens of thousands of years", "dozens of hours"
fn thousands_of(v: &View, i: usize) -> Option<Match> {
    const MANY: &[&str] = &["tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions"];
    let of = |at: usize| v.is_any(at, MANY) && v.is(at + 1, Word::Of);
    // "a few hundred years", "several thousand years"
    let couple = v.is(i, Word::A) && v.is_text(i + 1, "couple");
    let few = match v.is(i, Word::A) && v.is_text(i + 1, "few") || couple {
        true => i + 2 + usize::from(couple && v.is(i + 2, Word::Of)),
        false => i + 1,
    };
    let some = (few > i + 1 || v.is_any(i, &["several", "many"]))
        && v.is_any(few, &["dozen", "hundred", "thousand", "million"]);
    let at = match some {
        true => few + 1,
        false if of(i) && of(i + 2) => i + 4,
        false => i + 2,
    };
    let Word::Units(unit @ (Unit::Minute | Unit::Hour | Unit::Day | Unit::Week | Unit::Month | Unit::Year)) =
        v.word(at)
    else {
        return None;
    };
    let expr = Expr::Duration { count: Count::Vague, unit };
    let whole = (some || of(i)) && !v.is_mark(at + 1, b'-') && !v.is(at + 1, Word::Ago);
    whole.then_some(Match { end: at + 1, kind: Duration, expr, modifier: None, rule: "thousands_of" })
}

/// "weeks", "years": some number of them.
fn bare_units(v: &View, i: usize) -> Option<Match> {
    let Word::Units(unit) = v.word(i) else { return None };
    let fits = matches!(
        unit,
        Unit::Minute | Unit::Hour | Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century
    );
    if v.is_capital(i) && !v.is_upper(i) && v.is(i.wrapping_sub(1), Word::Digits) {
        return None;
    }
    // "He took the minutes": of a meeting.
    let of_meeting = unit == Unit::Minute
        && (v.is(i.wrapping_sub(1), Word::The)
            || v.is(i + 1, Word::Of) && matches!(v.word(i + 2), Word::The | Word::A));
    if !fits || of_meeting || names_war(v, i + 1) || v.is_glued(i) && i > 0 || is_no_length(v, i) {
        return None;
    }
    let expr = Expr::Duration { count: Count::Vague, unit };
    Some(Match { end: i + 1, kind: Duration, expr, modifier: None, rule: "bare_units" })
}

/// "Mr. Weeks", "Weeks Bay", "opening hours", "his days were numbered".
fn is_no_length(v: &View, i: usize) -> bool {
    const HOURS_OF: &[&str] = &["opening", "visiting", "office", "business", "licensing", "rush"];
    let named =
        v.is_capital(i) && !v.is_upper(i) && (is_titled(v, i) || v.is_capital(i + 1) && v.is(i + 1, Word::Other));
    named
        // "3000 light years" is a way.
        || v.is(i, Word::Units(Unit::Year)) && v.is_text(i.wrapping_sub(1), "light")
        || v.is(i, Word::Units(Unit::Hour)) && v.is_any(i.wrapping_sub(1), HOURS_OF)
        || v.is(i, Word::Units(Unit::Day)) && v.is_any(i + 1, &["are", "were"]) && v.is_text(i + 2, "numbered")
}

/// "daily", "every Friday", "each year", "every two weeks", "every other day".
fn set(v: &View, i: usize) -> Option<Match> {
    let recurring =
        |end: usize, value: String| Some(Match { end, kind: Set, expr: Expr::Set(value), modifier: None, rule: "set" });
    if let Some(end) = times(v, i)
        && let Some(rate) = rate_behind(v, end)
    {
        return Some(rate);
    }
    match v.word(i) {
        // "everyday objects" are plain ones.
        Word::Adverb(_) if v.is_text(i, "everyday") && !super::references::ends_phrase(v, i + 1) => None,
        // "the Daily Telegraph" is a paper.
        Word::Adverb(_) if v.is_capital(i) && v.is_capital(i + 1) => None,
        Word::Units(Unit::Weekend) => recurring(i + 1, "XXXX-WXX-WE".to_string()),
        Word::Other if v.is_text(i, "per") => {
            let Word::Unit(unit) = v.word(i + 1) else { return None };
            recurring(i + 2, unit.duration_value(Count::whole(1)))
        }
        // "twice-weekly"
        Word::Other if v.is_any(i, &["twice", "thrice"]) && v.is_mark(i + 1, b'-') && v.is_glued(i + 1) => {
            let Word::Adverb(adverb) = v.word(i + 2) else { return None };
            recurring(i + 3, adverb.value().to_string())
        }
        // "day after day"
        Word::Unit(unit) if v.is(i + 1, Word::After) && v.is(i + 2, Word::Unit(unit)) => {
            recurring(i + 3, unit.duration_value(Count::whole(1)))
        }
        // "£90 a night"
        Word::A if v.is_text(i + 1, "night") && is_rate(v, i) => recurring(i + 2, "XXXX-XX-XXTNI".to_string()),
        Word::Workdays => recurring(i + 1, "XXXX-WXX-WD".to_string()),
        Word::Weekdays(day) if v.is_capital(i) => recurring(i + 1, format!("XXXX-WXX-{}", day + 1)),
        Word::Adverb(adverb) => recurring(i + 1, adverb.value().to_string()),
        Word::Every | Word::Each => {
            // "every first Monday of the month"
            if let Some((_, end)) = ordinal(v, i + 1)
                && let Word::Weekday(day) = v.word(end)
                && v.is(end + 1, Word::Of)
                && let Some(month) = unit_said(v, end + 2)
            {
                return recurring(month.end, format!("XXXX-WXX-{}", day + 1));
            }
            if v.is(i + 1, Word::Workday) {
                return recurring(i + 2, "XXXX-WXX-WD".to_string());
            }
            if v.is_any(i + 1, &["other", "second"])
                && let Word::Weekday(day) = v.word(i + 2)
            {
                return recurring(i + 3, format!("XXXX-WXX-{}", day + 1));
            }
            // "every second house" counts houses.
            if v.is(i + 1, Word::Unit(Unit::Second)) && v.is(i + 2, Word::Other) && v.is_word(i + 2) {
                return None;
            }
            if v.is(i + 1, Word::Unit(Unit::Weekend)) {
                return recurring(i + 2, "XXXX-WXX-WE".to_string());
            }
            // "every Christmas", "every 1 May"
            if let Some(day) = super::dates::find(v, i + 1).or_else(|| super::holidays::find(v, i + 1)) {
                let yearly = match day.expr {
                    Expr::Yearless(Yearless::Day(month, day), Which::Bare)
                    | Expr::Yearless(Yearless::Holiday(Holiday::Fixed(month, day)), Which::Bare) => {
                        Some(format!("XXXX-{month:02}-{day:02}"))
                    }
                    Expr::Yearless(Yearless::Holiday(_), Which::Bare) => Some("P1Y".to_string()),
                    _ => None,
                };
                if let Some(value) = yearly {
                    return recurring(day.end, value);
                }
            }
            if let Word::Unit(unit) = v.word(i + 1) {
                return recurring(i + 2, unit.duration_value(Count::whole(1)));
            }
            if let Word::Weekday(day) = v.word(i + 1) {
                return recurring(i + 2, format!("XXXX-WXX-{}", day + 1));
            }
            if let Word::Month(month) = v.word(i + 1) {
                return recurring(i + 2, format!("XXXX-{month:02}"));
            }
            if let Word::Season(season) = v.word(i + 1) {
                return recurring(i + 2, format!("XXXX-{}", season.code()));
            }
            if let Word::Part(part) = v.word(i + 1) {
                return recurring(i + 2, format!("XXXX-XX-XXT{}", part.code()));
            }
            if v.is_text(i + 1, "other") {
                let Word::Unit(unit) = v.word(i + 2) else { return None };
                return recurring(i + 3, unit.duration_value(Count::whole(2)));
            }
            let (count, unit, end) = counted_unit(v, i + 1)?;
            recurring(end, unit.duration_value(count))
        }
        _ => None,
    }
}

/// Where "once", "twice" or "three times" ends.
fn times(v: &View, i: usize) -> Option<usize> {
    if v.is(i, Word::Other) {
        return v.is_any(i, &["once", "twice"]).then_some(i + 1);
    }
    let (_, end) = count(v, i).filter(|_| !v.is(i, Word::A))?;
    v.is_text(end, "times").then_some(end + 1)
}

/// "a week", "per day", "every two years" behind how many times.
fn rate_behind(v: &View, i: usize) -> Option<Match> {
    if let (Word::A, Word::Unit(unit)) = (v.word(i), v.word(i + 1)) {
        // "once a day had passed"
        let fits = !matches!(unit, Unit::Second | Unit::Weekend | Unit::Quarter)
            && !v.is_any(i + 2, &["had", "has", "is", "was"]);
        let expr = Expr::Set(unit.duration_value(Count::whole(1)));
        return fits.then_some(Match { end: i + 2, kind: Set, expr, modifier: None, rule: "rate" });
    }
    let every = matches!(v.word(i), Word::Every | Word::Each) || v.is_text(i, "per");
    set(v, i).filter(|_| every)
}

/// "15 a year", "twice a day", "$3 million a month", "5,000 barrels of oil a day".
fn is_rate(v: &View, i: usize) -> bool {
    let before = i.wrapping_sub(1);
    let counted = matches!(v.word(before), Word::Digits | Word::Scale(_) | Word::Cardinal(_) | Word::Units(_));
    if counted || v.is_any(before, &["once", "twice", "times", "percent", "dollars", "cents", "%"]) {
        return true;
    }
    // "$90,000 (£70,000) a month", "210,000 gallons, a day"
    let number = |at: usize| matches!(v.word(at), Word::Digits | Word::Scale(_));
    let bracketed = v.is_mark(before, b')') && (2..=6).any(|back| i >= back && number(i - back));
    let comma = v.is_mark(before, b',')
        && i > 2
        && v.is_word(i - 2)
        && !v.is_capital(i - 2)
        && number(i - 3)
        && v.is_any(i + 2, &["of", "is", "was", "are", "were"]);
    if bracketed || comma {
        return true;
    }
    if v.is_any(before, &["millions", "billions", "thousands", "hundreds"]) {
        return true;
    }
    // A noun, and a number not far before it.
    let noun = v.is(before, Word::Other) && v.is_word(before) && !v.is_capital(before) && !v.begins_line(i);
    let inside = |at: usize| v.is_word_or_number(at) || v.is_mark(at, b'(') || v.is_mark(at, b')');
    let near = (2..=7).take_while(|back| i >= *back && inside(i - back)).any(|back| number(i - back));
    noun && near
        && !v.str(before).ends_with("ed")
        && !v.is_any(before, &["was", "is", "were", "are", "than", "took", "with", "as"])
}

/// "day-long", "decades-long", "month-old": a length by its unit alone. "41-year-old" is an age.
fn unit_long(v: &View, i: usize) -> Option<Match> {
    let (unit, count) = match v.word(i) {
        Word::Lasting(unit) => {
            let expr = Expr::Duration { count: Count::whole(1), unit };
            return Some(Match { end: i + 1, kind: Duration, expr, modifier: None, rule: "duration" });
        }
        Word::Unit(unit) => (unit, Count::whole(1)),
        Word::Units(unit) => (unit, Count::Vague),
        _ => return None,
    };
    let aged = v.is(i + 2, Word::Old)
        && unit != Unit::Second
        && !v.is_mark(i.wrapping_sub(1), b'-')
        && !matches!(v.before(i), Word::Digits | Word::Cardinal(_) | Word::Scale(_));
    let suffixed = v.is_mark(i + 1, b'-') && v.is_glued(i + 1) && v.is_glued(i + 2);
    let long = suffixed && (v.is(i + 2, Word::Long) || aged);
    let expr = Expr::Duration { count, unit };
    long.then_some(Match { end: i + 3, kind: Duration, expr, modifier: None, rule: "duration" })
}

/// "the first six months", "the final two weeks".
fn first_of(v: &View, i: usize) -> Option<Match> {
    if !v.is(i, Word::The) || !(v.is(i + 1, Word::Ordinal(1)) || v.is_any(i + 1, &["final", "opening", "closing"])) {
        return None;
    }
    let (count, unit, end) = counted_unit(v, i + 2).filter(|_| !v.is(i + 2, Word::A))?;
    let expr = Expr::Duration { count, unit };
    Some(Match { end, kind: Duration, expr, modifier: None, rule: "duration" })
}

/// "a quarter of an hour", "three quarters of a century".
fn quarter_of(v: &View, i: usize) -> Option<Match> {
    let quarters = match (v.word(i), v.word(i + 1)) {
        (Word::A, Word::Unit(Unit::Quarter)) => 1,
        (Word::Cardinal(3), Word::Units(Unit::Quarter)) => 3,
        _ => return None,
    };
    if !v.is(i + 2, Word::Of) || !v.is(i + 3, Word::A) {
        return None;
    }
    let (count, unit) = match v.word(i + 4) {
        Word::Unit(Unit::Hour) => (15 * quarters, Unit::Minute),
        Word::Unit(Unit::Century) => (25 * quarters, Unit::Year),
        _ => return None,
    };
    let expr = Expr::Duration { count: Count::whole(count), unit };
    Some(Match { end: i + 5, kind: Duration, expr, modifier: None, rule: "duration" })
}

/// "the intervening years", "in the month since the spill".
fn stretch_told(v: &View, i: usize) -> Option<Match> {
    let (end, count, unit) = match (v.word(i), v.word(i + 1), v.word(i + 2)) {
        (Word::The, Word::Other, Word::Units(unit)) if v.is_text(i + 1, "intervening") => (i + 3, Count::Vague, unit),
        (Word::The, Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade)), Word::Since)
            if matches!(v.before(i), Word::In | Word::During) =>
        {
            (i + 2, Count::whole(1), unit)
        }
        _ => return None,
    };
    let expr = Expr::Duration { count, unit };
    Some(Match { end, kind: Duration, expr, modifier: None, rule: "duration" })
}

/// Whether "War" follows a length, perhaps behind an apostrophe: a name.
fn names_war(v: &View, end: usize) -> bool {
    let at = end + usize::from(v.is_mark(end, b'\''));
    v.is_text(at, "War") && v.is_capital(at)
}
