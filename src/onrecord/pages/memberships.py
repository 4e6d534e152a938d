"""Membership bids: who has ratified, who is outstanding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Article, Entry, Finding, Rung
from onrecord.pages.kinds import PageKind, Tables
from onrecord.pages.lines import EntryLine, lines
from onrecord.pages.plots import membership as membership_plot
from onrecord.phrases import number
from onrecord.record import Record, Selection
from onrecord.record.code_names import usual_name
from onrecord.record.entries import load_entries
from onrecord.record.loading import load_articles, load_finding_values
from onrecord.record.tellers import first_tellers
from onrecord.telling.ladder import origins_behind, step, step_spans, step_words

PLOTS = (membership_plot,)
"""What the template draws with."""


@dataclass(frozen=True, slots=True)
class MembershipsQuery:
    """What the page is asked for."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the organisation at one step of a bid. code: as the record has it; name: as people know it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class MemberStands:
    """What was last told of a member and a bid, by the step that tells it.

    how: ratified, outstanding or blocked. number: of the step; day: of it, None where it has none.
    """

    member: Member
    how: str
    number: int
    day: str | None
    finding: str


@dataclass(frozen=True, slots=True)
class BidStep:
    """One step of a bid.

    number:      its place in the bid's life, from 1.
    date:        the day it was reported for, ISO 8601 with its own precision; told: when an article first told it.
    by:          who took it; outstanding: who was still to take it.
    count, of:   how many had ratified by then, of how many, where that is told.
    doubted:     more origins have said otherwise. phrase: the step in words.
    finding, words: the report that told it first, and its words.
    """

    number: int
    stage: str
    date: str | None
    told: str | None
    by: tuple[Member, ...]
    outstanding: tuple[Member, ...]
    count: str
    doubted: bool
    phrase: str
    articles: int
    origins: int
    finding: str
    words: str


@dataclass(frozen=True, slots=True)
class Bid:
    """One bid to join an organisation.

    line:    the entry as lists show it. candidate, organisation: who, into what; stage: where it stands.
    stands:  what was last told of each member that reports name, those outstanding first.
    settled: it has joined, so that nobody is outstanding whatever was told before.
    count:   how many have ratified by the last report that tells, and `count_day` when that was.
    steps:   its life in order.
    """

    line: EntryLine
    candidate: Member
    organisation: Member
    stage: str | None
    stands: tuple[MemberStands, ...]
    settled: bool
    count: str
    count_day: str | None
    steps: tuple[BidStep, ...]


@dataclass(frozen=True, slots=True)
class MembershipsPage:
    """What the page shows: each bid, by organisation, those of most independent origins first."""

    bids: tuple[Bid, ...]


def make(record: Record, query: MembershipsQuery) -> MembershipsPage:
    """The page."""
    del query
    sql = "SELECT id FROM entries WHERE type = 'membership' ORDER BY origins DESC, articles DESC, id"
    ids = [str(id_) for (id_,) in record.gate.all("list bids", sql)]
    entries = list(load_entries(record.gate, ids))
    shown = {one.id: one for one in lines(record, entries)}
    first = first_tellers(record.gate, [rung.findings for entry in entries for rung in entry.ladder])
    findings = load_finding_values(record.gate, list(dict.fromkeys(first.values())))
    homes = list(dict.fromkeys(one.article for one in findings.values()))
    articles = {one.id: one for one in load_articles(record.gate, homes)}
    words = {id_: _words(finding, articles) for id_, finding in findings.items()}
    bids = [_bid(entry, shown[entry.id], first, words) for entry in entries]
    most: dict[str, int] = {}
    for bid in bids:
        most.setdefault(bid.organisation.code, len(most))
    return MembershipsPage(tuple(sorted(bids, key=lambda bid: most[bid.organisation.code])))


def _words(finding: Finding, articles: Mapping[str, Article]) -> str:
    return step_words(articles[finding.article], step_spans(finding))


def _bid(entry: Entry, line: EntryLine, first: Mapping[Sequence[str], str], words: Mapping[str, str]) -> Bid:
    steps = tuple(
        _step(at, rung, entry, first.get(rung.findings, ""), words) for at, rung in enumerate(entry.ladder, 1)
    )
    counted = [one for one in steps if one.count and not one.doubted]
    return Bid(
        line=line,
        candidate=member(str(entry.fields.get("candidate"))),
        organisation=member(str(entry.fields.get("organisation"))),
        stage=entry.stage,
        stands=tuple(sorted(_stands(steps), key=lambda one: (ORDER[one.how], one.member.name))),
        settled=entry.stage == "joined",
        count=counted[-1].count if counted else "",
        count_day=(counted[-1].date or counted[-1].told) if counted else None,
        steps=steps,
    )


ORDER = {"blocked": 0, "outstanding": 1, "ratified": 2}


def _step(at: int, rung: Rung, entry: Entry, finding: str, words: Mapping[str, str]) -> BidStep:
    of = f" of {number(rung.of)}" if rung.of is not None else ""
    return BidStep(
        number=at,
        stage=rung.stage,
        date=rung.date,
        told=rung.told,
        by=tuple(member(one) for one in rung.by),
        outstanding=tuple(member(one) for one in rung.outstanding),
        count=f"{number(rung.quantity)}{of}" if rung.quantity is not None else "",
        doubted=rung.doubted,
        phrase=step(rung),
        articles=len(rung.articles),
        origins=origins_behind(entry, rung),
        finding=finding,
        words=words.get(finding, ""),
    )


def _stands(steps: Sequence[BidStep]) -> Iterator[MemberStands]:
    """What the last step that names a member says of it; a step that others gainsay says nothing."""
    last: dict[str, MemberStands] = {}
    for one in steps:
        if one.doubted:
            continue
        how = {"ratification": "ratified", "blocked": "blocked"}.get(one.stage)
        day = one.date or one.told
        for named in one.by if how else ():
            last[named.code] = MemberStands(named, str(how), one.number, day, one.finding)
        for named in one.outstanding:
            last[named.code] = MemberStands(named, "outstanding", one.number, day, one.finding)
    yield from last.values()


def member(code: str) -> Member:
    """A state or an organisation by its code; a name is its own."""
    return Member(code, usual_name(code) or code)


def rows(record: Record, query: MembershipsQuery) -> Tables:
    """The bids, and what each article says of them."""
    del query
    return {
        "entries": record.rows("entries", Selection(type="membership")),
        "memberships": record.rows("memberships"),
    }


KIND = PageKind(
    name="memberships",
    path="/memberships",
    query=MembershipsQuery,
    page=MembershipsPage,
    make=make,
    every=lambda _: (MembershipsQuery(),),
    rows=rows,
    doc="Membership bids: who has ratified, who is outstanding.",
    section="Memberships",
)
