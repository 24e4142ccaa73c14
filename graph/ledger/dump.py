"""The dump hash: one hash over the content that holds, whatever the order, number and origin of the loads.

It covers documents, appearances, statements, and what people took back or judged; never sequence numbers,
clocks, runs or confidence.
"""

import sqlite3
from hashlib import sha256

import orjson

from .acts import fill_retracted, judgements, retracted_claims
from .contents import appearances


def dump_hash(connection: sqlite3.Connection) -> str:
    """SHA-256 in hexadecimal of the sorted content."""
    whole = sha256()
    fill_retracted(connection)
    shown = appearances(connection)
    for (document,) in connection.execute("SELECT id FROM documents ORDER BY id"):
        whole.update(b"d" + document)
        for appearance in shown.get(document, ()):
            whole.update(b"a" + repr(appearance).encode() + b"\n")
    held = """SELECT s.id FROM statements s WHERE s.number IN (SELECT statement FROM holds)
        AND s.number NOT IN (SELECT number FROM temp.retracted) ORDER BY s.id"""
    for (statement,) in connection.execute(held):
        whole.update(b"s" + statement)
    for line in sorted(_people(connection)):
        whole.update(line + b"\n")
    return whole.hexdigest()


def _people(connection: sqlite3.Connection) -> list[bytes]:
    lines = [b"r" + orjson.dumps([_shown(part) for part in claim]) for claim in retracted_claims(connection)]
    for act in judgements(connection):
        if act.item is not None:
            decided = (act.verb, act.document, act.item, act.subject, act.property, act.object, act.fact, act.was)
            lines.append(b"i" + orjson.dumps([*map(_shown, decided), act.author]))
            continue
        pair = sorted(_shown(x) or "" for x in (act.subject, act.other))
        lines.append(b"j" + orjson.dumps([act.verb, _shown(act.document), pair, _shown(act.object), act.author]))
    return lines


def _shown(part: bytes | str | None) -> str | None:
    return part.hex() if isinstance(part, bytes) else part
