"""News agencies: their names and the forms in which reports credit them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.errors import BadVocabulary
from onrecord.model import Span
from onrecord.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies of the vocabulary.

    credit:   finds their forms where a dateline, a byline or a credit line stands.
    codes:    the code of each form.
    names:    the code of each form, name and code in lower case, without "the".
    outlets:  the code by an outlet's name or domain, in lower case.
    """

    credit: re.Pattern[str]
    codes: Mapping[str, str]
    names: Mapping[str, str]
    outlets: Mapping[str, str]

    def code_of(self, name: str) -> str | None:
        """The code of the agency called `name` in any of its forms, else None."""
        return self.names.get(_plain(name))

    def of_outlet(self, outlet: str | None) -> str | None:
        """The code of the agency that `outlet` (a name or a domain) itself is, else None."""
        return None if outlet is None else self.outlets.get(outlet.strip().casefold().removeprefix("www."))

    def credited(self, text: str, begin: int = 0, end: int | None = None) -> Iterator[tuple[str, Span]]:
        """Code and place of each credit form between `begin` and `end`."""
        for found in self.credit.finditer(text, begin, len(text) if end is None else end):
            yield self.codes[found[0]], Span(*found.span())


@cache
def agencies() -> Agencies:
    """The agencies of the vocabulary `wires`. Raises BadVocabulary when it does not fit its form."""
    try:
        rows = [(row["code"], row["name"], row["credit"], row["outlets"]) for row in vocabulary("wires")["agency"]]
    except KeyError as error:
        raise BadVocabulary(
            f"wires.toml: an agency has no {error}; it needs code, name, credit, outlets"
        ) from error
    codes = {form: code for code, _, forms, _ in rows for form in forms}
    names = {_plain(form): code for code, name, forms, _ in rows for form in (code, name, *forms)}
    outlets = {outlet: code for code, _, _, given in rows for outlet in given}
    return Agencies(any_of(codes), codes, names, outlets)


def any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of `forms` as whole words, the longest that fits; case counts."""
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def _plain(name: str) -> str:
    return " ".join(name.replace(".", "").split()).casefold().removeprefix("the ")
