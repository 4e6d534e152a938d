"""Every command and option is documented, and every command has its Python twin in docs/python.md."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import get_args

import pytest
import typer

import onrecord
from onrecord.cli.app import COMMANDS, application
from onrecord.model import ACTS, CAUSES, KINDS, MEMBERSHIP_STAGES, STAGES
from onrecord.pages.registry import KINDS as KINDS_OF_PAGES
from onrecord.record.selecting import TABLES
from onrecord.record.totals.counting import LEFT_OUT_REASONS
from onrecord.record.totals.totals import DIMENSIONS, Measure
from record_values import small_collection, write_record

DOCS = Path(__file__).resolve().parents[1] / "docs"
GROUP = typer.main.get_command(application())
COMMANDS_PAGE = (DOCS / "commands.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## `onrecord (\w+)`\n(.*?)(?=^## |\Z)", COMMANDS_PAGE, re.M | re.S))


def options_of(command) -> list[str]:
    named = [one for one in command.params if getattr(one, "param_type_name", "") == "option"]
    return [name for one in named for name in one.opts if name.startswith("--") and name != "--help"]


def test_every_command_has_a_section_and_every_section_a_command():
    assert set(SECTIONS) == set(COMMANDS) == set(GROUP.commands)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_documented(name):
    command = GROUP.commands[name]
    documented = set(re.findall(r"`(--[a-z-]+)", SECTIONS[name]))
    assert set(options_of(command)) == documented - {"--help"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_session_and_help(name):
    assert f"$ onrecord {name}" in SECTIONS[name]
    assert GROUP.commands[name].help


def test_every_table_and_every_choice_of_a_filter_is_named_where_tables_are_shown():
    choices = (*TABLES, *KINDS, *STAGES, *MEMBERSHIP_STAGES, *CAUSES)
    assert [one for one in choices if f"`{one}`" not in SECTIONS["show"]] == []


@pytest.mark.parametrize("act", [*ACTS, "list", "export", "import"])
def test_every_act_of_a_ruling_is_documented(act):
    assert re.search(rf"`{act}[ `]", SECTIONS["rule"])
    assert re.search(rf"`{act}[ `]|onrecord rule \S+ {act}", (DOCS / "rulings.md").read_text(encoding="utf-8"))
    assert re.search(rf"\b{act}\b", GROUP.commands["rule"].params[1].help)


def test_every_name_measure_and_reason_of_totals_is_documented():
    names = (*DIMENSIONS, *get_args(Measure))
    assert [one for one in names if f"`{one}`" not in SECTIONS["totals"]] == []
    assert [one for one in LEFT_OUT_REASONS if f"| {one} |" not in SECTIONS["totals"]] == []


def test_the_options_of_all_commands_are_documented():
    assert [name for name in options_of(GROUP) if f"`{name}`" not in COMMANDS_PAGE] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_python_twin_that_is_documented(name):
    text = (DOCS / "python.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| `onrecord {name}` \| `([\w.]+)` \|", text, re.M)
    assert row, f"docs/python.md has no twin for {name}"
    twin = onrecord
    for part in row.group(1).removeprefix("onrecord.").split("."):
        twin = getattr(twin, part)
    assert callable(twin)
    assert twin.__doc__


def test_every_public_name_is_in_the_python_page():
    text = (DOCS / "python.md").read_text(encoding="utf-8")
    assert [name for name in onrecord.__all__ if f"`{name}" not in text and f"onrecord.{name}" not in text] == []


def test_every_table_and_column_of_the_record_is_documented():
    text = (DOCS / "record.md").read_text(encoding="utf-8")
    schema = (Path(onrecord.__file__).parent / "record" / "schema.sql").read_text(encoding="utf-8")
    for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\);", schema, re.S):
        section = re.search(rf"^### `{table}`\n(.*?)(?=^##|\Z)", text, re.M | re.S)
        assert section, f"docs/record.md does not document the table {table}"
        columns = re.findall(r'^  "?([a-z_0-9]+)"? +(?:TEXT|INTEGER|REAL)', body, re.M)
        assert [one for one in columns if f"`{one}`" not in section.group(1)] == []
    views = re.findall(r"CREATE VIEW (\w+)", schema)
    assert [one for one in views if f"`{one}`" not in text] == []


def test_the_python_example_runs(tmp_path, monkeypatch, capsys):
    code = re.search(r"```python\n(.*?)```", (DOCS / "python.md").read_text(encoding="utf-8"), re.S).group(1)
    (tmp_path / "examples").symlink_to(DOCS.parent / "examples")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "docs/python.md", "exec"), {})
    assert "articles" in capsys.readouterr().out
    assert (tmp_path / "commitments.csv").stat().st_size > 500


def test_the_example_queries_run_and_find_something(tmp_path):
    write_record(tmp_path / "r.db", *small_collection())
    queries = re.findall(r"```sql\n(.*?)```", (DOCS / "record.md").read_text(encoding="utf-8"), re.S)
    connection = sqlite3.connect(tmp_path / "r.db")
    found = [connection.execute(query).fetchall() for query in queries]
    connection.close()
    assert [len(rows) > 0 for rows in found] == [False, True, True, True, True, True, True]
    assert found[-2] == [(0,)]


PAGES = sorted(DOCS.glob("*.md"))
HEADING = re.compile(r"^#+ (.*)$", re.M)


def anchors(page: Path) -> set[str]:
    titles = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_between_pages_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_to_a_part_of_a_page_find_it(page):
    links = re.findall(r"\]\((?!https?:|mailto:)([^)#\s]*)#([^)\s]+)\)", page.read_text(encoding="utf-8"))
    found = [(name, part, (page.parent / name) if name else page) for name, part in links]
    assert [
        (name, part) for name, part, where in found if where.suffix == ".md" and part not in anchors(where)
    ] == []


@pytest.mark.parametrize("name", KINDS_OF_PAGES)
def test_every_kind_of_page_is_told_of(name):
    text = (DOCS / "web.md").read_text(encoding="utf-8").lower()
    section = KINDS_OF_PAGES[name].section
    assert (section or name).lower() in text
