//! Parts of speech, after the Penn Treebank, and grammatical relations, after Universal Dependencies.

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[allow(clippy::upper_case_acronyms)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($variant),* }

        impl $name {
            /// All of them, in the order of the model's columns.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The name as treebanks write it.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// By its name in treebanks.
            pub fn from_name(name: &str) -> Option<$name> {
                match name { $($text => Some($name::$variant),)* _ => None }
            }
        }
    };
}

names! {
    /// Part of speech of a word, after the Penn Treebank.
    Tag {
        NN = "NN", NNS = "NNS", NNP = "NNP", NNPS = "NNPS", VB = "VB", VBD = "VBD", VBG = "VBG", VBN = "VBN", VBP = "VBP",
        VBZ = "VBZ", MD = "MD", JJ = "JJ", JJR = "JJR", JJS = "JJS", RB = "RB", RBR = "RBR", RBS = "RBS", RP = "RP",
        IN = "IN", TO = "TO", DT = "DT", PDT = "PDT", WDT = "WDT", PRP = "PRP", PRPS = "PRP$", WP = "WP", WPS = "WP$",
        WRB = "WRB", CC = "CC", CD = "CD", EX = "EX", POS = "POS", UH = "UH", FW = "FW", SYM = "SYM", Currency = "$",
        Comma = ",", Stop = ".", Colon = ":", Open = "``", Close = "''", Left = "-LRB-", Right = "-RRB-",
    }
}

names! {
    /// How a word hangs on its head, after Universal Dependencies.
    Relation {
        Other = "dep", Subject = "nsubj", PassiveSubject = "nsubj:pass", ClauseSubject = "csubj", Object = "obj",
        IndirectObject = "iobj", Oblique = "obl", Unmarked = "obl:unmarked", NounModifier = "nmod", Possessor = "nmod:poss",
        Adverb = "advmod", AdverbClause = "advcl", NounClause = "acl", RelativeClause = "acl:relcl", ContentClause = "ccomp",
        OpenComplement = "xcomp", Conjunct = "conj", Conjunction = "cc", Case = "case", Marker = "mark", Auxiliary = "aux",
        PassiveAuxiliary = "aux:pass", Copula = "cop", Determiner = "det", Adjective = "amod", Number = "nummod",
        Compound = "compound", Particle = "compound:prt", Apposition = "appos", Flat = "flat", Parataxis = "parataxis",
    }
}

impl Tag {
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
    }

    pub fn is_plural(self) -> bool {
        matches!(self, Tag::NNS | Tag::NNPS)
    }

    pub fn is_proper(self) -> bool {
        matches!(self, Tag::NNP | Tag::NNPS)
    }

    /// A verb in any form, modals left out.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ)
    }

    /// A verb that can be the only one of a clause.
    pub fn is_finite(self) -> bool {
        matches!(self, Tag::VBD | Tag::VBP | Tag::VBZ)
    }

    pub fn is_pronoun(self) -> bool {
        matches!(self, Tag::PRP | Tag::WP | Tag::WDT | Tag::EX)
    }

    pub fn is_punctuation(self) -> bool {
        self >= Tag::Comma || self == Tag::SYM
    }
}
