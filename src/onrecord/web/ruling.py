"""Rulings from pages and from programs: the one place where the server writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.errors import BadInput, OnrecordError
from onrecord.model import ACTS
from onrecord.pages.again import AGAIN, AgainQuery, make_again
from onrecord.pages.desk import Desk
from onrecord.pages.rendering import render
from onrecord.pages.site import Site
from onrecord.record import AsOf, Record
from onrecord.record.gate import Gate
from onrecord.record.queue import narrowed, queue
from onrecord.record.rulings.held import held_row
from onrecord.record.rulings.seen import Meanwhile, meanwhile, seen_from
from onrecord.web.addresses import API
from onrecord.web.dressing import Dressing
from onrecord.web.errors import of_error, problem
from onrecord.web.form import Form
from onrecord.web.json_answers import JsonAnswer
from onrecord.web.reviewers import name_from
from onrecord.web.shelf import Shelf
from onrecord.web.signing_in import signed

if TYPE_CHECKING:
    from onrecord.engines.ruling import RulingOutcome

RULINGS = "/rulings"
API_RULINGS, API_DESK = f"{API}/rulings", f"{API}/desk"
NO_BEARER = (
    "A program writes with the token that the server printed when it was started: Authorization: Bearer TOKEN. "
    "Start the server with --token to keep one."
)
MEANWHILE = (
    "Nothing was written: somebody else has ruled on this since you opened it. Read what they say, then decide."
)
ALREADY = "Nothing was written: you have ruled on this since you opened it."
GROWN = "Nothing was written: the record was built anew since you opened this, and it rests on other articles now."
TAKEN = ("act", "what", "by", "why", "seen")


class RuledMeanwhile(Exception):
    """Something has happened to what a reviewer saw."""

    def __init__(self, found: Meanwhile) -> None:
        super().__init__(GROWN if found.grown else MEANWHILE)
        self.found = found


@dataclass(frozen=True, slots=True)
class Asked:
    """A ruling that somebody asks for; `seen` as in EntryDesk, nothing where they did not say."""

    act: str
    what: tuple[str, ...]
    by: str
    why: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Rulings:
    """Writes rulings into the record of one server, one after the other."""

    shelf: Shelf
    dressing: Dressing
    plain: Callable[[Shelf, AsOf | None], Site]
    _turn: Lock = field(default_factory=Lock)

    def routes(self) -> list[Route]:
        """Where pages and programs rule."""
        return [
            Route(RULINGS, self.from_page, methods=["POST"]),
            Route(API_RULINGS, self.from_program, methods=["POST"]),
            Route(API_DESK + "/{id}", self.desk),
        ]

    async def from_page(self, request: Request) -> Response:
        """A form: on to where the entry now lives, or back with all that was typed and what stood in the way."""
        session, form = await signed(self.dressing.reviewers, request)
        return await run_in_threadpool(self._page, request, form, str(session.name))

    def _page(self, request: Request, form: Form, by: str) -> Response:
        try:
            outcome = self.write(asked_by(form, by))
        except RuledMeanwhile as error:
            return self._again(request, form, _overtaken(error, by), error.found)
        except OnrecordError as error:
            told = of_error(error, self.shelf.path)
            return self._again(request, form, (told.status, "This was not written", told.message))
        with self.shelf.opened() as record:
            site = self.plain(self.shelf, None)
            response = RedirectResponse(_onward(record, form, outcome, site), 303)
        self.dressing.note(response, outcome.ruling.ruling.id)
        return response

    def _again(
        self, request: Request, form: Form, told: tuple[int, str, str], found: Meanwhile | None = None
    ) -> Response:
        status, title, message = told
        with self.shelf.opened() as record:
            page = make_again(record, form.fields, title, message, found)
            plain = self.plain(self.shelf, None)
            response = self.dressing.page(request, plain, lambda site: render(AGAIN, page, AgainQuery(), site))
        response.status_code = status
        return response

    async def from_program(self, request: Request) -> Response:
        """A JSON object; the answer is the ruling, and the entries that it touched."""
        if not self.dressing.reviewers.bears(request):
            raise HTTPException(403, NO_BEARER, {"WWW-Authenticate": "Bearer"})
        asked = asked_in(await request.body())
        try:
            outcome = await run_in_threadpool(self.write, asked)
        except RuledMeanwhile as error:
            made = ", ".join(one.ruling.id for one in error.found.rulings)
            return JsonAnswer(problem(409, f"{error}{f' Made since: {made}.' if made else ''}"), status_code=409)
        return JsonAnswer(written(outcome), status_code=201)

    def desk(self, request: Request) -> Response:
        """What may be ruled on an entry or a disagreement."""
        wanted = request.path_params["id"]
        with self.shelf.opened() as record:
            desk = Desk(record)
            return JsonAnswer(desk.disagreement(wanted) if wanted.startswith("d-") else desk.entry(wanted))

    def write(self, asked: Asked) -> RulingOutcome:
        """Write a ruling. Raises RuledMeanwhile and what `rule` raises; then the record is as it was."""

        def look(gate: Gate) -> None:
            found = meanwhile(gate, seen_from(asked.seen)) if asked.seen else None
            if found is not None:
                raise RuledMeanwhile(found)

        from onrecord.engines.ruling import rule  # which takes a second that readers should not wait for

        with self._turn:  # SQLite alone would let the luckiest in first, and some wait in vain
            return rule(self.shelf.path, asked.act, *asked.what, by=asked.by, why=asked.why, first=look)


@dataclass(frozen=True, slots=True)
class Written:
    """What a ruling did.

    ruling: it, as a row of the table `rulings`. before, after: ids of the entries that it touched, as they were and
            as they are now.
    """

    ruling: dict[str, Any]
    before: tuple[str, ...]
    after: tuple[str, ...]


def written(outcome: RulingOutcome) -> Written:
    """What a program is told of a ruling."""
    before, after = (tuple(sorted(one.id for one in some)) for some in (outcome.before, outcome.after))
    return Written(held_row(outcome.ruling), before, after)


def _overtaken(error: RuledMeanwhile, by: str) -> tuple[int, str, str]:
    """What is said of a form that something else was written before: status, title and message."""
    if error.found.grown:
        return 409, "The record has changed", GROWN
    if all(one.ruling.by == by for one in error.found.rulings):
        return 409, "You have ruled on this already", ALREADY
    return 409, "Somebody else was faster", MEANWHILE


def asked_by(form: Form, by: str) -> Asked:
    """The ruling that a form asks for. Raises BadInput where something was left out."""
    act, on = form.one("act"), form.one("on")
    if act not in ACTS or not on:
        raise BadInput("the form does not say what to do, or on what: open the page again")
    what: tuple[str, ...] = (on,)
    if act == "merge":
        what = (on, _needed(form.one("other") or form.one("other_id"), "choose the entry that is the same"))
    elif act == "split":
        what = (on, *form.all("finding"))
    elif act == "settle":
        what = (on, _needed(form.one("choice"), "choose who is right: side a, side b, both or neither"))
    elif act == "correct":
        name, _, value = form.one("offer").partition("=")
        field_, value = (name, value) if name else (form.one("field"), form.one("value"))
        what = (on, field_, _needed(value, "say the right value; null is no value"))
    why = _needed(form.one("why"), "say why: the reason is kept with the ruling, and others read it")
    return Asked(act, what, by, why, form.one("seen"))


def _needed(given: str, missing: str) -> str:
    if not given:
        raise BadInput(missing)
    return given


def asked_in(body: bytes) -> Asked:
    """The ruling that a program asks for. Raises BadInput for anything else."""
    try:
        held = json.loads(body)
    except ValueError as error:
        raise BadInput(f"the request holds no JSON: {error}") from error
    if not isinstance(held, dict) or not set(held) <= set(TAKEN):
        raise BadInput(f"send one object with {', '.join(TAKEN)}")
    what = held.get("what")
    if not isinstance(what, list) or not all(isinstance(one, str) for one in what):
        raise BadInput('`what` is a list of texts, as the words of the command: ["e-...", "amount", "2600000000"]')
    texts = {name: held.get(name, "") for name in TAKEN if name != "what"}
    wrong = [name for name, value in texts.items() if not isinstance(value, str)]
    if wrong:
        raise BadInput(f"{', '.join(wrong)}: texts are wanted")
    return Asked(texts["act"], tuple(what), name_from(texts["by"]), texts["why"], texts["seen"])


def _onward(record: Record, form: Form, outcome: RulingOutcome, site: Site) -> str:
    """Where the reviewer goes on: the next in the queue, or where the effect of the ruling can be seen."""
    to, ruling = site.addresses.to, outcome.ruling.ruling.id
    home = _home(record, outcome)
    if form.one("then") == "review":
        asked = {"reason": form.one("queue_reason"), "actor": form.one("queue_actor")}
        waiting = narrowed(record.gate, queue(record.gate), *(one or None for one in asked.values()))
        still = [one for one in (home, form.one("on")) if one in {each.id for each in waiting}]
        item = next(iter(still), form.one("next"))  # what waits for another reason too is not left yet
        return to("review", **{name: value for name, value in {**asked, "item": item}.items() if value})
    if home is None and outcome.ruling.settled is not None:
        return to("disagreement", id=outcome.ruling.settled)
    return to("rulings", ruling) if home is None else to("entry", ruling, id=home)


def _home(record: Record, outcome: RulingOutcome) -> str | None:
    """The entry in which to look for what a ruling did."""
    named = [one.finding for one in outcome.ruling.ruling.anchors]
    for entry in outcome.after:
        if set(named) & set(entry.findings):
            return entry.id
    if outcome.after:
        return outcome.after[0].id
    sql = "SELECT entry FROM disagreements WHERE id = ?"
    row = record.gate.one("see whose it is", sql, (outcome.ruling.settled or "",))
    return None if row is None or row[0] is None else str(row[0])
