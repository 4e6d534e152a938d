"""Draw pairs that tracing found, with a fixed seed, and print them side by side for a person to judge.

    python evaluation/draw_pairs.py INPUT... [--count 100] [--seed 7] [--width 600]

Each pair shows its relation and coverage, who is said to come from whom, and both texts with the passages in
[brackets].
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord.engines.tracing import trace
from onrecord.model import Article, Reuse, Span, merged


def drawn(reuse: Sequence[Reuse], count: int, seed: int) -> list[Reuse]:
    """`count` of the pairs: the same ones for the same pairs and seed."""
    return random.Random(seed).sample(sorted(reuse, key=lambda each: (each.a, each.b)), min(count, len(reuse)))


def marked(article: Article, spans: Sequence[Span], width: int) -> str:
    """The article on one line with `spans` in brackets, cut to about `width` characters around the first."""
    text, out, at = article.text, "", 0
    for span in merged(spans):
        out += text[at : span.begin] + "[" + text[span.begin : span.end] + "]"
        at = span.end
    out = " ".join((out + text[at:]).split())
    start = max(0, out.find("[") - width // 4)
    return ("..." if start else "") + out[start : start + width]


def shown(
    number: int, each: Reuse, articles: Mapping[str, Article], origin: Mapping[str, set[str]], width: int
) -> str:
    """One pair as lines of text."""
    a, b = articles[each.a], articles[each.b]
    arrow = "<-" if b.id in origin.get(a.id, ()) else "->" if a.id in origin.get(b.id, ()) else "--"
    return "\n".join(
        (
            f"#{number} {each.relation} {each.coverage_a:.2f} {arrow} {each.coverage_b:.2f}",
            f"  A {a.outlet} {a.published}: {marked(a, [p.a for p in each.passages], width)}",
            f"  B {b.outlet} {b.published}: {marked(b, [p.b for p in each.passages], width)}",
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--width", type=int, default=600)
    parser.add_argument("--relation", help="draw only pairs of this relation")
    given = parser.parse_args()
    traced = trace(given.inputs)
    articles = {article.id: article for article in traced.articles}
    origin: dict[str, set[str]] = {}
    for derivation in traced.trace.derivations:
        if derivation.source:
            origin.setdefault(derivation.article, set()).add(derivation.source)
    pool = [each for each in traced.trace.reuse if given.relation in (None, each.relation)]
    print(f"{len(pool)} pairs, {given.count} drawn with seed {given.seed}")
    for number, each in enumerate(drawn(pool, given.count, given.seed), 1):
        print(shown(number, each, articles, origin, given.width))


if __name__ == "__main__":
    main()
