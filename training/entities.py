"""Named persons, organisations and places from GUM's `Entity=` column and from re3d's mentions.

Both mark whole mentions ("NATO Secretary General Jens Stoltenberg", "the country"); onrecord wants names
("Jens Stoltenberg"). A mention counts when its head is a proper noun, and shrinks to the name around that head.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from treebank import Sentence

GUM_LABELS = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
RE3D_LABELS = {"Person": "PERSON", "Organisation": "ORG", "Location": "PLACE"}
NAME_TAGS = {"NNP", "NNPS"}
NAME_LINKS = {"of", "for", "and", "the", "&", "on", "in", "to", "de", "al", "-", "–", "'s", "’s", "/"}
OPENING = re.compile(r"\((\d+)-([a-z]+)-([^()]*)|(\d+)\)|\)")

Named = tuple[int, int, str]


def gum_entities(sentence: Sentence) -> list[Named]:
    """Names in one GUM sentence; a longer name wins over one inside it."""
    found: list[Named] = []
    for first, last, kind, fields in _mentions(sentence):
        label = GUM_LABELS.get(kind)
        if label is None:
            continue
        head = _head(sentence, first, last, fields)
        name = _name(sentence, first, last, head, label)
        if name:
            found.append((*name, label))
    return longest(found)


def _mentions(sentence: Sentence) -> Iterator[tuple[int, int, str, list[str]]]:
    """(first, last + 1, type, other fields) of each mention that opens and closes in this sentence."""
    open_: list[tuple[str, int, str, list[str]]] = []
    for i, misc in enumerate(sentence.misc):
        value = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
        for match in re.finditer(r"\((\d+)-([a-z]+)((?:-[^()]*)?)(\))?|(\d+)\)", value):
            if match.group(1):
                fields = match.group(3).split("-")[1:]
                if match.group(4):
                    yield i, i + 1, match.group(2), fields
                else:
                    open_.append((match.group(1), i, match.group(2), fields))
            else:
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == match.group(5):
                        _, begin, kind, fields = open_.pop(k)
                        yield begin, i + 1, kind, fields
                        break


def _head(sentence: Sentence, first: int, last: int, fields: list[str]) -> int:
    """The one word of the mention whose head lies outside it (the first such word)."""
    del fields
    assert sentence.heads is not None
    assert sentence.labels is not None
    for i in range(first, last):
        head = sentence.heads[i] - 1
        if not first <= head < last and sentence.labels[i] != "punct":
            return i
    return first


def _name(sentence: Sentence, first: int, last: int, head: int, label: str) -> tuple[int, int] | None:
    assert sentence.xpos is not None
    assert sentence.labels is not None
    assert sentence.heads is not None
    tags, words = sentence.xpos, sentence.words
    if label == "PERSON" and tags[head] not in NAME_TAGS:
        head = next((i for i in range(head + 1, last) if sentence.heads[i] - 1 == head and tags[i] == "NNP"
                     and sentence.labels[i] in {"appos", "flat"} and words[i - 1] != ","), head)  # fmt: skip
    if tags[head] not in NAME_TAGS or (label == "PERSON" and tags[head] == "NNPS") or not words[head][:1].isupper():
        return None
    if (
        label == "PERSON"
        and (words[head].lower() in TITLES or words[head].lower() in NOT_NAMES)
        and not (head + 1 < last and sentence.labels[head + 1] == "flat")
    ):
        return None
    if label == "PERSON":
        begin, end = head, head + 1
        while end < last and (
            sentence.labels[end] in {"flat", "goeswith"}
            or (words[end] in {"-", "'", "’", '"'} and end + 1 < last and sentence.labels[end + 1] == "flat")
        ):
            end += 1
        while begin > first and tags[begin - 1] in NAME_TAGS and sentence.labels[begin - 1] == "compound":
            begin -= 1
        return begin, end
    begin, end = head, head + 1
    while begin > first and (
        tags[begin - 1] in NAME_TAGS
        or (
            words[begin - 1][:1].isupper()
            and sentence.labels[begin - 1] in {"amod", "compound"}
            and begin - 1 > first
        )
        or (words[begin - 1] in {"-", "–", "&"} and begin - 2 >= first and tags[begin - 2] in NAME_TAGS)
    ):
        begin -= 1
    while end < last:
        step = end
        while step < last and words[step].lower() in NAME_LINKS and step - end < 2:
            step += 1
        if step < last and (tags[step] in NAME_TAGS or (words[step][:1].isupper() and step > end)):
            end = step + 1
        else:
            break
    return begin, end


def longest(found: list[Named]) -> list[Named]:
    """`found` without those that overlap a longer one, in order."""
    taken: list[Named] = []
    for name in sorted(found, key=lambda n: (n[0] - n[1], n[0])):
        if all(name[1] <= other[0] or other[1] <= name[0] for other in taken):
            taken.append(name)
    return sorted(taken)


PRONOUNS = frozenset({
    "I", "He", "She", "We", "They", "It", "You", "His", "Her", "Their", "Our", "My", "Its", "Who", "This",
    "That", "These", "Those", "Many", "Some",
})  # fmt: skip
NOT_NAMES = frozenset({
    "emperor", "earl", "speaker", "whip", "mom", "dad", "mum", "god", "lord", "allah", "jesus", "mother",
    "father",
})  # fmt: skip
TITLES = frozenset(Path(__file__).with_name("titles.txt").read_text(encoding="utf-8").split())


def re3d_documents(path: Path) -> Iterator[tuple[str, str, str, list[tuple[int, int, str]]]]:
    """(id, licence, text, mentions as (begin, end, type)) of each row."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], row["licence"], row["text"], [(b, e, kind) for b, e, kind, _ in row["entities"]]


def re3d_entities(
    words: list[str], places: list[tuple[int, int]], mentions: list[tuple[int, int, str]], countries: set[str]
) -> list[Named]:
    """Names among `mentions` over the words at `places` (offsets), by the rules of `gum_entities`."""
    found: dict[tuple[int, int], str] = {}
    for begin, end, kind in mentions:
        label = RE3D_LABELS.get(kind)
        if kind == "Person" and any(k == kind and e == end and b > begin for b, e, k in mentions):
            continue  # "Minister for the Middle East Tobias Ellwood" has "Tobias Ellwood" inside
        if kind != "Person" and any(
            (k == "Person" and b <= begin and begin < e <= end) or (k == "Person" and b < begin < e < end)
            for b, e, k in mentions
            if (b, e) != (begin, end)
        ):
            continue  # "US Secretary" of "US Secretary of State John Kerry", "Defense Ash Carter"
        inside = [i for i, (b, e) in enumerate(places) if begin <= b and e <= end]
        if label is None or not inside or places[inside[0]][0] > begin + 1:
            continue
        name = _trimmed(words, inside[0], inside[-1] + 1, label)
        if name is None or (
            name[1] < len(words) and places[name[1] - 1][1] == places[name[1]][0] and words[name[1]][:1].isalnum()
        ):
            continue
        text = " ".join(words[name[0] : name[1]])
        here = "PLACE" if text in countries or words[name[0]] == "Camp" else label
        if text.endswith(
            (
                "ians",
                "raqis",
                "yrians",
                "urds",
                "uslims",
                "hristians",
                "unnis",
                "hiites",
                "oldiers",
                "irmen",
                "arines",
                "ailors",
                "ritons",
                "ccans",
                "mericans",
            )
        ):
            continue
        if found.get(name) == "PERSON" and label != "PERSON":
            continue
        if found.get(name, "PLACE") == "PLACE" or label == "PERSON":
            found[name] = here
    return longest([(*name, label) for name, label in found.items() if not _title_only(words, name, label)])


def _title_only(words: list[str], name: tuple[int, int], label: str) -> bool:
    inside = [word.lower() for word in words[name[0] : name[1]]]
    return (
        label != "PLACE"
        and len(inside) > 1
        and inside[-1] in TITLES - {"union", "force", "office", "army", "navy", "corps", "state", "pentagon"}
    )


def _trimmed(words: list[str], first: int, last: int, label: str) -> tuple[int, int] | None:
    def capital(i: int) -> bool:
        return words[i][:1].isupper()

    if not capital(last - 1) and not (last - first > 1 and words[last - 1] in {"'s", "’s"}):
        return None
    if words[last - 1] in {"'s", "’s"}:
        last -= 1
    begin = last - 1
    if words[begin] in PRONOUNS:
        return None
    if label == "PERSON":
        while begin > first and (capital(begin - 1) or words[begin - 1] in {"-", "al", "bin", "de", "van", "von"}):
            begin -= 1
        while begin < last and (words[begin].lower() in TITLES or (not capital(begin) and words[begin] != "al")):
            begin += 1
        return (begin, last) if begin < last else None
    begin = first
    while begin < last and (not capital(begin) or words[begin] in {"The", "A", "An", "This", "That", "We", "Our"}):
        begin += 1
    if words[begin : begin + 2] == ["Members", "of"]:
        begin += 3 if words[begin + 2 : begin + 3] == ["the"] else 2
    if begin >= last or (
        words[last - 1] in {"Foreign", "High", "US", "U.S."} and last - begin < 3 and label == "ORG"
    ):
        return None
    inner = words[begin:last]
    if begin >= last or any(not (w[:1].isupper() or w.lower() in NAME_LINKS or w[:1].isdigit()) for w in inner):
        return None
    if any(w in {"on", "in", "to", "at"} for w in inner):
        return None
    return begin, last
