"""Score onrecord's commitments and membership steps against the labelled articles of our own, and pin floors.

    python evaluation/score_own_commitments.py [--errors] [--only TEXT] [--writers LETTERS] [--pin [--lower]]

The labels are in evaluation/commitments (README.md there tells what they hold). A labelled and a found commitment
are one when actor and stage agree, and the item's words overlap or amount and currency are the same; a target's
share stands for its item. Actors agree by code, without one by a shared word of their names. Each is matched once,
as many as possible. The other fields are counted over the matched ones where either side has a value. `--errors`
lists what was found at another stage, missed and found beyond the labels, then fields read wrongly; `--only` takes
the articles whose id has TEXT, `--writers` those of the files that begin with one of LETTERS. `--pin` writes the
floors that tests/test_commitments_floor.py holds; it lowers one only with `--lower`.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pinning
from commitment_matching import agree, closeness, field_of, matched, same_stage, spans_of
from labelled import corpus_hash
from labelled_commitments import FOLDER, Label, Labelled, corpus
from onrecord.extraction import extract
from onrecord.language import analyse
from onrecord.model import Commitment, MembershipStep, Span, words_of
from onrecord.model.commitment import KINDS, STAGES

FLOORS = FOLDER / "floors.toml"
FLAGS = ("conditional", "recalled", "doubted", "additional")
BOUNDS = ("quantity_bound", "quantity_low", "quantity_high", "amount_bound", "amount_low", "amount_high")
FIELDS = (
    "recipient",
    "kind",
    "quantity",
    "unit",
    "amount",
    "currency",
    *FLAGS,
    "date",
    "said_by",
    "members",
    *BOUNDS,
)
PINNED = ("recipient", "kind", "quantity", "amount", "currency", "date")
"""Fields that enough rows have for a floor to mean something."""
STEP_KEY = ("organisation", "candidate", "stage")
STEP_FIELDS = ("ratified", "outstanding", "count", "of", "by", "date")


@dataclass
class Outcome:
    """What one run found.

    counts: labelled, found and matched by group: all, a stage, a kind, a writer's half, a cover label.
    right, wrong: matched commitments and steps by field, where either side has a value.
    errors: as they are shown, by what they are.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def count(self, what: str, groups: Iterable[str]) -> None:
        for group in groups:
            self.counts.setdefault(group, Counter())[what] += 1

    def measured(self, group: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a group."""
        c = self.counts.get(group, Counter())
        both = c["labelled"] + c["found"]
        return (
            c["matched"] / max(1, c["found"]),
            c["matched"] / max(1, c["labelled"]),
            2 * c["matched"] / max(1, both),
        )

    def share(self, name: str) -> float:
        return self.right[name] / max(1, self.right[name] + self.wrong[name])

    def figures(self) -> dict[str, float]:
        """The figures that floors are pinned of."""
        out = dict(zip(("precision", "recall", "F1"), self.measured("all"), strict=True))
        out |= {stage: self.measured(stage)[2] for stage in (*STAGES, "membership")}
        return out | {f"field {name}": self.share(name) for name in PINNED}


def outcome(articles: Iterable[Labelled], pipeline: str | None = None) -> Outcome:
    """Extract from the labelled articles and compare."""
    out = Outcome()
    given = list(articles)
    analyses = analyse([each.article for each in given], pipeline)
    for each, analysis in zip(given, analyses, strict=True):
        found = extract(each.article, analysis)
        _commitments(each, found.commitments, out)
        _memberships(each, found.memberships, out)
    return out


def _commitments(each: Labelled, found: Sequence[Commitment], out: Outcome) -> None:
    """Match one article's commitments with its labels, count and note what differs."""
    labels = each.commitments
    half = "writers a-d" if each.writer in "abcd" else "writers e-h"
    shared = ["all", half, *(f"cover {name}" for name in each.covers)]
    pairs = matched(labels, found, lambda label, one: closeness(label, one) if same_stage(label, one) else 0)
    for label in labels:
        groups = [*shared, str(label.fields.get("stage")), f"kind {label.fields['kind']}"]
        out.count("labelled", groups)
    for one in found:
        out.count("found", [*shared, str(one.stage), f"kind {one.kind}"])
    for i, j in pairs:
        label, one = labels[i], found[j]
        groups = [*shared, str(label.fields.get("stage"))]
        if one.kind == label.fields["kind"]:
            groups.append(f"kind {one.kind}")
        out.count("matched", groups)
        _fields(each, label, one, out)
    _unmatched(each, found, pairs, out)


def _unmatched(each: Labelled, found: Sequence[Commitment], pairs: Sequence[tuple[int, int]], out: Outcome) -> None:
    """Note what was missed, what has another stage, and what is beyond the labels."""
    text = each.article.text
    left = [label for i, label in enumerate(each.commitments) if i not in {i for i, _ in pairs}]
    over = [one for j, one in enumerate(found) if j not in {j for _, j in pairs}]
    staged = matched(left, over, closeness)
    for i, j in staged:
        what = f"STAGE {each.article.id}: {over[j].stage} for {left[i].fields.get('stage')}"
        out.errors.append(("STAGE", f"{what}\n{_label(text, left[i])}\n{_finding(text, over[j])}"))
    for i, label in enumerate(left):
        if i not in {i for i, _ in staged}:
            out.errors.append(("MISS", f"MISS {each.article.id}\n{_label(text, label)}"))
    for j, one in enumerate(over):
        if j not in {j for _, j in staged}:
            out.errors.append(("EXTRA", f"EXTRA {each.article.id}\n{_finding(text, one)}"))


def _fields(each: Labelled, label: Label, one: Commitment, out: Outcome) -> None:
    """Count what a matched commitment says besides its tuple."""
    for name in FIELDS:
        wanted, got = label.fields.get(name), field_of(one, name)
        if (not wanted and not got) or not _labelled(name, label):
            continue
        right = agree(label.fields, one, name)
        out.count("labelled", [f"having {name}"] * bool(wanted))
        out.count("found", [f"having {name}"] * bool(got))
        out.count("matched", [f"having {name}"] * right)
        (out.right if right else out.wrong)[name] += 1
        if not right:
            shown = f"FIELD {name} {each.article.id} row {label.n}: labelled {wanted!r}, found {got!r}"
            out.errors.append(("FIELD", f"{shown}\n{_label(each.article.text, label)}"))


def _labelled(name: str, label: Label) -> bool:
    """Whether rows like this one are labelled for a field: an absent value is then a value."""
    stage, kind = label.fields.get("stage"), label.fields["kind"]
    if name == "said_by":
        return stage == "proposed"
    if name.endswith(("_low", "_high")):  # a bound's one end is told by the figure already
        return label.fields.get(name.rsplit("_", 1)[0] + "_bound") == "range"
    return name != "recipient" or (stage != "requested" and kind not in ("political", "target"))


def _memberships(each: Labelled, found: Sequence[MembershipStep], out: Outcome) -> None:
    """Match one article's membership steps by organisation, candidate and stage, and compare their fields."""
    wanted = {tuple(row[key] for key in STEP_KEY): row for row in each.memberships}
    got = {tuple(getattr(step, key) for key in STEP_KEY): step for step in found}
    for what, keys in (("labelled", wanted), ("found", got), ("matched", wanted.keys() & got.keys())):
        for key in keys:
            out.count(what, ["membership", f"membership {key[2]}"])
    for key in sorted(wanted.keys() ^ got.keys()):
        sign = "MISS" if key in wanted else "EXTRA"
        out.errors.append(("STEP", f"STEP {sign} {each.article.id}: {' '.join(key)}"))
    for key in sorted(wanted.keys() & got.keys()):
        for name, a, b in _step_values(wanted[key], got[key]):
            if a or b:
                (out.right if a == b else out.wrong)[f"step {name}"] += 1
                if a != b:
                    shown = f"STEP {name} {each.article.id}: {' '.join(key)}: labelled {a!r}, found {b!r}"
                    out.errors.append(("STEP", shown))


def _step_values(row: Mapping[str, Any], step: MembershipStep) -> Iterator[tuple[str, Any, Any]]:
    for name in STEP_FIELDS:
        a, b = row.get(name), getattr(step, name)
        yield (name, sorted(a or ()), sorted(b)) if name in ("ratified", "outstanding") else (name, a, b)


def _label(text: str, label: Label) -> str:
    row = {key: value for key, value in label.fields.items() if key != "n"}
    words = " | ".join(words_of(text, part) for part in (label.item, label.money, label.cue) if part)
    return f"    - {row}\n      {words}\n      {_sentence(text, label.cue or label.item or label.money)}"


def _finding(text: str, one: Commitment) -> str:
    names = (
        "actor",
        "actor_name",
        "recipient",
        "stage",
        "kind",
        "item",
        "quantity",
        "amount",
        "currency",
        "recalled",
    )
    row = {name: getattr(one, name) for name in names if getattr(one, name)}
    spans = spans_of(one, "stage") or spans_of(one, "item") or spans_of(one, "amount")
    return f"    + {row}\n      {words_of(text, spans_of(one, 'stage'))}\n      {_sentence(text, spans)}"


def _sentence(text: str, spans: Sequence[Span]) -> str:
    """About the sentence of the first span, cut at stops before capitals."""
    at = spans[0].begin if spans else 0
    begin = max((m.end() for m in re.finditer(r"[.!?][”\"’]?\s+(?=[A-Z“‘\"])|\n", text[: at + 1])), default=0)
    end = re.compile(r"[.!?][”\"’]?(\s+(?=[A-Z“‘\"])|$)|\n").search(text, at)
    return f"« {text[begin : end.start() + 1 if end else len(text)].strip()}"


def _line(result: Outcome, group: str) -> str:
    p, r, f1 = result.measured(group)
    c = result.counts.get(group, Counter())
    return f"{group:28s} P {p:.3f}  R {r:.3f}  F1 {f1:.3f}   {c['labelled']} labelled, {c['found']} found"


def show(result: Outcome) -> None:
    """Print every figure."""
    covers = sorted(group for group in result.counts if group.startswith("cover "))
    steps = sorted(group for group in result.counts if group.startswith("membership"))
    groups = ["all", *STAGES, "None", *(f"kind {kind}" for kind in KINDS), "writers a-d", "writers e-h", *steps]
    for group in [*groups, *covers]:
        if group in result.counts:
            print(_line(result, group))
    for name in (*FIELDS, *(f"step {name}" for name in STEP_FIELDS)):
        total = result.right[name] + result.wrong[name]
        if total:
            c = result.counts.get(f"having {name}", Counter())
            held = f" ({c['labelled']} labelled, {c['found']} found)" if c else ""
            print(f"field {name:16s} {result.share(name):.3f} of {total}{held}")
    print("errors  " + "  ".join(f"{what} {n}" for what, n in Counter(what for what, _ in result.errors).items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", default="", metavar="TEXT")
    parser.add_argument("--writers", default="", metavar="LETTERS")
    parser.add_argument("--pipeline")
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--lower", action="store_true")
    options = parser.parse_args()
    articles = [
        each
        for each in corpus()
        if options.only in each.article.id and (not options.writers or each.writer in options.writers)
    ]
    result = outcome(articles, options.pipeline)
    print(f"{len(articles)} articles")
    show(result)
    if options.errors:
        for what in ("STAGE", "MISS", "EXTRA", "STEP", "FIELD"):
            print("\n".join(shown for kind, shown in result.errors if kind == what))
    if options.pin:
        if options.only or options.writers or options.pipeline:
            raise SystemExit("floors are of all articles and of the shipped pipeline")
        about: dict[str, str | int] = {
            "sha256": corpus_hash(FOLDER),
            "articles": len(articles),
            "commitments": sum(len(each.commitments) for each in articles),
            "memberships": sum(len(each.memberships) for each in articles),
        }
        pinning.pin(FLOORS, result.figures(), about, "score_own_commitments.py", lower=options.lower)


if __name__ == "__main__":
    main()
