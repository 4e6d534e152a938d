"""Comparing two releases, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.model import Entry
from onrecord.record.entries import load_entries
from onrecord.record.gate import Gate
from onrecord.record.releases.around import around
from onrecord.record.releases.correspondence import Correspondence, correspondence
from onrecord.record.releases.differing import field_changes, gained, rungs, same
from onrecord.record.releases.hanging import Hanging, ownerless
from onrecord.record.releases.matching import Matched, matched
from onrecord.record.releases.ordering import importance
from onrecord.record.releases.reasons import Grounds, articles_of, reasons
from onrecord.record.releases.release import Release
from onrecord.record.releases.values import Changes, EntryChange, Gained, RulingMade, What
from onrecord.record.selecting import EVERYTHING, Selection, selected

Entries = tuple[Entry, ...]
AT_ONCE = 500  # entries that are read together


def changes_between(old: Gate, new: Gate, selection: Selection = EVERYTHING) -> Changes:
    """What changed from the record behind `old` to the one behind `new`.

    selection: only entries that it chooses in either of them; what is not of entries is told whole.
    """
    before, after = Release(old), Release(new)
    known = correspondence(before, after)
    every = [*matched(before, after, known)]
    found = around(before, after, {id_: pair.after[0] for pair in every if pair.after for id_ in pair.before})
    grounds, hanging = _grounds(before, after, known, found.rulings), Hanging(found, before, after)
    pairs = _chosen(every, old, new, selection)
    differing = [pair for pair in pairs if hanging.on(pair) or not _alike(pair, before, after)]
    changed = sorted(_changed(differing, grounds, hanging), key=importance)
    return Changes(
        entries=tuple(changed[: selection.limit]),
        same=len(pairs) - len(changed),
        articles=grounds.articles,
        rewritten=known.rewritten,
        moved={a: b for a, b in known.articles.items() if a != b},
        disagreements=ownerless(found.disagreements),
        rulings=found.rulings,
        made_with=grounds.made_with,
    )


def _grounds(old: Release, new: Release, known: Correspondence, rulings: Gained[RulingMade]) -> Grounds:
    rewritten, there = frozenset(known.rewritten), frozenset(known.articles.values())
    articles = Gained(
        tuple(sorted(id_ for id_ in new.texts if id_ not in there and id_ not in rewritten)),
        tuple(sorted(id_ for id_ in old.texts if id_ not in known.articles and id_ not in rewritten)),
    )
    made = {name: (old.meta.get(name), new.meta.get(name)) for name in sorted({*old.meta, *new.meta})}
    differ = {name: both for name, both in made.items() if both[0] != both[1]}
    back = {b: a for a, b in known.findings.items()}
    came, went = frozenset(articles.new), frozenset(articles.gone)
    return Grounds(old, new, known, back, articles, rulings, differ, there, came, went)


def _chosen(pairs: Sequence[Matched], old: Gate, new: Gate, selection: Selection) -> list[Matched]:
    unlimited = replace(selection, limit=None)
    if unlimited == EVERYTHING:
        return [*pairs]
    ids = [frozenset(str(key[0]) for key in selected(gate, "entries", unlimited)) for gate in (old, new)]
    return [pair for pair in pairs if not (ids[0].isdisjoint(pair.before) and ids[1].isdisjoint(pair.after))]


def _alike(pair: Matched, old: Release, new: Release) -> bool:
    if len(pair.before) != 1 or pair.before != pair.after:
        return False
    id_ = pair.before[0]
    return old.signatures[id_] == new.signatures[id_]


def _changed(pairs: Sequence[Matched], grounds: Grounds, hanging: Hanging) -> Iterator[EntryChange]:
    for at in range(0, len(pairs), AT_ONCE):
        some = pairs[at : at + AT_ONCE]
        held = [
            {one.id: one for one in load_entries(release.gate, ids)}
            for release, ids in (
                (grounds.old, [id_ for pair in some for id_ in pair.before]),
                (grounds.new, [id_ for pair in some for id_ in pair.after]),
            )
        ]
        for pair in some:
            change = _change(pair, _all(held[0], pair.before), _all(held[1], pair.after), grounds, hanging)
            if change is not None:
                yield change


def _all(held: Mapping[str, Entry], ids: Sequence[str]) -> Entries:
    return tuple(held[id_] for id_ in ids)


def _change(
    pair: Matched, before: Entries, after: Entries, grounds: Grounds, hanging: Hanging
) -> EntryChange | None:
    """What became of a pair; None where nothing did that a reader would see."""
    change = EntryChange(
        _what(before, after),
        (*after, *before)[0].type,
        before,
        after,
        reasons(before, after, grounds),
        articles=articles_of(before, after, grounds.same),
        origins=gained(_origins(before), _origins(after), same),
        rungs=rungs(before, after),
        wordings=gained(_wordings(before), _wordings(after), same),
        disagreements=hanging.disagreements.of(pair),
        settled=hanging.settled(pair),
        links=hanging.links.of(pair),
        corrections=hanging.corrections.of(pair),
    )
    if before and after:
        change = _compared(change, grounds)
    return change if _shows(change, grounds) else None


def _compared(change: EntryChange, grounds: Grounds) -> EntryChange:
    first, second = change.before[0], change.after[0]
    return replace(
        change,
        stage=None if first.stage == second.stage else (first.stage, second.stage),
        fields=tuple(field_changes(first, second, frozenset(change.articles.new), grounds.new.articles_of)),
    )


def _what(before: Entries, after: Entries) -> What:
    if not before or not after:
        return "went" if before else "appeared"
    if len(before) == 1:
        return "changed" if len(after) == 1 else "split"
    return "merged" if len(after) == 1 else "re-grouped"


def _origins(entries: Entries) -> list[str]:
    return sorted({origin for each in entries for origin in each.origins})


def _wordings(entries: Entries) -> list[str]:
    return [variant.words.text for each in entries for variant in each.variants]


def _shows(change: EntryChange, grounds: Grounds) -> bool:
    if change.what != "changed" or change.stage is not None:
        return True
    seen = (
        "fields",
        "rungs",
        "articles",
        "origins",
        "wordings",
        "disagreements",
        "settled",
        "links",
        "corrections",
    )
    if any(getattr(change, name) for name in seen):
        return True
    known = grounds.same.findings
    found = {known.get(one, one) for one in change.before[0].findings} != set(change.after[0].findings)
    return found or any(each.reason in ("ruling", "ruling gone") for each in change.why)
