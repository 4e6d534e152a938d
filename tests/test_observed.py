"""The day on which an article was seen: given, set, kept."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import onrecord

TEXT = "Norway will send 14 tanks to Ukraine by March, its government said on Tuesday."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [{"text": TEXT, "published": "2023-01-18"}, {"text": f"{TEXT} It is glad.", "fetched": "2023-01-20"}]
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def days(record: Path) -> list[str | None]:
    with onrecord.open_record(record) as opened:
        return sorted(str(row["observed"]) for row in opened.rows("articles"))


def exported(record: Path) -> list[bytes]:
    out = []
    with onrecord.open_record(record) as opened:
        for table in ("articles", "statements", "commitments", "entries", "disagreements"):
            file = io.BytesIO()
            opened.export(table, file)
            out.append(file.getvalue())
    return out


def test_the_inputs_own_day_goes_before_the_day_that_is_set(reports: Path, tmp_path: Path) -> None:
    onrecord.build(reports, tmp_path / "r.db", observed="2023-02-01")
    assert days(tmp_path / "r.db") == ["2023-01-20", "2023-02-01"]


def test_without_any_it_is_the_day_of_the_build(reports: Path, tmp_path: Path) -> None:
    before = datetime.now(UTC).date().isoformat()
    onrecord.build(reports, tmp_path / "r.db")
    assert before <= days(tmp_path / "r.db")[1] <= datetime.now(UTC).date().isoformat()


def test_an_article_keeps_the_first_day_on_which_it_was_seen(reports: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    onrecord.build(reports, record, observed="2023-02-01")
    onrecord.build(reports, record, observed="2023-03-01")
    assert days(record) == ["2023-01-20", "2023-02-01"]
    summary = onrecord.add(reports, record, observed="2023-04-01")
    assert days(record) == ["2023-01-20", "2023-02-01"]
    assert (summary.analysed, summary.rejected) == (0, ())


def test_a_new_article_has_the_day_on_which_it_was_added(reports: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    onrecord.build(reports, record, observed="2023-02-01")
    (tmp_path / "b.txt").write_text("Denmark gave Ukraine six howitzers.", encoding="utf-8")
    onrecord.add(tmp_path / "b.txt", record, observed="2023-04-01")
    assert days(record) == ["2023-01-20", "2023-02-01", "2023-04-01"]


def test_seeing_an_article_on_another_day_gives_it_no_other_id(reports: Path, tmp_path: Path) -> None:
    ids = []
    for day in ("2023-02-01", "2023-03-01"):
        onrecord.build(reports, tmp_path / f"{day}.db", observed=day)
        with onrecord.open_record(tmp_path / f"{day}.db") as opened:
            ids.append([row["id"] for row in opened.rows("articles")])
    assert ids[0] == ids[1]


def test_the_same_articles_on_one_day_give_the_same_record(reports: Path, tmp_path: Path) -> None:
    for name in ("x.db", "y.db"):
        onrecord.build(reports, tmp_path / name, observed="2023-02-01")
    assert exported(tmp_path / "x.db") == exported(tmp_path / "y.db")


@pytest.mark.parametrize("day", ["yesterday", "2023-02-30", "2023", ""])
def test_what_is_no_day_is_refused(reports: Path, tmp_path: Path, day: str) -> None:
    with pytest.raises(onrecord.BadInput, match="day of observation"):
        onrecord.build(reports, tmp_path / "r.db", observed=day)


def test_a_record_says_which_rates_it_was_made_with(reports: Path, tmp_path: Path) -> None:
    onrecord.build(reports, tmp_path / "r.db")
    with onrecord.open_record(tmp_path / "r.db") as opened:
        assert opened.meta["rates"]
