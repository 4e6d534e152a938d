"""Scores the shipped pipeline (or the one in --model) on the test parts: `python training/evaluate.py`.

Two ways: on gold words (`gold`), and from raw paragraphs with our own sentences and words (`raw`). A raw word is
right when it covers the same characters as a gold word, and its head must too (the CoNLL 2018 shared task's way);
figures are F1. LAS compares the whole label, subtype included, over all words with punctuation. LAS- leaves
punctuation out, LAS: compares labels without their subtypes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from data import re3d, treebank
from entities import RE3D_LABELS, re3d_documents
from onrecord.language.parsing.shipped import COMPONENT, MODEL, make_pipeline
from onrecord.language.sentences import split_sentences
from treebank import Sentence

Row = tuple[str, str, str, int, str]
"""upos, xpos, lemma, place of the head's first character (-1 for the root), label."""


class Tally:
    """Right, given and wanted, by measure."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()

    def add(self, measure: str, right: int, given: int, wanted: int) -> None:
        self.right[measure] += right
        self.given[measure] += given
        self.wanted[measure] += wanted

    def f1(self) -> dict[str, float]:
        """In percent."""
        return {
            key: round(200 * self.right[key] / (self.given[key] + self.wanted[key]), 2)
            for key in self.wanted
            if self.given[key] + self.wanted[key]
        }


def gold_rows(sentences: Iterable[Sentence]) -> tuple[dict[tuple[int, int], Row], set[tuple[int, int]], str]:
    """Words and sentences of one paragraph by the non-space characters they cover, and the paragraph's text."""
    rows, spans, text, at = {}, set(), "", 0
    for s in sentences:
        assert s.upos
        assert s.xpos
        assert s.lemmas
        assert s.labels
        assert s.heads is not None
        places, begin = [], at
        for word, space in zip(s.words, s.spaces, strict=True):
            solid = len("".join(word.split()))
            places.append((at, at + solid))
            at += solid
            text += word.replace("\u00a0", " ") + " " * space
        spans.add((begin, at))
        for i, place in enumerate(places):
            head = places[s.heads[i] - 1][0] if s.heads[i] else -1
            rows[place] = (s.upos[i], s.xpos[i], s.lemmas[i], head, s.labels[i])
    return rows, spans, text


def given_rows(docs: Iterable[Doc]) -> tuple[dict[tuple[int, int], Row], set[tuple[int, int]]]:
    """The same of what the pipeline says."""
    rows, spans, at = {}, set(), 0
    for doc in docs:
        places, begin = {}, at
        for token in doc:
            solid = len("".join(token.text.split()))
            places[token.i] = (at, at + solid)
            at += solid
        spans.add((begin, at))
        for token in doc:
            if not token.is_space:
                head = -1 if token.head == token else places[token.head.i][0]
                label = "root" if token.dep_ == "ROOT" else token.dep_
                rows[places[token.i]] = (token.pos_, token.tag_, token.lemma_, head, label)
    return rows, spans


def compare(tally: Tally, gold: dict[tuple[int, int], Row], given: dict[tuple[int, int], Row]) -> None:
    both = gold.keys() & given.keys()

    def count(measure: str, same: Iterable[bool]) -> None:
        tally.add(measure, sum(same), len(given), len(gold))

    tally.add("words", len(both), len(given), len(gold))
    for i, measure in enumerate(("UPOS", "XPOS", "lemma")):
        count(measure, (gold[p][i] == given[p][i] for p in both))
    count("UAS", (gold[p][3] == given[p][3] for p in both))
    count("LAS", (gold[p][3:] == given[p][3:] for p in both))
    count(
        "LAS:", (gold[p][3] == given[p][3] and gold[p][4].split(":")[0] == given[p][4].split(":")[0] for p in both)
    )
    solid = {p for p in gold if gold[p][4] != "punct"}
    loud = sum(given[p][4] != "punct" for p in given)
    tally.add("LAS-", sum(gold[p][3:] == given[p][3:] for p in both & solid), loud, len(solid))


def paragraphs(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    block: list[Sentence] = []
    for s in sentences:
        if s.starts_paragraph and block:
            yield block
            block = []
        block.append(s)
    if block:
        yield block


def score_treebank(nlp: Language, sentences: list[Sentence]) -> dict[str, dict[str, float]]:
    """Scores on gold words and from raw text, over all and by genre."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    parser = nlp.get_pipe(COMPONENT)
    for genre, group in groupby(sentences, key=lambda s: s.genre):
        blocks = list(paragraphs(list(group)))
        for block in blocks:
            gold, spans, text = gold_rows(block)
            docs = list(parser.pipe([Doc(nlp.vocab, words=s.words, spaces=s.spaces) for s in block]))  # type: ignore[attr-defined]
            given, _ = given_rows(docs)
            pieces = [text[a:b] for a, b in split_sentences(text)]
            raw, cut = given_rows(nlp.pipe(pieces))
            for name in ("all", genre):
                compare(tallies[f"gold {name}"], gold, given)
                compare(tallies[f"raw {name}"], gold, raw)
                tallies[f"raw {name}"].add("sentences", len(spans & cut), len(cut), len(spans))
    return {name: tally.f1() for name, tally in tallies.items()}


def score_names(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """Names on the words given, exact extent and label."""
    tally = Tally()
    parser = nlp.get_pipe(COMPONENT)
    docs = parser.pipe([Doc(nlp.vocab, words=s.words, spaces=s.spaces) for s in sentences])  # type: ignore[attr-defined]
    for s, doc in zip(sentences, docs, strict=True):
        given = {(e.start, e.end, e.label_) for e in doc.ents}
        wanted = set(s.entities or [])
        for label in ("PERSON", "ORG", "PLACE", "all"):
            a, b = ({n for n in side if label in (n[2], "all")} for side in (given, wanted))
            tally.add(label, len(a & b), len(a), len(b))
    return tally.f1()


def score_all_mentions(nlp: Language, path: Path, keep: set[str]) -> dict[str, float]:
    """Against every mention of re3d, nominal and nested ones too ("the country"), exact extent, "the" left out."""
    tally = Tally()
    for ident, _, text, mentions in re3d_documents(path):
        if ident not in keep:
            continue
        wanted = set()
        for begin, end, kind in mentions:
            if kind in RE3D_LABELS:
                begin += len(text[begin:end]) - len(text[begin:end].removeprefix("the ").removeprefix("The "))
                wanted.add((begin, end, RE3D_LABELS[kind]))
        pieces = list(split_sentences(text))
        given = {
            (a + e.start_char, a + e.end_char, e.label_)
            for (a, _), doc in zip(pieces, nlp.pipe([text[a:b] for a, b in pieces]), strict=True)
            for e in doc.ents
        }
        tally.add("all mentions", len(given & wanted), len(given), len(wanted))
        loose = {(e, label) for _, e, label in given} & {(e, label) for _, e, label in wanted}
        tally.add("precision by last word", len(loose), len(given), len(given))
    return tally.f1()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--part", default="test", choices=["test", "dev"])
    options = parser.parse_args()
    nlp = make_pipeline(options.model)
    for bank in ("ewt", "gum"):
        sentences = treebank(options.data / "treebanks", f"{bank}-{options.part}")
        for name, scores in score_treebank(nlp, sentences).items():
            print(bank, options.part, name, json.dumps(scores))
        if bank == "gum":
            print(bank, options.part, "names", json.dumps(score_names(nlp, sentences)))
    path = options.data / "re3d" / "re3d.jsonl"
    _, held, closed = re3d(path)
    for name, rows in (("held out", held), ("CC BY-NC rows", closed), ("both", held + closed)):
        print("re3d", name, json.dumps(score_names(nlp, rows)))
        print("re3d", name, json.dumps(score_all_mentions(nlp, path, {s.document for s in rows})))


if __name__ == "__main__":
    main()
