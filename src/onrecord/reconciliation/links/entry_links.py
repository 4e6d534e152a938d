"""Links between entries that belong together without being one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.model import Entry, EntryLink
from onrecord.reconciliation.links.facts import Candidate, Deed
from onrecord.reconciliation.links.parts import parts_in_words
from onrecord.reconciliation.links.same import deliveries, joint_gifts, told_broader
from onrecord.reconciliation.links.time import answers, follows, recalls
from onrecord.reconciliation.located import Located

ONE_OTHER = frozenset({"part of", "answers", "follows", "recalls"})
"""Relations that an entry has to one other entry at most."""


def entry_links(entries: Iterable[tuple[Entry, Sequence[Located]]]) -> tuple[EntryLink, ...]:
    """The links among entries, given with their findings in canonical order; sorted by their two ids.

    The result does not depend on the order of the entries. Two entries have one link at most, and no chain of "part
    of" and "kind of" leads back to where it began.
    """
    every = [Deed(entry, tuple(group)) for entry, group in entries if entry.type == "commitment"]
    deeds = sorted(every, key=lambda deed: (deed.first, deed.order))
    return tuple(sorted(_kept(_candidates(deeds)), key=lambda link: (link.a, link.b)))


def _candidates(deeds: Sequence[Deed]) -> Iterator[Candidate]:
    yield from joint_gifts(deeds)
    yield from parts_in_words(deeds)
    yield from answers(deeds)
    for block in _between_two(deeds).values():
        yield from told_broader(block)
        yield from deliveries(block)
        yield from recalls(block)
        yield from follows(block)


def _between_two(deeds: Sequence[Deed]) -> Mapping[tuple[str, str | None], Sequence[Deed]]:
    """By giver and taker what lies between them, by first day."""
    blocks: dict[tuple[str, str | None], list[Deed]] = {}
    for deed in deeds:
        if deed.actor is not None and deed.days:
            blocks.setdefault((deed.actor, deed.recipient), []).append(deed)
    return blocks


def _kept(candidates: Iterable[Candidate]) -> Iterator[EntryLink]:
    """The links to keep, the strongest first: one for a pair, one whole for a part, and no circle."""
    pairs: set[frozenset[str]] = set()
    taken: set[tuple[str, str]] = set()
    above: dict[str, set[str]] = {}
    for each in sorted(candidates, key=lambda one: (one.rank, one.relation)):
        pair = frozenset((each.a.id, each.b.id))
        key = (each.a.id, each.relation)
        if len(pair) == 1 or pair in pairs or (each.relation in ONE_OTHER and key in taken):
            continue
        if each.relation in ("part of", "kind of"):
            if _leads(each.b.id, each.a.id, above):
                continue
            above.setdefault(each.a.id, set()).add(each.b.id)
        elif each.relation == "follows" and above.get(each.a.id, set()) & above.get(each.b.id, set()):
            continue  # two parts of one whole, such as two deliveries of one pledge
        pairs.add(pair)
        taken.add(key)
        yield each.link


def _leads(start: str, goal: str, above: Mapping[str, set[str]]) -> bool:
    """Whether a chain of wholes leads from one entry to another."""
    seen, todo = set(), [start]
    while todo:
        at = todo.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            todo += above.get(at, ())
    return False
