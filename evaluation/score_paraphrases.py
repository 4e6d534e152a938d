"""How tracing does on rewriting by hand: clauses reordered, voice changed, sentences merged, quotations reported.

    python evaluation/score_paraphrases.py [--missed] [--undated]

Every text of evaluation/paraphrases is traced in one collection: sources, what a writer made of each, and reports
of the same events by reporters who copied nothing ("apart"). Prints recall, what was found besides, directions.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Article
from onrecord.reading import article_from_text
from onrecord.tracing import trace

FOLDER = Path(__file__).resolve().parent / "paraphrases"


@dataclass(frozen=True)
class Outcome:
    """What was found of the planted pairs.

    found, missed: ids of the pairs. wrong: pairs of articles found that no writer made. right, turned: ids of found
    pairs whose rewrite is said to come from its source, or the other way.
    """

    found: list[str]
    missed: list[str]
    wrong: list[tuple[str, str]]
    right: list[str]
    turned: list[str]

    @property
    def recall(self) -> float:
        return len(self.found) / max(1, len(self.found) + len(self.missed))


def articles(dated: bool = True) -> Iterator[Article]:
    """All texts as articles; the id says the pair and the role."""
    for file in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        for row in data.get("pair", ()):
            yield _article(f"{row['id']}/source", row["source"], "08:10" if dated else None)
            yield _article(f"{row['id']}/rewrite", row["rewrite"], "15:45" if dated else None)
        for row in data.get("apart", ()):
            yield _article(f"{row['id']}/apart", row["text"], "12:00" if dated else None)


def _article(name: str, text: str, clock: str | None) -> Article:
    published = f"2024-05-14T{clock}:00+00:00" if clock else None
    role = name.rpartition("/")[2]
    return article_from_text(text.strip(), id=name, outlet=f"The {role.title()} Post", published=published)


def outcome(dated: bool = True) -> Outcome:
    """Trace the texts and compare with what the writers did."""
    everything = list(articles(dated))
    found = trace(everything)
    wanted = {article.id.rpartition("/")[0] for article in everything if article.id.endswith("/rewrite")}
    pairs = {(reuse.a, reuse.b) for reuse in found.reuse}
    hit = sorted(name for name in wanted if (f"{name}/rewrite", f"{name}/source") in pairs)
    wrong = sorted(pair for pair in pairs if not _planted(pair))
    links = {(each.article, each.source) for each in found.derivations if each.source}
    return Outcome(
        found=hit,
        missed=sorted(wanted - set(hit)),
        wrong=wrong,
        right=[name for name in hit if (f"{name}/rewrite", f"{name}/source") in links],
        turned=[name for name in hit if (f"{name}/source", f"{name}/rewrite") in links],
    )


def _planted(pair: tuple[str, str]) -> bool:
    names = {name.rpartition("/")[0] for name in pair}
    return len(names) == 1 and not any(name.endswith("/apart") for name in pair)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missed", action="store_true", help="name the pairs that were not found")
    parser.add_argument("--undated", action="store_true", help="withhold the times of publication")
    given = parser.parse_args()
    result = outcome(not given.undated)
    total = len(result.found) + len(result.missed)
    print(f"{len(result.found)} of {total} rewritten pairs found (recall {result.recall:.3f}); "
          f"{len(result.wrong)} pairs found that nobody wrote")  # fmt: skip
    print(f"direction of those found: {len(result.right)} right, {len(result.turned)} turned, "
          f"{len(result.found) - len(result.right) - len(result.turned)} unknown")  # fmt: skip
    for pair in result.wrong:
        print("not planted:", *pair)
    for name in result.missed if given.missed else ():
        print("missed:", name)


if __name__ == "__main__":
    main()
