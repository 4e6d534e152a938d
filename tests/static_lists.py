"""What `static/lists.js` does, as slow plain Python over a page: which rows an address chooses, in which order.

It knows nothing of the record: like the script, it reads the rules off the form and the marks off the rows.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import parse_qs

from lxml import html

from onrecord.record.folding import bare

Element = html.HtmlElement
PART = re.compile(
    r"(?P<child>> )?(?P<tag>\w*)(?:#(?P<id>[\w-]+))?(?:\.(?P<class>[\w-]+))?(?:\[(?P<has>[^\]]+)\])?(?: |$)"
)


def select(tree: Element, path: str) -> list[Element]:
    """What a plain CSS selector finds: tags, one id, class or attribute each, descendants and children."""
    out, at = ".", 0
    while at < len(path):
        found = PART.match(path, at)
        assert found is not None
        assert found.end() > at
        at = found.end()
        out += f"{'/' if found['child'] else '//'}{found['tag'] or '*'}"
        out += f"[@id='{found['id']}']" if found["id"] else ""
        out += (
            f"[contains(concat(' ', normalize-space(@class), ' '), ' {found['class']} ')]" if found["class"] else ""
        )
        name, equals, value = (found["has"] or "").partition("=")
        out += f"[@{name}{f'={value!r}' if equals else ''}]" if name else ""
    return tree.xpath(out)


def chosen(page: str, query: str) -> list[str]:
    """The links of the rows that an address with this query shows, in their order."""
    tree = html.fromstring(page)
    (form,) = select(tree, "form.filters[data-kind]")
    fields = select(form, "[data-rule]")
    asked = {name: values[0] for name, values in parse_qs(query).items()}
    active = {field.get("name"): field for field in fields if field.get("name") in asked}
    rows = [
        row
        for row in select(tree, "[data-rows] > li")
        if all(_fits(row, name, field, asked, tree) for name, field in active.items())
    ]
    return [select(row, "a[href]")[0].get("href") for row in _sorted(rows, asked, form)]


def _fits(row: Element, name: str, field: Element, asked: Mapping[str, str], tree: Element) -> bool:
    rules: Mapping[str, Callable[[], bool]] = {
        "same": lambda: mark == value,
        "among": lambda: value in _lines(mark),
        "part": lambda: _has(mark, value),
        "least": lambda: float(mark or 0) >= float(value),
        "item": lambda: _has(row.get("data-item"), value) or row.get("data-item-class") == value.lower(),
        "named": lambda: _named(row, tree, name, value),
        "article": lambda: any(
            one == value or one.startswith(value) or one.endswith(f"/{value}") for one in _lines(mark)
        ),
        "since": lambda: _within(row, asked.get("since"), asked.get("until")),
        "until": lambda: _within(row, asked.get("since"), asked.get("until")),
    }
    mark, value = row.get(f"data-{field.get('data-mark') or name}"), asked[name]
    return rules[field.get("data-rule")]()


def _lines(mark: str | None) -> list[str]:
    return [] if mark is None else mark.split("\n")


def _has(mark: str | None, part: str) -> bool:
    return any(bare(part) in one for one in _lines(mark))


def _named(row: Element, tree: Element, name: str, value: str) -> bool:
    mark = row.get(f"data-{name}")
    code = _codes(tree).get(bare(value.strip()))
    if code is not None:
        return mark == code.lower()
    return mark == value.lower() or _has(row.get(f"data-{name}-name"), value)


@lru_cache(maxsize=1)
def _codes(tree: Element) -> Mapping[str, str]:
    out: dict[str, str] = {}
    for option in select(tree, "#codes option"):
        for name in (option.get("value"), *option.get("data-names").split("\n")):
            out.setdefault(bare(name), option.get("value"))
    return out


def _within(row: Element, since: str | None, until: str | None) -> bool:
    first, last = since or "0000-01-01", until or "9999-12-31"
    first += "-01-01"[len(first) - 4 :] if len(first) < 10 else ""
    if len(last) < 10:
        month = last[5:7] or "12"
        last = f"{last[:4]}-{month}-{monthrange(int(last[:4]), int(month))[1]:02}"
    spans = [one.split("/") for one in _lines(row.get("data-days"))]
    return any(end >= first and begin <= last for begin, end in spans)


def _sorted(rows: list[Element], asked: Mapping[str, str], form: Element) -> list[Element]:
    (by, ascending) = (asked.get("sort"), asked.get("ascending"))
    if by is None and ascending is not None:
        sort = select(form, "select[name=sort]")
        by = sort[0].get("data-default") if sort else select(form, "[name=ascending]")[0].get("data-sort")
    if by is None:
        return rows
    up = by == "name" if ascending is None else ascending == "true"
    there = [row for row in rows if row.get(f"data-{by}") is not None]
    there.sort(key=lambda row: row.get("data-day") if by == "day" else float(row.get(f"data-{by}")), reverse=not up)
    return there + [row for row in rows if row.get(f"data-{by}") is None]
