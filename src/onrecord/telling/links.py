"""An entry's links to others, from its own side."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.model import EntryLink, LinkRelation

INVERSE: Mapping[LinkRelation, str] = {
    "part of": "holds",
    "kind of": "tells broadly",
    "answers": "answered by",
    "follows": "followed by",
    "recalls": "recalled by",
}
"""What an entry is to one that is linked to it."""
HERE: Mapping[LinkRelation, str] = {"kind of": "told broadly by"}
"""What an entry is to one that it is linked to, where that is not the relation's own name."""


def seen_from(id_: str, link: EntryLink) -> tuple[str, str]:
    """The relation in words from the entry's side, and the other entry."""
    if link.a == id_:
        return HERE.get(link.relation, link.relation), link.b
    return INVERSE[link.relation], link.a
