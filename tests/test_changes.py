"""Two releases of a record compared: what appeared, went and changed, and why."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import onrecord
from onrecord.cli.app import application
from onrecord.engines.ruling import rule
from onrecord.errors import BadInput, RecordError
from onrecord.model import Trace
from onrecord.record.opening import open_to_write
from reconciliation_values import article, commitment, findings, statement, traced
from released_values import META, write_reconciled

HOWITZERS = "Slovakia will send 12 howitzers to Ukraine, its ministry said on Monday after long talks."
AGAIN = "Slovakia will send 20 howitzers to Ukraine, its ministry said on Monday after long talks."
APART = "In Bratislava the cabinet agreed that 12 howitzers go to Ukraine before summer comes."
ARRIVED = "Ukraine has received the 12 howitzers from Slovakia, a spokesman confirmed at the border."
BOATS = "Norway will send 9 boats to Ukraine within weeks, the cabinet in Oslo decided."


def told(name: str, text: str, day: str, number: float, stage: str = "pledged", item: str = "howitzers", **fields):
    one = article(name, text, published=day, outlet=f"The {name.title()}")
    fields = {"item_class": item[:-1], **fields}
    found = commitment(one, item, shown=str(int(number)), quantity=number, stage=stage, **fields)
    return one, findings(one, found)


FIRST = told("ferry", HOWITZERS, "2023-01-10", 12.0)
COPY = told("lodge", HOWITZERS, "2023-01-12", 12.0)
CHANGED = told("lodge", AGAIN, "2023-01-12", 20.0)
OWN = told("miller", APART, "2023-01-11", 12.0)
LAST = told("north", ARRIVED, "2023-02-02", 12.0, "delivered")
OTHER = told("opal", BOATS, "2023-01-11", 9.0, item="boats", actor="NOR")


class Releases:
    """Writes two records and compares them."""

    def __init__(self, folder: Path) -> None:
        self.old, self.new = folder / "old.db", folder / "new.db"

    def write(self, old, new, trace: Trace = Trace(), **meta: str) -> onrecord.Changes:  # noqa: B008
        write_reconciled(self.old, old, trace)
        write_reconciled(self.new, new, trace, {**META, **meta})
        return onrecord.changes(self.old, self.new)


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return Releases(tmp_path)


def whys(change: onrecord.EntryChange) -> list[str]:
    return [why.reason for why in change.why]


def run(*arguments: object):
    return CliRunner().invoke(application(), [str(one) for one in arguments])


def test_nothing_changed_is_no_difference(releases: Releases) -> None:
    found = releases.write([FIRST, OTHER], [FIRST, OTHER])
    assert not found
    assert found.same == 2
    done = run("changes", releases.old, releases.new)
    assert (done.exit_code, done.stdout) == (0, "no difference: 2 entries as before\n")
    assert run("changes", releases.old, releases.new, "--json").stdout == ""


def test_a_new_article_changes_a_stage(releases: Releases) -> None:
    found = releases.write([FIRST, OTHER], [FIRST, OTHER, LAST])
    (change,) = found.entries
    assert (change.what, change.stage, whys(change)) == ("changed", ("pledged", "delivered"), ["new article"])
    assert change.why[0].ids == change.articles.new == found.articles.new == ("north",)
    assert [rung.stage for rung in change.rungs.new] == ["delivered"]
    assert change.origins.new == ("outlet:The North",)
    assert found.same == 1


def test_an_entry_that_only_a_new_article_tells_appears(releases: Releases) -> None:
    (change,) = releases.write([FIRST], [FIRST, OTHER]).entries
    assert (change.what, change.before, whys(change)) == ("appeared", (), ["new article"])
    assert change.after[0].fields["actor"] == "NOR"


def test_an_entry_whose_article_is_gone_went(releases: Releases) -> None:
    found = releases.write([FIRST, OTHER], [FIRST])
    (change,) = found.entries
    assert (change.what, change.after, whys(change)) == ("went", (), ["article gone"])
    assert found.articles.gone == ("opal",)


def test_an_article_that_went_takes_its_stage_along(releases: Releases) -> None:
    (change,) = releases.write([FIRST, LAST], [FIRST]).entries
    assert (change.what, change.stage, whys(change)) == ("changed", ("delivered", "pledged"), ["article gone"])
    assert [rung.stage for rung in change.rungs.gone] == ["delivered"]


def test_another_standing_figure_names_the_articles_that_give_it(releases: Releases) -> None:
    pair = told("ferry", AGAIN, "2023-01-10", 20.0), told("lodge", HOWITZERS, "2023-01-12", 12.0)
    trace = traced((pair[0][0], pair[1][0]))
    (change,) = releases.write([pair[0]], [*pair, OWN], trace).entries
    (quantity,) = [one for one in change.fields if one.field == "quantity"]
    assert (quantity.before["quantity"], quantity.after["quantity"]) == (20.0, 12.0)
    assert set(quantity.articles) <= {"lodge", "miller"}
    assert quantity.articles


def test_a_copy_of_a_known_origin_changes_no_more_than_the_articles(releases: Releases) -> None:
    (change,) = releases.write([FIRST, OTHER], [FIRST, COPY, OTHER], traced((FIRST[0], COPY[0]))).entries
    assert change.only_articles
    assert change.articles.new == ("lodge",)
    shown = run("changes", releases.old, releases.new).stdout
    assert "in no more than the articles of the same origins: 1 entry more" in " ".join(shown.split())


def test_a_new_disagreement_is_told_with_its_entry(releases: Releases) -> None:
    (change,) = releases.write([FIRST], [FIRST, CHANGED], traced((FIRST[0], CHANGED[0]))).entries
    assert [one.kind for one in change.disagreements.new] == ["figure"]
    assert "disagreement" in run("changes", releases.old, releases.new).stdout


def test_the_same_text_read_by_other_rules(releases: Releases) -> None:
    one, found = FIRST
    read = replace(found.commitments[0], stage="approved")
    (change,) = releases.write([FIRST], [(one, findings(one, read))], rules="r2").entries
    assert (change.what, change.stage) == ("changed", ("pledged", "approved"))
    assert whys(change) == ["read anew"]
    assert "rules (r1, now r2)" in change.why[0].detail


def test_a_finding_under_another_id_is_known_by_its_place(releases: Releases) -> None:
    one, found = FIRST
    again = replace(found.commitments[0], id="c-other", quantity=13.0)
    (change,) = releases.write([FIRST], [(one, findings(one, again))], vocabulary="v2").entries
    assert (change.what, whys(change)) == ("changed", ["read anew"])
    assert change.fields[0].after["quantity"] == 13.0
    assert "vocabulary (v1, now v2)" in change.why[0].detail


def test_a_finding_that_is_no_longer_found_goes_with_its_entry(releases: Releases) -> None:
    one, _ = FIRST
    (change,) = releases.write([FIRST], [(one, findings(one))], rules="r2").entries
    assert (change.what, whys(change)) == ("went", ["read anew"])


def test_an_article_that_moved_is_the_same_article(releases: Releases) -> None:
    one, found = FIRST
    moved = replace(one, id="quay")
    there = replace(found.commitments[0], id="c-moved", article="quay")
    found_changes = releases.write([FIRST], [(moved, findings(moved, there))])
    assert found_changes.moved == {"ferry": "quay"}
    assert found_changes.articles == onrecord.record.Gained()
    assert [each.what for each in found_changes.entries if not each.only_articles] == []


def test_another_text_under_an_old_id_is_told(releases: Releases) -> None:
    found = releases.write([FIRST, COPY], [FIRST, CHANGED])
    assert found.rewritten == ("lodge",)
    assert all("new text" in whys(change) for change in found.entries)


def test_an_entry_that_split_says_so(releases: Releases) -> None:
    """Two articles that one passage ties, and the same without it: their figures keep them apart."""
    pair = [FIRST, CHANGED]
    write_reconciled(releases.old, pair, traced((FIRST[0], CHANGED[0])))
    write_reconciled(releases.new, pair, Trace())
    (change,) = onrecord.changes(releases.old, releases.new).entries
    assert (change.what, len(change.before), len(change.after)) == ("split", 1, 2)
    assert change.after[0].id == change.before[0].id
    assert whys(change) == ["re-grouped"]
    (merged,) = onrecord.changes(releases.new, releases.old).entries
    assert (merged.what, len(merged.before), len(merged.after)) == ("merged", 2, 1)
    assert "Split" in run("changes", releases.old, releases.new).stdout


def test_findings_that_change_places_are_put_together_otherwise(releases: Releases) -> None:
    """By hand: what the entries of one release hold crosswise in the other."""
    write_reconciled(releases.old, [FIRST, OTHER])
    write_reconciled(releases.new, [FIRST, OTHER])
    gate = open_to_write(releases.new)
    rows = gate.all("look", "SELECT entry, finding FROM entry_findings ORDER BY entry")
    (first, a), (second, b) = rows
    with gate.transaction("swap"):
        gate.all("clear", "DELETE FROM entry_findings")
        gate.many("swap", "INSERT INTO entry_findings VALUES (?, ?)", [(first, b), (second, a)])
    gate.close()
    (change,) = onrecord.changes(releases.old, releases.new).entries
    assert change.what == "re-grouped"
    assert {one.id for one in change.before} == {one.id for one in change.after} == {first, second}


def test_a_ruling_is_named_by_who_made_it(releases: Releases) -> None:
    write_reconciled(releases.old, [FIRST, OTHER])
    write_reconciled(releases.new, [FIRST, OTHER])
    with onrecord.open_record(releases.new) as record:
        (id_,) = [one.id for one in record.entries() if one.fields["actor"] == "SVK"]
    rule(releases.new, "accept", id_, by="ana", why="seen the contract")
    found = onrecord.changes(releases.old, releases.new)
    (change,) = found.entries
    assert (change.what, whys(change)) == ("changed", ["ruling"])
    assert "ana" in change.why[0].detail
    assert [one.act for one in found.rulings.new] == ["accept"]
    back = onrecord.changes(releases.new, releases.old)
    assert [whys(each) for each in back.entries] == [["ruling gone"]]
    assert "seen the contract" in " ".join(run("changes", releases.old, releases.new).stdout.split())


def test_a_value_that_a_ruling_corrects_says_why(releases: Releases) -> None:
    write_reconciled(releases.old, [FIRST])
    write_reconciled(releases.new, [FIRST])
    with onrecord.open_record(releases.new) as record:
        (entry,) = record.entries()
    rule(releases.new, "correct", entry.id, "quantity", "14", by="ana", why="two more were found")
    (change,) = onrecord.changes(releases.old, releases.new).entries
    assert [one.field for one in change.fields] == ["quantity"]
    assert whys(change) == ["ruling"]


def test_statements_are_compared_by_their_words(releases: Releases) -> None:
    a = article(
        "ferry", "“The door stays open for every neighbour,” said Mira Holt of Narland.", published="2023-01-10"
    )
    b = article(
        "lodge", "“The gate stays open for every neighbour,” said Mira Holt of Narland.", published="2023-01-11"
    )
    said = [
        (one, findings(one, statement(one, "Mira Holt", f"The {word} stays open for every neighbour,")))
        for one, word in ((a, "door"), (b, "gate"))
    ]
    (change,) = releases.write(said[:1], said, traced((a, b))).entries
    assert (change.type, change.what) == ("statement", "changed")
    assert any("gate" in wording for wording in change.wordings.new)


def test_what_matters_most_comes_first(releases: Releases) -> None:
    boats_later = told("quill", BOATS.replace("9", "11"), "2023-01-12", 11.0, item="boats", actor="NOR")
    found = releases.write([FIRST, OTHER], [FIRST, OTHER, LAST, boats_later], traced((OTHER[0], boats_later[0])))
    assert next(each for each in found.entries if each.what == "changed").stage == ("pledged", "delivered")


def test_filters_choose_entries_as_they_are_in_either_record(releases: Releases) -> None:
    releases.write([FIRST, OTHER], [FIRST, LAST])
    chosen = {
        stage: [
            each.what
            for each in onrecord.changes(releases.old, releases.new, onrecord.Selection(stage=stage)).entries
        ]
        for stage in ("pledged", "delivered", "refused")
    }
    assert chosen == {"pledged": ["went", "changed"], "delivered": ["changed"], "refused": []}
    assert [
        each.what for each in onrecord.changes(releases.old, releases.new, onrecord.Selection(actor="NOR")).entries
    ] == ["went"]
    shown = run("changes", releases.old, releases.new, "--actor", "NOR").stdout
    assert "boats" in shown
    assert "howitzers" not in shown


def test_a_filter_that_there_is_none_of_is_refused(releases: Releases) -> None:
    releases.write([FIRST], [FIRST])
    with pytest.raises(BadInput):
        onrecord.changes(releases.old, releases.new, onrecord.Selection(type="rumour"))
    assert run("changes", releases.old, releases.new, "--type", "rumour").exit_code == 2


def test_json_has_one_line_for_each_change(releases: Releases) -> None:
    releases.write([FIRST, OTHER], [FIRST, LAST], rules="r2")
    lines = [json.loads(line) for line in run("changes", releases.old, releases.new, "--json").stdout.splitlines()]
    assert [(line["of"], line["what"]) for line in lines] == [
        ("meta", "changed"), ("article", "new"), ("article", "gone"), ("entry", "went"), ("entry", "changed"),
    ]  # fmt: skip
    changed = lines[-1]
    assert changed["stage"] == {"before": "pledged", "after": "delivered"}
    assert changed["why"][0]["reason"] == "new article"
    assert changed["before"][0]["id"] == changed["after"][0]["id"]


def test_a_limit_holds_for_each_kind_of_change(releases: Releases) -> None:
    third = told("quill", BOATS.replace("Norway", "Sweden"), "2023-01-14", 9.0, item="boats", actor="SWE")
    releases.write([FIRST], [FIRST, OTHER, third, LAST])
    shown = run("changes", releases.old, releases.new, "--limit", "1").stdout
    assert "Appeared (2 commitments; the first 1)" in shown
    assert "2 appeared, 1 changed" in shown
    lines = run("changes", releases.old, releases.new, "--json", "--limit", "1").stdout.splitlines()
    assert [json.loads(line)["what"] for line in lines if '"of": "entry"' in line] == ["appeared", "changed"]


def test_a_record_can_be_compared_with_itself_as_of_a_day(releases: Releases) -> None:
    write_reconciled(releases.new, [FIRST, LAST])
    with onrecord.open_as_of(releases.new, "2023-01-20") as then, onrecord.open_record(releases.new) as now:
        (change,) = onrecord.changes(then, now).entries
        assert change.stage == ("pledged", "delivered")
        assert len([*then.entries()]) == 1  # both stay open


def test_records_are_of_this_version(releases: Releases, tmp_path: Path) -> None:
    releases.write([FIRST], [FIRST])
    gate = open_to_write(releases.old)
    gate.all("age it", "PRAGMA user_version = 2")
    gate.close()
    with pytest.raises(RecordError, match="version 2"):
        onrecord.changes(releases.old, releases.new)
    done = run("changes", releases.old, releases.new)
    assert done.exit_code == 2
    assert "version 2" in done.stderr
    assert run("changes", tmp_path / "none.db", releases.new).exit_code == 2


POOL = [FIRST, COPY, OWN, LAST, OTHER, told("petal", APART, "2023-01-15", 12.0, "refused")]
TRACE = traced((FIRST[0], COPY[0]), (OWN[0], POOL[-1][0]))
subsets = st.sets(st.sampled_from(range(len(POOL))), min_size=1).map(sorted)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=subsets, second=subsets)
def test_every_entry_of_both_releases_is_accounted_for_once(tmp_path: Path, first, second) -> None:
    both = []
    for name, some in (("old", first), ("new", second)):
        path = tmp_path / f"{name}.db"
        path.unlink(missing_ok=True)
        write_reconciled(path, [POOL[at_] for at_ in some], TRACE)
        with onrecord.open_record(path) as record:
            both.append({one.id for one in record.entries()})
    found = onrecord.changes(tmp_path / "old.db", tmp_path / "new.db")
    before = [one.id for each in found.entries for one in each.before]
    after = [one.id for each in found.entries for one in each.after]
    assert len(before) == len(set(before))
    assert len(after) == len(set(after))
    assert len(before) + found.same == len(both[0]) or any(len(each.before) > 1 for each in found.entries)
    assert set(after) <= both[1]
    assert both[1] - both[0] <= set(after)
    assert all(each.why for each in found.entries)
    assert bool(found) == (first != second)
    mirror = onrecord.changes(tmp_path / "new.db", tmp_path / "old.db")
    assert len(mirror.entries) == len(found.entries)
    assert (mirror.articles.new, mirror.articles.gone) == (found.articles.gone, found.articles.new)
