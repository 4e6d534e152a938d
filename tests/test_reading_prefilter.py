"""Looking at a text's beginning and for its words first finds what the patterns alone find."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.reading import furniture as furniture_module
from onrecord.reading.byline import byline_of
from onrecord.reading.credits import credit_of
from onrecord.reading.furniture import RULE, Shape, furniture, furniture_of
from onrecord.reading.paragraphs import Paragraph, has_stop
from onrecord.reading.pattern_parts import needs_of, opening_of, openings_of
from onrecord.reading.prefilter import HEAD, ODD, Heads, Openings, folded, lowered
from onrecord.reading.suspects import suspects
from onrecord.vocabulary import vocabulary


@cache
def cues() -> list[str]:
    """Every phrase of the vocabulary that furniture, bylines and credit lines are told by."""
    table = vocabulary("furniture")
    rows = [phrase for row in table["furniture"] for key in ("whole", "begins") for phrase in row.get(key, ())]
    lists = [phrase for key in ("byline", "credits") for row in table[key].values() for phrase in row]
    agencies = [form for row in vocabulary("wires")["agency"] for form in row["credit"]]
    return sorted({*rows, *lists, *agencies})


@cache
def patterns() -> list[str]:
    """Every regular expression of the vocabulary that is looked for behind a prefilter."""
    table = vocabulary("furniture")
    return [
        *(pattern for row in table["furniture"] for pattern in row.get("patterns", ())),
        *table["credits"]["photo"],
    ]


def fitting(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(re.compile(pattern, re.IGNORECASE | re.DOTALL), fullmatch=True)


CASES = st.sampled_from([str, str, str.upper, str.capitalize, str.title, str.swapcase])
SIGNS = st.sampled_from([*" -—:.,|/@#*_(“\"'’©\tſıİ\u212aﬁ٣É\u00a0", "  ", " via ", " — ", ".com "])
WORDS = st.sampled_from(["the minister", "Ada Penrose", "said", "follow him on", "forty", "12", "3 min", "Photo"])
CUES = st.builds(lambda cue, case: case(cue), st.deferred(lambda: st.sampled_from(cues())), CASES)
LINES = (
    st.lists(st.one_of(CUES, SIGNS, WORDS, st.text(max_size=3)), min_size=1, max_size=12)
    .map(lambda pieces: " ".join("".join(pieces).split("\n")).strip())
    .filter(bool)
)


def plain_furniture_of(line: str) -> Any:
    """`furniture_of` without looking first: every phrase and every pattern is tried."""
    words = line.split()
    if len(words) > furniture_module.MAX_WORDS:
        return None
    if not any(map(str.isalnum, line)):
        return RULE
    edges = r"^\W+|\W+$"
    if len(words) <= 12:
        exact = furniture().whole.get(re.sub(edges, "", " ".join(words)).casefold())
        if exact is not None:
            return exact
    found = re.match(r"[\s(\[*_>•·\ufeff-]*", line)
    start = found.end() if found else 0
    fits = [s for s in every_shape() if len(words) <= s.kind.max_words and s.pattern.match(line, start)]
    return min(fits, key=lambda shape: shape.order).kind if fits else None


@cache
def every_shape() -> tuple[Shape, ...]:
    known = furniture().shapes
    return tuple({id(shape): shape for shape in (*known.values, *known.anywhere)}.values())


@settings(deadline=None)
@given(LINES)
@example("ﬁle photo")
@example("\u212aey points")
@example("live\tblog")
@example("“Share this”")
def test_a_line_is_the_furniture_that_all_patterns_tried_in_turn_say(line: str) -> None:
    assert furniture_of(line) == plain_furniture_of(line)


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=6))
def test_every_furniture_and_credit_line_of_a_text_is_a_suspect(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts, at = [], 0
    for line in lines:
        parts.append(Paragraph(at, at + len(line), line))
        at += len(line) + 1
    found = suspects(text, parts, text.encode("utf-8", "surrogatepass"))
    for number, part in enumerate(parts):
        credit = credit_of(text, part.begin, part.end)
        assert credit_of(text, part.begin, part.end, found.get(number, False)) == credit
        if plain_furniture_of(part.text) is not None or credit is not None:
            assert number in found
        assert furniture_of(part.text, found.get(number, False)) == plain_furniture_of(part.text)


@pytest.mark.parametrize("pattern", patterns())
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_what_a_pattern_fits_begins_and_contains_what_is_looked_for(pattern: str, data: st.DataObject) -> None:
    line = data.draw(fitting(pattern))
    known = Openings([(openings_of(pattern), None)])
    assert known.anywhere or [*known.of(line[:HEAD])]
    assert needs_of(pattern).met(line)
    assert needs_of(pattern).met(line, lowered(line))


def test_a_prefilter_says_no_to_nearly_all_prose() -> None:
    begins = (
        "The minister",
        "Former ministers",
        "“We agreed",
        "In Oslo",
        "On Monday",
        "Forty boats",
        "Voters",
    )
    parts = [Paragraph(0, 0, f"{begin} said that it was agreed on both sides.") for begin in begins]
    text = "\n".join(part.text for part in parts)
    assert not suspects(text, parts, text.encode())


def test_letters_of_ascii_in_other_forms_are_all_known() -> None:
    letters = re.compile("[a-z]", re.IGNORECASE)
    others = {code for code in range(128, 0x110000) if letters.match(chr(code))}
    assert others == set(ODD)
    assert all(folded(chr(code)) == letter for code, letter in ODD.items())
    assert all(lowered(f"“Ja{chr(code)}”") is None for code in ODD)


def test_an_opening_that_is_a_word_is_no_beginning_of_a_longer_one() -> None:
    heads = Heads(openings_of(r"for\b.*"))
    assert heads.any("For more")
    assert heads.any("for")
    assert not heads.any("Former")
    assert not heads.any("fo")


def test_a_pattern_that_tells_nothing_is_tried_on_every_line() -> None:
    assert "" in openings_of(r".*x")
    assert Heads({""}).any("anything")
    assert needs_of(r"\w+").met("anything")


def test_an_opening_is_looked_at_no_further_than_the_head() -> None:
    assert all(len(opening) <= HEAD + 1 for pattern in patterns() for opening in openings_of(pattern))


@given(st.text(alphabet="ab .!?…\"'”’»)]*_", max_size=12))
def test_a_stop_is_one_with_closing_marks_behind_it_or_none(text: str) -> None:
    assert has_stop(text) == (re.search(r"[.!?…][\"'”’»)\]*_]*\Z", text) is not None)


@settings(deadline=None)
@given(LINES)
def test_a_line_that_begins_like_no_byline_is_none_with_its_intro_either(line: str) -> None:
    intros = sorted(vocabulary("furniture")["byline"]["intros"], key=len, reverse=True)
    intro = re.compile(rf"(?:{'|'.join(map(re.escape, intros))})(?:\s*:\s*|\s+)", re.IGNORECASE)
    if byline_of(line, 0, len(line)) is None and intro.match(line):
        assert byline_of(f"— {line}", 0, len(line) + 2) is None


@given(st.one_of(st.sampled_from([*"éßİ№½_ "]), st.text(min_size=1, max_size=14), st.deferred(lambda: CUES)))
def test_a_phrase_has_the_opening_of_its_pattern(phrase: str) -> None:
    assert openings_of(rf"{re.escape(phrase)}(?!\w)") == {opening_of(phrase)}


@given(LINES, st.integers(3, HEAD))
def test_what_may_begin_is_told_from_fewer_characters(line: str, size: int) -> None:
    heads = Heads(opening for pattern in patterns() for opening in openings_of(pattern) if opening)
    assert heads.may_begin(line[:size]) or not heads.any(line)
