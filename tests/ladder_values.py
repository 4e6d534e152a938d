"""Hand-made reports of one commitment or one bid, and their ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.model import Commitment, Finding, MembershipStep, Rung, stated
from onrecord.reconciliation.ladder import ladder, stage_of
from onrecord.reconciliation.located import Located, located
from reconciliation_values import article, at, findings

FIELDS = {"n": "quantity", "on": "date", "said": "said_on"}
BID = ("ratified", "outstanding", "count", "by")
BID_STAGES = {"aspirant", "promised", "applied", "invited", "ratification", "joined", "blocked"}


def reports(given: Sequence[Mapping[str, Any]]) -> tuple[list[Located], dict[str, str]]:
    """Located findings of one entry, and their origins: each report its own or `from`; `times` repeats it."""
    pairs: list[tuple[Any, Finding]] = []
    origins: dict[str, str] = {}
    for number, one in enumerate(given):
        for copy in range(one.get("times", 1)):
            name = f"a{number:02}{copy:02}"
            words = one.get("words", "14 tanks" if one.get("n") is None else f"{one['n']:g} tanks")
            source = article(name, f"It is said of {words} there.", published=one.get("day"))
            finding = _finding(name, source, one)
            pairs.append((source, finding))
            origins[finding.id] = one.get("from", name)
    found = located([source for source, _ in pairs], [findings(*pair) for pair in pairs])
    return list(found), origins


def _finding(name: str, source: Any, one: Mapping[str, Any]) -> Finding:
    known = {"day", "from", "times", "words", "stage"}
    fields = {FIELDS.get(key, key): value for key, value in one.items() if key not in known}
    if one["stage"] in BID_STAGES:
        evidence = {"stage": stated(at(source, "It"))}
        fields |= {key: tuple(fields[key]) for key in ("ratified", "outstanding") if key in fields}
        return MembershipStep("m" + name, name, "NATO", "FIN", one["stage"], evidence=evidence, **fields)
    evidence = {"item": stated(at(source, "tanks"))}
    if one.get("n") is not None:
        fields["quantity"] = float(one["n"])
        evidence["quantity"] = stated(at(source, f"{one['n']:g}"))
    return Commitment(
        "c" + name, name, actor="SVK", recipient="UKR", kind="military", item="tanks", item_class="tank",
        stage=one["stage"], evidence=evidence, **fields,
    )  # fmt: skip


def life(given: Sequence[Mapping[str, Any]]) -> tuple[tuple[Rung, ...], str | None]:
    """The ladder of reports, and the stage that stands."""
    group, origins = reports(given)
    return ladder(group, origins), stage_of(group, origins)


def short(rung: Rung) -> str:
    """A rung in a line: `2023-03-23 delivered 4 of 14`, `no date pledged`, `2023-03-27 ratification by HUN`."""
    parts = [rung.date or "no date", rung.stage]
    if rung.quantity is not None:
        parts.append(f"{rung.quantity:g}" + (f" of {rung.of:g}" if rung.of is not None else ""))
    if rung.by:
        parts.append("by " + ", ".join(rung.by))
    if rung.outstanding:
        parts.append("without " + ", ".join(rung.outstanding))
    return " ".join([*parts, *(["(doubted)"] if rung.doubted else [])])
