"""The network's layer against the LSTM's equations written out, and batches against single sentences."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.language import load_pipeline
from onrecord.language.parsing.network import _Layer

SIZE, INWARD = 4, 3


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def plain_lstm(x: np.ndarray, inward: np.ndarray, bias: np.ndarray, recurrent: np.ndarray) -> np.ndarray:
    """One direction over one sentence, a word at a time (Hochreiter and Schmidhuber 1997, with a forget gate)."""
    hidden, cell, out = np.zeros(SIZE), np.zeros(SIZE), []
    for row in x:
        i, f, o, c = np.split(inward @ row + bias + recurrent @ hidden, 4)
        cell = sigmoid(f) * cell + sigmoid(i) * np.tanh(c)
        hidden = sigmoid(o) * np.tanh(cell)
        out.append(hidden)
    return np.array(out)


@pytest.mark.parametrize("lengths", [[1], [5, 3, 3, 1], [2, 2]])
def test_a_layer_computes_what_the_equations_say(lengths: list[int]) -> None:
    rng = np.random.default_rng(0)
    weights = {
        "e.inward.weight": rng.normal(size=(8 * SIZE, INWARD)),
        "e.inward.bias": rng.normal(size=8 * SIZE),
        "e.recurrent": rng.normal(size=(2, 4 * SIZE, SIZE)),
    }
    sentences = [rng.normal(size=(n, INWARD)) for n in lengths]
    active = [sum(n > t for n in lengths) for t in range(lengths[0])]
    starts = np.concatenate([[0], np.cumsum(active)])
    rows = [starts[:n] + i for i, n in enumerate(lengths)]
    x = np.empty((sum(lengths), INWARD), dtype=np.float32)
    for places, sentence in zip(rows, sentences, strict=True):
        x[places] = sentence
    found = _Layer({name: value.astype(np.float32) for name, value in weights.items()}, "e.")(x, active, starts)
    half = 4 * SIZE
    inward, bias, recurrent = weights.values()
    for places, sentence in zip(rows, sentences, strict=True):
        forth = plain_lstm(sentence, inward[:half], bias[:half], recurrent[0])
        back = plain_lstm(sentence[::-1], inward[half:], bias[half:], recurrent[1])[::-1]
        assert np.allclose(found[places], np.concatenate([forth, back], axis=1), atol=1e-5)


def test_scores_hardly_depend_on_the_batch() -> None:
    network = load_pipeline().get_pipe("onrecord_parser")._network
    sentences = [["The", "minister", "spoke", "."], ["It", "rained", "."], ["No"]]
    together = network.read(sentences)
    for words, reading in zip(sentences, together, strict=True):
        (alone,) = network.read([words])
        assert np.allclose(alone.entity, reading.entity, atol=1e-4)
        assert alone.heads.tolist() == reading.heads.tolist()
