"""Which article, which finding of one release is which of the other.

An article is the same by its id and text, or by its text alone where only one in each release has it. A finding is
the same by its id, else when it is of one type and stands at the same place of the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.record.releases.release import Release

NAMING = ("content", "item", "amount", "quantity", "candidate", "organisation", "stage", "recipient", "actor")
"""Fields whose words name the thing itself, the first that a finding has counting, for any type."""
SAME_PLACE = 0.5
"""Two findings stand at one place when so much of the shorter one's words is common."""

Place = tuple[str, tuple[tuple[int, int], ...]]
"""A field and the spans of its words."""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What is the same in two releases.

    articles:  the id in the new release of each article of the old one that is in both with one text.
    rewritten: ids under which the two hold different texts.
    findings:  the id in the new release of each finding of the old one that is in both.
    """

    articles: Mapping[str, str]
    rewritten: tuple[str, ...]
    findings: Mapping[str, str]


def correspondence(old: Release, new: Release) -> Correspondence:
    """Find what is the same."""
    articles = _articles(old.texts, new.texts)
    taken = set(articles.values())
    rewritten = sorted(id_ for id_ in old.texts if id_ in new.texts and id_ not in articles and id_ not in taken)
    findings = {id_: id_ for id_ in old.findings if id_ in new.findings}
    return Correspondence(articles, tuple(rewritten), {**findings, **_moved(old, new, articles)})


def _articles(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    out = {id_: id_ for id_, text in old.items() if new.get(id_) == text}
    left = _by_text(old, out.keys())
    for text, ids in _by_text(new, out.values()).items():
        if len(ids) == 1 and len(left.get(text, ())) == 1:
            out[left[text][0]] = ids[0]
    return out


def _by_text(texts: Mapping[str, str], known: Iterable[str]) -> dict[str, list[str]]:
    found, out = set(known), {}  # type: ignore[var-annotated]
    for id_, text in texts.items():
        if id_ not in found:
            out.setdefault(text, []).append(id_)
    return out


def _moved(old: Release, new: Release, articles: Mapping[str, str]) -> dict[str, str]:
    """Findings that have another id and the same place in the same text; those with most words in common first."""
    waiting: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for id_, one in old.findings.items():
        if id_ not in new.findings and one.article in articles:
            waiting.setdefault((articles[one.article], one.type), ([], []))[0].append(id_)
    for id_, one in new.findings.items():
        if id_ not in old.findings and (one.article, one.type) in waiting:
            waiting[one.article, one.type][1].append(id_)
    there = [(a, b) for a, b in waiting.values() if a and b]
    before = _places(old, [id_ for a, _ in there for id_ in a])
    after = _places(new, [id_ for _, b in there for id_ in b])
    out: dict[str, str] = {}
    for first, second in there:
        likely = [(_common(before.get(a), after.get(b)), a, b) for a in first for b in second]
        taken: set[str] = set()
        for share, a, b in sorted(likely, key=lambda one: (-one[0], one[1], one[2])):
            if share >= SAME_PLACE and a not in out and b not in taken:
                out[a] = b
                taken.add(b)
    return out


def _places(release: Release, findings: Sequence[str]) -> dict[str, Place]:
    sql = "SELECT finding, field, begin, end FROM evidence WHERE finding IN (?) ORDER BY finding, field, begin"
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for id_, field, begin, end in release.gate.picked("see where findings stand", sql, findings):
        found.setdefault(str(id_), {}).setdefault(str(field), []).append((int(begin or 0), int(end or 0)))
    out: dict[str, Place] = {}
    for id_, fields in found.items():
        field = next((name for name in NAMING if name in fields), min(fields))
        out[id_] = (field, tuple(fields[field]))
    return out


def _common(a: Place | None, b: Place | None) -> float:
    """The share of the shorter one's words that is common; without one field nothing is."""
    if a is None or b is None or a[0] != b[0]:
        return 0.0
    common = sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a[1] for y in b[1])
    return common / max(1, min(sum(end - begin for begin, end in spans) for _, spans in (a, b)))
