"""Sourcing: from whom an origin has what it tells, officials, others by name, or people left unnamed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.model import Speaker, Trace
from onrecord.reconciliation import reconcile
from reconciliation_values import article, commitment, findings, statement, step

PROMISE = "Latvia will send 20 howitzers to Ukraine"


def told_by(speaker, text=f"{PROMISE}, it was said.", name="a", **fields):
    """An article with a promise in somebody's words, and its two findings."""
    source = article(name, text, outlet=fields.pop("outlet", "Post"), published="2023-01-01")
    said = replace(statement(source, None, PROMISE, "indirect"), speaker=speaker, **fields)
    promise = commitment(source, "20 howitzers", item_class="artillery", actor="LVA", said_by=speaker.name)
    return source, said, promise


def sourcing(*told):
    """By entry type: the origins with their sourcing."""
    entries = reconcile([one[0] for one in told], [findings(*one) for one in told], Trace()).entries
    return {each.type: {one.origin: one.sourcing for one in each.backing} for each in entries}


OFFICIALS = (
    Speaker("Ada Kalna", "Defence Minister", "LVA", "person"),
    Speaker("the defence ministry", None, "LVA", "body"),
    Speaker("Ministry of Defence", None, None, "body"),
    Speaker("Ada Kalna", "Defence Minister", None, "person"),
    Speaker("Ada Kalna", "President", None, "person"),
    Speaker("a cabinet paper", None, "LVA", "document"),
    Speaker("EU leaders", None, "EU", "group"),
)
NAMED = (
    Speaker("Ida Ozola", "analyst", None, "person"),
    Speaker("Ida Ozola", "club president", None, "person"),
    Speaker("Riga Institute", None, None, "body"),
    Speaker("the Ozola Report", None, None, "document"),
    Speaker("Ada Kalna", "former defence minister", None, "person"),
)
UNNAMED = (
    Speaker("a senior official", None, None, "person", True),
    Speaker("a senior Latvian official", None, "LVA", "person", True),
    Speaker("people familiar with the matter", None, None, "group", True),
    Speaker("experts", None, None, "group"),
)


@pytest.mark.parametrize(
    ("speaker", "wanted"),
    [
        *((one, "official") for one in OFFICIALS),
        *((one, "named") for one in NAMED),
        *((one, "anonymous") for one in UNNAMED),
        (Speaker("a report", None, None, "document"), None),
    ],
)
def test_a_promise_and_the_words_it_stands_in_are_sourced_by_who_said_so(speaker, wanted):
    assert sourcing(told_by(speaker)) == {
        "statement": {"outlet:Post": wanted},
        "commitment": {"outlet:Post": wanted},
    }


def test_what_the_article_tells_itself_is_from_nobody():
    source = article("a", f"{PROMISE}.", outlet="Post")
    assert sourcing((source, commitment(source, "20 howitzers", actor="LVA"))) == {
        "commitment": {"outlet:Post": None}
    }


def test_the_strongest_source_counts_where_an_origin_has_several():
    unnamed = told_by(UNNAMED[0])
    official = told_by(OFFICIALS[0], name="b", text=f"{PROMISE} soon, the minister told us.")
    assert sourcing(unnamed, official)["commitment"] == {"outlet:Post": "official"}


def test_two_origins_are_told_apart_by_whom_they_have_it_from():
    unnamed = told_by(UNNAMED[2])
    official = told_by(OFFICIALS[0], name="b", text=f"In May {PROMISE}, as planned.", outlet="Courier")
    assert sourcing(unnamed, official)["commitment"] == {"outlet:Courier": "official", "outlet:Post": "anonymous"}


def test_words_passed_on_by_another_are_sourced_by_who_passes_them_on():
    source, said, _ = told_by(OFFICIALS[0], f"A person close to him said the minister vowed: {PROMISE}.")
    outer = replace(statement(source, None, source.text[:-1], "indirect"), speaker=UNNAMED[0])
    entries = reconcile([source], [findings(source, outer, replace(said, within=outer.id))], Trace()).entries
    assert {one.sourcing for each in entries for one in each.backing} == {"anonymous"}


def test_statements_that_pass_each_other_on_in_a_ring_have_a_source_all_the_same():
    source, said, _ = told_by(OFFICIALS[0])
    assert sourcing((source, replace(said, within=said.id)))["statement"] == {"outlet:Post": "official"}


@pytest.mark.parametrize("fields", [{"cue_class": "thought"}, {"cue_class": "intent"}, {"negated": True}])
def test_what_nobody_said_is_sourced_by_nobody(fields):
    assert sourcing(told_by(OFFICIALS[0], **fields)[:2])["statement"] == {"outlet:Post": None}


def test_a_promise_whose_sayer_no_statement_holds_is_sourced_by_the_name():
    source, _, promise = told_by(Speaker("the Pentagon"))
    unnamed = replace(promise, said_by="insiders")
    assert sourcing((source, replace(promise, said_by="Pentagon")))["commitment"] == {"outlet:Post": "official"}
    assert sourcing((source, replace(promise, said_by="Ida Ozola")))["commitment"] == {"outlet:Post": "named"}
    assert sourcing((source, unnamed))["commitment"] == {"outlet:Post": "anonymous"}


def test_a_step_is_sourced_by_the_statement_it_stands_in():
    text = "Sweden has been invited to join NATO, the secretary general said."
    source = article("a", text, outlet="Post")
    said = replace(
        statement(source, None, "Sweden has been invited to join NATO", "indirect"),
        speaker=Speaker("secretary general", None, "NATO", "person"),
    )
    invited = step(source, "SWE", "invited", "Sweden has been invited")
    assert sourcing((source, said, invited))["membership"] == {"outlet:Post": "official"}
    assert sourcing((source, invited))["membership"] == {"outlet:Post": None}
