"""A record as of a day: what was on record then, by publication and by observation."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import onrecord
from onrecord import reconciliation
from onrecord.cli.app import application
from onrecord.engines.ruling import rule
from onrecord.errors import BadInput, NotFound, RecordError
from onrecord.model import Correction, Derivation, EntryLink, Reason, Rejected, Trace
from onrecord.record import TABLES, writing
from onrecord.record.as_of import COPIED, SEEN_THROUGH
from onrecord.record.opening import open_to_write
from onrecord.record.rows import entry_row
from reconciliation_values import article, commitment, findings, statement, traced
from record_values import small_collection, write_record
from released_values import among, write_reconciled

DAYS = ("2023-01-10", "2023-01-12", "2023-01-20", "2023-02-02")
HOWITZERS = "Slovakia will send 12 howitzers to Ukraine, its ministry said on Monday after long talks."
AGAIN = "Slovakia will send 20 howitzers to Ukraine, its ministry said on Monday after long talks."
APART = "In Bratislava the cabinet agreed that 12 howitzers go to Ukraine before summer comes."
ARRIVED = "Ukraine has received the 12 howitzers from Slovakia, a spokesman confirmed at the border."


def told(name: str, text: str, day: str | None, number: float, stage: str = "pledged", **fields):
    one = article(name, text, published=day, outlet=f"The {name.title()}", observed=fields.pop("observed", None))
    shown = str(int(number))
    found = commitment(one, "howitzers", shown=shown, quantity=number, stage=stage, item_class="howitzer", **fields)
    return one, findings(one, found)


FIRST = told("ferry", HOWITZERS, DAYS[0], 12.0)
COPY = told("lodge", AGAIN, DAYS[1], 20.0)
OWN = told("miller", APART, DAYS[2], 12.0)
LAST = told("north", ARRIVED, DAYS[3], 12.0, "delivered")
STORY = [FIRST, COPY, OWN, LAST]
TRACE = traced((FIRST[0], COPY[0]), derivations=(Derivation("lodge", "ferry", None, 0.9),))


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return write_reconciled(tmp_path / "story.db", STORY, TRACE)


def entries_of(path: Path, day: str | None, clock: str = "published") -> dict[str, onrecord.Entry]:
    opened = onrecord.open_record(path) if day is None else onrecord.open_as_of(path, day, clock)
    with opened as record:
        return {one.id: one for one in record.entries()}


def rows_of(record: onrecord.Record) -> dict[str, list[dict[str, object]]]:
    return {table: list(record.rows(table)) for table in TABLES}


def test_the_story_is_one_entry_of_four_articles(story: Path) -> None:
    (entry,) = entries_of(story, None).values()
    assert (entry.stage, len(entry.articles)) == ("delivered", 4)


@pytest.mark.parametrize(
    ("day", "stage", "articles", "origins"),
    [
        (DAYS[0], "pledged", 1, 1),
        (DAYS[1], "pledged", 2, 1),
        (DAYS[2], "pledged", 3, 2),
        (DAYS[3], "delivered", 4, 3),
    ],
)
def test_an_entry_grows_day_by_day_under_one_id(
    story: Path, day: str, stage: str, articles: int, origins: int
) -> None:
    (entry,) = entries_of(story, day).values()
    assert entry.id in entries_of(story, None)
    assert (entry.stage, len(entry.articles), len(entry.origins)) == (stage, articles, origins)


def test_the_ladder_has_only_the_rungs_of_then(story: Path) -> None:
    (entry,) = entries_of(story, DAYS[2]).values()
    assert [(rung.stage, rung.told) for rung in entry.ladder] == [("pledged", DAYS[0])]
    assert entry.ladder[0].articles == ("ferry", "lodge", "miller")


def test_before_the_first_report_nothing_is_on_record(story: Path) -> None:
    with onrecord.open_as_of(story, "2023-01-09") as record:
        assert {table: rows for table, rows in rows_of(record).items() if rows} == {}
        assert record.overview().counts["entries"] == 0


def test_a_disagreement_needs_both_its_sides(story: Path) -> None:
    found = {}
    for day in DAYS[:2]:
        with onrecord.open_as_of(story, day) as record:
            found[day] = [one.kind for one in record.disagreements()]
    assert found == {DAYS[0]: [], DAYS[1]: ["figure"]}


def test_the_standing_value_is_the_one_of_then(tmp_path: Path) -> None:
    early = told("ferry", AGAIN, DAYS[0], 20.0)
    others = [told("lodge", HOWITZERS, DAYS[1], 12.0), told("miller", APART, DAYS[2], 12.0)]
    path = write_reconciled(tmp_path / "r.db", [early, *others], traced((early[0], others[0][0])))
    assert [one.fields["quantity"] for one in entries_of(path, DAYS[0]).values()] == [20.0]
    assert [one.fields["quantity"] for one in entries_of(path, DAYS[2]).values()] == [12.0]


def test_a_wording_that_came_later_is_not_shown(tmp_path: Path) -> None:
    a = article("ferry", "“The door stays open for every neighbour,” said Mira Holt of Narland.", published=DAYS[0])
    b = article("lodge", "“The gate stays open for every neighbour,” said Mira Holt of Narland.", published=DAYS[2])
    said = [
        (one, findings(one, statement(one, "Mira Holt", f"The {word} stays open for every neighbour,")))
        for one, word in ((a, "door"), (b, "gate"))
    ]
    path = write_reconciled(tmp_path / "r.db", said, traced((a, b)))
    (now,), (then,) = entries_of(path, None).values(), entries_of(path, DAYS[1]).values()
    assert len(now.variants) == 2
    assert then.variants == ()
    assert "door" in str(then.fields["text"])


def test_a_delivery_announced_for_a_later_day_is_none_until_it_is_told_as_done(tmp_path: Path) -> None:
    ahead = told("north", ARRIVED, DAYS[0], 12.0, "delivered", date="2023-03-01")
    done = told("opal", ARRIVED, "2023-03-02", 12.0, "delivered", date="2023-03-01")
    path = write_reconciled(
        tmp_path / "r.db", [FIRST, ahead, done], traced((FIRST[0], ahead[0]), (FIRST[0], done[0]))
    )
    days = (DAYS[3], "2023-03-01", "2023-03-02")
    assert [[one.stage for one in entries_of(path, day).values()] for day in days] == [
        ["pledged"],
        ["pledged"],
        ["delivered"],
    ]


def test_an_article_without_a_day_is_left_out_and_counted(tmp_path: Path) -> None:
    path = write_reconciled(tmp_path / "r.db", [FIRST, OWN, told("opal", HOWITZERS, None, 12.0)])
    with onrecord.open_as_of(path, DAYS[1]) as record:
        assert [one.id for one in record.articles()] == ["ferry"]
        assert record.as_of is not None
        assert (record.as_of.articles, record.as_of.later, record.as_of.undated) == (1, 1, 1)


def test_a_month_counts_as_its_last_day(tmp_path: Path) -> None:
    path = write_reconciled(tmp_path / "r.db", [told("ferry", HOWITZERS, "2023-01", 12.0)])
    assert entries_of(path, "2023-01-30") == {}
    assert len(entries_of(path, "2023-01-31")) == 1


def test_the_clock_of_observation_asks_when_an_article_was_seen(tmp_path: Path) -> None:
    seen = [
        told("ferry", HOWITZERS, DAYS[0], 12.0, observed="2023-06-01"),
        told("miller", APART, None, 12.0, observed="2023-05-01"),
    ]
    path = write_reconciled(tmp_path / "r.db", seen)
    (entry,) = entries_of(path, "2023-05-02", "observed").values()
    assert entry.articles == ("miller",)
    assert entry.id in entries_of(path, None)
    assert entry.ladder[0].observed == "2023-05-01"


def test_a_source_that_came_later_is_not_named_but_its_agency_is(tmp_path: Path) -> None:
    reasons = (Reason("credit", "the article credits AP"), Reason("shared", "shares this with article miller"))
    derived = (Derivation("ferry", "miller", "AP", 0.8, (), reasons), Derivation("lodge", "miller", None, 0.8))
    path = write_reconciled(tmp_path / "r.db", STORY, Trace((), derived))
    with onrecord.open_as_of(path, DAYS[1]) as record:
        assert record.trace().derivations == (Derivation("ferry", None, "AP", 0.8, (), reasons[:1]),)
        assert [row["article"] for row in record.rows("derivations")] == ["ferry"]


def test_links_need_both_entries_and_corrections_their_article(tmp_path: Path) -> None:
    other = article("opal", "Norway will send 9 launchers to Ukraine within weeks.", published=DAYS[1])
    one = findings(other, commitment(other, "launchers", shown="9", actor="NOR", quantity=9.0))
    path = write_reconciled(tmp_path / "r.db", [*STORY, (other, one)], TRACE)
    first, second = sorted(entries_of(path, None))
    gate = open_to_write(path)
    with gate.transaction("write"):
        writing.write_links(gate, [EntryLink(first, second, "follows", "a new promise of the like")])
        writing.write_corrections(gate, [
            Correction("k-1", first, "quantity", "lodge", (), "20", "12", ("ferry", "north"), ("lodge",))
        ])  # fmt: skip
    gate.close()
    counts = {}
    for day in DAYS[:2]:
        with onrecord.open_as_of(path, day) as record:
            counts[day] = (len([*record.links()]), [one.still for one in record.corrections()])
    assert counts[DAYS[0]] == (0, [])
    assert counts[DAYS[1]][0] == 1
    assert counts[DAYS[1]][1] in ([("ferry",)], [])


def test_as_of_a_day_after_all_the_record_is_the_whole_record(story: Path) -> None:
    with onrecord.open_record(story) as whole, onrecord.open_as_of(story, "2023-12-31") as then:
        assert rows_of(then) == rows_of(whole)
        assert [*then.findings()] == [*whole.findings()]
        assert then.trace() == whole.trace()
        assert then.overview() == whole.overview()


def test_every_table_of_the_record_is_shown_as_of_the_day() -> None:
    schema = (files("onrecord.record") / "schema.sql").read_text(encoding="utf-8")
    assert set(re.findall(r"CREATE TABLE (\w+)", schema)) == {*COPIED, *SEEN_THROUGH, "derivations"}


def test_the_file_is_not_changed_and_cannot_be(story: Path) -> None:
    before = story.read_bytes()
    with onrecord.open_as_of(story, DAYS[1]) as record:
        [*record.entries()]
        for write in (
            lambda gate: writing.write_rejected(gate, [Rejected("x", "y")]),
            lambda gate: gate.all("forget", "DELETE FROM main.articles"),
        ):
            with pytest.raises(RecordError, match=r"readonly|is a view"):
                write(record.gate)
    assert story.read_bytes() == before


def test_every_value_of_then_verifies(tmp_path: Path) -> None:
    write_record(tmp_path / "r.db", *small_collection())
    with onrecord.open_as_of(tmp_path / "r.db", "2023-03-02") as record:
        found = record.verify()
    assert (found.failures, found.articles) == ((), 1)


def test_views_of_the_record_show_the_day_too(story: Path) -> None:
    with onrecord.open_as_of(story, DAYS[1]) as record:
        (row,) = record.gate.all("look", "SELECT stage, articles FROM commitment_entries")
        assert row == ("pledged", 2)


@pytest.mark.parametrize("day", ["2023", "yesterday", "2023-02-30", "20230120", "", None])
def test_what_is_no_day_is_refused(story: Path, day: str) -> None:
    with pytest.raises(BadInput, match="ISO 8601"):
        onrecord.open_as_of(story, day)


def test_an_unknown_clock_is_refused(story: Path) -> None:
    with pytest.raises(BadInput, match="published, observed"):
        onrecord.open_as_of(story, DAYS[0], "told")


def test_a_file_that_is_no_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("nothing of the kind")
    with pytest.raises(RecordError):
        onrecord.open_as_of(tmp_path / "x.db", DAYS[0])
    with pytest.raises(RecordError, match="no record"):
        onrecord.open_as_of(tmp_path / "y.db", DAYS[0])


def test_a_record_in_a_folder_that_cannot_be_written_to_opens_too(story: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    moved = tmp_path / "folder" / "story.db"
    moved.write_bytes(story.read_bytes())
    (tmp_path / "folder").chmod(0o555)
    moved.chmod(0o444)
    try:
        assert len(entries_of(moved, DAYS[1])) == 1
    finally:
        (tmp_path / "folder").chmod(0o755)


def test_what_came_later_is_not_explained(story: Path) -> None:
    with onrecord.open_as_of(story, DAYS[0]) as record:
        assert record.explain("ferry")
        with pytest.raises(NotFound, match=f"as of {DAYS[0]}"):
            record.explain("north")


def run(*arguments: str):
    return CliRunner().invoke(application(), arguments)


def test_show_explain_and_export_take_a_day(story: Path) -> None:
    (id_,) = entries_of(story, None)
    shown = run("show", str(story), "entries", "--as-of", DAYS[1])
    assert "pledged" in shown.stdout
    assert "2 articles published by then; 2 came later" in " ".join(shown.stderr.split())
    assert "delivered" not in run("explain", str(story), id_, "--as-of", DAYS[1]).stdout
    exported = run("export", str(story), "entries", "--as-of", DAYS[1])
    assert json.loads(exported.stdout)["articles"] == ["ferry", "lodge"]
    overview = " ".join(run("show", str(story), "--as-of", DAYS[1]).stdout.split())
    assert f"as of {DAYS[1]}" in overview
    assert f"--as-of {DAYS[1]}" in overview.split("next:")[1]


def test_a_clock_without_a_day_is_refused(story: Path) -> None:
    done = run("show", str(story), "--clock", "observed")
    assert done.exit_code == 2
    assert "--as-of" in done.stderr


def test_rows_of_a_day_can_be_chosen_like_any(story: Path) -> None:
    done = run("show", str(story), "entries", "--as-of", DAYS[2], "--actor", "SVK", "--min-origins", "2")
    assert "howitzers" in done.stdout
    assert run("show", str(story), "entries", "--as-of", DAYS[1], "--min-origins", "2").stdout == ""


@pytest.fixture
def ruled(tmp_path: Path) -> Path:
    """The story with its figure corrected by somebody, who has rejected another entry."""
    other = article("opal", "Norway will send 9 launchers to Ukraine within weeks.", published=DAYS[1])
    one = findings(other, commitment(other, "launchers", shown="9", actor="NOR", quantity=9.0))
    path = write_reconciled(tmp_path / "ruled.db", [*STORY, (other, one)], TRACE)
    ids = {entry.fields["actor"]: id_ for id_, entry in entries_of(path, None).items()}
    rule(path, "correct", ids["SVK"], "quantity", "14", by="ana", why="the list says so")
    rule(path, "reject", ids["NOR"], by="ana", why="never said")
    return path


def test_by_publication_todays_rulings_are_judgement_that_stays(ruled: Path) -> None:
    (then,) = entries_of(ruled, DAYS[1]).values()
    (now,) = entries_of(ruled, None).values()
    assert (then.fields["quantity"], then.stage, then.articles) == (14, "pledged", ("ferry", "lodge"))
    assert (now.fields["quantity"], now.stage) == (14, "delivered")
    assert then.rulings == now.rulings


def test_by_observation_only_the_rulings_of_then_count(tmp_path: Path) -> None:
    said = [(replace(one, observed="2023-01-11"), found) for one, found in STORY]
    path = write_reconciled(tmp_path / "r.db", said, TRACE)
    before = entries_of(path, None)
    (id_,) = before
    rule(path, "correct", id_, "quantity", "14", by="ana", why="the list says so")
    rule(path, "split", id_, before[id_].findings[0], by="ana", why="another one")
    assert entries_of(path, "2023-12-31", "observed") == before
    with onrecord.open_as_of(path, "2023-12-31", "observed") as then:
        assert [*then.gate.each("look", "SELECT id FROM rulings")] == []
    assert len(entries_of(path, "9999-01-01", "observed")) == 2


def test_a_ruled_record_as_of_a_day_after_all_is_the_whole_record(ruled: Path) -> None:
    (id_,) = entries_of(ruled, None)
    with onrecord.open_record(ruled) as record:
        disagreement = next(record.disagreements()).id
    rule(ruled, "settle", disagreement, "a", by="ben", why="the first has it right")
    rule(ruled, "split", id_, entries_of(ruled, None)[id_].findings[0], by="ben", why="another promise")
    with onrecord.open_record(ruled) as whole, onrecord.open_as_of(ruled, "2023-12-31") as then:
        assert rows_of(then) == rows_of(whole)
        assert [*then.gate.each("look", "SELECT * FROM rulings")] == [
            *whole.gate.each("look", "SELECT * FROM rulings")
        ]


POOL = [
    told("ferry", HOWITZERS, None, 12.0), told("lodge", AGAIN, None, 20.0), told("miller", APART, None, 12.0),
    told("north", ARRIVED, None, 12.0, "delivered"), told("opal", HOWITZERS, None, 12.0, "shipped"),
    told("petal", APART, None, 12.0, "refused"),
]  # fmt: skip
days_of = st.lists(st.sampled_from([*DAYS, "2023-01-15T04:00:00+00:00"]), min_size=len(POOL), max_size=len(POOL))


def dated(days: list[str]) -> tuple[list, Trace]:
    """The pool published on these days, two pairs of it copies of each other."""
    said = [(replace(one, published=day), found) for (one, found), day in zip(POOL, days, strict=True)]
    by = {one.id: one for one, _ in said}
    return said, traced((by["ferry"], by["lodge"]), (by["miller"], by["petal"]), (by["ferry"], by["opal"]))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=days_of, day=st.sampled_from(DAYS))
def test_as_of_a_day_is_the_record_of_that_days_articles_where_the_same_belongs_together(
    tmp_path: Path, days: list[str], day: str
) -> None:
    said, trace = dated(days)
    path = tmp_path / "r.db"
    path.unlink(missing_ok=True)
    write_reconciled(path, said, trace)
    then = [(one, found) for one, found in said if str(one.published)[:10] <= day]
    alone = reconciliation.reconcile(
        [one for one, _ in then], [found for _, found in then], among(trace, [one for one, _ in then])
    )
    shown = entries_of(path, day)
    assume({one.findings for one in shown.values()} == {one.findings for one in alone.entries})
    by_findings = {one.findings: one for one in shown.values()}
    for one in alone.entries:
        then_shown = by_findings[one.findings]
        assert entry_row(then_shown) == entry_row(replace(one, id=then_shown.id))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=days_of)
def test_what_is_on_record_stays_on_record(tmp_path: Path, days: list[str]) -> None:
    said, trace = dated(days)
    path = tmp_path / "r.db"
    path.unlink(missing_ok=True)
    write_reconciled(path, said, trace)
    before: dict[str, onrecord.Entry] = {}
    for day in (*DAYS, "2023-12-31"):
        now = entries_of(path, day)
        for id_, entry in before.items():
            assert set(entry.findings) <= set(now[id_].findings)
            assert {rung.stage for rung in entry.ladder} <= {rung.stage for rung in now[id_].ladder}
        before = now
    assert before == entries_of(path, None)
