"""States, organisations and what stands for them."""

from __future__ import annotations

from itertools import pairwise

import pycountry
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.actors import actor_code, find_actors
from onrecord.language.organisations import generic_organisation, members
from onrecord.vocabulary import vocabulary


def found(text: str, day: str | None = None) -> list[tuple[str, str, str]]:
    return [(text[a.begin : a.end], a.code, a.kind) for a in find_actors(text, day)]


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("Slovakia", "SVK", "state"),
        ("Slovakia's", "SVK", "state"),
        ("Slovak", "SVK", "demonym"),
        ("the Netherlands", "NLD", "state"),
        ("Türkiye", "TUR", "state"),
        ("TURKEY", "TUR", "state"),
        ("Britain", "GBR", "state"),
        ("the U.K.", "GBR", "state"),
        ("Czechia", "CZE", "state"),
        ("Kosovo", "XKX", "state"),
        ("Taiwan", "TWN", "state"),
        ("South Korean", "KOR", "demonym"),
        ("DR Congo", "COD", "state"),
        ("Kyiv", "UKR", "capital"),
        ("Kiev", "UKR", "capital"),
        ("Brussels", "EU", "capital"),
        ("the Kremlin", "RUS", "body"),
        ("the Bundestag", "DEU", "body"),
        ("No. 10", "GBR", "body"),
        ("the White House", "USA", "body"),
        ("Nato", "NATO", "organisation"),
        ("the European Commission", "EU", "body"),
        ("the World Bank", "WB", "organisation"),
        ("G-7", "G7", "organisation"),
        ("the World Food Programme", "WFP", "organisation"),
        ("the African Development Bank", "AFDB", "organisation"),
        ("UNRWA", "UNRWA", "organisation"),
        ("KfW", "DEU", "body"),
        ("the Elysée", "FRA", "body"),
        ("Great Britain and Northern Ireland", "GBR", "state"),
    ],
)
def test_a_name_has_its_code_and_kind(text: str, code: str, kind: str) -> None:
    ((_, its_code, its_kind),) = found(text)
    assert (its_code, its_kind) == (code, kind)
    assert actor_code(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "they told us so",
        "roast turkey",
        "the Washington Post",
        "Jim Jordan",
        "who is it",
        "the Warsaw Pact",
        "South America",
        "china cups",
        "Northern Ireland",
        "the Bank of England",
    ],
)
def test_what_only_looks_like_an_actor_is_none(text: str) -> None:
    assert found(text) == []


def test_case_tells_the_country_from_the_pronoun() -> None:
    assert found("The US told us.") == [("US", "USA", "state")]


def test_the_longest_name_wins() -> None:
    assert found("the Republic of Moldova and the UN Security Council") == [
        ("Republic of Moldova", "MDA", "state"),
        ("UN Security Council", "UN", "body"),
    ]


def test_a_possessive_is_no_part_of_the_name() -> None:
    assert found("Norway’s offer") == [("Norway", "NOR", "state")]


def test_georgia_the_american_state_is_told_by_its_neighbours() -> None:
    assert found("Georgia asked the EU for talks")[0][1] == "GEO"
    assert "GEO" not in {code for _, code, _ in found("voters in Atlanta, Georgia, chose a Republican")}


def test_leaders_are_known_by_full_and_by_telling_names() -> None:
    assert found("Zelenskiy")[0][1:] == ("UKR", "leader")
    assert found("President Biden")[0][1:] == ("USA", "leader")
    assert found("Hunter Biden") == []


def test_a_leader_stands_for_nobody_out_of_office() -> None:
    assert found("Boris Johnson", "2022-03-01")
    assert not found("Boris Johnson", "2023-03-01")


def test_a_body_belongs_to_the_state_before_it() -> None:
    assert found("the Polish Senate and Poland's Senate") == [
        ("Polish", "POL", "demonym"),
        ("Poland", "POL", "state"),
    ]
    assert [code for _, code, _ in found("the US Senate")] == ["USA", "USA"]


def test_an_unknown_name_has_no_code() -> None:
    assert actor_code("Ruritania") is None
    assert actor_code("") is None


def test_every_state_is_in_iso_3166_but_kosovo() -> None:
    codes = set(vocabulary("actors")["states"])
    assert {code for code in codes if pycountry.countries.get(alpha_3=code) is None} == {"XKX"}


def test_every_member_of_an_organisation_is_a_known_state() -> None:
    states = set(vocabulary("actors")["states"])
    for code in vocabulary("organisations"):
        assert members(code) <= states, code


def test_every_leader_speaks_for_a_known_actor() -> None:
    known = set(vocabulary("actors")["states"]) | set(vocabulary("organisations"))
    assert {leader["code"] for leader in vocabulary("actors")["leader"]} <= known


@pytest.mark.parametrize(
    ("code", "day", "number"),
    [
        ("NATO", "2022-11-29", 30),
        ("NATO", "2023-04-04", 31),
        ("NATO", "2024-03-07", 32),
        ("EU", "2019-01-01", 28),
        ("EU", "2022-11-29", 27),
        ("G7", "2022-11-29", 7),
    ],
)
def test_members_are_counted_by_the_day(code: str, day: str, number: int) -> None:
    assert len(members(code, day)) == number


def test_a_general_noun_names_the_organisations_it_may_mean() -> None:
    assert "NATO" in generic_organisation("alliance")
    assert generic_organisation("teapot") == ()


def test_every_name_in_the_vocabulary_is_found_whole() -> None:
    table = vocabulary("actors")
    surnames = set(table["surnames"]["names"])
    for code, state in table["states"].items():
        for kind in ("names", "demonyms", "capitals", "bodies"):
            for name in state.get(kind, ()):
                if name not in surnames:
                    assert actor_code(name) == code, name


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_without_error(text: str) -> None:
    last = 0
    for actor in find_actors(text):
        assert last <= actor.begin < actor.end <= len(text)
        assert text[actor.begin : actor.end].strip()
        last = actor.end


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Ukraine",
                "the",
                "US",
                "us",
                "Congo",
                "Republic",
                "of",
                "Korea",
                "North",
                "'s",
                ".",
                "UN",
                "Joe",
                "Biden",
                "-",
                "No",
                "10",
            ]
        ),
        max_size=15,
    )
)
def test_names_in_any_order_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    spans = [(a.begin, a.end) for a in find_actors(text)]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
