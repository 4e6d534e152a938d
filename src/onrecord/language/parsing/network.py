"""The network, in NumPy: from words to what is said of each. Its twin `training/network.py` makes the weights.

Words of many sentences are laid out time first (all first words, then all second words ...), longest sentence
first, so that the sentences still running at a step are its first rows and nothing is padded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.language.parsing.decoding import Array, Places, tree
from onrecord.language.parsing.features import Gazetteer, Lookup, shape

REMEMBERED = 60_000
"""Forms whose vectors are kept; a cleared memory costs time, never a result."""
ROWS_AT_ONCE = 512
CLOSE = 2e-4
"""Scores nearer than this count as a near tie. By the shape of a batch, rounding moves a score by up to 4e-5."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of one sentence; every array has an item or a row for each word.

    heads:  counted from 1, 0 for the root. label, xpos, morph, lemma: indices into the inventories.
    entity: scores of the entity marks.
    sure:   whether no decision was a near tie, so that the same sentence gets the same answers in any batch.
    """

    heads: Places
    label: Places
    xpos: Places
    morph: Places
    lemma: Places
    entity: Array
    sure: bool


class Network:
    """The encoder and the heads; `weights` as `training/network.py` exports them."""

    def __init__(self, weights: Mapping[str, NDArray[np.float16]], lookup: Lookup, gazetteer: Gazetteer) -> None:
        w = {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in weights.items()}
        self._lookup, self._gazetteer = lookup, gazetteer
        self._tables = (w["word.weight"], w["ngram.weight"], w["shape.weight"], w["gazetteer.weight"])
        layers = sum(name.endswith(".recurrent") for name in w)
        self._layers = [_Layer(w, f"encoder.{i}.") for i in range(layers)]
        heads = ("tag", "name", "arc_dep", "arc_head", "label_dep", "label_head")
        self._heads = {name: (_turned(w[f"{name}.linear.weight"]), w[f"{name}.linear.bias"]) for name in heads}
        self._out = {name: (_turned(w[f"{name}.weight"]), w[f"{name}.bias"]) for name in _TAGS}
        self._root, self._arc, self._arc_bias = w["root"][None, :], w["arc"], w["arc_bias"]
        self._distance = w["distance"]
        self._label_shape = w["label"].shape
        self._label = np.ascontiguousarray(w["label"].reshape(self._label_shape[0], -1))
        self._forms: dict[str, Array] = {}

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """A reading of each of `sentences` (none empty, longest first)."""
        x, rows = self._encoded(sentences)
        tag, close = self._head("tag", x), np.zeros(len(x), dtype=bool)
        best = {}
        for name in ("xpos", "morph", "lemma"):
            best[name], near = _best(self._linear(name, tag))
            close |= near
        entity = self._linear("entity", self._head("name", x))
        close |= _best(entity.copy())[1]
        heads = self._trees(x, rows, close)
        above = np.empty(len(x), dtype=np.intp)
        for places, head in zip(rows, heads, strict=True):
            above[places] = np.where(head, places[head - 1], len(x))
        label = self._labels(x, above, close)
        return [
            Reading(
                head, label[places], best["xpos"][places], best["morph"][places], best["lemma"][places],
                entity[places], not close[places].any(),
            )
            for places, head in zip(rows, heads, strict=True)
        ]  # fmt: skip

    def _encoded(self, sentences: Sequence[Sequence[str]]) -> tuple[Array, list[Places]]:
        """The encoder's output for all words, and the rows of each sentence in it."""
        lengths = np.array([len(words) for words in sentences])
        active = [int(n) for n in (lengths[None, :] > np.arange(lengths[0])[:, None]).sum(axis=1)]
        starts = np.concatenate([[0], np.cumsum(active)])
        x = np.empty((int(lengths.sum()), sum(table.shape[1] for table in self._tables)), dtype=np.float32)
        rows = [starts[: len(words)] + i for i, words in enumerate(sentences)]
        for words, places in zip(sentences, rows, strict=True):
            x[places] = self._embedded(words)
        for layer in self._layers:
            x = layer(x, active, starts)
        return x, rows

    def _trees(self, x: Array, rows: Sequence[Places], close: NDArray[np.bool_]) -> list[Places]:
        """The heads of each sentence's words; words of near ties are marked in `close`."""
        dep, head = self._head("arc_dep", x) @ self._arc, self._head("arc_head", x)
        root = self._head("arc_head", self._root)
        out = []
        for places in rows:
            above = np.concatenate([root, head[places]])
            arcs = self._near(dep[places] @ above.T + above @ self._arc_bias)
            _, near = _best(arcs.copy())
            heads = tree(arcs)
            close[places] |= near
            out.append(heads)
        return out

    def _near(self, arcs: Array) -> Array:
        """`arcs` with the score of the distance added, and no word its own head."""
        at = np.arange(len(arcs))
        reach = len(self._distance) // 2
        arcs[:, 1:] += self._distance[np.clip(at[None, :] - at[:, None], -reach, reach) + reach]
        arcs[at, at + 1] = -1e4
        return arcs

    def _labels(self, x: Array, above: Places, close: NDArray[np.bool_]) -> Places:
        """The best label of each word under the word in row `above` (one past the last for the root)."""
        dep = _with_one(self._head("label_dep", x))
        heads = np.concatenate([self._head("label_head", x), self._head("label_head", self._root)])
        heads = _with_one(heads)[above]
        _, count, width = self._label_shape
        best = np.empty(len(x), dtype=np.intp)
        for i in range(0, len(x), ROWS_AT_ONCE):
            part = slice(i, i + ROWS_AT_ONCE)
            crossed = (dep[part] @ self._label).reshape(-1, count, width)
            best[part], near = _best(np.matmul(crossed, heads[part, :, None])[:, :, 0])
            close[part] |= near
        return best

    def _embedded(self, words: Sequence[str]) -> Array:
        places = self._tables[3][self._gazetteer.classes(words)]
        return np.concatenate([np.stack([self._form(word) for word in words]), places], axis=1)

    def _form(self, form: str) -> Array:
        vector = self._forms.get(form)
        if vector is None:
            if len(self._forms) >= REMEMBERED:
                self._forms.clear()
            word, ngram, shapes, _ = self._tables
            vector = np.concatenate(
                [word[self._lookup.word(form)], ngram[self._lookup.ngrams(form)].mean(axis=0), shapes[shape(form)]]
            )
            self._forms[form] = vector
        return vector

    def _head(self, name: str, x: Array) -> Array:
        weight, bias = self._heads[name]
        y: Array = x @ weight + bias
        leaky: Array = np.maximum(y, 0.1 * y)
        return leaky

    def _linear(self, name: str, x: Array) -> Array:
        weight, bias = self._out[name]
        y: Array = x @ weight + bias
        return y


_TAGS = ("xpos", "morph", "lemma", "entity")


def _turned(weight: Array) -> Array:
    return np.ascontiguousarray(weight.T)


def _with_one(x: Array) -> Array:
    return np.concatenate([x, np.ones((len(x), 1), np.float32)], axis=1)


def _best(scores: Array) -> tuple[Places, NDArray[np.bool_]]:
    """For each row the place of the highest score, and whether another is close to it. Overwrites `scores`."""
    rows = np.arange(len(scores))
    best: Places = scores.argmax(axis=1)
    highest = scores[rows, best].copy()
    scores[rows, best] = -np.inf
    return best, highest - scores.max(axis=1) < CLOSE


class _Layer:
    """A bidirectional LSTM layer. A sigmoid is a tanh of the half, so one tanh serves all four gates."""

    def __init__(self, w: Mapping[str, Array], prefix: str) -> None:
        recurrent = w[prefix + "recurrent"]
        size = self._size = recurrent.shape[2]
        half = np.ones(4 * size, dtype=np.float32)
        half[: 3 * size] = 0.5
        both = np.tile(half, 2)
        self._inward = _turned(w[prefix + "inward.weight"] * both[:, None])
        self._bias = w[prefix + "inward.bias"] * both
        self._recurrent = [_turned(way * half[:, None]) for way in recurrent]

    def __call__(self, x: Array, active: Sequence[int], starts: Places) -> Array:
        gates = x @ self._inward + self._bias
        out = np.empty((len(x), 2 * self._size), dtype=np.float32)
        for way, order in enumerate((range(len(active)), range(len(active) - 1, -1, -1))):
            self._run(way, order, active, starts, gates, out)
        return out

    def _run(self, way: int, order: range, active: Sequence[int], starts: Places, gates: Array, out: Array) -> None:
        """One direction, written into its half of `out`; a sentence's first state is zero."""
        size = self._size
        hidden = np.zeros((active[0], size), dtype=np.float32)
        cell = np.zeros((active[0], size), dtype=np.float32)
        mine, half = slice(way * 4 * size, (way + 1) * 4 * size), slice(way * size, (way + 1) * size)
        for t in order:
            n, rows = active[t], slice(starts[t], starts[t + 1])
            g = hidden[:n] @ self._recurrent[way]
            g += gates[rows, mine]
            np.tanh(g, out=g)
            g[:, : 3 * size] *= 0.5
            g[:, : 3 * size] += 0.5
            cell[:n] *= g[:, size : 2 * size]
            cell[:n] += g[:, :size] * g[:, 3 * size :]
            np.multiply(np.tanh(cell[:n]), g[:, 2 * size : 3 * size], out=hidden[:n])
            out[rows, half] = hidden[:n]
