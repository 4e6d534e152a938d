"""Labelled articles of our own: commitments and membership steps.

evaluation/commitments/README.md tells how to label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labelled import BadLabel, articles, distinct, files, marked, plain_article
from onrecord.model import Article, Span
from onrecord.model.commitment import BOUNDS, KINDS, STAGES
from onrecord.model.membership import MEMBERSHIP_STAGES
from onrecord.vocabulary.loading import vocabulary

FOLDER = Path(__file__).resolve().parent / "commitments"
PARTS = {"i": "item", "m": "money", "k": "cue", "c": "condition"}
TEXTS = {"actor", "recipient", "kind", "stage", "unit", "currency", "date", "said_by", "said_on"}
FIGURES = ("quantity", "amount")
BOUNDED = {f"{figure}_bound" for figure in FIGURES}
NUMBERS = {*FIGURES, *(f"{figure}_{end}" for figure in FIGURES for end in ("low", "high"))}
FLAGS = {"conditional", "recalled", "doubted", "additional"}
KNOWN = {"n", "members"} | TEXTS | BOUNDED | NUMBERS | FLAGS
REQUIRED = {"n", "actor", "kind"}
MEMBERSHIP = {"organisation", "candidate", "stage"}
MEMBERSHIP_OPTIONAL = {"ratified", "outstanding", "count", "of", "by", "date"}
DAY = r"\d{4}(-\d\d(-\d\d)?)?"
DATE = re.compile(rf"{DAY}|({DAY}|\.\.)/({DAY}|\.\.)")
CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")


@dataclass(frozen=True)
class Label:
    """One commitment as a careful reader sees it; `fields` are the row's, absent ones None or False."""

    n: int
    item: tuple[Span, ...]
    money: tuple[Span, ...]
    cue: tuple[Span, ...]
    condition: tuple[Span, ...]
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Labelled:
    """An article with its commitments and membership steps in the order of their rows."""

    article: Article
    writer: str
    covers: tuple[str, ...]
    commitments: tuple[Label, ...]
    memberships: tuple[Mapping[str, Any], ...]


def labels(spans: Mapping[tuple[str, int], tuple[Span, ...]], rows: Iterable[Mapping[str, Any]]) -> list[Label]:
    """The rows with their spans. Raises BadLabel where the two do not fit."""
    out = []
    for row in rows:
        _check_row(row)
        label = Label(
            row["n"], **{name: spans.get((letter, row["n"]), ()) for letter, name in PARTS.items()}, fields=row
        )
        _check_spans(label)
        out.append(label)
    numbers = [label.n for label in out]
    if len(set(numbers)) < len(numbers):
        raise BadLabel(f"a number twice: {numbers}")
    if stray := {n for _, n in spans} - set(numbers):
        raise BadLabel(f"no row for {sorted(stray)}")
    return out


def _check_row(row: Mapping[str, Any]) -> None:
    """A row's fields are known, of their types and among their values."""
    name = f"row {row.get('n')}"
    if odd := (row.keys() - KNOWN) | (REQUIRED - row.keys()):
        raise BadLabel(f"{name}: {sorted(odd)} unknown or missing")
    if "stage" not in row and row["kind"] != "target":
        raise BadLabel(f"{name}: only a target has no stage")
    allowed = {"kind": KINDS, "stage": STAGES} | dict.fromkeys(BOUNDED, BOUNDS)
    types = dict.fromkeys(TEXTS, str) | dict.fromkeys(NUMBERS, int | float) | dict.fromkeys(FLAGS, bool)
    for key, value in row.items():
        if not isinstance(value, types.get(key, object)):
            raise BadLabel(f"{name}: {key} = {value!r} is of another type")
        if key in allowed and value not in allowed[key]:
            raise BadLabel(f"{name}: {key} = {value!r}")
    for key in ("date", "said_on"):
        if key in row and not DATE.fullmatch(row[key]):
            raise BadLabel(f"{name}: {key} = {row[key]!r}")
    if "currency" in row and not re.fullmatch("[A-Z]{3}", row["currency"]):
        raise BadLabel(f"{name}: currency = {row['currency']!r}")
    for figure in FIGURES:
        ends = {f"{figure}_low", f"{figure}_high"} & row.keys()
        bare = row.get(f"{figure}_bound") in {"range", "vague", "undisclosed"}
        if (figure in row and bare) or (ends and row.get(f"{figure}_bound") != "range"):
            raise BadLabel(f"{name}: {figure} does not fit its bound")
    _check_codes(name, [row["actor"], row.get("recipient", "")], row.get("members", []))


def _check_spans(label: Label) -> None:
    """A row's tags fit its fields."""
    row, name = label.fields, f"row {label.n}"
    if not label.item and not label.money:
        raise BadLabel(f"{name} has neither item nor money in the text")
    if not label.cue and "stage" in row:
        raise BadLabel(f"{name} has no words in the text that give its stage")
    told = {"amount", "amount_bound"} & row.keys()
    if bool(label.money) != bool(told):
        raise BadLabel(f"{name}: money in the text and amount in the row do not agree")
    if bool(label.condition) != bool(row.get("conditional")):
        raise BadLabel(f"{name}: condition in the text and in the row do not agree")
    if "unit" in row and not {"quantity", "quantity_bound"} & row.keys():
        raise BadLabel(f"{name}: a unit without a quantity")


def _check_codes(name: str, sides: Iterable[str], codes: Iterable[str]) -> None:
    """What looks like a code is one; `codes` must be."""
    known = vocabulary("actors")["states"].keys() | vocabulary("organisations").keys()
    shaped = [side for side in sides if CODE.fullmatch(side)]
    if wrong := [code for code in (*shaped, *codes) if code not in known]:
        raise BadLabel(f"{name}: no code: {wrong}")


def steps(rows: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The membership rows. Raises BadLabel for fields, stages and codes that are none."""
    out = tuple(rows)
    for at, row in enumerate(out, 1):
        name = f"membership {at}"
        if odd := (row.keys() - MEMBERSHIP - MEMBERSHIP_OPTIONAL) | (MEMBERSHIP - row.keys()):
            raise BadLabel(f"{name}: {sorted(odd)} unknown or missing")
        if row["stage"] not in MEMBERSHIP_STAGES:
            raise BadLabel(f"{name}: stage = {row['stage']!r}")
        if "date" in row and not DATE.fullmatch(row["date"]):
            raise BadLabel(f"{name}: date = {row['date']!r}")
        named = [row["organisation"], *row.get("ratified", ()), *row.get("outstanding", ())]
        _check_codes(name, [row["candidate"], row.get("by", "")], named)
    keys = [tuple(row[key] for key in sorted(MEMBERSHIP)) for row in out]
    if len(set(keys)) < len(keys):
        raise BadLabel(f"a membership step twice: {keys}")
    return out


def read(file: Path) -> list[Labelled]:
    """The articles of one file. Raises BadLabel, naming file and article."""

    def read_one(row: Mapping[str, Any]) -> Labelled:
        text, spans = marked(row["text"], PARTS)
        return Labelled(
            plain_article(row, text),
            file.name[0],
            tuple(row["covers"]),
            tuple(labels(spans, row.get("commitment", ()))),
            steps(row.get("membership", ())),
        )

    return list(articles(file, {"commitment", "membership"}, read_one))


def corpus(folder: Path = FOLDER) -> list[Labelled]:
    """All labelled articles. Raises BadLabel for an id that two of them have."""
    return distinct(each for file in files(folder) for each in read(file))
