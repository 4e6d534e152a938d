"""The spaCy component that tags, parses, lemmatises and names in one go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.symbols import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.language.parsing.decoding import NameDecoder, tree
from onrecord.language.parsing.features import Gazetteer, Lookup
from onrecord.language.parsing.lemmas import apply_rule
from onrecord.language.parsing.network import Network

WORDS_AT_ONCE = 3000
"""Words that go through the network together; their number changes the speed, not the result."""
COLUMNS = [TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE]
INSIDE, OUTSIDE, BEGIN = 1, 2, 3


class Parser:
    """A spaCy pipeline component: Doc to Doc, with `pipe` for many."""

    def __init__(self, vocab: Vocab, folder: Path) -> None:
        meta: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz") as weights:
            arrays = {name: weights[name] for name in weights.files}
        lookup = Lookup(meta["words"], meta["sizes"]["buckets"])
        self._network = Network(arrays, lookup, Gazetteer(meta["gazetteer"]))
        self._names = NameDecoder(meta["entity"])
        self._strings = vocab.strings
        add = vocab.strings.add
        self._xpos = np.array([add(tag) for tag in meta["xpos"]], dtype=np.uint64)
        pairs = [name.split("|", 1) for name in meta["morph"]]
        self._pos = np.array([IDS[upos] for upos, _ in pairs], dtype=np.uint64)
        self._feats = np.array([vocab.morphology.add(feats) for _, feats in pairs], dtype=np.uint64)
        self._rules: list[str] = meta["lemma"]
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

    def _annotate(self, docs: list[Doc], places: list[NDArray[np.intp]]) -> None:
        texts = [[token.text for token in doc if not token.is_space] for doc in docs]
        scored, encoded = self._network.scores(texts)
        heads = [tree(one.arcs) for one in scored]
        rows = np.concatenate([one.rows for one in scored])
        above = np.concatenate(
            [np.where(head, one.rows[head - 1], -1) for head, one in zip(heads, scored, strict=True)]
        )
        labels = self._network.labels(encoded, rows, above)
        labels = np.split(labels, np.cumsum([len(text) for text in texts])[:-1])
        for doc, at, words, one, head, label in zip(docs, places, texts, scored, heads, labels, strict=True):
            table = np.tile(self._space, (len(doc), 1))
            lemmas = [apply_rule(word, self._rules[rule]) for word, rule in zip(words, one.lemma, strict=True)]
            target = np.where(head, at[head - 1], at)
            table[at, 0] = self._xpos[one.xpos]
            table[at, 1] = self._pos[one.morph]
            table[at, 2] = self._feats[one.morph]
            table[at, 3] = [self._strings.add(lemma) for lemma in lemmas]
            table[at, 4] = (target - at).astype(np.int64).view(np.uint64)
            table[at, 5] = np.where(head, self._labels[label], self._root)
            for first, last, name in self._names.names(one.entity):
                table[at[first] : at[last - 1] + 1, 6] = INSIDE
                table[at[first], 6] = BEGIN
                table[at[first] : at[last - 1] + 1, 7] = self._entity[name]
            _hang_spaces(doc, table, at)
            doc.from_array(COLUMNS, table)


def _hang_spaces(doc: Doc, table: NDArray[np.uint64], at: NDArray[np.intp]) -> None:
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


def _groups(order: list[int], places: list[NDArray[np.intp]]) -> Iterator[list[int]]:
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
