"""What extraction costs beside parsing, in one process on one core.

    OMP_NUM_THREADS=1 python evaluation/extraction_cost.py INPUT [--limit N] [--repeat N]

INPUT is anything that `onrecord build` reads. Printed: words, processor seconds of parsing, of statements and of
all extraction, their ratio to parsing, and words a second from text to statements. All steps are timed in the same
run on the same articles, the best of `--repeat` rounds, so that the ratio means the same on any machine; the
sentences are parsed anew in each round, and nothing is remembered from one step to the next.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence

from onrecord.extraction import extract, statements
from onrecord.language import Analysis, analyse
from onrecord.language.pipeline import parses
from onrecord.model import Article
from onrecord.reading import read
from onrecord.vocabulary.derived import forget


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process for one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def measure(articles: Sequence[Article]) -> tuple[float, float, float]:
    """Processor seconds of parsing, of statements and of all extraction."""
    parses.cache_clear()
    parsed: list[Analysis] = []
    parsing = seconds(lambda: parsed.extend(analyse(articles)))
    pairs = list(zip(articles, parsed, strict=True))
    forget()
    said = seconds(lambda: [statements(*pair) for pair in pairs])
    forget()
    return parsing, said, seconds(lambda: [extract(*pair) for pair in pairs])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    articles = [item for item in read([options.input]) if isinstance(item, Article)][: options.limit]
    measure(articles[:3])  # loads the model and the vocabulary
    rounds = [measure(articles) for _ in range(options.repeat)]
    parsing, said, everything = (min(column) for column in zip(*rounds, strict=True))
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words, best of {options.repeat}")
    print(f"parsing     {parsing:7.2f} s  {words / parsing:8.0f} words/s")
    print(
        f"statements  {said:7.2f} s  {said / parsing:8.2f} of parsing, both {words / (parsing + said):.0f} words/s"
    )
    total = words / (parsing + everything)
    print(f"extraction  {everything:7.2f} s  {everything / parsing:8.2f} of parsing, both {total:.0f} words/s")


if __name__ == "__main__":
    main()
