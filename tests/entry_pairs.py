"""Labelled pairs of findings: how they are read, and whether reconciliation keeps one entry for a pair."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from onrecord.model import Article, Finding, Trace
from onrecord.reconciliation import reconcile
from reconciliation_values import article, commitment, findings, statement, step, traced

FILE = Path(__file__).parent / "reconciliation_pairs.toml"
FLOORS = Path(__file__).parent / "reconciliation_floors.toml"
SCORER = "score_entry_pairs.py"
FIELDS = {"class": "item_class"}
FLOATS = ("quantity", "quantity_low", "quantity_high", "amount_low", "amount_high")

Made = tuple[Article, Finding]


def pairs() -> dict[str, list[dict[str, Any]]]:
    """The pairs by type."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def digest() -> str:
    """The hash of the file of pairs."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()


def commitment_of(name: str, given: dict[str, Any]) -> Made:
    """A commitment in an article of its own: `text` where it is given, else a plain sentence."""
    fields = {FIELDS.get(key, key): value for key, value in given.items() if key not in ("day", "text")}
    item = fields.pop("item")
    figure = given.get("amount", given.get("quantity", ""))
    text = given.get("text", f"It said {figure} {item} would go there.")
    source = article(name, text, published=given.get("day"))
    fields |= {key: float(fields[key]) for key in FLOATS if key in fields}
    if fields.get("recipient") == "":
        fields["recipient"] = None
    return source, commitment(source, item, **fields)


def statement_of(name: str, given: dict[str, Any]) -> Made:
    """A quotation in an article of its own."""
    source = article(name, f"“{given['words']},” it was said.", published=given.get("day"))
    return source, statement(source, given["speaker"], given["words"])


def membership_of(name: str, given: dict[str, Any]) -> Made:
    """A step of a bid in an article of its own."""
    source = article(name, f"The bid of {given['candidate']} was told of.", published=given.get("day"))
    made = step(source, given["candidate"], given["stage"], given["candidate"])
    organisation = given.get("organisation", made.organisation)
    return source, type(made)(made.id, source.id, organisation, made.candidate, made.stage, evidence=made.evidence)


MAKERS: dict[str, Callable[[str, dict[str, Any]], Made]] = {
    "commitment": commitment_of,
    "statement": statement_of,
    "membership": membership_of,
}


def together(kind: str, pair: dict[str, Any]) -> bool:
    """Whether reconciliation keeps one entry for the pair."""
    (a, x), (b, y) = (MAKERS[kind](name, pair[name]) for name in ("a", "b"))
    trace = traced((a, b)) if pair.get("aligned") else Trace()
    return len(reconcile([a, b], [findings(a, x), findings(b, y)], trace).entries) == 1


def judged() -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Each pair with its type and whether it came out as one entry."""
    for kind, listed in pairs().items():
        for pair in listed:
            yield kind, pair, together(kind, pair)


def figures(told: list[tuple[str, dict[str, Any], bool]]) -> dict[str, float]:
    """Precision and recall of each type, and of the pairs that were written before the rules were final."""
    out: dict[str, float] = {}
    groups = {kind: [one for one in told if one[0] == kind] for kind in sorted({one[0] for one in told})}
    groups["before"] = [one for one in told if one[1].get("before")]
    for name, some in groups.items():
        right = sum(pair["same"] and one for _, pair, one in some)
        out[f"{name} precision"] = right / max(1, sum(one for _, _, one in some))
        out[f"{name} recall"] = right / max(1, sum(pair["same"] for _, pair, _ in some))
    return out
