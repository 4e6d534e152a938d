"""Undertakings in the many ways that texts tell them: taken back, wanted of others, joint, denied, dated."""

from __future__ import annotations

import pytest

from undertaking_texts import acts, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Serbia took back its promise to open the bridge.", ("SRB", "withdrawn", "open the bridge")),
        ("Denmark tore up the fishing pact with Iceland.", ("DNK", "withdrawn", "fishing pact with Iceland")),
        ("Chad broke off relations with Sudan.", ("TCD", "withdrawn", "relations with Sudan")),
        ("Iceland recalled its envoy from Oslo.", ("ISL", "withdrawn", "recalled its envoy from Oslo")),
        ("Russia returned to the grain deal, which it quit in July.", ("RUS", "withdrawn", "grain deal")),
        ("Norway turned down a security pact with Chile.", ("NOR", "refused", "security pact with Chile")),
        ("France ruled out sending troops to Chad.", ("FRA", "refused", "sending troops to Chad")),
        ("Belgium has no intention of lifting the ban.", ("BEL", "refused", "lifting the ban")),
        ("Turkey closed a bridge and will not lift the embargo.", ("TUR", "refused", "lift the embargo")),
        ("Norway rejected calls to lift the ban.", ("NOR", "refused", "lift the ban")),
        ("Kenya is weighing whether to act as guarantor.", ("KEN", "considered", "act as guarantor")),
    ],
)
def test_what_is_refused_or_taken_back_is_told_with_its_act(text: str, expected: tuple[str, str, str]) -> None:
    assert acts(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Norway wants Iceland to lift its ban.",
        "Norway told Iceland to lift its ban.",
        "Norway insisted that Iceland lift its ban.",
        "Norway said that Iceland has to lift its ban.",
    ],
)
def test_what_somebody_wants_of_another_is_a_call_on_that_other(text: str) -> None:
    _, (one,) = read(text)
    assert (one.actor, one.stage, one.item, one.said_by) == ("ISL", "proposed", "lift its ban", "Norway")


def test_a_pronoun_that_is_called_on_is_not_the_caller() -> None:
    _, found = read("Ankara demands that Stockholm free two men and wants it to lift an embargo.")
    assert {(c.actor, c.said_by) for c in found} == {("SWE", "Ankara")}


def test_what_must_be_done_by_nobody_in_particular_is_proposed_by_who_says_so() -> None:
    assert acts("Norway says the prisoners must be released.") == [
        ("NOR", "proposed", "prisoners must be released")
    ]


@pytest.mark.parametrize(
    "text",
    ["India and Pakistan agreed to a ceasefire.", "A ceasefire was agreed by India and Pakistan."],
)
def test_each_of_those_who_act_together_has_a_row(text: str) -> None:
    assert acts(text) == [("IND", "pledged", "ceasefire"), ("PAK", "pledged", "ceasefire")]


def test_what_had_been_agreed_before_is_recalled() -> None:
    article, (one,) = read("Norway had agreed to lift its ban before the talks failed.")
    assert one.recalled
    (span,) = one.evidence["recalled"].spans
    assert article.text[span.begin : span.end] == "had"


def test_what_is_denied_is_nothing() -> None:
    assert acts("Norway denied that it had agreed to lift its ban.") == []


def test_what_happens_and_when_it_was_said_are_told_apart() -> None:
    _, (one,) = read("Norway agreed on Wednesday to lift its ban in May.")
    assert (one.date, one.said_on) == ("2023-05", "2023-03-08")


def test_a_condition_of_something_else_is_none_of_the_act() -> None:
    _, found = read("The lake would dry up if it rains less, and Norway agreed to close the dam.")
    assert [c.conditional for c in found] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Norway insisted that Iceland was late.",  # says what is so
        "Norway and Iceland will agree to a truce when both are tired.",  # foreseen
        "The Norwegian soldier refused to leave the base.",  # for himself
        "A former Norwegian premier urged Chile to lift its ban.",  # a private voice
        "Norway announced an arms package.",  # goods
        "Norway wants to join the alliance.",  # a step to membership
        "Chile criticised Norway for proposing a ceasefire.",  # not Chile's
        "Norway agreed on how to resume the talks.",  # only how
        "Norway warned that it would close the strait.",  # a threat
        "Iceland was invited to the summit.",  # nothing that it does
    ],
)
def test_what_only_looks_like_an_undertaking_is_none(text: str) -> None:
    assert acts(text) == []


def test_an_act_keeps_the_clause_that_it_is_about() -> None:
    assert acts("France asked the UN to investigate whether the treaty was broken.") == [
        ("UN", "proposed", "investigate whether the treaty was broken")
    ]


def test_an_act_ends_before_the_occasion_on_which_it_is_said() -> None:
    assert acts("Norway's premier urged Chile to lift its ban in her first speech.") == [
        ("CHL", "proposed", "lift its ban")
    ]


def test_allies_of_a_state_are_not_that_state() -> None:
    assert [actor for actor, _, _ in acts("Ukraine allies consider a ban on timber.")] == ["Ukraine allies"]


@pytest.mark.parametrize(
    "text",
    [
        "Chad's president wants to visit Oslo in June.",
        "Norway agreed to give Chad 12 patrol boats.",
        "Kenyan tennis star Amani Odera called for an end to the ban.",
        "Spain is not yet ready to lift the embargo.",
        "Malta asked Norway for parts to repair them.",
    ],
)
def test_a_wish_a_gift_of_goods_and_a_private_voice_are_no_political_acts(text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Spain called on Norway to press Chad to lift the ban.", "press Chad to lift the ban"),
        ("Kenya rejected a resolution demanding a truce, bringing to six the number of its foes.", "resolution"),
    ],
)
def test_the_words_of_an_act_begin_and_end_where_it_does(text: str, item: str) -> None:
    (one,) = [act for act in acts(text) if act[2].startswith(item)]
    assert "," not in one[2]
