"""Scores on gold words, for the training log. `evaluate_shipped.py` scores the shipped pipeline."""

from __future__ import annotations

from collections import Counter

import torch

from batches import IGNORED, Encoder
from network import Network
from treebank import Sentence


def names_of(tags: list[str]) -> set[tuple[int, int, str]]:
    """Names in a row of B, I, E, S, O marks; ill-formed stretches count from their first mark."""
    out, begin, label = set(), None, ""
    for i, tag in enumerate([*tags, "O"]):
        if begin is not None and (tag == "O" or tag[0] in "BS" or tag[2:] != label):
            out.add((begin, i, label))
            begin = None
        if tag != "O" and begin is None:
            begin, label = i, tag[2:]
    return out


@torch.no_grad()
def evaluate(network: Network, encoder: Encoder, sentences: list[Sentence]) -> str:
    """Attachment (greedy heads, all words and without punctuation), tags, lemma rules and names, in percent."""
    network.eval()
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for i in range(0, len(sentences), 64):
        ids, gold = encoder.batch(sentences[i : i + 64], None)
        scores = network(ids)
        known = gold["heads"] != IGNORED
        arc = known & (scores["heads"] == gold["heads"])
        both = arc & (scores["labels"].argmax(-1) == gold["label"])
        words = known & (gold["label"] != encoder.ids["label"]["punct"])
        for key, value, where in (("uas", arc, known), ("las", both, known), ("las-", both & words, words)):
            right[key] += int(value.sum())
            seen[key] += int(where.sum())
        for kind in ("xpos", "morph", "lemma"):
            right[kind] += int(((scores[kind].argmax(-1) == gold[kind]) & known).sum())
            seen[kind] += int(known.sum())
        best = scores["entity"].argmax(-1)
        for row in range(best.shape[0]):
            if gold["entity"][row, 0] == IGNORED:
                continue
            size = int(ids["lengths"][row])
            tags = encoder.labels.entity
            a = names_of([tags[int(k)] for k in best[row, :size]])
            b = names_of([tags[int(k)] for k in gold["entity"][row, :size]])
            right["ner"] += 2 * len(a & b)
            seen["ner"] += len(a) + len(b)
    return " ".join(f"{k} {100 * right[k] / seen[k]:.2f}" for k in seen if seen[k])
