"""onrecord finds what was planted in the example story (examples/README.md says what and where)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord

STORY = Path(__file__).resolve().parents[1] / "examples" / "accession"
COPIES = {"01-meridian-press.txt", "02-harbour-courier.html", "03-valley-observer.txt", "04-quickread-daily.txt"}

Row = dict[str, Any]


class Story:
    """The record's tables, with each article named by its path."""

    def __init__(self, record: onrecord.Record) -> None:
        self.articles: dict[str, Row] = {row["id"]: dict(row) for row in record.rows("articles")}
        self.tables = {
            name: [dict(row) for row in record.rows(name)]
            for name in ("statements", "commitments", "memberships", "derivations", "entries", "disagreements")
        }
        self.verification = record.verify()

    def paths(self, ids: list[str]) -> set[str]:
        return {self.articles[one]["path"] for one in ids}

    def at(self, path: str) -> Row:
        return next(row for row in self.articles.values() if row["path"] == path)

    def entries(self, **wanted: object) -> list[Row]:
        return [row for row in self.tables["entries"] if all(row.get(k) == v for k, v in wanted.items())]

    def disagreements(self, kind: str, *words: str) -> list[Row]:
        return [
            row
            for row in self.tables["disagreements"]
            if row["kind"] == kind and all(any(word in row[side]["text"] for side in "ab") for word in words)
        ]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    path = tmp_path_factory.mktemp("story") / "story.db"
    summary = onrecord.build([STORY], record=path)
    assert summary.rejected == ()
    with onrecord.open_record(path) as record:
        yield Story(record)


def test_every_value_stands_on_its_words(story: Story) -> None:
    assert not story.verification.failures
    assert story.verification.spans > 500


def test_titles_bylines_datelines_and_credits_are_read_in_plain_text_and_html(story: Story) -> None:
    wire, reprint = story.at("01-meridian-press.txt"), story.at("02-harbour-courier.html")
    assert wire["title"] == reprint["title"] == "Finland joins NATO as allies promise Ukraine more arms"
    assert (wire["byline"], reprint["byline"]) == ("Ines Falk", "Courier Foreign Desk")
    assert wire["dateline"] == reprint["dateline"] == "BRUSSELS"
    assert wire["wire"] == reprint["wire"] == story.at("03-valley-observer.txt")["wire"] == "MPA"
    assert story.at("04-quickread-daily.txt")["byline"] == "Max Sterling"
    assert story.at("04-quickread-daily.txt")["published"] == "2023-04-05"


def test_four_reports_of_one_wire_story_count_as_one_origin(story: Story) -> None:
    (entry,) = story.entries(actor="HUN", stage="refused", recipient="UKR")
    assert COPIES - {"03-valley-observer.txt"} < story.paths(entry["articles"])
    (entry,) = story.entries(actor="DEU", recipient="UKR")
    assert len(entry["articles"]) == 4
    assert len(entry["origins"]) == 1


def test_an_independent_report_is_an_origin_of_its_own(story: Story) -> None:
    (entry,) = [one for one in story.entries(actor="USA") if one["currency"] == "USD"]
    assert story.paths(entry["articles"]) == COPIES | {"05-northern-dispatch.html", "06-briefs.jsonl:6"}
    assert len(entry["origins"]) == 2


def test_the_standing_figure_is_the_origins_and_not_the_rewrites(story: Story) -> None:
    (entry,) = [one for one in story.entries(actor="USA") if one["currency"] == "USD"]
    assert entry["amount"] == 2_600_000_000


def test_a_pledge_becomes_a_delivery_on_the_ladder(story: Story) -> None:
    (entry,) = story.entries(actor="DEU", stage="delivered")
    assert [rung["stage"] for rung in entry["ladder"]] == ["pledged", "delivered"]
    jets = story.entries(actor="SVK", stage="delivered")
    assert any(entry["quantity"] == 9 for entry in jets)


def test_the_first_jets_are_a_part_of_the_pledge_and_not_of_the_nine_still_to_come(story: Story) -> None:
    (pledge,) = [one for one in story.entries(actor="SVK") if one["quantity"] == 13]
    rungs = [(rung["stage"], rung["date"], rung["quantity"], rung["of"]) for rung in pledge["ladder"]]
    assert rungs == [("pledged", "2023-03", None, None), ("delivered", "2023-03-23", 4, 13)]
    assert pledge["stage"] == "pledged"


def test_a_copy_with_another_figure_is_miscopied_and_no_later_count(story: Story) -> None:
    (jets,) = story.disagreements("figure", "13", "30")
    assert (jets["cause"], jets["settled"]) == ("copying error", None)


def test_a_figure_that_is_taken_back_is_settled_by_the_correction(story: Story) -> None:
    (aid,) = story.disagreements("figure", "2.6", "2.8")
    assert aid["cause"] == "correction"
    assert "$2.6 billion" in aid["settled"]


def test_requests_refusals_and_approvals_keep_their_stage(story: Story) -> None:
    assert {"artillery ammunition"} <= {entry["item"] for entry in story.entries(actor="UKR", stage="requested")}
    assert story.entries(actor="HUN", stage="refused", recipient="UKR")
    (loan,) = story.entries(actor="IMF", stage="approved")
    assert (loan["amount"], loan["currency"]) == (15_600_000_000, "USD")


def test_membership_bids_show_who_has_joined_and_who_is_outstanding(story: Story) -> None:
    (finland,) = story.entries(type="membership", candidate="FIN")
    (sweden,) = story.entries(type="membership", candidate="SWE")
    assert finland["stage"] == "joined"
    assert sweden["stage"] in {"ratification", "blocked"}
    assert sorted(sweden["outstanding"]) == ["HUN", "TUR"]
    assert {row["count"] for row in story.tables["memberships"] if row["candidate"] == "SWE"} >= {28, 29}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("quote", ("A new era begins", "A new age starts")),
        ("figure", ("2.6", "2.8")),
        ("figure", ("13", "30")),
        ("item", ("MiG-29", "planes")),
        ("actor scope", ("Some ministers", "ministers")),
        ("meaning", ("weaken", "strengthen")),
        ("headline", ("vote",)),
        ("attribution", ()),
    ],
)
def test_what_the_rewrite_bent_is_found(story: Story, kind: str, words: tuple[str, ...]) -> None:
    assert story.disagreements(kind, *words)


def test_mere_synonyms_rank_below_all_that_changes_the_matter(story: Story) -> None:
    wording = [row["severity"] for row in story.tables["disagreements"] if row["kind"] == "wording"]
    others = [row["severity"] for row in story.tables["disagreements"] if row["kind"] != "wording"]
    assert wording
    assert max(wording) < min(others)


def test_the_words_of_speakers_are_theirs(story: Story) -> None:
    said = {(row["speaker"]["name"], row["text"].strip('“”",. ')) for row in story.tables["statements"]}
    assert ("Sauli Niinistö", "A new era begins") in said
    assert ("Eero Lahtinen", "We are tired, and we are very happy") in said
