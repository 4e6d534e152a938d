"""Score onrecord's statements against the labelled articles of our own, and pin floors.

    python evaluation/score_own_statements.py [--errors] [--only TEXT] [--pipeline NAME] [--pin [--lower]]

The labels are in evaluation/statements (README.md there tells what they hold). Contents are compared as
score_polnear.py compares them; `quoted` are the statements with quotation marks, in the labels for recall, in what
is found for precision. What a statement says besides is counted over the matched ones: shares of right values, and
F1 for what most statements do not have. `--errors` lists what was missed, found beyond the labels and read wrongly;
`--only` takes the articles whose id has TEXT. `--pin` writes the floors that tests/test_statements_floor.py holds;
it lowers one only with `--lower`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pinning
from labelled import FOLDER, Label, Labelled, corpus, corpus_hash
from onrecord.extraction import statements
from onrecord.language import analyse
from onrecord.model import Statement, words_of
from score_polnear import FIELDS, add_matches, characters, figures, matched, same_source, trimmed

FLOORS = FOLDER / "floors.toml"
SHARES = ("cue", "class", "mode", "name", "role", "actor", "kind")
RARE = ("anonymous", "negated", "modal", "venue", "within")
ARTICLES = ("the ", "a ", "an ")


@dataclass
class Outcome:
    """What one run found.

    counts:  for quoted statements and for all, in score_polnear's names.
    right, wrong: matched statements by what they say besides their words; labelled, found: those that have it.
    groups:  whether each labelled statement was found, by mode and class.
    errors:  as they are shown.
    """

    counts: dict[str, Counter[str]] = field(default_factory=lambda: {"quoted": Counter(), "all": Counter()})
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    labelled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    groups: dict[str, list[bool]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Every figure by name, in the order in which they are shown."""
        out: dict[str, float] = {}
        for kind, count in self.counts.items():
            full = {name: count[name] for name in FIELDS}
            out |= {f"{kind} {name}": value for name, value in figures(full).items()}
        out |= {name: self.right[name] / max(1, self.right[name] + self.wrong[name]) for name in SHARES}
        out |= {name: 2 * self.right[name] / max(1, self.labelled[name] + self.found[name]) for name in RARE}
        return out


def outcome(articles: Iterable[Labelled], pipeline: str | None = None) -> Outcome:
    """Extract the statements of the labelled articles and compare."""
    out = Outcome()
    given = list(articles)
    analyses = analyse([each.article for each in given], pipeline)
    for each, analysis in zip(given, analyses, strict=True):
        _compare(each, statements(each.article, analysis), out)
    return out


def _compare(each: Labelled, found: Sequence[Statement], out: Outcome) -> None:
    """Match one article's statements with its labels, count and note what differs."""
    text, labels = each.article.text, each.statements
    pairs = matched(
        [trimmed(text, label.content) for label in labels], [trimmed(text, one.content) for one in found]
    )
    for kind in out.counts:
        _contents(labels, found, pairs, out.counts[kind], everything=kind == "all")
    outer = {labels[i].n: found[j].id for i, j, _ in pairs}
    for i, j, score in sorted(pairs):
        if score < 1.0:
            out.errors.append(_shown(each, "EXTENT", labels[i], found[j]))
        _fields(each, labels[i], found[j], outer, out)
    for label in labels:
        inner = ("within another",) if label.fields.get("within") else ()
        for group in (label.fields["mode"], label.fields["class"], *inner):
            out.groups.setdefault(group, []).append(label.n in outer)
        if label.n not in outer:
            out.errors.append(_shown(each, "MISSED", label))
    matching = set(outer.values())
    out.errors += [_shown(each, "BEYOND", None, one) for one in found if one.id not in matching]


def _contents(
    labels: Sequence[Label],
    found: Sequence[Statement],
    pairs: Iterable[tuple[int, int, float]],
    count: Counter[str],
    *,
    everything: bool,
) -> None:
    """Count contents and sources as score_polnear does, of everything or of what has quotation marks."""
    taken = (
        [everything or label.fields["mode"] != "indirect" for label in labels],
        [everything or one.mode != "indirect" for one in found],
    )
    sources = ([characters(label.source) for label in labels], [characters(one.source) for one in found])
    add_matches(count, pairs, taken, sources)


def _fields(each: Labelled, label: Label, one: Statement, outer: dict[int, str], out: Outcome) -> None:
    """Count what a matched statement says besides its words."""
    for name, wanted, got, same in _values(each, label, one, outer):
        if name in RARE:
            out.labelled[name] += bool(wanted)
            out.found[name] += bool(got)
        if not wanted and not got and name != "name":
            continue
        out.right[name] += same
        out.wrong[name] += not same
        if not same:
            out.errors.append(f"{_shown(each, name.upper(), label)}\n      labelled {wanted!r}, found {got!r}")


def _values(
    each: Labelled, label: Label, one: Statement, outer: dict[int, str]
) -> Iterator[tuple[str, object, object, bool]]:
    """Name, labelled value, found value and whether they agree, for everything that is counted."""
    row, speaker = label.fields, one.speaker
    if label.cue:
        yield "cue", label.cue, one.cue, same_source(characters(label.cue), characters(one.cue))
    yield "class", row["class"], one.cue_class, row["class"] == one.cue_class
    yield "mode", row["mode"], one.mode, row["mode"] == one.mode
    person = row["kind"] == "person" and not row.get("anonymous")
    yield "name", row["speaker"], speaker.name, _same_words(row["speaker"], speaker.name, exact=person)
    if not row.get("anonymous"):  # what the unnamed are called is their name already
        yield "role", row.get("role"), speaker.role, _same_words(row.get("role"), speaker.role, exact=False)
    yield "actor", row.get("actor"), speaker.actor, row.get("actor") == speaker.actor
    yield "kind", row["kind"], speaker.kind, row["kind"] == (speaker.kind or "")
    for name, got in (("anonymous", speaker.anonymous), ("negated", one.negated), ("modal", one.modal)):
        yield name, row.get(name, False), got, row.get(name, False) == got
    wording = words_of(each.article.text, label.cue)
    if label.cue and (row.get("venue") or (one.venue or "") not in wording):  # "said in a letter" is all cue
        yield "venue", row.get("venue"), one.venue, _same_words(row.get("venue"), one.venue, exact=False)
    within = row.get("within")
    yield "within", within, one.within, one.within == (None if within is None else outer.get(within, ""))


def _same_words(a: str | None, b: str | None, *, exact: bool) -> bool:
    """Whether two phrases are one but for case, marks and an article; unless `exact`, one may hold the other."""
    x, y = _plain(a), _plain(b)
    return x == y or (not exact and bool(x and y) and (f" {x} " in f" {y} " or f" {y} " in f" {x} "))


def _plain(words: str | None) -> str:
    out = " ".join((words or "").casefold().replace("’", "'").split())
    for article in ARTICLES:
        out = out.removeprefix(article)
    return out.strip("\"'“”‘.,")


def _shown(each: Labelled, what: str, label: Label | None, one: Statement | None = None) -> str:
    text = each.article.text
    lines = [f"{what} {each.article.id}"]
    for sign, side in (("-", label), ("+", one)):
        if side is not None:
            parts = (
                " … ".join(words_of(text, (s,)) for s in getattr(side, p)) for p in ("source", "cue", "content")
            )
            lines.append(f"    {sign} " + " | ".join(parts))
    return "\n".join(lines)


def floors() -> dict[str, object]:
    """What is pinned: the corpus's hash and size, and the floor of every figure."""
    return pinning.floors(FLOORS)


def pin(now: dict[str, float], articles: int, rows: int, *, lower: bool) -> None:
    """Write `now`, less a margin, as the floors. Raises SystemExit rather than lower one unasked."""
    about = {"sha256": corpus_hash(), "articles": articles, "statements": rows}
    pinning.pin(FLOORS, now, about, "score_own_statements.py", lower=lower)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", default="", metavar="TEXT")
    parser.add_argument("--pipeline")
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--lower", action="store_true")
    options = parser.parse_args()
    articles = [each for each in corpus() if options.only in each.article.id]
    result = outcome(articles, options.pipeline)
    rows = sum(len(each.statements) for each in articles)
    print(f"{len(articles)} articles, {rows} statements labelled, {result.counts['all']['predicted']} found")
    now = result.figures()
    for kind in ("quoted", "all"):
        shown = (
            f"{name.removeprefix(kind + ' ')} {value:.3f}" for name, value in now.items() if name.startswith(kind)
        )
        print(f"{kind:8s}" + "  ".join(shown))
    print("shares  " + "  ".join(f"{name} {now[name]:.3f}" for name in SHARES))
    print("F1      " + "  ".join(f"{name} {now[name]:.3f} (of {result.labelled[name]})" for name in RARE))
    print("recall  " + "  ".join(f"{name} {sum(hits)}/{len(hits)}" for name, hits in sorted(result.groups.items())))
    if options.errors:
        print("\n".join(result.errors))
    if options.pin:
        if options.only or options.pipeline:
            raise SystemExit("floors are of all articles and of the shipped pipeline")
        pin(now, len(articles), rows, lower=options.lower)


if __name__ == "__main__":
    main()
