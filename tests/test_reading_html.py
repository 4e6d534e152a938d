"""Web pages: the main text and what the page says about itself."""

from __future__ import annotations

import pytest

from onrecord.errors import BadArticle
from onrecord.reading.html import article_from_page

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Ostrava pledges forty boats | The Northern Ledger</title>
<meta property="og:title" content="Ostrava pledges forty boats to Marland">
<meta property="og:site_name" content="The Northern Ledger">
<meta name="author" content="Ada Penrose">
<meta property="article:published_time" content="2022-11-29T14:05:00+00:00">
<link rel="canonical" href="https://ledger.example/world/boats"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<header><h1>Ostrava pledges forty boats to Marland</h1></header>
<article>
<p>OSTRAVA (AP) — Ostrava will send forty patrol boats to Marland, Minister Eva Lorn said on Tuesday.</p>
<p>“We will deliver them by spring,” Lorn told reporters. “The boats are old but sound.”</p>
<p>Marland had asked for sixty boats in October, and its minister said that trucks and medicine were needed too.</p>
<p>Associated Press writer Jon Bell in Oslo contributed to this report.</p>
</article>
<footer><p>© 2022 The Northern Ledger. All rights reserved.</p></footer></body></html>"""


def test_a_page_gives_its_text_below_its_title_and_its_fields() -> None:
    article = article_from_page(PAGE, "boats.html")
    assert article.text.startswith("Ostrava pledges forty boats to Marland\n\nOSTRAVA (AP) — Ostrava will send")
    assert "Home" not in article.text
    assert "rights reserved" not in article.text
    assert (article.title, article.outlet) == ("Ostrava pledges forty boats to Marland", "The Northern Ledger")
    assert (article.byline, article.language) == ("Ada Penrose", "en")
    assert article.url == "https://ledger.example/world/boats"


def test_the_moment_of_publication_is_not_cut_to_a_day() -> None:
    assert article_from_page(PAGE).published == "2022-11-29T14:05:00+00:00"


def test_a_page_without_a_date_has_none() -> None:
    bare = PAGE.replace('<meta property="article:published_time" content="2022-11-29T14:05:00+00:00">', "")
    assert article_from_page(bare).published is None


def test_the_text_of_a_page_is_laid_out_like_any_other() -> None:
    article = article_from_page(PAGE)
    assert (article.wire, article.dateline, article.contributors) == ("AP", "OSTRAVA", ("Jon Bell",))
    headline = article.layout.headline
    assert headline is not None
    assert article.text[headline.begin : headline.end] == article.title
    assert len(article.layout.story) == 3


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><body><nav>Home</nav></body></html>", "<p>"])
def test_a_page_without_a_main_text_is_refused(page: str) -> None:
    with pytest.raises(BadArticle, match="no main text"):
        article_from_page(page)
