"""Applying rulings to a record that stands: only the groups that they touch are concluded anew.

The record is then the same as if it had been built with all its rulings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Disagreement, Entry, Ruling, RulingState, Unruled, undone
from onrecord.reconciliation.located import Located, located
from onrecord.reconciliation.making import Maker
from onrecord.reconciliation.rulings.anchors import Place, Placed, place_of, placed
from onrecord.reconciliation.rulings.disagreements import Settling
from onrecord.reconciliation.rulings.groups import touched
from onrecord.reconciliation.rulings.links import ruled_corrections, ruled_links
from onrecord.reconciliation.rulings.ruling import AtHand, Ruled, aligned_in, ruled, states_without_groups
from onrecord.record import loading, writing
from onrecord.record.entries import load_entries
from onrecord.record.gate import Gate
from onrecord.record.rulings import held as rulings
from onrecord.record.rulings import writing as reruling
from onrecord.record.rulings.neighbourhood import neighbourhood

SETTLE, UNDO = "settle", "undo"


def apply(gate: Gate, new: Sequence[Ruling]) -> tuple[list[Entry], list[Entry]]:
    """Add rulings to the record behind `gate`, inside a transaction of the caller's.

    Returns the entries that they touch, as they were and as they are.
    """
    held = rulings.held_rulings(gate)
    known = {one.ruling.id for one in held}
    added = [one for one in {one.id: one for one in new}.values() if one.id not in known]
    old = [one.ruling for one in held]
    every = [*old, *added]
    gone_before, gone = undone(old), undone(every)
    changed = {one.id for one in added} | (gone ^ gone_before)
    table = _placed(gate, every)
    scene = _scene(gate, table, changed, {one.ruling.id: one.settled for one in held})
    before = list(load_entries(gate, rulings.entries_of(gate, sorted(scene.members))))
    out = _concluded(gate, scene, [one for one in table if one.ruling.id not in gone])
    reruling.replace_entries(gate, [entry.id for entry in before], out.ruled.entries, out.ruled.kept, out.texts)
    _relink(gate, scene.named)
    states = {
        **{one.ruling.id: one.state for one in held if one.ruling.id not in gone},
        **dict.fromkeys((one.ruling.id for one in table if one.ruling.id in changed), _LOST),
        **out.ruled.states,
        **states_without_groups(every, gone),
    }
    settled = {one.ruling.id: one.settled for one in held if one.settled} | dict(out.ruled.settled)
    settled = {id_: on for id_, on in settled.items() if id_ not in gone and states[id_] != _LOST}
    writing.write_rulings(gate, _to_write(held, every, states, settled), states, settled)
    return before, list(out.ruled.entries)


_LOST: RulingState = "no longer there"


def _to_write(
    held: Iterable[rulings.HeldRuling],
    every: Iterable[Ruling],
    states: Mapping[str, RulingState],
    settled: Mapping[str, str],
) -> list[Ruling]:
    """The rulings that are new or of which something else has come."""
    was = {one.ruling.id: (one.state, one.settled) for one in held}
    return [one for one in every if was.get(one.id) != (states[one.id], settled.get(one.id))]


@dataclass(frozen=True, slots=True)
class _Scene:
    """What rulings touch: the findings of the groups, each with its group; all groups that any ruling names; the
    disagreements at hand, and the hashes of their articles."""

    members: Mapping[str, str]
    named: tuple[str, ...]
    kept: tuple[tuple[Disagreement, Unruled], ...]
    hashes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Concluded:
    ruled: Ruled
    texts: Mapping[str, str]


def _placed(gate: Gate, every: Sequence[Ruling]) -> list[Placed]:
    """Each ruling with the findings that it is on, those taken back too."""
    anchors = [anchor for one in every for anchor in (*one.anchors, *one.others) if anchor.finding is not None]
    ids = list(dict.fromkeys(str(anchor.finding) for anchor in anchors))
    by_id = {
        id_: Place(id_, kind, article, sha256) for id_, kind, article, sha256 in rulings.findings_at(gate, ids)
    }
    lost = {
        anchor.sha256
        for anchor in anchors
        if (place := by_id.get(str(anchor.finding))) is None
        or (place.sha256, place.type) != (anchor.sha256, anchor.type)
    }
    in_text: dict[str, list[Place]] = {}
    for each in _located_in(gate, sorted(rulings.articles_with(gate, sorted(lost)))):
        in_text.setdefault(each.article.sha256, []).append(place_of(each))
    return [placed(one, by_id.get, lambda sha256: in_text.get(sha256, ())) for one in every]


def _located_in(gate: Gate, articles: Sequence[str]) -> tuple[Located, ...]:
    return located(list(loading.load_articles(gate, articles)), list(loading.load_findings(gate, articles)))


def located_findings(gate: Gate, findings: Sequence[str]) -> tuple[Located, ...]:
    """These findings at their places, in canonical order; those that rest on no words are left out."""
    loaded = loading.load_finding_values(gate, findings)
    articles = list(loading.load_articles(gate, sorted({one.article for one in loaded.values()})))
    return located(articles, loading.by_article(loaded.values()))


def _scene(gate: Gate, table: Sequence[Placed], changed: set[str], settled: Mapping[str, str | None]) -> _Scene:
    on_groups = [one for one in table if one.ruling.act not in (SETTLE, UNDO)]
    settling = [one for one in table if one.ruling.act == SETTLE]
    base_of = rulings.bases_of(
        gate, list(dict.fromkeys(id_ for one in on_groups for id_ in (*one.here, *one.there)))
    )
    named = {
        base_of[id_]
        for one in on_groups
        if one.ruling.id in changed
        for id_ in (*one.here, *one.there)
        if id_ in base_of
    }
    near = _near(gate, settling)
    hashes = rulings.hashes_of(gate, sorted({side.article for one, _ in near for side in (one.a, one.b)}))
    found = Settling(hashes.get)
    found.settled(near, settling)
    for one in settling:
        now, then = found.found.get(one.ruling.id), settled.get(one.ruling.id)
        if one.ruling.id in changed or now != then:
            named |= set(_bases_behind(gate, [id_ for id_ in (now, then) if id_ is not None]))
    hit = touched(named, on_groups, base_of)
    members = rulings.members_of(gate, sorted(hit))
    old = set(rulings.added_to(gate, rulings.entries_of(gate, sorted(members))))
    kept = {one.id: (one, before) for one, before in near if one.id not in old}
    kept |= {one.id: (one, before) for one, before in rulings.load_unruled(gate, "base", sorted(hit))}
    hashes |= rulings.hashes_of(gate, sorted({side.article for one, _ in kept.values() for side in (one.a, one.b)}))
    every = tuple(sorted({*base_of.values(), *hit}))
    return _Scene(members, every, tuple(kept[id_] for id_ in sorted(kept)), hashes)


def _near(gate: Gate, settling: Sequence[Placed]) -> list[tuple[Disagreement, Unruled]]:
    """The disagreements that rulings may be meant for."""
    anchors = [anchor for one in settling for anchor in one.ruling.anchors]
    articles = rulings.articles_with(gate, sorted({anchor.sha256 for anchor in anchors}))
    ids = rulings.disagreements_between(gate, set(articles), {anchor.type for anchor in anchors})
    return rulings.load_unruled(gate, "disagreement", ids)


def _bases_behind(gate: Gate, disagreements: Sequence[str]) -> list[str]:
    """The groups to which disagreements belong, or whose merging brought them."""
    out = []
    for one, before in rulings.load_unruled(gate, "disagreement", disagreements):
        if before.base is not None:
            out.append(before.base)
        elif one.entry is not None:
            entry = next(load_entries(gate, [one.entry]))
            out += rulings.bases_of(gate, entry.findings).values()
    return out


def _concluded(gate: Gate, scene: _Scene, standing: Sequence[Placed]) -> _Concluded:
    """What rulings make of the groups they touch, with no more of the record than that takes."""
    loaded = loading.load_finding_values(gate, sorted(scene.members))
    own = sorted({one.article for one in loaded.values()})
    articles, trace = neighbourhood(gate, own)
    statements = (one for each in loading.load_findings(gate, own) for one in each.statements)
    found = located(list(articles.values()), loading.by_article(loaded.values()))
    groups: dict[str, list[Located]] = {}
    for each in found:
        groups.setdefault(scene.members[each.id], []).append(each)
    maker = Maker(articles, statements, trace)
    at_hand = AtHand(
        groups, scene.kept, aligned_in(maker.passages), lambda id_: _was_there(gate, id_), scene.hashes.get
    )
    there = [
        one
        for one in standing
        if one.ruling.act == SETTLE or all(id_ in scene.members for id_ in (*one.here, *one.there))
    ]
    return _Concluded(
        ruled(at_hand, [one for one in there if one.ruling.act == SETTLE or one.here], maker.entry),
        {id_: article.text for id_, article in articles.items()},
    )


def _was_there(gate: Gate, disagreement: str) -> bool:
    sql = "SELECT 1 FROM unruled WHERE disagreement = ? AND NOT added"
    return gate.one("see whether it was there", sql, (disagreement,)) is not None


def _relink(gate: Gate, named: Sequence[str]) -> None:
    """Hand links and corrections of the groups that rulings name to the entries that have them now."""
    heirs = rulings.heirs(gate, named)
    reruling.replace_links(gate, ruled_links(reruling.unruled_links(gate), heirs))
    old = reruling.unruled_corrections(gate, named)
    reruling.replace_corrections(gate, old, ruled_corrections(old, heirs))
