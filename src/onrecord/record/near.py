"""Entries that may be the same as another one, though nothing has joined them: what a reviewer might merge."""

from __future__ import annotations

from onrecord.errors import NotFound
from onrecord.record.gate import Gate

MOST = 6
LIKE, FEWEST = 70.0, 4
"""Of 100: how alike the words of two statements of one speaker must be; and how many words it takes to tell."""


def near(gate: Gate, entry: str) -> list[str]:
    """Entries of the same type that are closest to `entry`, the closest first. Raises NotFound for an unknown id.

    A commitment's have its actor and recipient, and most of its goods, sum, number and stage; a bid's are of the
    same candidate or organisation; a statement's have its speaker and words like its own.
    """
    row = gate.one("see its type", "SELECT type FROM entries WHERE id = ?", (entry,))
    if row is None:
        raise NotFound(f"the record holds no entry {entry!r}")
    if row[0] == "statement":
        return _statements(gate, entry)
    sql = _COMMITMENTS if row[0] == "commitment" else _BIDS
    return [str(id_) for (id_,) in gate.all("find what is near", sql, {"id": entry, "most": MOST})]


def _field(side: str, name: str) -> str:
    return f"json_extract({side}.fields, '$.{name}')"


def _same(name: str) -> str:
    return f"coalesce({_field('o', name)} = {_field('e', name)}, 0)"


_COMMITMENTS = f"""
SELECT o.id FROM entries e JOIN entries o ON o.id IN (
  SELECT x.entry FROM commitments c JOIN entry_findings x ON x.finding = c.id
  WHERE c.actor = {_field("e", "actor")} AND c.recipient IS {_field("e", "recipient")})
WHERE e.id = :id AND o.id != e.id AND {_field("o", "actor")} = {_field("e", "actor")}
AND {_field("o", "recipient")} IS {_field("e", "recipient")}
ORDER BY {" + ".join(_same(name) for name in ("item_class", "item", "amount", "quantity"))}
         + coalesce(o.stage = e.stage, 0) DESC, o.articles DESC, o.id
LIMIT :most"""

_BIDS = f"""
SELECT o.id FROM entries e JOIN entries o ON o.type = e.type AND o.id != e.id
WHERE e.id = :id AND ({_same("candidate")} OR {_same("organisation")})
ORDER BY {_same("candidate")} + {_same("organisation")} DESC, o.articles DESC, o.id
LIMIT :most"""

_BY_THE_SPEAKER = """
SELECT DISTINCT o.id, json_extract(o.fields, '$.text') FROM entry_findings f
JOIN speaker_statements a ON a.statement = f.finding JOIN speaker_statements b ON b.speaker = a.speaker
JOIN entry_findings x ON x.finding = b.statement JOIN entries o ON o.id = x.entry
WHERE f.entry = :id AND o.id != :id AND o.type = 'statement' ORDER BY o.id"""


def _statements(gate: Gate, entry: str) -> list[str]:
    from rapidfuzz import fuzz, process  # for whoever rules, not for every reader

    sql = "SELECT json_extract(fields, '$.text') FROM entries WHERE id = ?"
    (text,) = gate.one("read its words", sql, (entry,)) or ("",)
    rows = gate.all("find its speaker's", _BY_THE_SPEAKER, {"id": entry})
    others = {str(id_): str(words) for id_, words in rows if len(str(words).split()) >= FEWEST}
    found = process.extract(str(text), others, scorer=fuzz.token_set_ratio, score_cutoff=LIKE, limit=4 * MOST)
    return [id_ for _, _, id_ in sorted(found, key=lambda one: (-one[1], one[2]))[:MOST]]
