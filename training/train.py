"""Makes the shipped model: `python training/train.py --data DIR` (see training/README.md)."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from augment import varied
from batches import IGNORED, Encoder, Labels, batches, inventories
from data import re3d, treebank
from gazetteer import names
from network import Network, Sizes, export
from score import evaluate
from torch import Tensor, nn
from treebank import Sentence

from onrecord.language.parsing.features import GAZETTEER_CLASSES, SHAPES, Gazetteer, word_key

WEIGHTS = {"arcs": 1.0, "label": 1.0, "xpos": 0.3, "morph": 0.4, "lemma": 0.3, "entity": 0.6}


def loss_of(scores: dict[str, Tensor], gold: dict[str, Tensor]) -> Tensor:
    """The weighted sum of the mean losses of all kinds; words without a gold value do not count."""
    total = torch.zeros(())
    for kind, weight in WEIGHTS.items():
        name = {"arcs": "heads"}.get(kind, kind)
        target = gold[name].reshape(-1)
        known = (target != IGNORED).sum()
        if known:
            predicted = scores["labels" if kind == "label" else kind].reshape(len(target), -1)
            total = total + weight * nn.functional.cross_entropy(predicted, target, ignore_index=IGNORED)
    return total


def train(network: Network, encoder: Encoder, sentences: list[Sentence], options: argparse.Namespace,
          dev: dict[str, list[Sentence]]) -> None:  # fmt: skip
    """Adam with warm-up and cosine decay; scores on `dev` every few epochs go to the log."""
    rng = random.Random(options.seed)
    tables = [network.word.weight, network.ngram.weight]
    others = [p for p in network.parameters() if all(p is not table for table in tables)]
    groups = [{"params": tables, "faster": options.table_rate}, {"params": others, "faster": 1.0}]
    optimizer = torch.optim.Adam(groups, lr=options.rate, betas=(0.9, 0.95), eps=1e-8)
    per_epoch = sum(len(s.words) for s in sentences) / options.batch
    total, step, begin = per_epoch * options.epochs, 0, time.time()
    for epoch in range(1, options.epochs + 1):
        network.train()
        losses = []
        for group in batches([varied(s, rng) for s in sentences], options.batch, rng):
            step += 1
            share = min(step / total, 1.0)
            rate = options.rate * min(step / 200, 1.0) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * share)))
            for part in optimizer.param_groups:
                part["lr"] = rate * part["faster"]
            ids, gold = encoder.batch(group, rng)
            scores = network(ids, gold["heads"].clamp(min=0))
            loss = loss_of(scores, gold)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            losses.append(float(loss.detach()))
        line = f"epoch {epoch} loss {np.mean(losses):.3f} seconds {time.time() - begin:.0f}"
        if epoch % options.every == 0 or epoch == options.epochs:
            line += " " + " ".join(f"{k}: {evaluate(network, encoder, v)}" for k, v in dev.items())
        print(line, flush=True)


def save(folder: Path, network: Network, labels: Labels, sizes: Sizes, gazetteer: dict[str, int]) -> None:
    """weights.npz and labels.json."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "weights.npz", **export(network))  # type: ignore[arg-type]
    meta = {"sizes": asdict(sizes), **asdict(labels), "gazetteer": gazetteer}
    (folder / "labels.json").write_text(json.dumps(meta, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "work" / "model")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--batch", type=int, default=1200)
    parser.add_argument("--rate", type=float, default=0.002)
    parser.add_argument("--table-rate", type=float, default=4.0, help="learning rate of word vectors, times --rate")
    parser.add_argument("--hidden", type=int, default=176)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--dropout", type=float, default=0.33)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=2)
    parser.add_argument("--with-dev", action="store_true", help="train on the dev parts too (the shipped model)")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    torch.backends.mkldnn.matmul.fp32_precision = "bf16"  # twice as fast where the processor can; sums stay float32
    banks = options.data / "treebanks"
    parts = {p: treebank(banks, p) for p in ("ewt-train", "gum-train", "ewt-dev", "gum-dev")}
    ner_train, ner_held, _ = re3d(options.data / "re3d" / "re3d.jsonl")
    sentences = parts["ewt-train"] + parts["gum-train"] + ner_train * 2
    if options.with_dev:
        sentences += parts["ewt-dev"] + parts["gum-dev"]
    sentences = [s for s in sentences if len(s.words) <= 130]
    counts = Counter(word_key(w) for s in sentences for w in s.words)
    labels = inventories(sentences, rare_word=2, rare_rule=3)
    gazetteer = names()
    sizes = Sizes(
        words=len(labels.words), buckets=24000, shapes=SHAPES, gazetteer=GAZETTEER_CLASSES, xpos=len(labels.xpos),
        morph=len(labels.morph), lemma=len(labels.lemma), entity=len(labels.entity), label=len(labels.label),
        hidden=options.hidden, layers=options.layers, dropout=options.dropout,
    )  # fmt: skip
    encoder = Encoder(labels, sizes.buckets, Gazetteer(gazetteer), counts)
    network = Network(sizes)
    print(sizes, sum(p.numel() for p in network.parameters()), "parameters", len(sentences), "sentences", flush=True)
    dev = {"ewt": parts["ewt-dev"], "gum": parts["gum-dev"], "re3d": ner_held}
    train(network, encoder, sentences, options, dev)
    torch.save(network.state_dict(), options.out.with_suffix(".pt"))
    save(options.out, network, labels, sizes, gazetteer)


if __name__ == "__main__":
    main()
