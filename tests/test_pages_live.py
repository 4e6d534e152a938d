"""Every kind of page answers on the live site, as HTML and as JSON."""

from __future__ import annotations

import pytest

from onrecord.pages.registry import KINDS
from onrecord.record import open_record
from onrecord.web.addresses import LiveAddresses


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_page_answers_for_each_thing_of_the_example(name, served, example):
    kind = KINDS[name]
    with open_record(example) as record:
        asked = list(kind.every(record))
    for query in asked:
        given = {field: getattr(query, field) for field in query.__slots__}
        address = LiveAddresses().to(name, **given)
        page = served.get(address)
        assert page.status_code == 200, address
        assert page.text.count("<h1") == 1, address
        api = "/api/overview" if name == "overview" else f"/api{address}"
        assert served.get(api).json() is not None, address
