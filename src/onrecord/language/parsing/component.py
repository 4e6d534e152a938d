"""The spaCy component that tags, parses, lemmatises and names in one go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG  # type: ignore[import-not-found]
from spacy.symbols import IDS  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.language.parsing.decoding import NameDecoder, Places
from onrecord.language.parsing.features import COUNTRY, Gazetteer, Lookup
from onrecord.language.parsing.lemmas import Lemmatiser
from onrecord.language.parsing.network import Network, Reading

WORDS_AT_ONCE = 3000
"""Words that go through the network together; their number changes the speed, not the result."""
COLUMNS = [TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE]
INSIDE, OUTSIDE, BEGIN = 1, 2, 3
STATE, BODY = "PLACE", "ORG"
NOT_STATES = frozenset({"United Nations", "European Union", "Eurozone"})
"""Organisations that CLDR, and so the gazetteer, counts among the territories."""
Name = tuple[int, int, str]


class Parser:
    """A spaCy pipeline component: Doc to Doc, with `pipe` for many."""

    def __init__(self, vocab: Vocab, folder: Path) -> None:
        meta: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz") as weights:
            arrays = {name: weights[name] for name in weights.files}
        lookup = Lookup(meta["words"], meta["sizes"]["buckets"])
        self._gazetteer = Gazetteer(meta["gazetteer"])
        self._network = Network(arrays, lookup, self._gazetteer)
        self._names = NameDecoder(meta["entity"])
        self._strings = vocab.strings
        add = vocab.strings.add
        self._xpos = np.array([add(tag) for tag in meta["xpos"]], dtype=np.uint64)
        pairs = [name.split("|", 1) for name in meta["morph"]]
        self._pos = np.array([IDS[upos] for upos, _ in pairs], dtype=np.uint64)
        self._feats = np.array([vocab.morphology.add(feats) for _, feats in pairs], dtype=np.uint64)
        self._upos = [upos for upos, _ in pairs]
        self._lemmas = Lemmatiser(meta["lemma"], meta.get("lexicon", {}))
        labels = ["ROOT" if label == "root" else label for label in meta["label"]]
        self._labels = np.array([add(label) for label in labels], dtype=np.uint64)
        self._space = np.array([add("_SP"), IDS["SPACE"], vocab.morphology.add(""), 0, 0, add("dep"), OUTSIDE, 0],
                               dtype=np.uint64)  # fmt: skip
        self._root = add("ROOT")
        self._entity = {mark[2:]: add(mark[2:]) for mark in meta["entity"] if mark != "O"}

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 512) -> Iterator[Doc]:
        """The docs in order; `batch_size` of them are looked at together."""
        stream = iter(docs)
        while batch := list(islice(stream, batch_size)):
            places = [np.array([t.i for t in doc if not t.is_space], dtype=np.intp) for doc in batch]
            order = sorted((i for i in range(len(batch)) if len(places[i])), key=lambda i: -len(places[i]))
            for group in _groups(order, places):
                self._annotate([batch[i] for i in group], [places[i] for i in group])
            yield from batch

    def _annotate(self, docs: list[Doc], places: list[Places]) -> None:
        texts = [[token.text for token in doc if not token.is_space] for doc in docs]
        readings = self._network.read(texts)
        for doc, at, words, reading in zip(docs, places, texts, readings, strict=True):
            if not reading.sure and len(docs) > 1:
                # alone its sums have one shape, so the answer does not hang on which sentences stood beside it
                reading = self._network.read([words])[0]
            self._write(doc, at, words, reading)

    def _write(self, doc: Doc, at: Places, words: list[str], reading: Reading) -> None:
        table = np.tile(self._space, (len(doc), 1))
        target = np.where(reading.heads, at[reading.heads - 1], at)
        table[at, 0] = self._xpos[reading.xpos]
        table[at, 1] = self._pos[reading.morph]
        table[at, 2] = self._feats[reading.morph]
        table[at, 3] = [
            self._strings.add(self._lemmas.lemma(word, self._upos[morph], rule))
            for word, morph, rule in zip(words, reading.morph, reading.lemma, strict=True)
        ]
        table[at, 4] = (target - at).astype(np.int64).view(np.uint64)
        table[at, 5] = np.where(reading.heads, self._labels[reading.label], self._root)
        for first, last, name in self._names_of(words, reading):
            table[at[first] : at[last - 1] + 1, 6] = INSIDE
            table[at[first], 6] = BEGIN
            table[at[first] : at[last - 1] + 1, 7] = self._entity[name]
        _hang_spaces(doc, table, at)
        doc.from_array(COLUMNS, table)  # type: ignore[arg-type]

    def _names_of(self, words: list[str], reading: Reading) -> list[Name]:
        """The network's names; a state that it took for an organisation is a place, and the UN an organisation."""
        names = self._names.names(reading.entity)
        places = set(self._gazetteer.names(words, COUNTRY)) if names else set()
        out = []
        for first, last, label in names:
            if (first, last) in places and label != "PERSON":
                label = BODY if " ".join(words[first:last]) in NOT_STATES else STATE
            out.append((first, last, label))
        return out


def _hang_spaces(doc: Doc, table: NDArray[np.uint64], at: Places) -> None:
    """White space hangs from the word before it, or from the first word."""
    if len(at) == len(doc):
        return
    words = set(at.tolist())
    before = int(at[0])
    for i in range(len(doc)):
        if i in words:
            before = i
        else:
            table[i, 4] = np.array(before - i, dtype=np.int64).view(np.uint64)
            table[i, 3] = doc[i].orth


def _groups(order: list[int], places: list[Places]) -> Iterator[list[int]]:
    group: list[int] = []
    size = 0
    for i in order:
        if group and size + len(places[i]) > WORDS_AT_ONCE:
            yield group
            group, size = [], 0
        group.append(i)
        size += len(places[i])
    if group:
        yield group
