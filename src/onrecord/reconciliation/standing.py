"""Standing values: which of several articles' values an entry shows, and why.

A value stands by the number of independent origins behind it, then by how complete it is (more words, more digits,
a narrower class), then by the articles that print it and by how early it was printed. Copies of one origin count
once, so forty reprints do not outvote two reporters. What an origin has corrected is its word no longer. Where a
ratification stands is what was said last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any, cast

from onrecord.model import Commitment, EntryType, FieldValue, MembershipStep, Statement
from onrecord.reconciliation import items
from onrecord.reconciliation.corrections.corrections import NOTHING, Superseded
from onrecord.reconciliation.ladder import told_in_part
from onrecord.reconciliation.located import Located
from onrecord.reconciliation.outstanding import AS_COUNTED, all_outstanding


@dataclass(frozen=True, slots=True)
class Standing:
    """A value and why it stands: "only value", "most origins", "most complete", "most articles", "earliest" or
    "corrected"."""

    value: object
    why: str


Read = Callable[[Any], object]
Later = Mapping[str, Superseded]
NO_LATER_WORD: Later = MappingProxyType({})
CORRECTED = "corrected"

STATEMENT_FIELDS: Mapping[str, Read] = {
    "speaker": lambda s: asdict(s.speaker) if (s.speaker.name or s.speaker.role) else None,
    "mode": lambda s: s.mode,
    "text": lambda s: s.text,
}
ITEM = ("item", "item_class")
BOUNDED = ("bound", "low", "high")
COMMITMENT_FIELDS: tuple[tuple[str, ...], ...] = (
    ("actor", "actor_name"),
    ("recipient", "recipient_name"),
    ("kind",),
    ("members",),
    ("conditional",),
    ("recalled",),
    ("doubted",),
    ITEM,
    ("quantity", "unit", *(f"quantity_{end}" for end in BOUNDED)),
    ("amount", "currency", *(f"amount_{end}" for end in BOUNDED), "amount_eur", "amount_usd", "rate_day"),
    ("additional",),
    ("date", "date_precision"),
    ("said_on",),
    ("said_by",),
)
"""Fields that stand together: a unit from one article must not join a quantity from another."""
DECIDING = 2
"""So many fields of a figure decide which one stands, where one of them is there; the others come along with it."""
MEMBERSHIP_FIELDS = (
    ("organisation",),
    ("candidate",),
    ("ratified",),
    ("outstanding",),
    ("count", "of"),
    ("by",),
    ("date",),
)


MOVING = (("ratified",), ("outstanding",), ("count", "of"))
"""Fields that move as a bid goes on: the latest day's word stands, whatever more articles said before."""


def standing_fields(
    kind: EntryType, group: Sequence[Located], origins: Mapping[str, str], later: Later = NO_LATER_WORD
) -> dict[str, Standing]:
    """Each field's standing value over the findings of one entry, in the order of the fields.

    later: by field, the findings whose value their own origin has corrected: these no longer speak for it.
    """
    if kind == "statement":
        return {name: _standing(group, origins, read) for name, read in STATEMENT_FIELDS.items()}
    out: dict[str, Standing] = {}
    in_part = told_in_part(group, origins) if kind == "commitment" else frozenset()
    for names in COMMITMENT_FIELDS if kind == "commitment" else MEMBERSHIP_FIELDS:
        read = _reader(names)
        told = _of_known_kind(group) if names == ("kind",) else group
        mended = later.get(names[0], NOTHING)
        told = [each for each in told if each.id not in mended.old]
        if names[0] == "quantity":
            told = [each for each in told if each.id not in in_part]
        chosen = _standing(_latest(told, read) if names in MOVING else _firsthand(told, read), origins, read)
        if any(each.id in mended.new and read(each.finding) == chosen.value for each in told):
            chosen = Standing(chosen.value, CORRECTED)
        values = _apart(chosen.value, len(names))
        for name, value in zip(names, values, strict=True):
            out[name] = Standing(_plain(name, value), chosen.why)
    return _with_all_outstanding(out, group) if kind == "membership" else out


def _with_all_outstanding(found: dict[str, Standing], group: Sequence[Located]) -> dict[str, Standing]:
    named = cast("list[str]", found["outstanding"].value)
    every = list(all_outstanding(group, named, found["count"].value, found["of"].value))
    return found if every == named else found | {"outstanding": Standing(every, AS_COUNTED)}


def field_values(
    kind: EntryType, group: Sequence[Located], origins: Mapping[str, str], later: Later = NO_LATER_WORD
) -> tuple[FieldValue, ...]:
    """Of the fields to which the findings of one entry give several values: each of them, the standing one first.

    A flag that one report sets and another does not is no second value.
    """
    out: list[FieldValue] = []
    standing = standing_fields(kind, group, origins, later)
    in_part = told_in_part(group, origins) if kind == "commitment" else frozenset()
    for names in COMMITMENT_FIELDS if kind == "commitment" else MEMBERSHIP_FIELDS:
        said = _said(group, _reader(names))
        if len(said) < 2 or isinstance(standing[names[0]].value, bool):
            continue
        chosen = [standing[name].value for name in names]
        rows = []
        for value, found in said:
            given = dict(zip(names, _apart(value, len(names)), strict=True))
            plain = {name: _plain(name, each) for name, each in given.items()}
            stands = [plain[name] for name in names] == chosen
            ids = tuple(sorted(each.id for each in found))
            behind = tuple(sorted({origins[each.id] for each in found}))
            taken_back = later.get(names[0], NOTHING).old.issuperset(ids)
            why = standing[names[0]].why if stands else "taken back" if taken_back else "another stands"
            if names[0] == "quantity" and not stands and in_part.issuperset(ids):
                why = "a part of it"
            rows.append(FieldValue(names[0], MappingProxyType(plain), stands, why, ids, behind))
        out += sorted(rows, key=lambda row: (not row.stands, -len(row.origins), row.findings))
    return tuple(out)


def _said(group: Sequence[Located], read: Read) -> list[tuple[object, list[Located]]]:
    """Each value that findings give, with those that give it."""
    found: dict[str, tuple[object, list[Located]]] = {}
    for each in group:
        value = read(each.finding)
        if value is not None:
            found.setdefault(repr(_deciding(value)), (value, []))[1].append(each)
    return list(found.values())


def _firsthand(group: Sequence[Located], read: Read) -> Sequence[Located]:
    """The findings that tell it as news; those that recall it where nobody else gives the value."""
    news = [each for each in group if not getattr(each.finding, "recalled", False)]
    return news if any(_is_given(read(each.finding)) for each in news) else group


def _of_known_kind(group: Sequence[Located]) -> Sequence[Located]:
    """The findings that tell what kind of help it is; "aid" beside "military aid" is no other kind."""
    return [each for each in group if getattr(each.finding, "kind", None) != "other"] or group


def _is_given(value: object) -> bool:
    """Whether any field that stands together is there; a flag is there also where it does not hold."""
    parts = value if isinstance(value, tuple) else (value,)
    return any(part is not None and part != () for part in parts)


def _plain(name: str, value: object) -> object:
    """A value as an export writes it: lists for groups of codes, also when nobody is in them."""
    if name in ("ratified", "outstanding", "members"):
        return list(value) if isinstance(value, tuple) else []
    return value


def _apart(value: object, size: int) -> tuple[object, ...]:
    if isinstance(value, items.Item):
        return (value.name, value.item_class)
    return value if isinstance(value, tuple) else (None,) * size


def _latest(group: Sequence[Located], read: Read) -> Sequence[Located]:
    """The findings of the last day on which the field was given; all of them where days are not known."""
    given = [each for each in group if read(each.finding) is not None and each.day]
    last = max((each.day or "" for each in given), default="")
    return [each for each in given if each.day == last] or group


def _reader(names: tuple[str, ...]) -> Read:
    return lambda finding: _together(finding, names)


def _together(finding: Commitment | MembershipStep | Statement, names: tuple[str, ...]) -> object:
    if names == ITEM and isinstance(finding, Commitment):
        return items.Item(finding.item, finding.item_class) if finding.item or finding.item_class else None
    values = tuple(getattr(finding, name) for name in names)
    return None if all(value is None or value == () for value in values) else values


def _standing(group: Sequence[Located], origins: Mapping[str, str], read: Read) -> Standing:
    given = {repr(_deciding(value)): (value, found) for value, found in _said(group, read)}
    said = {key: found for key, (_, found) in given.items()}
    values = {key: value for key, (value, _) in given.items()}
    if not said:
        return Standing(None, "not given")
    if len(said) == 1:
        return Standing(next(iter(values.values())), "only value")
    origins_of = {key: len({origins[each.id] for each in found}) for key, found in said.items()}
    weight = {key: _completeness(_deciding(values[key])) for key in said}
    articles = {key: len({each.article.id for each in found}) for key, found in said.items()}
    best = min(said, key=lambda key: (-origins_of[key], -weight[key], -articles[key], said[key][0].order, key))
    return Standing(values[best], _why(best, (origins_of, weight, articles)))


def _deciding(value: object) -> object:
    """What of a value is compared: of a figure the figure, not its bound or its sum at a day's rate."""
    if isinstance(value, tuple) and len(value) > DECIDING and value[0] is not None:
        return value[:DECIDING]
    return value


def _why(best: str, scores: Sequence[Mapping[str, int]]) -> str:
    level = list(scores[0])
    for name, score in zip(("most origins", "most complete", "most articles"), scores, strict=True):
        level = [key for key in level if score[key] == score[best]]
        if len(level) == 1:
            return name
    return "earliest"


def _completeness(value: object) -> int:
    """How much a value says: its parts that are there, its words, a number's digits."""
    if isinstance(value, Mapping):
        return sum(_completeness(part) for part in value.values())
    if isinstance(value, tuple):
        return sum(_completeness(part) for part in value)
    if isinstance(value, items.Item):
        return value.precision
    if value is None or value is False:
        return 0
    if isinstance(value, float):
        return len(f"{value:g}".replace(".", "").strip("0")) + 1
    return len(str(value).split())
