"""Filters by day, disagreement, words and wording, and what rows are sorted by: over the example's record."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import combinations
from shutil import copyfile

import pytest

from onrecord.errors import BadInput
from onrecord.record import EVERYTHING, Selection, open_record
from onrecord.record.choices import choices
from onrecord.record.code_names import code_of, names_of, usual_name
from onrecord.record.conditions import SORTS, first_day, last_day
from onrecord.record.days import ends, entry_days
from onrecord.record.selecting import selected, span_of_days

FILTERS = [
    {"type": "commitment"}, {"type": "statement"}, {"actor": "SVK"}, {"actor": "Slovakia"}, {"recipient": "UKR"},
    {"stage": "pledged"}, {"stage": "delivered"}, {"kind": "military"}, {"item": "fighter jet"}, {"item": "jets"},
    {"min_origins": 2}, {"since": "2023-04-05"}, {"until": "2023-04-05"}, {"since": "2023-04", "until": "2023-04"},
    {"disagreement": "open"}, {"disagreement": "any"}, {"disagreement": "figure"}, {"speaker": "kuleba"},
    {"words": "good day"}, {"wording": "altered"},
]  # fmt: skip


@pytest.fixture
def record(example):
    with open_record(example) as opened:
        yield opened


def keys(record, table="entries", **filters):
    return [key[0] for key in selected(record.gate, table, Selection(**filters))]


def test_two_filters_choose_what_each_of_them_chooses_in_the_same_order(record):
    alone = {str(one): keys(record, **one) for one in FILTERS}
    chosen_both = 0
    for one, other in combinations(FILTERS, 2):
        if not one.keys() & other.keys() and not {"since", "until"} <= one.keys() | other.keys():
            both = keys(record, **one, **other)
            assert both == [id_ for id_ in alone[str(one)] if id_ in set(alone[str(other)])], (one, other)
            chosen_both += bool(both)
    assert chosen_both > 20


def test_each_filter_chooses_something_but_not_everything(record):
    every = keys(record)
    for one in FILTERS:
        assert 0 < len(keys(record, **one)) < len(every), one


def test_the_order_in_which_filters_are_named_does_not_matter(record):
    one = keys(record, actor="SVK", stage="pledged", type="commitment", since="2023-03-20")
    other = keys(record, since="2023-03-20", type="commitment", stage="pledged", actor="SVK")
    assert one == other != []


@pytest.mark.parametrize(
    "name", ["Slovakia", "slovakia", "Slovak Republic", "SVK", "svk", " Slovakia "], ids=lambda name: repr(name)
)
def test_a_state_is_found_by_its_code_and_by_each_of_its_names(name, record):
    assert keys(record, type="commitment", actor=name) == keys(record, type="commitment", actor="SVK") != []


def test_a_code_does_not_stand_for_names_that_happen_to_hold_its_letters(record):
    allies = keys(record, type="commitment", actor="allies")
    assert allies == keys(record, type="commitment", actor="llie") != []
    assert keys(record, type="commitment", actor="LIE") == []  # Liechtenstein, not the allies


def test_names_and_codes_lead_to_each_other():
    assert (code_of("Türkiye"), code_of("turkiye"), code_of("European Union")) == ("TUR", "TUR", "EU")
    assert (usual_name("SVK"), usual_name("NATO"), usual_name("XYZ")) == ("Slovakia", None, None)
    assert code_of("no state at all") == "no state at all"
    assert names_of("no code") == ()


def test_an_entry_is_of_a_span_of_days_when_one_of_its_steps_was_taken_then(record):
    days = entry_days(record.gate, keys(record))
    (jets,) = keys(record, type="commitment", actor="SVK", stage="delivered")
    first, last = days[jets][0], days[jets][-1]
    assert (first, last) == ("2023-04-04", "2023-04-18")
    assert jets in keys(record, since=first, until=first)
    assert jets in keys(record, since=last, until=last)
    assert jets not in keys(record, since="2023-04-05", until="2023-04-17")


def test_a_step_of_a_month_may_have_been_taken_on_any_of_its_days(record):
    (jets,) = keys(record, type="commitment", actor="SVK", stage="pledged")
    assert "2023-03" in entry_days(record.gate, [jets])[jets]
    assert jets in keys(record, since="2023-03-10", until="2023-03-10")
    assert jets not in keys(record, since="2023-02-10", until="2023-02-28")


def test_a_month_and_a_year_are_spans_of_days(record):
    assert keys(record, since="2023-04", until="2023-04") == keys(record, since="2023-04-01", until="2023-04-30")
    assert keys(record, since="2023", until="2023") == keys(record, since="2023-01-01", until="2023-12-31")
    assert span_of_days("2024-02") == ("2024-02-01", "2024-02-29")


@pytest.mark.parametrize(
    "day", ["2023", "2023-03", "2023-03-17", "2022-11-01/2022-11-30", "2022/2023-03", "/2023-03-01", "2023-03-01/"]
)
def test_the_ends_of_a_day_are_the_same_in_sql_and_in_python(day, record):
    sql = f"SELECT {first_day(':day')}, {last_day(':day')}"
    assert record.gate.all("compare ends", sql, {"day": day}) == [ends(day)]


@pytest.mark.parametrize("table", ["articles", "statements", "commitments", "memberships", "disagreements"])
def test_days_choose_in_every_table_that_has_them(table, record):
    every = keys(record, table)
    before, after = keys(record, table, until="2023-04-04"), keys(record, table, since="2023-04-05")
    assert set(before) | set(after) == set(every)
    assert len(before) < len(every)
    assert keys(record, table, until="2022-12-31") == keys(record, table, since="2024-01-01") == []


@pytest.mark.parametrize("sort", SORTS["entries"])
@pytest.mark.parametrize("ascending", [None, False, True])
def test_sorting_loses_nothing_and_puts_what_has_no_value_last(sort, ascending, record):
    found = keys(record, sort=sort, ascending=ascending)
    assert sorted(found) == sorted(keys(record))
    sql = f"SELECT t.id, {SORTS['entries'][sort]} FROM entries t"
    value = dict(record.gate.all("read values", sql))
    there = [value[id_] for id_ in found if value[id_] is not None]
    assert there == sorted(there, reverse=not ascending)
    assert [value[id_] for id_ in found[len(there) :]] == [None] * (len(found) - len(there))


@pytest.mark.parametrize("sort", SORTS["entries"])
def test_among_equals_the_order_of_the_table_decides_in_both_directions(sort, record):
    sql = f"SELECT t.id, {SORTS['entries'][sort]} FROM entries t"
    value, own = dict(record.gate.all("read values", sql)), keys(record)
    for ascending in (False, True):
        found = keys(record, sort=sort, ascending=ascending)
        for one in set(value.values()):
            assert [id_ for id_ in found if value[id_] == one] == [id_ for id_ in own if value[id_] == one]


def test_speakers_are_sorted_by_name_from_a_unless_asked_otherwise(record):
    names = [one.name for one in record.speakers(Selection(sort="name"))]
    assert names == sorted(names, key=str.lower)
    assert [one.name for one in record.speakers(Selection(sort="name", ascending=False))] == names[::-1]


def test_an_offset_goes_on_where_a_limit_ended(record):
    every = keys(record, sort="day")
    parts = [keys(record, sort="day", limit=7, offset=at) for at in range(0, len(every), 7)]
    assert [id_ for part in parts for id_ in part] == every
    assert keys(record, offset=len(every)) == []


def test_entries_rows_and_tables_follow_the_same_filters(record):
    chosen = Selection(type="commitment", disagreement="open", sort="severity")
    wanted = keys(record, type="commitment", disagreement="open", sort="severity")
    assert [one.id for one in record.entries(chosen)] == wanted
    assert [row["id"] for row in record.rows("entries", chosen)] == wanted
    assert len(record.table("entries", chosen)) == len(wanted) > 0


@pytest.mark.parametrize(
    ("table", "filters", "told"),
    [
        ("entries", {"disagreement": "loud"}, "there is no disagreement 'loud'; there are any, open, settled"),
        ("entries", {"wording": "sung"}, "there is no wording 'sung'; there are identical, trimmed"),
        ("entries", {"since": "last week"}, "ISO 8601 (2023-01-20, 2023-01 or 2023), not 'last week'"),
        ("entries", {"until": "2023-02-30"}, "not '2023-02-30'"),
        ("entries", {"since": "2023-13"}, "not '2023-13'"),
        ("entries", {"sort": "colour"}, "entries cannot be sorted by 'colour'; there are day, amount_usd"),
        ("links", {"sort": "day"}, "links cannot be sorted by 'day'; there are nothing else"),
        ("entries", {"ascending": True}, "needs --sort"),
        ("articles", {"disagreement": "open"}, "articles cannot be chosen by --disagreement"),
        ("disagreements", {"min_severity": 1.5}, "--min-severity is between 0 and 1, not 1.5"),
        ("entries", {"offset": -1}, "--offset is at least 0, not -1"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_what_would(table, filters, told, record):
    with pytest.raises(BadInput) as caught:
        keys(record, table, **filters)
    assert told in str(caught.value)


def test_totals_take_the_same_filters(record):
    found = record.totals(("actor",), Selection(since="2023-04-05", disagreement="open"))
    chosen = set(keys(record, type="commitment", since="2023-04-05", disagreement="open"))
    assert {one.entry for total in found for one in (*total.counted, *total.left_out)} == chosen != set()


def test_everything_is_chosen_without_filters(record):
    assert [key[0] for key in selected(record.gate, "entries", EVERYTHING)] == keys(record)


def test_two_values_that_differ_in_case_alone_are_offered_once(example, tmp_path):
    path = tmp_path / "r.db"
    copyfile(example, path)
    with closing(sqlite3.connect(path)) as connection:
        some = "SELECT id FROM entries WHERE json_extract(fields, '$.actor_name') = 'Some ministers'"
        connection.execute(
            f"UPDATE entries SET fields = json_set(fields, '$.actor_name', 'ALLIES') WHERE id IN ({some})"
        )
        connection.commit()
    with open_record(path) as record:
        offered = choices(record.gate, "entries", Selection(type="commitment"), ["actor"])["actor"]
        alike = {value: count for value, count in offered.items() if value.casefold() == "allies"}
        (value,) = alike
        assert alike[value] == len(list(record.entries(Selection(type="commitment", actor=value)))) == 2
