//! The words that time is told with in English, and what each is.

use crate::text::{Token, TokenKind};
use crate::time::Season;
use crate::timex::expr::{Age, DayPart, Holiday, Reference, Unit};

/// What a token can be to a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Not in the tables.
    Other,
    /// Digits; the rules read them.
    Digits,
    Mark(u8),
    Month(u8),
    /// "Jan", "Feb": a month only beside a number.
    MonthShort(u8),
    Weekday(u8),
    /// "Mon", "Sat": a weekday only before a date.
    WeekdayShort(u8),
    /// "Mondays": recurring.
    Weekdays(u8),
    /// "weekday": one of Monday to Friday.
    Workday,
    Workdays,
    Unit(Unit),
    Units(Unit),
    Season(Season),
    Part(DayPart),
    Noon,
    Midnight,
    Cardinal(u32),
    Scale(u32),
    Ordinal(u8),
    OrdinalSuffix,
    Vague,
    Couple,
    Dozen,
    Half,
    A,
    The,
    Of,
    In,
    On,
    At,
    By,
    From,
    To,
    Until,
    Since,
    Between,
    And,
    Or,
    Through,
    During,
    For,
    Over,
    Within,
    Last,
    Next,
    This,
    That,
    These,
    Those,
    Same,
    Past,
    Previous,
    Following,
    Coming,
    Recent,
    Early,
    Earlier,
    Mid,
    Late,
    Later,
    Beginning,
    Middle,
    End,
    Ago,
    Before,
    After,
    Hence,
    Now,
    Today,
    Yesterday,
    Tomorrow,
    Tonight,
    About,
    Nearly,
    More,
    Less,
    Than,
    Least,
    Most,
    Up,
    Under,
    Every,
    Each,
    Adverb(Adverb),
    EraBefore,
    EraAfter,
    Am,
    Pm,
    Oclock,
    Zone(i16),
    /// "ET": a zone whose hour hangs on the season.
    ZoneName,
    Holiday(Holiday),
    /// A geological age.
    Age(Age),
    /// A word of a feast's name, and of nothing else.
    FeastName,
    /// "Christmas", with "Day" or "Eve" behind it where `Holiday` says so.
    Reference(Reference),
    Possessive,
    Long,
    Old,
    Just,
    Only,
    Fiscal,
    Current,
    /// "weeklong"
    Lasting(Unit),
    /// "1990" + "s".
    PluralS,
    Decades(u8),
    Time,
    Circa,
    Period,
    Rest,
    Full,
    Another,
    /// "former", "the then king": a time before, in histories.
    Former,
    Point,
    /// "at present", "the present day".
    Present,
    Moment,
}

/// Words that say how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adverb {
    Hourly,
    Daily,
    Nightly,
    Weekly,
    Fortnightly,
    Monthly,
    Quarterly,
    Yearly,
    HalfYearly,
    TwoYearly,
}

impl Adverb {
    /// TIMEX3 value.
    pub fn value(self) -> &'static str {
        match self {
            Adverb::Hourly => "PT1H",
            Adverb::Daily => "P1D",
            Adverb::Nightly => "P1D",
            Adverb::Weekly => "P1W",
            Adverb::Fortnightly => "P2W",
            Adverb::Monthly => "P1M",
            Adverb::Quarterly => "P1Q",
            Adverb::Yearly => "P1Y",
            Adverb::HalfYearly => "P6M",
            Adverb::TwoYearly => "P2Y",
        }
    }
}

impl Word {
    /// Whether an expression may begin with the word; the many marks and prepositions that none begins with need no rules.
    pub fn opens(self) -> bool {
        use Word::*;
        match self {
            Mark(mark) => mark == b'\'',
            Of | In | On | By | From | To | Until | Since | Between | And | Or | Through | During | For | Than => false,
            Possessive | PluralS | EraBefore | Am | Pm | Zone(_) | ZoneName => false,
            _ => true,
        }
    }

    /// Whether a time expression can hang on the word; runs of words without one are not looked at.
    pub fn is_core(self) -> bool {
        use Word::*;
        matches!(
            self,
            Digits
                | Month(_)
                | MonthShort(_)
                | Weekday(_)
                | Weekdays(_)
                | Workday
                | Workdays
                | Unit(_)
                | Units(_)
                | Season(_)
                | Part(_)
                | Noon
                | Midnight
                | Now
                | Today
                | Yesterday
                | Tomorrow
                | Tonight
                | Adverb(_)
                | Holiday(_)
                | Reference(_)
                | Recent
                | Current
                | Decades(_)
                | Time
                | Period
                | Past
                | Former
                | Oclock
                | Point
                | Present
                | Moment
                | Ago
                | WeekdayShort(_)
                | Half
                | Cardinal(13..=19)
                | FeastName
                | Lasting(_)
                | Age(_)
        )
    }
}

/// The tables: words of one kind a row. A word stands in one row only.
const TABLE: &[(Word, &str)] = &[
    (Word::Month(1), "january"),
    (Word::Month(2), "february"),
    (Word::Month(3), "march"),
    (Word::Month(4), "april"),
    (Word::Month(5), "may"),
    (Word::Month(6), "june"),
    (Word::Month(7), "july"),
    (Word::Month(8), "august"),
    (Word::Month(9), "september"),
    (Word::Month(10), "october"),
    (Word::Month(11), "november"),
    (Word::Month(12), "december"),
    (Word::MonthShort(1), "jan"),
    (Word::MonthShort(2), "feb febr"),
    (Word::MonthShort(3), "mar"),
    (Word::MonthShort(4), "apr"),
    (Word::MonthShort(6), "jun"),
    (Word::MonthShort(7), "jul"),
    (Word::MonthShort(8), "aug"),
    (Word::MonthShort(9), "sep sept"),
    (Word::MonthShort(10), "oct"),
    (Word::MonthShort(11), "nov"),
    (Word::MonthShort(12), "dec"),
    (Word::Weekday(0), "monday"),
    (Word::Weekday(1), "tuesday"),
    (Word::Weekday(2), "wednesday"),
    (Word::Weekday(3), "thursday"),
    (Word::Weekday(4), "friday"),
    (Word::Weekday(5), "saturday"),
    (Word::Weekday(6), "sunday"),
    (Word::Weekdays(0), "mondays"),
    (Word::Weekdays(1), "tuesdays"),
    (Word::Weekdays(2), "wednesdays"),
    (Word::Weekdays(3), "thursdays"),
    (Word::Weekdays(4), "fridays"),
    (Word::Weekdays(5), "saturdays"),
    (Word::Weekdays(6), "sundays"),
    (Word::Workday, "weekday"),
    (Word::Workdays, "weekdays"),
    (Word::WeekdayShort(0), "mon"),
    (Word::WeekdayShort(1), "tue tues"),
    (Word::WeekdayShort(2), "wed"),
    (Word::WeekdayShort(3), "thu thur thurs"),
    (Word::WeekdayShort(4), "fri"),
    (Word::WeekdayShort(5), "sat"),
    (Word::WeekdayShort(6), "sun"),
    (Word::Unit(Unit::Second), "second sec"),
    (Word::Units(Unit::Second), "seconds secs"),
    (Word::Unit(Unit::Minute), "minute min"),
    (Word::Units(Unit::Minute), "minutes mins"),
    (Word::Unit(Unit::Hour), "hour hr"),
    (Word::Units(Unit::Hour), "hours hrs"),
    (Word::Unit(Unit::Day), "day"),
    (Word::Units(Unit::Day), "days"),
    (Word::Unit(Unit::Week), "week"),
    (Word::Units(Unit::Week), "weeks"),
    (Word::Unit(Unit::Weekend), "weekend"),
    (Word::Units(Unit::Weekend), "weekends"),
    (Word::Unit(Unit::Fortnight), "fortnight"),
    (Word::Units(Unit::Fortnight), "fortnights"),
    (Word::Unit(Unit::Month), "month"),
    (Word::Units(Unit::Month), "months"),
    (Word::Unit(Unit::Quarter), "quarter"),
    (Word::Units(Unit::Quarter), "quarters"),
    (Word::Unit(Unit::Year), "year yr annum"),
    (Word::Units(Unit::Year), "years yrs"),
    (Word::Unit(Unit::Decade), "decade"),
    (Word::Units(Unit::Decade), "decades"),
    (Word::Unit(Unit::Century), "century"),
    (Word::Units(Unit::Century), "centuries"),
    (Word::Unit(Unit::Millennium), "millennium"),
    (Word::Units(Unit::Millennium), "millennia millenniums"),
    (Word::Season(Season::Spring), "spring springtime"),
    (Word::Season(Season::Summer), "summer summertime"),
    (Word::Season(Season::Autumn), "autumn fall"),
    (Word::Season(Season::Winter), "winter wintertime"),
    (Word::Part(DayPart::Morning), "morning mornings dawn daybreak sunrise"),
    (Word::Part(DayPart::Midday), "lunchtime"),
    (Word::Part(DayPart::Afternoon), "afternoon afternoons"),
    (Word::Part(DayPart::Evening), "evening evenings dusk nightfall sunset"),
    (Word::Part(DayPart::Night), "night nights overnight"),
    (Word::Noon, "noon midday"),
    (Word::Midnight, "midnight"),
    (Word::Cardinal(0), "zero"),
    (Word::Cardinal(1), "one"),
    (Word::Cardinal(2), "two"),
    (Word::Cardinal(3), "three"),
    (Word::Cardinal(4), "four"),
    (Word::Cardinal(5), "five"),
    (Word::Cardinal(6), "six"),
    (Word::Cardinal(7), "seven"),
    (Word::Cardinal(8), "eight"),
    (Word::Cardinal(9), "nine"),
    (Word::Cardinal(10), "ten"),
    (Word::Cardinal(11), "eleven"),
    (Word::Cardinal(12), "twelve"),
    (Word::Cardinal(13), "thirteen"),
    (Word::Cardinal(14), "fourteen"),
    (Word::Cardinal(15), "fifteen"),
    (Word::Cardinal(16), "sixteen"),
    (Word::Cardinal(17), "seventeen"),
    (Word::Cardinal(18), "eighteen"),
    (Word::Cardinal(19), "nineteen"),
    (Word::Cardinal(20), "twenty"),
    (Word::Cardinal(30), "thirty"),
    (Word::Cardinal(40), "forty"),
    (Word::Cardinal(50), "fifty"),
    (Word::Cardinal(60), "sixty"),
    (Word::Cardinal(70), "seventy"),
    (Word::Cardinal(80), "eighty"),
    (Word::Cardinal(90), "ninety"),
    (Word::Scale(100), "hundred"),
    (Word::Scale(1_000), "thousand"),
    (Word::Scale(1_000_000), "million"),
    (Word::Scale(1_000_000_000), "billion"),
    (Word::Ordinal(1), "first"),
    (Word::Ordinal(3), "third"),
    (Word::Ordinal(4), "fourth"),
    (Word::Ordinal(5), "fifth"),
    (Word::Ordinal(6), "sixth"),
    (Word::Ordinal(7), "seventh"),
    (Word::Ordinal(8), "eighth"),
    (Word::Ordinal(9), "ninth"),
    (Word::Ordinal(10), "tenth"),
    (Word::Ordinal(11), "eleventh"),
    (Word::Ordinal(12), "twelfth"),
    (Word::Ordinal(13), "thirteenth"),
    (Word::Ordinal(14), "fourteenth"),
    (Word::Ordinal(15), "fifteenth"),
    (Word::Ordinal(16), "sixteenth"),
    (Word::Ordinal(17), "seventeenth"),
    (Word::Ordinal(18), "eighteenth"),
    (Word::Ordinal(19), "nineteenth"),
    (Word::Ordinal(20), "twentieth"),
    (Word::Ordinal(30), "thirtieth"),
    (Word::OrdinalSuffix, "st nd rd th"),
    (Word::Vague, "several few many numerous"),
    (Word::Couple, "couple"),
    (Word::Dozen, "dozen"),
    (Word::Half, "half"),
    (Word::A, "a an"),
    (Word::The, "the"),
    (Word::Of, "of"),
    (Word::In, "in"),
    (Word::On, "on"),
    (Word::At, "at"),
    (Word::By, "by"),
    (Word::From, "from"),
    (Word::To, "to"),
    (Word::Until, "until till til"),
    (Word::Since, "since"),
    (Word::Between, "between"),
    (Word::And, "and"),
    (Word::Or, "or"),
    (Word::Through, "through thru"),
    (Word::During, "during throughout"),
    (Word::For, "for"),
    (Word::Over, "over"),
    (Word::Within, "within"),
    (Word::Last, "last"),
    (Word::Next, "next"),
    (Word::This, "this"),
    (Word::That, "that"),
    (Word::These, "these"),
    (Word::Those, "those"),
    (Word::Same, "same"),
    (Word::Past, "past"),
    (Word::Previous, "previous preceding prior"),
    (Word::Following, "following ensuing subsequent succeeding"),
    (Word::Coming, "coming upcoming"),
    (Word::Recent, "recent"),
    (Word::Early, "early"),
    (Word::Earlier, "earlier"),
    (Word::Mid, "mid"),
    (Word::Late, "late"),
    (Word::Later, "later"),
    (Word::Beginning, "beginning start outset"),
    (Word::Middle, "middle midst"),
    (Word::End, "end close"),
    (Word::Ago, "ago"),
    (Word::Before, "before"),
    (Word::After, "after"),
    (Word::Hence, "hence"),
    (Word::Now, "now nowadays"),
    (Word::Today, "today"),
    (Word::Yesterday, "yesterday"),
    (Word::Tomorrow, "tomorrow"),
    (Word::Tonight, "tonight"),
    (Word::About, "about around approximately roughly some"),
    (Word::Circa, "circa ca c"),
    (Word::Nearly, "nearly almost"),
    (Word::More, "more"),
    (Word::Less, "less"),
    (Word::Than, "than"),
    (Word::Least, "least"),
    (Word::Most, "most"),
    (Word::Up, "up"),
    (Word::Under, "under"),
    (Word::Every, "every"),
    (Word::Each, "each"),
    (Word::Adverb(Adverb::Hourly), "hourly"),
    (Word::Adverb(Adverb::Daily), "daily everyday"),
    (Word::Adverb(Adverb::Nightly), "nightly"),
    (Word::Adverb(Adverb::Weekly), "weekly"),
    (Word::Adverb(Adverb::Fortnightly), "fortnightly biweekly"),
    (Word::Adverb(Adverb::Monthly), "monthly"),
    (Word::Adverb(Adverb::Quarterly), "quarterly"),
    (Word::Adverb(Adverb::Yearly), "yearly annual annually"),
    (Word::Adverb(Adverb::HalfYearly), "biannual biannually"),
    (Word::Adverb(Adverb::TwoYearly), "biennial biennially"),
    (Word::EraBefore, "bc bce b.c. b.c.e. b.c b.c.e"),
    (Word::EraAfter, "ad ce a.d. c.e. a.d c.e"),
    (Word::Am, "am a.m. a.m"),
    (Word::Pm, "pm p.m. p.m"),
    (Word::Oclock, "o'clock o’clock"),
    (Word::Zone(0), "gmt utc"),
    (Word::ZoneName, "et pt"),
    (Word::Zone(-300), "est cdt"),
    (Word::Zone(-240), "edt"),
    (Word::Zone(-360), "cst mdt"),
    (Word::Zone(-420), "mst pdt"),
    (Word::Zone(-480), "pst akdt"),
    (Word::Zone(-540), "akst"),
    (Word::Zone(60), "bst cet"),
    (Word::Zone(120), "cest eet"),
    (Word::Zone(180), "msk eest"),
    (Word::Zone(300), "pkt"),
    (Word::Zone(330), "ist"),
    (Word::Zone(480), "hkt"),
    (Word::Zone(540), "jst kst"),
    (Word::Zone(600), "aest"),
    (Word::Zone(660), "aedt"),
    (Word::Zone(720), "nzst"),
    (Word::Zone(780), "nzdt"),
    (Word::Holiday(Holiday::Fixed(12, 25)), "christmas xmas"),
    (Word::Holiday(Holiday::Fixed(10, 31)), "halloween"),
    (Word::Holiday(Holiday::Easter(0)), "easter"),
    (Word::Holiday(Holiday::Easter(49)), "pentecost whitsun"),
    (Word::Holiday(Holiday::Fixed(6, 19)), "juneteenth"),
    (Word::Holiday(Holiday::Islamic { month: 9, day: 1, days: 30 }), "ramadan ramadhan"),
    (Word::Holiday(Holiday::Hebrew { from_new_year: -163, days: 8 }), "passover"),
    (Word::Holiday(Holiday::Hebrew { from_new_year: -193, days: 1 }), "purim"),
    (Word::Holiday(Holiday::Hebrew { from_new_year: 14, days: 7 }), "sukkot"),
    (Word::Holiday(Holiday::Hebrew { from_new_year: 83, days: 8 }), "hanukkah chanukah"),
    (Word::FeastName, "mardi gras fitr adha hashanah kippur"),
    (Word::Holiday(Holiday::Nth { month: 11, weekday: 3, nth: 4, then: 0 }), "thanksgiving"),
    // International Chronostratigraphic Chart of December 2024, rounded to a hundred thousand years.
    (Word::Age(Age { from: 5388, to: 4869 }), "cambrian"),
    (Word::Age(Age { from: 4869, to: 4431 }), "ordovician"),
    (Word::Age(Age { from: 4431, to: 4196 }), "silurian"),
    (Word::Age(Age { from: 4196, to: 3589 }), "devonian"),
    (Word::Age(Age { from: 3589, to: 2989 }), "carboniferous"),
    (Word::Age(Age { from: 2989, to: 2519 }), "permian"),
    (Word::Age(Age { from: 2519, to: 2014 }), "triassic"),
    (Word::Age(Age { from: 2014, to: 1431 }), "jurassic"),
    (Word::Age(Age { from: 1431, to: 660 }), "cretaceous"),
    (Word::Age(Age { from: 660, to: 230 }), "paleogene palaeogene"),
    (Word::Age(Age { from: 230, to: 26 }), "neogene"),
    (Word::Age(Age { from: 26, to: 0 }), "quaternary"),
    (Word::Age(Age { from: 660, to: 560 }), "paleocene palaeocene"),
    (Word::Age(Age { from: 560, to: 339 }), "eocene"),
    (Word::Age(Age { from: 339, to: 230 }), "oligocene"),
    (Word::Age(Age { from: 230, to: 53 }), "miocene"),
    (Word::Age(Age { from: 53, to: 26 }), "pliocene"),
    (Word::Age(Age { from: 26, to: 0 }), "pleistocene"),
    (Word::Age(Age { from: 5388, to: 2519 }), "paleozoic palaeozoic"),
    (Word::Age(Age { from: 2519, to: 660 }), "mesozoic"),
    (Word::Age(Age { from: 660, to: 0 }), "cenozoic"),
    (Word::Age(Age { from: 45670, to: 5388 }), "precambrian"),
    (Word::Age(Age { from: 40310, to: 25000 }), "archean archaean"),
    (Word::Age(Age { from: 25000, to: 5388 }), "proterozoic"),
    (Word::Reference(Reference::Present), "currently presently"),
    (Word::Reference(Reference::Past), "recently formerly lately"),
    (Word::Reference(Reference::Future), "future"),
    (Word::Possessive, "'s ’s"),
    (Word::Long, "long"),
    (Word::Old, "old"),
    (Word::Just, "just"),
    (Word::Only, "only"),
    (Word::Fiscal, "fiscal financial fy"),
    (Word::Current, "current"),
    (Word::PluralS, "s"),
    (Word::Decades(10), "noughties"),
    (Word::Decades(2), "twenties"),
    (Word::Decades(3), "thirties"),
    (Word::Decades(4), "forties"),
    (Word::Decades(5), "fifties"),
    (Word::Decades(6), "sixties"),
    (Word::Decades(7), "seventies"),
    (Word::Decades(8), "eighties"),
    (Word::Decades(9), "nineties"),
    (Word::Time, "time"),
    (Word::Period, "period"),
    (Word::Lasting(Unit::Day), "daylong"),
    (Word::Lasting(Unit::Week), "weeklong"),
    (Word::Lasting(Unit::Month), "monthlong"),
    (Word::Lasting(Unit::Year), "yearlong"),
    (Word::Lasting(Unit::Decade), "decadelong"),
    (Word::Rest, "rest remainder"),
    (Word::Full, "full"),
    (Word::Another, "another"),
    (Word::Former, "former"),
    (Word::Point, "point"),
    (Word::Present, "present"),
    (Word::Moment, "moment"),
];

/// Longest word of the tables in bytes; longer tokens are not looked up.
const LONGEST: usize = 15;

/// Words with what they are, as an open-addressed hash of words packed into integers: a look-up touches one cache line.
pub struct Table<T> {
    slots: Vec<(u128, T)>,
    other: T,
}

/// The words of the tables above.
pub struct Lexicon(Table<Word>);

impl Lexicon {
    /// Builds the lexicon of the tables.
    pub fn new() -> Lexicon {
        Lexicon(Table::new(TABLE, Word::Other))
    }

    /// What the token is to a time expression.
    pub fn word(&self, text: &str, token: &Token) -> Word {
        match token.kind {
            TokenKind::Number => Word::Digits,
            TokenKind::Punct => mark(&text.as_bytes()[token.start..token.end]),
            TokenKind::Word => self.0.get(&text.as_bytes()[token.start..token.end]),
        }
    }
}

impl<T: Copy + PartialEq> Table<T> {
    const SLOTS: usize = 1024;

    /// A table of rows of words, each with what its words are; `other` is what all further words are. Of a word that
    /// stands in several rows the first counts.
    pub fn new(rows: &[(T, &str)], other: T) -> Table<T> {
        let mut table = Table { slots: vec![(0, other); Self::SLOTS], other };
        for (meaning, words) in rows {
            for word in words.split_whitespace() {
                table.insert(pack(word.as_bytes()), *meaning);
            }
        }
        table
    }

    fn insert(&mut self, key: u128, meaning: T) {
        let mut slot = Self::slot(key);
        while self.slots[slot].0 != 0 {
            if self.slots[slot].0 == key {
                return;
            }
            slot = (slot + 1) % Self::SLOTS;
        }
        self.slots[slot] = (key, meaning);
    }

    /// What the word is, in any case of letters.
    pub fn get(&self, word: &[u8]) -> T {
        if word.len() > LONGEST {
            return self.other;
        }
        let key = pack(word);
        let mut slot = Self::slot(key);
        loop {
            let (found, meaning) = self.slots[slot];
            if found == key || found == 0 {
                return meaning;
            }
            slot = (slot + 1) % Self::SLOTS;
        }
    }

    fn slot(key: u128) -> usize {
        // Multiplicative hashing by the golden ratio; the high bits are the well-mixed ones.
        let mixed = ((key ^ (key >> 61)) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 54) as usize % Self::SLOTS
    }
}

/// Lower-case letters of a word as one integer.
fn pack(word: &[u8]) -> u128 {
    word.iter().fold(0, |key, byte| key << 8 | u128::from(byte.to_ascii_lowercase()))
}

fn mark(bytes: &[u8]) -> Word {
    match bytes {
        [byte] => match byte {
            b',' | b'-' | b'/' | b':' | b'.' | b'\'' | b'(' | b')' | b'~' => Word::Mark(*byte),
            b'&' => Word::And,
            _ => Word::Other,
        },
        // En dash, em dash, minus and non-breaking hyphen are hyphens here.
        [0xe2, 0x80, 0x90..=0x94] | [0xe2, 0x88, 0x92] => Word::Mark(b'-'),
        [0xe2, 0x80, 0x98 | 0x99] => Word::Mark(b'\''),
        _ => Word::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_found_in_any_case() {
        let lexicon = Lexicon::new();
        for (_, spellings) in TABLE {
            for spelling in spellings.split(' ') {
                assert!(spelling.len() <= LONGEST, "{spelling}");
                let found = lexicon.0.get(spelling.to_uppercase().as_bytes());
                assert_ne!(found, Word::Other, "{spelling}");
            }
        }
        assert_eq!(lexicon.0.get(b"table"), Word::Other);
    }
}
