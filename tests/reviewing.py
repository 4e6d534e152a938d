"""A reviewer at a browser without script: signs in, opens pages, fills in the forms that stand there."""

from __future__ import annotations

from pathlib import Path

from lxml import html
from starlette.testclient import TestClient

from onrecord.web.app import application
from onrecord.web.reviewers import Reviewers
from onrecord.web.shelf import Shelf

TOKEN = "a-token-for-the-tests"
ORIGIN = "http://127.0.0.1"


def browser(path: Path, reviewers: Reviewers | None = None) -> TestClient:
    """A browser before the live site over a record; nobody is signed in."""
    return TestClient(application(Shelf(path), reviewers=reviewers or Reviewers(TOKEN)), base_url=ORIGIN)


def reviewer(path: Path, name: str = "Ada Lind", reviewers: Reviewers | None = None) -> TestClient:
    """A browser in which somebody has signed in."""
    client = browser(path, reviewers)
    page = client.get(f"/review?token={TOKEN}")
    assert page.status_code == 200
    sent = client.post("/review/name", data={**hidden(only_form(page.text, "/review/name")), "name": name})
    assert sent.status_code == 200
    return client


def forms(page: str, action: str = "/rulings") -> list[html.FormElement]:
    """The forms of a page that write at an address."""
    every = html.fromstring(page).forms
    return [one for one in every if one.get("action") == action and one.get("method") == "post"]


def only_form(page: str, action: str) -> html.FormElement:
    """The one form of a page that is sent to an address."""
    (found,) = forms(page, action)
    return found


def form_to(page: str, act: str, on: str | None = None) -> html.FormElement:
    """The form of a page by which something is ruled; `on`, where there are several."""
    return next(
        one for one in forms(page) if one.fields["act"] == act and on in (None, dict(one.form_values()).get("on"))
    )


def hidden(form: html.FormElement) -> dict[str, str | list[str]]:
    """What a form sends as it stands."""
    out: dict[str, list[str]] = {}
    for name, value in form.form_values():
        out.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in out.items()}


def offered(form: html.FormElement, name: str) -> dict[str, str]:
    """The values that a form offers to choose from, by what stands beside them."""
    return {
        " ".join(one.getparent().text_content().split()): one.get("value")
        for one in form.inputs
        if one.name == name
    }


def send(client: TestClient, form: html.FormElement, **more: object):
    """Send a form with some fields filled in; the answer before any redirect is followed."""
    return client.post("/rulings", data={**hidden(form), "why": "read both", **more}, follow_redirects=False)
