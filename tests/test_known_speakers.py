"""Known speakers: statements gathered by who makes them, whatever spelling an article gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Speaker, Statement
from onrecord.reconciliation.speakers.known import known_speakers


def said(number: int, speaker: Speaker) -> Statement:
    return Statement(f"s-{number}", f"a-{number % 3}", "indirect", speaker, (), (), (), "")


def person(name: str) -> Speaker:
    return Speaker(name, None, None, "person")


def known(*speakers: Speaker) -> list[tuple[str, tuple[str, ...], int]]:
    found = known_speakers(said(number, speaker) for number, speaker in enumerate(speakers))
    return [(one.name, one.spellings, len(one.statements)) for one in found]


def test_transliterations_of_one_name_are_one_speaker_under_the_spelling_used_most():
    spelled = ("Serhiy Voloshchenko", "Serhii Voloshchenko", "Serhiy Voloshchenko", "Sergei Woloschtschenko")
    (one,) = known(*(Speaker(name, None, "UKR", "person") for name in spelled))
    assert one == ("Serhiy Voloshchenko", tuple(sorted(set(spelled))), 4)


def test_a_surname_alone_is_the_one_person_it_fits():
    found = known(person("Ann Orwin"), person("Orwin"))
    assert found == [("Ann Orwin", ("Ann Orwin", "Orwin"), 2)]


def test_a_surname_that_fits_two_people_is_nobody_s():
    found = known(person("Ann Orwin"), person("Bert Orwin"), person("Orwin"))
    assert [name for name, _, _ in found] == ["Ann Orwin", "Bert Orwin", "Orwin"]


def test_a_state_under_several_names_is_one_speaker_and_its_leader_another():
    found = known(
        Speaker("Ukraine", None, "UKR", "body"),
        Speaker("Kyiv", None, "UKR", "body"),
        Speaker("Ukraine", None, "UKR", "body"),
        Speaker("Volodymyr Zelensky", "president", "UKR", "person"),
    )
    assert found == [("Ukraine", ("Kyiv", "Ukraine"), 3), ("Volodymyr Zelensky", ("Volodymyr Zelensky",), 1)]


def test_a_surname_that_fits_two_people_is_the_one_s_who_makes_nearly_all_statements():
    found = known(*(person("Ann Orwin"),) * 40, person("Bert Orwin"), person("Orwin"))
    assert [(name, count) for name, _, count in found] == [("Ann Orwin", 41), ("Bert Orwin", 1)]


def test_a_state_s_ministries_and_houses_are_speakers_of_their_own():
    bodies = ("United States", "Pentagon", "White House", "Washington", "US")
    found = known(*(Speaker(name, None, "USA", "body") for name in bodies))
    assert [spellings for _, spellings, _ in found] == [
        ("Pentagon",),
        ("US", "United States", "Washington"),
        ("White House",),
    ]


def test_two_people_named_together_are_neither_of_them():
    found = known(person("Joe Harrow"), Speaker("Ann Orwin and Joe Harrow", None, None, "person"))
    assert [name for name, _, _ in found] == ["Ann Orwin and Joe Harrow", "Joe Harrow"]


def test_a_body_is_nobody_s_surname_and_a_common_noun_no_name():
    found = known(person("Jerret West"), Speaker("West", kind="body"), Speaker("company", kind="body"))
    assert [name for name, _, _ in found] == ["Jerret West", "West"]


def test_what_a_rare_statement_says_of_somebody_s_side_does_not_stand():
    (one,) = known_speakers(
        said(number, Speaker("Ann Orwin", None, "NOR" if number == 0 else None, "person")) for number in range(5)
    )
    assert one.actor is None


def test_groups_and_documents_are_no_known_speakers():
    assert known(Speaker("experts", kind="group"), Speaker("a report", kind="document"), Speaker("they")) == []


def test_two_unnamed_officials_are_not_one_speaker():
    unnamed = Speaker("a senior official", None, "USA", "person", anonymous=True)
    assert known(unnamed, unnamed) == []


def test_role_and_side_are_those_that_most_statements_give():
    (one,) = known_speakers(
        said(number, Speaker("Ann Orwin", role, actor, "person"))
        for number, (role, actor) in enumerate([("minister", "NOR"), (None, None), ("foreign minister", "NOR")])
    )
    assert (one.role, one.actor, one.kind, one.articles) == (
        "foreign minister",
        "NOR",
        "person",
        ("a-0", "a-1", "a-2"),
    )


NAMES = st.one_of(st.sampled_from(["Ann Orwin", "Orwin", "A. Orwin", "Kyiv", "Ukraine", "Anna Orwin"]), st.text())


@given(st.lists(NAMES, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(names, random):
    statements = [said(number, person(name)) for number, name in enumerate(names)]
    before = known_speakers(statements)
    random.shuffle(statements)
    assert known_speakers(statements) == before
    assert sorted(id_ for one in before for id_ in one.statements) == sorted(
        one.id for one in statements if (one.speaker.name or "") != (one.speaker.name or "").lower()
    )
