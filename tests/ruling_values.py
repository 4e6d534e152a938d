"""Records to rule on, made of hand-made findings, and everything a record holds, to compare two of them."""

from __future__ import annotations

from pathlib import Path

from onrecord.engines.running import write_conclusions
from onrecord.model import Article, Findings, Ruling, Trace
from onrecord.reconciliation import reconcile
from onrecord.record import writing
from onrecord.record.draft import draft_of, put_in_place
from onrecord.record.opening import open_to_read
from reconciliation_values import article, commitment, findings, statement, step, traced

BY = {"by": "Ada Lind", "why": "read it myself"}


def world() -> tuple[list[Article], list[Findings], Trace]:
    """Six reports: three of one passage, one with another figure; two statements; two other promises and a bid."""
    a = article(
        "a",
        "Slovakia pledged 13 howitzers to Ukraine.\n“The door stays open,” Mira Holt said.\n"
        "The old bridge at the border was opened to all lorries in May.",
        published="2023-04-04", outlet="Courier",
    )  # fmt: skip
    b = article(
        "b",
        "Slovakia pledged 30 howitzers to Ukraine.\n“The gate stays open,” Mira Holt said.\n"
        "The old bridge at the border was closed to all lorries in May.",
        published="2023-04-05", outlet="Ledger",
    )  # fmt: skip
    c = article("c", "In Bratislava, 13 howitzers were promised to Kyiv.", published="2023-04-05", outlet="Post")
    d = article("d", "Slovakia said 20 rockets were on their way.", published="2023-04-06", outlet="Brief")
    e = article("e", "Hungary opposes Sweden's bid for NATO.\nSlovakia may send 5 drones.", published="2023-04-07")
    f = article("f", "Slovakia pledged 13 howitzers to Ukraine.", published="2023-04-09", outlet="Mirror")
    found = [
        findings(
            a,
            commitment(a, "howitzers", quantity=13.0, shown="13", item_class="howitzer"),
            statement(a, "Mira Holt", "The door stays open"),
        ),
        findings(
            b,
            commitment(b, "howitzers", quantity=30.0, shown="30", item_class="howitzer"),
            statement(b, "Mira Holt", "The gate stays open"),
        ),
        findings(c, commitment(c, "howitzers", quantity=13.0, shown="13", item_class="howitzer")),
        findings(d, commitment(d, "rockets", quantity=20.0, shown="20", item_class="rocket", stage="shipped")),
        findings(
            e,
            step(e, "SWE", "blocked", "opposes"),
            commitment(e, "drones", quantity=5.0, shown="5", item_class="drone", stage="considered"),
        ),
        findings(f, commitment(f, "howitzers", quantity=13.0, shown="13", item_class="howitzer")),
    ]
    return [a, b, c, d, e, f], found, traced((a, b), (a, f), (b, f))


def write(path: Path, articles, found, trace, rulings: list[Ruling] = ()) -> Path:  # type: ignore[assignment]
    """Write a record as a run does, with these rulings."""
    done = reconcile(articles, found, trace, rulings)
    with draft_of(path) as gate:
        with gate.transaction("write"):
            writing.write_meta(gate, {"rules": "of the test"})
            for one, said in zip(articles, found, strict=True):
                writing.write_article(gate, one, said)
            write_conclusions(gate, articles, trace, done)
            writing.write_rulings(gate, rulings, done.states, done.settled)
        put_in_place(gate, path)
    return path


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but those of the search index, sorted."""
    gate = open_to_read(path)
    try:
        names = [str(name) for (name,) in gate.all("list", "SELECT name FROM sqlite_master WHERE type = 'table'")]
        names = [name for name in names if not name.startswith("search")]  # numbered as they come
        return {name: sorted(gate.all("read", f"SELECT * FROM {name}"), key=repr) for name in names}
    finally:
        gate.close()
