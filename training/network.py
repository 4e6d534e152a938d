"""The network, in torch: one encoder of three bidirectional LSTM layers, and a head for each kind of answer.

Dependencies are scored as in Dozat and Manning (2017): a bilinear score for every pair of words, then a label
for each chosen pair. `export` gives the arrays that `onrecord.language.parsing.network` computes with.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from lstm import BiLSTM, turned

REACH = 16
"""Distances between a word and its head beyond this many words count as one."""


@dataclass
class Sizes:
    """Widths of the network. Labels are counted, everything else is chosen (see docs/model-card.md)."""

    words: int
    buckets: int
    shapes: int
    gazetteer: int
    xpos: int
    morph: int
    lemma: int
    entity: int
    label: int
    word_width: int = 128
    ngram_width: int = 96
    shape_width: int = 24
    gazetteer_width: int = 16
    hidden: int = 200
    layers: int = 3
    tag_width: int = 200
    entity_width: int = 96
    arc_width: int = 256
    label_width: int = 80
    dropout: float = 0.3


class Locked(nn.Module):
    """Dropout with one mask for all words of a sentence (Gal and Ghahramani 2016)."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.rate) / (1 - self.rate)
        return x * mask


class Head(nn.Module):
    """A hidden layer with leaky rectification, as Dozat and Manning have it."""

    def __init__(self, inward: int, outward: int, rate: float) -> None:
        super().__init__()
        self.linear = nn.Linear(inward, outward)
        nn.init.orthogonal_(self.linear.weight)
        nn.init.zeros_(self.linear.bias)
        self.drop = Locked(rate)

    def forward(self, x: Tensor) -> Tensor:
        return self.drop(nn.functional.leaky_relu(self.linear(x), 0.1))


class Network(nn.Module):
    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        s = self.sizes = sizes
        self.word = nn.Embedding(s.words + 1, s.word_width)
        self.ngram = nn.EmbeddingBag(s.buckets, s.ngram_width, mode="mean")
        self.shape = nn.Embedding(s.shapes, s.shape_width)
        self.gazetteer = nn.Embedding(s.gazetteer, s.gazetteer_width)
        nn.init.normal_(self.word.weight, std=0.05)
        nn.init.normal_(self.ngram.weight, std=0.1)
        inward = s.word_width + s.ngram_width + s.shape_width + s.gazetteer_width
        self.drop = Locked(s.dropout)
        self.encoder = nn.ModuleList(BiLSTM(inward if i == 0 else 2 * s.hidden, s.hidden) for i in range(s.layers))
        out = 2 * s.hidden
        self.tag = Head(out, s.tag_width, s.dropout)
        self.xpos = nn.Linear(s.tag_width, s.xpos)
        self.morph = nn.Linear(s.tag_width, s.morph)
        self.lemma = nn.Linear(s.tag_width, s.lemma)
        self.name = Head(out, s.entity_width, s.dropout)
        self.entity = nn.Linear(s.entity_width, s.entity)
        self.arc_dep, self.arc_head = Head(out, s.arc_width, s.dropout), Head(out, s.arc_width, s.dropout)
        self.label_dep, self.label_head = Head(out, s.label_width, s.dropout), Head(out, s.label_width, s.dropout)
        self.root = nn.Parameter(torch.randn(out) * 0.1)
        self.arc = nn.Parameter(torch.randn(s.arc_width, s.arc_width) / s.arc_width)
        self.arc_bias = nn.Parameter(torch.zeros(s.arc_width))
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.label = nn.Parameter(torch.zeros(s.label_width + 1, s.label, s.label_width + 1))
        nn.init.normal_(self.label, std=0.02)

    def encode(self, ids: dict[str, Tensor]) -> Tensor:
        """(sentences, words, 2 * hidden); ids as `train.batch_of` makes them."""
        pieces = self.ngram(ids["ngrams"], ids["offsets"])[ids["form"]]
        x = torch.cat(
            [self.word(ids["word"]), pieces, self.shape(ids["shape"]), self.gazetteer(ids["gazetteer"])], dim=-1
        )
        x = self.drop(x).transpose(0, 1)
        active = [int((ids["lengths"] > t).sum()) for t in range(x.shape[0])]
        places = turned(ids["lengths"])
        for layer in self.encoder:
            x = self.drop(layer(x, active, places).transpose(0, 1)).transpose(0, 1)
        return x.transpose(0, 1)

    def forward(self, ids: dict[str, Tensor], heads: Tensor | None = None) -> dict[str, Tensor]:
        """Scores of every kind; labels for the pairs in `heads` (0 the root), else for the best heads."""
        x = self.encode(ids)
        tag = self.tag(x)
        rooted = torch.cat([self.root.expand(x.shape[0], 1, -1), x], dim=1)
        dep, head = self.arc_dep(x), self.arc_head(rooted)
        arcs = (dep @ self.arc) @ head.transpose(1, 2) + (head @ self.arc_bias).unsqueeze(1)
        n = x.shape[1]
        gap = torch.arange(n + 1)[None, :] - 1 - torch.arange(n)[:, None]
        bias = self.distance[gap.clamp(-REACH, REACH) + REACH]
        arcs = arcs + torch.cat([torch.zeros(n, 1), bias[:, 1:]], dim=1)
        places = torch.arange(n + 1)[None, None, :]
        arcs = arcs.masked_fill(places > ids["lengths"][:, None, None], -1e4)
        arcs = arcs.masked_fill((places - 1) == torch.arange(n)[None, :, None], -1e4)
        if heads is None:
            heads = arcs.argmax(-1)
        one = torch.ones(1)
        ldep, lhead = self.label_dep(x), self.label_head(rooted)
        ldep = torch.cat([ldep, one.expand(*ldep.shape[:2], 1)], dim=-1)
        lhead = torch.cat([lhead, one.expand(*lhead.shape[:2], 1)], dim=-1)
        chosen = lhead.gather(1, heads.unsqueeze(-1).expand(-1, -1, lhead.shape[2]))
        s = self.sizes
        crossed = (ldep @ self.label.reshape(s.label_width + 1, -1)).view(*ldep.shape[:2], s.label, -1)
        labels = (crossed @ chosen.unsqueeze(-1)).squeeze(-1)
        return {
            "arcs": arcs,
            "heads": heads,
            "labels": labels,
            "xpos": self.xpos(tag),
            "morph": self.morph(tag),
            "lemma": self.lemma(tag),
            "entity": self.entity(self.name(x)),
        }


def export(network: Network) -> dict[str, np.ndarray]:
    """The arrays of the network, in half precision, by the names that the NumPy side reads."""
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in network.state_dict().items()}
    return {name: arrays[name] for name in sorted(arrays)}
