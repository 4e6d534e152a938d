"""Publishers: one outlet under its several names and web domains, and sites that report nothing themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived

DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def publisher(outlet: str) -> str:
    """The one name of an outlet: the vocabulary's where it knows one of its forms, else as written."""
    names = derived(_known)
    return next((names[form] for form in _forms(outlet) if form in names), outlet)


def aggregates(outlet: str) -> bool:
    """Whether an outlet only prints what others wrote."""
    sites = derived(_sites)
    return any(form in sites for form in _forms(outlet))


def _forms(outlet: str) -> Iterator[str]:
    """The folded name, and of a domain those that it lies in: "edition.x.com", then "x.com"."""
    name = _folded(outlet)
    yield name
    if DOMAIN.fullmatch(name):
        labels = name.split(".")
        for first in range(1, len(labels) - 1):
            yield ".".join(labels[first:])


def _folded(name: str) -> str:
    return name.casefold().strip().removeprefix("the ").removeprefix("www.")


def _known() -> Mapping[str, str]:
    """The publisher's name by each folded form."""
    table = vocabulary("outlets")["publishers"]
    return {_folded(form): name for name, forms in table.items() for form in (name, *forms)}


def _sites() -> frozenset[str]:
    return frozenset(_folded(site) for site in vocabulary("outlets")["aggregators"])
