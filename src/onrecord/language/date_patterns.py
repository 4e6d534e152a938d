"""The forms that a date takes in news, as one pattern, and the cues around it, all made from the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.vocabulary import vocabulary
from onrecord.vocabulary.derived import derived

Precision = Literal["day", "week", "month", "season", "quarter", "year", "range"]
Reading = tuple[str | None, Precision, Literal["absolute", "partial", "relative"]] | None
"""What a form says: its value in ISO 8601, its precision and what the value rests on."""

_CLAUSE = re.compile(r"[.!?;:\n][\s\"'”’]|[“”\"]")
_LOOK_BACK = 120  # characters of a clause before a date that are searched for its tense


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """What the readers of dates need: the forms, the names with their numbers, and the cues.

    forms: one alternative for each form; the name of the group that matched is the form's.
    """

    forms: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    small: Mapping[str, int]
    unclear_months: frozenset[str]
    before_month: re.Pattern[str]
    before_year: re.Pattern[str]
    before_season: re.Pattern[str]
    not_a_weekday: re.Pattern[str]
    ahead: re.Pattern[str]
    back: re.Pattern[str]
    under_ahead: re.Pattern[str]
    promising: re.Pattern[str]
    open_end: re.Pattern[str]

    def looks_ahead(self, text: str, begin: int) -> bool:
        """Whether the clause before `begin` speaks of what is to come: its nearest cue decides."""
        window = text[max(0, begin - _LOOK_BACK) : begin]
        cuts = [cut.end() for cut in _CLAUSE.finditer(window)]
        window = window[cuts[-1] :] if cuts else window
        ahead = max((m.end() for m in self.ahead.finditer(window)), default=-1)
        past = (m.end() for m in self.back.finditer(window) if not self.under_ahead.search(window[: m.start()]))
        return ahead > max(past, default=-1)

    def promises(self, text: str, begin: int) -> bool:
        """Whether the text right before `begin` promises something: what is to come within a time is due then."""
        return self.promising.search(text[max(0, begin - _LOOK_BACK) : begin]) is not None


def date_patterns() -> DatePatterns:
    """The patterns of the vocabulary that is in force now."""
    return derived(_patterns)


def _patterns() -> DatePatterns:
    table: Mapping[str, Any] = vocabulary("dates")
    names, tense, led_by = table["names"], table["tense"], table["led_by"]
    months = {name: at for at, group in enumerate(names["months"], 1) for name in group.split()}
    weekdays = {name: at for at, name in enumerate(names["weekdays"])}
    small = {name: at for at, name in enumerate(names["small"])}
    return DatePatterns(
        forms=_forms(months, weekdays, table),
        months={name.lower(): at for name, at in months.items()},
        weekdays={name.lower(): at for name, at in weekdays.items()},
        small=small,
        unclear_months=frozenset(names["unclear_months"]),
        before_month=re.compile(rf"\b(?:{'|'.join(led_by['month'])})[\s-]+$", re.I),
        before_year=re.compile(rf"\b(?:{'|'.join(led_by['year'])})[\s-]+$", re.I),
        before_season=re.compile(rf"\b(?:{'|'.join(led_by['season'])})\s+$", re.I),
        not_a_weekday=re.compile(rf"\b(?:{'|'.join(table['not']['before_weekday'])})\s$"),
        ahead=re.compile(rf"(?:\b|(?=['’]))(?:{'|'.join(tense['ahead'])})\b", re.I),
        back=re.compile(rf"\b(?:{'|'.join(tense['back'])})\b", re.I),
        open_end=re.compile(
            rf"\b(?:(?P<until>{_longest_first(table['open']['until'])})|(?P<since>{_longest_first(table['open']['since'])}))"
            r"\s+(?:the\s+)?$",
            re.I,
        ),
        promising=re.compile(rf"\b(?:{'|'.join(tense['promising'])})\b", re.I),
        under_ahead=re.compile(rf"\b(?:{'|'.join(tense['under_ahead'])})\s+(?:\w+ly\s+)?(?:be\s+|have\s+)?$", re.I),
    )


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _capitalised(names: Iterable[str]) -> str:
    """Names as written, or all in capitals."""
    return f"(?:{_longest_first({form for name in names for form in (name, name.upper())})})"


def _forms(months: Iterable[str], weekdays: Iterable[str], table: Mapping[str, Any]) -> re.Pattern[str]:
    """One pattern over all forms: the longer a form, the further up it stands."""
    month, weekday = _capitalised(months) + r"\b\.?", _capitalised(weekdays)
    year, unit, dash = r"(?:19|20)\d\d(?![\d%])", "(?:day|week|month|year)", r"\s*(?:-|–|—|to|and)\s*"
    day, nth = r"[0-3]?\d", "(?:st|nd|rd|th)?"
    part = rf"(?:(?i:{_longest_first(table['names']['parts'])})[\s-]+(?:in\s+)?)"
    count = rf"(?:\d{{1,3}}|{_longest_first([*table['names']['small'][1:], *table['names']['counts']])})"
    papers = _longest_first(table["not"]["behind_weekday"])
    after_season = "|".join(table["led_by"]["behind_season"])
    near = r"last|next|this\ coming|the\ coming|this"
    pattern = rf"""
    (?<![\w$€£/.:#-])(?:
      (?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)
    | (?P<mdy>(?:{weekday},?\ )?(?P<m1>{month})\ (?P<d1>{day}){nth}(?:{dash}(?P<d1b>{day}){nth})?
        (?!\d|[.,]\d{{3}}|\ (?:million|billion))(?:,?\ (?P<y1>{year}))?)
    | (?P<dmy>(?:{weekday},?\ (?:the\ )?)?(?P<d2>{day}){nth}(?:{dash}(?P<d2b>{day}){nth})?\ (?:of\ )?
        (?P<m2>{month})(?:,?\ (?P<y2>{year}))?)
    | (?P<months_between>(?:(?<=between\ )|(?<=from\ )|(?<=Between\ )|(?<=From\ ))(?P<m17>{month})
        \ (?:to|and)\ (?P<m17b>{month})(?:,?\ (?P<y17>{year}))?)(?!\ ?\d)
    | (?P<my>(?P<p3>{part})?(?P<m3>{month}),?\ (?:of\ )?(?P<y3>{year}))
    | (?P<month>(?P<w4>(?i:last|next|this)\s+)?(?P<p4>{part})?(?P<m4>{month})(?!\ ?\d|[\w-]))
    | (?P<quarter>(?:(?P<q5>(?i:first|second|third|fourth|last|final))\ (?P<h5>quarter|half)|Q(?P<q5b>[1-4]))
        (?:,?\ (?:of\ )?(?P<y5>{year})|\ of\ (?P<w5>this|next|last)\ year))
    | (?P<bare_quarter>(?:(?P<q15>(?i:first|second|third|fourth|last|final))\ (?P<h15>quarter|half)
        |Q(?P<q15b>[1-4]))(?P<w15>\ of\ the\ year)?)(?!\ of\b|[\w-])
    | (?P<day_of_month>(?:(?<=\bon\ the\ )|(?<=\bby\ the\ ))(?P<d16>[0-3]?\d)(?:st|nd|rd|th)
        (?:\ of\ (?P<w16>this|last|next|the)\ month)?)(?=[.,;:)!?]|$|\s(?:{after_season}|in|at)\b)
    | (?P<year_end>(?i:(?:the\ )?year(?:['’]s\ |-)end))(?=[.,;:)!?]|$|\s(?:{after_season})\b)
    | (?P<weekend>(?i:the\ weekend))(?![\w-])
    | (?P<season>(?:(?P<w6>(?i:{near}))\ (?P<s6>spring|summer|autumn|fall|winter)
        |(?:{part})?(?P<s6b>(?i:spring|summer|autumn|winter|fall))\ (?:of\ )?(?P<y6>{year})
        |(?:{part}|the\ )?(?P<s6c>spring|summer|autumn|winter)(?=[.,;:)!?]|$|\s(?:{after_season})\b)))\b
    | (?P<endof>(?i:(?:the\ )?(?:end\ of|late|later|early|earlier)\ (?P<w7>the|this|next|last)\s
        (?P<u7>week|month|year)))\b
    | (?P<weekday>(?:(?P<w8>(?i:{near}))\ )?(?P<wd8>{weekday})\b(?!\ (?:{papers})))
    | (?P<near>(?i:the\ day\ before\ yesterday|yesterday|today|tonight|tomorrow))\b
    | (?P<period>(?i:(?P<w9>last|next|this\ past|this\ coming|this
          |the\ (?:coming|past|previous|following|current))\s
        (?P<u9>weekend|week|month|year)))(?![\w-])
    | (?P<stretch>(?i:(?:the\ )?(?P<w10>coming|next|past|last|recent|following|upcoming)\s
        (?:(?P<n10>{count})\ )?(?P<u10>{unit})s))(?![\w-])
    | (?P<ago>(?i:(?:a\ )?(?P<n11>{count})\ (?P<u11>{unit})s?\ (?:ago|earlier)))\b
    | (?P<within>(?i:(?:(?<=in\ )|(?<=within\ ))(?P<n12>{count})\ (?P<u12>{unit})s?(?:['’]\ time)?))\b
        (?!\ of|-|\ (?:in|after|since|ago|earlier))
    | (?P<years>(?:(?P<y13>{year})(?:-|–|/)(?P<y13b>(?:20)?\d\d)
        |(?:(?<=between\ )|(?<=Between\ )|(?<=from\ )|(?<=From\ ))(?P<y13c>{year})\ (?:to|and)\ (?P<y13d>20\d\d)
        )(?!\d|-\d))
    | (?P<year>(?P<p14>{part})?(?P<y14>{year}))(?![\w$€£/:]|[.,]\d|-\d)
    )
    """
    return re.compile(pattern, re.X)
