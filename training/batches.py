"""Batches of sentences as tensors, with the words changed a little while training."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from onrecord.language.parsing.features import Gazetteer, Lookup, ngram_buckets, shape, word_key
from onrecord.language.parsing.lemmas import lemma_rule
from treebank import Sentence

IGNORED = -100


@dataclass
class Labels:
    """The inventories, each in a fixed order; index is id."""

    words: list[str]
    xpos: list[str]
    morph: list[str]
    lemma: list[str]
    entity: list[str]
    label: list[str]


ENTITIES = ["O", *(f"{mark}-{kind}" for kind in ("PERSON", "ORG", "PLACE") for mark in "BIES")]


def inventories(train: list[Sentence], rare_word: int, rare_rule: int) -> Labels:
    """What occurs in `train`; words and lemma rules only from the given frequency up."""
    words, xpos, morph, lemma, label = Counter(), Counter(), Counter(), Counter(), Counter()  # type: ignore[var-annotated]
    for s in train:
        words.update(map(word_key, s.words))
        if s.heads is None:
            continue
        assert s.xpos
        assert s.upos
        assert s.feats
        assert s.lemmas
        assert s.labels
        xpos.update(s.xpos)
        morph.update(f"{u}|{f}" for u, f in zip(s.upos, s.feats, strict=True))
        lemma.update(lemma_rule(w, m) for w, m in zip(s.words, s.lemmas, strict=True))
        label.update(s.labels)
    return Labels(
        words=sorted(w for w, n in words.items() if n >= rare_word),
        xpos=sorted(xpos),
        morph=sorted(m for m, n in morph.items() if n >= rare_rule),
        lemma=sorted(r for r, n in lemma.items() if n >= rare_rule),
        entity=ENTITIES,
        label=sorted(x for x, n in label.items() if n >= 5),
    )


Lexicon = dict[str, dict[str, str]]
IRREGULAR = Path(__file__).with_name("irregular_verbs.txt")
OPEN = {"PROPN", "PUNCT", "SYM", "NUM", "X"}
"""Parts of speech whose forms the lexicon leaves to the rules."""


def lexicon_of(train: list[Sentence], share: float = 0.9) -> Lexicon:
    """By part of speech, the lemma of each lower-case form that has one lemma in `share` of its places."""
    seen: dict[tuple[str, str], Counter[str]] = {}
    for s in train:
        for form, upos, lemma in zip(s.words, s.upos or (), s.lemmas or (), strict=False):
            if upos not in OPEN:
                seen.setdefault((upos, form.lower()), Counter())[lemma] += 1
    out: Lexicon = {}
    for (upos, form), lemmas in sorted(seen.items()):
        lemma, count = lemmas.most_common(1)[0]
        if count >= share * lemmas.total():
            out.setdefault(upos, {})[form] = lemma
    for line in IRREGULAR.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            lemma, *forms = line.split()
            for form in (lemma, *forms):
                out.setdefault("VERB", {}).setdefault(form, lemma)
    return out


class Encoder:
    """Turns sentences into tensors, and remembers what it has computed for a form."""

    def __init__(
        self, labels: Labels, buckets: int, gazetteer: Gazetteer, counts: Counter[str] | None = None
    ) -> None:
        self.labels, self.gazetteer = labels, gazetteer
        self.lookup = Lookup(labels.words, buckets)
        self.ids = {
            kind: {name: i for i, name in enumerate(getattr(labels, kind))}
            for kind in ("xpos", "morph", "lemma", "entity", "label")
        }
        self.counts = counts or Counter()
        self.forms: dict[str, tuple[int, np.ndarray, int, float]] = {}

    def form(self, form: str) -> tuple[int, np.ndarray, int, float]:
        known = self.forms.get(form)
        if known is None:
            grams = np.array(ngram_buckets(form, self.lookup.buckets), dtype=np.int64)
            rarity = 0.3 / (0.3 + self.counts[word_key(form)])
            known = self.forms[form] = (self.lookup.word(form), grams, shape(form), rarity)
        return known

    def targets(self, kind: str, names: list[str] | None, size: int) -> list[int]:
        if names is None:
            return [IGNORED] * size
        return [self.ids[kind].get(name, IGNORED) for name in names]

    def batch(
        self, sentences: list[Sentence], rng: random.Random | None
    ) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
        """(ids, targets), sentences longest first; with `rng` words are dropped by their rarity."""
        sentences = sorted(sentences, key=lambda s: -len(s.words))
        n, longest = len(sentences), len(sentences[0].words)
        word, form_id, shapes, places = (np.zeros((n, longest), dtype=np.int64) for _ in range(4))
        gold = {k: np.full((n, longest), IGNORED, dtype=np.int64) for k in ("heads", *self.ids)}
        local: dict[str, int] = {}
        grams: list[np.ndarray] = []
        for i, s in enumerate(sentences):
            size = len(s.words)
            for j, form in enumerate(s.words):
                ident, pieces, form_shape, rarity = self.form(form)
                if form not in local:
                    local[form] = len(grams)
                    grams.append(pieces)
                word[i, j] = 0 if rng and rng.random() < rarity else ident
                form_id[i, j], shapes[i, j] = local[form], form_shape
            places[i, :size] = self.gazetteer.classes(s.words)
            if s.heads is not None:
                gold["heads"][i, :size] = s.heads
                gold["label"][i, :size] = self.targets("label", s.labels, size)
                gold["xpos"][i, :size] = self.targets("xpos", s.xpos, size)
                assert s.upos
                assert s.feats
                morph = [f"{u}|{f}" for u, f in zip(s.upos, s.feats, strict=True)]
                gold["morph"][i, :size] = self.targets("morph", morph, size)
                rules = s.lemmas and [lemma_rule(w, m) for w, m in zip(s.words, s.lemmas, strict=True)]
                gold["lemma"][i, :size] = self.targets("lemma", rules, size)
            if s.entities is not None:
                gold["entity"][i, :size] = [self.ids["entity"][mark] for mark in marks(s.entities, size)]
        offsets = np.cumsum([0, *map(len, grams[:-1])])
        ids = {
            "word": word, "form": form_id, "shape": shapes, "gazetteer": places,
            "ngrams": np.concatenate(grams), "offsets": offsets,
            "lengths": np.array([len(s.words) for s in sentences]),
        }  # fmt: skip
        return {k: torch.from_numpy(v) for k, v in ids.items()}, {k: torch.from_numpy(v) for k, v in gold.items()}


def marks(entities: list[tuple[int, int, str]], size: int) -> list[str]:
    """B, I, E, S and O for each word."""
    out = ["O"] * size
    for first, last, label in entities:
        out[first:last] = [f"I-{label}"] * (last - first)
        out[first], out[last - 1] = f"B-{label}", f"E-{label}"
        if last - first == 1:
            out[first] = f"S-{label}"
    return out


def batches(sentences: list[Sentence], words: int, rng: random.Random) -> Iterator[list[Sentence]]:
    """All sentences in random batches of about `words` words and of like length."""
    order = sorted(sentences, key=lambda s: len(s.words) * rng.uniform(0.85, 1.15))
    groups: list[list[Sentence]] = [[]]
    size = 0
    for s in order:
        if size + len(s.words) > words and groups[-1]:
            groups.append([])
            size = 0
        groups[-1].append(s)
        size += len(s.words)
    rng.shuffle(groups)
    yield from groups
