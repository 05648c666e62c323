//! What single words tell about events: verbs of saying, plans, states, nouns that are happenings.

use crate::text::syntax::hash_of;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Kinds that a word form belongs to, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u32);

impl Kinds {
    pub const SAYING: Kinds = Kinds(1);
    /// Saying that is itself an act: announce, threaten, accuse.
    pub const SPEECH_ACT: Kinds = Kinds(2);
    /// Its complement lies ahead: plan, promise, agree.
    pub const PLAN: Kinds = Kinds(4);
    /// Tells a state, no happening: seem, belong, contain.
    pub const STATE: Kinds = Kinds(8);
    /// Begins, goes on or ends what its complement says.
    pub const PHASE: Kinds = Kinds(16);
    /// Its complement did not happen: fail, refuse.
    pub const FAILS: Kinds = Kinds(32);
    /// A noun that is a happening.
    pub const HAPPENING: Kinds = Kinds(64);
    /// Says that something is not so: deny, reject.
    pub const DENIES: Kinds = Kinds(128);
    /// Weighs: deaths, wars, votes, verdicts.
    pub const WEIGHTY: Kinds = Kinds(256);
    /// Its complement is thought, not known: believe, allege, suspect.
    pub const THINKS: Kinds = Kinds(512);
    /// Says nothing by itself: have, make, take, hold.
    pub const LIGHT: Kinds = Kinds(1024);
    /// A noun for a person: "he" and "she" stand for it, and "it" does not.
    pub const PERSON: Kinds = Kinds(2048);

    /// A happening that is news by its name alone: a blast is, a statement is not.
    pub const NEWS: Kinds = Kinds(4096);

    pub fn has(self, kind: Kinds) -> bool {
        self.0 & kind.0 != 0
    }
}

/// What the word form whose hash this is tells.
pub(super) fn kinds(hash: u32) -> Kinds {
    KINDS.get(&hash).copied().unwrap_or_default()
}

/// A number that the forms of one verb, and the noun made of it, have in common; the hash itself for other words.
pub(super) fn stem(hash: u32) -> u32 {
    STEMS.get(&hash).copied().unwrap_or(hash)
}

static KINDS: LazyLock<HashMap<u32, Kinds>> = LazyLock::new(|| {
    let mut kinds: HashMap<u32, Kinds> = HashMap::new();
    let mut note = |form: &str, kind: Kinds| kinds.entry(hash_of(form)).or_default().0 |= kind.0;
    for (kind, verbs) in VERBS {
        for verb in verbs.split_whitespace() {
            forms(verb).iter().for_each(|form| note(form, *kind));
        }
    }
    for (kind, nouns) in NOUNS {
        for noun in nouns.split_whitespace() {
            note(noun, *kind);
            note(&plural(noun), *kind);
        }
    }
    kinds
});

static STEMS: LazyLock<HashMap<u32, u32>> = LazyLock::new(|| {
    let mut stems = HashMap::new();
    for row in IRREGULAR.lines() {
        let base = row.split_whitespace().next().unwrap_or("");
        forms(base).iter().for_each(|form| _ = stems.insert(hash_of(form), hash_of(base)));
    }
    for verbs in VERBS.iter().map(|(_, verbs)| verbs).chain(std::iter::once(&COMMON)) {
        for verb in verbs.split_whitespace() {
            forms(verb).iter().for_each(|form| _ = stems.entry(hash_of(form)).or_insert_with(|| hash_of(verb)));
        }
    }
    for row in DERIVED.lines() {
        let mut words = row.split_whitespace();
        let base = hash_of(words.next().unwrap_or(""));
        let base = stems.get(&base).copied().unwrap_or(base);
        for word in words {
            for form in forms(word).into_iter().chain([plural(word)]) {
                stems.insert(hash_of(&form), base);
            }
        }
    }
    for noun in NOUNS.iter().flat_map(|(_, nouns)| nouns.split_whitespace()) {
        let base = stems.get(&hash_of(noun)).copied().unwrap_or_else(|| hash_of(noun));
        stems.entry(hash_of(&plural(noun))).or_insert(base);
    }
    stems
});

fn plural(noun: &str) -> String {
    match noun {
        _ if noun.ends_with("sis") => format!("{}es", &noun[..noun.len() - 2]),
        _ if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("sh") || noun.ends_with("ch") => format!("{noun}es"),
        _ if noun.ends_with('y') && !noun.ends_with("ay") && !noun.ends_with("ey") => {
            format!("{}ies", &noun[..noun.len() - 1])
        }
        _ => format!("{noun}s"),
    }
}

/// The forms of a verb: base, -s, past, participle, -ing.
fn forms(base: &str) -> Vec<String> {
    let third = plural(base);
    let ends_e = base.ends_with('e');
    let soft_e = ends_e && !base.ends_with("ee") && !base.ends_with("ye") && !base.ends_with("oe");
    let root = if soft_e { &base[..base.len() - 1] } else { base };
    let doubled = DOUBLING.split_whitespace().any(|verb| verb == base);
    let last = base.chars().next_back().unwrap_or(' ');
    let stem = if doubled { format!("{base}{last}") } else { root.to_owned() };
    let ing = base.strip_suffix("ie").map_or_else(|| format!("{stem}ing"), |short| format!("{short}ying"));
    let irregular = IRREGULAR.lines().find(|row| row.split_whitespace().next() == Some(base));
    let mut out = vec![base.to_owned(), third, ing];
    match irregular {
        Some(row) => out.extend(row.split_whitespace().skip(1).map(str::to_owned)),
        None if ends_e => out.push(format!("{base}d")),
        None if base.ends_with('y') && !base.ends_with("ay") && !base.ends_with("ey") && !base.ends_with("oy") => {
            out.push(format!("{}ied", &base[..base.len() - 1]));
        }
        None => out.push(format!("{stem}ed")),
    }
    out
}

/// Verbs that double their last letter before -ed and -ing.
const DOUBLING: &str = "stop plan ban admit commit submit permit refer occur prefer transfer rob stab shot drop step trap \
     strip grab drag slip ship cut hit put set get let begin win run sit swim dig quit shut spin control cancel travel \
     plot rig map tap top cap jam slam ram scrap equip";

/// Verbs that inflect out of the rule: base, past, participle.
const IRREGULAR: &str = "say said
tell told
win won
lose lost
begin began begun
take took taken
give gave given
go went gone
come came come
see saw seen
make made
hold held
meet met
leave left
find found
bring brought
buy bought
catch caught
fight fought
seek sought
teach taught
think thought
become became become
get got gotten
kill killed
strike struck stricken
sink sank sunk
fall fell fallen
rise rose risen
shoot shot
send sent
spend spent
build built
lead led
set set
put put
hit hit
cut cut
shut shut
hurt hurt
cost cost
quit quit
let let
burst burst
break broke broken
speak spoke spoken
steal stole stolen
choose chose chosen
freeze froze frozen
drive drove driven
write wrote written
ride rode ridden
draw drew drawn
fly flew flown
grow grew grown
know knew known
throw threw thrown
show showed shown
withdraw withdrew withdrawn
overthrow overthrew overthrown
undergo underwent undergone
understand understood
stand stood
keep kept
sleep slept
feel felt
deal dealt
mean meant
hear heard
pay paid
lay laid
lie lay lain
run ran run
swear swore sworn
bear bore born borne
wear wore worn
tear tore torn
forbid forbade forbidden
sell sold
flee fled
feed fed
bleed bled
spread spread
have had
do did done
be was were been
sit sat
bind bound
wind wound
dig dug
hang hung
swing swung
sweep swept
cast cast
broadcast broadcast
forecast forecast
bet bet
read read
beat beat beaten
eat ate eaten
hide hid hidden
sue sued
spin spun
ring rang rung
sing sang sung
spring sprang sprung
drink drank drunk
swim swam swum
shake shook shaken
forget forgot forgotten
forgive forgave forgiven
wake woke woken
light lit
lend lent
bend bent";

/// Everyday verbs of the news whose forms should be known as one.
const COMMON: &str = "accept achieve acquire act add address adopt affect aim allow appeal appear appoint approve arrest \
     arrive assassinate assault attack attempt attend award back ban behead block bomb bombard breach burn call campaign cancel capture carry \
     cause cease celebrate change charge check clash clear climb close collapse collide complete conduct confront conquer consider \
     contain contaminate control convict crash create cross crush damage debut decide declare decline defeat defect defend delay deliver depart deploy \
     deport derail destroy detain detect detonate develop devastate die disappear discover discuss dismiss displace dissolve divide \
     double drill drop drown dump earn edge elect eliminate emerge enact enter erupt escape establish evacuate examine \
     exchange execute exit expand expel explode export express extend face fear file fine fire flood follow force form found free \
     gain gather govern grant halt hand harm help hijack hire hospitalize identify ignite impeach import impose imprison \
     improve inaugurate increase indict infect inform inject injure inspect install interrupt interview introduce invade \
     investigate invite isolate issue jail join jump kidnap kill land last launch leak liberate lift link list loot lower lynch manage march \
     mark marry massacre measure mobilize monitor mount move murder name nationalize negotiate nominate notify obtain occupy \
     occur offer open oppose order oust overrun own pardon pass patrol perform pick place plant play poison poll pollute pour \
     present prevent print proclaim produce protest prove provide publish pull pump punish purchase pursue push qualify \
     quarantine question race raid raise rally ram reach rebuild recall receive recognize record recover recruit reduce reform regain \
     reinforce release relocate remain remove rename reopen repair repatriate repeal repel replace report rescue resign resolve respond \
     restore restrict result retain retake retire retreat return reveal review revoke revolt rob rule sack sail sanction save scrap \
     seal search secure seize sentence separate serve settle shell shift sign slash slow smuggle spill stab stage start starve stay \
     step storm strengthen strip study submit succeed suffer summon supply support surge surrender survive suspend \
     sustain target tax test testify topple torture touch tour trade transfer travel treat trigger try turn unite unveil uphold \
     urge use vaccinate veto violate visit volunteer vote walk warn wash watch weaken welcome work worsen wound wreck yield";

/// Nouns beside the verb that they are made of.
const DERIVED: &str = "attack attack attacker
bomb bombing bombardment
die death
kill killing
murder murder
explode explosion blast
start opening start launch initiate commence kick-off begin open
declare declaration proclaim
announce announcement
arrest arrest detain detention
elect election
invade invasion
withdraw withdrawal pull pullout pull-out
seize seizure capture
negotiate negotiation talk talks dialogue discuss discussion
meet meeting summit
resign resignation
crash crash
collide collision
protest protest demonstration rally
strike strike
visit visit
vote vote
decide decision
sign signing
agree agreement
approve approval
launch launch
destroy destruction
assassinate assassination
execute execution
convict conviction
sentence sentencing
try trial
win victory
defeat defeat
release release
appoint appointment
leak leak spill
collapse collapse
invest investigation investigate
fund funding
evacuate evacuation
rescue rescue
marry marriage wedding
birth bear born birth
close closure
merge merger
acquire acquisition purchase buy
sell sale
test test
publish publication
impose imposition
deploy deployment
liberate liberation
besiege siege
occupy occupation";

const VERBS: &[(Kinds, &str)] = &[
    (
        Kinds::SAYING,
        "say tell add note explain state comment remark argue reply respond observe recall write quote cite mention report \
         claim insist stress emphasize acknowledge concede admit suggest indicate signal believe think hope fear expect ask \
         estimate predict describe point ",
    ),
    (
        Kinds::SPEECH_ACT,
        "announce declare threaten accuse condemn warn promise pledge vow demand urge order apologize deny denounce confirm \
         reveal disclose propose recommend call rule testify plead confess swear proclaim criticize praise",
    ),
    (
        Kinds::PLAN,
        "plan promise pledge vow agree intend aim hope expect schedule prepare threaten propose decide seek want due set order \
         urge demand ask call wait offer request invite authorize approve commit slate consider",
    ),
    (
        Kinds::STATE,
        "be have seem appear belong contain consist include involve depend concern remain own know like love hate want need \
         deserve resemble cost weigh measure equal lack exist mean matter tend represent understand constitute live border \
         believe think hope fear feel wish ",
    ),
    (Kinds::PHASE, "begin start continue resume stop cease finish keep quit halt end complete"),
    (Kinds::FAILS, "fail refuse decline prevent avoid block cancel prohibit ban neglect forbid"),
    (Kinds::DENIES, "deny reject dispute refute"),
    (Kinds::THINKS, "believe think allege suspect suppose accuse rumor consider estimate fear assume presume claim"),
    (Kinds::LIGHT, "have make take give hold do get put set keep go come be carry conduct"),
    (
        Kinds::WEIGHTY,
        "kill die explode invade attack bomb declare elect resign arrest sentence convict sign win lose seize capture \
         collapse crash sink erupt assassinate murder execute overthrow surrender approve reject announce launch found \
         ban impeach indict withdraw rule spill leak destroy strike ",
    ),
];

const NOUNS: &[(Kinds, &str)] = &[
    (
        Kinds::PERSON,
        "activist actor actress adviser ambassador analyst archbishop artist athlete attorney aunt author baby banker \
         bishop boy broker brother captain cardinal chairman chairwoman chancellor chief child citizen clerk coach \
         colonel commander commissioner congressman congresswoman coroner correspondent customer daughter defendant \
         deputy detective dictator diplomat director doctor driver economist editor emperor engineer envoy executive \
         expert farmer father fighter firefighter fisherman founder gardener general girl governor guard gunman head \
         historian husband infant inspector investigator journalist judge king lawmaker lawyer leader lieutenant \
         magistrate major man manager mayor minister monk mother musician nurse offender officer official owner \
         painter paramedic passenger patient pediatrician photographer physician pilot player poet policeman \
         politician pope premier president priest prince princess prisoner professor prosecutor queen rebel reporter \
         representative researcher resident scientist secretary senator sergeant sheriff singer sister soldier son \
         speaker spokesman spokesperson spokeswoman star student suspect teacher teenager tourist tsar victim widow \
         wife witness woman worker writer youth",
    ),
    (
        Kinds::NEWS,
        "attack bombing blast explosion killing murder death assassination massacre war battle offensive invasion siege raid \
         airstrike shelling clash coup revolution uprising revolt rebellion riot protest demonstration rally strike election \
         referendum summit trial verdict ruling conviction arrest execution lawsuit crash collision accident disaster earthquake \
         quake tsunami hurricane storm flood fire wildfire eruption outbreak epidemic pandemic famine drought spill leak collapse \
         evacuation rescue agreement treaty ceasefire truce surrender withdrawal resignation merger takeover bankruptcy bailout \
         funeral wedding robbery theft kidnapping hijacking shooting stabbing suicide blockade crackdown exodus independence \
         unification annexation crisis embargo sinking genocide slaughter recession voyage landing flight vote visit decision \
         bombardment ambush mutiny meeting accession",
    ),
    (
        Kinds::HAPPENING,
        "attack bombing blast explosion killing murder death assassination massacre war battle offensive invasion \
         occupation siege raid strike airstrike shelling clash fight fighting coup revolution uprising revolt rebellion riot \
         protest demonstration rally march strike election vote referendum ballot poll campaign inauguration summit \
         meeting conference talk negotiation dialogue visit trip tour trial hearing verdict ruling sentence sentencing \
         conviction acquittal arrest detention execution extradition indictment lawsuit investigation inquiry probe raid \
         search seizure crash collision accident disaster earthquake quake tsunami hurricane storm flood fire wildfire \
         eruption outbreak epidemic pandemic famine drought spill leak collapse explosion evacuation rescue launch landing flight \
         mission test signing agreement treaty ceasefire truce surrender withdrawal deployment retreat liberation declaration \
         announcement speech address statement interview appearance debate decision resignation appointment nomination dismissal \
         election merger takeover acquisition sale purchase bankruptcy bailout opening closure premiere debut release \
         publication concert performance funeral burial wedding marriage birth christening divorce ceremony celebration \
         festival game match final tournament race championship victory defeat win loss draw goal robbery theft kidnapping hijacking shooting \
         stabbing rape assault abduction escape suicide operation surgery transplant autopsy vaccination transfer \
         appeal boycott embargo sanction blockade crackdown purge deportation expulsion exodus migration independence \
         unification partition annexation abdication coronation reform amendment repeal ban cut increase rise fall decline \
         drop surge slump recession crisis incident visit session reunion anniversary vigil discovery invention \
         ambush bombardment offensive takeover mutiny abolition sinking wreck shutdown walkout boycott hunt testimony \
         briefing decree pullout hostage-taking genocide slaughter slaying manhunt retaliation incident remark homage \
         triumph reunification handover standoff shootout gunfight skirmish incursion bloodshed beating lynching \
         interrogation questioning prosecution plea petition request complaint apology vow pledge threat \
         warning protest counterattack recount runoff primary overthrow upheaval unrest violence \
         congress telecast broadcast toast service procession parade gathering assembly convention conference \
         expansion enlargement accession ratification admission creation foundation dissolution disbandment \
         arrival departure return journey pilgrimage crossing voyage passage hospitalization injury illness diagnosis \
         payment donation grant loan deal contract move bid layoff restructuring recall audit hike downturn \
         transition handshake exchange rotation repatriation custody revelation disclosure demolition construction \
         stampede blackout outage derailment capsizing hailstorm tornado landslide avalanche cyclone typhoon heatwave ",
    ),
    (
        Kinds::WEIGHTY,
        "attack bombing war death election coup invasion assassination massacre treaty ceasefire revolution earthquake verdict \
         explosion disaster outbreak pandemic resignation independence genocide bankruptcy crash funeral",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_verb_share_a_stem_with_its_noun() {
        for (a, b) in
            [("attacked", "attacks"), ("died", "deaths"), ("withdrew", "withdrawal"), ("initiated", "opening")]
        {
            assert_eq!(stem(hash_of(a)), stem(hash_of(b)), "{a} {b}");
        }
        assert_ne!(stem(hash_of("attacked")), stem(hash_of("arrested")));
    }

    #[test]
    fn kinds_hold_for_every_form() {
        for form in ["say", "says", "said", "saying"] {
            assert!(kinds(hash_of(form)).has(Kinds::SAYING), "{form}");
        }
        assert!(kinds(hash_of("planned")).has(Kinds::PLAN));
        assert!(kinds(hash_of("offensives")).has(Kinds::HAPPENING));
        assert!(!kinds(hash_of("table")).has(Kinds::HAPPENING));
    }
}
