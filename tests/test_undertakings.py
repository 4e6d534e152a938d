"""Undertakings: who promises, demands, weighs, refuses or takes back an act that gives no goods."""

from __future__ import annotations

import pytest

from undertaking_texts import acts, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway has agreed to lift its ban on fish from Iceland.",
            ("NOR", "pledged", "lift its ban on fish from Iceland"),
        ),
        (
            "Kenya is willing to withdraw its troops from Somalia.",
            ("KEN", "considered", "withdraw its troops from Somalia"),
        ),
        (
            "Chile is considering closing its border with Bolivia.",
            ("CHL", "considered", "closing its border with Bolivia"),
        ),
        ("Ghana refused to release the two pilots.", ("GHA", "refused", "release the two pilots")),
        ("Peru suspended talks with Ecuador on Monday.", ("PER", "withdrawn", "talks with Ecuador")),
        ("Finland demanded the release of a lawyer.", ("FIN", "requested", "release of a lawyer")),
        ("Spain called for an immediate ceasefire.", ("ESP", "requested", "immediate ceasefire")),
        ("Latvian lawmakers voted to abolish the tax.", ("LVA", "approved", "abolish the tax")),
    ],
)
def test_an_act_has_the_stage_of_its_cue_and_the_words_that_say_it(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert acts(text) == [expected]


def test_who_is_called_on_is_the_actor_and_the_caller_says_so() -> None:
    _, (one,) = read("France urged Norway to open its borders to refugees.")
    assert (one.actor, one.stage, one.said_by) == ("NOR", "proposed", "France")


def test_what_somebody_says_another_must_do_is_a_call_on_that_other() -> None:
    _, (one,) = read("Japan says Chile must end its fishing near the islands.")
    assert (one.actor, one.stage, one.said_by) == ("CHL", "proposed", "Japan")


def test_what_somebody_says_they_will_do_is_a_pledge() -> None:
    assert acts("The rebels said they will release two guards.") == [("rebels", "pledged", "release two guards")]


def test_a_mere_future_is_no_undertaking() -> None:
    assert acts("The Danish premier will meet the king of Spain in Madrid.") == []


def test_will_not_is_a_refusal_of_the_act_itself() -> None:
    assert acts("Turkey will not lift the embargo on Cyprus.") == [("TUR", "refused", "lift the embargo on Cyprus")]


@pytest.mark.parametrize(
    "text",
    [
        "Norway has not agreed to lift its ban on fish.",
        "Norway failed to agree to a ceasefire.",
        "If Norway agrees to lift its ban, prices will fall.",
        "Norway is expected to agree to a ceasefire.",
        "Norway has to agree to lift its ban.",
    ],
)
def test_what_was_not_undertaken_is_nothing(text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The ministry declined to comment.",
        "The Danish striker agreed to join the club.",
        "A software company agreed to open an office in Oslo.",
        "Norway vowed to retaliate against the raids.",
        "Norland's rebels vowed to launch an offensive.",
        "Shoppers called for a boycott.",
        "The general ordered his soldiers to attack the town.",
        "Norway promised to support Sweden's membership in NATO.",
    ],
)
def test_talk_business_war_and_private_matters_are_no_undertakings(text: str) -> None:
    assert acts(text) == []


def test_the_outermost_word_decides() -> None:
    _, (one,) = read("Sweden urged Norway to agree to lift its ban on fish.")
    assert (one.actor, one.stage, one.item) == ("NOR", "proposed", "lift its ban on fish")


def test_each_of_two_acts_is_told() -> None:
    found = acts("Norway agreed to lift its ban and withdraw its troops from Chad.")
    assert [item for _, _, item in found] == ["lift its ban", "withdraw its troops from Chad"]


def test_a_condition_is_marked_with_its_words() -> None:
    article, (one,) = read("Egypt is ready to withdraw its soldiers if Libya disarms.")
    assert one.conditional
    (span,) = one.evidence["conditional"].spans
    assert article.text[span.begin : span.end] == "if Libya disarms"


def test_an_act_told_twice_is_one_finding_and_the_fuller_stays() -> None:
    found = acts(
        "Norway agrees to lift ban on fish\n\nNorway agreed to lift its ban on fish from Iceland on Monday."
    )
    assert found == [("NOR", "pledged", "lift its ban on fish from Iceland")]


def test_words_that_tell_of_goods_are_left_to_the_goods() -> None:
    _, found = read("Norway promised to send ten tanks to Ukraine.")
    assert [(c.kind, c.item) for c in found] == [("military", "tanks")]


@pytest.mark.parametrize(
    ("text", "actor", "kind", "stage"),
    [
        ("Chad opened its borders to refugees from Sudan.", "TCD", "humanitarian", "delivered"),
        ("Iceland accepted 40 refugees from the camp.", "ISL", "humanitarian", "delivered"),
        ("Ecuador has granted asylum to the singer.", "ECU", "humanitarian", "delivered"),
        ("Norway remains the largest donor of aid in the region.", "NOR", "other", "delivered"),
    ],
)
def test_help_that_hands_nothing_over_has_the_kind_of_the_help(
    text: str, actor: str, kind: str, stage: str
) -> None:
    _, found = read(text)
    assert [(c.actor, c.kind, c.stage) for c in found] == [(actor, kind, stage)]


def test_every_value_has_evidence_in_the_text() -> None:
    article, found = read("The EU's chief urged Serbia to hold talks with Kosovo by May, if both sides agree.")
    assert found
    for one in found:
        for field in ("actor", "actor_name", "stage", "kind", "item", "recipient", "said_by", "date"):
            if getattr(one, field) is not None:
                assert all(article.text[s.begin : s.end].strip() for s in one.evidence[field].spans)
        (item,) = one.evidence["item"].spans
        assert article.text[item.begin : item.end] == one.item


@pytest.mark.parametrize("text", ["", "agreed to", "to to to urged not", "“ ” — ; : ( )", "WILL NOT. MUST! SAYS:"])
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert read(text or "-")[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "The ministers said that they wanted to accept Chad and Niger as members.",
        "Hungary and Turkey refuse to ratify the applications of Malta and Iceland.",
    ],
)
def test_taking_members_in_is_told_by_membership_steps(text: str) -> None:
    assert acts(text) == []
