"""Planted reuse: a set of articles in which it is known who took what from whom, and how tracing does on it.

    python evaluation/planted_reuse.py make OUT --articles 1000   articles.jsonl and manifest.json in OUT
    python evaluation/planted_reuse.py score OUT                  trace them; print recall, precision, time

Bases are real articles when --bases names a folder of them (JSON Lines with text, title, outlet, published),
invented ones for the rest. Same arguments, same files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path

from invented_news import Newsroom
from onrecord.model import Article, Layout, Span, Trace, text_sha256
from onrecord.tracing import trace
from onrecord.tracing.sentences import sentence_spans

KINDS = (
    "verbatim", "trimmed", "edited 10%", "replaced 35-50%", "excerpt", "quotations",
    "replaced 60-75%", "replaced 85-95%", "headline only", "updated",
)  # fmt: skip
FIRST_SIX = KINDS[:6]
DERIVED_SHARE = 0.45
FUNCTION_WORDS = frozenset(
    [
        "#",
        "noqa:",
        "SIM905",
        "a",
        "about",
        "after",
        "against",
        "all",
        "also",
        "although",
        "among",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "during",
        "each",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "like",
        "may",
        "might",
        "more",
        "most",
        "must",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "said",
        "same",
        "she",
        "should",
        "since",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
WORD = re.compile(r"[^\W\d_]{3,}|\d+")


@dataclass(frozen=True)
class Draft:
    """An article in the making: paragraphs of sentences."""

    id: str
    outlet: str
    title: str
    published: str
    paragraphs: list[list[str]]

    def text(self) -> str:
        return "\n\n".join([self.title, *(" ".join(sentences) for sentences in self.paragraphs)])


@dataclass(frozen=True)
class Planted:
    """That `derived` took from `source`."""

    source: str
    derived: str
    kind: str


def planted(articles: int, seed: int, real: Sequence[Draft] = ()) -> tuple[list[Draft], list[Planted]]:
    """About `articles` drafts, shuffled, with the truth; nearly half derive from another, each kind as often."""
    source = random.Random(seed)
    count = articles - int(articles * DERIVED_SHARE)
    drafts = _drafts(articles, seed, real)
    bases, hosts = drafts[:count], drafts[count:]
    outlets = sorted({base.outlet for base in bases if base.outlet})
    out, truth = list(bases), list[Planted]()
    order = source.sample(range(count), count)
    swap = Swaps(
        [word for base in bases[:3000] for word in WORD.findall(base.text()) if word.lower() not in FUNCTION_WORDS]
    )
    for number in range(articles - count):
        kind = KINDS[number % len(KINDS)]
        base = bases[order[number % count]]
        draft = _derived(kind, base, hosts[number], source, swap)
        if draft is None:
            continue
        later = datetime.fromisoformat(base.published) + timedelta(minutes=source.randint(20, 60 * 30))
        outlet = base.outlet if kind in ("updated", "headline only") else source.choice(outlets)
        name = _shuffled_id(f"copy{number}", seed)
        out.append(replace(draft, id=name, outlet=outlet, published=later.isoformat()))
        truth.append(Planted(base.id, name, kind))
    source.shuffle(out)
    return out, truth


def _drafts(count: int, seed: int, real: Sequence[Draft]) -> list[Draft]:
    """`count` articles with a time of publication: the real ones first, invented ones after."""
    source = random.Random(seed)
    newsroom = Newsroom(count, seed)
    out = []
    for number in range(count):
        moment = datetime(2023, 1, 1, 6) + timedelta(minutes=source.randint(0, 60 * 24 * 90))
        if number < len(real):
            day = datetime.fromisoformat(real[number].published[:10]) + timedelta(
                hours=6, minutes=source.randint(0, 840)
            )
            out.append(replace(real[number], id=_shuffled_id(real[number].id, seed), published=day.isoformat()))
        else:
            outlet, title, paragraphs = newsroom.article()
            out.append(Draft(_shuffled_id(f"base{number}", seed), outlet, title, moment.isoformat(), paragraphs))
    return out


def _shuffled_id(name: str, seed: int) -> str:
    """An id that says nothing of what it names."""
    return hashlib.sha256(f"{name}/{seed}".encode()).hexdigest()[:12]


class Swaps:
    """What each word is swapped for: one of three words, always the same three, as from a book of synonyms."""

    def __init__(self, words: Sequence[str]) -> None:
        common = Counter(word.lower() for word in words if not word.isdigit())
        self._words = sorted(common, key=lambda word: (-common[word], word)) or ["word"]

    def of(self, word: str, source: random.Random) -> str:
        if word.isdigit():
            return str(int(word) + source.randint(1, 9))
        start = int.from_bytes(hashlib.blake2b(word.lower().encode(), digest_size=6).digest(), "big")
        new = self._words[(start + 7919 * source.randint(0, 2)) % len(self._words)]
        return new.title() if word[0].isupper() else new


def _derived(kind: str, base: Draft, host: Draft, source: random.Random, swap: Swaps) -> Draft | None:
    makers: dict[str, Callable[[], list[list[str]] | None]] = {
        "verbatim": lambda: base.paragraphs,
        "headline only": lambda: base.paragraphs,
        "trimmed": lambda: _trimmed(base.paragraphs, source),
        "edited 10%": lambda: _replaced(base.paragraphs, (0.08, 0.12), source, swap, every_word=True),
        "replaced 35-50%": lambda: _replaced(base.paragraphs, (0.35, 0.50), source, swap),
        "replaced 60-75%": lambda: _replaced(base.paragraphs, (0.60, 0.75), source, swap),
        "replaced 85-95%": lambda: _replaced(base.paragraphs, (0.85, 0.95), source, swap),
        "excerpt": lambda: _with_excerpt(base, host, source),
        "quotations": lambda: _with_quotations(base, host, source),
        "updated": lambda: _updated(base.paragraphs, host, source, swap),
    }
    paragraphs = makers[kind]()
    if not paragraphs:
        return None
    title = base.title if kind in ("verbatim", "updated") else _swapped(base.title, 0.6, source, swap)
    return replace(host if kind in ("excerpt", "quotations") else base, title=title, paragraphs=paragraphs)


def _trimmed(paragraphs: list[list[str]], source: random.Random) -> list[list[str]]:
    kept = max(1, int(len(paragraphs) * source.uniform(0.3, 0.6)))
    return paragraphs[:kept]


def _replaced(
    paragraphs: list[list[str]],
    share: tuple[float, float],
    source: random.Random,
    swap: Swaps,
    every_word: bool = False,
) -> list[list[str]]:
    rate = source.uniform(*share)
    return [[_swapped(sentence, rate, source, swap, every_word) for sentence in p] for p in paragraphs]


def _swapped(sentence: str, rate: float, source: random.Random, swap: Swaps, every_word: bool = False) -> str:
    def one(found: re.Match[str]) -> str:
        function = found[0].lower() in FUNCTION_WORDS
        return swap.of(found[0], source) if (every_word or not function) and source.random() < rate else found[0]

    return WORD.sub(one, sentence)


def _with_excerpt(base: Draft, host: Draft, source: random.Random) -> list[list[str]] | None:
    sentences = [sentence for paragraph in base.paragraphs for sentence in paragraph]
    size = source.randint(3, 6)
    if len(sentences) < size + 2:
        return None
    at = source.randint(0, len(sentences) - size)
    place = source.randint(0, len(host.paragraphs))
    return [*host.paragraphs[:place], sentences[at : at + size], *host.paragraphs[place:]]


def _with_quotations(base: Draft, host: Draft, source: random.Random) -> list[list[str]] | None:
    quotes = [s for p in base.paragraphs for s in p if re.search(r"[\"“][^\"”]{60,}[\"”]", s)]
    if not quotes:
        return None
    chosen = [re.search(r"[\"“][^\"”]{60,}[\"”]", quote) for quote in source.sample(quotes, min(2, len(quotes)))]
    told = [f"{found[0]} it was said." for found in chosen if found]
    place = source.randint(0, len(host.paragraphs))
    return [*host.paragraphs[:place], told, *host.paragraphs[place:]]


def _updated(paragraphs: list[list[str]], host: Draft, source: random.Random, swap: Swaps) -> list[list[str]]:
    """A later version: a new beginning, some sentences edited, some gone."""
    fresh = [_swapped(sentence, 0.9, source, swap) for sentence in host.paragraphs[0]]
    rest = [
        [s if source.random() < 0.8 else _swapped(s, 0.3, source, swap) for s in p if source.random() < 0.9]
        for p in paragraphs[1:]
    ]
    return [fresh, paragraphs[0], *(p for p in rest if p)]


def read_bases(folder: Path, seed: int) -> list[Draft]:
    """Real articles from the JSON Lines files of `folder`, in an order drawn by `seed`."""
    out: dict[str, Draft] = {}
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.open(encoding="utf-8")):
            row = json.loads(line)
            paragraphs = [
                [p[slice(*s)] for s in sentence_spans(p, (Span(0, len(p)),))]
                for p in row["text"].split("\n")
                if p.strip()
            ]
            published = (row.get("published") or "2016-01-01")[:10]
            draft = Draft(
                f"{file.stem}-{number}",
                row.get("outlet") or "",
                row.get("title") or "",
                published,
                [p for p in paragraphs if p],
            )
            if sum(len(p) for p in draft.paragraphs) > 5:
                out.setdefault(draft.text(), draft)
    drafts = list(out.values())
    random.Random(seed).shuffle(drafts)
    return drafts


def article_of(draft: Draft, dated: bool = True) -> Article:
    """The draft as an article, its title as headline and its paragraphs as story."""
    text = draft.text()
    story = tuple(Span(*found.span()) for found in re.finditer(r"[^\n]+", text))
    return Article(
        id=draft.id,
        text=text,
        sha256=text_sha256(text),
        title=draft.title,
        outlet=draft.outlet or None,
        published=draft.published if dated else None,
        layout=Layout(headline=story[0] if draft.title else None, story=story[1:] if draft.title else story),
    )


@dataclass(frozen=True)
class Score:
    """How well the truth was found.

    recall:    by kind. precision: of the pairs found, the share that was planted.
    settled:   the same without pairs that share eight words in a row though nobody planted it: real articles quote
               the same speeches.
    direction: of the planted pairs found, the share whose derived article is said to come from the other.
    wrong:     pairs found that were neither planted nor share eight words in a row.
    """

    recall: dict[str, float]
    precision: float
    settled: float
    f1_first_six: float
    direction: dict[str, float]
    wrong: list[tuple[str, str]]


def score(found: Trace, truth: Sequence[Planted], natural: Iterable[tuple[str, str]] = ()) -> Score:
    """How `found` compares with the truth."""
    pairs = {(reuse.a, reuse.b) for reuse in found.reuse}
    wanted = {(min(each.source, each.derived), max(each.source, each.derived)): each for each in truth}
    known = set(natural)
    sources: dict[str, set[str | None]] = defaultdict(set)
    for derivation in found.derivations:
        sources[derivation.article].add(derivation.source)
    hit: dict[str, list[bool]] = defaultdict(list)
    directed: dict[str, list[bool]] = defaultdict(list)
    for pair, each in wanted.items():
        hit[each.kind].append(pair in pairs)
        if pair in pairs:
            directed[each.kind].append(
                each.source in sources[each.derived] and each.derived not in sources[each.source]
            )
    wrong = sorted(pair for pair in pairs if pair not in wanted and pair not in known)
    right = sum(pair in wanted for pair in pairs)
    precision = right / max(1, len(pairs))
    settled = right / max(1, right + len(wrong))
    six = [each for kind in FIRST_SIX for each in hit[kind]]
    recall_six = sum(six) / max(1, len(six))
    return Score(
        recall={kind: sum(hit[kind]) / max(1, len(hit[kind])) for kind in KINDS},
        precision=precision,
        settled=settled,
        f1_first_six=2 * settled * recall_six / max(1e-9, settled + recall_six),
        direction={kind: sum(directed[kind]) / max(1, len(directed[kind])) for kind in KINDS},
        wrong=wrong,
    )


def natural_pairs(drafts: Sequence[Draft]) -> set[tuple[str, str]]:
    """Pairs of drafts that share eight words in a row, standing apart from how tracing finds it."""
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for draft in drafts:
        words = re.findall(r"\w+", draft.text().lower())
        for at in range(len(words) - 7):
            holders[tuple(words[at : at + 8])].add(draft.id)
    found = {tuple(sorted(ids)) for ids in holders.values() if 1 < len(ids) <= 50}
    return {pair for ids in found for pair in combinations(ids, 2)}


def make(out: Path, articles: int, seed: int, bases: Path | None) -> None:
    """Write articles.jsonl and manifest.json."""
    drafts, truth = planted(articles, seed, read_bases(bases, seed) if bases else ())
    natural = natural_pairs(drafts) if bases else set()
    planted_pairs = {tuple(sorted((each.source, each.derived))) for each in truth}
    natural = natural - planted_pairs
    out.mkdir(parents=True, exist_ok=True)
    with (out / "articles.jsonl").open("w", encoding="utf-8") as file:
        for draft in drafts:
            row = {"id": draft.id, "outlet": draft.outlet, "title": draft.title, "published": draft.published}
            file.write(
                json.dumps(row | {"text": draft.text(), "paragraphs": draft.paragraphs}, ensure_ascii=False) + "\n"
            )
    manifest = {
        "articles": len(drafts),
        "seed": seed,
        "planted": [vars(each) for each in truth],
        "natural": sorted(natural),
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    print(f"{len(drafts)} articles, {len(truth)} planted pairs in {out}")


def run(folder: Path, dated: bool, wrong: int) -> None:
    """Trace a set that `make` wrote, and print how it went."""
    drafts = [_read(json.loads(line)) for line in (folder / "articles.jsonl").open(encoding="utf-8")]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    truth = [Planted(**each) for each in manifest["planted"]]
    articles = [article_of(draft, dated) for draft in drafts]
    begin, began = time.perf_counter(), time.process_time()
    found = trace(articles)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - began
    result = score(found, truth, [(a, b) for a, b in manifest["natural"]])
    for kind, recall in result.recall.items():
        print(f"{kind:18} recall {recall:.3f}   direction {result.direction[kind]:.3f}")
    print(f"precision {result.precision:.3f} ({result.settled:.3f} without natural pairs), "
          f"F1 over the first six {result.f1_first_six:.3f}")  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(articles)} articles, {len(found.reuse)} pairs, peak {peak:.0f} MiB")
    print(f"{seconds:.1f} s ({cpu:.1f} s of processor time), {len(articles) / cpu:.0f} articles/s")
    _show_wrong(found, result.wrong[:wrong], {article.id: article.text for article in articles})


def _read(row: dict[str, object]) -> Draft:
    return Draft(**{key: row[key] for key in ("id", "outlet", "title", "published", "paragraphs")})  # type: ignore[arg-type]


def _show_wrong(found: Trace, wrong: Iterable[tuple[str, str]], texts: dict[str, str]) -> None:
    by_pair = {(reuse.a, reuse.b): reuse for reuse in found.reuse}
    for pair in wrong:
        print("not planted:", pair, by_pair[pair].relation, by_pair[pair].coverage_a, by_pair[pair].coverage_b)
        for passage in by_pair[pair].passages[:4]:
            print(
                "   ",
                passage.relation,
                "|",
                texts[pair[0]][slice(*passage.a)][:100],
                "|",
                texts[pair[1]][slice(*passage.b)][:100],
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    maker = commands.add_parser("make")
    maker.add_argument("out", type=Path)
    maker.add_argument("--articles", type=int, default=1000)
    maker.add_argument("--seed", type=int, default=1)
    maker.add_argument("--bases", type=Path)
    scorer = commands.add_parser("score")
    scorer.add_argument("folder", type=Path)
    scorer.add_argument("--undated", action="store_true", help="withhold the dates of publication")
    scorer.add_argument("--wrong", type=int, default=0, help="show this many pairs that were not planted")
    given = parser.parse_args()
    if given.command == "make":
        make(given.out, given.articles, given.seed, given.bases)
    else:
        run(given.folder, not given.undated, given.wrong)


if __name__ == "__main__":
    main()
