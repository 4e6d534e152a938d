"""What waits for review, why, in which order, and what answers it."""

from __future__ import annotations

import json
import sqlite3

import pytest
from lxml import html

from onrecord.engines.ruling import rule
from onrecord.errors import BadInput
from onrecord.record import open_record
from onrecord.record.queue import REASONS, narrowed, progress, queue
from reviewing import browser
from ruling_values import BY, world, write


@pytest.fixture
def path(tmp_path):
    return write(tmp_path / "r.db", *world())


def changed(path, sql, *values):
    """Write into the record as a build might have."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(sql, values)
    connection.close()


def entry(path, **wanted):
    with open_record(path) as record:
        return next(
            one for one in record.entries() if all(one.fields.get(name) == value for name, value in wanted.items())
        )


def waiting(path, **part):
    with open_record(path) as record:
        return narrowed(record.gate, queue(record.gate), **part)


def reasons(path, id_):
    return [cause.reason for one in waiting(path) if one.id == id_ for cause in one.causes]


def weight(path, id_, reason):
    (found,) = (each for one in waiting(path) if one.id == id_ for each in one.causes if each.reason == reason)
    return found.weight


def come(path):
    with open_record(path) as record:
        found = progress(record.gate, queue(record.gate))
    return found.looked, found.every


def sum_of(path, id_, dollars, **fields):
    for name, value in {"amount": dollars, "amount_usd": dollars, "currency": "USD", **fields}.items():
        changed(path, f"UPDATE entries SET fields = json_set(fields, '$.{name}', ?) WHERE id = ?", value, id_)


def test_open_disagreements_wait_by_their_severity_and_mere_wording_does_not(path):
    with open_record(path) as record:
        held = {one.id: one for one in record.disagreements()}
    grave = [one for one in held.values() if one.severity >= 0.3]
    assert grave
    first = max(grave, key=lambda one: one.severity)
    changed(path, "UPDATE disagreements SET severity = 0.29 WHERE id != ?", first.id)
    (one,) = (one for one in waiting(path) if "disagreement" in [cause.reason for cause in one.causes])
    assert [cause.of for cause in one.causes if cause.reason == "disagreement"] == [first.id]
    assert one.id == first.entry or (first.entry is None and one.id == first.id)


def test_a_disagreement_that_no_entry_rests_on_weighs_less(path):
    with open_record(path) as record:
        inside = next(one for one in record.disagreements() if one.entry and one.severity > 0.3)
        outside = next(one for one in record.disagreements() if one.entry is None)
    changed(path, "UPDATE disagreements SET severity = 0.9")
    assert weight(path, outside.id, "disagreement") < weight(path, inside.entry, "disagreement") == 0.9


def test_a_large_sum_of_one_origin_waits_and_a_larger_one_comes_first(path):
    rockets, drones = entry(path, item="rockets"), entry(path, item="drones")
    assert "one origin" not in reasons(path, rockets.id)
    sum_of(path, rockets.id, 99e6)
    assert "one origin" not in reasons(path, rockets.id)
    sum_of(path, rockets.id, 2e9)
    changed(path, "UPDATE entries SET stage = 'pledged' WHERE id = ?", drones.id)
    sum_of(path, drones.id, 2e10)
    assert [one.id for one in waiting(path, reason="one origin")] == [drones.id, rockets.id]


def test_what_two_origins_tell_is_no_sum_of_one(path):
    rockets = entry(path, item="rockets")
    sum_of(path, rockets.id, 2e11)
    changed(path, "UPDATE entries SET origins = 2 WHERE id = ?", rockets.id)
    assert "one origin" not in reasons(path, rockets.id)


def test_unnamed_sources_add_to_a_sum_and_a_stage_that_binds_nobody_takes_from_it(path):
    rockets = entry(path, item="rockets")
    sum_of(path, rockets.id, 2e9)
    plain = weight(path, rockets.id, "one origin")
    changed(path, "UPDATE entry_origins SET sourcing = 'anonymous' WHERE entry = ?", rockets.id)
    assert weight(path, rockets.id, "one origin") > plain
    changed(path, "UPDATE entry_origins SET sourcing = 'official' WHERE entry = ?", rockets.id)
    changed(path, "UPDATE entries SET stage = 'requested' WHERE id = ?", rockets.id)
    assert weight(path, rockets.id, "one origin") < plain


def give(path, id_, field, standing, other, origins=(["outlet:A"], ["outlet:B"])):
    """Let an entry's findings give two values of a field, each with its origins."""
    changed(path, "DELETE FROM entry_values WHERE entry = ?", id_)
    for place, (value, stands, names) in enumerate(((standing, 1, origins[0]), (other, 0, origins[1]))):
        why = "most origins" if stands else "another stands"
        row = (id_, place, field, json.dumps(value), stands, why, "[]", json.dumps(names))
        changed(path, "INSERT INTO entry_values VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *row)


WEAK = {
    "figures": ("quantity", {"quantity": 13}, {"quantity": 30}),
    "sums": ("amount", {"amount": 2, "amount_usd": 2.2}, {"amount": 3, "amount_usd": 3}),
    "parties": ("recipient", {"recipient": "UKR"}, {"recipient": "MDA"}),
    "goods": ("item", {"item": "jets", "item_class": "jet"}, {"item": "tanks", "item_class": "tank"}),
    "days": ("date", {"date": "2023-01-02"}, {"date": "2023-05-02"}),
}
STRONG = {
    "a rounded figure": ("quantity", {"quantity": 29}, {"quantity": 30}),
    "one party under two names": (
        "actor",
        {"actor": "USA", "actor_name": "US"},
        {"actor": "USA", "actor_name": "Pentagon"},
    ),
    "one class of goods": ("item", {"item": "jets", "item_class": "jet"}, {"item": "planes", "item_class": "jet"}),
    "a kind that is not known": ("kind", {"kind": "military"}, {"kind": "other"}),
    "days that lie close": ("date", {"date": "2023-01-02"}, {"date": "2023-01-05"}),
    "whose word it is": ("said_by", {"said_by": "A"}, {"said_by": "B"}),
}


@pytest.mark.parametrize("case", WEAK)
def test_origins_that_differ_in_what_should_be_one_make_a_weak_merge(case, path):
    rockets = entry(path, item="rockets")
    give(path, rockets.id, *WEAK[case])
    assert reasons(path, rockets.id) == ["weak merge"]


@pytest.mark.parametrize("case", STRONG)
def test_what_is_one_in_other_words_is_no_weak_merge(case, path):
    rockets = entry(path, item="rockets")
    give(path, rockets.id, *STRONG[case])
    assert reasons(path, rockets.id) == []


@pytest.mark.parametrize("case", WEAK)
def test_an_origin_that_gives_both_values_joins_them_strongly(case, path):
    rockets = entry(path, item="rockets")
    give(path, rockets.id, *WEAK[case], origins=(["outlet:A", "outlet:B"], ["outlet:B"]))
    assert reasons(path, rockets.id) == []


def test_a_correction_that_has_not_reached_every_article_waits(path):
    rockets = entry(path, item="rockets")
    row = ("k-1", rockets.id, "quantity", "d", "[]", "20", "12", '["d"]', "[]")
    changed(path, "INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)
    assert reasons(path, rockets.id) == ["uncorrected"]
    changed(path, "UPDATE corrections SET still = '[]'")
    assert reasons(path, rockets.id) == []


def test_a_doubted_step_and_a_promise_of_the_like_within_days_wait(path):
    rockets, drones = entry(path, item="rockets"), entry(path, item="drones")
    changed(path, "UPDATE ladder SET doubted = 1 WHERE entry = ?", rockets.id)
    assert reasons(path, rockets.id) == ["doubted step"]
    changed(path, "INSERT INTO links VALUES (?, ?, 'follows', 'a day after')", drones.id, rockets.id)
    assert reasons(path, drones.id) == ["perhaps one"]
    changed(path, "UPDATE ladder SET date = '2022-01-01', told = '2022-01-01' WHERE entry = ?", rockets.id)
    assert reasons(path, drones.id) == []


def test_altered_words_wait(path):
    said = entry(path, text="The door stays open")
    changed(path, "DELETE FROM disagreements")
    with sqlite3.connect(path) as connection:
        altered = connection.execute("SELECT count(*) FROM variants WHERE relation = 'altered'").fetchone()[0]
    assert altered
    assert reasons(path, said.id) == ["altered words"]


def test_what_somebody_accepted_waits_no_more_until_they_take_it_back(path):
    howitzers = entry(path, item="howitzers")
    assert reasons(path, howitzers.id)
    made = rule(path, "accept", howitzers.id, **BY)
    assert reasons(path, howitzers.id) == []
    rule(path, "undo", made.ruling.ruling.id, **BY)
    assert reasons(path, howitzers.id)


def test_what_was_accepted_waits_again_once_findings_join_it_that_nobody_had_seen(path):
    howitzers, rockets = entry(path, item="howitzers"), entry(path, item="rockets")
    rule(path, "accept", howitzers.id, **BY)
    assert reasons(path, howitzers.id) == []
    changed(path, "UPDATE entry_findings SET entry = ? WHERE finding = ?", howitzers.id, rockets.findings[0])
    assert reasons(path, howitzers.id)


def test_a_settled_disagreement_is_answered(path):
    howitzers = entry(path, item="howitzers")
    with open_record(path) as record:
        grave = [one.id for one in record.disagreements() if one.entry == howitzers.id and one.severity >= 0.3]
    for one in grave:
        rule(path, "settle", one, "both", **BY)
    assert "disagreement" not in reasons(path, howitzers.id)


def test_a_correction_or_a_merge_answers_what_it_is_about(path):
    rockets, drones = entry(path, item="rockets"), entry(path, item="drones")
    sum_of(path, rockets.id, 2e9)
    rule(path, "correct", rockets.id, "amount", "5000000", **BY)
    sum_of(path, rockets.id, 2e9)
    assert "one origin" not in reasons(path, rockets.id)
    merged = rule(path, "merge", rockets.id, drones.id, **BY).after[0]
    give(path, merged.id, *WEAK["figures"])
    assert "weak merge" not in reasons(path, merged.id)


def test_progress_counts_what_was_ruled_on_of_all_that_ever_waited(path):
    _, every = come(path)
    assert come(path) == (0, every)
    howitzers, rockets = entry(path, item="howitzers"), entry(path, item="rockets")
    rule(path, "accept", howitzers.id, **BY)
    assert come(path) == (1, every)
    rule(path, "reject", rockets.id, **BY)
    assert come(path) == (2, every + 1), "it did not wait, but somebody looked at it"


def test_the_order_is_the_same_whatever_order_the_articles_came_in(path, tmp_path):
    articles, found, trace = world()
    other = write(tmp_path / "other.db", articles[::-1], found[::-1], trace)
    assert waiting(path) == waiting(other)
    weights = [one.weight for one in waiting(path)]
    assert weights == sorted(weights, reverse=True)


def test_the_queue_is_narrowed_to_a_reason_and_to_an_actor(path):
    for reason in REASONS:
        assert {cause.reason for one in waiting(path, reason=reason) for cause in one.causes} <= {reason}
    svk = waiting(path, actor="svk")
    assert svk
    assert {one.place for one in svk} == {"entries"}
    assert waiting(path, actor="Atlantis") == []
    with pytest.raises(BadInput, match="there are disagreement, one origin"):
        waiting(path, reason="boredom")


def test_every_thing_of_the_queue_is_shown_with_its_reasons_and_leads_to_its_neighbours(served):
    listed = served.get("/api/review").json()
    assert len(listed["lines"]) == listed["waiting"] > 5
    ids = [one["id"] for one in listed["lines"]]
    for place, one in enumerate(listed["lines"]):
        page = served.get("/review", params={"item": one["id"]})
        assert page.status_code == 200
        item = served.get("/api/review", params={"item": one["id"]}).json()["item"]
        assert (item["place"], item["line"]["reasons"]) == (place + 1, one["reasons"])
        assert item["before"] == (ids[place - 1] if place else None)
        assert item["next"] == (ids[place + 1] if place + 1 < len(ids) else None)
        tree = html.fromstring(page.text)
        links = {rel: [each.get("href") for each in tree.xpath(f'//a[@rel="{rel}"]')] for rel in ("prev", "next")}
        assert [bool(links["prev"]), bool(links["next"])] == [place > 0, place + 1 < len(ids)]
        assert item["cards"] or item["disagreements"], "there is evidence to look at"


def test_the_queue_page_keeps_its_filter_from_one_thing_to_the_next(served):
    ids = [one["id"] for one in served.get("/api/review?reason=disagreement").json()["lines"]]
    page = served.get("/review", params={"item": ids[0], "reason": "disagreement"}).text
    (link,) = html.fromstring(page).xpath('//a[@rel="next"]')
    assert "reason=disagreement" in link.get("href")
    assert ids[1] in link.get("href")


def test_what_waits_no_more_says_so_and_leads_on(path):
    howitzers = entry(path, item="howitzers")
    rule(path, "accept", howitzers.id, **BY)
    client = browser(path)
    page = client.get("/review", params={"item": howitzers.id}).text
    assert "It waits no more" in page
    assert client.get("/api/review", params={"item": howitzers.id}).json()["item"]["next"] == next(
        one.id for one in waiting(path)
    )


@pytest.mark.parametrize(("asked", "status"), [("reason=boredom", 400), ("item=e-none", 404), ("page=9", 200)])
def test_what_the_queue_does_not_have_is_told(asked, status, served):
    assert served.get(f"/review?{asked}").status_code == status
