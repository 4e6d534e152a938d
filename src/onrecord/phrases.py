"""Values of the record as short phrases in the field's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import isclose

from onrecord.model import Article, Commitment, Entry, Finding, Statement
from onrecord.record.values import plain

NOTHING = "-"
QUOTES = ("“", "„", '"', "«", "‘", "'")
CONTENT_ID = re.compile(r"\b([a-z]+-)([0-9a-f]{16})\b")
BOUND_WORDS = {"at least": "at least ", "at most": "up to ", "about": "about "}
"""What is said before a figure that is not meant exactly."""
FLAG_WORDS = {
    "conditional": "on a condition",
    "recalled": "told of an earlier day",
    "doubted": "doubted",
    "additional": "on top of others",
}
"""What is said of a commitment that is not simply made."""
SOURCES = {"official": "officials", "named": "named sources", "anonymous": "anonymous sources"}
"""Whom an origin has it from."""
ANONYMOUS_ONLY = "anonymous sources only"
BY_STAGES = ("promised", "invited")
"""Steps of a bid that somebody else takes, beside ratifying and blocking."""
WHOLE = 1e15
"""From here on a float does not hold every whole number."""
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))

Fields = Mapping[str, object]


def short_id(id_: str, digits: int) -> str:
    """Content-addressed ids in a text cut to what tells them apart; an id given by the input stays whole."""
    return CONTENT_ID.sub(lambda found: found.group(1) + found.group(2)[:digits], id_)


def fields_of(finding: Finding) -> Fields:
    """A finding's values by field name."""
    values = plain(finding)
    assert isinstance(values, dict)
    return values


def number(value: object) -> str:
    """`30`, `1,500`, `2.5`; a whole number with all its digits."""
    if not isinstance(value, (int, float)):
        return str(value)
    return f"{value:,.0f}" if abs(value) < WHOLE and value == int(value) else f"{value:,.10g}"


def money(amount: object, currency: object) -> str:
    """`USD 53 million`; an unknown currency is said to be unknown."""
    unit = str(currency) if currency else "(currency not known)"
    if isinstance(amount, (int, float)):
        for scale, name in SCALES:
            if amount >= scale and isclose(round(amount / scale, 3) * scale, amount, rel_tol=1e-12):
                return f"{unit} {number(amount / scale)} {name}"
    return f"{unit} {number(amount)}"


def says(fields: Fields) -> str:
    """` (says Dmytro Kuleba)`, or nothing."""
    return f" (says {fields['said_by']})" if fields.get("said_by") else ""


def quantity(value: object, unit: object) -> str:
    """`30`, `1% of GDP`, `155 rounds`."""
    if not unit:
        return number(value)
    return f"{number(value)}{'' if str(unit).startswith('%') else ' '}{unit}"


def who(fields: Fields, side: str) -> str:
    """The code of the actor or recipient, else the name as written."""
    return str(fields.get(side) or fields.get(f"{side}_name") or NOTHING)


def parties(fields: Fields) -> str:
    """`SVK → UKR`; without a recipient, or where somebody asks for themselves, only the actor."""
    actor, recipient = who(fields, "actor"), who(fields, "recipient")
    return actor if recipient in (NOTHING, actor) else f"{actor} → {recipient}"


def figure(fields: Fields, name: str) -> str | None:
    """The quantity or the amount with its bound: `up to 50`, `14-16 rounds`, `a vague number`; None without one."""
    value, bound = fields.get(name), fields.get(f"{name}_bound")
    unit = fields.get("unit" if name == "quantity" else "currency")
    written = quantity if name == "quantity" else money
    if bound == "range":
        ends = (fields.get(f"{name}_low"), fields.get(f"{name}_high"))
        if name == "quantity":
            return quantity("-".join(number(end) for end in ends), unit)
        return " to ".join(money(end, unit) for end in ends)
    if value is not None:
        return f"{BOUND_WORDS.get(str(bound), '')}{written(value, unit)}"
    if bound is not None:
        kind = "number" if name == "quantity" else f"amount{f' of {unit}' if unit else ''}"
        return f"{'an' if bound == 'undisclosed' else 'a'} {bound} {kind}"
    return None


def what(fields: Fields) -> str:
    """What a commitment is about: number, money and item."""
    parts: list[str] = []
    item, counted, sum_ = fields.get("item"), figure(fields, "quantity"), figure(fields, "amount")
    if counted is not None:
        said = fields.get("quantity") is not None or fields.get("quantity_bound") == "range"
        joined = " of " if not said else ": " if fields.get("unit") else " "
        parts.append(f"{counted}{joined}{item}" if item else counted)
    elif item:
        parts.append(str(item))
    if sum_ is not None:
        parts.insert(0, sum_)
    marks = ", ".join(words for flag, words in FLAG_WORDS.items() if fields.get(flag))
    phrase = ", ".join(parts) or NOTHING
    return f"{phrase} ({marks})" if marks else phrase


def rounded_sum(amount: float, currency: object) -> str:
    """A sum of several amounts in the largest scale that it reaches, to three places: `USD 241.896 billion`."""
    scale = next((each for each, _ in SCALES if amount >= each), None)
    return money(round(amount / scale, 3) * scale if scale else round(amount, 2), currency)


def converted(fields: Fields) -> str:
    """The amount in euros and dollars at the day's rate: `EUR 9.6 million, USD 10 million`; nothing without one."""
    sums = [(fields.get(f"amount_{code.lower()}"), code) for code in ("EUR", "USD")]
    return ", ".join(money(rounded(value), code) for value, code in sums if isinstance(value, (int, float)))


def rounded(value: float) -> float:
    """A converted sum to four digits, which is as fine as anybody means it."""
    return float(f"{value:.4g}")


def progress(fields: Fields) -> str:
    """Where a ratification stands (`28 of 30, without TUR, HUN`), and who promised, invited or blocked."""
    parts = []
    if fields.get("stage") not in ("ratification", "blocked"):
        return f"by {fields['by']}" if fields.get("by") and fields.get("stage") in BY_STAGES else ""
    if fields.get("count") is not None:
        parts.append(
            f"{fields['count']} of {fields['of']}" if fields.get("of") is not None else f"{fields['count']}"
        )
    if fields.get("outstanding"):
        parts.append("without " + ", ".join(_names(fields["outstanding"])))
    elif fields.get("ratified"):
        parts.append("ratified by " + ", ".join(_names(fields["ratified"])))
    if fields.get("by"):
        parts.append(f"by {fields['by']}")
    return ", ".join(parts)


def speaker(fields: Fields) -> str:
    """The speaker's name and role."""
    value = fields.get("speaker")
    parts = value if isinstance(value, Mapping) else {}
    name, role = parts.get("name"), parts.get("role")
    if name and role and str(role).casefold() not in str(name).casefold():
        return f"{name} ({role})"
    return str(name or role or NOTHING)


def said(fields: Fields) -> str:
    """A statement's words; direct ones in quotation marks."""
    words = str(fields.get("text"))
    return f"“{words}”" if fields.get("mode") == "direct" and words[:1] not in QUOTES else words


def headline(kind: str, fields: Fields, stage: object = None) -> str:
    """A finding or an entry as one line."""
    if kind == "statement":
        return f"{speaker(fields)}: {said(fields)}"
    stands = stage or fields.get("stage") or ("standing target" if fields.get("kind") == "target" else "no stage")
    if kind == "commitment":
        return f"{stands}: {parties(fields)}: {what(fields)}{says(fields)}"
    more = progress({**fields, "stage": stands})
    return f"{fields.get('candidate')} into {fields.get('organisation')}: {stands}{f' ({more})' if more else ''}"


def kind_of(finding: Finding) -> str:
    """statement, commitment or membership."""
    if isinstance(finding, Statement):
        return "statement"
    return "commitment" if isinstance(finding, Commitment) else "membership"


def article_name(article: Article) -> str:
    """What a reader knows an article by: its path, outlet or byline, and wire."""
    by = article.outlet or article.byline
    parts = [article.path or article.id, *([by] if by else [])]
    if article.wire and article.wire != by:
        parts.append(f"credits {article.wire}")
    if article.published:
        parts.append(article.published[:10])
    return " · ".join(parts)


def origin_name(origin: str, articles: Mapping[str, Article]) -> str:
    """An origin as a reader knows it: `AP`, an outlet, or the article itself."""
    kind, _, name = origin.partition(":")
    if kind == "article" and name in articles:
        return f"own reporting of {articles[name].path or name}"
    return name or origin


def backed(entry: Entry, articles: Mapping[str, Article]) -> str:
    """Its origins, each with whom it has it from: `AP (officials), The Copy`."""
    sourcing = {each.origin: each.sourcing for each in entry.backing}
    told = []
    for origin in entry.origins:
        source = SOURCES.get(str(sourcing.get(origin)))
        told.append(f"{origin_name(origin, articles)}{f' ({source})' if source else ''}")
    return ", ".join(told)


def support(entry: Entry) -> str:
    """`2 articles, 1 origin`, and whether all that is behind it is left unnamed."""
    told = f"{plural(len(entry.articles), 'article')}, {plural(len(entry.origins), 'origin')}"
    return f"{told}, {ANONYMOUS_ONLY}" if unnamed_only([each.sourcing for each in entry.backing]) else told


def unnamed_only(sourcing: Sequence[object]) -> bool:
    """Whether every origin has it from people left unnamed."""
    return bool(sourcing) and all(each == "anonymous" for each in sourcing)


def _names(values: object) -> Sequence[str]:
    return [str(value) for value in values] if isinstance(values, (list, tuple)) else [str(values)]


def plural(number: int, word: str) -> str:
    """`1 origin`, `2 origins`, `1,200 origins`."""
    return f"{number} {word}" if number == 1 else f"{number:,} {word}s"
