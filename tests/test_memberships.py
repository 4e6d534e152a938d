"""Membership steps, on sentences written for these tests."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extraction.memberships import memberships
from onrecord.language import Analysis, Sentence, analyse
from onrecord.model import MEMBERSHIP_STAGES, MembershipStep
from onrecord.reading.article import article_from_text


def steps(text: str, published: str | None = "2022-11-29") -> list[MembershipStep]:
    article = article_from_text(text, published=published)
    analysis = next(iter(analyse([article])))
    found = memberships(article, analysis, ())
    for step in found:
        for name, evidence in step.evidence.items():
            assert getattr(step, name) is not None, name
            for span in evidence.spans:
                assert 0 <= span.begin < span.end <= len(text)
    return list(found)


def facts(text: str, published: str | None = "2022-11-29") -> set[tuple[str, str, str]]:
    return {(step.organisation, step.candidate, step.stage) for step in steps(text, published)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Montenegro joined NATO in 2017.", {("NATO", "MNE", "joined")}),
        (
            "North Macedonia and Montenegro recently joined the EU.",
            {("EU", "MKD", "joined"), ("EU", "MNE", "joined")},
        ),
        ("Croatia became a member of the European Union in 2013.", {("EU", "HRV", "joined")}),
        ("Finland became the 31st member of NATO on Tuesday.", {("NATO", "FIN", "joined")}),
        ("Finland and Sweden have applied to join NATO.", {("NATO", "FIN", "applied"), ("NATO", "SWE", "applied")}),
        ("Georgia has formally applied for EU membership.", {("EU", "GEO", "applied")}),
        ("NATO has formally invited Sweden to join the alliance.", {("NATO", "SWE", "invited")}),
        ("The EU granted candidate status to Moldova in June.", {("EU", "MDA", "invited")}),
        ("Sweden's bid to join NATO was on the table.", {("NATO", "SWE", "aspirant")}),
        ("Albania's NATO and EU membership bids were discussed.", {("EU", "ALB", "aspirant")}),
        ("Ukraine's bid for NATO membership was welcomed.", {("NATO", "UKR", "aspirant")}),
        ("Serbia wants to join the European Union.", {("EU", "SRB", "aspirant")}),
        ("Hungary vetoed Sweden's bid to join NATO.", {("NATO", "SWE", "blocked")}),
        ("Finland has officially become a member of NATO.", {("NATO", "FIN", "joined")}),
        (
            "Following Russia's attack on Ukraine, Finland and Sweden have applied to join NATO.",
            {("NATO", "FIN", "applied"), ("NATO", "SWE", "applied")},
        ),
        ("NATO commits to Ukraine membership.", {("NATO", "UKR", "promised")}),
        ("Turkey refused to let Sweden join NATO.", {("NATO", "SWE", "blocked")}),
        ("Turkey has blocked Sweden from joining NATO.", {("NATO", "SWE", "blocked")}),
        ("Turkey's parliament ratified Finland's entrance into NATO.", {("NATO", "FIN", "ratification")}),
        ("Georgia plans to submit its EU application in March.", {("EU", "GEO", "aspirant")}),
        ("Turkey's parliament ratified Finland's accession to NATO.", {("NATO", "FIN", "ratification")}),
        ("NATO leaders pledged that Ukraine would one day join the alliance.", {("NATO", "UKR", "promised")}),
        ("The EU renewed its commitment to give Ukraine membership one day.", {("EU", "UKR", "promised")}),
    ],
)
def test_a_stage_is_read_from_its_words(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine will not join NATO this year.",
        "It is unrealistic that Georgia will become a member of the Alliance soon, NATO leaders said.",
        "Could Ireland join NATO?",
        "If Sweden joined NATO, the border would change.",
        "Slovakia joined NATO allies in condemning the strikes.",
        "Poland joined the EU's training mission.",
        "Diplomats spoke about how Moldova joins the European Union.",
        "The government may apply for a loan.",
        "NATO sent tanks to help in Kyiv's bid to reclaim the south.",
        "NATO sent tanks and Ukraine hopes for more.",
    ],
)
def test_what_has_not_happened_is_no_step(text: str) -> None:
    assert facts(text) == set()


def test_who_has_ratified_and_who_has_not_is_counted_across_sentences() -> None:
    text = (
        "The 30 members of NATO met on Monday. Finland and Sweden took part. "
        "Turkey and Hungary have not ratified their applications. "
        "The other 28 members have done so already."
    )
    found = {step.candidate: step for step in steps(text) if step.stage == "ratification"}
    assert set(found) == {"FIN", "SWE"}
    for step in found.values():
        assert step.outstanding == ("TUR", "HUN")
        assert step.count == 28
        assert step.of == 30


def test_the_number_of_members_is_inferred_when_the_text_leaves_it_out() -> None:
    text = "Turkey and Hungary have yet to ratify Sweden's accession to NATO. The other 28 countries have done so."
    (step,) = [step for step in steps(text) if step.stage == "ratification"]
    assert (step.count, step.of) == (28, 30)
    assert step.evidence["count"].how == "stated"
    assert step.evidence["of"].how == "inferred"


def test_a_ratifier_is_not_outstanding() -> None:
    text = "Turkey has yet to ratify Finland's NATO bid. Hungary's parliament ratified Finland's NATO bid."
    (step,) = [step for step in steps(text) if step.stage == "ratification"]
    assert step.outstanding == ("TUR",)
    assert step.ratified == ("HUN",)


def test_a_lifted_objection_does_not_block() -> None:
    assert ("NATO", "SWE", "blocked") not in facts("Turkey lifted its objections to Sweden's NATO bid.")


def test_only_members_block() -> None:
    assert ("NATO", "UKR", "blocked") not in facts("Russia opposes Ukraine's NATO membership bid.")
    (step,) = [step for step in steps("Turkey opposes Sweden's NATO bid.") if step.stage == "blocked"]
    assert step.by == "TUR"


def test_a_bare_bid_gives_way_to_what_goes_further() -> None:
    text = "Sweden's NATO bid was discussed. Sweden has applied to join NATO."
    assert facts(text) == {("NATO", "SWE", "applied")}


def test_one_step_per_organisation_candidate_and_stage() -> None:
    text = "Finland joined NATO on Tuesday. Finland joined NATO after months of talks."
    (step,) = steps(text, "2023-04-05")
    assert step.date == "2023-04-04"
    assert len(step.evidence["stage"].spans) == 2


def test_words_that_stand_for_states_are_inferred() -> None:
    text = "Finland and Sweden sent their ministers to NATO. The Nordic neighbours applied to join NATO in May."
    found = steps(text)
    assert {(step.candidate, step.stage) for step in found} == {("FIN", "applied"), ("SWE", "applied")}
    assert all(step.evidence["candidate"].how == "inferred" for step in found)


def test_an_article_without_organisations_has_no_steps() -> None:
    assert facts("Finland and Sweden joined a tournament.") == set()


def test_every_stage_has_a_name_in_the_model() -> None:
    text = "Sweden wants to join NATO. Montenegro joined NATO. NATO invited Finland to join."
    assert all(step.stage in MEMBERSHIP_STAGES for step in steps(text))


@cache
def words_only() -> spacy.language.Language:
    return spacy.blank("en")


def unparsed(text: str) -> list[MembershipStep]:
    """The steps of one sentence whose parse tells nothing."""
    article = article_from_text(text)
    doc = words_only()(text)
    return list(memberships(article, Analysis(article.id, (Sentence(0, len(doc.text), 0, doc),)), ()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Montenegro and North Macedonia have lately joined NATO.",
            {("NATO", "MKD", "joined"), ("NATO", "MNE", "joined")},
        ),
        ("Hungary vetoed Sweden's bid to join NATO.", {("NATO", "SWE", "blocked")}),
        ("NATO leaders agreed that Georgia would one day join the alliance.", {("NATO", "GEO", "promised")}),
    ],
)
def test_the_order_of_words_does_where_the_parse_fails(text: str, expected: set[tuple[str, str, str]]) -> None:
    found = {(step.organisation, step.candidate, step.stage) for step in unparsed(text)}
    assert found == expected


STATES = ["Finland", "Sweden", "Turkey", "NATO", "the EU", "the alliance", "their", "the other", "countries"]
DEEDS = [
    "to join",
    "joined",
    "ratified",
    "invited",
    "blocked",
    "granted",
    "said",
    "pledged",
    "have",
    "has",
    "done so",
]
REST = [
    "'s",
    "bid",
    "yet to",
    "would",
    "one day",
    "that",
    "28",
    "of",
    "30 members",
    "applications",
    "membership",
    ".",
]
PIECES = [*STATES, *DEEDS, *REST, ",", "and", "candidate status", "all but", "in 2008"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_words_of_bids_in_any_order_are_read_without_error(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for step in unparsed(text):
        assert step.stage in MEMBERSHIP_STAGES
        assert step.count is None or step.of is None or step.count <= step.of
        for name, evidence in step.evidence.items():
            assert getattr(step, name)
            assert all(0 <= span.begin < span.end <= len(text) for span in evidence.spans)
        for name in ("ratified", "outstanding", "count", "of", "by", "date"):
            assert not getattr(step, name) or name in step.evidence


@settings(deadline=None)
@given(st.text(min_size=1))
def test_any_text_is_read_without_error(text: str) -> None:
    unparsed(text)
