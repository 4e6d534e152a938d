"""Makes the shipped model: `python training/train.py --data DIR` (see training/README.md).

First on the train parts, with scores on the dev parts; then, from there, a few epochs more on train and dev
together, with a lower learning rate. The test parts, and the held-out documents of re3d, are never read here.
"""

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
from torch import Tensor, nn

from augment import varied
from batches import IGNORED, Encoder, Labels, Lexicon, batches, inventories, lexicon_of
from data import re3d, treebank
from gazetteer import names
from network import Network, Sizes, export
from onrecord.language.parsing.features import GAZETTEER_CLASSES, SHAPES, Gazetteer, word_key
from score import evaluate
from treebank import Sentence

LONGEST = 130
"""Words; the few longer sentences would need batches of their own."""
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
    optimizer = torch.optim.Adam(groups, lr=options.rate, betas=(0.9, 0.95), eps=1e-8, fused=True)
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


def save(folder: Path, network: Network, labels: Labels, lexicon: Lexicon) -> None:
    """weights.npz and labels.json, which the package reads, and network.pt, to go on from."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), folder.with_suffix(".pt"))
    np.savez_compressed(folder / "weights.npz", **export(network))  # type: ignore[arg-type]
    meta = {"sizes": asdict(network.sizes), **asdict(labels), "gazetteer": names(), "lexicon": lexicon}
    text = json.dumps(meta, ensure_ascii=False, separators=(",", ":"))
    (folder / "labels.json").write_text(text, encoding="utf-8")


def options_of() -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    here = Path(__file__).parent
    parser.add_argument("--data", type=Path, default=here.parents[1] / "shared" / "data")
    parser.add_argument("--out", type=Path, default=here / "work" / "model")
    parser.add_argument("--start", type=Path, help="folder of a first stage's result: only the second stage is run")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--more-epochs", type=int, default=5, help="epochs of the second stage; 0 leaves it out")
    parser.add_argument("--batch", type=int, default=500, help="words")
    parser.add_argument("--rate", type=float, default=0.002)
    parser.add_argument("--more-rate", type=float, default=0.0006)
    parser.add_argument("--table-rate", type=float, default=4.0, help="learning rate of word vectors, times --rate")
    parser.add_argument("--hidden", type=int, default=200)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=2, help="epochs between scores")
    return parser.parse_args()


def fresh(options: argparse.Namespace, sentences: list[Sentence]) -> tuple[Labels, Network]:
    """Inventories from `sentences`, and a network for them."""
    labels = inventories(sentences, rare_word=2, rare_rule=3)
    counted = {kind: len(getattr(labels, kind)) for kind in ("words", "xpos", "morph", "lemma", "entity", "label")}
    sizes = Sizes(
        **counted, buckets=20000, shapes=SHAPES, gazetteer=GAZETTEER_CLASSES,
        hidden=options.hidden, layers=options.layers, dropout=options.dropout,
    )  # fmt: skip
    return labels, Network(sizes)


def stored(folder: Path) -> tuple[Labels, Network]:
    """The inventories and the network of a first stage."""
    meta = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    network = Network(Sizes(**meta["sizes"]))
    network.load_state_dict(torch.load(folder.with_suffix(".pt")))
    return Labels(**{kind: meta[kind] for kind in Labels.__dataclass_fields__}), network


def main() -> None:
    options = options_of()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    torch.backends.mkldnn.matmul.fp32_precision = "bf16"  # twice as fast where the processor can; sums stay float32
    banks = options.data / "treebanks"
    parts = {p: treebank(banks, p) for p in ("ewt-train", "gum-train", "ewt-dev", "gum-dev")}
    open_rows, held_out, _ = re3d(options.data / "re3d" / "re3d.jsonl")
    dev = {"ewt": parts["ewt-dev"], "gum": parts["gum-dev"], "re3d": held_out}
    first = [s for s in parts["ewt-train"] + parts["gum-train"] + open_rows * 2 if len(s.words) <= LONGEST]
    both = [s for s in first + parts["ewt-dev"] + parts["gum-dev"] if len(s.words) <= LONGEST]
    labels, network = stored(options.start) if options.start else fresh(options, first)
    counts = Counter(word_key(w) for s in first for w in s.words)
    encoder = Encoder(labels, network.sizes.buckets, Gazetteer(names()), counts)
    print(network.sizes, sum(p.numel() for p in network.parameters()), "parameters", flush=True)
    if options.start is None:
        train(network, encoder, first, options, dev)
        save(options.out.with_name(options.out.name + "-first"), network, labels, lexicon_of(first))
    if options.more_epochs:
        options.epochs, options.rate = options.more_epochs, options.more_rate
        train(network, encoder, both, options, {"re3d": held_out})
    save(options.out, network, labels, lexicon_of(both))


if __name__ == "__main__":
    main()
