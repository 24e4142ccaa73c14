"""What waits for review, page by page: what the gate refused, what extractors were unsure of, what was decided.

A row counts while its run is the latest of its document and loader. Items stand in the order of their ids, which
is that of the documents and, in each, of its text; a page costs the same wherever it begins.
"""

import sqlite3
from typing import Any

import orjson

from ...schema.model import model
from ...schema.statement import Span, decode_evidence
from .acts import COLUMNS, STANDING
from .errors import LedgerError
from .items import ITEM_BYTES, refused_along
from .lines import Said, line, line_of_actor
from .records import Act, Claim, Item

#: What can be listed: what waits (all, or one of its two states), and what was decided.
STATES = ("waiting", "unsure", "refused", "decided")
#: Verb -> the state of an item by it.
DECIDED = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}

_OPEN = f"""
    FROM {{table}} q JOIN runs r ON r.number = q.run JOIN documents d ON d.number = r.document
    WHERE q.item > :after AND q.item <= :last AND (:document IS NULL OR d.id = :document)
        AND NOT EXISTS (SELECT 1 FROM runs n
            WHERE n.document = r.document AND n.loader = r.loader AND n.number > r.number)
        AND NOT EXISTS (SELECT 1 FROM acts a WHERE a.item = q.item AND a.document = d.id AND {STANDING})"""
_SETTLED = f"""
    FROM acts a WHERE a.item > :after AND a.item <= :last AND (:document IS NULL OR a.document = :document)
        AND {STANDING} AND NOT EXISTS (SELECT 1 FROM acts b WHERE b.item = a.item AND b.document = a.document
            AND b.number > a.number AND {STANDING.replace("a.number", "b.number")})"""
_FROM = {
    "unsure": _OPEN.format(table="candidates"), "refused": _OPEN.format(table="quarantine"), "decided": _SETTLED,
}  # fmt: skip


def page(
    connection: sqlite3.Connection, only: str = "waiting", document: bytes | None = None, after: bytes = b"",
    first: int = 100,
) -> list[Item]:  # fmt: skip
    """The first items behind an id, in the order of ids. `only`: one of STATES."""
    values = _bounds(document, after) | {"first": first}
    found: dict[tuple[bytes, bytes], Item] = {}
    for state in _tables(only):
        name, owner = ("a", "a.document") if state == "decided" else ("q", "d.id")
        query = f"SELECT DISTINCT {name}.item, {owner} {_FROM[state]} ORDER BY {name}.item LIMIT :first"
        for item, of in connection.execute(query, values).fetchall():
            found.setdefault((item, of), _item(connection, state, item, of))
    return [found[key] for key in sorted(found)][:first]


def count(connection: sqlite3.Connection, only: str = "waiting", document: bytes | None = None) -> int:
    """How many items there are."""
    total = 0
    for state in _tables(only):
        name = "a" if state == "decided" else "q"
        query = f"SELECT count(DISTINCT {name}.item) {_FROM[state]}"
        total += int(connection.execute(query, _bounds(document, b"")).fetchone()[0])
    return total


def find(connection: sqlite3.Connection, item: bytes) -> Item | None:
    """The item of an id, whatever became of it: one that waits or was decided, else one of an earlier reading."""
    row = connection.execute(f"SELECT document FROM acts a WHERE item = ? AND {STANDING}", (item,)).fetchone()
    if row:
        return _item(connection, "decided", item, row[0])
    for state, table in (("unsure", "candidates"), ("refused", "quarantine")):
        query = f"""SELECT d.id FROM {table} q JOIN runs r ON r.number = q.run JOIN documents d
            ON d.number = r.document WHERE q.item = ?"""
        if row := connection.execute(query, (item,)).fetchone():
            return _item(connection, state, item, row[0])
    return None


def _tables(only: str) -> tuple[str, ...]:
    if only not in STATES:
        raise LedgerError(f"no list {only!r} of the review; there are {', '.join(STATES)}")
    return ("unsure", "refused") if only == "waiting" else (only,)


def _bounds(document: bytes | None, after: bytes) -> dict[str, Any]:
    """Ids begin with their document's, so that one document's items are looked for among its own."""
    least = document[:3] if document else b""
    return {"document": document, "after": max(after, least), "last": least + b"\xff" * ITEM_BYTES}


def _item(connection: sqlite3.Connection, state: str, item: bytes, document: bytes) -> Item:
    if state == "unsure":
        return _doubt(connection, item, document)
    if state == "refused":
        return _refusal(connection, item, document)
    query = f"SELECT {COLUMNS} FROM acts a WHERE item = ? AND document = ? AND {STANDING} ORDER BY number DESC"
    acts = tuple(Act(*row) for row in connection.execute(query, (item, document)))
    act = acts[0]
    said = act.fact or act.was
    fact = orjson.loads(said) if said else None
    claim = Claim(document, act.subject, act.property, act.object) if act.subject else None
    quote, offset = (fact["quote"], fact["offset"]) if fact else ("", 0)
    return Item(item, document, DECIDED[act.verb], (), fact, quote, offset, claim, acts)


def _rows(connection: sqlite3.Connection, table: str, columns: str, item: bytes, document: bytes) -> list[Any]:
    """The rows of an item in the newest readings that have it."""
    query = f"""SELECT r.number, {columns} FROM {table} q JOIN runs r ON r.number = q.run
        JOIN documents d ON d.number = r.document WHERE q.item = ? AND d.id = ? ORDER BY r.number DESC, q.number"""
    return connection.execute(query, (item, document)).fetchall()


def _doubt(connection: sqlite3.Connection, item: bytes, document: bytes) -> Item:
    rows = _rows(connection, "candidates", "q.fact, q.reasons", item, document)
    reasons = tuple(dict.fromkeys(row[2] for row in rows))
    try:
        fact = orjson.loads(rows[0][1])
        return Item(item, document, "unsure", reasons, fact, fact["quote"], fact["offset"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return Item(item, document, "unsure", reasons, None, str(rows[0][1]), 0)


def _refusal(connection: sqlite3.Connection, item: bytes, document: bytes) -> Item:
    rows = _rows(connection, "quarantine", "q.thing, q.statement, q.reason, q.kind", item, document)
    run, thing, shown, reason, kind = rows[0]
    said = _said(shown)
    claim = Claim(document, thing, said.property, said.object)
    clause = next((s for s in said.evidence if s.part == "quote"), None) or next(iter(said.evidence), None)
    query = "SELECT statement, reason FROM quarantine WHERE thing = ? AND run = ? ORDER BY number"
    parts = connection.execute(query, (thing, run)).fetchall()
    fact = _refused_fact(connection, run, kind, [_said(part) for part, _ in parts])
    reasons = tuple(dict.fromkeys(r for _, r in parts if not refused_along(r))) if fact else (reason,)
    quote, offset = (clause.quote, clause.start) if clause else ("", 0)
    return Item(item, document, "refused", reasons, fact, quote, offset, claim)


def _refused_fact(
    connection: sqlite3.Connection, run: int, kind: str | None, said: list[Said]
) -> dict[str, Any] | None:  # fmt: skip
    """The fact that was refused as a whole; None where the thing stands without the statement, or is no fact."""
    if kind is None or not any(row.property == "kind" for row in said):
        return None
    return line(kind, said, lambda mention: _name(connection, mention, run))


def _said(shown: str) -> Said:
    """A refused statement as `loading` printed it: what names a mention is hexadecimal there."""
    row = orjson.loads(shown)
    spans = [Span(s["start"], s["end"], s["quote"], s["part"]) for s in row["evidence"]]
    said = row["object"]
    named = bytes.fromhex(said) if _names_mention(row["property"], said) else said
    return Said(row["property"], named, row["modality"], row["status"], spans)


def _names_mention(prop: str, said: str) -> bool:
    if len(said) != 32 or not all(c in "0123456789abcdef" for c in said):
        return False
    found = (kind.properties.get(prop) for kind in model().kinds.values())
    return any(p is not None and p.ranges[0] in model().kinds for p in found)


def _name(connection: sqlite3.Connection, mention: bytes, run: int | None = None) -> str:
    """What a mention is called: by what holds of it, else by what was refused of it."""
    query = """SELECT s.object FROM mentions n JOIN statements s ON s.document = n.document AND s.subject = n.id
        JOIN words p ON p.number = s.property WHERE n.id = ? AND p.word = 'name' ORDER BY s.number LIMIT 1"""
    row = connection.execute(query, (mention,)).fetchone()
    if row:
        return str(row[0])
    refused = connection.execute("SELECT statement FROM quarantine WHERE thing = ? AND run = ?", (mention, run))
    return next((str(s.object) for s in (_said(r[0]) for r in refused) if s.property == "name"), mention.hex())


_HELD = """
    SELECT p.word, s.object, m.word, st.word, s.evidence, k.word, d.text
    FROM statements s JOIN documents d ON d.number = s.document JOIN words p ON p.number = s.property
        JOIN words m ON m.number = s.modality LEFT JOIN words st ON st.number = s.status
        JOIN mentions n ON n.id = s.subject JOIN words k ON k.number = n.kind
    WHERE d.id = ?1 AND s.subject = ?2 AND EXISTS (SELECT 1 FROM holds h WHERE h.statement = s.number)
    ORDER BY s.number"""


def held_fact(connection: sqlite3.Connection, claim: Claim) -> tuple[Claim, dict[str, Any]]:
    """What holds of a claim's thing, or an actor's role or identifier, as a line; and the claim that covers it.

    Raises LedgerError for a document, for what does not hold, and for what no line of the contract can say.
    """
    subject = claim.subject or b""
    rows = connection.execute(_HELD, (claim.document, subject)).fetchall()
    if not rows:
        raise LedgerError("only a thing that holds, or a statement of it, can be corrected; give the id of one")
    said = [Said(p, o, m, st, list(decode_evidence(e, text))) for p, o, m, st, e, _, text in rows]
    kind, found = rows[0][5], None
    if not model().is_a(kind, "Actor"):
        claim = Claim(claim.document, subject)
        found = line(kind, said, lambda mention: _name(connection, mention))
    for row in said:
        if found is None and (row.property, row.object) == (claim.property, claim.object):
            found = line_of_actor(row, _name(connection, subject))
    if found is None:
        raise LedgerError(
            f"what is said of this {kind} is no fact of the contract; take it back with 'wattgraph retract', and "
            "load what holds with 'wattgraph load facts.jsonl'"
        )
    return claim, found
