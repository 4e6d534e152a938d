"""Why something waits for review, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.phrases import money, plural
from onrecord.record.queue import Cause, Reason
from onrecord.telling.values import head_of, value_of

LABELS: Mapping[Reason, str] = {
    "disagreement": "Open disagreement",
    "one origin": "Large sum, one origin",
    "uncorrected": "Taken back, still printed",
    "weak merge": "Weak merge",
    "doubted step": "Doubted step",
    "altered words": "Altered words",
    "perhaps one": "Perhaps the same",
}
"""What each reason is called."""
EXPLAINED: Mapping[Reason, str] = {
    "disagreement": "Reports say it differently, and nothing has settled which is right.",
    "one origin": "A sum of 100 million dollars or more rests on one independent origin.",
    "uncorrected": "An origin took a value back, and an article still carries it.",
    "weak merge": "Independent origins differ in what should be one: perhaps these are two things.",
    "doubted step": "Reports doubt a step of its ladder.",
    "altered words": "Articles print one utterance in words that changed on the way.",
    "perhaps one": "Another entry is so close that it may be the same thing.",
}


@dataclass(frozen=True, slots=True)
class QueueReason:
    """One reason why something waits.

    label, told: it as a few words and as a sentence. weight: what it is worth, 0 to 1.
    kind:        of what `of` is the id: a disagreement, a correction or another entry; None where it is of nothing.
    """

    name: str
    label: str
    told: str
    weight: float
    kind: str | None
    of: str | None


def told(cause: Cause, alone: bool = False) -> QueueReason:
    """A reason in words; `alone` where what differs is told already, since the disagreement itself waits."""
    kinds: Mapping[str, str] = {"disagreement": "disagreement", "uncorrected": "correction", "perhaps one": "entry"}
    sentence = _weighed(cause) if alone else _sentence(cause)
    sentence = sentence[:1].upper() + sentence[1:]
    return QueueReason(
        cause.reason, LABELS[cause.reason], sentence, cause.weight, kinds.get(cause.reason), cause.of
    )


def _sentence(cause: Cause) -> str:
    a, b, c, d = cause.facts
    if cause.reason == "disagreement":
        return f"{b}. {_weighed(cause)}"
    if cause.reason == "one origin":
        unnamed = ", from people left unnamed" if d else ""
        return f"{_sum(a, b, c)} on the word of one origin{unnamed}."
    if cause.reason == "uncorrected":
        carrying = plural(int(d or 0), "article")
        return f"{head_of(str(a)).capitalize()} {b} was corrected to {c}; {carrying} still {_verb(d, 'carry')} {b}."
    if cause.reason == "weak merge":
        return _apart(str(a), str(b), str(c), int(d or 0))
    if cause.reason == "doubted step":
        return f"The step “{a}”{f' of {b}' if b else ''} is doubted: reports say otherwise."
    if cause.reason == "altered words":
        return f"{plural(int(a or 0), 'wording')} of it {_verb(a, 'differ')} from the standing one in substance."
    broader = "This is the same told more closely" if a == "kind of" else "Its like came shortly before"
    return f"{broader}: {b}."


def _weighed(cause: Cause) -> str:
    _, _, severity, why = cause.facts
    return f"Severity {float(severity or 0):.2f}: {why}."


def _verb(number: object, verb: str) -> str:
    third = f"{verb[:-1]}ies" if verb.endswith("y") else f"{verb}s"
    return third if number == 1 else verb


def _sum(amount: object, currency: object, dollars: object) -> str:
    own = money(amount, currency) if amount is not None else None
    if own is not None and currency == "USD":
        return own
    converted = f"about {money(float(f'{float(str(dollars)):.3g}'), 'USD')}"
    return f"{own} ({converted})" if own is not None else converted.capitalize()


def _apart(field: str, standing: str, other: str, more: int) -> str:
    held = [value_of(field, json.loads(one)) for one in (standing, other)]
    further = f" and {plural(more - 1, 'further value')}" if more > 1 else ""
    return f"Its origins differ in {head_of(field)}: {held[0]} stands, another gives {held[1]}{further}."
