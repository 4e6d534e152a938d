"""The names of actors, made ready for look-up from the vocabularies and from ISO 3166."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pycountry

from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived

Kind = Literal["state", "demonym", "capital", "body", "organisation", "leader"]

_WORD = re.compile(r"[^\W_]+")
_SHORT_CAPITALS = 5  # letters: an all-capital name up to this long is an acronym and fits only as written


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name an actor.

    words:        its words in case-folded form; `written` as the vocabulary writes them.
    code:         the actor's code, "" for a longer name that is no actor at all.
    actor:        the actor's usual name, or the leader's.
    also_surname: it may be somebody else's behind a first name that is not in `titles`.
    foreign:      words that make the name mean something else `within` so many characters.
    office:       first and last month in office of a leader (ISO 8601, last may be empty).
    """

    words: tuple[str, ...]
    written: tuple[str, ...]
    code: str
    actor: str
    kind: Kind
    also_surname: bool = False
    dotted: bool = False
    titles: frozenset[str] = frozenset()
    office: tuple[str, str] = ("", "")
    foreign: re.Pattern[str] | None = None
    within: int = 0

    def written_as(self, found: list[str]) -> bool:
        """Whether words of a text are this name: as written, capitals where it has them, or all in capitals."""
        for own, other in zip(self.written, found, strict=True):
            if own == other:
                continue
            if own.isupper() and len(own) <= _SHORT_CAPITALS:
                return False
            if other != own.upper() and not (own[0].islower() and other == own.capitalize()):
                return False
        return True

    def in_office(self, day: str) -> bool:
        """Whether a leader was in office in the month of `day` (ISO 8601)."""
        month = day[:7]
        return self.office[0] <= month and (not self.office[1] or month <= self.office[1])


def names_by_first_word() -> Mapping[str, tuple[Name, ...]]:
    """Every name under its first word, longest first."""
    return derived(_table)


def _table() -> Mapping[str, tuple[Name, ...]]:
    names: dict[tuple[str, ...], dict[tuple[str, ...], Name]] = {}
    for name in (*_states(), *_organisations(), *_leaders(), *_blocked()):
        if name.words:
            names.setdefault(name.words, {}).setdefault(name.written, name)
    table: dict[str, list[Name]] = {}
    for same in names.values():
        for name in same.values():
            table.setdefault(name.words[0], []).append(name)
    return {first: tuple(sorted(group, key=lambda name: -len(name.words))) for first, group in table.items()}


def _name(text: str, code: str, actor: str, kind: Kind, **more: Any) -> Name:  # noqa: ANN401 (fields of Name)
    written = tuple(_WORD.findall(text))
    return Name(
        tuple(word.casefold() for word in written), written, code, actor, kind, dotted=text.endswith("."), **more
    )


def _states() -> Iterator[Name]:
    table = vocabulary("actors")
    surnames = frozenset(table["surnames"]["names"])
    titles = frozenset(table["titles"]["words"])
    for code, state in table["states"].items():
        usual = state["names"][0]
        context = _context(table["context"].get(code))
        groups: tuple[tuple[Kind, Iterable[str]], ...] = (
            ("state", [*state["names"], *_formal_names(code)]),
            ("demonym", state.get("demonyms", ())),
            ("capital", state.get("capitals", ())),
            ("body", state.get("bodies", ())),
        )
        for kind, texts in groups:
            for text in texts:
                yield _name(text, code, usual, kind, also_surname=text in surnames, titles=titles, **context)


def _context(entry: Mapping[str, Any] | None) -> dict[str, Any]:
    if entry is None:
        return {}
    words = "|".join(re.escape(word) for word in entry["words"])
    return {"foreign": re.compile(rf"(?<!\w)(?:{words})(?!\w)"), "within": entry["within"]}


def _formal_names(code: str) -> list[str]:
    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return []
    names = (getattr(country, field, None) for field in ("name", "common_name", "official_name"))
    return [name for name in names if name and "," not in name and "(" not in name]


def _organisations() -> Iterator[Name]:
    for code, organisation in vocabulary("organisations").items():
        if code == "places":
            for stands_for, places in organisation.items():
                for place in places:
                    yield _name(place, stands_for, vocabulary("organisations")[stands_for]["name"], "capital")
            continue
        for text in (organisation["name"], *organisation.get("aliases", ())):
            yield _name(text, code, organisation["name"], "organisation")
        for text in organisation.get("bodies", ()):
            yield _name(text, code, organisation["name"], "body")


def _leaders() -> Iterator[Name]:
    table = vocabulary("actors")
    titles = frozenset(table["titles"]["words"])
    for leader in table["leader"]:
        first, _, last = leader["office"].partition("/")
        given = frozenset(_WORD.findall(" ".join([leader["name"], *leader.get("full", ())])))
        for text in (leader["name"], *leader.get("full", ())):
            yield _name(text, leader["code"], leader["name"], "leader", office=(first, last))
        firsts = leader["name"].split()[0]
        for text in leader.get("spellings", ()):
            if " " not in text:
                yield _name(f"{firsts} {text}", leader["code"], leader["name"], "leader", office=(first, last))
            yield _name(
                text,
                leader["code"],
                leader["name"],
                "leader",
                also_surname=True,
                titles=titles | given,
                office=(first, last),
            )


def _blocked() -> Iterator[Name]:
    for text in vocabulary("actors")["blocked"]["names"]:
        yield _name(text, "", "", "state")
