"""Judgements from ledger to ledger: each has an id made of what it says, so that it is taken once.

The history travels whole, withdrawals with it: two ledgers that took each other's history follow the same judgements.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from . import acts
from .errors import LedgerError, NotFound
from .records import Claim

WITHDRAW = "withdraw"
_ID_BYTES = 16
_HISTORY = f"""
    SELECT a.number, a.verb, a.subject, a.other, a.withdrawn, a.author, a.recorded, a.reason FROM acts a
    LEFT JOIN acts w ON w.number = a.withdrawn
    WHERE a.verb IN {acts.PAIRS} OR (a.verb = '{WITHDRAW}' AND w.verb IN {acts.PAIRS}) ORDER BY a.number"""


@dataclass(frozen=True)
class Given:
    """A judgement of a pair, or the withdrawal of one (`of`: its id), as it travels. `line`: where a file has it.

    `time`: when it was given, UTC, as `2026-11-21T15:00:00Z`.
    """

    id: bytes
    verb: str
    one: bytes | None
    other: bytes | None
    of: bytes | None
    author: str
    time: str
    reason: str
    line: int = 0

    def said(self) -> str:
        """All that its id is made of, but how often the same was said before in the same second."""
        pair = sorted(x.hex() for x in (self.one, self.other, self.of) if x)
        return "\x1f".join((self.verb, *pair, self.author, self.time, self.reason))


def history(connection: sqlite3.Connection) -> list[Given]:
    """All judgements of pairs and their withdrawals, oldest first."""
    return [given for _, given in _numbered(connection)]


def take(connection: sqlite3.Connection, given: Iterable[Given]) -> int:
    """Writes those that are not there yet, as they were given. Returns how many.

    Raises NotFound for a thing that the ledger does not hold, LedgerError for an id that is not its content's.
    """
    known = {one.id: number for number, one in _numbered(connection)}
    counted: Counter[str] = Counter()
    new = 0
    for one in given:
        said = one.said()
        if one.id != _identify(said, counted[said]):
            raise LedgerError(
                f"line {one.line}: its id is not that of what it says: it was edited, or a line before it is "
                "missing; export the judgements again"
            )
        counted[said] += 1
        if one.id not in known:
            known[one.id] = _write(connection, one, known)
            new += 1
    return new


def _numbered(connection: sqlite3.Connection) -> Iterator[tuple[int, Given]]:
    """Each act's number with the judgement that it is."""
    ids: dict[int, bytes] = {}
    counted: Counter[str] = Counter()
    for number, verb, subject, other, withdrawn, author, recorded, reason in connection.execute(_HISTORY):
        of = ids.get(withdrawn)
        one = Given(b"", verb, None if of else subject, None if of else other, of, author, recorded, reason)
        said = one.said()
        ids[number] = _identify(said, counted[said])
        counted[said] += 1
        yield number, replace(one, id=ids[number])


def _identify(said: str, before: int) -> bytes:
    whole = f"{said}\x1f{before}" if before else said
    return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=_ID_BYTES).digest()


def _write(connection: sqlite3.Connection, one: Given, known: dict[bytes, int]) -> int:
    if one.verb == WITHDRAW:
        if one.of not in known:
            raise LedgerError(f"line {one.line}: it withdraws {(one.of or b'').hex()}, which no line before it is")
        number = known[one.of]
        return acts.record(connection, one.verb, Claim(b""), one.author, one.reason, one.time, withdrawn=number)
    try:
        acts.check_judgement(connection, one.verb, one.one or b"", one.other)
    except NotFound as error:
        raise NotFound(f"line {one.line}: {error}; load its document first") from None
    except LedgerError as error:
        raise LedgerError(f"line {one.line}: {error}") from None
    document = one.one if one.verb == "nearDuplicate" else None
    claim = Claim(document or b"", one.one)
    return acts.record(connection, one.verb, claim, one.author, one.reason, one.time, other=one.other)
