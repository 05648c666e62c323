//! A title for an event: subject, verb, object and the place where it tells, made of the words of the sentence.

use super::clause::Sentence;
use super::lexicon::Kinds;
use crate::text::syntax::{Relation, Tag};
use std::ops::Range;

/// Longest title, in characters.
pub(super) const MAX_CHARS: usize = 80;

/// What the words of a title are taken from besides the sentence.
pub(super) struct Context<'a> {
    /// Words that belong to a time expression.
    pub timed: &'a [Range<usize>],
    /// What a pronoun stands for, where the text settles it.
    pub referent: &'a dyn Fn(usize) -> Option<String>,
}

/// A part of the title, in the order of the sentence.
struct Piece {
    words: Vec<usize>,
    /// Stands instead of the words.
    instead: Option<String>,
    /// Parts that may be left out when the title gets too long; the highest goes first.
    spare: u8,
}

/// The title of the happening at `trigger`; `None` where no readable one can be made.
pub(super) fn title(s: &Sentence<'_>, trigger: usize, context: &Context<'_>) -> Option<String> {
    title_of(s, trigger, context).or_else(|| {
        // "to lease 100 tankers", "the decision": the clause that it stands in says who and what.
        let within = matches!(
            s.relation(trigger),
            Relation::Subject | Relation::PassiveSubject | Relation::Object | Relation::Oblique
        );
        if !s.tag(trigger).is_verb() && !within {
            return None;
        }
        let mut verb = s.verb_above(trigger)?;
        for _ in 0..3 {
            if s.is_finite(verb) {
                return title_of(s, verb, context);
            }
            verb = s.verb_above(verb)?;
        }
        None
    })
}

fn title_of(s: &Sentence<'_>, trigger: usize, context: &Context<'_>) -> Option<String> {
    let verb_like = s.is_predicate(trigger);
    let mut pieces = if verb_like { clause(s, trigger, context)? } else { happening(s, trigger, context) };
    loop {
        let text = render(s, &pieces);
        let chars = text.chars().count();
        if chars <= MAX_CHARS {
            return finish(&text, verb_like);
        }
        let (at, spare) = pieces.iter().map(|piece| piece.spare).enumerate().max_by_key(|&(at, spare)| (spare, at))?;
        if spare == 0 {
            if let Some(text) = shorten(s, &mut pieces) {
                return finish(&text, verb_like);
            }
            // Subject and verb alone are still true.
            if pieces.len() <= 2 {
                return None;
            }
            pieces.pop();
            continue;
        }
        // A shorter phrase tells more than none.
        if !cut_phrase(s, &mut pieces[at]) {
            pieces.remove(at);
        }
    }
}

/// Cuts the phrase before its last inner preposition or "and"; `false` where that leaves nothing to read.
fn cut_phrase(s: &Sentence<'_>, piece: &mut Piece) -> bool {
    let cut = (2..piece.words.len()).rev().find(|&at| {
        let word = piece.words[at];
        matches!(s.relation(word), Relation::Case | Relation::Conjunction)
            && matches!(s.tag(word), Tag::IN | Tag::CC | Tag::TO)
    });
    match cut {
        Some(cut) => {
            piece.words.truncate(cut);
            piece.words.last().is_some_and(|&last| s.tag(last).is_noun() || s.tag(last) == Tag::CD)
        }
        None => false,
    }
}

/// A noun that is a happening, with who and where behind it.
fn happening(s: &Sentence<'_>, noun: usize, context: &Context<'_>) -> Vec<Piece> {
    let own = noun_phrase(s, noun, context, 0);
    if own.words.iter().filter(|&&word| s.tag(word) != Tag::DT).count() > 1 {
        return vec![own];
    }
    // "attacks over the past year by militias": the parser loses what follows a time.
    let is_time = |word: usize| context.timed.iter().any(|range| range.contains(&word));
    let mut from = noun + 1;
    while from < s.tree.len() && (is_time(from) || matches!(s.tag(from), Tag::IN) && (from + 1..from + 3).any(is_time))
    {
        from += 1;
    }
    if from >= s.tree.len() || s.tag(from) != Tag::IN {
        return vec![own];
    }
    let stops = |at: usize| {
        is_time(at)
            || s.tag(at).is_punctuation()
            || s.tag(at).is_finite()
            || matches!(s.tag(at), Tag::MD | Tag::WDT | Tag::WP | Tag::WRB)
    };
    let limit = s.tree.len().min(from + 8);
    let end = (from..limit).find(|&at| stops(at)).unwrap_or(limit);
    let last = (from..end).rev().find(|&at| s.tag(at).is_noun() && !(at + 1 < end && s.tag(at + 1).is_noun()));
    let behind = last.map_or(Vec::new(), |last| (from..=last).collect());
    vec![own, Piece { words: behind, instead: None, spare: 1 }]
}

/// Subject, verb group and what completes it.
fn clause(s: &Sentence<'_>, trigger: usize, context: &Context<'_>) -> Option<Vec<Piece>> {
    // "plan to meet": the clause is that of the verb with a tense.
    let mut main = trigger;
    let mut chain = vec![trigger];
    while !s.is_finite(main) && s.relation(main) == Relation::OpenComplement && chain.len() < 4 {
        let head = s.tree.head(main).filter(|&head| head < main && s.is_predicate(head))?;
        main = head;
        chain.insert(0, main);
    }
    let is_time = |word: usize| context.timed.iter().any(|range| range.contains(&word));
    let subject =
        s.subject(main).filter(|&subject| !is_time(subject)).or_else(|| subject_over_time(s, main, &is_time))?;
    let mut pieces = vec![subject_piece(s, subject, main, context)?];
    for (index, &verb) in chain.iter().enumerate() {
        let mut group = verb_group(s, verb, index == 0);
        // "a round of talks begun yesterday" says of the talks that they were begun.
        let describes = matches!(s.relation(verb), Relation::NounClause | Relation::RelativeClause)
            && s.tree.head(verb).is_some_and(|head| head < verb && s.tag(head).is_noun())
            && !s.tree.children(verb).any(|child| child < verb)
            && s.object(verb).is_none();
        if group.words == [verb] && describes && matches!(s.tag(verb), Tag::VBN | Tag::VBD) {
            let be = if s.tag(subject).is_plural() { "were" } else { "was" };
            group.instead = Some(format!("{be} {}", s.word(verb)));
        }
        pieces.push(group);
        let next = chain.get(index + 1).copied();
        complements(s, verb, next, context, &mut pieces);
    }
    if pieces.len() == 1 + chain.len() && says(s, trigger) {
        pieces.extend(what_is_said(s, trigger, context));
    }
    if pieces.len() == 1 + chain.len() && !s.is_passive(trigger) {
        pieces.extend(what_follows(s, trigger, context));
    }
    Some(pieces)
}

/// "The Netherlands early this week became …": the noun in front of the time in front of the verb.
fn subject_over_time(s: &Sentence<'_>, verb: usize, is_time: &dyn Fn(usize) -> bool) -> Option<usize> {
    if !s.is_finite(verb) {
        return None;
    }
    let mut at = s.auxiliaries(verb).next().unwrap_or(verb).min(verb).checked_sub(1)?;
    let mut over_time = false;
    while is_time(at) || matches!(s.tag(at), Tag::RB) || over_time && matches!(s.tag(at), Tag::Comma | Tag::IN) {
        over_time |= is_time(at);
        at = at.checked_sub(1)?;
    }
    for _ in 0..6 {
        match s.tree.head(at) {
            Some(head)
                if s.tag(head).is_noun() && !is_time(head) && (head < at || s.relation(at) == Relation::Compound) =>
            {
                at = head;
            }
            _ => break,
        }
    }
    (s.tag(at).is_noun() && s.preposition(at).is_none() && s.relation(at) != Relation::Object).then_some(at)
}

fn subject_piece(s: &Sentence<'_>, subject: usize, verb: usize, context: &Context<'_>) -> Option<Piece> {
    if s.tag(subject) == Tag::PRP || matches!(s.tag(subject), Tag::DT) || is_back_reference(s, subject) {
        if let Some(name) = (context.referent)(subject) {
            return Some(Piece { words: vec![subject], instead: Some(name), spare: 0 });
        }
        // "This led to …": nobody knows what without the text before. "He" at least says that somebody did.
        if s.tag(subject) == Tag::DT || s.is(subject, &["it", "that", "this"]) {
            return None;
        }
    }
    if matches!(s.tag(subject), Tag::WP | Tag::WDT | Tag::EX | Tag::WRB | Tag::RB | Tag::IN) {
        return None;
    }
    let mut piece = noun_phrase(s, subject, context, 0);
    // A subject of its own verb's relative clause must not swallow the clause.
    let clause = s.tree.span(verb);
    if !clause.contains(&subject) {
        piece.words.retain(|word| !clause.contains(word));
    }
    (!piece.words.is_empty()).then_some(piece)
}

/// "the two sides", "the company": a noun phrase that means somebody named before.
fn is_back_reference(s: &Sentence<'_>, noun: usize) -> bool {
    s.tag(noun) == Tag::NNS && s.is(noun, &["sides", "parties"])
}

/// Auxiliaries, negation, verb and particle.
fn verb_group(s: &Sentence<'_>, verb: usize, first: bool) -> Piece {
    let mut words: Vec<usize> = Vec::new();
    let shared = first && s.auxiliaries(verb).next().is_none() && s.relation(verb) == Relation::Conjunct;
    if shared && matches!(s.tag(verb), Tag::VBN | Tag::VBG | Tag::VB) {
        // "was arrested and charged": the auxiliary of the first verb serves both.
        let conjunct = s.first_conjunct(verb);
        words.extend(s.auxiliaries(conjunct));
    }
    for child in s.tree.children(verb) {
        let part = matches!(s.relation(child), Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula)
            || s.tag(child) == Tag::MD
            || s.relation(child) == Relation::Marker && s.tag(child) == Tag::TO
            || s.is(child, &["not", "n't", "n’t", "never"]);
        let particle = s.relation(child) == Relation::Particle || s.tag(child) == Tag::RP;
        // "having faced" tells a past, "faced" does too.
        let having = s.is(child, &["having"]);
        if child < verb && part && !having || particle && child > verb && child <= verb + 3 {
            words.push(child);
        }
    }
    words.push(verb);
    words.sort_unstable();
    words.dedup();
    Piece { words, instead: None, spare: 0 }
}

fn complements(s: &Sentence<'_>, verb: usize, next: Option<usize>, context: &Context<'_>, out: &mut Vec<Piece>) {
    let saying = s.kinds(verb).has(Kinds::SAYING) || s.kinds(verb).has(Kinds::SPEECH_ACT);
    let predicate_noun = !s.tag(verb).is_verb();
    let mut obliques = 0;
    if predicate_noun {
        // The predicate noun brings its own phrase.
        if let Some(piece) = out.last_mut() {
            let phrase = noun_phrase(s, verb, context, 0);
            piece.words.extend(phrase.words.into_iter().filter(|word| *word >= s.copula(verb).unwrap_or(verb)));
            piece.words.sort_unstable();
            piece.words.dedup();
        }
        return;
    }
    for child in s.tree.children(verb).filter(|&child| child > verb && Some(child) != next) {
        if context.timed.iter().any(|range| range.contains(&child)) {
            continue;
        }
        match s.relation(child) {
            Relation::Object | Relation::IndirectObject => out.push(noun_phrase(s, child, context, 0)),
            Relation::OpenComplement => out.push(phrase(s, child, context, 0)),
            _ if saying
                && s.tree.span(child).next().is_some_and(|first| s.is(first, &["that"]))
                && s.is_predicate(child) =>
            {
                out.push(phrase(s, child, context, 0));
            }
            Relation::ContentClause if saying => {
                let reported = phrase(s, child, context, 1);
                // Only words that follow: "…, he said" has its clause in front.
                if reported.words.first().is_some_and(|&first| first > verb) {
                    out.push(Piece { spare: 0, ..reported });
                }
            }
            Relation::Oblique if s.preposition(child).is_some() => {
                obliques += 1;
                let needed = obliques == 1 && s.object(verb).is_none();
                out.push(phrase(s, child, context, if needed { 1 } else { 2 + obliques }));
            }
            _ => {}
        }
    }
}

fn says(s: &Sentence<'_>, verb: usize) -> bool {
    s.kinds(verb).has(Kinds::SAYING) || s.kinds(verb).has(Kinds::SPEECH_ACT)
}

/// "The spill grew, the company said": what is said stands in front, and the verb may hang on it.
fn what_is_said(s: &Sentence<'_>, verb: usize, context: &Context<'_>) -> Option<Piece> {
    let above = s.tree.head(verb).filter(|&head| s.relation(verb) == Relation::Parataxis && s.is_predicate(head));
    let said = above.or_else(|| {
        s.tree.children(verb).find(|&child| {
            matches!(s.relation(child), Relation::ContentClause | Relation::Parataxis)
                && child < verb
                && s.is_predicate(child)
        })
    })?;
    let asides = s.tree.span(verb);
    let mut words = Vec::new();
    gather(s, said, context, 0, &mut words);
    words.retain(|word| above.is_none() || !asides.contains(word));
    let first = *words.first()?;
    let mut text = render(s, &[Piece { words: words.clone(), instead: None, spare: 0 }]);
    if !s.tag(first).is_proper() && !s.is(first, &["I"]) {
        let small = text.chars().next()?.to_lowercase().to_string();
        let len = text.chars().next()?.len_utf8();
        text.replace_range(..len, &small);
    }
    Some(Piece { words, instead: Some(text), spare: 1 })
}

/// The words right behind a verb whose object the parser lost, up to the end of the phrase.
fn what_follows(s: &Sentence<'_>, verb: usize, context: &Context<'_>) -> Option<Piece> {
    let stops = |at: usize| {
        context.timed.iter().any(|range| range.contains(&at))
            || s.tag(at).is_punctuation() && s.tag(at) != Tag::Currency
            || s.tag(at).is_finite()
            || matches!(s.tag(at), Tag::MD | Tag::WDT | Tag::WP | Tag::WRB)
    };
    let end = (verb + 1..s.tree.len().min(verb + 9)).find(|&at| stops(at)).unwrap_or(s.tree.len().min(verb + 9));
    let last = (verb + 1..end).rev().find(|&at| s.tag(at).is_noun() || s.tag(at) == Tag::CD)?;
    Some(Piece { words: (verb + 1..=last).collect(), instead: None, spare: 1 })
}

/// A noun phrase without what only describes it further.
fn noun_phrase(s: &Sentence<'_>, noun: usize, context: &Context<'_>, spare: u8) -> Piece {
    let mut words = Vec::new();
    gather(s, noun, context, 0, &mut words);
    // The preposition belongs to what the phrase hangs on.
    words.retain(|&word| word > noun || s.tree.head(word) != Some(noun) || s.relation(word) != Relation::Case);
    Piece { words, instead: None, spare }
}

/// Everything that hangs on the word, its preposition included, without asides and times.
fn phrase(s: &Sentence<'_>, top: usize, context: &Context<'_>, spare: u8) -> Piece {
    let mut words = Vec::new();
    gather(s, top, context, 0, &mut words);
    Piece { words, instead: None, spare }
}

fn gather(s: &Sentence<'_>, at: usize, context: &Context<'_>, depth: usize, out: &mut Vec<usize>) {
    let mut own = Some(at);
    for child in s.tree.children(at) {
        if child > at
            && let Some(own) = own.take()
        {
            out.push(own);
        }
        if keeps(s, at, child, context, depth) {
            gather(s, child, context, depth + 1, out);
        }
    }
    out.extend(own);
}

fn keeps(s: &Sentence<'_>, head: usize, child: usize, context: &Context<'_>, depth: usize) -> bool {
    if context.timed.iter().any(|range| range.contains(&child)) {
        return false;
    }
    let tag = s.tag(child);
    // A phrase that consists of a time and its preposition.
    if s.tree.span(child).all(|w| {
        context.timed.iter().any(|r| r.contains(&w))
            || matches!(s.tag(w), Tag::IN | Tag::TO | Tag::DT | Tag::Comma | Tag::RB)
    }) && s.tree.span(child).any(|w| context.timed.iter().any(|r| r.contains(&w)))
    {
        return false;
    }
    if tag.is_punctuation() {
        let inside = s.tree.span(head);
        return tag == Tag::Currency
            || tag == Tag::SYM
            || tag == Tag::Comma
                && child > inside.start
                && child + 1 < inside.end
                && depth > 0
                && joins_list(s, head, child);
    }
    if depth > 8 {
        return false;
    }
    let after_comma = child > head && comma_between(s, head, child);
    match s.relation(child) {
        Relation::RelativeClause | Relation::Parataxis | Relation::AdverbClause => false,
        Relation::Apposition => false,
        Relation::NounClause => {
            let infinitive = s.tree.children(child).any(|c| s.tag(c) == Tag::TO);
            !after_comma && (s.tree.span(child).len() <= 6 || infinitive && depth < 2)
        }
        Relation::NounModifier | Relation::Oblique => !after_comma,
        Relation::Conjunct | Relation::Conjunction => {
            s.tag(head).is_noun() == s.tag(child).is_noun()
                || s.relation(child) == Relation::Conjunction && conjunct_follows(s, head, child)
        }
        Relation::Unmarked => tag == Tag::CD || child < head,
        Relation::Adverb => child < head && s.tag(head) != Tag::NN,
        Relation::Other => child < head || tag.is_noun(),
        _ => true,
    }
}

fn conjunct_follows(s: &Sentence<'_>, head: usize, _conjunction: usize) -> bool {
    s.tag(head).is_noun()
}

fn joins_list(s: &Sentence<'_>, head: usize, comma: usize) -> bool {
    s.relation(head) == Relation::Conjunct && comma < head
}

fn comma_between(s: &Sentence<'_>, head: usize, child: usize) -> bool {
    let first = s.tree.span(child).start;
    first > head && (head + 1..=first).any(|at| matches!(s.tag(at), Tag::Comma | Tag::Colon | Tag::Left))
}

/// Puts the pieces together: neighbours as they stand in the text, others with a space.
fn render(s: &Sentence<'_>, pieces: &[Piece]) -> String {
    let mut out = String::with_capacity(MAX_CHARS + 16);
    let mut last: Option<usize> = None;
    for piece in pieces {
        if let Some(instead) = &piece.instead {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(instead);
            last = piece.words.last().copied();
            continue;
        }
        for &word in &piece.words {
            if matches!(s.tag(word), Tag::Open | Tag::Close | Tag::Left | Tag::Right)
                || s.is(word, &["\"", "''", "``", "“", "”"])
            {
                continue;
            }
            let letters = s.word(word);
            let glued = last
                .is_some_and(|last| last + 1 == word && s.tree.ranges[last].end == s.tree.ranges[word].start)
                || matches!(s.tag(word), Tag::POS | Tag::Comma)
                || matches!(letters, "n't" | "n’t" | "%");
            if !out.is_empty() && !glued {
                out.push(' ');
            }
            out.push_str(letters);
            last = Some(word);
        }
    }
    out
}

/// Cuts the last piece that has more than one phrase in it, at a preposition.
fn shorten(s: &Sentence<'_>, pieces: &mut [Piece]) -> Option<String> {
    for _ in 0..12 {
        let longest = (0..pieces.len()).rev().max_by_key(|&at| pieces[at].words.len())?;
        let piece = &mut pieces[longest];
        let cut = (1..piece.words.len()).rev().find(|&at| {
            let word = piece.words[at];
            matches!(s.tag(word), Tag::IN | Tag::CC | Tag::TO | Tag::Comma) && s.relation(word) != Relation::Particle
        })?;
        piece.words.truncate(cut);
        let text = render(s, pieces);
        if text.chars().count() <= MAX_CHARS {
            return Some(text);
        }
    }
    None
}

/// First letter upper case, nothing dangling at the end. `None` where nothing readable is left.
fn finish(text: &str, verb_like: bool) -> Option<String> {
    let mut text =
        text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '£' | '€' | '%' | '.' | ')')).to_owned();
    while let Some(last) = text.rsplit(' ').next().filter(|last| dangles(last)) {
        let cut = text.len() - last.len();
        text.truncate(text[..cut].trim_end().len());
        if text.is_empty() {
            return None;
        }
    }
    let text = text.trim_end_matches([',', ';', ':', ' ', '-']);
    if !verb_like {
        let own =
            ["His ", "Her ", "Its ", "Their ", "Our ", "My ", "Your ", "his ", "her ", "its ", "their ", "our ", "my "];
        if own.iter().any(|pronoun| text.starts_with(pronoun)) {
            return None;
        }
        let bare = ["the ", "The ", "a ", "A ", "an ", "An "].iter().find_map(|article| text.strip_prefix(article));
        let text = bare.unwrap_or(text);
        return text.contains(' ').then(|| capital(text));
    }
    text.contains(' ').then(|| capital(text))
}

fn dangles(word: &str) -> bool {
    const DANGLING: &[&str] = &[
        "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "the", "a", "an", "as", "that",
        "into", "than", "over", "under", "after", "before", "between", "against", "during", "about", "its", "their",
        "his", "her", "which", "who", "since", "until", "through", "not", "up to", "nor", "if", "while", "because",
        "amid", "near",
    ];
    DANGLING.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
