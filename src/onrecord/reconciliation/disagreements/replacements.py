"""Replacements: one word put for another, judged by what the two are."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from onrecord.language import actor_code
from onrecord.reconciliation.alignment import Change
from onrecord.reconciliation.disagreements.judgement import Judgement, apart
from onrecord.reconciliation.disagreements.units import Unit, edited, in_one_place, spelled_alike
from onrecord.reconciliation.figures import Figure, bound_of, compare, likely_slip
from onrecord.reconciliation.lexicon import meaning
from onrecord.reconciliation.numerals import currencies, scale_of, value_of
from onrecord.reconciliation.words import Word

CLOSE = 0.6
"""Words are weighed one by one only where this much of the sentence is the same."""
YEAR = 4
"""Digits of a year."""
FAMILY = 5
"""Words with so many first letters in common are of one family ("invaded", "invasion")."""
ALIKE = 74
"""Names whose letters agree so far (RapidFuzz ratio) are one name in two spellings."""


def replacements(unit: Unit) -> Iterator[Judgement]:
    """The judgement of each change of a unit that is more than wording; at most one per change."""
    if unit.likeness < CLOSE:
        return
    for change in unit.changes:
        if not edited(change) or spelled_alike(change):
            continue
        for judge in (_numbers, _measures, _tenses, _dates, _names, _pronouns, _adverse, _senses):
            found = judge(change, unit)
            if found is not None:
                yield found
                break


def _numbers(change: Change, unit: Unit) -> Judgement | None:
    """Another number of the same things."""
    a, b = _values(change.a), _values(change.b)
    a, b = a or (_lone(change.a) if b else {}), b or (_lone(change.b) if a else {})
    if len(a) != 1 or len(b) != 1:
        return None
    (word_a, value_a), (word_b, value_b) = *a.items(), *b.items()
    if value_a == value_b:
        return None
    if _of_month(word_a, unit.a) and _of_month(word_b, unit.b):
        return Judgement("day", f"the day differs: {apart([word_a], [word_b])}", (word_a,), (word_b,))
    if not _counts_alike(word_a, word_b, unit):
        return None
    figures = _figure(unit.a, word_a, value_a), _figure(unit.b, word_b, value_b)
    bounded = figures[0].bound is not None and figures[0].bound == figures[1].bound
    rounded = compare(*figures) == "rounded" and not bounded
    ending = "; one is the other rounded or bounded" if rounded else likely_slip(value_a, value_b)
    reason = f"the figure differs: {apart([word_a], [word_b])}{ending}"
    return Judgement("rounded" if rounded else "number", reason, (word_a,), (word_b,))


def _of_month(word: Word, words: tuple[Word, ...]) -> bool:
    """Whether a number is a day beside its month, in running text; a full date with its year is a caption's."""
    at = words.index(word)
    beside = [w.key for w in words[max(0, at - 1) : at + 2]]
    year = any(w.number and len(w.text) == YEAR for w in words[at + 1 : at + 3])
    return not year and bool(meaning().months & set(beside))


def _measures(change: Change, _unit: Unit) -> Judgement | None:
    """Another currency, or another power of ten."""
    if len(change.a) != 1 or len(change.b) != 1:
        return None
    (a,), (b,) = change.a, change.b
    money = currencies().get(a.text.lower()), currencies().get(b.text.lower())
    powers = scale_of(a.text), scale_of(b.text)
    scaled = None not in powers and powers[0] != powers[1]
    if scaled or (None not in money and money[0] != money[1]):
        return Judgement("measure", f"the measure differs: {apart([a], [b])}", (a,), (b,))
    return None


def _tenses(change: Change, unit: Unit) -> Judgement | None:
    """What will be done on one side has been done on the other."""
    will = meaning().key("will")
    keys = [{word.key for word in side} for side in (change.a, change.b)]
    if max(len(change.a), len(change.b)) > 1 or sum(will in each for each in keys) != 1:
        return None
    done = keys[1] if will in keys[0] else keys[0]
    first, second = _next(unit.a, change.a), _next(unit.b, change.b)
    if done != {"have"} or first is None or second is None or first.key != second.key:
        return None
    reason = f"done according to one, yet to be done according to the other: {apart(change.a, change.b)}"
    return Judgement("tense", reason, change.a, change.b)


def _next(words: tuple[Word, ...], changed: tuple[Word, ...]) -> Word | None:
    at = words.index(changed[-1]) + 1 if changed else len(words)
    return words[at] if at < len(words) else None


def _values(words: tuple[Word, ...]) -> dict[Word, float]:
    return {word: value for word in words if not word.link and (value := value_of(word.text)) is not None}


def _lone(words: tuple[Word, ...]) -> dict[Word, float]:
    """A single "one", which is a number only against another one ("one person", "three people")."""
    ones = [word for word in words if word.key == "one"]
    return {ones[0]: 1.0} if len(ones) == 1 else {}


def _counts_alike(a: Word, b: Word, unit: Unit) -> bool:
    """Whether two numbers count one thing: the words after them agree, or those before do and nothing follows.

    The number of a day ("May 28", "day 395") or of one in a row ("part four") counts nothing.
    """
    before_a, after_a = _beside(unit.a, a)
    before_b, after_b = _beside(unit.b, b)
    days = meaning().months | {"day"}
    if any(w is not None and w.key in meaning().serials for w in (before_a, before_b)):
        return False
    if {w.key for w in (before_a, before_b, after_a, after_b) if w} & days:
        return False
    if after_a and after_b and (after_a.content or after_a.key == "%"):
        return meaning().synonymous(after_a.key, after_b.key)
    return bool(before_a and before_b and before_a.content and before_a.key == before_b.key)


def _beside(words: tuple[Word, ...], word: Word) -> tuple[Word | None, Word | None]:
    at = words.index(word)
    return words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None


def _figure(words: tuple[Word, ...], word: Word, value: float) -> Figure:
    at = words.index(word)
    return Figure("", value, bound=bound_of([each.key for each in words[max(0, at - 3) : at]]))


def _dates(change: Change, _unit: Unit) -> Judgement | None:
    for names in (meaning().weekdays, meaning().months):
        if max(len(change.a), len(change.b)) > 2:
            continue
        a = tuple(word for word in change.a if word.key in names and word.name)
        b = tuple(word for word in change.b if word.key in names and word.name)
        if a and b and {w.key for w in a}.isdisjoint(w.key for w in b):
            return Judgement("day", f"the day differs: {apart(a, b)}", a, b)
    return None


def _names(change: Change, unit: Unit) -> Judgement | None:
    """A proper name put for another one, and nothing else with it."""
    a, b = _content(change.a), _content(change.b)
    if not a or not b or max(len(a), len(b)) > 3 or not all(map(_proper, (*a, *b))):
        return None
    if a[0] == unit.a[0] or b[0] == unit.b[0] or any(_one_name(x, y) for x in a for y in b):
        return None
    if not in_one_place(change, unit):
        return None
    codes = [actor_code(" ".join(word.text for word in side)) for side in (a, b)]
    if codes[0] is not None and codes[0] == codes[1]:
        return None
    known = None not in codes
    if not known and (codes != [None, None] or len(a) != len(b)):
        return None  # somebody and their state, a town and a hall in it
    return Judgement("name" if known else "unknown name", f"another name: {apart(a, b)}", a, b)


def _proper(word: Word) -> bool:
    days = meaning().weekdays | meaning().months
    return word.name and not word.link and word.key not in days and not meaning().knows(word.key)


def _one_name(a: Word, b: Word) -> bool:
    low_a, low_b = a.key, b.key
    if low_a.startswith(low_b[:4]) or low_b.startswith(low_a[:4]) or fuzz.ratio(low_a, low_b) >= ALIKE:
        return True
    return meaning().synonymous(low_a, low_b) or _initials(a.text, b.text) or _initials(b.text, a.text)


def _initials(short: str, long: str) -> bool:
    return short.isupper() and len(short) >= 2 and long[:1] == short[:1]


def _pronouns(change: Change, unit: Unit) -> Judgement | None:
    """One pronoun for another that cannot mean the same, with at most a word beside it."""
    groups = meaning().pronouns
    a, b = (tuple(word for word in side if word.key in groups) for side in (change.a, change.b))
    if len(a) != 1 or len(b) != 1 or max(len(change.a), len(change.b)) > 2 or a[0].quoted != b[0].quoted:
        return None
    if groups[a[0].key] & groups[b[0].key] or _counted_otherwise(a[0], unit):
        return None
    return Judgement("person", f"who is meant has changed: {apart(a, b)}", a, b)


def _counted_otherwise(pronoun: Word, unit: Unit) -> bool:
    """Whether the people before a pronoun are one on one side, several on the other ("resident", "residents")."""
    before = [(x, y) for x, y in unit.same if x.end <= pronoun.begin and x.key in meaning().people]
    return bool(before) and before[-1][0].text.lower() != before[-1][1].text.lower()


def _adverse(change: Change, _unit: Unit) -> Judgement | None:
    """Another verb that also gains or loses a word which sets the doer against what follows."""
    lexicon = meaning()
    a = [word.key in lexicon.adversatives for word in change.a]
    b = [word.key in lexicon.adversatives for word in change.b]
    verbs_a, verbs_b = _lexical(change.a), _lexical(change.b)
    if any(a) == any(b) or not 1 <= len(verbs_a) <= 2 or not 1 <= len(verbs_b) <= 2:
        return None
    if verbs_a[0] != change.a[0] or verbs_b[0] != change.b[0]:
        return None  # the two verbs stand at one place, what sets apart comes after
    if any(lexicon.synonymous(x.key, y.key) for x in verbs_a for y in verbs_b):
        return None
    reason = f"the relation to what follows has changed: {apart(change.a, change.b)}"
    return Judgement("relation", reason, change.a, change.b)


def _lexical(words: tuple[Word, ...]) -> list[Word]:
    """The words that may be the verb: of matter, no adverb, no name."""
    adversatives = meaning().adversatives
    return [
        w for w in words if w.content and not w.name and w.key not in adversatives and not w.text.endswith("ly")
    ]


def _senses(change: Change, _unit: Unit) -> Judgement | None:
    """One content word for one other, both known to the vocabulary, in no common list of synonyms."""
    lexicon = meaning()
    if len(change.a) != 1 or len(change.b) != 1:
        return None
    (a,), (b,) = change.a, change.b
    if not (a.content and b.content and lexicon.knows(a.key) and lexicon.knows(b.key)):
        return None
    if {a.key, b.key} & lexicon.light_verbs or a.key[:FAMILY] == b.key[:FAMILY] or _synonyms(change, a, b):
        return None
    return Judgement("sense", f"another word: {apart([a], [b])}", (a,), (b,))


def _synonyms(change: Change, a: Word, b: Word) -> bool:
    """Whether the words, alone or with the small words beside them ("go on"), stand in one list."""
    return any(meaning().synonymous(x, y) for x in _phrases(change.a, a) for y in _phrases(change.b, b))


def _phrases(words: tuple[Word, ...], word: Word) -> set[str]:
    at = words.index(word)
    keys = [each.key for each in words]
    return {" ".join(keys[first:last]) for first in range(at + 1) for last in range(at + 1, len(keys) + 1)}


def _content(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(word for word in words if word.content)
