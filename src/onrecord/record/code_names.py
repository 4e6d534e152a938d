"""The codes of states and organisations and the names by which people know them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.record.folding import bare
from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived


@dataclass(frozen=True, slots=True)
class CodeNames:
    """Names by code, the usual one first, and codes by name, without case and accents."""

    names: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, str]


def names_by_code() -> Mapping[str, tuple[str, ...]]:
    """The names of every state and organisation, the usual one first."""
    return derived(_read).names


def names_of(code: str) -> tuple[str, ...]:
    """Every name of a state or an organisation, the usual one first; none for what is no code."""
    return derived(_read).names.get(code, ())


def usual_name(code: str) -> str | None:
    """`Slovakia` for SVK; None for what is no code, and for a code that is itself the usual name (NATO)."""
    name = next(iter(names_of(code)), None)
    return None if name == code else name


def code_of(words: str) -> str:
    """The code of the state or organisation that the words name, in any case; else the words as they are."""
    return derived(_read).codes.get(bare(words.strip()), words)


def names_code(words: str) -> bool:
    """Whether the words are a code, or the name of what has one. They then mean nobody else: RUS is not Belarus."""
    return bare(words.strip()) in derived(_read).codes


def all_names() -> Mapping[str, tuple[str, ...]]:
    """The names of every state and organisation by code."""
    return derived(_read).names


def _read() -> CodeNames:
    names: dict[str, tuple[str, ...]] = {}
    for code, called in (*_states(), *_organisations()):
        names[code] = tuple(dict.fromkeys(name for name in called if name))
    codes: dict[str, str] = {}
    for code, some in names.items():
        for name in (code, *some):
            codes.setdefault(bare(name), code)
    return CodeNames(names, codes)


def _states() -> Iterator[tuple[str, list[str]]]:
    import pycountry  # slow to import, and needed only where somebody names a state

    formal = {
        row.alpha_3: [getattr(row, field, "") for field in ("name", "common_name", "official_name")]
        for row in pycountry.countries
    }
    ours = vocabulary("actors")["states"]
    for code in (*ours, *(code for code in formal if code not in ours)):
        own = list(ours[code]["names"]) if code in ours else []
        yield code, [*own, *formal.get(code, ())]


def _organisations() -> Iterator[tuple[str, list[str]]]:
    for code, one in vocabulary("organisations").items():
        if "name" in one:
            yield code, [one["name"], *one.get("aliases", ())]
