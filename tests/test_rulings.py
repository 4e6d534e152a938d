"""What each ruling does to a record, that it can be taken back, and that it outlives a rebuild."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from onrecord.engines.ruling import rule
from onrecord.engines.ruling_files import export_rulings, import_rulings
from onrecord.errors import BadInput, NotFound
from onrecord.model import Findings, content_id
from onrecord.record import open_record
from reconciliation_values import article, commitment, findings
from ruling_values import BY, everything, world, write


@pytest.fixture
def path(tmp_path):
    return write(tmp_path / "r.db", *world())


def entries(path, **wanted):
    """The entries whose fields are as wanted, by id."""
    with open_record(path) as record:
        return {
            one.id: one
            for one in record.entries()
            if all(one.fields.get(name) == value for name, value in wanted.items())
        }


def the_entry(path, **wanted):
    ((_, one),) = entries(path, **wanted).items()
    return one


def states(path):
    with open_record(path) as record:
        return [one.state for one in record.rulings()]


def undone(path, outcome):
    rule(path, "undo", outcome.ruling.ruling.id, **BY)
    assert states(path) == ["undone", "holds"]


def test_accepting_marks_the_entry_and_undoing_takes_the_mark_away(path):
    howitzers = the_entry(path, item="howitzers")
    made = rule(path, "accept", howitzers.id, **BY)
    assert the_entry(path, item="howitzers") == replace(howitzers, accepted=True, rulings=(made.ruling.ruling.id,))
    undone(path, made)
    assert the_entry(path, item="howitzers") == howitzers


def test_a_rejected_entry_is_gone_and_its_findings_stay(path):
    rockets = the_entry(path, item="rockets")
    made = rule(path, "reject", rockets.id, **BY)
    assert entries(path, item="rockets") == {}
    assert made.after == ()
    with open_record(path) as record:
        assert rockets.findings[0] in {each.id for one in record.findings() for each in one.all()}
        assert [one.state for one in record.explain(rockets.findings[0]).rulings] == ["holds"]
    undone(path, made)
    assert the_entry(path, item="rockets") == rockets


def test_a_rejected_finding_leaves_its_entry(path):
    howitzers = the_entry(path, item="howitzers")
    finding = next(one for one in howitzers.values if not one.stands).findings[0]
    made = rule(path, "reject", finding, **BY)
    now = the_entry(path, item="howitzers")
    assert set(howitzers.findings) - set(now.findings) == {finding}
    assert now.values == ()
    assert now.rulings == (made.ruling.ruling.id,)


def test_accepting_a_rejected_finding_brings_it_back(path):
    rockets = the_entry(path, item="rockets")
    rule(path, "reject", rockets.id, **BY)
    rule(path, "accept", rockets.findings[0], **BY)
    assert the_entry(path, item="rockets").accepted
    assert states(path) == ["overruled", "holds"]


def test_merging_makes_one_entry_with_all_findings(path):
    a, b = the_entry(path, item="rockets"), the_entry(path, item="drones")
    made = rule(path, "merge", a.id, b.id, **BY)
    (one,) = made.after
    assert set(one.findings) == {*a.findings, *b.findings}
    undone(path, made)
    assert {a.id, b.id} <= set(entries(path))


def test_merging_a_statement_and_a_commitment_is_refused(path):
    said = next(one for one in entries(path).values() if one.type == "statement")
    with pytest.raises(BadInput, match="cannot be one entry"):
        rule(path, "merge", said.id, the_entry(path, item="drones").id, **BY)
    assert states(path) == []


def test_splitting_puts_findings_into_an_entry_of_their_own_and_settles_what_stood_between(path):
    howitzers = the_entry(path, item="howitzers")
    finding = next(one for one in howitzers.values if not one.stands).findings[0]
    with open_record(path) as record:
        (before,) = [one for one in record.disagreements() if one.kind == "figure" and one.entry == howitzers.id]
    made = rule(path, "split", howitzers.id, finding, **BY)
    assert [entry.findings for entry in made.after if finding in entry.findings] == [(finding,)]
    with open_record(path) as record:
        (now,) = [one for one in record.disagreements() if one.id == before.id]
    assert now.settled == "ruled by Ada Lind: read it myself"
    undone(path, made)
    with open_record(path) as record:
        assert before in list(record.disagreements())


def test_a_split_names_findings_of_that_entry_and_leaves_some(path):
    howitzers, rockets = the_entry(path, item="howitzers"), the_entry(path, item="rockets")
    with pytest.raises(BadInput, match="not in that entry"):
        rule(path, "split", howitzers.id, rockets.findings[0], **BY)
    with pytest.raises(BadInput, match="not all of them"):
        rule(path, "split", rockets.id, *rockets.findings, **BY)


def test_a_corrected_value_stands_and_the_old_one_is_kept(path):
    howitzers = the_entry(path, item="howitzers")
    made = rule(path, "correct", howitzers.id, "quantity", "14", **BY)
    now = the_entry(path, item="howitzers")
    assert now.fields["quantity"] == 14
    values = [(one.value["quantity"], one.stands, one.why) for one in now.values if one.field == "quantity"]
    assert values[0] == (14, True, "ruled by Ada Lind: read it myself")
    assert not any(stands for _, stands, _ in values[1:])
    undone(path, made)
    assert the_entry(path, item="howitzers") == howitzers


def test_a_corrected_sum_has_no_conversion_of_the_old_one(tmp_path):
    a = article("a", "Slovakia pledged €100 million for repairs to Ukraine.", published="2023-04-04")
    made = commitment(a, "repairs", amount=1e8, currency="EUR", amount_usd=1.1e8, rate_day="2023-04-04")
    path = write(tmp_path / "r.db", [a], [findings(a, made)], world()[2].__class__())
    rule(path, "correct", the_entry(path, item="repairs").id, "amount", "2e8", **BY)
    fields = the_entry(path, item="repairs").fields
    assert (fields["amount"], fields["currency"], fields["amount_usd"], fields["rate_day"]) == (
        2e8,
        "EUR",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("quantity", "many", "takes a number"),
        ("stage", "promised", "takes one of"),
        ("kind", "null", "takes one of"),
        ("colour", "green", "no field"),
        ("date", "04/04/2023", "takes a date"),
        ("conditional", "1", "takes true or false"),
    ],
)
def test_a_value_that_the_field_does_not_take_is_refused(path, field, value, why):
    with pytest.raises(BadInput, match=why):
        rule(path, "correct", the_entry(path, item="howitzers").id, field, value, **BY)


def test_settling_for_a_side_makes_its_value_stand(path):
    with open_record(path) as record:
        (figure,) = [one for one in record.disagreements() if one.kind == "figure"]
    side = "a" if "30" in figure.a.text else "b"
    made = rule(path, "settle", figure.id, side, **BY)
    with open_record(path) as record:
        (now,) = [one for one in record.disagreements() if one.kind == "figure"]
    assert now.settled == f"ruled for side {side} by Ada Lind: read it myself"
    assert the_entry(path, item="howitzers").fields["quantity"] == 30
    undone(path, made)
    assert the_entry(path, item="howitzers").fields["quantity"] == 13


def test_of_two_settlings_the_later_one_stands(path):
    with open_record(path) as record:
        (figure,) = [one for one in record.disagreements() if one.kind == "figure"]
    rule(path, "settle", figure.id, "a", **BY)
    rule(path, "settle", figure.id, "neither", **BY)
    assert states(path) == ["overruled", "holds"]
    with open_record(path) as record:
        assert [one.settled for one in record.disagreements() if one.kind == "figure"] == [
            "ruled for neither side by Ada Lind: read it myself"
        ]


def test_a_disagreement_that_no_entry_has_is_settled_and_open_again(path):
    with open_record(path) as record:
        (before,) = [one for one in record.disagreements() if one.entry is None]
    made = rule(path, "settle", before.id, "both", **BY)
    with open_record(path) as record:
        (now,) = [one for one in record.disagreements() if one.id == before.id]
    assert now.settled == "ruled for both sides by Ada Lind: read it myself"
    undone(path, made)
    with open_record(path) as record:
        assert before in list(record.disagreements())


def test_undoing_an_undoing_restores_the_ruling(path):
    made = rule(path, "reject", the_entry(path, item="rockets").id, **BY)
    back = rule(path, "undo", made.ruling.ruling.id, **BY)
    rule(path, "undo", back.ruling.ruling.id, **BY)
    assert states(path) == ["holds", "undone", "holds"]
    assert entries(path, item="rockets") == {}
    with pytest.raises(BadInput, match="already"):
        rule(path, "undo", back.ruling.ruling.id, **BY)


def test_a_merge_after_a_split_of_the_same_findings_wins_and_the_split_is_listed_as_overruled(path):
    howitzers = the_entry(path, item="howitzers")
    parts = rule(path, "split", howitzers.id, howitzers.findings[0], **BY).after
    rule(path, "merge", parts[0].id, parts[1].id, **BY)
    assert states(path) == ["overruled", "holds"]
    assert the_entry(path, item="howitzers").findings == howitzers.findings


def test_who_decides_and_why_must_be_said(path, monkeypatch):
    monkeypatch.delenv("ONRECORD_BY", raising=False)
    rockets = the_entry(path, item="rockets").id
    with pytest.raises(BadInput, match="--by"):
        rule(path, "accept", rockets, why="checked")
    with pytest.raises(BadInput, match="--why"):
        rule(path, "accept", rockets, by="Ada Lind", why=" ")
    monkeypatch.setenv("ONRECORD_BY", "Bo Ek")
    assert rule(path, "accept", rockets, why="checked").ruling.ruling.by == "Bo Ek"


def test_an_unknown_id_is_not_found_and_nothing_is_written(path):
    before = everything(path)
    with pytest.raises(NotFound):
        rule(path, "accept", "e-0000", **BY)
    assert everything(path) == before


def renamed(found: list[Findings], article_id: str) -> list[Findings]:
    """The findings as a better extraction would give them: those of one article under other ids."""
    out = []
    for one in found:
        if one.article == article_id:
            again = (replace(each, id=content_id("c", "again", each.id)) for each in one.commitments)
            one = replace(one, commitments=tuple(again))
        out.append(one)
    return out


def test_a_ruling_finds_its_finding_again_after_a_rebuild_by_the_words_it_stands_on(path, tmp_path):
    rule(path, "reject", the_entry(path, item="rockets").id, **BY)
    articles, found, trace = world()
    with open_record(path) as record:
        made = [one.ruling for one in record.rulings()]
    again = write(tmp_path / "again.db", articles, renamed(found, "d"), trace, made)
    assert entries(again, item="rockets") == {}
    assert states(again) == ["holds"]


def test_a_ruling_whose_finding_is_gone_is_listed_and_never_moved_to_a_look_alike(path, tmp_path):
    rule(path, "reject", the_entry(path, item="rockets").id, **BY)
    articles, found, trace = world()
    twin = article("g", articles[3].text + " ", published="2023-04-06")
    alike = commitment(twin, "rockets", quantity=20.0, shown="20", item_class="rocket", stage="shipped")
    with open_record(path) as record:
        made = [one.ruling for one in record.rulings()]
    kept = [one if one.article != "d" else Findings("d") for one in found]
    again = write(tmp_path / "again.db", [*articles, twin], [*kept, findings(twin, alike)], trace, made)
    assert states(again) == ["no longer there"]
    assert the_entry(again, item="rockets").articles == ("g",)


def test_a_later_copy_of_what_was_rejected_is_rejected_too(path, tmp_path):
    rule(path, "reject", the_entry(path, item="howitzers").id, **BY)
    articles, found, trace = world()
    late = article("h", articles[0].text, published="2023-04-10", outlet="Late")
    copy = commitment(late, "howitzers", quantity=13.0, shown="13", item_class="howitzer")
    with open_record(path) as record:
        made = [one.ruling for one in record.rulings()]
    again = write(tmp_path / "again.db", [*articles, late], [*found, findings(late, copy)], trace, made)
    assert entries(again, item="howitzers") == {}


def test_two_analysts_files_are_put_together_and_the_later_ruling_wins(path, tmp_path):
    other = write(tmp_path / "other.db", *world())
    rule(path, "reject", the_entry(path, item="rockets").id, **BY)
    rule(other, "accept", the_entry(other, item="rockets").id, by="Bo Ek", why="seen the trucks")
    rule(other, "correct", the_entry(other, item="drones").id, "quantity", "6", by="Bo Ek", why="as announced")
    assert export_rulings(other, tmp_path / "b.jsonl") == 2
    assert export_rulings(path, tmp_path / "a.jsonl") == 1
    taken = import_rulings(path, [tmp_path / "b.jsonl"])
    assert (len(taken.new), taken.known, taken.rejected) == (2, 0, ())
    import_rulings(other, [tmp_path / "a.jsonl"])
    assert everything(path) == everything(other)
    assert states(path) == ["overruled", "holds", "holds"]
    before = everything(path)
    lines = sorted(
        {*(tmp_path / "a.jsonl").read_text().splitlines(), *(tmp_path / "b.jsonl").read_text().splitlines()}
    )
    (tmp_path / "both.jsonl").write_text("\n".join(lines))
    again = import_rulings(path, [tmp_path / "both.jsonl"])
    assert (again.new, again.known) == ((), 3)
    assert everything(path) == before


def test_a_line_that_is_no_ruling_is_rejected_with_its_number_and_the_rest_is_taken(path, tmp_path):
    other = write(tmp_path / "other.db", *world())
    rule(other, "accept", the_entry(other, item="rockets").id, **BY)
    export_rulings(other, tmp_path / "b.jsonl")
    good = (tmp_path / "b.jsonl").read_text()
    changed = good.replace("read it myself", "somebody else's words")
    (tmp_path / "b.jsonl").write_text(f'not json\n{changed}{good}{{"act": "burn"}}\n')
    taken = import_rulings(path, [tmp_path / "b.jsonl"])
    assert len(taken.new) == 1
    assert [one.path.rpartition(":")[2] for one in taken.rejected] == ["1", "2", "4"]
    assert "changed after it was made" in taken.rejected[1].reason


def test_a_ruling_that_was_changed_in_the_record_fails_verification(path):
    rule(path, "accept", the_entry(path, item="rockets").id, **BY)
    with open_record(path) as record:
        before = record.verify().failures
    connection = sqlite3.connect(path)
    connection.execute("UPDATE rulings SET body = replace(body, 'Ada Lind', 'Bo Ek')")
    connection.commit()
    connection.close()
    with open_record(path) as record:
        (failure,) = set(record.verify().failures) - set(before)
    assert failure.what.startswith("r-")
    assert "changed after it was made" in failure.why


def test_a_reader_sees_one_state_of_the_record_while_somebody_rules(path):
    howitzers = the_entry(path, item="howitzers")
    with open_record(path) as reader:
        seen = list(reader.rows("entries"))
        reading = reader.entries()
        next(reading)
        rule(path, "split", howitzers.id, howitzers.findings[0], **BY)
        rest = list(reading)
        assert len(rest) == len(seen) - 1
        assert list(reader.rows("entries")) == seen
    assert len(entries(path)) == len(seen) + 1
