"""The network, in NumPy: from words to scores. `training/network.py` is its twin and makes the weights.

Words of many sentences are laid out time first (all first words, then all second words ...), longest sentence first,
so that the sentences still running at a step are its first rows and nothing is padded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.language.parsing.features import Gazetteer, Lookup, shape

Array = NDArray[np.float32]
REMEMBERED = 60_000
"""Forms whose vectors are kept; a cleared memory costs time, never a result."""
LABEL_ROWS = 512


@dataclass(frozen=True, slots=True)
class Scores:
    """For one sentence: rows are words. `arcs[i, h]` scores word h - 1, or the root for h = 0, as head of word i."""

    arcs: Array
    xpos: NDArray[np.intp]
    morph: NDArray[np.intp]
    lemma: NDArray[np.intp]
    entity: Array
    rows: NDArray[np.intp]


class Network:
    """The encoder and the heads; `weights` as `training/network.py` exports them."""

    def __init__(self, weights: Mapping[str, NDArray[np.float16]], lookup: Lookup, gazetteer: Gazetteer) -> None:
        w = {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in weights.items()}
        self._lookup, self._gazetteer = lookup, gazetteer
        self._tables = (w["word.weight"], w["ngram.weight"], w["shape.weight"], w["gazetteer.weight"])
        self._layers = [_Layer(w, f"encoder.{i}.") for i in range(sum(name.endswith(".forth") for name in w))]
        self._heads = {
            name: (np.ascontiguousarray(w[f"{name}.linear.weight"].T), w[f"{name}.linear.bias"])
            for name in ("tag", "name", "arc_dep", "arc_head", "label_dep", "label_head")
        }
        self._out = {
            name: (np.ascontiguousarray(w[f"{name}.weight"].T), w[f"{name}.bias"])
            for name in ("xpos", "morph", "lemma", "entity")
        }
        self._root, self._arc, self._arc_bias = w["root"], w["arc"], w["arc_bias"]
        self._distance = w["distance"]
        label = w["label"]
        self._label_shape = label.shape
        self._label = np.ascontiguousarray(label.reshape(label.shape[0], -1))
        self._forms: dict[str, Array] = {}

    def scores(self, sentences: Sequence[Sequence[str]]) -> tuple[list[Scores], Encoded]:
        """Scores of each of `sentences` (none empty), longest first, and what `labels` needs."""
        lengths = np.array([len(words) for words in sentences])
        active = [int((lengths > t).sum()) for t in range(lengths[0])]
        starts = np.concatenate([[0], np.cumsum(active)])
        x = np.empty((int(lengths.sum()), self._width()), dtype=np.float32)
        rows = [starts[: len(words)] + i for i, words in enumerate(sentences)]
        for words, places in zip(sentences, rows, strict=True):
            x[places] = self._embedded(words)
        for layer in self._layers:
            x = layer(x, active, starts)
        tag = self._head("tag", x)
        best = {name: self._linear(name, tag).argmax(axis=1) for name in ("xpos", "morph", "lemma")}
        entity = self._linear("entity", self._head("name", x))
        dep, head = self._head("arc_dep", x) @ self._arc, self._head("arc_head", x)
        root = self._head("arc_head", self._root[None, :])
        out = []
        for places in rows:
            heads = np.concatenate([root, head[places]])
            arcs = dep[places] @ heads.T + heads @ self._arc_bias
            out.append(
                Scores(
                    self._near(arcs), best["xpos"][places], best["morph"][places], best["lemma"][places],
                    entity[places], places,
                )
            )  # fmt: skip
        encoded = Encoded(self._head("label_dep", x), self._head("label_head", x),
                          self._head("label_head", self._root[None, :]))  # fmt: skip
        return out, encoded

    def labels(self, encoded: Encoded, rows: NDArray[np.intp], heads: NDArray[np.intp]) -> NDArray[np.intp]:
        """The best label for each word in `rows` under the word in the row `heads` (-1 for the root)."""
        dep = np.concatenate([encoded.dep[rows], np.ones((len(rows), 1), np.float32)], axis=1)
        above = np.concatenate([encoded.head, encoded.root])[heads]
        above = np.concatenate([above, np.ones((len(rows), 1), np.float32)], axis=1)
        _, count, width = self._label_shape
        best = np.empty(len(rows), dtype=np.intp)
        for i in range(0, len(rows), LABEL_ROWS):
            part = slice(i, i + LABEL_ROWS)
            crossed = (dep[part] @ self._label).reshape(-1, count, width)
            best[part] = np.matmul(crossed, above[part, :, None])[:, :, 0].argmax(axis=1)
        return best

    def _near(self, arcs: Array) -> Array:
        """`arcs` with the score of the distance added, and no word its own head."""
        n = arcs.shape[0]
        reach = len(self._distance) // 2
        gap = np.arange(n)[None, :] - np.arange(n)[:, None]
        arcs[:, 1:] += self._distance[np.clip(gap, -reach, reach) + reach]
        arcs[np.arange(n), np.arange(n) + 1] = -1e4
        return arcs

    def _width(self) -> int:
        return int(sum(table.shape[1] for table in self._tables))

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
        return np.maximum(y, 0.1 * y)

    def _linear(self, name: str, x: Array) -> Array:
        weight, bias = self._out[name]
        y: Array = x @ weight + bias
        return y


@dataclass(frozen=True, slots=True)
class Encoded:
    """What labels are scored from, for all words of a batch; `root` is one row."""

    dep: Array
    head: Array
    root: Array


class _Layer:
    """A bidirectional LSTM layer. The gates' sigmoid is computed as tanh of the half, so one tanh serves all four."""

    def __init__(self, w: Mapping[str, Array], prefix: str) -> None:
        size = w[prefix + "forth"].shape[1]
        half = np.ones(4 * size, dtype=np.float32)
        half[: 3 * size] = 0.5
        self._size = size
        self._inward = np.ascontiguousarray((w[prefix + "inward.weight"] * np.tile(half, 2)[:, None]).T)
        self._bias = w[prefix + "inward.bias"] * np.tile(half, 2)
        self._recurrent = [np.ascontiguousarray((w[prefix + way] * half[:, None]).T) for way in ("forth", "back")]

    def __call__(self, x: Array, active: Sequence[int], starts: NDArray[np.intp]) -> Array:
        gates = x @ self._inward + self._bias
        size = self._size
        out = np.empty((x.shape[0], 2 * size), dtype=np.float32)
        for way, order in enumerate((range(len(active)), range(len(active) - 1, -1, -1))):
            hidden = np.zeros((active[0], size), dtype=np.float32)
            cell = np.zeros((active[0], size), dtype=np.float32)
            column = slice(way * 4 * size, (way + 1) * 4 * size)
            for t in order:
                n, rows = active[t], slice(starts[t], starts[t + 1])
                g = hidden[:n] @ self._recurrent[way]
                g += gates[rows, column]
                np.tanh(g, out=g)
                g[:, : 3 * size] *= 0.5
                g[:, : 3 * size] += 0.5
                cell[:n] *= g[:, size : 2 * size]
                cell[:n] += g[:, :size] * g[:, 3 * size :]
                np.multiply(np.tanh(cell[:n]), g[:, 2 * size : 3 * size], out=hidden[:n])
                out[rows, way * size : (way + 1) * size] = hidden[:n]
        return out
