"""The two real reports beside the project: what a careful reader finds around their stories."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.model import Article, Rejected
from onrecord.reading import read


def test_what_stands_around_the_stories_is_found(shared_data: Path) -> None:
    gold = json.loads((shared_data / "seeds" / "gold.json").read_text(encoding="utf-8"))["articles"]
    found = [*read([shared_data / "seeds"])]
    articles = {article.path: article for article in found if isinstance(article, Article)}
    assert set(articles) == set(gold)
    for path, wanted in gold.items():
        article = articles[path]
        assert (article.wire, article.byline) == (wanted["wire"], wanted["byline"])
        assert article.dateline == wanted.get("dateline")
        assert article.contributors == tuple(wanted.get("contributors", ()))
        assert article.text == (shared_data / "seeds" / str(path)).read_text(encoding="utf-8")


def test_a_document_beside_them_is_rejected(shared_data: Path) -> None:
    (rejected,) = (row for row in read([shared_data / "seeds"]) if isinstance(row, Rejected))
    assert rejected.path == "gold.json"
    assert "without articles" in rejected.reason


def test_the_agency_of_real_reports_is_the_one_their_outlet_credits(shared_data: Path) -> None:
    codes = {"None": None, "NA": None, "reuters": "Reuters"}
    lines = (shared_data / "polnear" / "polnear-dev.jsonl").read_text(encoding="utf-8").splitlines()
    right = 0
    for line in lines:
        row = json.loads(line)
        wanted = codes.get(row.pop("wire"), "other")
        (shown,) = _article(row)
        right += shown.wire == wanted or wanted == "other"
    assert right >= 0.97 * len(lines)


def _article(row: dict[str, object]) -> list[Article]:
    from onrecord.reading.rows import article_from_row

    return [article_from_row(row, "polnear:1")]
