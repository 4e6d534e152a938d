"""Articles are told apart by as little as is needed."""

from __future__ import annotations

from onrecord.pages.telling_articles import ArticleLine, told_apart


def line(id_: str, name: str, day: str | None = None, title: str | None = None) -> ArticleLine:
    return ArticleLine(id_, name, title, day, None, None, 0)


def test_a_name_that_no_other_has_is_enough():
    assert told_apart([line("1", "The Gate"), line("2", "The Post")]) == {"1": "The Gate", "2": "The Post"}


def test_reports_of_one_outlet_are_told_apart_by_day_headline_and_in_the_end_by_id():
    some = [
        line("1", "The Gate", "2023-01-01", "Tanks"),
        line("2", "The Gate", "2023-01-02", "Tanks"),
        line("3", "The Gate", "2023-01-03", "Jets"),
        line("4", "The Gate", "2023-01-03", "Ships"),
        line("5", "The Gate"),
        line("6", "The Gate"),
    ]
    told = told_apart(some)
    assert told["1"] == "The Gate (2023-01-01)"
    assert told["3"] == "The Gate: Jets"
    assert told["5"] == "The Gate (5)"
    assert len(set(told.values())) == len(some)
