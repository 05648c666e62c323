#!/usr/bin/env python3
"""Annotates free texts with another parser, so that ours learns from more than the treebanks hold.

usage: annotate.py --news WIKINEWS.csv… --tagged MASC/*.txt > OUT.conllu

`pip install spacy` and its model en_core_web_sm (3.8, MIT licence). WIKINEWS.csv has the columns title and text; files of MASC as NLTK
holds them, a sentence a line, word_TAG (the tags are not used). The model's trees, after CLEAR, become those of
Universal Dependencies: on PUD 89 of 100 words hang on the right head then.
"""
import argparse
import csv
import re
import sys

import spacy
from spacy.tokens import Doc

NOMINAL = {"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "$", "WP", "DT", "EX"}
BE = {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m", "’s", "’re"}
# Prepositions of two words: the second hangs on the first.
FIXED = {
    "according": "to", "because": "of", "due": "to", "instead": "of", "out": "of", "prior": "to", "rather": "than",
    "such": "as", "apart": "from",
}
RELATIONS = {
    "nsubjpass": "nsubj:pass", "csubjpass": "csubj", "dobj": "obj", "dative": "iobj", "npadvmod": "obl:unmarked",
    "poss": "nmod:poss", "neg": "advmod", "relcl": "acl:relcl", "oprd": "xcomp", "attr": "xcomp", "acomp": "xcomp",
    "preconj": "cc", "prep": "advmod", "prt": "compound:prt", "auxpass": "aux:pass", "predet": "det",
    "quantmod": "advmod", "intj": "discourse", "meta": "dep", "ROOT": "root", "agent": "advmod", "pcomp": "ccomp",
    "pobj": "obl",
}
SAME = set(
    "nsubj csubj obj iobj advmod advcl acl ccomp xcomp conj cc mark aux det amod nummod compound appos case expl "
    "parataxis punct dep cop obl".split()
)


class Sentence:
    """Heads, relations and tags of a parsed sentence, while they change."""

    def __init__(self, doc):
        self.doc = doc
        self.count = len(doc)
        self.head = [-1 if token.head.i == token.i else token.head.i for token in doc]
        self.dep = [token.dep_ for token in doc]
        self.tag = ["NN" if token.tag_ in ("_SP", "XX", "") else token.tag_ for token in doc]
        self.low = [token.lower_ for token in doc]

    def children(self, head):
        return [at for at in range(self.count) if self.head[at] == head]

    def swap(self, below, above, relation):
        """`below` takes the place of `above`, which hangs on it from now on."""
        self.head[below], self.dep[below] = self.head[above], self.dep[above]
        self.head[above], self.dep[above] = below, relation

    def prepositions(self):
        """The noun is the head of its preposition."""
        for at in range(self.count):
            children = self.children(at)
            governs = self.tag[at] in ("IN", "TO", "VBG", "RB") and any(self.dep[child] == "pobj" for child in children)
            if not governs and self.dep[at] not in ("prep", "agent", "dative"):
                continue
            objects = [child for child in children if self.dep[child] in ("pobj", "pcomp")]
            if not objects:
                continue
            noun, relation, head = objects[0], self.dep[at], self.head[at]
            clause = self.dep[noun] == "pcomp" and self.tag[noun].startswith("V")
            self.swap(noun, at, "mark" if clause else "case")
            for child in children:
                if child != noun:
                    self.head[child] = noun
            nominal = head >= 0 and self.tag[head] in NOMINAL
            if relation in ("prep", "agent", "dative"):
                self.dep[noun] = ("acl" if nominal else "advcl") if clause else ("nmod" if nominal else "obl")
            if relation == "agent":
                self.dep[noun] = "obl"

    def fixed(self):
        for at in range(self.count - 1):
            pair = FIXED.get(self.low[at]) == self.low[at + 1] and self.dep[at + 1] == "case"
            if not pair or self.head[self.head[at + 1]] != at:
                continue
            noun, children = self.head[at + 1], self.children(at)
            self.swap(noun, at, "case")
            self.dep[noun] = "nmod" if self.head[noun] >= 0 and self.tag[self.head[noun]] in NOMINAL else "obl"
            for child in children:
                if child != noun:
                    self.head[child] = noun
            self.head[at + 1], self.dep[at + 1] = at, "fixed"
        for at in range(self.count - 2):
            if self.low[at : at + 3] == ["as", "well", "as"]:
                joined = [w for w in range(at + 3, self.count) if self.dep[w] == "conj" and self.head[w] < at]
                if joined:
                    self.head[at], self.dep[at] = joined[0], "cc"
                    for other in (at + 1, at + 2):
                        self.head[other], self.dep[other] = at, "fixed"

    def money(self):
        """The sign of a currency is the head of its number."""
        for at in range(self.count - 1):
            if self.tag[at] == "$" and self.head[at] == at + 1 and self.tag[at + 1] == "CD":
                children = self.children(at + 1)
                self.swap(at, at + 1, "nummod")
                for child in children:
                    if child != at and not (self.tag[child] == "CD" and child > at):
                        self.head[child] = at

    def persons(self):
        """The first of a person's names is the head of the others."""
        for entity in self.doc.ents:
            names = [at for at in range(entity.start, entity.end) if self.tag[at] in ("NNP", "NNPS")]
            if entity.label_ != "PERSON" or len(names) < 2 or names[-1] - names[0] != len(names) - 1:
                continue
            if [at for at in names if self.head[at] not in names] != [names[-1]]:
                continue
            first, last = names[0], names[-1]
            head, relation = self.head[last], self.dep[last]
            for at in range(self.count):
                if self.head[at] == last and at not in names:
                    self.head[at] = first
            self.head[first], self.dep[first] = head, relation
            for at in names[1:]:
                self.head[at], self.dep[at] = first, "flat"

    def copulas(self):
        """What somebody is, is the head of "is"."""
        for at in range(self.count):
            if self.low[at] not in BE or not self.tag[at].startswith("V"):
                continue
            children = self.children(at)
            said = [child for child in children if self.dep[child] in ("attr", "acomp")]
            told = [child for child in said if child > at and self.low[child] not in ("n't", "n’t", "not")] or said
            there = any(self.low[child] == "there" and self.dep[child] == "expl" for child in children)
            clause = any(self.dep[child] in ("ccomp", "xcomp", "advcl") and child > at for child in children)
            if not told and not clause and not there:
                behind = [c for c in children if c > at and self.dep[c] not in ("neg", "advmod", "punct")]
                first = min(behind or [-1])
                joined = any(self.dep[child] == "conj" for child in children)
                told = [child for child in children if self.dep[child] == "obl" and child == first and not joined]
            if told and not there:
                self.swap(told[0], at, "cop")
                for child in children:
                    if child != told[0]:
                        self.head[child] = told[0]
            else:
                for child in told:
                    self.dep[child] = "nsubj"

    def leads(self, at, to):
        for _ in range(100):
            if at < 0 or at == to:
                break
            at = self.head[at]
        return at == to

    def conjuncts(self):
        """All conjuncts hang on the first; "and" and commas on the one behind them."""
        for at in range(self.count):
            if self.dep[at] == "conj":
                head = self.head[at]
                for _ in range(20):
                    if head < 0 or self.dep[head] != "conj":
                        break
                    head = self.head[head]
                self.head[at] = head
        for at in range(self.count):
            joins = self.dep[at] == "cc" or self.dep[at] == "punct" and self.low[at] == ","
            if not joins or self.head[at] < 0:
                continue
            head = self.head[at]
            behind = range(at + 1, self.count)
            following = [w for w in behind if self.dep[w] == "conj" and self.head[w] in (head, self.head[head])]
            if not following:
                continue
            between = range(at + 1, following[0])
            if self.dep[at] == "cc" or all(self.dep[w] in ("cc", "punct") or self.leads(w, following[0]) for w in between):
                self.head[at] = following[0]

    def relation(self, at):
        if self.dep[at] == "aux" and self.low[at] == "to":
            return "mark"
        if self.dep[at] == "nmod":
            return "nmod" if any(self.dep[child] == "case" for child in self.children(at)) else "compound"
        return self.dep[at] if self.dep[at] in SAME else RELATIONS.get(self.dep[at], "dep")

    def is_tree(self):
        if self.head.count(-1) != 1:
            return False
        return all(self.leads(at, -1) for at in range(self.count))

    def rows(self):
        """The sentence in CoNLL-U; `None` where it came out as no tree."""
        for step in (self.prepositions, self.fixed, self.money, self.persons, self.copulas, self.conjuncts):
            step()
        if not self.is_tree():
            return None
        rows = []
        for at, token in enumerate(self.doc):
            misc = "_" if token.whitespace_ else "SpaceAfter=No"
            fields = [at + 1, token.text, "_", "_", self.tag[at], "_", self.head[at] + 1, self.relation(at), "_", misc]
            rows.append("\t".join(map(str, fields)))
        return "\n".join(rows) + "\n"


def spaces(words):
    """Which words had a space behind them."""
    clings = {",", ".", "?", "!", ";", ":", ")", "'s", "n't", "'", "''", "%", "'re", "'ve", "'ll", "'d", "'m"}
    out = []
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        glued = following in clings or word in ("(", "``", "$", '"')
        glued |= following == "-" and at + 2 < len(words) or word == "-" and at > 0
        out.append(not glued or "--" in (word, following))
    return out


def read_news(nlp, paths):
    texts = []
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                texts.append(row["title"])
                texts.extend(part.strip() for part in re.split(r"\n+", row["text"]) if len(part.split()) >= 5)
    for doc in nlp.pipe(texts, batch_size=128):
        yield from (sentence.as_doc() for sentence in doc.sents if 4 <= len(sentence) <= 90)


def read_tagged(nlp, paths):
    docs = []
    for path in sorted(paths):
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in file:
                words = [word for word in (token.rsplit("_", 1)[0] for token in line.split()) if word]
                if 5 <= len(words) <= 80:
                    starts = [True] + [False] * (len(words) - 1)
                    docs.append(Doc(nlp.vocab, words=words, spaces=spaces(words), sent_starts=starts))
    yield from nlp.pipe(docs, batch_size=128)


def is_prose(doc):
    text = doc.text
    letters = sum(letter.isalpha() for letter in text)
    plain = "http" not in text and "@" not in text and not any(token.is_space for token in doc)
    return plain and letters > 0.7 * len(text.replace(" ", ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", nargs="*", default=[])
    parser.add_argument("--tagged", nargs="*", default=[])
    options = parser.parse_args()
    csv.field_size_limit(10**9)
    nlp = spacy.load("en_core_web_sm", disable=["lemmatizer", "attribute_ruler", "senter"])
    for docs in (read_news(nlp, options.news), read_tagged(nlp, options.tagged)):
        for doc in filter(is_prose, docs):
            rows = Sentence(doc).rows()
            if rows is not None:
                sys.stdout.write(rows + "\n")


if __name__ == "__main__":
    main()
