"""Two reviewers at once lose nothing: every ruling is kept, and none is made over one its maker has not seen."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from onrecord.engines.ruling import rule
from onrecord.model import Trace
from onrecord.record import open_record
from onrecord.web.reviewers import Reviewers
from reconciliation_values import article, commitment, findings
from reviewing import TOKEN, browser, form_to, hidden, reviewer, send
from ruling_values import BY, everything, world, write

MANY = 12


@pytest.fixture
def path(tmp_path):
    return write(tmp_path / "r.db", *world())


@pytest.fixture
def many(tmp_path):
    """A record of as many promises as two reviewers can rule on side by side."""
    articles, found = [], []
    for number in range(MANY):
        one = article(f"a{number:02}", f"Slovakia pledged {number + 3} crates{number:02} to Ukraine.")
        articles.append(one)
        found.append(
            findings(one, commitment(one, f"crates{number:02}", quantity=number + 3.0, shown=str(number + 3)))
        )
    return write(tmp_path / "many.db", articles, found, Trace((), ()))


def entry(path, **wanted):
    with open_record(path) as record:
        return next(
            one for one in record.entries() if all(one.fields.get(name) == value for name, value in wanted.items())
        )


def made(path):
    with open_record(path) as record:
        return [(one.ruling.act, one.ruling.by, one.ruling.reason) for one in record.rulings()]


def both(path):
    reviewers = Reviewers(TOKEN)
    return reviewer(path, "Ada Lind", reviewers), reviewer(path, "Bo Ek", reviewers)


def test_the_later_of_two_sees_what_the_earlier_ruled_before_anything_is_written(path):
    one, (ada, bo) = entry(path, item="howitzers"), both(path)
    of_ada, of_bo = (client.get(f"/entries/{one.id}").text for client in (ada, bo))
    assert send(ada, form_to(of_ada, "accept"), why="the ministry’s list has it").status_code == 303
    before = everything(path)
    late = send(bo, form_to(of_bo, "correct"), offer="", field="quantity", value="14", why="I count fourteen")
    assert late.status_code == 409
    assert everything(path) == before
    for words in ("Ada Lind", "accept", "the ministry’s list has it", "I count fourteen"):
        assert words in late.text
    again = form_to(late.text, "correct")
    assert dict(again.form_values())["value"] == "14"
    assert send(bo, again, why="I count fourteen").status_code == 303, "they have seen it, and go on"
    assert [by for _, by, _ in made(path)] == ["Ada Lind", "Bo Ek"]
    now = entry(path, item="howitzers")
    assert (now.fields["quantity"], now.accepted) == (14.0, True)


@pytest.mark.parametrize("act", ["merge", "split"])
def test_an_entry_that_has_become_another_is_found_where_it_now_is(act, path):
    one, (ada, bo) = entry(path, item="howitzers"), both(path)
    other = entry(path, item="rockets")
    of_bo = bo.get(f"/entries/{one.id}").text
    how = {"other": other.id} if act == "merge" else {"finding": one.findings[0]}
    assert send(ada, form_to(ada.get(f"/entries/{one.id}").text, act), **how).status_code == 303
    late = send(bo, form_to(of_bo, "accept"), why="read all four")
    assert late.status_code == 409
    assert send(bo, form_to(late.text, "accept"), why="read all four").status_code == 303
    assert made(path)[-1] == ("accept", "Bo Ek", "read all four")


def test_what_is_gone_cannot_be_ruled_on_but_the_words_typed_are_shown(path):
    one, (ada, bo) = entry(path, item="rockets"), both(path)
    of_bo = bo.get(f"/entries/{one.id}").text
    send(ada, form_to(ada.get(f"/entries/{one.id}").text, "reject"), why="an advertisement")
    late = send(bo, form_to(of_bo, "accept"), why="it is in the second report too")
    assert late.status_code == 409
    assert "an advertisement" in late.text
    assert "it is in the second report too" in late.text
    assert len(made(path)) == 1


def test_a_settlement_that_was_taken_back_meanwhile_is_seen_too(path):
    one, (ada, bo) = entry(path, item="howitzers"), both(path)
    send(ada, form_to(ada.get(f"/entries/{one.id}").text, "settle"), choice="a")
    of_bo = bo.get(f"/entries/{one.id}").text
    with open_record(path) as record:
        rule(path, "undo", record.rulings()[0].ruling.id, by="Ada Lind", why="a slip")
    late = send(bo, form_to(of_bo, "settle"), choice="b")
    assert late.status_code == 409
    assert "a slip" in late.text


def test_two_who_settle_a_disagreement_of_no_entry_see_each_other(path):
    ada, bo = both(path)
    with open_record(path) as record:
        one = next(each for each in record.disagreements() if each.entry is None)
    of_bo = bo.get(f"/disagreements/{one.id}").text
    send(ada, form_to(ada.get(f"/disagreements/{one.id}").text, "settle"), choice="a")
    assert send(bo, form_to(of_bo, "settle"), choice="b").status_code == 409
    assert len(made(path)) == 1


def test_a_ruling_elsewhere_stands_in_nobody_s_way(path):
    one, other, (ada, bo) = entry(path, item="howitzers"), entry(path, item="rockets"), both(path)
    of_bo = bo.get(f"/entries/{one.id}").text
    send(ada, form_to(ada.get(f"/entries/{other.id}").text, "accept"))
    assert send(bo, form_to(of_bo, "accept")).status_code == 303


def test_articles_that_came_meanwhile_are_told_of(path):
    one, client = entry(path, item="howitzers"), reviewer(path)
    page = client.get(f"/entries/{one.id}").text
    articles, found, trace = world()
    new = article("g", "Slovakia pledged 13 howitzers to Ukraine, it was said.", published="2023-04-10")
    more = findings(new, commitment(new, "howitzers", quantity=13.0, shown="13", item_class="howitzer"))
    write(path, [*articles, new], [*found, more], trace)
    late = send(client, form_to(page, "accept"))
    assert late.status_code == 409
    assert "built anew" in late.text


def test_what_reads_as_no_state_that_a_page_gave_is_refused(path):
    one, client = entry(path, item="howitzers"), reviewer(path)
    form = form_to(client.get(f"/entries/{one.id}").text, "accept")
    for seen in ("x", ";;", "e-1;r-1;zz", ";;" + "0" * 15):
        assert send(client, form, seen=seen).status_code == 400
    assert made(path) == []


def test_two_who_rule_at_once_over_many_entries_are_both_in_the_record(many):
    with open_record(many) as record:
        ids = sorted(one.id for one in record.entries())
    assert len(ids) == MANY
    clients, ready = both(many), Barrier(2)

    def work(client, order):
        ready.wait()
        for id_ in order:
            form = form_to(client.get(f"/entries/{id_}").text, "correct")
            sent = send(client, form, offer="", field="date", value="2023-04-04", why=f"read {id_}")
            while sent.status_code == 409:
                sent = send(client, form_to(sent.text, "correct"), why=f"read {id_}")
            assert sent.status_code == 303, sent.text

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(work, clients[0], ids), pool.submit(work, clients[1], ids[::-1])]:
            done.result()
    written = Counter((by, reason) for _, by, reason in made(many))
    assert written == {(by, f"read {id_}"): 1 for by in ("Ada Lind", "Bo Ek") for id_ in ids}


def test_two_servers_and_a_command_over_one_record_lose_nothing(many):
    with open_record(many) as record:
        ids = sorted(one.id for one in record.entries())
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    ready = Barrier(3)

    def by_program(client, name):
        ready.wait()
        for id_ in ids:
            asked = {"act": "accept", "what": [id_], "by": name, "why": "read it"}
            assert client.post("/api/rulings", json=asked, headers=bearer).status_code == 201

    def by_command():
        ready.wait()
        for id_ in ids:
            rule(many, "accept", id_, **BY)

    with ThreadPoolExecutor(3) as pool:
        works = [
            pool.submit(by_program, browser(many), "Bo Ek"),
            pool.submit(by_program, browser(many), "Cleo Roth"),
            pool.submit(by_command),
        ]
        for work in works:
            work.result()
    assert Counter(by for _, by, _ in made(many)) == {"Ada Lind": MANY, "Bo Ek": MANY, "Cleo Roth": MANY}


def test_the_same_form_sent_twice_is_written_once(path):
    one, client = entry(path, item="howitzers"), reviewer(path)
    form = form_to(client.get(f"/entries/{one.id}").text, "accept")
    fields = {**hidden(form), "why": "pressed twice"}
    first, second = (client.post("/rulings", data=fields, follow_redirects=False) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 409)
    assert len(made(path)) == 1
