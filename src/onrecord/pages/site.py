"""What every page knows of the site that it is part of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from onrecord.record import AsOf

if TYPE_CHECKING:
    from onrecord.pages.desk import Desk


class Addresses(Protocol):
    """Where things are. The live site and the static one each have their own."""

    def to(self, kind: str, fragment: str = "", /, **query: object) -> str:
        """The address of a page of a kind, as the page that is being made can use it; None values are left out.

        Nothing ("") where this site has no such page: a link to it is then left as its words.
        fragment: the id of a place in that page.
        """

    def asset(self, name: str) -> str:
        """The address of a file of `static/`."""

    def download(self, kind: str, table: str, format: str, /, **query: object) -> str | None:  # noqa: A002
        """Where the rows behind a page can be had in a format; None where this site has no such file."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reviewer has just done: the ruling's id and state, it in words, and where its effect can be seen."""

    id: str
    state: str
    told: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Site:
    """The surroundings of a page.

    addresses: where other pages are.
    title:     the record's name.
    version:   of onrecord.
    live:      there is a server: it can search, filter and compare anything, and show any day.
    as_of:     the day that is shown, None for all that the record holds.
    reviewer:  the name under which the reader may rule; None for those who only read.
    token:     what a form must send along to be heard; with it but without a name, the reader is asked for one.
    desk:      what a reviewer may rule on; None for those who only read, and as of a day.
    notice:    what the reviewer has just done.
    single:    the page stands alone in one file: it links only to places in itself.
    """

    addresses: Addresses
    title: str
    version: str
    live: bool = False
    as_of: AsOf | None = None
    reviewer: str | None = None
    token: str | None = None
    desk: Desk | None = None
    notice: Notice | None = None
    single: bool = False
