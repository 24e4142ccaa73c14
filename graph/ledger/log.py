"""The log as views follow it: what was touched since a sequence, and whether it is still the log that they knew."""

import sqlite3
from hashlib import blake2b

from .appending import ACT, APPEAR

_TOUCHED = f"""
    SELECT d.id FROM entries e JOIN statements s ON s.number = e.item JOIN documents d ON d.number = s.document
        WHERE e.sequence > :since AND e.action NOT IN ({ACT}, {APPEAR})
    UNION SELECT a.document FROM entries e JOIN acts a ON a.number = e.item
        WHERE e.sequence > :since AND e.action = {ACT} AND a.document IS NOT NULL
    UNION SELECT d.id FROM entries e JOIN appearances a ON a.number = e.item JOIN documents d ON d.number = a.document
        WHERE e.sequence > :since AND e.action = {APPEAR}"""
_ENTRY = f"""
    SELECT e.sequence, e.action, e.item, r.recorded, d.id, a.recorded, s.id FROM entries e
        LEFT JOIN runs r ON r.number = e.run LEFT JOIN documents d ON d.number = r.document
        LEFT JOIN acts a ON a.number = e.item AND e.action = {ACT}
        LEFT JOIN statements s ON s.number = e.item AND e.action NOT IN ({ACT}, {APPEAR})
    WHERE e.sequence <= :upto AND e.sequence IN
        (:upto, (SELECT min(sequence) FROM entries), (SELECT min(sequence) FROM entries WHERE run > 0))
    ORDER BY e.sequence"""


def touched(connection: sqlite3.Connection, since: int) -> set[bytes]:
    """The documents of which something was asserted, closed, taken back or newly known after a sequence."""
    return {row[0] for row in connection.execute(_TOUCHED, {"since": since})}


def mark(connection: sqlite3.Connection, sequence: int) -> str:
    """What an entry of this log is known by: another log, made anew at the same path, has another mark there."""
    rows = connection.execute(_ENTRY, {"upto": sequence}).fetchall()
    return blake2b(repr(rows).encode(), digest_size=10).hexdigest()
