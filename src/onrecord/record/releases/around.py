"""What hangs on entries in two releases: disagreements, links, corrections, rulings, and how they differ."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.model import Correction, Disagreement, EntryLink
from onrecord.record.entries import load_corrections, load_links
from onrecord.record.gate import Row
from onrecord.record.loading import load_disagreements
from onrecord.record.releases.differing import gained, same
from onrecord.record.releases.release import Release
from onrecord.record.releases.values import Gained, RulingMade


@dataclass(frozen=True, slots=True)
class Around:
    """What came, went and was settled between two releases.

    Links and corrections that went name entries of the new release, where those of the old one live on in it.
    """

    disagreements: Gained[Disagreement]
    settled: tuple[Disagreement, ...]
    links: Gained[EntryLink]
    corrections: Gained[Correction]
    rulings: Gained[RulingMade]


def around(old: Release, new: Release, now: Mapping[str, str]) -> Around:
    """Compare what hangs on entries; `now` gives the id in the new release of an entry of the old one."""
    disagreements, settled = _disagreements(old, new)
    links = (_link(one, now) for one in load_links(old.gate))
    return Around(
        disagreements,
        settled,
        gained(links, load_links(new.gate), same),
        gained(_corrections(old, now), _corrections(new, {}), _correction),
        gained(_rulings(old), _rulings(new), _id),
    )


def _id(one: RulingMade) -> str:
    return one.id


def _link(one: EntryLink, now: Mapping[str, str]) -> EntryLink:
    """A link of the old release as the new one would tell it; its reason may be told otherwise all the same.

    One between entries that are put together otherwise stays as it was told: they may have become one.
    """
    a, b = now.get(one.a, one.a), now.get(one.b, one.b)
    return one if a == b else replace(one, a=a, b=b)


def _corrections(release: Release, now: Mapping[str, str]) -> Iterator[Correction]:
    return (replace(one, entry=now.get(one.entry, one.entry)) for one in load_corrections(release.gate))


def _correction(one: Correction) -> Hashable:
    return (one.entry, one.field, one.article, one.before, one.after, one.still, one.mended)


def _disagreements(old: Release, new: Release) -> tuple[Gained[Disagreement], tuple[Disagreement, ...]]:
    """Those that came and went, other articles with the same words aside; those settled now or open again."""
    before, after = _held(old), _held(new)
    words = [{row[:-1] for row in held.values()} for held in (before, after)]
    came = [id_ for id_, row in after.items() if id_ not in before and row[:-1] not in words[0]]
    went = [id_ for id_, row in before.items() if id_ not in after and row[:-1] not in words[1]]
    turned = [id_ for id_, row in after.items() if id_ in before and (before[id_][-1] is None) != (row[-1] is None)]
    found = Gained(tuple(load_disagreements(new.gate, came)), tuple(load_disagreements(old.gate, went)))
    return found, tuple(load_disagreements(new.gate, turned))


def _held(release: Release) -> dict[str, Row]:
    sql = "SELECT id, kind, a_text, b_text, settled FROM disagreements ORDER BY severity DESC, id"
    return {str(row[0]): row[1:] for row in release.gate.all("list disagreements", sql)}


def _rulings(release: Release) -> Iterator[RulingMade]:
    sql = 'SELECT id, act, "by", at, reason, body FROM rulings ORDER BY at, id'
    for id_, act, by, at, reason, body in release.gate.all("list rulings", sql):
        named = frozenset(_texts(json.loads(str(body))))
        yield RulingMade(str(id_), str(act), str(by), str(at), str(reason), named)


def _texts(packed: object) -> Iterator[str]:
    """Every text inside a value of JSON: among them are the ids of findings, articles and other rulings."""
    if isinstance(packed, str):
        yield packed
    inner: Iterable[object] = (
        packed.values() if isinstance(packed, dict) else packed if isinstance(packed, list) else ()
    )
    for one in inner:
        yield from _texts(one)
